//! What a statement comes to: bounds on sums of quantities, and on how true
//! propositions and claims are.

use super::points::Point;
use crate::base::number::{Bound, Bounds, Number};
use crate::model::{ClaimId, Model, Of, PropositionId, QuantityId, Statement, ValueId};
use crate::model::{MeasureId, MeasureKind, Value};

/// One bound that a statement sets.
#[derive(Debug, Clone)]
pub(super) struct Said {
    pub(super) terms: Vec<(Thing, Number)>,
    pub(super) read: Bounds,
    /// The bounds at the value's word, where they differ.
    pub(super) nominal: Option<Bounds>,
    /// The number that is written, where it is one figure.
    pub(super) written: Option<Number>,
    /// Whether it is a figure, which might be off; not a relation, a share or a statement.
    pub(super) figure: bool,
}

impl Said {
    fn of(terms: Vec<(Thing, Number)>, read: Bounds) -> Self {
        Said { terms, read, nominal: None, written: None, figure: false }
    }
}

/// What a bound is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Thing {
    Quantity(QuantityId),
    Other(Point),
}

impl Thing {
    fn measure(self, model: &Model) -> Option<MeasureId> {
        match self {
            Thing::Quantity(id) => Some(model.quantities()[id].measure),
            Thing::Other(_) => None,
        }
    }
}

/// How propositions hang together, looked up both ways.
#[derive(Debug, Default)]
pub(super) struct Propositions {
    implied_by: Vec<Vec<PropositionId>>,
    excludes: Vec<Vec<PropositionId>>,
}

impl Propositions {
    pub(super) fn new(model: &Model) -> Self {
        let count = model.propositions().len();
        let mut propositions = Propositions { implied_by: vec![Vec::new(); count], excludes: vec![Vec::new(); count] };
        for (id, proposition) in model.propositions().iter() {
            for &other in &proposition.implies {
                propositions.implied_by[other.index()].push(id);
            }
            for &other in &proposition.excludes {
                propositions.excludes[id.index()].push(other);
                propositions.excludes[other.index()].push(id);
            }
        }
        propositions
    }

    /// The propositions that one excludes, either way round.
    pub(super) fn excluded_by(&self, id: PropositionId) -> &[PropositionId] {
        &self.excludes[id.index()]
    }

    /// What is true, and what is false, if these are.
    fn closure(&self, model: &Model, affirmed: Option<PropositionId>, denied: Option<PropositionId>) -> Closure {
        let follow = |start: Vec<PropositionId>, next: &dyn Fn(PropositionId) -> Vec<PropositionId>| {
            let mut seen = start;
            let mut at = 0;
            while at < seen.len() {
                for other in next(seen[at]) {
                    if !seen.contains(&other) {
                        seen.push(other);
                    }
                }
                at += 1;
            }
            seen
        };
        let true_ = follow(affirmed.into_iter().collect(), &|id| model.propositions()[id].implies.clone());
        let mut false_: Vec<PropositionId> = denied.into_iter().collect();
        false_.extend(true_.iter().flat_map(|id| self.excludes[id.index()].iter().copied()));
        let false_ = follow(false_, &|id| self.implied_by[id.index()].clone());
        Closure { affirmed: true_, denied: false_ }
    }
}

struct Closure {
    affirmed: Vec<PropositionId>,
    denied: Vec<PropositionId>,
}

/// The bounds that a statement sets; `speaker` gives the claim that speaks for a disputed one.
pub(super) fn said(
    model: &Model,
    propositions: &Propositions,
    statement: &Statement,
    speaker: impl Fn(ClaimId) -> Option<ClaimId>,
) -> Vec<Said> {
    match *statement {
        Statement::Figure { of, is } => figure(model, of, &model.values()[is]),
        Statement::Relation(relation) => {
            let relation = &model.relations()[relation];
            let mut terms = terms(model, relation.left);
            let unit = unit(model, relation.left);
            let right = relation.right.into_iter().flat_map(|of| terms_in(model, of, unit));
            terms.extend(right.map(|(quantity, factor)| (Thing::Quantity(quantity), -factor)));
            let whole = is_whole(model, terms.iter().map(|(thing, factor)| (thing.measure(model), factor)));
            let read = relation.constant.negated().compared(relation.comparison, whole);
            vec![Said::of(terms, read)]
        }
        Statement::Affirms(id) => true_or_false(model, propositions, Some(id), None),
        Statement::Denies(id) => true_or_false(model, propositions, None, Some(id)),
        Statement::Disputes(claim) => match speaker(claim) {
            Some(claim) => vec![bound(Point::Truth(claim), Bounds { low: None, high: Some(at(Number::ZERO)) })],
            None => Vec::new(),
        },
    }
}

/// Whether a sum can only be a whole number: of counts, or of dates, which are whole days.
pub(super) fn is_whole<'n>(model: &Model, terms: impl IntoIterator<Item = (Option<MeasureId>, &'n Number)>) -> bool {
    let whole = |id: MeasureId| model.measures()[id].counts || model.measures()[id].kind == MeasureKind::Event;
    terms.into_iter().all(|(measure, factor)| factor.is_integer() && measure.is_some_and(whole))
}

/// That a claim is true.
pub(super) fn is_true(claim: ClaimId) -> Said {
    bound(Point::Truth(claim), Bounds { low: Some(at(Number::ONE)), high: None })
}

fn at(value: Number) -> Bound {
    Bound { value, strict: false }
}

fn bound(point: Point, read: Bounds) -> Said {
    Said::of(vec![(Thing::Other(point), Number::ONE)], read)
}

/// The measure in whose unit a sum is added up: that of its first quantity.
pub(super) fn unit(model: &Model, of: Of) -> MeasureId {
    let first = match of {
        Of::Quantity(quantity) => quantity,
        Of::Sum(sum) => model.sums()[sum].terms().first().expect("a sum has terms").quantity,
    };
    model.quantities()[first].measure
}

/// The terms of a sum in the unit of a measure; what does not convert is left out as void.
pub(super) fn terms_in(model: &Model, of: Of, unit: MeasureId) -> Vec<(QuantityId, Number)> {
    let scaled = |quantity: QuantityId, factor: &Number| {
        let times = model.conversion(model.quantities()[quantity].measure, unit).unwrap_or(Number::ONE);
        (quantity, factor * &times)
    };
    match of {
        Of::Quantity(quantity) => vec![scaled(quantity, &Number::ONE)],
        Of::Sum(sum) => model.sums()[sum].terms().iter().map(|term| scaled(term.quantity, &term.factor)).collect(),
    }
}

fn terms(model: &Model, of: Of) -> Vec<(Thing, Number)> {
    terms_in(model, of, unit(model, of))
        .into_iter()
        .map(|(quantity, factor)| (Thing::Quantity(quantity), factor))
        .collect()
}

fn figure(model: &Model, of: Of, value: &Value) -> Vec<Said> {
    let Some(base) = value.share_of else {
        let nominal = value.is_hedged().then(|| value.nominal().clone());
        let written = value.written().cloned();
        return vec![Said { nominal, written, figure: true, ..Said::of(terms(model, of), value.read.clone()) }];
    };
    share(model, of, base, value)
}

/// `low · base ≤ of ≤ high · base`, and the base is at least 1.
fn share(model: &Model, of: Of, base: Of, value: &Value) -> Vec<Said> {
    let limit = |bound: &Bound, lower: bool| {
        let mut terms = terms(model, of);
        let base = terms_in(model, base, unit(model, of)).into_iter();
        terms.extend(base.map(|(quantity, own)| (Thing::Quantity(quantity), -(own * &bound.value))));
        let zero = Some(Bound { value: Number::ZERO, strict: bound.strict });
        let bounds = if lower { Bounds { low: zero, high: None } } else { Bounds { low: None, high: zero } };
        (terms, bounds)
    };
    let ends = |bounds: &Bounds| {
        let low = bounds.low.as_ref().map(|low| limit(low, true));
        low.into_iter().chain(bounds.high.as_ref().map(|high| limit(high, false))).collect::<Vec<_>>()
    };
    let mut said: Vec<Said> = ends(&value.read).into_iter().map(|(terms, read)| Said::of(terms, read)).collect();
    // At its word the share is narrower; as factors differ, these are constraints of their own.
    if value.is_hedged() {
        let narrow = ends(value.nominal()).into_iter();
        said.extend(narrow.map(|(terms, narrow)| Said { nominal: Some(narrow), ..Said::of(terms, Bounds::default()) }));
    }
    said.push(Said::of(terms(model, base), Bounds { low: Some(at(Number::ONE)), high: None }));
    said
}

fn true_or_false(
    model: &Model,
    propositions: &Propositions,
    affirmed: Option<PropositionId>,
    denied: Option<PropositionId>,
) -> Vec<Said> {
    let mut said = Vec::new();
    if let Some(id) = affirmed {
        said.push(bound(Point::Proposition(id), Bounds { low: Some(at(Number::ONE)), high: None }));
    }
    if let Some(id) = denied {
        said.push(bound(Point::Proposition(id), Bounds { low: None, high: Some(at(Number::ZERO)) }));
    }
    let closure = propositions.closure(model, affirmed, denied);
    for id in closure.affirmed {
        if let Some((of, is)) = model.propositions()[id].means {
            said.extend(figure(model, of, &model.values()[is]));
        }
    }
    for id in closure.denied {
        if let Some((of, is)) = model.propositions()[id].means {
            said.extend(denial(model, of, is));
        }
    }
    said
}

/// What is left when a figure is denied, if that is one interval.
fn denial(model: &Model, of: Of, is: ValueId) -> Option<Said> {
    let value = &model.values()[is];
    if value.share_of.is_some() {
        return None;
    }
    let read = complement(model, of, &value.read)?;
    let nominal = if value.is_hedged() { Some(complement(model, of, value.nominal())?) } else { None };
    Some(Said { nominal, figure: true, ..Said::of(terms(model, of), read) })
}

/// What is left when an interval is denied, if that is one interval.
pub(super) fn complement(model: &Model, of: Of, bounds: &Bounds) -> Option<Bounds> {
    let quantities = model.quantities_of(of);
    let measures = quantities.iter().map(|&quantity| &model.measures()[model.quantities()[quantity].measure]);
    let counts = measures.clone().all(|measure| measure.counts);
    let from_zero = measures.clone().all(|measure| !measure.signed && measure.kind != MeasureKind::Event)
        && matches!(of, Of::Quantity(_));
    let one = Number::from(1);
    let low = bounds.low.as_ref().filter(|low| !(from_zero && low.value.is_zero() && !low.strict));
    let beyond = |bound: &Bound, step: &Number| {
        if counts {
            Bound { value: bound.value.clone() + step.clone(), strict: false }
        } else {
            Bound { value: bound.value.clone(), strict: !bound.strict }
        }
    };
    match (low, &bounds.high) {
        (None, Some(high)) => Some(Bounds { low: Some(beyond(high, &one)), high: None }),
        (Some(low), None) => Some(Bounds { low: None, high: Some(beyond(low, &-one)) }),
        _ => None,
    }
}
