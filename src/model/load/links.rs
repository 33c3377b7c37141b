//! Names of claims, looked up when all claims are known.

use super::mirror::Str;
use super::place::Place;
use super::{Loader, codes, duplicate};
use crate::base::message::{Message, nearest};
use crate::base::text::Span;
use crate::model::{ClaimId, ClaimLink, ClaimLinkKind, Id, Lookup, Reading, SourceId, SourceLinkKind, Statement};

/// Names that wait until all claims are known.
#[derive(Debug, Default)]
pub(super) struct Pending {
    pub(super) names: Vec<PendingName>,
}

/// A name that waits.
#[derive(Debug)]
pub(super) struct PendingName {
    pub(super) claim: ClaimId,
    pub(super) source: SourceId,
    pub(super) kind: PendingKind,
    pub(super) name: Box<str>,
    pub(super) span: Span,
}

/// What the name is for.
#[derive(Debug, Clone, Copy)]
pub(super) enum PendingKind {
    Disputes { reading: usize },
    Repeats,
    ComputedFrom,
    Corrects,
    Supports,
    Through(SourceLinkKind),
}

impl Pending {
    /// Drops what waits for the last claim, which was not kept.
    pub(super) fn forget(&mut self, claim: ClaimId) {
        while self.names.pop_if(|pending| pending.claim == claim).is_some() {}
    }
}

/// A misspelt claim is compared with at most this many others.
const MOST_COMPARED: usize = 5_000;

impl Loader<'_> {
    /// Builds the index of claims and looks up the names that waited.
    pub(super) fn finish_claims(&mut self) {
        self.model.claims.shrink();
        self.model.readings.shrink();
        let claims = &self.model.claims;
        let mut index: Vec<ClaimId> = claims.ids().collect();
        index.sort_unstable_by_key(|&claim| (claims[claim].name, claims[claim].source, claim));
        for pair in index.windows(2) {
            let [first, second] = [&claims[pair[0]], &claims[pair[1]]];
            if (first.name, first.source) == (second.name, second.source) {
                let message =
                    duplicate("claim", self.model.name(first.name), id_span(self, pair[1]), id_span(self, pair[0]));
                self.messages.push(message);
            }
        }
        self.model.claims_by_name = index;
        for pending in std::mem::take(&mut self.pending.names) {
            self.look_up(&pending);
        }
        self.model.claim_links.sort_unstable();
        self.model.claim_links.dedup();
    }

    fn look_up(&mut self, pending: &PendingName) {
        if let PendingKind::Through(kind) = pending.kind {
            match self.model.find_source(&pending.name) {
                Some(source) => self.link(pending.claim, ClaimLinkKind::Through(kind, source)),
                None => self.unknown_source(&pending.name, pending.span),
            }
            return;
        }
        let Some(target) = self.claim_named(&pending.name, Some(pending.source), pending.span) else { return };
        // Who repeats himself goes in a circle, and that is found later.
        if target == pending.claim && !matches!(pending.kind, PendingKind::Repeats) {
            let message =
                Message::new(codes::CYCLE, "a claim refers to itself").at(pending.span, "this is the claim itself");
            return self.report(message);
        }
        let kind = match pending.kind {
            PendingKind::Repeats => ClaimLinkKind::Repeats(target),
            PendingKind::ComputedFrom => ClaimLinkKind::ComputedFrom(target),
            PendingKind::Corrects => ClaimLinkKind::Corrects(target),
            PendingKind::Supports => ClaimLinkKind::Supports(target),
            PendingKind::Through(_) => return,
            PendingKind::Disputes { reading } => {
                let first = self.model.claims[pending.claim].first_reading;
                let reading = crate::model::ReadingId::new(first.index() + reading);
                let tag = self.model.readings[reading].tag;
                *self.model.readings.get_mut(reading) = Reading { statement: Statement::Disputes(target), tag };
                return;
            }
        };
        self.link(pending.claim, kind);
    }

    fn link(&mut self, from: ClaimId, kind: ClaimLinkKind) {
        self.model.claim_links.push(ClaimLink { from, kind });
    }

    /// A claim named in a field of some item.
    pub(super) fn claim_ref(&mut self, place: &Place<'_>, name: &Str<'_>) -> Option<ClaimId> {
        self.claim_named(name, None, place.span_of(name))
    }

    /// A claim by its name; a short name means first one of the same source.
    fn claim_named(&mut self, name: &str, source: Option<SourceId>, span: Span) -> Option<ClaimId> {
        if let Some(source) = source.filter(|_| !name.contains('/')) {
            let full = format!("{}/{name}", self.model.name(self.model.sources[source].name));
            if let Lookup::Found(claim) = self.model.find_claim(&full) {
                return Some(claim);
            }
        }
        match self.model.find_claim(name) {
            Lookup::Found(claim) => Some(claim),
            Lookup::Ambiguous(claims) => {
                let names: Vec<String> =
                    claims.iter().take(5).map(|&claim| format!("`{}`", self.model.claim_name(claim))).collect();
                let message = Message::new(codes::AMBIGUOUS_NAME, format!("several sources have a claim `{name}`"))
                    .at(span, "")
                    .help(format!("write {}", names.join(" or ")));
                self.report(message);
                None
            }
            Lookup::Unknown => {
                self.unknown_claim(name, span);
                None
            }
        }
    }

    fn unknown_claim(&mut self, name: &str, span: Span) {
        if self.model.find_source(name).is_some() {
            let message = Message::new(codes::WRONG_KIND, format!("`{name}` is a source, and a claim is needed here"))
                .at(span, "")
                .help(format!("write `{name}/` and the claim's name"));
            return self.report(message);
        }
        let (source, short) = name.split_once('/').map_or((None, name), |(source, short)| (Some(source), short));
        if source.is_some_and(|source| self.salvaged.contains(source)) {
            return;
        }
        let mut message = Message::new(codes::UNKNOWN_NAME, format!("there is no claim `{name}`")).at(span, "");
        message.help.extend(self.suggest("claim", short, |model| {
            let known = model.claims_by_name.iter().take(MOST_COMPARED);
            let near = nearest(short, known.map(|&claim| model.name(model.claims[claim].name)))?;
            match model.find_claim(near) {
                Lookup::Found(claim) => Some(format!("did you mean `{}`?", model.claim_name(claim))),
                _ => None,
            }
        }));
        self.unknown(codes::UNKNOWN_NAME, short, message);
    }
}

/// Where a claim's name stands.
pub(super) fn id_span(loader: &Loader<'_>, claim: ClaimId) -> Span {
    let span = loader.model.claims[claim].span;
    let text = loader.texts.slice(span);
    match super::field(text, &["id"]) {
        Some(range) => Span { start: span.start + range.start as u32, end: span.start + range.end as u32, ..span },
        None => span,
    }
}
