//! The kinds of live numbers: one row of [`NUMBERS`] each.

use super::call::{Call, Mistake, Piece};
use super::fill::{Filling, Given, Noted};
use super::names;
use crate::base::number::{Bound, Bounds, Number};
use crate::model::{ClaimId, Model, Of, Statement};
use crate::reason::facts::{Facts, Question};
use crate::reason::finding::Reason;
use crate::reason::finding::readable;
use crate::reason::finding::{Contradiction, Finding, Strength};
use crate::reason::implied::{End, Implication, Implications};

/// Claims that are named in one note.
const MOST_NAMED: usize = 12;

/// A kind of live number.
#[derive(Debug)]
pub struct NumberKind {
    /// Its name in a document.
    pub name: &'static str,
    /// What it comes to.
    pub about: &'static str,
    /// What has to be named; empty if nothing has.
    pub takes: &'static str,
    /// The options it takes, besides `note`.
    pub options: &'static [&'static str],
    pub(super) value: fn(&mut Filling<'_>, &Call, &Piece) -> Result<Given, Mistake>,
}

const NONE: &[&str] = &[];
const CLAIMS: &[&str] = &["party", "side", "source"];
const COUNTED: &[&str] = &["about", "party", "side", "source", "between", "strength"];

/// The kinds of live numbers.
pub const NUMBERS: &[NumberKind] = &[
    NumberKind {
        name: "claim",
        about: "the value of a claim's figure, as the source words it",
        takes: "a claim",
        options: NONE,
        value: |filling, _, about| wording(filling, about),
    },
    NumberKind {
        name: "reading",
        about: "the interval that a claim's figure is read as",
        takes: "a claim",
        options: NONE,
        value: |filling, _, about| reading(filling, about),
    },
    NumberKind {
        name: "quote",
        about: "a claim's quote, in quotation marks",
        takes: "a claim",
        options: NONE,
        value: |filling, _, about| quote(filling, about),
    },
    NumberKind {
        name: "party",
        about: "who makes a claim, or a party's name",
        takes: "a claim or a party",
        options: NONE,
        value: |filling, _, about| party(filling, about),
    },
    NumberKind {
        name: "source",
        about: "the title of a source, or of the one that a claim was read in",
        takes: "a source or a claim",
        options: NONE,
        value: |filling, _, about| source(filling, about),
    },
    NumberKind {
        name: "gap",
        about: "by how much the claims of a contradiction miss each other",
        takes: "a contradiction",
        options: NONE,
        value: |filling, _, about| of_contradiction(filling, about, "gap", |found| Some(readable(&found.gap_told()?))),
    },
    NumberKind {
        name: "ratio",
        about: "how many times the lower end of a contradiction the upper end is",
        takes: "a contradiction",
        options: NONE,
        value: |filling, _, about| {
            let ratio = Contradiction::ratio_text;
            of_contradiction(filling, about, "ratio", ratio)
        },
    },
    NumberKind {
        name: "tolerance",
        about: "how far figures would have to be off for a contradiction to disappear, in percent",
        takes: "a contradiction",
        options: NONE,
        value: |filling, _, about| of_contradiction(filling, about, "tolerance", tolerance),
    },
    NumberKind {
        name: "bounds",
        about: "between what a quantity must lie",
        takes: "a quantity",
        options: CLAIMS,
        value: |filling, call, about| bounds(filling, call, about, Which::Both),
    },
    NumberKind {
        name: "least",
        about: "what a quantity is at least",
        takes: "a quantity",
        options: CLAIMS,
        value: |filling, call, about| bounds(filling, call, about, Which::Least),
    },
    NumberKind {
        name: "most",
        about: "what a quantity is at most",
        takes: "a quantity",
        options: CLAIMS,
        value: |filling, call, about| bounds(filling, call, about, Which::Most),
    },
    NumberKind {
        name: "rule",
        about: "what a rule of the collection says",
        takes: "a rule",
        options: NONE,
        value: |filling, _, about| {
            let rule = names::rule(filling.model(), about)?;
            let model = filling.model();
            Ok(given(model.prose(model.rules()[rule].says)))
        },
    },
    NumberKind {
        name: "count",
        about: "how many claims, sources or contradictions there are",
        takes: "`claims`, `sources`, `contradictions` or `tensions`",
        options: COUNTED,
        value: count,
    },
];

impl NumberKind {
    /// The kind of a name.
    pub fn named(name: &str) -> Option<&'static NumberKind> {
        NUMBERS.iter().find(|kind| kind.name == name)
    }
}

fn given(text: impl Into<String>) -> Given {
    Given { text: text.into(), row: None, note: None }
}

fn of_claim(text: String, claim: ClaimId) -> Given {
    let note = Noted { claims: vec![claim], ..Noted::default() };
    Given { text, row: Some(claim), note: Some(note) }
}

/// The figure that a claim gives in its first reading.
fn figure(model: &Model, claim: ClaimId, about: &Piece) -> Result<(Of, crate::model::ValueId), Mistake> {
    let first = model.readings_of(claim).next();
    if let Some(&Statement::Figure { of, is }) = first.map(|(_, reading)| &reading.statement) {
        Ok((of, is))
    } else {
        let text = format!("`{}` is a claim that gives no figure", model.claim_name(claim));
        Err(Mistake::no_value(about, text, "`quote` gives the words of any claim"))
    }
}

fn wording(filling: &mut Filling<'_>, about: &Piece) -> Result<Given, Mistake> {
    let model = filling.model();
    let claim = names::claim(model, about)?;
    let (_, is) = figure(model, claim, about)?;
    let value = &model.values()[is];
    let wording = model.name(value.wording);
    // What a share is of stands in the notation; the sentence around it says it in words.
    let words = if value.share_of.is_some() {
        wording.rsplit_once(" of ").map_or(wording, |(share, _)| share)
    } else {
        wording
    };
    Ok(of_claim(words.to_owned(), claim))
}

fn reading(filling: &mut Filling<'_>, about: &Piece) -> Result<Given, Mistake> {
    let model = filling.model();
    let claim = names::claim(model, about)?;
    let (of, is) = figure(model, claim, about)?;
    let value = &model.values()[is];
    if value.share_of.is_some() {
        return Ok(of_claim(model.reading_words(of, value), claim));
    }
    let text = in_words(model, of, &value.read);
    Ok(of_claim(text.unwrap_or_else(|| model.reading_words(of, value)), claim))
}

fn quote(filling: &mut Filling<'_>, about: &Piece) -> Result<Given, Mistake> {
    let model = filling.model();
    let claim = names::claim(model, about)?;
    let fragments: Vec<&str> = model.quote_of(claim).collect();
    if fragments.is_empty() {
        let text = format!("`{}` has no quote", model.claim_name(claim));
        return Err(Mistake::no_value(about, text, "give the claim one in the collection"));
    }
    Ok(of_claim(format!("\u{201c}{}\u{201d}", fragments.join(" … ")), claim))
}

fn party(filling: &mut Filling<'_>, about: &Piece) -> Result<Given, Mistake> {
    let model = filling.model();
    if let Some(party) = model.find_party(&about.text) {
        return Ok(given(model.party_title(party)));
    }
    let claim = names::claim(model, about)?;
    Ok(given(model.party_titles(model.asserters(claim))))
}

fn source(filling: &mut Filling<'_>, about: &Piece) -> Result<Given, Mistake> {
    let model = filling.model();
    let named = model.find_source(&about.text);
    let source = match named {
        Some(source) => source,
        None => model.claims()[names::claim(model, about)?].source,
    };
    let record = &model.sources()[source];
    let title = record.title.map_or_else(|| model.name(record.name), |title| model.prose(title));
    let note = Noted { source: Some(source), ..Noted::default() };
    Ok(Given { text: title.to_owned(), row: None, note: Some(note) })
}

fn of_contradiction(
    filling: &mut Filling<'_>,
    about: &Piece,
    what: &str,
    value: impl Fn(&Contradiction) -> Option<String>,
) -> Result<Given, Mistake> {
    let scene = filling.scene.clone();
    let (finding, found) = names::contradiction(filling.model(), scene.findings(), about)?;
    let text = value(found).ok_or_else(|| {
        let text = format!("the contradiction {} has no {what}", found.id);
        Mistake::no_value(about, text, "its claims are statements, or one of its ends is zero")
    })?;
    let (claims, rest) = finding.claims.split_at(finding.claims.len().min(MOST_NAMED));
    let more = if rest.is_empty() { String::new() } else { format!(" (and {} more claims)", rest.len()) };
    let lead = format!("Contradiction {} between{more} ", found.id);
    Ok(Given { text, row: None, note: Some(Noted { lead, claims: claims.to_vec(), source: None }) })
}

/// The tolerance in percent, rounded up, so that what is said to dissolve the contradiction does.
fn tolerance(found: &Contradiction) -> Option<String> {
    let tolerance = found.break_tolerance.as_ref()?;
    let percent = (tolerance * Number::from(10_000)).ceil() * Number::ratio(1, 100).unwrap_or_default();
    Some(format!("{percent} %"))
}

fn count(filling: &mut Filling<'_>, call: &Call, about: &Piece) -> Result<Given, Mistake> {
    let model = filling.model();
    let filter = names::filter(model, call, &mut filling.mistakes);
    let kept = || model.claims().ids().filter(|&claim| filter.keeps_claim(model, claim));
    let scene = filling.scene.clone();
    let of_strength = |wanted: &dyn Fn(Strength) -> bool| {
        let fits = |finding: &&Finding| {
            finding.contradiction.as_ref().is_some_and(|found| wanted(found.strength))
                && filter.keeps_finding(model, finding)
        };
        scene.findings().iter().filter(fits).count()
    };
    let number = match about.text.as_str() {
        "claims" => kept().count(),
        "sources" => {
            let mut sources: Vec<_> = kept().map(|claim| model.claims()[claim].source).collect();
            sources.sort_unstable();
            sources.dedup();
            sources.len()
        }
        "contradictions" => of_strength(&|strength| strength != Strength::Tension),
        "tensions" => of_strength(&|strength| strength == Strength::Tension),
        other => {
            let text = format!("`{}` cannot be counted", super::call::shown(other));
            let help = "claims, sources, contradictions and tensions can";
            return Err(Mistake::new(&super::codes::UNKNOWN_KIND, &about.range, text, help));
        }
    };
    let text = Number::from(number as u64).grouped();
    let is_least = scene.is_cut() && matches!(about.text.as_str(), "contradictions" | "tensions");
    Ok(given(if is_least { format!("at least {text}") } else { text }))
}

/// Which end of an interval is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Both,
    Least,
    Most,
}

fn bounds(filling: &mut Filling<'_>, call: &Call, about: &Piece, which: Which) -> Result<Given, Mistake> {
    let model = filling.model();
    let of = quantity(filling, about)?;
    let implication = implied(filling, call, of);
    let Some(bounds) = implication.bounds() else {
        let text = match implication {
            Implication::Unknown => "the limits of work were reached before this was known",
            _ => "nothing is claimed that bears on this",
        };
        return Err(Mistake::no_value(about, text.to_owned(), "`gainsay bounds` tells more"));
    };
    let text = match which {
        Which::Both => in_words(model, of, &bounds),
        Which::Least => bounds.low.as_ref().map(|bound| end_text(model, of, bound)),
        Which::Most => bounds.high.as_ref().map(|bound| end_text(model, of, bound)),
    };
    let Some(text) = text else {
        let text = "nothing sets a limit here".to_owned();
        return Err(Mistake::no_value(about, text, "`gainsay bounds` shows which ends are known"));
    };
    Ok(Given { text, row: None, note: Some(basis(model, &implication, which)) })
}

/// The claims that force what is shown, and the rules by which.
fn basis(model: &Model, implication: &Implication, which: Which) -> Noted {
    let Implication::Between(low, high) = implication else {
        let lead = "Implied by claims that contradict each other: so much is left whichever lightest set of them is \
            withdrawn";
        return Noted { lead: lead.to_owned(), ..Noted::default() };
    };
    let ends = [(low, Which::Most), (high, Which::Least)].into_iter().filter(|(_, other)| *other != which);
    let ends: Vec<&End> = ends.filter_map(|(end, _)| end.as_deref()).collect();
    let mut claims: Vec<ClaimId> = Vec::new();
    for row in ends.iter().flat_map(|end| &end.rows) {
        if !claims.contains(&row.claim) && claims.len() < MOST_NAMED {
            claims.push(row.claim);
        }
    }
    let mut rules: Vec<&str> = Vec::new();
    for reason in ends.iter().flat_map(|end| &end.because) {
        if let Reason::Rule { rule, .. } = reason
            && !rules.contains(&rule.name(model))
        {
            rules.push(rule.name(model));
        }
    }
    let by = if rules.is_empty() { String::new() } else { format!(" (by {})", rules.join(", ")) };
    Noted { lead: format!("Implied{by} by "), claims, source: None }
}

/// The quantity that a piece names.
pub(super) fn quantity(filling: &Filling<'_>, about: &Piece) -> Result<Of, Mistake> {
    match filling.quantities.get(&about.text) {
        Some(Ok(of)) => Ok(*of),
        Some(Err(wrong)) => Err(names::unresolved(filling.model(), about, wrong)),
        None => Err(Mistake::no_value(about, "this quantity was not asked for before filling".to_owned(), "")),
    }
}

/// What the claims that a call's filters leave in imply for a quantity.
pub(super) fn implied(filling: &mut Filling<'_>, call: &Call, of: Of) -> Implication {
    let model = filling.model();
    let filter = names::filter(model, call, &mut filling.mistakes);
    let takes_part = |claim: ClaimId| filter.keeps_claim(model, claim);
    let analysis = filling.scene.analysis;
    let question = Question { plans: false, claims: Some(&takes_part), asked: &[of] };
    let facts = Facts::of(model, analysis.assumptions(), question);
    Implications::new(&facts, analysis.limits()).of(of)
}

fn end_text(model: &Model, of: Of, bound: &Bound) -> String {
    model.bounds_words(of, &Bounds::exactly(bound.value.clone()))
}

/// An interval in words; none where both ends are open.
pub(super) fn in_words(model: &Model, of: Of, bounds: &Bounds) -> Option<String> {
    let end = |bound: &Bound| end_text(model, of, bound);
    Some(match (&bounds.low, &bounds.high) {
        _ if bounds.single().is_some() => model.bounds_words(of, bounds),
        (Some(low), Some(high)) => format!("{} to {}", end(low), end(high)),
        (Some(low), None) if low.strict => format!("more than {}", end(low)),
        (Some(low), None) => format!("at least {}", end(low)),
        (None, Some(high)) if high.strict => format!("less than {}", end(high)),
        (None, Some(high)) => format!("at most {}", end(high)),
        (None, None) => return None,
    })
}
