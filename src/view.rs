//! What people and programs read: documents, reports, the page, explanations of codes.

pub mod embed;
pub mod codes;
pub mod report;
pub mod page;
