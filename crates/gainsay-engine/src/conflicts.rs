//! Minimal conflicts of a component, each with its checked certificate.

use super::budget::{Budget, Exhausted};
use super::problem::{Problem, Side};
use super::simplex::{Circuit, Leaving, Outcome, Simplex};
use super::{Certificate, Conflict, Line, Owner, System, proof};
use crate::number::Number;

/// A tableau is made afresh once solving has cost so many times what that costs.
const PATIENCE: u64 = 2;
/// Terms for each slot that a warm start may take where few owners are on.
const NARROW_PATIENCE: u64 = 16;

/// Where to start from to see whether few owners can hold.
#[derive(Debug, Clone, Copy)]
enum Start {
    /// The point where most owners take part: it is nearly feasible.
    Wide,
    /// No claims, and whichever slot leaves first.
    Blank(Leaving),
}

/// A minimal conflict in the solver's terms.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The owners to blame, in order.
    pub(super) owners: Vec<u32>,
    circuit: Circuit,
}

/// Looks for conflicts of a component, with warm starts.
///
/// It keeps two points: one where most owners take part, to look for conflicts, and
/// one where few do, to make them minimal.
#[derive(Debug)]
pub(super) struct Solver<'p> {
    system: &'p System,
    problem: &'p Problem,
    pub(super) wide: Simplex<'p>,
    /// The owners switched off in `wide`.
    off: Vec<u32>,
    /// How many terms it took to solve `wide` afresh.
    fresh: u64,
    narrow: Simplex<'p>,
    /// The owners switched on in `narrow`.
    on: Vec<u32>,
    pub(super) budget: Budget,
}

impl<'p> Solver<'p> {
    pub(super) fn new(system: &'p System, problem: &'p Problem, budget: Budget) -> Self {
        let narrow = Simplex::new(problem, Leaving::Farthest);
        let wide = all_but(problem, &[]);
        Solver { system, problem, wide, off: Vec::new(), fresh: 0, narrow, on: Vec::new(), budget }
    }

    /// A conflict of the background alone.
    pub(super) fn background(&mut self) -> Result<Option<Found>, Exhausted> {
        let found = match self.narrow.check(&mut self.budget)? {
            Outcome::Feasible => None,
            Outcome::Infeasible(circuit) => Some(Found { owners: Vec::new(), circuit }),
        };
        Ok(found)
    }

    pub(super) fn problem(&self) -> &'p Problem {
        self.problem
    }

    /// Goes on from a point at which some owners are left out.
    pub(super) fn start_from(&mut self, point: &Simplex<'p>, off: &[u32]) -> Result<(), Exhausted> {
        self.wide.clone_from(point);
        off.clone_into(&mut self.off);
        // Copying a number costs a fraction of computing one.
        self.budget.spend(self.problem.slot_count() as u64 / 4)
    }

    /// A minimal conflict without some owners, if there is any. The background must be consistent.
    pub(super) fn find(&mut self, off: &[u32]) -> Result<Option<Found>, Exhausted> {
        match self.without(off)? {
            Outcome::Feasible => Ok(None),
            Outcome::Infeasible(circuit) => self.minimise(circuit).map(Some),
        }
    }

    /// Whether what is left without some owners can hold.
    pub(super) fn without(&mut self, off: &[u32]) -> Result<Outcome, Exhausted> {
        for owner in std::mem::take(&mut self.off) {
            if !off.contains(&owner) {
                self.wide.switch(owner, true);
            }
        }
        for owner in off {
            self.wide.switch(*owner, false);
        }
        off.clone_into(&mut self.off);
        if self.fresh > 0
            && let Some(outcome) = self.wide.check_within(&mut self.budget, PATIENCE * self.fresh)?
        {
            return Ok(outcome);
        }
        if self.fresh > 0 {
            self.wide = all_but(self.problem, off);
        }
        let outcome = self.wide.check(&mut self.budget)?;
        self.fresh = self.wide.tableau.work().max(self.problem.slot_count() as u64);
        Ok(outcome)
    }

    /// Drops owners, the lightest first, as long as the rest is a conflict with the background.
    fn minimise(&mut self, circuit: Circuit) -> Result<Found, Exhausted> {
        let mut found = self.found(circuit);
        let mut order = found.owners.clone();
        order.sort_by_key(|owner| (self.problem.weight(*owner), *owner));
        if order.len() == 1 {
            return Ok(found);
        }
        for owner in order {
            if found.owners.binary_search(&owner).is_err() {
                continue;
            }
            let rest: Vec<u32> = found.owners.iter().copied().filter(|other| *other != owner).collect();
            if let Outcome::Infeasible(circuit) = self.only(&rest)? {
                found = self.found(circuit);
            }
        }
        Ok(found)
    }

    /// Whether some owners alone can hold with the background.
    fn only(&mut self, on: &[u32]) -> Result<Outcome, Exhausted> {
        for owner in std::mem::take(&mut self.on) {
            if !on.contains(&owner) {
                self.narrow.switch(owner, false);
            }
        }
        for owner in on {
            self.narrow.switch(*owner, true);
        }
        on.clone_into(&mut self.on);
        let mut patience = self.problem.slot_count() as u64 * NARROW_PATIENCE;
        if let Some(outcome) = self.narrow.check_within(&mut self.budget, patience)? {
            return Ok(outcome);
        }
        // Which start is good differs from case to case, by factors of thousands: each is
        // tried for a while, then for longer.
        loop {
            for start in [Start::Blank(Leaving::Farthest), Start::Wide, Start::Blank(Leaving::Least)] {
                let (simplex, terms) = match start {
                    Start::Wide => (self.wide.clone(), patience.saturating_mul(4)),
                    Start::Blank(leaving) => (Simplex::new(self.problem, leaving), patience),
                };
                self.narrow = simplex;
                for owner in 0..self.problem.owner_count() as u32 {
                    self.narrow.switch(owner, on.binary_search(&owner).is_ok());
                }
                if let Some(outcome) = self.narrow.check_within(&mut self.budget, terms)? {
                    return Ok(outcome);
                }
            }
            patience = patience.saturating_mul(4);
        }
    }

    fn found(&self, circuit: Circuit) -> Found {
        let mut owners: Vec<u32> =
            circuit.limits.iter().filter_map(|(limit, _)| self.problem.limit(*limit).owner).collect();
        owners.sort_unstable();
        owners.dedup();
        Found { owners, circuit }
    }

    /// A conflict with its certificate; an error where that does not hold, which would be
    /// a mistake of the solver.
    pub(super) fn prove(&self, found: &Found) -> Result<Conflict, Exhausted> {
        let certificate = certificate(self.problem, &found.circuit);
        let holds = proof::holds(self.system, &certificate);
        debug_assert!(holds, "the solver's certificate does not hold: {certificate:?}");
        if !holds {
            return Err(Exhausted);
        }
        let mut background: Vec<Owner> = certificate
            .lines
            .iter()
            .filter_map(|(line, _)| match line {
                Line::AtLeast(constraint) | Line::AtMost(constraint) => Some(self.system.owner_of(*constraint)),
                Line::NotNegative(_) => None,
            })
            .filter(|owner| self.system.weight(*owner).is_none())
            .collect();
        background.sort_unstable();
        background.dedup();
        let owners = found.owners.iter().map(|owner| self.problem.owner(*owner)).collect();
        Ok(Conflict { owners, background, certificate })
    }
}

/// A simplex in which all owners are switched on but some.
fn all_but<'p>(problem: &'p Problem, off: &[u32]) -> Simplex<'p> {
    let mut simplex = Simplex::new(problem, Leaving::Least);
    for owner in (0..problem.owner_count() as u32).filter(|owner| !off.contains(owner)) {
        simplex.switch(owner, true);
    }
    simplex
}

/// A circuit's limits as lines of the system, with the smallest whole multipliers.
fn certificate(problem: &Problem, circuit: &Circuit) -> Certificate {
    let mut lines: Vec<(Line, Number)> = Vec::with_capacity(circuit.limits.len());
    let mut gap = Number::ZERO;
    for (at, multiplier) in &circuit.limits {
        let limit = problem.limit(*at);
        let part = &limit.at.value * multiplier;
        gap = if problem.side_of(*at) == Side::Low { gap + part } else { gap - part };
        lines.push((limit.line, multiplier * &limit.per_unit));
    }
    lines.sort_by_key(|(line, _)| *line);
    let measure = Number::common_measure(lines.iter().map(|(_, multiplier)| multiplier));
    let scaled = |number: &Number| number.checked_div(&measure).expect("multipliers are above zero");
    Certificate {
        lines: lines.iter().map(|(line, multiplier)| (*line, scaled(multiplier))).collect(),
        gap: scaled(&gap),
    }
}
