//! Graphs of claims from sources that disagree.

pub mod text;
pub mod message;
mod typography;
pub mod number;
pub mod when;
pub mod notation;
pub mod model;
pub mod load;
