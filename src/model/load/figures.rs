//! Figures: what they are of, and their values as the claim writes them.

use std::borrow::Cow;
use std::ops::Range;

use super::mirror::Str;
use super::place::Place;
use super::{Loader, codes};
use crate::base::number::Number;
use crate::base::when::When;
use crate::model::{Model, Of, QuantityId, Value, ValueId};
use crate::notation::{self, Language, NotationError, RoundedTo, Style, ValueKind, ValueText};

/// How the claim that is read writes its figures.
#[derive(Debug, Default)]
pub(super) struct Manner {
    /// What they are rounded to.
    pub(super) rounded: Option<RoundedTo>,
    /// The language of its source.
    pub(super) language: Language,
    /// Whether its dates are of the Julian calendar.
    pub(super) old_style: bool,
    /// When it was said, as far as that is known.
    pub(super) as_of: Option<String>,
}

impl Loader<'_> {
    /// What a claim's figure is of, and its value: `1,200 fewer than X` is a figure of the difference.
    pub(super) fn figure(&mut self, place: &Place<'_>, of: &Str<'_>, is: &Str<'_>) -> Option<(Of, ValueId)> {
        let own = self.of(place, of)?;
        let Some(difference) = notation::difference(is, self.style()) else {
            return Some((own, self.value(place, own, is)?));
        };
        let base = self.of_part(place, is, difference.than)?;
        let of = self.less(place, is, own, base)?;
        let (kind, read) = self.read_value(of, &is[difference.by]);
        let read = self.readable(place, is, kind, read)?;
        let read = if difference.more { read } else { read.negated() };
        let wording = self.model.names.intern(is);
        Some((of, self.model.values.intern(Value::new(wording, None, read))))
    }

    /// One figure less another.
    fn less(&mut self, place: &Place<'_>, text: &Str<'_>, one: Of, other: Of) -> Option<Of> {
        let terms = |model: &Model, of: Of, sign: i64| -> Vec<(QuantityId, Number)> {
            let sign = Number::from(sign);
            match of {
                Of::Quantity(id) => vec![(id, sign)],
                Of::Sum(id) => {
                    model.sums[id].terms().iter().map(|term| (term.quantity, &term.factor * &sign)).collect()
                }
            }
        };
        let mut all = terms(&self.model, one, 1);
        all.extend(terms(&self.model, other, -1));
        let found = self.model.intern_terms(all);
        if found.is_none() {
            let message = "it is told by itself".to_owned();
            let error = NotationError { range: 0..text.len(), message, suggestion: None };
            self.notation_error(place, text, codes::BAD_QUANTITY, error);
        }
        found
    }

    fn style(&self) -> Style<'_> {
        Style { lexicon: &self.model.lexicon, rounded_to: self.manner.rounded.as_ref(), language: self.manner.language }
    }

    /// A figure's value.
    pub(super) fn value(&mut self, place: &Place<'_>, of: Of, text: &Str<'_>) -> Option<ValueId> {
        let worded = self.worded(of, text);
        let (kind, read) = self.read_value(of, &worded);
        let read = self.readable(place, text, kind, read)?;
        let share_of = match read.share_of.clone() {
            Some(range) => Some(self.base_of_share(place, of, text, range)?),
            None => None,
        };
        let wording = self.model.names.intern(&worded);
        Some(self.model.values.intern(Value::new(wording, share_of, read)))
    }

    /// The wording of a value as it is kept: of a date in the Julian calendar it says so.
    fn worded<'w>(&self, of: Of, text: &'w str) -> Cow<'w, str> {
        if self.manner.old_style && self.model.is_event(of) && !self.model.is_length(of) {
            return When::in_old_style(text).into();
        }
        text.into()
    }

    /// What a value is a share of: without a when, at the when of what it is a value of.
    fn base_of_share(&mut self, place: &Place<'_>, of: Of, text: &Str<'_>, range: Range<usize>) -> Option<Of> {
        let base = &text[range.clone()];
        let first = self.model.quantities_of(of).first().and_then(|&id| self.model.quantities()[id].when);
        if let Some(when) = first.filter(|_| !base.contains('@')) {
            let timed = format!("{base} @ {}", self.model.whens()[when].text());
            let parsed = notation::expression(&timed).ok();
            if let Some(Ok(Some(of))) = parsed.map(|parsed| self.model.intern_sum(&parsed)) {
                return Some(of);
            }
        }
        self.of_part(place, text, range)
    }

    /// Reads the words of a value of some quantity or sum, of which they tell what kind it has.
    fn read_value(&self, of: Of, text: &str) -> (ValueKind, Result<ValueText, NotationError>) {
        let quantities = self.model.quantities_of(of);
        let measure = |quantity: QuantityId| &self.model.measures()[self.model.quantities()[quantity].measure];
        let first = *quantities.first().expect("a sum has terms");
        let mut kind = measure(first).value_kind();
        if let Of::Sum(sum) = of {
            let terms = self.model.sums()[sum].terms();
            let negative = terms.iter().any(|term| term.factor.is_negative());
            let whole = terms.iter().all(|term| term.factor.is_integer() && measure(term.quantity).counts);
            let signed = negative || quantities.iter().any(|&quantity| measure(quantity).signed);
            kind = match (kind, whole) {
                (ValueKind::Date, _) => ValueKind::Date,
                (_, true) => ValueKind::Count { signed },
                (_, false) => ValueKind::Measured { signed, percent: measure(first).percent },
            };
        }
        if self.model.is_length(of)
            && let Some(length) = notation::length_said(text)
        {
            let read = ValueText { nominal: length.clone(), read: length, written: None, share_of: None };
            return (kind, Ok(read));
        }
        let unit = self.model.measures()[self.model.quantities()[first].measure].unit;
        let unit = unit.filter(|_| kind != ValueKind::Date).map(|unit| self.model.prose(unit));
        (kind, notation::value_in(text, kind, self.style(), unit.map(|unit| (&self.model.units, unit))))
    }

    /// A value that was read, or the error reported.
    fn readable(
        &mut self,
        place: &Place<'_>,
        text: &Str<'_>,
        kind: ValueKind,
        read: Result<ValueText, NotationError>,
    ) -> Option<ValueText> {
        let error = match read {
            Ok(read) => return Some(read),
            Err(error) => error,
        };
        let code = if kind == ValueKind::Date { codes::BAD_DATE } else { codes::BAD_VALUE };
        let words =
            error.suggestion.is_none() && !text.is_empty() && !text.contains(|c: char| c == '?' || c.is_ascii_digit());
        self.notation_error(place, text, code, error);
        if let Some(message) = self.messages.last_mut().filter(|_| words && code.id == codes::BAD_VALUE.id) {
            message.help.push(format!(
                "tell what it stands for in `gainsay.ron`: `lexicon: {{\"{}\": \"LOW..HIGH\"}}`",
                &**text
            ));
        }
        None
    }
}
