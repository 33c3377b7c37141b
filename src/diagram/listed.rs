//! What a picture says, as rows and columns: for those who cannot see it, and for programs.

use super::net::{Diagram, EdgeKind, Node, NodeId, Shape};
use crate::table::Table;

/// A row a line between two boxes, and one for each box that no line touches.
pub(super) fn net(diagram: &Diagram) -> Table {
    let name = |id: NodeId| diagram.nodes[id].lines.join(" ");
    let lane = |node: &Node| node.lane.map(|lane| diagram.lanes[lane].title.clone()).unwrap_or_default();
    let mut touched = vec![false; diagram.nodes.len()];
    let mut rows = Vec::new();
    for edge in &diagram.edges {
        touched[edge.from.index()] = true;
        touched[edge.to.index()] = true;
        let [from, to] = [edge.from, edge.to].map(|id| &diagram.nodes[id]);
        let more = if edge.tooltip == edge.label { String::new() } else { edge.tooltip.clone() };
        rows.push(vec![
            lane(from),
            from.shape.word().to_owned(),
            name(edge.from),
            relation(edge.kind, &edge.label),
            lane(to),
            to.shape.word().to_owned(),
            name(edge.to),
            more,
        ]);
    }
    for (id, node) in diagram.nodes.iter().filter(|(id, _)| !touched[id.index()]) {
        let mut row = vec![lane(node), node.shape.word().to_owned(), name(id)];
        row.resize(8, String::new());
        rows.push(row);
    }
    let columns = vec!["lane", "kind", "from", "relation", "to lane", "to kind", "to", "more"];
    Table { things: "lines", columns, numeric: Vec::new(), rows }
}

/// What a line means, with what is written on it.
fn relation(kind: EdgeKind, label: &str) -> String {
    let word = match kind {
        EdgeKind::ReadIn => "read in",
        EdgeKind::Cites => "cites",
        EdgeKind::Derived => "computed from",
        EdgeKind::SaidBy => "said by",
        EdgeKind::Disputes => "disputes",
        EdgeKind::Contradiction => "contradicts",
        EdgeKind::Tension => "in tension with",
        EdgeKind::More => "more beyond",
    };
    match kind {
        EdgeKind::Contradiction | EdgeKind::Tension if !label.is_empty() => format!("{word}: {label}"),
        _ if !label.is_empty() => label.to_owned(),
        _ => word.to_owned(),
    }
}

impl Shape {
    /// What a box of this shape stands for.
    fn word(self) -> &'static str {
        match self {
            Shape::Claim => "claim",
            Shape::Computed => "computed claim",
            Shape::Source => "source",
            Shape::Party => "party",
            Shape::Subject => "subject",
            Shape::Contradiction => "contradiction",
            Shape::Tension => "tension",
            Shape::More => "left out",
        }
    }
}
