//! Addresses of this repository's own files, and of its siblings': resolved here, without the network.
//!
//! What is checked stands for the default branch and the current one; another branch, a tag or a commit that this clone
//! has is looked at in its own tree; of any other nothing is said.

use super::address::{ForgeUrl, View};
use super::fates::ShortSighted;
use super::fragment::is_no_anchor;
use super::nearest::{Nearest, encode};
use super::trouble::Trouble;
use super::{Corpus, Page, PageLink};
use crate::anchor::Renderer;
use crate::anchor::{Anchors, Match};
use crate::document::{Document, Source};
use crate::git::{BlobId, Fate, Fates, ForgeName, Refs, Snapshot, Standing, Tip};
use crate::paths::{PathIndex, PathKind};
use crate::text::path::is_markdown;
use percent_encoding::percent_decode_str;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The largest file of another commit that is parsed for its anchors, in bytes.
const MAX_PARSED: usize = 1 << 20;

/// The repositories whose addresses are resolved: this one, then its siblings.
#[derive(Debug, Default)]
pub struct Addresses {
    known: Vec<Known>,
}

/// A repository with its names.
#[derive(Debug)]
struct Known {
    names: Vec<ForgeName>,
    refs: Refs,
    is_own: bool,
    /// The default branch of a sibling.
    main: OnceLock<Option<Main>>,
    fates: OnceLock<BTreeMap<String, Fate>>,
    /// Anchors of files that are no pages of the corpus.
    anchors: Mutex<HashMap<BlobId, Option<Arc<Anchors>>>>,
}

#[derive(Debug)]
struct Main {
    snapshot: Snapshot,
    index: PathIndex,
}

/// What is wrong with the address of a file.
#[derive(Debug)]
pub struct UrlTrouble {
    /// The repository that it names.
    pub repository: Box<str>,
    /// The path in it.
    pub path: Box<str>,
    /// What is wrong.
    pub fault: UrlFault,
    /// Whether it leads to the main line, whose history can be asked.
    is_main: bool,
    known: u32,
    before: Box<str>,
    tail: Box<str>,
}

/// What is wrong with it.
#[derive(Debug)]
pub enum UrlFault {
    /// No such path; the one that may have been meant.
    Missing(Option<Box<str>>),
    /// The path is this one: letter case or Unicode form differ.
    Case(Box<str>),
    /// The page is there, the anchor is not; the one that may have been meant.
    Anchor(Box<str>, Option<Box<str>>),
}

impl UrlTrouble {
    /// The same address with the path `to`.
    pub fn with_path(&self, to: &str) -> String {
        format!("{}{}{}", self.before, encode(to), self.tail)
    }

    /// The same address with the anchor `to`.
    pub fn with_anchor(&self, to: &str) -> String {
        let query = self.tail.split('#').next().unwrap_or_default();
        format!("{}{}{query}#{to}", self.before, encode(&self.path))
    }
}

impl Addresses {
    /// Adds a repository by its names, with its branches, tags and commits. `is_own`: it is the one that is checked.
    pub fn add(&mut self, names: Vec<ForgeName>, refs: Refs, is_own: bool) {
        let (main, fates) = (OnceLock::new(), OnceLock::new());
        self.known.push(Known { names, refs, is_own, main, fates, anchors: Mutex::default() });
    }

    /// Whether `target` is the address of a file of one of the repositories: nothing to ask a server for, which shows
    /// private ones to nobody who is not signed in.
    pub fn hold(&self, target: &str) -> bool {
        self.read(target).is_some()
    }

    fn read<'t>(&self, target: &'t str) -> Option<(usize, &ForgeName, ForgeUrl<'t>)> {
        let start = target.as_bytes().first()?;
        if !matches!(start, b'h' | b'H' | b'/') {
            return None;
        }
        let known = self.known.iter().enumerate();
        known.flat_map(|(at, known)| known.names.iter().map(move |name| (at, name))).find_map(|(at, name)| {
            let url = ForgeUrl::read(target, name)?;
            Some((at, name, url))
        })
    }

    /// Asks history about the paths of siblings that are missing: number of the repository and path. All siblings together
    /// may cost as much as reading so many bytes.
    pub(super) fn look_back(&self, missing: &BTreeSet<(u32, String)>, bytes: u64) -> Vec<ShortSighted> {
        let asked = missing.iter().map(|(place, _)| place).collect::<BTreeSet<_>>().len().max(1) as u64;
        let mut ended = Vec::new();
        for (at, known) in self.known.iter().enumerate() {
            let paths: BTreeSet<String> =
                missing.iter().filter(|(place, _)| *place as usize == at).map(|(_, path)| path.clone()).collect();
            let fates = match known.main() {
                Some(main) if !paths.is_empty() => main.snapshot.fates_within(&paths, bytes / asked),
                _ => Fates::default(),
            };
            known.fates.get_or_init(|| fates.known);
            let name = || known.names.first().map(|name| name.path.clone()).unwrap_or_default();
            ended.extend(fates.horizon.map(|horizon| ShortSighted { repository: Some(name()), horizon }));
        }
        ended
    }
}

impl Known {
    /// The default branch, if it has been needed or is by now.
    fn main(&self) -> Option<&Main> {
        if self.is_own {
            return None;
        }
        let read = || {
            let snapshot = self.refs.main_snapshot()?;
            let index = PathIndex::new(&snapshot);
            Some(Main { snapshot, index })
        };
        self.main.get_or_init(read).as_ref()
    }

    fn anchors(&self, content: BlobId) -> Option<Arc<Anchors>> {
        let known = || self.anchors.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(anchors) = known().get(&content) {
            return anchors.clone();
        }
        let bytes = self.refs.read(content).ok().filter(|bytes| bytes.len() <= MAX_PARSED);
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
        let parsed = text.map(|text| Arc::new(Anchors::of(&Document::parse(Source::new("page.md", text)), Renderer::Github)));
        known().insert(content, parsed.clone());
        parsed
    }
}

impl Corpus {
    /// What is wrong with `link` of `page`, if it is the address of a file of a known repository.
    pub(super) fn url_trouble(&self, page: &Page, link: &PageLink) -> Option<Trouble> {
        let (at, name, url) = self.addresses.read(page.target(link))?;
        let known = self.addresses.known.get(at)?;
        let (tip, path) = known.refs.split(&url.rest)?;
        let path: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let path = path.join("/");
        let fault = match (tip, known.is_own) {
            (Tip::Main, true) => match self.own_fault(page, &path, &url) {
                Ok(fault) => fault?,
                Err(trouble) => return Some(trouble),
            },
            (Tip::Main, false) => sibling_fault(known, &path, &url)?,
            (Tip::Commit(id), _) => match known.refs.standing(id, &path) {
                Standing::Absent => UrlFault::Missing(None),
                Standing::File(content) => file_fault(known, content, &path, &url)?,
                Standing::Folder | Standing::Unknown => return None,
            },
        };
        // The branch, as it stands before the path.
        let branch = url.rest.trim_end_matches('/').strip_suffix(&*path).unwrap_or_default();
        Some(Trouble::Url(Box::new(UrlTrouble {
            repository: name.path.as_str().into(),
            path: path.into(),
            fault,
            is_main: tip == Tip::Main,
            known: at as u32,
            before: format!("{}{}", url.before, encode(branch)).into(),
            tail: url.tail.into(),
        })))
    }

    /// The fault of an address of what is checked; another trouble, where the file is there and git does not have it.
    fn own_fault(&self, page: &Page, path: &str, url: &ForgeUrl<'_>) -> Result<Option<UrlFault>, Trouble> {
        let Some(found) = self.lookup(path, 0) else {
            if let Some(found) = self.index.get_folded(path) {
                return Ok(Some(UrlFault::Case(found.path.into())));
            }
            if self.paths.is_ignored(path) {
                return Err(Trouble::Ignored(path.into()));
            }
            if self.paths.is_on_disk(path) {
                return Err(Trouble::Untracked(path.into()));
            }
            let nearest = Nearest::new(&self.index).candidate(path, page.path());
            return Ok(Some(UrlFault::Missing(nearest.map(Into::into))));
        };
        if !found.tracked && self.is_tracked(page) {
            return Err(Trouble::Untracked(found.path.into()));
        }
        let to = found.page.and_then(|to| self.page(to)).filter(|_| found.kind == PathKind::File);
        Ok(to.and_then(|to| anchor_fault(&to.anchors, url)))
    }

    /// Whether an address is that of a file on the disk that is not staged, where the next commit is what is looked at.
    pub fn is_url_unstaged(&self, trouble: &UrlTrouble) -> bool {
        let is_own = self.addresses.known.get(trouble.known as usize).is_some_and(|known| known.is_own);
        is_own && trouble.is_main && self.is_unstaged(&trouble.path)
    }

    /// What became of the path of an address.
    pub fn url_fate(&self, trouble: &UrlTrouble) -> Option<&Fate> {
        let known = self.addresses.known.get(trouble.known as usize).filter(|_| trouble.is_main)?;
        if known.is_own { self.fate(&trouble.path) } else { known.fates.get()?.get(&*trouble.path) }
    }
}

impl UrlTrouble {
    /// The repository and the path that history can be asked about; no number for the one that is checked.
    pub(super) fn missing(&self, addresses: &Addresses) -> Option<(Option<u32>, String)> {
        let asks = self.is_main && matches!(self.fault, UrlFault::Missing(_));
        let known = addresses.known.get(self.known as usize).filter(|_| asks)?;
        Some(((!known.is_own).then_some(self.known), self.path.to_string()))
    }
}

fn sibling_fault(known: &Known, path: &str, url: &ForgeUrl<'_>) -> Option<UrlFault> {
    let main = known.main()?;
    if path.is_empty() || main.index.gate(path).is_some() {
        return None;
    }
    match main.index.get(path) {
        Some(found) if found.kind == PathKind::File => file_fault(known, main.snapshot.get(found.path)?.blob_id()?, path, url),
        Some(_) => None,
        None => Some(match main.index.get_folded(path) {
            Some(found) => UrlFault::Case(found.path.into()),
            None => UrlFault::Missing(Nearest::new(&main.index).candidate(path, "").map(Into::into)),
        }),
    }
}

fn file_fault(known: &Known, content: BlobId, path: &str, url: &ForgeUrl<'_>) -> Option<UrlFault> {
    if url.view != View::Rendered || url.fragment().is_none() || !is_markdown(path) {
        return None;
    }
    anchor_fault(&*known.anchors(content)?, url)
}

fn anchor_fault(anchors: &Anchors, url: &ForgeUrl<'_>) -> Option<UrlFault> {
    let fragment = url.fragment().filter(|_| url.view == View::Rendered)?.split(":~:").next()?;
    let decoded = percent_decode_str(fragment).decode_utf8().ok()?;
    let wanted = decoded.strip_prefix("user-content-").unwrap_or(&decoded);
    if is_no_anchor(wanted) {
        return None;
    }
    let meant = match anchors.find(wanted) {
        Match::Exact => return None,
        Match::OtherCase(right) => Some(right),
        Match::None => super::nearest::anchor(anchors, wanted),
    };
    Some(UrlFault::Anchor(wanted.into(), meant.map(Into::into)))
}
