//! What a code means.

use serde_json::json;

use super::{Format, json_text};
use crate::base::message::Code;
use crate::view::codes;

/// One code's explanation.
pub fn code(code: &Code, format: Format) -> String {
    let Code { id, name, severity, explanation } = code;
    let severity = severity.word();
    match format {
        Format::Human => format!("{id} {name} ({severity})\n\n{explanation}\n"),
        Format::Short => format!("{id}\t{name}\t{severity}\n"),
        Format::Json => json_text(&json!({
            "schema": 1, "code": id, "name": name, "severity": severity, "explanation": explanation,
        })),
    }
}

/// Every code in a line.
pub fn all(format: Format) -> String {
    let codes = codes::all();
    match format {
        Format::Human | Format::Short => {
            let line = |code: &&Code| format!("{}  {:<18} {}\n", code.id, code.name, code.severity.word());
            codes.iter().map(line).collect()
        }
        Format::Json => {
            let list: Vec<_> = codes
                .iter()
                .map(|code| json!({ "code": code.id, "name": code.name, "severity": code.severity.word() }))
                .collect();
            json_text(&json!({ "schema": 1, "codes": list }))
        }
    }
}
