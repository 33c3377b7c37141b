//! `gainsay baseline write` and `gainsay check --baseline`.

use std::fs;

use super::{change, collection, id_of, said};

#[test]
fn what_is_in_the_baseline_does_not_count() {
    let folder = collection();
    let at = folder.path();
    let (text, code) = said(at, &["baseline", "write", "known.json"]);
    assert_eq!((text.as_str(), code), ("2 disputes and tensions written to `known.json`\n", 0));
    let first = fs::read(at.join("known.json")).unwrap();
    assert_eq!(said(at, &["baseline", "write", "known.json"]).1, 0);
    assert_eq!(fs::read(at.join("known.json")).unwrap(), first, "the same bytes each time");
    let (text, code) = said(at, &["check", "--baseline", "known.json", "--fail-on", "note"]);
    assert!(text.contains("In the baseline, and not shown: 2 disputes, 0 tensions."), "{text}");
    // Notes on names that nothing uses are not of the baseline.
    assert_eq!(code, i32::from(text.contains("note[")), "{text}");
    assert!(!text.contains("error["), "{text}");

    // A figure that changes makes another contradiction of the same claims; a withdrawn one is gone.
    let german = id_of(at, "s/few");
    change(at, "source.ron", "is: \"30\"", "is: \"40\"");
    change(at, "source.ron", "is: \"none\"", "is: \"7\"");
    let (text, code) = said(at, &["check", "--baseline", "known.json"]);
    assert_eq!(code, 1, "{text}");
    let now = id_of(at, "s/few");
    assert!(
        text.contains(&format!(
            "Changed since the baseline: {german} (hard): held[german] @ 1950-05: 10 against 30 is {now} now."
        )),
        "{text}"
    );
    assert!(text.contains("Gone since the baseline: C-") && text.contains("0 against 7"), "{text}");
    let (text, _) = said(at, &["check", "--baseline", "known.json", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["findings"][0]["baseline"], "new");
    assert_eq!(value["gone"][0]["claims"], serde_json::json!(["s/none", "s/some"]));
    assert_eq!(value["changed"][0]["before"]["gap"], "20");
    assert_eq!(value["changed"][0]["after"]["gap"], "30");
}

#[test]
fn what_is_judged_is_not_in_the_baseline_and_counts_again_when_that_lapses() {
    let folder = collection();
    let at = folder.path();
    let id = id_of(at, "s/few");
    said(at, &["judge", &id, "--verdict", "explained", "--because", "x", "--expires", "2100"]);
    said(at, &["baseline", "write", "known.json"]);
    let text = fs::read_to_string(at.join("known.json")).unwrap();
    assert!(!text.contains(&id), "{text}");
    assert_eq!(said(at, &["check", "--baseline", "known.json"]).1, 0);
    assert_eq!(said(at, &["check", "--baseline", "known.json", "--today", "2101-01-01"]).1, 1);
}

#[test]
fn one_contradiction_stands_on_a_line() {
    let folder = collection();
    said(folder.path(), &["baseline", "write", "known.json"]);
    insta::with_settings!({ snapshot_path => ".", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("baseline", fs::read_to_string(folder.path().join("known.json")).unwrap());
    });
}

#[test]
fn a_broken_baseline_is_told_with_its_line() {
    let folder = collection();
    let at = folder.path();
    let good = r#"{"id": "C-1", "strength": "hard", "claims": [], "message": "m"}"#;
    for (text, part) in [
        ("", "known.json:1: this is no baseline: EOF"),
        (
            "{\n\"schema\": 3,\n\"other\": 1}",
            "known.json:2: this is no baseline: it is of schema 3, and this gainsay reads schemas 1 and 2",
        ),
        ("{\n\"collection\": \"x\"}", "missing field `schema`"),
        ("{\"schema\": 1,\n\"collection\": \"\",\n\"contradictions\": [\n{\"id\": 3}]}", "known.json:4"),
        (
            &format!(
                "{{\"schema\": 1, \"collection\": \"\", \"contradictions\": [\n{good},\n{}]}}",
                good.replace("C-1", "C-2").replace("hard", "h\u{1b}ard")
            ),
            "known.json:3",
        ),
        (
            &format!("{{\"schema\": 1, \"collection\": \"\", \"contradictions\": [{good}],\n\"more\": 1}}"),
            "unknown field `more`",
        ),
    ] {
        fs::write(at.join("known.json"), text).unwrap();
        let (said_text, code) = said(at, &["check", "--baseline", "known.json"]);
        assert!(code == 3 && said_text.contains(part), "{text}\n{said_text}");
        assert!(!said_text.contains('\u{1b}'));
        // Nor is it written over: it may be somebody's work.
        let (said_text, code) = said(at, &["baseline", "write", "known.json"]);
        assert!(code == 2 && said_text.contains("not written over"), "{said_text}");
        assert_eq!(fs::read_to_string(at.join("known.json")).unwrap(), text);
    }
    let (text, code) = said(at, &["check", "--baseline", "missing.json"]);
    assert!(code == 3 && text.contains("gainsay baseline write FILE"), "{text}");
    fs::write(at.join("bytes.json"), [0xff, 0xfe]).unwrap();
    let (text, code) = said(at, &["check", "--baseline", "bytes.json"]);
    assert!(code == 3 && text.contains("not UTF-8"), "{text}");
}
