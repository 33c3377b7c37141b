//! `gainsay init`

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Ended, print};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder to make the collection in; made if it does not exist
    #[arg(default_value = ".")]
    folder: PathBuf,
}

/// The files of a new collection, with their content.
const FILES: [(&str, &str); 5] = [
    ("gainsay.ron", include_str!("init/gainsay.ron")),
    ("vocabulary.ron", include_str!("init/vocabulary.ron")),
    ("sources/cia-1953.ron", include_str!("init/sources/cia-1953.ron")),
    ("rules.ron", include_str!("init/rules.ron")),
    ("judgements.ron", include_str!("init/judgements.ron")),
];

pub(super) fn run(args: &Args) -> Result<Ended, Ended> {
    let folder = &args.folder;
    let problem =
        |path: &Path, error: &io::Error| Ended::Misused(format!("cannot write `{}`: {error}", path.display()));
    // Nothing is written if anything would be overwritten.
    if let Some((name, _)) = FILES.iter().find(|(name, _)| folder.join(name).exists()) {
        return Err(Ended::Misused(format!(
            "`{}` exists already, and nothing is overwritten\nhelp: name a new folder: `gainsay init FOLDER`",
            folder.join(name).display()
        )));
    }
    for (name, content) in FILES {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| problem(parent, &error))?;
        }
        let file = fs::OpenOptions::new().write(true).create_new(true).open(&path);
        file.and_then(|mut file| file.write_all(content.as_bytes())).map_err(|error| problem(&path, &error))?;
    }
    let shown = folder.display();
    let names: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
    print(&format!(
        "A new collection in `{shown}`: {}.\n\
         It holds two claims of one document that cannot both be true. Next:\n\
         \x20 gainsay check {shown}\n\
         Then write down your own sources, one file each, in `sources/`.\n",
        names.join(", ")
    ))?;
    Ok(Ended::Well)
}
