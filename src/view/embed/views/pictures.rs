//! Views that are pictures, each with its table.

use crate::picture::diagram::{Kind, Request};
use crate::picture::export::{Flow, WIDTHS};
use crate::view::embed::call::{Call, Mistake, Piece, shown};
use crate::view::embed::codes::{NOT_IN_COLLECTION, WRONG_OPTION};
use crate::view::embed::fill::Filling;
use crate::view::embed::names::{self, CLAIM_FILTERS, FINDING_FILTERS};
use crate::view::prose::{Part, Pictured, Rows, slug};

/// The longest way that a lineage is drawn, and the most contradictions.
const MOST_STEPS: usize = 1_000;

/// The options that a kind of picture takes.
pub(super) fn options(kind: &Kind) -> Vec<&'static str> {
    let mut options = vec!["caption", "width", "format"];
    if kind.takes.start {
        options.push("name");
    }
    if kind.takes.filters {
        options.extend(CLAIM_FILTERS);
        options.push("between");
    }
    if kind.takes.contradictions {
        options.extend(["strength", "contradiction"]);
    }
    if kind.takes.limit {
        options.push("limit");
    }
    if kind.takes.depth {
        options.push("depth");
    }
    if kind.takes.flow {
        options.push("flow");
    }
    options
}

/// What may be named after a kind of picture.
pub(super) fn takes(kind: &Kind) -> Option<&'static str> {
    match (kind.takes.start, kind.takes.contradictions) {
        (true, _) => Some("perhaps a claim or a source"),
        (_, true) => Some("perhaps a contradiction"),
        _ => None,
    }
}

pub(super) fn make(kind: &'static Kind, filling: &mut Filling<'_>, call: &Call) -> Result<Vec<Part>, Mistake> {
    let model = filling.model();
    let mut request = Request { filter: names::filter(model, call, &mut filling.mistakes), ..Request::default() };
    request.limit = call.number("limit", 1..MOST_STEPS + 1, &mut filling.mistakes);
    request.depth = call.number("depth", 1..MOST_STEPS + 1, &mut filling.mistakes);
    let widths = *WIDTHS.start() as usize..*WIDTHS.end() as usize + 1;
    let width = call.number("width", widths, &mut filling.mistakes).map(|width| width as u32);
    let as_table = as_table(filling, call);
    let flow = flow(filling, call);
    let option = if kind.takes.start { "name" } else { "contradiction" };
    let named = named(filling, call, option);
    if kind.takes.start {
        request.start = named.as_ref().map(|piece| piece.text.clone());
    } else if let Some(piece) = &named {
        let (_, found) = names::contradiction(model, filling.scene.findings(), piece)?;
        request.contradiction = Some(found.id.clone());
    }
    let picture = kind.draw(filling.scene, &request).map_err(|wrong| {
        let at = named.as_ref().unwrap_or(&call.kind);
        Mistake::new(&NOT_IN_COLLECTION, &at.range, wrong.message, wrong.help)
    })?;
    let caption = call.value("caption", &mut filling.mistakes).map(|piece| piece.text.clone());
    let about = caption.clone().or_else(|| named.map(|piece| piece.text)).unwrap_or_else(|| described(call));
    let stem = filling.stem([kind.name, &slug(&about)].join("-").trim_end_matches('-'));
    let caption = caption.unwrap_or_else(|| picture.title().to_owned());
    let table = Rows::of(&picture.table());
    Ok(vec![Part::Picture(Box::new(Pictured { stem, picture, caption, width, flow, as_table, table }))])
}

/// What is named after the kind, or by the option.
fn named(filling: &mut Filling<'_>, call: &Call, option: &str) -> Option<Piece> {
    let by_option = call.value(option, &mut filling.mistakes).cloned();
    if let (Some(_), Some(second)) = (&call.about, &by_option) {
        let text = format!("the {} is named twice", if option == "name" { "claim" } else { option });
        let help = "name it after the kind, or by the option";
        filling.mistakes.push(Mistake::new(&WRONG_OPTION, &second.range, text, help));
    }
    call.about.clone().or(by_option)
}

fn as_table(filling: &mut Filling<'_>, call: &Call) -> bool {
    let Some(piece) = call.value("format", &mut filling.mistakes) else { return false };
    if !matches!(piece.text.as_str(), "table" | "picture") {
        let text = format!("`format` cannot be `{}`", shown(&piece.text));
        let help = "write `table` for the table alone, or leave the option out";
        filling.mistakes.push(Mistake::new(&WRONG_OPTION, &piece.range, text, help));
    }
    piece.text == "table"
}

/// Which way its boxes follow each other, if it is said.
fn flow(filling: &mut Filling<'_>, call: &Call) -> Option<Flow> {
    let piece = call.value("flow", &mut filling.mistakes)?;
    let flow = Flow::named(&piece.text);
    if flow.is_none() {
        let text = format!("`flow` cannot be `{}`", shown(&piece.text));
        let help = "write `right` or `down`; without it, what is too wide for a page goes down";
        filling.mistakes.push(Mistake::new(&WRONG_OPTION, &piece.range, text, help));
    }
    flow
}

/// The values of the filters, for the name of a file.
fn described(call: &Call) -> String {
    let filters = CLAIM_FILTERS.iter().chain(&FINDING_FILTERS);
    let values = filters.flat_map(|key| call.values(key)).map(|piece| piece.text.as_str());
    values.collect::<Vec<_>>().join(" ")
}
