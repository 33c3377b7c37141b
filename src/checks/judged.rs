//! Judgements laid over findings.

use crate::finding::Finding;
use crate::model::Model;

/// Marks each contradiction that a judgement covers: one of the same or of more claims.
pub(super) fn judge(model: &Model, findings: &mut [Finding]) {
    for finding in findings.iter_mut().filter(|finding| finding.contradiction.is_some()) {
        let covering = model
            .judgements()
            .iter()
            .find(|(_, judgement)| finding.claims.iter().all(|claim| judgement.of.binary_search(claim).is_ok()));
        finding.judgement = covering.map(|(id, _)| id);
    }
}
