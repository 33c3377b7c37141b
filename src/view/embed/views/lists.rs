//! Views that list claims, sources, parties, quantities, rules and contradictions.

use super::ViewKind;
use crate::analysis::filter::Filter;
use crate::analysis::list;
use crate::base::number::Number;
use crate::base::table::Table;
use crate::model::{ClaimId, Model, Statement};
use crate::view::embed::call::{Call, Mistake};
use crate::view::embed::fill::Filling;
use crate::view::embed::names;
use crate::view::prose::{Part, Row, Rows, Span};

/// Rows that are shown unless another number is asked for.
const USUAL: usize = 200;
/// The most rows that can be asked for.
const MOST: usize = 10_000;

/// Claims of a contradiction that are named in a list.
const MOST_NAMED: usize = 4;

const FILTERS: &[&str] = &["about", "party", "side", "source", "caption", "limit"];
const CLAIM_OPTIONS: &[&str] = &["about", "party", "side", "source", "cited", "caption", "limit"];
const FINDING_OPTIONS: &[&str] = &["about", "party", "side", "source", "between", "strength", "caption", "limit"];

const fn kind(
    name: &'static str,
    about: &'static str,
    options: &'static [&'static str],
    make: fn(&mut Filling<'_>, &Call) -> Result<Vec<Part>, Mistake>,
) -> ViewKind {
    ViewKind { name, about, takes: "", options, make }
}

pub(super) const CONTRADICTIONS: ViewKind =
    kind("contradictions", "a list of contradictions and tensions", FINDING_OPTIONS, contradictions);
pub(super) const DISPUTES: ViewKind =
    kind("disputes", "a list of disputes, each by the contradiction that tells it best", FINDING_OPTIONS, disputes);
pub(super) const AGREEMENTS: ViewKind = kind(
    "agreements",
    "what the sources agree on: equal figures and statements, sums, rules that could have been broken",
    FILTERS,
    agreements,
);
pub(super) const CLAIMS: ViewKind = kind(
    "claims",
    "a list of claims, with their quotes; `cited: yes` lists those that the document cites",
    CLAIM_OPTIONS,
    claims,
);
pub(super) const SOURCES: ViewKind =
    kind("sources", "a list of sources", FILTERS, |filling, call| listed(filling, call, list::sources));
pub(super) const PARTIES: ViewKind =
    kind("parties", "a list of parties", FILTERS, |filling, call| listed(filling, call, list::parties));
pub(super) const QUANTITIES: ViewKind =
    kind("quantities", "a list of what claims are about", FILTERS, |filling, call| {
        listed(filling, call, list::quantities)
    });
pub(super) const RULES: ViewKind = kind("rules", "the rules that hold", &["caption", "limit"], |filling, call| {
    listed(filling, call, |model, _| list::rules(model))
});

#[expect(clippy::unnecessary_wraps, reason = "the views of a table have one shape")]
fn listed(filling: &mut Filling<'_>, call: &Call, make: fn(&Model, &Filter) -> Table) -> Result<Vec<Part>, Mistake> {
    let filter = names::filter(filling.model(), call, &mut filling.mistakes);
    let table = make(filling.model(), &filter);
    Ok(limited(filling, call, table.things, Rows::of(&table)))
}

/// A table with as many rows as are wanted, and how many are left out.
fn limited(filling: &mut Filling<'_>, call: &Call, things: &str, mut rows: Rows) -> Vec<Part> {
    let limit = call.number("limit", 1..MOST + 1, &mut filling.mistakes).unwrap_or(USUAL);
    rows.caption = call.value("caption", &mut filling.mistakes).map(|piece| piece.text.clone());
    let all = rows.rows.len();
    if all == 0 {
        return vec![Part::Paragraph(vec![Span::text(format!("There are no such {things}."))])];
    }
    rows.rows.truncate(limit);
    let mut parts = vec![Part::Table(rows)];
    if all > limit {
        let count = |count: usize| Number::from(count as u64).grouped();
        let text = format!("{} of {} {things} are shown.", count(limit), count(all));
        parts.push(Part::Paragraph(vec![Span::Text(text)]));
    }
    parts
}

#[expect(clippy::unnecessary_wraps, reason = "the views of a table have one shape")]
fn disputes(filling: &mut Filling<'_>, call: &Call) -> Result<Vec<Part>, Mistake> {
    let filter = names::filter(filling.model(), call, &mut filling.mistakes);
    let table = list::disputes(filling.model(), &filter, filling.scene.findings());
    Ok(limited(filling, call, table.things, Rows::of(&table)))
}

#[expect(clippy::unnecessary_wraps, reason = "the views of a table have one shape")]
fn agreements(filling: &mut Filling<'_>, call: &Call) -> Result<Vec<Part>, Mistake> {
    let filter = names::filter(filling.model(), call, &mut filling.mistakes);
    let table = list::agreements(filling.model(), &filter, &filling.scene.analysis.checked().passed);
    Ok(limited(filling, call, table.things, Rows::of(&table)))
}

#[expect(clippy::unnecessary_wraps, reason = "the views of a table have one shape")]
fn contradictions(filling: &mut Filling<'_>, call: &Call) -> Result<Vec<Part>, Mistake> {
    let model = filling.model();
    let filter = names::filter(model, call, &mut filling.mistakes);
    let findings = filling.scene.findings().iter().filter(|finding| filter.keeps_finding(model, finding));
    let mut rows = Vec::new();
    for finding in findings {
        let Some(found) = &finding.contradiction else { continue };
        let mut claims = Vec::new();
        for (index, &claim) in finding.claims.iter().take(MOST_NAMED).enumerate() {
            if index > 0 {
                claims.push(Span::text(", "));
            }
            claims.push(Span::claim(model, claim));
        }
        if finding.claims.len() > MOST_NAMED {
            claims.push(Span::Text(format!(" and {} more", finding.claims.len() - MOST_NAMED)));
        }
        let judged = finding.judgement.map_or("open", |id| model.judgements()[id].verdict.word());
        let cells = vec![
            vec![Span::Code(found.id.clone())],
            vec![Span::text(found.strength.word())],
            vec![Span::text(finding.message.text.clone())],
            vec![Span::text(found.gap_text())],
            claims,
            vec![Span::text(found.assumptions.iter().map(|rule| rule.name(model)).collect::<Vec<_>>().join(", "))],
            vec![Span::text(judged)],
        ];
        rows.push(Row { cells, ..Row::default() });
    }
    let columns = ["contradiction", "strength", "what", "gap", "claims", "assumptions", "judged"];
    let rows = Rows { columns: columns.map(str::to_owned).to_vec(), numeric: vec![3], rows, caption: None };
    let mut parts = limited(filling, call, "contradictions", rows);
    if filling.scene.is_cut() {
        let text = "The search was cut off by its work limits, so there may be more contradictions.";
        parts.push(Part::Paragraph(vec![Span::text(text)]));
    }
    Ok(parts)
}

#[expect(clippy::unnecessary_wraps, reason = "the views of a table have one shape")]
fn claims(filling: &mut Filling<'_>, call: &Call) -> Result<Vec<Part>, Mistake> {
    let model = filling.model();
    let filter = names::filter(model, call, &mut filling.mistakes);
    let cited = filling.yes_or_no(call, "cited").unwrap_or(false);
    let mut wanted: Vec<ClaimId> = if cited { filling.cited.clone() } else { model.claims().ids().collect() };
    wanted.retain(|&claim| filter.keeps_claim(model, claim));
    wanted.sort_unstable();
    let rows = wanted.into_iter().map(|claim| claim_row(model, claim)).collect();
    let columns = ["claim", "by", "says", "value", "quote", "at"];
    let rows = Rows { columns: columns.map(str::to_owned).to_vec(), numeric: vec![3], rows, caption: None };
    Ok(limited(filling, call, "claims", rows))
}

fn claim_row(model: &Model, claim: ClaimId) -> Row {
    let (_, reading) = model.readings_of(claim).next().expect("a claim says something");
    let notation = model.statement_text(&reading.statement);
    let (says, value) = match reading.statement {
        Statement::Figure { of, is } => (model.of_words(of), model.name(model.values()[is].wording).to_owned()),
        ref other => (model.statement_words(other), String::new()),
    };
    let record = &model.claims()[claim];
    let quote: Vec<&str> = model.quote_of(claim).collect();
    let quote = if quote.is_empty() { String::new() } else { format!("\u{201c}{}\u{201d}", quote.join(" … ")) };
    let source = model.name(model.sources()[record.source].name);
    let at = record.at.map_or_else(|| source.to_owned(), |at| format!("{source}, {}", model.prose(at)));
    let name = model.claim_name(claim);
    let cells = vec![
        vec![Span::Code(model.name(record.name).to_owned())],
        vec![Span::Text(model.party_titles(model.asserters(claim)))],
        vec![Span::as_told(says, &notation)],
        vec![Span::Text(value)],
        vec![Span::Text(quote)],
        vec![Span::Text(at)],
    ];
    Row { claim: Some(name), cells, ..Row::default() }
}
