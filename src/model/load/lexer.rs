//! RON's tokens with their places.
//!
//! The `ron` crate reads values; this lexer knows where they are. It finds the
//! items of a file, the span of a field, and the characters that look right
//! and are not.

use std::ops::Range;

use crate::base::typography;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `(`, `[` or `{`.
    Open(u8),
    /// `)`, `]` or `}`.
    Close(u8),
    Comma,
    Colon,
    /// A string, quotes included.
    String,
    /// A string that no quote ends.
    OpenString,
    /// A word or a number.
    Word,
    /// A character that looks like another; the token is that one character,
    /// or all of a text between curly quotes.
    Trap(char),
    /// Anything else, one character.
    Other,
    /// A comment that nothing ends.
    OpenComment,
}

/// A token and its range of bytes in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) range: Range<usize>,
}

/// Reads tokens one by one from `text[at..]`.
///
/// `resync` are the words that, followed by `(` at the start of a line, begin a
/// new item even within a string that was not ended: a historian's quote may
/// run over lines, but its lines do not begin with `Claim(`.
#[derive(Clone)]
pub(super) struct Lexer<'t> {
    text: &'t str,
    at: usize,
    resync: &'static [&'static str],
}

impl<'t> Lexer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Lexer { text, at: 0, resync: &[] }
    }

    pub(super) fn resync_at(&mut self, words: &'static [&'static str]) {
        self.resync = words;
    }

    /// Whether the token at `start` is the first on its line and begins an item.
    pub(super) fn begins_item(&self, start: usize) -> bool {
        self.item_word_at(start) && {
            // Only blanks are looked back over, so that one long line costs no more than many.
            let before = self.text[..start].bytes().rev().find(|byte| !matches!(byte, b' ' | b'\t'));
            matches!(before, None | Some(b'\n'))
        }
    }

    fn item_word_at(&self, at: usize) -> bool {
        let rest = &self.bytes()[at..];
        self.resync.iter().any(|word| rest.starts_with(word.as_bytes()) && rest.get(word.len()) == Some(&b'('))
    }

    fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    /// Skips white space and comments; the token of a comment that does not end.
    fn skip_blank(&mut self) -> Option<Token> {
        loop {
            let bytes = self.bytes();
            match bytes.get(self.at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(b'/') if bytes.get(self.at + 1) == Some(&b'/') => {
                    let rest = &self.text[self.at..];
                    self.at = rest.find('\n').map_or(self.text.len(), |end| self.at + end);
                }
                Some(b'/') if bytes.get(self.at + 1) == Some(&b'*') => {
                    let start = self.at;
                    if !self.skip_block_comment() {
                        return Some(Token { kind: TokenKind::OpenComment, range: start..start + 2 });
                    }
                }
                _ => return None,
            }
        }
    }

    fn skip_block_comment(&mut self) -> bool {
        let mut depth = 0_u32;
        while self.at < self.text.len() {
            let rest = &self.bytes()[self.at..];
            if rest.starts_with(b"/*") {
                depth += 1;
                self.at += 2;
            } else if rest.starts_with(b"*/") {
                depth -= 1;
                self.at += 2;
                if depth == 0 {
                    return true;
                }
            } else {
                self.at += 1;
            }
        }
        false
    }

    fn string(&mut self) -> TokenKind {
        let bytes = self.bytes();
        let mut at = self.at + 1;
        while at < bytes.len() {
            match bytes[at] {
                b'"' => {
                    self.at = at + 1;
                    return TokenKind::String;
                }
                b'\\' => at += 2,
                b'\n' if self.item_on_line(at + 1) => break,
                _ => at += 1,
            }
        }
        self.at = at.min(bytes.len());
        TokenKind::OpenString
    }

    fn item_on_line(&self, line_start: usize) -> bool {
        let blanks = self.bytes()[line_start..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        !self.resync.is_empty() && self.item_word_at(line_start + blanks)
    }

    /// A raw string `r#"…"#` at the `r`, if it is one.
    fn raw_string(&mut self) -> Option<TokenKind> {
        let rest = &self.bytes()[self.at + 1..];
        let hashes = rest.iter().take_while(|&&byte| byte == b'#').count();
        if rest.get(hashes) != Some(&b'"') {
            return None;
        }
        let end = format!("\"{}", "#".repeat(hashes));
        let body = self.at + hashes + 2;
        if let Some(found) = self.text[body..].find(&end) {
            self.at = body + found + end.len();
            return Some(TokenKind::String);
        }
        self.at = self.text.len();
        Some(TokenKind::OpenString)
    }

    fn word(&mut self) -> TokenKind {
        if self.bytes()[self.at] == b'r'
            && let Some(kind) = self.raw_string()
        {
            return kind;
        }
        let rest = &self.text[self.at..];
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '+' | '-');
        self.at += rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        TokenKind::Word
    }

    /// A curly quote used as RON's quote: all up to the quote that ends it, on this line.
    fn trap(&mut self, found: char) -> TokenKind {
        let body = self.at + found.len_utf8();
        self.at = body;
        if typography::is_curly_quote(found) {
            let ends = |c| matches!(c, '\n' | '"') || typography::is_curly_quote(c);
            let closing = self.text[body..].char_indices().find(|&(_, c)| ends(c)).filter(|&(_, c)| c != '\n');
            self.at = closing.map_or(body, |(at, c)| body + at + c.len_utf8());
        }
        TokenKind::Trap(found)
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        if let Some(token) = self.skip_blank() {
            return Some(token);
        }
        let start = self.at;
        let first = self.text[start..].chars().next()?;
        self.at += first.len_utf8();
        let kind = match first {
            '(' | '[' | '{' => TokenKind::Open(first as u8),
            ')' | ']' | '}' => TokenKind::Close(first as u8),
            ',' => TokenKind::Comma,
            ':' => TokenKind::Colon,
            '"' => {
                self.at = start;
                self.string()
            }
            _ if first.is_alphanumeric() || matches!(first, '_' | '-' | '+' | '.') => {
                self.at = start;
                self.word()
            }
            _ if typography::trap(first).is_some() => {
                self.at = start;
                self.trap(first)
            }
            _ => TokenKind::Other,
        };
        Some(Token { kind, range: start..self.at })
    }
}

/// The range of the value of field `path[0]`, or of `path[1]` within it, and so
/// on, in one item `Name(field: value, …)`.
pub(crate) fn field(item: &str, path: &[&str]) -> Option<Range<usize>> {
    let mut range = 0..item.len();
    for name in path {
        let found = direct_field(&item[range.clone()], name)?;
        range = range.start + found.start..range.start + found.end;
    }
    Some(range)
}

fn direct_field(item: &str, name: &str) -> Option<Range<usize>> {
    let mut tokens = Lexer::new(item).peekable();
    let mut depth = 0_usize;
    while let Some(token) = tokens.next() {
        match token.kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth = depth.saturating_sub(1),
            TokenKind::Word
                if depth == 1
                    && &item[token.range] == name
                    && tokens.next_if(|next| next.kind == TokenKind::Colon).is_some() =>
            {
                return value(&mut tokens);
            }
            _ => {}
        }
    }
    None
}

/// The range of the value that begins at the next token.
fn value(tokens: &mut std::iter::Peekable<Lexer<'_>>) -> Option<Range<usize>> {
    let mut depth = 0_usize;
    let mut range: Option<Range<usize>> = None;
    while let Some(token) = tokens.peek() {
        match token.kind {
            TokenKind::Comma | TokenKind::Close(_) if depth == 0 => break,
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) => depth -= 1,
            _ => {}
        }
        let start = range.map_or(token.range.start, |range| range.start);
        range = Some(start..token.range.end);
        tokens.next();
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_at_its_own_depth_only() {
        let item = r#"Claim(id: "a", says: Figure(of: "held @ 1950", is: "5"), /* is: */ is: [1, 2], r: r"x")"#;
        let text = |path: &[&str]| field(item, path).map(|range| &item[range]);
        assert_eq!(text(&["id"]), Some("\"a\""));
        assert_eq!(text(&["says", "is"]), Some("\"5\""));
        assert_eq!(text(&["says"]), Some(r#"Figure(of: "held @ 1950", is: "5")"#));
        assert_eq!(text(&["is"]), Some("[1, 2]"));
        assert_eq!(text(&["r"]), Some("r\"x\""));
        assert_eq!(text(&["of"]), None);
    }

    #[test]
    fn hostile_texts_end() {
        for text in ["\"", "r#\"", "/*", "/* /* */", "\\", "\"\\", "“", "r", "'", "\u{feff}x"] {
            assert!(Lexer::new(text).count() <= text.len(), "{text:?}");
        }
    }
}
