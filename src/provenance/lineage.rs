//! Where a claim came from, and what rests on it.
//!
//! Up: from a claim through the claims it was taken from and the source it was
//! read in, to the sources that source had it from, and to the parties who
//! first said it: the origins. Down: to all that was taken from it.
//!
//! What is an origin is the same here as in [`crate::provenance`], which counts them: who says again what another
//! claim says, or computes from it, is none, nor is who reports another's word.

use rustc_hash::FxHashSet;

use crate::model::{ClaimId, ClaimLinkKind, Model, PartyId, SourceId, SourceLinkKind};
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
    /// Whether nothing lies beyond: an origin of the claim.
    pub origin: bool,
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
/// A node that is reached twice has its own steps only the first time, so the
/// length is at most the number of edges that can be reached.
pub fn lineage(model: &Model, graph: &Graph, start: Node, direction: Direction, depth: usize) -> Vec<Step> {
    let walk = Walk { model, graph, direction };
    let mut steps: Vec<Step> = Vec::new();
    let mut seen: FxHashSet<(Node, Option<ClaimId>)> = FxHashSet::default();
    let mut stack = vec![Open { depth: 0, edge: None, back: false, node: start, claim: None, passes_on: false }];
    while let Some(open) = stack.pop() {
        // Which of a source's sources a claim came through depends on the claim.
        let first_time = seen.insert((open.node, open.claim));
        let beyond = walk.beyond(&open);
        let cut = first_time && !beyond.is_empty() && open.depth >= depth;
        let is_end = beyond.is_empty() && matches!(open.node, Node::Party(_) | Node::Source(_));
        let origin = direction == Direction::Up && is_end && !open.passes_on;
        steps.push(Step {
            depth: open.depth,
            edge: open.edge,
            back: open.back,
            node: open.node,
            shown_above: !first_time && !beyond.is_empty(),
            origin,
            cut,
        });
        if first_time && !cut {
            stack.extend(beyond.into_iter().rev());
        }
    }
    steps
}

/// The origins of a claim: the parties and sources at the ends of its lineage, each once.
pub fn origins(model: &Model, graph: &Graph, claim: ClaimId) -> Vec<Node> {
    let steps = lineage(model, graph, Node::Claim(claim), Direction::Up, usize::MAX);
    let mut origins: Vec<Node> = steps.into_iter().filter(|step| step.origin).map(|step| step.node).collect();
    origins.sort();
    origins.dedup();
    origins
}

/// The sources through which a claim reached the source it was read in, with how.
///
/// Those that the claim itself names; where it names none, those that its source
/// translates, reprints or summarises as a whole, those of its source's other
/// links that lead to a source by one of the claim's parties, and those that lead to a
/// source in which the same is said. Who cites a document and says what stands in it
/// has it from there, unless he says where else; who says something else speaks for himself.
pub fn sources_behind(model: &Model, claim: ClaimId) -> Vec<(SourceLinkKind, SourceId)> {
    let contents = model.contents_of(claim);
    behind(model, claim, |to| model.claims_in(to).any(|other| model.contents_of(other) == contents))
}

/// As [`sources_behind`], where it is known in which sources the same is said.
pub(crate) fn behind(
    model: &Model,
    claim: ClaimId,
    says_the_same: impl Fn(SourceId) -> bool,
) -> Vec<(SourceLinkKind, SourceId)> {
    let own = model.links_of(claim).iter().filter_map(|link| match link.kind {
        ClaimLinkKind::Through(kind, source) => Some((kind, source)),
        _ => None,
    });
    let own: Vec<(SourceLinkKind, SourceId)> = own.collect();
    if !own.is_empty() {
        return own;
    }
    let source = model.claims()[claim].source;
    let theirs = source_links(model, source, model.asserters(claim));
    let all = model.links_of_source(source).iter().map(|link| (link.kind, link.to));
    all.filter(|link| theirs.contains(link) || says_the_same(link.1)).collect()
}

/// The links of a source that concern what these parties say.
pub(crate) fn source_links(model: &Model, source: SourceId, parties: &[PartyId]) -> Vec<(SourceLinkKind, SourceId)> {
    let authors = model.party_list(model.sources()[source].by);
    let links = model.links_of_source(source).iter();
    links
        .filter(|link| {
            let theirs = model.party_list(model.sources()[link.to].by);
            let by_them = theirs.iter().any(|party| parties.contains(party) && !authors.contains(party));
            link.kind.carries_everything() || by_them
        })
        .map(|link| (link.kind, link.to))
        .collect()
}

struct Open {
    depth: usize,
    edge: Option<Edge>,
    back: bool,
    node: Node,
    /// The claim whose sources are being followed.
    claim: Option<ClaimId>,
    /// Whether what stands here was had from elsewhere, or was another's word: an end here is no origin.
    passes_on: bool,
}

struct Walk<'a> {
    model: &'a Model,
    graph: &'a Graph,
    direction: Direction,
}

impl Walk<'_> {
    fn beyond(&self, open: &Open) -> Vec<Open> {
        match (self.direction, open.node) {
            (Direction::Up, Node::Claim(claim)) => self.above_claim(open, claim),
            (Direction::Up, Node::Source(source)) => self.above_source(open, source),
            (Direction::Down, Node::Claim(_)) => self.below_claim(open),
            (Direction::Down, Node::Source(_)) => self.below_source(open),
            _ => Vec::new(),
        }
    }

    fn step(open: &Open, edge: Edge, back: bool, node: Node, claim: Option<ClaimId>) -> Open {
        Open { depth: open.depth + 1, edge: Some(edge), back, node, claim, passes_on: false }
    }

    fn above_claim(&self, open: &Open, claim: ClaimId) -> Vec<Open> {
        let node = Node::Claim(claim);
        let mut beyond = Vec::new();
        for (edge, to) in self.graph.out(node) {
            if matches!(edge, Edge::Repeats | Edge::DerivesFrom | Edge::Corrects) {
                beyond.push(Self::step(open, edge, false, to, None));
            }
        }
        for (edge, from) in self.graph.back(node) {
            if edge == Edge::Supports {
                beyond.push(Self::step(open, edge, true, from, None));
            }
        }
        let derives = beyond.iter().any(|step| matches!(step.edge, Some(Edge::Repeats | Edge::DerivesFrom)));
        let source = self.model.claims()[claim].source;
        let behind = sources_behind(self.model, claim);
        let asserters = self.model.asserters(claim);
        let authors = self.model.party_list(self.model.sources()[source].by);
        let reports = behind.is_empty() && !asserters.iter().all(|party| authors.contains(party));
        let read_in = Self::step(open, Edge::ReadIn, false, Node::Source(source), Some(claim));
        beyond.push(Open { passes_on: derives || reports, ..read_in });
        for (edge, to) in self.graph.out(node) {
            if edge == Edge::Via {
                beyond.push(Open { passes_on: true, ..Self::step(open, edge, false, to, None) });
            }
        }
        let reached = self.parties_at_the_end(source, &behind);
        for &party in asserters.iter().filter(|party| !reached.contains(party)) {
            let step = Self::step(open, Edge::AssertedBy, false, Node::Party(party), None);
            beyond.push(Open { passes_on: derives || !behind.is_empty(), ..step });
        }
        beyond
    }

    /// The authors of the sources at the end of a claim's way, who need not be named again.
    fn parties_at_the_end(&self, source: SourceId, behind: &[(SourceLinkKind, SourceId)]) -> Vec<PartyId> {
        let sources = if behind.is_empty() { vec![source] } else { behind.iter().map(|&(_, source)| source).collect() };
        sources.into_iter().flat_map(|id| self.model.party_list(self.model.sources()[id].by)).copied().collect()
    }

    fn above_source(&self, open: &Open, source: SourceId) -> Vec<Open> {
        let parties = open.claim.map_or(&[][..], |claim| self.model.asserters(claim));
        let read_in = open.claim.is_some_and(|claim| self.model.claims()[claim].source == source);
        let links = match open.claim {
            Some(claim) if read_in => sources_behind(self.model, claim),
            Some(_) => source_links(self.model, source, parties),
            None => self.all_links(source),
        };
        let mut beyond: Vec<Open> = links
            .iter()
            .map(|&(kind, to)| Self::step(open, Edge::Cites(kind), false, Node::Source(to), open.claim))
            .collect();
        // Who made the source said it only if it ends there, and if nobody else is said to have said it.
        if beyond.is_empty() {
            for &party in self.model.party_list(self.model.sources()[source].by) {
                if open.claim.is_none() || parties.contains(&party) {
                    let step = Self::step(open, Edge::IssuedBy, false, Node::Party(party), None);
                    beyond.push(Open { passes_on: open.passes_on, ..step });
                }
            }
        }
        beyond
    }

    fn all_links(&self, source: SourceId) -> Vec<(SourceLinkKind, SourceId)> {
        self.model.links_of_source(source).iter().map(|link| (link.kind, link.to)).collect()
    }

    fn below_claim(&self, open: &Open) -> Vec<Open> {
        let mut beyond = Vec::new();
        for (edge, from) in self.graph.back(open.node) {
            if matches!(edge, Edge::Repeats | Edge::DerivesFrom | Edge::Corrects | Edge::Disputes) {
                beyond.push(Self::step(open, edge, true, from, None));
            }
        }
        for (edge, to) in self.graph.out(open.node) {
            if edge == Edge::Supports {
                beyond.push(Self::step(open, edge, false, to, None));
            }
        }
        beyond
    }

    fn below_source(&self, open: &Open) -> Vec<Open> {
        let mut beyond = Vec::new();
        for (edge, from) in self.graph.back(open.node) {
            if matches!(edge, Edge::Cites(_) | Edge::ReadIn | Edge::Through(_)) {
                beyond.push(Self::step(open, edge, true, from, None));
            }
        }
        beyond
    }
}
