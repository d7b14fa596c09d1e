//! A site generator: all that is known of it stands in its own file, behind this trait.

use super::ask::{Answer, Ask};
use super::brought::Brought;
use super::files::Files;
use super::liquid::Filler;
use super::page::{OnSite, TagForm};
use super::{Cause, Kinds, Site, evidence::Sign};
use crate::anchor::Renderer;
use crate::data::Node;
use crate::document::{Dialect, Document};
use crate::paths::Found;
use crate::text::path::under;
use std::fmt::Debug;

/// What makes a site of a folder, and so decides its routes and its anchors.
pub trait Generator: Debug + Sync {
    /// Its name, as its authors write it; empty where nobody can say which it is.
    fn name(&self) -> &'static str;

    /// The name of what builds a site whose configuration stands at `evidence`: another program may read the same pages.
    fn name_by(&self, evidence: &str) -> &'static str {
        let _ = evidence;
        self.name()
    }

    /// What makes its anchors: as it comes first, then those that its options choose. Empty where another generator's do.
    fn renderers(&self) -> &'static [Renderer] {
        &[]
    }

    /// The Markdown of its pages.
    fn dialect(&self) -> Dialect {
        Dialect::Gfm
    }

    /// The files that tell of it.
    fn signs(&self) -> &'static [Sign] {
        &[]
    }

    /// Whether the file at `path`, one of those that tell of it, is its own after all.
    fn recognises(&self, files: &Files<'_>, path: &str) -> bool {
        let _ = (files, path);
        true
    }

    /// The folder of the project whose configuration lies in `folder`.
    fn project<'p>(&self, folder: &'p str) -> &'p str {
        folder
    }

    /// Reads its configuration, of which the file at `path` told.
    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str);

    /// The folders that it may write `site` to, from the root of the repository.
    fn outputs(&self, site: &Site) -> Vec<String> {
        self.usual_outputs().iter().map(|folder| under(&site.folder, folder)).collect()
    }

    /// The same, from the folder of the project, where its configuration says nothing else.
    fn usual_outputs(&self) -> &'static [&'static str] {
        &[]
    }

    /// What is not known of `site`, which the configuration names and no file tells of.
    fn unseen(&self, site: &mut Site) {
        site.doubt(Cause::UnknownGenerator, Kinds::PAGES.and(Kinds::ROOT));
    }

    /// The addresses of the page at `path`, from the base of the site, as its place makes them; several where that depends
    /// on what is not known.
    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        super::routes::plain(site, path, &["index", "README"])
    }

    /// The extensions of the files that it makes pages of.
    fn sources(&self) -> &'static [&'static str] {
        &["md"]
    }

    /// All addresses of that page, what its front matter says heard.
    fn addresses(&self, site: &Site, path: &str, on: &OnSite) -> Vec<String> {
        super::routes::usual(site, path, on)
    }

    /// Whether a page that is a draft is not published, and only shown together with all other drafts.
    fn hides_drafts(&self) -> bool {
        false
    }

    /// The addresses that relative links of that page are read from; one that ends with a slash is a folder.
    fn read_from(&self, site: &Site, path: &str, on: &OnSite) -> Vec<String> {
        match on.permalink.as_deref() {
            // What a template makes of it is not known.
            Some(permalink) if !permalink.contains([':', '{']) => vec![super::routes::folder_at(site, permalink)],
            _ => super::routes::folders(site, path),
        }
    }

    /// Addresses that the front matter of the page at `path` makes beside those of the page.
    fn made(&self, site: &Site, path: &str, front: &Node) -> Vec<String> {
        let _ = (site, path, front);
        Vec::new()
    }

    /// The keys of front matter that make such addresses.
    fn makes(&self, site: &Site) -> Vec<Box<str>> {
        let _ = site;
        Vec::new()
    }

    /// An address as it is compared with others.
    fn folded(&self, route: &str) -> Option<String> {
        let _ = route;
        None
    }

    /// The target `written` of a link of Markdown as other sites would write it, where this one has a way of its own.
    fn usual_target(&self, written: &str) -> Option<String> {
        let _ = written;
        None
    }

    /// Whether a backslash parts folders in links, as a slash does.
    fn reads_backslashes(&self) -> bool {
        false
    }

    /// Whether `site` finds files whatever the letter case of links.
    fn folds_case(&self, site: &Site) -> bool {
        let _ = site;
        false
    }

    /// Whether the site has what a link asks for.
    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        ask.guarded()
    }

    /// Whether the file at `path`, which a relative link leads to, is on the site at the same place.
    fn publishes(&self, ask: &Ask<'_, '_>, path: &str) -> bool {
        ask.site.inside(path).is_some() && !ask.site.leaves_out(ask.page, path)
    }

    /// Whether it makes a page of the file at `path` at the root of the repository, which is about that and read on the forge.
    fn shows(&self, site: &Site, path: &str) -> bool {
        let _ = path;
        !site.around
    }

    /// Whether it makes no page of the file at `path`, which lies among its pages.
    fn passes_over(&self, site: &Site, path: &str) -> bool {
        let _ = (site, path);
        false
    }

    /// Whether it wrote `target` itself for a page that was deleted.
    fn marks_broken(&self, target: &str) -> bool {
        let _ = target;
        false
    }

    /// Whether a link to a file that is no page leads to that file on the forge.
    fn links_to_files(&self) -> bool {
        false
    }

    /// What the title behind the target of a link makes of it, as written.
    fn written(&self, title: &str) -> Written {
        let _ = title;
        Written::Usual
    }

    /// Its own tags that name pages.
    fn tags(&self) -> Option<&'static TagForm> {
        None
    }

    /// What one of its tags names; `None` where that is missing, which stops the build.
    fn tag<'c>(&self, ask: &Ask<'_, 'c>, name: &str) -> Option<Found<'c>> {
        let _ = (ask, name);
        None
    }

    /// What fills in the templates in the targets of links of `document`, where there may be such.
    fn filler<'a>(&'a self, site: &'a Site, document: &'a Document) -> Option<Filler<'a>> {
        let _ = (site, document);
        None
    }

    /// The key of front matter that says the whole address of a page.
    fn permalink_key(&self) -> Option<&'static str> {
        None
    }

    /// The keys that say the last part of its address.
    fn slug_keys(&self) -> &'static [&'static str] {
        &["slug", "id"]
    }

    /// What may add anchors to `document` that are not seen in its Markdown, if anything.
    fn adds_anchors(&self, document: &Document, site: &Site) -> Option<Cause> {
        self.brought(document, site).map_or_else(|| super::generated::mark(document), |brought| brought.unseen)
    }

    /// The anchors of `document`, where the texts of its headings alone do not make them.
    fn anchors(&self, document: &Document, site: &Site) -> Option<Vec<String>> {
        let _ = (document, site);
        None
    }

    /// Whether attribute lists outside of headings (`{#name}`) set anchors.
    fn lists_attributes(&self) -> bool {
        true
    }

    /// Whether the ids of footnotes are among the known anchors.
    fn names_footnotes(&self) -> bool {
        false
    }

    /// What the templates in `document` bring to it, and what stands around it; `None` where only marks of them are known.
    fn brought(&self, document: &Document, site: &Site) -> Option<Brought> {
        let _ = (document, site);
        None
    }

    /// The values of the front matter at `root` that its theme makes links of.
    fn front_links<'n>(&self, root: &'n Node) -> Vec<&'n Node> {
        let _ = root;
        Vec::new()
    }

    /// The target that its theme makes of `written`, a link in the front matter.
    fn front_target(&self, written: &str) -> String {
        written.to_owned()
    }

    /// Whether the file at `path` is put into other pages, so that its links are read from there.
    fn is_included(&self, site: &Site, path: &str) -> bool {
        let _ = site;
        super::ask::is_partial(path)
    }

    /// Calls `add` with the names in `document` that it makes anchors of, beside those in attribute lists.
    fn given_ids(&self, site: &Site, document: &Document, add: &mut dyn FnMut(&str)) {
        let _ = (site, document, add);
    }

    /// The files of the repository whose text is put into `document`, and with it their anchors.
    fn parts(&self, document: &Document, site: &Site) -> Vec<Box<str>> {
        let _ = (document, site);
        Vec::new()
    }

    /// Those of them of which not all lines are put there, each with what says which.
    fn cuts(&self, document: &Document, site: &Site) -> Vec<(Box<str>, Box<str>)> {
        let _ = (document, site);
        Vec::new()
    }

    /// The lines of `text` that `lines` means.
    fn cut(&self, text: &str, lines: &str) -> String {
        let _ = lines;
        text.to_owned()
    }

    /// Whether each heading of level 1 begins a page, and not each file.
    fn splits_at_titles(&self) -> bool {
        false
    }

    /// Whether links of the page at `path` are names of files, in which no mark begins a fragment or a query.
    fn names_files(&self, site: &Site, path: &str) -> bool {
        let _ = (site, path);
        false
    }

    /// Whether something beside the Markdown of `document` may define labels of references: what adds text to it may.
    fn may_define(&self, document: &Document, site: &Site) -> bool {
        match self.brought(document, site) {
            Some(brought) => brought.unseen.is_some() || super::brought::may_define(document),
            None => self.adds_anchors(document, site).is_some() || !self.parts(document, site).is_empty(),
        }
    }

    /// Whether the label of a reference is defined for every page.
    fn defines(&self, site: &Site, label: &str) -> bool {
        let _ = (site, label);
        false
    }

    /// Whether a fragment asks for something else than an anchor, such as the tab to be shown.
    fn is_no_anchor(&self, site: &Site, fragment: &str) -> bool {
        let _ = (site, fragment);
        false
    }

    /// Whether all pages are one document before they are read, so that the heading of one answers a reference of another:
    /// `[Harvest]`.
    fn merges_pages(&self) -> bool {
        false
    }

    /// Whether an anchor holds in the whole site: a link may ask its own page for one that another page has.
    fn shares_anchors(&self, site: &Site) -> bool {
        let _ = site;
        false
    }

    /// Whether `anchor` is one that holds in the whole site, and that no page of Markdown has.
    fn shares(&self, site: &Site, anchor: &str) -> bool {
        let _ = (site, anchor);
        false
    }

    /// The anchors of `document` that hold in the whole site, if not all of them do.
    fn labels(&self, site: &Site, document: &Document) -> Option<Vec<Box<str>>> {
        let _ = (site, document);
        None
    }
}

/// What the words behind the target of a link make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// A link as any other.
    Usual,
    /// A link that the generator leaves as it is written.
    Verbatim,
    /// The path of a file that is put into the page.
    Part,
    /// Nothing that can be followed.
    Nowhere,
}

/// What a generator keeps of its configuration for itself: a type of its own file.
pub(super) trait Kept: std::any::Any + Debug + Send + Sync {}

/// The registry: every generator, the more certain evidence first.
pub(super) static GENERATORS: &[&dyn Generator] = &[
    &super::mkdocs::Mkdocs,
    &super::honkit::Honkit,
    &super::gitbook::Gitbook,
    &super::docfx::Docfx,
    &super::docsify::Docsify,
    &super::jekyll::Jekyll,
    &super::hugo::Hugo,
    &super::mdbook::Mdbook,
    &super::eleventy::Eleventy,
    &super::docusaurus::Docusaurus,
    &super::docmd::Docmd,
    &super::nextjs::FUMADOCS,
    &super::nextjs::NEXTRA,
    &super::astro::Astro,
    &super::vitepress::Vitepress,
    &super::bookdown::Bookdown,
    &super::quarto::Quarto,
    &super::workbench::Workbench,
    &super::sphinx::SPHINX,
    &super::sphinx::JUPYTER_BOOK,
    &super::sphinx::MYST,
    &super::curricula::ODIN,
    &super::curricula::EXERCISM,
    &super::other::Other,
];

/// The one that `renderer` belongs to; `None` for those of forges.
pub(super) fn of_renderer(renderer: Renderer) -> Option<&'static dyn Generator> {
    if matches!(renderer, Renderer::Github | Renderer::Gitlab) {
        return None;
    }
    GENERATORS.iter().copied().find(|generator| generator.renderers().contains(&renderer))
}

/// Whether both are the same.
pub(super) fn same(a: &dyn Generator, b: &dyn Generator) -> bool {
    a.name() == b.name()
}
