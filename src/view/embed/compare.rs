//! What of a document that was written before no longer follows from the collection.

use std::ops::Range;

use similar::{ChangeTag, DiffOp, TextDiff};

use super::Filled;
use super::call::{Mistake, shown};
use super::codes::OUT_OF_DATE;
use super::write::{Segment, Written};
use crate::base::message::Message;

/// Compares what was written before with what would be written now: one error for each view and live
/// number that differs, and one for the words around them.
///
/// `before` is the text that was written, and `picture` gives the bytes of a picture by its path.
pub fn out_of_date(
    filled: &Filled<'_>,
    now: &Written,
    before: &str,
    picture: impl Fn(&str) -> Option<Vec<u8>>,
) -> Vec<Message> {
    let mut found = Vec::new();
    if before != now.text {
        found.extend(texts(filled, now, before));
    }
    for file in &now.pictures {
        let old = picture(&file.path);
        if old.as_deref() != Some(&file.bytes) {
            let what = if old.is_some() { "no longer shows what the collection says" } else { "is missing" };
            let range = filled.document.asked[file.asked].range.clone();
            found.push(mistake(&range, format!("the picture `{}` {what}", shown(&file.path))));
        }
    }
    let mut messages: Vec<Message> = found.into_iter().map(|mistake| mistake.message(filled.document.file)).collect();
    messages.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    messages
}

fn mistake(range: &Range<usize>, text: String) -> Mistake {
    Mistake::new(&OUT_OF_DATE, range, text, "write the report again, without `--check`, and read what changed")
}

fn texts(filled: &Filled<'_>, now: &Written, before: &str) -> Vec<Mistake> {
    let mut segments: Vec<&Segment> = now.segments.iter().collect();
    segments.sort_by_key(|segment| segment.range.start);
    let mut told: Vec<bool> = vec![false; filled.document.asked.len()];
    let mut found = Vec::new();
    let mut around = false;
    for change in changes(before, &now.text) {
        let first = segments.partition_point(|segment| segment.range.end < change.range.start);
        let touched = segments[first..].iter().take_while(|segment| segment.range.start <= change.range.end);
        let touched: Vec<usize> = touched.map(|segment| segment.asked).collect();
        around |= touched.is_empty();
        for asked in touched {
            if !std::mem::replace(&mut told[asked], true) {
                let (was, is) = narrowed(&change.was, &change.is);
                let text = format!("this was `{}`, and it is now `{}`", brief(was), brief(is));
                found.push(mistake(&filled.document.asked[asked].range, text));
            }
        }
    }
    if around {
        let text = "the words around the views and live numbers are others than when this was written".to_owned();
        found.push(mistake(&(0..0), text));
    }
    found
}

/// Two texts without what both begin with and end with; no word or number is cut.
fn narrowed<'t>(was: &'t str, is: &'t str) -> (&'t str, &'t str) {
    let in_word = |c: char| c.is_alphanumeric() || matches!(c, ',' | '.');
    let begin: usize = was.chars().zip(is.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let begin = was[..begin].trim_end_matches(in_word).len();
    let (was, is) = (&was[begin..], &is[begin..]);
    let pairs = was.chars().rev().zip(is.chars().rev());
    let end: usize = pairs.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let end = was[was.len() - end..].trim_start_matches(in_word).len();
    (&was[..was.len() - end], &is[..is.len() - end])
}

/// The start of a text, on one line.
fn brief(text: &str) -> String {
    if text.trim().is_empty() { "nothing".to_owned() } else { shown(text.trim()) }
}

/// What was replaced by what, and where that stands in the new text.
struct Change {
    range: Range<usize>,
    was: String,
    is: String,
}

/// What differs, word by word within the lines that differ.
fn changes(before: &str, now: &str) -> Vec<Change> {
    let lines = TextDiff::from_lines(before, now);
    let starts = starts(lines.new_slices());
    let mut changes = Vec::new();
    for op in lines.ops() {
        let (old, new) = (op.old_range(), op.new_range());
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let was: String = lines.old_slices()[old].concat();
        let is: String = lines.new_slices()[new.clone()].concat();
        words(&was, &is, starts[new.start], &mut changes);
    }
    changes
}

fn words(was: &str, is: &str, start: usize, changes: &mut Vec<Change>) {
    let diff = TextDiff::from_words(was, is);
    let mut at = start;
    let mut open: Option<Change> = None;
    for change in diff.iter_all_changes() {
        let word = change.value();
        if change.tag() == ChangeTag::Equal {
            // A blank between changed words belongs to the change.
            changes.extend(open.take());
            at += word.len();
            continue;
        }
        let change_now = open.get_or_insert_with(|| Change { range: at..at, was: String::new(), is: String::new() });
        if change.tag() == ChangeTag::Delete {
            change_now.was.push_str(word);
        } else {
            change_now.is.push_str(word);
            at += word.len();
            change_now.range.end = at;
        }
    }
    changes.extend(open);
}

/// Where each slice begins, and where the last one ends.
fn starts(slices: &[&str]) -> Vec<usize> {
    let mut at = 0;
    let mut starts: Vec<usize> = slices
        .iter()
        .map(|slice| {
            let start = at;
            at += slice.len();
            start
        })
        .collect();
    starts.push(at);
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_shown_without_what_stands_around_it() {
        assert_eq!(narrowed("11,000[^a].", "12,000[^a]."), ("11,000", "12,000"));
        assert_eq!(narrowed("(“five”", "(“six”"), ("five", "six"));
        assert_eq!(narrowed("", "é"), ("", "é"));
    }
}
