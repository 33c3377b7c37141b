//! `{nationality} in {custodian} custody`: how a quantity is called in words.
//!
//! A name in braces stands for the code of that dimension. What stands in square brackets is left out where a code
//! in them has nothing to say: the first of its dimension, unless it has a phrase of its own.

use super::NotationError;
use super::expression::Piece;

/// A part of a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhrasePart<'t> {
    /// Words as they are.
    Words(&'t str),
    /// The code of a dimension.
    Code(Piece<'t>),
    /// What is left out where a code in it has nothing to say.
    Optional(Vec<PhrasePart<'t>>),
}

/// Reads a phrase.
///
/// # Errors
/// Where a brace or bracket is not closed, or is closed that was not opened.
pub fn phrase(text: &str) -> Result<Vec<PhrasePart<'_>>, NotationError> {
    let mut whole = Vec::new();
    let mut optional: Option<(usize, Vec<PhrasePart<'_>>)> = None;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let next = rest.find(['{', '}', '[', ']']).unwrap_or(rest.len());
        let into = optional.as_mut().map_or(&mut whole, |(_, parts)| parts);
        if next > 0 {
            into.push(PhrasePart::Words(&rest[..next]));
            at += next;
            continue;
        }
        match rest.as_bytes()[0] {
            b'{' => {
                let Some(end) = rest.find('}') else {
                    return Err(NotationError::new(at..text.len(), "`{` needs a `}`"));
                };
                into.push(PhrasePart::Code(Piece { text: &rest[1..end], range: at + 1..at + end }));
                at += end + 1;
            }
            b'[' if optional.is_none() => {
                optional = Some((at, Vec::new()));
                at += 1;
            }
            b']' if optional.is_some() => {
                whole.extend(optional.take().map(|(_, parts)| PhrasePart::Optional(parts)));
                at += 1;
            }
            b'[' => return Err(NotationError::new(at..at + 1, "`[` stands within another `[`")),
            _ => return Err(NotationError::new(at..at + 1, "nothing is open that this would close")),
        }
    }
    match optional {
        Some((start, _)) => Err(NotationError::new(start..text.len(), "`[` needs a `]`")),
        None => Ok(whole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_codes_and_what_may_be_left_out_are_told_apart() {
        let code = |text, range| PhrasePart::Code(Piece { text, range });
        assert_eq!(
            phrase("{kind} forest[ in {region}]"),
            Ok(vec![
                code("kind", 1..5),
                PhrasePart::Words(" forest"),
                PhrasePart::Optional(vec![PhrasePart::Words(" in "), code("region", 19..25)]),
            ])
        );
        assert_eq!(phrase(""), Ok(Vec::new()));
    }

    #[test]
    fn what_is_not_closed_or_not_open_is_told_with_its_place() {
        for (text, range) in [("a {b", 2..4), ("a [b", 2..4), ("a} b", 1..2), ("a] b", 1..2), ("[a [b]]", 3..4)] {
            assert_eq!(phrase(text).map_err(|error| error.range), Err(range), "{text}");
        }
    }
}
