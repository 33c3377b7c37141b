//! The command line: one file and one variant a command.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use gainsay::model::Wording;
use gainsay::view::report::check::Screen;
use gainsay::view::report::{Colour, Format};

use output::{pass_on, print, tell};

mod audit;
mod baseline;
mod bounds;
mod check;
mod compare;
mod complete;
mod coverage;
mod day;
mod diagram;
mod diff;
mod explain;
mod filters;
mod git;
mod graphviz;
mod impact;
mod init;
mod judge;
mod lineage;
mod list;
mod mdbook;
mod open;
mod origins;
mod output;
mod page;
mod reconcile;
mod report;
mod show;
mod table;
mod write;

/// What cannot all be true, by how much, who says so, and where did it come from?
///
/// gainsay reads a collection: a folder of RON files in which claims from sources that disagree
/// are written down, each with its source, its party and its wording.
///
/// Exit codes: 0 nothing found at or above --fail-on; 1 findings; 2 wrong usage; 3 input that cannot
/// be read or resolved; 4 what was to be written could not be.
#[derive(Debug, Parser)]
#[command(name = "gainsay", version, max_term_width = 100, propagate_version = true)]
pub(crate) struct Cli {
    /// The collection's folder [default: the nearest folder upward from here that has a `gainsay.ron`]
    #[arg(short = 'C', long = "collection", value_name = "PATH", global = true)]
    collection: Option<PathBuf>,

    /// The folder of the sources' texts, in which their quotes are looked up [default: that of
    /// `GAINSAY_TEXTS`, else that which `gainsay.ron` names]
    #[arg(long, value_name = "DIR", global = true)]
    texts: Option<PathBuf>,

    /// The folder of tables that sources name [default: that of `GAINSAY_DATA`, else that which
    /// `gainsay.ron` names]
    #[arg(long, value_name = "DIR", global = true)]
    data: Option<PathBuf>,

    /// When to colour what is shown
    #[arg(long, value_enum, default_value_t = When::Auto, global = true, value_name = "WHEN")]
    color: When,

    /// Tell quantities in the notation of the files, `held[german] @ 1950-05-04`, not in words
    #[arg(long, global = true)]
    notation: bool,

    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum When {
    /// When stdout is a terminal and `NO_COLOR` is not set
    Auto,
    Always,
    Never,
}

/// The forms in which most commands answer.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatArg {
    /// For reading
    Human,
    /// One line each
    Short,
    /// For programs
    Json,
}

impl From<FormatArg> for Format {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Human => Format::Human,
            FormatArg::Short => Format::Short,
            FormatArg::Json => Format::Json,
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a new collection with one commented example of each kind of file
    #[command(after_help = "Example:\n  gainsay init my-sources")]
    Init(init::Args),
    /// Report every finding: broken files, contradictions, dates, quotes, unused names
    #[command(after_help = "Example:\n  gainsay check graphs/soviet-prisoners --about german")]
    Check(check::Args),
    /// Tell what a finding means, why it matters, and when to record a judgement
    #[command(after_help = "Example:\n  gainsay explain dispute")]
    Explain(explain::Args),
    /// Show a claim, source, party, quantity, rule or contradiction, with all that touches it
    #[command(after_help = "Example:\n  gainsay show C-bwrzmjyn -C graphs/soviet-prisoners")]
    Show(show::Args),
    /// List claims, sources, parties, quantities, rules, contradictions or judgements
    #[command(after_help = "Example:\n  gainsay list disputes graphs/soviet-prisoners")]
    List(list::Args),
    /// Record a judgement of a contradiction, after what stands in the file of judgements
    #[command(
        after_help = "Example:\n  gainsay judge C-bwrzmjyn --verdict explained --because \"Two different counts.\""
    )]
    Judge(judge::Args),
    /// Remember the contradictions there are, so that `check --baseline` counts only new ones
    #[command(after_help = "Example:\n  gainsay baseline write known.json")]
    Baseline(baseline::Args),
    /// Show which contradictions were gained, lost and changed since another state of the collection
    #[command(after_help = "Example:\n  gainsay diff HEAD~1")]
    Diff(diff::Args),
    /// Compare two sides, parties, sources or claims: what each says and implies, the gap, a verdict
    #[command(after_help = "Example:\n  gainsay compare tass molotov -C graphs/soviet-prisoners")]
    Compare(compare::Args),
    /// Show between what a quantity must lie, and which claims force each end
    #[command(after_help = "Example:\n  gainsay bounds \"held[german] @ 1952-01\" -C graphs/soviet-prisoners")]
    Bounds(bounds::Args),
    /// Find the lightest sets of claims without which nothing contradicts
    #[command(after_help = "Example:\n  gainsay reconcile -C graphs/soviet-prisoners")]
    Reconcile(reconcile::Args),
    /// Show where a claim came from, as a tree to its origins, or what rests on it
    #[command(after_help = "Example:\n  gainsay lineage cia-1953/original-captured -C graphs/soviet-prisoners")]
    Lineage(lineage::Args),
    /// Count the independent origins of a claim, a quantity or a proposition
    #[command(after_help = "Example:\n  gainsay origins cia-1953/original-captured -C graphs/soviet-prisoners")]
    Origins(origins::Args),
    /// Show what falls if a claim, a source or a party is withdrawn
    #[command(after_help = "Example:\n  gainsay impact tass -C graphs/soviet-prisoners")]
    Impact(impact::Args),
    /// Look at a table: what its columns seem to hold, or what a collection's mapping reads of it
    #[command(after_help = "Example:\n  gainsay table regions.csv")]
    Table(table::Args),
    /// Show which numbers of the sources' texts no claim has taken up
    #[command(after_help = "Example:\n  gainsay coverage --texts texts")]
    Coverage(coverage::Args),
    /// Tell where something may have been missed while encoding, without a verdict
    #[command(after_help = "Example:\n  gainsay audit --texts texts")]
    Audit(audit::Args),
    /// Draw a picture: who says what, how claims clash, where one comes from
    #[command(after_help = "Example:\n  gainsay diagram discrepancy --about italian -o italians.svg")]
    Diagram(diagram::Args),
    /// Fill a document with views and live numbers, or check one that was filled before
    #[command(after_help = "Example:\n  gainsay report report.md -o filled.md")]
    Report(report::Args),
    /// Write one page for a browser, on which the contradictions are looked through
    #[command(after_help = "Example:\n  gainsay page graphs/soviet-prisoners -o page.html")]
    Page(page::Args),
    /// Fill the chapters of a book: a preprocessor for mdBook
    #[command(
        after_help = "Example:\n  mdbook build, with `[preprocessor.gainsay]` and `command = \"gainsay mdbook\"` in book.toml"
    )]
    Mdbook(mdbook::Args),
    /// Print the completions of a shell
    #[command(after_help = "Example:\n  gainsay completions bash > ~/.local/share/bash-completion/completions/gainsay")]
    Completions(complete::CompletionsArgs),
    /// Print the manual page
    #[command(after_help = "Example:\n  gainsay man > gainsay.1")]
    Man(complete::ManArgs),
}

/// The terminal's size; where there is none, that which `COLUMNS` and `LINES` say, or room for all lines.
fn screen() -> Screen {
    /// Columns where nothing says how many there are.
    const WIDTH: usize = 100;
    const LEAST: usize = 40;
    let named = |name: &str| std::env::var(name).ok().and_then(|text| text.trim().parse::<usize>().ok());
    let size = if io::stdout().is_terminal() { terminal_size::terminal_size() } else { None };
    let (width, height) = match size {
        Some((width, height)) => (usize::from(width.0), usize::from(height.0)),
        None => (named("COLUMNS").unwrap_or(WIDTH), named("LINES").unwrap_or(usize::MAX)),
    };
    Screen { width: width.max(LEAST), height }
}

/// How a command ended.
#[derive(Debug)]
enum Ended {
    /// Nothing at or above `--fail-on`.
    Well,
    /// Findings.
    WithFindings,
    /// The input cannot be read or resolved; it was said why.
    Unreadable,
    /// Wrong usage, with what to say.
    Misused(String),
    /// What was to be written could not be, and why.
    Unwritten(String),
    /// Writing to stdout failed.
    Failed(io::Error),
}

impl From<io::Error> for Ended {
    fn from(error: io::Error) -> Self {
        Ended::Failed(error)
    }
}

/// Parses the arguments and runs the command.
pub(crate) fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no errors; a closed pipe is none either.
            let code = if error.use_stderr() { 2 } else { 0 };
            return usage(&error).map_or(ExitCode::SUCCESS, |()| ExitCode::from(code));
        }
    };
    if cli.colour() == Colour::On {
        output::allow_colours();
    }
    match command(&cli) {
        Ended::Well => ExitCode::SUCCESS,
        Ended::WithFindings => ExitCode::from(1),
        Ended::Unreadable => ExitCode::from(3),
        Ended::Misused(message) => {
            tell(&format!("error: {message}\n"));
            ExitCode::from(2)
        }
        Ended::Unwritten(message) => {
            tell(&format!("error: {message}\n"));
            ExitCode::from(4)
        }
        Ended::Failed(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Ended::Failed(error) => {
            tell(&format!("error: cannot write to stdout: {error}\n"));
            ExitCode::from(4)
        }
    }
}

/// Shows help, the version, or what is wrong with the arguments, which it repeats.
fn usage(error: &clap::Error) -> io::Result<()> {
    let text = error.render();
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    match (error.use_stderr(), no_colour) {
        (true, false) if io::stderr().is_terminal() => output::tell_coloured(&text.ansi().to_string()),
        (true, _) => output::tell_coloured(&text.to_string()),
        (false, false) if io::stdout().is_terminal() => {
            output::allow_colours();
            print(&text.ansi().to_string())
        }
        (false, _) => print(&text.to_string()),
    }
}

fn command(cli: &Cli) -> Ended {
    let ended = match &cli.command {
        Command::Init(args) => init::run(args),
        Command::Check(args) => check::run(cli, args),
        Command::Explain(args) => explain::run(args),
        Command::Show(args) => show::run(cli, args),
        Command::List(args) => list::run(cli, args),
        Command::Judge(args) => judge::run(cli, args),
        Command::Baseline(args) => baseline::run(cli, args),
        Command::Diff(args) => diff::run(cli, args),
        Command::Compare(args) => compare::run(cli, args),
        Command::Bounds(args) => bounds::run(cli, args),
        Command::Reconcile(args) => reconcile::run(cli, args),
        Command::Lineage(args) => lineage::run(cli, args),
        Command::Origins(args) => origins::run(cli, args),
        Command::Impact(args) => impact::run(cli, args),
        Command::Table(args) => table::run(cli, args),
        Command::Coverage(args) => coverage::run(cli, args),
        Command::Audit(args) => audit::run(cli, args),
        Command::Diagram(args) => diagram::run(cli, args),
        Command::Report(args) => report::run(cli, args),
        Command::Page(args) => page::run(cli, args),
        Command::Mdbook(args) => mdbook::run(cli, args),
        Command::Completions(args) => complete::completions(args),
        Command::Man(args) => complete::man(args),
    };
    ended.unwrap_or_else(|ended| ended)
}

impl Command {
    /// Whether a program reads the answer, for which quantities stand in the notation.
    fn is_for_programs(&self) -> bool {
        match self {
            Command::Check(args) => args.format.name != "human",
            Command::List(list::Args { format, .. }) | Command::Compare(compare::Args { format, .. }) => {
                !matches!(format, list::TableFormatArg::Human | list::TableFormatArg::Markdown)
            }
            Command::Show(show::Args { format, .. })
            | Command::Bounds(bounds::Args { format, .. })
            | Command::Reconcile(reconcile::Args { format, .. })
            | Command::Lineage(lineage::Args { format, .. })
            | Command::Origins(origins::Args { format, .. })
            | Command::Impact(impact::Args { format, .. })
            | Command::Coverage(coverage::Args { format, .. })
            | Command::Audit(audit::Args { format, .. }) => !matches!(format, FormatArg::Human),
            Command::Diff(args) => !args.is_for_people(),
            Command::Baseline(_) => true,
            _ => false,
        }
    }
}

impl Cli {
    /// In what quantities are told.
    fn wording(&self) -> Wording {
        if self.notation || self.command.is_for_programs() { Wording::Notation } else { Wording::Words }
    }

    fn colour(&self) -> Colour {
        let on = match self.color {
            When::Always => true,
            When::Never => false,
            When::Auto => {
                io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        };
        if on { Colour::On } else { Colour::Off }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    /// The words of a command line, quotation marks taken away.
    fn words(line: &str) -> Vec<String> {
        let parts = line.split('"').enumerate();
        let words = parts.flat_map(|(at, part)| match at % 2 {
            0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
            _ => vec![part.to_owned()],
        });
        words.take_while(|word| word != ">").collect()
    }

    #[test]
    fn every_command_has_an_example_that_it_takes() {
        for command in Cli::command().get_subcommands() {
            let name = command.get_name();
            let help = command.get_after_help().unwrap_or_else(|| panic!("{name} has no example")).to_string();
            let line = help.lines().nth(1).expect("an example").trim();
            if let Some(rest) = line.strip_prefix("gainsay ") {
                assert!(rest.starts_with(name), "{line}");
                assert!(Cli::try_parse_from(words(line)).is_ok(), "{line}");
            }
        }
    }
}
