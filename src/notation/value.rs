//! A value as a source words it, read as an interval of exact numbers.

use std::ops::Range;

use super::NotationError;
use super::lexicon::{Lexicon, fold};
use super::magnitude::{Magnitude, magnitude, times};
use super::numeral::numeral;
use crate::base::number::{Bound, Bounds, Number};
use crate::base::when::{Day, When};

/// What kind of values a measure has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueKind {
    /// Whole numbers.
    Count {
        /// Whether they may be below zero.
        signed: bool,
    },
    /// Any numbers.
    Measured {
        /// Whether they may be below zero.
        signed: bool,
        /// Whether the unit is percent, so that a bare `%` may stand.
        percent: bool,
    },
    /// Dates, on a scale on which every month has 31 places.
    Date,
}

/// A value that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueText {
    /// The interval that the words stand for.
    pub read: Bounds,
    /// The interval when every "about" is taken at its word.
    pub nominal: Bounds,
    /// Where the value is a share: the bytes of the expression it is a share of.
    pub share_of: Option<Range<usize>>,
}

/// Reads a value.
///
/// # Errors
/// Where the words stand for no interval, or for none that the measure can have.
pub fn value(text: &str, kind: ValueKind, lexicon: &Lexicon) -> Result<ValueText, NotationError> {
    read(text, kind, lexicon).map_err(|error| {
        // What is suggested must itself be a value of this measure.
        let suggestion = error.suggestion.filter(|meant| read(meant, kind, lexicon).is_ok());
        NotationError { suggestion, ..error }
    })
}

fn read(text: &str, kind: ValueKind, lexicon: &Lexicon) -> Result<ValueText, NotationError> {
    // Between dates a long dash is as good as a short one.
    let dashes: &[char] = &['\u{2013}', '\u{2014}', '\u{2212}'];
    let plain = if kind == ValueKind::Date { text.replace(dashes, "-") } else { text.to_owned() };
    if NotationError::trap(&plain).is_some()
        && let Some(error) = NotationError::trap(text)
    {
        return Err(error);
    }
    if text.trim() == "?" {
        return Err(NotationError::new(0..text.len(), "still to be filled in: the value, in the source's words"));
    }
    if kind == ValueKind::Date {
        return date(text);
    }
    // Most figures are digits and nothing else.
    if let Some(number) = plain_number(text, kind) {
        let read = Bounds::exactly(number);
        return Ok(ValueText { nominal: read.clone(), read, share_of: None });
    }
    let all = 0..text.len();
    if let Some((share, of)) = split_share(text, lexicon) {
        return Ok(ValueText { read: share.read, nominal: share.nominal, share_of: Some(of) });
    }
    let folded = fold(text);
    if let (ValueKind::Count { .. }, Some(meant)) = (kind, dotted(&folded)) {
        let message = "a full stop is read as a decimal point, and this measure counts".to_owned();
        return Err(NotationError { range: all, message, suggestion: Some(meant) });
    }
    let found = magnitude(&folded, lexicon).map_err(|error| NotationError {
        range: all.clone(),
        message: error.message,
        suggestion: error.suggestion,
    })?;
    fit(found, kind).map_err(|(message, suggestion)| NotationError { range: all, message, suggestion })
}

/// A whole number below 10^18 without hedges, its digits grouped by commas or not at all.
fn plain_number(text: &str, kind: ValueKind) -> Option<Number> {
    let plain = !text.is_empty() && text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    if !plain || kind == ValueKind::Date {
        return None;
    }
    let mut groups = text.split(',');
    let first = groups.next()?;
    let grouped = text.contains(',');
    if first.is_empty() || (grouped && first.len() > 3) || !groups.all(|group| group.len() == 3) {
        return None;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit);
    let value = digits.fold(0_i64, |value, digit| value.saturating_mul(10).saturating_add(i64::from(digit - b'0')));
    (value < 1_000_000_000_000_000_000).then(|| Number::from(value))
}

/// An amount in words, before it is known what it is an amount of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// The interval that the words stand for.
    pub read: Bounds,
    /// The interval when every "about" is taken at its word.
    pub nominal: Bounds,
    /// Whether it is a share of something: a percentage, a fraction, "most".
    pub share: bool,
}

/// Reads an amount: what may stand in front of ` of EXPRESSION` or be a value by itself.
///
/// # Errors
/// Where the words stand for no interval.
pub fn amount(text: &str, lexicon: &Lexicon) -> Result<Amount, NotationError> {
    if let Some(error) = NotationError::trap(text) {
        return Err(error);
    }
    match magnitude(&fold(text), lexicon) {
        Ok(Magnitude { read, nominal, share }) => Ok(Amount { read, nominal, share }),
        Err(error) => Err(NotationError { range: 0..text.len(), message: error.message, suggestion: error.suggestion }),
    }
}

fn date(text: &str) -> Result<ValueText, NotationError> {
    let when = When::read(text).map_err(|error| NotationError {
        range: 0..text.len(),
        message: error.message,
        suggestion: error.suggestion,
    })?;
    let bound = |day: Option<Day>| day.map(|day| Bound::at(Number::from(day.place())));
    let (start, end) = when.nominal();
    Ok(ValueText {
        read: Bounds { low: bound(when.earliest()), high: bound(when.latest()) },
        nominal: Bounds { low: bound(start), high: bound(end) },
        share_of: None,
    })
}

/// `about half of EXPRESSION` → the share and where the expression stands.
fn split_share(text: &str, lexicon: &Lexicon) -> Option<(Magnitude, Range<usize>)> {
    if lexicon.entry(&fold(text)).is_some() {
        return None;
    }
    // Only the first few can be the one: "a maximum of half of …".
    for (at, _) in text.match_indices(" of ").take(4) {
        let front = fold(&text[..at]);
        let share = match front.as_str() {
            "all" => Some(exact_share(Number::from(1))),
            "none" => Some(exact_share(Number::from(0))),
            _ => magnitude(&front, lexicon).ok().filter(|found| found.share),
        };
        if let Some(share) = share {
            let start = at + 4 + (text[at + 4..].len() - text[at + 4..].trim_start().len());
            return Some((share, start..text.trim_end().len().max(start)));
        }
    }
    None
}

fn exact_share(value: Number) -> Magnitude {
    Magnitude { read: Bounds::exactly(value.clone()), nominal: Bounds::exactly(value), share: true }
}

/// A wording in which full stops group digits, `12.000`, with commas instead; none where decimals of a
/// large number could be meant, as in `2.529 million`.
fn dotted(folded: &str) -> Option<String> {
    const LARGE: [&str; 5] = ["hundred", "thousand", "milli", "billion", "dozen"];
    if !folded.contains('.') || LARGE.iter().any(|word| folded.contains(word)) {
        return None;
    }
    let mut meant = folded.to_owned();
    for (at, _) in folded.match_indices('.') {
        let (before, after) = (&folded[..at], &folded[at + 1..]);
        let digits = |text: &mut dyn Iterator<Item = char>| text.take_while(char::is_ascii_digit).count();
        let (left, right) = (digits(&mut before.chars().rev()), digits(&mut after.chars()));
        let is_own = |c: Option<char>| !matches!(c, Some('.' | ','));
        let is_alone = is_own(before.chars().rev().nth(left)) && is_own(after.chars().nth(right));
        // Nothing begins with a nought that is grouped.
        let is_number = !before[before.len() - left..].starts_with('0');
        if (1..=3).contains(&left) && right == 3 && is_alone && is_number {
            meant.replace_range(at..=at, ",");
        }
    }
    (meant != folded).then_some(meant)
}

type Misfit = (String, Option<String>);

/// Fits an interval to what the measure can be.
fn fit(found: Magnitude, kind: ValueKind) -> Result<ValueText, Misfit> {
    let (signed, whole) = match kind {
        ValueKind::Count { signed } => (signed, true),
        ValueKind::Measured { signed, .. } => (signed, false),
        ValueKind::Date => (true, false),
    };
    let Magnitude { read, nominal, share } = found;
    let (read, nominal) = if share {
        if !matches!(kind, ValueKind::Measured { percent: true, .. }) {
            return Err(("a share needs what it is a share of, as in `50% of captured @ 1945`".to_owned(), None));
        }
        let hundred = Number::from(100);
        (times(&read, &hundred), times(&nominal, &hundred))
    } else {
        (read, nominal)
    };
    if !signed && read.high.as_ref().is_some_and(|high| high.value.is_negative()) {
        return Err(("this measure is never below zero".to_owned(), None));
    }
    let (read, nominal) = if signed { (read, nominal) } else { (read.not_below_zero(), nominal.not_below_zero()) };
    if !whole {
        return Ok(ValueText { read, nominal, share_of: None });
    }
    if let Some(single) = read.single()
        && !single.is_integer()
    {
        let digits = single.to_string().replace('.', ",");
        let meant = numeral(&digits).is_ok().then_some(digits);
        return Err((format!("`{single}` is not a whole number, and this measure counts"), meant));
    }
    let (read, nominal) = (read.whole(), nominal.whole());
    if read.is_empty() {
        return Err(("no whole number lies in it".to_owned(), None));
    }
    Ok(ValueText { read, nominal, share_of: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNT: ValueKind = ValueKind::Count { signed: false };

    fn read(text: &str) -> String {
        match value(text, COUNT, &Lexicon::default()) {
            Ok(value) => match value.share_of {
                Some(of) => format!("{} of <{}>", value.read, &text[of]),
                None => value.read.to_string(),
            },
            Err(error) => format!("error: {} ({})", error.message, error.suggestion.unwrap_or_default()),
        }
    }

    #[test]
    fn every_wording_of_the_notation_is_read() {
        for (text, expected) in [
            ("1,939,063", "1,939,063"),
            ("1 939 063", "1,939,063"),
            ("about 7,000,000", "6,500,000..7,500,000"),
            ("approximately 2,529,000", "2,503,710..2,554,290"),
            ("About 91,000", "90,090..91,910"),
            ("about 15,000", "14,500..15,500"),
            ("nearly 1.0 million", "950,000..1,050,000"),
            ("less than 20", "..19"),
            ("more than 1,500,000", "1,500,001.."),
            ("at least 5", "5.."),
            ("up to 12", "..12"),
            ("230,000..360,000", "230,000..360,000"),
            ("230,000-360,000", "230,000..360,000"),
            ("between 230,000 and 360,000", "230,000..360,000"),
            ("230 to 360", "230..360"),
            ("500 ± 20", "480..520"),
            ("500 +/- 20", "480..520"),
            ("500 ± 600", "0..1,100"),
            ("3 to 4 million", "3,000,000..4,000,000"),
            ("3-4 million", "3,000,000..4,000,000"),
            ("between 3.5 and 4 million", "3,500,000..4,000,000"),
            ("about 3 to 4 thousand", "2,500..4,500"),
            ("at most about 1.0 million", "..1,050,000"),
            ("a few score", "40..199"),
            ("several million", "2,000,000..9,999,999"),
            ("tens of thousands", "20,000..99,999"),
            ("a number of", "1.."),
            ("some", "1.."),
            ("some 5,000", "4,500..5,500"),
            ("five", "5"),
            ("none", "0"),
            ("only 1,487", "1,487"),
            ("3.5 thousand", "3,500"),
            ("2.529 million", "2,529,000"),
            ("between 2.529 and 3 million", "2,529,000..3,000,000"),
            ("..5", "..5"),
            ("7..", "7.."),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn shares_are_linear_in_what_they_are_of() {
        for (text, expected) in [
            ("50% of captured @ 1945", "0.5 of <captured @ 1945>"),
            ("about 50% of captured @ 1945", "0.45..0.55 of <captured @ 1945>"),
            ("about half of captured", "0.45..0.55 of <captured>"),
            ("a third of  died + missing ", "1/3 of <died + missing>"),
            ("two thirds of x", "2/3 of <x>"),
            ("almost all of x", "0.9.. of <x>"),
            ("most of x", "more than 0.5 of <x>"),
            ("at least 20 percent of x", "0.2.. of <x>"),
            ("10-20% of x", "0.1..0.2 of <x>"),
            ("all of x", "1 of <x>"),
            ("1/3 of x", "1/3 of <x>"),
            ("about ½ of x", "0.45..0.55 of <x>"),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn hedges_are_granted_in_the_reading_and_not_in_the_nominal_value() {
        let value = value("at most about 1.0 million", COUNT, &Lexicon::default()).expect("reads");
        assert_eq!(value.nominal.to_string(), "..1,000,000");
        let value = super::value("a few score", COUNT, &Lexicon::default()).expect("reads");
        assert_eq!(value.nominal, value.read);
    }

    #[test]
    fn what_is_written_otherwise_gets_a_suggestion() {
        for (text, suggestion) in [
            ("1.939.063", "1,939,063"),
            ("1.939", "1,939"),
            ("12.000", "12,000"),
            ("about 12.000", "about 12,000"),
            ("10.000 to 12.000", "10,000 to 12,000"),
            ("about 1.939.063", "1,939,063"),
            ("1\u{a0}939\u{a0}063", "1 939 063"),
            ("230,000\u{2013}360,000", "230,000-360,000"),
        ] {
            let error = value(text, COUNT, &Lexicon::default()).expect_err(text);
            assert_eq!(error.suggestion.as_deref(), Some(suggestion), "{text}: {}", error.message);
        }
        for text in [
            "", "lots", "50%", "1/2", "3/2 of x", "1/0 of x", "1,5", "-5", "5..3", "2.2..2.8", "about", "±", "..",
            "of x", "5 of x",
        ] {
            assert!(value(text, COUNT, &Lexicon::default()).is_err(), "{text}");
        }
    }

    #[test]
    fn a_lexicon_can_be_overridden() {
        let mut lexicon = Lexicon::default();
        lexicon.add("A few  score", "60..80").expect("reads");
        lexicon.add("about", "10%").expect("reads");
        let read = |text| value(text, COUNT, &lexicon).expect("reads").read.to_string();
        assert_eq!(read("a few score"), "60..80");
        assert_eq!(read("about 1,234"), "1,111..1,357");
        assert!(lexicon.clone().add("many", "lots").is_err());
        assert!(lexicon.clone().add("about", "5").is_err());
    }

    #[test]
    fn percents_and_measured_values_keep_their_fractions() {
        let kind = ValueKind::Measured { signed: true, percent: true };
        let read = |text| value(text, kind, &Lexicon::default()).map(|value| value.read.to_string());
        assert_eq!(read("56.5%").as_deref(), Ok("56.5"));
        assert_eq!(read("-3.25").as_deref(), Ok("-3.25"));
        assert_eq!(read("more than 3").as_deref(), Ok("more than 3"));
    }
}
