//! What to tell someone whose date could not be read.

use edtf_core::{Edtf, ParseError, SetElement};

use super::day::days_in_month;
use super::guess;
use super::loose::{self, Parts};
use super::prose::MONTHS;
use super::{Fault, When, WhenError};

/// Longest text worth guessing at, in bytes.
const MAX_GUESSED: usize = 100;
/// How much of a text a message repeats, in characters.
const MAX_QUOTED: usize = 40;
const FORMS: &str = "write 1950, 1950-05 or 1950-05-04 for a date, 1945/1950 for all the time \
                     between two, [1945..1950] for some moment between them, 1950~ for about";

/// A message and what was probably meant.
pub(super) type Advice = (String, Option<String>);

/// The error for a text that is no expression.
pub(super) fn explain(text: &str, fault: &Fault) -> WhenError {
    let mut offset = None;
    let (message, suggestion) = match fault {
        Fault::Empty => (format!("there is no date here; {FORMS}"), None),
        Fault::TooLong => ("this is far too long for a date".to_owned(), None),
        Fault::OutOfCalendar => {
            ("years are kept between -999,999 and 999,999; this date lies outside".to_owned(), None)
        }
        Fault::TimeOfDay(date) => {
            ("days are the finest dates kept here; leave the time of day out".to_owned(), Some(date.clone()))
        }
        Fault::AllOf(around) => (
            "braces list several dates at once, which one claim cannot hold: write a/b for all \
             the time from a to b, [a,b] for one of them, or a claim for each date"
                .to_owned(),
            around.clone(),
        ),
        Fault::Lookalike(from, to) => (
            format!(
                "there is no month {}; the years {from:04} to {to:04} are written \
                 {from:04}/{to:04}, and part of a year by its months",
                to % 100
            ),
            replaced(text, &format!("{from:04}-{:02}", to % 100), &format!("{from:04}/{to:04}")),
        ),
        Fault::Syntax(error) => {
            let (advice, at) = syntax(text, *error);
            offset = at;
            advice
        }
    };
    // A suggestion that fails in its turn is worse than none.
    let suggestion = suggestion.filter(|text| When::strict(text).is_ok());
    WhenError { message, suggestion, offset }
}

/// The interval that spans a set, in its own terms.
pub(super) fn around(edtf: &Edtf) -> Option<String> {
    let Edtf::Set(set) = edtf else {
        return None;
    };
    let start = match set.elements.first()? {
        SetElement::Date(date) | SetElement::OnOrAfter(date) | SetElement::Range(date, _) => date.to_string(),
        SetElement::OnOrBefore(_) => "..".to_owned(),
    };
    let end = match set.elements.last()? {
        SetElement::Date(date) | SetElement::OnOrBefore(date) | SetElement::Range(_, date) => date.to_string(),
        SetElement::OnOrAfter(_) => "..".to_owned(),
    };
    Some(if start == end { start } else { format!("{start}/{end}") })
}

fn replaced(text: &str, part: &str, whole: &str) -> Option<String> {
    (text == part).then(|| whole.to_owned())
}

fn syntax(text: &str, error: ParseError) -> (Advice, Option<usize>) {
    const RULES: [fn(&str) -> Option<Advice>; 9] = [
        time_of_day,
        reign,
        guess::shortened,
        guess::ambiguous,
        guess::range,
        guess::moment_between,
        guess::bounded,
        guess::part_of,
        guess::alternatives,
    ];
    const LAST_RULES: [fn(&str) -> Option<Advice>; 3] = [respelled, two_digits, undated];
    if text.len() <= MAX_GUESSED {
        let plain = loose::normalise(text);
        if plain.is_empty() {
            return ((format!("there is no date here; {FORMS}"), None), None);
        }
        if let Some(advice) = RULES.iter().find_map(|rule| rule(&plain)) {
            return (advice, None);
        }
        if let Some((message, place)) = no_such_day(text) {
            return ((message, None), Some(place));
        }
        if let Some(advice) = LAST_RULES.iter().find_map(|rule| rule(&plain)) {
            return (advice, None);
        }
    }
    let place = error.offset;
    let place = (place < text.len() && text.is_char_boundary(place)).then_some(place);
    let quoted: String = text.chars().take(MAX_QUOTED).collect();
    let more = if quoted.len() < text.len() { "…" } else { "" };
    let message = format!("“{quoted}{more}” is not a date that can be read; {FORMS}");
    ((message, None), place)
}

fn time_of_day(text: &str) -> Option<Advice> {
    let clock = text
        .as_bytes()
        .windows(4)
        .position(|four| four[1] == b':' && [0, 2, 3].iter().all(|index| four[*index].is_ascii_digit()))?;
    let date = text.get(..clock)?.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['t', ' ', ',']);
    Some(("days are the finest dates kept here; leave the time of day out".to_owned(), loose::date(date)))
}

/// `3 Henry VIII`, `the third year of the reign of George II`.
fn reign(text: &str) -> Option<Advice> {
    let words: Vec<&str> = text.split(' ').collect();
    let numeral = |word: &&str| !word.is_empty() && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'));
    let count = words.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 4);
    let king =
        words.len() == 3 && count && words.last().is_some_and(numeral) && words[1].chars().all(char::is_alphabetic);
    let said = ["reign", "regnal", "anno regni"].iter().any(|word| text.contains(word));
    (king || said).then(|| {
        let message = "years of a reign are not reckoned with: write the days that they span, \
                       such as [1511-04-22..1512-04-21] for 3 Henry VIII";
        (message.to_owned(), None)
    })
}

/// A date written clearly that the calendar does not have, and where it is.
fn no_such_day(text: &str) -> Option<(String, usize)> {
    let mut start = 0;
    for piece in text.split_inclusive(['/', ',', '[', ']', '{', '}']) {
        for part in piece.split("..") {
            let bare = part.replace(['~', '?', '%'], "").replace(['/', ',', '[', ']', '{', '}'], " ");
            if let Some((message, in_day)) = missing(&bare).or_else(|| missing(part)) {
                let plain = part.as_bytes().get(4) == Some(&b'-');
                let within = match (plain, in_day) {
                    (false, _) => 0,
                    (true, false) => 5,
                    (true, true) => 8,
                };
                return Some((message, start + within));
            }
            start += part.len() + "..".len();
        }
        // The last part has no dots after it.
        start -= "..".len();
    }
    None
}

/// What the calendar lacks of a date, and whether that is the day.
fn missing(text: &str) -> Option<(String, bool)> {
    let Parts { year, month, day } = loose::parts(&loose::normalise(text))?;
    let month = month?;
    let name = usize::try_from(month).ok()?.checked_sub(1);
    let Some(name) = name.and_then(|index| MONTHS.get(index)) else {
        return match ((21..=24).contains(&month), day) {
            (true, None) => None,
            (true, Some(_)) => {
                Some((format!("{month} in place of the month is a season, and seasons have no days"), true))
            }
            (false, _) => Some((
                format!(
                    "there is no month {month:02}: months run from 01 to 12, and 21 to 24 are \
                     the seasons"
                ),
                false,
            )),
        };
    };
    let length = days_in_month(year, month);
    let day = day.filter(|day| !(1..=length).contains(day))?;
    let leap = if month == 2 && day == 29 { format!("; {year} is no leap year") } else { String::new() };
    let message = format!("{name} {year} has {length} days, so there is no day {day}{leap}");
    Some((message, true))
}

fn respelled(text: &str) -> Option<Advice> {
    let upper = text.to_ascii_uppercase();
    if When::strict(&upper).is_ok() {
        let message = format!("with plain hyphens, capitals and no spaces this is {upper}");
        return Some((message, Some(upper)));
    }
    let date = loose::date(text)?;
    let what = When::strict(&date).ok()?;
    let human = what.human();
    let message = if human == date {
        format!("write {date}")
    } else if text.ends_with("00s") {
        format!("{text} can mean ten years or a hundred: write {date} for the ten, {}XX for the hundred", &date[..2])
    } else {
        format!("{human} is written {date}")
    };
    Some((message, Some(date)))
}

fn two_digits(text: &str) -> Option<Advice> {
    let mut last = "";
    for word in text.split(['.', '/', '-', ' ', ',', '\'']) {
        let bare = word.strip_suffix('s').unwrap_or(word);
        if bare.len() <= 2 && bare.bytes().all(|byte| byte.is_ascii_digit()) {
            last = bare;
        } else if loose::month(word).is_none() && !matches!(word, "c" | "ca" | "s") {
            return None;
        }
    }
    (!last.is_empty()).then(|| ("a year needs all four digits: 1950, not 50; the year 50 is 0050".to_owned(), None))
}

fn undated(text: &str) -> Option<Advice> {
    if matches!(text, "now" | "today" | "current" | "currently" | "present" | "at present" | "nowadays") {
        let message = "what is so now was so on some day: write the date of the source that says so".to_owned();
        return Some((message, None));
    }
    matches!(text, "unknown" | "undated" | "no date" | "n.d" | "nd" | "s.d" | "?" | "-" | "none" | ".." | "/" | "../..")
        .then(|| ("nothing is known of this date; leave it out".to_owned(), None))
}
