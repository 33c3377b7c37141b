//! A fragment of LaTeX: to be put into a document that says how everything looks.

use pulldown_cmark::{Tag, TagEnd};

use super::paper::{BETWEEN, ROOM, equal, fitted};
use super::sheet::{OnPaper, Sheet};
use super::{Filled, Piece, Settings, Written, authors, heading, plain};
use crate::base::typography::visible;
use crate::view::prose::{Pictured, Row, Rows, anchor};

/// What a document needs that the fragment is put into.
const NEEDS: &str = "% Needs \\usepackage{array,graphicx,longtable,hyperref}.\n\
    % XeLaTeX and LuaLaTeX know every letter; pdfLaTeX knows the Latin ones.\n";

pub(super) fn write(filled: &Filled<'_>, settings: &Settings) -> Written {
    let pieces = filled.pieces();
    let mut writer = Latex { sheet: Sheet::new(filled, settings, &pieces), lists: Vec::new(), first_cell: false };
    writer.push(NEEDS);
    writer.pieces(&pieces.main);
    writer.sheet.finished()
}

struct Latex<'f> {
    sheet: Sheet<'f>,
    /// The names of the lists that are open.
    lists: Vec<&'static str>,
    first_cell: bool,
}

impl<'f> OnPaper<'f> for Latex<'f> {
    const PICTURES: &'static str = "pdf";
    const NOTE: [&'static str; 2] = ["\\footnote{", "}"];
    const LINK_END: &'static str = "}";
    const HARD_BREAK: &'static str = "\\newline{}\n";
    const RULE: &'static str = "\\par\\noindent\\rule{\\linewidth}{0.4pt}\n\n";
    const TASKS: [&'static str; 2] = ["{[} {]} ", "{[}x{]} "];
    const LIST: [&'static str; 2] = ["\\begin{itemize}\n", "\\end{itemize}\n\n"];
    const ITEM: [&'static str; 2] = ["\\item{} ", "\n"];

    fn sheet(&mut self) -> &mut Sheet<'f> {
        &mut self.sheet
    }

    fn escape(words: &str) -> String {
        escape(words)
    }

    /// Names and quantities in it may go on in the next line.
    fn text(words: &str) -> String {
        escape(&visible(words)).replace('/', "/\\allowbreak{}").replace("{[}", "\\allowbreak{}{[}")
    }

    fn code(words: &str) -> String {
        code(words)
    }

    fn strong(text: &str) -> String {
        format!("\\textbf{{{text}}}")
    }

    fn title(text: &str) -> String {
        format!("\\emph{{{text}}}")
    }

    fn link_start(to: &str) -> String {
        format!("\\href{{{}}}{{", address(to))
    }

    fn claim_link(place: &str, text: &str) -> Option<String> {
        place.is_ascii().then(|| format!("\\hyperlink{{{place}}}{{{text}}}"))
    }

    fn named_note(at: usize) -> [String; 2] {
        [format!("\\footnote{{\\label{{gainsay-note-{at}}}"), "}".to_owned()]
    }

    fn note_again(at: usize) -> String {
        format!("\\textsuperscript{{\\ref{{gainsay-note-{at}}}}}")
    }

    fn figure(path: &str, pictured: &Pictured, _picture: &[u8]) -> String {
        format!(
            "\\begin{{figure}}[htbp]\n\\centering\n\
             \\includegraphics[width=\\linewidth,height=0.8\\textheight,keepaspectratio]{{\\detokenize{{{path}}}}}\n\
             \\caption{{{}}}\n\\end{{figure}}\n\n",
            Self::text(&pictured.caption)
        )
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
                let title = escape(&authors(&plain(self.sheet.filled, heading(rest))));
                self.push(&format!("\\{command}[{{{title}}}]{{"));
            }
            Tag::BlockQuote(_) => self.push("\\begin{quote}\n"),
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
            Tag::Paragraph | Tag::HtmlBlock | Tag::FootnoteDefinition(_) => {}
            // The sheet knows what to do with these.
            Tag::CodeBlock(_) | Tag::Link { .. } | Tag::Image { .. } | Tag::MetadataBlock(_) => {}
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.push("\n\n"),
            TagEnd::Heading(_) => self.push("}\n\n"),
            TagEnd::BlockQuote(_) => self.push("\\end{quote}\n\n"),
            TagEnd::CodeBlock => {
                let lines = self.sheet.in_code.take().unwrap_or_default();
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
            TagEnd::Link | TagEnd::Image | TagEnd::MetadataBlock(_) => {}
            TagEnd::DefinitionList | TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => {}
        }
    }

    fn table(&mut self, rows: &Rows, caption: Option<&str>) {
        if let Some(caption) = caption {
            self.push(&format!("\\noindent\\textbf{{{}}}\n\n", Self::text(caption)));
        }
        let fitted = fitted(rows);
        let rows = &fitted.rows;
        self.push(&self.table_start(&fitted.widths, &rows.numeric));
        let head: Vec<String> =
            rows.columns.iter().map(|column| format!("\\textbf{{{}}}", Self::text(column))).collect();
        self.push(&format!("{} \\\\\n\\hline\n", head.join(" & ")));
        if self.sheet.note_depth == 0 {
            self.push("\\endhead\n");
        }
        for row in &rows.rows {
            self.row(row);
        }
        self.push(self.table_end());
        if let Some(always) = &fitted.always {
            self.push(&format!("\\noindent{{\\footnotesize {}}}\n\n", Self::text(always)));
        }
    }
}

impl Latex<'_> {
    /// How a table begins whose columns are so many tenths of a character wide.
    fn table_start(&self, widths: &[usize], numeric: &[usize]) -> String {
        let column = |(at, width): (usize, &usize)| {
            let side = if numeric.contains(&at) { "raggedleft" } else { "raggedright" };
            let thousandths = (width * 100 / (ROOM + BETWEEN)).clamp(1, 999);
            format!(">{{\\{side}\\arraybackslash}}p{{0.{thousandths:03}\\linewidth}}")
        };
        let columns: String = widths.iter().enumerate().map(column).collect();
        let name = if self.sheet.note_depth == 0 { "longtable" } else { "tabular" };
        format!(
            "{{\\footnotesize\\setlength{{\\tabcolsep}}{{0.{:03}\\linewidth}}\n\\begin{{{name}}}{{{columns}}}\n\\hline\n",
            BETWEEN * 1000 / (ROOM + BETWEEN) / 2
        )
    }

    fn table_end(&self) -> &'static str {
        if self.sheet.note_depth == 0 { "\\hline\n\\end{longtable}}\n\n" } else { "\\hline\n\\end{tabular}}\n\n" }
    }

    fn row(&mut self, row: &Row) {
        for (at, cell) in row.cells.iter().enumerate() {
            if at > 0 {
                self.push(" & ");
            }
            if let (0, Some(claim)) = (at, &row.claim) {
                let place = anchor(claim);
                if self.sheet.makes(&place, place.is_ascii()) {
                    self.push(&format!("\\hypertarget{{{place}}}{{}}"));
                }
            }
            if row.is_strong() {
                self.push("\\textbf{");
            }
            self.spans(cell);
            if row.is_strong() {
                self.push("}");
            }
        }
        self.push(" \\\\\n");
    }
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
