//! Reading a collection's folder and the folder of its sources' texts, and nothing beside them.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::tables::{TableProblem, TableRead};
use super::{FileId, Texts, stays_inside};

/// Why a file of a collection could not be read.
#[derive(Debug)]
pub struct ReadProblem {
    /// The path below the collection's root, or the root as it was given.
    pub path: String,
    /// What is wrong.
    pub kind: ReadProblemKind,
}

/// The ways in which reading fails.
#[derive(Debug)]
pub enum ReadProblemKind {
    /// The operating system refused.
    Io(io::Error),
    /// The bytes are not UTF-8; the file's text ends before the first bad byte.
    NotUtf8(FileId),
    /// A link whose target lies outside the collection.
    LeadsOutside,
    /// Not a plain file: a pipe, a device, a socket.
    NotAFile,
    /// Larger than [`LARGEST_FILE`].
    TooLarge,
    /// The folder has no `gainsay.ron`.
    NoCollection,
}

/// The largest file of a collection that is read: 1 GiB.
pub const LARGEST_FILE: u64 = 1 << 30;

/// Reads every `.ron` file below `root`, sorted by path.
///
/// Folders and files whose names begin with a dot are passed over. A symbolic
/// link is never followed: where its target lies inside the collection the
/// target is read in its own place, and where it does not, that is a problem.
pub fn read_collection(root: &Path) -> (Texts, Vec<ReadProblem>) {
    let mut problems = Vec::new();
    let mut texts = Texts::new();
    let root_problem = |kind| ReadProblem { path: root.display().to_string(), kind };
    let canonical = match root.canonicalize() {
        Ok(path) => path,
        Err(error) => {
            problems.push(root_problem(ReadProblemKind::Io(error)));
            return (texts, problems);
        }
    };
    if fs::symlink_metadata(canonical.join("gainsay.ron")).is_err() {
        problems.push(root_problem(ReadProblemKind::NoCollection));
        return (texts, problems);
    }
    for path in files_below(&canonical, &mut problems) {
        read_file(&canonical, &path, &mut texts, &mut problems);
    }
    (texts, problems)
}

/// Reads one file that is named by itself, no larger than so many bytes.
///
/// # Errors
/// Where the operating system refuses, the file is too large or is no plain file, or is not UTF-8.
pub fn read_plain(path: &Path, most: u64) -> io::Result<String> {
    let data = fs::metadata(path)?;
    if !data.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a plain file"));
    }
    let Some(bytes) = bytes_of(path, most)? else {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {most} bytes")));
    };
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"))
}

/// The bytes of a plain file; none where there are more than so many, which is asked before it is opened.
fn bytes_of(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let size = fs::metadata(path)?.len();
    if size > most {
        return Ok(None);
    }
    let mut bytes = Vec::with_capacity(size as usize);
    // It may have grown since its size was asked.
    File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// Reads all that is given on a stream, no more than so many bytes of text.
///
/// # Errors
/// Where reading fails, there is more, or it is not UTF-8.
pub fn read_stream(stream: impl Read, most: u64) -> io::Result<String> {
    let mut bytes = Vec::new();
    stream.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {most} bytes")));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"))
}

/// Reads one document, which is no part of a collection; messages call it by the path as it is given.
///
/// # Errors
/// Where it cannot be read, is not UTF-8, or is larger than 64 MB.
pub fn read_document(path: &Path) -> io::Result<Texts> {
    /// No report is as long as this.
    const LONGEST: u64 = 64 << 20;
    let mut texts = Texts::new();
    texts.add(path.display().to_string(), read_plain(path, LONGEST)?);
    Ok(texts)
}

/// Reads what was written before, to compare it; none where there is no such file.
///
/// # Errors
/// Where there is one that cannot be read, is no plain file, or is larger than 256 MB.
pub fn read_written(path: &Path) -> io::Result<Option<Vec<u8>>> {
    const LARGEST: u64 = 256 << 20;
    match fs::metadata(path) {
        Ok(data) if data.is_file() => match bytes_of(path, LARGEST)? {
            Some(bytes) => Ok(Some(bytes)),
            None => Err(io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {LARGEST} bytes"))),
        },
        Ok(_) => Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a plain file")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn relative(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The `.ron` files below `root`, sorted by their path inside it.
fn files_below(root: &Path, problems: &mut Vec<ReadProblem>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                problems.push(ReadProblem { path: relative(root, &folder), kind: ReadProblemKind::Io(error) });
                continue;
            }
        };
        for entry in entries.flatten() {
            let path = entry.path();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            let Ok(kind) = entry.file_type() else { continue };
            if hidden {
                continue;
            }
            let is_ron = path.extension().is_some_and(|extension| extension == "ron");
            let problem = |kind| ReadProblem { path: relative(root, &path), kind };
            if kind.is_symlink() {
                problems.extend(link_problem(root, &path, is_ron).map(problem));
            } else if kind.is_dir() {
                folders.push(path);
            } else if is_ron && !kind.is_file() {
                problems.push(problem(ReadProblemKind::NotAFile));
            } else if is_ron {
                found.push(path);
            }
        }
    }
    found.sort_by_key(|path| relative(root, path));
    problems.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// A link into the collection is passed over: its target is read in its own place.
fn link_problem(root: &Path, path: &Path, is_ron: bool) -> Option<ReadProblemKind> {
    match path.canonicalize() {
        Ok(target) if target.starts_with(root) => None,
        Ok(target) if is_ron || target.is_dir() => Some(ReadProblemKind::LeadsOutside),
        Ok(_) => None,
        Err(error) => is_ron.then_some(ReadProblemKind::Io(error)),
    }
}

fn read_file(root: &Path, path: &Path, texts: &mut Texts, problems: &mut Vec<ReadProblem>) {
    let name = relative(root, path);
    let problem = |kind| ReadProblem { path: name.clone(), kind };
    match bytes_of(path, LARGEST_FILE) {
        Err(error) => problems.push(problem(ReadProblemKind::Io(error))),
        Ok(None) => problems.push(problem(ReadProblemKind::TooLarge)),
        Ok(Some(bytes)) => add_bytes(name, bytes, texts, problems),
    }
}

/// Texts that were read elsewhere, as `(path, bytes)`: from another state of a collection. They are sorted by
/// path, and what is wrong with each is told as by [`read_collection`].
pub fn texts_of(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> (Texts, Vec<ReadProblem>) {
    let mut files: Vec<(String, Vec<u8>)> = files.into_iter().collect();
    files.sort();
    let (mut texts, mut problems) = (Texts::new(), Vec::new());
    for (path, bytes) in files {
        if bytes.len() as u64 > LARGEST_FILE {
            problems.push(ReadProblem { path, kind: ReadProblemKind::TooLarge });
        } else {
            add_bytes(path, bytes, &mut texts, &mut problems);
        }
    }
    (texts, problems)
}

/// Adds a file; of one that is not UTF-8, what stands before the first bad byte.
fn add_bytes(name: String, bytes: Vec<u8>, texts: &mut Texts, problems: &mut Vec<ReadProblem>) {
    match String::from_utf8(bytes) {
        Ok(text) => {
            texts.add(name, text);
        }
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let mut bytes = error.into_bytes();
            bytes.truncate(good);
            let text = String::from_utf8(bytes).expect("the part before the first bad byte is UTF-8");
            let file = texts.add(name.clone(), text);
            problems.push(ReadProblem { path: name, kind: ReadProblemKind::NotUtf8(file) });
        }
    }
}

/// The largest text of a source that is read: 1 GiB.
pub const LARGEST_TEXT: u64 = 1 << 30;

/// A source's text that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRead {
    /// The text among the texts.
    pub file: FileId,
    /// The SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Where the first byte stood that is not UTF-8, if there is one. Every such byte, or run of bytes
    /// that begins a character and does not end it, became U+FFFD.
    pub not_utf8: Option<usize>,
}

/// Why a source's text could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextProblem {
    /// There is nothing at its path.
    Missing,
    /// Its path, or a link on it, leads out of the folder of texts.
    LeadsOut,
    /// Not a plain file: a folder, a pipe, a device, a socket.
    NotAFile,
    /// Larger than [`LARGEST_TEXT`].
    TooLarge,
    /// The operating system refused, for this reason.
    Io(String),
}

impl From<io::Error> for TextProblem {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => TextProblem::Missing,
            kind => TextProblem::Io(kind.to_string()),
        }
    }
}

/// Reads the text of a source below a folder of texts and adds it to the texts.
///
/// # Errors
/// Where there is none, or none that may be read.
pub fn read_text(folder: &Path, path: &str, texts: &mut Texts) -> Result<TextRead, TextProblem> {
    let target = resolve_inside(folder, path)?;
    // Asked before it is opened: opening a pipe would wait for a writer.
    let data = fs::metadata(&target)?;
    if !data.is_file() {
        return Err(TextProblem::NotAFile);
    }
    match bytes_of(&target, LARGEST_TEXT)? {
        Some(bytes) => Ok(text_from_bytes(path, bytes, texts)),
        None => Err(TextProblem::TooLarge),
    }
}

/// Adds the text of a source, given as bytes, to the texts.
pub fn text_from_bytes(path: &str, bytes: Vec<u8>, texts: &mut Texts) -> TextRead {
    let sha256 = data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes));
    let (text, not_utf8) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let first = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(first))
        }
    };
    TextRead { file: texts.add(path.to_owned(), text), sha256, not_utf8 }
}

/// The folder of texts that a collection names below its own root.
///
/// # Errors
/// Where it is missing, no folder, or a link leads out of the collection.
pub fn texts_inside(root: &Path, path: &str) -> Result<PathBuf, TextProblem> {
    let folder = resolve_inside(root, path)?;
    if folder.is_dir() { Ok(folder) } else { Err(TextProblem::Missing) }
}

/// The true path of something below a folder, links followed as long as they stay inside.
fn resolve_inside(folder: &Path, path: &str) -> Result<PathBuf, TextProblem> {
    if !stays_inside(path) {
        return Err(TextProblem::LeadsOut);
    }
    let folder = folder.canonicalize()?;
    let target = folder.join(path).canonicalize()?;
    if target.starts_with(&folder) { Ok(target) } else { Err(TextProblem::LeadsOut) }
}

/// The largest table that is read, unpacked: 1 GiB.
const LARGEST_TABLE: u64 = 1 << 30;

/// Reads the tables of these names, in which `*` and `?` stand for parts of a name, below a folder of data, and adds
/// them to the texts; messages call them by `shown` and their path below it. Where there is no folder, that is why there are none.
pub fn read_tables(folder: Result<&Path, &TableProblem>, shown: &str, names: &[String], texts: &mut Texts) {
    for name in names {
        let found = match &folder {
            Err(problem) => Err((name.clone(), (*problem).clone())),
            Ok(folder) => tables_of(folder, name).and_then(|paths| {
                paths.iter().map(|path| table(folder, path).map_err(|problem| (path.clone(), problem))).collect()
            }),
        };
        texts.put_tables(name, shown, found);
    }
}

/// The paths below a folder that a name stands for, in their order.
fn tables_of(folder: &Path, name: &str) -> Result<Vec<String>, (String, TableProblem)> {
    let failed = |problem: TableProblem| (name.to_owned(), problem);
    if !stays_inside(name) {
        return Err(failed(TableProblem::LeadsOut));
    }
    if !gainsay_tables::has_wildcard(name) {
        return Ok(vec![name.to_owned()]);
    }
    let mut paths = vec![String::new()];
    for part in name.split('/') {
        let mut longer = Vec::new();
        for path in paths {
            let join = |part: &str| if path.is_empty() { part.to_owned() } else { format!("{path}/{part}") };
            if !gainsay_tables::has_wildcard(part) {
                longer.push(join(part));
                continue;
            }
            let inside = if path.is_empty() {
                folder.canonicalize().map_err(TableProblem::from)
            } else {
                resolve_inside(folder, &path).map_err(TableProblem::from)
            };
            let entries = fs::read_dir(inside.map_err(failed)?).map_err(|error| failed(error.into()))?;
            let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
            longer.extend(
                names.filter(|own| !own.starts_with('.') && gainsay_tables::matches(part, own)).map(|own| join(&own)),
            );
        }
        paths = longer;
    }
    paths.sort();
    if paths.is_empty() { Err(failed(TableProblem::Missing)) } else { Ok(paths) }
}

/// The path, the bytes and the checksum of a table, unpacked.
fn table(folder: &Path, path: &str) -> Result<(String, Vec<u8>, String), TableProblem> {
    let target = resolve_inside(folder, path)?;
    // Asked before it is opened: opening a pipe would wait for a writer.
    if !fs::metadata(&target)?.is_file() {
        return Err(TableProblem::NotAFile);
    }
    let bytes = bytes_of(&target, LARGEST_TABLE)?.ok_or(TableProblem::TooLarge(LARGEST_TABLE))?;
    let sha256 = data_encoding::HEXLOWER.encode(&Sha256::digest(&bytes));
    let is_packed = target.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("gz"));
    let bytes = if is_packed { TableRead::unpacked(&bytes, LARGEST_TABLE)? } else { bytes };
    Ok((path.to_owned(), bytes, sha256))
}
