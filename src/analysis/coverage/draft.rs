//! Claims to be filled in, for numbers that no claim has taken up.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;

use super::Coverage;
use crate::base::anchor::{Haystack, Work};
use crate::base::number::Number;
use crate::base::text::{Span, Texts};
use crate::base::typography::{plain, visible};
use crate::model::Model;
use crate::model::judging::quoted;
use crate::notation::mentions::{Mention, MentionKind, phrase};
use crate::notation::{Lexicon, amount, is_identifier};

/// A claim to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Its name, which no other claim of the same sources has.
    pub id: String,
    /// The number in the text, with its hedges.
    pub phrase: Range<usize>,
    /// The shortest fragment around it that stands in the text once, or the number alone.
    pub quote: Range<usize>,
    /// What stands before and after, where no short fragment stands once.
    pub around: Option<(Range<usize>, Range<usize>)>,
    /// The value as the notation writes it, where it can be read.
    pub is: Option<String>,
}

/// The claims to be filled in for one text.
#[derive(Debug, Clone, Default)]
pub struct Drafts {
    /// In the order of the text.
    pub drafts: Vec<Draft>,
    /// Whether the work ran out before each fragment was known to stand once.
    pub cut: bool,
}

/// A fragment takes in so many words around the number.
const MOST_WORDS: usize = 8;
/// Longer runs without a blank are no words, in bytes.
const LONGEST_WORD: usize = 40;
/// Longer values are not read, in bytes.
const LONGEST_VALUE: usize = 200;
/// So many bytes stand before and after a number that no short fragment singles out.
const CONTEXT: usize = 40;
/// So many words make a name.
const WORDS_OF_NAME: usize = 3;
/// Shorter words make no name, in letters.
const SHORTEST_WORD: usize = 3;
/// Words that say nothing of what is counted.
const EMPTY: [&str; 40] = [
    "about", "all", "also", "and", "another", "are", "been", "being", "but", "did", "for", "from", "had", "has",
    "have", "into", "nearly", "not", "only", "over", "some", "still", "than", "that", "the", "their", "them", "then",
    "there", "these", "they", "this", "those", "was", "were", "where", "which", "who", "whom", "with",
];
/// What ends a sentence, a line or a cell.
const ENDS: [char; 6] = ['.', ';', '!', '?', '|', '\n'];
/// What stands for what is to be filled in.
const OPEN: &str = "?";

/// Claims to be filled in for all numbers of a text that are missing, in its order. A range, which is two
/// numbers, makes one claim.
pub fn drafts(texts: &Texts, model: &Model, coverage: &Coverage, work: &mut Work) -> Drafts {
    let text = texts.file(coverage.file).text();
    let lexicon = model.lexicon();
    let haystack = Haystack::new(text);
    let mut names = Names::new(model, coverage);
    let mut phrases: Vec<(&Mention, Range<usize>)> = Vec::new();
    // What has more digits than any value is no claim.
    for mention in coverage.missing().filter(|mention| mention.range.len() <= LONGEST_VALUE) {
        let phrase = to_its_end(text, phrase(text, mention, lexicon));
        if let Some((_, last)) = phrases.last_mut()
            // What stands close after a number can hold the beginning of the next: `½0%`.
            && (phrase.end <= last.end
                || text.get(last.end..mention.range.start).is_none_or(|between| goes_on(between, mention.kind)))
        {
            last.end = last.end.max(phrase.end);
            continue;
        }
        while phrases.pop_if(|(last, _)| phrase.start <= last.range.start).is_some() {}
        phrases.push((mention, phrase));
    }
    let drafts = phrases.into_iter().map(|(mention, phrase)| {
        let (quote, around) = quote(&haystack, text, &phrase, work);
        Draft { id: names.name(text, &phrase), is: value(text, mention, &phrase, lexicon), phrase, quote, around }
    });
    Drafts { drafts: drafts.collect(), cut: work.is_cut() }
}

/// A phrase with what stands close after its number and changes it: `400+`, `3½`, `1.2m`, `400-odd`.
fn to_its_end(text: &str, phrase: Range<usize>) -> Range<usize> {
    const ODD: &str = "-odd";
    let rest = &text[phrase.end..];
    let closely = rest.find(|c: char| !(c.is_alphanumeric() || c == '+')).unwrap_or(rest.len()).min(LONGEST_WORD);
    let odd = if rest.starts_with(ODD) { ODD.len() } else { 0 };
    let mut end = phrase.end + closely.max(odd);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    phrase.start..end
}

/// Whether a number in words goes on with the one before it: "3 dozen", "one and a half".
fn goes_on(between: &str, kind: MentionKind) -> bool {
    match between {
        " " => matches!(kind, MentionKind::Words | MentionKind::Vague | MentionKind::Fraction),
        " and " | " and a " => kind == MentionKind::Fraction,
        _ => false,
    }
}

impl Draft {
    /// The claim as RON, with the place of its number before it, indented like the items of a list.
    pub fn ron(&self, texts: &Texts, coverage: &Coverage) -> String {
        let file = texts.file(coverage.file);
        let text = file.text();
        let position = texts.position(Span::new(coverage.file, self.phrase.clone()));
        let string = |range: &Range<usize>| quoted(&one_line(&text[range.clone()]));
        let quote = match &self.around {
            None => string(&self.quote),
            Some((before, after)) => {
                let mut quote = format!("Quote(exact: {}", string(&self.quote));
                for (field, range) in [("prefix", before), ("suffix", after)] {
                    if !text[range.clone()].trim().is_empty() {
                        quote.push_str(&format!(", {field}: {}", string(range)));
                    }
                }
                quote + ")"
            }
        };
        let is = self.is.as_deref().unwrap_or(OPEN);
        let mut lines = [
            format!("// {}:{}:{}", visible(file.path()), position.line, position.column),
            "Claim(".to_owned(),
            format!("    id: {},", quoted(&self.id)),
            format!("    quote: {quote},"),
            format!("    says: Figure(of: {}, is: {}),", quoted(OPEN), quoted(is)),
            "),".to_owned(),
        ];
        if self.is.is_none() {
            let mut end = self.phrase.end.min(self.phrase.start + LONGEST_VALUE);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            let words = visible(&text[self.phrase.start..end]).into_owned();
            lines[0]
                .push_str(&format!(": \u{201c}{words}\u{201d} is no value yet; `lexicon` can say what it stands for"));
        }
        lines.iter().map(|line| format!("        {line}\n")).collect()
    }
}

/// Text with one blank for any run of blanks and line breaks, which quotes are looked up without regard to.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

type Quote = (Range<usize>, Option<(Range<usize>, Range<usize>)>);

/// The shortest fragment around a phrase that stands once; or the phrase, and what stands around it.
fn quote(haystack: &Haystack<'_>, text: &str, phrase: &Range<usize>, work: &mut Work) -> Quote {
    let (starts, ends) = (starts(text, phrase.start), ends(text, phrase.end));
    // When the work is spent, nothing is looked for any more.
    let most = if work.is_cut() { 0 } else { MOST_WORDS + 1 };
    let mut stands_once = |quote: &Range<usize>| {
        haystack.only_place(&one_line(&text[quote.clone()]), work).is_some_and(|place| place == *quote)
    };
    for words in 0..most {
        // What follows says more often what is counted than what stands before.
        let ranges = (0..=words).filter_map(|before| Some(*starts.get(before)?..*ends.get(words - before)?));
        // What stands on one line belongs together.
        let (of_a_line, others): (Vec<_>, Vec<_>) = ranges.partition(|range| !text[range.clone()].contains('\n'));
        if let Some(quote) = of_a_line.into_iter().chain(others).find(&mut stands_once) {
            return (quote, None);
        }
    }
    let mut start = phrase.start.saturating_sub(CONTEXT);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = (phrase.end + CONTEXT).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    (phrase.clone(), Some((start..phrase.start, phrase.end..end)))
}

/// The place itself, and where the words before it begin, from the nearest on.
fn starts(text: &str, at: usize) -> Vec<usize> {
    let mut starts = vec![at];
    let mut from = at;
    for _ in 0..MOST_WORDS {
        let mut begin = from.saturating_sub(2 * LONGEST_WORD);
        while !text.is_char_boundary(begin) {
            begin += 1;
        }
        let before = text[begin..from].trim_end_matches(|c: char| !c.is_alphanumeric());
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let trimmed = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        if trimmed.is_empty() || word.len() > LONGEST_WORD {
            break;
        }
        from = begin + before.len() - trimmed.len();
        starts.push(from);
    }
    starts
}

/// The place itself, and where the words after it end, from the nearest on.
fn ends(text: &str, at: usize) -> Vec<usize> {
    let mut ends = vec![at];
    let mut from = at;
    for _ in 0..MOST_WORDS {
        let mut limit = (from + 2 * LONGEST_WORD).min(text.len());
        while !text.is_char_boundary(limit) {
            limit -= 1;
        }
        let after = text[from..limit].trim_start_matches(|c: char| !c.is_alphanumeric());
        let word = after.split(char::is_whitespace).next().unwrap_or_default();
        let trimmed = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        if trimmed.is_empty() || word.len() > LONGEST_WORD {
            break;
        }
        from = limit - after.len() + trimmed.len();
        ends.push(from);
    }
    ends
}

/// A mention's phrase as the notation writes it; a share is one of something that is to be filled in.
fn value(text: &str, mention: &Mention, phrase: &Range<usize>, lexicon: &Lexicon) -> Option<String> {
    if phrase.len() > LONGEST_VALUE {
        return None;
    }
    let reads = |text: &str| amount(text, lexicon);
    let wording = one_line(&plain(&text[phrase.clone()]));
    // What is left out of a wording would change the number.
    let by_number = || {
        let number = mention.read.as_ref().filter(|_| *phrase == mention.range)?.single()?;
        Some(match mention.kind {
            MentionKind::Percentage => format!("{}%", number * &Number::from(100)),
            _ if mention.share => number.to_string(),
            _ => number.grouped(),
        })
    };
    let suggested = || reads(&wording).err()?.suggestion;
    let candidates = [Some(wording.clone()), suggested(), by_number()];
    let found = candidates.into_iter().flatten().find_map(|wording| Some((reads(&wording).ok()?.share, wording)));
    found.map(|(share, wording)| if share { format!("{wording} of {OPEN}") } else { wording })
}

/// Names for claims, each once.
struct Names<'m> {
    taken: FxHashSet<&'m str>,
    /// How often a name was wanted.
    wanted: FxHashMap<String, usize>,
}

impl<'m> Names<'m> {
    fn new(model: &'m Model, coverage: &Coverage) -> Self {
        let claims = coverage.sources.iter().flat_map(|&source| model.claims_of(source));
        Names {
            taken: claims.map(|claim| model.name(model.claims()[claim].name)).collect(),
            wanted: FxHashMap::default(),
        }
    }

    /// A name made of the words that lead to a phrase within its clause, or else of those after it.
    fn name(&mut self, text: &str, phrase: &Range<usize>) -> String {
        let after = ends(text, phrase.end).last().map_or("", |&end| &text[phrase.end..end]);
        let before = starts(text, phrase.start).last().map_or("", |&start| &text[start..phrase.start]);
        // What stands beyond a comma or another number belongs to something else.
        let parts = |c: char| ENDS.contains(&c) || matches!(c, ',' | '(') || c.is_ascii_digit();
        let after = after.trim_start_matches(|c: char| !c.is_alphanumeric() && !ENDS.contains(&c));
        let after = after.split(parts).next().unwrap_or_default();
        let before = before.trim_end_matches(|c: char| !c.is_alphanumeric() && !ENDS.contains(&c) && c != ',');
        let before = before.rsplit(parts).next().unwrap_or_default();
        let mut words_before: Vec<String> = words(before).collect();
        words_before.drain(..words_before.len().saturating_sub(WORDS_OF_NAME));
        let base = if words_before.is_empty() {
            words(after).take(WORDS_OF_NAME).collect::<Vec<_>>().join("-")
        } else {
            words_before.join("-")
        };
        let base = if is_identifier(&base) { base } else { "number".to_owned() };
        let count = self.wanted.entry(base.clone()).or_insert(0);
        loop {
            *count += 1;
            let name = if *count == 1 { base.clone() } else { format!("{base}-{count}") };
            if !self.taken.contains(name.as_str()) {
                return name;
            }
        }
    }
}

/// The telling words of a text, in lower case and without apostrophes; "of", "in" and "these" make no name.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !(c.is_alphabetic() || matches!(c, '\'' | '\u{2019}')));
    let words = words.map(|word| word.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase());
    let tells = |word: &String| word.chars().count() >= SHORTEST_WORD && !EMPTY.contains(&word.as_str());
    words.map(|word| word.nfc().collect()).filter(tells)
}
