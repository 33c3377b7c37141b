//! Boxes and lines as SVG: well formed, complete, and inert whatever the labels hold.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use gainsay::base::text::{Texts, read_collection};
use gainsay::model::Model;
use gainsay::model::load;
use gainsay::picture::diagram::{Diagram, Edge, EdgeKind, Kind, Link, Node, Picture, Request, Scene, Shape};
use gainsay::picture::export::{Flow, Options, svg};
use gainsay::reason::finding::Strength;

use crate::support::analysis;
use roxmltree::Document;

fn shipped() -> (Texts, Model) {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/graphs/soviet-prisoners");
    let (texts, unread) = read_collection(std::path::Path::new(root));
    assert!(unread.is_empty(), "{unread:?}");
    let model = load::load(&texts, &[]).map_err(|error| error.messages).unwrap().model;
    (texts, model)
}

fn drawn(kind: &str, request: &Request, (texts, model): &(Texts, Model)) -> Picture {
    let analysis = analysis(texts, model);
    let scene = Scene::new(&analysis);
    Kind::named(kind).unwrap().draw(&scene, request).unwrap()
}

fn texts(svg: &str, tag: &str) -> Vec<String> {
    let document = Document::parse(svg).unwrap_or_else(|error| panic!("{error}\n{svg}"));
    let elements = document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", tag)));
    elements.map(|node| node.text().unwrap_or_default().to_owned()).collect()
}

#[test]
fn contradictions_are_drawn_with_all_that_is_known_of_them() {
    let collection = shipped();
    let picture = drawn("conflicts", &Request::default(), &collection);
    let Picture::Net(diagram) = &picture else { panic!("boxes and lines") };
    let text = svg(&picture, &Options::default()).unwrap();
    assert_eq!(text, svg(&picture, &Options::default()).unwrap());
    let (titles, written) = (texts(&text, "title"), texts(&text, "text"));
    assert!(!diagram.edges.is_empty());
    for (_, node) in diagram.nodes.iter() {
        assert!(titles.contains(&node.tooltip), "{}", node.tooltip);
        assert!(node.lines.iter().all(|line| written.contains(line)), "{:?}", node.lines);
    }
    for edge in diagram.edges.iter().filter(|edge| edge.kind == EdgeKind::Contradiction) {
        assert!(titles.contains(&edge.tooltip), "{}", edge.tooltip);
        assert!(edge.label.split(", ").all(|part| part.is_empty() || written.iter().any(|line| line == part)));
    }
    for word in ["claim", "cannot all be true: ratio (gap)"] {
        assert!(written.iter().any(|text| text == word), "the legend lacks {word}");
    }
    assert!(written.iter().any(|text| text.contains(&diagram.shown.to_string())));
}

#[test]
fn few_contradictions_are_drawn_with_their_sources_and_a_limit_keeps_to_the_first() {
    let collection = shipped();
    let of = |limit| {
        let picture = drawn("conflicts", &Request { limit: Some(limit), ..Request::default() }, &collection);
        let Picture::Net(diagram) = picture else { panic!("boxes and lines") };
        diagram
    };
    let sources = |diagram: &Diagram| diagram.nodes.iter().filter(|(_, node)| node.shape == Shape::Source).count();
    let one = of(1);
    assert!(sources(&one) > 0);
    assert!(one.description.contains("They are 1 of "), "{}", one.description);
    assert_eq!(sources(&of(1_000)), 0);
}

#[test]
fn hostile_labels_are_text_and_nothing_else() {
    let long = "x".repeat(10_000);
    let hostile = ["</svg><script>alert(1)</script>", "]]>", "\" onload=\"x", "a\nb\0\u{202e}c", "&quot;", "", &long];
    let mut diagram = Diagram::new(hostile[0], hostile[1]);
    let lanes: Vec<_> = hostile.iter().map(|text| diagram.add_lane(text, None)).collect();
    let columns: Vec<_> = hostile.iter().map(|text| diagram.add_column(text)).collect();
    let mut ids = Vec::new();
    for (index, text) in hostile.iter().enumerate() {
        let shape = [Shape::Claim, Shape::Source, Shape::Contradiction, Shape::Party][index % 4];
        let mut node = Node::new(shape, vec![(*text).to_owned(); 20], text);
        node.link = Link::parse("https://example.org/?a=\"b\"&c='d'#]]>");
        (node.lane, node.column) = (Some(lanes[index]), Some(columns[index]));
        ids.push(diagram.add_node(node));
    }
    for (index, text) in hostile.iter().enumerate() {
        let kind = [EdgeKind::Cites, EdgeKind::Contradiction, EdgeKind::Disputes][index % 3];
        diagram.add_edge(Edge::new(ids[index], ids[(index + 2) % ids.len()], kind, text, text));
    }
    let text = svg(&Picture::Net(diagram), &Options::default()).unwrap();
    let document = Document::parse(&text).unwrap();
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let known = ["svg", "g", "a", "title", "desc", "style", "rect", "path", "text"];
        assert!(known.contains(&node.tag_name().name()), "{:?}", node.tag_name());
        assert!(node.attributes().all(|attribute| !attribute.name().starts_with("on")));
    }
    assert!(!text.chars().any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'));
    let widest = texts(&text, "text").iter().map(|line| line.chars().count()).max().unwrap();
    assert!(widest < 200, "{widest}");
}

#[test]
fn a_width_that_is_asked_for_is_kept() {
    let picture = drawn("conflicts", &Request::default(), &shipped());
    let text =
        svg(&picture, &Options { width: Some(720), prefix: Some("fig-1".to_owned()), ..Options::default() }).unwrap();
    let document = Document::parse(&text).unwrap();
    assert_eq!(document.root_element().attribute("width"), Some("720"));
    assert!(document.descendants().filter_map(|node| node.attribute("id")).all(|id| id.starts_with("fig-1-")));
}

#[test]
fn what_is_too_wide_for_a_page_goes_down_if_it_is_larger_so() {
    let collection = shipped();
    // Width and height, in whole pixels.
    let size = |request: &Request, flow: Option<Flow>| -> [u32; 2] {
        let picture = drawn("conflicts", request, &collection);
        let text = svg(&picture, &Options { flow, ..Options::default() }).unwrap();
        let document = Document::parse(&text).unwrap();
        let whole = |length: &str| length.split('.').next().unwrap().parse().unwrap();
        ["width", "height"].map(|name| whole(document.root_element().attribute(name).unwrap()))
    };
    let mut between = Request { limit: Some(4), ..Request::default() };
    let named =
        |name: &str| collection.1.sides().iter().find(|(_, side)| collection.1.name(side.name) == name).unwrap().0;
    between.filter.between = vec![named("soviet"), named("national")];
    between.filter.strengths = vec![Strength::Hard, Strength::Conditional];
    // Wide and low: downwards it fits.
    let [right, down] = [Flow::Right, Flow::Down].map(|flow| size(&between, Some(flow)));
    assert!(4 * right[0] > 5 * right[1] && down[0] < 1_100 && down[0] < down[1], "{right:?} {down:?}");
    assert_eq!(size(&between, None), down);
    // All of them are too high for a page that way.
    let all = Request::default();
    let [right, down] = [Flow::Right, Flow::Down].map(|flow| size(&all, Some(flow)));
    assert!(down[0] < right[0] && 2 * down[1] > 3 * right[1], "{right:?} {down:?}");
    assert_eq!(size(&all, None), right);
    // What fits as it is stays so.
    let one = Request { limit: Some(1), ..Request::default() };
    assert_eq!(size(&one, None), size(&one, Some(Flow::Right)));
}
