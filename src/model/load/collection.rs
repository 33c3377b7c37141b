//! `gainsay.ron`: the collection's title, sides, lexicon, resolution and folder of texts.

use rustc_hash::FxHashSet;

use super::mirror::{self, Pairs, Resolution, Str};
use super::outline::Root;
use super::parse::parse;
use super::place::Place;
use super::{FileOutline, Loader, codes};
use crate::base::message::Message;
use crate::base::text::stays_inside;
use crate::base::when::Precision;
use crate::model::{NameKind, Side};

/// The file that makes a folder a collection.
const FILE: &str = "gainsay.ron";

impl Loader<'_> {
    pub(super) fn collection(&mut self, outlines: &[FileOutline<'_>]) {
        let mut found = false;
        for outline in outlines {
            let Some((root, range)) = &outline.outline.root else { continue };
            let path = self.texts.file(outline.file).path();
            let root_span = crate::base::text::Span::new(outline.file, range.clone());
            match (*root == Root::Collection, path == FILE) {
                (true, true) => {
                    found = true;
                    if !outline.outline.head_broken {
                        let place = Place::new((outline.file, outline.text), outline.text, 0, &[]);
                        self.collection_head(&place);
                    }
                }
                (true, false) => {
                    let message = Message::new(codes::WRONG_ROOT, format!("`Collection(…)` stands in `{path}`"))
                        .at(root_span, format!("it belongs into `{FILE}` at the collection's root, and nowhere else"));
                    self.report(message);
                }
                (false, true) => {
                    found = true;
                    self.incomplete = true;
                    let message = Message::new(codes::NO_COLLECTION, format!("`{FILE}` holds no `Collection(…)`"))
                        .at(root_span, "`Collection(…)` is expected here");
                    self.report(message);
                }
                (false, false) => {}
            }
        }
        let unread = self.messages.iter().any(|message| message.path.is_some());
        let named = self.texts.files().any(|(_, file)| file.path() == FILE);
        if !found && !unread && !named {
            let message = Message::new(codes::NO_COLLECTION, format!("the collection has no `{FILE}`"));
            self.report(Message { path: Some(FILE.to_owned()), ..message });
        }
    }

    fn collection_head(&mut self, place: &Place<'_>) {
        // A byte order mark was warned of; `ron` would stumble over it.
        let trimmed = place.text.trim_start_matches('\u{feff}');
        let place = Place::new((place.file, place.whole_file), trimmed, place.text.len() - trimmed.len(), &[]);
        let head: mirror::Collection<'_> = match parse(&place) {
            Ok(head) => head,
            Err(message) => {
                self.incomplete = true;
                return self.report(*message);
            }
        };
        self.model.collection_span = Some(place.head());
        self.model.title = head.title.0.into_owned();
        self.model.resolution = match head.resolution {
            None | Some(Resolution::Month) => Precision::Month,
            Some(Resolution::Day) => Precision::Day,
            Some(Resolution::Year) => Precision::Year,
        };
        self.model.resolution_said = head.resolution.is_some();
        self.folder_of_texts(&place, head.texts.as_ref());
        if let Some(path) = head.data.as_ref().filter(|path| &***path != "." && !stays_inside(path)) {
            let text = format!("the folder of data `{}` leads out of the collection", &**path);
            let message = Message::new(codes::LEADS_OUTSIDE, text).at(place.span_of(path), "").help(
                "name a folder inside the collection; one that lies elsewhere is named on the command line: `--data DIR`",
            );
            self.report(message);
        }
        for side in &head.sides {
            let span = place.span_of(side);
            let Some(name) = self.identifier(&place, side) else { continue };
            let id = self.model.sides.next_id();
            if self.name_thing(NameKind::Side, name, id, span, |model, id| model.sides[id].span) {
                self.model.sides.push(Side { name, span });
            }
        }
        self.lexicon(&place, &head.lexicon);
    }

    fn folder_of_texts(&mut self, place: &Place<'_>, path: Option<&Str<'_>>) {
        let Some(path) = path else { return };
        if stays_inside(path) {
            self.model.texts = Some((self.model.prose.add(path), place.span_of(path)));
            return;
        }
        let message = Message::new(
            codes::LEADS_OUTSIDE,
            format!("the folder of texts `{}` leads out of the collection", &**path),
        )
        .at(place.span_of(path), "")
        .help(
            "name a folder inside the collection; one that lies elsewhere is named on the command line: `--texts DIR`",
        );
        self.report(message);
    }

    fn lexicon(&mut self, place: &Place<'_>, lexicon: &Pairs<'_, Str<'_>>) {
        let mut seen: FxHashSet<String> = FxHashSet::default();
        for (phrase, reading) in &lexicon.0 {
            let folded = phrase.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            if seen.contains(&folded) {
                let message = Message::new(codes::DUPLICATE_FIELD, format!("the phrase `{folded}` stands twice"))
                    .at(place.span_of(phrase), "again here");
                self.report(message);
            }
            seen.insert(folded);
            if let Err(error) = self.model.lexicon.add(phrase, reading) {
                let mut message = Message::new(codes::BAD_VALUE, error.message).at(place.span_of(reading), "");
                message.help.extend(error.suggestion.map(|meant| format!("write `{meant}`")));
                self.report(message);
            }
        }
    }
}
