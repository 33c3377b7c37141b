//! What whoever encodes may have missed, for reading in 80 columns and for programs.

use serde_json::{Value, json};

use super::{Format, json_text, visible};
use crate::analysis::audit::{About, Audit, Kind, Look};
use crate::model::{Model, SourceId};

/// So many columns a line has.
const COLUMNS: usize = 80;
/// So many places of a kind are shown, unless all are asked for.
const MOST_SHOWN: usize = 5;

/// What is told, and of how much of it.
#[derive(Debug, Clone, Copy)]
pub struct Told<'a> {
    /// What the collection says.
    pub model: &'a Model,
    /// The places.
    pub audit: &'a Audit,
    /// The kinds that are told; all where none is given.
    pub kinds: &'a [Kind],
}

/// The places to look at, in a format; where kinds are asked for, all of them.
pub fn audit(told: Told<'_>, format: Format) -> String {
    match format {
        Format::Human => human(told),
        Format::Short => {
            let line = |look: &Look| {
                let line = look.line.map(|line| format!(" (line {line})")).unwrap_or_default();
                format!("{}: {}{line}: {}\n", look.kind.word(), visible(&name(told.model, look)), visible(&words(look)))
            };
            looks(told).map(line).collect()
        }
        Format::Json => json(told),
    }
}

fn looks(told: Told<'_>) -> impl Iterator<Item = &Look> {
    told.audit.looks.iter().filter(move |look| told.kinds.is_empty() || told.kinds.contains(&look.kind))
}

fn name(model: &Model, look: &Look) -> String {
    match look.about {
        About::Source(id) => model.name(model.sources()[id].name).to_owned(),
        About::Claim(id) => model.claim_name(id),
        About::Party(id) => model.name(model.parties()[id].name).to_owned(),
        About::Rule(id) => model.name(model.rules()[id].name).to_owned(),
    }
}

/// What was found, and what stands there.
fn words(look: &Look) -> String {
    match &look.words {
        Some(words) => format!("“{}” in “{}”", one_line(words), look.near),
        None => look.near.clone(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn human(told: Told<'_>) -> String {
    let all: Vec<&Look> = looks(told).collect();
    let mut text = match all.len() {
        0 => "Nothing stands out.\n".to_owned(),
        1 => "1 place to look at once more. It need not be wrong.\n".to_owned(),
        count => format!("{count} places to look at once more. None of them need be wrong.\n"),
    };
    for kind in Kind::ALL {
        let own: Vec<&&Look> = all.iter().filter(|look| look.kind == kind).collect();
        if own.is_empty() {
            continue;
        }
        text.push_str(&format!("\n{}: {}\n", kind.word(), own.len()));
        text.push_str(&wrapped(kind.says(), "  ", "  "));
        let shown = if told.kinds.is_empty() { MOST_SHOWN } else { usize::MAX };
        for look in own.iter().take(shown) {
            let line = look.line.map(|line| format!(", line {line}")).unwrap_or_default();
            let item = format!("{}{line}: {}", visible(&name(told.model, look)), visible(&words(look)));
            text.push_str(&wrapped(&item, "- ", "  "));
        }
        if own.len() > shown {
            text.push_str(&format!("  … and {} more (`--only {}`)\n", own.len() - shown, kind.word()));
        }
    }
    text.push_str(&not_looked_at(told));
    text
}

/// What was not looked through, and why.
fn not_looked_at(told: Told<'_>) -> String {
    let audit = told.audit;
    let names = |sources: &[SourceId]| {
        let names = sources.iter().map(|&id| told.model.name(told.model.sources()[id].name));
        names.collect::<Vec<_>>().join(", ")
    };
    let mut notes = Vec::new();
    if !audit.without_text.is_empty() {
        notes.push(format!(
            "Numbers, conditions, hedges and negations are looked for in the sources' texts (`--texts DIR`). Not at hand: {}.",
            names(&audit.without_text)
        ));
    }
    if !audit.other_language.is_empty() {
        notes.push(format!(
            "Conditions, hedges and negations are known in English only. Not looked through: {}.",
            names(&audit.other_language)
        ));
    }
    if audit.cut {
        notes.push("Work limits were reached: not everything was looked through.".to_owned());
    }
    notes.iter().map(|note| format!("\n{}", wrapped(&visible(note), "", ""))).collect()
}

/// A text in lines of at most 80 columns; a longer word has its own line.
fn wrapped(text: &str, first: &str, others: &str) -> String {
    let (mut lines, mut line) = (String::new(), first.to_owned());
    let mut is_empty = true;
    for word in text.split(' ') {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > COLUMNS {
            lines.push_str(line.trim_end());
            lines.push('\n');
            others.clone_into(&mut line);
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
        is_empty = false;
    }
    lines + line.trim_end() + "\n"
}

fn json(told: Told<'_>) -> String {
    let audit = told.audit;
    let count = |kind: Kind| (kind.word().to_owned(), json!(looks(told).filter(|look| look.kind == kind).count()));
    let name_of = |id: &SourceId| json!(told.model.name(told.model.sources()[*id].name));
    json_text(&json!({
        "schema": 1,
        "looks": looks(told).map(|look| look_json(told.model, look)).collect::<Vec<_>>(),
        "counts": Kind::ALL.into_iter().map(count).collect::<serde_json::Map<_, _>>(),
        "without_text": audit.without_text.iter().map(name_of).collect::<Vec<_>>(),
        "other_language": audit.other_language.iter().map(name_of).collect::<Vec<_>>(),
        "tried_what_ifs": audit.tried_what_ifs,
        "cut": audit.cut,
    }))
}

fn look_json(model: &Model, look: &Look) -> Value {
    let about = match look.about {
        About::Source(_) => "source",
        About::Claim(_) => "claim",
        About::Party(_) => "party",
        About::Rule(_) => "rule",
    };
    json!({
        "kind": look.kind.word(),
        "about": about,
        "name": name(model, look),
        "words": look.words,
        "line": look.line,
        "near": look.near,
    })
}
