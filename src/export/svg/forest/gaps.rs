//! What cannot both be true: a dashed line from one row to the other, around to the right.

use super::super::paint::Paint;
use super::super::writer::{Svg, number};
use crate::diagram::{Gap, Group};
use crate::finding::Strength;

/// How far the lines of different rows lie from each other.
pub(super) const STEP: f64 = 8.0;
/// No more lines than this lie beside each other.
const MOST: usize = 6;

/// The rows at which gaps begin, each with a line of its own; the longest lies outside.
pub(super) fn tracks(group: &Group) -> Vec<(usize, usize)> {
    let mut hubs: Vec<(usize, usize)> = Vec::new();
    for gap in &group.gaps {
        match hubs.iter_mut().find(|(from, _)| *from == gap.from) {
            Some((_, to)) => *to = (*to).max(gap.to),
            None => hubs.push((gap.from, gap.to)),
        }
    }
    hubs.sort_by_key(|(from, to)| (to - from, *from));
    hubs.into_iter().enumerate().map(|(at, (from, _))| (from, at % MOST)).collect()
}

/// Where a row's interval ends in the picture, and how high it lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// Draws the gaps of a group; `ends` are those of its rows, `right` is where the plot ends.
pub(super) fn draw(svg: &mut Svg, group: &Group, ends: &[End], right: f64) {
    let tracks = tracks(group);
    let mut seen = vec![0_u8; ends.len()];
    for gap in &group.gaps {
        let (Some(from), Some(to)) = (ends.get(gap.from), ends.get(gap.to)) else { continue };
        let track = tracks.iter().find(|(hub, _)| *hub == gap.from).map_or(0, |(_, track)| *track);
        let steps: f64 = (0..track).map(|_| STEP).sum();
        let x = right + 6.0 + steps;
        // Several that end at one row end beside each other.
        let below = f64::from(seen[gap.to]) * 3.0;
        seen[gap.to] = seen[gap.to].saturating_add(1).min(3);
        let to = End { x: to.x, y: to.y + below };
        elbow(svg, gap, *from, to, x);
    }
}

fn elbow(svg: &mut Svg, gap: &Gap, from: End, to: End, x: f64) {
    let (width, dashes) = match gap.strength {
        Strength::Hard => (2.2, "6 3"),
        Strength::Conditional => (1.6, "5 3"),
        Strength::Tension => (1.2, "2 3"),
    };
    let [from_x, from_y, to_x, to_y, turn] = [from.x + 4.0, from.y, to.x + 4.0, to.y, x].map(number);
    svg.group(&gap.tooltip, None);
    let way = format!("M{from_x} {from_y}H{turn}V{to_y}H{to_x}");
    svg.element("path")
        .set("d", &way)
        .hollow()
        .line(Paint::Contradiction, width)
        .set("stroke-dasharray", dashes)
        .alone();
    for end in [from, to] {
        let [x, top, bottom] = [end.x + 4.0, end.y - 4.5, end.y + 4.5].map(number);
        let tee = format!("M{x} {top}V{bottom}");
        svg.element("path").set("d", &tee).hollow().line(Paint::Contradiction, width).alone();
    }
    svg.close();
}
