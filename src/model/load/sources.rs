//! The heads of sources, and the links between them.

use super::mirror::{self, Grade as MirrorGrade, SourceKind as MirrorKind, SourceLink as MirrorLink, Str};
use super::outline::Root;
use super::parse::parse;
use super::place::Place;
use super::vocabulary::head_text;
use super::{FileOutline, Loader, codes};
use crate::base::message::Message;
use crate::base::text::{Span, stays_inside};
use crate::model::{
    Grade, Ignore, NameKind, ProseId, Source, SourceId, SourceKind, SourceLinkKind, SourceText, did_you_mean,
};
use crate::notation::RoundedTo;

/// A link whose end is looked up when all sources are named.
struct OpenLink {
    from: SourceId,
    kind: SourceLinkKind,
    to: String,
    span: Span,
}

impl<'t> Loader<'t> {
    /// Reads the head of every source; for each file, the source it holds.
    pub(super) fn source_heads(&mut self, outlines: &[FileOutline<'t>]) -> Vec<Option<SourceId>> {
        let mut sources = Vec::with_capacity(outlines.len());
        let mut open = Vec::new();
        for outline in outlines {
            let is_source = matches!(outline.outline.root, Some((Root::Source, _)));
            sources.push(is_source.then(|| self.source_head(outline, &mut open)));
        }
        for link in open {
            self.source_link(link);
        }
        self.model.source_links.sort();
        self.model.source_links.dedup();
        sources
    }

    fn source_head(&mut self, outline: &FileOutline<'t>, open: &mut Vec<OpenLink>) -> SourceId {
        let (text, cuts) = head_text(outline);
        let place = Place::new((outline.file, outline.text), &text, 0, &cuts);
        let head: Option<mirror::Source<'_>> = match parse(&place) {
            Ok(head) => Some(head),
            Err(message) => {
                // Where brackets do not match, that was said already.
                if !outline.outline.head_broken && !outline.outline.completed {
                    self.report(*message);
                }
                self.salvage(&place);
                None
            }
        };
        let source = match head {
            Some(head) => self.source(&place, &head, open),
            None => self.nameless_source(&place),
        };
        self.model.sources.push(source)
    }

    /// Stands for a source whose head cannot be read, so that its claims are checked all the same.
    fn nameless_source(&mut self, place: &Place<'_>) -> Source {
        let ids = place.salvaged_ids();
        let name = self.model.names.intern(ids.first().unwrap_or(&""));
        self.model.index.add(NameKind::Source, name, self.model.sources.next_id());
        self.incomplete |= ids.is_empty();
        Source {
            name,
            kind: SourceKind::Report,
            title: None,
            by: self.model.party_lists.intern(crate::model::Parties(Box::new([]))),
            date: None,
            place: None,
            publisher: None,
            archive: Vec::new(),
            url: None,
            language: None,
            old_style: false,
            rounded_to: None,
            grade: None,
            text: None,
            unseen: false,
            note: None,
            span: place.head(),
        }
    }

    fn source(&mut self, place: &Place<'_>, head: &mirror::Source<'_>, open: &mut Vec<OpenLink>) -> Source {
        let id = self.model.sources.next_id();
        let span = place.span_of(&head.id);
        match self.identifier(place, &head.id) {
            Some(name) => {
                self.name_thing(NameKind::Source, name, id, span, |model, id| model.sources[id].span);
            }
            None => self.incomplete = true,
        }
        for link in &head.from {
            let (kind, to) = link_parts(link);
            open.push(OpenLink { from: id, kind, to: to.0.to_string(), span: place.span_of(to) });
        }
        self.ignores(place, head, id);
        let by = self.parties(place, &head.by);
        let archive =
            head.archive.iter().map(|(label, value)| (self.model.prose.add(label), self.model.prose.add(value)));
        Source {
            name: self.model.names.intern(&head.id),
            kind: kind(head.kind),
            archive: archive.collect(),
            title: self.prose(head.title.as_ref()),
            by: by.unwrap_or_else(|| self.model.party_lists.intern(crate::model::Parties(Box::new([])))),
            date: self.optional_date(place, head.date.as_ref()),
            place: self.prose(head.place.as_ref()),
            publisher: self.prose(head.publisher.as_ref()),
            url: self.url(place, head.url.as_ref()),
            language: self.prose(head.language.as_ref()),
            old_style: head.calendar == Some(mirror::Calendar::Julian),
            rounded_to: self.rounded_to(place, head.rounded_to.as_ref()),
            grade: head.grade.map(grade),
            text: head.text.as_ref().and_then(|text| self.source_text(place, text)),
            unseen: head.unseen,
            note: self.prose(head.note.as_ref()),
            span,
        }
    }

    fn url(&mut self, place: &Place<'_>, url: Option<&Str<'_>>) -> Option<ProseId> {
        let url = url?;
        if !(url.starts_with("https://") || url.starts_with("http://")) || url.contains(char::is_whitespace) {
            let message =
                Message::new(codes::WRONG_VALUE, "a URL begins with `https://` or `http://` and has no blanks")
                    .at(place.span_of(url), "");
            self.report(message);
            return None;
        }
        Some(self.model.prose.add(url))
    }

    /// What figures are rounded to.
    pub(super) fn rounded_to(&mut self, place: &Place<'_>, text: Option<&Str<'_>>) -> Option<RoundedTo> {
        let text = text?;
        match RoundedTo::read(text) {
            Ok(rounded) => Some(rounded),
            Err(error) => {
                let mut message = Message::new(codes::BAD_VALUE, error.message).at(place.span_of(text), "");
                message.help.extend(error.suggestion.map(|meant| format!("write `{meant}`")));
                self.report(message);
                None
            }
        }
    }

    fn source_text(&mut self, place: &Place<'_>, text: &mirror::Text<'_>) -> Option<SourceText> {
        if !stays_inside(&text.file) {
            let message = Message::new(
                codes::LEADS_OUTSIDE,
                format!("the path `{}` leads out of the folder of texts", &*text.file),
            )
            .at(place.span_of(&text.file), "")
            .help("name a path below that folder: no leading `/`, no `..`");
            self.report(message);
            return None;
        }
        if let Some(sum) = &text.sha256
            && (sum.len() != 64 || !sum.bytes().all(|byte| byte.is_ascii_hexdigit() && !byte.is_ascii_uppercase()))
        {
            let message = Message::new(codes::WRONG_VALUE, "a SHA-256 has 64 lower-case hexadecimal digits")
                .at(place.span_of(sum), "");
            self.report(message);
        }
        Some(SourceText { file: self.model.prose.add(&text.file), sha256: self.prose(text.sha256.as_ref()) })
    }

    /// The passages that are no claims.
    fn ignores(&mut self, place: &Place<'_>, head: &mirror::Source<'_>, source: SourceId) {
        if let (Some(first), None) = (head.ignore.first(), &head.text) {
            let message = Message::new(
                codes::MISSING_FIELD,
                "`ignore` says what is no claim in the source's text, and the source names none",
            )
            .at(place.span_of(&first.text), "")
            .help("name the text: `text: Text(file: \"…\")`");
            self.report(message);
        }
        for entry in &head.ignore {
            for (field, what) in [
                (&entry.text, "an empty `text`: nothing is ignored"),
                (&entry.because, "an `ignore` entry without a reason"),
            ] {
                if field.trim().is_empty() {
                    self.report(Message::new(codes::WRONG_VALUE, what).at(place.span_of(field), ""));
                }
            }
            let ignore = Ignore {
                source,
                text: self.model.prose.add(&entry.text),
                prefix: self.prose(entry.prefix.as_ref()),
                suffix: self.prose(entry.suffix.as_ref()),
                because: self.model.prose.add(&entry.because),
                span: place.span_of(&entry.text),
            };
            self.model.ignores.push(ignore);
        }
    }

    fn source_link(&mut self, link: OpenLink) {
        let OpenLink { from, kind, to, span } = link;
        if let Some(to) = self.model.find_source(&to) {
            self.model.source_links.push(crate::model::SourceLink { from, kind, to });
            return;
        }
        self.unknown_source(&to, span);
    }

    pub(super) fn unknown_source(&mut self, to: &str, span: Span) {
        let mut message = Message::new(codes::UNKNOWN_NAME, format!("there is no source `{to}`")).at(span, "");
        message.help.extend(self.suggest("source", to, |model| did_you_mean(to, model.names_of(NameKind::Source))));
        if message.help.is_empty() {
            message = message
                .help("a source known only through others has a file too: `Source(id: …, kind: …, unseen: true)`");
        }
        self.unknown(codes::UNKNOWN_NAME, to, message);
    }
}

fn link_parts<'a, 't>(link: &'a MirrorLink<'t>) -> (SourceLinkKind, &'a Str<'t>) {
    match link {
        MirrorLink::Quotes(to) => (SourceLinkKind::Quotes, to),
        MirrorLink::Translates(to) => (SourceLinkKind::Translates, to),
        MirrorLink::Summarises(to) => (SourceLinkKind::Summarises, to),
        MirrorLink::Reprints(to) => (SourceLinkKind::Reprints, to),
        MirrorLink::Compiles(to) => (SourceLinkKind::Compiles, to),
        MirrorLink::Cites(to) => (SourceLinkKind::Cites, to),
    }
}

fn kind(kind: MirrorKind) -> SourceKind {
    match kind {
        MirrorKind::Announcement => SourceKind::Announcement,
        MirrorKind::Article => SourceKind::Article,
        MirrorKind::Book => SourceKind::Book,
        MirrorKind::Communication => SourceKind::Communication,
        MirrorKind::Dataset => SourceKind::Dataset,
        MirrorKind::Decree => SourceKind::Decree,
        MirrorKind::Edition => SourceKind::Edition,
        MirrorKind::Interview => SourceKind::Interview,
        MirrorKind::Letter => SourceKind::Letter,
        MirrorKind::Memorandum => SourceKind::Memorandum,
        MirrorKind::Report => SourceKind::Report,
        MirrorKind::Speech => SourceKind::Speech,
        MirrorKind::Statement => SourceKind::Statement,
        MirrorKind::Table => SourceKind::Table,
        MirrorKind::Testimony => SourceKind::Testimony,
        MirrorKind::WebPage => SourceKind::WebPage,
    }
}

fn grade(grade: MirrorGrade) -> Grade {
    match grade {
        MirrorGrade::A => Grade::A,
        MirrorGrade::B => Grade::B,
        MirrorGrade::C => Grade::C,
        MirrorGrade::D => Grade::D,
        MirrorGrade::E => Grade::E,
        MirrorGrade::F => Grade::F,
    }
}
