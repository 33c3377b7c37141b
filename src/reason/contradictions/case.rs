//! One contradiction, looked at closely: with fewer assumptions, other readings,
//! wider figures.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::{FactLine, Layers, Proof, raw, rule_of};
use crate::base::number::Number;
use crate::engine::{self, Limits, Verdict};
use crate::model::Basis;
use crate::reason::facts::{Choice, FactId, Facts, PointId, RuleRef, Spot};

/// In components with more constraints than this only those near a contradiction are looked at again.
const NEAR: usize = 3_000;

/// Claims that cannot all be true, and the constraints among which that is looked at.
pub(super) struct Case<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) limits: &'a Limits,
    pub(super) groups: &'a [(u32, u8)],
    /// The constraints of the component; of a large one, those of the claims and of rules that speak of
    /// nothing but the proof's measures and codes at the moments of its claims.
    ground: Cow<'a, [FactId]>,
    /// Whether figures are taken at their word.
    nominal: bool,
}

impl<'a> Case<'a> {
    pub(super) fn new(layers: &'a Layers<'a>, groups: &'a [(u32, u8)], proof: &Proof, nominal: bool) -> Self {
        let (facts, limits) = (layers.facts, layers.limits);
        let ground = if layers.component.facts.len() <= NEAR {
            Cow::Borrowed(layers.component.facts.as_slice())
        } else {
            let mut ground = facts.rules_among(&near(facts, groups, proof));
            ground.extend(groups.iter().flat_map(|(group, _)| facts.facts_of(*group)));
            ground.sort_unstable();
            Cow::Owned(ground)
        };
        Case { facts, limits, groups, ground, nominal }
    }

    /// The points near a proof.
    pub(super) fn near(&self, proof: &Proof) -> FxHashSet<PointId> {
        near(self.facts, self.groups, proof)
    }

    /// The rules of a proof: definitions first, own before built-in ones, in the order of their files.
    pub(super) fn rules_of(&self, proof: &Proof) -> Vec<RuleRef> {
        let mut rules: Vec<RuleRef> = proof.lines.iter().filter_map(|(line, _)| rule_of(self.facts, *line)).collect();
        rules.sort_by_key(|rule| (self.facts.rule_basis(*rule) == Basis::Assumption, *rule));
        rules.dedup();
        rules
    }

    /// The assumptions of a proof, and those to which claims owe that they bind.
    pub(super) fn assumptions_of(&self, proof: &Proof) -> Vec<RuleRef> {
        let mut rules = self.rules_of(proof);
        let owing = self.groups.iter().filter_map(|(group, _)| self.facts.groups()[*group as usize].owing_to);
        rules.extend(owing.map(RuleRef::Own));
        rules.retain(|rule| self.facts.rule_basis(*rule) == Basis::Assumption || self.is_owed(*rule));
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    fn is_owed(&self, rule: RuleRef) -> bool {
        self.groups
            .iter()
            .any(|(group, _)| self.facts.groups()[*group as usize].owing_to.map(RuleRef::Own) == Some(rule))
    }

    /// Leaves out whole assumptions, in the order of their files, as long as the claims still cannot all be true.
    pub(super) fn with_fewest_assumptions(&self, mut proof: Proof, mut kept: Vec<RuleRef>) -> (Proof, Vec<RuleRef>) {
        for rule in kept.clone() {
            if self.is_owed(rule) || !kept.contains(&rule) {
                continue;
            }
            let without: Vec<RuleRef> = kept.iter().copied().filter(|other| *other != rule).collect();
            if let Some(other) = self.proof(self.groups, &without, None) {
                kept = self.assumptions_of(&other);
                proof = other;
            }
        }
        (proof, kept)
    }

    /// A proof that some claims, each in a reading, cannot all be true under definitions and some assumptions.
    pub(super) fn proof(&self, groups: &[(u32, u8)], assumptions: &[RuleRef], widen: Option<&Number>) -> Option<Proof> {
        let rule = |rule: RuleRef| self.facts.rule_basis(rule) == Basis::Definition || assumptions.contains(&rule);
        let reading = |group: u32| groups.iter().find(|(own, _)| *own == group).map(|(_, reading)| *reading);
        let choice = Choice { rule: &rule, reading: &reading, nominal: self.nominal, widen, keep: &[] };
        let chosen = self.facts.system_of(self.ground.iter().copied(), choice);
        match engine::conflict(&chosen.system, |_| true, self.limits) {
            Verdict::Conflict(conflict) => Some(raw(self.facts, &chosen, &conflict).proof),
            Verdict::Consistent | Verdict::Unknown => None,
        }
    }
}

/// The points of a proof and of its claims in all their readings, and those of the same measures and
/// codes at the moments that the claims speak of.
fn near(facts: &Facts<'_>, groups: &[(u32, u8)], proof: &Proof) -> FxHashSet<PointId> {
    let claimed: Vec<PointId> = groups
        .iter()
        .flat_map(|(group, _)| facts.facts_of(*group))
        .flat_map(|fact| facts.terms(*fact))
        .map(|(point, _)| *point)
        .collect();
    let mut points: FxHashSet<PointId> = claimed.iter().copied().collect();
    for (line, _) in &proof.lines {
        match line {
            FactLine::AtLeast(fact) | FactLine::AtMost(fact) => {
                points.extend(facts.terms(*fact).iter().map(|(point, _)| *point));
            }
            FactLine::NotNegative(point) => {
                points.insert(*point);
            }
        }
    }
    let spots = |points: &mut dyn Iterator<Item = PointId>| -> Vec<Spot> {
        points.filter_map(|point| facts.points().spot(point)).collect()
    };
    let moments: FxHashSet<_> = spots(&mut claimed.into_iter()).into_iter().map(|spot| spot.moment).collect();
    let mut list: Vec<PointId> = points.iter().copied().collect();
    list.sort_unstable();
    let kinds = spots(&mut list.into_iter());
    let mut moments: Vec<_> = moments.into_iter().collect();
    moments.sort_unstable();
    for moment in moments {
        points.extend(kinds.iter().filter_map(|kind| facts.points().find(Spot { moment, ..*kind })));
    }
    points
}
