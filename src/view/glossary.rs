//! The words in which findings are told, explained.

use crate::base::message::nearest;

/// A word with its explanation.
#[derive(Debug)]
pub struct Term {
    /// The word.
    pub word: &'static str,
    /// What it means, and what to do with it.
    pub explanation: &'static str,
}

/// Every word that is explained.
pub const TERMS: &[Term] = &[
    Term {
        word: "dispute",
        explanation: "\
A dispute is one quarrel: who disagrees with whom about what. Often many contradictions tell of the same quarrel, because
a figure can be reached by many sums. They are gathered, the plainest tells it, and the others are its ways.

`gainsay list disputes` lists them; `gainsay show C-… --ways` tells one with its other ways.",
    },
    Term {
        word: "contradiction",
        explanation: "\
A contradiction is a smallest set of claims that, with the rules of the collection, cannot all be true: take away any one
of them, and the others can be. It is proved by a sum that anyone can add up again. Which of its claims is wrong it does
not say.

It is `hard` or `conditional`; where claims agree once their words are taken loosely, it is a `tension`.",
    },
    Term {
        word: "hard",
        explanation: "\
A contradiction is hard where it rests on definitions alone: on what the words mean, and on counting each thing once.
Whoever accepts the claims as they are read cannot escape it.",
    },
    Term {
        word: "conditional",
        explanation: "\
A contradiction is conditional where it rests on an assumption, such as that nobody joins those who are held after the war,
or on one of several readings of a claim. What it rests on is named; who does not share it need not see a contradiction.

`gainsay check --assume none` leaves out all assumptions, `--without RULE` one.",
    },
    Term {
        word: "tension",
        explanation: "\
A tension is between claims that contradict each other if their numbers are taken at their word, and agree once every
\u{201c}about\u{201d} and \u{201c}nearly\u{201d} is granted: \u{201c}about 7,000,000\u{201d} and 7,325,455, for instance. It counts for no exit code.",
    },
    Term {
        word: "passed",
        explanation: "\
A test was passed where claims from different places could have contradicted each other, by a rule or about one quantity,
and did not: a sum that adds up, two sources that agree. Many passed tests are a reason to trust the figures that took
part in them.

`gainsay check --passed` and `gainsay list agreements` tell them.",
    },
    Term {
        word: "moment",
        explanation: "\
A moment is a time at which a quantity has one value. A claim for \u{201c}1950\u{201d} means some moment of that year, and nobody says
which; two claims for 1950 need not mean the same one. That they do is the assumption `same-moment`; that a count up to 1950
goes up to its last day, the assumption `by-the-end`.",
    },
    Term {
        word: "way",
        explanation: "\
A way of a dispute is one of the contradictions in which it can be told: other claims, or another sum, between the same
parties about the same thing.",
    },
    Term {
        word: "reading",
        explanation: "\
A reading is how the words of a source become a number, or a range of numbers, of one quantity. A claim may have several
readings where its words leave open which is meant; each is tried, and what rests on one of them says so.",
    },
];

/// The explanation of a word, in the singular or in the plural.
pub fn find(word: &str) -> Option<&'static Term> {
    let word = word.to_lowercase();
    TERMS.iter().find(|term| word == term.word || word.strip_suffix('s') == Some(term.word))
}

/// The explained word that is spelt most like a text.
pub fn near(text: &str) -> Option<&'static str> {
    nearest(&text.to_lowercase(), TERMS.iter().map(|term| term.word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_both_numbers() {
        assert_eq!(find("Disputes").map(|term| term.word), Some("dispute"));
        assert_eq!(find("passed").map(|term| term.word), Some("passed"));
        assert!(find("GS201").is_none());
        for term in TERMS {
            assert!(term.explanation.ends_with('.'), "{}", term.word);
        }
    }
}
