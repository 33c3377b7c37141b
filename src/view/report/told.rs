//! What is told of a finding, as a message for a terminal: sections as notes, tables as aligned columns.

use crate::base::fit;
use crate::base::message::Message;
use crate::base::table::WIDEST;
use crate::model::Model;
use crate::reason::finding::Finding;
use crate::view::describe;
use crate::view::prose::{Part, Role, Row, Rows, Section, Span};

/// What follows aligned columns has at least so many columns of its own.
const LEAST: usize = 24;

/// A finding's message with all that is to be said of it.
pub fn told(model: &Model, finding: &Finding) -> Message {
    told_within(model, finding, usize::MAX)
}

/// The same, the columns of its tables fitted to a screen of this width.
pub fn told_within(model: &Model, finding: &Finding, width: usize) -> Message {
    /// What stands before the lines of a note.
    const BEFORE: usize = 14;
    let width = width.saturating_sub(BEFORE);
    let mut message = finding.message.clone();
    if finding.contradiction.is_none() {
        return message;
    }
    message.notes.clear();
    for section in describe::finding(model, finding) {
        let text = section_within(&section, width);
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
    section_within(section, usize::MAX)
}

fn section_within(section: &Section, width: usize) -> String {
    let title = section.title.map(|title| format!("{title}\n")).unwrap_or_default();
    let body = match &section.part {
        Part::Paragraph(spans) => words(spans, "\n"),
        Part::List(items) => {
            let items: Vec<String> = items.iter().map(|item| format!("- {}", words(item, "\n  "))).collect();
            items.join("\n")
        }
        Part::Table(rows) => columns(rows, width).join("\n"),
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
fn columns(rows: &Rows, screen: usize) -> Vec<String> {
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
        let rest: Vec<String> =
            (aligned..row.cells.len()).map(|at| cell(row, at)).filter(|cell| !cell.is_empty()).collect();
        if rest.is_empty() {
            return line.trim_end().to_owned();
        }
        // What follows is wrapped below where it begins.
        let begins = fit::columns(&line) + 2;
        let rest = fit::wrapped(&rest.join("  "), screen.saturating_sub(begins).max(LEAST), 0);
        let below = format!("\n{}", " ".repeat(begins));
        format!("{line}  {}", rest.replace('\n', &below))
    };
    rows.rows.iter().map(line).collect()
}

/// The head of a dispute in full, and its other ways by a line each.
pub fn told_with_ways(model: &Model, head: &Finding, others: &[&Finding], width: usize) -> Message {
    let mut message = told_within(model, head, width);
    if !others.is_empty() {
        message.notes.push(section_text(&describe::other_ways(model, others)));
    }
    message
}
