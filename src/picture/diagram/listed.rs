//! What a picture says, as rows and columns: for those who cannot see it, and for programs.

use super::accounts::Balance;
use super::forest::{Forest, Row};
use super::net::{Diagram, EdgeKind, LineStyle, Node, NodeId, Shape};
use crate::base::table::Table;

/// A row a line between two boxes, and one for each box that no line touches.
pub(super) fn net(diagram: &Diagram) -> Table {
    // Of each box: its lane, what it is, what it says, and its name.
    let told = |id: NodeId| {
        let node = &diagram.nodes[id];
        let lane = node.lane.map(|lane| diagram.lanes[lane].title.clone()).unwrap_or_default();
        [lane, node.shape.word().to_owned(), label(node), node.name.clone()]
    };
    let mut touched = vec![false; diagram.nodes.len()];
    let mut rows = Vec::new();
    for edge in &diagram.edges {
        touched[edge.from.index()] = true;
        touched[edge.to.index()] = true;
        let relation = relation(edge.kind, &edge.label);
        // What is told already is not told again.
        let more = match edge.tooltip.split_once(": ") {
            Some((id, more)) if !edge.contradiction.is_empty() && id.starts_with(&edge.contradiction) => more,
            _ if edge.tooltip == relation => "",
            _ => &edge.tooltip,
        };
        let last = [edge.contradiction.clone(), more.to_owned()];
        rows.push([&told(edge.from)[..], &[relation], &told(edge.to), &last].concat());
    }
    for (id, _) in diagram.nodes.iter().filter(|(id, _)| !touched[id.index()]) {
        let mut row = told(id).to_vec();
        row.resize(COLUMNS.len(), String::new());
        rows.push(row);
    }
    Table { things: "lines", columns: COLUMNS.to_vec(), numeric: Vec::new(), rows }
}

const COLUMNS: [&str; 11] =
    ["lane", "kind", "from", "from name", "relation", "to lane", "to kind", "to", "to name", "contradiction", "more"];

/// What a box says, in a line: `TASS: “13,000” held[german] @ 1950 (cia-1953, p. 1)`.
fn label(node: &Node) -> String {
    let between = matches!(node.shape, Shape::Contradiction | Shape::Tension);
    let mut text = String::new();
    let mut open = false;
    for (at, line) in node.lines.iter().enumerate() {
        let [before, style] = [at.wrapping_sub(1), at].map(|at| node.styles.get(at).copied());
        let mark = match (before, style) {
            _ if at == 0 => "",
            (Some(LineStyle::Who), Some(LineStyle::Value | LineStyle::Plain)) if node.shape != Shape::Party => ": ",
            (Some(LineStyle::Who | LineStyle::Value | LineStyle::Plain), Some(LineStyle::Place)) => " (",
            (Some(LineStyle::Value), Some(LineStyle::Plain)) if node.shape == Shape::Source => ", ",
            _ if between => ", ",
            _ => " ",
        };
        open |= mark == " (";
        text.push_str(mark);
        text.push_str(line);
    }
    if open {
        text.push(')');
    }
    text
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::picture::diagram::Edge;

    fn node(shape: Shape, lines: &[(LineStyle, &str)]) -> Node {
        let texts = lines.iter().map(|(_, text)| (*text).to_owned()).collect();
        Node { styles: lines.iter().map(|(style, _)| *style).collect(), ..Node::new(shape, texts, "") }
    }

    #[test]
    fn what_a_box_says_is_a_line_with_its_parts_told_apart() {
        use LineStyle::{Place, Plain, Value, Who};
        let claim = [(Who, "TASS"), (Value, "“about"), (Value, "13,000”"), (Plain, "held @ 1950"), (Place, "s, p. 1")];
        assert_eq!(label(&node(Shape::Claim, &claim)), "TASS: “about 13,000” held @ 1950 (s, p. 1)");
        assert_eq!(label(&node(Shape::Claim, &claim[3..])), "held @ 1950 (s, p. 1)");
        assert_eq!(
            label(&node(Shape::Source, &[(Value, "On"), (Value, "Men"), (Plain, "book, 1953")])),
            "On Men, book, 1953"
        );
        assert_eq!(label(&node(Shape::Party, &[(Who, "TASS"), (Plain, "(soviet)")])), "TASS (soviet)");
        assert_eq!(
            label(&Node::new(Shape::Tension, vec!["gap 1".to_owned(), "tension".to_owned()], "")),
            "gap 1, tension"
        );
        assert_eq!(label(&Node::new(Shape::More, Vec::new(), "")), "");
    }

    #[test]
    fn a_row_names_both_ends_and_the_contradiction() {
        let mut diagram = Diagram::new("t", "d");
        let mut add = |name: &str| {
            diagram.add_node(Node { name: name.to_owned(), ..Node::new(Shape::Claim, vec![name.to_uppercase()], "") })
        };
        let [a, b, _] = ["a", "b", "c"].map(&mut add);
        let clash = Edge::new(a, b, EdgeKind::Contradiction, "gap 1, hard", "C-a (hard): 1 against 2").of("C-a");
        diagram.add_edge(clash);
        diagram.add_edge(Edge::new(b, a, EdgeKind::ReadIn, "", "read in"));
        let rows: Vec<String> = net(&diagram).rows.iter().map(|row| row.join("|")).collect();
        let expected = [
            "|claim|A|a|contradicts: gap 1, hard||claim|B|b|C-a|1 against 2",
            "|claim|B|b|read in||claim|A|a||",
            "|claim|C|c|||||||",
        ];
        assert_eq!(rows, expected);
    }
}
