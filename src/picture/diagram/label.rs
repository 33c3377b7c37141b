//! Labels: text made fit for the eye, wrapped and shortened.

use std::borrow::Cow;

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::SideStyle;
use crate::base::typography::is_hidden;
use crate::model::SideId;

/// How wide a label may be, in columns of a terminal.
const WIDTH: usize = 32;
/// How many lines one part of a label may take.
const LINES: usize = 3;

/// The text with characters that show nothing, or change the order in which
/// others show, replaced by their code: `U+202E`. Line breaks stay.
///
/// ```
/// assert_eq!(gainsay::picture::diagram::visible("1\u{202e}234"), "1U+202E234");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_hidden(c) && c != '\n') {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => shown.push('\n'),
            '\t' => shown.push(' '),
            c if is_hidden(c) => shown.push_str(&format!("U+{:04X}", u32::from(c))),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// The text in lines of a label, broken between words, shortened with `…`.
pub(super) fn wrap(text: &str) -> Vec<String> {
    let shown = visible(text);
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for piece in shown.split_ascii_whitespace().flat_map(pieces) {
        let gap = usize::from(piece.starts_word && !line.is_empty());
        if !line.is_empty() && line.width() + gap + piece.text.width() > WIDTH {
            lines.push(std::mem::take(&mut line));
            if lines.len() == LINES {
                shorten(&mut lines[LINES - 1]);
                return lines;
            }
        } else if gap > 0 {
            line.push(' ');
        }
        line.push_str(piece.text);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// A part of a text that is not broken.
struct Piece<'t> {
    text: &'t str,
    starts_word: bool,
}

/// Words that fit are left whole; others break after a `-`, `/` or `,`, or where they must.
fn pieces(word: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let starts_word = rest.len() == word.len();
        let (text, after) = rest.split_at(break_at(rest));
        rest = after;
        (!text.is_empty()).then_some(Piece { text, starts_word })
    })
}

/// Where to break a word: at its end if it fits.
fn break_at(word: &str) -> usize {
    let mut width = 0;
    let mut fits = 0;
    let mut after_sign = None;
    for (at, c) in word.char_indices() {
        width += c.width().unwrap_or(0);
        // One character always fits, or this would never end.
        if width > WIDTH && at > 0 {
            return after_sign.unwrap_or(fits);
        }
        fits = at + c.len_utf8();
        if matches!(c, '-' | '/' | ',') {
            after_sign = Some(fits);
        }
    }
    word.len()
}

/// Ends a line with `…`, at the expense of its last characters if need be.
fn shorten(line: &mut String) {
    while line.width() >= WIDTH {
        line.pop();
    }
    line.truncate(line.trim_end().len());
    line.push('…');
}

/// The text with the side's mark before it.
pub(super) fn marked(side: Option<SideId>, text: &str) -> String {
    match side {
        Some(side) => format!("{} {text}", SideStyle::of(side).mark),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_keep_every_word() {
        let text = "Probability of Soviet Release of Some World War II Prisoners";
        assert_eq!(wrap(text), ["Probability of Soviet Release of", "Some World War II Prisoners"]);
        assert_eq!(wrap(""), [""; 0]);
        assert_eq!(wrap("a\r\nb\tc"), ["a b c"]);
        assert_eq!(wrap("1\u{a0}939\u{202f}063"), ["1\u{a0}939\u{202f}063"]);
    }

    #[test]
    fn long_words_break_after_signs_and_long_texts_end_in_an_ellipsis() {
        let name = "source-with-a-long-name/claim-with-a-long-name";
        assert_eq!(wrap(name), ["source-with-a-long-name/claim-", "with-a-long-name"]);
        let lines = wrap(&"x".repeat(10_000));
        assert_eq!(lines.len(), LINES);
        assert!(lines.iter().all(|line| line.width() <= WIDTH), "{lines:?}");
        assert!(lines[2].ends_with('…'));
        assert_eq!(wrap(&"漢".repeat(40)), ["漢".repeat(16), "漢".repeat(16), "漢".repeat(8)]);
    }

    #[test]
    fn what_hides_is_shown_and_what_joins_stays() {
        assert_eq!(visible("a\u{202e}b\0c\u{feff}\u{e0041}"), "aU+202EbU+0000cU+FEFFU+E0041");
        assert_eq!(visible("a\r\nb\rc\nd\u{2028}e\tf"), "a\nb\nc\nd\ne f");
        for kept in ["👩\u{200d}🚀", "می\u{200c}خواهم", "é e\u{301} ❤\u{fe0f}", "1\u{a0}939\u{a0}063"] {
            assert_eq!(visible(kept), kept);
        }
    }
}
