//! Claims and rules as linear constraints, each with its owner.
//!
//! What binding claims say becomes bounds on quantities at moments; rules become
//! equations between them, made only where claims reach. [`Facts`] holds them all
//! once; [`Facts::system`] gives those of a choice of claims, readings and rules
//! to the engine.
//!
//! # When an instance of a rule is made
//!
//! A quantity is *claimed* if a binding claim names it in any of its readings,
//! *reached* if it is another quantity of an instance that holds a claimed one.
//! An instance is made if one of its quantities is claimed, or if all are claimed
//! or reached; there are no further rounds. Times come only from claims, from the
//! ends of the spans that they ask about, and from rules that name one.
//!
//! Where several claims speak of one coarse date, each group of equal claims means
//! a moment of its own; the assumptions `same-moment` and `by-the-end` equate it
//! with the moment of that date.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::number::{Bounds, Number};
use crate::engine::Sign;
use crate::model::{Basis, BuiltIn, ClaimId, Model, Of, QuantityId, RuleId};

mod assumptions;
mod binding;
mod build;
mod choice;
mod children;
mod connect;
mod containment;
pub(crate) mod figures;
mod instances;
mod moments;
mod order;
mod points;
mod prune;
mod spans;
mod statements;
mod text;
mod union;

pub use assumptions::{Assumptions, Switch};
pub use binding::{Group, weight};
pub use choice::{Choice, Chosen};
pub(crate) use instances::{are_mixed, unsound};
pub use points::{Codes, Moment, Point, PointId, Points, Spot};

/// A rule, a collection's own or built in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RuleRef {
    /// A rule of the collection.
    Own(RuleId),
    /// A built-in rule.
    BuiltIn(BuiltIn),
    /// What propositions are: true or false, with what they exclude and imply.
    Propositions,
}

impl RuleRef {
    /// The rule's name.
    pub fn name(self, model: &Model) -> &str {
        match self {
            RuleRef::Own(id) => model.name(model.rules()[id].name),
            RuleRef::BuiltIn(rule) => rule.name(),
            RuleRef::Propositions => "propositions",
        }
    }

    /// On what the rule rests.
    pub fn basis(self, model: &Model) -> Basis {
        match self {
            RuleRef::Own(id) => model.rules()[id].basis,
            RuleRef::BuiltIn(rule) => rule.basis(),
            RuleRef::Propositions => Basis::Definition,
        }
    }

    /// What the rule says, for people.
    pub fn says(self, model: &Model) -> &str {
        match self {
            RuleRef::Own(id) => model.prose(model.rules()[id].says),
            RuleRef::BuiltIn(rule) => rule.says(),
            RuleRef::Propositions => "A proposition is true or false, with what it excludes and implies.",
        }
    }
}

/// Whose a constraint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// A group of equal claims, in one of its readings.
    Claims {
        /// The place of the group.
        group: u32,
        /// The place of the reading.
        reading: u8,
    },
    /// A rule; each of its constraints is an instance.
    Rule(RuleRef),
}

/// A constraint, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(u32);

impl FactId {
    /// Its place, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A constraint: a sum of points lies between bounds.
#[derive(Debug, Clone)]
pub struct Fact {
    /// Whose it is.
    pub owner: Owner,
    /// Between what the sum lies.
    pub read: Bounds,
    /// Between what it lies when every "about" is taken at its word, where that differs.
    pub nominal: Option<Box<Bounds>>,
    /// The number that is written, of a figure.
    pub written: Option<Box<Number>>,
    /// Whether it is a figure, which may be off; not a relation, a share, a statement or a rule.
    pub figure: bool,
    /// Whether all its quantities are there; of parts, those that no claim names are left out.
    pub is_whole: bool,
    /// Whether definitions say as much without it; it makes proofs shorter, and systems larger.
    pub is_implied: bool,
    terms: Range<u32>,
}

impl Fact {
    /// Between what the sum lies, as read or at every value's word.
    pub fn bounds(&self, nominal: bool) -> &Bounds {
        match &self.nominal {
            Some(bounds) if nominal => bounds,
            _ => &self.read,
        }
    }
}

/// Points that constraints connect, with the constraints.
#[derive(Debug, Clone)]
pub struct Component {
    /// The constraints, in order.
    pub facts: Vec<FactId>,
    /// The groups of claims, in order.
    pub groups: Vec<u32>,
}

/// What binding claims and rules come to.
#[derive(Debug)]
pub struct Facts<'m> {
    model: &'m Model,
    plans: bool,
    groups: Vec<Group>,
    /// The reading that each group is taken in unless told otherwise.
    readings: Vec<u8>,
    points: Points,
    all: Vec<Fact>,
    terms: Vec<(PointId, Number)>,
    components: Vec<Component>,
    component_of_group: Vec<u32>,
    used: FxHashSet<RuleId>,
    /// The figures of single points.
    figures: FxHashMap<PointId, Vec<FactId>>,
    /// The rules' constraints that each point stands in.
    places: Vec<Vec<FactId>>,
    /// The constraints of each group, in all its readings.
    of_group: Vec<Vec<FactId>>,
    /// Points that an assumption takes to be at the same moment.
    same_moment: FxHashMap<PointId, Vec<PointId>>,
}

/// What is to be known.
#[derive(Clone, Copy, Default)]
pub struct Question<'q> {
    /// Whether it is what holds among plans, not the facts.
    pub plans: bool,
    /// Which claims take part; all where none is given.
    pub claims: Option<&'q dyn Fn(ClaimId) -> bool>,
    /// What is asked about: it counts as claimed where rules are made to hold.
    pub asked: &'q [Of],
}

impl<'m> Facts<'m> {
    /// The facts, or what holds among plans.
    pub fn new(model: &'m Model, assumptions: &Assumptions, plans: bool) -> Self {
        Facts::of(model, assumptions, Question { plans, ..Question::default() })
    }

    /// What some claims come to, and what is asked about.
    pub fn of(model: &'m Model, assumptions: &Assumptions, question: Question<'_>) -> Self {
        build::build(model, assumptions, question)
    }

    /// What the collection says.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// Whether these are plans.
    pub fn plans(&self) -> bool {
        self.plans
    }

    /// The groups of equal claims that bind.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The reading that a group is taken in unless told otherwise.
    pub fn reading(&self, group: u32) -> u8 {
        self.readings[group as usize]
    }

    /// What constraints are about.
    pub fn points(&self) -> &Points {
        &self.points
    }

    /// A constraint.
    pub fn fact(&self, fact: FactId) -> &Fact {
        &self.all[fact.index()]
    }

    /// Whether a point is never below zero.
    pub fn is_not_negative(&self, point: PointId) -> bool {
        self.points.sign(self.model, point) == Sign::NotNegative
    }

    /// Whether a point is a date.
    pub fn is_date(&self, point: PointId) -> bool {
        self.points.spot(point).is_some_and(|spot| Points::is_date(self.model, spot.measure))
    }

    /// Whether a constraint is about dates.
    pub fn is_of_dates(&self, fact: FactId) -> bool {
        self.terms(fact).iter().any(|(point, _)| self.is_date(*point))
    }

    /// All constraints.
    pub fn facts(&self) -> impl Iterator<Item = (FactId, &Fact)> {
        (0_u32..).map(FactId).zip(&self.all)
    }

    /// The terms of a constraint, each point once.
    pub fn terms(&self, fact: FactId) -> &[(PointId, Number)] {
        let range = &self.all[fact.index()].terms;
        &self.terms[range.start as usize..range.end as usize]
    }

    /// A point, with those that an assumption takes to be at the same moment.
    pub fn moments_of(&self, point: PointId) -> impl Iterator<Item = PointId> {
        let near = self.same_moment.get(&point).into_iter().flatten().copied();
        // A moment of a group leads to that of its when, and that to the finest: two steps.
        let far = near.clone().flat_map(|near| self.same_moment.get(&near).into_iter().flatten().copied());
        let mut all: Vec<PointId> = near.chain(far).chain([point]).collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter()
    }

    /// Some points, with those that an assumption takes to be at the same moment.
    pub fn at_one_moment(&self, points: &FxHashSet<PointId>) -> FxHashSet<PointId> {
        // The order does not matter for a set.
        let mut list: Vec<PointId> = points.iter().copied().collect();
        list.sort_unstable();
        list.into_iter().flat_map(|point| self.moments_of(point)).collect()
    }

    /// What claims about some points determine: these, what an assumption takes to be at the same moment, and
    /// whatever an equation of a rule leaves no choice, as all else in it is determined.
    pub fn determined_by(&self, points: &FxHashSet<PointId>) -> FxHashSet<PointId> {
        let mut known = self.at_one_moment(points);
        loop {
            let mut new: Vec<PointId> = Vec::new();
            for (id, fact) in self.facts() {
                let is_equation = matches!(fact.owner, Owner::Rule(_)) && fact.is_whole && fact.read.single().is_some();
                let mut open = self.terms(id).iter().map(|(point, _)| *point).filter(|point| !known.contains(point));
                if is_equation && let (Some(point), None) = (open.next(), open.next()) {
                    new.push(point);
                }
            }
            if new.is_empty() {
                return known;
            }
            known.extend(new);
        }
    }

    /// Counts at the ends of spans that claims ask about, where one span's end is another's, or the count
    /// is zero: they cancel, and leave no room.
    pub fn met_ends(&self) -> FxHashSet<PointId> {
        let mut once: FxHashSet<PointId> = FxHashSet::default();
        let mut met: FxHashSet<PointId> = FxHashSet::default();
        for (id, fact) in self.facts() {
            let points = self.terms(id).iter().map(|(point, _)| *point);
            match fact.owner {
                Owner::Rule(RuleRef::BuiltIn(BuiltIn::Flow)) => {
                    met.extend(points.filter(|point| !once.insert(*point)));
                }
                Owner::Rule(RuleRef::BuiltIn(BuiltIn::ZeroBefore)) => met.extend(points),
                _ => {}
            }
        }
        met
    }

    /// The points of what is asked about, with their factors; none if it was not asked.
    pub fn points_of(&self, of: Of) -> Option<Vec<(PointId, Number)>> {
        let point = |id: QuantityId| {
            let quantity = &self.model.quantities()[id];
            let codes = self.points.find_codes(self.model.code_list(quantity.codes))?;
            let moment = match quantity.when {
                Some(when) if !Points::is_timeless(self.model, quantity.measure) => Moment::In(when),
                _ => Moment::Always,
            };
            self.points.find(Spot { measure: quantity.measure, codes, moment })
        };
        let terms = statements::terms_in(self.model, of, statements::unit(self.model, of));
        terms.into_iter().map(|(quantity, factor)| Some((point(quantity)?, factor))).collect()
    }

    /// The figures of a point by itself: the constraint, its group and reading, and what it is at least.
    pub fn figures_of(&self, point: PointId) -> impl Iterator<Item = (FactId, u32, u8, Number)> {
        self.figures.get(&point).into_iter().flatten().filter_map(|id| {
            let fact = self.fact(*id);
            let Owner::Claims { group, reading } = fact.owner else { return None };
            Some((*id, group, reading, fact.read.low.as_ref().map_or(Number::ZERO, |low| low.value.clone())))
        })
    }

    /// The constraints of rules that speak of no other points than these, in order.
    pub fn rules_among(&self, points: &FxHashSet<PointId>) -> Vec<FactId> {
        let mut list: Vec<PointId> = points.iter().copied().collect();
        list.sort_unstable();
        let near = list.into_iter().flat_map(|point| &self.places[point.index()]).copied();
        let mut near: Vec<FactId> =
            near.filter(|fact| self.terms(*fact).iter().all(|(point, _)| points.contains(point))).collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    /// The constraints of a group of claims, in all its readings.
    pub fn facts_of(&self, group: u32) -> &[FactId] {
        &self.of_group[group as usize]
    }

    /// What is connected, in the order of the first constraints.
    pub fn components(&self) -> &[Component] {
        &self.components
    }

    /// The component of a group of claims.
    pub fn component_of(&self, group: u32) -> &Component {
        &self.components[self.component_of_group[group as usize] as usize]
    }

    /// The group that a claim is in, if it binds.
    pub fn group_of(&self, claim: ClaimId) -> Option<u32> {
        let at = self.groups.iter().position(|group| group.claims.contains(&claim))?;
        u32::try_from(at).ok()
    }

    /// The rules of the collection that some instance was made of.
    pub fn used_rules(&self) -> &FxHashSet<RuleId> {
        &self.used
    }
}

/// A hash map's entries in the order of their keys.
fn sorted<K: Ord, V>(map: FxHashMap<K, V>) -> Vec<(K, V)> {
    let mut entries: Vec<(K, V)> = map.into_iter().collect();
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    entries
}
