//! A fragment of Typst: to be included in a document that says how everything looks.

use pulldown_cmark::{Event, Tag, TagEnd};
use rustc_hash::FxHashSet;

use super::paper::{BETWEEN, ROOM, fitted};
use super::{Filled, NoteKey, PictureFile, Piece, Pieces, Segment, Settings, Shown, Written, authors};
use crate::embed::fill::Fill;
use crate::embed::part::{Part, Pictured, Row, Rows, Span, anchor};
use crate::typography::visible;

/// Names and quantities may go on in the next line after their marks.
const BREAKS: &str =
    "#show raw.where(block: false): it => { show regex(\"[/,@\\\\]=+-]\"): mark => mark + h(0pt); it }\n\n";

pub(super) fn write(filled: &Filled<'_>, settings: &Settings) -> Written {
    let pieces = filled.pieces();
    let mut writer = Typst {
        filled,
        settings,
        pieces: &pieces,
        anchors: filled.anchors(),
        anchored: FxHashSet::default(),
        notes: Vec::new(),
        note_depth: 0,
        closings: Vec::new(),
        lists: Vec::new(),
        in_metadata: false,
        in_code: None,
        written: Written::default(),
    };
    writer.push(BREAKS);
    writer.pieces(&pieces.main);
    let text = writer.written.text.trim_end().len();
    writer.written.text.truncate(text);
    writer.written.text.push('\n');
    writer.written
}

struct Typst<'f> {
    filled: &'f Filled<'f>,
    settings: &'f Settings,
    pieces: &'f Pieces,
    anchors: FxHashSet<String>,
    /// The places that were made: a label stands once.
    anchored: FxHashSet<String>,
    /// The document's footnotes that were written.
    notes: Vec<NoteKey>,
    note_depth: usize,
    /// What closes each link.
    closings: Vec<&'static str>,
    /// The marks of the lists that are open.
    lists: Vec<char>,
    in_metadata: bool,
    /// A block of code, as far as it was read.
    in_code: Option<String>,
    written: Written,
}

impl Typst<'_> {
    fn push(&mut self, text: &str) {
        self.written.text.push_str(text);
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for piece in pieces {
            match piece {
                Piece::Event(event) => self.event(event),
                Piece::Fill(asked) if !self.in_metadata => self.fill(*asked),
                Piece::Fill(_) => {}
            }
        }
    }

    fn fill(&mut self, asked: usize) {
        let start = self.written.text.len();
        let filled = self.filled;
        match &filled.fills[asked] {
            Fill::Spans(spans) => self.spans(spans),
            Fill::Parts(parts) => parts.iter().for_each(|part| self.part(asked, part)),
        }
        self.written.segments.push(Segment { range: start..self.written.text.len(), asked });
    }

    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(_) if self.in_metadata => {}
            Event::Text(words) => match &mut self.in_code {
                Some(code) => code.push_str(words),
                None => self.push(&escape(&authors(words))),
            },
            Event::Code(words) => self.push(&raw(&authors(words), false)),
            Event::Html(words) | Event::InlineHtml(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.push(&escape(&authors(words)));
            }
            Event::SoftBreak => self.push("\n"),
            Event::HardBreak => self.push("#linebreak()"),
            Event::Rule => self.push("#line(length: 100%)\n\n"),
            Event::FootnoteReference(name) => self.authors_note(name),
            Event::TaskListMarker(done) => self.push(if *done { "\u{2612} " } else { "\u{2610} " }),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => self.push(&format!("#heading(level: {})[", *level as usize)),
            Tag::BlockQuote(_) => self.push("#quote(block: true)[\n"),
            Tag::CodeBlock(_) => self.in_code = Some(String::new()),
            Tag::List(first) => {
                let open = match first {
                    Some(1) => "#enum(".to_owned(),
                    Some(first) => format!("#enum(start: {first}, "),
                    None => "#list(".to_owned(),
                };
                self.lists.push(if first.is_some() { '+' } else { '-' });
                self.push(&open);
            }
            Tag::Item => self.push("["),
            Tag::Table(alignments) => {
                let columns = alignments.len().max(1);
                self.push(&format!("#table(columns: {columns}, "));
            }
            Tag::TableHead => self.push("table.header("),
            Tag::TableCell => self.push("["),
            Tag::Emphasis => self.push("#emph["),
            Tag::Strong => self.push("#strong["),
            Tag::Strikethrough => self.push("#strike["),
            Tag::Superscript => self.push("#super["),
            Tag::Subscript => self.push("#sub["),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.link(dest_url),
            Tag::MetadataBlock(_) => self.in_metadata = true,
            Tag::Paragraph | Tag::HtmlBlock | Tag::TableRow | Tag::FootnoteDefinition(_) => {}
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.push("\n\n"),
            TagEnd::Heading(_) => self.push("]\n\n"),
            TagEnd::BlockQuote(_) => self.push("]\n\n"),
            TagEnd::CodeBlock => {
                let code = self.in_code.take().unwrap_or_default();
                self.push(&raw(&authors(&code), true));
                self.push("\n\n");
            }
            TagEnd::List(_) => {
                self.lists.pop();
                self.push(")\n\n");
            }
            TagEnd::Item => self.push("], "),
            TagEnd::Table => self.push(")\n\n"),
            TagEnd::TableHead => self.push("),\n"),
            TagEnd::TableRow => self.push("\n"),
            TagEnd::TableCell => self.push("], "),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                self.push("]");
            }
            TagEnd::Link | TagEnd::Image => {
                let close = self.closings.pop().unwrap_or("");
                self.push(close);
            }
            TagEnd::MetadataBlock(_) => self.in_metadata = false,
            TagEnd::FootnoteDefinition => {}
            TagEnd::DefinitionList | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {}
        }
    }

    /// A link to the web; other addresses mean nothing in a document on paper.
    fn link(&mut self, to: &str) {
        let is_web = ["http://", "https://", "mailto:"].iter().any(|start| to.starts_with(start));
        if is_web {
            self.push(&format!("#link({})[", string(&authors(to))));
        }
        self.closings.push(if is_web { "]" } else { "" });
    }

    /// A footnote of the document, where it is first referred to.
    fn authors_note(&mut self, name: &str) {
        let key = NoteKey::Authors(name.to_owned());
        if let Some(at) = self.notes.iter().position(|note| *note == key) {
            return self.push(&format!("#footnote(<gainsay-note-{at}>)"));
        }
        let pieces = self.pieces;
        match pieces.notes.get(name) {
            // Notes do not stand in notes.
            Some(content) if self.note_depth == 0 => {
                let at = self.notes.len();
                self.notes.push(key);
                self.note_depth += 1;
                self.push("#footnote[");
                self.pieces(content);
                let end = self.written.text.trim_end().len();
                self.written.text.truncate(end);
                self.push(&format!("]<gainsay-note-{at}>"));
                self.note_depth -= 1;
            }
            _ => self.push(&escape(&format!("[{}]", authors(name)))),
        }
    }

    fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            match span {
                Span::Text(words) => self.push(&text(words)),
                Span::Strong(words) => self.push(&format!("#strong[{}]", text(words))),
                Span::Title(words) => self.push(&format!("#emph[{}]", text(words))),
                Span::Code(words) => self.push(&raw(&visible(words), false)),
                Span::Claim(name) => self.claim_link(&raw(&visible(name), false), name),
                Span::Value(words, None) => self.push(&text(words)),
                Span::Value(words, Some(claim)) => self.claim_link(&text(words), claim),
                Span::Note(index) => {
                    let filled = self.filled;
                    self.push("#footnote[");
                    self.spans(&filled.notes[*index].0);
                    self.push("]");
                }
            }
        }
    }

    fn claim_link(&mut self, typst: &str, claim: &str) {
        let to = anchor(claim);
        if self.anchors.contains(&to) && is_label(&to) {
            self.push(&format!("#link(<{to}>)[{typst}]"));
        } else {
            self.push(typst);
        }
    }

    fn part(&mut self, asked: usize, part: &Part) {
        match part {
            Part::Paragraph(spans) => {
                self.spans(spans);
                self.push("\n\n");
            }
            Part::List(items) => {
                self.push("#list(");
                for item in items {
                    self.push("[");
                    self.spans(item);
                    self.push("], ");
                }
                self.push(")\n\n");
            }
            Part::Table(rows) => self.table(rows, rows.caption.as_deref()),
            Part::Picture(pictured) => self.picture(asked, pictured),
        }
    }

    fn picture(&mut self, asked: usize, pictured: &Pictured) {
        let mut messages = Vec::new();
        let shown = self.filled.draw(asked, pictured, "svg", "", &mut messages);
        self.written.messages.extend(messages);
        let Shown::Drawn(bytes) = shown else { return self.table(&pictured.table, Some(&pictured.caption)) };
        let path = format!("{}/{}.svg", self.settings.pictures, pictured.stem);
        let alt = string(&visible(pictured.picture.title()));
        self.push(&format!(
            "#figure(image({}, width: 100%, alt: {alt}), caption: [{}])\n\n",
            string(&path),
            text(&pictured.caption)
        ));
        self.written.pictures.push(PictureFile { path, bytes, asked });
        self.table(&pictured.table, None);
    }

    fn table(&mut self, rows: &Rows, caption: Option<&str>) {
        if let Some(caption) = caption {
            self.push(&format!("#strong[{}]\n\n", text(caption)));
        }
        let fitted = fitted(rows);
        let rows = &fitted.rows;
        let align = (0..rows.columns.len()).map(|at| if rows.numeric.contains(&at) { "right" } else { "left" });
        let align = align.collect::<Vec<_>>().join(", ");
        self.push("#[#set text(size: 0.8em)\n#set par(justify: false)\n");
        let width = |width: &usize| {
            let thousandths = (width + 10 * BETWEEN) * 100 / (ROOM + BETWEEN);
            format!("{}.{}%", thousandths / 10, thousandths % 10)
        };
        let widths = fitted.widths.iter().map(width).collect::<Vec<_>>().join(", ");
        self.push(&format!("#table(columns: ({widths},), align: ({align},), stroke: 0.4pt, "));
        let head: String = rows.columns.iter().map(|column| format!("[#strong[{}]], ", text(column))).collect();
        self.push(&format!("table.header({head}),\n"));
        for row in &rows.rows {
            self.row(row);
        }
        let always = fitted.always.as_deref().map(|always| format!("\n{}\n", text(always)));
        self.push(&format!("){}]\n\n", always.unwrap_or_default()));
    }

    fn row(&mut self, row: &Row) {
        for (at, cell) in row.cells.iter().enumerate() {
            self.push("[");
            if let (0, Some(claim)) = (at, &row.claim) {
                let place = anchor(claim);
                if is_label(&place) && self.anchored.insert(place.clone()) {
                    self.push(&format!("#metadata(none)<{place}>"));
                }
            }
            if row.strong {
                self.push("#strong[");
            }
            self.spans(cell);
            self.push(if row.strong { "]], " } else { "], " });
        }
        self.push("\n");
    }
}

/// Whether a name can be a label.
fn is_label(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Text of the collection.
fn text(words: &str) -> String {
    escape(&visible(words))
}

/// Text in which nothing means anything to Typst.
fn escape(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    let chars: Vec<char> = words.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let next = chars.get(at + 1);
        let before = at.checked_sub(1).map(|before| chars[before]);
        let in_word = before.is_some_and(char::is_alphanumeric) && next.is_some_and(|next| next.is_alphanumeric());
        let means_something = match c {
            ',' | ';' | '!' | '?' | '%' | '\'' => false,
            '.' | '-' => !in_word,
            '(' | ')' => false,
            c => c.is_ascii_punctuation(),
        };
        // A dot after letters ends a sentence; after digits it could number a list.
        let plain_dot = c == '.' && before.is_some_and(char::is_alphabetic) && next != Some(&'.');
        if means_something && !plain_dot {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// A string.
fn string(words: &str) -> String {
    let safe = words.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        c => c.to_string(),
    });
    format!("\"{}\"", safe.collect::<String>())
}

/// Text as it is, in a fixed width.
fn raw(words: &str, block: bool) -> String {
    if words.is_empty() {
        return String::new();
    }
    let block = if block { ", block: true" } else { "" };
    format!("#raw({}{block})", string(words.trim_end_matches('\n')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_means_anything_to_typst() {
        assert_eq!(
            escape("#show: x => $1$ *a* _b_ `c` <d> @e [f] {g} ~ // h"),
            "\\#show\\: x \\=\\> \\$1\\$ \\*a\\* \\_b\\_ \\`c\\` \\<d\\> \\@e \\[f\\] \\{g\\} \\~ \\/\\/ h"
        );
        assert_eq!(escape("1. 9.5 no. a-b -- ... \\"), "1\\. 9.5 no. a-b \\-\\- \\.\\.\\. \\\\");
        assert_eq!(string("a\"b\\\n"), "\"a\\\"b\\\\\\n\"");
    }
}
