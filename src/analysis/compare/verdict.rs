//! Whether claims contradict, say the same, may both be true, or may not be compared.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::joined::{By, Joined};
use super::{Camp, Judged, Verdict, beside, differences, switched_off};
use crate::analysis::filter::subjects;
use crate::base::number::Number;
use crate::base::when::scale::{days_of, length_of_days};
use crate::engine::Limits;
use crate::model::{ClaimId, Model, Of, QuantityId, Statement};
use crate::provenance::graph::Node;
use crate::reason::contradictions::{Found, search};
use crate::reason::facts::{Assumptions, Facts, Question, RuleRef, Switch};
use crate::reason::finding::dates::Apart;
use crate::reason::finding::{Strength, total};
use crate::reason::implied::{Implication, implied};

/// Compares two claims, or sets of claims that belong together.
///
/// Where one of them contradicts itself by definitions alone, that is the verdict. Where it does so only by
/// assumptions, these are set aside, which is said, and the two are compared without them.
pub fn verdict(model: &Model, assumptions: &Assumptions, limits: &Limits, camps: [&Camp; 2]) -> Judged {
    let sets = camps.map(|camp| camp.claims.iter().copied().collect::<FxHashSet<ClaimId>>());
    let mut asker = Asker { model, limits, assumptions: assumptions.clone() };
    let mut reasons = Vec::new();
    for (camp, set) in camps.iter().zip(&sets) {
        match asker.set_aside(set) {
            Ok(rules) if rules.is_empty() => {}
            Ok(rules) => {
                reasons.push(format!("without {}, by which {} contradicts itself", rules.join(", "), camp.name));
            }
            Err(own) => {
                let reasons = std::iter::once(format!("{} contradicts itself", camp.name)).chain(own).collect();
                let rows = beside(model, assumptions, limits, camps);
                return Judged { verdict: Verdict::SelfContradictory, reasons, rows };
            }
        }
    }
    let (verdict, own) = asker.judge(camps, &sets);
    reasons.extend(own);
    Judged { verdict, reasons, rows: beside(model, &asker.assumptions, limits, camps) }
}

/// Asks what some claims come to, by themselves.
struct Asker<'a> {
    model: &'a Model,
    limits: &'a Limits,
    assumptions: Assumptions,
}

impl Asker<'_> {
    fn facts(&self, takes_part: &dyn Fn(ClaimId) -> bool) -> Facts<'_> {
        let question = Question { plans: false, claims: Some(takes_part), asked: &[] };
        Facts::of(self.model, &self.assumptions, question)
    }

    fn contradictions(&self, facts: &Facts<'_>) -> Vec<Found> {
        let found = search(facts, self.limits).found;
        found.into_iter().filter(|found| found.strength != Strength::Tension).collect()
    }

    /// Switches off the assumptions by which some claims contradict themselves, and names them.
    ///
    /// # Errors
    /// What the claims contradict each other in without any assumption, or in a reading.
    fn set_aside(&mut self, set: &FxHashSet<ClaimId>) -> Result<Vec<String>, Vec<String>> {
        let mut names = Vec::new();
        loop {
            let takes_part = |claim: ClaimId| set.contains(&claim);
            let facts = self.facts(&takes_part);
            let found = self.contradictions(&facts);
            if found.iter().any(|found| found.assumptions.is_empty()) {
                return Err(found.iter().map(|found| told(&facts, found)).collect());
            }
            let rules: BTreeSet<RuleRef> = found.iter().flat_map(|found| &found.assumptions).copied().collect();
            if rules.is_empty() {
                return Ok(names);
            }
            names.extend(rules.iter().map(|rule| format!("`{}`", facts.rule_name(*rule))));
            for rule in rules {
                match rule {
                    RuleRef::Own(rule) => self.assumptions.switch(Switch::Rule(rule), false),
                    RuleRef::BuiltIn(rule) => self.assumptions.switch(Switch::BuiltIn(rule), false),
                    RuleRef::Propositions => {}
                }
            }
        }
    }

    /// Compares claims of which neither set contradicts itself: the verdict, and why.
    fn judge(&self, camps: [&Camp; 2], sets: &[FxHashSet<ClaimId>; 2]) -> (Verdict, Vec<String>) {
        let both = |claim: ClaimId| sets.iter().any(|set| set.contains(&claim));
        let facts = self.facts(&both);
        let joint = self.contradictions(&facts);
        if !joint.is_empty() {
            return (Verdict::Contradict, joint.iter().map(|found| told(&facts, found)).collect());
        }
        let missing: Vec<String> = camps
            .iter()
            .flat_map(|camp| &camp.claims)
            .filter(|claim| facts.group_of(**claim).is_none())
            .map(|claim| {
                let mode = self.model.claims()[*claim].mode.word();
                format!("{} does not bind: it is {mode}", self.model.claim_name(*claim))
            })
            .collect();
        if !missing.is_empty() {
            return (Verdict::NotComparable, missing);
        }
        let joined = Joined::new(&facts, sets);
        if joined.by(By::Anything).is_none() {
            return (Verdict::NotComparable, why_apart(self.model, &self.assumptions, sets));
        }
        let connected = |rules: Vec<RuleRef>| rules.iter().map(|rule| connected(&facts, *rule)).collect();
        if let Some(rules) = joined.by(By::Equations) {
            return (Verdict::Same, connected(rules));
        }
        let open = joined.open_sums();
        if open.is_empty()
            && let Some(rules) = joined.by(By::Claimed).or_else(|| self.bounded(sets, &joined))
        {
            return (Verdict::Compatible, connected(rules));
        }
        let names = if open.is_empty() { joined.unclaimed() } else { open };
        let room = match names.as_slice() {
            [] => "they are connected, but what neither claims leaves room".to_owned(),
            names => format!("they are connected, but neither claims {}, which leaves room", names.join(", ")),
        };
        (Verdict::Undecided, vec![room])
    }

    /// The rules by which one claim is a bound of the other, if there are any that leave nothing open.
    fn bounded(&self, sets: &[FxHashSet<ClaimId>; 2], joined: &Joined<'_>) -> Option<Vec<RuleRef>> {
        if sets.iter().any(|set| set.len() > 1) {
            return None;
        }
        [(0, 1), (1, 0)].into_iter().find_map(|(says, asks)| {
            let asked: Vec<Of> = sets[asks].iter().filter_map(|claim| figure_of(self.model, *claim)).collect();
            let takes_part = |claim: ClaimId| sets[says].contains(&claim);
            let question = Question { plans: false, claims: Some(&takes_part), asked: &asked };
            let facts = Facts::of(self.model, &self.assumptions, question);
            asked.iter().find_map(|of| {
                let Implication::Between(low, high) = implied(&facts, *of, self.limits) else { return None };
                let ends = [low, high].into_iter().flatten();
                ends.filter(|end| !end.rows.is_empty()).find_map(|end| joined.bound(&facts, &end.lines))
            })
        })
    }
}

/// What a claim gives a figure of, in its first reading.
fn figure_of(model: &Model, claim: ClaimId) -> Option<Of> {
    match model.readings_of(claim).next()?.1.statement {
        Statement::Figure { of, .. } => Some(of),
        _ => None,
    }
}

fn connected(facts: &Facts<'_>, rule: RuleRef) -> String {
    format!("connected by `{}`: {}", facts.rule_name(rule), rule.says(facts.model()))
}

fn told(facts: &Facts<'_>, found: &Found) -> String {
    let laid = crate::reason::contradictions::Laid::of_proof(facts, found);
    let rows = laid.rows();
    if !laid.has_figures() {
        return "the statements exclude one another".to_owned();
    }
    let (constant, strict) = laid.constant();
    let gap = laid.gap(&found.proof);
    let size = match Apart::of(&rows, &constant, strict) {
        Some(apart) => {
            let model = facts.model();
            let ends = rows.iter().rev().filter_map(|row| {
                Some(format!("{}{} {}", model.words(&row.of), model.colon(), row.date?.words(row.at_least)))
            });
            format!("{}: {}", ends.collect::<Vec<_>>().join(", "), apart.words)
        }
        None if rows.iter().any(|row| row.date.is_some()) => {
            format!("these dates miss one another by {}", length_of_days(&days_of(&gap)))
        }
        None => {
            let added = |at_least: bool| if constant.is_positive() == at_least { constant.abs() } else { Number::ZERO };
            let side = |at_least: bool| (total(&rows, at_least) + added(at_least)).grouped();
            format!("at least {} against at most {}: gap {}", side(true), side(false), gap.grouped())
        }
    };
    let rules: Vec<&str> = found.rules.iter().map(|rule| facts.rule_name(*rule)).collect();
    let by = if rules.is_empty() { String::new() } else { format!(" (by {})", rules.join(", ")) };
    format!("{size}{by}")
}

/// Why no rule connects two sets of claims, and which rule that is switched off would.
fn why_apart(model: &Model, assumptions: &Assumptions, sets: &[FxHashSet<ClaimId>; 2]) -> Vec<String> {
    let quantities = |set: &FxHashSet<ClaimId>| -> Vec<QuantityId> {
        let mut claims: Vec<ClaimId> = set.iter().copied().collect();
        claims.sort_unstable();
        let nodes = claims.into_iter().flat_map(|claim| subjects(model, claim));
        nodes.filter_map(|node| if let Node::Quantity(id) = node { Some(id) } else { None }).collect()
    };
    let mut reasons = Vec::new();
    let (one, other) = (quantities(&sets[0]), quantities(&sets[1]));
    match (one.first(), other.first()) {
        (Some(a), Some(b)) => reasons.extend(differences(model, Of::Quantity(*a), Of::Quantity(*b))),
        _ => reasons.push("they do not both speak of quantities".to_owned()),
    }
    let both = |claim: ClaimId| sets.iter().any(|set| set.contains(&claim));
    for rule in switched_off(model, assumptions) {
        let mut with = assumptions.clone();
        with.switch(Switch::Rule(rule), true);
        let facts = Facts::of(model, &with, Question { plans: false, claims: Some(&both), asked: &[] });
        if Joined::new(&facts, sets).by(By::Anything).is_some() {
            reasons.push(format!("rule `{}` would connect them", model.name(model.rules()[rule].name)));
        }
    }
    reasons
}
