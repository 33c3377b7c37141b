//! The files of a collection as they were in a revision, by way of `git`.
//!
//! A repository may come from anyone, and its settings can name programs. So git is run without a shell, reads
//! objects only, and is told to run no hook, no monitor, no pager; nothing is checked out, so no filter runs either.
//! It never fetches objects that are missing: newer gits are told so, and older ones have no protocol left to do it by,
//! whatever the repository's settings allow. What it is given to read is named by the digits of objects, but for the revision, which
//! is refused if it looks like an option.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use gainsay::view::report::visible;

use super::Ended;

/// More than this no revision of a collection may come to.
const MOST_BYTES: u64 = 4 << 30;
const MOST_FILES: usize = 1_000_000;

/// A file of a revision: its path below the collection's folder, and its content.
type File = (String, Vec<u8>);

/// The `.ron` files below a folder as they were in a revision, with those links that were passed over.
pub(super) fn files(folder: &Path, revision: &str) -> Result<(Vec<File>, Vec<String>), Ended> {
    let shown = visible(revision);
    if revision.is_empty() || revision.starts_with('-') || revision.contains(['\0', '\n']) {
        return Err(Ended::Misused(format!("`{shown}` is no revision")));
    }
    let prefix = line(folder, &["rev-parse", "--show-prefix"]).map_err(|problem| no_repository(folder, &problem))?;
    let commit = line(folder, &["rev-parse", "--verify", "--end-of-options", &format!("{revision}^{{commit}}")])
        .map_err(|_| {
            Ended::Misused(format!(
                "there is no revision `{shown}`, and no folder of that name\n\
                 help: name a commit, a branch or a tag of git, or the folder of another state of the collection"
            ))
        })?;
    let below = prefix.trim_end_matches('/');
    let tree = line(folder, &["rev-parse", "--verify", "--end-of-options", &format!("{commit}:{below}")])
        .map_err(|_| no_collection(revision, below))?;
    let listing =
        output(folder, &["ls-tree", "-r", "-z", "-l", "--full-tree", &tree]).map_err(|problem| failed(&problem))?;
    let (blobs, links) = blobs(&listing)?;
    if !blobs.iter().any(|blob| blob.path == "gainsay.ron") {
        return Err(no_collection(revision, below));
    }
    Ok((contents(folder, &blobs)?, links))
}

fn no_repository(folder: &Path, problem: &str) -> Ended {
    Ended::Misused(format!(
        "`{}` cannot be read as part of a repository: {}\n\
         help: name the folder of another state of the collection, or put the collection under git",
        folder.display(),
        visible(problem)
    ))
}

fn no_collection(revision: &str, below: &str) -> Ended {
    let place = if below.is_empty() { "the repository".to_owned() } else { format!("`{}`", visible(below)) };
    Ended::Misused(format!("in revision `{}`, {place} holds no `gainsay.ron`", visible(revision)))
}

fn failed(problem: &str) -> Ended {
    Ended::Misused(format!("git cannot read the revision: {}", visible(problem)))
}

/// An object of a tree.
struct Blob {
    path: String,
    id: String,
    size: u64,
}

/// The files that reading a folder would read, and the links among them: a link is never followed.
fn blobs(listing: &[u8]) -> Result<(Vec<Blob>, Vec<String>), Ended> {
    let (mut blobs, mut links) = (Vec::new(), Vec::new());
    let mut bytes: u64 = 0;
    for entry in listing.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
        let tab = entry.iter().position(|byte| *byte == b'\t').unwrap_or(entry.len());
        let head = String::from_utf8_lossy(&entry[..tab]).into_owned();
        let path = String::from_utf8_lossy(entry.get(tab + 1..).unwrap_or_default()).into_owned();
        let is_ron = Path::new(&path).extension().is_some_and(|extension| extension == "ron");
        if !is_ron || path.split('/').any(|part| part.starts_with('.')) {
            continue;
        }
        let words: Vec<&str> = head.split_whitespace().collect();
        match words[..] {
            ["120000", ..] => links.push(path),
            [_, "blob", id, size] => {
                let size = size.parse().map_err(|_| failed(&format!("`{path}` is missing there")))?;
                bytes = bytes.saturating_add(size);
                blobs.push(Blob { path, id: id.to_owned(), size });
            }
            _ => {}
        }
    }
    if bytes > MOST_BYTES || blobs.len() > MOST_FILES {
        return Err(failed(&format!("{} files of {bytes} bytes are too much", blobs.len())));
    }
    Ok((blobs, links))
}

/// The contents of objects, all by one process.
fn contents(folder: &Path, blobs: &[Blob]) -> Result<Vec<File>, Ended> {
    let mut child = spawn(folder, &["cat-file", "--batch"]).map_err(|problem| failed(&problem))?;
    let mut asks = child.stdin.take().expect("stdin is piped");
    let ids: String = blobs.iter().map(|blob| format!("{}\n", blob.id)).collect();
    // Whoever answers waits for no more than it has been asked: both sides at once.
    let asking = std::thread::spawn(move || asks.write_all(ids.as_bytes()));
    let mut answers = BufReader::new(child.stdout.take().expect("stdout is piped"));
    let files = blobs.iter().map(|blob| content(&mut answers, blob)).collect::<Result<Vec<File>, String>>();
    drop(answers);
    let _ = asking.join();
    let _ = child.wait();
    files.map_err(|problem| failed(&problem))
}

fn content(answers: &mut impl BufRead, blob: &Blob) -> Result<File, String> {
    let mut head = String::new();
    answers.by_ref().take(1024).read_line(&mut head).map_err(|error| error.to_string())?;
    if head.trim_end() != format!("{} blob {}", blob.id, blob.size) {
        return Err(format!("`{}` is missing: {}", blob.path, head.trim_end()));
    }
    let mut bytes = Vec::new();
    let read = answers.by_ref().take(blob.size).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    let mut newline = [0];
    answers.read_exact(&mut newline).map_err(|error| error.to_string())?;
    if read as u64 != blob.size {
        return Err(format!("`{}` ends too early", blob.path));
    }
    Ok((blob.path.clone(), bytes))
}

fn spawn(folder: &Path, arguments: &[&str]) -> Result<Child, String> {
    let mut git = Command::new("git");
    git.args(["--no-pager", "--literal-pathspecs", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"])
        .args(["-c", "protocol.allow=never"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_NO_LAZY_FETCH", "1")
        // Unlike `protocol.allow`, this is stronger than what the repository says of single protocols.
        .env("GIT_ALLOW_PROTOCOL", "")
        // What these name would be run, were anything fetched after all.
        .env("GIT_SSH_COMMAND", "false")
        .env("GIT_PROXY_COMMAND", "false")
        .env("GIT_ASKPASS", "false")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("LC_ALL", "C")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    git.spawn().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => "git is not installed".to_owned(),
        _ => format!("git cannot be run: {error}"),
    })
}

/// What a command says, or why it failed.
fn output(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, String> {
    let mut child = spawn(folder, arguments)?;
    drop(child.stdin.take());
    let output = child.wait_with_output().map_err(|error| error.to_string())?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let text = String::from_utf8_lossy(&output.stderr);
    if text.contains("transport '") && text.contains("not allowed") {
        return Err("objects of it are missing here, and are not fetched".to_owned());
    }
    Err(text.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ").to_owned())
}

/// The one line that a command says.
fn line(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = String::from_utf8(output(folder, arguments)?).map_err(|_| "a path that is not UTF-8".to_owned())?;
    Ok(output.strip_suffix('\n').unwrap_or(&output).to_owned())
}
