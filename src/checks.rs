//! The checks: what is found in a collection that could be read.
//!
//! A check is one file and one row of [`CHECKS`].

use std::cell::Cell;

use rustc_hash::FxHashSet;

use crate::engine::Limits;
use crate::facts::{self, Facts};
pub use crate::facts::{Assumptions, Switch};
use crate::finding::Finding;
use crate::graph::Graph;
use crate::message::Code;
use crate::model::{Model, RuleId};
use crate::passed::{self, Passed};
use crate::provenance::Provenance;
use crate::text::Texts;

mod circular;
mod compiled;
mod contradictions;
mod dates;
mod disagreement;
mod flows;
mod judged;
mod one_origin;
mod rules;
mod stories;
mod unused;

/// What a check works on.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The texts, to point at places.
    pub texts: &'a Texts,
    /// What the collection says.
    pub model: &'a Model,
    /// How it hangs together.
    pub graph: &'a Graph,
    /// Which assumptions are taken.
    pub assumptions: &'a Assumptions,
    /// How much work may be done.
    pub limits: &'a Limits,
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
    facts: [Facts<'a>; 2],
    /// Rules that join different units.
    unsound: FxHashSet<RuleId>,
    /// Whether limits were reached.
    cut: Cell<bool>,
    /// How many proofs did not add up.
    unproved: Cell<usize>,
    /// What claims rest on.
    provenance: Provenance<'a>,
}

/// Every check, in the order in which findings of equal place are shown.
pub const CHECKS: &[&Check] = &[
    &disagreement::CHECK,
    &contradictions::CHECK,
    &dates::CHECK,
    &rules::CHECK,
    &flows::CHECK,
    &circular::CHECK,
    &one_origin::CHECK,
    &compiled::CHECK,
    &unused::CHECK,
];

/// Runs every check. The findings come sorted: contradictions first, hard before
/// conditional before tension, the largest gaps first, those of one story together;
/// then by place.
pub fn check(subject: Subject<'_>) -> Vec<Finding> {
    checked(subject).findings
}

/// What the checks come to.
#[derive(Debug)]
pub struct Checked {
    /// What was found, as by [`check`].
    pub findings: Vec<Finding>,
    /// The tests that were passed.
    pub passed: Vec<Passed>,
    /// Whether work limits were reached, so that there may be more contradictions.
    pub cut: bool,
    /// How many contradictions were left out because their proofs did not add up: a bug, if there are any.
    pub unproved: usize,
}

/// Runs every check, and tells what was put to the test and holds.
pub fn checked(subject: Subject<'_>) -> Checked {
    let facts = [false, true].map(|plans| Facts::new(subject.model, subject.assumptions, plans));
    let context = Context {
        subject,
        facts,
        unsound: facts::unsound(subject.model),
        cut: Cell::new(false),
        unproved: Cell::new(0),
        provenance: Provenance::new(subject.model),
    };
    let mut findings: Vec<Finding> = CHECKS.iter().flat_map(|check| (check.run)(&context)).collect();
    judged::judge(subject.model, &mut findings);
    stories::assign(subject.model, &mut findings);
    findings.sort_by(|a, b| {
        order(a)
            .cmp(&order(b))
            .then_with(|| gap(b).cmp(&gap(a)))
            .then_with(|| a.message.sort_key().cmp(&b.message.sort_key()))
    });
    let passed = context.facts.iter().flat_map(passed::passed).collect();
    Checked { findings: stories::together(findings), passed, cut: context.cut.get(), unproved: context.unproved.get() }
}

fn order(finding: &Finding) -> (bool, Option<crate::finding::Strength>) {
    (finding.contradiction.is_none(), finding.contradiction.as_ref().map(|contradiction| contradiction.strength))
}

/// The larger the gap is beside the figures, the more there is to explain.
fn gap(finding: &Finding) -> Option<(crate::number::Number, crate::number::Number)> {
    let contradiction = finding.contradiction.as_ref()?;
    let relative = contradiction.break_tolerance.clone().unwrap_or(crate::number::Number::from(1));
    Some((relative, contradiction.gap.clone().unwrap_or_default()))
}
