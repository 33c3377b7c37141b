//! What people and programs read: documents, reports, the page, explanations of codes.

mod prose;
mod describe;
pub mod embed;
pub mod codes;
pub mod glossary;
pub mod report;
pub mod page;
