//! Where a claim comes from, as a picture.

use rustc_hash::FxHashMap;

use super::boxes::{node_of, source_title};
use super::scene::claim_or_source;
use super::{DEPTH, Diagram, Edge, EdgeKind, Node, NodeId, Picture, Request, Scene, Shape, Wrong};
use crate::model::Model;
use crate::provenance::graph::{self, Graph};
use crate::provenance::lineage::{self, Direction, Step};
use crate::provenance::{Provenance, Stop};

/// The lineage of the claim or source that is named.
pub(super) fn make(scene: &Scene<'_>, request: &Request) -> Result<Picture, Wrong> {
    let name = request.start.as_deref().unwrap_or_default();
    let start = claim_or_source(scene.model(), name)?;
    let analysis = scene.analysis;
    Ok(Picture::Net(lineage(analysis.provenance(), analysis.graph(), start, request.depth.unwrap_or(DEPTH))))
}

/// The lineage of a claim or a source, at most `depth` steps far: what it was
/// taken from, where it was read, who said it first.
///
/// What is reached in several ways is one node. Every arrow points to where
/// something comes from.
pub fn lineage(provenance: &Provenance<'_>, graph: &Graph, start: graph::Node, depth: usize) -> Diagram {
    let model = provenance.model();
    let steps = lineage::lineage(provenance, graph, start, Direction::Up, depth);
    let mut diagram =
        Diagram::new(&format!("Lineage of {}", name(model, start)), &description(provenance, start, &steps));
    let mut drawn: FxHashMap<graph::Node, NodeId> = FxHashMap::default();
    // The nodes on the way from the start to this step, one a depth.
    let mut way: Vec<NodeId> = Vec::new();
    for step in &steps {
        let node = *drawn
            .entry(step.node)
            .or_insert_with(|| diagram.add_node(Node { focus: step.node == start, ..node_of(model, step.node) }));
        way.truncate(step.depth);
        if let (Some(&before), Some(edge)) = (way.last(), step.edge) {
            let words = if step.back { edge.words_back() } else { edge.words() };
            let words = if step.silent { format!("{words} (does not hold it)") } else { words.to_owned() };
            diagram.add_edge(Edge::new(before, node, kind(edge), &words, ""));
        }
        if step.cut {
            let more = Node::new(Shape::More, vec!["…".to_owned()], "There is more beyond this depth.");
            let more = diagram.add_node(more);
            diagram.add_edge(Edge::new(node, more, EdgeKind::More, "", ""));
        }
        way.push(node);
    }
    diagram.count_claims(model.claims().len());
    diagram
}

fn description(provenance: &Provenance<'_>, start: graph::Node, steps: &[Step]) -> String {
    let mut origins: Vec<&Step> = steps.iter().filter(|step| step.origin).collect();
    origins.sort_by_key(|step| (step.statement, step.node));
    origins.dedup_by_key(|step| (step.statement, if step.statement.is_some() { start } else { step.node }));
    let text = |step: &&Step| match step.statement {
        Some(origin) => provenance.stop_text(Stop::Origin(origin)),
        None => name(provenance.model(), step.node),
    };
    let names: Vec<String> = origins.iter().map(text).collect();
    let ends = match names.as_slice() {
        [] if steps.iter().any(|step| step.cut) => String::new(),
        [] => " It has no origin: all that it rests on leads back to itself.".to_owned(),
        names => format!(" It goes back to: {}.", names.join("; ")),
    };
    let cut = if steps.iter().any(|step| step.cut) { " What lies beyond the depth asked for is left out." } else { "" };
    format!("Where it was read, what it was taken from, and who said it.{ends}{cut}")
}

fn name(model: &Model, node: graph::Node) -> String {
    match node {
        graph::Node::Claim(claim) => model.claim_name(claim),
        graph::Node::Source(source) => source_title(model, source).to_owned(),
        graph::Node::Party(party) => model.party_title(party).to_owned(),
        graph::Node::Side(side) => model.name(model.sides()[side].name).to_owned(),
        graph::Node::Quantity(quantity) => model.quantity_words(quantity),
        graph::Node::Proposition(proposition) => model.prose(model.propositions()[proposition].text).to_owned(),
    }
}

fn kind(edge: graph::Edge) -> EdgeKind {
    match edge {
        graph::Edge::ReadIn => EdgeKind::ReadIn,
        graph::Edge::DerivesFrom => EdgeKind::Derived,
        graph::Edge::AssertedBy | graph::Edge::Via | graph::Edge::IssuedBy => EdgeKind::SaidBy,
        graph::Edge::Disputes => EdgeKind::Disputes,
        _ => EdgeKind::Cites,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Texts;
    use crate::model::load::load;

    fn drawn(depth: usize) -> String {
        let source = "Source(id: \"book\", kind: Book, by: \"writer\", claims: [
            Claim(id: \"one\", quote: \"1\", says: Figure(of: \"held @ 1950\", is: \"1\")),
            Claim(id: \"two\", quote: \"2\", says: Figure(of: \"held @ 1951\", is: \"2\"), from: [ComputedFrom(\"one\")]),
            Claim(id: \"three\", quote: \"3\", says: Figure(of: \"held @ 1951\", is: \"2\"), from: [Supports(\"two\")]),
        ])";
        let texts = Texts::from_memory([
            ("gainsay.ron", "Collection(title: \"t\", sides: [])"),
            (
                "vocabulary.ron",
                "Vocabulary(measures: [Measure(id: \"held\", kind: Stock)], parties: [Party(id: \"writer\")])",
            ),
            ("book.ron", source),
        ]);
        let model = load(&texts, &[]).expect("a sound collection").model;
        let start = model.claims().ids().nth(1).expect("three claims");
        let diagram = lineage(&Provenance::new(&model), &Graph::new(&model), graph::Node::Claim(start), depth);
        let first = |node: NodeId| format!("{:?} {}", diagram.nodes[node].shape, diagram.nodes[node].lines.concat());
        let edges = diagram.edges.iter();
        let mut lines: Vec<String> =
            edges.map(|edge| format!("{} -{}-> {}", first(edge.from), edge.label, first(edge.to))).collect();
        lines.push(format!("{}: {}", diagram.title, diagram.shown));
        lines.join("\n")
    }

    #[test]
    fn what_is_reached_twice_is_one_node_and_arrows_point_to_where_things_come_from() {
        let expected = "\
Computed writer“2”held in 1951book -computed from-> Claim writer“1”held in 1950book
Claim writer“1”held in 1950book -read in-> Source bookbook
Source bookbook -issued by-> Party writer(no side)
Computed writer“2”held in 1951book -supported by-> Claim writer“2”held in 1951book
Claim writer“2”held in 1951book -read in-> Source bookbook
Computed writer“2”held in 1951book -read in-> Source bookbook
Lineage of book/two: 3 of 3 claims shown";
        assert_eq!(drawn(9), expected);
    }

    #[test]
    fn what_lies_beyond_the_depth_is_named_as_left_out() {
        assert_eq!(drawn(1).matches("More …").count(), 2);
    }
}
