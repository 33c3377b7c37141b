//! A cut of work is said by every format and every command: no partial answer is taken for the whole.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a command prints on stdout and on stderr.
fn said(folder: &Path, line: &str, more: &[&str]) -> [String; 2] {
    let mut program = Command::new(env!("CARGO_BIN_EXE_gainsay"));
    let arguments = line.split_whitespace().chain(more.iter().copied());
    let output = program.args(arguments).current_dir(folder).stdin(Stdio::null()).output().unwrap();
    assert!(output.status.code().is_some_and(|code| code <= 1), "{line}: {}", String::from_utf8_lossy(&output.stderr));
    [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap())
}

/// Parts that are more than their whole in many ways, by many: more contradictions than are looked for.
fn collection() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("gainsay.ron"), "Collection(title: \"t\", sides: [\"east\", \"west\"])").unwrap();
    fs::write(
        at.join("vocabulary.ron"),
        "Vocabulary(measures: [Measure(id: \"held\", kind: Stock)], dimensions: [Dimension(id: \"who\", codes: [\
         Code(id: \"all\"), Code(id: \"one\", in: \"all\"), Code(id: \"two\", in: \"all\"), Code(id: \"three\", in: \"all\")])], \
         parties: [Party(id: \"a\", side: \"east\"), Party(id: \"b\", side: \"west\")])",
    )
    .unwrap();
    let claim = |n: usize, by: &str, of: &str, is: usize| {
        format!("Claim(id: \"c{n}\", by: \"{by}\", says: Figure(of: \"held[{of}] @ 1950-05-01\", is: \"{is}\")),\n")
    };
    let mut claims = claim(0, "b", "all", 10) + &claim(1, "b", "all", 11) + &claim(2, "b", "all", 12);
    for (n, of) in ["one", "two", "three"].into_iter().enumerate() {
        for m in 0..3 {
            claims.push_str(&claim(3 + 3 * n + m, "a", of, 7 + m));
        }
    }
    fs::write(at.join("s.ron"), format!("Source(id: \"s\", kind: Report, by: \"a\", claims: [{claims}])")).unwrap();
    let document = "{{gainsay count contradictions}} of them\n\n```gainsay contradictions\n```\n";
    fs::write(at.join("own.md"), document).unwrap();
    folder
}

const FEW: [&str; 2] = ["--limit-contradictions", "1"];
const SAID: &str = "the work limits were reached";

#[test]
fn every_format_of_check_says_it() {
    let folder = collection();
    for format in ["human", "short", "json", "jsonl", "sarif", "github"] {
        let line = format!("check --fail-on never --format {format}");
        let [cut, _] = said(folder.path(), &line, &FEW);
        let [whole, _] = said(folder.path(), &line, &[]);
        match format {
            "json" => {
                let is_cut = |text: &str| serde_json::from_str::<Value>(text).unwrap()["cut"].clone();
                assert_eq!((is_cut(&cut), is_cut(&whole)), (Value::Bool(true), Value::Bool(false)));
            }
            "jsonl" => {
                let is_cut =
                    |text: &str| serde_json::from_str::<Value>(text.lines().last().unwrap()).unwrap()["cut"].clone();
                assert_eq!((is_cut(&cut), is_cut(&whole)), (Value::Bool(true), Value::Bool(false)));
            }
            _ => assert!(cut.contains(SAID) && !whole.contains(SAID), "{format}: {cut}"),
        }
        if format == "sarif" {
            let value: Value = serde_json::from_str(&cut).unwrap();
            let told = &value["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
            assert_eq!(told["level"], "warning");
        }
    }
}

#[test]
fn every_command_that_looks_for_contradictions_says_it() {
    let folder = collection();
    for line in [
        "list contradictions",
        "list contradictions --format short",
        "list contradictions --format csv",
        "list contradictions --format json",
        "list contradictions --format markdown",
        "diagram conflicts",
        "diagram discrepancy --format csv",
        "compare a b",
        "compare east west --format json",
        "show c1",
        "show c1 --format json",
        "report own.md",
        "page",
        "baseline write known.json",
    ] {
        let [_, cut] = said(folder.path(), line, &FEW);
        let [_, whole] = said(folder.path(), line, &[]);
        assert!(cut.contains(SAID) && !whole.contains(SAID), "{line}: {cut} / {whole}");
    }
    for line in ["list contradictions --format json", "compare a b --format json", "show c1 --format json"] {
        let [cut, _] = said(folder.path(), line, &FEW);
        assert_eq!(serde_json::from_str::<Value>(&cut).unwrap()["cut"], Value::Bool(true), "{line}");
    }
    let [cut, _] = said(folder.path(), "report own.md", &FEW);
    let [whole, _] = said(folder.path(), "report own.md", &[]);
    assert!(cut.starts_with("at least ") && cut.contains("there may be more contradictions"), "{cut}");
    assert!(!whole.contains("at least ") && !whole.contains("there may be more"), "{whole}");
}
