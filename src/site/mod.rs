//! Which folders a site generator builds pages from, where it serves them, and what it makes of links.
//!
//! Sites are found by evidence, the generators' own configuration files, or named by the configuration of acquis. What
//! a generator is known to do for sure stands in one file each; where its configuration is code, or plugins have a say,
//! nothing is known and nothing is said.

mod about;
mod ask;
mod astro;
mod bookdown;
mod brought;
mod configured;
mod curricula;
mod dialect;
mod docfx;
mod docmd;
mod docsify;
mod docusaurus;
mod doubt;
mod doubted;
mod eleventy;
mod evidence;
mod files;
mod generated;
mod generator;
mod gitbook;
mod honkit;
mod hugo;
mod jekyll;
mod labels;
mod liquid;
mod lookup;
mod mdbook;
mod mkdocs;
mod named;
mod nextjs;
mod other;
mod page;
mod parts;
mod quarto;
mod redirects;
mod routes;
mod scripts;
mod sphinx;
mod vitepress;
mod workbench;

pub(crate) use ask::shape as link_shape;
pub use ask::{Answer, Ask};
pub use brought::Brought;
pub use dialect::dialect_of;
pub use doubt::{Cause, Doubt, Kinds, Reach, Shape};
pub use evidence::Sign;
pub use files::Files;
pub use generator::Generator;
use generator::Kept;
pub(crate) use generator::Written;
pub use liquid::{Filled, Filler};
pub use lookup::Lookup;
pub use page::{OnSite, TagForm};
pub(crate) use page::{Tag, tags};
pub(crate) use parts::imports;
pub(crate) use scripts::scripts;

use crate::anchor::Renderer;
use crate::config::{self, Config};
use crate::document::Dialect;
use crate::paths::Paths;
use crate::text::path::below;
pub(crate) use about::is_about_repository;
use configured::{configured, read};

use redirects::Redirects;
use routes::Routes;
use scripts::Scripts;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// A site: a folder of Markdown and what a generator makes of it.
#[derive(Debug)]
pub struct Site {
    /// What decides its routes.
    pub generator: &'static dyn Generator,
    /// What decides its anchors.
    pub renderer: Renderer,
    /// How its pages are read.
    pub dialect: Dialect,
    /// Whether its configuration leaves the anchors as the renderer makes them, as far as one can tell.
    pub(crate) anchors: bool,
    /// The folder of the generator's project, from the root of the repository.
    pub folder: Box<str>,
    /// The folders of its pages, the first of them the main one.
    pub roots: Vec<Box<str>>,
    /// The folders of the files that it serves as they are.
    pub public: Vec<Box<str>>,
    /// The path under which it is published, without slashes at its ends.
    pub base: Box<str>,
    /// The file that tells of it; `None` where the configuration names the site.
    pub evidence: Option<Box<str>>,
    /// What may answer its links beside what is known, each with what it reaches.
    doubts: Vec<Reach>,
    /// Whether its routes are known by their last part alone: a page that nothing in the repository is called after does not
    /// exist.
    by_name: bool,
    /// Files and folders among its pages that it leaves out.
    excluded: Vec<Box<str>>,
    /// Whether other files of its folder may be part of its pages, so that nobody can say how their links are read.
    around: bool,
    /// Whether the address of a page ends in its own folder (`/a/`), so that its relative links begin there.
    pub(crate) folders: bool,
    /// Whether addresses may be made of the titles of pages.
    titled: bool,
    /// The languages of its pages, where these are told by a file's suffix or a route's first part; the default first.
    pub(super) languages: Vec<Box<str>>,
    /// The path under which the pages of each of these folders are published, where it is not that of the site.
    mounts: Vec<(Box<str>, Box<str>)>,
    /// The only Markdown files that become pages, where a table of contents names them: for mdBook.
    chapters: Option<HashSet<String>>,
    /// The chapters that the configuration of a book lists: no other file of its folder is read in it.
    listed: Option<HashSet<String>>,
    /// Addresses that lead elsewhere.
    redirects: Redirects,
    /// What MkDocs' configuration says beside.
    mkdocs: mkdocs::Settings,
    /// What docfx's configuration says beside.
    docfx: docfx::Settings,
    /// What its generator keeps of its configuration for itself.
    kept: Option<Box<dyn Kept>>,
    routes: OnceLock<Routes>,
}

impl Site {
    /// Whether the file at `path` becomes no page though `page`, which links to it, is one. Of a page that is none itself
    /// nobody can say where it is read: it may be included in others.
    pub(crate) fn leaves_out(&self, page: &str, path: &str) -> bool {
        self.chapters
            .as_ref()
            .is_some_and(|chapters| path.ends_with(".md") && chapters.contains(page) && !chapters.contains(path))
    }

    /// Whether the Markdown file at `path` becomes no page: others alone do, which a table of contents names.
    pub(crate) fn is_no_page(&self, path: &str) -> bool {
        self.chapters.as_ref().is_some_and(|chapters| path.ends_with(".md") && !chapters.contains(path))
    }

    /// The pages that the file at `path` is put into.
    pub(crate) fn includers(&self, lookup: &dyn Lookup, path: &str) -> &[u32] {
        self.routes.get_or_init(|| Routes::of(lookup, self)).includers(path)
    }

    /// Whether no page is made of the file at `path`: its generator passes over it, or a book lists its chapters without it.
    pub(crate) fn is_unbuilt(&self, path: &str) -> bool {
        self.listed.as_ref().is_some_and(|listed| !listed.contains(path)) || self.generator.passes_over(self, path)
    }

    /// Whether each title in the file at `path` begins a page of the site.
    pub(crate) fn splits_at_titles(&self, path: &str) -> bool {
        let read = self.listed.as_ref().map_or_else(|| self.generator.shows(self, path), |listed| listed.contains(path));
        self.generator.splits_at_titles() && read
    }

    fn new(generator: &'static dyn Generator, folder: &str) -> Self {
        Self {
            generator,
            // GitHub's algorithm is the one of most libraries.
            renderer: generator.renderers().first().copied().unwrap_or(Renderer::Github),
            dialect: generator.dialect(),
            anchors: true,
            folder: folder.into(),
            roots: vec![folder.into()],
            public: Vec::new(),
            base: Box::default(),
            evidence: None,
            doubts: Vec::new(),
            by_name: false,
            excluded: Vec::new(),
            around: false,
            folders: false,
            titled: false,
            languages: Vec::new(),
            mounts: Vec::new(),
            chapters: None,
            listed: None,
            redirects: Redirects::default(),
            mkdocs: mkdocs::Settings::default(),
            docfx: docfx::Settings::default(),
            kept: None,
            routes: OnceLock::new(),
        }
    }

    /// Whether its anchors are made by what its generator has for it.
    fn has_own_renderer(&self) -> bool {
        let own = self.generator.renderers();
        own.is_empty() || own.contains(&self.renderer)
    }

    /// What its generator kept of its configuration for itself.
    fn kept<T: Kept>(&self) -> Option<&T> {
        let kept: &dyn std::any::Any = self.kept.as_deref()?;
        kept.downcast_ref()
    }

    /// The main folder of its pages.
    pub fn root(&self) -> &str {
        self.roots.first().map_or("", |root| root)
    }

    /// How people are told of it: `VitePress (docs)`, or its folder alone where the generator is unknown.
    pub fn name(&self) -> String {
        let generator = self.generator.name_by(self.evidence.as_deref().unwrap_or_default());
        match (generator, if self.around { &*self.folder } else { self.root() }) {
            ("", "") => "/".to_owned(),
            ("", root) => root.to_owned(),
            (name, "") => name.to_owned(),
            (name, root) => format!("{name} ({root})"),
        }
    }

    /// The same without its extension.
    fn stem<'p>(&self, path: &'p str) -> Option<&'p str> {
        let inside = self.inside(path)?;
        Some(inside.rsplit_once('.').map_or(inside, |(stem, _)| stem))
    }

    /// The path from the root of its pages of the file at `path`; `None` for one that is not in them.
    pub(crate) fn inside<'p>(&self, path: &'p str) -> Option<&'p str> {
        self.roots.iter().filter_map(|root| below(root, path)).min_by_key(|rest| rest.len())
    }
}

/// What is known of them before any page is read.
impl PartialEq for Site {
    fn eq(&self, other: &Self) -> bool {
        let names = |site: &Self| (site.generator.name(), site.renderer, site.folder.clone(), site.base.clone());
        let flags = |site: &Self| (site.anchors, site.around, site.folders, site.by_name, site.titled);
        names(self) == names(other)
            && flags(self) == flags(other)
            && self.evidence == other.evidence
            && self.doubts == other.doubts
            && self.dialect == other.dialect
            && self.mounts == other.mounts
            && [&self.roots, &self.public, &self.excluded, &self.languages]
                == [&other.roots, &other.public, &other.excluded, &other.languages]
            && self.redirects == other.redirects
            && (&self.mkdocs, &self.docfx) == (&other.mkdocs, &other.docfx)
            && format!("{:?}", self.kept) == format!("{:?}", other.kept)
    }
}

/// The sites of a repository.
#[derive(Debug, Default, PartialEq)]
pub struct Sites {
    sites: Vec<Site>,
    /// The folders of their pages.
    roots: HashMap<Box<str>, u32>,
    /// The folders of which any file may be part of their pages.
    around: HashMap<Box<str>, u32>,
    /// What renders the pages that no site has.
    pub(crate) forge: Renderer,
}

/// How many sites one repository is believed to have: beyond, they are samples of somebody's tests.
const MANY: usize = 256;

impl Sites {
    /// Those that `config` names, else those that the files of the repository tell of.
    pub fn find(paths: &dyn Paths, config: &Config) -> Self {
        if let [config::Site { renderer: Some(forge @ (Renderer::Github | Renderer::Gitlab)), root: None, .. }] = *config.sites {
            return Self { forge, ..Self::default() };
        }
        let files = Files::new(paths);
        let evidence = files.all().filter_map(|path| evidence::of(path, &files)).take(MANY);
        let mut found: Vec<Site> = Vec::new();
        for evidence in evidence {
            // A generator's configuration may be spread over several files.
            if !found
                .iter()
                .any(|known| generator::same(known.generator, evidence.generator) && *known.folder == *evidence.folder)
            {
                found.push(read(&files, &evidence));
            }
        }
        if !config.sites.is_empty() {
            let own: Vec<Site> = config.sites.iter().flat_map(|site| configured(&files, site, config, &found)).collect();
            found = own;
        }
        let scripts = if found.is_empty() { Scripts::default() } else { Scripts::read(&files) };
        for site in &mut found {
            let folders = [&site.folder].into_iter().chain(&site.public).chain(&site.roots).map(|folder| &**folder);
            let mut doubts = site.redirects.read(&files, folders, &site.base);
            doubts.extend(scripts.doubts(site));
            site.doubts.append(&mut doubts);
        }
        Self::of(found)
    }

    /// Of sites in their order: where two have one root, nobody can say whose its pages are.
    fn of(found: Vec<Site>) -> Self {
        let mut sites = Self::default();
        for site in found {
            let at = sites.sites.len() as u32;
            let (taken, free): (Vec<&Box<str>>, Vec<_>) = site.roots.iter().partition(|root| sites.roots.contains_key(*root));
            for root in taken {
                let known = sites.roots.get(root).and_then(|&known| sites.sites.get_mut(known as usize));
                known.into_iter().for_each(|known| known.merge(&site));
            }
            if free.is_empty() {
                continue;
            }
            sites.roots.extend(free.into_iter().map(|root| (root.clone(), at)));
            if site.around {
                sites.around.entry(site.folder.clone()).or_insert(at);
            }
            sites.sites.push(site);
        }
        sites
    }

    /// Whether there is any.
    pub fn any(&self) -> bool {
        !self.sites.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Site> {
        self.sites.iter()
    }

    /// The site of that number.
    pub fn get(&self, number: Option<u32>) -> Option<&Site> {
        self.sites.get(number? as usize)
    }

    /// The number of the site whose pages the file at `path` is among: the nearest one.
    pub(crate) fn number(&self, path: &str) -> Option<u32> {
        if self.sites.is_empty() {
            return None;
        }
        let mut folder = path;
        while !folder.is_empty() {
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
            if let Some(&number) = self.roots.get(folder) {
                let site = self.get(Some(number))?;
                let forge = folder.is_empty() && is_about_repository(path, folder) && !site.generator.shows(site, path);
                return (!forge && !site.excludes(path)).then_some(number);
            }
            if let Some(&number) = self.around.get(folder)
                && !is_about_repository(path, folder)
            {
                return Some(number);
            }
        }
        None
    }
}
