//! What is made of constraints when all are there: what is connected, and where
//! things are looked up.

use rustc_hash::{FxHashMap, FxHashSet};

use super::union::Union;
use super::{Component, Fact, FactId, Facts, Owner, PointId, RuleRef};
use crate::base::number::Number;
use crate::model::{Basis, Holds};

impl Facts<'_> {
    /// Marks what says that a part is at most its whole where the parts of a definition say so already.
    pub(super) fn mark_implied(&mut self, from: usize) {
        let term = |range: &std::ops::Range<u32>| range.start as usize..range.end as usize;
        let mut pairs: FxHashSet<(PointId, PointId)> = FxHashSet::default();
        for fact in &self.all[..from] {
            let Owner::Rule(RuleRef::Own(rule)) = fact.owner else { continue };
            let record = &self.model.rules()[rule];
            if record.basis != Basis::Definition
                || !matches!(record.holds, Holds::Parts { .. } | Holds::Children { .. })
            {
                continue;
            }
            let terms = &self.terms[term(&fact.terms)];
            let whole = terms.iter().find(|(_, factor)| factor.is_positive()).map(|(point, _)| *point);
            let parts = terms.iter().filter(|(_, factor)| factor.is_negative()).map(|(point, _)| *point);
            if let Some(whole) = whole {
                pairs.extend(parts.map(|part| (whole, part)));
            }
        }
        for at in from..self.all.len() {
            let terms = &self.terms[term(&self.all[at].terms)];
            let end = |positive: bool| {
                terms.iter().find(|(_, factor)| factor.is_positive() == positive).map(|(point, _)| *point)
            };
            if let (Some(whole), Some(part)) = (end(true), end(false)) {
                self.all[at].is_implied = pairs.contains(&(whole, part));
            }
        }
    }

    pub(super) fn index(&mut self) {
        self.places = vec![Vec::new(); self.points.len()];
        for (id, fact) in (0_u32..).map(FactId).zip(&self.all) {
            let terms = &self.terms[fact.terms.start as usize..fact.terms.end as usize];
            match fact.owner {
                Owner::Claims { group, .. } => self.of_group[group as usize].push(id),
                Owner::Rule(_) => {
                    for (point, _) in terms {
                        self.places[point.index()].push(id);
                    }
                }
            }
            if let ([(point, factor)], true) = (terms, fact.figure)
                && *factor == Number::ONE
            {
                self.figures.entry(*point).or_default().push(id);
            }
        }
    }

    /// What constraints connect; the constraints of one group belong together.
    pub(super) fn connect(&mut self) {
        let points = self.points.len();
        let mut union = Union::new(points + self.groups.len());
        let of_group = |group: u32| u32::try_from(points).expect("fewer than 2^32 points") + group;
        let root_of = |fact: &Fact| match fact.owner {
            Owner::Claims { group, .. } => Some(of_group(group)),
            Owner::Rule(_) => None,
        };
        for fact in &self.all {
            let terms = &self.terms[fact.terms.start as usize..fact.terms.end as usize];
            let mut members = terms.iter().map(|(point, _)| point.0).chain(root_of(fact));
            if let Some(first) = members.next() {
                members.for_each(|member| union.join(first, member));
            }
        }
        let mut places: FxHashMap<u32, usize> = FxHashMap::default();
        for (index, fact) in (0_u32..).zip(&self.all) {
            let first = self.terms[fact.terms.start as usize..fact.terms.end as usize].first();
            let Some(member) = first.map(|(point, _)| point.0).or_else(|| root_of(fact)) else { continue };
            let root = union.find(member);
            let place = *places.entry(root).or_insert_with(|| {
                self.components.push(Component { facts: Vec::new(), groups: Vec::new() });
                self.components.len() - 1
            });
            let component = &mut self.components[place];
            component.facts.push(FactId(index));
            if let Owner::Claims { group, .. } = fact.owner
                && component.groups.last() != Some(&group)
            {
                component.groups.push(group);
                self.component_of_group[group as usize] = u32::try_from(place).expect("fewer than 2^32");
            }
        }
        for component in &mut self.components {
            component.groups.sort_unstable();
            component.groups.dedup();
        }
    }
}
