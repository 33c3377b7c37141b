//! Where the strings of a parsed item stand in their file.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::lexer::{Lexer, TokenKind, field};
use super::mirror::Str;
use crate::base::text::{FileId, Span};

/// A part of a file that is parsed by itself.
#[derive(Debug)]
pub(super) struct Place<'t> {
    pub(super) file: FileId,
    pub(super) whole_file: &'t str,
    /// What is parsed.
    pub(super) text: &'t str,
    /// Where it begins in the file.
    pub(super) offset: usize,
    /// What was left out of the file's text: `(place in text, bytes left out there)`.
    pub(super) cuts: &'t [(usize, usize)],
    /// Where each string with an escape stands, by its meaning; made when the first one is asked for.
    escaped: OnceCell<FxHashMap<String, Range<usize>>>,
}

impl<'t> Place<'t> {
    pub(super) fn new(file: (FileId, &'t str), text: &'t str, offset: usize, cuts: &'t [(usize, usize)]) -> Self {
        let (file, whole_file) = file;
        Place { file, whole_file, text, offset, cuts, escaped: OnceCell::new() }
    }

    /// The place in the file; where a cut is, the one `after` it or the one before.
    fn in_file(&self, at: usize, after: bool) -> usize {
        let passed = self.cuts.iter().take_while(|(cut, _)| *cut < at || (after && *cut == at));
        let left_out: usize = passed.map(|(_, bytes)| bytes).sum();
        // A bracket that was put in for a forgotten one has no place of its own.
        let mut at = (self.offset + at + left_out).min(self.whole_file.len());
        while !self.whole_file.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// The span of a range of the parsed text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let (start, end) = (self.in_file(range.start, true), self.in_file(range.end, range.is_empty()));
        Span::new(self.file, start..end.max(start))
    }

    /// The span of the item's first word, or of all of it if it has none.
    pub(super) fn head(&self) -> Span {
        let word = Lexer::new(self.text).next().map_or(0..0, |token| token.range);
        self.span(word)
    }

    pub(super) fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    /// The span of a field's value, or the head of the item if there is none.
    pub(super) fn field(&self, path: &[&str]) -> Span {
        field(self.text, path).map_or_else(|| self.head(), |range| self.span(range))
    }

    /// The range of a string's content in the parsed text.
    fn range_of(&self, text: &Str<'_>) -> Option<Range<usize>> {
        match &text.0 {
            Cow::Borrowed(part) => {
                let at = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
                (at + part.len() <= self.text.len()).then_some(at..at + part.len())
            }
            Cow::Owned(owned) => self.escaped.get_or_init(|| self.escaped()).get(owned).cloned(),
        }
    }

    fn escaped(&self) -> FxHashMap<String, Range<usize>> {
        let mut found = FxHashMap::default();
        for token in Lexer::new(self.text).filter(|token| token.kind == TokenKind::String) {
            let literal = &self.text[token.range.clone()];
            if let Some(meaning) = literal.contains('\\').then(|| ron::from_str::<String>(literal).ok()).flatten() {
                found.entry(meaning).or_insert(token.range);
            }
        }
        found
    }

    /// The span of a string's content.
    pub(super) fn span_of(&self, text: &Str<'_>) -> Span {
        self.range_of(text).map_or_else(|| self.head(), |range| self.span(range))
    }

    /// The span of a part of a string's content.
    pub(super) fn span_in(&self, text: &Str<'_>, part: Range<usize>) -> Span {
        match (self.range_of(text), &text.0) {
            (Some(range), Cow::Borrowed(_)) => self.span(range.start + part.start..range.start + part.end),
            (Some(range), Cow::Owned(_)) => self.span(range),
            (None, _) => self.head(),
        }
    }

    /// The names given as `id:` anywhere in an item that cannot be read.
    pub(super) fn salvaged_ids(&self) -> Vec<&'t str> {
        let mut ids = Vec::new();
        let tokens: Vec<_> = Lexer::new(self.text).collect();
        for window in tokens.windows(3) {
            let [name, colon, value] = window else { continue };
            let is_id = &self.text[name.range.clone()] == "id" && colon.kind == TokenKind::Colon;
            if is_id && matches!(value.kind, TokenKind::String | TokenKind::OpenString | TokenKind::Trap(_)) {
                let literal = self.text[value.range.clone()].trim_matches(|c: char| !c.is_alphanumeric());
                let end = literal.find(|c: char| !(c.is_alphanumeric() || c == '-')).unwrap_or(literal.len());
                ids.push(&literal[..end]);
            }
        }
        ids
    }
}
