//! Dates on a scale on which years and months are lengths, and what lies between two days in words.
//!
//! On the scale every month has 31 places, so that a year later is 372 places later from any day, and a month
//! 31. Order is that of the calendar, and every day has a place; the places after the last day of a short month
//! belong to no day. So the 29th of February and fifteen years comes after the 28th and before the 1st of March.

use super::day::{Day, days_in_month};
use super::{Precision, When};
use crate::base::number::{Bound, Bounds, Number};

/// Places of a month.
pub(crate) const MONTH: i64 = 31;
/// Places of a year.
pub(crate) const YEAR: i64 = 12 * MONTH;
/// Days in 400 years, after which the calendar repeats.
const CYCLE: i64 = 146_097;

impl Day {
    /// The place of the day on the scale of months of 31 days; 1 January of the year 0 is at 0.
    pub(crate) fn place(self) -> i64 {
        let (year, month, day) = self.ymd();
        (i64::from(year) * 12 + i64::from(month) - 1) * MONTH + i64::from(day) - 1
    }

    /// The last day whose place is not after this one.
    pub(crate) fn not_after(place: i64) -> Day {
        let (year, month, day) = parts(place);
        Day::from_ymd(year, month, day.min(days_in_month(year, month))).unwrap_or(if place < 0 {
            Day::MIN
        } else {
            Day::MAX
        })
    }

    /// The first day whose place is not before this one.
    pub(crate) fn not_before(place: i64) -> Day {
        let (year, month, day) = parts(place);
        if day <= days_in_month(year, month) {
            return Day::not_after(place);
        }
        Day::not_after(place).succ()
    }
}

fn parts(place: i64) -> (i32, u32, u32) {
    let (months, day) = (place.div_euclid(MONTH), place.rem_euclid(MONTH));
    let year = months.div_euclid(12).clamp(i64::from(i32::MIN), i64::from(i32::MAX));
    let month = months.rem_euclid(12) + 1;
    let word = |part: i64| u32::try_from(part).expect("a part of a month or year is small");
    (i32::try_from(year).expect("it was clamped"), word(month), word(day) + 1)
}

/// How many places so many days are at least and at most, wherever they begin; negative ones go back.
pub(crate) fn places_of_days(days: i64) -> (i64, i64) {
    if days < 0 {
        let (least, most) = places_of_days(-days);
        return (-most, -least);
    }
    let (cycles, rest) = (days / CYCLE, days % CYCLE);
    let Ok(rest) = i32::try_from(rest) else { return (days, days) };
    // The calendar repeats, so that one cycle of beginnings shows all.
    let mut ends = (i64::MAX, i64::MIN);
    let mut first = Day::from_number(0);
    for _ in 0..CYCLE {
        let between = first.plus(rest).place() - first.place();
        ends = (ends.0.min(between), ends.1.max(between));
        first = first.succ();
    }
    let whole = cycles * 400 * YEAR;
    (whole + ends.0, whole + ends.1)
}

/// First and last day of an interval on the scale; none where it is open.
pub(crate) fn days(bounds: &Bounds) -> (Option<Day>, Option<Day>) {
    (bounds.low.as_ref().map(first_day), bounds.high.as_ref().map(last_day))
}

/// The first day that a lower bound on the scale allows.
pub(crate) fn first_day(bound: &Bound) -> Day {
    let place = whole(&bound.value.ceil());
    let is_left_out = bound.strict && bound.value.is_integer();
    Day::not_before(if is_left_out { place + 1 } else { place })
}

/// The last day that an upper bound on the scale allows.
pub(crate) fn last_day(bound: &Bound) -> Day {
    let place = whole(&bound.value.floor());
    let is_left_out = bound.strict && bound.value.is_integer();
    Day::not_after(if is_left_out { place - 1 } else { place })
}

/// A whole number of places; beyond the calendar, the end of it.
fn whole(number: &Number) -> i64 {
    let end = if number.is_negative() { Day::MIN } else { Day::MAX };
    number.to_i64().unwrap_or_else(|| end.place()).clamp(Day::MIN.place(), Day::MAX.place())
}

/// What lies between two days, in whole years, months or days as fits: `9 years`, `3 months`, `12 days`.
///
/// No finer than the dates are known: `less than a year` where they are known to the year.
pub(crate) fn between(one: Day, other: Day, precision: Precision) -> String {
    let (from, to) = (one.min(other), one.max(other));
    let months = (to.place() - from.place()) / MONTH;
    let days = i64::from(to.number()) - i64::from(from.number());
    match (months / 12, months, days) {
        (years @ 1.., ..) if precision > Precision::Month || years > 1 => amount(years, "year"),
        (0, ..) if precision > Precision::Month => "less than a year".to_owned(),
        (_, months @ 1.., _) if precision == Precision::Month || months > 1 => amount(months, "month"),
        (_, 0, 0) => "no day".to_owned(),
        (_, 0, _) if precision == Precision::Month => "less than a month".to_owned(),
        (.., days) => amount(days, "day"),
    }
}

/// The first day that lies so many places after another; the next one if that place itself is left out.
pub(crate) fn moved(day: Day, places: &Number, strict: bool) -> Day {
    let place = Number::from(day.place()) + places;
    first_day(&Bound { value: place, strict })
}

/// A length on the scale in words: `15 years`, `18 months`; days where it is neither, about as many as places.
pub(crate) fn length(places: &Number) -> Option<String> {
    let places = places.abs().to_i64()?;
    Some(match (places % YEAR, places % MONTH) {
        (0, _) => amount(places / YEAR, "year"),
        (_, 0) => amount(places / MONTH, "month"),
        _ => return None,
    })
}

/// A length on the scale as people say it, exact where it is of whole months: `15 years`, `12 days`, `about 4 years`.
pub(crate) fn told_length(places: &Number) -> String {
    length(places).unwrap_or_else(|| length_of_days(&days_of(places)))
}

/// A length on the scale with all its parts: `8 months 11 days`, `-15 years`.
pub(crate) fn parted(places: &Number) -> String {
    let parts = parts_of_length(places).map(|(count, unit, _)| (count != 0).then(|| amount(count, unit)));
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let sign = if places.is_negative() { "-" } else { "" };
    if parts.is_empty() { "0 days".to_owned() } else { format!("{sign}{}", parts.join(" ")) }
}

/// The same as a duration of ISO 8601: `P8M11D`, `-P15Y`.
pub(crate) fn duration(places: &Number) -> String {
    let parts = parts_of_length(places).map(|(count, _, letter)| (count != 0).then(|| format!("{count}{letter}")));
    let parts: String = parts.into_iter().flatten().collect();
    let sign = if places.is_negative() { "-" } else { "" };
    if parts.is_empty() { "P0D".to_owned() } else { format!("{sign}P{parts}") }
}

fn parts_of_length(places: &Number) -> [(i64, &'static str, char); 3] {
    let places = places.abs().floor().to_i64().unwrap_or(i64::MAX);
    [(places / YEAR, "year", 'Y'), (places % YEAR / MONTH, "month", 'M'), (places % MONTH, "day", 'D')]
}

/// What a sum is at least, as a length and whether that itself is left out: a date is a whole day, so that one place more
/// than a length is more than that length.
pub(crate) fn beyond(places: &Number, strict: bool) -> (Number, bool) {
    let less = places - &Number::ONE;
    let is_one_more = !strict && length(places).is_none() && !less.is_negative() && length(&less).is_some();
    if is_one_more { (less, true) } else { (places.clone(), strict) }
}

/// How long so many days are, where no two dates tell: `12 days`, `about 10 months`, `about 4 years`.
pub(crate) fn length_of_days(days: &Number) -> String {
    let Some(count) = days.abs().to_i64() else { return format!("{} days", days.grouped()) };
    // Rounded to the nearest month of the calendar's cycle of 400 years.
    let months = count.saturating_mul(4_800).saturating_add(146_097 / 2) / 146_097;
    match months {
        0..2 => amount(count, "day"),
        2..24 => format!("about {}", amount(months, "month")),
        _ => format!("about {}", amount((months + 6) / 12, "year")),
    }
}

/// About how many days so many places of the scale are, where no two dates tell.
pub(crate) fn days_of(places: &Number) -> Number {
    let days = Number::ratio(146_097, 400 * YEAR).unwrap_or_default();
    (places * &days).ceil()
}

/// `1 year`, `15 years`.
pub(crate) fn amount(count: i64, unit: &str) -> String {
    let plural = if count.abs() == 1 { "" } else { "s" };
    format!("{}{} {unit}{plural}", if count < 0 { "-" } else { "" }, Number::from(count.abs()).grouped())
}

/// A day as coarsely as a date is known: the year of `1900-01-01` where the date is known to the year.
///
/// In EDTF, so that it can be read again. The finest date that begins, or ends, on the day.
pub(crate) fn edge(day: Day, precision: Precision, is_first: bool) -> String {
    let (year, month, of_month) = day.ymd();
    let begins = if is_first { of_month == 1 } else { of_month == days_in_month(year, month) };
    let ends_year = if is_first { month == 1 } else { month == 12 };
    let year = super::day::year_text(year);
    match precision {
        Precision::Day => day.to_string(),
        _ if begins && ends_year && precision > Precision::Season => year,
        _ if begins => format!("{year}-{month:02}"),
        _ => day.to_string(),
    }
}

/// Days between two places, as precisely as both ends are whole: `1950`, `April 1950 to May 1950`, `4 May 1950 or later`.
pub(crate) fn days_in_words(bounds: &Bounds) -> String {
    let (first, last) = days(bounds);
    let word = |day, is_first| edge_in_words(day, Precision::Year, is_first);
    let (first, last) = match (first, last) {
        (Some(first), Some(last)) if first == last => return edge_in_words(first, Precision::Day, true),
        (Some(first), Some(last)) => (first, last),
        (Some(first), None) => return format!("{} or later", word(first, true)),
        (None, Some(last)) => return format!("{} or earlier", word(last, false)),
        (None, None) => return "any date".to_owned(),
    };
    // The coarsest dates that begin and end there.
    let ends = [Precision::Year, Precision::Month].map(|precision| {
        let ends = [edge(first, precision, true), edge(last, precision, false)];
        ends.map(|end| When::parse(&end).ok().filter(|end| end.precision() == precision))
    });
    for both in ends {
        if let [Some(from), Some(to)] = both {
            return if from == to { from.human() } else { format!("{} to {}", from.human(), to.human()) };
        }
    }
    format!("{} to {}", edge_in_words(first, Precision::Day, true), edge_in_words(last, Precision::Day, false))
}

/// The same in words: `4 May 1950`, `1900`, `300 BC`.
pub(crate) fn edge_in_words(day: Day, precision: Precision, is_first: bool) -> String {
    let text = edge(day, precision, is_first);
    When::parse(&text).map_or(text, |when| when.human())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        When::parse(text).expect("a date").nominal().0.expect("a day")
    }

    #[test]
    fn every_day_has_a_place_in_order_and_comes_back() {
        let mut before = i64::MIN;
        let mut next = day("1895-12-01");
        for _ in 0..2_000 {
            let place = next.place();
            assert!(place > before, "{next}");
            assert_eq!((Day::not_after(place), Day::not_before(place)), (next, next));
            (before, next) = (place, next.succ());
        }
        for day in [Day::MIN, Day::MAX, day("-0500-02-28")] {
            assert_eq!(Day::not_after(day.place()), day);
        }
    }

    #[test]
    fn years_and_months_are_lengths_from_any_day() {
        assert_eq!(day("1855-03-31").place() - day("1840-03-31").place(), 15 * YEAR);
        let leap = day("1840-02-29").place() + 15 * YEAR;
        assert_eq!((Day::not_after(leap), Day::not_before(leap)), (day("1855-02-28"), day("1855-03-01")));
        let (least, most) = places_of_days(1);
        assert_eq!((least, most), (1, 4));
        assert_eq!(places_of_days(-1), (-4, -1));
        assert_eq!(places_of_days(CYCLE), (400 * YEAR, 400 * YEAR));
    }

    #[test]
    fn what_lies_between_is_told_as_it_fits() {
        let told = |one, other, precision| between(day(one), day(other), precision);
        assert_eq!(told("1900-01-01", "1890-12-31", Precision::Year), "9 years");
        assert_eq!(told("1852-12-31", "1853-01-01", Precision::Year), "less than a year");
        assert_eq!(told("-0043-03-15", "0014-08-19", Precision::Day), "57 years");
        assert_eq!(told("1950-05-04", "1950-05-16", Precision::Day), "12 days");
        assert_eq!(told("1950-05-04", "1950-09-03", Precision::Day), "3 months");
        assert_eq!(told("1969-12-31", "1970-01-01", Precision::Day), "1 day");
    }

    #[test]
    fn an_edge_is_as_coarse_as_its_date() {
        assert_eq!(edge(day("1900-01-01"), Precision::Year, true), "1900");
        assert_eq!(edge(day("1890-12-31"), Precision::Year, false), "1890");
        assert_eq!(edge(day("1890-12-31"), Precision::Day, false), "1890-12-31");
        assert_eq!(edge(day("-0299-12-31"), Precision::Century, false), "-0299");
        assert_eq!(edge_in_words(day("-0299-12-31"), Precision::Century, false), "300 BC");
        assert_eq!(edge(day("1890-05-31"), Precision::Decade, false), "1890-05");
    }

    #[test]
    fn a_length_is_told_in_what_fits_it() {
        let told = |days: i64| length_of_days(&Number::from(days));
        assert_eq!(told(1), "1 day");
        assert_eq!(told(45), "45 days");
        assert_eq!(told(61), "about 2 months");
        assert_eq!(told(316), "about 10 months");
        assert_eq!(told(1_462), "about 4 years");
        assert_eq!(told(-1_462), "about 4 years");
        assert_eq!(told(146_097), "about 400 years");
        assert_eq!(told(i64::MAX).split(' ').next(), Some("about"));
    }

    #[test]
    fn a_length_has_parts() {
        let of = |places: i64| (parted(&Number::from(places)), duration(&Number::from(places)));
        let text = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(of(0), text("0 days", "P0D"));
        assert_eq!(of(1), text("1 day", "P1D"));
        assert_eq!(of(259), text("8 months 11 days", "P8M11D"));
        assert_eq!(of(-372 * 15), text("-15 years", "-P15Y"));
        assert_eq!(of(372 + 31 + 2), text("1 year 1 month 2 days", "P1Y1M2D"));
    }

    #[test]
    fn a_place_more_than_a_length_is_more_than_it() {
        let of = |places: i64, strict| beyond(&Number::from(places), strict);
        assert_eq!(of(1, false), (Number::ZERO, true));
        assert_eq!(of(372 + 1, false), (Number::from(372), true));
        assert_eq!(of(372, false), (Number::from(372), false));
        assert_eq!(of(1, true), (Number::ONE, true));
        assert_eq!(of(-1, false), (Number::from(-1), false));
        assert_eq!(of(40, false), (Number::from(40), false));
    }
}
