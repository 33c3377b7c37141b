//! What can be wrong with a document that views are embedded in.

use crate::base::message::{Code, Severity};

/// The codes, in the order of their ids.
pub const CODES: &[&Code] = &[
    &UNREADABLE,
    &UNKNOWN_KIND,
    &WRONG_OPTION,
    &NOT_IN_COLLECTION,
    &NO_VALUE,
    &NOT_FILLED,
    &AS_TABLE,
    &IMAGE_LINKED,
    &EXPECTED_OTHER,
    &OUT_OF_DATE,
];

pub(super) const UNREADABLE: Code = Code {
    id: "GS701",
    name: "unreadable-view",
    severity: Severity::Error,
    explanation: "A view or a live number in a document is not written as one.

A view is a fenced block: three backticks, `gainsay`, the kind of view, then one `key: value` a line, and
the closing fence. A live number stands in running text, in double braces: `{{gainsay claim NAME}}`, with
options after semicolons. Both must end: a block by its fence, a live number by `}}` before the next empty
line. A document holds at most 10,000 of them.

What to do: write it as in docs/format.md. A live number that is to be shown as it is written gets a
backslash before its braces, or stands in code.",
};

pub(super) const UNKNOWN_KIND: Code = Code {
    id: "GS702",
    name: "unknown-view",
    severity: Severity::Error,
    explanation: "A document asks for a kind of view or of live number that does not exist.

The kinds of views are the diagrams, `contradiction`, `bounds`, and lists such as `claims`; the kinds of live
numbers are `claim`, `gap`, `bounds` and others. Where one is spelt much like what was written, it is named.

What to do: write a kind that exists; docs/format.md lists them.",
};

pub(super) const WRONG_OPTION: Code = Code {
    id: "GS703",
    name: "wrong-option",
    severity: Severity::Error,
    explanation: "An option of a view or of a live number is misspelt, given twice, or has a value that it cannot have.

Every option is checked, because one that is passed over in silence shows something else than was asked
for: `abuot: german` would show everything.

What to do: the message names the options that this kind of view takes, or the values that the option takes.",
};

pub(super) const NOT_IN_COLLECTION: Code = Code {
    id: "GS704",
    name: "not-in-collection",
    severity: Severity::Error,
    explanation: "A document names a claim, party, side, source, quantity, rule or contradiction that the collection does not have.

The collection may have changed since the document was written: a claim was renamed, or a figure was
corrected, and with it the id of the contradiction in which it takes part.

What to do: write the name as it is now. A contradiction can be named by its claims instead of its id,
`claim+claim`: these names are stable when figures are corrected.",
};

pub(super) const NO_VALUE: Code = Code {
    id: "GS705",
    name: "no-value",
    severity: Severity::Error,
    explanation: "A live number asks for something that has no value.

A claim that affirms a proposition has no figure; a contradiction between statements has no gap; a quantity
about which nothing is claimed has no bounds.

What to do: ask for what there is: `quote` gives the words of any claim, `bounds` both ends of an interval of
which `least` or `most` may be open.",
};

pub(super) const NOT_FILLED: Code = Code {
    id: "GS706",
    name: "not-filled",
    severity: Severity::Warning,
    explanation: "A live number stands where none can be filled in.

In raw HTML, in the address of a link and in the head of a document between `---` lines, text is not
Markdown, and live numbers stay as they are written. In code that is as it should be, and is not reported.

What to do: move it into the text; or put a backslash before its braces.",
};

pub(super) const AS_TABLE: Code = Code {
    id: "GS707",
    name: "picture-as-table",
    severity: Severity::Warning,
    explanation: "A format cannot show a picture that the document asks for, and shows its table instead.

LaTeX takes pictures as PDF, which gainsay writes only if it was built with `--features raster`. A page of PDF has
a largest size, and the font that is built in lacks some scripts: a table is better than boxes for letters.

What to do: nothing, if the table serves; or write another format; or write `format: table`, which says that
a table is wanted.",
};

pub(super) const IMAGE_LINKED: Code = Code {
    id: "GS708",
    name: "image-linked",
    severity: Severity::Warning,
    explanation: "An image of the document is not shown on the page, but linked to.

The HTML page is one file that needs no network and reads no other file, so that it can be sent and kept.
Images that the document refers to are not part of it.

What to do: nothing, if the link serves; or write Markdown, which leaves images as they are.",
};

pub(super) const EXPECTED_OTHER: Code = Code {
    id: "GS710",
    name: "expected-other",
    severity: Severity::Error,
    explanation: "A live number is not what the document says that it should be.

`{{gainsay claim NAME = 1,939,063}}` says what the author expects, because the sentence around it rests on
it. If the collection comes to say something else, the sentence has to be read again, not only the number
replaced.

What to do: see why the collection changed; then change the sentence, and what it expects.",
};

pub(super) const OUT_OF_DATE: Code = Code {
    id: "GS711",
    name: "out-of-date",
    severity: Severity::Error,
    explanation: "A rendered document no longer follows from the collection.

`report --check` renders the document again and compares the result with the files that were written
before, byte for byte. Each number, table and picture that differs is reported at the place in the
document that it comes from.

What to do: read what changed; then write the report again, without `--check`.",
};
