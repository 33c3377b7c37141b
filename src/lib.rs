//! Graphs of claims from sources that disagree.

pub mod checks;
pub mod codes;
pub mod filter;
pub mod finding;
pub mod graph;
pub mod lineage;
pub mod load;
pub mod locate;
pub mod message;
pub mod model;
pub mod notation;
pub mod number;
pub mod report;
pub mod text;
mod typography;
pub mod when;
