//! Dates in the words of sources, read as some moment: `3rd century BC`, `475–450 BCE`, `before 1711`.
//!
//! What is read becomes EDTF, so that it is printed and read back like any other date.

use super::day::{Day, year_text};
use super::{Precision, When, julian, loose};

/// Longest text that is looked at, in bytes.
const LONGEST: usize = 100;

/// The EDTF text of a date in words; none where it is not understood.
pub(super) fn edtf(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let plain = loose::normalise(text);
    let plain = plain.strip_prefix("in ").or(plain.strip_prefix("on ")).unwrap_or(&plain).trim();
    let found = match julian::unmarked(plain) {
        Some((rest, true)) => julian::edtf(rest, |text| {
            When::strict(&text.to_ascii_uppercase()).ok().or_else(|| When::strict(&in_words(text)?).ok())
        })?,
        Some((rest, false)) => in_words(rest)?,
        None => in_words(plain)?,
    };
    When::strict(&found).ok().map(|when| when.text().to_owned())
}

/// What the words say, of whatever calendar.
fn in_words(plain: &str) -> Option<String> {
    before_present(plain)
        .or_else(|| one(plain))
        .or_else(|| bounded(plain))
        .or_else(|| choice(plain))
        .or_else(|| range(plain))
}

/// A single date, or a named part of one, with an era or a doubt.
fn one(text: &str) -> Option<String> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    if let Some(rest) = text.strip_prefix("fl. ").or(text.strip_prefix("floruit ")) {
        return Some(format!("{}~", simple(rest)?));
    }
    if let Some(rest) =
        ["c. ", "c.", "ca. ", "circa ", "about ", "around "].iter().find_map(|word| text.strip_prefix(word))
        && let Some((first, last)) = part(rest).or_else(|| both(rest))
    {
        // A set takes no doubts: each end reaches a year further.
        return Some(set(first.plus_months(-12, false), last.plus_months(12, true)));
    }
    quarter_of_year(text).or_else(|| part(text).map(|(first, last)| set(first, last))).or_else(|| simple(text))
}

fn simple(text: &str) -> Option<String> {
    quarter_of_year(text).or_else(|| century_before(text)).or_else(|| loose::date(text))
}

/// `3rd century bc`: 300 to 201 BC, which are the years -299 to -200.
fn century_before(text: &str) -> Option<String> {
    let rest = ["bce", "bc", "b.c.e.", "b.c.", "b.c.e", "b.c"].iter().find_map(|era| text.strip_suffix(era))?.trim();
    let (count, word) = rest.strip_prefix("the ").unwrap_or(rest).split_once([' ', '-'])?;
    let digits = count.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let count: i32 = digits.parse().ok().filter(|count| (1..=99).contains(count))?;
    matches!(word, "century" | "cent" | "cent." | "c").then(|| {
        let (first, last) = (1 - 100 * count, 100 - 100 * count);
        format!("[{}..{}]", year_text(first), year_text(last))
    })
}

/// `q2 1950`, `second quarter of 1950`.
fn quarter_of_year(text: &str) -> Option<String> {
    let (count, rest) = if let Some(rest) = text.strip_prefix('q') {
        (rest.get(..1)?.parse().ok()?, rest.get(1..)?.trim())
    } else {
        let (word, rest) = text.split_once(" quarter of ")?;
        (ordinal(word)?, rest)
    };
    let year = rest.len() == 4 && rest.bytes().all(|byte| byte.is_ascii_digit());
    (year && (1..=4).contains(&count)).then(|| format!("{rest}-{}", 32 + count))
}

fn ordinal(word: &str) -> Option<u32> {
    Some(match word {
        "first" | "1st" => 1,
        "second" | "2nd" => 2,
        "third" | "3rd" => 3,
        "fourth" | "4th" | "last" => 4,
        _ => return None,
    })
}

/// `first half of the 3rd century BC`, `last quarter of the 19th century`, `early 12th century`.
fn part(text: &str) -> Option<(Day, Day)> {
    const WORDS: [(&str, i32); 9] = [
        ("early ", 0),
        ("beginning of ", 0),
        ("start of ", 0),
        ("mid-", 1),
        ("mid ", 1),
        ("middle of ", 1),
        ("late ", 2),
        ("end of ", 2),
        ("late-", 2),
    ];
    let text = text.strip_prefix("the ").unwrap_or(text);
    let (at, of, rest) = if let Some((count, rest)) = text.split_once(" half of ") {
        let count = if matches!(count, "last") { 2 } else { ordinal(count)? };
        (count.cast_signed() - 1, 2, rest)
    } else if let Some((count, rest)) = text.split_once(" quarter of ") {
        (ordinal(count)?.cast_signed() - 1, 4, rest)
    } else if let Some((count, rest)) = text.split_once(" third of ") {
        (ordinal(count)?.min(3).cast_signed() - 1, 3, rest)
    } else {
        let (rest, at) = WORDS.iter().find_map(|(word, at)| Some((text.strip_prefix(word)?, *at)))?;
        (at, 3, rest)
    };
    if at >= of {
        return None;
    }
    let when = When::strict(&simple(rest)?).ok()?;
    let (Some(first), Some(last)) = when.nominal() else { return None };
    if when.precision() <= Precision::Month || when.qualified() {
        return None;
    }
    let months = |day: Day| day.ymd().0 * 12 + day.ymd().1.cast_signed() - 1;
    let (from, length) = (months(first), months(last) - months(first) + 1);
    // Whole years of a century, whole months of a year.
    let unit = if length > 12 { 12 } else { 1 };
    let cut = |at: i32| from + (length / unit * at + of / 2) / of * unit;
    let day = |month: i32| Day::from_ymd(month.div_euclid(12), u32::try_from(month.rem_euclid(12)).ok()? + 1, 1);
    Some((day(cut(at))?, day(cut(at + 1))?.pred()))
}

/// Two dates with one era for both, or each with its own.
fn both(text: &str) -> Option<(Day, Day)> {
    const BETWEEN: [&str; 7] = [" and ", " to ", " until ", " - ", "..", "/", "-"];
    const ERAS: [&str; 8] = ["bce", "bc", "b.c.e.", "b.c.", "ad", "ce", "a.d.", "c.e."];
    let text = text.strip_prefix("between ").or(text.strip_prefix("from ")).unwrap_or(text);
    let era = ERAS.iter().find(|era| text.ends_with(*era)).copied();
    BETWEEN.iter().find_map(|between| {
        let (left, right) = text.split_once(between)?;
        let (left, right) = (left.trim(), right.trim());
        let has_own = ERAS.iter().any(|era| left.ends_with(era));
        let left_text = match era {
            Some(era) if !has_own && left.bytes().all(|byte| byte.is_ascii_digit()) => format!("{left} {era}"),
            Some(era) if !has_own && left.ends_with("century") => format!("{left} {era}"),
            _ => left.to_owned(),
        };
        let of = |text: &str| {
            let when = When::strict(&one(text)?).ok()?;
            Some((when.earliest()?, when.latest()?))
        };
        let (first, last) = (of(&left_text)?.0, of(right)?.1);
        (first <= last).then_some((first, last))
    })
}

fn range(text: &str) -> Option<String> {
    both(text).map(|(first, last)| set(first, last))
}

/// `1890 or 1900`, `1890 or 1891 or 1893`.
fn choice(text: &str) -> Option<String> {
    let dates: Vec<String> = text.split(" or ").map(simple).collect::<Option<_>>()?;
    (dates.len() > 1).then(|| format!("[{}]", dates.join(",")))
}

/// `before 1711`, `1890 or later`, `not after May 1950`.
fn bounded(text: &str) -> Option<String> {
    /// Whether the date is the last there may be, and whether it is left out itself.
    const FIRST: [(&str, bool, bool); 17] = [
        ("not before ", false, false),
        ("no earlier than ", false, false),
        ("not earlier than ", false, false),
        ("since ", false, false),
        ("from ", false, false),
        ("after ", false, true),
        ("later than ", false, true),
        ("post-", false, true),
        ("not after ", true, false),
        ("no later than ", true, false),
        ("not later than ", true, false),
        ("by ", true, false),
        ("until ", true, false),
        ("before ", true, true),
        ("earlier than ", true, true),
        ("prior to ", true, true),
        ("pre-", true, true),
    ];
    const LAST: [(&str, bool, bool); 7] = [
        (" or later", false, false),
        (" or after", false, false),
        (" onwards", false, false),
        (" at the earliest", false, false),
        (" or earlier", true, false),
        (" or before", true, false),
        (" at the latest", true, false),
    ];
    let first = FIRST.iter().find_map(|(word, last, out)| Some((text.strip_prefix(word)?, *last, *out)));
    let last = || LAST.iter().find_map(|(word, last, out)| Some((text.strip_suffix(word)?, *last, *out)));
    let (rest, is_last, is_out) = first.or_else(last)?;
    let when = When::strict(&one(rest.trim())?).ok()?;
    Some(match (is_last, is_out) {
        (true, true) => format!("[..{}]", edge(when.earliest()?.pred(), false)),
        (true, false) => format!("[..{}]", edge(when.latest()?, false)),
        (false, true) => format!("[{}..]", edge(when.latest()?.succ(), true)),
        (false, false) => format!("[{}..]", edge(when.earliest()?, true)),
    })
}

/// `5000 BP`, `5,000 ± 30 years BP`: years before 1950, to half of the last digit that is not zero, at most 50 years.
fn before_present(text: &str) -> Option<String> {
    let rest = ["cal bp", "bp", "b.p."].iter().find_map(|word| text.strip_suffix(word))?.trim();
    let rest = rest.strip_suffix("years").unwrap_or(rest).trim().replace(',', "");
    let (size, off) = rest.split_once(['±']).unwrap_or((&rest, ""));
    let number = |text: &str| text.trim().parse::<i32>().ok().filter(|years| (1..=900_000).contains(years));
    let size = number(size)?;
    let off = if off.is_empty() {
        let zeros = (0..3).find(|zeros| size % 10_i32.pow(zeros + 1) != 0).unwrap_or(2);
        if zeros == 0 { 0 } else { 10_i32.pow(zeros) / 2 }
    } else {
        number(off)?
    };
    let year = 1_950 - size;
    Some(if off == 0 { year_text(year) } else { format!("[{}..{}]", year_text(year - off), year_text(year + off)) })
}

/// Some moment from one day to another: from year to year, or else from month to month.
fn set(first: Day, last: Day) -> String {
    let parts = |text: String| text.trim_start_matches('-').split('-').count();
    let are_alike = parts(edge(first, true)) == parts(edge(last, false));
    let precision = if are_alike { Precision::Year } else { Precision::Month };
    format!("[{}..{}]", super::scale::edge(first, precision, true), super::scale::edge(last, precision, false))
}

/// A day as the end of a set: a year where the set begins or ends with it.
fn edge(day: Day, is_first: bool) -> String {
    super::scale::edge(day, Precision::Year, is_first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_are_read() {
        for (text, expected) in [
            ("3rd century BC", "[-0299..-0200]"),
            ("the 1st century B.C.", "[-0099..0000]"),
            ("19th century", "18XX"),
            ("first half of the 3rd century BC", "[-0299..-0250]"),
            ("2nd quarter of the 19th century", "[1825..1849]"),
            ("475\u{2013}450 BCE", "[-0474..-0449]"),
            ("100 BC - 50 AD", "[-0099..0050]"),
            ("c. 475-450 BC", "[-0475..-0448]"),
            ("5000 BP", "[-3100..-3000]"),
            ("4213 ± 30 BP", "[-2293..-2233]"),
            ("fl. 1510", "1510~"),
            ("1890s", "189X"),
            ("spring 1950", "1950-21"),
            ("Q2 1950", "1950-34"),
            ("second quarter of 1950", "1950-34"),
            ("second half of 1950", "[1950-07..1950-12]"),
            ("first half of 1950", "[1950-01..1950-06]"),
            ("before 1711", "[..1710]"),
            ("after 4 May 1950", "[1950-05-05..]"),
            ("by 1950", "[..1950]"),
            ("1900 or later", "[1900..]"),
            ("between 1890 and 1900", "[1890..1900]"),
            ("1890 or 1893", "[1890,1893]"),
            ("from May 1950 to June 1951", "[1950-05..1951-06]"),
            ("4 May 1950", "1950-05-04"),
            ("44 BC", "-0043"),
        ] {
            assert_eq!(edtf(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "lots", "5/4/1950", "fifth half of 1950", "31 February 1950", "9999999 BP", "before"] {
            assert_eq!(edtf(text), None, "{text}");
        }
    }
}
