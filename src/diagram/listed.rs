//! What a picture says, as rows and columns: for those who cannot see it, and for programs.

use super::accounts::Balance;
use super::forest::{Forest, Row};
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

/// A row a row; where it is apart from an earlier one, with the gap, and against whom.
pub(super) fn forest(forest: &Forest) -> Table {
    let name = |row: &Row| row.claims.join(" + ");
    let mut rows = Vec::new();
    for group in &forest.groups {
        for (at, row) in group.rows.iter().enumerate() {
            let plain = vec![
                group.title.clone(),
                row.kind.word().to_owned(),
                row.who.clone(),
                row.side_name.clone(),
                row.source.clone(),
                name(row),
                row.says.clone(),
                row.reading.clone(),
            ];
            let gaps: Vec<_> = group.gaps.iter().filter(|gap| gap.to == at).collect();
            let apart = gaps.iter().map(|gap| {
                let ratio = gap.ratio.as_ref().map(ToString::to_string).unwrap_or_default();
                let against = &group.rows[gap.from];
                let against = if against.claims.is_empty() { against.who.clone() } else { name(against) };
                vec![gap.gap.grouped(), ratio, against, gap.basis.clone(), gap.id.clone()]
            });
            if gaps.is_empty() {
                rows.push([plain, vec![String::new(); 5]].concat());
            } else {
                rows.extend(apart.map(|gap| [plain.clone(), gap].concat()));
            }
        }
    }
    let columns = vec![
        "quantity",
        "row",
        "party",
        "side",
        "source",
        "claim",
        "says",
        "read as",
        "gap",
        "ratio",
        "against",
        "strength",
        "contradiction",
    ];
    Table { things: "rows", columns, numeric: vec![7, 8, 9], rows }
}

/// A row a line of a balance.
pub(super) fn balance(balance: &Balance) -> Table {
    let mut rows = Vec::new();
    for account in &balance.accounts {
        for stack in &account.stacks {
            for part in &stack.parts {
                rows.push(vec![
                    account.equation.clone(),
                    account.rule.clone(),
                    stack.party.clone(),
                    stack.side_name.clone(),
                    stack.when.clone(),
                    part.kind.word().to_owned(),
                    part.name.clone(),
                    part.more.clone(),
                    part.source.clone(),
                    part.claim.clone().unwrap_or_default(),
                    part.says.clone(),
                    part.bounds.to_string(),
                ]);
            }
        }
    }
    let columns =
        vec!["equation", "rule", "party", "side", "when", "row", "what", "more", "source", "claim", "says", "read as"];
    Table { things: "rows", columns, numeric: vec![11], rows }
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
