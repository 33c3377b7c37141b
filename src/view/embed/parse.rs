//! Finding the views and the live numbers of a Markdown document.
//!
//! The document is read once by a Markdown parser that knows where everything
//! stands, so that code is left alone, and all but views and live numbers can be
//! kept byte for byte.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::call::{Call, Mistake, head, inline, settings};
use super::codes::{NOT_FILLED, UNREADABLE};

/// What a live number begins with.
const OPEN: &str = "{{gainsay";
/// What it ends with.
const CLOSE: &str = "}}";
/// The longest live number, in bytes.
const LONGEST: usize = 4_000;
/// The most views and live numbers of one document.
const MOST: usize = 10_000;

/// The kinds of Markdown that are read.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
}

/// A view or a live number, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    /// What is replaced.
    pub(super) range: Range<usize>,
    pub(super) standing: Standing,
    pub(super) call: Call,
}

/// In what a view or a live number stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// A block of its own; each further line of what replaces it begins with this.
    Block(String),
    /// In running text.
    Text,
    /// In the text of a link or an image, which can hold no note.
    Linked,
    /// In a footnote, which can hold no other.
    Noted,
}

impl Standing {
    pub(super) fn is_block(&self) -> bool {
        matches!(self, Standing::Block(_))
    }
}

/// The views and live numbers of a document, in the order in which they stand.
pub(super) fn parse(text: &str) -> (Vec<Asked>, Vec<Mistake>) {
    let mut reading = Reading {
        text,
        starts: starts(text).map(|at| (at, None)).collect(),
        blocks: Vec::new(),
        link_depth: 0,
        note_depth: 0,
        passive: 0,
    };
    let mut events = Parser::new_ext(text, options()).into_offset_iter();
    while let Some((event, range)) = events.next() {
        if let Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) = &event
            && info.split_whitespace().next() == Some("gainsay")
        {
            reading.block(range, &mut events);
        } else {
            reading.event(&event, &range);
        }
    }
    reading.asked()
}

/// Where live numbers may begin: no backslash makes plain text of them.
fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(OPEN).map(|(at, _)| at).filter(|&at| {
        let escaped = text[..at].bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1;
        let next = text[at + OPEN.len()..].chars().next();
        !escaped && next.is_none_or(|next| next.is_whitespace() || next == '}')
    })
}

/// The first line of a fenced block without its fence, and where that begins.
fn info(text: &str, range: &Range<usize>) -> (String, usize) {
    let line = text[range.clone()].lines().next().unwrap_or("");
    let fence = line.len() - line.trim_start_matches(['`', '~']).len();
    (line[fence..].to_owned(), range.start + fence)
}

/// In what text stands that is not Markdown, or that can hold no note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    Text,
    Linked,
    Noted,
    Code,
}

struct Reading<'t> {
    text: &'t str,
    /// Where live numbers may begin, and in what they were found to stand.
    starts: Vec<(usize, Option<Found>)>,
    blocks: Vec<Result<Asked, Vec<Mistake>>>,
    link_depth: usize,
    note_depth: usize,
    /// How deep in code or metadata.
    passive: usize,
}

impl Reading<'_> {
    fn event(&mut self, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => self.link_depth += 1,
            Event::End(TagEnd::Link | TagEnd::Image) => self.link_depth -= 1,
            Event::Start(Tag::FootnoteDefinition(_)) => self.note_depth += 1,
            Event::End(TagEnd::FootnoteDefinition) => self.note_depth -= 1,
            Event::Start(Tag::CodeBlock(_)) => {
                self.mark(range, Found::Code);
                self.passive += 1;
            }
            Event::Start(Tag::MetadataBlock(_)) => self.passive += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_)) => self.passive -= 1,
            Event::Code(_) => self.mark(range, Found::Code),
            Event::Text(_) if self.passive == 0 => {
                let found = match (self.link_depth, self.note_depth) {
                    (0, 0) => Found::Text,
                    (0, _) => Found::Noted,
                    _ => Found::Linked,
                };
                self.mark(range, found);
            }
            _ => {}
        }
    }

    fn mark(&mut self, range: &Range<usize>, found: Found) {
        let first = self.starts.partition_point(|(at, _)| *at < range.start);
        for (_, own) in self.starts[first..].iter_mut().take_while(|(at, _)| *at < range.end) {
            *own = Some(found);
        }
    }

    /// Reads a fenced block up to its end.
    fn block<'e>(&mut self, range: Range<usize>, events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>) {
        self.mark(&range, Found::Code);
        let mut lines: Vec<(&str, usize)> = Vec::new();
        for (event, part) in events.by_ref() {
            match event {
                Event::End(TagEnd::CodeBlock) => break,
                Event::Text(_) => {
                    let mut at = part.start;
                    for line in self.text[part].split_inclusive('\n') {
                        lines.push((line, at));
                        at += line.len();
                    }
                }
                _ => {}
            }
        }
        if self.blocks.len() <= MOST {
            let block = self.read_block(&range, &lines);
            self.blocks.push(block);
        }
    }

    fn read_block(&self, range: &Range<usize>, lines: &[(&str, usize)]) -> Result<Asked, Vec<Mistake>> {
        let whole = self.text[range.clone()].trim_end_matches(['\n', '\r']);
        let range = range.start..range.start + whole.len();
        let (info, at) = info(self.text, &range);
        let first_line = range.start..at + info.trim_end().len();
        if !is_closed(whole) {
            let text = "this block is not closed: all that follows would be its options".to_owned();
            let help = "close it with a line that is the same fence, of three backticks or more";
            return Err(vec![Mistake::new(&UNREADABLE, &first_line, text, help)]);
        }
        let mut mistakes = Vec::new();
        let word = info.find("gainsay").map_or(info.len(), |word| word + "gainsay".len());
        let Some((kind, about)) = head(&info[word..], at + word) else {
            let help = "write the kind of view after `gainsay`, such as `gainsay discrepancy`";
            return Err(vec![Mistake::new(&UNREADABLE, &first_line, "this block asks for no view".to_owned(), help)]);
        };
        let settings = settings(lines.iter().copied(), &mut mistakes);
        if !mistakes.is_empty() {
            return Err(mistakes);
        }
        let line_start = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let prefix = self.text[line_start..range.start].chars().map(|c| if c == '>' { c } else { ' ' }).collect();
        let call = Call { kind, about, expected: None, settings };
        Ok(Asked { range, standing: Standing::Block(prefix), call })
    }

    fn asked(self) -> (Vec<Asked>, Vec<Mistake>) {
        let mut asked = Vec::new();
        let mut mistakes = Vec::new();
        let mut read = 0;
        let blocks = self.blocks.len();
        let mut block_starts: Vec<usize> = Vec::new();
        for block in self.blocks {
            match block {
                Ok(block) => {
                    block_starts.push(block.range.start);
                    asked.push(block);
                }
                Err(wrong) => mistakes.extend(wrong),
            }
        }
        let mut until = 0;
        for (index, &(at, found)) in
            self.starts.iter().enumerate().filter(|(_, (_, found))| *found != Some(Found::Code))
        {
            read += 1;
            if blocks + read > MOST || at < until {
                continue;
            }
            let standing = match found {
                Some(Found::Text) => Standing::Text,
                Some(Found::Linked) => Standing::Linked,
                Some(Found::Noted) => Standing::Noted,
                _ => {
                    let text = "a live number here is not filled in: this is not Markdown text".to_owned();
                    let help = "put a backslash before its braces if it is to stay as it is";
                    mistakes.push(Mistake::new(&NOT_FILLED, &(at..at + OPEN.len()), text, help));
                    continue;
                }
            };
            let next = self.starts.get(index + 1).map_or(self.text.len(), |(next, _)| *next);
            let block = block_starts.partition_point(|&start| start < at);
            let next = block_starts.get(block).map_or(next, |&block| next.min(block));
            if let Some((range, call)) = read_inline(self.text, at, next, &mut mistakes) {
                until = range.end;
                asked.push(Asked { range, standing, call });
            }
        }
        if blocks + read > MOST {
            let text = format!("there are more than {MOST} views and live numbers in this document");
            mistakes.push(Mistake::new(&UNREADABLE, &(0..0), text, "make several documents of it"));
        }
        asked.sort_by_key(|asked| asked.range.start);
        (asked, mistakes)
    }
}

/// Reads one live number, which ends before an empty line and before the next one begins.
fn read_inline(text: &str, at: usize, next: usize, mistakes: &mut Vec<Mistake>) -> Option<(Range<usize>, Call)> {
    let from = at + OPEN.len();
    let mut most = next.min(from + LONGEST);
    while !text.is_char_boundary(most) {
        most -= 1;
    }
    let rest = &text[from..most];
    let paragraph = empty_line(rest).unwrap_or(rest.len());
    let Some(end) = rest[..paragraph].find(CLOSE) else {
        let help = "end it with `}}` in the same paragraph";
        mistakes.push(Mistake::new(&UNREADABLE, &(at..from), "this live number does not end".to_owned(), help));
        return None;
    };
    let inner = on_one_line(&rest[..end]);
    let call = inline(&inner, from, mistakes)?;
    Some((at..from + end + CLOSE.len(), call))
}

/// Where the first line that holds nothing begins.
fn empty_line(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && line.trim().is_empty() {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// The same text with blanks for line breaks and the marks of quotations after them, so that places stay.
fn on_one_line(text: &str) -> String {
    let mut begins = false;
    let blank = |c: char| {
        begins = matches!(c, '\n' | '\r') || (begins && matches!(c, ' ' | '\t' | '>'));
        if begins { ' ' } else { c }
    };
    text.chars().map(blank).collect()
}

/// Whether a fenced block ends with its fence.
fn is_closed(block: &str) -> bool {
    let mark = block.chars().next().unwrap_or('`');
    let opening = block.len() - block.trim_start_matches(mark).len();
    let mut lines = block.lines();
    let first = lines.next();
    let Some(last) = lines.next_back() else { return false };
    let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
    first.is_some() && last.len() >= opening && last.chars().all(|c| c == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of what a document asks for, as they are written there.
    fn places(text: &str) -> Vec<&str> {
        parse(text).0.into_iter().map(|asked| &text[asked.range]).collect()
    }

    fn mistakes(text: &str) -> Vec<(&'static str, usize)> {
        parse(text).1.into_iter().map(|mistake| (mistake.code.id, mistake.range.start)).collect()
    }

    #[test]
    fn code_is_left_alone_and_a_backslash_makes_plain_text() {
        let text = "A {{gainsay claim a}}, `{{gainsay claim b}}`, \\{{gainsay claim c}}, \\\\{{gainsay claim d}}.\n\n\
            ```\n{{gainsay claim e}}\n```\n\n    {{gainsay claim f}}\n\n{{gainsayer}}\n\n\
            # {{gainsay claim g}} *and [held*\n\n| {{gainsay claim h}} |\n|---|\n";
        assert_eq!(
            places(text),
            ["{{gainsay claim a}}", "{{gainsay claim d}}", "{{gainsay claim g}}", "{{gainsay claim h}}"]
        );
        assert!(mistakes(text).is_empty());
    }

    #[test]
    fn quantities_and_line_breaks_do_not_end_a_live_number() {
        let text = "> At most {{gainsay most\n> held[german] @ 1950;\n> party: molotov}} men.\n\n[german]: http://a\n";
        let (asked, mistakes) = parse(text);
        assert!(mistakes.is_empty(), "{mistakes:?}");
        assert_eq!(asked[0].call.about.as_ref().unwrap().text, "held[german] @ 1950");
        let party = &asked[0].call.values("party")[0];
        assert_eq!(&text[party.range.clone()], "molotov");
    }

    #[test]
    fn a_block_is_replaced_with_its_fences_and_knows_in_what_it_stands() {
        let text = "- a\n\n  ```gainsay discrepancy\n  about: german\n  ```\n\n> ~~~~ gainsay lineage a/b\n> depth: 2\n> ~~~~~\n> x\n";
        let (asked, mistakes) = parse(text);
        assert!(mistakes.is_empty(), "{mistakes:?}");
        assert_eq!(&text[asked[0].range.clone()], "```gainsay discrepancy\n  about: german\n  ```");
        assert_eq!(asked[0].standing, Standing::Block("  ".to_owned()));
        assert_eq!(&text[asked[1].range.clone()], "~~~~ gainsay lineage a/b\n> depth: 2\n> ~~~~~");
        assert_eq!(asked[1].standing, Standing::Block("> ".to_owned()));
        assert_eq!(asked[1].call.about.as_ref().unwrap().text, "a/b");
        let depth = &asked[1].call.values("depth")[0];
        assert_eq!((depth.text.as_str(), &text[depth.range.clone()]), ("2", "2"));
    }

    #[test]
    fn what_does_not_end_or_cannot_be_filled_is_reported() {
        assert_eq!(mistakes("x {{gainsay claim a\n\nb}}"), [("GS701", 2)]);
        assert_eq!(mistakes("{{gainsay claim {{gainsay claim a}}"), [("GS701", 0)]);
        assert_eq!(mistakes("```gainsay discrepancy\nabout: german\n"), [("GS701", 0)]);
        assert_eq!(mistakes("{{gainsay claim a\n```gainsay claims\n```\n}}"), [("GS701", 0)]);
        assert_eq!(mistakes("```gainsay discrepancy"), [("GS701", 0)]);
        assert_eq!(mistakes("```gainsay\n```\n"), [("GS701", 0)]);
        assert_eq!(mistakes("<p>{{gainsay claim a}}</p>\n"), [("GS706", 3)]);
        assert_eq!(mistakes("[a](http://b/{{gainsay claim a}})\n"), []);
        assert_eq!(mistakes("---\ntitle: {{gainsay claim a}}\n---\n"), [("GS706", 11)]);
        assert_eq!(parse("[{{gainsay claim a}}](b)").0[0].standing, Standing::Linked);
        assert_eq!(parse("[^1]: {{gainsay claim a}}").0[0].standing, Standing::Noted);
    }

    #[test]
    fn too_many_are_one_mistake_and_take_no_time() {
        let text = "{{gainsay claim a ".repeat(200_000);
        assert_eq!(mistakes(&text).len(), MOST + 1);
        let text = "```gainsay claims\n```\n".repeat(100_000);
        assert_eq!((parse(&text).0.len(), mistakes(&text).len()), (MOST + 1, 1));
    }
}
