//! A file into its items, so that one bad claim hides no other.
//!
//! The `ron` crate stops at the first mistake. So a file is first cut into its
//! head and the items of its lists by counting brackets, and each is read by
//! itself. Where brackets or quotes do not match, a line that begins with an
//! item's name (`Claim(`) begins a new item all the same.

use std::ops::Range;

use super::brackets::Brackets;
use super::lexer::{Lexer, Token, TokenKind};
use super::outline::{Fault, Item, Outline, Root};

/// Cuts a file into its head and its items.
pub(super) fn outline(text: &str) -> Outline {
    let mut splitter = Splitter {
        text,
        lexer: Lexer::new(text),
        peeked: None,
        root: None,
        lists_seen: Vec::new(),
        ended: false,
        out: Outline {
            root: None,
            items: Vec::new(),
            cuts: Vec::new(),
            head_broken: false,
            completed: false,
            faults: Vec::new(),
        },
    };
    splitter.file();
    splitter.out
}

struct Splitter<'t> {
    text: &'t str,
    lexer: Lexer<'t>,
    peeked: Option<Token>,
    root: Option<Root>,
    /// The lists that were met, at most one of each name.
    lists_seen: Vec<&'static str>,
    /// Whether the text ended within a list, and this was dealt with there.
    ended: bool,
    out: Outline,
}

impl Splitter<'_> {
    fn peek(&mut self) -> Option<Token> {
        if self.peeked.is_none() {
            self.peeked = self.lexer.next();
        }
        self.peeked.clone()
    }

    fn next(&mut self) -> Option<Token> {
        self.peeked.take().or_else(|| self.lexer.next())
    }

    fn fault(&mut self, fault: Fault) {
        self.out.faults.push(fault);
    }

    fn file(&mut self) {
        while let Some(token) = self.peek() {
            let TokenKind::Trap(found) = token.kind else { break };
            self.fault(Fault::Trap(token.range, found));
            self.next();
        }
        let Some(first) = self.next() else { return self.fault(Fault::Empty) };
        let root = Root::named(&self.text[first.range.clone()]);
        let (Some(root), TokenKind::Word) = (root, first.kind) else {
            return self.fault(Fault::NoRoot(first.range));
        };
        self.out.root = Some((root, first.range.clone()));
        self.root = Some(root);
        self.lexer.resync_at(root.item_names());
        let open = match self.next() {
            Some(Token { kind: TokenKind::Open(b'('), range }) => range,
            other => {
                self.out.head_broken = true;
                return self.fault(Fault::NoRoot(other.map_or(first.range, |token| token.range)));
            }
        };
        self.body(root, &open);
        if let Some(extra) = self.next() {
            // Reported once, here; the head is read without it.
            self.out.cuts.push((extra.range.start..self.text.len(), ""));
            self.fault(Fault::Trailing(extra.range));
        }
    }

    /// The fields of the root value, up to its closing bracket.
    fn body(&mut self, root: Root, open: &Range<usize>) {
        if let [("", _)] = root.lists()
            && matches!(self.peek(), Some(Token { kind: TokenKind::Open(b'['), .. }))
        {
            self.list("");
        }
        loop {
            let Some(token) = self.next() else {
                if !self.ended && !self.out.head_broken {
                    self.fault(Fault::Unclosed { open: open.clone(), bracket: b'(', found: None });
                    self.out.completed = true;
                    self.out.cuts.push((self.text.len()..self.text.len(), ")"));
                }
                return;
            };
            match token.kind {
                TokenKind::Close(b')') => return,
                TokenKind::Comma => {}
                TokenKind::Word if matches!(self.peek(), Some(Token { kind: TokenKind::Colon, .. })) => {
                    self.next();
                    let name = &self.text[token.range.clone()];
                    let known = root.lists().iter().find(|(field, _)| !field.is_empty() && *field == name);
                    let at_list = matches!(self.peek(), Some(Token { kind: TokenKind::Open(b'['), .. }));
                    match known {
                        Some((field, _)) if at_list => {
                            if self.lists_seen.contains(field) {
                                self.fault(Fault::ListTwice(token.range));
                            } else {
                                self.lists_seen.push(field);
                            }
                            self.list(field);
                        }
                        _ => self.head_value(),
                    }
                }
                _ => self.head_token(&token),
            }
        }
    }

    /// A token of the head outside any list: noted where it breaks the outline.
    fn head_token(&mut self, token: &Token) {
        let fault = match token.kind {
            TokenKind::Close(_) => Fault::Unopened(token.range.clone()),
            TokenKind::OpenString => Fault::OpenString(token.range.clone()),
            TokenKind::OpenComment => Fault::OpenComment(token.range.clone()),
            TokenKind::Trap(found) => Fault::Trap(token.range.clone(), found),
            // Left to `ron`, which says what it expected there.
            _ => return,
        };
        self.out.head_broken = true;
        self.fault(fault);
    }

    /// Skips one value of the head.
    fn head_value(&mut self) {
        let mut open = Brackets::default();
        while let Some(token) = self.peek() {
            match token.kind {
                TokenKind::Comma | TokenKind::Close(_) if open.is_empty() => return,
                TokenKind::Word if self.lexer_begins_item(&token) => {
                    self.out.head_broken = true;
                    let Some(first) = open.outermost() else { return };
                    let fault = unclosed(first, Some(token.range));
                    return self.fault(fault);
                }
                TokenKind::Open(_) => open.push(token),
                TokenKind::Close(bracket) => {
                    if let Some(opened) = open.close(bracket) {
                        self.out.head_broken = true;
                        self.fault(unclosed(&opened, Some(token.range)));
                    }
                }
                _ => self.head_token(&token),
            }
            self.next();
        }
    }

    fn lexer_begins_item(&self, token: &Token) -> bool {
        self.lexer.begins_item(token.range.start)
    }

    /// The items between `[` and `]`.
    fn list(&mut self, list: &'static str) {
        let open = self.next().expect("the caller saw the bracket");
        let inside = open.range.end;
        loop {
            let Some(token) = self.peek() else {
                // A broken item may have swallowed the bracket; that was reported.
                if !self.out.items.last().is_some_and(|item| item.broken) {
                    self.fault(unclosed(&open, None));
                }
                self.ended = true;
                self.out.completed = true;
                self.out.cuts.push((inside..self.text.len(), "])"));
                return;
            };
            match token.kind {
                TokenKind::Close(b']') => {
                    self.out.cuts.push((inside..token.range.start, ""));
                    self.next();
                    return;
                }
                TokenKind::Comma => {
                    self.next();
                }
                TokenKind::Close(_) if self.list_goes_on() => {
                    self.fault(Fault::Unopened(token.range));
                    self.next();
                }
                TokenKind::Close(_) => {
                    // Most likely the root's own bracket, with the list's forgotten.
                    self.fault(unclosed(&open, Some(token.range.clone())));
                    self.out.completed = true;
                    self.out.cuts.push((inside..token.range.start, "]"));
                    return;
                }
                _ => self.item(list),
            }
        }
    }

    /// Whether after the bracket that is next another item follows, or the bracket that ends the list.
    fn list_goes_on(&self) -> bool {
        let mut ahead = self.lexer.clone();
        let mut next = ahead.next();
        if matches!(&next, Some(token) if token.kind == TokenKind::Comma) {
            next = ahead.next();
        }
        next.is_some_and(|token| match token.kind {
            TokenKind::Word => self.lexer_begins_item(&token),
            TokenKind::Close(bracket) => bracket == b']',
            _ => false,
        })
    }

    /// One item: up to the comma or bracket that ends it, or the line that begins the next.
    fn item(&mut self, list: &'static str) {
        let start = self.peek().expect("the caller saw a token").range.start;
        // After a bracket was forgotten, an item of the next list may stand in this one.
        let own = |(_, name): &&(&str, &str)| self.text[start..].starts_with(&format!("{name}("));
        let list = self.root.and_then(|root| root.lists().iter().find(own)).map_or(list, |(field, _)| field);
        let mut item = Item { list, range: start..start, broken: false };
        let mut open = Brackets::default();
        let mut ended = false;
        while let Some(token) = self.peek() {
            let begins = token.range.start != start && self.lexer_begins_item(&token);
            match token.kind {
                TokenKind::Comma | TokenKind::Close(_) if open.is_empty() => break,
                TokenKind::Word if begins || ended => {
                    let last_end = item.range.end;
                    self.item_cut_short(&mut item, &open, last_end, token.range);
                    break;
                }
                TokenKind::Open(_) => open.push(token.clone()),
                TokenKind::Close(bracket) => {
                    if let Some(opened) = open.close(bracket) {
                        item.broken = true;
                        self.fault(unclosed(&opened, Some(token.range.clone())));
                    }
                    ended = open.is_empty();
                }
                TokenKind::OpenString => {
                    item.broken = true;
                    let fault = Fault::OpenString(self.first_long_string(start, &token.range));
                    self.fault(fault);
                }
                TokenKind::OpenComment => {
                    item.broken = true;
                    self.fault(Fault::OpenComment(token.range.clone()));
                }
                TokenKind::Trap(found) => {
                    item.broken = true;
                    self.fault(Fault::Trap(token.range.clone(), found));
                }
                _ => {}
            }
            item.range.end = token.range.end;
            self.next();
        }
        if self.peek().is_none()
            && let Some(last) = open.innermost()
            && !item.broken
        {
            item.broken = true;
            self.fault(unclosed(last, None));
        }
        self.out.items.push(item);
    }

    /// A new item begins before this one was ended.
    fn item_cut_short(&mut self, item: &mut Item, open: &Brackets, end: usize, found: Range<usize>) {
        match open.innermost() {
            // Already reported with its cause: an open string, a trap.
            Some(_) if item.broken => {}
            Some(last) => {
                item.broken = true;
                self.fault(unclosed(last, Some(found)));
            }
            None => {
                let last = self.text[..end].chars().next_back().map_or(0, char::len_utf8);
                self.fault(Fault::MissingComma(end - last..end));
            }
        }
    }

    /// Where a quote is forgotten, the string that the lexer finds open is a
    /// later one: the likely culprit is the item's first string over several lines.
    fn first_long_string(&self, start: usize, open: &Range<usize>) -> Range<usize> {
        let item = &self.text[start..open.end];
        let long = Lexer::new(item)
            .find(|token| token.kind == TokenKind::String && item[token.range.clone()].contains('\n'))
            .map_or(open.start, |token| start + token.range.start);
        let line_end = self.text[long..].find('\n').map_or(self.text.len(), |end| long + end);
        let trimmed = self.text[long..line_end].trim_end().len();
        long..long + trimmed
    }
}

fn unclosed(open: &Token, found: Option<Range<usize>>) -> Fault {
    let bracket = match open.kind {
        TokenKind::Open(bracket) => bracket,
        _ => b'(',
    };
    Fault::Unclosed { open: open.range.clone(), bracket, found }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(text: &str) -> (Vec<(&str, bool)>, usize) {
        let outline = outline(text);
        let items = outline.items.iter().map(|item| (&text[item.range.clone()], item.broken)).collect();
        (items, outline.faults.len())
    }

    #[test]
    fn a_sound_file_is_cut_into_its_items() {
        let text =
            "Source(id: \"a\", // Claim(\n claims: [\n Claim(id: \"x)\"),\n Claim(id: \"y\", from: [A(\"b\")],)\n])";
        let (found, faults) = items(text);
        assert_eq!(found, [("Claim(id: \"x)\")", false), ("Claim(id: \"y\", from: [A(\"b\")],)", false)]);
        assert_eq!(faults, 0);
    }

    #[test]
    fn a_broken_item_hides_no_other() {
        for broken in
            ["Claim(id: \"x\",", "Claim(id: \"x),", "Claim(id: \"x\"]),", "Claim(id: “x”),", "Claim(id: \"x\" /* ),"]
        {
            let text = format!("Source(id: \"a\", claims: [\n  {broken}\n  Claim(id: \"y\"),\n])");
            let (found, faults) = items(&text);
            assert!(faults >= 1, "{broken}");
            if !broken.contains("/*") {
                assert_eq!(found.last(), Some(&("Claim(id: \"y\")", false)), "{broken}");
                assert!(found[0].1, "{broken}");
            }
        }
    }

    #[test]
    fn a_forgotten_comma_is_seen_between_items() {
        let (found, faults) = items("Rules([\n Rule(id: \"a\")\n Rule(id: \"b\") Rule(id: \"c\")\n])");
        assert_eq!(found.len(), 3);
        assert_eq!(faults, 2);
    }
}
