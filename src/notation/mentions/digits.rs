//! What begins with digits.

use super::cursor::{after, char_at, char_before, digits, is_blank, run, short_number};
use super::labels::code_end;
use super::{MentionKind, Scan, dates, years};

impl Scan<'_> {
    /// Adds what begins with the digits at `at`; where to go on.
    pub(super) fn digits(&mut self, at: usize) -> usize {
        let text = self.text;
        if at >= self.list_until
            && let Some(end) = dates::with_digits(text, at)
        {
            return self.apart(at..end, MentionKind::Date);
        }
        if let Some((kind, end)) = self.labelled(at) {
            return self.apart(at..end, kind);
        }
        let end = run(text, at, |c| c.is_alphanumeric() || c == '_');
        if end > digits(text, at) && text[at..end].contains(char::is_alphabetic) {
            return self.mixed(at, end);
        }
        if let Some(end) = self.item(at) {
            return self.apart(at..end, MentionKind::Place);
        }
        if let Some(end) = self.mark(at) {
            return self.apart(at..end, MentionKind::Mark);
        }
        if let Some(end) = self.code(at) {
            return self.apart(at..end, MentionKind::Reference);
        }
        if let Some(end) = fraction(text, at) {
            return self.number(at..end, MentionKind::Fraction);
        }
        self.plain_number(at)
    }

    fn plain_number(&mut self, at: usize) -> usize {
        let text = self.text;
        let (range, in_row) = self.extent(at);
        if years::is_year(text, range.clone(), in_row) {
            return self.apart(range, MentionKind::Date);
        }
        // Four parts that stops join, and no grouping: an address, a section.
        let code = code_end(text, at);
        if in_row
            && text[at..code].matches('.').count() >= 2
            && text[at..code].bytes().all(|b| b.is_ascii_digit() || b == b'.')
        {
            return self.apart(at..code, MentionKind::Reference);
        }
        if let Some(end) = percent_after(text, range.end) {
            return self.percentage(range.start..end, range);
        }
        let start = if text[..at].ends_with('\u{2212}') { at - '\u{2212}'.len_utf8() } else { at };
        let next = after(text, range.end);
        let scaled = matches!(next.word, "hundred" | "thousand" | "million" | "billion") && is_blank(next.gap);
        let end = if scaled { next.end } else { range.end };
        self.number(start..end, MentionKind::Digits)
    }

    /// Digits with letters in them or after them.
    fn mixed(&mut self, at: usize, end: usize) -> usize {
        let text = self.text;
        let number = digits(text, at);
        let letters = &text[number..end];
        match letters {
            "st" | "nd" | "rd" | "th" => return self.apart(at..end, MentionKind::Ordinal),
            "s" | "er" | "ies" if number - at == 4 => return self.apart(at..end, MentionKind::Date),
            "k" | "m" | "mln" | "mio" | "bn" | "tsd" => return self.number(at..end, MentionKind::Digits),
            _ => {}
        }
        // `1O0`: letters that a scanner took for digits.
        if letters.chars().all(|c| c.is_ascii_digit() || matches!(c, 'O' | 'o' | 'l' | 'I')) {
            return self.number(at..end, MentionKind::Digits);
        }
        // `5kg`, `10km`: a unit.
        if letters.len() <= 3 && letters.chars().all(char::is_lowercase) && !text[end..].starts_with(['-', '/']) {
            return self.number(at..number, MentionKind::Digits).max(end);
        }
        self.apart(at..code_end(text, at), MentionKind::Reference)
    }

    /// Characters that are numbers but not the ten digits: `½`, `²`, digits of other scripts.
    pub(super) fn other_digits(&mut self, at: usize) -> usize {
        let text = self.text;
        let end = run(text, at, |c| c.is_numeric() && !c.is_ascii_digit());
        let first = char_at(text, at).unwrap_or(' ');
        match first {
            '\u{b2}' | '\u{b3}' | '\u{b9}' | '\u{2070}'..='\u{2089}' => self.apart(at..end, MentionKind::Mark),
            '\u{bc}'..='\u{be}' | '\u{2150}'..='\u{215e}' => self.number(at..end, MentionKind::Fraction),
            '\u{2160}'..='\u{2188}' | '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' => {
                self.apart(at..end, MentionKind::Place)
            }
            _ => self.number(at..end, MentionKind::Digits),
        }
    }
}

/// The end of `%`, `percent`, `per cent` after a number.
fn percent_after(text: &str, end: usize) -> Option<usize> {
    let blank = run(text, end, char::is_whitespace);
    if blank - end <= 4 && text[blank..].starts_with('%') {
        return Some(blank + 1);
    }
    let next = after(text, end);
    if !(is_blank(next.gap) || next.gap == "-") {
        return None;
    }
    if matches!(next.word, "percent" | "pct" | "Percent" | "PERCENT") {
        return Some(next.end);
    }
    let cent = after(text, next.end);
    (next.word == "per" && cent.word == "cent" && is_blank(cent.gap)).then_some(cent.end)
}

/// The end of `3/4`.
fn fraction(text: &str, at: usize) -> Option<usize> {
    let slash = digits(text, at);
    let part = text[at..slash].parse::<u32>().ok().filter(|part| *part > 0)?;
    let whole = text[slash..].starts_with('/').then(|| short_number(text, slash + 1, 3))?;
    let (whole, end) = whole?;
    let alone = !matches!(char_before(text, at), Some('/' | '-')) && !matches!(char_at(text, end), Some('/' | '-'));
    (slash - at <= 3 && part < whole && alone).then_some(end)
}
