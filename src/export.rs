//! Diagrams as text in formats that other programs draw.

use crate::diagram::Diagram;

mod dot;

pub use dot::dot;

/// A format that diagrams can be written in.
#[derive(Debug)]
pub struct Format {
    /// Its name on the command line, and the end of its files' names.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// Writes a diagram: the same text for the same diagram.
    pub write: fn(&Diagram) -> String,
}

/// The formats.
pub const FORMATS: &[Format] = &[Format { name: "dot", about: "for Graphviz and what reads its language", write: dot }];
