//! Stories: one wrong figure reads as one story, not as twenty findings.

use rustc_hash::FxHashMap;

use crate::model::{ClaimId, Model};
use crate::reason::facts::weight;
use crate::reason::finding::{Finding, Story, Strength, digits};

/// The story that a claim's withdrawal would end.
pub(super) fn story(model: &Model, claim: ClaimId) -> Story {
    Story { id: format!("S-{}", digits(&model.claim_name(claim))), claim }
}

/// Gives disagreements about one quantity the story of a claim of theirs, or one of their own.
pub(super) fn assign(model: &Model, findings: &mut [Finding]) {
    let known: Vec<ClaimId> =
        findings.iter().filter_map(|finding| Some(finding.contradiction.as_ref()?.story.as_ref()?.claim)).collect();
    for finding in findings {
        let lightest = finding.claims.iter().copied().min_by_key(|&claim| (weight(model, claim), claim));
        let involved = finding.involved().to_vec();
        let Some(contradiction) = finding.contradiction.as_mut() else { continue };
        if contradiction.story.is_some() || contradiction.strength == Strength::Tension {
            continue;
        }
        let of_another = known.iter().copied().find(|claim| involved.contains(claim));
        contradiction.story = of_another.or(lightest).map(|claim| story(model, claim));
    }
}

/// Brings the findings of one story together, at the place of its first.
pub(super) fn together(findings: Vec<Finding>) -> Vec<Finding> {
    let story = |finding: &Finding| Some(finding.contradiction.as_ref()?.story.as_ref()?.claim);
    let mut places: FxHashMap<ClaimId, usize> = FxHashMap::default();
    let mut stories: Vec<Vec<Finding>> = Vec::new();
    for finding in findings {
        match story(&finding) {
            Some(claim) => {
                let place = *places.entry(claim).or_insert_with(|| {
                    stories.push(Vec::new());
                    stories.len() - 1
                });
                stories[place].push(finding);
            }
            None => stories.push(vec![finding]),
        }
    }
    stories.into_iter().flatten().collect()
}
