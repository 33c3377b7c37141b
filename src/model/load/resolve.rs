//! Notations resolved into the model, every mistake reported at its place.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::mirror::{OneOrMany, Str};
use super::place::Place;
use super::{Loader, codes};
use crate::base::message::Message;
use crate::base::number::Number;
use crate::base::when::When;
use crate::model::{
    MeasureId, MeasureKind, NameKind, Of, Parties, PartiesId, PartyId, Pattern, QuantityId, Relation, RuleTerm,
    Unresolved, UnresolvedKind, WhenId,
};
use crate::notation::{self, Constant, Expression, NotationError, QuantityText};

/// What was read before, by its text: most whens and many quantities recur.
#[derive(Debug, Default)]
pub(super) struct Memo {
    quantities: FxHashMap<Box<str>, Of>,
}

/// How many texts are remembered: enough for what recurs, bounded for what does not.
const MOST_REMEMBERED: usize = 1_000_000;

impl Loader<'_> {
    /// A date field.
    pub(super) fn date(&mut self, place: &Place<'_>, text: &Str<'_>) -> Option<WhenId> {
        match When::parse(text) {
            Ok(when) => Some(self.model.whens.intern(when)),
            Err(error) => {
                let mut message = Message::new(codes::BAD_DATE, error.message).at(place.span_of(text), "");
                message.help.extend(error.suggestion.map(|meant| format!("write `{meant}`")));
                self.report(message);
                None
            }
        }
    }

    pub(super) fn optional_date(&mut self, place: &Place<'_>, text: Option<&Str<'_>>) -> Option<WhenId> {
        text.and_then(|text| self.date(place, text))
    }

    /// A list of parties, each known.
    pub(super) fn parties(&mut self, place: &Place<'_>, names: &OneOrMany<'_>) -> Option<PartiesId> {
        let mut parties: Vec<PartyId> = Vec::with_capacity(names.0.len());
        let mut seen: FxHashSet<PartyId> = FxHashSet::default();
        for name in &names.0 {
            match self.named(place, NameKind::Party, name) {
                Some(party) if !seen.insert(party) => {
                    let message = Message::new(codes::DUPLICATE_NAME, format!("the party `{}` stands twice", &**name))
                        .at(place.span_of(name), "again here");
                    self.report(message);
                }
                Some(party) => parties.push(party),
                None => return None,
            }
        }
        Some(self.model.party_lists.intern(Parties(parties.into_boxed_slice())))
    }

    pub(super) fn notation_error(
        &mut self,
        place: &Place<'_>,
        text: &Str<'_>,
        code: &'static crate::base::message::Code,
        error: NotationError,
    ) {
        let span = place.span_in(text, error.range);
        let mut message = Message::new(code, error.message).at(span, "");
        message.help.extend(error.suggestion.map(|meant| format!("write `{meant}`")));
        self.report(message);
    }

    pub(super) fn unresolved(&mut self, place: &Place<'_>, text: &Str<'_>, error: Unresolved) {
        let wrong = text.get(error.range.clone()).unwrap_or_default().to_owned();
        let code = match error.kind {
            UnresolvedKind::Notation => codes::BAD_QUANTITY,
            UnresolvedKind::UnknownMeasure | UnresolvedKind::UnknownDimension | UnresolvedKind::UnknownCode => {
                codes::UNKNOWN_NAME
            }
            UnresolvedKind::AmbiguousCode => codes::AMBIGUOUS_NAME,
            UnresolvedKind::TwoCodes => codes::TWO_CODES,
            UnresolvedKind::Date => codes::BAD_DATE,
            UnresolvedKind::When => codes::WRONG_WHEN,
        };
        let kind = match error.kind {
            UnresolvedKind::UnknownMeasure => "measure",
            UnresolvedKind::UnknownDimension => "dimension",
            _ => "code",
        };
        let is_undated = !text.contains('@');
        let near = self.suggest(kind, &wrong, |model| model.suggestion(&error, text));
        let mut message = Message::new(code, error.message).at(place.span_in(text, error.range), "");
        message.help.extend(error.help.or(near));
        // A figure without a date is most often one of the day on which it was said.
        if let Some(date) = self.manner.as_of.as_ref().filter(|_| error.kind == UnresolvedKind::When && is_undated) {
            message.help.push(format!("if it tells how it was when it was said, write `@ {date}`"));
        }
        if code.id == codes::UNKNOWN_NAME.id {
            self.unknown(code, &wrong, message);
        } else {
            self.report(message);
        }
    }

    /// A quantity or a sum, in part of a string.
    pub(super) fn of_part(&mut self, place: &Place<'_>, whole: &Str<'_>, range: Range<usize>) -> Option<Of> {
        let text = &whole[range.clone()];
        if let Some(&known) = self.memo.quantities.get(text) {
            return Some(known);
        }
        let parsed = match notation::expression(text) {
            Ok(parsed) => parsed,
            Err(mut error) => {
                error.range = error.range.start + range.start..error.range.end + range.start;
                self.notation_error(place, whole, codes::BAD_QUANTITY, error);
                return None;
            }
        };
        match self.model.intern_sum(&parsed) {
            Ok(Some(of)) => {
                if self.memo.quantities.len() < MOST_REMEMBERED {
                    self.memo.quantities.insert(text.into(), of);
                }
                Some(of)
            }
            Ok(None) => {
                let error =
                    NotationError { range, message: "the terms cancel: nothing is left".to_owned(), suggestion: None };
                self.notation_error(place, whole, codes::BAD_QUANTITY, error);
                None
            }
            Err(mut error) => {
                error.range = error.range.start + range.start..error.range.end + range.start;
                self.unresolved(place, whole, error);
                None
            }
        }
    }

    /// What a figure is of.
    pub(super) fn of(&mut self, place: &Place<'_>, text: &Str<'_>) -> Option<Of> {
        self.of_part(place, text, 0..text.len())
    }

    /// A relation between quantities, or of one with a number or a length of time.
    pub(super) fn relation(&mut self, place: &Place<'_>, text: &Str<'_>) -> Option<Relation> {
        let parsed = match notation::relation(text) {
            Ok(parsed) => parsed,
            Err(error) => {
                self.notation_error(place, text, codes::BAD_QUANTITY, error);
                return None;
            }
        };
        let mut sides = [None, None];
        for (side, parsed) in sides.iter_mut().zip([&parsed.left, &parsed.right]) {
            if parsed.terms.is_empty() {
                continue;
            }
            match self.model.intern_sum(parsed) {
                Ok(Some(of)) => *side = Some(of),
                Ok(None) => {
                    let message = "the terms of one side cancel: nothing is left".to_owned();
                    let error = NotationError { range: 0..text.len(), message, suggestion: None };
                    self.notation_error(place, text, codes::BAD_QUANTITY, error);
                    return None;
                }
                Err(error) => {
                    self.unresolved(place, text, error);
                    return None;
                }
            }
        }
        let constant = parsed.left.constant.plus(&parsed.right.constant, -1);
        let relation = match sides {
            [Some(left), right] => Relation { left, comparison: parsed.comparison, right, constant },
            // What stands alone on the right is told first.
            [None, right] => {
                let constant = constant.negated();
                Relation { left: right?, comparison: parsed.comparison.turned(), right: None, constant }
            }
        };
        let factor = |of: Of, sign: i64| {
            let terms: Vec<(QuantityId, Number)> = match of {
                Of::Quantity(id) => vec![(id, Number::ONE)],
                Of::Sum(id) => {
                    self.model.sums[id].terms().iter().map(|term| (term.quantity, term.factor.clone())).collect()
                }
            };
            let measure = |id: QuantityId| Some(self.model.quantities()[id].measure);
            terms.into_iter().map(|(id, factor)| (measure(id), &factor * &Number::from(sign))).collect::<Vec<_>>()
        };
        let mut terms = factor(relation.left, 1);
        terms.extend(relation.right.into_iter().flat_map(|of| factor(of, -1)));
        self.constant_fits(place, text, &terms, &relation.constant)?;
        Some(relation)
    }

    /// Whether what is added to a sum is of its kind: lengths of time to dates, of which as many are added as are
    /// taken away, and numbers to numbers.
    pub(super) fn constant_fits(
        &mut self,
        place: &Place<'_>,
        text: &Str<'_>,
        terms: &[(Option<MeasureId>, Number)],
        constant: &Constant,
    ) -> Option<()> {
        if constant.is_zero() {
            return Some(());
        }
        let is_date = |id: &Option<MeasureId>| id.is_some_and(|id| self.model.measures[id].kind == MeasureKind::Event);
        let dates = terms.iter().filter(|(measure, _)| is_date(measure)).count();
        let sum: Number = terms.iter().map(|(_, factor)| factor.clone()).sum();
        let message = if dates == 0 && constant.is_time() {
            "a length of time stands between dates, the values of measures of `kind: Event`; here is none".to_owned()
        } else if dates > 0 && !constant.number.is_zero() {
            format!("between dates stands a length of time, not a number: `{} years`, `days`", constant.text())
        } else if dates > 0 && !sum.is_zero() {
            "a length of time lies between two dates: as many dates are taken away as are added, as in `died - born = \
             75 years`; what is known of one date is a figure, `Figure(of: \"born\", is: \"before 1850\")`"
                .to_owned()
        } else {
            return Some(());
        };
        let error = NotationError { range: 0..text.len(), message, suggestion: None };
        self.notation_error(place, text, codes::BAD_QUANTITY, error);
        None
    }

    /// A pattern of quantities.
    pub(super) fn pattern(&mut self, place: &Place<'_>, text: &Str<'_>) -> Option<Pattern> {
        match self.model.resolve_pattern(text) {
            Ok((pattern, when)) => Some(Pattern { when: when.map(|when| self.model.whens.intern(when)), ..pattern }),
            Err(error) => {
                self.unresolved(place, text, error);
                None
            }
        }
    }

    /// The terms of a rule: patterns, those of the right side negated.
    pub(super) fn rule_terms(
        &mut self,
        place: &Place<'_>,
        text: &Str<'_>,
        sums: &[(&Expression<'_>, bool)],
    ) -> Option<Vec<RuleTerm>> {
        let mut terms = Vec::new();
        let mut sound = true;
        for (sum, negated) in sums {
            for term in &sum.terms {
                match self.rule_term(&term.quantity) {
                    Ok(pattern) => {
                        let factor = if *negated { -term.factor.clone() } else { term.factor.clone() };
                        terms.push(RuleTerm { factor, pattern });
                    }
                    Err(error) => {
                        self.unresolved(place, text, error);
                        sound = false;
                    }
                }
            }
        }
        sound.then_some(terms)
    }

    fn rule_term(&mut self, quantity: &QuantityText<'_>) -> Result<Pattern, Unresolved> {
        let (pattern, when) = self.model.resolve_quantity_pattern(quantity)?;
        Ok(Pattern { when: when.map(|when| self.model.whens.intern(when)), ..pattern })
    }
}
