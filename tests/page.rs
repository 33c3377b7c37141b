//! The page in a real browser: Debian's Chromium, or whatever Chromium there is; without one these tests are
//! skipped with a message.
#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test that cannot be set up fails, or says why it is skipped"
)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

#[path = "page/browser.rs"]
mod browser;
#[path = "page/hostile.rs"]
mod hostile;
#[path = "page/reading.rs"]
mod reading;

use browser::Browser;

const PROGRAM: &str = env!("CARGO_BIN_EXE_gainsay");
const PRISONERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/graphs/soviet-prisoners");

/// A page of the shipped collection, in a folder of its own.
fn page_of(collection: &Path, options: &[&str]) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().canonicalize().unwrap().join("page.html");
    let mut command = Command::new(PROGRAM);
    command.arg("page").arg(collection).arg("-o").arg(&file).args(options).args(["--today", "2026-11-24"]);
    let done = command.env_remove("GAINSAY_TEXTS").stdin(Stdio::null()).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    (folder, file)
}

/// The ids of the contradictions that are shown.
const SHOWN: &str = "[...document.querySelectorAll('details.entry:not([hidden])')].map((box) => box.dataset.id)";
const COUNT: &str = "document.getElementById('count')?.textContent";

fn shown(browser: &mut Browser) -> Vec<String> {
    let ids = browser.ask(SHOWN);
    ids.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

/// Opens everything that can be opened.
fn open_all(browser: &mut Browser) {
    browser.until(
        "(() => { document.querySelectorAll('details').forEach((box) => box.open = true); \
         return !document.querySelector('noscript, details:not([open])'); })()",
    );
}

/// The ids of the contradictions that a command lists.
fn listed(options: &[&str]) -> Vec<String> {
    let mut command = Command::new(PROGRAM);
    command.args(["list", "contradictions", PRISONERS, "--format", "json"]).args(options);
    let listed = command.stdin(Stdio::null()).output().unwrap();
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
    let rows = listed["contradictions"].as_array().unwrap();
    rows.iter().map(|row| row["contradiction"].as_str().unwrap().to_owned()).collect()
}

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).env_remove("GAINSAY_TEXTS").env("NO_COLOR", "1").stdin(Stdio::null()).output().unwrap()
}

/// What stands between the head and the foot of a page, without its script.
fn body(html: &str) -> String {
    let body = &html[html.find("<header>").unwrap()..html.find("<footer>").unwrap()];
    let (before, rest) = body.split_once("<script>").unwrap();
    format!("{before}{}", rest.split_once("</script>\n").unwrap().1)
}

#[test]
fn a_small_page() {
    let collection = hostile::collection("Plain");
    let path = collection.path().to_str().unwrap();
    let once = run(&["page", path, "--pictures", "1"]);
    assert_eq!(once.stdout, run(&["page", path, "--pictures", "1"]).stdout, "the same bytes each time");
    let html = String::from_utf8(once.stdout).unwrap();
    // What pictures look like is for others to say.
    let body = body(&html);
    let (before, rest) = body.split_once("<svg").unwrap();
    let body = format!("{before}\u{2026}{}", rest.split_once("</svg>").unwrap().1);
    insta::with_settings!({ snapshot_path => "page", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("small", body);
    });
}

#[test]
fn filters_and_assumptions_of_the_command_line_are_told_on_the_page() {
    let options = ["page", PRISONERS, "--party", "tass", "--strength", "hard", "--without", "nobody-joins"];
    let html = String::from_utf8(run(&options).stdout).unwrap();
    assert!(html.contains("Asked for: party tass; strength hard; without nobody-joins."), "{}", body(&html));
    let hard = listed(&["--party", "tass", "--strength", "hard", "--without", "nobody-joins"]);
    assert_eq!(html.matches("<details class=\"entry ").count(), hard.len());
    for id in hard {
        assert!(html.contains(&format!("data-id=\"{id}\"")), "{id}");
    }
}

#[test]
fn a_page_is_written_to_no_other_kind_of_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("gainsay.ron");
    std::fs::write(&file, "Collection(title: \"t\", sides: [])").unwrap();
    let done = run(&["page", PRISONERS, "-o", file.to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(2));
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(told.contains("does not end in `.html`") && told.contains("gainsay.html"), "{told}");
    assert!(std::fs::read_to_string(&file).unwrap().starts_with("Collection"));
    let empty = run(&["page", folder.path().to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&empty.stdout).contains("<p>None.</p>"));
}

#[test]
fn filters_leave_what_the_command_line_leaves() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = page_of(Path::new(PRISONERS), &[]);
    browser.open(&file, "");
    let all = shown(&mut browser);
    assert_eq!(all, listed(&[]));
    assert_eq!(browser.ask(COUNT), format!("{0} of {0} shown", all.len()));

    browser.click("input[value=hard]");
    assert_eq!(shown(&mut browser), listed(&["--strength", "hard"]));
    browser.click("input[value=tension]");
    let two = listed(&["--strength", "hard,tension"]);
    assert_eq!(shown(&mut browser), two);
    assert_eq!(browser.ask(COUNT), format!("{} of {} shown", two.len(), all.len()));
    assert_eq!(browser.ask("location.hash"), "#?strength=hard&strength=tension");
    browser.click("button[type=reset]");
    browser.until("!document.querySelector('details.entry[hidden]')");

    browser.click("input[value=soviet]");
    browser.click("input[value=national]");
    assert_eq!(shown(&mut browser), listed(&["--between", "soviet,national"]));
    browser.open(&file, "#?party=tass");
    assert_eq!(shown(&mut browser), listed(&["--party", "tass"]));
    browser.open(&file, "#?judged=explained");
    let judged = browser.ask("document.querySelectorAll('details.entry[data-judged=explained]').length");
    assert_eq!(judged, shown(&mut browser).len());
    assert!(judged.as_u64().unwrap() > 0);
    assert_eq!(browser.complaints(&file), [""; 0]);
}

#[test]
fn free_text_is_looked_for_in_headlines_claims_and_quotes() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = page_of(Path::new(PRISONERS), &[]);
    browser.open(&file, "");
    let all = listed(&[]).len();
    // From the quote, then a number without its commas, then a claim's name, in capitals.
    for (typed, hit) in [
        ("a total of 1,939,063 german pow's", "C-bwrzmjyn"),
        ("1939063 molotov", "C-bwrzmjyn"),
        ("CIA-1953/ITALIANS-DENIED", "C-oxw5yqf6"),
    ] {
        browser.press(&["/"]);
        browser.call("Input.insertText", &serde_json::json!({ "text": typed }));
        browser.until("location.hash.startsWith('#?q=')");
        let found = shown(&mut browser);
        assert!(found.contains(&hit.to_owned()), "{typed}: {found:?}");
        assert!(found.len() < 10, "{typed}: {found:?}");
        browser.press(&["Escape"]);
        assert_eq!(browser.ask(COUNT), format!("{all} of {all} shown"));
        browser.press(&["Escape"]);
    }
    // Entries of claims and sources are looked through, too. Where one of them is gone to, the list stays as it is.
    browser.press(&["/"]);
    browser.call("Input.insertText", &serde_json::json!({ "text": "1939063 molotov" }));
    browser.until("location.hash.startsWith('#?q=')");
    let below = "[...document.querySelectorAll('details.record:not([hidden])')].map((box) => box.dataset.id).join()";
    assert_eq!(browser.ask(below), "");
    browser.press(&["Escape"]);
    browser.call("Input.insertText", &serde_json::json!({ "text": "total of 1939063 german pow's" }));
    browser.until("location.hash.startsWith('#?q=')");
    assert_eq!(browser.ask(below), "claim/cia-1953/germans-repatriated-1950");
    let listed = shown(&mut browser);
    assert_eq!(browser.ask(COUNT), format!("{} of {all} shown, 1 claim and 0 sources below", listed.len()));
    assert!(listed.contains(&"C-bwrzmjyn".to_owned()), "{listed:?}");
    browser.click("[data-id=C-bwrzmjyn] > summary");
    browser.click("[id=C-bwrzmjyn] a[href='#claim/cia-1953/germans-held-1947']");
    browser.until("document.getElementById('claim/cia-1953/germans-held-1947').checkVisibility()");
    assert_eq!(shown(&mut browser), listed);
    browser.press(&["/", "Escape", "Escape"]);

    browser.press(&["/"]);
    browser.call("Input.insertText", &serde_json::json!({ "text": "no such words" }));
    browser.until("!document.getElementById('none').hidden");
    assert_eq!(browser.ask(COUNT), format!("0 of {all} shown, 0 claims and 0 sources below"));
    assert_eq!(browser.complaints(&file), [""; 0]);
}

/// The id of the entry that has the focus.
const FOCUS: &str = "document.activeElement?.closest('details[data-id]')?.dataset.id ?? ''";

#[test]
fn keys_move_open_and_close() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = page_of(Path::new(PRISONERS), &[]);
    browser.open(&file, "");
    let all = shown(&mut browser);
    browser.press(&["j"]);
    assert_eq!(browser.ask(FOCUS), all[0].as_str());
    browser.press(&["j", "j", "k"]);
    assert_eq!(browser.ask(FOCUS), all[1].as_str());
    browser.press(&["Enter"]);
    let open = "[...document.querySelectorAll('details.entry[open]')].map((box) => box.dataset.id).join()";
    browser.until(&format!("{open} === '{}'", all[1]));
    assert_eq!(browser.ask("location.hash"), format!("#{}", all[1]));
    browser.press(&["Escape"]);
    browser.until(&format!("{open} === ''"));
    assert_eq!(browser.ask("location.hash"), "");
    browser.press(&["k", "k", "k"]);
    assert_eq!(browser.ask(FOCUS), all[0].as_str());
    // Help lies over the page, and leaves what is open as it is.
    browser.press(&["Enter"]);
    browser.until(&format!("{open} === '{}'", all[0]));
    browser.press(&["?"]);
    browser.until("document.getElementById('help').matches(':popover-open')");
    browser.press(&["Escape"]);
    browser.until("!document.getElementById('help').checkVisibility()");
    assert_eq!(browser.ask(open), all[0].as_str());
    browser.press(&["Escape"]);
    browser.click("a[href='#help']");
    browser.until("document.getElementById('help').checkVisibility()");
    browser.press(&["?"]);
    browser.until("!document.getElementById('help').checkVisibility()");
    // Keys are letters where something is typed.
    browser.press(&["/", "j", "k"]);
    assert_eq!(browser.ask("document.activeElement.value"), "jk");
    // Everything is reached by the tabulator, too, and the focus can be seen.
    browser.open(&file, "");
    browser.press(&["Tab"]);
    assert_eq!(browser.ask("document.activeElement.name"), "q");
    let outline = "getComputedStyle(document.activeElement).outlineStyle";
    assert_eq!(browser.ask(outline), "solid");
    assert_eq!(browser.complaints(&file), [""; 0]);
}

#[test]
fn addresses_open_what_they_name_and_lineage_leads_there_and_back() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = page_of(Path::new(PRISONERS), &[]);
    browser.open(&file, "#C-bwrzmjyn");
    assert_eq!(browser.ask(FOCUS), "C-bwrzmjyn");
    let in_view = "(() => { const top = document.activeElement.getBoundingClientRect().top; \
         return top >= document.getElementById('filters').getBoundingClientRect().bottom - 1 && top < innerHeight; })()";
    browser.until(in_view);
    browser.until("document.getElementById('C-bwrzmjyn').closest('details').open");

    // A claim's lineage is shown where it is asked for, and leads to its origin.
    browser.click("#C-bwrzmjyn .cards > li:nth-child(3) details.from > summary");
    let lineage = "document.querySelector('#C-bwrzmjyn .cards > li:nth-child(3) .lineage')";
    browser.until(&format!("{lineage} !== null"));
    let told = browser.ask(&format!("{lineage}.innerText"));
    let told = told.as_str().unwrap();
    for part in ["read in cia-1953", "cites tass-1950-05-04", "issued by tass: TASS (soviet) origin"] {
        assert!(told.contains(part), "{told}");
    }
    // From the claim to the source that it cites, to the claim's own entry, and back again.
    browser.click("#C-bwrzmjyn .cards > li:nth-child(3) .lineage a[href='#source/tass-1950-05-04']");
    assert_eq!(browser.ask(FOCUS), "source/tass-1950-05-04");
    assert_eq!(browser.ask("location.hash"), "#source/tass-1950-05-04");
    browser.back();
    browser.until("location.hash === '#C-bwrzmjyn'");
    browser.until(&format!("({FOCUS}) === 'C-bwrzmjyn'"));
    browser.click("#C-bwrzmjyn .cards > li:nth-child(3) .place a[href^='#claim']");
    assert_eq!(browser.ask("location.hash"), "#claim/cia-1953/germans-repatriated-1950");
    browser.until("document.getElementById('claim/cia-1953/germans-repatriated-1950').closest('details').open");
    // Its entry names the contradictions that it takes part in; filters that hide one give way.
    browser.click("input[value=tension]");
    browser.click("[id='claim/cia-1953/germans-repatriated-1950'] a[href='#C-bwrzmjyn']");
    browser.until(&format!("({FOCUS}) === 'C-bwrzmjyn'"));
    browser.until("!document.querySelector('details.entry[hidden]')");

    // What no longer exists is said to be gone.
    browser.open(&file, "#C-aaaaaaaa");
    let told = browser.ask(COUNT);
    assert!(told.as_str().unwrap().starts_with("Nothing on this page is called C-aaaaaaaa"), "{told}");
    assert_eq!(browser.complaints(&file), [""; 0]);
}

#[test]
fn every_link_within_the_page_leads_somewhere_and_no_id_stands_twice() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = page_of(Path::new(PRISONERS), &[]);
    browser.open(&file, "");
    open_all(&mut browser);
    let dead = "[...document.querySelectorAll('a[href^=\"#\"]')].map((a) => a.getAttribute('href').slice(1)) \
        .filter((id) => !document.getElementById(decodeURIComponent(id)))";
    assert_eq!(browser.ask(dead), serde_json::json!([]));
    let twice = "(() => { const all = [...document.querySelectorAll('[id]')].map((e) => e.id); \
        return all.filter((id, at) => all.indexOf(id) !== at); })()";
    assert_eq!(browser.ask(twice), serde_json::json!([]));
    let unnamed = "[...document.querySelectorAll('input, select, button')].filter((e) => \
        !(e.labels?.length || e.textContent.trim())).length";
    assert_eq!(browser.ask(unnamed), 0);
}

#[test]
fn nothing_is_wider_than_a_narrow_screen_and_dark_screens_have_dark_pictures() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = page_of(Path::new(PRISONERS), &[]);
    browser.size(360, 740);
    browser.open(&file, "");
    open_all(&mut browser);
    assert_eq!(browser.ask("document.documentElement.scrollWidth"), 360);
    let ground = "getComputedStyle(document.querySelector('figure svg rect')).fill";
    assert_eq!(browser.ask(ground), "rgb(255, 255, 255)");
    let dark = serde_json::json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    browser.call("Emulation.setEmulatedMedia", &dark);
    assert_eq!(browser.ask(ground), "rgb(20, 22, 26)");
    assert_eq!(browser.complaints(&file), [""; 0]);
}

#[test]
fn every_text_stands_out_from_its_ground() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = page_of(Path::new(PRISONERS), &[]);
    browser.open(&file, "#C-bwrzmjyn");
    for scheme in ["light", "dark"] {
        let media = serde_json::json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.call("Emulation.setEmulatedMedia", &media);
        open_all(&mut browser);
        let faint = browser.ask(FAINT);
        assert_eq!(faint, serde_json::json!([]), "{scheme}");
    }
}

/// Every text outside of pictures whose colour is nearer to its ground than 4.5:1, by the formula of WCAG 2.2.
const FAINT: &str = r"(() => {
    const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
    const light = (colour) => {
        const [r, g, b] = parts(colour).map((byte) => byte / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (parts(colour).length === 3) return colour;
        }
        return 'rgb(0, 0, 0)';
    };
    const faint = new Set();
    for (const element of document.querySelectorAll('body *:not(svg *, script, option)')) {
        if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
        const [a, b] = [light(getComputedStyle(element).color), light(ground(element))];
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (contrast < 4.5) faint.add(`${element.tagName} ${element.className} ${contrast.toFixed(2)}`);
    }
    return [...faint];
})()";

#[test]
fn without_a_script_everything_is_there() {
    let Some(mut browser) = Browser::start() else { return };
    let (_folder, file) = page_of(Path::new(PRISONERS), &[]);
    browser.call("Emulation.setScriptExecutionDisabled", &serde_json::json!({ "value": true }));
    browser.open(&file, "#C-bwrzmjyn");
    // The browser itself opens what holds the place that is named.
    browser.until("document.getElementById('C-bwrzmjyn').closest('details').open");
    assert_eq!(browser.ask("document.getElementById('filters').hidden"), true);
    browser.click("#C-bwrzmjyn .cards > li:nth-child(3) details.from > summary");
    browser.until("document.querySelector('#C-bwrzmjyn .cards > li:nth-child(3) details.from').open");
    browser.click("#C-bwrzmjyn .cards > li:nth-child(3) details.from a");
    browser.until("document.getElementById('claim/cia-1953/germans-repatriated-1950').closest('details').open");
    browser
        .until("document.querySelector('[id=\"claim/cia-1953/germans-repatriated-1950\"] .lineage').checkVisibility()");
    assert_eq!(browser.complaints(&file), [""; 0]);
}
