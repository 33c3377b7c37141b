//! What a code means.

use serde_json::json;

use super::{Format, json_text};
use crate::base::message::Code;
use crate::view::codes;
use crate::view::glossary::{TERMS, Term};

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

/// One word's explanation.
pub fn term(term: &Term, format: Format) -> String {
    let Term { word, explanation } = term;
    match format {
        Format::Human => format!("{word}\n\n{explanation}\n"),
        Format::Short => format!("{word}\tword\n"),
        Format::Json => json_text(&json!({ "schema": 1, "word": word, "explanation": explanation })),
    }
}

/// Every code in a line.
pub fn all(format: Format) -> String {
    let codes = codes::all();
    match format {
        Format::Human | Format::Short => {
            let line = |code: &&Code| format!("{}  {:<18} {}\n", code.id, code.name, code.severity.word());
            let words: Vec<&str> = TERMS.iter().map(|term| term.word).collect();
            let words = format!("words: {}\n", words.join(", "));
            codes.iter().map(line).chain((format == Format::Human).then_some(words)).collect()
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
