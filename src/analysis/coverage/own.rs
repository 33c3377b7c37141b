//! The numbers that a claim says.

use crate::base::number::{Bounds, Number};
use crate::model::{ClaimId, Model, Of, Statement, ValueId};
use crate::notation::mentions::{Mention, MentionKind, mentions};

/// The numbers of a claim in all its readings.
#[derive(Debug, Default)]
pub(super) struct Own {
    numbers: Vec<Number>,
    /// What vague words stand for.
    ranges: Vec<Bounds>,
    /// Each wording in lower case, its words between blanks.
    wordings: Vec<String>,
    /// The digits of each number as written, without what groups them.
    digits: Vec<String>,
}

/// No longer wording is compared word for word.
const LONGEST: usize = 4_000;

impl Own {
    pub(super) fn new(model: &Model, claim: ClaimId) -> Self {
        let mut own = Own::default();
        for (_, reading) in model.readings_of(claim) {
            match reading.statement {
                Statement::Figure { of, is } => own.figure(model, of, is),
                Statement::Relation(relation) => {
                    let relation = &model.relations()[relation];
                    for of in relation.sides() {
                        own.factors(model, of);
                    }
                }
                Statement::Affirms(id) | Statement::Denies(id) => {
                    let proposition = &model.propositions()[id];
                    own.wording(model, model.prose(proposition.text));
                    if let Some((of, is)) = proposition.means {
                        own.figure(model, of, is);
                    }
                }
                Statement::Disputes(_) => {}
            }
        }
        own
    }

    fn figure(&mut self, model: &Model, of: Of, is: ValueId) {
        // Dates are no numbers.
        if model.is_event(of) {
            return;
        }
        let value = &model.values()[is];
        let wording = model.name(value.wording);
        // What it is a share of has numbers of its own.
        let head = if value.share_of.is_some() { wording.split(" of ").next().unwrap_or_default() } else { wording };
        self.wording(model, head);
        let nominal = value.nominal();
        self.numbers.extend([&nominal.low, &nominal.high].into_iter().flatten().map(|end| end.value.clone()));
        self.ranges.push(nominal.clone());
        self.numbers.extend(value.written().cloned());
        self.factors(model, of);
        if let Some(of) = value.share_of {
            self.factors(model, of);
        }
    }

    /// The factors of a sum: "half as many" may be written either way round.
    fn factors(&mut self, model: &Model, of: Of) {
        let Of::Sum(sum) = of else { return };
        let one = Number::from(1);
        for factor in model.sums()[sum].terms().iter().map(|term| term.factor.abs()).filter(|factor| *factor != one) {
            self.numbers.extend(one.checked_div(&factor));
            self.numbers.push(factor);
        }
    }

    fn wording(&mut self, model: &Model, wording: &str) {
        for mention in mentions(wording, model.lexicon()).found {
            self.digits.extend(digits(&wording[mention.range.clone()]));
            match mention.read {
                Some(read) if read.single().is_some() => self.numbers.extend(read.single().cloned()),
                Some(read) => self.ranges.push(read),
                None => {}
            }
        }
        if wording.len() <= LONGEST {
            self.wordings.push(words(wording));
        }
    }

    /// Whether the claim says what is mentioned.
    pub(super) fn has(&self, mention: &Mention, text: &str) -> bool {
        if digits(text).is_some_and(|digits| self.digits.contains(&digits)) {
            return true;
        }
        let Some(read) = &mention.read else {
            // What cannot be read is compared as it is written.
            return text.len() <= LONGEST && self.wordings.iter().any(|wording| wording.contains(&words(text)));
        };
        let Some(number) = read.single() else { return self.ranges.contains(read) };
        // Where a measure's unit is percent, a figure is written without its sign.
        let percent = (mention.kind == MentionKind::Percentage).then(|| number * &Number::from(100));
        self.numbers.contains(number) || percent.is_some_and(|percent| self.numbers.contains(&percent))
    }
}

/// The digits of a number that is written in digits, however they are grouped.
fn digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty() && !text.contains(char::is_alphabetic)).then_some(digits)
}

/// A text's words, in lower case, with one blank around each.
fn words(text: &str) -> String {
    let words: Vec<String> = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}
