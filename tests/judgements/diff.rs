//! `gainsay diff` between folders and between revisions of a repository.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{change, collection, said};

/// Runs git in a folder with nothing of the user's own settings; whether it went well.
fn git(folder: &Path, arguments: &[&str]) -> bool {
    let output = Command::new("git")
        .args(["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"])
        .args(["-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output();
    output.is_ok_and(|output| output.status.success())
}

/// A repository with the collection in `deep/er`, committed; nothing where there is no git.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn repository() -> Option<(tempfile::TempDir, std::path::PathBuf)> {
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("deep/er");
    fs::create_dir_all(&below).unwrap();
    let files = collection();
    for entry in fs::read_dir(files.path()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), below.join(entry.file_name())).unwrap();
    }
    if !git(folder.path(), &["init", "-q"]) {
        eprintln!("skipped: git is not installed");
        return None;
    }
    commit(folder.path());
    Some((folder, below))
}

fn commit(folder: &Path) {
    assert!(git(folder, &["add", "-A"]) && git(folder, &["commit", "-q", "--no-verify", "-m", "x"]));
}

fn changed(folder: &Path) {
    change(folder, "source.ron", "is: \"30\"", "is: \"40\"");
    change(folder, "source.ron", "is: \"none\"", "is: \"7\"");
    change(
        folder,
        "source.ron",
        "Claim(id: \"none\"",
        "Claim(id: \"one\", by: \"ministry\", says: Figure(of: \"held[italian] @ 1950-06\", is: \"1\")),\n    \
         Claim(id: \"two\", by: \"embassy\", says: Figure(of: \"held[italian] @ 1950-06\", is: \"2\")),\n    \
         Claim(id: \"none\"",
    );
}

#[test]
fn two_folders_are_compared() {
    let (before, after) = (collection(), collection());
    let old = before.path().to_str().unwrap();
    let (text, code) = said(after.path(), &["diff", old]);
    assert!(code == 0 && text.contains("0 gained, 0 lost, 0 changed, 2 as before"), "{text}");
    changed(after.path());
    let mut all = Vec::new();
    for format in ["human", "short", "markdown", "json"] {
        let (text, code) = said(after.path(), &["diff", old, "--format", format]);
        assert_eq!(code, 1, "{text}");
        all.push(
            text.replace(&*before.path().to_string_lossy(), "BEFORE")
                .replace(&*after.path().to_string_lossy(), "AFTER"),
        );
    }
    insta::with_settings!({ snapshot_path => ".", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("diff", all.join("\n"));
    });
    // The other way round one is gained, too.
    let (text, code) = said(before.path(), &["diff", after.path().to_str().unwrap()]);
    assert!(code == 1 && text.contains("1 gained, 1 lost, 1 changed"), "{text}");
    let (text, code) = said(after.path(), &["diff", "/"]);
    assert!(code == 3 && text.contains("is not a collection"), "{text}");
}

#[test]
fn revisions_are_compared_with_the_folder_and_with_each_other() {
    let Some((repository, folder)) = repository() else { return };
    changed(&folder);
    let (text, code) = said(&folder, &["diff", "HEAD"]);
    assert!(code == 1 && text.contains("1 gained, 1 lost, 1 changed, 0 as before"), "{text}");
    // From the repository's own folder, and from outside of it.
    assert_eq!(said(repository.path(), &["diff", "main", "-C", "deep/er"]).1, 1);
    assert_eq!(said(Path::new("/"), &["diff", "main", folder.to_str().unwrap()]).1, 1);
    commit(repository.path());
    assert_eq!(said(&folder, &["diff", "HEAD"]).1, 0);
    let (text, code) = said(&folder, &["diff", "HEAD~1..HEAD", "--format", "short"]);
    assert!(code == 1 && text.starts_with("gained\tC-"), "{text}");
    // What is judged when it is gained does not count.
    let id = text.split('\t').nth(1).unwrap();
    said(&folder, &["judge", id, "--verdict", "unresolved", "--because", "x"]);
    let (text, code) = said(&folder, &["diff", "HEAD~1"]);
    assert!(code == 0 && text.contains("judged unresolved"), "{text}");
    let (text, code) = said(&folder, &["diff", "HEAD"]);
    assert!(code == 0 && text.contains("judged not judged -> unresolved"), "{text}");
}

#[test]
fn what_cannot_be_compared_is_told() {
    let Some((repository, folder)) = repository() else { return };
    for (revision, part) in [
        ("--output=x", ""),
        ("HEAD..", "is missing beside"),
        ("..--output=x", "is missing beside"),
        ("HEAD..--output=x", "is no revision"),
        ("no-such", "there is no revision `no-such`"),
        ("HEAD:deep", "there is no revision"),
        ("x\u{1b}[2J", "there is no revision"),
        ("HEAD\n--help", "is no revision"),
        ("", "is missing"),
    ] {
        let (text, code) = said(&folder, &["diff", revision]);
        assert!(code == 2 && text.contains(part) && !text.contains('\u{1b}'), "{revision}: {text}");
    }
    // With `--` what begins with a dash comes through, and is refused.
    let (text, code) = said(&folder, &["diff", "--", "--output=x"]);
    assert!(code == 2 && text.contains("is no revision"), "{text}");
    assert!(!folder.join("x").exists() && !repository.path().join("x").exists());
    // A state that cannot be read is told like any other.
    change(&folder, "source.ron", "embassy", "embasy");
    commit(repository.path());
    change(&folder, "source.ron", "embasy", "embassy");
    let (text, code) = said(&folder, &["diff", "HEAD"]);
    assert!(
        code == 3 && text.contains("there is no party `embasy`") && text.contains("This is so in `HEAD`."),
        "{text}"
    );
    // A revision from before the collection was there.
    assert!(git(repository.path(), &["rm", "-rq", "--cached", "deep"]));
    assert!(git(repository.path(), &["commit", "-q", "--no-verify", "-m", "x"]));
    let (text, code) = said(&folder, &["diff", "HEAD"]);
    assert!(code == 2 && text.contains("`deep/er` holds no `gainsay.ron`"), "{text}");
    let alone = collection();
    let (text, code) = said(alone.path(), &["diff", "HEAD"]);
    assert!(code == 2 && text.contains("not a git repository"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_hostile_repository_runs_nothing_and_leads_nowhere() {
    let Some((repository, folder)) = repository() else { return };
    let odd = folder.join("a\nb\t\"c\u{202e}.ron");
    fs::write(&odd, "Rules([])").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.join("leads.ron")).unwrap();
    commit(repository.path());
    fs::remove_file(folder.join("leads.ron")).unwrap();
    let ran = repository.path().join("ran");
    let evil = format!("touch {}", ran.display());
    for setting in
        ["core.fsmonitor", "core.pager", "diff.external", "core.sshCommand", "core.editor", "filter.x.smudge"]
    {
        assert!(git(repository.path(), &["config", setting, &evil]));
    }
    fs::write(repository.path().join(".git/info/attributes"), "*.ron diff=x filter=x\n").unwrap();
    assert!(git(repository.path(), &["config", "diff.x.textconv", &evil]));
    let (text, code) = said(&folder, &["diff", "HEAD"]);
    assert_eq!(code, 0, "{text}");
    assert!(text.contains("the link `leads.ron` is not followed"), "{text}");
    assert!(!ran.exists(), "{text}");
}

/// A collection whose objects are not all there, in a repository that says where to fetch them: by a program.
#[cfg(unix)]
fn with_promises(allowed: &str) -> Option<(tempfile::TempDir, std::path::PathBuf, std::path::PathBuf)> {
    let (repository, folder) = repository()?;
    let ran = repository.path().join("ran");
    let script = repository.path().join("evil");
    fs::write(&script, format!("#!/bin/sh\ntouch {}\n", ran.display())).unwrap();
    for (setting, value) in [
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", &format!("ext::sh {}", script.display())),
        (allowed, "always"),
    ] {
        assert!(git(repository.path(), &["config", setting, value]));
    }
    // The objects of the source are taken away.
    let mut asked = Command::new("git");
    let output = asked.args(["rev-parse", "HEAD:deep/er/source.ron"]).current_dir(repository.path()).output().unwrap();
    let id = String::from_utf8(output.stdout).unwrap();
    let (start, rest) = id.trim().split_at(2);
    fs::remove_file(repository.path().join(".git/objects").join(start).join(rest)).unwrap();
    Some((repository, folder, ran))
}

#[cfg(unix)]
#[test]
fn objects_that_are_missing_are_not_fetched_by_a_program_even_by_an_old_git() {
    use std::os::unix::fs::PermissionsExt;
    for allowed in ["protocol.ext.allow", "protocol.allow"] {
        let Some((repository, folder, ran)) = with_promises(allowed) else { return };
        // An old git knows nothing of `GIT_NO_LAZY_FETCH`.
        let old = tempfile::tempdir().unwrap();
        let found = Command::new("sh").args(["-c", "command -v git"]).output().unwrap();
        let real = String::from_utf8(found.stdout).unwrap();
        let wrapper = old.path().join("git");
        fs::write(&wrapper, format!("#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nexec {} \"$@\"\n", real.trim())).unwrap();
        fs::set_permissions(&wrapper, fs::Permissions::from_mode(0o755)).unwrap();
        let path = format!("{}:{}", old.path().display(), std::env::var("PATH").unwrap());
        // The trap is one: git itself falls into it.
        let mut bare = Command::new(&wrapper);
        let bare = bare.args(["cat-file", "blob", "HEAD:deep/er/source.ron"]).current_dir(repository.path());
        assert!(!bare.output().unwrap().status.success());
        assert!(ran.exists(), "without care the program is run ({allowed})");
        fs::remove_file(&ran).unwrap();
        let mut diff = Command::new(env!("CARGO_BIN_EXE_gainsay"));
        let diff = diff.args(["diff", "HEAD"]).current_dir(&folder).env("PATH", &path).stdin(Stdio::null());
        let output = diff.output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        // Whether the listing or the file is what git first finds missing differs.
        assert!(output.status.code() == Some(2) && text.contains("missing"), "{text}");
        assert!(!ran.exists(), "{allowed}: {text}");
    }
}
