//! Dates that can be read and do not fit together.

use super::{Check, Context, Subject};
use crate::base::message::{Code, Message, Severity};
use crate::base::when::When;
use crate::model::locate;
use crate::model::{ClaimId, MeasureKind, Model, Of, QuantityId, Statement, WhenId};
use crate::reason::finding::Finding;

/// A claim that was made after its source.
const SAID_AFTER: Code = Code {
    id: "GS301",
    name: "said-after-source",
    severity: Severity::Warning,
    explanation: "\
A claim was asserted (`said`) after the date of the source in which it is read. A document cannot report
what was not yet said: one of the two dates is wrong, or the source is a later edition.",
};

/// A figure for a time that had not come yet.
const ABOUT_FUTURE: Code = Code {
    id: "GS302",
    name: "about-the-future",
    severity: Severity::Warning,
    explanation: "\
A claim asserts or estimates a figure for a time after it was said. Nobody knows the future: the claim is
probably planned or conditional (`mode: Planned`), or one of the dates is wrong.",
};

/// A source that draws on a later one.
const DRAWS_ON_LATER: Code = Code {
    id: "GS303",
    name: "draws-on-later",
    severity: Severity::Warning,
    explanation: "\
A source cites, quotes or translates a source that is dated later than itself. One of the dates is wrong,
or the link should lead to an earlier edition.",
};

/// A count above zero before it begins.
const BEFORE_SINCE: Code = Code {
    id: "GS304",
    name: "before-since",
    severity: Severity::Warning,
    explanation: "\
A cumulative measure counts from its `since`, and is zero before by definition; this figure is above zero
for a time that ends before it. Either the date is wrong, or `since` in the vocabulary is too late.",
};

/// A date that looks like a span of years.
const LOOKALIKE: Code = Code {
    id: "GS305",
    name: "season-or-years",
    severity: Severity::Warning,
    explanation: "\
In EDTF, `1921-22` is the summer of 1921 (21 to 24 are the seasons), not the years 1921 to 1922, which are
written `1921/1922`.

Write the years with `/` if they were meant. If the season was meant, leave it; a note beside the claim
spares the next reader the same question.",
};

pub(super) const CHECK: Check =
    Check { codes: &[&SAID_AFTER, &ABOUT_FUTURE, &DRAWS_ON_LATER, &BEFORE_SINCE, &LOOKALIKE], run };

fn run(context: &Context<'_>) -> Vec<Finding> {
    let subject = context.subject;
    let mut findings = Vec::new();
    for claim in subject.model.claims().ids() {
        findings.extend(said_after(subject, claim));
        for (reading, record) in subject.model.readings_of(claim) {
            // What a tag says ("misdated") is asked about when it is taken, not before.
            if let (Statement::Figure { of, is }, None) = (&record.statement, record.tag) {
                let (of, is) = (*of, *is);
                let first = subject.model.readings_of(claim).next().is_some_and(|(id, _)| id == reading);
                let span = || {
                    if first {
                        locate::quantity(subject.texts, subject.model, claim)
                    } else {
                        locate::statement(subject.texts, subject.model, claim, reading)
                    }
                };
                let figure = Figure { claim, of, positive: is_positive(subject.model, is) };
                findings.extend(figure.about_future(subject, span));
                findings.extend(figure.before_since(subject, span));
                findings.extend(figure.lookalike(subject, span));
            }
        }
    }
    findings.extend(draws_on_later(subject));
    findings
}

fn is_positive(model: &Model, value: crate::model::ValueId) -> bool {
    let value = &model.values()[value];
    value.share_of.is_none() && value.read.low.as_ref().is_some_and(|low| low.value.is_positive() || low.strict)
}

fn when(model: &Model, id: WhenId) -> &When {
    &model.whens()[id]
}

/// When a claim was made: as it says, or else at its source's date.
fn said(model: &Model, claim: ClaimId) -> Option<&When> {
    let own = model.details_of(claim).and_then(|details| details.said);
    own.or(model.sources()[model.claims()[claim].source].date).map(|id| when(model, id))
}

fn said_after(subject: Subject<'_>, claim: ClaimId) -> Option<Finding> {
    let model = subject.model;
    let said = when(model, model.details_of(claim)?.said?);
    let source = &model.sources()[model.claims()[claim].source];
    let date = when(model, source.date?);
    date.certainly_before(said).then(|| {
        let text = format!("said {}, and read in a source of {}", said.human(), date.human());
        let span = locate::part(subject.texts, model, claim, &["said"]);
        let message = Message::new(&SAID_AFTER, text).at(span, "").at(source.span, format!("of {}", date.human()));
        Finding::plain(message, vec![claim])
    })
}

struct Figure {
    claim: ClaimId,
    of: Of,
    positive: bool,
}

impl Figure {
    fn dated<'m>(&self, model: &'m Model) -> impl Iterator<Item = (QuantityId, &'m When)> + use<'m> {
        let quantities = model.quantities_of(self.of).into_iter();
        quantities.filter_map(|id| Some((id, when(model, model.quantities()[id].when?))))
    }

    fn about_future(&self, subject: Subject<'_>, span: impl Fn() -> crate::base::text::Span) -> Option<Finding> {
        let model = subject.model;
        if !model.claims()[self.claim].mode.binds_as_fact() {
            return None;
        }
        let said = said(model, self.claim)?;
        let (_, about) = self.dated(model).find(|(_, about)| said.certainly_before(about))?;
        let text = format!("a figure for {}, said {}", about.human(), said.human());
        let message = Message::new(&ABOUT_FUTURE, text).at(span(), "").help("if it was a plan, add `mode: Planned`");
        Some(Finding::plain(message, vec![self.claim]))
    }

    fn before_since(&self, subject: Subject<'_>, span: impl Fn() -> crate::base::text::Span) -> Option<Finding> {
        let model = subject.model;
        if !self.positive || !matches!(self.of, Of::Quantity(_)) {
            return None;
        }
        let (quantity, about) = self.dated(model).next()?;
        let measure = &model.measures()[model.quantities()[quantity].measure];
        let MeasureKind::Cumulative { since: Some(since) } = measure.kind else { return None };
        (about.latest()? < since).then(|| {
            let text = format!("`{}` counts from {since}, and this is for {}", model.name(measure.name), about.human());
            let message = Message::new(&BEFORE_SINCE, text).at(span(), "").at(measure.span, format!("since {since}"));
            Finding::plain(message, vec![self.claim])
        })
    }

    fn lookalike(&self, subject: Subject<'_>, span: impl Fn() -> crate::base::text::Span) -> Option<Finding> {
        let (about, years) = self.dated(subject.model).find_map(|(_, about)| Some((about, about.lookalike()?)))?;
        let text = format!("`{about}` is {}, not years", about.human());
        let message = Message::new(&LOOKALIKE, text).at(span(), "").help(format!("for the years, write `{years}`"));
        Some(Finding::plain(message, vec![self.claim]))
    }
}

fn draws_on_later(subject: Subject<'_>) -> Vec<Finding> {
    let model = subject.model;
    let mut findings = Vec::new();
    for link in model.source_links() {
        let (from, to) = (&model.sources()[link.from], &model.sources()[link.to]);
        let (Some(date), Some(later)) = (from.date, to.date) else { continue };
        let (date, later) = (when(model, date), when(model, later));
        if date.certainly_before(later) {
            let text = format!(
                "`{}` of {} {} `{}` of {}",
                model.name(from.name),
                date.human(),
                link.kind.verb(),
                model.name(to.name),
                later.human()
            );
            let message = Message::new(&DRAWS_ON_LATER, text).at(from.span, "").at(to.span, "");
            findings.push(Finding::plain(message, Vec::new()));
        }
    }
    findings
}
