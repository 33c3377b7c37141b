//! A row's text, broken into the lines of its columns.

use super::super::marks::mark;
use super::super::metrics::Font;
use super::super::paint::Paint;
use super::super::writer::Svg;
use super::Columns;
use crate::picture::diagram::{Gap, Row, RowKind};

pub(super) const LABEL: Font = Font::regular(12.0);
pub(super) const SMALL: Font = Font::regular(10.5);
pub(super) const APART: Font = Font::bold(11.5);

/// What lies above and below the text of a row.
const PADDING: f64 = 4.0;
/// From a row's top to the middle of its first line, where its mark stands.
pub(super) const MIDDLE: f64 = PADDING + 8.0;

/// A row's text, and how high it makes the row.
#[derive(Debug)]
pub(super) struct Cells {
    who: Vec<String>,
    who_more: Vec<String>,
    source: Vec<String>,
    says: Vec<String>,
    says_more: Vec<String>,
    apart: Vec<Apart>,
    pub(super) height: f64,
}

/// What is written beside a gap.
#[derive(Debug)]
struct Apart {
    text: Vec<String>,
    basis: Vec<String>,
}

impl Cells {
    /// The cells of a row, at which some gaps end.
    pub(super) fn new(columns: &Columns, row: &Row, gaps: &[&Gap]) -> Self {
        let lines = |font: Font, text: &str, width: f64, most: usize| -> Vec<String> {
            if text.trim().is_empty() { Vec::new() } else { font.wrapped(text, width, most) }
        };
        let who = lines(LABEL, &row.who, columns.who.width, 3);
        // What something is computed from is long, and its sources are short: it runs on below them.
        let across = columns.source.filter(|_| row.kind == RowKind::Computed);
        let more_width = across.map_or(columns.who.width, |source| source.right() - columns.who.left);
        let who_more = lines(SMALL, &row.who_more, more_width, 3);
        let source_width = columns.source.map_or(columns.who.width, |source| source.width);
        let source = lines(SMALL, &row.source, source_width, if across.is_some() { 1 } else { 2 });
        let says = lines(LABEL, &row.says, columns.says.width, 3);
        let says_more = lines(SMALL, &row.says_more, columns.says.width, 3);
        let apart: Vec<Apart> = gaps
            .iter()
            .map(|gap| Apart {
                text: lines(APART, &gap.text, columns.apart.width, 2),
                basis: lines(SMALL, &gap.basis, columns.apart.width, 3),
            })
            .collect();
        let high = |large: usize, small: usize| height(large) + small_height(small);
        let beside = if columns.source.is_some() { 0 } else { source.len() };
        let apart_high: f64 = apart.iter().map(|apart| high(apart.text.len(), apart.basis.len()) + 2.0).sum();
        let heights = [
            high(if across.is_some() { who.len().max(1) } else { who.len() }, who_more.len() + beside),
            high(0, source.len()),
            high(says.len(), says_more.len()),
            apart_high,
        ];
        let height = heights.into_iter().fold(LABEL.line(), f64::max) + 2.0 * PADDING;
        Cells { who, who_more, source, says, says_more, apart, height }
    }

    /// Writes the row's text at a height.
    pub(super) fn write(&self, svg: &mut Svg, columns: &Columns, row: &Row, top: f64) {
        let middle = top + MIDDLE;
        let before = columns.who.left - 10.0;
        if row.kind == RowKind::Implied {
            let bar = svg.element("rect").at("x", before - 5.0).at("y", middle - 2.0).at("width", 10.0);
            bar.at("height", 4.0).fill(Paint::Side(row.side)).alone();
        } else {
            mark(svg, row.side, (before, middle), 3.6, row.is_exact());
        }
        let first = top + PADDING;
        let mut y = column(svg, (columns.who.left, first), "start", LABEL, Paint::Ink, &self.who);
        if columns.source.is_none() {
            y = column(svg, (columns.who.left, y), "start", SMALL, Paint::Muted, &self.source);
        }
        if row.kind == RowKind::Computed && columns.source.is_some() {
            // Below the sources, too.
            y = y.max(first + LABEL.line());
        }
        column(svg, (columns.who.left, y), "start", SMALL, Paint::Muted, &self.who_more);
        if let Some(source) = columns.source {
            column(svg, (source.left, first + 1.0), "start", SMALL, Paint::Muted, &self.source);
        }
        let right = columns.says.left + columns.says.width;
        let y = column(svg, (right, first), "end", LABEL, Paint::Ink, &self.says);
        column(svg, (right, y), "end", SMALL, Paint::Muted, &self.says_more);
        let mut y = first;
        for apart in &self.apart {
            y = column(svg, (columns.apart.left, y), "start", APART, Paint::Contradiction, &apart.text);
            y = column(svg, (columns.apart.left, y), "start", SMALL, Paint::Muted, &apart.basis) + 2.0;
        }
    }
}

fn height(lines: usize) -> f64 {
    (0..lines).map(|_| LABEL.line()).sum()
}

fn small_height(lines: usize) -> f64 {
    (0..lines).map(|_| SMALL.line()).sum()
}

/// Writes lines under one another; where the next would begin.
fn column(svg: &mut Svg, (x, mut y): (f64, f64), anchor: &str, font: Font, paint: Paint, lines: &[String]) -> f64 {
    for line in lines {
        svg.text((x, y + font.size), anchor, font, paint, line);
        y += font.line();
    }
    y
}
