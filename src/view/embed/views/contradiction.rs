//! One contradiction: who says what, the sum, the reasons, what it rests on, what would dissolve it.

use super::ViewKind;
use crate::view::describe;
use crate::view::embed::call::{Call, Mistake};
use crate::view::embed::fill::{Filling, Noted};
use crate::view::embed::names;
use crate::view::prose::{Part, Role, Rows, Section, Span, capital, sentence};

pub(super) const KIND: ViewKind = ViewKind {
    name: "contradiction",
    about: "a contradiction in words: who says what, the sum, the reasons, what it rests on, what would dissolve it",
    takes: "a contradiction, by its id or its claims",
    options: &["caption"],
    make,
};

fn make(filling: &mut Filling<'_>, call: &Call) -> Result<Vec<Part>, Mistake> {
    let about = call.about.as_ref().unwrap_or(&call.kind);
    let scene = filling.scene.clone();
    let (finding, _) = names::contradiction(filling.model(), scene.findings(), about)?;
    let mut caption = call.value("caption", &mut filling.mistakes).map(|piece| piece.text.clone());
    let mut parts = Vec::new();
    for Section { role, title, part } in describe::finding(filling.model(), finding) {
        match part {
            Part::Paragraph(spans) if role == Role::Headline => parts.push(Part::Paragraph(spans)),
            Part::Paragraph(spans) => parts.push(Part::Paragraph(sentence(&spans))),
            Part::Table(rows) => parts.push(Part::Table(with_notes(filling, Rows { caption: caption.take(), ..rows }))),
            part => {
                parts.extend(title.map(|title| Part::Paragraph(vec![Span::Text(capital(title))])));
                parts.push(part);
            }
        }
    }
    Ok(parts)
}

/// A table in which a note at each claim names its source.
fn with_notes(filling: &mut Filling<'_>, mut rows: Rows) -> Rows {
    for cell in rows.rows.iter_mut().flat_map(|row| &mut row.cells) {
        if let [Span::Claim(claim, _)] = cell.as_slice() {
            let noted = Noted { claims: vec![*claim], ..Noted::default() };
            cell.push(filling.note(&noted));
        }
    }
    rows
}
