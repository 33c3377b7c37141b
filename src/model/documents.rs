//! The texts of a collection's sources, as far as they are at hand.
//!
//! A source names the file of its text and, better still, the SHA-256 of its bytes. The texts
//! lie in a folder outside the model; whoever has read them says so with [`Documents::new`],
//! and everything later asks [`Documents::of`]. Without texts all else works.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::anchor::{Anchor, Fragment, Haystack, Work};
use crate::base::text::{FileId, TextProblem, TextRead, Texts};
use crate::model::{ClaimId, Model, SourceId};

/// For each source its text, or why there is none.
#[derive(Debug, Clone)]
pub struct Documents {
    /// In the order of the sources; nothing where there is no folder of texts.
    of: Vec<Document>,
    no_folder: Option<NoFolder>,
}

/// Why there is no folder of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoFolder {
    /// Nobody named one.
    NotNamed,
    /// The one that the collection names is not there.
    Missing,
    /// The one that the collection names lies outside it.
    LeadsOut,
}

/// The text of a source, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Document {
    /// The source names none.
    NotNamed,
    /// There is no folder to look for it in.
    NoFolder,
    /// It could not be read.
    Unreadable(TextProblem),
    /// It was read.
    Here(DocumentText),
}

/// A source's text that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentText {
    /// The text among the texts.
    pub file: FileId,
    /// The SHA-256 of its bytes, where the source names another.
    pub changed: Option<String>,
    /// Where the first byte stood that is not UTF-8.
    pub not_utf8: Option<usize>,
}

impl Document {
    /// The text, if it was read.
    pub fn text(&self) -> Option<&DocumentText> {
        match self {
            Document::Here(text) => Some(text),
            _ => None,
        }
    }
}

impl Documents {
    /// No texts: nobody named a folder.
    pub const fn none() -> Self {
        Documents { of: Vec::new(), no_folder: Some(NoFolder::NotNamed) }
    }

    /// No texts, for a reason.
    pub fn without(reason: NoFolder) -> Self {
        Documents { of: Vec::new(), no_folder: Some(reason) }
    }

    /// What was read for each path that a source names; `read` is asked once for each.
    pub fn new(model: &Model, mut read: impl FnMut(&str) -> Result<TextRead, TextProblem>) -> Self {
        let mut known: BTreeMap<&str, Result<TextRead, TextProblem>> = BTreeMap::new();
        let mut of = Vec::with_capacity(model.sources().len());
        for (_, source) in model.sources().iter() {
            let Some(text) = &source.text else {
                of.push(Document::NotNamed);
                continue;
            };
            let path = model.prose(text.file);
            let read = known.entry(path).or_insert_with(|| read(path));
            of.push(match read {
                Err(problem) => Document::Unreadable(problem.clone()),
                Ok(read) => {
                    let wanted = text.sha256.map(|sum| model.prose(sum));
                    let changed = wanted.is_some_and(|sum| sum != read.sha256).then(|| read.sha256.clone());
                    Document::Here(DocumentText { file: read.file, changed, not_utf8: read.not_utf8 })
                }
            });
        }
        Documents { of, no_folder: None }
    }

    /// The text of a source, or why there is none.
    pub fn of(&self, source: SourceId) -> &Document {
        self.of.get(source.index()).unwrap_or(&Document::NoFolder)
    }

    /// Why there is no folder of texts, if there is none.
    pub fn no_folder(&self) -> Option<&NoFolder> {
        self.no_folder.as_ref()
    }

    /// Where the quotes of a source's claims stand in its text; nothing if it is not here.
    pub fn quotes(&self, texts: &Texts, model: &Model, source: SourceId, work: u64) -> Option<Quotes> {
        let text = texts.file(self.of(source).text()?.file).text();
        Some(quotes(text, &fragments(model, source), source, work))
    }

    /// Where the fragments of a claim's quote stand; nothing if its source's text is not here.
    pub fn quote(&self, texts: &Texts, model: &Model, claim: ClaimId, work: u64) -> Option<Vec<Anchor>> {
        let text = texts.file(self.of(model.claims()[claim].source).text()?.file).text();
        Some(Haystack::new(text).find_all(&model.fragments_of(claim), &mut Work::new(work)))
    }

    /// Where quotes stand in every text that is here, in the order of the sources, each with its own work.
    pub fn all_quotes(&self, texts: &Texts, model: &Model, work: u64) -> Vec<Quotes> {
        let sources = model.sources().ids();
        let wanted: Vec<_> = sources
            .filter_map(|source| Some((texts.file(self.of(source).text()?.file).text(), source)))
            .map(|(text, source)| (text, source, fragments(model, source)))
            .filter(|(_, _, claims)| !claims.is_empty())
            .collect();
        wanted.par_iter().map(|(text, source, claims)| quotes(text, claims, *source, work)).collect()
    }
}

/// Where the quotes of a source's claims stand in its text.
#[derive(Debug, Clone)]
pub struct Quotes {
    /// The source.
    pub source: SourceId,
    /// For each claim that quotes something, where each fragment of its quote stands.
    pub claims: Vec<(ClaimId, Vec<Anchor>)>,
    /// Whether the work ran out, so that not every quote was looked for everywhere.
    pub cut: bool,
}

type Wanted<'m> = Vec<(ClaimId, Vec<Fragment<'m>>)>;

fn fragments(model: &Model, source: SourceId) -> Wanted<'_> {
    let claims = model.claims_of(source).map(|claim| (claim, model.fragments_of(claim)));
    claims.filter(|(_, fragments)| !fragments.is_empty()).collect()
}

fn quotes(text: &str, claims: &Wanted<'_>, source: SourceId, work: u64) -> Quotes {
    let haystack = Haystack::new(text);
    let mut work = Work::new(work);
    let claims = claims.iter().map(|(claim, fragments)| (*claim, haystack.find_all(fragments, &mut work))).collect();
    Quotes { source, claims, cut: work.is_cut() }
}
