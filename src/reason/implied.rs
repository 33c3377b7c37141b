//! What claims imply for a quantity, through the rules: the least and the
//! greatest value it can have, and which claims force each end.

use std::cell::RefCell;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::number::{Bound, Bounds, Number};
use crate::engine::{self, Implied, Limits};
use crate::model::Of;
use crate::reason::contradictions::{FactLine, Found, Laid, corrections, fact_line, search_in};
use crate::reason::facts::{Choice, Component, FactId, Facts, PointId, RuleRef};
use crate::reason::finding::{Reason, SumRow};

/// One end of what is implied.
#[derive(Debug, Clone)]
pub struct End {
    /// The end.
    pub bound: Bound,
    /// The figures that force it.
    pub rows: Vec<SumRow>,
    /// How they are connected with what was asked.
    pub because: Vec<Reason>,
    /// All lines with their multipliers: they add up to the end.
    pub lines: Vec<(FactLine, Number)>,
}

/// What claims imply.
#[derive(Debug, Clone)]
pub enum Implication {
    /// No claim or rule speaks of it.
    Nothing,
    /// It lies between these; an open end is none.
    Between(Option<Box<End>>, Option<Box<End>>),
    /// The claims contradict themselves.
    Contradictory {
        /// How.
        found: Vec<Found>,
        /// Between what it lies when any one of the lightest sets of claims is left out that must be.
        hull: Bounds,
    },
    /// The work limits were reached first.
    Unknown,
}

impl Implication {
    /// The interval, where there is one; what contradicts itself has the hull over its lightest corrections.
    pub fn bounds(&self) -> Option<Bounds> {
        match self {
            Implication::Between(low, high) => {
                let bound = |end: &Option<Box<End>>| end.as_ref().map(|end| end.bound.clone());
                Some(Bounds { low: bound(low), high: bound(high) })
            }
            Implication::Contradictory { hull, .. } => Some(hull.clone()),
            Implication::Nothing | Implication::Unknown => None,
        }
    }
}

/// The lightest sets of claims that are tried for a hull: as many as are listed at most.
const MOST_CORRECTIONS: usize = 256;

/// Facts that are asked what they imply; what several questions need is found once.
#[derive(Debug)]
pub struct Implications<'a> {
    facts: &'a Facts<'a>,
    limits: &'a Limits,
    /// The lightest corrections of what is connected, by its first constraint.
    corrections: RefCell<FxHashMap<FactId, Vec<Vec<u32>>>>,
}

/// What the facts imply for something that they were asked about, and how they contradict themselves if they do.
pub fn implied(facts: &Facts<'_>, of: Of, limits: &Limits) -> Implication {
    let implication = Implications::new(facts, limits).of(of);
    match (implication, facts.points_of(of)) {
        (Implication::Contradictory { hull, .. }, Some(points)) => {
            let found = search_in(facts, &together(facts, &points), limits).found;
            Implication::Contradictory { found, hull }
        }
        (implication, _) => implication,
    }
}

impl<'a> Implications<'a> {
    /// Facts to be asked.
    pub fn new(facts: &'a Facts<'a>, limits: &'a Limits) -> Self {
        Implications { facts, limits, corrections: RefCell::default() }
    }

    /// What the facts imply for something that they were asked about; how they contradict themselves is not told.
    pub fn of(&self, of: Of) -> Implication {
        let (facts, limits) = (self.facts, self.limits);
        let Some(points) = facts.points_of(of) else { return Implication::Nothing };
        let component = together(facts, &points);
        match ends(facts, &component, &points, &[], limits) {
            Implied::Unknown => Implication::Unknown,
            Implied::Between { low, high } => {
                let mut chosen = chosen(facts, &component, &points, &[]);
                for (point, _) in &points {
                    chosen.variable_of(facts, *point);
                }
                let opposite: Vec<_> = points.iter().map(|(point, factor)| (*point, -factor)).collect();
                let low = low.map(|end| Box::new(told(facts, &chosen, end, &points)));
                let high = high.map(|end| Box::new(told(facts, &chosen, end, &opposite)));
                Implication::Between(low, high)
            }
            Implied::Impossible(_) => {
                Implication::Contradictory { found: Vec::new(), hull: self.hull(&component, &points) }
            }
        }
    }

    /// Between what something lies when a lightest correction is made, whichever it is.
    fn hull(&self, component: &Component, points: &[(PointId, Number)]) -> Bounds {
        let Some(first) = component.facts.first() else { return Bounds::default() };
        let known = self.corrections.borrow().get(first).cloned();
        let sets = known.unwrap_or_else(|| {
            let sets = corrections(self.facts, component, self.limits).sets;
            self.corrections.borrow_mut().insert(*first, sets.clone());
            sets
        });
        let mut hull: Option<Bounds> = None;
        for correction in sets.iter().take(MOST_CORRECTIONS) {
            let Implied::Between { low, high } = ends(self.facts, component, points, correction, self.limits) else {
                continue;
            };
            let bound = |end: Option<engine::ImpliedEnd>| end.map(|end| Bound { value: end.value, strict: end.strict });
            let own = Bounds { low: bound(low), high: bound(high) };
            hull = Some(hull.map_or_else(|| own.clone(), |hull| wider(hull, &own)));
        }
        hull.unwrap_or_default()
    }
}

/// All that is connected with any of some points.
fn together(facts: &Facts<'_>, points: &[(PointId, Number)]) -> Component {
    let asked: FxHashSet<PointId> = points.iter().map(|(point, _)| *point).collect();
    let touches = |component: &&Component| {
        let mut terms = component.facts.iter().flat_map(|fact| facts.terms(*fact));
        terms.any(|(point, _)| asked.contains(point))
    };
    let mut all = Component { facts: Vec::new(), groups: Vec::new() };
    for component in facts.components().iter().filter(touches) {
        all.facts.extend(&component.facts);
        all.groups.extend(&component.groups);
    }
    all.facts.sort_unstable();
    all.groups.sort_unstable();
    all
}

fn chosen(
    facts: &Facts<'_>,
    component: &Component,
    points: &[(PointId, Number)],
    without: &[u32],
) -> crate::reason::facts::Chosen {
    let keep: Vec<PointId> = points.iter().map(|(point, _)| *point).collect();
    let reading = |group: u32| (!without.contains(&group)).then(|| facts.reading(group));
    let every = |_: RuleRef| true;
    facts.system(component, Choice { rule: &every, reading: &reading, nominal: false, widen: None, keep: &keep })
}

fn ends(
    facts: &Facts<'_>,
    component: &Component,
    points: &[(PointId, Number)],
    without: &[u32],
    limits: &Limits,
) -> Implied {
    let mut chosen = chosen(facts, component, points, without);
    let expression: Vec<_> =
        points.iter().map(|(point, factor)| (chosen.variable_of(facts, *point), factor.clone())).collect();
    engine::implied(&chosen.system, |_| true, &expression, limits)
}

fn told(
    facts: &Facts<'_>,
    chosen: &crate::reason::facts::Chosen,
    end: engine::ImpliedEnd,
    expression: &[(PointId, Number)],
) -> End {
    let lines = end.lines.iter().map(|(line, multiplier)| (fact_line(chosen, *line), multiplier.clone()));
    let lines = facts.completed(lines.collect(), expression);
    let laid = Laid::of_end(facts, &lines);
    let (rows, because) = (laid.rows(), laid.because());
    End { bound: Bound { value: end.value, strict: end.strict }, rows, because, lines }
}

/// The smallest interval that holds both.
fn wider(one: Bounds, other: &Bounds) -> Bounds {
    let low = match (one.low, &other.low) {
        (Some(a), Some(b)) => Some(if (&a.value, a.strict) <= (&b.value, b.strict) { a } else { b.clone() }),
        _ => None,
    };
    let high = match (one.high, &other.high) {
        (Some(a), Some(b)) => Some(if (&a.value, !a.strict) >= (&b.value, !b.strict) { a } else { b.clone() }),
        _ => None,
    };
    Bounds { low, high }
}
