//! Ready-made rules of order between dates, which a vocabulary switches on by name.

use super::mirror::{self, Str};
use super::place::Place;
use super::{FileOutline, Loader, codes};
use crate::base::message::Message;
use crate::base::number::Number;
use crate::model::{
    Basis, DimensionId, Holds, MeasureId, MeasureKind, NameKind, Pattern, Rule, RuleTerm, did_you_mean,
};
use crate::notation::{Comparison, Constant};

/// A rule that is ready: the earlier of two dates is not after the later.
struct Ready {
    name: &'static str,
    basis: Basis,
    says: &'static str,
}

const READY: [Ready; 4] = [
    Ready {
        name: "nothing-after-death",
        basis: Basis::Assumption,
        says: "What someone does or undergoes comes before their death.",
    },
    Ready {
        name: "nothing-before-birth",
        basis: Basis::Assumption,
        says: "What someone does or undergoes comes after their birth.",
    },
    Ready {
        name: "ends-after-it-begins",
        basis: Basis::Definition,
        says: "A term or a period does not end before it begins.",
    },
    Ready {
        name: "owned-after-it-was-made",
        basis: Basis::Definition,
        says: "Nobody owned a work before its maker had made it.",
    },
];

impl Loader<'_> {
    /// The rules of order that vocabularies switch on; the measures of all of them are known by now.
    pub(super) fn chronology(&mut self, outlines: &[FileOutline<'_>]) {
        for outline in outlines {
            for place in outline.items("chronology") {
                self.item(&place, Self::order);
            }
        }
    }

    fn order(&mut self, place: &Place<'_>, item: &mirror::Order<'_>) {
        let earlier = self.event(place, &item.earlier);
        let later = self.event(place, &item.later);
        let Some(ready) = READY.iter().find(|ready| ready.name == &*item.rule) else {
            let names = READY.map(|ready| ready.name);
            let mut message =
                Message::new(codes::UNKNOWN_NAME, format!("there is no ready-made rule `{}`", &*item.rule))
                    .at(place.span_of(&item.rule), "")
                    .help(format!("there are {}; others are written in `Rules`", names.join(", ")));
            message.help.extend(did_you_mean(&item.rule, names));
            return self.report(message);
        };
        let id = item.id.as_ref().unwrap_or(&item.rule);
        let span = place.span_of(id);
        let (Some(name), Some(earlier), Some(later)) = (self.identifier(place, id), earlier, later) else { return };
        if !self.name_thing(NameKind::Rule, name, self.model.rules.next_id(), span, |model, id| model.rules[id].span) {
            return;
        }
        let term = |measure: MeasureId, factor: i64| RuleTerm {
            factor: Number::from(factor),
            pattern: Pattern { measure: Some(measure), codes: Vec::new(), when: None },
        };
        let across: Vec<DimensionId> = self.model.dimensions.ids().collect();
        let rule = Rule {
            name,
            basis: ready.basis,
            says: self.model.prose.add(ready.says),
            because: None,
            only: Vec::new(),
            across,
            active: true,
            holds: Holds::Equation {
                terms: vec![term(earlier, 1), term(later, -1)],
                comparison: Comparison::AtMost,
                constant: Constant::default(),
            },
            span,
        };
        self.model.rules.push(rule);
    }

    /// A measure whose values are dates.
    pub(super) fn event(&mut self, place: &Place<'_>, name: &Str<'_>) -> Option<MeasureId> {
        let measure: MeasureId = self.named(place, NameKind::Measure, name)?;
        if self.model.measures[measure].kind == MeasureKind::Event {
            return Some(measure);
        }
        let text = format!("`{}` is no date: order is between measures of `kind: Event`", &**name);
        self.report(Message::new(codes::WRONG_KIND, text).at(place.span_of(name), ""));
        None
    }
}
