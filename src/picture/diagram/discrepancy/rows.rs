//! The row of a claim.

use crate::model::{ClaimLinkKind, Model, SideId, Statement};
use crate::picture::diagram::boxes::{claim_tooltip, link_of, side_of};
use crate::picture::diagram::forest::{Row, RowKind};
use crate::picture::diagram::visible;
use crate::reason::facts::figures::Figure;

/// What one reading of one claim says of a quantity.
pub(super) fn claimed(model: &Model, figure: &Figure) -> Row {
    let claim = figure.claim;
    let record = &model.claims()[claim];
    let side = side_of(model, model.asserters(claim));
    let reading = model.bounds_words(figure.of, &figure.read);
    let statement = model.readings_of(claim).find(|(id, _)| *id == figure.reading).map(|(_, reading)| reading);
    let mut notes: Vec<String> = Vec::new();
    let (mut says, mut says_more) = (reading.clone(), String::new());
    match statement.map(|reading| &reading.statement) {
        Some(Statement::Figure { of, is }) => {
            let wording = model.name(model.values()[*is].wording);
            says = format!("“{wording}”");
            if wording.replace([' ', '\u{a0}', '\u{202f}'], ",") != reading {
                says_more.clone_from(&reading);
            }
            if *of != figure.of {
                notes.push(model.of_words(*of));
            }
        }
        Some(other) => notes.push(model.statement_words(other)),
        None => {}
    }
    if !figure.only_reading {
        notes.push("one of its readings".to_owned());
    }
    if !record.mode.binds_as_fact() || record.mode.word() == "estimated" {
        notes.push(record.mode.word().to_owned());
    }
    let computed = model.links_of(claim).iter().any(|link| matches!(link.kind, ClaimLinkKind::ComputedFrom(_)));
    Row {
        kind: if computed { RowKind::Derived } else { RowKind::Claim },
        side,
        side_name: side_name(model, side),
        who: shown(&model.party_titles(model.asserters(claim))),
        who_more: shown(&notes.join("; ")),
        source: shown(model.name(model.sources()[record.source].name)),
        claims: vec![model.claim_name(claim)],
        says: shown(&says),
        says_more,
        bounds: figure.read.clone(),
        reading,
        meant: figure.nominal.single().cloned(),
        tooltip: shown(&claim_tooltip(model, claim)),
        link: link_of(model, record.source),
    }
}

pub(super) fn side_name(model: &Model, side: Option<SideId>) -> String {
    side.map(|side| shown(model.name(model.sides()[side].name))).unwrap_or_default()
}

pub(super) fn shown(text: &str) -> String {
    visible(text).into_owned()
}
