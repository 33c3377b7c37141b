//! What is written in DOT is read by Graphviz and its kin, and comes out as it went in.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a test that cannot go on says so")]

use std::process::Command;

use gainsay::analysis::checks::{self, Assumptions, Subject};
use gainsay::analysis::filter::Filter;
use gainsay::base::text::{Texts, read_collection};
use gainsay::engine::Limits;
use gainsay::model::Model;
use gainsay::model::documents::Documents;
use gainsay::model::load;
use gainsay::picture::diagram::{self, Diagram, Edge, EdgeKind, Link, Node, NodeId, Shape};
use gainsay::picture::export::{self, Flow};
use gainsay::provenance::Provenance;
use gainsay::provenance::graph::{self, Graph};
use gainsay::reason::finding::Finding;
use graphviz_rust::printer::{DotPrinter, PrinterContext};

const HOSTILE: &[&str] = &[
    "say \"no\"",
    "ends in a backslash\\",
    "\\",
    "\\\\",
    "\\N \\G \\L \\E \\T \\H \\n \\l \\r \\\\N",
    "</svg><script>alert(1)</script>",
    "]]>",
    "two\nlines\r\nor\tthree",
    "nul \0 and bell \u{7}",
    "1\u{202e}234\u{202c}",
    "&quot; &amp; &#8238; &#x202e; &lt;b&gt; &",
    "javascript:alert(1)",
    "👩\u{200d}🚀 漢字 עברית é",
    "<b>bold</b>",
    "<",
    "];}digraph x{",
    "// not a comment /* nor this */ # nor this",
    "",
    " ",
    "n0",
    "node",
    "\u{fffe}\u{ffff}\u{feff}\u{200b}",
];

fn shipped() -> (Model, Graph, Vec<Finding>) {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/graphs/soviet-prisoners");
    let (texts, unread) = read_collection(std::path::Path::new(root));
    assert!(unread.is_empty(), "{unread:?}");
    loaded(&texts)
}

fn loaded(texts: &Texts) -> (Model, Graph, Vec<Finding>) {
    let model = load::load(texts, &[]).map_err(|error| error.messages).unwrap().model;
    let graph = Graph::new(&model);
    let assumptions = Assumptions::of_collection();
    let findings = checks::check(Subject {
        texts,
        model: &model,
        graph: &graph,
        documents: &Documents::none(),
        assumptions: &assumptions,
        limits: &Limits::default(),
    });
    (model, graph, findings)
}

fn diagrams((model, graph, findings): &(Model, Graph, Vec<Finding>)) -> Vec<Diagram> {
    let provenance = Provenance::new(model);
    let claims = model.claims().ids().map(graph::Node::Claim);
    let sources = model.sources().ids().map(graph::Node::Source);
    let mut diagrams: Vec<Diagram> =
        claims.chain(sources).map(|start| diagram::lineage(&provenance, graph, start, 20)).collect();
    diagrams.push(diagram::conflicts(model, graph, findings, &Filter::default()));
    diagrams
}

/// Whether Graphviz can be asked.
fn graphviz() -> bool {
    let found = Command::new("dot").arg("-V").output().is_ok();
    if !found {
        println!("Graphviz is not installed: nothing is drawn");
    }
    found
}

/// What `dot` makes of a text, which it must accept without a word.
fn draw(text: &str, format: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("diagram.dot");
    std::fs::write(&path, text).unwrap();
    let output = Command::new("dot").arg(format!("-T{format}")).arg(&path).output().unwrap();
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaints}\n{text}");
    for word in ["Error", "syntax", "trouble", "unknown", "lost"] {
        assert!(!complaints.contains(word), "{complaints}\n{text}");
    }
    String::from_utf8(output.stdout).unwrap()
}

/// Our own reader takes it, and writes it again as it was.
fn assert_parses(text: &str) {
    let graph = graphviz_rust::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(graph.print(&mut PrinterContext::default()), text.trim_end());
}

/// The texts of one kind of element in a node, as a browser shows them.
fn texts_of(svg: &str, node: NodeId) -> Vec<String> {
    let texts = group_of(svg, node).split("<text").skip(1);
    texts.map(|text| plain(between(text, ">", "</text>"))).collect()
}

fn tooltip_of(svg: &str, node: NodeId) -> String {
    plain(between(group_of(svg, node), "xlink:title=\"", "\""))
}

fn group_of(svg: &str, node: NodeId) -> &str {
    between(svg, &format!("<title>n{}</title>", node.index()), "\n</g>")
}

fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let from = text.find(start).unwrap_or_else(|| panic!("no {start} in {text}")) + start.len();
    let length = text[from..].find(end).unwrap_or_else(|| panic!("no {end} in {text}"));
    &text[from..from + length]
}

/// XML entities decoded, each once; Graphviz writes the second of two blanks as a no-break space.
fn plain(xml: &str) -> String {
    let mut decoded = String::new();
    let mut rest = xml;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        let (entity, after) = rest[at + 1..].split_once(';').expect("every & begins an entity");
        decoded.push(match entity {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "apos" => '\'',
            number => {
                let number = number.strip_prefix('#').unwrap_or_else(|| panic!("&{number}; in {xml}"));
                let number = match number.strip_prefix('x') {
                    Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
                    None => number.parse(),
                };
                char::from_u32(number.unwrap()).unwrap()
            }
        });
        rest = after;
    }
    decoded.push_str(rest);
    decoded.replace('\u{a0}', " ")
}

/// Every label and tooltip of a node comes out of Graphviz as it went in.
fn assert_drawn_as_written(diagram: &Diagram, svg: &str) {
    assert_eq!(svg.matches("</svg>").count(), 1);
    assert!(!svg.contains("<script") && !svg.contains("]]>") && !svg.contains("javascript:\""));
    assert!(!svg.chars().any(|c| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c)));
    for (id, node) in diagram.nodes.iter() {
        let lines = node.lines.iter().flat_map(|line| line.split('\n'));
        // A line without anything in it is a gap in the label and no text.
        let lines: Vec<String> =
            lines.map(|line| line.replace('\u{a0}', " ")).filter(|line| !line.is_empty()).collect();
        let drawn: Vec<String> = texts_of(svg, id).into_iter().filter(|line| !line.is_empty()).collect();
        assert_eq!(drawn, lines, "{node:?}");
        if !node.tooltip.is_empty() {
            assert_eq!(tooltip_of(svg, id), node.tooltip.replace('\u{a0}', " "), "{node:?}");
        }
    }
}

#[test]
fn every_picture_of_the_shipped_collection_parses() {
    let collection = shipped();
    let diagrams = diagrams(&collection);
    for diagram in &diagrams {
        let text = export::dot(diagram, Flow::Right);
        assert_parses(&text);
        assert_eq!(text, export::dot(diagram, Flow::Right));
    }
    if graphviz() {
        let conflicts = diagrams.last().unwrap();
        assert!(!conflicts.edges.is_empty(), "the collection has contradictions to draw");
        assert_drawn_as_written(conflicts, &draw(&export::dot(conflicts, Flow::Right), "svg"));
        for diagram in diagrams.iter().step_by(9) {
            assert_drawn_as_written(diagram, &draw(&export::dot(diagram, Flow::Right), "svg"));
        }
    }
}

#[test]
fn the_same_collection_gives_the_same_bytes() {
    let [first, second] = [shipped(), shipped()].map(|collection| diagrams(&collection));
    for (first, second) in first.iter().zip(&second) {
        assert_eq!(export::dot(first, Flow::Right), export::dot(second, Flow::Right));
    }
}

/// Claims by hostile parties about one quantity, in a hostile source.
fn hostile_collection() -> Texts {
    let long = "long ".repeat(2_000);
    let titles: Vec<&str> =
        HOSTILE.iter().copied().filter(|text| !text.trim().is_empty()).chain([long.as_str()]).collect();
    let mut parties = String::new();
    let mut files = vec![(
        "gainsay.ron".to_owned(),
        format!("Collection(title: {}, sides: [\"a\", \"b\", \"c\"])", ron(HOSTILE[4])),
    )];
    for (index, title) in titles.iter().enumerate() {
        let side = ["side: \"a\"", "side: \"b\"", "side: \"c\"", ""][index % 4];
        parties.push_str(&format!("Party(id: \"p{index}\", name: {}, {side}),\n", ron(title)));
        let cites = if index > 0 { format!("Cites(\"s{}\")", index - 1) } else { String::new() };
        let source = format!(
            "Source(id: \"s{index}\", kind: Report, title: {title}, by: \"p{index}\", date: \"19{:02}\", from: [{cites}], claims: [
                Claim(id: \"c{index}\", at: {title}, note: {title}, quote: \"x\", says: Figure(of: \"held @ 1950\", is: \"{}\")),
            ])",
            50 + index,
            1_000 * (index + 1),
            title = ron(title),
        );
        files.push((format!("s{index}.ron"), source));
    }
    files.push((
        "vocabulary.ron".to_owned(),
        format!("Vocabulary(measures: [Measure(id: \"held\", kind: Stock)], parties: [{parties}])"),
    ));
    Texts::from_memory(files)
}

fn ron(text: &str) -> String {
    let escaped: String = text
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            c if c.is_ascii() && !c.is_control() => c.to_string(),
            c => format!("\\u{{{:x}}}", u32::from(c)),
        })
        .collect();
    format!("\"{escaped}\"")
}

#[test]
fn a_hostile_collection_is_drawn_as_written() {
    let collection = loaded(&hostile_collection());
    let diagrams = diagrams(&collection);
    let conflicts = diagrams.last().unwrap();
    assert!(!conflicts.edges.is_empty());
    for diagram in &diagrams {
        assert_parses(&export::dot(diagram, Flow::Right));
        let widest = diagram.nodes.iter().flat_map(|(_, node)| &node.lines).map(|line| line.chars().count()).max();
        assert!(widest.unwrap() <= 40, "{widest:?}");
    }
    if graphviz() {
        for diagram in diagrams.iter().rev().step_by(3) {
            assert_drawn_as_written(diagram, &draw(&export::dot(diagram, Flow::Right), "svg"));
        }
    }
}

fn hostile_diagram(with_lanes: bool) -> Diagram {
    let mut diagram = Diagram::new(HOSTILE[4], HOSTILE[5]);
    let long = "x".repeat(10_000);
    let shapes = [
        Shape::Claim,
        Shape::Computed,
        Shape::Source,
        Shape::Party,
        Shape::Subject,
        Shape::Contradiction,
        Shape::Tension,
        Shape::More,
    ];
    let texts: Vec<&str> = HOSTILE.iter().copied().chain([long.as_str()]).collect();
    let lanes: Vec<_> =
        if with_lanes { texts.iter().take(12).map(|text| diagram.add_lane(text, None)).collect() } else { Vec::new() };
    let columns: Vec<_> =
        if with_lanes { texts.iter().map(|text| diagram.add_column(text)).collect() } else { Vec::new() };
    let mut before = None;
    for (index, text) in texts.iter().enumerate() {
        let label = vec![(*text).to_owned(), "and".to_owned(), (*text).to_owned()];
        let mut node = Node::new(shapes[index % shapes.len()], label, text);
        node.link = Link::parse("https://example.org/?a=\"b\"&amp;c='d'\\N#]]>").or_else(|| panic!("a link"));
        node.lane = lanes.get(index % 12).copied();
        node.column = columns.get(index).copied();
        let id = diagram.add_node(node);
        for kind in [EdgeKind::Cites, EdgeKind::Contradiction, EdgeKind::Tension, EdgeKind::More] {
            if let Some(before) = before {
                diagram.add_edge(Edge::new(before, id, kind, if index == 22 { "x" } else { text }, text));
            }
        }
        before = Some(id);
    }
    diagram
}

#[test]
fn a_hostile_diagram_is_drawn_as_written() {
    for with_lanes in [false, true] {
        let diagram = hostile_diagram(with_lanes);
        let text = export::dot(&diagram, Flow::Right);
        assert_parses(&text);
        if graphviz() {
            let svg = draw(&text, "svg");
            assert_drawn_as_written(&diagram, &svg);
            assert!(svg.contains("\"https://example.org/?a=%22b%22&amp;amp;c=%27d%27%5CN#]]%3E\""), "{svg}");
        }
    }
}

/// Many claims of many sides, with contradictions across lanes and a crowd of citations.
fn large_diagram(nodes: usize, lanes: usize) -> Diagram {
    let mut diagram = Diagram::new("large", "");
    let lanes: Vec<_> = (0..lanes).map(|lane| diagram.add_lane(&format!("lane {lane}"), None)).collect();
    let columns: Vec<_> = (1940..1955).map(|year| diagram.add_column(&year.to_string())).collect();
    let mut ids = Vec::new();
    let mut state = 7_u32;
    let mut random = |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    for index in 0..nodes {
        let shape = if index % 20 == 0 { Shape::Contradiction } else { Shape::Claim };
        let mut node = Node::new(shape, vec![format!("party {index}"), "“1,939,063”".to_owned()], "");
        node.lane = Some(lanes[random(lanes.len())]);
        node.column = columns.get(random(columns.len() + 1)).copied();
        ids.push(diagram.add_node(node));
    }
    for _ in 0..nodes {
        let (from, to) = (ids[random(nodes)], ids[random(nodes)]);
        let kind = [EdgeKind::Contradiction, EdgeKind::ReadIn, EdgeKind::Tension, EdgeKind::Derived][random(4)];
        let label = if kind == EdgeKind::ReadIn { "" } else { "×229 (338,513)" };
        diagram.add_edge(Edge::new(from, to, kind, label, ""));
    }
    diagram
}

#[test]
fn lanes_keep_their_order_and_columns_theirs() {
    if !graphviz() {
        return;
    }
    let collection = shipped();
    let shipped = diagram::conflicts(&collection.0, &collection.1, &collection.2, &Filter::default());
    let diagrams = [shipped, large_diagram(60, 4), large_diagram(300, 6)];
    for (diagram, flow) in diagrams.iter().flat_map(|diagram| [(diagram, Flow::Right), (diagram, Flow::Down)]) {
        let plain = draw(&export::dot(diagram, flow), "plain");
        let place = |name: &str, field: usize| -> f64 {
            let line = plain.lines().find(|line| line.starts_with(&format!("node {name} "))).unwrap();
            line.split(' ').nth(field).unwrap().parse().unwrap()
        };
        // Graphviz counts heights from below; downwards, lanes go from left to right and time from above.
        let ((along, along_sign), (across, across_sign)) = match flow {
            Flow::Right => ((2, 1.0), (3, -1.0)),
            Flow::Down => ((3, -1.0), (2, 1.0)),
        };
        let place = |name: &str, field: usize, sign: f64| sign * place(name, field);
        let heads: Vec<f64> =
            (0..diagram.lanes.len()).map(|lane| place(&format!("head{lane}"), across, across_sign)).collect();
        assert!(heads.is_sorted_by(|before, after| before < after), "{flow:?}: {heads:?}");
        let headings: Vec<f64> =
            (0..diagram.columns.len()).map(|column| place(&format!("column{column}"), along, along_sign)).collect();
        assert!(headings.is_sorted_by(|before, after| before < after), "{flow:?}: {headings:?}");
        assert!(place("column0", across, across_sign) < heads[0], "the headings stand before the lanes");
    }
}

#[test]
fn words_on_lines_between_lanes_lie_over_nothing() {
    let collection = shipped();
    let shipped = diagram::conflicts(&collection.0, &collection.1, &collection.2, &Filter::default());
    let large = large_diagram(300, 6);
    for diagram in [&shipped, &large] {
        let text = export::dot(diagram, Flow::Right);
        assert!(!text.contains("xlabel"));
        let of_edges = text.lines().filter(|line| line.contains(" -> ") && line.contains("label="));
        assert_eq!(of_edges.count(), 0, "Graphviz lays these over boxes");
        let with_words = diagram.edges.iter().filter(|edge| !edge.label.is_empty()).count();
        let words =
            text.lines().filter(|line| line.trim_start().starts_with("words") && line.contains("[shape")).count();
        // Several lines between the same two boxes are one.
        assert!(0 < words && words <= with_words, "{words} of {with_words}");
        if !graphviz() {
            continue;
        }
        let plain = draw(&text, "plain");
        let boxes: Vec<(&str, [f64; 4])> = plain
            .lines()
            .filter_map(|line| line.strip_prefix("node "))
            .map(|line| {
                let fields: Vec<&str> = line.split(' ').collect();
                let [x, y, width, height] = [1, 2, 3, 4].map(|at| fields[at].parse::<f64>().unwrap());
                (fields[0], [x - width / 2.0, y - height / 2.0, x + width / 2.0, y + height / 2.0])
            })
            .filter(|(_, [left, _, right, _])| right - left > 0.05)
            .collect();
        assert!(boxes.iter().filter(|(name, _)| name.starts_with("words")).count() == words);
        for (at, (one, a)) in boxes.iter().enumerate() {
            for (other, b) in &boxes[at + 1..] {
                let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                assert!(apart, "{one} {a:?} lies over {other} {b:?}");
            }
        }
    }
}
