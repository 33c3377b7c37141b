//! The questions that the engine answers.

use rayon::prelude::*;

use super::budget::{Budget, Exhausted};
use super::conflicts::Solver;
use super::problem::Problem;
use super::{Component, Conflict, Constraint, Limits, Owner, System, Verdict, components, corrections};

pub use super::intervals::implied;

/// Whether the constraints of the owners that take part can hold together.
///
/// A conflict that is found is minimal in its blamable owners. It is of the first component
/// that has any, but one that the background has by itself, and so without owners, comes first.
///
/// An exact simplex: exponential at worst, in practice a few pivots a constraint.
pub fn conflict(system: &System, takes_part: impl Fn(Owner) -> bool, limits: &Limits) -> Verdict {
    let components = components::components(system, takes_part);
    let parts = each(&components, |constraints| first_conflict(system, constraints, limits));
    let unknown = parts.iter().any(Result::is_err);
    let found = || parts.iter().flatten().flatten();
    match found().find(|conflict| conflict.owners.is_empty()).or_else(|| found().next()) {
        Some(conflict) => Verdict::Conflict(conflict.clone()),
        None if unknown => Verdict::Unknown,
        None => Verdict::Consistent,
    }
}

fn first_conflict(system: &System, constraints: &[Constraint], limits: &Limits) -> Result<Option<Conflict>, Exhausted> {
    let (problem, _) = Problem::new(system, constraints, &[]);
    let mut solver = Solver::new(system, &problem, Budget::new(limits));
    let found = match solver.background()? {
        Some(found) => Some(found),
        None => solver.find(&[])?,
    };
    found.map(|found| solver.prove(&found)).transpose()
}

/// The minimal conflicts and corrections of every component that has any, in the
/// order of their first constraints.
///
/// A component in which limits were reached before anything was found is there too, with
/// `cut`. Components are solved in parallel; the answer is the same in any number of threads.
pub fn enumerate(system: &System, limits: &Limits) -> Vec<Component> {
    let components = components::components(system, |_| true);
    let found = each(&components, |constraints| corrections::component(system, constraints, limits));
    found.into_iter().flatten().collect()
}

/// What something gives for each component, in order; in parallel where there is enough to do.
fn each<T: Send>(components: &[Vec<Constraint>], of: impl Fn(&[Constraint]) -> T + Sync) -> Vec<T> {
    // Threads take longer to start than so few constraints to solve.
    if components.len() < 2 || components.iter().map(Vec::len).sum::<usize>() < 200 {
        return components.iter().map(|constraints| of(constraints)).collect();
    }
    components.par_iter().map(|constraints| of(constraints)).collect()
}
