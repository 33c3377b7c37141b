//! One contradiction: who says what, the sum, the reasons, what it rests on, what would resolve it.

use super::ViewKind;
use super::bounds::reason_spans;
use crate::base::number::Number;
use crate::model::Model;
use crate::reason::finding::{Contradiction, Finding, Strength, SumRow, total};
use crate::view::embed::call::{Call, Mistake};
use crate::view::embed::fill::{Filling, Noted};
use crate::view::embed::names;
use crate::view::embed::part::{Part, Row, Rows, Span};

/// How many significant digits numbers that do not end are shown with.
const DIGITS: u32 = 6;

pub(super) const KIND: ViewKind = ViewKind {
    name: "contradiction",
    about: "a contradiction in words: who says what, the sum, the reasons, what it rests on, what would resolve it",
    takes: "a contradiction, by its id or its claims",
    options: &["caption"],
    make,
};

fn make(filling: &mut Filling<'_>, call: &Call) -> Result<Vec<Part>, Mistake> {
    let model = filling.model();
    let about = call.about.as_ref().unwrap_or(&call.kind);
    let scene = filling.scene;
    let (finding, found) = names::contradiction(model, scene.findings(), about)?;
    let caption = call.value("caption", &mut filling.mistakes).map(|piece| piece.text.clone());
    let plans = if found.among_plans { ", among plans" } else { "" };
    let mut parts = vec![Part::Paragraph(vec![
        Span::Strong(finding.message.text.clone()),
        Span::Text(format!(" ({}{plans}, {})", found.strength.word(), found.id)),
    ])];
    let mut table = if found.sum.is_empty() { who_says_what(filling, finding, found) } else { sum(filling, found) };
    table.caption = caption;
    if !table.rows.is_empty() {
        parts.push(Part::Table(table));
    }
    if !found.because.is_empty() {
        parts.push(Part::Paragraph(vec![Span::text("Because")]));
        parts.push(Part::List(found.because.iter().map(|reason| reason_spans(reason)).collect()));
    }
    parts.extend(size(found).map(|text| Part::Paragraph(vec![Span::Text(text)])));
    parts.extend(rests_on(model, found));
    parts.extend(ways_out(model, finding, found));
    if let Some(id) = finding.judgement {
        let judgement = &model.judgements()[id];
        let text = format!("Judged {}: {}", judgement.verdict.word(), model.prose(judgement.because));
        parts.push(Part::Paragraph(vec![Span::Text(text)]));
    }
    Ok(parts)
}

fn shown(number: &Number) -> String {
    if number.is_integer() { number.grouped() } else { number.to_significant(DIGITS) }
}

/// The claim in a cell, with a note that names its source.
fn claim_cell(filling: &mut Filling<'_>, claim: crate::model::ClaimId) -> Vec<Span> {
    let noted = Noted { claims: vec![claim], ..Noted::default() };
    let note = filling.note(&noted);
    vec![Span::Claim(filling.model().claim_name(claim)), note]
}

/// The figures added up.
fn sum(filling: &mut Filling<'_>, found: &Contradiction) -> Rows {
    let model = filling.model();
    let mut rows = Vec::new();
    for (at_least, word) in [(false, "at most"), (true, "at least")] {
        let side: Vec<&SumRow> = found.sum.iter().filter(|row| row.at_least == at_least).collect();
        for (index, row) in side.iter().enumerate() {
            let factor = if row.factor == Number::ONE {
                String::new()
            } else {
                format!("{} * {} of ", row.factor, row.bound.grouped())
            };
            let sign = if index == 0 { "" } else { "+ " };
            rows.push(Row {
                cells: vec![
                    vec![Span::text(if index == 0 { word } else { "" })],
                    vec![Span::Text(format!("{sign}{}", shown(&row.value())))],
                    vec![Span::Text(factor), Span::Code(row.of.clone())],
                    vec![Span::Text(model.party_titles(model.asserters(row.claim)))],
                    claim_cell(filling, row.claim),
                ],
                ..Row::default()
            });
        }
        if side.len() != 1 {
            let whole = format!("= {}", shown(&total(&found.sum, at_least)));
            let first = if side.is_empty() { word } else { "" };
            let mut row = Row::plain([first.to_owned(), whole, String::new(), String::new(), String::new()]);
            row.strong = true;
            rows.push(row);
        }
    }
    if let Some(gap) = &found.gap {
        let unit = found.unit.clone().unwrap_or_default();
        let mut row = Row::plain(["too many".to_owned(), shown(gap), unit, String::new(), String::new()]);
        row.strong = true;
        rows.push(row);
    }
    if let Some(sharpened) = &found.sharpened {
        for (index, (claim, what)) in sharpened.claims.iter().enumerate() {
            let (word, gap) = if index == 0 { ("with", shown(&sharpened.gap)) } else { ("", String::new()) };
            rows.push(Row {
                cells: vec![
                    vec![Span::text(word)],
                    vec![Span::Text(gap)],
                    vec![Span::Code(what.clone())],
                    vec![Span::Text(model.party_titles(model.asserters(*claim)))],
                    claim_cell(filling, *claim),
                ],
                ..Row::default()
            });
        }
    }
    Rows { columns: columns("of"), numeric: vec![1], rows, caption: None }
}

fn columns(third: &str) -> Vec<String> {
    ["", "figure", third, "who", "claim"].map(str::to_owned).to_vec()
}

/// Claims about one quantity, the lowest first; or the statements that cannot all be true.
fn who_says_what(filling: &mut Filling<'_>, finding: &Finding, found: &Contradiction) -> Rows {
    let model = filling.model();
    let mut rows = Vec::new();
    for (camp, figures) in found.camps.iter().map(|camp| &camp.figures).enumerate() {
        for (index, figure) in figures.iter().enumerate() {
            let words = match figure.literal {
                _ if figure.wording == figure.reading => String::new(),
                true => format!("\u{201c}{}\u{201d}", figure.wording),
                false => figure.wording.clone(),
            };
            let against = if camp > 0 && index == 0 { "against" } else { "" };
            rows.push(Row {
                cells: vec![
                    vec![Span::text(against)],
                    vec![Span::Text(figure.reading.clone())],
                    vec![Span::Text(words)],
                    vec![Span::Text(model.party_titles(model.asserters(figure.claim)))],
                    claim_cell(filling, figure.claim),
                ],
                ..Row::default()
            });
        }
    }
    if found.camps.is_empty() {
        for &claim in &finding.claims {
            let (_, reading) = model.readings_of(claim).next().expect("a claim says something");
            rows.push(Row {
                cells: vec![
                    vec![Span::Text(model.statement_text(&reading.statement))],
                    vec![Span::Text(model.party_titles(model.asserters(claim)))],
                    claim_cell(filling, claim),
                ],
                ..Row::default()
            });
        }
        let columns = ["says", "who", "claim"].map(str::to_owned).to_vec();
        return Rows { columns, numeric: Vec::new(), rows, caption: None };
    }
    Rows { columns: columns("words"), numeric: vec![1], rows, caption: None }
}

fn size(found: &Contradiction) -> Option<String> {
    let gap = found.gap.as_ref()?;
    let unit = found.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    let ratio = found.ratio_text().map(|ratio| format!(", ratio {ratio}")).unwrap_or_default();
    let tolerance = match &found.break_tolerance {
        _ if found.strength == Strength::Tension => String::new(),
        Some(tolerance) => {
            let percent = (tolerance * Number::from(10_000)).ceil() * Number::ratio(1, 100).unwrap_or_default();
            format!("; it disappears if figures may be off by {percent} %")
        }
        None => "; it does not disappear while figures are off by less than 100 %".to_owned(),
    };
    Some(format!("Gap {}{unit}{ratio}{tolerance}.", shown(gap)))
}

fn rests_on(model: &Model, found: &Contradiction) -> Vec<Part> {
    let mut items: Vec<Vec<Span>> = Vec::new();
    for name in &found.assumptions {
        let says = model.find_rule(name).map(|rule| model.prose(model.rules()[rule].says));
        let says = says.or_else(|| crate::model::BuiltIn::named(name).map(crate::model::BuiltIn::says));
        let says = says.map(|says| format!(": {says}")).unwrap_or_default();
        items.push(vec![Span::Code(name.clone()), Span::Text(says)]);
    }
    items.extend(found.readings.iter().map(|reading| vec![Span::Text(reading.clone())]));
    if items.is_empty() {
        let what = match found.strength {
            Strength::Hard => "It rests on definitions alone.",
            _ => return Vec::new(),
        };
        return vec![Part::Paragraph(vec![Span::text(what)])];
    }
    vec![Part::Paragraph(vec![Span::text("It rests on")]), Part::List(items)]
}

fn ways_out(model: &Model, finding: &Finding, found: &Contradiction) -> Option<Part> {
    if found.strength == Strength::Tension {
        return None;
    }
    let mut spans = vec![Span::text(match finding.claims.len() {
        1 => "It disappears without ",
        _ => "It disappears without any one of ",
    })];
    for (index, &claim) in finding.claims.iter().enumerate() {
        if index > 0 {
            spans.push(Span::text(", "));
        }
        spans.push(Span::Claim(model.claim_name(claim)));
    }
    if !found.assumptions.is_empty() {
        let word = if found.assumptions.len() == 1 { "the assumption " } else { "one of the assumptions " };
        spans.push(Span::text(format!("; or without {word}")));
        for (index, name) in found.assumptions.iter().enumerate() {
            if index > 0 {
                spans.push(Span::text(", "));
            }
            spans.push(Span::Code(name.clone()));
        }
    }
    spans.push(Span::text("."));
    Some(Part::Paragraph(spans))
}
