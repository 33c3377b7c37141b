//! A lineage as a tree.

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;
use serde_json::{Value, json};

use super::{Format, json_text, visible};
use crate::model::{Model, SourceId};
use crate::provenance::graph::{Edge, Node};
use crate::provenance::lineage::{Direction, Step};
use crate::provenance::{OriginId, Provenance, Stop};

/// A lineage as text.
///
/// Where a claim has several origins they are numbered as `origins` numbers them.
pub fn lineage(provenance: &Provenance<'_>, direction: Direction, steps: &[Step], format: Format) -> String {
    let model = provenance.model();
    let origins = origins(provenance, direction, steps);
    match format {
        Format::Human => human(model, steps, origins.as_deref()),
        Format::Short => {
            let line = |step: &Step| format!("{}\t{}\n", step.depth, visible(&line(model, step, origins.as_deref())));
            steps.iter().map(line).collect()
        }
        Format::Json => {
            let (nodes, edges) = graph_json(model, steps);
            let step = |step: &Step| {
                let statement = step.statement.map(|origin| provenance.stop_text(Stop::Origin(origin)));
                step_json(model, step, statement.as_ref())
            };
            let steps: Vec<Value> = steps.iter().map(step).collect();
            let texts = |origins: &[OriginId]| -> Vec<String> {
                origins.iter().map(|&origin| provenance.stop_text(Stop::Origin(origin))).collect()
            };
            let origins = origins.as_deref().map(texts);
            json_text(&json!({ "schema": 1, "origins": origins, "steps": steps, "nodes": nodes, "edges": edges }))
        }
    }
}

/// The origins of the claim whose lineage goes up; those of a source's, or of what rests on something, are not counted.
fn origins(provenance: &Provenance<'_>, direction: Direction, steps: &[Step]) -> Option<Vec<OriginId>> {
    match (direction, steps.first()?.node) {
        (Direction::Up, Node::Claim(claim)) => Some(provenance.origins_of(claim)),
        _ => None,
    }
}

fn human(model: &Model, steps: &[Step], origins: Option<&[OriginId]>) -> String {
    let mut text = String::new();
    // Whether the step of each depth has later siblings: known by reading backwards.
    let mut last = vec![false; steps.len()];
    let mut open: Vec<bool> = Vec::new();
    for (index, step) in steps.iter().enumerate().rev() {
        open.truncate(step.depth + 1);
        open.resize(step.depth + 1, false);
        last[index] = !std::mem::replace(&mut open[step.depth], true);
    }
    let mut ended: Vec<bool> = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        ended.truncate(step.depth);
        for &ended in ended.iter().skip(1) {
            text.push_str(if ended { "   " } else { "│  " });
        }
        if step.depth > 0 {
            text.push_str(if last[index] { "└─ " } else { "├─ " });
        }
        ended.resize(step.depth, false);
        ended.push(last[index]);
        text.push_str(&visible(&line(model, step, origins)));
        text.push('\n');
    }
    if origins.is_some_and(<[OriginId]>::is_empty) {
        text.push_str("no origin: all that it rests on leads back to itself\n");
    }
    if steps.iter().any(|step| step.cut) {
        text.push_str("… marks steps that are not shown; --depth N shows more\n");
    }
    text
}

fn line(model: &Model, step: &Step, origins: Option<&[OriginId]>) -> String {
    let words = step.edge.map_or("", |edge| if step.back { edge.words_back() } else { edge.words() });
    let gap = if words.is_empty() { "" } else { " " };
    let mut text = format!("{words}{gap}{}", describe(model, step.node));
    if step.origin {
        text.push_str("  ● origin");
        let several = origins.filter(|origins| origins.len() > 1);
        let number = several.and_then(|origins| origins.iter().position(|&origin| Some(origin) == step.statement));
        text.push_str(&number.map(|number| format!(" {}", number + 1)).unwrap_or_default());
    }
    if step.silent {
        text.push_str("  ✗ does not hold it");
    }
    if step.circle {
        text.push_str("  ↺ circle");
    } else if step.shown_above {
        text.push_str("  (above)");
    }
    if step.cut {
        text.push_str("  …");
    }
    text
}

/// A node in a line: its name and what there is to know of it.
pub fn describe(model: &Model, node: Node) -> String {
    match node {
        Node::Claim(id) => {
            let says = model.readings_of(id).next().map(|(_, reading)| model.statement_words(&reading.statement));
            format!("{}: {}", model.claim_name(id), says.unwrap_or_default())
        }
        Node::Source(id) => describe_source(model, id),
        Node::Party(id) => {
            let side = model.parties()[id].side;
            let side = side.map(|side| format!(" ({})", model.name(model.sides()[side].name))).unwrap_or_default();
            format!("{}: {}{side}", model.name(model.parties()[id].name), model.party_title(id))
        }
        Node::Side(id) => model.name(model.sides()[id].name).to_owned(),
        Node::Quantity(id) => model.quantity_words(id),
        Node::Proposition(id) => {
            let proposition = &model.propositions()[id];
            format!("{}: {}", model.name(proposition.name), model.prose(proposition.text))
        }
    }
}

fn describe_source(model: &Model, id: SourceId) -> String {
    let source = &model.sources()[id];
    let title = source.title.map(|title| format!(": {}", model.prose(title))).unwrap_or_default();
    let mut facts = vec![source.kind.word().to_owned()];
    if !model.party_list(source.by).is_empty() {
        facts.push(model.party_titles(model.party_list(source.by)));
    }
    facts.extend(source.date.map(|date| model.whens()[date].human()));
    if source.unseen {
        facts.push("unseen".to_owned());
    }
    format!("{}{title} ({})", model.name(source.name), facts.join(", "))
}

/// The kind of a node, in the glossary's word, and its name.
pub(super) fn name_of(model: &Model, node: Node) -> (&'static str, String) {
    match node {
        Node::Claim(id) => ("claim", model.claim_name(id)),
        Node::Source(id) => ("source", model.name(model.sources()[id].name).to_owned()),
        Node::Party(id) => ("party", model.name(model.parties()[id].name).to_owned()),
        Node::Side(id) => ("side", model.name(model.sides()[id].name).to_owned()),
        Node::Quantity(id) => ("quantity", model.quantity_words(id)),
        Node::Proposition(id) => ("proposition", model.name(model.propositions()[id].name).to_owned()),
    }
}

/// What the steps come to as a graph: each node once, at its least depth; each edge once, from what has the link to
/// where the link leads, whichever way it was walked.
fn graph_json(model: &Model, steps: &[Step]) -> (Vec<Value>, Vec<Value>) {
    let mut places: IndexMap<Node, (usize, bool, bool), FxBuildHasher> = IndexMap::default();
    let mut edges: IndexSet<(usize, usize, Edge), FxBuildHasher> = IndexSet::default();
    // The places of the nodes on the way from the start to a step, one a depth.
    let mut way: Vec<usize> = Vec::new();
    for step in steps {
        let entry = places.entry(step.node);
        let at = entry.index();
        let (depth, origin, cut) = entry.or_insert((step.depth, false, false));
        (*depth, *origin, *cut) = ((*depth).min(step.depth), *origin || step.origin, *cut || step.cut);
        way.truncate(step.depth);
        if let (Some(&above), Some(edge)) = (way.last(), step.edge) {
            edges.insert(if step.back { (at, above, edge) } else { (above, at, edge) });
        }
        way.push(at);
    }
    let node = |(&node, &(depth, origin, cut)): (&Node, &(usize, bool, bool))| {
        let (kind, name) = name_of(model, node);
        json!({ "kind": kind, "name": name, "text": describe(model, node), "depth": depth, "origin": origin, "cut": cut })
    };
    let edge = |&(from, to, edge): &(usize, usize, Edge)| json!({ "from": from, "to": to, "link": edge.words() });
    (places.iter().map(node).collect(), edges.iter().map(edge).collect())
}

fn step_json(model: &Model, step: &Step, statement: Option<&String>) -> Value {
    let (kind, name) = name_of(model, step.node);
    json!({
        "depth": step.depth,
        "link": step.edge.map(|edge| if step.back { edge.words_back() } else { edge.words() }),
        "kind": kind,
        "name": name,
        "text": describe(model, step.node),
        "origin": step.origin,
        "statement": statement,
        "circle": step.circle,
        "silent": step.silent,
        "shown_above": step.shown_above,
        "cut": step.cut,
    })
}
