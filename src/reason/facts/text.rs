//! Points and constraints in the notation.

use super::{FactId, Facts, Moment, Owner, Point, PointId, RuleRef, Spot};
use crate::base::number::{Bounds, Number};
use crate::base::when::scale;
use crate::model::{Basis, BuiltIn};

impl Facts<'_> {
    /// A point: `held[german] @ 1950-05-04`, or what it is true of.
    pub fn point_text(&self, point: PointId) -> String {
        match self.points().get(point) {
            Point::Quantity(spot) => self.spot_text(spot),
            Point::Proposition(id) => self.model().name(self.model().propositions()[id].name).to_owned(),
            Point::Truth(claim) => format!("truth of {}", self.model().claim_name(claim)),
        }
    }

    /// A quantity at a moment.
    pub fn spot_text(&self, spot: Spot) -> String {
        let timeless = self.model().measure_at_codes(spot.measure, self.points().code_list(spot.codes));
        match self.moment_text(spot.moment) {
            Some(moment) => format!("{timeless} @ {moment}"),
            None => timeless,
        }
    }

    /// A moment, if it is one.
    pub fn moment_text(&self, moment: Moment) -> Option<String> {
        match moment {
            Moment::Always => None,
            Moment::In(when) => Some(self.model().whens()[when].text().to_owned()),
            Moment::MeantBy(when, group) => {
                let claim = self.model().claim_name(self.groups()[group as usize].speaker());
                Some(format!("{} (as {claim} means it)", self.model().whens()[when].text()))
            }
            Moment::EndOf(day) => Some(day.to_string()),
        }
    }

    /// A moment without whose it is, if it is one.
    pub fn plain_moment_text(&self, moment: Moment) -> Option<String> {
        match moment {
            Moment::MeantBy(when, _) => self.moment_text(Moment::In(when)),
            _ => self.moment_text(moment),
        }
    }

    /// A point without whose moment it is.
    pub fn plain_text(&self, point: PointId) -> String {
        match self.points().get(point) {
            Point::Quantity(spot) => match spot.moment {
                Moment::MeantBy(when, _) => self.spot_text(Spot { moment: Moment::In(when), ..spot }),
                _ => self.spot_text(spot),
            },
            _ => self.point_text(point),
        }
    }

    /// As [`Self::relation_text`], without whose moments they are.
    pub fn plain_relation_text(&self, fact: FactId) -> String {
        self.related(fact, |point| self.plain_text(point))
    }

    /// A constraint without its bounds, as a relation: what is negative stands on the other side.
    pub fn relation_text(&self, fact: FactId) -> String {
        self.related(fact, |point| self.point_text(point))
    }

    fn related(&self, fact: FactId, text: impl Fn(PointId) -> String) -> String {
        let record = self.fact(fact);
        let (mut sign, mut right) = match (&record.read.low, &record.read.high) {
            (Some(low), Some(high)) if low == high => ("=", low.value.clone()),
            (Some(low), _) => (if low.strict { ">" } else { ">=" }, low.value.clone()),
            (None, Some(high)) => (if high.strict { "<" } else { "<=" }, high.value.clone()),
            (None, None) => ("=", Number::ZERO),
        };
        let of_dates = self.is_of_dates(fact);
        let amount = |size: &Number| if of_dates { scale::told_length(size) } else { size.grouped() };
        // What is one place more, or less, than a length is strict.
        let outward = match sign {
            ">=" => 1,
            "<=" => -1,
            _ => 0,
        };
        let (least, strict) = scale::beyond(&(&right * &Number::from(outward)), false);
        if of_dates && outward != 0 && strict {
            sign = if outward > 0 { ">" } else { "<" };
            right = &least * &Number::from(outward);
        }
        let side = |positive: bool| {
            let terms = self.terms(fact).iter().filter(|(_, factor)| factor.is_positive() == positive);
            let terms: Vec<String> = terms.map(|(point, factor)| term_text(&text(*point), &factor.abs())).collect();
            terms.join(" + ")
        };
        let (mut left, mut other) = (side(true), side(false));
        if let [(point, factor)] = self.terms(fact)
            && self.is_date(*point)
            && *factor == Number::ONE
        {
            let of_date = Bounds { low: record.read.low.clone(), high: None };
            let day = match scale::days(&of_date).0.or(scale::days(&record.read).1) {
                Some(day) => day.to_string(),
                None => String::new(),
            };
            return format!("{left} {sign} {day}");
        }
        if other.is_empty() {
            other = right.grouped();
        } else if right.is_negative() && !left.is_empty() {
            left = format!("{left} + {}", amount(&right.abs()));
        } else if !right.is_zero() {
            other = format!("{other} + {}", amount(&right));
        }
        if left.is_empty() { format!("0 {sign} {other}") } else { format!("{left} {sign} {other}") }
    }

    /// A rule's name.
    pub fn rule_name(&self, rule: RuleRef) -> &str {
        rule.name(self.model())
    }

    /// On what a rule rests.
    pub fn rule_basis(&self, rule: RuleRef) -> Basis {
        rule.basis(self.model())
    }

    /// An instance of a rule: `nationalities, at held @ 1950-05-04`.
    pub fn instance_text(&self, fact: FactId) -> String {
        let Owner::Rule(rule) = self.fact(fact).owner else { return String::new() };
        let name = self.rule_name(rule);
        let terms = self.terms(fact);
        let spots = || terms.iter().filter_map(|(point, _)| self.points().spot(*point));
        let mut moments: Vec<String> = Vec::new();
        for spot in spots() {
            if let Some(text) = self.moment_text(spot.moment)
                && !moments.contains(&text)
            {
                moments.push(text);
            }
        }
        match (rule, moments.as_slice()) {
            (RuleRef::BuiltIn(BuiltIn::SameMoment | BuiltIn::ByTheEnd | BuiltIn::Flow), _) => {
                let first = spots().next().map(|spot| self.spot_text(spot)).unwrap_or_default();
                format!("{name}, at {first}")
            }
            (_, [one]) => {
                // The sum's whole stands for the instance: what has the other sign than most.
                let positive = terms.iter().filter(|(_, factor)| factor.is_positive()).count();
                let whole_is_positive = 2 * positive <= terms.len();
                let whole = terms.iter().find(|(_, factor)| factor.is_positive() == whole_is_positive);
                let text = whole.or(terms.first()).map(|(point, _)| self.point_text(*point));
                format!("{name}, at {}", text.unwrap_or_else(|| format!("@ {one}")))
            }
            (_, []) => name.to_owned(),
            (_, several) => format!("{name}, from {} to {}", several[0], several[several.len() - 1]),
        }
    }
}

/// `2 * held`, or `held`.
fn term_text(point: &str, factor: &Number) -> String {
    if *factor == Number::ONE { point.to_owned() } else { format!("{factor} * {point}") }
}
