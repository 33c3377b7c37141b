//! Documents.
mod call;
mod codes;
mod parse;
