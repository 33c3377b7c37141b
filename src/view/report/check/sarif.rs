//! What `check` found as SARIF 2.1.0, for code review sites and editors.
//!
//! A rule is a code with its explanation; a result's other places are its related locations; a contradiction is
//! known again by its id, and suppressed where it is judged.

use serde_json::{Map, Value, json};

use super::{Checked, Form, Unreadable};
use crate::analysis::baseline::Known;
use crate::base::message::{Code, Message, Severity};
use crate::base::text::{Span, Texts};
use crate::reason::finding::{Finding, Strength};
use crate::view::describe::judged;
use crate::view::report::told::{section_text, told};
use crate::view::report::{CUT, json_text, lines, visible};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// The folder that paths are told from.
const ROOT: &str = "%SRCROOT%";

pub(super) const SARIF: Form = Form {
    name: "sarif",
    says: "SARIF 2.1.0, for code review sites and editors",
    checked: |checked, _| {
        let mut run = Run { texts: checked.texts, folder: checked.aside.folder, codes: Vec::new() };
        let mut results: Vec<Value> =
            checked.warnings.iter().map(|message| Value::Object(run.result(message))).collect();
        let findings = checked.told_to_sites();
        results.extend(findings.into_iter().map(|finding| run.finding(checked, finding)));
        let gone = checked.aside.baseline.iter().flat_map(|baseline| &baseline.gone);
        results.extend(gone.map(gone_since));
        run.log(&results, true, checked.cut)
    },
    unreadable: |unread: Unreadable<'_>, _| {
        let mut run = Run { texts: unread.texts, folder: unread.folder, codes: Vec::new() };
        let results: Vec<Value> = unread.messages.iter().map(|message| Value::Object(run.result(message))).collect();
        run.log(&results, false, false)
    },
};

struct Run<'a> {
    texts: &'a Texts,
    folder: &'a str,
    /// The codes that results are of, in the order of the first of each.
    codes: Vec<&'static Code>,
}

impl Run<'_> {
    fn log(&self, results: &[Value], is_read: bool, is_cut: bool) -> String {
        let mut invocation = json!({ "executionSuccessful": is_read });
        if is_cut {
            invocation["toolExecutionNotifications"] = json!([{ "level": "warning", "message": { "text": CUT } }]);
        }
        let rules: Vec<Value> = self.codes.iter().map(|code| rule(code)).collect();
        json_text(&json!({
            "$schema": SCHEMA,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "gainsay",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                } },
                "invocations": [invocation],
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": { ROOT: { "description": { "text": "The folder that gainsay was run in." } } },
                "results": results,
            }],
        }))
    }

    fn rule_index(&mut self, code: &'static Code) -> usize {
        self.codes.iter().position(|known| known.id == code.id).unwrap_or_else(|| {
            self.codes.push(code);
            self.codes.len() - 1
        })
    }

    fn finding(&mut self, checked: Checked<'_>, finding: &Finding) -> Value {
        let mut result = self.result(&told(checked.model, finding));
        let mut add = |name: &str, value: Value| result.insert(name.to_owned(), value);
        if let Some(contradiction) = &finding.contradiction {
            add("partialFingerprints", json!({ "contradictionId/v1": contradiction.id }));
            let claims: Vec<String> = finding.involved().iter().map(|&claim| checked.model.claim_name(claim)).collect();
            add(
                "properties",
                json!({
                    "id": contradiction.id,
                    "strength": contradiction.strength.word(),
                    "ways": contradiction.dispute.as_ref().map(|dispute| dispute.ways),
                    "hardWays": contradiction.dispute.as_ref().map(|dispute| dispute.hard),
                    "claims": claims,
                    "rules": contradiction.rules.iter().map(|rule| rule.name(checked.model)).collect::<Vec<_>>(),
                    "gap": contradiction.gap.as_ref().map(ToString::to_string),
                    "unit": contradiction.unit,
                }),
            );
            if checked.aside.baseline.is_some() {
                add("baselineState", json!(if checked.is_old(finding) { "unchanged" } else { "new" }));
            }
        }
        if let Some(id) = finding.judgement {
            let judgement = &checked.model.judgements()[id];
            // What is suppressed keeps the level that it would have.
            let is_tension = finding.contradiction.as_ref().is_some_and(|found| found.strength == Strength::Tension);
            add("level", json!(if is_tension { level(Severity::Note) } else { level(Severity::Error) }));
            add(
                "suppressions",
                json!([{
                    "kind": "external",
                    "status": "accepted",
                    "justification": lines(&section_text(&judged(checked.model, judgement))),
                    "location": { "physicalLocation": self.physical(judgement.span) },
                }]),
            );
        }
        Value::Object(result)
    }

    fn result(&mut self, message: &Message) -> Map<String, Value> {
        let mut text = visible(&message.text).into_owned();
        for note in message.notes.iter().chain(&message.help) {
            text.push_str("\n\n");
            text.push_str(&lines(note));
        }
        let mut result = Map::new();
        let mut add = |name: &str, value: Value| result.insert(name.to_owned(), value);
        add("ruleId", json!(message.code.id));
        add("ruleIndex", json!(self.rule_index(message.code)));
        add("level", json!(level(message.severity)));
        add("message", json!({ "text": text }));
        let place = |place: &crate::base::message::Place| {
            let mut location = json!({ "physicalLocation": self.physical(place.span) });
            if let (false, Value::Object(location)) = (place.label.is_empty(), &mut location) {
                location.insert("message".to_owned(), json!({ "text": visible(&place.label) }));
            }
            location
        };
        let mut places = message.places.iter().map(place);
        match (places.next(), &message.path) {
            (Some(first), _) => drop(add("locations", json!([first]))),
            (None, Some(path)) => {
                drop(add("locations", json!([{ "physicalLocation": { "artifactLocation": self.file(path) } }])));
            }
            (None, None) => {}
        }
        let others: Vec<Value> = places
            .zip(1..)
            .map(|(mut location, id)| {
                location["id"] = json!(id);
                location
            })
            .collect();
        if !others.is_empty() {
            add("relatedLocations", json!(others));
        }
        result
    }

    fn physical(&self, span: Span) -> Value {
        let start = self.texts.position(span);
        let end = self.texts.position(Span { start: span.end, ..span });
        json!({
            "artifactLocation": self.file(self.texts.file(span.file).path()),
            "region": {
                "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
            },
        })
    }

    fn file(&self, path: &str) -> Value {
        json!({ "uri": uri(&below(self.folder, path)), "uriBaseId": ROOT })
    }
}

/// A path in the collection as it is told from outside of it.
pub(super) fn below(folder: &str, path: &str) -> String {
    if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") }
}

/// A path as a relative URI: all but letters, digits and `-._~/` as percent and two digits.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A contradiction that the baseline has, and that is no longer there.
fn gone_since(known: &Known) -> Value {
    json!({
        "message": { "text": lines(&format!("{} [{}, {}]", known.message, known.id, known.strength)) },
        "level": "none",
        "kind": "pass",
        "partialFingerprints": { "contradictionId/v1": known.id },
        "baselineState": "absent",
    })
}

fn rule(code: &Code) -> Value {
    let first = code.explanation.split("\n\n").next().unwrap_or(code.explanation);
    json!({
        "id": code.id,
        "name": code.name,
        "shortDescription": { "text": code.name.replace('-', " ") },
        "fullDescription": { "text": first.replace('\n', " ") },
        "help": { "text": code.explanation, "markdown": code.explanation },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}
