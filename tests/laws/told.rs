//! What gainsay tells of a collection, in the words of these tests.

use std::collections::BTreeSet;

use gainsay::analysis::compare::{Camp, Verdict, verdict};
use gainsay::base::number::Number;
use gainsay::base::text::Texts;
use gainsay::engine::Limits;
use gainsay::model::load::{Loaded, load};
use gainsay::model::{Lookup, Of};
use gainsay::reason::contradictions::search;
use gainsay::reason::facts::{Assumptions, Facts, Question, Switch};
use gainsay::reason::finding::Strength;
use gainsay::reason::implied::{Implication, implied};

use super::collection::{Collection, PLAIN, Style};
use super::oracle::Set;

/// A contradiction as it is told.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Told {
    pub(crate) claims: Set,
    pub(crate) is_hard: bool,
    pub(crate) assumptions: BTreeSet<String>,
    pub(crate) gap: Number,
}

/// Reads files, none of which may be wrong.
#[expect(clippy::needless_pass_by_value, reason = "the files of a collection are made for it")]
pub(crate) fn read(files: Vec<(String, String)>) -> Loaded {
    let texts = Texts::from_memory(files.clone());
    load(&texts, &[]).unwrap_or_else(|error| {
        let messages: Vec<String> = error.messages.iter().map(|message| format!("{message:?}")).collect();
        panic!("{}\n{files:#?}", messages.join("\n"))
    })
}

/// The contradictions of some files, those among facts; none if the search was cut.
pub(crate) fn told_of(files: Vec<(String, String)>, prefix: &str, assumptions: &Assumptions) -> Option<BTreeSet<Told>> {
    let loaded = read(files);
    let facts = Facts::new(&loaded.model, assumptions, false);
    let found = search(&facts, &Limits::default());
    if found.cut {
        return None;
    }
    let place = |group: u32| -> usize {
        let name = loaded.model.claim_name(facts.groups()[group as usize].speaker());
        let (_, claim) = name.split_once('/').unwrap();
        claim.trim_start_matches(prefix).trim_start_matches('c').parse().unwrap()
    };
    let contradictions = found.found.iter().filter(|found| found.strength != Strength::Tension);
    Some(
        contradictions
            .map(|found| Told {
                claims: found.groups.iter().map(|(group, _)| place(*group)).collect(),
                is_hard: found.strength == Strength::Hard,
                assumptions: found
                    .assumptions
                    .iter()
                    .map(|rule| facts.rule_name(*rule).trim_start_matches(prefix).to_owned())
                    .collect(),
                gap: found.proof.gap.clone(),
            })
            .collect(),
    )
}

/// The contradictions of a collection.
pub(crate) fn told(collection: &Collection) -> Option<BTreeSet<Told>> {
    told_in(collection, PLAIN)
}

/// The contradictions of a collection that is written in a style.
pub(crate) fn told_in(collection: &Collection, style: Style) -> Option<BTreeSet<Told>> {
    told_of(collection.files(style), style.prefix, &Assumptions::of_collection())
}

/// The contradictions of a collection while only these rules of its assumptions hold.
pub(crate) fn told_under(collection: &Collection, on: &BTreeSet<String>) -> Option<BTreeSet<Told>> {
    let files = collection.files(PLAIN);
    let model = read(files.clone()).model;
    let mut assumptions = Assumptions::of_collection();
    assumptions.switch(Switch::AllAssumptions, false);
    for (id, rule) in model.rules().iter() {
        if on.contains(model.name(rule.name)) {
            assumptions.switch(Switch::Rule(id), true);
        }
    }
    if on.contains("same-moment") {
        assumptions.switch(Switch::BuiltIn(gainsay::model::BuiltIn::SameMoment), true);
    }
    told_of(files, "", &assumptions)
}

/// Whether what claims say of some quantity that they name is nothing that can be, as `bounds` has it.
pub(crate) fn some_bounds_are_empty(collection: &Collection) -> bool {
    let model = read(collection.files(PLAIN)).model;
    let quantities = model.quantities().iter().map(|(id, _)| Of::Quantity(id));
    quantities.into_iter().any(|of| {
        let asked = [of];
        let question = Question { plans: false, claims: None, asked: &asked };
        let facts = Facts::of(&model, &Assumptions::of_collection(), question);
        matches!(implied(&facts, of, &Limits::default()), Implication::Contradictory { .. })
    })
}

/// The pairs of claims that `compare` says contradict each other.
pub(crate) fn compared(collection: &Collection) -> BTreeSet<Set> {
    let model = read(collection.files(PLAIN)).model;
    let camp = |at: usize| {
        let name = format!("c{at}");
        let Lookup::Found(claim) = model.find_claim(&name) else { panic!("no claim {name}") };
        Camp { name, claims: vec![claim] }
    };
    let camps: Vec<Camp> = (0..collection.claims.len()).map(camp).collect();
    let mut pairs = BTreeSet::new();
    for one in 0..camps.len() {
        for other in 0..one {
            let judged =
                verdict(&model, &Assumptions::of_collection(), &Limits::default(), [&camps[one], &camps[other]]);
            if judged.verdict == Verdict::Contradict {
                pairs.insert([one, other].into());
            }
        }
    }
    pairs
}
