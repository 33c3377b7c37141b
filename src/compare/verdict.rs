//! Whether claims contradict, agree, or may not be compared.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Camp, Judged, Verdict, differences, switched_off};
use crate::contradictions::{Found, search};
use crate::engine::Limits;
use crate::facts::{Assumptions, Facts, Owner, PointId, Question, RuleRef, Switch};
use crate::filter::subjects;
use crate::finding::total;
use crate::graph::Node;
use crate::model::{ClaimId, Model, Of, QuantityId};

/// Compares two claims, or sets of claims that belong together.
pub fn verdict(model: &Model, assumptions: &Assumptions, limits: &Limits, camps: [&Camp; 2]) -> Judged {
    let sets = camps.map(|camp| camp.claims.iter().copied().collect::<FxHashSet<ClaimId>>());
    let contradictions = |takes_part: &dyn Fn(ClaimId) -> bool| -> Vec<String> {
        let facts = Facts::of(model, assumptions, Question { plans: false, claims: Some(takes_part), asked: &[] });
        let found = search(&facts, limits).found;
        found
            .iter()
            .filter(|found| found.strength != crate::finding::Strength::Tension)
            .map(|found| told(&facts, found))
            .collect()
    };
    for (camp, set) in camps.iter().zip(&sets) {
        let own = contradictions(&|claim| set.contains(&claim));
        if !own.is_empty() {
            let reasons = std::iter::once(format!("{} contradicts itself", camp.name)).chain(own).collect();
            return Judged { verdict: Verdict::SelfContradictory, reasons };
        }
    }
    let both = |claim: ClaimId| sets.iter().any(|set| set.contains(&claim));
    let joint = contradictions(&both);
    if !joint.is_empty() {
        return Judged { verdict: Verdict::Contradict, reasons: joint };
    }
    let facts = Facts::of(model, assumptions, Question { plans: false, claims: Some(&both), asked: &[] });
    let missing: Vec<String> = camps
        .iter()
        .flat_map(|camp| &camp.claims)
        .filter(|claim| facts.group_of(**claim).is_none())
        .map(|claim| {
            format!("{} does not bind: it is {}", model.claim_name(*claim), model.claims()[*claim].mode.word())
        })
        .collect();
    if !missing.is_empty() {
        return Judged { verdict: Verdict::NotComparable, reasons: missing };
    }
    let whole = connections(&facts, &sets, false);
    if !whole.joined {
        return Judged { verdict: Verdict::NotComparable, reasons: why_apart(model, assumptions, &sets) };
    }
    let claimed = connections(&facts, &sets, true);
    if claimed.joined {
        Judged { verdict: Verdict::Agree, reasons: claimed.rules.iter().map(|rule| connected(&facts, *rule)).collect() }
    } else {
        let reasons = vec!["they are connected, but what neither claims leaves room".to_owned()];
        Judged { verdict: Verdict::Undecided, reasons }
    }
}

fn connected(facts: &Facts<'_>, rule: RuleRef) -> String {
    format!("connected by `{}`: {}", facts.rule_name(rule), facts.rule_says(rule))
}

fn told(facts: &Facts<'_>, found: &Found) -> String {
    let laid = crate::contradictions::Laid::of_proof(facts, found);
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
/// `claimed` things count, through quantities alone that some claim names.
fn connections(facts: &Facts<'_>, sets: &[FxHashSet<ClaimId>; 2], claimed: bool) -> Connections {
    let named: FxHashSet<PointId> = facts
        .facts()
        .filter(|(_, fact)| matches!(fact.owner, Owner::Claims { .. }))
        .flat_map(|(id, _)| facts.terms(id).iter().map(|(point, _)| *point))
        .collect();
    let mut named = facts.at_one_moment(&named);
    named.extend(facts.met_ends());
    let counts =
        |id| !claimed || (facts.fact(id).is_whole && facts.terms(id).iter().all(|(point, _)| named.contains(point)));
    let mut reached: FxHashSet<PointId> = FxHashSet::default();
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
