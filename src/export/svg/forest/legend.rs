//! What the marks and lines of a forest plot mean.

use super::super::marks::{arrowhead, mark};
use super::super::metrics::Font;
use super::super::paint::Paint;
use super::super::writer::Svg;
use super::cells::SMALL;
use crate::diagram::{Forest, RowKind};
use crate::finding::Strength;
use crate::model::SideId;

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
    Bar,
    Gap,
}

/// Writes the legend below a height and within a width; the height where it ends.
pub(super) fn write(svg: &mut Svg, forest: &Forest, (left, top): (f64, f64), width: f64) -> f64 {
    let mut x = left;
    let mut y = top + LINE / 2.0;
    for (sign, text) in entries(forest) {
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
fn entries(forest: &Forest) -> Vec<(Sign, String)> {
    let rows = || forest.groups.iter().flat_map(|group| &group.rows);
    let mut sides: Vec<(Option<SideId>, &str)> = rows()
        .filter(|row| row.kind != RowKind::Computed || row.side.is_some())
        .map(|row| (row.side, row.side_name.as_str()))
        .collect();
    sides.sort_by_key(|(side, _)| (side.is_none(), *side));
    sides.dedup();
    let mut entries: Vec<(Sign, String)> = sides
        .into_iter()
        .map(|(side, name)| (Sign::Side(side), if side.is_some() { name.to_owned() } else { "no side".to_owned() }))
        .collect();
    let mut when = |there: bool, sign: Sign, text: &str| {
        if there {
            entries.push((sign, text.to_owned()));
        }
    };
    let claims = || rows().filter(|row| row.kind != RowKind::Implied);
    when(claims().any(|row| row.is_exact()), Sign::Exact, "filled: one number");
    when(claims().any(|row| !row.is_exact()), Sign::Hollow, "hollow: hedged, open or computed");
    let ranged =
        claims().any(|row| row.bounds.single().is_none() && row.bounds.low.is_some() && row.bounds.high.is_some());
    when(ranged, Sign::Range, "the range that the words allow");
    let open = rows().any(|row| row.bounds.low.is_none() || row.bounds.high.is_none());
    when(open, Sign::Arrow, "at most, at least");
    let bars = rows().any(|row| row.kind == RowKind::Implied);
    when(bars, Sign::Bar, "what all claims of a side come to");
    let mut gaps = forest.groups.iter().flat_map(|group| &group.gaps).peekable();
    let tensions = gaps.peek().is_some() && gaps.all(|gap| gap.strength == Strength::Tension);
    let meaning =
        if tensions { "agree only once hedges are granted: ratio (gap)" } else { "cannot both be true: ratio (gap)" };
    when(forest.groups.iter().any(|group| !group.gaps.is_empty()), Sign::Gap, meaning);
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
        Sign::Gap => level(svg, Paint::Contradiction, 2.0, "5 3"),
    }
}
