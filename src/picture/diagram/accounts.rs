//! Balances as plain data: what one party says that a whole is made of, and what it leaves open.

use super::{Link, Shown};
use crate::base::number::{Bounds, Number};
use crate::model::SideId;

/// What became of them: an account for each equation and each kind of thing it holds for.
#[derive(Debug, Clone, Default)]
pub struct Balance {
    /// What it is of.
    pub title: String,
    /// What it shows: a sentence a balance.
    pub description: String,
    /// How much of the collection it shows.
    pub shown: Shown,
    /// The accounts, from top to bottom.
    pub accounts: Vec<Account>,
    /// What is left out, and why, in sentences.
    pub notes: Vec<String>,
}

/// The balances of one equation; they share an axis.
#[derive(Debug, Clone)]
pub struct Account {
    /// The equation: `captured[german] = repatriated[german] + held[german]`.
    pub equation: String,
    /// The rule that says it, and on what basis, and whether it is switched off.
    pub rule: String,
    /// The rule in words.
    pub says: String,
    /// What is counted.
    pub unit: Option<String>,
    /// The balances, from the earliest to the latest.
    pub stacks: Vec<Stack>,
}

/// What one party says of a whole and its parts at one time.
#[derive(Debug, Clone)]
pub struct Stack {
    /// The party.
    pub party: String,
    /// When; empty for what has no time.
    pub when: String,
    /// Its side.
    pub side: Option<SideId>,
    /// The side's name, or nothing.
    pub side_name: String,
    /// The whole, its parts, and what is left.
    pub parts: Vec<Part>,
}

/// A line of a balance.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// What it counts: `held[german]`.
    pub name: String,
    /// What more there is to say of that: another time, another party. May be empty.
    pub more: String,
    /// The source it was read in; empty for what is computed.
    pub source: String,
    /// The claim's name; none for what is computed.
    pub claim: Option<String>,
    /// The wording, or the computed number.
    pub says: String,
    /// The interval.
    pub bounds: Bounds,
    /// How much is drawn: the number that is meant, or else the least one.
    pub size: Number,
    /// Where it begins: what the parts before it come to.
    pub from: Number,
    /// All that the line leaves out; may have several lines.
    pub tooltip: String,
    /// Where the source stands.
    pub link: Option<Link>,
}

/// What a line of a balance is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartKind {
    /// What the parts are of, as claimed.
    Whole,
    /// A part, as claimed.
    Part,
    /// What the parts leave of the whole: computed, and claimed by no one.
    Open,
    /// By how much the parts exceed the whole: computed.
    Excess,
}

impl PartKind {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            PartKind::Whole => "whole",
            PartKind::Part => "part",
            PartKind::Open => "open, computed",
            PartKind::Excess => "excess, computed",
        }
    }
}
