//! What each side's own claims come to, with the rules, for the quantities of a chart.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use rustc_hash::FxHashSet;

use super::rows::{shown, side_name};
use crate::analysis::Analysis;
use crate::analysis::filter::{Filter, sides_of};
use crate::base::number::Bounds;
use crate::model::{Basis, ClaimId, Of, SideId};
use crate::picture::diagram::forest::{Row, RowKind};
use crate::reason::contradictions::FactLine;
use crate::reason::facts::{Facts, Owner, Question};
use crate::reason::implied::{Implication, Implications};

/// What sides imply.
#[derive(Debug, Default)]
pub(super) struct Bars {
    /// For each quantity a row for each side whose claims say something about it, the sides in their order.
    pub(super) rows: IndexMap<Of, Vec<Row>>,
    /// The sides that contradict themselves about a quantity, in their order: what follows from that is no one's word.
    pub(super) contradictory: IndexMap<Of, Vec<SideId>>,
}

/// What each side's claims come to for these quantities.
pub(super) fn bars(analysis: &Analysis<'_>, filter: &Filter, quantities: &[Of]) -> Bars {
    let model = analysis.model();
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
        let facts = Facts::of(model, analysis.assumptions(), question);
        let implications = Implications::new(&facts, analysis.limits());
        for &of in quantities {
            let implication = implications.of(of);
            if matches!(implication, Implication::Contradictory { .. }) {
                bars.contradictory.entry(of).or_default().push(side);
            } else {
                bars.rows.entry(of).or_default().extend(bar(&facts, side, of, &implication));
            }
        }
    }
    bars
}

fn bar(facts: &Facts<'_>, side: SideId, of: Of, implication: &Implication) -> Option<Row> {
    let model = facts.model();
    let bounds = implication.bounds().filter(is_telling)?;
    let name = side_name(model, Some(side));
    let reading = model.bounds_words(of, &bounds);
    let says = match (&bounds.low, &bounds.high) {
        (Some(low), None) if !low.strict => format!("at least {}", reading.trim_end_matches("..")),
        (None, Some(high)) if !high.strict => format!("at most {}", reading.trim_start_matches("..")),
        _ => reading.clone(),
    };
    let rests = rests_on(facts, implication);
    let under = if rests.is_empty() { String::new() } else { format!(", under {}", rests.join(", ")) };
    let tooltip = format!("All that the side {name} says comes to {says} for {}{under}", model.of_words(of));
    Some(Row {
        kind: RowKind::Implied,
        side: Some(side),
        who: format!("{name} side implies"),
        side_name: name,
        who_more: shown(&rests.join(", ")),
        source: String::new(),
        claims: Vec::new(),
        says,
        says_more: String::new(),
        bounds,
        reading,
        meant: None,
        tooltip: shown(&tooltip),
        link: None,
    })
}

/// The assumptions that its ends rest on, and whether they rest on one of a claim's readings.
fn rests_on(facts: &Facts<'_>, implication: &Implication) -> Vec<String> {
    let Implication::Between(low, high) = implication else { return Vec::new() };
    let mut names = BTreeSet::new();
    let mut is_read = false;
    for (line, _) in [low, high].into_iter().flatten().flat_map(|end| &end.lines) {
        let (FactLine::AtLeast(fact) | FactLine::AtMost(fact)) = line else { continue };
        match facts.fact(*fact).owner {
            Owner::Rule(rule) if facts.rule_basis(rule) == Basis::Assumption => {
                names.insert(facts.rule_name(rule).to_owned());
            }
            Owner::Rule(_) => {}
            Owner::Claims { group, .. } => is_read |= facts.groups()[group as usize].readings.len() > 1,
        }
    }
    names.into_iter().chain(is_read.then(|| "a reading".to_owned())).collect()
}

/// Whether an interval says more than that there is no negative number of something.
fn is_telling(bounds: &Bounds) -> bool {
    bounds.high.is_some() || bounds.low.as_ref().is_some_and(|low| low.value.is_positive() || low.strict)
}
