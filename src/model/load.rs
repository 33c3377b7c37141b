//! From texts to a model: parse everything, resolve every name, report all errors at once.
//!
//! Each file is cut into its items (`load/split.rs`), each item is read by the `ron`
//! crate into a private mirror, and its names and notations are resolved into
//! the model. One bad item hides no other, and a name that only a bad item
//! would have defined is not reported as unknown.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::message::{Code, Message, Severity};
use crate::base::text::{FileId, ReadProblem, ReadProblemKind, Span, Texts};
use crate::base::typography;
use crate::model::{ClaimId, Model, NameId, NameKind, did_you_mean};
use crate::notation::is_identifier;

mod append;
mod brackets;
mod claims;
mod codes;
mod collection;
mod cycles;
mod figures;
mod judgements;
mod lexer;
mod links;
mod mirror;
mod outline;
mod parse;
mod place;
mod quotes;
mod resolve;
mod rules;
mod sources;
mod split;
mod tables;
mod vocabulary;
mod chronology;
mod chains;

use outline::{Fault, Item, Outline, Root};
use place::Place;

pub(crate) use append::{blanks_before, judgements_end};
pub(crate) use codes::ALL as CODES;
pub(crate) use lexer::field;
pub(crate) use quotes::fragments;
pub use tables::read_tables_of;

/// A collection that could be read and resolved.
#[derive(Debug)]
pub struct Loaded {
    /// What it says.
    pub model: Model,
    /// What is odd about it and yet could be read.
    pub warnings: Vec<Message>,
}

/// Why a collection could not be read or resolved: every error of every file, sorted.
#[derive(Debug)]
pub struct LoadError {
    /// The errors, and the warnings beside them.
    pub messages: Vec<Message>,
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let errors = self.messages.iter().filter(|message| message.severity == Severity::Error).count();
        let first = self.messages.first().map_or("", |message| message.text.as_str());
        write!(f, "the collection has {errors} errors, the first: {first}")
    }
}

impl std::error::Error for LoadError {}

/// Reads and resolves the texts of a collection.
///
/// Time and memory grow with the size of the texts.
///
/// # Errors
/// With every error of every file, if there is any.
pub fn load(texts: &Texts, unread: &[ReadProblem]) -> Result<Loaded, LoadError> {
    let mut loader = Loader {
        texts,
        model: Model::empty(),
        messages: Vec::new(),
        salvaged: FxHashSet::default(),
        incomplete: false,
        pending: links::Pending::default(),
        memo: resolve::Memo::default(),
        manner: figures::Manner::default(),
        suggestions: FxHashMap::default(),
    };
    loader.read_problems(unread);
    let outlines = loader.outlines();
    loader.collection(&outlines);
    loader.vocabularies(&outlines);
    let sources = loader.source_heads(&outlines);
    let mut sheets = loader.sheets(&outlines, &sources);
    loader.propositions_meaning(&outlines);
    loader.claims(&outlines, &sources, &mut sheets);
    drop(sheets);
    loader.finish_claims();
    loader.chronology(&outlines);
    loader.chains(&outlines);
    loader.rules(&outlines);
    loader.judgements(&outlines);
    loader.cycles();
    loader.finish()
}

struct FileOutline<'t> {
    file: FileId,
    text: &'t str,
    outline: Outline,
}

impl<'t> FileOutline<'t> {
    fn place(&self, item: &Item) -> Place<'t> {
        Place::new((self.file, self.text), &self.text[item.range.clone()], item.range.start, &[])
    }

    /// The sound items of a list.
    fn items(&self, list: &str) -> impl Iterator<Item = Place<'t>> {
        self.outline.items.iter().filter(move |item| item.list == list && !item.broken).map(|item| self.place(item))
    }
}

struct Loader<'t> {
    texts: &'t Texts,
    model: Model,
    messages: Vec<Message>,
    /// Names that items define which could not be read.
    salvaged: FxHashSet<String>,
    /// Whether something could not be read of which not even the names are known.
    incomplete: bool,
    pending: links::Pending,
    memo: resolve::Memo,
    /// How the claim that is read writes its figures.
    manner: figures::Manner,
    /// What was suggested for a name of a kind that was misspelt.
    suggestions: FxHashMap<(&'static str, String), Option<String>>,
}

/// So many different misspelt names get a suggestion.
const MOST_SUGGESTIONS: usize = 100;

impl<'t> Loader<'t> {
    fn report(&mut self, message: Message) {
        self.messages.push(message);
    }

    fn read_problems(&mut self, unread: &[ReadProblem]) {
        for problem in unread {
            self.incomplete = true;
            let path = &problem.path;
            let message = match &problem.kind {
                ReadProblemKind::Io(error) => Message::new(codes::UNREADABLE, format!("cannot read `{path}`: {error}")),
                ReadProblemKind::NotAFile => Message::new(codes::UNREADABLE, format!("`{path}` is not a plain file")),
                ReadProblemKind::TooLarge => Message::new(codes::UNREADABLE, format!("`{path}` is larger than 1 GiB"))
                    .help("split it into several files"),
                ReadProblemKind::LeadsOutside => {
                    Message::new(codes::LEADS_OUTSIDE, format!("the link `{path}` leads out of the collection"))
                        .help("copy what it leads to into the collection")
                }
                ReadProblemKind::NoCollection => {
                    Message::new(codes::NO_COLLECTION, format!("`{path}` is not a collection: it has no `gainsay.ron`"))
                        .help("name the collection's folder, or make a new one with `gainsay init FOLDER`")
                }
                ReadProblemKind::NotUtf8(file) => {
                    let end = self.texts.file(*file).text().len();
                    Message::new(codes::NOT_UTF8, format!("`{path}` is not UTF-8"))
                        .at(Span::new(*file, end..end), "the next byte is not UTF-8")
                        .help("save the file as UTF-8")
                }
            };
            self.report(Message { path: Some(path.clone()), ..message });
        }
    }

    fn outlines(&mut self) -> Vec<FileOutline<'t>> {
        let not_utf8: Vec<Option<String>> = self.messages.iter().map(|message| message.path.clone()).collect();
        let texts = self.texts;
        let mut outlines = Vec::new();
        for (file, content) in texts.files() {
            if not_utf8.iter().flatten().any(|path| path == content.path()) {
                continue;
            }
            let text = content.text();
            let outline = split::outline(text);
            for fault in &outline.faults {
                self.fault(file, text, fault);
            }
            self.hidden_characters(file, text);
            let outline = FileOutline { file, text, outline };
            let head_lost = outline.outline.head_broken || outline.outline.root.is_none();
            for item in outline.outline.items.iter().filter(|item| item.broken) {
                self.salvage(&outline.place(item));
            }
            self.incomplete |= head_lost;
            outlines.push(outline);
        }
        outlines
    }

    fn salvage(&mut self, place: &Place<'_>) {
        self.salvaged.extend(place.salvaged_ids().into_iter().map(str::to_owned));
    }

    /// Characters within strings that change what a reader sees.
    fn hidden_characters(&mut self, file: FileId, text: &str) {
        const MOST: usize = 20;
        // All these characters begin with one of two bytes.
        let leads = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, 0xe2 | 0xd8));
        let found = leads.filter_map(|(at, _)| Some((at, text.get(at..)?.chars().next()?)));
        let hidden = found.filter(|&(_, c)| typography::is_bidi_control(c)).take(MOST);
        for (at, c) in hidden.collect::<Vec<_>>() {
            let text = format!("hidden character {}", typography::describe(c));
            let message = Message::new(codes::TYPOGRAPHY, text)
                .severity(Severity::Warning)
                .at(Span::new(file, at..at + c.len_utf8()), "it changes the order in which the text is displayed")
                .help("write it as an escape, `\\u{…}`, if the source has it, or remove it");
            self.report(message);
        }
    }

    fn fault(&mut self, file: FileId, text: &str, fault: &Fault) {
        let at = |range: &std::ops::Range<usize>| Span::new(file, range.clone());
        let message = match fault {
            Fault::Empty => Message::new(codes::WRONG_ROOT, "the file is empty")
                .at(at(&(0..0)), "")
                .help("remove it, or write `Source(…)`, `Vocabulary(…)`, `Rules([…])` or `Judgements([…])`"),
            Fault::NoRoot(range) => {
                let found = &text[range.clone()];
                let message =
                    Message::new(codes::WRONG_ROOT, "the file does not begin with one of the five kinds of file")
                        .at(at(range), "");
                match did_you_mean(found, Root::NAMES) {
                    Some(help) => message.help(help),
                    None => message.help(format!("begin it with `{}(`", Root::NAMES.join("(`, `"))),
                }
            }
            Fault::Unclosed { open, bracket, found } => {
                let message = Message::new(codes::SYNTAX, format!("`{}` is never closed", char::from(*bracket)))
                    .at(at(open), "opened here");
                match found {
                    Some(found) => message.at(at(found), "before this"),
                    None => message,
                }
            }
            Fault::Unopened(range) => {
                Message::new(codes::SYNTAX, format!("`{}` closes nothing", &text[range.clone()])).at(at(range), "")
            }
            Fault::OpenString(range) => Message::new(codes::SYNTAX, "this text has no closing quotation mark")
                .at(at(range), "opened here")
                .help("end it with `\"`, or put the one that is missing earlier; inside a text, write `\\\"` for one"),
            Fault::OpenComment(range) => Message::new(codes::SYNTAX, "this comment is never closed")
                .at(at(range), "opened here")
                .help("end it with `*/`"),
            Fault::Trailing(range) => Message::new(codes::WRONG_ROOT, "the file goes on after its value")
                .at(at(range), "a file holds one value"),
            Fault::MissingComma(range) => {
                Message::new(codes::SYNTAX, "a comma is missing after this").at(at(range), "")
            }
            Fault::ListTwice(range) => {
                Message::new(codes::DUPLICATE_FIELD, format!("the field `{}` stands twice", &text[range.clone()]))
                    .at(at(range), "again here")
            }
            Fault::Trap(range, '\u{feff}') if range.start == 0 => {
                Message::new(codes::TYPOGRAPHY, "the file begins with U+FEFF (byte order mark)")
                    .severity(Severity::Warning)
                    .at(at(&(0..0)), "")
                    .help("save the file as UTF-8 without a byte order mark")
            }
            Fault::Trap(range, found) => {
                let message =
                    Message::new(codes::TYPOGRAPHY, format!("{} outside a text", typography::describe(*found)))
                        .at(at(range), "");
                match typography::trap(*found).and_then(|(_, meant)| meant) {
                    Some(" ") => message.help("write an ordinary blank"),
                    Some(meant) => message.help(format!("write `{meant}`")),
                    None => message.help("remove it"),
                }
            }
        };
        self.report(message);
    }

    /// A name that may be given to something.
    fn identifier(&mut self, place: &Place<'_>, name: &mirror::Str<'_>) -> Option<NameId> {
        if is_identifier(name) {
            return Some(self.model.names.intern(name));
        }
        self.salvaged.insert(name.0.to_string());
        let mut message = Message::new(codes::BAD_NAME, format!("`{}` is not a name", &**name))
            .at(place.span_of(name), "names are lower-case words joined by `-`");
        let words: Vec<String> = plain_words(name);
        let meant = words.join("-");
        if is_identifier(&meant) {
            message = message.help(format!("write `{meant}`"));
        }
        self.report(message);
        None
    }

    /// Gives a name to a thing, unless another of its kind has it.
    fn name_thing<I: crate::model::Id>(
        &mut self,
        kind: NameKind,
        name: NameId,
        id: I,
        span: Span,
        span_of: impl Fn(&Model, I) -> Span,
    ) -> bool {
        match self.model.index.add(kind, name, id) {
            None => true,
            Some(first) => {
                let first = span_of(&self.model, first);
                let word = kind.word();
                self.report(duplicate(word, self.model.name(name), span, first));
                false
            }
        }
    }

    /// Reports a name that is defined nowhere, unless something that could not be read may define it.
    fn unknown(&mut self, code: &'static Code, wrong: &str, message: Message) {
        debug_assert_eq!(code.id, message.code.id);
        if !self.incomplete && !self.salvaged.contains(wrong) {
            self.report(message);
        }
    }

    /// What was probably meant by a name, as long as names are not misspelt by the thousand:
    /// each answer takes time in proportion to the number of known names.
    fn suggest(
        &mut self,
        kind: &'static str,
        wrong: &str,
        find: impl FnOnce(&Model) -> Option<String>,
    ) -> Option<String> {
        if let Some(known) = self.suggestions.get(&(kind, wrong.to_owned())) {
            return known.clone();
        }
        if self.suggestions.len() >= MOST_SUGGESTIONS {
            return None;
        }
        let found = find(&self.model);
        self.suggestions.insert((kind, wrong.to_owned()), found.clone());
        found
    }

    /// Looks up a thing that has one name.
    fn named<I: crate::model::Id>(&mut self, place: &Place<'_>, kind: NameKind, name: &mirror::Str<'_>) -> Option<I> {
        if let Some(id) = self.model.find_named(kind, name) {
            return Some(id);
        }
        let wanted = kind.word();
        let other = NameKind::ALL.into_iter().find(|&other| self.model.find_named::<ClaimId>(other, name).is_some());
        let span = place.span_of(name);
        if let Some(other) = other {
            let text = format!("`{}` is a {}, and a {wanted} is needed here", &**name, other.word());
            let near = self.suggest(wanted, name, |model| did_you_mean(name, model.names_of(kind)));
            let mut message = Message::new(codes::WRONG_KIND, text).at(span, "");
            message.help.extend(near);
            self.report(message);
            return None;
        }
        let mut message = Message::new(codes::UNKNOWN_NAME, format!("there is no {wanted} `{}`", &**name)).at(span, "");
        message.help.extend(self.suggest(wanted, name, |model| did_you_mean(name, model.names_of(kind))));
        self.unknown(codes::UNKNOWN_NAME, name, message);
        None
    }

    fn finish(mut self) -> Result<Loaded, LoadError> {
        self.messages.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        self.messages.dedup_by(|a, b| a.sort_key() == b.sort_key());
        if self.messages.iter().any(|message| message.severity == Severity::Error) {
            return Err(LoadError { messages: self.messages });
        }
        Ok(Loaded { model: self.model, warnings: self.messages })
    }
}

fn duplicate(word: &str, name: &str, span: Span, first: Span) -> Message {
    Message::new(codes::DUPLICATE_NAME, format!("two {} named `{name}`", plural(word)))
        .at(span, "again here")
        .at(first, "first here")
        .help("rename one of them")
}

fn plural(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) => format!("{stem}ies"),
        None => format!("{word}s"),
    }
}

fn plain_words(name: &str) -> Vec<String> {
    use unicode_normalization::UnicodeNormalization;
    let composed: String = name.nfc().collect::<String>().to_lowercase();
    composed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
