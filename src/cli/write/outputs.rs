//! Files that somebody names with `-o`: what of theirs may be replaced.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use same_file::Handle;

use super::mark::{is_marked, marked};
use super::{Place, cannot_write, folder_of, lock, put};
use crate::cli::Ended;
use crate::cli::output::shown_path;

/// Where to write to.
#[derive(Debug, clap::Args)]
pub(crate) struct OutputArgs {
    /// Write to this file instead of to stdout; one that gainsay did not make is not replaced
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace the file that `-o` names though gainsay did not make it; a file of the collection never is
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
}

/// What is never written over, and whether anything else is.
#[derive(Debug, Default)]
pub(crate) struct Outputs {
    /// The collection's folder.
    root: Option<PathBuf>,
    /// Folders all of whose files are kept.
    folders: Vec<PathBuf>,
    /// Files that are kept.
    files: Vec<PathBuf>,
    force: bool,
}

/// A file that may be written.
#[derive(Debug)]
pub(crate) struct Target {
    /// As it was named; where that is a link, what it leads to.
    path: PathBuf,
    /// Whether it is a pipe or a device, which is written into.
    is_stream: bool,
}

impl Outputs {
    /// Keeps nothing but what gainsay did not make.
    pub(crate) fn new(force: bool) -> Self {
        Outputs { force, ..Outputs::default() }
    }

    /// Keeps a collection's files, and the texts of its sources.
    pub(crate) fn keeping(mut self, root: &Path, texts: Option<PathBuf>) -> Self {
        self.root = root.canonicalize().ok();
        self.folders.extend(texts.and_then(|folder| folder.canonicalize().ok()));
        self
    }

    /// Keeps a file.
    pub(crate) fn keeping_file(mut self, file: &Path) -> Self {
        self.files.push(file.to_path_buf());
        self
    }

    /// Whether a file may be written; where it is named through a link, the one that the link leads to.
    ///
    /// # Errors
    /// Where it may not: it is the user's, or a link leads out of its folder.
    pub(crate) fn target(&self, path: &Path) -> Result<Target, Ended> {
        let data = match fs::symlink_metadata(path) {
            Ok(data) => data,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                self.refuse_new(path)?;
                return Ok(Target { path: path.to_path_buf(), is_stream: false });
            }
            Err(error) => return Err(cannot_write(path, &error)),
        };
        let path = if data.is_symlink() { followed(path)? } else { path.to_path_buf() };
        let data = fs::metadata(&path).map_err(|error| cannot_write(&path, &error))?;
        if data.is_dir() {
            return Err(Ended::Misused(format!("`{}` is a folder\nhelp: name a file", shown_path(&path))));
        }
        if !data.is_file() {
            return Ok(Target { path, is_stream: true });
        }
        self.refuse_kept(&path)?;
        if !self.force && !is_marked(&path).map_err(|error| cannot_write(&path, &error))? {
            return Err(Ended::Misused(format!(
                "`{}` exists and was not made by gainsay, so it is not replaced\n\
                 help: name another file, or say `--force`",
                shown_path(&path)
            )));
        }
        Ok(Target { path, is_stream: false })
    }

    /// Writes a file of a format, with gainsay's mark where the format has room for one.
    ///
    /// # Errors
    /// Where it may not be written, or cannot.
    pub(crate) fn write(&self, path: &Path, format: &str, bytes: &[u8]) -> Result<(), Ended> {
        let target = self.target(path)?;
        if target.is_stream {
            let file = OpenOptions::new().write(true).open(&target.path);
            return file.and_then(|mut file| file.write_all(bytes)).map_err(|error| cannot_write(path, &error));
        }
        let lock = lock(folder_of(&target.path))?;
        put(&lock, &target.path, &marked(format, bytes), Place::Any)
    }

    /// A new file that would be read as one of the collection.
    fn refuse_new(&self, path: &Path) -> Result<(), Ended> {
        let is_ron = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"));
        let folder = folder_of(path).canonicalize();
        match (&self.root, folder) {
            (Some(root), Ok(folder)) if is_ron && folder.starts_with(root) => Err(Ended::Misused(format!(
                "`{}` would be read as a file of the collection\nhelp: name another file",
                shown_path(path)
            ))),
            _ => Ok(()),
        }
    }

    /// Files of the collection and the texts of its sources, by whatever name or link.
    fn refuse_kept(&self, path: &Path) -> Result<(), Ended> {
        let own = path.canonicalize().map_err(|error| cannot_write(path, &error))?;
        let refused = |what: &str| {
            Err(Ended::Misused(format!(
                "`{}` is {what}, which is never replaced\nhelp: name another file",
                shown_path(path)
            )))
        };
        let handle = Handle::from_path(&own).map_err(|error| cannot_write(path, &error))?;
        let is_same = |file: &Path| Handle::from_path(file).is_ok_and(|other| other == handle);
        if self.files.iter().any(|file| is_same(file)) {
            return refused("the document itself");
        }
        if self.folders.iter().any(|folder| own.starts_with(folder)) && !is_marked(&own).unwrap_or(false) {
            return refused("a text of the collection's sources");
        }
        let Some(root) = &self.root else { return Ok(()) };
        let is_ron = own.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ron"));
        if (is_ron && own.starts_with(root)) || below(root).any(|file| is_same(&file)) {
            return refused("a file of the collection");
        }
        Ok(())
    }
}

/// Where a link leads that stays in its folder, or to no plain file.
fn followed(link: &Path) -> Result<PathBuf, Ended> {
    let refused = |whereto: &str| {
        Err(Ended::Misused(format!(
            "`{}` is a link {whereto}, and nothing is written through it\nhelp: name the file itself",
            shown_path(link)
        )))
    };
    let Ok(target) = link.canonicalize() else { return refused("that leads nowhere") };
    let is_plain = fs::metadata(&target).is_ok_and(|data| data.is_file() || data.is_dir());
    let is_inside = folder_of(link).canonicalize().is_ok_and(|folder| target.parent() == Some(&folder));
    if is_plain && !is_inside {
        return refused(&format!("that leads out of its folder, to `{}`", shown_path(&target)));
    }
    Ok(target)
}

/// The `.ron` files below a folder, links not followed.
fn below(root: &Path) -> impl Iterator<Item = PathBuf> {
    let mut folders = vec![root.to_path_buf()];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(kind) = entry.file_type() else { continue };
            let path = entry.path();
            if kind.is_dir() && !entry.file_name().to_string_lossy().starts_with('.') {
                folders.push(path);
            } else if kind.is_file() && path.extension().is_some_and(|extension| extension == "ron") {
                files.push(path);
            }
        }
    }
    files.into_iter()
}
