//! The constraints of a choice of claims, readings and rules, for the engine.

use rustc_hash::FxHashMap;

use super::prune::{Draft, prune};
use super::{Component, Fact, FactId, Facts, Owner, PointId, RuleRef};
use crate::base::number::{Bound, Bounds, Number};
use crate::engine::{self, System, Variable};

/// Which constraints take part.
#[derive(Clone, Copy)]
pub struct Choice<'c> {
    /// Whether a rule does.
    pub rule: &'c dyn Fn(RuleRef) -> bool,
    /// The reading in which a group of claims does, if it does.
    pub reading: &'c dyn Fn(u32) -> Option<u8>,
    /// Whether every "about" is taken at its word.
    pub nominal: bool,
    /// By which part of their size figures are widened either way.
    pub widen: Option<&'c Number>,
    /// Points that are asked about.
    pub keep: &'c [PointId],
}

/// Constraints as the engine has them, and what they stand for.
#[derive(Debug)]
pub struct Chosen {
    /// The constraints.
    pub system: System,
    facts: Vec<FactId>,
    owners: Vec<Owner>,
    points: Vec<PointId>,
    variables: FxHashMap<PointId, Variable>,
}

impl Chosen {
    /// The fact that an engine's constraint stands for.
    pub fn fact(&self, constraint: engine::Constraint) -> FactId {
        self.facts[constraint.index()]
    }

    /// The owner that an engine's owner stands for.
    pub fn owner(&self, owner: engine::Owner) -> Owner {
        self.owners[owner.index()]
    }

    /// The group of claims that an engine's owner stands for, if it is one.
    pub fn group(&self, owner: engine::Owner) -> Option<u32> {
        match self.owner(owner) {
            Owner::Claims { group, .. } => Some(group),
            Owner::Rule(_) => None,
        }
    }

    /// The point that a variable stands for.
    pub fn point(&self, variable: Variable) -> PointId {
        self.points[variable.index()]
    }

    /// The variable of a point, which is added if nothing else speaks of it.
    pub fn variable_of(&mut self, facts: &Facts<'_>, point: PointId) -> Variable {
        *self.variables.entry(point).or_insert_with(|| {
            self.points.push(point);
            self.system.variable(facts.points().sign(facts.model(), point))
        })
    }
}

impl Facts<'_> {
    /// The constraints of a component that take part in a choice.
    pub fn system(&self, component: &Component, choice: Choice<'_>) -> Chosen {
        self.system_of(component.facts.iter().copied(), choice)
    }

    /// The constraints, of some, that take part in a choice; without what could only ever hold.
    pub fn system_of(&self, facts: impl Iterator<Item = FactId>, choice: Choice<'_>) -> Chosen {
        let mut chosen = Chosen {
            system: System::new(),
            facts: Vec::new(),
            owners: Vec::new(),
            points: Vec::new(),
            variables: FxHashMap::default(),
        };
        let mut groups: FxHashMap<u32, engine::Owner> = FxHashMap::default();
        let drafts = facts.filter(|id| self.is_chosen(*id, choice)).map(|id| Draft {
            fact: id,
            bounds: bounds(self.fact(id), choice),
            may_go: matches!(self.fact(id).owner, Owner::Rule(_)),
        });
        let pruned = prune(self, drafts.collect(), choice.keep);
        for draft in pruned.drafts {
            let owner = self.fact(draft.fact).owner;
            let owner = match owner {
                Owner::Rule(_) => {
                    chosen.owners.push(owner);
                    chosen.system.owner(None)
                }
                Owner::Claims { group, .. } => *groups.entry(group).or_insert_with(|| {
                    chosen.owners.push(owner);
                    chosen.system.owner(Some(self.groups()[group as usize].weight))
                }),
            };
            let terms = self.terms(draft.fact).iter().filter(|(point, _)| !pruned.dropped.contains(point));
            let terms: Vec<(Variable, Number)> = terms
                .map(|(point, factor)| {
                    let variable = *chosen.variables.entry(*point).or_insert_with(|| {
                        chosen.points.push(*point);
                        chosen.system.variable(self.points().sign(self.model(), *point))
                    });
                    (variable, factor.clone())
                })
                .collect();
            chosen.system.require(owner, terms, draft.bounds);
            chosen.facts.push(draft.fact);
        }
        chosen
    }

    fn is_chosen(&self, id: FactId, choice: Choice<'_>) -> bool {
        match self.fact(id).owner {
            Owner::Rule(rule) => !self.fact(id).is_implied && (choice.rule)(rule),
            Owner::Claims { group, reading } => self.takes_part(group, reading, choice),
        }
    }

    fn takes_part(&self, group: u32, reading: u8, choice: Choice<'_>) -> bool {
        let owing_to = self.groups()[group as usize].owing_to;
        (choice.reading)(group) == Some(reading) && owing_to.is_none_or(|rule| (choice.rule)(RuleRef::Own(rule)))
    }
}

fn bounds(fact: &Fact, choice: Choice<'_>) -> Bounds {
    let bounds = fact.bounds(choice.nominal);
    match choice.widen {
        Some(part) if fact.figure => widened(bounds, part),
        _ => bounds.clone(),
    }
}

/// `[low - part·|low|, high + part·|high|]`.
fn widened(bounds: &Bounds, part: &Number) -> Bounds {
    let moved = |bound: &Bound, by: Number| Bound { value: &bound.value + &by, strict: bound.strict };
    Bounds {
        low: bounds.low.as_ref().map(|low| moved(low, -(low.value.abs() * part))),
        high: bounds.high.as_ref().map(|high| moved(high, high.value.abs() * part)),
    }
}
