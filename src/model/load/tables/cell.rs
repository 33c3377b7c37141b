//! What a cell says in the place where a template puts it.

use std::borrow::Cow;

use gainsay_tables::{Cell, Filled, Template, plain_date};

use super::Part;
use crate::base::text::Span;

/// A row of a table; of a table with spread columns, at one of these.
#[derive(Clone, Copy)]
pub(super) struct Row<'a, 't> {
    pub(super) part: &'a Part<'t>,
    pub(super) cells: &'a [Cell],
    /// What the spread column is about, and which it is.
    pub(super) spread: Option<(&'a str, usize)>,
}

/// What a template is for, which tells how its cells are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Word,
    Date,
    Figure,
}

/// A cell that is not written as it should be.
pub(super) struct Amiss {
    pub(super) column: usize,
    pub(super) text: String,
}

impl<'a> Row<'a, '_> {
    /// A template filled in.
    pub(super) fn fill(&self, template: &'a Template, role: Role) -> Result<Filled<'a>, Amiss> {
        template.fill(|column| match (column, self.spread, role) {
            (Some(column), ..) => self.cell(column, role),
            (None, Some((_, column)), Role::Figure) => self.cell(column, role),
            (None, Some((about, _)), _) => Ok(Cow::Borrowed(about)),
            (None, None, _) => Ok(Cow::Borrowed("")),
        })
    }

    /// The text of an optional template, if it says anything.
    pub(super) fn words(&self, template: Option<&'a Template>) -> Option<Cow<'a, str>> {
        let filled = self.fill(template?, Role::Word).ok()?;
        if filled.is_blank {
            return None;
        }
        let text = match filled.text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        (!text.is_empty()).then_some(text)
    }

    fn cell(&self, column: usize, role: Role) -> Result<Cow<'a, str>, Amiss> {
        let mapping = &self.part.mapping;
        let Some(cell) = self.cells.get(column) else { return Ok(Cow::Borrowed("")) };
        let mut text = cell.meaning(self.part.text);
        if let Some(other) = mapping.rename.get(&column).and_then(|renamed| renamed.get(&*text)) {
            text = Cow::Borrowed(other);
        }
        if text.is_empty() || mapping.missing.contains(&*text) {
            return Ok(Cow::Borrowed(""));
        }
        let amiss = |example: &str| Amiss { column, text: format!("`{text}` is not written as `{example}` is") };
        match role {
            Role::Word => Ok(text),
            Role::Date => match &mapping.dates {
                Some((dates, example)) => dates.iso(&text).map(Cow::Owned).ok_or_else(|| amiss(example)),
                None => Ok(plain_date(text)),
            },
            Role::Figure => {
                if let Some(meaning) = mapping.lexicon.get(&*text) {
                    return Ok(Cow::Borrowed(meaning));
                }
                let Some((numbers, example)) = &mapping.numbers else { return Ok(text) };
                match numbers.plain(&text) {
                    None => Err(amiss(example)),
                    Some(Cow::Owned(plain)) => Ok(Cow::Owned(plain)),
                    Some(Cow::Borrowed(_)) => Ok(text),
                }
            }
        }
    }

    /// Where the first cell of a template stands, or else the row.
    pub(super) fn span(&self, template: &Template) -> Span {
        let first = template.holes().map(|hole| hole.column.or(self.spread.map(|(_, column)| column))).next().flatten();
        self.span_of(first.unwrap_or(0))
    }

    /// Where a cell of it stands.
    pub(super) fn span_of(&self, column: usize) -> Span {
        let cell = self.cells.get(column).or(self.cells.first());
        cell.map_or(self.part.header.span, |cell| self.part.span_of(*cell))
    }

    /// Whether a text is blank or zero.
    pub(super) fn is_nothing(text: &str) -> bool {
        text.chars().all(|c| matches!(c, '0' | '.' | ',' | ' '))
    }
}

impl<'t> Part<'t> {
    /// A row, at no spread column.
    pub(super) fn row(&self, index: u32) -> Row<'_, 't> {
        Row { part: self, cells: self.grid.row(index as usize), spread: None }
    }

    /// A row at each spread column, or once where there are none.
    pub(super) fn views(&self, index: u32) -> impl Iterator<Item = Row<'_, 't>> {
        let row = self.row(index);
        let spread =
            self.mapping.spread.iter().map(move |(about, column)| Row { spread: Some((about, *column)), ..row });
        let plain = (self.mapping.spread.is_empty() || !self.mapping.figures.is_empty()).then_some(row);
        plain.into_iter().chain(spread)
    }
}
