//! Hostile input: whatever stands in a collection, loading it ends with a model
//! or with messages that can be shown. No test measures time; sizes are such
//! that work that grows with the square of the input does not end in reasonable time.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use gainsay::base::message::{Message, Severity};
use gainsay::base::text::Texts;
use gainsay::model::Model;
use gainsay::model::load::{Loaded, load};

#[path = "hostile/disk.rs"]
mod disk;
#[path = "hostile/lists.rs"]
mod lists;
#[path = "hostile/mutations.rs"]
mod mutations;
#[path = "hostile/names.rs"]
mod names;
#[path = "hostile/shapes.rs"]
mod shapes;

/// How often something is repeated; without optimisation all is some twenty times slower.
const MANY: usize = if cfg!(debug_assertions) { 20_000 } else { 100_000 };

/// A file: its path and its text.
type File = (String, String);

/// What came of loading.
struct Outcome {
    model: Option<Model>,
    messages: Vec<Message>,
}

impl Outcome {
    fn errors(&self) -> impl Iterator<Item = &Message> {
        self.messages.iter().filter(|message| message.severity == Severity::Error)
    }

    /// How many errors have a text that contains `part`.
    fn count(&self, part: &str) -> usize {
        self.errors().filter(|message| message.text.contains(part)).count()
    }

    /// The model, which must have been read without errors.
    fn model(self) -> Model {
        let first = self.messages.first().map(|message| message.text.clone());
        self.model.unwrap_or_else(|| panic!("does not load: {first:?}"))
    }
}

/// Loads files and checks what holds of every message.
fn read(files: &[File]) -> Outcome {
    let texts = Texts::from_memory(files.iter().cloned());
    let outcome = match load(&texts, &[]) {
        Ok(Loaded { model, warnings }) => Outcome { model: Some(model), messages: warnings },
        Err(error) => Outcome { model: None, messages: error.messages },
    };
    assert_eq!(outcome.model.is_none(), outcome.errors().next().is_some());
    assert_sound(&texts, &outcome.messages);
    outcome
}

/// Every place lies in its file, between characters, and the messages are in order.
fn assert_sound(texts: &Texts, messages: &[Message]) {
    for message in messages {
        assert!(!message.text.is_empty());
        for place in &message.places {
            let file = texts.file(place.span.file);
            let part = file.text().get(place.span.range());
            assert!(part.is_some(), "{} {:?}: {}", file.path(), place.span.range(), message.text);
        }
    }
    assert!(messages.is_sorted_by(|a, b| a.sort_key() <= b.sort_key()), "messages are not sorted");
}

fn file(path: &str, text: impl Into<String>) -> File {
    (path.to_owned(), text.into())
}

/// A small collection: party `p`, measure `held`, codes `all` and `some-one`, propositions `yes` and `no`.
fn small() -> Vec<File> {
    let vocabulary = r#"Vocabulary(
    measures: [Measure(id: "held", kind: Stock)],
    dimensions: [Dimension(id: "who", codes: [Code(id: "all"), Code(id: "some-one", in: "all")])],
    propositions: [Proposition(id: "yes", text: "Yes"), Proposition(id: "no", text: "No")],
    parties: [Party(id: "p", side: "s")],
)"#;
    vec![file("gainsay.ron", "Collection(title: \"t\", sides: [\"s\"])"), file("vocabulary.ron", vocabulary)]
}

/// The small collection with one more file.
fn beside(path: &str, text: impl Into<String>) -> Vec<File> {
    let mut files = small();
    files.retain(|(old, _)| old != path);
    files.push(file(path, text));
    files
}

/// The small collection with one source, whose claims are given.
fn source(claims: &str) -> Vec<File> {
    beside("s.ron", format!("Source(id: \"src\", kind: Report, by: \"p\", claims: [{claims}])"))
}

/// A sound claim.
fn claim(id: &str) -> String {
    format!("Claim(id: \"{id}\", says: Figure(of: \"held @ 1950\", is: \"5\"))")
}

/// `MANY` pieces, joined.
fn many(separator: &str, piece: impl Fn(usize) -> String) -> String {
    (0..MANY).map(piece).collect::<Vec<_>>().join(separator)
}
