//! Every number in a plain text: in digits however grouped, in words, as a percentage, a
//! fraction, or a vague word of the lexicon; and, apart, what has digits and counts nothing:
//! dates, page and item numbers, footnote marks, reference codes, ordinals.
//!
//! One pass from front to back that looks a bounded way to either side, so its time is
//! proportional to the text and its memory to what is found, of which there is a limit.
//! Extents are found here; what a wording stands for is read by [`crate::notation`] alone.
//!
//! The text is taken for English. In doubt a number is listed as a number: one too many costs
//! an `ignore` entry, one too few is a claim that nobody misses.

use std::ops::Range;

use crate::base::number::{Bounds, Number};
use crate::base::typography::plain;
use crate::notation::{Amount, Lexicon, amount};

mod cursor;
mod dates;
mod digits;
mod extent;
mod labels;
mod topics;
mod words;
mod years;

pub use topics::names_a_topic;

/// A number in a text, or something that looks like one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: MentionKind,
    /// What it stands for, hedges left out, where that can be read.
    pub read: Option<Bounds>,
    /// Whether it is a share of something.
    pub share: bool,
}

/// What a mention is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// Digits: `1,939,063`, `1.0 million`.
    Digits,
    /// `50%`, `20 percent`.
    Percentage,
    /// `half`, `two thirds`, `3/4`.
    Fraction,
    /// `five`, `two hundred`.
    Words,
    /// A phrase of the lexicon, or a plural such as "dozens".
    Vague,
    /// A date, a year, a span of years, a time of day. From here on nothing is counted.
    Date,
    /// A page, section, list, attachment or item number.
    Place,
    /// A footnote mark.
    Mark,
    /// A file number, an order, a telephone number, an address, a code.
    Reference,
    /// `20th`, `first`.
    Ordinal,
    /// Part of a name: "World War Two".
    Name,
    /// "some": says no more than that there are any.
    Any,
}

impl MentionKind {
    /// Every kind that is listed apart.
    pub const APART: [MentionKind; 7] = [
        MentionKind::Date,
        MentionKind::Place,
        MentionKind::Mark,
        MentionKind::Reference,
        MentionKind::Ordinal,
        MentionKind::Name,
        MentionKind::Any,
    ];

    /// Whether it counts as a number.
    pub fn is_number(self) -> bool {
        self < MentionKind::Date
    }

    /// The word used in messages and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            MentionKind::Digits => "digits",
            MentionKind::Percentage => "percentage",
            MentionKind::Fraction => "fraction",
            MentionKind::Words => "words",
            MentionKind::Vague => "vague",
            MentionKind::Date => "date",
            MentionKind::Place => "place",
            MentionKind::Mark => "mark",
            MentionKind::Reference => "reference",
            MentionKind::Ordinal => "ordinal",
            MentionKind::Name => "name",
            MentionKind::Any => "any",
        }
    }
}

/// What stands in a text.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// In the order of the text; no two overlap.
    pub found: Vec<Mention>,
    /// Where the search ended, if it ended before the text because [`MOST`] were found.
    pub cut: Option<usize>,
}

/// The most mentions that are looked for in one text.
pub const MOST: usize = 1_000_000;

/// The longest wording of one number, in bytes.
const LONGEST: usize = 120;

/// Hedges that are written short, with a full stop.
const ABBREVIATIONS: [&str; 3] = ["c", "ca", "approx"];

/// Finds every mention in a text.
pub fn mentions(text: &str, lexicon: &Lexicon) -> Mentions {
    let mut scan = Scan {
        text,
        lexicon,
        phrases: words::Phrases::new(lexicon),
        found: Vec::new(),
        list_until: 0,
        row_until: 0,
        label: None,
        last_item: 0,
    };
    let mut at = 0;
    while let Some(next) = cursor::next_token(text, at) {
        if scan.found.len() >= MOST {
            return Mentions { found: scan.found, cut: Some(next) };
        }
        let first = cursor::char_at(text, next).unwrap_or(' ');
        at = if first.is_ascii_digit() {
            scan.digits(next)
        } else if first.is_numeric() {
            scan.other_digits(next)
        } else {
            scan.word(next)
        };
    }
    Mentions { found: scan.found, cut: None }
}

/// The phrase that a mention stands in: with the hedges before it and, where it ends a range,
/// from the range's beginning. It reads as a value by itself.
///
/// `1,939,063` in "still held about 1,939,063" gives "about 1,939,063".
pub fn phrase(text: &str, mention: &Mention, lexicon: &Lexicon) -> Range<usize> {
    let mut best = mention.range.clone();
    let mut start = best.start;
    let mut joined = false;
    for _ in 0..6 {
        let before = cursor::before(text, start);
        let is_number = before.word.starts_with(|c: char| c.is_ascii_digit());
        let dash = matches!(before.gap, "-" | "\u{2013}");
        // A number that nothing joins to this one is another.
        let shortened = before.gap.trim_end() == "." && ABBREVIATIONS.contains(&before.word.to_lowercase().as_str());
        let joins = dash || shortened || cursor::is_blank(before.gap);
        if before.word.is_empty() || !joins || (is_number && !dash && !joined) {
            break;
        }
        joined = matches!(before.word, "to" | "and");
        start = before.start;
        // The digits of a grouped number are taken together.
        while is_number && start > 0 && text[..start].ends_with([',', '.']) {
            match cursor::before(text, start) {
                front if front.gap.len() == 1 && best.end - front.start <= LONGEST => start = front.start,
                _ => break,
            }
        }
        // What somebody talks about is no hedge of it, and nothing before it is.
        if before.word.eq_ignore_ascii_case("about") && names_a_topic(text, start) {
            break;
        }
        if !joined && best.end - start <= LONGEST && read(&text[start..best.end], lexicon).is_some() {
            best.start = start;
        }
    }
    best
}

/// What a wording stands for; grouping that the notation suggests to write otherwise is taken so.
fn read(wording: &str, lexicon: &Lexicon) -> Option<Amount> {
    let wording = plain(wording);
    amount(&wording, lexicon).or_else(|error| amount(&error.suggestion.ok_or(())?, lexicon).map_err(|_| ())).ok()
}

struct Scan<'t> {
    text: &'t str,
    lexicon: &'t Lexicon,
    phrases: words::Phrases,
    found: Vec<Mention>,
    /// Up to here commas and stops join nothing: `1,2,3`.
    list_until: usize,
    /// Up to here blanks join nothing: a row of cells.
    row_until: usize,
    /// The last page or reference number, where others may follow: "pp. 3, 5".
    label: Option<labels::Label>,
    /// The number of the last item of a list.
    last_item: u32,
}

impl Scan<'_> {
    /// Adds what counts nothing; where it ends.
    fn apart(&mut self, range: Range<usize>, kind: MentionKind) -> usize {
        let end = range.end;
        self.found.push(Mention { range, kind, read: None, share: false });
        end
    }

    /// Adds a number; where it ends.
    fn number(&mut self, range: Range<usize>, kind: MentionKind) -> usize {
        let end = range.end;
        let amount = if range.len() > LONGEST { None } else { read(&self.text[range.clone()], self.lexicon) };
        let share = amount.as_ref().is_some_and(|amount| amount.share);
        self.found.push(Mention { range, kind, read: amount.map(Amount::plain), share });
        end
    }

    /// Adds a percentage whose digits are `digits`; where it ends.
    fn percentage(&mut self, range: Range<usize>, digits: Range<usize>) -> usize {
        let end = range.end;
        let value = if digits.len() > LONGEST { None } else { read(&self.text[digits], self.lexicon) };
        let value = value.and_then(|amount| amount.written?.checked_div(&Number::from(100)));
        let read = value.map(Bounds::exactly);
        self.found.push(Mention { range, kind: MentionKind::Percentage, read, share: true });
        end
    }
}

#[cfg(test)]
mod tests;
