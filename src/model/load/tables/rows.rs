//! The cells of a table as claims.

use std::borrow::Cow;

use gainsay_tables::{Template, slug};

use super::super::links::PendingName;
use super::super::mirror::Str;
use super::super::place::Place;
use super::super::{Loader, codes};
use super::Sheet;
use super::cell::{Amiss, Role, Row};
use super::mapping::Figure;
use super::memory::{Given, Memory};
use super::ruler::Ruler;
use crate::base::message::Message;
use crate::base::text::Span;
use crate::base::when::When;
use crate::model::{
    Claim, CodeId, Details, DetailsId, MeasureKind, Mode, NameKind, Of, Parties, PartiesId, PartyId, ProseId, Quantity,
    QuantityId, Reading, SourceId, Statement, ValueId, WhenId, did_you_mean,
};

/// More cells than this are not read as claims.
pub(super) const MOST_CLAIMS: usize = 1_000_000;

/// What all figures of a row have in common.
pub(super) struct Common {
    pub(super) when: Option<WhenId>,
    pub(super) said: Option<WhenId>,
    pub(super) by: PartiesId,
    pub(super) codes: Vec<CodeId>,
    pub(super) details: Option<DetailsId>,
    pub(super) at: Option<ProseId>,
    pub(super) quote: crate::model::ProseRange,
    pub(super) mode: Mode,
    pub(super) links: Vec<(super::super::links::PendingKind, Box<str>)>,
}

impl<'t> Loader<'t> {
    /// Makes claims of the cells of a table.
    pub(in crate::model::load) fn cells(&mut self, source: SourceId, sheet: &mut Sheet<'t>) {
        self.manner.rounded = match &sheet.item.rounded_to {
            Some(own) => self.rounded_to(&sheet.place, Some(own)),
            None => self.model.sources[source].rounded_to.clone(),
        };
        // Digits in a table are written for programs, whatever the language; `numbers` says where they are not.
        let parts = std::mem::take(&mut sheet.parts);
        let mut memory = Memory::default();
        let before = self.model.claims.len();
        for part in &parts {
            if part.mapping.by.is_empty() && self.model.party_list(self.model.sources[source].by).is_empty() {
                self.nobody_says_table(sheet, source);
                break;
            }
            let mut ruler = Ruler::new(part.text);
            for &index in &part.rows {
                for row in part.views(index) {
                    self.row(source, sheet, &mut memory, &mut ruler, (index, row));
                }
            }
        }
        sheet.parts = parts;
        self.manner.rounded = None;
        self.finish_told(sheet);
        self.told_of_cells(sheet, &memory, self.model.claims.len() - before);
    }

    fn nobody_says_table(&mut self, sheet: &Sheet<'t>, source: SourceId) {
        let message = Message::new(codes::MISSING_FIELD, format!("nobody says what stands in `{}`", &*sheet.item.id))
            .at(sheet.place.span_of(&sheet.item.id), "this table has no `by`")
            .at(self.model.sources[source].span, "and its source has none either");
        self.report(
            message.help("name the party who says so: `by: \"…\"`, or a column of parties: `by: \"{column}\"`"),
        );
    }

    fn row(
        &mut self,
        source: SourceId,
        sheet: &mut Sheet<'t>,
        memory: &mut Memory,
        ruler: &mut Ruler<'t>,
        (index, row): (u32, Row<'_, 't>),
    ) {
        let mut common = None;
        let figures = row.part.mapping.figures_of(row.spread.is_some());
        for (at, figure) in figures.iter().enumerate() {
            let filled = match row.fill(&figure.value, figure.role) {
                Ok(filled) => filled,
                Err(amiss) => {
                    self.amiss(sheet, row, amiss);
                    continue;
                }
            };
            if filled.lacks || filled.text.trim().is_empty() || Self::is_void(row, figure) {
                continue;
            }
            if self.model.claims.len() >= MOST_CLAIMS {
                memory.left += 1;
                continue;
            }
            if common.is_none() {
                match self.common(source, sheet, memory, row) {
                    Some(found) => common = Some(found),
                    None => return,
                }
            }
            let Some(common) = &common else { return };
            let Some((quantity, value)) = self.figure_of(sheet, memory, row, common, (at, figure), filled.text) else {
                continue;
            };
            let span = row.span(&figure.value);
            let twin = figures[..at].iter().filter(|other| row.span(&other.value) == span).count();
            let (line, column) = ruler.position(span.start as usize);
            let name = match twin {
                0 => format!("{}:{line}:{column}", row.part.name),
                twin => format!("{}:{line}:{column}:{}", row.part.name, twin + 1),
            };
            memory.note_given(common, quantity, Given { value, span, row: index }, row);
            let at = common.at.or_else(|| Some(self.header_prose(memory, row, &figure.value)));
            self.cell_claim(source, common, &name, span, at, (quantity, value));
        }
    }

    fn cell_claim(
        &mut self,
        source: SourceId,
        common: &Common,
        name: &str,
        span: Span,
        at: Option<ProseId>,
        (quantity, value): (QuantityId, ValueId),
    ) {
        let id = self.model.claims.next_id();
        let statement = Statement::Figure { of: Of::Quantity(quantity), is: value };
        let first_reading = self.model.readings.push(Reading { statement, tag: None });
        for (kind, name) in &common.links {
            self.pending.names.push(PendingName { claim: id, source, kind: *kind, name: name.clone(), span });
        }
        let name = self.model.names.intern(name);
        self.model.claims.push(Claim {
            name,
            source,
            span,
            by: common.by,
            quote: common.quote,
            at,
            details: common.details,
            first_reading,
            readings: 1,
            mode: common.mode,
            credibility: None,
        });
    }

    /// What the column of a figure is called, as the place for people.
    fn header_prose(&mut self, memory: &mut Memory, row: Row<'_, 't>, value: &Template) -> ProseId {
        let column = value.holes().next().and_then(|hole| hole.column.or(row.spread.map(|(_, column)| column)));
        let column = column.unwrap_or(0);
        *memory.headers.entry(column).or_insert_with(|| self.model.prose.add(row.part.header.name(column)))
    }

    fn is_void(row: Row<'_, 't>, figure: &Figure) -> bool {
        let Some(list) = figure.void.map(|at| &row.part.mapping.void[at]) else { return false };
        list.iter().all(|template| row.fill(template, Role::Word).is_ok_and(|filled| Row::is_nothing(&filled.text)))
    }

    fn amiss(&mut self, sheet: &mut Sheet<'t>, row: Row<'_, 't>, amiss: Amiss) {
        let label = row.part.header.name(amiss.column).to_owned();
        let message = Message::new(codes::BAD_VALUE, amiss.text).at(row.span_of(amiss.column), label);
        let help = "cells that say nothing are named in `missing: […]`, cells with a meaning in `lexicon: {…}`";
        self.tell(sheet, ("cells that cannot be read", amiss.column), message.help(help));
    }

    /// What the row says beside its figures; none where that cannot be read, which is told.
    fn common(
        &mut self,
        source: SourceId,
        sheet: &mut Sheet<'t>,
        memory: &mut Memory,
        row: Row<'_, 't>,
    ) -> Option<Common> {
        let mapping = &row.part.mapping;
        let when = match &mapping.when {
            Some(template) => Some(self.date_of(sheet, memory, row, template)?),
            None => None,
        };
        let said = match &mapping.said {
            Some(template) if row.words(Some(template)).is_some() => Some(self.date_of(sheet, memory, row, template)?),
            _ => None,
        };
        let by = self.by_of(source, sheet, memory, row)?;
        let codes = self.codes_of(row);
        let mode = self.mode_of(sheet, row)?;
        let mut links = Vec::new();
        for (kind, template) in &mapping.from {
            links.extend(row.words(Some(template)).map(|name| (*kind, Box::from(&*name))));
        }
        let note = row.words(mapping.note.as_ref()).map(|note| self.model.prose.add(&note));
        let details = (note.is_some() || said.is_some())
            .then(|| self.model.details.push(Details { said, note, ..Details::default() }));
        let at = row.words(mapping.at.as_ref()).map(|at| self.model.prose.add(&at));
        let quote = row.words(mapping.quote.as_ref());
        let quote = self.model.prose.add_all(quote.as_deref());
        Some(Common { when, said, by, codes, details, at, quote, mode, links })
    }

    fn date_of(
        &mut self,
        sheet: &mut Sheet<'t>,
        memory: &mut Memory,
        row: Row<'_, 't>,
        template: &Template,
    ) -> Option<WhenId> {
        let filled = match row.fill(template, Role::Date) {
            Ok(filled) => filled,
            Err(amiss) => {
                self.amiss(sheet, row, amiss);
                return None;
            }
        };
        if let Some(known) = memory.whens.get(&*filled.text) {
            return *known;
        }
        let parsed = When::parse(&filled.text);
        let when = match parsed {
            Ok(when) => Some(self.model.whens.intern(when)),
            Err(error) => {
                let text = if filled.is_blank { "this row has figures and no date".to_owned() } else { error.message };
                let message = Message::new(codes::BAD_DATE, text).at(row.span(template), "");
                let help = "tell how dates are written by an example: `dates: \"D/M/YYYY\"`";
                self.tell(sheet, ("dates that cannot be read", 0), message.help(help));
                None
            }
        };
        // A blank is told of every row.
        if !filled.is_blank {
            memory.whens.insert(filled.text.into_owned(), when);
        }
        when
    }

    fn by_of(
        &mut self,
        source: SourceId,
        sheet: &mut Sheet<'t>,
        memory: &mut Memory,
        row: Row<'_, 't>,
    ) -> Option<PartiesId> {
        let mapping = &row.part.mapping;
        let mut parties: Vec<PartyId> = Vec::with_capacity(mapping.by.len());
        for template in &mapping.by {
            let filled = row.fill(template, Role::Word).ok().filter(|filled| !filled.is_blank);
            let Some(text) = filled.map(|filled| filled.text) else { continue };
            let known = memory.parties.get(&*text).copied();
            let party = known.unwrap_or_else(|| self.party_of_text(sheet, row.span(template), &text));
            if known.is_none() {
                memory.parties.insert(text.into_owned(), party);
            }
            parties.push(party?);
        }
        if parties.is_empty() {
            let own = self.model.sources[source].by;
            if self.model.party_list(own).is_empty() {
                let message = Message::new(codes::MISSING_FIELD, "nobody says what stands in this row");
                let span = row.part.mapping.by.first().map_or(row.part.header.span, |by| row.span(by));
                self.tell(sheet, ("rows that nobody says", 0), message.at(span, "the cell is blank"));
                return None;
            }
            return Some(own);
        }
        parties.dedup();
        Some(self.model.party_lists.intern(Parties(parties.into_boxed_slice())))
    }

    fn party_of_text(&mut self, sheet: &mut Sheet<'t>, span: Span, text: &str) -> Option<PartyId> {
        let id = slug(text);
        let party = id.as_deref().and_then(|id| self.model.find_party(id));
        if party.is_none() {
            let id = id.unwrap_or_default();
            let mut message = Message::new(codes::UNKNOWN_NAME, format!("there is no party `{id}`")).at(span, "");
            message.help.extend(self.suggest("party", &id, |model| did_you_mean(&id, model.names_of(NameKind::Party))));
            self.tell(sheet, ("parties that are not known", 0), message);
        }
        party
    }

    /// One code of each dimension: the first of those that the row does not name.
    fn codes_of(&mut self, row: Row<'_, 't>) -> Vec<CodeId> {
        let firsts = self.model.dimensions.iter().map(|(_, dimension)| dimension.codes[0]);
        let mut codes: Vec<CodeId> = firsts.collect();
        for column in &row.part.mapping.codes {
            let filled = row.fill(&column.id, Role::Word).ok().filter(|filled| !filled.is_blank);
            let code =
                filled.and_then(|filled| slug(&filled.text)).and_then(|id| self.model.code_of(column.dimension, &id));
            if let Some(code) = code {
                codes[column.dimension.index()] = code;
            }
        }
        codes
    }

    fn mode_of(&mut self, sheet: &mut Sheet<'t>, row: Row<'_, 't>) -> Option<Mode> {
        let mapping = &row.part.mapping;
        let Some(text) = row.words(mapping.mode.as_ref()) else { return Some(Mode::Asserted) };
        let known = mapping.modes.get(&*text).copied().or_else(|| Mode::named(&text));
        if known.is_none() {
            let template = mapping.mode.as_ref();
            let span = template.map_or(row.part.header.span, |template| row.span(template));
            let message = Message::new(codes::WRONG_VALUE, format!("`{text}` is not a mode")).at(span, "");
            let help = format!("tell what it stands for: `modes: {{ \"{text}\": Estimated }}`");
            self.tell(sheet, ("modes that are not known", 0), message.help(help));
        }
        known
    }

    /// The quantity and the value of a figure.
    fn figure_of(
        &mut self,
        sheet: &mut Sheet<'t>,
        memory: &mut Memory,
        row: Row<'_, 't>,
        common: &Common,
        (at, figure): (usize, &Figure),
        text: Cow<'_, str>,
    ) -> Option<(QuantityId, ValueId)> {
        let mut codes = common.codes.clone();
        for &code in &figure.codes {
            codes[self.model.codes()[code].dimension.index()] = code;
        }
        let kind = self.model.measures()[figure.measure].kind;
        let when = common.when.filter(|_| !matches!(kind, MeasureKind::Fixed | MeasureKind::Event));
        let codes = self.model.code_lists.intern(codes.into_boxed_slice());
        let quantity = self.model.quantities.intern(Quantity { measure: figure.measure, codes, when });
        let values = memory.values.entry(figure.measure).or_default();
        if let Some(&value) = values.get(&*text) {
            return Some((quantity, value));
        }
        let span = row.span(&figure.value);
        let place = Place::new((span.file, row.part.text), &row.part.text[span.range()], span.start as usize, &[]);
        let before = self.messages.len();
        let text = Str(text);
        let Some(value) = self.value(&place, Of::Quantity(quantity), &text) else {
            if let Some(message) = self.messages.get_mut(before) {
                message.help.clear();
                message.help.push(
                    "cells that say nothing are named in `missing: […]`, cells with a meaning in `lexicon: {…}`"
                        .to_owned(),
                );
            }
            self.tell_from(sheet, ("cells that cannot be read", usize::MAX - 1 - at), before);
            return None;
        };
        if self.model.values[value].share_of.is_none() {
            memory.values.entry(figure.measure).or_default().insert(text.0.into(), value);
        }
        Some((quantity, value))
    }
}
