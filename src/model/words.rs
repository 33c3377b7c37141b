//! Quantities, sums, relations and values in words, made here and nowhere else, from the names and phrases of the
//! vocabulary.
//!
//! What is told of a model can be told in the notation instead: [`Model::tell_in`].

use super::quantity::Term;
use super::{CodeId, MeasureId, MeasureKind, Model, Of, Quantity, QuantityId, RelationId, Statement, Value};
use crate::base::number::Number;
use crate::base::when::When;
use crate::notation::{self, Expression, PhrasePart, RelationText, phrase};

mod amounts;

pub use amounts::{counted, readable};

/// In what quantities and values are told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Wording {
    /// In words, from the vocabulary.
    #[default]
    Words,
    /// In the notation, as claims are written.
    Notation,
}

/// A term of a sum: its factor, and what it multiplies in words.
type Told = (Number, String);

impl Model {
    /// Chooses in what quantities and values are told from now on.
    pub fn tell_in(&mut self, wording: Wording) {
        self.wording = wording;
    }

    /// In what quantities and values are told.
    pub fn wording(&self) -> Wording {
        self.wording
    }

    fn is_in_notation(&self) -> bool {
        self.wording == Wording::Notation
    }

    /// A quantity in words: "Italians in Soviet custody, serving a sentence, on 4 July 1955".
    pub fn quantity_words(&self, quantity: QuantityId) -> String {
        if self.is_in_notation() {
            return self.quantity_text(quantity);
        }
        let record = &self.quantities[quantity];
        let when = record.when.map(|when| &self.whens[when]);
        self.called(record.measure, self.code_list(record.codes), when)
    }

    /// A quantity in words, without its time.
    pub fn timeless_words(&self, quantity: &Quantity) -> String {
        self.measure_words(quantity.measure, self.code_list(quantity.codes))
    }

    /// A measure at one code of each dimension, in words.
    pub fn measure_words(&self, measure: MeasureId, codes: &[CodeId]) -> String {
        if self.is_in_notation() { self.measure_at_codes(measure, codes) } else { self.called(measure, codes, None) }
    }

    /// A code as people call it.
    pub fn code_words(&self, code: CodeId) -> String {
        if self.is_in_notation() {
            return self.code_text(code);
        }
        let record = &self.codes[code];
        record.title.map_or_else(|| self.name(record.name).replace('-', " "), |title| self.prose(title).to_owned())
    }

    /// A quantity, or a sum of several, in words.
    pub fn of_words(&self, of: Of) -> String {
        if self.is_in_notation() {
            return self.of_text(of);
        }
        let is_length = self.is_length(of);
        let mut terms: Vec<Told> = self.terms(of).map(|(by, quantity)| (by, self.quantity_words(quantity))).collect();
        terms.sort_by_key(|(factor, _)| factor.is_negative());
        span(&terms).filter(|_| is_length).unwrap_or_else(|| added(&terms))
    }

    fn terms(&self, of: Of) -> impl Iterator<Item = (Number, QuantityId)> + '_ {
        let terms: Vec<Term> = match of {
            Of::Quantity(quantity) => vec![Term { factor: Number::ONE, quantity }],
            Of::Sum(sum) => self.sums[sum].terms().to_vec(),
        };
        terms.into_iter().map(|term| (term.factor, term.quantity))
    }

    /// A relation in words.
    pub fn relation_words(&self, relation: RelationId) -> String {
        self.words(&self.relation_text(relation))
    }

    /// What a claim says, in words, its figure as it is written.
    ///
    /// # Panics
    /// Where a claim that is disputed says nothing, which no claim does.
    pub fn statement_words(&self, statement: &Statement) -> String {
        if self.is_in_notation() {
            return self.statement_text(statement);
        }
        let text = |id| self.prose(self.propositions[id].text);
        match *statement {
            Statement::Figure { of, is } => {
                format!("{}: {}", self.of_words(of), self.wording_words(of, &self.values[is]))
            }
            Statement::Relation(relation) => self.relation_words(relation),
            Statement::Affirms(id) => format!("\u{201c}{}\u{201d}", text(id)),
            Statement::Denies(id) => format!("not \u{201c}{}\u{201d}", text(id)),
            Statement::Disputes(claim) => {
                let (_, said) = self.readings_of(claim).next().expect("a claim says something");
                let says = match &said.statement {
                    Statement::Disputes(_) => self.claim_name(claim),
                    statement => self.statement_words(statement),
                };
                let who = self.voice_words(claim);
                format!("disputes {who}: {says}")
            }
        }
    }

    /// What a claim says in words, where it says this in the notation in one of its readings.
    pub fn said_words(&self, claim: super::ClaimId, text: &str) -> String {
        let mut said = self.readings_of(claim).map(|(_, reading)| &reading.statement);
        match said.find(|statement| self.statement_text(statement) == text) {
            Some(statement) => self.statement_words(statement),
            None => self.words(text),
        }
    }

    /// A proposition as it is told: its text in quotation marks, or its name.
    pub(crate) fn proposition(&self, id: super::PropositionId) -> String {
        let record = &self.propositions[id];
        if self.is_in_notation() {
            self.name(record.name).to_owned()
        } else {
            format!("\u{201c}{}\u{201d}", self.prose(record.text))
        }
    }

    /// The measure that a sum in the notation begins with.
    pub(crate) fn measure_in(&self, text: &str) -> Option<MeasureId> {
        let sum = notation::expression(text).ok()?;
        self.find_measure(sum.terms.first()?.quantity.measure.text)
    }

    /// A number as it is told: in the notation in full, else to few digits.
    pub(crate) fn number(&self, number: &Number) -> String {
        if self.is_in_notation() { number.grouped() } else { readable(number) }
    }

    /// What is written, multiplied: `18 % of 100`; in the notation `0.18 * 100`.
    pub(crate) fn multiplied(&self, factor: &Number, what: &str) -> String {
        if self.is_in_notation() { format!("{factor} * {what}") } else { amounts::times(factor, what) }
    }

    /// What stands between what is added.
    pub(crate) fn plus(&self) -> &'static str {
        if self.is_in_notation() { " + " } else { " plus " }
    }

    /// What stands between parts of which each has commas of its own.
    pub(crate) fn comma(&self) -> &'static str {
        if self.is_in_notation() { ", " } else { "; " }
    }

    /// What stands between what is spoken of and what is said of it.
    pub(crate) fn colon(&self) -> &'static str {
        if self.is_in_notation() { "" } else { ":" }
    }

    /// Who makes a claim: the parties, or the source where nobody is named.
    pub fn voice_words(&self, claim: super::ClaimId) -> String {
        let parties = self.asserters(claim);
        if !parties.is_empty() {
            return self.party_titles(parties);
        }
        let source = &self.sources[self.claims[claim].source];
        source.title.map_or_else(|| self.name(source.name).to_owned(), |title| self.prose(title).to_owned())
    }

    /// A wording as the source has it; a date as people write it.
    fn wording_words(&self, of: Of, value: &Value) -> String {
        let wording = self.name(value.wording);
        let date = self.is_event(of).then(|| When::parse(wording).ok()).flatten();
        if let Some(base) = value.share_of {
            // "about half of captured @ 1945": what it is a share of is told in words.
            let is_base = |at: &usize| notation::expression(&wording[at + " of ".len()..]).is_ok();
            let end = wording.match_indices(" of ").map(|(at, _)| at).find(is_base).unwrap_or(wording.len());
            return format!("{} of {}", &wording[..end], self.of_words(base));
        }
        date.map_or_else(|| wording.to_owned(), |when| when.human())
    }

    /// What stands in the notation, in words: a quantity, a sum, a relation, propositions that exclude or imply each
    /// other. What is not in the notation stays as it is.
    pub fn words(&self, text: &str) -> String {
        if self.is_in_notation() {
            return text.to_owned();
        }
        self.understood(text).unwrap_or_else(|| text.to_owned())
    }

    fn understood(&self, text: &str) -> Option<String> {
        if let Some((quantity, moment)) = text.split_once(" is that @ ") {
            let when = When::parse(moment).ok()?;
            return Some(format!("{}: that {}", self.understood(quantity)?, when.at_words()));
        }
        if let Some((quantity, number)) = text.split_once(" is at least ") {
            return Some(format!("{}: at least {number}", self.understood(quantity)?));
        }
        for word in [" excludes ", " implies "] {
            if let Some((one, other)) = text.split_once(word) {
                return Some(format!("{}{word}{}", self.proposition_words(one)?, self.proposition_words(other)?));
            }
        }
        if let Ok(relation) = notation::relation(text) {
            return self.compared(&relation);
        }
        if let Ok(sum) = notation::expression(text) {
            let terms = self.told_terms(&sum)?;
            let of_dates =
                self.measure_in(text).is_some_and(|measure| self.measures[measure].kind == MeasureKind::Event);
            return Some(span(&terms).filter(|_| of_dates).unwrap_or_else(|| added(&terms)));
        }
        self.proposition_words(text)
    }

    fn proposition_words(&self, name: &str) -> Option<String> {
        let id = self.find_proposition(name)?;
        Some(format!("\u{201c}{}\u{201d}", self.prose(self.propositions[id].text)))
    }

    fn told_terms(&self, sum: &Expression<'_>) -> Option<Vec<Told>> {
        let told = |term: &notation::Term<'_>| {
            // The time of one term is shared by all, and some have none.
            let measure = self.find_measure(term.quantity.measure.text)?;
            let has_time = !matches!(self.measures[measure].kind, MeasureKind::Fixed | MeasureKind::Event);
            let when = term.quantity.when.clone().filter(|_| has_time);
            let found = self.resolve(&notation::QuantityText { when, ..term.quantity.clone() }).ok()?;
            Some((term.factor.clone(), self.called(found.measure, &found.codes, found.when.as_ref())))
        };
        sum.terms.iter().map(told).collect()
    }

    fn compared(&self, relation: &RelationText<'_>) -> Option<String> {
        let (left, right) = (self.told_terms(&relation.left)?, self.told_terms(&relation.right)?);
        let constant = relation.right.constant.plus(&relation.left.constant, -1);
        let of_dates = |sum: &Expression<'_>| {
            let found = sum.terms.first().and_then(|term| self.find_measure(term.quantity.measure.text));
            found.is_some_and(|measure| self.measures[measure].kind == MeasureKind::Event)
        };
        let is_of_dates = of_dates(&relation.left) || of_dates(&relation.right);
        let alone = |terms: &[Told]| matches!(terms, [(factor, _)] if *factor == Number::ONE);
        if is_of_dates && alone(&left) && alone(&right) {
            return Some(amounts::in_order(&left[0].1, relation.comparison, &constant, &right[0].1));
        }
        let added = |terms: &[Told]| span(terms).filter(|_| is_of_dates).unwrap_or_else(|| added(terms));
        let counts = |sum: &Expression<'_>| {
            sum.terms.iter().all(|term| {
                self.find_measure(term.quantity.measure.text).is_some_and(|measure| self.measures[measure].counts)
            })
        };
        if left.is_empty() {
            return Some(format!(
                "{}: {}",
                added(&right),
                amounts::against(relation.comparison.turned(), &constant.negated())
            ));
        }
        if right.is_empty() {
            return Some(format!("{}: {}", added(&left), amounts::against(relation.comparison, &constant)));
        }
        let (mut one, mut other) = (added(&left), added(&right));
        if !constant.is_zero() {
            let end = if constant.is_negative() { &mut one } else { &mut other };
            end.push_str(&format!(" plus {}", amounts::size(&constant)));
        }
        let many = counts(&relation.left) && counts(&relation.right);
        Some(format!("{one}: {} {other}", amounts::comparison(relation.comparison, many)))
    }

    /// What a quantity is called.
    fn called(&self, measure: MeasureId, codes: &[CodeId], when: Option<&When>) -> String {
        let record = &self.measures[measure];
        let mut told = vec![false; codes.len()];
        let mut called = match record.phrase.map(|text| phrase(self.prose(text))) {
            Some(Ok(parts)) => {
                let (words, _) = self.filled(&parts, codes, &mut told);
                words.split_whitespace().collect::<Vec<_>>().join(" ")
            }
            _ => self.put_together(measure, codes, &mut told),
        };
        let rest = codes.iter().zip(&told).filter(|(code, told)| !**told && !self.is_first(**code));
        let rest: Vec<String> = rest.map(|(&code, _)| self.part_words(code)).collect();
        for part in &rest {
            called.push_str(", ");
            called.push_str(part);
        }
        if let Some(when) = when {
            let time = match record.kind {
                MeasureKind::Cumulative { .. } => when.by_words(),
                _ => when.at_words(),
            };
            called.push_str(if rest.is_empty() { " " } else { ", " });
            called.push_str(&time);
        }
        called
    }

    /// Without a phrase: the code of the first dimension, then the measure.
    fn put_together(&self, measure: MeasureId, codes: &[CodeId], told: &mut [bool]) -> String {
        let record = &self.measures[measure];
        let name =
            record.title.map_or_else(|| self.name(record.name).replace('-', " "), |text| self.prose(text).to_owned());
        match (codes.first(), told.first_mut()) {
            (Some(&code), Some(is_told)) if !self.is_first(code) || self.codes[code].phrase.is_some() => {
                *is_told = true;
                format!("{} {name}", self.part_words(code))
            }
            _ => name,
        }
    }

    /// A phrase with its codes, and whether one of them has nothing to say.
    fn filled(&self, parts: &[PhrasePart<'_>], codes: &[CodeId], told: &mut [bool]) -> (String, bool) {
        let mut words = String::new();
        let mut silent = false;
        for part in parts {
            match part {
                PhrasePart::Words(text) => words.push_str(text),
                PhrasePart::Optional(parts) => {
                    let (text, is_silent) = self.filled(parts, codes, told);
                    words.push_str(if is_silent { "" } else { &text });
                }
                PhrasePart::Code(name) => {
                    let of = |code: &CodeId| self.name(self.dimensions[self.codes[*code].dimension].name) == name.text;
                    let Some(at) = codes.iter().position(of) else { continue };
                    told[at] = true;
                    if self.is_first(codes[at]) && self.codes[codes[at]].phrase.is_none() {
                        silent = true;
                    } else {
                        words.push_str(&self.part_words(codes[at]));
                    }
                }
            }
        }
        (words, silent)
    }

    /// A code within a quantity.
    fn part_words(&self, code: CodeId) -> String {
        self.codes[code].phrase.map_or_else(|| self.code_words(code), |text| self.prose(text).to_owned())
    }

    /// Whether a code is the one that is meant where none is named.
    fn is_first(&self, code: CodeId) -> bool {
        self.dimensions[self.codes[code].dimension].codes.first() == Some(&code)
    }
}

/// The time between two dates.
fn span(terms: &[Told]) -> Option<String> {
    match terms {
        [(one, later), (less, earlier)] if *one == Number::ONE && *less == -Number::ONE => {
            Some(format!("from {earlier} to {later}"))
        }
        _ => None,
    }
}

/// Terms added up, in words.
fn added(terms: &[Told]) -> String {
    let mut text = String::new();
    for (index, (factor, words)) in terms.iter().enumerate() {
        text.push_str(match (index, factor.is_negative()) {
            (0, false) => "",
            (0, true) => "less ",
            (_, false) => " plus ",
            (_, true) => " less ",
        });
        text.push_str(&amounts::times(&factor.abs(), words));
    }
    text
}
