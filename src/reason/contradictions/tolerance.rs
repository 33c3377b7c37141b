//! By how much figures would have to be off.

use super::{Case, FactLine, Proof};
use crate::base::number::{Bound, Number};
use crate::reason::facts::RuleRef;

/// Proofs that are tried in turn; each breaks the one before it.
const MOST: usize = 50;

impl Case<'_> {
    /// The least ε at which widening every figure by ε of its size makes the claims agree; none
    /// where none below 1 does.
    ///
    /// Newton's iteration on the piecewise linear function ε → gap: each proof gives the ε at which
    /// it no longer holds, and that is tried until there is no proof left.
    pub(super) fn tolerance(&self, proof: &Proof, assumptions: &[RuleRef]) -> Option<Number> {
        let mut proof = proof.clone();
        let mut tolerance = Number::ZERO;
        for _ in 0..MOST {
            let (gap, size) = self.gap_and_size(&proof);
            let next = gap.checked_div(&size)?;
            if next >= Number::ONE {
                return None;
            }
            // A bound that is left out keeps a gap of zero at the same ε.
            if next <= tolerance && tolerance.is_positive() {
                return Some(tolerance);
            }
            tolerance = next;
            match self.proof(self.groups, assumptions, Some(&tolerance)) {
                Some(other) => proof = other,
                None => return Some(tolerance),
            }
        }
        None
    }

    /// What a proof leaves at the figures as they are, and what it loses for each ε.
    fn gap_and_size(&self, proof: &Proof) -> (Number, Number) {
        let mut gap = Number::ZERO;
        let mut size = Number::ZERO;
        for (line, multiplier) in &proof.lines {
            let (fact, bound, sign) = match *line {
                FactLine::AtLeast(fact) => (fact, &self.facts.fact(fact).read.low, 1),
                FactLine::AtMost(fact) => (fact, &self.facts.fact(fact).read.high, -1),
                FactLine::NotNegative(_) => continue,
            };
            let Some(Bound { value, .. }) = bound else { continue };
            gap += &(multiplier * value) * &Number::from(sign);
            if self.facts.fact(fact).figure {
                size += multiplier * &value.abs();
            }
        }
        (gap, size)
    }
}
