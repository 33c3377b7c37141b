//! Which claims cannot all be true, and on which assumptions, by trying every choice of both.

use std::collections::BTreeSet;

use super::collection::Collection;
use super::ground::ground;
use super::solver::impossible;

/// What cannot be, for every choice of claims and assumptions.
pub(crate) struct Truth {
    impossible: Vec<bool>,
    claims: usize,
    assumptions: Vec<String>,
}

/// A set of claims, by their places.
pub(crate) type Set = BTreeSet<usize>;

impl Truth {
    pub(crate) fn of(collection: &Collection) -> Self {
        let ground = ground(collection);
        Truth { impossible: impossible(&mut ground.solver()), claims: ground.claims, assumptions: ground.assumptions }
    }

    fn is_impossible(&self, claims: usize, assumptions: usize) -> bool {
        self.impossible[claims | (assumptions << self.claims)]
    }

    fn every(&self) -> usize {
        (1 << self.assumptions.len()) - 1
    }

    /// The smallest sets of claims that cannot all be true under these assumptions.
    fn smallest(&self, assumptions: usize) -> BTreeSet<Set> {
        let cannot = |claims: usize| self.is_impossible(claims, assumptions);
        let without = |claims: usize, at: usize| claims & !(1 << at);
        let is_smallest = |claims: &usize| {
            cannot(*claims)
                && (0..self.claims).all(|at| without(*claims, at) == *claims || !cannot(without(*claims, at)))
        };
        (0..1 << self.claims).filter(is_smallest).map(|claims| members(claims, self.claims)).collect()
    }

    /// Those that rest on definitions alone.
    pub(crate) fn hard(&self) -> BTreeSet<Set> {
        self.smallest(0)
    }

    /// Those under all assumptions.
    pub(crate) fn under_all(&self) -> BTreeSet<Set> {
        self.smallest(self.every())
    }

    /// Those under some assumptions or other.
    pub(crate) fn under_any(&self) -> BTreeSet<Set> {
        (0..=self.every()).flat_map(|assumptions| self.smallest(assumptions)).collect()
    }

    /// The names of the assumptions.
    pub(crate) fn assumptions(&self) -> &[String] {
        &self.assumptions
    }

    /// Whether these assumptions are enough for some claims not to be true together.
    pub(crate) fn cannot_under(&self, claims: &Set, names: &BTreeSet<String>) -> bool {
        self.is_impossible(mask(claims), self.assumed(names))
    }

    fn assumed(&self, names: &BTreeSet<String>) -> usize {
        let held = self.assumptions.iter().enumerate().filter(|(_, name)| names.contains(*name));
        held.map(|(at, _)| 1 << at).sum()
    }

    /// How many assumptions are needed for some claims not to be true together.
    pub(crate) fn fewest_assumptions(&self, claims: &Set) -> Option<u32> {
        let enough = (0..=self.every()).filter(|assumptions| self.is_impossible(mask(claims), *assumptions));
        enough.map(usize::count_ones).min()
    }
}

fn mask(claims: &Set) -> usize {
    claims.iter().map(|at| 1 << at).sum()
}

fn members(claims: usize, count: usize) -> Set {
    (0..count).filter(|at| claims & (1 << at) != 0).collect()
}
