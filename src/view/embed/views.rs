//! The kinds of views: the pictures, and one row of [`VIEWS`] each for the others.

use super::call::{Call, Mistake};
use super::fill::Filling;
use crate::picture::diagram::{self, KINDS};
use crate::view::prose::Part;

mod bounds;
mod contradiction;
mod lists;
mod pictures;

/// A kind of view that is no picture.
#[derive(Debug)]
pub struct ViewKind {
    /// Its name in a document.
    pub name: &'static str,
    /// What it shows.
    pub about: &'static str,
    /// What has to be named; empty if nothing has.
    pub takes: &'static str,
    /// The options it takes.
    pub options: &'static [&'static str],
    make: fn(&mut Filling<'_>, &Call) -> Result<Vec<Part>, Mistake>,
}

/// The kinds of views that are no pictures.
pub const VIEWS: &[ViewKind] = &[
    contradiction::KIND,
    bounds::KIND,
    lists::DISPUTES,
    lists::CONTRADICTIONS,
    lists::AGREEMENTS,
    lists::CLAIMS,
    lists::SOURCES,
    lists::PARTIES,
    lists::QUANTITIES,
    lists::RULES,
];

/// Any kind of view.
#[derive(Debug, Clone, Copy)]
pub(super) enum View {
    Picture(&'static diagram::Kind),
    Other(&'static ViewKind),
}

impl View {
    pub(super) fn named(name: &str) -> Option<View> {
        let picture = diagram::Kind::named(name).map(View::Picture);
        picture.or_else(|| VIEWS.iter().find(|view| view.name == name).map(View::Other))
    }

    pub(super) fn names() -> Vec<&'static str> {
        KINDS.iter().map(|kind| kind.name).chain(VIEWS.iter().map(|view| view.name)).collect()
    }

    pub(super) fn options(self) -> Vec<&'static str> {
        match self {
            View::Picture(kind) => pictures::options(kind),
            View::Other(view) => view.options.to_vec(),
        }
    }

    /// What has to be named after the kind, or may be.
    pub(super) fn takes(self) -> Option<&'static str> {
        match self {
            View::Picture(kind) => pictures::takes(kind),
            View::Other(view) => Some(view.takes),
        }
    }

    pub(super) fn make(self, filling: &mut Filling<'_>, call: &Call) -> Result<Vec<Part>, Mistake> {
        match self {
            View::Picture(kind) => pictures::make(kind, filling, call),
            View::Other(view) => (view.make)(filling, call),
        }
    }
}
