//! Fractions in lowest terms.

use std::num::NonZeroI64;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::ToPrimitive;

use super::{Number, Repr};

impl Number {
    /// `top / bottom` in canonical form; `bottom` must not be zero, and both
    /// must stay within 2^127 of zero, as sums of two products of words do.
    pub(super) fn reduce(top: i128, bottom: i128) -> Self {
        let (top, bottom) = if bottom < 0 { (-top, -bottom) } else { (top, bottom) };
        if let (Ok(top), Ok(bottom)) = (i64::try_from(top), i64::try_from(bottom)) {
            return Self::reduce_words(top, bottom);
        }
        let (top, bottom) = if bottom == 1 {
            (top, bottom)
        } else {
            let common = top.gcd(&bottom);
            (top / common, bottom / common)
        };
        match (i64::try_from(top), i64::try_from(bottom)) {
            (Ok(top), Ok(bottom)) => {
                Self(Repr::Small(top, NonZeroI64::new(bottom).expect("every caller rules out a zero denominator")))
            }
            _ => Self(Repr::Big(Box::new(BigRational::new_raw(top.into(), bottom.into())))),
        }
    }

    /// As [`Self::reduce`], for parts that are words, which is much faster; `bottom` is above zero.
    fn reduce_words(top: i64, bottom: i64) -> Self {
        let below = NonZeroI64::new(bottom).expect("every caller rules out a zero denominator");
        if bottom == 1 {
            return Self(Repr::Small(top, below));
        }
        let common = top.unsigned_abs().gcd(&bottom.unsigned_abs());
        if common == 1 {
            return Self(Repr::Small(top, below));
        }
        // It divides a positive word, so it is one.
        let common = i64::try_from(common).expect("a divisor of a word");
        let below = NonZeroI64::new(bottom / common).expect("a divisor is not larger");
        Self(Repr::Small(top / common, below))
    }

    /// As [`Self::reduce`], for parts of any size.
    pub(super) fn reduce_big(top: BigInt, bottom: BigInt) -> Self {
        if let (Some(top), Some(bottom)) = (top.to_i64(), bottom.to_i64()) {
            return Self::reduce(top.into(), bottom.into());
        }
        let big = BigRational::new(top, bottom);
        match (big.numer().to_i64(), big.denom().to_i64()) {
            (Some(top), Some(bottom)) => Self::reduce(top.into(), bottom.into()),
            _ => Self(Repr::Big(Box::new(big))),
        }
    }
}
