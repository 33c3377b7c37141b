//! What `check` found.

use super::{Colour, Format};
use crate::analysis::baseline::Against;
use crate::base::message::{Message, Severity};
use crate::base::number::Number;
use crate::base::text::Texts;
use crate::model::{Model, Statement};
use crate::reason::finding::{Finding, Strength};
use crate::reason::passed::Passed;

mod digest;
mod github;
mod json;
mod sarif;
mod text;

pub use digest::Screen;
pub use json::{finding_json, message_json};

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
    /// How many disputes and tensions are not shown.
    pub left_out: usize,
    /// Whether work limits were reached.
    pub cut: bool,
    /// How many contradictions were left out because their proofs did not add up.
    pub unproved: usize,
    /// What findings are set against, and how they are shown.
    pub aside: Aside<'a>,
}

/// What findings are set against, and how they are shown.
#[derive(Debug, Clone, Copy, Default)]
pub struct Aside<'a> {
    /// The collection's folder below the one that paths are told from, for those forms that point at files from
    /// outside the collection; empty if it is that folder.
    pub folder: &'a str,
    /// Whether contradictions that are judged are left out.
    pub hides_judged: bool,
    /// The baseline; of its contradictions only those are shown that are new.
    pub baseline: Option<&'a Against>,
    /// The screen on which all disputes are to have a line; without one, all are told in full.
    pub screen: Option<Screen>,
}

/// A form in which findings are told. A new one is one file and one row of [`FORMS`].
#[derive(Debug)]
pub struct Form {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is for.
    pub says: &'static str,
    checked: fn(Checked<'_>, Colour) -> String,
    unreadable: fn(Unreadable<'_>, Colour) -> String,
}

/// Every form.
pub const FORMS: &[&Form] = &[&text::HUMAN, &text::SHORT, &json::JSON, &json::JSONL, &sarif::SARIF, &github::GITHUB];

impl Form {
    /// The form of a name.
    pub fn named(name: &str) -> Option<&'static Form> {
        FORMS.iter().copied().find(|form| form.name == name)
    }

    /// The report of a collection that could be read.
    pub fn checked(&self, checked: Checked<'_>, colour: Colour) -> String {
        (self.checked)(checked, colour)
    }

    /// The report of a collection that could not be read or resolved.
    pub fn unreadable(&self, unreadable: Unreadable<'_>, colour: Colour) -> String {
        (self.unreadable)(unreadable, colour)
    }
}

impl From<Format> for &'static Form {
    fn from(format: Format) -> Self {
        match format {
            Format::Human => &text::HUMAN,
            Format::Short => &text::SHORT,
            Format::Json => &json::JSON,
        }
    }
}

/// A collection that could not be read or resolved.
#[derive(Debug, Clone, Copy)]
pub struct Unreadable<'a> {
    /// The texts, so far as they could be read.
    pub texts: &'a Texts,
    /// Why not.
    pub messages: &'a [Message],
    /// As in [`Aside`].
    pub folder: &'a str,
}

impl Unreadable<'_> {
    fn errors(&self) -> usize {
        self.messages.iter().filter(|message| message.severity == Severity::Error).count()
    }
}

impl Checked<'_> {
    /// Whether a finding is in the baseline.
    fn is_old(&self, finding: &Finding) -> bool {
        self.aside.baseline.is_some_and(|baseline| baseline.has(finding))
    }

    /// Whether a finding is left out because it is judged.
    fn is_hidden(&self, finding: &Finding) -> bool {
        self.aside.hides_judged && finding.judgement.is_some()
    }

    /// The findings that are told in full: of each dispute the first that is shown.
    fn told(&self) -> Vec<&Finding> {
        let shown = self.shown();
        shown.chunk_by(|one, other| one.is_in_dispute_with(other)).filter_map(|ways| ways.first().copied()).collect()
    }

    /// The findings that review sites are told: of each dispute the first that is not hidden, and one that is new
    /// where the others are old.
    fn told_to_sites(&self) -> Vec<&Finding> {
        let kept: Vec<&Finding> = self.findings.iter().filter(|finding| !self.is_hidden(finding)).collect();
        let disputes = kept.chunk_by(|one, other| one.is_in_dispute_with(other));
        disputes
            .flat_map(|ways| {
                let new = ways.iter().skip(1).find(|way| self.is_old(ways[0]) && !self.is_old(way));
                ways.first().into_iter().chain(new).copied()
            })
            .collect()
    }

    /// The findings that people are shown: neither old nor hidden.
    fn shown(&self) -> Vec<&Finding> {
        self.findings.iter().filter(|finding| !self.is_old(finding) && !self.is_hidden(finding)).collect()
    }
}

/// The report of a collection that could be read.
pub fn checked(checked: Checked<'_>, format: Format, colour: Colour) -> String {
    <&Form>::from(format).checked(checked, colour)
}

/// The report of a collection that could not be read or resolved.
pub fn unreadable(texts: &Texts, messages: &[Message], format: Format, colour: Colour) -> String {
    <&Form>::from(format).unreadable(Unreadable { texts, messages, folder: "" }, colour)
}

struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
    hard: usize,
    conditional: usize,
    tension: usize,
    disputes: usize,
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
        disputes: checked
            .findings
            .chunk_by(Finding::is_in_dispute_with)
            .filter(|ways| ways.first().is_some_and(|finding| finding.dispute().is_some()))
            .count(),
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
