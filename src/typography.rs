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

/// Text that is safe to show: control characters and those that hide or
/// reorder what is written come out as `\u{…}`; line breaks and tabs as blanks.
pub(crate) fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    let harmful = |c: char| {
        c.is_control() || is_bidi_control(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{200b}')
    };
    if !text.contains(harmful) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\r' => shown.push(' '),
            _ if harmful(c) => shown.extend(c.escape_unicode()),
            _ => shown.push(c),
        }
    }
    shown.into()
}
