//! Forest plots as plain data: who says what about the same thing, in rows under one another.

use super::{Link, Shown};
use crate::base::number::{Bounds, Number};
use crate::model::SideId;
use crate::reason::finding::Strength;

/// Groups of rows that share an axis; what is apart is joined.
#[derive(Debug, Clone, Default)]
pub struct Forest {
    /// What it is of.
    pub title: String,
    /// What it shows: a sentence a gap.
    pub description: String,
    /// How much of the collection it shows.
    pub shown: Shown,
    /// The groups, from top to bottom.
    pub groups: Vec<Group>,
    /// What is left out, and why, in sentences.
    pub notes: Vec<String>,
}

/// What is said of one quantity.
#[derive(Debug, Clone)]
pub struct Group {
    /// The quantity, in the notation.
    pub title: String,
    /// What its values count; groups of one unit share an axis.
    pub unit: Option<String>,
    /// Whether its values are days.
    pub dates: bool,
    /// The rows: claims from the lowest to the highest, then what follows from claims.
    pub rows: Vec<Row>,
    /// The gaps between rows.
    pub gaps: Vec<Gap>,
}

/// One interval, and who says it.
#[derive(Debug, Clone)]
pub struct Row {
    /// Why it is there.
    pub kind: RowKind,
    /// The side it is coloured for.
    pub side: Option<SideId>,
    /// That side's name, or nothing.
    pub side_name: String,
    /// Who says it, or implies it.
    pub who: String,
    /// What more there is to say of that; may be empty.
    pub who_more: String,
    /// The source it was read in; the sources, where it is computed.
    pub source: String,
    /// The claim's name; the claims' names, where it is computed.
    pub claims: Vec<String>,
    /// What is said: the wording.
    pub says: String,
    /// How that is read or computed, where that is not plain; may be empty.
    pub says_more: String,
    /// The interval.
    pub bounds: Bounds,
    /// The interval in the notation of its quantity.
    pub reading: String,
    /// The one number that is meant, where one is: the number behind an "about".
    pub meant: Option<Number>,
    /// All that the row leaves out; may have several lines.
    pub tooltip: String,
    /// Where the source stands.
    pub link: Option<Link>,
}

/// Why a row is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RowKind {
    /// A claim says it.
    Claim,
    /// A claim says it that was itself computed from others.
    Derived,
    /// Other claims come to it, with the rules.
    Computed,
    /// All claims of a side come to it, with the rules.
    Implied,
}

impl RowKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            RowKind::Claim => "claim",
            RowKind::Derived => "computed claim",
            RowKind::Computed => "computed",
            RowKind::Implied => "implied",
        }
    }
}

impl Row {
    /// Whether it states one number, without a hedge, and was not computed.
    pub fn is_exact(&self) -> bool {
        self.kind == RowKind::Claim && self.bounds.single().is_some()
    }
}

/// Two rows of a group that cannot both be true.
#[derive(Debug, Clone)]
pub struct Gap {
    /// The contradiction's id.
    pub id: String,
    /// On what it rests.
    pub strength: Strength,
    /// The upper row, by its place in the group.
    pub from: usize,
    /// The lower row.
    pub to: usize,
    /// By how much they miss each other.
    pub gap: Number,
    /// How many times the lower end the upper end is.
    pub ratio: Option<Number>,
    /// How far apart they are: `×228.56 (338,513)`.
    pub text: String,
    /// Its strength, with the assumptions it rests on.
    pub basis: String,
    /// All that the picture leaves out.
    pub tooltip: String,
}
