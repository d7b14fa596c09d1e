//! A history in full: every commit before its children, what stands in its folders, and which files it renamed.
//!
//! Folders are listed one by one, so that whoever walks a history lists only those that changed. History ends where a
//! shallow clone ends, where an object is missing, and at [`MAX_COMMITS`]; the log says so.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, HashMap, HashSet};

use git2::{ObjectType, Oid};

use super::entry::shown;
use super::history::Renames;
use super::index::kind;
use super::{BlobId, EntryKind, GitError, ReadError, Repository, When};

/// The most commits that are looked at: several times as many as the longest curriculum's.
const MAX_COMMITS: usize = 200_000;

/// The most of a subject that is kept, in bytes.
const MAX_SUBJECT: usize = 300;

/// The commits of a history.
#[derive(Clone, Debug, Default)]
pub struct Log {
    /// Each after all its parents; of those that could be next, the oldest first.
    pub commits: Vec<Logged>,
    /// Whether every commit is there, back to the first.
    pub complete: bool,
    /// Whether first parents alone were followed.
    pub first_parent: bool,
}

/// A commit of a history.
#[derive(Clone, Debug)]
pub struct Logged {
    /// Its name, 40 hexadecimal digits.
    pub id: String,
    /// Its parents as indexes of [`Log::commits`], each less than its own; of a walk along first parents, one at most.
    pub parents: Vec<usize>,
    /// Whether it has a parent that is not in the log, so that nobody knows what it changed.
    pub cut: bool,
    /// Its root folder.
    pub tree: BlobId,
    /// When it was committed.
    pub date: When,
    /// The first line of its message; bytes that are not UTF-8 are replaced.
    pub subject: String,
    /// Whether the first parents lead to it from the newest commit.
    pub mainline: bool,
}

/// What stands in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its name, a byte that is not UTF-8 shown as `\xNN`.
    pub name: String,
    /// Its content, or the list of a folder's.
    pub id: BlobId,
    /// Whether it is a folder; else it is a file.
    pub folder: bool,
}

/// A commit that was met, by its name.
struct Met {
    logged: Logged,
    parents: Vec<Oid>,
}

impl Repository {
    /// The history of the commit that `revision` names, along first parents alone where `first_parent`.
    ///
    /// # Errors
    /// When it names no commit, or the commit can't be read.
    pub fn log(&self, revision: &str, first_parent: bool) -> Result<Log, GitError> {
        let head = self.commit(revision)?.id();
        let (met, complete) = self.meet(head, first_parent);
        Ok(Log { commits: ordered(met, head), complete, first_parent })
    }

    /// Every commit behind `head`, and whether they are all.
    fn meet(&self, head: Oid, first_parent: bool) -> (HashMap<Oid, Met>, bool) {
        let ends = self.shallow_ends();
        let (mut met, mut waiting, mut complete) = (HashMap::new(), vec![head], true);
        while let Some(id) = waiting.pop() {
            if met.contains_key(&id) {
                continue;
            }
            let Ok(commit) = self.git.find_commit(id) else {
                complete = false;
                continue;
            };
            if met.len() == MAX_COMMITS {
                complete = false;
                break;
            }
            let parents: Vec<Oid> = commit.parent_ids().take(if first_parent { 1 } else { usize::MAX }).collect();
            // Libgit2 may hide the parents that a shallow clone lacks.
            let cut = ends.contains(&id);
            complete &= !cut;
            waiting.extend(&parents);
            met.insert(id, Met { logged: logged(&commit, cut), parents });
        }
        (met, complete)
    }

    /// The commits at which this clone was cut.
    fn shallow_ends(&self) -> HashSet<Oid> {
        let list = if self.git.is_shallow() {
            std::fs::read_to_string(self.git.commondir().join("shallow"))
        } else {
            return HashSet::new();
        };
        list.unwrap_or_default().lines().filter_map(|line| Oid::from_str(line.trim()).ok()).collect()
    }

    /// The files and folders in the folder `id`, by name; links and submodules are neither.
    ///
    /// # Errors
    /// When it is not there, or damaged.
    pub fn folder(&self, id: BlobId) -> Result<Vec<Item>, ReadError> {
        let read = |error: git2::Error| ReadError::Object { id: id.to_string(), detail: error.message().to_owned() };
        let tree = id.oid().and_then(|oid| self.git.find_tree(oid)).map_err(read)?;
        let item = |entry: git2::TreeEntry<'_>| {
            let kind = kind(u32::try_from(entry.filemode_raw()).unwrap_or_default());
            let known = matches!(kind, None | Some(EntryKind::File | EntryKind::Executable));
            let is_folder = kind.is_none() && entry.kind() == Some(ObjectType::Tree);
            (known && (is_folder || kind.is_some())).then(|| Item {
                name: shown(entry.name_bytes()).into_owned(),
                id: BlobId::new(entry.id()),
                folder: is_folder,
            })
        };
        Ok(tree.iter().filter_map(item).collect())
    }

    /// The contents of this repository, for readers on other threads.
    pub fn contents(&self) -> Contents {
        Contents(std::sync::Arc::clone(&self.objects))
    }

    /// Finds renames between commits, within bounds for a whole run.
    ///
    /// # Errors
    /// When the repository can't be opened once more.
    pub fn renamer(&self) -> Result<Renamer, GitError> {
        let handle = self.objects.open().map_err(|error| GitError::opening(&error, self.git.path()))?;
        let pairs_left = Renames::new(None, &handle).map_or(0, |renames| renames.pairs_left());
        Ok(Renamer { handle, pairs_left })
    }
}

/// The contents of a repository.
#[derive(Clone, Debug)]
pub struct Contents(std::sync::Arc<super::objects::Objects>);

impl Contents {
    /// The bytes of a file.
    ///
    /// # Errors
    /// When they are not there, damaged or too many.
    pub fn read(&self, id: BlobId) -> Result<Vec<u8>, ReadError> {
        self.0.read(id)
    }
}

/// Finds renames.
pub struct Renamer {
    handle: git2::Repository,
    pairs_left: usize,
}

impl Renamer {
    /// What files that were removed, each with its content, became among those that were added: new path by old path.
    pub fn between(&mut self, removed: &[(&str, BlobId)], added: &[(&str, BlobId)]) -> BTreeMap<String, String> {
        let mut renames = Renames::resumed(&self.handle, self.pairs_left);
        let found = renames.of_contents(removed, added);
        self.pairs_left = renames.pairs_left();
        found
    }
}

fn logged(commit: &git2::Commit<'_>, cut: bool) -> Logged {
    let message = String::from_utf8_lossy(commit.message_bytes());
    let line = message.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let end = (0..=MAX_SUBJECT.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or_default();
    let time = commit.time();
    Logged {
        id: commit.id().to_string(),
        parents: Vec::new(),
        cut,
        tree: BlobId::new(commit.tree_id()),
        date: When { seconds: time.seconds(), offset: time.offset_minutes() },
        subject: line[..end].to_owned(),
        mainline: false,
    }
}

/// The commits in order, parents by index.
fn ordered(mut met: HashMap<Oid, Met>, head: Oid) -> Vec<Logged> {
    let mut at = Some(head);
    while let Some(commit) = at.and_then(|id| met.get_mut(&id)) {
        commit.logged.mainline = true;
        at = commit.parents.first().copied();
    }
    let mut children: HashMap<Oid, Vec<Oid>> = HashMap::new();
    let mut missing: HashMap<Oid, usize> = HashMap::new();
    for (id, commit) in &met {
        let known: HashSet<&Oid> = commit.parents.iter().filter(|parent| met.contains_key(parent)).collect();
        known.iter().for_each(|parent| children.entry(**parent).or_default().push(*id));
        missing.insert(*id, known.len());
    }
    let ready = |met: &HashMap<Oid, Met>, id: Oid| met.get(&id).map(|commit| Reverse((commit.logged.date.seconds, id)));
    let mut waiting: BinaryHeap<_> = missing.iter().filter(|(_, n)| **n == 0).filter_map(|(id, _)| ready(&met, *id)).collect();
    let (mut order, mut place) = (Vec::with_capacity(met.len()), HashMap::new());
    while let Some(Reverse((_, id))) = waiting.pop() {
        for child in children.remove(&id).unwrap_or_default() {
            if let Some(n) = missing.get_mut(&child) {
                *n -= 1;
                if *n == 0 {
                    waiting.extend(ready(&met, child));
                }
            }
        }
        let Some(Met { mut logged, parents }) = met.remove(&id) else { continue };
        let known: Vec<usize> = parents.iter().filter_map(|parent| place.get(parent).copied()).collect();
        logged.cut |= known.len() < parents.len();
        logged.parents = known;
        place.insert(id, order.len());
        order.push(logged);
    }
    order
}
