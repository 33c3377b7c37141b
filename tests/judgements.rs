//! What was decided and what was known: judgements and the files they stand in, baselines, states of a
//! collection beside each other, and the forms that other tools read.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

#[path = "judgements/baseline.rs"]
mod baseline;
#[path = "judgements/diff.rs"]
mod diff;
#[path = "judgements/forms.rs"]
mod forms;
#[path = "judgements/judge.rs"]
mod judge;
#[path = "judgements/splice.rs"]
mod splice;

const COLLECTION: &str = "Collection(title: \"Test\", sides: [\"east\", \"west\"])\n";
const VOCABULARY: &str = r#"Vocabulary(
    measures: [Measure(id: "held", kind: Stock, unit: "persons")],
    dimensions: [Dimension(id: "nationality", codes: [
        Code(id: "all"), Code(id: "german", in: "all"), Code(id: "italian", in: "all"),
    ])],
    parties: [Party(id: "ministry", side: "east"), Party(id: "embassy", side: "west")],
)
"#;
/// Two disagreements: on Germans, and on Italians.
const SOURCE: &str = r#"Source(id: "s", kind: Report, date: "1951", claims: [
    Claim(id: "few", by: "ministry", says: Figure(of: "held[german] @ 1950-05", is: "10")),
    Claim(id: "many", by: "embassy", says: Figure(of: "held[german] @ 1950-05", is: "30")),
    Claim(id: "none", by: "ministry", says: Figure(of: "held[italian] @ 1950-05", is: "none")),
    Claim(id: "some", by: "embassy", says: Figure(of: "held[italian] @ 1950-05", is: "7")),
])
"#;

/// A folder with the collection above.
fn collection() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("gainsay.ron", COLLECTION), ("vocabulary.ron", VOCABULARY), ("source.ron", SOURCE)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

/// What a command prints, and its exit code.
fn said(folder: &Path, arguments: &[&str]) -> (String, i32) {
    let output = run(folder, arguments);
    let text = format!("{}{}", String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    (text, output.status.code().expect("not killed"))
}

/// The ids of the contradictions, by the names of their claims.
fn ids(folder: &Path) -> Vec<(String, String)> {
    let (text, _) = said(folder, &["check", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    let findings = value["findings"].as_array().unwrap().iter().filter(|finding| finding["id"].is_string());
    let claims = |finding: &serde_json::Value| {
        let names = finding["claims"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned());
        names.collect::<Vec<_>>().join(" ")
    };
    findings.map(|finding| (claims(finding), finding["id"].as_str().unwrap().to_owned())).collect()
}

/// The id of the contradiction in which a claim takes part.
fn id_of(folder: &Path, claim: &str) -> String {
    ids(folder).into_iter().find(|(claims, _)| claims.contains(claim)).expect("it contradicts").1
}

/// A file's text with something replaced.
fn change(folder: &Path, name: &str, from: &str, to: &str) {
    let path = folder.join(name);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(path, text.replace(from, to)).unwrap();
}
