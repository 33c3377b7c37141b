//! Whether a claim's figure is in its quote.

use super::codes::NOT_FIGURE;
use super::{Subject, difference};
use crate::base::message::Message;
use crate::base::number::Number;
use crate::model::locate;
use crate::model::{ClaimId, ClaimLinkKind, Model, Of, ReadingId, Statement, Value};
use crate::notation::mentions::names_a_topic;
use crate::notation::{Style, ValueKind, scale_word, value};
use crate::reason::finding::Finding;

/// Longer quotes are not read.
const LONGEST: usize = 4_000;
/// Numbers in words are made of so many words at most.
const WORDS: usize = 7;
/// Words that may be a share which a value gives in percent.
const FRACTIONS: [&str; 6] = ["half", "halv", "third", "quarter", "fourth", "fifth"];
const ABOUT: &str = "about";
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A number written in digits.
#[derive(Debug, PartialEq, Eq)]
struct Written<'t> {
    text: &'t str,
    /// What it may be: with its groups joined or not, and with the word of a scale after it.
    may_be: Vec<Number>,
    /// Whether it is a date, an ordinal, or part of a name.
    no_figure: bool,
}

/// A number of a claim's figure that is not in its quote, while another is.
pub(super) fn not_the_figure(subject: Subject<'_>, claim: ClaimId) -> Option<Finding> {
    let model = subject.model;
    if model.claims()[claim].quote.is_empty() || computed(model, claim) {
        return None;
    }
    let quote: Vec<&str> = model.quote_of(claim).collect();
    let original = model.details_of(claim).and_then(|details| details.original).map(|original| model.prose(original));
    if quote.iter().chain(&original).map(|text| text.len()).sum::<usize>() > LONGEST {
        return None;
    }
    let quote = quote.join(" | ");
    let said: String = std::iter::once(quote.as_str()).chain(original).collect::<Vec<_>>().join(" | ");
    let mut wrong: Option<(ReadingId, String, &str)> = None;
    for (reading, record) in model.readings_of(claim) {
        let Statement::Figure { of, is } = record.statement else { return None };
        let language = model.language_of(model.claims()[claim].source);
        let style = Style { language, ..Style::usual(model.lexicon()) };
        let (wanted, found) = mismatch(model, of, &model.values()[is], (&quote, &said), style)?;
        wrong.get_or_insert((reading, wanted, found));
    }
    let (reading, wanted, found) = wrong?;
    let text =
        format!("the claim says {wanted}, and its quote has {found}: \u{201c}{}\u{201d}", difference::clip(&quote));
    let message = Message::new(&NOT_FIGURE, text)
        .at(locate::statement(subject.texts, model, claim, reading), format!("{wanted} is not in the quote"))
        .at(locate::part(subject.texts, model, claim, &["quote"]), "");
    let help = "put right the one that was copied wrongly; a figure that was computed from others is linked to them: `from: [ComputedFrom(\"…\")]`";
    Some(Finding::plain(message.help(help), vec![claim]))
}

fn computed(model: &Model, claim: ClaimId) -> bool {
    model.links_of(claim).iter().any(|link| matches!(link.kind, ClaimLinkKind::ComputedFrom(_)))
}

/// A number of a value that `said` does not have, and one of the quote that the value does not have.
fn mismatch<'q>(
    model: &Model,
    of: Of,
    value: &Value,
    (quote, said): (&'q str, &str),
    style: Style<'_>,
) -> Option<(String, &'q str)> {
    let wording = model.name(value.wording);
    // The expression after the share has numbers of its own.
    let head = if value.share_of.is_some() { wording.split(" of ").next().unwrap_or_default() } else { wording };
    if model.is_event(of) {
        return None;
    }
    if let Some(at) = said.find(head) {
        let in_quote = quote.find(head).and_then(|at| quote.get(at + ABOUT.len()..at + head.len()));
        return in_quote.filter(|_| not_a_hedge(said, head, at)).map(|number| (head.to_owned(), number.trim_start()));
    }
    let wanted = written(head);
    let own = |number: &Number| wanted.iter().any(|written| written.may_be.contains(number));
    let other = written(quote).into_iter().find(|written| !written.no_figure && !written.may_be.iter().any(own))?;
    let lower = said.to_lowercase();
    if value.share_of.is_some() && FRACTIONS.iter().any(|word| lower.contains(word)) {
        return None;
    }
    let mut there: Vec<Number> = written(said).into_iter().flat_map(|written| written.may_be).collect();
    there.extend(in_words(&lower, style));
    let missing = wanted.iter().find(|written| !written.may_be.iter().any(|number| there.contains(number)))?;
    Some((missing.text.to_owned(), other.text))
}

/// Whether a wording stands in what was said only where its "about" hedges nothing: "articles that talk about 23,000".
fn not_a_hedge(said: &str, wording: &str, first: usize) -> bool {
    let hedges = wording.get(..ABOUT.len()).is_some_and(|word| word.eq_ignore_ascii_case(ABOUT));
    // The wording begins with a letter of one byte if it hedges.
    let mut places = std::iter::successors(Some(first), |&at| Some(at + 1 + said.get(at + 1..)?.find(wording)?));
    hedges && places.all(|at| names_a_topic(said, at))
}

/// The numbers of a text that are written in digits.
fn written(text: &str) -> Vec<Written<'_>> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(|c: char| c.is_ascii_digit()).map(|at| rest + at) {
        let groups = groups(&text[start..]);
        let end = start + groups.last().map_or(0, |group| group.end);
        let digits = |from: usize, to: usize| -> String {
            text[start + from..start + to].chars().filter(|c| c.is_ascii_digit() || *c == '.').collect()
        };
        let whole = &text[start..end];
        // 1.939 may be either of two numbers, and `190 375` one or two.
        let mut spellings = vec![digits(0, end - start), whole.chars().filter(char::is_ascii_digit).collect()];
        if whole.contains(char::is_whitespace) {
            spellings.extend(groups.iter().map(|group| digits(group.start, group.end)));
        }
        spellings.extend(with_comma(whole));
        let mut may_be: Vec<Number> = spellings.iter().filter_map(|digits| Number::parse_decimal(digits)).collect();
        if let Some(scale) = scale_after(&text[end..]) {
            may_be.extend(may_be.clone().into_iter().map(|number| number * scale.clone()));
        }
        found.push(Written { text: &text[start..end], may_be, no_figure: no_figure(text, start, end) });
        rest = end;
    }
    found
}

/// The groups of digits of the number that a text begins with; a decimal fraction belongs to its group.
fn groups(text: &str) -> Vec<std::ops::Range<usize>> {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let first = 0..digits(0);
    let mut groups = vec![first];
    loop {
        let end = groups.last().map_or(0, |group| group.end);
        let Some(separator) = text[end..].chars().next() else { return groups };
        let next = end + separator.len_utf8();
        let length = digits(next);
        match separator {
            ',' | '\'' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '.' if length == 3 => {
                groups.push(next..next + length);
            }
            '.' | ',' if length > 0 => {
                if let Some(last) = groups.last_mut() {
                    last.end = next + length;
                }
                return groups;
            }
            _ => return groups,
        }
    }
}

/// A number whose decimals stand after a comma.
fn with_comma(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once(',')?;
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    fraction.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("{whole}.{fraction}"))
}

/// What the word after a number multiplies it by.
fn scale_after(rest: &str) -> Option<Number> {
    let word = rest.trim_start().split(|c: char| !c.is_alphabetic()).next()?;
    // A single letter away from the digits is no scale.
    let closely = rest.starts_with(char::is_alphabetic);
    scale_word(&word.to_lowercase()).filter(|_| closely || word.chars().count() > 1).and_then(Number::pow10)
}

/// Whether digits are a year, a day beside its month, part of a date, an ordinal, or of a name.
fn no_figure(text: &str, start: usize, end: usize) -> bool {
    let number = &text[start..end];
    let year = number.len() == 4
        && (number.starts_with('1') || number.starts_with("20"))
        && number.bytes().all(|b| b.is_ascii_digit());
    let (before, after) = (&text[..start], &text[end..]);
    let joined = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '/');
    let dashed =
        |side: &str, c: Option<char>| c == Some('-') && side.trim_matches('-').contains(|c: char| c.is_ascii_digit());
    let part = joined(before.chars().next_back())
        || joined(after.chars().next())
        || (number.len() <= 2 && (dashed(before, before.chars().next_back()) || dashed(after, after.chars().next())));
    let is_month = |word: Option<&str>| {
        let word = word.unwrap_or_default().trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
        MONTHS.iter().any(|month| word.starts_with(month))
    };
    let day = number.len() <= 2
        && (is_month(before.split_whitespace().next_back()) || is_month(after.split_whitespace().next()));
    year || part || day
}

/// The numbers of a text, lower-case, that are written in words.
fn in_words(text: &str, style: Style<'_>) -> Vec<Number> {
    let words: Vec<&str> =
        text.split(|c: char| !(c.is_alphabetic() || c == '-')).filter(|word| !word.is_empty()).collect();
    let mut found = Vec::new();
    for start in 0..words.len() {
        let longest = (start + 1..=words.len().min(start + WORDS)).rev();
        for end in longest {
            let read = value(&words[start..end].join(" "), ValueKind::Count { signed: false }, style);
            if let Some(single) = read.ok().filter(|read| read.share_of.is_none()).and_then(|read| read.written) {
                found.push(single);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notation::{Language, Lexicon};

    fn figures(text: &str) -> Vec<&str> {
        written(text).into_iter().filter(|written| !written.no_figure).map(|written| written.text).collect()
    }

    #[test]
    fn numbers_are_told_from_dates_and_names() {
        for (text, expected) in [
            ("1,939,063 men on 4 May 1950", vec!["1,939,063"]),
            ("on May 4 he said 13,000 and 9,717.", vec!["13,000", "9,717"]),
            ("in 1946-48 and 1948-08", vec![]),
            ("No238 and the 38th, A4", vec![]),
            ("69.87 % or 1 939 063", vec!["69.87", "1 939 063"]),
            ("from 230-360 on", vec!["230", "360"]),
        ] {
            assert_eq!(figures(text), expected, "{text}");
        }
    }

    #[test]
    fn what_a_number_may_be_is_all_that_it_is_compared_with() {
        let may_be = |text: &str, number: &str| {
            let number = Number::parse_decimal(number).expect(number);
            written(text).iter().any(|written| written.may_be.contains(&number))
        };
        assert!(may_be("190 375 370", "375") && may_be("190 375", "190375"));
        assert!(may_be("1.939.063", "1939063") && may_be("1.5 million", "1500000") && may_be("69.87", "69.87"));
        assert!(!may_be("1,939,063", "1939036"));
        assert!(may_be("4,06 milioane", "4060000") && may_be("1.234,5 т", "1234.5") && may_be("559 тыс.", "559000"));
    }

    #[test]
    fn numbers_in_words_are_read() {
        let lexicon = Lexicon::default();
        let style = Style::usual(&lexicon);
        let has = |text: &str, number: i64| in_words(text, style).contains(&Number::from(number));
        assert!(has("of these, twenty thousand were ill", 20_000));
        assert!(has("twenty-five men", 25) && has("two million three hundred thousand", 2_300_000));
        assert!(!has("of these men", 1));
        let german = Style { language: Language::German, ..style };
        assert!(in_words("noch dreihundertzwei mann", german).contains(&Number::from(302)));
    }
}
