//! Origins and what falls, on small collections and against a naive reading of random ones.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::collections::BTreeSet;

use gainsay::analysis::checks::{Assumptions, Subject, check};
use gainsay::analysis::impact::{What, impact};
use gainsay::base::text::Texts;
use gainsay::engine::Limits;
use gainsay::model::load::load;
use gainsay::model::{ClaimId, Lookup, Model};
use gainsay::provenance::graph::Graph;
use gainsay::provenance::lineage;
use gainsay::provenance::{Asked, Provenance, Stop};
use proptest::prelude::*;

#[path = "provenance/walks.rs"]
mod walks;

const VOCABULARY: &str = "Vocabulary(
    measures: [Measure(id: \"held\", kind: Stock, unit: \"persons\")],
    propositions: [Proposition(id: \"shot\", text: \"He was shot\")],
    parties: [Party(id: \"ministry\"), Party(id: \"paper\"), Party(id: \"witness\"), Party(id: \"consul\")],
)";

/// A collection of these sources.
fn texts(sources: &[&str]) -> Texts {
    let head = ("gainsay.ron".to_owned(), "Collection(title: \"t\", sides: [])".to_owned());
    let vocabulary = ("vocabulary.ron".to_owned(), VOCABULARY.to_owned());
    let sources = sources.iter().enumerate().map(|(index, text)| (format!("s{index:07}.ron"), (*text).to_owned()));
    Texts::from_memory([head, vocabulary].into_iter().chain(sources))
}

fn model(sources: &[&str]) -> Model {
    match load(&texts(sources), &[]) {
        Ok(loaded) => loaded.model,
        Err(error) => panic!("{:?}", error.messages),
    }
}

fn claim(model: &Model, name: &str) -> ClaimId {
    match model.find_claim(name) {
        Lookup::Found(claim) => claim,
        _ => panic!("no claim {name}"),
    }
}

/// How many origins each value of `held @ 1950-05` has, and all together.
fn counted(sources: &[&str]) -> (Vec<usize>, usize) {
    let model = model(sources);
    let provenance = Provenance::new(&model);
    let quantity = model.find_quantity("held @ 1950-05").unwrap().unwrap();
    let answer = provenance.answer(Asked::Quantity(quantity));
    (answer.groups.iter().map(|group| group.origins.len()).collect(), answer.origins.len())
}

/// A source with one claim, that 13,000 are held.
fn source(id: &str, head: &str, claim: &str) -> String {
    format!(
        "Source(id: \"{id}\", kind: Article, {head}, claims: [
            Claim(id: \"says-{id}\", says: Figure(of: \"held @ 1950-05\", is: \"13,000\"), {claim}),
        ])"
    )
}

fn count(sources: &[String]) -> usize {
    counted(&sources.iter().map(String::as_str).collect::<Vec<_>>()).1
}

const CABLE: &str = "Source(id: \"cable\", kind: Communication, by: \"ministry\", date: \"1950-05-04\", unseen: true)";

#[test]
fn five_citations_of_one_cable_count_once() {
    let mut sources = vec![CABLE.to_owned()];
    for number in 0..5 {
        sources.push(source(&format!("paper-{number}"), "by: \"paper\"", "from: [Cites(\"cable\")]"));
    }
    assert_eq!(count(&sources), 1);
    // One that names no source speaks for itself.
    sources.push(source("paper-6", "by: \"paper\"", ""));
    assert_eq!(count(&sources), 2);
}

#[test]
fn who_cites_a_document_that_says_the_same_has_it_from_there() {
    let cable = source("cable", "by: \"ministry\", date: \"1950-05-04\"", "");
    let cites = "by: \"paper\", date: \"1950-05-05\", from: [Cites(\"cable\")]";
    assert_eq!(count(&[cable.clone(), source("a", cites, ""), source("b", cites, "")]), 1);
    let other = source("a", cites, "").replace("13,000", "14,000");
    assert_eq!(counted(&[cable.as_str(), other.as_str()]), (vec![1, 1], 2));
}

#[test]
fn two_witnesses_are_two_origins() {
    let sources = [source("a", "by: \"witness\"", ""), source("b", "by: \"consul\"", "")];
    assert_eq!(count(&sources), 2);
}

#[test]
fn a_translation_of_a_reprint_has_the_origin_of_what_was_reprinted() {
    let reprint = "Source(id: \"reprint\", kind: Edition, by: \"paper\", from: [Reprints(\"cable\")], unseen: true)";
    let sources = [
        CABLE.to_owned(),
        reprint.to_owned(),
        source("translation", "by: \"consul\", from: [Translates(\"reprint\")]", ""),
        source("direct", "by: \"paper\"", "from: [Quotes(\"cable\")]"),
    ];
    assert_eq!(count(&sources), 1);
}

#[test]
fn one_statement_of_a_party_in_two_sources_is_one_origin_and_two_statements_are_two() {
    let report = |id: &str, said: &str| source(id, "by: \"paper\"", &format!("by: \"ministry\", said: \"{said}\""));
    assert_eq!(count(&[report("a", "1950-05-04"), report("b", "1950-05-04")]), 1);
    // And the document itself.
    assert_eq!(
        count(&[CABLE.to_owned(), source("c", "by: \"paper\"", "from: [Cites(\"cable\")]"), report("b", "1950-05-04")]),
        1
    );
    assert_eq!(count(&[report("a", "1950-05-04"), report("b", "1950-06-04")]), 2);
    // A month is not fine enough to be sure.
    assert_eq!(count(&[report("a", "1950-05"), report("b", "1950-05")]), 2);
}

#[test]
fn a_claim_with_two_parents_of_which_one_is_independent_has_both_origins() {
    let sources = [
        CABLE.to_owned(),
        source("a", "by: \"paper\"", "from: [Cites(\"cable\")]"),
        source("b", "by: \"witness\"", ""),
        source("c", "by: \"consul\"", "from: [Repeats(\"says-a\"), Repeats(\"says-b\")]"),
    ];
    assert_eq!(count(&sources), 2);
    let model = model(&sources.iter().map(String::as_str).collect::<Vec<_>>());
    let provenance = Provenance::new(&model);
    assert_eq!(provenance.origins_of(claim(&model, "says-c")).len(), 2);
    assert!(
        provenance.common(&[claim(&model, "says-c")]).is_some_and(|stop| stop == Stop::Claim(claim(&model, "says-c")))
    );
    assert_eq!(provenance.common(&[claim(&model, "says-a"), claim(&model, "says-c")]), None);
}

#[test]
fn evidence_comes_besides_an_origin_of_its_own() {
    let sources = [
        source("a", "by: \"witness\"", "from: [Supports(\"says-b\")]"),
        source("b", "by: \"paper\"", ""),
        source("c", "by: \"consul\"", "from: [Corrects(\"says-b\")]"),
    ];
    let model = model(&sources.iter().map(String::as_str).collect::<Vec<_>>());
    let provenance = Provenance::new(&model);
    let origins = |name: &str| provenance.origins_of(claim(&model, name)).len();
    assert_eq!([origins("says-a"), origins("says-b"), origins("says-c")], [1, 2, 1]);
}

/// What `check` says of circles, and how many origins there are.
fn circular(sources: &[String]) -> (Vec<String>, usize) {
    let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
    let texts = texts(&sources);
    let model = load(&texts, &[]).unwrap().model;
    let graph = Graph::new(&model);
    let (assumptions, limits) = (Assumptions::of_collection(), Limits::default());
    let documents = gainsay::model::documents::Documents::none();
    let subject = Subject {
        texts: &texts,
        model: &model,
        graph: &graph,
        documents: &documents,
        assumptions: &assumptions,
        limits: &limits,
    };
    let found = check(subject).into_iter().filter(|finding| finding.message.code.id == "GS501");
    let texts = found.map(|finding| format!("{} {}", finding.message.text, finding.message.places.len())).collect();
    for start in model.claims().ids() {
        for direction in [lineage::Direction::Up, lineage::Direction::Down] {
            lineage::lineage(
                &Provenance::new(&model),
                &graph,
                gainsay::provenance::graph::Node::Claim(start),
                direction,
                usize::MAX,
            );
        }
        let found = impact(subject, &Provenance::new(&model), What::Claim(start));
        assert!(found.fallen.len() < model.claims().len());
    }
    (texts, counted(&sources).1)
}

#[test]
fn circles_are_found_and_have_no_origin_of_their_own() {
    let repeats = |id: &str, other: &str| source(id, "by: \"paper\"", &format!("from: [Repeats(\"says-{other}\")]"));
    assert_eq!(circular(&[repeats("a", "a")]), (vec!["`a/says-a` repeats itself 1".to_owned()], 0));
    let two = [repeats("a", "b"), repeats("b", "a")];
    assert_eq!(circular(&two), (vec!["`a/says-a` goes back to itself, in 2 steps 2".to_owned()], 0));
    let three = [repeats("a", "b"), repeats("b", "c"), repeats("c", "a")];
    assert_eq!(circular(&three), (vec!["`a/says-a` goes back to itself, in 3 steps 3".to_owned()], 0));
    // With a way in from outside.
    let entered = [
        repeats("a", "b"),
        source("b", "by: \"paper\"", "from: [Repeats(\"says-a\"), Cites(\"cable\")]"),
        CABLE.to_owned(),
    ];
    assert_eq!(circular(&entered).1, 1);
    // Sources that reprint each other, and a claim by way of each.
    let reprints = |id: &str, other: &str| source(id, &format!("by: \"paper\", from: [Reprints(\"{other}\")]"), "");
    let (told, origins) = circular(&[reprints("a", "b"), reprints("b", "a")]);
    assert_eq!((told.len(), origins), (1, 0));
}

#[test]
fn what_is_computed_or_corrected_in_a_circle_cannot_be_read() {
    for link in ["ComputedFrom", "Corrects", "Supports"] {
        let a = source("a", "by: \"paper\"", &format!("from: [{link}(\"says-b\")]"));
        let b = source("b", "by: \"paper\"", "from: [Repeats(\"says-a\")]");
        let error = load(&texts(&[&a, &b]), &[]).unwrap_err();
        assert_eq!(error.messages[0].code.id, "GS103", "{link}");
    }
}

#[test]
fn what_falls_with_a_source_and_what_is_weakened() {
    let sources = [
        CABLE.to_owned(),
        source("a", "by: \"paper\"", "from: [Cites(\"cable\")]"),
        source("b", "by: \"paper\"", "from: [Repeats(\"says-a\")]"),
        source("c", "by: \"consul\"", "from: [Repeats(\"says-b\"), Repeats(\"says-d\")]"),
        source("d", "by: \"witness\"", ""),
    ];
    let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
    let texts = texts(&sources);
    let model = load(&texts, &[]).unwrap().model;
    let graph = Graph::new(&model);
    let (assumptions, limits) = (Assumptions::of_collection(), Limits::default());
    let documents = gainsay::model::documents::Documents::none();
    let subject = Subject {
        texts: &texts,
        model: &model,
        graph: &graph,
        documents: &documents,
        assumptions: &assumptions,
        limits: &limits,
    };
    let provenance = Provenance::new(&model);
    let names = |what: What| {
        let found = impact(subject, &provenance, what);
        let names =
            |claims: &[ClaimId]| claims.iter().map(|&claim| model.claim_name(claim)).collect::<Vec<_>>().join(" ");
        let weakened: Vec<ClaimId> = found.weakened.iter().map(|(claim, _)| *claim).collect();
        format!("{} | {} | {}", names(&found.withdrawn), names(&found.fallen), names(&weakened))
    };
    assert_eq!(names(What::Source(model.find_source("cable").unwrap())), " | a/says-a b/says-b | c/says-c");
    assert_eq!(names(What::Party(model.find_party("ministry").unwrap())), " | a/says-a b/says-b | c/says-c");
    assert_eq!(names(What::Party(model.find_party("paper").unwrap())), "a/says-a b/says-b |  | c/says-c");
    assert_eq!(names(What::Claim(claim(&model, "says-d"))), "d/says-d |  | c/says-c");
    assert_eq!(names(What::Claim(claim(&model, "says-a"))), "a/says-a | b/says-b | c/says-c");
}

/// Claims that repeat others or nobody; what is left when some are taken out is found step by step.
fn naive(links: &[(usize, usize)], count: usize, out: &BTreeSet<usize>) -> Vec<BTreeSet<usize>> {
    let has_parent: Vec<bool> = (0..count).map(|claim| links.iter().any(|&(from, _)| from == claim)).collect();
    let mut origins: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); count];
    loop {
        let mut changed = false;
        for claim in (0..count).filter(|claim| !out.contains(claim)) {
            let mut own: BTreeSet<usize> = if has_parent[claim] { BTreeSet::new() } else { BTreeSet::from([claim]) };
            for &(_, to) in links.iter().filter(|&&(from, _)| from == claim) {
                own.extend(&origins[to]);
            }
            changed |= own.len() > origins[claim].len();
            origins[claim] = own;
        }
        if !changed {
            return origins;
        }
    }
}

/// Claims that can be read up from for ever without one that is taken out: what cannot is left out until all can.
fn circling(links: &[(usize, usize)], count: usize, out: usize) -> BTreeSet<usize> {
    let mut left: BTreeSet<usize> = (0..count).filter(|&claim| claim != out).collect();
    loop {
        let goes_on = |claim: &usize| links.iter().any(|(from, to)| from == claim && left.contains(to));
        let kept: BTreeSet<usize> = left.iter().copied().filter(goes_on).collect();
        if kept == left {
            return left;
        }
        left = kept;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn origins_and_what_falls_agree_with_reading_on(
        count in 1_usize..12, links in proptest::collection::vec((0_usize..12, 0_usize..12), 0..24), out in 0_usize..12,
    ) {
        let links: Vec<(usize, usize)> = links.into_iter().map(|(a, b)| (a % count, b % count)).collect();
        let out = out % count;
        let sources: Vec<String> = (0..count)
            .map(|at| {
                let own = links.iter().filter(|(from, _)| *from == at);
                let from: String = own.map(|(_, to)| format!("Repeats(\"says-s{to}\"), ")).collect();
                source(&format!("s{at}"), "by: \"paper\"", &format!("from: [{from}]"))
            })
            .collect();
        let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
        let texts = texts(&sources);
        let model = load(&texts, &[]).unwrap().model;
        let provenance = Provenance::new(&model);
        let ids: Vec<ClaimId> = (0..count).map(|at| claim(&model, &format!("says-s{at}"))).collect();
        let before = naive(&links, count, &BTreeSet::new());
        for (at, &id) in ids.iter().enumerate() {
            prop_assert_eq!(provenance.origins_of(id).len(), before[at].len(), "{:?}", &links);
        }
        let left = naive(&links, count, &BTreeSet::from([out]));
        let graph = Graph::new(&model);
        let (assumptions, limits) = (Assumptions::of_collection(), Limits::default());
        let documents = gainsay::model::documents::Documents::none();
        let subject = Subject { texts: &texts, model: &model, graph: &graph, documents: &documents, assumptions: &assumptions, limits: &limits };
        let found = impact(subject, &provenance, What::Claim(ids[out]));
        let stands = circling(&links, count, out);
        let loses = |at: usize| if before[at].is_empty() { !stands.contains(&at) } else { left[at].is_empty() };
        let fallen: Vec<ClaimId> = (0..count).filter(|&at| at != out && loses(at)).map(|at| ids[at]).collect();
        let mut expected = fallen;
        expected.sort_unstable();
        prop_assert_eq!(found.fallen, expected, "{:?} without {}", &links, out);
        // What everything goes through is what leaves nothing when it is taken out.
        for (at, &id) in ids.iter().enumerate() {
            let group = provenance.group(String::new(), vec![id]);
            prop_assert_eq!(group.circular.is_empty(), !before[at].is_empty());
            if let Some(Stop::Claim(through)) = group.through {
                let through = ids.iter().position(|&other| other == through).unwrap();
                prop_assert!(naive(&links, count, &BTreeSet::from([through]))[at].is_empty());
            }
        }
    }
}

#[test]
fn a_long_chain_of_claims_is_followed_to_its_origin() {
    const LENGTH: usize = 20_000;
    let claims: String = (0..LENGTH)
        .map(|at| {
            let from = if at > 0 { format!("from: [Repeats(\"c{}\")]", at - 1) } else { String::new() };
            format!("Claim(id: \"c{at}\", says: Affirms(\"shot\"), {from}),\n")
        })
        .collect();
    let model = model(&[&format!("Source(id: \"s\", kind: Book, by: \"paper\", claims: [\n{claims}])")]);
    let provenance = Provenance::new(&model);
    let last = claim(&model, &format!("c{}", LENGTH - 1));
    assert_eq!(provenance.origins_of(last).len(), 1);
    let group = provenance.group(String::new(), vec![last]);
    let chain = &group.origins[0].chains[0];
    assert_eq!(chain.steps.len(), LENGTH);
    assert!(provenance.chain_text(chain).contains("19992 more steps"), "{}", provenance.chain_text(chain));
}
