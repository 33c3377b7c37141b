//! Names of texts.

use unicode_normalization::UnicodeNormalization;

/// Returns the name that a text becomes: lower-case words of letters and digits joined by `-`, in composed form.
/// None where it has neither letters nor digits.
pub fn slug(text: &str) -> Option<String> {
    let composed: String = text.nfc().collect::<String>().to_lowercase().nfc().collect();
    let words = composed.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.collect::<Vec<_>>().join("-");
    (!slug.is_empty()).then_some(slug)
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn texts_become_names() {
        for (text, name) in [
            ("Emilia-Romagna", Some("emilia-romagna")),
            ("Valle d'Aosta", Some("valle-d-aosta")),
            ("P.A. Bolzano", Some("p-a-bolzano")),
            ("Türkiye", Some("türkiye")),
            ("e\u{301}te\u{301}", Some("été")),
            ("  ", None),
            ("…", None),
        ] {
            assert_eq!(slug(text).as_deref(), name, "{text}");
        }
    }
}
