//! A component in the solver's terms: slots, the limits on them, and whose they are.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::delta::Delta;
use super::{Constraint, Line, Owner, Sign, System, Variable};
use crate::number::Number;

/// Lists of varying length, one after the other.
#[derive(Debug, Clone)]
pub(super) struct Lists<T> {
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T: Clone> Lists<T> {
    /// Sorts items into lists by counting; they keep their order within each.
    fn of(count: usize, items: &[(u32, T)]) -> Self {
        let mut starts = vec![0; count + 1];
        for (list, _) in items {
            starts[*list as usize + 1] += 1;
        }
        for list in 0..count {
            starts[list + 1] += starts[list];
        }
        let mut next = starts.clone();
        let mut order = vec![0; items.len()];
        for (index, (list, _)) in items.iter().enumerate() {
            order[next[*list as usize] as usize] = index;
            next[*list as usize] += 1;
        }
        Lists { starts, items: order.into_iter().map(|index| items[index].1.clone()).collect() }
    }

    fn count(&self) -> usize {
        self.starts.len() - 1
    }

    pub(super) fn get(&self, list: usize) -> &[T] {
        &self.items[self.range(list)]
    }

    pub(super) fn range(&self, list: usize) -> std::ops::Range<usize> {
        self.starts[list] as usize..self.starts[list + 1] as usize
    }
}

/// Which end of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Low,
    High,
}

impl Side {
    pub(super) const BOTH: [Side; 2] = [Side::Low, Side::High];
}

/// One end of what an owner allows a slot.
#[derive(Debug, Clone)]
pub(super) struct Limit {
    pub(super) at: Delta,
    /// The owner that can be blamed; none for the background.
    pub(super) owner: Option<u32>,
    pub(super) line: Line,
    /// How much of the line gives this limit.
    pub(super) per_unit: Number,
}

/// Constraints in the solver's terms.
///
/// A slot is something that has limits: first the variables, then the rows, one for
/// each functional of two or more variables. Constraints on multiples of one
/// functional share its slot.
#[derive(Debug)]
pub(super) struct Problem {
    variables: Vec<Variable>,
    rows: Lists<(u32, Number)>,
    /// By variable, the rows in which it stands.
    columns: Lists<(u32, Number)>,
    /// By slot and side, the tightest first, up to the first one of the background.
    limits: Lists<Limit>,
    owners: Vec<Owner>,
    weights: Vec<u32>,
    /// By owner, the slots and sides that its limits are on.
    touches: Lists<u32>,
}

impl Problem {
    /// Puts constraints into the solver's terms. Some expressions may get a slot of their
    /// own, without limits; where they stand comes back in their order.
    ///
    /// Time and memory grow with the terms, but for a logarithm.
    pub(super) fn new(
        system: &System,
        constraints: &[Constraint],
        expressions: &[&[(Variable, Number)]],
    ) -> (Self, Vec<usize>) {
        let terms =
            || constraints.iter().map(|constraint| system.terms(*constraint)).chain(expressions.iter().copied());
        let mut variables: Vec<Variable> = terms().flatten().map(|(variable, _)| *variable).collect();
        variables.sort_unstable();
        variables.dedup();
        let mut owners: Vec<Owner> = constraints.iter().map(|constraint| system.owner_of(*constraint)).collect();
        owners.sort_unstable();
        owners.dedup();
        owners.retain(|owner| system.weight(*owner).is_some());
        let mut build = Build {
            rows: Lists { starts: vec![0], items: Vec::new() },
            known: FxHashMap::default(),
            limits: Vec::new(),
        };
        for (slot, variable) in variables.iter().enumerate() {
            if system.sign(*variable) == Sign::NotNegative {
                let line = Line::NotNegative(*variable);
                let limit = Limit { at: Delta::default(), owner: None, line, per_unit: Number::ONE };
                build.limits.push((place(slot, Side::Low), limit));
            }
        }
        for constraint in constraints {
            let owner = owners.binary_search(&system.owner_of(*constraint)).ok().map(|at| at as u32);
            build.constraint(system, *constraint, owner, &variables);
        }
        let mut places = Vec::new();
        for expression in expressions {
            let slot = match expression {
                [(variable, factor)] if factor.is_one() => local(&variables, *variable) as usize,
                _ => build.own_row(expression, &variables),
            };
            places.push(slot);
        }
        (build.finish(system, variables, owners), places)
    }

    pub(super) fn variable_count(&self) -> usize {
        self.variables.len()
    }

    pub(super) fn slot_count(&self) -> usize {
        self.variables.len() + self.rows.count()
    }

    pub(super) fn owner_count(&self) -> usize {
        self.owners.len()
    }

    pub(super) fn owner(&self, owner: u32) -> Owner {
        self.owners[owner as usize]
    }

    pub(super) fn weight(&self, owner: u32) -> u32 {
        self.weights[owner as usize]
    }

    /// The terms of a row's slot.
    pub(super) fn row(&self, slot: usize) -> &[(u32, Number)] {
        self.rows.get(slot - self.variables.len())
    }

    /// The slots of the rows in which a variable stands, with its factors there.
    pub(super) fn column(&self, variable: usize) -> &[(u32, Number)] {
        self.columns.get(variable)
    }

    /// The limits of a slot on one side, by their places.
    pub(super) fn limits(&self, slot: usize, side: Side) -> std::ops::Range<usize> {
        self.limits.range(place(slot, side) as usize)
    }

    pub(super) fn limit(&self, at: u32) -> &Limit {
        &self.limits.items[at as usize]
    }

    /// Which side a limit is on.
    pub(super) fn side_of(&self, at: u32) -> Side {
        Side::BOTH[(self.limits.starts.partition_point(|start| *start <= at) - 1) % 2]
    }

    /// The slots on which an owner has limits, with their sides.
    pub(super) fn touched(&self, owner: u32) -> impl Iterator<Item = (usize, Side)> {
        self.touches.get(owner as usize).iter().map(|place| (*place as usize / 2, Side::BOTH[*place as usize % 2]))
    }
}

fn place(slot: usize, side: Side) -> u32 {
    (2 * slot + usize::from(side == Side::High)) as u32
}

fn local(variables: &[Variable], variable: Variable) -> u32 {
    variables.binary_search(&variable).expect("all variables were collected") as u32
}

struct Build {
    rows: Lists<(u32, Number)>,
    /// The first row with each hash of terms.
    known: FxHashMap<u64, usize>,
    limits: Vec<(u32, Limit)>,
}

impl Build {
    fn constraint(&mut self, system: &System, constraint: Constraint, owner: Option<u32>, variables: &[Variable]) {
        let (slot, scale) = self.slot(system.terms(constraint), variables);
        let per_unit = Number::ONE.checked_div(&scale.abs()).expect("a functional's scale is not zero");
        let bounds = system.bounds(constraint);
        let low = bounds.low.as_ref().map(|bound| (Delta::low(bound), Line::AtLeast(constraint), Side::Low));
        let high = bounds.high.as_ref().map(|bound| (Delta::high(bound), Line::AtMost(constraint), Side::High));
        for (at, line, side) in [low, high].into_iter().flatten() {
            let (at, side) = match (scale.is_negative(), side) {
                (false, side) => (at.times(&per_unit), side),
                (true, Side::Low) => (at.times(&-&per_unit), Side::High),
                (true, Side::High) => (at.times(&-&per_unit), Side::Low),
            };
            self.limits.push((place(slot, side), Limit { at, owner, line, per_unit: per_unit.clone() }));
        }
    }

    /// The slot of which some terms are a multiple, and how large a one.
    fn slot(&mut self, terms: &[(Variable, Number)], variables: &[Variable]) -> (usize, Number) {
        if let [(variable, factor)] = terms {
            return (local(variables, *variable) as usize, factor.clone());
        }
        let mut scale = Number::common_measure(terms.iter().map(|(_, factor)| factor));
        if terms.first().is_some_and(|(_, factor)| factor.is_negative()) {
            scale = -scale;
        }
        if terms.is_empty() {
            scale = Number::ONE;
        }
        let plain = scale.is_one();
        let start = self.rows.items.len();
        self.rows.items.extend(terms.iter().map(|(variable, factor)| {
            let factor = if plain { factor.clone() } else { factor.checked_div(&scale).expect("not zero") };
            (local(variables, *variable), factor)
        }));
        let mut hasher = FxHasher::default();
        self.rows.items[start..].hash(&mut hasher);
        let row = self.rows.count();
        let known = *self.known.entry(hasher.finish()).or_insert(row);
        if known < row && self.rows.get(known) == &self.rows.items[start..] {
            self.rows.items.truncate(start);
            return (variables.len() + known, scale);
        }
        self.rows.starts.push(self.rows.items.len() as u32);
        (variables.len() + row, scale)
    }

    /// A row of its own for an expression, so that it has no limits.
    fn own_row(&mut self, expression: &[(Variable, Number)], variables: &[Variable]) -> usize {
        let terms = expression.iter().map(|(variable, factor)| (local(variables, *variable), factor.clone()));
        self.rows.items.extend(terms);
        self.rows.starts.push(self.rows.items.len() as u32);
        variables.len() + self.rows.count() - 1
    }

    fn finish(self, system: &System, variables: Vec<Variable>, owners: Vec<Owner>) -> Problem {
        let slots = variables.len() + self.rows.count();
        let limits = felt(Lists::of(2 * slots, &self.limits));
        let places = (0..2 * slots).flat_map(|place| limits.get(place).iter().map(move |limit| (place as u32, limit)));
        let touches: Vec<(u32, u32)> = places.filter_map(|(place, limit)| Some((limit.owner?, place))).collect();
        let columns: Vec<(u32, (u32, Number))> = (0..self.rows.count())
            .flat_map(|row| {
                let slot = (variables.len() + row) as u32;
                self.rows.get(row).iter().map(move |(variable, factor)| (*variable, (slot, factor.clone())))
            })
            .collect();
        Problem {
            columns: Lists::of(variables.len(), &columns),
            rows: self.rows,
            limits,
            weights: owners.iter().map(|owner| system.weight(*owner).unwrap_or(0)).collect(),
            touches: Lists::of(owners.len(), &touches),
            variables,
            owners,
        }
    }
}

/// Puts the tightest limits first and leaves out what is looser than the background:
/// it is never felt.
fn felt(limits: Lists<Limit>) -> Lists<Limit> {
    let Lists { starts, mut items } = limits;
    let mut kept = Lists { starts: vec![0], items: Vec::with_capacity(items.len()) };
    for place in 0..starts.len() - 1 {
        let list = &mut items[starts[place] as usize..starts[place + 1] as usize];
        list.sort_by(|left, right| {
            let tighter = if place % 2 == 0 { right.at.cmp(&left.at) } else { left.at.cmp(&right.at) };
            tighter.then(left.owner.is_some().cmp(&right.owner.is_some()))
        });
        let felt = list.iter().position(|limit| limit.owner.is_none()).map_or(list.len(), |last| last + 1);
        kept.items.extend_from_slice(&list[..felt]);
        kept.starts.push(kept.items.len() as u32);
    }
    kept
}
