//! What the sheets of sources and claims say of texts: whether one is there, and the passage around a quote.

use std::ops::Range;

use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::{Sheet, Sheets};
use crate::base::anchor::{Anchor, How, Passage, Work};
use crate::base::text::{FileId, Span, TextProblem};
use crate::model::documents::Document;
use crate::model::{ClaimId, SourceId};
use crate::view::report::passage::parts;

/// So many lines of a passage are shown.
const LINES: usize = 8;

/// Where a fragment of a claim's quote stands, for programs.
#[derive(Debug, Clone)]
pub struct Quoted {
    fragment: String,
    file: String,
    how: &'static str,
    changed: Option<usize>,
    /// Line, column, and the passage there.
    places: Vec<(u32, u32, String)>,
    more: bool,
}

impl Quoted {
    pub(super) fn json(&self) -> Value {
        let place = |(line, column, text): &(u32, u32, String)| json!({ "line": line, "column": column, "text": text });
        json!({
            "fragment": self.fragment,
            "file": self.file,
            "how": self.how,
            "changed": self.changed,
            "places": self.places.iter().map(place).collect::<Vec<_>>(),
            "more": self.more,
        })
    }
}

fn word(how: How) -> (&'static str, Option<usize>) {
    match how {
        How::Exact => ("exact", None),
        How::Typography => ("typography", None),
        How::LookAlikes => ("look-alikes", None),
        How::Approximate(changed) => ("approximate", Some(changed)),
        How::OtherNumbers(changed) => ("other-numbers", Some(changed)),
    }
}

fn words(how: How) -> &'static str {
    match how {
        How::Exact => "as it is quoted",
        How::Typography => "as it is quoted but for typography",
        How::LookAlikes => "as it is quoted but for capitals and look-alike letters",
        How::Approximate(_) => "only approximately as it is quoted",
        How::OtherNumbers(_) => "with other numbers than are quoted",
    }
}

impl Sheets<'_> {
    /// The file of a source's text, and whether it is there and unchanged.
    pub(super) fn text_of(&self, id: SourceId) -> Option<String> {
        let source = &self.model.sources()[id];
        let text = source.text.as_ref()?;
        let path = self.model.prose(text.file);
        let state = match self.documents.of(id) {
            Document::NotNamed | Document::NoFolder => return Some(path.to_owned()),
            Document::Unreadable(TextProblem::Missing) => "missing",
            Document::Unreadable(_) => "cannot be read",
            Document::Here(text) if text.changed.is_some() => "here, changed",
            Document::Here(_) if text.sha256.is_some() => "here, unchanged",
            Document::Here(_) => "here; the source names no sha256 to compare",
        };
        Some(format!("{path} ({state})"))
    }

    /// Adds where a claim's quote stands, if its source's text is here.
    pub(super) fn passages(&self, claim: ClaimId, sheet: &mut Sheet) {
        let source = self.model.claims()[claim].source;
        let Some(text) = self.documents.of(source).text() else { return };
        let anchors = self.documents.quote(self.texts, self.model, claim, Work::DEFAULT).unwrap_or_default();
        let mut lines = Vec::new();
        for (fragment, anchor) in self.model.quote_of(claim).zip(&anchors) {
            lines.extend(self.told(text.file, anchor));
            sheet.quoted.push(self.quoted(text.file, fragment, anchor));
        }
        sheet.many("in the text", lines);
    }

    fn quoted(&self, file: FileId, fragment: &str, anchor: &Anchor) -> Quoted {
        let (how, changed) = anchor.places.first().map_or(("not-found", None), |place| word(place.how));
        let places = anchor.places.iter().map(|place| {
            let span = Span::new(file, place.range.clone());
            let position = self.texts.position(span);
            (position.line, position.column, self.texts.slice(span).to_owned())
        });
        Quoted {
            fragment: fragment.to_owned(),
            file: self.texts.file(file).path().to_owned(),
            how,
            changed,
            places: places.collect(),
            more: anchor.more,
        }
    }

    /// Where a fragment stands, with the lines around it.
    fn told(&self, file: FileId, anchor: &Anchor) -> Vec<String> {
        let path = self.texts.file(file).path();
        let at = |place: &Passage| {
            let position = self.texts.position(Span::new(file, place.range.clone()));
            format!("{}:{}", position.line, position.column)
        };
        let Some(first) = anchor.places.first() else {
            let cut = if anchor.cut { ": the search was cut off" } else { "" };
            let mut lines = vec![format!("not found in {path}{cut}")];
            if let Some(nearest) = &anchor.nearest {
                lines.push(format!("nearest {path}:{}", at(nearest)));
                lines.extend(self.lines(file, &nearest.range));
            }
            return lines;
        };
        let mut head = format!("{path}:{}, {}", at(first), words(first.how));
        let others: Vec<String> = anchor.places[1..].iter().map(at).collect();
        if !others.is_empty() {
            head.push_str(&format!("; also at {}", others.join(", ")));
        }
        if anchor.more {
            head.push_str(", and more");
        }
        std::iter::once(head).chain(self.lines(file, &first.range)).collect()
    }

    /// The lines of a passage and one on either side, with their numbers; what is quoted is underlined.
    fn lines(&self, file: FileId, range: &Range<usize>) -> Vec<String> {
        let text = self.texts.file(file).text();
        let first = self.texts.position(Span::new(file, range.clone())).line as usize;
        let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let mut shown = Vec::new();
        if let Some(end) = start.checked_sub(1) {
            let before = text[..end].rfind('\n').map_or(0, |at| at + 1);
            shown.push((first - 1, before..end));
        }
        let (mut at, mut number) = (start, first);
        let mut left_out = false;
        while at <= text.len() {
            let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
            if number > first + LINES {
                left_out = at < range.end;
                break;
            }
            shown.push((number, at..end));
            if at > range.end || end == text.len() {
                break;
            }
            (at, number) = (end + 1, number + 1);
        }
        let width = number.to_string().len();
        let mut lines: Vec<String> = Vec::new();
        for (number, line) in shown {
            let marked = range.start.clamp(line.start, line.end)..range.end.clamp(line.start, line.end);
            let (before, within, after) = parts(text, &line, &marked);
            lines.push(format!("{number:>width$} | {before}{within}{after}").trim_end().to_owned());
            if !within.trim().is_empty() {
                let (blanks, marks) = (" ".repeat(before.width()), "^".repeat(within.width()));
                lines.push(format!("{:>width$} | {blanks}{marks}", ""));
            }
        }
        if left_out {
            lines.push(format!("{:>width$} | …", ""));
        }
        lines
    }
}
