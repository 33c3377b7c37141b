//! Tables that are not what they seem.

use std::fs;
use std::path::Path;

use gainsay::base::text::read_collection;
use gainsay::model::load::{load, read_tables_of};
use gainsay::view::report::check::unreadable;
use gainsay::view::report::{Colour, Format};

use super::{errors, loaded};

/// The errors of a table of these bytes, and that they can be shown.
fn told(table: &str) -> Vec<String> {
    let source = "Source(id: \"s\", kind: Table, by: \"north\", tables: [
        Table(id: \"t\", file: \"t.csv\", when: \"{day}\", figures: {\"active\": \"{n}\"}),
    ])";
    let (texts, loaded) = loaded(source, &[("t.csv", table)], "", "Rules([])");
    let Err(messages) = loaded else { return Vec::new() };
    assert!(unreadable(&texts, &messages, Format::Human, Colour::Off).len() < 100_000);
    errors(&messages).into_iter().map(str::to_owned).collect()
}

#[test]
fn what_is_no_table_gets_a_clear_error() {
    assert_eq!(told(&format!("day,n{}\n", ",x".repeat(100_000))), ["`t.csv` has a row of more than 16384 cells"]);
    assert_eq!(
        told(&format!("day,n\n1950,\"{}", "1\n".repeat(100_000))),
        ["a cell of `t.csv` has no closing quotation mark"]
    );
    assert_eq!(
        told(&format!("day,n\n1950,{}\n", "9".repeat(2_000_000))),
        ["a cell of `t.csv` is longer than 1024 KiB"]
    );
    assert_eq!(told("day,n\n1950,1\u{0}\n"), ["`t.csv` holds a NUL byte"]);
    assert_eq!(told(""), ["`t.csv` is empty"]);
    assert_eq!(told("day;n\n1950;1\n"), ["`t.csv` has one column only"]);
    assert_eq!(
        told("day,n\n1950\n1951,1,2\n1952,1,\n"),
        ["this row has 1 cell, the header 2", "this row has 3 cells, the header 2"]
    );
}

#[test]
fn a_mistake_in_every_row_is_told_a_few_times_and_counted() {
    let rows = "1950,?\n".repeat(10_000);
    let told = told(&format!("day,n\n{rows}"));
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(
        told.iter().any(|text| text == "`t` has 10000 cells that cannot be read, of which the first 3 are told"),
        "{told:?}"
    );
}

#[test]
fn formulas_and_brackets_in_cells_do_nothing() {
    assert!(told("day,n\n1950,=1+1\n")[0].starts_with("`=1+1`") || !told("day,n\n1950,=1+1\n").is_empty());
    assert!(told("day,n\n\"Claim(id: \"\"x\"\")\",1\n").len() == 1);
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A collection on a disk whose source names this table, with its folder of data `inside`.
fn on_disk(root: &Path, file: &str) -> Vec<String> {
    let collection = root.join("collection");
    fs::create_dir_all(collection.join("data")).unwrap();
    fs::write(collection.join("gainsay.ron"), "Collection(title: \"T\", sides: [\"a\", \"b\"], data: \"data\")")
        .unwrap();
    fs::write(collection.join("vocabulary.ron"), super::VOCABULARY.replace("DECLARED", "")).unwrap();
    let source = format!(
        "Source(id: \"s\", kind: Table, by: \"north\", tables: [\nTable(id: \"t\", file: \"{file}\", when: \"{{day}}\", figures: {{\"active\": \"{{n}}\"}}),\n])"
    );
    fs::write(collection.join("source.ron"), source).unwrap();
    let (mut texts, unread) = read_collection(&collection);
    read_tables_of(&mut texts, &collection, None);
    match load(&texts, &unread) {
        Ok(loaded) => loaded.model.claims().ids().map(|claim| loaded.model.claim_name(claim)).collect(),
        Err(error) => errors(&error.messages).into_iter().map(str::to_owned).collect(),
    }
}

#[test]
fn tables_are_read_below_the_folder_of_data_only() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    on_disk(root, "t.csv");
    let data = root.join("collection/data");
    fs::write(root.join("secret.csv"), "day,n\n1950,1\n").unwrap();
    fs::write(data.join("t.csv"), "day,n\n1950,1\n").unwrap();
    fs::write(data.join("part-1.csv"), "day,n\n1950,1\n").unwrap();
    fs::write(data.join("part-2.csv"), "n,day\n2,1951\n").unwrap();
    fs::write(data.join("t.csv.gz"), gzip(b"day,n\n1950,1\n")).unwrap();
    fs::write(data.join("bomb.csv.gz"), gzip(&vec![b'1'; 70 << 20])).unwrap();
    fs::write(data.join("torn.csv.gz"), &gzip(b"day,n\n1950,1\n")[..20]).unwrap();
    fs::write(data.join("latin.csv"), b"day,n\n1950,caf\xe9\n").unwrap();
    fs::create_dir(data.join("folder.csv")).unwrap();
    for (file, found) in [
        ("t.csv", vec!["s/t:2:6"]),
        ("t.csv.gz", vec!["s/t:2:6"]),
        ("part-*.csv", vec!["s/t:part-1:2:6", "s/t:part-2:2:1"]),
        ("bomb.csv.gz", vec!["`bomb.csv.gz` comes to more than 64 MiB"]),
        ("latin.csv", vec!["`data/latin.csv` is not UTF-8"]),
        ("folder.csv", vec!["`folder.csv` is not a plain file"]),
        ("absent.csv", vec!["there is no `absent.csv` in the folder of data"]),
        ("../secret.csv", vec!["the path `../secret.csv` leads out of the folder of data"]),
        ("/etc/passwd.csv", vec!["the path `/etc/passwd.csv` leads out of the folder of data"]),
        ("absent-*.csv", vec!["there is no `absent-*.csv` in the folder of data"]),
    ] {
        assert_eq!(on_disk(root, file), found, "{file}");
    }
    assert!(on_disk(root, "torn.csv.gz")[0].starts_with("`torn.csv.gz` cannot be unpacked"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(root.join("secret.csv"), data.join("link.csv")).unwrap();
        std::os::unix::fs::symlink(root, data.join("up")).unwrap();
        for file in ["link.csv", "up/secret.csv", "link*.csv", "up/*.csv"] {
            // The link to a folder is itself told, as anywhere in a collection.
            let told: Vec<String> =
                on_disk(root, file).into_iter().filter(|told| !told.contains("of the collection")).collect();
            assert!(told.len() == 1 && told[0].contains("leads out of the folder of data"), "{file}: {told:?}");
        }
    }
}
