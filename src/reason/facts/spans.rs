//! Spans of time: what happened in one is the count at its end less the count at
//! its start; a level throughout one holds at every moment in it.

use rustc_hash::FxHashMap;

use super::build::Throughout;
use super::instances::Made;
use super::points::{Codes, Moment, PointId, Points, Spot};
use super::{Owner, RuleRef, sorted};
use crate::base::number::{Bounds, Number};
use crate::base::when::{Day, Precision, Shape};
use crate::model::{BuiltIn, MeasureId, MeasureKind, Model, WhenId};

/// More than this is not said of moments within spans.
const MOST: usize = 2_000_000;

/// What is said of the ends of days.
#[derive(Default)]
pub(super) struct Ends {
    /// Counts at a coarse date, and at the end of its last day.
    pub(super) equal: Vec<(Spot, Spot, BuiltIn)>,
    /// What happened in a span of time.
    pub(super) flows: Vec<Made>,
}

/// A cumulative measure at some codes, up to the end of a day.
type End = (MeasureId, Codes, Day);

/// Joins claimed counts to the ends of days. A count at a date is equated with the count at
/// the end of its last day where something else speaks of that end.
pub(super) fn ends(model: &Model, points: &mut Points, claimed: &[PointId]) -> Ends {
    let days = days(model);
    let end_of = |day: Day| days.get(&day).map_or(Moment::EndOf(day), |when| Moment::In(*when));
    let mut counts: FxHashMap<End, Vec<Spot>> = FxHashMap::default();
    let mut spoken: FxHashMap<End, usize> = FxHashMap::default();
    let mut flows: Vec<(PointId, Spot, Day, Day)> = Vec::new();
    for &point in claimed {
        let Some(spot) = points.spot(point) else { continue };
        let Moment::In(when) = spot.moment else { continue };
        if !matches!(model.measures()[spot.measure].kind, MeasureKind::Cumulative { .. }) {
            continue;
        }
        let when = &model.whens()[when];
        let (start, end) = when.nominal();
        let Some(end) = end else { continue };
        match (when.shape(), start) {
            (Shape::Throughout, Some(start)) => {
                flows.push((point, spot, start.pred(), end));
                for day in [start.pred(), end] {
                    *spoken.entry((spot.measure, spot.codes, day)).or_default() += 1;
                }
            }
            (Shape::Date, _) => {
                counts.entry((spot.measure, spot.codes, end)).or_default().push(spot);
                *spoken.entry((spot.measure, spot.codes, end)).or_default() += 1;
            }
            _ => {}
        }
    }
    let mut ends = Ends::default();
    for ((measure, codes, day), spots) in sorted(counts) {
        if spoken[&(measure, codes, day)] < 2 {
            continue;
        }
        let end = Spot { measure, codes, moment: end_of(day) };
        let others = spots.into_iter().filter(|spot| *spot != end);
        ends.equal.extend(others.map(|spot| (spot, end, BuiltIn::ByTheEnd)));
    }
    for (point, spot, start, end) in flows {
        let mut at = |day: Day| points.quantity(Spot { moment: end_of(day), ..spot });
        let terms = vec![(point, Number::ONE), (at(end), Number::from(-1)), (at(start), Number::ONE)];
        ends.flows.push(Made {
            owner: Owner::Rule(RuleRef::BuiltIn(BuiltIn::Flow)),
            terms,
            bounds: Bounds::exactly(Number::ZERO),
            is_whole: true,
        });
    }
    ends
}

/// The whens that are one day and no more.
fn days(model: &Model) -> FxHashMap<Day, WhenId> {
    let exact = model
        .whens()
        .iter()
        .filter(|(_, when)| when.precision() == Precision::Day && when.shape() == Shape::Date && !when.qualified());
    exact.filter_map(|(id, when)| Some((when.nominal().0?, id))).collect()
}

/// What is said throughout spans of time, at each known moment within.
pub(super) fn within(model: &Model, points: &Points, throughout: Vec<Throughout>) -> Vec<(Throughout, PointId)> {
    if throughout.is_empty() {
        return Vec::new();
    }
    let mut series: FxHashMap<(MeasureId, Codes), Vec<(PointId, Moment)>> = FxHashMap::default();
    for point in points.ids() {
        if let Some(spot) = points.spot(point) {
            series.entry((spot.measure, spot.codes)).or_default().push((point, spot.moment));
        }
    }
    let mut inside = Vec::new();
    for said in throughout {
        let outer = said.spot.moment.when().map(|when| &model.whens()[when]).expect("what holds throughout has a when");
        let (start, end) = outer.nominal();
        if inside.len() > MOST {
            break;
        }
        for (point, moment) in series.get(&(said.spot.measure, said.spot.codes)).into_iter().flatten() {
            let is_within = match moment {
                _ if *moment == said.spot.moment => false,
                Moment::In(when) | Moment::MeantBy(when, _) => outer.contains(&model.whens()[*when]),
                Moment::EndOf(day) => start.is_none_or(|start| start <= *day) && end.is_none_or(|end| *day <= end),
                Moment::Always => false,
            };
            if is_within {
                let copy = Throughout {
                    owner: said.owner,
                    spot: said.spot,
                    read: said.read.clone(),
                    nominal: said.nominal.clone(),
                };
                inside.push((copy, *point));
            }
        }
    }
    inside
}
