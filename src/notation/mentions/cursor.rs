//! Looking a bounded way to either side of a place in a text.

/// How far is looked, in bytes.
const REACH: usize = 64;

/// The word next to a place, and what stands between the two.
pub(super) struct Neighbour<'t> {
    pub(super) word: &'t str,
    /// What is neither letter nor digit between the word and the place.
    pub(super) gap: &'t str,
    /// Where the word begins, or the place itself where there is no word.
    pub(super) start: usize,
    /// Where the word ends.
    pub(super) end: usize,
}

/// The word before a place.
pub(super) fn before(text: &str, at: usize) -> Neighbour<'_> {
    let mut from = at.saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let front = &text[from..at];
    let trimmed = front.trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = trimmed.len() - trimmed.trim_end_matches(char::is_alphanumeric).len();
    let (start, end) = (from + trimmed.len() - word, from + trimmed.len());
    if word == 0 {
        return Neighbour { word: "", gap: front, start: at, end: at };
    }
    Neighbour { word: &text[start..end], gap: &text[end..at], start, end }
}

/// The word after a place.
pub(super) fn after(text: &str, at: usize) -> Neighbour<'_> {
    let mut to = (at + REACH).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let back = &text[at..to];
    let trimmed = back.trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = to - trimmed.len();
    let word = trimmed.find(|c: char| !c.is_alphanumeric()).unwrap_or(trimmed.len());
    if word == 0 {
        return Neighbour { word: "", gap: back, start: at, end: at };
    }
    Neighbour { word: &text[start..start + word], gap: &text[at..start], start, end: start + word }
}

/// The first letter or digit at or after a place.
pub(super) fn next_token(text: &str, at: usize) -> Option<usize> {
    text[at..].char_indices().find(|(_, c)| c.is_alphanumeric()).map(|(offset, _)| at + offset)
}

/// The end of the characters at `at` that are so.
pub(super) fn run(text: &str, at: usize, is: impl Fn(char) -> bool) -> usize {
    text[at..].find(|c: char| !is(c)).map_or(text.len(), |offset| at + offset)
}

/// The end of the digits at `at`.
pub(super) fn digits(text: &str, at: usize) -> usize {
    run(text, at, |c| c.is_ascii_digit())
}

pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// A number of at most `most` digits at `at` that no letter, digit, decimal or group follows.
pub(super) fn short_number(text: &str, at: usize, most: usize) -> Option<(u32, usize)> {
    let end = digits(text, at);
    if end == at || end - at > most || char_at(text, end).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let mut next = text[end..].chars();
    if matches!(next.next(), Some(',' | '.')) && next.next().is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    Some((text[at..end].parse().ok()?, end))
}

/// Only blanks, and not many.
pub(super) fn is_blank(gap: &str) -> bool {
    !gap.is_empty() && gap.len() <= 8 && gap.chars().all(char::is_whitespace)
}
