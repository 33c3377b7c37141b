//! In which words a fragment and a passage differ.

/// More characters than this are not shown of anything.
const LONGEST: usize = 100;

/// Text in one line, cut in the middle where it is long.
pub(super) fn clip(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST {
        return text;
    }
    let start: String = text.chars().take(LONGEST * 2 / 3).collect();
    let rest: Vec<char> = text.chars().rev().take(LONGEST / 3).collect();
    format!("{start} … {}", rest.into_iter().rev().collect::<String>())
}

/// What the one has and the other has not, all words between the first and the last that differ.
pub(super) fn differences(quote: &str, passage: &str) -> String {
    let (quote, passage): (Vec<&str>, Vec<&str>) =
        (quote.split_whitespace().collect(), passage.split_whitespace().collect());
    let same = |(one, other): &(&&str, &&str)| one == other;
    let front = quote.iter().zip(&passage).take_while(same).count();
    let (quote, passage) = (&quote[front..], &passage[front..]);
    let back = quote.iter().rev().zip(passage.iter().rev()).take_while(same).count();
    let words = |words: &[&str]| clip(&words[..words.len() - back].join(" "));
    match (words(quote).as_str(), words(passage).as_str()) {
        ("", "") => "they differ in blanks only".to_owned(),
        (quote, "") => format!("the text does not have `{quote}`"),
        ("", passage) => format!("the quote leaves out `{passage}`"),
        (quote, passage) => format!("the quote has `{quote}`, the text `{passage}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_differ_are_named() {
        for (quote, passage, expected) in [
            ("the relaese of all", "the release\nof all", "the quote has `relaese`, the text `release`"),
            ("of all men", "of men", "the text does not have `all`"),
            ("of men", "of all men", "the quote leaves out `all`"),
            ("of men", "of  men", "they differ in blanks only"),
            ("a a a", "a a", "the text does not have `a`"),
        ] {
            assert_eq!(differences(quote, passage), expected);
        }
        let long = differences(&"quoted ".repeat(1_000), &"text ".repeat(1_000));
        assert!(long.chars().count() < 300, "{long}");
    }
}
