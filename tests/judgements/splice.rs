//! Judgements put into a file: nothing that stands there changes.

use gainsay::base::text::Texts;
use gainsay::model::judging::{Record, with_judgements};
use gainsay::model::load::load;
use gainsay::model::{Model, Verdict};
use proptest::prelude::*;

use super::{COLLECTION, SOURCE, VOCABULARY};

fn model_of(judgements: Option<&str>) -> Model {
    let files = [("gainsay.ron", COLLECTION), ("vocabulary.ron", VOCABULARY), ("source.ron", SOURCE)];
    let files = files.into_iter().chain(judgements.map(|text| ("judgements.ron", text)));
    match load(&Texts::from_memory(files), &[]) {
        Ok(loaded) => loaded.model,
        Err(error) => panic!("{}\n{}", error.messages[0].text, judgements.unwrap_or_default()),
    }
}

/// Adds a judgement with a reason, and checks that the file is as it was but for it; the new file.
fn added(old: &str, because: &str) -> String {
    let model = model_of(Some(old));
    let claims: Vec<_> = model.claims().ids().take(2).collect();
    let record = Record {
        of: &claims,
        verdict: Verdict::Resolved,
        prefers: &claims[..1],
        because,
        by: Some(because),
        date: Some("2026-11-24"),
        expires: Some("2030"),
    };
    let new = with_judgements(Some(old), &model, &[record]).expect("a sound file");
    assert_only_added(old, &new);
    let after = model_of(Some(&new));
    assert_eq!(after.judgements().len(), model.judgements().len() + 1, "{new}");
    let (_, last) = after.judgements().iter().next_back().unwrap();
    assert_eq!(after.prose(last.because), because, "{new}");
    assert_eq!(last.by.map(|by| after.prose(by)), Some(because));
    assert_eq!(last.of, claims);
    assert_eq!(last.prefers, claims[..1]);
    assert_eq!(last.read_as.len(), 2);
    for (claim, was, _) in &last.read_as {
        assert_eq!(after.said_text(*claim), after.prose(*was));
    }
    for ((_, was), (_, now)) in model.judgements().iter().zip(after.judgements().iter()) {
        assert_eq!(model.prose(was.because), after.prose(now.because));
        assert_eq!(was.of, now.of);
    }
    new
}

/// The new text is the old one with one part put in, and at most a comma before that.
fn assert_only_added(old: &str, new: &str) {
    let start = old.bytes().zip(new.bytes()).take_while(|(one, other)| one == other).count();
    let rest = |text: &str, at: usize| text.as_bytes()[at..].to_vec();
    let (mut old_rest, mut new_rest) = (rest(old, start), rest(new, start));
    if new_rest.first() == Some(&b',') {
        new_rest.remove(0);
        let same = old_rest.iter().zip(&new_rest).take_while(|(one, other)| one == other).count();
        old_rest.drain(..same);
        new_rest.drain(..same);
    }
    assert!(new_rest.ends_with(&old_rest), "{old}\n-----\n{new}");
}

const JUDGEMENT: &str = r#"Judgement(of: ["s/none", "s/some"], verdict: Explained, because: "a ]) } \" /* b")"#;

#[test]
fn every_way_of_writing_a_file_is_left_as_it_is() {
    let files = [
        "Judgements([])".to_owned(),
        "Judgements([\n])\n".to_owned(),
        "Judgements( [ ] )".to_owned(),
        "// before ]\nJudgements([ // none yet ]\n    /* ] ) */\n])\n// after [".to_owned(),
        "Judgements([/* ] */])".to_owned(),
        format!("Judgements([\n    {JUDGEMENT},\n])\n"),
        format!("Judgements([\n    {JUDGEMENT}\n])\n"),
        format!("Judgements([{JUDGEMENT}])"),
        format!("Judgements([{JUDGEMENT},],)"),
        format!("Judgements([\n\t{JUDGEMENT} // no comma, and a note: ]\n    // another, ends with a comma,\n])"),
        format!("Judgements([\n  {JUDGEMENT}, /* why ] */\n  ])"),
        format!("Judgements([\n  {JUDGEMENT} /* /* ] */ */ , // x\n])\n\n\n"),
        format!("\u{feff}Judgements([\n    {JUDGEMENT},\n])\n"),
    ];
    for old in files {
        let new = added(&old, "It is \"so\".\\ \n]) Judgement(");
        // A second one comes after the first, and is indented like it.
        let again = added(&new, "again");
        assert!(again.find("so").unwrap() < again.find("again").unwrap());
        if old.contains('\n') {
            let windows = old.replace('\n', "\r\n");
            let new = added(&windows, "x");
            assert!(!new.replace("\r\n", "").contains('\n'), "{new:?}");
        }
    }
}

#[test]
fn a_new_judgement_is_indented_like_the_last() {
    let new = added(&format!("Judgements([\n\t\t{JUDGEMENT}\n\t])\n"), "x");
    assert!(
        new.contains(")\",\n\t\tJudgement(\n\t\t    of: [") || new.contains("),\n\t\tJudgement(\n\t\t    of: ["),
        "{new}"
    );
    assert!(new.ends_with("\t\t),\n\t])\n"), "{new}");
}

#[test]
fn a_file_of_another_kind_takes_no_judgement() {
    let model = model_of(None);
    for text in
        ["Rules([])", "", "Judgements(", "Judgements([", "Judgements([)", "// Judgements([])", "\"Judgements([])\""]
    {
        assert_eq!(with_judgements(Some(text), &model, &[]), None, "{text}");
    }
}

fn piece() -> impl Strategy<Value = String> {
    let text = "[a-z\\]\\[()/*, \n]{0,12}";
    prop_oneof![
        text.prop_map(|text: String| format!("/* {} */\n", text.replace(['*', '/'], "-"))),
        text.prop_map(|text: String| format!("// {}\n", text.replace('\n', " "))),
        Just("\n".to_owned()),
        Just("  \t".to_owned()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_in_a_file_stays(
        pieces in prop::collection::vec((piece(), any::<String>(), piece()), 0..4),
        ends_with_comma in any::<bool>(),
        last in piece(),
        because in "\\PC{0,3}[\\x00-\\x7f\u{202e}\u{2028}\"\\\\]{1,20}",
    ) {
        let mut old = "Judgements([".to_owned();
        for (at, (before, reason, after)) in pieces.iter().enumerate() {
            // Bidirectional controls in a reason are warned of, which is no error.
            let reason = format!("{reason:?}").replace("\\'", "'").replace("\\0", "\\u{0}");
            old.push_str(&format!("{before}Judgement(of: [\"s/none\", \"s/some\"], verdict: Explained, because: {reason}){after}"));
            if at + 1 < pieces.len() || ends_with_comma {
                old.push(',');
            }
        }
        old.push_str(&last);
        old.push_str("])");
        added(&old, &because);
    }
}
