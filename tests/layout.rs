//! Pictures are laid out so that nothing hides anything else, whatever the diagram.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use gainsay::picture::diagram::{Diagram, Edge, EdgeKind, Node, NodeId, Shape};
use gainsay::picture::layout::{Flow, Layout, PAGE, Piece, Point, Rect, Size, Sizes, lay_out, lay_out_to_fit};
use proptest::prelude::*;

const SHAPES: [Shape; 8] = [
    Shape::Claim,
    Shape::Computed,
    Shape::Source,
    Shape::Party,
    Shape::Subject,
    Shape::Contradiction,
    Shape::Tension,
    Shape::More,
];
const KINDS: [EdgeKind; 8] = [
    EdgeKind::ReadIn,
    EdgeKind::Cites,
    EdgeKind::Derived,
    EdgeKind::SaidBy,
    EdgeKind::Disputes,
    EdgeKind::Contradiction,
    EdgeKind::Tension,
    EdgeKind::More,
];

/// A node: its shape, lane, column and size.
type RandomNode = (usize, Option<usize>, Option<usize>, (i64, i64));
/// An edge: its ends, its kind, which of three labels it has, if any.
type RandomEdge = (usize, usize, usize, usize);

#[derive(Debug, Clone)]
struct Random {
    lanes: usize,
    columns: usize,
    nodes: Vec<RandomNode>,
    edges: Vec<RandomEdge>,
}

impl Random {
    fn build(&self) -> (Diagram, Sizes) {
        let mut diagram = Diagram::new("random", "");
        let lanes: Vec<_> = (0..self.lanes).map(|lane| diagram.add_lane(&format!("lane {lane}"), None)).collect();
        let columns: Vec<_> = (0..self.columns).map(|column| diagram.add_column(&column.to_string())).collect();
        let mut sizes = Sizes {
            lanes: vec![Size { width: 700, height: 160 }; self.lanes],
            columns: vec![Size { width: 900, height: 150 }; self.columns],
            ..Sizes::default()
        };
        for &(shape, lane, column, (width, height)) in &self.nodes {
            let mut node = Node::new(SHAPES[shape], Vec::new(), "");
            node.lane = lane.and_then(|lane| lanes.get(lane).copied());
            node.column = column.and_then(|column| columns.get(column).copied());
            diagram.add_node(node);
            sizes.nodes.push(Size { width, height });
        }
        let ids: Vec<NodeId> = diagram.nodes.ids().collect();
        for &(from, to, kind, label) in &self.edges {
            let (from, to) = (ids[from % ids.len()], ids[to % ids.len()]);
            let label = ["", "read in", "×229 (338,513)"][label];
            diagram.add_edge(Edge::new(from, to, KINDS[kind], label, ""));
        }
        let label = |edge: &Edge| match edge.label.len() {
            0 => Size::default(),
            length => Size { width: 60 * i64::try_from(length).unwrap(), height: 140 },
        };
        sizes.labels = diagram.edges.iter().map(label).collect();
        (diagram, sizes)
    }
}

fn random(nodes: usize, edges: usize) -> impl Strategy<Value = Random> {
    let lane = prop::option::weighted(0.9, 0..4_usize);
    let column = prop::option::weighted(0.9, 0..6_usize);
    let node = (0..SHAPES.len(), lane, column, (80..2_500_i64, 80..900_i64));
    let edge = (0..nodes, 0..nodes, 0..KINDS.len(), 0..3_usize);
    let many = (prop::collection::vec(node, 1..nodes), prop::collection::vec(edge, 0..edges));
    let grid = prop_oneof![Just((0, 0)), (1..5_usize, 1..7_usize), (1..4_usize, Just(0)), (Just(0), 1..5_usize)];
    (grid, many).prop_map(|((lanes, columns), (nodes, edges))| Random { lanes, columns, nodes, edges })
}

/// A point of a curve, at so many sixteenths of it.
fn point_at(piece: &Piece, at: i64) -> Point {
    let (there, here) = (at, 16 - at);
    let along = |a: i64, b: i64, c: i64, d: i64| {
        let sum = a * here.pow(3) + 3 * b * here.pow(2) * there + 3 * c * here * there.pow(2) + d * there.pow(3);
        sum / 4_096
    };
    let [b, c] = piece.bend;
    Point { x: along(piece.from.x, b.x, c.x, piece.to.x), y: along(piece.from.y, b.y, c.y, piece.to.y) }
}

/// Whether a curve enters a rectangle, its border apart.
fn enters(piece: &Piece, rect: &Rect) -> bool {
    let inside = |point: Point| {
        rect.x + 1 < point.x && point.x < rect.right() - 1 && rect.y + 1 < point.y && point.y < rect.bottom() - 1
    };
    let straight = piece.from.y == piece.to.y && piece.bend[0].y == piece.from.y;
    if straight {
        let (left, right) = (piece.from.x.min(piece.to.x), piece.from.x.max(piece.to.x));
        return rect.y + 1 < piece.from.y
            && piece.from.y < rect.bottom() - 1
            && left < rect.right() - 1
            && rect.x + 1 < right;
    }
    (0..=16).any(|at| inside(point_at(piece, at)))
}

/// A layout over its diagonal.
fn turned(layout: &Layout) -> Layout {
    let rect = |it: &Rect| Rect { x: it.y, y: it.x, width: it.height, height: it.width };
    let point = |it: &Point| Point { x: it.y, y: it.x };
    let mut turned = layout.clone();
    turned.size = Size { width: layout.size.height, height: layout.size.width };
    turned.boxes.iter_mut().for_each(|it| *it = rect(it));
    turned.headings.iter_mut().for_each(|(_, it)| *it = rect(it));
    for band in &mut turned.bands {
        (band.rect, band.title) = (rect(&band.rect), rect(&band.title));
    }
    for route in &mut turned.routes {
        route.label = route.label.as_ref().map(rect);
        route.ends.iter_mut().for_each(|end| end.at = point(&end.at));
        for piece in &mut route.pieces {
            *piece = Piece { from: point(&piece.from), bend: piece.bend.map(|it| point(&it)), to: point(&piece.to) };
        }
    }
    turned
}

/// Every requirement, on one picture.
fn check(diagram: &Diagram, layout: &Layout) {
    let layout = &if layout.flow == Flow::Down { turned(layout) } else { layout.clone() };
    let page = Rect { x: 0, y: 0, width: layout.size.width, height: layout.size.height };
    let boxes = &layout.boxes;
    assert_eq!(boxes.len(), diagram.nodes.len());
    let labels: Vec<Rect> = layout.routes.iter().filter_map(|route| route.label).collect();
    let titles = layout.bands.iter().filter(|band| band.lane.is_some()).map(|band| band.title);
    let headings = layout.headings.iter().map(|&(_, rect)| rect);
    let solid: Vec<Rect> = boxes.iter().copied().chain(labels.iter().copied()).chain(titles).chain(headings).collect();
    for (index, one) in solid.iter().enumerate() {
        assert!(page.contains(one), "{one:?} is not on the page {page:?}");
        for other in &solid[index + 1..] {
            assert!(!one.overlaps(other), "{one:?} lies on {other:?}");
        }
    }
    for (id, node) in diagram.nodes.iter() {
        let Some(lane) = node.lane else { continue };
        let band = layout.bands.iter().find(|band| band.lane == Some(lane)).unwrap();
        assert!(band.rect.contains(&boxes[id.index()]), "{id:?} leaves its lane");
        assert!(band.rect.contains(&band.title), "the title of {lane:?} leaves its lane");
    }
    assert!(layout.bands.is_sorted_by(|above, below| above.rect.bottom() <= below.rect.y));
    assert!(layout.headings.is_sorted_by(|before, after| before.1.right() <= after.1.x));
    check_routes(diagram, layout, &page);
}

fn check_routes(diagram: &Diagram, layout: &Layout, page: &Rect) {
    let mut drawn = vec![0; diagram.edges.len()];
    for (number, route) in layout.routes.iter().enumerate() {
        let mut ends = Vec::new();
        for &edge in &route.edges {
            drawn[edge] += 1;
            let edge = &diagram.edges[edge];
            ends.extend([edge.from, edge.to]);
            assert_eq!(route.label.is_some(), !edge.label.is_empty());
        }
        for &end in &ends {
            assert!(route.ends.iter().any(|met| met.node == end), "route {number} does not meet {end:?}");
        }
        for end in &route.ends {
            assert!(ends.contains(&end.node));
            let rect = layout.boxes[end.node.index()];
            assert!(
                end.at.x == if end.first { rect.x } else { rect.right() }
                    && rect.y <= end.at.y
                    && end.at.y <= rect.bottom()
            );
        }
        for piece in &route.pieces {
            let inside = |point: Point| page.contains(&Rect { x: point.x, y: point.y, width: 0, height: 0 });
            assert!((0..=16).all(|at| inside(point_at(piece, at))), "{piece:?} leaves the page {page:?}");
            for (node, rect) in layout.boxes.iter().enumerate() {
                let own = ends.iter().any(|end| end.index() == node);
                assert!(own || !enters(piece, rect), "route {number} runs through box {node}: {piece:?} {rect:?}");
            }
            for (other, label) in layout.routes.iter().enumerate() {
                let Some(rect) = label.label else { continue };
                assert!(!enters(piece, &rect), "route {number} runs through the label of {other}");
            }
        }
        assert!(is_connected(layout, route), "route {number} falls apart");
    }
    assert!(drawn.iter().all(|&times| times == 1), "every edge is drawn once: {drawn:?}");
}

/// Whether one can walk along a route from each end to every other.
fn is_connected(layout: &Layout, route: &gainsay::picture::layout::Route) -> bool {
    let mut places: Vec<Vec<Point>> = route.pieces.iter().map(|piece| vec![piece.from, piece.to]).collect();
    if let Some(label) = route.label {
        let on = |point: &Point| {
            (point.x == label.x || point.x == label.right()) && label.y <= point.y && point.y <= label.bottom()
        };
        places.push(places.iter().flatten().copied().filter(on).collect());
    }
    // Where a line meets a box it may go on at its other lines: a loop may begin a little beside its port.
    for rect in route.ends.iter().map(|end| layout.boxes[end.node.index()]) {
        let on = |point: &Point| {
            (point.x == rect.x || point.x == rect.right()) && rect.y <= point.y && point.y <= rect.bottom()
        };
        places.push(places.iter().flatten().copied().filter(on).collect());
    }
    let mut reached = vec![false; places.len()];
    let mut open = vec![0];
    while let Some(part) = open.pop() {
        if std::mem::replace(&mut reached[part], true) {
            continue;
        }
        let touches = |other: &Vec<Point>| other.iter().any(|point| places[part].contains(point));
        open.extend((0..places.len()).filter(|&other| !reached[other] && touches(&places[other])));
    }
    reached.iter().zip(&places).all(|(&reached, place)| reached || place.is_empty())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_hides_anything_else(random in random(28, 40), down in any::<bool>()) {
        let (diagram, sizes) = random.build();
        let flow = if down { Flow::Down } else { Flow::Right };
        let layout = lay_out(&diagram, &sizes, flow);
        check(&diagram, &layout);
        prop_assert_eq!(layout.flow, flow);
        for (id, node) in diagram.nodes.iter() {
            // Text is not turned with the picture.
            let (rect, size) = (layout.boxes[id.index()], sizes.nodes[id.index()]);
            prop_assert!(rect.width >= size.width && rect.height == size.height, "{node:?}");
        }
        prop_assert_eq!(format!("{layout:?}"), format!("{:?}", lay_out(&diagram, &sizes, flow)));
    }
}

#[test]
fn an_empty_picture_is_empty() {
    let layout = lay_out(&Diagram::default(), &Sizes::default(), Flow::Right);
    assert_eq!(layout.size, Size::default());
    assert!(layout.routes.is_empty() && layout.boxes.is_empty());
}

/// Nodes of one size without lanes, joined as told.
fn plain(nodes: usize, edges: &[(usize, usize)]) -> (Diagram, Sizes) {
    let nodes = vec![(0, None, None, (1_000, 400)); nodes];
    let edges = edges.iter().map(|&(from, to)| (from, to, 2, 1)).collect();
    Random { lanes: 0, columns: 0, nodes, edges }.build()
}

#[test]
fn a_circle_is_drawn_and_so_is_what_leads_to_itself() {
    let (diagram, sizes) = plain(4, &[(0, 1), (1, 2), (2, 0), (3, 3), (2, 3)]);
    check(&diagram, &lay_out(&diagram, &sizes, Flow::Right));
}

#[test]
fn a_chain_reads_from_left_to_right_in_one_row() {
    let (diagram, sizes) = plain(5, &[(3, 1), (1, 4), (4, 0), (0, 2)]);
    let layout = lay_out(&diagram, &sizes, Flow::Right);
    let order = [3, 1, 4, 0, 2].map(|node: usize| layout.boxes[node]);
    assert!(order.is_sorted_by(|before, after| before.right() < after.x && before.y == after.y), "{order:?}");
}

#[test]
fn a_chain_reads_from_top_to_bottom_in_one_column() {
    let (diagram, sizes) = plain(5, &[(3, 1), (1, 4), (4, 0), (0, 2)]);
    let layout = lay_out(&diagram, &sizes, Flow::Down);
    check(&diagram, &layout);
    let order = [3, 1, 4, 0, 2].map(|node: usize| layout.boxes[node]);
    assert!(order.is_sorted_by(|before, after| before.bottom() < after.y && before.x == after.x), "{order:?}");
}

/// A cell of forty claims in each of three lanes, and contradictions between them.
#[test]
fn what_reads_downwards_fits_a_page() {
    let nodes = (0..120).map(|at| (0, Some(at % 3), Some(at % 5), (2_400, 700))).collect();
    let edges = (0..12).map(|at| (9 * at, 9 * at + 5, 5, 2)).collect();
    let (diagram, sizes) = Random { lanes: 3, columns: 5, nodes, edges }.build();
    let [right, down] = [Flow::Right, Flow::Down].map(|flow| lay_out(&diagram, &sizes, flow));
    check(&diagram, &right);
    check(&diagram, &down);
    assert!(right.size.width > PAGE.width * 5 / 4, "{:?}", right.size);
    // Lines that pass take a little room beside the boxes.
    assert!(down.size.width < PAGE.width * 5 / 4, "{:?}", down.size);
}

#[test]
fn lines_to_one_box_run_together_and_have_one_label() {
    let edges: Vec<(usize, usize)> = (1..40).map(|node| (node, 0)).collect();
    let (diagram, sizes) = plain(40, &edges);
    let layout = lay_out(&diagram, &sizes, Flow::Right);
    check(&diagram, &layout);
    assert_eq!(layout.routes.len(), 1);
    assert_eq!(layout.routes[0].edges.len(), 39);
}

#[test]
fn a_tree_is_drawn_without_crossings() {
    let edges: Vec<(usize, usize)> = (1..127).map(|node| ((node - 1) / 2, node)).collect();
    let (diagram, sizes) = plain(127, &edges);
    let layout = lay_out(&diagram, &sizes, Flow::Right);
    check(&diagram, &layout);
    // The children stand in the order of their parents.
    let height = |node: usize| layout.boxes[node].y;
    for generation in [1_usize, 3, 7, 15, 31] {
        let mut parents: Vec<usize> = (generation..=2 * generation).collect();
        parents.sort_by_key(|&node| height(node));
        let children = parents.iter().flat_map(|&node| {
            let (one, other) = (height(2 * node + 1), height(2 * node + 2));
            [one.min(other), one.max(other)]
        });
        if 2 * generation < 63 {
            assert!(children.is_sorted(), "generation of {}", generation + 1);
        }
    }
}

/// What must neither hang nor take all memory: long ways past everything.
#[test]
fn a_chain_with_many_shortcuts_is_drawn_in_time() {
    let mut edges: Vec<(usize, usize)> = (1..3_000).map(|node| (node - 1, node)).collect();
    edges.extend((2..3_000).map(|node| (0, node)));
    edges.extend((0..1_500).map(|node| (node, 2_999 - node)));
    let (diagram, sizes) = plain(3_000, &edges);
    let layout = lay_out(&diagram, &sizes, Flow::Right);
    assert_eq!(layout.boxes.len(), 3_000);
    // No page holds it, so it is not laid out twice.
    assert_eq!(lay_out_to_fit(&diagram, &sizes).flow, Flow::Right);
}
