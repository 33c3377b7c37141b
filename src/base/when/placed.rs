//! When something was, as a part of a sentence: `on 4 July 1955`, `in 1944`, `by the end of 1950`.

use super::{Precision, Shape, When};

impl When {
    /// When it was: `on 4 July 1955`, `in February 1952`, `at the end of 1950`, `from 1945 to 1950`.
    pub fn at_words(&self) -> String {
        self.placed(["on", "in", "at"])
    }

    /// Up to when it is counted: `by 4 July 1955`, `by the end of 1950`; of a span of time, `from 1945 to 1950`.
    pub fn by_words(&self) -> String {
        self.placed(["by", "by", "by"])
    }

    /// With the words before a day, before a longer time, and before the end of one.
    fn placed(&self, [day, time, end]: [&str; 3]) -> String {
        let words = self.human();
        match (self.shape(), self.precision()) {
            _ if words == self.text() && words.starts_with(|c: char| !c.is_ascii_digit()) => format!("{time} {words}"),
            (Shape::Throughout, _) => match self.text().split_once('/') {
                Some((from, to)) if from == to => When::parse(from).map_or(words, |when| when.at_words()),
                _ if words.starts_with("from ") || words.starts_with("until ") => words,
                _ => format!("from {words}"),
            },
            (Shape::OneOf, _) if words.starts_with("between ") => words,
            (Shape::Date, Precision::Day) => match self.text().strip_suffix("-12-31") {
                Some(year) if !self.qualified() => format!("{end} the end of {year}"),
                _ => format!("{day} {words}"),
            },
            (Shape::Date, Precision::Decade | Precision::Century) if words.contains(" to ") => format!("from {words}"),
            (Shape::Date, Precision::Decade | Precision::Century) => format!("{time} the {words}"),
            _ => format!("{time} {words}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_stand_in_sentences_as_precisely_as_they_are_given() {
        let said = |text: &str| {
            let when = When::parse(text).expect("a date");
            (when.at_words(), when.by_words())
        };
        let cases = [
            ("1955-07-04", "on 4 July 1955", "by 4 July 1955"),
            ("1952-02", "in February 1952", "by February 1952"),
            ("1944", "in 1944", "by 1944"),
            ("1950-12-31", "at the end of 1950", "by the end of 1950"),
            ("1949~", "in about 1949", "by about 1949"),
            ("1945/1950", "from 1945 to 1950", "from 1945 to 1950"),
            ("1945/..", "from 1945", "from 1945"),
            ("../1945", "until 1945", "until 1945"),
            ("1952-06/1952-06", "in June 1952", "in June 1952"),
            ("[1945..1950]", "between 1945 and 1950", "between 1945 and 1950"),
            ("[..1950]", "in 1950 or earlier", "by 1950 or earlier"),
            ("195X", "in the 1950s", "by the 1950s"),
            ("190X", "from 1900 to 1909", "from 1900 to 1909"),
            ("18XX", "in the 19th century", "by the 19th century"),
            ("1953-21", "in spring 1953", "by spring 1953"),
        ];
        for (text, at, by) in cases {
            assert_eq!(said(text), (at.to_owned(), by.to_owned()), "{text}");
        }
    }
}
