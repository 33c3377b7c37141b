//! One item read by `ron`, its errors put in words.

use ron::error::{Error, SpannedError};
use serde::Deserialize;

use super::codes;
use super::lexer::{Lexer, TokenKind};
use super::mirror;
use super::place::Place;
use crate::base::message::{Code, Message, nearest};

/// Reads one item.
pub(super) fn parse<'t, T: Deserialize<'t>>(place: &Place<'t>) -> Result<T, Box<Message>> {
    mirror::options().from_str(place.text).map_err(|error| Box::new(explain(place, &error)))
}

/// The byte at a line and column, both counted from 1 in characters.
fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(newline) => start += newline + 1,
            None => break,
        }
    }
    let rest = &text[start..];
    let column = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at);
    start + column
}

/// The word `name` used as a field or variant, last before `before`.
fn word_before(text: &str, name: &str, before: usize) -> Option<std::ops::Range<usize>> {
    Lexer::new(text)
        .take_while(|token| token.range.start <= before)
        .filter(|token| token.kind == TokenKind::Word && &text[token.range.clone()] == name)
        .last()
        .map(|token| token.range)
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn suggest(message: Message, wrong: &str, known: &[&'static str]) -> Message {
    match nearest(wrong, known.iter().copied()) {
        Some(near) => message.help(format!("did you mean `{near}`?")),
        None => message.help(format!("possible here: {}", list(known))),
    }
}

fn explain(place: &Place<'_>, error: &SpannedError) -> Message {
    let start = byte_at(place.text, error.span.start.line, error.span.start.col);
    let end = byte_at(place.text, error.span.end.line, error.span.end.col).max(start);
    // `ron` points at the blank before a value.
    let blanks = place.text[start..].find(|c: char| c != ' ').unwrap_or(0);
    let here = place.span(clip(place.text, start + blanks, end.max(start + blanks)));
    let named = |name: &str| word_before(place.text, name, end).map_or(here, |range| place.span(range));
    match &error.code {
        Error::NoSuchStructField { expected, found, outer } => {
            let owner = outer.as_ref().map(|outer| format!("`{outer}` has ")).unwrap_or_default();
            let message = Message::new(codes::UNKNOWN_FIELD, format!("{owner}no field `{found}`"));
            suggest(message.at(named(found), "unknown field"), found, expected)
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            let message = Message::new(codes::WRONG_VALUE, format!("`{found}` is not possible here"));
            let message = message.at(named(found), "");
            let near = nearest(found, expected.iter().copied());
            let message =
                near.into_iter().fold(message, |message, near| message.help(format!("did you mean `{near}`?")));
            message.help(format!("possible here: {}", list(expected)))
        }
        Error::MissingStructField { field, outer } => {
            let owner = outer.as_deref().unwrap_or("this");
            let at = word_before(place.text, owner, end).map_or_else(|| place.head(), |range| place.span(range));
            Message::new(codes::MISSING_FIELD, format!("`{owner}` needs the field `{field}`"))
                .at(at, format!("`{field}` is missing"))
        }
        Error::DuplicateStructField { field, .. } => {
            Message::new(codes::DUPLICATE_FIELD, format!("the field `{field}` stands twice"))
                .at(named(field), "again here")
        }
        other => {
            let (code, text) = plain(other);
            hint(Message::new(code, text).at(here, ""), place, start)
        }
    }
}

/// At least one character, at most to the end of the line.
fn clip(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    if start >= text.len() {
        let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
        return last..text.len();
    }
    let line_end = text[start..].find('\n').map_or(text.len(), |newline| start + newline);
    let first = text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
    start..end.min(line_end).max(first).min(text.len())
}

/// What `ron` says, in our words where ours are plainer.
fn plain(error: &Error) -> (&'static Code, String) {
    let words = |text: &str| text.to_owned();
    match error {
        Error::ExpectedString => (codes::WRONG_VALUE, words("text in double quotes is expected here")),
        Error::ExpectedBoolean => (codes::WRONG_VALUE, words("`true` or `false` is expected here")),
        Error::ExpectedInteger | Error::InvalidIntegerDigit { .. } | Error::IntegerOutOfBounds => {
            (codes::WRONG_VALUE, words("a whole number in range is expected here"))
        }
        Error::ExpectedArray => (codes::WRONG_VALUE, words("a list in `[…]` is expected here")),
        Error::ExpectedMap => (codes::WRONG_VALUE, words("a map in `{…}` is expected here")),
        Error::InvalidValueForType { expected, found } => {
            (codes::WRONG_VALUE, format!("expected {expected}, found {found}"))
        }
        Error::ExpectedDifferentLength { expected, found } => {
            (codes::WRONG_VALUE, format!("expected {expected}, found {found} elements"))
        }
        Error::ExpectedDifferentStructName { expected, found } => {
            (codes::WRONG_VALUE, format!("`{expected}` is expected here, not `{found}`"))
        }
        Error::ExpectedNamedStructLike(name) => (codes::WRONG_VALUE, format!("`{name}(…)` is expected here")),
        Error::ExpectedStructLike => (codes::WRONG_VALUE, words("`(…)` is expected here")),
        Error::ExpectedIdentifier => (codes::WRONG_VALUE, words("a word is expected here")),
        Error::ExpectedComma => (codes::SYNTAX, words("a comma is missing here")),
        Error::ExpectedMapColon => (codes::SYNTAX, words("a colon is missing here")),
        Error::ExceededRecursionLimit => (codes::SYNTAX, words("nested too deeply")),
        Error::InvalidEscape(what) => (codes::SYNTAX, format!("an escape that does not exist: {what}")),
        Error::TrailingCharacters => (codes::SYNTAX, words("nothing more is expected here")),
        Error::Eof | Error::ExpectedStringEnd => (codes::SYNTAX, words("the text ends too early")),
        other => {
            let said = other.to_string();
            let mut chars = said.chars();
            let first = chars.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
            (codes::SYNTAX, format!("{first}{}", chars.as_str()))
        }
    }
}

/// The number that follows a byte, blanks apart: `ron` points at what stands before it.
fn number_after(text: &str, at: usize) -> String {
    let rest = text.get(at..).unwrap_or_default().trim_start();
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '_' | '.' | ',' | '-'))).unwrap_or(rest.len());
    rest[..end].trim_end_matches(',').to_owned()
}

/// Adds what people usually did when this happens.
fn hint(message: Message, place: &Place<'_>, at: usize) -> Message {
    let rest = &place.text[at.min(place.text.len())..];
    let number = number_after(place.text, at.min(place.text.len()));
    if message.text.starts_with("text in double quotes") && !number.is_empty() {
        return message.help(format!("write it as text: `\"{number}\"`"));
    }
    if message.text.starts_with("a word is expected") && rest.trim_start().starts_with('"') {
        return message
            .help("write the word, such as `Planned` or `Figure(of: …, is: …)`, without quotation marks around it");
    }
    if rest.trim_start().starts_with("Some(") {
        return message.help("options are written without `Some(…)`");
    }
    let long = Lexer::new(place.text)
        .find(|token| token.kind == TokenKind::String && place.text[token.range.clone()].contains('\n'));
    match long {
        Some(token) => {
            let line_end =
                place.text[token.range.start..].find('\n').map_or(token.range.end, |end| token.range.start + end);
            message.at(
                place.span(token.range.start..line_end),
                "this text runs on over the line: is its closing `\"` missing?",
            )
        }
        None => message,
    }
}
