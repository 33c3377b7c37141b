//! Names by the hundred thousand: the same, misspelt, in circles.

use super::{File, MANY, beside, claim, file, many, read, small, source};

/// A word of letters only, different for each number, so that misspelt ones are near each other.
fn word(mut number: usize) -> String {
    let mut word = String::new();
    for _ in 0..6 {
        word.push(char::from(b"abcdefghij"[number % 10]));
        number /= 10;
    }
    word
}

#[test]
fn many_claims_on_one_line_load() {
    let files = source(&many(", ", |at| claim(&format!("c{at}"))));
    assert_eq!(read(&files).model().claims().len(), MANY);
}

#[test]
fn many_broken_claims_on_one_line_end() {
    read(&source(&many(", ", |at| claim(&format!("c{at}")).replace(')', "]"))));
    read(&source(&many(" ", |at| claim(&format!("c{at}")))));
    read(&source(&many(", ", |at| format!("Claim(id: \"c{at}\""))));
}

#[test]
fn many_broken_claims_are_each_reported() {
    for broken in ["Claim(id: \"a\",", "Claim(id: \"a),", "Claim(id: “a”),", "Claim(ID: \"a\"),", "Claim(id: 5),", "5,"]
    {
        let sound = claim("sound").replace("held", "hold");
        let outcome = read(&source(&format!("\n{}\n{sound},\n", many("\n", |_| broken.to_owned()))));
        assert!(outcome.errors().count() > MANY, "{broken}");
        assert_eq!(outcome.count("there is no measure `hold`"), 1, "{broken}");
    }
}

#[test]
fn claims_that_are_dropped_among_many_that_wait_for_names_end() {
    let files = source(&many(",\n", |at| {
        let by = if at % 2 == 0 { "p" } else { "q" };
        format!("Claim(id: \"c{at}\", by: \"{by}\", from: [Repeats(\"c0\")], says: Affirms(\"yes\"))")
    }));
    assert_eq!(read(&files).count("there is no party `q`"), MANY / 2);
}

#[test]
fn duplicate_names_are_each_reported() {
    let outcome = read(&source(&many(",", |_| claim("same"))));
    assert_eq!(outcome.count("two claims named `same`"), MANY - 1);
    for (list, item) in [
        ("parties", "Party(id: \"same\")"),
        ("measures", "Measure(id: \"same\", kind: Stock)"),
        ("dimensions", "Dimension(id: \"same\", codes: [Code(id: \"x\")])"),
        ("propositions", "Proposition(id: \"same\", text: \"\")"),
    ] {
        let outcome = read(&beside("v.ron", format!("Vocabulary({list}: [{}])", many(",", |_| item.to_owned()))));
        assert_eq!(outcome.count(" named `same`"), MANY - 1, "{list}");
    }
    let sides = many(",", |_| "\"s\"".to_owned());
    let outcome = read(&beside("gainsay.ron", format!("Collection(title: \"\", sides: [{sides}])")));
    assert_eq!(outcome.count("two sides named `s`"), MANY - 1);
    let mut files = small();
    files.extend((0..MANY).map(|at| file(&format!("s{at}.ron"), "Source(id: \"same\", kind: Report)")));
    assert_eq!(read(&files).count("two sources named `same`"), MANY - 1);
}

/// Claims of which each repeats the one before it, the first the one that is given.
fn chain(first: &str) -> Vec<File> {
    let before = |at: usize| if at == 0 { first.to_owned() } else { format!("c{}", at - 1) };
    source(&many(",\n", |at| {
        format!("Claim(id: \"c{at}\", from: [Repeats(\"{}\")], says: Affirms(\"yes\"))", before(at))
    }))
}

#[test]
fn a_long_chain_loads() {
    let mut files = chain("start");
    files.push(file("t.ron", format!("Source(id: \"t\", kind: Report, by: \"p\", claims: [{}])", claim("start"))));
    assert_eq!(read(&files).model().claim_links().len(), MANY);
}

#[test]
fn a_long_circle_is_one_error_or_none() {
    // Who repeats whom in a circle is a finding; what is computed from itself cannot be read.
    let last = format!("c{}", MANY - 1);
    assert_eq!(read(&chain(&last)).errors().count(), 0);
    let before = |at: usize| if at == 0 { last.clone() } else { format!("c{}", at - 1) };
    let computed = source(&many(",\n", |at| {
        format!("Claim(id: \"c{at}\", from: [ComputedFrom(\"{}\")], says: Affirms(\"yes\"))", before(at))
    }));
    assert_eq!(read(&computed).errors().count(), 1);
}

#[test]
fn one_misspelt_party_is_reported_at_each_claim() {
    let misspelt = claim("c").replace("says", "by: \"q\", says");
    let outcome = read(&source(&many(",", |at| misspelt.replace("\"c\"", &format!("\"c{at}\"")))));
    assert_eq!(outcome.count("there is no party `q`"), MANY);
}

#[test]
fn many_misspelt_names_beside_many_names_end() {
    let parties = many(",", |at| format!("Party(id: \"{}\")", word(at)));
    let mut files =
        source(&many(",", |at| format!("Claim(id: \"{}\", by: \"{}-x\", says: Affirms(\"yes\"))", word(at), word(at))));
    files.push(file("v.ron", format!("Vocabulary(parties: [{parties}])")));
    assert_eq!(read(&files).count("there is no party"), MANY);
}

#[test]
fn many_misspelt_claims_and_sources_end() {
    let outcome = read(&source(&many(",", |at| {
        format!("Claim(id: \"{}\", from: [Repeats(\"{}-x\")], says: Affirms(\"yes\"))", word(at), word(at))
    })));
    assert_eq!(outcome.count("there is no claim"), MANY);
    let mut files = small();
    files.extend((0..MANY).map(|at| {
        let text = format!("Source(id: \"{}\", kind: Report, from: [Cites(\"{}-x\")])", word(at), word(at));
        file(&format!("s{at}.ron"), text)
    }));
    assert_eq!(read(&files).count("there is no source"), MANY);
}

#[test]
fn many_misspelt_codes_and_measures_end() {
    let codes = many(",", |at| format!("Code(id: \"{}\")", word(at)));
    let measures = many(",", |at| format!("Measure(id: \"{}\", kind: Stock)", word(at)));
    for of in ["held[*-x] @ 1950", "*-x @ 1950"] {
        let mut files =
            source(&many(",", |at| claim(&format!("c{at}")).replace("held @ 1950", &of.replace('*', &word(at)))));
        let dimension = format!("Dimension(id: \"d\", codes: [{codes}])");
        files.push(file("v.ron", format!("Vocabulary(dimensions: [{dimension}], measures: [{measures}])")));
        assert_eq!(read(&files).errors().count(), MANY, "{of}");
    }
}

#[test]
fn one_claim_name_in_many_sources_ends() {
    let mut files = small();
    files.extend((0..MANY).map(|at| {
        let before = if at == 0 { String::new() } else { format!("from: [Repeats(\"s{}/total\")], ", at - 1) };
        let claims = format!("Claim(id: \"total\", {before}says: Affirms(\"yes\"))");
        file(&format!("s{at}.ron"), format!("Source(id: \"s{at}\", kind: Report, by: \"p\", claims: [{claims}])"))
    }));
    assert_eq!(read(&files).model().claim_links().len(), MANY - 1);
    let claims = many(",", |at| format!("Claim(id: \"c{at}\", says: Disputes(\"total\"))"));
    files.push(file("t.ron", format!("Source(id: \"t\", kind: Report, by: \"p\", claims: [{claims}])")));
    assert_eq!(read(&files).count("several sources have a claim `total`"), MANY);
}

#[test]
fn a_suggestion_is_of_the_kind_that_is_wanted() {
    let vocabulary = "Vocabulary(parties: [Party(id: \"helm\")], measures: [Measure(id: \"held\", kind: Stock)])";
    let mut files = beside("vocabulary.ron", vocabulary);
    files.push(file("s.ron", "Source(id: \"src\", kind: Report, by: \"helx\", claims: [Claim(id: \"a\", by: \"helx\", says: Figure(of: \"helx @ 1950\", is: \"5\"))])"));
    let outcome = read(&files);
    for (kind, meant) in [("party", "helm"), ("measure", "held")] {
        for message in outcome.errors().filter(|message| message.text.contains(kind)) {
            assert_eq!(message.help, [format!("did you mean `{meant}`?")], "{}", message.text);
        }
    }
    assert_eq!(outcome.errors().count(), 3);
}

#[test]
fn names_are_compared_as_they_are_composed() {
    for name in ["gro\u{308}ße", "e\u{301}", "\u{301}", "a\u{200d}b", "\u{1f600}", "İ", "ǆ", "ﬁ", "a\u{202e}b"] {
        read(&source(&claim(name)));
        read(&source(&claim("a").replace("says", &format!("by: \"{name}\", says"))));
        read(&source(&claim("a").replace("held", name)));
        read(&source(&claim("a").replace("held", &format!("held[{name}]"))));
        read(&source(&claim("a").replace('5', name)));
        read(&source(&claim("a").replace("id:", &format!("{name}:"))));
    }
    let marks = "\u{301}\u{323}".repeat(10 * MANY);
    read(&source(&claim(&format!("e{marks}"))));
    read(&source(&claim("a").replace("held", &format!("held{marks}"))));
}
