//! Jekyll: permalinks of front matter and configuration, collections, posts; plugins and layouts have a say, so that
//! missing is only what nothing in the repository is called after.

mod around;
mod html;
mod permalinks;
mod values;

use super::ask::{Answer, Ask};
use super::brought::Brought;
use super::evidence::Sign;
use super::files::{Files, at, text_at};
use super::liquid::{Filler, fill};
use super::named::Named;
use super::page::{OnSite, TagForm};
use super::{Cause, Doubt, Generator, Kept, Kinds, Shape, Site};
use crate::anchor::Renderer;
use crate::data::{Node, Value};
use crate::document::{Dialect, Document};
use crate::paths::{Found, PathKind};
use crate::text::path::{below, ended, extension, folder_of, join, under};
use around::Around;
use std::collections::HashMap;
use std::rc::Rc;
use values::Known;

/// Plugins that make no pages beside those of files, or only those that `GENERATED` names.
const HARMLESS: &[&str] = &[
    "jekyll-feed",
    "jekyll-sitemap",
    "jekyll-seo-tag",
    "jekyll-relative-links",
    "jekyll-redirect-from",
    "jekyll-optional-front-matter",
    "jekyll-readme-index",
    "jekyll-titles-from-headings",
    "jekyll-default-layout",
    "jekyll-include-cache",
    "jekyll-remote-theme",
    "jekyll-github-metadata",
    "jekyll-mentions",
    "jekyll-gist",
    "jekyll-coffeescript",
    "jekyll-commonmark-ghpages",
    "jekyll-avatar",
    "jekyll-paginate",
    "jekyll-toc",
    "jekyll-last-modified-at",
    "jekyll-target-blank",
    "jekyll-sass-converter",
    "jekyll-compose",
    "jekyll-admin",
    "jekyll-watch",
    "jekyll-minifier",
    "jekyll-tidy",
    "jekyll-swiss",
    "github-pages",
    "jemoji",
];
/// What a plugin may make: pages, and files that are no pictures. Markdown becomes pages, and links to it are changed by none.
const MADE: Kinds = Kinds::PAGES.and(Kinds::ADDRESSES);
/// What themes and plugins bring without a file in the repository.
const GENERATED: &[&str] = &["assets", "feed.xml", "sitemap.xml", "robots.txt", "redirects.json", "feed", "search", "page"];

/// Folders of packages.
const PACKAGES: &[&str] = &["node_modules", "vendor"];

/// The words of the tags that name a page.
const TAGS: &[&str] = &["link ", "post_url "];

/// What the configuration says.
#[derive(Debug)]
struct Settings {
    config: Node,
    around: Around,
    /// Whether no plugin can bring tags and values of its own.
    is_plain: bool,
    /// The files about the repository that are pages, since they have a front matter.
    shown: Vec<Box<str>>,
    /// The addresses that pages of HTML say of themselves, and the paths of these.
    html: HashMap<String, Box<str>>,
}

impl Kept for Settings {}

impl Jekyll {
    /// What is known while `document` is filled in.
    fn known<'a>(&self, site: &'a Site, document: &'a Document) -> Option<Known<'a>> {
        let included = self.is_included(site, document.source.path());
        Some(Known {
            site,
            settings: site.kept()?,
            document,
            included,
            depth: 0,
            parameters: None,
            named: Rc::new(Named::new(document.source.text())),
        })
    }
}

/// Jekyll.
#[derive(Debug)]
pub(super) struct Jekyll;

impl Generator for Jekyll {
    fn name(&self) -> &'static str {
        "Jekyll"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Jekyll, Renderer::JekyllKramdown]
    }

    fn dialect(&self) -> Dialect {
        Dialect::Kramdown { github: true, html: false }
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Name("_config.yml"), Sign::Name("_config.yaml")]
    }

    fn recognises(&self, files: &Files<'_>, path: &str) -> bool {
        // Jupyter Book has a file of this name too, beside its table of contents.
        !files.has(&under(folder_of(path), "_toc.yml"))
    }

    fn usual_outputs(&self) -> &'static [&'static str] {
        &["_site"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let Some(config) = files.data(path) else {
            site.anchors = false;
            site.doubt(Cause::Configuration("_config.yml".into()), Kinds::PAGES.and(Kinds::ROOT));
            return;
        };
        // Hexo has a file of this name as well.
        if config.get("source_dir").is_some() {
            site.give_up(Cause::UnknownGenerator);
            return;
        }
        if let Some(source) = text_at(&config, &["source"]).and_then(|source| join(&site.folder, source)) {
            site.roots = vec![source.into()];
        }
        site.public = site.roots.clone();
        let excluded = at(&config, &["exclude"]).map(Node::items).unwrap_or_default().iter().filter_map(Node::as_str);
        // What packages bring is nobody's page, on the site or on the forge.
        let excluded =
            excluded.filter(|pattern| !pattern.contains(['*', '?', '[']) && !PACKAGES.contains(&pattern.trim_matches('/')));
        site.excluded = excluded.filter_map(|path| join(site.root(), path)).map(Into::into).collect();
        site.base = super::files::path_of(text_at(&config, &["baseurl"]).unwrap_or_default()).into();
        site.folders = text_at(&config, &["permalink"]).is_some_and(|style| style == "pretty" || style.ends_with('/'));
        site.by_name = true;
        let plugins = ["plugins", "gems"].into_iter().filter_map(|key| at(&config, &[key])).flat_map(Node::items);
        for plugin in plugins.filter_map(Node::as_str).filter(|plugin| !HARMLESS.contains(plugin)) {
            site.doubt(Cause::Plugin(plugin.into()), MADE);
        }
        if files.has(&under(site.root(), "_plugins")) {
            site.doubt(Cause::Plugin("_plugins".into()), MADE);
        }
        match text_at(&config, &["markdown"]).map(str::to_ascii_lowercase).as_deref() {
            None | Some("kramdown") => {}
            _ => site.anchors = false,
        }
        let kramdown = at(&config, &["kramdown"]);
        let github = kramdown.and_then(|options| text_at(options, &["input"])) != Some("kramdown");
        if !github {
            site.renderer = Renderer::JekyllKramdown;
        }
        let html = kramdown.and_then(|options| options.get("parse_block_html")).map(|node| &node.value);
        site.dialect = Dialect::Kramdown { github, html: matches!(html, Some(Value::Bool(true))) };
        let ids = kramdown.and_then(|options| options.get("auto_ids")).map(|node| &node.value);
        let changed = ["auto_id_prefix", "auto_id_stripping", "transliterated_header_ids"];
        if matches!(ids, Some(Value::Bool(false)))
            || kramdown.is_some_and(|options| changed.iter().any(|key| options.get(key).is_some()))
        {
            site.anchors = false;
        }
        let about = |path: &&str| super::is_about_repository(path, "") && !path.contains('/');
        let is_page = |path: &&str| files.text(path).is_some_and(|text| text.starts_with("---"));
        let shown =
            if site.root().is_empty() { files.all().filter(about).filter(is_page).map(Into::into).collect() } else { Vec::new() };
        site.kept = Some(Box::new(Settings {
            shown,
            html: html::addresses(files, site.root()),
            around: Around::read(&config, site.root(), files),
            is_plain: around::is_plain(&config, &site.folder, site.root(), files),
            config,
        }));
    }

    fn filler<'a>(&'a self, site: &'a Site, document: &'a Document) -> Option<Filler<'a>> {
        let known = self.known(site, document)?;
        Some(Box::new(move |written| fill(written, TAGS, &known)))
    }

    fn brought(&self, document: &Document, site: &Site) -> Option<Brought> {
        Some(around::brought(document, &self.known(site, document)?))
    }

    fn is_included(&self, site: &Site, path: &str) -> bool {
        site.kept::<Settings>().is_some_and(|settings| below(&settings.around.folder, path).is_some())
    }

    fn parts(&self, document: &Document, site: &Site) -> Vec<Box<str>> {
        site.kept::<Settings>().map(|settings| settings.around.parts(document)).unwrap_or_default()
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        let Some(stem) = site.stem(path) else { return Vec::new() };
        let mut parts: Vec<&str> = stem.split('/').collect();
        let posts = parts.iter().position(|part| matches!(*part, "_posts" | "_drafts"));
        if let Some(at) = posts {
            parts.remove(at);
            let name = parts.pop().unwrap_or_default();
            let folder = parts.join("/");
            let mut dated = name.splitn(4, '-');
            if let (Some(year), Some(month), Some(day), Some(title)) = (dated.next(), dated.next(), dated.next(), dated.next()) {
                return vec![under(&folder, &format!("{year}/{month}/{day}/{title}")), under(&folder, title)];
            }
            return vec![under(&folder, name)];
        }
        if let Some(address) = collected(site, path) {
            return vec![super::routes::index(&address, &["index"]).trim_matches('/').to_owned()];
        }
        // A collection that nothing is known of: `_episodes/01-x.md` is `/episodes/01-x.html`, or as its permalink says.
        let shown = stem.strip_prefix('_').unwrap_or(stem);
        let mut routes = vec![super::routes::index(shown, &["index", "README", "readme", "Readme"]).to_owned()];
        if shown.len() < stem.len()
            && let Some((_, inside)) = shown.split_once('/')
        {
            routes.push(super::routes::index(inside, &["index"]).to_owned());
        }
        routes
    }

    fn addresses(&self, site: &Site, path: &str, on: &OnSite) -> Vec<String> {
        let expanded = expanded(site, path, on).map(|address| on.aliases.iter().map(|alias| alias.to_string()).chain([address]));
        expanded.map_or_else(|| super::routes::usual(site, path, on), Iterator::collect)
    }

    fn read_from(&self, site: &Site, path: &str, on: &OnSite) -> Vec<String> {
        match (on.permalink.as_deref(), expanded(site, path, on)) {
            (_, Some(address)) => vec![super::routes::folder_at(site, &address)],
            // What a template makes of it is not known.
            (Some(permalink), _) if !permalink.contains([':', '{']) => vec![super::routes::folder_at(site, permalink)],
            (Some(_), _) => super::routes::folders(site, path),
            (None, _) => match collected(site, path) {
                Some(address) => vec![format!("{}/", folder_of(&address).trim_matches('/'))],
                None => super::routes::folders(site, path),
            },
        }
    }

    fn shows(&self, site: &Site, path: &str) -> bool {
        // GitHub Pages makes the home page of it; the others are pages where they have a front matter.
        let readme = path.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("readme."));
        readme || site.kept::<Settings>().is_some_and(|settings| settings.shown.iter().any(|shown| **shown == *path))
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        let source = ask.source();
        // A folder is an address where it has a page of its own.
        let has_index = |path: &String| ask.first(ended(path, &["/index.html", "/index.md", "/README.md"])).is_some();
        let shown = |found: &Found<'_>| found.kind != PathKind::Folder || source.as_ref().is_some_and(has_index);
        if let Some(found) = source.as_ref().and_then(|path| ask.file(path)).filter(shown) {
            return Answer::Found(found);
        }
        if let Some(answer) = ask.at_address() {
            return answer;
        }
        let html = ask.site.kept::<Settings>().map(|settings| &settings.html).filter(|html| !html.is_empty());
        let said = |html: &HashMap<String, Box<str>>| {
            let mut addresses = ask.addresses().into_iter();
            addresses.find_map(|address| ask.file(html.get(super::routes::normal(&address))?))
        };
        if let Some(found) = html.and_then(said) {
            return Answer::Found(found);
        }
        // A file of a collection that is no page: `_2020/files/a.c` is `/2020/files/a.c`.
        let collected = || ask.first(ask.site.roots.iter().map(|root| under(root, &format!("_{}", ask.based()))));
        let file = ask.absolute && ask.shape() != Shape::Source;
        if let Some(found) = file.then(collected).flatten() {
            return Answer::Found(found);
        }
        let first = ask.based().split('/').next().unwrap_or_default();
        let numbered = |part: &str| part.strip_prefix("page").is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
        let listed = |part: &str| matches!(part, "tag" | "tags" | "category" | "categories") || numbered(part);
        let listed = ask.path.split('/').any(listed);
        if ask.absolute && GENERATED.contains(&first) || listed {
            return Answer::Unsure(Doubt::new(Cause::Made));
        }
        Answer::Dead
    }

    fn tag<'c>(&self, ask: &Ask<'_, 'c>, name: &str) -> Option<Found<'c>> {
        let name = name.trim_start_matches('/');
        let link = ask.site.roots.iter().find_map(|root| ask.file(&under(root, name)));
        link.or_else(|| {
            let (folder, post) = name.rsplit_once('/').unwrap_or(("", name));
            ["md", "markdown", "html"].iter().find_map(|end| {
                let file = format!("{post}.{end}");
                let mut posts = ask.lookup.named(&file);
                posts
                    .find(|path| path.contains("_posts/") && (folder.is_empty() || path.contains(folder)))
                    .and_then(|path| ask.file(path))
            })
        })
    }

    fn tags(&self) -> Option<&'static TagForm> {
        Some(&TagForm { opens: &["{%"], words: TAGS, closes: &["%}"], fragments: false, named: None })
    }

    fn permalink_key(&self) -> Option<&'static str> {
        Some("permalink")
    }
}

/// The address of the page at `path` where it stands in a collection that says where it goes.
fn collected(site: &Site, path: &str) -> Option<String> {
    let config = &site.kept::<Settings>()?.config;
    permalinks::address(config, site.stem(path)?, extension(path).unwrap_or_default(), site.folders)
}

/// The address of the page at `path` where its own permalink holds marks that its path fills in.
fn expanded(site: &Site, path: &str, on: &OnSite) -> Option<String> {
    let permalink = on.permalink.as_deref().filter(|permalink| permalink.contains(':') && !permalink.contains('{'))?;
    permalinks::expanded(permalink, site.stem(path)?)
}
