//! A count that is far below an earlier one: probably what happened in a period.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Check, Context, Subject};
use crate::base::message::{Code, Message, Severity};
use crate::base::number::Number;
use crate::base::when::{Precision, Shape, When};
use crate::model::locate;
use crate::model::{ClaimId, CodesId, MeasureId, MeasureKind, Of, Quantity, ReadingId, Statement};
use crate::reason::facts::figures::binding;
use crate::reason::finding::Finding;

/// A count that was probably meant as a flow.
const FLOW_OR_COUNT: Code = Code {
    id: "GS306",
    name: "flow-or-count",
    severity: Severity::Note,
    explanation: "\
A cumulative measure counts up to a date: `repatriated @ 1952-06` is everyone who had gone home by then.
This figure is less than a tenth of one that is claimed for an earlier time, or both are of whole years and
it is less than the earlier one, so it probably tells what happened in a period. Or a measure that has no
`since` has figures of whole years only: these are then all up to the end of each year, from the beginning of time.

What happened in one month is written `repatriated @ 1952-06/1952-06`, the total of a year `taxes @ 2019/2019`. Where a count up
to the end of each year is meant, say from when on it counts: `since: \"1941\"`.",
};

pub(super) const CHECK: Check = Check { codes: &[&FLOW_OR_COUNT], run };

/// A figure is far below another if it is less than this part of it.
const FAR_BELOW: (i64, i64) = (1, 10);

/// The counts of each measure at each codes.
type Series<'a> = FxHashMap<(MeasureId, CodesId), Vec<Count<'a>>>;

struct Count<'a> {
    claim: ClaimId,
    reading: ReadingId,
    when: &'a When,
    low: Number,
    high: Option<Number>,
}

fn run(context: &Context<'_>) -> Vec<Finding> {
    let subject = context.subject;
    let model = subject.model;
    let mut series: Series<'_> = FxHashMap::default();
    let mut order = Vec::new();
    for figure in binding(model, subject.assumptions, false) {
        let Of::Quantity(quantity) = figure.of else { continue };
        let quantity = &model.quantities()[quantity];
        let cumulative = matches!(model.measures()[quantity.measure].kind, MeasureKind::Cumulative { .. });
        let Some(when) = quantity.when.map(|when| &model.whens()[when]) else { continue };
        if !cumulative || when.shape() != Shape::Date {
            continue;
        }
        let key = (quantity.measure, quantity.codes);
        let counts = series.entry(key).or_default();
        if counts.is_empty() {
            order.push(key);
        }
        let low = figure.read.low.map_or(Number::ZERO, |low| low.value);
        let high = figure.read.high.map(|high| high.value);
        counts.push(Count { claim: figure.claim, reading: figure.reading, when, low, high });
    }
    let years = of_years_only(subject, &series, &order);
    let mut findings: Vec<Finding> =
        order.into_iter().flat_map(|key| in_series(subject, &mut series.remove(&key).unwrap_or_default())).collect();
    let told: FxHashSet<MeasureId> = findings.iter().flat_map(|finding| measures(subject, finding)).collect();
    findings.extend(years.into_iter().filter(|(measure, _)| !told.contains(measure)).map(|(_, finding)| finding));
    findings
}

/// The measures that a finding's claims have figures of.
fn measures(subject: Subject<'_>, finding: &Finding) -> Vec<MeasureId> {
    let model = subject.model;
    let statements = finding.claims.iter().flat_map(|&claim| model.readings_of(claim));
    let figures = statements.filter_map(|(_, reading)| match reading.statement {
        Statement::Figure { of, .. } => Some(model.quantities_of(of)),
        _ => None,
    });
    figures.flatten().map(|id| model.quantities()[id].measure).collect()
}

/// The measures that count from no day on, and have figures of whole years alone: each by its first figure.
fn of_years_only(
    subject: Subject<'_>,
    series: &Series<'_>,
    order: &[(MeasureId, CodesId)],
) -> Vec<(MeasureId, Finding)> {
    let model = subject.model;
    let mut measures: Vec<MeasureId> = order.iter().map(|(measure, _)| *measure).collect();
    measures.sort_unstable();
    measures.dedup();
    let of_year = |quantity: &Quantity| quantity.when.is_some_and(|when| is_year(&model.whens()[when]));
    let counts_from_ever = |measure: &MeasureId| {
        model.measures()[*measure].kind == MeasureKind::Cumulative { since: None }
            && model.quantities().iter().filter(|(_, own)| own.measure == *measure).all(|(_, own)| of_year(own))
    };
    let first = |measure: MeasureId| {
        let own = order.iter().filter(|key| key.0 == measure).filter_map(|key| series.get(key));
        own.flatten().min_by_key(|count| count.claim)
    };
    measures
        .into_iter()
        .filter(counts_from_ever)
        .filter_map(|measure| {
            let count = first(measure)?;
            let (name, when) = (model.name(model.measures()[measure].name), count.when);
            let text = format!("`{name} @ {when}` counts all up to the end of {}, however long ago", when.human());
            let place = locate::statement(subject.texts, model, count.claim, count.reading);
            let message = Message::new(&FLOW_OR_COUNT, text)
                .at(place, "")
                .help(format!("the total of the year is written `@ {when}/{when}`"))
                .help("if it does count on from year to year, give the measure `since: \"…\"`");
            Some((measure, Finding::plain(message, vec![count.claim])))
        })
        .collect()
}

fn is_year(when: &When) -> bool {
    when.shape() == Shape::Date && when.precision() == Precision::Year
}

fn in_series(subject: Subject<'_>, counts: &mut [Count<'_>]) -> Vec<Finding> {
    counts.sort_by(|a, b| a.when.latest().cmp(&b.when.latest()).then(a.claim.cmp(&b.claim)));
    let part = Number::ratio(FAR_BELOW.0, FAR_BELOW.1).expect("the denominator is not zero");
    let mut findings = Vec::new();
    let mut greatest: Option<&Count<'_>> = None;
    for count in counts.iter() {
        if let (Some(earlier), Some(high)) = (greatest, &count.high)
            && earlier.when.certainly_before(count.when)
            && *high < if are_years(earlier, count) { earlier.low.clone() } else { &earlier.low * &part }
        {
            findings.push(finding(subject, count, earlier));
        }
        if greatest.is_none_or(|greatest| count.low > greatest.low) {
            greatest = Some(count);
        }
    }
    findings
}

/// Whether both are of whole years: there a figure below an earlier one is far rather the year's total.
fn are_years(one: &Count<'_>, other: &Count<'_>) -> bool {
    [one, other].iter().all(|count| count.when.precision() == Precision::Year)
}

fn finding(subject: Subject<'_>, count: &Count<'_>, earlier: &Count<'_>) -> Finding {
    let place = |count: &Count<'_>| locate::statement(subject.texts, subject.model, count.claim, count.reading);
    let when = count.when;
    let far = if are_years(count, earlier) { "below" } else { "far below" };
    let message = Message::new(&FLOW_OR_COUNT, format!("this count for {} is {} an earlier one", when.human(), far))
        .at(place(count), "")
        .at(place(earlier), format!("counted by {}", earlier.when.human()))
        .help(format!("for what happened in that time, write `@ {when}/{when}`"));
    Finding::plain(message, vec![count.claim, earlier.claim])
}
