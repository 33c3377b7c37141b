//! Node–link pictures as plain data: boxes, the lines between them, lanes and columns.

use rustc_hash::FxHashSet;

use super::{Link, Shown, visible};
use crate::model::{Arena, Id, SideId};

/// Boxes and the lines between them.
#[derive(Debug, Clone, Default)]
pub struct Diagram {
    /// What it is of.
    pub title: String,
    /// What it shows, in one or two sentences.
    pub description: String,
    /// How much of the collection it shows.
    pub shown: Shown,
    /// The lanes, from top to bottom.
    pub lanes: Arena<LaneId, Lane>,
    /// The headings of the columns, from left to right: times, the earliest first.
    pub columns: Arena<ColumnId, String>,
    /// The boxes.
    pub nodes: Arena<NodeId, Node>,
    /// The lines between them.
    pub edges: Vec<Edge>,
    joined: FxHashSet<(NodeId, NodeId, EdgeKind)>,
}

impl Diagram {
    /// A diagram without anything in it.
    pub fn new(title: &str, description: &str) -> Self {
        Diagram {
            title: visible(title).into_owned(),
            description: visible(description).into_owned(),
            ..Diagram::default()
        }
    }

    /// Adds a node.
    pub fn add_node(&mut self, node: Node) -> NodeId {
        self.nodes.push(node)
    }

    /// Adds a lane below the others.
    pub fn add_lane(&mut self, title: &str, side: Option<SideId>) -> LaneId {
        self.lanes.push(Lane { title: visible(title).into_owned(), side })
    }

    /// Adds a column to the right of the others.
    pub fn add_column(&mut self, heading: &str) -> ColumnId {
        self.columns.push(visible(heading).into_owned())
    }

    /// Says how much is shown of a collection with so many claims.
    pub(super) fn count_claims(&mut self, of: usize) {
        let is_claim = |node: &Node| matches!(node.shape, Shape::Claim | Shape::Computed);
        self.shown = Shown { claims: self.nodes.iter().filter(|(_, node)| is_claim(node)).count(), of };
    }

    /// Adds an edge, unless one of its kind leads from the one to the other; contradictions are all kept.
    pub fn add_edge(&mut self, edge: Edge) {
        let new = self.joined.insert((edge.from, edge.to, edge.kind));
        if new || !edge.kind.has_direction() {
            self.edges.push(edge);
        }
    }
}

macro_rules! places {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl Id for $name {
            fn new(index: usize) -> Self {
                $name(u32::try_from(index).expect("nobody draws 2^32 boxes"))
            }

            fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl $name {
            /// Its place in the diagram, from 0.
            pub fn index(self) -> usize {
                Id::index(self)
            }
        }
    )*};
}

places! {
    /// A node of one diagram.
    NodeId;
    /// A lane of one diagram.
    LaneId;
    /// A column of one diagram.
    ColumnId;
}

/// A horizontal band of the picture.
#[derive(Debug, Clone)]
pub struct Lane {
    /// Its name.
    pub title: String,
    /// The side whose lane it is.
    pub side: Option<SideId>,
}

/// A box.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it looks like.
    pub shape: Shape,
    /// What it is called in the collection, or a contradiction's id; empty where it has no name.
    pub name: String,
    /// Its label, line by line, wrapped and shortened.
    pub lines: Vec<String>,
    /// What each line says, as far as that is known; the others are plain.
    pub styles: Vec<LineStyle>,
    /// All that the label leaves out; may have several lines.
    pub tooltip: String,
    /// Where it leads.
    pub link: Option<Link>,
    /// The side that it is coloured for.
    pub side: Option<SideId>,
    /// The lane it lies in.
    pub lane: Option<LaneId>,
    /// The column it lies in.
    pub column: Option<ColumnId>,
    /// Whether the picture is about this node.
    pub focus: bool,
}

impl Node {
    /// A node with these lines, without lane, column, side or link.
    pub fn new(shape: Shape, lines: Vec<String>, tooltip: &str) -> Self {
        let lines = lines.into_iter().map(|line| visible(&line).into_owned()).collect();
        let tooltip = visible(tooltip).into_owned();
        Node {
            shape,
            name: String::new(),
            lines,
            styles: Vec::new(),
            tooltip,
            link: None,
            side: None,
            lane: None,
            column: None,
            focus: false,
        }
    }
}

/// What a line of a label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineStyle {
    /// Who says it; what a source or a party is called.
    Who,
    /// What is said: a value in the source's words.
    Value,
    /// Anything else.
    Plain,
    /// Where it was read.
    Place,
}

/// What a node stands for, and so what it looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// A claim as it was read: a rounded box.
    Claim,
    /// A claim that was computed from others: a dashed box.
    Computed,
    /// A source: a note with a folded corner.
    Source,
    /// A party or a side: a filled box.
    Party,
    /// What claims are about: plain text between lines.
    Subject,
    /// A contradiction of one claim, or of more than two.
    Contradiction,
    /// A tension of one claim, or of more than two.
    Tension,
    /// What was left out.
    More,
}

/// A line between two nodes.
#[derive(Debug, Clone)]
pub struct Edge {
    /// Where it begins.
    pub from: NodeId,
    /// Where it ends.
    pub to: NodeId,
    /// What it means.
    pub kind: EdgeKind,
    /// What is written on it; may be empty.
    pub label: String,
    /// What more there is to say; may be empty.
    pub tooltip: String,
    /// The id of the contradiction that it stands for; else empty.
    pub contradiction: String,
}

impl Edge {
    /// An edge.
    pub fn new(from: NodeId, to: NodeId, kind: EdgeKind, label: &str, tooltip: &str) -> Self {
        let [label, tooltip] = [label, tooltip].map(|text| visible(text).into_owned());
        Edge { from, to, kind, label, tooltip, contradiction: String::new() }
    }

    /// The same for a contradiction of this id.
    #[must_use]
    pub fn of(self, contradiction: &str) -> Self {
        Edge { contradiction: visible(contradiction).into_owned(), ..self }
    }
}

/// What a line means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EdgeKind {
    /// A claim was read in a source.
    ReadIn,
    /// A source draws on another; a claim repeats, corrects or supports another.
    Cites,
    /// A claim was computed from another.
    Derived,
    /// Who said it, issued it, or passed it on.
    SaidBy,
    /// A claim says that another is not true.
    Disputes,
    /// The claims at both ends cannot both be true; or the claim takes part in the contradiction.
    Contradiction,
    /// The same once every "about" is taken at its word.
    Tension,
    /// To what was left out.
    More,
}

impl EdgeKind {
    /// Whether it leads from one node to another, rather than standing between them.
    pub fn has_direction(self) -> bool {
        !matches!(self, EdgeKind::Contradiction | EdgeKind::Tension)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edge_stands_once_but_two_contradictions_stand_side_by_side() {
        let mut diagram = Diagram::new("t", "d");
        let a = diagram.add_node(Node::new(Shape::Claim, Vec::new(), ""));
        let b = diagram.add_node(Node::new(Shape::Claim, Vec::new(), ""));
        for kind in [EdgeKind::Cites, EdgeKind::Cites, EdgeKind::Contradiction, EdgeKind::Contradiction] {
            diagram.add_edge(Edge::new(a, b, kind, "", ""));
        }
        assert_eq!(diagram.edges.len(), 3);
    }
}
