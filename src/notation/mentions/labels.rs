//! Numbers that name a place or a thing: pages, sections, items of lists, files, footnotes.

use super::cursor::{before, char_at, char_before, digits, is_blank, run};
use super::{MentionKind, Scan};

/// A number with a label, where others of the same kind may follow.
pub(super) struct Label {
    end: usize,
    kind: MentionKind,
    /// Whether the label was a plural: `pp.`, `Nos.`, `pages`.
    plural: bool,
}

/// Labels in any spelling.
const PLACES: [&str; 33] = [
    "page",
    "pages",
    "pp",
    "pg",
    "section",
    "sections",
    "sect",
    "sec",
    "chapter",
    "chapters",
    "ch",
    "chap",
    "appendix",
    "appendices",
    "annex",
    "annexes",
    "attachment",
    "attachments",
    "enclosure",
    "enclosures",
    "encl",
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "footnote",
    "footnotes",
    "fn",
    "fol",
    "art",
    "fig",
    "figs",
    "vol",
];

/// Words that are labels only with a capital, because they are also words like others.
const PLACES_WITH_CAPITAL: [&str; 18] = [
    "article", "articles", "table", "tables", "figure", "item", "items", "line", "lines", "column", "step", "part",
    "note", "volume", "volumes", "book", "folio", "point",
];

/// Labels that need a full stop after them.
const PLACES_WITH_STOP: [&str; 6] = ["p", "f", "ff", "l", "ll", "n"];

const REFERENCES: [&str; 11] = ["nr", "opis", "fond", "delo", "tel", "telephone", "fax", "zip", "isbn", "issn", "doi"];

const REFERENCES_WITH_CAPITAL: [&str; 19] = [
    "order",
    "decree",
    "directive",
    "resolution",
    "protocol",
    "box",
    "file",
    "doc",
    "document",
    "case",
    "copy",
    "camp",
    "room",
    "code",
    "version",
    "phone",
    "series",
    "serial",
    "war",
];

const REFERENCES_WITH_STOP: [&str; 4] = ["no", "nos", "op", "d"];

impl Scan<'_> {
    /// The place or reference number that begins at `at`: its kind and its end.
    pub(super) fn labelled(&mut self, at: usize) -> Option<(MentionKind, usize)> {
        let text = self.text;
        let (kind, plural) = self.label_before(at).or_else(|| self.continued(at))?;
        let end = code_end(text, at);
        // A number that is grouped counts something.
        if text[end..].starts_with(',') && digits(text, end + 1) == end + 4 {
            return None;
        }
        self.label = Some(Label { end, kind, plural });
        Some((kind, end))
    }

    fn label_before(&self, at: usize) -> Option<(MentionKind, bool)> {
        let text = self.text;
        let front = before(text, at);
        let sign = text[..at].trim_end();
        let is_entity = sign.ends_with("&#");
        if !is_entity && sign.len() + 1 >= at && sign.ends_with(['\u{a7}', '\u{2116}', '#']) {
            let place = sign.ends_with('\u{a7}');
            return Some((
                if place { MentionKind::Place } else { MentionKind::Reference },
                sign.ends_with("\u{a7}\u{a7}"),
            ));
        }
        let stop = front.gap.starts_with('.');
        let bare = front.gap.strip_prefix('.').unwrap_or(front.gap);
        let bare = bare.strip_prefix(':').unwrap_or(bare);
        let near = is_blank(bare) || (stop && bare.is_empty());
        if !near || front.word.is_empty() || front.word.len() > 12 {
            return None;
        }
        let word = front.word.to_lowercase();
        let word = word.as_str();
        // Labels stand on the line of their number; `No.` may end one.
        if bare.contains('\n') && word != "no" {
            return None;
        }
        let capital = front.word.starts_with(char::is_uppercase);
        let place = PLACES.contains(&word)
            || (capital && PLACES_WITH_CAPITAL.contains(&word))
            || (stop && PLACES_WITH_STOP.contains(&word));
        let reference = REFERENCES.contains(&word)
            || (capital && REFERENCES_WITH_CAPITAL.contains(&word))
            || (stop && REFERENCES_WITH_STOP.contains(&word));
        if !place && !reference {
            return None;
        }
        let plural = matches!(word, "pp" | "ff" | "ll" | "nos") || (word.len() > 3 && word.ends_with('s'));
        Some((if place { MentionKind::Place } else { MentionKind::Reference }, plural))
    }

    /// `5` in `pp. 3-5`, `pp. 3, 5`, `Nos. 3 and 5`.
    fn continued(&self, at: usize) -> Option<(MentionKind, bool)> {
        let label = self.label.as_ref()?;
        let gap = self.text.get(label.end..at).filter(|gap| gap.len() <= 8)?;
        let joined = matches!(gap, "-" | "\u{2013}")
            || (label.plural && matches!(gap, ", " | "," | " and " | " & " | ", and " | " to "));
        joined.then_some((label.kind, label.plural))
    }

    /// The end of the number of an item: `1.`, `2)`, `(3)` where a line or a part of one begins.
    pub(super) fn item(&mut self, at: usize) -> Option<usize> {
        let text = self.text;
        let end = digits(text, at);
        if end - at > 3 {
            return None;
        }
        let after = char_at(text, end)?;
        let bracketed = char_before(text, at) == Some('(') && after == ')';
        let blank = char_at(text, end + after.len_utf8()).is_some_and(char::is_whitespace);
        if !(bracketed || matches!(after, '.' | ')')) || !blank {
            return None;
        }
        let front = text[..at - usize::from(bracketed)].trim_end_matches([' ', '\t', '*', '-', '\u{2022}']);
        let number: u32 = text[at..end].parse().ok()?;
        let is_item = if front.is_empty() || front.ends_with('\n') {
            // A line that goes on from the one before may begin with a number that is none of an item.
            let line_before = front.strip_suffix('\n').unwrap_or(front).trim_end_matches([' ', '\t', '\r']);
            let last = line_before.chars().next_back();
            number == 1 || number == self.last_item + 1 || last.is_none_or(|c| !c.is_alphanumeric() && c != ',')
        } else {
            bracketed && end - at <= 2 && front.ends_with([';', ':', ','])
        };
        if is_item {
            self.last_item = number;
        }
        is_item.then_some(end)
    }

    /// The end of a footnote mark: `[12]`, or `12` joined to the end of a sentence.
    pub(super) fn mark(&self, at: usize) -> Option<usize> {
        let text = self.text;
        let end = digits(text, at);
        let last = char_before(text, at)?;
        if last == '[' && char_at(text, end) == Some(']') {
            return Some(end);
        }
        let joined = matches!(last, '.' | '!' | '?' | ';' | '"' | '\u{201d}' | '\u{2019}');
        let before = char_before(text, at - last.len_utf8());
        let after = char_at(text, end).is_none_or(char::is_whitespace);
        (joined && after && end - at <= 3 && before.is_some_and(|c| c.is_alphabetic() || c == '.')).then_some(end)
    }

    /// The end of a telephone number or another run of digits that counts nothing.
    pub(super) fn code(&self, at: usize) -> Option<usize> {
        let text = self.text;
        if text[..at].ends_with("&#") {
            return Some(digits(text, at));
        }
        if char_before(text, at) == Some('+') {
            let end = run(text, at, |c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '(' | ')' | '/' | '\u{a0}'));
            let number = &text[at..end.min(at + 40)];
            let count = number.bytes().filter(u8::is_ascii_digit).count();
            return (7..=15)
                .contains(&count)
                .then(|| at + number.trim_end_matches(|c: char| !c.is_ascii_digit()).len());
        }
        let end = digits(text, at);
        // 978-3-16-148410-0, 030-123-456
        let code = run(text, at, |c| c.is_ascii_digit() || c == '-');
        let joined = text[at..code].trim_end_matches('-');
        if joined.matches('-').count() >= 2 && joined.len() <= 40 {
            return Some(at + joined.len());
        }
        // T-34, but not mid-1945
        let front = before(text, at);
        if front.gap == "-" && front.word.ends_with(char::is_uppercase) {
            return Some(code_end(text, at));
        }
        // New York, NY 10001
        let state = front.word.len() == 2 && front.word.bytes().all(|byte| byte.is_ascii_uppercase());
        if end - at == 5 && state && is_blank(front.gap) && text[..front.start].ends_with(", ") {
            return Some(end);
        }
        // 007, but not 0 and 0.5
        let zero = text[at..].starts_with('0') && end - at > 1;
        zero.then_some(end)
    }
}

/// The end of a code such as `238ss-AM`, `8.58`, `3/5`.
pub(super) fn code_end(text: &str, at: usize) -> usize {
    let mut end = run(text, at, char::is_alphanumeric);
    while end - at < 80
        && text[end..].starts_with(['-', '.', '/'])
        && char_at(text, end + 1).is_some_and(char::is_alphanumeric)
    {
        let digit = char_at(text, end + 1).is_some_and(|c| c.is_ascii_digit());
        if !digit && !text[end..].starts_with(['-', '/']) {
            break;
        }
        end = run(text, end + 1, char::is_alphanumeric);
    }
    end
}
