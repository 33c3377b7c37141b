//! How much work is left.

use std::time::Instant;

use super::Limits;

/// The limits were reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exhausted;

/// Work that may still be done, and until when.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    terms: u64,
    until: Option<Instant>,
    steps: u64,
}

/// The clock is looked at once in so many steps.
const STEPS_BETWEEN_LOOKS: u64 = 32;
/// A pivot may change so many terms before it counts as more than one.
const TERMS_PER_PIVOT: u64 = 250;

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Budget { terms: limits.pivots.saturating_mul(TERMS_PER_PIVOT), until: limits.until, steps: 0 }
    }

    /// Spends one pivot that computed so many terms.
    pub(super) fn spend(&mut self, terms: u64) -> Result<(), Exhausted> {
        let Some(left) = self.terms.checked_sub(terms.max(TERMS_PER_PIVOT)) else {
            self.terms = 0;
            return Err(Exhausted);
        };
        self.terms = left;
        self.steps += 1;
        if self.steps.is_multiple_of(STEPS_BETWEEN_LOOKS) { self.look() } else { Ok(()) }
    }

    /// Puts half of what is left aside, and gives it back.
    pub(super) fn halve(&mut self) -> Budget {
        let rest = Budget { terms: self.terms - self.terms / 2, ..self.clone() };
        self.terms /= 2;
        rest
    }

    /// Adds what was put aside.
    pub(super) fn add(&mut self, rest: &Budget) {
        self.terms += rest.terms;
    }

    /// Looks at the clock.
    pub(super) fn look(&self) -> Result<(), Exhausted> {
        if self.until.is_some_and(|until| Instant::now() >= until) { Err(Exhausted) } else { Ok(()) }
    }
}
