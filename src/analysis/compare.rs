//! Two sides, parties, sources or claims beside each other: what each says, what
//! each implies, where they clash, and what may not be compared.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::number::{Bounds, Number};
use crate::base::when::scale;
use crate::engine::Limits;
use crate::model::{ClaimId, Model, Of, RuleId, Statement};
use crate::reason::facts::{Assumptions, Facts, PointId, Question, Switch};
use crate::reason::implied::{Implication, Implications};

mod joined;
mod verdict;

pub use verdict::verdict;

/// Some claims that are compared with others.
#[derive(Debug, Clone)]
pub struct Camp {
    /// What they are called.
    pub name: String,
    /// The claims.
    pub claims: Vec<ClaimId>,
}

/// What the comparison of two sets of claims comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Together they cannot be true, though each can.
    Contradict,
    /// They can be true together, and speak of one quantity, or of a sum that is closed.
    Same,
    /// They can be true together, and one is no more than a bound of the other: a part, or an earlier count.
    Compatible,
    /// They can be true together, because a quantity that neither claims leaves room.
    Undecided,
    /// No rule connects them.
    NotComparable,
    /// One of them contradicts itself.
    SelfContradictory,
}

impl Verdict {
    /// The word used in every format.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Contradict => "contradict",
            Verdict::Same => "same",
            Verdict::Compatible => "compatible",
            Verdict::Undecided => "undecided",
            Verdict::NotComparable => "not comparable",
            Verdict::SelfContradictory => "self-contradictory",
        }
    }
}

/// A verdict with what it rests on.
#[derive(Debug, Clone)]
pub struct Judged {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, in sentences.
    pub reasons: Vec<String>,
    /// What each says and implies by itself of every quantity that either speaks of.
    pub rows: Vec<Row>,
}

/// What both say, or imply, of one quantity.
#[derive(Debug, Clone)]
pub struct Row {
    /// The quantity.
    pub of: Of,
    /// What each says: wordings with their readings.
    pub says: [Vec<String>; 2],
    /// What each implies.
    pub implies: [Implication; 2],
    /// By how much the intervals miss each other, if they do.
    pub gap: Option<Number>,
    /// How many times the upper one the lower one is, where they miss each other.
    pub ratio: Option<Number>,
}

/// Two sets of claims beside each other.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What both speak of, or what one says and the other implies something about.
    pub rows: Vec<Row>,
    /// Pairs that look alike and may not be compared, with the reason.
    pub apart: Vec<(Of, Of, String)>,
    /// Whether work limits were reached, so that they may contradict each other in more.
    pub cut: bool,
}

/// Quantities that look alike are listed up to this many.
const MOST_APART: usize = 50;

/// Sets two sides, parties or sources beside each other.
pub fn compare(model: &Model, assumptions: &Assumptions, limits: &Limits, camps: [&Camp; 2]) -> Comparison {
    let mut rows = beside(model, assumptions, limits, camps);
    let tells = |implication: &Implication| implication.bounds().is_some_and(|bounds| is_telling(&bounds));
    rows.retain(|row| row.says.iter().all(|says| !says.is_empty()) || row.implies.iter().all(tells));
    rows.sort_by(|a, b| (b.gap.is_some(), &b.gap).cmp(&(a.gap.is_some(), &a.gap)).then(a.of.cmp(&b.of)));
    let apart = alike(model, assumptions, &camps.map(|camp| said(model, assumptions, camp)));
    Comparison { rows, apart, cut: false }
}

/// What each of two camps says and implies by itself of every quantity that either speaks of, in their order.
fn beside(model: &Model, assumptions: &Assumptions, limits: &Limits, camps: [&Camp; 2]) -> Vec<Row> {
    let said: [FxHashMap<Of, Vec<ClaimId>>; 2] = camps.map(|camp| said(model, assumptions, camp));
    let quantities: BTreeSet<Of> = said.iter().flat_map(|said| said.keys().copied()).collect();
    let asked: Vec<Of> = quantities.into_iter().collect();
    let sets = camps.map(|camp| camp.claims.iter().copied().collect::<FxHashSet<ClaimId>>());
    let facts_of = |takes_part: &dyn Fn(ClaimId) -> bool| {
        Facts::of(model, assumptions, Question { plans: false, claims: Some(takes_part), asked: &asked })
    };
    let facts = [facts_of(&|claim| sets[0].contains(&claim)), facts_of(&|claim| sets[1].contains(&claim))];
    let implications = [0, 1].map(|side: usize| Implications::new(&facts[side], limits));
    let row = |of: Of| {
        let implies = [0, 1].map(|side: usize| implications[side].of(of));
        let says = [0, 1].map(|side: usize| {
            said[side].get(&of).into_iter().flatten().map(|claim| figure_text(model, *claim, of)).collect::<Vec<_>>()
        });
        let (gap, ratio) = apart(&implies, model.is_event(of));
        Row { of, says, implies, gap, ratio }
    };
    asked.iter().map(|of| row(*of)).collect()
}

/// Whether an interval says more than that there is no negative number of something.
fn is_telling(bounds: &Bounds) -> bool {
    bounds.high.is_some() || bounds.low.as_ref().is_some_and(|low| low.value.is_positive() || low.strict)
}

/// The gap and the ratio of two intervals that miss each other.
fn apart(implies: &[Implication; 2], is_event: bool) -> (Option<Number>, Option<Number>) {
    let [Some(one), Some(other)] = [implies[0].bounds(), implies[1].bounds()] else { return (None, None) };
    for (low, high) in [(&one.low, &other.high), (&other.low, &one.high)] {
        if let (Some(low), Some(high)) = (low, high)
            && low.value > high.value
        {
            if is_event {
                // In days; how many times one date another is means nothing.
                let days = scale::first_day(low).number() - scale::last_day(high).number();
                return (Some(Number::from(i64::from(days))), None);
            }
            return (Some(&low.value - &high.value), low.value.checked_div(&high.value));
        }
    }
    (None, None)
}

/// The figures of a camp, by what they are of.
fn said(model: &Model, assumptions: &Assumptions, camp: &Camp) -> FxHashMap<Of, Vec<ClaimId>> {
    let set: FxHashSet<ClaimId> = camp.claims.iter().copied().collect();
    let mut said: FxHashMap<Of, Vec<ClaimId>> = FxHashMap::default();
    for figure in crate::reason::facts::figures::binding(model, assumptions, false) {
        let first = model.readings_of(figure.claim).next().map(|(id, _)| id);
        if set.contains(&figure.claim) && first == Some(figure.reading) {
            said.entry(figure.of).or_default().push(figure.claim);
        }
    }
    said
}

fn figure_text(model: &Model, claim: ClaimId, of: Of) -> String {
    let Some((_, reading)) = model.readings_of(claim).next() else { return String::new() };
    match reading.statement {
        Statement::Figure { is, .. } => {
            let value = &model.values()[is];
            let (wording, read) = (model.name(value.wording), model.reading_words(of, value));
            if wording == read { read } else { format!("{wording} ({read})") }
        }
        ref other => model.statement_words(other),
    }
}

/// Pairs of quantities of the two camps that no rule connects, though one that is switched off would.
fn alike(model: &Model, assumptions: &Assumptions, said: &[FxHashMap<Of, Vec<ClaimId>>; 2]) -> Vec<(Of, Of, String)> {
    let claims: FxHashSet<ClaimId> = said.iter().flat_map(|said| said.values().flatten().copied()).collect();
    let takes_part = |claim: ClaimId| claims.contains(&claim);
    let quantities = |side: usize| said[side].keys().copied().collect::<BTreeSet<Of>>();
    let asked: Vec<Of> = quantities(0).union(&quantities(1)).copied().collect();
    let question = Question { plans: false, claims: Some(&takes_part), asked: &asked };
    let now = parts(&Facts::of(model, assumptions, question), &asked);
    let mut apart = Vec::new();
    let mut seen: FxHashSet<(Of, Of)> = FxHashSet::default();
    for rule in switched_off(model, assumptions) {
        let mut with = assumptions.clone();
        with.switch(Switch::Rule(rule), true);
        let then = parts(&Facts::of(model, &with, question), &asked);
        for one in quantities(0) {
            for other in quantities(1) {
                let joined =
                    |parts: &FxHashMap<Of, usize>| parts.get(&one).is_some() && parts.get(&one) == parts.get(&other);
                if looks_alike(model, one, other)
                    && !joined(&now)
                    && joined(&then)
                    && seen.insert((one, other))
                    && apart.len() < MOST_APART
                {
                    let name = model.name(model.rules()[rule].name);
                    let why =
                        format!("{}; rule `{name}` would connect them", differences(model, one, other).join("; "));
                    apart.push((one, other, why));
                }
            }
        }
    }
    apart
}

/// Whether two quantities are of one measure, at times that may be the same, and differ in one dimension alone.
fn looks_alike(model: &Model, one: Of, other: Of) -> bool {
    let (Of::Quantity(one), Of::Quantity(other)) = (one, other) else { return false };
    let (one, other) = (model.quantities()[one], model.quantities()[other]);
    let codes = model.code_list(one.codes).iter().zip(model.code_list(other.codes));
    let meet = match (one.when, other.when) {
        (Some(one), Some(other)) => model.whens()[one].overlaps(&model.whens()[other]),
        (one, other) => one == other,
    };
    one.measure == other.measure && meet && codes.filter(|(one, other)| one != other).count() == 1
}

/// The rules of the collection that do not hold now.
fn switched_off(model: &Model, assumptions: &Assumptions) -> Vec<RuleId> {
    model.rules().ids().filter(|id| !assumptions.holds(model, *id)).collect()
}

/// The component of each thing that is asked about.
fn parts(facts: &Facts<'_>, asked: &[Of]) -> FxHashMap<Of, usize> {
    let mut of_point: FxHashMap<PointId, usize> = FxHashMap::default();
    for (at, component) in facts.components().iter().enumerate() {
        for fact in &component.facts {
            of_point.extend(facts.terms(*fact).iter().map(|(point, _)| (*point, at)));
        }
    }
    let first = |of: &Of| facts.points_of(*of)?.first().and_then(|(point, _)| of_point.get(point).copied());
    asked.iter().filter_map(|of| Some((*of, first(of)?))).collect()
}

/// In what two quantities differ: `different standing: convicted, any`.
pub fn differences(model: &Model, one: Of, other: Of) -> Vec<String> {
    let single = |of: Of| match of {
        Of::Quantity(id) => Some(model.quantities()[id]),
        Of::Sum(_) => None,
    };
    let (Some(a), Some(b)) = (single(one), single(other)) else {
        return vec![format!("different quantities: {}, {}", model.of_words(one), model.of_words(other))];
    };
    let mut differences = Vec::new();
    if a.measure != b.measure {
        let name = |measure| model.name(model.measures()[measure].name);
        differences.push(format!("different measure: {}, {}", name(a.measure), name(b.measure)));
    }
    for (id, dimension) in model.dimensions().iter() {
        let (x, y) = (model.code_list(a.codes)[id.index()], model.code_list(b.codes)[id.index()]);
        if x != y {
            let name = |code| model.name(model.codes()[code].name);
            differences.push(format!("different {}: {}, {}", model.name(dimension.name), name(x), name(y)));
        }
    }
    if a.when != b.when {
        let text = |quantity: crate::model::Quantity| quantity.when.map_or("none", |when| model.whens()[when].text());
        differences.push(format!("different time: {}, {}", text(a), text(b)));
    }
    if differences.is_empty() {
        differences.push("the same quantity".to_owned());
    }
    differences
}
