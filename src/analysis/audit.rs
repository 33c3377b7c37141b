//! Where whoever encodes may have missed something: places to look at once more, without a verdict.
//!
//! Words are looked for around and within quotes, as `audit::words` lists them, in the sources' texts that are at hand and in
//! English. What another claim quotes is taken up and not told. Linear in texts, claims and constraints; only the what-ifs, where
//! these are asked for, cost a check each.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::Analysis;
use super::checks::Switch;
use super::coverage::{Standing, coverage};
use crate::base::anchor::Work;
use crate::model::{BuiltIn, ClaimId, Mode, Model, PartyId, RuleId, SourceId, Statement};
use crate::reason::facts::{Facts, Owner, PointId, RuleRef};

mod quoted;
mod words;

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A number that no claim has in its figure.
    Number,
    /// A claim that quotes nothing.
    NoQuote,
    /// A quote beside which a condition stands that no claim quotes.
    Condition,
    /// A hedge in or before a quote that the claim lacks.
    Hedge,
    /// A statement whose quote, or what stands before it, negates.
    Negation,
    /// A claim that nothing is compared with.
    Unreached,
    /// A party that speaks once.
    SpeaksOnce,
    /// A what-if that changes no contradiction.
    WhatIf,
}

impl Kind {
    /// All of them, in the order in which they are told.
    pub const ALL: [Kind; 8] = [
        Kind::Number,
        Kind::NoQuote,
        Kind::Condition,
        Kind::Hedge,
        Kind::Negation,
        Kind::Unreached,
        Kind::SpeaksOnce,
        Kind::WhatIf,
    ];

    /// The word used on the command line and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Number => "number",
            Kind::NoQuote => "no-quote",
            Kind::Condition => "condition",
            Kind::Hedge => "hedge",
            Kind::Negation => "negation",
            Kind::Unreached => "unreached",
            Kind::SpeaksOnce => "speaks-once",
            Kind::WhatIf => "what-if",
        }
    }

    /// The kind of a word.
    pub fn named(word: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What it is, and what to look at.
    pub fn says(self) -> &'static str {
        match self {
            Kind::Number => "Numbers that no claim has in its figure: claims that are missing, or counted in nothing?",
            Kind::NoQuote => "Claims that quote nothing: which words say so?",
            Kind::Condition => {
                "A condition stands right beside the quote, and no claim quotes it: does it narrow what is claimed?"
            }
            Kind::Hedge => "The words hedge, and the claim does not: was something less sure, or less exact?",
            Kind::Negation => "A statement whose words negate: is it affirmed or denied the right way round?",
            Kind::Unreached => {
                "Claims that no rule and no other claim reaches: is something else about the same under another name?"
            }
            Kind::SpeaksOnce => "Parties that speak once: is one of them another one under another name?",
            Kind::WhatIf => {
                "What-ifs that change no contradiction by themselves: does the rule reach what it is meant for?"
            }
        }
    }
}

/// What a place to look at is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A source.
    Source(SourceId),
    /// A claim.
    Claim(ClaimId),
    /// A party.
    Party(PartyId),
    /// A rule.
    Rule(RuleId),
}

/// One place to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// What was looked for.
    pub kind: Kind,
    /// What it is about.
    pub about: About,
    /// The words that were found, where there are any.
    pub words: Option<String>,
    /// The line of the source's text, from 1, where there is one.
    pub line: Option<usize>,
    /// What stands there.
    pub near: String,
}

/// All places to look at, and what was not looked through.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// The places, by kind, then in the order of the collection.
    pub looks: Vec<Look>,
    /// Sources with claims whose texts are not at hand.
    pub without_text: Vec<SourceId>,
    /// Sources in whose language no words are known.
    pub other_language: Vec<SourceId>,
    /// Whether the what-ifs were tried.
    pub tried_what_ifs: bool,
    /// Whether work ran out before everything was looked through.
    pub cut: bool,
}

/// Looks through some sources; through parties and what-ifs only where all sources are looked through.
pub fn audit(analysis: &Analysis<'_>, wanted: impl Fn(SourceId) -> bool, what_ifs: bool) -> Audit {
    let model = analysis.model();
    let is_whole = model.sources().ids().all(&wanted);
    let mut audit = Audit { tried_what_ifs: what_ifs && is_whole, ..Audit::default() };
    numbers(analysis, &wanted, &mut audit);
    for claim in model.claims().ids().filter(|&claim| wanted(model.claims()[claim].source)) {
        if model.quote_of(claim).next().is_none() {
            audit.looks.push(of_claim(model, Kind::NoQuote, claim));
        }
    }
    quoted::look(analysis, &wanted, &mut audit);
    let unreached = unreached(analysis);
    let unreached = unreached.into_iter().filter(|&claim| wanted(model.claims()[claim].source));
    audit.looks.extend(unreached.map(|claim| of_claim(model, Kind::Unreached, claim)));
    if is_whole {
        speak_once(model, &mut audit);
    }
    if audit.tried_what_ifs {
        idle_what_ifs(analysis, &mut audit);
    }
    audit.looks.sort_by_key(|look| look.kind);
    audit
}

/// A place that is a claim as a whole: what it says.
fn of_claim(model: &Model, kind: Kind, claim: ClaimId) -> Look {
    let says = model.readings_of(claim).next().map(|(_, reading)| model.statement_words(&reading.statement));
    Look { kind, about: About::Claim(claim), words: None, line: None, near: says.unwrap_or_default() }
}

/// The number of the line in which a byte stands, and the line.
fn line_of(text: &str, at: usize) -> (usize, &str) {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    (text[..at].matches('\n').count() + 1, text[start..end].trim())
}

fn numbers(analysis: &Analysis<'_>, wanted: &impl Fn(SourceId) -> bool, audit: &mut Audit) {
    let (texts, model) = (analysis.texts(), analysis.model());
    for covered in coverage(texts, model, analysis.documents(), wanted, Work::DEFAULT) {
        audit.cut |= covered.cut || covered.ends.is_some();
        let text = texts.file(covered.file).text();
        let Some(&source) = covered.sources.first() else { continue };
        for seen in &covered.seen {
            if matches!(seen.standing, Standing::Missing(_) | Standing::Quoted(_)) {
                let range = seen.mention.range.clone();
                let (line, _) = line_of(text, range.start);
                audit.looks.push(Look {
                    kind: Kind::Number,
                    about: About::Source(source),
                    words: Some(text[range.clone()].to_owned()),
                    line: Some(line),
                    near: words::around(text, &range),
                });
            }
        }
    }
}

/// Claims that bind, and that no rule joins with anything and no other claim speaks of.
fn unreached(analysis: &Analysis<'_>) -> Vec<ClaimId> {
    let mut all: Vec<ClaimId> = analysis.facts().iter().flat_map(alone).collect();
    all.sort_unstable();
    all
}

fn alone(facts: &Facts<'_>) -> Vec<ClaimId> {
    // Who speaks of a point: a rule, or more than one group of claims.
    let mut speaks: FxHashMap<PointId, (Option<u32>, bool)> = FxHashMap::default();
    for (id, fact) in facts.facts() {
        let of_group = match fact.owner {
            Owner::Claims { group, .. } => Some(group),
            Owner::Rule(RuleRef::BuiltIn(BuiltIn::SameMoment | BuiltIn::ByTheEnd | BuiltIn::ZeroBefore)) => continue,
            // That a proposition is true or false says nothing of it.
            Owner::Rule(RuleRef::Propositions) if facts.terms(id).len() < 2 => continue,
            Owner::Rule(_) => None,
        };
        for (point, _) in facts.terms(id) {
            let (group, is_joined) = speaks.entry(*point).or_insert((of_group, false));
            *is_joined |= of_group.is_none() || *group != of_group;
        }
    }
    let is_alone = |group: u32| {
        let own = facts.facts_of(group).iter().flat_map(|&id| facts.terms(id));
        let mut points = own.flat_map(|(point, _)| facts.moments_of(*point));
        facts.groups()[group as usize].claims.len() == 1
            && !points.any(|point| speaks.get(&point).is_some_and(|&(only, joined)| joined || only != Some(group)))
    };
    let groups = (0_u32..).zip(facts.groups()).filter(|(group, _)| is_alone(*group));
    groups.map(|(_, group)| group.speaker()).filter(|&claim| !is_dispute(facts.model(), claim)).collect()
}

/// Whether a claim speaks of another claim, and is compared with that.
fn is_dispute(model: &Model, claim: ClaimId) -> bool {
    model.readings_of(claim).any(|(_, reading)| matches!(reading.statement, Statement::Disputes(_)))
}

fn speak_once(model: &Model, audit: &mut Audit) {
    let mut said: Vec<Vec<ClaimId>> = vec![Vec::new(); model.parties().len()];
    for claim in model.claims().ids() {
        for party in model.asserters(claim) {
            said[party.index()].push(claim);
        }
    }
    for (party, _) in model.parties().iter() {
        if let [only] = said[party.index()].as_slice() {
            let near = format!("{} ({})", model.party_title(party), model.claim_name(*only));
            audit.looks.push(Look {
                kind: Kind::SpeaksOnce,
                about: About::Party(party),
                words: None,
                line: None,
                near,
            });
        }
    }
}

/// What is found, by what would be seen to change.
fn found(analysis: &Analysis<'_>) -> BTreeSet<(String, String, &'static str)> {
    let gap = |gap: &Option<crate::base::number::Number>| gap.as_ref().map(ToString::to_string).unwrap_or_default();
    let all = analysis.contradictions();
    all.map(|(_, found)| (found.id.clone(), gap(&found.gap), found.strength.word())).collect()
}

fn idle_what_ifs(analysis: &Analysis<'_>, audit: &mut Audit) {
    let model = analysis.model();
    let usual = found(analysis);
    let off = model.rules().ids().filter(|&rule| !analysis.assumptions().holds(model, rule));
    for rule in off {
        let mut assumptions = analysis.assumptions().clone();
        assumptions.switch(Switch::Rule(rule), true);
        let with = analysis.but_assuming(assumptions);
        if found(&with) == usual {
            let near = model.prose(model.rules()[rule].says).to_owned();
            audit.looks.push(Look { kind: Kind::WhatIf, about: About::Rule(rule), words: None, line: None, near });
        }
        audit.cut |= with.was_cut();
    }
}

/// Whether a claim is put forward as a plain fact.
fn is_plain(model: &Model, claim: ClaimId) -> bool {
    model.claims()[claim].mode == Mode::Asserted
}
