//! What takes the place of a view or a live number, before it is put into a format.

use crate::base::table::Table;
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
    /// A claim's full name: a link to its row, where the document has one.
    Claim(String),
    /// A value that leads to the row of its claim, where the document has one.
    Value(String, Option<String>),
    /// The mark of a note, by its place in the list of notes.
    Note(usize),
}

impl Span {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Span::Text(text.into())
    }
}

/// A block.
#[derive(Debug)]
pub(super) enum Part {
    Paragraph(Vec<Span>),
    List(Vec<Vec<Span>>),
    Table(Rows),
    Picture(Box<Pictured>),
}

/// A table.
#[expect(clippy::struct_field_names, reason = "rows have rows")]
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) caption: Option<String>,
    pub(super) columns: Vec<String>,
    /// The columns that hold numbers.
    pub(super) numeric: Vec<usize>,
    pub(super) rows: Vec<Row>,
}

/// A row of a table.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The claim whose row this is, by its full name.
    pub(super) claim: Option<String>,
    /// Whether it is a sum or a result of the rows above.
    pub(super) strong: bool,
    pub(super) cells: Vec<Vec<Span>>,
}

impl Row {
    /// A row of plain cells.
    pub(super) fn plain(cells: impl IntoIterator<Item = String>) -> Self {
        Row { cells: cells.into_iter().map(|cell| vec![Span::Text(cell)]).collect(), ..Row::default() }
    }
}

impl Rows {
    /// A table of plain cells, without the columns in which nothing stands.
    pub(super) fn of(table: &Table) -> Self {
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
pub(super) struct Pictured {
    /// What its file is called, without an ending.
    pub(super) stem: String,
    pub(super) picture: Picture,
    pub(super) caption: String,
    pub(super) width: Option<u32>,
    pub(super) flow: Option<Flow>,
    /// Whether only the table is wanted.
    pub(super) as_table: bool,
    pub(super) table: Rows,
}

/// The place of a claim's row: a name that can stand in addresses and labels of every format.
pub(super) fn anchor(claim: &str) -> String {
    let safe = claim.chars().map(|c| match c {
        '/' => '.',
        c if c.is_alphanumeric() => c,
        _ => '-',
    });
    "claim-".chars().chain(safe).collect()
}

/// A short name for files: lower-case ASCII words joined by `-`.
pub(super) fn slug(text: &str) -> String {
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
