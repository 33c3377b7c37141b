//! Which edges run together: those of one meaning that lead to one box, from the same side.
//!
//! Many claims were read in one source, and one contradiction joins many claims. Drawn line by line
//! they hide each other; drawn as a trunk with branches they say the same.

use indexmap::IndexMap;

use super::layers::{LAYER, Layers};
use crate::picture::diagram::{Diagram, EdgeKind, NodeId, Shape};

/// Where the other ends lie, seen from the hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Side {
    Left,
    Right,
    Level,
}

/// Edges that are drawn as one.
#[derive(Debug, Clone)]
pub(super) struct Bundle {
    /// The end that they share.
    pub hub: NodeId,
    /// Whether the edges lead to the hub, rather than from it.
    pub inward: bool,
    /// Where the other ends lie.
    pub side: Side,
    /// The edges and their other ends.
    pub members: Vec<(usize, NodeId)>,
    /// The layer of the label, if there is one.
    pub label_layer: Option<usize>,
}

#[derive(PartialEq, Eq, Hash)]
struct Key<'d> {
    hub: NodeId,
    inward: bool,
    side: Side,
    kind: EdgeKind,
    label: &'d str,
    /// The edge itself, where it runs alone.
    alone: Option<usize>,
}

/// The edges in bundles, in the order of their first edges.
pub(super) fn bundles(diagram: &Diagram, layers: &Layers) -> Vec<Bundle> {
    let mut found: IndexMap<Key<'_>, Bundle> = IndexMap::new();
    let hub = |node: NodeId| matches!(diagram.nodes[node].shape, Shape::Contradiction | Shape::Tension);
    for (index, edge) in diagram.edges.iter().enumerate() {
        let inward = !hub(edge.from) || edge.kind.has_direction();
        let (at, other) = if inward { (edge.to, edge.from) } else { (edge.from, edge.to) };
        let (here, there) = (layers.of[at.index()], layers.of[other.index()]);
        let side = match there.cmp(&here) {
            std::cmp::Ordering::Less => Side::Left,
            std::cmp::Ordering::Equal => Side::Level,
            std::cmp::Ordering::Greater => Side::Right,
        };
        // Two claims that clash are joined by a line of their own: a trunk would join more.
        let together = (edge.kind.has_direction() || !inward) && side != Side::Level;
        let key =
            Key { hub: at, inward, side, kind: edge.kind, label: &edge.label, alone: (!together).then_some(index) };
        let bundle = Bundle { hub: at, inward, side, members: Vec::new(), label_layer: None };
        found.entry(key).or_insert(bundle).members.push((index, other));
    }
    let mut bundles: Vec<Bundle> = found.into_values().collect();
    for bundle in &mut bundles {
        let labelled = bundle.members.first().is_some_and(|&(edge, _)| !diagram.edges[edge].label.is_empty());
        bundle.label_layer = labelled.then(|| label_layer(diagram, layers, bundle));
    }
    bundles
}

/// Midway where two claims clash, else next to the hub.
fn label_layer(diagram: &Diagram, layers: &Layers, bundle: &Bundle) -> usize {
    let here = layers.of[bundle.hub.index()];
    let others = || bundle.members.iter().map(|&(_, node)| layers.of[node.index()]);
    if let [(edge, other)] = bundle.members[..]
        && bundle.side != Side::Level
        && !diagram.edges[edge].kind.has_direction()
    {
        let there = layers.of[other.index()];
        return middle(here.min(there), here.max(there));
    }
    // In the layer of contradictions, unless one of the ends stands there.
    let free = |layer: usize| here.is_multiple_of(LAYER) && others().all(|other| other != layer);
    match bundle.side {
        Side::Left if free(here - LAYER / 2) => here - LAYER / 2,
        Side::Left => here - 1,
        Side::Level | Side::Right if free(here + LAYER / 2) => here + LAYER / 2,
        Side::Level | Side::Right => here + 1,
    }
}

/// The layer of contradictions nearest the middle of two layers.
fn middle(first: usize, last: usize) -> usize {
    let middle = usize::midpoint(first, last) / LAYER * LAYER + LAYER / 2;
    if first < middle && middle < last { middle } else { first + 1 }
}

/// Closes up the layers in which nothing stands.
pub(super) fn close_up(layers: &mut Layers, bundles: &mut [Bundle]) {
    let labels = bundles.iter().filter_map(|bundle| bundle.label_layer);
    // A column keeps its place even where nothing stands in it.
    let needed = layers.of.iter().chain(&layers.columns).copied().chain(labels);
    let mut used = vec![false; needed.clone().max().map_or(0, |last| last + 1)];
    for layer in needed {
        used[layer] = true;
    }
    let mut closed = Vec::with_capacity(used.len());
    let mut next = 0;
    for used in used {
        closed.push(next);
        next += usize::from(used);
    }
    for layer in &mut layers.of {
        *layer = closed[*layer];
    }
    for layer in &mut layers.columns {
        *layer = closed[*layer];
    }
    for layer in bundles.iter_mut().filter_map(|bundle| bundle.label_layer.as_mut()) {
        *layer = closed[*layer];
    }
    layers.count = next;
}
