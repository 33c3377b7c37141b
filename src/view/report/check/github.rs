//! What `check` found as workflow commands, which GitHub Actions shows beside the lines they speak of.
//!
//! A command is a line; a finding cannot end its line, nor its properties, so no text of a collection becomes a
//! command of its own.

use super::sarif::below;
use super::{Checked, Form};
use crate::base::message::{Message, Severity};
use crate::base::text::{Span, Texts};
use crate::view::report::told::told;
use crate::view::report::{CUT, lines, visible};

pub(super) const GITHUB: Form = Form {
    name: "github",
    says: "Annotations in GitHub Actions; without what is judged",
    checked,
    unreadable: |unread, _| {
        unread.messages.iter().map(|message| command(unread.texts, unread.folder, message)).collect()
    },
};

fn checked(checked: Checked<'_>, _: crate::view::report::Colour) -> String {
    let open = checked.told().into_iter().filter(|finding| finding.judgement.is_none());
    let told = open.map(|finding| told(checked.model, finding));
    let messages = checked.warnings.iter().cloned().chain(told);
    let cut = checked.cut.then(|| format!("::warning title=gainsay::{}\n", data(CUT)));
    messages.map(|message| command(checked.texts, checked.aside.folder, &message)).chain(cut).collect()
}

/// `::error file=…,line=…,col=…,title=…::…`
fn command(texts: &Texts, folder: &str, message: &Message) -> String {
    let kind = match message.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let mut properties: Vec<String> = Vec::new();
    let mut add = |name: &str, value: &str| properties.push(format!("{name}={}", property(value)));
    match (message.places.first(), &message.path) {
        (Some(place), _) => {
            let start = texts.position(place.span);
            let end = texts.position(Span { start: place.span.end, ..place.span });
            add("file", &below(folder, texts.file(place.span.file).path()));
            add("line", &start.line.to_string());
            add("col", &start.column.to_string());
            // Columns count only within one line.
            if end.line == start.line {
                add("endColumn", &end.column.to_string());
            } else {
                add("endLine", &end.line.to_string());
            }
        }
        (None, Some(path)) => add("file", &below(folder, path)),
        (None, None) => {}
    }
    add("title", &format!("{} {}", message.code.id, message.code.name));
    let notes = message.notes.iter().chain(&message.help).map(|note| lines(note));
    let text: Vec<String> = std::iter::once(visible(&message.text).into_owned()).chain(notes).collect();
    format!("::{kind} {}::{}\n", properties.join(","), data(&text.join("\n")))
}

/// Text after the last `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_its_line_or_its_property() {
        assert_eq!(data("100 %\r\n::error::x"), "100 %25%0D%0A::error::x");
        assert_eq!(property("a,b: 5 %\n"), "a%2Cb%3A 5 %25%0A");
    }
}
