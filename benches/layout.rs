//! How long node–link pictures take: to lay out and to write, and the same with Graphviz where it is installed.
//!
//! `cargo bench --bench layout` draws its own diagrams, always the same; with `GAINSAY_BENCH_PICTURES=FOLDER` it
//! writes them there as SVG and as DOT. `GAINSAY_BENCH_DOT=1` also measures `dot`.
#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark's result is what it prints")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use gainsay::picture::diagram::{Diagram, Edge, EdgeKind, Node, NodeId, Picture, Shape};
use gainsay::picture::export::{Flow, Options, dot, svg};

fn main() {
    let pictures = std::env::var_os("GAINSAY_BENCH_PICTURES");
    let with_dot = std::env::var_os("GAINSAY_BENCH_DOT").is_some();
    println!("{:>10} {:>7} {:>7} {:>10} {:>10} {:>8}  size", "kind", "boxes", "lines", "SVG", "to fit", "dot");
    for nodes in [5, 30, 300, 3_000] {
        for (kind, diagram) in [("conflicts", conflicts(nodes)), ("lineage", lineage(nodes))] {
            let picture = Picture::Net(diagram.clone());
            let mut times: Vec<Duration> = Vec::new();
            let mut text = String::new();
            let to_the_right = Options { flow: Some(Flow::Right), ..Options::default() };
            for _ in 0..3 {
                let start = Instant::now();
                text = svg(&picture, &to_the_right).unwrap();
                times.push(start.elapsed());
            }
            times.sort();
            // What fits a page best takes both ways.
            let start = Instant::now();
            let fitted = svg(&picture, &Options::default()).unwrap();
            let fitting = start.elapsed();
            let graphviz = if with_dot { graphviz(&diagram) } else { "-".to_owned() };
            let [size, fitted] = [&text, &fitted].map(|svg| {
                svg.split("viewBox=\"0 0 ").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default()
            });
            println!(
                "{kind:>10} {:>7} {:>7} {:>7} ms {:>7} ms {graphviz:>8}  {size}, to fit {fitted}",
                diagram.nodes.len(),
                diagram.edges.len(),
                times[1].as_millis(),
                fitting.as_millis()
            );
            if let Some(folder) = &pictures {
                let folder = Path::new(folder);
                std::fs::write(folder.join(format!("{kind}-{nodes}.svg")), &text).unwrap();
                std::fs::write(folder.join(format!("{kind}-{nodes}.dot")), dot(&diagram, Flow::Right)).unwrap();
            }
        }
    }
}

/// Numbers that look random, always the same (Knuth's MMIX generator).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}

const PARTIES: [&str; 5] = ["TASS", "Japanese Government", "UN Commission", "CIA", "A scholar with a long name"];

fn claim(number: usize, party: usize) -> Node {
    let lines = vec![
        PARTIES[party % PARTIES.len()].to_owned(),
        format!("“{},{:03}”", 1 + number % 900, number * 37 % 1_000),
        "held[german, war-criminal]".to_owned(),
        format!("source-{}, p. {}", number % 40, number % 300),
    ];
    Node::new(Shape::Claim, lines, "")
}

/// Contradictions of two to four claims that lie near each other in time, most of them between two sides.
fn conflicts(nodes: usize) -> Diagram {
    let mut random = Random(7);
    let mut diagram = Diagram::new("Contradictions", "Made up.");
    let lanes: Vec<_> = PARTIES.iter().map(|party| diagram.add_lane(party, None)).collect();
    let columns: Vec<_> = (1945..1953).map(|year| diagram.add_column(&year.to_string())).collect();
    let claims = (nodes * 4 / 5).max(2);
    let mut of_column = vec![Vec::new(); columns.len()];
    for number in 0..claims {
        let (lane, column) = (random.below(lanes.len()), random.below(columns.len()));
        let node = Node { lane: Some(lanes[lane]), column: Some(columns[column]), ..claim(number, lane) };
        of_column[column].push(diagram.add_node(node));
    }
    let ids: Vec<NodeId> = diagram.nodes.ids().collect();
    let near = |random: &mut Random, column: usize| {
        let column = (column + random.below(2)).min(columns.len() - 1);
        let claims = &of_column[column];
        if claims.is_empty() { ids[random.below(ids.len())] } else { claims[random.below(claims.len())] }
    };
    for number in claims..nodes {
        let column = random.below(columns.len());
        let ends: Vec<NodeId> = (0..2 + random.below(3)).map(|_| near(&mut random, column)).collect();
        let gap = format!("×{}.{:02} ({},{:03})", 1 + number % 9, number % 100, number % 70, number * 7 % 1_000);
        if let [from, to] = ends[..] {
            diagram.add_edge(Edge::new(from, to, EdgeKind::Contradiction, &gap, &gap));
            continue;
        }
        let (lane, column) = (diagram.nodes[ends[1]].lane, diagram.nodes[ends[1]].column);
        let joint = diagram.add_node(Node { lane, column, ..Node::new(Shape::Contradiction, vec![gap], "") });
        for end in ends {
            diagram.add_edge(Edge::new(joint, end, EdgeKind::Contradiction, "", "a contradiction"));
        }
    }
    for _ in 0..nodes / 10 {
        let (from, to) = (ids[random.below(ids.len())], ids[random.below(ids.len())]);
        diagram.add_edge(Edge::new(from, to, EdgeKind::Cites, "repeats", "repeats"));
    }
    diagram
}

/// Claims that come from claims and sources, and these from others, back to parties.
fn lineage(nodes: usize) -> Diagram {
    let mut random = Random(11);
    let mut diagram = Diagram::new("Lineage", "Made up.");
    for number in 0..nodes {
        let node = match number * 10 / nodes {
            0..4 => claim(number, number % 5),
            4..9 => {
                let lines = vec![format!("A document with a title, number {number}"), "report, 4 May 1950".to_owned()];
                Node::new(Shape::Source, lines, "")
            }
            _ => Node::new(Shape::Party, vec![format!("Party {number}")], ""),
        };
        diagram.add_node(node);
    }
    let ids: Vec<NodeId> = diagram.nodes.ids().collect();
    for to in 1..nodes {
        let ways = 1 + usize::from(random.below(3) == 0);
        for _ in 0..ways {
            // Most come from what lies a little before.
            let back = 1 + random.below((nodes / 8).max(3));
            let from = to.saturating_sub(back);
            let (kind, words) = match diagram.nodes[ids[to]].shape {
                Shape::Claim => (EdgeKind::Derived, "computed from"),
                Shape::Source if diagram.nodes[ids[from]].shape == Shape::Claim => (EdgeKind::ReadIn, "read in"),
                Shape::Source => (EdgeKind::Cites, "cites"),
                _ => (EdgeKind::SaidBy, "issued by"),
            };
            diagram.add_edge(Edge::new(ids[from], ids[to], kind, words, ""));
        }
    }
    diagram
}

/// How long `dot` takes for the same; at most two minutes.
fn graphviz(diagram: &Diagram) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("diagram.dot");
    std::fs::write(&path, dot(diagram, Flow::Right)).unwrap();
    let start = Instant::now();
    let mut child = Command::new("timeout");
    child.args(["120", "dot", "-Tsvg"]).arg(&path);
    match child.stdout(Stdio::null()).stderr(Stdio::null()).status() {
        Ok(status) if status.success() => format!("{:.2} s", start.elapsed().as_secs_f64()),
        Ok(_) => "failed".to_owned(),
        Err(_) => "absent".to_owned(),
    }
}
