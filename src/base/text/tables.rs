//! Tables: files of rows and columns that are read where they lie.

use std::collections::BTreeMap;
use std::io;

use gainsay_tables::{Unpacked, unpack};

use super::{FileId, TextProblem, Texts};

/// A table that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRead {
    /// Its text among the texts, unpacked; of one that is not UTF-8, what stands before the first bad byte.
    pub file: FileId,
    /// The SHA-256 of the file's bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Whether it is UTF-8.
    pub is_utf8: bool,
}

/// Why a table could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TableProblem {
    /// No folder of data is named.
    NoFolder,
    /// There is nothing of its name.
    Missing,
    /// Its path, or a link on it, leads out of the folder of data.
    LeadsOut,
    /// Not a plain file.
    NotAFile,
    /// Larger than so many bytes, as it is or unpacked.
    TooLarge(u64),
    /// It cannot be unpacked, for this reason.
    Damaged(String),
    /// The operating system refused, for this reason.
    Io(String),
}

impl From<io::Error> for TableProblem {
    fn from(error: io::Error) -> Self {
        TextProblem::from(error).into()
    }
}

impl From<TextProblem> for TableProblem {
    fn from(problem: TextProblem) -> Self {
        match problem {
            TextProblem::Missing => TableProblem::Missing,
            TextProblem::LeadsOut => TableProblem::LeadsOut,
            TextProblem::NotAFile => TableProblem::NotAFile,
            TextProblem::TooLarge => TableProblem::TooLarge(super::LARGEST_TEXT),
            TextProblem::Io(reason) => TableProblem::Io(reason),
        }
    }
}

impl TableRead {
    /// Undoes gzip.
    pub(super) fn unpacked(bytes: &[u8], most: u64) -> Result<Vec<u8>, TableProblem> {
        match unpack(bytes, most) {
            Unpacked::Bytes(bytes) => Ok(bytes),
            Unpacked::TooLarge(most) => Err(TableProblem::TooLarge(most)),
            Unpacked::Damaged(error) => Err(TableProblem::Damaged(error.to_string())),
        }
    }
}

/// What became of the tables of a name, or of which of them what is wrong.
type Found = Result<Vec<TableRead>, (String, TableProblem)>;

/// The tables, by the name that a source gives them.
pub(super) type Tables = BTreeMap<String, Found>;

/// The path, bytes and checksum of a table.
pub(super) type Bytes = (String, Vec<u8>, String);

impl Texts {
    /// Returns what became of the tables of a name; none where nobody asked for them.
    pub fn tables_named(&self, name: &str) -> Option<&Result<Vec<TableRead>, (String, TableProblem)>> {
        self.tables.get(name)
    }

    /// The same texts with a table that is not on a disk.
    #[must_use]
    pub fn with_table(mut self, path: &str, text: &str) -> Self {
        self.put_tables(path, "", Ok(vec![(path.to_owned(), text.as_bytes().to_vec(), String::new())]));
        self
    }

    /// The same texts with the tables of others.
    #[must_use]
    pub fn with_tables_of(mut self, others: &Texts) -> Self {
        for (name, found) in &others.tables {
            let found = found.as_ref().map_err(Clone::clone).map(|tables| {
                let own = |table: &TableRead| {
                    let file = others.file(table.file);
                    TableRead { file: self.add_table(file.path.clone(), file.text.clone()), ..table.clone() }
                };
                tables.iter().map(own).collect()
            });
            self.tables.insert(name.clone(), found);
        }
        self
    }

    /// Adds the tables of a name, or why they cannot be read.
    pub(super) fn put_tables(&mut self, name: &str, shown: &str, found: Result<Vec<Bytes>, (String, TableProblem)>) {
        let found = found.map(|tables| {
            let read = |(path, bytes, sha256): Bytes| {
                let path = if shown.is_empty() { path } else { format!("{shown}/{path}") };
                let (text, is_utf8) = utf8(bytes);
                TableRead { file: self.add_table(path, text), sha256, is_utf8 }
            };
            tables.into_iter().map(read).collect()
        });
        self.tables.insert(name.to_owned(), found);
    }

    fn add_table(&mut self, path: String, text: String) -> FileId {
        let file = self.add(path, text);
        self.files[file.0 as usize].is_table = true;
        file
    }
}

/// The text, as far as it is UTF-8, and whether it is to its end.
fn utf8(bytes: Vec<u8>) -> (String, bool) {
    String::from_utf8(bytes).map_or_else(
        |error| {
            let good = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(&error.as_bytes()[..good]).into_owned(), false)
        },
        |text| (text, true),
    )
}
