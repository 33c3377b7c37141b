//! What claims imply for a quantity, and which force each end.

use super::ViewKind;
use crate::base::number::Bounds;
use crate::model::{Model, Of};
use crate::reason::implied::{End, Implication};
use crate::view::describe;
use crate::view::embed::call::{Call, Mistake};
use crate::view::embed::fill::Filling;
use crate::view::embed::numbers::{implied, in_words, quantity};
use crate::view::prose::{Part, Row, Rows, Span, Weight, capital};

pub(super) const KIND: ViewKind = ViewKind {
    name: "bounds",
    about: "between what a quantity must lie, and which claims force each end",
    takes: "a quantity",
    options: &["party", "side", "source", "caption"],
    make,
};

fn make(filling: &mut Filling<'_>, call: &Call) -> Result<Vec<Part>, Mistake> {
    let model = filling.model();
    let about = call.about.as_ref().unwrap_or(&call.kind);
    let of = quantity(filling, about)?;
    let caption = call.value("caption", &mut filling.mistakes).map(|piece| piece.text.clone());
    let implication = implied(filling, call, of);
    let name = Span::as_told(capital(&model.of_words(of)), &model.of_text(of));
    let sentence = |what: String| Part::Paragraph(vec![name.clone(), Span::Text(what)]);
    let (low, high) = match &implication {
        Implication::Nothing => return Ok(vec![sentence(": nothing is claimed that bears on it.".to_owned())]),
        Implication::Unknown => {
            return Ok(vec![sentence(": the limits of work were reached before this was known.".to_owned())]);
        }
        Implication::Contradictory { hull, .. } => {
            let left = in_words(model, of, hull).unwrap_or_else(|| "anything".to_owned());
            let what = format!(
                ": the claims contradict themselves; {left} is left, whichever lightest set of them is withdrawn."
            );
            return Ok(vec![sentence(what)]);
        }
        Implication::Between(low, high) => (low.as_deref(), high.as_deref()),
    };
    let Some(words) = implication.bounds().and_then(|bounds| in_words(model, of, &bounds)) else {
        return Ok(vec![sentence(": nothing sets a limit.".to_owned())]);
    };
    let mut parts = vec![sentence(format!(": {words}."))];
    let mut rows = Vec::new();
    for (end, word) in [(low, "at least"), (high, "at most")] {
        match end {
            Some(end) => rows.extend(end_rows(filling, of, end, word)),
            None => {
                rows.push(Row::plain([
                    word.to_owned(),
                    "open".to_owned(),
                    String::new(),
                    String::new(),
                    String::new(),
                ]));
            }
        }
    }
    let columns = ["end", "value", "of", "who", "claim"].map(str::to_owned).to_vec();
    parts.push(Part::Table(Rows { caption, columns, numeric: vec![1], rows }));
    let reasons: Vec<Vec<Span>> = [low, high]
        .into_iter()
        .flatten()
        .flat_map(|end| &end.because)
        .map(|reason| describe::reason(model, reason))
        .collect();
    if !reasons.is_empty() {
        parts.push(Part::Paragraph(vec![Span::text("Because")]));
        parts.push(Part::List(reasons));
    }
    Ok(parts)
}

fn end_rows(filling: &mut Filling<'_>, of: Of, end: &End, word: &str) -> Vec<Row> {
    let model: &Model = filling.model();
    let whole = model.bounds_words(of, &Bounds::exactly(end.bound.value.clone()));
    let word_of = if end.bound.strict { format!("{word}, itself left out") } else { word.to_owned() };
    let mut head = Row::plain([word_of, whole, model.of_words(of), String::new(), String::new()]);
    head.weight = Weight::Sum;
    let mut rows = vec![head];
    let adds = word == "at least";
    for row in &end.rows {
        let sign = if row.at_least == adds { "+" } else { "−" };
        filling.cite(row.claim);
        rows.push(Row {
            cells: vec![
                Vec::new(),
                vec![Span::Text(format!("{sign} {}", row.value_text()))],
                vec![Span::said(model, &row.term())],
                vec![Span::Text(model.party_titles(model.asserters(row.claim)))],
                vec![Span::claim(model, row.claim)],
            ],
            ..Row::default()
        });
    }
    rows
}
