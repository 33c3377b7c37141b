//! Sources at hand that do not hold what they are cited for.

use super::{Check, Context};
use crate::base::message::{Code, Message, Severity};
use crate::model::documents::Document;
use crate::model::{ClaimId, Model, Of, SourceId, Statement, locate};
use crate::provenance::graph::Edge;
use crate::reason::finding::Finding;

/// A cited source that has no such figure.
const SILENT: Code = Code {
    id: "GS413",
    name: "cited-source-is-silent",
    severity: Severity::Warning,
    explanation: "\
A claim says that it came from a source (`Cites`, `Quotes`, `Translates` and so on, on the claim, or on its source where
that concerns the claim), the text of that source is at hand, and the claim's figure does not stand there: not in any of its
readings, nor grouped or scaled otherwise, nor rounded, nor as what it is a rounding of. Of a claim that is no figure and
`Quotes`, no fragment of its quote stands there.

Who wrote that source is then no origin of the figure: `gainsay lineage` and `gainsay origins` end with whoever says it
came from there. Look whether another source was meant; whether the figure was computed (`ComputedFrom`); or
whether the text at hand is only a part of the document. A figure in words of a language that gainsay does not read may be
there unseen.",
};

pub(super) const CHECK: Check = Check { codes: &[&SILENT], run };

/// So many of the source's own claims about the same are named.
const NAMED: usize = 3;

fn run(context: &Context<'_>) -> Vec<Finding> {
    context.provenance.silent().links().map(|(claim, source)| finding(context, claim, source)).collect()
}

fn finding(context: &Context<'_>, claim: ClaimId, source: SourceId) -> Finding {
    let subject = context.subject;
    let model = subject.model;
    let name = |source: SourceId| model.name(model.sources()[source].name);
    let verb = context.provenance.silent_link(claim, source).map_or("cites", Edge::words);
    let said = figure(model, claim).map_or("what is quoted", |(_, wording)| wording);
    let text = format!("`{}` {verb} `{}`, whose text does not have {said}", model.claim_name(claim), name(source));
    let mut message = Message::new(&SILENT, text).at(locate::part(subject.texts, model, claim, &["from"]), "");
    if let Document::Here(text) = subject.documents.of(source) {
        message = message.note(format!("looked for in `{}`", subject.texts.file(text.file).path()));
    }
    let of = figure(model, claim).map(|(of, _)| of);
    let others = model.claims_in(source).filter_map(|other| {
        let (about, wording) = figure(model, other)?;
        (Some(about) == of).then(|| format!("`{}` says {wording}", model.claim_name(other)))
    });
    let others: Vec<String> = others.take(NAMED).collect();
    if !others.is_empty() {
        message = message.note(format!("of the same quantity {}", others.join(", ")));
    }
    let help = "name the source that it was taken from; or, if it was computed, `from: [ComputedFrom(\"…\")]`";
    Finding::plain(message.help(help), vec![claim])
}

/// What a claim's first reading is a figure of, and its wording.
fn figure(model: &Model, claim: ClaimId) -> Option<(Of, &str)> {
    match model.readings_of(claim).next()?.1.statement {
        Statement::Figure { of, is } => Some((of, model.name(model.values()[is].wording))),
        _ => None,
    }
}
