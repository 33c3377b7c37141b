//! Pictures as PNG and PDF: the SVG, drawn with a font that is built in.
//!
//! Nothing is looked at that a machine has installed, so that a picture is the same bytes everywhere and no text
//! vanishes with a font. Where the built-in font has no glyph for a character it draws a box, and that is told.
#![expect(clippy::float_arithmetic, reason = "places in a picture are no figures")]

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{self, Group, ImageHrefResolver, Node, Tree};

use super::{Options, svg};
use crate::picture::diagram::{Picture, Wrong};

mod pdf;
mod png;
mod settled;

pub(super) use pdf::pdf;
pub(super) use png::png;

const FAMILY: &str = "DejaVu Sans";

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| {
    let mut fonts = Database::new();
    for font in [dejavu::sans::regular(), dejavu::sans::bold()] {
        fonts.load_font_source(Source::Binary(Arc::new(font)));
    }
    fonts.set_sans_serif_family(FAMILY);
    fonts.set_serif_family(FAMILY);
    Arc::new(fonts)
});

/// A picture of which every line and every glyph has its place.
struct Placed {
    tree: Tree,
    unshown: Vec<char>,
}

impl Placed {
    fn new(picture: &Picture, options: &Options) -> Result<Self, Wrong> {
        let text = svg(picture, options)?;
        let settings = usvg::Options {
            font_family: FAMILY.to_owned(),
            fontdb: FONTS.clone(),
            // No picture holds another; no file is ever read for one.
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            ..usvg::Options::default()
        };
        let tree = Tree::from_str(&text, &settings)
            .map_err(|error| Wrong::new(format!("the picture cannot be drawn: {error}"), "draw less, or take svg"))?;
        let mut unshown = BTreeSet::new();
        collect_unshown(tree.root(), &mut unshown);
        Ok(Placed { tree, unshown: unshown.into_iter().collect() })
    }
}

/// The characters of which the font knows nothing: the first glyph of a font is the box that it draws for them.
fn collect_unshown(group: &Group, unshown: &mut BTreeSet<char>) {
    for node in group.children() {
        match node {
            Node::Group(group) => collect_unshown(group, unshown),
            Node::Text(text) => {
                let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
                let boxes = glyphs.filter(|glyph| glyph.id.0 == 0);
                unshown.extend(boxes.flat_map(|glyph| glyph.text.chars()));
            }
            Node::Path(_) | Node::Image(_) => {}
        }
    }
}
