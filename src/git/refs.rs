//! The branches, tags and commits of a repository, as the addresses of a forge name them.
//!
//! Objects alone are read: of a neighbouring repository nothing on the disk but its git folder counts.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use git2::{ObjectType, Oid, RepositoryOpenFlags};

use super::entry::BlobId;
use super::objects::Objects;
use super::{ForgeName, ReadError, Repository, Snapshot};

/// Which commit an address means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tip {
    /// The main line: of the repository that is checked, its snapshot; of another one, its default branch.
    Main,
    /// This commit.
    Commit(BlobId),
}

/// What stands at a path of a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A file with this content.
    File(BlobId),
    /// A folder.
    Folder,
    /// A symbolic link or a submodule stands there or on the way, or it cannot be read: nobody knows.
    Unknown,
    /// Nothing.
    Absent,
}

/// The branches, tags and commits of one repository.
#[derive(Debug)]
pub struct Refs {
    objects: Arc<Objects>,
    /// Names that mean [`Tip::Main`].
    main: Vec<String>,
    /// The commit of the default branch, of another repository than the one that is checked.
    tip: Option<Oid>,
    known: OnceLock<HashMap<String, Oid>>,
}

impl Repository {
    /// Its branches, tags and commits. What is checked is taken for what the default branch and the current one hold, or
    /// will: a contribution is checked as it will be read once it is merged.
    pub fn refs(&self) -> Refs {
        let mut main = vec!["HEAD".to_owned()];
        let default = default_branch(&self.git);
        let current = self.git.head().ok().filter(git2::Reference::is_branch);
        let current = current.and_then(|head| head.shorthand().ok().map(str::to_owned));
        if default.is_none() && !current.as_deref().is_some_and(|current| matches!(current, "main" | "master")) {
            // A pull request is checked out without its base branch: it is one of these, as a rule.
            main.extend(["main", "master"].map(str::to_owned));
        }
        main.extend(default.into_iter().chain(current));
        Refs { objects: Arc::clone(&self.objects), main, tip: None, known: OnceLock::new() }
    }

    /// What a command line may call a commit: its branches, those of remotes under their remote's name, its tags.
    pub fn revision_names(&self) -> Vec<String> {
        let kinds = ["refs/heads/", "refs/remotes/", "refs/tags/"];
        let names = kinds.into_iter().flat_map(|kind| {
            let references = self.git.references_glob(&format!("{kind}*")).into_iter().flatten().flatten();
            references.filter_map(move |reference| Some(reference.name().ok()?.strip_prefix(kind)?.to_owned()))
        });
        names.filter(|name| !name.ends_with("/HEAD")).collect()
    }
}

impl Refs {
    /// Those of the clone in exactly the folder `dir`, if one of its remotes has the name `name`. Any reason for which it
    /// is none gives the same answer, so that nothing is learnt of folders that are none of the asker's business.
    pub fn of_clone(dir: &Path, name: &ForgeName) -> Option<Self> {
        let git = git2::Repository::open_ext(dir, RepositoryOpenFlags::NO_SEARCH, std::iter::empty::<&str>()).ok()?;
        let objects = Arc::new(Objects::new(git.path().to_owned(), RepositoryOpenFlags::empty()));
        let clone = Repository::opened(git, objects);
        if !clone.names().iter().any(|known| known.is_same(name)) {
            return None;
        }
        let default = default_branch(&clone.git);
        let tip = ["refs/remotes/origin/HEAD", "HEAD"].iter().find_map(|head| commit_at(&clone.git, head));
        let mut main = vec!["HEAD".to_owned()];
        let current = || clone.git.head().ok()?.shorthand().ok().map(str::to_owned);
        main.extend(default.or_else(current));
        Some(Self { objects: Arc::clone(&clone.objects), main, tip, known: OnceLock::new() })
    }

    /// Splits `main/docs/a.md` (percent-encoding resolved) into the commit that its beginning names and the path after it.
    /// `None` where no branch, tag or commit of this clone has that name.
    pub fn split<'a>(&self, rest: &'a str) -> Option<(Tip, &'a str)> {
        let rest = rest.strip_prefix("refs/heads/").or_else(|| rest.strip_prefix("refs/tags/")).unwrap_or(rest);
        let ends = memchr::memchr_iter(b'/', rest.as_bytes()).chain([rest.len()]).take(12);
        let parts = ends.map(|end| (&rest[..end], rest.get(end + 1..).unwrap_or_default()));
        let named = parts.filter(|(name, _)| !name.is_empty()).find_map(|(name, path)| Some((self.named(name)?, path)));
        named.or_else(|| {
            let (first, path) = rest.split_once('/').unwrap_or((rest, ""));
            let is_name = (7..=40).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_hexdigit());
            let found = self.objects.lend(|git| git.find_commit_by_prefix(first).map(|commit| commit.id()));
            Some((Tip::Commit(BlobId::new(found.ok().filter(|_| is_name)?)), path))
        })
    }

    fn named(&self, name: &str) -> Option<Tip> {
        if self.main.iter().any(|main| main == name) {
            return Some(Tip::Main);
        }
        let known = self.known.get_or_init(|| self.objects.lend(|git| Ok(branches_and_tags(git))).unwrap_or_default());
        known.get(name).map(|id| Tip::Commit(BlobId::new(*id)))
    }

    /// What stands at `path` of the commit `id`.
    pub fn standing(&self, id: BlobId, path: &str) -> Standing {
        let found = self.objects.lend(|git| {
            let mut folder = git.find_commit(id.oid()?)?.tree()?;
            let mut parts = path.split('/').filter(|part| !part.is_empty()).peekable();
            while let Some(part) = parts.next() {
                let Some(entry) = folder.get_name(part).map(|entry| entry.to_owned()) else { return Ok(Standing::Absent) };
                match (entry.kind(), entry.filemode()) {
                    (Some(ObjectType::Tree), _) => folder = git.find_tree(entry.id())?,
                    (Some(ObjectType::Blob), 0o100_644 | 0o100_755 | 0o100_664) => {
                        let last = parts.peek().is_none();
                        return Ok(if last { Standing::File(BlobId::new(entry.id())) } else { Standing::Absent });
                    }
                    _ => return Ok(Standing::Unknown),
                }
            }
            Ok(Standing::Folder)
        });
        found.unwrap_or(Standing::Unknown)
    }

    /// The content of a file that [`Self::standing`] gave.
    ///
    /// # Errors
    /// When it is not there or too large.
    pub fn read(&self, content: BlobId) -> Result<Vec<u8>, ReadError> {
        self.objects.read(content)
    }

    /// All paths of the default branch, of another repository than the one that is checked.
    pub fn main_snapshot(&self) -> Option<Snapshot> {
        Snapshot::of_commit(&self.objects, self.tip?).ok()
    }
}

/// The default branch as the remotes tell it: `origin` first.
fn default_branch(git: &git2::Repository) -> Option<String> {
    let remotes = git.remotes().ok()?;
    let names: Vec<&str> = (0..remotes.len()).filter_map(|at| remotes.get(at).ok().flatten()).collect();
    let origin = names.iter().copied().filter(|name| *name == "origin");
    origin.chain(names.iter().copied().filter(|name| *name != "origin")).find_map(|remote| {
        let head = git.find_reference(&format!("refs/remotes/{remote}/HEAD")).ok()?;
        let target = head.symbolic_target().ok()??;
        target.strip_prefix(&format!("refs/remotes/{remote}/")).map(str::to_owned)
    })
}

fn commit_at(git: &git2::Repository, name: &str) -> Option<Oid> {
    git.find_reference(name).ok()?.peel_to_commit().ok().map(|commit| commit.id())
}

/// Every branch and tag by its short name. A branch of a remote, which is what readers see, wins over one of this clone,
/// and a branch over a tag.
fn branches_and_tags(git: &git2::Repository) -> HashMap<String, Oid> {
    let mut found = HashMap::new();
    for (pattern, remote) in [("refs/tags/*", false), ("refs/heads/*", false), ("refs/remotes/*", true)] {
        let Ok(references) = git.references_glob(pattern) else { continue };
        for reference in references.flatten() {
            let Some(short) = reference.name().ok().and_then(|name| name.get(pattern.len() - 1..)) else { continue };
            let short = if remote { short.split_once('/').map(|(_, branch)| branch) } else { Some(short) };
            if let (Some(short), Ok(commit)) = (short.map(str::to_owned), reference.peel_to_commit()) {
                found.insert(short, commit.id());
            }
        }
    }
    found
}
