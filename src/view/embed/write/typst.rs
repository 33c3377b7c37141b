//! A fragment of Typst: to be included in a document that says how everything looks.

use pulldown_cmark::{Tag, TagEnd};

use super::paper::{BETWEEN, ROOM, fitted};
use super::sheet::{OnPaper, Sheet};
use super::{Filled, Piece, Settings, Written, authors};
use crate::base::typography::visible;
use crate::view::prose::{Pictured, Row, Rows, anchor};

/// Names and quantities may go on in the next line after their marks.
const BREAKS: &str =
    "#show raw.where(block: false): it => { show regex(\"[/,@\\\\]=+-]\"): mark => mark + h(0pt); it }\n\n";

pub(super) fn write(filled: &Filled<'_>, settings: &Settings) -> Written {
    let pieces = filled.pieces();
    let mut writer = Typst { sheet: Sheet::new(filled, settings, &pieces) };
    writer.push(BREAKS);
    writer.pieces(&pieces.main);
    writer.sheet.finished()
}

struct Typst<'f> {
    sheet: Sheet<'f>,
}

impl<'f> OnPaper<'f> for Typst<'f> {
    const PICTURES: &'static str = "svg";
    const NOTE: [&'static str; 2] = ["#footnote[", "]"];
    const LINK_END: &'static str = "]";
    const HARD_BREAK: &'static str = "#linebreak()";
    const RULE: &'static str = "#line(length: 100%)\n\n";
    const TASKS: [&'static str; 2] = ["\u{2610} ", "\u{2612} "];
    const LIST: [&'static str; 2] = ["#list(", ")\n\n"];
    const ITEM: [&'static str; 2] = ["[", "], "];

    fn sheet(&mut self) -> &mut Sheet<'f> {
        &mut self.sheet
    }

    fn escape(words: &str) -> String {
        escape(words)
    }

    fn text(words: &str) -> String {
        escape(&visible(words))
    }

    fn code(words: &str) -> String {
        raw(words, false)
    }

    fn strong(text: &str) -> String {
        format!("#strong[{text}]")
    }

    fn title(text: &str) -> String {
        format!("#emph[{text}]")
    }

    fn link_start(to: &str) -> String {
        format!("#link({})[", string(&authors(to)))
    }

    fn claim_link(place: &str, text: &str) -> Option<String> {
        is_label(place).then(|| format!("#link(<{place}>)[{text}]"))
    }

    fn named_note(at: usize) -> [String; 2] {
        ["#footnote[".to_owned(), format!("]<gainsay-note-{at}>")]
    }

    fn note_again(at: usize) -> String {
        format!("#footnote(<gainsay-note-{at}>)")
    }

    fn figure(path: &str, pictured: &Pictured, picture: &[u8]) -> String {
        let alt = string(&visible(pictured.picture.title()));
        // The caption has to stand on the same page.
        let room = if is_tall(&String::from_utf8_lossy(picture)) { "height: 80%" } else { "width: 100%" };
        format!(
            "#figure(image({}, {room}, alt: {alt}), caption: [{}])\n\n",
            string(path),
            Self::text(&pictured.caption)
        )
    }

    fn start(&mut self, tag: &Tag<'_>, _rest: &[Piece]) {
        match tag {
            Tag::Heading { level, .. } => self.push(&format!("#heading(level: {})[", *level as usize)),
            Tag::BlockQuote(_) => self.push("#quote(block: true)[\n"),
            Tag::List(first) => {
                let open = match first {
                    Some(1) => "#enum(".to_owned(),
                    Some(first) => format!("#enum(start: {first}, "),
                    None => "#list(".to_owned(),
                };
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
            Tag::Paragraph | Tag::HtmlBlock | Tag::TableRow | Tag::FootnoteDefinition(_) => {}
            // The sheet knows what to do with these.
            Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. } | Tag::MetadataBlock(_) => {}
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.push("\n\n"),
            TagEnd::Heading(_) => self.push("]\n\n"),
            TagEnd::BlockQuote(_) => self.push("]\n\n"),
            TagEnd::CodeBlock => {
                let code = self.sheet.in_code.take().unwrap_or_default();
                self.push(&raw(&authors(&code), true));
                self.push("\n\n");
            }
            TagEnd::List(_) => self.push(")\n\n"),
            TagEnd::Item => self.push("], "),
            TagEnd::Table => self.push(")\n\n"),
            TagEnd::TableHead => self.push("),\n"),
            TagEnd::TableRow => self.push("\n"),
            TagEnd::TableCell => self.push("], "),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Superscript | TagEnd::Subscript => {
                self.push("]");
            }
            TagEnd::Link | TagEnd::Image | TagEnd::MetadataBlock(_) | TagEnd::FootnoteDefinition => {}
            TagEnd::DefinitionList | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {}
        }
    }

    fn table(&mut self, rows: &Rows, caption: Option<&str>) {
        if let Some(caption) = caption {
            self.push(&format!("#strong[{}]\n\n", Self::text(caption)));
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
        let head: String = rows.columns.iter().map(|column| format!("[#strong[{}]], ", Self::text(column))).collect();
        self.push(&format!("table.header({head}),\n"));
        for row in &rows.rows {
            self.row(row);
        }
        let always = fitted.always.as_deref().map(|always| format!("\n{}\n", Self::text(always)));
        self.push(&format!("){}]\n\n", always.unwrap_or_default()));
    }
}

impl Typst<'_> {
    fn row(&mut self, row: &Row) {
        for (at, cell) in row.cells.iter().enumerate() {
            self.push("[");
            if let (0, Some(claim)) = (at, &row.claim) {
                let place = anchor(claim);
                if self.sheet.makes(&place, is_label(&place)) {
                    self.push(&format!("#metadata(none)<{place}>"));
                }
            }
            if row.is_strong() {
                self.push("#strong[");
            }
            self.spans(cell);
            self.push(if row.is_strong() { "]], " } else { "], " });
        }
        self.push("\n");
    }
}

/// Whether a name can be a label.
fn is_label(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
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

/// Whether an SVG as wide as the text would be too high for a page, by its box.
fn is_tall(svg: &str) -> bool {
    let size = svg.split_once("viewBox=\"0 0 ").and_then(|(_, rest)| rest.split_once('"')).map(|(size, _)| size);
    let size = size.and_then(|size| size.split_once(' ')).and_then(|(width, height)| {
        // Whole pixels are enough.
        let whole = |length: &str| length.split('.').next().and_then(|whole| whole.parse::<u64>().ok());
        Some((whole(width)?, whole(height)?))
    });
    size.is_some_and(|(width, height)| 5 * height > 6 * width)
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
    fn what_is_higher_than_a_page_is_fitted_to_its_height() {
        assert!(is_tall("<svg viewBox=\"0 0 1000.5 1300\" width=\"1\">"));
        assert!(!is_tall("<svg viewBox=\"0 0 1300 1000.5\">") && !is_tall("<svg>") && !is_tall("viewBox=\"0 0 x y\""));
    }

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
