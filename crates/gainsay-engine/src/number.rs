//! Exact rational numbers: never rounded, never wrapped, never floating.
//!
//! A figure from a source is kept as the fraction it is. Nearly every figure
//! fits two machine words; what does not moves to big integers unnoticed.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::num::NonZeroI64;

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

mod interval;
mod measure;
mod ops;
mod reduce;

pub use interval::{Bound, Bounds};

/// Longest text [`Number::parse_decimal`] reads, in characters.
const MAX_DECIMAL: usize = 4_096;
/// Longest text [`Number::parse_exact`] reads, in characters.
const MAX_EXACT: usize = 65_536;
/// Largest power of ten [`Number::pow10`] gives, either way.
const MAX_POW10: u32 = 4_096;
/// Most significant digits [`Number::to_significant`] writes.
const MAX_DIGITS: u32 = 1_000;

/// An exact rational number, 16 bytes.
#[derive(Clone)]
pub struct Number(Repr);

/// Always in lowest terms with a positive denominator, and `Small` whenever
/// both parts fit, so that equal numbers have equal representations.
#[derive(Clone)]
enum Repr {
    Small(i64, NonZeroI64),
    Big(Box<BigRational>),
}

/// The denominator of whole numbers.
const UNIT: NonZeroI64 = NonZeroI64::new(1).expect("one is not zero");

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(Repr::Small(0, UNIT));
    /// One.
    pub const ONE: Self = Self(Repr::Small(1, UNIT));

    /// The fraction `numerator / denominator`; `None` when the denominator is
    /// zero.
    pub fn ratio(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self::reduce(numerator.into(), denominator.into()))
    }

    /// Reads plain decimal notation: digits, an optional leading `-` and at
    /// most one `.` with digits on both sides. No grouping, no exponent, and
    /// no more than 4,096 characters.
    pub fn parse_decimal(text: &str) -> Option<Self> {
        if text.len() > MAX_DECIMAL {
            return None;
        }
        read_decimal(text)
    }

    /// Reads whatever [`Display`](fmt::Display) writes: `1939063`, `69.87`
    /// and `1/3`, up to 65,536 characters.
    pub fn parse_exact(text: &str) -> Option<Self> {
        if text.len() > MAX_EXACT {
            return None;
        }
        let Some((numerator, denominator)) = text.split_once('/') else {
            return read_decimal(text);
        };
        if !is_digits(denominator) || !is_digits(numerator.strip_prefix('-').unwrap_or(numerator)) {
            return None;
        }
        read_decimal(numerator)?.checked_div(&read_decimal(denominator)?)
    }

    /// Ten to the power of `exponent`; `None` beyond 4,096 either way.
    pub fn pow10(exponent: i32) -> Option<Self> {
        let size = exponent.unsigned_abs();
        if size > MAX_POW10 {
            return None;
        }
        let power = big_pow10(size);
        Some(if exponent < 0 { Self::reduce_big(BigInt::one(), power) } else { Self::reduce_big(power, BigInt::one()) })
    }

    /// The quotient; `None` when `divisor` is zero.
    pub fn checked_div(&self, divisor: &Self) -> Option<Self> {
        if divisor.is_zero() {
            return None;
        }
        if let (Repr::Small(a, b), Repr::Small(c, d)) = (&self.0, &divisor.0) {
            return Some(Self::reduce(wide(*a, d.get()), wide(b.get(), *c)));
        }
        let ((a, b), (c, d)) = (self.parts(), divisor.parts());
        Some(Self::reduce_big(a * d, b * c))
    }

    /// Whether the number is whole.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Small(_, denominator) => *denominator == UNIT,
            Repr::Big(big) => big.denom().is_one(),
        }
    }

    /// Whether the number is zero.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Small(0, _))
    }

    /// Whether the number is less than zero.
    pub fn is_negative(&self) -> bool {
        self.signum() < 0
    }

    /// Whether the number is greater than zero.
    pub fn is_positive(&self) -> bool {
        self.signum() > 0
    }

    /// -1, 0 or 1, as the number is negative, zero or positive.
    pub fn signum(&self) -> i32 {
        match &self.0 {
            Repr::Small(numerator, _) => match numerator.cmp(&0) {
                Ordering::Less => -1,
                Ordering::Equal => 0,
                Ordering::Greater => 1,
            },
            Repr::Big(big) => match big.numer().sign() {
                Sign::Minus => -1,
                Sign::NoSign => 0,
                Sign::Plus => 1,
            },
        }
    }

    /// The distance from zero.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() { -self } else { self.clone() }
    }

    /// The greatest whole number not above this one.
    #[must_use]
    pub fn floor(&self) -> Self {
        match &self.0 {
            Repr::Small(a, b) => Self::from(a.div_floor(&b.get())),
            Repr::Big(big) => Self::reduce_big(big.numer().div_floor(big.denom()), BigInt::one()),
        }
    }

    /// The least whole number not below this one.
    #[must_use]
    pub fn ceil(&self) -> Self {
        -(-self).floor()
    }

    /// The number as an `i64`, when it is whole and fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self.0 {
            Repr::Small(numerator, UNIT) => Some(numerator),
            _ => None,
        }
    }

    /// As [`Display`](fmt::Display), with a comma between thousands before
    /// the decimal point: `1,939,063`, `-12,345.5`, `1/3`.
    pub fn grouped(&self) -> String {
        let plain = self.to_string();
        let (sign, plain) = plain.strip_prefix('-').map_or(("", plain.as_str()), |rest| ("-", rest));
        if let Some((a, b)) = plain.split_once('/') {
            return format!("{sign}{}/{}", group(a), group(b));
        }
        match plain.split_once('.') {
            Some((whole, rest)) => format!("{sign}{}.{rest}", group(whole)),
            None => format!("{sign}{}", group(plain)),
        }
    }

    /// Plain decimal notation rounded to `digits` significant digits (1 to
    /// 1,000), halves away from zero.
    ///
    /// A number that needs fewer digits is written in full and no longer
    /// (`0.5`); a rounded one keeps its final zeros, which are significant
    /// (`1.000` for 1.0004 at four).
    pub fn to_significant(&self, digits: u32) -> String {
        if self.is_zero() {
            return "0".to_owned();
        }
        let digits = i64::from(digits.clamp(1, MAX_DIGITS));
        let (numerator, denominator) = self.parts();
        let numerator = numerator.abs();
        let mut places = digits - 1 - leading_place(&numerator, &denominator);
        let shift = big_pow10(clamp_u32(places.unsigned_abs()));
        let (top, bottom) =
            if places < 0 { (numerator, denominator * shift) } else { (numerator * shift, denominator) };
        let (mut value, rest) = top.div_rem(&bottom);
        if rest.is_zero() && places > 0 {
            while places > 0 && (&value % 10u8).is_zero() {
                value /= 10u8;
                places -= 1;
            }
        } else if rest * 2u8 >= bottom {
            value += 1u8;
            if places > 0 && value == big_pow10(clamp_u32(digits.unsigned_abs())) {
                value /= 10u8;
                places -= 1;
            }
        }
        let mut text = value.to_string();
        if places < 0 {
            text.extend(std::iter::repeat_n('0', clamp_usize(places)));
        } else {
            text = point(&text, clamp_usize(places));
        }
        if self.is_negative() {
            text.insert(0, '-');
        }
        text
    }

    /// Numerator and denominator, in lowest terms.
    fn parts(&self) -> (BigInt, BigInt) {
        match &self.0 {
            Repr::Small(a, b) => ((*a).into(), b.get().into()),
            Repr::Big(big) => (big.numer().clone(), big.denom().clone()),
        }
    }
}

/// The product of two words, which always fits.
fn wide(a: i64, b: i64) -> i128 {
    i128::from(a) * i128::from(b)
}

fn big_pow10(exponent: u32) -> BigInt {
    BigInt::from(10u8).pow(exponent)
}

fn clamp_u32(value: u64) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

fn clamp_usize(places: i64) -> usize {
    usize::try_from(places.unsigned_abs()).unwrap_or(usize::MAX)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Decimal notation of any length.
fn read_decimal(text: &str) -> Option<Number> {
    let (negative, body) = match text.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text),
    };
    let (whole, fraction) = match body.split_once('.') {
        Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
        Some(_) => return None,
        None => (body, ""),
    };
    if !is_digits(whole) {
        return None;
    }
    let places = u32::try_from(fraction.len()).ok()?;
    let digits = format!("{whole}{fraction}");
    let number = if digits.len() <= 18 {
        Number::reduce(digits.parse::<i64>().ok()?.into(), 10i128.pow(places))
    } else {
        Number::reduce_big(BigInt::parse_bytes(digits.as_bytes(), 10)?, big_pow10(places))
    };
    Some(if negative { -number } else { number })
}

/// The power of ten of the first significant digit of a positive fraction.
fn leading_place(numerator: &BigInt, denominator: &BigInt) -> i64 {
    let length = |value: &BigInt| i64::try_from(value.to_string().len()).unwrap_or(i64::MAX);
    if numerator >= denominator {
        return length(&(numerator / denominator)) - 1;
    }
    let (inverse, rest) = denominator.div_rem(numerator);
    let places = length(&inverse);
    if rest.is_zero() && inverse == big_pow10(clamp_u32((places - 1).unsigned_abs())) { 1 - places } else { -places }
}

/// Sets a decimal point `places` digits from the end.
fn point(digits: &str, places: usize) -> String {
    if places == 0 {
        return digits.to_owned();
    }
    // Not by a width: formatting takes none above 65,535, and there may be more places than that.
    let padded = format!("{}{digits}", "0".repeat((places + 1).saturating_sub(digits.len())));
    let (whole, fraction) = padded.split_at(padded.len() - places);
    format!("{whole}.{fraction}")
}

/// Puts a comma between thousands.
fn group(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How many decimal places write the fraction `1 / denominator` in full, if
/// any number does.
fn terminating_places(denominator: &BigInt) -> Option<u32> {
    let twos = denominator.trailing_zeros().unwrap_or(0);
    let mut rest = denominator >> twos;
    let mut fives = 0u64;
    // Whole blocks first: one by one would take quadratic time for long ones.
    for step in [1_024u32, 32, 1] {
        let block = BigInt::from(5u8).pow(step);
        while rest >= block {
            let (quotient, remainder) = rest.div_rem(&block);
            if !remainder.is_zero() {
                break;
            }
            rest = quotient;
            fives += u64::from(step);
        }
    }
    if !rest.is_one() {
        return None;
    }
    u32::try_from(twos.max(fives)).ok()
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Repr::Small(whole, UNIT) = self.0 {
            return write!(f, "{whole}");
        }
        let (numerator, denominator) = self.parts();
        let Some(places) = terminating_places(&denominator) else {
            return write!(f, "{numerator}/{denominator}");
        };
        let scaled = numerator.abs() * big_pow10(places) / denominator;
        let sign = if self.is_negative() { "-" } else { "" };
        let places = clamp_usize(places.into());
        write!(f, "{sign}{}", point(&scaled.to_string(), places))
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::ZERO
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => a == c && b == d,
            // Field by field: the crate's own comparison divides recursively.
            (Repr::Big(x), Repr::Big(y)) => x.numer() == y.numer() && x.denom() == y.denom(),
            _ => false,
        }
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match &self.0 {
            Repr::Small(a, b) => (a, b).hash(state),
            Repr::Big(big) => (big.numer(), big.denom()).hash(state),
        }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) if b == d => a.cmp(c),
            (Repr::Small(a, b), Repr::Small(c, d)) => wide(*a, d.get()).cmp(&wide(*c, b.get())),
            _ => self.signum().cmp(&other.signum()).then_with(|| {
                let ((a, b), (c, d)) = (self.parts(), other.parts());
                (a * d).cmp(&(c * b))
            }),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests;
