//! What was read of a table before, and what is odd about the whole of it.

use gainsay_tables::Template;
use rustc_hash::FxHashMap;

use super::super::Loader;
use super::cell::Row;
use super::rows::{Common, MOST_CLAIMS};
use super::{Sheet, odd};
use crate::base::message::Severity;
use crate::base::text::Span;
use crate::model::{MeasureId, Mode, PartiesId, PartyId, ProseId, QuantityId, ValueId, WhenId};

/// From this number of cells on, checking takes minutes; see `docs/measurements.md`.
const MANY: usize = 20_000;

/// A figure that a table gives, and where.
pub(super) struct Given {
    pub(super) value: ValueId,
    pub(super) span: Span,
    pub(super) row: u32,
}

/// What was read before in the same table.
#[derive(Default)]
pub(super) struct Memory {
    pub(super) whens: FxHashMap<String, Option<WhenId>>,
    pub(super) parties: FxHashMap<String, Option<PartyId>>,
    pub(super) values: FxHashMap<MeasureId, FxHashMap<Box<str>, ValueId>>,
    pub(super) headers: FxHashMap<usize, ProseId>,
    /// What was given before of each quantity, by whom.
    pub(super) given: FxHashMap<(QuantityId, PartiesId, Option<WhenId>, Mode), Given>,
    pub(super) repeated: Repeated,
    /// How many cells were left unread, because there were too many.
    pub(super) left: usize,
}

/// Quantities that a table gives twice.
#[derive(Default)]
pub(super) struct Repeated {
    pub(super) count: usize,
    pub(super) first: Option<(QuantityId, Span, Span, Vec<usize>)>,
}

impl Memory {
    /// Notes a figure, and whether the table gave another one of the same quantity.
    pub(super) fn note_given(&mut self, common: &Common, quantity: QuantityId, given: Given, row: Row<'_, '_>) {
        // What is said at another date may well be said anew.
        let key = (quantity, common.by, common.said, common.mode);
        match self.given.entry(key) {
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(given);
            }
            std::collections::hash_map::Entry::Occupied(entry) => {
                let first = entry.get();
                if first.value == given.value || (first.span.file == given.span.file && first.span == given.span) {
                    return;
                }
                self.repeated.count += 1;
                if self.repeated.first.is_none() {
                    let columns = row.part.differing(first.row, given.row);
                    self.repeated.first = Some((quantity, first.span, given.span, columns));
                }
            }
        }
    }
}

impl super::Part<'_> {
    /// The columns in which two rows differ, and which name no code, date or figure.
    fn differing(&self, one: u32, other: u32) -> Vec<usize> {
        let mapping = &self.mapping;
        let mut named: Vec<usize> = mapping.when.iter().flat_map(Template::columns).collect();
        named.extend(mapping.figures.iter().chain(&mapping.spread_figures).flat_map(|figure| figure.value.columns()));
        named.extend(
            mapping.codes.iter().flat_map(|code| code.id.columns().chain(code.name.iter().flat_map(Template::columns))),
        );
        let (one, other) = (self.grid.row(one as usize), self.grid.row(other as usize));
        let differs = |column: &usize| {
            let text = |row: &[gainsay_tables::Cell]| row.get(*column).map(|cell| cell.meaning(self.text).into_owned());
            text(one) != text(other)
        };
        (0..self.header.len()).filter(|column| !named.contains(column)).filter(differs).take(5).collect()
    }
}

impl<'t> Loader<'t> {
    /// What looks like a wrong mapping, and what was left unread.
    pub(super) fn told_of_cells(&mut self, sheet: &Sheet<'t>, memory: &Memory, made: usize) {
        let span = sheet.place.span_of(&sheet.item.id);
        let id = &*sheet.item.id;
        if memory.left > 0 {
            let text = format!(
                "{} cells of `{id}` are left unread: a collection has at most {MOST_CLAIMS} cells and claims",
                memory.left
            );
            let message = odd(text).at(span, "");
            self.report(
                message
                    .help("nothing is said about them; choose rows with `only` or `except`, or split the collection"),
            );
        }
        if made > MANY {
            let text = format!(
                "{made} cells of `{id}` are claims: checking them takes long, and may end at the limit of work"
            );
            let message = odd(text).severity(Severity::Note).at(span, "");
            self.report(message.help("choose rows with `only` or `except` to check them by parts"));
        }
        if let Some((quantity, first, second, columns)) = &memory.repeated.first {
            let count = memory.repeated.count;
            let figures = if count == 1 { "a figure".to_owned() } else { format!("{count} figures") };
            let text = format!(
                "`{id}` gives {figures} where it gave another before, such as of `{}`",
                self.model.quantity_text(*quantity)
            );
            let message = odd(text).at(*second, "this").at(*first, "and before this");
            let names: Vec<String> = columns
                .iter()
                .filter_map(|column| Some(format!("`{}`", sheet.parts.first()?.header.name(*column))))
                .collect();
            let help = match &names[..] {
                [] => {
                    "if they are about different things, a column that tells them apart belongs into `codes`".to_owned()
                }
                names => format!(
                    "these rows differ in {} too: if figures are about different things, that belongs into `codes`",
                    names.join(", ")
                ),
            };
            self.report(message.help(help));
        }
        let nothing = made == 0 && memory.left == 0 && sheet.parts.iter().any(|part| !part.rows.is_empty());
        if nothing && self.messages.iter().all(|message| message.severity != Severity::Error) {
            let message = odd(format!("no cell of `{id}` says anything")).at(span, "");
            self.report(message.help("look at the columns that `figures` names, at `missing` and at `void`"));
        }
    }
}
