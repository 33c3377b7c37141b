//! From layers and heights to places on the page.

use super::layers::Layers;
use super::rows::Rows;
use super::weave::{Weave, What};
use super::{Band, Flow, Layout, PIXEL, Rect, Size, Sizes, int};
use crate::model::Id;
use crate::picture::diagram::{Diagram, LaneId, Shape};

/// The room at the borders of a band.
const MARGIN: i64 = 10 * PIXEL;
/// The room between bands, and between headings.
const GAP: i64 = 8 * PIXEL;

/// Where all items lie.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// The items.
    pub items: Vec<Rect>,
    /// Where each layer begins and ends.
    pub layers: Vec<(i64, i64)>,
    /// The room after each layer.
    pub channels: Vec<i64>,
    /// What is placed already.
    pub layout: Layout,
}

/// Places the layers from left to right and the bands from top to bottom, as they are drawn or to be turned for `flow`.
pub(super) fn places(
    diagram: &Diagram,
    sizes: &Sizes,
    flow: Flow,
    layers: &Layers,
    weave: &Weave,
    rows: &Rows,
) -> Places {
    let heading = sizes.columns.iter().map(|size| size.height).max().unwrap_or(0);
    let titles: Vec<Size> = (0..weave.bands).map(|band| sizes.lanes.get(band).copied().unwrap_or_default()).collect();
    let in_bands = !diagram.lanes.is_empty();
    let margin = if in_bands { MARGIN } else { 0 };
    let mut tops = Vec::with_capacity(weave.bands);
    let mut top = if heading > 0 { heading + GAP } else { 0 };
    let mut bands = Vec::with_capacity(weave.bands);
    // What is turned has its titles before the first layer, else they stand above what is in their bands.
    let front = match flow {
        Flow::Right => 0,
        Flow::Down => titles.iter().map(|title| title.width).max().map_or(0, |width| width + GAP),
    };
    for (band, (height, title)) in rows.bands.iter().zip(&titles).enumerate() {
        let (at, above, least) = match flow {
            Flow::Right if title.height > 0 => ((MARGIN, top + GAP / 2), title.height + GAP / 2, 0),
            Flow::Right => ((MARGIN, top + GAP / 2), 0, 0),
            Flow::Down => ((GAP, top + MARGIN), margin / 2, title.height + MARGIN),
        };
        let spare = (least - height).max(0);
        let inner = top + above;
        tops.push(inner + spare / 2);
        let rect = Rect { x: 0, y: top, width: 0, height: above + height + spare + margin / 2 };
        let title = Rect { x: at.0, y: at.1, width: title.width, height: title.height };
        let lane = (band < diagram.lanes.len()).then(|| <LaneId as Id>::new(band));
        bands.push(Band { lane, rect, title });
        top += rect.height + if in_bands { GAP } else { 0 };
    }
    let middle = |item: usize| tops[weave.items[item].band] + rows.middle[item];
    let channels = channels(weave, middle);
    let (spans, headings) = across(sizes, layers, weave, &channels, margin + front);
    let right = spans.iter().zip(&channels).map(|(span, channel)| span.1 + channel).max().unwrap_or(0);
    let right = headings.iter().map(Rect::right).chain([right]).max().unwrap_or(0);
    let right = titles.iter().map(|title| title.width + margin).chain([right]).max().unwrap_or(0);
    for band in &mut bands {
        band.rect.width = right + margin;
    }
    let items: Vec<Rect> =
        (0..weave.items.len()).map(|item| rect(diagram, flow, weave, &spans, item, middle(item))).collect();
    let bottom = bands.last().map_or(top, |band| band.rect.bottom());
    let layout = Layout {
        flow,
        size: Size { width: right + margin, height: bottom },
        boxes: items[..diagram.nodes.len()].to_vec(),
        bands: if in_bands { bands } else { Vec::new() },
        headings: diagram.columns.ids().zip(headings).collect(),
        routes: Vec::new(),
    };
    Places { items, layers: spans, channels, layout }
}

/// Boxes of claims, sources and parties are as wide as their layer; the rest stands in its middle, and so does what
/// is to be turned: no box need be as high as another.
fn rect(diagram: &Diagram, flow: Flow, weave: &Weave, spans: &[(i64, i64)], item: usize, middle: i64) -> Rect {
    let it = &weave.items[item];
    let (left, right) = spans[it.layer];
    let fills = match it.what {
        What::Box(_) if flow == Flow::Down => false,
        What::Box(node) => {
            matches!(diagram.nodes[node].shape, Shape::Claim | Shape::Computed | Shape::Source | Shape::Party)
        }
        What::Label(_) => false,
        What::Pass(_) => true,
    };
    let width = if fills { right - left } else { it.size.width };
    let x = left + (right - left - width) / 2;
    Rect { x, y: middle - it.size.height / 2, width, height: it.size.height }
}

/// The room after each layer: more where many threads cross it, or long ones.
fn channels(weave: &Weave, middle: impl Fn(usize) -> i64) -> Vec<i64> {
    let mut bent = vec![(0_i64, 0_i64); weave.layers.len()];
    for thread in &weave.threads {
        let way = (middle(thread.left) - middle(thread.right)).abs();
        let (count, longest) = &mut bent[weave.items[thread.left].layer];
        *count += i64::from(way > PIXEL);
        *longest = (*longest).max(way);
    }
    let mut loops = vec![0_usize; weave.layers.len()];
    for ends in &weave.loops {
        loops[weave.items[ends.ends[0]].layer] += 1;
    }
    let last = weave.layers.len() - 1;
    let room = bent.iter().zip(&loops).enumerate().map(|(layer, (&(count, longest), &loops))| {
        let around = if loops > 0 { 20 * PIXEL + (4 * PIXEL * int(loops)).min(40 * PIXEL) } else { 0 };
        let between = if layer == last { 0 } else { 20 * PIXEL };
        let through = (2 * PIXEL * count).min(40 * PIXEL) + (longest / 20).min(40 * PIXEL);
        between + around + through
    });
    room.collect()
}

/// Where each layer begins and ends, and the headings of the columns above them.
fn across(sizes: &Sizes, layers: &Layers, weave: &Weave, channels: &[i64], start: i64) -> (Vec<(i64, i64)>, Vec<Rect>) {
    let mut spans = Vec::with_capacity(weave.layers.len());
    let mut headings: Vec<Rect> = Vec::with_capacity(sizes.columns.len());
    let mut left = start;
    for (layer, items) in weave.layers.iter().enumerate() {
        while layers.columns.get(headings.len()).is_some_and(|&first| first <= layer) {
            if let Some(before) = headings.last() {
                left = left.max(before.right() + GAP);
            }
            let Size { width, height } = sizes.columns[headings.len()];
            headings.push(Rect { x: left, y: 0, width, height });
        }
        let width = items.iter().map(|&item| weave.items[item].size.width).max().unwrap_or(0);
        spans.push((left, left + width));
        left += width + channels[layer];
    }
    (spans, headings)
}
