//! The header of a table: what its columns are called.

use gainsay_tables::Grid;
use rustc_hash::FxHashMap;

use super::super::place::Place;
use super::super::{Loader, codes, mirror};
use crate::base::message::Message;
use crate::base::text::{FileId, Span};

/// What the columns of a table are called.
pub(super) struct Header {
    names: Vec<String>,
    /// The first column of each name, and whether it is the only one.
    by_name: FxHashMap<String, (usize, bool)>,
    /// Where it stands.
    pub(super) span: Span,
}

impl Header {
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    pub(super) fn name(&self, column: usize) -> &str {
        self.names.get(column).map_or("", String::as_str)
    }

    /// Their names, in order.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The first column of a name.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).map(|(column, _)| *column)
    }

    /// Whether several columns are called as this one.
    pub(super) fn is_twice(&self, column: usize) -> bool {
        self.by_name.get(self.name(column)).is_some_and(|(_, only)| !only)
    }

    fn new(names: Vec<String>, span: Span) -> Header {
        let mut by_name: FxHashMap<String, (usize, bool)> = FxHashMap::default();
        for (column, name) in names.iter().enumerate() {
            by_name.entry(name.clone()).and_modify(|(_, only)| *only = false).or_insert((column, true));
        }
        Header { names, by_name, span }
    }
}

impl<'t> Loader<'t> {
    /// The header of a table, and the first row after it.
    pub(super) fn header(
        &mut self,
        place: &Place<'t>,
        item: &mirror::Table<'t>,
        (file, text): (FileId, &'t str),
        grid: &Grid,
    ) -> Option<(Header, usize)> {
        let path = self.texts.file(file).path();
        let start = |row: usize| grid.row(row).first().map_or(0, |cell| cell.range().start);
        let line = |row: usize| 1 + text[..start(row)].bytes().filter(|byte| *byte == b'\n').count();
        let mut rows = Vec::with_capacity(item.header.len().max(1));
        if item.header.is_empty() && !grid.is_empty() {
            rows.push(0);
        }
        for &wanted in &item.header {
            let reached = (0..grid.len()).find(|row| line(*row) >= wanted as usize);
            let Some(row) = reached.filter(|row| line(*row) == wanted as usize) else {
                let message = Message::new(codes::WRONG_VALUE, format!("`{path}` has no row on line {wanted}"));
                self.report(message.at(place.field(&["header"]), ""));
                return None;
            };
            rows.push(row);
        }
        let Some(&last) = rows.iter().max() else {
            let message = Message::new(codes::BAD_TABLE, format!("`{path}` is empty"));
            self.report(message.at(place.span_of(&item.file), ""));
            return None;
        };
        let width = rows.iter().map(|row| grid.row(*row).len()).max().unwrap_or(0);
        let mut names = vec![String::new(); width];
        for (at, &row) in rows.iter().enumerate() {
            let mut before = String::new();
            for (column, name) in names.iter_mut().enumerate() {
                let own = grid.row(row).get(column).map(|cell| cell.meaning(text)).unwrap_or_default();
                // A heading over several columns stands over the first of them.
                let own = if own.is_empty() && at + 1 < rows.len() { before.clone() } else { own.into_owned() };
                if !own.is_empty() {
                    if !name.is_empty() {
                        name.push(' ');
                    }
                    name.push_str(&own);
                }
                before = own;
            }
        }
        let end = grid.row(rows[0]).last().map_or(0, |cell| cell.range().end);
        let header = Header::new(names, Span::new(file, start(rows[0])..end));
        if let [only] = &header.names[..]
            && let Some(sign) = [';', '\t', '|', ','].into_iter().find(|sign| only.contains(*sign))
        {
            let message = Message::new(codes::BAD_TABLE, format!("`{path}` has one column only"));
            self.report(
                message.at(header.span, "").help(format!("look at `separator`: is it `{}`?", sign.escape_default())),
            );
            return None;
        }
        Some((header, last + 1))
    }
}
