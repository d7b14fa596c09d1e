//! Hugo: sections and leaf bundles, languages by folder or suffix, `slug`, `url` and `aliases` of front matter. Themes
//! and modules may change links and bring pages, so that missing is only what nothing in the repository is called after.

use super::answer::{Answer, Ask, ended, extension, join};
use super::files::{Files, at, text_at};
use super::{Site, Sure, below, under};
use crate::anchor::Renderer;
use crate::corpus::paths::Found;
use crate::data::{Node, Value};

/// Where the configuration may stand: one file, or one for each of its parts.
const FILES: &[&str] = &["hugo", "config", "config/_default/hugo", "config/_default/config"];
const PARTS: &[&str] = &["languages", "module", "markup", "permalinks", "taxonomies"];
const ENDS: &[&str] = &["toml", "yaml", "yml", "json"];

/// Reads the configuration.
pub(super) fn read(site: &mut Site, files: &Files<'_>) {
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
    site.sure = if mains.is_empty() { Sure::Nothing } else { Sure::Names };
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
        site.sure = Sure::Nothing;
    }
    site.renderer = match text(&["markup", "goldmark", "parser", "autoHeadingIDType"]) {
        Some("github-ascii") => Renderer::HugoGithubAscii,
        Some("blackfriday") => Renderer::HugoBlackfriday,
        _ => Renderer::Hugo,
    };
    let off = find(&["markup", "goldmark", "parser", "autoHeadingID"]).map(|node| &node.value);
    let other = text(&["markup", "defaultMarkdownHandler"]).is_some_and(|handler| handler != "goldmark");
    site.shortcodes = super::shortcodes::harmless(&folder, files);
    site.anchors = !other && !matches!(off, Some(Value::Bool(false)));
}

/// The addresses of the page at `path`, whose path from the root of the pages is `stem` without its extension.
pub(super) fn routes(site: &Site, path: &str, stem: &str) -> Vec<String> {
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

/// Whether the site has it.
pub(super) fn answer<'c>(ask: &Ask<'_, 'c>) -> Answer<'c> {
    if let Some(found) = ask.source().and_then(|path| page_or_file(ask, &path)) {
        return Answer::Found(found);
    }
    if let Some(answer) = ask.at_address() {
        return answer;
    }
    if let Some(found) = anywhere(ask, ask.based()) {
        return Answer::Found(found);
    }
    let Some(path) = ask.source() else { return Answer::Unknown };
    // A picture may be made, or stand among the assets; a path without a slash may be anything to a theme.
    let asset = extension(&path).is_some() && !ask.is_markdown() && !path.ends_with(".html");
    if ask.is_made(&path) || asset && !ask.image || !ask.path.contains(['/', '.']) {
        return Answer::Unknown;
    }
    let named = ask.by_name();
    match named {
        Answer::Missing if asset && has_theme(ask) => Answer::Unknown,
        // `.md` by its name is a file of the content, whatever the theme makes of links; unless a module brings it.
        Answer::Unknown if ask.is_markdown() && ask.site.sure != Sure::Nothing => Answer::Missing,
        named => named,
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
        let found = files.filter_map(|file| ask.corpus.index.named(&file).find(|path| inside(path))).next()?;
        ask.file(found)
    })
}

fn has_theme(ask: &Ask<'_, '_>) -> bool {
    ask.corpus.index.get(&under(&ask.site.folder, "themes")).is_some()
}

/// What `{{< ref "name" >}}` names; `None` where that is missing, which stops the build.
pub(in crate::corpus) fn tag<'c>(ask: &Ask<'_, 'c>, name: &str) -> Option<Found<'c>> {
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
