//! A judgement as it is written down, and its way into a file.
//!
//! A file that people write is never made anew from what was read in it: comments, order and line ends are
//! theirs. New judgements are put before the bracket that closes the list, and a comma after the last one where
//! it is missing; every other byte stays where it is.

use crate::base::typography::is_hidden;
use crate::model::load::{blanks_before, judgements_end};
use crate::model::{ClaimId, Model, Verdict};

/// What is to be recorded about a contradiction.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    /// Its claims: all that disagree.
    pub of: &'a [ClaimId],
    /// The verdict.
    pub verdict: Verdict,
    /// Where it is resolved, the claims that are preferred.
    pub prefers: &'a [ClaimId],
    /// The reason.
    pub because: &'a str,
    /// Who judged.
    pub by: Option<&'a str>,
    /// When it was judged, in EDTF.
    pub date: Option<&'a str>,
    /// Until when it counts, in EDTF.
    pub expires: Option<&'a str>,
}

/// Whether a text is a file of judgements that more can be added to.
pub fn takes_judgements(text: &str) -> bool {
    judgements_end(text).is_some()
}

/// A file of judgements with more of them at its end; a new file if there is none. None if the text is no
/// sound file of judgements.
pub fn with_judgements(text: Option<&str>, model: &Model, records: &[Record<'_>]) -> Option<String> {
    let text = text.unwrap_or("Judgements([\n])\n");
    let end = judgements_end(text)?;
    let newline = if text.find('\n').is_some_and(|at| text[..at].ends_with('\r')) { "\r\n" } else { "\n" };
    let indent = end.indent.as_deref().unwrap_or("    ");
    let mut lines = String::new();
    for line in records.iter().flat_map(|record| record.lines(model)) {
        lines.push_str(indent);
        lines.push_str(&line);
        lines.push_str(newline);
    }
    // A bracket on a line of its own keeps it.
    let (at, before) = match blanks_before(text, end.close) {
        Some(blanks) => (end.close - blanks.len(), ""),
        None => (end.close, newline),
    };
    let (comma, last) = end.comma_missing.map_or((at, ""), |last| (last, ","));
    Some(format!("{}{last}{}{before}{lines}{}", &text[..comma], &text[comma..at], &text[at..]))
}

impl Record<'_> {
    /// Its lines, without line ends.
    fn lines(&self, model: &Model) -> Vec<String> {
        let name = |claim: &ClaimId| quoted(&model.claim_name(*claim));
        let mut lines = vec!["Judgement(".to_owned(), "    of: [".to_owned()];
        lines.extend(self.of.iter().map(|claim| format!("        {},", name(claim))));
        lines.push("    ],".to_owned());
        let verdict = match self.verdict {
            Verdict::Explained => "Explained",
            Verdict::Unresolved => "Unresolved",
            Verdict::Resolved => "Resolved",
        };
        lines.push(format!("    verdict: {verdict},"));
        if !self.prefers.is_empty() {
            let names: Vec<String> = self.prefers.iter().map(name).collect();
            lines.push(format!("    prefers: [{}],", names.join(", ")));
        }
        lines.push(format!("    because: {},", quoted(self.because)));
        for (field, value) in [("by", self.by), ("date", self.date), ("expires", self.expires)] {
            lines.extend(value.map(|value| format!("    {field}: {},", quoted(value))));
        }
        lines.push("    read_as: {".to_owned());
        let read = |claim: &ClaimId| format!("        {}: {},", name(claim), quoted(&model.said_text(*claim)));
        lines.extend(self.of.iter().map(read));
        lines.extend(["    },".to_owned(), "),".to_owned()]);
        lines
    }
}

/// A string of RON that reads back the same, on one line, with nothing in it that hides.
pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if is_hidden(c) => quoted.extend(c.escape_unicode()),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
