//! Hugo: sections and leaf bundles, languages by folder or suffix, `slug`, `url` and `aliases` of front matter. Themes
//! and modules may change links and bring pages, so that missing is only what nothing in the repository is called after.

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::{Files, at, text_at};
use super::page::TagForm;
use super::{Cause, Generator, Kinds, Shape, Site};
use crate::anchor::Renderer;
use crate::data::{Node, Value};
use crate::document::Document;
use crate::paths::Found;
use crate::text::path::{below, ended, join, under};

/// Where the configuration may stand: one file, or one for each of its parts.
const FILES: &[&str] = &["hugo", "config", "config/_default/hugo", "config/_default/config"];
const PARTS: &[&str] = &["languages", "module", "markup", "permalinks", "taxonomies"];
const ENDS: &[&str] = &["toml", "yaml", "yml", "json"];

/// Hugo.
#[derive(Debug)]
pub(super) struct Hugo;

impl Generator for Hugo {
    fn name(&self) -> &'static str {
        "Hugo"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Hugo, Renderer::HugoGithubAscii, Renderer::HugoBlackfriday]
    }

    fn signs(&self) -> &'static [Sign] {
        &[
            Sign::Name("hugo.toml"),
            Sign::Name("hugo.yaml"),
            Sign::Name("hugo.yml"),
            Sign::Name("hugo.json"),
            Sign::In("config/_default"),
            Sign::Beside("config.toml", "content"),
            Sign::Beside("config.yaml", "content"),
            Sign::Beside("config.yml", "content"),
            Sign::Beside("config.json", "content"),
        ]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, _: &str) {
        let folder = site.folder.clone();
        let data = |name: &str| ENDS.iter().find_map(|end| files.data(&under(&folder, &format!("{name}.{end}"))));
        let mains: Vec<Node> = FILES.iter().filter_map(|name| data(name)).collect();
        let parts: Vec<(&str, Node)> =
            PARTS.iter().filter_map(|part| Some((*part, data(&format!("config/_default/{part}"))?))).collect();
        let find = |keys: &[&str]| {
            let [first, rest @ ..] = keys else { return None };
            let in_parts = || parts.iter().filter(|(part, _)| part == first).find_map(|(_, node)| at(node, rest));
            mains.iter().find_map(|node| at(node, keys)).or_else(in_parts)
        };
        let text = |keys: &[&str]| find(keys).and_then(Node::as_str);
        site.folders = true;
        site.titled = find(&["permalinks"]).is_some();
        site.by_name = true;
        if mains.is_empty() {
            site.doubt(Cause::Configuration("config".into()), Kinds::PAGES.and(Kinds::ROOT));
        }
        site.base = super::files::path_of(text(&["baseURL"]).unwrap_or_default()).into();
        let content = text(&["contentDir"]).unwrap_or("content");
        let mut roots: Vec<Box<str>> = Vec::new();
        let mut languages: Vec<Box<str>> = vec![text(&["defaultContentLanguage"]).unwrap_or("en").into()];
        for entry in find(&["languages"]).map(Node::entries).unwrap_or_default() {
            languages.push(entry.key.as_str().into());
            roots.extend(text_at(&entry.value, &["contentDir"]).and_then(|path| join(&folder, path)).map(Into::into));
        }
        for mount in find(&["module", "mounts"]).map(Node::items).unwrap_or_default() {
            if text_at(mount, &["target"]).is_some_and(|target| target == "content" || target.starts_with("content/")) {
                roots.extend(text_at(mount, &["source"]).and_then(|path| join(&folder, path)).map(Into::into));
            }
        }
        roots.extend(join(&folder, content).map(Into::into));
        site.roots = roots;
        site.languages = languages;
        let folders = match find(&["staticDir"]).map(|node| &node.value) {
            Some(Value::String(one)) => vec![one.clone()],
            Some(Value::Sequence(items)) => items.iter().filter_map(Node::as_str).map(str::to_owned).collect(),
            _ => vec!["static".to_owned()],
        };
        site.public = folders.iter().filter_map(|path| join(&folder, path)).map(Into::into).collect();
        if find(&["module", "imports"]).is_some() || find(&["languages", "module"]).is_some() {
            // Modules may bring content.
            site.doubt(Cause::Module("module.imports".into()), Kinds::PAGES.and(Kinds::ROOT));
        }
        site.renderer = match text(&["markup", "goldmark", "parser", "autoHeadingIDType"]) {
            Some("github-ascii") => Renderer::HugoGithubAscii,
            Some("blackfriday") => Renderer::HugoBlackfriday,
            _ => Renderer::Hugo,
        };
        let off = find(&["markup", "goldmark", "parser", "autoHeadingID"]).map(|node| &node.value);
        let other = text(&["markup", "defaultMarkdownHandler"]).is_some_and(|handler| handler != "goldmark");
        if files.has(&under(&folder, "themes")) {
            let pictures = Kinds::one(Shape::Image, true).and(Kinds::one(Shape::File, true));
            site.doubt(Cause::Plugin("themes".into()), pictures);
        }
        site.shortcodes = super::shortcodes::harmless(&folder, files);
        site.anchors = !other && !matches!(off, Some(Value::Bool(false)));
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        let Some(stem) = site.stem(path) else { return Vec::new() };
        let (stem, language) = match stem.rsplit_once('.') {
            Some((plain, language)) if site.languages.iter().any(|known| **known == *language) => (plain, Some(language)),
            _ => (stem, None),
        };
        let route = super::routes::index(stem, &["_index", "index"]).to_owned();
        let folder = |language: &str| {
            let root = site.roots.iter().filter(|root| below(root, path).is_some()).max_by_key(|root| root.len())?;
            (root.rsplit('/').next() == Some(language)).then_some(())
        };
        let language = language.or_else(|| site.languages.iter().map(|known| &**known).find(|known| folder(known).is_some()));
        match language {
            Some(language) => vec![under(language, &route), route],
            None => vec![route],
        }
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        if let Some(found) = ask.source().and_then(|path| page_or_file(ask, &path)) {
            return Answer::Found(found);
        }
        if let Some(answer) = ask.at_address() {
            return answer;
        }
        if let Some(found) = anywhere(ask, ask.based()) {
            return Answer::Found(found);
        }
        Answer::Dead
    }

    fn tag<'c>(&self, ask: &Ask<'_, 'c>, name: &str) -> Option<Found<'c>> {
        let path = name.split('#').next().unwrap_or_default();
        let beside = (!path.starts_with('/')).then(|| join(ask.folder(), path)).flatten();
        let found = beside.and_then(|path| page_or_file(ask, &path)).or_else(|| anywhere(ask, path));
        // A section, or a bundle by its folder.
        found.or_else(|| {
            let folder = path.trim_matches('/');
            let mut roots = ask.site.roots.iter().filter_map(|root| ask.file(&under(root, folder)));
            roots.next().or_else(|| match ask.route(folder) {
                Some(Answer::Found(found)) => Some(found),
                _ => None,
            })
        })
    }

    fn project<'p>(&self, folder: &'p str) -> &'p str {
        of_config_folder(folder).unwrap_or(folder)
    }

    fn folded(&self, route: &str) -> Option<String> {
        Some(route.to_lowercase().replace(' ', "-"))
    }

    fn tags(&self) -> Option<&'static TagForm> {
        Some(&TagForm { opens: &["{{<", "{{%"], words: &["ref ", "relref "], closes: &[">}}", "%}}"], fragments: true })
    }

    fn permalink_key(&self) -> Option<&'static str> {
        Some("url")
    }

    fn adds_anchors(&self, document: &Document, site: &Site) -> Option<Cause> {
        let called = super::generated::any(document, &["{{<", "{{%"]);
        called.filter(|_| !super::shortcodes::are_harmless(document.source.text(), &site.shortcodes))
    }

    // A shortcode may make an anchor of what it is given.
    fn given_ids(&self, _: &Site, document: &Document, add: &mut dyn FnMut(&str)) {
        let text = document.source.text();
        super::shortcodes::given(text).for_each(add);
    }
}

fn page_or_file<'c>(ask: &Ask<'_, 'c>, path: &str) -> Option<Found<'c>> {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let mut candidates = vec![path.to_owned()];
    candidates.extend(ended(stem, &[".md", "/index.md", "/_index.md"]));
    for language in &ask.site.languages {
        candidates.extend(["", "/index", "/_index"].iter().map(|end| format!("{stem}{end}.{language}.md")));
    }
    ask.first(&candidates)
}

/// The page that Hugo finds by a path or a name from the root of the content, or anywhere where only one has it.
fn anywhere<'c>(ask: &Ask<'_, 'c>, path: &str) -> Option<Found<'c>> {
    let path = path.trim_matches('/');
    let at_root = ask.site.roots.iter().filter_map(|root| join(root, path)).find_map(|path| page_or_file(ask, &path));
    at_root.or_else(|| {
        let name = path.rsplit('/').next()?;
        let stem = name.strip_suffix(".md").unwrap_or(name);
        let files = std::iter::once(format!("{stem}.md"))
            .chain(ask.site.languages.iter().map(|language| format!("{stem}.{language}.md")));
        let inside = |found: &str| {
            let above = path.strip_suffix(name).unwrap_or_default().trim_start_matches("../").trim_start_matches("./");
            ask.is_inside(found) && found.contains(above)
        };
        let found = files.filter_map(|file| ask.lookup.named(&file).find(|path| inside(path))).next()?;
        ask.file(found)
    })
}

/// The project whose `config/_default` this folder is.
fn of_config_folder(folder: &str) -> Option<&str> {
    let project = folder.strip_suffix("config/_default")?;
    (project.is_empty() || project.ends_with('/')).then(|| project.trim_end_matches('/'))
}
