//! Where the boxes and lines of a node–link picture lie.
//!
//! A layered drawing after Sugiyama, Tagawa and Toda (*Methods for visual understanding of
//! hierarchical system structures*, 1981). Boxes stand in layers, from left to right: in a picture
//! with columns the columns make the layers, without them the longest way from the start does. (A
//! picture that reads downwards is laid out on its side, and then turned.) A line
//! that passes a layer takes a place of its own in it, and so does what is written on it; so no line
//! runs through a box, and no label lies on anything, by the way the drawing is made. Lines bend only
//! between layers. Lanes are bands that the layers share.
//!
//! All lengths are whole numbers of tenths of a pixel: the same bytes on every machine.

use crate::picture::diagram::{ColumnId, Diagram, LaneId, NodeId};

mod bundles;
mod curves;
mod layers;
mod order;
mod places;
mod rows;
mod turn;
mod weave;

/// A pixel, in the unit of all lengths here.
pub const PIXEL: i64 = 10;

/// How large a picture can be and be read on a page of paper, under which its caption stands.
pub const PAGE: Size = Size { width: 1_000 * PIXEL, height: 1_200 * PIXEL };

/// A picture that takes so many pages cannot be read on one.
const PAGES: i64 = 16;

/// How large something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// From left to right.
    pub width: i64,
    /// From top to bottom.
    pub height: i64,
}

/// A place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Point {
    /// From the left.
    pub x: i64,
    /// From the top.
    pub y: i64,
}

/// A place of some size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    /// From the left.
    pub x: i64,
    /// From the top.
    pub y: i64,
    /// From left to right.
    pub width: i64,
    /// From top to bottom.
    pub height: i64,
}

impl Rect {
    /// Its right end.
    pub fn right(&self) -> i64 {
        self.x + self.width
    }

    /// Its lower end.
    pub fn bottom(&self) -> i64 {
        self.y + self.height
    }

    /// Whether they share more than a border.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether the other lies within.
    pub fn contains(&self, other: &Rect) -> bool {
        self.x <= other.x && self.y <= other.y && other.right() <= self.right() && other.bottom() <= self.bottom()
    }
}

/// Which way the layers follow each other, and with them the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Flow {
    /// From left to right; lanes lie below each other.
    #[default]
    Right,
    /// From top to bottom; lanes stand beside each other.
    Down,
}

impl Flow {
    /// Each with its word on the command line and in reports, and what it does.
    pub const ALL: [(Flow, &'static str, &'static str); 2] = [
        (Flow::Right, "right", "From left to right, with lanes below each other"),
        (Flow::Down, "down", "From top to bottom, with lanes beside each other: narrower, for a page"),
    ];

    /// The flow of this word.
    pub fn named(word: &str) -> Option<Flow> {
        Flow::ALL.iter().find(|(_, name, _)| *name == word).map(|(flow, ..)| *flow)
    }
}

/// How large the parts of a picture are, with the room around their text.
#[derive(Debug, Clone, Default)]
pub struct Sizes {
    /// The boxes, by node.
    pub nodes: Vec<Size>,
    /// What is written on the edges, by edge; empty where nothing is.
    pub labels: Vec<Size>,
    /// The titles of the lanes, by lane.
    pub lanes: Vec<Size>,
    /// The headings of the columns, by column.
    pub columns: Vec<Size>,
}

/// A picture that is laid out.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Which way it reads.
    pub flow: Flow,
    /// How large it is.
    pub size: Size,
    /// The boxes, by node.
    pub boxes: Vec<Rect>,
    /// The bands of the lanes, from top to bottom, or from left to right where it reads downwards.
    pub bands: Vec<Band>,
    /// The headings of the columns, in the order in which it reads.
    pub headings: Vec<(ColumnId, Rect)>,
    /// The lines.
    pub routes: Vec<Route>,
}

/// A lane's part of the picture.
#[derive(Debug, Clone)]
pub struct Band {
    /// Whose it is; none for the boxes without a lane.
    pub lane: Option<LaneId>,
    /// All of it.
    pub rect: Rect,
    /// Where its title stands.
    pub title: Rect,
}

/// An edge as it is drawn, or several of the same meaning that share an end and run together.
#[derive(Debug, Clone, Default)]
pub struct Route {
    /// The edges, by their place in the diagram.
    pub edges: Vec<usize>,
    /// Its parts; they do not overlap.
    pub pieces: Vec<Piece>,
    /// Where it meets boxes.
    pub ends: Vec<End>,
    /// Where its label stands.
    pub label: Option<Rect>,
}

/// A cubic curve; straight where all its points lie on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins.
    pub from: Point,
    /// What it leans to.
    pub bend: [Point; 2],
    /// Where it ends.
    pub to: Point,
}

/// Where a route meets a box, always at the side where the layer begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// The box.
    pub node: NodeId,
    /// Where on its border.
    pub at: Point,
    /// Whether it is the border that comes first: the left, or the upper one where it reads downwards.
    pub first: bool,
    /// Whether edges end there, rather than begin.
    pub target: bool,
}

impl Layout {
    /// How much too large it is for a page, to be compared; of a picture that just fits it is the area of [`PAGE`].
    fn excess(&self) -> i64 {
        (self.size.width * PAGE.height).max(self.size.height * PAGE.width)
    }
}

/// Lays a diagram out as it can be printed largest: to the right if it fits a page so, or is no smaller on it than
/// downwards.
///
/// # Panics
/// As [`lay_out`].
pub fn lay_out_to_fit(diagram: &Diagram, sizes: &Sizes) -> Layout {
    let right = lay_out(diagram, sizes, Flow::Right);
    let page = PAGE.width * PAGE.height;
    // What takes many pages fits none, whichever way it reads.
    if right.excess() <= page || right.size.width * right.size.height > PAGES * page {
        return right;
    }
    let down = lay_out(diagram, sizes, Flow::Down);
    if down.excess() < right.excess() { down } else { right }
}

/// Lays a diagram out. The same diagram and the same sizes give the same places.
///
/// It takes about n log n steps for n boxes, edges, and layers that edges pass.
///
/// # Panics
/// Where there are fewer sizes than parts.
pub fn lay_out(diagram: &Diagram, sizes: &Sizes, flow: Flow) -> Layout {
    match flow {
        _ if diagram.nodes.is_empty() => Layout { flow, ..Layout::default() },
        Flow::Right => to_the_right(diagram, sizes, flow),
        Flow::Down => turn::layout(to_the_right(diagram, &turn::sizes(sizes), flow)),
    }
}

/// Lays it out from left to right, as it is drawn or to be turned for `flow`.
fn to_the_right(diagram: &Diagram, sizes: &Sizes, flow: Flow) -> Layout {
    let mut layers = layers::layers(diagram, sizes, flow);
    let mut bundles = bundles::bundles(diagram, &layers);
    bundles::close_up(&mut layers, &mut bundles);
    let mut weave = weave::weave(diagram, sizes, &layers, &bundles);
    order::untangle(&mut weave);
    let rows = rows::rows(&weave);
    let places = places::places(diagram, sizes, flow, &layers, &weave, &rows);
    curves::drawn(&bundles, &weave, places)
}

/// A count as a length or a weight.
fn int(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
