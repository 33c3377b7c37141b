//! Which numbers of the sources' texts some claim has taken up, and which none.
//!
//! What is covered is a text: sources that are read in one file, such as a letter and its attachments,
//! are covered together. A number is **taken up** by a claim if it stands in the passage that the claim
//! quotes and is in the claim's figure: in its wording, or at an end of its interval. A relation takes up
//! its own factors, a statement the numbers of its proposition. What is only quoted is told apart, as is
//! what an `ignore` entry of a source says is no claim. Everything else is **missing**.
//!
//! A quote that stands in several places takes up nothing, for nobody knows which place is meant: one
//! number too many that is missing costs a look, one too few is a claim that nobody misses.
//!
//! Finding the numbers takes time in proportion to the text; looking quotes and entries up counts its work
//! as in [`crate::base::anchor`]. Each number is then compared with the claims that quote it alone.

use std::ops::AddAssign;

use rayon::prelude::*;

use crate::base::anchor::{Haystack, How, Passage, Work};
use crate::base::number::Number;
use crate::base::text::{FileId, Texts};
use crate::model::documents::Documents;
use crate::model::{ClaimId, IgnoreId, Model, SourceId};
use crate::notation::mentions::{Mention, MentionKind, mentions};

mod draft;
mod own;

pub use draft::{Draft, Drafts, drafts};
use own::Own;

/// What a text has, and what of it was taken up.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// The text.
    pub file: FileId,
    /// The sources that are read in it, in their order.
    pub sources: Vec<SourceId>,
    /// Every mention in the order of the text.
    pub seen: Vec<Seen>,
    /// How the `ignore` entries of these sources came out.
    pub ignores: Vec<Outcome>,
    /// Where the search for numbers ended, if that was before the end of the text.
    pub ends: Option<usize>,
    /// Whether the work ran out before all quotes and entries were looked for everywhere.
    pub cut: bool,
}

/// A mention, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The mention.
    pub mention: Mention,
    /// How it stands.
    pub standing: Standing,
}

/// How a mention stands: it is in one of these classes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It counts nothing: a date, a page.
    Apart,
    /// These claims have it in their figures.
    TakenUp(Vec<ClaimId>),
    /// It is no claim, as this entry says.
    Ignored(IgnoreId),
    /// These claims quote it, and it is in none of their figures.
    Quoted(Vec<ClaimId>),
    /// No claim has it. These would if their quotes did not stand in several places.
    Missing(Vec<ClaimId>),
}

impl Standing {
    /// The word used in messages and in JSON.
    pub fn word(&self) -> &'static str {
        match self {
            Standing::Apart => "apart",
            Standing::TakenUp(_) => "taken-up",
            Standing::Ignored(_) => "ignored",
            Standing::Quoted(_) => "quoted",
            Standing::Missing(_) => "missing",
        }
    }
}

/// What an `ignore` entry came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The entry.
    pub ignore: IgnoreId,
    /// In how many places its text stands.
    pub places: usize,
    /// How many numbers stand there.
    pub numbers: usize,
    /// The first of them that a claim takes up, by its place among the mentions.
    pub taken_up: Option<usize>,
    /// Whether it was not looked for everywhere.
    pub cut: bool,
}

/// How many numbers stand in which class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// In a claim's figure.
    pub taken_up: usize,
    /// No claim, with a reason.
    pub ignored: usize,
    /// Quoted, and in no figure.
    pub quoted: usize,
    /// In no claim.
    pub missing: usize,
    /// What counts nothing, by its kind as in [`MentionKind::APART`].
    pub apart: [usize; MentionKind::APART.len()],
}

impl Counts {
    /// How many numbers there are.
    pub fn numbers(&self) -> usize {
        self.taken_up + self.ignored + self.quoted + self.missing
    }

    /// How many of the numbers that may be claims are taken up, and how many there are of these.
    fn ratio(&self) -> (usize, usize) {
        (self.taken_up, self.taken_up + self.quoted + self.missing)
    }

    /// The part that is taken up of the numbers that are not ignored, if there are any.
    pub fn covered(&self) -> Option<Number> {
        let (part, whole) = self.ratio();
        Number::ratio(i64::try_from(part).ok()?, i64::try_from(whole).ok()?)
    }

    /// The same in percent with one decimal, rounded down, so that only what is whole says so.
    pub fn percent(&self) -> Option<String> {
        let (part, whole) = self.ratio();
        let tenths = (part as u128 * 1000).checked_div(whole as u128)?;
        Some(if tenths % 10 == 0 { format!("{}%", tenths / 10) } else { format!("{}.{}%", tenths / 10, tenths % 10) })
    }

    fn count(&mut self, seen: &Seen) {
        match seen.standing {
            Standing::TakenUp(_) => self.taken_up += 1,
            Standing::Ignored(_) => self.ignored += 1,
            Standing::Quoted(_) => self.quoted += 1,
            Standing::Missing(_) => self.missing += 1,
            Standing::Apart => {
                let kinds = MentionKind::APART.iter().zip(&mut self.apart);
                kinds.filter(|(kind, _)| **kind == seen.mention.kind).for_each(|(_, count)| *count += 1);
            }
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.taken_up += other.taken_up;
        self.ignored += other.ignored;
        self.quoted += other.quoted;
        self.missing += other.missing;
        self.apart.iter_mut().zip(other.apart).for_each(|(count, other)| *count += other);
    }
}

impl Coverage {
    /// How many numbers stand in which class.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.seen.iter().for_each(|seen| counts.count(seen));
        counts
    }

    /// What no claim has.
    pub fn missing(&self) -> impl Iterator<Item = &Mention> {
        self.seen.iter().filter(|seen| matches!(seen.standing, Standing::Missing(_))).map(|seen| &seen.mention)
    }
}

/// The coverage of every text that is here and in which one of these sources is read, in the order of the sources.
/// `work` may be done for each source.
pub fn coverage(
    texts: &Texts,
    model: &Model,
    documents: &Documents,
    wanted: impl Fn(SourceId) -> bool,
    work: u64,
) -> Vec<Coverage> {
    let mut groups: Vec<(FileId, Vec<SourceId>)> = Vec::new();
    for source in model.sources().ids() {
        let Some(text) = documents.of(source).text() else { continue };
        match groups.iter_mut().find(|(file, _)| *file == text.file) {
            Some((_, sources)) => sources.push(source),
            None => groups.push((text.file, vec![source])),
        }
    }
    groups.retain(|(_, sources)| sources.iter().any(|&source| wanted(source)));
    let groups: Vec<_> = groups.into_iter().map(|(file, sources)| (file, texts.file(file).text(), sources)).collect();
    groups.into_par_iter().map(|(file, text, sources)| of_text(model, file, text, sources, work)).collect()
}

fn of_text(model: &Model, file: FileId, text: &str, sources: Vec<SourceId>, work: u64) -> Coverage {
    let found = mentions(text, model.lexicon());
    let haystack = Haystack::new(text);
    let mut cover = Cover {
        text,
        marks: vec![Mark::default(); found.found.len()],
        found: &found.found,
        wanted: Vec::new(),
        cut: false,
    };
    let mut ignores = Vec::new();
    for &source in &sources {
        let mut work = Work::new(work);
        for claim in model.claims_of(source) {
            cover.claim(model, claim, &haystack, &mut work);
        }
        cover.cut |= work.is_cut();
    }
    cover.take_up();
    // Whether a claim takes up what is ignored is known when all claims were looked at.
    for &source in &sources {
        let mut work = Work::new(work);
        for (id, ignore) in model.ignores_of(source) {
            let anchor = haystack.find_everywhere(model.ignored(ignore), &mut work);
            ignores.push(cover.ignore(id, &anchor.places, anchor.cut || anchor.more));
        }
        cover.cut |= work.is_cut();
    }
    let (marks, cut) = (cover.marks, cover.cut);
    let seen = found.found.into_iter().zip(marks);
    let seen = seen.map(|(mention, mark)| Seen { standing: mark.standing(mention.kind), mention }).collect();
    Coverage { file, sources, seen, ignores, ends: found.cut, cut }
}

/// What is known of a mention so far.
#[derive(Debug, Clone, Default)]
struct Mark {
    taken_up: Vec<ClaimId>,
    quoted: Vec<ClaimId>,
    perhaps: Vec<ClaimId>,
    ignored: Option<IgnoreId>,
}

impl Mark {
    fn standing(self, kind: MentionKind) -> Standing {
        if !kind.is_number() {
            return Standing::Apart;
        }
        match self.ignored {
            _ if !self.taken_up.is_empty() => Standing::TakenUp(self.taken_up),
            Some(ignore) => Standing::Ignored(ignore),
            None if !self.quoted.is_empty() => Standing::Quoted(self.quoted),
            None => Standing::Missing(self.perhaps),
        }
    }
}

/// The mentions of a text while claims and entries are laid over them.
struct Cover<'a> {
    text: &'a str,
    found: &'a [Mention],
    marks: Vec<Mark>,
    /// Each claim's numbers with all places, in their order, where its quote has them.
    wanted: Vec<(ClaimId, Vec<usize>)>,
    cut: bool,
}

impl Cover<'_> {
    /// The numbers that lie wholly in a passage, by their places among the mentions.
    fn within(&self, passage: &Passage) -> impl Iterator<Item = usize> + use<> {
        let first = self.found.partition_point(|mention| mention.range.start < passage.range.start);
        let inside = self.found[first..].iter().take_while(|mention| mention.range.end <= passage.range.end);
        let numbers = inside.enumerate().filter(|(_, mention)| mention.kind.is_number());
        numbers.map(|(offset, _)| first + offset).collect::<Vec<_>>().into_iter()
    }

    fn claim(&mut self, model: &Model, claim: ClaimId, haystack: &Haystack<'_>, work: &mut Work) {
        let fragments = model.fragments_of(claim);
        if fragments.is_empty() {
            return;
        }
        let own = Own::new(model, claim);
        let mut places: Vec<(Said<'_>, usize)> = Vec::new();
        for anchor in haystack.find_all(&fragments, work) {
            let is_sure = anchor.places.len() == 1 && !anchor.more;
            for place in anchor.places.iter().filter(|place| !matches!(place.how, How::OtherNumbers(_))) {
                for at in self.within(place) {
                    let mention = &self.found[at];
                    let has = own.has(mention, &self.text[mention.range.clone()]);
                    let mark = &mut self.marks[at];
                    match (is_sure, has) {
                        (true, true) => {
                            note(&mut mark.quoted, claim);
                            places.push((Said::of(self.text, mention), at));
                        }
                        (true, false) => note(&mut mark.quoted, claim),
                        (false, true) => note(&mut mark.perhaps, claim),
                        (false, false) => {}
                    }
                }
            }
        }
        // The fragments of a quote may stand in any order, and overlap.
        places.sort_by_key(|&(_, at)| at);
        places.dedup_by_key(|&mut (_, at)| at);
        while let Some((said, _)) = places.first().cloned() {
            let (same, others) = places.into_iter().partition(|(other, _)| *other == said);
            let same: Vec<(Said<'_>, usize)> = same;
            self.wanted.push((claim, same.into_iter().map(|(_, at)| at).collect()));
            places = others;
        }
    }

    /// Each number of a claim is in one place of its quote: a number that stands there twice is taken up once, in the first
    /// place that is left for it.
    ///
    /// Claims whose quotes end first choose first. Where quotes are single passages, no other choice takes up more
    /// places (F. Glover, *Maximum matching in a convex bipartite graph*, 1967).
    fn take_up(&mut self) {
        let mut wanted = std::mem::take(&mut self.wanted);
        wanted.sort_by_key(|(claim, places)| (places.last().copied(), *claim));
        for (claim, places) in wanted {
            let free = places.iter().copied().find(|&at| self.marks[at].taken_up.is_empty());
            let Some(at) = free.or(places.first().copied()) else { continue };
            self.marks[at].taken_up.push(claim);
            // A number that is said again in brackets is the same: "thirteen (13)".
            if places.contains(&(at + 1)) && self.restates(at) {
                self.marks[at + 1].taken_up.push(claim);
            }
        }
        self.marks.iter_mut().for_each(|mark| mark.taken_up.sort_unstable());
    }

    /// Whether the mention after one only says it again, in brackets.
    fn restates(&self, at: usize) -> bool {
        let (Some(one), Some(next)) = (self.found.get(at), self.found.get(at + 1)) else { return false };
        let between = self.text.get(one.range.end..next.range.start).unwrap_or_default();
        between.trim() == "(" && self.text[next.range.end..].starts_with(')')
    }

    fn ignore(&mut self, ignore: IgnoreId, places: &[Passage], cut: bool) -> Outcome {
        let mut outcome = Outcome { ignore, places: places.len(), numbers: 0, taken_up: None, cut };
        for place in places {
            for at in self.within(place) {
                outcome.numbers += 1;
                let mark = &mut self.marks[at];
                mark.ignored.get_or_insert(ignore);
                if !mark.taken_up.is_empty() {
                    outcome.taken_up.get_or_insert(at);
                }
            }
        }
        outcome
    }
}

/// What a mention says, however it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said<'t> {
    Number(Number),
    Words(&'t str),
}

impl<'t> Said<'t> {
    fn of(text: &'t str, mention: &Mention) -> Self {
        match mention.read.as_ref().and_then(|read| read.single()) {
            Some(number) => Said::Number(number.clone()),
            None => Said::Words(&text[mention.range.clone()]),
        }
    }
}

/// Adds a claim to those that come in their order.
fn note(claims: &mut Vec<ClaimId>, claim: ClaimId) {
    if claims.last() != Some(&claim) {
        claims.push(claim);
    }
}
