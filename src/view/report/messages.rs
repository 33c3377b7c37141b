//! Messages as text: like rustc's, or one line each.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::{Colour, visible, visible_lines};
use crate::base::fit::wrapped;
use crate::base::message::{Message, Place, Severity};
use crate::base::text::{FileId, Span, Texts};

/// How much of a long line is shown around what is underlined, in bytes.
const AROUND: usize = 160;
/// How much of what is underlined is shown, in bytes.
const MOST_MARKED: usize = 1_000;
/// How much of a line of a note is shown, in characters.
const MOST_OF_A_LINE: usize = 2_000;

/// Lines are not wrapped below this width.
const WIDEST: usize = 100_000;

/// A message with the lines it speaks of; ends with a line break.
pub fn human(texts: &Texts, message: &Message, colour: Colour) -> String {
    within(texts, message, colour, WIDEST)
}

/// The same, its words wrapped to so many columns.
pub fn within(texts: &Texts, message: &Message, colour: Colour, width: usize) -> String {
    /// What stands before the words of a note.
    const BEFORE: usize = 14;
    let width = width.max(2 * BEFORE);
    let note = |note: &str| {
        let lines = lines(note);
        let fitted = lines.split('\n').map(|line| wrapped(line, width - BEFORE, 2));
        fitted.collect::<Vec<_>>().join("\n")
    };
    let level = match message.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = level
        .primary_title(wrapped(&visible(&message.text), width - BEFORE, 0))
        .id(message.code.id)
        .elements(snippets(texts, &message.places));
    if message.places.is_empty()
        && let Some(path) = &message.path
    {
        group = group.element(annotate_snippets::Origin::path(visible(path)));
    }
    for told in &message.notes {
        group = group.element(Level::NOTE.message(note(told)));
    }
    for help in &message.help {
        group = group.element(Level::HELP.message(note(help)));
    }
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    };
    // Lines are cut to what is underlined beforehand, so the width here is only a guard.
    let mut text = renderer.decor_style(DecorStyle::Ascii).term_width(width.min(400)).render(&[group]);
    text.push('\n');
    text
}

/// Several lines, each made safe to show; of one that is longer than anybody reads the beginning.
pub(super) fn lines(text: &str) -> String {
    let shown = |line: &str| match line.char_indices().nth(MOST_OF_A_LINE) {
        Some((at, _)) => format!("{}…", visible(&line[..at])),
        None => visible(line).into_owned(),
    };
    text.split('\n').map(shown).collect::<Vec<_>>().join("\n")
}

/// The places of one file that stand near each other are shown in one snippet.
fn snippets<'a>(texts: &'a Texts, places: &'a [Place]) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let mut snippets = Vec::new();
    let mut files: Vec<FileId> = Vec::new();
    for place in places {
        if !files.contains(&place.span.file) {
            files.push(place.span.file);
        }
    }
    let main = places.first().map(|place| place.span);
    for file in files {
        let text = texts.file(file).text();
        let of_file: Vec<&Place> = places.iter().filter(|place| place.span.file == file).collect();
        let window = window(text, &of_file);
        let line = texts.position(Span::new(file, window.start..window.start)).line as usize;
        let excerpt = &text[window.clone()];
        // What hides is shown, and what is underlined moves with it.
        let shown_at = |at: usize| visible_lines(&excerpt[..at]).len();
        let mut snippet =
            Snippet::source(visible_lines(excerpt)).path(visible(texts.file(file).path())).line_start(line);
        for place in of_file {
            let kind = if Some(place.span) == main { AnnotationKind::Primary } else { AnnotationKind::Context };
            let range = place.span.range();
            // Of what is underlined at length the beginning is enough.
            let range = range.start..border(text, range.end.min(range.start + MOST_MARKED)).max(range.start);
            let range = shown_at(range.start - window.start)..shown_at(range.end - window.start);
            let annotation = kind.span(range);
            snippet = snippet.annotation(match place.label.as_str() {
                "" => annotation,
                label => annotation.label(visible(label)),
            });
        }
        snippets.push(snippet);
    }
    snippets
}

/// The part of a file that its places lie in, whole lines where these are not too
/// long: no more than [`AROUND`] is looked at on either side.
fn window(text: &str, places: &[&Place]) -> std::ops::Range<usize> {
    let first = places.iter().map(|place| place.span.range().start).min().unwrap_or(0);
    let end = |place: &&Place| place.span.range().end.min(place.span.range().start + MOST_MARKED);
    let last = border(text, places.iter().map(end).max().unwrap_or(0)).max(first);
    let before = border(text, first.saturating_sub(AROUND));
    let after = border(text, (last + AROUND).min(text.len()));
    let start = text[before..first].rfind('\n').map(|at| before + at + 1);
    let end = text[last..after].find('\n').map(|at| last + at);
    let start = start.unwrap_or(if before == 0 { 0 } else { border(text, first.saturating_sub(AROUND / 2)) });
    let end = end.unwrap_or(if after == text.len() { after } else { border(text, last + AROUND / 2) });
    start..end
}

/// The nearest border between characters at or before a byte.
fn border(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// `file:line:column: error[GS101]: message`, one line.
pub fn short(texts: &Texts, message: &Message) -> String {
    let place = match (message.places.first(), &message.path) {
        (Some(place), _) => {
            let position = texts.position(place.span);
            format!("{}:{}:{}", texts.file(place.span.file).path(), position.line, position.column)
        }
        (None, Some(path)) => path.clone(),
        (None, None) => "-".to_owned(),
    };
    format!("{}: {}[{}]: {}\n", visible(&place), message.severity.word(), message.code.id, visible(&message.text))
}
