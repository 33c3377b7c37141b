//! Disputes and tensions gained, lost and changed between two states of a collection.

use serde_json::json;

use super::table::{Table, TableFormat, table};
use super::{CUT, json_text, visible};
use crate::analysis::baseline::{Changes, Known};

/// Two states of a collection, beside each other.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// What the earlier state is called.
    pub before: &'a str,
    /// What the later state is called.
    pub after: &'a str,
    /// What became of the contradictions.
    pub changes: &'a Changes,
    /// Whether work limits were reached in either.
    pub cut: bool,
}

/// The forms of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For reading.
    Human,
    /// One line each: what happened, id, strength, gap before and after, the headline.
    Short,
    /// For programs: schema 2.
    Json,
    /// A Markdown table.
    Markdown,
}

/// What became of the contradictions, as text.
pub fn changes(compared: Compared<'_>, format: Format) -> String {
    match format {
        Format::Human => human(compared),
        Format::Short => table(&rows(compared.changes), TableFormat::Short, None),
        Format::Markdown => {
            let note = if compared.cut { format!("\nNote: {CUT}.\n") } else { String::new() };
            format!("{}\n{}{note}", summary(compared), table(&rows(compared.changes), TableFormat::Markdown, None))
        }
        Format::Json => {
            let changes = compared.changes;
            let pairs: Vec<_> =
                changes.changed.iter().map(|(was, now)| json!({ "before": was, "after": now })).collect();
            json_text(&json!({
                "schema": 2,
                "before": compared.before,
                "after": compared.after,
                "summary": {
                    "gained": changes.gained.len(),
                    "lost": changes.lost.len(),
                    "changed": changes.changed.len(),
                    "same": changes.same.len(),
                },
                "gained": changes.gained,
                "lost": changes.lost,
                "changed": pairs,
                "cut": compared.cut,
            }))
        }
    }
}

fn summary(compared: Compared<'_>) -> String {
    let changes = compared.changes;
    format!(
        "From {} to {}: {} gained, {} lost, {} changed, {} as before.\n",
        visible(compared.before),
        visible(compared.after),
        changes.gained.len(),
        changes.lost.len(),
        changes.changed.len(),
        changes.same.len()
    )
}

fn human(compared: Compared<'_>) -> String {
    let changes = compared.changes;
    let mut text = String::new();
    for (word, list) in [("gained", &changes.gained), ("lost", &changes.lost)] {
        for known in list {
            text.push_str(&format!("{word} {}\n", told(known)));
            text.push_str(&format!("  gap {}\n  claims {}\n", visible(&known.gap_text()), names(known)));
        }
    }
    for (was, now) in &changes.changed {
        text.push_str(&format!("changed {}\n", told(now)));
        for difference in differences(was, now) {
            text.push_str(&format!("  {difference}\n"));
        }
        text.push_str(&format!("  claims {}\n", names(now)));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&summary(compared));
    if compared.cut {
        text.push_str(&format!("Note: {CUT}."));
        text.push('\n');
    }
    text
}

fn told(known: &Known) -> String {
    let judged = known.judged.as_ref().map(|verdict| format!(", judged {verdict}")).unwrap_or_default();
    let text = format!("{} ({}{judged}): {}", known.id, known.strength, known.message);
    visible(&text).into_owned()
}

fn names(known: &Known) -> String {
    visible(&known.claims.join(", ")).into_owned()
}

/// What is otherwise now, a line each.
fn differences(was: &Known, now: &Known) -> Vec<String> {
    let count = |known: &Known| known.ways.map(|ways| ways.to_string()).unwrap_or_default();
    let judged = |known: &Known| known.judged.clone().unwrap_or_else(|| "not judged".to_owned());
    let pairs = [
        ("id", was.id.clone(), now.id.clone()),
        ("strength", was.strength.clone(), now.strength.clone()),
        ("ways", count(was), count(now)),
        ("gap", was.gap_text(), now.gap_text()),
        ("judged", judged(was), judged(now)),
    ];
    let differing = pairs.into_iter().filter(|(_, was, now)| was != now);
    differing.map(|(what, was, now)| visible(&format!("{what} {was} -> {now}")).into_owned()).collect()
}

fn rows(changes: &Changes) -> Table {
    let gap = |known: &Known| if known.gap.is_some() { known.gap_text() } else { String::new() };
    let row = |what: &str, known: &Known, before: String, after: String| {
        vec![what.to_owned(), known.id.clone(), known.strength.clone(), before, after, known.message.clone()]
    };
    let gained = changes.gained.iter().map(|known| row("gained", known, String::new(), gap(known)));
    let lost = changes.lost.iter().map(|known| row("lost", known, gap(known), String::new()));
    let otherwise = changes.changed.iter().map(|(was, now)| row("changed", now, gap(was), gap(now)));
    Table {
        things: "changes",
        columns: vec!["change", "dispute", "strength", "gap before", "gap after", "what"],
        numeric: vec![3, 4],
        rows: gained.chain(lost).chain(otherwise).collect(),
    }
}
