//! What an expression can be: the exact least and greatest value, with their reasons.

use super::budget::{Budget, Exhausted};
use super::components::around;
use super::conflicts::Solver;
use super::delta::Delta;
use super::problem::{Problem, Side};
use super::simplex::Simplex;
use super::{Implied, ImpliedEnd, Limits, Line, Owner, System, Variable, proof};
use crate::number::Number;

/// The least and the greatest value of an expression under the constraints of
/// the owners that take part.
///
/// Only the components of the expression's variables are looked at: what cannot hold
/// elsewhere does not make it impossible.
///
/// An exact simplex from the point that proves the constraints consistent (Dantzig's method
/// with Bland's rule): exponential at worst, in practice a few pivots a constraint.
pub fn implied(
    system: &System,
    takes_part: impl Fn(Owner) -> bool,
    expression: &[(Variable, Number)],
    limits: &Limits,
) -> Implied {
    let expression = gather(expression);
    interval(system, takes_part, &expression, limits).unwrap_or(Implied::Unknown)
}

/// Terms in the order of their variables, each once and none zero.
fn gather(expression: &[(Variable, Number)]) -> Vec<(Variable, Number)> {
    let mut sorted = expression.to_vec();
    sorted.sort_by_key(|(variable, _)| *variable);
    let mut terms: Vec<(Variable, Number)> = Vec::with_capacity(sorted.len());
    for (variable, factor) in sorted {
        match terms.last_mut() {
            Some((last, sum)) if *last == variable => *sum += factor,
            _ => terms.push((variable, factor)),
        }
    }
    terms.retain(|(_, factor)| !factor.is_zero());
    terms
}

fn interval(
    system: &System,
    takes_part: impl Fn(Owner) -> bool,
    expression: &[(Variable, Number)],
    limits: &Limits,
) -> Result<Implied, Exhausted> {
    let constraints = around(system, takes_part, expression);
    let (problem, places) = Problem::new(system, &constraints, &[expression]);
    let mut solver = Solver::new(system, &problem, Budget::new(limits));
    let found = match solver.background()? {
        Some(found) => Some(found),
        None => solver.find(&[])?,
    };
    if let Some(found) = found {
        return Ok(Implied::Impossible(solver.prove(&found)?));
    }
    let Solver { wide, budget, .. } = &mut solver;
    let low = optimum(wide, places[0], Side::Low, budget)?;
    let high = optimum(wide, places[0], Side::High, budget)?;
    let end = |optimum: Option<Optimum>, side| match optimum {
        Some(optimum) => prove(system, &problem, expression, optimum, side).map(Some),
        None => Ok(None),
    };
    Ok(Implied::Between { low: end(low, Side::Low)?, high: end(high, Side::High)? })
}

/// How far a slot can go, and the limits that stop it.
struct Optimum {
    value: Delta,
    limits: Vec<(u32, Number)>,
}

/// The least or the greatest value of a slot at a feasible point; none when there is none.
fn optimum(
    simplex: &mut Simplex<'_>,
    slot: usize,
    side: Side,
    budget: &mut Budget,
) -> Result<Option<Optimum>, Exhausted> {
    loop {
        let row = if simplex.tableau.is_basic(slot) {
            simplex.tableau.row_of(simplex.problem, slot)
        } else {
            vec![(slot as u32, Number::ONE)]
        };
        let grows = |factor: &Number| (side == Side::High) == factor.is_positive();
        let towards = |factor: &Number| if grows(factor) { Side::High } else { Side::Low };
        // The first that can move: Bland's rule, together with the first that stops it.
        let entering = row.iter().find(|(slot, factor)| simplex.can_move(*slot as usize, towards(factor)));
        let Some((entering, factor)) = entering else {
            // It is blocked as if it had to come back from beyond the other side.
            let other = if side == Side::High { Side::Low } else { Side::High };
            let limits = simplex.blocking(&row, other).collect();
            return Ok(Some(Optimum { value: simplex.values[slot].clone(), limits }));
        };
        let before = simplex.tableau.work();
        if !simplex.advance(*entering as usize, towards(factor)) {
            return Ok(None);
        }
        budget.spend(simplex.tableau.work() - before)?;
    }
}

/// One end with its lines, added up once more to make sure; an error where they do not
/// give the end, which would be a mistake of the solver.
fn prove(
    system: &System,
    problem: &Problem,
    expression: &[(Variable, Number)],
    optimum: Optimum,
    side: Side,
) -> Result<ImpliedEnd, Exhausted> {
    let mut lines: Vec<(Line, Number)> = optimum
        .limits
        .iter()
        .map(|(at, multiplier)| {
            let limit = problem.limit(*at);
            (limit.line, multiplier * &limit.per_unit)
        })
        .collect();
    lines.sort_by_key(|(line, _)| *line);
    let Delta { value, small } = optimum.value;
    let strict = !small.is_zero();
    let sum = proof::add_up(system, &lines);
    let holds = sum.is_some_and(|(terms, constant, is_strict)| match side {
        Side::Low => terms == expression && constant == -&value && is_strict == strict,
        Side::High => {
            let opposite = terms.into_iter().map(|(variable, factor)| (variable, -factor));
            opposite.eq(expression.iter().cloned()) && constant == value && is_strict == strict
        }
    });
    debug_assert!(holds, "the lines of an implied end do not give it: {lines:?}");
    if holds { Ok(ImpliedEnd { value, strict, lines }) } else { Err(Exhausted) }
}
