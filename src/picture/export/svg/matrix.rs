//! Who contradicts whom: parties along the diagonal, their disputes with others left of it and below it.

#![expect(clippy::cast_precision_loss, reason = "a picture has few rows and columns, and its places are floats")]

use super::metrics::Font;
use super::paint::Paint;
use super::writer::{Frame, Svg};
use crate::picture::diagram::{Cell, Matrix};
use crate::picture::export::Options;

/// The usual width.
const WIDTH: u32 = 860;
const MARGIN: f64 = 16.0;
const TITLE: Font = Font::bold(18.0);
const SMALL: Font = Font::regular(11.0);
/// The sides of a cell.
const LARGEST: f64 = 36.0;
const SMALLEST: f64 = 11.0;
/// So much of the width names may take.
const NAMES: f64 = 0.45;

/// The matrix in SVG.
pub(super) fn draw(matrix: &Matrix, options: &Options) -> String {
    let width = f64::from(options.width.unwrap_or(WIDTH));
    let inner = width - 2.0 * MARGIN;
    let mut svg = Svg::new(options.prefix.as_deref().unwrap_or("gs")).bare(options.bare);
    let mut y = MARGIN;
    if !options.bare {
        y = lines(&mut svg, y, TITLE, Paint::Ink, &TITLE.wrapped(&matrix.title, inner, 3)) + 2.0;
    }
    for note in &matrix.notes {
        y = lines(&mut svg, y, SMALL, Paint::Muted, &SMALL.wrapped(note, inner, 5));
    }
    y += 10.0;
    if matrix.cells.is_empty() {
        y = lines(&mut svg, y, SMALL, Paint::Ink, &SMALL.wrapped(&matrix.description, inner, 3));
    }
    let count = matrix.parties.len().max(1) as f64;
    let longest = matrix.parties.iter().map(|party| SMALL.width(&party.name)).fold(0.0, f64::max) + 8.0;
    let side = ((inner - longest.min(NAMES * inner)) / count).clamp(SMALLEST, LARGEST);
    let most = matrix.cells.iter().map(|cell| cell.disputes.len()).max().unwrap_or(1) as f64;
    for row in 0..matrix.parties.len() {
        for column in 0..=row {
            let (x, y) = (MARGIN + column as f64 * side, y + row as f64 * side);
            let field = svg.element("rect").at("x", x + 0.5).at("y", y + 0.5).at("width", side - 1.0);
            field.at("height", side - 1.0).fill(Paint::Panel).alone();
        }
    }
    for cell in &matrix.cells {
        draw_cell(&mut svg, matrix, cell, side, most, y);
    }
    for (at, party) in matrix.parties.iter().enumerate() {
        let x = MARGIN + (at + 1) as f64 * side + 6.0;
        let middle = y + (at as f64 + 0.5) * side + SMALL.size * 0.36;
        let name = SMALL.shortened(&party.name, width - MARGIN - x);
        svg.text((x, middle), "start", SMALL, Paint::Side(party.side), &name);
    }
    y += matrix.parties.len() as f64 * side + 10.0;
    if !options.bare {
        y = lines(&mut svg, y, SMALL, Paint::Muted, &[format!("{}.", matrix.shown)]);
    }
    svg.finish(Frame { title: &matrix.title, description: &matrix.description, width, height: y + MARGIN })
}

/// The disputes of two parties: a disc as large as they are many, with their number.
fn draw_cell(svg: &mut Svg, matrix: &Matrix, cell: &Cell, side: f64, most: f64, top: f64) {
    let count = cell.disputes.len();
    let (x, y) = (MARGIN + (cell.column as f64 + 0.5) * side, top + (cell.row as f64 + 0.5) * side);
    let label = count.to_string();
    let font = Font::bold((side * 0.36).clamp(7.0, 12.0));
    let largest = side / 2.0 - 1.5;
    let radius = (largest * (count as f64 / most).sqrt()).max(font.width(&label) / 2.0 + 2.5).min(largest);
    let (one, other) = (&matrix.parties[cell.column].name, &matrix.parties[cell.row].name);
    let against = if cell.row == cell.column { "itself" } else { other };
    svg.group(&format!("{one} against {against}\n{}", cell.tooltip), None);
    let disc = svg.element("circle").at("cx", x).at("cy", y).at("r", radius).fill(Paint::Contradiction);
    if cell.is_hard {
        disc.line(Paint::Ink, 2.0).alone();
    } else {
        disc.alone();
    }
    svg.text((x, y + font.size * 0.36), "middle", font, Paint::Ground, &label);
    svg.close();
}

/// Writes lines under one another; where the next would begin.
fn lines(svg: &mut Svg, mut y: f64, font: Font, paint: Paint, lines: &[String]) -> f64 {
    for line in lines {
        svg.text((MARGIN, y + font.size), "start", font, paint, line);
        y += font.line();
    }
    y
}
