//! Numbers with an infinitely small part, so that strict bounds need no case of their own.

use crate::number::{Bound, Number};

/// `value + small·δ` for an infinitely small δ above zero, ordered accordingly.
///
/// Dutertre and de Moura, "A fast linear-arithmetic solver for DPLL(T)", 2006, section 4.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Delta {
    pub(super) value: Number,
    pub(super) small: Number,
}

impl Delta {
    /// The least number a lower bound allows.
    pub(super) fn low(bound: &Bound) -> Self {
        Delta { value: bound.value.clone(), small: if bound.strict { Number::ONE } else { Number::ZERO } }
    }

    /// The greatest number an upper bound allows.
    pub(super) fn high(bound: &Bound) -> Self {
        Delta { value: bound.value.clone(), small: if bound.strict { -Number::ONE } else { Number::ZERO } }
    }

    pub(super) fn minus(&self, other: &Delta) -> Delta {
        let small =
            if self.small.is_zero() && other.small.is_zero() { Number::ZERO } else { &self.small - &other.small };
        Delta { value: &self.value - &other.value, small }
    }

    pub(super) fn times(&self, factor: &Number) -> Delta {
        let small = if self.small.is_zero() { Number::ZERO } else { &self.small * factor };
        Delta { value: &self.value * factor, small }
    }

    /// Adds `amount · factor`.
    pub(super) fn add(&mut self, amount: &Delta, factor: &Number) {
        if !amount.value.is_zero() {
            self.value += &amount.value * factor;
        }
        if !amount.small.is_zero() {
            self.small += &amount.small * factor;
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.value.is_zero() && self.small.is_zero()
    }
}
