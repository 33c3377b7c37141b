//! Putting a filled document into a form: one file and one row of [`FORMS`] each.

use std::ops::Range;

use indexmap::IndexMap;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use rustc_hash::FxHashSet;

use super::Filled;
use super::call::Mistake;
use super::codes::AS_TABLE;
use super::fill::Fill;
use super::parse::options;
use crate::base::message::Message;
use crate::picture::export;
use crate::view::prose::{Part, Pictured, Rows, Span, anchor};

mod book;
mod html;
mod latex;
mod markdown;
mod page;
mod paper;
mod sheet;
mod typst;

/// A form that a document can be put into.
#[derive(Debug)]
pub struct Form {
    /// Its name on the command line.
    pub name: &'static str,
    /// How the names of its files end.
    pub ending: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    write: fn(&Filled<'_>, &Settings) -> Written,
}

/// The forms.
pub const FORMS: &[Form] = &[
    Form { name: "markdown", ending: "md", about: "Markdown, with SVG files beside it", write: markdown::write },
    Form {
        name: "html",
        ending: "html",
        about: "one page that needs no network and no other file",
        write: page::write,
    },
    Form { name: "typst", ending: "typ", about: "a fragment of Typst, with SVG files beside it", write: typst::write },
    Form { name: "latex", ending: "tex", about: "a fragment of LaTeX, with PDF files beside it", write: latex::write },
];

impl Form {
    /// The Markdown of a book's chapter, in which pictures stand as SVG.
    pub const BOOK: Form =
        Form { name: "mdbook", ending: "md", about: "a chapter of a book for mdBook", write: book::write };

    /// The form of a name.
    pub fn named(name: &str) -> Option<&'static Form> {
        FORMS.iter().find(|form| form.name == name)
    }

    /// The form of files whose names end so: `html`.
    pub fn with_ending(ending: &str) -> Option<&'static Form> {
        FORMS.iter().find(|form| form.ending.eq_ignore_ascii_case(ending))
    }

    pub(super) fn write(&self, filled: &Filled<'_>, settings: &Settings) -> Written {
        (self.write)(filled, settings)
    }
}

/// How a document is written.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder of the pictures, beside the document: `report.pictures`.
    pub pictures: String,
    /// What ids in pictures begin with, so that several documents may stand on one page.
    pub prefix: String,
    /// Whether raw HTML of the document is passed on to a page; otherwise it is shown as text.
    pub raw_html: bool,
    /// The language of the document, as a tag such as `en`.
    pub language: String,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            pictures: "report.pictures".to_owned(),
            prefix: String::new(),
            raw_html: false,
            language: "en".to_owned(),
        }
    }
}

/// A document as it was put into a form.
#[derive(Debug, Default)]
pub struct Written {
    /// The text.
    pub text: String,
    /// The pictures that belong beside it.
    pub pictures: Vec<PictureFile>,
    /// What could not be shown as it was asked for.
    pub messages: Vec<Message>,
    /// Which parts of the text come from what was asked for.
    pub(super) segments: Vec<Segment>,
}

/// A picture in a file of its own.
#[derive(Debug)]
pub struct PictureFile {
    /// The path beside the document, with `/` between folder and name.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    pub(super) asked: usize,
}

/// A part of a text that comes from a view or a live number.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) range: Range<usize>,
    pub(super) asked: usize,
}

/// What a form shows of a picture.
pub(super) enum Shown {
    Drawn(Vec<u8>),
    /// Only its table, with what to say about that if it was not wished.
    Table,
}

impl Filled<'_> {
    /// The picture in one of the formats of pictures, or a message why only its table is shown.
    pub(super) fn draw(
        &self,
        asked: usize,
        pictured: &Pictured,
        format: &str,
        prefix: &str,
        messages: &mut Vec<Message>,
    ) -> Shown {
        if pictured.as_table {
            return Shown::Table;
        }
        let &Pictured { width, flow, .. } = pictured;
        let options = export::Options { width, flow, prefix: Some(prefix.to_owned()), ..Default::default() };
        let format = export::Format::named(format).expect("forms name formats that there are");
        let drawn = format.write(&pictured.picture, &options).map_err(|wrong| wrong.message);
        // Who prints a document does not see what a box stands for.
        let drawn = drawn.and_then(|drawn| drawn.unshown().map_or(Ok(drawn.bytes), Err));
        match drawn {
            Ok(bytes) => Shown::Drawn(bytes),
            Err(why) => {
                let call = &self.document.asked[asked].call;
                let help = "`format: table` asks for the table alone";
                let mistake = Mistake::new(&AS_TABLE, &call.kind.range, format!("shown as a table: {why}"), help);
                messages.push(mistake.message(self.document.file));
                Shown::Table
            }
        }
    }

    /// The claims that have a row somewhere in the document, as places to lead to.
    pub(super) fn anchors(&self) -> FxHashSet<String> {
        let parts = self.fills.iter().flat_map(|fill| match fill {
            Fill::Parts(parts) => parts.as_slice(),
            Fill::Spans(_) => &[],
        });
        let rows = parts.filter_map(|part| match part {
            Part::Table(rows) => Some(rows),
            _ => None,
        });
        rows.flat_map(|rows: &Rows| &rows.rows).filter_map(|row| Some(anchor(row.claim.as_deref()?))).collect()
    }

    /// The view or live number by which each note is made.
    pub(super) fn askers_of_notes(&self) -> Vec<usize> {
        let mut askers = vec![0; self.notes.len()];
        for (asked, fill) in self.fills.iter().enumerate() {
            let mut mark = |spans: &[Span]| {
                for span in spans {
                    if let Span::Note(note) = span {
                        askers[*note] = asked;
                    }
                }
            };
            match fill {
                Fill::Spans(spans) => mark(spans),
                Fill::Parts(parts) => parts.iter().for_each(|part| match part {
                    Part::Paragraph(spans) => mark(spans),
                    Part::List(items) => items.iter().for_each(|item| mark(item)),
                    Part::Table(rows) => rows.rows.iter().flat_map(|row| &row.cells).for_each(|cell| mark(cell)),
                    Part::Picture(_) => {}
                }),
            }
        }
        askers
    }

    /// The document's own Markdown as events, with what was asked for in its place.
    pub(super) fn pieces(&self) -> Pieces {
        let text = self.document.text();
        let mark = unused_mark(text);
        let mut marked = String::with_capacity(text.len());
        let mut from = 0;
        let mut blocks = Vec::new();
        for (index, asked) in self.document.asked.iter().enumerate() {
            if asked.standing.is_block() {
                blocks.push(index);
                continue;
            }
            marked.push_str(&text[from..asked.range.start]);
            marked.push_str(&format!("{mark}{index}e"));
            from = asked.range.end;
        }
        marked.push_str(&text[from..]);
        let mut blocks = blocks.into_iter();
        let mut pieces = Pieces::default();
        // The footnote that is being read.
        let mut note: Option<String> = None;
        let mut skips = false;
        for event in Parser::new_ext(&marked, options()) {
            let to = match &note {
                Some(name) => pieces.notes.entry(name.clone()).or_default(),
                None => &mut pieces.main,
            };
            match event {
                Event::End(TagEnd::CodeBlock) if skips => skips = false,
                _ if skips => {}
                Event::Start(Tag::FootnoteDefinition(name)) => note = Some(name.to_string()),
                Event::End(TagEnd::FootnoteDefinition) => note = None,
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                    if info.split_whitespace().next() == Some("gainsay") =>
                {
                    skips = true;
                    to.extend(blocks.next().map(Piece::Fill));
                }
                Event::Text(text) => split(&text, &mark, to),
                event => to.push(Piece::Event(event.into_static())),
            }
        }
        pieces
    }
}

/// A document's own Markdown, its footnotes apart.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    pub(super) main: Vec<Piece>,
    /// The content of each footnote, by its label.
    pub(super) notes: IndexMap<String, Vec<Piece>>,
}

/// Something in a document.
#[derive(Debug)]
pub(super) enum Piece {
    Event(Event<'static>),
    /// What was asked for, by its place in the list.
    Fill(usize),
}

/// A word that does not occur in a text.
fn unused_mark(text: &str) -> String {
    const WORD: &str = "gainsay";
    let used: FxHashSet<usize> = text
        .match_indices(WORD)
        .filter_map(|(at, _)| {
            let digits: String = text[at + WORD.len()..].chars().take_while(char::is_ascii_digit).take(12).collect();
            digits.parse().ok()
        })
        .collect();
    let free = (0..=used.len()).find(|number| !used.contains(number)).unwrap_or_default();
    format!("{WORD}{free}n")
}

/// Splits a text at the marks that stand for live numbers.
fn split(text: &str, mark: &str, to: &mut Vec<Piece>) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(mark) {
        let number = after.split_once('e').map(|(number, after)| (number.parse(), after));
        let Some((Ok(index), after)) = number else { break };
        if !before.is_empty() {
            to.push(Piece::Event(Event::Text(before.to_owned().into())));
        }
        to.push(Piece::Fill(index));
        rest = after;
    }
    if !rest.is_empty() {
        to.push(Piece::Event(Event::Text(rest.to_owned().into())));
    }
}

/// The plain words of some pieces, for titles and ids.
pub(super) fn plain(filled: &Filled<'_>, pieces: &[Piece]) -> String {
    let mut words = String::new();
    for piece in pieces {
        match piece {
            Piece::Event(Event::Text(text) | Event::Code(text)) => words.push_str(text),
            Piece::Event(Event::SoftBreak | Event::HardBreak) => words.push(' '),
            Piece::Fill(index) => {
                if let Fill::Spans(spans) = &filled.fills[*index] {
                    words.push_str(&plain_spans(spans));
                }
            }
            Piece::Event(_) => {}
        }
    }
    words
}

/// The plain words of some spans.
pub(super) fn plain_spans(spans: &[Span]) -> String {
    spans.iter().map(Span::words).collect()
}

/// The pieces up to the end of the heading that begins before them.
pub(super) fn heading(pieces: &[Piece]) -> &[Piece] {
    let end = pieces.iter().position(|piece| matches!(piece, Piece::Event(Event::End(TagEnd::Heading(_)))));
    &pieces[..end.unwrap_or(pieces.len())]
}

/// A note: one that names sources, or a footnote of the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum NoteKey {
    Own(usize),
    Authors(String),
}

/// Text of the author, without control characters, which no form can hold.
pub(super) fn authors(text: &str) -> String {
    text.chars().filter(|c| matches!(c, '\n' | '\t') || !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_a_word_that_the_text_does_not_hold() {
        assert_eq!(unused_mark("x"), "gainsay0n");
        assert_eq!(unused_mark("gainsay0 gainsay1n gainsay3"), "gainsay2n");
        let all: String = (0..1000).map(|number| format!("gainsay{number} ")).collect();
        assert_eq!(unused_mark(&all), "gainsay1000n");
    }
}
