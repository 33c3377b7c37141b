//! What holds along time: counts that never fall, and each collection's own
//! rules of order. They join neighbours only; the rest follows.

use rustc_hash::{FxHashMap, FxHashSet};

use super::instances::{Instances, Made, is_among};
use super::points::{Codes, Moment, PointId, Points};
use super::{Owner, RuleRef, sorted};
use crate::base::number::{Bound, Bounds, Number};
use crate::base::when::Day;
use crate::model::{BuiltIn, Holds, MeasureId, MeasureKind, Model, RuleId, WhenId};

/// First and last day of a moment, doubled; see [`Points::range`].
type Range = (Option<i64>, Option<i64>);

/// Joins each moment to those that certainly come before it, with none certainly between:
/// pairs of places, the earlier first. None if that would be many more pairs than moments.
///
/// By a prefix maximum over the moments sorted by their ends: O(n log n) and the pairs.
fn neighbours(ranges: &[Range]) -> Option<Vec<(usize, usize)>> {
    let mut ended: Vec<(i64, usize)> =
        ranges.iter().enumerate().filter_map(|(at, range)| Some((range.1?, at))).collect();
    ended.sort_unstable();
    let mut latest_start: Vec<i64> = Vec::with_capacity(ended.len());
    for (_, at) in &ended {
        let own = ranges[*at].0.unwrap_or(i64::MIN);
        latest_start.push(latest_start.last().map_or(own, |&before| own.max(before)));
    }
    let most = 4 * ranges.len() + 64;
    let mut pairs = Vec::new();
    for (at, range) in ranges.iter().enumerate() {
        let Some(start) = range.0 else { continue };
        let count = ended.partition_point(|(end, _)| *end < start);
        if count == 0 {
            continue;
        }
        let between = latest_start[count - 1];
        let from = ended.partition_point(|(end, _)| *end < between);
        pairs.extend(ended[from..count].iter().map(|(_, before)| (*before, at)));
        if pairs.len() > most {
            return None;
        }
    }
    pairs.sort_unstable();
    Some(pairs)
}

/// The moments with, where many overlap, the ends of their last days between them, and who is whose neighbour.
fn joined(model: &Model, mut moments: Vec<Moment>) -> (Vec<Moment>, Vec<(usize, usize)>) {
    let ranges = |moments: &[Moment]| -> Vec<Range> { moments.iter().map(|m| Points::range(model, *m)).collect() };
    if let Some(pairs) = neighbours(&ranges(&moments)) {
        return (moments, pairs);
    }
    let mut ends: Vec<i64> = ranges(&moments).iter().filter_map(|range| range.1).filter(|end| end % 2 == 0).collect();
    ends.sort_unstable();
    ends.dedup();
    let day = |end: i64| Day::from_number(i32::try_from(end / 2).expect("a range ends on a day"));
    let known: FxHashSet<Moment> = moments.iter().copied().collect();
    moments.extend(ends.into_iter().map(|end| Moment::EndOf(day(end))).filter(|moment| !known.contains(moment)));
    let pairs = neighbours(&ranges(&moments)).unwrap_or_default();
    (moments, pairs)
}

/// Cumulative counts never fall, and are zero before they begin.
pub(super) fn counts(model: &Model, points: &mut Points) -> Vec<Made> {
    let mut series: FxHashMap<(MeasureId, Codes), Vec<Moment>> = FxHashMap::default();
    let mut made = Vec::new();
    for point in points.ids() {
        let Some(spot) = points.spot(point) else { continue };
        let MeasureKind::Cumulative { since } = model.measures()[spot.measure].kind else { continue };
        if Points::is_flow(model, spot) {
            continue;
        }
        series.entry((spot.measure, spot.codes)).or_default().push(spot.moment);
        let before = since.map(|since| 2 * i64::from(since.number()));
        if let (Some(since), (_, Some(end))) = (before, Points::range(model, spot.moment))
            && end < since
        {
            made.push(Made {
                owner: Owner::Rule(RuleRef::BuiltIn(BuiltIn::ZeroBefore)),
                terms: vec![(point, Number::ONE)],
                bounds: Bounds::exactly(Number::ZERO),
                is_whole: true,
            });
        }
    }
    for ((measure, codes), moments) in sorted(series) {
        let (moments, pairs) = joined(model, moments);
        let at: Vec<PointId> =
            moments.into_iter().map(|moment| points.quantity(super::points::Spot { measure, codes, moment })).collect();
        for (earlier, later) in pairs {
            made.push(Made {
                owner: Owner::Rule(RuleRef::BuiltIn(BuiltIn::NeverFalls)),
                terms: vec![(at[later], Number::ONE), (at[earlier], Number::from(-1))],
                bounds: not_below_zero(),
                is_whole: true,
            });
        }
    }
    made
}

fn not_below_zero() -> Bounds {
    Bounds { low: Some(Bound { value: Number::ZERO, strict: false }), high: None }
}

/// The instances of each collection's own rules of order.
pub(super) fn own_rules(model: &Model, points: &mut Points, instances: &mut Instances<'_>) -> Vec<Made> {
    let mut made = Vec::new();
    for ((id, codes), moments) in sorted(std::mem::take(&mut instances.sums)) {
        made.extend(one_sum(model, points, instances, id, codes, moments));
    }
    made
}

fn one_sum(
    model: &Model,
    points: &mut Points,
    instances: &Instances<'_>,
    id: RuleId,
    codes: Codes,
    mut moments: Vec<Moment>,
) -> Vec<Made> {
    let rule = &model.rules()[id];
    let (after, sign, equal) = match rule.holds {
        Holds::Constant { after, .. } => (after, 1, true),
        Holds::NeverRises { after, .. } => (after, -1, false),
        Holds::NeverFalls { after, .. } => (after, 1, false),
        _ => return Vec::new(),
    };
    moments.retain(|moment| comes_after(model, *moment, after));
    let (moments, pairs) = joined(model, moments);
    let mut made = Vec::new();
    for (earlier, later) in pairs {
        let mut terms = instances.sum_at(points, id, codes, moments[later]);
        let before = instances.sum_at(points, id, codes, moments[earlier]);
        terms.extend(before.into_iter().map(|(point, factor)| (point, -factor)));
        if sign < 0 {
            for (_, factor) in &mut terms {
                *factor = -&*factor;
            }
        }
        let spots = terms.iter().filter_map(|(point, _)| points.spot(*point)).collect::<Vec<_>>();
        if is_among(model, points, &rule.only, spots.into_iter()) {
            let bounds = if equal { Bounds::exactly(Number::ZERO) } else { not_below_zero() };
            made.push(Made { owner: Owner::Rule(RuleRef::Own(id)), terms, bounds, is_whole: true });
        }
    }
    made
}

/// Whether a moment comes after a date, or on its last day.
fn comes_after(model: &Model, moment: Moment, after: Option<WhenId>) -> bool {
    let Some(after) = after else { return true };
    let Some(last) = model.whens()[after].latest() else { return false };
    Points::range(model, moment).0.is_some_and(|start| start >= 2 * i64::from(last.number()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start: i64, end: i64) -> Range {
        (Some(2 * start), Some(2 * end))
    }

    #[test]
    fn only_neighbours_are_joined() {
        let days = [range(1, 1), range(2, 2), range(3, 3)];
        assert_eq!(neighbours(&days), Some(vec![(0, 1), (1, 2)]));
        // A month that holds the second day comes neither before nor after it.
        let with_month = [range(1, 1), range(5, 35), range(10, 10), range(40, 40)];
        assert_eq!(neighbours(&with_month), Some(vec![(0, 1), (0, 2), (1, 3), (2, 3)]));
        assert_eq!(neighbours(&[(None, Some(4)), (Some(6), None)]), Some(vec![(0, 1)]));
        assert_eq!(neighbours(&[(None, None), range(1, 1)]), Some(vec![]));
    }

    #[test]
    fn joining_neighbours_orders_what_is_certain() {
        // By brute force: what can be reached through neighbours is exactly what is certain.
        let ranges: Vec<Range> = (0..40_i64).map(|n| range((n * 7) % 31, (n * 7) % 31 + (n * 5) % 6)).collect();
        let pairs = neighbours(&ranges).unwrap_or_default();
        let mut reached = vec![[false; 40]; 40];
        let mut order: Vec<usize> = (0..40).collect();
        order.sort_by_key(|&at| ranges[at].0);
        for &at in &order {
            for (before, _) in pairs.iter().filter(|(_, later)| *later == at) {
                let through = reached[*before];
                for (place, known) in through.iter().enumerate() {
                    reached[at][place] |= known;
                }
                reached[at][*before] = true;
            }
        }
        for a in 0..40 {
            for b in 0..40 {
                assert_eq!(reached[b][a], ranges[a].1 < ranges[b].0, "{a} before {b}");
            }
        }
    }

    #[test]
    fn too_many_pairs_are_refused() {
        let crowd: Vec<Range> = (0..200).map(|n| if n < 100 { range(1, 9) } else { range(11, 19) }).collect();
        assert_eq!(neighbours(&crowd), None);
    }
}
