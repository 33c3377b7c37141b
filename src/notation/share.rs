//! A part of something: percentages, fractions, "two thirds".

use super::language::Language;
use super::numeral::{NumeralError, numeral};
use crate::base::number::Number;

/// A part of a whole, with how far it is rounded and how far "about" makes it reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) value: Number,
    pub(super) rounding: Number,
    pub(super) hedge: Number,
}

/// 1/100.
pub(super) fn hundredth() -> Number {
    part(1, 100)
}

fn part(part: i64, whole: i64) -> Number {
    Number::ratio(part, whole).expect("not zero")
}

const PARTS: [&str; 9] = ["half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// `50%`, `half`, `two thirds`; `None` where the text is no share.
pub(super) fn share(text: &str, language: Language) -> Result<Option<Share>, NumeralError> {
    let percent = ["%", "percent", "per cent", "pct"].iter().find_map(|sign| text.strip_suffix(sign));
    if let Some(digits) = percent {
        let numeral = numeral(digits.trim_end(), language, false)?;
        let value = &numeral.value * &hundredth();
        let size = value.abs();
        let half = part(1, 200);
        let hedge = (&numeral.unit * &half).min(&size * &part(1, 10)).max(&size * &hundredth());
        return Ok(Some(Share { rounding: &numeral.place * &half, hedge, value }));
    }
    Ok(fraction(text).or_else(|| in_words(text)).map(rough).or_else(|| ratio(text, language)))
}

/// A fraction is meant to within a percentage point, and never to more than a tenth of itself.
fn rough(value: Number) -> Share {
    let hedge = &value * &part(1, 10);
    Share { rounding: hundredth().min(hedge.clone()), hedge, value }
}

/// `1 in 5`, `one out of three`, `3 per 100,000`.
fn ratio(text: &str, language: Language) -> Option<Share> {
    let read = |text: &str| numeral(text.trim(), language, true).ok();
    if let Some((part, whole)) = text.split_once(" per ") {
        let (part, whole) = (numeral(part.trim(), language, false).ok()?, read(whole)?);
        let of_whole = |number: &Number| number.checked_div(&whole.value);
        let half = &part.place * &self::part(1, 2);
        let value = of_whole(&part.value)?;
        let hedge = &value * &self::part(1, 10);
        return Some(Share { rounding: of_whole(&half)?, hedge, value });
    }
    let (part, whole) = text.split_once(" out of ").or_else(|| text.split_once(" in "))?;
    let value = read(part)?.value.checked_div(&read(whole)?.value)?;
    (value.is_positive() && value < Number::ONE).then(|| rough(value))
}

fn in_words(text: &str) -> Option<Number> {
    let (count, name) = match text.split_once([' ', '-']) {
        Some(("a" | "one", name)) => (1, name),
        Some(("two", name)) => (2, name),
        Some(("three", name)) => (3, name),
        Some(("four", name)) => (4, name),
        _ => (1, text),
    };
    part_word(name).and_then(|whole| Number::ratio(count, whole))
}

/// `half` → 2, `thirds` → 3.
pub(super) fn part_word(word: &str) -> Option<i64> {
    let single = word.strip_suffix('s').unwrap_or(word);
    let index = PARTS.iter().position(|known| *known == single)?;
    i64::try_from(index + 2).ok()
}

/// `1/2`, `3/4`, `½`: a proper fraction.
fn fraction(text: &str) -> Option<Number> {
    let (part, whole) = match text {
        "½" => (1, 2),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        _ => {
            let (part, whole) = text.split_once('/')?;
            let short = |digits: &str| {
                ((1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()))
                    .then(|| digits.parse::<i64>().ok())?
            };
            (short(part)?, short(whole)?)
        }
    };
    (0 < part && part < whole).then(|| Number::ratio(part, whole))?
}
