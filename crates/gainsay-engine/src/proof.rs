//! Certificates, and the checker: it multiplies, adds and compares, and shares
//! nothing with the solver.

use std::collections::BTreeMap;

use super::{Constraint, System, Variable};
use crate::number::{Bound, Number};

/// One inequality of a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Line {
    /// A constraint's lower bound: `a·x - low ≥ 0`.
    AtLeast(Constraint),
    /// A constraint's upper bound: `high - a·x ≥ 0`.
    AtMost(Constraint),
    /// A variable is not negative: `x ≥ 0`.
    NotNegative(Variable),
}

/// Why constraints cannot hold together (Farkas): the lines, multiplied and added
/// up, cancel every variable and leave `-gap ≥ 0`, or `-gap > 0` where one is strict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The lines, in order, each once, with multipliers above zero.
    pub lines: Vec<(Line, Number)>,
    /// What is left: above zero, or zero where a line is strict.
    pub gap: Number,
}

/// Whether a certificate proves that the system cannot hold.
///
/// Time and memory grow with the terms of its lines.
pub fn holds(system: &System, certificate: &Certificate) -> bool {
    let Some((terms, constant, strict)) = add_up(system, &certificate.lines) else { return false };
    terms.is_empty()
        && constant == -&certificate.gap
        && (certificate.gap.is_positive() || certificate.gap.is_zero() && strict)
}

/// What is left of added lines: variables with factors, the constant, and whether the sum is
/// above zero, not just zero or above.
type Sum = (Vec<(Variable, Number)>, Number, bool);

/// Adds up weighted lines: the variables left over with their factors, the constant, and
/// whether the sum is above zero, not just zero or above. None where a line is not there
/// or a multiplier is not above zero.
pub fn add_up(system: &System, lines: &[(Line, Number)]) -> Option<Sum> {
    let mut terms: BTreeMap<Variable, Number> = BTreeMap::new();
    let mut constant = Number::ZERO;
    let mut any_strict = false;
    for (line, multiplier) in lines {
        if !multiplier.is_positive() {
            return None;
        }
        match *line {
            Line::AtLeast(constraint) => {
                let Bound { value, strict } = system.bounds(constraint).low.as_ref()?;
                constant -= multiplier * value;
                any_strict |= strict;
                add(&mut terms, system.terms(constraint), multiplier);
            }
            Line::AtMost(constraint) => {
                let Bound { value, strict } = system.bounds(constraint).high.as_ref()?;
                constant += multiplier * value;
                any_strict |= strict;
                add(&mut terms, system.terms(constraint), &-multiplier);
            }
            Line::NotNegative(variable) => {
                if system.sign(variable) != super::Sign::NotNegative {
                    return None;
                }
                add(&mut terms, &[(variable, Number::ONE)], multiplier);
            }
        }
    }
    let left = terms.into_iter().filter(|(_, factor)| !factor.is_zero()).collect();
    Some((left, constant, any_strict))
}

fn add(sum: &mut BTreeMap<Variable, Number>, terms: &[(Variable, Number)], multiplier: &Number) {
    for (variable, factor) in terms {
        let entry = sum.entry(*variable).or_insert(Number::ZERO);
        *entry = &*entry + &(factor * multiplier);
    }
}
