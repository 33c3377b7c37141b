//! Arithmetic: through `i128`, and through big numbers where that overflows.

use std::iter::{Product, Sum};
use std::ops::{Add, AddAssign, Mul, MulAssign, Neg, Sub, SubAssign};

use num_bigint::BigInt;

use num_traits::One;

use super::{Number, Repr, UNIT, wide};

/// Sum and difference share all but the operation.
fn combine(left: &Number, right: &Number, small: fn(i128, i128) -> i128, big: fn(BigInt, BigInt) -> BigInt) -> Number {
    match (&left.0, &right.0) {
        (Repr::Small(a, UNIT), Repr::Small(c, UNIT)) => Number::reduce(small((*a).into(), (*c).into()), 1),
        (Repr::Small(a, b), Repr::Small(c, d)) if b == d => {
            Number::reduce(small((*a).into(), (*c).into()), b.get().into())
        }
        (Repr::Small(a, b), Repr::Small(c, d)) => {
            Number::reduce(small(wide(*a, d.get()), wide(*c, b.get())), wide(b.get(), d.get()))
        }
        _ => {
            let ((a, b), (c, d)) = (left.parts(), right.parts());
            Number::reduce_big(big(a * &d, c * &b), b * d)
        }
    }
}

impl Add for &Number {
    type Output = Number;
    fn add(self, other: Self) -> Number {
        combine(self, other, Add::add, Add::add)
    }
}

impl Sub for &Number {
    type Output = Number;
    fn sub(self, other: Self) -> Number {
        combine(self, other, Sub::sub, Sub::sub)
    }
}

impl Mul for &Number {
    type Output = Number;
    fn mul(self, other: Self) -> Number {
        if let (Repr::Small(a, UNIT), Repr::Small(c, UNIT)) = (&self.0, &other.0)
            && let Some(product) = a.checked_mul(*c)
        {
            return Number::from(product);
        }
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &other.0) {
            return Number::reduce(wide(*a, *c), wide(b.get(), d.get()));
        }
        let ((a, b), (c, d)) = (self.parts(), other.parts());
        Number::reduce_big(a * c, b * d)
    }
}

impl Neg for &Number {
    type Output = Number;
    fn neg(self) -> Number {
        match &self.0 {
            Repr::Small(a, b) if *a != i64::MIN => Number(Repr::Small(-a, *b)),
            Repr::Small(a, b) => Number::reduce(-i128::from(*a), b.get().into()),
            // Through reduction: the opposite of 2^63 is small again.
            Repr::Big(big) => Number::reduce_big(-big.numer(), big.denom().clone()),
        }
    }
}

impl Neg for Number {
    type Output = Self;
    fn neg(self) -> Self {
        -&self
    }
}

macro_rules! by_value {
    ($($operator:ident $method:ident $assign:ident $assign_method:ident;)*) => {$(
        impl $operator for Number {
            type Output = Number;
            fn $method(self, other: Number) -> Number {
                (&self).$method(&other)
            }
        }

        impl $operator<&Number> for Number {
            type Output = Number;
            fn $method(self, other: &Number) -> Number {
                (&self).$method(other)
            }
        }

        impl $operator<Number> for &Number {
            type Output = Number;
            fn $method(self, other: Number) -> Number {
                self.$method(&other)
            }
        }

        impl $assign for Number {
            fn $assign_method(&mut self, other: Number) {
                *self = (&*self).$method(&other);
            }
        }

        impl $assign<&Number> for Number {
            fn $assign_method(&mut self, other: &Number) {
                *self = (&*self).$method(other);
            }
        }
    )*};
}

by_value! {
    Add add AddAssign add_assign;
    Sub sub SubAssign sub_assign;
    Mul mul MulAssign mul_assign;
}

impl Sum for Number {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, |total, number| total + number)
    }
}

impl<'a> Sum<&'a Number> for Number {
    fn sum<I: Iterator<Item = &'a Number>>(numbers: I) -> Self {
        numbers.fold(Self::ZERO, |total, number| total + number)
    }
}

impl Product for Number {
    fn product<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::ONE, |total, number| total * number)
    }
}

impl From<i64> for Number {
    fn from(whole: i64) -> Self {
        Self(Repr::Small(whole, UNIT))
    }
}

macro_rules! from_narrower {
    ($($type:ty)*) => {$(
        impl From<$type> for Number {
            fn from(whole: $type) -> Self {
                Self::from(i64::from(whole))
            }
        }
    )*};
}

macro_rules! from_wider {
    ($($type:ty)*) => {$(
        impl From<$type> for Number {
            fn from(whole: $type) -> Self {
                Self::reduce_big(BigInt::from(whole), BigInt::one())
            }
        }
    )*};
}

from_narrower! { i8 i16 i32 u8 u16 u32 }
from_wider! { u64 i128 u128 usize isize }
