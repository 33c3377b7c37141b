//! "about" that names what something is about: "articles that talk about 23,000" is not "about 23,000".

use super::cursor;

/// Words that take "about" for what they are about, and no number that it hedges. "Reported", "claims", "think" and
/// the like are not among them: in doubt it hedges.
const WORDS: [&str; 66] = [
    "anything",
    "argue",
    "argued",
    "argues",
    "arguing",
    "article",
    "articles",
    "book",
    "books",
    "chapter",
    "chapters",
    "complain",
    "complained",
    "complaint",
    "complaints",
    "concerns",
    "correspondence",
    "debate",
    "debates",
    "discussion",
    "discussions",
    "dispute",
    "disputes",
    "doubt",
    "doubts",
    "enquiries",
    "enquiry",
    "everything",
    "facts",
    "hear",
    "information",
    "inquiries",
    "inquiry",
    "knew",
    "know",
    "knowledge",
    "known",
    "knows",
    "learn",
    "learned",
    "learnt",
    "letter",
    "letters",
    "lied",
    "news",
    "nothing",
    "quarrel",
    "questions",
    "rumor",
    "rumors",
    "rumour",
    "rumours",
    "something",
    "speak",
    "speaking",
    "speaks",
    "speech",
    "spoke",
    "stories",
    "story",
    "talk",
    "talked",
    "talking",
    "talks",
    "wonder",
    "wrote",
];

/// Whether an "about" that begins at a place says what the words before it are about, and hedges no number.
pub fn names_a_topic(text: &str, at: usize) -> bool {
    let before = cursor::before(text, at);
    cursor::is_blank(before.gap) && WORDS.binary_search(&before.word.to_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_in_order() {
        assert!(WORDS.is_sorted());
    }

    #[test]
    fn what_is_talked_about_is_told_from_what_is_hedged() {
        let topic = |text: &str| names_a_topic(text, text.find("about").expect("it stands there"));
        for text in
            ["articles that talk about 23,000", "Letters about 23,000 men", "nobody wrote about 13,000", "knew about 5"]
        {
            assert!(topic(text), "{text}");
        }
        for text in [
            "still held about 23,000",
            "about 23,000",
            "Of these, about 13,000",
            "reported about 5,000",
            "carried about 7",
        ] {
            assert!(!topic(text), "{text}");
        }
    }
}
