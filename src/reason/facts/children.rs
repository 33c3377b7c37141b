//! Each code of a dimension is the sum of the codes that lie in it.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::instances::{Instances, Made, is_among};
use super::points::{Codes, Moment, PointId, Points, Spot};
use super::{Assumptions, Owner, RuleRef};
use crate::base::number::{Bound, Bounds, Number};
use crate::model::{CodeId, DimensionId, Holds, MeasureId, Model, RuleId};

/// A whole with the codes of the other dimensions: the measure, the codes with the whole among them, the moment.
type Whole = (MeasureId, Codes, Moment);

/// The instances: at each moment at which claims speak of a whole and of all its known children, those that some
/// claim of the same measure names at all.
pub(super) fn sums(
    model: &Model,
    assumptions: &Assumptions,
    points: &mut Points,
    claimed: &[PointId],
    instances: &mut Instances<'_>,
) -> Vec<Made> {
    let mut made = Vec::new();
    for (id, rule) in model.rules().iter().filter(|(id, _)| assumptions.holds(model, *id)) {
        if let Holds::Children { dimension, of, complete } = &rule.holds {
            of_rule(model, (id, *dimension, of, *complete), points, claimed, &mut made);
            if made.last().is_some_and(|made: &Made| made.owner == Owner::Rule(RuleRef::Own(id))) {
                instances.used.insert(id);
            }
        }
    }
    made
}

fn of_rule(
    model: &Model,
    (id, dimension, of, complete): (RuleId, DimensionId, &[MeasureId], bool),
    points: &mut Points,
    claimed: &[PointId],
    made: &mut Vec<Made>,
) {
    let mut known: FxHashMap<(MeasureId, CodeId), FxHashSet<CodeId>> = FxHashMap::default();
    let mut children: BTreeMap<Whole, Vec<(CodeId, PointId)>> = BTreeMap::new();
    for &point in claimed {
        let Some(spot) = points.spot(point) else { continue };
        let fits = of.is_empty() || of.contains(&spot.measure);
        if !fits || !model.measures()[spot.measure].counts || Points::is_date(model, spot.measure) {
            continue;
        }
        let mut codes = points.code_list(spot.codes).to_vec();
        let Some(at) = codes.iter().position(|code| model.codes()[*code].dimension == dimension) else { continue };
        let child = codes[at];
        let Some(whole) = model.codes()[child].inside else { continue };
        known.entry((spot.measure, whole)).or_default().insert(child);
        codes[at] = whole;
        if let Some(codes) = points.find_codes(&codes) {
            children.entry((spot.measure, codes, spot.moment)).or_default().push((child, point));
        }
    }
    let claimed: FxHashSet<PointId> = claimed.iter().copied().collect();
    for ((measure, codes, moment), parts) in children {
        let whole = points.find(Spot { measure, codes, moment }).filter(|whole| claimed.contains(whole));
        let Some(whole) = whole else { continue };
        let code = points.code_list(codes).iter().copied().find(|code| model.codes()[*code].dimension == dimension);
        let all = code.and_then(|code| known.get(&(measure, code))).map_or(0, FxHashSet::len);
        if parts.len() < all {
            continue;
        }
        let spots = parts.iter().map(|(_, point)| *point).chain([whole]).filter_map(|point| points.spot(point));
        if !is_among(model, points, &model.rules()[id].only, spots) {
            continue;
        }
        let minus = parts.iter().map(|(_, point)| (*point, Number::from(-1)));
        let bounds = if complete {
            Bounds::exactly(Number::ZERO)
        } else {
            Bounds { low: Some(Bound { value: Number::ZERO, strict: false }), high: None }
        };
        made.push(Made {
            owner: Owner::Rule(RuleRef::Own(id)),
            terms: minus.chain([(whole, Number::ONE)]).collect(),
            bounds,
            is_whole: true,
        });
    }
}
