//! A collection drafted over a table: every guess with a comment.

use std::path::{Path, PathBuf};

use gainsay::base::text::Texts;
use gainsay_tables::{Column, Guess, Look, Role, slug};

use crate::cli::Ended;
use crate::cli::output::shown_path;
use crate::cli::table::{Opened, opened, seems};

/// The names and contents of the files, and what is told when they are written.
pub(super) fn over(table: &Path, folder: &Path) -> Result<(Vec<(String, String)>, String), Ended> {
    let mut texts = Texts::new();
    let Opened { text, grid, separator } = opened(table, &mut texts)?;
    let look = Look::at(text, &grid);
    if look.of(|role| matches!(role, Role::Figure { .. })).next().is_none() {
        return Err(Ended::Misused(format!(
            "no column of `{}` looks like figures\nhelp: `gainsay table {0}` shows what its columns seem to hold",
            shown_path(table)
        )));
    }
    let name = table.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let id = slug(name.split('.').next().unwrap_or_default()).unwrap_or_else(|| "table".to_owned());
    let draft = Draft { look: &look, id, file: name, separator };
    let data = data(table, folder);
    let inside = data.as_ref().ok().map(String::as_str);
    let files = vec![
        ("vocabulary.ron".to_owned(), draft.vocabulary()),
        (format!("sources/{}.ron", draft.id), draft.source()),
        ("rules.ron".to_owned(), draft.rules()),
        ("gainsay.ron".to_owned(), draft.collection(inside)),
    ];
    let option = match &data {
        Ok(_) => String::new(),
        Err(parent) => format!(" --data {}", shown_path(parent)),
    };
    let shown = shown_path(folder);
    let told = format!(
        "It reads `{}` where it lies, and every guess has a comment. Next:\n\
         \x20 gainsay check {shown}{option}\n\
         Then look through `{shown}/sources/{}.ron` and `{shown}/vocabulary.ron`, and correct what was guessed wrong.\n",
        shown_path(table),
        draft.id
    );
    Ok((files, told))
}

/// The folder of the table below that of the collection, or, where it lies elsewhere, where.
fn data(table: &Path, folder: &Path) -> Result<String, PathBuf> {
    let parent = table.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let below = || {
        let (parent, folder) = (parent.canonicalize().ok()?, folder.canonicalize().ok()?);
        let below = parent.strip_prefix(&folder).ok()?;
        let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        Some(if parts.is_empty() { ".".to_owned() } else { parts.join("/") })
    };
    below().ok_or_else(|| parent.to_path_buf())
}

struct Draft<'l> {
    look: &'l Look,
    id: String,
    file: String,
    separator: u8,
}

impl<'l> Draft<'l> {
    fn figures(&self) -> impl Iterator<Item = (usize, &'l Column)> {
        self.look.of(|role| matches!(role, Role::Figure { .. }))
    }

    fn codes(&self) -> impl Iterator<Item = (usize, &'l Column)> {
        self.look.of(|role| role == Role::Code)
    }

    fn date(&self) -> Option<&'l Column> {
        self.look.of(|role| role == Role::Date).next().map(|(_, column)| column)
    }

    /// The name that a column's measure or dimension gets; no two have the same.
    fn name(&self, column: usize) -> String {
        let own =
            |column: usize| slug(&self.look.columns[column].name).unwrap_or_else(|| format!("column-{}", column + 1));
        let name = own(column);
        if (0..column).any(|other| own(other) == name) { format!("{name}-{}", column + 1) } else { name }
    }

    fn collection(&self, data: Option<&str>) -> String {
        let resolution = match self.date().map(|column| &column.guess) {
            Some(Guess::Year) => "Year",
            Some(Guess::DateLike("MMM YYYY")) => "Month",
            _ => "Day",
        };
        let data = match data {
            Some(data) => format!("    // The folder of tables, below this one.\n    data: {},\n", quoted(data)),
            None => "    // The folder of tables is named on the command line, with `--data DIR`. If you move it into this one, name it\n    // here: `data: \"…\"`.\n".to_owned(),
        };
        format!(
            "Collection(\n    title: {},\n    sides: [],\n    // How fine a date must be to be one moment: Day, Month or Year.\n    resolution: {resolution},\n{data})\n",
            quoted(&self.id)
        )
    }

    fn vocabulary(&self) -> String {
        let mut text = "Vocabulary(\n    measures: [\n".to_owned();
        for (at, column) in self.figures() {
            let (kind, why) = match (self.date().is_some(), column.role) {
                (false, _) => ("Fixed", "There is no date"),
                (true, Role::Figure { runs_up: true }) => (
                    "Cumulative",
                    "It hardly ever falls: a count that runs up to a date. If it is a level, write Stock",
                ),
                (true, _) => ("Stock", "It rises and falls: a level at a date"),
            };
            let more = match column.guess {
                Guess::Whole { signed: true } => ", signed: true",
                Guess::Decimal { signed: false } => ", counts: false",
                Guess::Decimal { signed: true } => ", counts: false, signed: true",
                _ => "",
            };
            // A count that runs up is not below zero.
            let kind = if more.contains("signed") && kind == "Cumulative" { "Stock" } else { kind };
            text.push_str(&format!(
                "        // {why}.\n        Measure(id: {}, kind: {kind}{more}, name: {}),\n",
                quoted(&self.name(at)),
                quoted(&column.name)
            ));
        }
        text.push_str("    ],\n    // What rows are about. A table adds the codes that it names, written `dimension=code`.\n    dimensions: [\n");
        for (at, column) in self.codes() {
            let examples: Vec<String> = column.examples.iter().map(|example| one_line(example)).collect();
            text.push_str(&format!(
                "        // Such as {}. `all` is meant where nothing is named.\n        Dimension(id: {}, open: true, codes: [Code(id: \"all\")]),\n",
                examples.join(", "),
                quoted(&self.name(at))
            ));
        }
        text.push_str("    ],\n    parties: [\n        // Who says what stands in the table? Give them their name.\n");
        text.push_str(&format!(
            "        Party(id: \"publisher\", name: {}),\n    ],\n)\n",
            quoted(&format!("whoever published {}", self.file))
        ));
        text
    }

    fn source(&self) -> String {
        let mut text = format!(
            "Source(id: {}, kind: Table, title: {}, by: \"publisher\", tables: [\n    Table(\n",
            quoted(&self.id),
            quoted(&self.file)
        );
        text.push_str(&format!("        id: {}, file: {},\n", quoted(&self.id), quoted(&self.file)));
        let own = if self.file.to_lowercase().contains(".tsv") { b'\t' } else { b',' };
        if self.separator != own {
            text.push_str(&format!("        separator: {},\n", quoted(&char::from(self.separator).to_string())));
        }
        if let Some(date) = self.date() {
            let hole = hole(&date.name);
            if date.guess == Guess::Year {
                text.push_str("        // A year. Of what happened in it, not what stood at some moment in it, write `{…}/{…}`, and kind: Cumulative.\n");
            }
            if let Guess::DateLike(example) = date.guess {
                text.push_str(&format!("        dates: {},\n", quoted(example)));
            }
            text.push_str(&format!("        when: {},\n", quoted(&hole)));
        }
        text.push_str(&self.code_columns());
        text.push_str("        figures: {\n");
        for (at, column) in self.figures() {
            text.push_str(&format!("            {}: {},\n", quoted(&self.name(at)), quoted(&hole(&column.name))));
        }
        text.push_str("        },\n");
        let notes: Vec<String> =
            self.look.of(|role| role == Role::Note).map(|(_, column)| hole(&column.name)).collect();
        if !notes.is_empty() {
            text.push_str(&format!("        note: {},\n", quoted(&notes.join(" "))));
        }
        text.push_str("        // Cells that say nothing, beside blank ones: missing: [\"n/a\"].\n");
        text.push_str(&self.unread());
        text.push_str("    ),\n])\n");
        text
    }

    fn code_columns(&self) -> String {
        if self.codes().next().is_none() {
            return String::new();
        }
        let mut text = String::new();
        if self.look.repeated > 0 {
            text.push_str(&format!(
                "        // {} of {} rows have the date and codes of another one: something else tells them apart.\n",
                self.look.repeated, self.look.looked
            ));
        }
        text.push_str("        // If one code contains the others, say so: `in: \"all\"`; then what holds of wholes and parts is checked.\n        codes: {\n");
        for (at, column) in self.codes() {
            let of_words =
                self.look.of(|role| role == Role::Alias(at)).filter(|(_, other)| matches!(other.guess, Guess::Text(_)));
            let names: Vec<usize> = of_words.map(|(other, _)| other).collect();
            // Of the columns that say the same, the longest words are for people.
            let length = |column: usize| self.look.columns[column].examples.iter().map(String::len).max().unwrap_or(0);
            let name =
                names.iter().copied().filter(|other| length(*other) > length(at)).max_by_key(|other| length(*other));
            let name =
                name.map_or(String::new(), |name| format!(", name: {}", quoted(&hole(&self.look.columns[name].name))));
            text.push_str(&format!(
                "            {}: Code(id: {}{name}),\n",
                quoted(&self.name(at)),
                quoted(&hole(&column.name))
            ));
        }
        text.push_str("        },\n");
        text
    }

    fn unread(&self) -> String {
        let mut text = String::new();
        let named: Vec<&str> = self.look.columns.iter().map(|column| column.name.as_str()).collect();
        for (at, column) in self.look.columns.iter().enumerate() {
            let why = match column.role {
                Role::Alias(of) => format!("the same as {} in other words", one_line(&self.look.columns[of].name)),
                Role::Constant => "the same in every row".to_owned(),
                Role::Attribute => "it does not change with the date".to_owned(),
                Role::Other if column.guess == Guess::Blank => "blank".to_owned(),
                Role::Other => "another date".to_owned(),
                _ => continue,
            };
            // Two columns of a name cannot be told apart, nor left out by it.
            if !column.name.is_empty() && named.iter().position(|name| *name == column.name) == Some(at) {
                text.push_str(&format!("            {}, // {why}\n", quoted(&column.name)));
            }
        }
        if text.is_empty() { text } else { format!("        unread: [\n{text}        ],\n") }
    }

    fn rules(&self) -> String {
        let across: Vec<String> = self.codes().map(|(at, _)| quoted(&self.name(at))).collect();
        let mut text = String::new();
        let mut totals: Vec<String> = Vec::new();
        for sum in &self.look.sums {
            let total = self.name(sum.total);
            let parts: Vec<String> = sum.parts.iter().map(|part| self.name(*part)).collect();
            let second = if totals.contains(&total) { format!("-{}", totals.len()) } else { String::new() };
            text.push_str(&format!(
                "    // It holds in {} of {} rows. If that is what the columns mean, the others are slips; if not, take it out.\n    \
                 Rule(\n        id: {}, basis: Definition, says: {},\n        across: [{}], holds: Equation({}),\n    ),\n",
                sum.holds,
                sum.of,
                quoted(&format!("{total}-adds-up{second}")),
                quoted(&format!("{total} is {}.", parts.join(" and "))),
                across.join(", "),
                quoted(&format!("{total} = {}", parts.join(" + ")))
            ));
            totals.push(total);
        }
        format!("// How figures hang together: by definition, or because you assume it.\nRules([\n{text}])\n")
    }
}

/// A template's hole for a column.
fn hole(name: &str) -> String {
    format!("{{{name}}}")
}

/// A text as RON has it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\t' => quoted.push_str("\\t"),
            '\n' => quoted.push_str("\\n"),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Words of a table in a comment: one line, not too long, and nothing that hides.
fn one_line(text: &str) -> String {
    const LONGEST: usize = 40;
    let shown = seems::visible_words(text);
    match shown.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &shown[..end]),
        None => shown,
    }
}
