//! A picture that reads downwards is one that reads to the right, turned over its diagonal.

use super::{Band, End, Flow, Layout, Piece, Point, Rect, Route, Size, Sizes};

/// The sizes of what is laid out to be turned.
pub(super) fn sizes(sizes: &Sizes) -> Sizes {
    let turned = |sizes: &[Size]| sizes.iter().copied().map(size).collect();
    Sizes {
        nodes: turned(&sizes.nodes),
        labels: turned(&sizes.labels),
        lanes: turned(&sizes.lanes),
        columns: turned(&sizes.columns),
    }
}

/// The layout, turned.
pub(super) fn layout(layout: Layout) -> Layout {
    let bands = layout.bands.into_iter().map(|band| Band { rect: rect(band.rect), title: rect(band.title), ..band });
    let routes = layout.routes.into_iter().map(|route| Route {
        pieces: route.pieces.into_iter().map(piece).collect(),
        ends: route.ends.into_iter().map(|end| End { at: point(end.at), ..end }).collect(),
        label: route.label.map(rect),
        ..route
    });
    Layout {
        flow: Flow::Down,
        size: size(layout.size),
        boxes: layout.boxes.into_iter().map(rect).collect(),
        bands: bands.collect(),
        headings: layout.headings.into_iter().map(|(column, heading)| (column, rect(heading))).collect(),
        routes: routes.collect(),
    }
}

fn size(Size { width, height }: Size) -> Size {
    Size { width: height, height: width }
}

fn point(Point { x, y }: Point) -> Point {
    Point { x: y, y: x }
}

fn rect(Rect { x, y, width, height }: Rect) -> Rect {
    Rect { x: y, y: x, width: height, height: width }
}

fn piece(Piece { from, bend, to }: Piece) -> Piece {
    Piece { from: point(from), bend: bend.map(point), to: point(to) }
}
