//! The codes of what is found about texts and quotes.

use crate::base::message::{Code, Severity};

/// A text that cannot be read.
pub(super) const MISSING: Code = Code {
    id: "GS401",
    name: "text-missing",
    severity: Severity::Warning,
    explanation: "\
A source names the file of its text (`text: Text(file: …)`), and the folder of texts has no such file, or
none that can be read: it is a folder or a pipe, larger than 1 GiB, or a link that leads out of the folder.
The quotes of its claims cannot be looked up, so that nobody knows whether they are right.

Put the text where it is looked for, or name the folder it lies in with `--texts DIR`.",
};

/// A text with another checksum.
pub(super) const TEXT_CHANGED: Code = Code {
    id: "GS402",
    name: "text-changed",
    severity: Severity::Error,
    explanation: "\
The SHA-256 of a source's text is not the one that is written down beside it. Somebody edited the file,
scanned the document anew, or put another one in its place: what was quoted may no longer stand there.

Quotes are looked up in the text as it is. Restore the text that was read; or, if the new one is better,
see to the quotes that are no longer found and write the new SHA-256 into the source.",
};

/// A text in another encoding.
pub(super) const NOT_UTF8: Code = Code {
    id: "GS403",
    name: "text-not-utf8",
    severity: Severity::Warning,
    explanation: "\
A source's text is not UTF-8. gainsay does not guess which encoding it has: each byte that cannot be read
becomes U+FFFD, so quotes with accents or typographic marks are not found there, and others are.

Convert a copy of the text to UTF-8 (`iconv -f WINDOWS-1252 -t UTF-8`), and write down its SHA-256.",
};

/// A quote that is not there.
pub(super) const NOT_FOUND: Code = Code {
    id: "GS404",
    name: "quote-not-found",
    severity: Severity::Error,
    explanation: "\
A fragment of a claim's quote does not stand in its source's text: neither as it is, nor but for typography
(blanks, hyphenation, quotation marks, dashes, ligatures, accents), capitals and letters that look alike,
nor approximately, with an eighth of it changed. The passage that comes nearest is shown if there is one.

Quote the words as they stand, as few as suffice. Where a page break, a stamp or a footnote parts them, or
where they are a table's row, column and cell, give a list of pieces: `quote: [\"…\", \"…\"]`. The pieces need not
stand in that order. Words that you left out cannot be replaced by `…`: that, too, makes two pieces.",
};

/// A quote that is there more than once.
pub(super) const SEVERAL: Code = Code {
    id: "GS405",
    name: "several-places",
    severity: Severity::Note,
    explanation: "\
A fragment stands in its source's text more than once, so that nobody can say which place is meant. All
places are listed. Nothing is wrong with the quote; it proves less than it could.

Quote a little more, add a piece that stands on the same line, or say what stands around the fragment:
`quote: Quote(exact: \"8\", prefix: \"Polish 190\", suffix: \"…\")`; either may be left out.",
};

/// A quote that is nearly there.
pub(super) const APPROXIMATE: Code = Code {
    id: "GS406",
    name: "quote-approximate",
    severity: Severity::Warning,
    explanation: "\
A fragment does not stand in its source's text as it is quoted; a passage does of which at most an eighth
differs, with the same numbers. Either the quote has a slip of the pen, or the text has one of the scanner,
or the words were put in order or in another grammatical form when they were copied.

The difference is shown. Quote the words as the text has them, errors of the scanner included; what it should
say is matter for the claim's `note`.",
};

/// A quote with other numbers.
pub(super) const OTHER_NUMBERS: Code = Code {
    id: "GS407",
    name: "other-numbers",
    severity: Severity::Error,
    explanation: "\
A passage of the source's text has the words of the quote, or nearly, and other digits: `1,939,063` in the one
and `1,939,036` in the other. Or the quote begins or ends inside a number: `939,063` of `1,939,063`. Digits are
what a figure rests on, so they must agree exactly; only how they are grouped may differ.

Look at the document: either the quote, and perhaps the claim, was copied wrongly, or the text was scanned
wrongly; then quote it as it stands and say so in the claim's `note`.",
};

/// A figure that its quote does not have.
pub(super) const NOT_FIGURE: Code = Code {
    id: "GS408",
    name: "not-the-figure",
    severity: Severity::Warning,
    explanation: "\
A number in a claim's value is not in its quote, and the quote has another that is no date: the claim says
1,939,036 where the quote says 1,939,063. One of the two was probably copied wrongly, or the quote is of
another place.

Numbers in words are read (\u{201c}twenty thousand\u{201d}), and so is the claim's `original`. Claims that are
`ComputedFrom` others, relations and statements are not compared: their numbers are made or are those of others.",
};

/// Quotes that were not looked up.
pub(super) const NOT_CHECKED: Code = Code {
    id: "GS409",
    name: "quotes-not-checked",
    severity: Severity::Note,
    explanation: "\
Claims have quotes and their sources name texts, and there is no folder of texts in which to look the quotes
up. Everything else was checked. Or, as a warning, the search in one text took too long and was cut off.

Name the folder with `--texts DIR`, with the variable GAINSAY_TEXTS, or in `gainsay.ron` if it lies inside the
collection: `texts: \"texts\"`.",
};

/// A claim that quotes nothing.
pub(super) const NO_QUOTE: Code = Code {
    id: "GS412",
    name: "no-quote",
    severity: Severity::Note,
    explanation: "\
The text of a source is at hand, and claims of it have no `quote`. Where in the text they stand cannot be
shown, and whether they are there cannot be checked.

Add the shortest fragment that says it, or a list of fragments.",
};
