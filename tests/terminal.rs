//! What a person reads on a terminal holds nothing that acts on it, hides or reorders text, whatever stands in files,
//! paths and arguments.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// C1 controls, separators, zero-width characters, tags, selectors and what turns text around.
const HOSTILE: &str = "\u{9b}2J\u{85}\u{2028}\u{200b}\u{200d}\u{e0041}\u{e0100}\u{202e}\u{fe01}";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_gainsay"));
    program.args(arguments).current_dir(folder).env_remove("NO_COLOR").stdin(Stdio::null()).output().unwrap()
}

/// A collection in which every text that is shown is hostile, and two claims contradict.
fn collection() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let x = HOSTILE;
    let files = [
        ("gainsay.ron".to_owned(), format!("Collection(title: \"t{x}\", sides: [\"east\"], texts: \"texts\")")),
        (
            "vocabulary.ron".to_owned(),
            format!(
                "Vocabulary(measures: [Measure(id: \"held\", name: \"m{x}\", kind: Stock, unit: \"u{x}\")], \
                 parties: [Party(id: \"a\", name: \"A{x}\", side: \"east\"), Party(id: \"b\", name: \"B{x}\")], \
                 propositions: [Proposition(id: \"p\", text: \"p{x}\")])"
            ),
        ),
        (
            format!("s{x}.ron"),
            format!(
                "Source(id: \"s\", title: \"s{x}\", kind: Report, text: (file: \"s.txt\"), claims: [\n\
                 Claim(id: \"c\", by: \"a\", at: \"at{x}\", quote: \"q{x} 5\", says: Figure(of: \"held @ 1950\", is: \"5\")),\n\
                 Claim(id: \"d\", by: \"b\", at: \"at{x}\", quote: \"r{x} 7\", says: Figure(of: \"held @ 1950\", is: \"7\"), note: \"n{x}\"),\n\
                 Claim(id: \"e\", by: \"b\", says: Affirms(\"p\")),\n])"
            ),
        ),
        ("texts/s.txt".to_owned(), format!("q{x} 5 and 12{x} more")),
        ("own.md".to_owned(), format!("{{{{gainsay claim c{x}}}}}\n")),
    ];
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Nothing but text, line breaks, tabs and, where they may be, colours.
fn assert_inert(arguments: &[&str], output: &Output) {
    for bytes in [&output.stdout, &output.stderr] {
        let text = std::str::from_utf8(bytes).unwrap();
        let acts = |c: &char| {
            c.is_control() && !matches!(c, '\n' | '\t')
                || matches!(c, '\u{2028}'..='\u{202e}' | '\u{200b}'..='\u{200f}' | '\u{e0000}'..='\u{e0fff}' | '\u{fe00}'..='\u{fe0f}')
        };
        let found = text.chars().find(acts);
        assert_eq!(found, None, "{arguments:?}: {}", text.escape_debug());
    }
    assert!(output.status.code().is_some_and(|code| code <= 4), "{arguments:?}");
}

#[test]
fn nothing_that_a_collection_holds_acts_on_a_terminal() {
    let folder = collection();
    let commands: &[&[&str]] = &[
        &["check"],
        &["check", "--passed"],
        &["show", "c"],
        &["show", "s"],
        &["show", "a"],
        &["list", "claims"],
        &["list", "sources"],
        &["list", "parties"],
        &["list", "propositions"],
        &["list", "contradictions"],
        &["lineage", "c"],
        &["origins", "c"],
        &["impact", "s"],
        &["compare", "a", "b"],
        &["bounds", "held @ 1950"],
        &["reconcile"],
        &["coverage"],
        &["diff", "."],
    ];
    let mut ran = 0;
    for command in commands {
        for format in ["human", "short", "json", "jsonl", "sarif", "github", "markdown"] {
            let arguments = [command, &["--format", format][..]].concat();
            let output = run(folder.path(), &arguments);
            assert_inert(&arguments, &output);
            if matches!(format, "json" | "sarif") && output.status.code() != Some(2) {
                serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap();
            }
            ran += usize::from(output.status.code() != Some(2));
        }
    }
    assert!(ran >= 2 * commands.len(), "most of them answer: {ran}");
    let shown = run(folder.path(), &["check"]);
    let text = String::from_utf8(shown.stdout).unwrap();
    assert!(
        text.contains("A\\u{9b}2J\\u{85}\\u{2028}\\u{200b}\\u{200d}\\u{e0041}\\u{e0100}\\u{202e}\\u{fe01}"),
        "{text}"
    );
    // What is said in JSON is the same to who reads it.
    let json = run(folder.path(), &["list", "parties", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(value["parties"][0]["name"], format!("A{HOSTILE}"));
    // Data for other programs are as they are.
    let csv = run(folder.path(), &["list", "parties", "--format", "csv"]);
    assert!(String::from_utf8(csv.stdout).unwrap().contains(HOSTILE));
}

#[test]
fn nothing_that_is_broken_or_asked_for_acts_on_a_terminal() {
    let folder = collection();
    let x = format!("x{HOSTILE}");
    let option = format!("--{x}");
    for arguments in [
        &["show", x.as_str()][..],
        &["show", &x, "--color", "always"],
        &["list", &x],
        &[&x],
        &["check", &option],
        &["check", "--format", &x],
        &["check", &x],
        &["check", "-C", &x],
        &["explain", &x],
        &["compare", &x, "a"],
        &["bounds", &x],
        &["bounds", &format!("held @ {x}")],
        &["diff", &x],
        &["diff", "--", &x],
        &["impact", &x],
        &["judge", &x, "--verdict", "explained", "--because", "y"],
        &["check", "--today", &x],
        &["check", "--texts", &x],
        &["check", "--baseline", &x],
        &["baseline", "write", &format!("{x}/y")],
        &["diagram", &x],
        &["diagram", "conflicts", "--format", "svg", "-o", &format!("{x}/y")],
        &["diagram", "conflicts", "-o", &format!("a.{x}")],
        &["report", "own.md"],
        &["report", &x],
        &["page", "-o", &x],
        &["init", &format!("{x}/y")],
        &["init", "--", &x],
    ] {
        let output = run(folder.path(), arguments);
        assert_inert(arguments, &output);
    }
    // Excerpts of what cannot be read, with what is underlined in its place.
    let broken = format!("Rules([\n    \"{HOSTILE}\", Rule(id: \"{HOSTILE}\" oops),\n])");
    fs::write(folder.path().join("broken.ron"), broken).unwrap();
    for format in ["human", "short", "json", "sarif", "github"] {
        let output = run(folder.path(), &["check", "--format", format]);
        assert_eq!(output.status.code(), Some(3));
        assert_inert(&["check", format], &output);
    }
}

/// On a terminal even data are made safe to see.
#[cfg(target_os = "linux")]
#[test]
fn data_are_inert_on_a_terminal() {
    let folder = collection();
    for command in ["list parties --format csv", "page", "diagram conflicts --format svg", "report own.md"] {
        let line = format!("'{}' {command}", env!("CARGO_BIN_EXE_gainsay"));
        let mut script = Command::new("script");
        script.args(["-qec", &line, "/dev/null"]).current_dir(folder.path()).stdin(Stdio::null());
        let Ok(output) = script.output() else {
            return eprintln!("skipped: `script`, which makes a terminal, is not installed");
        };
        // A terminal puts a carriage return before each line break.
        let output = Output { stdout: String::from_utf8(output.stdout).unwrap().replace('\r', "").into(), ..output };
        assert_inert(&[command], &output);
    }
}
