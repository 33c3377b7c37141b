//! Rules that cannot mean what they say, and shares of themselves.

use std::collections::BTreeSet;

use super::{Check, Context};
use crate::base::message::{Code, Message, Severity};
use crate::base::number::Number;
use crate::base::text::Span;
use crate::model::locate;
use crate::model::{Holds, Model, Of, Pattern, QuantityId, Rule, RuleId, Statement};
use crate::notation::Comparison;
use crate::reason::finding::Finding;

mod idle;

/// A rule that reaches no claim.
const WITHOUT_CLAIMS: Code = Code {
    id: "GS121",
    name: "rule-without-claims",
    severity: Severity::Note,
    explanation: "\
A rule holds nowhere: no claim speaks of anything that it connects. Its `only` may leave out too much,
`across` may lack a dimension, or the documents that it is for are still to be encoded.

Rules hold where claims reach: at the codes and times that claims name. What-ifs that are switched off
are not reported.",
};

/// A rule that only zeros can meet, or anything can.
const EMPTY_RULE: Code = Code {
    id: "GS122",
    name: "empty-rule",
    severity: Severity::Warning,
    explanation: "\
A rule can hold only if everything in it is zero (`held + repatriated = 0`, or a whole that is one of its
own parts), or it holds whatever the figures are (`held + repatriated >= 0`): then it says nothing.

Look for a sign that is the wrong way round, or a code that contains the whole.",
};

/// Different units in one equation.
const UNIT_MISMATCH: Code = Code {
    id: "GS123",
    name: "unit-mismatch",
    severity: Severity::Error,
    explanation: "\
An equation, a relation or a sum joins quantities of different units, or dates with numbers: persons
cannot be added to tons. The rule, or the claim's relation, takes no part in looking for contradictions
until it is mended.

Write the factor that turns one unit into the other, with a measure of its own, or give both measures
the same unit.",
};

/// A share of itself.
const SHARE_OF_ITSELF: Code = Code {
    id: "GS124",
    name: "share-of-itself",
    severity: Severity::Error,
    explanation: "\
A figure is given as a share of the very quantity that it is a figure of: `held @ 1950` is `half of held @
1950`. Nothing but zero could meet it. The claim takes no part in looking for contradictions until it is
mended: name the quantity that it is a share of.",
};

/// Of more rules than this it is not said why they reach no claim.
const MOST_EXPLAINED: usize = 5;

pub(super) const CHECK: Check = Check { codes: &[&WITHOUT_CLAIMS, &EMPTY_RULE, &UNIT_MISMATCH, &SHARE_OF_ITSELF], run };

fn run(context: &Context<'_>) -> Vec<Finding> {
    let model = context.subject.model;
    let mut findings = Vec::new();
    let mut idle = Vec::new();
    for (id, rule) in model.rules().iter() {
        if context.unsound.contains(&id) {
            let message = Message::new(&UNIT_MISMATCH, format!("`{}` joins different units", model.name(rule.name)))
                .at(rule.span, "")
                .note(units(model, &rule_quantities(rule)))
                .help(format!(
                    "the rule is left out until it is mended: {}",
                    conversion(model, &rule_quantities(rule))
                ));
            findings.push(Finding::plain(message, Vec::new()));
        } else if let Some(what) = emptiness(model, rule) {
            let message = Message::new(&EMPTY_RULE, format!("`{}` {what}", model.name(rule.name))).at(rule.span, "");
            findings.push(Finding::plain(message, Vec::new()));
        } else if context.subject.assumptions.holds(model, id) && !context.is_used(id) {
            idle.push((model.name(rule.name).to_owned(), rule.span, idle::why(model, rule)));
        }
    }
    findings.extend(without_claims(&idle));
    findings.extend(claims(context));
    findings
}

/// One message for all rules that reach no claim.
fn without_claims(idle: &[(String, Span, Vec<String>)]) -> Option<Finding> {
    let (first, span, _) = idle.first()?;
    let message = match idle.len() {
        1 => Message::new(&WITHOUT_CLAIMS, format!("the rule `{first}` reaches no claim")).at(*span, ""),
        count => {
            let names: Vec<&str> = idle.iter().map(|(name, ..)| name.as_str()).collect();
            Message::new(&WITHOUT_CLAIMS, format!("{count} rules reach no claim"))
                .at(*span, "the first of them")
                .note(names.join(", "))
        }
    };
    let why = |(name, _, reasons): &(String, Span, Vec<String>)| {
        let name = if idle.len() == 1 { String::new() } else { format!("`{name}`: ") };
        reasons.iter().map(|reason| format!("{name}{reason}")).collect::<Vec<_>>()
    };
    let help = idle.iter().take(MOST_EXPLAINED).flat_map(why).fold(message, Message::help);
    Some(Finding::plain(help, Vec::new()))
}

/// What is wrong with a rule that only zeros meet, or anything.
fn emptiness(model: &Model, rule: &Rule) -> Option<&'static str> {
    match &rule.holds {
        Holds::Equation { terms, comparison, constant } if constant.is_zero() => {
            let measures = terms.iter().filter_map(|term| term.pattern.measure).map(|id| &model.measures()[id]);
            if measures.into_iter().any(|measure| measure.signed || measure.kind == crate::model::MeasureKind::Event) {
                return None;
            }
            let mut sum: Vec<(&Pattern, Number)> = Vec::new();
            for term in terms {
                match sum.iter_mut().find(|(pattern, _)| **pattern == term.pattern) {
                    Some((_, factor)) => *factor += &term.factor,
                    None => sum.push((&term.pattern, term.factor.clone())),
                }
            }
            sum.retain(|(_, factor)| !factor.is_zero());
            let positive = sum.iter().all(|(_, factor)| factor.is_positive());
            let negative = sum.iter().all(|(_, factor)| factor.is_negative());
            match comparison {
                _ if sum.is_empty() => Some("says nothing: its terms cancel"),
                Comparison::Equal if positive || negative => Some("can hold only if everything in it is zero"),
                Comparison::AtMost if positive => Some("can hold only if everything in it is zero"),
                Comparison::Less if positive => Some("can never hold: nothing in it is below zero"),
                Comparison::More if negative => Some("can never hold: nothing in it is below zero"),
                Comparison::AtLeast if negative => Some("can hold only if everything in it is zero"),
                Comparison::AtMost if negative => Some("says nothing: it holds whatever the figures are"),
                Comparison::AtLeast if positive => Some("says nothing: it holds whatever the figures are"),
                _ => None,
            }
        }
        Holds::Parts { whole, parts, .. } => {
            let contains = |outer: crate::model::CodeId| {
                let mut next = Some(*whole);
                while let Some(code) = next {
                    if code == outer {
                        return true;
                    }
                    next = model.codes()[code].inside;
                }
                false
            };
            parts
                .iter()
                .any(|part| contains(*part))
                .then_some("has a part that contains the whole: it can hold only if the other parts are zero")
        }
        _ => None,
    }
}

fn rule_quantities(rule: &Rule) -> Vec<crate::model::MeasureId> {
    match &rule.holds {
        Holds::Equation { terms, .. }
        | Holds::Constant { what: terms, .. }
        | Holds::NeverRises { what: terms, .. }
        | Holds::NeverFalls { what: terms, .. } => terms.iter().filter_map(|term| term.pattern.measure).collect(),
        _ => Vec::new(),
    }
}

/// The units of some measures: `held: persons, wheat: tons`.
/// How a vocabulary says that two units convert.
fn conversion(model: &Model, measures: &[crate::model::MeasureId]) -> String {
    let units: Option<BTreeSet<&str>> =
        measures.iter().map(|&id| model.measures()[id].unit.map(|unit| model.prose(unit))).collect();
    let units: Vec<&str> = units.into_iter().flatten().collect();
    match units.as_slice() {
        [one, other] => format!(
            "if both are units of the same thing, say how they convert, `units: [Unit(id: \"{one}\", is: \"… {other}\")]` in a \
             vocabulary, and leave the factor out of what joins them"
        ),
        _ => "say how they convert, such as `units: [Unit(id: \"guinea\", is: \"21 shilling\")]` in a vocabulary"
            .to_owned(),
    }
}

fn units(model: &Model, measures: &[crate::model::MeasureId]) -> String {
    let mut texts: Vec<String> = measures
        .iter()
        .map(|&id| {
            let measure = &model.measures()[id];
            let unit = match (measure.kind, measure.unit) {
                (crate::model::MeasureKind::Event, _) => "a date",
                (_, Some(unit)) => model.prose(unit),
                (_, None) => "no unit",
            };
            format!("{}: {unit}", model.name(measure.name))
        })
        .collect();
    texts.sort();
    texts.dedup();
    texts.join(", ")
}

/// Relations and sums of different units, and shares of themselves, that claims state.
fn claims(context: &Context<'_>) -> Vec<Finding> {
    let (model, texts) = (context.subject.model, context.subject.texts);
    let mut findings = Vec::new();
    for (claim, _) in model.claims().iter() {
        for (reading, record) in model.readings_of(claim) {
            let place = || locate::statement(texts, model, claim, reading);
            let mut all: Vec<QuantityId> = Vec::new();
            match record.statement {
                Statement::Figure { of, is } => {
                    all.extend(model.quantities_of(of));
                    let base = model.values()[is].share_of;
                    if base == Some(of) {
                        let text = format!("{} is a share of itself", model.of_words(of));
                        let message = Message::new(&SHARE_OF_ITSELF, text)
                            .at(place(), "")
                            .help("the claim is left out until it is mended");
                        findings.push(Finding::plain(message, vec![claim]));
                        continue;
                    }
                    all.extend(base.into_iter().flat_map(|base: Of| model.quantities_of(base)));
                }
                Statement::Relation(relation) => {
                    let relation = &model.relations()[relation];
                    all.extend(relation.sides().flat_map(|of| model.quantities_of(of)));
                }
                _ => continue,
            }
            let measures: Vec<_> = all.into_iter().map(|id| model.quantities()[id].measure).collect();
            if crate::reason::facts::are_mixed(model, &measures) {
                let message = Message::new(&UNIT_MISMATCH, "this joins different units")
                    .at(place(), "")
                    .note(units(model, &measures))
                    .help(format!("the claim is left out until it is mended: {}", conversion(model, &measures)));
                findings.push(Finding::plain(message, vec![claim]));
            }
        }
    }
    findings
}

impl Context<'_> {
    /// Whether some instance of a rule was made, among facts or plans.
    fn is_used(&self, rule: RuleId) -> bool {
        let binds = |claim| self.facts.iter().any(|facts| facts.group_of(claim).is_some());
        match self.subject.model.rules()[rule].holds {
            Holds::Happened(claim) | Holds::Taken(claim) => binds(claim),
            _ => self.facts.iter().any(|facts| facts.used_rules().contains(&rule)),
        }
    }
}
