//! Names and quotes that are more than words to a browser which takes them for HTML.

use tempfile::TempDir;

use super::browser::Browser;
use super::{COUNT, open_all, page_of};

/// A collection whose names, titles and quotes hold what is given.
pub(crate) fn collection(hostile: &str) -> TempDir {
    let ron: String = hostile
        .chars()
        .map(|c| match c {
            '"' | '\\' => format!("\\{c}"),
            '\0' => "\\u{0}".to_owned(),
            c => c.to_string(),
        })
        .collect();
    let vocabulary = format!(
        "Vocabulary(measures: [Measure(id: \"held\", kind: Stock, unit: \"{ron}\")],
            propositions: [Proposition(id: \"true\", text: \"{ron}\")],
            parties: [Party(id: \"east\", name: \"{ron}\", side: \"e\"), Party(id: \"west\", name: \"{ron}\", side: \"w\")])"
    );
    let source = format!(
        "Source(id: \"book\", kind: Book, title: \"{ron}\", by: \"east\", date: \"1950\", publisher: \"{ron}\",
            archive: [(\"{ron}\", \"{ron}\")], note: \"{ron}\", claims: [
            Claim(id: \"one\", at: \"{ron}\", quote: [\"{ron}\", \"{ron}\"], original: \"{ron}\", says: Figure(of: \"held @ 1950-05\", is: \"5\")),
            Claim(id: \"two\", by: \"west\", says: Figure(of: \"held @ 1950-05\", is: \"7\"), note: \"{ron}\", from: [Repeats(\"four\")]),
            Claim(id: \"three\", says: Affirms(\"true\")),
            Claim(id: \"four\", by: \"west\", says: Denies(\"true\")),
        ])"
    );
    let judgements = format!(
        "Judgements([Judgement(of: [\"one\", \"two\"], verdict: Unresolved, because: \"{ron}\", by: \"{ron}\")])"
    );
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("gainsay.ron", &format!("Collection(title: \"{ron}\", sides: [\"e\", \"w\"])"));
    write("vocabulary.ron", &vocabulary);
    write("book.ron", &source);
    write("judgements.ron", &judgements);
    folder
}

#[test]
fn hostile_names_and_quotes_are_text_and_nothing_else() {
    let Some(mut browser) = Browser::start() else { return };
    let long = "x".repeat(10_000);
    let names = [
        "</script><script>alert(1)</script>",
        "</style><style>* { display: none }</style>",
        "</noscript><script>alert(1)</script><noscript>",
        "</summary></details><img src=x onerror=alert(1)>",
        "]]> --> <!-- <svg onload=alert(1)>",
        "\" onclick=\"alert(1)\" ' \\ \\\\",
        "<a href=javascript:alert(1)>javascript:alert(1)</a>",
        "a\nb\r\n\tc",
        "\u{202e}txet\u{202c} \u{7} \u{1b}[2J \0",
        long.as_str(),
    ];
    let (_plain, plain) = page_of(collection("plain").path(), &[]);
    browser.open(&plain, "");
    // What else is found depends on the words: a number in a quote that is not the claim's. And a reason's later lines
    // are shown as code.
    let elements = "document.querySelectorAll(':not(svg *, code, #findings, #findings *)').length";
    open_all(&mut browser);
    let expected = browser.ask(elements);
    assert_eq!(browser.complaints(&plain), [""; 0]);
    for name in names {
        let collection = collection(name);
        let (_folder, file) = page_of(collection.path(), &[]);
        browser.size(360, 740);
        browser.open(&file, "");
        open_all(&mut browser);
        assert_eq!(browser.ask(elements), expected, "{name:?}: as many elements as with a plain name");
        assert_eq!(browser.ask("document.documentElement.scrollWidth"), 360, "{name:?}");
        assert_eq!(browser.ask(COUNT), "2 of 2 shown", "{name:?}");
        let links =
            "[...document.querySelectorAll('a')].filter((a) => !/^(#|https?:)/.test(a.getAttribute('href'))).length";
        assert_eq!(browser.ask(links), 0, "{name:?}");
        let odd = browser.ask(r"/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/.test(document.body.textContent)");
        assert_eq!(odd, false, "{name:?}");
        assert_eq!(browser.complaints(&file), [""; 0], "{name:?}");
    }
}
