//! Fractions of the oracle's own: small, exact, and loud where they overflow.

use std::cmp::Ordering;
use std::ops::{Add, Div, Mul, Neg, Sub};

/// A fraction in lowest terms, its denominator above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Fraction {
    above: i128,
    below: i128,
}

fn divisor(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    while b != 0 {
        (a, b) = match (u64::try_from(a), u64::try_from(b)) {
            (Ok(a), Ok(b)) => (u128::from(b), u128::from(a % b)),
            _ => (b, a % b),
        };
    }
    i128::try_from(a).unwrap()
}

impl Fraction {
    pub(crate) const ZERO: Fraction = Fraction { above: 0, below: 1 };
    pub(crate) const ONE: Fraction = Fraction { above: 1, below: 1 };

    pub(crate) fn new(above: i128, below: i128) -> Self {
        assert_ne!(below, 0, "no fraction has nothing below");
        let by = divisor(above, below).max(1) * below.signum();
        Fraction { above: above / by, below: below / by }
    }

    pub(crate) fn whole(value: i64) -> Self {
        Fraction { above: i128::from(value), below: 1 }
    }

    pub(crate) fn is_zero(self) -> bool {
        self.above == 0
    }

    pub(crate) fn is_positive(self) -> bool {
        self.above > 0
    }
}

fn times(a: i128, b: i128) -> i128 {
    a.checked_mul(b).expect("the oracle's numbers fit")
}

impl Add for Fraction {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        if self.below == 1 && other.below == 1 {
            return Fraction { above: self.above + other.above, below: 1 };
        }
        let above = times(self.above, other.below) + times(other.above, self.below);
        Fraction::new(above, times(self.below, other.below))
    }
}

impl Neg for Fraction {
    type Output = Self;

    fn neg(self) -> Self {
        Fraction { above: -self.above, below: self.below }
    }
}

impl Sub for Fraction {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl Mul for Fraction {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        if self.below == 1 && other.below == 1 {
            return Fraction { above: times(self.above, other.above), below: 1 };
        }
        Fraction::new(times(self.above, other.above), times(self.below, other.below))
    }
}

impl Div for Fraction {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        Fraction::new(times(self.above, other.below), times(self.below, other.above))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        times(self.above, other.below).cmp(&times(other.above, self.below))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
