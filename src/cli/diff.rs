//! `gainsay diff`

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use gainsay::analysis::Analysis;
use gainsay::analysis::baseline::{Changes, Known};
use gainsay::base::text::{ReadProblem, Texts, read_collection, texts_of};
use gainsay::model::load::{load, read_tables_of};
use gainsay::view::report::changes::{self, Compared};
use gainsay::view::report::check::unreadable;
use gainsay::view::report::{Colour, Format, visible};

use super::filters::AnalysisArgs;
use super::open::{data, root};
use super::{Cli, Ended, git, print, tell};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The earlier state: a folder, or a revision of git; `REV..REV` compares two revisions
    #[arg(value_name = "REV|FOLDER")]
    before: String,
    /// The collection's folder, which is the later state
    path: Option<PathBuf>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    format: FormatArg,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatArg {
    /// For reading
    Human,
    /// One line each
    Short,
    /// For programs
    Json,
    /// A Markdown table
    Markdown,
}

impl From<FormatArg> for changes::Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Human => changes::Format::Human,
            FormatArg::Short => changes::Format::Short,
            FormatArg::Json => changes::Format::Json,
            FormatArg::Markdown => changes::Format::Markdown,
        }
    }
}

impl Args {
    pub(super) fn is_for_people(&self) -> bool {
        matches!(self.format, FormatArg::Human | FormatArg::Markdown)
    }
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let root = root(cli, args.path.as_deref())?;
    let is_folder = Path::new(&args.before).is_dir();
    let (before, after) = match args.before.split_once("..") {
        Some((before, after)) if !is_folder => (before, Some(after)),
        _ => (args.before.as_str(), None),
    };
    // Tables are those of today: git is asked for the collection alone.
    let data = data(cli)?;
    let with_tables = |mut state: State, folder: &Path| {
        read_tables_of(&mut state.texts, folder, data.as_deref());
        state
    };
    let earlier = if is_folder {
        with_tables(State::of_folder(Path::new(before)), Path::new(before))
    } else {
        with_tables(State::of_revision(&root, before)?, &root)
    };
    let later = match after {
        Some(revision) => with_tables(State::of_revision(&root, revision)?, &root),
        None => with_tables(State::of_folder(&root), &root),
    };
    let (earlier, later) = (earlier.contradictions(cli, args)?, later.contradictions(cli, args)?);
    let changes = Changes::between(&earlier.known, &later.known);
    let compared =
        Compared { before: &earlier.name, after: &later.name, changes: &changes, cut: earlier.cut || later.cut };
    print(&changes::changes(compared, args.format.into()))?;
    Ok(if changes.gained.iter().any(Known::counts) { Ended::WithFindings } else { Ended::Well })
}

/// A state of a collection.
struct State {
    name: String,
    texts: Texts,
    unread: Vec<ReadProblem>,
}

/// The contradictions of a state.
struct Contradictions {
    name: String,
    known: Vec<Known>,
    cut: bool,
}

impl State {
    fn of_folder(folder: &Path) -> State {
        let (texts, unread) = read_collection(folder);
        State { name: folder.display().to_string(), texts, unread }
    }

    fn of_revision(root: &Path, revision: &str) -> Result<State, Ended> {
        if revision.is_empty() {
            return Err(Ended::Misused("a revision is missing beside `..`\nhelp: write `REV..REV`".to_owned()));
        }
        let (files, links) = git::files(root, revision)?;
        for link in links {
            tell(&format!("note: in `{}`, the link `{}` is not followed\n", visible(revision), visible(&link)));
        }
        let (texts, unread) = texts_of(files);
        Ok(State { name: revision.to_owned(), texts, unread })
    }

    fn contradictions(self, cli: &Cli, args: &Args) -> Result<Contradictions, Ended> {
        let mut loaded = load(&self.texts, &self.unread).map_err(|error| {
            let text = unreadable(&self.texts, &error.messages, Format::Human, Colour::Off);
            tell(&format!("{text}This is so in `{}`.\n", visible(&self.name)));
            Ended::Unreadable
        })?;
        loaded.model.tell_in(cli.wording());
        let model = &loaded.model;
        let assumptions = args.analysis.assumptions.assumptions(model).map_err(|ended| match ended {
            Ended::Misused(text) => Ended::Misused(format!("in `{}`, {text}", visible(&self.name))),
            other => other,
        })?;
        let analysis = Analysis::new(&self.texts, model, args.analysis.day.today()?)
            .assuming(assumptions)
            .within(args.analysis.limits.limits());
        let found = analysis.checked();
        let known = found.findings.iter().filter_map(|finding| Known::of(model, finding)).collect();
        Ok(Contradictions { name: self.name, known, cut: found.cut })
    }
}
