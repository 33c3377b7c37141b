//! Everything that the program sends, to a person or to another program, goes through here.
//!
//! What a person reads holds no character that acts on a terminal, hides or reorders text: neither in what gainsay
//! says nor in what it repeats of files, paths and arguments. Data stay as they are, unless they go to a terminal.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use gainsay::view::report::{CUT, visible, visible_lines};

/// Whether what goes to stdout may be coloured.
static COLOURED: AtomicBool = AtomicBool::new(false);

/// Lets colours through, which are sequences of control characters.
pub(super) fn allow_colours() {
    COLOURED.store(true, Ordering::Relaxed);
}

/// Says something on stdout.
pub(super) fn print(text: &str) -> io::Result<()> {
    send(io::stdout().lock(), for_people(text, COLOURED.load(Ordering::Relaxed)).as_bytes())
}

/// Says something on stderr; where that fails there is nobody to tell.
pub(super) fn tell(text: &str) {
    let _ = send(io::stderr().lock(), for_people(text, false).as_bytes());
}

/// Says something on stderr, which may be coloured.
pub(super) fn tell_coloured(text: &str) -> io::Result<()> {
    send(io::stderr().lock(), for_people(text, true).as_bytes())
}

/// Passes data on to stdout as they are; on a terminal, as a person may see them.
pub(super) fn pass_on(bytes: &[u8]) -> io::Result<()> {
    let stdout = io::stdout().lock();
    match std::str::from_utf8(bytes) {
        Ok(text) if stdout.is_terminal() => send(stdout, for_people(text, false).as_bytes()),
        _ => send(stdout, bytes),
    }
}

fn send(mut stream: impl Write, bytes: &[u8]) -> io::Result<()> {
    stream.write_all(bytes)?;
    stream.flush()
}

/// Text as a person may see it: nothing in it acts, but for colours where they are let through.
fn for_people(text: &str, coloured: bool) -> Cow<'_, str> {
    if !coloured || !text.contains('\u{1b}') {
        return visible_lines(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        let length = colour_at(&rest[at..]);
        // One that is none is shown with what follows it.
        let end = if length == 0 { at + 1 } else { at };
        shown.push_str(&visible_lines(&rest[..end]));
        shown.push_str(&rest[end..at + length.max(1)]);
        rest = &rest[at + length.max(1)..];
    }
    shown.push_str(&visible_lines(rest));
    shown.into()
}

/// How long the sequence at the start of a text is that sets a colour: `ESC [ 1 ; 31 m`; nought if none is there.
fn colour_at(text: &str) -> usize {
    let Some(rest) = text.strip_prefix("\u{1b}[") else { return 0 };
    let digits = rest.bytes().take(16).take_while(|byte| byte.is_ascii_digit() || *byte == b';').count();
    // What is concealed or blinks is no colour.
    let is_colour = rest[..digits].split(';').all(|part| !matches!(part, "5" | "6" | "7" | "8"))
        || rest[..digits].starts_with("38;5;")
        || rest[..digits].starts_with("48;5;");
    if rest[digits..].starts_with('m') && is_colour { "\u{1b}[".len() + digits + 1 } else { 0 }
}

/// Says where work limits were reached, so that no partial answer is taken for the whole, whatever its format.
pub(super) fn tell_cut(is_cut: bool) {
    if is_cut {
        tell(&format!("warning: {CUT}\n"));
    }
}

/// A path as it may be shown.
pub(super) fn shown_path(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_pass_where_they_may_and_nothing_else_does() {
        let text =
            "\u{1b}[1;31merror\u{1b}[0m \u{1b}[38;5;9m\u{1b}]0;x\u{7} \u{9b}2J \u{1b}[8mhidden \u{1b}[2J\ta\n\u{1b}";
        let shown = "\u{1b}[1;31merror\u{1b}[0m \u{1b}[38;5;9m\\u{1b}]0;x\\u{7} \\u{9b}2J \\u{1b}[8mhidden \\u{1b}[2J\ta\n\\u{1b}";
        assert_eq!(for_people(text, true), shown);
        assert!(!for_people(text, false).contains('\u{1b}'));
    }
}
