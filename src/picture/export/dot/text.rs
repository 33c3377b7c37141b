//! Text inside the quotes of DOT.
//!
//! Three readers follow each other: the language itself takes `\"`; then labels
//! and tooltips take `\N`, `\G`, `\l` and the like; then entities such as `&lt;`
//! are decoded. What is written here comes out of all three as it was.

use crate::picture::diagram::{Link, visible};

/// A label: its lines, aligned on the left.
pub(super) fn label(lines: &[&str]) -> String {
    let mut escaped = String::new();
    for line in lines {
        for line in visible(line).split('\n') {
            escape(line, r"\\", &mut escaped);
            escaped.push_str(r"\l");
        }
    }
    escaped
}

/// A tooltip, which may have several lines.
pub(super) fn tooltip(text: &str) -> String {
    let mut escaped = String::new();
    for (index, line) in visible(text).split('\n').enumerate() {
        if index > 0 {
            escaped.push_str(r"\n");
        }
        // Graphviz reads the backslashes of tooltips twice.
        escape(line, r"\\\\", &mut escaped);
    }
    escaped
}

fn escape(line: &str, backslash: &str, escaped: &mut String) {
    for c in line.chars() {
        match c {
            '\\' => escaped.push_str(backslash),
            '"' => escaped.push_str("\\\""),
            '&' => escaped.push_str("&amp;"),
            c => escaped.push(c),
        }
    }
}

/// An address: what has no place in one is percent-encoded.
pub(super) fn address(link: &Link) -> String {
    let mut encoded = String::new();
    for byte in link.as_str().bytes() {
        match byte {
            b'&' => encoded.push_str("&amp;"),
            b'"' | b'\'' | b'\\' | b'<' | b'>' | b'`' | b'{' | b'}' | b'|' | b'^' | 0..=b' ' | 0x7f.. => {
                encoded.push_str(&format!("%{byte:02X}"));
            }
            byte => encoded.push(char::from(byte)),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_keep_what_graphviz_would_interpret() {
        assert_eq!(label(&["a \\N", "b\\"]), r"a \\N\lb\\\l");
        assert_eq!(label(&["\"&quot;\""]), r#"\"&amp;quot;\"\l"#);
        assert_eq!(label(&["a\nb\0\u{202e}"]), r"a\lbU+0000U+202E\l");
        assert_eq!(label(&[]), "");
    }

    #[test]
    fn tooltips_double_what_graphviz_reads_twice() {
        assert_eq!(tooltip("a\\N\nb"), r"a\\\\N\nb");
    }

    #[test]
    fn addresses_have_no_quotes_and_only_ascii() {
        let link = Link::parse("https://例.jp/a\"b\\c?d=e&f=<g>").unwrap();
        assert_eq!(address(&link), "https://%E4%BE%8B.jp/a%22b%5Cc?d=e&amp;f=%3Cg%3E");
    }
}
