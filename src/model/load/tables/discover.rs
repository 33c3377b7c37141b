//! Codes that tables discover.

use std::collections::{BTreeMap, BTreeSet};

use gainsay_tables::{Template, slug};
use rustc_hash::FxHashMap;

use super::super::{Loader, codes};
use super::cell::{Role, Row};
use super::{Sheet, odd};
use crate::base::message::{Message, Severity};
use crate::base::text::Span;
use crate::model::{Code, CodeId, DimensionId};

/// What tables say of codes.
#[derive(Default)]
struct Found {
    /// By the text of the cell.
    by_text: FxHashMap<(DimensionId, String), Option<CodeId>>,
    /// The text that each code was first read of, and where.
    first: FxHashMap<CodeId, (String, Span)>,
    /// Codes that lie in others: which, in what, and where that stands.
    inside: FxHashMap<CodeId, (String, Span)>,
    /// The codes of each dimension in each table.
    of_table: BTreeMap<DimensionId, BTreeMap<usize, BTreeSet<CodeId>>>,
}

/// So many names are told.
const NAMED: usize = 5;

impl<'t> Loader<'t> {
    /// Adds the codes that the rows of tables name.
    pub(super) fn discover(&mut self, sheets: &mut [Sheet<'t>]) {
        let mut found = Found::default();
        for (at, sheet) in sheets.iter_mut().enumerate() {
            let parts = std::mem::take(&mut sheet.parts);
            for part in &parts {
                for column in &part.mapping.codes {
                    found.of_table.entry(column.dimension).or_default().entry(at).or_default();
                }
                for row in part.rows.iter().flat_map(|index| part.views(*index)) {
                    self.codes_of_row(sheet, &mut found, at, row);
                }
            }
            sheet.parts = parts;
            self.finish_told(sheet);
        }
        self.containers_of_found(&found);
        self.one_sided(sheets, found.of_table);
    }

    fn codes_of_row(&mut self, sheet: &mut Sheet<'t>, found: &mut Found, table: usize, row: Row<'_, 't>) {
        for column in &row.part.mapping.codes {
            let Ok(filled) = row.fill(&column.id, Role::Word) else { continue };
            if filled.text.trim().is_empty() || filled.is_blank {
                continue;
            }
            let span = row.span(&column.id);
            let key = (column.dimension, filled.text.into_owned());
            if let Some(known) = found.by_text.get(&key) {
                if let Some(code) = *known {
                    found.mention(column.dimension, table, code);
                    self.lies_in(found, code, row, column.inside.as_ref(), span);
                }
                continue;
            }
            let code = self.code_of_text(sheet, found, (column.dimension, &key.1), span);
            if let Some(code) = code {
                if self.model.codes()[code].discovered && self.model.codes()[code].title.is_none() {
                    let title = row.words(column.name.as_ref());
                    let title = title.as_deref().unwrap_or(&key.1);
                    if title != self.model.name(self.model.codes()[code].name) {
                        let title = self.model.prose.add(title);
                        self.model.codes.get_mut(code).title = Some(title);
                    }
                }
                found.mention(column.dimension, table, code);
                self.lies_in(found, code, row, column.inside.as_ref(), span);
            }
            found.by_text.insert(key, code);
        }
    }

    /// The code that a text stands for: a declared one, or a new one.
    fn code_of_text(
        &mut self,
        sheet: &mut Sheet<'t>,
        found: &mut Found,
        (dimension, text): (DimensionId, &str),
        span: Span,
    ) -> Option<CodeId> {
        let record = &self.model.dimensions()[dimension];
        let (dimension_name, is_open) = (self.model.name(record.name).to_owned(), record.open);
        let Some(id) = slug(text) else {
            let message =
                Message::new(codes::BAD_NAME, format!("`{text}` makes no name of a code of `{dimension_name}`"));
            let message = message.at(span, "neither letters nor digits");
            self.tell(sheet, ("codes without a name", dimension.index()), message);
            return None;
        };
        if let Some(code) = self.model.code_of(dimension, &id) {
            let first = found.first.entry(code).or_insert_with(|| (text.to_owned(), span));
            if first.0 != text {
                let message = odd(format!("`{}` and `{text}` become one code, `{dimension_name}={id}`", first.0))
                    .at(span, "this")
                    .at(first.1, "and this")
                    .help("if they are two things, tell them apart by another column in the template of `id`, or with `rename`");
                self.tell(sheet, ("texts that become one code", dimension.index()), message);
            }
            return Some(code);
        }
        if !is_open {
            let message =
                Message::new(codes::UNKNOWN_NAME, format!("`{id}` is not a code of dimension `{dimension_name}`"))
                    .at(span, "")
                    .help(format!(
                        "add it, or let tables add codes: `Dimension(id: \"{dimension_name}\", open: true, …)`"
                    ));
            self.tell(sheet, ("codes that are not declared", dimension.index()), message);
            return None;
        }
        let name = self.model.names.intern(&id);
        let record =
            Code { name, title: None, phrase: None, dimension, inside: None, discovered: true, note: None, span };
        let code = self.model.codes.push(record);
        self.model.index.add_discovered(name, code);
        self.model.dimensions.get_mut(dimension).codes.push(code);
        found.first.insert(code, (text.to_owned(), span));
        Some(code)
    }

    fn lies_in(&mut self, found: &mut Found, code: CodeId, row: Row<'_, 't>, inside: Option<&Template>, span: Span) {
        let Some(outer) = inside.and_then(|inside| row.fill(inside, Role::Word).ok()) else { return };
        if outer.is_blank || outer.text.trim().is_empty() {
            return;
        }
        match found.inside.get(&code) {
            None => {
                found.inside.insert(code, (outer.text.into_owned(), span));
            }
            Some((known, first)) if *known != outer.text => {
                let name = self.model.code_text(code);
                let message = odd(format!("`{name}` lies in `{known}` in one row, and in `{}` in another", outer.text))
                    .at(span, "here")
                    .at(*first, "and there; this is what counts");
                // Once for each code.
                if self.messages.last().is_none_or(|last| last.text != message.text) {
                    self.report(message);
                }
            }
            Some(_) => {}
        }
    }

    /// Looks up in what codes lie, once all are known.
    fn containers_of_found(&mut self, found: &Found) {
        let mut inside: Vec<(&CodeId, &(String, Span))> = found.inside.iter().collect();
        inside.sort_unstable_by_key(|(code, _)| **code);
        for (&code, (outer, span)) in inside {
            let dimension = self.model.codes()[code].dimension;
            let Some(container) = slug(outer).and_then(|id| self.model.code_of(dimension, &id)) else {
                let dimension = self.model.name(self.model.dimensions()[dimension].name);
                let text = format!(
                    "`{outer}`, in which `{}` is to lie, is not a code of dimension `{dimension}`",
                    self.model.code_text(code)
                );
                self.report(Message::new(codes::UNKNOWN_NAME, text).at(*span, ""));
                continue;
            };
            let own = self.model.codes.get_mut(code);
            // What a vocabulary says goes first; what names itself lies in nothing.
            if container != code && own.inside.is_none() {
                own.inside = Some(container);
            }
        }
    }

    /// Tells which codes occur in one of several tables only.
    fn one_sided(&mut self, sheets: &[Sheet<'t>], of_table: BTreeMap<DimensionId, BTreeMap<usize, BTreeSet<CodeId>>>) {
        for (dimension, tables) in of_table {
            let dimension = self.model.name(self.model.dimensions()[dimension].name).to_owned();
            for (table, own) in tables.iter().filter(|_| tables.len() > 1) {
                let elsewhere =
                    |code: &CodeId| tables.iter().any(|(other, codes)| other != table && codes.contains(code));
                let alone: Vec<CodeId> = own.iter().copied().filter(|code| !elsewhere(code)).collect();
                if alone.is_empty() {
                    continue;
                }
                let sheet = &sheets[*table];
                let name = |code: &CodeId| format!("`{}`", self.model.name(self.model.codes()[*code].name));
                let named: Vec<String> = alone.iter().take(NAMED).map(name).collect();
                let more = if alone.len() > NAMED { ", …" } else { "" };
                let text = format!(
                    "{} of {} codes of `{dimension}` in `{}` are in no other table: {}{more}",
                    alone.len(),
                    own.len(),
                    &*sheet.item.id,
                    named.join(", ")
                );
                let severity = if alone.len() == own.len() { Severity::Warning } else { Severity::Note };
                let message = odd(text).severity(severity).at(sheet.place.span_of(&sheet.item.id), "");
                self.report(message.help("if tables write one thing in two ways, bring them together with `rename`"));
            }
        }
    }
}

impl Found {
    fn mention(&mut self, dimension: DimensionId, table: usize, code: CodeId) {
        self.of_table.entry(dimension).or_default().entry(table).or_default().insert(code);
    }
}
