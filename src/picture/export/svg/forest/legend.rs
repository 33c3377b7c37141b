//! What the marks and lines of a forest plot mean.

use super::super::marks::{arrowhead, mark};
use super::super::metrics::Font;
use super::super::paint::Paint;
use super::super::writer::Svg;
use super::cells::SMALL;
use super::gaps;
use crate::model::SideId;
use crate::picture::diagram::{Forest, Row, RowKind};
use crate::reason::finding::Strength;

/// From one entry's text to the next one's mark.
const BETWEEN: f64 = 18.0;
/// The room for a mark.
const MARK: f64 = 26.0;
const LINE: f64 = 18.0;
const FONT: Font = SMALL;

#[derive(Debug, Clone, PartialEq)]
enum Sign {
    Side(Option<SideId>),
    Exact,
    Hollow,
    Range,
    Arrow,
    Computed,
    Bar,
    Gap(Strength),
    Axis,
}

/// A logarithmic axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Axis {
    /// With zero beside it.
    WithZero,
    /// Without zero.
    Plain,
}

/// Writes the legend below a height and within a width; the height where it ends.
pub(super) fn write(svg: &mut Svg, forest: &Forest, axis: Option<Axis>, (left, top): (f64, f64), width: f64) -> f64 {
    let mut x = left;
    let mut y = top + LINE / 2.0;
    for (sign, text) in entries(forest, axis) {
        let text = FONT.shortened(&text, width - MARK);
        let needs = MARK + FONT.width(&text);
        if x > left && x + needs > left + width {
            x = left;
            y += LINE;
        }
        draw(svg, &sign, (x + MARK / 2.0 - 3.0, y));
        svg.text((x + MARK, y + 3.8), "start", FONT, Paint::Muted, &text);
        x += needs + BETWEEN;
    }
    y + LINE / 2.0
}

/// What there is in this picture and what it means.
fn entries(forest: &Forest, axis: Option<Axis>) -> Vec<(Sign, String)> {
    let rows = || forest.groups.iter().flat_map(|group| &group.rows);
    let mut sides: Vec<(Option<SideId>, &str)> = rows().map(|row| (row.side, row.side_name.as_str())).collect();
    // What several sides' claims leave room for belongs to none of them.
    let of_several = rows().any(|row| row.kind == RowKind::Computed && row.side.is_none());
    let neither = if of_several { "no side, or several" } else { "no side" };
    sides.sort_by_key(|(side, _)| (side.is_none(), *side));
    sides.dedup();
    let mut entries: Vec<(Sign, String)> = sides
        .into_iter()
        .map(|(side, name)| (Sign::Side(side), if side.is_some() { name } else { neither }.to_owned()))
        .collect();
    let mut when = |there: bool, sign: Sign, text: &str| {
        if there {
            entries.push((sign, text.to_owned()));
        }
    };
    let claims = || rows().filter(|row| row.kind != RowKind::Implied);
    when(claims().any(Row::is_exact), Sign::Exact, "filled: one number");
    when(claims().any(|row| !row.is_exact()), Sign::Hollow, "hollow: hedged, open or computed");
    let ranged =
        claims().any(|row| row.bounds.single().is_none() && row.bounds.low.is_some() && row.bounds.high.is_some());
    when(ranged, Sign::Range, "the range that the words allow");
    let open = rows().any(|row| row.bounds.low.is_none() || row.bounds.high.is_none());
    when(open, Sign::Arrow, "at most, at least");
    let computed = rows().any(|row| row.kind == RowKind::Computed && row.bounds.single().is_none());
    when(computed, Sign::Computed, "computed: what other claims leave room for");
    let bars = rows().any(|row| row.kind == RowKind::Implied);
    when(bars, Sign::Bar, "what all claims of a side come to");
    let gap = |wanted: &dyn Fn(Strength) -> bool| {
        forest.groups.iter().flat_map(|group| &group.gaps).map(|gap| gap.strength).filter(|found| wanted(*found)).min()
    };
    if let Some(strength) = gap(&|strength| strength != Strength::Tension) {
        when(true, Sign::Gap(strength), "cannot both be true: ratio (gap)");
    }
    if let Some(tension) = gap(&|strength| strength == Strength::Tension) {
        when(true, Sign::Gap(tension), "tension: agree only once hedges are granted");
    }
    when(axis == Some(Axis::WithZero), Sign::Axis, "logarithmic axis; zero stands apart");
    when(axis == Some(Axis::Plain), Sign::Axis, "logarithmic axis");
    entries
}

fn draw(svg: &mut Svg, sign: &Sign, (x, y): (f64, f64)) {
    let level = |svg: &mut Svg, paint: Paint, width: f64, dashes: &str| {
        let line = svg.element("line").at("x1", x - 9.0).at("y1", y).at("x2", x + 9.0).at("y2", y).line(paint, width);
        if dashes.is_empty() { line.alone() } else { line.set("stroke-dasharray", dashes).alone() }
    };
    match sign {
        Sign::Side(side) => mark(svg, *side, (x, y), 4.2, true),
        Sign::Exact => svg.element("circle").at("cx", x).at("cy", y).at("r", 4.0).fill(Paint::Ink).alone(),
        Sign::Hollow => {
            let ring = svg.element("circle").at("cx", x).at("cy", y).at("r", 4.0);
            ring.fill(Paint::Ground).line(Paint::Ink, 1.6).alone();
        }
        Sign::Range => {
            level(svg, Paint::Ink, 1.4, "");
            for end in [x - 9.0, x + 9.0] {
                let cap = svg.element("line").at("x1", end).at("y1", y - 3.5).at("x2", end).at("y2", y + 3.5);
                cap.line(Paint::Ink, 1.4).alone();
            }
        }
        Sign::Arrow => {
            level(svg, Paint::Ink, 1.4, "");
            arrowhead(svg, Paint::Ink, (x + 10.0, y), true);
        }
        Sign::Bar => {
            let bar = svg.element("rect").at("x", x - 9.0).at("y", y - 2.0).at("width", 18.0).at("height", 4.0);
            bar.fill(Paint::Muted).alone();
        }
        Sign::Computed => {
            level(svg, Paint::Ink, 1.4, "3 2");
            arrowhead(svg, Paint::Ink, (x + 10.0, y), true);
        }
        Sign::Gap(strength) => level(svg, Paint::Contradiction, gaps::width(*strength), gaps::dashes(*strength)),
        Sign::Axis => {
            level(svg, Paint::Muted, 1.0, "");
            // Some of the steps from 1 to 10.
            for at in [0.0, 5.4, 8.6, 12.6, 15.2, 18.0] {
                let [x, end] = [x - 9.0 + at, y - 4.0];
                let tick = svg.element("line").at("x1", x).at("y1", y).at("x2", x).at("y2", end);
                tick.line(Paint::Muted, 0.8).alone();
            }
        }
    }
}
