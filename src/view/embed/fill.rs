//! What is known and remembered while a document is filled: notes, citations, mistakes.

use rustc_hash::{FxHashMap, FxHashSet};

use super::call::{Call, Mistake, shown};
use super::cite::Citations;
use super::codes::WRONG_OPTION;
use crate::model::{ClaimId, Model, Of, Unresolved};
use crate::picture::diagram::Scene;
use crate::view::prose::{Part, Span};

/// What takes the place of something that was asked for.
#[derive(Debug)]
pub(super) enum Fill {
    /// Of a view.
    Parts(Vec<Part>),
    /// Of a live number.
    Spans(Vec<Span>),
}

/// A note: words that name sources.
#[derive(Debug)]
pub(super) struct Note(pub(super) Vec<Span>);

/// What a live number comes to.
#[derive(Debug)]
pub(super) struct Given {
    pub(super) text: String,
    /// The claim whose row it leads to.
    pub(super) row: Option<ClaimId>,
    pub(super) note: Option<Noted>,
}

/// What a note says, before it is known whether its sources were named before.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// What goes before the sources.
    pub(super) lead: String,
    pub(super) claims: Vec<ClaimId>,
    /// A source that is named as such, not for a claim.
    pub(super) source: Option<crate::model::SourceId>,
}

/// A document that is being filled.
pub(super) struct Filling<'a> {
    pub(super) scene: Scene<'a>,
    /// Quantities that the document asks about, by their text.
    pub(super) quantities: FxHashMap<String, Result<Of, Unresolved>>,
    pub(super) mistakes: Vec<Mistake>,
    pub(super) notes: Vec<Note>,
    citations: Citations,
    /// The claims that were cited up to now, each once.
    pub(super) cited: Vec<ClaimId>,
    is_cited: FxHashSet<ClaimId>,
    /// The views that list cited claims, to be filled last.
    pub(super) stems: FxHashMap<String, usize>,
}

impl<'a> Filling<'a> {
    pub(super) fn new(scene: Scene<'a>, quantities: FxHashMap<String, Result<Of, Unresolved>>) -> Self {
        Filling {
            scene,
            quantities,
            mistakes: Vec::new(),
            notes: Vec::new(),
            citations: Citations::default(),
            cited: Vec::new(),
            is_cited: FxHashSet::default(),
            stems: FxHashMap::default(),
        }
    }

    pub(super) fn model(&self) -> &'a Model {
        self.scene.model()
    }

    /// What an option says that can only be `yes` or `no`.
    pub(super) fn yes_or_no(&mut self, call: &Call, key: &str) -> Option<bool> {
        let piece = call.value(key, &mut self.mistakes)?;
        match piece.text.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            other => {
                let text = format!("`{key}` cannot be `{}`", shown(other));
                self.mistakes.push(Mistake::new(&WRONG_OPTION, &piece.range, text, "write `yes` or `no`"));
                None
            }
        }
    }

    /// Makes a note and gives its mark.
    pub(super) fn note(&mut self, noted: &Noted) -> Span {
        let mut spans = self.note_text(noted);
        spans.push(Span::text("."));
        self.notes.push(Note(spans));
        Span::Note(self.notes.len() - 1)
    }

    pub(super) fn note_text(&mut self, noted: &Noted) -> Vec<Span> {
        let model = self.model();
        let mut spans = vec![Span::text(noted.lead.clone())];
        for (index, &claim) in noted.claims.iter().enumerate() {
            if index > 0 {
                spans.push(Span::text("; "));
            }
            spans.extend(self.citations.claim(model, claim));
            spans.push(Span::text(" ["));
            spans.push(Span::claim(model, claim));
            spans.push(Span::text("]"));
            self.cite(claim);
        }
        if let Some(source) = noted.source {
            spans.extend(self.citations.source(model, source));
        }
        spans
    }

    /// Remembers that a claim is spoken of.
    pub(super) fn cite(&mut self, claim: ClaimId) {
        if self.is_cited.insert(claim) {
            self.cited.push(claim);
        }
    }

    /// A name for a file that no other view of the document has.
    pub(super) fn stem(&mut self, wanted: &str) -> String {
        let count = self.stems.entry(wanted.to_owned()).or_default();
        *count += 1;
        if *count == 1 { wanted.to_owned() } else { format!("{wanted}.{count}") }
    }
}
