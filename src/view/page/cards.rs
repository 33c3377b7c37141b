//! A claim as it stands in a contradiction: who, which words, the quote, where it was read.

use super::gathered::Gathered;
use super::html::{claim_id, text};
use crate::model::{ClaimId, Model, Statement};

/// The claim, with the way to its entry. The script puts its lineage in its place.
pub(super) fn write(gathered: &Gathered<'_>, claim: ClaimId, out: &mut String) {
    let name = text(&gathered.model().claim_name(claim));
    out.push_str(&format!("<li>{}\n", gathered.asserters(claim)));
    says(gathered, claim, out);
    quote(gathered.model(), claim, out);
    place(gathered, claim, out);
    let to = text(&claim_id(&gathered.model().claim_name(claim)));
    out.push_str(&format!(
        "<details class=\"from\"><summary>Where it comes from</summary><p>Its lineage stands in <a href=\"#{to}\">the entry of {name}</a>.</p></details></li>\n",
    ));
}

/// What it says, in each of its readings.
pub(super) fn says(gathered: &Gathered<'_>, claim: ClaimId, out: &mut String) {
    let model = gathered.model();
    for (index, (_, reading)) in model.readings_of(claim).enumerate() {
        let or = if index == 0 { "" } else { "<span class=\"quiet\">or reads</span> " };
        let tag = reading.tag.map(|tag| format!(" (under <code>{}</code>)", text(model.name(tag)))).unwrap_or_default();
        out.push_str(&format!("<p class=\"says\">{or}{}{tag}</p>\n", statement(gathered, &reading.statement)));
    }
}

fn statement(gathered: &Gathered<'_>, statement: &Statement) -> String {
    let model = gathered.model();
    match *statement {
        Statement::Figure { of, is } => {
            let value = &model.values()[is];
            let (wording, read) = (model.name(value.wording), model.reading_words(of, value));
            let unit = model.unit_beside(of).map(|unit| format!(" {unit}")).unwrap_or_default();
            let read = if read == wording { unit } else { format!(" ({read}{unit})") };
            format!("<code>{}</code>: <strong>{}</strong>{}", text(&model.of_words(of)), text(wording), text(&read))
        }
        Statement::Relation(relation) => format!("<code>{}</code>", text(&model.relation_words(relation))),
        Statement::Affirms(id) => format!("<strong>affirms</strong>: {}", proposition(model, id)),
        Statement::Denies(id) => format!("<strong>denies</strong>: {}", proposition(model, id)),
        Statement::Disputes(other) => format!("<strong>disputes</strong> {}", gathered.claim_link(other)),
    }
}

fn proposition(model: &Model, id: crate::model::PropositionId) -> String {
    let record = &model.propositions()[id];
    format!("{} <span class=\"quiet\">{}</span>", text(model.prose(record.text)), text(model.name(record.name)))
}

/// The words of the source.
pub(super) fn quote(model: &Model, claim: ClaimId, out: &mut String) {
    let fragments: Vec<String> =
        model.quote_of(claim).map(|quote| format!("\u{201c}{}\u{201d}", text(quote))).collect();
    if !fragments.is_empty() {
        out.push_str(&format!("<blockquote>{}</blockquote>\n", fragments.join(" \u{2026} ")));
    }
}

/// The source, the place in it, the claim's name, and how it is meant where it is not plainly asserted.
fn place(gathered: &Gathered<'_>, claim: ClaimId, out: &mut String) {
    let model = gathered.model();
    let record = &model.claims()[claim];
    let source = &model.sources()[record.source];
    let title = source.title.map_or_else(|| model.name(source.name), |title| model.prose(title));
    let mut parts = vec![gathered.source_link(record.source, title)];
    parts.extend(source.date.map(|date| text(&model.whens()[date].human())));
    parts.extend(record.at.map(|at| text(model.prose(at))));
    parts.push(gathered.claim_link(claim));
    let mode = record.mode.word();
    if mode != "asserted" {
        parts.push(format!("<span class=\"chip\">{mode}</span>"));
    }
    out.push_str(&format!("<p class=\"place\">{}</p>\n", parts.join(" \u{b7} ")));
}
