//! Whether a judgement still fits: what it was recorded of, solved again.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::covers;
use crate::analysis::checks::{Assumptions, Context, Switch};
use crate::base::text::Span;
use crate::base::when::Day;
use crate::engine::{self, Limits, Verdict};
use crate::model::{ClaimId, Judgement, ProseId, WhenId};
use crate::reason::facts::{Choice, Component, Facts, RuleRef};
use crate::reason::finding::{Finding, Standing};

/// Combinations of readings that are tried, as many as for a contradiction.
const MOST_COMBINATIONS: usize = 64;

/// Why a judgement counts for nothing.
pub(super) enum Why {
    /// Its claims can all be true.
    Agree,
    /// Claims are read otherwise than when it was recorded.
    Changed(Vec<Change>),
    /// Its last day is past.
    Expired(WhenId),
}

/// A claim that is read otherwise than when a judgement was recorded.
pub(super) struct Change {
    pub(super) claim: ClaimId,
    pub(super) was: ProseId,
    /// Where that stands.
    pub(super) span: Span,
    pub(super) now: String,
}

impl Why {
    pub(super) fn standing(&self) -> Standing {
        match self {
            Why::Agree | Why::Changed(_) => Standing::Lapsed,
            Why::Expired(_) => Standing::Expired,
        }
    }
}

/// For each judgement why it counts for nothing, if it does not.
pub(super) fn whys(context: &Context<'_>, today: Option<Day>, findings: &[Finding]) -> Vec<Option<Why>> {
    let model = context.subject.model;
    let again = Again { context, all: OnceCell::new() };
    let why = |judgement: &Judgement| {
        let changed = changes(context, judgement);
        if !changed.is_empty() {
            return Some(Why::Changed(changed));
        }
        if !findings.iter().any(|finding| covers(judgement, finding)) && !again.contradict(&judgement.of) {
            return Some(Why::Agree);
        }
        let expires = judgement.expires?;
        let last = model.whens()[expires].latest()?;
        (today? > last).then_some(Why::Expired(expires))
    };
    model.judgements().iter().map(|(_, judgement)| why(judgement)).collect()
}

fn changes(context: &Context<'_>, judgement: &Judgement) -> Vec<Change> {
    let model = context.subject.model;
    let change = |&(claim, was, span): &(ClaimId, ProseId, Span)| {
        let now = model.said_text(claim);
        (now != model.prose(was)).then_some(Change { claim, was, span, now })
    };
    judgement.read_as.iter().filter_map(change).collect()
}

/// Facts and plans under every rule of the collection, what-ifs too: a judgement does not lapse because a run
/// switches a rule off.
struct Again<'a> {
    context: &'a Context<'a>,
    all: OnceCell<Vec<Everything<'a>>>,
}

struct Everything<'a> {
    facts: Facts<'a>,
    /// The group that each claim is in.
    groups: FxHashMap<ClaimId, u32>,
}

impl<'a> Again<'a> {
    fn all(&self) -> &[Everything<'a>] {
        self.all.get_or_init(|| {
            let subject = self.context.subject;
            let mut assumptions: Assumptions = subject.assumptions.clone();
            assumptions.switch(Switch::AllRules, true);
            let of = |plans| {
                let facts = Facts::new(subject.model, &assumptions, plans);
                let claims = (0_u32..)
                    .zip(facts.groups())
                    .flat_map(|(at, group)| group.claims.iter().map(move |claim| (*claim, at)).collect::<Vec<_>>());
                let groups = claims.collect();
                Everything { facts, groups }
            };
            [false, true].map(of).into()
        })
    }

    /// Whether claims, and no others, cannot all be true, at their nominal values and in some of their readings.
    /// Where the limits do not suffice to know, nothing is said to have changed.
    fn contradict(&self, claims: &[ClaimId]) -> bool {
        self.all().iter().any(|all| {
            let mut groups: Vec<u32> = claims.iter().filter_map(|claim| all.groups.get(claim).copied()).collect();
            groups.sort_unstable();
            groups.dedup();
            let mut components: Vec<&Component> = Vec::new();
            for &group in &groups {
                let component = all.facts.component_of(group);
                if !components.iter().any(|known| std::ptr::eq(*known, component)) {
                    components.push(component);
                }
            }
            let limits = self.context.subject.limits;
            components.into_iter().any(|component| in_some_readings(&all.facts, component, &groups, limits))
        })
    }
}

fn in_some_readings(facts: &Facts<'_>, component: &Component, groups: &[u32], limits: &Limits) -> bool {
    let own: Vec<u32> = groups.iter().copied().filter(|group| component.groups.binary_search(group).is_ok()).collect();
    let counts: Vec<usize> = own.iter().map(|&group| facts.groups()[group as usize].readings.len()).collect();
    let combinations = counts.iter().fold(1_usize, |all, count| all.saturating_mul(*count));
    (0..combinations.min(MOST_COMBINATIONS)).any(|at| {
        let mut rest = at;
        let mut readings: FxHashMap<u32, u8> = FxHashMap::default();
        for (&group, &count) in own.iter().zip(&counts) {
            readings.insert(group, u8::try_from(rest % count).expect("a claim has at most 64 readings"));
            rest /= count;
        }
        let every = |_: RuleRef| true;
        let reading = |group: u32| readings.get(&group).copied();
        let choice = Choice { rule: &every, reading: &reading, nominal: true, widen: None, keep: &[] };
        let chosen = facts.system(component, choice);
        !matches!(engine::conflict(&chosen.system, |_| true, limits), Verdict::Consistent)
    })
}
