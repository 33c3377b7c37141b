//! Notes that name sources, in the style of the Chicago Manual: author, title, kind, place and date,
//! the place in the source, then where it is kept, from the item up.
//!
//! A source is named in full once, and shortly afterwards. Dates stand with the day first, which the
//! manual allows and which is how the rest of gainsay writes them; "ibid." is not used.

use rustc_hash::FxHashSet;

use crate::model::{ClaimId, ClaimLinkKind, Model, ProseId, SourceId, SourceKind, SourceLinkKind};
use crate::view::prose::Span;

/// Which sources have been named in full.
#[derive(Debug, Default)]
pub(super) struct Citations {
    named: FxHashSet<SourceId>,
}

/// One element of a citation.
enum Element {
    Plain(String),
    /// A title in quotation marks: the comma after it stands inside them.
    Quoted(String),
    /// The title of a book.
    Italic(String),
    /// In round brackets, with no comma before.
    Bracketed(String),
}

impl Citations {
    /// Names the source that a claim was read in, the place in it, and what it took the claim from.
    pub(super) fn claim(&mut self, model: &Model, claim: ClaimId) -> Vec<Span> {
        let record = &model.claims()[claim];
        let mut elements = self.source_elements(model, record.source, record.at);
        for link in model.links_of(claim) {
            if let ClaimLinkKind::Through(kind, source) = link.kind {
                let through = self.origin(model, source);
                elements.push(Element::Plain(format!("{} {through}", participle(kind))));
            }
        }
        joined(elements)
    }

    /// Names a source.
    pub(super) fn source(&mut self, model: &Model, source: SourceId) -> Vec<Span> {
        joined(self.source_elements(model, source, None))
    }

    fn source_elements(&mut self, model: &Model, source: SourceId, at: Option<ProseId>) -> Vec<Element> {
        if self.named.insert(source) { full(model, source, at) } else { short(model, source, at) }
    }

    /// The source that something was taken from, within the note of another.
    fn origin(&mut self, model: &Model, source: SourceId) -> String {
        let elements = if self.named.insert(source) {
            let mut elements = author_elements(model, source, false);
            let kind = model.sources()[source].kind.word();
            elements.push(title(model, source, false).unwrap_or_else(|| Element::Plain(kind.to_owned())));
            elements.extend(date(model, source).map(Element::Plain));
            elements
        } else {
            short(model, source, None)
        };
        let spans = joined(elements);
        let words = spans.iter().map(|span| match span {
            Span::Text(text) | Span::Title(text) => text.as_str(),
            _ => "",
        });
        words.collect()
    }
}

/// A source by itself, in full.
pub(crate) fn in_full(model: &Model, source: SourceId) -> Vec<Span> {
    Citations::default().source(model, source)
}

fn participle(kind: SourceLinkKind) -> &'static str {
    match kind {
        SourceLinkKind::Quotes => "quoting",
        SourceLinkKind::Translates => "translating",
        SourceLinkKind::Summarises => "summarising",
        SourceLinkKind::Reprints => "reprinting",
        SourceLinkKind::Compiles => "compiling",
        SourceLinkKind::Cites => "citing",
    }
}

fn is_book(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::Book | SourceKind::Edition | SourceKind::Dataset)
}

fn author(model: &Model, source: SourceId, shortly: bool) -> Option<Element> {
    let parties = model.party_list(model.sources()[source].by);
    let mut titles = parties.iter().map(|&party| model.party_title(party));
    let text = if shortly {
        titles.map(|title| title.split(',').next().unwrap_or(title)).collect::<Vec<_>>().join(" and ")
    } else {
        titles.by_ref().collect::<Vec<_>>().join(" and ")
    };
    (!text.is_empty()).then_some(Element::Plain(text))
}

fn author_elements(model: &Model, source: SourceId, shortly: bool) -> Vec<Element> {
    author(model, source, shortly).into_iter().collect()
}

fn title(model: &Model, source: SourceId, shortly: bool) -> Option<Element> {
    let record = &model.sources()[source];
    let title = model.prose(record.title?);
    let title = if shortly { short_title(title) } else { title.to_owned() };
    Some(if is_book(record.kind) { Element::Italic(title) } else { Element::Quoted(title) })
}

fn date(model: &Model, source: SourceId) -> Option<String> {
    model.sources()[source].date.map(|date| model.whens()[date].human())
}

fn full(model: &Model, source: SourceId, at: Option<ProseId>) -> Vec<Element> {
    let record = &model.sources()[source];
    let prose = |id: Option<ProseId>| id.map(|id| model.prose(id).to_owned());
    let mut elements = author_elements(model, source, false);
    let has_author = !elements.is_empty();
    elements.extend(title(model, source, false));
    let (place, publisher, date) = (prose(record.place), prose(record.publisher), date(model, source));
    match record.kind {
        kind if is_book(kind) => {
            let house = [place, publisher].into_iter().flatten().collect::<Vec<_>>().join(": ");
            let imprint = [Some(house).filter(|house| !house.is_empty()), date];
            let imprint = imprint.into_iter().flatten().collect::<Vec<_>>().join(", ");
            elements.extend((!imprint.is_empty()).then_some(Element::Bracketed(imprint)));
        }
        SourceKind::Article => {
            elements.extend(publisher.map(Element::Italic));
            elements.extend([place, date].into_iter().flatten().map(Element::Plain));
        }
        kind => {
            if kind != SourceKind::WebPage || record.title.is_none() {
                elements.push(Element::Plain(kind.word().to_owned()));
            }
            // Who published it is told where nobody is named as its author.
            let publisher = publisher.filter(|_| !has_author);
            elements.extend([publisher, place, date].into_iter().flatten().map(Element::Plain));
        }
    }
    elements.extend(prose(at).map(Element::Plain));
    for &(label, value) in &record.archive {
        elements.push(Element::Plain(format!("{} {}", model.prose(label), model.prose(value)).trim().to_owned()));
    }
    elements.extend(prose(record.url).map(Element::Plain));
    elements
}

fn short(model: &Model, source: SourceId, at: Option<ProseId>) -> Vec<Element> {
    let mut elements = author_elements(model, source, true);
    if let Some(title) = title(model, source, true) {
        elements.push(title);
    } else {
        elements.push(Element::Plain(model.sources()[source].kind.word().to_owned()));
        elements.extend(date(model, source).map(Element::Plain));
    }
    elements.extend(at.map(|at| Element::Plain(model.prose(at).to_owned())));
    elements
}

/// The first words of a title: up to its colon, without an article, four at most, the last one telling.
fn short_title(title: &str) -> String {
    const SMALL: [&str; 14] =
        ["a", "an", "the", "of", "on", "in", "at", "to", "for", "and", "or", "by", "with", "from"];
    const MOST: usize = 4;
    let main = title.split(':').next().unwrap_or(title);
    let words: Vec<&str> = main.split_whitespace().collect();
    let first = usize::from(words.len() > 1 && ["A", "An", "The"].contains(&words[0]));
    let mut taken: Vec<&str> = words.into_iter().skip(first).take(MOST).collect();
    while taken.len() > 1 && taken.last().is_some_and(|word| SMALL.contains(&word.to_lowercase().as_str())) {
        taken.pop();
    }
    taken.join(" ").trim_end_matches([',', ';']).to_owned()
}

/// Elements with commas between.
fn joined(elements: Vec<Element>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let last = elements.len().saturating_sub(1);
    let bracket_follows: Vec<bool> =
        (0..elements.len()).map(|at| matches!(elements.get(at + 1), Some(Element::Bracketed(_)))).collect();
    for (at, element) in elements.into_iter().enumerate() {
        let comma = if at == last || bracket_follows[at] { "" } else { "," };
        let blank = if at == last { "" } else { " " };
        match element {
            Element::Plain(text) => spans.push(Span::Text(format!("{text}{comma}{blank}"))),
            Element::Bracketed(text) => spans.push(Span::Text(format!("({text}){comma}{blank}"))),
            Element::Quoted(text) => {
                let comma = if text.ends_with(['?', '!']) { "" } else { comma };
                spans.push(Span::Text(format!("\u{201c}{text}{comma}\u{201d}{blank}")));
            }
            Element::Italic(text) => {
                spans.push(Span::Title(text));
                spans.push(Span::Text(format!("{comma}{blank}")));
            }
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Texts;
    use crate::model::load::load;

    fn cited(source: &str, claims: &[&str]) -> Vec<String> {
        let vocabulary = "Vocabulary(measures: [Measure(id: \"held\", kind: Stock)], parties: [
            Party(id: \"cia\", name: \"CIA, Office of Current Intelligence\"), Party(id: \"tass\", name: \"TASS\")])";
        let texts = Texts::from_memory([
            ("gainsay.ron", "Collection(title: \"t\", sides: [])"),
            ("vocabulary.ron", vocabulary),
            ("a.ron", source),
            (
                "b.ron",
                "Source(id: \"tass-1950\", kind: Announcement, by: \"tass\", date: \"1950-05-04\", unseen: true)",
            ),
        ]);
        let model = load(&texts, &[]).unwrap_or_else(|error| panic!("{:?}", error.messages)).model;
        let mut citations = Citations::default();
        let text = |spans: Vec<Span>| -> String {
            let words = spans.into_iter().map(|span| match span {
                Span::Text(text) => text,
                Span::Title(text) => format!("*{text}*"),
                other => format!("{other:?}"),
            });
            words.collect()
        };
        let find = |name: &&str| match model.find_claim(name) {
            crate::model::Lookup::Found(claim) => claim,
            other => panic!("{other:?}"),
        };
        claims.iter().map(|name| text(citations.claim(&model, find(name)))).collect()
    }

    #[test]
    fn a_source_is_named_in_full_and_then_shortly() {
        let source = "Source(id: \"cia-1953\", kind: Memorandum, by: \"cia\", date: \"1953-05-05\",
            title: \"Probability of Soviet Release of Some World War II Prisoners\",
            publisher: \"Central Intelligence Agency\", archive: [(\"OCI No.\", \"3696\"), (\"copy\", \"8\")], claims: [
            Claim(id: \"one\", at: \"p. 1, para. 4\", says: Figure(of: \"held @ 1950\", is: \"1\")),
            Claim(id: \"two\", by: \"tass\", at: \"Appendix\", says: Figure(of: \"held @ 1950\", is: \"1\"), from: [Cites(\"tass-1950\")]),
            Claim(id: \"three\", by: \"tass\", says: Figure(of: \"held @ 1951\", is: \"1\"), from: [Cites(\"tass-1950\")]),
        ])";
        assert_eq!(
            cited(source, &["one", "two", "three"]),
            [
                "CIA, Office of Current Intelligence, “Probability of Soviet Release of Some World War II Prisoners,” \
                 memorandum, 5 May 1953, p. 1, para. 4, OCI No. 3696, copy 8",
                "CIA, “Probability of Soviet Release,” Appendix, citing TASS, announcement, 4 May 1950",
                "CIA, “Probability of Soviet Release,” citing TASS, announcement, 4 May 1950",
            ]
        );
    }

    #[test]
    fn a_book_has_its_imprint_in_brackets() {
        let source = "Source(id: \"book\", kind: Book, by: [\"cia\", \"tass\"], title: \"The Prisoners: A History\",
            place: \"London\", publisher: \"Press\", date: \"1999\", url: \"https://example.org/a\", claims: [
            Claim(id: \"one\", at: \"12\", says: Figure(of: \"held @ 1950\", is: \"1\")),
            Claim(id: \"two\", at: \"13\", says: Figure(of: \"held @ 1951\", is: \"1\")),
        ])";
        assert_eq!(
            cited(source, &["one", "two"]),
            [
                "CIA, Office of Current Intelligence and TASS, *The Prisoners: A History* (London: Press, 1999), 12, \
                 https://example.org/a",
                "CIA and TASS, *Prisoners*, 13",
            ]
        );
    }
}
