//! One telling: every form says the same of a contradiction of which there is everything to say.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

const VOCABULARY: &str = r#"Vocabulary(
    measures: [Measure(id: "held", kind: Stock, unit: "persons")],
    dimensions: [
        Dimension(id: "nationality", codes: [Code(id: "all"), Code(id: "german", in: "all")]),
        Dimension(id: "state", codes: [Code(id: "any"), Code(id: "well", in: "any"), Code(id: "ill", in: "any")]),
    ],
    parties: [
        Party(id: "ministry", name: "the ministry", side: "east"), Party(id: "office", name: "the office", side: "east"),
        Party(id: "embassy", name: "the embassy", side: "west"),
    ],
)
"#;

/// The whole is less than a part, which may be read otherwise; the whole is said twice, and is a sum that adds up; and
/// somebody judged.
const TABLE: &str = r#"Source(id: "table", kind: Report, by: "ministry", date: "1951", claims: [
    Claim(id: "all", says: Figure(of: "held @ 1950-05-01", is: "10")),
    Claim(id: "well", says: Figure(of: "held[well] @ 1950-05-01", is: "4")),
    Claim(id: "ill", says: Figure(of: "held[ill] @ 1950-05-01", is: "6")),
])
"#;
const LETTERS: &str = r#"Source(id: "letters", kind: Letter, date: "1952", claims: [
    Claim(id: "again", by: "office", says: Figure(of: "held @ 1950-05-01", is: "10")),
    Claim(id: "germans", by: "embassy", says: Figure(of: "held[german] @ 1950-05-01", is: "30"),
        or_reads: [Figure(of: "held[german] @ 1950-05-01", is: "3")]),
])
"#;
const RULES: &str = r#"Rules([
    Rule(id: "states", basis: Definition, says: "Everybody is well or ill.",
        holds: Parts(whole: "any", parts: ["well", "ill"], complete: true)),
])
"#;
const JUDGEMENTS: &str = r#"Judgements([
    Judgement(of: ["table/all", "letters/germans"], verdict: Resolved, prefers: ["table/all"],
        because: "The letter is of hearsay.", by: "Anna Clerk", date: "2020-03-04", expires: "2999"),
])
"#;

fn run(folder: &Path, arguments: &[&str]) -> String {
    let done = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert!(done.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

/// Letters, digits and blanks alone: what is left of any form when its marks are taken out, and of HTML its tags.
fn plain(text: &str, is_html: bool) -> String {
    let mut plain = String::new();
    let mut in_tag = false;
    for c in text.chars() {
        match c {
            '<' if is_html => in_tag = true,
            '>' if is_html => in_tag = false,
            _ if in_tag => {}
            c if c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ if !plain.ends_with(' ') => plain.push(' '),
            _ => {}
        }
    }
    plain
}

/// The words of marks that stand within sentences of Typst and LaTeX.
fn unmarked(text: &str) -> String {
    let commands = ["\\texttt", "\\allowbreak{}", "\\textbf", "\\emph", "#raw(\"", "\\-", "\\slash{}"];
    commands.iter().fold(text.to_owned(), |text, command| text.replace(command, ""))
}

#[test]
fn every_form_tells_the_same_of_a_contradiction() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for (name, text) in [
        ("gainsay.ron", "Collection(title: \"Test\", sides: [\"east\", \"west\"])"),
        ("vocabulary.ron", VOCABULARY),
        ("a.ron", TABLE),
        ("b.ron", LETTERS),
        ("rules.ron", RULES),
        ("judgements.ron", JUDGEMENTS),
    ] {
        fs::write(at.join(name), text).unwrap();
    }
    let json: serde_json::Value = serde_json::from_str(&run(at, &["check", "--format", "json"])).unwrap();
    let is_it = |finding: &&serde_json::Value| finding["claims"] == serde_json::json!(["table/all", "letters/germans"]);
    let finding = json["findings"].as_array().unwrap().iter().find(is_it).unwrap_or_else(|| panic!("{json:#}"));
    assert_eq!(finding["also_said_by"], serde_json::json!(["letters/again"]));
    assert_eq!(finding["again"]["source"], "table");
    assert_eq!(finding["dissolved_by"].as_array().unwrap().len(), 1);
    let id = finding["id"].as_str().unwrap();

    let document = format!("# Report\n\n```gainsay contradiction {id}\n```\n");
    fs::write(at.join("report.md"), document).unwrap();
    let mut forms = vec![
        ("check".to_owned(), run(at, &["check", "--notation"])),
        ("show".to_owned(), run(at, &["show", id, "--notation"])),
        ("sarif".to_owned(), run(at, &["check", "--format", "sarif"]).replace("\\n", "\n").replace("\\\"", "\"")),
    ];
    for (form, ending) in [("markdown", "md"), ("html", "html"), ("typst", "typ"), ("latex", "tex")] {
        let name = format!("out.{ending}");
        run(at, &["report", "report.md", "--notation", "--format", form, "-o", &name]);
        forms.push((form.to_owned(), fs::read_to_string(at.join(&name)).unwrap()));
    }
    run(at, &["page", "--notation", "-o", "page.html"]);
    forms.push(("page".to_owned(), fs::read_to_string(at.join("page.html")).unwrap()));

    let message = finding["message"].as_str().unwrap();
    let reading = finding["dissolved_by"][0].as_str().unwrap();
    let told = [
        message,
        id,
        // Who judged and when, until when, why, and what is preferred.
        "judged resolved by Anna Clerk, 4 March 2020, until 2999: The letter is of hearsay.",
        "preferred: table/all",
        "also said by letters/again",
        "the same follows another way, from figures of table that add up",
        "other readings of these claims",
        reading,
        "it rests on",
        "letters/germans read as: held[german] @ 1950-05-01 is 30",
        "they miss each other by 20 persons (3 times)",
        "for both to hold, figures would have to be off by 50 %",
        "it disappears without any one of table/all, letters/germans",
        "contained: A part is at most what contains it.",
        "told in 2 ways",
        "the embassy",
        "too many",
    ];
    for (form, text) in &forms {
        let text = plain(&unmarked(text), matches!(form.as_str(), "html" | "page"));
        for words in told {
            assert!(text.contains(plain(words, false).trim()), "{form} does not say `{words}`:\n{text}");
        }
    }
}
