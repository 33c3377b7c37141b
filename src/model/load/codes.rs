//! The codes of load errors, each with its explanation.

use crate::base::message::{Code, Severity};

macro_rules! codes {
    ($($constant:ident = $id:literal $name:literal $severity:ident: $explanation:literal;)*) => {
        $(pub(super) const $constant: &Code =
            &Code { id: $id, name: $name, severity: Severity::$severity, explanation: $explanation };)*

        /// All codes of this module, in order.
        pub(crate) const ALL: &[&Code] = &[$($constant),*];
    };
}

codes! {
    UNREADABLE = "GS001" "unreadable-file" Error:
"A file or folder of the collection could not be read: it is missing, may not be read, is no plain
file, or is larger than 4 GiB. Nothing is said about claims until it can be read, because what it
holds might contradict or support any of them.

Check the file's name and permissions. Pipes and devices are never opened.";
    NOT_UTF8 = "GS002" "not-utf8" Error:
"A file is not UTF-8. The message names the line of the first byte that is not.

Save the file as UTF-8 in your editor; older Windows programs call this \"Unicode (UTF-8)\".";
    LEADS_OUTSIDE = "GS003" "leads-outside" Error:
"A link in the collection's folder, or a path named in a file, leads out of the folder. gainsay reads
nothing outside a collection, so that a collection from somebody else can be checked without risk.

Copy the file into the collection, or name a path inside the folder of texts: no leading `/`, no `..`.";
    NO_COLLECTION = "GS004" "no-collection" Error:
"The folder has no `gainsay.ron`, the file that makes a folder a collection, or that file does not
hold `Collection(…)`.

`gainsay init FOLDER` makes a new collection with an example of each kind of file.";
    WRONG_ROOT = "GS005" "wrong-root" Error:
"Each file holds one value: `Collection(…)` (only in `gainsay.ron`), `Vocabulary(…)`, `Source(…)`,
`Rules([…])` or `Judgements([…])`. The file is empty, begins otherwise, or goes on after its value.";
    SYNTAX = "GS006" "syntax" Error:
"The text is not RON: a bracket or quotation mark that is not closed, a comma that is missing, a word
where a value should stand. The other claims of the file are read all the same.

A string stands in double quotes; inside it, `\\\"` is a quotation mark and `\\\\` a backslash. A string
with many of them can be written `r#\"…\"#`.";
    UNKNOWN_FIELD = "GS007" "unknown-field" Error:
"A field of this name does not exist here. A misspelt field is never passed over in silence, because
what it says would be lost.";
    MISSING_FIELD = "GS008" "missing-field" Error:
"A field that everything of this kind needs is missing: a claim, for instance, needs `id` and `says`.";
    DUPLICATE_FIELD = "GS009" "duplicate-field" Error:
"A field, or a key of a map, stands twice in one place. Only one of the two can be meant, and gainsay does
not guess which: keep one.";
    WRONG_VALUE = "GS010" "wrong-value" Error:
"A field has a value that it cannot have: another kind of value (`1939063` where text in quotes is
expected), a word that is none of those possible (`mode: Planed`), or a number out of range.

Figures are always written as text, `is: \"1,939,063\"`, because the wording is part of the claim.";
    TYPOGRAPHY = "GS011" "typographic-trap" Error:
"A character that looks like another one, or like none: a typographic quotation mark in place of `\"`, a
no-break space, U+2212 in place of `-`, a byte order mark, or a control character that changes the
order in which text is displayed. Word processors put them in.

Inside a quote they are kept, for they may stand in the source; only characters that hide what is
really written are warned of there.";
    BAD_NAME = "GS012" "bad-name" Error:
"Names are lower-case words of letters and digits joined by `-`, in Unicode's composed form (NFC):
`war-criminal`, `cia-1953`. So a name looks the same wherever it is written.";
    BAD_QUANTITY = "GS013" "bad-quantity" Error:
"The text is not a quantity, a sum of quantities, or a relation.

A quantity is `measure[code, code] @ when`: `repatriated[german] @ 1950-05-04`. A sum joins them with
` + ` and ` - `, with numbers before ` * `; a relation has ` = `, ` <= ` or ` >= ` between two sums.
Operators stand between spaces, because names contain `-`.";
    BAD_VALUE = "GS014" "bad-value" Error:
"The wording cannot be read as an interval of numbers.

Write `1,939,063`, `about 7,000,000`, `less than 20`, `230,000..360,000`, `1.0 million`, `half of
captured @ 1945`, or a phrase of the lexicon such as `a few score`. Points do not group digits:
`1.939.063` is written `1,939,063`. A phrase that the lexicon lacks can be added to `lexicon` in
`gainsay.ron`.";
    BAD_DATE = "GS015" "bad-date" Error:
"The text is not a date in the Extended Date/Time Format (EDTF, ISO 8601-2): `1950-05-04`, `1950-05`,
`1949~` (about), `193X` (the 1930s), `1945/1950` (throughout), `[1945..1950]` (some time in it).";
    BAD_TABLE = "GS016" "bad-table" Error:
"A file cannot be read as the table that a source says it is: a quotation mark that is never closed, a row of
another length than the header, a NUL byte, too many columns, another edition than its checksum names, or cells
in a column that cannot be read.

A table has one header, which names its columns, and rows of as many cells. What stands above the header is left out with
`header: [LINE]`, what stands below the last row with `until: \"WORDS\"`.";
    ODD_TABLE = "GS017" "odd-table" Warning:
"A table could be read, and what came of it is odd, for a wrong mapping looks like success: one quantity has two
figures in it, two texts become one code, codes occur in one of several tables only, nothing is read, or so many
cells that some are left out. Columns that nothing reads are told as a note.

Look at the rows that are named. A column that tells things apart belongs into `codes`; one thing that is
written in two ways is brought together with `rename`; what is left out on purpose is named in `unread`.";
    UNKNOWN_NAME = "GS101" "unknown-name" Error:
"Something is named that is defined nowhere: a measure, a code of a dimension, a party, a source, a
claim, a proposition. A claim of the same source is named `claim`, one of another `source/claim`.";
    DUPLICATE_NAME = "GS102" "duplicate-name" Error:
"Two things of one kind have the same name, so that a reference could mean either. The message shows both
places: rename one of them, and what refers to it.";
    CYCLE = "GS103" "cycle" Error:
"Things lead back to themselves that cannot: a code that is `in` itself by way of others, or claims each
of which is computed from, corrects or supports the next.

Claims that repeat one another in a circle, and sources that cite one another, are no error: that happens,
and is reported as circular reporting (`GS501`).";
    WRONG_KIND = "GS104" "wrong-kind" Error:
"The name exists, but as another kind of thing: a side where a party is meant, a source where a claim
is. The message says what it is.";
    AMBIGUOUS_NAME = "GS105" "ambiguous-name" Error:
"Several things have this name: a claim's short name that several sources use, or a code that several
dimensions have. Write `source/claim`, or `dimension=code`.";
    TWO_CODES = "GS106" "two-codes" Error:
"A quantity has one code of each dimension; here two of the same dimension are named.";
    WRONG_WHEN = "GS107" "wrong-when" Error:
"A stock or a cumulative measure needs a when (`held @ 1950`); a fixed one has none.";
}
