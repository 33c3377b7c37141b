//! How far one number in digits reaches.
//!
//! - Commas, full stops, apostrophes and underscores between digits join them if the whole can be
//!   read as one number: `1,939,063`, `1.939.063`, `3.5`; else each part is a number: `1,2,3`.
//! - A typographic blank joins groups of three digits.
//! - So does a plain blank, if every number in the row of numbers that blanks (or single dashes)
//!   part is grouped like that, with one to three digits first and four groups at most. So
//!   `1 939 063` is one number and `190 375 370 56 20` are five. Two cells of three digits each,
//!   alone, look like a number of six digits and are taken for one.

use std::ops::Range;

use super::cursor::{char_at, digits};
use super::{LONGEST, Scan, read};

/// The most groups that plain blanks part: billions.
const MOST_GROUPS: usize = 4;

/// The most grouped numbers that dashes part; more are cells of a row.
const MOST_STRETCHES: usize = 4;

impl Scan<'_> {
    /// The digits of the number that begins at `at`, and whether it stands in a row of others.
    pub(super) fn extent(&mut self, at: usize) -> (Range<usize>, bool) {
        let text = self.text;
        let plain = digits(text, at);
        if at < self.list_until {
            return (at..plain, true);
        }
        let in_row = at < self.row_until;
        let tight = tight(text, at);
        if tight > plain {
            if tight - at <= LONGEST && read(&text[at..tight], self.lexicon).is_some() {
                // Where commas group, blanks do not.
                if !in_row && char_at(text, tight) == Some(' ') && digits(text, tight + 1) > tight + 1 {
                    self.row_until = Row::of(text, tight + 1).end;
                }
                return (at..tight, in_row);
            }
            self.list_until = tight;
            return (at..plain, true);
        }
        if in_row {
            return (at..plain, true);
        }
        if let Some(end) = typographic(text, at, plain) {
            return (at..end, false);
        }
        let row = Row::of(text, at);
        if row.numbers == 1 {
            return (at..plain, false);
        }
        if row.is_grouped {
            return (at..row.first, false);
        }
        // A year before a number belongs to no row.
        if plain - at == 4 && text[plain..].starts_with(' ') && Row::of(text, plain + 1).is_grouped {
            return (at..plain, false);
        }
        self.row_until = row.end;
        (at..plain, true)
    }
}

/// The end of digits joined by single signs of grouping.
fn tight(text: &str, at: usize) -> usize {
    let mut end = digits(text, at);
    while let Some(sign) = char_at(text, end).filter(|c| matches!(c, ',' | '.' | '\'' | '\u{2019}' | '_')) {
        let next = digits(text, end + sign.len_utf8());
        if next == end + sign.len_utf8() {
            break;
        }
        end = next;
    }
    end
}

/// The end of groups of three parted by typographic blanks, if there are any.
fn typographic(text: &str, at: usize, first: usize) -> Option<usize> {
    let mut end = first;
    while let Some(blank) =
        char_at(text, end).filter(|c| matches!(c, '\u{a0}' | '\u{202f}' | '\u{2000}'..='\u{200a}' | '\u{205f}'))
    {
        let next = digits(text, end + blank.len_utf8());
        if next != end + blank.len_utf8() + 3 || end - at > LONGEST {
            break;
        }
        end = next;
    }
    (end > first && first - at <= 3).then(|| with_fraction(text, end))
}

/// A decimal fraction after groups.
fn with_fraction(text: &str, end: usize) -> usize {
    let sign = char_at(text, end).is_some_and(|c| matches!(c, '.' | ','));
    let next = if sign { digits(text, end + 1) } else { end };
    if sign && next > end + 1 && next - end < 10 { next } else { end }
}

/// Numbers parted by single plain blanks, or by single dashes.
struct Row {
    end: usize,
    /// Where the first number ends if blanks group.
    first: usize,
    numbers: usize,
    /// Whether every stretch between dashes reads as one grouped number, and the first has several groups.
    is_grouped: bool,
}

impl Row {
    fn of(text: &str, at: usize) -> Row {
        let mut row = Row { end: at, first: at, numbers: 0, is_grouped: true };
        let mut start = at;
        let mut stretches = 0;
        loop {
            let (end, groups, grouped) = stretch(text, start);
            row.numbers += groups;
            row.is_grouped &= grouped && (stretches > 0 || groups > 1);
            row.end = end;
            if stretches == 0 {
                row.first = end;
            }
            stretches += 1;
            row.is_grouped &= stretches <= MOST_STRETCHES;
            let dash = [" \u{2013} ", " - ", " \u{2014} "].iter().find(|dash| text[end..].starts_with(**dash));
            match dash.map(|dash| end + dash.len()) {
                Some(next) if digits(text, next) > next => start = next,
                _ => return row,
            }
        }
    }
}

/// Numbers parted by blanks alone: where they end, how many, and whether they are the groups of one.
fn stretch(text: &str, at: usize) -> (usize, usize, bool) {
    let (mut end, mut groups, mut grouped) = (at, 0, true);
    let mut start = at;
    loop {
        let next = digits(text, start);
        let whole = tight(text, start);
        // What letters follow is no group and no cell.
        let joined = char_at(text, whole).is_some_and(|c| c.is_alphabetic() || c == '%' || c == '/');
        if next == start || (joined && groups > 0) {
            return (end, groups, grouped && groups <= MOST_GROUPS);
        }
        let width = next - start;
        let leading_zero = text[start..].starts_with('0');
        grouped &= if groups == 0 { width <= 3 && !leading_zero } else { width == 3 };
        // `1,064` among the numbers of a row: it is commas that group there.
        grouped &= whole == next || with_fraction(text, next) == whole && whole - next != 4;
        end = whole;
        groups += 1;
        if !text[end..].starts_with(' ') || joined {
            return (end, groups, grouped && groups <= MOST_GROUPS);
        }
        start = end + 1;
    }
}
