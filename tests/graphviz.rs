//! `diagram` as a command, and `--engine dot`: an installed Graphviz, and programs that are none.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

const COLLECTION: &str = "graphs/soviet-prisoners";

/// `gainsay diagram` on the shipped collection.
fn diagram(arguments: &[&str], script: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gainsay"));
    command.args(["diagram", "-C", COLLECTION]).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    command.env("GAINSAY_FAKE_DOT", script).output().unwrap()
}

/// Draws a lineage by a program that does what this script says.
fn by_script(script: &str, arguments: &[&str]) -> Output {
    let program = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/dot");
    let lineage = ["lineage", "germans-repatriated-1950", "--engine", "dot", "--dot", program];
    diagram(&[&lineage, arguments].concat(), script)
}

fn told(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty(), "nothing is passed on");
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_program_that_does_not_end_is_stopped() {
    let start = Instant::now();
    for script in ["exec sleep 100", "exec >&-; exec sleep 100", "echo '<svg></svg>'; exec sleep 100"] {
        let text = told(&by_script(script, &["--engine-timeout", "1"]));
        assert!(text.contains("did not end within 1 second and was stopped"), "{script}: {text}");
        assert!(text.contains("help: draw less") && text.contains("--engine-timeout"), "{text}");
    }
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn what_a_program_complains_about_is_shown_but_does_nothing() {
    let text = told(&by_script("printf 'lost \\033[2J\\342\\200\\256 edge\\n' >&2; exit 3", &[]));
    assert!(text.contains("it ended with exit status: 3\nit says\n  lost \\u{1b}[2J\\u{202e} edge\n"), "{text:?}");
    let text = told(&by_script("i=0; while [ $i -lt 20 ]; do echo line $i >&2; i=$((i+1)); done; exit 1", &[]));
    assert!(text.contains("  line 7\n  and 12 lines more\n"), "{text}");
    // More than a pipe holds: whoever complains is not kept waiting.
    let drawn = by_script("head -c 300000 /dev/zero >&2; cat >/dev/null; echo '<svg></svg>'", &[]);
    assert!(drawn.status.success() && drawn.stdout.ends_with(b"</style></svg>\n"));
}

#[test]
fn garbage_and_what_could_act_are_not_passed_on() {
    for (script, arguments, why) in [
        ("echo Hello", vec![], "what it printed is no SVG"),
        ("true", vec![], "what it printed is no SVG"),
        ("printf '\\377\\376'", vec![], "what it printed is no SVG"),
        ("echo '<svg></svg>'", vec!["--format", "png"], "what it printed is no PNG"),
        ("echo '<svg></svg>'", vec!["--format", "pdf"], "what it printed is no PDF"),
        ("echo '<svg><script>x()</script></svg>'", vec![], "holds `<script>`"),
        ("echo '<svg onload=\"x()\"></svg>'", vec![], "would act by `onload`"),
        (
            "echo '<svg xmlns:xlink=\"http://www.w3.org/1999/xlink\"><a xlink:href=\"javascript:x()\"></a></svg>'",
            vec![],
            "links to `javascript:x()`",
        ),
        ("exec cat /dev/zero", vec![], "it printed more than 64 megabytes"),
    ] {
        let text = told(&by_script(script, &arguments));
        assert!(text.contains(why), "{script}: {text}");
    }
}

#[test]
fn it_is_given_the_diagram_and_asked_for_the_format() {
    let asked = by_script("echo \"<svg><text>$* $(cat | head -c 15)</text></svg>\"", &[]);
    let asked = String::from_utf8(asked.stdout).unwrap();
    assert!(asked.ends_with("</style><text>-Tsvg digraph gainsay</text></svg>\n"), "{asked}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.png").display().to_string();
    let png = by_script("printf '\\211PNG\\r\\n\\032\\n'; echo $*", &["-o", &path, "--scale", "3"]);
    assert!(png.status.success(), "{}", String::from_utf8_lossy(&png.stderr));
    assert!(fs::read(&path).unwrap().ends_with(b"\n-Tpng -Gdpi=288\n"));
}

#[test]
fn what_does_not_go_together_is_refused() {
    let dot = ["--engine", "dot"];
    for (arguments, why) in [
        (["conflicts", "--dot", "/no/such/dot"], "there is no such program\nhelp: install Graphviz"),
        (["balance", "--about", "german"], "this picture is a chart"),
        (["conflicts", "--format", "csv"], "nothing for Graphviz to draw in `csv`"),
        (["conflicts", "--format", "dot"], "nothing for Graphviz to draw in `dot`"),
        (["conflicts", "--width", "600"], "leave `--width` out"),
        (["balance", "--flow", "down"], "this picture is a chart"),
        (["conflicts", "--scale", "2"], "`svg` is not made of pixels"),
    ] {
        let text = told(&diagram(&[arguments.as_slice(), &dot].concat(), ""));
        assert!(text.contains(why), "{arguments:?}: {text}");
    }
    for option in ["--dot", "--engine-timeout"] {
        let text = told(&diagram(&["conflicts", option, "9"], ""));
        assert!(text.contains("goes with `--engine dot`"), "{text}");
    }
}

#[test]
fn an_empty_picture_says_so() {
    for (kind, why) in
        [("conflicts", "No claims contradict"), ("discrepancy", "No claims are"), ("balance", "No party")]
    {
        let empty = diagram(&[kind, "--about", "french", "--party", "tass"], "");
        let told = String::from_utf8(empty.stderr).unwrap();
        assert_eq!(empty.status.code(), Some(0));
        assert!(told.starts_with(&format!("note: the picture is empty: {why}")), "{told}");
        assert!(told.ends_with("help: leave a filter out\n") && empty.stdout.starts_with(b"<svg"), "{told}");
        let drawn = diagram(&[kind, "--about", "italian"], "");
        assert_eq!(String::from_utf8(drawn.stderr).unwrap(), "");
    }
}

#[test]
fn an_installed_graphviz_draws() {
    if Command::new("dot").arg("-V").output().is_err() {
        println!("skipped: Graphviz is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    for (name, start) in [("a.svg", "<?xml "), ("a.png", "\u{89}PNG"), ("a.pdf", "%PDF-")] {
        let path = folder.path().join(name);
        let drawn = diagram(&["conflicts", "--limit", "5", "--engine", "dot", "-o", &path.display().to_string()], "");
        assert!(drawn.status.success(), "{name}: {}", String::from_utf8_lossy(&drawn.stderr));
        let bytes = fs::read(&path).unwrap();
        let head: String = bytes.iter().take(8).copied().map(char::from).collect();
        assert!(head.starts_with(start), "{name}: {head:?}");
    }
    let svg = fs::read_to_string(folder.path().join("a.svg")).unwrap();
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let document = roxmltree::Document::parse_with_options(&svg, options).unwrap();
    let texts: Vec<&str> = document
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.w3.org/2000/svg", "text")))
        .filter_map(|node| node.text())
        .collect();
    assert!(texts.contains(&"“11,000”"), "{texts:?}");
    // Who cannot see it is told what it shows, and on a dark screen every colour has its like.
    let root = document.root_element();
    let told = |name: &str| root.children().find(|node| node.has_tag_name(name)).and_then(|node| node.text()).unwrap();
    assert_eq!(root.attribute("role"), Some("img"));
    assert_eq!(told("title"), "Contradictions: Prisoners of war in Soviet custody");
    assert!(told("desc").contains("take part in"), "{}", told("desc"));
    let style = told("style");
    let colours = document.descendants().flat_map(|node| {
        ["fill", "stroke"].into_iter().filter_map(move |name| Some((name, node.attribute(name)?.to_owned())))
    });
    let mut several = 0;
    for (property, colour) in colours.filter(|(_, colour)| !matches!(colour.as_str(), "none" | "transparent")) {
        let rule = format!("[{property}=\"{colour}\"").to_lowercase();
        assert!(style.to_lowercase().contains(&rule), "{rule} in {style}");
        several += 1;
    }
    assert!(several > 20 && style.contains("text:not([fill])"));
    assert!(!Path::new("noname.gv").exists());
}
