//! Parties that say something else of a quantity than they said before.

use crate::base::message::{Code, Severity};
use crate::base::number::Bounds;
use crate::model::{ClaimId, Model, PartyId, WhenId};
use crate::reason::facts::figures::Figure;

/// One party's earlier and later word.
pub(super) const OVER_TIME: Code = Code {
    id: "GS505",
    name: "changed-over-time",
    severity: Severity::Warning,
    explanation: "\
One party says of one and the same quantity, at one time, something else than it said before: the two cannot both be true, but
nobody is contradicted by another. Parties learn, count again, or change their story; which of these it was is worth knowing,
and a later figure is not therefore the better one.

If the later claim is meant to put the earlier one right, say so: `from: [Corrects(\"…\")]`; the earlier one then no longer
binds, unless `--superseded`. What was said when is the claim's `said`, or the date of the source.",
};

/// So many parties are named.
const NAMED: usize = 3;
/// Among more figures of one quantity than this no changes are looked for besides the disagreement itself.
const MOST_FIGURES: usize = 500;

/// When something was said, as far as that is known.
pub(super) fn said(model: &Model, claim: ClaimId) -> Option<WhenId> {
    let own = model.details_of(claim).and_then(|details| details.said);
    own.or(model.sources()[model.claims()[claim].source].date)
}

/// Whether the one was certainly said before the other.
fn is_before(model: &Model, first: ClaimId, second: ClaimId) -> bool {
    match (said(model, first), said(model, second)) {
        (Some(first), Some(second)) => model.whens()[first].certainly_before(&model.whens()[second]),
        _ => false,
    }
}

/// Of two claims by the same parties the earlier and the later, if it is known which that is.
pub(super) fn in_order<'f>(model: &Model, a: &'f Figure, b: &'f Figure) -> Option<(&'f Figure, &'f Figure)> {
    let parties = |figure: &Figure| {
        let mut parties = model.asserters(figure.claim).to_vec();
        parties.sort_unstable();
        parties
    };
    let own = parties(a);
    if own.is_empty() || own != parties(b) {
        return None;
    }
    match (is_before(model, a.claim, b.claim), is_before(model, b.claim, a.claim)) {
        (true, _) => Some((a, b)),
        (_, true) => Some((b, a)),
        _ => None,
    }
}

/// "Ministry said 13,000 (May 1950), and 14,000 later (June 1950)".
pub(super) fn text(model: &Model, earlier: &Figure, later: &Figure) -> String {
    let value = |figure: &Figure| model.bounds_words(figure.of, &figure.read);
    let when = |figure: &Figure| said(model, figure.claim).map_or(String::new(), |at| model.whens()[at].human());
    let who = model.party_titles(model.asserters(earlier.claim));
    format!("{who} said {} ({}), and {} later ({})", value(earlier), when(earlier), value(later), when(later))
}

/// Whether two figures have a value in common.
fn meet(a: &Figure, b: &Figure) -> bool {
    let ends = |low: &Figure, high: &Figure| Bounds { low: low.read.low.clone(), high: high.read.high.clone() };
    !ends(a, b).is_empty() && !ends(b, a).is_empty()
}

/// What parties changed among figures of one quantity, each once: its first word and the first that does not agree with it.
pub(super) fn changes(model: &Model, figures: &[Figure]) -> Vec<String> {
    if figures.len() > MOST_FIGURES {
        return Vec::new();
    }
    let mut told: Vec<Vec<PartyId>> = Vec::new();
    let mut changes = Vec::new();
    for (at, first) in figures.iter().enumerate() {
        let parties = model.asserters(first.claim).to_vec();
        if changes.len() >= NAMED || told.contains(&parties) {
            continue;
        }
        let others = figures[at + 1..].iter().filter(|other| !meet(first, other));
        let other = others.into_iter().find_map(|other| in_order(model, first, other));
        if let Some((earlier, later)) = other {
            changes.push(text(model, earlier, later));
            told.push(parties);
        }
    }
    changes
}
