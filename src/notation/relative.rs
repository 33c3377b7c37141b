//! A value that is told by another quantity: `half of X`, `twice X`, `12% more than X`, `0.565 of X`.

use std::ops::Range;

use super::lexicon::fold;
use super::magnitude::{Magnitude, magnitude};
use super::value::Style;
use crate::base::number::{Bound, Bounds, Number};
use crate::base::typography::plain;

/// A factor, and where the expression stands that it multiplies.
pub(super) type Relative = (Magnitude, Range<usize>);

/// The factor that a wording begins with, where an expression follows it.
pub(super) fn relative(text: &str, style: Style<'_>) -> Option<Relative> {
    if style.lexicon.entry(&folded(text)).is_some() {
        return None;
    }
    of(text, style).or_else(|| times(text, style)).or_else(|| compared(text, style))
}

/// A wording in lower case with plain blanks and hyphens.
pub(super) fn folded(text: &str) -> String {
    fold(&plain(text))
}

/// The bytes of the expression that stands from some place on.
fn expression(text: &str, from: usize) -> Range<usize> {
    let start = from + (text[from..].len() - text[from..].trim_start().len());
    start..text.trim_end().len().max(start)
}

/// `about half of EXPRESSION`.
fn of(text: &str, style: Style<'_>) -> Option<Relative> {
    const OF: &str = " of ";
    // Only the first few can be the one: "a maximum of half of …".
    text.match_indices(OF).take(4).find_map(|(at, _)| {
        let front = folded(&text[..at]);
        let share = match front.as_str() {
            "all" => exactly(Number::ONE),
            "none" => exactly(Number::ZERO),
            _ => share(&front, style)?,
        };
        Some((share, expression(text, at + OF.len())))
    })
}

/// A share by its words, or by its digits: `0.565`, `0.2055..0.2065`.
fn share(front: &str, style: Style<'_>) -> Option<Magnitude> {
    // Decimals of a share are rounded like a percentage.
    let found = magnitude(front, style.manner(true)).ok()?;
    let is_part = |bound: &Option<Bound>| {
        bound.as_ref().is_none_or(|bound| !bound.value.is_negative() && bound.value <= Number::ONE)
    };
    let by_digits = front.contains('.') && is_part(&found.read.low) && is_part(&found.read.high);
    (found.share || by_digits).then_some(Magnitude { share: true, ..found })
}

fn exactly(value: Number) -> Magnitude {
    let read = Bounds::exactly(value.clone());
    Magnitude { nominal: read.clone(), read, written: Some(value), share: true }
}

/// `twice EXPRESSION`, `three times EXPRESSION`, `half as many as EXPRESSION`.
fn times(text: &str, style: Style<'_>) -> Option<Relative> {
    const AS: [&str; 3] = [" as many as ", " as much as ", " as large as "];
    if let Some((at, sign)) = AS.iter().find_map(|sign| Some((text.find(sign)?, *sign))) {
        let front = folded(&text[..at]);
        let factor = factor(&front, style).or_else(|| share(&front, style))?;
        return Some((factor, expression(text, at + sign.len())));
    }
    // `twice held @ 1950` has no word after the factor, `three times held @ 1950` has one.
    let ends = text.match_indices(' ').take(6).map(|(at, _)| at);
    ends.filter_map(|at| Some((factor(&folded(&text[..at]), style)?, expression(text, at)))).last()
}

/// A number that multiplies: `twice`, `about 2.5 times`.
fn factor(front: &str, style: Style<'_>) -> Option<Magnitude> {
    const WORDS: [(&str, i64); 4] = [("twice", 2), ("double", 2), ("thrice", 3), ("triple", 3)];
    const WHOLE: (i64, i64) = (1, 50);
    let mut words = front.rsplitn(2, ' ');
    let last = words.next()?;
    let rest = words.next().unwrap_or_default();
    let number = match WORDS.iter().find(|(word, _)| *word == last) {
        Some((_, number)) if rest.is_empty() => number.to_string(),
        Some((_, number)) => format!("{rest} {number}"),
        None if last == "times" => rest.to_owned(),
        None => return None,
    };
    let found = magnitude(&number, style.manner(true)).ok().filter(|found| !found.share)?;
    // A whole number of times is said as roughly as a half is: to within a fiftieth of itself.
    let is_whole = found.written.as_ref().is_some_and(Number::is_integer) && !number.contains('.');
    let rounded = found.written.clone().filter(|_| is_whole && found.read == found.nominal);
    let is_exact = found.read.single().is_some();
    Some(match rounded.filter(|_| !is_exact) {
        Some(written) => {
            let read = Bounds::around(&written, &(&written * &Number::ratio(WHOLE.0, WHOLE.1)?));
            Magnitude { nominal: read.clone(), read, written: Some(written), share: true }
        }
        None => Magnitude { share: true, ..found },
    })
}

/// `12% more than EXPRESSION`, `a third fewer than EXPRESSION`.
fn compared(text: &str, style: Style<'_>) -> Option<Relative> {
    let (front, sign, range) = beside(text)?;
    let part = magnitude(&front, style.manner(true)).ok().filter(|found| found.share)?;
    let whole = |bounds: Bounds| {
        let moved = |bound: Option<Bound>| {
            bound.map(|bound| Bound { value: &Number::ONE + &(&bound.value * &Number::from(sign)), ..bound })
        };
        let (low, high) = (moved(bounds.low), moved(bounds.high));
        if sign > 0 { Bounds { low, high } } else { Bounds { low: high, high: low } }
    };
    let written = part.written.map(|written| &Number::ONE + &(&written * &Number::from(sign)));
    Some((Magnitude { read: whole(part.read), nominal: whole(part.nominal), written, share: true }, range))
}

/// What stands before `more than` or `fewer than`, which of the two, and the expression after it.
fn beside(text: &str) -> Option<(String, i64, Range<usize>)> {
    const SIGNS: [(&str, i64); 5] =
        [(" more than ", 1), (" higher than ", 1), (" fewer than ", -1), (" less than ", -1), (" lower than ", -1)];
    SIGNS.iter().find_map(|(word, sign)| {
        let at = text.find(word)?;
        Some((folded(&text[..at]), *sign, expression(text, at + word.len())))
    })
}

/// A figure that tells how far it lies from another: `1,200 fewer than EXPRESSION`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The bytes of the words that say by how much.
    pub by: Range<usize>,
    /// Whether it is more.
    pub more: bool,
    /// The bytes of the expression that it is told by.
    pub than: Range<usize>,
}

/// The parts of a difference, where a text is one and no share of what it is told by.
pub fn difference(text: &str, style: Style<'_>) -> Option<Difference> {
    let (front, sign, than) = beside(text)?;
    let is_expression = text[than.clone()].starts_with(|c: char| c.is_ascii_lowercase());
    let is_number = magnitude(&front, style.manner(true)).is_ok_and(|found| !found.share);
    let by = 0..text.get(..than.start)?.rfind(" than")?;
    let by = 0..text[by].trim_end().rfind(' ')?;
    (is_expression && is_number).then_some(Difference { by, more: sign > 0, than })
}
