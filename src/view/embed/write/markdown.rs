//! Markdown: the document byte for byte, but for what was asked for; notes follow as footnotes.

use rustc_hash::FxHashSet;

use super::{Filled, PictureFile, Segment, Settings, Shown, Written};
use crate::base::typography::visible;
use crate::view::embed::fill::Fill;
use crate::view::embed::parse::Standing;
use crate::view::prose::{Part, Pictured, Row, Rows, Span, anchor};

/// How a picture is shown, with the words under it.
pub(super) type Draw<'a> = dyn FnMut(usize, &Pictured, &mut Written) -> Option<String> + 'a;

pub(super) fn write(filled: &Filled<'_>, settings: &Settings) -> Written {
    let mut draw = |asked: usize, pictured: &Pictured, written: &mut Written| {
        let Shown::Drawn(bytes) = filled.draw(asked, pictured, "svg", "", &mut written.messages) else { return None };
        let path = format!("{}/{}.svg", settings.pictures, pictured.stem);
        let title = escaped(pictured.picture.title());
        let text = format!("![{title}]({})\n\n*{}*", address(&path), escaped(&pictured.caption));
        written.pictures.push(PictureFile { path, bytes, asked });
        Some(text)
    };
    written_with(filled, &mut draw)
}

/// The Markdown of a document, with pictures shown in some way.
pub(super) fn written_with(filled: &Filled<'_>, draw: &mut Draw<'_>) -> Written {
    let text = filled.document.text();
    let writer = Writer { anchors: filled.anchors(), label: unused_label(text) };
    let mut written = Written::default();
    let mut from = 0;
    for (index, (asked, fill)) in filled.document.asked.iter().zip(&filled.fills).enumerate() {
        written.text.push_str(&text[from..asked.range.start]);
        from = asked.range.end;
        let start = written.text.len();
        match (fill, &asked.standing) {
            (Fill::Parts(parts), Standing::Block(prefix)) => {
                let mut shown: Vec<String> = Vec::new();
                for part in parts {
                    shown.extend(writer.part(index, part, draw, &mut written));
                }
                written.text.push_str(&indented(&shown.join("\n\n"), prefix));
            }
            (Fill::Spans(spans), _) => {
                let mut line = writer.spans(spans, false);
                let begins = text[..asked.range.start].rsplit('\n').next().unwrap_or("");
                if begins.chars().all(|c| matches!(c, ' ' | '>' | '\t')) {
                    line = line_start(line);
                }
                written.text.push_str(&line);
            }
            (Fill::Parts(_), _) => {}
        }
        written.segments.push(Segment { range: start..written.text.len(), asked: index });
    }
    written.text.push_str(&text[from..]);
    writer.notes(filled, &mut written);
    written
}

struct Writer {
    anchors: FxHashSet<String>,
    label: String,
}

impl Writer {
    fn notes(&self, filled: &Filled<'_>, written: &mut Written) {
        if filled.notes.is_empty() {
            return;
        }
        let end = if written.text.ends_with('\n') || written.text.is_empty() { "" } else { "\n" };
        written.text.push_str(end);
        for (index, (note, asked)) in filled.notes.iter().zip(filled.askers_of_notes()).enumerate() {
            written.text.push('\n');
            let start = written.text.len();
            let line = format!("[^{}{}]: {}", self.label, index + 1, line_start(self.spans(&note.0, false)));
            written.text.push_str(&line);
            written.segments.push(Segment { range: start..written.text.len(), asked });
            written.text.push('\n');
        }
    }

    fn part(&self, asked: usize, part: &Part, draw: &mut Draw<'_>, written: &mut Written) -> Vec<String> {
        match part {
            Part::Paragraph(spans) => vec![line_start(self.spans(spans, false))],
            Part::List(items) => {
                let item = |spans: &Vec<Span>| format!("- {}", line_start(self.spans(spans, false)));
                vec![items.iter().map(item).collect::<Vec<_>>().join("\n")]
            }
            Part::Table(rows) => self.table(rows),
            Part::Picture(pictured) => match draw(asked, pictured, written) {
                // A form that shows the table in its own way says so by the picture.
                Some(shown) if shown.contains("</table>") => vec![shown],
                Some(shown) => [vec![shown], self.table(&pictured.table)].concat(),
                None => {
                    let caption = Some(pictured.caption.clone());
                    let table = self.table(&pictured.table);
                    [caption.map(|caption| format!("*{}*", escaped(&caption))).into_iter().collect(), table].concat()
                }
            },
        }
    }

    fn table(&self, rows: &Rows) -> Vec<String> {
        let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let rule = |at: usize| if rows.numeric.contains(&at) { "---:" } else { "---" }.to_owned();
        let mut lines = vec![
            line(rows.columns.iter().map(|column| escaped(column)).collect()),
            line((0..rows.columns.len()).map(rule).collect()),
        ];
        lines.extend(rows.rows.iter().map(|row| line(self.cells(row))));
        let caption = rows.caption.as_ref().map(|caption| format!("*{}*", escaped(caption)));
        caption.into_iter().chain([lines.join("\n")]).collect()
    }

    fn cells(&self, row: &Row) -> Vec<String> {
        let mut cells: Vec<String> = row.cells.iter().map(|cell| self.spans(cell, true)).collect();
        if row.is_strong() {
            for cell in cells.iter_mut().filter(|cell| !cell.is_empty()) {
                *cell = format!("**{cell}**");
            }
        }
        if let (Some(claim), Some(first)) = (&row.claim, cells.first_mut()) {
            first.insert_str(0, &format!("<a id=\"{}\"></a>", anchor(claim)));
        }
        cells
    }

    fn spans(&self, spans: &[Span], in_table: bool) -> String {
        spans.iter().map(|span| self.span(span, in_table)).collect()
    }

    fn span(&self, span: &Span, in_table: bool) -> String {
        match span {
            Span::Text(text) | Span::Party(_, text) => escaped(text),
            Span::Strong(text) => wrapped("**", text),
            Span::Title(text) => wrapped("*", text),
            Span::Code(text) | Span::Contradiction(text) => code(text, in_table),
            Span::Formula(text, _) => format!(" {}", escaped(text)),
            Span::Said(text, _) => escaped(text),
            Span::Claim(_, name) => self.linked(code(name, in_table), name),
            Span::Value(text, None) => escaped(text),
            Span::Value(text, Some(claim)) => self.linked(escaped(text), claim),
            Span::Note(index) => format!("[^{}{}]", self.label, index + 1),
        }
    }

    /// A link to a claim's row, where there is one.
    fn linked(&self, text: String, claim: &str) -> String {
        let anchor = anchor(claim);
        if self.anchors.contains(&anchor) { format!("[{text}](#{})", address(&anchor)) } else { text }
    }
}

/// What labels of notes begin with: something that no footnote of the document begins with.
fn unused_label(text: &str) -> String {
    let mut label = "source-".to_owned();
    while text.contains(&format!("[^{label}")) {
        label.push_str("g-");
    }
    label
}

/// The same text with a prefix before each line but the first.
fn indented(text: &str, prefix: &str) -> String {
    let mut lines = text.lines();
    let mut indented = lines.next().unwrap_or("").to_owned();
    for line in lines {
        indented.push('\n');
        indented.push_str(if line.is_empty() { prefix.trim_end() } else { prefix });
        indented.push_str(line);
    }
    indented
}

fn wrapped(mark: &str, text: &str) -> String {
    let inner = escaped(text.trim());
    if inner.is_empty() { String::new() } else { format!("{mark}{inner}{mark}") }
}

/// Code; in a table a bar would end the cell.
fn code(text: &str, in_table: bool) -> String {
    let text = visible(text);
    if text.is_empty() {
        return String::new();
    }
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    let text = if in_table { text.replace('|', "\\|") } else { text.into_owned() };
    format!("{fence}{blank}{text}{blank}{fence}")
}

/// Text in which nothing means anything to Markdown within a line.
pub(super) fn escaped(text: &str) -> String {
    let mut safe = String::new();
    for c in visible(text).chars() {
        if matches!(c, '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '~' | '{' | '}' | '$' | '^') {
            safe.push('\\');
        }
        safe.push(c);
    }
    safe
}

/// The same line, so that it is not taken for a list, a heading or a rule where it begins one.
fn line_start(line: String) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let after = line[digits..].chars().next();
    match after {
        Some('-' | '+' | '=') if digits == 0 => format!("\\{line}"),
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &line[..digits], &line[digits..]),
        _ => line,
    }
}

/// A path as the address of a link: what is not a letter or a digit of ASCII is written in hexadecimal.
pub(super) fn address(path: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'/' => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    path.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_means_anything_to_markdown() {
        assert_eq!(escaped("a|b <script> [x](y) **c**"), "a\\|b \\<script\\> \\[x\\](y) \\*\\*c\\*\\*");
        assert_eq!(escaped("{{gainsay claim a}}\n\u{202e}"), "\\{\\{gainsay claim a\\}\\} \\\\u\\{202e\\}");
        assert_eq!(code("a``b", false), "```a``b```");
        assert_eq!(code("`|", true), "`` `\\| ``");
        assert_eq!(line_start("1. a".to_owned()), "1\\. a");
        assert_eq!(line_start("- a".to_owned()), "\\- a");
        assert_eq!(line_start("1,939".to_owned()), "1,939");
        assert_eq!(address("a b.pictures/ü.svg"), "a%20b.pictures/%C3%BC.svg");
    }

    #[test]
    fn what_stands_in_a_quotation_stays_in_it() {
        assert_eq!(indented("a\n\nb", "> "), "a\n>\n> b");
        assert_eq!(indented("a\n\nb", "  "), "a\n\n  b");
    }
}
