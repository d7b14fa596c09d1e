//! The paths looked for, as a tree of names, and the folders of commits compared along it alone.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use git2::{ObjectType, Oid};

use super::effort::{ENTRY, Effort, OBJECT};

/// How many folders are remembered: neighbouring commits share nearly all of theirs.
const REMEMBERED: usize = 4_096;

/// The most folders on the way to a path: each is one level of recursion.
const MAX_DEPTH: usize = 100;

/// One name of a path.
#[derive(Default)]
struct Name {
    name: String,
    children: BTreeMap<String, usize>,
    /// Whether a path looked for ends here.
    wanted: bool,
    /// How many paths looked for end here or below.
    open: usize,
}

/// What stands in a folder under one of the names looked for: the number of the name, what it is, whether it is a folder.
type Slot = (usize, Oid, bool);

/// Folders of commits, each looked at once for each set of names.
pub(super) struct Trees<'r> {
    repository: &'r git2::Repository,
    looked: HashMap<(Oid, usize), Option<Rc<[Slot]>>>,
    /// What remains of it.
    pub(super) effort: Effort,
}

impl<'r> Trees<'r> {
    pub(super) fn new(repository: &'r git2::Repository, effort: Effort) -> Self {
        Self { repository, looked: HashMap::new(), effort }
    }

    fn read(&mut self, id: Oid) -> Option<git2::Tree<'r>> {
        let tree = self.repository.find_tree(id).ok()?;
        self.effort.spend(OBJECT + ENTRY * tree.len() as u64);
        Some(tree)
    }

    /// Whether anything stands at `path` in `tree`.
    pub(super) fn has(&mut self, tree: Oid, path: &str) -> bool {
        let mut folder = Some(tree);
        path.split('/').all(|name| {
            let tree = folder.take().and_then(|id| self.read(id));
            let entry = tree.as_ref().and_then(|tree| tree.get_name(name));
            folder = entry.as_ref().filter(|entry| entry.kind() == Some(ObjectType::Tree)).map(git2::TreeEntry::id);
            entry.is_some()
        })
    }
}

/// The paths looked for.
pub(super) struct Wanted {
    names: Vec<Name>,
}

impl Wanted {
    pub(super) fn new(paths: &BTreeSet<String>) -> Self {
        let mut wanted = Self { names: vec![Name::default()] };
        for path in paths.iter().filter(|path| !path.is_empty() && path.split('/').count() <= MAX_DEPTH) {
            let mut at = 0;
            wanted.names[0].open += 1;
            for part in path.split('/') {
                let fresh = wanted.names.len();
                at = *wanted.names[at].children.entry(part.to_owned()).or_insert(fresh);
                if at == fresh {
                    wanted.names.push(Name { name: part.to_owned(), ..Name::default() });
                }
                wanted.names[at].open += 1;
            }
            wanted.names[at].wanted = true;
        }
        wanted
    }

    /// Whether any is still looked for.
    pub(super) fn is_open(&self) -> bool {
        self.names[0].open > 0
    }

    /// Looks for `path`, one of them, no longer.
    pub(super) fn close(&mut self, path: &str) {
        let mut on_way = vec![0];
        for part in path.split('/') {
            let last = on_way.last().and_then(|&at| self.names[at].children.get(part));
            let Some(&next) = last else { return };
            on_way.push(next);
        }
        if let Some(&end) = on_way.last()
            && std::mem::take(&mut self.names[end].wanted)
        {
            on_way.iter().for_each(|&at| self.names[at].open -= 1);
        }
    }

    /// Those that stand in `tree`.
    pub(super) fn present(&self, trees: &mut Trees<'_>, tree: Oid) -> Vec<String> {
        let mut found = Vec::new();
        self.compare(trees, Some(tree), None, 0, &mut String::new(), &mut found);
        found
    }

    /// Those that stand in `before` and no longer in `after`.
    pub(super) fn removed(&self, trees: &mut Trees<'_>, before: Oid, after: Oid) -> Vec<String> {
        let mut found = Vec::new();
        self.compare(trees, Some(before), Some(after), 0, &mut String::new(), &mut found);
        found
    }

    fn compare(
        &self,
        trees: &mut Trees<'_>,
        before: Option<Oid>,
        after: Option<Oid>,
        node: usize,
        path: &mut String,
        found: &mut Vec<String>,
    ) {
        let Some(old) = before.filter(|_| before != after).and_then(|id| self.look(trees, id, node)) else { return };
        let new = match after {
            // What cannot be read may hold anything.
            Some(id) => match self.look(trees, id, node) {
                Some(slots) => Some(slots),
                None => return,
            },
            None => None,
        };
        for &(child, id, is_folder) in old.iter() {
            let now = new.as_ref().and_then(|slots| {
                let at = slots.binary_search_by_key(&child, |(name, ..)| *name).ok()?;
                slots.get(at).map(|&(_, id, is_folder)| (id, is_folder))
            });
            let name = &self.names[child];
            if now == Some((id, is_folder)) || name.open == 0 {
                continue;
            }
            let length = path.len();
            if length > 0 {
                path.push('/');
            }
            path.push_str(&name.name);
            if name.wanted && now.is_none() {
                found.push(path.clone());
            }
            if is_folder {
                let after = now.filter(|(_, is_folder)| *is_folder).map(|(id, _)| id);
                self.compare(trees, Some(id), after, child, path, found);
            }
            path.truncate(length);
        }
    }

    /// What the folder `id` has under the names of `node`, by their numbers; `None` if it cannot be read.
    fn look(&self, trees: &mut Trees<'_>, id: Oid, node: usize) -> Option<Rc<[Slot]>> {
        if let Some(known) = trees.looked.get(&(id, node)) {
            return known.clone();
        }
        if trees.looked.len() >= REMEMBERED {
            trees.looked.clear();
        }
        let slots = trees.read(id).map(|tree| self.slots(&tree, node));
        trees.looked.insert((id, node), slots.clone());
        slots
    }

    fn slots(&self, tree: &git2::Tree<'_>, node: usize) -> Rc<[Slot]> {
        let children = &self.names[node].children;
        let slot = |child: usize, entry: &git2::TreeEntry<'_>| (child, entry.id(), entry.kind() == Some(ObjectType::Tree));
        // Whichever is less: the names one by one, or all that the folder has.
        let mut slots: Vec<Slot> = if children.len() * 8 < tree.len() {
            children.iter().filter_map(|(name, &child)| Some(slot(child, &tree.get_name(name)?))).collect()
        } else {
            tree.iter().filter_map(|entry| Some(slot(*children.get(entry.name().ok()?)?, &entry))).collect()
        };
        slots.sort_unstable_by_key(|(child, ..)| *child);
        slots.into()
    }
}
