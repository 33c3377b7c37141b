//! What is left when something is withdrawn.

use super::{Provenance, ROOT, Stop};
use crate::base::digraph::{Walker, Way};
use crate::model::{ClaimId, PartyId, SourceId};

/// What is withdrawn.
#[derive(Debug, Clone, Default)]
pub struct Withdrawn {
    /// Claims, in order.
    pub claims: Vec<ClaimId>,
    /// Sources, with all that stands there.
    pub sources: Vec<SourceId>,
    /// Parties: nothing counts any more that they alone state.
    pub parties: Vec<PartyId>,
}

impl Withdrawn {
    /// Whether nobody is left of those who state something.
    pub fn silences(&self, parties: &[PartyId]) -> bool {
        !parties.is_empty() && parties.iter().all(|party| self.parties.contains(party))
    }
}

/// What claims lose when something is withdrawn; what is withdrawn itself is not among them.
#[derive(Debug, Clone, Default)]
pub struct Loss {
    /// Claims that lose their only support, in order.
    pub fallen: Vec<ClaimId>,
    /// Claims that lose some of their support, and keep some, in order, each with what it still rests on.
    pub weakened: Vec<(ClaimId, Vec<Stop>)>,
}

impl Provenance<'_> {
    /// What is left of the support of claims when some are withdrawn, with sources and statements.
    ///
    /// A claim that had an origin falls if no way from one is left. One that had none, because all it rests on leads back
    /// to itself, falls if what is withdrawn cuts every circle that it rests on. Linear in stops and links.
    pub fn without(&self, withdrawn: &Withdrawn) -> Loss {
        let out = |node: u32| self.goes_with(withdrawn, node);
        let mut before = Walker::new(&self.graph);
        before.reach(&[ROOT], Way::Out, |_| true);
        let mut after = Walker::new(&self.graph);
        after.reach(&[ROOT], Way::Out, |node| !out(node));
        let nodes = 0..self.stops.len() as u32;
        let gone: Vec<u32> = nodes.clone().filter(|&node| out(node)).collect();
        let rootless: Vec<u32> = nodes.filter(|&node| !before.met(node)).collect();
        let circling = self.circling(&rootless, out);
        let stands = |node: u32| after.met(node) || !before.met(node) && circling.binary_search(&node).is_ok();
        let mut touched = Walker::new(&self.graph);
        let mut loss = Loss::default();
        let mut nodes = touched.reach(&gone, Way::Out, |_| true).to_vec();
        nodes.sort_unstable();
        for node in nodes {
            let Some(claim) = self.claim_at(node).filter(|_| !out(node)) else { continue };
            if stands(node) {
                let standing = self.above(node).iter().filter(|&&(on, _)| stands(on));
                loss.weakened.push((claim, standing.map(|&(on, _)| self.stop(on)).collect()));
            } else {
                loss.fallen.push(claim);
            }
        }
        loss
    }

    /// Whether a stop goes with what is withdrawn.
    fn goes_with(&self, withdrawn: &Withdrawn, node: u32) -> bool {
        match self.stop(node) {
            Stop::Root => false,
            Stop::Claim(claim) => withdrawn.claims.binary_search(&claim).is_ok(),
            Stop::Passage(source, by) => {
                withdrawn.sources.contains(&source)
                    || by.is_some_and(|by| withdrawn.silences(self.model.party_list(by)))
            }
            Stop::Origin(origin) => withdrawn.silences(self.parties(origin)),
        }
    }

    /// Of stops without an origin those that still rest on a circle when some are taken out, in order.
    ///
    /// Whatever has nothing left to rest on is taken out in turn; what remains rests on something for ever.
    fn circling(&self, rootless: &[u32], out: impl Fn(u32) -> bool) -> Vec<u32> {
        let place = |node: u32| rootless.binary_search(&node).ok();
        let mut left: Vec<usize> = rootless.iter().map(|&node| self.above(node).len()).collect();
        let mut falling: Vec<u32> = rootless.iter().copied().filter(|&node| out(node)).collect();
        let mut has_fallen: Vec<bool> = rootless.iter().map(|&node| out(node)).collect();
        while let Some(node) = falling.pop() {
            for next in self.graph.near(node, Way::Out) {
                let Some(at) = place(next) else { continue };
                left[at] = left[at].saturating_sub(1);
                if left[at] == 0 && !has_fallen[at] {
                    has_fallen[at] = true;
                    falling.push(next);
                }
            }
        }
        rootless.iter().zip(&has_fallen).filter(|(_, fallen)| !**fallen).map(|(&node, _)| node).collect()
    }
}
