//! Quotes: fragments, and what stands around them.

use super::lexer::{Lexer, TokenKind};
use super::mirror::{Fragment, Quote, Str};
use super::place::Place;
use super::{Loader, codes};
use crate::base::message::Message;
use crate::model::Context;

impl<'t> Fragment<'t> {
    pub(super) fn exact(&self) -> &Str<'t> {
        match self {
            Fragment::Plain(exact) => exact,
            Fragment::Around(around) => &around.exact,
        }
    }
}

impl Loader<'_> {
    /// What stands around the fragments of a quote.
    pub(super) fn contexts(&mut self, place: &Place<'_>, quote: &Quote<'_>) -> Vec<Context> {
        let mut contexts = Vec::new();
        for (fragment, around) in (0_u32..).zip(&quote.0) {
            let exact = around.exact();
            if exact.trim().is_empty() {
                let message = Message::new(codes::WRONG_VALUE, "an empty quote").at(place.span_of(exact), "");
                self.report(message.help("leave `quote` out where nothing is quoted"));
            }
            if let Fragment::Around(around) = around {
                let (prefix, suffix) = (self.prose(around.prefix.as_ref()), self.prose(around.suffix.as_ref()));
                contexts.push(Context { fragment, prefix, suffix });
            }
        }
        if !contexts.is_empty() {
            self.names_of_fragments(place);
        }
        contexts
    }

    /// `ron` reads a record by its fields where text may stand, too, and passes over its name.
    fn names_of_fragments(&mut self, place: &Place<'_>) {
        let Some(range) = super::field(place.text, &["quote"]) else { return };
        let words = Lexer::new(&place.text[range.clone()]).filter(|token| token.kind == TokenKind::Word);
        // Words are the names of records, and of their fields, which were read.
        let names = words.map(|token| range.start + token.range.start..range.start + token.range.end);
        let wrong = names.filter(|name| !matches!(&place.text[name.clone()], "Quote" | "exact" | "prefix" | "suffix"));
        for name in wrong.collect::<Vec<_>>() {
            let text = format!("`{}` is not possible here", &place.text[name.clone()]);
            let message = Message::new(codes::WRONG_VALUE, text).at(place.span(name), "");
            self.report(message.help("write `Quote(exact: \"…\", prefix: \"…\", suffix: \"…\")`"));
        }
    }
}

/// Where the fragments of a quote stand in its value: their strings, quotation marks included.
pub(crate) fn fragments(value: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    // Within `Quote(…)` only the string of `exact` is a fragment.
    let mut field: Option<&str> = None;
    for token in Lexer::new(value) {
        match token.kind {
            TokenKind::Word => field = Some(&value[token.range]),
            TokenKind::Comma | TokenKind::Close(_) => field = None,
            TokenKind::String if matches!(field, None | Some("exact")) => found.push(token.range),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::fragments;

    #[test]
    fn fragments_are_found_in_every_form_of_a_quote() {
        for (value, expected) in [
            (r#""a \" b""#, vec![r#""a \" b""#]),
            (r#"["a", r"b"]"#, vec![r#""a""#, r#"r"b""#]),
            (r#"Quote(prefix: "p", exact: "e", suffix: "s")"#, vec![r#""e""#]),
            (r#"["a", Quote(exact: "e", prefix: "p"), "b"]"#, vec![r#""a""#, r#""e""#, r#""b""#]),
        ] {
            let found: Vec<&str> = fragments(value).into_iter().map(|range| &value[range]).collect();
            assert_eq!(found, expected);
        }
    }
}
