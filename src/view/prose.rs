//! What is told, as a small tree of prose: words within a line, blocks of them, and sections of what is said of
//! one thing. Every form renders this tree, and none has words of its own.

use crate::base::table::Table;
use crate::model::{ClaimId, Model, PartyId};
use crate::picture::diagram::Picture;
use crate::picture::export::Flow;

/// Words within a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Span {
    /// As they are.
    Text(String),
    /// Set off.
    Strong(String),
    /// The title of a work.
    Title(String),
    /// A name of the collection, or something in its notation.
    Code(String),
    /// What something comes to, in words and in the notation: on a line of its own where there is one.
    Formula(String, String),
    /// A quantity or what is said of one, in words and in the notation.
    Said(String, String),
    /// A claim with its full name: a link to its row or entry, where there is one.
    Claim(ClaimId, String),
    /// A party as people write it.
    Party(PartyId, String),
    /// A contradiction's id: a link to its entry, where there is one.
    Contradiction(String),
    /// A value that leads to the row of its claim, where the document has one.
    Value(String, Option<String>),
    /// The mark of a note, by its place in the list of notes.
    Note(usize),
}

impl Span {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Span::Text(text.into())
    }

    /// What stands in the notation, as it is told: in words, unless the notation was asked for.
    pub(crate) fn said(model: &Model, notation: &str) -> Self {
        Span::as_told(model.words(notation), notation)
    }

    /// Words with what they are in the notation; the notation alone where it was asked for.
    pub(crate) fn as_told(words: String, notation: &str) -> Self {
        if words == notation { Span::Code(words) } else { Span::Said(words, notation.to_owned()) }
    }

    /// A claim by its full name.
    pub(crate) fn claim(model: &Model, claim: ClaimId) -> Self {
        Span::Claim(claim, model.claim_name(claim))
    }

    /// Its words, without any mark; none of a note's.
    pub(crate) fn words(&self) -> &str {
        match self {
            Span::Text(text) | Span::Strong(text) | Span::Title(text) | Span::Code(text) => text,
            Span::Formula(text, _) | Span::Said(text, _) => text,
            Span::Claim(_, text) | Span::Party(_, text) | Span::Contradiction(text) | Span::Value(text, _) => text,
            Span::Note(_) => "",
        }
    }
}

/// A block.
#[derive(Debug)]
pub(crate) enum Part {
    Paragraph(Vec<Span>),
    List(Vec<Vec<Span>>),
    Table(Rows),
    Picture(Box<Pictured>),
}

/// A part of what is said of one thing.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) role: Role,
    /// What stands before a list or a table.
    pub(crate) title: Option<&'static str>,
    pub(crate) part: Part,
}

/// What a section is for: a form may put sections into another order, or let one stand apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// What is wrong.
    Headline,
    /// Who says what.
    Figures,
    /// Why it cannot all be true.
    Because,
    /// How far apart.
    Size,
    /// What else is to be said.
    Remark,
    /// Assumptions and readings.
    RestsOn,
    /// How else its claims can be read.
    OtherReadings,
    /// Claims that say the same.
    AlsoSaid,
    /// In how many ways it can be told.
    Ways,
    /// What would dissolve it.
    Dissolves,
    /// What was decided.
    Judged,
}

pub(crate) use crate::base::fit::capital;

/// Spans that begin with a capital, and end with a full stop.
pub(crate) fn sentence(spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
    if let Some(Span::Text(text)) = spans.first_mut() {
        *text = capital(text);
    }
    if !spans.last().is_some_and(|span| span.words().ends_with(['.', '!', '?'])) {
        spans.push(Span::text("."));
    }
    spans
}

/// A table.
#[expect(clippy::struct_field_names, reason = "rows have rows")]
#[derive(Debug, Default)]
pub(crate) struct Rows {
    pub(crate) caption: Option<String>,
    pub(crate) columns: Vec<String>,
    /// The columns that hold numbers.
    pub(crate) numeric: Vec<usize>,
    pub(crate) rows: Vec<Row>,
}

/// What a row is among the others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Weight {
    #[default]
    Plain,
    /// What rows above come to.
    Sum,
    /// What all of them come to.
    Result,
}

/// A row of a table.
#[derive(Debug, Default)]
pub(crate) struct Row {
    /// The claim whose row this is, by its full name.
    pub(crate) claim: Option<String>,
    pub(crate) weight: Weight,
    pub(crate) cells: Vec<Vec<Span>>,
}

impl Row {
    /// Whether it is a sum or a result.
    pub(crate) fn is_strong(&self) -> bool {
        self.weight != Weight::Plain
    }

    /// A row of plain cells.
    pub(crate) fn plain(cells: impl IntoIterator<Item = String>) -> Self {
        Row { cells: cells.into_iter().map(|cell| vec![Span::Text(cell)]).collect(), ..Row::default() }
    }
}

impl Rows {
    /// A table of plain cells, without the columns in which nothing stands.
    pub(crate) fn of(table: &Table) -> Self {
        let is_empty = |at: usize| table.rows.iter().all(|row| row.get(at).is_none_or(String::is_empty));
        let columns: Vec<usize> =
            (0..table.columns.len()).filter(|&at| table.rows.is_empty() || !is_empty(at)).collect();
        Rows {
            caption: None,
            columns: columns.iter().map(|&at| table.columns[at].to_owned()).collect(),
            numeric: (0..columns.len()).filter(|&at| table.numeric.contains(&columns[at])).collect(),
            rows: table
                .rows
                .iter()
                .map(|row| Row::plain(columns.iter().map(|&at| row.get(at).cloned().unwrap_or_default())))
                .collect(),
        }
    }
}

/// A picture with all that is needed to show it, and a table that says the same.
#[derive(Debug)]
pub(crate) struct Pictured {
    /// What its file is called, without an ending.
    pub(crate) stem: String,
    pub(crate) picture: Picture,
    pub(crate) caption: String,
    pub(crate) width: Option<u32>,
    pub(crate) flow: Option<Flow>,
    /// Whether only the table is wanted.
    pub(crate) as_table: bool,
    pub(crate) table: Rows,
}

/// The place of a claim's row: a name that can stand in addresses and labels of every format.
pub(crate) fn anchor(claim: &str) -> String {
    let safe = claim.chars().map(|c| match c {
        '/' => '.',
        c if c.is_alphanumeric() => c,
        _ => '-',
    });
    "claim-".chars().chain(safe).collect()
}

/// A short name for files: lower-case ASCII words joined by `-`.
pub(crate) fn slug(text: &str) -> String {
    /// As long as names of files are.
    const MOST: usize = 60;
    let mut slug = String::new();
    for c in text.chars() {
        if slug.len() >= MOST {
            break;
        }
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_and_places_hold_nothing_that_means_something() {
        assert_eq!(slug("Germans in Soviet custody, 1950"), "germans-in-soviet-custody-1950");
        assert_eq!(slug("../../etc/passwd"), "etc-passwd");
        assert_eq!(slug("…"), "");
        assert!(slug(&"long ".repeat(100)).len() <= 60);
        assert_eq!(anchor("cia-1953/held-1950"), "claim-cia-1953.held-1950");
    }
}
