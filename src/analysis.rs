//! What is asked of a collection: checks, filters, comparisons, lists, coverage, and how it stood before.

pub mod filter;
pub mod compare;
pub mod coverage;
pub mod checks;
pub mod impact;
pub mod list;
pub mod baseline;
