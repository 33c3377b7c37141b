//! What `check` found.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::told::{RATIO_DIGITS, same_story, story_told};
use super::{Colour, Format, human, json_text, short, visible};
use crate::finding::{Contradiction, Finding, Strength, SumRow};
use crate::message::{Message, Severity};
use crate::model::{ClaimId, Model, Statement};
use crate::number::Number;
use crate::passed::Passed;
use crate::text::Texts;

/// How many significant digits ratios and tolerances are shown with.
const TOLERANCE_DIGITS: u32 = 4;
/// Claims that are named as taking part in most contradictions.
const MOST_INVOLVED: usize = 5;

/// A collection that could be read, and what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct Checked<'a> {
    /// The texts.
    pub texts: &'a Texts,
    /// What the collection says.
    pub model: &'a Model,
    /// What was odd in reading it.
    pub warnings: &'a [Message],
    /// What was found, after filters.
    pub findings: &'a [Finding],
    /// The tests that were passed.
    pub passed: &'a [Passed],
    /// Whether to list them.
    pub shows_passed: bool,
    /// How many contradictions and tensions are not shown.
    pub left_out: usize,
    /// Whether work limits were reached.
    pub cut: bool,
    /// How many contradictions were left out because their proofs did not add up.
    pub unproved: usize,
}

/// The report of a collection that could be read.
pub fn checked(checked: Checked<'_>, format: Format, colour: Colour) -> String {
    match format {
        Format::Human => {
            let warnings = checked.warnings.iter().map(|message| human(checked.texts, message, colour) + "\n");
            let mut text: String = warnings.collect();
            for story in checked.findings.chunk_by(same_story) {
                text.push_str(&human(checked.texts, &story_told(checked.model, story), colour));
                text.push('\n');
            }
            if checked.shows_passed {
                text.push_str(&passed_text(checked));
            }
            text.push_str(&most_involved(checked));
            text.push_str(&summary_line(checked));
            if checked.left_out > 0 {
                text.push_str(&format!("{} more are not shown (`--limit`).\n", checked.left_out));
            }
            if checked.unproved > 0 {
                text.push_str(&format!(
                    "{} not shown, because their proofs do not add up. This is a bug in gainsay: please report it.\n",
                    counted(checked.unproved, "contradiction")
                ));
            }
            if checked.cut {
                text.push_str(
                    "The work limits were reached: there may be more (`--limit-work`, `--limit-contradictions`).\n",
                );
            }
            text
        }
        Format::Short => {
            let messages = checked.warnings.iter().chain(checked.findings.iter().map(|finding| &finding.message));
            messages.map(|message| short(checked.texts, message)).collect()
        }
        Format::Json => {
            let warnings = checked.warnings.iter().map(|message| message_json(checked.texts, message));
            let findings = checked.findings.iter().map(|finding| finding_json(checked.texts, checked.model, finding));
            json_text(&json!({
                "schema": 1,
                "collection": checked.model.title(),
                "summary": summary_json(checked),
                "findings": warnings.chain(findings).collect::<Vec<_>>(),
                "left_out": checked.left_out,
                "cut": checked.cut,
                "unproved": checked.unproved,
                "passed": checked.shows_passed.then(|| passed_json(checked)),
            }))
        }
    }
}

/// The report of a collection that could not be read or resolved.
pub fn unreadable(texts: &Texts, messages: &[Message], format: Format, colour: Colour) -> String {
    let errors = messages.iter().filter(|message| message.severity == Severity::Error).count();
    match format {
        Format::Human => {
            let shown: String = messages.iter().map(|message| human(texts, message, colour) + "\n").collect();
            let things = if errors == 1 { "1 error" } else { &format!("{errors} errors") };
            format!("{shown}The collection cannot be read: {things}. Contradictions are looked for when it can.\n")
        }
        Format::Short => messages.iter().map(|message| short(texts, message)).collect(),
        Format::Json => json_text(&json!({
            "schema": 1,
            "collection": null,
            "summary": { "claims": null, "figures": null, "sources": null, "errors": errors, "contradictions": null, "passed": null, "judged": null },
            "findings": messages.iter().map(|message| message_json(texts, message)).collect::<Vec<_>>(),
        })),
    }
}

/// The tests that were passed, with what was compared.
fn passed_text(checked: Checked<'_>) -> String {
    let mut text = format!("{} put to the test and passed\n", counted(checked.passed.len(), "connection"));
    for passed in checked.passed {
        text.push_str(&format!("- {}: {}\n", visible(&passed.by), visible(&passed.message)));
    }
    text.push('\n');
    text
}

fn passed_json(checked: Checked<'_>) -> Vec<Value> {
    let names = |passed: &Passed| -> Vec<String> {
        passed.claims.iter().map(|&claim| checked.model.claim_name(claim)).collect()
    };
    let tests = checked.passed.iter();
    tests.map(|passed| json!({ "rule": passed.by, "claims": names(passed), "message": passed.message })).collect()
}

/// The claims that take part in most contradictions, where some take part in several.
fn most_involved(checked: Checked<'_>) -> String {
    let mut counts: BTreeMap<ClaimId, usize> = BTreeMap::new();
    for finding in checked.findings {
        let strong = finding.contradiction.as_ref().is_some_and(|found| found.strength != Strength::Tension);
        for claim in finding.claims.iter().filter(|_| strong) {
            *counts.entry(*claim).or_default() += 1;
        }
    }
    let mut counts: Vec<(ClaimId, usize)> = counts.into_iter().filter(|(_, count)| *count > 1).collect();
    counts.sort_by_key(|(claim, count)| (usize::MAX - count, *claim));
    if counts.is_empty() {
        return String::new();
    }
    let names: Vec<String> = counts
        .iter()
        .take(MOST_INVOLVED)
        .map(|(claim, count)| format!("{} ({count})", visible(&checked.model.claim_name(*claim))))
        .collect();
    format!("Claims in most contradictions: {}.\n", names.join(", "))
}

struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
    hard: usize,
    conditional: usize,
    tension: usize,
    judged: usize,
}

fn counts(checked: Checked<'_>) -> Counts {
    let of_strength = |strength| {
        let strengths = checked.findings.iter().filter_map(|finding| finding.contradiction.as_ref());
        strengths.filter(|contradiction| contradiction.strength == strength).count()
    };
    let plain =
        checked.findings.iter().filter(|finding| finding.contradiction.is_none()).map(|finding| &finding.message);
    let plain: Vec<&Message> = plain.chain(checked.warnings).collect();
    let of_severity = |severity| plain.iter().filter(|message| message.severity == severity).count();
    Counts {
        errors: of_severity(Severity::Error),
        warnings: of_severity(Severity::Warning),
        notes: of_severity(Severity::Note),
        hard: of_strength(Strength::Hard),
        conditional: of_strength(Strength::Conditional),
        tension: of_strength(Strength::Tension),
        judged: checked.findings.iter().filter(|finding| finding.judgement.is_some()).count(),
    }
}

fn figures(model: &Model) -> usize {
    let is_figure = |claim| {
        model
            .readings_of(claim)
            .next()
            .is_some_and(|(_, reading)| matches!(reading.statement, Statement::Figure { .. }))
    };
    model.claims().ids().filter(|&claim| is_figure(claim)).count()
}

fn counted(count: usize, word: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {word}{plural}", Number::from(count as u64).grouped())
}

fn summary_line(checked: Checked<'_>) -> String {
    let counts = counts(checked);
    let model = checked.model;
    let contradictions = counts.hard + counts.conditional;
    let mut parts = vec![format!(
        "{} ({} hard, {} conditional)",
        counted(contradictions, "contradiction"),
        counts.hard,
        counts.conditional
    )];
    parts.push(counted(counts.tension, "tension"));
    parts.push(format!("{} passed", counted(checked.passed.len(), "test")));
    if counts.judged > 0 {
        parts.push(format!("{} of these judged", counts.judged));
    }
    for (count, word) in [(counts.errors, "error"), (counts.warnings, "warning"), (counts.notes, "note")] {
        if count > 0 {
            parts.push(counted(count, word));
        }
    }
    format!(
        "{}: {} in {}: {}.\n",
        visible(model.title()),
        counted(model.claims().len(), "claim"),
        counted(model.sources().len(), "source"),
        parts.join(", ")
    )
}

fn summary_json(checked: Checked<'_>) -> Value {
    let counts = counts(checked);
    json!({
        "claims": checked.model.claims().len(),
        "figures": figures(checked.model),
        "sources": checked.model.sources().len(),
        "errors": counts.errors,
        "warnings": counts.warnings,
        "notes": counts.notes,
        "contradictions": { "hard": counts.hard, "conditional": counts.conditional, "tension": counts.tension },
        "passed": checked.passed.len(),
        "judged": counts.judged,
    })
}

/// A message as JSON.
pub fn message_json(texts: &Texts, message: &Message) -> Value {
    let places: Vec<Value> = message
        .places
        .iter()
        .map(|place| {
            let position = texts.position(place.span);
            json!({ "file": texts.file(place.span.file).path(), "line": position.line, "column": position.column, "label": place.label })
        })
        .collect();
    json!({
        "code": message.code.id,
        "name": message.code.name,
        "severity": message.severity.word(),
        "message": message.text,
        "path": message.path,
        "notes": message.notes,
        "help": message.help,
        "places": places,
    })
}

/// A finding as JSON: schema 1.
pub fn finding_json(texts: &Texts, model: &Model, finding: &Finding) -> Value {
    let mut object: Map<String, Value> = match message_json(texts, &finding.message) {
        Value::Object(object) => object,
        _ => Map::new(),
    };
    let names: Vec<String> = finding.claims.iter().map(|&claim| model.claim_name(claim)).collect();
    object.insert("claims".to_owned(), json!(names));
    if let Some(contradiction) = &finding.contradiction {
        let more = contradiction_json(model, contradiction);
        object.extend(more.as_object().cloned().unwrap_or_default());
        place_claims(model, finding, &mut object);
    }
    let judgement = finding.judgement.map(|id| {
        let judgement = &model.judgements()[id];
        json!({ "verdict": judgement.verdict.word(), "because": model.prose(judgement.because), "by": judgement.by.map(|by| model.prose(by)) })
    });
    object.insert("judgement".to_owned(), json!(judgement));
    Value::Object(object)
}

/// Adds to each place of a contradiction the claim that stands there.
fn place_claims(model: &Model, finding: &Finding, object: &mut Map<String, Value>) {
    let Some(places) = object.get_mut("places").and_then(Value::as_array_mut) else { return };
    for (json, place) in places.iter_mut().zip(&finding.message.places) {
        let holds = |claim: &&ClaimId| {
            let span = model.claims()[**claim].span;
            span.file == place.span.file && span.start <= place.span.start && place.span.end <= span.end
        };
        if let (Some(claim), Some(json)) = (finding.claims.iter().find(holds), json.as_object_mut()) {
            json.insert("claim".to_owned(), json!(model.claim_name(*claim)));
        }
    }
}

fn contradiction_json(model: &Model, contradiction: &Contradiction) -> Value {
    let exact = |number: &Option<Number>, digits| number.as_ref().map(|number| number.to_significant(digits));
    let proof: Vec<Value> = contradiction
        .proof
        .iter()
        .map(|line| {
            let terms: Map<String, Value> =
                line.terms.iter().map(|(quantity, factor)| (quantity.clone(), json!(factor.to_string()))).collect();
            let bound = if line.lower { "lower" } else { "upper" };
            json!({ "constraint": line.constraint, "terms": terms, "bound": bound, "value": line.value.to_string(), "multiplier": line.multiplier.to_string() })
        })
        .collect();
    let camps: Vec<Value> = contradiction
        .camps
        .iter()
        .map(|camp| {
            let figures = camp.figures.iter().map(|figure| {
                json!({ "claim": model.claim_name(figure.claim), "wording": figure.wording, "reading": figure.reading })
            });
            json!(figures.collect::<Vec<_>>())
        })
        .collect();
    let also: Vec<String> = contradiction.also_said_by.iter().map(|&claim| model.claim_name(claim)).collect();
    json!({
        "id": contradiction.id,
        "strength": contradiction.strength.word(),
        "among_plans": contradiction.among_plans,
        "rules": contradiction.rules,
        "readings": contradiction.readings,
        "quantities": contradiction.quantities.iter().map(|&of| model.of_text(of)).collect::<Vec<_>>(),
        "sides": contradiction.sides.iter().map(|&side| model.name(model.sides()[side].name)).collect::<Vec<_>>(),
        "parties": contradiction.parties.iter().map(|&party| model.name(model.parties()[party].name)).collect::<Vec<_>>(),
        "gap": contradiction.gap.as_ref().map(ToString::to_string),
        "unit": contradiction.unit,
        "ratio": exact(&contradiction.ratio, RATIO_DIGITS),
        "break_tolerance": exact(&contradiction.break_tolerance, TOLERANCE_DIGITS),
        "proof": proof,
        "story": contradiction.story.as_ref().map(|story| &story.id),
        "story_claim": contradiction.story.as_ref().map(|story| model.claim_name(story.claim)),
        "assumptions": contradiction.assumptions,
        "sum": contradiction.sum.iter().map(|row| sum_json(model, row)).collect::<Vec<_>>(),
        "because": contradiction.because,
        "sharpened": contradiction.sharpened.as_ref().map(|sharpened| json!({
            "gap": sharpened.gap.to_string(),
            "claims": sharpened.claims.iter().map(|(claim, _)| model.claim_name(*claim)).collect::<Vec<_>>(),
        })),
        "dissolved_by": contradiction.dissolved_by,
        "involved": contradiction.involved.iter().map(|&claim| model.claim_name(claim)).collect::<Vec<_>>(),
        "also_said_by": also,
        "camps": camps,
    })
}

fn sum_json(model: &Model, row: &SumRow) -> Value {
    json!({
        "claim": model.claim_name(row.claim),
        "of": row.of,
        "bound": if row.at_least { "lower" } else { "upper" },
        "value": row.bound.to_string(),
        "factor": row.factor.to_string(),
    })
}
