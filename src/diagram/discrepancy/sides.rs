//! What each side's own claims come to, with the rules, for the quantities of a chart.

use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use super::rows::{shown, side_name};
use crate::checks::Subject;
use crate::diagram::forest::{Row, RowKind};
use crate::facts::{Facts, Question};
use crate::filter::{Filter, sides_of};
use crate::implied::{Implication, Implications};
use crate::model::{ClaimId, Model, Of, SideId};
use crate::number::Bounds;

/// What sides imply.
#[derive(Debug, Default)]
pub(super) struct Bars {
    /// For each quantity a row for each side whose claims say something about it, the sides in their order.
    pub(super) rows: IndexMap<Of, Vec<Row>>,
    /// The sides that contradict themselves about a quantity, in their order: what follows from that is no one's word.
    pub(super) contradictory: IndexMap<Of, Vec<SideId>>,
}

/// What each side's claims come to for these quantities.
pub(super) fn bars(subject: Subject<'_>, filter: &Filter, quantities: &[Of]) -> Bars {
    let model = subject.model;
    let mut bars = Bars::default();
    let wanted = |side: SideId| {
        let asked = |sides: &[SideId]| sides.is_empty() || sides.contains(&side);
        asked(&filter.between) && asked(&filter.sides)
    };
    for side in model.sides().ids().filter(|side| wanted(*side)) {
        let own: FxHashSet<ClaimId> = model
            .claims()
            .ids()
            .filter(|&claim| sides_of(model, model.asserters(claim)).any(|other| other == side))
            .collect();
        if own.is_empty() {
            continue;
        }
        let takes_part = |claim: ClaimId| own.contains(&claim);
        let question = Question { plans: false, claims: Some(&takes_part), asked: quantities };
        let facts = Facts::of(model, subject.assumptions, question);
        let implications = Implications::new(&facts, subject.limits);
        for &of in quantities {
            let implication = implications.of(of);
            if matches!(implication, Implication::Contradictory { .. }) {
                bars.contradictory.entry(of).or_default().push(side);
            } else {
                bars.rows.entry(of).or_default().extend(bar(model, side, of, &implication));
            }
        }
    }
    bars
}

fn bar(model: &Model, side: SideId, of: Of, implication: &Implication) -> Option<Row> {
    let bounds = implication.bounds().filter(is_telling)?;
    let name = side_name(model, Some(side));
    let reading = model.bounds_text(of, &bounds);
    let tooltip = format!("All that the side {name} says comes to {reading} for {}", model.of_text(of));
    Some(Row {
        kind: RowKind::Implied,
        side: Some(side),
        who: format!("{name} side implies"),
        side_name: name,
        who_more: String::new(),
        source: String::new(),
        claims: Vec::new(),
        says: reading.clone(),
        says_more: String::new(),
        bounds,
        reading,
        meant: None,
        tooltip: shown(&tooltip),
        link: None,
    })
}

/// Whether an interval says more than that there is no negative number of something.
fn is_telling(bounds: &Bounds) -> bool {
    bounds.high.is_some() || bounds.low.as_ref().is_some_and(|low| low.value.is_positive() || low.strict)
}
