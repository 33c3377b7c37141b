//! What is told of a finding, as a message for a terminal: sections as notes, tables as aligned columns.

use crate::base::message::Message;
use crate::base::table::WIDEST;
use crate::model::Model;
use crate::reason::finding::Finding;
use crate::view::describe;
use crate::view::prose::{Part, Role, Row, Rows, Section, Span};

/// A finding's message with all that is to be said of it.
pub fn told(model: &Model, finding: &Finding) -> Message {
    let mut message = finding.message.clone();
    if finding.contradiction.is_none() {
        return message;
    }
    message.notes.clear();
    for section in describe::finding(model, finding) {
        let text = section_text(&section);
        match section.role {
            Role::Headline => message.text = text,
            Role::Dissolves => message.help.push(text),
            _ => message.notes.push(text),
        }
    }
    message
}

/// A section in lines.
pub(super) fn section_text(section: &Section) -> String {
    let title = section.title.map(|title| format!("{title}\n")).unwrap_or_default();
    let body = match &section.part {
        Part::Paragraph(spans) => words(spans, "\n"),
        Part::List(items) => {
            let items: Vec<String> = items.iter().map(|item| format!("- {}", words(item, "\n  "))).collect();
            items.join("\n")
        }
        Part::Table(rows) => columns(rows).join("\n"),
        Part::Picture(_) => String::new(),
    };
    format!("{title}{body}")
}

/// Spans in a line; formulas on lines of their own.
fn words(spans: &[Span], before_formula: &str) -> String {
    let words = spans.iter().map(|span| match span {
        Span::Formula(formula, _) => format!("{before_formula}{formula}"),
        span => span.words().to_owned(),
    });
    words.collect()
}

/// A table in lines: columns up to the last one that holds numbers are aligned, what follows stands after them.
fn columns(rows: &Rows) -> Vec<String> {
    let cell = |row: &Row, at: usize| row.cells.get(at).map(|cell| words(cell, " ")).unwrap_or_default();
    let aligned = rows.numeric.iter().max().map_or(0, |last| last + 1);
    let width = |at: usize| rows.rows.iter().map(|row| cell(row, at).chars().count()).max().unwrap_or(0).min(WIDEST);
    let widths: Vec<usize> = (0..aligned).map(width).collect();
    let line = |row: &Row| {
        let mut line = String::new();
        for (at, &width) in widths.iter().enumerate().filter(|(_, width)| **width > 0) {
            line.push_str("  ");
            line.push_str(&if rows.numeric.contains(&at) {
                format!("{:>width$}", cell(row, at))
            } else {
                format!("{:<width$}", cell(row, at))
            });
        }
        for rest in (aligned..row.cells.len()).map(|at| cell(row, at)).filter(|cell| !cell.is_empty()) {
            line.push_str("  ");
            line.push_str(&rest);
        }
        line.trim_end().to_owned()
    };
    rows.rows.iter().map(line).collect()
}

/// The head of a dispute in full, and its other ways by a line each.
pub fn told_with_ways(model: &Model, head: &Finding, others: &[&Finding]) -> Message {
    let mut message = told(model, head);
    if !others.is_empty() {
        message.notes.push(section_text(&describe::other_ways(model, others)));
    }
    message
}
