//! Claims that can be read in several ways: does a contradiction survive them all?

use super::Case;
use crate::model::NameId;
use crate::reason::facts::RuleRef;

/// More combinations than this are not tried; the readings used are then named.
const MOST: usize = 64;

impl Case<'_> {
    /// The groups whose reading matters: a smallest set such that, whichever way the others
    /// are read, the claims cannot all be true.
    pub(super) fn readings_that_matter(&self, assumptions: &[RuleRef]) -> Vec<u32> {
        let groups = self.groups;
        let several: Vec<u32> = groups.iter().map(|(group, _)| *group).filter(|group| self.count(*group) > 1).collect();
        let mut named = several.clone();
        for group in several {
            let fewer: Vec<u32> = named.iter().copied().filter(|other| *other != group).collect();
            if self.survives(&fewer, assumptions) {
                named = fewer;
            }
        }
        named
    }

    fn count(&self, group: u32) -> usize {
        self.facts.groups()[group as usize].readings.len()
    }

    /// Whether the claims cannot all be true in any reading of those that are not fixed.
    fn survives(&self, fixed: &[u32], assumptions: &[RuleRef]) -> bool {
        let Some(combinations) = self.combinations(self.groups, fixed) else { return false };
        combinations.iter().all(|groups| self.proof(groups, assumptions, None).is_some())
    }

    /// All ways to read those that are not fixed; readings of one tag switch together. None if there are too many.
    fn combinations(&self, groups: &[(u32, u8)], fixed: &[u32]) -> Option<Vec<Vec<(u32, u8)>>> {
        let mut tags: Vec<NameId> = groups
            .iter()
            .filter(|(group, _)| !fixed.contains(group))
            .flat_map(|(group, _)| self.facts.groups()[*group as usize].tags.iter().flatten().copied())
            .collect();
        tags.sort_unstable();
        tags.dedup();
        if tags.len() > 6 {
            return None;
        }
        let mut all = Vec::new();
        for switched in 0..1_usize << tags.len() {
            let on = |tag: &NameId| tags.iter().position(|own| own == tag).is_some_and(|at| switched >> at & 1 == 1);
            let mut combinations: Vec<Vec<(u32, u8)>> = vec![Vec::new()];
            for &(group, reading) in groups {
                let ways = if fixed.contains(&group) { vec![reading] } else { self.ways(group, &on) };
                if combinations.len() * ways.len() > MOST {
                    return None;
                }
                combinations = combinations
                    .iter()
                    .flat_map(|before| ways.iter().map(|&way| before.iter().copied().chain([(group, way)]).collect()))
                    .collect();
            }
            all.extend(combinations);
            if all.len() > MOST {
                return None;
            }
        }
        Some(all)
    }

    /// The readings of a group while some tags are on: the tagged one, or else those without a tag.
    fn ways(&self, group: u32, on: &dyn Fn(&NameId) -> bool) -> Vec<u8> {
        let tags = &self.facts.groups()[group as usize].tags;
        let places = || (0_u8..).zip(tags);
        if let Some((at, _)) = places().find(|(_, tag)| tag.as_ref().is_some_and(on)) {
            return vec![at];
        }
        let plain: Vec<u8> = places().filter(|(_, tag)| tag.is_none()).map(|(at, _)| at).collect();
        if plain.is_empty() { vec![0] } else { plain }
    }
}
