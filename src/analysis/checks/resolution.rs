//! A collection whose times are all years, and which takes a year for many moments.

use super::{Check, Context};
use crate::base::message::{Code, Message, Severity};
use crate::base::when::{Precision, Shape};
use crate::model::{BuiltIn, MeasureKind, Model};
use crate::reason::facts::RuleRef;
use crate::reason::facts::figures::{at_moments, binding};
use crate::reason::finding::Finding;

/// All times are years, and each is taken for many moments.
const COARSE_TIMES: Code = Code {
    id: "GS307",
    name: "coarse-times",
    severity: Severity::Note,
    explanation: "\
All figures are of whole years, and `gainsay.ron` does not say `resolution: Year`. A year is then longer than one moment: two
figures for 1950 need not be of the same day, so that a contradiction between them rests on the assumption `same-moment`, and
some rules along time hold for neither.

Where nobody in these sources tells one day of a year from another, say `resolution: Year`: a year is then one moment, and
what contradicts does so by definition. Where a year is really meant as a time in which much happens, say `resolution: Month`,
and this note is gone.",
};

pub(super) const CHECK: Check = Check { codes: &[&COARSE_TIMES], run };

fn run(context: &Context<'_>) -> Vec<Finding> {
    let subject = context.subject;
    let model = subject.model;
    let Some(span) = model.collection_span().filter(|_| !model.resolution_is_said() && are_all_years(model)) else {
        return Vec::new();
    };
    let figures = at_moments(model, subject.assumptions, binding(model, subject.assumptions, false));
    let mut assumed = figures.iter().filter(|figure| figure.moment == Some(BuiltIn::SameMoment));
    let (Some(first), Some(second)) = (assumed.next(), assumed.next()) else { return Vec::new() };
    let rule = RuleRef::BuiltIn(BuiltIn::SameMoment).name(model);
    let text = format!(
        "all figures are of whole years, and a year is no single moment here: what they contradict rests on `{rule}`"
    );
    let message = Message::new(&COARSE_TIMES, text)
        .at(span, "")
        .help("if a year is as close as these sources come, add `resolution: Year`; if not, `resolution: Month`");
    vec![Finding::plain(message, vec![first.claim, second.claim])]
}

/// Whether levels are told for years and for nothing finer or longer.
fn are_all_years(model: &Model) -> bool {
    let quantities = model.quantities().iter().map(|(_, quantity)| quantity);
    let timed = quantities.filter(|quantity| model.measures()[quantity.measure].kind == MeasureKind::Stock);
    let mut whens = timed.filter_map(|quantity| quantity.when).map(|when| &model.whens()[when]).peekable();
    whens.peek().is_some() && whens.all(|when| when.shape() == Shape::Date && when.precision() == Precision::Year)
}
