//! Sources at hand that do not hold what they are cited for.
//!
//! A claim came through a source whose text is here. If its figure does not stand there, in no reading and no
//! spelling, or what is quoted from there does not, then it was not had from there, whatever the link says: the way
//! does not lead on, and who wrote that source is no origin of the figure.
//!
//! In doubt a figure is taken to stand there: digits count however they are grouped and with whatever power of ten a
//! table's heading gives them; so does a number that the figure is a rounding of, or that is a rounding of it, and any number
//! within its interval. What says the same there is a claim of that source, as whoever read it saw. A figure that was
//! computed is not looked for, nor a date, nor what vague words stand for.
//!
//! Each text is read once, in time proportional to its length; each figure is then looked up among its numbers.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::behind::sources_behind;
use crate::base::anchor::{Haystack, Work};
use crate::base::number::{Bounds, Number};
use crate::base::text::{FileId, Texts};
use crate::model::documents::Documents;
use crate::model::{ClaimId, ClaimLinkKind, Model, SourceId, SourceLinkKind, Statement, Value};
use crate::notation::mentions::{MentionKind, mentions};

/// The links that lead to a source that is silent.
#[derive(Debug, Clone, Default)]
pub struct Silent {
    links: BTreeSet<(ClaimId, SourceId)>,
}

impl Silent {
    /// None: no text was looked into.
    pub fn none() -> Self {
        Silent::default()
    }

    /// Looks into the text of every source through which a claim came, as far as it is here.
    pub fn find(texts: &Texts, model: &Model, documents: &Documents) -> Self {
        let mut asked: BTreeMap<FileId, Vec<(ClaimId, SourceId, SourceLinkKind)>> = BTreeMap::new();
        // Where no text is here nothing can be looked up.
        if documents.no_folder().is_some() {
            return Silent::none();
        }
        for claim in model.claims().ids().filter(|&claim| !is_computed(model, claim)) {
            let own = model.claims()[claim].source;
            if model.links_of(claim).is_empty() && model.links_of_source(own).is_empty() {
                continue;
            }
            for (kind, to) in sources_behind(model, claim) {
                if let Some(text) = documents.of(to).text()
                    && documents.of(own).text().is_none_or(|own| own.file != text.file)
                {
                    asked.entry(text.file).or_default().push((claim, to, kind));
                }
            }
        }
        let mut links = BTreeSet::new();
        for (file, asked) in asked {
            let text = texts.file(file).text();
            let held = Held::new(model, text);
            let haystack = Haystack::new(text);
            let mut work = Work::new(Work::DEFAULT);
            for (claim, to, kind) in asked {
                let in_words = reads_words(model, to) || !is_small(model, claim);
                if in_words && !says_the_same(model, claim, to) && !held.holds(model, claim, kind, &haystack, &mut work)
                {
                    links.insert((claim, to));
                }
            }
        }
        Silent { links }
    }

    /// Whether a claim came through a source that does not hold it.
    pub fn is(&self, claim: ClaimId, source: SourceId) -> bool {
        self.links.contains(&(claim, source))
    }

    /// The claims with the sources that do not hold them, in order.
    pub fn links(&self) -> impl Iterator<Item = (ClaimId, SourceId)> {
        self.links.iter().copied()
    }
}

fn is_computed(model: &Model, claim: ClaimId) -> bool {
    model.links_of(claim).iter().any(|link| matches!(link.kind, ClaimLinkKind::ComputedFrom(_)))
}

fn says_the_same(model: &Model, claim: ClaimId, source: SourceId) -> bool {
    let contents = model.contents_of(claim);
    model.claims_in(source).any(|other| model.contents_of(other) == contents)
}

/// Whether number words are read in a source's language.
fn reads_words(model: &Model, source: SourceId) -> bool {
    let language = model.sources()[source].language.map(|language| model.prose(language).to_lowercase());
    language.is_none_or(|language| language == "english" || language.split(['-', '_']).next() == Some("en"))
}

/// Whether a figure is so small that people write it in words.
fn is_small(model: &Model, claim: ClaimId) -> bool {
    let most = Number::from(100);
    model.readings_of(claim).any(|(_, reading)| match reading.statement {
        Statement::Figure { is, .. } => {
            let nominal = model.values()[is].nominal();
            nominal.high.as_ref().or(nominal.low.as_ref()).is_some_and(|end| end.value.abs() <= most)
        }
        _ => false,
    })
}

/// The numbers of a text.
struct Held {
    /// What the numbers of the text may be, in order.
    numbers: Vec<Number>,
    /// The digits of each, without what groups them and without zeros at either end.
    digits: FxHashSet<String>,
    /// What vague words of the text stand for.
    ranges: Vec<Bounds>,
}

impl Held {
    fn new(model: &Model, text: &str) -> Self {
        let mut held = Held { numbers: Vec::new(), digits: FxHashSet::default(), ranges: Vec::new() };
        for mention in mentions(text, model.lexicon()).found {
            let read = mention.read.as_ref();
            match read.and_then(Bounds::single) {
                Some(number) => {
                    held.numbers.push(number.clone());
                    if mention.kind == MentionKind::Percentage || mention.share {
                        held.numbers.push(number * &Number::from(100));
                    }
                }
                None => held.ranges.extend(read.cloned()),
            }
        }
        for run in runs(text) {
            held.digits.extend(run.split(char::is_whitespace).map(significant));
            let whole: String = run.chars().filter(char::is_ascii_digit).collect();
            held.numbers.extend(Number::parse_decimal(&whole));
            held.digits.insert(significant(&whole));
        }
        held.numbers.sort_unstable();
        held.numbers.dedup();
        held
    }

    /// Whether what a claim says may stand in the text.
    fn holds(
        &self,
        model: &Model,
        claim: ClaimId,
        kind: SourceLinkKind,
        haystack: &Haystack<'_>,
        work: &mut Work,
    ) -> bool {
        let mut has_figure = false;
        for (_, reading) in model.readings_of(claim) {
            let Statement::Figure { of, is } = reading.statement else { continue };
            if model.is_event(of) || self.has(model, &model.values()[is]) {
                return true;
            }
            has_figure = true;
        }
        if has_figure {
            return false;
        }
        // What is no figure can be looked for only where words are given as they stand there.
        let fragments = model.fragments_of(claim);
        if kind != SourceLinkKind::Quotes || fragments.is_empty() {
            return true;
        }
        haystack.find_all(&fragments, work).iter().any(|anchor| !anchor.places.is_empty() || anchor.cut)
    }

    fn has(&self, model: &Model, value: &Value) -> bool {
        let nominal = value.nominal();
        let ends: Vec<&Number> = [&nominal.low, &nominal.high].into_iter().flatten().map(|end| &end.value).collect();
        let wording = model.name(value.wording);
        // Vague words may be put in as many ways as there are languages.
        if ends.is_empty() || !wording.contains(|c: char| c.is_ascii_digit()) && nominal.single().is_none() {
            return true;
        }
        let spelled = runs(wording).any(|run| self.digits.contains(&significant(run)));
        spelled || self.ranges.contains(nominal) || ends.into_iter().any(|end| self.is_near(end, value))
    }

    /// Whether a number of the text is the end of a figure, a rounding of it or what it is a rounding of.
    fn is_near(&self, end: &Number, value: &Value) -> bool {
        let percent = end * &Number::from(100);
        let spelled = [end, &percent].into_iter().any(|number| self.digits.contains(&digits_of(number)));
        let is_whole = value.read.low.is_some() && value.read.high.is_some();
        let within = |number: &&Number| {
            let low = value.read.low.as_ref().is_none_or(|low| **number >= low.value);
            let high = value.read.high.as_ref().is_none_or(|high| **number <= high.value);
            is_whole && low && high
        };
        // No rounding moves a number by more than itself.
        let (from, to) = (end.abs().checked_div(&Number::from(2)).unwrap_or_default(), &end.abs() * &Number::from(2));
        let first = self.numbers.partition_point(|number| *number < from);
        let mut near = self.numbers[first..].iter().take_while(|number| **number <= to);
        spelled || near.any(|number| within(&number) || is_rounding(number, end) || is_rounding(end, number))
    }
}

/// Whether one number is another rounded, or cut off, at its own last place: 6,400 for 6,438.
pub(crate) fn is_rounding(round: &Number, exact: &Number) -> bool {
    let text = round.abs().to_string();
    let places = match text.split_once('.') {
        Some((_, decimals)) => -i32::try_from(decimals.len()).unwrap_or(i32::MAX),
        None => i32::try_from(text.len() - text.trim_end_matches('0').len()).unwrap_or(0),
    };
    let Some(unit) = Number::pow10(places).filter(|_| !round.is_zero()) else { return false };
    let (more, twice) = (exact - round, &(exact - round).abs() * &Number::from(2));
    twice <= unit || !more.is_negative() && more < unit
}

fn digits_of(number: &Number) -> String {
    significant(&number.abs().to_string())
}

/// The digits of a number without zeros at either end.
fn significant(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').to_owned()
}

/// Digits with what may group them or part their decimals: `1 939 063`, `1.939.063`, `4,06`.
fn runs(text: &str) -> impl Iterator<Item = &str> {
    let joins = |c: char| matches!(c, ',' | '.' | '\'' | '\u{2019}' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(|c: char| c.is_ascii_digit())?;
        let tail = &rest[start..];
        let mut end = 0;
        let mut chars = tail.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let goes_on = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
            if c.is_ascii_digit() {
                end = at + 1;
            } else if !(joins(c) && goes_on) {
                break;
            }
        }
        rest = &tail[end..];
        Some(&tail[..end])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse_decimal(text).expect(text)
    }

    #[test]
    fn digits_are_compared_without_what_groups_them() {
        let found = |text: &'static str| runs(text).collect::<Vec<_>>();
        assert_eq!(found("1 939 063, and 4,06 milioane; 7."), ["1 939 063", "4,06", "7"]);
        assert_eq!(significant("1.939.000"), "1939");
        assert_eq!(significant("0.0565"), "565");
        assert_eq!(digits_of(&number("4060000")), "406");
    }

    #[test]
    fn a_number_is_a_rounding_of_what_it_stands_for() {
        for (round, exact) in
            [("6400", "6438"), ("6000", "6438"), ("6.4", "6.438"), ("13000", "12950"), ("6400", "6499")]
        {
            assert!(is_rounding(&number(round), &number(exact)), "{round} for {exact}");
        }
        for (round, exact) in [("6438", "6400"), ("7000", "6438"), ("6400", "6301"), ("6.4", "6.6"), ("0", "3")] {
            assert!(!is_rounding(&number(round), &number(exact)), "{round} for {exact}");
        }
    }
}
