//! The figures that bind: what claims say of quantities, as intervals.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Subject, moments};
use crate::model::{BuiltIn, ClaimId, ClaimLinkKind, Holds, MeasureKind, Model, Of, ReadingId, Statement, ValueId};
use crate::number::{Bound, Bounds, Number};

/// What one reading of one claim says of a quantity.
#[derive(Debug, Clone)]
pub(super) struct Figure {
    pub(super) claim: ClaimId,
    pub(super) reading: ReadingId,
    /// Whether the claim says this however it is read.
    pub(super) only_reading: bool,
    /// What it is of; where the assumption of one moment equates that with a finer time, there.
    pub(super) of: Of,
    /// The assumption without which this is not about the one moment of `of`.
    pub(super) moment: Option<BuiltIn>,
    pub(super) read: Bounds,
    pub(super) nominal: Bounds,
    /// The rule without which the claim would not bind.
    pub(super) owing_to: Option<String>,
}

/// The figures that bind as facts, or those that bind among plans, in the order of their claims.
///
/// Left out are shares of other quantities, which are relations, and claims
/// that their own party corrects.
pub(super) fn binding(subject: Subject<'_>, plans: bool) -> Vec<Figure> {
    let model = subject.model;
    let withdrawn = withdrawn(model);
    let taken = if plans { FxHashMap::default() } else { taken(subject) };
    let mut figures = Vec::new();
    for (claim, record) in model.claims().iter() {
        let owing_to = taken.get(&claim).cloned();
        let binds = if plans { record.mode.binds_as_plan() } else { record.mode.binds_as_fact() || owing_to.is_some() };
        if !binds || withdrawn.contains(&claim) {
            continue;
        }
        let readings = model.readings_of(claim).count();
        for (reading, record) in model.readings_of(claim) {
            let Some((of, read, nominal)) = interval(model, &record.statement) else { continue };
            figures.push(Figure {
                claim,
                reading,
                only_reading: readings == 1,
                of,
                moment: None,
                read,
                nominal,
                owing_to: owing_to.clone(),
            });
        }
    }
    figures
}

/// Puts each figure at the one moment it is about, so far as the assumptions taken allow;
/// figures that are about no one moment are left out.
pub(super) fn at_moments(subject: Subject<'_>, mut figures: Vec<Figure>) -> Vec<Figure> {
    let model = subject.model;
    let one_moment = subject.assumptions.built_in_holds(BuiltIn::SameMoment);
    let quantities = figures.iter().filter_map(|figure| match figure.of {
        Of::Quantity(quantity) => Some(quantity),
        Of::Sum(_) => None,
    });
    let finest = if one_moment { moments::finest(model, quantities) } else { FxHashMap::default() };
    for figure in &mut figures {
        figure.moment = moments::assumption(model, figure.of);
        if let Of::Quantity(quantity) = figure.of
            && let Some(&fine) = finest.get(&quantity)
        {
            figure.of = Of::Quantity(fine);
            figure.moment = Some(BuiltIn::SameMoment);
        }
    }
    figures.retain(|figure| figure.moment.is_none_or(|rule| subject.assumptions.built_in_holds(rule)));
    figures
}

/// Claims that a claim of the same party corrects.
fn withdrawn(model: &Model) -> FxHashSet<ClaimId> {
    let corrections = model.claim_links().iter().filter_map(|link| match link.kind {
        ClaimLinkKind::Corrects(to) => Some((link.from, to)),
        _ => None,
    });
    corrections
        .filter(|&(from, to)| model.asserters(from).iter().any(|party| model.asserters(to).contains(party)))
        .map(|(_, to)| to)
        .collect()
}

/// Claims that a rule makes binding, with the rule's name.
fn taken(subject: Subject<'_>) -> FxHashMap<ClaimId, String> {
    let model = subject.model;
    let rules = model.rules().iter().filter(|(id, _)| subject.assumptions.holds(model, *id));
    rules
        .filter_map(|(_, rule)| match rule.holds {
            Holds::Happened(claim) | Holds::Taken(claim) => Some((claim, model.name(rule.name).to_owned())),
            _ => None,
        })
        .collect()
}

fn interval(model: &Model, statement: &Statement) -> Option<(Of, Bounds, Bounds)> {
    let value = |id: ValueId| {
        let value = &model.values()[id];
        value.share_of.is_none().then(|| (value.read.clone(), value.nominal().clone()))
    };
    match *statement {
        Statement::Figure { of, is } => value(is).map(|(read, nominal)| (of, read, nominal)),
        Statement::Affirms(proposition) => {
            let (of, is) = model.propositions()[proposition].means?;
            value(is).map(|(read, nominal)| (of, read, nominal))
        }
        Statement::Denies(proposition) => {
            let (of, is) = model.propositions()[proposition].means?;
            let (read, nominal) = value(is)?;
            Some((of, complement(model, of, &read)?, complement(model, of, &nominal)?))
        }
        Statement::Relation(_) | Statement::Disputes(_) => None,
    }
}

/// What is left when an interval is denied, if that is one interval.
fn complement(model: &Model, of: Of, bounds: &Bounds) -> Option<Bounds> {
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
