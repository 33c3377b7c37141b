//! The collection that is shipped: what it says and what is found in it.

use std::path::{Path, PathBuf};

use gainsay::anchor::{How, Work};
use gainsay::checks::{self, Assumptions, Subject, Switch, check};
use gainsay::documents::Documents;
use gainsay::engine::Limits;
use gainsay::finding::Finding;
use gainsay::finding::Strength::{self, Conditional, Hard, Tension};
use gainsay::graph::{Graph, Node};
use gainsay::lineage::{Direction, lineage, origins};
use gainsay::load::{Loaded, load};
use gainsay::message::Severity;
use gainsay::model::{Lookup, Model};
use gainsay::report::visible;
use gainsay::text::{Texts, read_collection, read_text};

fn shipped() -> (Texts, Loaded) {
    let (texts, unread) = read_collection(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/graphs/soviet-prisoners")));
    let loaded = load(&texts, &unread).unwrap_or_else(|error| panic!("{error}: {:#?}", error.messages));
    (texts, loaded)
}

fn found(texts: &Texts, model: &Model, assumptions: &Assumptions) -> Vec<Finding> {
    check(Subject {
        texts,
        model,
        graph: &Graph::new(model),
        documents: &Documents::none(),
        assumptions,
        limits: &Limits::default(),
    })
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
    let has = |names: &[&str], strength: Strength, gap: &str| {
        let mut names: Vec<String> = names.iter().map(|name| format!("cia-1953/{name}")).collect();
        names.sort();
        let is_it = |found: &(Vec<String>, Strength, String)| {
            let mut own = found.0.clone();
            own.sort();
            own == names && found.1 == strength && found.2 == gap
        };
        assert!(contradictions.iter().any(is_it), "{names:?} {strength:?} {gap}: {contradictions:#?}");
    };
    has(&["italians-denied-1952", "italians-held-1952"], Hard, "11000");
    has(&["last-five-french", "french-counts-differ"], Hard, "");
    // 13,000 detained are fewer than the groups that they are made of.
    has(&["germans-held-1950", "germans-war-criminals-1950", "germans-under-investigation-1950"], Hard, "532");
    has(&["german-war-criminals-excepted", "germans-war-criminals-1950"], Conditional, "2783");
    // 1,939,063 went home by 1950; in 1947 there were 1,003,975 at home and 890,531 left.
    has(&["germans-repatriated-1947", "germans-held-1947", "germans-repatriated-1950"], Conditional, "44557");
    has(&["germans-held-1950", "pows-remaining-1952-un"], Conditional, "57000");
    has(&["italians-held-1950", "italians-held-1952"], Conditional, "10981");
    has(&["japanese-held-1949", "japanese-living-1952"], Conditional, "74533");
    // 7,000,000 less 2,529,000 less half of them leave 971,000, not 1,500,000.
    let rest = [
        "captured-total",
        "repatriated-1945-1950",
        "half-dead-or-missing",
        "yet-to-be-returned",
        "yet-to-be-returned-is-the-rest",
    ];
    has(&rest, Tension, "529000");
}

#[test]
fn what_is_told_of_the_germans_of_1950_is_what_a_reader_needs() {
    let (texts, loaded) = shipped();
    let findings = found(&texts, &loaded.model, &Assumptions::of_collection());
    let found = findings.iter().filter_map(|finding| finding.contradiction.as_ref());
    let germans = found.into_iter().find(|found| found.gap.as_ref().is_some_and(|gap| gap.to_string() == "44557"));
    let germans = germans.unwrap();
    assert_eq!(germans.assumptions, ["nobody-joins"]);
    assert_eq!(germans.unit.as_deref(), Some("persons"));
    assert_eq!(germans.ratio.as_ref().unwrap().to_significant(5), "1.0235");
    assert_eq!(germans.break_tolerance.as_ref().unwrap().to_significant(4), "0.01162");
    let sharpened = germans.sharpened.as_ref().unwrap();
    assert_eq!(sharpened.gap.to_string(), "57557");
    assert_eq!(loaded.model.claim_name(sharpened.claims[0].0), "cia-1953/germans-held-1950");
}

#[test]
fn sums_that_are_right_are_confirmed() {
    let (texts, loaded) = shipped();
    let model = &loaded.model;
    let assumptions = Assumptions::of_collection();
    let limits = Limits::default();
    let graph = Graph::new(model);
    let passed = checks::checked(Subject {
        texts: &texts,
        model,
        graph: &graph,
        documents: &Documents::none(),
        assumptions: &assumptions,
        limits: &limits,
    })
    .passed;
    let japanese = passed.iter().find(|passed| passed.by == "cia-1953/japanese-in-three-groups");
    assert_eq!(japanese.unwrap().message, "held[japanese, orbit] @ 1949-05-20: 2,467 is the sum of its 3 parts");
}

#[test]
fn another_reading_has_its_own_contradictions() {
    let (texts, loaded) = shipped();
    let model = &loaded.model;
    let mut assumptions = Assumptions::of_collection();
    assumptions.read_under(model.find_tag("misdated").unwrap());
    let findings = found(&texts, model, &assumptions);
    // 14 Germans and 9 Japanese are no "few score patients".
    let patients = |finding: &&Finding| {
        let names = claim_names(model, finding);
        ["patients-excepted", "japanese-patients-1949"].iter().all(|name| names.contains(&format!("cia-1953/{name}")))
    };
    assert!(findings.iter().any(|finding| patients(&finding)));
    let usual = found(&texts, model, &Assumptions::of_collection());
    assert!(!usual.iter().any(|finding| patients(&finding)));
}

#[test]
fn with_definitions_alone_only_the_hard_ones_are_left() {
    let (texts, loaded) = shipped();
    let mut assumptions = Assumptions::of_collection();
    assumptions.switch(Switch::AllAssumptions, false);
    let findings = found(&texts, &loaded.model, &assumptions);
    let strengths: Vec<Strength> =
        findings.iter().filter_map(|finding| Some(finding.contradiction.as_ref()?.strength)).collect();
    assert_eq!(strengths, [Hard; 3]);
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
    let Some(folder) = folder_of_texts() else {
        println!("skipped: the sources' texts are not here; name their folder in GAINSAY_TEXTS");
        return;
    };
    let (mut texts, loaded) = shipped();
    let model = &loaded.model;
    let documents = Documents::new(model, |path| read_text(&folder, path, &mut texts));
    let mut checked = 0;
    for (source, _) in model.sources().iter().filter(|(_, source)| source.text.is_some()) {
        let text = documents.of(source).text().expect("the text is there");
        assert_eq!((&text.changed, text.not_utf8), (&None, None));
        for claim in model.claims_of(source) {
            assert!(model.quote_of(claim).next().is_some(), "{} has no quote", model.claim_name(claim));
        }
        let quotes = documents.quotes(&texts, model, source, Work::DEFAULT).expect("the text is there");
        assert!(!quotes.cut);
        for (claim, anchors) in &quotes.claims {
            for anchor in anchors {
                let fits = anchor.places.first().is_some_and(|place| place.how <= How::Typography);
                assert!(fits, "{}: {anchor:?}", model.claim_name(*claim));
                checked += 1;
            }
        }
    }
    assert!(checked >= 75, "{checked}");
    let graph = Graph::new(model);
    let (assumptions, limits) = (Assumptions::of_collection(), Limits::default());
    let subject = Subject {
        texts: &texts,
        model,
        graph: &graph,
        documents: &documents,
        assumptions: &assumptions,
        limits: &limits,
    };
    let about_quotes = check(subject).into_iter().map(|finding| finding.message);
    let wrong: Vec<String> = about_quotes
        .filter(|message| message.code.id.starts_with("GS4") && message.severity > Severity::Note)
        .map(|message| format!("{} {}", message.code.id, visible(&message.text)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
