//! The forms that other tools read: SARIF, GitHub's workflow commands, JSON Lines.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{change, collection, id_of, said};

/// The schema of SARIF 2.1.0, as OASIS published it.
fn schema() -> jsonschema::Validator {
    let text = include_str!("../fixtures/sarif-schema-2.1.0.json");
    let mut schema: Value = serde_json::from_str(text).unwrap();
    // As published two patterns have a bracket too many, which not every engine takes for a character; nothing
    // here names its language.
    for owner in ["run", "toolComponent"] {
        let language = schema["definitions"][owner]["properties"]["language"].as_object_mut().unwrap();
        assert_eq!(language.remove("pattern").unwrap(), "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$");
    }
    jsonschema::validator_for(&schema).unwrap()
}

/// A log that fits the schema.
fn sarif(folder: &Path, arguments: &[&str]) -> Value {
    let (text, _) = said(folder, &[&["check", "--format", "sarif"], arguments].concat());
    let value: Value = serde_json::from_str(&text).unwrap();
    let errors: Vec<String> =
        schema().iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
    value
}

#[test]
fn the_schema_refuses_what_is_no_sarif() {
    assert!(!schema().is_valid(&json!({ "version": "2.1.0" })));
    assert!(!schema().is_valid(&json!({ "version": "2.0.0", "runs": [] })));
    let odd = json!({ "version": "2.1.0", "runs": [{ "tool": { "driver": { "name": "x", "odd": 1 } } }] });
    assert!(!schema().is_valid(&odd));
}

#[test]
fn sarif_has_rules_places_and_what_is_judged() {
    let folder = collection();
    let at = folder.path();
    let (german, italian) = (id_of(at, "s/few"), id_of(at, "s/none"));
    said(at, &["judge", &german, "--verdict", "explained", "--because", "Twice."]);
    let run = sarif(at, &[])["runs"][0].clone();
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().unwrap();
    let result = |id: &str| {
        let is_it = |result: &&Value| result["partialFingerprints"]["contradictionId/v1"] == id;
        results.iter().find(is_it).unwrap_or_else(|| panic!("{id}"))
    };
    let open = result(&italian);
    assert_eq!(
        (&open["ruleId"], &open["level"], &open["suppressions"]),
        (&json!("GS201"), &json!("error"), &Value::Null)
    );
    let rule = &run["tool"]["driver"]["rules"][usize::try_from(open["ruleIndex"].as_u64().unwrap()).unwrap()];
    assert_eq!((&rule["id"], &rule["name"]), (&json!("GS201"), &json!("disagreement")));
    assert!(rule["help"]["text"].as_str().unwrap().contains("Record a judgement"));
    let place = &open["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"], json!({ "uri": "source.ron", "uriBaseId": "%SRCROOT%" }));
    assert_eq!(place["region"]["startLine"], 4);
    let others = open["relatedLocations"].as_array().unwrap();
    assert_eq!(others.len(), 1);
    assert_eq!(others[0]["physicalLocation"]["region"]["startLine"], 5);
    let judged = result(&german);
    assert_eq!(judged["level"], "error");
    assert_eq!(judged["suppressions"][0]["status"], "accepted");
    assert!(judged["suppressions"][0]["justification"].as_str().unwrap().ends_with(": Twice."));
    let stands = &judged["suppressions"][0]["location"]["physicalLocation"];
    assert_eq!(stands["artifactLocation"]["uri"], "judgements.ron");
}

#[test]
fn sarif_tells_what_is_new_and_what_is_gone() {
    let folder = collection();
    let at = folder.path();
    said(at, &["baseline", "write", "known.json"]);
    change(at, "source.ron", "is: \"none\"", "is: \"7\"");
    let log = sarif(at, &["--baseline", "known.json"]);
    let states: Vec<&Value> =
        log["runs"][0]["results"].as_array().unwrap().iter().map(|result| &result["baselineState"]).collect();
    assert!(states.contains(&&json!("unchanged")) && states.contains(&&json!("absent")), "{states:?}");
}

#[test]
fn paths_are_told_from_the_working_folder_and_texts_cannot_break_out() {
    let folder = collection();
    let at = folder.path().join("a b%,:ü");
    fs::create_dir(&at).unwrap();
    for name in ["gainsay.ron", "vocabulary.ron"] {
        fs::rename(folder.path().join(name), at.join(name)).unwrap();
    }
    fs::rename(folder.path().join("source.ron"), at.join("s\n::error::x.ron")).unwrap();
    change(
        &at,
        "vocabulary.ron",
        "id: \"embassy\"",
        "id: \"embassy\", name: \"E,m:b % \\r\\n::error::gone \\u{202e}\"",
    );
    let log = sarif(folder.path(), &["a b%,:ü"]);
    let uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].clone();
    assert_eq!(uri, "a%20b%25%2C%3A%C3%BC/s%0A%3A%3Aerror%3A%3Ax.ron");
    let (text, _) = said(folder.path(), &["check", "--format", "github", "a b%,:ü"]);
    let file = "file=a b%25%2C%3Aü/s%0A%3A%3Aerror%3A%3Ax.ron,line=";
    for line in text.lines() {
        assert!(["::error ", "::warning ", "::notice "].iter().any(|start| line.starts_with(start)), "{line}");
        assert!(!line.contains('\u{202e}') && !line.contains('\r'), "{line}");
    }
    assert!(text.starts_with("::error ") && text.contains(file), "{text}");
    let german = text.lines().find(|line| line.contains("held[german]")).unwrap();
    assert!(german.contains("title=GS201 disagreement::held[german] @ 1950-05: 10 against 30"), "{german}");
    assert!(german.contains("%0Awho says what%0A") || german.contains("%0A"), "{german}");
}

#[test]
fn github_leaves_out_what_is_judged_or_in_the_baseline() {
    let folder = collection();
    let at = folder.path();
    said(at, &["judge", &id_of(at, "s/few"), "--verdict", "explained", "--because", "x"]);
    let (text, _) = said(at, &["check", "--format", "github"]);
    assert_eq!(text.matches("::error ").count(), 1, "{text}");
    said(at, &["baseline", "write", "known.json"]);
    let (text, code) = said(at, &["check", "--format", "github", "--baseline", "known.json"]);
    assert_eq!((text.matches("::error ").count(), code), (0, 0), "{text}");
}

#[test]
fn a_line_of_json_is_a_finding_and_the_last_is_the_summary() {
    let folder = collection();
    let (text, _) = said(folder.path(), &["check", "--format", "jsonl"]);
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (last, findings) = lines.split_last().unwrap();
    let (json_text, _) = said(folder.path(), &["check", "--format", "json"]);
    let whole: Value = serde_json::from_str(&json_text).unwrap();
    assert_eq!(Value::Array(findings.to_vec()), whole["findings"]);
    assert_eq!(last["summary"], whole["summary"]);
}

#[test]
fn what_cannot_be_read_is_told_in_every_form() {
    let folder = collection();
    change(folder.path(), "source.ron", "by: \"embassy\"", "by: \"embasy\"");
    let log = sarif(folder.path(), &[]);
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
    let (text, code) = said(folder.path(), &["check", "--format", "github"]);
    assert!(code == 3 && text.contains("::error file=source.ron,line=3,col="), "{text}");
    // A file that is not UTF-8 may hold any name, so unknown names are not told of.
    fs::write(folder.path().join("bytes.ron"), [0xff]).unwrap();
    let (text, code) = said(folder.path(), &["check", "--format", "github"]);
    assert!(code == 3 && text.starts_with("::error file=bytes.ron,line=1,col=1,"), "{text}");
    sarif(folder.path(), &[]);
    let (text, code) = said(folder.path(), &["check", "--format", "jsonl"]);
    let last: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
    assert!(code == 3 && last["summary"]["errors"].as_u64().unwrap() >= 1, "{text}");
    let missing = tempfile::tempdir().unwrap();
    let log = sarif(missing.path(), &["no-such"]);
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "GS001");
}
