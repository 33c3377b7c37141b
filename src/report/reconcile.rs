//! What would have to be withdrawn.

use serde_json::{Value, json};

use super::{Format, json_text, visible};
use crate::model::{ClaimId, Model};
use crate::reconcile::Way;

/// Sets that are shown of each way; the others are counted.
const MOST_SHOWN: usize = 12;

/// The lightest sets of claims without which nothing contradicts.
pub fn reconcile(model: &Model, ways: &[Way], format: Format) -> String {
    match format {
        Format::Human => human(model, ways),
        Format::Short => {
            let line = |set: &Vec<Vec<ClaimId>>| {
                let names: Vec<String> = set.iter().flatten().map(|&claim| model.claim_name(claim)).collect();
                format!("{}\n", visible(&names.join("\t")))
            };
            ways.iter().filter_map(|way| way.sets.first()).map(line).collect()
        }
        Format::Json => json_text(&json!({
            "schema": 1,
            "ways": ways.iter().map(|way| way_json(model, way)).collect::<Vec<_>>(),
        })),
    }
}

fn human(model: &Model, ways: &[Way]) -> String {
    if ways.is_empty() {
        return "nothing contradicts: nothing has to be withdrawn\n".to_owned();
    }
    let mut text = String::new();
    for way in ways {
        let plans = if way.among_plans { ", among plans" } else { "" };
        let size = way.sets.first().map_or(0, Vec::len);
        let claims = if size == 1 { "one claim" } else { &format!("{size} claims") };
        text.push_str(&format!("withdraw {claims}{plans}, weight {}", way.weight));
        text.push_str(&match way.sets.len() {
            1 => ":\n".to_owned(),
            count => format!("; {count} sets are equally light:\n"),
        });
        // What every set has is told once.
        let common: Vec<&Vec<ClaimId>> =
            way.sets[0].iter().filter(|group| way.sets.iter().all(|set| set.contains(group))).collect();
        for group in &common {
            text.push_str(&format!("  {}\n", visible(&group_text(model, group))));
        }
        if way.sets.len() > 1 {
            text.push_str("  and one of\n");
            for set in way.sets.iter().take(MOST_SHOWN) {
                let own: Vec<String> = set
                    .iter()
                    .filter(|group| !common.contains(group))
                    .map(|group| visible(&group_text(model, group)).into_owned())
                    .collect();
                text.push_str(&format!("  - {}\n", own.join("\n    ")));
            }
            if way.sets.len() > MOST_SHOWN {
                text.push_str(&format!("  … and {} more\n", way.sets.len() - MOST_SHOWN));
            }
        }
        if way.cut {
            text.push_str("  limits were reached: there may be more, or lighter ones (`--limit-work`)\n");
        }
    }
    text
}

fn group_text(model: &Model, group: &[ClaimId]) -> String {
    let first = group[0];
    let who = model.party_titles(model.asserters(first));
    let statement = model.readings_of(first).next().map(|(_, reading)| model.statement_text(&reading.statement));
    let also: Vec<String> = group[1..].iter().map(|&claim| model.claim_name(claim)).collect();
    let also = if also.is_empty() { String::new() } else { format!("; also {}", also.join(", ")) };
    format!("{}  {who}: {}{also}", model.claim_name(first), statement.unwrap_or_default())
}

fn way_json(model: &Model, way: &Way) -> Value {
    let sets: Vec<Value> = way
        .sets
        .iter()
        .map(|set| json!(set.iter().flatten().map(|&claim| model.claim_name(claim)).collect::<Vec<_>>()))
        .collect();
    json!({ "weight": way.weight, "sets": sets, "cut": way.cut, "among_plans": way.among_plans })
}
