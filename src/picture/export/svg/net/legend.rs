//! What the shapes and lines mean: those that occur, in rows below the picture.

use super::{MARGIN, NOTE, boxes, lines};
use crate::picture::diagram::{Diagram, EdgeKind, Node, Shape};
use crate::picture::export::svg::paint::Paint;
use crate::picture::export::svg::writer::Svg;
use crate::picture::export::svg::writer::number;
use crate::picture::layout::Flow;

/// How wide a sample is.
const SAMPLE: f64 = 34.0;
/// From one row to the next.
const ROW: f64 = 20.0;

const SHAPES: [(Shape, &str); 6] = [
    (Shape::Claim, "claim"),
    (Shape::Computed, "computed from other claims"),
    (Shape::Source, "source"),
    (Shape::Party, "party"),
    (Shape::Contradiction, "cannot all be true: ratio (gap)"),
    (Shape::Tension, "tension: agree only once hedges are granted"),
];

const KINDS: [(EdgeKind, &str); 7] = [
    (EdgeKind::Contradiction, "cannot both be true: ratio (gap)"),
    (EdgeKind::Tension, "tension: agree only once hedges are granted"),
    (EdgeKind::Disputes, "disputes"),
    (EdgeKind::Derived, "computed from"),
    (EdgeKind::Cites, "cites, repeats, corrects or supports"),
    (EdgeKind::ReadIn, "read in"),
    (EdgeKind::SaidBy, "said or issued by"),
];

enum Sample {
    Box(Shape),
    Line(EdgeKind),
}

/// Draws the legend from `y` on; where it ends.
pub(super) fn legend(svg: &mut Svg, diagram: &Diagram, y: f64, width: f64) -> f64 {
    let drawn = |shape| diagram.nodes.iter().any(|(_, node)| node.shape == shape);
    let between = |shape: Shape| matches!(shape, Shape::Contradiction | Shape::Tension);
    let joint = |id| between(diagram.nodes[id].shape);
    // A line to a contradiction of several claims is told by the contradiction.
    let used = |kind| diagram.edges.iter().any(|edge| edge.kind == kind && !joint(edge.from) && !joint(edge.to));
    let shapes = SHAPES.iter().filter(|(shape, _)| drawn(*shape)).map(|&(shape, words)| (Sample::Box(shape), words));
    let kinds = KINDS.iter().filter(|(kind, _)| used(*kind)).map(|&(kind, words)| (Sample::Line(kind), words));
    let (mut x, mut foot) = (MARGIN, y + ROW);
    let mut empty = true;
    for (sample, words) in shapes.chain(kinds) {
        let room = SAMPLE + 6.0 + NOTE.width(words) + 18.0;
        if x + room > width && x > MARGIN {
            (x, foot) = (MARGIN, foot + ROW);
        }
        match sample {
            Sample::Box(shape) => {
                boxes::outline(svg, &Node::new(shape, Vec::new(), ""), [x + 4.0, foot - 11.0, SAMPLE - 8.0, 14.0]);
            }
            Sample::Line(kind) => {
                let [from, to] = [x, x + SAMPLE];
                let path = format!("M{} {}H{}", number(from), number(foot - 4.0), number(to));
                lines::stroke(svg, kind, &path);
                lines::mark(svg, kind, [to, foot - 4.0], (Flow::Right, -1.0), true, false);
                lines::mark(svg, kind, [from, foot - 4.0], (Flow::Right, 1.0), false, false);
            }
        }
        svg.text((x + SAMPLE + 6.0, foot), "start", NOTE, Paint::Muted, words);
        x += room;
        empty = false;
    }
    if empty { y } else { foot + 4.0 }
}
