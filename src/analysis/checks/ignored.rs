//! Passages that are said to be no claim, and that are not there or are claimed.

use super::{Check, Context, Subject};
use crate::analysis::coverage::{Coverage, Outcome, Standing, coverage};
use crate::base::anchor::Work;
use crate::base::message::{Code, Message, Severity};
use crate::base::text::Span;
use crate::model::locate;
use crate::reason::finding::Finding;

/// An entry that ignores nothing.
const IGNORES_NOTHING: Code = Code {
    id: "GS410",
    name: "ignores-nothing",
    severity: Severity::Warning,
    explanation: "\
An `ignore` entry of a source says why a number is no claim, and in the source's text there is no such number:
the entry's words do not stand there, their surroundings are not like its `prefix` and `suffix`, or what stands
there is no number to begin with (dates, pages and item numbers need no entry).

Write the words as the text has them, number and all; or remove the entry. `gainsay coverage SOURCE` lists
every number of the text.",
};

/// An entry that ignores what a claim says.
const IGNORES_A_CLAIM: Code = Code {
    id: "GS411",
    name: "ignores-a-claim",
    severity: Severity::Warning,
    explanation: "\
An `ignore` entry of a source says that a number is no claim, and a claim takes it up: it quotes the passage
and has the number in its figure. One of the two is wrong. Or the entry's words stand in several places, and
only some are no claim.

Remove the entry, or quote more of the text in it. Where the same words stand in several places, say which is
meant: `Ignore(text: \"…\", prefix: \"…\", because: \"…\")`.",
};

pub(super) const CHECK: Check = Check { codes: &[&IGNORES_NOTHING, &IGNORES_A_CLAIM], run };

fn run(context: &Context<'_>) -> Vec<Finding> {
    let subject = context.subject;
    let model = subject.model;
    if model.ignores().is_empty() {
        return Vec::new();
    }
    let has_entries = |source| model.ignores_of(source).next().is_some();
    let covered = coverage(subject.texts, model, subject.documents, has_entries, Work::DEFAULT);
    let of_text = |coverage: &Coverage| {
        let findings: Vec<Finding> =
            coverage.ignores.iter().filter_map(|outcome| finding(subject, coverage, outcome)).collect();
        findings
    };
    covered.iter().flat_map(of_text).collect()
}

fn finding(subject: Subject<'_>, coverage: &Coverage, outcome: &Outcome) -> Option<Finding> {
    let model = subject.model;
    let ignore = &model.ignores()[outcome.ignore];
    let path = subject.texts.file(coverage.file).path();
    if let Some(seen) = outcome.taken_up.and_then(|at| coverage.seen.get(at)) {
        let Standing::TakenUp(claims) = &seen.standing else { return None };
        let first = *claims.first()?;
        let name = model.claim_name(first);
        let message = Message::new(&IGNORES_A_CLAIM, format!("this is ignored, and `{name}` takes it up"))
            .at(ignore.span, "said to be no claim")
            .at(locate::part(subject.texts, model, first, &["says"]), "the claim")
            .at(Span::new(coverage.file, seen.mention.range.clone()), "the number")
            .help("remove the entry, or say which place is meant: quote more, or add `prefix:` or `suffix:`");
        return Some(Finding::plain(message, claims.clone()));
    }
    if outcome.numbers > 0 || outcome.cut || coverage.ends.is_some() {
        return None;
    }
    let (text, help) = if outcome.places == 0 && (ignore.prefix.is_some() || ignore.suffix.is_some()) {
        (
            format!("what this ignores does not stand in `{path}`, or not where `prefix` and `suffix` say"),
            "write the words, and those around them, as the text has them; or remove the entry",
        )
    } else if outcome.places > 0 {
        (
            format!("what this ignores in `{path}` is no number"),
            "dates, pages and item numbers are told apart without an entry; put the whole of the number into `text:`",
        )
    } else {
        (
            format!("what this ignores does not stand in `{path}`"),
            "write the words as the text has them; or remove the entry",
        )
    };
    let message = Message::new(&IGNORES_NOTHING, text).at(ignore.span, "").help(help);
    Some(Finding::plain(message, Vec::new()))
}
