//! Judgements: what a researcher recorded about a contradiction.

use super::arena::ids;
use super::claim::ClaimId;
use super::names::ProseId;
use super::quantity::WhenId;
use crate::base::text::Span;

ids! {
    /// A judgement.
    JudgementId;
}

/// What a researcher recorded about a contradiction.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// The claims of the contradiction, sorted, each once.
    pub of: Vec<ClaimId>,
    /// The verdict.
    pub verdict: Verdict,
    /// Where it is resolved, the claims that are preferred.
    pub prefers: Vec<ClaimId>,
    /// The reason.
    pub because: ProseId,
    /// Who judged.
    pub by: Option<ProseId>,
    /// When it was judged.
    pub date: Option<WhenId>,
    /// Until when it counts; after the last day of this it is to be looked at again.
    pub expires: Option<WhenId>,
    /// What claims said when it was recorded, as by [`said_text`](super::Model::said_text), each with the
    /// place of that text.
    pub read_as: Vec<(ClaimId, ProseId, Span)>,
    /// Where it stands.
    pub span: Span,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Both can stand, for a reason.
    Explained,
    /// Nobody knows.
    Unresolved,
    /// Some claims are preferred.
    Resolved,
}

impl Verdict {
    /// The word used in messages.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Explained => "explained",
            Verdict::Unresolved => "unresolved",
            Verdict::Resolved => "resolved",
        }
    }
}
