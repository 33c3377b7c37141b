//! Disputes and tensions as they were: kept in a file, or of another state of a collection, and set against those
//! there are now. A dispute is remembered by its head.
//!
//! What is compared is text, ids and names, so that two states of a collection need share nothing.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::model::Model;
use crate::reason::finding::{Finding, Strength};

/// The schema of a file of known contradictions.
pub const SCHEMA: u64 = 2;

/// The schema before, in which each contradiction was remembered by itself; it is still read.
const SCHEMA_OF_CONTRADICTIONS: u64 = 1;

/// A dispute, or a tension, as it is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// `C-` and eight digits: a dispute's is that of its head.
    pub id: String,
    /// `hard`, `conditional` or `tension`; a dispute's is that of its strongest contradiction.
    pub strength: String,
    /// In how many ways the dispute can be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ways: Option<usize>,
    /// How many of its contradictions are hard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hard: Option<usize>,
    /// All claims that disagree, by name, sorted.
    pub claims: Vec<String>,
    /// The gap, exact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gap: Option<String>,
    /// What it counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// The headline.
    pub message: String,
    /// The verdict of the judgement that covers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judged: Option<String>,
}

impl Known {
    /// A finding as it is remembered, if it heads a dispute or is a tension.
    pub fn of(model: &Model, finding: &Finding) -> Option<Known> {
        let contradiction = finding.contradiction.as_ref().filter(|_| finding.is_told())?;
        let dispute = contradiction.dispute.as_ref();
        let strength = dispute.map_or(contradiction.strength, |dispute| dispute.strength);
        let mut claims: Vec<String> = finding.involved().iter().map(|&claim| model.claim_name(claim)).collect();
        claims.sort();
        Some(Known {
            id: contradiction.id.clone(),
            strength: strength.word().to_owned(),
            ways: dispute.map(|dispute| dispute.ways),
            hard: dispute.map(|dispute| dispute.hard),
            claims,
            gap: contradiction.gap.as_ref().map(ToString::to_string),
            unit: contradiction.unit.clone(),
            message: finding.message.text.clone(),
            judged: finding.judgement.map(|id| model.judgements()[id].verdict.word().to_owned()),
        })
    }

    /// Whether it is a tension, which is no contradiction.
    pub fn is_tension(&self) -> bool {
        self.strength == Strength::Tension.word()
    }

    /// Whether it counts for the exit code: a contradiction that is not judged.
    pub fn counts(&self) -> bool {
        !self.is_tension() && self.judged.is_none()
    }

    /// The gap with its unit, for reading.
    pub fn gap_text(&self) -> String {
        let Some(gap) = &self.gap else { return "no figure".to_owned() };
        let shown =
            gap.parse::<i64>().map_or_else(|_| gap.clone(), |gap| crate::base::number::Number::from(gap).grouped());
        match &self.unit {
            Some(unit) => format!("{shown} {unit}"),
            None => shown,
        }
    }
}

/// What stands in a file of any schema.
#[derive(Deserialize)]
struct Head {
    schema: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the title and the schema are for people; both are named so that no other field is taken")]
struct File {
    schema: u64,
    collection: String,
    contradictions: Vec<Known>,
}

/// The text of a file of known contradictions: those that are not judged, by claims, one a line.
pub fn text(model: &Model, findings: &[Finding]) -> String {
    let mut known: Vec<Known> = findings
        .iter()
        .filter_map(|finding| Known::of(model, finding))
        .filter(|known| known.judged.is_none())
        .collect();
    known.sort_by(|a, b| (&a.claims, &a.id).cmp(&(&b.claims, &b.id)));
    let lines: Vec<String> = known.iter().map(|known| format!("\n    {}", json!(known))).collect();
    let end = if lines.is_empty() { "" } else { "\n  " };
    format!(
        "{{\n  \"schema\": {SCHEMA},\n  \"collection\": {},\n  \"contradictions\": [{}{end}]\n}}\n",
        json!(model.title()),
        lines.join(",")
    )
}

/// Why a file of known contradictions cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: String,
    /// What to do.
    pub help: &'static str,
}

/// The contradictions that a file remembers.
///
/// # Errors
/// With the line, where the text is no such file or one of another schema.
pub fn read(text: &str) -> Result<Vec<Known>, Broken> {
    const HELP: &str = "write it anew: `gainsay baseline write FILE`";
    let broken = |error: &serde_json::Error| {
        let text = error.to_string();
        let message = text.split(" at line ").next().unwrap_or_default().to_owned();
        Broken { line: error.line().max(1), message, help: HELP }
    };
    let line_of = |part: &str| text.lines().position(|line| line.contains(part)).map_or(1, |at| at + 1);
    let head: Head = serde_json::from_str(text).map_err(|error| broken(&error))?;
    if ![SCHEMA, SCHEMA_OF_CONTRADICTIONS].contains(&head.schema) {
        return Err(Broken {
            line: line_of("\"schema\""),
            message: format!(
                "it is of schema {}, and this gainsay reads schemas {SCHEMA_OF_CONTRADICTIONS} and {SCHEMA}",
                head.schema
            ),
            help: HELP,
        });
    }
    let file: File = serde_json::from_str(text).map_err(|error| broken(&error))?;
    let strengths = [Strength::Hard, Strength::Conditional, Strength::Tension].map(Strength::word);
    match file.contradictions.iter().find(|known| !strengths.contains(&known.strength.as_str())) {
        Some(known) => Err(Broken {
            line: line_of(&json!(known.id).to_string()),
            message: format!("`{}` is no strength; there are: {}", known.strength, strengths.join(", ")),
            help: HELP,
        }),
        None => Ok(file.contradictions),
    }
}

/// What became of contradictions between two states of a collection.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// New ones.
    pub gained: Vec<Known>,
    /// Those that are gone.
    pub lost: Vec<Known>,
    /// Those among the same claims as before that are otherwise now: gap, strength, readings, rules, judgement.
    pub changed: Vec<(Known, Known)>,
    /// Those that are as they were.
    pub same: Vec<Known>,
}

impl Changes {
    /// Compares two states. A contradiction is known again by its id, or else by its claims; a tension that became
    /// a contradiction is a new contradiction.
    pub fn between(before: &[Known], after: &[Known]) -> Changes {
        let mut changes = Changes::default();
        let mut left = Left::new(before);
        let mut unknown: Vec<&Known> = Vec::new();
        for now in after {
            match left.take(&now.id, now.is_tension()) {
                Some(was) if is_as_it_was(was, now) => changes.same.push(now.clone()),
                Some(was) => changes.changed.push((was.clone(), now.clone())),
                None => unknown.push(now),
            }
        }
        let mut by_claims: FxHashMap<(&[String], bool), Vec<usize>> = FxHashMap::default();
        for at in left.unmet().rev() {
            by_claims.entry((&before[at].claims, before[at].is_tension())).or_default().push(at);
        }
        for now in unknown {
            match by_claims.get_mut(&(now.claims.as_slice(), now.is_tension())).and_then(Vec::pop) {
                Some(at) => {
                    left.met[at] = true;
                    changes.changed.push((before[at].clone(), now.clone()));
                }
                None => changes.gained.push(now.clone()),
            }
        }
        changes.lost = left.unmet().map(|at| before[at].clone()).collect();
        changes
    }
}

/// Whether only the words differ, which may name a party or a code anew.
fn is_as_it_was(was: &Known, now: &Known) -> bool {
    let counts = |known: &Known| known.ways.zip(known.hard);
    (&was.strength, &was.gap, &was.unit, &was.judged) == (&now.strength, &now.gap, &now.unit, &now.judged)
        && (counts(was) == counts(now) || counts(was).is_none())
}

/// Remembered contradictions that were not met again yet.
struct Left<'k> {
    all: &'k [Known],
    met: Vec<bool>,
    by_id: FxHashMap<(&'k str, bool), Vec<usize>>,
}

impl<'k> Left<'k> {
    fn new(all: &'k [Known]) -> Self {
        let mut by_id: FxHashMap<(&str, bool), Vec<usize>> = FxHashMap::default();
        for (at, known) in all.iter().enumerate().rev() {
            by_id.entry((&known.id, known.is_tension())).or_default().push(at);
        }
        Left { all, met: vec![false; all.len()], by_id }
    }

    fn take(&mut self, id: &'k str, is_tension: bool) -> Option<&'k Known> {
        let at = self.by_id.get_mut(&(id, is_tension))?.pop()?;
        self.met[at] = true;
        Some(&self.all[at])
    }

    fn unmet(&self) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.all.len()).filter(|at| !self.met[*at])
    }
}

/// What a baseline says of the contradictions there are now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Against {
    old: FxHashSet<(String, bool)>,
    /// Disputes of which the baseline has a hard contradiction, by their heads now.
    hard: FxHashSet<String>,
    /// Those that are gone.
    pub gone: Vec<Known>,
    /// Those among the same claims that are otherwise now, and so count as new.
    pub changed: Vec<(Known, Known)>,
}

impl Against {
    /// Compares what a baseline remembers with what was found, before any filter.
    pub fn new(baseline: &[Known], model: &Model, findings: &[Finding]) -> Against {
        let now: Vec<Known> = findings.iter().filter_map(|finding| Known::of(model, finding)).collect();
        let known = |known: &Known| (known.id.clone(), known.is_tension());
        let mut changes = Changes::between(baseline, &now);
        // What was remembered by itself, or headed a dispute, may be a way of another one now.
        let ways: FxHashSet<&str> = findings
            .iter()
            .filter(|finding| !finding.is_told())
            .filter_map(|finding| Some(finding.contradiction.as_ref()?.id.as_str()))
            .collect();
        changes.lost.retain(|lost| !ways.contains(lost.id.as_str()));
        let renamed = changes.changed.into_iter().filter(|(was, now)| was.id != now.id).collect();
        let was_hard: FxHashSet<&str> = baseline
            .iter()
            .filter(|known| known.strength == Strength::Hard.word())
            .map(|known| known.id.as_str())
            .collect();
        let of_hard = findings.iter().filter_map(|finding| finding.contradiction.as_ref());
        let hard = of_hard
            .filter(|found| was_hard.contains(found.id.as_str()))
            .filter_map(|found| found.dispute.as_ref().map(|dispute| dispute.head.clone()))
            .collect();
        Against { old: baseline.iter().map(known).collect(), hard, gone: changes.lost, changed: renamed }
    }

    /// Whether the baseline has a finding: itself, or the dispute that it is a way of; but not a hard way of a
    /// dispute that had none.
    pub fn has(&self, finding: &Finding) -> bool {
        let Some(found) = &finding.contradiction else { return false };
        let is_known = |id: &str| self.old.contains(&(id.to_owned(), found.strength == Strength::Tension));
        let Some(dispute) = &found.dispute else { return is_known(&found.id) };
        let is_first_hard = found.strength == Strength::Hard && !self.hard.contains(&dispute.head);
        (is_known(&found.id) || is_known(&dispute.head)) && !is_first_hard
    }
}
