//! Words and numbers as an interval: hedges, ranges, rounding.

use super::hedge::{self, Hedge, Hedges, Sway};
use super::language::{self, Language};
use super::lexicon::{Lexicon, RoundedTo};
use super::numeral::{Numeral, NumeralError, numeral};
use super::share;
use crate::base::number::{Bound, Bounds, Number};

/// An interval of numbers or of shares, before it is fitted to a measure.
#[derive(Debug, Clone)]
pub(super) struct Magnitude {
    /// What the words stand for.
    pub(super) read: Bounds,
    /// What they stand for when every "about" is taken at its word.
    pub(super) nominal: Bounds,
    /// The number that is written, where it is one.
    pub(super) written: Option<Number>,
    pub(super) share: bool,
}

/// How numbers are meant where they stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Manner<'m> {
    pub(super) lexicon: &'m Lexicon,
    /// Whether what is written is measured, so that its last digit is rounded; not counted.
    pub(super) measured: bool,
    /// What the source rounds its figures to.
    pub(super) rounded_to: Option<&'m RoundedTo>,
    pub(super) language: Language,
}

impl<'m> Manner<'m> {
    /// Counts, as the lexicon has them.
    pub(super) fn counted(lexicon: &'m Lexicon) -> Self {
        Manner { lexicon, measured: false, rounded_to: None, language: Language::English }
    }
}

/// Reads words that are folded.
pub(super) fn magnitude(folded: &str, manner: Manner<'_>) -> Result<Magnitude, NumeralError> {
    let mut rest = folded;
    let mut hedges = Hedges::default();
    loop {
        if let Some(entry) = manner.lexicon.entry(rest) {
            let read = entry.bounds.clone();
            let found = Magnitude { nominal: read.clone(), read, written: None, share: entry.share };
            return Ok(apply(found, &hedges));
        }
        let Some((hedge, inner)) = hedge::before(rest).or_else(|| hedge::after(rest)) else { break };
        if !hedges.push(hedge) {
            break;
        }
        rest = inner;
    }
    let sway = hedges.sway();
    if let Some(found) = with_interval(rest, manner) {
        return found;
    }
    let found = range(rest, sway, manner).unwrap_or_else(|| point(rest, sway, manner))?;
    if found.read.is_empty() {
        return Err(NumeralError { message: format!("`{rest}` runs backwards"), suggestion: None });
    }
    Ok(apply(found, &hedges))
}

/// One-sided words, the innermost first: `at most about 1.0 million`.
fn apply(mut found: Magnitude, hedges: &Hedges) -> Magnitude {
    let below = |bounds: &Bounds, strict: bool| {
        let high = bounds.high.as_ref().map(|high| Bound { value: high.value.clone(), strict: strict || high.strict });
        Bounds { low: None, high }
    };
    let above = |bounds: &Bounds, strict: bool| {
        let low = bounds.low.as_ref().map(|low| Bound { value: low.value.clone(), strict: strict || low.strict });
        Bounds { low, high: None }
    };
    for hedge in hedges.inwards() {
        match hedge {
            Hedge::About | Hedge::Nearly | Hedge::JustOver | Hedge::Exactly | Hedge::Plain => continue,
            Hedge::Below { strict } => {
                (found.read, found.nominal) = (below(&found.read, strict), below(&found.nominal, strict));
            }
            Hedge::Above { strict } => {
                (found.read, found.nominal) = (above(&found.read, strict), above(&found.nominal, strict));
            }
        }
        found.written = None;
    }
    found
}

/// `a..b`, `..b`, `a..`, `between a and b`, `a to b`, `a or b`, `a-b`, `a ± b`.
fn range(text: &str, sway: Sway, manner: Manner<'_>) -> Option<Result<Magnitude, NumeralError>> {
    if let Some((middle, width)) = text.split_once('±').or_else(|| text.split_once("+/-")) {
        return Some(plus_minus(middle.trim(), width.trim(), manner));
    }
    let ends = text
        .split_once("..")
        .or_else(|| text.strip_prefix("between ").and_then(|ends| ends.split_once(" and ")))
        .or_else(|| text.strip_prefix("from ").unwrap_or(text).split_once(" to "))
        .or_else(|| text.split_once(" or "))
        .or_else(|| hyphened(text))?;
    Some(between(ends, sway, manner))
}

/// `654,965 (392,979-942,636)`, `300 (95% CI 250-350)`: a number, and an interval that is read.
fn with_interval(text: &str, manner: Manner<'_>) -> Option<Result<Magnitude, NumeralError>> {
    const CALLED: [&str; 4] = ["ci", "confidence interval", "ui", "uncertainty interval"];
    let (number, rest) = text.strip_suffix([')', ']'])?.split_once(['(', '['])?;
    let level =
        rest.split_once('%').filter(|(level, _)| level.len() <= 4 && numeral(level, manner.language, true).is_ok());
    let rest = level.map_or(rest, |(_, rest)| rest).trim();
    let rest = CALLED.iter().find_map(|name| rest.strip_prefix(name)).unwrap_or(rest);
    let ends = rest.trim_start_matches([':', ',', ' ', '=']);
    let read = point(number.trim(), Sway::Exact, manner)
        .and_then(|number| Ok((number, range(ends, Sway::Exact, manner).transpose()?)));
    let (number, interval) = match read {
        Ok((number, Some(interval))) => (number, interval),
        Ok((_, None)) => return None,
        Err(error) => return Some(Err(error)),
    };
    let interval = if number.share && !interval.share { interval.times(&share::hundredth(), true) } else { interval };
    let holds = Bounds { low: interval.read.low.clone(), high: number.read.high.clone() };
    let below = Bounds { low: number.read.low.clone(), high: interval.read.high.clone() };
    if interval.read.is_empty() || holds.is_empty() || below.is_empty() {
        return Some(Err(NumeralError {
            message: format!("`{text}`: the number does not lie in its interval"),
            suggestion: None,
        }));
    }
    Some(Ok(Magnitude { nominal: number.nominal, written: number.written, ..interval }))
}

/// The interval between two numbers, which are limits: they are not rounded.
fn between(ends: (&str, &str), sway: Sway, manner: Manner<'_>) -> Result<Magnitude, NumeralError> {
    // `3 to 4 million` is in millions at either end.
    let last = ends.1.rsplit(|c: char| c == ' ' || c.is_ascii_digit()).next().unwrap_or_default();
    let left = match language::scale(last, manner.language) {
        Some(_) if ends.0.trim_end().ends_with(|c: char| c.is_ascii_digit()) => {
            format!("{} {last}", ends.0.trim())
        }
        _ => ends.0.trim().to_owned(),
    };
    let sway = if sway == Sway::Rounded { Sway::Exact } else { sway };
    let end = |text: &str| (!text.is_empty()).then(|| point(text, sway, manner)).transpose();
    let (low, high) = (end(&left)?, end(ends.1.trim())?);
    if low.is_none() && high.is_none() {
        return Err(NumeralError { message: "a range needs a number".to_owned(), suggestion: None });
    }
    // `10 to 20 percent`, `10-20%`
    let share = low.as_ref().is_some_and(|end| end.share) || high.as_ref().is_some_and(|end| end.share);
    let scaled = |end: Option<Magnitude>| {
        end.map(|end| if share && !end.share { end.times(&share::hundredth(), share) } else { end })
    };
    let (low, high) = (scaled(low), scaled(high));
    let half = manner.half_rounded(share);
    let wider = |bound: Option<Bound>, sign: i64| {
        bound.map(|bound| Bound { value: &bound.value + &(&half * &Number::from(sign)), ..bound })
    };
    let read = Bounds {
        low: wider(low.as_ref().and_then(|end| end.read.low.clone()), -1),
        high: wider(high.as_ref().and_then(|end| end.read.high.clone()), 1),
    };
    let nominal = Bounds {
        low: wider(low.and_then(|end| end.nominal.low), -1),
        high: wider(high.and_then(|end| end.nominal.high), 1),
    };
    Ok(Magnitude { read, nominal, written: None, share })
}

impl Magnitude {
    /// All its numbers times another.
    pub(super) fn times(self, factor: &Number, share: bool) -> Magnitude {
        Magnitude {
            read: times(&self.read, factor),
            nominal: times(&self.nominal, factor),
            written: self.written.map(|written| &written * factor),
            share,
        }
    }
}

pub(super) fn times(bounds: &Bounds, factor: &Number) -> Bounds {
    let scale = |bound: &Option<Bound>| {
        bound.as_ref().map(|bound| Bound { value: &bound.value * factor, strict: bound.strict })
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

/// `500 ± 20`, `20.6 ± 0.05 %`.
fn plus_minus(middle: &str, width: &str, manner: Manner<'_>) -> Result<Magnitude, NumeralError> {
    let centre = point(middle, Sway::Exact, manner)?;
    let spread = point(width, Sway::Exact, manner)?;
    let centre = if spread.share && !centre.share { centre.times(&share::hundredth(), true) } else { centre };
    let spread = if centre.share && !spread.share { spread.times(&share::hundredth(), true) } else { spread };
    let (Some(value), Some(spread)) = (centre.written, spread.written) else {
        return Err(NumeralError { message: "`±` stands between two numbers".to_owned(), suggestion: None });
    };
    let read = Bounds::around(&value, &spread);
    Ok(Magnitude { nominal: read.clone(), read, written: Some(value), share: centre.share })
}

/// One number or share, as wide as its digits and words leave it.
fn point(text: &str, sway: Sway, manner: Manner<'_>) -> Result<Magnitude, NumeralError> {
    if let Some(share) = share::share(text, manner.language)? {
        return Ok(manner.spread(share.value, share.rounding, share.hedge, sway, true));
    }
    let numeral = numeral(text, manner.language, !manner.measured)?;
    let half = Number::ratio(1, 2).expect("not zero");
    let rounding = if manner.measured || numeral.scaled { &numeral.place * &half } else { Number::ZERO };
    let hedge = manner.hedge(&numeral);
    Ok(manner.spread(numeral.value, rounding, hedge, sway, false))
}

/// The part of a value that a hedge reaches at most.
const MOST: (i64, i64) = (1, 10);

impl Manner<'_> {
    /// How far "about" reaches: half of what the last significant digit is worth, at least 1 % (or what the
    /// lexicon says) and at most 10 % of the value.
    pub(super) fn hedge(&self, numeral: &Numeral) -> Number {
        let half = &numeral.unit * &Number::ratio(1, 2).expect("not zero");
        let size = numeral.value.abs();
        let least = &size * self.lexicon.about();
        let most = &size * &Number::ratio(MOST.0, MOST.1).expect("not zero");
        half.min(most).max(least)
    }

    /// Half of what the source rounds such figures to.
    fn half_rounded(&self, share: bool) -> Number {
        match self.rounded_to {
            Some(rounded) if rounded.share == share => &rounded.to * &Number::ratio(1, 2).expect("not zero"),
            _ => Number::ZERO,
        }
    }

    /// A number with what it may be off by rounding, and by a hedge.
    fn spread(&self, value: Number, rounding: Number, hedge: Number, sway: Sway, share: bool) -> Magnitude {
        let rounding = rounding.max(self.half_rounded(share));
        let hedge = hedge.max(rounding.clone());
        let nearer = Bound::at(value.clone());
        // Nearly -5 is above it.
        let below = |width: &Number| {
            if value.is_negative() {
                Bounds { low: Some(nearer.clone()), high: Some(Bound::at(&value + width)) }
            } else {
                Bounds { low: Some(Bound::at(&value - width)), high: Some(nearer.clone()) }
            }
        };
        let above = |width: &Number| {
            if value.is_negative() {
                Bounds { low: Some(Bound::at(&value - width)), high: Some(nearer.clone()) }
            } else {
                Bounds { low: Some(nearer.clone()), high: Some(Bound::at(&value + width)) }
            }
        };
        let (read, nominal) = match sway {
            Sway::Exact => (Bounds::exactly(value.clone()), Bounds::exactly(value.clone())),
            Sway::Rounded => (Bounds::around(&value, &rounding), Bounds::around(&value, &rounding)),
            Sway::Both => (Bounds::around(&value, &hedge), Bounds::around(&value, &rounding)),
            Sway::Down => (below(&hedge), below(&rounding)),
            Sway::Up => (above(&hedge), above(&rounding)),
        };
        Magnitude { read, nominal, written: Some(value), share }
    }
}
