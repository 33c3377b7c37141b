//! Filling what a document asks for from a collection.

use rustc_hash::{FxHashMap, FxHashSet};

use super::call::{Call, Mistake, Piece, shown};
use super::cite::Citations;
use super::codes::{EXPECTED_OTHER, UNKNOWN_KIND, UNREADABLE, WRONG_OPTION};
use super::numbers::{NUMBERS, NumberKind};
use super::parse::{Asked, Standing};
use super::views::View;
use crate::base::message::nearest;
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
    pub(super) scene: &'a Scene<'a>,
    /// Quantities that the document asks about, by their text.
    pub(super) quantities: &'a FxHashMap<String, Result<Of, Unresolved>>,
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
    pub(super) fn new(scene: &'a Scene<'a>, quantities: &'a FxHashMap<String, Result<Of, Unresolved>>) -> Self {
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

    /// Fills everything; where something is wrong, what takes its place is empty and a mistake is noted.
    ///
    /// Views that list the cited claims are filled last, when it is known which these are.
    pub(super) fn all(&mut self, asked: &[Asked]) -> Vec<Fill> {
        let is_late = |asked: &&Asked| asked.standing.is_block() && !asked.call.values("cited").is_empty();
        let mut fills: Vec<Fill> = asked.iter().map(|_| Fill::Parts(Vec::new())).collect();
        for late in [false, true] {
            for (fill, asked) in fills.iter_mut().zip(asked).filter(|(_, asked)| is_late(asked) == late) {
                *fill = self.one(asked);
            }
        }
        fills
    }

    fn one(&mut self, asked: &Asked) -> Fill {
        if asked.standing.is_block() {
            let parts = self.view(&asked.call).unwrap_or_else(|mistake| {
                self.mistakes.extend(mistake);
                Vec::new()
            });
            return Fill::Parts(parts);
        }
        let spans = self.number(asked).unwrap_or_else(|mistake| {
            self.mistakes.extend(mistake);
            Vec::new()
        });
        Fill::Spans(spans)
    }

    fn view(&mut self, call: &Call) -> Result<Vec<Part>, Option<Mistake>> {
        let Some(view) = View::named(&call.kind.text) else {
            let names = View::names();
            return Err(Some(unknown(&call.kind, "view", &names, NUMBERS.iter().map(|kind| kind.name))));
        };
        call.check_options(&view.options(), &mut self.mistakes);
        Self::check_about(call, view.takes())?;
        view.make(self, call).map_err(Some)
    }

    fn number(&mut self, asked: &Asked) -> Result<Vec<Span>, Option<Mistake>> {
        let call = &asked.call;
        let names: Vec<&str> = NUMBERS.iter().map(|kind| kind.name).collect();
        let Some(kind) = NumberKind::named(&call.kind.text) else {
            return Err(Some(unknown(&call.kind, "live number", &names, View::names().into_iter())));
        };
        let options: Vec<&str> = kind.options.iter().copied().chain(["note"]).collect();
        call.check_options(&options, &mut self.mistakes);
        let wants_note = self.yes_or_no(call, "note").unwrap_or(true);
        let about = Self::check_about(call, Some(kind.takes))?;
        let given = (kind.value)(self, call, &about.unwrap_or_else(|| call.kind.clone())).map_err(Some)?;
        if let Some(expected) = &call.expected
            && !is_same(&expected.text, &given.text)
        {
            let text = format!("`{}` is expected here, and it is `{}`", shown(&expected.text), shown(&given.text));
            let help = "read the sentence again: it may no longer hold";
            self.mistakes.push(Mistake::new(&EXPECTED_OTHER, &expected.range, text, help));
        }
        let row = given.row.map(|claim| self.model().claim_name(claim));
        let mut spans = vec![Span::Value(given.text, row)];
        match given.note.filter(|_| wants_note) {
            Some(noted) if asked.standing == Standing::Noted => {
                spans.push(Span::text(" ("));
                spans.extend(self.note_text(&noted));
                spans.push(Span::text(")"));
            }
            Some(noted) if asked.standing != Standing::Linked => spans.push(self.note(&noted)),
            _ => {}
        }
        Ok(spans)
    }

    /// The thing that a call is about; it must be there if it is needed, and not otherwise.
    fn check_about(call: &Call, takes: Option<&str>) -> Result<Option<Piece>, Option<Mistake>> {
        match (&call.about, takes.filter(|takes| !takes.is_empty())) {
            (None, Some(takes)) if !takes.starts_with("perhaps ") => {
                let text = format!("`{}` needs {takes}", shown(&call.kind.text));
                Err(Some(Mistake::new(&UNREADABLE, &call.kind.range, text, "write it after the kind")))
            }
            (Some(about), None) => {
                let text = format!("`{}` takes no name, and `{}` is one", shown(&call.kind.text), shown(&about.text));
                Err(Some(Mistake::new(
                    &UNREADABLE,
                    &about.range,
                    text,
                    "options say what is meant, such as `about: …`",
                )))
            }
            (about, _) => Ok(about.clone()),
        }
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

    fn note_text(&mut self, noted: &Noted) -> Vec<Span> {
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

fn unknown<'n>(kind: &Piece, what: &str, names: &[&str], others: impl Iterator<Item = &'n str>) -> Mistake {
    let help = match nearest(&kind.text, names.iter().copied()) {
        _ if others.into_iter().any(|other| other == kind.text) => {
            let other = if what == "view" { "in running text: `{{gainsay …}}`" } else { "as a block of its own" };
            format!("it is asked for {other}")
        }
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are {}", names.join(", ")),
    };
    Mistake::new(&UNKNOWN_KIND, &kind.range, format!("there is no {what} `{}`", shown(&kind.text)), help)
}

/// Whether a value is what the author expects, blanks and the marks between thousands apart.
fn is_same(expected: &str, given: &str) -> bool {
    let plain = |text: &str| -> String {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let chars: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
        let is_mark = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| chars.get(before));
            matches!(chars[at], ',' | ' ') && digit(before.copied()) && digit(chars.get(at + 1).copied())
        };
        (0..chars.len()).filter(|&at| !is_mark(at)).map(|at| chars[at]).collect()
    };
    plain(expected) == plain(given)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_the_same_whatever_stands_between_thousands() {
        assert!(is_same("1939063", "1,939,063"));
        assert!(is_same("1 939\u{a0}063", "1,939,063"));
        assert!(is_same("about  7,000,000", "about 7,000,000"));
        assert!(!is_same("1.5", "15"));
        assert!(!is_same("7,000,000", "about 7,000,000"));
    }
}
