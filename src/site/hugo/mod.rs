//! Hugo: sections and bundles, languages by folder or suffix, mounts, what front matter says of addresses. A link of Markdown is an
//! address unless a template looks at it; `ref` and `relref` find pages of the page's own language.

mod config;
mod links;
mod mounts;
mod shortcodes;
mod values;

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::Files;
use super::page::{OnSite, TagForm};
use super::{Cause, Generator, Kinds, Shape, Site};
use crate::anchor::{Renderer, Slugger, named_by};
use crate::data::{Node, Value};
use crate::document::{Dialect, Document};
use crate::paths::Found;
use crate::text::path::{below, file_name, folder_of, under};
use config::{Config, Hook, Settings};
use mounts::{Lost, Part};

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

    fn dialect(&self) -> Dialect {
        Dialect::Hugo
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

    fn usual_outputs(&self) -> &'static [&'static str] {
        &["public"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, _: &str) {
        let folder = site.folder.clone();
        let config = Config::read(&folder, files);
        if config.is_empty() {
            site.doubt(Cause::Configuration("config".into()), Kinds::PAGES.and(Kinds::ROOT));
        }
        let mut settings = Settings::of(&folder, &config, files, &mut |lost| doubt_module(site, lost));
        site.folders = config.is(&["uglyURLs"]) != Some(true);
        site.base = super::files::path_of(config.text(&["baseURL"]).unwrap_or_default()).into();
        site.languages = settings.languages.clone();
        let sources = |part: Part| {
            let mut all: Vec<Box<str>> = Vec::new();
            for mount in settings.part(part).filter(|mount| part == Part::Content || mount.target.is_empty()) {
                if !all.contains(&mount.source) {
                    all.push(mount.source.clone());
                }
            }
            all
        };
        site.roots = sources(Part::Content);
        if site.roots.is_empty() {
            site.roots = vec![under(&folder, "content").into()];
        }
        // Templates in Markdown, and beginnings of pages, are read on pages of the site.
        let beginnings = Box::from(under(&folder, "archetypes"));
        for templates in sources(Part::Layouts).into_iter().chain([beginnings]) {
            if files.below(&templates).any(crate::text::path::is_markdown) && !site.roots.contains(&templates) {
                site.roots.push(templates);
            }
        }
        site.public = sources(Part::Static);
        if settings.permalinks {
            site.by_name = true;
            site.titled = true;
        }
        if let Some(template) = &settings.template {
            // What it makes of a name is its own matter.
            let doubt = super::Doubt::shown_by(Cause::Configuration("render-link".into()), template);
            site.doubts.push(super::Reach { doubt, kinds: Kinds::PAGES, prefix: Box::default(), named: false });
        }
        read_anchors(site, &config);
        read_templates(site, &mut settings, files);
        site.kept = Some(Box::new(settings));
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        links::routes(site, path)
    }

    fn addresses(&self, site: &Site, path: &str, on: &OnSite) -> Vec<String> {
        links::addresses(site, path, on)
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        links::answer(ask)
    }

    // A page is found by a template alone; another file where its address is.
    fn publishes(&self, ask: &Ask<'_, '_>, path: &str) -> bool {
        links::publishes(ask, path)
    }

    fn tag<'c>(&self, ask: &Ask<'_, 'c>, name: &str) -> Option<Found<'c>> {
        links::tag(ask, name)
    }

    fn project<'p>(&self, folder: &'p str) -> &'p str {
        of_config_folder(folder).unwrap_or(folder)
    }

    fn folded(&self, route: &str) -> Option<String> {
        Some(links::sanitized(route))
    }

    fn tags(&self) -> Option<&'static TagForm> {
        Some(&TagForm {
            opens: &["{{<", "{{%"],
            words: &["ref ", "relref "],
            closes: &[">}}", "%}}"],
            fragments: true,
            named: Some(("path", "lang")),
        })
    }

    fn permalink_key(&self) -> Option<&'static str> {
        Some("url")
    }

    fn slug_keys(&self) -> &'static [&'static str] {
        &["slug"]
    }

    /// The pages of its terms: `tags: [a b]` makes `/tags/a-b/`.
    fn made(&self, site: &Site, path: &str, root: &Node) -> Vec<String> {
        let Some(settings) = site.kept::<Settings>() else { return Vec::new() };
        let prefixes: Vec<&str> = links::place(site, path)
            .iter()
            .flat_map(|place| &place.languages)
            .map(|&language| settings.prefix(language))
            .collect();
        let mut found = Vec::new();
        for taxonomy in &settings.taxonomies {
            let terms = root.get(taxonomy).map(config::texts).unwrap_or_default();
            for term in terms {
                found.extend(prefixes.iter().map(|prefix| under(prefix, &format!("{taxonomy}/{term}"))));
            }
        }
        found
    }

    fn makes(&self, site: &Site) -> Vec<Box<str>> {
        site.kept::<Settings>().map(|settings| settings.taxonomies.clone()).unwrap_or_default()
    }

    fn anchors(&self, document: &Document, site: &Site) -> Option<Vec<String>> {
        let typographies = site.kept::<Settings>().map(|settings| &settings.typographies).filter(|all| !all.is_empty())?;
        let places = links::place(site, document.source.path());
        let language = places.iter().flat_map(|place| &place.languages).next().copied().unwrap_or_default();
        let slugger = Slugger::typeset(site.renderer, typographies.get(language)?.clone());
        let named = named_by(document, slugger).into_iter().map(|(_, named)| named.anchor);
        Some(named.chain(document.ids.iter().map(|id| id.value.to_string())).collect())
    }

    fn adds_anchors(&self, document: &Document, site: &Site) -> Option<Cause> {
        // What is put into other pages has their anchors.
        if self.is_included(site, document.source.path()) {
            return Some(super::generated::inserted("{{% include"));
        }
        super::generated::any(document, &["{{<", "{{%"])?;
        let (text, settings) = (document.source.text(), site.kept::<Settings>()?);
        // A template that is seen to bring text, or that stands in a heading, is sure to change anchors.
        let sure = shortcodes::first_of(text, &settings.bringing).or_else(|| shortcodes::first_in_heading(document));
        if let Some(name) = sure {
            return Some(super::generated::inserted(&format!("{{{{% {name}")));
        }
        let name = shortcodes::first_harmful(text, &settings.shortcodes)?;
        Some(super::generated::inserted(&format!("{{{{< {name}")))
    }

    fn is_included(&self, site: &Site, path: &str) -> bool {
        // `templates` is a folder of content like any other.
        let part = |part: &str| {
            matches!(part, "snippets" | "includes" | "partials") || part.starts_with('_') && !part.starts_with("_index.")
        };
        site.inside(path).is_some_and(|inside| inside.split('/').any(part)) || links::place(site, path).is_empty()
    }

    // A shortcode may make an anchor of what it is given.
    fn given_ids(&self, site: &Site, document: &Document, add: &mut dyn FnMut(&str)) {
        let text = document.source.text();
        shortcodes::given(text).for_each(&mut *add);
        let Some(settings) = site.kept::<Settings>() else { return };
        shortcodes::brought(text, &settings.shortcodes).for_each(&mut *add);
        values::anchors(document, site.renderer, &settings.keys, add);
        if settings.terms {
            for slug in terms(text).map(|term| site.renderer.slug_of_text(term)) {
                // A heading or another term may have the name already.
                ["", "-1", "-2"].iter().for_each(|number| add(&format!("{slug}{number}")));
            }
        }
    }
}

/// The terms of definition lists: lines before one that begins with a colon.
fn terms(text: &str) -> impl Iterator<Item = &str> {
    let next = text.lines().skip(1).chain([""]);
    let defined = text.lines().zip(next).filter(|(line, next)| !line.trim().is_empty() && next.starts_with(": "));
    defined.map(|(line, _)| line.trim_matches(['`', '*', ' ']))
}

/// A module that is not here may bring what its mounts say, or anything.
fn doubt_module(site: &mut Site, lost: Lost) {
    let pictures = Kinds::one(Shape::Image, true).and(Kinds::one(Shape::File, true));
    if lost.targets.is_empty() {
        let kinds = if lost.theme { pictures } else { Kinds::PAGES.and(Kinds::ROOT) };
        let name = lost.name.into_boxed_str();
        return site.doubt(if lost.theme { Cause::Plugin(name) } else { Cause::Module(name) }, kinds);
    }
    for target in &lost.targets {
        for (part, kinds) in [("content", Kinds::PAGES.and(Kinds::ROOT)), ("static", pictures)] {
            if let Some(rest) = below(part, target) {
                site.doubt_below(rest, Cause::Module(lost.name.as_str().into()), kinds);
            }
        }
    }
}

/// How anchors are made.
fn read_anchors(site: &mut Site, config: &Config) {
    site.renderer = match config.text(&["markup", "goldmark", "parser", "autoHeadingIDType"]) {
        Some("github-ascii") => Renderer::HugoGithubAscii,
        Some("blackfriday") => Renderer::HugoBlackfriday,
        _ => Renderer::Hugo,
    };
    let off = config.find(&["markup", "goldmark", "parser", "autoHeadingID"]).map(|node| &node.value);
    let other = config.text(&["markup", "defaultMarkdownHandler"]).is_some_and(|handler| handler != "goldmark");
    site.anchors = !other && !matches!(off, Some(Value::Bool(false)));
}

/// What templates and programs among the pages add.
fn read_templates(site: &mut Site, settings: &mut Settings, files: &Files<'_>) {
    let layouts: Vec<&str> = settings.part(Part::Layouts).map(|mount| &*mount.source).collect();
    let (known, bringing) = shortcodes::harmless(&layouts, files);
    for path in layouts.iter().flat_map(|folder| files.below(folder)).take(4_000) {
        if file_name(path).ends_with("redirects") || file_name(path).ends_with(".redir") {
            let template = files.text(path).unwrap_or_default();
            site.redirects.lines(&template);
            if template.contains("partial") {
                let doubt = super::Doubt::shown_by(Cause::Server, path);
                site.doubts.push(super::Reach { doubt, kinds: Kinds::ADDRESSES, prefix: Box::default(), named: false });
            }
        }
    }
    settings.keys = values::keys(&layouts, files);
    let adapters: Vec<(String, String)> = settings
        .part(Part::Content)
        .flat_map(|mount| files.below(&mount.source).take(20_000).map(move |path| (mount, path)))
        .filter(|(_, path)| file_name(path).starts_with("_content.") && path.ends_with(".gotmpl"))
        .filter_map(|(mount, path)| Some((under(&mount.target, folder_of(below(&mount.source, path)?)), path.to_owned())))
        .collect();
    settings.shortcodes = known;
    settings.bringing = bringing;
    for (prefix, path) in adapters {
        let doubt = super::Doubt::shown_by(Cause::Configuration("_content.gotmpl".into()), &path);
        site.doubts.push(super::Reach { doubt, kinds: Kinds::PAGES, prefix: prefix.into(), named: false });
    }
}

/// The project whose `config/_default`, or configuration for another environment, this folder is.
fn of_config_folder(folder: &str) -> Option<&str> {
    let (above, _) = folder.rsplit_once('/')?;
    let project = above.strip_suffix("config")?;
    (project.is_empty() || project.ends_with('/')).then(|| project.trim_end_matches('/'))
}
