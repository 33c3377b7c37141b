//! A document's body as HTML: every text is escaped, links lead to the web or within the page.

use indexmap::IndexMap;
use pulldown_cmark::{Alignment, CodeBlockKind, Event, Tag, TagEnd};
use rustc_hash::FxHashSet;

use super::{Filled, NoteKey, Piece, Segment, Settings, Shown, authors, heading, plain};
use crate::base::markup;
use crate::base::message::Message;
use crate::view::embed::call::Mistake;
use crate::view::embed::codes::IMAGE_LINKED;
use crate::view::embed::fill::Fill;
use crate::view::prose::{Part, Pictured, Row, Rows, Span, anchor};

/// A body that is being written.
pub(super) struct Html<'f> {
    filled: &'f Filled<'f>,
    settings: &'f Settings,
    pub(super) out: String,
    pub(super) segments: Vec<Segment>,
    pub(super) messages: Vec<Message>,
    /// The notes in the order in which they are first referred to, each with how often it was.
    pub(super) notes: IndexMap<NoteKey, usize>,
    anchors: FxHashSet<String>,
    ids: FxHashSet<String>,
    alignments: Vec<Alignment>,
    cell: usize,
    in_head: bool,
    /// What is to be closed of each link that was opened.
    links: Vec<&'static str>,
    in_metadata: bool,
    pictures: usize,
}

impl<'f> Html<'f> {
    pub(super) fn new(filled: &'f Filled<'f>, settings: &'f Settings) -> Self {
        Html {
            filled,
            settings,
            out: String::new(),
            segments: Vec::new(),
            messages: Vec::new(),
            notes: IndexMap::new(),
            anchors: filled.anchors(),
            ids: FxHashSet::default(),
            alignments: Vec::new(),
            cell: 0,
            in_head: false,
            links: Vec::new(),
            in_metadata: false,
            pictures: 0,
        }
    }

    pub(super) fn pieces(&mut self, pieces: &[Piece]) {
        for (index, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Event(event) => self.event(event, &pieces[index + 1..]),
                Piece::Fill(asked) if !self.in_metadata => self.fill(*asked),
                Piece::Fill(_) => {}
            }
        }
    }

    fn fill(&mut self, asked: usize) {
        let start = self.out.len();
        let filled = self.filled;
        match &filled.fills[asked] {
            Fill::Spans(spans) => self.spans(spans),
            Fill::Parts(parts) => parts.iter().for_each(|part| self.part(asked, part)),
        }
        self.segments.push(Segment { range: start..self.out.len(), asked });
    }

    fn event(&mut self, event: &Event<'_>, rest: &[Piece]) {
        match event {
            Event::Start(tag) => self.start(tag, rest),
            Event::End(tag) => self.end(*tag),
            Event::Text(_) if self.in_metadata => {}
            Event::Text(words) => self.push(&authors_text(words)),
            Event::Code(words) => self.push(&format!("<code>{}</code>", authors_text(words))),
            Event::Html(html) | Event::InlineHtml(html) if self.settings.raw_html => self.push(html),
            Event::Html(html) | Event::InlineHtml(html) => self.push(&authors_text(html)),
            Event::InlineMath(words) | Event::DisplayMath(words) => self.push(&authors_text(words)),
            Event::SoftBreak => self.push("\n"),
            Event::HardBreak => self.push("<br>\n"),
            Event::Rule => self.push("<hr>\n"),
            Event::FootnoteReference(name) => self.note(NoteKey::Authors(name.to_string())),
            Event::TaskListMarker(done) => {
                let checked = if *done { " checked" } else { "" };
                self.push(&format!("<input type=\"checkbox\" disabled{checked}> "));
            }
        }
    }

    fn push(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn start(&mut self, tag: &Tag<'_>, rest: &[Piece]) {
        match tag {
            Tag::Paragraph => self.push("<p>"),
            Tag::Heading { level, .. } => {
                let id = self.id(&plain(self.filled, heading(rest)));
                self.push(&format!("<{level} id=\"{id}\">"));
            }
            Tag::BlockQuote(_) => self.push("<blockquote>\n"),
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or("").to_owned(),
                    CodeBlockKind::Indented => String::new(),
                };
                let class = if language.is_empty() {
                    String::new()
                } else {
                    format!(" class=\"language-{}\"", text(&language))
                };
                self.push(&format!("<pre tabindex=\"0\"><code{class}>"));
            }
            Tag::HtmlBlock if self.settings.raw_html => {}
            Tag::HtmlBlock => self.push("<p>"),
            Tag::List(None) => self.push("<ul>\n"),
            Tag::List(Some(1)) => self.push("<ol>\n"),
            Tag::List(Some(first)) => self.push(&format!("<ol start=\"{first}\">\n")),
            Tag::Item => self.push("<li>"),
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                self.push("<div class=\"wide\" tabindex=\"0\">\n<table>\n");
            }
            Tag::TableHead => {
                self.in_head = true;
                self.cell = 0;
                self.push("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.push("<tr>");
            }
            Tag::TableCell => {
                let class = match self.alignments.get(self.cell) {
                    Some(Alignment::Right) => " class=\"number\"",
                    Some(Alignment::Center) => " class=\"middle\"",
                    _ => "",
                };
                let open = if self.in_head { "<th scope=\"col\"" } else { "<td" };
                self.push(&format!("{open}{class}>"));
            }
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::Link { dest_url, title, link_type, .. } => {
                let mail = if *link_type == pulldown_cmark::LinkType::Email { "mailto:" } else { "" };
                self.link(&format!("{mail}{dest_url}"), title);
            }
            Tag::Image { dest_url, title, .. } => {
                self.image_linked(dest_url);
                self.link(dest_url, title);
                self.push("[image: ");
            }
            Tag::MetadataBlock(_) => self.in_metadata = true,
            Tag::DefinitionList => self.push("<dl>\n"),
            Tag::DefinitionListTitle => self.push("<dt>"),
            Tag::DefinitionListDefinition => self.push("<dd>"),
            Tag::FootnoteDefinition(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.push("</p>\n"),
            TagEnd::Heading(level) => self.push(&format!("</{level}>\n")),
            TagEnd::BlockQuote(_) => self.push("</blockquote>\n"),
            TagEnd::CodeBlock => self.push("</code></pre>\n"),
            TagEnd::HtmlBlock if self.settings.raw_html => {}
            TagEnd::HtmlBlock => self.push("</p>\n"),
            TagEnd::List(true) => self.push("</ol>\n"),
            TagEnd::List(false) => self.push("</ul>\n"),
            TagEnd::Item => self.push("</li>\n"),
            TagEnd::Table => self.push("</tbody>\n</table>\n</div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.push("</tr></thead>\n<tbody>\n");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => {
                self.cell += 1;
                self.push(if self.in_head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Superscript => self.push("</sup>"),
            TagEnd::Subscript => self.push("</sub>"),
            TagEnd::Link => {
                let close = self.links.pop().unwrap_or("");
                self.push(close);
            }
            TagEnd::Image => {
                self.push("]");
                let close = self.links.pop().unwrap_or("");
                self.push(close);
            }
            TagEnd::MetadataBlock(_) => self.in_metadata = false,
            TagEnd::DefinitionList => self.push("</dl>\n"),
            TagEnd::DefinitionListTitle => self.push("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.push("</dd>\n"),
            TagEnd::FootnoteDefinition => {}
        }
    }

    /// Opens a link, unless its address may do more than lead somewhere; links do not stand in links.
    fn link(&mut self, to: &str, title: &str) {
        let is_inside = self.links.iter().any(|close| !close.is_empty());
        if is_inside || !is_safe_address(to) {
            return self.links.push("");
        }
        let title = if title.is_empty() { String::new() } else { format!(" title=\"{}\"", authors_text(title)) };
        self.push(&format!("<a href=\"{}\"{title}>", authors_text(to.trim())));
        self.links.push("</a>");
    }

    fn image_linked(&mut self, to: &str) {
        let document = self.filled.document;
        let at = document.text().find(to).unwrap_or(0);
        let text = format!("the image `{}` is linked to, not shown", crate::view::embed::call::shown(to));
        let help = "the page is one file; `--format markdown` leaves images as they are";
        let mistake = Mistake::new(&IMAGE_LINKED, &(at..at + to.len().min(document.text().len() - at)), text, help);
        self.messages.push(mistake.message(document.file));
    }

    /// An id that nothing else on the page has.
    fn id(&mut self, title: &str) -> String {
        let mut id = String::new();
        for c in title.to_lowercase().chars().take(100) {
            match c {
                c if c.is_alphanumeric() => id.push(c),
                ' ' | '-' | '_' => id.push('-'),
                _ => {}
            }
        }
        if id.is_empty() || id.starts_with("claim-") || id.starts_with("note-") || id.starts_with("figure-") {
            id.insert_str(0, "section-");
        }
        let mut own = id.clone();
        let mut count = 1;
        while !self.ids.insert(own.clone()) {
            count += 1;
            own = format!("{id}-{count}");
        }
        own
    }

    /// The mark of a note.
    fn note(&mut self, key: NoteKey) {
        let entry = self.notes.entry(key);
        let number = entry.index() + 1;
        let times = entry.or_insert(0);
        *times += 1;
        let suffix = if *times == 1 { String::new() } else { format!("-{times}") };
        let mark = format!(
            "<sup><a id=\"noteref-{number}{suffix}\" href=\"#note-{number}\" role=\"doc-noteref\">{number}</a></sup>"
        );
        self.push(&mark);
    }

    pub(super) fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            match span {
                Span::Text(words) | Span::Party(_, words) => self.push(&text(words)),
                Span::Strong(words) => self.push(&format!("<strong>{}</strong>", text(words))),
                Span::Title(words) => self.push(&format!("<cite>{}</cite>", text(words))),
                Span::Code(words) | Span::Contradiction(words) => self.push(&format!("<code>{}</code>", text(words))),
                Span::Formula(words, notation) => self.push(&format!(" {}", markup::told(words, notation))),
                Span::Said(words, notation) => self.push(&markup::told(words, notation)),
                Span::Claim(_, name) => self.claim_link(&format!("<code>{}</code>", text(name)), name),
                Span::Value(words, None) => self.push(&text(words)),
                Span::Value(words, Some(claim)) => self.claim_link(&text(words), claim),
                Span::Note(index) => self.note(NoteKey::Own(*index)),
            }
        }
    }

    fn claim_link(&mut self, html: &str, claim: &str) {
        let to = anchor(claim);
        let is_inside = self.links.iter().any(|close| !close.is_empty());
        if self.anchors.contains(&to) && !is_inside {
            self.push(&format!("<a href=\"#{}\">{html}</a>", text(&to)));
        } else {
            self.push(html);
        }
    }

    fn part(&mut self, asked: usize, part: &Part) {
        match part {
            Part::Paragraph(spans) => {
                self.push("<p>");
                self.spans(spans);
                self.push("</p>\n");
            }
            Part::List(items) => {
                self.push("<ul>\n");
                for item in items {
                    self.push("<li>");
                    self.spans(item);
                    self.push("</li>\n");
                }
                self.push("</ul>\n");
            }
            Part::Table(rows) => self.table(rows, rows.caption.as_deref()),
            Part::Picture(pictured) => self.picture(asked, pictured),
        }
    }

    fn picture(&mut self, asked: usize, pictured: &Pictured) {
        self.pictures += 1;
        let prefix = format!("{}p{}-", self.settings.prefix, self.pictures);
        let shown = self.filled.draw(asked, pictured, "svg", &prefix, &mut self.messages);
        let caption = format!("Figure {}. {}", self.pictures, text(&pictured.caption));
        match shown {
            Shown::Drawn(bytes) => self.figure(&String::from_utf8_lossy(&bytes), &caption, pictured),
            Shown::Table => self.table(&pictured.table, Some(&pictured.caption)),
        }
    }

    /// A drawn picture with its caption, and its table folded away.
    pub(super) fn figure(&mut self, svg: &str, caption: &str, pictured: &Pictured) {
        let id = text(&pictured.stem);
        self.push(&format!("<figure id=\"{}figure-{id}\">\n", self.settings.prefix));
        self.push(svg.trim_end());
        self.push(&format!(
            "\n<figcaption>{caption}</figcaption>\n<details>\n<summary>The same as a table</summary>\n"
        ));
        self.table(&pictured.table, None);
        self.push("</details>\n</figure>\n");
    }

    fn table(&mut self, rows: &Rows, caption: Option<&str>) {
        self.push("<div class=\"wide\" tabindex=\"0\">\n<table>\n");
        if let Some(caption) = caption {
            self.push(&format!("<caption>{}</caption>\n", text(caption)));
        }
        let class = |at: usize| if rows.numeric.contains(&at) { " class=\"number\"" } else { "" };
        self.push("<thead><tr>");
        for (at, column) in rows.columns.iter().enumerate() {
            let open = if column.is_empty() { "td" } else { "th scope=\"col\"" };
            let close = if column.is_empty() { "td" } else { "th" };
            self.push(&format!("<{open}{}>{}</{close}>", class(at), text(column)));
        }
        self.push("</tr></thead>\n<tbody>\n");
        for row in &rows.rows {
            self.row(row, class);
        }
        self.push("</tbody>\n</table>\n</div>\n");
    }

    fn row(&mut self, row: &Row, class: impl Fn(usize) -> &'static str) {
        let strong = if row.is_strong() { " class=\"sum\"" } else { "" };
        let id = row.claim.as_deref().map(anchor).filter(|id| self.ids.insert(id.clone()));
        let id = id.map(|id| format!(" id=\"{}\"", text(&id))).unwrap_or_default();
        self.push(&format!("<tr{id}{strong}>"));
        for (at, cell) in row.cells.iter().enumerate() {
            self.push(&format!("<td{}>", class(at)));
            self.spans(cell);
            self.push("</td>");
        }
        self.push("</tr>\n");
    }
}

/// Whether an address leads to the web, to a mailbox or within the page: nothing that runs.
fn is_safe_address(address: &str) -> bool {
    // Browsers pass over blanks and control characters in a scheme.
    let plain: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    let end = plain.find(['/', '?', '#']).unwrap_or(plain.len());
    match plain[..end].split_once(':') {
        None => true,
        Some((scheme, _)) => ["http", "https", "mailto"].iter().any(|safe| scheme.eq_ignore_ascii_case(safe)),
    }
}

/// Text of the collection.
pub(super) fn text(words: &str) -> String {
    markup::shown(words)
}

/// Text of the author.
pub(super) fn authors_text(words: &str) -> String {
    markup::escaped(&authors(words)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_lead_somewhere_are_links() {
        for safe in ["https://a/b:c", "#a", "a/b.html", "mailto:a@b", "HTTP://a", "?a:b", "//a"] {
            assert!(is_safe_address(safe), "{safe}");
        }
        for unsafe_ in [
            "javascript:alert(1)",
            "java\nscript:x",
            " javascript:x",
            "data:text/html,x",
            "\u{1}vbscript:x",
            "file:///x",
        ] {
            assert!(!is_safe_address(unsafe_), "{unsafe_}");
        }
    }
}
