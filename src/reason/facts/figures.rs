//! The figures that bind: what claims say of quantities, as intervals.

use rustc_hash::{FxHashMap, FxHashSet};

use super::binding::{taken, withdrawn};
use super::statements::complement;
use super::{Assumptions, moments};
use crate::base::number::Bounds;
use crate::model::{BuiltIn, ClaimId, Model, NameId, Of, ReadingId, RuleId, Statement, ValueId};

/// What one reading of one claim says of a quantity.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) claim: ClaimId,
    pub(crate) reading: ReadingId,
    /// Whether the claim says this however it is read.
    pub(crate) only_reading: bool,
    /// What it is of; where the assumption of one moment equates that with a finer time, there.
    pub(crate) of: Of,
    /// The assumption without which this is not about the one moment of `of`.
    pub(crate) moment: Option<BuiltIn>,
    pub(crate) read: Bounds,
    pub(crate) nominal: Bounds,
    /// The rule without which the claim would not bind.
    pub(crate) owing_to: Option<RuleId>,
}

/// The figures that bind as facts, or those that bind among plans, in the order of their claims.
///
/// Left out are shares of other quantities, which are relations, claims that their
/// own party corrects, and other readings than those whose tag is asked for.
pub(crate) fn binding(model: &Model, assumptions: &Assumptions, plans: bool) -> Vec<Figure> {
    let withdrawn = if assumptions.superseded() { FxHashSet::default() } else { withdrawn(model) };
    let taken = if plans { FxHashMap::default() } else { taken(model, assumptions) };
    let mut figures = Vec::new();
    for (claim, record) in model.claims().iter() {
        let owing_to = taken.get(&claim).copied();
        let binds = if plans { record.mode.binds_as_plan() } else { record.mode.binds_as_fact() || owing_to.is_some() };
        if !binds || assumptions.leaves_out(claim) || withdrawn.contains(&claim) {
            continue;
        }
        let readings = model.readings_of(claim).count();
        let is_asked_for = |tag: Option<NameId>| tag.is_some_and(|tag| assumptions.readings().contains(&tag));
        let asked = model.readings_of(claim).any(|(_, record)| is_asked_for(record.tag));
        for (reading, record) in model.readings_of(claim).filter(|(_, record)| !asked || is_asked_for(record.tag)) {
            let Some((of, read, nominal)) = interval(model, &record.statement) else { continue };
            figures.push(Figure {
                claim,
                reading,
                only_reading: readings == 1,
                of,
                moment: None,
                read,
                nominal,
                owing_to,
            });
        }
    }
    figures
}

/// Puts each figure at the one moment it is about, so far as the assumptions taken allow;
/// figures that are about no one moment are left out.
pub(crate) fn at_moments(model: &Model, assumptions: &Assumptions, mut figures: Vec<Figure>) -> Vec<Figure> {
    let one_moment = assumptions.built_in_holds(BuiltIn::SameMoment);
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
    figures.retain(|figure| figure.moment.is_none_or(|rule| assumptions.built_in_holds(rule)));
    figures
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
