//! A part is at most what contains it.

use rustc_hash::{FxHashMap, FxHashSet};

use super::instances::Made;
use super::points::{Codes, Moment, PointId, Points};
use super::{Owner, RuleRef, sorted};
use crate::base::number::{Bound, Bounds, Number};
use crate::model::{BuiltIn, CodeId, MeasureId, Model};

/// More containers than this are not looked at for one quantity.
const MOST: usize = 4_096;

/// Joins each known count to its nearest known containers at the same moment.
pub(super) fn contained(model: &Model, points: &Points) -> Vec<Made> {
    let mut known: FxHashMap<(MeasureId, Moment), Vec<(Codes, PointId)>> = FxHashMap::default();
    for point in points.ids() {
        let Some(spot) = points.spot(point) else { continue };
        let measure = &model.measures()[spot.measure];
        // What may be below zero can be more in a part than in the whole.
        if measure.counts && !measure.signed && !Points::is_date(model, spot.measure) {
            known.entry((spot.measure, spot.moment)).or_default().push((spot.codes, point));
        }
    }
    let mut made = Vec::new();
    for (_, group) in sorted(known) {
        if group.len() < 2 {
            continue;
        }
        let by_codes: FxHashMap<&[CodeId], PointId> =
            group.iter().map(|(codes, point)| (points.code_list(*codes), *point)).collect();
        for (codes, point) in &group {
            for container in nearest(model, points.code_list(*codes), &by_codes) {
                made.push(Made {
                    owner: Owner::Rule(RuleRef::BuiltIn(BuiltIn::Contained)),
                    terms: vec![(container, Number::ONE), (*point, Number::from(-1))],
                    bounds: Bounds { low: Some(Bound { value: Number::ZERO, strict: false }), high: None },
                    is_whole: true,
                });
            }
        }
    }
    made
}

/// The known containers that contain no other known container: upward, one code at a time.
fn nearest(model: &Model, codes: &[CodeId], known: &FxHashMap<&[CodeId], PointId>) -> Vec<PointId> {
    let mut seen: FxHashSet<Vec<CodeId>> = FxHashSet::default();
    let mut waiting: Vec<Vec<CodeId>> = vec![codes.to_vec()];
    let mut found: Vec<(Vec<CodeId>, PointId)> = Vec::new();
    let mut at = 0;
    while at < waiting.len() && waiting.len() < MOST {
        let own = waiting[at].clone();
        at += 1;
        for place in 0..own.len() {
            let Some(outer) = model.codes()[own[place]].inside else { continue };
            let mut wider = own.clone();
            wider[place] = outer;
            if !seen.insert(wider.clone()) {
                continue;
            }
            match known.get(wider.as_slice()) {
                Some(point) => found.push((wider, *point)),
                None => waiting.push(wider),
            }
        }
    }
    let contains =
        |outer: &[CodeId], inner: &[CodeId]| outer.iter().zip(inner).all(|(outer, inner)| is_in(model, *inner, *outer));
    let is_nearest =
        |own: &(Vec<CodeId>, PointId)| !found.iter().any(|other| other.1 != own.1 && contains(&own.0, &other.0));
    found.iter().filter(|own| is_nearest(own)).map(|(_, point)| *point).collect()
}

/// Whether a code is another, or lies inside it.
pub(super) fn is_in(model: &Model, inner: CodeId, outer: CodeId) -> bool {
    let mut next = Some(inner);
    while let Some(code) = next {
        if code == outer {
            return true;
        }
        next = model.codes()[code].inside;
    }
    false
}
