//! The sheets of rules and judgements.

use super::{Sheet, Sheets};
use crate::base::number::Number;
use crate::model::{Basis, BuiltIn, Holds, JudgementId, Pattern, RuleId, RuleTerm, WhenId};
use crate::reason::facts::{Owner, RuleRef};

/// Instances of a rule that are shown.
const MOST_INSTANCES: usize = 20;

impl Sheets<'_> {
    pub(super) fn rule(&self, id: RuleId) -> Sheet {
        let model = self.model;
        let rule = &model.rules()[id];
        let mut sheet = Sheet::new("rule", model.name(rule.name));
        sheet.one("says", Some(model.prose(rule.says)));
        sheet.one("basis", Some(rule.basis.word()));
        sheet.one("because", self.prose(rule.because));
        sheet.one("active", Some(if rule.active { "yes" } else { "no: only with --assume" }));
        sheet.one("holds", Some(self.holds(&rule.holds)));
        sheet.many("only", rule.only.iter().map(|pattern| self.pattern(pattern)));
        sheet.many("across", rule.across.iter().map(|&id| model.name(model.dimensions()[id].name).to_owned()));
        sheet.one("file", Some(self.place(rule.span)));
        sheet.many("instances", self.instances(RuleRef::Own(id)));
        let own = RuleRef::Own(id);
        sheet.many(
            "contradictions",
            self.contradictions(|finding| {
                finding.contradiction.as_ref().is_some_and(|found| found.rules.contains(&own))
            }),
        );
        sheet
    }

    /// The sheet of a built-in rule.
    pub fn built_in(&self, rule: BuiltIn) -> Sheet {
        let mut sheet = Sheet::new("rule", rule.name());
        sheet.one("says", Some(rule.says()));
        sheet.one("basis", Some(rule.basis().word()));
        sheet.one(
            "active",
            Some(match rule.basis() {
                Basis::Definition => "yes: built in",
                Basis::Assumption => "yes: built in, unless switched off with --without",
            }),
        );
        sheet.many("instances", self.instances(RuleRef::BuiltIn(rule)));
        let own = RuleRef::BuiltIn(rule);
        sheet.many(
            "contradictions",
            self.contradictions(|finding| {
                finding.contradiction.as_ref().is_some_and(|found| found.rules.contains(&own))
            }),
        );
        sheet
    }

    /// Where a rule holds: as many instances as can be read.
    fn instances(&self, rule: RuleRef) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let mut count = 0;
        for facts in self.facts {
            for (id, _) in facts.facts().filter(|(_, fact)| fact.owner == Owner::Rule(rule)) {
                count += 1;
                if all.len() < MOST_INSTANCES {
                    all.push(format!("{}: {}", facts.instance_text(id), facts.plain_relation_text(id)));
                }
            }
        }
        if count > all.len() {
            all.push(format!("… and {} more", count - all.len()));
        }
        all
    }

    pub(super) fn judgement(&self, id: JudgementId) -> Sheet {
        let model = self.model;
        let judgement = &model.judgements()[id];
        let mut sheet = Sheet::new("judgement", self.place(judgement.span));
        sheet.one("verdict", Some(judgement.verdict.word()));
        sheet.one("because", Some(model.prose(judgement.because)));
        sheet.one("by", self.prose(judgement.by));
        sheet.one("date", self.when(judgement.date));
        sheet.one("expires", self.when(judgement.expires));
        sheet.many("prefers", judgement.prefers.iter().map(|&claim| model.claim_name(claim)));
        sheet.many("of", judgement.of.iter().map(|&claim| model.claim_name(claim)));
        sheet
    }

    fn pattern(&self, pattern: &Pattern) -> String {
        let model = self.model;
        let measure = pattern.measure.map_or("*", |measure| model.name(model.measures()[measure].name));
        let codes: Vec<String> = pattern.codes.iter().map(|&code| model.code_text(code)).collect();
        let codes = if codes.is_empty() { String::new() } else { format!("[{}]", codes.join(", ")) };
        let when = pattern.when.map(|when| format!(" @ {}", model.whens()[when])).unwrap_or_default();
        format!("{measure}{codes}{when}")
    }

    fn terms(&self, terms: &[RuleTerm]) -> String {
        let mut text = String::new();
        for (index, term) in terms.iter().enumerate() {
            let size = term.factor.abs();
            let sign = match (index, term.factor.is_negative()) {
                (0, false) => "",
                (0, true) => "-1 * ",
                (_, false) => " + ",
                (_, true) => " - ",
            };
            let factor = if size == Number::ONE { String::new() } else { format!("{size} * ") };
            text.push_str(&format!("{sign}{factor}{}", self.pattern(&term.pattern)));
        }
        text
    }

    fn holds(&self, holds: &Holds) -> String {
        let model = self.model;
        let after =
            |after: &Option<WhenId>| after.map(|when| format!(" after {}", model.whens()[when])).unwrap_or_default();
        match holds {
            Holds::Parts { whole, parts, complete } => {
                let parts: Vec<String> = parts.iter().map(|&part| model.code_text(part)).collect();
                let word = if *complete { "is the sum of" } else { "contains" };
                format!("{} {word} {}", model.code_text(*whole), parts.join(", "))
            }
            Holds::Children { dimension, of, complete } => {
                let dimension = model.name(model.dimensions()[*dimension].name);
                let word = if *complete { "is the sum of" } else { "contains" };
                let of: Vec<&str> = of.iter().map(|measure| model.name(model.measures()[*measure].name)).collect();
                let of = if of.is_empty() { String::new() } else { format!(", of {}", of.join(", ")) };
                format!("each code of {dimension} {word} the codes in it{of}")
            }
            Holds::Equation { terms, comparison, constant } => {
                let sign = if constant.is_negative() { "-" } else { "" };
                format!("{} {} {sign}{}", self.terms(terms), comparison.sign(), constant.text())
            }
            Holds::Constant { what, after: date } => format!("{} does not change{}", self.terms(what), after(date)),
            Holds::NeverRises { what, after: date } => format!("{} never rises{}", self.terms(what), after(date)),
            Holds::NeverFalls { what, after: date } => format!("{} never falls{}", self.terms(what), after(date)),
            Holds::Same(one, other) => format!("{} is {}", model.code_text(*one), model.code_text(*other)),
            Holds::Happened(claim) => format!("{} came about", model.claim_name(*claim)),
            Holds::Taken(claim) => format!("{} is taken as a fact", model.claim_name(*claim)),
        }
    }
}
