//! What constraints are about: quantities at moments, propositions, and whether
//! a claim is true.

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use crate::base::when::{Day, Shape};
use crate::engine::Sign;
use crate::model::{ClaimId, CodeId, CodesId, Id, MeasureId, MeasureKind, Model, PropositionId, WhenId};

/// What a constraint is about, by its place in [`Points`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PointId(pub(super) u32);

impl PointId {
    /// Its place, from 0.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Some codes, one of each dimension; unlike the model's lists also those that no claim names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Codes(u32);

/// What a constraint is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Point {
    /// A quantity at a moment.
    Quantity(Spot),
    /// How true a proposition is: 1 or 0.
    Proposition(PropositionId),
    /// How true a claim is: 1 or 0.
    Truth(ClaimId),
}

/// A measure at some codes, at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Spot {
    /// The measure.
    pub measure: MeasureId,
    /// The codes.
    pub codes: Codes,
    /// The moment.
    pub moment: Moment,
}

/// A moment that something is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Moment {
    /// None: the measure does not change, or its value is itself a date.
    Always,
    /// The one moment of a when; of a span of time, any moment in it.
    In(WhenId),
    /// The moment that one group of equal claims means by a coarse when.
    MeantBy(WhenId, u32),
    /// The end of a day.
    EndOf(Day),
}

impl Moment {
    /// The when it lies in, if some claim or rule names it.
    pub fn when(self) -> Option<WhenId> {
        match self {
            Moment::In(when) | Moment::MeantBy(when, _) => Some(when),
            Moment::Always | Moment::EndOf(_) => None,
        }
    }
}

/// All that constraints are about, each once.
#[derive(Debug, Default)]
pub struct Points {
    points: IndexSet<Point, FxBuildHasher>,
    codes: IndexSet<Box<[CodeId]>, FxBuildHasher>,
}

impl Points {
    pub(super) fn intern(&mut self, point: Point) -> PointId {
        let (index, _) = self.points.insert_full(point);
        id(index)
    }

    pub(super) fn quantity(&mut self, spot: Spot) -> PointId {
        self.intern(Point::Quantity(spot))
    }

    pub(super) fn codes(&mut self, codes: &[CodeId]) -> Codes {
        let index = match self.codes.get_index_of(codes) {
            Some(index) => index,
            None => self.codes.insert_full(codes.into()).0,
        };
        Codes(u32::try_from(index).expect("fewer than 2^32 lists of codes"))
    }

    pub(super) fn model_codes(&mut self, model: &Model, codes: CodesId) -> Codes {
        self.codes(model.code_list(codes))
    }

    /// The codes of a list, one of each dimension, in the dimensions' order.
    pub fn code_list(&self, codes: Codes) -> &[CodeId] {
        &self.codes[codes.0 as usize]
    }

    /// The point of a quantity, if some constraint is about it.
    pub fn find(&self, spot: Spot) -> Option<PointId> {
        let index = self.points.get_index_of(&Point::Quantity(spot))?;
        Some(id(index))
    }

    pub(super) fn find_codes(&self, codes: &[CodeId]) -> Option<Codes> {
        self.codes.get_index_of(codes).map(|index| Codes(u32::try_from(index).expect("it was stored")))
    }

    /// What a point is.
    pub fn get(&self, point: PointId) -> Point {
        self.points[point.index()]
    }

    /// The quantity that a point is, if it is one.
    pub fn spot(&self, point: PointId) -> Option<Spot> {
        match self.get(point) {
            Point::Quantity(spot) => Some(spot),
            Point::Proposition(_) | Point::Truth(_) => None,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.points.is_empty()
    }

    /// All of them, in the order in which they first came.
    pub fn ids(&self) -> impl Iterator<Item = PointId> + use<> {
        (0..self.points.len()).map(id)
    }

    /// Which numbers it may be.
    pub(super) fn sign(&self, model: &Model, point: PointId) -> Sign {
        match self.get(point) {
            Point::Quantity(spot) => {
                let measure = &model.measures()[spot.measure];
                if measure.signed || measure.kind == MeasureKind::Event { Sign::Any } else { Sign::NotNegative }
            }
            Point::Proposition(_) | Point::Truth(_) => Sign::NotNegative,
        }
    }

    /// Twice the number of the first and of the last day of a moment, doubts included; one more for
    /// the end of a day. None where it is open.
    pub(super) fn range(model: &Model, moment: Moment) -> (Option<i64>, Option<i64>) {
        let twice = |day: Day| 2 * i64::from(day.number());
        match moment {
            Moment::Always => (None, None),
            Moment::In(when) | Moment::MeantBy(when, _) => {
                let when = &model.whens()[when];
                (when.earliest().map(twice), when.latest().map(twice))
            }
            Moment::EndOf(day) => (Some(twice(day) + 1), Some(twice(day) + 1)),
        }
    }

    /// Whether a point is what happened in a span of time: a cumulative measure asked for over one.
    pub(super) fn is_flow(model: &Model, spot: Spot) -> bool {
        let cumulative = matches!(model.measures()[spot.measure].kind, MeasureKind::Cumulative { .. });
        cumulative && spot.moment.when().is_some_and(|when| model.whens()[when].shape() == Shape::Throughout)
    }

    /// Whether the values of a measure are dates.
    pub(super) fn is_date(model: &Model, measure: MeasureId) -> bool {
        model.measures()[measure].kind == MeasureKind::Event
    }

    /// Whether it is a date or never changes, so that moments do not matter.
    pub(super) fn is_timeless(model: &Model, measure: MeasureId) -> bool {
        matches!(model.measures()[measure].kind, MeasureKind::Event | MeasureKind::Fixed)
    }
}

/// The place of a code's dimension in a list of codes.
pub(super) fn place(model: &Model, code: CodeId) -> usize {
    Id::index(model.codes()[code].dimension)
}

/// The id of a place.
fn id(index: usize) -> PointId {
    PointId(u32::try_from(index).expect("fewer than 2^32 points"))
}
