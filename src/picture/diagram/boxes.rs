//! How claims, sources and parties are written into boxes.

use super::label::{marked, wrap};
use super::{LineStyle, Link, Node, Shape, visible};
use crate::analysis::filter::sides_of;
use crate::model::{ClaimId, ClaimLinkKind, Model, PartyId, SideId, SourceId, Statement};
use crate::provenance::graph;

/// The box of anything in the provenance graph.
pub(super) fn node_of(model: &Model, of: graph::Node) -> Node {
    let name = match of {
        graph::Node::Claim(claim) => model.claim_name(claim),
        graph::Node::Source(source) => model.name(model.sources()[source].name).to_owned(),
        graph::Node::Party(party) => model.name(model.parties()[party].name).to_owned(),
        graph::Node::Side(side) => model.name(model.sides()[side].name).to_owned(),
        graph::Node::Quantity(quantity) => model.quantity_words(quantity),
        graph::Node::Proposition(proposition) => model.name(model.propositions()[proposition].name).to_owned(),
    };
    Node { name: visible(&name).into_owned(), ..drawn(model, of) }
}

fn drawn(model: &Model, of: graph::Node) -> Node {
    match of {
        graph::Node::Claim(claim) => claim_node(model, claim),
        graph::Node::Source(source) => source_node(model, source),
        graph::Node::Party(party) => party_node(model, party),
        graph::Node::Side(side) => {
            let name = model.name(model.sides()[side].name);
            Node { side: Some(side), ..Node::new(Shape::Party, wrap(&marked(Some(side), name)), name) }
        }
        graph::Node::Quantity(quantity) => {
            let text = model.quantity_words(quantity);
            Node::new(Shape::Subject, wrap(&text), &text)
        }
        graph::Node::Proposition(proposition) => {
            let text = model.prose(model.propositions()[proposition].text);
            Node::new(Shape::Subject, wrap(text), text)
        }
    }
}

/// Lines of a label, with what they say.
#[derive(Default)]
struct Label {
    lines: Vec<String>,
    styles: Vec<LineStyle>,
}

impl Label {
    fn add(&mut self, style: LineStyle, lines: Vec<String>) {
        self.styles.extend(lines.iter().map(|_| style));
        self.lines.extend(lines);
    }

    fn node(self, shape: Shape, tooltip: &str) -> Node {
        Node { styles: self.styles, ..Node::new(shape, self.lines, tooltip) }
    }
}

/// Who says it, what, of what, and where it was read.
fn claim_node(model: &Model, claim: ClaimId) -> Node {
    let record = &model.claims()[claim];
    let side = side_of(model, model.asserters(claim));
    let parties = model.party_titles(model.asserters(claim));
    let mut label = Label::default();
    label.add(LineStyle::Who, wrap(&marked(side, &parties)));
    if let Some((_, reading)) = model.readings_of(claim).next() {
        says(model, &reading.statement, &mut label);
    }
    if !record.mode.binds_as_fact() {
        label.add(LineStyle::Plain, vec![format!("({})", record.mode.word())]);
    }
    label.add(LineStyle::Place, wrap(&place(model, claim)));
    let computed = model.links_of(claim).iter().any(|link| matches!(link.kind, ClaimLinkKind::ComputedFrom(_)));
    let shape = if computed { Shape::Computed } else { Shape::Claim };
    Node { side, link: link_of(model, record.source), ..label.node(shape, &claim_tooltip(model, claim)) }
}

fn says(model: &Model, statement: &Statement, label: &mut Label) {
    let proposition = |id| model.prose(model.propositions()[id].text);
    match *statement {
        Statement::Figure { of, is } => {
            label.add(LineStyle::Value, wrap(&format!("“{}”", model.name(model.values()[is].wording))));
            // The sign stays with its date.
            label.add(LineStyle::Plain, wrap(&model.of_words(of).replace(" @ ", " @\u{a0}")));
        }
        Statement::Affirms(id) => label.add(LineStyle::Plain, wrap(&format!("affirms: {}", proposition(id)))),
        Statement::Denies(id) => label.add(LineStyle::Plain, wrap(&format!("denies: {}", proposition(id)))),
        Statement::Relation(_) | Statement::Disputes(_) => {
            label.add(LineStyle::Plain, wrap(&model.statement_words(statement)));
        }
    }
}

fn place(model: &Model, claim: ClaimId) -> String {
    let record = &model.claims()[claim];
    let source = model.name(model.sources()[record.source].name);
    match record.at {
        Some(at) => format!("{source}, {}", model.prose(at)),
        None => source.to_owned(),
    }
}

pub(super) fn claim_tooltip(model: &Model, claim: ClaimId) -> String {
    let mut parts = vec![format!("{}: {}", model.claim_name(claim), model.party_titles(model.asserters(claim)))];
    for (index, (_, reading)) in model.readings_of(claim).enumerate() {
        let or = if index > 0 { "or read as: " } else { "" };
        parts.push(format!("{or}{}", model.statement_words(&reading.statement)));
    }
    parts.extend(model.quote_of(claim).map(|quote| format!("“{quote}”")));
    parts.push(place(model, claim));
    if let Some(note) = model.details_of(claim).and_then(|details| details.note) {
        parts.push(model.prose(note).to_owned());
    }
    parts.join("\n")
}

/// The title, or else the name; the kind and the date.
fn source_node(model: &Model, source: SourceId) -> Node {
    let record = &model.sources()[source];
    let name = model.name(record.name);
    let title = source_title(model, source);
    let mut known = vec![record.kind.word().to_owned()];
    known.extend(record.date.map(|date| model.whens()[date].human()));
    if record.unseen {
        known.push("unseen".to_owned());
    }
    let known = known.join(", ");
    let mut label = Label::default();
    label.add(LineStyle::Value, wrap(title));
    label.add(LineStyle::Plain, wrap(&known));
    let mut tooltip = vec![format!("{name}: {title}"), known];
    let authors = model.party_titles(model.party_list(record.by));
    if !authors.is_empty() {
        tooltip.push(format!("by {authors}"));
    }
    tooltip
        .extend(record.archive.iter().map(|&(label, value)| format!("{} {}", model.prose(label), model.prose(value))));
    let side = side_of(model, model.party_list(record.by));
    Node { side, link: link_of(model, source), ..label.node(Shape::Source, &tooltip.join("\n")) }
}

fn party_node(model: &Model, party: PartyId) -> Node {
    let side = model.parties()[party].side;
    let title = model.party_title(party);
    let side_name = side.map_or("no side", |side| model.name(model.sides()[side].name));
    let mut label = Label::default();
    label.add(LineStyle::Who, wrap(&marked(side, title)));
    label.add(LineStyle::Plain, wrap(&format!("({side_name})")));
    Node { side, ..label.node(Shape::Party, &format!("{title} ({side_name})")) }
}

/// A source's title, or else its name.
pub(super) fn source_title(model: &Model, source: SourceId) -> &str {
    let record = &model.sources()[source];
    record.title.map_or_else(|| model.name(record.name), |title| model.prose(title))
}

pub(super) fn link_of(model: &Model, source: SourceId) -> Option<Link> {
    model.sources()[source].url.and_then(|url| Link::parse(model.prose(url)))
}

/// The side that a box is coloured for: the first that one of the parties has.
pub(super) fn side_of(model: &Model, parties: &[PartyId]) -> Option<SideId> {
    sides_of(model, parties).next()
}
