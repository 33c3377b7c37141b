//! The collection that is shipped: what it says and what is found in it.

use std::path::{Path, PathBuf};

use gainsay::checks::{Assumptions, Subject, Switch, check};
use gainsay::engine::Limits;
use gainsay::finding::{Finding, Strength};
use gainsay::graph::{Graph, Node};
use gainsay::lineage::{Direction, lineage, origins};
use gainsay::load::{Loaded, load};
use gainsay::model::{BuiltIn, Lookup, Model};
use gainsay::report::visible;
use gainsay::text::{Texts, read_collection};

fn shipped() -> (Texts, Loaded) {
    let (texts, unread) = read_collection(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/graphs/soviet-prisoners")));
    let loaded = load(&texts, &unread).unwrap_or_else(|error| panic!("{error}: {:#?}", error.messages));
    (texts, loaded)
}

fn found(texts: &Texts, model: &Model, assumptions: &Assumptions) -> Vec<Finding> {
    check(Subject { texts, model, graph: &Graph::new(model), assumptions, limits: &Limits::default() })
}

fn claim_names(model: &Model, finding: &Finding) -> Vec<String> {
    finding.claims.iter().map(|&claim| model.claim_name(claim)).collect()
}

#[test]
fn it_loads_without_warnings_and_is_of_the_expected_size() {
    let (_, loaded) = shipped();
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    let model = &loaded.model;
    assert!(model.claims().len() >= 75, "{}", model.claims().len());
    assert!(model.rules().len() >= 20);
}

#[test]
fn the_disagreements_of_the_memorandum_are_found() {
    let (texts, loaded) = shipped();
    let model = &loaded.model;
    let findings = found(&texts, model, &Assumptions::of_collection());
    let contradictions: Vec<(Vec<String>, Strength, String)> = findings
        .iter()
        .filter_map(|finding| {
            let contradiction = finding.contradiction.as_ref()?;
            Some((
                claim_names(model, finding),
                contradiction.strength,
                contradiction.gap.as_ref().map(ToString::to_string).unwrap_or_default(),
            ))
        })
        .collect();
    let italians = ["cia-1953/italians-denied-1952", "cia-1953/italians-held-1952"].map(str::to_owned).to_vec();
    let criminals =
        ["cia-1953/german-war-criminals-excepted", "cia-1953/germans-war-criminals-1950"].map(str::to_owned).to_vec();
    assert!(contradictions.contains(&(italians, Strength::Hard, "11000".to_owned())), "{contradictions:?}");
    assert!(contradictions.contains(&(criminals, Strength::Conditional, "2783".to_owned())), "{contradictions:?}");
}

#[test]
fn without_the_assumption_of_one_moment_only_the_hard_one_is_left() {
    let (texts, loaded) = shipped();
    let mut assumptions = Assumptions::of_collection();
    assumptions.switch(Switch::BuiltIn(BuiltIn::SameMoment), false);
    let findings = found(&texts, &loaded.model, &assumptions);
    let strengths: Vec<Strength> =
        findings.iter().filter_map(|finding| Some(finding.contradiction.as_ref()?.strength)).collect();
    assert_eq!(strengths, [Strength::Hard]);
}

#[test]
fn proofs_add_up_to_the_gap() {
    let (texts, loaded) = shipped();
    for finding in found(&texts, &loaded.model, &Assumptions::of_collection()) {
        let Some(contradiction) = finding.contradiction else { continue };
        let mut left = std::collections::BTreeMap::new();
        let mut gap = gainsay::number::Number::from(0);
        for line in &contradiction.proof {
            for (quantity, factor) in &line.terms {
                *left.entry(quantity.clone()).or_insert(gainsay::number::Number::from(0)) += &line.multiplier * factor;
            }
            gap += &line.multiplier * &line.value;
            assert_eq!(line.lower, line.multiplier.is_positive());
        }
        assert!(left.values().all(gainsay::number::Number::is_zero), "{left:?}");
        let figures = contradiction.proof.iter().filter(|line| line.constraint.starts_with("claim"));
        let scale = figures.map(|line| line.multiplier.abs()).max().unwrap();
        if let Some(expected) = contradiction.gap {
            assert_eq!(gap, expected * scale);
        }
        assert!(gap.is_positive());
    }
}

#[test]
fn a_figure_of_tass_leads_through_the_memorandum_to_tass() {
    let (_, loaded) = shipped();
    let model = &loaded.model;
    let graph = Graph::new(model);
    let Lookup::Found(claim) = model.find_claim("cia-1953/germans-repatriated-1950") else { panic!("no such claim") };
    let node = |name: &str| Node::Source(model.find_source(name).expect(name));
    let tass = Node::Party(model.find_party("tass").expect("TASS"));
    let way: Vec<Node> =
        lineage(model, &graph, Node::Claim(claim), Direction::Up, 64).into_iter().map(|step| step.node).collect();
    assert_eq!(way, [Node::Claim(claim), node("cia-1953"), node("tass-1950-05-04"), tass]);
    assert_eq!(origins(model, &graph, claim), [tass]);
}

/// The texts of the sources, if they are on this machine.
fn folder_of_texts() -> Option<PathBuf> {
    let folder = std::env::var_os("GAINSAY_TEXTS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds"), PathBuf::from);
    folder.is_dir().then_some(folder)
}

#[test]
fn every_quote_stands_in_its_text() {
    use sha2::{Digest, Sha256};
    let Some(folder) = folder_of_texts() else {
        println!("skipped: the sources' texts are not here; name their folder in GAINSAY_TEXTS");
        return;
    };
    let (_, loaded) = shipped();
    let model = &loaded.model;
    let mut checked = 0;
    for (id, source) in model.sources().iter() {
        let Some(text) = &source.text else { continue };
        let bytes = std::fs::read(folder.join(model.prose(text.file))).expect("the text is there");
        let digest: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(text.sha256.map(|sum| model.prose(sum)), Some(digest.as_str()));
        let joined = String::from_utf8(bytes).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
        for claim in model.claims().ids().filter(|&claim| model.claims()[claim].source == id) {
            assert!(model.quote_of(claim).next().is_some(), "{} has no quote", model.claim_name(claim));
            for quote in model.quote_of(claim) {
                assert!(joined.contains(quote), "{}: {}", model.claim_name(claim), visible(quote));
                checked += 1;
            }
        }
    }
    assert!(checked >= 75, "{checked}");
}
