//! Text fitted to a width: wrapped between words, cut at their ends, never within a number.

use unicode_width::UnicodeWidthStr;

/// How many columns a text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// A line in lines of at most `width` columns; those after the first are indented by so much more than it. A longer
/// word has its own line.
pub(crate) fn wrapped(text: &str, width: usize, indent: usize) -> String {
    let words = text.trim_start_matches(' ');
    let own = &text[..text.len() - words.len()];
    let blanks = " ".repeat((own.len() + indent).min(width / 2));
    let (mut lines, mut line, mut is_empty) = (Vec::new(), own.to_owned(), true);
    for word in pieces(words) {
        if !is_empty && columns(&line) + 1 + columns(word) > width {
            lines.push(std::mem::replace(&mut line, blanks.clone()));
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines.push(line);
    lines.join("\n")
}

/// Words, a sign of percent with its number.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(' ') {
        let rest = &text[at + 1..];
        let is_joined = rest.starts_with('%') && text[..at].ends_with(|c: char| c.is_ascii_digit());
        if !is_joined {
            pieces.push(&text[start..at]);
            start = at + 1;
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// So little is lost by ending at a word.
const LITTLE: usize = 4;

/// A text of at most `width` columns: what does not fit ends in `…`, at a word where one ends late enough, and never
/// within a number.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if columns(&text[..at + c.len_utf8()]) + 1 > width {
            break;
        }
        end = at + c.len_utf8();
    }
    let kept = &text[..end];
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let is_within_number = kept.ends_with(is_number) && text[end..].starts_with(is_number);
    let at_word =
        kept.rfind(' ').filter(|at| is_within_number || (end - at <= LITTLE && !text[end..].starts_with(' ')));
    let kept = match at_word {
        Some(at) => &kept[..at],
        None if is_within_number => "",
        None => kept,
    };
    format!("{}\u{2026}", kept.trim_end_matches([' ', ',', ':', ';']))
}

/// A text as [`cut`], and blanks up to the width.
pub(crate) fn cell(text: &str, width: usize) -> String {
    let cut = cut(text, width);
    let blanks = width.saturating_sub(columns(&cut));
    cut + &" ".repeat(blanks)
}

/// Words with their first letter as a capital.
pub(crate) fn capital(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map(|first| first.to_uppercase().collect::<String>() + rest.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_never_before_a_percent_sign() {
        assert_eq!(wrapped("off by 2.44 % or more", 12, 2), "off by\n  2.44 % or\n  more");
        assert_eq!(wrapped("    indented text", 8, 2), "    indented\n    text");
        assert_eq!(wrapped("short", 80, 4), "short");
    }

    #[test]
    fn what_is_cut_ends_at_a_word_and_never_within_a_number() {
        assert_eq!(cut("Soviet Government", 17), "Soviet Government");
        assert_eq!(cut("Soviet Government", 12), "Soviet Gove\u{2026}");
        assert_eq!(cut("sent home by 1,939,063 people", 20), "sent home by\u{2026}");
        assert_eq!(cut("1,939,063", 5), "\u{2026}");
        assert_eq!(columns(&cell("ab", 5)), 5);
    }
}
