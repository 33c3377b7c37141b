//! Markdown for a chapter of a book: pictures stand in it as SVG, with their tables folded away.

use super::html::{Html, text as html_text};
use super::markdown::written_with;
use super::{Filled, Settings, Shown, Written};
use crate::view::prose::Pictured;

pub(super) fn write(filled: &Filled<'_>, settings: &Settings) -> Written {
    let mut number = 0;
    let mut draw = |asked: usize, pictured: &Pictured, written: &mut Written| {
        number += 1;
        let prefix = format!("{}p{number}-", settings.prefix);
        let Shown::Drawn(bytes) = filled.draw(asked, pictured, "svg", &prefix, &mut written.messages) else {
            return None;
        };
        let mut html = Html::new(filled, settings);
        html.figure(&String::from_utf8_lossy(&bytes), &html_text(&pictured.caption), pictured);
        // An empty line would end the HTML block.
        let lines = html.out.lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
        Some(lines.collect::<Vec<_>>().join("\n"))
    };
    written_with(filled, &mut draw)
}
