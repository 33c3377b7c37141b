//! Words that stand for an interval: "a few score", "most".

use std::collections::BTreeMap;

use super::magnitude::{Magnitude, Manner, magnitude};
use crate::base::number::{Bounds, Number};

/// What a phrase of the lexicon stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) bounds: Bounds,
    /// Whether it is a share of something ("most"), not a number.
    pub(super) share: bool,
}

/// The words that stand for an interval, and how wide "about" is.
#[derive(Debug, Clone)]
pub struct Lexicon {
    entries: BTreeMap<String, Entry>,
    about: Number,
}

/// Why an entry cannot be added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconError {
    /// What is wrong, without a full stop.
    pub message: String,
    /// The reading as it should probably have been written.
    pub suggestion: Option<String>,
}

const SHIPPED: [(&str, &str); 16] = [
    ("a few score", "40..199"),
    ("a few thousand", "2,000..9,999"),
    ("thousands", "2,000..99,999"),
    ("tens of thousands", "20,000..99,999"),
    ("hundreds of thousands", "200,000..999,999"),
    ("several million", "2,000,000..9,999,999"),
    ("millions", "2,000,000..9,999,999"),
    ("almost all", "at least 90%"),
    ("virtually all", "at least 90%"),
    ("most", "more than half"),
    ("a majority", "more than half"),
    ("the majority", "more than half"),
    ("some", "at least 1"),
    ("a number", "at least 1"),
    ("a number of", "at least 1"),
    ("small numbers", "at least 1"),
];

impl Default for Lexicon {
    /// The shipped lexicon.
    fn default() -> Self {
        let hundredth = Number::ratio(1, 100).expect("the denominator is not zero");
        let mut lexicon = Lexicon { entries: BTreeMap::new(), about: hundredth };
        for (phrase, reading) in SHIPPED {
            lexicon.add(phrase, reading).expect("the shipped lexicon reads");
        }
        lexicon
    }
}

impl Lexicon {
    /// Adds a phrase, or overrides it. The phrase `about` sets how far, as a
    /// percentage, "about" reaches at least.
    ///
    /// # Errors
    /// Where the reading is not a number, a range or a share, or `about` is not a percentage below 100.
    pub fn add(&mut self, phrase: &str, reading: &str) -> Result<(), LexiconError> {
        let key = fold(phrase);
        if key.is_empty() {
            return Err(LexiconError { message: "the phrase is empty".to_owned(), suggestion: None });
        }
        let error = |message: String, suggestion| LexiconError { message, suggestion };
        let bare = Lexicon { entries: BTreeMap::new(), about: self.about.clone() };
        let found = magnitude(&fold(reading), Manner::counted(&bare))
            .map_err(|fault| error(fault.message, fault.suggestion))?;
        let Magnitude { read, share, written, .. } = found;
        if key == "about" {
            match written {
                Some(part) if share && part < Number::ONE && !part.is_negative() => {
                    self.about = part;
                    return Ok(());
                }
                _ => return Err(error("`about` takes one percentage, such as `1%`".to_owned(), None)),
            }
        }
        self.entries.insert(key, Entry { bounds: read, share });
        Ok(())
    }

    pub(super) fn entry(&self, folded: &str) -> Option<&Entry> {
        self.entries.get(folded)
    }

    /// The part of a value that "about" reaches at least, either way.
    pub fn about(&self) -> &Number {
        &self.about
    }

    /// The phrases, in alphabetical order.
    pub fn phrases(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }
}

/// What the figures of a source are rounded to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RoundedTo {
    pub(super) to: Number,
    /// Whether it is shares that are rounded to so much, not numbers.
    pub(super) share: bool,
}

impl RoundedTo {
    /// Reads what figures are rounded to: `1,000`, `0.1`, `1 million`, `0.1%`.
    ///
    /// # Errors
    /// Where the text is not one number or percentage above zero.
    pub fn read(text: &str) -> Result<Self, LexiconError> {
        let lexicon = Lexicon::default();
        let found = magnitude(&fold(text), Manner::counted(&lexicon))
            .map_err(|fault| LexiconError { message: fault.message, suggestion: fault.suggestion })?;
        match found.written {
            Some(to) if to.is_positive() => Ok(RoundedTo { to, share: found.share }),
            _ => Err(LexiconError {
                message: "figures are rounded to one number above zero, such as `1,000` or `0.1%`".to_owned(),
                suggestion: None,
            }),
        }
    }
}

impl std::fmt::Display for RoundedTo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.share {
            write!(f, "{}%", (&self.to * &Number::from(100)).grouped())
        } else {
            f.write_str(&self.to.grouped())
        }
    }
}

/// Lower-case, with single blanks.
pub(super) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
