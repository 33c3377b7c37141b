//! What begins with a letter: numbers in words, fractions, the lexicon, months, ordinals, addresses.

use std::collections::BTreeMap;
use std::ops::Range;

use super::cursor::{after, before, char_at, is_blank, run};
use super::labels::code_end;
use super::{LONGEST, MentionKind, Scan, dates};
use crate::base::number::Number;
use crate::notation::{Amount, Lexicon, amount, is_number_word, is_part_word};

/// Plurals that count, whether or not the lexicon has them.
const MANY: [&str; 7] = ["tens", "dozens", "scores", "hundreds", "thousands", "millions", "billions"];

const ORDINALS: [&str; 22] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "hundredth",
    "thousandth",
];

/// Words after "a third" that make it one of three instead of a part.
const THIRD_OF_A_KIND: [&str; 18] = [
    "party", "parties", "time", "world", "country", "man", "person", "one", "camp", "group", "way", "wave", "copy",
    "source", "category", "class", "phase", "column",
];

/// Words before "one" that make it a pronoun.
const BEFORE_ONE: [&str; 9] = ["no", "any", "every", "each", "this", "that", "the", "which", "another"];

/// Words after "one" that make it a pronoun.
const AFTER_ONE: [&str; 19] = [
    "of", "for", "to", "in", "by", "on", "that", "who", "which", "another", "can", "must", "may", "might", "could",
    "should", "would", "is", "was",
];

/// The most words of one number.
const MOST_WORDS: usize = 16;

/// The phrases of a lexicon, by their first word, the longest first.
pub(super) struct Phrases(BTreeMap<String, Vec<(Vec<String>, bool)>>);

impl Phrases {
    pub(super) fn new(lexicon: &Lexicon) -> Phrases {
        let mut phrases: BTreeMap<String, Vec<(Vec<String>, bool)>> = BTreeMap::new();
        for phrase in lexicon.phrases() {
            let words: Vec<String> = phrase.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect();
            let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
            // A single word that stands for "at least 1" says no more than a plural does.
            let any = words.len() == 1 && amount(phrase, lexicon).is_ok_and(|amount| is_any(&amount));
            if let Some(first) = words.first().cloned() {
                phrases.entry(first).or_default().push((words, any));
            }
        }
        for list in phrases.values_mut() {
            list.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        }
        Phrases(phrases)
    }

    /// The end of the longest phrase that begins with the word at `at`, and whether it is just "some".
    fn at(&self, text: &str, first: &str, end: usize) -> Option<(usize, bool)> {
        self.0.get(first)?.iter().find_map(|(words, any)| {
            let mut end = end;
            for word in &words[1..] {
                let next = after(text, end);
                if !(is_blank(next.gap) || next.gap == "-") || next.word.to_lowercase() != *word {
                    return None;
                }
                end = next.end;
            }
            Some((end, *any))
        })
    }
}

fn is_any(amount: &Amount) -> bool {
    let one = Number::from(1);
    !amount.share && amount.read.high.is_none() && amount.read.low.as_ref().is_some_and(|low| low.value <= one)
}

impl Scan<'_> {
    /// Adds what begins with the word at `at`, if it is anything; where to go on.
    pub(super) fn word(&mut self, at: usize) -> usize {
        let text = self.text;
        let end = run(text, at, char::is_alphabetic);
        if char_at(text, end).is_some_and(|c| c.is_ascii_digit()) {
            return self.letters_and_digits(at, end);
        }
        if end - at > LONGEST {
            return end;
        }
        let word = &text[at..end];
        if matches!(word, "http" | "https" | "ftp" | "www") && text[end..].starts_with([':', '.']) {
            return self.address(at);
        }
        if dates::is_month(word) {
            return dates::with_month(text, at..end).map_or(end, |end| self.apart(at..end, MentionKind::Date));
        }
        let lower = word.to_lowercase();
        let phrase = self.phrases.at(text, &lower, end);
        let number = number_words(text, at, &lower, end, self.lexicon);
        match (phrase, number) {
            (Some((end, any)), number) if number.as_ref().is_none_or(|(longer, _)| *longer <= end) => {
                self.phrase_at(at..end, &lower, any)
            }
            (_, Some((end, kind))) => match vague_before(text, at, &lower) {
                Some(start) => self.number(start..end, MentionKind::Vague),
                None => self.number_or_name(at..end, kind),
            },
            _ if MANY.contains(&lower.as_str()) => self.number(at..end, MentionKind::Vague),
            _ if ORDINALS.contains(&lower.as_str()) => self.apart(at..end, MentionKind::Ordinal),
            _ => end,
        }
    }

    /// A phrase of the lexicon.
    fn phrase_at(&mut self, range: Range<usize>, first: &str, any: bool) -> usize {
        let text = self.text;
        let next = after(text, range.end);
        if any {
            // "some 5,000": it goes with the number.
            let hedges = is_blank(next.gap) && next.word.starts_with(|c: char| c.is_ascii_digit());
            return if hedges { range.end } else { self.apart(range, MentionKind::Any) };
        }
        // "the most sensitive", "most recently", "at most"
        let front = before(text, range.start);
        let superlative = is_blank(front.gap) && matches!(front.word, "the" | "at" | "The" | "At" | "a")
            || is_blank(next.gap) && next.word.ends_with("ly");
        if first == "most" && range.len() == 4 && superlative {
            return range.end;
        }
        self.number(range, MentionKind::Vague)
    }

    fn number_or_name(&mut self, range: Range<usize>, kind: MentionKind) -> usize {
        let text = self.text;
        let is_title = |word: &str| {
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
        };
        let front = before(text, range.start);
        let article = matches!(front.word, "The" | "Of" | "These" | "Those" | "Only" | "About" | "All" | "And");
        if is_title(&text[range.clone()]) && is_title(front.word) && front.gap == " " && !article {
            return self.apart(range, MentionKind::Name);
        }
        self.number(range, kind)
    }

    /// `A4`, `CO2`; but `l,939` and `l939` are digits of which a scanner took one for a letter.
    fn letters_and_digits(&mut self, at: usize, end: usize) -> usize {
        let text = self.text;
        let code = code_end(text, at);
        if matches!(&text[at..end], "l" | "O" | "o") && text[end..code].bytes().all(|byte| byte.is_ascii_digit()) {
            return self.number(at..code, MentionKind::Digits);
        }
        self.apart(at..code, MentionKind::Reference)
    }

    /// An address on the network, up to the next blank.
    fn address(&mut self, at: usize) -> usize {
        let text = self.text;
        let end = run(text, at, |c| !c.is_whitespace());
        if text[at..end].contains(|c: char| c.is_ascii_digit()) {
            return self.apart(at..end, MentionKind::Reference);
        }
        end
    }
}

/// The longest number or fraction in words that begins at `at`.
fn number_words(text: &str, at: usize, first: &str, end: usize, lexicon: &Lexicon) -> Option<(usize, MentionKind)> {
    if let Some(end) = fraction_words(text, at, first, end) {
        return Some((end, MentionKind::Fraction));
    }
    if !(first == "a" || is_number_word(first)) {
        return None;
    }
    let mut longest = None;
    let (mut end, mut words) = (end, 1);
    let mut last = first.to_owned();
    loop {
        if last != "and" {
            let reads = end - at <= LONGEST && amount(&text[at..end], lexicon).is_ok();
            if reads {
                longest = Some((end, words));
            } else if words > 1 {
                break;
            }
        }
        let next = after(text, end);
        last = next.word.to_lowercase();
        let hyphen = next.gap.strip_prefix('-').is_some_and(|gap| gap.is_empty() || is_blank(gap));
        let joined = is_blank(next.gap) || hyphen;
        if words == MOST_WORDS || !joined || !(last == "and" || is_number_word(&last)) {
            break;
        }
        (end, words) = (next.end, words + 1);
    }
    let (longest, words) = longest?;
    let back = after(text, longest);
    // "five percent"
    if is_blank(back.gap) && matches!(back.word, "percent" | "pct") {
        return Some((back.end, MentionKind::Percentage));
    }
    let cent = after(text, back.end);
    if back.word == "per" && cent.word == "cent" && is_blank(back.gap) && is_blank(cent.gap) {
        return Some((cent.end, MentionKind::Percentage));
    }
    if words == 1 && first == "one" && is_pronoun(text, at, longest) {
        return None;
    }
    Some((longest, MentionKind::Words))
}

/// Where "several hundred" and "a few thousand" begin, which have no number before the scale.
fn vague_before(text: &str, at: usize, first: &str) -> Option<usize> {
    let scale = matches!(first, "hundred" | "thousand" | "million" | "billion" | "dozen");
    let front = before(text, at);
    let word = front.word.to_lowercase();
    if !scale || !is_blank(front.gap) || !matches!(word.as_str(), "several" | "few" | "many" | "some") {
        return None;
    }
    let article = before(text, front.start);
    let with_article = word == "few" && article.word.eq_ignore_ascii_case("a") && is_blank(article.gap);
    Some(if with_article { article.start } else { front.start })
}

/// "one" where it counts nothing: "no one", "one of them", "one-sided".
fn is_pronoun(text: &str, at: usize, end: usize) -> bool {
    let (front, back) = (before(text, at), after(text, end));
    (is_blank(front.gap) && BEFORE_ONE.contains(&front.word.to_lowercase().as_str()))
        || (is_blank(back.gap) && AFTER_ONE.contains(&back.word))
        || text[end..].starts_with(['-', '\'', '\u{2019}'])
}

/// The end of `half`, `a third`, `two thirds`, `three-quarters`.
fn fraction_words(text: &str, at: usize, first: &str, end: usize) -> Option<usize> {
    let front = before(text, at);
    if first == "half" {
        let other = ["first", "second", "latter", "other", "better"].contains(&front.word.to_lowercase().as_str());
        return (!(text[end..].starts_with('-') || is_blank(front.gap) && other)).then_some(end);
    }
    if !matches!(first, "a" | "one" | "two" | "three" | "four") {
        return None;
    }
    let part = after(text, end);
    let lower = part.word.to_lowercase();
    let joined = is_blank(part.gap) || part.gap == "-";
    // "two half" is none, and "a half" is read like "half".
    if !joined || !is_part_word(&lower) || (matches!(first, "two" | "three" | "four") && !lower.ends_with('s')) {
        return None;
    }
    let next = after(text, part.end);
    let of_a_kind = first == "a" && is_blank(next.gap) && THIRD_OF_A_KIND.contains(&next.word);
    (!of_a_kind).then_some(part.end)
}
