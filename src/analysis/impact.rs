//! What falls if a claim, a source or a party is withdrawn.
//!
//! To withdraw a claim is to read on as if it had never been made. With a source goes all that is read in it and all
//! that others have from it; with a party, what it alone says, states or passes on, and its own documents. A claim
//! *falls* if every way from an origin to it goes through what is withdrawn: exactly those are left without a way when
//! these stops are taken out and the ways from the origins are walked again. That is linear in the graph, and the same
//! as asking whether what is withdrawn, taken as one stop, dominates the claim. A claim is *weakened*
//! if some ways are gone and some are left. Contradictions are found anew without the claims that are withdrawn or fall,
//! and compared by their ids; one that goes on among fewer claims has another id, and is told as
//! one that vanishes and one that appears.

use rustc_hash::FxHashSet;

use crate::analysis::Analysis;
use crate::model::{ClaimId, Model, PartyId, SourceId};
use crate::provenance::graph::Node;
use crate::provenance::{Stop, Withdrawn};
use crate::reason::finding::Finding;

/// What is withdrawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// One claim.
    Claim(ClaimId),
    /// A source.
    Source(SourceId),
    /// A party.
    Party(PartyId),
}

/// What falls.
#[derive(Debug)]
pub struct Impact {
    /// What is withdrawn.
    pub what: What,
    /// The claims that are withdrawn with it, in order.
    pub withdrawn: Vec<ClaimId>,
    /// The claims that lose their only support, in order.
    pub fallen: Vec<ClaimId>,
    /// The claims that lose some support, each with what it still rests on.
    pub weakened: Vec<(ClaimId, Vec<Stop>)>,
    /// Quantities and propositions of which no claim is left that speaks of them.
    pub silent: Vec<Node>,
    /// Contradictions and tensions that vanish.
    pub vanished: Vec<Finding>,
    /// Contradictions and tensions that were not there before.
    pub appeared: Vec<Finding>,
    /// How many contradictions and tensions stay.
    pub stay: usize,
    /// Whether work limits were reached, so that there may be more of either.
    pub cut: bool,
}

/// What falls if something is withdrawn.
pub fn impact(analysis: &Analysis<'_>, what: What) -> Impact {
    let model = analysis.model();
    let out = withdrawn(model, what);
    let loss = analysis.provenance().without(&out);
    let mut gone: Vec<ClaimId> = out.claims.iter().chain(&loss.fallen).copied().collect();
    gone.sort_unstable();
    let mut assumptions = analysis.assumptions().clone();
    assumptions.leave_out(gone.iter().copied());
    let before = analysis.checked();
    let without = analysis.but_assuming(assumptions);
    let after = without.checked();
    let (cut, silent) = (before.cut || after.cut, silent(analysis, &gone));
    let (vanished, stay) = beyond(&before.findings, &after.findings);
    let stays: FxHashSet<String> = stay.iter().filter_map(id).collect();
    let appeared = after.findings.iter().filter(|finding| id(finding).is_some_and(|id| !stays.contains(&id)));
    let (appeared, stay) = (appeared.cloned().collect(), stay.len());
    let (withdrawn, fallen, weakened) = (out.claims, loss.fallen, loss.weakened);
    Impact { what, withdrawn, fallen, weakened, silent, vanished, appeared, stay, cut }
}

fn id(finding: &Finding) -> Option<String> {
    finding.contradiction.as_ref().map(|contradiction| contradiction.id.clone())
}

/// The contradictions that are not among others, and those that are.
fn beyond(findings: &[Finding], others: &[Finding]) -> (Vec<Finding>, Vec<Finding>) {
    let others: FxHashSet<String> = others.iter().filter_map(id).collect();
    let contradictions = findings.iter().filter(|&finding| finding.contradiction.is_some()).cloned();
    contradictions.partition(|finding| id(finding).is_some_and(|id| !others.contains(&id)))
}

/// The claims, sources and parties that go with what is withdrawn.
fn withdrawn(model: &Model, what: What) -> Withdrawn {
    match what {
        What::Claim(claim) => Withdrawn { claims: vec![claim], ..Withdrawn::default() },
        What::Source(source) => {
            Withdrawn { claims: model.claims_in(source).collect(), sources: vec![source], ..Withdrawn::default() }
        }
        What::Party(party) => {
            let only = |parties: &[PartyId]| parties == [party];
            let own = model.sources().iter().filter(|(_, source)| only(model.party_list(source.by)));
            let sources: Vec<SourceId> = own.map(|(id, _)| id).collect();
            let goes = |claim: &ClaimId| {
                let via = model.details_of(*claim).and_then(|details| details.via);
                only(model.asserters(*claim))
                    || sources.binary_search(&model.claims()[*claim].source).is_ok()
                    || via.is_some_and(|via| only(model.party_list(via)))
            };
            Withdrawn { claims: model.claims().ids().filter(goes).collect(), sources, parties: vec![party] }
        }
    }
}

/// What only gone claims speak of.
fn silent(analysis: &Analysis<'_>, gone: &[ClaimId]) -> Vec<Node> {
    let about = |claim: ClaimId| crate::analysis::filter::subjects(analysis.model(), claim);
    let is_kept = |node: Node| {
        analysis.graph().back(node).into_iter().any(|(_, from)| match from {
            Node::Claim(claim) => gone.binary_search(&claim).is_err(),
            _ => false,
        })
    };
    let mut nodes: Vec<Node> = gone.iter().flat_map(|&claim| about(claim)).collect();
    nodes.sort();
    nodes.dedup();
    nodes.retain(|&node| matches!(node, Node::Quantity(_) | Node::Proposition(_)) && !is_kept(node));
    nodes
}
