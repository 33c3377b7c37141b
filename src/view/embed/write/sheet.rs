//! What forms for paper have in common: how a document is gone through, its notes, and what takes the place of views.

use pulldown_cmark::{Event, Tag, TagEnd};
use rustc_hash::FxHashSet;

use super::{Filled, NoteKey, PictureFile, Piece, Pieces, Segment, Settings, Shown, Written, authors};
use crate::base::typography::visible;
use crate::view::embed::fill::Fill;
use crate::view::prose::{Part, Pictured, Rows, Span, anchor};

/// How far a document has been written.
pub(super) struct Sheet<'f> {
    pub(super) filled: &'f Filled<'f>,
    settings: &'f Settings,
    pieces: &'f Pieces,
    anchors: FxHashSet<String>,
    /// The places that were made: each stands once.
    anchored: FxHashSet<String>,
    /// The document's footnotes that were written.
    notes: Vec<NoteKey>,
    pub(super) note_depth: usize,
    /// What closes each link.
    closings: Vec<&'static str>,
    in_metadata: bool,
    /// A block of code, as far as it was read.
    pub(super) in_code: Option<String>,
    written: Written,
}

impl<'f> Sheet<'f> {
    pub(super) fn new(filled: &'f Filled<'f>, settings: &'f Settings, pieces: &'f Pieces) -> Self {
        Sheet {
            filled,
            settings,
            pieces,
            anchors: filled.anchors(),
            anchored: FxHashSet::default(),
            notes: Vec::new(),
            note_depth: 0,
            closings: Vec::new(),
            in_metadata: false,
            in_code: None,
            written: Written::default(),
        }
    }

    pub(super) fn push(&mut self, text: &str) {
        self.written.text.push_str(text);
    }

    /// Whether a place is to be made here: it has a name in this form, and was not made before.
    pub(super) fn makes(&mut self, place: &str, is_name: bool) -> bool {
        is_name && self.anchored.insert(place.to_owned())
    }

    fn trim_end(&mut self) {
        let end = self.written.text.trim_end().len();
        self.written.text.truncate(end);
    }

    pub(super) fn finished(mut self) -> Written {
        self.trim_end();
        self.written.text.push('\n');
        self.written
    }
}

/// A form for paper: what it writes in its own way, and how a document is written with that.
pub(super) trait OnPaper<'f> {
    /// The format of its pictures.
    const PICTURES: &'static str;
    /// What begins and ends a note.
    const NOTE: [&'static str; 2];
    /// What ends a link.
    const LINK_END: &'static str;
    const HARD_BREAK: &'static str;
    const RULE: &'static str;
    /// What is to be done, and what is done.
    const TASKS: [&'static str; 2];
    /// What begins and ends a list and each of its items.
    const LIST: [&'static str; 2];
    const ITEM: [&'static str; 2];

    fn sheet(&mut self) -> &mut Sheet<'f>;

    /// Text of the document, in which nothing means anything.
    fn escape(words: &str) -> String;
    /// Text of the collection.
    fn text(words: &str) -> String;
    /// In a fixed width.
    fn code(words: &str) -> String;
    fn strong(text: &str) -> String;
    fn title(text: &str) -> String;

    /// What begins a link to the web.
    fn link_start(to: &str) -> String;
    /// A link to a place in the document; none if a place cannot have that name.
    fn claim_link(place: &str, text: &str) -> Option<String>;
    /// What begins and ends a note that is referred to again, and such a reference.
    fn named_note(at: usize) -> [String; 2];
    fn note_again(at: usize) -> String;
    /// A picture from a file.
    fn figure(path: &str, pictured: &Pictured, picture: &[u8]) -> String;

    /// What is begun, and what comes after it.
    fn start(&mut self, tag: &Tag<'_>, rest: &[Piece]);
    fn end(&mut self, tag: TagEnd);
    fn table(&mut self, rows: &Rows, caption: Option<&str>);

    fn push(&mut self, text: &str) {
        self.sheet().push(text);
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for (index, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Event(event) => self.event(event, &pieces[index + 1..]),
                Piece::Fill(asked) if !self.sheet().in_metadata => self.fill(*asked),
                Piece::Fill(_) => {}
            }
        }
    }

    fn fill(&mut self, asked: usize) {
        let start = self.sheet().written.text.len();
        let filled = self.sheet().filled;
        match &filled.fills[asked] {
            Fill::Spans(spans) => self.spans(spans),
            Fill::Parts(parts) => parts.iter().for_each(|part| self.part(asked, part)),
        }
        let end = self.sheet().written.text.len();
        self.sheet().written.segments.push(Segment { range: start..end, asked });
    }

    fn event(&mut self, event: &Event<'_>, rest: &[Piece]) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => self.sheet().in_metadata = true,
            Event::End(TagEnd::MetadataBlock(_)) => self.sheet().in_metadata = false,
            Event::Start(Tag::CodeBlock(_)) => self.sheet().in_code = Some(String::new()),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => self.link(dest_url),
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let close = self.sheet().closings.pop().unwrap_or("");
                self.push(close);
            }
            Event::Start(tag) => self.start(tag, rest),
            Event::End(tag) => self.end(*tag),
            Event::Text(_) if self.sheet().in_metadata => {}
            Event::Text(words) => match &mut self.sheet().in_code {
                Some(code) => code.push_str(words),
                None => self.push(&Self::escape(&authors(words))),
            },
            Event::Code(words) => self.push(&Self::code(&authors(words))),
            Event::Html(words) | Event::InlineHtml(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.push(&Self::escape(&authors(words)));
            }
            Event::SoftBreak => self.push("\n"),
            Event::HardBreak => self.push(Self::HARD_BREAK),
            Event::Rule => self.push(Self::RULE),
            Event::FootnoteReference(name) => self.authors_note(name),
            Event::TaskListMarker(done) => self.push(Self::TASKS[usize::from(*done)]),
        }
    }

    /// A link to the web; other addresses mean nothing in a document on paper.
    fn link(&mut self, to: &str) {
        let is_web = ["http://", "https://", "mailto:"].iter().any(|start| to.starts_with(start));
        if is_web {
            self.push(&Self::link_start(to));
        }
        self.sheet().closings.push(if is_web { Self::LINK_END } else { "" });
    }

    /// A footnote of the document, where it is first referred to.
    fn authors_note(&mut self, name: &str) {
        let key = NoteKey::Authors(name.to_owned());
        let sheet = self.sheet();
        if let Some(at) = sheet.notes.iter().position(|note| *note == key) {
            return self.push(&Self::note_again(at));
        }
        let pieces = sheet.pieces;
        match pieces.notes.get(name) {
            // Notes do not stand in notes.
            Some(content) if sheet.note_depth == 0 => {
                let [start, end] = Self::named_note(sheet.notes.len());
                sheet.notes.push(key);
                sheet.note_depth += 1;
                self.push(&start);
                self.pieces(content);
                self.sheet().trim_end();
                self.push(&end);
                self.sheet().note_depth -= 1;
            }
            _ => self.push(&Self::escape(&format!("[{}]", authors(name)))),
        }
    }

    fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            match span {
                Span::Text(words) | Span::Party(_, words) | Span::Value(words, None) => self.push(&Self::text(words)),
                Span::Strong(words) => self.push(&Self::strong(&Self::text(words))),
                Span::Title(words) => self.push(&Self::title(&Self::text(words))),
                Span::Code(words) | Span::Contradiction(words) => self.push(&Self::code(&visible(words))),
                Span::Formula(words, _) => self.push(&format!(" {}", Self::text(words))),
                Span::Said(words, _) => self.push(&Self::text(words)),
                Span::Claim(_, name) => self.to_claim(&Self::code(&visible(name)), name),
                Span::Value(words, Some(claim)) => self.to_claim(&Self::text(words), claim),
                Span::Note(index) => {
                    let filled = self.sheet().filled;
                    let [start, end] = Self::NOTE;
                    self.push(start);
                    self.spans(&filled.notes[*index].0);
                    self.push(end);
                }
            }
        }
    }

    fn to_claim(&mut self, text: &str, claim: &str) {
        let place = anchor(claim);
        let link = Self::claim_link(&place, text).filter(|_| self.sheet().anchors.contains(&place));
        self.push(link.as_deref().unwrap_or(text));
    }

    fn part(&mut self, asked: usize, part: &Part) {
        match part {
            Part::Paragraph(spans) => {
                self.spans(spans);
                self.push("\n\n");
            }
            Part::List(items) => {
                let ([list, list_end], [item, item_end]) = (Self::LIST, Self::ITEM);
                self.push(list);
                for spans in items {
                    self.push(item);
                    self.spans(spans);
                    self.push(item_end);
                }
                self.push(list_end);
            }
            Part::Table(rows) => self.table(rows, rows.caption.as_deref()),
            Part::Picture(pictured) => self.picture(asked, pictured),
        }
    }

    /// A picture with its table, or, where it cannot be drawn, the table alone.
    fn picture(&mut self, asked: usize, pictured: &Pictured) {
        let mut messages = Vec::new();
        let sheet = self.sheet();
        let shown = sheet.filled.draw(asked, pictured, Self::PICTURES, "", &mut messages);
        sheet.written.messages.extend(messages);
        let Shown::Drawn(bytes) = shown else { return self.table(&pictured.table, Some(&pictured.caption)) };
        let path = format!("{}/{}.{}", sheet.settings.pictures, pictured.stem, Self::PICTURES);
        sheet.push(&Self::figure(&path, pictured, &bytes));
        sheet.written.pictures.push(PictureFile { path, bytes, asked });
        self.table(&pictured.table, None);
    }
}
