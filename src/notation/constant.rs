//! Numbers and lengths of time that stand by themselves in a relation: `197,277`, `15 years`.

use super::expression::Comparison;
use crate::base::number::{Bound, Bounds, Number};
use crate::base::when::scale::{MONTH, amount, places_of_days};

/// Longest number that is read in an expression, in characters: no count of anything has more digits.
const MOST_DIGITS: usize = 1_000;
/// Longest time that is read, in months or days: the calendar holds no longer one.
const LONGEST: i64 = 800_000_000;

/// In what a length of time is given: in the finest of its parts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// In nothing: it is no time.
    #[default]
    None,
    /// In days or weeks.
    Days,
    /// In months.
    Months,
    /// In years, or what is years.
    Years,
}

/// What is added to a sum besides quantities: a number, or a length of time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Constant {
    /// A number without a unit.
    pub number: Number,
    /// Months; a year is twelve.
    pub months: i64,
    /// Days; a week is seven.
    pub days: i64,
    /// In what it is given, where it is a time.
    pub unit: Unit,
    /// Whether a time of nothing was taken away: a completed age of no years is less than one year, not more than one
    /// year less.
    taken_away: bool,
}

impl Constant {
    /// Reads `197,277`, `1/3`, `15 years`, `18 months`; none where the text is neither.
    pub(super) fn read(text: &str) -> Option<Result<Self, String>> {
        if !text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let (number, unit) = text.split_once(' ').unwrap_or((text, ""));
        let number = match factor(number) {
            Ok(number) => number,
            Err(message) => return Some(Err(message)),
        };
        let (unit, months, days) = match unit.trim() {
            "" => return Some(Ok(Constant { number, ..Constant::default() })),
            "year" | "years" => (Unit::Years, 12, 0),
            "month" | "months" => (Unit::Months, 1, 0),
            "decade" | "decades" => (Unit::Years, 120, 0),
            "century" | "centuries" => (Unit::Years, 1_200, 0),
            "week" | "weeks" => (Unit::Days, 0, 7),
            "day" | "days" => (Unit::Days, 0, 1),
            _ => return None,
        };
        let whole = |of: i64| {
            let whole = (&number * &Number::from(of)).to_i64().filter(|size| *size <= LONGEST);
            whole.ok_or_else(|| format!("`{text}` is no whole number of months or days"))
        };
        Some(whole(months).and_then(|months| Ok(Constant { months, days: whole(days)?, unit, ..Constant::default() })))
    }

    /// Whether nothing is added.
    pub fn is_zero(&self) -> bool {
        self.number.is_zero() && !self.is_time()
    }

    /// Whether it is a length of time.
    pub fn is_time(&self) -> bool {
        self.unit != Unit::None
    }

    /// The sum of two.
    #[must_use]
    pub fn plus(&self, other: &Self, sign: i64) -> Self {
        let units = [self.unit, other.unit].into_iter().filter(|unit| *unit != Unit::None);
        Constant {
            number: &self.number + &(&other.number * &Number::from(sign)),
            months: self.months + sign * other.months,
            days: self.days + sign * other.days,
            unit: units.min().unwrap_or_default(),
            taken_away: if other.is_time() { other.taken_away != (sign < 0) } else { self.taken_away },
        }
    }

    /// The same on the other side.
    #[must_use]
    pub fn negated(&self) -> Self {
        Constant::default().plus(self, -1)
    }

    /// Whether it is less than nothing.
    pub fn is_negative(&self) -> bool {
        let time = self.months < 0 || self.months == 0 && (self.days < 0 || self.days == 0 && self.taken_away);
        self.number.is_negative() || self.is_time() && time
    }

    /// Between what a sum lies that compares so with this; `whole` if it can only be a whole number.
    ///
    /// Of dates, the bounds are those of the scale on which every month has 31 places. A length of whole months is
    /// a completed one: 75 years are 75 up to under 76.
    pub fn compared(&self, comparison: Comparison, whole: bool) -> Bounds {
        if self.is_time() {
            return self.compared_time(comparison);
        }
        let bound = |step: i64, strict: bool| {
            let steps = strict && whole && self.number.is_integer();
            let value = if steps { &self.number + &Number::from(step) } else { self.number.clone() };
            Some(Bound { value, strict: strict && !steps })
        };
        match comparison {
            Comparison::Equal => Bounds::exactly(self.number.clone()),
            Comparison::AtMost => Bounds { low: None, high: bound(0, false) },
            Comparison::AtLeast => Bounds { low: bound(0, false), high: None },
            Comparison::Less => Bounds { low: None, high: bound(-1, true) },
            Comparison::More => Bounds { low: bound(1, true), high: None },
        }
    }

    fn compared_time(&self, comparison: Comparison) -> Bounds {
        let months = self.months * MONTH;
        // A date is a whole day, so that more than three days are at least four.
        let (least, most) = match comparison {
            _ if self.days == 0 => (0, 0),
            Comparison::Less => places_of_days(self.days - 1),
            Comparison::More => places_of_days(self.days + 1),
            _ => places_of_days(self.days),
        };
        let strict = self.days == 0;
        let bound = |places: i64, strict: bool| Some(Bound { value: Number::from(months + places), strict });
        // What is not yet complete: the rest of the last year, or of the last month.
        let rest = MONTH * if self.unit == Unit::Years { 12 } else { 1 };
        match comparison {
            Comparison::Equal if self.unit != Unit::Days && self.is_negative() => {
                Bounds { low: bound(-rest, true), high: bound(0, false) }
            }
            Comparison::Equal if self.unit != Unit::Days => Bounds { low: bound(0, false), high: bound(rest, true) },
            Comparison::Equal => Bounds { low: bound(least, false), high: bound(most, false) },
            Comparison::AtMost => Bounds { low: None, high: bound(most, false) },
            Comparison::AtLeast => Bounds { low: bound(least, false), high: None },
            Comparison::Less => Bounds { low: None, high: bound(most, strict) },
            Comparison::More => Bounds { low: bound(least, strict), high: None },
        }
    }

    /// The size in the notation: `15 years`, `2 months + 3 days`, `197,277`.
    pub fn text(&self) -> String {
        let size = if self.is_negative() { self.negated() } else { self.clone() };
        let mut parts = Vec::new();
        if !size.number.is_zero() || !size.is_time() {
            parts.push(size.number.grouped());
        }
        match size.months {
            0 if matches!(size.unit, Unit::None | Unit::Days) => {}
            months if months % 12 == 0 && size.unit != Unit::Months => {
                parts.push(amount(months / 12, "year").replace(',', ""));
            }
            months => parts.push(amount(months, "month").replace(',', "")),
        }
        match size.days {
            0 if size.unit != Unit::Days || size.months != 0 => {}
            days => parts.push(amount(days, "day").replace(',', "")),
        }
        parts.join(" + ").replace("+ -", "- ")
    }
}

/// A number in an expression: digits, with commas between thousands or without, decimals, or a fraction.
pub(super) fn factor(text: &str) -> Result<Number, String> {
    if text.len() > MOST_DIGITS {
        return Err(format!("a number of more than {MOST_DIGITS} characters"));
    }
    let digits = if text.contains(',') {
        let groups = text.split('.').next().unwrap_or_default();
        let mut groups = groups.split(',');
        let first = groups.next().is_some_and(|first| (1..=3).contains(&first.len()));
        if !first || !groups.all(|group| group.len() == 3) {
            return Err(format!("`{text}` is not a number: commas stand between thousands"));
        }
        text.replace(',', "")
    } else {
        text.to_owned()
    };
    Number::parse_exact(&digits).ok_or_else(|| format!("`{text}` is not a number"))
}
