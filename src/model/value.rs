//! Values: the wording, and the interval it is read as.

use super::arena::ids;
use super::names::NameId;
use super::quantity::Of;
use crate::base::number::Bounds;

ids! {
    /// A value.
    ValueId;
}

/// A value as worded, and as read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Value {
    /// The wording, as the source has it.
    pub wording: NameId,
    /// What it is a share of; the bounds are then factors.
    pub share_of: Option<Of>,
    /// The interval it is read as.
    pub read: Bounds,
    nominal: Option<Box<Bounds>>,
}

impl Value {
    pub(crate) fn new(wording: NameId, read: Bounds, nominal: Bounds, share_of: Option<Of>) -> Self {
        let nominal = (nominal != read).then(|| Box::new(nominal));
        Value { wording, share_of, read, nominal }
    }

    /// The interval when every "about" is taken at its word.
    pub fn nominal(&self) -> &Bounds {
        self.nominal.as_deref().unwrap_or(&self.read)
    }

    /// Whether the wording hedges: "about", "nearly".
    pub fn is_hedged(&self) -> bool {
        self.nominal.is_some()
    }
}
