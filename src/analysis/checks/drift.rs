//! Claims that pass another on, and say something else.
//!
//! Each claim is held against those that it says it passes on: the claims that it `Repeats`, and, in the sources that it
//! came through, the claim about the same. What another says besides in a document that is merely cited is an answer to
//! it, and no drift, unless the number is the same and only its hedge, its mode or its last digits went missing.
//!
//! One finding a step; linear in links, and for each link in the claims of the source that it leads to.

use super::{Check, Context};
use crate::base::message::{Code, Message, Severity};
use crate::base::number::Bounds;
use crate::model::{ClaimId, ClaimLinkKind, Mode, Model, Of, Quantity, SourceId, Statement, Value, locate};
use crate::provenance::silent::{Silent, is_rounding};
use crate::provenance::{Stop, sources_behind};
use crate::reason::finding::Finding;

/// Something said again, otherwise.
const DRIFT: Code = Code {
    id: "GS504",
    name: "drift",
    severity: Severity::Note,
    explanation: "\
A claim repeats another, or came through a source that has a claim about the same, and does not say the same: \"about
13,000\" became \"13,000\", a number was rounded or is another one, the date, the codes or the unit are others, an estimate became
a fact. The chain leads back to where it was first said.

Nothing need be wrong: people round. But who reads only the last of the chain takes it for more, or for something else, than was
said; and a contradiction that rests on the last digits of such a claim rests on digits that somebody added or left out.

If the claim was misread, put it right; if it deliberately says something else, let it not say `Repeats`: `Corrects`, or
`ComputedFrom`, say what happened.",
};

pub(super) const CHECK: Check = Check { codes: &[&DRIFT], run };

/// So many steps of a chain are shown.
const MOST_STEPS: usize = 8;

/// How the one claim says what the other says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Nothing but the words that make it less sure, or less exact, went missing or came up.
    Softer,
    /// Something else.
    Other,
}

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.subject.model;
    let mut findings = Vec::new();
    for claim in model.claims().ids() {
        for (parent, is_stated) in parents(model, context.provenance.silent(), claim) {
            let changes = changes(model, parent, claim);
            if !changes.is_empty() && (is_stated || changes.iter().all(|(change, _)| *change == Change::Softer)) {
                let changes: Vec<String> = changes.into_iter().map(|(_, text)| text).collect();
                findings.push(finding(context, parent, claim, &changes));
            }
        }
    }
    findings
}

/// The claims that a claim passes on, each with whether that is said: it repeats them, or came through their source.
fn parents(model: &Model, silent: &Silent, claim: ClaimId) -> Vec<(ClaimId, bool)> {
    let links = model.links_of(claim);
    if links.iter().any(|link| matches!(link.kind, ClaimLinkKind::ComputedFrom(_))) {
        return Vec::new();
    }
    let repeated = links.iter().filter_map(|link| match link.kind {
        ClaimLinkKind::Repeats(to) if to != claim => Some((to, true)),
        _ => None,
    });
    let mut parents: Vec<(ClaimId, bool)> = repeated.collect();
    let behind = sources_behind(model, claim);
    let cited = model.links_of_source(model.claims()[claim].source).iter().map(|link| (link.kind, link.to));
    let named = links.iter().any(|link| matches!(link.kind, ClaimLinkKind::Through(..)));
    let others = cited.filter(|link| !named && !behind.contains(link));
    let mut sources: Vec<(SourceId, bool)> = behind.iter().map(|&(_, to)| (to, true)).collect();
    sources.extend(others.map(|(_, to)| (to, false)));
    for (source, is_stated) in sources.into_iter().filter(|&(source, _)| !silent.is(claim, source)) {
        let meant = same_subject(model, claim, source);
        parents
            .extend(meant.filter(|&other| !parents.iter().any(|&(known, _)| known == other)).map(|id| (id, is_stated)));
    }
    let answers = |other: ClaimId| links.iter().any(|link| link.kind == ClaimLinkKind::Corrects(other));
    parents.retain(|&(other, _)| !answers(other));
    parents
}

/// The claim of a source that is about what a claim says; of several one of the same parties. None where one says the same.
fn same_subject(model: &Model, claim: ClaimId, source: SourceId) -> Option<ClaimId> {
    let contents = model.contents_of(claim);
    let about = subject(model, claim)?;
    let mut found: Option<ClaimId> = None;
    for other in model.claims_in(source).filter(|&other| other != claim) {
        if model.contents_of(other) == contents && !loses_mode(model, other, claim) {
            return None;
        }
        let is_closer = |known: ClaimId| {
            let shares = |id: ClaimId| model.asserters(id).iter().any(|party| model.asserters(claim).contains(party));
            shares(other) && !shares(known)
        };
        if subject(model, other) == Some(about) && found.is_none_or(is_closer) {
            found = Some(other);
        }
    }
    found.or_else(|| at_another_time(model, claim, source))
}

/// The only claim of a source that gives the same value for the same at another time.
fn at_another_time(model: &Model, claim: ClaimId, source: SourceId) -> Option<ClaimId> {
    let (of, value) = figure(model, claim)?;
    let quantity = |of: Of| match of {
        Of::Quantity(id) => Some(&model.quantities()[id]),
        Of::Sum(_) => None,
    };
    let own = quantity(of)?;
    let mut fitting = model.claims_in(source).filter(|&other| {
        let Some((of, said)) = figure(model, other) else { return false };
        let differs_in_time =
            |other: &Quantity| other.measure == own.measure && other.codes == own.codes && other.when != own.when;
        quantity(of).is_some_and(differs_in_time) && said.nominal() == value.nominal()
    });
    fitting.next().filter(|_| fitting.next().is_none())
}

/// What a claim is about: a quantity, or a proposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subject {
    Of(Of),
    Proposition(crate::model::PropositionId),
}

fn subject(model: &Model, claim: ClaimId) -> Option<Subject> {
    match model.readings_of(claim).next()?.1.statement {
        Statement::Figure { of, .. } => Some(Subject::Of(of)),
        Statement::Affirms(id) | Statement::Denies(id) => Some(Subject::Proposition(id)),
        Statement::Relation(_) | Statement::Disputes(_) => None,
    }
}

fn figure(model: &Model, claim: ClaimId) -> Option<(Of, &Value)> {
    match model.readings_of(claim).next()?.1.statement {
        Statement::Figure { of, is } => Some((of, &model.values()[is])),
        _ => None,
    }
}

/// Whether the one is put forward less surely than the other: an estimate, a plan, a possibility that became a fact.
fn loses_mode(model: &Model, parent: ClaimId, claim: ClaimId) -> bool {
    let mode = |claim: ClaimId| model.claims()[claim].mode;
    mode(claim) == Mode::Asserted && mode(parent) != Mode::Asserted
}

/// What became of a claim on the way; nothing where some reading of both is the same.
fn changes(model: &Model, parent: ClaimId, claim: ClaimId) -> Vec<(Change, String)> {
    let mut changes = Vec::new();
    let (before, after) = (model.contents_of(parent), model.contents_of(claim));
    let is_same = before.iter().any(|(content, _)| after.iter().any(|(other, _)| content == other));
    if !is_same {
        match (figure(model, parent), figure(model, claim)) {
            (Some(before), Some(after)) => figure_changes(model, before, after, &mut changes),
            _ => changes.extend(statement_change(model, parent, claim)),
        }
    }
    if loses_mode(model, parent, claim) && (is_same || !changes.is_empty()) {
        changes.push((Change::Softer, format!("what was {} became a fact", model.claims()[parent].mode.word())));
    }
    changes
}

fn statement_change(model: &Model, parent: ClaimId, claim: ClaimId) -> Option<(Change, String)> {
    let statement = |claim: ClaimId| model.readings_of(claim).next().map(|(_, reading)| &reading.statement);
    let text = match (statement(parent)?, statement(claim)?) {
        (Statement::Affirms(a), Statement::Denies(b)) | (Statement::Denies(a), Statement::Affirms(b)) if a == b => {
            "it became its opposite".to_owned()
        }
        (
            before @ (Statement::Affirms(_) | Statement::Denies(_)),
            after @ (Statement::Affirms(_) | Statement::Denies(_)),
        ) => {
            format!("“{}” became “{}”", model.statement_words(before), model.statement_words(after))
        }
        _ => return None,
    };
    Some((Change::Other, text))
}

fn figure_changes(
    model: &Model,
    (of, before): (Of, &Value),
    (other, after): (Of, &Value),
    changes: &mut Vec<(Change, String)>,
) {
    if of != other {
        changes.push((Change::Other, quantity_change(model, of, other)));
    }
    let became = format!("“{}” became “{}”", model.name(before.wording), model.name(after.wording));
    if before.share_of != after.share_of {
        changes.push((Change::Other, became));
    } else if before.read != after.read {
        let (change, what) = value_change(before, after);
        changes.push((change, format!("{became}, {what}")));
    }
}

fn quantity_change(model: &Model, before: Of, after: Of) -> String {
    let what = match (before, after) {
        (Of::Quantity(a), Of::Quantity(b)) => {
            let (a, b) = (&model.quantities()[a], &model.quantities()[b]);
            match (a.measure == b.measure, a.codes == b.codes) {
                (true, true) => "another date",
                (true, false) => "of something else",
                _ if model.unit_of(before) != model.unit_of(after) => "another unit",
                _ => "another measure",
            }
        }
        _ => "another quantity",
    };
    format!("{} became {}, {what}", model.of_words(before), model.of_words(after))
}

fn value_change(before: &Value, after: &Value) -> (Change, &'static str) {
    let (old, new) = (before.nominal(), after.nominal());
    if old == new {
        return match (before.is_hedged(), after.is_hedged()) {
            (true, false) => (Change::Softer, "without its hedge"),
            (false, true) => (Change::Softer, "with a hedge"),
            _ => (Change::Softer, "with another hedge"),
        };
    }
    let is_end = |bounds: &Bounds, number| {
        [&bounds.low, &bounds.high].into_iter().flatten().any(|end| Some(&end.value) == number)
    };
    match (old.single(), new.single()) {
        (Some(exact), Some(round)) if is_rounding(round, exact) => (Change::Softer, "rounded"),
        (Some(round), Some(exact)) if is_rounding(round, exact) => (Change::Softer, "with digits that were not there"),
        (None, Some(number)) if is_end(old, Some(number)) => (Change::Softer, "without its hedge"),
        (Some(number), None) if is_end(new, Some(number)) => (Change::Softer, "with a hedge"),
        _ => (Change::Other, "another value"),
    }
}

fn finding(context: &Context<'_>, parent: ClaimId, claim: ClaimId, changes: &[String]) -> Finding {
    let subject = context.subject;
    let model = subject.model;
    let text = format!(
        "`{}` does not say what it has from `{}`: {}",
        model.claim_name(claim),
        model.claim_name(parent),
        changes.join("; ")
    );
    let place = |claim: ClaimId| match model.readings_of(claim).next() {
        Some((reading, _)) => locate::statement(subject.texts, model, claim, reading),
        None => locate::name(subject.texts, model, claim),
    };
    let message = Message::new(&DRIFT, text).at(place(claim), "passed on as this").at(place(parent), "said here");
    Finding::plain(message.note(chain(context, parent, claim)), vec![parent, claim])
}

/// The chain from where it was first said, as far as claims tell it: who said what.
fn chain(context: &Context<'_>, parent: ClaimId, claim: ClaimId) -> String {
    let (model, provenance) = (context.subject.model, &context.provenance);
    let mut chain = vec![claim, parent];
    while let Some((next, _)) = parents_or_same(model, provenance.silent(), chain[chain.len() - 1])
        && !chain.contains(&next)
        && chain.len() < MOST_STEPS
    {
        chain.push(next);
    }
    let first = chain[chain.len() - 1];
    let origins = provenance.origins_of(first);
    let said = |claim: ClaimId| {
        let says = model.readings_of(claim).next().map(|(_, reading)| model.statement_words(&reading.statement));
        format!("- {}: {}", model.claim_name(claim), says.unwrap_or_default())
    };
    let origin = match origins.as_slice() {
        [only] => format!("- {}", provenance.stop_text(Stop::Origin(*only))),
        [] => "- no origin: it leads back to itself".to_owned(),
        several => format!("- {} origins", several.len()),
    };
    let steps = chain.into_iter().rev().map(said);
    format!("the chain\n{}", std::iter::once(origin).chain(steps).collect::<Vec<_>>().join("\n"))
}

/// A claim that another passes on, also where it says the same.
fn parents_or_same(model: &Model, silent: &Silent, claim: ClaimId) -> Option<(ClaimId, bool)> {
    let contents = model.contents_of(claim);
    let same = sources_behind(model, claim).into_iter().find_map(|(_, source)| {
        model.claims_in(source).find(|&other| other != claim && model.contents_of(other) == contents)
    });
    let stated = parents(model, silent, claim).into_iter().find(|(_, is_stated)| *is_stated);
    stated.or(same.map(|claim| (claim, true)))
}
