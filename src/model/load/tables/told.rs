//! What is told of a table: the first few cells of a kind, and how many more there are.

use std::collections::BTreeMap;

use super::super::{Loader, codes};
use super::Sheet;
use crate::base::message::Message;

/// So many cells with one mistake are told.
const MOST: usize = 3;

/// What is wrong with a cell, and with what column, field or code.
pub(super) type Wrong = (&'static str, usize);

/// How many cells have each mistake.
#[derive(Debug, Default)]
pub(super) struct Told(BTreeMap<Wrong, usize>);

impl<'t> Loader<'t> {
    /// Tells of a mistake unless that was done often enough.
    pub(super) fn tell(&mut self, sheet: &mut Sheet<'t>, wrong: Wrong, message: Message) {
        let before = self.messages.len();
        self.report(message);
        self.tell_from(sheet, wrong, before);
    }

    /// Keeps what was reported since there were so many messages, unless enough of it was told.
    pub(super) fn tell_from(&mut self, sheet: &mut Sheet<'t>, wrong: Wrong, before: usize) {
        let count = sheet.told.0.entry(wrong).or_default();
        *count += 1;
        if *count > MOST {
            self.messages.truncate(before);
        }
    }

    /// Tells how many more mistakes of each kind there are.
    pub(super) fn finish_told(&mut self, sheet: &mut Sheet<'t>) {
        for ((what, _), count) in std::mem::take(&mut sheet.told.0) {
            if count > MOST {
                let text = format!("`{}` has {count} {what}, of which the first {MOST} are told", &*sheet.item.id);
                self.report(Message::new(codes::BAD_TABLE, text).at(sheet.place.span_of(&sheet.item.id), ""));
            }
        }
    }
}
