//! Marks: the shape that repeats what a side's colour says.

use super::paint::Paint;
use super::writer::{Svg, number};
use crate::model::SideId;
use crate::picture::diagram::{Mark, SideStyle};

/// A side's mark around a place; filled, or only its outline.
pub(crate) fn mark(svg: &mut Svg, side: Option<SideId>, (x, y): (f64, f64), radius: f64, filled: bool) {
    let paint = Paint::Side(side);
    let shape = SideStyle::of_any(side).shape;
    let element = match shape {
        Mark::Circle => svg.element("circle").at("cx", x).at("cy", y).at("r", radius),
        _ => svg.element("path").set("d", &outline(shape, x, y, radius)),
    };
    let inside = if filled { paint } else { Paint::Ground };
    element.fill(inside).line(paint, 1.8).alone();
}

/// The outline of a mark, so large that all marks look equally heavy.
fn outline(shape: Mark, x: f64, y: f64, radius: f64) -> String {
    let corners: Vec<(f64, f64)> = match shape {
        Mark::Circle | Mark::Square => {
            [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|c| scaled(c, 0.88)).into()
        }
        Mark::Diamond => [(0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)].map(|c| scaled(c, 1.2)).into(),
        Mark::Triangle => [(0.0, -1.0), (1.0, 0.75), (-1.0, 0.75)].map(|c| scaled(c, 1.1)).into(),
        Mark::Wedge => [(0.0, 1.0), (1.0, -0.75), (-1.0, -0.75)].map(|c| scaled(c, 1.1)).into(),
        Mark::Star => (0..10_u8)
            .map(|corner| {
                let (turn, reach) =
                    (f64::from(corner) * std::f64::consts::PI / 5.0, if corner % 2 == 0 { 1.3 } else { 0.6 });
                (turn.sin() * reach, -turn.cos() * reach)
            })
            .collect(),
    };
    let corner = |(at, (dx, dy)): (usize, (f64, f64))| {
        let step = if at == 0 { "M" } else { "L" };
        format!("{step}{} {}", number(x + dx * radius), number(y + dy * radius))
    };
    corners.into_iter().enumerate().map(corner).collect::<String>() + "Z"
}

fn scaled((x, y): (f64, f64), by: f64) -> (f64, f64) {
    (x * by, y * by)
}

/// An arrowhead at the end of a level line: to the right, or to the left.
pub(crate) fn arrowhead(svg: &mut Svg, paint: Paint, (x, y): (f64, f64), to_right: bool) {
    let back = if to_right { x - 6.0 } else { x + 6.0 };
    let [tip, back, y0, y1, y2] = [x, back, y - 3.5, y, y + 3.5].map(number);
    svg.element("path").set("d", &format!("M{back} {y0}L{tip} {y1}L{back} {y2}Z")).fill(paint).alone();
}
