//! Two sides, parties, sources or claims beside each other: what each says, what
//! each implies, where they clash, and what may not be compared.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::contradictions::{Found, search};
use crate::engine::Limits;
use crate::facts::{Assumptions, Facts, Owner, PointId, Question, RuleRef, Switch};
use crate::filter::subjects;
use crate::graph::Node;
use crate::implied::{Implication, Implications};
use crate::model::{ClaimId, Model, Of, QuantityId, RuleId, Statement};
use crate::number::{Bounds, Number};

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
    /// They can be true together, and speak of the same, or are connected only through what they claim.
    Agree,
    /// They can be true together, because something that neither claims leaves room.
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
            Verdict::Agree => "agree",
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
}

/// Quantities that look alike are listed up to this many.
const MOST_APART: usize = 50;

/// Sets two sides, parties or sources beside each other.
pub fn compare(model: &Model, assumptions: &Assumptions, limits: &Limits, camps: [&Camp; 2]) -> Comparison {
    let said: [FxHashMap<Of, Vec<ClaimId>>; 2] = camps.map(|camp| said(model, assumptions, camp));
    let quantities: BTreeSet<Of> = said.iter().flat_map(|said| said.keys().copied()).collect();
    let asked: Vec<Of> = quantities.iter().copied().collect();
    let sets = camps.map(|camp| camp.claims.iter().copied().collect::<FxHashSet<ClaimId>>());
    let facts_of = |takes_part: &dyn Fn(ClaimId) -> bool| {
        Facts::of(model, assumptions, Question { plans: false, claims: Some(takes_part), asked: &asked })
    };
    let facts = [facts_of(&|claim| sets[0].contains(&claim)), facts_of(&|claim| sets[1].contains(&claim))];
    let implications = [0, 1].map(|side: usize| Implications::new(&facts[side], limits));
    let mut rows = Vec::new();
    for of in asked.iter().copied() {
        let implies = [0, 1].map(|side: usize| implications[side].of(of));
        let says = [0, 1].map(|side: usize| {
            said[side].get(&of).into_iter().flatten().map(|claim| figure_text(model, *claim, of)).collect::<Vec<_>>()
        });
        let is_shared = says.iter().all(|says| !says.is_empty());
        let tells = |implication: &Implication| implication.bounds().is_some_and(|bounds| is_telling(&bounds));
        if !is_shared && !implies.iter().all(tells) {
            continue;
        }
        let (gap, ratio) = apart(&implies);
        rows.push(Row { of, says, implies, gap, ratio });
    }
    rows.sort_by(|a, b| (b.gap.is_some(), &b.gap).cmp(&(a.gap.is_some(), &a.gap)).then(a.of.cmp(&b.of)));
    let apart = alike(model, assumptions, &said);
    Comparison { rows, apart }
}

/// Whether an interval says more than that there is no negative number of something.
fn is_telling(bounds: &Bounds) -> bool {
    bounds.high.is_some() || bounds.low.as_ref().is_some_and(|low| low.value.is_positive() || low.strict)
}

/// The gap and the ratio of two intervals that miss each other.
fn apart(implies: &[Implication; 2]) -> (Option<Number>, Option<Number>) {
    let [Some(one), Some(other)] = [implies[0].bounds(), implies[1].bounds()] else { return (None, None) };
    for (low, high) in [(&one.low, &other.high), (&other.low, &one.high)] {
        if let (Some(low), Some(high)) = (low, high)
            && low.value > high.value
        {
            return (Some(&low.value - &high.value), low.value.checked_div(&high.value));
        }
    }
    (None, None)
}

/// The figures of a camp, by what they are of.
fn said(model: &Model, assumptions: &Assumptions, camp: &Camp) -> FxHashMap<Of, Vec<ClaimId>> {
    let set: FxHashSet<ClaimId> = camp.claims.iter().copied().collect();
    let mut said: FxHashMap<Of, Vec<ClaimId>> = FxHashMap::default();
    for figure in crate::facts::figures::binding(model, assumptions, false) {
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
            let (wording, read) = (model.name(value.wording), model.reading_text(of, value));
            if wording == read { read } else { format!("{wording} ({read})") }
        }
        ref other => model.statement_text(other),
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
        return vec![format!("different quantities: {}, {}", model.of_text(one), model.of_text(other))];
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

/// Compares two claims, or sets of claims that belong together.
pub fn verdict(model: &Model, assumptions: &Assumptions, limits: &Limits, camps: [&Camp; 2]) -> Judged {
    let sets = camps.map(|camp| camp.claims.iter().copied().collect::<FxHashSet<ClaimId>>());
    let contradictions = |takes_part: &dyn Fn(ClaimId) -> bool| -> Vec<String> {
        let facts = Facts::of(model, assumptions, Question { plans: false, claims: Some(takes_part), asked: &[] });
        let found = search(&facts, limits).found;
        found
            .iter()
            .filter(|found| found.strength != crate::finding::Strength::Tension)
            .map(|found| told(&facts, found))
            .collect()
    };
    for (camp, set) in camps.iter().zip(&sets) {
        let own = contradictions(&|claim| set.contains(&claim));
        if !own.is_empty() {
            let reasons = std::iter::once(format!("{} contradicts itself", camp.name)).chain(own).collect();
            return Judged { verdict: Verdict::SelfContradictory, reasons };
        }
    }
    let both = |claim: ClaimId| sets.iter().any(|set| set.contains(&claim));
    let joint = contradictions(&both);
    if !joint.is_empty() {
        return Judged { verdict: Verdict::Contradict, reasons: joint };
    }
    let facts = Facts::of(model, assumptions, Question { plans: false, claims: Some(&both), asked: &[] });
    let missing: Vec<String> = camps
        .iter()
        .flat_map(|camp| &camp.claims)
        .filter(|claim| facts.group_of(**claim).is_none())
        .map(|claim| {
            format!("{} does not bind: it is {}", model.claim_name(*claim), model.claims()[*claim].mode.word())
        })
        .collect();
    if !missing.is_empty() {
        return Judged { verdict: Verdict::NotComparable, reasons: missing };
    }
    let whole = connections(&facts, &sets, false);
    if !whole.joined {
        return Judged { verdict: Verdict::NotComparable, reasons: why_apart(model, assumptions, &sets) };
    }
    let claimed = connections(&facts, &sets, true);
    if claimed.joined {
        Judged { verdict: Verdict::Agree, reasons: claimed.rules.iter().map(|rule| connected(&facts, *rule)).collect() }
    } else {
        let reasons = vec!["they are connected, but what neither claims leaves room".to_owned()];
        Judged { verdict: Verdict::Undecided, reasons }
    }
}

fn connected(facts: &Facts<'_>, rule: RuleRef) -> String {
    format!("connected by `{}`: {}", facts.rule_name(rule), facts.rule_says(rule))
}

fn told(facts: &Facts<'_>, found: &Found) -> String {
    let laid = crate::contradictions::Laid::of_proof(facts, found);
    let total = |at_least: bool| -> Number {
        laid.rows().iter().filter(|row| row.at_least == at_least).map(crate::finding::SumRow::value).sum()
    };
    if !laid.has_figures() {
        return "the statements exclude one another".to_owned();
    }
    let rules: Vec<&str> = found.rules.iter().map(|rule| facts.rule_name(*rule)).collect();
    let by = if rules.is_empty() { String::new() } else { format!(" (by {})", rules.join(", ")) };
    format!(
        "at least {} against at most {}: gap {}{by}",
        total(true).grouped(),
        total(false).grouped(),
        laid.gap(&found.proof).grouped()
    )
}

/// How two sets of claims hang together.
struct Connections {
    joined: bool,
    rules: Vec<RuleRef>,
}

/// Whether a chain of constraints leads from every claim of one set to the other; if only
/// `claimed` things count, through quantities alone that some claim names.
fn connections(facts: &Facts<'_>, sets: &[FxHashSet<ClaimId>; 2], claimed: bool) -> Connections {
    let named: FxHashSet<PointId> = facts
        .facts()
        .filter(|(_, fact)| matches!(fact.owner, Owner::Claims { .. }))
        .flat_map(|(id, _)| facts.terms(id).iter().map(|(point, _)| *point))
        .collect();
    let named = facts.at_one_moment(&named);
    let counts =
        |id| !claimed || (facts.fact(id).is_whole && facts.terms(id).iter().all(|(point, _)| named.contains(point)));
    let mut reached: FxHashSet<PointId> = FxHashSet::default();
    let group_points = |set: &FxHashSet<ClaimId>| -> Vec<(u32, Vec<PointId>)> {
        let mut groups: FxHashMap<u32, Vec<PointId>> = FxHashMap::default();
        for (id, fact) in facts.facts() {
            if let Owner::Claims { group, reading } = fact.owner
                && facts.reading(group) == reading
                && facts.groups()[group as usize].claims.iter().any(|claim| set.contains(claim))
            {
                groups.entry(group).or_default().extend(facts.terms(id).iter().map(|(point, _)| *point));
            }
        }
        let mut groups: Vec<_> = groups.into_iter().collect();
        groups.sort_unstable_by_key(|(group, _)| *group);
        groups
    };
    let (one, other) = (group_points(&sets[0]), group_points(&sets[1]));
    reached.extend(one.iter().flat_map(|(_, points)| points.iter().copied()));
    let mut rules: BTreeSet<RuleRef> = BTreeSet::new();
    let mut grows = true;
    while grows {
        grows = false;
        for (id, fact) in facts.facts() {
            let Owner::Rule(rule) = fact.owner else { continue };
            let terms = facts.terms(id);
            if counts(id) && terms.iter().any(|(point, _)| reached.contains(point)) {
                rules.insert(rule);
                for (point, _) in terms {
                    grows |= reached.insert(*point);
                }
            }
        }
        for (_, points) in one.iter().chain(&other) {
            if points.iter().any(|point| reached.contains(point)) {
                for point in points {
                    grows |= reached.insert(*point);
                }
            }
        }
    }
    let joined = other.iter().all(|(_, points)| points.iter().any(|point| reached.contains(point)));
    Connections { joined, rules: rules.into_iter().collect() }
}

/// Why no rule connects two sets of claims, and which rule that is switched off would.
fn why_apart(model: &Model, assumptions: &Assumptions, sets: &[FxHashSet<ClaimId>; 2]) -> Vec<String> {
    let quantities = |set: &FxHashSet<ClaimId>| -> Vec<QuantityId> {
        let mut claims: Vec<ClaimId> = set.iter().copied().collect();
        claims.sort_unstable();
        let nodes = claims.into_iter().flat_map(|claim| subjects(model, claim));
        nodes.filter_map(|node| if let Node::Quantity(id) = node { Some(id) } else { None }).collect()
    };
    let mut reasons = Vec::new();
    let (one, other) = (quantities(&sets[0]), quantities(&sets[1]));
    match (one.first(), other.first()) {
        (Some(a), Some(b)) => reasons.extend(differences(model, Of::Quantity(*a), Of::Quantity(*b))),
        _ => reasons.push("they do not both speak of quantities".to_owned()),
    }
    let both = |claim: ClaimId| sets.iter().any(|set| set.contains(&claim));
    for rule in switched_off(model, assumptions) {
        let mut with = assumptions.clone();
        with.switch(Switch::Rule(rule), true);
        let facts = Facts::of(model, &with, Question { plans: false, claims: Some(&both), asked: &[] });
        if connections(&facts, sets, false).joined {
            reasons.push(format!("rule `{}` would connect them", model.name(model.rules()[rule].name)));
        }
    }
    reasons
}
