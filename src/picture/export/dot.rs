//! The DOT language of Graphviz.
//!
//! The document model and its printer are those of `graphviz-rust`, which write
//! text as it is given: every text goes through [`text`] here, and ids are made
//! up, so nothing that a collection says can become syntax.

use graphviz_rust::dot_structures as ast;
use graphviz_rust::printer::{DotPrinter, PrinterContext};
use indexmap::IndexMap;

mod dressed;
mod grid;
mod text;
mod words;

use crate::model::SideId;
use crate::picture::diagram::{
    CONTRADICTION_COLOUR, Diagram, Edge, EdgeKind, Lane, LaneId, NEUTRAL_COLOUR, Node, NodeId, Shape, SideStyle,
};
use crate::picture::layout::Flow;
pub use dressed::dressed;
use text::{address, label, tooltip};
use words::Words;

const FONT: &str = "Helvetica,Arial,sans-serif";
/// What fills sources.
const PALE: &str = "#f4f4f4";
/// The lines from claims to the sources they were read in.
const READ_IN: &str = "#999999";

/// The diagram in DOT, which reads to the right or down.
pub fn dot(diagram: &Diagram, flow: Flow) -> String {
    let in_lanes = !diagram.lanes.is_empty();
    let mut stmts = defaults(diagram, flow);
    if in_lanes {
        stmts.extend(grid::margins(diagram));
    }
    let edges = if in_lanes { merged(&diagram.edges) } else { diagram.edges.clone() };
    let words = if in_lanes { words::of(diagram, &edges) } else { Vec::new() };
    stmts.extend(diagram.lanes.iter().map(|(id, lane)| lane_statement(diagram, &words, id, lane)));
    let free = diagram.nodes.iter().filter(|(_, node)| node.lane.is_none());
    stmts.extend(free.map(|(id, node)| node_statement(id, node)));
    stmts.extend(words.iter().filter(|words| words.lane.is_none()).map(Words::node));
    if in_lanes {
        stmts.extend(grid::bonds(diagram, &words));
    }
    let whole = edges.iter().filter(|edge| !in_lanes || edge.label.is_empty());
    stmts.extend(whole.map(|edge| edge_statement(edge, in_lanes)));
    stmts.extend(words.iter().flat_map(Words::lines));
    let graph = ast::Graph::DiGraph { id: plain("gainsay"), strict: false, stmts };
    let mut text = graph.print(&mut PrinterContext::default());
    text.push('\n');
    text
}

fn defaults(diagram: &Diagram, flow: Flow) -> Vec<ast::Stmt> {
    let shown = diagram.shown.to_string();
    let told = wrapped(&diagram.description);
    let caption: Vec<&str> =
        [diagram.title.as_str(), &shown].into_iter().chain(told.iter().map(String::as_str)).collect();
    let mut graph = vec![
        word(
            "rankdir",
            match flow {
                Flow::Right => "LR",
                Flow::Down => "TB",
            },
        ),
        word("bgcolor", "white"),
        set("charset", "UTF-8"),
        set("fontname", FONT),
        word("fontsize", "14"),
        word("labelloc", "t"),
        word("labeljust", "l"),
        set("label", &label(&caption)),
        set("tooltip", &tooltip(&diagram.description)),
        word("nodesep", "0.3"),
        word("ranksep", "0.6"),
    ];
    if !diagram.lanes.is_empty() {
        // Ranks across clusters need the newer ranking.
        graph.push(word("newrank", "true"));
    }
    let node = vec![
        word("shape", "box"),
        set("fontname", FONT),
        word("fontsize", "10"),
        set("margin", "0.12,0.08"),
        word("fillcolor", "white"),
        word("width", "0"),
        word("height", "0"),
    ];
    let edge = vec![
        set("fontname", FONT),
        word("fontsize", "9"),
        word("arrowsize", "0.7"),
        set("color", NEUTRAL_COLOUR),
        set("fontcolor", NEUTRAL_COLOUR),
    ];
    vec![
        ast::Stmt::GAttribute(ast::GraphAttributes::Graph(graph)),
        ast::Stmt::GAttribute(ast::GraphAttributes::Node(node)),
        ast::Stmt::GAttribute(ast::GraphAttributes::Edge(edge)),
    ]
}

/// Lines of a text, each not much longer than a hundred characters.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut().filter(|line| line.chars().count() + word.chars().count() < 100) {
            Some(line) => line.extend([" ", word]),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

fn lane_statement(diagram: &Diagram, words: &[Words<'_>], id: LaneId, lane: &Lane) -> ast::Stmt {
    let attributes = [
        set("label", ""),
        set("tooltip", &tooltip(&lane.title)),
        set("color", colour(lane.side)),
        word("style", "rounded"),
        word("penwidth", "0.8"),
    ];
    let mut inside: Vec<ast::Stmt> = attributes.into_iter().map(attribute).collect();
    inside.extend(grid::ends(id));
    let nodes = diagram.nodes.iter().filter(|(_, node)| node.lane == Some(id));
    inside.extend(nodes.map(|(id, node)| node_statement(id, node)));
    inside.extend(words.iter().filter(|words| words.lane == Some(id)).map(Words::node));
    subgraph(&format!("cluster_{}", id.index()), inside)
}

fn node_statement(id: NodeId, node: &Node) -> ast::Stmt {
    let lines: Vec<&str> = node.lines.iter().map(String::as_str).collect();
    let mut attributes = vec![set("label", &label(&lines)), set("tooltip", &tooltip(&node.tooltip))];
    if let Some(link) = &node.link {
        attributes.push(set("URL", &address(link)));
        attributes.push(word("target", "_blank"));
    }
    let colour = colour(node.side);
    attributes.extend(match node.shape {
        Shape::Claim => vec![set("style", "rounded,filled"), set("color", colour)],
        Shape::Computed => vec![set("style", "rounded,filled,dashed"), set("color", colour)],
        Shape::Source => {
            vec![word("shape", "note"), word("style", "filled"), set("fillcolor", PALE), set("color", NEUTRAL_COLOUR)]
        }
        Shape::Party => {
            vec![word("style", "filled"), set("fillcolor", colour), set("color", colour), word("fontcolor", "white")]
        }
        Shape::Subject => vec![word("shape", "plaintext")],
        Shape::Contradiction => contradiction_box("filled"),
        Shape::Tension => contradiction_box("filled,dashed"),
        Shape::More => vec![word("shape", "plaintext")],
    });
    attributes.extend(node.focus.then(|| word("penwidth", "2.5")));
    statement(node_id(id), attributes)
}

fn contradiction_box(style: &str) -> Vec<ast::Attribute> {
    let red = CONTRADICTION_COLOUR;
    vec![word("shape", "octagon"), set("style", style), set("color", red), set("fontcolor", red), word("penwidth", "2")]
}

fn edge_statement(edge: &Edge, in_lanes: bool) -> ast::Stmt {
    let mut attributes = edge_style(edge.kind);
    if !edge.label.is_empty() {
        attributes.push(set("label", &label(&[&edge.label])));
    }
    if !edge.tooltip.is_empty() {
        attributes.push(set("tooltip", &tooltip(&edge.tooltip)));
    }
    if in_lanes {
        attributes.push(word("constraint", "false"));
    }
    joined(node_id(edge.from), node_id(edge.to), attributes)
}

/// The edges with no two between the same nodes: Graphviz stops at such edges
/// between clusters (an assertion in `merge_chain` fails). Of several, the one that
/// matters most gives its looks, and all give their words.
fn merged(edges: &[Edge]) -> Vec<Edge> {
    let mut merged: IndexMap<(NodeId, NodeId), Edge> = IndexMap::new();
    for edge in edges {
        let ends = (edge.from.min(edge.to), edge.from.max(edge.to));
        let Some(old) = merged.get_mut(&ends) else {
            merged.insert(ends, edge.clone());
            continue;
        };
        let label = together(&old.label, &edge.label, ", ");
        let tooltip = together(&old.tooltip, &edge.tooltip, "\n");
        if weight(edge.kind) > weight(old.kind) {
            *old = edge.clone();
        }
        (old.label, old.tooltip) = (label, tooltip);
    }
    merged.into_values().collect()
}

fn together(one: &str, other: &str, between: &str) -> String {
    let between = if one.is_empty() || other.is_empty() { "" } else { between };
    if one == other { one.to_owned() } else { format!("{one}{between}{other}") }
}

/// What matters more is drawn over what matters less.
fn weight(kind: EdgeKind) -> u8 {
    match kind {
        EdgeKind::Contradiction => 7,
        EdgeKind::Tension => 6,
        EdgeKind::Disputes => 5,
        EdgeKind::Derived => 4,
        EdgeKind::Cites => 3,
        EdgeKind::SaidBy => 2,
        EdgeKind::ReadIn => 1,
        EdgeKind::More => 0,
    }
}

fn edge_style(kind: EdgeKind) -> Vec<ast::Attribute> {
    let red = CONTRADICTION_COLOUR;
    let clash = |width: &str| {
        vec![
            word("dir", "both"),
            word("arrowhead", "tee"),
            word("arrowtail", "tee"),
            set("color", red),
            set("fontcolor", red),
            set("fontname", "Helvetica-Bold"),
            word("fontsize", "10"),
            word("penwidth", width),
        ]
    };
    match kind {
        EdgeKind::ReadIn => vec![set("color", READ_IN), word("penwidth", "0.8")],
        EdgeKind::Cites | EdgeKind::SaidBy => Vec::new(),
        EdgeKind::Derived => vec![word("style", "dotted"), word("penwidth", "1.5")],
        EdgeKind::Disputes => vec![set("color", red), set("fontcolor", red), word("arrowhead", "tee")],
        EdgeKind::Contradiction => clash("2.5"),
        EdgeKind::Tension => {
            let mut attributes = clash("1.5");
            attributes.push(word("style", "dashed"));
            attributes
        }
        EdgeKind::More => vec![word("style", "dotted"), word("arrowhead", "none")],
    }
}

fn colour(side: Option<SideId>) -> &'static str {
    side.map_or(NEUTRAL_COLOUR, |side| SideStyle::of(side).colour)
}

fn node_id(id: NodeId) -> ast::NodeId {
    ast::NodeId(plain(&format!("n{}", id.index())), None)
}

/// The id of something that only the drawing needs.
fn made_up(kind: &str, index: usize) -> ast::NodeId {
    ast::NodeId(plain(&format!("{kind}{index}")), None)
}

fn plain(word: &str) -> ast::Id {
    ast::Id::Plain(word.to_owned())
}

/// An attribute whose value is one word or number of ours.
fn word(name: &str, value: &str) -> ast::Attribute {
    ast::Attribute(plain(name), plain(value))
}

/// An attribute whose value needs quotes; it must have been escaped.
fn set(name: &str, value: &str) -> ast::Attribute {
    ast::Attribute(plain(name), ast::Id::Escaped(format!("\"{value}\"")))
}

fn attribute(attribute: ast::Attribute) -> ast::Stmt {
    ast::Stmt::Attribute(attribute)
}

fn statement(id: ast::NodeId, attributes: Vec<ast::Attribute>) -> ast::Stmt {
    ast::Stmt::Node(ast::Node { id, attributes })
}

fn joined(from: ast::NodeId, to: ast::NodeId, attributes: Vec<ast::Attribute>) -> ast::Stmt {
    ast::Stmt::Edge(ast::Edge { ty: ast::EdgeTy::Pair(ast::Vertex::N(from), ast::Vertex::N(to)), attributes })
}

fn subgraph(id: &str, stmts: Vec<ast::Stmt>) -> ast::Stmt {
    ast::Stmt::Subgraph(ast::Subgraph { id: plain(id), stmts })
}
