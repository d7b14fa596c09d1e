//! The documents of one commit after another: what did not change is neither listed nor read nor parsed again.
//!
//! A folder that a parent has is taken from it; a content is parsed once at each path, however many commits have it
//! (but for one that comes again after [`MAX_RECENT`] others). Of a document only its modules stay, without its text, so that
//! thousands of commits fit into memory.

use super::super::{Error, read};
use crate::config::Config;
use crate::curriculum::{Assessment, Found, Models, Module};
use crate::data;
use crate::document::{Document, Reread, Source};
use crate::git::{BlobId, Contents, GitError, ReadError, Repository};
use crate::site::Sites;
use crate::text::path::is_markdown;
use rayon::prelude::*;
use std::cmp::Ordering;
use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, OnceLock, Weak};

/// The most entries of folders that are listed in one run: a few small objects can unfold to billions of paths.
const MAX_LISTED: usize = 50_000_000;

/// The most folders and documents that are kept in one run, each as often as it is another one.
const MAX_KEPT: usize = 5_000_000;

/// How many documents stay in memory that no commit at hand has.
const MAX_RECENT: usize = 20_000;

/// The longest path, in bytes.
const MAX_PATH: usize = 4_096;

/// What a document says of modules.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// Those it defines, by place.
    pub(super) modules: Vec<Module>,
    /// What it is as an assessment of other files' modules.
    pub(super) given: Vec<Found>,
}

/// A document at its path.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) path: Arc<str>,
    pub(super) blob: BlobId,
    content: OnceLock<Content>,
}

impl Leaf {
    /// What it says; nothing until it was read.
    pub(super) fn content(&self) -> &Content {
        static NOTHING: Content = Content { modules: Vec::new(), given: Vec::new() };
        self.content.get().unwrap_or(&NOTHING)
    }

    fn is_empty(&self) -> bool {
        self.content().modules.is_empty() && self.content().given.is_empty()
    }
}

/// What stands in a folder.
#[derive(Clone, Debug)]
enum Node {
    Folder(Arc<Folder>),
    Document(Arc<Leaf>),
}

/// A folder of a commit with its documents, those below it too. By name.
#[derive(Debug, Default)]
pub(super) struct Folder {
    id: Option<BlobId>,
    items: Vec<(Box<str>, Node)>,
}

impl Folder {
    fn item(&self, name: &str) -> Option<&Node> {
        let at = self.items.binary_search_by(|(known, _)| (**known).cmp(name)).ok()?;
        self.items.get(at).map(|(_, node)| node)
    }

    fn folder(&self, name: &str) -> Option<&Arc<Self>> {
        if let Some(Node::Folder(folder)) = self.item(name) { Some(folder) } else { None }
    }

    /// The document at `path`.
    pub(super) fn get(&self, path: &str) -> Option<&Arc<Leaf>> {
        let mut folder = self;
        let mut rest = path;
        while let Some((name, below)) = rest.split_once('/') {
            (folder, rest) = (folder.folder(name)?, below);
        }
        if let Some(Node::Document(leaf)) = folder.item(rest) { Some(leaf) } else { None }
    }

    /// Calls `see` with every document that says something of modules, by path.
    pub(super) fn visit(&self, see: &mut dyn FnMut(&Arc<Leaf>)) {
        for (_, node) in &self.items {
            match node {
                Node::Folder(folder) => folder.visit(see),
                Node::Document(leaf) if !leaf.is_empty() => see(leaf),
                Node::Document(_) => {}
            }
        }
    }

    /// The documents that say something of modules and are not the same in `after`: as they are here, and as there.
    pub(super) fn changes(&self, after: &Self) -> (Vec<Arc<Leaf>>, Vec<Arc<Leaf>>) {
        let (mut old, mut new) = (Vec::new(), Vec::new());
        self.differ(after, &mut old, &mut new);
        (old, new)
    }

    fn differ(&self, after: &Self, old: &mut Vec<Arc<Leaf>>, new: &mut Vec<Arc<Leaf>>) {
        if self.id == after.id {
            return;
        }
        let (mut before, mut now) = (self.items.iter().peekable(), after.items.iter().peekable());
        loop {
            let order = match (before.peek(), now.peek()) {
                (Some((a, _)), Some((b, _))) => a.cmp(b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return,
            };
            let a = if order == Ordering::Greater { None } else { before.next().map(|(_, node)| node) };
            let b = if order == Ordering::Less { None } else { now.next().map(|(_, node)| node) };
            match (a, b) {
                (Some(Node::Folder(a)), Some(Node::Folder(b))) => a.differ(b, old, new),
                (Some(Node::Document(a)), Some(Node::Document(b))) if Arc::ptr_eq(a, b) => {}
                (a, b) => {
                    a.into_iter().for_each(|node| node.collect(old));
                    b.into_iter().for_each(|node| node.collect(new));
                }
            }
        }
    }
}

impl Node {
    fn collect(&self, into: &mut Vec<Arc<Leaf>>) {
        match self {
            Self::Folder(folder) => folder.visit(&mut |leaf| into.push(Arc::clone(leaf))),
            Self::Document(leaf) if !leaf.is_empty() => into.push(Arc::clone(leaf)),
            Self::Document(_) => {}
        }
    }
}

/// Lists and reads.
pub(super) struct Trees<'a> {
    repository: &'a Repository,
    reader: Reader<'a>,
    /// Whether a document alone does not tell all of its modules.
    pub(super) need_others: bool,
    leaves: HashMap<(BlobId, Arc<str>), Weak<Leaf>>,
    /// The newest of them, which stay though no commit at hand has them: a later one may have them again.
    recent: VecDeque<Arc<Leaf>>,
    fresh: Vec<Arc<Leaf>>,
    listed: usize,
    kept: usize,
}

impl<'a> Trees<'a> {
    pub(super) fn new(repository: &'a Repository, config: &'a Config, sites: &'a Sites) -> Self {
        let models = Models::new(config);
        Self {
            repository,
            need_others: models.need_others(),
            reader: Reader { config, sites, models, contents: repository.contents() },
            leaves: HashMap::new(),
            recent: VecDeque::new(),
            fresh: Vec::new(),
            listed: 0,
            kept: 0,
        }
    }

    /// The root folder `id`; what `parents` have too is taken from them. Its documents are read by [`Self::read`].
    pub(super) fn root(&mut self, id: BlobId, parents: &[&Arc<Folder>]) -> Result<Arc<Folder>, Error> {
        self.folder("", id, parents)
    }

    fn folder(&mut self, prefix: &str, id: BlobId, known: &[&Arc<Folder>]) -> Result<Arc<Folder>, Error> {
        if let Some(same) = known.iter().find(|folder| folder.id == Some(id)) {
            return Ok(Arc::clone(same));
        }
        let unreadable = |reason| Error::Unreadable { path: prefix.trim_end_matches('/').to_owned(), reason };
        let listed = self.repository.folder(id).map_err(unreadable)?;
        self.listed += listed.len();
        self.kept += 1;
        if self.listed > MAX_LISTED || self.kept > MAX_KEPT {
            return Err(Error::Git(GitError::TooManyPaths { limit: MAX_KEPT }));
        }
        let mut items = Vec::new();
        for item in listed {
            let path = format!("{prefix}{}", item.name);
            if item.folder && path.len() < MAX_PATH {
                let known: Vec<&Arc<Folder>> = known.iter().filter_map(|folder| folder.folder(&item.name)).collect();
                let folder = self.folder(&format!("{path}/"), item.id, &known)?;
                items.push((item.name.into_boxed_str(), Node::Folder(folder)));
            } else if !item.folder && self.is_wanted(&path) {
                let leaf = self.leaf(item.id, path.into());
                items.push((item.name.into_boxed_str(), Node::Document(leaf)));
            }
        }
        items.sort_by(|(a, _), (b, _)| a.cmp(b));
        Ok(Arc::new(Folder { id: Some(id), items }))
    }

    /// Whether some group may find a module or an assessment in the file at `path`.
    fn is_wanted(&self, path: &str) -> bool {
        let config = self.reader.config;
        let assesses = || self.reader.models.may_assess(path) && (is_markdown(path) || data::is_data(path));
        let document = is_markdown(path) && read::in_scope(config, path);
        (document && config.groups_for(path).any(|group| !group.module.is_empty())) || assesses()
    }

    fn leaf(&mut self, blob: BlobId, path: Arc<str>) -> Arc<Leaf> {
        let key = (blob, path);
        if let Some(leaf) = self.leaves.get(&key).and_then(Weak::upgrade) {
            return leaf;
        }
        let leaf = Arc::new(Leaf { path: Arc::clone(&key.1), blob, content: OnceLock::new() });
        self.leaves.insert(key, Arc::downgrade(&leaf));
        self.kept += 1;
        self.fresh.push(Arc::clone(&leaf));
        self.recent.push_back(Arc::clone(&leaf));
        if self.recent.len() > MAX_RECENT {
            self.recent.pop_front();
        }
        leaf
    }

    /// Reads the documents that are new since it was last called.
    pub(super) fn read(&mut self) -> Result<(), Error> {
        let fresh = std::mem::take(&mut self.fresh);
        let reader = &self.reader;
        fresh.par_iter().try_for_each(|leaf| {
            let content = reader.content(leaf)?;
            // Nobody else sets it: a leaf is fresh once.
            let _ = leaf.content.set(content);
            Ok(())
        })
    }
}

/// Reads documents; threads share it.
struct Reader<'a> {
    config: &'a Config,
    /// How its documents are read: as the newest commit's.
    sites: &'a Sites,
    models: Models,
    contents: Contents,
}

impl Reader<'_> {
    /// What cannot be Markdown says nothing of modules; what is missing is an error.
    fn content(&self, leaf: &Leaf) -> Result<Content, Error> {
        let bytes = match self.contents.read(leaf.blob) {
            Ok(bytes) => bytes,
            Err(reason @ ReadError::Object { .. }) => return Err(Error::Unreadable { path: leaf.path.to_string(), reason }),
            Err(_) => return Ok(Content::default()),
        };
        let Some(markdown) = text(bytes) else { return Ok(Content::default()) };
        let source = Source::new(Arc::clone(&leaf.path), markdown);
        let dialect = self.sites.dialect(&leaf.path);
        let mut found = Vec::new();
        if is_markdown(&leaf.path) && read::in_scope(self.config, &leaf.path) {
            let document = Document::parse_as(Arc::clone(&source), dialect);
            let groups: Vec<_> = self.config.groups_for(&leaf.path).collect();
            found = self.models.read(&groups, &document);
            document.recycle();
        }
        if self.models.may_assess(&leaf.path) {
            let given = self.models.read_file(&leaf.path, Some(Arc::clone(&source)), dialect);
            let known = |one: &Found| found.iter().any(|other| other.group == one.group && other.assessment.is_some());
            let new: Vec<Found> = given.into_iter().filter(|one| !known(one)).collect();
            found.extend(new);
        }
        let (contents, blob) = (self.contents.clone(), leaf.blob);
        let reread: Reread = Arc::new(move |_| text(contents.read(blob).ok()?));
        Ok(compact(found, &source.released(&reread)))
    }
}

fn text(bytes: Vec<u8>) -> Option<String> {
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

/// What is needed to count and to compare, with the document's `source` without its text.
fn compact(found: Vec<Found>, source: &Arc<Source>) -> Content {
    let mut content = Content::default();
    for mut found in found {
        content.modules.extend(std::mem::take(&mut found.modules).into_iter().map(|mut module| {
            module.competencies.shrink_to_fit();
            module.assessments = module.assessments.into_iter().map(|assessment| slim(assessment, None, source)).collect();
            module.names.iter_mut().for_each(|name| name.source = Arc::clone(source));
            Module { source: Arc::clone(source), objective: None, ..module }
        }));
        if let Some(assessment) = found.assessment.take() {
            let each = found
                .each
                .take()
                .map(|each| each.into_iter().map(|(ids, assessment)| (ids, slim(assessment, Some(source), source))).collect());
            let assessment = Some(slim(assessment, Some(source), source));
            content.given.push(Found { assessment, each, ..Found::nothing(&found.group, source, false) });
        }
    }
    content.modules.sort_by_key(|module| module.span.start);
    content.modules.shrink_to_fit();
    content
}

/// An assessment without its items; `own`: the file that it stands in, where that is not the module's.
fn slim(mut assessment: Assessment, own: Option<&Arc<Source>>, source: &Arc<Source>) -> Assessment {
    assessment.names.iter_mut().for_each(|name| name.source = Arc::clone(source));
    Assessment { source: own.cloned(), items: Vec::new(), ..assessment }
}
