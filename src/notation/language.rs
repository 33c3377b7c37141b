//! How languages write numbers: decimal comma or point, and numbers in words.

/// What the notation has to know of a source's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English, or a language whose number words are not known and that writes a decimal point.
    #[default]
    English,
    /// German.
    German,
    /// French.
    French,
    /// Italian.
    Italian,
    /// Spanish.
    Spanish,
    /// Russian.
    Russian,
    /// Another language that writes a decimal comma.
    Comma,
}

/// Languages by their tag and their names.
const NAMES: [(&str, &[&str], Language); 31] = [
    ("de", &["german", "deutsch"], Language::German),
    ("fr", &["french", "français"], Language::French),
    ("it", &["italian", "italiano"], Language::Italian),
    ("es", &["spanish", "español", "castellano"], Language::Spanish),
    ("ru", &["russian", "русский"], Language::Russian),
    ("bg", &["bulgarian"], Language::Comma),
    ("ca", &["catalan"], Language::Comma),
    ("cs", &["czech"], Language::Comma),
    ("da", &["danish"], Language::Comma),
    ("el", &["greek"], Language::Comma),
    ("et", &["estonian"], Language::Comma),
    ("fi", &["finnish"], Language::Comma),
    ("gl", &["galician"], Language::Comma),
    ("hr", &["croatian"], Language::Comma),
    ("hu", &["hungarian"], Language::Comma),
    ("id", &["indonesian"], Language::Comma),
    ("lt", &["lithuanian"], Language::Comma),
    ("lv", &["latvian"], Language::Comma),
    ("nb", &["norwegian"], Language::Comma),
    ("nn", &[], Language::Comma),
    ("no", &[], Language::Comma),
    ("nl", &["dutch"], Language::Comma),
    ("pl", &["polish"], Language::Comma),
    ("pt", &["portuguese"], Language::Comma),
    ("ro", &["romanian"], Language::Comma),
    ("sk", &["slovak"], Language::Comma),
    ("sl", &["slovenian", "slovene"], Language::Comma),
    ("sr", &["serbian"], Language::Comma),
    ("sv", &["swedish"], Language::Comma),
    ("tr", &["turkish"], Language::Comma),
    ("uk", &["ukrainian"], Language::Comma),
];

impl Language {
    /// The language of a tag such as `de-AT`, or of a name such as `German`; what is not known counts as English.
    pub fn of(text: &str) -> Self {
        let text = text.trim().to_lowercase();
        let tag = text.split(['-', '_']).next().unwrap_or_default();
        let found = NAMES.iter().find(|(code, names, _)| *code == tag || names.contains(&text.as_str()));
        found.map_or(Language::English, |(_, _, language)| *language)
    }

    /// Whether decimals stand after a comma.
    pub fn has_comma(self) -> bool {
        self != Language::English
    }
}

/// Words for a power of ten after digits, in any language; what English and others use for different powers
/// stands in [`scale`].
const SCALES: [(&str, i32); 62] = [
    ("hundred", 2),
    ("thousand", 3),
    ("thousands", 3),
    ("k", 3),
    ("tausend", 3),
    ("tsd.", 3),
    ("tsd", 3),
    ("mille", 3),
    ("mila", 3),
    ("mil", 3),
    ("mii", 3),
    ("tys.", 3),
    ("tys", 3),
    ("тысяча", 3),
    ("тысячи", 3),
    ("тысяч", 3),
    ("тыс.", 3),
    ("тыс", 3),
    ("million", 6),
    ("millions", 6),
    ("millionen", 6),
    ("mio.", 6),
    ("mio", 6),
    ("milione", 6),
    ("milioni", 6),
    ("millón", 6),
    ("millon", 6),
    ("millones", 6),
    ("milion", 6),
    ("milioane", 6),
    ("miliony", 6),
    ("milionów", 6),
    ("miljoen", 6),
    ("milhão", 6),
    ("milhões", 6),
    ("миллион", 6),
    ("миллиона", 6),
    ("миллионов", 6),
    ("млн.", 6),
    ("млн", 6),
    ("mln.", 6),
    ("mln", 6),
    ("mill.", 6),
    ("mn", 6),
    ("m", 6),
    ("milliard", 9),
    ("milliards", 9),
    ("milliarde", 9),
    ("milliarden", 9),
    ("mrd.", 9),
    ("mrd", 9),
    ("miliardo", 9),
    ("miliardi", 9),
    ("miliard", 9),
    ("miliarde", 9),
    ("miljard", 9),
    ("миллиард", 9),
    ("миллиарда", 9),
    ("миллиардов", 9),
    ("млрд.", 9),
    ("млрд", 9),
    ("bn", 9),
];

/// The power of ten of a word after digits.
pub(super) fn scale(word: &str, language: Language) -> Option<i32> {
    match (word, language) {
        ("billion" | "billions" | "billionen" | "billón" | "billones", Language::English) => Some(9),
        ("billion" | "billions" | "billionen" | "billón" | "billones", _) => Some(12),
        ("trillion" | "trillions" | "tn", Language::English) => Some(12),
        _ => SCALES.iter().find(|(known, _)| *known == word).map(|(_, power)| *power),
    }
}

/// What a word adds, or multiplies by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Add(i64),
    /// A hundred, or in French the twenty of `quatre-vingts`.
    Times(i64),
    Scale(i64),
    And,
}

type Table = &'static [(&'static str, Word)];

use Word::{Add, And, Scale, Times};

#[rustfmt::skip]
const GERMAN: Table = &[
    ("null", Add(0)), ("eins", Add(1)), ("eine", Add(1)), ("ein", Add(1)), ("zwei", Add(2)), ("drei", Add(3)),
    ("vier", Add(4)), ("fünf", Add(5)), ("sechs", Add(6)), ("sieben", Add(7)), ("acht", Add(8)), ("neun", Add(9)),
    ("zehn", Add(10)), ("elf", Add(11)), ("zwölf", Add(12)), ("dreizehn", Add(13)), ("vierzehn", Add(14)),
    ("fünfzehn", Add(15)), ("sechzehn", Add(16)), ("siebzehn", Add(17)), ("achtzehn", Add(18)), ("neunzehn", Add(19)),
    ("zwanzig", Add(20)), ("dreißig", Add(30)), ("vierzig", Add(40)), ("fünfzig", Add(50)), ("sechzig", Add(60)),
    ("siebzig", Add(70)), ("achtzig", Add(80)), ("neunzig", Add(90)), ("hundert", Times(100)),
    ("tausend", Scale(1_000)), ("millionen", Scale(1_000_000)), ("million", Scale(1_000_000)),
    ("milliarden", Scale(1_000_000_000)), ("milliarde", Scale(1_000_000_000)), ("und", And),
];

#[rustfmt::skip]
const FRENCH: Table = &[
    ("zéro", Add(0)), ("une", Add(1)), ("un", Add(1)), ("deux", Add(2)), ("trois", Add(3)), ("quatre", Add(4)),
    ("cinq", Add(5)), ("six", Add(6)), ("sept", Add(7)), ("huit", Add(8)), ("neuf", Add(9)), ("dix", Add(10)),
    ("onze", Add(11)), ("douze", Add(12)), ("treize", Add(13)), ("quatorze", Add(14)), ("quinze", Add(15)),
    ("seize", Add(16)), ("vingt", Add(20)), ("vingts", Add(20)), ("trente", Add(30)), ("quarante", Add(40)),
    ("cinquante", Add(50)), ("soixante", Add(60)), ("septante", Add(70)), ("huitante", Add(80)), ("nonante", Add(90)),
    ("cent", Times(100)), ("cents", Times(100)), ("mille", Scale(1_000)), ("million", Scale(1_000_000)),
    ("millions", Scale(1_000_000)), ("milliard", Scale(1_000_000_000)), ("milliards", Scale(1_000_000_000)),
    ("et", And), ("de", And),
];

#[rustfmt::skip]
const ITALIAN: Table = &[
    ("zero", Add(0)), ("uno", Add(1)), ("una", Add(1)), ("un", Add(1)), ("due", Add(2)), ("tre", Add(3)),
    ("tré", Add(3)), ("quattro", Add(4)), ("cinque", Add(5)), ("sei", Add(6)), ("sette", Add(7)), ("otto", Add(8)),
    ("nove", Add(9)), ("dieci", Add(10)), ("undici", Add(11)), ("dodici", Add(12)), ("tredici", Add(13)),
    ("quattordici", Add(14)), ("quindici", Add(15)), ("sedici", Add(16)), ("diciassette", Add(17)),
    ("diciotto", Add(18)), ("diciannove", Add(19)), ("venti", Add(20)), ("vent", Add(20)), ("trenta", Add(30)),
    ("trent", Add(30)), ("quaranta", Add(40)), ("quarant", Add(40)), ("cinquanta", Add(50)), ("cinquant", Add(50)),
    ("sessanta", Add(60)), ("sessant", Add(60)), ("settanta", Add(70)), ("settant", Add(70)), ("ottanta", Add(80)),
    ("ottant", Add(80)), ("novanta", Add(90)), ("novant", Add(90)), ("cento", Times(100)), ("mille", Scale(1_000)),
    ("mila", Scale(1_000)), ("milione", Scale(1_000_000)), ("milioni", Scale(1_000_000)),
    ("miliardo", Scale(1_000_000_000)), ("miliardi", Scale(1_000_000_000)), ("e", And), ("di", And),
];

#[rustfmt::skip]
const SPANISH: Table = &[
    ("cero", Add(0)), ("uno", Add(1)), ("una", Add(1)), ("un", Add(1)), ("dos", Add(2)), ("tres", Add(3)),
    ("cuatro", Add(4)), ("cinco", Add(5)), ("seis", Add(6)), ("siete", Add(7)), ("ocho", Add(8)), ("nueve", Add(9)),
    ("diez", Add(10)), ("once", Add(11)), ("doce", Add(12)), ("trece", Add(13)), ("catorce", Add(14)),
    ("quince", Add(15)), ("dieciséis", Add(16)), ("diecisiete", Add(17)), ("dieciocho", Add(18)),
    ("diecinueve", Add(19)), ("veinte", Add(20)), ("veintiuno", Add(21)), ("veintidós", Add(22)),
    ("veintitrés", Add(23)), ("veinticuatro", Add(24)), ("veinticinco", Add(25)), ("veintiséis", Add(26)),
    ("veintisiete", Add(27)), ("veintiocho", Add(28)), ("veintinueve", Add(29)), ("treinta", Add(30)),
    ("cuarenta", Add(40)), ("cincuenta", Add(50)), ("sesenta", Add(60)), ("setenta", Add(70)), ("ochenta", Add(80)),
    ("noventa", Add(90)), ("cien", Add(100)), ("ciento", Add(100)), ("doscientos", Add(200)), ("trescientos", Add(300)),
    ("cuatrocientos", Add(400)), ("quinientos", Add(500)), ("seiscientos", Add(600)), ("setecientos", Add(700)),
    ("ochocientos", Add(800)), ("novecientos", Add(900)), ("mil", Scale(1_000)), ("millón", Scale(1_000_000)),
    ("millones", Scale(1_000_000)), ("y", And), ("de", And),
];

#[rustfmt::skip]
const RUSSIAN: Table = &[
    ("ноль", Add(0)), ("один", Add(1)), ("одна", Add(1)), ("два", Add(2)), ("две", Add(2)), ("три", Add(3)),
    ("четыре", Add(4)), ("пять", Add(5)), ("шесть", Add(6)), ("семь", Add(7)), ("восемь", Add(8)), ("девять", Add(9)),
    ("десять", Add(10)), ("одиннадцать", Add(11)), ("двенадцать", Add(12)), ("тринадцать", Add(13)),
    ("четырнадцать", Add(14)), ("пятнадцать", Add(15)), ("шестнадцать", Add(16)), ("семнадцать", Add(17)),
    ("восемнадцать", Add(18)), ("девятнадцать", Add(19)), ("двадцать", Add(20)), ("тридцать", Add(30)),
    ("сорок", Add(40)), ("пятьдесят", Add(50)), ("шестьдесят", Add(60)), ("семьдесят", Add(70)),
    ("восемьдесят", Add(80)), ("девяносто", Add(90)), ("сто", Add(100)), ("двести", Add(200)), ("триста", Add(300)),
    ("четыреста", Add(400)), ("пятьсот", Add(500)), ("шестьсот", Add(600)), ("семьсот", Add(700)),
    ("восемьсот", Add(800)), ("девятьсот", Add(900)), ("тысяча", Scale(1_000)), ("тысячи", Scale(1_000)),
    ("тысяч", Scale(1_000)), ("миллион", Scale(1_000_000)), ("миллиона", Scale(1_000_000)),
    ("миллионов", Scale(1_000_000)), ("миллиард", Scale(1_000_000_000)), ("миллиарда", Scale(1_000_000_000)),
    ("миллиардов", Scale(1_000_000_000)),
];

impl Language {
    fn table(self) -> Table {
        match self {
            Language::German => GERMAN,
            Language::French => FRENCH,
            Language::Italian => ITALIAN,
            Language::Spanish => SPANISH,
            Language::Russian => RUSSIAN,
            Language::English | Language::Comma => &[],
        }
    }
}

/// The most parts of one number in words.
const MOST: usize = 24;

/// A number in the words of a language; `text` is lower-case.
pub(super) fn number_in_words(text: &str, language: Language) -> Option<i64> {
    let mut parts = Vec::new();
    for word in text.split([' ', '-']).filter(|word| !word.is_empty()) {
        split_word(word, language.table(), &mut parts)?;
        if parts.len() > MOST {
            return None;
        }
    }
    add_up(&parts)
}

/// The parts of one word: `dreihundertzwei`, `ventitremila`.
fn split_word(mut word: &str, table: Table, parts: &mut Vec<Word>) -> Option<()> {
    while !word.is_empty() {
        let fits = |(known, _): &&(&str, Word)| word.starts_with(known);
        let (known, part) = table.iter().filter(fits).max_by_key(|(known, _)| known.len())?;
        parts.push(*part);
        word = &word[known.len()..];
    }
    Some(())
}

fn add_up(parts: &[Word]) -> Option<i64> {
    let (mut total, mut group, mut last_scale) = (0_i64, None::<i64>, i64::MAX);
    let mut after_and = false;
    for part in parts {
        match *part {
            And => {}
            // `quatre-vingts`
            Add(20) if group.is_some_and(|group| group % 100 == 4) && !after_and => {
                group = group.map(|own| own - 4 + 80);
            }
            Add(value) => group = Some(join(group, value, after_and)?),
            Times(hundred) => match group {
                Some(own) if (1..10).contains(&own) => group = Some(own * hundred),
                None => group = Some(hundred),
                _ => return None,
            },
            // `mil millones`
            Scale(1_000_000) if last_scale == 1_000 && group.is_none() => {
                total = total.checked_mul(1_000_000)?;
                last_scale = 1_000_000;
            }
            Scale(scale) => {
                if scale >= last_scale {
                    return None;
                }
                last_scale = scale;
                total = total.checked_add(group.take().unwrap_or(1).checked_mul(scale)?)?;
            }
        }
        after_and = *part == And;
    }
    (group.is_some() || last_scale < i64::MAX).then(|| total + group.unwrap_or(0))
}

/// A number under a thousand with another one after it.
fn join(group: Option<i64>, value: i64, after_and: bool) -> Option<i64> {
    let Some(own) = group else { return Some(value) };
    let room = match value {
        0 => 1,
        1..10 => 10,
        10..100 => 100,
        _ => 1_000,
    };
    // `drei und zwanzig`; `soixante-dix`, `quatre-vingt-onze`
    let german = after_and && (20..100).contains(&value) && value % 10 == 0 && (1..10).contains(&(own % 100));
    let french = (10..20).contains(&value) && matches!(own % 100, 60 | 80);
    (value > 0 && own > 0 && (own % room == 0 || german || french)).then_some(own + value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_the_words_of_six_languages() {
        use Language::{French, German, Italian, Russian, Spanish};
        for (language, text, value) in [
            (German, "dreihundertfünfundzwanzigtausend", 325_000),
            (German, "einundzwanzig", 21),
            (German, "zwei millionen dreihunderttausend", 2_300_000),
            (German, "siebzehn", 17),
            (French, "quatre-vingt-dix-sept", 97),
            (French, "soixante et onze", 71),
            (French, "deux cent mille", 200_000),
            (French, "trois millions cinq cent mille", 3_500_000),
            (Italian, "ventitremila", 23_000),
            (Italian, "trentuno", 31),
            (Italian, "due milioni", 2_000_000),
            (Spanish, "doscientos mil", 200_000),
            (Spanish, "treinta y cinco", 35),
            (Spanish, "mil millones", 1_000_000_000),
            (Russian, "четыре миллиона пятьсот пятьдесят девять тысяч", 4_559_000),
            (Russian, "сто двадцать три", 123),
        ] {
            let read = number_in_words(text, language);
            assert_eq!(read, Some(value), "{text}");
        }
        for (language, text) in
            [(German, "drei vier"), (French, "et"), (Russian, ""), (Spanish, "dos tres"), (German, "haus")]
        {
            assert_eq!(number_in_words(text, language), None, "{text}");
        }
    }

    #[test]
    fn languages_are_known_by_tag_and_by_name() {
        assert_eq!(Language::of("de-AT"), Language::German);
        assert_eq!(Language::of("Russian"), Language::Russian);
        assert_eq!(Language::of("en"), Language::English);
        assert!(Language::of("ro").has_comma() && !Language::of("zh").has_comma());
    }
}
