//! The claims that bind, those with the same content together.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Assumptions, Question};
use crate::model::{ClaimId, ClaimLinkKind, Content, Grade, Holds, Model, NameId, Of, ReadingId, RuleId, Statement};

/// Claims that say the same: one constraint, however often it is said.
#[derive(Debug, Clone)]
pub struct Group {
    /// The claims; the one that speaks for all comes first.
    pub claims: Vec<ClaimId>,
    /// The readings of the first claim.
    pub readings: Vec<ReadingId>,
    /// The tags of those readings.
    pub tags: Vec<Option<NameId>>,
    /// The rule without which the claims would not bind.
    pub owing_to: Option<RuleId>,
    /// What withdrawing them costs: 2 (weakest grades) to 10 (best).
    pub weight: u32,
}

impl Group {
    /// The claim that speaks for all.
    pub fn speaker(&self) -> ClaimId {
        self.claims[0]
    }
}

/// The claims that bind as facts, or those that bind among plans, in the order of the first of each group.
pub(super) fn binding(model: &Model, assumptions: &Assumptions, question: Question<'_>) -> Vec<Group> {
    let plans = question.plans;
    let mut places: FxHashMap<Vec<(Content, Option<NameId>)>, usize> = FxHashMap::default();
    let mut groups: Vec<Group> = Vec::new();
    let withdrawn = if assumptions.superseded() { FxHashSet::default() } else { withdrawn(model) };
    let taken = if plans { FxHashMap::default() } else { taken(model, assumptions) };
    for (claim, record) in model.claims().iter() {
        let owing_to = taken.get(&claim).copied();
        let binds = if plans { record.mode.binds_as_plan() } else { record.mode.binds_as_fact() || owing_to.is_some() };
        let is_asked = question.claims.is_none_or(|takes_part| takes_part(claim));
        if !binds || !is_asked || assumptions.leaves_out(claim) || withdrawn.contains(&claim) || is_void(model, claim) {
            continue;
        }
        let place = *places.entry(model.contents_of(claim)).or_insert_with(|| {
            let readings = model.readings_of(claim);
            let (readings, tags) = readings.map(|(id, reading)| (id, reading.tag)).unzip();
            groups.push(Group { claims: Vec::new(), readings, tags, owing_to, weight: 0 });
            groups.len() - 1
        });
        let group = &mut groups[place];
        group.claims.push(claim);
        group.weight = group.weight.max(weight(model, claim));
        if owing_to.is_none() {
            group.owing_to = None;
        }
    }
    for group in &mut groups {
        speaker_first(model, group);
    }
    groups
}

/// The best graded claim speaks for a group; of equal ones the first, and rather one that binds by itself.
fn speaker_first(model: &Model, group: &mut Group) {
    let best = (0..group.claims.len())
        .min_by_key(|&at| {
            let claim = group.claims[at];
            (!model.claims()[claim].mode.binds_as_fact(), u32::MAX - weight(model, claim), at)
        })
        .expect("a group has a claim");
    let claim = group.claims.remove(best);
    group.claims.insert(0, claim);
    group.readings = model.readings_of(claim).map(|(id, _)| id).collect();
}

/// A share of itself, or a sum of different units, says nothing that could bind; a check reports it.
fn is_void(model: &Model, claim: ClaimId) -> bool {
    let is_mixed = |sums: &[Of]| {
        let quantities = sums.iter().flat_map(|of| model.quantities_of(*of));
        let measures: Vec<_> = quantities.map(|id| model.quantities()[id].measure).collect();
        super::are_mixed(model, &measures)
    };
    model.readings_of(claim).any(|(_, reading)| match reading.statement {
        Statement::Figure { of, is } => match model.values()[is].share_of {
            Some(base) => base == of || is_mixed(&[of, base]),
            None => matches!(of, Of::Sum(_)) && is_mixed(&[of]),
        },
        Statement::Relation(relation) => {
            let relation = &model.relations()[relation];
            is_mixed(&relation.sides().collect::<Vec<_>>())
        }
        _ => false,
    })
}

/// What withdrawing a claim costs: the reliability of its source (A 5 to E 1) and its
/// credibility (1 counts 5, to 5 counts 1) together; what cannot be judged or is not graded
/// counts 3, the middle.
pub fn weight(model: &Model, claim: ClaimId) -> u32 {
    let record = &model.claims()[claim];
    let reliability = match model.sources()[record.source].grade.map(Grade::letter) {
        Some('A') => 5,
        Some('B') => 4,
        Some('D') => 2,
        Some('E') => 1,
        _ => 3,
    };
    let credibility = match record.credibility {
        Some(grade @ 1..=5) => 6 - u32::from(grade),
        _ => 3,
    };
    reliability + credibility
}

/// Claims that a claim of the same party corrects.
pub(super) fn withdrawn(model: &Model) -> FxHashSet<ClaimId> {
    let corrections = model.claim_links().iter().filter_map(|link| match link.kind {
        ClaimLinkKind::Corrects(to) => Some((link.from, to)),
        _ => None,
    });
    corrections
        .filter(|&(from, to)| model.asserters(from).iter().any(|party| model.asserters(to).contains(party)))
        .map(|(_, to)| to)
        .collect()
}

/// Claims that a rule makes binding, with the rule.
pub(super) fn taken(model: &Model, assumptions: &Assumptions) -> FxHashMap<ClaimId, RuleId> {
    let rules = model.rules().iter().filter(|(id, _)| assumptions.holds(model, *id));
    rules
        .filter_map(|(id, rule)| match rule.holds {
            Holds::Happened(claim) | Holds::Taken(claim) => Some((claim, id)),
            _ => None,
        })
        .collect()
}
