//! How wide text is, without a font at hand.
//!
//! What a picture's text is drawn in depends on the machine that shows it. So a character is taken to
//! be as wide as in the wider of `DejaVu` Sans and Liberation Sans (which has the widths of Arial and
//! Helvetica): in hundredths of the font's size, rounded up. Text may turn out narrower, but not wider.

use unicode_width::UnicodeWidthChar;

use crate::picture::diagram::visible;

/// A font's size and weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Font {
    /// The size in pixels.
    pub(crate) size: f64,
    /// Whether it is bold.
    pub(crate) bold: bool,
}

impl Font {
    /// A regular font.
    pub(crate) const fn regular(size: f64) -> Self {
        Font { size, bold: false }
    }

    /// A bold font.
    pub(crate) const fn bold(size: f64) -> Self {
        Font { size, bold: true }
    }

    /// The height from one line's foot to the next one's.
    pub(crate) fn line(self) -> f64 {
        self.size * 1.3
    }

    /// How wide a text is at most, in pixels.
    pub(crate) fn width(self, text: &str) -> f64 {
        let hundredths: u32 = text.chars().map(|c| u32::from(self.hundredths(c))).sum();
        f64::from(hundredths) * self.size / 100.0
    }

    fn hundredths(self, c: char) -> u8 {
        let tables: [(u32, &[u8]); 4] = if self.bold {
            [(0x20, &ASCII_BOLD), (0xa0, &LATIN_BOLD), (0x400, &CYRILLIC_BOLD), (0x370, &GREEK_BOLD)]
        } else {
            [(0x20, &ASCII_REGULAR), (0xa0, &LATIN_REGULAR), (0x400, &CYRILLIC_REGULAR), (0x370, &GREEK_REGULAR)]
        };
        let code = u32::from(c);
        for (first, widths) in tables {
            if let Some(width) = code.checked_sub(first).and_then(|at| widths.get(at as usize)) {
                return *width;
            }
        }
        match c.width() {
            Some(0) | None => 0,
            Some(1) if matches!(c, '–' | '’' | '‘' | '“' | '”') => 68,
            Some(1) => 112,
            // Ideographs are one em wide; emoji more.
            Some(_) if ('\u{2e80}'..='\u{ffef}').contains(&c) => 102,
            Some(_) => 140,
        }
    }

    /// The text, or as much of its beginning as fits with `…`.
    pub(crate) fn shortened(self, text: &str, width: f64) -> String {
        let text = &visible(text).replace('\n', " ");
        if self.width(text) <= width {
            return text.to_owned();
        }
        let room = width - self.width("…");
        let mut used = 0.0;
        let mut kept = String::new();
        for c in text.chars() {
            used += f64::from(self.hundredths(c)) * self.size / 100.0;
            if used > room {
                break;
            }
            kept.push(c);
        }
        kept.truncate(kept.trim_end().len());
        kept.push('…');
        kept
    }

    /// The text in lines of at most this width, broken between words and, where a word is too long,
    /// after `-`, `/` and `,` or where it must; what goes beyond the last line is shortened with `…`.
    ///
    /// There is at least one line, which may be empty.
    pub(crate) fn wrapped(self, text: &str, width: f64, most_lines: usize) -> Vec<String> {
        let text = visible(text);
        let mut lines: Vec<String> = Vec::new();
        let mut line = String::new();
        let mut words = text.split_ascii_whitespace().peekable();
        let mut rest = words.next().unwrap_or_default();
        while !rest.is_empty() {
            let gap = if line.is_empty() { 0.0 } else { self.width(" ") };
            let room = width - self.width(&line) - gap;
            let (fits, left) = self.split(rest, room, line.is_empty());
            if !fits.is_empty() {
                if gap > 0.0 {
                    line.push(' ');
                }
                line.push_str(fits);
            }
            rest = left;
            if rest.is_empty() {
                rest = words.next().unwrap_or_default();
            } else if lines.len() + 1 == most_lines {
                let all: Vec<&str> = std::iter::once(rest).chain(words).collect();
                let joint = if fits.is_empty() && !line.is_empty() { " " } else { "" };
                line = self.shortened(&format!("{line}{joint}{}", all.join(" ")), width);
                break;
            } else {
                lines.push(std::mem::take(&mut line));
            }
        }
        lines.push(line);
        lines
    }

    /// As much of a word as fits, and what is left. Words that would fit into a line of their own are not
    /// broken; at the beginning of a line at least one character is taken.
    fn split(self, word: &str, room: f64, at_start: bool) -> (&str, &str) {
        if self.width(word) <= room {
            return (word, "");
        }
        if !at_start {
            return ("", word);
        }
        let mut used = 0.0;
        let mut fits = 0;
        let mut after_sign = 0;
        let mut before = ' ';
        for (at, c) in word.char_indices() {
            // Numbers stay whole where they can: `1,003,975..` / `1,939,063`.
            let after_comma = before == ',' && !c.is_ascii_digit();
            let after_range = c != '.' && word[..at].ends_with("..");
            if at > 0 && (matches!(before, '-' | '/') || after_comma || after_range) {
                after_sign = at;
            }
            used += f64::from(self.hundredths(c)) * self.size / 100.0;
            if used > room && at > 0 {
                break;
            }
            fits = at + c.len_utf8();
            before = c;
        }
        word.split_at(if after_sign > 0 { after_sign } else { fits })
    }
}

const ASCII_REGULAR: [u8; 95] = [
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 50, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
    84, 84, 56, 102, 69, 69, 73, 78, 67, 62, 78, 76, 30, 50, 67, 56, 87, 75, 79, 67, 79, 73, 67, 62, 74, 69, 99, 69,
    67, 69, 40, 34, 40, 84, 56, 50, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64,
    60, 82, 60, 60, 53, 64, 34, 64, 84,
];
const LATIN_REGULAR: [u8; 224] = [
    32, 41, 64, 64, 64, 64, 34, 56, 50, 100, 48, 62, 84, 0, 100, 56, 50, 84, 41, 41, 50, 64, 64, 34, 50, 41, 48, 62,
    97, 97, 97, 62, 69, 69, 69, 69, 69, 69, 100, 73, 67, 67, 67, 67, 30, 30, 30, 30, 78, 75, 79, 79, 79, 79, 79, 84,
    79, 74, 74, 74, 74, 67, 67, 63, 62, 62, 62, 62, 62, 62, 99, 55, 62, 62, 62, 62, 28, 28, 28, 28, 62, 64, 62, 62, 62,
    62, 62, 84, 62, 64, 64, 64, 64, 60, 64, 60, 69, 62, 69, 62, 69, 62, 73, 55, 73, 55, 73, 55, 73, 55, 78, 64, 78, 64,
    67, 62, 67, 62, 67, 62, 67, 62, 67, 62, 78, 64, 78, 64, 78, 64, 78, 64, 76, 64, 92, 70, 30, 28, 30, 28, 30, 28, 30,
    28, 30, 28, 74, 56, 50, 28, 67, 58, 58, 56, 28, 56, 28, 56, 38, 56, 35, 57, 29, 75, 64, 75, 64, 75, 64, 82, 75, 64,
    79, 62, 79, 62, 79, 62, 107, 103, 73, 42, 73, 42, 73, 42, 67, 53, 67, 53, 67, 53, 67, 53, 62, 40, 62, 40, 62, 40,
    74, 64, 74, 64, 74, 64, 74, 64, 74, 64, 74, 64, 99, 82, 67, 60, 67, 69, 53, 69, 53, 69, 53, 36,
];
const GREEK_REGULAR: [u8; 144] = [
    66, 57, 87, 65, 34, 34, 75, 65, 110, 110, 50, 55, 55, 55, 34, 30, 110, 110, 110, 110, 50, 50, 70, 32, 79, 88, 41,
    110, 82, 110, 86, 83, 34, 69, 69, 56, 69, 67, 69, 76, 79, 30, 67, 69, 87, 75, 65, 79, 76, 67, 110, 64, 62, 67, 80,
    69, 84, 77, 30, 67, 66, 55, 64, 34, 58, 66, 64, 60, 62, 55, 55, 64, 62, 34, 59, 60, 64, 56, 56, 62, 69, 64, 59, 64,
    61, 58, 66, 58, 72, 84, 34, 58, 62, 58, 84, 66, 62, 62, 78, 96, 78, 66, 84, 67, 79, 62, 73, 59, 62, 46, 66, 66, 87,
    63, 94, 84, 76, 66, 80, 62, 69, 67, 77, 63, 74, 62, 62, 54, 67, 64, 55, 28, 79, 62, 62, 67, 64, 73, 87, 69, 64, 73,
    73, 73,
];
const CYRILLIC_REGULAR: [u8; 96] = [
    67, 67, 87, 61, 72, 67, 30, 30, 50, 110, 105, 86, 71, 75, 64, 76, 69, 69, 69, 61, 79, 67, 108, 65, 75, 75, 71, 76,
    87, 76, 79, 76, 67, 73, 62, 64, 87, 69, 78, 69, 107, 110, 84, 89, 69, 72, 108, 73, 62, 62, 59, 53, 70, 62, 91, 54,
    65, 65, 61, 64, 76, 66, 62, 66, 64, 55, 59, 60, 86, 60, 69, 60, 92, 95, 71, 79, 59, 55, 85, 61, 62, 62, 63, 53, 55,
    53, 28, 28, 28, 91, 90, 66, 61, 65, 60, 66,
];
const ASCII_BOLD: [u8; 95] = [
    35, 46, 53, 84, 70, 101, 88, 31, 46, 46, 53, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70, 70, 70, 40, 40,
    84, 84, 84, 62, 100, 78, 77, 74, 84, 69, 69, 83, 84, 38, 56, 78, 64, 100, 84, 86, 74, 86, 78, 73, 69, 82, 78, 111,
    78, 73, 73, 46, 37, 46, 84, 56, 50, 68, 72, 60, 72, 68, 44, 72, 72, 35, 35, 67, 35, 105, 72, 69, 72, 72, 50, 60,
    48, 72, 66, 93, 65, 66, 59, 72, 37, 72, 84,
];
const LATIN_BOLD: [u8; 224] = [
    35, 46, 70, 70, 64, 70, 37, 56, 50, 100, 57, 65, 84, 0, 100, 56, 50, 84, 44, 44, 50, 74, 64, 38, 50, 44, 57, 65,
    104, 104, 104, 62, 78, 78, 78, 78, 78, 78, 109, 74, 69, 69, 69, 69, 38, 38, 38, 38, 84, 84, 86, 86, 86, 86, 86, 84,
    86, 82, 82, 82, 82, 73, 74, 72, 68, 68, 68, 68, 68, 68, 105, 60, 68, 68, 68, 68, 35, 35, 35, 35, 69, 72, 69, 69,
    69, 69, 69, 84, 69, 72, 72, 72, 72, 66, 72, 66, 78, 68, 78, 68, 78, 68, 74, 60, 74, 60, 74, 60, 74, 60, 84, 72, 84,
    72, 69, 68, 69, 68, 69, 68, 69, 68, 69, 68, 83, 72, 83, 72, 83, 72, 83, 72, 84, 72, 98, 80, 38, 35, 38, 35, 38, 35,
    38, 35, 38, 35, 79, 69, 56, 35, 78, 67, 67, 64, 35, 64, 35, 64, 48, 64, 56, 65, 38, 84, 72, 84, 72, 84, 72, 99, 84,
    72, 86, 69, 86, 69, 86, 69, 117, 110, 78, 50, 78, 50, 78, 50, 73, 60, 73, 60, 73, 60, 73, 60, 69, 48, 69, 48, 69,
    48, 82, 72, 82, 72, 82, 72, 82, 72, 82, 72, 82, 72, 111, 93, 73, 66, 73, 73, 59, 73, 59, 73, 59, 44,
];
const GREEK_BOLD: [u8; 144] = [
    70, 57, 103, 84, 34, 34, 84, 71, 110, 110, 50, 60, 56, 56, 40, 38, 110, 110, 110, 110, 45, 50, 80, 38, 86, 101, 57,
    110, 90, 110, 98, 90, 39, 78, 77, 64, 78, 69, 73, 84, 86, 38, 78, 78, 100, 84, 65, 86, 84, 74, 110, 69, 69, 73, 86,
    78, 85, 86, 38, 73, 69, 56, 72, 39, 68, 69, 72, 69, 69, 56, 60, 72, 69, 39, 72, 64, 74, 69, 60, 69, 80, 72, 60, 78,
    64, 68, 79, 65, 80, 87, 39, 68, 69, 68, 87, 78, 66, 67, 78, 101, 78, 80, 87, 75, 86, 69, 74, 60, 69, 50, 76, 66,
    92, 63, 110, 89, 84, 72, 93, 75, 74, 67, 79, 68, 76, 72, 69, 59, 75, 72, 60, 35, 86, 65, 65, 74, 72, 74, 100, 74,
    72, 73, 74, 73,
];
const CYRILLIC_BOLD: [u8; 96] = [
    69, 69, 89, 64, 74, 73, 38, 38, 56, 116, 113, 88, 82, 84, 78, 84, 78, 77, 77, 64, 90, 69, 123, 72, 84, 84, 82, 84,
    100, 84, 86, 84, 74, 74, 69, 78, 100, 78, 93, 81, 124, 133, 94, 104, 77, 74, 118, 78, 68, 70, 64, 53, 81, 68, 100,
    59, 71, 71, 68, 74, 82, 70, 69, 70, 72, 60, 58, 66, 100, 65, 75, 69, 107, 111, 76, 91, 64, 60, 98, 65, 68, 68, 72,
    53, 60, 60, 35, 35, 35, 100, 96, 74, 68, 71, 66, 70,
];

#[cfg(test)]
mod tests {
    use super::*;

    const FONT: Font = Font::regular(10.0);

    #[test]
    fn lines_keep_to_their_width_and_every_word() {
        let text = "Probability of Soviet Release of Some World War II Prisoners";
        let lines = FONT.wrapped(text, 150.0, 9);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| FONT.width(line) <= 150.0), "{lines:?}");
        assert_eq!(FONT.wrapped("", 150.0, 2), [""]);
        assert_eq!(FONT.wrapped("a-very/long,name", 60.0, 9).concat(), "a-very/long,name");
        assert_eq!(FONT.wrapped("wide", 1.0, 9), ["w", "i", "d", "e"]);
        assert_eq!(FONT.wrapped("1,003,975..1,939,063", 80.0, 9), ["1,003,975..", "1,939,063"]);
    }

    #[test]
    fn what_goes_beyond_the_last_line_is_shortened() {
        for text in ["one two three four five six seven eight nine".to_owned(), "x".repeat(10_000)] {
            let lines = FONT.wrapped(&text, 80.0, 2);
            assert_eq!(lines.len(), 2, "{lines:?}");
            assert!(lines[1].ends_with('…') && lines.iter().all(|line| FONT.width(line) <= 80.0), "{lines:?}");
        }
        assert_eq!(FONT.shortened("short", 80.0), "short");
    }

    #[test]
    fn what_has_no_width_takes_none_and_ideographs_take_an_em() {
        assert!(FONT.width("e\u{301}") - FONT.width("e") == 0.0);
        assert!(FONT.width("漢") >= 10.0);
        assert!(Font::bold(10.0).width("Waldheim") > FONT.width("Waldheim"));
    }
}
