//! What to draw, as plain data, and from what: one file and one row of [`KINDS`] a kind of picture.
//!
//! A [`Picture`] knows nothing of how it is drawn; [`crate::picture::export`] turns it into text. All text in it
//! is fit for the eye: characters that change the order of others, or show nothing, appear as their
//! code (`U+202E`).

use std::fmt;

use crate::base::table::Table;

mod accounts;
mod balance;
mod boxes;
mod conflicts;
mod discrepancy;
mod forest;
mod label;
mod lineage;
mod listed;
mod look;
mod matrix;
mod net;
mod scene;
mod sums;

pub use accounts::{Account, Balance, Part, PartKind, Stack};
pub use conflicts::{conflicts, gap_text};
pub use discrepancy::discrepancies;
pub use forest::{Forest, Gap, Group, Row, RowKind};
pub use label::visible;
pub use lineage::lineage;
pub use look::{CONTRADICTION_COLOUR, Link, Mark, NEUTRAL_COLOUR, SideStyle};
pub use matrix::{Cell, Contender, Matrix};
pub use net::{ColumnId, Diagram, Edge, EdgeKind, Lane, LaneId, LineStyle, Node, NodeId, Shape};
pub use scene::{DEPTH, Request, Scene, Wrong};
pub use sums::{Bar, Piece, Sums, sums};

/// One picture, which answers one question.
#[derive(Debug, Clone)]
pub enum Picture {
    /// Boxes and the lines between them.
    Net(Diagram),
    /// Who says what, in rows under one another.
    Forest(Forest),
    /// What a whole is made of, and what is left.
    Balance(Balance),
    /// Two sums that cannot both be right.
    Sums(Sums),
    /// Who contradicts whom.
    Matrix(Matrix),
}

impl Picture {
    /// What it is of.
    pub fn title(&self) -> &str {
        match self {
            Picture::Net(diagram) => &diagram.title,
            Picture::Forest(forest) => &forest.title,
            Picture::Balance(balance) => &balance.title,
            Picture::Sums(sums) => &sums.title,
            Picture::Matrix(matrix) => &matrix.title,
        }
    }

    /// What it shows, in sentences.
    pub fn description(&self) -> &str {
        match self {
            Picture::Net(diagram) => &diagram.description,
            Picture::Forest(forest) => &forest.description,
            Picture::Balance(balance) => &balance.description,
            Picture::Sums(sums) => &sums.description,
            Picture::Matrix(matrix) => &matrix.description,
        }
    }

    /// How much of the collection it shows.
    pub fn shown(&self) -> Shown {
        match self {
            Picture::Net(diagram) => diagram.shown,
            Picture::Forest(forest) => forest.shown,
            Picture::Balance(balance) => balance.shown,
            Picture::Sums(sums) => sums.shown,
            Picture::Matrix(matrix) => matrix.shown,
        }
    }

    /// Whether nothing is drawn in it; its description then says why.
    pub fn is_empty(&self) -> bool {
        match self {
            Picture::Net(diagram) => diagram.nodes.is_empty(),
            Picture::Forest(forest) => forest.groups.is_empty(),
            Picture::Balance(balance) => balance.accounts.is_empty(),
            Picture::Sums(_) => false,
            Picture::Matrix(matrix) => matrix.cells.is_empty(),
        }
    }

    /// All that it says, as rows and columns.
    pub fn table(&self) -> Table {
        match self {
            Picture::Net(diagram) => listed::net(diagram),
            Picture::Forest(forest) => listed::forest(forest),
            Picture::Balance(balance) => listed::balance(balance),
            Picture::Sums(drawn) => sums::table(drawn),
            Picture::Matrix(drawn) => matrix::table(drawn),
        }
    }
}

/// How much of the collection is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shown {
    /// The claims in the picture.
    pub claims: usize,
    /// The claims of the collection.
    pub of: usize,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} claims shown", self.claims, self.of)
    }
}

/// A kind of picture.
#[derive(Debug)]
pub struct Kind {
    /// Its name on the command line and in reports.
    pub name: &'static str,
    /// The question it answers.
    pub about: &'static str,
    /// What may be asked of it.
    pub takes: Takes,
    make: fn(&Scene<'_>, &Request) -> Result<Picture, Wrong>,
}

/// What may be asked of a kind of picture.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "a column of the table each")]
pub struct Takes {
    /// The name of a claim or a source to begin with; it is then needed.
    pub start: bool,
    /// Filters.
    pub filters: bool,
    /// Contradictions: one by its id, or those of some strengths.
    pub contradictions: bool,
    /// A number of steps.
    pub depth: bool,
    /// A number of contradictions.
    pub limit: bool,
    /// Which way its boxes follow each other.
    pub flow: bool,
}

/// What is drawn of all contradictions, or of those asked for.
const FILTERED: Takes =
    Takes { start: false, filters: true, contradictions: true, depth: false, limit: false, flow: false };

/// The kinds of pictures.
pub const KINDS: &[Kind] = &[
    Kind {
        name: "sums",
        about: "One contradiction as a poster: what there can be at most, what there is at least, what is too many",
        takes: FILTERED,
        make: sums::make,
    },
    Kind {
        name: "matrix",
        about: "Who contradicts whom, and in how many disputes",
        takes: Takes { contradictions: false, ..FILTERED },
        make: matrix::make,
    },
    Kind {
        name: "discrepancy",
        about: "Who says what about the same thing, and how far apart they are",
        takes: FILTERED,
        make: discrepancy::make,
    },
    Kind {
        name: "conflicts",
        about: "How the claims of the sides hang together and clash, a lane a side",
        takes: Takes { limit: true, flow: true, ..FILTERED },
        make: conflicts::make,
    },
    Kind {
        name: "lineage",
        about: "Where a claim comes from, to its origins",
        takes: Takes { start: true, filters: false, contradictions: false, depth: true, limit: false, flow: true },
        make: lineage::make,
    },
    Kind {
        name: "balance",
        about: "What became of them: what a whole is made of, by each party, and what is left",
        takes: Takes { contradictions: false, ..FILTERED },
        make: balance::make,
    },
];

impl Kind {
    /// The kind of a name.
    pub fn named(name: &str) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// The picture that was asked for.
    ///
    /// # Errors
    /// Where something is asked of it that it cannot answer, or a name is not known.
    pub fn draw(&self, scene: &Scene<'_>, request: &Request) -> Result<Picture, Wrong> {
        let name = self.name;
        match &request.start {
            None if self.takes.start => {
                let help = format!("name it: `{name} CLAIM`");
                return Err(Wrong::new(format!("`{name}` begins with a claim or a source"), help));
            }
            Some(start) if !self.takes.start => {
                let help = "`--about`, `--party`, `--between` or `--contradiction` choose what is drawn";
                return Err(Wrong::new(format!("`{name}` takes no name, and `{}` is one", shown(start)), help));
            }
            _ => {}
        }
        let filtered = !request.filter.is_empty() || request.contradiction.is_some();
        if filtered && !self.takes.filters {
            let help = "leave them out; `--depth` limits how far it goes";
            return Err(Wrong::new(format!("`{name}` takes no filters"), help));
        }
        let of_contradictions = request.contradiction.is_some() || !request.filter.strengths.is_empty();
        if of_contradictions && !self.takes.contradictions {
            let help = "`--about`, `--party`, `--source` or `--between` choose what is drawn";
            return Err(Wrong::new(format!("`{name}` draws claims, not contradictions"), help));
        }
        if !self.takes.depth && request.depth.is_some() {
            return Err(Wrong::new(format!("`{name}` takes no depth"), "leave `--depth` out"));
        }
        if !self.takes.limit && request.limit.is_some() {
            return Err(Wrong::new(format!("`{name}` takes no limit"), "leave `--limit` out"));
        }
        (self.make)(scene, request)
    }
}

/// Part of a message that someone else wrote.
fn shown(text: &str) -> std::borrow::Cow<'_, str> {
    crate::base::typography::visible(text)
}
