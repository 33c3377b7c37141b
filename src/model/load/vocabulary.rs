//! Vocabularies: measures, dimensions with their codes, parties, propositions.

use rustc_hash::FxHashMap;

use super::mirror::{self, MeasureKind as MirrorKind, Str};
use super::outline::Root;
use super::parse::parse;
use super::place::Place;
use super::{FileOutline, Loader, codes, duplicate};
use crate::base::message::Message;
use crate::base::text::Span;
use crate::model::{
    Against, Code, CodeId, Dimension, DimensionId, Measure, MeasureKind, NameId, NameKind, Opposition, Party,
    Proposition, PropositionId, ProseId, did_you_mean,
};
use crate::notation::{self, PhrasePart};

impl Loader<'_> {
    pub(super) fn vocabularies(&mut self, outlines: &[FileOutline<'_>]) {
        let mut named = Vec::new();
        for outline in outlines.iter().filter(|outline| is_vocabulary(outline)) {
            let (text, cuts) = head_text(outline);
            let head = Place::new((outline.file, outline.text), &text, 0, &cuts);
            if !outline.outline.head_broken
                && !outline.outline.completed
                && let Err(message) = parse::<mirror::Vocabulary>(&head)
            {
                self.report(*message);
            }
            for place in outline.items("units") {
                self.item(&place, Self::unit);
            }
            for place in outline.items("measures") {
                self.item(&place, |loader, place, item| loader.measure(place, item, &mut named));
            }
            for place in outline.items("dimensions") {
                self.item(&place, Self::dimension);
            }
            for place in outline.items("parties") {
                self.item(&place, Self::party);
            }
            for place in outline.items("propositions") {
                self.item(&place, Self::proposition);
            }
        }
        self.dimensions_of_phrases(named);
        self.model.scale_measures();
    }

    /// Reports dimensions that phrases name and that do not exist.
    fn dimensions_of_phrases(&mut self, named: Vec<(String, Span)>) {
        for (name, span) in named {
            let known: Option<DimensionId> = self.model.find_named(NameKind::Dimension, &name);
            if known.is_none() {
                let message = Message::new(codes::UNKNOWN_NAME, format!("there is no dimension `{name}`")).at(span, "");
                let all = self.model.names_of(NameKind::Dimension);
                let mut message = message.help("a name in braces stands for the code of that dimension");
                message.help.extend(did_you_mean(&name, all));
                self.unknown(codes::UNKNOWN_NAME, &name, message);
            }
        }
    }

    /// Reads what a quantity is called; the dimensions that it names are looked up when all are known.
    fn phrase(
        &mut self,
        place: &Place<'_>,
        text: Option<&Str<'_>>,
        named: &mut Vec<(String, Span)>,
    ) -> Option<ProseId> {
        let text = text?;
        match notation::phrase(text) {
            Ok(parts) => {
                let within = parts.iter().flat_map(|part| match part {
                    PhrasePart::Optional(parts) => parts.as_slice(),
                    part => std::slice::from_ref(part),
                });
                for part in within {
                    if let PhrasePart::Code(dimension) = part {
                        named.push((dimension.text.to_owned(), place.span_in(text, dimension.range.clone())));
                    }
                }
                self.prose(Some(text))
            }
            Err(error) => {
                let span = place.span_in(text, error.range);
                self.report(Message::new(codes::BAD_QUANTITY, error.message).at(span, ""));
                None
            }
        }
    }

    /// A unit that is so many of another.
    fn unit(&mut self, place: &Place<'_>, item: &mirror::Unit<'_>) {
        if let Err(error) = self.model.units.define(&item.id, &item.is) {
            self.report(Message::new(codes::BAD_VALUE, error.message).at(place.span_of(&item.is), ""));
        }
        if item.because.as_ref().is_some_and(|because| because.trim().is_empty()) {
            let span = item.because.as_ref().map_or(place.whole(), |because| place.span_of(because));
            self.report(Message::new(codes::WRONG_VALUE, "an empty `because`").at(span, ""));
        }
    }

    /// Reads one item and resolves it; what cannot be read is reported, its names kept.
    pub(super) fn item<'i, T: serde::Deserialize<'i>>(
        &mut self,
        place: &Place<'i>,
        resolve: impl FnOnce(&mut Self, &Place<'i>, &T),
    ) {
        match parse::<T>(place) {
            Ok(item) => resolve(self, place, &item),
            Err(message) => {
                self.salvage(place);
                self.report(*message);
            }
        }
    }

    pub(super) fn prose(&mut self, text: Option<&Str<'_>>) -> Option<ProseId> {
        text.map(|text| self.model.prose.add(text))
    }

    fn measure(&mut self, place: &Place<'_>, item: &mirror::Measure<'_>, named: &mut Vec<(String, Span)>) {
        let since = self.optional_date(place, item.since.as_ref());
        if let Some(since) = item.since.as_ref().filter(|_| !matches!(item.kind, MirrorKind::Cumulative)) {
            let message =
                Message::new(codes::WRONG_VALUE, "only a cumulative measure has `since`").at(place.span_of(since), "");
            self.report(message);
        }
        let Some(name) = self.identifier(place, &item.id) else { return };
        let span = place.span_of(&item.id);
        if !self.name_thing(NameKind::Measure, name, self.model.measures.next_id(), span, |model, id| {
            model.measures[id].span
        }) {
            return;
        }
        let kind = match item.kind {
            MirrorKind::Stock => MeasureKind::Stock,
            MirrorKind::Cumulative => {
                MeasureKind::Cumulative { since: since.and_then(|since| self.model.whens[since].nominal().0) }
            }
            MirrorKind::Event => MeasureKind::Event,
            MirrorKind::Fixed => MeasureKind::Fixed,
        };
        let phrase = self.phrase(place, item.phrase.as_ref(), named);
        let percent = item.unit.as_ref().is_some_and(|unit| matches!(&**unit, "percent" | "%"));
        let measure = Measure {
            name,
            title: self.prose(item.name.as_ref()),
            phrase,
            kind,
            unit: self.prose(item.unit.as_ref()),
            counts: item.counts.unwrap_or(!percent) && kind != MeasureKind::Event,
            signed: item.signed.unwrap_or(false),
            note: self.prose(item.note.as_ref()),
            span,
            percent,
            scale: None,
        };
        self.model.measures.push(measure);
    }

    fn dimension(&mut self, place: &Place<'_>, item: &mirror::Dimension<'_>) {
        let Some(name) = self.identifier(place, &item.id) else { return self.salvage(place) };
        let span = place.span_of(&item.id);
        if item.codes.is_empty() {
            let text = format!("the dimension `{}` has no codes", &*item.id);
            let message = Message::new(codes::WRONG_VALUE, text).at(
                place.field(&["codes"]),
                "at least one code is needed: the first is meant where a figure names none",
            );
            self.salvage(place);
            return self.report(message);
        }
        let id: DimensionId = self.model.dimensions.next_id();
        if !self.name_thing(NameKind::Dimension, name, id, span, |model, id| model.dimensions[id].span) {
            return;
        }
        let mut own: Vec<CodeId> = Vec::with_capacity(item.codes.len());
        let mut by_name: FxHashMap<NameId, CodeId> = FxHashMap::default();
        for code in &item.codes {
            let span = place.span_of(&code.id);
            let Some(name) = self.identifier(place, &code.id) else { continue };
            if let Some(&first) = by_name.get(&name) {
                let first = self.model.codes[first].span;
                self.report(duplicate("code", &code.id, span, first));
                continue;
            }
            let record = Code {
                name,
                title: self.prose(code.name.as_ref()),
                phrase: self.prose(code.phrase.as_ref()),
                dimension: id,
                inside: None,
                discovered: false,
                note: self.prose(code.note.as_ref()),
                span,
            };
            let code_id = self.model.codes.push(record);
            self.model.index.add_code(name, code_id);
            by_name.insert(name, code_id);
            own.push(code_id);
        }
        self.containers(place, item, &by_name);
        if own.is_empty() {
            // All its names were bad, and reported; the load fails, but a dimension has a code.
            let record = Code {
                name,
                title: None,
                phrase: None,
                dimension: id,
                inside: None,
                discovered: false,
                note: None,
                span,
            };
            own.push(self.model.codes.push(record));
        }
        let dimension = Dimension {
            name,
            title: self.prose(item.name.as_ref()),
            codes: own,
            open: item.open,
            note: self.prose(item.note.as_ref()),
            span,
        };
        self.model.dimensions.push(dimension);
    }

    /// Resolves `in:` once all codes of the dimension are known.
    fn containers(&mut self, place: &Place<'_>, item: &mirror::Dimension<'_>, own: &FxHashMap<NameId, CodeId>) {
        for code in &item.codes {
            let Some(outer) = &code.inside else { continue };
            let by_name = |wanted: &str| self.model.names.find(wanted).and_then(|name| own.get(&name).copied());
            let (inner, found) = (by_name(&code.id), by_name(outer));
            match (inner, found) {
                (Some(inner), Some(found)) => self.model.codes.get_mut(inner).inside = Some(found),
                (_, Some(_)) => {}
                (_, None) => {
                    let text = format!("`{}` is not a code of dimension `{}`", &**outer, &*item.id);
                    let known = item.codes.iter().map(|code| &*code.id);
                    let mut message = Message::new(codes::UNKNOWN_NAME, text).at(place.span_of(outer), "");
                    message.help.extend(self.suggest("container", outer, |_| did_you_mean(outer, known)));
                    self.unknown(codes::UNKNOWN_NAME, outer, message);
                }
            }
        }
    }

    fn party(&mut self, place: &Place<'_>, item: &mirror::Party<'_>) {
        let Some(name) = self.identifier(place, &item.id) else { return };
        let span = place.span_of(&item.id);
        let side = item.side.as_ref().and_then(|side| self.named(place, NameKind::Side, side));
        if self
            .name_thing(NameKind::Party, name, self.model.parties.next_id(), span, |model, id| model.parties[id].span)
        {
            let party =
                Party { name, title: self.prose(item.name.as_ref()), side, note: self.prose(item.note.as_ref()), span };
            self.model.parties.push(party);
        }
    }

    /// Names a proposition; what it excludes, implies and means is resolved when all are named.
    fn proposition(&mut self, place: &Place<'_>, item: &mirror::Proposition<'_>) {
        let Some(name) = self.identifier(place, &item.id) else { return };
        let span = place.span_of(&item.id);
        let id = self.model.propositions.next_id();
        if self.name_thing(NameKind::Proposition, name, id, span, |model, id| model.propositions[id].span) {
            let proposition = Proposition {
                name,
                text: self.model.prose.add(&item.text),
                excludes: Vec::new(),
                implies: Vec::new(),
                opposes: Vec::new(),
                means: None,
                note: self.prose(item.note.as_ref()),
                span,
            };
            self.model.propositions.push(proposition);
        }
    }

    /// The second look at propositions, once every name is known.
    pub(super) fn propositions_meaning(&mut self, outlines: &[FileOutline<'_>]) {
        for outline in outlines.iter().filter(|outline| is_vocabulary(outline)) {
            for place in outline.items("propositions") {
                // What cannot be read was reported at the first look.
                if let Ok(item) = parse::<mirror::Proposition<'_>>(&place) {
                    self.proposition_links(&place, &item);
                }
            }
        }
    }

    fn proposition_links(&mut self, place: &Place<'_>, item: &mirror::Proposition<'_>) {
        let excludes = self.propositions(place, &item.excludes);
        let implies = self.propositions(place, &item.implies);
        let means = match &item.means {
            None => None,
            Some(mirror::Statement::Figure { of, is }) => {
                self.of(place, of).and_then(|of| Some((of, self.value(place, of, is)?)))
            }
            Some(_) => {
                let message = Message::new(codes::WRONG_VALUE, "a proposition means a figure: `Figure(of: …, is: …)`")
                    .at(place.field(&["means"]), "");
                self.report(message);
                None
            }
        };
        let Some(id) = self.model.find_proposition(&item.id) else { return };
        let opposes = item.opposes.iter().filter_map(|opposes| self.opposition(place, (id, &excludes), opposes));
        let opposes = opposes.collect();
        let record = self.model.propositions.get_mut(id);
        record.excludes = excludes;
        record.implies = implies;
        record.opposes = opposes;
        record.means = means;
    }

    /// What a proposition is set against; it excludes the propositions that are given.
    fn opposition(
        &mut self,
        place: &Place<'_>,
        (own, excludes): (PropositionId, &[PropositionId]),
        item: &mirror::Opposes<'_>,
    ) -> Option<Opposition> {
        let mut wrong = |text: &str, span| self.report(Message::new(codes::WRONG_VALUE, text).at(span, ""));
        if item.because.trim().is_empty() {
            wrong("an empty `because`: say why the two are set against each other", place.span_of(&item.because));
            return None;
        }
        let against = match (&item.proposition, &item.of, &item.is) {
            (Some(name), None, None) => {
                let other = self.named(place, NameKind::Proposition, name)?;
                let text = match other {
                    _ if other == own => Some("a proposition cannot be set against itself"),
                    _ if excludes.contains(&other) => {
                        Some("what it `excludes` contradicts it, and need not be set against it as well")
                    }
                    _ => None,
                };
                if let Some(text) = text {
                    self.report(Message::new(codes::WRONG_VALUE, text).at(place.span_of(name), ""));
                    return None;
                }
                Against::Proposition(other)
            }
            (None, Some(of), Some(is)) => {
                let of = self.of(place, of)?;
                Against::Figure(of, self.value(place, of, is)?)
            }
            _ => {
                let text = "it is set against a proposition, `proposition: \"…\"`, or a figure, `of: \"…\", is: \"…\"`";
                wrong(text, place.span_of(&item.because));
                return None;
            }
        };
        Some(Opposition { against, because: self.model.prose.add(&item.because), span: place.span_of(&item.because) })
    }

    fn propositions(&mut self, place: &Place<'_>, names: &[Str<'_>]) -> Vec<PropositionId> {
        names.iter().filter_map(|name| self.named(place, NameKind::Proposition, name)).collect()
    }
}

fn is_vocabulary(outline: &FileOutline<'_>) -> bool {
    matches!(outline.outline.root, Some((Root::Vocabulary, _)))
}

/// The file's text without the items of its lists, and where they were.
pub(super) fn head_text(outline: &FileOutline<'_>) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut cuts, mut from) = (String::new(), Vec::new(), 0);
    let begin = outline.outline.root.as_ref().map_or(0, |(_, range)| range.start);
    // What stands before the root is a comment or a byte order mark.
    if begin > 0 {
        cuts.push((0, begin));
        from = begin;
    }
    for (left_out, instead) in &outline.outline.cuts {
        text.push_str(&outline.text[from..left_out.start]);
        text.push_str(instead);
        cuts.push((text.len(), left_out.len().saturating_sub(instead.len())));
        from = left_out.end;
    }
    text.push_str(&outline.text[from..]);
    (text, cuts)
}
