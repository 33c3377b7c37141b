//! Forest plots: a group a quantity, a row a claim, an axis for all groups of one unit.

use super::metrics::Font;
use super::paint::Paint;
use super::scale::{GUTTER, Scale};
use super::writer::{Frame, Svg};
use crate::picture::diagram::{Forest, Gap, Group};
use crate::picture::export::Options;

mod cells;
mod gaps;
mod intervals;
mod legend;

use cells::{Cells, LABEL, MIDDLE, SMALL};

/// The usual width.
const WIDTH: u32 = 920;
/// What lies around everything.
const MARGIN: f64 = 16.0;
const TITLE: Font = Font::bold(15.0);
const GROUP: Font = Font::bold(12.0);
/// The axis is written again after so much.
const AXIS_EVERY: f64 = 620.0;
const AXIS: f64 = 20.0;
/// Sources have a column of their own from this width on.
const WIDE: f64 = 800.0;

/// Where a column lies.
#[derive(Debug, Clone, Copy)]
struct Column {
    left: f64,
    width: f64,
}

impl Column {
    fn right(self) -> f64 {
        self.left + self.width
    }
}

/// Where the columns lie.
#[derive(Debug, Clone, Copy)]
struct Columns {
    who: Column,
    /// None where sources stand below the parties.
    source: Option<Column>,
    says: Column,
    plot: Column,
    apart: Column,
}

impl Columns {
    fn new(width: f64, tracks: usize) -> Self {
        let inner = width - 2.0 * MARGIN;
        let beside = 12.0 + (0..tracks).map(|_| gaps::STEP).sum::<f64>();
        let (who, source, says, apart) = if width >= WIDE {
            (inner * 0.19, inner * 0.12, inner * 0.14, inner * 0.16)
        } else {
            (inner * 0.26, 0.0, inner * 0.18, inner * 0.19)
        };
        let who = Column { left: MARGIN + 16.0, width: who - 16.0 };
        let source = (source > 0.0).then_some(Column { left: who.right() + 10.0, width: source - 10.0 });
        let says = Column { left: source.unwrap_or(who).right() + 8.0, width: says - 8.0 };
        let apart = Column { left: width - MARGIN - apart, width: apart };
        let left = says.right() + 14.0;
        Columns { who, source, says, plot: Column { left, width: apart.left - beside - left }, apart }
    }
}

/// The plot in SVG.
pub(super) fn draw(forest: &Forest, options: &Options) -> String {
    let width = f64::from(options.width.unwrap_or(WIDTH));
    let tracks = forest.groups.iter().flat_map(gaps::tracks).map(|(_, track)| track + 1).max().unwrap_or(0);
    let columns = Columns::new(width, tracks);
    let mut svg = Svg::new(options.prefix.as_deref().unwrap_or("gs")).bare(options.bare);
    let mut y = head(&mut svg, forest, options, width);
    if forest.groups.is_empty() {
        svg.text((MARGIN, y + LABEL.size), "start", LABEL, Paint::Muted, "No claims are apart here.");
        y += LABEL.line();
    }
    let sections = sections(&forest.groups);
    let axis = |section: &Vec<&Group>| Scale::new(section.iter().copied(), 0.0, width);
    let logarithmic = sections.iter().map(axis).find(Scale::is_logarithmic);
    for section in sections {
        y = draw_section(&mut svg, &columns, &section, width, y);
    }
    let axis = logarithmic.map(|scale| if scale.zero.is_some() { legend::Axis::WithZero } else { legend::Axis::Plain });
    y = legend::write(&mut svg, forest, axis, (MARGIN, y + 10.0), width - 2.0 * MARGIN);
    let height = y + MARGIN;
    svg.finish(Frame { title: &forest.title, description: &forest.description, width, height })
}

/// The title, how much is shown, what is left out; the height where that ends.
fn head(svg: &mut Svg, forest: &Forest, options: &Options, width: f64) -> f64 {
    let mut y = MARGIN;
    let inner = width - 2.0 * MARGIN;
    let mut told = forest.notes.clone();
    if !options.bare {
        for line in TITLE.wrapped(&forest.title, inner, 3) {
            svg.text((MARGIN, y + TITLE.size), "start", TITLE, Paint::Ink, &line);
            y += TITLE.line();
        }
        told.insert(0, format!("{}.", forest.shown));
    }
    if told.is_empty() {
        return y;
    }
    for line in SMALL.wrapped(&told.join(" "), inner, 3) {
        svg.text((MARGIN, y + SMALL.size), "start", SMALL, Paint::Muted, &line);
        y += SMALL.line();
    }
    y + 8.0
}

/// Groups that share an axis, in the order in which they come.
fn sections(groups: &[Group]) -> Vec<Vec<&Group>> {
    let mut sections: Vec<Vec<&Group>> = Vec::new();
    for group in groups {
        let same = |section: &&mut Vec<&Group>| section[0].unit == group.unit && section[0].dates == group.dates;
        match sections.iter_mut().find(same) {
            Some(section) => section.push(group),
            None => sections.push(vec![group]),
        }
    }
    sections
}

fn draw_section(svg: &mut Svg, columns: &Columns, groups: &[&Group], width: f64, top: f64) -> f64 {
    let scale = Scale::new(groups.iter().copied(), columns.plot.left, columns.plot.right());
    let mut y = top;
    let mut axis_at = f64::NEG_INFINITY;
    for group in groups {
        if y - axis_at > AXIS_EVERY {
            y += 4.0;
            axis(svg, columns, &scale, y);
            axis_at = y;
            y += AXIS;
        }
        y = draw_group(svg, columns, &scale, group, width, y);
    }
    // Its ticks end at the last row, where a reader of a long chart looks for them.
    let labels = axis_labels(svg, &scale, y);
    y + if labels { AXIS } else { 0.0 }
}

/// The headings of the columns and the numbers of the axis.
fn axis(svg: &mut Svg, columns: &Columns, scale: &Scale, top: f64) {
    let baseline = top + SMALL.size;
    let mut heading = |x: f64, anchor: &str, text: &str| svg.text((x, baseline), anchor, SMALL, Paint::Muted, text);
    heading(columns.who.left, "start", "who");
    if let Some(source) = columns.source {
        heading(source.left, "start", "source");
    }
    heading(columns.says.right(), "end", "says");
    heading(columns.apart.left, "start", "apart");
    axis_labels(svg, scale, top);
}

fn axis_labels(svg: &mut Svg, scale: &Scale, top: f64) -> bool {
    let baseline = top + SMALL.size;
    if let Some(zero) = scale.zero {
        svg.text((zero, baseline), "middle", SMALL, Paint::Muted, "0");
    }
    let ticks = scale.ticks(SMALL);
    for tick in &ticks {
        svg.text((tick.x, baseline), "middle", SMALL, Paint::Muted, &tick.label);
    }
    !ticks.is_empty() || scale.zero.is_some()
}

fn draw_group(svg: &mut Svg, columns: &Columns, scale: &Scale, group: &Group, width: f64, top: f64) -> f64 {
    let mut y = top + 6.0;
    let rule = svg.element("line").at("x1", MARGIN).at("y1", y).at("x2", width - MARGIN).at("y2", y);
    rule.line(Paint::Faint, 1.0).alone();
    y += 4.0;
    let unit = group.unit.as_deref().map(|unit| format!(" · {unit}")).unwrap_or_default();
    svg.group(&group.title, None);
    for line in GROUP.wrapped(&format!("{}{unit}", group.title), width - 2.0 * MARGIN, 2) {
        svg.text((MARGIN, y + GROUP.size), "start", GROUP, Paint::Ink, &line);
        y += GROUP.line();
    }
    svg.close();
    y += 3.0;
    let cells: Vec<Cells> = group
        .rows
        .iter()
        .enumerate()
        .map(|(at, row)| {
            let gaps: Vec<&Gap> = group.gaps.iter().filter(|gap| gap.to == at).collect();
            Cells::new(columns, row, &gaps)
        })
        .collect();
    let heights: Vec<f64> = cells.iter().map(|cells| cells.height).collect();
    ground(svg, scale, &heights, width, y);
    let mut ends = Vec::new();
    for (row, cells) in group.rows.iter().zip(&cells) {
        svg.group(&row.tooltip, row.link.as_ref());
        cells.write(svg, columns, row, y);
        let middle = y + MIDDLE;
        let x = intervals::draw(svg, scale, row, middle);
        // A line beside that of an interval without an upper end, not on it.
        let below = if row.bounds.high.is_none() && row.bounds.low.is_some() { 8.0 } else { 0.0 };
        ends.push(gaps::End { x, y: middle + below });
        svg.close();
        y += cells.height;
    }
    gaps::draw(svg, group, &ends, columns.plot.right());
    y
}

/// What lies behind the rows: every other one on a panel, the lines of the axis, the gutter.
fn ground(svg: &mut Svg, scale: &Scale, heights: &[f64], width: f64, top: f64) {
    let mut y = top;
    for (at, height) in heights.iter().enumerate() {
        if at % 2 == 0 {
            let panel = svg.element("rect").at("x", MARGIN).at("y", y).at("width", width - 2.0 * MARGIN);
            panel.at("height", *height).fill(Paint::Panel).alone();
        }
        y += height;
    }
    let upright = |svg: &mut Svg, x: f64, dashes: Option<&str>| {
        let line = svg.element("line").at("x1", x).at("y1", top).at("x2", x).at("y2", y).line(Paint::Faint, 1.0);
        match dashes {
            Some(dashes) => line.set("stroke-dasharray", dashes).alone(),
            None => line.alone(),
        }
    };
    for tick in scale.ticks(SMALL) {
        upright(svg, tick.x, None);
    }
    if let Some(zero) = scale.zero {
        for edge in [zero - GUTTER / 2.0, zero + GUTTER / 2.0] {
            upright(svg, edge, Some("2 3"));
        }
    }
}
