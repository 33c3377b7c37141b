//! What is written on lines that lead between lanes.
//!
//! Graphviz lays labels of such lines over boxes, and fails if they take part in the ranking. So the words are a node
//! of their own, between the columns, and the line leads through it: for nodes Graphviz makes room.

use graphviz_rust::dot_structures as ast;

use super::{edge_style, joined, label, made_up, node_id, set, statement, tooltip, word};
use crate::picture::diagram::{ColumnId, Diagram, Edge, EdgeKind, LaneId, NEUTRAL_COLOUR};

/// The words of one line.
pub(super) struct Words<'e> {
    edge: &'e Edge,
    index: usize,
    /// The lane that they stand in: that of the line's beginning.
    pub(super) lane: Option<LaneId>,
    /// The column after which they stand: the earlier one of the line's ends.
    pub(super) column: Option<ColumnId>,
}

/// The words of all lines that have some.
pub(super) fn of<'e>(diagram: &Diagram, edges: &'e [Edge]) -> Vec<Words<'e>> {
    let with_words = edges.iter().filter(|edge| !edge.label.is_empty()).enumerate();
    let words = with_words.map(|(index, edge)| {
        let (from, to) = (&diagram.nodes[edge.from], &diagram.nodes[edge.to]);
        let column = [from.column, to.column].into_iter().flatten().min_by_key(|column| column.index());
        Words { edge, index, lane: from.lane, column }
    });
    words.collect()
}

impl Words<'_> {
    pub(super) fn id(&self) -> ast::NodeId {
        made_up("words", self.index)
    }

    /// The words themselves, without a border.
    pub(super) fn node(&self) -> ast::Stmt {
        let lines: Vec<&str> = self.edge.label.split_inclusive(", ").map(str::trim_end).collect();
        let mut attributes = vec![word("shape", "plaintext"), set("label", &label(&lines)), set("margin", "0.04,0.02")];
        if !self.edge.tooltip.is_empty() {
            attributes.push(set("tooltip", &tooltip(&self.edge.tooltip)));
        }
        let style: Vec<ast::Attribute> = edge_style(self.edge.kind).into_iter().filter(is_about_text).collect();
        if style.is_empty() {
            attributes.extend([set("fontcolor", NEUTRAL_COLOUR), word("fontsize", "9")]);
        }
        attributes.extend(style);
        statement(self.id(), attributes)
    }

    /// The line, to the words and from them on.
    pub(super) fn lines(&self) -> [ast::Stmt; 2] {
        let both = matches!(self.edge.kind, EdgeKind::Contradiction | EdgeKind::Tension);
        let half = |direction: &str| {
            let style = edge_style(self.edge.kind).into_iter();
            let mut attributes: Vec<ast::Attribute> =
                style.filter(|attribute| !is_about_text(attribute) && name_of(attribute) != "dir").collect();
            attributes.push(word("dir", direction));
            if !self.edge.tooltip.is_empty() {
                attributes.push(set("tooltip", &tooltip(&self.edge.tooltip)));
            }
            attributes.push(word("constraint", "false"));
            attributes
        };
        [
            joined(node_id(self.edge.from), self.id(), half(if both { "back" } else { "none" })),
            joined(self.id(), node_id(self.edge.to), half("forward")),
        ]
    }
}

fn name_of(attribute: &ast::Attribute) -> &str {
    match &attribute.0 {
        ast::Id::Plain(name) | ast::Id::Escaped(name) | ast::Id::Html(name) | ast::Id::Anonymous(name) => name,
    }
}

fn is_about_text(attribute: &ast::Attribute) -> bool {
    name_of(attribute).starts_with("font")
}
