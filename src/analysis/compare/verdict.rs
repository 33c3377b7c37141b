//! Whether claims contradict, agree, or may not be compared.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Camp, Judged, Verdict, differences, switched_off};
use crate::analysis::filter::subjects;
use crate::engine::Limits;
use crate::model::{ClaimId, Model, Of, QuantityId};
use crate::provenance::graph::Node;
use crate::reason::contradictions::{Found, search};
use crate::reason::facts::{Assumptions, Facts, Owner, PointId, Question, RuleRef, Switch};
use crate::reason::finding::{Strength, total};

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
                return Judged { verdict: Verdict::SelfContradictory, reasons };
            }
        }
    }
    let judged = asker.judge(camps, &sets);
    reasons.extend(judged.reasons);
    Judged { verdict: judged.verdict, reasons }
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

    /// Compares claims of which neither set contradicts itself.
    fn judge(&self, camps: [&Camp; 2], sets: &[FxHashSet<ClaimId>; 2]) -> Judged {
        let both = |claim: ClaimId| sets.iter().any(|set| set.contains(&claim));
        let facts = self.facts(&both);
        let joint = self.contradictions(&facts);
        if !joint.is_empty() {
            let reasons = joint.iter().map(|found| told(&facts, found)).collect();
            return Judged { verdict: Verdict::Contradict, reasons };
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
            return Judged { verdict: Verdict::NotComparable, reasons: missing };
        }
        if !connections(&facts, sets, false).joined {
            let reasons = why_apart(self.model, &self.assumptions, sets);
            return Judged { verdict: Verdict::NotComparable, reasons };
        }
        let claimed = connections(&facts, sets, true);
        if claimed.joined {
            let reasons = claimed.rules.iter().map(|rule| connected(&facts, *rule)).collect();
            Judged { verdict: Verdict::Agree, reasons }
        } else {
            let reasons = vec!["they are connected, but what neither claims leaves room".to_owned()];
            Judged { verdict: Verdict::Undecided, reasons }
        }
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
    let rules: Vec<&str> = found.rules.iter().map(|rule| facts.rule_name(*rule)).collect();
    let by = if rules.is_empty() { String::new() } else { format!(" (by {})", rules.join(", ")) };
    format!(
        "at least {} against at most {}: gap {}{by}",
        total(&rows, true).grouped(),
        total(&rows, false).grouped(),
        laid.gap(&found.proof).grouped()
    )
}

/// How two sets of claims hang together.
struct Connections {
    joined: bool,
    rules: Vec<RuleRef>,
}

/// Whether a chain of constraints leads from every claim of one set to the other; if only
/// `claimed` things count, through quantities alone that some claim names, or that the claims
/// of one set determine by themselves.
fn connections(facts: &Facts<'_>, sets: &[FxHashSet<ClaimId>; 2], claimed: bool) -> Connections {
    let group_points = |set: &FxHashSet<ClaimId>| -> Vec<(u32, Vec<PointId>)> {
        let mut groups: FxHashMap<u32, Vec<PointId>> = FxHashMap::default();
        for (id, fact) in facts.facts() {
            if let Owner::Claims { group, reading } = fact.owner
                && facts.reading(group) == reading
                && facts.groups()[group as usize].claims.iter().any(|claim| set.contains(claim))
            {
                groups.entry(group).or_default().extend(facts.terms(id).iter().map(|(point, _)| *point));
            }
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_unstable_by_key(|(group, _)| *group);
        groups
    };
    let (one, other) = (group_points(&sets[0]), group_points(&sets[1]));
    let mut named = facts.met_ends();
    for camp in [&one, &other] {
        named.extend(facts.determined_by(&camp.iter().flat_map(|(_, points)| points.iter().copied()).collect()));
    }
    let counts =
        |id| !claimed || (facts.fact(id).is_whole && facts.terms(id).iter().all(|(point, _)| named.contains(point)));
    let mut reached: FxHashSet<PointId> = FxHashSet::default();
    reached.extend(one.iter().flat_map(|(_, points)| points.iter().copied()));
    let mut rules: BTreeSet<RuleRef> = BTreeSet::new();
    let mut grows = true;
    while grows {
        grows = false;
        for (id, fact) in facts.facts() {
            let Owner::Rule(rule) = fact.owner else { continue };
            let terms = facts.terms(id);
            if counts(id) && terms.iter().any(|(point, _)| reached.contains(point)) {
                rules.insert(rule);
                for (point, _) in terms {
                    grows |= reached.insert(*point);
                }
            }
        }
        for (_, points) in one.iter().chain(&other) {
            if points.iter().any(|point| reached.contains(point)) {
                for point in points {
                    grows |= reached.insert(*point);
                }
            }
        }
    }
    let joined = other.iter().all(|(_, points)| points.iter().any(|point| reached.contains(point)));
    Connections { joined, rules: rules.into_iter().collect() }
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
        if connections(&facts, sets, false).joined {
            reasons.push(format!("rule `{}` would connect them", model.name(model.rules()[rule].name)));
        }
    }
    reasons
}
