//! The digits of two texts, which must agree exactly; and numbers that a fragment cuts in two.

use std::ops::Range;

/// Whether two texts have the same numbers in the same order. How digits are grouped does not matter.
pub(super) fn agree(one: &str, other: &str) -> bool {
    groups(one).eq(groups(other)) || numbers(one) == numbers(other)
}

/// The runs of digits.
fn groups(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty())
}

/// The numbers, each without what groups its digits by threes.
fn numbers(text: &str) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    let bytes = text.as_bytes();
    let (mut end, mut groupable) = (0, false);
    for digits in groups(text) {
        let start = digits.as_ptr() as usize - text.as_ptr() as usize;
        let goes_on =
            groupable && digits.len() == 3 && start == end + 1 && matches!(bytes[end], b',' | b'.' | b' ' | b'\'');
        match numbers.last_mut() {
            Some(number) if goes_on => number.push_str(digits),
            _ => {
                numbers.push(digits.to_owned());
                groupable = digits.len() <= 3;
            }
        }
        end = start + digits.len();
    }
    numbers
}

/// No number has more groups of digits, or more digits in a group, than are looked at.
const LONGEST: usize = 30;

/// Whether a range of a text begins or ends inside a number; the range with the whole of that number, if so.
pub(super) fn cuts_number(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let mut whole = range.clone();
    for _ in 0..LONGEST {
        let Some(start) = before(text, whole.start) else { break };
        whole.start = start;
    }
    for _ in 0..LONGEST {
        let Some(end) = after(text, whole.end) else { break };
        whole.end = end;
    }
    (whole != *range).then_some(whole)
}

fn digits_from(text: &str, at: usize) -> usize {
    text.as_bytes()[at..].iter().take(LONGEST).take_while(|byte| byte.is_ascii_digit()).count()
}

fn digits_to(text: &str, at: usize) -> usize {
    text.as_bytes()[..at].iter().rev().take(LONGEST).take_while(|byte| byte.is_ascii_digit()).count()
}

/// Where the number begins that goes on at `at`, if what stands before belongs to it.
fn before(text: &str, at: usize) -> Option<usize> {
    let right = digits_from(text, at);
    if right == 0 {
        return None;
    }
    match digits_to(text, at) {
        0 => {
            let (separator, c) = text[..at].char_indices().next_back()?;
            let left = digits_to(text, separator);
            (left > 0 && joins(text, c, separator - left, at + right)).then(|| separator - left)
        }
        left => Some(at - left),
    }
}

/// Where the number ends that stands before `at`, if what follows belongs to it.
fn after(text: &str, at: usize) -> Option<usize> {
    let left = digits_to(text, at);
    if left == 0 {
        return None;
    }
    match digits_from(text, at) {
        0 => {
            let c = text[at..].chars().next()?;
            let next = at + c.len_utf8();
            let right = digits_from(text, next);
            (right > 0 && joins(text, c, at - left, next + right)).then(|| next + right)
        }
        right => Some(at + right),
    }
}

/// Whether the digits on either side of a separator, from `start` to `end`, are one number:
/// a group of three after a mark that groups, or a decimal fraction that is no part of a date.
fn joins(text: &str, separator: char, start: usize, end: usize) -> bool {
    let right = digits_to(text, end);
    match separator {
        ',' | '\'' | '\u{2019}' | '\u{a0}' | '\u{202f}' | '\u{2009}' => right == 3,
        '.' => {
            let bytes = text.as_bytes();
            let goes_on = bytes.get(end) == Some(&b'.') && digits_from(text, end + 1) > 0;
            let went_on = start > 1 && bytes[start - 1] == b'.' && bytes[start - 2].is_ascii_digit();
            right == 3 || !(goes_on || went_on)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_digits_agree_however_they_are_grouped() {
        for (one, other, same) in [
            ("1,939,063 of 5", "1 939 063 of 5", true),
            ("1939063", "1,939,063", true),
            ("1, 939,063", "1,939,063", true),
            ("1,939,063", "1,939,036", false),
            ("no numbers", "none", true),
            ("6.987", "69.87", false),
            ("69.87", "69,87", true),
            ("13,000", "13", false),
            ("190 375", "375 190", false),
        ] {
            assert_eq!(agree(one, other), same, "{one} / {other}");
        }
    }

    #[test]
    fn a_number_that_is_cut_is_seen_whole() {
        for (text, part, whole) in [
            ("had 1,939,063 men", "939,063", Some("1,939,063")),
            ("had 1,939,063 men", "had 1,939", Some("had 1,939,063")),
            ("had 1,939,063 men", "1,939,063", None),
            ("in 1956", "56", Some("1956")),
            ("69.87 %", "87 %", Some("69.87 %")),
            ("4.5.1950", "1950", None),
            ("04.05.1950", "05", None),
            ("May 4,1950", "May 4", None),
            ("1\u{a0}939 men", "939 men", Some("1\u{a0}939 men")),
            ("190 375 370", "375", None),
            ("13,000, 500 more", "13,000", None),
            ("14. 1952", "14", None),
        ] {
            let start = text.find(part).expect(part);
            let found = cuts_number(text, &(start..start + part.len()));
            assert_eq!(found.map(|range| &text[range]), whole, "{part}");
        }
    }
}
