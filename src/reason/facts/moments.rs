//! When what is said of two times is about one moment.

use rustc_hash::FxHashMap;

use crate::base::when::{Precision, Shape, When};
use crate::model::{BuiltIn, CodesId, MeasureId, MeasureKind, Model, Of, QuantityId};

/// The built-in assumption without which what is said of this is not about one moment.
pub(super) fn assumption(model: &Model, of: Of) -> Option<BuiltIn> {
    model.quantities_of(of).into_iter().find_map(|quantity| of_quantity(model, quantity))
}

pub(super) fn of_quantity(model: &Model, quantity: QuantityId) -> Option<BuiltIn> {
    let quantity = &model.quantities()[quantity];
    let when = &model.whens()[quantity.when?];
    if when.precision() <= model.resolution() && !when.qualified() {
        return None;
    }
    match (model.measures()[quantity.measure].kind, when.shape()) {
        // Throughout an interval, and the flow in it, are what they are by definition.
        (_, Shape::Throughout) => None,
        (MeasureKind::Stock, _) => Some(BuiltIn::SameMoment),
        (MeasureKind::Cumulative { .. }, _) => Some(BuiltIn::ByTheEnd),
        (MeasureKind::Event | MeasureKind::Fixed, _) => None,
    }
}

/// For stocks whose when contains finer ones: the quantity at the finest, if there is only one finest.
///
/// Settled over all the quantities given, before any filter. The time is that
/// of sorting, and for each coarse when the finer ones it contains, at most [`MOST`].
pub(super) fn finest(
    model: &Model,
    quantities: impl IntoIterator<Item = QuantityId>,
) -> FxHashMap<QuantityId, QuantityId> {
    let mut series: FxHashMap<(MeasureId, CodesId), Vec<(QuantityId, &When)>> = FxHashMap::default();
    for id in quantities {
        let quantity = &model.quantities()[id];
        let stock = model.measures()[quantity.measure].kind == MeasureKind::Stock;
        let when = quantity.when.map(|when| &model.whens()[when]);
        if let Some(when) = when.filter(|when| stock && when.shape() != Shape::Throughout) {
            series.entry((quantity.measure, quantity.codes)).or_default().push((id, when));
        }
    }
    let mut finest = FxHashMap::default();
    for (_, mut whens) in sorted(series) {
        whens.sort_by(|(a, x), (b, y)| x.nominal().0.cmp(&y.nominal().0).then(a.cmp(b)));
        whens.dedup();
        for &(id, when) in whens.iter().filter(|(_, when)| when.precision() > Precision::Day) {
            finest.extend(only_finest(&whens, when).map(|fine| (id, fine)));
        }
    }
    finest
}

/// A coarse when that contains more finer ones than this is equated with none.
const MOST: usize = 1_000;

fn only_finest(whens: &[(QuantityId, &When)], outer: &When) -> Option<QuantityId> {
    let (Some(start), Some(end)) = outer.nominal() else { return None };
    let first = whens.partition_point(|(_, when)| when.nominal().0 < Some(start));
    let within = whens[first..].iter().take_while(|(_, when)| when.nominal().0 <= Some(end)).take(MOST + 1);
    let mut inside: Vec<&(QuantityId, &When)> = within.collect();
    if inside.len() > MOST {
        return None;
    }
    inside.retain(|(_, when)| when.precision() < outer.precision() && outer.contains(when));
    let least = inside.iter().map(|(_, when)| when.precision()).min()?;
    inside.retain(|(_, when)| when.precision() == least);
    match inside.as_slice() {
        [(only, _)] => Some(*only),
        _ => None,
    }
}

/// A hash map's entries in the order of their keys.
fn sorted<K: Ord, V>(map: FxHashMap<K, V>) -> Vec<(K, V)> {
    let mut entries: Vec<(K, V)> = map.into_iter().collect();
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    entries
}
