//! Where the parts of a claim stand in its file.
//!
//! A claim's record holds only where the whole of it stands; the place of a
//! part is looked up when a message needs it.

use crate::base::text::{Span, Texts};
use crate::model::load::{field, fragments};
use crate::model::{ClaimId, Model, ReadingId, Statement};

/// Where a claim's name stands.
pub fn name(texts: &Texts, model: &Model, claim: ClaimId) -> Span {
    part(texts, model, claim, &["id"])
}

/// Where what a claim says in one reading stands: the value of a figure, else the statement.
pub fn statement(texts: &Texts, model: &Model, claim: ClaimId, reading: ReadingId) -> Span {
    let first = model.readings_of(claim).next().map(|(id, _)| id);
    if first != Some(reading) {
        return part(texts, model, claim, &["or_reads"]);
    }
    let is_figure = model.readings_of(claim).any(|(id, reading_)| {
        id == reading && matches!(reading_.statement, Statement::Figure { .. }) && reading_.tag.is_none()
    });
    if is_figure { part(texts, model, claim, &["says", "is"]) } else { part(texts, model, claim, &["says"]) }
}

/// Where the quantity that a claim's first figure is of stands.
pub fn quantity(texts: &Texts, model: &Model, claim: ClaimId) -> Span {
    part(texts, model, claim, &["says", "of"])
}

/// Where a fragment of a claim's quote stands.
pub fn fragment(texts: &Texts, model: &Model, claim: ClaimId, index: usize) -> Span {
    let quote = part(texts, model, claim, &["quote"]);
    if texts.file(quote.file).is_table() {
        return quote;
    }
    match fragments(texts.slice(quote)).get(index) {
        Some(range) => Span { start: quote.start + range.start as u32, end: quote.start + range.end as u32, ..quote },
        None => quote,
    }
}

/// Where a field of a claim stands, or its name if it has no such field.
pub fn part(texts: &Texts, model: &Model, claim: ClaimId, path: &[&str]) -> Span {
    let whole = model.claims()[claim].span;
    if texts.file(whole.file).is_table() {
        return whole;
    }
    let text = texts.slice(whole);
    match field(text, path).or_else(|| field(text, &["id"])) {
        Some(range) => Span { start: whole.start + range.start as u32, end: whole.start + range.end as u32, ..whole },
        None => whole,
    }
}
