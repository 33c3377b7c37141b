//! What `check` found, for programs: schema 2, as one value or as lines.

use serde_json::{Map, Value, json};

use super::{Checked, Form, Unreadable, counts, figures};
use crate::base::message::Message;
use crate::base::number::Number;
use crate::base::text::Texts;
use crate::base::typography::visible_json;
use crate::model::{ClaimId, Judgement, Model};
use crate::reason::facts::RuleRef;
use crate::reason::finding::{Contradiction, Finding, RATIO_DIGITS, SumRow};
use crate::reason::passed::Passed;
use crate::view::report::json_text;

/// How many significant digits ratios and tolerances are shown with.
const TOLERANCE_DIGITS: u32 = 4;

/// The schema of what is told of findings.
const SCHEMA: u64 = 2;

pub(super) const JSON: Form = Form {
    name: "json",
    says: "For programs: schema 2",
    checked: |checked, _| {
        let mut value = head(checked);
        value.insert("findings".to_owned(), Value::Array(findings(checked)));
        value.extend(tail(checked));
        json_text(&Value::Object(value))
    },
    unreadable: |unread, _| {
        let mut value = unread_head(unread);
        let messages = unread.messages.iter().map(|message| message_json(unread.texts, message));
        value.insert("findings".to_owned(), messages.collect());
        json_text(&Value::Object(value))
    },
};

pub(super) const JSONL: Form = Form {
    name: "jsonl",
    says: "For programs: a finding a line, then the summary",
    checked: |checked, _| {
        let mut last = head(checked);
        last.extend(tail(checked));
        findings(checked).into_iter().chain([Value::Object(last)]).map(|value| line(&value)).collect()
    },
    unreadable: |unread, _| {
        let messages = unread.messages.iter().map(|message| message_json(unread.texts, message));
        messages.chain([Value::Object(unread_head(unread))]).map(|value| line(&value)).collect()
    },
};

/// A value on a line of its own.
fn line(value: &Value) -> String {
    visible_json(format!("{value}\n"))
}

fn head(checked: Checked<'_>) -> Map<String, Value> {
    let mut head = Map::new();
    head.insert("schema".to_owned(), json!(SCHEMA));
    head.insert("collection".to_owned(), json!(checked.model.title()));
    head.insert("summary".to_owned(), summary_json(checked));
    head
}

/// What stands beside the findings.
fn tail(checked: Checked<'_>) -> Map<String, Value> {
    let mut tail = Map::new();
    let mut add = |name: &str, value: Value| tail.insert(name.to_owned(), value);
    add("left_out", json!(checked.left_out));
    add("cut", json!(checked.cut));
    add("unproved", json!(checked.unproved));
    add("passed", json!(checked.shows_passed.then(|| passed_json(checked))));
    if let Some(baseline) = checked.aside.baseline {
        let changed = baseline.changed.iter().map(|(was, now)| json!({ "before": was, "after": now }));
        add("changed", changed.collect());
        add("gone", json!(baseline.gone));
    }
    tail
}

fn unread_head(unread: Unreadable<'_>) -> Map<String, Value> {
    let mut head = Map::new();
    head.insert("schema".to_owned(), json!(SCHEMA));
    head.insert("collection".to_owned(), Value::Null);
    let summary = json!({ "claims": null, "figures": null, "sources": null, "errors": unread.errors(), "contradictions": null, "disputes": null, "passed": null, "judged": null });
    head.insert("summary".to_owned(), summary);
    head
}

/// Every finding but those that are hidden; against a baseline each says whether it is old.
fn findings(checked: Checked<'_>) -> Vec<Value> {
    let warnings = checked.warnings.iter().map(|message| message_json(checked.texts, message));
    let findings = checked.findings.iter().filter(|finding| !checked.is_hidden(finding)).map(|finding| {
        let mut value = finding_json(checked.texts, checked.model, finding);
        if let (Some(_), Some(_), Value::Object(object)) = (checked.aside.baseline, &finding.contradiction, &mut value)
        {
            object.insert("baseline".to_owned(), json!(if checked.is_old(finding) { "old" } else { "new" }));
        }
        value
    });
    warnings.chain(findings).collect()
}

fn passed_json(checked: Checked<'_>) -> Vec<Value> {
    let names = |passed: &Passed| -> Vec<String> {
        passed.claims.iter().map(|&claim| checked.model.claim_name(claim)).collect()
    };
    let tests = checked.passed.iter().filter(|passed| !passed.is_trivial);
    let parties = |passed: &Passed| -> Vec<&str> {
        let parties = passed.parties(checked.model);
        parties.into_iter().map(|id| checked.model.name(checked.model.parties()[id].name)).collect()
    };
    let test = |passed: &Passed| {
        json!({
            "rule": passed.by,
            "claims": names(passed),
            "message": passed.message,
            "fit": passed.fit(checked.model).word(),
            "parties": parties(passed),
        })
    };
    tests.map(test).collect()
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
        "disputes": counts.disputes,
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

/// A finding as JSON: schema 2.
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
    let judgement = finding.judgement.map(|id| judgement_json(texts, model, &model.judgements()[id]));
    object.insert("judgement".to_owned(), json!(judgement));
    Value::Object(object)
}

fn judgement_json(texts: &Texts, model: &Model, judgement: &Judgement) -> Value {
    let prose = |id: Option<_>| id.map(|id| model.prose(id));
    let when = |id: Option<_>| id.map(|id| model.whens()[id].text());
    let names: Vec<String> = judgement.prefers.iter().map(|&claim| model.claim_name(claim)).collect();
    json!({
        "verdict": judgement.verdict.word(),
        "because": model.prose(judgement.because),
        "by": prose(judgement.by),
        "date": when(judgement.date),
        "expires": when(judgement.expires),
        "prefers": names,
        "file": texts.file(judgement.span.file).path(),
        "line": texts.position(judgement.span).line,
    })
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
            json!({ "constraint": line.constraint(model), "terms": terms, "bound": bound, "value": line.shown.clone().unwrap_or_else(|| line.value.to_string()), "multiplier": line.multiplier.to_string() })
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
    let names = |rules: &[RuleRef]| rules.iter().map(|rule| rule.name(model)).collect::<Vec<_>>();
    let also: Vec<String> = contradiction.also_said_by.iter().map(|&claim| model.claim_name(claim)).collect();
    json!({
        "id": contradiction.id,
        "strength": contradiction.strength.word(),
        "among_plans": contradiction.among_plans,
        "rules": names(&contradiction.rules),
        "readings": contradiction.readings.iter().map(|taken| taken.text(model, " read as: ")).collect::<Vec<_>>(),
        "quantities": contradiction.quantities.iter().map(|&of| model.of_text(of)).collect::<Vec<_>>(),
        "sides": contradiction.sides.iter().map(|&side| model.name(model.sides()[side].name)).collect::<Vec<_>>(),
        "parties": contradiction.parties.iter().map(|&party| model.name(model.parties()[party].name)).collect::<Vec<_>>(),
        "gap": contradiction.gap.as_ref().map(ToString::to_string),
        "unit": contradiction.unit,
        "apart": contradiction.apart.as_ref().map(|apart| &apart.words),
        "ratio": exact(&contradiction.ratio, RATIO_DIGITS),
        "break_tolerance": exact(&contradiction.break_tolerance, TOLERANCE_DIGITS),
        "proof": proof,
        "dispute": contradiction.dispute.as_ref().map(|dispute| json!({
            "head": dispute.head, "ways": dispute.ways, "hard": dispute.hard, "strength": dispute.strength.word(),
        })),
        "again": contradiction.again.map(|again| json!({
            "ways": again.ways, "source": model.name(model.sources()[again.source].name),
        })),
        "assumptions": names(&contradiction.assumptions),
        "sum": contradiction.sum.iter().map(|row| sum_json(model, row)).collect::<Vec<_>>(),
        "because": contradiction.because.iter().map(|reason| reason.text(model)).collect::<Vec<_>>(),
        "sharpened": contradiction.sharpened.as_ref().map(|sharpened| json!({
            "gap": sharpened.gap.to_string(),
            "claims": sharpened.claims.iter().map(|(claim, _)| model.claim_name(*claim)).collect::<Vec<_>>(),
        })),
        "dissolved_by": contradiction.dissolved_by.iter().map(|taken| taken.text(model, ": ")).collect::<Vec<_>>(),
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
        "value": row.bound_text(),
        "factor": row.factor.to_string(),
    })
}
