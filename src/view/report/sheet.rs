//! All there is to know of one named thing, label by label.

use serde_json::{Map, Value, json};

use super::tree::describe;
use super::{Format, json_text, visible};
use crate::base::table::WIDEST;
use crate::base::text::{Span, Texts};
use crate::model::documents::Documents;
use crate::model::{
    Against, ClaimId, CodeId, DimensionId, MeasureId, MeasureKind, Model, Named, Opposition, PartyId, PropositionId,
    QuantityId, SideId, SourceId, Statement, WhenId,
};
use crate::provenance::graph::{Edge, Graph, Node};
use crate::reason::facts::Facts;
use crate::reason::finding::Finding;

mod rules;
mod texts;

pub use texts::Quoted;

/// A named thing and what is known of it.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The kind of thing.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// Labels with their values, in the order in which they are shown.
    pub rows: Vec<(&'static str, Vec<String>)>,
    /// Where the fragments of a claim's quote stand in its source's text, if that is here.
    pub quoted: Vec<Quoted>,
}

impl Sheet {
    fn new(kind: &'static str, name: impl Into<String>) -> Self {
        Sheet { kind, name: name.into(), ..Sheet::default() }
    }

    fn one(&mut self, label: &'static str, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.rows.push((label, vec![value.into()]));
        }
    }

    /// What is told in words, as it is written.
    fn notation(&mut self, model: &Model, statement: &Statement) {
        let text = model.statement_text(statement);
        if matches!(statement, Statement::Figure { .. } | Statement::Relation(_))
            && text != model.statement_words(statement)
        {
            self.one("in notation", Some(text));
        }
    }

    fn many(&mut self, label: &'static str, values: impl IntoIterator<Item = String>) {
        let values: Vec<String> = values.into_iter().collect();
        if !values.is_empty() {
            self.rows.push((label, values));
        }
    }
}

/// Sheets as text.
pub fn sheets(sheets: &[Sheet], format: Format, cut: bool) -> String {
    match format {
        Format::Human => sheets.iter().map(human).collect::<Vec<_>>().join("\n"),
        Format::Short => {
            let rows = sheets.iter().flat_map(|sheet| {
                let values = |(label, values): &(&'static str, Vec<String>)| -> Vec<String> {
                    values
                        .iter()
                        .map(|value| format!("{}\t{label}\t{}\n", visible(&sheet.name), visible(value)))
                        .collect()
                };
                sheet.rows.iter().flat_map(values).collect::<Vec<_>>()
            });
            rows.collect()
        }
        Format::Json => {
            let object = |sheet: &Sheet| {
                let mut object = Map::new();
                object.insert("kind".to_owned(), json!(sheet.kind));
                object.insert("name".to_owned(), json!(sheet.name));
                for (label, values) in &sheet.rows {
                    object.insert(label.replace(' ', "_"), json!(values));
                }
                if !sheet.quoted.is_empty() {
                    let quoted: Vec<Value> = sheet.quoted.iter().map(Quoted::json).collect();
                    object.insert("in_the_text".to_owned(), json!(quoted));
                }
                Value::Object(object)
            };
            json_text(&json!({ "schema": 1, "things": sheets.iter().map(object).collect::<Vec<_>>(), "cut": cut }))
        }
    }
}

fn human(sheet: &Sheet) -> String {
    let width = sheet.rows.iter().map(|(label, _)| label.len()).max().unwrap_or(0).min(WIDEST);
    let mut text = format!("{} {}\n", sheet.kind, visible(&sheet.name));
    for (label, values) in &sheet.rows {
        for (index, value) in values.iter().enumerate() {
            let label = if index == 0 { label } else { "" };
            text.push_str(&format!("  {label:<width$}  {}\n", visible(value)));
        }
    }
    text
}

/// Makes sheets of named things.
#[derive(Debug, Clone, Copy)]
pub struct Sheets<'a> {
    /// The texts, to say where things stand.
    pub texts: &'a Texts,
    /// What the collection says.
    pub model: &'a Model,
    /// How it hangs together.
    pub graph: &'a Graph,
    /// The texts of sources, to show what is quoted.
    pub documents: &'a Documents,
    /// The facts and the plans, to say where rules hold.
    pub facts: &'a [Facts<'a>],
    /// What was found, to say which contradictions a thing takes part in.
    pub findings: &'a [Finding],
}

impl Sheets<'_> {
    /// The sheet of a named thing.
    pub fn sheet(&self, named: Named) -> Sheet {
        match named {
            Named::Claim(id) => self.claim(id),
            Named::Source(id) => self.source(id),
            Named::Party(id) => self.party(id),
            Named::Side(id) => self.side(id),
            Named::Measure(id) => self.measure(id),
            Named::Dimension(id) => self.dimension(id),
            Named::Code(id) => self.code(id),
            Named::Quantity(id) => self.quantity(id),
            Named::Proposition(id) => self.proposition(id),
            Named::Rule(id) => self.rule(id),
            Named::Judgement(id) => self.judgement(id),
        }
    }

    fn place(&self, span: Span) -> String {
        let position = self.texts.position(span);
        format!("{}:{}:{}", self.texts.file(span.file).path(), position.line, position.column)
    }

    fn when(&self, when: Option<WhenId>) -> Option<String> {
        let when = &self.model.whens()[when?];
        let (text, human) = (when.text(), when.human());
        Some(if text == human { text.to_owned() } else { format!("{text} ({human})") })
    }

    fn prose(&self, prose: Option<crate::model::ProseId>) -> Option<&str> {
        prose.map(|prose| self.model.prose(prose))
    }

    /// The neighbours over edges of the wanted kinds, described.
    fn near(&self, node: Node, back: bool, wanted: impl Fn(Edge) -> bool) -> Vec<String> {
        let edges = if back { self.graph.back(node) } else { self.graph.out(node) };
        let described = edges.into_iter().filter(|(edge, _)| wanted(*edge)).map(|(edge, node)| {
            let words = if back { edge.words_back() } else { edge.words() };
            match edge {
                Edge::ReadIn | Edge::AssertedBy | Edge::About | Edge::Via | Edge::IssuedBy | Edge::PartOf => {
                    describe(self.model, node)
                }
                _ => format!("{words} {}", describe(self.model, node)),
            }
        });
        described.collect()
    }

    fn contradictions(&self, concerns: impl Fn(&Finding) -> bool) -> Vec<String> {
        let findings = self.findings.iter().filter(|finding| finding.contradiction.is_some() && concerns(finding));
        let line = |finding: &Finding| {
            let contradiction = finding.contradiction.as_ref()?;
            Some(format!("{} ({}): {}", contradiction.id, contradiction.strength.word(), finding.message.text))
        };
        findings.filter_map(line).collect()
    }

    fn claim(&self, id: ClaimId) -> Sheet {
        let model = self.model;
        let record = &model.claims()[id];
        let details = model.details_of(id);
        let mut sheet = Sheet::new("claim", model.claim_name(id));
        for (index, (_, reading)) in model.readings_of(id).enumerate() {
            let label = if index == 0 { "says" } else { "or reads" };
            let tag = reading.tag.map(|tag| format!(" (under `{}`)", model.name(tag))).unwrap_or_default();
            sheet.one(label, Some(model.statement_words(&reading.statement) + &tag));
            sheet.notation(model, &reading.statement);
            if let Statement::Figure { of, is } = reading.statement {
                let unit = model.unit_beside(of).map(|unit| format!(" {unit}")).unwrap_or_default();
                sheet.one("read as", Some(model.reading_words(of, &model.values()[is]) + &unit));
            }
        }
        sheet.many("by", self.near(Node::Claim(id), false, |edge| edge == Edge::AssertedBy));
        sheet.many("by way of", self.near(Node::Claim(id), false, |edge| edge == Edge::Via));
        sheet.one("said", self.when(details.and_then(|details| details.said)));
        sheet.one("mode", Some(record.mode.word()));
        sheet.one("read in", Some(describe(model, Node::Source(record.source))));
        sheet.one("at", self.prose(record.at));
        sheet.many("quote", model.quote_of(id).map(|quote| format!("\u{201c}{quote}\u{201d}")));
        self.passages(id, &mut sheet);
        sheet.one("original", self.prose(details.and_then(|details| details.original)));
        sheet.one("credibility", record.credibility.map(|credibility| credibility.to_string()));
        let derived = |edge| {
            matches!(
                edge,
                Edge::DerivesFrom | Edge::Repeats | Edge::Corrects | Edge::Supports | Edge::Disputes | Edge::Through(_)
            )
        };
        sheet.many("links", self.near(Node::Claim(id), false, derived));
        sheet.many("linked by", self.near(Node::Claim(id), true, derived));
        sheet.one("note", self.prose(details.and_then(|details| details.note)));
        sheet.one("file", Some(self.place(record.span)));
        sheet.many("contradictions", self.contradictions(|finding| finding.involved().contains(&id)));
        sheet
    }

    fn source(&self, id: SourceId) -> Sheet {
        let model = self.model;
        let source = &model.sources()[id];
        let mut sheet = Sheet::new("source", model.name(source.name));
        sheet.one("title", self.prose(source.title));
        sheet.one("kind", Some(source.kind.word()));
        sheet.many("by", self.near(Node::Source(id), false, |edge| edge == Edge::IssuedBy));
        sheet.one("date", self.when(source.date));
        sheet.one("place", self.prose(source.place));
        sheet.one("publisher", self.prose(source.publisher));
        sheet.many(
            "archive",
            source.archive.iter().map(|&(label, value)| format!("{} {}", model.prose(label), model.prose(value))),
        );
        sheet.one("url", self.prose(source.url));
        sheet.one("language", self.prose(source.language));
        sheet.one("rounded to", source.rounded_to.as_ref().map(ToString::to_string));
        sheet.one("grade", source.grade.map(|grade| grade.letter().to_string()));
        sheet.one("text", self.text_of(id));
        sheet.one("seen", source.unseen.then_some("no: known only through others"));
        sheet.many("links", self.near(Node::Source(id), false, |edge| matches!(edge, Edge::Cites(_))));
        sheet.many(
            "linked by",
            self.near(Node::Source(id), true, |edge| matches!(edge, Edge::Cites(_) | Edge::Through(_))),
        );
        sheet.one("note", self.prose(source.note));
        sheet.one("file", Some(self.place(source.span)));
        sheet.many("claims", self.near(Node::Source(id), true, |edge| edge == Edge::ReadIn));
        let reads = |claim: &ClaimId| model.claims()[*claim].source == id;
        sheet.many("contradictions", self.contradictions(|finding| finding.involved().iter().any(&reads)));
        sheet
    }

    fn party(&self, id: PartyId) -> Sheet {
        let model = self.model;
        let party = &model.parties()[id];
        let mut sheet = Sheet::new("party", model.name(party.name));
        sheet.one("name", self.prose(party.title));
        sheet.one("side", party.side.map(|side| model.name(model.sides()[side].name)));
        sheet.one("note", self.prose(party.note));
        sheet.one("file", Some(self.place(party.span)));
        sheet.many("issued", self.near(Node::Party(id), true, |edge| edge == Edge::IssuedBy));
        sheet.many("passed on", self.near(Node::Party(id), true, |edge| edge == Edge::Via));
        sheet.many("claims", self.near(Node::Party(id), true, |edge| edge == Edge::AssertedBy));
        let says = |claim: &ClaimId| model.asserters(*claim).contains(&id);
        sheet.many("contradictions", self.contradictions(|finding| finding.involved().iter().any(&says)));
        sheet
    }

    fn side(&self, id: SideId) -> Sheet {
        let side = &self.model.sides()[id];
        let mut sheet = Sheet::new("side", self.model.name(side.name));
        sheet.one("file", Some(self.place(side.span)));
        sheet.many("parties", self.near(Node::Side(id), true, |edge| edge == Edge::PartOf));
        let concerns =
            |finding: &Finding| finding.contradiction.as_ref().is_some_and(|found| found.sides.contains(&id));
        sheet.many("contradictions", self.contradictions(concerns));
        sheet
    }

    fn measure(&self, id: MeasureId) -> Sheet {
        let model = self.model;
        let measure = &model.measures()[id];
        let mut sheet = Sheet::new("measure", model.name(measure.name));
        sheet.one("name", self.prose(measure.title));
        sheet.one("kind", Some(measure.kind.word()));
        if let MeasureKind::Cumulative { since: Some(since) } = measure.kind {
            sheet.one("since", Some(since.to_string()));
        }
        sheet.one("unit", self.prose(measure.unit));
        let values = match (measure.counts, measure.signed) {
            (true, false) => "whole numbers from 0 on",
            (true, true) => "whole numbers",
            (false, false) if measure.kind == MeasureKind::Event => "dates",
            (false, false) => "numbers from 0 on",
            (false, true) => "numbers",
        };
        sheet.one("values", Some(values));
        sheet.one("note", self.prose(measure.note));
        sheet.one("file", Some(self.place(measure.span)));
        let of = model.quantities().iter().filter(|(_, quantity)| quantity.measure == id);
        sheet.many("quantities", of.map(|(id, _)| model.quantity_text(id)));
        sheet
    }

    fn dimension(&self, id: DimensionId) -> Sheet {
        let model = self.model;
        let dimension = &model.dimensions()[id];
        let mut sheet = Sheet::new("dimension", model.name(dimension.name));
        sheet.one("name", self.prose(dimension.title));
        sheet.one("note", self.prose(dimension.note));
        sheet.one("file", Some(self.place(dimension.span)));
        sheet.many("codes", dimension.codes.iter().map(|&code| self.code_line(code)));
        sheet
    }

    fn code_line(&self, id: CodeId) -> String {
        let model = self.model;
        let code = &model.codes()[id];
        let title = code.title.map(|title| format!(": {}", model.prose(title))).unwrap_or_default();
        let inside =
            code.inside.map(|outer| format!(" (in {})", model.name(model.codes()[outer].name))).unwrap_or_default();
        format!("{}{title}{inside}", model.name(code.name))
    }

    fn code(&self, id: CodeId) -> Sheet {
        let model = self.model;
        let code = &model.codes()[id];
        let mut sheet = Sheet::new("code", model.name(code.name));
        sheet.one("name", self.prose(code.title));
        sheet.one("dimension", Some(model.name(model.dimensions()[code.dimension].name)));
        sheet.one("in", code.inside.map(|outer| model.name(model.codes()[outer].name)));
        let inner = model.codes().iter().filter(|(_, other)| other.inside == Some(id));
        sheet.many("contains", inner.map(|(_, other)| model.name(other.name).to_owned()));
        sheet.one("note", self.prose(code.note));
        sheet.one("file", Some(self.place(code.span)));
        let of = model.quantities().iter().filter(|(_, quantity)| model.code_list(quantity.codes).contains(&id));
        let first = model.dimensions()[code.dimension].codes.first() == Some(&id);
        if !first {
            sheet.many("quantities", of.map(|(id, _)| model.quantity_text(id)));
        }
        sheet
    }

    fn quantity(&self, id: QuantityId) -> Sheet {
        let model = self.model;
        let quantity = &model.quantities()[id];
        let mut sheet = Sheet::new("quantity", model.quantity_text(id));
        sheet.one("called", Some(model.quantity_words(id)));
        let measure = &model.measures()[quantity.measure];
        sheet.one("measure", Some(format!("{} ({})", model.name(measure.name), measure.kind.word())));
        sheet.one("unit", self.prose(measure.unit));
        let codes = model.code_list(quantity.codes).iter();
        sheet.many(
            "codes",
            codes.map(|&code| {
                format!(
                    "{}: {}",
                    model.name(model.dimensions()[model.codes()[code].dimension].name),
                    self.code_line(code)
                )
            }),
        );
        sheet.one("when", self.when(quantity.when));
        sheet.many("part of", self.near(Node::Quantity(id), false, |edge| edge == Edge::PartOf));
        sheet.many("contains", self.near(Node::Quantity(id), true, |edge| edge == Edge::PartOf));
        sheet.many("claims", self.near(Node::Quantity(id), true, |edge| edge == Edge::About));
        sheet.many("meant by", self.meant_by(id));
        let about = |finding: &Finding| {
            let quantities = finding.contradiction.iter().flat_map(|found| &found.quantities);
            quantities.flat_map(|&of| model.quantities_of(of)).any(|other| other == id)
        };
        sheet.many("contradictions", self.contradictions(about));
        sheet
    }

    /// The propositions that come to a figure for this, and the claims that affirm or deny them.
    fn meant_by(&self, id: QuantityId) -> Vec<String> {
        let mut lines = Vec::new();
        for (edge, node) in self.graph.back(Node::Quantity(id)) {
            if edge == Edge::Means {
                lines.push(describe(self.model, node));
                lines.extend(
                    self.near(node, true, |edge| edge == Edge::About).into_iter().map(|line| format!("- {line}")),
                );
            }
        }
        lines
    }

    fn proposition(&self, id: PropositionId) -> Sheet {
        let model = self.model;
        let proposition = &model.propositions()[id];
        let mut sheet = Sheet::new("proposition", model.name(proposition.name));
        sheet.one("says", Some(model.prose(proposition.text)));
        let describe_all =
            |ids: &[PropositionId]| ids.iter().map(|&id| describe(model, Node::Proposition(id))).collect::<Vec<_>>();
        sheet.many("excludes", describe_all(&proposition.excludes));
        sheet.many("implies", describe_all(&proposition.implies));
        let against = |opposition: &Opposition| match opposition.against {
            Against::Proposition(id) => describe(model, Node::Proposition(id)),
            Against::Figure(of, is) => model.statement_words(&Statement::Figure { of, is }),
        };
        sheet.many("set against", proposition.opposes.iter().map(against));
        let means = proposition.means.map(|(of, is)| model.statement_words(&Statement::Figure { of, is }));
        sheet.one("means", means);
        sheet.one("note", self.prose(proposition.note));
        sheet.one("file", Some(self.place(proposition.span)));
        sheet.many("claims", self.near(Node::Proposition(id), true, |edge| edge == Edge::About));
        sheet
    }
}
