//! Records indexed by their own kind of id.

use std::hash::Hash;
use std::marker::PhantomData;
use std::num::NonZeroU32;
use std::ops::Index;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

/// What an id must do: an id is the place of a record in its arena.
pub trait Id: Copy {
    /// The id of the record at `index`.
    fn new(index: usize) -> Self;
    /// The record's place.
    fn index(self) -> usize;
}

/// Index plus one, so that an optional id takes no more room than an id.
pub(super) fn nonzero(index: usize) -> NonZeroU32 {
    u32::try_from(index + 1)
        .ok()
        .and_then(NonZeroU32::new)
        .expect("a collection has fewer than 2^32 - 1 records of a kind")
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(std::num::NonZeroU32);

        impl $crate::model::arena::Id for $name {
            fn new(index: usize) -> Self {
                $name($crate::model::arena::nonzero(index))
            }

            fn index(self) -> usize {
                self.0.get() as usize - 1
            }
        }

        impl $name {
            /// The record's place in its arena, from 0.
            pub fn index(self) -> usize {
                <Self as $crate::model::arena::Id>::index(self)
            }
        }
    )*};
}
pub(super) use ids;

/// Records in the order in which they were added.
#[derive(Debug, Clone)]
pub struct Arena<I, T> {
    records: Vec<T>,
    ids: PhantomData<I>,
}

impl<I, T> Default for Arena<I, T> {
    fn default() -> Self {
        Arena { records: Vec::new(), ids: PhantomData }
    }
}

impl<I: Id, T> Arena<I, T> {
    pub(crate) fn push(&mut self, record: T) -> I {
        let id = I::new(self.records.len());
        self.records.push(record);
        id
    }

    pub(crate) fn next_id(&self) -> I {
        I::new(self.records.len())
    }

    pub(crate) fn get_mut(&mut self, id: I) -> &mut T {
        &mut self.records[id.index()]
    }

    pub(crate) fn shrink(&mut self) {
        self.records.shrink_to_fit();
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The records with their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.records.iter().enumerate().map(|(index, record)| (I::new(index), record))
    }

    /// The ids.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.records.len()).map(I::new)
    }

    /// Where the equal records begin and end, in an arena that is sorted by `order`.
    pub(crate) fn sorted_range(&self, order: impl Fn(&T) -> std::cmp::Ordering) -> (usize, usize) {
        let first = self.records.partition_point(|record| order(record).is_lt());
        (first, first + self.records[first..].partition_point(|record| order(record).is_eq()))
    }

    /// How many records come first that fit, where those that fit come first.
    pub(crate) fn partition_point(&self, fits: impl FnMut(&T) -> bool) -> usize {
        self.records.partition_point(fits)
    }

    /// `count` records from `first` on.
    pub fn range(&self, first: I, count: usize) -> impl Iterator<Item = (I, &T)> {
        let start = first.index();
        self.records[start..start + count].iter().enumerate().map(move |(at, record)| (I::new(start + at), record))
    }

    pub(crate) fn size_bytes(&self) -> usize {
        self.records.capacity() * size_of::<T>()
    }
}

impl<I: Id, T> Index<I> for Arena<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.records[id.index()]
    }
}

/// Records of which equal ones are stored once.
#[derive(Debug, Clone)]
pub struct Interned<I, T> {
    records: IndexSet<T, FxBuildHasher>,
    ids: PhantomData<I>,
}

impl<I, T> Default for Interned<I, T> {
    fn default() -> Self {
        Interned { records: IndexSet::default(), ids: PhantomData }
    }
}

impl<I: Id, T: Hash + Eq> Interned<I, T> {
    pub(crate) fn intern(&mut self, record: T) -> I {
        I::new(self.records.insert_full(record).0)
    }

    /// The id of an equal record.
    pub fn find(&self, record: &T) -> Option<I> {
        self.records.get_index_of(record).map(I::new)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The records with their ids, in the order in which they first came.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.records.iter().enumerate().map(|(index, record)| (I::new(index), record))
    }

    pub(crate) fn size_bytes(&self) -> usize {
        // The record, its hash, and its place in the table at its usual load.
        self.records.capacity() * (size_of::<T>() + size_of::<usize>()) + self.records.capacity() * 8 / 7 * 9
    }
}

impl<I: Id, T: Hash + Eq> Index<I> for Interned<I, T> {
    type Output = T;

    fn index(&self, id: I) -> &T {
        &self.records[id.index()]
    }
}
