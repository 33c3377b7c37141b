//! Which rules hold, and which reading of a claim is taken.

use rustc_hash::FxHashSet;

use crate::model::{Basis, BuiltIn, ClaimId, Model, NameId, RuleId};

/// Which rules hold: each collection's own as it says, unless switched; and which
/// tagged readings are taken instead of the first.
#[derive(Debug, Clone, Default)]
pub struct Assumptions {
    switched: Vec<(Switch, bool)>,
    readings: Vec<NameId>,
    superseded: bool,
    /// Claims that do not bind, whatever else holds.
    left_out: FxHashSet<ClaimId>,
}

/// What can be switched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Switch {
    /// A rule of the collection.
    Rule(RuleId),
    /// A built-in rule.
    BuiltIn(BuiltIn),
    /// Every assumption, the collection's and the built-in ones.
    AllAssumptions,
    /// Every rule, what-ifs too.
    AllRules,
}

impl Assumptions {
    /// As the collection says.
    pub fn of_collection() -> Self {
        Assumptions::default()
    }

    /// Switches something on or off; later switches win.
    pub fn switch(&mut self, what: Switch, on: bool) {
        self.switched.push((what, on));
    }

    /// Takes the readings of a tag, where claims have one.
    pub fn read_under(&mut self, tag: NameId) {
        self.readings.push(tag);
    }

    /// Lets claims bind that their own party corrects.
    pub fn with_superseded(&mut self) {
        self.superseded = true;
    }

    /// Lets claims not bind, as if they had never been made.
    pub fn leave_out(&mut self, claims: impl IntoIterator<Item = ClaimId>) {
        self.left_out.extend(claims);
    }

    /// Whether a claim does not bind because it is left out.
    pub fn leaves_out(&self, claim: ClaimId) -> bool {
        self.left_out.contains(&claim)
    }

    /// Whether a rule of the collection holds.
    pub fn holds(&self, model: &Model, rule: RuleId) -> bool {
        let record = &model.rules()[rule];
        self.last(Switch::Rule(rule), record.basis).unwrap_or(record.active)
    }

    /// Whether a built-in rule holds.
    pub fn built_in_holds(&self, rule: BuiltIn) -> bool {
        self.last(Switch::BuiltIn(rule), rule.basis()).unwrap_or(true)
    }

    /// The tags whose readings are taken.
    pub fn readings(&self) -> &[NameId] {
        &self.readings
    }

    /// Whether claims bind that their own party corrects.
    pub fn superseded(&self) -> bool {
        self.superseded
    }

    fn last(&self, rule: Switch, basis: Basis) -> Option<bool> {
        let concerns = |what: Switch| match what {
            Switch::AllRules => true,
            Switch::AllAssumptions => basis == Basis::Assumption,
            what => what == rule,
        };
        self.switched.iter().rev().find(|(what, _)| concerns(*what)).map(|(_, on)| *on)
    }
}
