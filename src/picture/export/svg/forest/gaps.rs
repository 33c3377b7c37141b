//! What cannot both be true: a dashed line from one row to the other, around to the right.

use super::super::paint::Paint;
use super::super::writer::{Svg, number};
use crate::picture::diagram::{Gap, Group};
use crate::reason::finding::Strength;

/// How far the lines of different rows lie from each other.
pub(super) const STEP: f64 = 8.0;
/// How far to the right of a row's end its line begins.
pub(super) const BESIDE: f64 = 4.0;
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
///
/// Gaps that begin at one row share its line and the way down.
pub(super) fn draw(svg: &mut Svg, group: &Group, ends: &[End], right: f64) {
    let mut seen = vec![0_u8; ends.len()];
    let ending = |row: usize| group.gaps.iter().filter(|gap| gap.to == row).map(|_| 3.0).sum::<f64>().min(9.0);
    for (hub, track) in tracks(group) {
        let steps: f64 = (0..track).map(|_| STEP).sum();
        let turn = right + 6.0 + steps;
        let own: Vec<&Gap> = group.gaps.iter().filter(|gap| gap.from == hub).collect();
        let (Some(from), Some(strongest)) = (ends.get(hub), own.iter().map(|gap| gap.strength).min()) else { continue };
        // Several gaps that end at one row end beside each other.
        let branches: Vec<(&Gap, End)> = own
            .iter()
            .map(|gap| {
                let end = ends[gap.to];
                let below = f64::from(seen[gap.to]) * 3.0;
                seen[gap.to] = seen[gap.to].saturating_add(1).min(3);
                (*gap, End { x: end.x, y: end.y + below })
            })
            .collect();
        // What begins at a row lies below what ends at it.
        let from = End { x: from.x, y: from.y + ending(hub) };
        let lowest = branches.iter().map(|(_, end)| end.y).fold(from.y, f64::max);
        trunk(svg, from, (turn, lowest), strongest);
        for (gap, end) in branches {
            svg.group(&gap.tooltip, None);
            dashed(svg, &format!("M{} {}H{}", number(turn), number(end.y), number(end.x + BESIDE)), gap.strength);
            tee(svg, end, gap.strength);
            svg.close();
        }
    }
}

fn trunk(svg: &mut Svg, from: End, (turn, lowest): (f64, f64), strength: Strength) {
    let way = [from.x + BESIDE, from.y, turn, lowest].map(number);
    dashed(svg, &format!("M{} {}H{}V{}", way[0], way[1], way[2], way[3]), strength);
    tee(svg, from, strength);
}

fn dashed(svg: &mut Svg, way: &str, strength: Strength) {
    let line = svg.element("path").set("d", way).hollow().line(Paint::Contradiction, width(strength));
    line.set("stroke-dasharray", dashes(strength)).alone();
}

fn tee(svg: &mut Svg, end: End, strength: Strength) {
    let [x, top, bottom] = [end.x + BESIDE, end.y - 4.5, end.y + 4.5].map(number);
    let bar = svg.element("path").set("d", &format!("M{x} {top}V{bottom}")).hollow();
    bar.line(Paint::Contradiction, width(strength)).alone();
}

/// The dashes of a line.
pub(super) fn dashes(strength: Strength) -> &'static str {
    match strength {
        Strength::Hard => "6 3",
        Strength::Conditional => "5 3",
        Strength::Tension => "2 3",
    }
}

/// How thick a line is.
pub(super) fn width(strength: Strength) -> f64 {
    match strength {
        Strength::Hard => 2.2,
        Strength::Conditional => 1.6,
        Strength::Tension => 1.2,
    }
}
