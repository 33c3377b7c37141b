//! The shipped collection with its files cut, spliced and strewn with characters.

use std::path::Path;

use gainsay::base::text::Texts;
use gainsay::model::load::load;
use proptest::prelude::*;
use proptest::sample::Index;

use super::{File, assert_sound};

const TOKENS: [&str; 31] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "\"",
    ",",
    ":",
    "/",
    "*",
    "/*",
    "*/",
    "//",
    "\\",
    "r#",
    "#",
    "“",
    "”",
    "\u{a0}",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "\r\n",
    "\n",
    "é",
    "Claim(",
    "\n    Claim(",
    "Some(",
    "-",
    "@",
];

#[derive(Debug, Clone)]
enum Change {
    Insert(Index, &'static str),
    Delete(Index, usize),
    Duplicate(Index, usize),
    Swap(Index, Index),
    Truncate(Index),
    /// A piece of another file, put in.
    Splice(Index, Index, Index, usize),
    Replace(Index, char),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        6 => (at(), prop::sample::select(&TOKENS[..])).prop_map(|(at, token)| Change::Insert(at, token)),
        4 => (at(), 1..40_usize).prop_map(|(at, length)| Change::Delete(at, length)),
        2 => (at(), 1..400_usize).prop_map(|(at, length)| Change::Duplicate(at, length)),
        2 => (at(), at()).prop_map(|(one, other)| Change::Swap(one, other)),
        1 => at().prop_map(Change::Truncate),
        2 => (at(), at(), at(), 1..400_usize).prop_map(|(at, file, from, length)| Change::Splice(at, file, from, length)),
        2 => (at(), any::<char>()).prop_map(|(at, c)| Change::Replace(at, c)),
    ]
}

/// The files of the shipped collection, read without the code under test.
fn shipped() -> Vec<File> {
    fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(root, &path, files);
            } else if path.extension().is_some_and(|extension| extension == "ron") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                files.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs/soviet-prisoners");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort();
    files
}

fn apply(files: &mut [File], file: Index, change: &Change) {
    let file = file.index(files.len());
    let piece = match change {
        Change::Splice(_, other, from, length) => {
            let other: Vec<char> = files[other.index(files.len())].1.chars().collect();
            let from = from.index(other.len().max(1)).min(other.len());
            other[from..(from + length).min(other.len())].to_vec()
        }
        _ => Vec::new(),
    };
    let text = &mut files[file].1;
    let mut chars: Vec<char> = text.chars().collect();
    if chars.is_empty() {
        return;
    }
    let end = |at: usize, length: usize| (at + length).min(chars.len());
    match change {
        Change::Insert(at, token) => {
            let at = at.index(chars.len());
            chars.splice(at..at, token.chars());
        }
        Change::Delete(at, length) => {
            let at = at.index(chars.len());
            chars.drain(at..end(at, *length));
        }
        Change::Duplicate(at, length) => {
            let at = at.index(chars.len());
            let copy = chars[at..end(at, *length)].to_vec();
            chars.splice(at..at, copy);
        }
        Change::Swap(one, other) => {
            let (one, other) = (one.index(chars.len()), other.index(chars.len()));
            chars.swap(one, other);
        }
        Change::Truncate(at) => chars.truncate(at.index(chars.len())),
        Change::Splice(at, ..) => {
            let at = at.index(chars.len());
            chars.splice(at..at, piece);
        }
        Change::Replace(at, c) => {
            let at = at.index(chars.len());
            chars[at] = *c;
        }
    }
    *text = chars.into_iter().collect();
}

/// Everything a reader would see, and the check of every message's places.
fn shown(files: &[File]) -> String {
    let texts = Texts::from_memory(files.iter().cloned());
    let messages = match load(&texts, &[]) {
        Ok(loaded) => loaded.warnings,
        Err(error) => error.messages,
    };
    assert_sound(&texts, &messages);
    let human = |message| gainsay::view::report::human(&texts, message, gainsay::view::report::Colour::Off);
    messages.iter().map(|message| format!("{message:?}\n{}", human(message))).collect()
}

/// `PROPTEST_CASES` asks for more.
fn config() -> ProptestConfig {
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { ProptestConfig::default().cases } else { 40 };
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn damaged_files_end_in_messages_that_can_be_shown(
        changes in prop::collection::vec((any::<Index>(), change()), 1..6)
    ) {
        let mut files = shipped();
        for (file, change) in &changes {
            apply(&mut files, *file, change);
        }
        prop_assert_eq!(shown(&files), shown(&files));
    }

    #[test]
    fn heavily_damaged_files_end_in_messages_that_can_be_shown(
        changes in prop::collection::vec((any::<Index>(), change()), 40..80)
    ) {
        let mut files = shipped();
        for (file, change) in &changes {
            apply(&mut files, *file, change);
        }
        shown(&files);
    }
}

/// The bytes of each claim in a file that is written one field a line.
fn claims(text: &str) -> Vec<std::ops::Range<usize>> {
    const START: &str = "\n        Claim(\n";
    const END: &str = "\n        ),";
    let starts = text.match_indices(START).map(|(at, _)| at + 1);
    starts.map(|start| start..start + text[start..].find(END).expect("a claim has an end") + END.len()).collect()
}

/// Damages one claim and names an unknown party in another; the party must be reported.
fn assert_others_are_checked(damage: impl Fn(&str) -> String, what: &str) {
    let files = shipped();
    for (index, (path, text)) in files.iter().enumerate() {
        let claims = claims(text);
        for (at, broken) in claims.iter().enumerate() {
            let other = if at == 0 { claims.len() - 1 } else { 0 };
            if other == at {
                continue;
            }
            let says =
                claims[other].start + text[claims[other].clone()].find("says: ").expect("a claim says something");
            let mut damaged = text.clone();
            let mut edits =
                [(says..says, "via: \"nobody-known\", ".to_owned()), (broken.clone(), damage(&text[broken.clone()]))];
            edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
            for (range, new) in edits {
                damaged.replace_range(range, &new);
            }
            let mut files = files.clone();
            files[index].1 = damaged;
            let shown = super::read(&files);
            assert!(
                shown.count("there is no party `nobody-known`") == 1,
                "{path}: {what} of claim {at} of {} hides claim {other}; errors: {:?}",
                claims.len(),
                shown.errors().map(|message| &message.text).collect::<Vec<_>>(),
            );
        }
    }
}

#[test]
fn a_claim_that_is_not_closed_hides_no_other() {
    assert_others_are_checked(|claim| format!("{},", claim.strip_suffix("),").unwrap()), "the missing bracket");
}

#[test]
fn a_claim_closed_twice_hides_no_other() {
    assert_others_are_checked(|claim| format!("{}),", claim.strip_suffix(',').unwrap()), "the second bracket");
}

#[test]
fn a_string_that_is_not_closed_hides_no_other() {
    assert_others_are_checked(|claim| claim.replacen("\",", ",", 1), "the missing quotation mark");
}

#[test]
fn a_misspelt_field_hides_no_other() {
    assert_others_are_checked(|claim| claim.replacen("says:", "sais:", 1), "the misspelt field");
}

#[test]
fn a_missing_comma_hides_no_other() {
    assert_others_are_checked(|claim| claim.strip_suffix(',').unwrap().to_owned(), "the missing comma");
}
