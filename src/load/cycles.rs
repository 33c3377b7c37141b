//! What leads back to itself: `in:` of codes, `from:` of claims and sources.
//!
//! Kosaraju's algorithm (petgraph's, which does not recurse), linear in nodes and links.

use std::collections::VecDeque;

use petgraph::graph::{DiGraph, NodeIndex};
use rustc_hash::FxHashMap;

use super::{Loader, codes, links};
use crate::message::Message;
use crate::model::{ClaimLinkKind, CodeId, Id, SourceId};
use crate::text::Span;

/// A cycle of more steps than this is not spelled out to its end.
const MOST_STEPS: usize = 8;

impl Loader<'_> {
    pub(super) fn cycles(&mut self) {
        let codes = self.model.codes.iter().filter_map(|(id, code)| Some((id, code.inside?)));
        for cycle in cycles(codes.collect()) {
            let names = |id: CodeId| (self.model.name(self.model.codes[id].name).to_owned(), self.model.codes[id].span);
            let message = describe("code", "is in", &cycle.iter().map(|&id| names(id)).collect::<Vec<_>>());
            self.report(message);
        }
        let sources = self.model.source_links.iter().map(|link| (link.from, link.to));
        for cycle in cycles(sources.collect()) {
            let names =
                |id: SourceId| (self.model.name(self.model.sources[id].name).to_owned(), self.model.sources[id].span);
            let message = describe("source", "draws on", &cycle.iter().map(|&id| names(id)).collect::<Vec<_>>());
            self.report(message);
        }
        let claims = self.model.claim_links.iter().filter_map(|link| match link.kind {
            ClaimLinkKind::Repeats(to)
            | ClaimLinkKind::ComputedFrom(to)
            | ClaimLinkKind::Corrects(to)
            | ClaimLinkKind::Supports(to) => Some((link.from, to)),
            ClaimLinkKind::Through(..) => None,
        });
        for cycle in cycles(claims.collect()) {
            let steps: Vec<(String, Span)> =
                cycle.iter().map(|&id| (self.model.claim_name(id), links::id_span(self, id))).collect();
            let message = describe("claim", "comes from", &steps);
            self.report(message);
        }
    }
}

/// One cycle of each strongly connected part, each from its first member on.
fn cycles<I: Id + Eq + Ord + std::hash::Hash>(links: Vec<(I, I)>) -> Vec<Vec<I>> {
    let mut graph: DiGraph<I, ()> = DiGraph::new();
    let mut nodes: FxHashMap<I, NodeIndex> = FxHashMap::default();
    for (from, to) in links {
        let from = *nodes.entry(from).or_insert_with(|| graph.add_node(from));
        let to = *nodes.entry(to).or_insert_with(|| graph.add_node(to));
        graph.add_edge(from, to, ());
    }
    let mut found = Vec::new();
    for part in petgraph::algo::kosaraju_scc(&graph) {
        let first = *part.iter().min_by_key(|&&node| graph[node]).expect("a part has a member");
        if part.len() > 1 || graph.contains_edge(first, first) {
            found.push(shortest_way_back(&graph, first).into_iter().map(|node| graph[node]).collect());
        }
    }
    found.sort();
    found
}

/// The nodes of a shortest cycle through `start`, which lies on one.
fn shortest_way_back<I>(graph: &DiGraph<I, ()>, start: NodeIndex) -> Vec<NodeIndex> {
    let mut came_from: FxHashMap<NodeIndex, NodeIndex> = FxHashMap::default();
    let mut queue = VecDeque::from([start]);
    while let Some(node) = queue.pop_front() {
        for next in graph.neighbors(node) {
            if next == start {
                let mut way = vec![node];
                while let Some(&before) = came_from.get(way.last().expect("not empty")) {
                    way.push(before);
                }
                way.reverse();
                return way;
            }
            if next != start && !came_from.contains_key(&next) {
                came_from.insert(next, node);
                queue.push_back(next);
            }
        }
    }
    vec![start]
}

fn describe(word: &str, verb: &str, steps: &[(String, Span)]) -> Message {
    let (first, span) = &steps[0];
    if steps.len() == 1 {
        return Message::new(codes::CYCLE, format!("the {word} `{first}` {verb} itself")).at(*span, "");
    }
    let mut message = Message::new(codes::CYCLE, format!("the {word} `{first}` {verb} itself, by way of others"));
    for (index, (_, span)) in steps.iter().enumerate().take(MOST_STEPS) {
        let next = &steps[(index + 1) % steps.len()].0;
        message = message.at(*span, format!("{verb} `{next}`"));
    }
    if steps.len() > MOST_STEPS {
        message = message.note(format!("and so on, {} steps in all", steps.len()));
    }
    message
}
