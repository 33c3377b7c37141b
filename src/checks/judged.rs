//! Judgements laid over findings.
//!
//! A judgement covers a finding if it is of every claim that disagrees there.

use crate::finding::Finding;
use crate::message::Severity;
use crate::model::Model;

/// Marks each contradiction that a judgement covers; it is then worth a note.
pub(super) fn judge(model: &Model, findings: &mut [Finding]) {
    for finding in findings.iter_mut().filter(|finding| finding.contradiction.is_some()) {
        let covering = model
            .judgements()
            .iter()
            .find(|(_, judgement)| finding.involved().iter().all(|claim| judgement.of.binary_search(claim).is_ok()));
        finding.judgement = covering.map(|(id, _)| id);
        if finding.judgement.is_some() {
            finding.message.severity = Severity::Note;
        }
    }
}
