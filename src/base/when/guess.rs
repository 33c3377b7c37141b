//! What other notations for a span or a choice of dates probably mean.

use super::advice::Advice;
use super::day::{days_in_month, year_text};
use super::loose::{self, Parts};
use super::{Precision, When};

/// `1929/30` and `1929-30`, and what else those could be.
pub(super) fn shortened(text: &str) -> Option<Advice> {
    let (from, rest) = text.split_at_checked(4)?;
    let mut characters = rest.chars();
    let separator = characters.next().filter(|c| matches!(c, '-' | '/'))?;
    let ending = characters.as_str();
    if ending.len() != 2 {
        return None;
    }
    let Parts { year, month, .. } = loose::parts(&format!("{from}-01"))?;
    let to = loose::abbreviated(year, ending)?;
    month?;
    let years = format!("{from}/{}", year_text(to));
    let month = loose::strict_date(&format!("{from}-{ending}"));
    Some(match month {
        Some(month) if month.precision() == Precision::Month => (
            format!("{text} could be the years {from} to {to}, written {years}, or {}, written {month}", month.human()),
            Some(if separator == '/' { years } else { month.text().to_owned() }),
        ),
        _ => (format!("there is no month {ending}; the years {from} to {to} are written {years}"), Some(years)),
    })
}

pub(super) fn ambiguous(text: &str) -> Option<Advice> {
    if loose::parts(text).is_some() {
        return None;
    }
    let (day_first, month_first) = loose::either_way(text)?;
    Some((
        format!(
            "{text} can be read in two ways: write {day_first} if the day comes first, \
             {month_first} if the month does"
        ),
        None,
    ))
}

/// `1929-1930`, `from 1929 to 1930`, `4 to 7 May 1950`.
pub(super) fn range(text: &str) -> Option<Advice> {
    const SEPARATORS: [&str; 10] = [" to ", " until ", " till ", " through ", " thru ", " - ", "..", "--", "/", "-"];
    if loose::date(text).is_some() {
        return None;
    }
    let (from, to) = both_ends(text.strip_prefix("from ").unwrap_or(text), &SEPARATORS)?;
    let (forth, back) = (format!("{from}/{to}"), format!("{to}/{from}"));
    if When::strict(&forth).is_ok() {
        let message = format!("for all the time from one date to another, write {forth}");
        return Some((message, Some(forth)));
    }
    When::strict(&back).ok()?;
    if to.starts_with('0') && !text.contains(&to) {
        // Three figures after a year are no year of antiquity.
        return None;
    }
    Some((format!("this span of time ends before it begins: {from} is later than {to}"), Some(back)))
}

/// The two dates on either side of a separator, each completed by the other.
fn both_ends(text: &str, separators: &[&str]) -> Option<(String, String)> {
    separators.iter().find_map(|separator| {
        text.match_indices(separator).find_map(|(at, _)| {
            let left = text[..at].trim();
            let right = text[at + separator.len()..].trim();
            let to = || loose::date(right);
            if let Some(from) = loose::date(left) {
                let ending = || {
                    let year = loose::parts(&format!("{from}-01"))?.year;
                    loose::abbreviated(year, right).map(year_text)
                };
                return Some((from.clone(), to().or_else(ending)?));
            }
            // In "4 to 7 May 1950" the first date borrows from the second.
            let (_, shared) = right.split_once(' ')?;
            Some((loose::date(&format!("{left} {shared}"))?, to()?))
        })
    })
}

pub(super) fn moment_between(text: &str) -> Option<Advice> {
    let (from, to) = match text.strip_prefix("between ") {
        Some(rest) => both_ends(rest, &[" and ", " to ", " - ", "-", "/"])?,
        None => both_ends(text.strip_prefix('[')?.strip_suffix(']')?, &["..", " to ", " - ", "/", "-"])?,
    };
    let days = |text: &str| When::strict(text).ok().map(|when| when.nominal());
    let (first, last) = (days(&from)?, days(&to)?);
    if first.0 > last.1 {
        return Some((
            format!("this span of time ends before it begins: {from} is later than {to}"),
            Some(format!("[{to}..{from}]")),
        ));
    }
    // A choice takes no doubts and one precision; failing that, plain days do.
    let choice = format!("[{from}..{to}]");
    let choice = if When::strict(&choice).is_ok() { choice } else { format!("[{}..{}]", first.0?, last.1?) };
    Some((
        format!(
            "for some moment between two dates, write {choice}; for all the time between them, \
             {from}/{to}"
        ),
        Some(choice),
    ))
}

/// Turns a date into what a word beside it makes of it.
type Form = fn(&str) -> Option<String>;
const BEFORE: Form = |date| Some(format!("[..{}]", neighbour(date, false)?));
const AFTER: Form = |date| Some(format!("[{}..]", neighbour(date, true)?));
const BY: Form = |date| Some(format!("[..{date}]"));
const FROM_ON: Form = |date| Some(format!("[{date}..]"));
const UNTIL: Form = |date| Some(format!("../{date}"));
const SINCE: Form = |date| Some(format!("{date}/.."));
/// Words before a date; longer ones first where one begins with another.
const FIRST: [(&str, Form); 23] = [
    ("not before ", FROM_ON),
    ("no earlier than ", FROM_ON),
    ("not earlier than ", FROM_ON),
    ("not after ", BY),
    ("no later than ", BY),
    ("not later than ", BY),
    ("by ", BY),
    ("<=", BY),
    (">=", FROM_ON),
    ("before ", BEFORE),
    ("prior to ", BEFORE),
    ("earlier than ", BEFORE),
    ("pre-", BEFORE),
    ("<", BEFORE),
    ("after ", AFTER),
    ("later than ", AFTER),
    ("post-", AFTER),
    (">", AFTER),
    ("until ", UNTIL),
    ("till ", UNTIL),
    ("up to ", UNTIL),
    ("since ", SINCE),
    ("from ", SINCE),
];
/// Words after a date.
const LAST: [(&str, Form); 9] = [
    (" or earlier", BY),
    (" or before", BY),
    (" at the latest", BY),
    (" or later", FROM_ON),
    (" or after", FROM_ON),
    (" at the earliest", FROM_ON),
    (" onwards", SINCE),
    (" onward", SINCE),
    ("-", SINCE),
];

/// `before 1950`, `since May 1950`, `1950 or later`.
pub(super) fn bounded(text: &str) -> Option<Advice> {
    if loose::date(text).is_some() {
        return None;
    }
    let first = FIRST.iter().find_map(|(word, form)| Some((text.strip_prefix(word)?, form)));
    let last = || LAST.iter().find_map(|(word, form)| Some((text.strip_suffix(word)?, form)));
    let (rest, form) = first.or_else(last)?;
    let date = loose::date(rest.trim())?;
    let suggestion = form(&date)?;
    let whole = suggestion.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')).and_then(|inner| {
        let before = inner.strip_prefix("..").map(|date| format!("../{date}"));
        before.or_else(|| inner.strip_suffix("..").map(|date| format!("{date}/..")))
    });
    let message = match whole {
        Some(whole) => format!(
            "for some moment on that side, write {suggestion}; for all the time on that side, \
             {whole}"
        ),
        None => format!("for all the time on that side, write {suggestion}"),
    };
    Some((message, Some(suggestion)))
}

/// The unit of the calendar next to a date: the year beside a year, and so on.
fn neighbour(date: &str, after: bool) -> Option<String> {
    let bare = date.trim_end_matches(['~', '?', '%']);
    let mark = &date[bare.len()..];
    let when = When::strict(bare).ok()?;
    let day = if after { when.nominal().1?.succ() } else { when.nominal().0?.pred() };
    let (year, month, _) = day.ymd();
    let text = match when.precision() {
        Precision::Day | Precision::Season => day.to_string(),
        Precision::Month => format!("{}-{month:02}", year_text(year)),
        _ => year_text(year),
    };
    Some(format!("{text}{mark}"))
}

/// `early 1950`, `late 1930s`, `mid-May 1950`: EDTF has no such words.
pub(super) fn part_of(text: &str) -> Option<Advice> {
    const WORDS: [(&str, usize); 10] = [
        ("early ", 0),
        ("beginning of ", 0),
        ("start of ", 0),
        ("middle of ", 1),
        ("mid ", 1),
        ("mid-", 1),
        ("late ", 2),
        ("end of ", 2),
        ("early-", 0),
        ("late-", 2),
    ];
    let text = text.strip_prefix("the ").unwrap_or(text);
    let (rest, which) = WORDS.iter().find_map(|(word, which)| Some((text.strip_prefix(word)?, *which)))?;
    let rest = loose::date(rest)?;
    let when = When::strict(&rest).ok()?;
    let (Some(first), Some(last)) = when.nominal() else {
        return None;
    };
    let ((year, month, _), (last_year, ..)) = (first.ymd(), last.ymd());
    let of_year = [(1, 6), (4, 9), (7, 12)];
    let of_decade = [(0, 4), (3, 6), (5, 9)];
    let of_month = [(1, 10), (11, 20), (21, days_in_month(year, month))];
    let decade = last_year - year == 9;
    let part = match when.precision() {
        Precision::Year => of_year.get(which).map(|(from, to)| {
            let year = year_text(year);
            format!("[{year}-{from:02}..{year}-{to:02}]")
        }),
        Precision::Month => of_month.get(which).map(|(from, to)| {
            let year = year_text(year);
            format!("[{year}-{month:02}-{from:02}..{year}-{month:02}-{to:02}]")
        }),
        Precision::Decade if decade => {
            of_decade.get(which).map(|(from, to)| format!("[{}..{}]", year_text(year + from), year_text(year + to)))
        }
        _ => None,
    };
    let part = part.filter(|part| !when.qualified() && When::strict(part).is_ok());
    Some(match part {
        Some(part) => (
            format!(
                "there is no notation for early, middle and late: write {part} for some moment \
                 then, or just {rest}"
            ),
            Some(part),
        ),
        None => (format!("there is no notation for early, middle and late: write {rest}"), Some(rest)),
    })
}

pub(super) fn alternatives(text: &str) -> Option<Advice> {
    let (from, to) = both_ends(text, &[" or "])?;
    let choice = format!("[{from},{to}]");
    Some((format!("for one of two dates, write {choice}"), Some(choice)))
}
