//! What a collection says: claims, sources, parties, quantities, values, rules.
//!
//! A [`Model`] is made by [`crate::model::load`] and does not change afterwards. It
//! owns everything; later stages borrow it and store ids. Records are small and
//! of fixed size, names and repeated values are stored once: it is laid out for
//! ten million claims.

pub mod load;
pub mod locate;
pub mod documents;
pub mod judging;
mod arena;
mod ask;
mod chain;
mod claim;
mod content;
mod display;
mod find;
mod judgement;
mod names;
mod proposition;
mod quantity;
mod rule;
mod source;
mod value;
mod words;

pub use arena::{Arena, Id, Interned};
pub use chain::Chain;
pub use claim::{
    Claim, ClaimId, ClaimLink, ClaimLinkKind, Context, Details, DetailsId, Mode, Reading, ReadingId, Statement,
};
pub(crate) use content::Content;
pub use find::{Lookup, Named, Unresolved, UnresolvedKind};
pub(crate) use find::{NameIndex, NameKind, did_you_mean};
pub use judgement::{Judgement, JudgementId, Verdict};
pub use names::{NameId, Names, Prose, ProseId, ProseRange};
pub use proposition::{Against, Opposition, Proposition, PropositionId};
pub use quantity::{
    Code, CodeId, CodesId, Dimension, DimensionId, Measure, MeasureId, MeasureKind, Of, Quantity, QuantityId, Relation,
    RelationId, Sum, SumId, Term, WhenId,
};
pub use rule::{Basis, BuiltIn, Holds, Pattern, Rule, RuleId, RuleTerm};
pub use source::{
    Grade, Ignore, IgnoreId, Parties, PartiesId, Party, PartyId, Side, SideId, Source, SourceId, SourceKind,
    SourceLink, SourceLinkKind, SourceText,
};
pub use value::{Value, ValueId};
pub use words::{Wording, counted, readable};

use crate::base::anchor::Fragment;
use crate::base::text::Span;
use crate::base::when::{Precision, When};
use crate::notation::{Lexicon, Units};

/// Everything a collection says, resolved.
#[derive(Debug)]
pub struct Model {
    pub(crate) title: String,
    pub(crate) wording: Wording,
    pub(crate) resolution: Precision,
    /// Whether the collection says so itself.
    pub(crate) resolution_said: bool,
    /// The folder of its sources' texts, and where it is named.
    pub(crate) texts: Option<(ProseId, Span)>,
    pub(crate) lexicon: Lexicon,
    pub(crate) units: Units,
    pub(crate) names: Names,
    pub(crate) prose: Prose,
    pub(crate) sides: Arena<SideId, Side>,
    pub(crate) parties: Arena<PartyId, Party>,
    pub(crate) party_lists: Interned<PartiesId, Parties>,
    pub(crate) measures: Arena<MeasureId, Measure>,
    pub(crate) dimensions: Arena<DimensionId, Dimension>,
    pub(crate) codes: Arena<CodeId, Code>,
    pub(crate) code_lists: Interned<CodesId, Box<[CodeId]>>,
    pub(crate) whens: Interned<WhenId, When>,
    pub(crate) quantities: Interned<QuantityId, Quantity>,
    pub(crate) sums: Interned<SumId, Sum>,
    pub(crate) values: Interned<ValueId, Value>,
    pub(crate) relations: Arena<RelationId, Relation>,
    pub(crate) propositions: Arena<PropositionId, Proposition>,
    pub(crate) sources: Arena<SourceId, Source>,
    pub(crate) source_links: Vec<SourceLink>,
    /// In the order of their sources.
    pub(crate) ignores: Arena<IgnoreId, Ignore>,
    pub(crate) claims: Arena<ClaimId, Claim>,
    pub(crate) readings: Arena<ReadingId, Reading>,
    pub(crate) details: Arena<DetailsId, Details>,
    pub(crate) claim_links: Vec<ClaimLink>,
    pub(crate) rules: Arena<RuleId, Rule>,
    pub(crate) chains: Vec<Chain>,
    pub(crate) judgements: Arena<JudgementId, Judgement>,
    /// Claims ordered by name, then source: the index that names are found by.
    pub(crate) claims_by_name: Vec<ClaimId>,
    /// Where the collection's own record stands.
    pub(crate) collection_span: Option<Span>,
    pub(crate) index: NameIndex,
}

impl Model {
    pub(crate) fn empty() -> Self {
        Model {
            title: String::new(),
            wording: Wording::default(),
            resolution: Precision::Month,
            resolution_said: false,
            texts: None,
            lexicon: Lexicon::default(),
            units: Units::default(),
            names: Names::default(),
            prose: Prose::default(),
            sides: Arena::default(),
            parties: Arena::default(),
            party_lists: Interned::default(),
            measures: Arena::default(),
            dimensions: Arena::default(),
            codes: Arena::default(),
            code_lists: Interned::default(),
            whens: Interned::default(),
            quantities: Interned::default(),
            sums: Interned::default(),
            values: Interned::default(),
            relations: Arena::default(),
            propositions: Arena::default(),
            sources: Arena::default(),
            source_links: Vec::new(),
            ignores: Arena::default(),
            claims: Arena::default(),
            readings: Arena::default(),
            details: Arena::default(),
            claim_links: Vec::new(),
            rules: Arena::default(),
            chains: Vec::new(),
            judgements: Arena::default(),
            claims_by_name: Vec::new(),
            collection_span: None,
            index: NameIndex::default(),
        }
    }

    /// The collection's title.
    pub fn title(&self) -> &str {
        &self.title
    }

    /// How fine a when must be to be one moment.
    pub fn resolution(&self) -> Precision {
        self.resolution
    }

    /// Whether the collection says itself how fine a when must be.
    pub fn resolution_is_said(&self) -> bool {
        self.resolution_said
    }

    /// The folder of its sources' texts below the collection's root, and where it is named.
    pub fn texts(&self) -> Option<(&str, Span)> {
        self.texts.map(|(path, span)| (self.prose(path), span))
    }

    /// The units that are known, and those that vocabularies add.
    pub fn units(&self) -> &Units {
        &self.units
    }

    /// The lexicon that values are read with.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The sides, in the order in which the collection lists them.
    pub fn sides(&self) -> &Arena<SideId, Side> {
        &self.sides
    }

    /// The parties.
    pub fn parties(&self) -> &Arena<PartyId, Party> {
        &self.parties
    }

    /// The measures.
    pub fn measures(&self) -> &Arena<MeasureId, Measure> {
        &self.measures
    }

    /// The dimensions.
    pub fn dimensions(&self) -> &Arena<DimensionId, Dimension> {
        &self.dimensions
    }

    /// The codes of all dimensions.
    pub fn codes(&self) -> &Arena<CodeId, Code> {
        &self.codes
    }

    /// Every quantity that some claim names.
    pub fn quantities(&self) -> &Interned<QuantityId, Quantity> {
        &self.quantities
    }

    /// Every sum of several quantities that some claim names.
    pub fn sums(&self) -> &Interned<SumId, Sum> {
        &self.sums
    }

    /// Every when that is named.
    pub fn whens(&self) -> &Interned<WhenId, When> {
        &self.whens
    }

    /// Every value that is named.
    pub fn values(&self) -> &Interned<ValueId, Value> {
        &self.values
    }

    /// The relations that claims state.
    pub fn relations(&self) -> &Arena<RelationId, Relation> {
        &self.relations
    }

    /// The propositions.
    pub fn propositions(&self) -> &Arena<PropositionId, Proposition> {
        &self.propositions
    }

    /// The sources, in the order of their files.
    pub fn sources(&self) -> &Arena<SourceId, Source> {
        &self.sources
    }

    /// The claims, in the order of their files and of their places in them.
    pub fn claims(&self) -> &Arena<ClaimId, Claim> {
        &self.claims
    }

    /// The chains of those who had something one after another.
    pub fn chains(&self) -> &[Chain] {
        &self.chains
    }

    /// The rules, in the order of their files.
    pub fn rules(&self) -> &Arena<RuleId, Rule> {
        &self.rules
    }

    /// The judgements, in the order of their files.
    pub fn judgements(&self) -> &Arena<JudgementId, Judgement> {
        &self.judgements
    }

    /// The links between sources, ordered by the source they lead from.
    pub fn source_links(&self) -> &[SourceLink] {
        &self.source_links
    }

    /// The links of one claim to the claims and sources it comes from.
    pub fn links_of(&self, claim: ClaimId) -> &[ClaimLink] {
        let start = self.claim_links.partition_point(|link| link.from < claim);
        let end = start + self.claim_links[start..].partition_point(|link| link.from == claim);
        &self.claim_links[start..end]
    }

    /// The links of all claims, ordered by the claim they lead from.
    pub fn claim_links(&self) -> &[ClaimLink] {
        &self.claim_links
    }

    /// The claim's readings with their ids: what it says, then what it may say instead.
    pub fn readings_of(&self, claim: ClaimId) -> impl Iterator<Item = (ReadingId, &Reading)> {
        let record = &self.claims[claim];
        self.readings.range(record.first_reading, usize::from(record.readings))
    }

    /// The rare fields of a claim, if it has any.
    pub fn details_of(&self, claim: ClaimId) -> Option<&Details> {
        self.claims[claim].details.map(|details| &self.details[details])
    }

    /// The parties of a list.
    pub fn party_list(&self, list: PartiesId) -> &[PartyId] {
        &self.party_lists[list].0
    }

    /// The parties who make a claim: its own, or else its source's.
    pub fn asserters(&self, claim: ClaimId) -> &[PartyId] {
        self.party_list(self.claims[claim].by)
    }

    /// The codes of a list: one of each dimension, in the dimensions' order.
    pub fn code_list(&self, list: CodesId) -> &[CodeId] {
        &self.code_lists[list]
    }

    /// The list that holds these codes, if some claim's quantity has it.
    pub fn find_codes(&self, codes: &[CodeId]) -> Option<CodesId> {
        self.code_lists.find(&codes.into())
    }

    /// The bytes that the model takes, as far as they grow with the claims.
    pub fn size_bytes(&self) -> usize {
        self.claims.size_bytes()
            + self.readings.size_bytes()
            + self.details.size_bytes()
            + self.relations.size_bytes()
            + self.quantities.size_bytes()
            + self.sums.size_bytes()
            + self.values.size_bytes()
            + self.whens.size_bytes()
            + self.party_lists.size_bytes()
            + self.names.size_bytes()
            + self.prose.size_bytes()
            + self.claims_by_name.capacity() * size_of::<ClaimId>()
            + self.claim_links.capacity() * size_of::<ClaimLink>()
    }

    /// A stored name.
    pub fn name(&self, name: NameId) -> &str {
        self.names.get(name)
    }

    /// Stored prose.
    pub fn prose(&self, prose: ProseId) -> &str {
        self.prose.get(prose)
    }

    /// The fragments of a claim's quote.
    pub fn quote_of(&self, claim: ClaimId) -> impl Iterator<Item = &str> {
        self.prose.range(self.claims[claim].quote)
    }

    /// The fragments of a claim's quote with what stands around them, where that is given.
    pub fn fragments_of(&self, claim: ClaimId) -> Vec<Fragment<'_>> {
        let mut fragments: Vec<Fragment<'_>> = self.quote_of(claim).map(Fragment::from).collect();
        for context in self.details_of(claim).iter().flat_map(|details| &details.contexts) {
            let fragment = &mut fragments[context.fragment as usize];
            fragment.prefix = context.prefix.map(|prefix| self.prose(prefix));
            fragment.suffix = context.suffix.map(|suffix| self.prose(suffix));
        }
        fragments
    }

    /// The passages whose numbers are no claims, in the order of their sources.
    pub fn ignores(&self) -> &Arena<IgnoreId, Ignore> {
        &self.ignores
    }

    /// The passages of a source's text whose numbers are no claims.
    pub fn ignores_of(&self, source: SourceId) -> impl Iterator<Item = (IgnoreId, &Ignore)> {
        let (first, last) = self.ignores.sorted_range(|ignore| ignore.source.cmp(&source));
        (first..last).map(IgnoreId::new).map(|id| (id, &self.ignores[id]))
    }

    /// A passage that is no claim, with what stands around it.
    pub fn ignored(&self, ignore: &Ignore) -> Fragment<'_> {
        let around = |text: Option<ProseId>| text.map(|text| self.prose(text)).filter(|text| !text.trim().is_empty());
        Fragment { exact: self.prose(ignore.text), prefix: around(ignore.prefix), suffix: around(ignore.suffix) }
    }

    /// The claims read in a source.
    pub fn claims_of(&self, source: SourceId) -> impl Iterator<Item = ClaimId> + use<> {
        // Claims come in the order of their sources, both in the order of their files.
        let (first, last) = self.claims.sorted_range(|claim| claim.source.cmp(&source));
        (first..last).map(ClaimId::new)
    }

    /// Where the collection's own record stands.
    pub fn collection_span(&self) -> Option<Span> {
        self.collection_span
    }
}
