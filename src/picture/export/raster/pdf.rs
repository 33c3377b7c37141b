//! PDF: one page as large as the picture, with text that can be searched.

use pdf_writer::types::StructRole;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, TextStr};
use svg2pdf::{ConversionOptions, to_chunk};

use super::Placed;
use super::settled::settle;
use crate::picture::diagram::{Picture, Wrong, visible};
use crate::picture::export::{Drawn, Options};

/// A pixel in points: 96 pixels and 72 points are an inch.
const POINTS: f32 = 0.75;
/// The longest side that readers of PDF promise to show, in points.
const MOST_POINTS: f32 = 14_400.0;

pub(in crate::picture::export) fn pdf(picture: &Picture, options: &Options) -> Result<Drawn, Wrong> {
    let placed = Placed::new(picture, options)?;
    let size = placed.tree.size();
    let [width, height] = [size.width(), size.height()].map(|length| length * POINTS);
    if width.max(height) > MOST_POINTS {
        let message = format!("the page would be {width:.0} × {height:.0} points, and PDF ends at {MOST_POINTS:.0}");
        return Err(Wrong::new(message, "draw less, or take svg"));
    }
    let (chunk, drawing) = to_chunk(&placed.tree, ConversionOptions::default())
        .map_err(|error| Wrong::new(format!("the picture cannot be written as PDF: {error}"), "take svg"))?;
    let mut next = Ref::new(1);
    let [catalog, pages, page, content, structure, parents, figure, info] = std::array::from_fn(|_| next.bump());
    let mut pdf = Pdf::new();
    // pdfTeX takes no newer ones without a warning.
    pdf.set_version(1, 5);
    let drawing = settle(&chunk, drawing, &mut next, &mut pdf).ok_or_else(|| {
        Wrong::new("the picture cannot be written as PDF: its parts do not hang together", "take svg")
    })?;

    let [title, description] = [picture.title(), picture.description()].map(visible);
    let mut root = pdf.catalog(catalog);
    root.pages(pages);
    root.viewer_preferences().display_doc_title(true);
    root.mark_info().marked(true);
    root.pair(Name(b"StructTreeRoot"), structure);
    root.finish();
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.parent(pages).media_box(Rect::new(0.0, 0.0, width, height)).contents(content).struct_parents(0);
    sheet.resources().x_objects().pair(PICTURE, drawing);
    sheet.finish();
    pdf.stream(content, &shown(width, height));
    // The whole picture is one figure, which a screen reader tells by its description.
    let mut tree = pdf.indirect(structure).start::<pdf_writer::writers::StructTreeRoot<'_>>();
    tree.child(figure);
    tree.parent_tree().nums().insert(0, parents);
    tree.finish();
    pdf.indirect(parents).array().item(figure);
    let mut element = pdf.struct_element(figure);
    element.kind(StructRole::Figure).parent(structure).page(page).title(TextStr(&title)).alt(TextStr(&description));
    element.marked_content_child().page(page).marked_content_id(0);
    element.finish();
    pdf.document_info(info).title(TextStr(&title)).subject(TextStr(&description)).creator(TextStr("gainsay"));
    Ok(Drawn { bytes: pdf.finish(), unshown: placed.unshown })
}

const PICTURE: Name<'_> = Name(b"Picture");

/// What the page shows: the picture, as large as the page.
fn shown(width: f32, height: f32) -> Vec<u8> {
    let mut content = Content::new();
    content.begin_marked_content_with_properties(Name(b"Figure")).properties().identify(0);
    content.save_state().transform([width, 0.0, 0.0, height, 0.0, 0.0]).x_object(PICTURE).restore_state();
    content.end_marked_content();
    content.finish()
}
