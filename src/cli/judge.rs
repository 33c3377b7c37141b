//! `gainsay judge`

use clap::ValueEnum;
use gainsay::base::text::{Texts, stays_inside};
use gainsay::model::judging::{Record, takes_judgements, with_judgements};
use gainsay::model::load::load;
use gainsay::model::{ClaimId, Judgement, Lookup, Model, Verdict};
use gainsay::reason::finding::Finding;
use gainsay::view::report::visible;

use super::day::{date, day_text};
use super::filters::AnalysisArgs;
use super::open::{self, Open, open};
use super::show::unknown;
use super::{Cli, Ended, print, write};

#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// A contradiction by its id, `C-…`; that of a dispute's head covers its other ways, too
    #[arg(required = true, value_name = "ID")]
    ids: Vec<String>,
    /// What was found
    #[arg(long, value_enum)]
    verdict: VerdictArg,
    /// The reason, in a sentence or two
    #[arg(long, value_name = "TEXT")]
    because: String,
    /// Where it is resolved, the claims that are preferred
    #[arg(long, value_name = "CLAIM", value_delimiter = ',')]
    prefers: Vec<String>,
    /// Who judged
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// When it was judged, in EDTF [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// Until when the judgement counts, in EDTF
    #[arg(long, value_name = "DATE")]
    expires: Option<String>,
    /// The file of judgements, by its path in the collection [default: the last there is, or a new
    /// `judgements.ron`]
    #[arg(long, value_name = "FILE")]
    file: Option<String>,
    #[command(flatten)]
    analysis: AnalysisArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum VerdictArg {
    /// The claims can stand as they are, for a reason
    Explained,
    /// Nobody knows
    Unresolved,
    /// Some claims are preferred: name them with `--prefers`
    Resolved,
}

impl From<VerdictArg> for Verdict {
    fn from(verdict: VerdictArg) -> Self {
        match verdict {
            VerdictArg::Explained => Verdict::Explained,
            VerdictArg::Unresolved => Verdict::Unresolved,
            VerdictArg::Resolved => Verdict::Resolved,
        }
    }
}

pub(super) fn run(cli: &Cli, args: &Args) -> Result<Ended, Ended> {
    let today = args.analysis.day.today()?;
    let date_text = checked_dates(args, today)?;
    let open = open(cli, None)?;
    let model = &open.model;
    let analysis = open.analysis(&args.analysis)?;
    let found = analysis.findings();
    let judged = to_judge(&open, found, &args.ids)?;
    let prefers = preferred(model, args, &judged)?;
    let records: Vec<Record<'_>> = judged
        .iter()
        .zip(&prefers)
        .map(|(finding, prefers)| Record {
            of: finding.involved(),
            verdict: args.verdict.into(),
            prefers,
            because: args.because.trim(),
            by: args.by.as_deref(),
            date: Some(&date_text),
            expires: args.expires.as_deref(),
        })
        .collect();
    let (path, first) = record(&open, args, &records)?;
    let ids: Vec<&str> =
        judged.iter().filter_map(|finding| finding.contradiction.as_ref()).map(|found| found.id.as_str()).collect();
    let verdict = Verdict::from(args.verdict).word();
    print(&format!("{} judged {verdict}: {}:{first}\n", ids.join(", "), visible(&path)))?;
    Ok(Ended::Well)
}

/// Writes judgements down after those that stand in their file now; that file, and the line of the first.
///
/// Others may have judged since the collection was read. Who records something waits for them, and reads again what
/// they wrote; that anything else is as it was is what the judgements rest on.
fn record(open: &Open, args: &Args, records: &[Record<'_>]) -> Result<(String, u32), Ended> {
    let lock = write::lock(&open.root)?;
    let now = reopen(open)?;
    for record in records {
        let (was, is) = (judged_as(&open.model, record.of), judged_as(&now.model, record.of));
        if let Some(other) = is.last().filter(|_| is.len() > was.len()) {
            return Err(judged_already(&now, &args.ids.join(", "), other));
        }
    }
    let (path, was) = file(&now, args)?;
    let text = with_judgements(was, &now.model, records)
        .ok_or_else(|| Ended::Misused(format!("`{}` does not hold `Judgements([…])`", visible(&path))))?;
    let first = read_back(&now, &path, &text, records)?;
    write::replace(&lock, &now.root.join(&path), was, &text)?;
    Ok((path, first))
}

/// The judgements of exactly these claims.
fn judged_as<'m>(model: &'m Model, claims: &[ClaimId]) -> Vec<&'m Judgement> {
    let own = sorted(model, claims);
    let all = model.judgements().iter().map(|(_, judgement)| judgement);
    all.filter(|judgement| sorted(model, &judgement.of) == own).collect()
}

fn sorted(model: &Model, claims: &[ClaimId]) -> Vec<String> {
    let mut names = names(model, claims);
    names.sort();
    names
}

/// The collection as it is now, in which nothing but judgements may have been added.
fn reopen(open: &Open) -> Result<Open, Ended> {
    let now = open::reread(open)?;
    let others = |texts: &Texts| -> Vec<(String, String)> {
        let others = texts.files().filter(|(_, file)| !takes_judgements(file.text()));
        others.map(|(_, file)| (file.path().to_owned(), file.text().to_owned())).collect()
    };
    if others(&now.texts) == others(&open.texts) {
        return Ok(now);
    }
    Err(Ended::Unwritten(
        "the collection was changed by somebody else meanwhile, so nothing was written\nhelp: try again".to_owned(),
    ))
}

fn names(model: &Model, claims: &[ClaimId]) -> Vec<String> {
    claims.iter().map(|&claim| model.claim_name(claim)).collect()
}

/// The dates that are given can be read, and the judgement counts from now on.
fn checked_dates(args: &Args, today: gainsay::base::when::Day) -> Result<String, Ended> {
    if args.because.trim().is_empty() {
        return Err(Ended::Misused("a judgement has a reason: `--because TEXT`".to_owned()));
    }
    if let Some(expires) = &args.expires
        && date("--expires", expires)?.latest().is_some_and(|last| last < today)
    {
        return Err(Ended::Misused(format!(
            "--expires `{}` is past, so the judgement would count for nothing",
            visible(expires)
        )));
    }
    match &args.date {
        Some(text) => date("--date", text).map(|_| text.clone()),
        None => Ok(day_text(today)),
    }
}

/// The contradictions that ids stand for, none of them judged already.
fn to_judge<'f>(open: &Open, findings: &'f [Finding], ids: &[String]) -> Result<Vec<&'f Finding>, Ended> {
    let mut judged: Vec<&Finding> = Vec::new();
    for name in ids {
        let is_named = |finding: &&Finding| {
            finding.contradiction.as_ref().is_some_and(|found| found.id.eq_ignore_ascii_case(name))
        };
        let named: Vec<&Finding> = findings.iter().filter(is_named).collect();
        let Some(first) = named.first() else {
            return Err(unknown(&open.model, name));
        };
        if let (Some(id), true) = (first.judgement, named.iter().all(|finding| finding.judgement.is_some())) {
            return Err(judged_already(open, name, &open.model.judgements()[id]));
        }
        // One record a set of claims, however many contradictions there are among them.
        for finding in named.into_iter().filter(|finding| finding.judgement.is_none()) {
            if !judged.iter().any(|other| other.involved() == finding.involved()) {
                judged.push(finding);
            }
        }
    }
    Ok(judged)
}

fn judged_already(open: &Open, name: &str, judgement: &Judgement) -> Ended {
    let place = open.texts.position(judgement.span);
    let path = open.texts.file(judgement.span.file).path();
    Ended::Misused(format!(
        "`{}` is judged already: {}, {}:{}\n\
         help: change that judgement in its file, or take it out and judge anew",
        visible(name),
        judgement.verdict.word(),
        visible(path),
        place.line
    ))
}

/// The claims that are preferred of each contradiction.
fn preferred(model: &Model, args: &Args, judged: &[&Finding]) -> Result<Vec<Vec<ClaimId>>, Ended> {
    let is_resolved = matches!(args.verdict, VerdictArg::Resolved);
    if is_resolved == args.prefers.is_empty() {
        let text = if is_resolved {
            "what is resolved has claims that are preferred\nhelp: name them: `--prefers CLAIM`"
        } else {
            "only what is resolved has claims that are preferred\nhelp: say `--verdict resolved`, or leave `--prefers` out"
        };
        return Err(Ended::Misused(text.to_owned()));
    }
    let mut claims = Vec::new();
    for name in &args.prefers {
        let claim = match model.find_claim(name) {
            Lookup::Found(claim) => claim,
            Lookup::Ambiguous(_) | Lookup::Unknown => {
                super::show::claim_or_source(model, name)?;
                return Err(Ended::Misused(format!("`{}` is no claim", visible(name))));
            }
        };
        if !judged.iter().any(|finding| finding.involved().contains(&claim)) {
            return Err(Ended::Misused(format!(
                "`{}` does not take part in what is judged, so it cannot be preferred there",
                model.claim_name(claim)
            )));
        }
        claims.push(claim);
    }
    let own = |finding: &&Finding| -> Vec<ClaimId> {
        claims.iter().copied().filter(|claim| finding.involved().contains(claim)).collect()
    };
    let prefers: Vec<Vec<ClaimId>> = judged.iter().map(own).collect();
    match prefers.iter().position(|own| is_resolved && own.is_empty()) {
        Some(at) => {
            let id = judged[at].contradiction.as_ref().map_or("", |found| found.id.as_str());
            Err(Ended::Misused(format!("none of the claims of {id} is preferred\nhelp: judge it by itself")))
        }
        None => Ok(prefers),
    }
}

/// The file to write to, with its text if it is there.
fn file<'o>(open: &'o Open, args: &Args) -> Result<(String, Option<&'o str>), Ended> {
    const USUAL: &str = "judgements.ron";
    let text = |path: &str| open.texts.files().find(|(_, file)| file.path() == path).map(|(_, file)| file.text());
    if let Some(path) = &args.file {
        let is_passed_over = path.split('/').any(|part| part.starts_with('.'));
        let is_ron = std::path::Path::new(path).extension().is_some_and(|extension| extension == "ron");
        if !stays_inside(path) || !is_ron || is_passed_over {
            return Err(Ended::Misused(format!(
                "--file `{}` is no place for judgements: name a `.ron` file by its path in the collection",
                visible(path)
            )));
        }
        // A link on the way could lead out of the collection.
        let folder = open.root.join(path).parent().map(std::path::Path::canonicalize);
        let is_inside =
            matches!((folder, open.root.canonicalize()), (Some(Ok(folder)), Ok(root)) if folder.starts_with(&root));
        if !is_inside {
            return Err(Ended::Misused(format!("--file `{}` is in no folder of the collection", visible(path))));
        }
        return Ok((path.clone(), text(path)));
    }
    let last = open.texts.files().filter(|(_, file)| takes_judgements(file.text())).last();
    Ok(last.map_or((USUAL.to_owned(), text(USUAL)), |(_, file)| (file.path().to_owned(), Some(file.text()))))
}

/// Reads the collection as it will be; the line of the first new judgement, if all are in it as they were meant.
fn read_back(open: &Open, path: &str, text: &str, records: &[Record<'_>]) -> Result<u32, Ended> {
    let others = open.texts.files().filter(|(_, file)| file.path() != path);
    let files = others.map(|(_, file)| (file.path().to_owned(), file.text().to_owned()));
    let texts = Texts::from_memory(files.chain([(path.to_owned(), text.to_owned())])).with_tables_of(&open.texts);
    let odd = || Ended::Misused("what would be written does not read back the same, so nothing was written".to_owned());
    let Ok(loaded) = load(&texts, &[]) else { return Err(odd()) };
    let model = &loaded.model;
    let of_file = |judgement: &&Judgement| texts.file(judgement.span.file).path() == path;
    let all: Vec<&Judgement> = model.judgements().iter().map(|(_, judgement)| judgement).collect();
    let own: Vec<&Judgement> = all.iter().copied().filter(of_file).collect();
    let new = &own[own.len().saturating_sub(records.len())..];
    let prose = |id: Option<_>| id.map(|id| model.prose(id));
    let is_same = |judgement: &Judgement, record: &Record<'_>| {
        names(model, &judgement.of) == names(&open.model, record.of)
            && names(model, &judgement.prefers) == names(&open.model, record.prefers)
            && judgement.verdict == record.verdict
            && prose(Some(judgement.because)) == Some(record.because)
            && prose(judgement.by) == record.by
            && judgement.date.is_some() == record.date.is_some()
            && judgement.expires.is_some() == record.expires.is_some()
            && judgement.read_as.iter().all(|(claim, was, _)| model.said_text(*claim) == model.prose(*was))
    };
    let is_complete = all.len() == open.model.judgements().len() + records.len() && new.len() == records.len();
    let first = new.first().filter(|_| is_complete).ok_or_else(odd)?;
    if !new.iter().zip(records).all(|(judgement, record)| is_same(judgement, record)) {
        return Err(odd());
    }
    Ok(texts.position(first.span).line)
}
