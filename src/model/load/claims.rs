//! Claims, one by one, straight into the model.

use super::figures::Manner;
use super::links::{PendingKind, PendingName};
use super::mirror::{self, ClaimLink as MirrorLink, Mode as MirrorMode, Statement as MirrorStatement, Str};
use super::place::Place;
use super::tables::Sheet;
use super::{FileOutline, Loader, codes};
use crate::base::message::Message;
use crate::model::{Claim, ClaimId, Details, Mode, NameKind, Reading, SourceId, SourceLinkKind, Statement};

/// The most readings a claim may have.
const MOST_READINGS: usize = 64;

impl<'t> Loader<'t> {
    pub(super) fn claims(
        &mut self,
        outlines: &[FileOutline<'t>],
        sources: &[Option<SourceId>],
        sheets: &mut [Sheet<'t>],
    ) {
        for (at, (outline, source)) in outlines.iter().zip(sources).enumerate() {
            let Some(source) = *source else { continue };
            for place in outline.items("claims") {
                self.item(&place, |loader, place, item: &mirror::Claim<'_>| loader.claim(place, source, item));
            }
            for sheet in sheets.iter_mut().filter(|sheet| sheet.outline == at) {
                self.cells(source, sheet);
            }
        }
    }

    fn claim(&mut self, place: &Place<'_>, source: SourceId, item: &mirror::Claim<'_>) {
        let id = self.model.claims.next_id();
        let name = self.identifier(place, &item.id);
        let by = if item.by.0.is_empty() { Some(self.model.sources[source].by) } else { self.parties(place, &item.by) };
        if by.is_some_and(|by| self.model.party_list(by).is_empty()) && item.by.0.is_empty() {
            self.nobody_says(place, source, item);
        }
        self.manner = self.manner(place, source, item);
        let readings = self.readings(place, source, id, item);
        self.manner = Manner::default();
        self.links(place, source, id, item);
        let details = self.details(place, item);
        let credibility = item.credibility.filter(|grade| (1..=6).contains(grade));
        if item.credibility != credibility {
            let message =
                Message::new(codes::WRONG_VALUE, "credibility goes from 1 (confirmed) to 6 (cannot be judged)")
                    .at(place.field(&["credibility"]), "");
            self.report(message);
        }
        let (Some(name), Some(by), Some(readings)) = (name, by, readings) else {
            self.salvaged.insert(item.id.0.to_string());
            self.pending.forget(id);
            return;
        };
        let first_reading = self.model.readings.next_id();
        let count = u8::try_from(readings.len()).expect("at most 64 readings");
        for reading in readings {
            self.model.readings.push(reading);
        }
        let claim = Claim {
            name,
            source,
            span: place.whole(),
            by,
            quote: self.model.prose.add_all(item.quote.0.iter().map(|fragment| &**fragment.exact())),
            at: self.prose(item.at.as_ref()),
            details: details.map(|details| self.model.details.push(details)),
            first_reading,
            readings: count,
            mode: item.mode.map_or(Mode::Asserted, mode),
            credibility,
        };
        self.model.claims.push(claim);
    }

    fn manner(&mut self, place: &Place<'_>, source: SourceId, item: &mirror::Claim<'_>) -> Manner {
        let own = item.calendar.map(|calendar| calendar == mirror::Calendar::Julian);
        let rounded = match &item.rounded_to {
            Some(own) => self.rounded_to(place, Some(own)),
            None => self.model.sources[source].rounded_to.clone(),
        };
        let record = &self.model.sources[source];
        let date = record.date.map(|date| self.model.whens[date].text().to_owned());
        Manner {
            rounded,
            language: self.model.language_of(source),
            old_style: own.unwrap_or(record.old_style),
            as_of: item.said.as_ref().map(|said| said.0.to_string()).or(date),
        }
    }

    fn nobody_says(&mut self, place: &Place<'_>, source: SourceId, item: &mirror::Claim<'_>) {
        let name = self.model.name(self.model.sources[source].name).to_owned();
        // A source whose head could not be read may well have an author.
        if self.salvaged.contains(&name) || name.is_empty() {
            return;
        }
        let message = Message::new(codes::MISSING_FIELD, format!("nobody says `{}`", &*item.id))
            .at(place.span_of(&item.id), "this claim has no `by`")
            .at(self.model.sources[source].span, "and its source has none either")
            .help("name the party who says so: `by: \"…\"`");
        self.report(message);
    }

    fn details(&mut self, place: &Place<'_>, item: &mirror::Claim<'_>) -> Option<Details> {
        let via = if item.via.0.is_empty() { None } else { self.parties(place, &item.via) };
        let said = self.optional_date(place, item.said.as_ref());
        let original = self.prose(item.original.as_ref());
        let note = self.prose(item.note.as_ref());
        let contexts = self.contexts(place, &item.quote);
        let any = via.is_some() || said.is_some() || original.is_some() || note.is_some() || !contexts.is_empty();
        any.then_some(Details { via, said, original, note, contexts })
    }

    fn readings(
        &mut self,
        place: &Place<'_>,
        source: SourceId,
        claim: ClaimId,
        item: &mirror::Claim<'_>,
    ) -> Option<Vec<Reading>> {
        if item.or_reads.len() >= MOST_READINGS {
            let message = Message::new(codes::WRONG_VALUE, format!("a claim has at most {MOST_READINGS} readings"))
                .at(place.field(&["or_reads"]), "");
            self.report(message);
            return None;
        }
        let mut readings = Vec::with_capacity(1 + item.or_reads.len());
        let mut sound = true;
        for (index, statement) in std::iter::once(&item.says).chain(&item.or_reads).enumerate() {
            match self.reading(place, source, (claim, index), statement) {
                // Whom it disputes is not known yet.
                Some(reading)
                    if readings.contains(&reading) && !matches!(reading.statement, Statement::Disputes(_)) =>
                {
                    let message = Message::new(codes::DUPLICATE_FIELD, "the same reading stands twice")
                        .at(place.field(&["or_reads"]), "");
                    self.report(message);
                }
                Some(reading) => readings.push(reading),
                None => sound = false,
            }
        }
        sound.then_some(readings)
    }

    fn reading(
        &mut self,
        place: &Place<'_>,
        source: SourceId,
        at: (ClaimId, usize),
        statement: &MirrorStatement<'_>,
    ) -> Option<Reading> {
        match statement {
            MirrorStatement::Under(tag, inner) => {
                let name = self.identifier(place, tag);
                if matches!(**inner, MirrorStatement::Under(..)) {
                    let message = Message::new(codes::WRONG_VALUE, "`Under` holds a statement, not another `Under`")
                        .at(place.span_of(tag), "");
                    self.report(message);
                    return None;
                }
                let statement = self.statement(place, source, at, inner)?;
                Some(Reading { statement, tag: Some(name?) })
            }
            statement => Some(Reading { statement: self.statement(place, source, at, statement)?, tag: None }),
        }
    }

    fn statement(
        &mut self,
        place: &Place<'_>,
        source: SourceId,
        at: (ClaimId, usize),
        statement: &MirrorStatement<'_>,
    ) -> Option<Statement> {
        match statement {
            MirrorStatement::Figure { of, is } => {
                let (of, is) = self.figure(place, of, is)?;
                Some(Statement::Figure { of, is })
            }
            MirrorStatement::Relation(text) => {
                let relation = self.relation(place, text)?;
                Some(Statement::Relation(self.model.relations.push(relation)))
            }
            MirrorStatement::Affirms(name) => self.named(place, NameKind::Proposition, name).map(Statement::Affirms),
            MirrorStatement::Denies(name) => self.named(place, NameKind::Proposition, name).map(Statement::Denies),
            MirrorStatement::Disputes(name) => {
                let (claim, reading) = at;
                self.pend(place, source, claim, name, PendingKind::Disputes { reading });
                // Stands in until the name is looked up.
                Some(Statement::Disputes(claim))
            }
            MirrorStatement::Under(..) => None,
        }
    }

    fn links(&mut self, place: &Place<'_>, source: SourceId, claim: ClaimId, item: &mirror::Claim<'_>) {
        for link in &item.from {
            let (name, kind) = link_parts(link);
            self.pend(place, source, claim, name, kind);
        }
    }

    fn pend(&mut self, place: &Place<'_>, source: SourceId, claim: ClaimId, name: &Str<'_>, kind: PendingKind) {
        let pending = PendingName { claim, source, kind, name: name.0.as_ref().into(), span: place.span_of(name) };
        self.pending.names.push(pending);
    }
}

pub(super) fn link_parts<'a, 't>(link: &'a MirrorLink<'t>) -> (&'a Str<'t>, PendingKind) {
    use PendingKind::{ComputedFrom, Corrects, Repeats, Supports, Through};
    match link {
        MirrorLink::Repeats(name) => (name, Repeats),
        MirrorLink::ComputedFrom(name) => (name, ComputedFrom),
        MirrorLink::Corrects(name) => (name, Corrects),
        MirrorLink::Supports(name) => (name, Supports),
        MirrorLink::Quotes(name) => (name, Through(SourceLinkKind::Quotes)),
        MirrorLink::Translates(name) => (name, Through(SourceLinkKind::Translates)),
        MirrorLink::Summarises(name) => (name, Through(SourceLinkKind::Summarises)),
        MirrorLink::Reprints(name) => (name, Through(SourceLinkKind::Reprints)),
        MirrorLink::Compiles(name) => (name, Through(SourceLinkKind::Compiles)),
        MirrorLink::Cites(name) => (name, Through(SourceLinkKind::Cites)),
    }
}

pub(super) fn mode(mode: MirrorMode) -> Mode {
    match mode {
        MirrorMode::Asserted => Mode::Asserted,
        MirrorMode::Estimated => Mode::Estimated,
        MirrorMode::Planned => Mode::Planned,
        MirrorMode::Conditional => Mode::Conditional,
        MirrorMode::Draft => Mode::Draft,
        MirrorMode::Possible => Mode::Possible,
        MirrorMode::Presupposed => Mode::Presupposed,
        MirrorMode::ToBeSaid => Mode::ToBeSaid,
    }
}
