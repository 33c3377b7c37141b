//! Rules.

use rustc_hash::FxHashSet;

use super::mirror::{self, Str};
use super::outline::Root;
use super::place::Place;
use super::{FileOutline, Loader, codes};
use crate::base::message::Message;
use crate::model::{Basis, BuiltIn, CodeId, Holds, Mode, NameKind, Rule, RuleTerm};
use crate::notation;

type TermsAfter = (Vec<RuleTerm>, Option<crate::model::WhenId>);

/// A `Rules` or `Judgements` file without its items.
#[derive(serde::Deserialize)]
#[expect(dead_code, reason = "the items are read one by one; here the lists are always empty")]
enum Head {
    Rules(Vec<()>),
    Judgements(Vec<()>),
}

impl<'t> Loader<'t> {
    pub(super) fn rules(&mut self, outlines: &[FileOutline<'t>]) {
        for outline in outlines.iter().filter(|outline| matches!(outline.outline.root, Some((Root::Rules, _)))) {
            self.list_head(outline);
            for place in outline.items("") {
                self.item(&place, |loader, place, item: &mirror::Rule<'_>| loader.rule(place, item));
            }
        }
    }

    /// What stands around the list of a `Rules` or `Judgements` file: nothing but brackets.
    pub(super) fn list_head(&mut self, outline: &FileOutline<'t>) {
        let (text, cuts) = super::vocabulary::head_text(outline);
        let place = Place::new((outline.file, outline.text), &text, 0, &cuts);
        if outline.outline.head_broken || outline.outline.completed {
            return;
        }
        match super::parse::parse::<Head>(&place) {
            Ok(_) => {}
            Err(message) => self.report(*message),
        }
    }

    fn rule(&mut self, place: &Place<'_>, item: &mirror::Rule<'_>) {
        let span = place.span_of(&item.id);
        let name = self.identifier(place, &item.id);
        let only: Vec<_> = item.only.iter().map(|pattern| self.pattern(place, pattern)).collect();
        let across: Vec<_> = item.across.iter().map(|name| self.named(place, NameKind::Dimension, name)).collect();
        let holds = self.holds(place, item);
        let (Some(name), Some(only), Some(across), Some(holds)) =
            (name, only.into_iter().collect(), across.into_iter().collect(), holds)
        else {
            self.salvaged.insert(item.id.0.to_string());
            return;
        };
        if BuiltIn::named(&item.id).is_some() {
            let message =
                Message::new(codes::DUPLICATE_NAME, format!("`{}` is the name of a built-in rule", &*item.id))
                    .at(span, "")
                    .help("choose another name");
            return self.report(message);
        }
        if !self.name_thing(NameKind::Rule, name, self.model.rules.next_id(), span, |model, id| model.rules[id].span) {
            return;
        }
        let rule = Rule {
            name,
            basis: match item.basis {
                mirror::Basis::Definition => Basis::Definition,
                mirror::Basis::Assumption => Basis::Assumption,
            },
            says: self.model.prose.add(&item.says),
            because: self.prose(item.because.as_ref()),
            only,
            across,
            active: item.active.unwrap_or(true),
            holds,
            span,
        };
        self.model.rules.push(rule);
    }

    fn holds(&mut self, place: &Place<'_>, item: &mirror::Rule<'_>) -> Option<Holds> {
        match &item.holds {
            mirror::Holds::Parts { whole, parts, complete } => {
                self.parts(place, whole, parts, complete.unwrap_or(false))
            }
            mirror::Holds::Children { dimension, of, complete } => {
                let dimension = self.named(place, NameKind::Dimension, dimension);
                let of: Option<Vec<_>> = of.0.iter().map(|name| self.named(place, NameKind::Measure, name)).collect();
                Some(Holds::Children { dimension: dimension?, of: of?, complete: complete.unwrap_or(false) })
            }
            mirror::Holds::Equation(text) => self.equation(place, text),
            mirror::Holds::Constant { what, after } => {
                self.terms_after(place, what, after.as_ref()).map(|(what, after)| Holds::Constant { what, after })
            }
            mirror::Holds::NeverRises { what, after } => {
                self.terms_after(place, what, after.as_ref()).map(|(what, after)| Holds::NeverRises { what, after })
            }
            mirror::Holds::NeverFalls { what, after } => {
                self.terms_after(place, what, after.as_ref()).map(|(what, after)| Holds::NeverFalls { what, after })
            }
            mirror::Holds::Same(one, other) => self.same(place, item, one, other),
            mirror::Holds::Happened { claim } => {
                let id = self.claim_ref(place, claim)?;
                let mode = self.model.claims[id].mode;
                self.needs_mode(
                    place,
                    claim,
                    mode,
                    "Happened",
                    mode.binds_as_plan(),
                    "planned, conditional or in a draft",
                )?;
                Some(Holds::Happened(id))
            }
            mirror::Holds::Taken { claim } => {
                let id = self.claim_ref(place, claim)?;
                let mode = self.model.claims[id].mode;
                let fits = !mode.binds_as_plan() && !mode.binds_as_fact();
                self.needs_mode(place, claim, mode, "Taken", fits, "possible, presupposed or to be said")?;
                Some(Holds::Taken(id))
            }
        }
    }

    fn needs_mode(
        &mut self,
        place: &Place<'_>,
        claim: &Str<'_>,
        mode: Mode,
        word: &str,
        fits: bool,
        modes: &str,
    ) -> Option<()> {
        if !fits {
            let text = format!("`{word}` is for claims that are {modes}; this one is {}", mode.word());
            let message = Message::new(codes::WRONG_KIND, text).at(place.span_of(claim), "");
            self.report(message);
        }
        fits.then_some(())
    }

    /// The terms of a sum and the date after which something holds of it.
    fn terms_after(&mut self, place: &Place<'_>, what: &Str<'_>, after: Option<&Str<'_>>) -> Option<TermsAfter> {
        let date = self.optional_date(place, after);
        let terms = self.terms(place, what)?;
        // A date that is given and cannot be read was reported.
        (date.is_some() == after.is_some()).then_some((terms, date))
    }

    fn terms(&mut self, place: &Place<'_>, text: &Str<'_>) -> Option<Vec<RuleTerm>> {
        match notation::expression(text) {
            Ok(parsed) => self.rule_terms(place, text, &[(&parsed, false)]),
            Err(error) => {
                self.unresolved(place, text, error.into());
                None
            }
        }
    }

    fn equation(&mut self, place: &Place<'_>, text: &Str<'_>) -> Option<Holds> {
        match notation::relation(text) {
            Ok(parsed) => {
                let terms = self.rule_terms(place, text, &[(&parsed.left, false), (&parsed.right, true)])?;
                let constant = parsed.right.constant.plus(&parsed.left.constant, -1);
                let measures: Vec<_> = terms.iter().map(|term| (term.pattern.measure, term.factor.clone())).collect();
                self.constant_fits(place, text, &measures, &constant)?;
                Some(Holds::Equation { terms, comparison: parsed.comparison, constant })
            }
            Err(error) => {
                self.unresolved(place, text, error.into());
                None
            }
        }
    }

    fn parts(&mut self, place: &Place<'_>, whole: &Str<'_>, parts: &[Str<'_>], complete: bool) -> Option<Holds> {
        let mut codes = Vec::with_capacity(parts.len());
        let mut seen: FxHashSet<CodeId> = FxHashSet::default();
        let whole_code = self.code(place, whole);
        for part in parts {
            let Some(code) = self.code(place, part) else { continue };
            if whole_code.is_some_and(|whole| self.model.codes[whole].dimension != self.model.codes[code].dimension) {
                self.other_dimension(place, part, whole);
            } else if !seen.insert(code) || whole_code == Some(code) {
                let message = Message::new(codes::DUPLICATE_NAME, format!("the code `{}` stands twice", &**part))
                    .at(place.span_of(part), "again here");
                self.report(message);
            } else {
                codes.push(code);
            }
        }
        (codes.len() == parts.len()).then_some(())?;
        Some(Holds::Parts { whole: whole_code?, parts: codes, complete })
    }

    fn same(&mut self, place: &Place<'_>, item: &mirror::Rule<'_>, one: &Str<'_>, other: &Str<'_>) -> Option<Holds> {
        let (first, second) = (self.code(place, one), self.code(place, other));
        if item.only.is_empty() {
            let message = Message::new(codes::MISSING_FIELD, "a rule that two codes mean the same needs `only`")
                .at(place.field(&["holds"]), "equal for which quantities?")
                .help("name them: `only: [\"held\"]`");
            self.report(message);
            return None;
        }
        let (first, second) = (first?, second?);
        if self.model.codes[first].dimension != self.model.codes[second].dimension {
            self.other_dimension(place, other, one);
            return None;
        }
        Some(Holds::Same(first, second))
    }

    pub(super) fn other_dimension(&mut self, place: &Place<'_>, code: &Str<'_>, than: &Str<'_>) {
        let text = format!("`{}` is a code of another dimension than `{}`", &**code, &**than);
        let message = Message::new(codes::WRONG_KIND, text).at(place.span_of(code), "").at(place.span_of(than), "");
        self.report(message);
    }

    /// A code by itself, as `german` or `nationality=german`.
    pub(super) fn code(&mut self, place: &Place<'_>, text: &Str<'_>) -> Option<CodeId> {
        let piece = |text, range| notation::Piece { text, range };
        let written = match text.split_once('=') {
            Some((dimension, code)) => notation::CodeName {
                dimension: Some(piece(dimension, 0..dimension.len())),
                code: piece(code, dimension.len() + 1..text.len()),
            },
            None => notation::CodeName { dimension: None, code: piece(text, 0..text.len()) },
        };
        match self.model.resolve_code(&written) {
            Ok(code) => Some(code),
            Err(error) => {
                self.unresolved(place, text, error);
                None
            }
        }
    }
}
