//! Quotes and the texts they stand in, as commands show them.

use super::*;

/// A collection with a source and its text, of our own making.
fn with_text(folder: &Path, text: &[u8]) {
    run_in(folder, &["init", "."]);
    fs::create_dir(folder.join("texts")).expect("it can be written");
    fs::write(folder.join("texts/memo.txt"), text).expect("it can be written");
    let source = r#"Source(id: "memo", kind: Report, by: "cia", text: Text(file: "memo.txt"), claims: [
    Claim(id: "returned", quote: ["1,939,063 German prisoners had been returned", "9,717"],
        says: Figure(of: "held[german] @ 1949-05", is: "1,939,063")),
    Claim(id: "detained", quote: "13,000 were detaimed", says: Figure(of: "held[german] @ 1949-06", is: "13,000")),
    Claim(id: "two", quote: "8 men", says: Figure(of: "held[german] @ 1949-07", is: "8")),
    Claim(id: "none", quote: "nothing of the kind was ever said", says: Figure(of: "held[german] @ 1949-08", is: "0")),
])
"#;
    fs::write(folder.join("memo.ron"), source).expect("it can be written");
}

const MEMO: &str = "On 4 May it was announced that 1,939,063 German\npris-\noners had been returned.\n\n\
    However, 13,000 were detained. Of these, 9,717 are \u{1b}[31mwar criminals\u{202e}.\nPoland: 8 men.\nHungary: 8 men.\n";

#[test]
fn passages_are_shown_where_quotes_stand() {
    let folder = tempfile::tempdir().unwrap();
    with_text(folder.path(), MEMO.as_bytes());
    let sessions: [&[&str]; 6] = [
        &["show", "--texts", "texts", "memo/returned", "memo/detained", "memo/two", "memo/none"],
        &["show", "--texts", "texts", "memo/two", "--format", "json"],
        &["show", "--texts", "texts", "memo/returned", "--format", "short"],
        &["show", "memo/two"],
        &["check", "--texts", "texts", "--format", "short"],
        &["check", "--texts", "nowhere"],
    ];
    let shown: Vec<String> = sessions
        .iter()
        .map(|arguments| {
            let output = run_in(folder.path(), arguments);
            let code = output.status.code().unwrap();
            let text = format!("{}{}", stdout(&output), String::from_utf8_lossy(&output.stderr));
            let harmful = |c: char| (c.is_control() && c != '\n' && c != '\t') || c == '\u{202e}';
            assert!(!text.contains(harmful), "{text:?}");
            format!("$ gainsay {}\n{text}[exit {code}]\n", arguments.join(" "))
        })
        .collect();
    insta::with_settings!({ snapshot_path => ".", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("passages", shown.join("\n"));
    });
}

#[test]
fn the_folder_of_texts_is_named_in_three_ways() {
    let folder = tempfile::tempdir().unwrap();
    with_text(folder.path(), MEMO.as_bytes());
    let lines = |arguments: &[&str], variable: Option<&str>| {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).args(["--format", "short"]).current_dir(folder.path()).env_remove("GAINSAY_TEXTS");
        command.envs(variable.map(|folder| ("GAINSAY_TEXTS", folder)));
        stdout(&command.output().unwrap())
    };
    let found = |text: &str| text.contains("GS404");
    assert!(!found(&lines(&["check"], None)) && lines(&["check"], None).contains("GS409"));
    assert!(found(&lines(&["check", "--texts", "texts"], None)));
    assert!(found(&lines(&["check"], Some("texts"))));
    assert!(!found(&lines(&["check"], Some(""))));
    // What is named on the command line goes before the variable, and that before the collection.
    assert!(lines(&["check", "--texts", "."], Some("texts")).contains("GS401"));
    let head = fs::read_to_string(folder.path().join("gainsay.ron")).unwrap();
    let named = |path: &str| {
        fs::write(folder.path().join("gainsay.ron"), head.replacen("title:", &format!("texts: \"{path}\", title:"), 1))
            .unwrap();
    };
    named("texts");
    assert!(found(&lines(&["check"], None)));
    assert!(lines(&["check"], Some(".")).contains("GS401"));
    named("absent");
    assert!(lines(&["check"], None).contains("GS409"));
    named("../texts");
    assert!(lines(&["check"], None).contains("GS003"));
}
