//! In which layer a box stands.
//!
//! Between two layers of boxes there is one for contradictions and for what is written on edges, and on
//! either side of it one for what is written on edges that lead to it. Layers that nobody needs are closed
//! up afterwards.

use super::{Flow, PAGE, PIXEL, Sizes, int};
use crate::picture::diagram::{ColumnId, Diagram, Edge, LaneId, NodeId, Shape};

/// From one layer of boxes to the next.
pub(super) const LAYER: usize = 4;

/// Edges may pass so many layers in all; beyond, the layers are pushed together.
const PASSES: usize = 100_000;

/// The layers and the bands of the boxes.
#[derive(Debug, Clone)]
pub(super) struct Layers {
    /// The layer of each node.
    pub of: Vec<usize>,
    /// The band of each node: its lane's, or the one after all lanes.
    pub band: Vec<usize>,
    /// How many layers there are.
    pub count: usize,
    /// How many bands there are.
    pub bands: usize,
    /// The first layer of each column.
    pub columns: Vec<usize>,
}

/// The layers: by columns where there are columns or lanes, else by the longest way from the start.
pub(super) fn layers(diagram: &Diagram, sizes: &Sizes, flow: Flow) -> Layers {
    let lanes = diagram.lanes.len();
    let band: Vec<usize> = diagram.nodes.iter().map(|(_, node)| node.lane.map_or(lanes, LaneId::index)).collect();
    let bands = band.iter().max().map_or(0, |last| last + 1).max(lanes);
    let (of, columns) = if lanes == 0 && diagram.columns.is_empty() {
        (by_longest_way(diagram), Vec::new())
    } else {
        by_columns(diagram, sizes, flow, &band, bands)
    };
    let count = of.iter().max().map_or(0, |last| last + 1);
    Layers { of, band, count, bands, columns }
}

/// Whether it stands amid the claims it joins, between two layers.
fn is_between(shape: Shape) -> bool {
    matches!(shape, Shape::Contradiction | Shape::Tension)
}

/// A column has as many layers as its fullest cell needs; contradictions stand after the claims they join.
fn by_columns(diagram: &Diagram, sizes: &Sizes, flow: Flow, band: &[usize], bands: usize) -> (Vec<usize>, Vec<usize>) {
    let columns = diagram.columns.len() + 1;
    let column = |node: NodeId| diagram.nodes[node].column.map_or(columns - 1, ColumnId::index);
    let claims = || diagram.nodes.iter().filter(|(_, node)| !is_between(node.shape)).map(|(id, _)| id);
    let mut cells = vec![vec![0_usize; bands]; columns];
    for id in claims() {
        cells[column(id)][band[id.index()]] += 1;
    }
    let deep = match flow {
        Flow::Right => depth(sizes, &cells),
        Flow::Down => depth_on_page(sizes, &cells),
    };
    let wide: Vec<usize> =
        cells.iter().map(|cells| cells.iter().max().map_or(1, |most| most.div_ceil(deep).max(1))).collect();
    let mut first = vec![0; columns];
    for column in 1..columns {
        first[column] = first[column - 1] + LAYER * wide[column - 1];
    }
    let mut of = vec![usize::MAX; diagram.nodes.len()];
    let mut filled = vec![vec![0_usize; bands]; columns];
    for id in claims() {
        let (column, band) = (column(id), band[id.index()]);
        // A cell's boxes are spread evenly over the layers it needs.
        let cell = cells[column][band];
        let per_layer = cell.div_ceil(cell.div_ceil(deep));
        of[id.index()] = first[column] + LAYER * (filled[column][band] / per_layer);
        filled[column][band] += 1;
    }
    let mut joined: Vec<Vec<usize>> = vec![Vec::new(); diagram.nodes.len()];
    for edge in &diagram.edges {
        for (one, other) in [(edge.from, edge.to), (edge.to, edge.from)] {
            joined[one.index()].extend(Some(of[other.index()]).filter(|&layer| layer != usize::MAX));
        }
    }
    for (id, _) in diagram.nodes.iter().filter(|(_, node)| is_between(node.shape)) {
        let layers = &mut joined[id.index()];
        layers.sort_unstable();
        // Amid them: after the one in the middle, or the first of the two.
        let middle = layers.get(layers.len().saturating_sub(1) / 2);
        of[id.index()] = middle.copied().unwrap_or(first[column(id)]) + LAYER / 2;
    }
    first.truncate(diagram.columns.len());
    (of, first)
}

/// How many boxes stand below each other in a cell, so that the picture is somewhat wider than high.
fn depth(sizes: &Sizes, cells: &[Vec<usize>]) -> usize {
    let claims = int(sizes.nodes.len()).max(1);
    let width = sizes.nodes.iter().map(|size| size.width).max().unwrap_or(0) * 3 / 2;
    let height = sizes.nodes.iter().map(|size| size.height).sum::<i64>() / claims + 15 * PIXEL;
    let most = cells.iter().flatten().copied().max().unwrap_or(1).max(1);
    let longer = |deep: usize| {
        let layers: usize = cells.iter().map(|cells| cells.iter().max().map_or(0, |&most| most.div_ceil(deep))).sum();
        (int(layers) * width * 3 / 4).max(int(rows(cells, deep)) * height)
    };
    (4.min(most)..=most).min_by_key(|&deep| longer(deep)).unwrap_or(most)
}

/// How many boxes stand beside each other in a cell of a picture that is to be turned, so that it is no wider than
/// a page where that can be.
fn depth_on_page(sizes: &Sizes, cells: &[Vec<usize>]) -> usize {
    let widest = sizes.nodes.iter().map(|size| size.height).max().unwrap_or(0) + 15 * PIXEL;
    let most = cells.iter().flatten().copied().max().unwrap_or(1).max(1);
    let fits = |deep: &usize| int(rows(cells, *deep)) * widest <= PAGE.width;
    (1..=most).take_while(fits).last().unwrap_or(1)
}

/// How many boxes stand below each other in all lanes, if so many do in a cell.
fn rows(cells: &[Vec<usize>], deep: usize) -> usize {
    let bands = cells.first().map_or(0, Vec::len);
    (0..bands).map(|band| cells.iter().map(|cells| cells[band].min(deep)).max().unwrap_or(0)).sum()
}

/// Every edge leads to a later layer, except where that would be a circle.
fn by_longest_way(diagram: &Diagram) -> Vec<usize> {
    let count = diagram.nodes.len();
    let arrows = without_circles(diagram);
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut waiting = vec![0_usize; count];
    for &(from, to) in &arrows {
        out[from].push(to);
        waiting[to] += 1;
    }
    let mut rank = vec![0_usize; count];
    let mut ready: Vec<usize> = (0..count).rev().filter(|&node| waiting[node] == 0).collect();
    let starts = ready.clone();
    while let Some(node) = ready.pop() {
        for &to in &out[node] {
            rank[to] = rank[to].max(rank[node] + 1);
            waiting[to] -= 1;
            if waiting[to] == 0 {
                ready.push(to);
            }
        }
    }
    // What nothing leads to stands close before what it leads to.
    for node in starts {
        if let Some(first) = out[node].iter().map(|&to| rank[to]).min() {
            rank[node] = first - 1;
        }
    }
    // What could only be drawn at great length is drawn with fewer layers.
    let length = |rank: &[usize]| arrows.iter().map(|&(from, to)| rank[to] - rank[from]).sum::<usize>();
    while length(&rank) > PASSES {
        for rank in &mut rank {
            *rank /= 2;
        }
    }
    rank.into_iter().map(|rank| LAYER * rank).collect()
}

/// The edges as arrows between nodes, those turned round that would close a circle.
fn without_circles(diagram: &Diagram) -> Vec<(usize, usize)> {
    #[derive(Clone, Copy, PartialEq)]
    enum Seen {
        Never,
        OnTheWay,
        Done,
    }
    let count = diagram.nodes.len();
    let mut out: Vec<Vec<usize>> = vec![Vec::new(); count];
    for Edge { from, to, .. } in diagram.edges.iter().filter(|edge| edge.from != edge.to) {
        out[from.index()].push(to.index());
    }
    let mut seen = vec![Seen::Never; count];
    let mut arrows = Vec::with_capacity(diagram.edges.len());
    for start in 0..count {
        if seen[start] != Seen::Never {
            continue;
        }
        seen[start] = Seen::OnTheWay;
        let mut way = vec![(start, 0)];
        while let Some((node, next)) = way.last_mut() {
            let Some(&to) = out[*node].get(*next) else {
                seen[*node] = Seen::Done;
                way.pop();
                continue;
            };
            *next += 1;
            arrows.push(if seen[to] == Seen::OnTheWay { (to, *node) } else { (*node, to) });
            if seen[to] == Seen::Never {
                seen[to] = Seen::OnTheWay;
                way.push((to, 0));
            }
        }
    }
    arrows
}
