//! Delimited text cut into cells, each with its place.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memchr3};

/// More columns than this no table has: it is no table, or has the wrong separator.
pub const MOST_COLUMNS: usize = 16_384;
/// More cells than this are not held at once.
pub const MOST_CELLS: usize = 50_000_000;
/// A cell of more bytes is a quotation mark that was never closed.
pub const LONGEST_CELL: usize = 1 << 20;

/// A cell: the bytes of the text it takes, quotation marks and all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    start: u32,
    end: u32,
}

impl Cell {
    /// Returns the bytes it takes in the text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns what it says: without quotation marks around it, and blanks at its ends.
    pub fn meaning(self, text: &str) -> Cow<'_, str> {
        let raw = &text[self.range()];
        let Some(inner) = raw.strip_prefix('"') else { return Cow::Borrowed(raw.trim()) };
        // `Grid::split` lets no cell pass that begins with one and does not end with one.
        let inner = inner.strip_suffix('"').unwrap_or(inner);
        if memchr(b'"', inner.as_bytes()).is_none() {
            return Cow::Borrowed(inner.trim());
        }
        Cow::Owned(inner.replace("\"\"", "\"").trim().to_owned())
    }
}

/// Why a text is no table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The bytes of the text that are wrong.
    pub at: Range<usize>,
    /// What kind of wrong.
    pub kind: FaultKind,
}

/// The kinds of wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// A quotation mark that begins a cell is never closed.
    OpenQuote,
    /// Something stands between a closing quotation mark and the separator.
    AfterQuote,
    /// A NUL byte: this is no text, or UTF-16.
    Nul,
    /// A row has more than [`MOST_COLUMNS`] cells.
    TooManyColumns,
    /// There are more than [`MOST_CELLS`] cells.
    TooManyCells,
    /// A cell is longer than [`LONGEST_CELL`].
    LongCell,
    /// The text is longer than 4 GiB.
    TooLong,
}

/// The cells of a delimited text, row by row. Lines without anything are left out.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    cells: Vec<Cell>,
    /// Where each row begins among the cells, and where the last ends.
    rows: Vec<u32>,
}

impl Grid {
    /// Cuts a text into rows and cells: as RFC 4180 has it, with any separator and either line end.
    ///
    /// # Errors
    /// With the place, where the text is no such table.
    pub fn split(text: &str, separator: u8) -> Result<Grid, Fault> {
        if u32::try_from(text.len()).is_err() {
            return Err(Fault { at: 0..0, kind: FaultKind::TooLong });
        }
        if let Some(at) = memchr(0, text.as_bytes()) {
            return Err(Fault { at: at..at + 1, kind: FaultKind::Nul });
        }
        let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let mut splitter = Splitter { bytes: text.as_bytes(), separator, at: start, grid: Grid::default() };
        splitter.grid.rows.push(0);
        while splitter.at < splitter.bytes.len() {
            splitter.row()?;
        }
        Ok(splitter.grid)
    }

    /// Returns how many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    /// Returns whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the cells of a row.
    pub fn row(&self, index: usize) -> &[Cell] {
        &self.cells[self.rows[index] as usize..self.rows[index + 1] as usize]
    }
}

struct Splitter<'t> {
    bytes: &'t [u8],
    separator: u8,
    at: usize,
    grid: Grid,
}

impl Splitter<'_> {
    fn row(&mut self) -> Result<(), Fault> {
        let first = self.grid.cells.len();
        loop {
            let cell = self.cell()?;
            self.grid.cells.push(cell);
            let columns = self.grid.cells.len() - first;
            if columns > MOST_COLUMNS {
                return Err(Fault { at: cell.range(), kind: FaultKind::TooManyColumns });
            }
            if self.grid.cells.len() > MOST_CELLS {
                return Err(Fault { at: cell.range(), kind: FaultKind::TooManyCells });
            }
            match self.bytes.get(self.at) {
                Some(&byte) if byte == self.separator => self.at += 1,
                Some(b'\r') if self.bytes.get(self.at + 1) == Some(&b'\n') => {
                    self.at += 2;
                    break;
                }
                Some(_) => {
                    self.at += 1;
                    break;
                }
                None => break,
            }
        }
        let row = &self.grid.cells[first..];
        if matches!(row, [only] if only.range().is_empty()) {
            self.grid.cells.truncate(first);
        } else {
            self.grid.rows.push(self.grid.cells.len() as u32);
        }
        Ok(())
    }

    /// The cell that begins here; afterwards the place is at the separator or line end after it.
    fn cell(&mut self) -> Result<Cell, Fault> {
        let start = self.at;
        let end = if self.bytes.get(start) == Some(&b'"') { self.quoted(start)? } else { self.bare(start) };
        if end - start > LONGEST_CELL {
            return Err(Fault { at: start..start + 1, kind: FaultKind::LongCell });
        }
        self.at = end;
        Ok(Cell { start: start as u32, end: end as u32 })
    }

    fn bare(&self, start: usize) -> usize {
        let mut from = start;
        loop {
            match memchr3(self.separator, b'\n', b'\r', &self.bytes[from..]) {
                None => return self.bytes.len(),
                // A lone carriage return ends nothing.
                Some(found)
                    if self.bytes[from + found] == b'\r' && self.bytes.get(from + found + 1) != Some(&b'\n') =>
                {
                    from += found + 1;
                }
                Some(found) => return from + found,
            }
        }
    }

    fn quoted(&self, start: usize) -> Result<usize, Fault> {
        let mut from = start + 1;
        loop {
            let Some(found) = memchr(b'"', &self.bytes[from..]) else {
                return Err(Fault { at: start..start + 1, kind: FaultKind::OpenQuote });
            };
            let quote = from + found;
            match self.bytes.get(quote + 1) {
                Some(b'"') => from = quote + 2,
                Some(b'\n') | None => return Ok(quote + 1),
                Some(b'\r') if self.bytes.get(quote + 2) == Some(&b'\n') => return Ok(quote + 1),
                Some(&byte) if byte == self.separator => return Ok(quote + 1),
                Some(_) => return Err(Fault { at: start..quote + 1, kind: FaultKind::AfterQuote }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        let grid = Grid::split(text, b',').expect("a table");
        let row = |index| grid.row(index).iter().map(|cell| cell.meaning(text).into_owned()).collect();
        (0..grid.len()).map(row).collect()
    }

    fn fault(text: &str) -> (Range<usize>, FaultKind) {
        let fault = Grid::split(text, b',').expect_err("no table");
        (fault.at, fault.kind)
    }

    #[test]
    fn cells_keep_their_places() {
        let text = "\u{feff}a,b\r\n\"x, \"\"y\"\"\",2\n\n3,";
        let grid = Grid::split(text, b',').expect("a table");
        assert_eq!(rows(text), [vec!["a", "b"], vec!["x, \"y\"", "2"], vec!["3", ""]]);
        assert_eq!(&text[grid.row(1)[1].range()], "2");
        assert_eq!(&text[grid.row(1)[0].range()], "\"x, \"\"y\"\"\"");
    }

    #[test]
    fn what_is_no_table_is_told_with_its_place() {
        assert_eq!(fault("a,b\n1,\"2\n3,4\n"), (6..7, FaultKind::OpenQuote));
        assert_eq!(fault("a,\"b\"c\n"), (2..5, FaultKind::AfterQuote));
        assert_eq!(fault("a,b\n1,\u{0}\n"), (6..7, FaultKind::Nul));
        assert_eq!(fault(&",".repeat(MOST_COLUMNS)).1, FaultKind::TooManyColumns);
        assert_eq!(fault(&format!("a,{}", "x".repeat(LONGEST_CELL + 1))), (2..3, FaultKind::LongCell));
    }

    #[test]
    fn a_row_may_be_of_any_length_and_a_lone_return_ends_nothing() {
        assert_eq!(rows("Title\n\na,b\n1\r2,3"), [vec!["Title"], vec!["a", "b"], vec!["1\r2", "3"]]);
        assert_eq!(rows(""), Vec::<Vec<String>>::new());
        assert_eq!(rows("\n\n"), Vec::<Vec<String>>::new());
    }
}
