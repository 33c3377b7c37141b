//! A row's interval on the axis.

use super::super::marks::{arrowhead, mark};
use super::super::paint::Paint;
use super::super::scale::Scale;
use super::super::writer::Svg;
use super::gaps;
use crate::picture::diagram::{Row, RowKind};

const RADIUS: f64 = 5.0;

/// Draws a row's interval at a height; where what lies apart from it begins: to the right of it, or, if it has
/// no upper end, at its lower one.
pub(super) fn draw(svg: &mut Svg, scale: &Scale, row: &Row, y: f64) -> f64 {
    let place = |bound: &Option<crate::base::number::Bound>| bound.as_ref().map(|bound| scale.place(&bound.value));
    let (low, high) = (place(&row.bounds.low), place(&row.bounds.high));
    let paint = Paint::Side(row.side);
    let right = high.unwrap_or(scale.right());
    if row.kind == RowKind::Implied {
        bar(svg, scale, paint, (low, high), y);
        return right;
    }
    if low != high || low.is_none() {
        let from = low.unwrap_or(scale.left + 1.0);
        let line = svg.element("line").at("x1", from).at("y1", y).at("x2", right).at("y2", y).line(paint, 1.4);
        if row.kind == RowKind::Computed { line.set("stroke-dasharray", "3 2").alone() } else { line.alone() }
    }
    match (low, high) {
        (None, _) => arrowhead(svg, paint, (scale.left, y), false),
        (Some(low), Some(high)) if low < high => cap(svg, paint, low, y),
        _ => {}
    }
    match (low, high) {
        (_, None) => arrowhead(svg, paint, (scale.right(), y), true),
        (Some(low), Some(high)) if low < high => cap(svg, paint, high, y),
        _ => {}
    }
    // A range has no middle that anyone states: its ends are marked.
    let meant = row.meant.as_ref().map(|meant| scale.place(meant));
    let marked: Vec<f64> = meant.map_or_else(|| low.into_iter().chain(high).collect(), |meant| vec![meant]);
    let radius = if meant.is_none() && marked.len() > 1 { RADIUS - 1.6 } else { RADIUS };
    for x in &marked {
        mark(svg, row.side, (*x, y), radius, row.is_exact());
    }
    match (low, high) {
        (Some(low), None) => low - gaps::BESIDE,
        _ => marked.into_iter().map(|x| x + RADIUS).fold(right, f64::max),
    }
}

fn cap(svg: &mut Svg, paint: Paint, x: f64, y: f64) {
    let cap = svg.element("line").at("x1", x).at("y1", y - 3.5).at("x2", x).at("y2", y + 3.5);
    cap.line(paint, 1.4).alone();
}

/// What is implied: a thin bar, which no one states.
fn bar(svg: &mut Svg, scale: &Scale, paint: Paint, (low, high): (Option<f64>, Option<f64>), y: f64) {
    let from = low.unwrap_or(scale.left + 4.0);
    let to = high.unwrap_or(scale.right() - 4.0);
    // One number is still to be seen.
    let (from, width) = if to - from < 3.0 { (from - 1.5, 3.0) } else { (from, to - from) };
    let bar = svg.element("rect").at("x", from).at("y", y - 2.0).at("width", width).at("height", 4.0);
    bar.fill(paint).alone();
    if low.is_none() {
        arrowhead(svg, paint, (scale.left, y), false);
    }
    if high.is_none() {
        arrowhead(svg, paint, (scale.right(), y), true);
    }
}
