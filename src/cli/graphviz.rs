//! Pictures laid out by an installed Graphviz.
//!
//! Its program is run by itself, without a shell; it is given DOT in which every text is escaped, and as much time
//! and room as was said. What it prints is passed on if it is what was asked for and nothing in it can act.

use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use gainsay::view::report::visible;

use super::{Ended, tell};

mod inert;

/// More than this no picture comes to.
const MOST_BYTES: u64 = 64 << 20;
/// So much of what it complains about is read, and so many lines of it are shown.
const MOST_COMPLAINTS: u64 = 64 << 10;
const COMPLAINT_LINES: usize = 8;

/// How Graphviz is asked.
#[derive(Debug)]
pub(super) struct Graphviz<'a> {
    /// Its program.
    pub(super) program: &'a Path,
    /// When it is stopped.
    pub(super) timeout: Duration,
}

impl Graphviz<'_> {
    /// A diagram in DOT as `svg`, `png` or `pdf`, at so many pixels an inch.
    pub(super) fn draw(&self, dot: &str, form: &str, dpi: Option<u32>) -> Result<Vec<u8>, Ended> {
        let deadline = Instant::now() + self.timeout;
        let mut child = self.spawn(form, dpi)?;
        let mut stdin = child.stdin.take().expect("stdin is piped");
        let dot = dot.to_owned();
        // It may print before it has read all: both sides at once. If it does not read, it will say why.
        std::thread::spawn(move || stdin.write_all(dot.as_bytes()));
        let printed = reading(child.stdout.take().expect("stdout is piped"), MOST_BYTES + 1);
        let complaints = reading(child.stderr.take().expect("stderr is piped"), MOST_COMPLAINTS);
        let ended = self.wait(&mut child, &printed, deadline);
        let complaints = complaints.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
        let complaints = shown(&complaints);
        let bytes = ended.map_err(|why| self.failed(&why, &complaints))?;
        let bytes = genuine(form, bytes).map_err(|why| self.failed(&why, &complaints))?;
        if !complaints.is_empty() {
            tell(&format!("note: `{}` says\n{complaints}", self.name()));
        }
        Ok(bytes)
    }

    fn name(&self) -> String {
        visible(&self.program.to_string_lossy()).into_owned()
    }

    fn spawn(&self, form: &str, dpi: Option<u32>) -> Result<Child, Ended> {
        let mut command = Command::new(self.program);
        command.arg(format!("-T{form}")).args(dpi.map(|dpi| format!("-Gdpi={dpi}")));
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().map_err(|error| {
            let why = match error.kind() {
                ErrorKind::NotFound => "there is no such program".to_owned(),
                _ => error.to_string(),
            };
            Ended::Misused(format!(
                "`{}` cannot be run: {why}\n\
                 help: install Graphviz (https://graphviz.org), name its program with `--dot PATH`, or leave \
                 `--engine dot` out: gainsay lays pictures out by itself",
                self.name()
            ))
        })
    }

    /// What it printed, when it has ended well in time.
    fn wait(&self, child: &mut Child, printed: &Receiver<Vec<u8>>, deadline: Instant) -> Result<Vec<u8>, String> {
        let left = |deadline: Instant| deadline.saturating_duration_since(Instant::now());
        let bytes = match printed.recv_timeout(left(deadline)) {
            Ok(bytes) if bytes.len() as u64 > MOST_BYTES => {
                stop(child);
                return Err(format!("it printed more than {} megabytes", MOST_BYTES >> 20));
            }
            Ok(bytes) => bytes,
            Err(RecvTimeoutError::Disconnected) => {
                stop(child);
                return Err("what it printed cannot be read".to_owned());
            }
            Err(RecvTimeoutError::Timeout) => return Err(self.late(child)),
        };
        loop {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(bytes),
                Ok(Some(status)) => return Err(format!("it ended with {status}")),
                Ok(None) if left(deadline).is_zero() => return Err(self.late(child)),
                Ok(None) => std::thread::sleep(Duration::from_millis(2)),
                Err(error) => return Err(error.to_string()),
            }
        }
    }

    fn late(&self, child: &mut Child) -> String {
        stop(child);
        let seconds = self.timeout.as_secs();
        let plural = if seconds == 1 { "" } else { "s" };
        format!("it did not end within {seconds} second{plural} and was stopped")
    }

    fn failed(&self, why: &str, complaints: &str) -> Ended {
        let says = if complaints.is_empty() { String::new() } else { format!("it says\n{complaints}") };
        Ended::Misused(format!(
            "`{}` drew nothing: {why}\n{says}\
             help: draw less (`--about`, `--limit`), give it more time (`--engine-timeout SECONDS`), or leave \
             `--engine dot` out: gainsay lays pictures out by itself",
            self.name()
        ))
    }
}

/// Ends the program; where it has ended already there is nothing to do.
fn stop(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}

/// Reads to the end in a thread of its own, and keeps as much as was said.
fn reading(mut from: impl Read + Send + 'static, most: u64) -> Receiver<Vec<u8>> {
    let (send, receive) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if from.by_ref().take(most).read_to_end(&mut bytes).is_ok() {
            // Nobody listens any longer if it was stopped.
            let _ = send.send(bytes);
        }
        // Whoever complains at length must not wait for a reader.
        let _ = std::io::copy(&mut from, &mut std::io::sink());
    });
    receive
}

fn shown(complaints: &[u8]) -> String {
    let text = String::from_utf8_lossy(complaints);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut shown: String = lines.by_ref().take(COMPLAINT_LINES).map(|line| format!("  {}\n", visible(line))).collect();
    let more = lines.count();
    if more > 0 {
        shown.push_str(&format!("  and {more} lines more\n"));
    }
    shown
}

/// A file that is what was asked for, and nothing else.
fn genuine(form: &str, bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let is_genuine = match form {
        "png" => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        "pdf" => bytes.starts_with(b"%PDF-"),
        _ => {
            let text = std::str::from_utf8(&bytes).map_err(|_| "what it printed is no SVG".to_owned())?;
            return inert::inert(text).map(String::into_bytes);
        }
    };
    if is_genuine { Ok(bytes) } else { Err(format!("what it printed is no {}", form.to_uppercase())) }
}
