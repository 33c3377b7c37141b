//! What the vocabulary sets against each other, where claims say both.

use std::collections::BTreeSet;

use super::{Check, Context};
use crate::base::message::{Code, Message, Severity};
use crate::base::number::Bounds;
use crate::base::text::Span;
use crate::model::Wording;
use crate::model::{Against, ClaimId, CodeId, Model, Of, Opposition, PropositionId, Quantity, Statement, locate};
use crate::reason::finding::Finding;

/// Two things said that can both be true, and are set against each other.
const SET_AGAINST: Code = Code {
    id: "GS211",
    name: "set-against",
    severity: Severity::Note,
    explanation: "\
The vocabulary sets a proposition against another one, or against a figure (`opposes`), and claims say both. It is a tension and
no contradiction: both can be true. A norm is cited, and what is done is otherwise; someone is to be told one thing, and another is
known; a plan stands beside a statement; a text's title or purpose beside what it reports.

Each pair is told once, with the two claims that stand nearest to each other and the reason that the vocabulary gives. It never
counts for the exit code.

If the two cannot both be true, say `excludes` instead; if nobody gains by being told, take the `opposes` out.",
};

/// So many other claims that say the same are named.
const MOST_SHOWN: usize = 4;

pub(super) const CHECK: Check = Check { codes: &[&SET_AGAINST], run };

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.subject.model;
    let said: Vec<Vec<ClaimId>> = affirming(model);
    let mut told: BTreeSet<(PropositionId, PropositionId)> = BTreeSet::new();
    let mut findings = Vec::new();
    for (id, proposition) in model.propositions().iter() {
        for opposition in &proposition.opposes {
            // What two set against each other, each in its own words, is one pair.
            if let Against::Proposition(other) = opposition.against
                && !told.insert((id.min(other), id.max(other)))
            {
                continue;
            }
            let others = match opposition.against {
                Against::Proposition(other) => said[other.index()].clone(),
                Against::Figure(of, is) => saying(model, of, &model.values()[is].read),
            };
            findings.extend(finding(context, id, opposition, (&said[id.index()], &others)));
        }
    }
    findings
}

/// The claims that affirm each proposition, in their first reading.
fn affirming(model: &Model) -> Vec<Vec<ClaimId>> {
    let mut said = vec![Vec::new(); model.propositions().len()];
    for claim in model.claims().ids() {
        if let Some(Statement::Affirms(id)) = first(model, claim) {
            said[id.index()].push(claim);
        }
    }
    said
}

fn first(model: &Model, claim: ClaimId) -> Option<&Statement> {
    model.readings_of(claim).next().map(|(_, reading)| &reading.statement)
}

/// Whether a finding is one of two things set against each other: these are told one after another.
pub(super) fn is_soft(finding: &Finding) -> bool {
    finding.message.code.id == SET_AGAINST.id
}

/// The claims whose figure says at least what is asked for, those of the very quantity first.
fn saying(model: &Model, of: Of, bounds: &Bounds) -> Vec<ClaimId> {
    let says = |claim: &ClaimId| {
        let Some(Statement::Figure { of: own, is }) = first(model, *claim) else { return false };
        let value = &model.values()[*is];
        value.share_of.is_none() && is_within(&value.read, bounds) && is_about(model, *own, of, bounds)
    };
    let mut saying: Vec<ClaimId> = model.claims().ids().filter(says).collect();
    saying.sort_by_key(|&claim| !matches!(first(model, claim), Some(Statement::Figure { of: own, .. }) if *own == of));
    saying
}

fn is_within(inner: &Bounds, outer: &Bounds) -> bool {
    let low = outer.low.as_ref().is_none_or(|outer| {
        inner.low.as_ref().is_some_and(|own| (&own.value, own.strict) >= (&outer.value, outer.strict))
    });
    let high = outer.high.as_ref().is_none_or(|outer| {
        inner.high.as_ref().is_some_and(|own| (&own.value, !own.strict) <= (&outer.value, !outer.strict))
    });
    low && high
}

/// Whether what is said of one is said of the other: it is the same, or, where only a least is asked for, a part of it
/// within its time.
fn is_about(model: &Model, own: Of, asked: Of, bounds: &Bounds) -> bool {
    let (Of::Quantity(one), Of::Quantity(other)) = (own, asked) else { return own == asked };
    if one == other {
        return true;
    }
    let (one, other) = (&model.quantities()[one], &model.quantities()[other]);
    bounds.high.is_none()
        && one.measure == other.measure
        && are_inside(model, one, other)
        && is_during(model, one, other)
}

fn are_inside(model: &Model, one: &Quantity, other: &Quantity) -> bool {
    let codes = model.code_list(one.codes).iter().zip(model.code_list(other.codes));
    let is_inside = |(&inner, &outer): (&CodeId, &CodeId)| {
        std::iter::successors(Some(inner), |&code| model.codes()[code].inside).any(|code| code == outer)
    };
    codes.into_iter().all(is_inside)
}

fn is_during(model: &Model, one: &Quantity, other: &Quantity) -> bool {
    match (one.when, other.when) {
        (Some(inner), Some(outer)) => model.whens()[outer].contains(&model.whens()[inner]),
        (None, None) => true,
        _ => false,
    }
}

/// The two claims that stand nearest to each other: of one source, then of different parties, then the first.
fn nearest(model: &Model, ones: &[ClaimId], others: &[ClaimId]) -> Option<(ClaimId, ClaimId)> {
    let pairs = ones.iter().flat_map(|&one| others.iter().map(move |&other| (one, other)));
    // Of equal pairs the first is taken, in which the other's quantity is the nearest.
    pairs.filter(|(one, other)| one != other).min_by_key(|&(one, other)| {
        let same_source = model.claims()[one].source == model.claims()[other].source;
        let same_parties = model.asserters(one) == model.asserters(other);
        (!same_source, same_parties)
    })
}

fn finding(
    context: &Context<'_>,
    id: PropositionId,
    opposition: &Opposition,
    (ones, others): (&[ClaimId], &[ClaimId]),
) -> Option<Finding> {
    let model = context.subject.model;
    let (one, other) = nearest(model, ones, others)?;
    let against = match opposition.against {
        Against::Proposition(other) => told(model, other),
        Against::Figure(of, is) => {
            let (open, close) = if model.wording() == Wording::Words { ("", "") } else { ("“", "”") };
            format!("{open}{}{close}", model.statement_words(&Statement::Figure { of, is }))
        }
    };
    let speakers = if model.asserters(one) == model.asserters(other) {
        format!("{}, both", who(model, one))
    } else {
        format!("{} beside {}", who(model, one), who(model, other))
    };
    let text = format!("{} is set against {against}: {speakers}", told(model, id));
    let mut message = Message::new(&SET_AGAINST, text)
        .at(place(context, one), who(model, one))
        .at(place(context, other), who(model, other))
        .note(format!("why: {}", model.prose(opposition.because)))
        .note(format!("who says what\n{}\n{}", said(model, one), said(model, other)));
    let rest = ones.iter().chain(others).filter(|&&claim| claim != one && claim != other);
    let mut rest: Vec<String> = rest.map(|&claim| model.claim_name(claim)).collect();
    if rest.len() > MOST_SHOWN {
        let more = rest.len() - MOST_SHOWN;
        rest.truncate(MOST_SHOWN);
        rest.push(format!("and {more} more"));
    }
    if !rest.is_empty() {
        message = message.note(format!("also said by {}", rest.join(", ")));
    }
    Some(Finding::plain(message, vec![one, other]))
}

/// A proposition by its text; in the notation, by its name.
fn told(model: &Model, id: PropositionId) -> String {
    match model.wording() {
        Wording::Words => model.proposition(id),
        Wording::Notation => format!("`{}`", model.name(model.propositions()[id].name)),
    }
}

fn who(model: &Model, claim: ClaimId) -> String {
    model.party_titles(model.asserters(claim))
}

fn place(context: &Context<'_>, claim: ClaimId) -> Span {
    let subject = context.subject;
    match subject.model.quote_of(claim).next() {
        Some(_) => locate::fragment(subject.texts, subject.model, claim, 0),
        None => locate::name(subject.texts, subject.model, claim),
    }
}

/// A claim in its own words, and else in ours, with how it is meant.
fn said(model: &Model, claim: ClaimId) -> String {
    let quote: Vec<&str> = model.quote_of(claim).collect();
    let words = if quote.is_empty() {
        first(model, claim).map(|statement| model.statement_words(statement)).unwrap_or_default()
    } else {
        format!("“{}”", quote.join(" … "))
    };
    let mode = model.claims()[claim].mode.word();
    format!("- {}, {mode}: {words} ({})", who(model, claim), model.claim_name(claim))
}
