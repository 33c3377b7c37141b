//! The checks: what is found in a collection that could be read.
//!
//! A check is one file and one row of [`CHECKS`].

use crate::engine::Limits;
pub use crate::facts::{Assumptions, Switch};
use crate::finding::Finding;
use crate::graph::Graph;
use crate::message::Code;
use crate::model::Model;
use crate::text::Texts;

mod contradictions;
mod dates;
mod disagreement;
mod flows;
mod judged;
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
    run: fn(Subject<'_>) -> Vec<Finding>,
}

/// Every check, in the order in which findings of equal place are shown.
pub const CHECKS: &[&Check] =
    &[&disagreement::CHECK, &contradictions::CHECK, &dates::CHECK, &flows::CHECK, &unused::CHECK];

/// Runs every check. The findings come sorted: contradictions first, hard before
/// conditional before tension, the largest gaps first, those of one story together;
/// then by place.
pub fn check(subject: Subject<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = CHECKS.iter().flat_map(|check| (check.run)(subject)).collect();
    judged::judge(subject.model, &mut findings);
    stories::assign(subject.model, &mut findings);
    findings.sort_by(|a, b| {
        order(a)
            .cmp(&order(b))
            .then_with(|| gap(b).cmp(&gap(a)))
            .then_with(|| a.message.sort_key().cmp(&b.message.sort_key()))
    });
    stories::together(findings)
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
