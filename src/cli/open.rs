//! The collection that a command works on.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use gainsay::analysis::Analysis;
use gainsay::base::message::Message;
use gainsay::base::text::{TextProblem, Texts, read_collection, read_text, texts_inside};
use gainsay::model::documents::{Documents, NoFolder};
use gainsay::model::load::{load, read_tables_of};
use gainsay::model::{Model, Wording};
use gainsay::view::report::check::{Form, Unreadable, unreadable};
use gainsay::view::report::{Colour, Format, visible};

use super::filters::AnalysisArgs;
use super::write::{OutputArgs, Outputs};
use super::{Cli, Ended, print, tell};

/// A collection that was read.
pub(super) struct Open {
    pub(super) texts: Texts,
    pub(super) model: Model,
    pub(super) warnings: Vec<Message>,
    /// The collection's folder.
    pub(super) root: PathBuf,
    /// The folder of data, where one is named outside the collection.
    pub(super) data: Option<PathBuf>,
}

impl Open {
    /// The analysis that the options ask for.
    pub(super) fn analysis(&self, args: &AnalysisArgs) -> Result<Analysis<'_>, Ended> {
        let assumptions = args.assumptions.assumptions(&self.model)?;
        let analysis = Analysis::new(&self.texts, &self.model, args.day.today()?);
        Ok(analysis.assuming(assumptions).within(args.limits.limits()))
    }

    /// The folder of the sources' texts: that of `--texts`, else that of `GAINSAY_TEXTS`, with the name of what names
    /// it.
    fn named_texts(cli: &Cli) -> Option<(PathBuf, &'static str)> {
        let variable = || std::env::var_os("GAINSAY_TEXTS").filter(|folder| !folder.is_empty());
        let named = cli.texts.clone().map(|folder| (folder, "--texts"));
        named.or_else(|| Some((PathBuf::from(variable()?), "GAINSAY_TEXTS")))
    }

    /// Reads the texts of the sources, where a folder of texts is named: by `--texts`, else by
    /// `GAINSAY_TEXTS`, else by the collection.
    pub(super) fn documents(&mut self, cli: &Cli) -> Result<Documents, Ended> {
        let folder = match (Self::named_texts(cli), self.model.texts()) {
            (Some((folder, by)), _) if !folder.is_dir() => {
                let folder = folder.display().to_string();
                return Err(Ended::Misused(format!("`{}`, which {by} names, is no folder", visible(&folder))));
            }
            (Some((folder, _)), _) => folder,
            (None, Some((path, _))) => match texts_inside(&self.root, path) {
                Ok(folder) => folder,
                Err(TextProblem::LeadsOut) => return Ok(Documents::without(NoFolder::LeadsOut)),
                Err(_) => return Ok(Documents::without(NoFolder::Missing)),
            },
            (None, None) => return Ok(Documents::none()),
        };
        let texts = &mut self.texts;
        Ok(Documents::new(&self.model, |path| read_text(&folder, path, texts)))
    }
}

/// What a command that works on a collection may write: never over the collection's files and its sources' texts.
pub(super) fn outputs(cli: &Cli, open: &Open, args: &OutputArgs) -> Outputs {
    let own = || open.model.texts().and_then(|(path, _)| texts_inside(&open.root, path).ok());
    let texts = Open::named_texts(cli).map(|(folder, _)| folder).or_else(own);
    Outputs::new(args.force).keeping(&open.root, texts)
}

/// From this size on, reading takes long enough to say so.
const LARGE: u64 = 32 << 20;

/// Reads the collection, or says on stderr why it cannot be read.
pub(super) fn open(cli: &Cli, path: Option<&Path>) -> Result<Open, Ended> {
    let root = root(cli, path)?;
    read(cli.wording(), &root, data(cli)?).map_err(|(texts, messages)| {
        tell(&unreadable(&texts, &messages, Format::Human, Colour::Off));
        Ended::Unreadable
    })
}

/// Reads the collection, or says on stdout, in the format asked for, why it cannot be read.
pub(super) fn open_or_report(cli: &Cli, path: Option<&Path>, form: &Form) -> Result<Open, Ended> {
    let root = root(cli, path)?;
    match read(cli.wording(), &root, data(cli)?) {
        Ok(open) => Ok(open),
        Err((texts, messages)) => {
            let unread = Unreadable { texts: &texts, messages: &messages, folder: &below_here(&root) };
            print(&form.unreadable(unread, cli.colour()))?;
            Err(Ended::Unreadable)
        }
    }
}

/// Reads a collection that was read before again, as it is now.
pub(super) fn reread(open: &Open) -> Result<Open, Ended> {
    read(open.model.wording(), &open.root, open.data.clone()).map_err(|(texts, messages)| {
        tell(&unreadable(&texts, &messages, Format::Human, Colour::Off));
        Ended::Unreadable
    })
}

/// The folder of data: that of `--data`, else that of `GAINSAY_DATA`.
pub(super) fn data(cli: &Cli) -> Result<Option<PathBuf>, Ended> {
    let variable = || std::env::var_os("GAINSAY_DATA").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let named = cli.data.clone().map(|folder| (folder, "--data"));
    let Some((folder, by)) = named.or_else(|| Some((variable()?, "GAINSAY_DATA"))) else { return Ok(None) };
    if folder.is_dir() {
        return Ok(Some(folder));
    }
    let folder = folder.display().to_string();
    Err(Ended::Misused(format!("`{}`, which {by} names, is no folder", visible(&folder))))
}

fn read(wording: Wording, root: &Path, data: Option<PathBuf>) -> Result<Open, (Texts, Vec<Message>)> {
    let (mut texts, unread) = read_collection(root);
    read_tables_of(&mut texts, root, data.as_deref());
    let bytes: u64 = texts.files().map(|(_, file)| file.text().len() as u64).sum();
    if bytes > LARGE && std::io::stderr().is_terminal() {
        tell(&format!("reading {} MB …\n", bytes >> 20));
    }
    match load(&texts, &unread) {
        Ok(mut loaded) => {
            loaded.model.tell_in(wording);
            Ok(Open { model: loaded.model, warnings: loaded.warnings, texts, root: root.to_path_buf(), data })
        }
        Err(error) => Err((texts, error.messages)),
    }
}

/// The folder that was named, or the nearest one upward that is a collection.
pub(super) fn root(cli: &Cli, path: Option<&Path>) -> Result<PathBuf, Ended> {
    if let Some(path) = path.or(cli.collection.as_deref()) {
        return Ok(path.to_path_buf());
    }
    let here = std::env::current_dir()?;
    here.ancestors().find(|folder| folder.join("gainsay.ron").is_file()).map(Path::to_path_buf).ok_or_else(|| {
        Ended::Misused(
            "there is no collection here: neither this folder nor one above it has a `gainsay.ron`\n\
             help: name one with `-C PATH`, or make one with `gainsay init FOLDER`"
                .to_owned(),
        )
    })
}

/// A folder as it is named from the working folder, with `/` between folders: empty for the working folder
/// itself, and for one that does not lie below it.
pub(super) fn below_here(folder: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let (Ok(here), Ok(folder)) = (here, folder.canonicalize()) else { return String::new() };
    let Ok(below) = folder.strip_prefix(&here) else { return String::new() };
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
