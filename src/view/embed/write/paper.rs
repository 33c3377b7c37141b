//! Tables as they fit on paper, where nothing can be scrolled.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::view::prose::{Row, Rows, Span};

/// So many characters stand beside each other in a table of a page that is set as LaTeX and Typst set one.
pub(super) const ROOM: usize = 84;
/// What parts two columns, in characters.
pub(super) const BETWEEN: usize = 3;
/// No column is given room for more characters than this while others need some.
const WISH: usize = 60;
/// The heading of the column that holds what has none of its own.
const BESIDES: &str = "besides";

/// A table, with how wide its columns are to be.
pub(super) struct Fitted {
    pub(super) rows: Rows,
    /// The columns' widths, in tenths of a character.
    pub(super) widths: Vec<usize>,
    /// What holds for all rows and stands in none.
    pub(super) always: Option<String>,
}

/// The table with columns that are wide enough for what cannot be broken. Where these are too many, what is the same in
/// all rows is told once, and the columns that tell the least are told in one.
pub(super) fn fitted(rows: &Rows) -> Fitted {
    let all: Vec<usize> = (0..rows.columns.len()).collect();
    if let Some(widths) = widths(rows) {
        return Fitted { rows: chosen(rows, &all), widths, always: None };
    }
    let constant: Vec<usize> = all.iter().copied().filter(|&at| is_constant(rows, at)).collect();
    let told: Vec<String> =
        constant.iter().map(|&at| format!("{}: {}", rows.columns[at], words(&rows.rows[0].cells[at]))).collect();
    let always = (!told.is_empty()).then(|| format!("In all rows {}.", told.join("; ")));
    let differing: Vec<usize> = all.into_iter().filter(|at| !constant.contains(at)).collect();
    let fewer = chosen(rows, &differing);
    let order = telling_least(&fewer);
    let foldings = std::iter::once(0).chain(2..=order.len()).map(|count| folded(&fewer, &order[..count]));
    let mut last = None;
    for folding in foldings {
        if let Some(widths) = widths(&folding) {
            return Fitted { rows: folding, widths, always };
        }
        last = Some(folding);
    }
    // One word alone is wider than the page.
    let rows = last.unwrap_or(fewer);
    let widths = equal(rows.columns.len());
    Fitted { rows, widths, always }
}

/// The columns but the first, beginning with those in which the fewest different things stand; of several the last.
fn telling_least(rows: &Rows) -> Vec<usize> {
    let different = |at: usize| {
        let cells = rows.rows.iter().filter_map(|row| row.cells.get(at)).map(|cell| words(cell));
        cells.filter(|words| !words.is_empty()).collect::<BTreeSet<String>>().len()
    };
    let mut columns: Vec<usize> = (1..rows.columns.len()).collect();
    columns.sort_by_key(|&at| (different(at), Reverse(at)));
    columns
}

fn is_constant(rows: &Rows, at: usize) -> bool {
    let mut cells = rows.rows.iter().map(|row| row.cells.get(at));
    let first = cells.next().flatten();
    rows.rows.len() > 1 && first.is_some_and(|cell| !has_note(cell)) && cells.all(|cell| cell == first)
}

fn has_note(cell: &[Span]) -> bool {
    cell.iter().any(|span| matches!(span, Span::Note(_)))
}

/// Some of the columns.
fn chosen(rows: &Rows, columns: &[usize]) -> Rows {
    let cells = |row: &Row| columns.iter().map(|&at| row.cells.get(at).cloned().unwrap_or_default()).collect();
    Rows {
        caption: rows.caption.clone(),
        columns: columns.iter().map(|&at| rows.columns[at].clone()).collect(),
        numeric: (0..columns.len()).filter(|&at| rows.numeric.contains(&columns[at])).collect(),
        rows: rows
            .rows
            .iter()
            .map(|row| Row { claim: row.claim.clone(), weight: row.weight, cells: cells(row) })
            .collect(),
    }
}

/// The other columns, and what stands in these, with their headings, in one more.
fn folded(rows: &Rows, into_one: &[usize]) -> Rows {
    let all = 0..rows.columns.len();
    let kept: Vec<usize> = all.clone().filter(|at| !into_one.contains(at)).collect();
    let mut folded = chosen(rows, &kept);
    if into_one.is_empty() {
        return folded;
    }
    folded.columns.push(BESIDES.to_owned());
    for (row, whole) in folded.rows.iter_mut().zip(&rows.rows) {
        let mut besides = Vec::new();
        for at in all.clone().filter(|at| into_one.contains(at)) {
            let Some(cell) = whole.cells.get(at).filter(|cell| !words(cell).is_empty() || has_note(cell)) else {
                continue;
            };
            let before = if besides.is_empty() { "" } else { "; " };
            besides.push(Span::Text(format!("{before}{}: ", rows.columns[at])));
            besides.extend(cell.iter().cloned());
        }
        row.cells.push(besides);
    }
    folded
}

/// How wide the columns should be beside each other; none where what cannot be broken is wider than the page.
fn widths(rows: &Rows) -> Option<Vec<usize>> {
    let cells = |at: usize| {
        let strong = |row: &Row, width: usize| if row.is_strong() { bold(width) } else { width };
        let cells = rows.rows.iter().map(move |row| (row, row.cells.get(at).map_or(&[][..], Vec::as_slice)));
        cells.map(move |(row, cell)| [least(cell), whole(cell)].map(|width| strong(row, width)))
    };
    let column = |at: usize| {
        let head = &rows.columns[at];
        let own = [bold(unbroken(head)), bold(head.chars().count())];
        cells(at).fold(own, |[least, wish], [a, b]| [least.max(a), wish.max(b)])
    };
    let columns: Vec<[usize; 2]> = (0..rows.columns.len()).map(column).collect();
    let needed = columns.iter().map(|[least, _]| least + BETWEEN).sum::<usize>().saturating_sub(BETWEEN);
    if needed > ROOM {
        return None;
    }
    let left = ROOM - needed;
    let wishes: Vec<usize> = columns.iter().map(|[least, wish]| (*wish).min(WISH).saturating_sub(*least)).collect();
    let sum_of_wishes = wishes.iter().sum::<usize>().max(1);
    let widths = columns
        .iter()
        .zip(&wishes)
        .map(|([least, _], wish)| 10 * least + 10 * (wish * left.min(sum_of_wishes)) / sum_of_wishes);
    Some(widths.collect::<Vec<usize>>()).filter(|widths| !widths.is_empty()).or_else(|| Some(equal(1)))
}

/// The widths of columns that share a page.
pub(super) fn equal(columns: usize) -> Vec<usize> {
    let columns = columns.max(1);
    vec![(10 * ROOM / columns).saturating_sub(10 * BETWEEN).max(10); columns]
}

/// How wide the widest thing in a cell is that stands on one line.
fn least(cell: &[Span]) -> usize {
    // Spans are not parted: no blank needs to lie between them.
    let pieces = cell.iter().map(|span| match span {
        Span::Note(_) => 2,
        Span::Code(text) | Span::Claim(_, text) | Span::Contradiction(text) => wide(unbroken(text)),
        span => unbroken(span.words()),
    });
    pieces.max().unwrap_or(0)
}

fn whole(cell: &[Span]) -> usize {
    let widths = cell.iter().map(|span| match span {
        Span::Note(_) => 2,
        Span::Code(text) | Span::Claim(_, text) | Span::Contradiction(text) => wide(text.chars().count()),
        span => span.words().chars().count(),
    });
    widths.sum()
}

fn words(cell: &[Span]) -> String {
    cell.iter().map(Span::words).collect()
}

/// The longest piece of a text without a place to break it.
fn unbroken(text: &str) -> usize {
    let pieces = text.split(char::is_whitespace).flat_map(|word| word.split_inclusive(['-', '/']));
    pieces.map(|piece| piece.chars().count()).max().unwrap_or(0)
}

/// What letters of one width take more than others, in the mean.
fn wide(width: usize) -> usize {
    (width * 11).div_ceil(10)
}

fn bold(width: usize) -> usize {
    (width * 23).div_ceil(20)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: &[&str], rows: &[&[&str]]) -> Rows {
        Rows {
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            rows: rows.iter().map(|row| Row::plain(row.iter().map(|cell| (*cell).to_owned()))).collect(),
            ..Rows::default()
        }
    }

    fn shown(fitted: &Fitted) -> Vec<String> {
        let rows = fitted.rows.rows.iter().map(|row| row.cells.iter().map(|cell| words(cell)).collect::<Vec<_>>());
        let mut lines = vec![fitted.rows.columns.join(" | ")];
        lines.extend(rows.map(|row| row.join(" | ")));
        lines
    }

    #[test]
    fn a_table_that_fits_stays_as_it_is() {
        let fitted = fitted(&table(&["who", "says"], &[&["TASS", "13,000"], &["UN", "70,000 and some more words"]]));
        assert_eq!(shown(&fitted), ["who | says", "TASS | 13,000", "UN | 70,000 and some more words"]);
        assert_eq!(fitted.always, None);
        assert!(fitted.widths[1] > fitted.widths[0], "{:?}", fitted.widths);
    }

    #[test]
    fn what_is_the_same_is_told_once_and_what_tells_least_in_one_column() {
        let [long, other] = ["unbroken".repeat(4), "unparted".repeat(3)];
        let columns = ["one", "two", "three", "four", "five"];
        let rows: &[&[&str]] = &[&[&long, &other, &long, "3", ""], &[&other, &other, &long, "4", &other]];
        let fitted = fitted(&table(&columns, rows));
        assert_eq!(fitted.always.as_deref(), Some(format!("In all rows two: {other}; three: {long}.").as_str()));
        assert_eq!(
            shown(&fitted),
            ["one | four | five".to_owned(), format!("{long} | 3 | "), format!("{other} | 4 | {other}")]
        );

        // The side, of which there are two, and the gap, of which there is one, are told beside the others.
        let columns = ["quantity", "side", "claim", "gap", "says"];
        let [a, b, c] = ["claimclaimclaimclaima", "claimclaimclaimclaimb", "claimclaimclaimclaimc"];
        let rows: &[&[&str]] = &[
            &[&other, "soviet-as-a-whole", a, "1000000000000", "1"],
            &[&long, "soviet-as-a-whole", b, "", "2"],
            &[&long, "national-governments", c, "", "3"],
        ];
        let fitted = super::fitted(&table(&columns, rows));
        assert_eq!(fitted.always, None);
        assert_eq!(
            shown(&fitted),
            [
                "quantity | claim | says | besides".to_owned(),
                format!("{other} | {a} | 1 | side: soviet-as-a-whole; gap: 1000000000000"),
                format!("{long} | {b} | 2 | side: soviet-as-a-whole"),
                format!("{long} | {c} | 3 | side: national-governments"),
            ]
        );
    }

    #[test]
    fn no_column_is_narrower_than_its_longest_piece() {
        let columns = ["quantity", "party", "claim", "says", "contradiction"];
        let rows: &[&[&str]] = &[
            &["held[german] @ 1950-05-04", "UN POW Commission", "cia-1953/germans-held-1950", "13,000", "C-7f3a91"],
            &["held[japanese]", "TASS", "cia-1953/japanese-held-1949-with-a-long-tail", "2,467", ""],
        ];
        let fitted = fitted(&table(&columns, rows));
        for (at, width) in fitted.widths.iter().enumerate() {
            let cells = fitted.rows.rows.iter().map(|row| unbroken(&words(&row.cells[at])));
            let longest = cells.chain([unbroken(&fitted.rows.columns[at])]).max().unwrap_or_default();
            assert!(width / 10 >= longest, "{at}: {width} for {longest}");
        }
        let taken = fitted.widths.iter().sum::<usize>() / 10 + BETWEEN * (fitted.widths.len() - 1);
        assert!(taken <= ROOM, "{taken}");
    }

    #[test]
    fn a_word_wider_than_the_page_does_no_harm() {
        let word = "x".repeat(10_000);
        let fitted = fitted(&table(&["a", "b"], &[&[&word, &word], &["1", "2"]]));
        assert_eq!(fitted.rows.columns, ["a", "b"]);
        assert_eq!(fitted.widths, equal(2));
        assert_eq!(super::fitted(&table(&[], &[])).widths, equal(1));
    }
}
