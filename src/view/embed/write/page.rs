//! One page of HTML that needs no network, no script and no other file.

use pulldown_cmark::{Event, HeadingLevel, Tag};

use super::html::{Html, authors_text, text};
use super::{Filled, NoteKey, Piece, Pieces, Segment, Settings, Written, heading, plain};

/// How a page looks: on light and on dark screens, and on paper.
const STYLE: &str = include_str!("page.css");

/// Nothing is loaded and nothing runs, whatever the document holds.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

pub(super) fn write(filled: &Filled<'_>, settings: &Settings) -> Written {
    let pieces = filled.pieces();
    let mut html = Html::new(filled, settings);
    let language = text(&settings.language);
    html.out = format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n",
        authors_text(&title(filled, &pieces))
    );
    html.pieces(&pieces.main);
    notes(filled, &pieces, &mut html);
    html.out.push_str(&format!(
        "</main>\n<footer>\n<p>Its numbers and pictures follow from the collection \u{201c}{}\u{201d}.</p>\n</footer>\n</body>\n</html>\n",
        text(&filled.collection)
    ));
    Written { text: html.out, pictures: Vec::new(), messages: html.messages, segments: html.segments }
}

/// The title in the document's head, its first heading, or the collection's title.
fn title(filled: &Filled<'_>, pieces: &Pieces) -> String {
    let mut in_head = false;
    for (index, piece) in pieces.main.iter().enumerate() {
        match piece {
            Piece::Event(Event::Start(Tag::MetadataBlock(_))) => in_head = true,
            Piece::Event(Event::End(_)) => in_head = false,
            Piece::Event(Event::Text(head)) if in_head => {
                let title = head.lines().find_map(|line| line.strip_prefix("title:"));
                if let Some(title) =
                    title.map(|title| title.trim().trim_matches(['"', '\''])).filter(|title| !title.is_empty())
                {
                    return title.to_owned();
                }
            }
            Piece::Event(Event::Start(Tag::Heading { level: HeadingLevel::H1, .. })) => {
                return plain(filled, heading(&pieces.main[index + 1..]));
            }
            _ => {}
        }
    }
    filled.collection.clone()
}

/// The notes, each with the way back. A note may refer to others, which follow it.
fn notes(filled: &Filled<'_>, pieces: &Pieces, html: &mut Html<'_>) {
    if html.notes.is_empty() {
        return;
    }
    let askers = filled.askers_of_notes();
    html.out.push_str(
        "<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n<h2 id=\"note-list\">Notes</h2>\n<ol>\n",
    );
    let mut number = 0;
    while let Some((key, _)) = html.notes.get_index(number) {
        let key = key.clone();
        number += 1;
        let start = html.out.len();
        html.out.push_str(&format!("<li id=\"note-{number}\">"));
        match &key {
            NoteKey::Own(index) => {
                html.out.push_str("<p>");
                html.spans(&filled.notes[*index].0);
                html.out.push_str("</p>\n");
                html.segments.push(Segment { range: start..html.out.len(), asked: askers[*index] });
            }
            NoteKey::Authors(name) => {
                if let Some(content) = pieces.notes.get(name) {
                    html.pieces(content);
                }
            }
        }
        let times = html.notes[number - 1];
        let back = (1..=times).map(|time| {
            let suffix = if time == 1 { String::new() } else { format!("-{time}") };
            format!("<a href=\"#noteref-{number}{suffix}\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩</a>")
        });
        let back = back.collect::<Vec<_>>().join(" ");
        // The way back stands in the note's last paragraph.
        match html.out.strip_suffix("</p>\n").map(str::len) {
            Some(length) => {
                html.out.truncate(length);
                html.out.push_str(&format!(" {back}</p></li>\n"));
            }
            None => html.out.push_str(&format!(" {back}</li>\n")),
        }
    }
    html.out.push_str("</ol>\n</section>\n");
}
