//! Names and notations looked up in a model.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::arena::Id;
use super::{
    ClaimId, CodeId, DimensionId, JudgementId, MeasureId, MeasureKind, Model, NameId, PartyId, Pattern, PropositionId,
    Quantity, QuantityId, RuleId, SideId, SourceId,
};
use crate::base::message::nearest;
use crate::base::when::When;
use crate::notation::{self, NotationError, QuantityText};

/// Anything that has a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each holds the id of what it is named after")]
pub enum Named {
    Claim(ClaimId),
    Source(SourceId),
    Party(PartyId),
    Side(SideId),
    Measure(MeasureId),
    Dimension(DimensionId),
    Code(CodeId),
    Quantity(QuantityId),
    Proposition(PropositionId),
    Rule(RuleId),
    Judgement(JudgementId),
}

/// The answer to the question what a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup<T> {
    /// One thing.
    Found(T),
    /// Nothing.
    Unknown,
    /// Several things; the first ones.
    Ambiguous(Vec<T>),
}

/// So many of the claims with an ambiguous name are told.
const MOST_AMBIGUOUS: usize = 8;

/// The kinds of things that are found by a name that no other of the kind has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum NameKind {
    Side,
    Party,
    Source,
    Measure,
    Dimension,
    Proposition,
    Rule,
}

impl NameKind {
    pub(crate) const ALL: [NameKind; 7] = [
        NameKind::Source,
        NameKind::Party,
        NameKind::Side,
        NameKind::Measure,
        NameKind::Dimension,
        NameKind::Proposition,
        NameKind::Rule,
    ];

    pub(crate) fn word(self) -> &'static str {
        match self {
            NameKind::Side => "side",
            NameKind::Party => "party",
            NameKind::Source => "source",
            NameKind::Measure => "measure",
            NameKind::Dimension => "dimension",
            NameKind::Proposition => "proposition",
            NameKind::Rule => "rule",
        }
    }
}

/// What each name means.
#[derive(Debug, Default)]
pub(crate) struct NameIndex {
    by_kind: FxHashMap<(NameKind, NameId), u32>,
    codes: FxHashMap<NameId, Vec<CodeId>>,
    /// Codes that tables discover, which have no short names.
    discovered: FxHashMap<NameId, Vec<CodeId>>,
}

impl NameIndex {
    /// Adds a name; the earlier thing of that name and kind, if there is one.
    pub(crate) fn add<I: Id>(&mut self, kind: NameKind, name: NameId, id: I) -> Option<I> {
        match self.by_kind.entry((kind, name)) {
            std::collections::hash_map::Entry::Occupied(entry) => Some(I::new(*entry.get() as usize)),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(id.index() as u32);
                None
            }
        }
    }

    pub(crate) fn add_code(&mut self, name: NameId, code: CodeId) {
        self.codes.entry(name).or_default().push(code);
    }

    /// Adds the code that a table discovers.
    pub(crate) fn add_discovered(&mut self, name: NameId, code: CodeId) {
        self.discovered.entry(name).or_default().push(code);
    }

    pub(crate) fn discovered(&self, name: NameId) -> &[CodeId] {
        self.discovered.get(&name).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn find<I: Id>(&self, kind: NameKind, name: NameId) -> Option<I> {
        self.by_kind.get(&(kind, name)).map(|&index| I::new(index as usize))
    }

    pub(crate) fn codes(&self, name: NameId) -> &[CodeId] {
        self.codes.get(&name).map_or(&[], Vec::as_slice)
    }
}

/// A quantity whose names were looked up but which may not have been named before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Resolved {
    pub(crate) measure: MeasureId,
    /// One code of each dimension.
    pub(crate) codes: Vec<CodeId>,
    pub(crate) when: Option<When>,
}

/// Why names in a notation could not be looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unresolved {
    /// The bytes of the text that are wrong.
    pub range: Range<usize>,
    /// What kind of wrong.
    pub kind: UnresolvedKind,
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// The kinds of wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum UnresolvedKind {
    Notation,
    UnknownMeasure,
    UnknownDimension,
    UnknownCode,
    AmbiguousCode,
    TwoCodes,
    Date,
    When,
}

impl From<NotationError> for Unresolved {
    fn from(error: NotationError) -> Self {
        let help = error.suggestion.map(|meant| format!("write `{meant}`"));
        Unresolved { range: error.range, kind: UnresolvedKind::Notation, message: error.message, help }
    }
}

impl Model {
    /// The id of a thing that has one name, by kind and name.
    pub(crate) fn find_named<I: Id>(&self, kind: NameKind, name: &str) -> Option<I> {
        self.index.find(kind, self.names.find(name)?)
    }

    /// The names of a kind, in the order of their definition.
    pub(crate) fn names_of(&self, kind: NameKind) -> Box<dyn Iterator<Item = &str> + '_> {
        match kind {
            NameKind::Side => Box::new(self.sides.iter().map(|(_, side)| self.name(side.name))),
            NameKind::Party => Box::new(self.parties.iter().map(|(_, party)| self.name(party.name))),
            NameKind::Source => Box::new(self.sources.iter().map(|(_, source)| self.name(source.name))),
            NameKind::Measure => Box::new(self.measures.iter().map(|(_, measure)| self.name(measure.name))),
            NameKind::Dimension => Box::new(self.dimensions.iter().map(|(_, dimension)| self.name(dimension.name))),
            NameKind::Proposition => {
                Box::new(self.propositions.iter().map(|(_, proposition)| self.name(proposition.name)))
            }
            NameKind::Rule => Box::new(self.rules.iter().map(|(_, rule)| self.name(rule.name))),
        }
    }

    /// A side by its name.
    pub fn find_side(&self, name: &str) -> Option<SideId> {
        self.find_named(NameKind::Side, name)
    }

    /// A party by its name.
    pub fn find_party(&self, name: &str) -> Option<PartyId> {
        self.find_named(NameKind::Party, name)
    }

    /// A source by its name.
    pub fn find_source(&self, name: &str) -> Option<SourceId> {
        self.find_named(NameKind::Source, name)
    }

    /// A measure by its name.
    pub fn find_measure(&self, name: &str) -> Option<MeasureId> {
        self.find_named(NameKind::Measure, name)
    }

    /// A proposition by its name.
    pub fn find_proposition(&self, name: &str) -> Option<PropositionId> {
        self.find_named(NameKind::Proposition, name)
    }

    /// A rule by its name.
    pub fn find_rule(&self, name: &str) -> Option<RuleId> {
        self.find_named(NameKind::Rule, name)
    }

    /// A claim by its full name `source/claim`, or by its short name where only one source has it.
    pub fn find_claim(&self, name: &str) -> Lookup<ClaimId> {
        let (source, short) = match name.split_once('/') {
            Some((source, short)) => match self.find_source(source) {
                Some(source) => (Some(source), short),
                None => return Lookup::Unknown,
            },
            None => (None, name),
        };
        let Some(short) = self.names.find(short) else { return Lookup::Unknown };
        let key = |claim: ClaimId| (self.claims[claim].name, self.claims[claim].source);
        let index = &self.claims_by_name;
        if let Some(source) = source {
            let at = index.partition_point(|&claim| key(claim) < (short, source));
            let found = index.get(at).filter(|&&claim| key(claim) == (short, source));
            return found.map_or(Lookup::Unknown, |&claim| Lookup::Found(claim));
        }
        let start = index.partition_point(|&claim| key(claim).0 < short);
        let same = index[start..].iter().take_while(|&&claim| key(claim).0 == short);
        let found: Vec<ClaimId> = same.copied().take(MOST_AMBIGUOUS).collect();
        match found[..] {
            [] => Lookup::Unknown,
            [only] => Lookup::Found(only),
            _ => Lookup::Ambiguous(found),
        }
    }

    /// Everything that a name or a quantity's notation stands for, claims first.
    pub fn find(&self, name: &str) -> Vec<Named> {
        let mut found: Vec<Named> = match self.find_claim(name) {
            Lookup::Found(claim) => vec![Named::Claim(claim)],
            Lookup::Ambiguous(claims) => claims.into_iter().map(Named::Claim).collect(),
            Lookup::Unknown => Vec::new(),
        };
        found.extend(self.find_source(name).map(Named::Source));
        found.extend(self.find_party(name).map(Named::Party));
        found.extend(self.find_side(name).map(Named::Side));
        found.extend(self.find_measure(name).map(Named::Measure));
        found.extend(self.find_named(NameKind::Dimension, name).map(Named::Dimension));
        if let Some(id) = self.names.find(name) {
            found.extend(self.index.codes(id).iter().copied().map(Named::Code));
            found.extend(self.index.discovered(id).iter().copied().map(Named::Code));
        }
        found.extend(self.find_proposition(name).map(Named::Proposition));
        found.extend(self.find_rule(name).map(Named::Rule));
        found.extend(self.find_quantity(name).ok().flatten().map(Named::Quantity));
        found
    }

    /// The quantity that a text in the notation stands for; `None` where no claim names it.
    ///
    /// # Errors
    /// Where the text is not in the notation, or names what does not exist.
    pub fn find_quantity(&self, text: &str) -> Result<Option<QuantityId>, Unresolved> {
        let parsed = notation::quantity(text)?;
        let resolved = self.resolve(&parsed)?;
        let when = match &resolved.when {
            Some(when) => match self.whens.find(when) {
                Some(when) => Some(when),
                None => return Ok(None),
            },
            None => None,
        };
        let Some(codes) = self.code_lists.find(&resolved.codes.into_boxed_slice()) else { return Ok(None) };
        Ok(self.quantities.find(&Quantity { measure: resolved.measure, codes, when }))
    }

    /// The known name that was probably meant where a name in `text` is unknown.
    ///
    /// The time grows with the number of known names, so it is asked for apart.
    pub fn suggestion(&self, error: &Unresolved, text: &str) -> Option<String> {
        let wrong = text.get(error.range.clone())?;
        match error.kind {
            UnresolvedKind::UnknownMeasure => did_you_mean(wrong, self.names_of(NameKind::Measure)),
            UnresolvedKind::UnknownDimension => did_you_mean(wrong, self.names_of(NameKind::Dimension)),
            UnresolvedKind::UnknownCode => {
                // Codes of the dimension that is named before it come first in mind, but any may be meant.
                did_you_mean(wrong, self.codes.iter().map(|(_, code)| self.name(code.name)))
            }
            _ => None,
        }
    }

    /// Looks up the names of a quantity.
    pub(crate) fn resolve(&self, quantity: &QuantityText<'_>) -> Result<Resolved, Unresolved> {
        let measure = self.resolve_measure(quantity)?;
        let mut codes: Vec<CodeId> = self
            .dimensions
            .iter()
            .map(|(_, dimension)| *dimension.codes.first().expect("a dimension without codes is a load error"))
            .collect();
        let mut named = vec![false; codes.len()];
        for written in &quantity.codes {
            let code = self.resolve_code(written)?;
            let dimension = self.codes[code].dimension.index();
            if std::mem::replace(&mut named[dimension], true) {
                let other = self.name(self.codes[codes[dimension]].name);
                let dimension = self.name(self.dimensions[self.codes[code].dimension].name);
                return Err(Unresolved {
                    range: written.code.range.clone(),
                    kind: UnresolvedKind::TwoCodes,
                    message: format!("`{other}` and `{}` are both codes of dimension `{dimension}`", written.code.text),
                    help: Some("a quantity has one code of each dimension".to_owned()),
                });
            }
            codes[dimension] = code;
        }
        let when = self.resolve_when(quantity, measure)?;
        Ok(Resolved { measure, codes, when })
    }

    fn resolve_measure(&self, quantity: &QuantityText<'_>) -> Result<MeasureId, Unresolved> {
        let written = &quantity.measure;
        self.find_measure(written.text).ok_or_else(|| Unresolved {
            range: written.range.clone(),
            kind: UnresolvedKind::UnknownMeasure,
            message: format!("there is no measure `{}`", written.text),
            help: None,
        })
    }

    pub(crate) fn resolve_code(&self, written: &notation::CodeName<'_>) -> Result<CodeId, Unresolved> {
        let text = written.code.text;
        let dimension: Option<DimensionId> = match &written.dimension {
            None => None,
            Some(name) => Some(self.find_named(NameKind::Dimension, name.text).ok_or_else(|| Unresolved {
                range: name.range.clone(),
                kind: UnresolvedKind::UnknownDimension,
                message: format!("there is no dimension `{}`", name.text),
                help: None,
            })?),
        };
        let name = self.names.find(text);
        let named = name.map_or(&[][..], |name| self.index.codes(name));
        let discovered = name.map_or(&[][..], |name| self.index.discovered(name));
        let fits = |code: &&CodeId| dimension.is_none_or(|dimension| self.codes[**code].dimension == dimension);
        // What a table holds must not change what a short name means.
        let without_short_name = discovered.iter().filter(|_| dimension.is_some());
        let found: Vec<CodeId> = named.iter().chain(without_short_name).filter(fits).copied().collect();
        match found[..] {
            [code] => Ok(code),
            [] => {
                let place = match dimension {
                    Some(dimension) => format!("dimension `{}`", self.name(self.dimensions[dimension].name)),
                    None => "any dimension".to_owned(),
                };
                Err(Unresolved {
                    range: written.code.range.clone(),
                    kind: UnresolvedKind::UnknownCode,
                    message: format!("`{text}` is not a code of {place}"),
                    help: discovered
                        .first()
                        .map(|&code| format!("a table discovers it: write `{}`", self.code_text(code))),
                })
            }
            _ => {
                let ways: Vec<String> = found
                    .iter()
                    .map(|&code| format!("`{}={text}`", self.name(self.dimensions[self.codes[code].dimension].name)))
                    .collect();
                Err(Unresolved {
                    range: written.code.range.clone(),
                    kind: UnresolvedKind::AmbiguousCode,
                    message: format!("several dimensions have a code `{text}`"),
                    help: Some(format!("write {}", ways.join(" or "))),
                })
            }
        }
    }

    fn resolve_when(&self, quantity: &QuantityText<'_>, measure: MeasureId) -> Result<Option<When>, Unresolved> {
        let name = quantity.measure.text;
        let fixed = self.measures[measure].kind == MeasureKind::Fixed;
        let wrong = |message: String, help: &str| Unresolved {
            range: quantity.when.as_ref().map_or_else(|| quantity.measure.range.clone(), |when| when.range.clone()),
            kind: UnresolvedKind::When,
            message,
            help: Some(help.to_owned()),
        };
        match &quantity.when {
            None if fixed || self.measures[measure].kind == MeasureKind::Event => Ok(None),
            None => Err(wrong(format!("`{name}` needs a when"), "add `@` and a date, such as `@ 1950-05-04`")),
            Some(_) if fixed => Err(wrong(format!("`{name}` is fixed: it has no when"), "leave out `@` and the date")),
            Some(when) => resolve_date(when).map(Some),
        }
    }

    /// Looks up a pattern, as `only:` and filters have them.
    ///
    /// # Errors
    /// Where the text is not in the notation, or names what does not exist.
    pub(crate) fn resolve_pattern(&self, text: &str) -> Result<(Pattern, Option<When>), Unresolved> {
        self.resolve_quantity_pattern(&notation::pattern(text)?)
    }

    /// Looks up the names of a pattern that was parsed.
    pub(crate) fn resolve_quantity_pattern(
        &self,
        parsed: &QuantityText<'_>,
    ) -> Result<(Pattern, Option<When>), Unresolved> {
        let measure = if parsed.measure.text == "*" { None } else { Some(self.resolve_measure(parsed)?) };
        let codes = parsed.codes.iter().map(|code| self.resolve_code(code)).collect::<Result<Vec<_>, _>>()?;
        let when = parsed.when.as_ref().map(resolve_date).transpose()?;
        Ok((Pattern { measure, codes, when: None }, when))
    }

    /// The code of a name in a dimension, declared or discovered.
    pub(crate) fn code_of(&self, dimension: DimensionId, name: &str) -> Option<CodeId> {
        let name = self.names.find(name)?;
        let all = self.index.codes(name).iter().chain(self.index.discovered(name));
        all.copied().find(|code| self.codes[*code].dimension == dimension)
    }

    /// Whether a quantity is one of those a pattern stands for, the pattern's when apart.
    pub fn matches(&self, pattern: &Pattern, quantity: QuantityId) -> bool {
        let quantity = &self.quantities[quantity];
        let codes = self.code_list(quantity.codes);
        pattern.measure.is_none_or(|measure| measure == quantity.measure)
            && pattern.codes.iter().all(|&code| codes[self.codes[code].dimension.index()] == code)
    }
}

fn resolve_date(when: &notation::Piece<'_>) -> Result<When, Unresolved> {
    When::parse(when.text).map_err(|error| Unresolved {
        range: when.range.clone(),
        kind: UnresolvedKind::Date,
        message: error.message,
        help: error.suggestion.map(|meant| format!("write `{meant}`")),
    })
}

/// "did you mean `german`?", if a known name is near.
pub(crate) fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(wrong, known).map(|name| format!("did you mean `{name}`?"))
}
