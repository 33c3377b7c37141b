//! Every layer's items, and the threads between items of neighbouring layers.

use super::bundles::{Bundle, Side};
use super::layers::Layers;
use super::{Size, Sizes};
use crate::model::Id;
use crate::picture::diagram::{Diagram, NodeId};

/// What takes a place in a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A box.
    Box(NodeId),
    /// The label of a bundle.
    Label(usize),
    /// A bundle that passes.
    Pass(usize),
}

/// Something that takes a place in a layer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    pub what: What,
    pub layer: usize,
    pub band: usize,
    pub size: Size,
}

/// A piece of a bundle between two items of neighbouring layers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Thread {
    /// The item in the left layer.
    pub left: usize,
    /// The item in the right layer.
    pub right: usize,
    pub bundle: usize,
}

/// A bundle between two boxes of one layer, without a label: it leaves the layer and comes back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Loop {
    pub ends: [usize; 2],
    pub bundle: usize,
}

/// All items and threads; the first items are the boxes, in the order of the nodes.
#[derive(Debug, Clone)]
pub(super) struct Weave {
    pub items: Vec<Item>,
    pub threads: Vec<Thread>,
    pub loops: Vec<Loop>,
    /// The items of each layer from top to bottom; those of one band lie together.
    pub layers: Vec<Vec<usize>>,
    pub bands: usize,
}

/// Takes a place in every layer for whatever stands in it or passes it.
pub(super) fn weave(diagram: &Diagram, sizes: &Sizes, layers: &Layers, bundles: &[Bundle]) -> Weave {
    let items = diagram.nodes.ids().map(|id| {
        let index = Id::index(id);
        Item { what: What::Box(id), layer: layers.of[index], band: layers.band[index], size: sizes.nodes[index] }
    });
    let mut weave = Weave {
        items: items.collect(),
        threads: Vec::new(),
        loops: Vec::new(),
        layers: Vec::new(),
        bands: layers.bands,
    };
    for (index, bundle) in bundles.iter().enumerate() {
        weave.thread(sizes, layers, index, bundle);
    }
    weave.layers = vec![Vec::new(); layers.count];
    for (index, item) in weave.items.iter().enumerate() {
        weave.layers[item.layer].push(index);
    }
    let items = &weave.items;
    for layer in &mut weave.layers {
        layer.sort_by_key(|&index| items[index].band);
    }
    weave
}

impl Weave {
    fn thread(&mut self, sizes: &Sizes, layers: &Layers, index: usize, bundle: &Bundle) {
        let hub = Id::index(bundle.hub);
        let here = layers.of[hub];
        let mut ends: Vec<usize> = bundle.members.iter().map(|&(_, node)| Id::index(node)).collect();
        let room = bundle.members.first().map_or_else(Size::default, |&(edge, _)| sizes.labels[edge]);
        let label = |layer| Item { what: What::Label(index), layer, band: layers.band[hub], size: room };
        match (bundle.side, bundle.label_layer) {
            (Side::Level, None) => self.loops.extend(ends.iter().map(|&end| Loop { ends: [hub, end], bundle: index })),
            // The label stands to the right, and both ends lead to it.
            (Side::Level, Some(layer)) => {
                let item = self.add(label(layer));
                ends.push(hub);
                self.trunk(layers, index, (item, layer), Side::Left, ends, None);
            }
            (side, layer) => self.trunk(layers, index, (hub, here), side, ends, layer.map(label)),
        }
    }

    /// From one item outwards, layer by layer; the branches leave on the way.
    fn trunk(
        &mut self,
        layers: &Layers,
        bundle: usize,
        (hub, here): (usize, usize),
        side: Side,
        mut ends: Vec<usize>,
        label: Option<Item>,
    ) {
        let way = |end: usize| layers.of[end].abs_diff(here);
        ends.sort_by_key(|&end| (way(end), end));
        ends.dedup();
        let own_band = self.items[hub].band;
        let (mut at, mut rest) = (hub, ends.as_slice());
        for step in 1.. {
            let (out, far) = rest.split_at(rest.partition_point(|&end| way(end) <= step));
            self.threads.extend(out.iter().map(|&end| strand(side, at, end, bundle)));
            rest = far;
            let Some(&next) = rest.first() else { return };
            let layer = if side == Side::Left { here - step } else { here + step };
            // What runs alone keeps to the lane it comes from for the outer half of its way.
            let alone = rest.len() == 1 && 2 * step >= way(next);
            let band = if alone { layers.band[next] } else { own_band };
            let pass = Item { what: What::Pass(bundle), layer, band, size: Size::default() };
            let label = label.filter(|label| label.layer == layer).map(|label| Item { band, ..label });
            let item = self.add(label.unwrap_or(pass));
            self.threads.push(strand(side, at, item, bundle));
            at = item;
        }
    }

    fn add(&mut self, item: Item) -> usize {
        self.items.push(item);
        self.items.len() - 1
    }
}

fn strand(side: Side, inner: usize, outer: usize, bundle: usize) -> Thread {
    match side {
        Side::Right => Thread { left: inner, right: outer, bundle },
        Side::Left | Side::Level => Thread { left: outer, right: inner, bundle },
    }
}
