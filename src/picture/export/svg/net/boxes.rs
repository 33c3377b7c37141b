//! Boxes: what they look like, and what is written in them.

use super::{GAP, LABEL, WIDEST, length, place, plate};
use crate::picture::diagram::{Diagram, LineStyle, Node, Shape};
use crate::picture::export::svg::metrics::Font;
use crate::picture::export::svg::paint::Paint;
use crate::picture::export::svg::writer::Svg;
use crate::picture::export::svg::writer::number;
use crate::picture::layout::{Layout, Size};

/// What is written in a box.
const TEXT: Font = Font::regular(11.0);
const STRONG: Font = Font::bold(11.0);
/// No box has more lines.
const LINES: usize = 14;
/// The room for the sign of a source before its name.
const SIGN: f64 = 12.0;

/// The text of a line, its font, and how far it stands from the others' beginning.
fn line(node: &Node, index: usize) -> (String, Font, f64) {
    let style = node.styles.get(index).copied().unwrap_or(LineStyle::Plain);
    let (font, indent) = match (node.shape, style) {
        (Shape::Contradiction | Shape::Tension, _) => (if index == 0 { GAP } else { LABEL }, 0.0),
        (_, LineStyle::Who | LineStyle::Value) => (STRONG, 0.0),
        (_, LineStyle::Plain) => (TEXT, 0.0),
        (_, LineStyle::Place) => (LABEL, SIGN),
    };
    let text = if index + 1 == LINES && node.lines.len() > LINES { "…" } else { &node.lines[index] };
    (font.shortened(&text.replace('\n', " "), WIDEST - indent), font, indent)
}

/// The room at the left and right, and above and below.
fn padding(shape: Shape) -> [f64; 2] {
    match shape {
        Shape::Contradiction | Shape::Tension => [10.0, 3.0],
        Shape::More | Shape::Subject => [4.0, 3.0],
        Shape::Source => [10.0, 7.0],
        Shape::Claim | Shape::Computed | Shape::Party => [9.0, 6.0],
    }
}

/// How large a box is.
pub(super) fn size(node: &Node) -> Size {
    let [side, above] = padding(node.shape);
    let lines = (0..node.lines.len().min(LINES)).map(|index| line(node, index));
    let (width, height) = lines.fold((0.0_f64, 0.0), |(width, height), (text, font, indent)| {
        (width.max(font.width(&text) + indent), height + font.line())
    });
    Size { width: length(width.max(12.0) + 2.0 * side), height: length(height.max(8.0) + 2.0 * above) }
}

/// Draws all boxes.
pub(super) fn boxes(svg: &mut Svg, diagram: &Diagram, layout: &Layout) {
    for ((_, node), rect) in diagram.nodes.iter().zip(&layout.boxes) {
        let rect = place(rect);
        svg.group(&node.tooltip, node.link.as_ref());
        outline(svg, node, rect);
        text(svg, node, rect);
        svg.close();
    }
}

/// A box without anything in it, of this shape.
pub(super) fn outline(svg: &mut Svg, node: &Node, rect: [f64; 4]) {
    let [x, y, width, height] = rect;
    let paint = Paint::Side(node.side);
    let line = if node.focus { 2.6 } else { 1.2 };
    match node.shape {
        Shape::Claim => plate(svg, rect, 6.0).fill(Paint::Ground).line(paint, line).alone(),
        Shape::Computed => {
            plate(svg, rect, 6.0).fill(Paint::Ground).line(paint, line).set("stroke-dasharray", "4 3").alone();
        }
        Shape::Party => plate(svg, rect, 2.0).fill(paint).line(paint, line).alone(),
        Shape::Source => {
            let fold = 8.0;
            let [right, bottom] = [x + width, y + height].map(number);
            let [left, top, inner, fold] = [x, y, x + width - fold, y + fold].map(number);
            let sheet = format!("M{left} {top}H{inner}L{right} {fold}V{bottom}H{left}Z");
            svg.element("path").set("d", &sheet).fill(Paint::Ground).line(Paint::Muted, line).alone();
            let corner = format!("M{inner} {top}V{fold}H{right}");
            svg.element("path").set("d", &corner).hollow().line(Paint::Muted, line).alone();
        }
        Shape::Contradiction => pill(svg, rect).line(Paint::Contradiction, 2.0).alone(),
        Shape::Tension => pill(svg, rect).line(Paint::Contradiction, 1.4).set("stroke-dasharray", "4 3").alone(),
        Shape::Subject | Shape::More => {}
    }
}

/// What says by how much claims miss each other.
pub(super) fn pill(svg: &mut Svg, rect: [f64; 4]) -> crate::picture::export::svg::writer::Element<'_> {
    plate(svg, rect, (rect[3] / 2.0).min(10.0)).fill(Paint::Ground)
}

fn text(svg: &mut Svg, node: &Node, [x, y, width, _]: [f64; 4]) {
    let [side, above] = padding(node.shape);
    let mut below = y + above;
    for index in 0..node.lines.len().min(LINES) {
        let (text, font, indent) = line(node, index);
        let style = node.styles.get(index).copied().unwrap_or(LineStyle::Plain);
        let paint = match (node.shape, style) {
            (Shape::Contradiction | Shape::Tension, _) => Paint::Contradiction,
            (Shape::Party, _) => Paint::Ground,
            (_, LineStyle::Who) => Paint::Side(node.side),
            (_, LineStyle::Place) => Paint::Muted,
            (_, LineStyle::Value | LineStyle::Plain) => Paint::Ink,
        };
        below += font.line();
        let base = below - 0.32 * font.size;
        if matches!(node.shape, Shape::Contradiction | Shape::Tension | Shape::More) {
            svg.text((x + width / 2.0, base), "middle", font, paint, &text);
            continue;
        }
        let first_of_place = index == 0 || node.styles.get(index - 1) != Some(&LineStyle::Place);
        if style == LineStyle::Place && first_of_place {
            sheet(svg, x + side, base);
        }
        svg.text((x + side + indent, base), "start", font, paint, &text);
    }
}

/// The sign of a source: a small sheet with a folded corner.
fn sheet(svg: &mut Svg, x: f64, base: f64) {
    let path = format!("M{} {}h4.5l2.5 2.5v6h-7zm4.5 0v2.5h2.5", number(x + 0.5), number(base - 8.0));
    svg.element("path").set("d", &path).hollow().line(Paint::Muted, 0.9).alone();
}
