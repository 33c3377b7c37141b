//! Texts with holes for cells.

use std::borrow::Cow;
use std::ops::Range;

/// A text with holes: `{column}`, `{column|0}` (what stands if it is blank), `{column:2}` (its first two characters),
/// `{@}` (what a spread column is about, or holds), `{{` and `}}` (braces).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words that stand as they are.
    Text(String),
    /// A hole.
    Hole(Hole),
}

/// A hole of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hole {
    /// The column whose cell fills it; none for `{@}`.
    pub column: Option<usize>,
    /// What stands if the cell is blank.
    pub instead: Option<String>,
    /// How many of its characters.
    pub first: Option<usize>,
}

/// What is wrong with a template, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// The bytes of the template that are wrong.
    pub range: Range<usize>,
    /// What kind of wrong.
    pub kind: TemplateFaultKind,
}

/// The kinds of wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TemplateFaultKind {
    /// `{` without `}`.
    Unclosed,
    /// `}` without `{`.
    Unopened,
    /// A column that the header does not have.
    NoColumn(String),
}

/// A template filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    /// Whether a cell was blank for which nothing stands in.
    pub lacks: bool,
    /// Whether all cells were blank for which nothing stands in; never where there is no hole.
    pub is_blank: bool,
}

impl Template {
    /// Reads a template over the columns that a header has.
    ///
    /// # Errors
    /// Where braces do not match, or a column is missing.
    pub fn read(text: &str, column: impl Fn(&str) -> Option<usize>) -> Result<Template, TemplateFault> {
        let (mut pieces, mut words, mut at) = (Vec::new(), String::new(), 0);
        while let Some(found) = text[at..].find(['{', '}']) {
            let brace = at + found;
            words.push_str(&text[at..brace]);
            let opens = text[brace..].starts_with('{');
            if text[brace + 1..].starts_with(if opens { '{' } else { '}' }) {
                words.push(if opens { '{' } else { '}' });
                at = brace + 2;
                continue;
            }
            if !opens {
                return Err(TemplateFault { range: brace..brace + 1, kind: TemplateFaultKind::Unopened });
            }
            let Some(length) = text[brace..].find('}') else {
                return Err(TemplateFault { range: brace..text.len(), kind: TemplateFaultKind::Unclosed });
            };
            if !words.is_empty() {
                pieces.push(Piece::Text(std::mem::take(&mut words)));
            }
            let inner = brace + 1..brace + length;
            let hole = hole(&text[inner.clone()], &column)
                .map_err(|name| TemplateFault { range: inner, kind: TemplateFaultKind::NoColumn(name) })?;
            pieces.push(Piece::Hole(hole));
            at = brace + length + 1;
        }
        words.push_str(&text[at..]);
        if !words.is_empty() {
            pieces.push(Piece::Text(words));
        }
        Ok(Template { pieces })
    }

    /// Returns the holes.
    pub fn holes(&self) -> impl Iterator<Item = &Hole> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Hole(hole) => Some(hole),
            Piece::Text(_) => None,
        })
    }

    /// Returns the columns it names.
    pub fn columns(&self) -> impl Iterator<Item = usize> + '_ {
        self.holes().filter_map(|hole| hole.column)
    }

    /// Returns whether `{@}` is in it.
    pub fn has_header(&self) -> bool {
        self.holes().any(|hole| hole.column.is_none())
    }

    /// Fills the holes: each with what is given for its column, or for `{@}`.
    ///
    /// # Errors
    /// The first error of what is asked for the cells.
    pub fn fill<'t, E>(
        &'t self,
        mut cell: impl FnMut(Option<usize>) -> Result<Cow<'t, str>, E>,
    ) -> Result<Filled<'t>, E> {
        let (mut text, mut lacks, mut holes, mut blanks): (Option<Cow<'t, str>>, bool, usize, usize) =
            (None, false, 0, 0);
        for piece in &self.pieces {
            let part = match piece {
                Piece::Text(words) => Cow::Borrowed(words.as_str()),
                Piece::Hole(hole) => {
                    let content = first(cell(hole.column)?, hole.first);
                    holes += 1;
                    match &hole.instead {
                        Some(instead) if content.is_empty() => Cow::Borrowed(instead.as_str()),
                        None if content.is_empty() => {
                            lacks = true;
                            blanks += 1;
                            content
                        }
                        _ => content,
                    }
                }
            };
            text = Some(match text {
                None => part,
                Some(before) => Cow::Owned(before.into_owned() + &part),
            });
        }
        Ok(Filled { text: text.unwrap_or_default(), lacks, is_blank: holes > 0 && blanks == holes })
    }
}

/// The first characters of a text.
fn first(text: Cow<'_, str>, count: Option<usize>) -> Cow<'_, str> {
    let end = count.and_then(|count| text.char_indices().nth(count)).map(|(end, _)| end);
    match (end, text) {
        (None, text) => text,
        (Some(end), Cow::Borrowed(text)) => Cow::Borrowed(text[..end].trim()),
        (Some(end), Cow::Owned(text)) => Cow::Owned(text[..end].trim().to_owned()),
    }
}

/// What stands between braces: the whole of it if a column is called so, for columns may be called anything.
fn hole(inner: &str, column: &impl Fn(&str) -> Option<usize>) -> Result<Hole, String> {
    let hole = |column, instead: Option<&str>, first| Hole { column, instead: instead.map(str::to_owned), first };
    let named = |name: &str| match name.trim() {
        "@" => Some(None),
        name => column(name).map(Some),
    };
    if let Some(column) = named(inner) {
        return Ok(hole(column, None, None));
    }
    let (left, instead) = match inner.split_once('|') {
        Some((left, instead)) => (left, Some(instead)),
        None => (inner, None),
    };
    if let Some(column) = named(left) {
        return Ok(hole(column, instead, None));
    }
    if let Some((name, digits)) = left.rsplit_once(':')
        && let (Some(column), Ok(first)) = (named(name), digits.trim().parse())
    {
        return Ok(hole(column, instead, Some(first)));
    }
    Err(left
        .rsplit_once(':')
        .filter(|(_, digits)| digits.trim().parse::<usize>().is_ok())
        .map_or(left, |(name, _)| name)
        .trim()
        .to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: [&str; 5] = ["lo", "hi", "Country/Region", "a:1", "b|c"];

    fn column(name: &str) -> Option<usize> {
        HEADER.iter().position(|known| *known == name)
    }

    fn fill(template: &str, cells: [&'static str; 5]) -> (String, bool, bool) {
        let template = Template::read(template, column).expect("a template");
        let filled = template
            .fill(|column| Ok::<_, ()>(Cow::Borrowed(column.map_or("head", |column| cells[column]))))
            .expect("no cell errs");
        (filled.text.into_owned(), filled.lacks, filled.is_blank)
    }

    #[test]
    fn holes_are_filled() {
        let cells = ["1", "", "Côte d'Ivoire", "x", "y"];
        for (template, text, lacks, is_blank) in [
            ("{lo}", "1", false, false),
            ("{lo}..{hi}", "1..", true, false),
            ("{lo}..{hi|9}", "1..9", false, false),
            ("{hi}", "", true, true),
            ("{hi|0}", "0", false, false),
            ("{Country/Region:4}", "Côte", false, false),
            ("{Country/Region:40|z}", "Côte d'Ivoire", false, false),
            ("{{{lo}}} {@}", "{1} head", false, false),
            ("{a:1} {b|c} {a:1:0|none}", "x y none", false, false),
            ("plain", "plain", false, false),
        ] {
            assert_eq!(fill(template, cells), (text.to_owned(), lacks, is_blank), "{template}");
        }
    }

    #[test]
    fn mistakes_are_told_with_their_place() {
        let fault = |template: &str| Template::read(template, column).expect_err("no template");
        assert_eq!(fault("a {lo"), TemplateFault { range: 2..5, kind: TemplateFaultKind::Unclosed });
        assert_eq!(fault("a } b"), TemplateFault { range: 2..3, kind: TemplateFaultKind::Unopened });
        let missing = |name: &str| TemplateFaultKind::NoColumn(name.to_owned());
        assert_eq!(fault("{high:2|0}"), TemplateFault { range: 1..9, kind: missing("high") });
        assert_eq!(fault("{}").kind, missing(""));
    }
}
