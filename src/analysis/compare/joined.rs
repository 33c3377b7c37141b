//! By which rules two sets of claims hang together, and what they leave open.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::number::Number;
use crate::model::{ClaimId, Holds};
use crate::reason::contradictions::{FactLine, rule_of};
use crate::reason::facts::{FactId, Facts, Owner, Point, PointId, RuleRef};

/// What may join claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// Equations alone, all of whose quantities are claimed or determined by what is.
    Equations,
    /// Inequalities too, and that a part is no more than its whole.
    Claimed,
    /// Whatever rules say, also of quantities that neither claims.
    Anything,
}

/// Names of open quantities are told up to this many.
const MOST_NAMED: usize = 4;

/// The points that a group of equal claims names, and the group.
type Named = (u32, Vec<PointId>);

/// Two sets of claims, and what connects them.
pub(super) struct Joined<'f> {
    facts: &'f Facts<'f>,
    camps: [Vec<Named>; 2],
    /// What either set claims, or determines by itself.
    claimed: FxHashSet<PointId>,
}

impl<'f> Joined<'f> {
    pub(super) fn new(facts: &'f Facts<'f>, sets: &[FxHashSet<ClaimId>; 2]) -> Self {
        let camps = [named(facts, &sets[0]), named(facts, &sets[1])];
        let mut claimed = facts.met_ends();
        for camp in &camps {
            claimed.extend(facts.determined_by(&camp.iter().flat_map(|(_, points)| points.iter().copied()).collect()));
        }
        Joined { facts, camps, claimed }
    }

    /// The rules by which a chain leads from one set to every claim of the other; none where no chain does.
    pub(super) fn by(&self, by: By) -> Option<Vec<RuleRef>> {
        let [one, other] = &self.camps;
        let mut reached: FxHashSet<PointId> = one.iter().flat_map(|(_, points)| points.iter().copied()).collect();
        let mut rules: BTreeSet<RuleRef> = BTreeSet::new();
        let links: Vec<(RuleRef, Vec<PointId>)> = self.facts.facts().flat_map(|(id, _)| self.links(id, by)).collect();
        let mut grows = true;
        while grows {
            grows = false;
            for (rule, points) in &links {
                if points.iter().any(|point| reached.contains(point)) {
                    rules.insert(*rule);
                    for point in points {
                        grows |= reached.insert(*point);
                    }
                }
            }
            for (_, points) in one.iter().chain(other) {
                if points.iter().any(|point| reached.contains(point)) {
                    for point in points {
                        grows |= reached.insert(*point);
                    }
                }
            }
        }
        let is_joined = other.iter().all(|(_, points)| points.iter().any(|point| reached.contains(point)));
        is_joined.then(|| rules.into_iter().collect())
    }

    /// The points that an instance of a rule joins.
    fn links(&self, id: FactId, by: By) -> Vec<(RuleRef, Vec<PointId>)> {
        let fact = self.facts.fact(id);
        let Owner::Rule(rule) = fact.owner else { return Vec::new() };
        let points: Vec<PointId> = self.facts.terms(id).iter().map(|(point, _)| *point).collect();
        let is_claimed = fact.is_whole && points.iter().all(|point| self.claimed.contains(point));
        match by {
            By::Anything => vec![(rule, points)],
            By::Equations if is_claimed && fact.read.single().is_some() => vec![(rule, points)],
            By::Claimed if is_claimed => vec![(rule, points)],
            By::Claimed if self.is_of_parts(rule) => {
                let whole =
                    self.facts.terms(id).iter().find(|(_, factor)| factor.is_positive()).map(|(point, _)| *point);
                let Some(whole) = whole.filter(|whole| self.claimed.contains(whole)) else { return Vec::new() };
                let parts = points.into_iter().filter(|part| *part != whole && self.claimed.contains(part));
                parts.map(|part| (rule, vec![whole, part])).collect()
            }
            By::Equations | By::Claimed => Vec::new(),
        }
    }

    fn is_of_parts(&self, rule: RuleRef) -> bool {
        matches!(self.holds(rule), Some(Holds::Parts { .. } | Holds::Children { .. }))
    }

    fn holds(&self, rule: RuleRef) -> Option<&'f Holds> {
        match rule {
            RuleRef::Own(rule) => Some(&self.facts.model().rules()[rule].holds),
            RuleRef::BuiltIn(_) | RuleRef::Propositions => None,
        }
    }

    /// What no claim says of sums that are complete, where several of their quantities are claimed together.
    pub(super) fn open_sums(&self) -> Vec<String> {
        let mut open = BTreeSet::new();
        for (id, fact) in self.facts.facts() {
            let Owner::Rule(rule) = fact.owner else { continue };
            let Some(Holds::Parts { parts, complete: true, whole }) = self.holds(rule) else { continue };
            let claimed = self.facts.terms(id).iter().filter(|(point, _)| self.claimed.contains(point));
            let codes: FxHashSet<_> = claimed
                .filter_map(|(point, _)| self.facts.points().spot(*point))
                .flat_map(|spot| self.facts.points().code_list(spot.codes).to_vec())
                .collect();
            let is_there = |code| codes.contains(code);
            if is_there(whole) && parts.iter().filter(|part| is_there(part)).count() > 1 {
                let model = self.facts.model();
                let missing = parts.iter().filter(|part| !is_there(part));
                open.extend(missing.map(|part| model.name(model.codes()[*part].name).to_owned()));
            }
        }
        open.into_iter().take(MOST_NAMED).collect()
    }

    /// Quantities that neither claims, in rules that speak of what one of them claims.
    pub(super) fn unclaimed(&self) -> Vec<String> {
        let mut names = BTreeSet::new();
        for (id, fact) in self.facts.facts() {
            let terms = self.facts.terms(id);
            if matches!(fact.owner, Owner::Rule(RuleRef::Own(_)))
                && terms.iter().any(|(point, _)| self.claimed.contains(point))
            {
                let is_open = |point: &PointId| {
                    !self.claimed.contains(point) && matches!(self.facts.points().get(*point), Point::Quantity(_))
                };
                let open = terms.iter().map(|(point, _)| *point).filter(is_open);
                names.extend(open.map(|point| self.facts.plain_text(point)));
            }
        }
        names.into_iter().take(MOST_NAMED).collect()
    }

    /// The rules of a bound that one claim sets the other, unless a sum in it holds a quantity that is open.
    pub(super) fn bound(&self, facts: &Facts<'_>, lines: &[(FactLine, Number)]) -> Option<Vec<RuleRef>> {
        let is_equation = |fact: &FactId| match facts.fact(*fact).owner {
            Owner::Rule(rule) => matches!(self.holds(rule), Some(Holds::Equation { .. })),
            Owner::Claims { .. } => false,
        };
        let in_equations: FxHashSet<PointId> = lines
            .iter()
            .filter_map(|(line, _)| match line {
                FactLine::AtLeast(fact) | FactLine::AtMost(fact) => Some(*fact),
                FactLine::NotNegative(_) => None,
            })
            .filter(is_equation)
            .flat_map(|fact| facts.terms(fact).iter().map(|(point, _)| *point))
            .collect();
        let is_open =
            lines.iter().any(|(line, _)| matches!(line, FactLine::NotNegative(point) if in_equations.contains(point)));
        let rules: BTreeSet<RuleRef> = lines.iter().filter_map(|(line, _)| rule_of(facts, *line)).collect();
        (!is_open).then(|| rules.into_iter().collect())
    }
}

/// The points that the claims of a set name, group by group.
fn named(facts: &Facts<'_>, set: &FxHashSet<ClaimId>) -> Vec<Named> {
    let mut groups: FxHashMap<u32, Vec<PointId>> = FxHashMap::default();
    for (id, fact) in facts.facts() {
        if let Owner::Claims { group, reading } = fact.owner
            && facts.reading(group) == reading
            && facts.groups()[group as usize].claims.iter().any(|claim| set.contains(claim))
        {
            groups.entry(group).or_default().extend(facts.terms(id).iter().map(|(point, _)| *point));
        }
    }
    let mut groups: Vec<Named> = groups.into_iter().collect();
    groups.sort_unstable_by_key(|(group, _)| *group);
    groups
}
