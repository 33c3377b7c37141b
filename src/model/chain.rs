//! Chains of those who had something one after another: owners, keepers, holders of an office.

use super::names::NameId;
use super::quantity::{CodeId, MeasureId};
use crate::base::text::Span;
use crate::notation::Constant;

/// A chain of ownership or custody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Its name.
    pub name: NameId,
    /// The dates at which it came to each.
    pub came: MeasureId,
    /// The dates at which each no longer had it.
    pub left: MeasureId,
    /// Other dates at which who is named had it.
    pub had: Vec<MeasureId>,
    /// Who had it, in order.
    pub holders: Vec<CodeId>,
    /// The longest time of which nothing need be known, if a gap is to be told.
    pub unbroken: Option<Constant>,
    /// Where it stands.
    pub span: Span,
}
