//! Dates as people write them, turned into EDTF. Only for suggestions: nothing
//! read here is ever taken for what a source says.

use std::fmt::Write as _;

use super::day::year_text;
use super::prose::MONTHS;
use super::{Shape, When};

/// How many doubts may be nested: `perhaps c. 1930 (?)` has three.
const MAX_DOUBTS: u8 = 4;

/// A calendar date that need not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub(super) year: i32,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
}

impl Parts {
    fn text(self) -> String {
        let mut text = year_text(self.year);
        for part in [self.month, self.day].into_iter().flatten() {
            write!(text, "-{part:02}").expect("a string takes any text");
        }
        text
    }
}

/// Lower case, plain hyphens, single spaces.
pub(super) fn normalise(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => {
                plain.push('-');
            }
            '\u{2018}' | '\u{2019}' => plain.push('\''),
            '\u{2248}' | '\u{223C}' => plain.push('~'),
            '\u{2026}' => plain.push_str(".."),
            _ if character.is_whitespace() => plain.push(' '),
            _ => plain.push(character.to_ascii_lowercase()),
        }
    }
    let plain = plain.split(' ').filter(|word| !word.is_empty());
    let plain = plain.collect::<Vec<_>>().join(" ");
    match plain.strip_suffix(['.', ',', ';']) {
        Some(rest) if !rest.ends_with('.') && !rest.is_empty() => rest.to_owned(),
        _ => plain,
    }
}

/// The EDTF text of one date, from normalised text.
pub(super) fn date(text: &str) -> Option<String> {
    nested(text.trim(), MAX_DOUBTS)
}

fn nested(text: &str, doubts: u8) -> Option<String> {
    if let Some(when) = strict_date(&text.to_ascii_uppercase()) {
        return Some(when.text().to_owned());
    }
    let found = parts(text)
        .map(Parts::text)
        .or_else(|| season(text))
        .or_else(|| decade(text))
        .or_else(|| century(text))
        .or_else(|| era(text))
        .or_else(|| unknown_digits(text))
        .or_else(|| doubtful(text, doubts));
    found.filter(|found| strict_date(found).is_some())
}

/// The expression, if it is valid and a single date.
pub(super) fn strict_date(text: &str) -> Option<When> {
    When::strict(text).ok().filter(|when| when.shape() == Shape::Date)
}

fn doubtful(text: &str, doubts: u8) -> Option<String> {
    const ABOUT: [&str; 14] = [
        "approximately ",
        "approx.",
        "approx ",
        "circa",
        "roughly ",
        "around ",
        "about ",
        "abt.",
        "abt ",
        "ca.",
        "ca ",
        "c.",
        "c",
        "~",
    ];
    const PERHAPS: [&str; 5] = ["perhaps ", "probably ", "possibly ", "maybe ", "?"];
    const PERHAPS_AFTER: [&str; 5] = ["(?)", "[?]", "(uncertain)", "?", "(probably)"];
    const ABOUT_AFTER: [&str; 6] = ["(approx.)", "(approx)", "(circa)", "(about)", "or so", "~"];
    let depth = doubts.checked_sub(1)?;
    let before = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word));
    let after = |words: &[&str]| words.iter().find_map(|word| text.strip_suffix(word));
    let (rest, mark) = before(&ABOUT)
        .map(|rest| (rest, '~'))
        .or_else(|| before(&PERHAPS).map(|rest| (rest, '?')))
        .or_else(|| after(&PERHAPS_AFTER).map(|rest| (rest, '?')))
        .or_else(|| after(&ABOUT_AFTER).map(|rest| (rest, '~')))?;
    let mut inner = nested(rest.trim(), depth)?;
    match inner.chars().last() {
        Some('~' | '?' | '%') => {
            let old = inner.pop();
            inner.push(if old == Some(mark) { mark } else { '%' });
        }
        _ => inner.push(mark),
    }
    Some(inner)
}

/// A number of one to `most` digits.
fn number(text: &str, most: usize) -> Option<u32> {
    let digits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

fn year(text: &str) -> Option<i32> {
    number(text, 4).filter(|_| text.len() == 4).map(u32::cast_signed)
}

/// Year, month and day from words or figures, in any order that is clear.
pub(super) fn parts(text: &str) -> Option<Parts> {
    named_month(text).or_else(|| figures(text)).or_else(|| run_together(text))
}

fn run_together(text: &str) -> Option<Parts> {
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        return None;
    }
    Some(Parts { year: year(&text[..4])?, month: number(&text[4..6], 2), day: number(&text[6..], 2) })
}

/// The number of an English month, in full or cut to three letters or more.
pub(super) fn month(word: &str) -> Option<u32> {
    let known = word.len() >= 3 && word.is_ascii();
    let index = MONTHS.iter().position(|month| known && month.to_ascii_lowercase().starts_with(word))?;
    u32::try_from(index + 1).ok()
}

fn named_month(text: &str) -> Option<Parts> {
    let day = |word: &str| {
        let bare = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending));
        number(bare.unwrap_or(word), 2)
    };
    let words: Vec<&str> = text
        .split([' ', ',', '.', '-', '/'])
        .filter(|word| !matches!(*word, "" | "of" | "the" | "on" | "in") && !word.ends_with("day"))
        .collect();
    let (year_word, month_word, day_word) = match words.as_slice() {
        [a, b] if month(a).is_some() => (b, a, None),
        [a, b] => (a, b, None),
        [a, b, c] if month(a).is_some() => (c, a, Some(b)),
        [a, b, c] if year(a).is_some() => (a, b, Some(c)),
        [a, b, c] => (c, b, Some(a)),
        _ => return None,
    };
    Some(Parts {
        year: year(year_word)?,
        month: Some(month(month_word)?),
        day: match day_word {
            Some(word) => Some(day(word)?),
            None => None,
        },
    })
}

fn figures(text: &str) -> Option<Parts> {
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '.' | '/' | '-' | ' ') {
        return None;
    }
    let words: Vec<&str> = text.split(separator).map(str::trim).collect();
    let of = |year: i32, month: u32, day: Option<u32>| Some(Parts { year, month: Some(month), day });
    match words.as_slice() {
        [a, b] if a.len() == 4 => of(year(a)?, number(b, 2)?, None),
        [a, b] => of(year(b)?, number(a, 2)?, None),
        [a, b, c] if a.len() == 4 => of(year(a)?, number(b, 2)?, Some(number(c, 2)?)),
        [a, b, c] => {
            let (year, first, second) = (year(c)?, number(a, 2)?, number(b, 2)?);
            match (first, second) {
                (1..=12, 13..) => of(year, first, Some(second)),
                (1..=12, 1..=12) if separator != '.' && first != second => None,
                _ => of(year, second, Some(first)),
            }
        }
        _ => None,
    }
}

/// Both readings of `5/4/1950`, the day first and the month first.
pub(super) fn either_way(text: &str) -> Option<(String, String)> {
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    let words: Vec<&str> = text.split(separator).collect();
    let [a, b, c] = words.as_slice() else {
        return None;
    };
    let (year, first, second) = (year(c)?, number(a, 2)?, number(b, 2)?);
    let reading = |day, month| {
        let text = Parts { year, month: Some(month), day: Some(day) };
        strict_date(&text.text()).map(|when| when.text().to_owned())
    };
    Some((reading(first, second)?, reading(second, first)?))
}

fn without_article(text: &str) -> &str {
    let text = text.strip_prefix("in ").unwrap_or(text);
    text.strip_prefix("the ").unwrap_or(text)
}

fn season(text: &str) -> Option<String> {
    let (word, rest) = without_article(text).split_once(' ')?;
    let code = match word {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        _ => return None,
    };
    let rest = rest.strip_prefix("of ").unwrap_or(rest);
    let first = match rest.split_once(['/', '-']) {
        Some((first, second)) if code == 24 => {
            let follows = abbreviated(year(first)?, second)? == year(first)? + 1;
            follows.then_some(first)?
        }
        _ => rest,
    };
    Some(format!("{:04}-{code}", year(first)?))
}

/// A later year given in full or by its last two digits.
pub(super) fn abbreviated(from: i32, text: &str) -> Option<i32> {
    if let Some(full) = year(text) {
        return Some(full);
    }
    let ending = number(text, 2).filter(|_| text.len() == 2)?.cast_signed();
    let full = from - from % 100 + ending;
    (full > from).then_some(full)
}

/// The first three digits of a decade: `193` of `the 1930s`.
fn decade(text: &str) -> Option<String> {
    let digits = without_article(text).strip_suffix('s')?;
    let digits = digits.strip_suffix('\'').unwrap_or(digits);
    let tens = digits.strip_suffix('0')?;
    year(digits).map(|_| format!("{tens}X"))
}

fn century(text: &str) -> Option<String> {
    let (count, word) = without_article(text).split_once([' ', '-'])?;
    if !matches!(word, "century" | "cent" | "cent." | "c") {
        return None;
    }
    let digits = count.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let hundreds = number(digits, 2)?.checked_sub(1)?;
    Some(format!("{hundreds:02}XX"))
}

/// Years of fewer than four digits, and years before the year 1.
fn era(text: &str) -> Option<String> {
    let after = |endings: &[&str]| {
        let ending = endings.iter().find_map(|ending| text.strip_suffix(ending))?;
        number(ending.trim(), 6)
    };
    if let Some(before) = after(&["bce", "bc", "b.c.e", "b.c"]) {
        let year = 1 - before.cast_signed();
        return (before > 0).then(|| year_text(year));
    }
    let year = after(&["ad", "ce", "a.d", "c.e"])
        .or_else(|| number(text.strip_prefix("ad")?.trim(), 4))
        .or_else(|| number(text, 3).filter(|_| text.len() == 3))?;
    Some(format!("{year:04}"))
}

/// Digits left out in other ways than with an `X`: `193-`, `19uu`.
fn unknown_digits(text: &str) -> Option<String> {
    let known = text.trim_end_matches(['-', '_', '*', 'u', '?']);
    if text.len() != 4 || known.len() < 2 || known.len() > 3 || number(known, 3).is_none() {
        return None;
    }
    Some(format!("{known:X<4}"))
}
