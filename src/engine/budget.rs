//! How much work is left.

use std::time::Instant;

use super::Limits;

/// The limits were reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Exhausted;

/// Pivots that may still be spent, and until when.
#[derive(Debug, Clone)]
pub(super) struct Budget {
    pivots: u64,
    until: Option<Instant>,
}

/// The clock is looked at once in so many steps.
const STEPS_BETWEEN_LOOKS: u64 = 32;

impl Budget {
    pub(super) fn new(limits: &Limits) -> Self {
        Budget { pivots: limits.pivots, until: limits.until }
    }

    /// Spends one pivot.
    pub(super) fn spend(&mut self) -> Result<(), Exhausted> {
        self.pivots = self.pivots.checked_sub(1).ok_or(Exhausted)?;
        if self.pivots.is_multiple_of(STEPS_BETWEEN_LOOKS) { self.look() } else { Ok(()) }
    }

    /// Looks at the clock.
    pub(super) fn look(&self) -> Result<(), Exhausted> {
        if self.until.is_some_and(|until| Instant::now() >= until) { Err(Exhausted) } else { Ok(()) }
    }
}
