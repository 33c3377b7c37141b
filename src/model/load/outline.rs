//! The outline of a file: its kind, its items, and what is wrong with its brackets.

use std::ops::Range;

/// The five kinds of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Root {
    Collection,
    Vocabulary,
    Source,
    Rules,
    Judgements,
}

impl Root {
    pub(super) const NAMES: [&'static str; 5] = ["Collection", "Vocabulary", "Source", "Rules", "Judgements"];

    pub(super) fn named(name: &str) -> Option<Root> {
        Some(match name {
            "Collection" => Root::Collection,
            "Vocabulary" => Root::Vocabulary,
            "Source" => Root::Source,
            "Rules" => Root::Rules,
            "Judgements" => Root::Judgements,
            _ => return None,
        })
    }

    /// The fields that hold lists of items, with the name of each item.
    pub(super) fn lists(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Root::Collection => &[],
            Root::Vocabulary => &[
                ("measures", "Measure"),
                ("dimensions", "Dimension"),
                ("propositions", "Proposition"),
                ("parties", "Party"),
                ("units", "Unit"),
                ("chronology", "Order"),
                ("chains", "Chain"),
            ],
            Root::Source => &[("claims", "Claim"), ("tables", "Table")],
            Root::Rules => &[("", "Rule")],
            Root::Judgements => &[("", "Judgement")],
        }
    }

    pub(super) fn item_names(self) -> &'static [&'static str] {
        match self {
            Root::Collection => &[],
            Root::Vocabulary => &["Measure", "Dimension", "Proposition", "Party", "Unit", "Order", "Chain"],
            Root::Source => &["Claim", "Table"],
            Root::Rules => &["Rule"],
            Root::Judgements => &["Judgement"],
        }
    }
}

/// One item of a list.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// The field it was found in; empty for `Rules` and `Judgements`.
    pub(super) list: &'static str,
    pub(super) range: Range<usize>,
    /// Whether it was already reported as broken.
    pub(super) broken: bool,
}

/// What is wrong with a file's outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    Empty,
    NoRoot(Range<usize>),
    /// A bracket that nothing closes, or that the wrong bracket closes.
    Unclosed {
        open: Range<usize>,
        bracket: u8,
        found: Option<Range<usize>>,
    },
    Unopened(Range<usize>),
    OpenString(Range<usize>),
    OpenComment(Range<usize>),
    Trap(Range<usize>, char),
    /// What stands after the root value.
    Trailing(Range<usize>),
    MissingComma(Range<usize>),
    ListTwice(Range<usize>),
}

/// A file cut up.
#[derive(Debug)]
pub(super) struct Outline {
    pub(super) root: Option<(Root, Range<usize>)>,
    pub(super) items: Vec<Item>,
    /// What to leave out when the head is read, the items of lists above all, and
    /// what to put there: a bracket that was forgotten.
    pub(super) cuts: Vec<(Range<usize>, &'static str)>,
    pub(super) head_broken: bool,
    /// Whether a forgotten bracket was put in, so that more errors in the head say no more.
    pub(super) completed: bool,
    pub(super) faults: Vec<Fault>,
}
