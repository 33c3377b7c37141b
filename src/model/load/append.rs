//! Where a list of judgements ends, so that more can be written after the last without touching what stands.

use super::lexer::{Lexer, Token, TokenKind};

/// The end of the list in a file of judgements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListEnd {
    /// Where the bracket stands that closes the list.
    pub(crate) close: usize,
    /// Where the last item ends, if no comma follows it.
    pub(crate) comma_missing: Option<usize>,
    /// The blanks before the last item, if it begins its line.
    pub(crate) indent: Option<String>,
}

/// The end of the list, if a text is a sound file of judgements.
pub(crate) fn judgements_end(text: &str) -> Option<ListEnd> {
    let mut tokens = Lexer::new(text).skip_while(|token| matches!(token.kind, TokenKind::Trap(_)));
    let root = tokens.next()?;
    let is_root = root.kind == TokenKind::Word && &text[root.range] == "Judgements";
    let opens = [b'(', b'['].map(|bracket| tokens.next().is_some_and(|token| token.kind == TokenKind::Open(bracket)));
    if !(is_root && opens == [true, true]) {
        return None;
    }
    let mut depth = 0_usize;
    let mut last: Option<Token> = None;
    let mut item = None;
    for token in tokens {
        match token.kind {
            TokenKind::Close(_) if depth == 0 => {
                let is_list = token.kind == TokenKind::Close(b']');
                let comma_missing = last.filter(|last| last.kind != TokenKind::Comma).map(|last| last.range.end);
                let indent = item.and_then(|start| blanks_before(text, start)).map(str::to_owned);
                return is_list.then_some(ListEnd { close: token.range.start, comma_missing, indent });
            }
            TokenKind::Close(_) => depth -= 1,
            TokenKind::Open(_) => depth += 1,
            TokenKind::Word if depth == 0 => item = Some(token.range.start),
            _ => {}
        }
        last = Some(token);
    }
    None
}

/// What stands before a place on its line, if that is blanks.
pub(crate) fn blanks_before(text: &str, at: usize) -> Option<&str> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let before = &text[start..at];
    before.bytes().all(|byte| matches!(byte, b' ' | b'\t')).then_some(before)
}
