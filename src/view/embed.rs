//! Documents with views of a collection in them: pictures, lists and sums as fenced blocks, live numbers in
//! running text.
//!
//! [`Document::parse`] finds what a Markdown document asks for; [`Document::fill`] answers it from a
//! collection, or says in one go all that is wrong; [`Filled::write`] puts the result into a form:
//! Markdown with pictures beside it, one page of HTML, Typst or LaTeX.
//!
//! ```
//! use gainsay::Collection;
//! use gainsay::base::text::Texts;
//! use gainsay::base::when::Day;
//! use gainsay::picture::diagram::Scene;
//! use gainsay::view::embed::{Document, Form, Settings};
//!
//! let texts = Texts::from_memory([
//!     ("gainsay.ron", r#"Collection(title: "Italians", sides: [])"#),
//!     ("vocabulary.ron", r#"Vocabulary(measures: [Measure(id: "held", kind: Stock)], parties: [Party(id: "tass")])"#),
//!     ("source.ron", r#"Source(id: "tass-1952", kind: Statement, by: "tass", date: "1952-02", claims: [
//!         Claim(id: "held", at: "line 3", says: Figure(of: "held @ 1952-02", is: "11,000")),
//!     ])"#),
//! ]);
//! let mut collection = Collection::from_texts(texts)?;
//!
//! let documents = Texts::from_memory([("report.md", "They held {{gainsay claim held}} men.\n")]);
//! let (file, _) = documents.files().next().expect("one file");
//! let mut document = Document::parse(&documents, file);
//! document.ask(&mut collection.model);
//!
//! let analysis = collection.analyse(Day::from_ymd(2026, 11, 28).expect("a day"));
//! let scene = Scene::new(&analysis);
//! let filled = document.fill(&scene).expect("nothing is wrong in it");
//! let written = filled.write(Form::named("markdown").expect("a form"), &Settings::default());
//! assert_eq!(written.text, "\
//! They held 11,000[^source-1] men.
//!
//! [^source-1]: tass, statement, February 1952, line 3 \\[`tass-1952/held`\\].
//! ");
//! # Ok::<(), gainsay::model::load::LoadError>(())
//! ```

use rustc_hash::FxHashMap;

use crate::base::message::{Message, Severity};
use crate::base::text::{FileId, Texts};
use crate::model::{Model, Of, Unresolved};
use crate::picture::diagram::Scene;

mod ask;
mod call;
mod cite;
mod codes;
mod compare;
mod fill;
mod names;
mod numbers;
mod parse;
mod views;
mod write;

pub use codes::CODES;
pub use compare::out_of_date;
pub use numbers::{NUMBERS, NumberKind};
pub use views::{VIEWS, ViewKind};
pub use write::{FORMS, Form, PictureFile, Settings, Written};

pub(crate) use cite::in_full;

use call::Mistake;
use fill::{Fill, Filling, Note};
use parse::Asked;

/// A document that was read, and what it asks for.
#[derive(Debug)]
pub struct Document<'t> {
    texts: &'t Texts,
    file: FileId,
    asked: Vec<Asked>,
    messages: Vec<Message>,
    quantities: FxHashMap<String, Result<Of, Unresolved>>,
}

impl<'t> Document<'t> {
    /// Finds what a Markdown document asks for. What is wrong with it is told by [`Document::fill`].
    pub fn parse(texts: &'t Texts, file: FileId) -> Self {
        let (asked, mistakes) = parse::parse(texts.file(file).text());
        let messages = mistakes.into_iter().map(|mistake| mistake.message(file)).collect();
        Document { texts, file, asked, messages, quantities: FxHashMap::default() }
    }

    /// Whether it asks for nothing and nothing is wrong in it.
    pub fn is_plain(&self) -> bool {
        self.asked.is_empty() && self.messages.is_empty()
    }

    /// Makes known to the model which quantities the document asks about: no claim need name them.
    ///
    /// To be called before anything is found in the collection, and before [`Document::fill`].
    pub fn ask(&mut self, model: &mut Model) {
        for asked in &self.asked {
            if let ("bounds" | "least" | "most", Some(about)) = (asked.call.kind.text.as_str(), &asked.call.about) {
                self.quantities.entry(about.text.clone()).or_insert_with_key(|text| model.ask(text));
            }
        }
    }

    /// Answers what the document asks for.
    ///
    /// # Errors
    /// With everything that is wrong in the document: what cannot be read, and names that the
    /// collection does not have.
    pub fn fill(&self, scene: &Scene<'_>) -> Result<Filled<'_>, Vec<Message>> {
        let mut filling = Filling::new(scene.clone(), self.quantities.clone());
        let fills = filling.all(&self.asked);
        let Filling { mistakes, notes, .. } = filling;
        let (findings, wrong): (Vec<Mistake>, Vec<Mistake>) =
            mistakes.into_iter().partition(|mistake| mistake.code.id == codes::EXPECTED_OTHER.id);
        let message = |mistake: Mistake| mistake.message(self.file);
        let mut messages = self.messages.clone();
        messages.extend(wrong.into_iter().map(message));
        let is_broken = messages.iter().any(|message| message.severity == Severity::Error);
        messages.extend(findings.into_iter().map(message));
        messages.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
        if is_broken {
            return Err(messages);
        }
        let title = scene.model().title().to_owned();
        Ok(Filled { document: self, collection: title, fills, notes, messages })
    }

    fn text(&self) -> &'t str {
        self.texts.file(self.file).text()
    }
}

/// A document in which everything that it asks for is answered.
#[derive(Debug)]
pub struct Filled<'d> {
    document: &'d Document<'d>,
    /// The collection's title.
    collection: String,
    fills: Vec<Fill>,
    notes: Vec<Note>,
    /// What is odd in the document, and errors where a number is not what the document expects.
    pub messages: Vec<Message>,
}

impl Filled<'_> {
    /// The document in a form: the same bytes for the same collection.
    pub fn write(&self, form: &Form, settings: &Settings) -> Written {
        form.write(self, settings)
    }
}
