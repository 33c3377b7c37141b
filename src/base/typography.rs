//! Characters that look like another one, or like none: named, so that a message can say them.

use std::borrow::Cow;

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
/// Joiners within words (U+200C, U+200D) and variation selectors are not among them: some scripts and many emoji
/// cannot be written without. Where they join nothing, [`visible`] shows them too.
pub(crate) fn is_hidden(c: char) -> bool {
    is_bidi_control(c)
        || c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{13430}'..='\u{13455}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Whether a character shows nothing where it stands, after another one.
fn hides_after(before: Option<char>, c: char) -> bool {
    match c {
        '\u{200c}' | '\u{200d}' => !before.is_some_and(joins),
        '\u{fe00}'..='\u{fe0f}' => !before.is_some_and(|before| {
            !matches!(before, '\u{fe00}'..='\u{fe0f}')
                && !is_hidden(before)
                && (!before.is_ascii() || before.is_ascii_digit() || matches!(before, '#' | '*'))
        }),
        _ => is_hidden(c),
    }
}

/// Whether a joiner after a character has a meaning: in Arabic, Syriac, N'Ko, the scripts of South and South-East
/// Asia, Mongolian, and emoji.
fn joins(before: char) -> bool {
    matches!(before,
        '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{1a20}'..='\u{1cff}'
        | '\u{a840}'..='\u{abff}' | '\u{fb50}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{2190}'..='\u{21ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{fe0f}'
        | '\u{10a00}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}' | '\u{1f000}'..='\u{1faff}')
        && !is_hidden(before)
}

/// Text that is safe to show: control characters and those that hide or
/// reorder what is written come out as `\u{…}`; line breaks and tabs as blanks.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, |_, c, shown| match c {
        '\n' | '\t' | '\r' => shown.push(' '),
        _ => shown.extend(c.escape_unicode()),
    })
}

/// Text of several lines that is safe to show: as [`visible`], but that line breaks and tabs stay.
pub(crate) fn visible_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |rest, c, shown| match c {
        '\n' | '\t' => shown.push(c),
        '\r' if rest.starts_with('\n') => shown.push(c),
        _ => shown.extend(c.escape_unicode()),
    })
}

/// JSON in which whatever hides or reorders text is written as `\u…`: the same to whoever reads it.
pub(crate) fn visible_json(json: String) -> String {
    let shown = escaped(&json, |_, c, shown| match c {
        '\n' | '\t' | '\r' => shown.push(c),
        _ => {
            let mut units = [0; 2];
            shown.extend(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    });
    match shown {
        Cow::Borrowed(_) => json,
        Cow::Owned(shown) => shown,
    }
}

/// The text with each character that hides put as it is told to, given what follows it.
fn escaped(text: &str, put: impl Fn(&str, char, &mut String)) -> Cow<'_, str> {
    let may_hide = |c: char| is_hidden(c) || matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    if !text.contains(may_hide) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    let mut before = None;
    for (at, c) in text.char_indices() {
        if hides_after(before, c) {
            put(&text[at + c.len_utf8()..], c, &mut shown);
        } else {
            shown.push(c);
        }
        before = Some(c);
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

    #[test]
    fn nothing_that_hides_is_left() {
        // Controls of both sets, separators, zero-width characters, tags, selectors that carry bytes, non-characters.
        let hidden = [
            '\u{7f}',
            '\u{85}',
            '\u{9b}',
            '\u{9d}',
            '\u{2028}',
            '\u{2029}',
            '\u{200b}',
            '\u{200c}',
            '\u{200d}',
            '\u{feff}',
            '\u{e0041}',
            '\u{e0100}',
            '\u{fe01}',
            '\u{fdd0}',
            '\u{1fffe}',
            '\u{13437}',
            '\u{1bca0}',
        ];
        for c in hidden {
            let code = c.escape_unicode().to_string();
            assert_eq!(visible(&format!("a{c}b")), format!("a{code}b"));
            assert_eq!(visible_lines(&format!("a\n{c}\tb\r\n")), format!("a\n{code}\tb\r\n"));
            let json = serde_json::json!({ "k": format!("a{c}b") });
            let text = visible_json(json.to_string());
            assert!(text.is_ascii(), "{text}");
            assert_eq!(serde_json::from_str::<serde_json::Value>(&text).expect("JSON"), json);
        }
        assert_eq!(visible_lines("a\rb"), "a\\u{d}b");
        // Persian, Malayalam, a family, a flag and a heart are written with joiners and selectors.
        for text in
            ["می\u{200c}خواهم", "ന\u{200d}", "👩\u{200d}👩\u{200d}👧", "🏳\u{fe0f}\u{200d}🌈", "❤\u{fe0f}", "1\u{fe0f}"]
        {
            assert_eq!(visible(text), text);
        }
        // What is shown already stays as it is: nothing comes to stand after another character.
        let twice = visible("\u{202e}\u{fe01}\u{200d}").into_owned();
        assert_eq!(visible(&twice), twice);
        assert_eq!(twice, "\\u{202e}\\u{fe01}\\u{200d}");
        assert_eq!(visible("👩\u{200d}\u{200d}"), "👩\u{200d}\\u{200d}");
    }
}
