//! Balances: below the whole its parts, each beginning where the last one ended, and hatched what is left.

use super::marks::mark;
use super::metrics::Font;
use super::paint::Paint;
use super::scale::Scale;
use super::writer::{Frame, Svg};
use crate::base::number::Number;
use crate::model::SideId;
use crate::picture::diagram::{Account, Balance, Part, PartKind, Stack};
use crate::picture::export::Options;

/// The usual width.
const WIDTH: u32 = 920;
const MARGIN: f64 = 16.0;
const TITLE: Font = Font::bold(15.0);
const HEAD: Font = Font::bold(12.0);
const LABEL: Font = Font::regular(12.0);
const SMALL: Font = Font::regular(10.5);
/// What lies above and below the text of a line.
const PADDING: f64 = 3.0;
const AXIS: f64 = 20.0;
/// Sources have a column of their own from this width on.
const WIDE: f64 = 800.0;

/// Where the columns lie: left edges and widths.
#[derive(Debug, Clone, Copy)]
struct Columns {
    name: (f64, f64),
    /// None where sources stand below the names.
    source: Option<(f64, f64)>,
    says: (f64, f64),
    plot: (f64, f64),
}

impl Columns {
    fn new(width: f64) -> Self {
        let inner = width - 2.0 * MARGIN;
        let (name, source, says) =
            if width >= WIDE { (inner * 0.27, inner * 0.13, inner * 0.16) } else { (inner * 0.33, 0.0, inner * 0.2) };
        let name = (MARGIN + 6.0, name - 6.0);
        let after_name = name.0 + name.1;
        let source = (source > 0.0).then_some((after_name + 10.0, source - 10.0));
        let says_left = source.map_or(after_name, |(left, width)| left + width) + 8.0;
        let says = (says_left, says - 8.0);
        let left = says.0 + says.1 + 14.0;
        Columns { name, source, says, plot: (left, width - MARGIN - left) }
    }
}

/// The balances in SVG.
pub(super) fn draw(balance: &Balance, options: &Options) -> String {
    let width = f64::from(options.width.unwrap_or(WIDTH));
    let columns = Columns::new(width);
    let mut svg = Svg::new(options.prefix.as_deref().unwrap_or("gs")).bare(options.bare);
    hatches(&mut svg, balance);
    let mut y = MARGIN;
    let inner = width - 2.0 * MARGIN;
    let mut told = balance.notes.clone();
    if !options.bare {
        y = lines(&mut svg, (MARGIN, y), "start", TITLE, Paint::Ink, &TITLE.wrapped(&balance.title, inner, 3));
        told.insert(0, format!("{}.", balance.shown));
    }
    y = lines(&mut svg, (MARGIN, y), "start", SMALL, Paint::Muted, &SMALL.wrapped(&told.join(" "), inner, 3)) + 8.0;
    if balance.accounts.is_empty() {
        let empty = LABEL.wrapped(&balance.description, inner, 3);
        y = lines(&mut svg, (MARGIN, y), "start", LABEL, Paint::Muted, &empty);
    }
    for account in &balance.accounts {
        y = draw_account(&mut svg, &columns, account, width, y);
    }
    let height = legend(&mut svg, balance, y + 8.0, width) + MARGIN;
    svg.finish(Frame { title: &balance.title, description: &balance.description, width, height })
}

fn draw_account(svg: &mut Svg, columns: &Columns, account: &Account, width: f64, top: f64) -> f64 {
    let inner = width - 2.0 * MARGIN;
    let mut y = top + 4.0;
    let rule = svg.element("line").at("x1", MARGIN).at("y1", y).at("x2", width - MARGIN).at("y2", y);
    rule.line(Paint::Faint, 1.0).alone();
    y += 5.0;
    let unit = account.unit.as_deref().map(|unit| format!(" · {unit}")).unwrap_or_default();
    svg.group(&account.equation, None);
    let equation = HEAD.wrapped(&format!("{}{unit}", account.equation), inner, 3);
    y = lines(svg, (MARGIN, y), "start", HEAD, Paint::Ink, &equation);
    svg.close();
    let says = SMALL.wrapped(&format!("{}: {}", account.rule, account.says), inner, 2);
    y = lines(svg, (MARGIN, y), "start", SMALL, Paint::Muted, &says) + 4.0;
    let parts = || account.stacks.iter().flat_map(|stack| &stack.parts);
    let reach = |part: &Part| {
        let most = part.bounds.high.as_ref().map(|high| high.value.clone()).filter(|high| *high > part.size);
        &part.from + &most.unwrap_or_else(|| part.size.clone())
    };
    let ends: Vec<Number> = parts().map(reach).collect();
    let (left, across) = columns.plot;
    let scale = Scale::from_zero(ends.iter(), left, left + across - 8.0);
    for tick in scale.ticks(SMALL) {
        svg.text((tick.x, y + SMALL.size), "middle", SMALL, Paint::Muted, &tick.label);
    }
    y += AXIS;
    for stack in &account.stacks {
        y = draw_stack(svg, columns, &scale, stack, width, y);
    }
    y
}

fn draw_stack(svg: &mut Svg, columns: &Columns, scale: &Scale, stack: &Stack, width: f64, top: f64) -> f64 {
    let mut y = top + 2.0;
    let side = if stack.side_name.is_empty() { String::new() } else { format!(" ({})", stack.side_name) };
    let when = if stack.when.is_empty() { String::new() } else { format!(", {}", stack.when) };
    let heading = HEAD.shortened(&format!("{}{side}{when}", stack.party), width - 2.0 * MARGIN - 16.0);
    mark(svg, stack.side, (MARGIN + 5.0, y + 8.5), 3.8, true);
    y = lines(svg, (MARGIN + 16.0, y), "start", HEAD, Paint::Ink, &[heading]) + 2.0;
    let cells: Vec<Cells> = stack.parts.iter().map(|part| Cells::new(columns, part)).collect();
    let height: f64 = cells.iter().map(|cells| cells.height).sum();
    let panel = svg.element("rect").at("x", MARGIN).at("y", y).at("width", width - 2.0 * MARGIN);
    panel.at("height", height).fill(Paint::Panel).alone();
    for tick in scale.ticks(SMALL) {
        let line = svg.element("line").at("x1", tick.x).at("y1", y).at("x2", tick.x).at("y2", y + height);
        line.line(Paint::Faint, 1.0).alone();
    }
    for (part, cells) in stack.parts.iter().zip(&cells) {
        svg.group(&part.tooltip, part.link.as_ref());
        cells.write(svg, columns, part, y);
        bar(svg, scale, stack.side, part, y);
        svg.close();
        y += cells.height;
    }
    y + 6.0
}

/// A line's text, broken into the lines of its columns.
struct Cells {
    name: Vec<String>,
    more: Vec<String>,
    source: Vec<String>,
    says: Vec<String>,
    height: f64,
}

impl Cells {
    fn new(columns: &Columns, part: &Part) -> Self {
        let wrapped = |font: Font, text: &str, width: f64, most: usize| -> Vec<String> {
            if text.is_empty() { Vec::new() } else { font.wrapped(text, width, most) }
        };
        let indent = if part.kind == PartKind::Whole { 0.0 } else { 12.0 };
        let name = wrapped(LABEL, &part.name, columns.name.1 - indent, 3);
        let more = wrapped(SMALL, &part.more, columns.name.1 - indent, 2);
        let source =
            wrapped(SMALL, &part.source, columns.source.map_or(columns.name.1 - indent, |(_, width)| width), 2);
        let says = wrapped(LABEL, &part.says, columns.says.1, 3);
        let high = |large: &[String], small: &[&[String]]| -> f64 {
            large.iter().map(|_| LABEL.line()).sum::<f64>()
                + small.iter().flat_map(|lines| lines.iter()).map(|_| SMALL.line()).sum::<f64>()
        };
        let below: &[&[String]] = if columns.source.is_some() { &[&more] } else { &[&more, &source] };
        let heights = [high(&name, below), high(&says, &[]), high(&[], &[&source])];
        let height = heights.into_iter().fold(LABEL.line(), f64::max) + 2.0 * PADDING;
        Cells { name, more, source, says, height }
    }

    fn write(&self, svg: &mut Svg, columns: &Columns, part: &Part, top: f64) {
        let first = top + PADDING;
        let left = columns.name.0 + if part.kind == PartKind::Whole { 0.0 } else { 12.0 };
        let paint = if part.kind == PartKind::Excess { Paint::Contradiction } else { Paint::Ink };
        let mut y = lines(svg, (left, first), "start", LABEL, paint, &self.name);
        y = lines(svg, (left, y), "start", SMALL, Paint::Muted, &self.more);
        match columns.source {
            Some((left, _)) => lines(svg, (left, first + 1.0), "start", SMALL, Paint::Muted, &self.source),
            None => lines(svg, (left, y), "start", SMALL, Paint::Muted, &self.source),
        };
        let right = columns.says.0 + columns.says.1;
        lines(svg, (right, first), "end", LABEL, paint, &self.says);
    }
}

/// How much a line comes to, from where the lines before it ended.
fn bar(svg: &mut Svg, scale: &Scale, side: Option<SideId>, part: &Part, top: f64) {
    let place = |number: &Number| scale.place(number);
    let end = &part.from + &part.size;
    let (from, to) = (place(&part.from), place(&end));
    let y = top + PADDING + 2.5;
    // What is there, however small, is to be seen.
    let width = if part.size.is_zero() { 0.0 } else { (to - from).max(1.5) };
    let rect = |svg: &mut Svg, paint: Paint, hatched: bool| {
        let fill = format!("url(#{})", svg.id(&hatch_name(paint)));
        let rect = svg.element("rect").at("x", from).at("y", y).at("width", width).at("height", 11.0);
        if hatched {
            rect.set("fill", &fill).line(paint, 1.0).set("stroke-dasharray", "3 2").alone();
        } else {
            rect.fill(paint).alone();
        }
    };
    match part.kind {
        PartKind::Whole | PartKind::Part => rect(svg, Paint::Side(side), false),
        PartKind::Open => rect(svg, Paint::Muted, true),
        PartKind::Excess => rect(svg, Paint::Contradiction, true),
    }
    let bounds = (&part.bounds.low, &part.bounds.high);
    if let (Some(low), Some(high)) = bounds
        && low.value != high.value
    {
        let whisker = [&low.value, &high.value].map(|end| place(&(&part.from + end)));
        let level = svg.element("line").at("x1", whisker[0]).at("y1", y + 5.5).at("x2", whisker[1]).at("y2", y + 5.5);
        level.line(Paint::Ink, 1.0).alone();
        for x in whisker {
            let cap = svg.element("line").at("x1", x).at("y1", y + 2.5).at("x2", x).at("y2", y + 8.5);
            cap.line(Paint::Ink, 1.0).alone();
        }
    }
    if part.kind != PartKind::Whole {
        // From the end of the line before, down to this one.
        let down = svg.element("line").at("x1", from).at("y1", top - 1.0).at("x2", from).at("y2", y);
        down.line(Paint::Muted, 0.8).alone();
    }
}

fn hatch_name(paint: Paint) -> String {
    format!("hatch-{}", &paint.colours()[0][1..])
}

/// The patterns of what is computed.
fn hatches(svg: &mut Svg, balance: &Balance) {
    let kinds = [(PartKind::Open, Paint::Muted), (PartKind::Excess, Paint::Contradiction)];
    for (kind, paint) in kinds {
        if !balance
            .accounts
            .iter()
            .flat_map(|account| &account.stacks)
            .flat_map(|stack| &stack.parts)
            .any(|part| part.kind == kind)
        {
            continue;
        }
        let id = svg.id(&hatch_name(paint));
        svg.element("defs").opened();
        let pattern = svg.element("pattern").set("id", &id).set("patternUnits", "userSpaceOnUse");
        pattern.at("width", 6.0).at("height", 6.0).opened();
        svg.element("path").set("d", "M-1 1L1 -1M0 6L6 0M5 7L7 5").hollow().line(paint, 1.1).alone();
        svg.close();
        svg.close();
    }
}

/// Writes lines under one another; where the next would begin.
fn lines(svg: &mut Svg, (x, mut y): (f64, f64), anchor: &str, font: Font, paint: Paint, lines: &[String]) -> f64 {
    for line in lines {
        svg.text((x, y + font.size), anchor, font, paint, line);
        y += font.line();
    }
    y
}

/// What the bars mean.
fn legend(svg: &mut Svg, balance: &Balance, top: f64, width: f64) -> f64 {
    let parts = || balance.accounts.iter().flat_map(|account| &account.stacks).flat_map(|stack| &stack.parts);
    let mut entries: Vec<(Paint, bool, &str)> = Vec::new();
    if parts().next().is_some() {
        entries.push((Paint::Ink, false, "claimed; each part begins where the one before it ends"));
    }
    if parts().any(|part| part.kind == PartKind::Open) {
        entries.push((Paint::Muted, true, "computed: what the parts leave of the whole; nobody claims it"));
    }
    if parts().any(|part| part.kind == PartKind::Excess) {
        entries.push((Paint::Contradiction, true, "computed: by how much the parts exceed the whole"));
    }
    let (mut x, mut y) = (MARGIN, top);
    for (paint, hatched, text) in entries {
        let text = SMALL.shortened(text, width - 2.0 * MARGIN - 28.0);
        let needs = 28.0 + SMALL.width(&text);
        if x > MARGIN && x + needs > width - MARGIN {
            x = MARGIN;
            y += 17.0;
        }
        let fill = format!("url(#{})", svg.id(&hatch_name(paint)));
        let rect = svg.element("rect").at("x", x).at("y", y + 2.0).at("width", 20.0).at("height", 9.0);
        if hatched {
            rect.set("fill", &fill).line(paint, 1.0).set("stroke-dasharray", "3 2").alone();
        } else {
            rect.fill(paint).alone();
        }
        svg.text((x + 28.0, y + 10.5), "start", SMALL, Paint::Muted, &text);
        x += needs + 18.0;
    }
    y + 17.0
}
