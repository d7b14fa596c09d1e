//! Astro with Starlight: `src/content/docs` holds the pages, `public` the files served as they are. Other pages are
//! code.
//!
//! Links are put out as they are written: a link to a Markdown file leads nowhere, and the base is not added.

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::{Files, literal, object_keys};
use super::parts::{self, Own};
use super::{Cause, Doubt, Generator, Kinds, OnSite, Shape, Site};
use crate::anchor::Renderer;
use crate::data::Node;
use crate::document::Document;
use crate::paths::PathKind;
use crate::text::path::{below, ended, file_name, folder_of, is_markdown, join, under};

/// Components that bring no anchors.
const OWN: Own = Own {
    modules: &["@astrojs/starlight/", "astro:", "@astrojs/", "astro-icon", "starlight-package-managers", "react", "@lucide/"],
    names: &["Fragment", "Code"],
};

/// Plugins that make pages, with the folder of their addresses.
const PLUGINS: &[(&str, &str)] = &[
    ("starlight-blog", "blog"),
    ("starlight-typedoc", "api"),
    ("starlight-openapi", ""),
    ("starlight-versions", ""),
    ("starlight-changelogs", ""),
    ("starlight-obsidian", ""),
    ("starlight-site-graph", ""),
];

/// Where a page made of a file may have its code.
const CODE: &[&str] = &[".astro", "/index.astro", ".html", "/index.html", ".js", ".ts", "/index.js", "/index.ts"];

/// Astro.
#[derive(Debug)]
pub(super) struct Astro;

impl Generator for Astro {
    fn name(&self) -> &'static str {
        "Astro"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Astro]
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Stem("astro.config.")]
    }

    fn sources(&self) -> &'static [&'static str] {
        &["md", "mdx"]
    }

    fn usual_outputs(&self) -> &'static [&'static str] {
        &["dist"]
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, path: &str) {
        let code = files.code(path).unwrap_or_default();
        site.around = has_content_elsewhere(site, files);
        read_folders(site, files, &code);
        match literal(&code, "base") {
            Some(Ok(base)) => site.base = base.trim_matches('/').into(),
            Some(Err(())) => site.doubt(Cause::Configuration("base".into()), Kinds::ROOT.and(Kinds::PAGES)),
            None => {}
        }
        // The address of a page ends in its own folder, unless these say otherwise.
        let file = matches!(literal(&code, "format"), Some(Ok(format)) if format == "file");
        let never = matches!(literal(&code, "trailingSlash"), Some(Ok(slash)) if slash == "never");
        site.folders = !file && !never;
        read_routes(site, files, &code);
        read_languages(site, files, &code);
        // What rewrites links may know what a link to a Markdown file means.
        if let Some(word) =
            ["remarkPlugins", "rehypePlugins", "mdastPlugins", "hastPlugins"].into_iter().find(|word| code.contains(word))
        {
            site.doubt_targets(Cause::Plugin(word.into()), Kinds::one(Shape::Source, false).and(Kinds::one(Shape::Source, true)));
        }
        site.anchors = !writes_anchors(&code);
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        routes(site, path, None)
    }

    fn addresses(&self, site: &Site, path: &str, on: &OnSite) -> Vec<String> {
        routes(site, path, on.slug.as_deref())
    }

    fn hides_drafts(&self) -> bool {
        true
    }

    fn read_from(&self, site: &Site, path: &str, on: &OnSite) -> Vec<String> {
        routes(site, path, on.slug.as_deref())
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        if ask.image && !ask.html {
            return image(ask);
        }
        if ask.is_beside() {
            return beside(ask);
        }
        if !ask.absolute && !is_page(ask.site, ask.page) {
            return unplaced(ask);
        }
        let addresses = ask.addresses();
        if let Some(answer) = addresses.iter().find_map(|route| at(ask, route)) {
            return answer;
        }
        if is_made(ask) { Answer::Unsure(Doubt::new(Cause::Made)) } else { Answer::Dead }
    }

    fn publishes(&self, ask: &Ask<'_, '_>, path: &str) -> bool {
        if is_page(ask.site, ask.page) { ask.image && !ask.html } else { ask.is_inside(path) }
    }

    fn front_links<'n>(&self, root: &'n Node) -> Vec<&'n Node> {
        parts::front_links(root)
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        if parts::is_mdx(document) { parts::unseen(document, &OWN).or_else(|| parts::hidden_heading(document)) } else { None }
    }

    fn parts(&self, document: &Document, site: &Site) -> Vec<Box<str>> {
        parts::of(document, |written| part(site, document.source.path(), written))
    }

    fn is_included(&self, site: &Site, path: &str) -> bool {
        file_name(path).starts_with('_') || !is_page(site, path) && super::ask::is_partial(path)
    }

    fn given_ids(&self, _: &Site, _: &Document, add: &mut dyn FnMut(&str)) {
        // The title of a Starlight page.
        add("_top");
    }
}

/// Whether a loader may read content beside the source folder: one names a folder there, or a computed one.
fn has_content_elsewhere(site: &Site, files: &Files<'_>) -> bool {
    let configs = [
        "src/content.config.ts",
        "src/content.config.mjs",
        "src/content.config.js",
        "src/content/config.ts",
        "src/content/config.js",
    ];
    let codes: Vec<String> = configs.iter().filter_map(|path| files.text(&under(&site.folder, path))).collect();
    codes.is_empty()
        || codes.iter().any(|code| {
            let bases = code.match_indices("base").filter_map(|(at, _)| literal(&code[at..], "base"));
            bases.into_iter().any(|base| base.ok().is_none_or(|base| !base.trim_start_matches("./").starts_with("src")))
        })
}

/// The file of the repository that `page` imports as `written`.
fn part(site: &Site, page: &str, written: &str) -> Option<String> {
    aliased(site, written).or_else(|| join(folder_of(page), written))
}

/// A pattern of Astro's as those of hosts are written: `/a/[...rest]` is `/a/:rest*`, `/a/[name]` is `/a/:name`.
fn pattern(from: &str) -> String {
    let mut parts = from.split('/').map(|part| match part.strip_prefix('[').and_then(|part| part.strip_suffix(']')) {
        Some(name) => name.strip_prefix("...").map_or_else(|| format!(":{name}"), |rest| format!(":{rest}*")),
        None => part.to_owned(),
    });
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |all, part| all + "/" + &part)
}

/// Where content, code and files served as they are stand.
fn read_folders(site: &mut Site, files: &Files<'_>, code: &str) {
    let folder = site.folder.clone();
    let named = |key: &str, usual: &str| match literal(code, key) {
        Some(Ok(path)) => join(&folder, &path),
        Some(Err(())) => None,
        None => Some(under(&folder, usual)),
    };
    match named("publicDir", "public") {
        Some(path) => site.public = vec![path.into()],
        None => site.doubt(Cause::Configuration("publicDir".into()), Kinds::ROOT),
    }
    let source = named("srcDir", "src");
    if source.is_none() {
        site.doubt(Cause::Configuration("srcDir".into()), Kinds::PAGES.and(Kinds::ROOT));
    }
    let source = source.unwrap_or_else(|| under(&folder, "src"));
    let docs = under(&source, "content/docs");
    let content = if files.has(&docs) { docs } else { under(&source, "content") };
    site.roots = vec![content.into(), under(&source, "pages").into()];
}

/// What makes pages beside the Markdown files.
fn read_routes(site: &mut Site, files: &Files<'_>, code: &str) {
    let pages = site.roots.get(1).cloned().unwrap_or_default();
    let dynamic: Vec<String> = files.below(&pages).filter(|page| page.contains('[')).map(str::to_owned).collect();
    for page in dynamic {
        let inside = below(&pages, &page).unwrap_or_default();
        let route = inside.rsplit_once('.').map_or(inside, |(route, _)| route);
        // One part of it varies, and the page that it ends with is a file: `[lang]/guides/semer.astro`.
        if !route.contains("[...") && !file_name(route).contains('[') {
            site.redirects.add(&format!("/{}", pattern(route)));
            continue;
        }
        let prefix = inside.split('[').next().unwrap_or_default().trim_end_matches('/').to_owned();
        site.doubt_below(&prefix, Cause::Configuration(page.into()), Kinds::PAGES);
    }
    for (name, prefix) in PLUGINS {
        if code.contains(name) {
            site.doubt_below(prefix, Cause::Plugin((*name).into()), Kinds::PAGES);
        }
    }
    match object_keys(code, "redirects") {
        // `/a/[...rest]` and `/a/[name]`.
        Some(Ok(keys)) => {
            keys.iter().for_each(|from| site.redirects.add(&pattern(from)));
        }
        Some(Err(())) => site.doubt(Cause::Configuration("redirects".into()), Kinds::PAGES),
        None => {}
    }
}

/// The languages of Starlight's pages, the default first: the empty one has no folder.
fn read_languages(site: &mut Site, files: &Files<'_>, code: &str) {
    if !code.contains("locales") {
        return;
    }
    let root = site.roots.first().cloned().unwrap_or_default();
    let default = match literal(code, "defaultLocale") {
        Some(Ok(name)) if name != "root" => name,
        _ => String::new(),
    };
    let keys = object_keys(code, "locales").and_then(Result::ok).unwrap_or_default();
    let folders = files.below(&root).filter_map(|path| below(&root, path)?.split_once('/').map(|(first, _)| first));
    let mut languages: Vec<Box<str>> = vec![if keys.contains(&default) || files.has(&under(&root, &default)) {
        default.as_str().into()
    } else {
        Box::default()
    }];
    for name in keys.iter().map(|key| &**key).filter(|key| *key != "root").chain(folders.filter(|name| is_language(name))) {
        if !languages.iter().any(|known| **known == *name) {
            languages.push(name.into());
        }
    }
    site.languages = languages;
}

/// Whether a folder's name is that of a language: `fr`, `pt-br`, `zh-CN`.
fn is_language(name: &str) -> bool {
    let (language, region) = name.split_once('-').unwrap_or((name, "xx"));
    let letters = |text: &str, least: usize, most: usize| {
        (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    letters(language, 2, 3) && letters(region, 2, 4)
}

/// Whether the file at `path` stands where its place makes its address.
fn is_page(site: &Site, path: &str) -> bool {
    is_content(site, path) || site.roots.get(1).is_some_and(|pages| below(pages, path).is_some())
}

/// Whether the file at `path` is content of Starlight.
fn is_content(site: &Site, path: &str) -> bool {
    site.root().ends_with("content/docs") && below(site.root(), path).is_some()
}

fn routes(site: &Site, path: &str, slug: Option<&str>) -> Vec<String> {
    if file_name(path).starts_with('_') {
        return Vec::new();
    }
    let Some(inside) = site.inside(path).filter(|_| is_page(site, path)) else { return Vec::new() };
    let stem = inside.rsplit_once('.').map_or(inside, |(stem, _)| stem);
    if !is_content(site, path) {
        return vec![super::routes::index(stem, &["index"]).to_owned()];
    }
    if let Some(slug) = slug {
        return vec![super::routes::index(slug.trim_matches('/'), &["index"]).to_owned()];
    }
    let parts: Vec<String> = stem.split('/').map(|part| Renderer::Github.slug_of_text(part)).collect();
    vec![super::routes::index(&parts.join("/"), &["index"]).to_owned()]
}

/// What stands at `route`, from the base of the site.
fn at<'c>(ask: &Ask<'_, 'c>, route: &str) -> Option<Answer<'c>> {
    let route = route.trim_matches('/');
    // Starlight makes it where nobody writes it.
    if route == "404" || route == "404.html" {
        return Some(Answer::Redirected);
    }
    // The file of a page is called `index.html`.
    let file = ask.site.folders && route.ends_with(".html") && !route.ends_with("index.html") || route.ends_with("/index");
    if file {
        return ask.public(route).or_else(|| ask.first([under(ask.site.roots.get(1)?, route)])).map(Answer::Found);
    }
    if let Some(answer) = ask.route(route).or_else(|| ask.public(route).map(Answer::Found)) {
        return Some(answer);
    }
    let pages = ask.site.roots.get(1).map_or("", |pages| pages);
    let plain = super::routes::normal(route);
    if let Some(found) = ask.first(ended(&under(pages, plain), CODE)) {
        return Some(Answer::Found(found));
    }
    // A page that is not translated is shown in the default language.
    let (default, others) = ask.site.languages.split_first()?;
    let (language, rest) = plain.split_once('/').unwrap_or((plain, ""));
    let translated = others.iter().any(|other| **other == *language);
    if translated { ask.route(&under(default, rest)) } else { None }
}

/// A picture of Markdown: beside the page, or served as it is.
fn image<'c>(ask: &Ask<'_, 'c>) -> Answer<'c> {
    if let Some(path) = aliased(ask.site, ask.path).filter(|_| !ask.absolute) {
        // What the sign stands for is said in `tsconfig.json`.
        let found = ask.file(&path).map(Answer::Found);
        return found.unwrap_or_else(|| Answer::Unsure(Doubt::new(Cause::Configuration("tsconfig.json".into()))));
    }
    if !ask.absolute {
        return ask.source().and_then(|path| ask.file(&path)).into();
    }
    if ask.is_beside() { beside(ask) } else { ask.public(ask.based()).into() }
}

/// The path of what a sign for a folder stands before: `~/components/a.mdx`, `@/a.png`.
fn aliased(site: &Site, written: &str) -> Option<String> {
    let rest = ["~/", "@/", "~", "@"].iter().find_map(|sign| written.strip_prefix(sign))?;
    let source = site.roots.get(1).map_or("", |pages| folder_of(pages));
    join(source, rest)
}

/// An address beside the site, which is published below a path of its own. Where the site has it, its base was forgotten.
fn beside<'c>(ask: &Ask<'_, 'c>) -> Answer<'c> {
    let path = ask.path.trim_matches('/');
    let first = path.split('/').next().unwrap_or_default();
    let known = |folder: &str| ask.file(&under(folder, first)).is_some_and(|found| found.kind == PathKind::Folder);
    let own = at(ask, path).is_some() || known(ask.site.root()) || ask.site.public.iter().any(|folder| known(folder));
    if own { Answer::Dead } else { Answer::Unsure(Doubt::new(Cause::Above)) }
}

/// A relative link of Markdown whose address code decides.
fn unplaced<'c>(ask: &Ask<'_, 'c>) -> Answer<'c> {
    let source = ask.source();
    if let Some(found) = source.as_ref().and_then(|path| ask.file(path)) {
        return Answer::Found(found);
    }
    let content = source.is_some_and(|path| ask.is_inside(&path)) && ask.is_inside(ask.page);
    if content && !is_markdown(ask.path) {
        return Answer::Unsure(Doubt::new(Cause::Configuration("src/pages".into())));
    }
    Answer::Dead
}

/// Whether Astro or its integrations make a file of that name.
fn is_made(ask: &Ask<'_, '_>) -> bool {
    let path = ask.based();
    ask.absolute && ["_astro", "pagefind", "_image", "_server-islands"].iter().any(|folder| below(folder, path).is_some())
}

/// Whether a plugin makes anchors in another way. rehype-slug without options makes those of Astro itself: both ask
/// `github-slugger`.
fn writes_anchors(code: &str) -> bool {
    let code: String = code.split_whitespace().collect();
    ["heading-id", "HeadingId", "custom-id", "[rehypeSlug,{", "['rehype-slug',{", "[\"rehype-slug\",{"]
        .iter()
        .any(|word| code.contains(word))
}
