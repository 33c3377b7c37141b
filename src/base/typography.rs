//! Characters that look like another one, or like none: named, so that a message can say them.

/// The name of a character that word processors put where RON and the
/// notations want another, and that other where there is one.
pub(crate) fn trap(c: char) -> Option<(&'static str, Option<&'static str>)> {
    Some(match c {
        '\u{feff}' => ("byte order mark", None),
        '\u{a0}' => ("no-break space", Some(" ")),
        '\u{202f}' => ("narrow no-break space", Some(" ")),
        '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => ("typographic space", Some(" ")),
        '\u{200b}'..='\u{200d}' | '\u{2060}' => ("invisible character", None),
        '\u{ad}' => ("soft hyphen", None),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}' => {
            ("typographic quotation mark", Some("\""))
        }
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' => ("typographic apostrophe", Some("'")),
        '\u{2212}' => ("minus sign", Some("-")),
        '\u{2010}' | '\u{2011}' => ("typographic hyphen", Some("-")),
        '\u{2012}'..='\u{2015}' => ("dash", Some("-")),
        '\u{ff0c}' => ("full-width comma", Some(",")),
        _ if is_bidi_control(c) => ("bidirectional control character", None),
        _ => return None,
    })
}

/// Whether a character changes the order in which text is displayed, so that
/// what is seen is not what is read.
pub(crate) fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

pub(crate) fn is_curly_quote(c: char) -> bool {
    matches!(trap(c), Some((_, Some("\""))))
}

/// `U+00A0 (no-break space)`.
pub(crate) fn describe(c: char) -> String {
    let name = trap(c).map_or("unexpected character", |(name, _)| name);
    format!("U+{:04X} ({name})", u32::from(c))
}

/// The text with every trap replaced by what was probably meant.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match trap(c) {
            Some((_, Some(meant))) => plain.push_str(meant),
            Some((_, None)) => {}
            None => plain.push(c),
        }
    }
    plain
}

/// The first trap in a text.
pub(crate) fn first_trap(text: &str) -> Option<(usize, char)> {
    if text.is_ascii() {
        return None;
    }
    text.char_indices().find(|&(_, c)| trap(c).is_some())
}

/// Whether a character shows nothing, or changes the order in which others show.
///
/// The joiners within words (U+200C, U+200D) are not among them: some scripts
/// and many emoji cannot be written without.
pub(crate) fn is_hidden(c: char) -> bool {
    is_bidi_control(c)
        || c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Text that is safe to show: control characters and those that hide or
/// reorder what is written come out as `\u{…}`; line breaks and tabs as blanks.
pub(crate) fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains(is_hidden) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => shown.push(' '),
            _ if is_hidden(c) => shown.extend(c.escape_unicode()),
            _ => shown.push(c),
        }
    }
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_or_reorders_text_is_shown_as_its_code() {
        assert_eq!(visible("1\u{202e}2\u{2063}3\u{1b}[2J"), "1\\u{202e}2\\u{2063}3\\u{1b}[2J");
        assert_eq!(visible("a\nb\tc"), "a b c");
        assert_eq!(visible("naïve “quote” – 10\u{a0}000"), "naïve “quote” – 10\u{a0}000");
    }
}
