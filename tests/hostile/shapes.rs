//! Texts of shapes that no historian writes: deep, long, open, empty.

use super::{MANY, beside, claim, file, many, read, small, source};

/// Reads a text as the value of a claim's field, as an item, as a field of a head, and as a whole file.
fn everywhere(text: &str) {
    let sound = claim("sound");
    read(&source(&format!("Claim(id: \"a\", says: {text}), {sound}")));
    read(&source(&format!("{text}, {sound}")));
    read(&source(&format!("{sound}\n {text}")));
    read(&beside("s.ron", format!("Source(id: \"src\", kind: {text}, claims: [{sound}])")));
    read(&beside("s.ron", text));
    read(&beside("gainsay.ron", text));
    read(&beside("rules.ron", format!("Rules([{text}])")));
}

#[test]
fn deep_nesting_ends() {
    let deep = 10 * MANY;
    for open in ["(", "[", "{", "Under(\"a\", ", "Claim(", "/*", "[(", "Some("] {
        everywhere(&open.repeat(deep));
    }
}

#[test]
fn deep_nesting_that_is_closed_ends() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}"), ("/*", "*/"), ("Under(\"a\", ", ")")] {
        everywhere(&format!("{}{}", open.repeat(MANY), close.repeat(MANY)));
    }
}

#[test]
fn brackets_that_do_not_match_end() {
    for (open, close) in [("(", "]"), ("[", ")"), ("{", "]"), ("([", ")"), ("(", "}")] {
        everywhere(&format!("{}{}", open.repeat(MANY), close.repeat(MANY)));
        everywhere(&format!("{open}{close}").repeat(MANY));
    }
}

#[test]
fn what_is_never_closed_ends() {
    for open in
        ["\"", "r#\"", "r##\"a\"#", "/*", "'", "\\", "“", "„a", "\"\\", "r", "r#", "b\"", "Claim(id: \"", "\n\""]
    {
        everywhere(&open.repeat(MANY));
        everywhere(&format!("{open}\n").repeat(MANY));
        everywhere(&format!("{open},\n  Claim(").repeat(MANY));
    }
}

#[test]
fn typographic_characters_on_one_line_end() {
    for trap in ["\u{a0}", "\u{202e}", "“", "”a", "–", "\u{feff}"] {
        everywhere(&trap.repeat(10 * MANY));
    }
}

#[test]
fn blanks_and_item_names_end() {
    let blanks = " ".repeat(100);
    everywhere(&format!("{blanks}Claim").repeat(MANY));
    everywhere(&format!("Claim({blanks}").repeat(MANY));
    everywhere(&format!("\n{blanks}").repeat(MANY));
    everywhere(&format!("\"{}Claim\"", format!("\n{blanks}").repeat(MANY)));
}

#[test]
fn megabyte_strings_end() {
    let long = "a".repeat(1_000_000);
    let words = "a b-c ".repeat(170_000);
    for text in [&long, &words] {
        for field in ["id", "quote", "original", "at", "note", "said", "by", "via"] {
            read(&source(&format!("Claim({field}: \"{text}\", {})", &claim("b")[6..])));
            read(&source(&format!("Claim({field}: \"{text}\", says: Affirms(\"yes\"))")));
        }
        for statement in ["Affirms", "Denies", "Disputes", "Relation"] {
            read(&source(&format!("Claim(id: \"a\", says: {statement}(\"{text}\"))")));
        }
        read(&source(&format!("Claim(id: \"a\", says: Figure(of: \"{text}\", is: \"5\"))")));
        read(&source(&format!("Claim(id: \"a\", says: Figure(of: \"held[{text}] @ 1950\", is: \"5\"))")));
        read(&source(&format!("Claim(id: \"a\", says: Figure(of: \"held @ {text}\", is: \"5\"))")));
        read(&source(&format!("Claim(id: \"a\", says: Figure(of: \"held @ 1950\", is: \"{text}\"))")));
        read(&source(&format!("Claim(id: \"a\", says: Figure(of: \"held @ 1950\", is: \"half of {text}\"))")));
        read(&source(&format!("Claim(id: \"a\", from: [Repeats(\"{text}\")], says: Affirms(\"yes\"))")));
        read(&source(&format!("Claim(id: \"a\", {text}: 5, says: Affirms(\"yes\"))")));
        read(&source(&format!("{text}(id: \"a\")")));
        for field in ["id", "title", "by", "date", "place", "url", "language"] {
            read(&beside("s.ron", format!("Source(kind: Report, {field}: \"{text}\")")));
            read(&beside("s.ron", format!("Source(id: \"src\", kind: Report, {field}: \"{text}\")")));
        }
        read(&beside(
            "s.ron",
            format!("Source(id: \"a\", kind: Report, text: Text(file: \"{text}\", sha256: \"{text}\"))"),
        ));
        read(&beside("gainsay.ron", format!("Collection(title: \"{text}\", sides: [\"{text}\"])")));
        read(&beside("gainsay.ron", format!("Collection(title: \"\", lexicon: {{\"{text}\": \"{text}\"}})")));
    }
}

#[test]
fn numbers_and_dates_without_end_end() {
    let digits = "9".repeat(MANY);
    let groups = many(",", |_| "999".to_owned());
    for value in [
        digits.clone(),
        format!("-{digits}"),
        format!("0.{digits}"),
        format!("{digits}%"),
        format!("{digits}..{digits}"),
        format!("{digits}% of held @ 1950"),
        format!("about {digits} million"),
        format!("1{}", "0".repeat(MANY)),
        format!("1{}", " million".repeat(MANY)),
        groups.clone(),
        groups.replace(',', "."),
        "about ".repeat(MANY),
        "a half of ".repeat(MANY),
        "1-".repeat(MANY),
        "1 to ".repeat(MANY),
        "± ".repeat(MANY),
        "1e999999999".to_owned(),
        "9223372036854775807 billion".to_owned(),
        "0.0000000000000000000000000001".to_owned(),
    ] {
        read(&source(&format!("Claim(id: \"a\", says: Figure(of: \"held @ 1950\", is: \"{value}\"))")));
    }
    read(&source(&format!("Claim(id: \"a\", says: Figure(of: \"{digits} * held @ 1950\", is: \"5\"))")));
    read(&source(&format!("Claim(id: \"a\", credibility: {digits}, says: Affirms(\"yes\"))")));
    for date in [
        digits.clone(),
        format!("Y{digits}"),
        format!("Y-{digits}"),
        "Y17E8".to_owned(),
        "Y170000002".to_owned(),
        "Y9999999999999999999E999999999".to_owned(),
        "1950S999999999".to_owned(),
        "1950-".repeat(MANY),
        "1950/".repeat(MANY),
        format!("[{}1950]", "1950,".repeat(MANY)),
        format!("[{}1950]", "1950,".repeat(190)),
        "?".repeat(MANY),
        "c. ".repeat(MANY),
        "c. ".repeat(200),
        "XXXX-XX-XX".to_owned(),
        "-9999-12-31".to_owned(),
        "[..9999]".to_owned(),
    ] {
        read(&source(&format!("Claim(id: \"a\", says: Figure(of: \"held @ {date}\", is: \"5\"))")));
        read(&source(&format!("Claim(id: \"a\", said: \"{date}\", says: Affirms(\"yes\"))")));
    }
}

#[test]
fn files_of_other_systems_read_the_same() {
    let mut files = source(&format!("\n{},\n{},\n", claim("a"), claim("b")));
    let claims = read(&files).model().claims().len();
    for (_, text) in &mut files {
        *text = text.replace('\n', "\r\n");
    }
    assert_eq!(read(&files).model().claims().len(), claims);
    for (_, text) in &mut files {
        text.insert(0, '\u{feff}');
    }
    let outcome = read(&files);
    assert_eq!(outcome.messages.len(), files.len(), "one warning a file");
    assert_eq!(outcome.model().claims().len(), claims);
}

#[test]
fn files_with_nothing_in_them_are_reported() {
    for text in ["", " \r\n\t", "// only this", "/* only this */", "\u{feff}", "\0", "\0\0\0", "Source", "()"] {
        let outcome = read(&beside("s.ron", text));
        assert_eq!(outcome.errors().count(), 1, "{text:?}");
        assert!(read(&beside("gainsay.ron", text)).errors().count() >= 1, "{text:?}");
        assert!(read(&[file("gainsay.ron", text)]).errors().count() >= 1, "{text:?}");
    }
    assert!(read(&[]).errors().count() == 1);
    for byte in ["\0", "\u{7}", "\u{7f}", "\u{fffd}", "\u{10ffff}"] {
        read(&source(&format!("{byte}{}", claim("a"))));
        read(&source(&claim(byte)));
        read(&source(&claim("a").replace('5', byte)));
        read(&source(&claim("a").replace("1950", byte)));
    }
}

#[test]
fn a_comment_before_the_root_is_not_part_of_the_places() {
    let mut files = small();
    files.push(file("s.ron", "// Ein Übersichtsblatt\n\nSource(id: \"src\")\n"));
    let outcome = read(&files);
    let [message] = outcome.messages.as_slice() else { panic!("{:?}", outcome.messages) };
    let span = message.places[0].span;
    assert_eq!(&files[2].1[span.range()], "Source");
}

#[test]
fn a_missing_comma_after_a_letter_beyond_ascii_is_placed_between_characters() {
    read(&source(&format!("é\n{}", claim("a"))));
    read(&source(&format!("“é”\n{}", claim("a"))));
    read(&source(&format!("(\"é\") ß\n{}", claim("a"))));
}

#[test]
fn nested_shares_and_other_novels_end_in_a_short_error() {
    use gainsay::base::text::Texts;
    use gainsay::model::load::load;
    use gainsay::view::report::{Colour, human, short};
    for (part, end) in
        [("half of ", "held @ 1949"), ("a third of half of ", ""), ("about ", "5"), ("x", ""), ("1,", "1")]
    {
        let words = format!("{}{end}", part.repeat(MANY));
        for says in
            [format!("Figure(of: \"held @ 1950\", is: \"{words}\")"), format!("Figure(of: \"{words}\", is: \"5\")")]
        {
            let files = source(&format!("Claim(id: \"a\", says: {says})"));
            assert!(read(&files).errors().next().is_some(), "{part}");
            let texts = Texts::from_memory(files);
            let messages = load(&texts, &[]).err().unwrap().messages;
            for message in &messages {
                let long = human(&texts, message, Colour::Off).len();
                assert!(message.text.len() < 1_600 && long < 10_000, "{part}: {} and {long}", message.text.len());
                assert!(short(&texts, message).len() < 2_000);
            }
        }
    }
}
