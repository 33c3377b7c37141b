//! From claims and rules to constraints.

use rustc_hash::{FxHashMap, FxHashSet};

use super::binding::{Group, binding};
use super::instances::{Instances, Made};
use super::points::{Moment, Point, PointId, Points, Spot};
use super::statements::{Propositions, Said, Thing, is_true, said};
use super::{Assumptions, Fact, Facts, Owner, Question, RuleRef, children, containment, moments, order, spans};
use crate::base::number::{Bound, Bounds, Number};
use crate::base::when::Shape;
use crate::model::{BuiltIn, ClaimId, CodeId, MeasureKind, Model, PropositionId, QuantityId, Statement, WhenId};

/// What a claim that holds throughout a span of time says of one quantity.
pub(super) struct Throughout {
    pub(super) owner: Owner,
    pub(super) spot: Spot,
    pub(super) read: Bounds,
    pub(super) nominal: Option<Bounds>,
}

struct Builder<'m> {
    model: &'m Model,
    facts: Facts<'m>,
    /// How many groups speak of a coarse when.
    speakers: FxHashMap<WhenId, u32>,
    /// Moments of groups, and the moment that an assumption equates each with.
    links: Vec<(Spot, Spot, BuiltIn)>,
    throughout: Vec<Throughout>,
}

pub(super) fn build<'m>(model: &'m Model, assumptions: &Assumptions, question: Question<'_>) -> Facts<'m> {
    let groups = binding(model, assumptions, question);
    let readings = groups.iter().map(|group| first_reading(group, assumptions)).collect();
    let facts = Facts {
        model,
        plans: question.plans,
        readings,
        points: Points::default(),
        all: Vec::new(),
        terms: Vec::new(),
        components: Vec::new(),
        component_of_group: vec![0; groups.len()],
        used: FxHashSet::default(),
        figures: FxHashMap::default(),
        same_moment: FxHashMap::default(),
        places: Vec::new(),
        of_group: vec![Vec::new(); groups.len()],
        groups,
    };
    let mut builder =
        Builder { model, speakers: speakers(model, &facts.groups), facts, links: Vec::new(), throughout: Vec::new() };
    builder.claims();
    for of in question.asked {
        for quantity in model.quantities_of(*of) {
            builder.facts.asked(quantity);
        }
    }
    builder.rules(assumptions);
    builder.propositions();
    builder.facts.connect();
    builder.facts.index();
    builder.facts
}

/// The reading under a tag that is taken, or else the first.
fn first_reading(group: &Group, assumptions: &Assumptions) -> u8 {
    let taken = |tag: &Option<_>| tag.is_some_and(|tag| assumptions.readings().contains(&tag));
    let at = group.tags.iter().position(taken).unwrap_or(0);
    u8::try_from(at).expect("a claim has at most 64 readings")
}

/// How many groups name each coarse when.
fn speakers(model: &Model, groups: &[Group]) -> FxHashMap<WhenId, u32> {
    let propositions = Propositions::new(model);
    let mut speakers: FxHashMap<WhenId, u32> = FxHashMap::default();
    for group in groups {
        let statements = model.readings_of(group.speaker()).map(|(_, reading)| &reading.statement);
        let said = statements.flat_map(|statement| said(model, &propositions, statement, |_| None));
        let mut whens: Vec<WhenId> = said
            .flat_map(|said| said.terms)
            .filter_map(|(thing, _)| match thing {
                Thing::Quantity(id) => moments::of_quantity(model, id).and(model.quantities()[id].when),
                Thing::Other(_) => None,
            })
            .collect();
        whens.sort_unstable();
        whens.dedup();
        for when in whens {
            *speakers.entry(when).or_default() += 1;
        }
    }
    speakers
}

impl Builder<'_> {
    fn push(&mut self, owner: Owner, terms: Vec<(PointId, Number)>, read: Bounds) -> &mut Fact {
        let start = u32::try_from(self.facts.terms.len()).expect("fewer than 2^32 terms");
        let mut terms = terms;
        terms.sort_by_key(|(point, _)| *point);
        for (point, factor) in terms {
            let own = &mut self.facts.terms[start as usize..];
            match own.last_mut() {
                Some((last, sum)) if *last == point => *sum += factor,
                _ => self.facts.terms.push((point, factor)),
            }
        }
        let end = u32::try_from(self.facts.terms.len()).expect("fewer than 2^32 terms");
        self.facts.all.push(Fact {
            owner,
            read,
            nominal: None,
            written: None,
            figure: false,
            is_whole: true,
            is_implied: false,
            terms: start..end,
        });
        self.facts.all.last_mut().expect("it was just added")
    }

    fn make(&mut self, made: Vec<Made>) {
        for made in made {
            self.push(made.owner, made.terms, made.bounds).is_whole = made.is_whole;
        }
    }

    /// Every reading of every group.
    fn claims(&mut self) {
        let model = self.model;
        let propositions = Propositions::new(model);
        let mut speaker_of: FxHashMap<ClaimId, ClaimId> = FxHashMap::default();
        for group in &self.facts.groups {
            speaker_of.extend(group.claims.iter().map(|&claim| (claim, group.speaker())));
        }
        let disputed: FxHashSet<ClaimId> = self
            .facts
            .groups
            .iter()
            .flat_map(|group| model.readings_of(group.speaker()))
            .filter_map(|(_, reading)| match reading.statement {
                Statement::Disputes(claim) => speaker_of.get(&claim).copied(),
                _ => None,
            })
            .collect();
        for at in 0..self.facts.groups.len() {
            let group = u32::try_from(at).expect("fewer than 2^32 groups");
            let speaker = self.facts.groups[at].speaker();
            for (index, (_, reading)) in model.readings_of(speaker).enumerate() {
                let owner = Owner::Claims { group, reading: u8::try_from(index).expect("at most 64 readings") };
                let mut bounds =
                    said(model, &propositions, &reading.statement, |claim| speaker_of.get(&claim).copied());
                if disputed.contains(&speaker) {
                    bounds.push(is_true(speaker));
                }
                for said in bounds {
                    self.claim(owner, group, said);
                }
            }
        }
    }

    fn claim(&mut self, owner: Owner, group: u32, said: Said) {
        let terms: Vec<(PointId, Number)> =
            said.terms.iter().map(|(thing, factor)| (self.point(*thing, group), factor.clone())).collect();
        if let [(point, factor)] = terms.as_slice()
            && *factor == Number::ONE
            && let Some(spot) = self.facts.points.spot(*point)
            && self.model.measures()[spot.measure].kind == MeasureKind::Stock
            && spot.moment.when().is_some_and(|when| self.model.whens()[when].shape() == Shape::Throughout)
        {
            let (read, nominal) = (said.read.clone(), said.nominal.clone());
            self.throughout.push(Throughout { owner, spot, read, nominal });
        }
        let fact = self.push(owner, terms, said.read);
        fact.nominal = said.nominal.map(Box::new);
        fact.written = said.written.map(Box::new);
        fact.figure = said.figure;
    }

    fn point(&mut self, thing: Thing, group: u32) -> PointId {
        match thing {
            Thing::Other(point) => self.facts.points.intern(point),
            Thing::Quantity(quantity) => self.quantity(quantity, group),
        }
    }

    /// The point of a quantity that a group names: at a coarse when that others speak of too, at
    /// a moment of the group's own.
    fn quantity(&mut self, id: QuantityId, group: u32) -> PointId {
        let quantity = &self.model.quantities()[id];
        let codes = self.facts.points.model_codes(self.model, quantity.codes);
        let timeless = Points::is_timeless(self.model, quantity.measure);
        let spot = |moment| Spot { measure: quantity.measure, codes, moment };
        let Some(when) = quantity.when.filter(|_| !timeless) else {
            return self.facts.points.quantity(spot(Moment::Always));
        };
        let shared = self.facts.points.quantity(spot(Moment::In(when)));
        let alone = self.speakers.get(&when).is_none_or(|&speakers| speakers < 2);
        match moments::of_quantity(self.model, id) {
            Some(rule) if !alone => {
                let own = spot(Moment::MeantBy(when, group));
                if self.facts.points.find(own).is_none() {
                    self.links.push((own, spot(Moment::In(when)), rule));
                }
                self.facts.points.quantity(own)
            }
            _ => shared,
        }
    }

    /// Instances of rules, in two rounds from what is claimed.
    fn rules(&mut self, assumptions: &Assumptions) {
        let model = self.model;
        let claimed: Vec<PointId> = self.facts.points.ids().collect();
        let links = std::mem::take(&mut self.links);
        self.equate(assumptions, links);
        let finest = self.finest();
        self.equate(assumptions, finest);
        let ends = spans::ends(model, &mut self.facts.points, &claimed);
        self.equate(assumptions, ends.equal);
        self.make(ends.flows);
        let unsound = super::instances::unsound(model);
        let mut instances = Instances::new(model, assumptions, &unsound, self.spoken(&claimed));
        let made = instances.round(&mut self.facts.points, &claimed, true);
        self.make(made);
        let from = claimed.len();
        let reached: Vec<PointId> = self.facts.points.ids().skip(from).collect();
        let made = instances.round(&mut self.facts.points, &reached, false);
        self.make(made);
        let made = children::sums(model, assumptions, &mut self.facts.points, &claimed, &mut instances);
        self.make(made);
        let made = order::own_rules(model, &mut self.facts.points, &mut instances);
        self.make(made);
        if assumptions.built_in_holds(BuiltIn::Contained) {
            let from = self.facts.all.len();
            let made = containment::contained(model, &self.facts.points);
            self.make(made);
            self.facts.mark_implied(from);
        }
        let made = order::counts(model, &mut self.facts.points);
        self.make(made.into_iter().filter(|made| holds(assumptions, made.owner)).collect());
        let throughout = std::mem::take(&mut self.throughout);
        for (throughout, point) in spans::within(model, &self.facts.points, throughout) {
            let fact = self.push(throughout.owner, vec![(point, Number::ONE)], throughout.read);
            fact.nominal = throughout.nominal.map(Box::new);
            fact.figure = true;
        }
        self.facts.used = instances.used;
    }

    /// The codes of claimed quantities, and those that contain them.
    fn spoken(&self, claimed: &[PointId]) -> FxHashSet<CodeId> {
        let points = &self.facts.points;
        let mut spoken = FxHashSet::default();
        for spot in claimed.iter().filter_map(|point| points.spot(*point)) {
            for &code in points.code_list(spot.codes) {
                let mut next = Some(code);
                while let Some(code) = next {
                    if !spoken.insert(code) {
                        break;
                    }
                    next = self.model.codes()[code].inside;
                }
            }
        }
        spoken
    }

    /// Points that an assumption equates.
    fn equate(&mut self, assumptions: &Assumptions, links: Vec<(Spot, Spot, BuiltIn)>) {
        for (one, other, rule) in links.into_iter().filter(|(_, _, rule)| assumptions.built_in_holds(*rule)) {
            let terms = vec![
                (self.facts.points.quantity(one), Number::ONE),
                (self.facts.points.quantity(other), Number::from(-1)),
            ];
            let (one, other) = (terms[0].0, terms[1].0);
            self.facts.same_moment.entry(one).or_default().push(other);
            self.facts.same_moment.entry(other).or_default().push(one);
            self.push(Owner::Rule(RuleRef::BuiltIn(rule)), terms, Bounds::exactly(Number::ZERO));
        }
    }

    /// Stocks at a coarse when that holds one finest when: equated with that.
    fn finest(&mut self) -> Vec<(Spot, Spot, BuiltIn)> {
        let model = self.model;
        let propositions = Propositions::new(model);
        let mut quantities: Vec<QuantityId> = Vec::new();
        for group in &self.facts.groups {
            let statements = model.readings_of(group.speaker()).map(|(_, reading)| &reading.statement);
            let said = statements.flat_map(|statement| said(model, &propositions, statement, |_| None));
            quantities.extend(said.flat_map(|said| said.terms).filter_map(|(thing, _)| match thing {
                Thing::Quantity(quantity) => Some(quantity),
                Thing::Other(_) => None,
            }));
        }
        quantities.sort_unstable();
        quantities.dedup();
        let mut finest: Vec<(QuantityId, QuantityId)> = moments::finest(model, quantities).into_iter().collect();
        finest.sort_unstable();
        let mut spot = |id: QuantityId| {
            let quantity = &model.quantities()[id];
            let codes = self.facts.points.model_codes(model, quantity.codes);
            Some(Spot { measure: quantity.measure, codes, moment: Moment::In(quantity.when?) })
        };
        finest.into_iter().filter_map(|(one, other)| Some((spot(one)?, spot(other)?, BuiltIn::SameMoment))).collect()
    }

    /// That propositions are true or false, with what they exclude and imply.
    fn propositions(&mut self) {
        let model = self.model;
        let links = Propositions::new(model);
        let mut waiting: Vec<PropositionId> = Vec::new();
        for point in self.facts.points.ids() {
            if let Point::Proposition(id) = self.facts.points.get(point) {
                waiting.push(id);
            }
        }
        let mut seen: FxHashSet<PropositionId> = waiting.iter().copied().collect();
        let owner = Owner::Rule(RuleRef::Propositions);
        let at_most = |value: Number| Bounds { low: None, high: Some(Bound { value, strict: false }) };
        let mut at = 0;
        while at < waiting.len() {
            let id = waiting[at];
            at += 1;
            let own = self.facts.points.intern(Point::Proposition(id));
            self.push(owner, vec![(own, Number::ONE)], at_most(Number::ONE));
            let implied = model.propositions()[id].implies.iter().map(|&other| (other, -1));
            let excluded = links.excluded_by(id).iter().map(|&other| (other, 1));
            for (other, factor) in implied.chain(excluded) {
                let point = self.facts.points.intern(Point::Proposition(other));
                let high = Number::from(i64::from(factor == 1));
                // Each pair that excludes one another is met from both sides, and needed once.
                if factor == -1 || id < other || !seen.contains(&other) {
                    self.push(owner, vec![(own, Number::ONE), (point, Number::from(factor))], at_most(high));
                }
                if seen.insert(other) {
                    waiting.push(other);
                }
            }
        }
    }
}

impl Facts<'_> {
    /// The point of a quantity at the moment of its when.
    pub(super) fn asked(&mut self, id: QuantityId) -> PointId {
        let model = self.model;
        let quantity = &model.quantities()[id];
        let codes = self.points.model_codes(model, quantity.codes);
        let moment = match quantity.when {
            Some(when) if !Points::is_timeless(model, quantity.measure) => Moment::In(when),
            _ => Moment::Always,
        };
        self.points.quantity(Spot { measure: quantity.measure, codes, moment })
    }
}

fn holds(assumptions: &Assumptions, owner: Owner) -> bool {
    match owner {
        Owner::Rule(RuleRef::BuiltIn(rule)) => assumptions.built_in_holds(rule),
        _ => true,
    }
}
