//! `gainsay baseline`

use std::path::{Path, PathBuf};

use gainsay::analysis::baseline::{self, Known};
use gainsay::base::text::read_plain;

use super::filters::AnalysisArgs;
use super::open::open;
use super::output::tell_cut;
use super::{Cli, Ended, print, tell, write};

/// More than this no baseline holds.
const MOST_BYTES: u64 = 256 << 20;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Write the contradictions that are not judged into a file, for `check --baseline`
    Write(WriteArgs),
}

#[derive(Debug, clap::Args)]
struct WriteArgs {
    /// The file to write; only a baseline is written over
    file: PathBuf,
    /// The collection's folder
    path: Option<PathBuf>,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let Command::Write(args) = &args.command;
    let was = if args.file.exists() { Some(text_of_baseline(&args.file)?) } else { None };
    let open = open(cli, args.path.as_deref())?;
    let analysis = open.analysis(&args.analysis)?;
    let found = analysis.checked();
    let text = baseline::text(&open.model, &found.findings);
    let lock = write::lock(write::folder_of(&args.file))?;
    write::replace(&lock, &args.file, was.as_deref(), &text)?;
    tell_cut(found.cut);
    let count = baseline::read(&text).map_or(0, |known| known.len());
    let things = if count == 1 { "1 dispute or tension" } else { &format!("{count} disputes and tensions") };
    print(&format!("{things} written to `{}`\n", args.file.display()))?;
    Ok(Ended::Well)
}

/// What a baseline remembers.
pub(super) fn read(path: &Path) -> Result<Vec<Known>, Ended> {
    let text = file_text(path)?;
    baseline::read(&text).map_err(|broken| problem(path, &broken))
}

/// The text of a file that is a baseline, of whatever content, so that it may be written over.
fn text_of_baseline(path: &Path) -> Result<String, Ended> {
    let text = file_text(path)?;
    match baseline::read(&text) {
        Ok(_) => Ok(text),
        Err(_) => Err(Ended::Misused(format!(
            "`{}` exists and is no baseline, so it is not written over\nhelp: name another file",
            path.display()
        ))),
    }
}

fn file_text(path: &Path) -> Result<String, Ended> {
    read_plain(path, MOST_BYTES).map_err(|error| {
        tell(&format!(
            "error: cannot read the baseline `{}`: {error}\nhelp: `gainsay baseline write FILE` makes one\n",
            path.display()
        ));
        Ended::Unreadable
    })
}

fn problem(path: &Path, broken: &baseline::Broken) -> Ended {
    tell(&format!(
        "error: {}:{}: this is no baseline: {}\nhelp: {}\n",
        path.display(),
        broken.line,
        gainsay::view::report::visible(&broken.message),
        broken.help
    ));
    Ended::Unreadable
}
