//! `gainsay init`

use std::fs;
use std::path::{Path, PathBuf};

use super::output::shown_path;
use super::write::{Place, cannot_write, folder_of, lock, put};
use super::{Ended, print, tell};

mod draft;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to make the collection in; made if it does not exist
    #[arg(default_value = ".")]
    folder: PathBuf,
    /// Draft a collection over this table (`.csv` or `.tsv`, plain or `.gz`), every guess with a comment
    #[arg(long, value_name = "FILE")]
    table: Option<PathBuf>,
}

/// The files of a new collection, with their content. A folder is a collection once it has the last one.
const FILES: [(&str, &str); 5] = [
    ("vocabulary.ron", include_str!("init/vocabulary.ron")),
    ("sources/cia-1953.ron", include_str!("init/sources/cia-1953.ron")),
    ("rules.ron", include_str!("init/rules.ron")),
    ("judgements.ron", include_str!("init/judgements.ron")),
    ("gainsay.ron", include_str!("init/gainsay.ron")),
];

/// The file that makes a folder a collection.
const ROOT: &str = "gainsay.ron";

/// So many files of a folder are named.
const NAMED: usize = 5;

pub(super) fn run(args: &Args) -> Result<Ended, Ended> {
    let folder = &args.folder;
    let found = Found::below(folder)?;
    refuse(folder, &found)?;
    // Nothing is written if anything would be overwritten.
    let (files, told) = match &args.table {
        None => (FILES.map(|(name, content)| (name.to_owned(), content.to_owned())).to_vec(), told(folder)),
        Some(table) => draft::over(table, folder)?,
    };
    if let Some((name, _)) = files.iter().find(|(name, _)| fs::symlink_metadata(folder.join(name)).is_ok()) {
        return Err(Ended::Misused(format!(
            "`{}` exists already, and nothing is overwritten\nhelp: name a new folder: `gainsay init FOLDER`",
            shown_path(&folder.join(name))
        )));
    }
    tell(&found.told(folder));
    let mut made: Vec<PathBuf> = Vec::new();
    for (name, content) in &files {
        let path = folder.join(name);
        if let Err(ended) = make(&path, content) {
            // All of it or nothing: half a collection would be refused the next time.
            for path in made {
                let _ = fs::remove_file(path);
            }
            return Err(ended);
        }
        made.push(path);
    }
    let shown = shown_path(folder);
    let mut names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    names.rotate_right(1);
    print(&format!("A new collection in `{shown}`: {}.\n{told}", names.join(", ")))?;
    Ok(Ended::Well)
}

fn told(folder: &Path) -> String {
    format!(
        "It holds two claims of one document that cannot both be true. Next:\n\
         \x20 gainsay check {}\n\
         Then write down your own sources, one file each, in `sources/`.\n",
        shown_path(folder)
    )
}

fn make(path: &Path, content: &str) -> Result<(), Ended> {
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    put(&lock(folder)?, path, content.as_bytes(), Place::New)
}

/// What stands in a folder already.
#[derive(Debug, Default)]
struct Found {
    /// Files, and folders as one each.
    entries: usize,
    /// A collection below it.
    collection: Option<PathBuf>,
    /// Files that would be read as part of the collection.
    read: Vec<PathBuf>,
}

impl Found {
    /// Looks through a folder as reading a collection does: links are not followed, and hidden names passed over.
    fn below(folder: &Path) -> Result<Found, Ended> {
        let mut found = Found::default();
        let mut folders = vec![folder.to_path_buf()];
        while let Some(below) = folders.pop() {
            let entries = match fs::read_dir(&below) {
                Ok(entries) => entries,
                // What cannot be looked into holds nothing that could be read as part of the collection.
                Err(error) if below != *folder || error.kind() == std::io::ErrorKind::NotFound => continue,
                Err(error) => return Err(cannot_write(&below, &error)),
            };
            for entry in entries.flatten() {
                let (path, name) = (entry.path(), entry.file_name());
                let Ok(kind) = entry.file_type() else { continue };
                found.entries += usize::from(below == folder);
                if kind.is_dir() && !name.to_string_lossy().starts_with('.') {
                    folders.push(path);
                } else if name == ROOT {
                    found.collection.get_or_insert(below.clone());
                } else if kind.is_file() && path.extension().is_some_and(|ending| ending == "ron") {
                    found.read.push(path);
                }
            }
        }
        found.read.sort();
        Ok(found)
    }

    /// What becomes of what is there; nothing if nothing is.
    fn told(&self, folder: &Path) -> String {
        if self.entries == 0 {
            return String::new();
        }
        let things =
            if self.entries == 1 { "1 file or folder" } else { &format!("{} files and folders", self.entries) };
        let stays = format!("note: `{}` holds {things} already: all of it stays as it is", shown_path(folder));
        if self.read.is_empty() {
            return format!("{stays}\n");
        }
        let mut named: Vec<String> =
            self.read.iter().take(NAMED).map(|path| format!("`{}`", shown_path(path))).collect();
        if self.read.len() > NAMED {
            named.push(format!("{} more", self.read.len() - NAMED));
        }
        format!("{stays}, and what ends in `.ron` will be read as part of the collection: {}\n", named.join(", "))
    }
}

/// A collection inside of another would be read as part of it.
fn refuse(folder: &Path, found: &Found) -> Result<(), Ended> {
    const HELP: &str = "help: name a folder that neither stands in a collection nor holds one: `gainsay init FOLDER`";
    let shown = shown_path(folder);
    if let Some(below) = found.collection.as_deref().filter(|below| *below != folder) {
        let below = shown_path(below);
        return Err(Ended::Misused(format!("`{shown}` holds a collection already, in `{below}`\n{HELP}")));
    }
    // What does not exist yet has no true path; what it is to stand in has.
    let existing = folder.ancestors().find(|folder| folder.exists()).filter(|folder| !folder.as_os_str().is_empty());
    let existing = existing.unwrap_or(Path::new(".")).canonicalize();
    let around = existing.ok().and_then(|existing| {
        let is_itself = folder.exists();
        existing
            .ancestors()
            .skip(usize::from(is_itself))
            .find(|folder| folder.join(ROOT).exists())
            .map(Path::to_path_buf)
    });
    match around {
        Some(around) => {
            let around = shown_path(&around);
            Err(Ended::Misused(format!("`{shown}` stands in a collection already, that in `{around}`\n{HELP}")))
        }
        None => Ok(()),
    }
}
