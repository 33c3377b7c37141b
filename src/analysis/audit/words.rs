//! The words that are looked for around quotes, and where they are looked for.

use std::ops::Range;

/// So many words are looked at before a quote, and after it.
const REACH: usize = 4;
/// So many bytes are shown to either side.
const SHOWN: usize = 48;

/// Words that narrow what stands beside them.
pub(super) const CONDITIONS: &[&str] = &[
    "only",
    "merely",
    "except",
    "excepting",
    "exception of",
    "excluding",
    "unless",
    "provided that",
    "of these",
    "of those",
    "of this total",
    "of whom",
    "of which",
    "other than",
    "apart from",
    "besides",
    "in addition to",
    "in principle",
    "depending",
    "regardless",
    "insofar",
    "if",
];

/// Words that make a number less exact.
pub(super) const ABOUT: &[&str] = &[
    "about",
    "approximately",
    "roughly",
    "circa",
    "nearly",
    "almost",
    "more than",
    "less than",
    "at least",
    "at most",
    "up to",
];

/// Words that make a statement less sure.
pub(super) const UNSURE: &[&str] = &[
    "may",
    "might",
    "could",
    "would",
    "perhaps",
    "possibly",
    "probably",
    "likely",
    "apparently",
    "allegedly",
    "reportedly",
    "estimated",
    "estimates",
    "believed",
    "suggest",
    "suggests",
    "suggested",
    "seems",
    "seemed",
    "some evidence",
    "indications",
];

/// Words that turn a statement round.
pub(super) const NEGATIONS: &[&str] = &[
    "not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "denied", "denies",
    "failed", "refused", "unclear",
];

/// Where one of some words stands in a passage of a text, as it is written: whole words, in small letters or large but for
/// "May", which is a month.
pub(super) fn first(text: &str, passage: &Range<usize>, words: &[&str]) -> Option<Range<usize>> {
    let part = &text[passage.clone()];
    let lower = part.to_ascii_lowercase();
    let found = words.iter().filter_map(|word| {
        let mut all = lower.match_indices(word).map(|(at, _)| at..at + word.len());
        all.find(|range| is_word(&lower, range) && !(*word == "may" && part[range.clone()].starts_with('M')))
    });
    let found = found.min_by_key(|range| (range.start, usize::MAX - range.end))?;
    Some(passage.start + found.start..passage.start + found.end)
}

fn is_word(text: &str, range: &Range<usize>) -> bool {
    let joins = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
    !text[..range.start].chars().next_back().is_some_and(joins) && !text[range.end..].chars().next().is_some_and(joins)
}

/// What stands before a passage within its sentence, a few words of it.
pub(super) fn before(text: &str, passage: &Range<usize>) -> Range<usize> {
    let from = text[..passage.start].char_indices().rev();
    let mut words = 0;
    let mut start = passage.start;
    let mut last = ' ';
    for (at, c) in from {
        if ends_sentence(c, last) || matches!(c, ':' | ';') {
            break;
        }
        words += usize::from(c.is_whitespace() && !last.is_whitespace());
        if words > REACH {
            break;
        }
        (start, last) = (at, c);
    }
    start..passage.start
}

/// What stands after a passage within its sentence, a few words of it.
pub(super) fn after(text: &str, passage: &Range<usize>) -> Range<usize> {
    let mut words = 0;
    let mut end = passage.end;
    let mut chars = text[passage.end..].char_indices().peekable();
    let mut was_blank = false;
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        if ends_sentence(c, next) || matches!(c, ':' | ';') {
            break;
        }
        words += usize::from(c.is_whitespace() && !was_blank && at > 0);
        was_blank = c.is_whitespace();
        if words > REACH {
            break;
        }
        end = passage.end + at + c.len_utf8();
    }
    passage.end..end
}

fn ends_sentence(c: char, next: char) -> bool {
    matches!(c, '.' | '!' | '?') && (next.is_whitespace() || matches!(next, '"' | '”')) || c == '\n' && next == '\n'
}

/// A passage with a little of what stands around it, in one line.
pub(super) fn around(text: &str, passage: &Range<usize>) -> String {
    let mut from = passage.start.saturating_sub(SHOWN);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let mut to = (passage.end + SHOWN).min(text.len());
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    // A word that is cut is left out.
    if from > 0 {
        from += text[from..passage.start].find(char::is_whitespace).unwrap_or(0);
    }
    if to < text.len() {
        to = passage.end + text[passage.end..to].rfind(char::is_whitespace).unwrap_or(to - passage.end);
    }
    let words: Vec<&str> = text[from..to].split_whitespace().collect();
    let (open, close) = (if from > 0 { "… " } else { "" }, if to < text.len() { " …" } else { "" });
    format!("{open}{}{close}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(text: &str, part: &str) -> Range<usize> {
        let at = text.find(part).unwrap_or_else(|| panic!("{part}"));
        at..at + part.len()
    }

    #[test]
    fn words_are_whole_and_the_month_of_may_hedges_nothing() {
        let text = "In May 1950 nobody's notes may be sold, only nots";
        let all = 0..text.len();
        assert_eq!(first(text, &all, &["may"]), Some(27..30));
        assert_eq!(first(text, &all, &["not", "no"]), None);
        assert_eq!(first(text, &all, CONDITIONS), Some(passage(text, "only")));
        assert_eq!(first("ONLY five", &(0..9), CONDITIONS), Some(0..4));
    }

    #[test]
    fn what_stands_beside_a_passage_stays_within_its_sentence() {
        let text = "Nobody spoke. Of these, only five were held in the far camps; others went. Then all";
        let five = passage(text, "five were held");
        assert_eq!(&text[before(text, &five)], " Of these, only ");
        assert_eq!(&text[after(text, &five)], " in the far camps");
        let end = passage(text, "others went");
        assert_eq!(&text[after(text, &end)], "");
        assert_eq!(&text[before(text, &(0..6))], "");
        assert_eq!(&text[after(text, &passage(text, "all"))], "");
    }

    #[test]
    fn what_is_shown_is_one_line_of_whole_words() {
        let text = "a\nb five c d";
        assert_eq!(around(text, &passage(text, "five")), "a b five c d");
        let long = format!("{} five\n{}", "word ".repeat(40), "ünd ".repeat(40));
        let shown = around(&long, &passage(&long, "five"));
        assert!(shown.starts_with("… word ") && shown.ends_with(" ünd …") && !shown.contains('\n'), "{shown}");
    }
}
