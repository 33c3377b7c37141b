//! What `check` finds in a collection that could be read.

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};

use crate::base::message::{Message, Severity};
use crate::base::number::Number;
pub use crate::model::readable;
use crate::model::{Basis, ClaimId, JudgementId, Model, Of, PartyId, ReadingId, SideId, SourceId, counted};
use crate::reason::facts::RuleRef;

pub mod dates;
mod sum;

use dates::Apart;
pub use sum::{LineOwner, ProofLine, SumRow, total};

/// One thing that `check` found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What to tell the user.
    pub message: Message,
    /// The claims that take part.
    pub claims: Vec<ClaimId>,
    /// What more there is to say of a contradiction or a tension.
    pub contradiction: Option<Contradiction>,
    /// The judgement that covers it.
    pub judgement: Option<JudgementId>,
}

impl Finding {
    /// A finding that is no contradiction.
    pub fn plain(message: Message, claims: Vec<ClaimId>) -> Self {
        Finding { message, claims, contradiction: None, judgement: None }
    }

    /// The dispute that it is in, if it is in one.
    pub fn dispute(&self) -> Option<&InDispute> {
        self.contradiction.as_ref()?.dispute.as_ref()
    }

    /// Whether it is told by itself: it is no way of a dispute that another contradiction tells better.
    pub fn is_told(&self) -> bool {
        self.dispute().is_none_or(|dispute| dispute.is_head)
    }

    /// Whether two are ways of one dispute.
    pub fn is_in_dispute_with(&self, other: &Finding) -> bool {
        matches!((self.dispute(), other.dispute()), (Some(one), Some(other)) if one.head == other.head)
    }

    /// The claims that take part, and all others that disagree about the same.
    pub fn involved(&self) -> &[ClaimId] {
        self.contradiction.as_ref().map_or(&self.claims, |contradiction| &contradiction.involved)
    }

    /// Whether it counts for the exit code at this severity.
    pub fn counts(&self, at_least: Severity) -> bool {
        self.judgement.is_none() && self.message.severity >= at_least
    }
}

/// Whether a judgement counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// It takes what it covers out of the exit code.
    InForce,
    /// Its last day is past.
    Expired,
    /// Its claims agree, or are read otherwise than when it was recorded.
    Lapsed,
}

impl Standing {
    /// The word used in every format.
    pub fn word(self) -> &'static str {
        match self {
            Standing::InForce => "in force",
            Standing::Expired => "expired",
            Standing::Lapsed => "lapsed",
        }
    }
}

/// How many significant digits ratios are shown with.
pub const RATIO_DIGITS: u32 = 5;

/// On what a contradiction rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// On definitions alone.
    Hard,
    /// On assumptions or readings, which are named.
    Conditional,
    /// The claims agree once their hedges are granted, and not at their nominal values.
    Tension,
}

impl Strength {
    /// The word used in every format.
    pub fn word(self) -> &'static str {
        match self {
            Strength::Hard => "hard",
            Strength::Conditional => "conditional",
            Strength::Tension => "tension",
        }
    }
}

/// A smallest set of claims which cannot all be true.
#[derive(Debug, Clone)]
pub struct Contradiction {
    /// `C-` and eight digits: the same as long as its claims, their readings and its rules are.
    pub id: String,
    /// On what it rests.
    pub strength: Strength,
    /// Its claims, each in the reading in which it takes part.
    pub taken: Vec<Taken>,
    /// All rules of its proof, definitions first.
    pub rules: Vec<RuleRef>,
    /// The assumptions that it rests on.
    pub assumptions: Vec<RuleRef>,
    /// The readings that it rests on.
    pub readings: Vec<Taken>,
    /// The quantities that it is about.
    pub quantities: Vec<Of>,
    /// The sides of all that disagree, each once.
    pub sides: Vec<SideId>,
    /// The parties of all that disagree, each once.
    pub parties: Vec<PartyId>,
    /// By how much the claims miss each other; none where they are statements.
    pub gap: Option<Number>,
    /// What the gap counts.
    pub unit: Option<String>,
    /// Whether single things are counted, so that all ends are whole.
    pub is_counted: bool,
    /// How many times the lower end the upper end is; none where the lower end is not positive.
    pub ratio: Option<Number>,
    /// The least ε at which widening every figure by ε of its size dissolves it; none where none below 1 does.
    pub break_tolerance: Option<Number>,
    /// Why the claims cannot all be true, for anyone to check.
    pub proof: Vec<ProofLine>,
    /// Every claim about the same that disagrees with some other, the claims of the proof among them.
    pub involved: Vec<ClaimId>,
    /// Claims that say the same as one of the claims.
    pub also_said_by: Vec<ClaimId>,
    /// All claims about the quantity, in groups that agree within, the lowest first.
    pub camps: Vec<Camp>,
    /// Whether it is among plans, not among facts.
    pub among_plans: bool,
    /// The figures that are added up, where rules connect several.
    pub sum: Vec<SumRow>,
    /// What rules and relations add to what there is at least; below zero, what they take from it.
    pub constant: Number,
    /// How two dates miss each other, where it is about two.
    pub apart: Option<Apart>,
    /// Why the sums compare: relations that claims state, and rules.
    pub because: Vec<Reason>,
    /// What widens the gap, though it is not needed for the contradiction.
    pub sharpened: Option<Sharpened>,
    /// Other readings of its claims that would dissolve it, each by itself.
    pub dissolved_by: Vec<Taken>,
    /// Longer contradictions that say the same, and are left out.
    pub again: Option<Again>,
    /// The dispute that it is in; a tension is in none.
    pub dispute: Option<InDispute>,
}

impl Contradiction {
    /// The ratio as it is shown everywhere: `1.0235`.
    pub fn ratio_text(&self) -> Option<String> {
        Some(self.ratio.as_ref()?.to_significant(RATIO_DIGITS))
    }

    /// What one side of the sum comes to, with what rules and relations add to it.
    pub fn total(&self, at_least: bool) -> Number {
        let added = self.added(at_least).unwrap_or(Number::ZERO);
        total(&self.sum, at_least) + added
    }

    /// What rules and relations add to one side of the sum, if anything.
    pub fn added(&self, at_least: bool) -> Option<Number> {
        let is_here = !self.constant.is_zero() && self.constant.is_positive() == at_least;
        is_here.then(|| self.constant.abs())
    }

    /// The gap as a table writes it: a number, or of dates a length of time; nothing where there is none.
    pub fn gap_text(&self) -> String {
        match (&self.apart, &self.gap) {
            (Some(apart), _) => apart.missing.clone(),
            (None, Some(gap)) if self.is_of_dates() => crate::base::when::scale::length_of_days(gap),
            (None, Some(_)) => self.gap_told().map(|gap| readable(&gap)).unwrap_or_default(),
            (None, None) => String::new(),
        }
    }

    /// Whether it is about dates.
    pub fn is_of_dates(&self) -> bool {
        self.apart.is_some() || self.sum.iter().any(|row| row.date.is_some())
    }

    /// The figures that the headline speaks of, and whether these say at least so much: the end with fewer of them
    /// is what is claimed, and the other what speaks against it.
    pub fn headline_rows(&self) -> (bool, Vec<&SumRow>) {
        headline_rows(&self.sum)
    }

    /// What one end of the sum comes to as it is told: of what is counted the last whole number within it.
    pub fn end(&self, at_least: bool) -> Number {
        self.whole(self.total(at_least), at_least)
    }

    /// A part of the sum as it is told.
    pub fn whole(&self, number: Number, at_least: bool) -> Number {
        match (self.is_counted, at_least) {
            (false, _) => number,
            (true, true) => number.ceil(),
            (true, false) => number.floor(),
        }
    }

    /// The gap as it is told: what lies between the ends that are told.
    pub fn gap_told(&self) -> Option<Number> {
        match &self.gap {
            Some(_) if self.is_counted && !self.sum.is_empty() && !self.is_of_dates() => {
                Some(self.end(true) - self.end(false))
            }
            gap => gap.clone(),
        }
    }

    /// The gap with its unit: `1 person`, `13,000 persons`; of dates, a length of time.
    pub fn gap_words(&self) -> String {
        let Some(gap) = self.gap_told().filter(|_| !self.is_of_dates()) else { return self.gap_text() };
        match self.unit.as_deref() {
            Some(unit) => counted(&gap, &readable(&gap), unit),
            None => readable(&gap),
        }
    }

    /// How many times one end the other is, in few digits: `+2.4 %`, `1.35 times`, `229 times`.
    pub fn ratio_words(&self) -> Option<String> {
        let ratio = self.ratio.as_ref()?;
        let (one, ten) = (Number::ONE, Number::from(10));
        let slight = Number::ratio(11, 10).unwrap_or_default();
        Some(if *ratio < slight {
            format!("+{} %", (&(ratio - &one) * &Number::from(100)).to_significant(2))
        } else if *ratio < ten {
            format!("{} times", ratio.to_significant(3))
        } else {
            format!("{} times", ratio.floor().grouped())
        })
    }

    /// A contradiction of which only id and strength are known.
    pub fn new(id: String, strength: Strength) -> Self {
        Contradiction {
            id,
            strength,
            taken: Vec::new(),
            rules: Vec::new(),
            assumptions: Vec::new(),
            readings: Vec::new(),
            quantities: Vec::new(),
            sides: Vec::new(),
            parties: Vec::new(),
            gap: None,
            unit: None,
            is_counted: false,
            ratio: None,
            break_tolerance: None,
            proof: Vec::new(),
            involved: Vec::new(),
            also_said_by: Vec::new(),
            camps: Vec::new(),
            among_plans: false,
            sum: Vec::new(),
            constant: Number::ZERO,
            apart: None,
            because: Vec::new(),
            sharpened: None,
            dissolved_by: Vec::new(),
            again: None,
            dispute: None,
        }
    }
}

/// The figures that a headline speaks of, as [`Contradiction::headline_rows`] has it.
pub fn headline_rows(sum: &[SumRow]) -> (bool, Vec<&SumRow>) {
    let count = |at_least: bool| sum.iter().filter(|row| row.at_least == at_least).count();
    let is_least = count(true) > 0 && count(true) <= count(false).max(1);
    (is_least, sum.iter().filter(|row| row.at_least == is_least).collect())
}

/// A claim in one of its readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Taken {
    /// The claim.
    pub claim: ClaimId,
    /// One of its readings.
    pub reading: ReadingId,
}

impl Taken {
    /// The claim with this reading of it: `source/claim`, what stands between, what it says, and its tag.
    ///
    /// # Panics
    /// If the reading is not one of the claim's.
    pub fn text(self, model: &Model, between: &str) -> String {
        let mut readings = model.readings_of(self.claim);
        let (_, reading) = readings.find(|(id, _)| *id == self.reading).expect("a reading is one of its claim's");
        let tag = reading.tag.map(|tag| format!(" (under `{}`)", model.name(tag))).unwrap_or_default();
        format!("{}{between}{}{tag}", model.claim_name(self.claim), model.statement_words(&reading.statement))
    }
}

/// Why figures compare that are not of one quantity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A claim states a relation or a share.
    Claimed {
        /// The claim.
        claim: ClaimId,
        /// What it states, in the notation.
        text: String,
    },
    /// A rule.
    Rule {
        /// The rule.
        rule: RuleRef,
        /// What it comes to here, in the notation.
        formulas: Vec<String>,
    },
}

impl Reason {
    /// The reason in words, then what it comes to here, a line each.
    pub fn text(&self, model: &Model) -> String {
        match self {
            Reason::Claimed { claim, text } => {
                let says = model.said_words(*claim, text);
                format!("{}: {says} ({})", model.party_titles(model.asserters(*claim)), model.claim_name(*claim))
            }
            Reason::Rule { rule, formulas } => {
                let basis = match rule.basis(model) {
                    Basis::Definition => "",
                    Basis::Assumption => " (assumption)",
                };
                let formulas: String = formulas.iter().map(|formula| format!("\n  {}", model.words(formula))).collect();
                format!("{}{basis}: {}{formulas}", rule.name(model), rule.says(model))
            }
        }
    }
}

/// Longer contradictions that say the same as one that is told: they reach it through a sum that adds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// How many they are.
    pub ways: usize,
    /// The source whose figures add up.
    pub source: SourceId,
}

/// A digest of a text in eight base32 digits, for ids that are the same as long as the text is.
pub fn digits(text: &str) -> String {
    BASE32_NOPAD.encode(&Sha256::digest(text.as_bytes())[..5]).to_lowercase()
}

/// A gap widened by more claims.
#[derive(Debug, Clone)]
pub struct Sharpened {
    /// The wider gap.
    pub gap: Number,
    /// The claims that widen it, with what they say.
    pub claims: Vec<(ClaimId, String)>,
}

/// The dispute that a contradiction is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InDispute {
    /// The id of its head, the contradiction that tells it best; it is the dispute's, too.
    pub head: String,
    /// Whether this contradiction is the head.
    pub is_head: bool,
    /// In how many ways the dispute can be told: its contradictions, and the longer ones that are left out because
    /// one of these says the same.
    pub ways: usize,
    /// How many of its contradictions are hard.
    pub hard: usize,
    /// That of the strongest.
    pub strength: Strength,
}

impl InDispute {
    /// The ways in words: `1 way`, or `13 ways, 3 of them hard`.
    pub fn words(&self) -> String {
        let ways = if self.ways == 1 { "1 way".to_owned() } else { format!("{} ways", self.ways) };
        if self.ways == 1 || self.hard == 0 { ways } else { format!("{ways}, {} of them hard", self.hard) }
    }
}

/// Claims about one quantity that have a value in common.
#[derive(Debug, Clone)]
pub struct Camp {
    /// The figures of the camp.
    pub figures: Vec<CampFigure>,
}

/// A figure of a camp.
#[derive(Debug, Clone)]
pub struct CampFigure {
    /// The claim.
    pub claim: ClaimId,
    /// The wording, or the statement that comes to the figure.
    pub wording: String,
    /// Whether the wording is the source's, not a statement put in our words.
    pub literal: bool,
    /// The interval it is read as.
    pub reading: String,
}
