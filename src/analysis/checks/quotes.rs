//! Whether the texts of sources are those that were read, and whether quotes stand in them.

use super::{Check, Context, Subject};
use crate::base::anchor::{Anchor, How, Passage, Work};
use crate::base::message::{Code, Message, Severity};
use crate::base::text::{FileId, Span, TextProblem};
use crate::model::documents::{Document, DocumentText, NoFolder, Quotes};
use crate::model::locate;
use crate::model::{ClaimId, SourceId};
use crate::reason::finding::Finding;
use rustc_hash::FxHashSet;

mod codes;
mod difference;
mod figures;

use codes::{
    APPROXIMATE, MISSING, NO_QUOTE, NOT_CHECKED, NOT_FIGURE, NOT_FOUND, NOT_UTF8, OTHER_NUMBERS, SEVERAL, TEXT_CHANGED,
};

pub(super) const CHECK: Check = Check {
    codes: &[
        &MISSING,
        &TEXT_CHANGED,
        &NOT_UTF8,
        &NOT_FOUND,
        &SEVERAL,
        &APPROXIMATE,
        &OTHER_NUMBERS,
        &NOT_FIGURE,
        &NOT_CHECKED,
        &NO_QUOTE,
    ],
    run,
};

/// So many bytes of a passage are shown.
const SHOWN: usize = 400;
/// So many claims are named that quote nothing.
const NAMED: usize = 5;

fn run(context: &Context<'_>) -> Vec<Finding> {
    let subject = context.subject;
    let mut findings: Vec<Finding> = not_checked(subject).into_iter().collect();
    for source in subject.model.sources().ids() {
        match subject.documents.of(source) {
            Document::NotNamed | Document::NoFolder => {}
            Document::Unreadable(problem) => findings.push(missing(subject, source, problem)),
            Document::Here(text) => {
                findings.extend(changed(subject, source, text));
                findings.extend(not_utf8(subject, source, text));
                findings.extend(without_quote(subject, source));
            }
        }
    }
    for quotes in subject.documents.all_quotes(subject.texts, subject.model, Work::DEFAULT) {
        findings.extend(cut(subject, &quotes));
        let Some(text) = subject.documents.of(quotes.source).text() else { continue };
        for (claim, anchors) in &quotes.claims {
            let quote = Quote { subject, claim: *claim, file: text.file };
            findings.extend(anchors.iter().enumerate().filter_map(|(index, anchor)| quote.finding(index, anchor)));
        }
    }
    findings.extend(subject.model.claims().ids().filter_map(|claim| figures::not_the_figure(subject, claim)));
    findings
}

/// One note where there is no folder of texts.
fn not_checked(subject: Subject<'_>) -> Option<Finding> {
    let model = subject.model;
    let reason = subject.documents.no_folder()?;
    let with_text = model.sources().iter().filter(|(_, source)| source.text.is_some());
    let counts: Vec<(usize, SourceId)> =
        with_text.map(|(id, _)| (quoting(subject, id), id)).filter(|(count, _)| *count > 0).collect();
    if counts.is_empty() {
        return None;
    }
    let claims = counted(counts.iter().map(|(count, _)| count).sum(), "claim");
    let texts: FxHashSet<_> =
        counts.iter().filter_map(|(_, source)| model.sources()[*source].text.as_ref()).map(|text| text.file).collect();
    let text = format!("the quotes of {claims} were not looked up in {}", counted(texts.len(), "text"));
    let mut message = Message::new(&NOT_CHECKED, text);
    message = match (reason, model.texts()) {
        (NoFolder::NotNamed, _) | (_, None) => {
            message.path = Some("gainsay.ron".to_owned());
            message.note("no folder of texts is named")
        }
        (NoFolder::Missing, Some((path, span))) => message.at(span, "").note(format!("there is no folder `{path}`")),
        (NoFolder::LeadsOut, Some((path, span))) => {
            message.severity = Severity::Warning;
            message.at(span, "").note(format!("`{path}` is a link that leads out of the collection"))
        }
    };
    let help = "name the folder that holds them: `--texts DIR`, the variable GAINSAY_TEXTS, or `texts: \"…\"` in `gainsay.ron`";
    Some(Finding::plain(message.help(help), Vec::new()))
}

/// How many claims of a source quote something.
fn quoting(subject: Subject<'_>, source: SourceId) -> usize {
    let model = subject.model;
    model.claims_of(source).filter(|&claim| !model.claims()[claim].quote.is_empty()).count()
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// The path that a source names for its text.
fn path(subject: Subject<'_>, source: SourceId) -> &str {
    subject.model.sources()[source].text.as_ref().map_or("", |text| subject.model.prose(text.file))
}

fn missing(subject: Subject<'_>, source: SourceId, problem: &TextProblem) -> Finding {
    let path = path(subject, source);
    let (text, help) = match problem {
        TextProblem::Missing => (
            format!("the text `{path}` is not in the folder of texts"),
            "put it there, or name another folder with `--texts DIR`",
        ),
        TextProblem::LeadsOut => (
            format!("the text `{path}` is a link that leads out of the folder of texts"),
            "copy what it leads to into the folder",
        ),
        TextProblem::NotAFile => (format!("the text `{path}` is not a plain file"), "put the text itself there"),
        TextProblem::TooLarge => {
            (format!("the text `{path}` is larger than 1 GiB"), "split it, and make a source of each part")
        }
        TextProblem::Io(reason) => (format!("the text `{path}` cannot be read: {reason}"), "make it readable"),
    };
    let record = &subject.model.sources()[source];
    let message = Message::new(&MISSING, text).at(record.span, "named by this source").help(help);
    let note = format!("the quotes of {} were not looked up", counted(quoting(subject, source), "claim"));
    Finding::plain(message.note(note), Vec::new())
}

fn changed(subject: Subject<'_>, source: SourceId, text: &DocumentText) -> Option<Finding> {
    let found = text.changed.as_ref()?;
    let message =
        Message::new(&TEXT_CHANGED, format!("the text `{}` is not the one that was read", path(subject, source)))
            .at(subject.model.sources()[source].span, "named with another sha256 by this source")
            .note(format!("its sha256 is {found}"))
            .help(
                "restore the text; or, where the change is meant, look at the quotes again and write down its sha256",
            );
    Some(Finding::plain(message, Vec::new()))
}

fn not_utf8(subject: Subject<'_>, source: SourceId, text: &DocumentText) -> Option<Finding> {
    let first = text.not_utf8?;
    let content = subject.texts.file(text.file).text();
    let end = content[first..].chars().next().map_or(first, |c| first + c.len_utf8());
    let message = Message::new(&NOT_UTF8, format!("the text `{}` is not UTF-8", path(subject, source)))
        .at(Span::new(text.file, first..end), "the first byte that is not")
        .at(subject.model.sources()[source].span, "named by this source");
    let utf16 = first == 0 && content.contains('\0');
    let help = if utf16 {
        "it looks like UTF-16: convert a copy of it to UTF-8"
    } else {
        "convert a copy of it to UTF-8, from the encoding that it was written in"
    };
    Some(Finding::plain(message.note("such bytes are read as U+FFFD, which no quote has").help(help), Vec::new()))
}

/// One note a source on its claims that quote nothing.
fn without_quote(subject: Subject<'_>, source: SourceId) -> Option<Finding> {
    let model = subject.model;
    let silent = model.claims_of(source).filter(|&claim| model.claims()[claim].quote.is_empty());
    let silent: Vec<ClaimId> = silent.collect();
    let first = silent.first()?;
    let name = model.name(model.sources()[source].name);
    let verb = if silent.len() == 1 { "quotes" } else { "quote" };
    let text = format!("{} of `{name}` {verb} nothing", counted(silent.len(), "claim"));
    let mut message = Message::new(&NO_QUOTE, text).at(locate::name(subject.texts, model, *first), "");
    if silent.len() > 1 {
        let mut names: Vec<String> = silent.iter().take(NAMED).map(|&claim| model.claim_name(claim)).collect();
        if silent.len() > NAMED {
            names.push("…".to_owned());
        }
        message = message.note(names.join(", "));
    }
    Some(Finding::plain(message, silent))
}

fn cut(subject: Subject<'_>, quotes: &Quotes) -> Option<Finding> {
    let cut = quotes.claims.iter().filter(|(_, anchors)| anchors.iter().any(|anchor| anchor.cut));
    let cut: Vec<ClaimId> = cut.map(|(claim, _)| *claim).collect();
    let first = cut.first()?;
    let text = format!(
        "the search in `{}` was cut off: the quotes of {} were not looked for everywhere",
        path(subject, quotes.source),
        counted(cut.len(), "claim")
    );
    let message = Message::new(&NOT_CHECKED, text)
        .severity(Severity::Warning)
        .at(locate::part(subject.texts, subject.model, *first, &["quote"]), "the search ended here")
        .note("quotes that do not stand in a long text word for word take long to look for");
    Some(Finding::plain(message, cut))
}

/// One claim's quote.
struct Quote<'a> {
    subject: Subject<'a>,
    claim: ClaimId,
    file: FileId,
}

impl Quote<'_> {
    /// What is wrong with where a fragment stands.
    fn finding(&self, index: usize, anchor: &Anchor) -> Option<Finding> {
        let message = match (anchor.places.as_slice(), anchor.cut) {
            ([], true) => return None,
            ([], false) => self.not_found(index, anchor),
            ([place, ..], _) => match place.how {
                How::OtherNumbers(_) => {
                    self.differs(&OTHER_NUMBERS, "in the text this has other numbers", index, place)
                }
                How::Approximate(_) => {
                    self.differs(&APPROXIMATE, "this stands in the text only approximately", index, place)
                }
                _ if anchor.places.len() > 1 || anchor.more => self.several(index, anchor),
                _ => return None,
            },
        };
        Some(Finding::plain(message, vec![self.claim]))
    }

    fn message(&self, code: &'static Code, text: &str, index: usize) -> Message {
        let span = locate::fragment(self.subject.texts, self.subject.model, self.claim, index);
        Message::new(code, format!("{text}: {}", self.clipped(index))).at(span, "")
    }

    /// A fragment as it is shown in a message.
    fn clipped(&self, index: usize) -> String {
        let fragment = self.subject.model.quote_of(self.claim).nth(index).unwrap_or_default();
        format!("\u{201c}{}\u{201d}", difference::clip(fragment))
    }

    fn span(&self, passage: &Passage) -> Span {
        let text = self.subject.texts.file(self.file).text();
        let mut end = passage.range.end.min(passage.range.start + SHOWN);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Span::new(self.file, passage.range.start..end)
    }

    fn not_found(&self, index: usize, anchor: &Anchor) -> Message {
        let message = self.message(&NOT_FOUND, "this does not stand in the text", index);
        let message = match &anchor.nearest {
            Some(nearest) => message.at(self.span(nearest), "the passage that comes nearest"),
            None => Message { path: None, ..message },
        };
        message.help("quote the shortest fragment as it stands; where a page break or a table parts it, a list of pieces: `quote: [\"…\", \"…\"]`")
    }

    fn differs(&self, code: &'static Code, text: &str, index: usize, place: &Passage) -> Message {
        let message = self.message(code, text, index).at(self.span(place), "the text");
        let fragment = self.subject.model.quote_of(self.claim).nth(index).unwrap_or_default();
        let passage = &self.subject.texts.file(self.file).text()[place.range.clone()];
        let differences = difference::differences(fragment, passage);
        message.note(differences)
    }

    fn several(&self, index: usize, anchor: &Anchor) -> Message {
        let texts = self.subject.texts;
        let places = anchor.places.iter().map(|place| {
            let position = texts.position(Span::new(self.file, place.range.clone()));
            format!("{}:{}", position.line, position.column)
        });
        let mut places: Vec<String> = places.collect();
        if anchor.more {
            places.push("…".to_owned());
        }
        self.message(&SEVERAL, "this stands in the text in several places", index)
            .note(format!("in `{}` at {}", texts.file(self.file).path(), places.join(", ")))
            .help("quote more of it, or say what stands around it: `quote: Quote(exact: \"…\", prefix: \"…\", suffix: \"…\")`")
    }
}
