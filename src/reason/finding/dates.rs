//! Dates that cannot all be right, in words: which date is too late for which, and by how much.

use super::SumRow;
use crate::base::number::Number;
use crate::base::when::{Day, Precision, scale};

/// The end of a claim's date that takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateEnd {
    /// The day.
    pub day: Day,
    /// How closely the claim knows it.
    pub precision: Precision,
    /// Whether the claim leaves no other day.
    pub is_only: bool,
}

impl DateEnd {
    /// `1900 or later`, `31 May 1890 or earlier`, `4 May 1950`.
    pub fn words(&self, at_least: bool) -> String {
        let date = scale::edge_in_words(self.day, self.precision, at_least);
        match (self.is_only, at_least) {
            (true, _) => date,
            (false, true) => format!("{date} or later"),
            (false, false) => format!("{date} or earlier"),
        }
    }
}

/// How two dates miss each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// In words: `9 years apart`, `at most 14 years between them, at least 15 years needed`.
    pub words: String,
    /// By how many days they miss what would be possible.
    pub days: Number,
    /// The same in places of the scale of months of 31 days.
    pub places: Number,
    /// The same as it fits: `9 years`, `12 days`.
    pub missing: String,
    /// How closely the less closely known of the two dates is known.
    pub precision: Precision,
}

impl Apart {
    /// Of a sum of two dates and the lengths of time that rules and relations add: above zero if so much must lie
    /// between them, below if no more may; `strict` if that length itself is left out. None of other sums.
    pub fn of(sum: &[SumRow], constant: &Number, strict: bool) -> Option<Apart> {
        let [first, second] = sum else { return None };
        let (least, most) = if first.at_least { (first, second) } else { (second, first) };
        let is_plain = |row: &SumRow| row.factor == Number::ONE;
        if !least.at_least || most.at_least || !is_plain(least) || !is_plain(most) {
            return None;
        }
        Some(Apart::between(least.date?, most.date?, constant, strict))
    }

    /// Of a date that is not before one day, and one that is not after another.
    pub fn between(least: DateEnd, most: DateEnd, constant: &Number, strict: bool) -> Apart {
        let precision = least.precision.max(most.precision);
        let lies = scale::between(most.day, least.day, precision);
        let needed = scale::moved(least.day, constant, strict);
        let days = Number::from(i64::from(needed.number()) - i64::from(most.day.number()));
        let places = Number::from(least.day.place() - most.day.place()) + constant;
        let missing = scale::between(most.day, needed, precision);
        let wanted = scale::length(constant);
        let words = match (constant.signum(), wanted) {
            (0, _) if least.day == most.day => "both on one day".to_owned(),
            (0, _) => format!("{lies} apart"),
            (1, Some(wanted)) if least.day <= most.day => {
                format!("at most {lies} between them, at least {wanted} needed")
            }
            (1, Some(wanted)) => format!("{lies} the wrong way round, at least {wanted} needed"),
            (_, Some(wanted)) => {
                let word = if strict { "less than" } else { "at most" };
                format!("at least {lies} between them, {word} {wanted} possible")
            }
            (_, None) => format!("they miss each other by {missing}"),
        };
        Apart { words, days, places, missing, precision }
    }
}
