//! Words and numbers as an interval: hedges, ranges, shares.

use super::lexicon::Lexicon;
use super::numeral::{Numeral, NumeralError, numeral};
use crate::base::number::{Bound, Bounds, Number};

/// An interval of numbers or of shares, before it is fitted to a measure.
pub(super) struct Magnitude {
    pub(super) read: Bounds,
    pub(super) nominal: Bounds,
    pub(super) share: bool,
}

#[derive(Clone, Copy)]
enum Hedge {
    About,
    Below { strict: bool },
    Above { strict: bool },
    Plain,
}

const HEDGES: [(&str, Hedge); 43] = [
    ("about ", Hedge::About),
    ("approximately ", Hedge::About),
    ("approx. ", Hedge::About),
    ("approx ", Hedge::About),
    ("circa ", Hedge::About),
    ("ca. ", Hedge::About),
    ("ca ", Hedge::About),
    ("c. ", Hedge::About),
    ("nearly ", Hedge::About),
    ("almost ", Hedge::About),
    ("roughly ", Hedge::About),
    ("around ", Hedge::About),
    ("some ", Hedge::About),
    ("an estimated ", Hedge::About),
    ("~", Hedge::About),
    ("less than ", Hedge::Below { strict: true }),
    ("fewer than ", Hedge::Below { strict: true }),
    ("under ", Hedge::Below { strict: true }),
    ("below ", Hedge::Below { strict: true }),
    ("at most ", Hedge::Below { strict: false }),
    ("up to ", Hedge::Below { strict: false }),
    ("as many as ", Hedge::Below { strict: false }),
    ("no more than ", Hedge::Below { strict: false }),
    ("not more than ", Hedge::Below { strict: false }),
    ("not over ", Hedge::Below { strict: false }),
    ("a maximum of ", Hedge::Below { strict: false }),
    ("maximum ", Hedge::Below { strict: false }),
    ("<= ", Hedge::Below { strict: false }),
    ("< ", Hedge::Below { strict: true }),
    ("more than ", Hedge::Above { strict: true }),
    ("over ", Hedge::Above { strict: true }),
    ("above ", Hedge::Above { strict: true }),
    ("upwards of ", Hedge::Above { strict: false }),
    ("at least ", Hedge::Above { strict: false }),
    ("no less than ", Hedge::Above { strict: false }),
    ("not less than ", Hedge::Above { strict: false }),
    ("no fewer than ", Hedge::Above { strict: false }),
    ("a minimum of ", Hedge::Above { strict: false }),
    (">= ", Hedge::Above { strict: false }),
    ("> ", Hedge::Above { strict: true }),
    ("exactly ", Hedge::Plain),
    ("only ", Hedge::Plain),
    ("precisely ", Hedge::Plain),
];

/// Reads words that are folded.
pub(super) fn magnitude(folded: &str, lexicon: &Lexicon) -> Result<Magnitude, NumeralError> {
    let mut rest = folded;
    let mut hedges = Vec::new();
    loop {
        if let Some(entry) = lexicon.entry(rest) {
            let found = Magnitude { read: entry.bounds.clone(), nominal: entry.bounds.clone(), share: entry.share };
            return Ok(apply(found, &hedges));
        }
        let hedge = HEDGES.iter().find_map(|(word, hedge)| Some((rest.strip_prefix(word)?, *hedge)));
        // No wording hedges more than a handful of times.
        let Some((inner, hedge)) = hedge.filter(|_| hedges.len() < 8) else { break };
        hedges.push(hedge);
        rest = inner.trim_start();
    }
    let about = hedges.iter().any(|hedge| matches!(hedge, Hedge::About));
    let found = range(rest, about, lexicon).unwrap_or_else(|| point(rest, about, lexicon))?;
    if found.read.is_empty() {
        return Err(NumeralError { message: format!("`{rest}` runs backwards"), suggestion: None });
    }
    Ok(apply(found, &hedges))
}

/// One-sided words, the innermost first: `at most about 1.0 million`.
fn apply(mut found: Magnitude, hedges: &[Hedge]) -> Magnitude {
    let below = |bounds: &Bounds, strict: bool| {
        let high = bounds.high.as_ref().map(|high| Bound { value: high.value.clone(), strict: strict || high.strict });
        Bounds { low: None, high }
    };
    let above = |bounds: &Bounds, strict: bool| {
        let low = bounds.low.as_ref().map(|low| Bound { value: low.value.clone(), strict: strict || low.strict });
        Bounds { low, high: None }
    };
    for hedge in hedges.iter().rev() {
        match *hedge {
            Hedge::About | Hedge::Plain => {}
            Hedge::Below { strict } => {
                (found.read, found.nominal) = (below(&found.read, strict), below(&found.nominal, strict));
            }
            Hedge::Above { strict } => {
                (found.read, found.nominal) = (above(&found.read, strict), above(&found.nominal, strict));
            }
        }
    }
    found
}

/// `a..b`, `..b`, `a..`, `between a and b`, `a to b`, `a-b`, `a ± b`.
fn range(text: &str, about: bool, lexicon: &Lexicon) -> Option<Result<Magnitude, NumeralError>> {
    if let Some((middle, width)) = text.split_once('±').or_else(|| text.split_once("+/-")) {
        return Some(plus_minus(middle.trim(), width.trim(), lexicon));
    }
    let ends = text
        .split_once("..")
        .or_else(|| text.strip_prefix("between ").and_then(|ends| ends.split_once(" and ")))
        .or_else(|| text.strip_prefix("from ").unwrap_or(text).split_once(" to "))
        .or_else(|| hyphened(text))?;
    // `3 to 4 million` is in millions at either end.
    let scale = ["hundred", "thousand", "million", "billion"].iter().find(|word| ends.1.ends_with(**word));
    let left = match scale {
        Some(scale) if ends.0.trim_end().ends_with(|c: char| c.is_ascii_digit()) => {
            format!("{} {scale}", ends.0.trim())
        }
        _ => ends.0.trim().to_owned(),
    };
    let end = |text: &str| (!text.is_empty()).then(|| point(text, about, lexicon)).transpose();
    let (low, high) = match (end(&left), end(ends.1.trim())) {
        (Ok(low), Ok(high)) => (low, high),
        (Err(error), _) | (_, Err(error)) => return Some(Err(error)),
    };
    let share = match (&low, &high) {
        (None, None) => {
            return Some(Err(NumeralError { message: "a range needs a number".to_owned(), suggestion: None }));
        }
        // `10 to 20 percent`, `10-20%`
        (low, high) => low.as_ref().is_some_and(|end| end.share) || high.as_ref().is_some_and(|end| end.share),
    };
    let hundredth = Number::ratio(1, 100).expect("the denominator is not zero");
    let scaled = |end: Option<Magnitude>| {
        end.map(|end| {
            if share && !end.share {
                Magnitude { read: times(&end.read, &hundredth), nominal: times(&end.nominal, &hundredth), share }
            } else {
                end
            }
        })
    };
    let (low, high) = (scaled(low), scaled(high));
    let read = Bounds {
        low: low.as_ref().and_then(|end| end.read.low.clone()),
        high: high.as_ref().and_then(|end| end.read.high.clone()),
    };
    let nominal = Bounds { low: low.and_then(|end| end.nominal.low), high: high.and_then(|end| end.nominal.high) };
    Some(Ok(Magnitude { read, nominal, share }))
}

pub(super) fn times(bounds: &Bounds, factor: &Number) -> Bounds {
    let scale = |bound: &Option<Bound>| {
        bound.as_ref().map(|bound| Bound { value: bound.value.clone() * factor.clone(), strict: bound.strict })
    };
    Bounds { low: scale(&bounds.low), high: scale(&bounds.high) }
}

/// `230,000-360,000`, but not the `-` of a negative number or of `twenty-five`.
fn hyphened(text: &str) -> Option<(&str, &str)> {
    let at = text.char_indices().skip(1).find(|&(at, c)| {
        c == '-'
            && text[..at].trim_end().ends_with(|c: char| c.is_ascii_digit() || c == '%')
            && text[at + 1..].trim_start().starts_with(|c: char| c.is_ascii_digit())
    })?;
    Some((&text[..at.0], &text[at.0 + 1..]))
}

fn plus_minus(middle: &str, width: &str, lexicon: &Lexicon) -> Result<Magnitude, NumeralError> {
    let centre = point(middle, false, lexicon)?;
    let spread = point(width, false, lexicon)?;
    let (Some(value), Some(spread), false) =
        (centre.read.single(), spread.read.single(), spread.share && !centre.share)
    else {
        return Err(NumeralError { message: "`±` stands between two numbers".to_owned(), suggestion: None });
    };
    let read = Bounds::around(value, spread);
    Ok(Magnitude { nominal: read.clone(), read, share: centre.share })
}

/// One number or share, widened where it is said to be approximate.
fn point(text: &str, about: bool, lexicon: &Lexicon) -> Result<Magnitude, NumeralError> {
    if let Some(share) = share(text)? {
        let width = if about { share.clone() * Number::ratio(1, 10).expect("not zero") } else { Number::from(0) };
        return Ok(spread(share, &width, true));
    }
    let Numeral { value, unit } = numeral(text)?;
    let width = if about {
        let half = unit * Number::ratio(1, 2).expect("not zero");
        half.max(value.abs() * lexicon.about().clone())
    } else {
        Number::from(0)
    };
    Ok(spread(value, &width, false))
}

fn spread(value: Number, width: &Number, share: bool) -> Magnitude {
    let read = Bounds::around(&value, width);
    Magnitude { read, nominal: Bounds::exactly(value), share }
}

const PARTS: [&str; 9] = ["half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/// `50%`, `half`, `two thirds`; `None` where the text is no share.
fn share(text: &str) -> Result<Option<Number>, NumeralError> {
    let percent = ["%", "percent", "per cent"].iter().find_map(|sign| text.strip_suffix(sign));
    if let Some(digits) = percent {
        let value = numeral(digits.trim_end())?.value;
        return Ok(value.checked_div(&Number::from(100)));
    }
    if let Some(fraction) = fraction(text) {
        return Ok(Some(fraction));
    }
    let (count, part) = match text.split_once([' ', '-']) {
        Some(("a" | "one", part)) => (1, part),
        Some(("two", part)) => (2, part),
        Some(("three", part)) => (3, part),
        Some(("four", part)) => (4, part),
        _ => (1, text),
    };
    Ok(part_word(part).and_then(|whole| Number::ratio(count, whole)))
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
                ((1..=3).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()))
                    .then(|| digits.parse::<i64>().ok())?
            };
            (short(part)?, short(whole)?)
        }
    };
    (0 < part && part < whole).then(|| Number::ratio(part, whole))?
}
