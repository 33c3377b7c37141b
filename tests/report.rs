//! Documents with views and live numbers, as users meet them: what is written, what is refused, what is out of date.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use gainsay::base::text::Texts;
use gainsay::model::load::load;
use gainsay::picture::diagram::Scene;
use gainsay::view::embed::{Document, FORMS, Form, Settings};

use crate::support::analysis;

const PROGRAM: &str = env!("CARGO_BIN_EXE_gainsay");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PRISONERS: &str = "graphs/soviet-prisoners";

fn run_in(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null()).output().unwrap()
}

fn shown(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// `GAINSAY_UPDATE=1 cargo test --test all report::` writes what is rendered anew.
#[test]
fn the_worked_report_follows_from_its_collection() {
    for output in ["examples/report/rendered/prisoners.md", "examples/report/rendered/prisoners.html"] {
        let mut arguments = vec!["report", "examples/report/prisoners.md", "-C", PRISONERS, "-o", output];
        if std::env::var_os("GAINSAY_UPDATE").is_none() {
            arguments.push("--check");
        }
        let done = run_in(Path::new(ROOT), &arguments);
        assert!(done.status.success(), "{}", shown(&done));
    }
}

/// A small collection, whose one quote and names hold what is given.
fn collection(hostile: &str) -> Texts {
    let ron: String =
        hostile.chars().map(|c| if c == '"' || c == '\\' { format!("\\{c}") } else { c.to_string() }).collect();
    let vocabulary = format!(
        "Vocabulary(measures: [Measure(id: \"held\", kind: Stock, unit: \"{ron}\")],
            parties: [Party(id: \"east\", name: \"{ron}\", side: \"e\"), Party(id: \"west\", side: \"w\")])"
    );
    let source = format!(
        "Source(id: \"book\", kind: Book, title: \"{ron}\", by: \"east\", date: \"1950\", publisher: \"{ron}\",
            archive: [(\"{ron}\", \"{ron}\")], claims: [
            Claim(id: \"one\", at: \"{ron}\", quote: \"{ron}\", says: Figure(of: \"held @ 1950-05\", is: \"5\")),
            Claim(id: \"two\", by: \"west\", says: Figure(of: \"held @ 1950-05\", is: \"7\"), note: \"{ron}\"),
        ])"
    );
    Texts::from_memory([
        ("gainsay.ron".to_owned(), format!("Collection(title: \"{ron}\", sides: [\"e\", \"w\"])")),
        ("vocabulary.ron".to_owned(), vocabulary),
        ("book.ron".to_owned(), source),
    ])
}

const EVERYTHING: &str = "# On {{gainsay count claims}} claims

{{gainsay claim one}}, {{gainsay quote one}}, {{gainsay party one}}, {{gainsay source book}}, {{gainsay gap one+two}},
{{gainsay bounds held @ 1950-05; party: west}}.[^a]

[^a]: A note, {{gainsay claim two}}.

```gainsay contradiction one+two
caption: The sum
```

> ```gainsay discrepancy
> caption: Apart
> ```

- ```gainsay lineage one
  ```

```gainsay conflicts
```

```gainsay claims
cited: yes
```

```gainsay sources
```
";

fn written(texts: &Texts, text: &str, form: &Form) -> (String, Vec<(String, Vec<u8>)>) {
    let mut model = load(texts, &[]).unwrap_or_else(|error| panic!("{:?}", error.messages)).model;
    let documents = Texts::from_memory([("report.md", text)]);
    let mut document = Document::parse(&documents, documents.files().next().unwrap().0);
    document.ask(&mut model);
    let analysis = analysis(texts, &model);
    let scene = Scene::new(&analysis);
    let filled = document.fill(&scene).unwrap_or_else(|messages| panic!("{messages:?}"));
    let written = filled.write(form, &Settings::default());
    let pictures = written.pictures.into_iter().map(|picture| (picture.path, picture.bytes)).collect();
    (written.text, pictures)
}

#[test]
fn every_form_of_a_small_document() {
    let texts = collection("Plain");
    for form in FORMS {
        let (text, pictures) = written(&texts, EVERYTHING, form);
        assert_eq!((&text, &pictures), (&written(&texts, EVERYTHING, form).0, &written(&texts, EVERYTHING, form).1));
        // What pictures look like is for others to say.
        let text: Vec<&str> =
            text.lines().filter(|line| !line.contains("<svg") && !line.starts_with("@media")).collect();
        let paths: Vec<&str> = pictures.iter().map(|(path, _)| path.as_str()).collect();
        if form.name == "html" {
            assert_eq!(text.iter().filter(|line| line.contains("<figure ")).count(), 3);
            continue;
        }
        insta::with_settings!({ snapshot_path => "report", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(form.name, format!("{}\n\n{}", text.join("\n"), paths.join("\n")));
        });
    }
}

/// What of some Markdown is more than text: HTML, and where links lead.
fn active(markdown: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let parts =
        Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES).map(|event| match event {
            Event::Html(html) | Event::InlineHtml(html) => html.to_string(),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => format!(" link:{dest_url} "),
            _ => String::new(),
        });
    parts.collect()
}

const HOSTILE: &[&str] = &[
    "</script><script>alert(1)</script>",
    "]]> --> <!-- <svg onload=x()>",
    "\" onclick=\"x()\" ' \\ \\\\",
    "a\nb\n\n# c\n\n```gainsay claims\n```",
    "\u{202e}txet\u{202c} \u{7} \u{1b}[2J",
    "[a](javascript:alert(1)) ![b](http://c/d.png) <http://e>",
    "#show: x => [y] #import \"/etc/passwd\": * $x$ @label <label>",
    "\\input{/etc/passwd} \\write18{x} %^^M ~ & # $ { }",
    "{{gainsay claim two}} | | | `x` ``",
];

/// Typst without what stands in the strings that describe pictures: nothing there is code.
fn without_strings(text: &str) -> String {
    let mut kept = String::new();
    let mut parts = text.split("alt: \"");
    kept.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let mut is_escaped = false;
        let end = part.find(|c: char| {
            let ends = c == '"' && !is_escaped;
            is_escaped = c == '\\' && !is_escaped;
            ends
        });
        kept.push_str(&part[end.expect("a string ends")..]);
    }
    kept
}

#[test]
fn hostile_names_and_quotes_are_inert_in_every_form() {
    for hostile in HOSTILE {
        let texts = collection(hostile);
        for form in FORMS.iter().chain([&Form::BOOK]) {
            let (text, _) = written(&texts, EVERYTHING, form);
            let harmful = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
            assert!(!text.contains(harmful), "{} {hostile:?}", form.name);
            // Of Markdown, what its reader takes for HTML and for addresses.
            let is_markdown = form.ending == "md";
            let text = if is_markdown { active(&text) } else { text };
            let text = if form.name == "typst" { without_strings(&text) } else { text };
            let bad: &[&str] = match form.name {
                "html" => &["<script", "<svg onload", "\" onclick=", "href=\"javascript", "<img", "src=\"http"],
                "latex" => &["\\input", "\\write18"],
                "typst" => &[" #show", " #import", "[#show", "[#import"],
                _ => &["<script", "<svg onload", "onclick=\"", "link:javascript:", "link:http://c/d.png"],
            };
            for bad in bad {
                let at = text.find(bad).map(|at| text[..at].chars().rev().take(90).collect::<String>());
                assert!(at.is_none(), "{} {hostile:?}: {bad} after (backwards) {at:?}", form.name);
            }
        }
    }
}

#[test]
fn long_names_and_many_blocks_are_bounded() {
    let texts = collection(&"word ".repeat(2_000));
    for form in FORMS {
        written(&texts, EVERYTHING, form);
    }
    let texts = collection("Plain");
    let many = "{{gainsay claim one}} `x` ".repeat(5_000);
    assert!(written(&texts, &many, Form::named("html").unwrap()).0.len() > 100_000);
    let deep = "> ".repeat(20_000) + "{{gainsay claim one}}\n\n" + &"- ".repeat(5_000) + "x\n";
    for form in FORMS {
        written(&texts, &deep, form);
    }
}

#[test]
fn raw_html_is_shown_as_text_unless_it_is_allowed_and_the_page_loads_nothing() {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["init", "."]);
    fs::write(
        folder.path().join("a.md"),
        "<b>x</b> [l](javascript:alert(1)) ![i](http://a/b.png)\n\n<script>y()</script>\n",
    )
    .unwrap();
    let plain = shown(&run_in(folder.path(), &["report", "a.md", "--format", "html"]));
    assert!(
        plain.contains("&lt;b&gt;") && !plain.contains("<script>") && !plain.contains("href=\"javascript"),
        "{plain}"
    );
    assert!(plain.contains("default-src 'none'") && !plain.contains("<img"));
    let raw = shown(&run_in(folder.path(), &["report", "a.md", "--format", "html", "--allow-html"]));
    assert!(raw.contains("<b>x</b>"), "{raw}");
}

#[test]
fn check_says_where_a_number_no_longer_follows_and_the_document_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    run_in(at, &["init", "."]);
    let document = "One.\n\nThe Italians were {{gainsay claim italians-claimed = 11,000}}.\n\n```gainsay lineage italians-claimed\n```\n";
    fs::write(at.join("a.md"), document).unwrap();
    let write = ["report", "a.md", "-o", "out/a.md"];
    let check = ["report", "a.md", "-o", "out/a.md", "--check"];
    assert_eq!(run_in(at, &check).status.code(), Some(2));
    let done = run_in(at, &write);
    assert_eq!(done.status.code(), Some(0), "{}", shown(&done));
    assert_eq!(fs::read_dir(at.join("out/a.pictures")).unwrap().count(), 1);
    assert_eq!(run_in(at, &check).status.code(), Some(0));
    let path = at.join("sources/cia-1953.ron");
    let source = fs::read_to_string(&path).unwrap();
    fs::write(&path, source.replace("is: \"11,000\"", "is: \"12,000\"")).unwrap();
    let stale = run_in(at, &check);
    let text = shown(&stale);
    assert_eq!(stale.status.code(), Some(1), "{text}");
    for part in ["a.md:3:19", "this was `11,000`, and it is now `12,000`", "GS710", "a.md:5:1", "no longer shows"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert_eq!(run_in(at, &write).status.code(), Some(1));
    for output in ["a.md", "./out/../a.md"] {
        assert_eq!(run_in(at, &["report", "a.md", "-o", output]).status.code(), Some(2));
    }
    assert_eq!(fs::read_to_string(at.join("a.md")).unwrap(), document);
    assert_eq!(run_in(at, &["report", "a.md"]).status.code(), Some(1));
    fs::write(at.join("b.md"), "{{gainsay claim x}} {{gainsay foo}}\n\n```gainsay claims\nabuot: x\n```\n\n```gainsay conflicts\nflow: up\n```\n").unwrap();
    let broken = run_in(at, &["report", "b.md"]);
    assert!(
        shown(&broken).contains("b.md:8:7") && shown(&broken).contains("write `right` or `down`"),
        "{}",
        shown(&broken)
    );
    assert_eq!((broken.status.code(), shown(&broken).matches("error[").count()), (Some(3), 4), "{}", shown(&broken));
}

/// A program, if it is installed.
#[expect(clippy::print_stderr, reason = "who reads the tests is told what was skipped")]
fn installed(name: &str, variable: &str) -> Option<String> {
    let program = std::env::var(variable).unwrap_or_else(|_| name.to_owned());
    let found = Command::new(&program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !found {
        eprintln!("skipped: `{name}` is not installed (or named by {variable})");
    }
    found.then_some(program)
}

#[test]
fn typst_and_latex_take_what_is_written() {
    let mut cases: Vec<(Texts, &str)> = HOSTILE.iter().map(|hostile| (collection(hostile), EVERYTHING)).collect();
    cases.push((collection("Plain"), EVERYTHING));
    let typst = installed("typst", "GAINSAY_TYPST");
    let latex = installed("pdflatex", "GAINSAY_LATEX");
    for (texts, text) in &cases {
        let folder = tempfile::tempdir().unwrap();
        for (form, program) in [("typst", &typst), ("latex", &latex)] {
            let Some(program) = program else { continue };
            let (text, pictures) = written(texts, text, Form::named(form).unwrap());
            for (path, bytes) in pictures {
                let path = folder.path().join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
            let arguments: &[&str] = if form == "typst" {
                fs::write(folder.path().join("a.typ"), text).unwrap();
                &["compile", "a.typ", "a.pdf"]
            } else {
                let head =
                    "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{array,graphicx,longtable,hyperref}";
                fs::write(folder.path().join("a.tex"), format!("{head}\\begin{{document}}\n{text}\\end{{document}}\n"))
                    .unwrap();
                &["-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "a.tex"]
            };
            let done = Command::new(program).args(arguments).current_dir(folder.path()).output().unwrap();
            assert!(done.status.success(), "{form}: {}", shown(&done));
        }
    }
}

#[test]
fn tables_fit_on_paper() {
    let Some(latex) = installed("pdflatex", "GAINSAY_LATEX") else { return };
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut report = Command::new(PROGRAM);
    report
        .arg("report")
        .arg(root.join("examples/report/prisoners.md"))
        .arg("-C")
        .arg(root.join("graphs/soviet-prisoners"));
    report.arg("-o").arg(folder.path().join("report.tex")).args(["--today", "2026-11-24"]);
    assert!(report.output().unwrap().status.success());
    let document = "\\documentclass[a4paper]{article}\\usepackage[T1]{fontenc}\
        \\usepackage{array,graphicx,longtable,hyperref}\\begin{document}\\input{report}\\end{document}";
    fs::write(folder.path().join("a.tex"), document).unwrap();
    let arguments = ["-interaction=nonstopmode", "-no-shell-escape", "a.tex"];
    Command::new(latex).args(arguments).current_dir(folder.path()).output().unwrap();
    let log = fs::read(folder.path().join("a.log")).unwrap();
    let log = String::from_utf8_lossy(&log);
    assert!(log.contains("Output written on a.pdf"), "{log}");
    let too_wide = log.lines().filter_map(|line| line.strip_prefix("Overfull \\hbox ("));
    let points = too_wide.map(|line| line.split('.').next().unwrap().parse::<u32>().unwrap());
    let widest = points.max().unwrap_or(0);
    assert!(widest < 30, "{widest} points beyond the margin, of a text that is 345 points wide");
}

/// A book as mdBook gives it, in the form of 0.5 or of 0.4.
fn book(items: &str, root: &Path, content: &str) -> String {
    let chapter = |name: &str, content: &str, inner: &str| {
        format!(
            r#"{{"Chapter":{{"name":"{name}","content":{content:?},"number":null,"sub_items":[{inner}],"path":"{name}.md","source_path":"{name}.md","parent_names":[]}}}}"#
        )
    };
    let inner = chapter("inner", content, "");
    let outer = chapter("outer", "Plain.", &inner);
    let rest = if items == "sections" { r#","__non_exhaustive":null"# } else { "" };
    format!(
        r#"[{{"root":{:?},"config":{{"book":{{"src":"src"}},"preprocessor":{{"gainsay":{{"collection":"claims"}}}}}},"renderer":"html","mdbook_version":"0.5.1"}},{{"{items}":["Separator",{{"PartTitle":"P"}},{outer}]{rest}}}]"#,
        root.display().to_string()
    )
}

fn preprocess(folder: &Path, input: &str) -> Output {
    use std::io::Write;
    let mut child = Command::new(PROGRAM)
        .arg("mdbook")
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn chapters_of_a_book_are_filled_in_both_forms_of_the_protocol() {
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["init", "claims"]);
    for items in ["items", "sections"] {
        let input = book(
            items,
            folder.path(),
            "{{gainsay claim italians-claimed}}\n\n```gainsay lineage italians-claimed\n```\n",
        );
        let done = preprocess(folder.path(), &input);
        assert_eq!(done.status.code(), Some(0), "{}", shown(&done));
        let back: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
        let inner = back.pointer(&format!("/{items}/2/Chapter/sub_items/0/Chapter/content")).unwrap().as_str().unwrap();
        assert!(inner.starts_with("11,000[^source-1]\n\n<figure"), "{inner}");
        let html = &inner[inner.find("<figure").unwrap()..inner.find("</figure>").unwrap()];
        assert!(!html.contains("\n\n"), "an empty line ends HTML in Markdown");
        assert_eq!(back.get("__non_exhaustive").is_some(), items == "sections");
        assert_eq!(back.pointer(&format!("/{items}/0")).unwrap(), "Separator");
        let wrong = preprocess(folder.path(), &book(items, folder.path(), "{{gainsay claim nobody}}\n"));
        assert_eq!(wrong.status.code(), Some(3));
        assert!(shown(&wrong).contains("src/inner.md:1:17"), "{}", shown(&wrong));
    }
    let code = |renderer: &str| run_in(folder.path(), &["mdbook", "supports", renderer]).status.code();
    assert_eq!((code("html"), code("markdown"), code("epub")), (Some(0), Some(0), Some(1)));
    for nonsense in ["", "{}", "[1]", "[{}, {}]", "[1, {\"items\": 5}]"] {
        assert_eq!(preprocess(folder.path(), nonsense).status.code(), Some(2), "{nonsense}");
    }
}

#[test]
fn mdbook_builds_a_book_with_views() {
    let Some(mdbook) = installed("mdbook", "GAINSAY_MDBOOK") else { return };
    let folder = tempfile::tempdir().unwrap();
    run_in(folder.path(), &["init", "claims"]);
    fs::create_dir(folder.path().join("src")).unwrap();
    let config = format!(
        "[book]\ntitle = \"t\"\n[preprocessor.gainsay]\ncommand = {:?}\ncollection = \"claims\"\n",
        format!("{PROGRAM} mdbook")
    );
    fs::write(folder.path().join("book.toml"), config).unwrap();
    fs::write(folder.path().join("src/SUMMARY.md"), "- [A](a.md)\n").unwrap();
    let chapter =
        "# A\n\nThey held {{gainsay claim italians-claimed}}.\n\n```gainsay discrepancy\ncaption: Italians\n```\n";
    fs::write(folder.path().join("src/a.md"), chapter).unwrap();
    let build = || Command::new(&mdbook).arg("build").current_dir(folder.path()).output().unwrap();
    let done = build();
    assert!(done.status.success(), "{}", shown(&done));
    let page = fs::read_to_string(folder.path().join("book/a.html")).unwrap();
    for part in ["They held 11,000", "<svg", "<figcaption>Italians</figcaption>", "footnote"] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    fs::write(folder.path().join("src/a.md"), "{{gainsay claim nobody}}\n").unwrap();
    assert!(!build().status.success());
}
