//! Dates written as an example is.

use std::borrow::Cow;

/// How dates are written: `D/M/YYYY`, `MM/DD/YY`, `YYYYMMDD`, `D MMM YYYY`, `M.YYYY`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dates {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Sign(char),
    /// One or two digits, or exactly two.
    Day(usize),
    Month(usize),
    /// The name of the month, or its first three letters, in English.
    MonthName,
    /// Two or four digits.
    Year(usize),
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Years of two digits from this on are of the 20th century, those before of the 21st.
const PIVOT: u32 = 69;

impl Dates {
    /// Reads an example: `D`, `M`, `Y` stand for the digits of day, month and year, `MMM` for the month's English name.
    ///
    /// # Errors
    /// In words, where the example does not tell.
    pub fn by_example(example: &str) -> Result<Dates, &'static str> {
        let mut parts = Vec::new();
        let mut rest = example.trim();
        while let Some(c) = rest.chars().next() {
            let run = rest.chars().take_while(|other| *other == c).count();
            let (part, length) = match (c, run) {
                ('D', 1 | 2) => (Part::Day(run), run),
                ('M', 1 | 2) => (Part::Month(run), run),
                ('M', 3 | 4) => (Part::MonthName, run),
                ('Y', 2 | 4) => (Part::Year(run), run),
                ('D' | 'M' | 'Y', _) => {
                    return Err("a day is `D` or `DD`, a month `M`, `MM` or `MMM`, a year `YY` or `YYYY`");
                }
                (c, _) if c.is_alphanumeric() => {
                    return Err("an example has the letters D, M and Y, and signs between them, such as `D/M/YYYY`");
                }
                (c, _) => (Part::Sign(c), c.len_utf8()),
            };
            parts.push(part);
            rest = &rest[length..];
        }
        let count = |is: fn(&Part) -> bool| parts.iter().filter(|part| is(part)).count();
        let days = count(|part| matches!(part, Part::Day(_)));
        let months = count(|part| matches!(part, Part::Month(_) | Part::MonthName));
        let years = count(|part| matches!(part, Part::Year(_)));
        match (days, months, years) {
            (0 | 1, 1, 1) | (0, 0, 1) => {}
            _ => return Err("an example has a year, and may have a month, and with it a day"),
        }
        // Where digits follow one another, each must be of a known length.
        let open = |part: &Part| matches!(part, Part::Day(1) | Part::Month(1));
        let digits = |part: &Part| matches!(part, Part::Day(_) | Part::Month(_) | Part::Year(_));
        if parts.windows(2).any(|two| open(&two[0]) && digits(&two[1])) {
            return Err("where nothing stands between day, month and year, write `DD` and `MM`");
        }
        Ok(Dates { parts })
    }

    /// Returns the date in ISO 8601, as precise as it is; none where the text is not written as the example is.
    pub fn iso(&self, text: &str) -> Option<String> {
        let (mut rest, mut day, mut month, mut year) = (text.trim(), None, None, None);
        for part in &self.parts {
            rest = match part {
                Part::Sign(' ') => rest.trim_start(),
                Part::Sign(sign) => rest.strip_prefix(*sign)?,
                Part::Day(width) => digits(rest, &mut day, *width, 2)?,
                Part::Month(width) => digits(rest, &mut month, *width, 2)?,
                Part::Year(width) => digits(rest, &mut year, *width, *width)?,
                Part::MonthName => {
                    let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
                    let word = rest[..end].to_lowercase();
                    let fits = |name: &&str| word == **name || (word.len() >= 3 && name.starts_with(&word));
                    month = Some(1 + MONTHS.iter().position(fits)? as u32);
                    &rest[end..]
                }
            };
        }
        if !rest.is_empty() {
            return None;
        }
        let century = match year? {
            year if !self.parts.contains(&Part::Year(2)) => year,
            year if year < PIVOT => 2000 + year,
            year => 1900 + year,
        };
        match (month, day) {
            (None, _) => Some(format!("{century:04}")),
            (Some(month), None) => (1..=12).contains(&month).then(|| format!("{century:04}-{month:02}")),
            (Some(month), Some(day)) => ((1..=12).contains(&month) && (1..=31).contains(&day))
                .then(|| format!("{century:04}-{month:02}-{day:02}")),
        }
    }
}

/// Takes digits off a text: at least and at most so many.
fn digits<'t>(text: &'t str, into: &mut Option<u32>, least: usize, most: usize) -> Option<&'t str> {
    let count = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    if count < least {
        return None;
    }
    *into = Some(text[..count].parse().ok()?);
    Some(&text[count..])
}

/// Returns a date without the time of day that ISO 8601 lets stand behind it: `2020-02-24T18:00:00` is `2020-02-24`.
pub fn plain_date(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let is_date = bytes.len() > 13
        && bytes[..10].iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        })
        && matches!(bytes[10], b'T' | b't' | b' ')
        && bytes[11..13].iter().all(u8::is_ascii_digit)
        && bytes[13..]
            .iter()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b'Z' | b'z' | b'+' | b'-'));
    match (is_date, text) {
        (false, text) => text,
        (true, Cow::Borrowed(text)) => Cow::Borrowed(&text[..10]),
        (true, Cow::Owned(text)) => Cow::Owned(text[..10].to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_the_example_is_written() {
        let cases: [(&str, &str, Option<&str>); 13] = [
            ("D/M/YYYY", "4/5/1950", Some("1950-05-04")),
            ("D/M/YYYY", "04/05/1950", Some("1950-05-04")),
            ("D/M/YYYY", "4/13/1950", None),
            ("M/D/YY", "1/22/20", Some("2020-01-22")),
            ("M/D/YY", "1/22/69", Some("1969-01-22")),
            ("M/D/YY", "1/22/2020", None),
            ("YYYYMMDD", "20200224", Some("2020-02-24")),
            ("D MMM YYYY", "4 May 1950", Some("1950-05-04")),
            ("D MMM YYYY", "4 September 1950", Some("1950-09-04")),
            ("MMM-YY", "Feb-08", Some("2008-02")),
            ("YYYY", "1950", Some("1950")),
            ("DD.MM.YYYY", "4.5.1950", None),
            ("D/M/YYYY", "Total", None),
        ];
        for (example, text, iso) in cases {
            let dates = Dates::by_example(example).expect(example);
            assert_eq!(dates.iso(text).as_deref(), iso, "{example}: {text}");
        }
        for example in ["", "D/M", "DMYYYY", "YYY", "D/M/YYYY h", "YYYY/YYYY", "D/YYYY"] {
            assert!(Dates::by_example(example).is_err(), "{example}");
        }
    }

    #[test]
    fn the_time_of_day_is_left_out() {
        for (text, date) in [
            ("2020-02-24T18:00:00", "2020-02-24"),
            ("2020-02-24 18:00", "2020-02-24"),
            ("2020-02-24T18:00:00+01:00", "2020-02-24"),
            ("2020-02-24", "2020-02-24"),
            ("2020-02-24 or so", "2020-02-24 or so"),
            ("1950~", "1950~"),
        ] {
            assert_eq!(plain_date(Cow::Borrowed(text)), date);
        }
    }
}
