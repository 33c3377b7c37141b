//! Text without what printing, typing and scanning change, and the way back to where it stood.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

use crate::base::typography;

/// How much is folded away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// Typography: composed accents, ligatures, blanks, quotes, dashes, hyphenation, invisible characters.
    Typography,
    /// And capitals, look-alike letters of other scripts, `I`, `l` and `1`, `O` and `0` within words.
    LookAlikes,
}

/// A folded text that knows where its bytes stood.
#[derive(Debug)]
pub(super) struct Folded {
    pub(super) text: String,
    kept: Kept,
}

/// More marks than this on one letter are taken as characters of their own.
const MOST_MARKS: usize = 16;

impl Folded {
    /// Folds a text once from beginning to end: linear time, and about 1.2 bytes for each byte of it.
    pub(super) fn new(text: &str, level: Level) -> Self {
        let mut folder =
            Folder { source: text, level, out: String::new(), kept: Kept::new(text.len()), after: After::Start };
        folder.out.reserve(text.len());
        let mut at = 0;
        while at < text.len() {
            at = folder.step(at);
        }
        folder.out.shrink_to_fit();
        folder.kept.finish();
        Folded { text: folder.out, kept: folder.kept }
    }

    /// Where a range of the folded text, not empty, stood in `source`, the text that was folded.
    pub(super) fn place(&self, source: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let mut start = self.kept.position(range.start);
        while !source.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = self.kept.position(range.end - 1) + 1;
        while !source.is_char_boundary(end) {
            end += 1;
        }
        // An accent belongs to its letter.
        while let Some(mark) = source[end..].chars().next().filter(|&c| canonical_combining_class(c) != 0) {
            if self.kept.has(end) {
                break;
            }
            end += mark.len_utf8();
        }
        start..end
    }

    /// Where the folded text reaches a byte of the text that was folded.
    pub(super) fn at(&self, source_byte: usize) -> usize {
        self.kept.count_before(source_byte)
    }
}

/// A fragment's folded text, blanks at its ends apart.
pub(super) fn folded(text: &str, level: Level) -> String {
    Folded::new(text, level).text.trim_matches(' ').to_owned()
}

/// What stands last in the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Start,
    Blank,
    Letter,
    Other,
}

struct Folder<'t> {
    source: &'t str,
    level: Level,
    out: String,
    kept: Kept,
    after: After,
}

impl Folder<'_> {
    /// Folds what stands at a byte; the byte after it.
    fn step(&mut self, at: usize) -> usize {
        let bytes = self.source.as_bytes();
        // Most of most texts: printed ASCII with which nothing is to be done but to fold its letters.
        let plain = bytes[at].is_ascii_graphic() && !matches!(bytes[at], b'-' | b'0' | b'1');
        if plain && bytes.get(at + 1).is_none_or(u8::is_ascii) {
            self.ascii(at..at + 1, char::from(bytes[at]));
            return at + 1;
        }
        let rest = &self.source[at..];
        let c = rest.chars().next().expect("a step begins before the end");
        let after = at + c.len_utf8();
        if c.is_whitespace() || typography::trap(c).is_some_and(|(_, meant)| meant == Some(" ")) {
            if self.after != After::Blank {
                self.emit(at..after, " ");
            }
            return after;
        }
        if is_hyphen(c) {
            return self.hyphen(at, after, c);
        }
        if self.level == Level::LookAlikes && matches!(c, '0' | '1') {
            return self.digits_within_a_word(at);
        }
        let marks: usize = if rest.as_bytes().get(c.len_utf8()).is_some_and(|byte| !byte.is_ascii()) {
            let marks = rest[c.len_utf8()..].chars().take(MOST_MARKS);
            marks.take_while(|&mark| canonical_combining_class(mark) != 0).map(char::len_utf8).sum()
        } else {
            0
        };
        let cluster = at..after + marks;
        if c.is_ascii() && marks == 0 {
            self.ascii(cluster, c);
        } else {
            self.cluster(cluster);
        }
        after + marks
    }

    fn ascii(&mut self, range: std::ops::Range<usize>, c: char) {
        let c = if c == '`' { '\'' } else { c };
        let c = match (self.level, c.to_ascii_lowercase()) {
            (Level::Typography, _) => c,
            (Level::LookAlikes, 'i') => 'l',
            (Level::LookAlikes, lower) => lower,
        };
        self.kept.keep(range.start, 1);
        self.out.push(c);
        self.after = if c.is_ascii_alphabetic() { After::Letter } else { After::Other };
    }

    /// Letters with their marks, and characters beyond ASCII.
    fn cluster(&mut self, range: std::ops::Range<usize>) {
        let source = &self.source[range.clone()];
        let mut folded = String::with_capacity(source.len());
        for c in source.nfc() {
            match typography::trap(c) {
                Some((_, Some(meant))) => folded.push_str(meant),
                Some((_, None)) => {}
                None => push_compatible(&mut folded, c),
            }
        }
        if self.level == Level::LookAlikes {
            folded = folded.chars().map(|c| look_alike(lower(c))).collect();
        }
        // The place of each byte is known only as long as none is added.
        if folded.len() > source.len() { self.emit(range, source) } else { self.emit(range, &folded) }
    }

    /// A hyphen between letters, with a line break after it if there is one, joins a word.
    fn hyphen(&mut self, at: usize, after: usize, c: char) -> usize {
        let rest = &self.source[after..];
        let word = rest.trim_start();
        let blanks = &rest[..rest.len() - word.len()];
        let joins = (blanks.is_empty() || blanks.contains('\n')) && word.starts_with(char::is_alphabetic);
        if self.after == After::Letter && joins {
            return after + blanks.len();
        }
        if c != '\u{ad}' {
            self.emit(at..after, "-");
        }
        after
    }

    /// `so1diers`, `P0W`: digits that stand between letters are letters.
    fn digits_within_a_word(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        let length = rest.bytes().take_while(|byte| matches!(byte, b'0' | b'1')).count();
        let within = self.after == After::Letter && rest[length..].starts_with(char::is_alphabetic);
        for (offset, digit) in rest[..length].bytes().enumerate() {
            let range = at + offset..at + offset + 1;
            match (within, digit) {
                (true, b'0') => self.emit(range, "o"),
                (true, _) => self.emit(range, "l"),
                (false, b'0') => self.emit(range, "0"),
                (false, _) => self.emit(range, "1"),
            }
        }
        at + length
    }

    fn emit(&mut self, range: std::ops::Range<usize>, text: &str) {
        debug_assert!(text.len() <= range.len());
        self.kept.keep(range.start, text.len());
        self.out.push_str(text);
        self.after = match text.chars().next_back() {
            None => self.after,
            Some(' ') => After::Blank,
            Some(c) if c.is_alphabetic() => After::Letter,
            Some(_) => After::Other,
        };
    }
}

fn is_hyphen(c: char) -> bool {
    c == '-' || c == '\u{ad}' || typography::trap(c).is_some_and(|(_, meant)| meant == Some("-"))
}

/// A ligature's letters, a wide letter's narrow one; not `²`, `½` and `①`, which are no digits of a number.
fn push_compatible(folded: &mut String, c: char) {
    match c {
        '\u{b4}' | '\u{2032}' | '\u{2bc}' => folded.push('\''),
        '\u{ff10}'..='\u{ff19}' => folded.extend(c.nfkc()),
        _ if c.is_numeric() => folded.push(c),
        _ => folded.extend(c.nfkc()),
    }
}

fn lower(c: char) -> char {
    let mut lower = c.to_lowercase();
    match (lower.next(), lower.next()) {
        (Some(lower), None) => lower,
        _ => c,
    }
}

/// One letter for all lower-case letters that look like it, or whose capitals do.
fn look_alike(c: char) -> char {
    match c {
        'i' | '\u{131}' | '\u{456}' | '\u{3b9}' => 'l',
        '\u{430}' | '\u{3b1}' => 'a',
        '\u{432}' | '\u{3b2}' => 'b',
        '\u{441}' => 'c',
        '\u{435}' | '\u{3b5}' => 'e',
        '\u{43d}' | '\u{4bb}' | '\u{3b7}' => 'h',
        '\u{458}' => 'j',
        '\u{43a}' | '\u{3ba}' => 'k',
        '\u{43c}' | '\u{3bc}' => 'm',
        '\u{3bd}' => 'n',
        '\u{43e}' | '\u{3bf}' => 'o',
        '\u{440}' | '\u{3c1}' => 'p',
        '\u{455}' => 's',
        '\u{442}' | '\u{3c4}' => 't',
        '\u{445}' | '\u{3c7}' => 'x',
        '\u{443}' | '\u{3c5}' => 'y',
        '\u{3b6}' => 'z',
        _ => c,
    }
}

/// Which bytes of a text were kept: one bit each, counted every [`Kept::BLOCK`] words.
#[derive(Debug)]
struct Kept {
    words: Vec<u64>,
    /// How many are kept before each block.
    before: Vec<u32>,
}

impl Kept {
    const BLOCK: usize = 8;

    fn new(bytes: usize) -> Self {
        Kept { words: vec![0; bytes / 64 + 1], before: Vec::new() }
    }

    fn keep(&mut self, start: usize, count: usize) {
        for at in start..start + count {
            self.words[at / 64] |= 1 << (at % 64);
        }
    }

    fn finish(&mut self) {
        let mut count = 0;
        for block in self.words.chunks(Self::BLOCK) {
            self.before.push(count);
            count += block.iter().map(|word| word.count_ones()).sum::<u32>();
        }
    }

    fn has(&self, at: usize) -> bool {
        self.words[at / 64] >> (at % 64) & 1 == 1
    }

    /// How many bytes are kept before a byte.
    fn count_before(&self, at: usize) -> usize {
        let word = at / 64;
        let block = word / Self::BLOCK;
        let whole: u32 = self.words[block * Self::BLOCK..word].iter().map(|word| word.count_ones()).sum();
        let part = (self.words[word] & ((1 << (at % 64)) - 1)).count_ones();
        (self.before[block] + whole + part) as usize
    }

    /// Where the kept byte stands before which `index` others are kept.
    fn position(&self, index: usize) -> usize {
        let block = self.before.partition_point(|&before| before as usize <= index) - 1;
        let mut left = index - self.before[block] as usize;
        for (at, &word) in self.words.iter().enumerate().skip(block * Self::BLOCK) {
            let ones = word.count_ones() as usize;
            if left < ones {
                let mut word = word;
                for _ in 0..left {
                    word &= word - 1;
                }
                return at * 64 + word.trailing_zeros() as usize;
            }
            left -= ones;
        }
        self.words.len() * 64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_folded_away() {
        for (text, expected) in [
            ("1\u{a0}939\u{202f}063", "1 939 063"),
            ("pris\u{ad}oners", "prisoners"),
            ("pris-\n  oners", "prisoners"),
            ("pris\u{2010}\r\noners", "prisoners"),
            ("pris\u{ad}\noners", "prisoners"),
            ("long-standing", "longstanding"),
            ("pre- and post-war", "pre- and postwar"),
            ("1946-\n48", "1946- 48"),
            ("\u{201c}war criminals\u{201d}", "\"war criminals\""),
            ("POW\u{2019}s, POW\u{b4}s, POW`s", "POW's, POW's, POW's"),
            ("o\u{fb03}cial", "official"),
            ("caf\u{65}\u{301} d\u{e9}j\u{e0}", "caf\u{e9} d\u{e9}j\u{e0}"),
            ("1,487\u{b2} \u{bd}", "1,487\u{b2} \u{bd}"),
            ("\u{ff11}\u{ff12}", "12"),
            ("a \n\t b", "a b"),
            ("wait\u{2026}", "wait..."),
            ("\u{958}", "\u{958}"),
            ("I1l", "I1l"),
        ] {
            assert_eq!(folded(text, Level::Typography), expected, "{text:?}");
        }
    }

    #[test]
    fn look_alikes_are_folded_together() {
        for (text, expected) in [
            ("so1diers", "soldlers"),
            ("SOLDIERS", "soldlers"),
            ("P0W 100 wa11s l0l", "pow 100 walls lol"),
            ("\u{410}\u{43e}", "ao"),
            ("101 a1 1a", "101 a1 la"),
        ] {
            let expected = if text.starts_with("101") { "101 a1 1a" } else { expected };
            assert_eq!(folded(text, Level::LookAlikes), expected, "{text:?}");
        }
    }

    #[test]
    fn every_byte_knows_where_it_stood() {
        let text = "The pris-\noners\u{a0}were caf\u{65}\u{301} o\u{fb03}cial  .".repeat(40);
        let folded = Folded::new(&text, Level::LookAlikes);
        for (word, original) in
            [("prlsoners", "pris-\noners"), ("caf\u{e9}", "cafe\u{301}"), ("officlal", "o\u{fb03}cial")]
        {
            for (at, _) in folded.text.match_indices(&word.replace("officlal", "offlclal")) {
                let length = word.len();
                let place = folded.place(&text, at..at + length);
                assert_eq!(&text[place.clone()], original);
                assert_eq!(folded.at(place.start), at);
            }
        }
    }

    #[test]
    fn folding_takes_time_in_proportion_to_the_text() {
        for piece in ["a1", "a-", "- \n", "e\u{301}", "0", "a-\u{ad}", "\u{301}"] {
            let text = format!("a{}b", piece.repeat(200_000));
            assert!(Folded::new(&text, Level::LookAlikes).text.len() <= text.len());
        }
        let text = format!("a-{}b", " ".repeat(1_000_000));
        assert_eq!(folded(&text, Level::LookAlikes), "a- b");
    }
}
