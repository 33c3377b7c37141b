//! The private serde mirror of the RON files: words as they stand, unresolved.
//!
//! Strings borrow from the file's text wherever they have no escapes, which
//! both spares copies and tells where they stand.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use ron::extensions::Extensions;
use ron::options::Options;
use serde::Deserialize;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor};

/// The one dialect of RON that collections are written in.
pub(super) fn options() -> Options {
    Options::default().with_default_extension(
        Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES | Extensions::UNWRAP_VARIANT_NEWTYPES,
    )
}

/// A string of the file: borrowed where it has no escapes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Str<'t>(pub(super) Cow<'t, str>);

impl std::ops::Deref for Str<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

struct StrVisitor;

impl<'de> Visitor<'de> for StrVisitor {
    type Value = Str<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text in double quotes")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Str<'de>, E> {
        Ok(Str(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Str<'de>, E> {
        Ok(Str(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Str<'de>, E> {
        Ok(Str(Cow::Owned(text)))
    }
}

impl<'de: 't, 't> Deserialize<'de> for Str<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(StrVisitor)
    }
}

/// One string, or a list of them.
#[derive(Debug, Default)]
pub(super) struct OneOrMany<'t>(pub(super) Vec<Str<'t>>);

impl<'de: 't, 't> Deserialize<'de> for OneOrMany<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrManyVisitor;
        impl<'de> Visitor<'de> for OneOrManyVisitor {
            type Value = OneOrMany<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text in double quotes, or a list of texts")
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
                StrVisitor.visit_borrowed_str(text).map(|text| OneOrMany(vec![text]))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                StrVisitor.visit_str(text).map(|text| OneOrMany(vec![text]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut texts = Vec::new();
                while let Some(text) = list.next_element()? {
                    texts.push(text);
                }
                Ok(OneOrMany(texts))
            }
        }
        deserializer.deserialize_any(OneOrManyVisitor)
    }
}

/// A map as the pairs that stand in it, so that a key given twice is seen.
#[derive(Debug)]
pub(super) struct Pairs<'t, T>(pub(super) Vec<(Str<'t>, T)>);

impl<T> Default for Pairs<'_, T> {
    fn default() -> Self {
        Pairs(Vec::new())
    }
}

impl<'de: 't, 't, T: Deserialize<'de>> Deserialize<'de> for Pairs<'t, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for PairsVisitor<T> {
            type Value = Pairs<'de, T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map in braces")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Collection<'t> {
    #[serde(borrow)]
    pub(super) title: Str<'t>,
    #[serde(borrow, default)]
    pub(super) sides: Vec<Str<'t>>,
    #[serde(borrow, default)]
    pub(super) lexicon: Pairs<'t, Str<'t>>,
    pub(super) resolution: Option<Resolution>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) enum Resolution {
    Day,
    Month,
    Year,
}

/// What stands in a vocabulary beside its lists: nothing.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Vocabulary {
    #[serde(default)]
    pub(super) measures: Vec<()>,
    #[serde(default)]
    pub(super) dimensions: Vec<()>,
    #[serde(default)]
    pub(super) propositions: Vec<()>,
    #[serde(default)]
    pub(super) parties: Vec<()>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Measure<'t> {
    #[serde(borrow)]
    pub(super) id: Str<'t>,
    #[serde(borrow)]
    pub(super) name: Option<Str<'t>>,
    pub(super) kind: MeasureKind,
    #[serde(borrow)]
    pub(super) unit: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) since: Option<Str<'t>>,
    pub(super) counts: Option<bool>,
    pub(super) signed: Option<bool>,
    #[serde(borrow)]
    pub(super) note: Option<Str<'t>>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) enum MeasureKind {
    Stock,
    Cumulative,
    Event,
    Fixed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dimension<'t> {
    #[serde(borrow)]
    pub(super) id: Str<'t>,
    #[serde(borrow)]
    pub(super) name: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) note: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) codes: Vec<Code<'t>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Code<'t> {
    #[serde(borrow)]
    pub(super) id: Str<'t>,
    #[serde(borrow, rename = "in")]
    pub(super) inside: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) name: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) note: Option<Str<'t>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Proposition<'t> {
    #[serde(borrow)]
    pub(super) id: Str<'t>,
    #[serde(borrow)]
    pub(super) text: Str<'t>,
    #[serde(borrow, default)]
    pub(super) excludes: Vec<Str<'t>>,
    #[serde(borrow, default)]
    pub(super) implies: Vec<Str<'t>>,
    #[serde(borrow)]
    pub(super) means: Option<Statement<'t>>,
    #[serde(borrow)]
    pub(super) note: Option<Str<'t>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Party<'t> {
    #[serde(borrow)]
    pub(super) id: Str<'t>,
    #[serde(borrow)]
    pub(super) name: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) side: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) note: Option<Str<'t>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source<'t> {
    #[serde(borrow)]
    pub(super) id: Str<'t>,
    pub(super) kind: SourceKind,
    #[serde(borrow)]
    pub(super) title: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(super) by: OneOrMany<'t>,
    #[serde(borrow)]
    pub(super) date: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) place: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) publisher: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(super) archive: Vec<(Str<'t>, Str<'t>)>,
    #[serde(borrow)]
    pub(super) url: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) language: Option<Str<'t>>,
    pub(super) grade: Option<Grade>,
    #[serde(borrow)]
    pub(super) text: Option<Text<'t>>,
    #[serde(default)]
    pub(super) unseen: bool,
    #[serde(borrow, default)]
    pub(super) from: Vec<SourceLink<'t>>,
    #[serde(borrow)]
    pub(super) note: Option<Str<'t>>,
    /// Read apart, item by item; empty here.
    #[serde(default)]
    pub(super) claims: Vec<()>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) enum SourceKind {
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
pub(super) enum Grade {
    A,
    B,
    C,
    D,
    E,
    F,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text<'t> {
    #[serde(borrow)]
    pub(super) file: Str<'t>,
    #[serde(borrow)]
    pub(super) sha256: Option<Str<'t>>,
}

#[derive(Debug, Deserialize)]
pub(super) enum SourceLink<'t> {
    Quotes(#[serde(borrow)] Str<'t>),
    Translates(#[serde(borrow)] Str<'t>),
    Summarises(#[serde(borrow)] Str<'t>),
    Reprints(#[serde(borrow)] Str<'t>),
    Compiles(#[serde(borrow)] Str<'t>),
    Cites(#[serde(borrow)] Str<'t>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim<'t> {
    #[serde(borrow)]
    pub(super) id: Str<'t>,
    #[serde(borrow, default)]
    pub(super) by: OneOrMany<'t>,
    #[serde(borrow, default)]
    pub(super) via: OneOrMany<'t>,
    #[serde(borrow)]
    pub(super) said: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) at: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(super) quote: OneOrMany<'t>,
    #[serde(borrow)]
    pub(super) original: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) says: Statement<'t>,
    #[serde(borrow, default)]
    pub(super) or_reads: Vec<Statement<'t>>,
    pub(super) mode: Option<Mode>,
    pub(super) credibility: Option<u8>,
    #[serde(borrow, default)]
    pub(super) from: Vec<ClaimLink<'t>>,
    #[serde(borrow)]
    pub(super) note: Option<Str<'t>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum Statement<'t> {
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

#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) enum Mode {
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
pub(super) enum ClaimLink<'t> {
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
pub(super) struct Rule<'t> {
    #[serde(borrow)]
    pub(super) id: Str<'t>,
    pub(super) basis: Basis,
    #[serde(borrow)]
    pub(super) says: Str<'t>,
    #[serde(borrow)]
    pub(super) because: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(super) only: Vec<Str<'t>>,
    #[serde(borrow, default)]
    pub(super) across: Vec<Str<'t>>,
    pub(super) active: Option<bool>,
    #[serde(borrow)]
    pub(super) holds: Holds<'t>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) enum Basis {
    Definition,
    Assumption,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) enum Holds<'t> {
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
pub(super) struct Judgement<'t> {
    #[serde(borrow)]
    pub(super) of: OneOrMany<'t>,
    pub(super) verdict: Verdict,
    #[serde(borrow, default)]
    pub(super) prefers: OneOrMany<'t>,
    #[serde(borrow)]
    pub(super) because: Str<'t>,
    #[serde(borrow)]
    pub(super) by: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) date: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) expires: Option<Str<'t>>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) enum Verdict {
    Explained,
    Unresolved,
    Resolved,
}
