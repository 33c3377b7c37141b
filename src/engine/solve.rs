//! Stands in while the solver is written.
use super::{Component, Implied, Limits, Owner, System, Variable, Verdict};
use crate::number::Number;

/// Whether the constraints of the owners that take part can hold together.
///
/// A conflict that is found is minimal in its blamable owners.
pub fn conflict(system: &System, takes_part: impl Fn(Owner) -> bool, limits: &Limits) -> Verdict {
    let _ = (system, takes_part, limits);
    Verdict::Unknown
}

/// The minimal conflicts and corrections of every component that has any, in the
/// order of their first constraints.
pub fn enumerate(system: &System, limits: &Limits) -> Vec<Component> {
    let _ = (system, limits);
    Vec::new()
}

/// The least and the greatest value of an expression under the constraints of
/// the owners that take part.
pub fn implied(
    system: &System,
    takes_part: impl Fn(Owner) -> bool,
    expression: &[(Variable, Number)],
    limits: &Limits,
) -> Implied {
    let _ = (system, takes_part, expression, limits);
    Implied::Unknown
}
