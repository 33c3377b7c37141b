//! A contradiction as a poster: two bars on one axis from zero, and red what the one has too many.

use super::metrics::Font;
use super::paint::Paint;
use super::scale::Scale;
use super::writer::{Frame, Svg};
use crate::picture::diagram::{Bar, Sums};
use crate::picture::export::Options;

/// The usual width.
const WIDTH: u32 = 860;
const MARGIN: f64 = 16.0;
const TITLE: Font = Font::bold(18.0);
const HEAD: Font = Font::bold(13.0);
const LABEL: Font = Font::regular(12.0);
const IN_BAR: Font = Font::bold(12.0);
const SMALL: Font = Font::regular(11.0);
const HIGH: f64 = 34.0;
/// From this width on, who says it stands at the left of the bar.
const WIDE: f64 = 640.0;
/// How wide that column is.
const WHO: f64 = 176.0;

/// The poster in SVG.
pub(super) fn draw(sums: &Sums, options: &Options) -> String {
    let width = f64::from(options.width.unwrap_or(WIDTH));
    let inner = width - 2.0 * MARGIN;
    let mut svg = Svg::new(options.prefix.as_deref().unwrap_or("gs")).bare(options.bare);
    let mut y = MARGIN;
    y = lines(&mut svg, (MARGIN, y), TITLE, Paint::Ink, &TITLE.wrapped(&sums.title, inner, 4)) + 4.0;
    y = lines(&mut svg, (MARGIN, y), LABEL, Paint::Muted, &LABEL.wrapped(&sums.subtitle, inner, 4)) + 10.0;
    let left = if width >= WIDE { MARGIN + WHO + 14.0 } else { MARGIN };
    let totals = sums.bars.iter().map(|bar| &bar.total);
    let scale = Scale::from_zero(totals, left, width - MARGIN);
    let room = scale.place(&sums.bars[0].total);
    let mut top = y;
    for (at, bar) in sums.bars.iter().enumerate() {
        let excess = (at == 1).then_some(room);
        let (from, to) = draw_bar(&mut svg, &scale, bar, excess, left, (width, y));
        if at == 0 {
            top = from;
        } else {
            limit(&mut svg, room, (top - 6.0, from + HIGH + 6.0));
        }
        y = to + 12.0;
    }
    y = axis(&mut svg, &scale, y) + 8.0;
    let excess = format!("{} too many", sums.excess);
    y = lines(&mut svg, (left, y), HEAD, Paint::Contradiction, &HEAD.wrapped(&excess, width - MARGIN - left, 2)) + 10.0;
    let mut notes = sums.notes.clone();
    if !options.bare {
        notes.push(format!("{}.", sums.shown));
    }
    for note in &notes {
        y = lines(&mut svg, (MARGIN, y), SMALL, Paint::Muted, &SMALL.wrapped(note, inner, 4));
    }
    svg.finish(Frame { title: &sums.title, description: &sums.description, width, height: y + MARGIN })
}

/// Who says it, the bar, and what it is made of; where the bar begins, and where all ends.
fn draw_bar(
    svg: &mut Svg,
    scale: &Scale,
    bar: &Bar,
    excess: Option<f64>,
    left: f64,
    (width, top): (f64, f64),
) -> (f64, f64) {
    let paint = Paint::Side(bar.side);
    let is_wide = left > MARGIN;
    let who_width = if is_wide { WHO } else { width - 2.0 * MARGIN };
    let who = HEAD.wrapped(&bar.who, who_width, 3);
    let mut y = lines(svg, (MARGIN, top), HEAD, paint, &who);
    y = lines(svg, (MARGIN, y), LABEL, Paint::Ink, &LABEL.wrapped(&bar.says, who_width, 2));
    let (begins, who_ends) = if is_wide { (top, y) } else { (y + 4.0, top) };
    let mut at = crate::base::number::Number::ZERO;
    for piece in &bar.pieces {
        let from = scale.place(&at);
        at = &at + &piece.value;
        let to = scale.place(&at).max(from);
        svg.group(&format!("{} {}\n{}", piece.shown, piece.of, piece.tooltip), piece.link.as_ref());
        // What is there, however small, is to be seen.
        let wide = if piece.value.is_zero() { 0.0 } else { (to - from).max(1.5) };
        let rect = svg.element("rect").at("x", from).at("y", begins).at("width", wide).at("height", HIGH);
        rect.fill(paint).alone();
        // Pieces are parted by a line of the ground.
        if from > left + 1.0 {
            let line = svg.element("line").at("x1", from).at("y1", begins).at("x2", from).at("y2", begins + HIGH);
            line.line(Paint::Ground, 1.5).alone();
        }
        svg.close();
    }
    if let Some(room) = excess {
        let end = scale.place(&bar.total);
        let rect = svg.element("rect").at("x", room).at("y", begins).at("width", (end - room).max(2.0));
        rect.at("height", HIGH).fill(Paint::Contradiction).alone();
    }
    numbers(svg, scale, bar, excess, begins);
    let mut y = begins + HIGH + 4.0;
    for piece in &bar.pieces {
        let label = format!("{}  {}", piece.shown, piece.of);
        y = lines(svg, (left, y), SMALL, Paint::Muted, &SMALL.wrapped(&label, width - MARGIN - left, 4));
    }
    (begins, y.max(who_ends))
}

/// The figures, in those pieces of the bar that have room for them.
fn numbers(svg: &mut Svg, scale: &Scale, bar: &Bar, excess: Option<f64>, begins: f64) {
    let mut at = crate::base::number::Number::ZERO;
    for piece in &bar.pieces {
        let from = scale.place(&at);
        at = &at + &piece.value;
        let to = excess.map_or_else(|| scale.place(&at), |room| scale.place(&at).min(room));
        if to - from > IN_BAR.width(&piece.shown) + 16.0 {
            let middle = begins + HIGH / 2.0 + IN_BAR.size * 0.36;
            svg.text((from + 8.0, middle), "start", IN_BAR, Paint::Ground, &piece.shown);
        }
    }
}

/// What there is room for, across both bars.
fn limit(svg: &mut Svg, x: f64, (from, to): (f64, f64)) {
    let line = svg.element("line").at("x1", x).at("y1", from).at("x2", x).at("y2", to);
    line.line(Paint::Ink, 1.2).set("stroke-dasharray", "4 3").alone();
}

fn axis(svg: &mut Svg, scale: &Scale, y: f64) -> f64 {
    for tick in scale.ticks(SMALL) {
        let mark = svg.element("line").at("x1", tick.x).at("y1", y).at("x2", tick.x).at("y2", y + 4.0);
        mark.line(Paint::Faint, 1.0).alone();
        let half = SMALL.width(&tick.label) / 2.0;
        let anchor = if tick.x + half > scale.right() {
            "end"
        } else if tick.x - half < scale.left {
            "start"
        } else {
            "middle"
        };
        svg.text((tick.x, y + 5.0 + SMALL.size), anchor, SMALL, Paint::Muted, &tick.label);
    }
    y + 6.0 + SMALL.line()
}

/// Writes lines under one another; where the next would begin.
fn lines(svg: &mut Svg, (x, mut y): (f64, f64), font: Font, paint: Paint, lines: &[String]) -> f64 {
    for line in lines {
        svg.text((x, y + font.size), "start", font, paint, line);
        y += font.line();
    }
    y
}
