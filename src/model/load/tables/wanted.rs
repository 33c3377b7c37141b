//! Which tables sources name, found before anything else is read.

use std::path::Path;

use super::super::outline::Root;
use super::super::parse::parse;
use super::super::place::Place;
use super::super::{mirror, split};
use crate::base::text::{TableProblem, Texts, read_tables, stays_inside, texts_inside};

/// What a collection wants of tables.
#[derive(Default)]
struct Wanted {
    /// The folder of data, where the collection names one inside it.
    data: Option<String>,
    files: Vec<String>,
}

/// Reads the tables that the sources of a collection name, and adds them to its texts: from this folder of data, else
/// from the one that `gainsay.ron` names below the collection's root. What cannot be read is told when it is loaded.
pub fn read_tables_of(texts: &mut Texts, root: &Path, data: Option<&Path>) {
    let wanted = wanted(texts);
    if wanted.files.is_empty() {
        return;
    }
    let own = wanted.data.as_deref().filter(|_| data.is_none());
    // The collection's own folder is named `.`.
    let inside = own.map(|path| match path {
        "." => (Ok(root.to_path_buf()), ""),
        path => (texts_inside(root, path), path),
    });
    match (data, inside) {
        (Some(folder), _) => read_tables(Ok(folder), "", &wanted.files, texts),
        (None, Some((Ok(folder), path))) => read_tables(Ok(&folder), path, &wanted.files, texts),
        (None, Some((Err(problem), _))) => read_tables(Err(&problem.into()), "", &wanted.files, texts),
        (None, None) => read_tables(Err(&TableProblem::NoFolder), "", &wanted.files, texts),
    }
}

fn wanted(texts: &Texts) -> Wanted {
    let mut wanted = Wanted::default();
    for (file, content) in texts.files() {
        let text = content.text();
        let is_root = content.path() == "gainsay.ron";
        if !is_root && !text.contains("tables") {
            continue;
        }
        if is_root {
            let place = Place::new((file, text), text.trim_start_matches('\u{feff}'), 0, &[]);
            let head = parse::<mirror::Collection<'_>>(&place).ok();
            wanted.data = head
                .and_then(|head| head.data)
                .map(|data| data.0.into_owned())
                .filter(|data| data == "." || stays_inside(data));
            continue;
        }
        let outline = split::outline(text);
        if !matches!(outline.root, Some((Root::Source, _))) {
            continue;
        }
        for item in outline.items.iter().filter(|item| item.list == "tables" && !item.broken) {
            let place = Place::new((file, text), &text[item.range.clone()], item.range.start, &[]);
            if let Ok(table) = parse::<mirror::Table<'_>>(&place) {
                wanted.files.push(table.file.0.into_owned());
            }
        }
    }
    wanted.files.sort();
    wanted.files.dedup();
    wanted
}
