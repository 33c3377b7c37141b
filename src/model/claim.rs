//! Claims: what one party says, at one place of one source.

use super::arena::ids;
use super::names::{NameId, ProseId, ProseRange};
use super::proposition::PropositionId;
use super::quantity::{Of, RelationId, WhenId};
use super::source::{PartiesId, SourceId, SourceLinkKind};
use super::value::ValueId;
use crate::base::text::Span;

ids! {
    /// A claim.
    ClaimId;
    /// One reading of one claim.
    ReadingId;
    /// A claim's rare fields.
    DetailsId;
}

/// What one party says, at one place of one source.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Its name within its source.
    pub name: NameId,
    /// The source it was read in.
    pub source: SourceId,
    /// Where it stands in the collection.
    pub span: Span,
    /// Who makes it; the source's author where the claim names nobody.
    pub by: PartiesId,
    /// The fragments of its quote.
    pub quote: ProseRange,
    /// The place in the source, for people.
    pub at: Option<ProseId>,
    /// What few claims have.
    pub details: Option<DetailsId>,
    pub(crate) first_reading: ReadingId,
    pub(crate) readings: u8,
    /// How it is meant.
    pub mode: Mode,
    /// Admiralty credibility, 1 (confirmed) to 6 (cannot be judged).
    pub credibility: Option<u8>,
}

/// What few claims have.
#[derive(Debug, Clone, Default)]
pub struct Details {
    /// Through whom it reached the source.
    pub via: Option<PartiesId>,
    /// When it was asserted, if not at the source's date.
    pub said: Option<WhenId>,
    /// The wording in the original language.
    pub original: Option<ProseId>,
    /// The encoder's note.
    pub note: Option<ProseId>,
    /// What stands around the fragments of the quote, by their place in it.
    pub contexts: Vec<Context>,
}

/// What stands around a fragment of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// The fragment's place in the quote.
    pub fragment: u32,
    /// What stands before it.
    pub prefix: Option<ProseId>,
    /// What stands after it.
    pub suffix: Option<ProseId>,
}

/// How a claim is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mode {
    /// Said to be so. Binds.
    Asserted,
    /// Estimated to be so. Binds.
    Estimated,
    /// Intended. Binds among plans, never a fact.
    Planned,
    /// So if something else is so. Binds among plans.
    Conditional,
    /// Written in a draft. Binds among plans.
    Draft,
    /// May be so. Binds nowhere.
    Possible,
    /// Taken for granted by a question or a condition. Binds nowhere.
    Presupposed,
    /// What someone is to be told. Binds nowhere.
    ToBeSaid,
}

impl Mode {
    /// The word used in messages.
    pub fn word(self) -> &'static str {
        match self {
            Mode::Asserted => "asserted",
            Mode::Estimated => "estimated",
            Mode::Planned => "planned",
            Mode::Conditional => "conditional",
            Mode::Draft => "draft",
            Mode::Possible => "possible",
            Mode::Presupposed => "presupposed",
            Mode::ToBeSaid => "to be said",
        }
    }

    /// The mode of a name, as files have it.
    pub(crate) fn named(name: &str) -> Option<Mode> {
        Some(match name {
            "Asserted" => Mode::Asserted,
            "Estimated" => Mode::Estimated,
            "Planned" => Mode::Planned,
            "Conditional" => Mode::Conditional,
            "Draft" => Mode::Draft,
            "Possible" => Mode::Possible,
            "Presupposed" => Mode::Presupposed,
            "ToBeSaid" => Mode::ToBeSaid,
            _ => return None,
        })
    }

    /// Whether such a claim binds as a fact.
    pub fn binds_as_fact(self) -> bool {
        matches!(self, Mode::Asserted | Mode::Estimated)
    }

    /// Whether such a claim binds among plans.
    pub fn binds_as_plan(self) -> bool {
        matches!(self, Mode::Planned | Mode::Conditional | Mode::Draft)
    }
}

/// One way to read a claim's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it says when read this way.
    pub statement: Statement,
    /// The tag under which it switches together with other readings.
    pub tag: Option<NameId>,
}

/// What a claim says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Statement {
    /// A value for a quantity, or for a sum of quantities.
    Figure {
        /// The quantity.
        of: Of,
        /// The value.
        is: ValueId,
    },
    /// That quantities hang together.
    Relation(RelationId),
    /// That a proposition is true.
    Affirms(PropositionId),
    /// That a proposition is false.
    Denies(PropositionId),
    /// That another claim is not true.
    Disputes(ClaimId),
}

/// A link from a claim to what it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClaimLink {
    /// The claim that has the link.
    pub from: ClaimId,
    /// What kind of link, and where to.
    pub kind: ClaimLinkKind,
}

/// How a claim is linked to another claim, or to the source it came through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimLinkKind {
    /// It says again what that claim says.
    Repeats(ClaimId),
    /// It was computed from that claim.
    ComputedFrom(ClaimId),
    /// It puts that claim right.
    Corrects(ClaimId),
    /// It is evidence for that claim.
    Supports(ClaimId),
    /// It reached its source through that source.
    Through(SourceLinkKind, SourceId),
}
