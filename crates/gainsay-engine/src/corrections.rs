//! All minimal conflicts and corrections of a component.
//!
//! A minimal hitting set of the conflicts known so far either leaves something that can
//! hold, then it is a minimal correction, or shows a conflict not yet known. Once all
//! are corrections, both lists are complete: each is the other's minimal hitting sets
//! (Reiter, "A theory of diagnosis from first principles", 1987; Liffiton and others,
//! "Fast, flexible MUS enumeration", 2016).

use rustc_hash::FxHashSet;

use super::budget::{Budget, Exhausted};
use super::conflicts::{Found, Solver};
use super::hitting::{HittingSets, Set};
use super::problem::Problem;
use super::simplex::Outcome;
use super::together::{Together, together};
use super::{Component, Conflict, Constraint, Correction, Limits, System};

/// Of so many parts of the work…
const ALL_PARTS: u64 = 8;
/// …so many are kept to find some correction when the rest was spent on conflicts.
const RESERVE_PARTS: u64 = 2;

/// So many conflicts that are not minimal are hit before owners are taken out one by one.
const MOST_ROUGH: usize = 200;

/// What enumeration found so far.
struct Enumeration<'p, 'l> {
    solver: Solver<'p>,
    problem: &'p Problem,
    limits: &'l Limits,
    hitting: HittingSets,
    conflicts: Vec<Conflict>,
    corrections: Vec<Set>,
    verified: FxHashSet<Vec<u32>>,
    cut: bool,
    lightest_cut: bool,
    corrections_cut: bool,
}

/// The minimal conflicts and corrections of a component; none when it is consistent.
pub(super) fn component(system: &System, constraints: &[Constraint], limits: &Limits) -> Option<Component> {
    let (problem, _) = Problem::new(system, constraints, &[]);
    let part = |parts: u64| Limits { pivots: limits.pivots / ALL_PARTS * parts, ..limits.clone() };
    let solver = Solver::new(system, &problem, Budget::new(&part(ALL_PARTS - RESERVE_PARTS)));
    let weights = (0..problem.owner_count()).map(|owner| problem.weight(owner as u32)).collect();
    let mut enumeration = Enumeration {
        solver,
        problem: &problem,
        limits,
        hitting: HittingSets::new(weights, limits.corrections),
        conflicts: Vec::new(),
        corrections: Vec::new(),
        verified: FxHashSet::default(),
        cut: false,
        lightest_cut: false,
        corrections_cut: false,
    };
    if enumeration.run().is_err() {
        enumeration.is_cut();
        if enumeration.corrections.is_empty() {
            enumeration.solver.budget = Budget::new(&part(RESERVE_PARTS));
            // Without one the answer is still right, and says that it is cut.
            let _ = enumeration.any_correction();
        }
    }
    enumeration.finish(constraints)
}

/// What one walk through the hitting sets came to.
enum Walk {
    /// A conflict turned up that was not known.
    Found(Found),
    /// All were walked.
    Complete,
    /// There are more.
    Cut,
}

impl Enumeration<'_, '_> {
    fn run(&mut self) -> Result<(), Exhausted> {
        if let Some(found) = self.solver.background()? {
            self.conflicts.push(self.solver.prove(&found)?);
            return Ok(());
        }
        loop {
            match self.walk()? {
                Walk::Found(found) => {
                    if self.conflicts.len() >= self.limits.conflicts {
                        self.is_cut();
                        return self.any_correction();
                    }
                    self.conflicts.push(self.solver.prove(&found)?);
                    self.hitting.insert(&found.owners);
                }
                Walk::Complete => return Ok(()),
                Walk::Cut => {
                    self.is_cut();
                    return Ok(());
                }
            }
        }
    }

    /// Limits were reached before anything was complete.
    fn is_cut(&mut self) {
        self.cut = true;
        self.lightest_cut = true;
        self.corrections_cut = true;
    }

    fn walk(&mut self) -> Result<Walk, Exhausted> {
        let Enumeration { solver, hitting, verified, corrections, .. } = self;
        let most = self.limits.corrections.max(1);
        let mut verify = |solver: &mut Solver<'_>, set: Set| {
            if verified.contains(&set.owners) {
                return Ok(None);
            }
            let found = solver.find(&set.owners)?;
            if found.is_none() {
                verified.insert(set.owners.clone());
                corrections.push(set);
            }
            Ok(found)
        };
        for set in hitting.one_by_one() {
            if let Some(found) = verify(solver, set)? {
                return Ok(Walk::Found(found));
            }
        }
        if !hitting.is_cut() {
            match together(solver, hitting, most)? {
                Together::Found(found) => return Ok(Walk::Found(found)),
                Together::All => {
                    *corrections = hitting.lightest_first().take(most + 1).collect();
                    return Ok(Walk::Complete);
                }
                Together::Unknown => {}
            }
        }
        let mut sets = hitting.lightest_first();
        for set in sets.by_ref().take(most) {
            if let Some(found) = verify(solver, set)? {
                return Ok(Walk::Found(found));
            }
        }
        Ok(if hitting.is_cut() || sets.next().is_some() { Walk::Cut } else { Walk::Complete })
    }

    /// Some minimal correction, when the conflicts are too many or too long to list them all.
    ///
    /// Conflicts that are not minimal bound corrections as well, so this hits those, as
    /// lightly as possible, and only when they do not end takes owners out one by one.
    fn any_correction(&mut self) -> Result<(), Exhausted> {
        let mut off = self.hitting.lightest_first().next().map(|set| set.owners).unwrap_or_default();
        let weight = |owner: &u32| self.problem.weight(*owner);
        let mut rough = 0;
        while let Outcome::Infeasible(circuit) = self.solver.without(&off)? {
            let mut owners: Vec<u32> =
                circuit.limits.iter().filter_map(|(limit, _)| self.problem.limit(*limit).owner).collect();
            owners.sort_unstable();
            owners.dedup();
            let Some(lightest) = owners.iter().copied().min_by_key(|owner| (weight(owner), *owner)) else {
                return Ok(());
            };
            rough += 1;
            if rough <= MOST_ROUGH {
                self.hitting.insert(&owners);
                off = self.hitting.lightest_first().next().map(|set| set.owners).unwrap_or_default();
            } else {
                off.push(lightest);
            }
        }
        let mut order = off.clone();
        order.sort_by_key(|owner| (std::cmp::Reverse(weight(owner)), *owner));
        for owner in order {
            let rest: Vec<u32> = off.iter().copied().filter(|other| *other != owner).collect();
            if matches!(self.solver.without(&rest)?, Outcome::Feasible) {
                off = rest;
            }
        }
        off.sort_unstable();
        let weight = off.iter().map(|owner| u64::from(weight(owner))).sum();
        if !self.verified.contains(&off) {
            self.corrections.push(Set { weight, owners: off });
        }
        Ok(())
    }

    fn finish(mut self, constraints: &[Constraint]) -> Option<Component> {
        if self.conflicts.is_empty() && !self.cut {
            return None;
        }
        self.conflicts.sort_by(|left, right| {
            let size = |conflict: &Conflict| (conflict.owners.len(), conflict.background.len());
            size(left).cmp(&size(right)).then_with(|| left.owners.cmp(&right.owners))
        });
        self.corrections.retain(|set| !set.owners.is_empty());
        self.corrections.sort_unstable();
        let most = self.limits.corrections.max(1);
        if self.corrections.len() > most {
            // Where even the lightest are too many, some of them are missing.
            self.lightest_cut |= self.corrections[0].weight == self.corrections[most].weight;
            self.corrections_cut = true;
            self.corrections.truncate(most);
        }
        let owners = |set: Set| set.owners.into_iter().map(|owner| self.problem.owner(owner)).collect();
        let corrections =
            self.corrections.into_iter().map(|set| Correction { weight: set.weight, owners: owners(set) });
        Some(Component {
            constraints: constraints.to_vec(),
            conflicts: self.conflicts,
            corrections: corrections.collect(),
            cut: self.cut,
            lightest_cut: self.lightest_cut,
            corrections_cut: self.corrections_cut,
        })
    }
}
