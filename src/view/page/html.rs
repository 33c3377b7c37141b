//! Pieces of HTML: every text is escaped here, and links lead within the page or to the web.

use std::fmt::Write as _;

use super::gathered::Gathered;
use crate::base::number::Number;
use crate::model::{ClaimId, PartyId, SideId, SourceId};
use crate::picture::diagram::SideStyle;
use crate::view::embed::Span;

/// What stands before and after all that a box holds when it is opened.
///
/// A browser that runs scripts takes what lies between as text, which costs next to nothing; the script makes
/// elements of it when the box is opened. Any other browser makes elements of it at once.
pub(super) const FOLDED: &str = "<noscript>";
/// The end of what began with [`FOLDED`].
pub(super) const UNFOLDED: &str = "</noscript></details>\n";

/// From here on a box tells of others: the search for words looks no further.
pub(super) const OF_OTHERS: &str = "<!-- of others -->\n";

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

/// Words with their first letter as a capital.
pub(super) fn capital(words: &str) -> String {
    let mut rest = words.chars();
    rest.next().map(|first| first.to_uppercase().collect::<String>() + rest.as_str()).unwrap_or_default()
}

/// The id of a claim's entry.
pub(super) fn claim_id(name: &str) -> String {
    format!("claim/{name}")
}

/// The id of a source's entry.
pub(super) fn source_id(name: &str) -> String {
    format!("source/{name}")
}

/// Words with a reason's later lines, which are in the notation.
pub(super) fn reason(reason: &str) -> String {
    let mut lines = reason.split('\n');
    let mut html = text(lines.next().unwrap_or_default());
    for line in lines {
        let _ = write!(html, " <code>{}</code>", text(line.trim()));
    }
    html
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
}

/// A citation.
pub(super) fn spans(spans: &[Span]) -> String {
    let html = spans.iter().map(|span| match span {
        Span::Title(words) => format!("<cite>{}</cite>", text(words)),
        Span::Text(words) | Span::Strong(words) | Span::Code(words) | Span::Claim(words) | Span::Value(words, _) => {
            text(words)
        }
        Span::Note(_) => String::new(),
    });
    html.collect()
}
