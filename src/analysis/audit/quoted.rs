//! What stands in quotes and beside them: conditions, hedges, negations.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::words::{self, ABOUT, CONDITIONS, NEGATIONS, UNSURE};
use super::{About, Analysis, Audit, Kind, Look, is_plain, line_of};
use crate::base::anchor::Work;
use crate::base::text::FileId;
use crate::model::documents::Quotes;
use crate::model::{ClaimId, Model, SourceId, Statement};

/// The passages of each text that some claim quotes.
type Taken = FxHashMap<FileId, Vec<Range<usize>>>;

pub(super) fn look(analysis: &Analysis<'_>, wanted: &impl Fn(SourceId) -> bool, audit: &mut Audit) {
    let (model, documents) = (analysis.model(), analysis.documents());
    let quotes = documents.all_quotes(analysis.texts(), model, Work::DEFAULT);
    let mut taken: Taken = FxHashMap::default();
    for quotes in &quotes {
        let Some(text) = documents.of(quotes.source).text() else { continue };
        let places = quotes.claims.iter().flat_map(|(_, anchors)| anchors).filter_map(|anchor| anchor.single());
        taken.entry(text.file).or_default().extend(places.map(|place| place.range.clone()));
    }
    for source in model.sources().ids().filter(|&source| wanted(source)) {
        if model.claims_of(source).next().is_none() {
            continue;
        }
        match documents.of(source).text() {
            None => audit.without_text.push(source),
            Some(_) if !is_english(model, source) => audit.other_language.push(source),
            Some(text) => {
                let own = quotes.iter().find(|quotes| quotes.source == source);
                let whole = analysis.texts().file(text.file).text();
                let taken = taken.get(&text.file).map_or(&[][..], Vec::as_slice);
                if let Some(quotes) = own {
                    of_source(model, whole, quotes, taken, audit);
                }
            }
        }
    }
}

/// A source without a language is read as English.
fn is_english(model: &Model, source: SourceId) -> bool {
    let language = model.sources()[source].language.map(|language| model.prose(language).to_ascii_lowercase());
    language.is_none_or(|language| language == "english" || language.split('-').next() == Some("en"))
}

fn of_source(model: &Model, text: &str, quotes: &Quotes, taken: &[Range<usize>], audit: &mut Audit) {
    audit.cut |= quotes.cut;
    for (claim, anchors) in &quotes.claims {
        let own: Vec<Range<usize>> =
            anchors.iter().filter_map(|anchor| anchor.single()).map(|place| place.range.clone()).collect();
        let is_taken = |place: &Range<usize>| taken.iter().any(|own| own.start <= place.start && place.end <= own.end);
        for (kind, place) in of_claim(model, text, *claim, &own, &is_taken) {
            let (line, _) = line_of(text, place.start);
            audit.looks.push(Look {
                kind,
                about: About::Claim(*claim),
                words: Some(text[place.clone()].to_owned()),
                line: Some(line),
                near: words::around(text, &place),
            });
        }
    }
}

/// The first condition, the first hedge and the first negation of a claim's quote.
fn of_claim(
    model: &Model,
    text: &str,
    claim: ClaimId,
    own: &[Range<usize>],
    is_taken: &impl Fn(&Range<usize>) -> bool,
) -> Vec<(Kind, Range<usize>)> {
    let statement = model.readings_of(claim).next().map(|(_, reading)| reading.statement.clone());
    let within = |words: &[&str]| own.iter().find_map(|quote| words::first(text, quote, words));
    let beside = |words: &[&str]| {
        let sides = own.iter().flat_map(|quote| [words::before(text, quote), words::after(text, quote)]);
        sides.into_iter().find_map(|side| words::first(text, &side, words))
    };
    let before = |words: &[&str]| {
        let found = own.iter().find_map(|quote| words::first(text, &words::before(text, quote), words));
        found.filter(|place| !is_taken(place))
    };
    let mut found = Vec::new();
    // A condition that some claim quotes is encoded; one within the quote itself was seen.
    found.extend(beside(CONDITIONS).filter(|place| !is_taken(place)).map(|place| (Kind::Condition, place)));
    let hedge = match &statement {
        Some(Statement::Figure { is, .. }) => {
            let value = &model.values()[*is];
            let wording = model.name(value.wording).to_ascii_lowercase();
            let is_lost = |place: &Range<usize>| !wording.contains(&text[place.clone()].to_ascii_lowercase());
            let lost = if value.is_hedged() { None } else { within(ABOUT).or_else(|| before(ABOUT)).filter(is_lost) };
            lost.or_else(|| within(UNSURE).or_else(|| before(UNSURE)).filter(|_| is_plain(model, claim)))
        }
        _ if is_plain(model, claim) => within(UNSURE).or_else(|| before(UNSURE)),
        _ => None,
    };
    found.extend(hedge.map(|place| (Kind::Hedge, place)));
    if matches!(statement, Some(Statement::Affirms(_) | Statement::Denies(_))) {
        found.extend(within(NEGATIONS).or_else(|| before(NEGATIONS)).map(|place| (Kind::Negation, place)));
    }
    found
}
