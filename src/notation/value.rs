//! A value as a source words it, read as an interval of exact numbers.

use std::ops::Range;

use super::NotationError;
use super::language::Language;
use super::lexicon::{Lexicon, RoundedTo};
use super::magnitude::{Magnitude, Manner, magnitude};
use super::numeral::numeral;
use super::relative::{folded, relative};
use super::unit::Units;
use crate::base::number::{Bound, Bounds, Number};
use crate::base::typography::{describe, plain, trap};
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
    /// The interval when every "about" is taken at its word; what is rounded stays so.
    pub nominal: Bounds,
    /// The number that is written, where it is one: neither rounding nor a hedge is granted.
    pub written: Option<Number>,
    /// Where the value is a share: the bytes of the expression it is a share of.
    pub share_of: Option<Range<usize>>,
}

/// How a source writes its values.
#[derive(Debug, Clone, Copy)]
pub struct Style<'s> {
    /// The words that stand for an interval.
    pub lexicon: &'s Lexicon,
    /// What the figures are rounded to.
    pub rounded_to: Option<&'s RoundedTo>,
    /// How its language writes numbers.
    pub language: Language,
}

impl<'s> Style<'s> {
    /// As most do: rounded to nothing but what the digits and words say.
    pub fn usual(lexicon: &'s Lexicon) -> Self {
        Style { lexicon, rounded_to: None, language: Language::English }
    }

    pub(super) fn manner(self, measured: bool) -> Manner<'s> {
        Manner { lexicon: self.lexicon, measured, rounded_to: self.rounded_to, language: self.language }
    }
}

/// Reads a value of a measure that has a unit: the number may have any unit beside it that converts.
///
/// # Errors
/// As [`value`]; or where the unit beside the number is of something else.
pub fn value_in(
    text: &str,
    kind: ValueKind,
    style: Style<'_>,
    unit: Option<(&Units, &str)>,
) -> Result<ValueText, NotationError> {
    const DIGITS: [char; 5] = [',', '.', ' ', '-', '%'];
    let Some((units, unit)) = unit.filter(|_| !text.chars().all(|c| c.is_ascii_digit() || DIGITS.contains(&c))) else {
        return value(text, kind, style);
    };
    if let Some((number, factor)) = units.split(text, unit).filter(|_| !text.contains(" of ")) {
        let measured = ValueKind::Measured { signed: true, percent: false };
        let found = value(&number, kind, style).or_else(|error| match kind {
            ValueKind::Count { .. } if !factor.is_one() => value(&number, measured, style),
            _ => Err(error),
        });
        let whole = |error: NotationError| NotationError { range: 0..text.len(), suggestion: None, ..error };
        return found.map_err(whole).and_then(|found| found.converted(&factor, kind, text));
    }
    value(text, kind, style).map_err(|error| match units.other(text, unit) {
        Some(other) => NotationError {
            message: format!(
                "`{other}` does not convert to the measure's unit, {unit}: `Unit(id: \"{other}\", is: \"… {unit}\")` \
                 in a vocabulary says how it does"
            ),
            suggestion: None,
            ..error
        },
        None => error,
    })
}

impl ValueText {
    /// So much less.
    #[must_use]
    pub fn negated(self) -> Self {
        let turned = |bounds: Bounds| {
            let end = |bound: Option<Bound>| bound.map(|bound| Bound { value: -bound.value, ..bound });
            Bounds { low: end(bounds.high), high: end(bounds.low) }
        };
        let (read, nominal) = (turned(self.read), turned(self.nominal));
        ValueText { read, nominal, written: self.written.map(|written| -written), ..self }
    }

    /// The value in another unit, of which its own is so many.
    fn converted(self, factor: &Number, kind: ValueKind, text: &str) -> Result<ValueText, NotationError> {
        if factor.is_one() {
            return Ok(self);
        }
        let Magnitude { mut read, mut nominal, written, .. } =
            Magnitude { read: self.read, nominal: self.nominal, written: self.written, share: false }
                .times(factor, false);
        if matches!(kind, ValueKind::Count { .. }) {
            (read, nominal) = (read.whole(), nominal.whole());
            if read.is_empty() {
                let message = "this measure counts, and that is no whole number of its unit; `counts: false` measures";
                return Err(NotationError::new(0..text.len(), message));
            }
            nominal = if nominal.is_empty() { read.clone() } else { nominal };
        }
        Ok(ValueText { read, nominal, written, share_of: None })
    }
}

/// Reads a value.
///
/// # Errors
/// Where the words stand for no interval, or for none that the measure can have.
pub fn value(text: &str, kind: ValueKind, style: Style<'_>) -> Result<ValueText, NotationError> {
    read(text, kind, style).map_err(|error| {
        // What is suggested must itself be a value of this measure.
        let suggestion = error.suggestion.filter(|meant| read(meant, kind, style).is_ok());
        NotationError { suggestion, ..error }
    })
}

fn read(text: &str, kind: ValueKind, style: Style<'_>) -> Result<ValueText, NotationError> {
    // Between dates a long dash is as good as a short one.
    let dashes: &[char] = &['\u{2013}', '\u{2014}', '\u{2212}'];
    let plain = if kind == ValueKind::Date { text.replace(dashes, "-") } else { text.to_owned() };
    if hidden(&plain).is_some()
        && let Some(error) = hidden(text)
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
    if let Some(number) = plain_number(text, kind).filter(|_| style.rounded_to.is_none()) {
        let read = Bounds::exactly(number.clone());
        return Ok(ValueText { nominal: read.clone(), read, written: Some(number), share_of: None });
    }
    let all = 0..text.len();
    if let Some((share, of)) = relative(text, style) {
        if let Some(error) = share_of_share(text, &share, of.clone(), style) {
            return Err(error);
        }
        let Magnitude { read, nominal, written, .. } = share;
        return Ok(ValueText { read, nominal, written, share_of: Some(of) });
    }
    let folded = folded(text);
    if let (ValueKind::Count { .. }, false, Some(meant)) = (kind, style.language.has_comma(), dotted(&folded)) {
        let message = "a full stop is read as a decimal point, and this measure counts".to_owned();
        return Err(NotationError { range: all, message, suggestion: Some(meant) });
    }
    let measured = matches!(kind, ValueKind::Measured { .. });
    let found = magnitude(&folded, style.manner(measured)).map_err(|error| NotationError {
        range: all.clone(),
        message: error.message,
        suggestion: error.suggestion,
    })?;
    fit(found, kind, style).map_err(|(message, suggestion)| NotationError { range: all, message, suggestion })
}

/// The error for `half of half of EXPRESSION`, with their product where both say a number.
fn share_of_share(text: &str, share: &Magnitude, of: Range<usize>, style: Style<'_>) -> Option<NotationError> {
    let rest = &text[of.clone()];
    let (inner, base) = relative(rest, style)?;
    let base = &rest[base];
    let product =
        share.written.as_ref().zip(inner.written.as_ref()).map(|(one, other)| format!("{} of {base}", one * other));
    let product = product.filter(|meant| relative(meant, style).is_some() && relative(base, style).is_none());
    let help = product.map_or_else(String::new, |meant| format!(", such as `{meant}`"));
    let message =
        format!("a share of a share: write their product as one share{help}, or give what stands between a name");
    Some(NotationError::new(of, message))
}

/// A whole number below 10^18 without hedges, its digits grouped by commas or not at all.
fn plain_number(text: &str, kind: ValueKind) -> Option<Number> {
    let plain = !text.is_empty() && text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    if !plain || !matches!(kind, ValueKind::Count { .. }) {
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
    /// The number that is written, where it is one.
    pub written: Option<Number>,
    /// Whether it is a share of something: a percentage, a fraction, "most".
    pub share: bool,
}

impl Amount {
    /// The number that is written, or else the interval.
    pub fn plain(self) -> Bounds {
        self.written.map_or(self.nominal, Bounds::exactly)
    }
}

/// Reads an amount: what may stand in front of ` of EXPRESSION` or be a value by itself.
///
/// # Errors
/// Where the words stand for no interval.
pub fn amount(text: &str, lexicon: &Lexicon) -> Result<Amount, NotationError> {
    if let Some(error) = hidden(text) {
        return Err(error);
    }
    match magnitude(&folded(text), Manner::counted(lexicon)) {
        Ok(Magnitude { read, nominal, written, share }) => Ok(Amount { read, nominal, written, share }),
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
        written: None,
        share_of: None,
    })
}

/// The error for a character that shows nothing, or shows what follows in another order. Blanks and dashes that
/// printers use are as good as others.
fn hidden(text: &str) -> Option<NotationError> {
    if text.is_ascii() {
        return None;
    }
    let printed = |c: char| matches!(trap(c), Some((_, Some(" " | "-" | "'"))));
    let replaced: String = text.chars().map(|c| if printed(c) { ' ' } else { c }).collect();
    NotationError::trap(&replaced).map(|_| {
        let found = text.char_indices().find(|&(_, c)| trap(c).is_some() && !printed(c));
        let (at, c) = found.unwrap_or((0, ' '));
        NotationError::new(at..at + c.len_utf8(), format!("the notation has no {}", describe(c))).suggest(plain(text))
    })
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
fn fit(found: Magnitude, kind: ValueKind, style: Style<'_>) -> Result<ValueText, Misfit> {
    let (signed, whole) = match kind {
        ValueKind::Count { signed } => (signed, true),
        ValueKind::Measured { signed, .. } => (signed, false),
        ValueKind::Date => (true, false),
    };
    let found = if found.share {
        if !matches!(kind, ValueKind::Measured { percent: true, .. }) {
            return Err(("a share needs what it is a share of, as in `50% of captured @ 1945`".to_owned(), None));
        }
        found.times(&Number::from(100), false)
    } else {
        found
    };
    let Magnitude { read, nominal, written, .. } = found;
    if !signed && read.high.as_ref().is_some_and(|high| high.value.is_negative()) {
        return Err(("this measure is never below zero".to_owned(), None));
    }
    let (read, nominal) = if signed { (read, nominal) } else { (read.not_below_zero(), nominal.not_below_zero()) };
    if !whole {
        return Ok(ValueText { read, nominal, written, share_of: None });
    }
    if let Some(single) = read.single()
        && !single.is_integer()
    {
        let digits = single.to_string().replace('.', ",");
        let meant = numeral(&digits, style.language, true).is_ok().then_some(digits);
        return Err((format!("`{single}` is not a whole number, and this measure counts"), meant));
    }
    let (read, nominal) = (read.whole(), nominal.whole());
    if read.is_empty() {
        return Err(("no whole number lies in it".to_owned(), None));
    }
    let nominal = if nominal.is_empty() { read.clone() } else { nominal };
    Ok(ValueText { read, nominal, written, share_of: None })
}

#[cfg(test)]
mod tests;
