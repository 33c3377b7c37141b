//! Every form of a value: read as the table says, and shown so in the documentation.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use gainsay::notation::{Language, Lexicon, Style, ValueKind, value};
use proptest::prelude::*;

const FORMS: &str = include_str!("values/forms.txt");
const BEGIN: &str = "<!-- The table is made by tests/values.rs from tests/values/forms.txt. -->\n";
const END: &str = "<!-- End of the table. -->\n";

enum Line<'f> {
    Heading(&'f str),
    Form { kind: &'f str, written: &'f str, read: &'f str },
}

fn lines() -> impl Iterator<Item = Line<'static>> {
    let lines = FORMS.lines().filter(|line| !line.starts_with("# ") && !line.is_empty());
    lines.map(|line| match line.strip_prefix("## ") {
        Some(heading) => Line::Heading(heading),
        None => {
            let mut parts = line.splitn(3, " | ");
            Line::Form { kind: parts.next().unwrap(), written: parts.next().unwrap(), read: parts.next().unwrap() }
        }
    })
}

fn read(kind: &str, written: &str) -> String {
    let lexicon = Lexicon::default();
    let language = Language::of(kind.split(' ').next().unwrap());
    let style = Style { language, ..Style::usual(&lexicon) };
    let kind = match kind {
        "measured" | "de measured" => ValueKind::Measured { signed: false, percent: false },
        "percent" => ValueKind::Measured { signed: false, percent: true },
        _ => ValueKind::Count { signed: false },
    };
    match value(written, kind, style) {
        Ok(value) => match value.share_of {
            Some(of) => format!("{} of {}", value.read, &written[of]),
            None => value.read.to_string(),
        },
        Err(error) => match error.suggestion {
            Some(meant) => format!("error: write {meant}"),
            None => format!("error: {}", error.message),
        },
    }
}

#[test]
fn every_form_is_read_as_the_table_says() {
    for line in lines() {
        if let Line::Form { kind, written, read: expected } = line {
            assert_eq!(read(kind, written), expected, "{kind}: {written}");
        }
    }
}

#[test]
fn the_documentation_shows_every_form() {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/format.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).expect("the table has a beginning");
    let (_, after) = rest.split_once(END).expect("the table has an end");
    let table = table();
    let wanted = format!("{before}{BEGIN}{table}{END}{after}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &wanted).unwrap();
    }
    assert!(text == wanted, "docs/format.md is out of date: run this test with UPDATE_DOCS=1");
}

fn table() -> String {
    let mut table = String::from("\n| written | read as |\n|---|---|\n");
    for line in lines() {
        match line {
            Line::Heading(heading) => writeln!(table, "| **{heading}** | |").unwrap(),
            Line::Form { kind, written, read } => {
                let note = match kind {
                    "measured" => " (measured)".to_owned(),
                    "count" | "share" => String::new(),
                    "percent" => " (unit of percent)".to_owned(),
                    language => format!(" (`{language}`)"),
                };
                writeln!(table, "| `{written}`{note} | {} |", read.strip_prefix("error: ").unwrap_or(read)).unwrap();
            }
        }
    }
    table.push('\n');
    table
}

proptest! {
    /// What is printed of a reading reads back as the same interval.
    #[test]
    fn what_is_printed_reads_back(whole in 0_u32..5_000_000, scale in prop::sample::select(vec!["", " thousand", " million", "bn"]),
        hedge in prop::sample::select(vec!["", "about ", "nearly ", "just over ", "at least ", "less than ", "exactly "])) {
        let printed = read("count", &format!("{hedge}{whole}{scale}"));
        prop_assume!(!printed.starts_with("error"));
        prop_assert_eq!(read("count", &printed), printed.clone());
    }

    /// A hedge never leaves out what the number alone allows on its side, and reaches no further than 10 %.
    #[test]
    fn hedges_widen(whole in 1_u32..5_000_000) {
        let lexicon = Lexicon::default();
        let kind = ValueKind::Count { signed: false };
        let of = |text: String| value(&text, kind, Style::usual(&lexicon)).unwrap().read;
        let (plain, about) = (of(whole.to_string()), of(format!("about {whole}")));
        let (low, high) = (about.low.unwrap().value, about.high.unwrap().value);
        prop_assert!(low <= plain.low.unwrap().value && high >= plain.high.unwrap().value);
        let tenth = u64::from(whole.div_ceil(10));
        let number = |value: u64| gainsay::base::number::Number::from(value);
        prop_assert!(high <= number(u64::from(whole) + tenth));
        let (nearly, over) = (of(format!("nearly {whole}")), of(format!("just over {whole}")));
        prop_assert_eq!(nearly.high.unwrap().value, number(u64::from(whole)));
        prop_assert_eq!(over.low.unwrap().value, number(u64::from(whole)));
    }
}
