//! What holds lanes and columns in their order.
//!
//! Graphviz knows ranks, which are our columns, but no order of clusters, which
//! are our lanes; it even ignores edges within a rank that lead from one cluster
//! to another. It does keep the order of nodes outside clusters. So the titles of
//! the lanes stand outside, in order, each joined to the head of its lane by an
//! edge that is dear to cross: both ends are of one `group`.

use graphviz_rust::dot_structures as ast;

use super::words::Words;
use super::{attribute, colour, joined, label, made_up, node_id, set, statement, subgraph, tooltip, word};
use crate::picture::diagram::{ColumnId, Diagram, Lane, LaneId, NEUTRAL_COLOUR, Node, Shape, SideStyle};

/// The titles of the lanes and the headings of the columns, which come before the lanes.
pub(super) fn margins(diagram: &Diagram) -> Vec<ast::Stmt> {
    vec![titles(diagram), headings(diagram)]
}

/// What holds them and the nodes together; it comes after the lanes.
pub(super) fn bonds(diagram: &Diagram, words: &[Words<'_>]) -> Vec<ast::Stmt> {
    let mut stmts = vec![joined(corner(), start(), unseen_line(1, 1))];
    stmts.extend(diagram.lanes.ids().map(|lane| joined(title(lane), head(lane), unseen_line(1, 1))));
    stmts.push(same_rank("heads", std::iter::once(start()).chain(diagram.lanes.ids().map(head))));
    stmts.extend(diagram.columns.ids().flat_map(|column| column_statements(diagram, words, column)));
    // A node without a rank would let Graphviz mix the lanes, and then fail.
    let without_column = diagram.nodes.iter().filter(|(_, node)| node.column.is_none()).map(|(id, _)| node_id(id));
    let words_without = words.iter().filter(|words| words.column.is_none()).map(Words::id);
    let tails = diagram.lanes.ids().map(tail).chain(without_column).chain(words_without);
    stmts.push(same_rank("tails", std::iter::once(end()).chain(tails)));
    stmts
}

/// The ends of a lane, which make all lanes equally long.
pub(super) fn ends(lane: LaneId) -> Vec<ast::Stmt> {
    let group = set("group", &format!("lane{}", lane.index()));
    vec![unseen(head(lane), Some(group)), unseen(tail(lane), None), joined(head(lane), tail(lane), unseen_line(1, 10))]
}

/// The titles of the lanes, from top to bottom, below an empty corner.
fn titles(diagram: &Diagram) -> ast::Stmt {
    let mut inside = vec![attribute(word("rank", "same")), unseen(corner(), Some(set("group", "columns")))];
    inside.extend(diagram.lanes.iter().map(|(id, lane)| title_statement(id, lane)));
    let mut above = corner();
    for lane in diagram.lanes.ids() {
        inside.push(joined(above, title(lane), unseen_line(1, 1)));
        above = title(lane);
    }
    subgraph("titles", inside)
}

fn title_statement(id: LaneId, lane: &Lane) -> ast::Stmt {
    let text = match lane.side {
        Some(side) => format!("{} {}", SideStyle::of(side).mark, lane.title),
        None => lane.title.clone(),
    };
    let mut attributes = heading(&text);
    attributes.push(set("fontcolor", colour(lane.side)));
    attributes.push(set("group", &format!("lane{}", id.index())));
    statement(title(id), attributes)
}

/// The headings of the columns, in a row of their own, from left to right.
fn headings(diagram: &Diagram) -> ast::Stmt {
    let mut row = vec![attribute(word("style", "invis")), attribute(set("label", ""))];
    row.push(unseen(start(), Some(set("group", "columns"))));
    row.push(unseen(end(), None));
    let mut before = start();
    for (id, text) in diagram.columns.iter() {
        let mut attributes = heading(text);
        attributes.push(set("fontcolor", NEUTRAL_COLOUR));
        row.push(statement(column_heading(id), attributes));
        row.push(joined(before, column_heading(id), unseen_line(1, 100)));
        row.push(unseen(gap(id), None));
        row.push(joined(column_heading(id), gap(id), unseen_line(1, 100)));
        before = gap(id);
    }
    row.push(joined(before, end(), unseen_line(1, 100)));
    subgraph("cluster_columns", row)
}

fn heading(text: &str) -> Vec<ast::Attribute> {
    vec![
        word("shape", "plaintext"),
        set("label", &label(&[text])),
        set("tooltip", &tooltip(text)),
        word("fontsize", "12"),
    ]
}

/// Contradictions lie between the columns, as do the words on lines: that leaves room for what is written
/// on edges, and Graphviz draws twice some edges that do not leave their rank.
fn column_statements(diagram: &Diagram, words: &[Words<'_>], column: ColumnId) -> [ast::Stmt; 2] {
    let between = |node: &Node| matches!(node.shape, Shape::Contradiction | Shape::Tension);
    let nodes = |is_between: bool| {
        let nodes =
            diagram.nodes.iter().filter(move |(_, node)| node.column == Some(column) && between(node) == is_between);
        nodes.map(|(id, _)| node_id(id))
    };
    let after = words.iter().filter(|words| words.column == Some(column)).map(Words::id);
    let index = column.index();
    [
        same_rank(&format!("column_{index}"), std::iter::once(column_heading(column)).chain(nodes(false))),
        same_rank(&format!("gap_{index}"), std::iter::once(gap(column)).chain(nodes(true)).chain(after)),
    ]
}

fn same_rank(id: &str, nodes: impl Iterator<Item = ast::NodeId>) -> ast::Stmt {
    let mut inside = vec![attribute(word("rank", "same"))];
    inside.extend(nodes.map(|id| statement(id, Vec::new())));
    subgraph(id, inside)
}

/// A node that takes a place and shows nothing.
fn unseen(id: ast::NodeId, group: Option<ast::Attribute>) -> ast::Stmt {
    let mut attributes = vec![word("style", "invis"), word("shape", "point"), word("width", "0"), set("label", "")];
    attributes.extend(group);
    statement(id, attributes)
}

/// An edge that holds nodes in place and shows nothing.
fn unseen_line(ranks: u32, weight: u32) -> Vec<ast::Attribute> {
    vec![word("style", "invis"), word("minlen", &ranks.to_string()), word("weight", &weight.to_string())]
}

fn title(lane: LaneId) -> ast::NodeId {
    made_up("title", lane.index())
}

fn head(lane: LaneId) -> ast::NodeId {
    made_up("head", lane.index())
}

fn tail(lane: LaneId) -> ast::NodeId {
    made_up("tail", lane.index())
}

fn column_heading(id: ColumnId) -> ast::NodeId {
    made_up("column", id.index())
}

fn gap(id: ColumnId) -> ast::NodeId {
    made_up("gap", id.index())
}

fn corner() -> ast::NodeId {
    made_up("corner", 0)
}

fn start() -> ast::NodeId {
    made_up("start", 0)
}

fn end() -> ast::NodeId {
    made_up("end", 0)
}
