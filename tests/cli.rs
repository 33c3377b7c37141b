//! The program as users meet it: what it prints, its exit codes, the README's sessions.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

#[path = "cli/texts.rs"]
mod texts;

use crate::sessions::{fits, sessions, words};

const PROGRAM: &str = env!("CARGO_BIN_EXE_gainsay");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const COLLECTION: &str = "graphs/soviet-prisoners";

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env_remove("GAINSAY_TEXTS")
        .env("COLUMNS", "100")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

fn run(arguments: &[&str]) -> Output {
    run_in(Path::new(ROOT), arguments)
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("output is UTF-8")
}

/// What a command prints and how it ends, for snapshots.
fn session(arguments: &[&str]) -> String {
    let output = run(arguments);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output.status.code().expect("not killed");
    format!("$ gainsay {}\n{}{stderr}[exit {code}]\n", arguments.join(" "), stdout(&output))
}

fn snapshot(name: &str, commands: &[&[&str]]) {
    let text: Vec<String> = commands.iter().map(|arguments| session(arguments)).collect();
    insta::with_settings!({ snapshot_path => "cli", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text.join("\n"));
    });
}

#[test]
fn help() {
    let commands = "check explain show list lineage origins impact coverage audit diagram page init completions man";
    let mut sessions: Vec<Vec<&str>> = vec![vec!["--help"]];
    sessions.extend(commands.split(' ').map(|command| vec![command, "--help"]));
    let sessions: Vec<&[&str]> = sessions.iter().map(Vec::as_slice).collect();
    snapshot("help", &sessions);
}

#[test]
fn check_in_every_format() {
    snapshot("check", &[&["check", COLLECTION]]);
    snapshot("check-short", &[&["check", COLLECTION, "--format", "short", "--fail-on", "never"]]);
    snapshot("check-json", &[&["check", COLLECTION, "--format", "json"]]);
}

#[test]
fn check_with_filters() {
    let short =
        |more: &[&'static str]| -> Vec<&'static str> { [&["check", COLLECTION, "--format", "short"], more].concat() };
    let sessions = [
        short(&["--between", "soviet,national"]),
        short(&["--between", "soviet,western"]),
        short(&["--party", "tass"]),
        short(&["--about", "italian"]),
        short(&["--about", "held[german] @ 1950"]),
        short(&["--source", "cia-1953", "--strength", "conditional"]),
        short(&["--without", "same-moment"]),
        short(&["--assume", "none", "--strength", "hard,conditional"]),
    ];
    snapshot("check-filters", &sessions.iter().map(Vec::as_slice).collect::<Vec<_>>());
}

#[test]
fn lineage_and_show() {
    snapshot(
        "lineage",
        &[
            &["lineage", "-C", COLLECTION, "germans-repatriated-1950"],
            &["lineage", "-C", COLLECTION, "cia-1953/hungary-returns"],
            &["lineage", "-C", COLLECTION, "tass-1950-05-04", "--down"],
            &["lineage", "-C", COLLECTION, "germans-repatriated-1950", "--format", "json", "--depth", "1"],
        ],
    );
    snapshot(
        "show",
        &[
            &["show", "-C", COLLECTION, "germans-repatriated-1950"],
            &["show", "-C", COLLECTION, "tass-1950-05-04", "soviet", "italian", "nationality"],
            &["show", "-C", COLLECTION, "held[italian] @ 1952-02"],
            &["show", "-C", COLLECTION, "nobody-joins", "same-moment"],
            &["show", "-C", COLLECTION, "germans-held-1950", "--format", "json"],
            &["show", "-C", COLLECTION, "S-felv5oa5", "--format", "short"],
        ],
    );
}

#[test]
fn origins_and_impact() {
    snapshot(
        "origins",
        &[
            &["origins", "-C", COLLECTION, "held[german] @ 1950-05-04"],
            &["origins", "-C", COLLECTION, "yet-to-be-returned"],
            &["origins", "-C", COLLECTION, "captured @ 1945-09-02"],
            &["origins", "-C", COLLECTION, "no-italian-prisoners", "--format", "short"],
            &["origins", "-C", COLLECTION, "quiet-releases", "--format", "json"],
            &["origins", "-C", COLLECTION, "tass"],
            &["origins", "-C", COLLECTION, "germans-repatriatd-1950"],
        ],
    );
    snapshot(
        "impact",
        &[
            &["impact", "-C", COLLECTION, "tass-1950-05-04"],
            &["impact", "-C", COLLECTION, "italians-held-1952"],
            &["impact", "-C", COLLECTION, "general-recognio", "--format", "short"],
            &["impact", "-C", COLLECTION, "captured-total", "--format", "json"],
            &["impact", "-C", COLLECTION, "italian"],
        ],
    );
}

#[test]
fn lists() {
    snapshot(
        "list",
        &[
            &["list", "claims", COLLECTION, "--party", "molotov"],
            &["list", "sources", COLLECTION, "--party", "tass"],
            &["list", "parties", COLLECTION, "--side", "un"],
            &["list", "quantities", COLLECTION, "--code", "italian"],
            &["list", "measures", COLLECTION, "--party", "tass"],
            &["list", "codes", COLLECTION, "--source", "tass-1950-05-04"],
            &["list", "codes", COLLECTION, "--party", "un-pow-commission"],
            &["list", "propositions", COLLECTION, "--party", "molotov"],
            &["list", "sides", COLLECTION],
            &["list", "sides", COLLECTION, "--source", "cia-1953", "--format", "json"],
            &["list", "rules", COLLECTION],
            &["list", "contradictions", COLLECTION],
            &["list", "contradictions", COLLECTION, "--format", "csv"],
            &["list", "contradictions", COLLECTION, "--format", "markdown"],
            &["list", "claims", COLLECTION, "--when", "1947", "--format", "json"],
            &["list", "claims", COLLECTION, "--measure", "captured", "--format", "short"],
        ],
    );
}

#[test]
fn what_two_sides_say_and_imply() {
    let parts = "germans-war-criminals-1950 + germans-under-investigation-1950 + germans-in-hospital-1950";
    snapshot(
        "compare",
        &[
            &["compare", "-C", COLLECTION, "soviet", "national"],
            &["compare", "-C", COLLECTION, "tass", "un-pow-commission", "--format", "markdown"],
            &["compare", "-C", COLLECTION, "soviet", "un", "--format", "csv"],
            &["compare", "-C", COLLECTION, "molotov", "tass", "--format", "json"],
            &["compare", "-C", COLLECTION, "germans-held-1950", parts],
            &["compare", "-C", COLLECTION, "germans-held-1947", "germans-held-1950"],
            &["compare", "-C", COLLECTION, "germans-held-1947", "japanese-held-1948"],
            &["compare", "-C", COLLECTION, "japanese-war-criminals-1949", "japanese-war-criminals-1952"],
            &["compare", "-C", COLLECTION, "germans-held-1950", "hungary-returns"],
            &["compare", "-C", COLLECTION, "germans-held-1950", "pows-remaining-1952-un", "--format", "json"],
        ],
    );
}

#[test]
fn what_a_quantity_must_lie_between() {
    snapshot(
        "bounds",
        &[
            &["bounds", "-C", COLLECTION, "held[german] @ 1950-05-04", "--party", "molotov"],
            &["bounds", "-C", COLLECTION, "held[japanese] @ 1952-08", "--side", "soviet"],
            &["bounds", "-C", COLLECTION, "captured[german] @ 1945-09-02", "--party", "cia"],
            &["bounds", "-C", COLLECTION, "held[german] @ 1950-05-04", "--side", "soviet"],
            &["bounds", "-C", COLLECTION, "held[danish] @ 1951"],
            &["bounds", "-C", COLLECTION, "held[german] @ 1952-01", "--side", "un", "--format", "json"],
        ],
    );
}

#[test]
fn what_would_have_to_be_withdrawn() {
    snapshot(
        "reconcile",
        &[
            &["reconcile", "-C", COLLECTION],
            &["reconcile", "-C", COLLECTION, "--assume", "none"],
            &["reconcile", "-C", COLLECTION, "--assume", "none", "--format", "json"],
        ],
    );
}

#[test]
fn what_was_put_to_the_test() {
    snapshot(
        "passed",
        &[
            &["check", COLLECTION, "--passed", "--limit", "1", "--about", "italian"],
            &["check", COLLECTION, "--reading", "misdated", "--format", "short"],
            &["check", COLLECTION, "--limit-work", "1", "--format", "short"],
        ],
    );
}

#[test]
fn wrong_usage_says_what_to_do() {
    snapshot(
        "wrong-usage",
        &[
            &["show", "-C", COLLECTION, "germans-repatriatd-1950"],
            &["show", "-C", COLLECTION, "held[italien] @ 1952-02"],
            &["show", "-C", COLLECTION, "held[italian] @ 1922-02"],
            &["show", "-C", COLLECTION, "C-aaaaaaaa"],
            &["lineage", "-C", COLLECTION, "tass"],
            &["check", COLLECTION, "--party", "tas"],
            &["check", COLLECTION, "--between", "soviet"],
            &["check", COLLECTION, "--without", "same-momentum"],
            &["check", COLLECTION, "--reading", "misdatd"],
            &["bounds", "-C", COLLECTION, "held[germna] @ 1950"],
            &["compare", "-C", COLLECTION, "soviet", "held"],
            &["compare", "-C", COLLECTION, "soviet", "nationl"],
            &["check", COLLECTION, "--about", "held[germna]"],
            &["list", "claims", COLLECTION, "--code", "zzzzzz"],
            &["diagram", "balance", "-C", COLLECTION, "--format", "svg", "-o", "balance.csv"],
            &["list", "claims", COLLECTION, "--when", "1930s"],
            &["explain", "disagrement"],
            &["check", "tests/no-such-folder"],
            &["check", "src"],
        ],
    );
}

#[test]
fn explain_lists_and_explains() {
    snapshot("explain", &[&["explain"], &["explain", "GS201"], &["explain", "disagreement", "--format", "json"]]);
}

#[test]
fn exit_codes_tell_how_it_ended() {
    let code = |arguments: &[&str]| run(arguments).status.code();
    assert_eq!(code(&["check", COLLECTION]), Some(1));
    assert_eq!(code(&["check", COLLECTION, "--fail-on", "never"]), Some(0));
    assert_eq!(code(&["check", COLLECTION, "--about", "danish"]), Some(0));
    assert_eq!(code(&["check", COLLECTION, "--assume", "none", "--strength", "tension"]), Some(0));
    assert_eq!(code(&["check", "--no-such-option"]), Some(2));
    assert_eq!(code(&["check", "src"]), Some(3));
    assert_eq!(code(&["--help"]), Some(0));
}

#[test]
fn a_new_collection_can_be_checked_and_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let made = run_in(folder.path(), &["init", "mine"]);
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let checked = run_in(folder.path(), &["check", "mine"]);
    let text = stdout(&checked);
    assert_eq!(checked.status.code(), Some(1), "{text}");
    assert!(text.contains("Italians held as prisoners in February 1952: 0 against 11,000"), "{text}");
    // From a folder inside the collection it is found.
    let inside = run_in(&folder.path().join("mine/sources"), &["list", "claims"]);
    assert!(stdout(&inside).contains("cia-1953/italians-denied"));
    fs::write(folder.path().join("mine/rules.ron"), "Rules([])").unwrap();
    let again = run_in(folder.path(), &["init", "mine"]);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(fs::read_to_string(folder.path().join("mine/rules.ron")).unwrap(), "Rules([])");
}

#[test]
fn the_judgement_shown_in_a_new_collection_settles_its_contradiction() {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["init", "."]);
    let path = folder.path().join("judgements.ron");
    let lines = fs::read_to_string(&path).unwrap();
    let uncommented: String =
        lines.lines().map(|line| line.strip_prefix("    // ").unwrap_or(line).to_owned() + "\n").collect();
    fs::write(&path, uncommented).unwrap();
    let checked = run_in(folder.path(), &["check"]);
    assert_eq!(checked.status.code(), Some(0), "{}", stdout(&checked));
    assert!(stdout(&checked).contains("1 of these judged"), "{}", stdout(&checked));
}

#[test]
fn the_output_is_the_same_every_time() {
    for arguments in [["check", COLLECTION, "--format", "json"], ["list", "claims", COLLECTION, "--format=json"]] {
        assert_eq!(run(&arguments).stdout, run(&arguments).stdout);
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = Command::new(PROGRAM)
        .args(["list", "claims", COLLECTION, "--format", "json"])
        .current_dir(ROOT)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty());
}

#[test]
fn nothing_is_coloured_unless_asked() {
    assert!(!stdout(&run(&["check", COLLECTION])).contains('\u{1b}'));
    assert!(stdout(&run(&["check", COLLECTION, "--color", "always"])).contains('\u{1b}'));
}

#[test]
fn hostile_text_is_inert_in_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["init", "."]);
    let hostile = "Source(id: \"h\", kind: Report, title: \"\\u{1b}[2J \\u{202e}x \u{202e}\", by: \"cia\", claims: [\n\
        Claim(id: \"a\", at: \"\\u{1b}]0;gone\\u{7}\", quote: \"\u{1b}[31m \\n\\r \", says: Figure(of: \"held[german] @ 1950-05\", is: \"5\")),\n\
        Claim(id: \"b\", note: \"\\u{9b}\", says: Figure(of: \"held[german] @ 1950-05\", is: \"7\")),\n])\n";
    fs::write(folder.path().join("h.ron"), hostile).unwrap();
    for arguments in [
        vec!["check"],
        vec!["check", "--format", "short"],
        vec!["show", "a", "b", "h"],
        vec!["show", "a", "--format", "short"],
        vec!["list", "claims"],
        vec!["list", "sources", "--format", "markdown"],
        vec!["lineage", "a"],
        vec!["origins", "a"],
        vec!["origins", "held[german] @ 1950-05"],
        vec!["impact", "h"],
        vec!["origins", "no\u{1b}[2Jname\u{202e}"],
        vec!["impact", "no\u{1b}[2Jname\u{202e}"],
        vec!["show", "no\u{1b}[2Jname\u{202e}"],
        vec!["check", "--party", "no\u{1b}[2Jparty"],
    ] {
        let output = run_in(folder.path(), &arguments);
        let shown = format!("{}{}", stdout(&output), String::from_utf8_lossy(&output.stderr));
        let harmful = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202e}' | '\u{9b}');
        assert!(!shown.contains(harmful), "{arguments:?}: {shown:?}");
        assert!(!shown.is_empty(), "{arguments:?}");
    }
}

#[test]
fn completions_and_manual_page_are_made() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(stdout(&run(&["completions", shell])).contains("gainsay"), "{shell}");
    }
    let page = stdout(&run(&["man"]));
    for word in [".TH gainsay", "GAINSAY CHECK", "GAINSAY LINEAGE", "between"] {
        assert!(page.contains(word), "{word}");
    }
}

#[test]
fn the_sessions_of_the_readme_are_true() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let sessions = sessions(&readme);
    assert!(sessions.len() >= 3, "{}", sessions.len());
    for (command, shown) in sessions {
        let command = command.replace("cargo run --release -- ", "gainsay ");
        let Some(arguments) = command.strip_prefix("gainsay ") else { continue };
        let arguments = words(arguments);
        let output = run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        let output = format!("{}{}", stdout(&output), String::from_utf8_lossy(&output.stderr));
        assert!(fits(&output, &shown), "$ gainsay {arguments:?}\n{output}\nand the README shows\n{shown}");
    }
}
