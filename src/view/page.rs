//! One page of HTML on which the contradictions of a collection are looked through.
//!
//! The page is a whole by itself: it loads nothing, and works without a network and without a script. Each
//! contradiction opens its sum, its picture and its claims with their quotes; each claim has one entry, with
//! its lineage to the origins and the contradictions that it takes part in. Everything has an address: `#C-…`,
//! `#claim/source/claim`, `#source/name`. A script, the only one that the page's policy lets run, filters the
//! list, moves by keys, and keeps in the address what is shown.
//!
//! ```
//! use gainsay::Collection;
//! use gainsay::base::text::Texts;
//! use gainsay::base::when::Day;
//! use gainsay::view::page::{Settings, page};
//!
//! let texts = Texts::from_memory([
//!     ("gainsay.ron", r#"Collection(title: "Italians", sides: [])"#),
//!     ("vocabulary.ron", r#"Vocabulary(measures: [Measure(id: "held", kind: Stock)], parties: [Party(id: "tass")])"#),
//!     ("source.ron", r#"Source(id: "memo", kind: Report, by: "tass", claims: [
//!         Claim(id: "few", says: Figure(of: "held @ 1952-02", is: "less than 20")),
//!         Claim(id: "many", says: Figure(of: "held @ 1952-02", is: "11,000")),
//!     ])"#),
//! ]);
//! let collection = Collection::from_texts(texts)?;
//! let today = Day::from_ymd(2026, 11, 28).expect("a day");
//!
//! let html = page(&collection.analyse(today), &Settings::default());
//! assert!(html.contains(r##"<a href="#claim/memo/few">memo/few</a>"##));
//! # Ok::<(), gainsay::model::load::LoadError>(())
//! ```

use crate::analysis::Analysis;
use crate::analysis::filter::Filter;

mod agreements;
mod cards;
mod contradictions;
mod findings;
mod form;
mod gathered;
mod head;
mod html;
mod lineages;
mod pictures;
mod records;

use gathered::Gathered;

/// What is shown on a page.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Which findings.
    pub filter: Filter,
    /// In words, what was asked for besides: filters, assumptions. Shown as it is.
    pub asked: Vec<String>,
    /// At most so many contradictions have a picture, those that come first.
    pub pictures: usize,
}

/// So many contradictions have a picture, unless another number is asked for.
pub const PICTURES: usize = 300;

impl Default for Settings {
    fn default() -> Self {
        Settings { filter: Filter::default(), asked: Vec::new(), pictures: PICTURES }
    }
}

/// The page of what `check` found: the same bytes for the same collection.
pub fn page<'a>(analysis: &'a Analysis<'a>, settings: &Settings) -> String {
    let gathered = Gathered::new(analysis, &settings.filter);
    let mut out = head::open(analysis.model().title());
    form::header(&gathered, analysis.checked(), settings, &mut out);
    form::filters(&gathered, &mut out);
    head::script(&mut out);
    out.push_str("<main>\n");
    contradictions::write(&gathered, settings.pictures, &mut out);
    agreements::write(&gathered, settings, &mut out);
    findings::write(&gathered, &mut out);
    records::claims(&gathered, &mut out);
    records::sources(&gathered, &mut out);
    out.push_str("</main>\n");
    head::close(&mut out);
    out
}
