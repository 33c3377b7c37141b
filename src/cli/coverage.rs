//! `gainsay coverage`

use clap::ValueEnum;
use gainsay::analysis::coverage::{Counts, Coverage, Drafts, coverage, drafts};
use gainsay::analysis::filter::{self, Hint};
use gainsay::base::anchor::Work;
use gainsay::model::documents::Documents;
use gainsay::model::{Model, SourceId};
use gainsay::view::report::coverage::{self as report, Told};

use super::open::open;
use super::{Cli, Ended, FormatArg, print, tell};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The sources whose texts are looked at [default: all that have a text]; where several are read in one
    /// text, they are covered together
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = FormatArg::Human)]
    pub(super) format: FormatArg,
    /// List what has digits and counts nothing, too: dates, pages, references
    #[arg(long)]
    apart: bool,
    /// Print claims to be filled in for the numbers that are missing, as they stand in a source's file
    #[arg(long, conflicts_with_all = ["format", "apart"])]
    draft: bool,
    /// End with exit code 1 if there are numbers of this class
    #[arg(long, value_enum, default_value_t = FailOn::Missing, value_name = "CLASS")]
    fail_on: FailOn,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FailOn {
    /// Those that are quoted and in no claim's figure, or missing
    Quoted,
    /// Those that no claim has
    Missing,
    Never,
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let mut open = open(cli, None)?;
    let sources: Vec<SourceId> =
        args.sources.iter().map(|name| source(&open.model, name)).collect::<Result<_, Ended>>()?;
    let documents = open.documents(cli)?;
    if documents.no_folder().is_some() {
        return Err(no_folder());
    }
    let (texts, model) = (&open.texts, &open.model);
    let wanted = |source: SourceId| sources.is_empty() || sources.contains(&source);
    let found = coverage(texts, model, &documents, wanted, Work::DEFAULT);
    let without = without(model, &documents, &sources);
    if found.is_empty() {
        tell(&format!("error: there is no text to look at\n{}", report::without_text(model, &documents, &without)));
        return Err(Ended::Unreadable);
    }
    let told = Told { texts, model, documents: &documents, coverage: &found, without: &without, apart: args.apart };
    if args.draft {
        let drafted: Vec<Drafts> =
            found.iter().map(|coverage| drafts(texts, model, coverage, &mut Work::default())).collect();
        print(&report::drafts(told, &drafted))?;
    } else {
        print(&report::coverage(told, args.format.into()))?;
    }
    Ok(if args.fail_on.fails(&found) { Ended::WithFindings } else { Ended::Well })
}

impl FailOn {
    fn fails(self, found: &[Coverage]) -> bool {
        let any = |class: fn(&Counts) -> bool| found.iter().any(|coverage| class(&coverage.counts()));
        match self {
            FailOn::Quoted => any(|counts| counts.missing + counts.quoted > 0),
            FailOn::Missing => any(|counts| counts.missing > 0),
            FailOn::Never => false,
        }
    }
}

pub(super) fn source(model: &Model, name: &str) -> Result<SourceId, Ended> {
    filter::source(model, name).map_err(|misnamed| {
        let help = match misnamed.hint {
            Hint::Filter(_) => "only a source has a text; `gainsay list sources` lists them".to_owned(),
            Hint::Say(help) => help,
        };
        Ended::Misused(format!("{}\nhelp: {help}", misnamed.message))
    })
}

fn no_folder() -> Ended {
    tell(
        "error: no folder of texts is at hand\nhelp: name the folder that holds the sources' texts: `--texts DIR`, the \
         variable GAINSAY_TEXTS, or `texts: \"…\"` in `gainsay.ron`\n",
    );
    Ended::Unreadable
}

/// The sources that were asked for, or else all that are no mere names, whose texts are not here.
fn without(model: &Model, documents: &Documents, sources: &[SourceId]) -> Vec<SourceId> {
    let is_wanted = |source: SourceId| {
        let record = &model.sources()[source];
        if sources.is_empty() { !record.unseen || record.text.is_some() } else { sources.contains(&source) }
    };
    let missing = model.sources().ids().filter(|&source| documents.of(source).text().is_none());
    missing.filter(|&source| is_wanted(source)).collect()
}
