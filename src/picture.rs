//! Pictures: what to draw, where it lies, and how it is written down.

pub mod diagram;
pub mod layout;
pub mod export;
