//! The provenance graph: what is read where, said by whom, about what, and from where.
//!
//! A [`petgraph`] graph over a [`Model`]. Nodes of one kind lie side by side,
//! so a node's index is its id plus a fixed offset: no map is needed.

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::model::{
    ClaimId, ClaimLinkKind, Model, PartyId, PropositionId, Quantity, QuantityId, SideId, SourceId, SourceLinkKind,
    Statement,
};

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each holds the id of what it stands for")]
pub enum Node {
    Side(SideId),
    Party(PartyId),
    Source(SourceId),
    Quantity(QuantityId),
    Proposition(PropositionId),
    Claim(ClaimId),
}

/// How the node an edge leads from hangs together with the one it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// A claim was read in a source.
    ReadIn,
    /// A claim is made by a party.
    AssertedBy,
    /// A claim reached its source through a party.
    Via,
    /// A claim is about a quantity or a proposition.
    About,
    /// A claim was computed from another.
    DerivesFrom,
    /// A claim repeats another.
    Repeats,
    /// A claim puts another right.
    Corrects,
    /// A claim is evidence for another.
    Supports,
    /// A claim says that another is not true.
    Disputes,
    /// A claim reached its source through another source.
    Through(SourceLinkKind),
    /// A source draws on another: cites, quotes, translates it.
    Cites(SourceLinkKind),
    /// A source was made by a party.
    IssuedBy,
    /// A proposition comes to a figure for a quantity.
    Means,
    /// A party belongs to a side; a quantity is contained in another.
    PartOf,
}

impl Edge {
    /// The words that stand between the two nodes: "read in".
    pub fn words(self) -> &'static str {
        match self {
            Edge::ReadIn => "read in",
            Edge::AssertedBy => "asserted by",
            Edge::Via => "by way of",
            Edge::About => "about",
            Edge::DerivesFrom => "computed from",
            Edge::Repeats => "repeats",
            Edge::Corrects => "corrects",
            Edge::Supports => "supports",
            Edge::Disputes => "disputes",
            Edge::Through(kind) | Edge::Cites(kind) => kind.verb(),
            Edge::IssuedBy => "issued by",
            Edge::Means => "means",
            Edge::PartOf => "part of",
        }
    }

    /// The words for the way back: "repeated by".
    pub fn words_back(self) -> &'static str {
        match self {
            Edge::ReadIn => "source of",
            Edge::AssertedBy => "asserts",
            Edge::Via => "passed on",
            Edge::About => "subject of",
            Edge::DerivesFrom => "basis of",
            Edge::Repeats => "repeated by",
            Edge::Corrects => "corrected by",
            Edge::Supports => "supported by",
            Edge::Disputes => "disputed by",
            Edge::Through(_) => "passed on as",
            Edge::Cites(kind) => match kind {
                SourceLinkKind::Quotes => "quoted in",
                SourceLinkKind::Translates => "translated as",
                SourceLinkKind::Summarises => "summarised in",
                SourceLinkKind::Reprints => "reprinted as",
                SourceLinkKind::Compiles => "compiled in",
                SourceLinkKind::Cites => "cited in",
            },
            Edge::IssuedBy => "issued",
            Edge::Means => "meant by",
            Edge::PartOf => "contains",
        }
    }
}

/// The provenance graph of a model.
#[derive(Debug)]
pub struct Graph {
    graph: DiGraph<Node, Edge>,
    starts: Starts,
}

/// The index of the first node of each kind.
#[derive(Debug, Clone, Copy)]
struct Starts {
    parties: usize,
    sources: usize,
    quantities: usize,
    propositions: usize,
    claims: usize,
}

impl Graph {
    /// Builds the graph: linear in nodes and edges.
    pub fn new(model: &Model) -> Self {
        let parties = model.sides().len();
        let sources = parties + model.parties().len();
        let quantities = sources + model.sources().len();
        let propositions = quantities + model.quantities().len();
        let claims = propositions + model.propositions().len();
        let nodes = claims + model.claims().len();
        // Most claims have a source, a party and a subject.
        let edges = 3 * model.claims().len() + model.claim_links().len() + 2 * model.sources().len() + nodes - claims;
        let starts = Starts { parties, sources, quantities, propositions, claims };
        let mut graph = Graph { graph: DiGraph::with_capacity(nodes, edges), starts };
        graph.add_nodes(model);
        graph.add_vocabulary(model);
        graph.add_sources(model);
        for claim in model.claims().ids() {
            graph.add_claim(model, claim);
        }
        graph
    }

    fn add_nodes(&mut self, model: &Model) {
        let nodes = model
            .sides()
            .ids()
            .map(Node::Side)
            .chain(model.parties().ids().map(Node::Party))
            .chain(model.sources().ids().map(Node::Source))
            .chain(model.quantities().iter().map(|(id, _)| Node::Quantity(id)))
            .chain(model.propositions().ids().map(Node::Proposition))
            .chain(model.claims().ids().map(Node::Claim));
        for node in nodes {
            let index = self.graph.add_node(node);
            debug_assert_eq!(index, self.index(node));
        }
    }

    fn add_vocabulary(&mut self, model: &Model) {
        for (id, party) in model.parties().iter() {
            if let Some(side) = party.side {
                self.add(Node::Party(id), Node::Side(side), Edge::PartOf);
            }
        }
        for (id, proposition) in model.propositions().iter() {
            for quantity in proposition.means.into_iter().flat_map(|(of, _)| model.quantities_of(of)) {
                self.add(Node::Proposition(id), Node::Quantity(quantity), Edge::Means);
            }
        }
        for (id, quantity) in model.quantities().iter() {
            for container in containers(model, quantity) {
                self.add(Node::Quantity(id), Node::Quantity(container), Edge::PartOf);
            }
        }
    }

    fn add_sources(&mut self, model: &Model) {
        for (id, source) in model.sources().iter() {
            for &party in model.party_list(source.by) {
                self.add(Node::Source(id), Node::Party(party), Edge::IssuedBy);
            }
        }
        for link in model.source_links() {
            self.add(Node::Source(link.from), Node::Source(link.to), Edge::Cites(link.kind));
        }
    }

    fn add_claim(&mut self, model: &Model, claim: ClaimId) {
        let node = Node::Claim(claim);
        self.add(node, Node::Source(model.claims()[claim].source), Edge::ReadIn);
        for &party in model.asserters(claim) {
            self.add(node, Node::Party(party), Edge::AssertedBy);
        }
        if let Some(via) = model.details_of(claim).and_then(|details| details.via) {
            for &party in model.party_list(via) {
                self.add(node, Node::Party(party), Edge::Via);
            }
        }
        for (_, reading) in model.readings_of(claim) {
            self.add_statement(model, node, &reading.statement);
        }
        for link in model.links_of(claim) {
            match link.kind {
                ClaimLinkKind::Repeats(to) => self.add(node, Node::Claim(to), Edge::Repeats),
                ClaimLinkKind::ComputedFrom(to) => self.add(node, Node::Claim(to), Edge::DerivesFrom),
                ClaimLinkKind::Corrects(to) => self.add(node, Node::Claim(to), Edge::Corrects),
                ClaimLinkKind::Supports(to) => self.add(node, Node::Claim(to), Edge::Supports),
                ClaimLinkKind::Through(kind, to) => self.add(node, Node::Source(to), Edge::Through(kind)),
            }
        }
    }

    fn add_statement(&mut self, model: &Model, claim: Node, statement: &Statement) {
        match *statement {
            Statement::Figure { of, is } => {
                self.add_about(model, claim, of);
                if let Some(base) = model.values()[is].share_of {
                    self.add_about(model, claim, base);
                }
            }
            Statement::Relation(relation) => {
                for of in model.relations()[relation].sides() {
                    self.add_about(model, claim, of);
                }
            }
            Statement::Affirms(to) | Statement::Denies(to) => self.add_once(claim, Node::Proposition(to), Edge::About),
            Statement::Disputes(to) => self.add_once(claim, Node::Claim(to), Edge::Disputes),
        }
    }

    fn add_about(&mut self, model: &Model, claim: Node, of: crate::model::Of) {
        match of {
            crate::model::Of::Quantity(quantity) => self.add_once(claim, Node::Quantity(quantity), Edge::About),
            crate::model::Of::Sum(sum) => {
                for term in model.sums()[sum].terms() {
                    self.add_once(claim, Node::Quantity(term.quantity), Edge::About);
                }
            }
        }
    }

    fn add(&mut self, from: Node, to: Node, edge: Edge) {
        self.graph.add_edge(self.index(from), self.index(to), edge);
    }

    /// Adds an edge unless it stands: other readings of a claim are often about the same.
    fn add_once(&mut self, from: Node, to: Node, edge: Edge) {
        let target = self.index(to);
        let stands = self.graph.edges(self.index(from)).any(|old| old.target() == target && *old.weight() == edge);
        if !stands {
            self.add(from, to, edge);
        }
    }

    /// The index of a node.
    pub fn index(&self, node: Node) -> NodeIndex {
        NodeIndex::new(match node {
            Node::Side(id) => id.index(),
            Node::Party(id) => self.starts.parties + id.index(),
            Node::Source(id) => self.starts.sources + id.index(),
            Node::Quantity(id) => self.starts.quantities + id.index(),
            Node::Proposition(id) => self.starts.propositions + id.index(),
            Node::Claim(id) => self.starts.claims + id.index(),
        })
    }

    /// The graph itself, for algorithms of [`petgraph`].
    pub fn petgraph(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }

    /// The edges that lead from a node, with where they lead, in the order in which they were added.
    pub fn out(&self, node: Node) -> Vec<(Edge, Node)> {
        let mut edges: Vec<(Edge, Node)> =
            self.graph.edges(self.index(node)).map(|edge| (*edge.weight(), self.graph[edge.target()])).collect();
        // petgraph walks from the newest edge to the oldest.
        edges.reverse();
        edges
    }

    /// The edges that lead to a node, with where they come from, in the order in which they were added.
    pub fn back(&self, node: Node) -> Vec<(Edge, Node)> {
        let edges = self.graph.edges_directed(self.index(node), Direction::Incoming);
        let mut edges: Vec<(Edge, Node)> = edges.map(|edge| (*edge.weight(), self.graph[edge.source()])).collect();
        edges.reverse();
        edges
    }

    /// The bytes that nodes and edges take.
    pub fn size_bytes(&self) -> usize {
        let (nodes, edges) = self.graph.capacity();
        let index = size_of::<u32>();
        nodes * (size_of::<Node>() + 2 * index) + edges * (size_of::<Edge>().next_multiple_of(index) + 4 * index)
    }
}

/// The named quantities that differ from one in that a code is replaced by the code that contains it.
fn containers(model: &Model, quantity: &Quantity) -> Vec<QuantityId> {
    let codes = model.code_list(quantity.codes);
    let mut found = Vec::new();
    for (place, &code) in codes.iter().enumerate() {
        let Some(outer) = model.codes()[code].inside else { continue };
        let mut wider = codes.to_vec();
        wider[place] = outer;
        let known =
            model.find_codes(&wider).and_then(|codes| model.quantities().find(&Quantity { codes, ..*quantity }));
        found.extend(known);
    }
    found
}
