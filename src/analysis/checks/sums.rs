//! A table says each of its figures twice: by itself, and as the total less the others.
//!
//! Where the figures of one source's sum add up, each contradiction of one of them has a longer
//! double that reaches it through the total. The shorter is told, and counts its doubles.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{ClaimId, Model, SourceId};
use crate::reason::finding::{Again, Finding};
use crate::reason::passed::Passed;

/// A sum that adds up: who says it, and its claims.
struct Sum {
    source: SourceId,
    claims: FxHashSet<ClaimId>,
}

/// Leaves out contradictions that a shorter one tells, if the figures of a sum that adds up stand together;
/// the shorter one says how many.
///
/// Takes time in proportion to the findings, and to the pairs of those that touch the same sum.
pub(super) fn told_once(model: &Model, passed: &[Passed], findings: Vec<Finding>) -> Vec<Finding> {
    let sums: Vec<Sum> = passed.iter().filter_map(|passed| sum(model, passed)).collect();
    let mut sums_of: FxHashMap<ClaimId, Vec<usize>> = FxHashMap::default();
    for (at, sum) in sums.iter().enumerate() {
        #[expect(clippy::iter_over_hash_type, reason = "each claim has a list of its own")]
        for &claim in &sum.claims {
            sums_of.entry(claim).or_default().push(at);
        }
    }
    let mut touching: Vec<Vec<usize>> = vec![Vec::new(); sums.len()];
    for (place, finding) in findings.iter().enumerate().filter(|(_, finding)| finding.contradiction.is_some()) {
        let mut own: Vec<usize> =
            finding.claims.iter().filter_map(|claim| sums_of.get(claim)).flatten().copied().collect();
        own.sort_unstable();
        own.dedup();
        for sum in own {
            touching[sum].push(place);
        }
    }
    let mut told_by: FxHashMap<usize, (usize, SourceId)> = FxHashMap::default();
    for (sum, places) in sums.iter().zip(&touching) {
        for &long in places {
            let shorter = places.iter().copied().filter(|&short| tells(&findings[short], &findings[long], sum));
            if let Some(short) = shorter.min_by_key(|&short| (findings[short].claims.len(), short)) {
                told_by.entry(long).or_insert((short, sum.source));
            }
        }
    }
    let mut doubles: FxHashMap<usize, (usize, SourceId)> = FxHashMap::default();
    let mut places: Vec<usize> = told_by.keys().copied().collect();
    places.sort_unstable();
    for place in places {
        let (mut told, source) = told_by[&place];
        // Each is shorter than the one before.
        while let Some((shorter, _)) = told_by.get(&told) {
            told = *shorter;
        }
        doubles.entry(told).or_insert((0, source)).0 += 1;
    }
    let mut told = Vec::with_capacity(findings.len());
    for (place, mut finding) in findings.into_iter().enumerate() {
        if told_by.contains_key(&place) {
            continue;
        }
        if let (Some(&(ways, source)), Some(found)) = (doubles.get(&place), &mut finding.contradiction) {
            found.again = Some(Again { ways, source });
        }
        told.push(finding);
    }
    told
}

/// A sum that was passed, if all its figures are of one source.
fn sum(model: &Model, passed: &Passed) -> Option<Sum> {
    let source = |claim: &ClaimId| model.claims()[*claim].source;
    let first = passed.claims.first().map(source).filter(|_| passed.is_sum)?;
    let is_of_one = passed.claims.iter().all(|claim| source(claim) == first);
    is_of_one.then(|| Sum { source: first, claims: passed.claims.iter().copied().collect() })
}

/// Whether one contradiction is shorter than another, no weaker, and needs no claim outside the sum that the other does not.
fn tells(short: &Finding, long: &Finding, sum: &Sum) -> bool {
    let (Some(one), Some(other)) = (&short.contradiction, &long.contradiction) else { return false };
    short.claims.len() < long.claims.len()
        && one.strength <= other.strength
        && one.among_plans == other.among_plans
        && short.claims.iter().all(|claim| sum.claims.contains(claim) || long.claims.contains(claim))
}
