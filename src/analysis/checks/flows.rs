//! A count that is far below an earlier one: probably what happened in a period.

use rustc_hash::FxHashMap;

use super::{Check, Context, Subject};
use crate::base::message::{Code, Message, Severity};
use crate::base::number::Number;
use crate::base::when::{Precision, Shape, When};
use crate::model::locate;
use crate::model::{ClaimId, CodesId, MeasureId, MeasureKind, Of, ReadingId};
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
it is less than the earlier one, so it probably tells what happened in a period.

What happened in one month is written `repatriated @ 1952-06/1952-06`.",
};

pub(super) const CHECK: Check = Check { codes: &[&FLOW_OR_COUNT], run };

/// A figure is far below another if it is less than this part of it.
const FAR_BELOW: (i64, i64) = (1, 10);

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
    let mut series: FxHashMap<(MeasureId, CodesId), Vec<Count<'_>>> = FxHashMap::default();
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
    order.into_iter().flat_map(|key| in_series(subject, &mut series.remove(&key).unwrap_or_default())).collect()
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
