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

mod records;
mod tables;

pub(super) use records::*;
pub(super) use tables::*;

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

/// A quote: one fragment, or a list of them; each a string, or one with what stands around it.
#[derive(Debug, Default)]
pub(super) struct Quote<'t>(pub(super) Vec<Fragment<'t>>);

#[derive(Debug)]
pub(super) enum Fragment<'t> {
    Plain(Str<'t>),
    Around(Around<'t>),
}

struct FragmentVisitor;

impl<'de> Visitor<'de> for FragmentVisitor {
    type Value = Fragment<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text in double quotes, or `Quote(exact: …, prefix: …, suffix: …)`")
    }

    fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
        StrVisitor.visit_borrowed_str(text).map(Fragment::Plain)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        StrVisitor.visit_str(text).map(Fragment::Plain)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Around::deserialize(de::value::MapAccessDeserializer::new(map)).map(Fragment::Around)
    }
}

impl<'de: 't, 't> Deserialize<'de> for Fragment<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(FragmentVisitor)
    }
}

impl<'de: 't, 't> Deserialize<'de> for Quote<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct QuoteVisitor;
        impl<'de> Visitor<'de> for QuoteVisitor {
            type Value = Quote<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                FragmentVisitor.expecting(f)?;
                f.write_str(", or a list of these")
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Self::Value, E> {
                FragmentVisitor.visit_borrowed_str(text).map(|fragment| Quote(vec![fragment]))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                FragmentVisitor.visit_str(text).map(|fragment| Quote(vec![fragment]))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                FragmentVisitor.visit_map(map).map(|fragment| Quote(vec![fragment]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
                let mut fragments = Vec::new();
                while let Some(fragment) = list.next_element()? {
                    fragments.push(fragment);
                }
                Ok(Quote(fragments))
            }
        }
        deserializer.deserialize_any(QuoteVisitor)
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
