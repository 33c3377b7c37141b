//! Values: the wording, and the interval it is read as.

use super::arena::ids;
use super::names::NameId;
use super::quantity::Of;
use crate::base::number::{Bounds, Number};
use crate::notation::ValueText;

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
    written: Option<Box<Number>>,
}

impl Value {
    pub(crate) fn new(wording: NameId, share_of: Option<Of>, text: ValueText) -> Self {
        let ValueText { read, nominal, written, .. } = text;
        let nominal = (nominal != read).then(|| Box::new(nominal));
        let written = written.filter(|written| read.single() != Some(written)).map(Box::new);
        Value { wording, share_of, read, nominal, written }
    }

    /// The number that is written, where the wording has one: neither rounding nor a hedge is granted.
    pub fn written(&self) -> Option<&Number> {
        self.written.as_deref().or(self.read.single())
    }

    /// The interval when every "about" is taken at its word; what is rounded stays so.
    pub fn nominal(&self) -> &Bounds {
        self.nominal.as_deref().unwrap_or(&self.read)
    }

    /// Whether the wording hedges: "about", "nearly".
    pub fn is_hedged(&self) -> bool {
        self.nominal.is_some()
    }
}
