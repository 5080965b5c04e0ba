//! A folder that nothing leads out of.

use std::ffi::{OsStr, OsString};
use std::fs::{File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cap_fs_ext::{
    DirExt as _, FollowSymlinks, MetadataExt as _, OpenOptionsFollowExt as _,
    OpenOptionsSyncExt as _,
};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, FileType, OpenOptions};

use crate::model::Stamp;

/// An open folder. Paths below it have forward slashes and no `..`; what is opened stands below it, and no part of
/// the path is a symbolic link unless it is said otherwise. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Folder(Arc<Open>);

#[derive(Debug)]
struct Open {
    dir: Dir,
    path: PathBuf,
}

/// What stands in a folder.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// Its name.
    pub(crate) name: OsString,
    /// What it is.
    pub(crate) kind: Kind,
}

/// What goes by a name; links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    Folder,
    Link,
    /// A pipe, a socket or a device.
    Other,
}

/// Where a symbolic link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// Nowhere, or in a circle.
    Nowhere,
    /// Out of the folder.
    Out,
    /// To a folder within.
    Folder,
    /// To a file within, by its path.
    File(String),
}

/// Keeps a folder for one program, for as long as it is held.
#[derive(Debug)]
pub(crate) struct Lock {
    _file: File,
}

/// Why a folder is not kept.
#[derive(Debug)]
pub(crate) enum LockError {
    /// Another program has it.
    Taken,
    /// The system refuses.
    Refused(io::Error),
}

impl Folder {
    /// Opens a folder by the path that a person gave, following links.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let shown = path;
        let path = if path.as_os_str().is_empty() {
            Path::new(".")
        } else {
            path
        };
        Ok(Self::of(
            Dir::open_ambient_dir(path, ambient_authority())?,
            shown.to_owned(),
        ))
    }

    fn of(dir: Dir, path: PathBuf) -> Self {
        Folder(Arc::new(Open { dir, path }))
    }

    /// The path that it was opened by, for messages.
    pub(crate) fn path(&self) -> &Path {
        &self.0.path
    }

    /// A folder below, through links too as long as they stay below.
    pub(crate) fn beneath(&self, below: &str) -> io::Result<Self> {
        let dir = self.0.dir.open_dir(below)?;
        Ok(Self::of(dir, self.0.path.join(below)))
    }

    /// Whether a path below leads out of the folder, through a link in it.
    pub(crate) fn leads_out(&self, below: &str) -> bool {
        let whole = |path: &Path| path.canonicalize().ok();
        let (folder, target) = (whole(&self.0.path), whole(&self.0.path.join(below)));
        matches!((folder, target), (Some(folder), Some(target)) if !target.starts_with(&folder))
    }

    /// A file below, through links too as long as they stay below.
    pub(crate) fn file_beneath(&self, below: &str) -> io::Result<Opened> {
        let mut options = OpenOptions::new();
        options.read(true).nonblock(true);
        Opened::of(self.0.dir.open_with(below, &options)?.into_std())
    }

    /// A folder below.
    pub(crate) fn folder(&self, below: &str) -> io::Result<Self> {
        if below.is_empty() {
            return Ok(self.clone());
        }
        let (parent, name) = self.parent(below)?;
        Ok(Self::of(
            parent.0.dir.open_dir_nofollow(name)?,
            self.0.path.join(below),
        ))
    }

    /// The folder that a path stands in, and its last part.
    pub(crate) fn parent<'b>(&self, below: &'b str) -> io::Result<(Self, &'b str)> {
        let mut parts = below.split('/').peekable();
        let mut dir: Option<Dir> = None;
        let mut path = self.0.path.clone();
        loop {
            let part = parts.next().unwrap_or("");
            if !is_plain(part) {
                return Err(io::Error::new(
                    io::ErrorKind::InvalidInput,
                    "the path is not a plain one",
                ));
            }
            if parts.peek().is_none() {
                let parent = dir.map_or_else(|| self.clone(), |dir| Self::of(dir, path));
                return Ok((parent, part));
            }
            path.push(part);
            let above = dir.as_ref().unwrap_or(&self.0.dir);
            dir = Some(above.open_dir_nofollow(part)?);
        }
    }

    /// Opens a file below for reading. Nothing else than a file is opened: a pipe is not waited for.
    pub(crate) fn file(&self, below: &str) -> io::Result<Opened> {
        #[cfg(target_os = "linux")]
        if let Some(file) = self.file_at_once(below) {
            return Opened::of(file);
        }
        let (parent, name) = self.parent(below)?;
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No).nonblock(true);
        Opened::of(parent.0.dir.open_with(name, &options)?.into_std())
    }

    /// The same by the path on this machine: that of the folder, and the path below it.
    pub(crate) fn file_at(&self, path: &Path) -> io::Result<Opened> {
        let below = path.strip_prefix(&self.0.path).ok().and_then(Path::to_str);
        let outside = || io::Error::new(io::ErrorKind::InvalidInput, "it is no part of the site");
        let below = below.ok_or_else(outside)?;
        self.file(&below.replace(std::path::MAIN_SEPARATOR, "/"))
    }

    /// A file below by one call of the system instead of one for each part of its path; `None` when that fails, for whatever
    /// reason: the long way finds it, and older systems have no such call.
    #[cfg(target_os = "linux")]
    fn file_at_once(&self, below: &str) -> Option<File> {
        use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
        if !below.split('/').all(is_plain) {
            return None;
        }
        let how = OFlags::from_iter([
            OFlags::RDONLY,
            OFlags::CLOEXEC,
            OFlags::NOCTTY,
            OFlags::NONBLOCK,
        ]);
        let within = ResolveFlags::from_iter([
            ResolveFlags::BENEATH,
            ResolveFlags::NO_SYMLINKS,
            ResolveFlags::NO_MAGICLINKS,
        ]);
        let file = openat2(&self.0.dir, below, how, Mode::empty(), within).ok()?;
        Some(File::from(file))
    }

    /// All bytes of a file below, which may be no more than `most` ([`Opened::bytes`]).
    pub(crate) fn bytes(&self, below: &str, most: u64) -> io::Result<Vec<u8>> {
        self.file(below)?.bytes(most)
    }

    /// The first bytes of a file below, at most so many.
    pub(crate) fn beginning(&self, below: &str, most: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file(below)?.file.take(most).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// What goes by a name below; `None` when nothing does.
    pub(crate) fn kind(&self, below: &str) -> io::Result<Option<Kind>> {
        let look = || {
            let (parent, name) = self.parent(below)?;
            parent.0.dir.symlink_metadata(name)
        };
        match look() {
            Ok(meta) => Ok(Some(kind(meta.file_type()))),
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    /// How what goes by a name in it is now; links are not followed.
    #[cfg(feature = "cli")]
    pub(crate) fn stamp_of(&self, name: &OsStr) -> io::Result<Stamp> {
        let meta = self.0.dir.symlink_metadata(name)?;
        let length = meta.len();
        #[cfg(unix)]
        {
            use cap_std::fs::MetadataExt as Unix;
            Ok(Stamp {
                length,
                identity: (Unix::dev(&meta), Unix::ino(&meta)),
                modified: (meta.mtime(), meta.mtime_nsec()),
                changed: (meta.ctime(), meta.ctime_nsec()),
            })
        }
        #[cfg(not(unix))]
        {
            let modified = meta.modified()?.into_std();
            let since = modified.duration_since(std::time::UNIX_EPOCH);
            let since = since.unwrap_or_default();
            Ok(Stamp {
                length,
                modified: (
                    i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
                    i64::from(since.subsec_nanos()),
                ),
                ..Stamp::default()
            })
        }
    }

    /// Where the symbolic link at a path below leads; `None` when it is none.
    pub(crate) fn link(&self, below: &str) -> Option<Link> {
        if !matches!(self.kind(below), Ok(Some(Kind::Link))) {
            return None;
        }
        let find = || -> io::Result<Link> {
            let folder = self.0.path.canonicalize()?;
            let target = self.0.path.join(below).canonicalize()?;
            Ok(match target.strip_prefix(&folder) {
                Err(_) => Link::Out,
                Ok(_) if !target.is_file() => Link::Folder,
                Ok(within) => match within.to_str() {
                    Some(within) => Link::File(within.replace(std::path::MAIN_SEPARATOR, "/")),
                    None => Link::Out,
                },
            })
        };
        Some(find().unwrap_or(Link::Nowhere))
    }

    /// What stands in the folder, in the order of names.
    pub(crate) fn entries(&self) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in self.0.dir.entries()? {
            let entry = entry?;
            entries.push(Entry {
                name: entry.file_name(),
                kind: kind(entry.file_type()?),
            });
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(entries)
    }

    /// A folder of this name in it.
    pub(crate) fn child(&self, name: &OsStr) -> io::Result<Self> {
        let dir = self.0.dir.open_dir_nofollow(name)?;
        Ok(Self::of(dir, self.0.path.join(name)))
    }

    /// Whether two handles are of one folder, by whatever names.
    pub(crate) fn is(&self, other: &Folder) -> bool {
        let of = |folder: &Folder| {
            let meta = folder.0.dir.dir_metadata()?;
            io::Result::Ok((meta.dev(), meta.ino()))
        };
        matches!((of(self), of(other)), (Ok(a), Ok(b)) if a == b)
    }

    /// Whether the path that it was opened by still leads to it.
    pub(crate) fn is_in_place(&self) -> bool {
        Self::open(&self.0.path).is_ok_and(|there| self.is(&there))
    }

    /// Whether files in it may be made, moved and removed.
    pub(crate) fn may_be_written_to(&self) -> io::Result<()> {
        #[cfg(unix)]
        {
            use rustix::fs::{Access, AtFlags, accessat};
            let asked = Access::from_iter([Access::WRITE_OK, Access::EXEC_OK]);
            accessat(&self.0.dir, ".", asked, AtFlags::EACCESS).map_err(io::Error::from)
        }
        #[cfg(not(unix))]
        Ok(())
    }

    /// Makes a folder in it.
    pub(crate) fn make_folder(&self, name: &str) -> io::Result<()> {
        self.0.dir.create_dir(name)
    }

    /// Makes a folder below and those above it. Links are followed as long as they stay below: for folders of our own.
    pub(crate) fn make_folders(&self, below: &str) -> io::Result<()> {
        self.0.dir.create_dir_all(below)
    }

    /// Makes a file below, which must not be there yet. Folders are opened through links as long as they stay below.
    pub(crate) fn make_file(&self, below: &str) -> io::Result<Opened> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        let file = self.0.dir.open_with(below, &options)?;
        let file = file.into_std();
        Ok(Opened { file, length: 0 })
    }

    /// Removes a file or link in it.
    pub(crate) fn remove_file(&self, name: &str) -> io::Result<()> {
        self.0.dir.remove_file_or_symlink(name)
    }

    /// Removes an empty folder in it.
    pub(crate) fn remove_folder(&self, name: &str) -> io::Result<()> {
        self.0.dir.remove_dir(name)
    }

    /// Removes a folder in it with all that it holds; links are removed, not followed.
    pub(crate) fn remove_all(&self, name: &str) -> io::Result<()> {
        self.0.dir.remove_dir_all(name)
    }

    /// Moves what goes by a name into another folder of the same disk.
    pub(crate) fn rename(&self, name: &str, to: &Folder, as_name: &str) -> io::Result<()> {
        self.0.dir.rename(name, &to.0.dir, as_name)
    }

    /// Lets two names change places, each whole at any time. `Unsupported` where the system or the disk has no such thing.
    pub(crate) fn exchange(&self, name: &str, with: &Folder, its_name: &str) -> io::Result<()> {
        #[cfg(any(target_os = "linux", target_vendor = "apple"))]
        {
            use rustix::fs::{RenameFlags, renameat_with};
            use rustix::io::Errno;
            let flags = RenameFlags::EXCHANGE;
            match renameat_with(&self.0.dir, name, &with.0.dir, its_name, flags) {
                Ok(()) => Ok(()),
                Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => {
                    Err(io::ErrorKind::Unsupported.into())
                }
                Err(error) => Err(error.into()),
            }
        }
        #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
        {
            let _ = (name, with, its_name);
            Err(io::ErrorKind::Unsupported.into())
        }
    }

    /// Has the disk keep the names in the folder. Some systems have no such thing, which is no mistake.
    pub(crate) fn sync(&self) -> io::Result<()> {
        match self.as_file().and_then(|folder| folder.sync_all()) {
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::InvalidInput
                        | io::ErrorKind::Unsupported
                        | io::ErrorKind::PermissionDenied
                ) =>
            {
                Ok(())
            }
            other => other,
        }
    }

    fn as_file(&self) -> io::Result<File> {
        let options = OpenOptions::new().read(true).clone();
        Ok(self.0.dir.open_with(".", &options)?.into_std())
    }

    /// Keeps the folder for this program: the folder itself, by whatever name, so that no file need be made. Disks that
    /// cannot keep a folder have the file `instead` in it, which is neither emptied nor opened through a link.
    pub(crate) fn lock(&self, instead: &str) -> Result<Lock, LockError> {
        let taken = |error: TryLockError| match error {
            TryLockError::WouldBlock => LockError::Taken,
            TryLockError::Error(error) => LockError::Refused(error),
        };
        let locked = |file: File| match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(error) => Err(taken(error)),
        };
        match self.as_file().map_err(LockError::Refused).and_then(locked) {
            Err(LockError::Refused(_)) => {}
            settled => return settled,
        }
        let mut options = OpenOptions::new();
        options
            .write(true)
            .create(true)
            .truncate(false)
            .nonblock(true)
            .follow(FollowSymlinks::No);
        let file = self.0.dir.open_with(instead, &options);
        file.and_then(|file| Opened::of(file.into_std()))
            .map_err(LockError::Refused)
            .and_then(|opened| locked(opened.file))
    }
}

/// Whether a part of a path names something in its folder, on every system.
pub(super) fn is_plain(part: &str) -> bool {
    !matches!(part, "" | "." | "..") && !part.contains('\\')
}

fn kind(of: FileType) -> Kind {
    if of.is_dir() {
        Kind::Folder
    } else if of.is_file() {
        Kind::File
    } else if of.is_symlink() {
        Kind::Link
    } else {
        Kind::Other
    }
}

/// An open file.
#[derive(Debug)]
pub(crate) struct Opened {
    file: File,
    /// How many bytes it had when it was opened.
    length: u64,
}

impl Opened {
    /// Refuses what is no file.
    pub(super) fn of(file: File) -> io::Result<Self> {
        let meta = file.metadata()?;
        if meta.is_file() {
            let length = meta.len();
            Ok(Opened { file, length })
        } else {
            Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "it is not a file",
            ))
        }
    }

    /// How it is now.
    pub(crate) fn stamp(&self) -> io::Result<Stamp> {
        let meta = self.file.metadata()?;
        let length = meta.len();
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as Unix;
            Ok(Stamp {
                length,
                identity: (Unix::dev(&meta), Unix::ino(&meta)),
                modified: (meta.mtime(), meta.mtime_nsec()),
                changed: (meta.ctime(), meta.ctime_nsec()),
            })
        }
        #[cfg(not(unix))]
        Ok(Stamp {
            length,
            ..Stamp::default()
        })
    }

    /// All its bytes. `FileTooLarge` when they are more than `most`, also when they become more while they are read.
    pub(crate) fn bytes(self, most: u64) -> io::Result<Vec<u8>> {
        let too_large = || {
            let why = format!("it is larger than {} MB", most >> 20);
            io::Error::new(io::ErrorKind::FileTooLarge, why)
        };
        if self.length > most {
            return Err(too_large());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(self.length).unwrap_or(0) + 1);
        self.file.take(most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            return Err(too_large());
        }
        Ok(bytes)
    }

    /// Has the disk keep it.
    pub(crate) fn sync(&self) -> io::Result<()> {
        self.file.sync_all()
    }
}

impl Read for Opened {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.file.read(bytes)
    }

    fn read_to_end(&mut self, bytes: &mut Vec<u8>) -> io::Result<usize> {
        self.file.read_to_end(bytes)
    }
}

impl Write for Opened {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::*;

    /// `site/` with a file, a folder with another, and links; beside it what does not belong to it.
    fn site() -> (tempfile::TempDir, Folder) {
        let dir = tempfile::tempdir().expect("a temporary folder");
        let site = dir.path().join("site");
        fs::create_dir_all(site.join("in/deep")).expect("a folder");
        for file in ["site/a", "site/in/b", "secret"] {
            fs::write(dir.path().join(file), file).expect("a file");
        }
        for (link, to) in [
            ("file", "in/b"),
            ("folder", "in"),
            ("out", "../secret"),
            ("out-folder", ".."),
            ("nowhere", "in/c"),
            ("circle", "circle"),
        ] {
            symlink(to, site.join(link)).expect("a link");
        }
        let site = Folder::open(&site).expect("it is there");
        (dir, site)
    }

    fn text(opened: io::Result<Opened>) -> Option<String> {
        String::from_utf8(opened.ok()?.bytes(100).ok()?).ok()
    }

    #[test]
    fn a_path_is_opened_by_its_name_alone() {
        let (_dir, site) = site();
        assert_eq!(text(site.file("a")).as_deref(), Some("site/a"));
        assert_eq!(text(site.file("in/b")).as_deref(), Some("site/in/b"));
        for other in [
            "",
            ".",
            "in",
            "c",
            "a/b",
            "in/../a",
            "./a",
            "/a",
            "../secret",
            "out",
            "file",
            "folder/b",
            "out-folder/secret",
            "circle",
        ] {
            assert!(site.file(other).is_err(), "{other}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_is_not_waited_for_and_not_handed_on() {
        use rustix::fs::{FileType, Mode, mknodat};
        use rustix::io::{FdFlags, fcntl_getfd};
        let (_dir, site) = site();
        mknodat(&site.0.dir, "pipe", FileType::Fifo, Mode::RWXU, 0).expect("a pipe");
        assert!(site.file("pipe").is_err());
        assert_eq!(site.kind("pipe").ok(), Some(Some(Kind::Other)));
        let opened = site.file("a").expect("it is there");
        let flags = fcntl_getfd(&opened.file).expect("it is open");
        assert!(flags.contains(FdFlags::CLOEXEC), "git would have it too");
    }

    #[test]
    fn no_more_is_read_than_is_allowed() {
        let (_dir, site) = site();
        assert_eq!(site.bytes("a", 6).ok().as_deref(), Some(&b"site/a"[..]));
        let error = site.bytes("a", 5).expect_err("it has six bytes");
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }

    /// The system makes up what such a file holds when it is read, and says before that it holds nothing.
    #[cfg(target_os = "linux")]
    #[test]
    fn no_more_is_read_than_is_allowed_of_a_file_that_grows() {
        let proc = Folder::open(Path::new("/proc/self")).expect("the system tells of this program");
        assert!(proc.bytes("status", 100_000).is_ok());
        let error = proc.bytes("status", 100).expect_err("it is longer");
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(
            proc.file("status")
                .and_then(|f| f.stamp())
                .ok()
                .map(|s| s.length),
            Some(0)
        );
    }

    #[test]
    fn what_goes_by_a_name_is_told_without_following_it() {
        let (_dir, site) = site();
        for (path, kind) in [
            ("a", Some(Kind::File)),
            ("in", Some(Kind::Folder)),
            ("in/deep", Some(Kind::Folder)),
            ("out", Some(Kind::Link)),
            ("nowhere", Some(Kind::Link)),
            ("c", None),
            ("c/d", None),
            ("a/b", None),
        ] {
            assert_eq!(
                site.kind(path).expect("it can be looked at"),
                kind,
                "{path}"
            );
        }
        assert!(site.kind("../secret").is_err());
    }

    #[test]
    fn where_a_link_leads_is_told() {
        let (_dir, site) = site();
        for (path, leads) in [
            ("a", None),
            ("in", None),
            ("c", None),
            ("file", Some(Link::File("in/b".to_owned()))),
            ("folder", Some(Link::Folder)),
            ("out", Some(Link::Out)),
            ("out-folder", Some(Link::Out)),
            ("nowhere", Some(Link::Nowhere)),
            ("circle", Some(Link::Nowhere)),
        ] {
            assert_eq!(site.link(path), leads, "{path}");
        }
        assert!(site.leads_out("out") && site.leads_out("out-folder"));
        for within in ["a", "in", "file", "folder", "nowhere", "c"] {
            assert!(!site.leads_out(within), "{within}");
        }
    }

    #[test]
    fn through_links_nothing_is_opened_but_what_is_below() {
        let (_dir, site) = site();
        assert!(site.beneath("in").is_ok() && site.beneath("folder").is_ok());
        assert!(site.beneath("out-folder").is_err() && site.folder("folder").is_err());
        assert!(site.folder("in/deep").is_ok() && site.child(OsStr::new("folder")).is_err());
        assert_eq!(
            text(site.file_beneath("file")).as_deref(),
            Some("site/in/b")
        );
        assert!(site.file_beneath("out").is_err());
        assert!(site.make_file("folder/new").is_ok() && site.make_file("out").is_err());
        assert!(site.make_file("a").is_err(), "it is there");
    }

    #[test]
    fn a_folder_is_known_by_whatever_name() {
        let (dir, site) = site();
        let within = site.folder("in").expect("it is there");
        assert!(within.is(&site.beneath("folder").expect("it is there")));
        assert!(!within.is(&site));
        assert!(site.is_in_place() && within.is_in_place());
        fs::rename(dir.path().join("site"), dir.path().join("moved")).expect("a move");
        assert!(!site.is_in_place());
        fs::create_dir(dir.path().join("site")).expect("another folder");
        assert!(!site.is_in_place());
    }
}
