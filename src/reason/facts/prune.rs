//! Leaves out what could only ever hold: rules that a quantity which nothing else
//! holds down, or up, can always meet.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{FactId, Facts, PointId};
use crate::base::number::{Bounds, Number};
use crate::engine::Sign;

/// A constraint that may be left out, in part or as a whole.
pub(super) struct Draft {
    pub(super) fact: FactId,
    pub(super) bounds: Bounds,
    /// Whether it may be left out: it is a rule's.
    pub(super) may_go: bool,
}

/// What is left.
pub(super) struct Pruned {
    pub(super) drafts: Vec<Draft>,
    /// Points that no longer stand in any constraint: each was zero or more, and only took up room.
    pub(super) dropped: FxHashSet<PointId>,
}

/// What keeps a point from being as large, or as small, as it likes.
#[derive(Clone, Default)]
struct Locks {
    /// Bounds that more of it would break.
    up: u32,
    /// Bounds that less of it would break.
    down: u32,
    /// The constraints it stands in.
    places: Vec<u32>,
    /// How many of those are left.
    left: u32,
    is_dropped: bool,
}

/// Drops, as long as there are any, points that nothing holds down, with all bounds that they can
/// meet; points that nothing holds up, which are best zero; and from an equation a point that
/// stands nowhere else (dual fixing and singleton columns, as in the presolve of linear programs).
/// What is left can hold if and only if the whole can. Time grows with the terms.
pub(super) fn prune(facts: &Facts<'_>, drafts: Vec<Draft>, keep: &[PointId]) -> Pruned {
    let mut pruning = Pruning::new(facts, drafts, keep);
    while let Some(at) = pruning.waiting.pop() {
        pruning.look_at(at as usize);
    }
    let dropped = pruning.points.iter().zip(&pruning.locks).filter(|(_, locks)| locks.is_dropped);
    let dropped = dropped.map(|(point, _)| *point).collect();
    let is_left = |draft: &Draft| draft.bounds.low.is_some() || draft.bounds.high.is_some();
    Pruned { drafts: pruning.drafts.into_iter().filter(is_left).collect(), dropped }
}

struct Pruning<'a> {
    facts: &'a Facts<'a>,
    drafts: Vec<Draft>,
    points: Vec<PointId>,
    index: FxHashMap<PointId, u32>,
    locks: Vec<Locks>,
    waiting: Vec<u32>,
}

impl<'a> Pruning<'a> {
    fn new(facts: &'a Facts<'a>, drafts: Vec<Draft>, keep: &[PointId]) -> Self {
        let mut pruning = Pruning {
            facts,
            points: Vec::new(),
            index: FxHashMap::default(),
            locks: Vec::new(),
            waiting: Vec::new(),
            drafts,
        };
        for (at, draft) in (0_u32..).zip(&pruning.drafts) {
            for (point, factor) in facts.terms(draft.fact) {
                let index = *pruning.index.entry(*point).or_insert_with(|| {
                    pruning.points.push(*point);
                    pruning.locks.push(Locks::default());
                    u32::try_from(pruning.points.len() - 1).expect("fewer than 2^32 points")
                });
                let locks = &mut pruning.locks[index as usize];
                locks.places.push(at);
                locks.left += 1;
                // What a claim says stays; it holds its points both ways.
                let holds = |end: bool| u32::from(end || !draft.may_go);
                let (low, high) = (holds(draft.bounds.low.is_some()), holds(draft.bounds.high.is_some()));
                let (down, up) = if factor.is_positive() { (low, high) } else { (high, low) };
                locks.up += up;
                locks.down += down;
            }
        }
        for point in keep {
            if let Some(index) = pruning.index.get(point) {
                pruning.locks[*index as usize].up += 1;
                pruning.locks[*index as usize].down += 1;
                pruning.locks[*index as usize].left += 1;
            }
        }
        pruning.waiting = (0..u32::try_from(pruning.points.len()).expect("fewer than 2^32 points")).rev().collect();
        pruning
    }

    fn look_at(&mut self, at: usize) {
        let locks = &self.locks[at];
        if locks.is_dropped || locks.left == 0 {
            return;
        }
        let point = self.points[at];
        let is_free = self.facts.points().sign(self.facts.model(), point) == Sign::Any;
        if locks.up == 0 || (locks.down == 0 && is_free) {
            self.locks[at].is_dropped = true;
            for place in self.locks[at].places.clone() {
                self.release(place, true, true);
            }
        } else if locks.down == 0 {
            self.locks[at].is_dropped = true;
        } else if locks.left == 1 {
            self.sole(at, point, is_free);
        }
    }

    /// A point that stands in one constraint alone meets the bound that more of it meets.
    fn sole(&mut self, at: usize, point: PointId, is_free: bool) {
        let alive = |place: &&u32| {
            let bounds = &self.drafts[**place as usize].bounds;
            bounds.low.is_some() || bounds.high.is_some()
        };
        let Some(place) = self.locks[at].places.iter().find(alive).copied() else { return };
        if !self.drafts[place as usize].may_go {
            return;
        }
        let terms = self.facts.terms(self.drafts[place as usize].fact);
        let is_positive = terms.iter().any(|(own, factor)| *own == point && Number::is_positive(factor));
        self.locks[at].is_dropped = true;
        self.release(place, is_free || is_positive, is_free || !is_positive);
    }

    /// Takes bounds of a constraint away.
    fn release(&mut self, place: u32, low: bool, high: bool) {
        let draft = &mut self.drafts[place as usize];
        let low = low && draft.bounds.low.take().is_some();
        let high = high && draft.bounds.high.take().is_some();
        let is_gone = (low || high) && draft.bounds.low.is_none() && draft.bounds.high.is_none();
        for (point, factor) in self.facts.terms(draft.fact) {
            let index = self.index[point];
            let locks = &mut self.locks[index as usize];
            let (down, up) = if factor.is_positive() { (low, high) } else { (high, low) };
            locks.down -= u32::from(down);
            locks.up -= u32::from(up);
            locks.left -= u32::from(is_gone);
            if !locks.is_dropped {
                self.waiting.push(index);
            }
        }
    }
}
