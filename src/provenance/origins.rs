//! How many origins something has: a claim, what is said of a quantity, who affirms a proposition.

use rustc_hash::FxHashMap;

use super::{Circle, OriginId, Provenance, Stop};
use crate::base::digraph::{Walker, Way};
use crate::base::number::Bounds;
use crate::model::{ClaimId, Model, Of, PartyId, PropositionId, QuantityId, Statement};
use crate::provenance::graph::Edge;

/// What is asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// One claim.
    Claim(ClaimId),
    /// All that is claimed of a quantity as a fact.
    Quantity(QuantityId),
    /// All that is claimed of a proposition as a fact.
    Proposition(PropositionId),
}

/// The answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What was asked about.
    pub asked: Asked,
    /// The claims that agree, together: for a quantity the lowest value first, for a proposition who affirms it first.
    pub groups: Vec<Group>,
    /// The origins of all of them, each once.
    pub origins: Vec<OriginId>,
    /// The parties whose statements these origins are, each once.
    pub parties: Vec<PartyId>,
}

/// Claims that agree.
#[derive(Debug, Clone)]
pub struct Group {
    /// What they agree on, in words.
    pub label: String,
    /// The claims, in order.
    pub claims: Vec<ClaimId>,
    /// Their origins, in order, each with the ways from claims to it.
    pub origins: Vec<Start>,
    /// The parties whose statements these origins are, each once.
    pub parties: Vec<PartyId>,
    /// What every way to every one of the claims goes through, where that is not their only origin or their only claim.
    pub through: Option<Stop>,
    /// Claims without an origin: all that they rest on leads back to itself.
    pub circular: Vec<ClaimId>,
    /// The circles that lie on ways from the claims.
    pub circles: Vec<Circle>,
}

/// An origin and what came from there.
#[derive(Debug, Clone)]
pub struct Start {
    /// The origin.
    pub origin: OriginId,
    /// A shortest way for each claim of the group that has it, in the order of the claims.
    pub chains: Vec<Chain>,
}

/// A way from a claim to an origin: each step with the link that leads to it; the last is the origin.
#[derive(Debug, Clone)]
pub struct Chain {
    /// The claim.
    pub claim: ClaimId,
    /// The steps.
    pub steps: Vec<(Edge, Stop)>,
}

impl Provenance<'_> {
    /// The origins of what is asked about.
    ///
    /// Time linear in what lies behind its claims, once for each origin.
    pub fn answer(&self, asked: Asked) -> Answer {
        let groups = match asked {
            Asked::Claim(claim) => vec![(String::new(), vec![claim])],
            Asked::Quantity(quantity) => values(self.model, quantity),
            Asked::Proposition(proposition) => verdicts(self.model, proposition),
        };
        let groups: Vec<Group> = groups.into_iter().map(|(label, claims)| self.group(label, claims)).collect();
        let mut origins: Vec<OriginId> =
            groups.iter().flat_map(|group| group.origins.iter().map(|start| start.origin)).collect();
        origins.sort_unstable();
        origins.dedup();
        let parties = self.parties_of(&origins);
        Answer { asked, groups, origins, parties }
    }

    /// Claims that agree, with their origins.
    pub fn group(&self, label: String, claims: Vec<ClaimId>) -> Group {
        let mut walker = Walker::new(&self.graph);
        let ids = self.origins_behind(&mut walker, &claims);
        let origins: Vec<Start> =
            ids.iter().map(|&origin| Start { origin, chains: self.chains(&walker, origin, &claims) }).collect();
        let reached = |claim: &ClaimId| {
            origins.iter().any(|start| start.chains.binary_search_by_key(claim, |chain| chain.claim).is_ok())
        };
        let circular: Vec<ClaimId> = claims.iter().copied().filter(|claim| !reached(claim)).collect();
        let rooted: Vec<ClaimId> = claims.iter().copied().filter(reached).collect();
        let through = self.common(&rooted).filter(|stop| match stop {
            Stop::Claim(claim) => rooted != [*claim],
            Stop::Origin(_) | Stop::Root => false,
            Stop::Passage(..) => true,
        });
        let parties = self.parties_of(&ids);
        let circles =
            self.circles().iter().filter(|circle| walker.met(Self::node(circle.claims[0]))).cloned().collect();
        Group { label, claims, origins, parties, through, circular, circles }
    }

    /// How many of these origins are statements of which nobody knows whose.
    pub fn of_unknown_authors(&self, origins: &[OriginId]) -> usize {
        origins.iter().filter(|&&origin| self.parties(origin).is_empty()).count()
    }

    fn parties_of(&self, origins: &[OriginId]) -> Vec<PartyId> {
        let mut parties: Vec<PartyId> = origins.iter().flat_map(|&origin| self.parties(origin)).copied().collect();
        parties.sort_unstable();
        parties.dedup();
        parties
    }

    /// Shortest ways from claims to an origin, within what lies behind the claims.
    fn chains(&self, behind: &Walker<'_>, origin: OriginId, claims: &[ClaimId]) -> Vec<Chain> {
        let start = self.origin_nodes[origin.0 as usize];
        let mut towards: FxHashMap<u32, u32> = FxHashMap::default();
        towards.insert(start, start);
        let mut queue = std::collections::VecDeque::from([start]);
        while let Some(node) = queue.pop_front() {
            for next in self.graph.near(node, Way::Out) {
                if behind.met(next) && !towards.contains_key(&next) {
                    towards.insert(next, node);
                    queue.push_back(next);
                }
            }
        }
        let chain = |&claim: &ClaimId| {
            let mut at = Self::node(claim);
            let mut steps = Vec::new();
            while at != start {
                let next = *towards.get(&at)?;
                let edge = self.above(at).iter().find(|(to, _)| *to == next).map(|(_, edge)| *edge)?;
                steps.push((edge, self.stop(next)));
                at = next;
            }
            Some(Chain { claim, steps })
        };
        claims.iter().filter_map(chain).collect()
    }
}

/// The claims about a quantity that bind as facts, by value: the fewest groups that agree within,
/// the lowest first.
fn values(model: &Model, quantity: QuantityId) -> Vec<(String, Vec<ClaimId>)> {
    let mut figures: Vec<(Bounds, ClaimId, String)> = Vec::new();
    for (claim, record) in model.claims().iter() {
        if !record.mode.binds_as_fact() {
            continue;
        }
        // A claim counts in its first reading, as everywhere unless a reading is asked for.
        let Some((_, reading)) = model.readings_of(claim).next() else { continue };
        let (of, is) = match reading.statement {
            Statement::Figure { of, is } => (of, is),
            Statement::Affirms(proposition) => match model.propositions()[proposition].means {
                Some(means) => means,
                None => continue,
            },
            _ => continue,
        };
        if of == Of::Quantity(quantity) {
            let value = &model.values()[is];
            // A share of something else agrees with whatever that allows: it stands by itself.
            let label = model.reading_words(of, value);
            let bounds = if value.share_of.is_some() { Bounds::default() } else { value.read.clone() };
            figures.push((bounds, claim, label));
        }
    }
    let shares = figures.iter().filter(|(bounds, ..)| *bounds == Bounds::default());
    let apart: Vec<(String, Vec<ClaimId>)> = shares.map(|(_, claim, label)| (label.clone(), vec![*claim])).collect();
    figures.retain(|(bounds, ..)| *bounds != Bounds::default());
    let high = |bounds: &Bounds| (bounds.high.is_none(), bounds.high.as_ref().map(|high| high.value.clone()));
    figures.sort_by_key(|figure| (high(&figure.0), figure.1));
    let mut groups: Vec<(Bounds, Vec<ClaimId>)> = Vec::new();
    for (bounds, claim, _) in figures {
        // Upper ends only rise: whoever reaches down to the first of a group meets all of it.
        let meets = |group: &&mut (Bounds, Vec<ClaimId>)| {
            !Bounds { low: bounds.low.clone(), high: group.0.high.clone() }.is_empty()
        };
        match groups.iter_mut().find(meets) {
            Some((common, claims)) => {
                common.low = higher(common.low.take(), bounds.low);
                claims.push(claim);
            }
            None => groups.push((bounds, vec![claim])),
        }
    }
    let text = |bounds: &Bounds| model.bounds_words(Of::Quantity(quantity), bounds);
    let labelled = groups.into_iter().map(|(bounds, mut claims)| {
        claims.sort_unstable();
        (text(&bounds), claims)
    });
    labelled.chain(apart).collect()
}

fn higher(
    a: Option<crate::base::number::Bound>,
    b: Option<crate::base::number::Bound>,
) -> Option<crate::base::number::Bound> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if (&a.value, a.strict) >= (&b.value, b.strict) { a } else { b }),
        (a, b) => a.or(b),
    }
}

/// Who affirms a proposition and who denies it, as a fact.
fn verdicts(model: &Model, proposition: PropositionId) -> Vec<(String, Vec<ClaimId>)> {
    let mut groups = vec![("affirmed".to_owned(), Vec::new()), ("denied".to_owned(), Vec::new())];
    for (claim, record) in model.claims().iter() {
        let Some((_, reading)) = model.readings_of(claim).next() else { continue };
        match reading.statement {
            Statement::Affirms(of) if of == proposition && record.mode.binds_as_fact() => groups[0].1.push(claim),
            Statement::Denies(of) if of == proposition && record.mode.binds_as_fact() => groups[1].1.push(claim),
            _ => {}
        }
    }
    groups.retain(|(_, claims)| !claims.is_empty());
    groups
}
