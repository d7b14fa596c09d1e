//! What `mkdocs.yml`, or `zensical.toml`, says: folders, addresses, languages, how anchors are made.

use super::super::files::{Files, at, path_of, text_at};
use super::super::{Cause, Kinds, Site};
use super::{plugins, text};
use crate::anchor::Renderer;
use crate::data::{Node, Value};
use crate::document::{Dialect, Document, Source};
use crate::text::path::{below, file_name, folder_of, join, under};
use std::collections::BTreeSet;

/// A configuration with those that it inherits from, its own first.
pub(super) struct Config {
    layers: Vec<Node>,
    /// Their text: tags of Python are not kept otherwise.
    texts: Vec<String>,
    /// The path of the file that it inherits from itself.
    parent: Option<String>,
    /// Whether all of them could be read.
    whole: bool,
}

/// How many configurations may inherit from each other.
const DEEP: usize = 8;
/// Names of folders whose files are put into pages.
const PARTS: &[&str] = &["snippets", "includes", "partials", "_snippets", "_includes", "_partials"];

impl Config {
    /// The one at `path`; `None` where it can't be read.
    fn load(files: &Files<'_>, path: &str) -> Option<Self> {
        let mut config = Self { layers: Vec::new(), texts: Vec::new(), parent: None, whole: true };
        let mut next = Some(path.to_owned());
        while let Some(path) = next.take() {
            let Some(data) = files.data(&path).filter(|_| config.layers.len() < DEEP) else {
                config.whole = false;
                break;
            };
            if let Some(parent) = text_at(&data, &["INHERIT"]) {
                next = join(folder_of(&path), parent);
                config.whole = next.is_some();
                config.parent = config.parent.or_else(|| next.clone());
            }
            config.texts.extend(files.text(&path));
            // Zensical keeps everything in one table.
            let table = data.get("project").filter(|_| path.ends_with(".toml")).cloned();
            config.layers.push(table.unwrap_or(data));
        }
        (!config.layers.is_empty()).then_some(config)
    }

    /// The value under `keys`, its own or an inherited one.
    pub(super) fn at(&self, keys: &[&str]) -> Option<&Node> {
        self.layers.iter().find_map(|layer| at(layer, keys))
    }

    fn text(&self, keys: &[&str]) -> Option<&str> {
        self.at(keys)?.as_str()
    }

    /// The options of the extension `name`; an empty value where it has none.
    fn extension(&self, name: &str) -> Option<Option<&Node>> {
        let plain = |name: &'_ str| name.rsplit('.').next().unwrap_or_default().to_owned();
        let mut all = named(self.at(&["markdown_extensions"]));
        // The table of contents is known by two names, `toc` and that of its module; in tables of tables by its path.
        all.find(|(known, _)| {
            *known == name || plain(known) == name || name.strip_prefix("pymdownx.").is_some_and(|_| *known == name)
        })
        .map(|(_, options)| options)
        .or_else(|| self.at(&["markdown_extensions"]).and_then(|list| at(list, &name.split('.').collect::<Vec<_>>())).map(Some))
    }

    /// What is written behind `key` under the extension `name`: a tag names a function there.
    fn written(&self, name: &str, key: &str) -> String {
        let of_text = |text: &String| {
            let mut lines =
                text.lines().skip_while(|line| !line.trim_start_matches(['-', ' ', '[', '"']).starts_with(name)).take(16);
            let found = lines.find_map(|line| line.split_once(&format!("{key}:")).map(|(_, rest)| rest.to_owned()))?;
            Some(found + lines.take_while(|line| !line.trim_start().starts_with("- ")).take(3).collect::<String>().as_str())
        };
        self.texts.iter().find_map(of_text).unwrap_or_default()
    }
}

/// Reads the configuration at `path`.
pub(super) fn read(site: &mut Site, files: &Files<'_>, path: &str) {
    let Some(config) = Config::load(files, path) else {
        unread(site, &files.text(path).unwrap_or_default());
        return;
    };
    let docs = config.text(&["docs_dir"]).unwrap_or("docs").to_owned();
    let Some(root) = join(&site.folder, &docs) else { return };
    site.roots = vec![root.into()];
    site.public = site.roots.clone();
    site.mkdocs.output = join(&site.folder, config.text(&["site_dir"]).unwrap_or("site")).map(Into::into);
    let address = config.text(&["site_url"]).unwrap_or_default();
    site.mkdocs.hosted = address.contains("://");
    site.base = if site.mkdocs.hosted { path_of(address).into() } else { Box::default() };
    site.folders = !matches!(config.at(&["use_directory_urls"]).map(|node| &node.value), Some(Value::Bool(false)));
    let absolute: [&[&str]; 2] = [&["validation", "links", "absolute_links"], &["validation", "absolute_links"]];
    site.mkdocs.absolute = absolute.iter().any(|keys| config.text(keys) == Some("relative_to_docs"));
    if !config.whole {
        site.doubt(Cause::Configuration("INHERIT".into()), Kinds::PAGES.and(Kinds::ROOT));
    }
    if config.text(&["extra", "version", "provider"]) == Some("mike") {
        // Each version has a folder of its own above.
        site.mkdocs.hosted = false;
    }
    // What the theme has beside its templates is put on the site as if it stood among the pages.
    let theme = config.text(&["theme", "custom_dir"]).and_then(|folder| join(&site.folder, folder));
    site.mkdocs.fallback.extend(theme.map(Into::into));
    excluded(site, files, &config);
    translations(site, files, &config, &docs);
    plugins::read(site, files, &config);
    extensions(site, files, &config);
}

/// Tags of Python that cannot be read here: what stands on a line of its own can.
fn unread(site: &mut Site, text: &str) {
    site.anchors = false;
    let docs = text.lines().find_map(|line| line.strip_prefix("docs_dir:")).unwrap_or(" docs");
    let docs = docs.trim().trim_matches(['"', '\'']);
    site.roots = join(&site.folder, docs).map(Into::into).into_iter().collect();
    site.public = site.roots.clone();
    site.folders = true;
    site.mkdocs.marks = ["{{", text::TAG, text::SNIPPET, text::PROGRAM].map(Into::into).into();
    site.doubt(Cause::Configuration("mkdocs.yml".into()), Kinds::PAGES.and(Kinds::ROOT));
}

/// What is left out of the site: plain paths are read, patterns are not.
fn excluded(site: &mut Site, files: &Files<'_>, config: &Config) {
    let root = site.root().to_owned();
    let mut leave_out = vec!["templates".to_owned()];
    for key in ["exclude_docs", "draft_docs"] {
        for line in config.text(&[key]).unwrap_or_default().lines().map(str::trim).filter(|line| !line.starts_with('#')) {
            match line.strip_prefix('!') {
                Some(kept) => {
                    site.mkdocs.hidden = true;
                    leave_out.retain(|path| path != kept.trim_matches('/'));
                }
                None if !line.contains(['*', '?', '[']) && !line.is_empty() => leave_out.push(line.trim_matches('/').to_owned()),
                None => {}
            }
        }
    }
    let paths = leave_out.into_iter().map(|path| under(&root, &path)).filter(|path| files.has(path));
    site.excluded.extend(paths.map(Into::into));
}

/// Whether a folder is called as a language: `fr`, `pt-br`, `zh_Hant`.
fn is_language(name: &str) -> bool {
    let (language, region) = name.split_once(['-', '_']).unwrap_or((name, "xx"));
    let letters = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphabetic());
    language.len() == 2 && letters(language) && matches!(region.len(), 2..=4) && letters(region)
}

/// Translations in folders beside a project that is called as its language: a script makes a site of each, and pages of the
/// project stand in for those that are missing.
fn translations(site: &mut Site, files: &Files<'_>, config: &Config, docs: &str) {
    let own = site.folder.clone();
    if !is_language(file_name(&own)) {
        return;
    }
    let above = folder_of(&own);
    if let Some(parent) = config.parent.as_deref().map(folder_of).filter(|parent| folder_of(parent) == above && **parent != *own)
    {
        site.mkdocs.fallback.extend(join(parent, docs).map(Into::into));
        return;
    }
    let inside = files.below(above).filter_map(|path| below(above, path)?.split_once('/').map(|(first, _)| first));
    let languages: BTreeSet<&str> = inside.filter(|name| is_language(name) && *name != file_name(&own)).collect();
    for language in languages {
        let folder = under(above, language);
        let Some(root) = join(&folder, docs).filter(|root| files.has(root)) else { continue };
        if !["mkdocs.yml", "mkdocs.yaml", "zensical.toml"].iter().any(|name| files.has(&under(&folder, name))) {
            site.roots.push(root.as_str().into());
            site.mkdocs.translations.push((root.into(), language.into()));
        }
    }
    if !site.mkdocs.translations.is_empty() {
        site.mkdocs.fallback.push(site.root().into());
    }
}

/// What extensions of Markdown put into pages, and how anchors are made.
fn extensions(site: &mut Site, files: &Files<'_>, config: &Config) {
    if let Some(options) = config.extension("pymdownx.snippets") {
        site.mkdocs.marks.push(text::SNIPPET.into());
        snippets(site, files, options);
    }
    for (name, mark) in [("markdown_include.include", "{!"), ("mkdocs-click", text::PROGRAM), ("mkdocs_click", text::PROGRAM)] {
        if config.extension(name).is_some() {
            site.mkdocs.marks.push(mark.into());
        }
    }
    let anchored = |options: &Node| matches!(options.get("anchor_linenums").map(|node| &node.value), Some(Value::Bool(true)));
    site.mkdocs.numbers_lines = match config.extension("pymdownx.highlight") {
        Some(options) => options.is_some_and(anchored),
        // Zensical does so where it is not told which extensions to use.
        None => super::reads_tags(site) && config.at(&["markdown_extensions"]).is_none(),
    };
    // `pymdownx.extra` holds it.
    if ["pymdownx.betterem", "pymdownx.extra"].iter().any(|name| config.extension(name).is_some()) {
        site.dialect = Dialect::Betterem;
    }
    if let Some(Some(toc)) = config.extension("toc") {
        if let Some(slugify) = toc.get("slugify") {
            match function(slugify, &config.written("toc", "slugify")) {
                Some(renderer) => site.renderer = renderer,
                None => site.anchors = false,
            }
        }
        site.anchors &= text_at(toc, &["separator"]).is_none_or(|separator| separator == "-");
    }
    if let Some(Some(tabs)) = config.extension("pymdownx.tabbed")
        && let Some(slugify) = tabs.get("slugify")
    {
        let combined = matches!(tabs.get("combine_header_slug").map(|node| &node.value), Some(Value::Bool(true)));
        let renderer = function(slugify, &config.written("pymdownx.tabbed", "slugify"));
        site.mkdocs.tabs = Some((renderer.unwrap_or(Renderer::MkdocsPymdownx), combined));
    }
}

/// From where snippets come: folders of them beside the pages are part of the pages.
fn snippets(site: &mut Site, files: &Files<'_>, options: Option<&Node>) {
    let base = options.and_then(|options| at(options, &["base_path"]));
    let mut bases: Vec<String> =
        base.into_iter().flat_map(|list| list.items().iter().chain([list])).filter_map(Node::as_str).map(str::to_owned).collect();
    if bases.is_empty() {
        bases.push(".".to_owned());
    }
    let bases: Vec<String> = bases.iter().filter_map(|base| join(&site.folder, base)).collect();
    let root = site.root().to_owned();
    for base in &bases {
        let inside = PARTS.iter().map(|name| under(base, name));
        for folder in inside.chain((below(base, &root).is_none()).then(|| base.clone())) {
            if below(&root, &folder).is_none()
                && below(&folder, &root).is_none()
                && files.has(&folder)
                && !site.mkdocs.parts.iter().any(|known| **known == *folder)
            {
                site.roots.push(folder.as_str().into());
                site.mkdocs.parts.push(folder.into());
            }
        }
    }
    appended(site, files, options, &bases);
    if let [base] = &*bases {
        site.mkdocs.snippets = Some(base.as_str().into());
    }
}

/// What is put at the end of every page: it defines labels of references.
fn appended(site: &mut Site, files: &Files<'_>, options: Option<&Node>, bases: &[String]) {
    let appended = options.and_then(|options| at(options, &["auto_append"]));
    for path in appended.into_iter().flat_map(|list| list.items().iter().chain([list])).filter_map(Node::as_str) {
        let mut paths = bases.iter().filter_map(|base| join(base, path));
        let Some((path, text)) = paths.find_map(|path| files.text(&path).map(|text| (path, text))) else {
            site.mkdocs.any_label = true;
            continue;
        };
        let document = Document::parse(Source::new(path, text));
        site.mkdocs.labels.extend(document.definitions.iter().map(|definition| super::label_key(&definition.label)));
    }
}

/// The function that `slugify` names; `written` is how it stands in the file, with its tag.
fn function(slugify: &Node, written: &str) -> Option<Renderer> {
    let name = slugify.as_str().or_else(|| text_at(slugify, &["object"])).unwrap_or_default();
    let name = if name.is_empty() { written } else { name };
    let case = text_at(slugify, &["kwds", "case"])
        .or_else(|| ["lower", "fold", "none"].into_iter().find(|case| written.contains(&format!("case: {case}"))));
    let has = |text: &str| name.contains(text) || written.contains(text);
    match case {
        _ if has("slugify_unicode") => Some(Renderer::MkdocsUnicode),
        _ if has("uslugify_cased") => Some(Renderer::MkdocsPymdownxCased),
        _ if has("uslugify") => Some(Renderer::MkdocsPymdownx),
        Some("lower") => Some(Renderer::MkdocsPymdownx),
        Some(_) => None,
        None if has("slugs.slugify") => Some(Renderer::MkdocsPymdownxCased),
        None if has("toc.slugify") => Some(Renderer::Mkdocs),
        None => None,
    }
}

/// The names in a list of plugins or extensions, with their options: a list of names and mappings, or one mapping.
pub(super) fn named(list: Option<&Node>) -> impl Iterator<Item = (&str, Option<&Node>)> {
    let items = list.into_iter().flat_map(Node::items);
    fn of_item(item: &Node) -> Option<(&str, Option<&Node>)> {
        match &item.value {
            Value::String(name) => Some((name, None)),
            _ => item.entries().first().map(|entry| (entry.key.as_str(), Some(&entry.value))),
        }
    }
    let entries = list.into_iter().flat_map(Node::entries).map(|entry| (entry.key.as_str(), Some(&entry.value)));
    items.filter_map(of_item).chain(entries)
}
