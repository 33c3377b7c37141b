//! Where a fragment stands in a text: as it is, but for typography, but for look-alikes, or approximately.
//!
//! A [`Haystack`] is a text that was folded once; [`Haystack::find_all`] looks for the fragments of one
//! quote in it. A fragment is first looked for as it stands but for typography (composed accents,
//! ligatures, blanks, hyphenation, quotes, dashes, invisible characters), capitals and look-alike letters;
//! of the places found, those that need the least of this count. Where there are none, the text that
//! comes nearest is taken, if at most an eighth of the fragment's bytes differ. Digits must agree exactly:
//! a passage with other numbers is told apart, as is one that cuts a number in two.
//!
//! Where a fragment has several places, its prefix and suffix decide (as in the Web Annotation Data
//! Model's text quote selector), then nearness to the quote's other fragments.
//!
//! Exact search takes time in proportion to the text; approximate search as told in
//! `anchor/approximate.rs`. Both count their [`Work`] and stop when it is spent.

use std::ops::Range;

use memchr::memmem;

mod approximate;
mod digits;
mod fold;

use fold::{Folded, Level, folded};

/// A piece of a quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Fragment<'q> {
    /// What is quoted.
    pub exact: &'q str,
    /// What stands before it.
    pub prefix: Option<&'q str>,
    /// What stands after it.
    pub suffix: Option<&'q str>,
}

impl<'q> From<&'q str> for Fragment<'q> {
    fn from(exact: &'q str) -> Self {
        Fragment { exact, ..Fragment::default() }
    }
}

/// How a passage fits a fragment, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// Byte for byte.
    Exact,
    /// But for typography.
    Typography,
    /// But for capitals and look-alike letters.
    LookAlikes,
    /// With so many bytes of the folded text changed, put in or left out; the numbers agree.
    Approximate(usize),
    /// With other numbers, and so many bytes changed.
    OtherNumbers(usize),
}

/// A passage of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its bytes.
    pub range: Range<usize>,
    /// How it fits.
    pub how: How,
}

/// What was found of one fragment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Anchor {
    /// The passages that fit equally well, in the order of the text; with the fragment's other
    /// numbers only where nothing else fits.
    pub places: Vec<Passage>,
    /// Whether there are more places than are listed.
    pub more: bool,
    /// The passage that comes nearest where nothing fits.
    pub nearest: Option<Passage>,
    /// Whether the work ran out before all of the text was looked through.
    pub cut: bool,
}

impl Anchor {
    /// The one place, if there is one only.
    pub fn single(&self) -> Option<&Passage> {
        match self.places.as_slice() {
            [single] if !self.more => Some(single),
            _ => None,
        }
    }
}

/// Work that may still be done, in steps of a few nanoseconds.
#[derive(Debug, Clone)]
pub struct Work {
    left: u64,
    cut: bool,
}

impl Work {
    /// What is done for one text unless something else is asked for: some seconds.
    pub const DEFAULT: u64 = 1_000_000_000;

    /// So many steps.
    pub fn new(steps: u64) -> Self {
        Work { left: steps, cut: false }
    }

    fn spend(&mut self, steps: u64) -> bool {
        self.cut |= steps > self.left;
        self.left = self.left.saturating_sub(steps);
        !self.cut
    }

    /// Whether it ran out.
    pub fn is_cut(&self) -> bool {
        self.cut
    }
}

impl Default for Work {
    fn default() -> Self {
        Work::new(Self::DEFAULT)
    }
}

/// So many places of a quote's fragments are compared.
const MOST_PLACES: usize = 10_000;
/// So many places of one fragment are told.
pub const MOST_TOLD: usize = 10;
/// So many places are told of what is looked for everywhere.
const MOST_EVERYWHERE: usize = 1_000_000;
/// So many approximate places are looked at closely.
const MOST_CANDIDATES: usize = 16;
/// Shorter fragments, folded, are not looked for approximately.
const SHORTEST: usize = 5;
/// So many bytes of a prefix or suffix are compared.
const CONTEXT: usize = 200;
/// Between fragments farther apart than so many bytes, lines are not counted.
const FARTHEST: usize = 4_000;
/// So many steps it takes to fold even a short fragment.
const FOLDING: usize = 500;
/// So many bytes exact search looks at in one step of work.
const BYTES_A_STEP: usize = 16;

/// A text in which fragments are looked for.
#[derive(Debug)]
pub struct Haystack<'t> {
    text: &'t str,
    folded: Folded,
}

impl<'t> Haystack<'t> {
    /// Folds a text: linear time, and about 1.2 bytes of memory for each byte of it.
    pub fn new(text: &'t str) -> Self {
        Haystack { text, folded: Folded::new(text, Level::LookAlikes) }
    }

    /// Where the fragments of one quote stand. They need not stand in their order; a fragment with
    /// several places stands at the one nearest to those that have only one. At most [`MOST_TOLD`]
    /// places of each are told.
    pub fn find_all(&self, fragments: &[Fragment<'_>], work: &mut Work) -> Vec<Anchor> {
        let most = (MOST_PLACES / fragments.len().max(1)).max(MOST_TOLD);
        let mut anchors: Vec<Anchor> = fragments.iter().map(|fragment| self.find(*fragment, most, work)).collect();
        let fixed = anchors.iter().filter_map(|anchor| Some(anchor.single()?.range.clone()));
        let mut fixed: Vec<Range<usize>> = fixed.collect();
        fixed.sort_by_key(|range| (range.start, range.end));
        for anchor in &mut anchors {
            if anchor.places.len() > 1 {
                self.settle_by_nearness(&fixed, anchor);
            }
            anchor.more |= anchor.places.len() > MOST_TOLD;
            anchor.places.truncate(MOST_TOLD);
        }
        anchors
    }

    /// Every place where a fragment stands, never approximately. Where its prefix or suffix is given and there
    /// are several places, those whose surroundings are most like them; none if these are not half like them.
    pub fn find_everywhere(&self, fragment: Fragment<'_>, work: &mut Work) -> Anchor {
        let needle = folded(fragment.exact, Level::LookAlikes);
        if needle.is_empty() || work.is_cut() {
            return Anchor { cut: work.is_cut(), ..Anchor::default() };
        }
        let mut found = self.as_it_stands(fragment.exact, &needle, MOST_EVERYWHERE, work);
        let settles = fragment.prefix.is_some() || fragment.suffix.is_some();
        if settles && found.places.len() > 1 && !self.settle_by_context(fragment, &mut found, work) {
            found.places.clear();
        }
        found.cut = work.is_cut();
        found
    }

    /// Where a fragment stands, if it stands nowhere else.
    pub fn only_place(&self, exact: &str, work: &mut Work) -> Option<Range<usize>> {
        if !work.spend((FOLDING + exact.len()) as u64) {
            return None;
        }
        let needle = folded(exact, Level::LookAlikes);
        if needle.is_empty() {
            return None;
        }
        let found = self.as_it_stands(exact, &needle, 1, work);
        found.single().filter(|_| !work.is_cut()).map(|place| place.range.clone())
    }

    /// Where a fragment stands but for typography and look-alikes, at most `most` places.
    fn as_it_stands(&self, exact: &str, needle: &str, most: usize, work: &mut Work) -> Anchor {
        let found = self.folded_places(exact, needle, most, work);
        if found.places.iter().any(|place| place.how == How::Exact) {
            return found;
        }
        self.exact_places(exact, found, most, work)
    }

    /// Where a fragment stands by itself; of its places at most `most`.
    fn find(&self, fragment: Fragment<'_>, most: usize, work: &mut Work) -> Anchor {
        let needle = folded(fragment.exact, Level::LookAlikes);
        if needle.is_empty() {
            return Anchor::default();
        }
        let mut found = self.as_it_stands(fragment.exact, &needle, most, work);
        let cuts = found.places.is_empty().then(|| found.nearest.take()).flatten();
        if let Some(passage) = cuts {
            found.places.push(passage);
        } else if found.places.is_empty() {
            self.approximate_places(&needle, &mut found, work);
        }
        self.settle_by_context(fragment, &mut found, work);
        found.cut = work.is_cut();
        found
    }

    /// The places of the folded fragment that need the least folding. `nearest` is one that cuts a number.
    fn folded_places(&self, exact: &str, needle: &str, most: usize, work: &mut Work) -> Anchor {
        let typographic = folded(exact, Level::Typography);
        let mut places = Vec::new();
        let mut anchor = Anchor::default();
        let mut from = 0;
        for at in memmem::find_iter(self.folded.text.as_bytes(), needle) {
            let steps = (at + needle.len() - from) / BYTES_A_STEP + needle.len() / 4 + 20;
            from = at + needle.len();
            if !work.spend(steps as u64) {
                return Anchor { places, ..anchor };
            }
            let range = self.folded.place(self.text, at..at + needle.len());
            if let Some(whole) = digits::cuts_number(self.text, &range) {
                anchor.nearest.get_or_insert(Passage { range: whole, how: How::OtherNumbers(0) });
                continue;
            }
            if places.len() == most {
                anchor.more = true;
                break;
            }
            let passage = &self.text[range.clone()];
            let how = if passage == exact {
                How::Exact
            } else if folded(passage, Level::Typography) == typographic {
                How::Typography
            } else {
                How::LookAlikes
            };
            places.push(Passage { range, how });
        }
        work.spend(((self.folded.text.len() - from) / BYTES_A_STEP) as u64);
        // Where only blanks and quotation marks differ, one place is as good as another.
        let class = |place: &Passage| place.how.max(How::Typography);
        let best = places.iter().map(class).min();
        places.retain(|place| Some(class(place)) == best);
        Anchor { places, ..anchor }
    }

    /// The places of the fragment as it is, where folding joined its ends with what stands beside it;
    /// what was found otherwise, where there are none.
    fn exact_places(&self, exact: &str, found: Anchor, most: usize, work: &mut Work) -> Anchor {
        let mut anchor = Anchor { nearest: found.nearest.clone(), ..Anchor::default() };
        if !work.spend((self.text.len() / BYTES_A_STEP) as u64) {
            return found;
        }
        for at in memmem::find_iter(self.text.as_bytes(), exact).take_while(|_| work.spend(20)) {
            let range = at..at + exact.len();
            if let Some(whole) = digits::cuts_number(self.text, &range) {
                anchor.nearest.get_or_insert(Passage { range: whole, how: How::OtherNumbers(0) });
            } else if anchor.places.len() < most {
                anchor.places.push(Passage { range, how: How::Exact });
            } else {
                anchor.more = true;
                break;
            }
        }
        if anchor.places.is_empty() { Anchor { nearest: anchor.nearest, ..found } } else { anchor }
    }

    /// The nearest passages: with the same numbers if there are any, else with others.
    fn approximate_places(&self, needle: &str, anchor: &mut Anchor, work: &mut Work) {
        if needle.len() < SHORTEST {
            return;
        }
        let text = self.folded.text.as_bytes();
        let most = (needle.len() / 8).max(1);
        let ends = approximate::ends(needle.as_bytes(), text, most, work);
        if ends.is_empty() {
            // Something far off is still a hint where to look.
            let ends = approximate::ends(needle.as_bytes(), text, needle.len() * 2 / 5, work);
            let nearest = ends.first().and_then(|&end| self.passage(needle, end, work));
            anchor.nearest = nearest.map(|(passage, _)| passage);
            return;
        }
        let candidates = ends.into_iter().take(MOST_CANDIDATES).filter_map(|end| self.passage(needle, end, work));
        let candidates: Vec<(Passage, bool)> = candidates.collect();
        let any_agrees = candidates.iter().any(|(_, agrees)| *agrees);
        let fitting = candidates.into_iter().filter(|(_, agrees)| *agrees == any_agrees);
        let mut places: Vec<Passage> = fitting.map(|(passage, _)| passage).collect();
        let best = places.iter().map(|place| place.how).min();
        places.retain(|place| Some(place.how) == best);
        places.sort_by_key(|place| (place.range.start, place.range.end));
        places.dedup_by(|a, b| a.range == b.range);
        anchor.places = places;
    }

    /// The passage that ends somewhere, and whether its numbers are the fragment's.
    fn passage(&self, needle: &str, end: approximate::End, work: &mut Work) -> Option<(Passage, bool)> {
        let text = &self.folded.text;
        let start = approximate::start(needle.as_bytes(), text.as_bytes(), end, work)?;
        let passage = start..end.end;
        let blanks = |part: &[u8]| part.iter().take_while(|&&byte| byte == b' ').count();
        let bytes = &text.as_bytes()[passage.clone()];
        let leading = blanks(bytes);
        if leading == bytes.len() {
            return None;
        }
        let trailing = bytes.iter().rev().take_while(|&&byte| byte == b' ').count();
        let range = self.folded.place(self.text, passage.start + leading..passage.end - trailing);
        let whole = digits::cuts_number(self.text, &range);
        let agrees = whole.is_none() && digits::agree(needle, &folded(&self.text[range.clone()], Level::LookAlikes));
        let how = if agrees { How::Approximate(end.distance) } else { How::OtherNumbers(end.distance) };
        Some((Passage { range: whole.unwrap_or(range), how }, agrees))
    }

    /// Of several places, those whose surroundings are most like the prefix and suffix; if none are
    /// at least half like them, all. Whether some were chosen.
    fn settle_by_context(&self, fragment: Fragment<'_>, anchor: &mut Anchor, work: &mut Work) -> bool {
        if anchor.places.len() < 2 || (fragment.prefix.is_none() && fragment.suffix.is_none()) {
            return false;
        }
        let context = |text: Option<&str>| folded(text.unwrap_or_default(), Level::LookAlikes);
        let (prefix, suffix) = (context(fragment.prefix), context(fragment.suffix));
        let wanted = prefix.len().min(CONTEXT) + suffix.len().min(CONTEXT);
        work.spend((anchor.places.len() * wanted / BYTES_A_STEP) as u64);
        let likeness = |place: &Passage| {
            let (before, after) = self.around(&place.range);
            common(prefix.bytes().rev(), before.bytes().rev()) + common(suffix.bytes(), after.bytes())
        };
        let best = anchor.places.iter().map(likeness).max().unwrap_or(0);
        let settles = best * 2 >= wanted && best > 0;
        if settles {
            anchor.places.retain(|place| likeness(place) == best);
        }
        settles
    }

    /// Of several places, the one nearest to where the quote's other fragments stand, if one is: on
    /// the same line, if there is one.
    fn settle_by_nearness(&self, fixed: &[Range<usize>], anchor: &mut Anchor) {
        let distance = |place: &Passage| {
            let next = fixed.partition_point(|range| range.start < place.range.start);
            let beside = fixed[next.saturating_sub(1)..].iter().take(2);
            beside.map(|fixed| self.distance(fixed, &place.range)).min()
        };
        let Some(least) = anchor.places.iter().filter_map(distance).min() else { return };
        let mut nearest = anchor.places.iter().filter(|place| distance(place) == Some(least));
        if let (Some(one), None) = (nearest.next(), nearest.next()) {
            (anchor.places, anchor.more) = (vec![one.clone()], false);
        }
    }

    /// How many lines, then bytes, stand between two ranges.
    fn distance(&self, one: &Range<usize>, other: &Range<usize>) -> (usize, usize) {
        let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
        let between = self.text.as_bytes().get(first.end..second.start).unwrap_or_default();
        let lines = between.iter().take(FARTHEST).filter(|&&byte| byte == b'\n').count();
        (if between.len() > FARTHEST { FARTHEST } else { lines }, between.len())
    }

    /// The folded text before and after a passage, blanks beside it apart.
    fn around(&self, range: &Range<usize>) -> (&str, &str) {
        let text = &self.folded.text;
        let before = text.get(..self.folded.at(range.start)).unwrap_or_default();
        let after = text.get(self.folded.at(range.end)..).unwrap_or_default();
        (before.trim_end_matches(' '), after.trim_start_matches(' '))
    }
}

/// How many bytes two texts have in common until they first differ.
fn common(one: impl Iterator<Item = u8>, other: impl Iterator<Item = u8>) -> usize {
    one.zip(other).take(CONTEXT).take_while(|(one, other)| one == other).count()
}

#[cfg(test)]
mod tests;
