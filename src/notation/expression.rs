//! `measure[code, code] @ when`, sums of such, and relations between sums.

use std::ops::Range;

use super::NotationError;
use super::constant::{Constant, factor};
use crate::base::number::Number;

/// A part of a text, with its place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'t> {
    /// The part.
    pub text: &'t str,
    /// Its bytes in the whole.
    pub range: Range<usize>,
}

/// A code as written: `german`, or `nationality=german`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeName<'t> {
    /// The dimension, where it is named.
    pub dimension: Option<Piece<'t>>,
    /// The code.
    pub code: Piece<'t>,
}

/// A quantity as written, names not looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuantityText<'t> {
    /// The measure; `*` in a pattern means any.
    pub measure: Piece<'t>,
    /// The codes, in the order written.
    pub codes: Vec<CodeName<'t>>,
    /// The EDTF text after `@`; a term without one takes the last term's.
    pub when: Option<Piece<'t>>,
}

/// `number * quantity`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term<'t> {
    /// The factor; negative after `-`.
    pub factor: Number,
    /// What it multiplies.
    pub quantity: QuantityText<'t>,
}

/// A sum of terms, and in relations of numbers and lengths of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expression<'t> {
    /// The terms, in the order written.
    pub terms: Vec<Term<'t>>,
    /// What is added besides.
    pub constant: Constant,
    /// The EDTF text after `@` behind a number; it serves every term that has none.
    pub when: Option<Piece<'t>>,
}

/// How the two sides of a relation compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
    /// `<`
    Less,
    /// `>`
    More,
}

impl Comparison {
    /// The sign.
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::Equal => "=",
            Comparison::AtMost => "<=",
            Comparison::AtLeast => ">=",
            Comparison::Less => "<",
            Comparison::More => ">",
        }
    }

    /// How the right side compares with the left.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Comparison::Equal => Comparison::Equal,
            Comparison::AtMost => Comparison::AtLeast,
            Comparison::AtLeast => Comparison::AtMost,
            Comparison::Less => Comparison::More,
            Comparison::More => Comparison::Less,
        }
    }
}

/// Two sums and how they compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationText<'t> {
    /// The left side.
    pub left: Expression<'t>,
    /// The comparison.
    pub comparison: Comparison,
    /// The right side.
    pub right: Expression<'t>,
}

/// The most terms an expression may have.
const MOST_TERMS: usize = 10_000;

/// Reads one quantity.
///
/// # Errors
/// Where the text is not `measure[code, …] @ when`.
pub fn quantity(text: &str) -> Result<QuantityText<'_>, NotationError> {
    single(text, false)
}

/// Reads a pattern of quantities, as in `only:` and in filters: a quantity whose
/// measure may be `*` and which may be without a when.
///
/// # Errors
/// Where the text is not `measure[code, …] @ when` or `*[code, …] @ when`.
pub fn pattern(text: &str) -> Result<QuantityText<'_>, NotationError> {
    single(text, true)
}

fn single(text: &str, star: bool) -> Result<QuantityText<'_>, NotationError> {
    if let Some(error) = NotationError::trap(text) {
        return Err(error);
    }
    read_quantity(&whole(text), star)
}

/// Reads a sum of quantities.
///
/// # Errors
/// Where a term is not a quantity, or an operator has nothing beside it.
pub fn expression(text: &str) -> Result<Expression<'_>, NotationError> {
    if let Some(error) = NotationError::trap(text) {
        return Err(error);
    }
    let mut sum = read_sum(&whole(text), false)?;
    let last = sum.terms.last().and_then(|term| term.quantity.when.clone());
    share_when(&mut sum, last.as_ref());
    Ok(sum)
}

/// Reads a relation between two sums.
///
/// # Errors
/// Where there is not exactly one of `=`, `<=`, `>=`, `<`, `>` between spaces, a side is not a sum, or there is no
/// quantity on either side.
pub fn relation(text: &str) -> Result<RelationText<'_>, NotationError> {
    const SIGNS: [(&str, Comparison); 7] = [
        (" = ", Comparison::Equal),
        (" <= ", Comparison::AtMost),
        (" >= ", Comparison::AtLeast),
        (" < ", Comparison::Less),
        (" > ", Comparison::More),
        (" \u{2264} ", Comparison::AtMost),
        (" \u{2265} ", Comparison::AtLeast),
    ];
    if let Some(error) = NotationError::trap(text) {
        return Err(error);
    }
    let mut found = None;
    for (sign, comparison) in SIGNS {
        for (at, _) in text.match_indices(sign).take(2) {
            if found.is_some() {
                return Err(NotationError::new(at..at + sign.len(), "a relation compares only once"));
            }
            found = Some((at, at + sign.len(), comparison));
        }
    }
    let Some((left_end, right_start, comparison)) = found else {
        let message = "a relation needs `=`, `<=`, `>=`, `<` or `>` between spaces";
        return Err(NotationError::new(0..text.len(), message));
    };
    let mut left = read_sum(&trimmed(text, 0..left_end), true)?;
    let mut right = read_sum(&trimmed(text, right_start..text.len()), true)?;
    if left.terms.is_empty() && right.terms.is_empty() {
        return Err(NotationError::new(0..text.len(), "a relation is of quantities: `held[german] @ 1950 = 0`"));
    }
    let written = right.terms.last().or(left.terms.last());
    let last = right.when.clone().or_else(|| written.and_then(|term| term.quantity.when.clone()));
    share_when(&mut left, last.as_ref());
    share_when(&mut right, last.as_ref());
    Ok(RelationText { left, comparison, right })
}

fn share_when<'t>(sum: &mut Expression<'t>, when: Option<&Piece<'t>>) {
    for term in &mut sum.terms {
        if term.quantity.when.is_none() {
            term.quantity.when = when.cloned();
        }
    }
}

fn whole(text: &str) -> Piece<'_> {
    trimmed(text, 0..text.len())
}

/// The part of `text` in `range`, without blanks around it.
fn trimmed(text: &str, range: Range<usize>) -> Piece<'_> {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let inner = part.trim();
    Piece { text: inner, range: start..start + inner.len() }
}

fn sub<'t>(piece: &Piece<'t>, range: Range<usize>) -> Piece<'t> {
    let inner = trimmed(piece.text, range);
    Piece { text: inner.text, range: piece.range.start + inner.range.start..piece.range.start + inner.range.end }
}

fn read_sum<'t>(piece: &Piece<'t>, in_relation: bool) -> Result<Expression<'t>, NotationError> {
    let mut terms = Vec::new();
    let mut constant = Constant::default();
    let mut when = None;
    let mut start = 0;
    let mut negative = false;
    let operators = piece.text.as_bytes().windows(3).enumerate();
    let mut cuts: Vec<(usize, bool)> = operators
        .filter(|(_, window)| *window == b" + " || *window == b" - ")
        .map(|(at, window)| (at, window[1] == b'-'))
        .collect();
    if cuts.len() >= MOST_TERMS {
        return Err(NotationError::new(piece.range.clone(), format!("more than {MOST_TERMS} terms")));
    }
    cuts.push((piece.text.len(), false));
    for (end, next_negative) in cuts {
        // Two operators in a row share the blank between them.
        let term = sub(piece, start.min(end)..end);
        let number = match term.text.split_once('@') {
            Some((number, _)) => sub(&term, 0..number.len()),
            None => term.clone(),
        };
        match Constant::read(number.text).filter(|_| in_relation) {
            Some(Ok(own)) => {
                constant = constant.plus(&own, if negative { -1 } else { 1 });
                if let Some(at) = term.text.find('@') {
                    when = Some(sub(&term, at + 1..term.text.len())).filter(|when| !when.text.is_empty());
                }
            }
            Some(Err(message)) => return Err(NotationError::new(term.range.clone(), message)),
            None => terms.push(read_term(&term, negative)?),
        }
        start = end + 3;
        negative = next_negative;
    }
    Ok(Expression { terms, constant, when })
}

fn read_term<'t>(piece: &Piece<'t>, negative: bool) -> Result<Term<'t>, NotationError> {
    let (factor, quantity) = match piece.text.find(" * ") {
        Some(at) => {
            let number = sub(piece, 0..at);
            let factor = factor(number.text).map_err(|message| NotationError::new(number.range.clone(), message))?;
            (factor, sub(piece, at + 3..piece.text.len()))
        }
        None => (Number::from(1), piece.clone()),
    };
    let factor = if negative { -factor } else { factor };
    Ok(Term { factor, quantity: read_quantity(&quantity, false)? })
}

fn read_quantity<'t>(piece: &Piece<'t>, star: bool) -> Result<QuantityText<'t>, NotationError> {
    let (front, when) = match piece.text.find('@') {
        Some(at) => {
            let when = sub(piece, at + 1..piece.text.len());
            if when.text.is_empty() {
                let at = piece.range.start + at;
                return Err(NotationError::new(at..at + 1, "after `@` stands when: a date such as 1950-05-04"));
            }
            (sub(piece, 0..at), Some(when))
        }
        None => (piece.clone(), None),
    };
    let (measure, codes) = match front.text.find('[') {
        Some(open) => (sub(&front, 0..open), read_codes(&front, open)?),
        None => (front.clone(), Vec::new()),
    };
    let is_star = star && measure.text == "*";
    // A code may be `18-59`, but a measure that begins with a digit would read like a number.
    let is_name = is_identifier(measure.text) && measure.text.starts_with(char::is_alphabetic);
    if !is_star && !is_name {
        return Err(not_a_measure(&measure, piece));
    }
    Ok(QuantityText { measure, codes, when })
}

fn read_codes<'t>(front: &Piece<'t>, open: usize) -> Result<Vec<CodeName<'t>>, NotationError> {
    let Some(inside) = front.text.strip_suffix(']') else {
        let at = front.range.start + open;
        return Err(NotationError::new(at..front.range.end, "`[` needs a `]` before `@` or the end"));
    };
    let mut codes = Vec::new();
    let mut start = open + 1;
    for part in inside[open + 1..].split(',') {
        let code = sub(front, start..start + part.len());
        start += part.len() + 1;
        let (dimension, code) = match code.text.find('=') {
            Some(at) => (Some(sub(&code, 0..at)), sub(&code, at + 1..code.text.len())),
            None => (None, code),
        };
        for name in dimension.iter().chain([&code]) {
            if !is_identifier(name.text) {
                let message = format!("`{}` is not a code: codes are lower-case words joined by `-`", name.text);
                return Err(NotationError::new(name.range.clone(), message));
            }
        }
        codes.push(CodeName { dimension, code });
    }
    Ok(codes)
}

fn not_a_measure(measure: &Piece<'_>, piece: &Piece<'_>) -> NotationError {
    let range = if measure.text.is_empty() { piece.range.clone() } else { measure.range.clone() };
    let text = measure.text;
    let message = if text.is_empty() {
        "a quantity is missing here: `measure[code] @ when`".to_owned()
    } else if text == "?" {
        "still to be filled in: the quantity that the number is of, such as `held[german] @ 1950-05-04`".to_owned()
    } else if text.chars().next().is_some_and(|c| c.is_ascii_digit()) {
        let more = "; numbers and lengths of time such as `15 years` stand by themselves in relations and rules only";
        format!("`{text}` is not a quantity: numbers stand before ` * `, dates after `@`{more}")
    } else if text.contains(['+', '=', '<', '>', '*']) {
        format!("`{text}` is not a quantity: operators stand between spaces")
    } else {
        format!("`{text}` is not a measure: measures are lower-case words joined by `-`")
    };
    NotationError::new(range, message)
}

/// Whether a text is an identifier: lower-case words of letters and digits, joined by single `-`, NFC.
pub fn is_identifier(text: &str) -> bool {
    let word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase());
    text.split('-').all(word) && (text.is_ascii() || unicode_normalization::is_nfc(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(sum: &Expression<'_>) -> String {
        let terms = sum.terms.iter().map(|term| {
            let q = &term.quantity;
            let codes: Vec<_> = q
                .codes
                .iter()
                .map(|code| format!("{}{}", code.dimension.as_ref().map_or("", |d| d.text), code.code.text))
                .collect();
            format!("{}*{}{codes:?}@{}", term.factor, q.measure.text, q.when.as_ref().map_or("", |when| when.text))
        });
        terms.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn sums_share_the_last_when() {
        let sum = expression("died[german] + 2 * missing - 0.5 * held[d=x, y-z] @ 1950-05-04").expect("parses");
        assert_eq!(
            show(&sum),
            "1*died[\"german\"]@1950-05-04 2*missing[]@1950-05-04 -0.5*held[\"dx\", \"y-z\"]@1950-05-04"
        );
        let sum = expression("held @ 1945 - held @ 1950").expect("parses");
        assert_eq!(show(&sum), "1*held[]@1945 -1*held[]@1950");
    }

    #[test]
    fn relations_have_two_sides() {
        let relation = relation("held[german] = held[a] + held[b] @ 1950").expect("parses");
        assert_eq!(relation.comparison, Comparison::Equal);
        assert_eq!(show(&relation.left), "1*held[\"german\"]@1950");
        assert_eq!(relation.right.terms.len(), 2);
    }

    #[test]
    fn errors_point_at_the_part_that_is_wrong() {
        for (text, wrong) in [
            ("held[German] @ 1950", "German"),
            ("held[a @ 1950", "[a"),
            ("held @", "@"),
            ("held + 5 @ 1950", "5"),
            ("x * held", "x"),
            ("held[a]+died @ 1950", "[a]+died"),
            ("held\u{a0}@ 1950", "\u{a0}"),
            ("", ""),
        ] {
            let error = expression(text).expect_err(text);
            assert_eq!(&text[error.range.clone()], wrong, "{text}: {}", error.message);
        }
        assert!(relation("held @ 1950").is_err());
        assert!(relation("a = b = c @ 1950").is_err());
    }

    #[test]
    fn identifiers_are_lower_case_words() {
        for good in ["a", "war-criminal", "cia-1953", "größe"] {
            assert!(is_identifier(good), "{good}");
        }
        for bad in ["", "A", "a_b", "a--b", "-a", "a b", "a/b", "gro\u{308}ße"] {
            assert!(!is_identifier(bad), "{bad}");
        }
    }
}
