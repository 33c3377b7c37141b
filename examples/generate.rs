//! Writes a collection of any size, always the same for the same numbers:
//! `cargo run --release --example generate -- FOLDER CLAIMS [CLAIMS_PER_SOURCE]`.
//!
//! A source holds 1,000 claims unless told otherwise; give as many as there
//! are claims to have them all in one file. Beside the files of the collection
//! stands the same content as `collection.json`, for comparison with other programs.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

const PARTIES: usize = 200;
const SIDES: [&str; 5] = ["soviet", "national", "un", "western", "scholar"];
const MEASURES: [&str; 12] = [
    "captured",
    "repatriated",
    "died",
    "convicted",
    "amnestied",
    "escaped",
    "held",
    "missing",
    "unreturned",
    "living",
    "sick",
    "working",
];
/// The first so many measures are counts that run up to a date, the others levels at a date.
const CUMULATIVE: usize = 6;
const DIMENSIONS: [(&str, &str, usize); 3] =
    [("standing", "rank", 5), ("custodian", "camp", 20), ("origin", "land", 60)];
const PROPOSITIONS: usize = 40;
/// One quantity for so many claims.
const CLAIMS_PER_QUANTITY: usize = 3;
/// What quotes are made of.
const WORDS: &str = "according to the report of commission prisoners were still held in camps near Krasnogorsk and had been \
    sent home by Ministry which gave no names whereas earlier statement “Prawda” speaks Übersicht families";

/// What stands in a file, written as RON or as JSON.
enum Node {
    Text(String),
    Word(&'static str),
    List(Vec<Node>),
    /// `Name(field: value, …)`
    Record(&'static str, Vec<(&'static str, Node)>),
    /// `Name("text")`
    Tagged(&'static str, String),
}

impl Node {
    fn text(text: impl Into<String>) -> Self {
        Node::Text(text.into())
    }

    fn ron(&self, out: &mut String) {
        match self {
            Node::Text(text) => write!(out, "{text:?}").expect("a string takes any text"),
            Node::Word(word) => out.push_str(word),
            Node::List(items) => {
                out.push('[');
                for item in items {
                    out.push_str("\n    ");
                    item.ron(out);
                    out.push(',');
                }
                out.push(']');
            }
            Node::Record(name, fields) => {
                write!(out, "{name}(").expect("a string takes any text");
                for (index, (field, value)) in fields.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    write!(out, "{field}: ").expect("a string takes any text");
                    value.ron(out);
                }
                out.push(')');
            }
            Node::Tagged(name, text) => write!(out, "{name}({text:?})").expect("a string takes any text"),
        }
    }

    fn json(&self, out: &mut String) {
        match self {
            Node::Text(text) => write!(out, "{text:?}").expect("a string takes any text"),
            Node::Word(word) => write!(out, "{word:?}").expect("a string takes any text"),
            Node::List(items) => {
                out.push('[');
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    item.json(out);
                }
                out.push(']');
            }
            Node::Record(_, fields) => {
                out.push('{');
                for (index, (field, value)) in fields.iter().enumerate() {
                    out.push_str(if index == 0 { "" } else { ", " });
                    write!(out, "{field:?}: ").expect("a string takes any text");
                    value.json(out);
                }
                out.push('}');
            }
            Node::Tagged(name, text) => write!(out, "{{{name:?}: {text:?}}}").expect("a string takes any text"),
        }
    }
}

/// Marsaglia's xorshift64*.
struct Random(u64);

impl Random {
    /// The generator that belongs to a number.
    fn of(seed: usize) -> Self {
        let mut random = Random((seed as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        random.below(2);
        random
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % end
    }

    /// True in so many of a hundred cases.
    fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// A quantity's measure and date, its codes, and the number that most claims agree on.
struct Quantity {
    measure: &'static str,
    codes: String,
    when: String,
    value: usize,
}

impl Quantity {
    fn of(number: usize) -> Self {
        let random = &mut Random::of(number);
        let mut codes = Vec::new();
        for (_, code, count) in DIMENSIONS {
            // The first code of a dimension is meant where none is named.
            let index = if random.percent(40) { 0 } else { random.below(count) };
            if index > 0 {
                codes.push(format!("{code}-{index}"));
            }
        }
        let codes = if codes.is_empty() { String::new() } else { format!("[{}]", codes.join(", ")) };
        let (year, month, day) = (1941 + random.below(20), 1 + random.below(12), 1 + random.below(28));
        let when = match random.below(10) {
            0..5 => format!("{year}-{month:02}-{day:02}"),
            5..8 => format!("{year}-{month:02}"),
            _ => year.to_string(),
        };
        let measure = MEASURES[random.below(MEASURES.len())];
        let digits = 1 + random.below(6);
        let value = 1 + random.below(10_usize.pow(u32::try_from(digits).expect("at most six")));
        Quantity { measure, codes, when, value }
    }

    fn name(&self) -> String {
        format!("{}{} @ {}", self.measure, self.codes, self.when)
    }
}

fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

fn wording(random: &mut Random, quantity: &Quantity, other: &Quantity) -> String {
    let mut value = quantity.value;
    if random.percent(20) {
        value += random.below(value + 1) / 4;
    }
    let number = grouped(value);
    match random.below(100) {
        0..55 => number,
        55..70 => format!("about {number}"),
        70..76 => format!("less than {number}"),
        76..82 => format!("more than {number}"),
        82..90 => format!("{number}..{}", grouped(value + 1 + value / 3)),
        90..95 => format!("about {}% of {}", 1 + random.below(99), other.name()),
        95..98 => ["a few score", "tens of thousands", "several million", "none"][random.below(4)].to_owned(),
        _ => format!("{}.{} million", value % 9 + 1, value % 10),
    }
}

fn figure(random: &mut Random, quantity: &Quantity, quantities: usize) -> (String, Node) {
    let other = Quantity::of(random.below(quantities));
    let is = wording(random, quantity, &other);
    let node = Node::Record("Figure", vec![("of", Node::text(quantity.name())), ("is", Node::text(is.clone()))]);
    (is, node)
}

/// 20 to 80 characters around the words that matter.
fn quote(random: &mut Random, wording: &str) -> String {
    let length = 20 + random.below(50);
    let words: Vec<&str> = WORDS.split(' ').collect();
    let mut text = String::new();
    while text.chars().count() + wording.chars().count() < length {
        text.push_str(words[random.below(words.len())]);
        text.push(' ');
        if random.percent(2) {
            text.push_str("\"so-called\" ");
        }
    }
    text + wording
}

fn source_name(number: usize) -> String {
    format!("source-{number:06}")
}

/// Names are short and tell what a claim is about; they recur from source to source.
fn claim_name(number: usize, per_source: usize) -> String {
    format!("{}-{}", MEASURES[number % MEASURES.len()], number % per_source + 1)
}

fn claim(number: usize, claims: usize, per_source: usize) -> Node {
    let random = &mut Random::of(claims.wrapping_mul(31) + number);
    let quantities = (claims / CLAIMS_PER_QUANTITY).max(1);
    let quantity = Quantity::of(random.below(quantities));
    let (words, says) = match random.below(100) {
        0..2 => {
            let name = if random.percent(70) { "Affirms" } else { "Denies" };
            (String::new(), Node::Tagged(name, format!("proposition-{}", random.below(PROPOSITIONS))))
        }
        2 => {
            let Quantity { measure, when, .. } = &quantity;
            let sum = format!("{measure} = {measure}[land-1] + {measure}[land-2] + {measure}[land-3] @ {when}");
            (String::new(), Node::Tagged("Relation", sum))
        }
        _ => figure(random, &quantity, quantities),
    };
    let mut fields = vec![("id", Node::text(claim_name(number, per_source)))];
    if random.percent(30) {
        fields.push(("by", Node::text(format!("party-{}", random.below(PARTIES)))));
    }
    fields.push(("at", Node::text(format!("p. {}, para. {}", 1 + random.below(300), 1 + random.below(9)))));
    fields.push(("quote", Node::text(quote(random, &words))));
    fields.push(("says", says));
    if random.percent(3) {
        // Another value than any that the claim says first, and the same quantity.
        let is = Node::text(format!("more than {}", 2_000_000 + random.below(1_000)));
        let of = Node::text(quantity.name());
        fields.push(("or_reads", Node::List(vec![Node::Record("Figure", vec![("of", of), ("is", is)])])));
    }
    if number > 0 && random.percent(10) {
        let earlier = random.below(number);
        let name = format!("{}/{}", source_name(earlier / per_source), claim_name(earlier, per_source));
        fields.push(("from", Node::List(vec![Node::Tagged("Repeats", name)])));
    }
    if random.percent(4) {
        fields.push(("note", Node::text(quote(random, ""))));
    }
    Node::Record("Claim", fields)
}

fn source(number: usize, claims: usize, per_source: usize) -> Node {
    let random = &mut Random::of(usize::MAX - number);
    let range = number * per_source..((number + 1) * per_source).min(claims);
    let day = format!("{}-{:02}-{:02}", 1945 + random.below(20), 1 + random.below(12), 1 + random.below(28));
    Node::Record(
        "Source",
        vec![
            ("id", Node::text(source_name(number))),
            ("kind", Node::Word(["Report", "Memorandum", "Letter", "Article"][random.below(4)])),
            ("title", Node::text(quote(random, ""))),
            ("by", Node::text(format!("party-{}", random.below(PARTIES)))),
            ("date", Node::text(day)),
            ("claims", Node::List(range.map(|number| claim(number, claims, per_source)).collect())),
        ],
    )
}

fn vocabulary() -> Node {
    let measures = MEASURES.iter().enumerate().map(|(index, &name)| {
        let mut fields = vec![("id", Node::text(name)), ("unit", Node::text("persons"))];
        fields.push(("kind", Node::Word(if index < CUMULATIVE { "Cumulative" } else { "Stock" })));
        if index < CUMULATIVE {
            fields.push(("since", Node::text("1939-09-01")));
        }
        Node::Record("Measure", fields)
    });
    let dimensions = DIMENSIONS.iter().map(|&(name, code, count)| {
        let codes = (0..count).map(|index| {
            let mut fields = vec![("id", Node::text(format!("{code}-{index}")))];
            if index > 0 {
                fields.push(("in", Node::text(format!("{code}-0"))));
            }
            Node::Record("Code", fields)
        });
        Node::Record("Dimension", vec![("id", Node::text(name)), ("codes", Node::List(codes.collect()))])
    });
    let propositions = (0..PROPOSITIONS).map(|number| {
        let text = quote(&mut Random::of(number), "");
        Node::Record(
            "Proposition",
            vec![("id", Node::text(format!("proposition-{number}"))), ("text", Node::text(text))],
        )
    });
    let parties = (0..PARTIES).map(|number| {
        let side = SIDES[number % SIDES.len()];
        Node::Record("Party", vec![("id", Node::text(format!("party-{number}"))), ("side", Node::text(side))])
    });
    Node::Record(
        "Vocabulary",
        vec![
            ("measures", Node::List(measures.collect())),
            ("dimensions", Node::List(dimensions.collect())),
            ("propositions", Node::List(propositions.collect())),
            ("parties", Node::List(parties.collect())),
        ],
    )
}

/// Writes a collection of so many claims, and the same as `collection.json`.
///
/// # Errors
/// Where a file cannot be written.
pub(crate) fn write(folder: &Path, claims: usize, per_source: usize) -> io::Result<()> {
    let sources = folder.join("sources");
    fs::create_dir_all(&sources)?;
    let sides = SIDES.iter().map(|&side| Node::text(side)).collect();
    let head = Node::Record("Collection", vec![("title", Node::text("Generated")), ("sides", Node::List(sides))]);
    let mut json = BufWriter::new(File::create(folder.join("collection.json"))?);
    let mut buffer = String::new();
    for (name, file, node) in [("collection", "gainsay.ron", &head), ("vocabulary", "vocabulary.ron", &vocabulary())] {
        buffer.clear();
        node.ron(&mut buffer);
        fs::write(folder.join(file), &buffer)?;
        buffer.clear();
        node.json(&mut buffer);
        write!(json, "{}\"{name}\": {buffer}", if name == "collection" { "{" } else { ",\n" })?;
    }
    write!(json, ",\n\"sources\": [")?;
    for number in 0..claims.div_ceil(per_source) {
        let node = source(number, claims, per_source);
        buffer.clear();
        node.ron(&mut buffer);
        fs::write(sources.join(format!("{}.ron", source_name(number))), &buffer)?;
        buffer.clear();
        node.json(&mut buffer);
        write!(json, "{}\n{buffer}", if number == 0 { "" } else { "," })?;
    }
    writeln!(json, "]}}")?;
    json.flush()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "generate FOLDER CLAIMS [CLAIMS_PER_SOURCE]";
    let folder = arguments.next().ok_or(usage)?;
    let claims: usize = arguments.next().ok_or(usage)?.parse()?;
    let per_source: usize = arguments.next().map_or(Ok(1_000), |number| number.parse())?;
    if per_source == 0 {
        return Err("a source holds at least one claim".into());
    }
    Ok(write(Path::new(&folder), claims, per_source)?)
}
