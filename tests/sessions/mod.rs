//! Sessions in documents: commands with what is shown of their output.

/// The commands of a document's sessions, each with what is shown of its output.
pub(crate) fn sessions(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match (line, inside) {
            ("```console", _) => inside = true,
            ("```", true) => inside = false,
            (line, true) => {
                if let Some(command) = line.strip_prefix("$ ") {
                    found.push((command.to_owned(), String::new()));
                } else {
                    let shown = &mut found.last_mut().expect("a session begins with a command").1;
                    shown.push_str(line);
                    shown.push('\n');
                }
            }
            (_, false) => {}
        }
    }
    found
}

/// Whether an output is what is shown of it; a line `…` stands for any lines.
pub(crate) fn fits(output: &str, shown: &str) -> bool {
    let mut rest = output;
    let parts: Vec<&str> = shown.split("…\n").collect();
    for (index, part) in parts.iter().enumerate() {
        let found = if index == 0 { rest.starts_with(part).then_some(0) } else { rest.find(part) };
        let Some(at) = found else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty() || parts.last().is_some_and(|last| last.is_empty())
}

/// A command line's words; quotation marks hold blanks together.
pub(crate) fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '\'' | '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("never empty").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
