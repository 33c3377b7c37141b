//! What commands write: whole or not at all, and never over what is somebody else's.
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up fails")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_gainsay");

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut program = Command::new(PROGRAM);
    program.args(arguments).current_dir(folder).env("NO_COLOR", "1").stdin(Stdio::null()).output().unwrap()
}

fn said(folder: &Path, arguments: &[&str]) -> (String, i32) {
    let output = run(folder, arguments);
    let text = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap()).concat();
    (text, output.status.code().unwrap())
}

/// The folder of a new collection, with a document that asks for a picture.
fn collection() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(said(folder.path(), &["init"]).1, 0);
    fs::write(folder.path().join("own.md"), DOCUMENT).unwrap();
    folder
}

const DOCUMENT: &str = "{{gainsay claim italians-claimed}}\n\n```gainsay lineage italians-claimed\n```\n";

/// Every file below a folder, with its content.
fn all(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(below).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                found.push((name, fs::read(&path).unwrap_or_default()));
            }
        }
    }
    found.sort();
    found
}

/// The commands that write a file that is named, and the file; none where it is the first picture beside it.
const WRITING: [(&[&str], &str); 8] = [
    (&["diagram", "discrepancy", "-o", "a.svg"], "a.svg"),
    (&["diagram", "conflicts", "-o", "a.dot"], "a.dot"),
    (&["report", "own.md", "-o", "a.html"], "a.html"),
    (&["report", "own.md", "-o", "a.md"], ""),
    (&["page", "-o", "b.html"], "b.html"),
    (&["completions", "bash", "-o", "a.bash"], "a.bash"),
    (&["man", "-o", "a.1"], "a.1"),
    (&["baseline", "write", "a.json"], "a.json"),
];

/// Runs the program where no file can grow beyond a kilobyte; what tries is killed, or told that there is no room.
#[cfg(unix)]
fn cramped(folder: &Path, arguments: &[&str], is_killed: bool) -> Output {
    let trap = if is_killed { "" } else { "trap '' XFSZ; " };
    let script = format!("{trap}ulimit -c 0; ulimit -f 1; exec \"$0\" \"$@\"");
    let mut shell = Command::new("bash");
    shell.arg("-c").arg(script).arg(PROGRAM).args(arguments).current_dir(folder).output().unwrap()
}

#[cfg(unix)]
#[test]
fn whoever_is_killed_or_has_no_room_leaves_the_old_files() {
    let folder = collection();
    // More than a kilobyte of contradictions, for the baseline.
    let long = "long-".repeat(120) + "name";
    let claim = |n: u32, by: &str| {
        format!(
            "Claim(id: \"c{n}-{long}\", by: \"{by}\", says: Figure(of: \"held[italian] @ 19{}\", is: \"{n}\")),\n",
            n / 2
        )
    };
    let claims: String =
        (120..140).map(|n| claim(n, if n % 2 == 0 { "soviet-government" } else { "italian-government" })).collect();
    fs::write(
        folder.path().join("sources/many.ron"),
        format!("Source(id: \"many\", kind: Report, by: \"soviet-government\", claims: [{claims}])"),
    )
    .unwrap();
    for (arguments, file) in WRITING {
        let (text, code) = said(folder.path(), arguments);
        assert_eq!(code, 0, "{arguments:?}: {text}");
        let path = if file.is_empty() { first_picture(folder.path()) } else { folder.path().join(file) };
        let was = fs::read(&path).unwrap();
        assert!(was.len() > 1024, "{arguments:?} writes more than fits");
        let before = all(folder.path());
        let killed = cramped(folder.path(), arguments, true);
        assert_eq!(killed.status.code(), None, "{arguments:?} is killed while it writes");
        assert_eq!(fs::read(&path).unwrap(), was, "{arguments:?}");
        let full = cramped(folder.path(), arguments, false);
        let text = String::from_utf8_lossy(&full.stderr).into_owned();
        assert!(full.status.code() == Some(4) && text.contains("cannot write"), "{arguments:?}: {text}");
        assert_eq!(all(folder.path()), before, "{arguments:?}: what the killed one left is cleared");
        let (text, code) = said(folder.path(), arguments);
        assert_eq!((code, all(folder.path()) == before), (0, true), "{arguments:?} replaces its own: {text}");
    }
}

#[cfg(unix)]
fn first_picture(folder: &Path) -> std::path::PathBuf {
    fs::read_dir(folder.join("a.pictures")).unwrap().next().unwrap().unwrap().path()
}

#[cfg(unix)]
#[test]
fn a_collection_is_made_whole_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let full = cramped(folder.path(), &["init", "new"], false);
    assert_eq!(full.status.code(), Some(4));
    assert_eq!(all(folder.path()), []);
    assert_eq!(cramped(folder.path(), &["init", "new"], true).status.code(), None);
    assert!(!folder.path().join("new/gainsay.ron").exists(), "a collection that is not whole is none");
}

#[test]
fn a_failed_write_has_one_exit_code() {
    let folder = collection();
    fs::create_dir(folder.path().join("folder")).unwrap();
    fs::write(folder.path().join("file"), "").unwrap();
    for (arguments, _) in WRITING {
        let mut arguments = arguments.to_vec();
        let file = format!("file/{}", arguments.pop().unwrap());
        let (text, code) = said(folder.path(), &[&arguments[..], &[&file]].concat());
        assert_eq!(code, 4, "{arguments:?}: {text}");
    }
    if Path::new("/dev/full").exists() {
        for arguments in [&["check"][..], &["page"], &["man"], &["list", "claims"], &["explain", "GS201"]] {
            let full = fs::File::options().write(true).open("/dev/full").unwrap();
            let mut program = Command::new(PROGRAM);
            let output = program.args(arguments).current_dir(folder.path()).stdout(full).output().unwrap();
            assert_eq!(output.status.code(), Some(4), "{arguments:?}");
        }
        let (text, code) = said(folder.path(), &["diagram", "discrepancy", "--format", "svg", "-o", "/dev/full"]);
        assert_eq!(code, 4, "{text}");
        let (text, code) = said(folder.path(), &["diagram", "discrepancy", "--format", "svg", "-o", "/dev/null"]);
        assert_eq!(code, 0, "{text}");
    }
}

#[test]
fn what_gainsay_did_not_make_is_replaced_only_where_it_is_told_to() {
    let folder = collection();
    for (file, format) in [
        ("a.svg", "svg"),
        ("a.dot", "dot"),
        ("a.md", "markdown"),
        ("a.html", "html"),
        ("a.csv", "csv"),
        ("a.json", "json"),
    ] {
        let at = folder.path().join(file);
        fs::write(&at, "mine").unwrap();
        let plain = ["diagram", "conflicts", "--format", format, "-o", file];
        let forced = [&plain[..], &["--force"]].concat();
        let (text, code) = said(folder.path(), &plain);
        assert!(code == 2 && text.contains("was not made by gainsay"), "{file}: {text}");
        assert_eq!(fs::read(&at).unwrap(), b"mine");
        assert_eq!(said(folder.path(), &forced).1, 0);
        // CSV and JSON have no comments, so nobody can tell who made them.
        let again = if matches!(format, "csv" | "json") { 2 } else { 0 };
        assert_eq!(said(folder.path(), &plain).1, again, "{file}");
    }
    // Pictures beside a document are no exception, and nothing at all is written where one is in the way.
    assert_eq!(said(folder.path(), &["report", "own.md", "-o", "r.md"]).1, 0);
    let picture = fs::read_dir(folder.path().join("r.pictures")).unwrap().next().unwrap().unwrap().path();
    fs::write(&picture, "mine").unwrap();
    fs::remove_file(folder.path().join("r.md")).unwrap();
    let (text, code) = said(folder.path(), &["report", "own.md", "-o", "r.md"]);
    assert!(code == 2 && text.contains("was not made by gainsay"), "{text}");
    assert!(fs::read(&picture).unwrap() == b"mine" && !folder.path().join("r.md").exists());
    // What was written follows from the collection, mark and all.
    assert_eq!(said(folder.path(), &["report", "own.md", "-o", "r.md", "--force"]).1, 0);
    let (text, code) = said(folder.path(), &["report", "own.md", "-o", "r.md", "--check"]);
    assert_eq!(code, 0, "{text}");
}

/// Whether nothing of a folder changes however a file in it is named as an output.
fn assert_kept(folder: &Path, outputs: &[&str]) {
    let before = all(folder);
    for output in outputs {
        for force in [&[][..], &["--force"]] {
            for command in [
                &["diagram", "discrepancy", "--format", "svg", "-o", output][..],
                &["report", "own.md", "--format", "html", "-o", output],
            ] {
                let (text, code) = said(folder, &[command, force].concat());
                assert_eq!(code, 2, "{command:?} {force:?}: {text}");
                assert!(text.contains("help: "), "{text}");
                assert_eq!(all(folder), before, "{command:?} {force:?}");
            }
        }
    }
}

#[test]
fn no_file_of_the_collection_is_ever_replaced() {
    let folder = collection();
    let at = folder.path();
    fs::create_dir(at.join("texts")).unwrap();
    fs::write(at.join("texts/cia.txt"), "claimed 11,000 Italians remained").unwrap();
    let root = fs::read_to_string(at.join("gainsay.ron")).unwrap();
    let root = root.replacen("Collection(", "Collection(texts: \"texts\",", 1);
    fs::write(at.join("gainsay.ron"), root).unwrap();
    fs::hard_link(at.join("sources/cia-1953.ron"), at.join("hard.svg")).unwrap();
    let name = at.file_name().unwrap().to_string_lossy().into_owned();
    let around = format!("../{name}/rules.ron");
    assert_kept(
        at,
        &["sources/cia-1953.ron", "./sources/../gainsay.ron", &around, "hard.svg", "texts/cia.txt", "sources/new.ron"],
    );
}

#[test]
fn the_document_of_a_report_is_never_replaced() {
    let folder = collection();
    fs::hard_link(folder.path().join("own.md"), folder.path().join("same.html")).unwrap();
    let before = all(folder.path());
    for output in ["own.md", "./sources/../own.md", "same.html"] {
        let (text, code) = said(folder.path(), &["report", "own.md", "-o", output, "--force"]);
        assert!(code == 2 && text.contains("the document itself"), "{output}: {text}");
        assert_eq!(all(folder.path()), before);
    }
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_out_of_their_folder() {
    use std::os::unix::fs::symlink;
    let folder = collection();
    let at = folder.path();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("theirs.svg"), "<!-- Made by gainsay, which may replace this file. -->\n").unwrap();
    symlink(outside.path().join("theirs.svg"), at.join("out.svg")).unwrap();
    symlink("sources/cia-1953.ron", at.join("source.svg")).unwrap();
    symlink("rules.ron", at.join("rules.svg")).unwrap();
    symlink("own.md", at.join("document.md")).unwrap();
    symlink("nowhere", at.join("dangling.svg")).unwrap();
    assert_kept(at, &["out.svg", "source.svg", "rules.svg", "dangling.svg"]);
    assert_eq!(said(at, &["report", "own.md", "-o", "document.md", "--force"]).1, 2);
    assert!(fs::read_to_string(outside.path().join("theirs.svg")).unwrap().starts_with("<!--"));
    // One that stays beside what it names is followed, and stays a link.
    assert_eq!(said(at, &["diagram", "discrepancy", "-o", "first.svg"]).1, 0);
    symlink("first.svg", at.join("latest.svg")).unwrap();
    assert_eq!(said(at, &["diagram", "conflicts", "-o", "latest.svg"]).1, 0);
    assert!(fs::symlink_metadata(at.join("latest.svg")).unwrap().is_symlink());
    assert_eq!(fs::read(at.join("latest.svg")).unwrap(), fs::read(at.join("first.svg")).unwrap());
}

#[test]
fn no_collection_is_made_inside_or_around_another() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert_eq!(said(at, &["init", "a/b"]).1, 0);
    let before = all(at);
    for (name, part) in [
        ("a/b/c", "stands in a collection already, that in `"),
        ("a/b/c/d", "stands in a collection already, that in `"),
        ("a/b/sources", "stands in a collection already, that in `"),
        ("a", "holds a collection already, in `a/b`"),
        (".", "holds a collection already, in `./a/b`"),
        ("a/b", "exists already, and nothing is overwritten"),
    ] {
        let (text, code) = said(at, &["init", name]);
        assert!(code == 2 && text.contains(part) && text.contains("help: "), "{name}: {text}");
        assert_eq!(all(at), before, "{name}");
    }
    assert!(said(at, &["init", "a/b/c"]).0.contains("a/b`"), "which one is said");
    // Beside it there is room, and what stands there already stays.
    fs::create_dir(at.join("c")).unwrap();
    fs::write(at.join("c/notes.txt"), "mine").unwrap();
    fs::write(at.join("c/old.ron"), "Rules([])").unwrap();
    let (text, code) = said(at, &["init", "c"]);
    let told = "note: `c` holds 2 files and folders already: all of it stays as it is, and what ends in `.ron` will be \
                read as part of the collection: `c/old.ron`\n";
    assert!(code == 0 && text.contains(told), "{text}");
    assert_eq!(fs::read(at.join("c/notes.txt")).unwrap(), b"mine");
}
