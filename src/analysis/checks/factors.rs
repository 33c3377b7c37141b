//! Figures that are off by a factor that somebody probably left out: thousands, or another unit.

use crate::base::number::Number;
use crate::model::{Model, Of, Statement};
use crate::reason::finding::{Contradiction, Finding, RATIO_DIGITS, Strength, Taken};

/// How near a ratio is to a factor to be told: factors in use are rounded (3.664 for 44/12), figures are, too.
const WITHIN: (i64, i64) = (1, 200);
/// The same where a factor is in use between units, of which there are many.
const WITHIN_UNITS: (i64, i64) = (1, 1_000);

/// Adds to each contradiction whose two sides are off by such a factor a note that says so.
pub(super) fn hint(model: &Model, findings: &mut [Finding]) {
    for finding in findings {
        let told = finding.contradiction.as_ref().and_then(|contradiction| told(model, contradiction));
        finding.message.notes.extend(told);
    }
}

fn told(model: &Model, contradiction: &Contradiction) -> Option<String> {
    let ratio = &written(model, contradiction).or_else(|| contradiction.ratio.clone())?;
    if contradiction.strength == Strength::Tension {
        return None;
    }
    if let Some(power) = (1..=12).find(|&power| Number::pow10(power).is_some_and(|ten| is_near(ratio, &ten, WITHIN))) {
        let ten = Number::pow10(power)?;
        let what = match power {
            1 | 2 if *ratio != ten => return None,
            1 | 2 => "a nought too many or too few, or a point in the wrong place?",
            3 => "thousands?",
            6 => "millions?",
            9 => "billions?",
            _ => "a nought too many or too few?",
        };
        return Some(format!("off by {}: {what}", ten.grouped()));
    }
    let units = contradiction.quantities.iter().flat_map(|&of| units(model, of));
    let mut factors: Vec<(Number, String)> = units.flat_map(|unit| model.units().factors(unit)).collect();
    factors.sort();
    factors.dedup();
    let (factor, names) = factors.into_iter().find(|(factor, _)| is_near(ratio, factor, WITHIN_UNITS))?;
    Some(format!("off by {}: {names}?", factor.to_significant(RATIO_DIGITS)))
}

/// How many times the one figure the other is, as they are written, where two disagree about one quantity.
fn written(model: &Model, contradiction: &Contradiction) -> Option<Number> {
    let [one, other] = contradiction.taken.as_slice() else { return None };
    let figure = |taken: &Taken| {
        let (_, reading) = model.readings_of(taken.claim).find(|(id, _)| *id == taken.reading)?;
        let Statement::Figure { of, is } = reading.statement else { return None };
        let value = &model.values()[is];
        let written = value.written().filter(|number| number.is_positive() && value.share_of.is_none());
        Some((of, written?.clone()))
    };
    let ((of, one), (same, other)) = (figure(one)?, figure(other)?);
    let (small, large) = if one < other { (one, other) } else { (other, one) };
    large.checked_div(&small).filter(|_| of == same && !model.is_event(of))
}

/// The units of the measures that a figure is of.
fn units(model: &Model, of: Of) -> Vec<&str> {
    let measures = model.quantities_of(of).into_iter().map(|id| &model.measures()[model.quantities()[id].measure]);
    measures.filter_map(|measure| measure.unit).map(|unit| model.prose(unit)).collect()
}

fn is_near(ratio: &Number, factor: &Number, (part, whole): (i64, i64)) -> bool {
    let off = (ratio - factor).abs();
    Number::ratio(part, whole).is_some_and(|part| off <= factor * &part)
}
