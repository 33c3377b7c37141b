//! What was found, as text for people and for programs.
//!
//! Every function here makes text and writes nothing.

mod apart;
pub mod audit;
pub mod changes;
pub mod check;
pub mod coverage;
pub mod explain;
pub mod impact;
pub mod implied;
mod messages;
pub mod origins;
mod passage;
pub mod reconcile;
pub mod sheet;
mod told;
pub mod tree;

pub use crate::base::table;
pub use apart::{comparison, verdict};
use messages::lines;
pub use messages::{human, short, within};
pub use told::{told, told_with_ways, told_within};

/// Whether to colour what a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// No escape sequences.
    Off,
    /// With escape sequences.
    On,
}

/// The forms in which most commands answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For reading.
    Human,
    /// One line each.
    Short,
    /// For programs: schema 1.
    Json,
}

/// What is said wherever work limits were reached, so that what was found may not be all there is.
pub const CUT: &str = "the work limits were reached: there may be more contradictions (`--limit-work`, \
                       `--limit-contradictions`)";

/// Any text as it may be shown in a terminal: no control characters, none that
/// hide or reorder what is written.
pub fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    crate::base::typography::visible(text)
}

/// Text of several lines as it may be shown in a terminal: as [`visible`], but that line breaks and tabs stay.
pub fn visible_lines(text: &str) -> std::borrow::Cow<'_, str> {
    crate::base::typography::visible_lines(text)
}

/// A JSON value as text, in which nothing hides, with a line break at its end.
pub fn json_text(value: &serde_json::Value) -> String {
    crate::base::typography::visible_json(format!("{value:#}\n"))
}
