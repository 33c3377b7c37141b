//! A fragment of LaTeX: to be put into a document that says how everything looks.

use pulldown_cmark::{Event, Tag, TagEnd};
use rustc_hash::FxHashSet;

use super::paper::{BETWEEN, ROOM, equal, fitted};
use super::{Filled, NoteKey, PictureFile, Piece, Pieces, Segment, Settings, Shown, Written, authors, heading, plain};
use crate::embed::fill::Fill;
use crate::embed::part::{Part, Pictured, Row, Rows, Span, anchor};
use crate::typography::visible;

/// What a document needs that the fragment is put into.
const NEEDS: &str = "% Needs \\usepackage{array,graphicx,longtable,hyperref}.\n\
    % XeLaTeX and LuaLaTeX know every letter; pdfLaTeX knows the Latin ones.\n";

pub(super) fn write(filled: &Filled<'_>, settings: &Settings) -> Written {
    let pieces = filled.pieces();
    let mut writer = Latex {
        filled,
        settings,
        pieces: &pieces,
        anchors: filled.anchors(),
        anchored: FxHashSet::default(),
        notes: Vec::new(),
        note_depth: 0,
        closings: Vec::new(),
        lists: Vec::new(),
        first_cell: false,
        in_metadata: false,
        in_code: None,
        written: Written::default(),
    };
    writer.push(NEEDS);
    writer.pieces(&pieces.main);
    let text = writer.written.text.trim_end().len();
    writer.written.text.truncate(text);
    writer.written.text.push('\n');
    writer.written
}

struct Latex<'f> {
    filled: &'f Filled<'f>,
    settings: &'f Settings,
    pieces: &'f Pieces,
    anchors: FxHashSet<String>,
    /// The places that were made: each stands once.
    anchored: FxHashSet<String>,
    /// The document's footnotes that were written.
    notes: Vec<NoteKey>,
    note_depth: usize,
    closings: Vec<&'static str>,
    lists: Vec<&'static str>,
    first_cell: bool,
    in_metadata: bool,
    in_code: Option<String>,
    written: Written,
}

impl Latex<'_> {
    fn push(&mut self, text: &str) {
        self.written.text.push_str(text);
    }

    fn pieces(&mut self, pieces: &[Piece]) {
        for (index, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Event(event) => self.event(event, &pieces[index + 1..]),
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

    fn event(&mut self, event: &Event<'_>, rest: &[Piece]) {
        match event {
            Event::Start(tag) => self.start(tag, rest),
            Event::End(tag) => self.end(*tag),
            Event::Text(_) if self.in_metadata => {}
            Event::Text(words) => match &mut self.in_code {
                Some(code) => code.push_str(words),
                None => self.push(&escape(&authors(words))),
            },
            Event::Code(words) => self.push(&code(&authors(words))),
            Event::Html(words) | Event::InlineHtml(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                self.push(&escape(&authors(words)));
            }
            Event::SoftBreak => self.push("\n"),
            Event::HardBreak => self.push("\\newline{}\n"),
            Event::Rule => self.push("\\par\\noindent\\rule{\\linewidth}{0.4pt}\n\n"),
            Event::FootnoteReference(name) => self.authors_note(name),
            Event::TaskListMarker(done) => self.push(if *done { "{[}x{]} " } else { "{[} {]} " }),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, rest: &[Piece]) {
        match tag {
            Tag::Heading { level, .. } => {
                let command = match *level as usize {
                    1 => "section",
                    2 => "subsection",
                    3 => "subsubsection",
                    _ => "paragraph",
                };
                // The title for the table of contents, which holds no notes.
                let title = escape(&authors(&plain(self.filled, heading(rest))));
                self.push(&format!("\\{command}[{{{title}}}]{{"));
            }
            Tag::BlockQuote(_) => self.push("\\begin{quote}\n"),
            Tag::CodeBlock(_) => self.in_code = Some(String::new()),
            Tag::List(first) => {
                let name = if first.is_some() { "enumerate" } else { "itemize" };
                self.lists.push(name);
                self.push(&format!("\\begin{{{name}}}\n"));
                if let Some(first) = first.filter(|first| *first != 1 && *first < 1_000_000) {
                    let counter = ["enumi", "enumii", "enumiii", "enumiv"];
                    let depth = self.lists.iter().filter(|name| **name == "enumerate").count();
                    let counter = counter[depth.clamp(1, 4) - 1];
                    self.push(&format!("\\setcounter{{{counter}}}{{{}}}\n", i64::try_from(first).unwrap_or(1) - 1));
                }
            }
            Tag::Item => self.push("\\item{} "),
            Tag::Table(alignments) => {
                let columns = alignments.len().max(1);
                self.push(&self.table_start(&equal(columns), &[]));
            }
            Tag::TableHead | Tag::TableRow => self.first_cell = true,
            Tag::TableCell => {
                if !self.first_cell {
                    self.push(" & ");
                }
                self.first_cell = false;
            }
            Tag::Emphasis => self.push("\\emph{"),
            Tag::Strong => self.push("\\textbf{"),
            Tag::Strikethrough | Tag::Superscript | Tag::Subscript => self.push("{"),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => self.link(dest_url),
            Tag::MetadataBlock(_) => self.in_metadata = true,
            Tag::Paragraph | Tag::HtmlBlock | Tag::FootnoteDefinition(_) => {}
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.push("\n\n"),
            TagEnd::Heading(_) => self.push("}\n\n"),
            TagEnd::BlockQuote(_) => self.push("\\end{quote}\n\n"),
            TagEnd::CodeBlock => {
                let lines = self.in_code.take().unwrap_or_default();
                self.push(&code_block(&authors(&lines)));
            }
            TagEnd::List(_) => {
                let name = self.lists.pop().unwrap_or("itemize");
                self.push(&format!("\\end{{{name}}}\n\n"));
            }
            TagEnd::Item => self.push("\n"),
            TagEnd::Table => self.push(self.table_end()),
            TagEnd::TableHead => self.push(" \\\\\n\\hline\n"),
            TagEnd::TableRow => self.push(" \\\\\n"),
            TagEnd::TableCell | TagEnd::FootnoteDefinition => {}
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                self.push("}");
            }
            TagEnd::Link | TagEnd::Image => {
                let close = self.closings.pop().unwrap_or("");
                self.push(close);
            }
            TagEnd::MetadataBlock(_) => self.in_metadata = false,
            TagEnd::DefinitionList | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {}
        }
    }

    /// A link to the web; other addresses mean nothing in a document on paper.
    fn link(&mut self, to: &str) {
        let is_web = ["http://", "https://", "mailto:"].iter().any(|start| to.starts_with(start));
        if is_web {
            self.push(&format!("\\href{{{}}}{{", address(to)));
        }
        self.closings.push(if is_web { "}" } else { "" });
    }

    /// A footnote of the document, where it is first referred to.
    fn authors_note(&mut self, name: &str) {
        let key = NoteKey::Authors(name.to_owned());
        if let Some(at) = self.notes.iter().position(|note| *note == key) {
            return self.push(&format!("\\textsuperscript{{\\ref{{gainsay-note-{at}}}}}"));
        }
        let pieces = self.pieces;
        match pieces.notes.get(name) {
            // Notes do not stand in notes.
            Some(content) if self.note_depth == 0 => {
                let at = self.notes.len();
                self.notes.push(key);
                self.note_depth += 1;
                self.push(&format!("\\footnote{{\\label{{gainsay-note-{at}}}"));
                self.pieces(content);
                let end = self.written.text.trim_end().len();
                self.written.text.truncate(end);
                self.push("}");
                self.note_depth -= 1;
            }
            _ => self.push(&escape(&format!("[{}]", authors(name)))),
        }
    }

    fn spans(&mut self, spans: &[Span]) {
        for span in spans {
            match span {
                Span::Text(words) => self.push(&text(words)),
                Span::Strong(words) => self.push(&format!("\\textbf{{{}}}", text(words))),
                Span::Title(words) => self.push(&format!("\\emph{{{}}}", text(words))),
                Span::Code(words) => self.push(&code(&visible(words))),
                Span::Claim(name) => self.claim_link(&code(&visible(name)), name),
                Span::Value(words, None) => self.push(&text(words)),
                Span::Value(words, Some(claim)) => self.claim_link(&text(words), claim),
                Span::Note(index) => {
                    let filled = self.filled;
                    self.push("\\footnote{");
                    self.spans(&filled.notes[*index].0);
                    self.push("}");
                }
            }
        }
    }

    fn claim_link(&mut self, latex: &str, claim: &str) {
        let to = anchor(claim);
        if self.anchors.contains(&to) && to.is_ascii() {
            self.push(&format!("\\hyperlink{{{to}}}{{{latex}}}"));
        } else {
            self.push(latex);
        }
    }

    fn part(&mut self, asked: usize, part: &Part) {
        match part {
            Part::Paragraph(spans) => {
                self.spans(spans);
                self.push("\n\n");
            }
            Part::List(items) => {
                self.push("\\begin{itemize}\n");
                for item in items {
                    self.push("\\item{} ");
                    self.spans(item);
                    self.push("\n");
                }
                self.push("\\end{itemize}\n\n");
            }
            Part::Table(rows) => self.table(rows, rows.caption.as_deref()),
            Part::Picture(pictured) => self.picture(asked, pictured),
        }
    }

    fn picture(&mut self, asked: usize, pictured: &Pictured) {
        let mut messages = Vec::new();
        let shown = self.filled.draw(asked, pictured, "pdf", "", &mut messages);
        self.written.messages.extend(messages);
        let Shown::Drawn(bytes) = shown else { return self.table(&pictured.table, Some(&pictured.caption)) };
        let path = format!("{}/{}.pdf", self.settings.pictures, pictured.stem);
        self.push(&format!(
            "\\begin{{figure}}[htbp]\n\\centering\n\
             \\includegraphics[width=\\linewidth,height=0.8\\textheight,keepaspectratio]{{\\detokenize{{{}}}}}\n\
             \\caption{{{}}}\n\\end{{figure}}\n\n",
            path,
            text(&pictured.caption)
        ));
        self.written.pictures.push(PictureFile { path, bytes, asked });
        self.table(&pictured.table, None);
    }

    /// How a table begins whose columns are so many tenths of a character wide.
    fn table_start(&self, widths: &[usize], numeric: &[usize]) -> String {
        let column = |(at, width): (usize, &usize)| {
            let side = if numeric.contains(&at) { "raggedleft" } else { "raggedright" };
            let thousandths = (width * 100 / (ROOM + BETWEEN)).clamp(1, 999);
            format!(">{{\\{side}\\arraybackslash}}p{{0.{thousandths:03}\\linewidth}}")
        };
        let columns: String = widths.iter().enumerate().map(column).collect();
        let name = if self.note_depth == 0 { "longtable" } else { "tabular" };
        format!(
            "{{\\footnotesize\\setlength{{\\tabcolsep}}{{0.{:03}\\linewidth}}\n\\begin{{{name}}}{{{columns}}}\n\\hline\n",
            BETWEEN * 1000 / (ROOM + BETWEEN) / 2
        )
    }

    fn table_end(&self) -> &'static str {
        if self.note_depth == 0 { "\\hline\n\\end{longtable}}\n\n" } else { "\\hline\n\\end{tabular}}\n\n" }
    }

    fn table(&mut self, rows: &Rows, caption: Option<&str>) {
        if let Some(caption) = caption {
            self.push(&format!("\\noindent\\textbf{{{}}}\n\n", text(caption)));
        }
        let fitted = fitted(rows);
        let rows = &fitted.rows;
        self.push(&self.table_start(&fitted.widths, &rows.numeric));
        let head: Vec<String> = rows.columns.iter().map(|column| format!("\\textbf{{{}}}", text(column))).collect();
        self.push(&format!("{} \\\\\n\\hline\n", head.join(" & ")));
        if self.note_depth == 0 {
            self.push("\\endhead\n");
        }
        for row in &rows.rows {
            self.row(row);
        }
        self.push(self.table_end());
        if let Some(always) = &fitted.always {
            self.push(&format!("\\noindent{{\\footnotesize {}}}\n\n", text(always)));
        }
    }

    fn row(&mut self, row: &Row) {
        for (at, cell) in row.cells.iter().enumerate() {
            if at > 0 {
                self.push(" & ");
            }
            if let (0, Some(claim)) = (at, &row.claim) {
                let place = anchor(claim);
                if place.is_ascii() && self.anchored.insert(place.clone()) {
                    self.push(&format!("\\hypertarget{{{place}}}{{}}"));
                }
            }
            if row.strong {
                self.push("\\textbf{");
            }
            self.spans(cell);
            if row.strong {
                self.push("}");
            }
        }
        self.push(" \\\\\n");
    }
}

/// Text of the collection; names and quantities in it may go on in the next line.
fn text(words: &str) -> String {
    escape(&visible(words)).replace('/', "/\\allowbreak{}").replace("{[}", "\\allowbreak{}{[}")
}

/// Text in which nothing means anything to LaTeX.
fn escape(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' => safe.push_str("\\textbackslash{}"),
            '{' | '}' | '$' | '&' | '#' | '_' | '%' => safe.extend(['\\', c]),
            '^' => safe.push_str("\\textasciicircum{}"),
            '~' => safe.push_str("\\textasciitilde{}"),
            '<' => safe.push_str("\\textless{}"),
            '>' => safe.push_str("\\textgreater{}"),
            '|' => safe.push_str("\\textbar{}"),
            '"' => safe.push_str("\\char34{}"),
            // Marks of sides and signs that pdfLaTeX does not know by themselves.
            '●' => safe.push_str("\\textbullet{}"),
            '■' => safe.push_str("\\rule{0.5em}{0.5em}"),
            '◆' => safe.push_str("\\ensuremath{\\diamond}"),
            '▲' => safe.push_str("\\ensuremath{\\triangle}"),
            '★' => safe.push_str("\\ensuremath{\\star}"),
            '−' => safe.push_str("\\ensuremath{-}"),
            '\u{a0}' => safe.push('~'),
            '`' => safe.push_str("\\textasciigrave{}"),
            // In brackets, so that they end no optional argument.
            '[' | ']' => safe.extend(['{', c, '}']),
            // Not joined to a dash, nor to a mark with the next character.
            '-' | '\'' | ',' | '?' | '!' => {
                safe.push(c);
                if chars.peek().is_some_and(|next| matches!(next, '-' | '\'' | ',' | '`' | '"')) {
                    safe.push_str("{}");
                }
            }
            '\n' | '\t' => safe.push(' '),
            c => safe.push(c),
        }
    }
    safe
}

/// An address within `\href`: letters and digits as they are, what else there is in hexadecimal, with `%` escaped.
fn address(to: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        b'.' | b'-' | b'/' | b':' | b'?' | b'=' | b'+' | b'@' | b',' | b';' => char::from(byte).to_string(),
        b'#' | b'&' | b'_' | b'%' => format!("\\{}", char::from(byte)),
        byte => format!("\\%{byte:02X}"),
    };
    to.bytes().map(byte).collect()
}

/// Text in a fixed width, which may break after its marks.
fn code(words: &str) -> String {
    let mut broken = escape(words).replace("\\_", "\\_\\allowbreak{}").replace("{[}", "\\allowbreak{}{[}");
    for mark in ["/", "-", ",", "{]}"] {
        broken = broken.replace(mark, &format!("{mark}\\allowbreak{{}}"));
    }
    format!("\\texttt{{{broken}}}")
}

fn code_block(words: &str) -> String {
    let line = |line: &str| format!("\\mbox{{{}}}", escape(line).replace(' ', "~"));
    let lines: Vec<String> = words.trim_end_matches('\n').split('\n').map(line).collect();
    format!("\\begin{{quote}}\\ttfamily\\small\n{}\n\\end{{quote}}\n\n", lines.join("\\\\\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_means_anything_to_latex() {
        assert_eq!(
            escape("\\input{/etc/passwd} 50% a_b #1 $x$ [y]"),
            "\\textbackslash{}input\\{/etc/passwd\\} 50\\% a\\_b \\#1 \\$x\\$ {[}y{]}"
        );
        assert_eq!(escape("a--b ?` \""), "a-{}-b ?{}\\textasciigrave{} \\char34{}");
        assert_eq!(address("https://a/b%20c}{x"), "https://a/b\\%20c\\%7D\\%7Bx");
    }
}
