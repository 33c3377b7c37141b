//! Brackets that are open, and which of them a closing one closes.

use super::lexer::{Token, TokenKind};

/// Open brackets, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Brackets {
    open: Vec<Token>,
    /// How many of each kind are open, so that a stray one costs no search.
    counts: [usize; 3],
}

impl Brackets {
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    pub(super) fn innermost(&self) -> Option<&Token> {
        self.open.last()
    }

    pub(super) fn outermost(&self) -> Option<&Token> {
        self.open.first()
    }

    pub(super) fn push(&mut self, token: Token) {
        self.counts[kind(&token)] += 1;
        self.open.push(token);
    }

    fn pop(&mut self) -> Option<Token> {
        let token = self.open.pop()?;
        self.counts[kind(&token)] -= 1;
        Some(token)
    }

    /// Closes a bracket. If it is not the innermost one's, the innermost is given
    /// back: it was never closed, if what is around it is closed, and otherwise stays open.
    pub(super) fn close(&mut self, bracket: u8) -> Option<Token> {
        let innermost = self.open.last()?.clone();
        if closes(&innermost, bracket) {
            self.pop();
            return None;
        }
        let wanted = match bracket {
            b')' => 0,
            b']' => 1,
            _ => 2,
        };
        if self.counts[wanted] > 0 {
            while self.pop().is_some_and(|token| !closes(&token, bracket)) {}
        }
        Some(innermost)
    }
}

fn kind(open: &Token) -> usize {
    match open.kind {
        TokenKind::Open(b'(') => 0,
        TokenKind::Open(b'[') => 1,
        _ => 2,
    }
}

fn closes(open: &Token, close: u8) -> bool {
    matches!(
        (open.kind, close),
        (TokenKind::Open(b'('), b')') | (TokenKind::Open(b'['), b']') | (TokenKind::Open(b'{'), b'}')
    )
}
