//! Tables read where they lie: each cell that a mapping names becomes a claim like any other.
//!
//! First every table is cut into cells and its mapping looked up in its header (`mapping`), then the codes that its
//! rows name are added to open dimensions (`discover`), so that whatever is read later can name them; then, among the
//! claims of its source, the cells become claims (`rows`).

use gainsay_tables::{Fault, FaultKind, Grid, LONGEST_CELL, MOST_CELLS, MOST_COLUMNS, has_wildcard, slug};
use rustc_hash::FxHashSet;

use super::mirror;
use super::place::Place;
use super::{FileOutline, Loader, codes, duplicate};
use crate::base::message::{Message, Severity};
use crate::base::text::{FileId, Span, TableProblem, TableRead, stays_inside};
use crate::model::SourceId;

mod cell;
mod discover;
mod header;
mod mapping;
mod memory;
mod rows;
mod ruler;
mod told;
mod wanted;

use header::Header;
use mapping::Mapping;
use told::Told;

pub use wanted::read_tables_of;

/// A table of a source: what its mapping says, and the files it is read from.
pub(super) struct Sheet<'t> {
    /// The place of its source among the outlines.
    pub(super) outline: usize,
    place: Place<'t>,
    item: mirror::Table<'t>,
    parts: Vec<Part<'t>>,
    told: Told,
}

/// A file of a table.
struct Part<'t> {
    file: FileId,
    text: &'t str,
    grid: Grid,
    header: Header,
    mapping: Mapping,
    /// The rows that are read.
    rows: Vec<u32>,
    /// What its claims' names begin with.
    name: String,
}

impl<'t> Loader<'t> {
    /// Reads the tables of all sources, as far as their codes.
    pub(super) fn sheets(&mut self, outlines: &[FileOutline<'t>], sources: &[Option<SourceId>]) -> Vec<Sheet<'t>> {
        let mut sheets: Vec<Sheet<'t>> = Vec::new();
        for (at, (outline, source)) in outlines.iter().zip(sources).enumerate() {
            if source.is_none() {
                continue;
            }
            let mut ids: FxHashSet<String> = FxHashSet::default();
            for place in outline.items("tables") {
                let item: mirror::Table<'t> = match super::parse::parse(&place) {
                    Ok(item) => item,
                    Err(message) => {
                        self.incomplete = true;
                        self.report(*message);
                        continue;
                    }
                };
                let span = place.span_of(&item.id);
                if !ids.insert(item.id.0.to_string()) {
                    let first = sheets.iter().find(|sheet| sheet.outline == at && *sheet.item.id == *item.id);
                    let first = first.map_or(span, |first| first.place.span_of(&first.item.id));
                    self.report(duplicate("table", &item.id, span, first));
                    continue;
                }
                match self.sheet(at, place, item) {
                    Some(sheet) => sheets.push(sheet),
                    // Its codes are not known, so that nothing is said of names that it might discover.
                    None => self.incomplete = true,
                }
            }
        }
        self.discover(&mut sheets);
        sheets
    }

    fn sheet(&mut self, outline: usize, place: Place<'t>, item: mirror::Table<'t>) -> Option<Sheet<'t>> {
        self.identifier(&place, &item.id)?;
        let tables = self.files_of(&place, &item)?;
        let separator = self.separator(&place, &item)?;
        let mut sheet = Sheet { outline, place, item, parts: Vec::new(), told: Told::default() };
        let mut sound = true;
        for table in tables {
            match self.part(&mut sheet, &table, separator) {
                Some(part) => sheet.parts.push(part),
                None => sound = false,
            }
        }
        self.finish_told(&mut sheet);
        sound.then_some(sheet)
    }

    /// The files of a table, each as it should be.
    fn files_of(&mut self, place: &Place<'t>, item: &mirror::Table<'t>) -> Option<Vec<TableRead>> {
        let name = &*item.file;
        let span = place.span_of(&item.file);
        if !stays_inside(name) {
            let message =
                Message::new(codes::LEADS_OUTSIDE, format!("the path `{name}` leads out of the folder of data"));
            self.report(message.at(span, "").help("name a path below that folder: no leading `/`, no `..`"));
            return None;
        }
        let lower = name.to_lowercase();
        if ![".csv", ".tsv", ".csv.gz", ".tsv.gz", ".txt", ".txt.gz"].iter().any(|ending| lower.ends_with(ending)) {
            let message = Message::new(codes::BAD_TABLE, format!("`{name}` is not a kind of table that is read"));
            let help =
                "tables are `.csv` or `.tsv`, plain or packed as `.csv.gz`; a spreadsheet can be saved as CSV (UTF-8)";
            self.report(message.at(span, "").help(help));
            return None;
        }
        let texts = self.texts;
        let tables = match texts.tables_named(name) {
            Some(Ok(tables)) => tables.clone(),
            Some(Err((path, problem))) => {
                self.report(unreadable(path, problem).at(span, ""));
                return None;
            }
            None => {
                self.report(unreadable(name, &TableProblem::NoFolder).at(span, ""));
                return None;
            }
        };
        for table in &tables {
            let file = texts.file(table.file);
            if !table.is_utf8 {
                let end = file.text().len();
                let message = Message::new(codes::NOT_UTF8, format!("`{}` is not UTF-8", file.path()));
                let message = message.at(Span::new(table.file, end..end), "the next byte is not UTF-8");
                self.report(message.at(span, "named here").help("save the table as UTF-8"));
                return None;
            }
        }
        self.edition(place, item, &tables)?;
        Some(tables)
    }

    /// Whether a table is the edition that its checksum names.
    fn edition(&mut self, place: &Place<'t>, item: &mirror::Table<'t>, tables: &[TableRead]) -> Option<()> {
        let Some(sum) = &item.sha256 else { return Some(()) };
        let span = place.span_of(sum);
        let message =
            if sum.len() != 64 || !sum.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase()) {
                Message::new(codes::WRONG_VALUE, "a SHA-256 has 64 lower-case hexadecimal digits").at(span, "")
            } else if has_wildcard(&item.file) {
                Message::new(codes::WRONG_VALUE, "a checksum is of one file, and `file` names several").at(span, "")
            } else if let Some(other) = tables.iter().find(|table| !table.sha256.is_empty() && table.sha256 != **sum) {
                Message::new(
                    codes::BAD_TABLE,
                    format!("`{}` is not the edition that `{}` was written for", &*item.file, &*item.id),
                )
                .at(span, "the checksum of another file")
                .help(format!("look whether the mapping still fits, then write `sha256: \"{}\"`", other.sha256))
            } else {
                return Some(());
            };
        self.report(message);
        None
    }

    fn separator(&mut self, place: &Place<'t>, item: &mirror::Table<'t>) -> Option<u8> {
        let lower = item.file.to_lowercase();
        let Some(given) = &item.separator else {
            return Some(if lower.contains(".tsv") { b'\t' } else { b',' });
        };
        match given.as_bytes() {
            [byte] if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !matches!(byte, b'"' | b'\n' | b'\r') => {
                Some(*byte)
            }
            _ => {
                let message = Message::new(codes::WRONG_VALUE, "a separator is one sign, such as `;`, `|` or `\\t`");
                self.report(message.at(place.span_of(given), ""));
                None
            }
        }
    }

    /// Cuts a file into cells, and looks the mapping up in its header.
    fn part(&mut self, sheet: &mut Sheet<'t>, table: &TableRead, separator: u8) -> Option<Part<'t>> {
        let texts = self.texts;
        let file = texts.file(table.file);
        let text = file.text();
        let grid = match Grid::split(text, separator) {
            Ok(grid) => grid,
            Err(fault) => {
                self.report(no_table(file.path(), table.file, text, &fault));
                return None;
            }
        };
        let (header, first) = self.header(&sheet.place, &sheet.item, (table.file, text), &grid)?;
        let mapping = self.mapping(&sheet.place, &sheet.item, &header)?;
        let id = &*sheet.item.id;
        let name = if has_wildcard(&sheet.item.file) {
            let stem = file.path().rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
            format!("{id}:{}", slug(stem).unwrap_or_default())
        } else {
            id.to_owned()
        };
        let mut part = Part { file: table.file, text, grid, header, mapping, rows: Vec::new(), name };
        self.choose_rows(sheet, &mut part, first);
        Some(part)
    }

    /// Notes which rows are read, and tells of those that are of another length than the header.
    fn choose_rows(&mut self, sheet: &mut Sheet<'t>, part: &mut Part<'t>, first: usize) {
        let wanted = part.header.len();
        for index in first..part.grid.len() {
            let cells = part.grid.row(index);
            if part.ends(cells, sheet.item.until.as_deref()) {
                break;
            }
            let blank_from = wanted.min(cells.len());
            let extra = cells[blank_from..].iter().any(|cell| !cell.meaning(part.text).is_empty());
            if extra || cells.len() < wanted {
                let start = cells.first().map_or(0, |cell| cell.range().start);
                let span = Span::new(part.file, start..cells.last().map_or(start, |cell| cell.range().end));
                let noun = if cells.len() == 1 { "cell" } else { "cells" };
                let text = format!("this row has {} {noun}, the header {wanted}", cells.len());
                let message = Message::new(codes::BAD_TABLE, text).at(span, "").help(
                    "if it is no row of the table, end the reading before it with `until`, or name the header's line with `header`",
                );
                self.tell(sheet, ("rows of another length", usize::MAX), message);
                continue;
            }
            if part.keeps(cells) {
                part.rows.push(index as u32);
            }
        }
        if part.rows.is_empty() {
            let text = format!("`{}` has no row that is read", self.texts.file(part.file).path());
            let message = Message::new(codes::ODD_TABLE, text).at(sheet.place.span_of(&sheet.item.file), "");
            self.report(message.help("look at `header`, `until`, `only` and `except`"));
        }
    }
}

impl Part<'_> {
    /// Whether the table ends before a row.
    fn ends(&self, cells: &[gainsay_tables::Cell], until: Option<&str>) -> bool {
        until.is_some_and(|until| {
            let first = cells.iter().map(|cell| cell.meaning(self.text)).find(|text| !text.is_empty());
            first.is_some_and(|first| first.starts_with(until.trim()))
        })
    }

    /// Whether `only` and `except` leave a row in.
    fn keeps(&self, cells: &[gainsay_tables::Cell]) -> bool {
        let is_of = |(column, values): &(usize, Vec<String>)| {
            let text = cells.get(*column).map(|cell| cell.meaning(self.text)).unwrap_or_default();
            values.iter().any(|value| **value == *text)
        };
        self.mapping.only.iter().all(is_of) && !self.mapping.except.iter().any(is_of)
    }

    fn span_of(&self, cell: gainsay_tables::Cell) -> Span {
        Span::new(self.file, cell.range())
    }
}

fn unreadable(path: &str, problem: &TableProblem) -> Message {
    let new = |text: String| Message::new(codes::UNREADABLE, text);
    match problem {
        TableProblem::NoFolder => new(format!("no folder of data is named in which `{path}` could lie"))
            .help("name it with `--data DIR` or `GAINSAY_DATA`, or, if it lies in the collection, with `data: \"…\"` in `gainsay.ron`"),
        TableProblem::Missing => {
            new(format!("there is no `{path}` in the folder of data")).help("`--data DIR` names another folder")
        }
        TableProblem::LeadsOut => {
            Message::new(codes::LEADS_OUTSIDE, format!("`{path}` leads out of the folder of data, by way of a link"))
                .help("copy what it leads to into that folder")
        }
        TableProblem::NotAFile => new(format!("`{path}` is not a plain file")),
        TableProblem::TooLarge(most) => new(format!("`{path}` comes to more than {} MiB", most >> 20))
            .help("split the table into several files, and name them with `*`; what is packed must not unpack to more than 200 times its size"),
        TableProblem::Damaged(reason) => new(format!("`{path}` cannot be unpacked: {reason}")),
        TableProblem::Io(reason) => new(format!("cannot read `{path}`: {reason}")),
    }
}

fn no_table(path: &str, file: FileId, text: &str, fault: &Fault) -> Message {
    let end = fault.at.end.min(fault.at.start + 200);
    let end = (end..=fault.at.end).find(|at| text.is_char_boundary(*at)).unwrap_or(fault.at.end);
    let new = |text: String, label: &str| {
        Message::new(codes::BAD_TABLE, text).at(Span::new(file, fault.at.start..end), label)
    };
    match fault.kind {
        FaultKind::OpenQuote => new(format!("a cell of `{path}` has no closing quotation mark"), "opened here"),
        FaultKind::LongCell => {
            new(format!("a cell of `{path}` is longer than {} KiB", LONGEST_CELL >> 10), "it begins here")
                .help("most likely a quotation mark is never closed, or the separator is another: `separator: \";\"`")
        }
        FaultKind::AfterQuote => {
            new(format!("a cell of `{path}` goes on after its closing quotation mark"), "closed here")
                .help("inside a cell, a quotation mark is written twice: `\"\"`")
        }
        FaultKind::Nul => {
            new(format!("`{path}` holds a NUL byte"), "").help("it is no text, or UTF-16: save it as UTF-8")
        }
        FaultKind::TooManyColumns => {
            new(format!("`{path}` has a row of more than {MOST_COLUMNS} cells"), "").help("look at `separator`")
        }
        FaultKind::TooManyCells => new(format!("`{path}` has more than {MOST_CELLS} cells"), "the next begins here")
            .help("split the table into several files"),
        FaultKind::TooLong => new(format!("`{path}` is longer than 4 GiB"), ""),
    }
}

/// A warning that a mapping may not mean what it should.
fn odd(text: String) -> Message {
    Message::new(codes::ODD_TABLE, text).severity(Severity::Warning)
}
