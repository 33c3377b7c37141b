//! Every code that gainsay can report.

use crate::analysis::checks::CHECKS;
use crate::base::message::{Code, nearest};
use crate::model::load;
use crate::view::embed;

/// All codes, in the order of their ids.
pub fn all() -> Vec<&'static Code> {
    let mut codes: Vec<&'static Code> = load::CODES.to_vec();
    codes.extend(CHECKS.iter().flat_map(|check| check.codes));
    codes.extend(crate::analysis::checks::JUDGED);
    codes.extend(embed::CODES);
    codes.sort_by_key(|code| code.id);
    codes
}

/// A code by its id or its name, in any case.
pub fn find(text: &str) -> Option<&'static Code> {
    all().into_iter().find(|code| code.id.eq_ignore_ascii_case(text) || code.name.eq_ignore_ascii_case(text))
}

/// The id or name of a code that is spelt most like a text.
pub fn near(text: &str) -> Option<&'static str> {
    let codes = all();
    nearest(&text.to_lowercase(), codes.iter().map(|code| code.name))
        .or_else(|| nearest(&text.to_uppercase(), codes.iter().map(|code| code.id)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_names_are_used_once_and_well_formed() {
        let codes = all();
        for (index, code) in codes.iter().enumerate() {
            let number = code.id.strip_prefix("GS").expect("ids begin with GS");
            assert!(number.len() == 3 && number.bytes().all(|byte| byte.is_ascii_digit()), "{}", code.id);
            assert!(crate::notation::is_identifier(code.name), "{}", code.name);
            assert!(code.explanation.len() > 80 && code.explanation.ends_with('.'), "{}", code.id);
            for other in &codes[index + 1..] {
                assert!(code.id != other.id && code.name != other.name, "{} {}", code.id, other.id);
            }
        }
    }

    #[test]
    fn codes_are_found_by_id_and_name() {
        assert_eq!(find("gs201").map(|code| code.name), Some("disagreement"));
        assert_eq!(find("Disagreement").map(|code| code.id), Some("GS201"));
        assert_eq!(near("disagrement"), Some("disagreement"));
        assert!(find("GS999").is_none());
    }
}
