//! Intervals of exact numbers.

use std::fmt;

use super::Number;

/// One end of an interval.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Bound {
    /// The number at the end.
    pub value: Number,
    /// Whether the number itself is left out.
    pub strict: bool,
}

impl Bound {
    /// The end at `value`, which belongs to the interval.
    pub fn at(value: Number) -> Self {
        Bound { value, strict: false }
    }
}

/// An interval; an end that is `None` is open.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Bounds {
    /// The least value.
    pub low: Option<Bound>,
    /// The greatest value.
    pub high: Option<Bound>,
}

impl Bounds {
    /// One number and no other.
    pub fn exactly(value: Number) -> Self {
        Bounds { low: Some(Bound::at(value.clone())), high: Some(Bound::at(value)) }
    }

    /// All numbers at most `width` from `value`.
    pub fn around(value: &Number, width: &Number) -> Self {
        Bounds { low: Some(Bound::at(value - width)), high: Some(Bound::at(value + width)) }
    }

    /// The one number in it, where it is a single one.
    pub fn single(&self) -> Option<&Number> {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) if low == high && !low.strict => Some(&low.value),
            _ => None,
        }
    }

    /// Whether no number lies in it.
    pub fn is_empty(&self) -> bool {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) => {
                low.value > high.value || (low.value == high.value && (low.strict || high.strict))
            }
            _ => false,
        }
    }

    /// Without what lies below zero.
    #[must_use]
    pub fn not_below_zero(self) -> Self {
        let low = self
            .low
            .map(|low| if low.value.is_negative() { Bound { value: Number::ZERO, strict: false } } else { low });
        Bounds { low, ..self }
    }

    /// Rounded inward to whole numbers; strict ends become plain ones.
    #[must_use]
    pub fn whole(&self) -> Self {
        let one = Number::from(1);
        let low = self.low.as_ref().map(|low| {
            let up = low.value.ceil();
            Bound { value: if low.strict && up == low.value { up + one.clone() } else { up }, strict: false }
        });
        let high = self.high.as_ref().map(|high| {
            let down = high.value.floor();
            Bound { value: if high.strict && down == high.value { down - one.clone() } else { down }, strict: false }
        });
        Bounds { low, high }
    }
}

impl fmt::Display for Bounds {
    /// `1,939,063`, `40..199`, `..19`; a strict end is written `more than` or `less than`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(single) = self.single() {
            return f.write_str(&single.grouped());
        }
        match (&self.low, &self.high) {
            (None, None) => f.write_str("any"),
            (Some(low), None) if low.strict => write!(f, "more than {}", low.value.grouped()),
            (None, Some(high)) if high.strict => write!(f, "less than {}", high.value.grouped()),
            (low, high) => {
                let end = |bound: &Option<Bound>| bound.as_ref().map(|bound| bound.value.grouped()).unwrap_or_default();
                write!(f, "{}..{}", end(low), end(high))
            }
        }
    }
}
