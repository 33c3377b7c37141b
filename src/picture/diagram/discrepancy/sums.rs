//! Rows for what claims come to with the rules: what one party claims, and what the others leave room for.

use super::rows::{shown, side_name};
use super::{Drawing, Key, RowId};
use crate::base::number::{Bound, Bounds, Number};
use crate::base::when::scale;
use crate::model::{ClaimId, Model, Of, PartyId, Statement};
use crate::picture::diagram::boxes::side_of;
use crate::picture::diagram::forest::{Gap, Row, RowKind};
use crate::reason::finding::{Contradiction, Finding, SumRow, readable};

impl Drawing<'_> {
    /// Claims that rules connect: the row of the one that is claimed, and a row for what the others come to.
    pub(super) fn add_sum(&mut self, finding: &Finding, contradiction: &Contradiction, gap: Gap) {
        let model = self.model;
        let side = |at_least: bool| -> Vec<&SumRow> {
            contradiction.sum.iter().filter(|row| row.at_least == at_least).collect()
        };
        let computed = |at_least: bool, but: Option<ClaimId>| {
            computed(model, finding, contradiction, &side(at_least), at_least, but)
        };
        let id = |at_least: bool| RowId::Computed(format!("{}{at_least}", gap.id));
        // What is claimed is told first, then that the others leave less room, or need more.
        for at_least in [true, false] {
            let [only] = side(at_least)[..] else { continue };
            let Some(of) = claimed_quantity(model, only) else { continue };
            let only_these = self.only.then(|| finding.involved().to_vec());
            let group = self.group_of(of, contradiction.among_plans, only_these.as_deref());
            let own = group.rows.iter().find(|(id, _)| id.claim() == Some(only.claim)).map(|(id, _)| id.clone());
            let Some(own) = own else { continue };
            let row = computed(!at_least, Some(only.claim));
            group.rows.push((id(!at_least), row));
            group.gaps.push((own, id(!at_least), gap));
            return;
        }
        let heading = finding.message.text.split(": ").next().unwrap_or_default();
        // Where a single line counts in part, what is compared is that part.
        let part = [true, false].into_iter().find_map(|at_least| match side(at_least)[..] {
            [only] if only.factor != Number::ONE => Some(term(&only.factor, &only.of)),
            _ => None,
        });
        let title = shown(&part.unwrap_or_else(|| heading.to_owned()));
        let draft = self.groups.entry(Key::Sum(title.clone())).or_default();
        draft.title = title;
        draft.unit = contradiction.unit.as_deref().map(shown);
        draft.rows.push((id(false), computed(false, None)));
        draft.rows.push((id(true), computed(true, None)));
        draft.gaps.push((id(false), id(true), gap));
    }
}

/// The quantity that a line of a sum is about, if it counts once and its claim states a figure for it.
fn claimed_quantity(model: &Model, row: &SumRow) -> Option<Of> {
    if row.factor != Number::ONE {
        return None;
    }
    model.readings_of(row.claim).find_map(|(_, reading)| {
        let of = match reading.statement {
            Statement::Figure { of, .. } => of,
            Statement::Affirms(id) | Statement::Denies(id) => model.propositions()[id].means?.0,
            Statement::Relation(_) | Statement::Disputes(_) => return None,
        };
        (model.of_text(of) == row.of).then_some(of)
    })
}

/// What one side of a sum comes to; of dates, which no one adds up, how far the other side would have to go.
fn bound(contradiction: &Contradiction, at_least: bool) -> Number {
    let other = contradiction.sum.iter().find(|row| row.at_least != at_least && row.date.is_some());
    match (&contradiction.apart, other) {
        (Some(apart), Some(other)) if at_least => &other.bound + &apart.places,
        (Some(apart), Some(other)) => &other.bound - &apart.places,
        _ => contradiction.total(at_least),
    }
}

/// What one side of a sum comes to: at least so many, or at most.
fn computed(
    model: &Model,
    finding: &Finding,
    contradiction: &Contradiction,
    rows: &[&SumRow],
    at_least: bool,
    but: Option<ClaimId>,
) -> Row {
    let value = bound(contradiction, at_least);
    let mut claims: Vec<ClaimId> = rows.iter().map(|row| row.claim).collect();
    if claims.is_empty() {
        // Relations and statements alone: whatever takes part and is not the claimed figure.
        claims = finding.claims.iter().copied().filter(|claim| Some(*claim) != but).collect();
    }
    claims.sort();
    claims.dedup();
    let mut parties: Vec<PartyId> = claims.iter().flat_map(|&claim| model.asserters(claim)).copied().collect();
    parties.sort();
    parties.dedup();
    let mut sources: Vec<&str> =
        claims.iter().map(|&claim| model.name(model.sources()[model.claims()[claim].source].name)).collect();
    sources.sort_unstable();
    sources.dedup();
    let sides: Vec<_> = parties.iter().map(|party| model.parties()[*party].side).collect();
    let side = side_of(model, &parties).filter(|side| sides.iter().all(|own| *own == Some(*side)));
    let what: Vec<String> = if rows.is_empty() {
        claims
            .iter()
            .filter_map(|&claim| Some(model.statement_words(&model.readings_of(claim).next()?.1.statement)))
            .collect()
    } else {
        rows.iter().map(|row| term(&row.factor, &model.words(&row.of))).collect()
    };
    let joint = if rows.is_empty() { "; " } else { " + " };
    let figures: Vec<String> = rows.iter().map(|row| term(&row.factor, &row.bound_shown())).collect();
    let is_plain = matches!(rows, [only] if only.factor == Number::ONE);
    let bound = Some(Bound { value: value.clone(), strict: false });
    let bounds = if at_least { Bounds { low: bound, high: None } } else { Bounds { low: None, high: bound } };
    let word = if at_least { "at least" } else { "at most" };
    let because: Vec<String> = contradiction.because.iter().map(|reason| reason.text(model)).collect();
    let names: Vec<String> = claims.iter().map(|&claim| model.claim_name(claim)).collect();
    let is_date = contradiction.is_of_dates();
    let says = match (is_date, at_least) {
        (true, true) => format!("not before {}", scale::first_day(&Bound { value: value.clone(), strict: false })),
        (true, false) => format!("not after {}", scale::last_day(&Bound { value: value.clone(), strict: false })),
        _ => format!("{word} {}", readable(&value)),
    };
    Row {
        kind: RowKind::Computed,
        side,
        side_name: side_name(model, side),
        who: shown(&format!("{}, computed", model.party_titles(&parties))),
        who_more: shown(&what.join(joint)),
        source: shown(&sources.join(", ")),
        says_more: if is_plain || rows.is_empty() { String::new() } else { figures.join(" + ") },
        tooltip: shown(&format!("{says}\n{}\n{}", because.join("\n"), names.join("\n"))),
        claims: names,
        reading: if is_date { says.clone() } else { bounds.to_string() },
        says,
        bounds,
        meant: None,
        link: None,
    }
}

fn term(factor: &Number, text: &str) -> String {
    if *factor == Number::ONE { text.to_owned() } else { format!("{factor} × {text}") }
}
