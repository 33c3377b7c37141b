//! Common measures: what whole multiples a list of numbers shares.

use num_integer::Integer;
use num_traits::{One, Signed};

use super::{Number, Repr, UNIT};

impl Number {
    /// The greatest number of which all of these are whole multiples; zero when all are zero.
    ///
    /// Dividing by it gives the smallest whole numbers in the same proportions.
    pub fn common_measure<'a>(numbers: impl IntoIterator<Item = &'a Number>) -> Number {
        let mut measure = Number::ZERO;
        for number in numbers {
            measure = measure.shared(number);
        }
        measure
    }

    /// The greatest common measure of two numbers: of reduced fractions, the greatest
    /// common divisor above and the least common multiple below.
    fn shared(&self, other: &Number) -> Number {
        if let (Repr::Small(a, UNIT), Repr::Small(c, UNIT)) = (&self.0, &other.0) {
            if a.unsigned_abs() == 1 || c.unsigned_abs() == 1 {
                return Number::ONE;
            }
            return Number::from(a.unsigned_abs().gcd(&c.unsigned_abs()));
        }
        let ((a, b), (c, d)) = (self.parts(), other.parts());
        Number::reduce_big(a.gcd(&c), b.lcm(&d))
    }

    /// About the binary logarithm of the distance from zero, in eighths; exact enough
    /// to rank numbers, not to compare them. The least value for zero.
    pub fn rank(&self) -> i64 {
        match &self.0 {
            Repr::Small(0, _) => i64::MIN,
            Repr::Small(a, b) => eighths(a.unsigned_abs()) - eighths(b.get().unsigned_abs()),
            Repr::Big(big) => {
                let bits = |whole: &num_bigint::BigInt| i64::try_from(whole.bits()).unwrap_or(i64::MAX / 64);
                8 * (bits(big.numer()) - bits(big.denom()))
            }
        }
    }

    /// How many times the work of a small number's this one's arithmetic takes, less one: none while it fits
    /// 16 bytes, then growing with the square of its length, as reducing fractions does.
    pub fn extra_work(&self) -> u64 {
        match &self.0 {
            Repr::Small(..) => 0,
            Repr::Big(big) => {
                let words = (big.numer().bits() + big.denom().bits()) / 64;
                8 + words.saturating_mul(words)
            }
        }
    }

    /// Whether the number is one.
    pub fn is_one(&self) -> bool {
        match &self.0 {
            Repr::Small(a, b) => *a == 1 && b.get() == 1,
            Repr::Big(big) => big.numer().is_positive() && big.is_one(),
        }
    }
}

/// Eight times the binary logarithm of a number that is not zero, rounded down.
fn eighths(whole: u64) -> i64 {
    let log = whole.ilog2();
    let next = if log >= 3 { whole >> (log - 3) } else { whole << (3 - log) } & 7;
    i64::from(8 * log) + i64::try_from(next).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_common_measure_leaves_coprime_whole_numbers() {
        let of = |parts: &[(i64, i64)]| {
            let numbers: Vec<Number> = parts.iter().map(|(a, b)| Number::ratio(*a, *b).unwrap()).collect();
            Number::common_measure(&numbers)
        };
        assert_eq!(of(&[(4, 1), (-6, 1)]), Number::from(2));
        assert_eq!(of(&[(1, 2), (1, 3)]), Number::ratio(1, 6).unwrap());
        assert_eq!(of(&[(i64::MIN, 1), (i64::MIN, 1)]), -Number::from(i64::MIN));
        assert_eq!(of(&[]), Number::ZERO);
    }

    #[test]
    fn ranks_grow_with_the_distance_from_zero() {
        let numbers = [1, 2, 3, 9, 100, 1_000_000, i64::MAX].map(Number::from);
        assert!(numbers.is_sorted_by_key(Number::rank));
        assert!(Number::ratio(1, 3).unwrap().rank() < Number::ONE.rank());
        assert!((Number::from(i64::MAX) * Number::from(4)).rank() > Number::from(i64::MAX).rank());
    }
}
