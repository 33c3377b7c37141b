//! What agrees is worth saying too: rule instances and relations that claims put
//! to the test, and that hold.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::number::{Bound, Number};
use crate::base::when::scale;
use crate::model::{BuiltIn, ClaimId, Holds, MeasureKind, PartyId, SourceId, Statement};
use crate::reason::facts::{Fact, FactId, Facts, Owner, Point, PointId, RuleRef};

mod fit;

pub use fit::{Fit, fitting};

/// A test that was passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// The rule, or the claim whose relation it is.
    pub by: String,
    /// The claims that put it to the test, sorted.
    pub claims: Vec<ClaimId>,
    /// What holds, with the figures.
    pub message: String,
    /// Whether it is that different accounts say of one thing what fits.
    pub is_agreement: bool,
    /// Whether it is a whole that is the sum of its parts.
    pub is_sum: bool,
    /// Whether it is a part that is no more than its whole: counted, and not worth listing.
    pub is_trivial: bool,
}

/// The tightest figures for a point, with the groups that give them.
#[derive(Default, Clone)]
struct Claimed {
    low: Option<(Number, u32)>,
    high: Option<(Number, u32)>,
    /// The number that is written of the first figure that has one.
    written: Option<Number>,
}

impl Claimed {
    fn take(&mut self, fact: &Fact, group: u32) {
        // An "about" is more than rounding.
        if self.written.is_none() && fact.nominal.is_none() {
            self.written = fact.written.as_deref().cloned();
        }
        if let Some(low) = &fact.read.low
            && self.low.as_ref().is_none_or(|(value, _)| low.value > *value)
        {
            self.low = Some((low.value.clone(), group));
        }
        if let Some(high) = &fact.read.high
            && self.high.as_ref().is_none_or(|(value, _)| high.value < *value)
        {
            self.high = Some((high.value.clone(), group));
        }
    }

    fn disagrees(&self) -> bool {
        matches!((&self.low, &self.high), (Some((low, _)), Some((high, _))) if low > high)
    }
}

/// The figures that each source has for points.
#[derive(Default)]
struct BySource {
    figures: FxHashMap<SourceId, FxHashMap<PointId, Claimed>>,
    sources: FxHashMap<PointId, Vec<SourceId>>,
}

impl BySource {
    /// The sources that have a figure for a quantity of an instance.
    fn of(&self, facts: &Facts<'_>, id: FactId) -> Vec<SourceId> {
        let own = facts.terms(id).iter().filter_map(|(point, _)| self.sources.get(point));
        let mut sources: Vec<SourceId> = own.flatten().copied().collect();
        sources.sort_unstable();
        sources.dedup();
        sources
    }
}

/// Every instance of a rule and every relation that claims put to the test and that holds.
///
/// It is put to the test if the figures claimed for its quantities could have broken it: on the side
/// that is to be larger all have an upper bound, and on the other something is claimed. Where claims
/// disagree about one of the quantities, a source's own figures may pass: a table adds up, whatever others
/// say of a row.
pub fn passed(facts: &Facts<'_>) -> Vec<Passed> {
    let claimed = claimed(facts);
    let disagrees = |id: FactId| {
        let points = facts.terms(id).iter().filter_map(|(point, _)| claimed.get(point));
        points.into_iter().any(Claimed::disagrees)
    };
    let disputed = facts.facts().filter(|(id, _)| disagrees(*id));
    let points = disputed.flat_map(|(id, _)| facts.terms(id).iter().map(|(point, _)| *point));
    let by_source = by_source(facts, &points.collect());
    let of_fact = |(id, fact)| {
        test(facts, &claimed, id, fact).or_else(|| {
            let sources = if disagrees(id) { by_source.of(facts, id) } else { Vec::new() };
            sources.into_iter().find_map(|source| test(facts, &by_source.figures[&source], id, fact))
        })
    };
    let mut all: Vec<Passed> = facts.facts().filter_map(of_fact).collect();
    all.extend(agreements(facts, &claimed));
    all.sort_by(|a, b| (&a.by, &a.message).cmp(&(&b.by, &b.message)));
    all.dedup_by(|a, b| a.by == b.by && a.message == b.message);
    all
}

/// Quantities and propositions of which different accounts say what fits: an account is what the same parties
/// say in one source.
fn agreements(facts: &Facts<'_>, claimed: &FxHashMap<PointId, Claimed>) -> Vec<Passed> {
    let mut said: FxHashMap<PointId, Vec<(u32, &Fact)>> = FxHashMap::default();
    for (id, fact) in facts.facts() {
        if let (Owner::Claims { group, reading }, [(point, factor)]) = (fact.owner, facts.terms(id))
            && *factor == Number::ONE
            && facts.reading(group) == reading
            && fact.read.low.is_some()
            && (fact.read.high.is_some() || matches!(facts.points().get(*point), Point::Proposition(_)))
        {
            said.entry(*point).or_default().push((group, fact));
        }
    }
    let mut points: Vec<(PointId, Vec<(u32, &Fact)>)> = said.into_iter().collect();
    points.sort_unstable_by_key(|(point, _)| *point);
    let agree = |(point, said): (PointId, Vec<(u32, &Fact)>)| {
        let claims: Vec<ClaimId> =
            said.iter().flat_map(|(group, _)| &facts.groups()[*group as usize].claims).copied().collect();
        // "1945" and "February 1945" fit one day, and do not say it.
        let fits = if said.iter().all(|(_, fact)| fact.read.single().is_some()) { "all say" } else { "all fit" };
        agreement(facts, (claimed.get(&point), fits), point, claims)
    };
    points.into_iter().filter_map(agree).collect()
}

/// That claims of different accounts agree about a point, if they are of different accounts and do.
fn agreement(
    facts: &Facts<'_>,
    (claimed, fits): (Option<&Claimed>, &str),
    point: PointId,
    mut claims: Vec<ClaimId>,
) -> Option<Passed> {
    let model = facts.model();
    claims.sort_unstable();
    claims.dedup();
    let mut accounts: Vec<(SourceId, Vec<PartyId>)> =
        claims.iter().map(|claim| (model.claims()[*claim].source, model.asserters(*claim).to_vec())).collect();
    accounts.sort_unstable();
    accounts.dedup();
    if accounts.len() < 2 || claimed.is_some_and(Claimed::disagrees) {
        return None;
    }
    let by = format!("{} accounts", accounts.len());
    let text = facts.model().words(&facts.plain_text(point));
    let measure = facts.points().spot(point).map(|spot| spot.measure);
    let is_date = measure.is_some_and(|measure| model.measures()[measure].kind == MeasureKind::Event);
    let message = match claimed.map(|claimed| (&claimed.low, &claimed.high)) {
        Some((Some((low, _)), Some((high, _)))) if low == high && is_date => {
            format!("{text}: {fits} {}", scale::first_day(&Bound { value: low.clone(), strict: false }))
        }
        Some((Some(_), Some(_))) if is_date => format!("{text}: the dates fit"),
        Some((Some((low, _)), Some((high, _)))) if low == high => format!("{text}: {fits} {}", low.grouped()),
        Some((Some((low, _)), Some((high, _)))) => {
            format!("{text}: all fit {} to {}", low.grouped(), high.grouped())
        }
        _ => format!("{text}: all affirm it"),
    };
    Some(Passed { by, claims, message, is_agreement: true, is_sum: false, is_trivial: false })
}

/// The figures of each point, those at the same moment together.
fn claimed(facts: &Facts<'_>) -> FxHashMap<PointId, Claimed> {
    let mut claimed: FxHashMap<PointId, Claimed> = FxHashMap::default();
    for (point, group, fact) in said(facts) {
        claimed.entry(point).or_default().take(fact, group);
    }
    claimed
}

/// The figures of some points, source by source.
fn by_source(facts: &Facts<'_>, points: &FxHashSet<PointId>) -> BySource {
    let mut by_source = BySource::default();
    for (point, group, fact) in said(facts).filter(|(point, ..)| points.contains(point)) {
        for &claim in &facts.groups()[group as usize].claims {
            let source = facts.model().claims()[claim].source;
            by_source.figures.entry(source).or_default().entry(point).or_default().take(fact, group);
            by_source.sources.entry(point).or_default().push(source);
        }
    }
    by_source
}

/// What is said of single points, in the readings that are taken: the point, who says it, and the figure.
fn said<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = (PointId, u32, &'f Fact)> {
    facts.facts().flat_map(move |(id, fact)| {
        let said = match (fact.owner, facts.terms(id)) {
            (Owner::Claims { group, reading }, [(point, factor)])
                if fact.figure && *factor == Number::ONE && facts.reading(group) == reading =>
            {
                Some((*point, group))
            }
            _ => None,
        };
        let points = said.map(|(point, group)| (facts.moments_of(point), group));
        points.into_iter().flat_map(move |(points, group)| points.into_iter().map(move |point| (point, group, fact)))
    })
}

fn test(facts: &Facts<'_>, claimed: &FxHashMap<PointId, Claimed>, id: FactId, fact: &Fact) -> Option<Passed> {
    let by = match fact.owner {
        Owner::Rule(RuleRef::Propositions | RuleRef::BuiltIn(BuiltIn::SameMoment | BuiltIn::ByTheEnd)) => return None,
        Owner::Rule(rule) => facts.rule_name(rule).to_owned(),
        Owner::Claims { group, reading } if is_relation(facts, group, reading) => {
            facts.model().claim_name(facts.groups()[group as usize].speaker())
        }
        Owner::Claims { .. } => return None,
    };
    let mut groups: Vec<u32> = Vec::new();
    let mut tested = Vec::new();
    // What is to be at least something could fall short of it; what is to be at most something, exceed it.
    for (bound, sign) in [(&fact.read.low, 1), (&fact.read.high, -1)] {
        let Some(bound) = bound else { continue };
        let Some((plus, minus, own)) = reach(facts, claimed, id, sign) else { continue };
        let limit = &bound.value * &Number::from(sign);
        let room = &(&plus - &minus) - &limit;
        if room.is_negative() || room.is_zero() && bound.strict {
            return None;
        }
        tested.push((sign, plus, minus));
        groups.extend(own);
    }
    let (sign, plus, minus) = tested.first()?;
    let as_written = as_written(facts, claimed, id).filter(|_| tested.len() == 2);
    let (plus, minus) = as_written.as_ref().map_or((plus, minus), |(plus, minus)| (plus, minus));
    let is_equal = tested.len() == 2 && plus == minus && (as_written.is_some() || tested[1].1 == tested[0].2);
    let mut claims: Vec<ClaimId> = groups.iter().map(|group| facts.groups()[*group as usize].speaker()).collect();
    if let Owner::Claims { group, .. } = fact.owner {
        claims.push(facts.groups()[group as usize].speaker());
    }
    claims.sort_unstable();
    claims.dedup();
    let message = if facts.is_of_dates(id) {
        format!("{}: the dates fit", told(facts, id))
    } else if as_written.is_some() && !is_equal {
        format!("{}: {} against {}, adds up within rounding", told(facts, id), plus.grouped(), minus.grouped())
    } else {
        message(facts, id, is_equal, *sign, (plus, minus))
    };
    // A total and one of its cells.
    let is_trivial = !is_equal && claims.len() < 3 && is_of_parts(facts, fact.owner);
    let is_sum = is_equal && !facts.is_of_dates(id) && whole(facts, id).is_some();
    Some(Passed { by, claims, message, is_agreement: false, is_sum, is_trivial })
}

/// Whether an instance says that what lies in a code is part of it.
fn is_of_parts(facts: &Facts<'_>, owner: Owner) -> bool {
    match owner {
        Owner::Rule(RuleRef::BuiltIn(BuiltIn::Contained)) => true,
        Owner::Rule(RuleRef::Own(rule)) => {
            matches!(facts.model().rules()[rule].holds, Holds::Parts { .. } | Holds::Children { .. })
        }
        _ => false,
    }
}

/// What stands to either side of an equation when every figure is the number that is written; none
/// where one has none.
fn as_written(facts: &Facts<'_>, claimed: &FxHashMap<PointId, Claimed>, id: FactId) -> Option<(Number, Number)> {
    let (mut plus, mut minus) = (Number::ZERO, Number::ZERO);
    for (point, factor) in facts.terms(id) {
        let written = claimed.get(point)?.written.as_ref()?;
        let side = if factor.is_positive() { &mut plus } else { &mut minus };
        *side += written * &factor.abs();
    }
    Some((plus, minus))
}

/// The whole of an instance that says that one quantity is the sum of several, and how many these are.
fn whole(facts: &Facts<'_>, id: FactId) -> Option<(PointId, usize)> {
    let terms = facts.terms(id);
    let positive = terms.iter().filter(|(_, factor)| factor.is_positive()).count();
    let parts = if positive == 1 { terms.len() - 1 } else { positive };
    let (point, _) = terms.iter().find(|(_, factor)| factor.is_positive() == (positive == 1))?;
    (parts > 1 && (positive == 1 || terms.len() - positive == 1)).then_some((*point, parts))
}

/// What an instance says.
fn told(facts: &Facts<'_>, id: FactId) -> String {
    facts.model().words(&facts.plain_relation_text(id))
}

fn message(facts: &Facts<'_>, id: FactId, is_equal: bool, sign: i64, (plus, minus): (&Number, &Number)) -> String {
    if is_equal {
        if let Some((point, parts)) = whole(facts, id) {
            let text = facts.model().words(&facts.plain_text(point));
            return format!("{text}: {} is the sum of its {parts} parts", plus.grouped());
        }
        return format!("{}: both are {}", told(facts, id), plus.grouped());
    }
    let (left, right) = if sign > 0 { (plus, minus) } else { (minus, plus) };
    let compares = if sign > 0 { "up to" } else { "at least" };
    let other = if sign > 0 { "at least" } else { "up to" };
    format!("{}: {compares} {} against {other} {}", told(facts, id), left.grouped(), right.grouped())
}

/// The most that the terms to be larger can be, the least that the others are, and who says so;
/// none where one of them has no limit, or only one side is claimed.
fn reach(
    facts: &Facts<'_>,
    claimed: &FxHashMap<PointId, Claimed>,
    id: FactId,
    sign: i64,
) -> Option<(Number, Number, Vec<u32>)> {
    let (mut plus, mut minus) = (Number::ZERO, Number::ZERO);
    let (mut above, mut below) = (Vec::new(), Vec::new());
    for (point, factor) in facts.terms(id) {
        let own = claimed.get(point);
        let factor = factor * &Number::from(sign);
        if factor.is_positive() {
            let (value, group) = own.and_then(|own| own.high.clone())?;
            plus += &value * &factor;
            above.push(group);
        } else {
            match own.and_then(|own| own.low.clone()) {
                Some((value, group)) => {
                    minus += &value * &factor.abs();
                    below.push(group);
                }
                None if facts.is_not_negative(*point) => {}
                None => return None,
            }
        }
    }
    let is_tested = !above.is_empty() && !below.is_empty() && minus.is_positive();
    above.extend(below);
    is_tested.then_some((plus, minus, above))
}

fn is_relation(facts: &Facts<'_>, group: u32, reading: u8) -> bool {
    let model = facts.model();
    let mut readings = model.readings_of(facts.groups()[group as usize].speaker());
    facts.reading(group) == reading
        && readings.nth(usize::from(reading)).is_some_and(|(_, own)| matches!(own.statement, Statement::Relation(_)))
}
