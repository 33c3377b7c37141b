//! How long a page takes to make, and in a browser to open, to filter and to search: `cargo bench --bench page`.
//!
//! Chromium is driven as in the tests; without one only the making is measured. The collections are those of
//! `examples/generate.rs`, always the same: nearly every quantity in them is in dispute.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a benchmark's result is what it prints, and it stops where it cannot go on"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use gainsay::analysis::Analysis;
use gainsay::base::text::read_collection;
use gainsay::base::when::Day;
use gainsay::model::load::load;
use gainsay::view::page::{Settings, page};

#[path = "../tests/page/browser.rs"]
#[expect(dead_code, reason = "what only the tests need is not called here")]
mod browser;
#[path = "../examples/generate.rs"]
#[expect(dead_code, reason = "the example's own `main` is not called here")]
mod generate;

use browser::Browser;

const RUNS: usize = 3;

fn main() {
    let prisoners = Path::new(env!("CARGO_MANIFEST_DIR")).join("graphs/soviet-prisoners");
    measure("graphs/soviet-prisoners", &prisoners);
    for claims in [1_000, 5_000] {
        let folder = tempfile::tempdir().unwrap();
        generate::write(folder.path(), claims, 1_000).unwrap();
        measure(&format!("{claims} generated claims"), folder.path());
    }
}

fn measure(name: &str, collection: &Path) {
    let (texts, _) = read_collection(collection);
    let model = load(&texts, &[]).map_err(|error| error.messages).unwrap().model;
    let analysis = Analysis::new(&texts, &model, Day::from_number(0));
    let start = Instant::now();
    let found = analysis.checked();
    let checked = start.elapsed();
    let mut made = Vec::new();
    let mut html = String::new();
    for _ in 0..RUNS {
        let start = Instant::now();
        html = page(&analysis, &Settings::default());
        made.push(start.elapsed());
    }
    made.sort();
    let contradictions = found.findings.iter().filter(|finding| finding.contradiction.is_some()).count();
    println!(
        "{name}: {contradictions} contradictions, checked in {checked:.1?}, made in {:.1?}, {} kB",
        made[RUNS / 2],
        html.len() / 1_000
    );
    in_the_browser(&html);
}

/// A step, and how long it takes until the frame after it has been drawn.
const STEPS: [(&str, &str); 6] = [
    ("filter by strength", "document.querySelector('input[value=hard]').click()"),
    ("and by side", "document.querySelector('input[name=side]').click()"),
    ("clear", "document.querySelector('button[type=reset]').click()"),
    ("first letter of a search", "type('h')"),
    ("second letter", "type('he')"),
    ("open one, with its picture", "document.querySelector('details.entry:not([hidden]) > summary').click()"),
];

/// Runs before the page's own script: notes when the filters can be used, and uses one as soon as there is something to
/// filter, while the rest is still being read; and which pieces of work kept the page from answering.
const WATCH: &str = "window.watched = { usable: 0, first: 0, read: 0, longest: 0 };
    new PerformanceObserver((list) => {
      for (const task of list.getEntries()) watched.longest = Math.max(watched.longest, task.duration);
    }).observe({ type: 'longtask', buffered: true });
    const look = () => {
      const form = document.getElementById('filters');
      const count = document.getElementById('count');
      if (!form || form.hidden || !document.querySelector('details.entry + details.entry') || !count.textContent) {
        return requestAnimationFrame(look);
      }
      watched.usable = performance.now();
      form.querySelector('input[value=hard]').click();
      watched.read = document.readyState === 'loading' ? 0 : 1;
      requestAnimationFrame(() => setTimeout(() => {
        watched.first = performance.now() - watched.usable;
        form.querySelector('button[type=reset]').click();
      }));
    };
    requestAnimationFrame(look);";

fn in_the_browser(html: &str) {
    let Some(mut browser) = Browser::start() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("page.html");
    std::fs::write(&file, html).unwrap();
    browser.call("Page.addScriptToEvaluateOnNewDocument", &serde_json::json!({ "source": WATCH }));
    let mut opened: Vec<Vec<f64>> = vec![Vec::new(); 7];
    let mut steps: Vec<Vec<f64>> = vec![Vec::new(); STEPS.len()];
    for _ in 0..RUNS {
        browser.open(&file, "");
        // What a person does between opening a page and the first click.
        std::thread::sleep(Duration::from_secs(2));
        let times = browser.ask(
            "(() => { const [page] = performance.getEntriesByType('navigation'); \
             const [paint] = performance.getEntriesByName('first-contentful-paint'); \
             return [paint.startTime, watched.usable, watched.first, watched.read, page.domInteractive, page.loadEventEnd, watched.longest]; })()",
        );
        for (all, time) in opened.iter_mut().zip(times.as_array().unwrap()) {
            all.push(time.as_f64().unwrap());
        }
        for (all, (_, step)) in steps.iter_mut().zip(STEPS) {
            let took = browser.ask(&format!(
                "(async () => {{ const type = (text) => {{ const q = document.querySelector('input[name=q]'); \
                 q.value = text; q.dispatchEvent(new Event('input', {{ bubbles: true }})); }}; \
                 const start = performance.now(); {step}; \
                 await new Promise((done) => requestAnimationFrame(() => setTimeout(done))); \
                 return performance.now() - start; }})()"
            ));
            all.push(took.as_f64().unwrap());
        }
    }
    let opening = [
        "first seen",
        "filters can be used",
        "first filter",
        "(0: used while the rest was being read)",
        "read to its end",
        "loaded",
        "longest piece of work until then",
    ];
    let names = opening.into_iter().chain(STEPS.map(|(name, _)| name));
    for (name, mut times) in names.zip(opened.into_iter().chain(steps)) {
        times.sort_by(f64::total_cmp);
        println!("  {:>6.0} ms  {name}", times[RUNS / 2]);
    }
}
