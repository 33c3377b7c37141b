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
    /// The figure it comes to.
    pub means: Option<(Of, ValueId)>,
    /// The encoder's note.
    pub note: Option<ProseId>,
    /// Where it stands.
    pub span: Span,
}
