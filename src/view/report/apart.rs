//! Two camps beside each other.

use serde_json::{Value, json};

use super::implied::interval;
use super::table::{Table, TableFormat, table};
use super::{CUT, json_text, visible};
use crate::analysis::compare::{Camp, Comparison, Judged};
use crate::base::number::Number;
use crate::base::when::{Day, scale};
use crate::model::{Model, Of};
use crate::reason::finding::{Finding, RATIO_DIGITS};
use crate::reason::implied::Implication;

/// What each of two camps says and implies, quantity by quantity; with the contradictions in which
/// they meet, and what may not be compared.
pub fn comparison(
    model: &Model,
    camps: [&Camp; 2],
    comparison: &Comparison,
    meeting: &[&Finding],
    format: TableFormat,
    width: Option<u16>,
) -> String {
    let rows = Table {
        things: "quantities",
        columns: vec!["quantity", "A says", "A implies", "B says", "B implies", "gap", "ratio", "contradictions"],
        numeric: vec![5, 6],
        rows: comparison
            .rows
            .iter()
            .map(|row| {
                vec![
                    model.of_text(row.of),
                    row.says[0].join("; "),
                    implication_text(model, row.of, &row.implies[0]),
                    row.says[1].join("; "),
                    implication_text(model, row.of, &row.implies[1]),
                    row.gap.as_ref().map(|gap| gap_text(model, row.of, gap)).unwrap_or_default(),
                    row.ratio.as_ref().map(|ratio| ratio.to_significant(RATIO_DIGITS)).unwrap_or_default(),
                    ids_about(row.of, meeting).join(", "),
                ]
            })
            .collect(),
    };
    match format {
        TableFormat::Human | TableFormat::Markdown => {
            let mut text = format!("A: {}\nB: {}\n\n", visible(&camps[0].name), visible(&camps[1].name));
            text.push_str(&table(&rows, format, width));
            text.push_str(&list("they contradict each other in", meeting.iter().filter_map(|finding| told(finding))));
            let apart = comparison
                .apart
                .iter()
                .map(|(one, other, why)| format!("{} and {}: {why}", model.of_text(*one), model.of_text(*other)));
            text.push_str(&list("not comparable", apart));
            if comparison.cut {
                text.push_str(&format!("\nNote: {CUT}.\n"));
            }
            text
        }
        TableFormat::Json => json_text(&json_of(model, camps, comparison, meeting)),
        other => table(&rows, other, width),
    }
}

fn list(head: &str, items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.map(|item| format!("- {}\n", visible(&item))).collect();
    if items.is_empty() { String::new() } else { format!("\n{head}\n\n{}", items.concat()) }
}

fn told(finding: &Finding) -> Option<String> {
    let contradiction = finding.contradiction.as_ref()?;
    Some(format!("{} ({}): {}", contradiction.id, contradiction.strength.word(), finding.message.text))
}

/// A gap; of dates, in days.
fn gap_text(model: &Model, of: Of, gap: &Number) -> String {
    if model.is_event(of) { format!("{} days", gap.grouped()) } else { gap.grouped() }
}

fn ids_about(of: Of, meeting: &[&Finding]) -> Vec<String> {
    let contradictions = meeting.iter().filter_map(|finding| finding.contradiction.as_ref());
    contradictions.filter(|found| found.quantities.contains(&of)).map(|found| found.id.clone()).collect()
}

fn implication_text(model: &Model, of: Of, implication: &Implication) -> String {
    match implication {
        Implication::Nothing => String::new(),
        Implication::Unknown => "unknown".to_owned(),
        Implication::Between(..) => implication.bounds().map(|bounds| interval(model, of, &bounds)).unwrap_or_default(),
        Implication::Contradictory { hull, .. } => format!("contradictory ({})", interval(model, of, hull)),
    }
}

fn json_of(model: &Model, camps: [&Camp; 2], comparison: &Comparison, meeting: &[&Finding]) -> Value {
    let side = |row: &crate::analysis::compare::Row, side: usize| {
        let bounds = row.implies[side].bounds();
        let (first, last) = bounds.as_ref().map(scale::days).unwrap_or_default();
        let day = |day: Option<Day>| day.filter(|_| model.is_event(row.of)).map(|day| day.to_string());
        let end = |bound: Option<&crate::base::number::Bound>| bound.map(|bound| bound.value.to_string());
        json!({
            "says": row.says[side],
            "low": day(first).or(end(bounds.as_ref().and_then(|bounds| bounds.low.as_ref()))),
            "high": day(last).or(end(bounds.as_ref().and_then(|bounds| bounds.high.as_ref()))),
            "contradictory": matches!(row.implies[side], Implication::Contradictory { .. }),
        })
    };
    let rows: Vec<Value> = comparison
        .rows
        .iter()
        .map(|row| {
            json!({
                "quantity": model.of_text(row.of), "a": side(row, 0), "b": side(row, 1),
                "gap": row.gap.as_ref().map(ToString::to_string),
                "ratio": row.ratio.as_ref().map(|ratio| ratio.to_significant(RATIO_DIGITS)),
                "contradictions": ids_about(row.of, meeting),
            })
        })
        .collect();
    let apart: Vec<Value> = comparison
        .apart
        .iter()
        .map(|(one, other, why)| json!({ "a": model.of_text(*one), "b": model.of_text(*other), "because": why }))
        .collect();
    let ids: Vec<&str> =
        meeting.iter().filter_map(|finding| Some(finding.contradiction.as_ref()?.id.as_str())).collect();
    json!({
        "schema": 1, "a": camps[0].name, "b": camps[1].name,
        "quantities": rows, "contradictions": ids, "not_comparable": apart,
        "cut": comparison.cut,
    })
}

/// Whether two claims, or claims that belong together, agree.
pub fn verdict(camps: [&Camp; 2], judged: &Judged, format: TableFormat) -> String {
    let rows = || Table {
        things: "verdicts",
        columns: vec!["A", "B", "verdict", "because"],
        numeric: vec![],
        rows: vec![vec![
            camps[0].name.clone(),
            camps[1].name.clone(),
            judged.verdict.word().to_owned(),
            judged.reasons.join("; "),
        ]],
    };
    match format {
        TableFormat::Human => {
            let mut text =
                format!("{} and {}: {}\n", visible(&camps[0].name), visible(&camps[1].name), judged.verdict.word());
            for reason in &judged.reasons {
                text.push_str(&format!("- {}\n", visible(reason)));
            }
            text
        }
        TableFormat::Json => json_text(&json!({
            "schema": 1, "a": camps[0].name, "b": camps[1].name,
            "verdict": judged.verdict.word(), "because": judged.reasons,
        })),
        other => table(&rows(), other, None),
    }
}
