//! Quantities, values and claims in the notation they were written in.

use super::quantity::Term;
use super::{
    ClaimId, CodeId, MeasureId, MeasureKind, Model, Named, Of, PartyId, PropositionId, Quantity, QuantityId, ReadingId,
    RelationId, Statement, Value,
};
use crate::base::number::{Bound, Bounds, Number};
use crate::base::when::{Day, Precision, When, scale};
use crate::notation::Constant;

impl Model {
    /// `source/claim`.
    pub fn claim_name(&self, claim: ClaimId) -> String {
        let record = &self.claims[claim];
        format!("{}/{}", self.name(self.sources[record.source].name), self.name(record.name))
    }

    /// `measure[code, code] @ when`; the first code of a dimension is left out.
    pub fn quantity_text(&self, quantity: QuantityId) -> String {
        let quantity = &self.quantities[quantity];
        let mut text = self.timeless_text(quantity);
        if let Some(when) = quantity.when {
            text.push_str(" @ ");
            text.push_str(self.whens[when].text());
        }
        text
    }

    /// `measure[code, code]`.
    pub fn timeless_text(&self, quantity: &Quantity) -> String {
        self.measure_at_codes(quantity.measure, self.code_list(quantity.codes))
    }

    /// `measure[code, code]` of one code of each dimension.
    pub fn measure_at_codes(&self, measure: MeasureId, codes: &[CodeId]) -> String {
        let mut text = self.name(self.measures[measure].name).to_owned();
        let named: Vec<String> = codes
            .iter()
            .filter(|&&code| self.dimensions[self.codes[code].dimension].codes.first() != Some(&code))
            .map(|&code| self.code_text(code))
            .collect();
        if !named.is_empty() {
            text.push_str(&format!("[{}]", named.join(", ")));
        }
        text
    }

    /// `german`, or `dimension=german` where several dimensions have it, or a table discovered it.
    pub fn code_text(&self, code: CodeId) -> String {
        let record = &self.codes[code];
        let name = self.name(record.name);
        if record.discovered || self.index.codes(record.name).len() > 1 {
            return format!("{}={name}", self.name(self.dimensions[record.dimension].name));
        }
        name.to_owned()
    }

    /// A quantity, or a sum such as `died @ 1950 + 2 * missing @ 1950`; what is added stands before what
    /// is taken away, as people write it.
    pub fn of_text(&self, of: Of) -> String {
        self.terms_text(of, |terms| terms.sort_by_key(|term| term.factor.is_negative()))
    }

    fn terms_text(&self, of: Of, order: fn(&mut Vec<&Term>)) -> String {
        let sum = match of {
            Of::Quantity(quantity) => return self.quantity_text(quantity),
            Of::Sum(sum) => &self.sums[sum],
        };
        let mut terms: Vec<&Term> = sum.terms().iter().collect();
        order(&mut terms);
        let mut text = String::new();
        for (index, term) in terms.into_iter().enumerate() {
            let size = term.factor.abs();
            match (index, term.factor.is_negative()) {
                (0, false) => {}
                (0, true) => text.push_str("-1 * "),
                (_, false) => text.push_str(" + "),
                (_, true) => text.push_str(" - "),
            }
            if size != Number::from(1) {
                text.push_str(&format!("{size} * "));
            }
            text.push_str(&self.quantity_text(term.quantity));
        }
        text
    }

    /// A relation in the notation.
    pub fn relation_text(&self, relation: RelationId) -> String {
        self.relation_of(relation, Self::of_text)
    }

    fn relation_of(&self, relation: RelationId, sum: fn(&Self, Of) -> String) -> String {
        let relation = &self.relations[relation];
        let constant = &relation.constant;
        let (mut left, mut right) = (sum(self, relation.left), relation.right.map(|of| sum(self, of)));
        match &mut right {
            None => right = Some(signed(&constant.negated())),
            Some(_) if constant.is_zero() => {}
            Some(right) if constant.is_negative() => right.push_str(&format!(" + {}", constant.text())),
            Some(_) => left.push_str(&format!(" + {}", constant.text())),
        }
        format!("{left} {} {}", relation.comparison.sign(), right.unwrap_or_default())
    }

    /// A sum in the order of its quantities, which judgements record.
    fn recorded_text(&self, of: Of) -> String {
        self.terms_text(of, |_| {})
    }

    /// What a claim says, in the notation.
    pub fn statement_text(&self, statement: &Statement) -> String {
        match *statement {
            Statement::Figure { of, is } => {
                let value = &self.values[is];
                format!("{} is {}", self.of_text(of), self.name(value.wording))
            }
            Statement::Relation(relation) => self.relation_text(relation),
            Statement::Affirms(proposition) => {
                format!(
                    "affirms {}: {}",
                    self.name(self.propositions[proposition].name),
                    self.prose(self.propositions[proposition].text)
                )
            }
            Statement::Denies(proposition) => {
                format!(
                    "denies {}: {}",
                    self.name(self.propositions[proposition].name),
                    self.prose(self.propositions[proposition].text)
                )
            }
            Statement::Disputes(claim) => format!("disputes {}", self.claim_name(claim)),
        }
    }

    /// What a claim says as it is read, wording and place apart: what a judgement of it rests on. Of
    /// several readings each, joined by `or`.
    pub fn said_text(&self, claim: ClaimId) -> String {
        let readings = self.readings_of(claim).map(|(_, reading)| {
            let text = self.read_text(&reading.statement);
            match reading.tag {
                Some(tag) => format!("{text} (under {})", self.name(tag)),
                None => text,
            }
        });
        readings.collect::<Vec<_>>().join(" or ")
    }

    fn read_text(&self, statement: &Statement) -> String {
        let affirmed = |word: &str, id: PropositionId| {
            let proposition = &self.propositions[id];
            let means = proposition.means.map(|(of, is)| format!(": {}", self.figure_text(of, &self.values[is])));
            format!("{word} {}{}", self.name(proposition.name), means.unwrap_or_default())
        };
        match *statement {
            Statement::Figure { of, is } => self.figure_text(of, &self.values[is]),
            Statement::Affirms(id) => affirmed("affirms", id),
            Statement::Denies(id) => affirmed("denies", id),
            Statement::Relation(relation) => self.relation_of(relation, Self::recorded_text),
            ref other @ Statement::Disputes(_) => self.statement_text(other),
        }
    }

    fn figure_text(&self, of: Of, value: &Value) -> String {
        let bounds = self.bounds_text(of, &value.read);
        let share = value.share_of.map(|base| format!(" of {}", self.recorded_text(base)));
        format!("{} = {bounds}{}", self.recorded_text(of), share.unwrap_or_default())
    }

    /// The interval a value is read as: `6,500,000..7,500,000`, with what it is
    /// a share of, dates as dates.
    pub fn reading_text(&self, of: Of, value: &Value) -> String {
        let bounds = self.bounds_text(of, &value.read);
        match value.share_of {
            Some(base) => format!("{bounds} of {}", self.of_text(base)),
            None => bounds,
        }
    }

    /// An interval of values of this: dates as dates.
    pub fn bounds_text(&self, of: Of, bounds: &Bounds) -> String {
        match (self.is_event(of), self.is_length(of)) {
            (true, _) => date_bounds(bounds),
            (_, true) => length_bounds(bounds),
            _ => bounds.to_string(),
        }
    }

    /// The measure's unit, or nothing.
    pub fn unit_of(&self, of: Of) -> Option<&str> {
        let measure = &self.measures[self.quantities[self.first_quantity(of)].measure];
        match measure.kind {
            MeasureKind::Event => (!self.is_length(of)).then_some("days"),
            _ => measure.unit.map(|unit| self.prose(unit)),
        }
    }

    /// The unit that is written beside a value: none beside a date.
    pub fn unit_beside(&self, of: Of) -> Option<&str> {
        self.unit_of(of).filter(|_| !self.is_event(of))
    }

    /// Whether values of this are dates.
    pub fn is_event(&self, of: Of) -> bool {
        self.is_of_events(of) && !self.is_length(of)
    }

    /// Whether values of this are lengths of time: differences between dates.
    pub fn is_length(&self, of: Of) -> bool {
        let Of::Sum(sum) = of else { return false };
        let factors: Number = self.sums[sum].terms().iter().map(|term| term.factor.clone()).sum();
        self.is_of_events(of) && factors.is_zero()
    }

    fn is_of_events(&self, of: Of) -> bool {
        self.measures[self.quantities[self.first_quantity(of)].measure].kind == MeasureKind::Event
    }

    /// How closely the wording of a claim's date fixes it; a day where it is no date in words.
    pub fn date_precision(&self, claim: ClaimId, reading: ReadingId) -> Precision {
        let mut readings = self.readings_of(claim);
        let said = readings.find(|(id, _)| *id == reading).map(|(_, record)| &record.statement);
        let when = match said {
            Some(Statement::Figure { is, .. }) => When::read(self.name(self.values[*is].wording)).ok(),
            _ => None,
        };
        when.map_or(Precision::Day, |when| when.finest())
    }

    /// A claim's date in words, as closely as it is known: `1900`, `1890 or earlier`, `May 1838 to 1839`.
    pub fn date_words(&self, claim: ClaimId, reading: ReadingId, bounds: &Bounds) -> String {
        let precision = self.date_precision(claim, reading);
        let word = |day: Day, is_first: bool| scale::edge_in_words(day, precision, is_first);
        match scale::days(bounds) {
            (Some(first), Some(last)) => {
                let (first, last) = (word(first, true), word(last, false));
                if first == last { first } else { format!("{first} to {last}") }
            }
            (Some(first), None) => format!("{} or later", word(first, true)),
            (None, Some(last)) => format!("{} or earlier", word(last, false)),
            (None, None) => "any date".to_owned(),
        }
    }

    /// The quantities that a figure is of.
    pub fn quantities_of(&self, of: Of) -> Vec<QuantityId> {
        match of {
            Of::Quantity(quantity) => vec![quantity],
            Of::Sum(sum) => self.sums[sum].terms().iter().map(|term| term.quantity).collect(),
        }
    }

    pub(super) fn first_quantity(&self, of: Of) -> QuantityId {
        match of {
            Of::Quantity(quantity) => quantity,
            Of::Sum(sum) => self.sums[sum].terms().first().expect("a sum has terms").quantity,
        }
    }

    /// A party's name as people write it, or else its id.
    pub fn party_title(&self, party: PartyId) -> &str {
        let record = &self.parties[party];
        record.title.map_or_else(|| self.name(record.name), |title| self.prose(title))
    }

    /// Some parties, as people write them.
    pub fn party_titles(&self, parties: &[PartyId]) -> String {
        let titles: Vec<&str> = parties.iter().map(|&party| self.party_title(party)).collect();
        titles.join(" and ")
    }

    /// The kind of a named thing, in the glossary's word.
    pub fn kind_word(&self, named: Named) -> &'static str {
        match named {
            Named::Claim(_) => "claim",
            Named::Source(_) => "source",
            Named::Party(_) => "party",
            Named::Side(_) => "side",
            Named::Measure(_) => "measure",
            Named::Dimension(_) => "dimension",
            Named::Code(_) => "code",
            Named::Quantity(_) => "quantity",
            Named::Proposition(_) => "proposition",
            Named::Rule(_) => "rule",
            Named::Judgement(_) => "judgement",
        }
    }
}

fn signed(constant: &Constant) -> String {
    format!("{}{}", if constant.is_negative() { "-" } else { "" }, constant.text())
}

fn length_bounds(bounds: &Bounds) -> String {
    if let Some(only) = bounds.single() {
        return scale::parted(only);
    }
    let end = |bound: &Option<Bound>| bound.as_ref().map(|bound| scale::parted(&bound.value)).unwrap_or_default();
    format!("{}..{}", end(&bounds.low), end(&bounds.high))
}

fn date_bounds(bounds: &Bounds) -> String {
    let (first, last) = scale::days(bounds);
    if let (Some(first), Some(last)) = (first, last)
        && first == last
    {
        return first.to_string();
    }
    let end = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    format!("{}..{}", end(first), end(last))
}
