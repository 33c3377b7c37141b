//! Dates and times of day, where they begin with digits or with a month.

use std::ops::Range;

use super::cursor::{after, before, char_at, char_before, digits, is_blank, short_number};
use crate::base::when::names_month;

/// The first year for which `1939-45` is a span of years, and the year after the last.
const SPANS: Range<u32> = 1500..2100;

/// Whether a word is a month, with a capital: the verb "may" and "march" are none.
pub(super) fn is_month(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase()) && names_month(word)
}

/// The end of the date that begins with the digits at `at`.
pub(super) fn with_digits(text: &str, at: usize) -> Option<usize> {
    numeric(text, at)
        .or_else(|| year_span(text, at))
        .or_else(|| day_first(text, at))
        .or_else(|| time(text, at))
        .or_else(|| short_year(text, at))
        .or_else(|| era(text, at))
}

/// The end of the date that begins with the month at `range`, if a day or a year follows.
pub(super) fn with_month(text: &str, range: Range<usize>) -> Option<usize> {
    let next = after(text, range.end);
    let gap = next.gap.strip_prefix('.').unwrap_or(next.gap);
    if next.word == "of" && is_blank(next.gap) {
        let year = after(text, next.end);
        return is_blank(year.gap).then(|| year_at(text, year.start))?;
    }
    // `Sept.11` has no blank.
    let joined = is_blank(gap) || gap.is_empty() && next.gap == "." || gap.strip_prefix(',').is_some_and(is_blank);
    if !joined || !next.word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    match day_at(text, next.start) {
        Some(end) => {
            let end = second_day(text, end).unwrap_or(end);
            Some(year_after(text, end).unwrap_or(end))
        }
        None => year_at(text, next.start),
    }
}

/// A day of a month: 1 to 31, alone or as an ordinal.
fn day_at(text: &str, at: usize) -> Option<usize> {
    let end = digits(text, at);
    let ordinal = ["st", "nd", "rd", "th"]
        .iter()
        .any(|ending| text[end..].starts_with(ending) && !char_at(text, end + 2).is_some_and(char::is_alphanumeric));
    let (day, end) =
        if ordinal && end - at <= 2 { (text[at..end].parse().ok()?, end + 2) } else { short_number(text, at, 2)? };
    let percent = text[end..].trim_start().starts_with('%') || matches!(after(text, end).word, "percent" | "per");
    ((1..=31).contains(&day) && !percent).then_some(end)
}

/// `4-6` and `4 and 6`, where the first is read.
fn second_day(text: &str, end: usize) -> Option<usize> {
    let next = after(text, end);
    if matches!(next.gap, "-" | "\u{2013}") {
        return day_at(text, next.start);
    }
    let joined = matches!(next.word, "and" | "to") && is_blank(next.gap);
    let day = joined.then(|| after(text, next.end)).filter(|day| is_blank(day.gap))?;
    let end = day_at(text, day.start)?;
    // Without a year or a month after it, it may count something.
    (year_after(text, end).is_some() || is_month(after(text, end).word)).then_some(end)
}

/// A year of four digits.
fn year_at(text: &str, at: usize) -> Option<usize> {
    let (year, end) = short_number(text, at, 4)?;
    (1000..3000).contains(&year).then_some(end)
}

/// ` 1950`, `, 1950`, ` of 1950` after a day.
fn year_after(text: &str, end: usize) -> Option<usize> {
    let next = after(text, end);
    let gap = next.gap.trim_start_matches(['.', ',']);
    if next.word == "of" && is_blank(next.gap) {
        let year = after(text, next.end);
        return is_blank(year.gap).then(|| year_at(text, year.start))?;
    }
    is_blank(gap).then(|| year_at(text, next.start))?
}

/// `4 July 1955`, `23 May`, `11th of JUL 1978`.
fn day_first(text: &str, at: usize) -> Option<usize> {
    let end = day_at(text, at)?;
    let end = second_day(text, end).unwrap_or(end);
    let mut month = after(text, end);
    if month.word == "of" && is_blank(month.gap) {
        month = after(text, month.end);
    }
    let gap = month.gap.strip_prefix('.').unwrap_or(month.gap);
    if !is_month(month.word) || !(is_blank(gap) || month.gap == "-") {
        return None;
    }
    Some(year_after(text, month.end).or_else(|| year_joined(text, month.end)).unwrap_or(month.end))
}

/// `-1955` in `4-Jul-1955`.
fn year_joined(text: &str, end: usize) -> Option<usize> {
    text[end..].starts_with('-').then(|| year_at(text, end + 1))?
}

/// `1948-08`, `1948-08-01`, `4.7.1955`, `4/7/55`.
fn numeric(text: &str, at: usize) -> Option<usize> {
    let mut parts = Vec::with_capacity(3);
    let mut end = at;
    let mut separator = None;
    loop {
        let to = digits(text, end);
        parts.push((to - end, text[end..to].parse::<u32>().ok()?));
        end = to;
        let next = char_at(text, end).filter(|c| matches!(c, '.' | '/' | '-'));
        let more = next.is_some() && char_at(text, end + 1).is_some_and(|c| c.is_ascii_digit());
        if !more || parts.len() == 3 || separator.is_some_and(|separator| Some(separator) != next) {
            break;
        }
        separator = next;
        end += 1;
    }
    if char_at(text, end).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let is_month = |(width, month): (usize, u32)| width <= 2 && (1..=12).contains(&month);
    let is_day = |(width, day): (usize, u32)| width <= 2 && (1..=31).contains(&day);
    let is_year = |(width, year): (usize, u32)| width == 4 && (1000..3000).contains(&year);
    let found = match (parts.as_slice(), separator) {
        (&[year, month], Some('-')) => is_year(year) && is_month(month) && month.0 == 2,
        (&[month, year], Some('.' | '/')) => is_month(month) && is_year(year),
        (&[first, second, third], Some(_)) => {
            let either = (is_day(first) && is_month(second)) || (is_month(first) && is_day(second));
            (is_year(first) && is_month(second) && is_day(third)) || (either && (is_year(third) || third.0 == 2))
        }
        _ => false,
    };
    found.then_some(end)
}

/// `1946-48`, `1939–1956`, `1950/51`.
fn year_span(text: &str, at: usize) -> Option<usize> {
    let end = digits(text, at);
    let first: u32 = (end - at == 4).then(|| text[at..end].parse().ok())??;
    let dash = char_at(text, end).filter(|c| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '/'))?;
    let (second, last) = short_number(text, end + dash.len_utf8(), 4)?;
    let width = last - end - dash.len_utf8();
    let later = (width == 4 && second > first && SPANS.contains(&second)) || (width == 2 && second > first % 100);
    (SPANS.contains(&first) && later).then_some(last)
}

/// `10:30`, `10:30:15`.
fn time(text: &str, at: usize) -> Option<usize> {
    let end = digits(text, at);
    let two = |at: usize| {
        let end = digits(text, at);
        (end - at == 2 && text[at..end].parse::<u32>().is_ok_and(|minutes| minutes < 60)).then_some(end)
    };
    let hours = (end - at <= 2).then(|| text[at..end].parse::<u32>().ok())??;
    let minutes = (hours < 25 && text[end..].starts_with(':')).then(|| two(end + 1))??;
    let end = if text[minutes..].starts_with(':') { two(minutes + 1).unwrap_or(minutes) } else { minutes };
    (!char_at(text, end).is_some_and(char::is_alphanumeric)).then_some(end)
}

/// `'45` in "the summer of '45".
fn short_year(text: &str, at: usize) -> Option<usize> {
    let (_, end) = short_number(text, at, 2)?;
    let mark = char_before(text, at).filter(|c| matches!(c, '\'' | '\u{2019}' | '\u{2018}'))?;
    let outside = char_before(text, at - mark.len_utf8());
    (end - at == 2 && outside.is_none_or(char::is_whitespace)).then_some(end)
}

/// `950 BC`, `AD 950`.
fn era(text: &str, at: usize) -> Option<usize> {
    let (_, end) = short_number(text, at, 4)?;
    let (front, back) = (before(text, at), after(text, end));
    if matches!(back.word, "BC" | "BCE" | "AD" | "CE") && is_blank(back.gap) {
        return Some(back.end);
    }
    (front.word == "AD" && is_blank(front.gap)).then_some(end)
}
