//! Units and how they convert: exactly, by a factor; what has the same base is of the same dimension.
//!
//! A table of our own: the registries that are kept (UCUM, QUDT) know neither guineas nor persons, and most of
//! what they hold is no figure of a source.

use std::collections::BTreeMap;

use super::lexicon::LexiconError;
use crate::base::number::Number;

/// How much of a base unit a unit is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// How many of the base it is.
    pub factor: Number,
    /// What it is measured in: `g`, `g CO2`, `penny`, or its own name.
    pub base: String,
    /// Whether the unit is one that is known, so that its name can be told from other words.
    pub known: bool,
}

/// The units that are known, and what a vocabulary adds.
#[derive(Debug, Clone, Default)]
pub struct Units {
    own: BTreeMap<String, (Number, String)>,
}

/// A unit: its names, how many of the base it is, the base, and whether prefixes such as `k` may stand before it.
type Known = (&'static [&'static str], &'static str, &'static str, bool);

const KNOWN: [Known; 44] = [
    (&["g", "gram", "grams", "gramme", "grammes"], "1", "g", true),
    (&["t", "tonne", "tonnes", "metric ton", "metric tons"], "1000000", "g", true),
    (&["short ton", "short tons"], "907184.74", "g", false),
    (&["long ton", "long tons"], "1016046.9088", "g", false),
    (&["lb", "lbs"], "453.59237", "g", false),
    (&["oz", "ounce", "ounces"], "28.349523125", "g", false),
    (&["m", "metre", "metres", "meter", "meters"], "1", "m", true),
    (&["in", "inch", "inches"], "0.0254", "m", false),
    (&["ft", "foot", "feet"], "0.3048", "m", false),
    (&["yd", "yard", "yards"], "0.9144", "m", false),
    (&["mile", "miles"], "1609.344", "m", false),
    (&["m2", "m²", "square metre", "square metres", "square meters"], "1", "m2", false),
    (&["km2", "km²", "square kilometre", "square kilometres", "square kilometers"], "1000000", "m2", false),
    (&["ha", "hectare", "hectares"], "10000", "m2", false),
    (&["acre", "acres"], "4046.8564224", "m2", false),
    (&["square mile", "square miles"], "2589988.110336", "m2", false),
    (&["m3", "m³", "cubic metre", "cubic metres", "cubic meters"], "1", "m3", false),
    (&["l", "litre", "litres", "liter", "liters"], "0.001", "m3", true),
    (&["bbl", "barrel of oil", "barrels of oil"], "0.158987294928", "m3", false),
    (&["J", "joule", "joules"], "1", "J", true),
    (&["Wh", "watt hour", "watt hours"], "3600", "J", true),
    (&["cal", "calorie", "calories"], "4.184", "J", true),
    (&["BTU", "Btu"], "1055.05585262", "J", false),
    (&["toe"], "41868000000", "J", true),
    (&["W", "watt", "watts"], "1", "W", true),
    (&["s", "second", "seconds"], "1", "s", true),
    (&["min", "minute", "minutes"], "60", "s", false),
    (&["h", "hour", "hours"], "3600", "s", false),
    (&["day", "days"], "86400", "s", false),
    (&["week", "weeks"], "604800", "s", false),
    (&["month", "months"], "1", "month", false),
    (&["year", "years"], "12", "month", false),
    (&["decade", "decades"], "120", "month", false),
    (&["century", "centuries"], "1200", "month", false),
    (&["penny", "pence", "pennies"], "1", "penny", false),
    (&["shilling", "shillings"], "12", "penny", false),
    (&["£", "GBP", "pound sterling", "pounds sterling"], "240", "penny", false),
    (&["€", "EUR", "euro", "euros"], "1", "EUR", false),
    (&["$", "USD", "US$", "US dollar", "US dollars", "dollar", "dollars"], "1", "USD", false),
    (&["¥", "JPY", "yen"], "1", "JPY", false),
    (&["CHF", "Swiss franc", "Swiss francs"], "1", "CHF", false),
    (&["₽", "RUB", "rouble", "roubles", "ruble", "rubles"], "1", "RUB", false),
    (&["person", "persons", "people", "inhabitant", "inhabitants"], "1", "person", false),
    (&["RM", "reichsmark", "reichsmarks"], "1", "RM", false),
];

/// What may stand close before a unit.
const PREFIXES: [(&str, i32); 22] = [
    ("kilo", 3),
    ("mega", 6),
    ("giga", 9),
    ("tera", 12),
    ("peta", 15),
    ("hecto", 2),
    ("deci", -1),
    ("centi", -2),
    ("milli", -3),
    ("micro", -6),
    ("k", 3),
    ("M", 6),
    ("G", 9),
    ("T", 12),
    ("P", 15),
    ("E", 18),
    ("h", 2),
    ("d", -1),
    ("c", -2),
    ("m", -3),
    ("µ", -6),
    ("μ", -6),
];

/// After a pound sign: `£40 19s 6d`.
const AFTER_POUNDS: [(&str, i64); 2] = [("s", 12), ("d", 1)];

/// Longer units are not read, in bytes.
const LONGEST: usize = 120;
/// So many definitions lead from a unit to its base at most.
const MOST_STEPS: usize = 16;

impl Units {
    /// What a unit is, so many of another: `guinea`, `21 shilling`.
    ///
    /// # Errors
    /// Where the definition has no number, or leads back to the unit.
    pub fn define(&mut self, id: &str, is: &str) -> Result<(), LexiconError> {
        let error = |message: String| LexiconError { message, suggestion: None };
        let (number, unit) = is.trim().split_once(' ').unwrap_or(("1", is.trim()));
        let plain: String = number.chars().filter(|c| *c != ',').collect();
        let number = Some(plain).filter(|plain| plain.len() <= LONGEST).and_then(|plain| Number::parse_exact(&plain));
        let Some(number) = number.filter(Number::is_positive) else {
            return Err(error(format!("`{is}` is not a number of another unit, such as `21 shilling`")));
        };
        let (own, other) = (self.scale(id), self.scale(unit));
        if own.base == other.base {
            return Err(error(format!("`{id}` is measured in {} already", other.base)));
        }
        let factor = (&number * &other.factor).checked_div(&own.factor).unwrap_or(Number::ONE);
        self.own.insert(own.base, (factor, other.base));
        Ok(())
    }

    /// How much of its base a unit is; what is not known is a base of its own.
    pub fn scale(&self, text: &str) -> Scale {
        let mut scale = plain_scale(text);
        for _ in 0..MOST_STEPS {
            let Some((factor, base)) = self.own.get(&scale.base) else { break };
            scale = Scale { factor: &scale.factor * factor, base: base.clone(), known: true };
        }
        scale
    }

    /// How many of one unit another is, if they convert.
    pub fn conversion(&self, from: &str, to: &str) -> Option<Number> {
        let (from, to) = (self.scale(from), self.scale(to));
        (from.base == to.base).then(|| from.factor.checked_div(&to.factor))?
    }

    /// By what a figure in a unit is off where it is meant in another: the factors, above one, each with the names of the
    /// two units. Powers of ten are left out, and what is nearly one.
    pub fn factors(&self, unit: &str) -> Vec<(Number, String)> {
        let bare = plain_scale(unit).base;
        let (base, of) = bare.split_once(' ').unwrap_or((&bare, ""));
        let least = Number::ratio(21, 20).expect("not zero");
        let most = Number::from(10_000);
        let known: Vec<(&str, Number)> = KNOWN
            .iter()
            .filter(|(.., own, _)| *own == base)
            .filter_map(|(names, factor, ..)| Some((*names.last()?, Number::parse_decimal(factor)?)))
            .collect();
        let mut found = Vec::new();
        for (at, (name, factor)) in known.iter().enumerate() {
            for (other, divisor) in &known[..at] {
                found.extend(ratio(factor, divisor).map(|ratio| (ratio, format!("{other} or {name}"))));
            }
        }
        let own = self.own.iter().filter(|(own, (_, other))| **own == bare || *other == bare);
        found.extend(
            own.filter_map(|(own, (factor, other))| Some((ratio(factor, &Number::ONE)?, format!("{own} or {other}")))),
        );
        // What weighs carbon dioxide may weigh the carbon in it.
        if base == "g" && matches!(of, "C" | "CO2" | "CO₂" | "CO2e") {
            found.extend(Number::ratio(44, 12).map(|ratio| (ratio, "carbon or carbon dioxide".to_owned())));
        }
        found.retain(|(ratio, _)| *ratio >= least && *ratio <= most && !is_power_of_ten(ratio));
        found.sort();
        found.dedup();
        found
    }

    /// A value in parts: the words of a number without its unit, and how many of `to` its unit is.
    ///
    /// `None` where no unit that converts stands beside the number.
    pub fn split(&self, text: &str, to: &str) -> Option<(String, Number)> {
        if text.len() > LONGEST {
            return None;
        }
        if let Some(sum) = self.in_parts(text, to) {
            return Some((sum.grouped(), Number::ONE));
        }
        if let Some((at, sign)) = text.char_indices().find(|(_, c)| matches!(c, '£' | '€' | '$' | '¥' | '₽')) {
            let factor = self.conversion(sign.encode_utf8(&mut [0; 4]), to)?;
            let rest = format!("{}{}", &text[..at], text[at + sign.len_utf8()..].trim_start());
            return Some((rest, factor));
        }
        // The longest end of the text that is such a unit.
        let mut before = ' ';
        for (at, c) in text.char_indices() {
            let begins = c.is_alphabetic() && !before.is_alphabetic();
            let has_number = text[..at].contains(|c: char| c.is_alphanumeric());
            before = c;
            if begins
                && has_number
                && let Some(factor) = self.conversion(text[at..].trim(), to)
            {
                return Some((text[..at].trim_end().to_owned(), factor));
            }
        }
        None
    }

    /// The known unit beside a number, if it converts to nothing that is wanted.
    pub(super) fn other<'t>(&self, text: &'t str, to: &str) -> Option<&'t str> {
        let at = text.rfind(|c: char| c.is_ascii_digit() || c == '%').map(|at| at + 1)?;
        let unit = text[at..].trim();
        let scale = self.scale(unit);
        (!unit.is_empty() && unit.len() <= LONGEST && scale.known && scale.base != self.scale(to).base).then_some(unit)
    }

    /// `£40 19s 6d`, `5 ft 11 in`: at least two numbers, each with its unit, added up in `to`.
    fn in_parts(&self, text: &str, to: &str) -> Option<Number> {
        let pounds = text.trim().strip_prefix('£');
        let mut sum = Number::ZERO;
        let mut count = 0;
        let mut rest = pounds.unwrap_or(text).trim();
        while !rest.is_empty() {
            let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(rest.len());
            let number = Number::parse_decimal(&rest[..end].replace(',', ""))?;
            let unit_end = rest[end..].find(|c: char| c.is_ascii_digit()).map_or(rest.len(), |at| end + at);
            let unit = rest[end..unit_end].trim();
            let factor = match (pounds, unit) {
                (Some(_), "") if count == 0 => self.conversion("£", to)?,
                (Some(_), unit) if count > 0 => {
                    let pence = AFTER_POUNDS.iter().find(|(name, _)| *name == unit.trim_end_matches('.'))?.1;
                    self.conversion("penny", to)? * Number::from(pence)
                }
                _ => self.conversion(unit, to)?,
            };
            sum += &number * &factor;
            count += 1;
            rest = rest[unit_end..].trim_start();
        }
        (count > 1).then_some(sum)
    }
}

/// The larger of two by the smaller.
fn ratio(one: &Number, other: &Number) -> Option<Number> {
    if one >= other { one.checked_div(other) } else { other.checked_div(one) }
}

/// Whether a number above one is a power of ten.
fn is_power_of_ten(number: &Number) -> bool {
    (1..=12).any(|power| Number::pow10(power).is_some_and(|ten| ten == *number))
}

fn plain_scale(text: &str) -> Scale {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.len() <= LONGEST {
        // `Mt C`: what is measured stands after the unit, and belongs to the base.
        let ends = text.match_indices(' ').map(|(at, _)| at).chain([text.len()]).take(4).collect::<Vec<_>>();
        for end in ends.into_iter().rev() {
            if let Some((factor, base)) = known(&text[..end]) {
                let of = text[end..].trim_start();
                let base = if of.is_empty() { base.to_owned() } else { format!("{base} {of}") };
                return Scale { factor, base, known: true };
            }
        }
    }
    // One of what is counted reads like several.
    let base = text.strip_suffix('s').filter(|one| one.len() > 2 && !one.ends_with('s')).unwrap_or(&text).to_owned();
    Scale { factor: Number::ONE, base, known: false }
}

fn known(text: &str) -> Option<(Number, &'static str)> {
    let find = |name: &str, prefixed: bool| {
        KNOWN.iter().find(|(names, _, _, may)| (*may || !prefixed) && names.contains(&name))
    };
    let read = |(_, factor, base, _): &Known| Some((Number::parse_decimal(factor)?, *base));
    if let Some(known) = find(text, false) {
        return read(known);
    }
    PREFIXES.iter().find_map(|(prefix, power)| {
        let (factor, base) = read(find(text.strip_prefix(prefix)?, true)?)?;
        Some((factor * Number::pow10(*power)?, base))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_convert_exactly_and_back() {
        let mut units = Units::default();
        units.define("guinea", "21 shilling").unwrap();
        units.define("t C", "44/12 t CO2").unwrap();
        for (from, to, factor) in [
            ("Mt C", "kt CO2", "11000/3"),
            ("guineas", "shilling", "21"),
            ("pounds sterling", "guinea", "20/21.0"),
            ("short ton", "t", "0.90718474"),
            ("km", "m", "1000"),
            ("GWh", "TJ", "3.6"),
            ("ha", "km2", "0.01"),
            ("people", "persons", "1"),
            ("votes", "vote", "1"),
        ] {
            let there = units.conversion(from, to).unwrap_or_else(|| panic!("{from} to {to}"));
            let back = units.conversion(to, from).unwrap();
            assert_eq!(&there * &back, Number::ONE, "{from} to {to}");
            if let Some(expected) = Number::parse_exact(factor) {
                assert_eq!(there, expected, "{from} to {to}");
            }
        }
        for (from, to) in [("kg", "km"), ("t C", "t"), ("votes", "persons"), ("USD", "EUR")] {
            assert_eq!(units.conversion(from, to), None, "{from} to {to}");
        }
        assert!(units.define("shilling", "1/21 guinea").is_err());
    }

    #[test]
    fn figures_are_told_from_their_units() {
        let mut units = Units::default();
        units.define("guinea", "21 shilling").unwrap();
        for (text, to, number, factor) in [
            ("39 guineas", "shilling", "39", "21"),
            ("£40 19s", "shilling", "819", "1"),
            ("£1 1s. 6d", "penny", "258", "1"),
            ("10,017 Mt C", "kt C", "10,017", "1000"),
            ("€ 6.4bn", "EUR", "6.4bn", "1"),
            ("$383,285 million", "US dollars", "383,285 million", "1"),
            ("about 1.5 million persons", "persons", "about 1.5 million", "1"),
            ("4.06m", "km", "4.06", "0.001"),
        ] {
            let expected = (number.to_owned(), Number::parse_exact(factor).unwrap());
            assert_eq!(units.split(text, to), Some(expected), "{text}");
        }
        for (text, to) in [("39", "shilling"), ("39 kg", "shilling"), ("4.06m", "persons"), ("5 million", "persons")] {
            assert_eq!(units.split(text, to), None, "{text}");
        }
    }
}
