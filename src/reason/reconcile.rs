//! The lightest sets of claims without which nothing contradicts.

use crate::engine::Limits;
use crate::model::ClaimId;
use crate::reason::contradictions::corrections;
use crate::reason::facts::Facts;

/// The lightest ways to make what is connected agree.
#[derive(Debug, Clone)]
pub struct Way {
    /// The sets to choose from, all equally light; each lists groups of claims that say the same.
    pub sets: Vec<Vec<Vec<ClaimId>>>,
    /// What one of them costs.
    pub weight: u64,
    /// Whether limits were reached, so that there may be more, or lighter ones.
    pub cut: bool,
    /// Whether it is among plans.
    pub among_plans: bool,
}

/// For each part of the collection that contradicts itself, the lightest sets of claims without which it does not.
pub fn reconcile(facts: &Facts<'_>, limits: &Limits) -> Vec<Way> {
    let mut ways = Vec::new();
    for component in facts.components() {
        if component.groups.is_empty() {
            continue;
        }
        let found = corrections(facts, component, limits);
        if found.weight == 0 && !found.cut {
            continue;
        }
        let claims = |group: &u32| facts.groups()[*group as usize].claims.clone();
        let sets = found.sets.iter().filter(|set| !set.is_empty()).map(|set| set.iter().map(claims).collect());
        ways.push(Way { sets: sets.collect(), weight: found.weight, cut: found.cut, among_plans: facts.plans() });
    }
    ways
}
