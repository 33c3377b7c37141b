//! Judgements.

use super::mirror::{self, Str};
use super::outline::Root;
use super::place::Place;
use super::{FileOutline, Loader, codes};
use crate::base::message::Message;
use crate::base::text::Span;
use crate::model::{ClaimId, Judgement, ProseId, Verdict};

impl<'t> Loader<'t> {
    pub(super) fn judgements(&mut self, outlines: &[FileOutline<'t>]) {
        for outline in outlines.iter().filter(|outline| matches!(outline.outline.root, Some((Root::Judgements, _)))) {
            self.list_head(outline);
            for place in outline.items("") {
                self.item(&place, |loader, place, item: &mirror::Judgement<'_>| loader.judgement(place, item));
            }
        }
    }

    fn judgement(&mut self, place: &Place<'_>, item: &mirror::Judgement<'_>) {
        let mut of = self.judged_claims(place, &item.of.0);
        of.sort_unstable();
        of.dedup();
        let prefers = self.judged_claims(place, &item.prefers.0);
        let verdict = match item.verdict {
            mirror::Verdict::Explained => Verdict::Explained,
            mirror::Verdict::Unresolved => Verdict::Unresolved,
            mirror::Verdict::Resolved => Verdict::Resolved,
        };
        let date = self.optional_date(place, item.date.as_ref());
        let expires = self.optional_date(place, item.expires.as_ref());
        if item.of.0.is_empty() {
            let message = Message::new(codes::WRONG_VALUE, "a judgement names the claims that it is of")
                .at(place.field(&["of"]), "");
            self.report(message);
        }
        if verdict != Verdict::Resolved && !prefers.is_empty() {
            let message =
                Message::new(codes::WRONG_VALUE, "only a contradiction that is resolved has claims that are preferred")
                    .at(place.field(&["prefers"]), "");
            self.report(message);
        }
        if verdict == Verdict::Resolved && item.prefers.0.is_empty() {
            let message =
                Message::new(codes::MISSING_FIELD, "a contradiction that is resolved has claims that are preferred")
                    .at(place.field(&["verdict"]), "")
                    .help("name them: `prefers: [\"source/claim\"]`");
            self.report(message);
        }
        for (claim, name) in prefers.iter().zip(&item.prefers.0).filter(|(claim, _)| of.binary_search(claim).is_err()) {
            let text = format!("`{}` is preferred, but the judgement is not of it", self.model.claim_name(*claim));
            let message = Message::new(codes::WRONG_VALUE, text).at(place.span_of(name), "");
            self.report(message);
        }
        let read_as = self.read_as(place, &of, item);
        let judgement = Judgement {
            of,
            verdict,
            prefers,
            because: self.model.prose.add(&item.because),
            by: self.prose(item.by.as_ref()),
            date,
            expires,
            read_as,
            span: place.head(),
        };
        self.model.judgements.push(judgement);
    }

    /// What its claims said when it was recorded.
    fn read_as(
        &mut self,
        place: &Place<'_>,
        of: &[ClaimId],
        item: &mirror::Judgement<'_>,
    ) -> Vec<(ClaimId, ProseId, Span)> {
        let mut read_as: Vec<(ClaimId, ProseId, Span)> = Vec::new();
        for (name, text) in &item.read_as.0 {
            let Some(claim) = self.claim_ref(place, name) else { continue };
            let full = self.model.claim_name(claim);
            if of.binary_search(&claim).is_err() {
                let text = format!("`{full}` is read, but the judgement is not of it");
                self.report(Message::new(codes::WRONG_VALUE, text).at(place.span_of(name), ""));
            } else if read_as.iter().any(|(other, ..)| *other == claim) {
                let text = format!("the claim `{full}` stands twice");
                self.report(Message::new(codes::DUPLICATE_FIELD, text).at(place.span_of(name), "again here"));
            } else {
                read_as.push((claim, self.model.prose.add(text), place.span_of(text)));
            }
        }
        read_as
    }

    fn judged_claims(&mut self, place: &Place<'_>, names: &[Str<'_>]) -> Vec<ClaimId> {
        names.iter().filter_map(|name| self.claim_ref(place, name)).collect()
    }
}
