//! Old Style: dates of the Julian calendar as days of the Gregorian one.

use super::day::Day;
use super::loose::{self, Parts};
use super::{Precision, When};

/// What says that a date is of the Julian calendar, in lower case.
const OLD: [&str; 8] = [" (old style)", " old style", " (o.s.)", " o.s.", " o.s", " (os)", " (julian)", " julian"];
/// What says that it is not.
const NEW: [&str; 8] =
    [" (new style)", " new style", " (n.s.)", " n.s.", " n.s", " (ns)", " (gregorian)", " gregorian"];

/// From 1 March of the year 0 of the Julian calendar to 1 January 1970.
const EPOCH: i32 = 719_470;
/// Four years, after which the calendar repeats.
const CYCLE: i32 = 1_461;
/// Dates of antiquity and of far times are not converted: nobody dated so.
const YEARS: std::ops::RangeInclusive<i32> = -9_998..=9_998;

/// The date without what says of which calendar it is, and whether that is the Julian one.
pub(super) fn unmarked(text: &str) -> Option<(&str, bool)> {
    let strip = |marks: &[&str]| marks.iter().find_map(|mark| text.strip_suffix(mark)).map(str::trim);
    strip(&OLD).map(|rest| (rest, true)).or_else(|| strip(&NEW).map(|rest| (rest, false)))
}

/// The day of a Julian date, if that calendar has it.
pub(super) fn day(year: i32, month: u32, day: u32) -> Option<Day> {
    let leap = year.rem_euclid(4) == 0;
    let length = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !YEARS.contains(&year) || !(1..=length).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let from_march = (month.cast_signed() + 9) % 12;
    let day_of_year = (153 * from_march + 2) / 5 + day.cast_signed() - 1;
    let days = year.div_euclid(4) * CYCLE + year.rem_euclid(4) * 365 + day_of_year - EPOCH;
    Some(Day::from_number(days))
}

/// The EDTF text of a date of the Julian calendar; `read` reads one as if it were of ours.
pub(super) fn edtf(text: &str, read: impl Fn(&str) -> Option<When>) -> Option<String> {
    let text = &two_years(text).unwrap_or_else(|| text.to_owned());
    if let Some(Parts { year, month: Some(month), day: Some(of_month) }) = loose::parts(text) {
        return Some(day(year, month, of_month)?.to_string());
    }
    let when = read(text)?;
    let of = |own: Day| {
        let (year, month, of_month) = own.ymd();
        day(year, month, of_month)
    };
    // Where whole months or years are meant, the last day is the one before the next begins: February may be longer there.
    let to_the_day = when.finest() <= Precision::Day;
    let last = |own: Day| if to_the_day { of(own) } else { of(own.succ()).map(Day::pred) };
    Some(match (when.earliest(), when.latest()) {
        (Some(first), Some(end)) => format!("[{}..{}]", of(first)?, last(end)?),
        (Some(first), None) => format!("[{}..]", of(first)?),
        (None, Some(end)) => format!("[..{}]", last(end)?),
        (None, None) => return None,
    })
}

/// `11 february 1731/2`, a date before 25 March in the years that began then: with the later year.
fn two_years(text: &str) -> Option<String> {
    let (before, ending) = text.rsplit_once('/')?;
    let (rest, year) = before.split_at_checked(before.len().checked_sub(4)?)?;
    let later = year.parse::<u32>().ok()? + 1;
    let is_next = (1..=2).contains(&ending.len()) && later.to_string().ends_with(ending);
    (is_next && rest.ends_with(' ')).then(|| format!("{rest}{later}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_style_days_are_days_of_ours() {
        for (text, expected) in [
            ("25 October 1917 O.S.", "1917-11-07"),
            ("25 October 1917 (Old Style)", "1917-11-07"),
            ("1917-10-25 (Julian)", "1917-11-07"),
            ("25 October 1917 N.S.", "1917-10-25"),
            ("11 February 1731/2 O.S.", "1732-02-22"),
            ("11 February 1731/32 O.S.", "1732-02-22"),
            ("4 October 1582 O.S.", "1582-10-14"),
            ("29 February 1700 O.S.", "1700-03-11"),
            ("February 1700 O.S.", "[1700-02-11..1700-03-11]"),
            ("1700 O.S.", "[1700-01-11..1701-01-11]"),
            ("before 25 October 1917 O.S.", "[..1917-11-06]"),
        ] {
            let when = When::read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(when.text(), expected, "{text}");
        }
        for text in ["31 February 1700 O.S.", "29 February 1701 O.S.", "O.S.", "lots O.S.", "11 February 1731/4 O.S."] {
            assert!(When::read(text).is_err(), "{text}");
        }
    }

    /// Both calendars count the same days: held against counting on by ones from a day that is known.
    #[test]
    fn agrees_with_counting_on() {
        let leap = |year: i32| year.rem_euclid(4) == 0;
        let mut own = Day::from_ymd(1582, 10, 15).unwrap();
        let (mut year, mut month, mut of_month) = (1582, 10, 5);
        for _ in 0..200_000 {
            assert_eq!(day(year, month, of_month), Some(own), "{year}-{month}-{of_month}");
            let length = [31, if leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            of_month += 1;
            if of_month > length[month as usize - 1] {
                (month, of_month) = (month + 1, 1);
            }
            if month > 12 {
                (year, month) = (year + 1, 1);
            }
            own = own.succ();
        }
    }
}
