//! Four digits: a year, or a number?

use std::ops::Range;

use super::cursor::{after, before, char_at, char_before, digits, is_blank};
use super::dates::is_month;

/// Words before a year that leave no doubt.
const BEFORE: [&str; 27] = [
    "in", "since", "until", "till", "before", "after", "during", "year", "years", "by", "from", "between", "early",
    "late", "mid", "pre", "post", "circa", "ca", "spring", "summer", "autumn", "fall", "winter", "through", "anno",
    "end",
];

const DETERMINERS: [&str; 9] = ["the", "a", "its", "his", "her", "their", "this", "that", "our"];

/// Words before a number that count.
const COUNTING: [&str; 12] = [
    "than",
    "least",
    "most",
    "exactly",
    "only",
    "another",
    "additional",
    "nearly",
    "approximately",
    "total",
    "number",
    "estimated",
];

/// Words after a number that tell what it counts, without an `s` at their end.
const COUNTED: [&str; 12] =
    ["people", "men", "women", "children", "were", "are", "had", "have", "more", "other", "of", "percent"];

/// Whether the ungrouped digits at `range` are a year.
///
/// From 1500 to 2099 they are, unless they are counted: a plural follows, or a word that
/// counts stands before, or they stand among other numbers in a row. From 1000 to 1499 they
/// are only after words such as "in" and "since".
pub(super) fn is_year(text: &str, range: Range<usize>, in_row: bool) -> bool {
    if range.len() != 4 || !text[range.clone()].bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let year: u32 = text[range.clone()].parse().unwrap_or(0);
    let (front, back) = (before(text, range.start), after(text, range.end));
    let word = front.word.to_lowercase();
    let near = is_blank(front.gap) || matches!(front.gap, "-" | " (" | "(" | " '" | ". ");
    let dated = near && (BEFORE.contains(&word.as_str()) || is_month(front.word));
    let counted_by = near && !dated && (COUNTING.contains(&word.as_str()) || total_of(text, &front));
    let next = back.word;
    let blank = is_blank(back.gap);
    let counts = blank && !matches!(next, "was" | "is" | "has" | "as" | "its" | "his" | "this" | "thus") && {
        next.ends_with('s') || COUNTED.contains(&next) || back_plural(text, back.end)
    };
    match year {
        1500..2100 if counted_by => false,
        1500..2100 if dated || (near && DETERMINERS.contains(&word.as_str())) => true,
        1500..2100 => !(counts || in_row && among_numbers(text, range)),
        1000..1500 => dated && !counts,
        _ => false,
    }
}

/// `a total of 1906`.
fn total_of(text: &str, front: &super::cursor::Neighbour<'_>) -> bool {
    front.word == "of" && {
        let counted = before(text, front.start);
        is_blank(counted.gap) && COUNTING.contains(&counted.word)
    }
}

/// `POW's` after the word has ended.
fn back_plural(text: &str, end: usize) -> bool {
    let mark = char_at(text, end).filter(|c| matches!(c, '\'' | '\u{2019}'));
    mark.is_some_and(|mark| text[end + mark.len_utf8()..].starts_with("s "))
}

/// Whether a number that is no year stands next to it on its line: a row of a table, of which
/// the first cell may be a year all the same.
fn among_numbers(text: &str, range: Range<usize>) -> bool {
    let first = char_before(text, range.start).is_none_or(|c| c == '\n') || {
        text[..range.start].trim_end_matches([' ', '\t', '-', '|']).chars().next_back().is_none_or(|c| c == '\n')
    };
    if first {
        return false;
    }
    let number = |word: &str, gap: &str| {
        let end = digits(word, 0);
        is_blank(gap) && end == word.len() && end > 0 && !(end == 4 && ("1500".."2100").contains(&word))
    };
    let (front, back) = (before(text, range.start), after(text, range.end));
    number(front.word, front.gap) || number(back.word, back.gap)
}
