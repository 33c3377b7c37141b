//! Filters and assumptions: the same words in every command.

use std::time::{Duration, Instant};

use clap::{Args, ValueEnum};
use gainsay::analysis::checks::{Assumptions, Switch};
use gainsay::analysis::filter::{self, Filter, Misnamed};
use gainsay::engine::Limits;
use gainsay::model::{BuiltIn, Model, Named, Of};
use gainsay::reason::finding::Strength;

use super::Ended;
use super::day::{DayArgs, date};

/// Which claims and findings to show.
#[derive(Debug, Args, Default)]
#[command(next_help_heading = "Filters (several values are separated by commas, or the option is repeated)")]
pub(super) struct FilterArgs {
    /// Only what concerns claims of these parties
    #[arg(long, value_name = "PARTY", value_delimiter = ',')]
    party: Vec<String>,
    /// Only what concerns claims of parties of these sides
    #[arg(long, value_name = "SIDE", value_delimiter = ',')]
    side: Vec<String>,
    /// Only what concerns claims read in these sources
    #[arg(long, value_name = "SOURCE", value_delimiter = ',')]
    source: Vec<String>,
    /// Only what is about this: a measure, a code, a proposition, or a quantity such as `held[german] @ 1950`; repeat it
    /// for several
    #[arg(long, value_name = "WHAT")]
    about: Vec<String>,
}

/// More filters, for lists.
#[derive(Debug, Args, Default)]
pub(super) struct ListFilterArgs {
    /// Only what is about these measures
    #[arg(long, value_name = "MEASURE", value_delimiter = ',')]
    measure: Vec<String>,
    /// Only what is about these codes
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    code: Vec<String>,
    /// Only what is about a time within this one
    #[arg(long, value_name = "EDTF")]
    when: Vec<String>,
}

/// Filters for contradictions.
#[derive(Debug, Args, Default)]
pub(super) struct FindingFilterArgs {
    /// Only contradictions in which at least two of these sides meet
    #[arg(long, value_name = "SIDE,SIDE", value_delimiter = ',')]
    between: Vec<String>,
    /// Only contradictions of these strengths
    #[arg(long, value_name = "STRENGTH", value_delimiter = ',')]
    strength: Vec<StrengthArg>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum StrengthArg {
    /// On definitions alone
    Hard,
    /// On assumptions or readings
    Conditional,
    /// Only while every "about" is taken at its word
    Tension,
}

/// Which rules hold.
#[derive(Debug, Args, Default)]
#[command(next_help_heading = "Assumptions")]
pub(super) struct AssumptionArgs {
    /// Switch a rule off
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    without: Vec<String>,
    /// Switch what-ifs on; `none` leaves only definitions, `all` takes every rule
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    assume: Vec<String>,
    /// Read claims as under this tag (`Under("tag", …)`), where they have such a reading
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    reading: Vec<String>,
    /// Let claims bind that their own party corrects
    #[arg(long)]
    superseded: bool,
}

/// What an analysis is made with.
#[derive(Debug, Args, Default)]
pub(super) struct AnalysisArgs {
    #[command(flatten)]
    pub(super) assumptions: AssumptionArgs,
    #[command(flatten)]
    pub(super) limits: LimitArgs,
    #[command(flatten)]
    pub(super) day: DayArgs,
}

/// How much work may be done.
#[derive(Debug, Args, Default)]
#[command(next_help_heading = "Limits")]
pub(super) struct LimitArgs {
    /// Steps of the solver for what is connected [default: 200000]
    #[arg(long = "limit-work", value_name = "STEPS")]
    work: Option<u64>,
    /// Contradictions looked for in what is connected, among ten times as many ways to mend them [default: 200]
    #[arg(long = "limit-contradictions", value_name = "COUNT")]
    contradictions: Option<usize>,
    /// Give up looking for more after so many seconds; what is found then depends on the machine
    #[arg(long = "limit-seconds", value_name = "SECONDS")]
    seconds: Option<u64>,
}

impl LimitArgs {
    pub(super) fn limits(&self) -> Limits {
        let usual = Limits::default();
        let until = self.seconds.and_then(|seconds| Instant::now().checked_add(Duration::from_secs(seconds)));
        Limits {
            pivots: self.work.unwrap_or(usual.pivots),
            conflicts: self.contradictions.unwrap_or(usual.conflicts),
            corrections: self.contradictions.map_or(usual.corrections, |count| count.saturating_mul(10)),
            until,
        }
    }
}

impl From<Misnamed> for Ended {
    fn from(misnamed: Misnamed) -> Self {
        let help = misnamed.help(|filter| format!("--{filter}"));
        let help = if help.is_empty() { String::new() } else { format!("\nhelp: {help}") };
        Ended::Misused(format!("{}{help}", misnamed.message))
    }
}

fn unknown<'a>(model: &Model, kind: &'static str, name: &str, known: impl Iterator<Item = &'a str>) -> Ended {
    Misnamed::new(model, kind, name, known).into()
}

impl FilterArgs {
    /// Whose claims they are, in words.
    pub(super) fn words(&self) -> String {
        let mut words = Vec::new();
        for (option, values) in [("side", &self.side), ("party", &self.party), ("source", &self.source)] {
            if !values.is_empty() {
                words.push(format!("{option} {}", values.join(", ")));
            }
        }
        if !self.about.is_empty() {
            words.push(format!("about {}", self.about.join(", ")));
        }
        if words.is_empty() { "all claims".to_owned() } else { words.join("; ") }
    }

    /// What was asked for, as it was written.
    pub(super) fn asked(&self) -> Vec<String> {
        let options = [("side", &self.side), ("party", &self.party), ("source", &self.source), ("about", &self.about)];
        written(&options)
    }

    pub(super) fn fill(&self, model: &Model, filter: &mut Filter) -> Result<(), Ended> {
        for name in &self.party {
            filter.parties.push(filter::party(model, name)?);
        }
        for name in &self.side {
            filter.sides.push(filter::side(model, name)?);
        }
        for name in &self.source {
            filter.sources.push(filter::source(model, name)?);
        }
        for text in &self.about {
            filter.about.extend(filter::about(model, text)?);
        }
        Ok(())
    }
}

/// A quantity, or a sum of some, that is asked about.
pub(super) fn quantity(model: &mut Model, text: &str) -> Result<Of, Ended> {
    let asked = model.ask(text);
    asked.map_err(|error| {
        let help = error.help.clone().or_else(|| model.suggestion(&error, text));
        let help = help.map(|help| format!("\nhelp: {help}")).unwrap_or_default();
        Ended::Misused(format!("`{}`: {}{help}", gainsay::view::report::visible(text), error.message))
    })
}

impl ListFilterArgs {
    pub(super) fn fill(&self, model: &Model, filter: &mut Filter) -> Result<(), Ended> {
        for name in &self.measure {
            let known = || model.measures().iter().map(|(_, measure)| model.name(measure.name));
            filter.measures.push(model.find_measure(name).ok_or_else(|| unknown(model, "measure", name, known()))?);
        }
        for name in &self.code {
            let codes = model.find(name).into_iter().filter_map(|named| match named {
                Named::Code(id) => Some(id),
                _ => None,
            });
            let before = filter.codes.len();
            filter.codes.extend(codes);
            if filter.codes.len() == before {
                let known = model.codes().iter().map(|(_, code)| model.name(code.name));
                return Err(unknown(model, "code", name, known));
            }
        }
        for text in &self.when {
            filter.whens.push(date("--when", text)?);
        }
        Ok(())
    }
}

impl FindingFilterArgs {
    /// What was asked for, as it was written.
    pub(super) fn asked(&self) -> Vec<String> {
        let words = self.strength.iter().filter_map(ValueEnum::to_possible_value);
        let strength: Vec<String> = words.map(|value| value.get_name().to_owned()).collect();
        written(&[("between", &self.between), ("strength", &strength)])
    }

    pub(super) fn fill(&self, model: &Model, filter: &mut Filter) -> Result<(), Ended> {
        for name in &self.between {
            filter.between.push(filter::side(model, name)?);
        }
        if filter.between.len() == 1 {
            return Err(Ended::Misused("--between needs two sides, such as `--between soviet,national`".to_owned()));
        }
        filter.strengths.extend(self.strength.iter().map(|strength| match strength {
            StrengthArg::Hard => Strength::Hard,
            StrengthArg::Conditional => Strength::Conditional,
            StrengthArg::Tension => Strength::Tension,
        }));
        Ok(())
    }
}

/// Options with their values, those that were given.
fn written(options: &[(&str, &Vec<String>)]) -> Vec<String> {
    let given = options.iter().filter(|(_, values)| !values.is_empty());
    given.map(|(option, values)| format!("{option} {}", values.join(", "))).collect()
}

impl AssumptionArgs {
    /// What was asked for, as it was written.
    pub(super) fn asked(&self) -> Vec<String> {
        let options = [("without", &self.without), ("assume", &self.assume), ("reading", &self.reading)];
        let mut asked = written(&options);
        if self.superseded {
            asked.push("superseded".to_owned());
        }
        asked
    }

    pub(super) fn assumptions(&self, model: &Model) -> Result<Assumptions, Ended> {
        let mut assumptions = Assumptions::of_collection();
        for name in &self.assume {
            match name.as_str() {
                "none" => assumptions.switch(Switch::AllAssumptions, false),
                "all" => assumptions.switch(Switch::AllRules, true),
                name => assumptions.switch(rule(model, name)?, true),
            }
        }
        for name in &self.without {
            assumptions.switch(rule(model, name)?, false);
        }
        for name in &self.reading {
            let tag = model.find_tag(name);
            assumptions.read_under(tag.ok_or_else(|| unknown(model, "reading", name, model.tags().into_iter()))?);
        }
        if self.superseded {
            assumptions.with_superseded();
        }
        Ok(assumptions)
    }
}

fn rule(model: &Model, name: &str) -> Result<Switch, Ended> {
    if let Some(built_in) = BuiltIn::named(name) {
        return Ok(Switch::BuiltIn(built_in));
    }
    let own = model.rules().iter().map(|(_, rule)| model.name(rule.name));
    let known = own.chain(BuiltIn::ALL.iter().map(|rule| rule.name()));
    model.find_rule(name).map(Switch::Rule).ok_or_else(|| unknown(model, "rule", name, known))
}
