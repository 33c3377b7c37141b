//! Tables read where they lie: cells with their places, templates over them, dates and numbers by example.
//!
//! Nothing here knows claims or measures, reads files or prints. [`Grid::split`] cuts delimited text into cells that
//! keep their places; a [`Template`] is a text with holes for cells; [`Dates`] and [`Numbers`] put what is written
//! another way into ISO 8601 and plain digits; [`slug`] makes a name of a text; [`unpack`] undoes gzip within limits.

mod dates;
mod glob;
mod grid;
mod guess;
mod look;
mod numbers;
mod slug;
mod sums;
mod template;
mod unpack;

pub use dates::{Dates, plain_date};
pub use glob::{has_wildcard, matches};
pub use grid::{Cell, Fault, FaultKind, Grid, LONGEST_CELL, MOST_CELLS, MOST_COLUMNS};
pub use guess::{Guess, guess, separator};
pub use look::{Column, Look, Role};
pub use numbers::Numbers;
pub use slug::slug;
pub use sums::{Sum, sums};
pub use template::{Filled, Hole, Piece, Template, TemplateFault, TemplateFaultKind};
pub use unpack::{Unpacked, unpack};
