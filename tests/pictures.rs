//! The pictures that are shipped are those that the program draws.
//!
//! `GAINSAY_UPDATE=1 cargo test --test all pictures::` draws them anew.

use std::fs;
use std::path::Path;
use std::process::Command;

const COLLECTION: &str = "graphs/soviet-prisoners";

/// Each picture's name, and what draws it.
const PICTURES: &[(&str, &[&str])] = &[
    ("discrepancy.svg", &["discrepancy", "--strength", "hard"]),
    ("discrepancy-italians.svg", &["discrepancy", "--about", "italian"]),
    ("conflicts-molotov-tass.svg", &["conflicts", "--contradiction", "C-bwrzmjyn"]),
    ("lineage-patients.svg", &["lineage", "patients-excepted"]),
    ("balance-germans.svg", &["balance", "--about", "held[german]"]),
];

#[test]
fn the_shipped_pictures_are_up_to_date() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("docs/pictures");
    for (name, arguments) in PICTURES {
        let output = Command::new(env!("CARGO_BIN_EXE_gainsay"))
            .args(["diagram", "-C", COLLECTION, "--format", "svg"])
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
