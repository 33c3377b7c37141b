//! Amounts in words: how values, intervals and sums compare.

use crate::base::number::{Bound, Bounds, Number};
use crate::base::when::scale;
use crate::model::{Model, Of, Value};
use crate::notation::{Comparison, Constant};

impl Model {
    /// The interval that a value is read as, in words: `at most 13,000`, `between 12,500 and 13,500`, with what it is
    /// a share of.
    pub fn reading_words(&self, of: Of, value: &Value) -> String {
        if self.is_in_notation() {
            return self.reading_text(of, value);
        }
        match value.share_of {
            Some(base) => format!("{} of {}", between(&value.read, &percent), self.of_words(base)),
            None => self.bounds_words(of, &value.read),
        }
    }

    /// An interval of values of this, in words; dates as precisely as they are given.
    pub fn bounds_words(&self, of: Of, bounds: &Bounds) -> String {
        if self.is_in_notation() {
            return self.bounds_text(of, bounds);
        }
        if self.is_event(of) {
            return scale::days_in_words(bounds);
        }
        if self.is_length(of) {
            return between(bounds, &scale::parted);
        }
        let measure = &self.measures[self.quantities[self.first_quantity(of)].measure];
        let unit = if measure.percent { " %" } else { "" };
        let amount = |number: &Number| format!("{}{unit}", number.grouped());
        // That there are not less than none need not be said.
        let is_floor = |low: &Bound| low.value.is_zero() && !low.strict && !measure.signed;
        let has_floor = bounds.low.as_ref().is_some_and(is_floor);
        if has_floor && bounds.high.is_some() && bounds.single().is_none() {
            return between(&Bounds { low: None, high: bounds.high.clone() }, &amount);
        }
        between(bounds, &amount)
    }
}

/// `at most 13,000`, `more than 5`, `between 12,500 and 13,500`.
fn between(bounds: &Bounds, amount: &dyn Fn(&Number) -> String) -> String {
    if let Some(only) = bounds.single() {
        return amount(only);
    }
    let end = |bound: &Bound, [strict, plain]: [&str; 2]| {
        format!("{} {}", if bound.strict { strict } else { plain }, amount(&bound.value))
    };
    let (low, high) = (["more than", "at least"], ["less than", "at most"]);
    match (&bounds.low, &bounds.high) {
        (Some(least), Some(most)) if !least.strict && !most.strict => {
            format!("between {} and {}", amount(&least.value), amount(&most.value))
        }
        (Some(least), Some(most)) => format!("{} and {}", end(least, low), end(most, high)),
        (Some(least), None) => end(least, low),
        (None, Some(most)) => end(most, high),
        (None, None) => "any number".to_owned(),
    }
}

/// A part of one as a percentage: `18 %`, `33.3 %`.
fn percent(part: &Number) -> String {
    let hundred = part * &Number::from(100);
    format!("{} %", if hundred.is_integer() { hundred.grouped() } else { hundred.to_significant(3) })
}

/// Some words multiplied: `2 times …`, `18 % of …`.
pub(super) fn times(factor: &Number, words: &str) -> String {
    if *factor == Number::ONE {
        words.to_owned()
    } else if *factor < Number::ONE {
        format!("{} of {words}", percent(factor))
    } else if factor.is_integer() {
        format!("{} times {words}", factor.grouped())
    } else {
        format!("{} times {words}", factor.to_significant(3))
    }
}

/// A constant without its sign.
pub(super) fn size(constant: &Constant) -> String {
    if constant.is_time() { constant.text() } else { constant.number.abs().grouped() }
}

/// How a sum compares with a number.
pub(super) fn against(comparison: Comparison, constant: &Constant) -> String {
    let word = match comparison {
        Comparison::Equal => "exactly",
        Comparison::AtMost => "at most",
        Comparison::AtLeast => "at least",
        Comparison::Less => "less than",
        Comparison::More => "more than",
    };
    let sign = if constant.is_negative() { "-" } else { "" };
    format!("{word} {sign}{}", size(constant))
}

/// How two sums compare; of what is counted, `as many as`.
pub(super) fn comparison(comparison: Comparison, is_counted: bool) -> &'static str {
    match (comparison, is_counted) {
        (Comparison::Equal, true) => "as many as",
        (Comparison::Equal, false) => "as much as",
        (Comparison::AtMost, true) => "at most as many as",
        (Comparison::AtMost, false) => "at most as much as",
        (Comparison::AtLeast, true) => "at least as many as",
        (Comparison::AtLeast, false) => "at least as much as",
        (Comparison::Less, true) => "fewer than",
        (Comparison::Less, false) => "less than",
        (Comparison::More, _) => "more than",
    }
}

/// Which of two dates comes first, and by how long: `one = other + constant`.
pub(super) fn in_order(one: &str, comparison: Comparison, constant: &Constant, other: &str) -> String {
    use Comparison::{AtLeast, AtMost, Equal, Less, More};
    if constant.is_zero() {
        let word = match comparison {
            Equal => "at the same time as",
            AtMost => "not after",
            AtLeast => "not before",
            Less => "before",
            More => "after",
        };
        return format!("{one}: {word} {other}");
    }
    let is_earlier = constant.is_negative();
    // What is at least five years less is at most five years before.
    let word = match if is_earlier { comparison.turned() } else { comparison } {
        Equal => "",
        AtMost => "at most ",
        AtLeast => "at least ",
        Less => "less than ",
        More => "more than ",
    };
    format!("{one}: {word}{} {} {other}", size(constant), if is_earlier { "before" } else { "after" })
}

/// So many of a unit, the number as it is shown: `1 person`, `13,000 persons`.
pub fn counted(count: &Number, shown: &str, unit: &str) -> String {
    if *count != Number::ONE {
        return format!("{shown} {unit}");
    }
    let singular = match unit {
        "people" => "person".to_owned(),
        _ => match (unit.strip_suffix("ies"), unit.strip_suffix('s').filter(|less| !less.ends_with('s'))) {
            (Some(stem), _) => format!("{stem}y"),
            (None, Some(stem)) => stem.to_owned(),
            (None, None) => unit.to_owned(),
        },
    };
    format!("{shown} {singular}")
}

/// How many significant digits numbers of a sum that do not end are shown with.
const SUM_DIGITS: u32 = 6;

/// A number as people read it: in full where it is whole, else to six digits, or to the unit where that is more.
pub fn readable(number: &Number) -> String {
    if number.is_integer() {
        return number.grouped();
    }
    if number.abs() < Number::from(10_i64.pow(SUM_DIGITS - 1)) {
        return number.to_significant(SUM_DIGITS);
    }
    let is_below_half = &(number - &number.floor()) * &Number::from(2) < Number::from(1);
    if is_below_half { number.floor().grouped() } else { number.ceil().grouped() }
}
