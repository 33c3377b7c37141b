//! A table's mapping, looked up in its header.

use gainsay_tables::{Dates, Numbers, Template, TemplateFaultKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::claims;
use super::super::links::PendingKind;
use super::super::mirror::{self, Pairs, Str};
use super::super::place::Place;
use super::super::{Loader, codes};
use super::cell::Role;
use super::header::Header;
use super::odd;
use crate::base::message::{Message, Severity, nearest};
use crate::model::{CodeId, DimensionId, MeasureId, MeasureKind, Mode, NameKind};

/// What a table's mapping says of the columns of one file.
#[derive(Default)]
pub(super) struct Mapping {
    pub(super) when: Option<Template>,
    pub(super) by: Vec<Template>,
    pub(super) said: Option<Template>,
    pub(super) from: Vec<(PendingKind, Template)>,
    pub(super) note: Option<Template>,
    pub(super) at: Option<Template>,
    pub(super) quote: Option<Template>,
    pub(super) codes: Vec<CodeColumn>,
    pub(super) figures: Vec<Figure>,
    /// What each spread column is about, with the column.
    pub(super) spread: Vec<(String, usize)>,
    pub(super) spread_figures: Vec<Figure>,
    pub(super) missing: FxHashSet<String>,
    pub(super) lexicon: FxHashMap<String, String>,
    pub(super) numbers: Option<(Numbers, String)>,
    pub(super) dates: Option<(Dates, String)>,
    pub(super) rename: FxHashMap<usize, FxHashMap<String, String>>,
    pub(super) only: Vec<(usize, Vec<String>)>,
    pub(super) except: Vec<(usize, Vec<String>)>,
    pub(super) void: Vec<Vec<Template>>,
    pub(super) mode: Option<Template>,
    pub(super) modes: FxHashMap<String, Mode>,
}

/// The codes of a dimension that rows name.
pub(super) struct CodeColumn {
    pub(super) dimension: DimensionId,
    pub(super) id: Template,
    pub(super) name: Option<Template>,
    pub(super) inside: Option<Template>,
}

/// A figure of each row.
pub(super) struct Figure {
    pub(super) measure: MeasureId,
    /// The codes that it names itself.
    pub(super) codes: Vec<CodeId>,
    pub(super) value: Template,
    /// How its value's cells are read.
    pub(super) role: Role,
    /// The list of `void` that its value stands in.
    pub(super) void: Option<usize>,
}

/// A mapping that is being looked up.
struct Reader<'r, 't> {
    place: &'r Place<'t>,
    item: &'r mirror::Table<'t>,
    header: &'r Header,
    used: Vec<bool>,
    sound: bool,
}

impl<'t> Loader<'t> {
    /// Looks a mapping up in the header of a file.
    pub(super) fn mapping(&mut self, place: &Place<'t>, item: &mirror::Table<'t>, header: &Header) -> Option<Mapping> {
        let mut reader = Reader { place, item, header, used: vec![false; header.len()], sound: true };
        let own = &mut reader;
        self.keys_once(own);
        let mut mapping = Mapping {
            when: self.optional_template(own, item.when.as_ref()),
            by: item.by.0.iter().filter_map(|by| self.template(own, by)).collect(),
            said: self.optional_template(own, item.said.as_ref()),
            note: self.optional_template(own, item.note.as_ref()),
            at: self.optional_template(own, item.at.as_ref()),
            quote: self.optional_template(own, item.quote.as_ref()),
            mode: self.optional_template(own, item.mode.as_ref()),
            missing: item.missing.0.iter().map(|text| text.trim().to_owned()).collect(),
            lexicon: item
                .lexicon
                .0
                .iter()
                .map(|(cell, meaning)| (cell.trim().to_owned(), meaning.0.to_string()))
                .collect(),
            modes: item.modes.0.iter().map(|(text, mode)| (text.trim().to_owned(), claims::mode(*mode))).collect(),
            ..Mapping::default()
        };
        for link in &item.from {
            let (name, kind) = claims::link_parts(link);
            mapping.from.extend(self.template(own, name).map(|template| (kind, template)));
        }
        self.examples(own, &mut mapping);
        self.rows_by_column(own, &mut mapping);
        self.code_columns(own, &mut mapping);
        for list in &item.void {
            mapping.void.push(list.0.iter().filter_map(|text| self.template(own, text)).collect());
        }
        self.all_figures(own, &mut mapping);
        self.unread(own, &item.unread.0);
        reader.sound.then_some(mapping)
    }

    /// No key of a map may stand twice: only one of the two could be meant.
    fn keys_once(&mut self, reader: &mut Reader<'_, 't>) {
        let item = reader.item;
        let twice = [
            twice(&item.figures),
            item.spread.as_ref().and_then(|spread| twice(&spread.figures)),
            twice(&item.lexicon),
            twice(&item.modes),
            twice(&item.only),
            twice(&item.except),
            twice(&item.rename),
        ];
        for key in twice.into_iter().flatten() {
            reader.sound = false;
            let message = Message::new(codes::DUPLICATE_FIELD, format!("`{}` stands twice", &**key));
            self.report(message.at(reader.place.span_of(key), "again here"));
        }
    }

    fn wrong(&mut self, reader: &mut Reader<'_, 't>, text: &Str<'_>, message: impl Into<String>) {
        reader.sound = false;
        self.report(Message::new(codes::WRONG_VALUE, message).at(reader.place.span_of(text), ""));
    }

    fn optional_template(&mut self, reader: &mut Reader<'_, 't>, text: Option<&Str<'t>>) -> Option<Template> {
        self.template(reader, text?)
    }

    fn template(&mut self, reader: &mut Reader<'_, 't>, text: &Str<'t>) -> Option<Template> {
        let template = match Template::read(text, |name| reader.header.find(name)) {
            Ok(template) => template,
            Err(fault) => {
                reader.sound = false;
                let span = reader.place.span_in(text, fault.range);
                let message = match fault.kind {
                    TemplateFaultKind::Unclosed => Message::new(codes::WRONG_VALUE, "`{` is never closed")
                        .at(span, "")
                        .help("write `{{` for a brace"),
                    TemplateFaultKind::Unopened => Message::new(codes::WRONG_VALUE, "`}` closes nothing")
                        .at(span, "")
                        .help("write `}}` for a brace"),
                    TemplateFaultKind::NoColumn(name) => Self::no_column(reader, &name, span),
                };
                self.report(message);
                return None;
            }
        };
        if template.has_header() && reader.item.spread.is_none() {
            self.wrong(reader, text, "`{@}` is the header of a spread column, and this table has no `spread`");
        }
        for column in template.columns() {
            self.uses(reader, column, text);
        }
        Some(template)
    }

    fn no_column(reader: &Reader<'_, 't>, name: &str, span: crate::base::text::Span) -> Message {
        let message = Message::new(codes::UNKNOWN_NAME, format!("the table has no column `{name}`"))
            .at(span, "")
            .at(reader.header.span, "its header");
        match nearest(name, reader.header.names()) {
            Some(near) => message.help(format!("did you mean `{{{near}}}`?")),
            None => message,
        }
    }

    fn uses(&mut self, reader: &mut Reader<'_, 't>, column: usize, text: &Str<'_>) {
        reader.used[column] = true;
        if reader.header.is_twice(column) {
            let message = format!("the table has several columns `{}`", reader.header.name(column));
            self.wrong(reader, text, message);
        }
    }

    /// A column that a field names outside a template.
    fn column(&mut self, reader: &mut Reader<'_, 't>, name: &Str<'_>) -> Option<usize> {
        let Some(column) = reader.header.find(name.trim()) else {
            reader.sound = false;
            let message = Self::no_column(reader, name, reader.place.span_of(name));
            self.report(message);
            return None;
        };
        self.uses(reader, column, name);
        Some(column)
    }

    /// How numbers and dates are written.
    fn examples(&mut self, reader: &mut Reader<'_, 't>, mapping: &mut Mapping) {
        if let Some(example) = &reader.item.numbers {
            match Numbers::by_example(example) {
                Ok(numbers) => mapping.numbers = Some((numbers, example.0.to_string())),
                Err(problem) => self.wrong(reader, example, problem),
            }
        }
        if let Some(example) = &reader.item.dates {
            match Dates::by_example(example) {
                Ok(dates) => mapping.dates = Some((dates, example.0.to_string())),
                Err(problem) => self.wrong(reader, example, problem),
            }
        }
    }

    fn rows_by_column(&mut self, reader: &mut Reader<'_, 't>, mapping: &mut Mapping) {
        let item = reader.item;
        for (name, renamed) in &item.rename.0 {
            let Some(column) = self.column(reader, name) else { continue };
            let pairs = renamed.0.iter().map(|(from, to)| (from.trim().to_owned(), to.trim().to_owned()));
            mapping.rename.entry(column).or_default().extend(pairs);
        }
        for (fields, into) in [(&item.only, &mut mapping.only), (&item.except, &mut mapping.except)] {
            for (name, values) in &fields.0 {
                let Some(column) = self.column(reader, name) else { continue };
                into.push((column, values.0.iter().map(|value| value.trim().to_owned()).collect()));
            }
        }
    }

    fn code_columns(&mut self, reader: &mut Reader<'_, 't>, mapping: &mut Mapping) {
        let item = reader.item;
        for (name, code) in &item.codes.0 {
            let dimension: Option<DimensionId> = self.named(reader.place, NameKind::Dimension, name);
            let id = self.template(reader, &code.id);
            let title = self.optional_template(reader, code.name.as_ref());
            let inside = self.optional_template(reader, code.inside.as_ref());
            let (Some(dimension), Some(id)) = (dimension, id) else {
                reader.sound = false;
                continue;
            };
            if mapping.codes.iter().any(|known| known.dimension == dimension) {
                self.wrong(reader, name, format!("the dimension `{}` stands twice", &**name));
            }
            mapping.codes.push(CodeColumn { dimension, id, name: title, inside });
        }
    }

    fn all_figures(&mut self, reader: &mut Reader<'_, 't>, mapping: &mut Mapping) {
        let item = reader.item;
        for (of, value) in &item.figures.0 {
            let figure = self.mapped_figure(reader, mapping, of, value);
            mapping.figures.extend(figure);
        }
        if let Some(spread) = &item.spread {
            self.spread_columns(reader, mapping, &spread.headers.0);
            for (of, value) in &spread.figures.0 {
                let figure = self.mapped_figure(reader, mapping, of, value);
                mapping.spread_figures.extend(figure);
            }
            let in_row = [&mapping.when, &mapping.said, &mapping.mode].into_iter().flatten().chain(&mapping.by);
            let mut in_row = in_row.chain(mapping.codes.iter().map(|code| &code.id));
            if !mapping.figures.is_empty() && in_row.any(Template::has_header) {
                let text =
                    "what `{@}` stands for is known in the figures of `spread` only, and this table has others beside";
                self.wrong(reader, &item.id, text);
            }
        }
        if item.figures.0.is_empty() && item.spread.is_none() {
            reader.sound = false;
            let message = Message::new(codes::MISSING_FIELD, format!("the table `{}` has no `figures`", &*item.id));
            let message = message.at(reader.place.span_of(&item.id), "nothing of it would be read");
            self.report(message.help("name a measure and its column: `figures: { \"MEASURE\": \"{column}\" }`"));
        }
    }

    /// The columns whose headers read as a date, or are among those that are named.
    fn spread_columns(&mut self, reader: &mut Reader<'_, 't>, mapping: &mut Mapping, headers: &[Str<'t>]) {
        let dates = match headers {
            [example] => Dates::by_example(example).ok(),
            _ => None,
        };
        if let Some(dates) = dates {
            let columns: Vec<(String, usize)> =
                reader.header.names().enumerate().filter_map(|(at, name)| Some((dates.iso(name)?, at))).collect();
            for (_, column) in &columns {
                reader.used[*column] = true;
            }
            mapping.spread = columns;
        } else {
            for name in headers {
                let column = self.column(reader, name);
                mapping.spread.extend(column.map(|column| (name.trim().to_owned(), column)));
            }
        }
        if mapping.spread.is_empty() && reader.sound {
            let first = headers.first().unwrap_or(&reader.item.id);
            self.wrong(reader, first, "no column of the table has such a header");
        }
    }

    fn mapped_figure(
        &mut self,
        reader: &mut Reader<'_, 't>,
        mapping: &Mapping,
        of: &Str<'t>,
        value: &Str<'t>,
    ) -> Option<Figure> {
        let template = self.template(reader, value);
        let pattern = self.pattern(reader.place, of);
        let (Some(template), Some(pattern)) = (template, pattern) else {
            reader.sound = false;
            return None;
        };
        let Some(measure) = pattern.measure.filter(|_| pattern.when.is_none()) else {
            self.wrong(
                reader,
                of,
                "a figure is of a measure at codes, such as `held[german]`; its when is the table's `when`",
            );
            return None;
        };
        let record = &self.model.measures()[measure];
        let kind = record.kind;
        if reader.item.when.is_none() && !matches!(kind, MeasureKind::Fixed | MeasureKind::Event) {
            let name = self.model.name(record.name).to_owned();
            reader.sound = false;
            let message = Message::new(codes::WRONG_WHEN, format!("`{name}` needs a when, and the table has none"));
            let message = message.at(reader.place.span_of(of), "");
            self.report(
                message.help("name the column of dates, `when: \"{column}\"`, or one date for all, `when: \"1950\"`"),
            );
        }
        for &code in &pattern.codes {
            let dimension = self.model.codes()[code].dimension;
            if mapping.codes.iter().any(|column| column.dimension == dimension) {
                let name = self.model.name(self.model.dimensions()[dimension].name);
                let text =
                    format!("`codes` names the dimension `{name}` for all figures of the table, and this one too");
                self.wrong(reader, of, text);
            }
        }
        if template.holes().next().is_none() {
            self.wrong(reader, value, "a figure is read from a column: `{column}`");
        }
        let void = mapping.void.iter().position(|list| list.contains(&template));
        let role = if kind == MeasureKind::Event { Role::Date } else { Role::Figure };
        Some(Figure { measure, codes: pattern.codes, value: template, role, void })
    }

    /// Tells which columns nothing reads.
    fn unread(&mut self, reader: &mut Reader<'_, 't>, named: &[Str<'t>]) {
        for name in named {
            if let Some(column) = reader.header.find(name.trim()) {
                reader.used[column] = true;
            } else {
                reader.sound = false;
                let message = Self::no_column(reader, name, reader.place.span_of(name));
                self.report(message);
            }
        }
        let used = std::mem::take(&mut reader.used);
        let left: Vec<String> = reader
            .header
            .names()
            .zip(&used)
            .filter(|(name, used)| !**used && !name.is_empty())
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        if left.is_empty() {
            return;
        }
        let (shown, more) = left.split_at(left.len().min(12));
        let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
        let columns = if left.len() == 1 { "a column" } else { "columns" };
        let text = format!("`{}` does not read {columns}: {}{more}", &*reader.item.id, shown.join(", "));
        let message = odd(text).severity(Severity::Note).at(reader.place.span_of(&reader.item.id), "");
        self.report(message.help("put what is left out on purpose into `unread: […]`"));
    }
}

impl Mapping {
    /// The figures of a row, at a spread column or beside.
    pub(super) fn figures_of(&self, spread: bool) -> &[Figure] {
        if spread { &self.spread_figures } else { &self.figures }
    }
}

/// The key that stands in a map twice, if one does.
fn twice<'p, 't, T>(pairs: &'p Pairs<'t, T>) -> Option<&'p Str<'t>> {
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    pairs.0.iter().map(|(key, _)| key).find(|key| !seen.insert(key))
}
