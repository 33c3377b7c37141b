//! Tables as they are written down.

use serde::Deserialize;

use super::{ClaimLink, OneOrMany, Pairs, Str};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Table<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) id: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) file: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) sha256: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) when: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) by: OneOrMany<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) said: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) from: Vec<ClaimLink<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) note: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) at: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) quote: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) codes: Pairs<'t, TableCode<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) figures: Pairs<'t, Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) spread: Option<Spread<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) missing: OneOrMany<'t>,
    #[serde(borrow, default)]
    pub(in crate::model::load) lexicon: Pairs<'t, Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) numbers: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) dates: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) rename: Pairs<'t, Pairs<'t, Str<'t>>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) only: Pairs<'t, OneOrMany<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) except: Pairs<'t, OneOrMany<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) void: Vec<OneOrMany<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) mode: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) modes: Pairs<'t, super::Mode>,
    #[serde(borrow)]
    pub(in crate::model::load) rounded_to: Option<Str<'t>>,
    #[serde(default)]
    pub(in crate::model::load) header: Vec<u32>,
    #[serde(borrow)]
    pub(in crate::model::load) until: Option<Str<'t>>,
    #[serde(borrow)]
    pub(in crate::model::load) separator: Option<Str<'t>>,
    #[serde(borrow, default)]
    pub(in crate::model::load) unread: OneOrMany<'t>,
}

/// Codes that a table discovers.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Code")]
pub(in crate::model::load) struct TableCode<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) id: Str<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) name: Option<Str<'t>>,
    #[serde(borrow, rename = "in")]
    pub(in crate::model::load) inside: Option<Str<'t>>,
}

/// Columns that are read down.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::model::load) struct Spread<'t> {
    #[serde(borrow)]
    pub(in crate::model::load) headers: OneOrMany<'t>,
    #[serde(borrow)]
    pub(in crate::model::load) figures: Pairs<'t, Str<'t>>,
}
