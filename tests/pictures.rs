//! The pictures that are shipped are those that the program draws.
//!
//! `GAINSAY_UPDATE=1 cargo test --test all pictures::` draws them anew.

use std::fs;
use std::path::Path;
use std::process::Command;

const PRISONERS: &str = "graphs/soviet-prisoners";
const ESTIMATES: &str = "graphs/prisoner-estimates";
const VOYNICH: &str = "graphs/voynich-manuscript";
const FORESTS: &str = "graphs/world-forests";
const KINTE: &str = "graphs/kunta-kinte";

/// Each picture's name, of which collection it is, and what draws it.
const PICTURES: &[(&str, &str, &[&str])] = &[
    ("sums-molotov-tass.svg", PRISONERS, &["sums", "--contradiction", "C-bwrzmjyn"]),
    ("matrix-estimates.svg", ESTIMATES, &["matrix"]),
    ("discrepancy.svg", PRISONERS, &["discrepancy", "--strength", "hard"]),
    ("discrepancy-italians.svg", PRISONERS, &["discrepancy", "--about", "italian"]),
    ("conflicts-molotov-tass.svg", PRISONERS, &["conflicts", "--contradiction", "C-bwrzmjyn"]),
    ("lineage-patients.svg", PRISONERS, &["lineage", "patients-excepted"]),
    ("balance-germans.svg", PRISONERS, &["balance", "--about", "held[german]"]),
    ("estimates-japanese.svg", ESTIMATES, &["discrepancy", "--about", "japanese"]),
    ("voynich-made.svg", VOYNICH, &["discrepancy", "--about", "vellum-made"]),
    ("voynich-baresch.svg", VOYNICH, &["discrepancy", "--contradiction", "C-6tdc632y"]),
    ("forests-rates.svg", FORESTS, &["balance", "--about", "net-loss"]),
    ("kinte-firewood.svg", KINTE, &["lineage", "anadolu/fetching-firewood", "--flow", "down"]),
    ("kinte-circle.svg", KINTE, &["lineage", "haleys-account"]),
];

#[test]
fn the_shipped_pictures_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("docs/pictures");
    for (name, collection, arguments) in PICTURES {
        let output = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .args(["diagram", "-C", collection, "--format", "svg"])
            .args(*arguments)
            .current_dir(root)
            .output()
            .unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        let path = folder.join(name);
        if std::env::var_os("GAINSAY_UPDATE").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &output.stdout).unwrap();
        }
        let shipped = fs::read(&path).unwrap_or_default();
        assert!(
            shipped == output.stdout,
            "{name} is out of date: draw it anew with `GAINSAY_UPDATE=1 cargo test --test all pictures::`, and look at it"
        );
    }
}
