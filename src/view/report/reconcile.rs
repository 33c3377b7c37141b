//! What would have to be withdrawn.

use serde_json::{Value, json};

use super::{Format, json_text, visible};
use crate::model::{ClaimId, Model};
use crate::reason::reconcile::Way;

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
        for choice in choices(&way.sets) {
            match choice.as_slice() {
                [only] => {
                    for group in only {
                        text.push_str(&format!("  {}\n", visible(&group_text(model, group))));
                    }
                }
                several => {
                    text.push_str("  and one of\n");
                    for set in several.iter().take(MOST_SHOWN) {
                        let own: Vec<String> =
                            set.iter().map(|group| visible(&group_text(model, group)).into_owned()).collect();
                        text.push_str(&format!("  - {}\n", own.join("\n    ")));
                    }
                    if several.len() > MOST_SHOWN {
                        text.push_str(&format!("  … and {} more\n", several.len() - MOST_SHOWN));
                    }
                }
            }
        }
        if way.cut {
            text.push_str("  limits were reached: there may be more, or lighter ones (`--limit-work`)\n");
        }
    }
    text
}

type Set = Vec<Vec<ClaimId>>;

/// Sets taken apart into choices that do not depend on each other: what all have first. Whether two
/// groups depend on each other shows in how often sets have both; where the choices do not
/// multiply to the sets, these are one choice.
fn choices(sets: &[Set]) -> Vec<Vec<Set>> {
    let mut groups: Vec<&Vec<ClaimId>> = sets.iter().flatten().collect();
    groups.sort();
    groups.dedup();
    let has = |set: &Set, group: &Vec<ClaimId>| set.contains(group);
    let count = |keep: &dyn Fn(&Set) -> bool| sets.iter().filter(|set| keep(set)).count();
    let mut blocks: Vec<Vec<&Vec<ClaimId>>> = Vec::new();
    for group in groups {
        let depends = |other: &&Vec<ClaimId>| {
            let both = count(&|set| has(set, group) && has(set, other));
            both * sets.len() != count(&|set| has(set, group)) * count(&|set| has(set, other))
        };
        let (joined, apart): (Vec<_>, Vec<_>) = blocks.into_iter().partition(|block| block.iter().any(depends));
        blocks = apart;
        blocks.push(joined.into_iter().flatten().chain([group]).collect());
    }
    let mut all: Vec<Vec<Set>> = blocks
        .iter()
        .map(|block| {
            let own = |set: &Set| set.iter().filter(|group| block.contains(group)).cloned().collect::<Set>();
            let mut options: Vec<Set> = sets.iter().map(own).collect();
            options.sort();
            options.dedup();
            options
        })
        .collect();
    if all.iter().map(Vec::len).product::<usize>() != sets.len() {
        return vec![sets.to_vec()];
    }
    all.sort_by(|a, b| (a.len() > 1, a).cmp(&(b.len() > 1, b)));
    all
}

fn group_text(model: &Model, group: &[ClaimId]) -> String {
    let first = group[0];
    let who = model.party_titles(model.asserters(first));
    let statement = model.readings_of(first).next().map(|(_, reading)| model.statement_words(&reading.statement));
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
