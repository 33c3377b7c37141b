//! Markup is escaped here, and nowhere else.

use std::borrow::Cow;

use super::typography;

/// Returns the text as it may stand between tags and in quoted attributes of HTML and XML, unchanged in meaning.
pub(crate) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return text.into();
    }
    let mut safe = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe.into()
}

/// Returns text of a collection as it may stand in markup: what hides or reorders is shown as its code, the rest escaped.
pub(crate) fn shown(text: &str) -> String {
    escaped(&typography::visible(text)).into_owned()
}

/// Returns words in HTML with what they are in the notation as a tooltip; as code where that is what they are.
pub(crate) fn told(words: &str, notation: &str) -> String {
    if words == notation {
        return format!("<code>{}</code>", shown(words));
    }
    format!("<span title=\"{}\">{}</span>", shown(notation), shown(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_written_is_text() {
        assert_eq!(shown("</b a='1'>\u{202e} & \"x\""), "&lt;/b a=&#39;1&#39;&gt;\\u{202e} &amp; &quot;x&quot;");
        assert!(matches!(escaped("plain – text"), Cow::Borrowed(_)));
    }
}
