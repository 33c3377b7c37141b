//! `gainsay table`

use std::path::{Path, PathBuf};

use gainsay::base::table::{Table, table};
use gainsay::base::text::{TableProblem, Texts, read_tables};
use gainsay::model::{ClaimId, Model};
use gainsay_tables::{FaultKind, Grid, Look, separator};

use super::list::TableFormatArg;
use super::open::{Open, open, root};
use super::output::shown_path;
use super::{Cli, Ended, pass_on, print};

pub(super) mod seems;

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The table: `.csv` or `.tsv`, plain or `.gz`; or the id of a table of the collection
    file: PathBuf,
    /// Show what columns seem to hold, even if the collection reads the table
    #[arg(long)]
    columns: bool,
    /// So many claims are shown
    #[arg(long, value_name = "COUNT", default_value_t = 10)]
    limit: usize,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t = TableFormatArg::Human)]
    format: TableFormatArg,
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    // Outside a collection there is no mapping.
    if !args.columns && root(cli, None).is_ok() {
        let open = open(cli, None)?;
        let claims = mapped(&open, &args.file);
        if !claims.is_empty() {
            return read(&open, args, &claims);
        }
    }
    let mut texts = Texts::new();
    let opened = opened(&args.file, &mut texts)?;
    let look = Look::at(opened.text, &opened.grid);
    shown(&seems::columns(&look), args.format)?;
    if matches!(args.format, TableFormatArg::Human) {
        print(&about(&look, &args.file))?;
    }
    Ok(Ended::Well)
}

fn shown(rows: &Table, format: TableFormatArg) -> Result<(), Ended> {
    let text = table(rows, format.into(), None);
    match format {
        TableFormatArg::Csv => pass_on(text.as_bytes())?,
        _ => print(&text)?,
    }
    Ok(())
}

/// What else is seen of a table, and what to do next.
fn about(look: &Look, file: &Path) -> String {
    let mut text = format!("\n{} rows", look.rows);
    if look.looked < look.rows {
        text.push_str(&format!(", of which the first {} were looked at", look.looked));
    }
    text.push_str(".\n");
    if look.repeated > 0 {
        text.push_str(&format!("{} rows have the date and codes of an earlier one.\n", look.repeated));
    }
    let name = |column: usize| seems::visible_words(&look.columns[column].name);
    for sum in &look.sums {
        let parts: Vec<String> = sum.parts.iter().map(|part| name(*part)).collect();
        text.push_str(&format!("{} = {} in {} of {} rows.\n", name(sum.total), parts.join(" + "), sum.holds, sum.of));
    }
    text.push_str(&format!("No collection here reads it. Next:\n  gainsay init --table {} FOLDER\n", shown_path(file)));
    text
}

/// The claims of a table that a collection reads, by its id or its file.
fn mapped(open: &Open, file: &Path) -> Vec<ClaimId> {
    let model = &open.model;
    let wanted = file.to_string_lossy();
    let is_of_table = |claim: &ClaimId| {
        let record = &model.claims()[*claim];
        let own = open.texts.file(record.span.file);
        own.is_table()
            && (model.name(record.name).split(':').next() == Some(&*wanted)
                || file.ends_with(own.path())
                || Path::new(own.path()).ends_with(file))
    };
    model.claims().ids().filter(is_of_table).collect()
}

/// What a mapping reads of a table.
fn read(open: &Open, args: &Args, claims: &[ClaimId]) -> Result<Ended, Ended> {
    let model = &open.model;
    let row = |claim: &ClaimId| {
        let record = &model.claims()[*claim];
        let (_, reading) = model.readings_of(*claim).next().expect("a claim has a reading");
        let at = record.at.map(|at| model.prose(at).to_owned()).unwrap_or_default();
        vec![
            model.name(record.name).to_owned(),
            model.statement_text(&reading.statement),
            model.party_titles(model.asserters(*claim)),
            at,
        ]
    };
    let rows = claims.iter().take(args.limit).map(row).collect();
    shown(
        &Table { things: "claims", columns: vec!["claim", "says", "by", "column"], numeric: vec![], rows },
        args.format,
    )?;
    if matches!(args.format, TableFormatArg::Human) {
        let more = claims.len().saturating_sub(args.limit);
        let more = if more > 0 { format!("and {more} more") } else { "all there are".to_owned() };
        let mut text = format!("\n{} claims are read: these {}, {more}.\n", claims.len(), claims.len().min(args.limit));
        text.push_str(&codes(model, claims));
        for message in open.warnings.iter().filter(|message| message.code.id == "GS017") {
            text.push_str(&format!("{}: {}\n", message.severity.word(), seems::visible_words(&message.text)));
        }
        print(&text)?;
    }
    Ok(Ended::Well)
}

/// The codes of open dimensions that claims speak of.
fn codes(model: &Model, claims: &[ClaimId]) -> String {
    const NAMED: usize = 8;
    let mut text = String::new();
    for (id, dimension) in model.dimensions().iter().filter(|(_, dimension)| dimension.open) {
        let mut own: Vec<_> = claims
            .iter()
            .flat_map(|claim| model.readings_of(*claim))
            .filter_map(|(_, reading)| match reading.statement {
                gainsay::model::Statement::Figure { of: gainsay::model::Of::Quantity(quantity), .. } => {
                    Some(model.code_list(model.quantities()[quantity].codes)[id.index()])
                }
                _ => None,
            })
            .collect();
        own.sort_unstable();
        own.dedup();
        let names: Vec<&str> = own.iter().take(NAMED).map(|code| model.name(model.codes()[*code].name)).collect();
        let more = if own.len() > NAMED { format!(", and {} more", own.len() - NAMED) } else { String::new() };
        text.push_str(&format!("{}: {}{more}\n", model.name(dimension.name), names.join(", ")));
    }
    text
}

/// A table that was read and cut into cells.
pub(super) struct Opened<'t> {
    pub(super) text: &'t str,
    pub(super) grid: Grid,
    pub(super) separator: u8,
}

/// Reads a table that no mapping names.
pub(super) fn opened<'t>(file: &Path, texts: &'t mut Texts) -> Result<Opened<'t>, Ended> {
    let shown = shown_path(file);
    let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    read_tables(Ok(folder), "", std::slice::from_ref(&name), texts);
    let read = match texts.tables_named(&name) {
        Some(Ok(read)) => read.first(),
        Some(Err((_, problem))) => return Err(Ended::Misused(format!("cannot read `{shown}`: {}", why(problem)))),
        None => None,
    };
    let Some(read) = read else { return Err(Ended::Misused(format!("there is no `{shown}`"))) };
    let content = texts.file(read.file);
    let text = content.text();
    if !read.is_utf8 {
        let line = 1 + text.matches('\n').count();
        return Err(Ended::Misused(format!("`{shown}` is not UTF-8, on line {line}\nhelp: save it as UTF-8")));
    }
    let separator = separator(text);
    let grid = Grid::split(text, separator).map_err(|fault| {
        let line = 1 + text[..fault.at.start].matches('\n').count();
        let what = match fault.kind {
            FaultKind::OpenQuote => "a cell has no closing quotation mark",
            FaultKind::AfterQuote => "a cell goes on after its closing quotation mark",
            FaultKind::Nul => "it holds a NUL byte",
            FaultKind::TooManyColumns => "a row has too many cells",
            FaultKind::TooManyCells => "it has too many cells",
            FaultKind::LongCell => "a cell is too long: is a quotation mark never closed?",
            FaultKind::TooLong => "it is too long",
        };
        Ended::Misused(format!("`{shown}` is no table: {what}, on line {line}"))
    })?;
    Ok(Opened { text, grid, separator })
}

fn why(problem: &TableProblem) -> String {
    match problem {
        TableProblem::NoFolder | TableProblem::Missing => "there is no such file".to_owned(),
        TableProblem::LeadsOut => "it is a link that leads elsewhere; name the file itself".to_owned(),
        TableProblem::NotAFile => "it is not a plain file".to_owned(),
        TableProblem::TooLarge(most) => format!("it comes to more than {} MiB", most >> 20),
        TableProblem::Damaged(reason) => format!("it cannot be unpacked: {reason}"),
        TableProblem::Io(reason) => reason.clone(),
    }
}
