//! How many independent origins something has.

use serde_json::{Value, json};

use super::tree::name_of;
use super::{Format, json_text, visible};
use crate::model::{ClaimId, Model, PartyId};
use crate::provenance::graph::{Edge, Node};
use crate::provenance::{Answer, Asked, Chain, Circle, Group, OriginId, Provenance, Start, Stop};

/// So many claims of an origin are shown with their chains; the others are counted.
const MOST_SHOWN: usize = 12;

/// The origins of what was asked about.
pub fn origins(provenance: &Provenance<'_>, answer: &Answer, format: Format) -> String {
    match format {
        Format::Human => human(provenance, answer),
        Format::Short => short(provenance, answer),
        Format::Json => json_text(&to_json(provenance, answer)),
    }
}

fn node(asked: Asked) -> Node {
    match asked {
        Asked::Claim(id) => Node::Claim(id),
        Asked::Quantity(id) => Node::Quantity(id),
        Asked::Proposition(id) => Node::Proposition(id),
    }
}

/// "3 independent origins, all of one party: TASS". Nobody knows that unknown authors are one.
fn count(provenance: &Provenance<'_>, origins: &[OriginId], parties: &[PartyId]) -> String {
    let number = match origins.len() {
        0 => return "no origin".to_owned(),
        1 => return "1 independent origin".to_owned(),
        count => format!("{count} independent origins"),
    };
    let unknown = provenance.of_unknown_authors(origins);
    let model = provenance.model();
    let known = match parties {
        [only] if unknown == 0 => return format!("{number}, all of one party: {}", model.party_title(*only)),
        several if several.len() + unknown >= origins.len() => return number,
        [only] => format!("of one party: {}", model.party_title(*only)),
        several => format!("of {} parties", several.len()),
    };
    match unknown {
        0 => format!("{number}, {known}"),
        1 => format!("{number}, {known}, and of an unknown author"),
        unknown => format!("{number}, {known}, and of {unknown} documents by unknown authors"),
    }
}

fn ids(group: &Group) -> Vec<OriginId> {
    group.origins.iter().map(|start| start.origin).collect()
}

fn claims(count: usize) -> String {
    if count == 1 { "1 claim".to_owned() } else { format!("{count} claims") }
}

fn human(provenance: &Provenance<'_>, answer: &Answer) -> String {
    let model = provenance.model();
    let (kind, name) = name_of(model, node(answer.asked));
    let total: usize = answer.groups.iter().map(|group| group.claims.len()).sum();
    if total == 0 {
        return format!("{kind} {}: no claim says anything of it as a fact\n", visible(&name));
    }
    let head = count(provenance, &answer.origins, &answer.parties);
    let mut text = match answer.asked {
        Asked::Claim(_) => format!("{kind} {}: {}\n", visible(&name), visible(&head)),
        _ => format!("{kind} {}: {}, {}\n", visible(&name), claims(total), visible(&head)),
    };
    for group in &answer.groups {
        if !matches!(answer.asked, Asked::Claim(_)) {
            let head = count(provenance, &ids(group), &group.parties);
            let line = format!("\n{}: {}, {head}\n", group.label, claims(group.claims.len()));
            text.push_str(&lines(&line));
        }
        human_group(provenance, group, &mut text);
    }
    text
}

/// Each line made safe to show.
fn lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

fn human_group(provenance: &Provenance<'_>, group: &Group, text: &mut String) {
    let model = provenance.model();
    for (index, start) in group.origins.iter().enumerate() {
        let origin = provenance.stop_text(Stop::Origin(start.origin));
        text.push_str(&format!("  {}. {}\n", index + 1, visible(&origin)));
        for chain in start.chains.iter().take(MOST_SHOWN) {
            let line = format!("{}: {}", model.claim_name(chain.claim), way(provenance, chain));
            text.push_str(&format!("     - {}\n", visible(&line)));
        }
        if start.chains.len() > MOST_SHOWN {
            text.push_str(&format!("     … and {} more claims\n", start.chains.len() - MOST_SHOWN));
        }
    }
    if let Some(through) = group.through {
        text.push_str(&format!("  all of it came through {}\n", visible(&provenance.stop_text(through))));
    }
    for &claim in &group.circular {
        let name = model.claim_name(claim);
        let name = visible(&name);
        text.push_str(&format!("  {name} has no origin: all that it rests on leads back to itself\n"));
    }
    for circle in &group.circles {
        text.push_str(&format!("  ↺ circle: {}\n", visible(&provenance.circle_text(circle))));
    }
}

/// The steps between a claim and its origin, which stands above.
fn way(provenance: &Provenance<'_>, chain: &Chain) -> String {
    match chain.steps.as_slice() {
        [_] => "says so itself".to_owned(),
        _ => provenance.chain_text(&Chain { claim: chain.claim, steps: chain.steps[..chain.steps.len() - 1].to_vec() }),
    }
}

fn short(provenance: &Provenance<'_>, answer: &Answer) -> String {
    let line = |group: &Group| {
        let origins: Vec<String> =
            group.origins.iter().map(|start| provenance.stop_text(Stop::Origin(start.origin))).collect();
        let name = || name_of(provenance.model(), node(answer.asked)).1;
        let label = if group.label.is_empty() { name() } else { group.label.clone() };
        let (count, all) = (origins.len(), origins.join("; "));
        format!("{}\t{}\t{count}\t{}\n", visible(&label), group.claims.len(), visible(&all))
    };
    answer.groups.iter().map(line).collect()
}

fn to_json(provenance: &Provenance<'_>, answer: &Answer) -> Value {
    let model = provenance.model();
    let (kind, name) = name_of(model, node(answer.asked));
    json!({
        "schema": 1,
        "kind": kind,
        "name": name,
        "claims": answer.groups.iter().map(|group| group.claims.len()).sum::<usize>(),
        "origins": answer.origins.len(),
        "parties": parties(model, &answer.parties),
        "unknown_authors": provenance.of_unknown_authors(&answer.origins),
        "groups": answer.groups.iter().map(|group| group_json(provenance, group)).collect::<Vec<_>>(),
    })
}

fn parties(model: &Model, parties: &[PartyId]) -> Vec<String> {
    parties.iter().map(|&party| model.name(model.parties()[party].name).to_owned()).collect()
}

fn group_json(provenance: &Provenance<'_>, group: &Group) -> Value {
    let model = provenance.model();
    let names = |claims: &[ClaimId]| claims.iter().map(|&claim| model.claim_name(claim)).collect::<Vec<_>>();
    json!({
        "value": (!group.label.is_empty()).then_some(&group.label),
        "claims": names(&group.claims),
        "origins": group.origins.iter().map(|start| start_json(provenance, start)).collect::<Vec<_>>(),
        "parties": parties(model, &group.parties),
        "through": group.through.map(|stop| stop_json(provenance, stop)),
        "circular": names(&group.circular),
        "circles": group.circles.iter().map(|circle| circle_json(provenance, circle)).collect::<Vec<_>>(),
    })
}

/// A circle: each stop with the link by which it rests on the next, the last on the first.
fn circle_json(provenance: &Provenance<'_>, circle: &Circle) -> Vec<Value> {
    let step = |&(stop, edge): &(Stop, Edge)| {
        let mut step = stop_json(provenance, stop);
        step["link"] = json!(edge.words());
        step
    };
    circle.steps.iter().map(step).collect()
}

fn start_json(provenance: &Provenance<'_>, start: &Start) -> Value {
    let model = provenance.model();
    let origin = provenance.origin(start.origin);
    let chain = |chain: &Chain| {
        let steps = chain.steps.iter().map(|&(edge, to)| {
            let mut step = stop_json(provenance, to);
            step["link"] = json!(provenance.step_words(edge, to));
            step
        });
        json!({ "claim": model.claim_name(chain.claim), "steps": steps.collect::<Vec<_>>() })
    };
    json!({
        "text": provenance.stop_text(Stop::Origin(start.origin)),
        "parties": parties(model, provenance.parties(start.origin)),
        "source": model.name(model.sources()[origin.source].name),
        "reported": origin.reported,
        "said": origin.said.map(|said| model.whens()[said].text().to_owned()),
        "chains": start.chains.iter().map(chain).collect::<Vec<_>>(),
    })
}

/// A stop with its kind and name.
pub(super) fn stop_json(provenance: &Provenance<'_>, stop: Stop) -> Value {
    let kind = match stop {
        Stop::Claim(_) => "claim",
        Stop::Passage(..) => "source",
        Stop::Origin(_) | Stop::Root => "origin",
    };
    json!({ "kind": kind, "name": provenance.stop_text(stop) })
}
