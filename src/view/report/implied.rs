//! What claims imply for a quantity.

use serde_json::{Value, json};

use super::{Format, json_text, visible};
use crate::base::number::{Bound, Bounds, Number};
use crate::base::table::WIDEST;
use crate::base::when::scale::{self, days_of, length_of_days};
use crate::model::{Model, Of};
use crate::reason::contradictions::{Found, Laid};
use crate::reason::facts::Facts;
use crate::reason::finding::SumRow;
use crate::reason::finding::dates::Apart;
use crate::reason::implied::{End, Implication};
use crate::view::prose::capital;

/// Contradictions that are listed.
const MOST_SHOWN: usize = 5;

/// What claims imply for a quantity, and which force each end; `by` says whose they are.
pub fn implied(facts: &Facts<'_>, of: Of, by: &str, implication: &Implication, format: Format) -> String {
    match format {
        Format::Human => human(facts, of, by, implication),
        Format::Short => format!(
            "{}\t{}\n",
            visible(&facts.model().of_words(of)),
            implication.bounds().map_or_else(|| "unknown".to_owned(), |bounds| interval(facts.model(), of, &bounds))
        ),
        Format::Json => json_text(&json_of(facts, of, by, implication)),
    }
}

/// An interval as it is shown; `any` where both ends are open.
pub fn interval(model: &Model, of: Of, bounds: &Bounds) -> String {
    model.bounds_words(of, bounds)
}

fn human(facts: &Facts<'_>, of: Of, by: &str, implication: &Implication) -> String {
    let model = facts.model();
    let head = |what: &str| format!("{}, by {by}: {what}\n", visible(&capital(&model.of_words(of))));
    match implication {
        Implication::Nothing => head("nothing is claimed that bears on it"),
        Implication::Unknown => head("the limits were reached first; raise them with `--limit-work`"),
        Implication::Between(low, high) => {
            let bounds = implication.bounds().unwrap_or_default();
            let mut text = head(&interval(model, of, &bounds));
            for (end, word) in [(low, "at least"), (high, "at most")] {
                match end {
                    Some(end) => text.push_str(&end_text(model, of, end, word)),
                    None => text.push_str(&format!("{word}: nothing sets a limit\n")),
                }
            }
            text
        }
        Implication::Contradictory { found, hull } => {
            let mut text = head(&interval(model, of, hull));
            text.push_str(
                "the claims contradict themselves; so much is left whichever lightest set of them is withdrawn\n",
            );
            let strong: Vec<&Found> =
                found.iter().filter(|found| found.strength != crate::reason::finding::Strength::Tension).collect();
            for found in strong.iter().take(MOST_SHOWN) {
                text.push_str(&format!("- {}\n", visible(&found_text(facts, found))));
            }
            if strong.len() > MOST_SHOWN {
                text.push_str(&format!("… and {} more (`gainsay check`)\n", strong.len() - MOST_SHOWN));
            }
            text
        }
    }
}

/// Which claims cannot all be true, and by how much.
fn found_text(facts: &Facts<'_>, found: &Found) -> String {
    let model = facts.model();
    let names: Vec<String> =
        found.groups.iter().map(|(group, _)| model.claim_name(facts.groups()[*group as usize].speaker())).collect();
    let laid = Laid::of_proof(facts, found);
    let gap = laid.gap(&found.proof);
    let is_of_dates = laid.rows().iter().any(|row| row.date.is_some());
    let gap = match laid.has_figures() {
        true if is_of_dates => {
            let (constant, strict) = laid.constant();
            let apart = Apart::of(&laid.rows(), &constant, strict);
            apart.map_or_else(
                || format!(": gap {}", length_of_days(&days_of(&gap))),
                |apart| format!(": {}", apart.words),
            )
        }
        true => format!(": gap {}", gap.grouped()),
        false => String::new(),
    };
    format!("{} ({}){gap}", names.join(", "), found.strength.word())
}

fn end_text(model: &Model, of: Of, end: &End, word: &str) -> String {
    let strictly = if end.bound.strict { ", itself left out" } else { "" };
    let mut text = format!("{word} {}{strictly}\n", bound_text(model, of, &end.bound));
    let width = end.rows.iter().map(|row| row.value_text().chars().count()).max().unwrap_or(0).min(WIDEST);
    let add = word == "at least";
    let mut rows: Vec<&SumRow> = end.rows.iter().collect();
    rows.sort_by_key(|row| row.at_least != add);
    for row in rows {
        let sign = if row.at_least == add { '+' } else { '-' };
        let who = model.party_titles(model.asserters(row.claim));
        let part = if row.factor == Number::ONE || row.date.is_some() {
            String::new()
        } else {
            format!(" ({} * {})", row.factor, row.bound.grouped())
        };
        let value = row.value_text();
        // Not by a width in the format, which may not be as long as a number.
        let blanks = " ".repeat(width.saturating_sub(value.chars().count()));
        text.push_str(&format!(
            "  {sign} {blanks}{value}  {}\n",
            visible(&format!("{who}: {}{part} ({})", model.words(&row.of), model.claim_name(row.claim)))
        ));
    }
    for reason in &end.because {
        let reason = reason.text(model);
        let reason: Vec<String> = reason.split('\n').map(|line| visible(line).into_owned()).collect();
        text.push_str(&format!("  because {}\n", reason.join("\n        ")));
    }
    text
}

fn bound_text(model: &Model, of: Of, bound: &Bound) -> String {
    model.bounds_words(of, &Bounds::exactly(bound.value.clone()))
}

fn json_of(facts: &Facts<'_>, of: Of, by: &str, implication: &Implication) -> Value {
    let model = facts.model();
    let end = |end: &Option<Box<End>>| end.as_ref().map(|end| end_json(model, of, end));
    let (low_because, high_because) = match implication {
        Implication::Between(low, high) => (end(low), end(high)),
        _ => (None, None),
    };
    let contradictory = match implication {
        Implication::Contradictory { found, .. } => {
            found.iter().map(|found| json!(found_text(facts, found))).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    let bounds = implication.bounds();
    let (low, high) = bounds.map(|bounds| ends(model, of, &bounds)).unwrap_or_default();
    json!({
        "schema": 1,
        "quantity": model.of_text(of),
        "unit": model.unit_of(of),
        "by": by,
        "status": status(implication),
        "low": low,
        "high": high,
        "low_because": low_because,
        "high_because": high_because,
        "contradictions": contradictory,
    })
}

/// The ends of an interval for programs: numbers, dates, or durations of ISO 8601; none where it is open.
pub(super) fn ends(model: &Model, of: Of, bounds: &Bounds) -> (Option<String>, Option<String>) {
    let of_each = |text: fn(&Bound) -> String| (bounds.low.as_ref().map(text), bounds.high.as_ref().map(text));
    if model.is_event(of) {
        let (first, last) = scale::days(bounds);
        return (first.map(|day| day.to_string()), last.map(|day| day.to_string()));
    }
    if model.is_length(of) {
        of_each(|bound| scale::duration(&bound.value))
    } else {
        of_each(|bound| bound.value.to_string())
    }
}

/// How an answer came about, in one word.
fn status(implication: &Implication) -> &'static str {
    match implication {
        Implication::Nothing => "nothing",
        Implication::Between(..) => "implied",
        Implication::Contradictory { .. } => "contradictory",
        Implication::Unknown => "unknown",
    }
}

fn end_json(model: &Model, of: Of, end: &End) -> Value {
    let rows: Vec<Value> = end
        .rows
        .iter()
        .map(|row| {
            json!({
                "claim": model.claim_name(row.claim), "of": row.of, "value": row.bound_text(),
                "factor": row.factor.to_string(), "bound": if row.at_least { "lower" } else { "upper" },
            })
        })
        .collect();
    let because: Vec<String> = end.because.iter().map(|reason| reason.text(model)).collect();
    let value = ends(model, of, &Bounds::exactly(end.bound.value.clone())).0;
    json!({ "value": value, "strict": end.bound.strict, "claims": rows, "because": because })
}
