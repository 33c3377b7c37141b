//! Components: constraints that variables or owners to blame connect.

use super::{Constraint, Owner, System, Variable};
use crate::number::Number;

/// Sets that are joined (Tarjan, "Efficiency of a good but not linear set union algorithm", 1975).
struct Joined(Vec<u32>);

impl Joined {
    fn new(count: usize) -> Self {
        Joined((0..count as u32).collect())
    }

    fn root(&mut self, mut node: u32) -> u32 {
        while self.0[node as usize] != node {
            let above = self.0[self.0[node as usize] as usize];
            self.0[node as usize] = above;
            node = above;
        }
        node
    }

    fn join(&mut self, left: u32, right: u32) {
        let (left, right) = (self.root(left), self.root(right));
        self.0[left.max(right) as usize] = left.min(right);
    }
}

/// The components of the constraints whose owners take part, in the order of their first constraints.
///
/// Time and memory grow with the terms.
pub(super) fn components(system: &System, takes_part: impl Fn(Owner) -> bool) -> Vec<Vec<Constraint>> {
    let (variables, owners) = (system.variables().len(), system.owners().len());
    let taken: Vec<bool> = system.owners().map(takes_part).collect();
    let part = || system.constraints().filter(|constraint| taken[system.owner_of(*constraint).index()]);
    let of_variable = |variable: Variable| variable.index() as u32;
    let node = |constraint: Constraint| match system.terms(constraint) {
        [(variable, _), ..] => of_variable(*variable),
        [] => (variables + owners + constraint.index()) as u32,
    };
    let mut joined = Joined::new(variables + owners + system.constraints().len());
    for constraint in part() {
        let first = node(constraint);
        for (variable, _) in system.terms(constraint) {
            joined.join(first, of_variable(*variable));
        }
        let owner = system.owner_of(constraint);
        if system.weight(owner).is_some() {
            joined.join(first, (variables + owner.index()) as u32);
        }
    }
    let mut places = vec![u32::MAX; joined.0.len()];
    let mut components: Vec<Vec<Constraint>> = Vec::new();
    for constraint in part() {
        let place = &mut places[joined.root(node(constraint)) as usize];
        if *place == u32::MAX {
            *place = components.len() as u32;
            components.push(Vec::new());
        }
        components[*place as usize].push(constraint);
    }
    components
}

/// The constraints of the components in which an expression's variables stand, in order.
///
/// Time and memory grow with the terms.
pub(super) fn around(
    system: &System,
    takes_part: impl Fn(Owner) -> bool,
    expression: &[(Variable, Number)],
) -> Vec<Constraint> {
    let stands = |constraint: &Constraint| {
        let terms = system.terms(*constraint).iter();
        terms.into_iter().any(|(variable, _)| expression.binary_search_by_key(variable, |(other, _)| *other).is_ok())
    };
    let components = components(system, takes_part).into_iter();
    let mut near: Vec<Constraint> = components.filter(|constraints| constraints.iter().any(stands)).flatten().collect();
    near.sort_unstable();
    near
}
