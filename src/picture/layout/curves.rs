//! The lines: straight within a layer, bent between two.

use std::collections::{BTreeMap, BTreeSet};

use super::bundles::Bundle;
use super::places::Places;
use super::weave::{Thread, Weave, What};
use super::{End, Layout, PIXEL, Piece, Point, Route, int};

/// How far apart lines meet a box, at most.
const STEP: i64 = 9 * PIXEL;
/// How far from the corners of a box lines meet it.
const CORNER: i64 = 7 * PIXEL;

/// The layout with its lines.
pub(super) fn drawn(bundles: &[Bundle], weave: &Weave, places: Places) -> Layout {
    let routes = bundles.iter().map(|bundle| {
        let edges = bundle.members.iter().map(|&(edge, _)| edge).collect();
        Route { edges, ..Route::default() }
    });
    let ports = ports(weave, &places);
    let mut drawing = Drawing { bundles, weave, places: &places, ports, routes: routes.collect() };
    for thread in &weave.threads {
        drawing.thread(thread);
    }
    drawing.passes();
    drawing.loops();
    let mut routes = drawing.routes;
    for route in &mut routes {
        // Branches share what leads to them.
        let mut seen = BTreeSet::new();
        route.pieces.retain(|piece| seen.insert((piece.from, piece.to)));
        route.ends.sort_by_key(|end| (end.node, end.at));
        route.ends.dedup();
    }
    Layout { routes, ..places.layout }
}

/// Where a bundle meets an item: the item, whether at its right, and the bundle; with the height.
type Ports = BTreeMap<(usize, bool, usize), i64>;

/// Lines meet a box in the order in which their other ends lie.
fn ports(weave: &Weave, places: &Places) -> Ports {
    let middle = |item: usize| places.items[item].y + places.items[item].height / 2;
    // By item and side: the bundles, with the sum and the number of the heights they lead to.
    let mut sides: BTreeMap<(usize, bool), BTreeMap<usize, (i64, i64)>> = BTreeMap::new();
    let mut meet = |item: usize, right: bool, bundle: usize, other: usize| {
        let (sum, count) = sides.entry((item, right)).or_default().entry(bundle).or_default();
        (*sum, *count) = (*sum + middle(other), *count + 1);
    };
    for &Thread { left, right, bundle } in &weave.threads {
        meet(left, true, bundle, right);
        meet(right, false, bundle, left);
    }
    for ring in &weave.loops {
        let [one, other] = ring.ends;
        meet(one, true, ring.bundle, other);
        meet(other, true, ring.bundle, one);
    }
    let mut ports = Ports::new();
    for ((item, right), bundles) in sides {
        let mut order: Vec<(i64, usize)> =
            bundles.into_iter().map(|(bundle, (sum, count))| (sum / count.max(1), bundle)).collect();
        order.sort_unstable();
        let gaps = int(order.len()) - 1;
        let step = ((places.items[item].height - 2 * CORNER).max(0) / gaps.max(1)).min(STEP);
        for (at, (_, bundle)) in order.into_iter().enumerate() {
            ports.insert((item, right, bundle), middle(item) + (2 * int(at) - gaps) * step / 2);
        }
    }
    ports
}

struct Drawing<'a> {
    bundles: &'a [Bundle],
    weave: &'a Weave,
    places: &'a Places,
    ports: Ports,
    routes: Vec<Route>,
}

impl Drawing<'_> {
    /// From the right side of one item to the left side of another; both to the left side of a label above a layer.
    fn thread(&mut self, &Thread { left, right, bundle }: &Thread) {
        let from = self.leave(left, true, bundle);
        let to = self.leave(right, false, bundle);
        let middle = i64::midpoint(from.x, to.x);
        let bend = [Point { x: middle, y: from.y }, Point { x: middle, y: to.y }];
        self.routes[bundle].pieces.push(Piece { from, bend, to });
    }

    /// Across the layers that a bundle only passes.
    fn passes(&mut self) {
        for (index, item) in self.weave.items.iter().enumerate() {
            let What::Pass(bundle) = item.what else { continue };
            let (left, right) = self.places.layers[item.layer];
            let y = self.places.items[index].y;
            if left < right {
                self.routes[bundle].pieces.push(straight(Point { x: left, y }, Point { x: right, y }));
            }
        }
    }

    /// Where a bundle leaves the layer of an item; what lies between the item and there is drawn.
    fn leave(&mut self, item: usize, right: bool, bundle: usize) -> Point {
        let rect = self.places.items[item];
        let (first, last) = self.places.layers[self.weave.items[item].layer];
        let y = self.ports[&(item, right, bundle)];
        let at = Point { x: if right { rect.right() } else { rect.x }, y };
        let border = Point { x: if right { last } else { first }, y };
        match self.weave.items[item].what {
            What::Box(node) => {
                let bundles = &self.bundles[bundle];
                let target = (node == bundles.hub) == bundles.inward;
                self.routes[bundle].ends.push(End { node, at, first: !right, target });
            }
            What::Label(bundle) => self.routes[bundle].label = Some(rect),
            What::Pass(_) => return border,
        }
        if at != border {
            self.routes[bundle].pieces.push(if right { straight(at, border) } else { straight(border, at) });
        }
        border
    }

    /// Out of a layer and back: the wider, the further out.
    fn loops(&mut self) {
        let mut loops: Vec<_> = self.weave.loops.iter().collect();
        let middle = |item: usize| self.places.items[item].y;
        loops.sort_by_key(|ring| (middle(ring.ends[0]) - middle(ring.ends[1])).abs());
        let mut drawn = vec![0_i64; self.places.layers.len()];
        for ring in loops {
            let [one, other] = ring.ends;
            let from = self.leave(one, true, ring.bundle);
            let to = self.leave(other, true, ring.bundle);
            // What leads to its own beginning swings out below and comes back above.
            let swing = if one == other { 12 * PIXEL } else { 0 };
            let layer = self.weave.items[one].layer;
            let level = &mut drawn[layer];
            *level += 1;
            // A curve reaches three quarters of the way to the points it leans to.
            let out = (12 * PIXEL + 6 * PIXEL * *level).min(self.places.channels[layer] - PIXEL);
            let bend = [Point { x: from.x + out, y: from.y + swing }, Point { x: to.x + out, y: to.y - swing }];
            self.routes[ring.bundle].pieces.push(Piece { from, bend, to });
        }
    }
}

fn straight(from: Point, to: Point) -> Piece {
    Piece { from, bend: [from, to], to }
}
