//! Rules that equate one quantity with a sum of others.

use crate::base::number::Number;
use crate::model::{CodeId, DimensionId, Holds, MeasureId, Model, Of, Pattern, Quantity, RuleId, RuleTerm};
use crate::notation::Comparison;
use crate::reason::facts::figures::Figure;

/// `whole = part + part + …`
#[derive(Debug)]
pub(super) struct Equation {
    pub(super) rule: RuleId,
    pub(super) whole: Side,
    pub(super) parts: Vec<Side>,
    across: Vec<DimensionId>,
    only: Vec<Pattern>,
}

/// A term: a measure, and the codes that the rule names with it.
#[derive(Debug, Clone)]
pub(super) struct Side {
    pub(super) measure: MeasureId,
    codes: Vec<CodeId>,
}

/// All such rules, active or not, in their order.
///
/// Rules for one date only are left out: they connect what stands at different times.
pub(super) fn of(model: &Model) -> Vec<Equation> {
    let mut equations = Vec::new();
    for (rule, record) in model.rules().iter() {
        let Holds::Equation { terms, comparison: Comparison::Equal, constant } = &record.holds else { continue };
        if !constant.is_zero() {
            continue;
        }
        let sides = |factor: &Number| -> Option<Vec<Side>> {
            terms.iter().filter(|term| term.factor == *factor).map(side).collect()
        };
        let (plus, minus) = (sides(&Number::ONE), sides(&-&Number::ONE));
        let (Some(plus), Some(minus)) = (plus, minus) else { continue };
        if plus.len() + minus.len() != terms.len() {
            continue;
        }
        let (whole, parts) = match (plus.as_slice(), minus.as_slice()) {
            ([whole], parts) | (parts, [whole]) if parts.len() > 1 => (whole.clone(), parts.to_vec()),
            _ => continue,
        };
        equations.push(Equation { rule, whole, parts, across: record.across.clone(), only: record.only.clone() });
    }
    equations
}

fn side(term: &RuleTerm) -> Option<Side> {
    let pattern = &term.pattern;
    pattern.when.is_none().then_some(Side { measure: pattern.measure?, codes: pattern.codes.clone() })
}

impl Side {
    /// The codes at which the equation holds, if a quantity is this term of it there.
    pub(super) fn base_of(&self, model: &Model, equation: &Equation, quantity: &Quantity) -> Option<Vec<CodeId>> {
        if quantity.measure != self.measure {
            return None;
        }
        let mut base = model.code_list(quantity.codes).to_vec();
        for (dimension, record) in model.dimensions().iter() {
            let first = *record.codes.first()?;
            let own = &mut base[dimension.index()];
            let named = self.codes.iter().find(|code| model.codes()[**code].dimension == dimension);
            match named {
                Some(named) if named == own => *own = first,
                Some(_) => return None,
                None if *own == first || equation.across.contains(&dimension) => {}
                None => return None,
            }
        }
        Some(base)
    }

    /// The term at some codes: `held[german]`.
    fn text(&self, model: &Model, base: &[CodeId]) -> String {
        let mut codes = base.to_vec();
        for &code in &self.codes {
            codes[model.codes()[code].dimension.index()] = code;
        }
        model.measure_words(self.measure, &codes)
    }
}

impl Equation {
    /// Whether the rule holds where some figures are.
    pub(super) fn holds_for<'f>(&self, model: &Model, mut figures: impl Iterator<Item = &'f Figure>) -> bool {
        let fits = |figure: &Figure| match figure.of {
            Of::Quantity(quantity) => self.only.iter().any(|pattern| model.matches(pattern, quantity)),
            Of::Sum(_) => false,
        };
        self.only.is_empty() || figures.any(fits)
    }

    /// The equation at some codes, in the notation.
    pub(super) fn text(&self, model: &Model, base: &[CodeId]) -> String {
        let parts: Vec<String> = self.parts.iter().map(|part| part.text(model, base)).collect();
        format!("{} = {}", self.whole.text(model, base), parts.join(" + "))
    }
}
