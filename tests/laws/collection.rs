//! Small collections as plain data, and as the RON that gainsay reads.

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// A date of a year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Date {
    pub(crate) year: i32,
    pub(crate) month: Option<u32>,
    pub(crate) day: Option<u32>,
}

/// When something is, or happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum When {
    On(Date),
    Between(Date, Date),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Stock,
    Cumulative { since: Option<Date> },
    Fixed,
}

/// A measure at one code of each dimension, by their places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Quantity {
    pub(crate) measure: usize,
    pub(crate) codes: Vec<usize>,
    pub(crate) when: Option<When>,
}

pub(crate) type Sum = Vec<(i64, Quantity)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compares {
    Equal,
    AtMost,
    AtLeast,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Exactly(i64),
    AtLeast(i64),
    AtMost(i64),
    Range(i64, i64),
    /// From so many to so many hundredths of a sum.
    Share(i64, i64, Sum),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Says {
    Figure(Sum, Value),
    Relation(Sum, Compares, Sum),
    Affirms(usize),
    Denies(usize),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Claim {
    pub(crate) says: Says,
    /// The source that it stands in, and the party whose it is.
    pub(crate) source: usize,
    pub(crate) party: usize,
}

/// A quantity of a rule: a measure, at a code of the first dimension or at the instance's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    pub(crate) factor: i64,
    pub(crate) measure: usize,
    pub(crate) code: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Constant,
    NeverRises,
    NeverFalls,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Holds {
    /// Of the first dimension.
    Parts {
        whole: usize,
        parts: Vec<usize>,
        complete: bool,
    },
    Equation {
        left: Vec<Term>,
        compares: Compares,
        right: Vec<Term>,
    },
    Along {
        order: Order,
        sum: Vec<Term>,
        after: Option<Date>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rule {
    pub(crate) is_definition: bool,
    /// Whether it holds at every code of the first dimension.
    pub(crate) across: bool,
    pub(crate) holds: Holds,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dimension {
    pub(crate) letter: char,
    /// For each code the one that it lies in.
    pub(crate) inside: Vec<Option<usize>>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Proposition {
    pub(crate) excludes: Vec<usize>,
    pub(crate) implies: Vec<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Collection {
    pub(crate) measures: Vec<Kind>,
    pub(crate) dimensions: Vec<Dimension>,
    pub(crate) propositions: Vec<Proposition>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) claims: Vec<Claim>,
}

/// How things are called, what figures are multiplied by, and in which order they are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) prefix: &'static str,
    pub(crate) scale: i64,
    pub(crate) reversed: bool,
}

pub(crate) const PLAIN: Style = Style { prefix: "", scale: 1, reversed: false };

impl Date {
    pub(crate) fn year(year: i32) -> Self {
        Date { year, month: None, day: None }
    }

    pub(crate) fn month(year: i32, month: u32) -> Self {
        Date { year, month: Some(month), day: None }
    }

    pub(crate) fn day(year: i32, month: u32, day: u32) -> Self {
        Date { year, month: Some(month), day: Some(day) }
    }

    fn text(self) -> String {
        let mut text = self.year.to_string();
        for part in [self.month, self.day].into_iter().flatten() {
            write!(text, "-{part:02}").unwrap();
        }
        text
    }
}

impl When {
    fn text(self) -> String {
        match self {
            When::On(date) => date.text(),
            When::Between(start, end) => format!("{}/{}", start.text(), end.text()),
        }
    }
}

impl Claim {
    /// The quantities that it names.
    pub(crate) fn quantities(&self) -> Vec<&Quantity> {
        let sums: Vec<&Sum> = match &self.says {
            Says::Figure(of, Value::Share(_, _, whole)) => vec![of, whole],
            Says::Figure(of, _) => vec![of],
            Says::Relation(left, _, right) => vec![left, right],
            Says::Affirms(_) | Says::Denies(_) => Vec::new(),
        };
        sums.into_iter().flatten().map(|(_, quantity)| quantity).collect()
    }

    pub(crate) fn is_share(&self) -> bool {
        matches!(self.says, Says::Figure(_, Value::Share(..)))
    }
}

impl Collection {
    /// Whether these claims are statements, without figures.
    pub(crate) fn is_of_statements(&self, claims: &BTreeSet<usize>) -> bool {
        claims.iter().all(|at| matches!(self.claims[*at].says, Says::Affirms(_) | Says::Denies(_)))
    }

    fn quantity_text(&self, quantity: &Quantity, style: Style) -> String {
        let named = quantity.codes.iter().zip(&self.dimensions).filter(|(code, _)| **code > 0);
        let codes: Vec<String> =
            named.map(|(code, dimension)| format!("{}{}{code}", style.prefix, dimension.letter)).collect();
        let codes = if codes.is_empty() { String::new() } else { format!("[{}]", codes.join(", ")) };
        let when = quantity.when.map_or(String::new(), |when| format!(" @ {}", when.text()));
        format!("{}m{}{codes}{when}", style.prefix, quantity.measure)
    }

    fn sum_text(&self, sum: &Sum, style: Style) -> String {
        signed(sum.iter().map(|(factor, quantity)| (*factor, self.quantity_text(quantity, style))))
    }

    fn terms_text(&self, terms: &[Term], style: Style) -> String {
        signed(terms.iter().map(|term| {
            let letter = self.dimensions.first().map_or('x', |dimension| dimension.letter);
            let code = term.code.map_or(String::new(), |code| format!("[{}{letter}{code}]", style.prefix));
            (term.factor, format!("{}m{}{code}", style.prefix, term.measure))
        }))
    }

    fn value_text(&self, value: &Value, style: Style) -> String {
        let number = |value: i64| (value * style.scale).to_string();
        match value {
            Value::Exactly(value) => number(*value),
            Value::AtLeast(value) => format!("at least {}", number(*value)),
            Value::AtMost(value) => format!("at most {}", number(*value)),
            Value::Range(low, high) => format!("{}..{}", number(*low), number(*high)),
            Value::Share(low, high, of) => {
                format!("between {low}% and {high}% of {}", self.sum_text(of, style))
            }
        }
    }

    fn says_text(&self, says: &Says, style: Style) -> String {
        match says {
            Says::Figure(of, is) => {
                format!("Figure(of: \"{}\", is: \"{}\")", self.sum_text(of, style), self.value_text(is, style))
            }
            Says::Relation(left, compares, right) => {
                let (left, right) = (self.sum_text(left, style), self.sum_text(right, style));
                format!("Relation(\"{left} {} {right}\")", sign(*compares))
            }
            Says::Affirms(at) => format!("Affirms(\"{}p{at}\")", style.prefix),
            Says::Denies(at) => format!("Denies(\"{}p{at}\")", style.prefix),
        }
    }

    /// The text of a claim, without its name.
    pub(crate) fn claim_text(&self, claim: &Claim) -> String {
        self.says_text(&claim.says, PLAIN)
    }

    fn rule_text(&self, at: usize, style: Style) -> String {
        let rule = &self.rules[at];
        let prefix = style.prefix;
        let letter = self.dimensions.first().map_or('x', |dimension| dimension.letter);
        let code = |code: &usize| format!("\"{prefix}{letter}{code}\"");
        let holds = match &rule.holds {
            Holds::Parts { whole, parts, complete } => {
                let parts: Vec<String> = parts.iter().map(code).collect();
                format!("Parts(whole: {}, parts: [{}], complete: {complete})", code(whole), parts.join(", "))
            }
            Holds::Equation { left, compares, right } => {
                let (left, right) = (self.terms_text(left, style), self.terms_text(right, style));
                format!("Equation(\"{left} {} {right}\")", sign(*compares))
            }
            Holds::Along { order, sum, after } => {
                let after = after.map_or(String::new(), |after| format!(", after: \"{}\"", after.text()));
                format!("{order:?}(what: \"{}\"{after})", self.terms_text(sum, style))
            }
        };
        let basis = if rule.is_definition { "Definition" } else { "Assumption" };
        let across = if rule.across { format!(" across: [\"{prefix}{letter}\"],") } else { String::new() };
        format!("Rule(id: \"{prefix}r{at}\", basis: {basis}, says: \"Rule {at}.\",{across} holds: {holds}),\n")
    }

    fn vocabulary(&self, style: Style) -> String {
        let prefix = style.prefix;
        let mut text = "Vocabulary(\n    measures: [\n".to_owned();
        for (at, kind) in self.measures.iter().enumerate() {
            let since = match kind {
                Kind::Cumulative { since: Some(since) } => format!(", since: \"{}\"", since.text()),
                _ => String::new(),
            };
            let kind = match kind {
                Kind::Stock => "Stock",
                Kind::Cumulative { .. } => "Cumulative",
                Kind::Fixed => "Fixed",
            };
            writeln!(text, "Measure(id: \"{prefix}m{at}\", kind: {kind}, unit: \"persons\"{since}),").unwrap();
        }
        text.push_str("    ],\n    dimensions: [\n");
        for dimension in &self.dimensions {
            let letter = dimension.letter;
            let codes = dimension.inside.iter().enumerate().map(|(at, inside)| {
                let inside = inside.map_or(String::new(), |code| format!(", in: \"{prefix}{letter}{code}\""));
                format!("Code(id: \"{prefix}{letter}{at}\"{inside})")
            });
            let codes: Vec<String> = codes.collect();
            writeln!(text, "Dimension(id: \"{prefix}{letter}\", codes: [{}]),", codes.join(", ")).unwrap();
        }
        text.push_str("    ],\n    propositions: [\n");
        for (at, proposition) in self.propositions.iter().enumerate() {
            let list = |name: &str, places: &[usize]| {
                let names: Vec<String> = places.iter().map(|at| format!("\"{prefix}p{at}\"")).collect();
                if names.is_empty() { String::new() } else { format!(", {name}: [{}]", names.join(", ")) }
            };
            let (excludes, implies) = (list("excludes", &proposition.excludes), list("implies", &proposition.implies));
            writeln!(text, "Proposition(id: \"{prefix}p{at}\", text: \"It is so ({at})\"{excludes}{implies}),")
                .unwrap();
        }
        text.push_str("    ],\n    parties: [\n");
        for party in 0..3 {
            writeln!(text, "Party(id: \"{prefix}by{party}\", side: \"{prefix}side{}\"),", party % 2).unwrap();
        }
        text.push_str("    ],\n)");
        text
    }

    /// The files of the collection, by name.
    pub(crate) fn files(&self, style: Style) -> Vec<(String, String)> {
        self.files_of(style, |_| true)
    }

    /// The files of the collection with some of its claims.
    pub(crate) fn files_of(&self, style: Style, takes_part: impl Fn(usize) -> bool) -> Vec<(String, String)> {
        let prefix = style.prefix;
        let mut files = vec![
            (
                "gainsay.ron".to_owned(),
                format!("Collection(title: \"Random\", sides: [\"{prefix}side0\", \"{prefix}side1\"])"),
            ),
            ("vocabulary.ron".to_owned(), self.vocabulary(style)),
        ];
        let rules: String = ordered(self.rules.len(), style).map(|at| self.rule_text(at, style)).collect();
        files.push(("rules.ron".to_owned(), format!("Rules([\n{rules}])")));
        for source in 0..3 {
            let mut claims = String::new();
            for at in ordered(self.claims.len(), style) {
                let claim = &self.claims[at];
                if claim.source == source && takes_part(at) {
                    let says = self.says_text(&claim.says, style);
                    let by = claim.party;
                    writeln!(claims, "Claim(id: \"{prefix}c{at}\", by: \"{prefix}by{by}\", says: {says}),").unwrap();
                }
            }
            if !claims.is_empty() {
                let name = if style.reversed { 9 - source } else { source };
                files.push((
                    format!("{prefix}source{name}.ron"),
                    format!("Source(id: \"{prefix}s{source}\", kind: Report, title: \"Source\", claims: [\n{claims}])"),
                ));
            }
        }
        if style.reversed {
            files.reverse();
        }
        files
    }
}

fn ordered(count: usize, style: Style) -> impl Iterator<Item = usize> {
    (0..count).map(move |at| if style.reversed { count - 1 - at } else { at })
}

fn sign(compares: Compares) -> &'static str {
    match compares {
        Compares::Equal => "=",
        Compares::AtMost => "<=",
        Compares::AtLeast => ">=",
    }
}

fn signed(terms: impl Iterator<Item = (i64, String)>) -> String {
    let mut text = String::new();
    for (factor, name) in terms {
        let (joined, first) = if factor < 0 { (" - ", "-") } else { (" + ", "") };
        text.push_str(if text.is_empty() { first } else { joined });
        match factor.abs() {
            1 => text.push_str(&name),
            size => write!(text, "{size} * {name}").unwrap(),
        }
    }
    text
}
