//! What a document asks for at one place: a kind, what it is about, options.

use std::ops::Range;

use super::codes::{NO_VALUE, UNREADABLE, WRONG_OPTION};
use crate::base::message::{Code, Message, nearest};
use crate::base::text::{FileId, Span};

/// A piece of a document: a text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) range: Range<usize>,
}

impl Piece {
    /// The text without blanks around it.
    pub(super) fn trimmed(text: &str, start: usize) -> Self {
        let from = start + (text.len() - text.trim_start().len());
        let text = text.trim();
        Piece { text: text.to_owned(), range: from..from + text.len() }
    }
}

/// An option with its values.
#[derive(Debug, Clone)]
pub(super) struct Setting {
    pub(super) key: Piece,
    pub(super) values: Vec<Piece>,
}

/// What is asked for.
#[derive(Debug, Clone)]
pub(super) struct Call {
    pub(super) kind: Piece,
    /// What follows the kind: a claim's name, a contradiction's id, a quantity.
    pub(super) about: Option<Piece>,
    /// What the author expects a live number to be.
    pub(super) expected: Option<Piece>,
    pub(super) settings: Vec<Setting>,
}

/// A mistake at a place of the document.
#[derive(Debug)]
pub(super) struct Mistake {
    pub(super) code: &'static Code,
    pub(super) range: Range<usize>,
    pub(super) text: String,
    pub(super) help: String,
}

impl Mistake {
    pub(super) fn new(code: &'static Code, range: &Range<usize>, text: String, help: impl Into<String>) -> Self {
        Mistake { code, range: range.clone(), text, help: help.into() }
    }

    /// That there is no value to show.
    pub(super) fn no_value(at: &Piece, text: String, help: impl Into<String>) -> Self {
        Mistake::new(&NO_VALUE, &at.range, text, help)
    }

    /// The mistake as it is shown.
    pub(super) fn message(self, file: FileId) -> Message {
        let message = Message::new(self.code, self.text).at(Span::new(file, self.range), "");
        if self.help.is_empty() { message } else { message.help(self.help) }
    }
}

/// Reads the lines of a fenced block, each with its place: `key: value`, `key: [value, value]`.
///
/// Empty lines and lines that begin with `#` say nothing.
pub(super) fn settings<'t>(lines: impl Iterator<Item = (&'t str, usize)>, mistakes: &mut Vec<Mistake>) -> Vec<Setting> {
    let mut settings: Vec<Setting> = Vec::new();
    for (line, start) in lines {
        let whole = Piece::trimmed(line, start);
        if !whole.text.is_empty() && !whole.text.starts_with('#') {
            add(&mut settings, &whole, mistakes);
        }
    }
    settings
}

fn add(settings: &mut Vec<Setting>, whole: &Piece, mistakes: &mut Vec<Mistake>) {
    let Some((key, value)) = whole.text.split_once(':') else {
        mistakes.push(Mistake::new(
            &UNREADABLE,
            &whole.range,
            "an option is written `key: value`".to_owned(),
            "`about: german`, `between: [soviet, national]`",
        ));
        return;
    };
    let key_piece = Piece::trimmed(key, whole.range.start);
    let values = values(value, whole.range.start + key.len() + 1);
    if values.is_empty() {
        let text = format!("`{}` has no value", shown(&key_piece.text));
        mistakes.push(Mistake::new(&WRONG_OPTION, &key_piece.range, text, "leave the line out, or give it one"));
    } else if settings.iter().any(|other| other.key.text == key_piece.text) {
        let text = format!("`{}` is given twice", shown(&key_piece.text));
        let help = "several values stand in one list: `key: [value, value]`";
        mistakes.push(Mistake::new(&WRONG_OPTION, &key_piece.range, text, help));
    } else {
        settings.push(Setting { key: key_piece, values });
    }
}

/// One value, or a list in square brackets; a comma inside brackets does not separate.
fn values(text: &str, start: usize) -> Vec<Piece> {
    let whole = Piece::trimmed(text, start);
    let inner = whole.text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let pieces = match inner {
        Some(inner) => split(inner, whole.range.start + 1, ','),
        None => vec![whole],
    };
    pieces.into_iter().map(unquoted).filter(|piece| !piece.text.is_empty()).collect()
}

/// Splits at a separator outside of square brackets.
fn split(text: &str, start: usize, separator: char) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut depth = 0_usize;
    let mut from = 0;
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            c if c == separator && depth == 0 => {
                pieces.push(Piece::trimmed(&text[from..at], start + from));
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(Piece::trimmed(&text[from..], start + from));
    pieces
}

/// The value within quotation marks, where it stands within two.
fn unquoted(piece: Piece) -> Piece {
    let inner = piece.text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    match inner {
        Some(inner) => Piece { text: inner.to_owned(), range: piece.range.start + 1..piece.range.end - 1 },
        None => piece,
    }
}

/// The words after `gainsay` of a fence: the kind, and what the view is about.
pub(super) fn head(text: &str, start: usize) -> Option<(Piece, Option<Piece>)> {
    let whole = Piece::trimmed(text, start);
    if whole.text.is_empty() {
        return None;
    }
    let end = whole.text.find(char::is_whitespace).unwrap_or(whole.text.len());
    let kind = Piece::trimmed(&whole.text[..end], whole.range.start);
    let about = Piece::trimmed(&whole.text[end..], whole.range.start + end);
    Some((kind, (!about.text.is_empty()).then_some(about)))
}

/// Reads what stands between `{{gainsay` and `}}`: `KIND ABOUT = EXPECTED; key: value`.
pub(super) fn inline(text: &str, start: usize, mistakes: &mut Vec<Mistake>) -> Option<Call> {
    let mut parts = split(text, start, ';').into_iter();
    let first = parts.next()?;
    let (before, expected) = match first.text.split_once(" = ") {
        Some((before, value)) => {
            let from = first.range.start + before.len() + " = ".len();
            (before.to_owned(), Some(unquoted(Piece::trimmed(value, from))))
        }
        None => (first.text.clone(), None),
    };
    let Some((kind, about)) = head(&before, first.range.start) else {
        let help = "write a kind and a name: `{{gainsay claim NAME}}`";
        mistakes.push(Mistake::new(&UNREADABLE, &first.range, "nothing is asked for".to_owned(), help));
        return None;
    };
    let mut settings = Vec::new();
    for part in parts.filter(|part| !part.text.is_empty()) {
        add(&mut settings, &part, mistakes);
    }
    Some(Call { kind, about, expected, settings })
}

impl Call {
    /// The values of an option.
    pub(super) fn values(&self, key: &str) -> &[Piece] {
        self.settings.iter().find(|setting| setting.key.text == key).map_or(&[], |setting| &setting.values)
    }

    /// The single value of an option.
    pub(super) fn value(&self, key: &str, mistakes: &mut Vec<Mistake>) -> Option<&Piece> {
        let values = self.values(key);
        if let Some(second) = values.get(1) {
            let text = format!("`{key}` takes one value");
            mistakes.push(Mistake::new(&WRONG_OPTION, &second.range, text, "leave one"));
        }
        values.first()
    }

    /// A whole number that an option gives, within a range.
    pub(super) fn number(&self, key: &str, range: Range<usize>, mistakes: &mut Vec<Mistake>) -> Option<usize> {
        let piece = self.value(key, mistakes)?.clone();
        let number = piece.text.parse::<usize>().ok().filter(|number| range.contains(number));
        if number.is_none() {
            let text = format!("`{key}` cannot be `{}`", shown(&piece.text));
            let help = format!("a whole number from {} to {} is needed", range.start, range.end - 1);
            mistakes.push(Mistake::new(&WRONG_OPTION, &piece.range, text, help));
        }
        number
    }

    /// Reports every option that this kind does not take.
    pub(super) fn check_options(&self, known: &[&str], mistakes: &mut Vec<Mistake>) {
        for setting in self.settings.iter().filter(|setting| !known.contains(&setting.key.text.as_str())) {
            let text = format!("`{}` has no option `{}`", shown(&self.kind.text), shown(&setting.key.text));
            let help = match nearest(&setting.key.text, known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None if known.is_empty() => "it takes none".to_owned(),
                None => format!("it takes {}", known.join(", ")),
            };
            mistakes.push(Mistake::new(&WRONG_OPTION, &setting.key.range, text, help));
        }
    }
}

/// What an author wrote, as it may be shown.
pub(super) fn shown(text: &str) -> String {
    /// As much of a name as is repeated in a message.
    const MOST: usize = 80;
    let visible = crate::base::typography::visible(text);
    if visible.chars().count() <= MOST {
        return visible.into_owned();
    }
    visible.chars().take(MOST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(pieces: &[Piece]) -> Vec<&str> {
        pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn a_value_is_one_or_a_list_and_brackets_of_quantities_do_not_split() {
        assert_eq!(texts(&values(" held[german, patient] @ 1950 ", 0)), ["held[german, patient] @ 1950"]);
        assert_eq!(texts(&values("[soviet, held[german, patient], un]", 0)), ["soviet", "held[german, patient]", "un"]);
        assert_eq!(texts(&values("[ ]", 0)), Vec::<&str>::new());
        assert_eq!(texts(&values("\"[1] a title\"", 0)), ["[1] a title"]);
        assert_eq!(values("  ab", 10)[0].range, 12..14);
    }

    #[test]
    fn a_live_number_has_a_kind_a_name_an_expectation_and_options() {
        let mut mistakes = Vec::new();
        let text = " bounds missing[german] @ 1950 = 1,000 ; party: [a, b]; note: no ";
        let call = inline(text, 5, &mut mistakes).expect("a call");
        assert!(mistakes.is_empty(), "{mistakes:?}");
        assert_eq!(call.kind, Piece { text: "bounds".into(), range: 6..12 });
        assert_eq!(call.about.expect("a quantity").text, "missing[german] @ 1950");
        assert_eq!(call.expected.expect("a value").text, "1,000");
        assert_eq!(texts(&call.settings[0].values), ["a", "b"]);
        assert_eq!(&text[call.settings[1].key.range.start - 5..call.settings[1].key.range.end - 5], "note");
    }

    #[test]
    fn what_cannot_be_read_is_reported_where_it_stands() {
        let mut mistakes = Vec::new();
        let lines = [("about german", 0), ("# a remark", 20), ("about:", 40), ("width: 1", 60), ("width: 2", 80)];
        let read = settings(lines.into_iter(), &mut mistakes);
        assert_eq!(read.len(), 1);
        let places: Vec<usize> = mistakes.iter().map(|mistake| mistake.range.start).collect();
        assert_eq!(places, [0, 40, 80]);
    }
}
