//! Numbers written as an example is.

use std::borrow::Cow;

/// How numbers are written: what stands between groups of digits, and before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    group: Option<char>,
    decimal: Option<char>,
}

impl Numbers {
    /// Reads an example, such as `1.234.567,8`, `1 234,5` or `1'234.5`.
    ///
    /// # Errors
    /// In words, where the example does not tell.
    pub fn by_example(example: &str) -> Result<Numbers, &'static str> {
        let signs: Vec<char> = example.trim().chars().filter(|c| !c.is_ascii_digit()).collect();
        if !example.trim().starts_with(|c: char| c.is_ascii_digit())
            || !example.trim().ends_with(|c: char| c.is_ascii_digit())
        {
            return Err("an example begins and ends with a digit");
        }
        let mut kinds = signs.clone();
        kinds.dedup();
        let numbers = match (kinds[..].len(), &kinds[..], signs.len()) {
            (0, _, _) => Numbers { group: None, decimal: None },
            (1, [only], count) if count > 1 => Numbers { group: Some(*only), decimal: None },
            (2, [group, decimal], _) if group != decimal => Numbers { group: Some(*group), decimal: Some(*decimal) },
            (1, [only], _) if example.trim().rsplit(*only).next().is_some_and(|tail| tail.len() != 3) => {
                Numbers { group: None, decimal: Some(*only) }
            }
            (1, ..) => {
                return Err(
                    "one sign before three digits may stand for thousands or for decimals: write a longer example, such as `1.234.567,8`",
                );
            }
            _ => {
                return Err("an example has one sign between thousands and one before decimals, such as `1.234.567,8`");
            }
        };
        let plain = numbers.number(example.trim());
        if plain.is_none() { Err("its digits do not stand in groups of three") } else { Ok(numbers) }
    }

    /// Puts every number of a text into plain digits with a decimal point; none where one is not written as the
    /// example is.
    pub fn plain<'t>(&self, text: &'t str) -> Option<Cow<'t, str>> {
        if !text.contains(|c| Some(c) == self.group || Some(c) == self.decimal || matches!(c, '.' | ',')) {
            return Some(Cow::Borrowed(text));
        }
        let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            plain.push_str(&rest[..start]);
            let tail = &rest[start..];
            let of_number = |c: char| {
                c.is_ascii_digit() || matches!(c, '.' | ',') || Some(c) == self.group || Some(c) == self.decimal
            };
            let end = tail.find(|c| !of_number(c)).unwrap_or(tail.len());
            let number = tail[..end].trim_end_matches(|c: char| !c.is_ascii_digit());
            plain.push_str(&self.number(number)?);
            rest = &tail[number.len()..];
        }
        plain.push_str(rest);
        Some(Cow::Owned(plain))
    }

    fn number(self, text: &str) -> Option<String> {
        let (whole, decimals) = match self.decimal.and_then(|sign| text.split_once(sign)) {
            Some((whole, decimals)) => (whole, Some(decimals)),
            None => (text, None),
        };
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let groups: Vec<&str> = match self.group {
            Some(sign) => whole.split(sign).collect(),
            None => vec![whole],
        };
        let fits = groups.iter().enumerate().all(|(at, group)| {
            all_digits(group) && (groups.len() == 1 || (at == 0 && group.len() <= 3) || (at > 0 && group.len() == 3))
        });
        if !fits || decimals.is_some_and(|part| !all_digits(part)) {
            return None;
        }
        let whole = groups.concat();
        Some(decimals.map_or(whole.clone(), |decimals| format!("{whole}.{decimals}")))
    }
}

#[cfg(test)]
mod tests {
    use super::Numbers;

    #[test]
    fn numbers_are_read_as_the_example_is_written() {
        let cases: [(&str, &str, Option<&str>); 12] = [
            ("1.234.567,8", "1.939.063", Some("1939063")),
            ("1.234.567,8", "12", Some("12")),
            ("1.234.567,8", "0,5", Some("0.5")),
            ("1.234.567,8", "1.23", None),
            ("1.234.567,8", "1,234,567", None),
            ("1.234.567,8", "about 5.000 to 6.000,5 t", Some("about 5000 to 6000.5 t")),
            ("1 234 567", "12 345", Some("12345")),
            ("1'234.5", "-1'234.25", Some("-1234.25")),
            ("0,5", "1234,75", Some("1234.75")),
            ("0,5", "1.5", None),
            ("1.234.567,8", "890,531.", Some("890.531.")),
            ("1,234,567.8", "n/a", Some("n/a")),
        ];
        for (example, text, plain) in cases {
            let numbers = Numbers::by_example(example).expect(example);
            assert_eq!(numbers.plain(text).as_deref(), plain, "{example}: {text}");
        }
    }

    #[test]
    fn an_example_that_does_not_tell_is_refused() {
        for example in ["1.234", "1,2,34", "", "x", "1.2,3 4", "12.3456.7,8"] {
            assert!(Numbers::by_example(example).is_err(), "{example}");
        }
    }
}
