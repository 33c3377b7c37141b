//! What whoever encodes may have missed, and what the sources agree on.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_gainsay");

const TEXT: &str = "Of these, only 40 Italians were held in May 1950. It is estimated that 70 Germans were held, \
                    about 12 of them sick.\nThe ministry did not say where. Seven came home, if any did.\n\nAll was well.\n";

const SOURCE: &str = r#"Source(id: "memo", kind: Memorandum, by: "ministry", date: "1950-06", text: Text(file: "memo.txt"), claims: [
    Claim(id: "italians", quote: "40 Italians were held", says: Figure(of: "held[italian] @ 1950-05", is: "40")),
    Claim(id: "germans", quote: "70 Germans were held", says: Figure(of: "held[german] @ 1950-05", is: "70")),
    Claim(id: "guessed", quote: "70 Germans", says: Figure(of: "held[german] @ 1950-05", is: "70"), mode: Estimated),
    Claim(id: "sick", quote: "12 of them sick", says: Figure(of: "sick @ 1950-05", is: "about 12")),
    Claim(id: "silent", quote: "did not say where", says: Affirms("ministry-is-silent")),
    Claim(id: "well", says: Affirms("all-is-well")),
])"#;

const OTHER: &str = r#"Source(id: "list", kind: Table, by: "embassy", date: "1950-07", claims: [
    Claim(id: "germans", quote: "70", says: Figure(of: "held[german] @ 1950-05", is: "70")),
    Claim(id: "all", quote: "110", says: Figure(of: "held @ 1950-05", is: "110")),
    Claim(id: "well", quote: "all is well", says: Affirms("all-is-well")),
])"#;

const RULES: &str = r#"Rules([
    Rule(id: "nationalities", basis: Definition, says: "Everyone has one nationality.", because: "So it is.",
        holds: Parts(whole: "all", parts: ["italian", "german"], complete: true)),
    Rule(id: "nobody-fell-ill", basis: Assumption, active: false, says: "Nobody was sick.", because: "Who knows?",
        holds: Equation("sick = 0 @ 1950-05")),
    Rule(id: "the-sick-are-held", basis: Assumption, active: false, says: "The sick are held.", because: "Where else?",
        holds: Equation("sick <= held")),
])"#;

const VOCABULARY: &str = r#"Vocabulary(
    measures: [Measure(id: "held", kind: Stock), Measure(id: "sick", kind: Stock)],
    dimensions: [Dimension(id: "nationality", codes: [
        Code(id: "all"), Code(id: "italian", in: "all"), Code(id: "german", in: "all"),
    ])],
    propositions: [
        Proposition(id: "ministry-is-silent", text: "The ministry is silent"),
        Proposition(id: "all-is-well", text: "All is well"),
    ],
    parties: [Party(id: "ministry", side: "east"), Party(id: "embassy", side: "west"), Party(id: "guard", side: "east")],
)"#;

fn collection() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let guard = r#"Source(id: "diary", kind: Letter, by: "guard", date: "1950-08", language: "de", text: Text(file: "diary.txt"),
        claims: [Claim(id: "one", quote: "nur 40", says: Figure(of: "held[italian] @ 1950-05", is: "40"))])"#;
    for (path, text) in [
        ("gainsay.ron", r#"Collection(title: "Test", sides: ["east", "west"], texts: "texts")"#),
        ("vocabulary.ron", VOCABULARY),
        ("rules.ron", RULES),
        ("memo.ron", SOURCE),
        ("list.ron", OTHER),
        ("diary.ron", guard),
        ("texts/memo.txt", TEXT),
        ("texts/diary.txt", "Es waren nur 40 da.\n"),
    ] {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.arg("-C").arg(folder).args(arguments).env("NO_COLOR", "1").env_remove("GAINSAY_TEXTS").output().unwrap()
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// What is told of a kind: what it is about, and the words that were found.
fn told(found: &Value, kind: &str) -> Vec<(String, String)> {
    let looks = found["looks"].as_array().unwrap().iter().filter(|look| look["kind"] == kind);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    looks.map(|look| (text(&look["name"]), text(&look["words"]))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, words)| ((*name).to_owned(), (*words).to_owned())).collect()
}

#[test]
fn every_kind_is_found_and_what_is_encoded_is_not() {
    let folder = collection();
    let found = json(folder.path(), &["audit", "--format", "json", "--what-ifs"]);
    assert_eq!(told(&found, "number"), pairs(&[("memo", "Seven")]));
    assert_eq!(told(&found, "no-quote"), pairs(&[("memo/well", "")]));
    // "Of these" stands before "only", and both before the quote: the first is told.
    assert_eq!(told(&found, "condition"), pairs(&[("memo/italians", "Of these")]));
    // "about" is in the value of `sick`; what is estimated is said to be.
    assert_eq!(told(&found, "hedge"), pairs(&[("memo/germans", "estimated")]));
    assert_eq!(told(&found, "negation"), pairs(&[("memo/silent", "not")]));
    assert_eq!(told(&found, "unreached"), pairs(&[("memo/silent", "")]));
    assert_eq!(told(&found, "speaks-once"), pairs(&[("guard", "")]));
    assert_eq!(told(&found, "what-if"), pairs(&[("the-sick-are-held", "")]));
    assert_eq!(found["without_text"], serde_json::json!(["list"]));
    assert_eq!(found["other_language"], serde_json::json!(["diary"]));
    assert_eq!(found["counts"]["hedge"], 1);
}

#[test]
fn it_is_read_in_80_columns_and_passes_no_judgement() {
    let folder = collection();
    let output = run(folder.path(), &["audit"]);
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(text.starts_with("7 places to look at once more. None of them need be wrong.\n"), "{text}");
    assert!(text.replace('\n', " ").contains("Not looked through: diary."), "{text}");
    let one = run(folder.path(), &["audit", "list", "--only", "hedge"]);
    assert!(String::from_utf8(one.stdout).unwrap().starts_with("Nothing stands out.\n"));
    let none = run(folder.path(), &["audit", "nowhere"]);
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn what_the_sources_agree_on_is_told_by_how_it_fits() {
    let folder = collection();
    let found = json(folder.path(), &["list", "agreements", "--format", "json"]);
    let rows = found["agreements"].as_array().unwrap();
    let told: Vec<(&str, &str)> =
        rows.iter().map(|row| (row["fit"].as_str().unwrap(), row["what"].as_str().unwrap())).collect();
    assert_eq!(
        told,
        [
            ("Different parties say the same", "all-is-well: all affirm it"),
            ("Different parties say the same", "held[german] @ 1950-05: all say 70"),
            ("Different parties say the same", "held[italian] @ 1950-05: all say 40"),
            ("Figures add up", "held @ 1950-05: 110 is the sum of its 2 parts"),
        ]
    );
    let only = json(folder.path(), &["list", "agreements", "--party", "guard", "--format", "json"]);
    assert_eq!(only["agreements"].as_array().unwrap().len(), 2, "{only}");
    let page = folder.path().join("page.html");
    assert!(run(folder.path(), &["page", "-o", page.to_str().unwrap()]).status.code().is_some_and(|code| code < 2));
    let page = fs::read_to_string(page).unwrap();
    assert!(page.contains("<h2>What the sources agree on</h2>"), "{page}");
    let document = folder.path().join("report.md");
    fs::write(&document, "```gainsay agreements\nsource: list\n```\n").unwrap();
    let output = run(folder.path(), &["report", document.to_str().unwrap()]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("110 is the sum of its 2 parts") && text.contains("all say 70"), "{text}");
}
