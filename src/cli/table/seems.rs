//! What columns seem to hold, in words.

use gainsay::base::table::Table;
use gainsay::view::report::visible;
use gainsay_tables::{Guess, Look, Role};

/// A text on one line, with nothing in it that acts on a terminal.
pub(in crate::cli) fn visible_words(text: &str) -> String {
    visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
}

/// The columns of a table, and what they seem to be for.
pub(super) fn columns(look: &Look) -> Table {
    let rows = look.columns.iter().map(|column| {
        let examples: Vec<String> = column.examples.iter().map(|example| visible_words(example)).collect();
        vec![
            visible_words(&column.name),
            holds(&column.guess),
            role(look, column.role),
            column.blank.to_string(),
            examples.join(" | "),
        ]
    });
    Table {
        things: "columns",
        columns: vec!["column", "holds", "seems to be", "blank", "such as"],
        numeric: vec![3],
        rows: rows.collect(),
    }
}

fn holds(guess: &Guess) -> String {
    match guess {
        Guess::Blank => "nothing".to_owned(),
        Guess::Year => "years".to_owned(),
        Guess::Date => "dates".to_owned(),
        Guess::DateLike(example) => format!("dates, {example}"),
        Guess::Whole { signed: false } => "whole numbers".to_owned(),
        Guess::Whole { signed: true } => "whole numbers, some below zero".to_owned(),
        Guess::Decimal { signed: false } => "decimals".to_owned(),
        Guess::Decimal { signed: true } => "decimals, some below zero".to_owned(),
        Guess::Text(1) => "one text".to_owned(),
        Guess::Text(count) => format!("{count} texts"),
    }
}

fn role(look: &Look, role: Role) -> String {
    match role {
        Role::Date => "the date of the row".to_owned(),
        Role::Code => "what the row is about".to_owned(),
        Role::Alias(of) => format!("the same as {}", visible_words(&look.columns[of].name)),
        Role::Constant => "the same everywhere".to_owned(),
        Role::Attribute => "the same at every date".to_owned(),
        Role::Note => "a remark".to_owned(),
        Role::Figure { runs_up: true } => "a figure that runs up".to_owned(),
        Role::Figure { runs_up: false } => "a figure".to_owned(),
        Role::Other => String::new(),
    }
}
