//! The texts of a collection's files and of its sources, and places in them.
//!
//! [`Texts`] owns every byte that was read, so that a message can show the
//! line it speaks of. [`read_collection`] and [`read_text`] never read outside the folder
//! they are given; nothing but they, [`read_document`] and [`read_plain`] reads files. Tables are texts too, and are
//! found by the name that a source gives them.

use std::cell::{Cell, OnceCell};
use std::path::Path;

mod read;
mod tables;

pub use read::{
    LARGEST_FILE, LARGEST_TEXT, ReadProblem, ReadProblemKind, TextProblem, TextRead, text_from_bytes, texts_of,
};
pub use read::{
    read_collection, read_document, read_plain, read_stream, read_tables, read_text, read_written, texts_inside,
};
pub use tables::{TableProblem, TableRead};

/// One file of a collection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in one file; `start` and `end` lie on character borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of `range` within `file`.
    pub fn new(file: FileId, range: std::ops::Range<usize>) -> Self {
        Span { file, start: range.start as u32, end: range.end as u32 }
    }

    /// The range of bytes.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
}

/// One file: its path inside the collection, or below the folder of texts, and its text.
#[derive(Debug)]
pub struct TextFile {
    path: String,
    text: String,
    is_table: bool,
    line_starts: OnceCell<Vec<u32>>,
    /// A place whose column is known, so that many places on one long line are counted once.
    known: Cell<(u32, u32)>,
}

impl TextFile {
    /// The path below the collection's root or the folder of texts, with `/` between folders.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is a table, which holds cells and no RON.
    pub fn is_table(&self) -> bool {
        self.is_table
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let newlines = self.text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
            std::iter::once(0).chain(newlines.map(|(at, _)| at as u32 + 1)).collect()
        })
    }
}

/// All texts of a collection, in the order of their paths; after them those of its sources.
#[derive(Debug, Default)]
pub struct Texts {
    files: Vec<TextFile>,
    tables: tables::Tables,
}

impl Texts {
    /// No texts.
    pub fn new() -> Self {
        Texts::default()
    }

    /// Texts that are not on a disk, as `(path, text)`; they are sorted by path.
    pub fn from_memory<P: Into<String>, T: Into<String>>(files: impl IntoIterator<Item = (P, T)>) -> Self {
        let mut files: Vec<(String, String)> =
            files.into_iter().map(|(path, text)| (path.into(), text.into())).collect();
        files.sort();
        let mut texts = Texts::new();
        for (path, text) in files {
            texts.add(path, text);
        }
        texts
    }

    fn add(&mut self, path: String, text: String) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).expect("fewer files than 2^32"));
        self.files.push(TextFile {
            path,
            text,
            is_table: false,
            line_starts: OnceCell::new(),
            known: Cell::new((0, 1)),
        });
        id
    }

    /// Every file with its id, tables apart.
    pub fn files(&self) -> impl Iterator<Item = (FileId, &TextFile)> {
        let all = self.files.iter().enumerate().map(|(index, file)| (FileId(index as u32), file));
        all.filter(|(_, file)| !file.is_table)
    }

    /// One file.
    pub fn file(&self, id: FileId) -> &TextFile {
        &self.files[id.0 as usize]
    }

    /// The text at a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.file(span.file).text[span.range()]
    }

    /// Where a span begins.
    pub fn position(&self, span: Span) -> Position {
        let file = self.file(span.file);
        let starts = file.line_starts();
        let line = starts.partition_point(|&start| start <= span.start);
        let line_start = starts[line - 1];
        let (known, column) = match file.known.get() {
            (known, column) if line_start <= known && known <= span.start => (known, column),
            _ => (line_start, 1),
        };
        let column = column + file.text[known as usize..span.start as usize].chars().count() as u32;
        file.known.set((span.start, column));
        Position { line: line as u32, column }
    }
}

/// Whether a relative path, as a collection's file names it, stays inside:
/// not absolute, no `..`, no drive, no backslash.
pub fn stays_inside(path: &str) -> bool {
    use std::path::Component;
    !path.is_empty()
        && !path.contains(['\\', '\0', ':'])
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let texts = Texts::from_memory([("a.ron", "één\ntwo\r\n\nfour")]);
        let (file, _) = texts.files().next().expect("one file");
        let at = |start| texts.position(Span::new(file, start..start));
        assert_eq!(at(0), Position { line: 1, column: 1 });
        assert_eq!(at(5), Position { line: 1, column: 4 });
        assert_eq!(at(6), Position { line: 2, column: 1 });
        assert_eq!(at(11), Position { line: 3, column: 1 });
        assert_eq!(at(16), Position { line: 4, column: 5 });
    }

    #[test]
    fn paths_that_lead_out_are_told_from_those_that_stay() {
        for inside in ["a.txt", "texts/a.txt", "a..b.txt"] {
            assert!(stays_inside(inside), "{inside}");
        }
        for outside in ["", "/etc/passwd", "../a", "a/../../b", "C:\\x", "\\\\host\\x", "./a", "a\0b"] {
            assert!(!stays_inside(outside), "{outside:?}");
        }
    }
}
