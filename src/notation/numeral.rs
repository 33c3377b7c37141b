//! One number as people write it: grouped digits, decimals, number words.

use super::language::{self, Language};
use crate::base::number::Number;

/// A number with the worth of its last digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numeral {
    pub(super) value: Number,
    /// The worth of the last significant digit: 1,000 for `91,000`; 100,000 for `1.0 million`.
    pub(super) unit: Number,
    /// The worth of the last digit that is written: 1 for `91,000`, 1,000,000 for `30 million`.
    pub(super) place: Number,
    /// Whether a word says how much the digits are worth: `2.6 million`, `two million`.
    pub(super) scaled: bool,
}

/// Why a text is not a numeral, and how it should probably have been written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NumeralError {
    pub(super) message: String,
    pub(super) suggestion: Option<String>,
}

const LONGEST: usize = 200;
/// The largest power of ten after `e`.
const MOST_POWER: i32 = 100;

/// Reads one number; `text` is lower-case. Where counted, a comma before three digits groups them in every language.
pub(super) fn numeral(text: &str, language: Language, counted: bool) -> Result<Numeral, NumeralError> {
    if text.len() > LONGEST {
        return Err(NumeralError { message: "too long for a number".to_owned(), suggestion: None });
    }
    let read = in_digits(text, language, counted)
        .or_else(|| part_of_scale(text, language))
        .or_else(|| words(text))
        .or_else(|| language::number_in_words(text, language).map(from_words));
    read.ok_or_else(|| unreadable(text))
}

/// `1,939,063`, `2.6 million`, `1.5e6`, `2½ million`, `4 млн. 559 тыс.`: digits, each with a word for how much they
/// are worth, which only falls.
fn in_digits(text: &str, language: Language, counted: bool) -> Option<Numeral> {
    let mut rest = text;
    let mut sum: Option<Numeral> = None;
    let mut last = i32::MAX;
    while !rest.is_empty() {
        let end = rest.find(char::is_alphabetic).unwrap_or(rest.len());
        let (digits, after) = (rest[..end].trim_end(), &rest[end..]);
        let word_end = after.find(|c: char| !(c.is_alphabetic() || c == '.')).unwrap_or(after.len());
        let (word, next) = after.split_at(word_end);
        let exponent = || exponent(word, next);
        let (power, next) = match language::scale(word, language) {
            _ if word.is_empty() => (0, next),
            Some(power) => (power, next),
            None => exponent()?,
        };
        let own = digits_with_half(digits, power, language, counted && power == 0)?;
        if power >= last || (sum.is_some() && own.value.is_negative()) {
            return None;
        }
        last = power;
        sum = Some(match sum {
            Some(before) => Numeral { value: before.value + own.value, ..own },
            None => own,
        });
        rest = next.trim_start();
    }
    sum
}

/// `e6` → the power of ten, and what is left.
fn exponent<'t>(word: &str, next: &'t str) -> Option<(i32, &'t str)> {
    let digits = next.strip_prefix('+').unwrap_or(next);
    let power = (word == "e").then(|| digits.parse::<i32>().ok())??;
    (power.abs() <= MOST_POWER).then_some((power, ""))
}

/// Digits, or digits with a half or quarter after them.
fn digits_with_half(digits: &str, power: i32, language: Language, counted: bool) -> Option<Numeral> {
    let part = [("½", 2), ("¼", 4), ("¾", 4)].iter().find_map(|(sign, parts)| {
        Some((digits.strip_suffix(sign)?.trim_end(), if *sign == "¾" { 3 } else { 1 }, *parts))
    });
    let Some((whole, count, parts)) = part.filter(|(whole, ..)| !whole.is_empty()) else {
        return Some(from_digits(&ungroup(digits, language, counted)?, power));
    };
    let whole = from_digits(&ungroup(whole, language, counted)?, 0);
    let scale = pow10(power);
    let unit = &scale * &Number::ratio(1, parts)?;
    let value = (whole.value + Number::ratio(count, parts)?) * scale;
    Some(Numeral { value, place: unit.clone(), unit, scaled: power > 0 })
}

/// `half a million`, `a quarter of a million`, `half a dozen`.
fn part_of_scale(text: &str, language: Language) -> Option<Numeral> {
    const PARTS: [(&str, i64); 4] = [("half a ", 2), ("a quarter of a ", 4), ("quarter of a ", 4), ("half of a ", 2)];
    let (word, part) = PARTS.iter().find_map(|(front, part)| Some((text.strip_prefix(front)?, *part)))?;
    if word == "dozen" {
        return (part == 2).then(|| from_words(6));
    }
    let power = language::scale(word, language).filter(|power| *power > 2)?;
    // As 0.5 or 0.25 before the word.
    Some(from_digits(if part == 2 { "0.5" } else { "0.25" }, power))
}

/// Digits without their grouping, with a decimal point.
fn ungroup(text: &str, language: Language, counted: bool) -> Option<String> {
    if !language.has_comma() {
        return grouped(text, [',', ' '], '.');
    }
    let commas = text.matches(',').count();
    let is_english = commas > 1 || (commas == 1 && text.contains('.') && text.find(',') < text.find('.'));
    let groups_by_three = counted && commas == 1 && !text.contains('.');
    let english = || grouped(text, [',', ' '], '.');
    let own = || grouped(text, ['.', ' '], ',');
    if is_english {
        return english();
    }
    if groups_by_three && let Some(number) = english() {
        return Some(number);
    }
    own().or_else(english)
}

/// Digits grouped by threes, or not at all, without the signs between the groups.
fn grouped(text: &str, separators: [char; 2], point: char) -> Option<String> {
    let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = match unsigned.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.is_some_and(|fraction| !is_digits(fraction)) {
        return None;
    }
    let separator = separators.into_iter().find(|separator| whole.contains(*separator)).unwrap_or(' ');
    let groups: Vec<&str> = whole.split(separator).collect();
    let grouped = groups.len() == 1 || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|g| g.len() == 3));
    if !grouped || !groups.iter().all(|group| is_digits(group)) {
        return None;
    }
    let fraction = fraction.map(|fraction| format!(".{fraction}")).unwrap_or_default();
    Some(format!("{sign}{}{fraction}", groups.concat()))
}

fn from_digits(plain: &str, power: i32) -> Numeral {
    let value = Number::parse_decimal(plain).expect("checked to be digits");
    let digits = plain.trim_start_matches('-');
    let place = if let Some((_, fraction)) = digits.split_once('.') {
        -i32::try_from(fraction.len()).expect("texts are short")
    } else {
        let significant = digits.trim_end_matches('0').len();
        let zeros = if significant == 0 { 0 } else { digits.len() - significant };
        i32::try_from(zeros).expect("texts are short")
    };
    let last = place.min(0);
    Numeral { value: value * pow10(power), unit: pow10(place + power), place: pow10(last + power), scaled: power > 0 }
}

/// A number in words: what it is whole thousands or millions of, it is rounded to.
fn from_words(total: i64) -> Numeral {
    let numeral = from_digits(&total.to_string(), 0);
    let scales = [1_000_000_000_000, 1_000_000_000, 1_000_000, 1_000];
    match scales.into_iter().find(|scale| total != 0 && total % scale == 0) {
        Some(scale) => Numeral { place: Number::from(scale), scaled: true, ..numeral },
        None => numeral,
    }
}

fn pow10(power: i32) -> Number {
    if let Some(small) = u32::try_from(power).ok().and_then(|power| 10_i64.checked_pow(power)) {
        return Number::from(small);
    }
    let digits = format!("1{}", "0".repeat(power.unsigned_abs() as usize));
    let number = Number::parse_decimal(&digits).expect("digits");
    if power < 0 { Number::from(1).checked_div(&number).expect("a power of ten is not zero") } else { number }
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// `none`, `five`, `twenty-five`, `two hundred and ten thousand`, `a million`.
///
/// Scales only fall, and below each stands one number under a thousand: `two
/// three` and `ten thousand million` are not read.
fn words(text: &str) -> Option<Numeral> {
    if matches!(text, "none" | "no" | "nobody" | "nil") {
        return Some(from_words(0));
    }
    let words: Vec<&str> = text.split([' ', '-']).filter(|word| !word.is_empty() && *word != "and").collect();
    let mut rest = words.as_slice();
    let (mut total, mut scale_before) = (0_i64, i64::MAX);
    while !rest.is_empty() {
        let end = rest.iter().position(|word| scale_word(word).is_some()).unwrap_or(rest.len());
        let scale = rest.get(end).and_then(|word| scale_word(word)).unwrap_or(1);
        let part = below_thousand(&rest[..end], scale > 1 || words == ["hundred"])?;
        if scale >= scale_before {
            return None;
        }
        scale_before = scale;
        total = total.checked_add(part.checked_mul(scale)?)?;
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    (scale_before < i64::MAX).then(|| from_words(total))
}

fn scale_word(word: &str) -> Option<i64> {
    Some(match word {
        "dozen" => 12,
        "thousand" => 1_000,
        "million" => 1_000_000,
        "billion" => 1_000_000_000,
        _ => return None,
    })
}

/// Whether a lower-case word can be a part of a number in words, or all of it.
pub(super) fn is_word(word: &str) -> bool {
    word == "none" || word == "hundred" || scale_word(word).is_some() || small_number(word).or(tens(word)).is_some()
}

/// `two hundred ten`, `twenty five`, `a hundred`; nothing before a scale is one of it.
fn below_thousand(words: &[&str], before_scale: bool) -> Option<i64> {
    let (hundreds, rest) = match words {
        [] | ["a"] if before_scale => return Some(1),
        ["hundred", rest @ ..] | ["a", "hundred", rest @ ..] => (1, rest),
        [small, "hundred", rest @ ..] => (small_number(small).filter(|small| (1..10).contains(small))?, rest),
        words => (0, words),
    };
    let below = match rest {
        [] if hundreds > 0 => 0,
        [one] => small_number(one).or_else(|| tens(one))?,
        [ten, one] => tens(ten)? + small_number(one).filter(|one| (1..10).contains(one))?,
        _ => return None,
    };
    Some(100 * hundreds + below)
}

fn small_number(word: &str) -> Option<i64> {
    SMALL.iter().position(|known| *known == word).and_then(|at| i64::try_from(at).ok())
}

fn tens(word: &str) -> Option<i64> {
    TENS.iter().position(|known| *known == word).and_then(|at| i64::try_from(10 * (at + 2)).ok())
}

fn unreadable(text: &str) -> NumeralError {
    let message = format!("`{text}` is not a number");
    NumeralError { message, suggestion: suggestion(text) }
}

/// How a text that other countries or programs would write is written here.
fn suggestion(text: &str) -> Option<String> {
    let body = text;
    let separators: Vec<char> = body.chars().filter(|c| !c.is_ascii_digit() && *c != '-').collect();
    if !body.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let parts: Vec<&str> = body.split(['.', ',', '\'', '_', ' ']).collect();
    let digits_only = parts.iter().all(|part| part.trim_start_matches('-').bytes().all(|b| b.is_ascii_digit()));
    let by_threes = parts.len() > 1 && parts[1..].iter().all(|part| part.len() == 3);
    let fixed = if !digits_only {
        unit_left_out(body)?
    } else if separators.is_empty() {
        body.to_owned()
    } else if by_threes && !parts[0].is_empty() {
        parts.join(",")
    } else if separators == [','] {
        body.replace(',', ".")
    } else {
        let (last, front) = parts.split_last()?;
        match separators.last() {
            // 1.939.063,5
            Some(',') if front[1..].iter().all(|part| part.len() == 3) => format!("{}.{last}", front.join(",")),
            // 19,39,063: grouped some other way
            _ if last.len() == 3 => group(&parts.concat()),
            _ => return None,
        }
    };
    (fixed != text).then_some(fixed)
}

/// `1,939,063 persons` → `1,939,063`.
fn unit_left_out(text: &str) -> Option<String> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.' | ' ')))?;
    let digits = text[..end].trim();
    // One word after the digits is a unit; more, or signs, may change what they mean.
    let unit = text[end..].trim();
    let is_unit = unit.chars().all(char::is_alphabetic) && scale_word(unit).is_none() && end < text.len();
    let apart = text[..end].ends_with(' ');
    ungroup(digits, Language::English, false).filter(|_| is_unit && apart).map(|_| digits.to_owned())
}

fn group(digits: &str) -> String {
    let trimmed = digits.trim_start_matches('0');
    let mut grouped = String::new();
    for (index, c) in trimmed.char_indices() {
        if index > 0 && (trimmed.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(c);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String) {
        let numeral =
            numeral(text, Language::English, false).unwrap_or_else(|error| panic!("{text}: {}", error.message));
        (numeral.value.to_string(), numeral.unit.to_string())
    }

    #[test]
    fn numbers_keep_the_worth_of_their_last_digit() {
        for (text, value, unit) in [
            ("1,939,063", "1939063", "1"),
            ("1 939 063", "1939063", "1"),
            ("7,000,000", "7000000", "1000000"),
            ("1.0 million", "1000000", "100000"),
            ("3.5 thousand", "3500", "100"),
            ("69.87", "69.87", "0.01"),
            ("3 mln", "3000000", "1000000"),
            ("4.06m", "4060000", "10000"),
            ("500k", "500000", "100000"),
            ("1.5e6", "1500000", "100000"),
            ("half a million", "500000", "100000"),
            ("2½ million", "2500000", "500000"),
            ("half a dozen", "6", "1"),
            ("0", "0", "1"),
            ("none", "0", "1"),
            ("twenty-five", "25", "1"),
            ("two hundred and ten thousand", "210000", "10000"),
            ("5 hundred", "500", "100"),
            ("two million three hundred thousand and five", "2300005", "1"),
            ("a hundred", "100", "100"),
            ("a million", "1000000", "1000000"),
            ("a dozen", "12", "1"),
            ("three dozen", "36", "1"),
            ("-12", "-12", "1"),
        ] {
            assert_eq!(read(text), (value.to_owned(), unit.to_owned()), "{text}");
        }
    }

    #[test]
    fn other_ways_of_writing_get_a_suggestion() {
        for (text, meant) in [
            ("1.939.063", Some("1,939,063")),
            ("1'939'063", Some("1,939,063")),
            ("1_939_063", Some("1,939,063")),
            ("1.939.063,5", Some("1,939,063.5")),
            ("69,87", Some("69.87")),
            ("19,39,063", Some("1,939,063")),
            ("1,939,063 persons", Some("1,939,063")),
            ("1/2", None),
            ("1 million or more", None),
            ("1,2,3", None),
            ("two three", None),
            ("ten thousand million", None),
            ("million five million", None),
            ("five five", None),
            ("lots", None),
            ("", None),
            ("a", None),
        ] {
            let error = numeral(text, Language::English, false).expect_err(text);
            assert_eq!(error.suggestion.as_deref(), meant, "{text}");
        }
    }
}
