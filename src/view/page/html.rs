//! Pieces of HTML: every text is escaped here, and links lead within the page or to the web.

use super::gathered::Gathered;
use crate::base::number::Number;
use crate::model::{ClaimId, PartyId, SideId, SourceId};
use crate::picture::diagram::SideStyle;
use crate::view::prose::{Part, Role, Rows, Section, Span, Weight, capital, sentence};

/// What stands before and after all that a box holds when it is opened.
///
/// A browser that runs scripts takes what lies between as text, which costs next to nothing; the script makes
/// elements of it when the box is opened. Any other browser makes elements of it at once.
pub(super) const FOLDED: &str = "<noscript>";
/// The end of what began with [`FOLDED`].
pub(super) const UNFOLDED: &str = "</noscript></details>\n";

/// From here on a box tells of others: the search for words looks no further.
pub(super) const OF_OTHERS: &str = "<!-- of others -->\n";

use crate::base::markup;
/// Text as it may stand between tags and in attributes.
pub(super) use crate::base::markup::shown as text;

/// Text in which what stands between two backquotes is code.
pub(super) fn marked(words: &str) -> String {
    let mut pieces = words.split('`');
    let mut html = text(pieces.next().unwrap_or_default());
    while let Some(code) = pieces.next() {
        match pieces.next() {
            Some(after) => html.push_str(&format!("<code>{}</code>{}", text(code), text(after))),
            None => html.push_str(&format!("`{}", text(code))),
        }
    }
    html
}

/// The class that gives a side its colour and its mark.
pub(super) fn side_class(side: Option<SideId>) -> String {
    side.map_or_else(|| "sn".to_owned(), |side| format!("s{}", side.index() % SideStyle::COUNT))
}

/// A number of things: `1 claim`, `2,000 claims`.
pub(super) fn counted(count: usize, word: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {word}{plural}", Number::from(count as u64).grouped())
}

/// The id of a claim's entry.
pub(super) fn claim_id(name: &str) -> String {
    format!("claim/{name}")
}

/// The id of a source's entry.
pub(super) fn source_id(name: &str) -> String {
    format!("source/{name}")
}

impl Gathered<'_> {
    /// A claim's name, which leads to its entry if there is one.
    pub(super) fn claim_link(&self, claim: ClaimId) -> String {
        self.claim_link_with(claim, &self.model().claim_name(claim))
    }

    /// Words that lead to a claim's entry if there is one.
    pub(super) fn claim_link_with(&self, claim: ClaimId, words: &str) -> String {
        if !self.claims.contains(&claim) {
            return text(words);
        }
        format!("<a href=\"#{}\">{}</a>", text(&claim_id(&self.model().claim_name(claim))), text(words))
    }

    /// Words that lead to a source's entry if there is one.
    pub(super) fn source_link(&self, source: SourceId, words: &str) -> String {
        if !self.sources.contains(&source) {
            return text(words);
        }
        let name = self.model().name(self.model().sources()[source].name);
        format!("<a href=\"#{}\">{}</a>", text(&source_id(name)), text(words))
    }

    /// A party with the mark and the name of its side.
    pub(super) fn party(&self, party: PartyId) -> String {
        let model = self.model();
        let side = model.parties()[party].side;
        let name = side.map(|side| format!(" <small>{}</small>", text(model.name(model.sides()[side].name))));
        format!(
            "<span class=\"party {}\">{}{}</span>",
            side_class(side),
            text(model.party_title(party)),
            name.unwrap_or_default()
        )
    }

    /// The parties who make a claim.
    pub(super) fn asserters(&self, claim: ClaimId) -> String {
        let parties = self.model().asserters(claim).iter();
        parties.map(|&party| self.party(party)).collect::<Vec<_>>().join(" ")
    }

    /// Words within a line, with ways to the entries of what they name.
    pub(super) fn spans(&self, spans: &[Span]) -> String {
        let html = spans.iter().map(|span| match span {
            Span::Text(words) | Span::Value(words, _) => text(words),
            Span::Strong(words) => format!("<strong>{}</strong>", text(words)),
            Span::Title(words) => format!("<cite>{}</cite>", text(words)),
            Span::Code(words) => format!("<code>{}</code>", text(words)),
            Span::Formula(words, notation) => format!(" {}", markup::told(words, notation)),
            Span::Said(words, notation) => markup::told(words, notation),
            Span::Claim(claim, _) => self.claim_link(*claim),
            Span::Party(party, _) => self.party(*party),
            Span::Contradiction(id) => format!("<a href=\"#{id}\">{id}</a>", id = text(id)),
            Span::Note(_) => String::new(),
        });
        html.collect()
    }

    /// A section of what is said of something.
    pub(super) fn section(&self, section: &Section, out: &mut String) {
        match &section.part {
            Part::Paragraph(spans) => {
                let class = if section.role == Role::Judged { " class=\"judgement\"" } else { "" };
                out.push_str(&format!("<p{class}>{}</p>\n", self.spans(&sentence(spans))));
            }
            Part::List(items) => {
                let title = section.title.map(|title| format!("<h4>{}</h4>\n", capital(title)));
                let items: Vec<String> = items.iter().map(|item| format!("<li>{}</li>\n", self.spans(item))).collect();
                out.push_str(&format!("{}<ul>\n{}</ul>\n", title.unwrap_or_default(), items.concat()));
            }
            Part::Table(rows) => self.table(rows, out),
            Part::Picture(_) => {}
        }
    }

    /// A table of figures.
    fn table(&self, rows: &Rows, out: &mut String) {
        let class = |at: usize| if rows.numeric.contains(&at) { " class=\"number\"" } else { "" };
        out.push_str("<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"The figures\"><table>");
        out.push_str("<thead><tr>");
        for (at, column) in rows.columns.iter().enumerate() {
            out.push_str(&match column.as_str() {
                "" => "<td></td>".to_owned(),
                column => format!("<th scope=\"col\"{}>{}</th>", class(at), text(column)),
            });
        }
        out.push_str("</tr></thead>\n<tbody>\n");
        for row in &rows.rows {
            out.push_str(match row.weight {
                Weight::Plain => "<tr>",
                Weight::Sum => "<tr class=\"sum\">",
                Weight::Result => "<tr class=\"gap\">",
            });
            for (at, cell) in row.cells.iter().enumerate() {
                let is_head = rows.columns.get(at).is_some_and(String::is_empty)
                    && !cell.iter().all(|span| span.words().is_empty());
                let (open, close) = if is_head { ("<th scope=\"row\"", "</th>") } else { ("<td", "</td>") };
                out.push_str(&format!("{open}{}>{}{close}", class(at), self.spans(cell)));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody></table></div>\n");
    }
}
