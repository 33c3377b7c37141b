//! What gainsay says about an input: a code, a severity, a sentence, places.
//!
//! Load errors and findings are different things, but both are shown to people
//! as a [`Message`]. Each [`Code`] stands as a constant beside the code that
//! finds it, with its explanation; [`crate::view::codes`] lists them all.

use crate::base::text::Span;

/// How much a message matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably not what was meant.
    Warning,
    /// Wrong, or a contradiction.
    Error,
}

impl Severity {
    /// The word used in every format.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A kind of message. Neither id nor name is ever used again for something else.
#[derive(Debug)]
pub struct Code {
    /// `GS` and three digits.
    pub id: &'static str,
    /// Lower-case words joined by `-`.
    pub name: &'static str,
    /// How much it usually matters; a message may matter less.
    pub severity: Severity,
    /// What it means, why it matters, an example, what to do: Markdown.
    pub explanation: &'static str,
}

impl Code {
    /// Whether an error of this code means that the input could not be read or
    /// resolved: `GS0xx` and `GS1xx`.
    pub fn is_load_error(&self) -> bool {
        self.id.starts_with("GS0") || self.id.starts_with("GS1")
    }
}

/// A place a message speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where.
    pub span: Span,
    /// What is to be said about it there; may be empty.
    pub label: String,
}

/// One thing to tell the user.
#[derive(Debug, Clone)]
pub struct Message {
    /// What kind of thing.
    pub code: &'static Code,
    /// How much it matters here.
    pub severity: Severity,
    /// One sentence, without a full stop.
    pub text: String,
    /// A path where no text could be read to point at.
    pub path: Option<String>,
    /// The places, the main one first.
    pub places: Vec<Place>,
    /// What else there is to know.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Vec<String>,
}

impl Message {
    /// A message without places, at the code's usual severity.
    pub fn new(code: &'static Code, text: impl Into<String>) -> Self {
        Message {
            code,
            severity: code.severity,
            text: shortened(text.into()),
            path: None,
            places: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
        }
    }

    /// Adds a place; the first one added is the main one.
    #[must_use]
    pub fn at(mut self, span: Span, label: impl Into<String>) -> Self {
        self.places.push(Place { span, label: shortened(label.into()) });
        self
    }

    /// Adds what else there is to know.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(shortened(help.into()));
        self
    }

    /// Makes it matter less than its code usually does.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The order in which messages are shown: by path, place, code, text.
    pub fn sort_key(&self) -> (Option<&str>, Option<Span>, &'static str, &str) {
        (self.path.as_deref(), self.places.first().map(|place| place.span), self.code.id, &self.text)
    }
}

/// A text that repeats no more of what somebody wrote than tells what is meant: of a longer one its beginning and its
/// end, with `…` between them.
fn shortened(text: String) -> String {
    const LONGEST: usize = 1_500;
    const HEAD: usize = 1_000;
    const TAIL: usize = 300;
    if text.len() <= LONGEST {
        return text;
    }
    let (mut head, mut tail) = (HEAD, text.len() - TAIL);
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    while !text.is_char_boundary(tail) {
        tail += 1;
    }
    format!("{} … {}", &text[..head], &text[tail..])
}

/// The known name nearest to a misspelt one, if any is near enough to suggest.
///
/// At most the first 5,000 known names are compared. Nearness is the Damerau–Levenshtein distance, at most a third of the longer
/// name's length; the first of equally near names wins, so the answer does not
/// depend on hash order as long as `known` does not.
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// No more names than this are compared.
    const MOST: usize = 5_000;
    const LONGEST: usize = 100;
    if wrong.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for name in known.into_iter().take(MOST) {
        let longer = wrong.chars().count().max(name.chars().count());
        if name.len() > LONGEST {
            continue;
        }
        let distance = strsim::damerau_levenshtein(wrong, name);
        if distance <= (longer / 3).max(1) && distance < longer && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_novel_where_a_name_is_wanted_is_not_told_again() {
        const CODE: Code = Code { id: "GS000", name: "x", severity: Severity::Error, explanation: "" };
        let novel = format!("`{}` is no name", "é".repeat(100_000));
        let message = Message::new(&CODE, novel.as_str()).help(novel);
        for text in [&message.text, &message.help[0]] {
            assert!(
                text.len() < 1_500 && text.starts_with("`é") && text.contains(" … ") && text.ends_with("is no name")
            );
        }
        assert_eq!(Message::new(&CODE, "`a` is no name").text, "`a` is no name");
    }

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        let known = ["german", "japanese", "italian"];
        assert_eq!(nearest("germna", known), Some("german"));
        assert_eq!(nearest("germans", known), Some("german"));
        assert_eq!(nearest("italien", known), Some("italian"));
        assert_eq!(nearest("french", known), None);
        assert_eq!(nearest("x", ["a"]), None);
        assert_eq!(nearest(&"g".repeat(100_000), known), None);
    }
}
