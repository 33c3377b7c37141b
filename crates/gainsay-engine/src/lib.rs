//! The exact solver: which linear constraints cannot all hold, by how much, and why.
//!
//! It knows numbers, never claims. A [`System`] holds constraints
//! `low ≤ a·x ≤ high` with exact coefficients; each belongs to an [`Owner`].
//! Owners with a weight can be blamed; the others, the background, cost nothing
//! and are never blamed. That a variable is not negative is background too.
//!
//! Every [`Conflict`] carries a [`Certificate`] that [`proof`] has checked.

use crate::number::{Bounds, Number};

pub mod number;
pub mod proof;
mod budget;
mod components;
mod conflicts;
mod corrections;
mod delta;
mod hitting;
mod intervals;
mod problem;
mod simplex;
mod solve;
mod tableau;
mod together;

pub use proof::{Certificate, Line};
pub use solve::{conflict, enumerate, implied};

/// A number that is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variable(u32);

/// A constraint of a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Constraint(u32);

/// Whose constraints some constraints are: they hold or fall together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Owner(u32);

/// Which numbers a variable may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Zero or more.
    NotNegative,
    /// Any.
    Any,
}

/// Linear constraints, each with its owner.
#[derive(Debug, Clone, Default)]
pub struct System {
    signs: Vec<Sign>,
    weights: Vec<Option<u32>>,
    constraints: Vec<Record>,
    terms: Vec<(Variable, Number)>,
}

#[derive(Debug, Clone)]
struct Record {
    owner: Owner,
    /// Where its terms end; they begin where those of the one before end.
    end: u32,
    bounds: Bounds,
}

impl System {
    /// A system without constraints.
    pub fn new() -> Self {
        System::default()
    }

    /// Adds a variable.
    pub fn variable(&mut self, sign: Sign) -> Variable {
        self.signs.push(sign);
        Variable(small(self.signs.len() - 1))
    }

    /// Adds an owner: one that may be blamed, at a weight above zero, or one of
    /// the background.
    pub fn owner(&mut self, weight: Option<u32>) -> Owner {
        self.weights.push(weight);
        Owner(small(self.weights.len() - 1))
    }

    /// Adds a constraint. Terms of one variable are added up, those that cancel are left out.
    pub fn require(
        &mut self,
        owner: Owner,
        terms: impl IntoIterator<Item = (Variable, Number)>,
        bounds: Bounds,
    ) -> Constraint {
        let mut terms: Vec<(Variable, Number)> = terms.into_iter().collect();
        terms.sort_by_key(|(variable, _)| *variable);
        let start = self.terms.len();
        for (variable, factor) in terms {
            match self.terms[start..].last_mut() {
                Some((last, sum)) if *last == variable => *sum += factor,
                _ => self.terms.push((variable, factor)),
            }
            if self.terms[start..].last().is_some_and(|(_, sum)| sum.is_zero()) {
                self.terms.pop();
            }
        }
        self.constraints.push(Record { owner, end: small(self.terms.len()), bounds });
        Constraint(small(self.constraints.len() - 1))
    }

    /// The variables.
    pub fn variables(&self) -> impl ExactSizeIterator<Item = Variable> + use<> {
        (0..small(self.signs.len())).map(Variable)
    }

    /// The constraints, in the order in which they were added.
    pub fn constraints(&self) -> impl ExactSizeIterator<Item = Constraint> + use<> {
        (0..small(self.constraints.len())).map(Constraint)
    }

    /// The owners, in the order in which they were added.
    pub fn owners(&self) -> impl ExactSizeIterator<Item = Owner> + use<> {
        (0..small(self.weights.len())).map(Owner)
    }

    /// Which numbers a variable may be.
    pub fn sign(&self, variable: Variable) -> Sign {
        self.signs[variable.index()]
    }

    /// What blaming an owner costs; none for the background.
    pub fn weight(&self, owner: Owner) -> Option<u32> {
        self.weights[owner.index()]
    }

    /// Whose a constraint is.
    pub fn owner_of(&self, constraint: Constraint) -> Owner {
        self.constraints[constraint.index()].owner
    }

    /// The terms of a constraint, in the order of their variables, each once.
    pub fn terms(&self, constraint: Constraint) -> &[(Variable, Number)] {
        let index = constraint.index();
        let start = if index == 0 { 0 } else { self.constraints[index - 1].end as usize };
        &self.terms[start..self.constraints[index].end as usize]
    }

    /// Between what the terms of a constraint must add up to.
    pub fn bounds(&self, constraint: Constraint) -> &Bounds {
        &self.constraints[constraint.index()].bounds
    }
}

fn small(index: usize) -> u32 {
    u32::try_from(index).expect("a system has fewer than 2^32 parts")
}

macro_rules! indexed {
    ($($id:ident)*) => {$(
        impl $id {
            /// Its place, from 0.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}
indexed! { Variable Constraint Owner }

/// How much work a call may do. Work is counted in steps of the solver, never
/// in time, so that the answer is the same on every machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The most conflicts a component may have before enumeration stops.
    pub conflicts: usize,
    /// The most corrections looked at in a component.
    pub corrections: usize,
    /// The most pivots spent on a component; one on long rows counts as several, one for
    /// every 250 terms that it computes. A term whose number is too long for 16 bytes counts as
    /// many, in proportion to the square of its length, so that the limit bounds time as well.
    pub pivots: u64,
    /// When to give up, whatever was found; the answer then depends on the machine.
    pub until: Option<std::time::Instant>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { conflicts: 200, corrections: 2_000, pivots: 200_000, until: None }
    }
}

/// A smallest set of blamable owners that cannot hold together with the background.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The owners with a weight, in order. Without any of them the rest can hold.
    pub owners: Vec<Owner>,
    /// The owners of the background that the certificate uses, in order.
    pub background: Vec<Owner>,
    /// Why they cannot hold together; checked.
    pub certificate: Certificate,
}

/// Whether some constraints can hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// They can.
    Consistent,
    /// They cannot.
    Conflict(Conflict),
    /// The limits were reached first.
    Unknown,
}

/// Owners without which the rest of their component can hold: none of them can be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The owners, in order.
    pub owners: Vec<Owner>,
    /// Their weights together.
    pub weight: u64,
}

/// What enumeration found in one component: constraints that variables connect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component {
    /// Its constraints, in order.
    pub constraints: Vec<Constraint>,
    /// Its minimal conflicts, the smallest first.
    pub conflicts: Vec<Conflict>,
    /// Its minimal corrections, the lightest first. The lightest are all here unless `lightest_cut`.
    pub corrections: Vec<Correction>,
    /// Whether limits were reached, so that there may be more conflicts.
    pub cut: bool,
    /// Whether there may be lighter corrections, or more as light as the lightest. Then the first may
    /// still be a lightest one, but that is not said.
    pub lightest_cut: bool,
    /// Whether there may be more minimal corrections, heavier than the lightest.
    pub corrections_cut: bool,
}

/// One end of an implied interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImpliedEnd {
    /// The value.
    pub value: Number,
    /// Whether the value itself is left out.
    pub strict: bool,
    /// The lines that, weighted and added up, give the end: for the lower end
    /// they add up to `expression ≥ value`, for the upper one to `-expression ≥ -value`.
    pub lines: Vec<(Line, Number)>,
}

/// What an expression can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Implied {
    /// It lies between these; an end that is none is open.
    Between {
        /// The least value.
        low: Option<ImpliedEnd>,
        /// The greatest value.
        high: Option<ImpliedEnd>,
    },
    /// Nothing, because the constraints cannot hold.
    Impossible(Conflict),
    /// The limits were reached first.
    Unknown,
}
