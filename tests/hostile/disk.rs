//! Folders that are not what they seem: links, pipes, bytes that are no text.

use std::fs;
use std::path::Path;

use gainsay::base::message::Message;
use gainsay::base::text::{
    LARGEST_FILE, LARGEST_TEXT, TextProblem, Texts, read_collection, read_document, read_stream, read_text,
    read_written,
};
use gainsay::model::load::load;
use tempfile::TempDir;

use super::{assert_sound, claim, small};

/// A name that stands only outside the collection.
const SECRET: &str = "xyzzy-outside";

/// A folder with the small collection in `inside` and a file with the secret in `outside`.
fn folders() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("inside/sources")).unwrap();
    fs::create_dir(folder.path().join("outside")).unwrap();
    for (path, text) in small() {
        fs::write(folder.path().join("inside").join(path), text).unwrap();
    }
    let text = format!("Source(id: \"{SECRET}\", kind: Report, by: \"{SECRET}\", claims: [{}])", claim(SECRET));
    fs::write(folder.path().join("outside/secret.ron"), text).unwrap();
    folder
}

/// Reads the collection; nothing of what stands outside may be known.
fn read(folder: &TempDir) -> Vec<Message> {
    let (texts, problems) = read_collection(&folder.path().join("inside"));
    for (_, file) in texts.files() {
        assert!(!file.text().contains(SECRET), "{} was read", file.path());
    }
    let messages = match load(&texts, &problems) {
        Ok(loaded) => loaded.warnings,
        Err(error) => error.messages,
    };
    assert_sound(&texts, &messages);
    for message in &messages {
        assert!(!format!("{message:?}").contains(SECRET), "{message:?}");
    }
    messages
}

fn texts_of(messages: &[Message]) -> Vec<&str> {
    messages.iter().map(|message| message.text.as_str()).collect()
}

#[test]
fn bytes_that_are_no_text_are_reported_where_they_stand() {
    let folder = folders();
    let start = "Source(id: \"é\", kind: Report, by: \"";
    for bytes in [&b"\xff\xfe"[..], b"\xc3", b"\xed\xa0\x80", b"\xf5", b"\0\x80"] {
        let all = [start.as_bytes(), bytes, b"\")"].concat();
        fs::write(folder.path().join("inside/sources/bad.ron"), all).unwrap();
        let messages = read(&folder);
        assert_eq!(texts_of(&messages), ["`sources/bad.ron` is not UTF-8"]);
        let after = if bytes[0] == 0 { start.len() + 1 } else { start.len() };
        assert_eq!(messages[0].places[0].span.range().start, after);
    }
    fs::write(folder.path().join("inside/gainsay.ron"), b"\xff").unwrap();
    assert!(!read(&folder).is_empty());
}

#[test]
fn a_folder_with_the_name_of_a_file_is_a_folder() {
    let folder = folders();
    fs::create_dir(folder.path().join("inside/x.ron")).unwrap();
    fs::write(folder.path().join("inside/x.ron/bad.ron"), "nothing").unwrap();
    assert_eq!(read(&folder).len(), 1);
    fs::remove_file(folder.path().join("inside/gainsay.ron")).unwrap();
    fs::create_dir(folder.path().join("inside/gainsay.ron")).unwrap();
    assert!(texts_of(&read(&folder)).iter().any(|text| text.contains("gainsay.ron")));
}

#[test]
fn texts_of_sources_are_read_below_their_folder_only() {
    let folder = folders();
    let inside = folder.path().join("inside");
    fs::write(inside.join("a.txt"), "one\n").unwrap();
    let mut texts = Texts::new();
    let read = read_text(&inside, "a.txt", &mut texts).unwrap();
    assert_eq!(texts.file(read.file).text(), "one\n");
    assert_eq!(read.sha256, "2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806");
    for path in ["../outside/secret.ron", "/etc/passwd", "sources/../../outside/secret.ron", "", "a\0b", "C:a"] {
        assert_eq!(read_text(&inside, path, &mut texts), Err(TextProblem::LeadsOut), "{path:?}");
    }
    for path in ["b.txt", "a.txt/b", "no/where.txt"] {
        assert_eq!(read_text(&inside, path, &mut texts), Err(TextProblem::Missing), "{path}");
    }
    assert_eq!(read_text(&inside, "sources", &mut texts), Err(TextProblem::NotAFile));
    assert_eq!(read_text(&inside.join("absent"), "a.txt", &mut texts), Err(TextProblem::Missing));
    // A hole takes no room on the disk.
    fs::File::create(inside.join("huge.txt")).unwrap().set_len(LARGEST_TEXT + 1).unwrap();
    assert_eq!(read_text(&inside, "huge.txt", &mut texts), Err(TextProblem::TooLarge));
    fs::write(inside.join("bytes.txt"), b"caf\xe9 \xff\xfe 5").unwrap();
    let read = read_text(&inside, "bytes.txt", &mut texts).unwrap();
    assert_eq!((read.not_utf8, texts.file(read.file).text()), (Some(3), "caf\u{fffd} \u{fffd}\u{fffd} 5"));
}

#[test]
fn what_is_too_large_is_refused_before_it_is_read() {
    let folder = folders();
    let inside = folder.path().join("inside");
    // A hole takes no room on the disk, but would in memory.
    let huge = |name: &str, size: u64| fs::File::create(inside.join(name)).unwrap().set_len(size).unwrap();
    huge("huge.ron", 64 << 30);
    let messages = read(&folder);
    assert_eq!(texts_of(&messages), ["`huge.ron` is larger than 1 GiB"]);
    fs::remove_file(inside.join("huge.ron")).unwrap();
    huge("largest.ron", LARGEST_FILE + 1);
    assert_eq!(read(&folder).len(), 1);
    huge("own.md", 64 << 30);
    assert!(read_document(&inside.join("own.md")).is_err());
    assert!(read_written(&inside.join("own.md")).is_err());
    assert!(read_stream(std::io::repeat(b'a'), 1 << 20).is_err());
    assert_eq!(read_stream(&b"abc"[..], 3).unwrap(), "abc");
}

#[test]
fn deep_folders_are_read() {
    let folder = folders();
    let deep = folder.path().join("inside").join(vec!["d"; 200].join("/"));
    fs::create_dir_all(&deep).unwrap();
    fs::write(deep.join("bad.ron"), "nothing").unwrap();
    assert_eq!(read(&folder).len(), 1);
}

#[test]
fn a_folder_that_is_not_there_or_no_collection_is_one_error() {
    let folder = tempfile::tempdir().unwrap();
    for make in [
        |_: &Path| (),
        |path: &Path| fs::create_dir(path).unwrap(),
        |path: &Path| {
            fs::remove_dir(path).unwrap();
            fs::write(path, "Collection(title: \"\")").unwrap();
        },
    ] {
        make(&folder.path().join("inside"));
        assert_eq!(read(&folder).len(), 1);
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use gainsay::base::text::{TextProblem, Texts, read_text, texts_inside};

    use super::{Path, folders, fs, read, texts_of};

    #[test]
    fn a_text_is_no_link_that_leads_out_and_no_pipe() {
        let folder = folders();
        let inside = folder.path().join("inside");
        symlink("../outside/secret.ron", inside.join("out.txt")).unwrap();
        symlink("../outside", inside.join("out")).unwrap();
        symlink("/dev/zero", inside.join("zero.txt")).unwrap();
        symlink("around.txt", inside.join("around.txt")).unwrap();
        symlink("gainsay.ron", inside.join("in.txt")).unwrap();
        assert!(Command::new("mkfifo").arg(inside.join("pipe.txt")).status().unwrap().success());
        let mut texts = Texts::new();
        let mut read = |path: &str| read_text(&inside, path, &mut texts);
        for path in ["out.txt", "out/secret.ron", "zero.txt"] {
            assert_eq!(read(path), Err(TextProblem::LeadsOut), "{path}");
        }
        assert!(matches!(read("around.txt"), Err(TextProblem::Io(_))));
        assert_eq!(read("pipe.txt"), Err(TextProblem::NotAFile));
        assert!(read("in.txt").is_ok());
        assert_eq!(texts_inside(&inside, "out"), Err(TextProblem::LeadsOut));
        assert_eq!(texts_inside(&inside, "in.txt"), Err(TextProblem::Missing));
        assert!(texts_inside(&inside, "sources").is_ok());
    }

    #[test]
    fn links_that_lead_out_are_reported_and_not_followed() {
        let folder = folders();
        let inside = folder.path().join("inside");
        let links: [(&str, &Path); 4] = [
            ("a-file.ron", &folder.path().join("outside/secret.ron")),
            ("b-folder", &folder.path().join("outside")),
            ("sources/c-up.ron", Path::new("../../outside/secret.ron")),
            ("sources/d-device.ron", Path::new("/dev/zero")),
        ];
        for (name, target) in links {
            symlink(target, inside.join(name)).unwrap();
        }
        // Through a link that stays inside, to one that leads out.
        symlink("b-folder", inside.join("e-both")).unwrap();
        let messages = read(&folder);
        let expected = ["a-file.ron", "b-folder", "e-both", "sources/c-up.ron", "sources/d-device.ron"];
        assert_eq!(texts_of(&messages), expected.map(|name| format!("the link `{name}` leads out of the collection")));
    }

    #[test]
    fn the_collections_own_file_may_not_be_a_link_that_leads_out() {
        let folder = folders();
        let inside = folder.path().join("inside");
        fs::rename(inside.join("gainsay.ron"), folder.path().join("outside/gainsay.ron")).unwrap();
        symlink("../outside/gainsay.ron", inside.join("gainsay.ron")).unwrap();
        assert_eq!(texts_of(&read(&folder)), ["the link `gainsay.ron` leads out of the collection"]);
    }

    #[test]
    fn links_in_circles_and_into_the_void_end() {
        let folder = folders();
        let inside = folder.path().join("inside");
        symlink("one.ron", inside.join("two.ron")).unwrap();
        symlink("two.ron", inside.join("one.ron")).unwrap();
        symlink("nowhere.ron", inside.join("void.ron")).unwrap();
        symlink(".", inside.join("self")).unwrap();
        symlink("..", inside.join("sources/up")).unwrap();
        symlink("vocabulary.ron", inside.join("again.ron")).unwrap();
        let messages = read(&folder);
        let paths: Vec<_> = messages.iter().filter_map(|message| message.path.as_deref()).collect();
        assert_eq!(paths, ["one.ron", "two.ron", "void.ron"]);
    }

    #[test]
    fn a_pipe_is_not_waited_for() {
        let folder = folders();
        let inside = folder.path().join("inside");
        let made = Command::new("mkfifo").arg(inside.join("x.ron")).status();
        if !made.is_ok_and(|status| status.success()) {
            println!("skipped: there is no mkfifo");
            return;
        }
        assert_eq!(texts_of(&read(&folder)), ["`x.ron` is not a plain file"]);
        fs::rename(inside.join("x.ron"), folder.path().join("outside/pipe")).unwrap();
        symlink("../outside/pipe", inside.join("x.ron")).unwrap();
        assert_eq!(texts_of(&read(&folder)), ["the link `x.ron` leads out of the collection"]);
        fs::rename(folder.path().join("outside/pipe"), inside.join("y")).unwrap();
        fs::remove_file(inside.join("x.ron")).unwrap();
        symlink("y", inside.join("x.ron")).unwrap();
        read(&folder);
        fs::remove_file(inside.join("gainsay.ron")).unwrap();
        fs::rename(inside.join("y"), inside.join("gainsay.ron")).unwrap();
        assert!(!read(&folder).is_empty());
    }

    #[test]
    fn what_may_not_be_read_is_reported() {
        let folder = folders();
        let inside = folder.path().join("inside");
        fs::write(inside.join("closed.ron"), "nothing").unwrap();
        fs::set_permissions(inside.join("closed.ron"), fs::Permissions::from_mode(0o000)).unwrap();
        if fs::read(inside.join("closed.ron")).is_ok() {
            println!("skipped: this user may read everything");
            return;
        }
        fs::set_permissions(inside.join("sources"), fs::Permissions::from_mode(0o000)).unwrap();
        let messages = read(&folder);
        fs::set_permissions(inside.join("sources"), fs::Permissions::from_mode(0o700)).unwrap();
        let paths: Vec<_> = messages.iter().filter_map(|message| message.path.as_deref()).collect();
        assert_eq!(paths, ["closed.ron", "sources"]);
    }

    #[test]
    fn names_that_are_no_text_are_read_or_reported() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let folder = folders();
        let path = folder.path().join("inside").join(OsStr::from_bytes(b"\xff.ron"));
        if fs::write(path, "nothing").is_ok() {
            assert_eq!(read(&folder).len(), 1);
        }
    }
}
