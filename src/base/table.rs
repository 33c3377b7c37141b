//! Rows and columns, as a table for people or for programs.

use comfy_table::{CellAlignment, ContentArrangement, Table as TextTable};
use serde_json::{Map, Value, json};

use crate::base::fit;
use crate::base::markup;
use crate::base::typography::{visible, visible_json};

/// No column is made wider than this for what stands in it: a width must not come from input, and a longer text
/// only pushes what follows it to the right.
pub(crate) const WIDEST: usize = 80;

/// Rows under named columns.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// What the rows are, in the plural: the key of the JSON list.
    pub things: &'static str,
    /// The names of the columns.
    pub columns: Vec<&'static str>,
    /// The columns that hold numbers, shown to the right.
    pub numeric: Vec<usize>,
    /// The cells, as many in a row as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// The forms of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// Aligned columns, wrapped to the width of the terminal.
    Human,
    /// Tab-separated, without a head.
    Short,
    /// A list of objects.
    Json,
    /// Comma-separated with a head; cells that a spreadsheet would compute are defused.
    Csv,
    /// A Markdown table.
    Markdown,
    /// A `<table>` to stand in a web page.
    Html,
}

/// A table as text; `width` is that of the terminal, for people.
pub fn table(table: &Table, format: TableFormat, width: Option<u16>) -> String {
    match format {
        TableFormat::Human => human(table, width),
        TableFormat::Short => {
            let line = |row: &Vec<String>| row.iter().map(|cell| visible(cell)).collect::<Vec<_>>().join("\t") + "\n";
            table.rows.iter().map(line).collect()
        }
        TableFormat::Json => {
            let object = |row: &Vec<String>| {
                let cells = table.columns.iter().zip(row).map(|(column, cell)| (key(column), json!(cell)));
                Value::Object(cells.collect::<Map<_, _>>())
            };
            let rows: Vec<Value> = table.rows.iter().map(object).collect();
            visible_json(format!("{:#}\n", json!({ "schema": 1, table.things: rows })))
        }
        TableFormat::Csv => csv(table),
        TableFormat::Markdown => markdown(table),
        TableFormat::Html => html(table),
    }
}

/// A table of what may not be all there is, which is said in it where the form has room for that.
pub fn partial(rows: &Table, format: TableFormat, width: Option<u16>, because: &str) -> String {
    let text = table(rows, format, width);
    match format {
        TableFormat::Human => format!("{text}note: {because}\n"),
        TableFormat::Markdown => format!("{text}\nNote: {because}.\n"),
        TableFormat::Html => format!("{text}<p>Note: {}.</p>\n", markup::shown(because)),
        TableFormat::Json => match text.rsplit_once("\n}") {
            Some((before, after)) => format!("{before},\n  \"cut\": true\n}}{after}"),
            None => text,
        },
        TableFormat::Short | TableFormat::Csv => text,
    }
}

fn key(column: &str) -> String {
    column.to_lowercase().replace(' ', "_")
}

fn human(table: &Table, width: Option<u16>) -> String {
    if table.rows.is_empty() {
        return format!("no {}\n", table.things);
    }
    let (fitted, left_out) = match width {
        Some(width) => fitted(table, usize::from(width)),
        None => (table.clone(), Vec::new()),
    };
    let table = &fitted;
    let mut text = TextTable::new();
    text.load_style(comfy_table::TableStyle::new());
    text.set_content_arrangement(ContentArrangement::Disabled);
    text.set_header(table.columns.iter().map(|column| column.to_uppercase()));
    for row in &table.rows {
        text.add_row(row.iter().map(|cell| visible(cell)));
    }
    for column in text.column_iter_mut() {
        column.set_padding((0, 1));
    }
    for &index in &table.numeric {
        if let Some(column) = text.column_mut(index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    let lines: Vec<String> = text.lines().map(|line| line.trim_end().to_owned()).collect();
    let mut text = lines.join("\n") + "\n";
    if !left_out.is_empty() {
        let note = format!("Left out, for want of room: {}. `--format csv` has all.", left_out.join(", "));
        text.push_str(&fit::wrapped(&note, width.map_or(usize::MAX, usize::from), 2));
        text.push('\n');
    }
    text
}

/// No column is shortened below this; the last one is left out instead.
const NARROWEST: usize = 14;
/// Columns that go first.
const MINOR: &[&str] =
    &["mode", "seen", "kind", "hard", "ratio", "dispute", "claims", "read as", "judged", "ways", "strength", "basis"];

/// A table whose lines have at most so many columns, and the columns that are left out: the longest are shortened,
/// and where that is not enough the last ones go. The first one, by which a thing is found again, stays as it is.
fn fitted(table: &Table, width: usize) -> (Table, Vec<&'static str>) {
    let natural = |at: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(at)).map(|cell| fit::columns(&visible(cell)));
        cells.max().unwrap_or(0).max(fit::columns(table.columns[at]))
    };
    let naturals: Vec<usize> = (0..table.columns.len()).map(natural).collect();
    let is_stiff = |at: usize| at == 0 || table.numeric.contains(&at);
    // A name that is longer than half a line would leave room for nothing else.
    let naturals: Vec<usize> =
        naturals.into_iter().enumerate().map(|(at, own)| if at == 0 { own.min(width / 2) } else { own }).collect();
    let mut kept: Vec<usize> = (0..naturals.len()).collect();
    let widths = loop {
        let room = width.saturating_sub(kept.len());
        let stiff: usize = kept.iter().filter(|at| is_stiff(**at)).map(|&at| naturals[at]).sum();
        let loose: Vec<usize> = kept.iter().filter(|at| !is_stiff(**at)).map(|&at| naturals[at]).collect();
        let cap = cap(loose, room.saturating_sub(stiff));
        if cap >= NARROWEST && stiff <= room || kept.len() == 1 {
            let own = |&at: &usize| if is_stiff(at) { naturals[at] } else { naturals[at].min(cap) };
            break kept.iter().map(own).collect::<Vec<_>>();
        }
        let minor = MINOR.iter().find_map(|name| kept.iter().position(|&at| at > 0 && table.columns[at] == *name));
        kept.remove(minor.unwrap_or(kept.len() - 1));
    };
    let row = |row: &Vec<String>| {
        let cells = kept.iter().zip(&widths).map(|(&at, &width)| (row.get(at).map_or("", String::as_str), width));
        cells.map(|(cell, width)| fit::cut(&visible(cell), width)).collect()
    };
    let numeric = (0..kept.len()).filter(|&at| table.numeric.contains(&kept[at])).collect();
    let columns = kept.iter().map(|&at| table.columns[at]).collect();
    let left_out = (0..naturals.len()).filter(|at| !kept.contains(at)).map(|at| table.columns[at]).collect();
    (Table { things: table.things, columns, numeric, rows: table.rows.iter().map(row).collect() }, left_out)
}

/// The greatest width that all may have so that together they have room.
fn cap(mut widths: Vec<usize>, room: usize) -> usize {
    widths.sort_unstable();
    let (mut room, mut left) = (room, widths.len());
    for width in widths {
        if width * left > room {
            return room / left;
        }
        room -= width;
        left -= 1;
    }
    usize::MAX
}

fn csv(table: &Table) -> String {
    let line = |cells: Vec<String>| cells.join(",") + "\r\n";
    let mut text = line(table.columns.iter().map(|column| csv_cell(&key(column))).collect());
    for row in &table.rows {
        text.push_str(&line(row.iter().map(|cell| csv_cell(cell)).collect()));
    }
    text
}

/// Quoted where needed; a cell that a spreadsheet would take for a formula begins with an apostrophe.
fn csv_cell(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '@', '\t', '\r'])
        || (cell.starts_with('-') && crate::base::number::Number::parse_decimal(cell).is_none());
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}

fn markdown(table: &Table) -> String {
    let cell = |text: &str| {
        let mut safe = String::new();
        for c in visible(text).chars() {
            if matches!(c, '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#') {
                safe.push('\\');
            }
            safe.push(c);
        }
        safe
    };
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    let rule = |(index, _): (usize, _)| if table.numeric.contains(&index) { "---:" } else { "---" }.to_owned();
    let mut text = line(table.columns.iter().map(|column| cell(column)).collect());
    text.push_str(&line(table.columns.iter().enumerate().map(rule).collect()));
    for row in &table.rows {
        text.push_str(&line(row.iter().map(|text| cell(text)).collect()));
    }
    text
}

fn html(table: &Table) -> String {
    let class = |index: usize| if table.numeric.contains(&index) { " class=\"number\"" } else { "" };
    let mut text = "<table>\n<thead><tr>".to_owned();
    for (index, column) in table.columns.iter().enumerate() {
        text.push_str(&format!("<th scope=\"col\"{}>{}</th>", class(index), markup::shown(column)));
    }
    text.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        text.push_str("<tr>");
        for (index, cell) in row.iter().enumerate() {
            text.push_str(&format!("<td{}>{}</td>", class(index), markup::shown(cell)));
        }
        text.push_str("</tr>\n");
    }
    text.push_str("</tbody>\n</table>\n");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Table {
        Table {
            things: "claims",
            columns: vec!["claim", "read as"],
            numeric: vec![1],
            rows: vec![vec!["a|b".into(), "=1+1".into()], vec!["c,\"d\"\u{1b}[2J".into(), "-5".into()]],
        }
    }

    #[test]
    fn no_line_is_wider_than_the_screen_and_what_goes_is_named() {
        let long = "words ".repeat(30);
        let row = |name: &str| vec![name.to_owned(), long.clone(), "1,939,063".to_owned(), long.clone(), long.clone()];
        let table = Table {
            things: "claims",
            columns: vec!["claim", "says", "value", "by", "mode"],
            numeric: vec![2],
            rows: vec![row("source/claim"), row("source/another")],
        };
        for width in [30, 40, 60, 80, 120, 1_000] {
            let text = human(&table, Some(width));
            assert!(text.lines().all(|line| fit::columns(line) <= usize::from(width)), "{width}\n{text}");
            assert!(text.contains("source/anothe"), "{text}");
            let is_whole = text.lines().next().is_some_and(|head| head.contains("MODE"));
            assert_eq!(is_whole, !text.contains("Left out"), "{text}");
            assert!(!text.contains("1,939,06\u{2026}") && !text.contains("1,9\u{2026}"), "{text}");
        }
    }

    #[test]
    fn csv_defuses_formulas_and_quotes_what_needs_it() {
        let text = table(&sample(), TableFormat::Csv, None);
        assert_eq!(text, "claim,read_as\r\na|b,'=1+1\r\n\"c,\"\"d\"\"\u{1b}[2J\",-5\r\n");
    }

    #[test]
    fn markdown_and_terminal_output_is_inert() {
        let text = table(&sample(), TableFormat::Markdown, None);
        assert!(text.contains("a\\|b"), "{text}");
        let forms =
            [TableFormat::Human, TableFormat::Short, TableFormat::Markdown, TableFormat::Json, TableFormat::Html];
        for format in forms {
            assert!(!table(&sample(), format, Some(80)).contains('\u{1b}'), "{format:?}");
        }
    }

    #[test]
    fn html_holds_text_and_nothing_else() {
        let mut hostile = sample();
        hostile.rows.push(vec!["</td><script>x()</script>".into(), "\"&\"".into()]);
        let text = table(&hostile, TableFormat::Html, None);
        assert!(
            text.contains(
                "<td>&lt;/td&gt;&lt;script&gt;x()&lt;/script&gt;</td><td class=\"number\">&quot;&amp;&quot;</td>"
            ),
            "{text}"
        );
    }
}
