//! Calendar days as numbers.

use std::fmt;

/// Farthest year from zero a day may lie in.
const MAX_YEAR: i32 = 999_999;
/// Days in 400 years, after which the calendar repeats.
const CYCLE: i32 = 146_097;
/// Days from 1 March of year 0 to 1 January 1970.
const EPOCH: i32 = 719_468;

/// A day of the proleptic Gregorian calendar, counted from 1970-01-01.
///
/// Years run from -999,999 to 999,999; year 0 is 1 BC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub(super) i32);

impl Day {
    /// The first day there is: 1 January of the year -999,999.
    pub const MIN: Self = Self(count(-MAX_YEAR, 1, 1));
    /// The last day there is: 31 December of the year 999,999.
    pub const MAX: Self = Self(count(MAX_YEAR, 12, 31));

    /// The day of that year, month (1 to 12) and day of the month; `None` when
    /// the calendar has no such day.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        let known = (-MAX_YEAR..=MAX_YEAR).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        known.then(|| Self(count(year, month.cast_signed(), day.cast_signed())))
    }

    /// Year, month and day of the month.
    pub fn ymd(self) -> (i32, u32, u32) {
        // Years are counted from March here, so that the leap day comes last.
        let days = self.0 + EPOCH;
        let (cycle, rest) = (days.div_euclid(CYCLE), days.rem_euclid(CYCLE));
        let year = (rest - rest / 1_460 + rest / 36_524 - rest / 146_096) / 365;
        let day_of_year = rest - (365 * year + year / 4 - year / 100);
        let month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month + 2) / 5 + 1;
        let (month, carry) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        (400 * cycle + year + carry, month.unsigned_abs(), day.unsigned_abs())
    }

    /// Days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day with a number; the first or last day where there is none.
    pub fn from_number(number: i32) -> Self {
        Day(number).max(Day::MIN).min(Day::MAX)
    }

    /// The next day; the last day has none and is its own.
    #[must_use]
    pub fn succ(self) -> Self {
        self.plus(1)
    }

    /// The day before; the first day has none and is its own.
    #[must_use]
    pub fn pred(self) -> Self {
        self.plus(-1)
    }

    /// That many days later, stopping at the ends of the calendar.
    pub(super) fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days)).clamp(Self::MIN, Self::MAX)
    }

    /// The same day of the month that many months later. A month too short
    /// gives its last day; so does, when `to_end`, any last day of a month.
    pub(super) fn plus_months(self, months: i32, to_end: bool) -> Self {
        let (year, month, day) = self.ymd();
        let total = (year * 12 + month.cast_signed() - 1).saturating_add(months);
        let (new_year, new_month) = (total.div_euclid(12), total.rem_euclid(12).unsigned_abs() + 1);
        let length = days_in_month(new_year, new_month);
        let new_day = if to_end && day == days_in_month(year, month) { length } else { day.min(length) };
        Self::from_ymd(new_year, new_month, new_day).unwrap_or(if months < 0 { Self::MIN } else { Self::MAX })
    }
}

/// Days since 1970-01-01 of a valid date.
const fn count(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let (cycle, rest) = (year.div_euclid(400), year.rem_euclid(400));
    let from_march = (month + 9) % 12;
    let day_of_year = (153 * from_march + 2) / 5 + day - 1;
    cycle * CYCLE + rest * 365 + rest / 4 - rest / 100 + day_of_year - EPOCH
}

/// How many days the month has; 0 when there is no such month.
pub(super) fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// A year as EDTF writes it: four digits, or more after a `Y`.
pub(super) fn year_text(year: i32) -> String {
    let sign = if year < 0 { "-" } else { "" };
    let size = year.unsigned_abs();
    if size > 9_999 { format!("Y{sign}{size}") } else { format!("{sign}{size:04}") }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        let sign = if year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{month:02}-{day:02}", year.unsigned_abs())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
