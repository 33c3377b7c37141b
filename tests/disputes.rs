//! Disputes: what is gathered, under which head, and what follows from it for judgements, baselines and forms.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use gainsay::base::text::read_collection;
use gainsay::model::Model;
use gainsay::model::load::load;
use gainsay::reason::disputes::disputes;
use gainsay::reason::finding::{Finding, Strength};

use crate::support::findings as found_in;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn shipped() -> Vec<PathBuf> {
    ["graphs/soviet-prisoners", "graphs/prisoner-estimates"].map(|path| Path::new(ROOT).join(path)).to_vec()
}

/// A collection with what is found in it.
fn checked(path: &Path) -> (Model, Vec<Finding>) {
    let (texts, unread) = read_collection(path);
    let model = load(&texts, &unread).unwrap_or_else(|error| panic!("{error}: {:#?}", error.messages)).model;
    let findings = found_in(&texts, &model);
    (model, findings)
}

fn id(finding: &Finding) -> &str {
    &finding.contradiction.as_ref().unwrap().id
}

/// The disputes of some findings by the ids of their contradictions, the head first.
fn by_id(model: &Model, findings: &[Finding]) -> Vec<Vec<String>> {
    let gathered = disputes(model, findings);
    gathered.iter().map(|ways| ways.iter().map(|&at| id(&findings[at]).to_owned()).collect()).collect()
}

fn is_strong(finding: &Finding) -> bool {
    finding.contradiction.as_ref().is_some_and(|found| found.strength != Strength::Tension)
}

#[test]
fn every_contradiction_is_in_exactly_one_dispute_and_says_so() {
    for path in shipped() {
        let (model, findings) = checked(&path);
        let strong: Vec<&Finding> = findings.iter().filter(|finding| is_strong(finding)).collect();
        let gathered = by_id(&model, &findings);
        let all: Vec<&String> = gathered.iter().flatten().collect();
        assert_eq!(all.len(), strong.len());
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), strong.len(), "none is in two");
        // They are far fewer than the contradictions, and not all the same.
        assert!(
            gathered.len() >= 5 && 3 * gathered.len() <= 2 * strong.len() + 5,
            "{} of {}",
            gathered.len(),
            strong.len()
        );
        for ways in &gathered {
            let members: Vec<&Finding> =
                ways.iter().map(|way| *strong.iter().find(|finding| id(finding) == way).unwrap()).collect();
            let hard =
                members.iter().filter(|way| way.contradiction.as_ref().unwrap().strength == Strength::Hard).count();
            for member in &members {
                let dispute = member.dispute().unwrap();
                assert_eq!((&dispute.head, dispute.hard), (&ways[0], hard));
                assert!(dispute.ways >= ways.len());
                assert_eq!(dispute.is_head, id(member) == ways[0]);
            }
        }
        let others = findings.iter().filter(|finding| !is_strong(finding));
        assert!(others.into_iter().all(|finding| finding.dispute().is_none()), "tensions are in none");
        // The ways of a dispute stand together after its head.
        let told: Vec<&str> = strong.iter().filter(|finding| finding.is_told()).map(|finding| id(finding)).collect();
        assert_eq!(told.len(), gathered.len());
        let groups = strong.chunk_by(|one, other| one.is_in_dispute_with(other));
        assert!(groups.clone().all(|ways| ways[0].is_told()));
        assert_eq!(groups.count(), gathered.len());
    }
}

#[test]
fn the_order_of_findings_makes_no_difference() {
    for path in shipped() {
        let (model, findings) = checked(&path);
        let expected = by_id(&model, &findings);
        let mut turned = findings.clone();
        turned.reverse();
        assert_eq!(by_id(&model, &turned), expected);
        // Every third first, then the rest.
        let mut dealt: Vec<Finding> = Vec::new();
        for rest in 0..3 {
            dealt.extend(findings.iter().skip(rest).step_by(3).cloned());
        }
        assert_eq!(by_id(&model, &dealt), expected);
    }
}

#[test]
fn heads_stay_when_a_source_is_taken_away() {
    let (mut stayed, mut trials) = (0, 0);
    for path in shipped() {
        let (model, findings) = checked(&path);
        let heads: BTreeSet<String> = by_id(&model, &findings).into_iter().map(|ways| ways[0].clone()).collect();
        for source in model.sources().ids() {
            let is_left =
                |finding: &&Finding| finding.claims.iter().all(|&claim| model.claims()[claim].source != source);
            let left: Vec<Finding> = findings.iter().filter(is_left).cloned().collect();
            let left_ids: BTreeSet<&str> = left.iter().filter(|finding| is_strong(finding)).map(id).collect();
            let now: BTreeSet<String> = by_id(&model, &left).into_iter().map(|ways| ways[0].clone()).collect();
            for head in heads.iter().filter(|head| left_ids.contains(head.as_str())) {
                trials += 1;
                stayed += usize::from(now.contains(head));
            }
        }
    }
    assert!(trials > 300, "{trials}");
    assert!(100 * stayed >= 97 * trials, "{stayed} of {trials}");
}

const VOCABULARY: &str = r#"Vocabulary(
    measures: [Measure(id: "held", kind: Stock, unit: "persons")],
    dimensions: [
        Dimension(id: "nationality", codes: [Code(id: "all"), Code(id: "german", in: "all"), Code(id: "italian", in: "all")]),
        Dimension(id: "state", codes: [Code(id: "any"), Code(id: "well", in: "any"), Code(id: "ill", in: "any")]),
    ],
    parties: [
        Party(id: "ministry", name: "the ministry", side: "east"), Party(id: "office", side: "east"),
        Party(id: "embassy", side: "west"),
    ],
)
"#;

fn folder(claims: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let source = format!("Source(id: \"s\", kind: Report, date: \"1951\", claims: [\n{claims}\n])\n");
    let collection = "Collection(title: \"Test\", sides: [\"east\", \"west\"])\n";
    for (name, text) in [("gainsay.ron", collection), ("vocabulary.ron", VOCABULARY), ("source.ron", &source)] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn claim(id: &str, by: &str, of: &str, is: &str) -> String {
    format!("    Claim(id: \"{id}\", by: \"{by}\", says: Figure(of: \"{of}\", is: \"{is}\")),\n")
}

fn said(folder: &Path, arguments: &[&str]) -> (String, i32) {
    let done = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    (text, done.status.code().unwrap_or(-1))
}

fn json(folder: &Path, arguments: &[&str]) -> serde_json::Value {
    let (text, _) = said(folder, arguments);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The contradictions as JSON, by their claims.
fn findings(folder: &Path) -> BTreeMap<String, serde_json::Value> {
    let value = json(folder, &["check", "--format", "json"]);
    let strong = value["findings"].as_array().unwrap().iter().filter(|finding| finding["dispute"].is_object());
    let names = |finding: &serde_json::Value| {
        let names: Vec<&str> =
            finding["claims"].as_array().unwrap().iter().map(|name| name.as_str().unwrap()).collect();
        names.join(" ")
    };
    strong.map(|finding| (names(finding), finding.clone())).collect()
}

/// Two differ about a year, so that it takes an assumption for them to contradict each other.
fn coarse() -> String {
    claim("few", "ministry", "held[german] @ 1950", "10") + &claim("many", "embassy", "held[german] @ 1950", "30")
}

/// The same two differ about a day, by definition alone, in one way more than before.
fn hard(day: &str) -> String {
    claim(&format!("whole-{day}"), "ministry", &format!("held @ {day}"), "5")
        + &claim(&format!("part-{day}"), "embassy", &format!("held[german] @ {day}"), "40")
}

#[test]
fn the_same_two_about_the_same_thing_are_one_dispute() {
    let folder = folder(&(coarse() + &hard("1951-05-01")));
    let found = findings(folder.path());
    let (head, way) = (&found["s/few s/many"], &found["s/whole-1951-05-01 s/part-1951-05-01"]);
    assert_eq!((head["strength"].as_str(), way["strength"].as_str()), (Some("conditional"), Some("hard")));
    for finding in [head, way] {
        assert_eq!(finding["dispute"]["head"], head["id"]);
        assert_eq!(finding["dispute"]["ways"], 2);
        assert_eq!(finding["dispute"]["hard"], 1);
        assert_eq!(finding["dispute"]["strength"], "hard");
    }
    let value = json(folder.path(), &["check", "--format", "json"]);
    assert_eq!(value["schema"], 2);
    assert_eq!(value["summary"]["disputes"], 1);
    let (text, _) = said(folder.path(), &["check"]);
    assert!(
        text.contains("told in 2 ways, 1 of them hard") && text.contains("1 dispute in 2 contradictions"),
        "{text}"
    );
    let (id, other) = (head["id"].as_str().unwrap(), way["id"].as_str().unwrap());
    assert!(text.contains(id) && !text.contains(other), "one finding a dispute: {text}");
    let (text, _) = said(folder.path(), &["show", id]);
    assert!(text.contains("told in 2 ways") && !text.contains(other), "{text}");
    let (text, _) = said(folder.path(), &["show", id, "--ways"]);
    assert!(text.contains("its other ways") && text.contains(other), "{text}");
    let (text, _) = said(folder.path(), &["show", other]);
    assert!(text.contains(&format!("a way of the dispute {id}")), "{text}");
    let list = json(folder.path(), &["list", "disputes", "--format", "json"]);
    let rows = list["disputes"].as_array().unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0]["dispute"].as_str(), rows[0]["ways"].as_str()), (Some(id), Some("2")));
    let list = json(folder.path(), &["list", "disputes", "--format", "json", "--strength", "tension"]);
    assert_eq!(list["disputes"].as_array().unwrap().len(), 0);
}

#[test]
fn another_party_is_another_dispute() {
    let claims = claim("few", "ministry", "held[german] @ 1950-05-01", "10")
        + &claim("many", "embassy", "held[german] @ 1950-05-01", "30")
        + &claim("whole", "office", "held @ 1950-06-01", "5")
        + &claim("part", "embassy", "held[italian] @ 1950-06-01", "40");
    let found = findings(folder(&claims).path());
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.values().all(|finding| finding["dispute"]["ways"] == 1), "{found:?}");
}

#[test]
fn a_judgement_of_the_head_covers_its_ways_but_a_hard_one_under_a_conditional_head() {
    let judge = |folder: &Path, id: &str| {
        let arguments = ["judge", id, "--verdict", "explained", "--because", "another day", "--by", "Clerk"];
        let (text, code) = said(folder, &arguments);
        assert_eq!(code, 0, "{text}");
    };
    // The head rests on an assumption, the other way on none.
    let conditional = folder(&(coarse() + &hard("1951-05-01")));
    judge(conditional.path(), findings(conditional.path())["s/few s/many"]["id"].as_str().unwrap());
    let found = findings(conditional.path());
    assert_eq!(found["s/few s/many"]["judgement"]["by"], "Clerk");
    assert!(found["s/whole-1951-05-01 s/part-1951-05-01"]["judgement"].is_null());
    assert_eq!(said(conditional.path(), &["check"]).1, 1);

    // Both rest on definitions alone.
    let both = folder(&(hard("1951-05-01") + &hard("1951-06-01")));
    let found = findings(both.path());
    let head = found.values().find(|finding| finding["dispute"]["head"] == finding["id"]).unwrap();
    assert_eq!(head["dispute"]["ways"], 2);
    judge(both.path(), head["id"].as_str().unwrap());
    assert!(findings(both.path()).values().all(|finding| finding["judgement"]["by"] == "Clerk"));
    assert_eq!(said(both.path(), &["check"]).1, 0);
}

#[test]
fn a_baseline_fails_on_a_new_head_or_a_first_hard_way() {
    let write = |folder: &Path, claims: &str| {
        fs::write(
            folder.join("source.ron"),
            format!("Source(id: \"s\", kind: Report, date: \"1951\", claims: [\n{claims}\n])\n"),
        )
        .unwrap();
    };
    let baseline = |folder: &Path| assert_eq!(said(folder, &["baseline", "write", "known.json"]).1, 0);
    let code = |folder: &Path| said(folder, &["check", "--baseline", "known.json"]).1;
    let folder = folder(&coarse());
    let at = folder.path();
    baseline(at);
    assert_eq!(code(at), 0);
    write(at, &(coarse() + &hard("1951-05-01")));
    assert_eq!(code(at), 1, "the first hard way");
    baseline(at);
    assert_eq!(code(at), 0);
    let text = fs::read_to_string(at.join("known.json")).unwrap();
    assert_eq!(text.matches("\"id\"").count(), 1, "a dispute a line: {text}");
    write(at, &(coarse() + &hard("1951-05-01") + &hard("1951-06-01")));
    assert_eq!(code(at), 0, "another way, and hard ones were known");
    let new = claim("one", "office", "held[italian] @ 1950-05-01", "1")
        + &claim("two", "embassy", "held[italian] @ 1950-05-01", "2");
    write(at, &(coarse() + &hard("1951-05-01") + &new));
    assert_eq!(code(at), 1, "a new head");

    // A file of the schema before remembers each contradiction by itself.
    write(at, &(coarse() + &hard("1951-05-01")));
    let known: Vec<serde_json::Value> = findings(at)
        .values()
        .map(|finding| serde_json::json!({ "id": finding["id"], "strength": finding["strength"], "claims": finding["claims"], "message": "m" }))
        .collect();
    let old = serde_json::json!({ "schema": 1, "collection": "Test", "contradictions": known });
    fs::write(at.join("known.json"), old.to_string()).unwrap();
    let (text, code) = said(at, &["check", "--baseline", "known.json"]);
    assert!(code == 0 && !text.contains("Gone since"), "{text}");
}

mod random {
    use gainsay::base::text::Texts;
    use proptest::prelude::*;

    use super::*;

    const PARTIES: [&str; 3] = ["ministry", "office", "embassy"];
    const QUANTITIES: [&str; 6] =
        ["held", "held[german]", "held[italian]", "held[ill]", "held[well]", "held[german, ill]"];
    const DATES: [&str; 3] = ["1950-05-01", "1950-06-01", "1950"];

    fn claims() -> impl Strategy<Value = Vec<(usize, usize, usize, u32)>> {
        prop::collection::vec((0..PARTIES.len(), 0..QUANTITIES.len(), 0..DATES.len(), 0_u32..40), 2..14)
    }

    fn found(claims: &[(usize, usize, usize, u32)]) -> (Model, Vec<Finding>) {
        let texts: Vec<String> = claims
            .iter()
            .enumerate()
            .map(|(at, &(by, of, on, is))| {
                claim(&format!("c{at}"), PARTIES[by], &format!("{} @ {}", QUANTITIES[of], DATES[on]), &is.to_string())
            })
            .collect();
        let source = format!("Source(id: \"s\", kind: Report, date: \"1951\", claims: [{}])", texts.concat());
        let rules = r#"Rules([Rule(id: "states", basis: Definition, says: "Everybody is well or ill.",
            holds: Parts(whole: "any", parts: ["well", "ill"], complete: true))])"#;
        let texts = Texts::from_memory([
            ("gainsay.ron", "Collection(title: \"Test\", sides: [\"east\", \"west\"])"),
            ("vocabulary.ron", VOCABULARY),
            ("source.ron", &source),
            ("rules.ron", rules),
        ]);
        let model = load(&texts, &[]).unwrap_or_else(|error| panic!("{:#?}", error.messages)).model;
        let findings = found_in(&texts, &model);
        (model, findings)
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn contradictions_are_parted_into_disputes_whatever_their_order(claims in claims(), turns in 0_usize..20) {
            let (model, mut findings) = found(&claims);
            let gathered = by_id(&model, &findings);
            let strong: BTreeSet<&str> = findings.iter().filter(|finding| is_strong(finding)).map(id).collect();
            let all: Vec<&str> = gathered.iter().flatten().map(String::as_str).collect();
            prop_assert_eq!(all.len(), strong.len());
            prop_assert_eq!(all.into_iter().collect::<BTreeSet<_>>(), strong);
            for ways in &gathered {
                let head = findings.iter().find(|finding| finding.contradiction.is_some() && id(finding) == ways[0]).unwrap();
                prop_assert!(head.is_told());
            }
            let turns = turns % findings.len().max(1);
            findings.rotate_left(turns);
            prop_assert_eq!(by_id(&model, &findings), gathered);
        }
    }
}
