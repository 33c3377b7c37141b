//! Files that a command writes: the whole new text or nothing, never half of it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use gainsay::base::text::read_plain;

use super::Ended;

/// Puts a text in a file's place, if the file is still as it was read, or is still not there.
///
/// The text is written beside it, brought to the disk, and renamed: whatever happens meanwhile, the file is the
/// old one or the new one. It keeps its permissions.
pub(super) fn replace(path: &Path, was: Option<&str>, text: &str) -> Result<(), Ended> {
    let problem = |error: &io::Error| Ended::Misused(format!("cannot write `{}`: {error}", path.display()));
    let beside = beside(path);
    let permissions = match (was, fs::symlink_metadata(path)) {
        (None, Err(error)) if error.kind() == io::ErrorKind::NotFound => None,
        (None, Ok(_)) => return Err(Ended::Misused(format!("`{}` exists already", path.display()))),
        (_, Err(error)) => return Err(problem(&error)),
        (Some(_), Ok(data)) if data.permissions().readonly() => {
            return Err(problem(&io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only")));
        }
        (Some(_), Ok(data)) => Some(data.permissions()),
    };
    let mut options = OpenOptions::new();
    let file = options.write(true).create_new(true).open(&beside).map_err(|error| {
        if error.kind() == io::ErrorKind::AlreadyExists {
            return Ended::Misused(format!(
                "`{}` exists: another gainsay is writing, or one was stopped halfway\n\
                 help: if none is running, remove that file",
                beside.display()
            ));
        }
        problem(&error)
    })?;
    let written = written(file, text, permissions, path, was)
        .and_then(|unchanged| if unchanged { fs::rename(&beside, path).map(|()| true) } else { Ok(false) });
    match written {
        Ok(true) => {
            // That the new name is on the disk too can be waited for on some systems only.
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            if let Ok(folder) = fs::File::open(folder) {
                let _ = folder.sync_all();
            }
            Ok(())
        }
        Ok(false) => {
            let _ = fs::remove_file(&beside);
            Err(Ended::Misused(format!(
                "`{}` was changed by somebody else meanwhile, so nothing was written\nhelp: try again",
                path.display()
            )))
        }
        Err(error) => {
            let _ = fs::remove_file(&beside);
            Err(problem(&error))
        }
    }
}

/// Writes the new text out; whether the old one still stands where it did.
fn written(
    mut file: fs::File,
    text: &str,
    permissions: Option<fs::Permissions>,
    path: &Path,
    was: Option<&str>,
) -> io::Result<bool> {
    file.write_all(text.as_bytes())?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.sync_all()?;
    match was {
        Some(was) => Ok(read_plain(path, was.len() as u64).is_ok_and(|now| now == was)),
        None => Ok(fs::symlink_metadata(path).is_err()),
    }
}

/// A name beside a file that reading a collection passes over.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.new"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_meanwhile_is_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.ron");
        fs::write(&path, "theirs").expect("written");
        for was in [Some("mine"), Some("their"), Some("theirs, longer"), None] {
            assert!(matches!(replace(&path, was, "new"), Err(Ended::Misused(_))), "{was:?}");
            assert_eq!(fs::read_to_string(&path).expect("read"), "theirs");
        }
        let names: Vec<_> =
            fs::read_dir(folder.path()).expect("read").flatten().map(|entry| entry.file_name()).collect();
        assert_eq!(names, ["a.ron"], "nothing is left beside it");
        assert!(replace(&path, Some("theirs"), "new").is_ok());
        assert_eq!(fs::read_to_string(&path).expect("read"), "new");
        assert!(replace(&folder.path().join("b.ron"), None, "first").is_ok());
    }
}
