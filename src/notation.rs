//! The two notations that people write: quantities and values.
//!
//! The same text means the same in RON, on the command line, in messages and
//! in reports. This module turns text into syntax with places; it knows no
//! names. [`crate::model::load`] and [`crate::model`] look the names up.

use std::ops::Range;

use crate::base::number::Bounds;

pub mod mentions;
mod constant;
mod expression;
mod hedge;
mod language;
mod lexicon;
mod magnitude;
mod numeral;
mod phrase;
mod relative;
mod share;
mod unit;
mod value;

pub use constant::Constant;
pub use expression::{CodeName, Comparison, Expression, Piece, QuantityText, RelationText, Term, pattern, quantity};
pub use expression::{expression, is_identifier, relation};
pub use language::Language;
pub use lexicon::{Lexicon, LexiconError, RoundedTo};
pub use phrase::{PhrasePart, phrase};
pub use relative::{Difference, difference};
pub use unit::{Scale, Units};
pub use value::{Amount, Style, ValueKind, ValueText, amount, value, value_in};

/// Reads a length of time by itself: `50 years`, `18 months`.
///
/// # Errors
/// Where it is none.
pub fn length(text: &str) -> Result<Constant, NotationError> {
    let error = |message| NotationError::new(0..text.len(), message);
    match Constant::read(text.trim()) {
        Some(Ok(length)) if length.is_time() => Ok(length),
        Some(Err(message)) => Err(error(message)),
        _ => Err(error(format!("`{text}` is no length of time, such as `50 years`, `18 months` or `0 days`"))),
    }
}

/// Between what a length of time lies that is said to lie between two dates: `75 years`, `at least 18 months`.
///
/// Of dates, on the scale on which every month has 31 places; `75 years` are completed ones.
pub fn length_said(text: &str) -> Option<Bounds> {
    const WORDS: [(&str, Comparison); 10] = [
        ("at least ", Comparison::AtLeast),
        ("not less than ", Comparison::AtLeast),
        ("more than ", Comparison::More),
        ("over ", Comparison::More),
        ("at most ", Comparison::AtMost),
        ("up to ", Comparison::AtMost),
        ("not more than ", Comparison::AtMost),
        ("less than ", Comparison::Less),
        ("under ", Comparison::Less),
        ("exactly ", Comparison::Equal),
    ];
    let text = text.trim();
    let words = WORDS.iter().find_map(|(words, comparison)| Some((text.strip_prefix(words)?, *comparison)));
    let (rest, comparison) = words.unwrap_or((text, Comparison::Equal));
    length(rest).ok().map(|length| length.compared(comparison, false))
}

/// Whether a lower-case word can be a part of a number in words, or all of it.
pub(crate) fn is_number_word(word: &str) -> bool {
    numeral::is_word(word)
}

/// The power of ten that a lower-case word after digits stands for, in any language.
pub(crate) fn scale_word(word: &str) -> Option<i32> {
    language::scale(word, Language::English)
}

/// Whether a lower-case word names a part of something: `half`, `thirds`.
pub(crate) fn is_part_word(word: &str) -> bool {
    share::part_word(word).is_some()
}

/// A text that is not in the notation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotationError {
    /// The bytes of the text that are wrong.
    pub range: Range<usize>,
    /// What is wrong, without a full stop.
    pub message: String,
    /// The same text as it should probably have been written.
    pub suggestion: Option<String>,
}

impl NotationError {
    fn new(range: Range<usize>, message: impl Into<String>) -> Self {
        NotationError { range, message: message.into(), suggestion: None }
    }

    fn suggest(mut self, suggestion: impl Into<String>) -> Self {
        self.suggestion = Some(suggestion.into());
        self
    }

    /// The error for a text with a character that only looks right, if it has one.
    fn trap(text: &str) -> Option<Self> {
        let (at, found) = crate::base::typography::first_trap(text)?;
        let message = format!("the notation has no {}", crate::base::typography::describe(found));
        Some(NotationError::new(at..at + found.len_utf8(), message).suggest(crate::base::typography::plain(text)))
    }
}
