//! Hitting sets: choices of owners that leave none of the conflicts whole.
//!
//! Conflicts that share no owner, not even by way of others, stand in different
//! groups: a hitting set is one choice from each. The minimal ones of a group are kept
//! as conflicts come in (Berge, "Hypergraphs", 1989, chapter 2).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

/// Sets of a group times its conflicts stay below this, so that one more conflict is cheap.
const WORK: usize = 4_000_000;
/// A group may always have so many sets.
const FEWEST_SETS: usize = 16;

/// Some owners, in order, with their weights together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Set {
    pub(super) weight: u64,
    pub(super) owners: Vec<u32>,
}

#[derive(Debug, Default)]
struct Group {
    conflicts: Vec<Vec<u32>>,
    /// By owner, the conflicts that it is in, as bits.
    hits: FxHashMap<u32, Vec<u64>>,
    /// Its minimal hitting sets, the lightest first.
    sets: Vec<Set>,
    /// Whether some were left out.
    cut: bool,
}

/// Conflicts in groups, with their minimal hitting sets.
#[derive(Debug)]
pub(super) struct HittingSets {
    weights: Vec<u32>,
    wanted: usize,
    groups: Vec<Group>,
}

impl HittingSets {
    /// Of no conflicts. So many sets are wanted; a group keeps a few times as many.
    pub(super) fn new(weights: Vec<u32>, wanted: usize) -> Self {
        HittingSets { weights, wanted, groups: Vec::new() }
    }

    /// Whether sets were left out.
    pub(super) fn is_cut(&self) -> bool {
        self.groups.iter().any(|group| group.cut)
    }

    /// Adds a conflict, which no other contains.
    ///
    /// Takes time in proportion to the group's sets times their owners times the
    /// conflict's owners, and to the group's conflicts divided by 64.
    pub(super) fn insert(&mut self, conflict: &[u32]) {
        let shares = |group: &Group| conflict.iter().any(|owner| group.hits.contains_key(owner));
        let (near, far): (Vec<Group>, Vec<Group>) = std::mem::take(&mut self.groups).into_iter().partition(shares);
        self.groups = far;
        let mut joined = Group { sets: vec![Set { weight: 0, owners: Vec::new() }], ..Group::default() };
        for mut group in near {
            joined.cut |= group.cut | keep_lightest(&mut joined.sets, &mut group.sets, 4 * self.most(0));
            for conflict in &group.conflicts {
                joined.note(conflict);
            }
            let pairs = joined
                .sets
                .iter()
                .flat_map(|left| group.sets.iter().map(|right| left.with(&right.owners, right.weight)));
            joined.sets = pairs.collect();
            self.trim(&mut joined);
        }
        let hits = |set: &Set| set.owners.iter().any(|owner| conflict.binary_search(owner).is_ok());
        let (mut sets, missed): (Vec<Set>, Vec<Set>) = std::mem::take(&mut joined.sets).into_iter().partition(hits);
        for set in &missed {
            let needed = joined.needed(set);
            for owner in conflict {
                if joined.stays_minimal(&needed, *owner) {
                    sets.push(set.with(&[*owner], self.weights[*owner as usize].into()));
                }
            }
        }
        joined.note(conflict);
        if sets.is_empty() {
            // Sets that were left out would have stayed minimal: what is there is made so.
            let first = missed.first().expect("a group has a set, and it does not hit the conflict");
            sets.extend(conflict.iter().map(|owner| self.minimal(&joined, first, *owner)));
            sets.sort_unstable();
            sets.dedup();
        }
        joined.sets = sets;
        self.trim(&mut joined);
        self.groups.push(joined);
    }

    /// A set with one more owner, less those that are then not needed, the heaviest first.
    fn minimal(&self, group: &Group, set: &Set, joins: u32) -> Set {
        let weight = |owner: &u32| self.weights[*owner as usize];
        let mut order = set.owners.clone();
        order.sort_by_key(|owner| (Reverse(weight(owner)), *owner));
        let mut owners: Vec<u32> = set.owners.iter().copied().chain([joins]).collect();
        for owner in order {
            let is_hit = |conflict: &Vec<u32>| {
                owners.iter().any(|other| *other != owner && conflict.binary_search(other).is_ok())
            };
            if group.conflicts.iter().all(is_hit) {
                owners.retain(|other| *other != owner);
            }
        }
        owners.sort_unstable();
        Set { weight: owners.iter().map(|owner| u64::from(weight(owner))).sum(), owners }
    }

    /// How many sets a group with so many conflicts keeps.
    fn most(&self, conflicts: usize) -> usize {
        (WORK / conflicts.max(1)).clamp(FEWEST_SETS, self.wanted.saturating_mul(4).max(FEWEST_SETS))
    }

    fn trim(&self, group: &mut Group) {
        group.sets.sort_unstable();
        let most = self.most(group.conflicts.len());
        if group.sets.len() > most {
            group.sets.truncate(most);
            group.cut = true;
        }
    }

    /// The minimal hitting sets, the lightest first.
    pub(super) fn lightest_first(&self) -> LightestFirst<'_> {
        let base: Vec<&Set> = self.groups.iter().map(|group| &group.sets[0]).collect();
        let mut choices: Vec<&[Set]> =
            self.groups.iter().map(|group| group.sets.as_slice()).filter(|sets| sets.len() > 1).collect();
        choices.sort_by_key(|sets| (sets[1].weight - sets[0].weight, &sets[0].owners));
        let weight = base.iter().map(|set| set.weight).sum();
        LightestFirst { base, choices, weight, heap: BinaryHeap::new(), is_begun: false }
    }

    /// The lightest hitting set, and it changed in one group at a time.
    pub(super) fn one_by_one(&self) -> impl Iterator<Item = Set> {
        let lightest = Set::sum(self.groups.iter().map(|group| &group.sets[0]));
        let changed = (0..self.groups.len()).flat_map(move |changed| {
            let kept = self.groups.iter().enumerate().filter(|(group, _)| *group != changed);
            let without = Set::sum(kept.map(|(_, group)| &group.sets[0]));
            self.groups[changed].sets[1..].iter().map(move |set| without.with(&set.owners, set.weight))
        });
        std::iter::once(lightest).chain(changed)
    }

    /// The sets of each group that has more than one, the lightest first.
    pub(super) fn choices(&self) -> impl Iterator<Item = Vec<Vec<u32>>> {
        let owners = |group: &Group| group.sets.iter().map(|set| set.owners.clone()).collect();
        self.groups.iter().filter(|group| group.sets.len() > 1).map(owners)
    }
}

/// Leaves out the heaviest of two lists of sets until there are no more than so many pairs, of
/// which all but a quarter would be left out anyhow; whether any were.
fn keep_lightest(left: &mut Vec<Set>, right: &mut Vec<Set>, pairs: usize) -> bool {
    let mut cut = false;
    while left.len().saturating_mul(right.len()) > pairs {
        let longer = if left.len() > right.len() { &mut *left } else { &mut *right };
        longer.truncate(longer.len() / 2);
        cut = true;
    }
    cut
}

impl Group {
    /// Adds to the conflicts, not to the sets.
    fn note(&mut self, conflict: &[u32]) {
        let (word, bit) = (self.conflicts.len() / 64, self.conflicts.len() % 64);
        for owner in conflict {
            let bits = self.hits.entry(*owner).or_default();
            bits.resize(word + 1, 0);
            bits[word] |= 1 << bit;
        }
        self.conflicts.push(conflict.to_vec());
    }

    /// For each owner of a set, the conflicts that no other owner in it hits, as bits.
    fn needed(&self, set: &Set) -> Vec<Vec<u64>> {
        let words = self.conflicts.len().div_ceil(64);
        let (mut once, mut twice) = (vec![0; words], vec![0; words]);
        for owner in &set.owners {
            for (word, bits) in self.hits[owner].iter().enumerate() {
                twice[word] |= once[word] & bits;
                once[word] |= bits;
            }
        }
        let only = |owner: &u32| self.hits[owner].iter().zip(&twice).map(|(bits, twice)| bits & !twice).collect();
        set.owners.iter().map(only).collect()
    }

    /// Whether every owner of a set is still needed when another one joins it.
    fn stays_minimal(&self, needed: &[Vec<u64>], joins: u32) -> bool {
        let hits = self.hits.get(&joins).map_or(&[][..], Vec::as_slice);
        let left = |word: usize, bits: u64| bits & !hits.get(word).copied().unwrap_or(0) != 0;
        needed.iter().all(|only| only.iter().enumerate().any(|(word, bits)| left(word, *bits)))
    }
}

impl Set {
    /// Together with owners that are not in it.
    fn with(&self, owners: &[u32], weight: u64) -> Set {
        let mut all = [self.owners.as_slice(), owners].concat();
        all.sort_unstable();
        Set { weight: self.weight + weight, owners: all }
    }

    fn sum<'a>(sets: impl Iterator<Item = &'a Set>) -> Set {
        let mut sum = Set { weight: 0, owners: Vec::new() };
        for set in sets {
            sum.weight += set.weight;
            sum.owners.extend_from_slice(&set.owners);
        }
        sum.owners.sort_unstable();
        sum
    }
}

/// Groups and places of the sets that are not the lightest of their groups.
type Picked = Vec<(u32, u32)>;

/// Goes through the choices of one set for each group, the lightest first.
///
/// Choices that differ from the lightest are kept as a list of groups and places. Each
/// has up to three successors, none lighter: the next set in its last group, a second
/// set in the group after, and that instead of a second set in its last group.
#[derive(Debug)]
pub(super) struct LightestFirst<'a> {
    base: Vec<&'a Set>,
    choices: Vec<&'a [Set]>,
    weight: u64,
    heap: BinaryHeap<Reverse<(u64, Picked)>>,
    is_begun: bool,
}

impl Iterator for LightestFirst<'_> {
    type Item = Set;

    fn next(&mut self) -> Option<Set> {
        if !self.is_begun {
            self.is_begun = true;
            if !self.choices.is_empty() {
                self.push(self.weight, vec![(0, 1)]);
            }
            return Some(Set::sum(self.base.iter().copied()));
        }
        let Reverse((weight, picked)) = self.heap.pop()?;
        let (&(group, place), before) = picked.split_last().expect("a choice differs somewhere");
        let start = weight - self.step(group, place);
        let at = |tail: &[(u32, u32)]| [before, tail].concat();
        if ((place + 1) as usize) < self.choices[group as usize].len() {
            self.push(start, at(&[(group, place + 1)]));
        }
        if ((group + 1) as usize) < self.choices.len() {
            self.push(weight, at(&[(group, place), (group + 1, 1)]));
            if place == 1 {
                self.push(start, at(&[(group + 1, 1)]));
            }
        }
        Some(self.set(&picked))
    }
}

impl LightestFirst<'_> {
    /// How much heavier a set is than the lightest of its group.
    fn step(&self, group: u32, place: u32) -> u64 {
        let sets = self.choices[group as usize];
        sets[place as usize].weight - sets[0].weight
    }

    fn push(&mut self, start: u64, picked: Picked) {
        let (group, place) = *picked.last().expect("a choice differs somewhere");
        let weight = start + self.step(group, place);
        self.heap.push(Reverse((weight, picked)));
    }

    fn set(&self, picked: &[(u32, u32)]) -> Set {
        let mut owners: Vec<u32> = Set::sum(self.base.iter().copied()).owners;
        for (group, place) in picked {
            let sets = self.choices[*group as usize];
            owners.retain(|owner| sets[0].owners.binary_search(owner).is_err());
            owners.extend_from_slice(&sets[*place as usize].owners);
        }
        owners.sort_unstable();
        let weight = self.weight + picked.iter().map(|(group, place)| self.step(*group, *place)).sum::<u64>();
        Set { weight, owners }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The minimal sets of six owners that hit all conflicts, by trying every one.
    fn by_trying(conflicts: &[Vec<u32>], weights: &[u32]) -> Vec<Set> {
        let hits = |mask: u32| conflicts.iter().all(|conflict| conflict.iter().any(|owner| mask >> owner & 1 == 1));
        let minimal =
            |mask: &u32| hits(*mask) && (0..6).all(|owner| mask >> owner & 1 == 0 || !hits(mask & !(1 << owner)));
        let mut sets: Vec<Set> = (0..1 << 6)
            .filter(minimal)
            .map(|mask| {
                let owners: Vec<u32> = (0..6).filter(|owner| mask >> owner & 1 == 1).collect();
                Set { weight: owners.iter().map(|owner| u64::from(weights[*owner as usize])).sum(), owners }
            })
            .collect();
        sets.sort();
        sets
    }

    #[test]
    fn a_group_whose_sets_were_cut_still_has_one_that_hits_all() {
        let mut hitting = HittingSets::new(vec![1; 40], 1);
        let mut conflicts: Vec<Vec<u32>> = Vec::new();
        let mut state = 1_u32;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) % 40
        };
        for _ in 0..400 {
            let mut conflict: Vec<u32> = vec![next(), next(), next()];
            conflict.sort_unstable();
            conflict.dedup();
            let is_new = conflicts.iter().all(|other| !other.iter().all(|owner| conflict.contains(owner)));
            if is_new && conflict.len() == 3 {
                hitting.insert(&conflict);
                conflicts.push(conflict);
            }
            let first = hitting.lightest_first().next().expect("there is one");
            assert!(conflicts.iter().all(|conflict| conflict.iter().any(|owner| first.owners.contains(owner))));
        }
        assert!(hitting.is_cut() && conflicts.len() > 100);
    }

    #[test]
    fn minimal_hitting_sets_come_lightest_first() {
        let weights = [3, 1, 2, 2, 5, 1];
        let all: [&[&[u32]]; 5] = [
            &[],
            &[&[0, 1]],
            &[&[0, 1], &[2, 3], &[4, 5]],
            &[&[0, 1], &[1, 2], &[2, 3], &[3, 4], &[4, 5], &[0, 5]],
            &[&[0, 1, 2], &[3, 4, 5], &[2, 3], &[0, 4]],
        ];
        for conflicts in all {
            let conflicts: Vec<Vec<u32>> = conflicts.iter().map(|conflict| conflict.to_vec()).collect();
            let mut hitting = HittingSets::new(weights.to_vec(), 100);
            for conflict in &conflicts {
                hitting.insert(conflict);
            }
            let mut found: Vec<Set> = hitting.lightest_first().collect();
            assert!(found.is_sorted_by_key(|set| set.weight));
            found.sort();
            assert_eq!(found, by_trying(&conflicts, &weights));
            assert!(!hitting.is_cut());
            let changed: Vec<Set> = hitting.one_by_one().collect();
            assert!(changed.iter().all(|set| found.contains(set)));
            let ways: usize = hitting.choices().map(|sets| sets.len()).product();
            assert_eq!(found.len(), ways);
        }
    }
}
