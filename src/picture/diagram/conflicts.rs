//! How the claims of the parties hang together and clash, as a picture.

use std::collections::{BTreeMap, BTreeSet};

use self::choice::{Choice, Chosen};
use super::boxes::{node_of, side_of};
use super::{ColumnId, Diagram, Edge, EdgeKind, LaneId, Node, NodeId, Picture, Request, Scene, Shape, Wrong};
use crate::analysis::filter::{Filter, subjects};
use crate::base::when::Day;
use crate::model::{ClaimId, Model, PartyId, SideId, SourceId};
use crate::provenance::graph::{self, Graph};
use crate::reason::finding::{Contradiction, Finding, Strength, readable};

mod choice;

/// More columns than this stand for years, not for months.
const COLUMNS: usize = 8;

/// In a picture of more claims than this, the source of each is told by its box alone.
const SOURCES: usize = 12;

/// The contradictions that are asked for.
pub(super) fn make(scene: &Scene<'_>, request: &Request) -> Result<Picture, Wrong> {
    let kept = scene.asked(request)?;
    Ok(Picture::Net(drawn(scene.model(), scene.analysis.graph(), &Choice::of(&kept, request.limit))))
}

/// The claims that take part in contradictions, in a lane for each side, with
/// what they have to do with each other.
///
/// Only findings that the filter keeps are drawn, and only contradictions and
/// tensions among them. Of many, the first of each dispute is drawn, and says how
/// many it stands for. Two claims that cannot both be true are joined by an
/// edge; any other number of claims, by a node between them, as no two of them
/// contradict each other. A source is a node only where there are few claims; a
/// claim's box names its source anyway.
pub fn conflicts(model: &Model, graph: &Graph, findings: &[Finding], filter: &Filter) -> Diagram {
    let kept: Vec<(&Finding, &Contradiction)> = findings
        .iter()
        .filter(|finding| filter.keeps_finding(model, finding))
        .filter_map(|finding| Some((finding, finding.contradiction.as_ref()?)))
        .collect();
    drawn(model, graph, &Choice::of(&kept, None))
}

fn drawn(model: &Model, graph: &Graph, choice: &Choice<'_>) -> Diagram {
    let claims: BTreeSet<ClaimId> = choice.drawn.iter().flat_map(|one| &one.finding.claims).copied().collect();
    let title = format!("Contradictions: {}", model.title());
    let diagram = Diagram::new(&title, &description(model, choice, &claims));
    let mut drawing = Drawing { model, diagram, nodes: BTreeMap::new() };
    drawing.draw_claims_and_sources(&claims);
    drawing.draw_links(graph);
    for one in &choice.drawn {
        drawing.draw_contradiction(one);
    }
    drawing.diagram.count_claims(model.claims().len());
    drawing.diagram
}

/// How far apart the claims are: `338,513 (228 times)`, or `11,000` beside zero; nothing where they do not differ in a number.
pub fn gap_text(contradiction: &Contradiction) -> String {
    if let Some(apart) = &contradiction.apart {
        return apart.missing.clone();
    }
    let Some(gap) = contradiction.gap_told().filter(|gap| !gap.is_zero()) else { return String::new() };
    match contradiction.ratio_words() {
        Some(ratio) => format!("{} ({ratio})", readable(&gap)),
        None => readable(&gap),
    }
}

fn description(model: &Model, choice: &Choice<'_>, claims: &BTreeSet<ClaimId>) -> String {
    if choice.drawn.is_empty() {
        return "No claims contradict each other here.".to_owned();
    }
    let parties: BTreeSet<PartyId> = claims.iter().flat_map(|&claim| model.asserters(claim)).copied().collect();
    let is_tension = |one: &&Chosen<'_>| one.contradiction.strength == Strength::Tension;
    let tensions = choice.drawn.iter().filter(is_tension).count();
    let mut conflicts = Vec::new();
    if choice.drawn.len() > tensions {
        conflicts.push(count(choice.drawn.len() - tensions, "contradiction", "contradictions"));
    }
    if tensions > 0 {
        conflicts.push(count(tensions, "tension", "tensions"));
    }
    format!(
        "{} by {} take part in {}.{} Each lane is a side, and time runs along the lanes.",
        count(claims.len(), "claim", "claims"),
        count(parties.len(), "party", "parties"),
        conflicts.join(" and "),
        choice.words()
    )
}

fn count(number: usize, one: &str, several: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { several })
}

struct Drawing<'m> {
    model: &'m Model,
    diagram: Diagram,
    nodes: BTreeMap<graph::Node, NodeId>,
}

impl Drawing<'_> {
    fn draw_claims_and_sources(&mut self, claims: &BTreeSet<ClaimId>) {
        let model = self.model;
        let of_few = claims.iter().filter(|_| claims.len() <= SOURCES);
        let sources: BTreeSet<SourceId> = of_few.map(|&claim| model.claims()[claim].source).collect();
        let drawn: Vec<graph::Node> = claims
            .iter()
            .copied()
            .map(graph::Node::Claim)
            .chain(sources.into_iter().map(graph::Node::Source))
            .collect();
        let lanes = self.add_lanes(&drawn);
        let columns = self.add_columns(&drawn);
        for (node, column) in drawn.into_iter().zip(columns) {
            let lane = Some(lanes[&side_in(model, node)]);
            let id = self.diagram.add_node(Node { lane, column, ..node_of(model, node) });
            self.nodes.insert(node, id);
        }
    }

    /// A lane for each side that is there, in the collection's order, and one for parties without a side.
    fn add_lanes(&mut self, drawn: &[graph::Node]) -> BTreeMap<Option<SideId>, LaneId> {
        let there: BTreeSet<Option<SideId>> = drawn.iter().map(|&node| side_in(self.model, node)).collect();
        let sides = self.model.sides().ids().map(Some).chain([None]).filter(|side| there.contains(side));
        let mut lanes = BTreeMap::new();
        for side in sides {
            let title = side.map_or("no side", |side| self.model.name(self.model.sides()[side].name));
            lanes.insert(side, self.diagram.add_lane(title, side));
        }
        lanes
    }

    /// A column for each month that is there, or for each year if the months are too many; and the nodes' columns.
    fn add_columns(&mut self, drawn: &[graph::Node]) -> Vec<Option<ColumnId>> {
        let days: Vec<Option<Day>> = drawn.iter().map(|&node| day_of(self.model, node)).collect();
        let starts = |grain: Grain| days.iter().flatten().map(|&day| grain.start(day)).collect::<BTreeSet<Start>>();
        let grain = if starts(Grain::Month).len() <= COLUMNS { Grain::Month } else { Grain::Year };
        let mut columns = BTreeMap::new();
        for start in starts(grain) {
            columns.insert(start, self.diagram.add_column(&grain.heading(start)));
        }
        let undated = days.contains(&None).then(|| self.diagram.add_column("no date"));
        days.iter().map(|day| day.map_or(undated, |day| columns.get(&grain.start(day)).copied())).collect()
    }

    /// What the claims and sources of the picture have to do with each other.
    fn draw_links(&mut self, graph: &Graph) {
        let drawn: Vec<(graph::Node, NodeId)> = self.nodes.iter().map(|(&node, &id)| (node, id)).collect();
        for (node, from) in drawn {
            for (edge, to) in graph.out(node) {
                let (Some(kind), Some(&to)) = (link_kind(edge), self.nodes.get(&to)) else { continue };
                // That a claim was read somewhere is plain; what else it has to do with another is not.
                let label = if kind == EdgeKind::ReadIn { "" } else { edge.words() };
                self.diagram.add_edge(Edge::new(from, to, kind, label, edge.words()));
            }
        }
    }

    fn draw_contradiction(&mut self, &Chosen { finding, contradiction, more }: &Chosen<'_>) {
        let tension = contradiction.strength == Strength::Tension;
        let (kind, shape) =
            if tension { (EdgeKind::Tension, Shape::Tension) } else { (EdgeKind::Contradiction, Shape::Contradiction) };
        let mut lines = vec![gap_text(contradiction)];
        if lines[0].is_empty() {
            lines = vec!["cannot all be true".to_owned()];
        }
        lines.push(contradiction.strength.word().to_owned());
        if contradiction.among_plans {
            lines.push("among plans".to_owned());
        }
        if let Some(judgement) = finding.judgement {
            lines.push(self.model.judgements()[judgement].verdict.word().to_owned());
        }
        let mut tooltip = format!("{} ({}): {}", contradiction.id, contradiction.strength.word(), finding.message.text);
        if more > 0 {
            lines.push(format!("+ {more} in its dispute"));
            tooltip.push_str(&format!("\n{} of its dispute not drawn", count(more, "other", "others")));
        }
        let ends: Vec<NodeId> = finding.claims.iter().map(|&claim| self.nodes[&graph::Node::Claim(claim)]).collect();
        if let [from, to] = ends[..] {
            self.diagram.add_edge(Edge::new(from, to, kind, &lines.join(", "), &tooltip).of(&contradiction.id));
            return;
        }
        // Amid its claims: no lane is its own, but outside all lanes it would lie far from them.
        let mut places: Vec<_> =
            ends.iter().map(|&end| (self.diagram.nodes[end].column, self.diagram.nodes[end].lane)).collect();
        places.sort();
        let (column, lane) = places.get(places.len() / 2).copied().unwrap_or_default();
        let name = contradiction.id.clone();
        let node = self.diagram.add_node(Node { name, lane, column, ..Node::new(shape, lines, &tooltip) });
        for end in ends {
            self.diagram.add_edge(Edge::new(node, end, kind, "", &tooltip).of(&contradiction.id));
        }
    }
}

fn side_in(model: &Model, node: graph::Node) -> Option<SideId> {
    match node {
        graph::Node::Claim(claim) => side_of(model, model.asserters(claim)),
        graph::Node::Source(source) => side_of(model, model.party_list(model.sources()[source].by)),
        _ => None,
    }
}

/// The earliest day that a claim is about; the day a source was made.
fn day_of(model: &Model, node: graph::Node) -> Option<Day> {
    match node {
        graph::Node::Claim(claim) => {
            let whens = subjects(model, claim).into_iter().filter_map(|subject| match subject {
                graph::Node::Quantity(quantity) => model.quantities()[quantity].when,
                _ => None,
            });
            whens.filter_map(|when| model.whens()[when].earliest()).min()
        }
        graph::Node::Source(source) => model.sources()[source].date.and_then(|date| model.whens()[date].earliest()),
        _ => None,
    }
}

fn link_kind(edge: graph::Edge) -> Option<EdgeKind> {
    match edge {
        graph::Edge::ReadIn => Some(EdgeKind::ReadIn),
        graph::Edge::DerivesFrom => Some(EdgeKind::Derived),
        graph::Edge::Disputes => Some(EdgeKind::Disputes),
        graph::Edge::Repeats | graph::Edge::Corrects | graph::Edge::Supports => Some(EdgeKind::Cites),
        graph::Edge::Cites(_) | graph::Edge::Through(_) => Some(EdgeKind::Cites),
        _ => None,
    }
}

/// Year and month; the month is 1 where years are drawn.
type Start = (i32, u32);

/// What a column of the picture stands for.
#[derive(Debug, Clone, Copy)]
enum Grain {
    Month,
    Year,
}

impl Grain {
    fn start(self, day: Day) -> Start {
        let (year, month, _) = day.ymd();
        match self {
            Grain::Month => (year, month),
            Grain::Year => (year, 1),
        }
    }

    fn heading(self, (year, month): Start) -> String {
        match self {
            Grain::Month => format!("{year:04}-{month:02}"),
            Grain::Year => format!("{year:04}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::message::{Code, Message, Severity};
    use crate::base::number::Number;
    use crate::base::text::Texts;
    use crate::model::load::load;

    static CODE: Code = Code { id: "GS999", name: "test", severity: Severity::Error, explanation: "" };

    fn model() -> Model {
        let head = "Collection(title: \"t\", sides: [\"east\", \"west\"])";
        let vocabulary = "Vocabulary(measures: [Measure(id: \"held\", kind: Stock)], parties: [
            Party(id: \"a\", side: \"west\"), Party(id: \"b\", side: \"east\"), Party(id: \"c\")])";
        let source = "Source(id: \"s\", kind: Report, by: \"c\", claims: [
            Claim(id: \"one\", by: \"a\", quote: \"1\", says: Figure(of: \"held @ 1950-05\", is: \"1\")),
            Claim(id: \"two\", by: \"b\", quote: \"2\", says: Figure(of: \"held @ 1950-04\", is: \"2\"), from: [ComputedFrom(\"one\")]),
            Claim(id: \"three\", by: \"c\", quote: \"3\", says: Figure(of: \"held @ 1950-05\", is: \"3\")),
            Claim(id: \"four\", by: \"c\", quote: \"3\", says: Figure(of: \"held @ 1950-05\", is: \"3\")),
        ])";
        let texts = Texts::from_memory([("gainsay.ron", head), ("s.ron", source), ("vocabulary.ron", vocabulary)]);
        load(&texts, &[]).expect("a sound collection").model
    }

    fn finding(model: &Model, claims: usize, strength: Strength, ratio: Option<Number>) -> Finding {
        let claims: Vec<ClaimId> = model.claims().ids().take(claims).collect();
        let quantities = model.quantities().iter().map(|(id, _)| crate::model::Of::Quantity(id)).collect();
        let contradiction = Contradiction {
            quantities,
            gap: Some(Number::from(338_513)),
            ratio,
            involved: claims.clone(),
            ..Contradiction::new("C-aaaaaaaa".to_owned(), strength)
        };
        Finding { contradiction: Some(contradiction), ..Finding::plain(Message::new(&CODE, "m"), claims) }
    }

    fn draw(model: &Model, findings: &[Finding]) -> Diagram {
        conflicts(model, &Graph::new(model), findings, &Filter::default())
    }

    #[test]
    fn two_claims_are_joined_by_an_edge_with_the_gap_on_it() {
        let model = model();
        let ratio = Number::ratio(22_856, 100);
        let diagram = draw(&model, &[finding(&model, 2, Strength::Hard, ratio)]);
        let clashes: Vec<&Edge> = diagram.edges.iter().filter(|edge| edge.kind == EdgeKind::Contradiction).collect();
        assert_eq!(clashes.len(), 1);
        assert_eq!(clashes[0].label, "338,513 (228 times), hard");
        assert_eq!(clashes[0].tooltip, "C-aaaaaaaa (hard): m");
        assert_eq!(diagram.shown.to_string(), "2 of 4 claims shown");
        assert_eq!(
            diagram.description,
            "2 claims by 2 parties take part in 1 contradiction. Each lane is a side, and time runs along the lanes."
        );
    }

    #[test]
    fn more_claims_are_joined_by_a_node_between_them() {
        let model = model();
        let diagram = draw(&model, &[finding(&model, 3, Strength::Tension, None)]);
        let (between, node) =
            diagram.nodes.iter().find(|(_, node)| node.shape == Shape::Tension).expect("a node of its own");
        assert_eq!(node.lines, ["338,513", "tension"]);
        let ends = diagram.edges.iter().filter(|edge| edge.kind == EdgeKind::Tension && edge.from == between);
        assert_eq!(ends.count(), 3);
    }

    #[test]
    fn lanes_follow_the_collection_and_columns_the_time() {
        let model = model();
        let diagram = draw(&model, &[finding(&model, 3, Strength::Hard, None)]);
        let lanes: Vec<&str> = diagram.lanes.iter().map(|(_, lane)| lane.title.as_str()).collect();
        assert_eq!(lanes, ["east", "west", "no side"]);
        let columns: Vec<&str> = diagram.columns.iter().map(|(_, heading)| heading.as_str()).collect();
        assert_eq!(columns, ["1950-04", "1950-05", "no date"]);
        let shapes: Vec<Shape> = diagram.nodes.iter().map(|(_, node)| node.shape).collect();
        assert_eq!(shapes, [Shape::Claim, Shape::Computed, Shape::Claim, Shape::Source, Shape::Contradiction]);
        assert_eq!(diagram.edges.iter().filter(|edge| edge.kind == EdgeKind::ReadIn).count(), 3);
        assert_eq!(diagram.edges.iter().filter(|edge| edge.kind == EdgeKind::Derived).count(), 1);
    }

    #[test]
    fn without_contradictions_there_is_nothing_to_draw() {
        let model = model();
        let plain = Finding::plain(Message::new(&CODE, "m"), model.claims().ids().collect());
        let diagram = draw(&model, &[plain]);
        assert!(diagram.nodes.is_empty() && diagram.lanes.is_empty());
        assert_eq!(diagram.description, "No claims contradict each other here.");
    }
}
