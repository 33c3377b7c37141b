//! Names, each stored once, and prose, stored end to end.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::arena::{Id, ids};

ids! {
    /// A stored name.
    NameId;
    /// A stored piece of prose.
    ProseId;
}

/// Names, each stored once.
#[derive(Debug, Default)]
pub struct Names {
    set: IndexSet<Box<str>, FxBuildHasher>,
}

impl Names {
    pub(crate) fn intern(&mut self, name: &str) -> NameId {
        match self.set.get_index_of(name) {
            Some(index) => NameId::new(index),
            None => NameId::new(self.set.insert_full(name.into()).0),
        }
    }

    /// The id of a name, if it is stored.
    pub fn find(&self, name: &str) -> Option<NameId> {
        self.set.get_index_of(name).map(NameId::new)
    }

    /// The name.
    pub fn get(&self, name: NameId) -> &str {
        &self.set[name.index()]
    }

    pub(crate) fn size_bytes(&self) -> usize {
        let texts: usize = self.set.iter().map(|name| name.len()).sum();
        texts + self.set.capacity() * (size_of::<Box<str>>() + size_of::<usize>()) + self.set.capacity() * 8 / 7 * 9
    }
}

/// Some pieces of prose that were stored one after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProseRange {
    first: Option<ProseId>,
    count: u32,
}

impl ProseRange {
    /// No prose.
    pub const NONE: ProseRange = ProseRange { first: None, count: 0 };

    /// Whether there is no prose.
    pub fn is_empty(self) -> bool {
        self.count == 0
    }
}

/// Prose, stored end to end.
#[derive(Debug, Default)]
pub struct Prose {
    text: String,
    ends: Vec<usize>,
}

impl Prose {
    pub(crate) fn add(&mut self, text: &str) -> ProseId {
        self.text.push_str(text);
        self.ends.push(self.text.len());
        ProseId::new(self.ends.len() - 1)
    }

    pub(crate) fn add_all<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) -> ProseRange {
        let mut range = ProseRange::NONE;
        for text in texts {
            let id = self.add(text);
            range.first = range.first.or(Some(id));
            range.count += 1;
        }
        range
    }

    /// The prose.
    pub fn get(&self, id: ProseId) -> &str {
        let start = if id.index() == 0 { 0 } else { self.ends[id.index() - 1] };
        &self.text[start..self.ends[id.index()]]
    }

    /// The pieces of a range.
    pub fn range(&self, range: ProseRange) -> impl Iterator<Item = &str> {
        let start = range.first.map_or(0, ProseId::index);
        (start..start + range.count as usize).map(|index| self.get(ProseId::new(index)))
    }

    pub(crate) fn size_bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<usize>()
    }
}
