//! Quantities by their text, those that no claim names too.

use super::{Model, Of, Quantity, QuantityId, Sum, Term, Unresolved};
use crate::base::number::Number;
use crate::notation::{self, Expression, QuantityText};

impl Model {
    /// A quantity, or a sum of some, that is asked about; it is added if no claim names it.
    ///
    /// # Errors
    /// Where the text is not in the notation, names what does not exist, or comes to nothing.
    pub fn ask(&mut self, text: &str) -> Result<Of, Unresolved> {
        let parsed = notation::expression(text)?;
        match self.intern_sum(&parsed)? {
            Some(of) => Ok(of),
            None => Err(Unresolved {
                range: 0..text.len(),
                kind: super::UnresolvedKind::Notation,
                message: "the terms cancel: nothing is left".to_owned(),
                help: None,
            }),
        }
    }

    /// The tag of that name, if some claim has a reading under it.
    pub fn find_tag(&self, name: &str) -> Option<super::NameId> {
        let name = self.names.find(name)?;
        self.readings.iter().any(|(_, reading)| reading.tag == Some(name)).then_some(name)
    }

    /// The tags under which claims have readings, in the order in which they first come.
    pub fn tags(&self) -> Vec<&str> {
        let mut tags: Vec<super::NameId> = Vec::new();
        for (_, reading) in self.readings.iter() {
            if let Some(tag) = reading.tag.filter(|tag| !tags.contains(tag)) {
                tags.push(tag);
            }
        }
        tags.into_iter().map(|tag| self.name(tag)).collect()
    }

    fn intern_quantity(&mut self, parsed: &QuantityText<'_>) -> Result<QuantityId, Unresolved> {
        let resolved = self.resolve(parsed)?;
        let when = resolved.when.map(|when| self.whens.intern(when));
        let codes = self.code_lists.intern(resolved.codes.into_boxed_slice());
        Ok(self.quantities.intern(Quantity { measure: resolved.measure, codes, when }))
    }

    /// A sum as stored: equal quantities added up, zero terms dropped; none if nothing is left.
    pub(crate) fn intern_sum(&mut self, parsed: &Expression<'_>) -> Result<Option<Of>, Unresolved> {
        let mut terms: Vec<(QuantityId, Number)> = Vec::with_capacity(parsed.terms.len());
        for term in &parsed.terms {
            terms.push((self.intern_quantity(&term.quantity)?, term.factor.clone()));
        }
        Ok(self.intern_terms(terms))
    }

    /// The same of terms that are known.
    pub(crate) fn intern_terms(&mut self, mut terms: Vec<(QuantityId, Number)>) -> Option<Of> {
        terms.sort_by_key(|(quantity, _)| *quantity);
        let mut merged: Vec<Term> = Vec::with_capacity(terms.len());
        for (quantity, factor) in terms {
            match merged.last_mut() {
                Some(last) if last.quantity == quantity => last.factor = last.factor.clone() + factor,
                _ => merged.push(Term { factor, quantity }),
            }
        }
        merged.retain(|term| !term.factor.is_zero());
        match merged.as_slice() {
            [] => None,
            [only] if only.factor == Number::from(1) => Some(Of::Quantity(only.quantity)),
            _ => Some(Of::Sum(self.sums.intern(Sum(merged.into_boxed_slice())))),
        }
    }
}
