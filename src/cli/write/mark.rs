//! The mark in files that gainsay made, by which it knows what it may replace: a comment at their end.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// The words of the mark.
const WORDS: &str = "Made by gainsay, which may replace this file.";

/// How a kind of file writes comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comment {
    /// `<!-- … -->`
    Markup,
    /// `// …`
    Slashes,
    /// `% …`, also in PDF, after its end.
    Percent,
    /// `# …`
    Hash,
    /// `.\" …`
    Roff,
    /// A chunk of text before the last one.
    Png,
}

/// How files of a format write comments; none for those that have none: CSV, JSON, plain tables.
fn comment(format: &str) -> Option<Comment> {
    match format {
        "svg" | "html" | "markdown" => Some(Comment::Markup),
        "dot" | "typst" => Some(Comment::Slashes),
        "latex" | "pdf" => Some(Comment::Percent),
        "shell" => Some(Comment::Hash),
        "roff" => Some(Comment::Roff),
        "png" => Some(Comment::Png),
        _ => None,
    }
}

impl Comment {
    fn line(self) -> Option<String> {
        match self {
            Comment::Markup => Some(format!("<!-- {WORDS} -->\n")),
            Comment::Slashes => Some(format!("// {WORDS}\n")),
            Comment::Percent => Some(format!("% {WORDS}\n")),
            Comment::Hash => Some(format!("# {WORDS}\n")),
            Comment::Roff => Some(format!(".\\\" {WORDS}\n")),
            Comment::Png => None,
        }
    }
}

/// The bytes of a file of a format, with the mark where the format has room for it.
pub(crate) fn marked(format: &str, bytes: &[u8]) -> Vec<u8> {
    let Some(comment) = comment(format) else { return bytes.to_vec() };
    let mut marked = bytes.to_vec();
    match comment.line() {
        Some(line) => {
            if !marked.ends_with(b"\n") {
                marked.push(b'\n');
            }
            marked.extend_from_slice(line.as_bytes());
        }
        None if marked.ends_with(PNG_END) => {
            let at = marked.len() - PNG_END.len();
            marked.splice(at..at, text_chunk());
        }
        None => {}
    }
    marked
}

/// A text without the mark at its end, as far as it has one.
pub(crate) fn unmarked(text: &str) -> &str {
    let all = [Comment::Markup, Comment::Slashes, Comment::Percent, Comment::Hash, Comment::Roff];
    all.iter().find_map(|comment| text.strip_suffix(comment.line()?.as_str())).unwrap_or(text)
}

/// Whether a file bears the mark.
///
/// # Errors
/// Where it cannot be read.
pub(super) fn is_marked(path: &Path) -> io::Result<bool> {
    /// The mark, a line end that an editor added, and the last chunk of a PNG.
    const TAIL: u64 = 256;
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(TAIL)))?;
    let mut tail = Vec::new();
    file.take(TAIL).read_to_end(&mut tail)?;
    Ok(tail.windows(WORDS.len()).any(|part| part == WORDS.as_bytes()))
}

/// The chunk that ends a PNG.
const PNG_END: &[u8] = b"\0\0\0\0IEND\xae\x42\x60\x82";

/// A chunk of text for PNG, <https://www.w3.org/TR/png-3/#11tEXt>.
fn text_chunk() -> Vec<u8> {
    let content = [b"tEXtSoftware\0".as_slice(), WORDS.as_bytes()].concat();
    let length = u32::try_from(content.len() - 4).expect("the mark is short");
    [&length.to_be_bytes(), content.as_slice(), &crc(&content).to_be_bytes()].concat()
}

/// The check sum of a chunk, <https://www.w3.org/TR/png-3/#D-CRCAppendix>.
fn crc(bytes: &[u8]) -> u32 {
    let sum = bytes.iter().fold(u32::MAX, |sum, &byte| {
        (0..8).fold(sum ^ u32::from(byte), |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
    });
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_the_same_without_their_mark() {
        for format in ["svg", "typst", "latex", "shell"] {
            let marked = String::from_utf8(marked(format, b"a\n")).expect("text");
            assert!(marked.ends_with('\n') && marked.contains(WORDS), "{marked}");
            assert_eq!(unmarked(&marked), "a\n");
        }
        assert_eq!(marked("csv", b"a"), b"a");
        assert_eq!(unmarked("a % b\n"), "a % b\n");
    }

    #[test]
    fn the_check_sum_is_that_of_the_standard() {
        assert_eq!(crc(&PNG_END[4..8]).to_be_bytes(), PNG_END[8..]);
        let png = marked("png", PNG_END);
        assert!(png.ends_with(PNG_END) && png[4..].starts_with(b"tEXtSoftware\0Made by gainsay"));
        assert_eq!(marked("png", b"no picture"), b"no picture");
    }
}
