//! The checks: what is found in a collection that could be read.
//!
//! A check is one file and one row of [`CHECKS`].

use std::cell::Cell;

use rustc_hash::FxHashSet;

use super::Analysis;
use crate::base::message::Code;
use crate::base::text::Texts;
use crate::engine::Limits;
use crate::model::documents::Documents;
use crate::model::{Model, RuleId};
use crate::provenance::Provenance;
use crate::reason::disputes::{self, Ways};
use crate::reason::facts::{self, Facts};
pub use crate::reason::facts::{Assumptions, Switch};
use crate::reason::finding::{Finding, Standing, Strength};
use crate::reason::passed::{self, Passed};

mod chain;
mod circular;
mod compiled;
mod contradictions;
mod dates;
mod disagreement;
mod drift;
mod factors;
mod flows;
mod ignored;
mod judged;
mod one_origin;
mod opposed;
mod quotes;
mod resolution;
mod rules;
mod silent;
mod sums;
mod unused;

/// What a check works on.
#[derive(Debug, Clone, Copy)]
struct Subject<'a> {
    /// The texts, to point at places.
    texts: &'a Texts,
    /// What the collection says.
    model: &'a Model,
    /// The texts of its sources, as far as they are at hand.
    documents: &'a Documents,
    /// Which assumptions are taken.
    assumptions: &'a Assumptions,
    /// How much work may be done.
    limits: &'a Limits,
}

/// One check.
#[derive(Debug)]
pub struct Check {
    /// The codes of what it finds.
    pub codes: &'static [&'static Code],
    run: fn(&Context<'_>) -> Vec<Finding>,
}

/// What checks share.
struct Context<'a> {
    subject: Subject<'a>,
    /// The facts, and the plans.
    facts: &'a [Facts<'a>; 2],
    /// Rules that join different units.
    unsound: FxHashSet<RuleId>,
    /// Whether limits were reached.
    cut: Cell<bool>,
    /// How many proofs did not add up.
    unproved: Cell<usize>,
    /// What claims rest on.
    provenance: &'a Provenance<'a>,
}

/// Every check, in the order in which findings of equal place are shown.
pub const CHECKS: &[&Check] = &[
    &disagreement::CHECK,
    &contradictions::CHECK,
    &opposed::CHECK,
    &chain::CHECK,
    &dates::CHECK,
    &rules::CHECK,
    &flows::CHECK,
    &resolution::CHECK,
    &circular::CHECK,
    &one_origin::CHECK,
    &drift::CHECK,
    &compiled::CHECK,
    &quotes::CHECK,
    &silent::CHECK,
    &ignored::CHECK,
    &unused::CHECK,
];

/// The codes of what is wrong with judgements, which are laid over what the checks find.
pub(crate) const JUDGED: &[&Code] = judged::CODES;

/// What the checks come to.
#[derive(Debug)]
pub struct Checked {
    /// What was found: contradictions first, those that are not judged before others, hard before conditional before
    /// tension, the largest gaps first, the ways of one dispute together after its head; then what the vocabulary sets against
    /// each other; then by place.
    pub findings: Vec<Finding>,
    /// The tests that were passed.
    pub passed: Vec<Passed>,
    /// Whether work limits were reached, so that there may be more contradictions.
    pub cut: bool,
    /// How many contradictions were left out because their proofs did not add up: a bug, if there are any.
    pub unproved: usize,
    /// How each judgement stands, in the order of the model.
    pub standings: Vec<Standing>,
}

/// Runs every check; judgements that expired before the day of the analysis count for nothing.
pub(super) fn check(analysis: &Analysis<'_>) -> Checked {
    let subject = Subject {
        texts: analysis.texts(),
        model: analysis.model(),
        documents: analysis.documents(),
        assumptions: analysis.assumptions(),
        limits: analysis.limits(),
    };
    let context = Context {
        subject,
        facts: analysis.facts(),
        unsound: facts::unsound(subject.model),
        cut: Cell::new(false),
        unproved: Cell::new(0),
        provenance: analysis.provenance(),
    };
    let today = Some(analysis.today());
    let passed: Vec<Passed> = context.facts.iter().flat_map(passed::passed).collect();
    let findings = CHECKS.iter().flat_map(|check| (check.run)(&context)).collect();
    let mut findings = sums::told_once(subject.model, &passed, findings);
    factors::hint(subject.model, &mut findings);
    let passed = passed.into_iter().filter(|passed| !is_contradicted(subject.model, passed, &findings)).collect();
    let disputes = disputes::gather(subject.model, &mut findings);
    let standings = judged::judge(&context, today, &disputes, &mut findings);
    Checked {
        findings: in_order(findings, &disputes),
        passed,
        cut: context.cut.get(),
        unproved: context.unproved.get(),
        standings,
    }
}

/// Whether a test's claims take part in a contradiction that rests on the same rule.
fn is_contradicted(model: &Model, passed: &Passed, findings: &[Finding]) -> bool {
    findings.iter().any(|finding| {
        let Some(contradiction) = &finding.contradiction else { return false };
        contradiction.strength != Strength::Tension
            && contradiction.rules.iter().any(|rule| rule.name(model) == passed.by)
            && passed
                .claims
                .iter()
                .all(|claim| contradiction.involved.contains(claim) || finding.claims.contains(claim))
    })
}

/// The findings as they are told: those of a dispute together, its head first, at the place of the head.
fn in_order(findings: Vec<Finding>, disputes: &[Ways]) -> Vec<Finding> {
    let is_way: FxHashSet<usize> = disputes.iter().flatten().copied().collect();
    let alone = (0..findings.len()).filter(|at| !is_way.contains(at)).map(|at| vec![at]);
    let mut groups: Vec<Ways> = disputes.iter().cloned().chain(alone).collect();
    let is_judged = |group: &Ways| group.iter().all(|at| findings[*at].judgement.is_some());
    groups.sort_by(|one, other| {
        let (a, b) = (&findings[one[0]], &findings[other[0]]);
        let order = |group: &Ways, head: &Finding| {
            (head.contradiction.is_none(), is_judged(group), strength(head), !opposed::is_soft(head))
        };
        order(one, a)
            .cmp(&order(other, b))
            .then_with(|| gap(b).cmp(&gap(a)))
            .then_with(|| a.claims.len().cmp(&b.claims.len()))
            .then_with(|| a.message.sort_key().cmp(&b.message.sort_key()))
    });
    let mut findings: Vec<Option<Finding>> = findings.into_iter().map(Some).collect();
    groups.iter().flatten().filter_map(|at| findings[*at].take()).collect()
}

/// The strength of a finding's dispute, or else its own.
fn strength(finding: &Finding) -> Option<Strength> {
    let contradiction = finding.contradiction.as_ref()?;
    Some(contradiction.dispute.as_ref().map_or(contradiction.strength, |dispute| dispute.strength))
}

/// The larger the gap is beside the figures, the more there is to explain.
fn gap(finding: &Finding) -> Option<(crate::base::number::Number, crate::base::number::Number)> {
    let contradiction = finding.contradiction.as_ref()?;
    let relative = contradiction.break_tolerance.clone().unwrap_or(crate::base::number::Number::from(1));
    Some((relative, contradiction.gap.clone().unwrap_or_default()))
}
