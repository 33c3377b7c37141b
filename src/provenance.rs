//! What claims rest on, as one graph: which origins they have, and what falls with what.
//!
//! [`lineage`] tells one claim's way as it is read, [`crate::analysis::impact`] what falls with it: both walk this
//! graph. An arrow leads from what is rested on to what rests on it:
//!
//! - a claim that `Repeats` or is `ComputedFrom` others rests on these; one that came through sources
//!   ([`sources_behind`]) rests on what stands there: on the claim in that source
//!   that says the same, where there is one, and else on a *passage*, which goes on to the sources behind it. A claim
//!   with any of these **derives wholly** from them: it has no origin of its own, and its own source and party only pass
//!   it on. Of several, it derives wholly from all of them together, and rests on each *also*.
//! - a claim with none of these, and a passage with nothing behind it, is the end of the way: it rests on an **origin**.
//! - a claim that others `Support` rests on these *also*; it keeps an origin of its own.
//! - `Corrects` and `Disputes` are answers: nobody derives from what he puts right.
//!
//! An **origin** is one party's one statement. Who speaks for himself in his own document
//! states what the document states; who is reported (a claim `by` another than the
//! source's author) states it wherever it is reported. Two ends are one origin if they are
//! of the same parties on one and the same day, or of the same parties by way of the same document, and no time tells them
//! apart. So what several sources report of one announcement has one origin, as has what stands twice in one
//! document. Two statements of one party on two days are two origins *of one party*; that is always said
//! beside the number. Documents whose authors are not known have an origin each: nobody knows that the authors are one.
//! Who reports what others said adds no origin, and takes none away: that
//! all is known through him alone is what [`crate::analysis::impact`] tells.
//!
//! What only leads back to itself has no origin: a circle of claims or passages that nothing else leads into. Every
//! walk here ends in a circle as anywhere else.
//!
//! Building takes time linear in claims and links, but for the search for equal claims in cited sources, which hashes
//! the claims of cited sources once. A question about one claim or source takes time linear in what it meets; what all
//! ways go through is read off the tree of dominators ([`crate::base::digraph::Dominators`]) from a root above all origins.

use std::collections::VecDeque;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::base::digraph::{Digraph, Dominators, Walker, Way};
use crate::base::text::Texts;
use crate::model::documents::Documents;
use crate::model::{ClaimId, Model, PartiesId, PartyId, SourceId, WhenId};
use crate::provenance::graph::Edge;

pub mod graph;
pub mod lineage;

mod behind;
mod build;
mod ends;
mod origins;
pub mod silent;
mod text;
mod without;

pub use behind::sources_behind;
pub use origins::{Answer, Asked, Chain, Group, Start};
use silent::Silent;
pub use without::{Loss, Withdrawn};

/// One stop on the way from an origin to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stop {
    /// Above all origins.
    Root,
    /// A claim.
    Claim(ClaimId),
    /// What stands in a source, though no claim of it says so: the source, and who is reported there.
    Passage(SourceId, Option<PartiesId>),
    /// An origin.
    Origin(OriginId),
}

/// An origin, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OriginId(u32);

/// One party's one statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// Who states it; nobody where a document's author is not known.
    pub by: PartiesId,
    /// The document: their own, or the first that reports the statement.
    pub source: SourceId,
    /// Whether the document reports the statement, and is not itself it.
    pub reported: bool,
    /// When it was stated, where that is known.
    pub said: Option<WhenId>,
}

/// What claims rest on.
#[derive(Debug)]
pub struct Provenance<'m> {
    model: &'m Model,
    stops: Vec<Stop>,
    origins: Vec<Origin>,
    origin_nodes: Vec<u32>,
    /// The stops that each one rests on, with how: end to end, those of one stop side by side.
    above: Vec<(u32, Edge)>,
    starts: Vec<u32>,
    graph: Digraph,
    dominators: OnceLock<Dominators>,
    silent: Silent,
    circles: OnceLock<Vec<Circle>>,
}

const ROOT: u32 = 0;

impl<'m> Provenance<'m> {
    /// What the claims of a collection rest on, as they say.
    pub fn new(model: &'m Model) -> Self {
        build::build(model, Silent::none())
    }

    /// The same, but for links to sources at hand that do not hold what they are cited for.
    pub fn of(texts: &Texts, model: &'m Model, documents: &Documents) -> Self {
        build::build(model, Silent::find(texts, model, documents))
    }

    /// The links that lead nowhere, because the source at hand is silent.
    pub fn silent(&self) -> &Silent {
        &self.silent
    }

    /// How a claim is said to have come through a source that is silent.
    pub fn silent_link(&self, claim: ClaimId, source: SourceId) -> Option<Edge> {
        let behind = sources_behind(self.model, claim);
        let link = behind.into_iter().find(|&(_, to)| to == source && self.silent.is(claim, to));
        link.map(|(kind, _)| Edge::Cites(kind))
    }

    /// The model.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// An origin.
    pub fn origin(&self, id: OriginId) -> &Origin {
        &self.origins[id.0 as usize]
    }

    /// Who states an origin.
    pub fn parties(&self, id: OriginId) -> &'m [PartyId] {
        self.model.party_list(self.origin(id).by)
    }

    fn node(claim: ClaimId) -> u32 {
        claim.index() as u32 + 1
    }

    fn stop(&self, node: u32) -> Stop {
        self.stops[node as usize]
    }

    fn claim_at(&self, node: u32) -> Option<ClaimId> {
        match self.stop(node) {
            Stop::Claim(claim) => Some(claim),
            _ => None,
        }
    }

    /// What a stop rests on, in the order of its links.
    fn above(&self, node: u32) -> &[(u32, Edge)] {
        &self.above[self.starts[node as usize] as usize..self.starts[node as usize + 1] as usize]
    }

    /// What stands in a source though no claim of it says so, as stops.
    fn passages_of(&self, source: SourceId) -> impl Iterator<Item = u32> {
        let first = self.model.claims().len() as u32 + 1;
        let last = self.stops.len() as u32 - self.origins.len() as u32;
        (first..last).filter(move |&node| matches!(self.stop(node), Stop::Passage(of, _) if of == source))
    }

    /// The origins of a claim, in order; none if it only leads back to itself.
    pub fn origins_of(&self, claim: ClaimId) -> Vec<OriginId> {
        self.origins_behind(&mut Walker::new(&self.graph), &[claim])
    }

    fn origins_behind(&self, walker: &mut Walker<'_>, claims: &[ClaimId]) -> Vec<OriginId> {
        let nodes: Vec<u32> = claims.iter().map(|&claim| Self::node(claim)).collect();
        let met = walker.reach(&nodes, Way::Back, |_| true).iter();
        let mut origins: Vec<OriginId> = met
            .filter_map(|&node| match self.stop(node) {
                Stop::Origin(origin) => Some(origin),
                _ => None,
            })
            .collect();
        origins.sort_unstable();
        origins
    }

    /// Ready to ask about many claims, one after another.
    pub fn asker(&self) -> Asker<'_, 'm> {
        Asker {
            provenance: self,
            up: Walker::new(&self.graph),
            down: Walker::new(&self.graph),
            other: Walker::new(&self.graph),
        }
    }

    /// The nearest stop that every way to every one of these claims goes through; none if there is none but
    /// the root, or if one of them has no origin.
    pub fn common(&self, claims: &[ClaimId]) -> Option<Stop> {
        let dominators = self.dominators.get_or_init(|| Dominators::new(&self.graph, ROOT));
        let nodes: Vec<u32> = claims.iter().map(|&claim| Self::node(claim)).collect();
        dominators.common(&nodes).filter(|&node| node != ROOT).map(|node| self.stop(node))
    }

    /// The circles of claims that lead back to themselves, by way of passages or not, each from its first
    /// claim on, with the link by which each step rests on the next; and whether anything leads into it.
    pub fn circles(&self) -> &[Circle] {
        self.circles.get_or_init(|| self.find_circles())
    }

    fn find_circles(&self) -> Vec<Circle> {
        let mut circles = Vec::new();
        for part in crate::base::digraph::circles(&self.graph) {
            let claims: Vec<ClaimId> = part.iter().filter_map(|&node| self.claim_at(node)).collect();
            let Some(&first) = claims.first() else { continue };
            let has_origin = !self.origins_of(first).is_empty();
            // Who repeats himself is told apart from a larger circle that he stands in.
            for &claim in &claims {
                let itself = self.above(Self::node(claim)).iter().find(|(on, _)| *on == Self::node(claim));
                circles.extend(itself.map(|&(_, edge)| Circle {
                    steps: vec![(Stop::Claim(claim), edge)],
                    claims: vec![claim],
                    has_origin,
                }));
            }
            if part.len() > 1 {
                circles.push(Circle { steps: self.steps_around(&part, Self::node(first)), claims, has_origin });
            }
        }
        circles
    }

    /// A shortest circle of two steps or more through a node of a part, each step with the link to the next.
    fn steps_around(&self, part: &[u32], first: u32) -> Vec<(Stop, Edge)> {
        let mut came_from: FxHashMap<u32, (u32, Edge)> = FxHashMap::default();
        let mut queue = VecDeque::from([first]);
        while let Some(node) = queue.pop_front() {
            for &(next, edge) in self.above(node) {
                let is_inside = next != node && part.binary_search(&next).is_ok();
                if is_inside && !came_from.contains_key(&next) {
                    came_from.insert(next, (node, edge));
                    queue.push_back(next);
                }
            }
            if came_from.contains_key(&first) {
                break;
            }
        }
        let mut steps = Vec::new();
        let mut at = first;
        while let Some(&(before, edge)) = came_from.get(&at) {
            steps.push((self.stop(before), edge));
            at = before;
            if at == first {
                break;
            }
        }
        steps.reverse();
        steps
    }
}

/// Asks about one claim after another, without making room anew each time.
#[derive(Debug)]
pub struct Asker<'p, 'm> {
    provenance: &'p Provenance<'m>,
    up: Walker<'p>,
    down: Walker<'p>,
    other: Walker<'p>,
}

impl Asker<'_, '_> {
    /// From now on this claim is asked about; its origins.
    pub fn about(&mut self, claim: ClaimId) -> Vec<OriginId> {
        self.down.reach(&[Provenance::node(claim)], Way::Out, |_| true);
        self.provenance.origins_behind(&mut self.up, &[claim])
    }

    /// Whether the claim rests on another, or the other on it, by any number of steps.
    pub fn is_linked_with(&self, other: ClaimId) -> bool {
        self.up.met(Provenance::node(other)) || self.down.met(Provenance::node(other))
    }

    /// The origins of another claim.
    pub fn origins_of(&mut self, other: ClaimId) -> Vec<OriginId> {
        self.provenance.origins_behind(&mut self.other, &[other])
    }
}

/// Claims that lead back to themselves.
#[derive(Debug, Clone)]
pub struct Circle {
    /// Each step with the link by which it rests on the next; the last rests on the first.
    pub steps: Vec<(Stop, Edge)>,
    /// All claims that lead to each other, in order.
    pub claims: Vec<ClaimId>,
    /// Whether an origin leads into the circle.
    pub has_origin: bool,
}
