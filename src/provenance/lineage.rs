//! Where a claim came from, and what rests on it, as it is read: step by step.
//!
//! Both ways are walks of [`Provenance`], so that what is an origin here is one wherever origins are counted, and what
//! stands below something is what [`crate::analysis::impact`] withdraws, fells or weakens with it. Between a claim and the sources that
//! it came through stands the one that it was read in, which passes it on. Answers (who corrects or disputes what) are shown,
//! and not followed: they take nothing over.
//!
//! A source's own lineage is that of documents: what it draws on, and what draws on it.

use rustc_hash::FxHashSet;

use super::{OriginId, Provenance, Stop, sources_behind};
use crate::base::digraph::Way;
use crate::model::{ClaimId, ClaimLinkKind, PartyId, SourceId};
use crate::provenance::graph::{Edge, Graph, Node};

/// One step of a lineage.
#[expect(clippy::struct_excessive_bools, reason = "each answers a question of its own")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// How many steps it lies from the start.
    pub depth: usize,
    /// How the step above hangs together with this one; the start has none.
    pub edge: Option<Edge>,
    /// Whether the edge is walked from its end to its start.
    pub back: bool,
    /// Where the step leads.
    pub node: Node,
    /// Whether this node's own steps were shown before.
    pub shown_above: bool,
    /// Whether it leads back to a step on the way here.
    pub circle: bool,
    /// Whether nothing lies beyond: an origin of the claim, or a document that draws on no other.
    pub origin: bool,
    /// Which of a claim's origins it is.
    pub statement: Option<OriginId>,
    /// Whether it is a source at hand that does not hold what it is cited for.
    pub silent: bool,
    /// Whether steps beyond this one were left out because of the depth.
    pub cut: bool,
}

/// Which way to walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the origins.
    Up,
    /// To what rests on it.
    Down,
}

/// The lineage of a claim or a source, as a tree in the order in which it is
/// read: each step stands before the steps beyond it.
///
/// What is reached twice has its own steps only the first time, so the
/// length is at most some times the number of links that can be reached. The walk goes into
/// depth, so that every circle that can be reached ends in a step that is marked as one.
pub fn lineage(
    provenance: &Provenance<'_>,
    graph: &Graph,
    start: Node,
    direction: Direction,
    depth: usize,
) -> Vec<Step> {
    let walk = Walk { provenance, graph, direction };
    let mut steps: Vec<Step> = Vec::new();
    let mut seen: FxHashSet<At> = FxHashSet::default();
    // What lies on the way from the start to here, one a depth, and the same as a set.
    let mut way: Vec<At> = Vec::new();
    let mut on_way: FxHashSet<At> = FxHashSet::default();
    let at = match start {
        Node::Claim(claim) => At::Stop(Provenance::node(claim)),
        Node::Source(source) => At::Source(source),
        other => At::Leaf(other),
    };
    let mut stack = vec![Open { depth: 0, edge: None, back: false, at, origin: None }];
    while let Some(open) = stack.pop() {
        for passed in way.drain(open.depth..) {
            on_way.remove(&passed);
        }
        let circle = on_way.contains(&open.at);
        let is_leaf = matches!(open.at, At::Leaf(_));
        let first_time = is_leaf || seen.insert(open.at);
        let beyond = if circle { Vec::new() } else { walk.beyond(&open) };
        let cut = first_time && !beyond.is_empty() && open.depth >= depth;
        let statement = open.origin.or_else(|| walk.ends_here(open.at));
        steps.push(Step {
            depth: open.depth,
            edge: open.edge,
            back: open.back,
            node: walk.shown(open.at),
            shown_above: circle || !first_time && !beyond.is_empty(),
            circle,
            origin: statement.is_some() || !circle && walk.is_first_document(&open, beyond.is_empty()),
            statement,
            silent: walk.is_silent(&way, &open),
            cut,
        });
        // A leaf may name what the way goes through; it leads nowhere.
        way.push(open.at);
        if !circle && !is_leaf {
            on_way.insert(open.at);
        }
        if first_time && !cut {
            stack.extend(beyond.into_iter().rev());
        }
    }
    steps
}

/// What a step stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum At {
    /// A claim, or what stands in a source.
    Stop(u32),
    /// The source in which a claim was read.
    ReadIn(ClaimId),
    /// A source, as a document.
    Source(SourceId),
    /// What is shown and not followed.
    Leaf(Node),
}

#[derive(Clone, Copy)]
struct Open {
    depth: usize,
    edge: Option<Edge>,
    back: bool,
    at: At,
    /// The origin that the step is.
    origin: Option<OriginId>,
}

impl Open {
    fn step(&self, edge: Edge, at: At) -> Open {
        Open { depth: self.depth + 1, edge: Some(edge), back: false, at, origin: None }
    }

    fn back(&self, edge: Edge, at: At) -> Open {
        Open { back: true, ..self.step(edge, at) }
    }
}

struct Walk<'a, 'm> {
    provenance: &'a Provenance<'m>,
    graph: &'a Graph,
    direction: Direction,
}

impl Walk<'_, '_> {
    fn shown(&self, at: At) -> Node {
        let model = self.provenance.model;
        match at {
            At::Leaf(node) => node,
            At::Source(source) => Node::Source(source),
            At::ReadIn(claim) => Node::Source(model.claims()[claim].source),
            At::Stop(node) => match self.provenance.stop(node) {
                Stop::Claim(claim) => Node::Claim(claim),
                Stop::Passage(source, _) => Node::Source(source),
                Stop::Origin(origin) => Node::Source(self.provenance.origin(origin).source),
                Stop::Root => unreachable!("no walk begins above the origins or leads there"),
            },
        }
    }

    fn beyond(&self, open: &Open) -> Vec<Open> {
        match (self.direction, open.at) {
            (_, At::Leaf(_)) => Vec::new(),
            (Direction::Up, At::ReadIn(claim)) => self.above_document(open, claim),
            (Direction::Up, At::Source(source)) => self.above_source(open, source),
            (Direction::Up, At::Stop(node)) => match self.provenance.stop(node) {
                Stop::Claim(claim) => self.above_claim(open, claim),
                _ => self.above_passage(open, node),
            },
            (Direction::Down, At::Source(source)) => self.below_source(open, source),
            (Direction::Down, At::Stop(node)) => self.below(open, node),
            (Direction::Down, At::ReadIn(_)) => Vec::new(),
        }
    }

    /// The origin in which a way up ends at a document of which nobody knows who speaks in it.
    fn ends_here(&self, at: At) -> Option<OriginId> {
        let node = match (self.direction, at) {
            (Direction::Up, At::ReadIn(claim)) => Provenance::node(claim),
            (Direction::Up, At::Stop(node)) if matches!(self.provenance.stop(node), Stop::Passage(..)) => node,
            _ => return None,
        };
        self.end_of(node).filter(|&origin| self.provenance.parties(origin).is_empty())
    }

    /// Whether a document's own lineage ends here.
    fn is_first_document(&self, open: &Open, ends: bool) -> bool {
        let of_documents = matches!(open.at, At::Source(_)) || open.edge == Some(Edge::IssuedBy);
        self.direction == Direction::Up && of_documents && ends
    }

    /// Whether a source is shown because a claim is said to have come through it, though it is silent.
    fn is_silent(&self, way: &[At], open: &Open) -> bool {
        match (open.at, way.last()) {
            (At::Leaf(Node::Source(source)), Some(At::ReadIn(claim))) => self.provenance.silent.is(*claim, source),
            _ => false,
        }
    }

    /// The origin that a stop rests on by itself.
    fn end_of(&self, node: u32) -> Option<OriginId> {
        self.provenance.above(node).iter().find_map(|&(on, _)| match self.provenance.stop(on) {
            Stop::Origin(origin) => Some(origin),
            _ => None,
        })
    }

    fn above_claim(&self, open: &Open, claim: ClaimId) -> Vec<Open> {
        let (model, node) = (self.provenance.model, Provenance::node(claim));
        let above = self.provenance.above(node);
        let is = |edge: Edge| matches!(edge, Edge::Repeats | Edge::DerivesFrom);
        let mut beyond: Vec<Open> =
            above.iter().filter(|on| is(on.1)).map(|&(on, edge)| open.step(edge, At::Stop(on))).collect();
        for link in model.links_of(claim) {
            if let ClaimLinkKind::Corrects(other) = link.kind {
                beyond.push(open.step(Edge::Corrects, At::Leaf(Node::Claim(other))));
            }
        }
        let evidence = above.iter().filter(|(_, edge)| *edge == Edge::Supports);
        beyond.extend(evidence.map(|&(by, edge)| open.back(edge, At::Stop(by))));
        beyond.push(open.step(Edge::ReadIn, At::ReadIn(claim)));
        let via = model.details_of(claim).and_then(|details| details.via);
        for &party in via.iter().flat_map(|&via| model.party_list(via)) {
            beyond.push(open.step(Edge::Via, At::Leaf(Node::Party(party))));
        }
        let reported = self.end_of(node).filter(|&origin| self.provenance.origin(origin).reported);
        let reached = self.named_beyond(claim);
        for &party in model.asserters(claim).iter().filter(|party| reported.is_some() || !reached.contains(party)) {
            let step = open.step(Edge::AssertedBy, At::Leaf(Node::Party(party)));
            beyond.push(Open { origin: reported, ..step });
        }
        beyond
    }

    /// The authors of the documents at the end of a claim's way, who need not be named again.
    fn named_beyond(&self, claim: ClaimId) -> Vec<PartyId> {
        let model = self.provenance.model;
        let through = self.through(claim).map(|(on, _)| match self.provenance.stop(on) {
            Stop::Claim(other) => model.claims()[other].source,
            Stop::Passage(source, _) => source,
            Stop::Origin(_) | Stop::Root => model.claims()[claim].source,
        });
        let mut sources: Vec<SourceId> = through.collect();
        if sources.is_empty() {
            sources.push(model.claims()[claim].source);
        }
        sources.into_iter().flat_map(|id| model.party_list(model.sources()[id].by)).copied().collect()
    }

    /// What a claim came through, by way of the source in which it was read.
    fn through(&self, claim: ClaimId) -> impl Iterator<Item = (u32, Edge)> {
        let above = self.provenance.above(Provenance::node(claim)).iter().copied();
        above.filter(|(_, edge)| matches!(edge, Edge::Through(_) | Edge::Cites(_)))
    }

    fn above_document(&self, open: &Open, claim: ClaimId) -> Vec<Open> {
        // That a claim came through a source is told as what it is: the document cites, quotes, translates it.
        let told = |edge: Edge| match edge {
            Edge::Through(kind) => Edge::Cites(kind),
            other => other,
        };
        let through = self.through(claim).map(|(on, edge)| open.step(told(edge), At::Stop(on)));
        let origin = self.end_of(Provenance::node(claim)).filter(|&origin| !self.provenance.origin(origin).reported);
        let silent = sources_behind(self.provenance.model, claim).into_iter();
        let silent = silent.filter(|&(_, to)| self.provenance.silent.is(claim, to));
        let silent = silent.map(|(kind, to)| open.step(Edge::Cites(kind), At::Leaf(Node::Source(to))));
        through.chain(silent).chain(origin.into_iter().flat_map(|origin| self.issued(open, origin))).collect()
    }

    fn above_passage(&self, open: &Open, node: u32) -> Vec<Open> {
        let mut beyond = Vec::new();
        for &(on, edge) in self.provenance.above(node) {
            match self.provenance.stop(on) {
                Stop::Origin(origin) => beyond.extend(self.issued(open, origin)),
                _ => beyond.push(open.step(edge, At::Stop(on))),
            }
        }
        beyond
    }

    /// The parties whose statement an origin is.
    fn issued<'a>(&'a self, open: &'a Open, origin: OriginId) -> impl Iterator<Item = Open> + use<'a> {
        let edge = if self.provenance.origin(origin).reported { Edge::AssertedBy } else { Edge::IssuedBy };
        let step =
            move |&party: &PartyId| Open { origin: Some(origin), ..open.step(edge, At::Leaf(Node::Party(party))) };
        self.provenance.parties(origin).iter().map(step)
    }

    fn above_source(&self, open: &Open, source: SourceId) -> Vec<Open> {
        let model = self.provenance.model;
        let links = model.links_of_source(source);
        if links.is_empty() {
            let authors = model.party_list(model.sources()[source].by).iter();
            return authors.map(|&party| open.step(Edge::IssuedBy, At::Leaf(Node::Party(party)))).collect();
        }
        links.iter().map(|link| open.step(Edge::Cites(link.kind), At::Source(link.to))).collect()
    }

    /// What rests on a claim, or on what stands in a source.
    fn below(&self, open: &Open, node: u32) -> Vec<Open> {
        let mut beyond = self.resting_on(open, node);
        let Stop::Claim(claim) = self.provenance.stop(node) else { return beyond };
        for (edge, from) in self.graph.back(Node::Claim(claim)) {
            if matches!(edge, Edge::Corrects | Edge::Disputes) {
                beyond.push(open.back(edge, At::Leaf(from)));
            }
        }
        beyond
    }

    fn resting_on(&self, open: &Open, node: u32) -> Vec<Open> {
        let mut beyond = Vec::new();
        for next in self.provenance.graph.near(node, Way::Out) {
            let above = self.provenance.above(next).iter();
            for &(_, edge) in above.filter(|(on, _)| *on == node) {
                let step = open.back(edge, At::Stop(next));
                // Who supports something is named first in the link.
                beyond.push(Open { back: edge != Edge::Supports, ..step });
            }
        }
        beyond
    }

    /// What is read in a source and what others have from it; who draws on it without any claim that came from there.
    fn below_source(&self, open: &Open, source: SourceId) -> Vec<Open> {
        let model = self.provenance.model;
        let claims = model.claims_in(source);
        let mut beyond: Vec<Open> =
            claims.map(|claim| open.back(Edge::ReadIn, At::Stop(Provenance::node(claim)))).collect();
        for node in self.provenance.passages_of(source) {
            beyond.extend(self.resting_on(open, node));
        }
        let told: FxHashSet<SourceId> = beyond
            .iter()
            .filter_map(|step| match self.shown(step.at) {
                Node::Claim(claim) => Some(model.claims()[claim].source),
                Node::Source(source) => Some(source),
                _ => None,
            })
            .collect();
        for (edge, from) in self.graph.back(Node::Source(source)) {
            if let (Edge::Cites(_), Node::Source(other)) = (edge, from)
                && !told.contains(&other)
            {
                beyond.push(open.back(edge, At::Leaf(from)));
            }
        }
        beyond
    }
}
