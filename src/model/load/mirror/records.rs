//! The records of each kind of file.

use serde::Deserialize;

use super::{OneOrMany, Pairs, Quote, Str};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Collection<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) title: Str<'t>,
    #[serde(borrow, default)]
    pub(in crate::model::load) sides: Vec<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) lexicon: Pairs<'t, Str<'t>>,
    pub(in crate::model::load) resolution: Option<Resolution>,
    #[serde(borrow)]
    pub(in crate::model::load) texts: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) data: Option<Str<'t>>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(in crate::model::load) enum Resolution {
    Day,
    Month,
    Year,
}

/// What stands in a vocabulary beside its lists: nothing. The fields are named so that no other is taken.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "the lists are read item by item; here they are always empty")]
pub(in crate::model::load) struct Vocabulary {
    #[serde(default)]
    pub(in crate::model::load) measures: Vec<()>,
    #[serde(default)]
    pub(in crate::model::load) dimensions: Vec<()>,
    #[serde(default)]
    pub(in crate::model::load) propositions: Vec<()>,
    #[serde(default)]
    pub(in crate::model::load) parties: Vec<()>,
    #[serde(default)]
    pub(in crate::model::load) units: Vec<()>,
    #[serde(default)]
    pub(in crate::model::load) chronology: Vec<()>,
    #[serde(default)]
    pub(in crate::model::load) chains: Vec<()>,
}

/// Those who had something one after another.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Chain<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) id: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) came: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) left: Str<'t>,
    #[serde(borrow, default)]
    pub(in crate::model::load) had: Vec<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) holders: Vec<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) shared: Vec<Vec<Str<'t>>>,
    #[serde(borrow)]
    pub(in crate::model::load) unbroken: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) because: Option<Str<'t>>,
}

/// A ready-made rule of order between two measures.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Order<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) rule: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) earlier: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) later: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) id: Option<Str<'t>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Unit<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) id: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) is: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) because: Option<Str<'t>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Measure<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) id: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) name: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) phrase: Option<Str<'t>>,
    pub(in crate::model::load) kind: MeasureKind,
    #[serde(borrow)]
    pub(in crate::model::load) unit: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) since: Option<Str<'t>>,
    pub(in crate::model::load) counts: Option<bool>,
    pub(in crate::model::load) signed: Option<bool>,
    #[serde(borrow)]
    pub(in crate::model::load) note: Option<Str<'t>>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(in crate::model::load) enum MeasureKind {
    Stock,
    Cumulative,
    Event,
    Fixed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Dimension<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) id: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) name: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) note: Option<Str<'t>>,
    #[serde(default)]
    pub(in crate::model::load) open: bool,
    #[serde(borrow)]
    pub(in crate::model::load) codes: Vec<Code<'t>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Code<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) id: Str<'t>,
    #[serde(borrow, rename = "in")]
    pub(in crate::model::load) inside: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) name: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) phrase: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) note: Option<Str<'t>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Proposition<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) id: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) text: Str<'t>,
    #[serde(borrow, default)]
    pub(in crate::model::load) excludes: Vec<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) implies: Vec<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) opposes: Vec<Opposes<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) means: Option<Statement<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) note: Option<Str<'t>>,
}

/// What a proposition is set against: another one, or a figure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Opposes<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) proposition: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) of: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) is: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) because: Str<'t>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Party<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) id: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) name: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) side: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) note: Option<Str<'t>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Source<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) id: Str<'t>,
    pub(in crate::model::load) kind: SourceKind,
    #[serde(borrow)]
    pub(in crate::model::load) title: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) by: OneOrMany<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) date: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) place: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) publisher: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) archive: Vec<(Str<'t>, Str<'t>)>,
    #[serde(borrow)]
    pub(in crate::model::load) url: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) language: Option<Str<'t>>,
    pub(in crate::model::load) calendar: Option<Calendar>,
    #[serde(borrow)]
    pub(in crate::model::load) rounded_to: Option<Str<'t>>,
    pub(in crate::model::load) grade: Option<Grade>,
    #[serde(borrow)]
    pub(in crate::model::load) text: Option<Text<'t>>,
    #[serde(default)]
    pub(in crate::model::load) unseen: bool,
    #[serde(borrow, default)]
    pub(in crate::model::load) from: Vec<SourceLink<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) ignore: Vec<Ignore<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) note: Option<Str<'t>>,
    /// Read apart, item by item; empty here.
    #[serde(default)]
    #[expect(dead_code, reason = "named so that the field is known")]
    pub(in crate::model::load) claims: Vec<()>,
    /// Read apart, item by item; empty here.
    #[serde(default)]
    #[expect(dead_code, reason = "named so that the field is known")]
    pub(in crate::model::load) tables: Vec<()>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(in crate::model::load) enum SourceKind {
    Announcement,
    Article,
    Book,
    Communication,
    Dataset,
    Decree,
    Edition,
    Interview,
    Letter,
    Memorandum,
    Report,
    Speech,
    Statement,
    Table,
    Testimony,
    WebPage,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(in crate::model::load) enum Grade {
    A,
    B,
    C,
    D,
    E,
    F,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Text<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) file: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) sha256: Option<Str<'t>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Ignore<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) text: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) because: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) prefix: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) suffix: Option<Str<'t>>,
}

#[derive(Debug, Deserialize)]
pub(in crate::model::load) enum SourceLink<'t> {
    Quotes(#[serde(borrow)] Str<'t>),
    Translates(#[serde(borrow)] Str<'t>),
    Summarises(#[serde(borrow)] Str<'t>),
    Reprints(#[serde(borrow)] Str<'t>),
    Compiles(#[serde(borrow)] Str<'t>),
    Cites(#[serde(borrow)] Str<'t>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Claim<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) id: Str<'t>,
    #[serde(borrow, default)]
    pub(in crate::model::load) by: OneOrMany<'t>,
    #[serde(borrow, default)]
    pub(in crate::model::load) via: OneOrMany<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) said: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) at: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) quote: Quote<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) original: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) says: Statement<'t>,
    #[serde(borrow, default)]
    pub(in crate::model::load) or_reads: Vec<Statement<'t>>,
    pub(in crate::model::load) calendar: Option<Calendar>,
    #[serde(borrow)]
    pub(in crate::model::load) rounded_to: Option<Str<'t>>,
    pub(in crate::model::load) mode: Option<Mode>,
    pub(in crate::model::load) credibility: Option<u8>,
    #[serde(borrow, default)]
    pub(in crate::model::load) from: Vec<ClaimLink<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) note: Option<Str<'t>>,
}

/// A fragment of a quote with what stands around it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Quote")]
pub(in crate::model::load) struct Around<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) exact: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) prefix: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) suffix: Option<Str<'t>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) enum Statement<'t> {
    Figure {
        #[serde(borrow)]
        of: Str<'t>,
        #[serde(borrow)]
        is: Str<'t>,
    },
    Relation(#[serde(borrow)] Str<'t>),
    Affirms(#[serde(borrow)] Str<'t>),
    Denies(#[serde(borrow)] Str<'t>),
    Disputes(#[serde(borrow)] Str<'t>),
    Under(#[serde(borrow)] Str<'t>, #[serde(borrow)] Box<Statement<'t>>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(in crate::model::load) enum Calendar {
    Gregorian,
    Julian,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(in crate::model::load) enum Mode {
    Asserted,
    Estimated,
    Planned,
    Conditional,
    Draft,
    Possible,
    Presupposed,
    ToBeSaid,
}

#[derive(Debug, Deserialize)]
pub(in crate::model::load) enum ClaimLink<'t> {
    Repeats(#[serde(borrow)] Str<'t>),
    ComputedFrom(#[serde(borrow)] Str<'t>),
    Corrects(#[serde(borrow)] Str<'t>),
    Supports(#[serde(borrow)] Str<'t>),
    Quotes(#[serde(borrow)] Str<'t>),
    Translates(#[serde(borrow)] Str<'t>),
    Summarises(#[serde(borrow)] Str<'t>),
    Reprints(#[serde(borrow)] Str<'t>),
    Compiles(#[serde(borrow)] Str<'t>),
    Cites(#[serde(borrow)] Str<'t>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Rule<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) id: Str<'t>,
    pub(in crate::model::load) basis: Basis,
    #[serde(borrow)]
    pub(in crate::model::load) says: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) because: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) only: Vec<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) across: Vec<Str<'t>>,
    pub(in crate::model::load) active: Option<bool>,
    #[serde(borrow)]
    pub(in crate::model::load) holds: Holds<'t>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(in crate::model::load) enum Basis {
    Definition,
    Assumption,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) enum Holds<'t> {
    Parts {
        #[serde(borrow)]
        whole: Str<'t>,
        #[serde(borrow)]
        parts: Vec<Str<'t>>,
        complete: Option<bool>,
    },
    Equation(#[serde(borrow)] Str<'t>),
    Constant {
        #[serde(borrow)]
        what: Str<'t>,
        #[serde(borrow)]
        after: Option<Str<'t>>,
    },
    NeverRises {
        #[serde(borrow)]
        what: Str<'t>,
        #[serde(borrow)]
        after: Option<Str<'t>>,
    },
    NeverFalls {
        #[serde(borrow)]
        what: Str<'t>,
        #[serde(borrow)]
        after: Option<Str<'t>>,
    },
    Children {
        #[serde(borrow)]
        dimension: Str<'t>,
        #[serde(borrow, default)]
        of: OneOrMany<'t>,
        complete: Option<bool>,
    },
    Same(#[serde(borrow)] Str<'t>, #[serde(borrow)] Str<'t>),
    Happened {
        #[serde(borrow)]
        claim: Str<'t>,
    },
    Taken {
        #[serde(borrow)]
        claim: Str<'t>,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Judgement<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) of: OneOrMany<'t>,
    pub(in crate::model::load) verdict: Verdict,
    #[serde(borrow, default)]
    pub(in crate::model::load) prefers: OneOrMany<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) because: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) by: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) date: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) expires: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) read_as: Pairs<'t, Str<'t>>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(in crate::model::load) enum Verdict {
    Explained,
    Unresolved,
    Resolved,
}
