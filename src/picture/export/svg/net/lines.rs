//! Lines between boxes, their ends, and what is written on them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::boxes::pill;
use super::{GAP, LABEL, is_clash, length, pixels, place};
use crate::picture::diagram::{Diagram, Edge, EdgeKind, Shape};
use crate::picture::export::svg::metrics::Font;
use crate::picture::export::svg::paint::Paint;
use crate::picture::export::svg::writer::Svg;
use crate::picture::export::svg::writer::number;
use crate::picture::layout::{End, Flow, Layout, Piece, Route, Size};

/// No label is wider.
const WIDEST: f64 = 150.0;
/// No label has more lines.
const LINES: usize = 4;
/// A tooltip tells so many edges that run together.
const TOLD: usize = 12;

/// The lines of a label with their fonts: a clash says first by how much.
fn label_lines(edge: &Edge) -> Vec<(String, Font)> {
    let mut lines = Vec::new();
    if is_clash(edge.kind) {
        for (index, part) in edge.label.split(", ").take(LINES).enumerate() {
            let font = if index == 0 { GAP } else { LABEL };
            lines.push((font.shortened(&part.replace('\n', " "), WIDEST), font));
        }
    } else {
        lines.extend(LABEL.wrapped(&edge.label, WIDEST, LINES).into_iter().map(|line| (line, LABEL)));
    }
    lines
}

/// How large the label of an edge is.
pub(super) fn label_size(edge: &Edge) -> Size {
    if edge.label.is_empty() {
        return Size::default();
    }
    let lines = label_lines(edge);
    let width = lines.iter().map(|(line, font)| font.width(line)).fold(0.0, f64::max);
    let rows: f64 = lines.iter().map(|(_, font)| font.line()).sum();
    let [side, above] = if is_clash(edge.kind) { [9.0, 3.0] } else { [4.0, 0.0] };
    Size { width: length(width + 2.0 * side), height: length(rows + 2.0 * above) }
}

/// Draws all lines, what matters most last.
pub(super) fn lines(svg: &mut Svg, diagram: &Diagram, layout: &Layout) {
    let kind = |route: &Route| route.edges.first().map(|&edge| diagram.edges[edge].kind);
    let mut routes: Vec<&Route> = layout.routes.iter().collect();
    routes.sort_by_key(|route| kind(route).map(rank));
    for route in routes {
        let Some(kind) = kind(route) else { continue };
        svg.group(&tooltip(diagram, route), None);
        let path: String = route.pieces.iter().map(curve).collect();
        stroke(svg, kind, &path);
        route.ends.iter().for_each(|end| head(svg, diagram, layout.flow, kind, end));
        label(svg, diagram, route, kind);
        svg.close();
    }
}

/// What matters more is drawn over what matters less.
fn rank(kind: EdgeKind) -> usize {
    use EdgeKind::{Cites, Contradiction, Derived, Disputes, More, ReadIn, SaidBy, Tension};
    let order = [More, ReadIn, SaidBy, Cites, Derived, Disputes, Tension, Contradiction];
    order.iter().position(|&other| other == kind).unwrap_or_default()
}

/// What its edges say, each once.
fn tooltip(diagram: &Diagram, route: &Route) -> String {
    let said: BTreeSet<&str> = route
        .edges
        .iter()
        .map(|&edge| &diagram.edges[edge])
        .map(|edge| if edge.tooltip.is_empty() { edge.label.as_str() } else { edge.tooltip.as_str() })
        .collect();
    let mut text = said.iter().take(TOLD).copied().collect::<Vec<_>>().join("\n");
    if said.len() > TOLD {
        text.push_str(&format!("\n… and {} more", said.len() - TOLD));
    }
    text
}

fn curve(piece: &Piece) -> String {
    let [from, to] = [piece.from, piece.to].map(|point| [pixels(point.x), pixels(point.y)].map(number));
    let mut path = format!("M{} {}", from[0], from[1]);
    let all = [piece.bend[0], piece.bend[1], piece.to];
    if piece.bend == [piece.from, piece.to]
        || all.iter().all(|point| point.x == piece.from.x)
        || all.iter().all(|point| point.y == piece.from.y)
    {
        write!(path, "L{} {}", to[0], to[1]).expect("a string takes any text");
    } else {
        let [one, two] = piece.bend.map(|point| [pixels(point.x), pixels(point.y)].map(number));
        write!(path, "C{} {} {} {} {} {}", one[0], one[1], two[0], two[1], to[0], to[1])
            .expect("a string takes any text");
    }
    path
}

/// A line of a kind: its colour, width and dashes.
pub(super) fn stroke(svg: &mut Svg, kind: EdgeKind, path: &str) {
    let (paint, width, dashes) = match kind {
        EdgeKind::ReadIn => (Paint::Muted, 0.8, ""),
        EdgeKind::Cites | EdgeKind::SaidBy => (Paint::Muted, 1.2, ""),
        EdgeKind::Derived => (Paint::Muted, 1.6, "1.6 3.2"),
        EdgeKind::Disputes => (Paint::Contradiction, 1.2, ""),
        EdgeKind::Contradiction => (Paint::Contradiction, 2.2, ""),
        EdgeKind::Tension => (Paint::Contradiction, 1.3, "5 3"),
        EdgeKind::More => (Paint::Muted, 1.0, "1.5 3"),
    };
    let mut element = svg.element("path").set("d", path).hollow().line(paint, width);
    if !dashes.is_empty() {
        element = element.set("stroke-dasharray", dashes);
    }
    element.alone();
}

/// An arrow where an edge ends; a bar at both ends where claims clash.
fn head(svg: &mut Svg, diagram: &Diagram, flow: Flow, kind: EdgeKind, end: &End) {
    let joint = matches!(diagram.nodes[end.node].shape, Shape::Contradiction | Shape::Tension);
    let out = if end.first { -1.0 } else { 1.0 };
    mark(svg, kind, [pixels(end.at.x), pixels(end.at.y)], (flow, out), end.target, joint);
}

/// The mark at the end of a line that comes from where the picture reads to (1) or from where it begins (-1).
pub(super) fn mark(
    svg: &mut Svg,
    kind: EdgeKind,
    [x, y]: [f64; 2],
    (flow, out): (Flow, f64),
    target: bool,
    joint: bool,
) {
    let bar = |svg: &mut Svg, height: f64, width: f64| {
        let path = match flow {
            Flow::Right => format!("M{} {}v{}", number(x + out * 2.5), number(y - height), number(2.0 * height)),
            Flow::Down => format!("M{} {}h{}", number(x - height), number(y + out * 2.5), number(2.0 * height)),
        };
        svg.element("path").set("d", &path).hollow().line(Paint::Contradiction, width).alone();
    };
    match kind {
        EdgeKind::Contradiction | EdgeKind::Tension if joint => {}
        EdgeKind::Contradiction => bar(svg, 5.0, 2.6),
        EdgeKind::Tension => bar(svg, 4.0, 1.6),
        EdgeKind::Disputes if target => bar(svg, 4.0, 2.0),
        EdgeKind::Disputes | EdgeKind::More => {}
        EdgeKind::ReadIn | EdgeKind::Cites | EdgeKind::SaidBy | EdgeKind::Derived if target => {
            let path = match flow {
                Flow::Right => {
                    let [tip, foot] = [x, x + out * 7.0].map(number);
                    format!("M{tip} {}L{foot} {}V{}Z", number(y), number(y - 3.2), number(y + 3.2))
                }
                Flow::Down => {
                    let [tip, foot] = [y, y + out * 7.0].map(number);
                    format!("M{} {tip}L{} {foot}H{}Z", number(x), number(x - 3.2), number(x + 3.2))
                }
            };
            svg.element("path").set("d", &path).fill(Paint::Muted).alone();
        }
        EdgeKind::ReadIn | EdgeKind::Cites | EdgeKind::SaidBy | EdgeKind::Derived => {}
    }
}

fn label(svg: &mut Svg, diagram: &Diagram, route: &Route, kind: EdgeKind) {
    let (Some(rect), Some(&edge)) = (route.label, route.edges.first()) else { return };
    let [x, y, width, height] = place(&rect);
    match kind {
        EdgeKind::Contradiction => {
            pill(svg, [x, y, width, height]).line(Paint::Contradiction, 2.0).alone();
        }
        EdgeKind::Tension => {
            pill(svg, [x, y, width, height]).line(Paint::Contradiction, 1.4).set("stroke-dasharray", "4 3").alone();
        }
        _ => {}
    }
    let red = is_clash(kind) || kind == EdgeKind::Disputes;
    let paint = if red { Paint::Contradiction } else { Paint::Muted };
    let lines = label_lines(&diagram.edges[edge]);
    let mut foot = y + if is_clash(kind) { 3.0 } else { 0.0 };
    for (line, font) in lines {
        foot += font.line();
        svg.text((x + width / 2.0, foot - 0.32 * font.size), "middle", font, paint, &line);
    }
}
