//! A line of a source's text, with what is spoken of in it marked.

use std::ops::Range;

use unicode_width::UnicodeWidthStr;

use super::visible;

/// So many characters are shown before and after what is marked, where a line is longer.
const AROUND: usize = 60;
/// So many characters of a line are shown that is marked.
const WITHIN: usize = 300;
/// A line is looked for so many bytes to either side.
const REACH: usize = 4 * AROUND + 4;

/// A line before, within and after what is marked in it, each made safe to show and cut where it is long.
pub(super) fn parts(text: &str, line: &Range<usize>, marked: &Range<usize>) -> (String, String, String) {
    let end = |text: &str| text.char_indices().nth(AROUND).map(|(at, _)| at);
    let (before, within, after) = (&text[line.start..marked.start], &text[marked.clone()], &text[marked.end..line.end]);
    let before = match before.char_indices().rev().nth(AROUND) {
        // A line that is not marked is shown from its beginning.
        Some((at, _)) if !within.is_empty() => format!("…{}", visible(&before[at..])),
        _ => clip(before, end(before).filter(|_| within.is_empty())),
    };
    let within = clip(within, within.char_indices().nth(WITHIN).map(|(at, _)| at));
    let after = if marked.is_empty() && !before.is_empty() { String::new() } else { clip(after, end(after)) };
    (before, within, after)
}

fn clip(text: &str, end: Option<usize>) -> String {
    match end {
        Some(end) => format!("{}…", visible(&text[..end])),
        None => visible(text).into_owned(),
    }
}

/// The line that a short passage begins in, without blanks around it, and marks under the passage; of a
/// long line what stands near.
pub(super) fn marked(text: &str, passage: &Range<usize>) -> (String, String) {
    let (before, within, after) = near(text, passage);
    let before = before.trim_start();
    let marks = format!("{}{}", " ".repeat(before.width()), "^".repeat(within.width().max(1)));
    (format!("{before}{within}{after}").trim_end().to_owned(), marks)
}

/// A passage, cut where it is long.
pub(super) fn wording(text: &str, passage: &Range<usize>) -> String {
    let within = &text[passage.clone()];
    clip(within, within.char_indices().nth(WITHIN).map(|(at, _)| at))
}

/// The line that a short passage begins in; of a long line what stands near.
pub(super) fn line(text: &str, passage: &Range<usize>) -> String {
    let (before, within, after) = near(text, passage);
    format!("{before}{within}{after}").trim().to_owned()
}

fn near(text: &str, passage: &Range<usize>) -> (String, String, String) {
    let mut from = passage.start.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (passage.end + REACH).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let start = text[from..passage.start].rfind('\n').map_or(from, |at| from + at + 1);
    let end = text[passage.start..to].find('\n').map_or(to, |at| passage.start + at);
    parts(text, &(start..end), &(passage.start..passage.end.min(end)))
}
