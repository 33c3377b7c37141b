//! What leads back to itself and cannot: `in:` of codes, and `from:` of claims.
//!
//! Documents do cite each other in circles, and so do claims that repeat one another: that is
//! something to find (`GS501`), not an error. Nothing is computed from itself, though,
//! corrects itself or is evidence for itself.
//!
//! Kosaraju's algorithm (petgraph's, which does not recurse), linear in nodes and links.

use std::collections::VecDeque;

use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use super::{Loader, codes, links};
use crate::base::message::Message;
use crate::base::text::Span;
use crate::model::{ClaimLinkKind, CodeId, Id};

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
        let claims = self.model.claim_links.iter().filter_map(|link| match link.kind {
            ClaimLinkKind::Repeats(to) => Some((link.from, to, true)),
            ClaimLinkKind::ComputedFrom(to) | ClaimLinkKind::Corrects(to) | ClaimLinkKind::Supports(to) => {
                Some((link.from, to, false))
            }
            ClaimLinkKind::Through(..) => None,
        });
        for cycle in wrong_cycles(claims.collect()) {
            let steps: Vec<(String, Span)> =
                cycle.iter().map(|&id| (self.model.claim_name(id), links::id_span(self, id))).collect();
            let message = describe("claim", "comes from", &steps);
            self.report(message);
        }
    }
}

/// One cycle of each strongly connected part, each from its first member on.
fn cycles<I: Id + Eq + Ord + std::hash::Hash>(links: Vec<(I, I)>) -> Vec<Vec<I>> {
    wrong_cycles(links.into_iter().map(|(from, to)| (from, to, false)).collect())
}

/// One cycle of each strongly connected part that has a link which may not lead back, through the
/// first such link; whether a link may stands beside it.
fn wrong_cycles<I: Id + Eq + Ord + std::hash::Hash>(links: Vec<(I, I, bool)>) -> Vec<Vec<I>> {
    let mut graph: DiGraph<I, bool> = DiGraph::new();
    let mut nodes: FxHashMap<I, NodeIndex> = FxHashMap::default();
    for (from, to, may) in links {
        let from = *nodes.entry(from).or_insert_with(|| graph.add_node(from));
        let to = *nodes.entry(to).or_insert_with(|| graph.add_node(to));
        graph.add_edge(from, to, may);
    }
    let parts = petgraph::algo::kosaraju_scc(&graph);
    let mut part_of = vec![0; graph.node_count()];
    for (number, part) in parts.iter().enumerate() {
        for node in part {
            part_of[node.index()] = number;
        }
    }
    // Every link within a part lies on a cycle.
    let mut first: Vec<Option<(NodeIndex, NodeIndex)>> = vec![None; parts.len()];
    for edge in graph.edge_references().filter(|edge| !*edge.weight()) {
        let number = part_of[edge.source().index()];
        let this = (edge.source(), edge.target());
        let before = |other: (NodeIndex, NodeIndex)| (graph[this.0], graph[this.1]) < (graph[other.0], graph[other.1]);
        if number == part_of[edge.target().index()] && first[number].is_none_or(before) {
            first[number] = Some(this);
        }
    }
    let ways = first.into_iter().flatten().map(|(from, to)| shortest_way_back(&graph, from, to));
    let mut found: Vec<Vec<I>> = ways.map(|way| way.into_iter().map(|node| graph[node]).collect()).collect();
    found.sort();
    found
}

/// The nodes of a shortest cycle that begins with the link from one node to another.
fn shortest_way_back<I>(graph: &DiGraph<I, bool>, start: NodeIndex, second: NodeIndex) -> Vec<NodeIndex> {
    if start == second {
        return vec![start];
    }
    let mut came_from: FxHashMap<NodeIndex, NodeIndex> = FxHashMap::default();
    let mut queue = VecDeque::from([second]);
    while let Some(node) = queue.pop_front() {
        for next in graph.neighbors(node) {
            if next == start {
                let mut way = vec![node];
                while let Some(&before) = came_from.get(way.last().expect("not empty")) {
                    way.push(before);
                }
                way.push(start);
                way.reverse();
                return way;
            }
            if next != second && !came_from.contains_key(&next) {
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
