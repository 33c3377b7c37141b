//! Quantities and what they are made of.

use super::Model;
use super::arena::ids;
use super::names::{NameId, ProseId};
use crate::base::number::Number;
use crate::base::text::Span;
use crate::base::when::Day;
use crate::notation::{Comparison, Constant, ValueKind};

ids! {
    /// A measure.
    MeasureId;
    /// A dimension.
    DimensionId;
    /// A code of some dimension.
    CodeId;
    /// One code of each dimension.
    CodesId;
    /// A when.
    WhenId;
    /// A quantity.
    QuantityId;
    /// A sum of several quantities.
    SumId;
    /// A relation that a claim states.
    RelationId;
}

/// What is counted or measured.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Its name.
    pub name: NameId,
    /// Its name as people write it.
    pub title: Option<ProseId>,
    /// What a quantity of it is called, with the places of codes: `{nationality} in custody`.
    pub phrase: Option<ProseId>,
    /// How it behaves in time.
    pub kind: MeasureKind,
    /// What one is: "persons".
    pub unit: Option<ProseId>,
    /// Whether values are whole numbers that add up over codes.
    pub counts: bool,
    /// Whether values may be below zero.
    pub signed: bool,
    /// The encoder's note.
    pub note: Option<ProseId>,
    /// Where it stands.
    pub span: Span,
    pub(crate) percent: bool,
    /// How many of a base its unit is, and that base.
    pub(crate) scale: Option<(Number, NameId)>,
}

impl Measure {
    /// What its values can be.
    pub fn value_kind(&self) -> ValueKind {
        match (self.kind, self.counts) {
            (MeasureKind::Event, _) => ValueKind::Date,
            (_, true) => ValueKind::Count { signed: self.signed },
            (_, false) => ValueKind::Measured { signed: self.signed, percent: self.percent },
        }
    }
}

impl Model {
    /// Looks up what the units of all measures are.
    pub(crate) fn scale_measures(&mut self) {
        for id in self.measures.ids().collect::<Vec<_>>() {
            let record = &self.measures[id];
            let Some(unit) = record.unit.filter(|_| record.kind != MeasureKind::Event) else { continue };
            let scale = self.units.scale(self.prose(unit));
            let base = self.names.intern(&scale.base);
            self.measures.get_mut(id).scale = Some((scale.factor, base));
        }
    }

    /// How many of one measure's unit another's is: what its values are multiplied by to be added to those of the
    /// first. One where a measure has no unit; `None` where the units do not convert.
    pub fn conversion(&self, from: MeasureId, to: MeasureId) -> Option<Number> {
        if from == to {
            return Some(Number::ONE);
        }
        match (&self.measures[from].scale, &self.measures[to].scale) {
            (Some((own, base)), Some((other, other_base))) if base == other_base => own.checked_div(other),
            (Some(_), Some(_)) => None,
            _ => Some(Number::ONE),
        }
    }
}

/// How a measure behaves in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeasureKind {
    /// A level: it has a value at every moment.
    Stock,
    /// A count that runs up to a date, and may be asked for over a period.
    Cumulative {
        /// The day before which the count is zero.
        since: Option<Day>,
    },
    /// The value is a date.
    Event,
    /// The value does not change, and has no when.
    Fixed,
}

impl MeasureKind {
    /// The word used in messages.
    pub fn word(self) -> &'static str {
        match self {
            MeasureKind::Stock => "stock",
            MeasureKind::Cumulative { .. } => "cumulative",
            MeasureKind::Event => "event",
            MeasureKind::Fixed => "fixed",
        }
    }
}

/// What quantities are broken down by.
#[derive(Debug, Clone)]
pub struct Dimension {
    /// Its name.
    pub name: NameId,
    /// Its name as people write it.
    pub title: Option<ProseId>,
    /// Its codes, in the order written, then those that tables discover; the first is meant where a figure names none.
    pub codes: Vec<CodeId>,
    /// Whether tables may discover codes of it.
    pub open: bool,
    /// The encoder's note.
    pub note: Option<ProseId>,
    /// Where it stands.
    pub span: Span,
}

/// One value of a dimension.
#[derive(Debug, Clone)]
pub struct Code {
    /// Its name.
    pub name: NameId,
    /// Its name as people write it.
    pub title: Option<ProseId>,
    /// What it is called within a quantity.
    pub phrase: Option<ProseId>,
    /// Its dimension.
    pub dimension: DimensionId,
    /// The code that contains it.
    pub inside: Option<CodeId>,
    /// Whether a table discovered it, so that it is named `dimension=code` only.
    pub discovered: bool,
    /// The encoder's note.
    pub note: Option<ProseId>,
    /// Where it stands.
    pub span: Span,
}

/// A measure, at some codes, at some time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The measure.
    pub measure: MeasureId,
    /// One code of each dimension.
    pub codes: CodesId,
    /// The time; `None` for a fixed measure.
    pub when: Option<WhenId>,
}

/// What a figure is of: one quantity, or a sum of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Of {
    /// One quantity, once.
    Quantity(QuantityId),
    /// Anything else.
    Sum(SumId),
}

/// `factor * quantity`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Term {
    /// The factor, not zero.
    pub factor: Number,
    /// The quantity.
    pub quantity: QuantityId,
}

/// A sum of quantities, each once, in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Sum(pub(crate) Box<[Term]>);

impl Sum {
    /// The terms.
    pub fn terms(&self) -> &[Term] {
        &self.0
    }
}

/// That two sums compare in some way: `left + constant = right`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// The left side.
    pub left: Of,
    /// How they compare.
    pub comparison: Comparison,
    /// The right side; none where the left is compared with a number or a length of time alone.
    pub right: Option<Of>,
    /// What is added to the left side.
    pub constant: Constant,
}

impl Relation {
    /// What stands on the one side and on the other, a constant apart.
    pub fn sides(&self) -> impl Iterator<Item = Of> + use<> {
        std::iter::once(self.left).chain(self.right)
    }
}
