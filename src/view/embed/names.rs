//! Names that a document uses, looked up in the collection.

use super::call::{Call, Mistake, Piece, shown};
use super::codes::{NOT_IN_COLLECTION, WRONG_OPTION};
use crate::analysis::filter::{self, Filter, Misnamed};
use crate::base::message::nearest;
use crate::model::{ClaimId, Lookup, Model, RuleId, Unresolved};
use crate::reason::finding::{Contradiction, Finding, Strength};

/// The options that say which claims are meant.
pub(super) const CLAIM_FILTERS: [&str; 4] = ["about", "party", "side", "source"];
/// The options that say which contradictions are meant, besides those for claims.
pub(super) const FINDING_FILTERS: [&str; 2] = ["between", "strength"];

/// A name that is not in the collection, as a mistake at its place.
fn misnamed(at: &Piece, wrong: &Misnamed) -> Mistake {
    Mistake::new(&NOT_IN_COLLECTION, &at.range, wrong.message.clone(), wrong.help(|filter| format!("{filter}:")))
}

/// The filter that the options of a call describe; every wrong name is reported.
pub(super) fn filter(model: &Model, call: &Call, mistakes: &mut Vec<Mistake>) -> Filter {
    let mut filter = Filter::default();
    filter.parties = each(call.values("party"), mistakes, |name| filter::party(model, name));
    filter.sides = each(call.values("side"), mistakes, |name| filter::side(model, name));
    filter.sources = each(call.values("source"), mistakes, |name| filter::source(model, name));
    filter.between = each(call.values("between"), mistakes, |name| filter::side(model, name));
    let about = each(call.values("about"), mistakes, |name| filter::about(model, name));
    filter.about = about.into_iter().flatten().collect();
    if let [only] = call.values("between") {
        let text = "`between` needs two sides".to_owned();
        mistakes.push(Mistake::new(&WRONG_OPTION, &only.range, text, "write `between: [side, side]`"));
    }
    for value in call.values("strength") {
        let all = [Strength::Hard, Strength::Conditional, Strength::Tension];
        if let Some(strength) = all.into_iter().find(|strength| strength.word() == value.text) {
            filter.strengths.push(strength);
        } else {
            let text = format!("there is no strength `{}`", shown(&value.text));
            let near = nearest(&value.text, all.iter().map(|strength| strength.word()));
            let help = near.map_or_else(
                || "there are: hard, conditional, tension".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            mistakes.push(Mistake::new(&WRONG_OPTION, &value.range, text, help));
        }
    }
    filter
}

fn each<T>(pieces: &[Piece], mistakes: &mut Vec<Mistake>, find: impl Fn(&str) -> Result<T, Misnamed>) -> Vec<T> {
    let mut found = Vec::new();
    for piece in pieces {
        match find(&piece.text) {
            Ok(id) => found.push(id),
            Err(wrong) => mistakes.push(misnamed(piece, &wrong)),
        }
    }
    found
}

/// A claim by its name.
pub(super) fn claim(model: &Model, piece: &Piece) -> Result<ClaimId, Mistake> {
    match model.find_claim(&piece.text) {
        Lookup::Found(claim) => Ok(claim),
        Lookup::Ambiguous(claims) => {
            let names: Vec<String> = claims.into_iter().map(|claim| format!("`{}`", model.claim_name(claim))).collect();
            let text = format!("several claims are named `{}`", shown(&piece.text));
            Err(Mistake::new(&NOT_IN_COLLECTION, &piece.range, text, format!("write {}", names.join(" or "))))
        }
        Lookup::Unknown => {
            let text = match model.find(&piece.text).first() {
                Some(&other) => {
                    format!("`{}` is a {}; a claim is needed here", shown(&piece.text), model.kind_word(other))
                }
                None => format!("there is no claim `{}`", shown(&piece.text)),
            };
            Err(Mistake::new(&NOT_IN_COLLECTION, &piece.range, text, near_claim(model, &piece.text)))
        }
    }
}

fn near_claim(model: &Model, name: &str) -> String {
    /// A misspelt name is compared with at most this many claims.
    const MOST: usize = 2_000;
    let claims: Vec<String> = model.claims().ids().take(MOST).map(|claim| model.claim_name(claim)).collect();
    let shorts = claims.iter().map(|claim| claim.split_once('/').map_or(claim.as_str(), |(_, short)| short));
    let known = claims.iter().map(String::as_str).chain(shorts);
    nearest(name, known.collect::<Vec<_>>().into_iter().rev())
        .map_or_else(|| "`gainsay list claims` lists the claims".to_owned(), |near| format!("did you mean `{near}`?"))
}

/// A rule of the collection by its name.
pub(super) fn rule(model: &Model, piece: &Piece) -> Result<RuleId, Mistake> {
    let known = model.rules().iter().map(|(_, rule)| model.name(rule.name));
    model
        .find_rule(&piece.text)
        .ok_or_else(|| misnamed(piece, &Misnamed::new(model, "rule of the collection", &piece.text, known)))
}

/// A contradiction by its id, or by some of its claims, joined by `+`.
pub(super) fn contradiction<'f>(
    model: &Model,
    findings: &'f [Finding],
    piece: &Piece,
) -> Result<(&'f Finding, &'f Contradiction), Mistake> {
    let all = || findings.iter().filter_map(|finding| Some((finding, finding.contradiction.as_ref()?)));
    if piece.text.to_uppercase().starts_with("C-") {
        return all().find(|(_, found)| found.id.eq_ignore_ascii_case(&piece.text)).ok_or_else(|| {
            let help = "`gainsay list contradictions` lists them; an id changes when a claim of it does, \
                and `claim+claim` names one by its claims";
            let near = nearest(&piece.text, all().map(|(_, found)| found.id.as_str()));
            let help = near.map_or_else(|| help.to_owned(), |near| format!("did you mean `{near}`?"));
            let text = format!("there is no contradiction `{}`", shown(&piece.text));
            Mistake::new(&NOT_IN_COLLECTION, &piece.range, text, help)
        });
    }
    let mut claims = Vec::new();
    let mut from = 0;
    for part in piece.text.split('+') {
        claims.push(claim(model, &Piece::trimmed(part, piece.range.start + from))?);
        from += part.len() + 1;
    }
    let has_all = |finding: &Finding| claims.iter().all(|claim| finding.claims.contains(claim));
    let fitting: Vec<_> = all().filter(|(finding, _)| has_all(finding)).collect();
    // The one of these claims alone is meant before those in which others take part, too.
    let exact: Vec<_> = fitting.iter().filter(|(finding, _)| finding.claims.len() == claims.len()).copied().collect();
    match (fitting.as_slice(), exact.as_slice()) {
        (_, [one]) | ([one], _) => Ok(*one),
        ([], _) => {
            let text = "in no contradiction these claims take part together".to_owned();
            let help = "`gainsay list contradictions` lists the contradictions with their claims";
            Err(Mistake::new(&NOT_IN_COLLECTION, &piece.range, text, help))
        }
        (several, _) => {
            let ids: Vec<&str> = several.iter().take(8).map(|(_, found)| found.id.as_str()).collect();
            let text = format!("these claims take part together in {} contradictions", several.len());
            let help = format!("name more claims, or one of {}", ids.join(", "));
            Err(Mistake::new(&NOT_IN_COLLECTION, &piece.range, text, help))
        }
    }
}

/// What is wrong with a quantity, at its place in the document.
pub(super) fn unresolved(model: &Model, piece: &Piece, wrong: &Unresolved) -> Mistake {
    let help = wrong.help.clone().or_else(|| model.suggestion(wrong, &piece.text));
    let range = piece.range.start + wrong.range.start..piece.range.start + wrong.range.end;
    Mistake::new(&NOT_IN_COLLECTION, &range, wrong.message.clone(), help.unwrap_or_default())
}
