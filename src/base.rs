//! What everything stands on: texts and places in them, numbers, dates, messages, tables, plain graphs.

pub mod text;
pub(crate) mod typography;
pub(crate) mod markup;
pub mod anchor;
pub mod message;
pub use gainsay_engine::number;
pub mod when;
pub mod digraph;
pub(crate) mod fit;
pub mod table;
