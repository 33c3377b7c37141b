//! Files that a command writes: each is written whole or not at all, by [`put`] alone.
//!
//! The new text is written into a file beside the old one, brought to the disk, and renamed: whatever happens
//! meanwhile, a kill or a full disk, the file is the old one or the new one. What a kill leaves beside it is cleared
//! by whoever next writes the same file. Those who write into one folder wait for each other.

use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use gainsay::base::text::read_plain;

use super::Ended;
use super::output::shown_path;

mod mark;
mod outputs;

pub(super) use mark::{marked, unmarked};
pub(super) use outputs::{OutputArgs, Outputs};

/// So long a command waits for others that write into the same folder.
const PATIENCE: Duration = Duration::from_secs(20);

/// Held while files of a folder are written; others wait for it.
#[derive(Debug)]
pub(super) struct Lock {
    /// The file that is locked; none where the system has no locks there.
    _held: Option<File>,
}

/// Waits until nobody else writes into a folder.
///
/// # Errors
/// Where somebody still does after [`PATIENCE`].
pub(super) fn lock(folder: &Path) -> Result<Lock, Ended> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(file) = to_lock(folder) else { return Ok(Lock { _held: None }) };
    let until = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Lock { _held: Some(file) }),
            Err(TryLockError::WouldBlock) if Instant::now() < until => std::thread::sleep(Duration::from_millis(5)),
            Err(TryLockError::WouldBlock) => {
                return Err(Ended::Unwritten(format!(
                    "another gainsay has been writing into `{}` for {} seconds, so nothing was written\n\
                     help: try again when it has ended",
                    shown_path(folder),
                    PATIENCE.as_secs()
                )));
            }
            Err(TryLockError::Error(_)) => return Ok(Lock { _held: None }),
        }
    }
}

/// What stands for a folder where locks are taken: the folder itself, so that nothing is left behind.
#[cfg(unix)]
fn to_lock(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

/// What stands for a folder where locks are taken: folders cannot be locked here, so a file in it that readers of
/// collections pass over.
#[cfg(not(unix))]
fn to_lock(folder: &Path) -> io::Result<File> {
    fs::OpenOptions::new().write(true).create(true).truncate(false).open(folder.join(".gainsay.lock"))
}

/// Whether a file that is there already may be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// There must be none.
    New,
    /// One that is there is replaced.
    Any,
}

/// Puts a file in its place: all of it, or nothing. One that it replaces keeps its permissions.
///
/// The lock is that of the folder that it stands in, or of a folder around it in which all who write such a file
/// lock.
///
/// # Errors
/// Where the operating system refuses, or there is a file and must be none.
pub(super) fn put(_lock: &Lock, path: &Path, bytes: &[u8], place: Place) -> Result<(), Ended> {
    let problem = |error: &io::Error| cannot_write(path, error);
    let folder = folder_of(path);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let permissions = match fs::symlink_metadata(path) {
        Ok(data) if data.permissions().readonly() => {
            return Err(problem(&io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only")));
        }
        Ok(data) => Some(data.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(problem(&error)),
    };
    clear_leftovers(folder, &name);
    let prefix = format!(".{name}.");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(LEFTOVER);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut beside = builder.tempfile_in(folder).map_err(|error| problem(&error))?;
    let written = beside.write_all(bytes).and_then(|()| {
        if let Some(permissions) = permissions {
            beside.as_file().set_permissions(permissions)?;
        }
        beside.as_file().sync_all()
    });
    written.map_err(|error| problem(&error))?;
    let placed = match place {
        Place::New => beside.persist_noclobber(path),
        Place::Any => beside.persist(path),
    };
    placed.map_err(|error| problem(&error.error))?;
    // That the new name is on the disk too can be waited for on some systems only.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// How the names of files end that are being written.
const LEFTOVER: &str = ".new";

/// Removes what was left beside a file by a gainsay that was stopped while it wrote. Whoever calls holds the lock, so
/// nobody is writing it now.
fn clear_leftovers(folder: &Path, name: &str) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let prefix = format!(".{name}");
    for entry in entries.flatten() {
        let own = entry.file_name();
        let Some(middle) =
            own.to_str().and_then(|own| own.strip_prefix(&prefix)).and_then(|own| own.strip_suffix(LEFTOVER))
        else {
            continue;
        };
        let is_ours = middle.is_empty()
            || middle.strip_prefix('.').is_some_and(|middle| middle.chars().all(|c| c.is_ascii_alphanumeric()));
        if is_ours && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Puts a text in a file's place, if the file is still as it was read, or is still not there.
///
/// # Errors
/// Where it was changed meanwhile, and those of [`put`].
pub(super) fn replace(lock: &Lock, path: &Path, was: Option<&str>, text: &str) -> Result<(), Ended> {
    let is_same = match was {
        Some(was) => {
            fs::symlink_metadata(path).is_ok_and(|data| data.is_file())
                && read_plain(path, was.len() as u64).is_ok_and(|now| now == was)
        }
        None => fs::symlink_metadata(path).is_err(),
    };
    if !is_same {
        return Err(Ended::Unwritten(format!(
            "`{}` was changed by somebody else meanwhile, so nothing was written\nhelp: try again",
            shown_path(path)
        )));
    }
    put(lock, path, text.as_bytes(), if was.is_some() { Place::Any } else { Place::New })
}

/// What a failed write is told as.
pub(super) fn cannot_write(path: &Path, error: &io::Error) -> Ended {
    Ended::Unwritten(format!("cannot write `{}`: {error}", shown_path(path)))
}

/// The folder that a file stands in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("read").flatten();
        let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_changed_meanwhile_is_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let lock = lock(folder.path()).expect("nobody writes");
        let path = folder.path().join("a.ron");
        fs::write(&path, "theirs").expect("written");
        for was in [Some("mine"), Some("their"), Some("theirs, longer"), None] {
            assert!(matches!(replace(&lock, &path, was, "new"), Err(Ended::Unwritten(_))), "{was:?}");
            assert_eq!(fs::read_to_string(&path).expect("read"), "theirs");
        }
        assert_eq!(names(folder.path()), ["a.ron"], "nothing is left beside it");
        assert!(replace(&lock, &path, Some("theirs"), "new").is_ok());
        assert_eq!(fs::read_to_string(&path).expect("read"), "new");
        assert!(replace(&lock, &folder.path().join("b.ron"), None, "first").is_ok());
    }

    #[test]
    fn what_a_kill_left_is_cleared_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let others = [".a.ron.mine.txt.new", ".b.ron.Xy12Zz.new", "a.ron.new", ".a.ronx.new"];
        for name in [".a.ron.new", ".a.ron.Xy12Zz.new"].iter().chain(&others) {
            fs::write(folder.path().join(name), "half").expect("written");
        }
        let lock = lock(folder.path()).expect("nobody writes");
        assert!(put(&lock, &folder.path().join("a.ron"), b"whole", Place::New).is_ok());
        let mut left: Vec<&str> = others.to_vec();
        left.push("a.ron");
        left.sort_unstable();
        assert_eq!(names(folder.path()), left);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_keeps_its_permissions_and_a_new_one_has_the_usual() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let lock = lock(folder.path()).expect("nobody writes");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        let (usual, own) = (folder.path().join("usual"), folder.path().join("own"));
        fs::write(&usual, "").expect("written");
        assert!(put(&lock, &own, b"x", Place::New).is_ok());
        assert_eq!(mode(&own), mode(&usual));
        fs::set_permissions(&own, fs::Permissions::from_mode(0o640)).expect("set");
        assert!(put(&lock, &own, b"y", Place::Any).is_ok());
        assert_eq!(mode(&own), 0o640);
    }
}
