//! What is fuzzed: each function takes any bytes and holds what must be true of whatever came of them.
//!
//! `cargo fuzz run NAME` gives them bytes without end; the tests of gainsay give them some thousands each time.

use gainsay::analysis::Analysis;
use gainsay::analysis::audit::audit;
use gainsay::base::anchor::{Fragment, Haystack, Work};
use gainsay::base::message::{Message, Severity};
use gainsay::base::text::{Texts, text_from_bytes};
use gainsay::base::when::{Day, When};
use gainsay::engine::Limits;
use gainsay::model::Model;
use gainsay::model::documents::Documents;
use gainsay::model::load::load;
use gainsay::notation::mentions::{mentions, phrase};
use gainsay::notation::{Lexicon, expression, is_identifier, quantity, relation};
use gainsay::picture::diagram::Scene;
use gainsay::view::embed::{Document, FORMS, Settings};
use gainsay::view::report::audit::Told;
use gainsay::view::report::{self, Colour, Format, human, short};

/// A fuzzed function, with inputs to begin from.
pub(crate) type Target = (&'static str, fn(&[u8]), &'static [&'static str]);

/// All of them.
pub(crate) const TARGETS: &[Target] = &[
    ("loader", loader, &[SOURCE, "Rules([Rule(id: \"r\", holds: \"held[one] <= held[all]\")])", "Judgements([])"]),
    (
        "values",
        values,
        &[
            "about 13,000",
            "between 10 and 20",
            "half of half of held[all] @ 1950",
            "2.5 million",
            "12 ± 3",
            "more than two thirds of held[all] @ 1950",
            "at most 10 %",
            "none",
            "two hundred and five thousand",
            "1,200 fewer than held[all] @ 1950",
            "at least 75 years",
            "£40 19s 6d",
            "25 October 1917 O.S.",
        ],
    ),
    (
        "quantities",
        quantities,
        &[
            "held[one] @ 1950-05",
            "held[all, one] @ 1949/1950",
            "2 * held[one] + 3 <= held[all]",
            "born[one] + 15 years <= born[two]",
            "died[one] - born[one] = 18 months + 3 days",
            "held[one] - held[two] > 197,277 @ 1950-05",
        ],
    ),
    (
        "dates",
        dates,
        &[
            "1950-05-04",
            "1950-05~",
            "1949/1950",
            "before 4 May 1950",
            "195X",
            "1950-21",
            "-0044-03-15",
            "11 February 1731/2 O.S.",
            "first half of the 3rd century BC",
            "4213 ± 30 BP",
            "475–450 BCE",
            "3 Henry VIII",
        ],
    ),
    (
        "documents",
        documents,
        &[
            "The {{gainsay claim c = 10}} and {{gainsay count contradictions}}.\n",
            "```gainsay contradictions\nlimit: 3\n```\n\n| a | b |\n|---|---|\n| <b> | [x](javascript:y) |\n",
            "```gainsay conflicts\nabout: one\n```\n",
        ],
    ),
    (
        "texts",
        texts,
        &["They held 13,000 (thirteen thousand) men, half of them in May 1950; see No. 4, p. 12.", "1 000 – 2 000"],
    ),
];

/// The vocabulary of the small collection.
const VOCABULARY: &str = r#"Vocabulary(
    measures: [
        Measure(id: "held", kind: Stock), Measure(id: "share", kind: Stock, counts: false, unit: "percent"),
        Measure(id: "born", kind: Event), Measure(id: "died", kind: Event),
        Measure(id: "price", kind: Fixed, unit: "shilling", counts: false),
    ],
    units: [Unit(id: "guinea", is: "21 shilling")],
    chronology: [Order(rule: "nothing-after-death", earlier: "born", later: "died")],
    chains: [Chain(id: "line", came: "born", left: "died", holders: ["one", "two"], unbroken: "30 years")],
    dimensions: [Dimension(id: "who", codes: [Code(id: "all"), Code(id: "one", in: "all"), Code(id: "two", in: "all")])],
    propositions: [
        Proposition(id: "yes", text: "Yes", opposes: [Opposes(of: "held[one] @ 1950-05", is: "at least 5", because: "So.")]),
    ],
    parties: [Party(id: "p", side: "s"), Party(id: "q")],
)"#;

const SOURCE: &str = r#"Source(id: "src", kind: Report, by: "p", text: (file: "t.txt"), claims: [
    Claim(id: "c", quote: "10 men", says: Figure(of: "held[one] @ 1950-05", is: "10")),
    Claim(id: "d", by: "q", said: "1950", says: Figure(of: "held[one] @ 1950-05", is: "about 30"), from: [Repeats("c")]),
    Claim(id: "e", says: Affirms("yes"), note: "n"),
    Claim(id: "f", calendar: Julian, says: Figure(of: "born[one]", is: "11 February 1731/2")),
    Claim(id: "g", says: Figure(of: "died[one] - born[one]", is: "75 years"), from: [Repeats("f")]),
    Claim(id: "h", says: Relation("born[one] + 15 years <= born[two]"), or_reads: [Under("t", Disputes("f"))]),
])"#;

/// The small collection, with files beside it.
fn small(more: &[(&str, &str)]) -> Texts {
    let files = [("gainsay.ron", r#"Collection(title: "t", sides: ["s"])"#), ("vocabulary.ron", VOCABULARY)];
    Texts::from_memory(files.into_iter().chain(more.iter().copied()).map(|(path, text)| (path, text.to_owned())))
}

/// Any bytes as text.
fn text(data: &[u8]) -> String {
    String::from_utf8_lossy(data).into_owned()
}

/// A file of a collection.
pub(crate) fn loader(data: &[u8]) {
    answered(&small(&[("file.ron", &text(data))]));
}

/// The wording of a figure, of each kind of measure.
pub(crate) fn values(data: &[u8]) {
    let words = ron::to_string(&text(data)).expect("any text can be written");
    for of in ["held[one] @ 1950", "share[one] @ 1950", "born[one]", "died[one] - born[one]", "price[one]"] {
        let source = format!(
            "Source(id: \"src\", kind: Report, by: \"p\", claims: [Claim(id: \"c\", says: Figure(of: \"{of}\", is: {words}))])"
        );
        answered(&small(&[("src.ron", &source)]));
    }
}

/// A quantity, a sum, a relation.
pub(crate) fn quantities(data: &[u8]) {
    let given = text(data);
    let _ = (quantity(&given).is_ok(), expression(&given).is_ok(), relation(&given).is_ok(), is_identifier(&given));
    let words = ron::to_string(&given).expect("any text can be written");
    let claims =
        format!("Claim(id: \"c\", says: Figure(of: {words}, is: \"5\")), Claim(id: \"d\", says: Relation({words}))");
    let source = format!("Source(id: \"src\", kind: Report, by: \"p\", claims: [{claims}])");
    answered(&small(&[("src.ron", &source)]));
}

/// A date, wherever one may stand.
pub(crate) fn dates(data: &[u8]) {
    let given = text(data);
    match When::parse(&given) {
        Ok(when) => {
            if let (Some(first), Some(last)) = (when.earliest(), when.latest()) {
                assert!(first <= last, "{given:?} runs backwards");
            }
            let again = When::parse(when.text());
            assert!(again.is_ok_and(|again| again == when), "{given:?} reads back the same");
        }
        Err(error) => assert_short(&error.message, &given),
    }
    let words = ron::to_string(&given).expect("any text can be written");
    let claim = format!("Claim(id: \"c\", said: {words}, says: Figure(of: \"born[one]\", is: {words}))");
    let source = format!("Source(id: \"src\", kind: Report, by: \"p\", date: {words}, claims: [{claim}])");
    answered(&small(&[("src.ron", &source)]));
}

/// A document with views and live numbers, in every form.
pub(crate) fn documents(data: &[u8]) {
    let texts = small(&[("src.ron", SOURCE)]);
    let mut model = load(&texts, &[]).expect("the small collection is sound").model;
    let document_texts = Texts::from_memory([("own.md", text(data))]);
    let (file, _) = document_texts.files().next().expect("one file");
    let mut document = Document::parse(&document_texts, file);
    document.ask(&mut model);
    with_analysis(&texts, &model, &Documents::none(), |analysis| {
        let scene = Scene::new(analysis);
        match document.fill(&scene) {
            Err(messages) => assert_sound(&document_texts, &messages),
            Ok(filled) => {
                assert_sound(&document_texts, &filled.messages);
                for form in FORMS {
                    let written = filled.write(form, &Settings::default());
                    assert_sound(&document_texts, &written.messages);
                    assert_eq!(written.text, filled.write(form, &Settings::default()).text, "the same bytes each time");
                }
            }
        }
    });
}

/// The text of a source: the numbers in it, and quotes looked up.
pub(crate) fn texts(data: &[u8]) {
    let given = text(data);
    let lexicon = Lexicon::default();
    let mut end = 0;
    for mention in &mentions(&given, &lexicon).found {
        assert!(mention.range.start >= end && given.get(mention.range.clone()).is_some(), "mentions do not overlap");
        let around = phrase(&given, mention, &lexicon);
        assert!(given.get(around.clone()).is_some() && around.end >= mention.range.end);
        end = mention.range.end;
    }
    let haystack = Haystack::new(&given);
    let words: Vec<&str> = given.split_whitespace().take(3).collect();
    for exact in [words.join(" ").as_str(), "10 men"] {
        let fragment = Fragment { exact, prefix: None, suffix: None };
        for anchor in haystack.find_all(&[fragment], &mut Work::new(1_000_000)) {
            assert!(anchor.places.iter().all(|place| given.get(place.range.clone()).is_some()));
        }
    }
    let mut texts = small(&[("src.ron", SOURCE)]);
    let model = load(&texts, &[]).expect("the small collection is sound").model;
    let documents = Documents::new(&model, |path| Ok(text_from_bytes(path, data.to_vec(), &mut texts)));
    with_analysis(&texts, &model, &documents, |analysis| {
        let messages: Vec<Message> =
            analysis.checked().findings.iter().map(|finding| finding.message.clone()).collect();
        assert_sound(&texts, &messages);
    });
}

/// Reads a collection, and holds what is said of it.
fn answered(texts: &Texts) {
    match load(texts, &[]) {
        Err(error) => {
            assert!(error.messages.iter().any(|message| message.severity == Severity::Error), "an error says why");
            assert_sound(texts, &error.messages);
        }
        Ok(loaded) => {
            assert_sound(texts, &loaded.warnings);
            with_analysis(texts, &loaded.model, &Documents::none(), |analysis| {
                let found = analysis.checked();
                assert_eq!(found.unproved, 0, "every proof adds up");
                let looked = audit(analysis, |_| true, true);
                let told = Told { model: analysis.model(), audit: &looked, kinds: &[] };
                assert!(!report::audit::audit(told, Format::Json).is_empty(), "an audit can be shown");
                let messages: Vec<Message> = found.findings.iter().map(|finding| finding.message.clone()).collect();
                assert_sound(texts, &messages);
            });
        }
    }
}

fn with_analysis(texts: &Texts, model: &Model, documents: &Documents, run: impl for<'a> FnOnce(&'a Analysis<'a>)) {
    let limits = Limits { conflicts: 20, corrections: 50, pivots: 5_000, until: None };
    run(&Analysis::new(texts, model, Day::from_number(20_000)).reading(documents).within(limits));
}

/// Messages can be shown: their places lie in their files, nothing in them acts on a terminal, and none is so long
/// that it hides the others.
fn assert_sound(texts: &Texts, messages: &[Message]) {
    for message in messages {
        for place in &message.places {
            let file = texts.file(place.span.file);
            assert!(file.text().get(place.span.range()).is_some(), "{}: {}", file.path(), message.text);
        }
        assert_short(&message.text, "");
    }
    // Of thousands of messages of one kind the first are enough.
    for message in messages.iter().take(50) {
        for shown in [human(texts, message, Colour::Off), short(texts, message)] {
            assert!(!shown.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')), "{shown:?}");
        }
    }
}

/// Whoever writes a novel where a number is wanted is not told it all again.
fn assert_short(message: &str, of: &str) {
    assert!(message.len() < 4_000, "{} bytes of message on {} bytes of input: {message:.200}", message.len(), of.len());
}
