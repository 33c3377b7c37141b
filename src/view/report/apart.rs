//! Two camps beside each other.

use serde_json::{Value, json};

use super::implied::ends;
use super::implied::interval;
use super::table::{Table, TableFormat, table};
use super::{CUT, json_text, visible};
use crate::analysis::compare::{Camp, Comparison, Judged, Row};
use crate::base::number::Number;
use crate::base::when::scale::length_of_days;
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
                    model.of_words(row.of),
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
                .map(|(one, other, why)| format!("{} and {}: {why}", model.of_words(*one), model.of_words(*other)));
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

/// A gap; of dates, as a length of time.
fn gap_text(model: &Model, of: Of, gap: &Number) -> String {
    if model.is_event(of) { length_of_days(gap) } else { gap.grouped() }
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

/// What both say and imply of one quantity.
fn row_json(model: &Model, row: &Row) -> Value {
    let side = |side: usize| {
        let bounds = row.implies[side].bounds();
        let (low, high) = bounds.map(|bounds| ends(model, row.of, &bounds)).unwrap_or_default();
        json!({
            "says": row.says[side],
            "low": low,
            "high": high,
            "contradictory": matches!(row.implies[side], Implication::Contradictory { .. }),
        })
    };
    json!({
        "quantity": model.of_text(row.of), "a": side(0), "b": side(1),
        "gap": row.gap.as_ref().map(ToString::to_string),
        "ratio": row.ratio.as_ref().map(|ratio| ratio.to_significant(RATIO_DIGITS)),
    })
}

fn json_of(model: &Model, camps: [&Camp; 2], comparison: &Comparison, meeting: &[&Finding]) -> Value {
    let rows: Vec<Value> = comparison
        .rows
        .iter()
        .map(|row| {
            let mut value = row_json(model, row);
            value["contradictions"] = json!(ids_about(row.of, meeting));
            value
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

/// Whether two claims, or claims that belong together, can both be true; with what each says and implies of
/// every quantity that either speaks of.
pub fn verdict(model: &Model, camps: [&Camp; 2], judged: &Judged, format: TableFormat, width: Option<u16>) -> String {
    let word = judged.verdict.word();
    match format {
        TableFormat::Human | TableFormat::Markdown => {
            let mut text = format!("{} and {}: {word}\n", visible(&camps[0].name), visible(&camps[1].name));
            if format == TableFormat::Markdown {
                text.push('\n');
            }
            for reason in &judged.reasons {
                text.push_str(&format!("- {}\n", visible(reason)));
            }
            if !judged.rows.is_empty() {
                text.push_str(&format!("\n{}", table(&intervals(model, judged), format, width)));
            }
            text
        }
        TableFormat::Json => json_text(&json!({
            "schema": 2, "a": camps[0].name, "b": camps[1].name,
            "verdict": word, "because": judged.reasons,
            "quantities": judged.rows.iter().map(|row| row_json(model, row)).collect::<Vec<Value>>(),
        })),
        other => {
            let rows = Table {
                things: "verdicts",
                columns: vec!["A", "B", "verdict", "because"],
                numeric: vec![],
                rows: vec![vec![
                    camps[0].name.clone(),
                    camps[1].name.clone(),
                    word.to_owned(),
                    judged.reasons.join("; "),
                ]],
            };
            table(&rows, other, None)
        }
    }
}

/// Both intervals of every quantity that either of two camps speaks of.
fn intervals(model: &Model, judged: &Judged) -> Table {
    let interval = |row: &Row, side: usize| match &row.implies[side] {
        Implication::Nothing => "nothing".to_owned(),
        implication => implication_text(model, row.of, implication),
    };
    Table {
        things: "quantities",
        columns: vec!["quantity", "A says", "A implies", "B says", "B implies"],
        numeric: vec![],
        rows: judged
            .rows
            .iter()
            .map(|row| {
                let says = |side: usize| row.says[side].join("; ");
                vec![model.of_words(row.of), says(0), interval(row, 0), says(1), interval(row, 1)]
            })
            .collect(),
    }
}
