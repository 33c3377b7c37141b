//! Which numbers of a text claims have taken up: every class, the drafts, and texts that mean harm.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use gainsay::analysis::coverage::{Coverage, Drafts, Standing, coverage, drafts};
use gainsay::base::anchor::Work;
use gainsay::base::text::{TextRead, Texts};
use gainsay::model::Model;
use gainsay::model::documents::Documents;
use gainsay::model::load::load;
use gainsay::view::report::coverage::{self as report, Told};
use gainsay::view::report::{Format, visible};

#[path = "coverage/hostile.rs"]
mod hostile;
#[path = "coverage/laws.rs"]
mod laws;

const PROGRAM: &str = env!("CARGO_BIN_EXE_gainsay");

const COLLECTION: &str =
    r#"Collection(title: "Test", sides: ["east"], texts: "texts", lexicon: {"a good many": "100..999"})"#;

const VOCABULARY: &str = r#"Vocabulary(
    measures: [
        Measure(id: "held", kind: Stock, unit: "persons"),
        Measure(id: "sick", kind: Stock, unit: "persons"),
        Measure(id: "rate", kind: Stock, counts: false, unit: "percent"),
    ],
    propositions: [
        Proposition(id: "two-camps", text: "There are two camps"),
        Proposition(id: "none-held", text: "Nobody is held", means: Figure(of: "held @ 1960", is: "none")),
    ],
    parties: [Party(id: "ministry", side: "east")],
)"#;

/// A source in whose text something is read.
fn source(id: &str, claims: &str, ignore: &str) -> String {
    format!(
        "Source(\n    id: \"{id}\", kind: Memorandum, by: \"ministry\", text: Text(file: \"memo.txt\"),\n    \
         claims: [\n{claims}    ],\n    ignore: [{ignore}],\n)\n"
    )
}

/// A collection in memory, its sources all read in one text.
struct Read {
    model: Model,
    texts: Texts,
    documents: Documents,
}

impl Read {
    fn new(text: &str, sources: &[String]) -> Read {
        let named = sources.iter().enumerate().map(|(index, source)| (format!("s{index}.ron"), source.clone()));
        let head = [("gainsay.ron", COLLECTION), ("vocabulary.ron", VOCABULARY)];
        let files = head.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).chain(named);
        let collection = Texts::from_memory(files);
        let model = match load(&collection, &[]) {
            Ok(loaded) => loaded.model,
            Err(error) => panic!("{:#?}\n{sources:#?}", error.messages),
        };
        let texts = Texts::from_memory([("memo.txt", text)]);
        let file = texts.files().next().unwrap().0;
        let documents = Documents::new(&model, |_| Ok(TextRead { file, sha256: String::new(), not_utf8: None }));
        Read { model, texts, documents }
    }

    fn coverage(&self) -> Coverage {
        let mut all = coverage(&self.texts, &self.model, &self.documents, |_| true, Work::DEFAULT);
        assert_eq!(all.len(), 1);
        all.pop().unwrap()
    }

    fn drafts(&self, coverage: &Coverage) -> Drafts {
        drafts(&self.texts, &self.model, coverage, &mut Work::default())
    }

    fn told(&self, coverage: &[Coverage], apart: bool, format: Format) -> String {
        let (texts, model, documents) = (&self.texts, &self.model, &self.documents);
        report::coverage(Told { texts, model, documents, coverage, without: &[], apart }, format)
    }
}

/// A number's wording and how it stands: `13,000 taken-up s/a`.
fn standings(read: &Read) -> Vec<String> {
    let coverage = read.coverage();
    let text = read.texts.file(coverage.file).text();
    let told = coverage.seen.iter().map(|seen| {
        let wording = &text[seen.mention.range.clone()];
        let names: Vec<String> = match &seen.standing {
            Standing::TakenUp(claims) | Standing::Quoted(claims) | Standing::Missing(claims) => {
                claims.iter().map(|&claim| read.model.claim_name(claim)).collect()
            }
            _ => Vec::new(),
        };
        format!("{wording} {} {}", seen.standing.word(), names.join(" ")).trim_end().to_owned()
    });
    told.collect()
}

#[test]
fn a_number_is_taken_up_by_claims_that_quote_it_and_say_it() {
    for (text, claim, expected) in [
        ("held 13,000 men", r#"quote: "held 13,000", says: Figure(of: "held @ 1950", is: "13,000")"#, "taken-up s/a"),
        // However it is grouped.
        ("held 13 000 men", r#"quote: "held 13 000", says: Figure(of: "held @ 1950", is: "13000")"#, "taken-up s/a"),
        (
            "held about 13.000 men",
            r#"quote: "13.000", says: Figure(of: "held @ 1950", is: "about 13,000")"#,
            "taken-up s/a",
        ),
        // In words, as a share, as a vague word.
        ("held twenty men", r#"quote: "twenty men", says: Figure(of: "held @ 1950", is: "20")"#, "taken-up s/a"),
        (
            "half of them",
            r#"quote: "half of", says: Figure(of: "sick @ 1950", is: "50% of held @ 1950")"#,
            "taken-up s/a",
        ),
        ("5.5 % of them", r#"quote: "5.5 %", says: Figure(of: "rate @ 1950", is: "5.5")"#, "taken-up s/a"),
        (
            "a good many men",
            r#"quote: "a good many", says: Figure(of: "held @ 1950", is: "a good many")"#,
            "taken-up s/a",
        ),
        (
            "most of them",
            r#"quote: "most of", says: Figure(of: "sick @ 1950", is: "most of held @ 1950")"#,
            "taken-up s/a",
        ),
        // Other numbers than these are quoted only.
        ("held 13,000 men", r#"quote: "held 13,000", says: Figure(of: "held @ 1950", is: "12,000")"#, "quoted s/a"),
        (
            "most of them",
            r#"quote: "most of", says: Figure(of: "sick @ 1950", is: "half of held @ 1950")"#,
            "quoted s/a",
        ),
        ("held 13,000 men", r#"quote: "held 13,000", says: Affirms("none-held")"#, "quoted s/a"),
        // The number of what a share is of is not the claim's.
        (
            "of 1,950 men",
            r#"quote: "1,950 men", says: Figure(of: "sick @ 1950", is: "20% of held @ 1950")"#,
            "quoted s/a",
        ),
        // Any reading counts.
        (
            "the 40 men",
            r#"quote: "40 men", says: Figure(of: "held @ 1950", is: "4"), or_reads: [Figure(of: "held @ 1950", is: "40")]"#,
            "taken-up s/a",
        ),
        // A relation takes up its factors, a statement what its proposition says.
        ("twice as many", r#"quote: "twice as many", says: Relation("held = 2 * sick @ 1950")"#, ""),
        ("half as many", r#"quote: "half as many", says: Relation("sick = 0.5 * held @ 1950")"#, "taken-up s/a"),
        ("2 for 7", r#"quote: "2 for", says: Relation("held <= 2 * sick @ 1950")"#, "taken-up s/a"),
        ("two camps", r#"quote: "two camps", says: Affirms("two-camps")"#, "taken-up s/a"),
        ("none of them", r#"quote: "none of", says: Denies("none-held")"#, "taken-up s/a"),
        // Not quoted, quoted with other digits, or quoted who knows where.
        ("held 13,000 men", r#"quote: "men", says: Figure(of: "held @ 1950", is: "13,000")"#, "missing"),
        (
            "the camps held 13,001 men",
            r#"quote: "the camps held 13,000 men", says: Figure(of: "held @ 1950", is: "13,001")"#,
            "missing",
        ),
        (
            "13,000 men and 13,000 horses",
            r#"quote: "13,000", says: Figure(of: "held @ 1950", is: "13,000")"#,
            "missing s/a",
        ),
    ] {
        let read = Read::new(text, &[source("s", &format!("Claim(id: \"a\", {claim}),\n"), "")]);
        let first = standings(&read).first().map_or("", String::as_str).to_owned();
        assert!(first.ends_with(expected), "{text} / {claim}: {first}");
        assert_eq!(first.is_empty(), expected.is_empty(), "{text} / {claim}: {first}");
    }
}

#[test]
fn a_number_that_stands_twice_in_a_quote_is_taken_up_once() {
    let claim = |id: &str, quote: &str, year: u32| {
        format!("Claim(id: \"{id}\", quote: \"{quote}\", says: Figure(of: \"held @ {year}\", is: \"13\")),\n")
    };
    let whole = "thirteen men, and 13 horses";
    let told = |text: &str, claims: &str| standings(&Read::new(text, &[source("s", claims, "")]));
    assert_eq!(told(whole, &claim("a", whole, 1950)), ["thirteen taken-up s/a", "13 quoted s/a"]);
    // Two claims of one passage, or of a passage and of a part of it, have a place each.
    let both = [claim("a", whole, 1950), claim("b", whole, 1951)].concat();
    assert_eq!(told(whole, &both), ["thirteen taken-up s/a", "13 taken-up s/b"]);
    let part = [claim("a", whole, 1950), claim("b", "thirteen men", 1951)].concat();
    assert_eq!(told(whole, &part), ["thirteen taken-up s/b", "13 taken-up s/a"]);
    // What is only said again is the same number.
    assert_eq!(
        told("with thirteen (13) men", &claim("a", "thirteen (13) men", 1950)),
        ["thirteen taken-up s/a", "13 taken-up s/a"]
    );
}

#[test]
fn a_draft_is_named_by_what_leads_to_its_number() {
    for (text, expected) in [
        ("Germans held: 13,000; Italians held: 28.", "germans-held, italians-held"),
        ("13,000 prisoners were sick, 28 seals broken", "prisoners-sick, seals-broken"),
        ("The camps still held about 23,000 men", "camps-held"),
        ("articles that talk about 23,000 men", "articles-talk"),
        ("Of these, 9,717 were criminals", "criminals"),
    ] {
        let read = Read::new(text, &[source("s", "", "")]);
        let drafts = read.drafts(&read.coverage()).drafts;
        let names: Vec<&str> = drafts.iter().map(|draft| draft.id.as_str()).collect();
        assert_eq!(names.join(", "), expected, "{text}");
    }
}

#[test]
fn sources_that_are_read_in_one_text_are_covered_together() {
    let claim = |quote: &str, is: &str| {
        format!("Claim(id: \"a\", quote: \"{quote}\", says: Figure(of: \"held @ 1950\", is: \"{is}\")),\n")
    };
    let sources = [source("s", &claim("held 13,000", "13,000"), ""), source("t", &claim("4,000 of", "4,000"), "")];
    let read = Read::new("held 13,000, of these 4,000 of age, 17 sick", &sources);
    assert_eq!(standings(&read), ["13,000 taken-up s/a", "4,000 taken-up t/a", "17 missing"]);
    assert_eq!(read.coverage().sources.len(), 2);
}

#[test]
fn an_entry_ignores_every_place_of_its_text_or_the_one_that_it_tells() {
    let text = format!("{}5 stars and 77 stripes; 77 sheets, 177 pins", "5 stars, ".repeat(30));
    let entries = r#"
        Ignore(text: "5 STARS", because: "it decorates"),
        Ignore(text: "77", suffix: " sheets", because: "it counts sheets"),
    "#;
    let read = Read::new(&text, &[source("s", "", entries)]);
    let counts = read.coverage().counts();
    assert_eq!((counts.ignored, counts.missing), (32, 2));
    assert_eq!(standings(&read)[31..], ["77 missing", "77 ignored", "177 missing"]);
}

#[test]
fn what_is_wrong_with_an_entry_is_told_at_its_place() {
    let no_text =
        source("s", "", r#"Ignore(text: "7", because: "a mark")"#).replace("text: Text(file: \"memo.txt\"),", "");
    for (source, expected, at) in [
        (source("s", "", r#"Ignore(text: "7", because: " ")"#), "an `ignore` entry without a reason", " "),
        (source("s", "", r#"Ignore(text: "", because: "a mark")"#), "an empty `text`: nothing is ignored", ""),
        (source("s", "", r#"Ignore(text: "7", becase: "a mark")"#), "field", "becase"),
        (source("s", "", r#"Ignore(text: "7")"#), "because", "Ignore"),
        (no_text, "and the source names none", "7"),
    ] {
        let texts =
            Texts::from_memory([("gainsay.ron", COLLECTION), ("s.ron", &source), ("vocabulary.ron", VOCABULARY)]);
        let messages = load(&texts, &[]).unwrap_err().messages;
        let [message] = messages.as_slice() else { panic!("{messages:#?}") };
        assert!(message.text.contains(expected), "{}", message.text);
        assert_eq!(texts.slice(message.places[0].span), at, "{}", message.text);
    }
}

#[test]
fn a_draft_leaves_out_nothing_that_changes_its_number() {
    for (text, expected) in [
        ("with c. 400 men", "c. 400 = c. 400"),
        ("with Ca. 700 men", "Ca. 700 = Ca. 700"),
        ("and about 20 men", "about 20 = about 20"),
        ("five and six men", "five = five; six = six"),
        ("between 230 and 360 men", "between 230 and 360 = between 230 and 360"),
        ("articles that talk about 23,000", "23,000 = 23,000"),
        ("with 12k men", "12k = 12k"),
        ("with 50+ guns", "50+ = 50+"),
        ("with 300-odd men", "300-odd = ?"),
        ("after 3\u{bd} leagues", "3\u{bd} = 3\u{bd}"),
        ("with 3 dozen horses", "3 dozen = ?"),
        ("one and a half million men", "one and a half million = ?"),
        ("sold for 1.2m", "1.2m = 1.2m"),
    ] {
        let read = Read::new(text, &[source("s", "", "")]);
        let drafts = read.drafts(&read.coverage()).drafts;
        let told = drafts
            .iter()
            .map(|draft| format!("{} = {}", &text[draft.phrase.clone()], draft.is.as_deref().unwrap_or("?")));
        assert_eq!(told.collect::<Vec<_>>().join("; "), expected, "{text}");
    }
}

/// The folder of a collection with a text that has every class.
fn every_class() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let text = "MEMORANDUM No. 17, page 1 of 3\n\n\
        On 4 May 1950 the ministry held about 13,000 men, of these 9,717 as criminals\n\
        and some 20% sick. It had sent home 1,500 in 1949, dozens of them in June,\n\
        and between 230 and 360 in April.\n\
        The two ministers met for the 3rd time; 9,717 pages were signed. \u{1b}[31m7 seals\u{202e} were broken.\n";
    let claims = r#"
        Claim(id: "held", quote: "about 13,000 men, of these 9,717", says: Figure(of: "held @ 1950-05-04", is: "about 13,000")),
        Claim(id: "criminals", quote: "9,717", says: Figure(of: "sick @ 1950-05-04", is: "9,717")),
    "#;
    let memo = source("memo", claims, r#"Ignore(text: "two ministers", because: "who met is not counted")"#);
    let other = source("other", "", "").replace("memo.txt", "other.txt");
    fs::create_dir(folder.path().join("texts")).unwrap();
    for (path, text) in [
        ("gainsay.ron", COLLECTION),
        ("vocabulary.ron", VOCABULARY),
        ("memo.ron", memo.as_str()),
        ("other.ron", other.as_str()),
        ("unseen.ron", "Source(id: \"unseen\", kind: Letter, unseen: true)"),
        ("letter.ron", "Source(id: \"letter\", kind: Letter, by: \"ministry\")"),
        ("texts/memo.txt", text),
    ] {
        fs::write(folder.path().join(path), text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .env_remove("GAINSAY_TEXTS")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn session(folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    format!("$ gainsay {}\n{text}[exit {}]\n", arguments.join(" "), output.status.code().unwrap())
}

#[test]
fn what_is_told_of_every_class() {
    let folder = every_class();
    let sessions = [
        &["coverage"][..],
        &["coverage", "memo", "--apart", "--format", "short", "--fail-on", "never"],
        &["coverage", "memo", "--format", "json"],
        &["coverage", "memo", "--draft"],
        &["coverage", "letter"],
        &["coverage", "meno"],
        &["coverage", "ministry"],
        &["coverage", "--texts", "nowhere"],
        &["coverage", "--draft", "--format", "json"],
    ];
    let told: Vec<String> = sessions.iter().map(|arguments| session(folder.path(), arguments)).collect();
    insta::with_settings!({ snapshot_path => "coverage", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("told", told.join("\n"));
    });
}

#[test]
fn exit_codes_tell_what_is_left() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("texts")).unwrap();
    let claim = r#"Claim(id: "a", quote: "held 13,000 of 20,000", says: Figure(of: "held @ 1950", is: "13,000")),"#;
    for (path, text) in
        [("gainsay.ron", COLLECTION), ("vocabulary.ron", VOCABULARY), ("texts/memo.txt", "held 13,000 of 20,000")]
    {
        fs::write(folder.path().join(path), text).unwrap();
    }
    fs::write(folder.path().join("memo.ron"), source("s", claim, "")).unwrap();
    let code = |arguments: &[&str]| run(folder.path(), arguments).status.code().unwrap();
    assert_eq!(code(&["coverage"]), 0);
    assert_eq!(code(&["coverage", "--fail-on", "quoted"]), 1);
    fs::write(folder.path().join("memo.ron"), source("s", "", "")).unwrap();
    assert_eq!((code(&["coverage"]), code(&["coverage", "--fail-on", "never"])), (1, 0));
    fs::remove_file(folder.path().join("texts/memo.txt")).unwrap();
    assert_eq!(code(&["coverage"]), 3);
}

#[test]
fn drafts_can_be_pasted_and_say_what_is_to_be_filled_in() {
    let folder = every_class();
    let output = run(folder.path(), &["coverage", "memo", "--draft"]);
    let drafts = String::from_utf8(output.stdout).unwrap();
    let memo = fs::read_to_string(folder.path().join("memo.ron")).unwrap();
    let paste = |drafts: &str| {
        let pasted = memo.replacen("    ],\n    ignore", &format!("{drafts}    ],\n    ignore"), 1);
        fs::write(folder.path().join("memo.ron"), pasted).unwrap();
    };
    paste(&drafts);
    let checked = run(folder.path(), &["check"]);
    let told = String::from_utf8(checked.stdout).unwrap();
    assert_eq!(checked.status.code(), Some(3));
    let open = drafts.matches("of: \"?\"").count();
    assert_eq!(told.matches("still to be filled in: the quantity that the number is of").count(), open, "{told}");
    // What is filled in loads, and is then taken up.
    let mut filled = String::new();
    for (index, part) in drafts.split("of: \"?\"").enumerate() {
        filled.push_str(&if index == 0 { part.to_owned() } else { format!("of: \"held @ {}\"{part}", 1900 + index) });
    }
    let filled = filled.replace(" of ?\"", " of held @ 1899\"").replace("is: \"?\"", "is: \"a good many\"");
    paste(&filled);
    let checked = run(folder.path(), &["check", "--fail-on", "never"]);
    assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stdout));
    let after = String::from_utf8(run(folder.path(), &["coverage", "memo", "--format", "short"]).stdout).unwrap();
    let missing: Vec<&str> = after.lines().filter(|line| line.contains("\tmissing\t")).collect();
    assert!(missing.is_empty(), "{missing:#?}\n{filled}");
}
