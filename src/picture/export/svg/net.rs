//! Boxes and lines as SVG: the parts are measured, laid out, and drawn from back to front.

mod boxes;
mod legend;
mod lines;

use super::Options;
use super::metrics::Font;
use super::paint::Paint;
use super::writer::{Element, Frame, Svg};
use crate::picture::diagram::{Diagram, EdgeKind, SideStyle};
use crate::picture::layout::{Flow, Layout, Rect, Size, Sizes, lay_out, lay_out_to_fit};

/// What is said of the whole picture.
const TITLE: Font = Font::bold(15.0);
/// What explains it.
const NOTE: Font = Font::regular(11.0);
/// The titles of lanes.
const LANE: Font = Font::bold(12.0);
/// The headings of columns.
const HEADING: Font = Font::bold(11.0);
/// What is written on lines.
const LABEL: Font = Font::regular(10.0);
/// By how much a contradiction misses.
const GAP: Font = Font::bold(10.5);
/// The room around the picture.
const MARGIN: f64 = 16.0;
/// No text is wider; what is left out stands in the tooltip.
const WIDEST: f64 = 300.0;

/// The diagram as SVG.
pub(super) fn net(diagram: &Diagram, options: &Options) -> String {
    let sizes = sizes(diagram);
    let layout = match options.flow {
        Some(flow) => lay_out(diagram, &sizes, flow),
        None => lay_out_to_fit(diagram, &sizes),
    };
    let mut svg = Svg::new(options.prefix.as_deref().unwrap_or("net")).bare(options.bare);
    let natural = (pixels(layout.size.width) + 2.0 * MARGIN).max(480.0);
    let scale = options.width.map_or(1.0, |width| (f64::from(width) / natural).min(1.0));
    if scale < 1.0 {
        svg.element("g").set("transform", &format!("scale({scale:.4})")).opened();
    }
    let top = if options.bare { MARGIN } else { head(&mut svg, diagram, natural) };
    let shift = format!("translate({MARGIN} {top})");
    svg.element("g").set("transform", &shift).opened();
    bands(&mut svg, diagram, &layout);
    lines::lines(&mut svg, diagram, &layout);
    boxes::boxes(&mut svg, diagram, &layout);
    svg.close();
    let below = top + pixels(layout.size.height) + MARGIN;
    let bottom = legend::legend(&mut svg, diagram, below, natural) + MARGIN;
    if scale < 1.0 {
        svg.close();
    }
    let description = format!("{} {}.", diagram.description, diagram.shown);
    let width = options.width.map_or(natural, f64::from);
    let frame = Frame { title: &diagram.title, description: &description, width, height: bottom * scale };
    svg.finish(frame)
}

/// A length of the layout in pixels.
fn pixels(length: i64) -> f64 {
    f64::from(i32::try_from(length).unwrap_or(i32::MAX)) / 10.0
}

/// A length in pixels as one of the layout, rounded up.
fn length(pixels: f64) -> i64 {
    (pixels * 10.0).ceil() as i64
}

fn sizes(diagram: &Diagram) -> Sizes {
    let line = |font: Font, text: &str| Size {
        width: length(font.width(&font.shortened(text, WIDEST))),
        height: length(font.line() + 4.0),
    };
    Sizes {
        nodes: diagram.nodes.iter().map(|(_, node)| boxes::size(node)).collect(),
        labels: diagram.edges.iter().map(lines::label_size).collect(),
        lanes: diagram.lanes.iter().map(|(_, lane)| line(LANE, &lane_title(lane))).collect(),
        columns: diagram.columns.iter().map(|(_, heading)| line(HEADING, heading)).collect(),
    }
}

fn lane_title(lane: &crate::picture::diagram::Lane) -> String {
    match lane.side {
        Some(side) => format!("{} {}", SideStyle::of(side).mark, lane.title),
        None => lane.title.clone(),
    }
}

/// The title, what the picture shows, and how much of the collection; where what follows begins.
fn head(svg: &mut Svg, diagram: &Diagram, width: f64) -> f64 {
    let room = width - 2.0 * MARGIN;
    let mut y = MARGIN;
    let shown = format!("{}. {}", diagram.shown, diagram.description);
    for (font, paint, text, lines) in [(TITLE, Paint::Ink, &diagram.title, 3), (NOTE, Paint::Muted, &shown, 6)] {
        for line in font.wrapped(text, room.min(900.0), lines) {
            y += font.line();
            svg.text((MARGIN, y - 0.3 * font.size), "start", font, paint, &line);
        }
    }
    y + MARGIN
}

/// The lanes with their titles, and the columns with their headings.
fn bands(svg: &mut Svg, diagram: &Diagram, layout: &Layout) {
    for band in &layout.bands {
        let [x, y, width, height] = place(&band.rect);
        plate(svg, [x, y, width, height], 6.0).fill(Paint::Panel).alone();
        let Some(lane) = band.lane else { continue };
        let lane = &diagram.lanes[lane];
        let paint = Paint::Side(lane.side);
        let edge = match layout.flow {
            Flow::Right => [x, y, 4.0, height],
            Flow::Down => [x, y, width, 4.0],
        };
        plate(svg, edge, 2.0).fill(paint).alone();
        let [x, y, ..] = place(&band.title);
        svg.group(&lane.title, None);
        let title = LANE.shortened(&lane_title(lane), WIDEST);
        svg.text((x, y + LANE.size), "start", LANE, paint, &title);
        svg.close();
    }
    let [right, bottom] = [layout.size.width, layout.size.height].map(pixels);
    for (index, (column, rect)) in layout.headings.iter().enumerate() {
        let [x, y, width, height] = place(rect);
        let heading = HEADING.shortened(&diagram.columns[*column], WIDEST);
        svg.text((x, y + HEADING.size), "start", HEADING, Paint::Muted, &heading);
        if index > 0 {
            let path = match layout.flow {
                Flow::Right => format!("M{} {}V{}", x - 9.0, y + height, bottom),
                Flow::Down => format!("M{} {}H{}", x + width, y - 9.0, right),
            };
            svg.element("path").set("d", &path).hollow().line(Paint::Faint, 0.8).alone();
        }
    }
}

fn place(rect: &Rect) -> [f64; 4] {
    [pixels(rect.x), pixels(rect.y), pixels(rect.width), pixels(rect.height)]
}

fn plate(svg: &mut Svg, [x, y, width, height]: [f64; 4], corner: f64) -> Element<'_> {
    svg.element("rect").at("x", x).at("y", y).at("width", width).at("height", height).at("rx", corner)
}

/// Whether it says that claims cannot all be true.
fn is_clash(kind: EdgeKind) -> bool {
    matches!(kind, EdgeKind::Contradiction | EdgeKind::Tension)
}
