//! Totals that were probably compiled from other figures.
//!
//! A figure is held against the sums of other figures of the same measure: at the same time, of codes inside its own
//! that exclude each other (of one dimension, all else being equal); or, of what happened in a
//! period, of consecutive periods that fill its own. What it already comes from, or comes from it, what
//! stands in the same table (same source, same parties), and what is the same statement is left out; so are sums that a
//! definition or a relation asserts.
//!
//! With enough figures some sum always comes near. So each total has a budget: if N sums were tried, and a hit
//! is off by d, then a number drawn at random is hit as closely in about N·(2d + 1)/total of all cases; where the total
//! is round, to multiples of u, in N·u/total. A hit is told only if that is at most one in a hundred. A single sum must
//! therefore lie within half a percent, and of more sums each must be closer. Once so many have been tried that
//! not even an exact hit would count, the search ends: the work for a total is bounded by a hundredth of its
//! size, and by [`MOST_SUMS`]. Before subsets of up to [`MOST_PARTS`], all parts together are tried, as one sum.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Check, Context};
use crate::base::message::{Code, Message, Severity};
use crate::base::number::Number;
use crate::base::table::WIDEST;
use crate::base::when::Shape;
use crate::model::locate;
use crate::model::{
    ClaimId, CodeId, Holds, MeasureId, Model, Of, PartiesId, Quantity, QuantityId, SourceId, Statement, WhenId,
};
use crate::notation::Comparison;
use crate::provenance::Asker;
use crate::reason::finding::Finding;

mod search;

use search::{Hit, Part, search};

/// A total that equals a sum of others.
const COMPILED: Code = Code {
    id: "GS503",
    name: "probably-compiled",
    severity: Severity::Note,
    explanation: "\
A figure equals, to a fraction of a percent, the sum of two or more figures of the same measure from other
sources or other parties: of codes inside its own that exclude each other, or of consecutive periods. Whoever gives it may have
added these up; then it is no evidence of its own.

This is a suspicion, not a proof: a true total equals the sum of true parts, too. The note says how often chance alone
would come so close, given how many sums were tried; only what chance would bring in at most one of a hundred cases is told,
so round totals are hardly ever told.

If it was computed, write `from: [ComputedFrom(\"…\"), …]` on its claim, and `gainsay origins` counts its
origins as those of its parts.",
};

pub(super) const CHECK: Check = Check { codes: &[&COMPILED], run };

/// No more parts than this, but for all together.
const MOST_PARTS: usize = 6;
/// No more sums than this are tried for a total.
const MOST_SUMS: u64 = 20_000;
/// No more parts than this are looked at for a total.
const MOST_CANDIDATES: usize = 400;
/// Chance brings a hit that is told in at most one of so many cases.
const ONE_IN: u64 = 100;

/// An exact figure.
#[derive(Debug, Clone, Copy)]
struct Exact {
    claim: ClaimId,
    quantity: QuantityId,
    value: u64,
    source: SourceId,
    by: PartiesId,
}

/// Where parts of a total are looked up: its quantity but for the dimension that is broken down, or for its period.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Whole {
    Codes(MeasureId, Vec<CodeId>, Option<WhenId>, usize),
    Periods(MeasureId, Vec<CodeId>),
}

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.subject.model;
    let exact = exact(model);
    let mut parts: FxHashMap<Whole, Vec<usize>> = FxHashMap::default();
    for (index, figure) in exact.iter().enumerate() {
        for whole in wholes_above(model, figure.quantity) {
            parts.entry(whole).or_default().push(index);
        }
    }
    let asserted = asserted(model);
    let mut asker = context.provenance.asker();
    let mut findings = Vec::new();
    for total in &exact {
        for whole in wholes_of(model, total.quantity) {
            let Some(found) = parts.get(&whole) else { continue };
            findings.extend(compiled(
                context,
                (&mut asker, &asserted),
                *total,
                found.iter().map(|&index| exact[index]),
            ));
        }
    }
    findings
}

/// The figures that bind as facts and are one number, in their first reading.
fn exact(model: &Model) -> Vec<Exact> {
    let mut exact = Vec::new();
    for (claim, record) in model.claims().iter().filter(|(_, record)| record.mode.binds_as_fact()) {
        let Some((_, reading)) = model.readings_of(claim).next() else { continue };
        let Statement::Figure { of: Of::Quantity(quantity), is } = reading.statement else { continue };
        let value = &model.values()[is];
        let measure = &model.measures()[model.quantities()[quantity].measure];
        let number = value.read.single().and_then(Number::to_i64).and_then(|number| u64::try_from(number).ok());
        if let (Some(value), true, None) = (number, measure.counts && !measure.signed, value.share_of)
            && value > 0
        {
            exact.push(Exact { claim, quantity, value, source: record.source, by: record.by });
        }
    }
    exact
}

/// The wholes that a quantity may be a part of: at each code that contains one of its own, and over longer periods.
fn wholes_above(model: &Model, quantity: QuantityId) -> Vec<Whole> {
    let Quantity { measure, codes, when } = model.quantities()[quantity];
    let codes = model.code_list(codes);
    let mut wholes = Vec::new();
    for (dimension, &code) in codes.iter().enumerate() {
        let outer = std::iter::successors(model.codes()[code].inside, |&code| model.codes()[code].inside);
        for outer in outer {
            let mut wider = codes.to_vec();
            wider[dimension] = outer;
            wholes.push(Whole::Codes(measure, wider, when, dimension));
        }
    }
    wholes.extend(period(model, quantity).map(|_| Whole::Periods(measure, codes.to_vec())));
    wholes
}

/// Where the parts of a quantity are looked up.
fn wholes_of(model: &Model, quantity: QuantityId) -> Vec<Whole> {
    let Quantity { measure, codes, when } = model.quantities()[quantity];
    let codes = model.code_list(codes).to_vec();
    let by_codes = (0..codes.len()).map(|dimension| Whole::Codes(measure, codes.clone(), when, dimension));
    let mut wholes: Vec<Whole> = by_codes.collect();
    wholes.extend(period(model, quantity).map(|_| Whole::Periods(measure, codes)));
    wholes
}

/// The first and the last day of a period over which something happened.
fn period(model: &Model, quantity: QuantityId) -> Option<(i32, i32)> {
    let quantity = &model.quantities()[quantity];
    let when = &model.whens()[quantity.when?];
    let is_flow = matches!(model.measures()[quantity.measure].kind, crate::model::MeasureKind::Cumulative { .. });
    let (Some(first), Some(last)) = when.nominal() else { return None };
    (is_flow && when.shape() == Shape::Throughout && !when.qualified()).then(|| (first.number(), last.number()))
}

fn compiled(
    context: &Context<'_>,
    (asker, asserted): (&mut Asker<'_, '_>, &FxHashSet<(QuantityId, Vec<QuantityId>)>),
    total: Exact,
    candidates: impl Iterator<Item = Exact>,
) -> Option<Finding> {
    let model = context.subject.model;
    let mut seen: FxHashSet<(QuantityId, u64)> = FxHashSet::default();
    let mut candidates: Vec<Exact> = candidates
        .filter(|part| part.value < total.value && (part.source, part.by) != (total.source, total.by))
        .filter(|part| seen.insert((part.quantity, part.value)))
        .take(MOST_CANDIDATES + 1)
        .collect();
    // Two figures at least, and a total that chance does not hit.
    if candidates.len() < 2 || candidates.len() > MOST_CANDIDATES || total.value < ONE_IN {
        return None;
    }
    let origins = asker.about(total.claim);
    candidates.retain(|part| {
        !asker.is_linked_with(part.claim) && {
            let own = asker.origins_of(part.claim);
            own.is_empty() || own != origins
        }
    });
    let parts: Vec<Part> = candidates.iter().map(|part| Part { value: part.value, of: part.quantity }).collect();
    let periods = period(model, total.quantity).filter(|_| {
        candidates
            .first()
            .is_some_and(|part| model.quantities()[part.quantity].when != model.quantities()[total.quantity].when)
    });
    let hit = search(model, total.value, periods, &parts)?;
    let mut quantities: Vec<QuantityId> = hit.parts.iter().map(|&index| parts[index].of).collect();
    quantities.sort_unstable();
    if asserted.contains(&(total.quantity, quantities)) || is_defined(model, total.quantity, &hit, &parts) {
        return None;
    }
    let parts: Vec<Exact> = hit.parts.iter().map(|&index| candidates[index]).collect();
    Some(finding(context, total, &parts, &hit))
}

/// The sums that claims state: a quantity and what it is the sum of.
fn asserted(model: &Model) -> FxHashSet<(QuantityId, Vec<QuantityId>)> {
    let mut asserted = FxHashSet::default();
    for claim in model.claims().ids() {
        for (_, reading) in model.readings_of(claim) {
            let Statement::Relation(relation) = reading.statement else { continue };
            let relation = &model.relations()[relation];
            let Some(right) = relation.right.filter(|_| relation.constant.is_zero()) else { continue };
            for (one, sum) in [(relation.left, right), (right, relation.left)] {
                if let (Of::Quantity(one), Of::Sum(_), Comparison::Equal) = (one, sum, relation.comparison) {
                    let mut parts = model.quantities_of(sum);
                    parts.sort_unstable();
                    asserted.insert((one, parts));
                }
            }
        }
    }
    asserted
}

/// Whether a rule says that the whole is the sum of just these parts.
fn is_defined(model: &Model, total: QuantityId, hit: &Hit, parts: &[Part]) -> bool {
    let codes = |quantity: QuantityId| model.code_list(model.quantities()[quantity].codes);
    let whole = codes(total);
    let inner: FxHashSet<CodeId> = hit
        .parts
        .iter()
        .flat_map(|&index| codes(parts[index].of).iter().zip(whole).filter(|(part, whole)| part != whole))
        .map(|(&part, _)| part)
        .collect();
    let measure = model.quantities()[total].measure;
    model.rules().iter().filter(|(_, rule)| rule.active).any(|(_, rule)| match &rule.holds {
        Holds::Parts { whole: outer, parts, complete: true } => {
            whole.contains(outer) && parts.len() == inner.len() && parts.iter().all(|part| inner.contains(part))
        }
        Holds::Children { complete: true, .. } => parts_lie_in(model, whole, &inner),
        Holds::Equation { terms, comparison: Comparison::Equal, constant } if constant.is_zero() => {
            terms.len() == hit.parts.len() + 1 && terms.iter().all(|term| term.pattern.measure == Some(measure))
        }
        _ => false,
    })
}

/// Whether codes are just those that lie in one of the whole's codes.
fn parts_lie_in(model: &Model, whole: &[CodeId], inner: &FxHashSet<CodeId>) -> bool {
    whole.iter().any(|outer| inner.iter().all(|code| model.codes()[*code].inside == Some(*outer)))
}

fn finding(context: &Context<'_>, total: Exact, parts: &[Exact], hit: &Hit) -> Finding {
    let (model, texts) = (context.subject.model, context.subject.texts);
    let number = |value: u64| Number::from(i64::try_from(value).unwrap_or(i64::MAX)).grouped();
    let place = |figure: &Exact| {
        let reading = model.readings_of(figure.claim).next().expect("a claim has a reading").0;
        locate::statement(texts, model, figure.claim, reading)
    };
    let who = |figure: &Exact| model.party_titles(model.asserters(figure.claim));
    let nearly = if hit.off == 0 { "" } else { "nearly " };
    let text = format!(
        "{}: {} is {nearly}the sum of {} other figures",
        model.quantity_words(total.quantity),
        number(total.value),
        parts.len()
    );
    let mut message = Message::new(&COMPILED, text).at(place(&total), format!("{}: the total", who(&total)));
    for part in parts {
        message = message.at(place(part), format!("{}: a part", who(part)));
    }
    let width = number(total.value).len().max(number(hit.sum).len()).min(WIDEST);
    let mut lines = vec!["the sum".to_owned()];
    for (index, part) in parts.iter().enumerate() {
        let sign = if index == 0 { ' ' } else { '+' };
        let line = format!(
            "{sign} {:>width$}  {}: {} ({})",
            number(part.value),
            who(part),
            model.quantity_words(part.quantity),
            model.claim_name(part.claim)
        );
        lines.push(line);
    }
    lines.push(format!("= {:>width$}", number(hit.sum)));
    let off = if hit.off == 0 { String::new() } else { format!(", off by {}", number(hit.off)) };
    lines.push(format!("  {:>width$}  {}: {}{off}", number(total.value), who(&total), model.claim_name(total.claim)));
    let tried = if hit.tried == 1 { "one sum was".to_owned() } else { format!("{} sums were", number(hit.tried)) };
    let chance = format!("{tried} tried; chance comes so close in about one of {} cases", number(hit.one_in));
    message = message.note(lines.join("\n")).note(chance).help(
        "if it was added up from them, write `from: [ComputedFrom(\"…\"), …]` on its claim; if not, it bears them out",
    );
    let claims = std::iter::once(total.claim).chain(parts.iter().map(|part| part.claim)).collect();
    Finding::plain(message, claims)
}
