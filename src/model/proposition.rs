//! What is affirmed or denied rather than counted.

use super::arena::ids;
use super::names::{NameId, ProseId};
use super::quantity::Of;
use super::value::ValueId;
use crate::base::text::Span;

ids! {
    /// A proposition.
    PropositionId;
}

/// What a statement affirms or denies.
#[derive(Debug, Clone)]
pub struct Proposition {
    /// Its name.
    pub name: NameId,
    /// What it says.
    pub text: ProseId,
    /// The propositions that cannot be true with it.
    pub excludes: Vec<PropositionId>,
    /// The propositions that are true if it is.
    pub implies: Vec<PropositionId>,
    /// What it is set against, though both can be true.
    pub opposes: Vec<Opposition>,
    /// The figure it comes to.
    pub means: Option<(Of, ValueId)>,
    /// The encoder's note.
    pub note: Option<ProseId>,
    /// Where it stands.
    pub span: Span,
}

/// That a proposition and something else are set against each other, though both can be true: a norm and what is
/// done, what someone is told and what is known.
#[derive(Debug, Clone)]
pub struct Opposition {
    /// What it is set against.
    pub against: Against,
    /// Why.
    pub because: ProseId,
    /// Where it stands.
    pub span: Span,
}

/// What a proposition is set against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// Another proposition.
    Proposition(PropositionId),
    /// Whatever says at least so much: figures of the quantity, or of a part of it in a part of its time, that lie
    /// within the value.
    Figure(Of, ValueId),
}
