//! The content of a Docusaurus site: which plugin reads which folder, and the addresses that it gives to what stands there.

use crate::anchor::Renderer;
use crate::data::Node;
use crate::site::files::{Files, globs, literal, literal_list};
use crate::site::generator::Kept;
use crate::site::{Cause, Kinds, OnSite, Site};
use crate::text::path::{below, file_name, folder_of, join, under};
use globset::GlobSet;
use std::collections::BTreeSet;

/// What is known of the folders of content.
#[derive(Debug)]
struct Content {
    /// Those that are read as blogs, each with the address under which its posts are published.
    blogs: Vec<(String, String)>,
    /// What each plugin excludes, by the folder that it reads.
    excluded: Vec<(String, GlobSet)>,
}

impl Kept for Content {}

/// What every plugin excludes unless it is told otherwise.
const EXCLUDED: &[&str] = &["**/_*.{js,jsx,ts,tsx,md,mdx}", "**/_*/**", "**/*.test.{js,jsx,ts,tsx}", "**/__tests__/**"];

/// What the plugin excludes that has these options; nothing where that is computed.
fn excluded(options: &str) -> GlobSet {
    match literal_list(options, "exclude") {
        Some(texts) => globs(texts.iter().map(String::as_str)),
        None if options.contains("exclude") => GlobSet::empty(),
        None => globs(EXCLUDED.iter().copied()),
    }
}

/// Whether the plugin that reads the file at `path`, as it comes, of a version or translated, excludes it.
pub(super) fn passes_over(site: &Site, path: &str) -> bool {
    let Some(content) = site.kept::<Content>() else { return false };
    let inside = below(&site.folder, path).unwrap_or(path);
    let copied = |parts: usize| inside.splitn(parts + 1, '/').nth(parts);
    let docs = || site.mounts.first().map(|(folder, _)| &**folder);
    let own = mount(site, path).map(|(folder, _, rest)| (folder, rest));
    let read = own.or_else(|| match inside.split('/').next() {
        Some("versioned_docs") => docs().zip(copied(2)),
        Some("i18n") => docs().zip(copied(3)),
        _ => None,
    });
    let Some((folder, rest)) = read else { return false };
    content.excluded.iter().find(|(of, _)| of == folder).is_some_and(|(_, set)| set.is_match(rest))
}

/// Reads the folders of content that the configuration `code` names, with the paths under which they are published.
pub(super) fn read(site: &mut Site, files: &Files<'_>, code: &str) {
    let folder = site.folder.clone();
    let mut mounts: Vec<(String, String)> = Vec::new();
    let mut excludes: Vec<(String, GlobSet)> = Vec::new();
    for key in ["docs", "blog"] {
        let options = options(code, key);
        match instance(options, key) {
            (Some(path), Some(base)) => {
                let path = join(&folder, &path);
                excludes.extend(path.clone().map(|path| (path, excluded(options))));
                mounts.extend(path.map(|path| (path, base)));
            }
            _ => site.doubt(Cause::Configuration("routeBasePath".into()), Kinds::PAGES),
        }
    }
    let mut blogs: Vec<(String, String)> = mounts.get(1).cloned().into_iter().collect();
    mounts.push((under(&folder, "src/pages"), String::new()));
    excludes.push((under(&folder, "src/pages"), excluded(options(code, "pages"))));
    // `path: '../docs'` of any other plugin, with the address that stands beside it.
    for (at, _) in code.match_indices("path:") {
        let Some(Ok(path)) = literal(&code[at..], "path") else { continue };
        let Some(path) = join(&folder, &path).filter(|path| !path.is_empty()) else { continue };
        if mounts.iter().any(|(known, _)| *known == path) || !files.has(&path) {
            continue;
        }
        let base = match literal(around(code, at), "routeBasePath") {
            Some(Ok(base)) => base.trim_matches('/').to_owned(),
            _ => {
                site.doubt(Cause::Configuration("path".into()), Kinds::PAGES);
                file_name(&path).to_owned()
            }
        };
        excludes.push((path.clone(), excluded(around(code, at))));
        if is_of_blog(code, at) {
            blogs.push((path.clone(), base.clone()));
        }
        mounts.push((path, base));
    }
    read_made(site, files, code, &mounts);
    blogs.iter().for_each(|(_, base)| site.redirects.add(&format!("/{base}")));
    site.kept = Some(Box::new(Content { blogs, excluded: excludes }));
    let copies = ["versioned_docs", "i18n"].iter().map(|name| under(&folder, name));
    let all: BTreeSet<String> =
        mounts.iter().map(|(path, _)| path.clone()).chain(copies).filter(|folder| files.has(folder)).collect();
    // The one with the docs comes first: it is the main one.
    site.roots = all.into_iter().map(Into::into).collect();
    if site.roots.is_empty() {
        site.roots = vec![folder];
    }
    site.mounts = mounts.into_iter().map(|(path, base)| (path.into(), base.into())).collect();
}

/// Whether the object that `at` stands in holds the options of the blog plugin: `['…content-blog', {…}]`.
fn is_of_blog(code: &str, at: usize) -> bool {
    let object = around(code, at).as_ptr() as usize - code.as_ptr() as usize;
    let before = code[..object].trim_end_matches('{').trim_end().trim_end_matches(',').trim_end();
    before.trim_end_matches(['\'', '"', '`']).ends_with("content-blog")
}

/// The options of the plugin that is called `key` in the preset.
fn options<'c>(code: &'c str, key: &str) -> &'c str {
    let start = code.match_indices(key).find_map(|(at, _)| {
        let apart =
            code[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '/' | '-' | '_' | '\'' | '"'));
        let value = code[at + key.len()..].trim_start_matches(['\'', '"']).trim_start().strip_prefix(':')?.trim_start();
        (apart && value.starts_with('{')).then(|| code.len() - value.len() + 1)
    });
    start.map_or("", |start| around(code, start))
}

/// The folder and the address of the plugin of the preset that has these options, as is `usual` for it; `None` for what is computed.
fn instance(options: &str, usual: &str) -> (Option<String>, Option<String>) {
    let read = |name: &str| match literal(options, name) {
        Some(Ok(text)) => Some(text.trim_end_matches('/').trim_start_matches("./").to_owned()),
        Some(Err(())) => None,
        None => Some(usual.to_owned()),
    };
    (read("path"), read("routeBasePath").map(|base| base.trim_matches('/').to_owned()))
}

/// The object that `at` stands in, without its braces.
fn around(code: &str, at: usize) -> &str {
    let bytes = code.as_bytes();
    let mut depth = 0_i32;
    let start = (0..at).rev().find(|&at| {
        depth += match bytes[at] {
            b'}' => 1,
            b'{' => -1,
            _ => 0,
        };
        depth < 0
    });
    let start = start.map_or(0, |start| start + 1);
    depth = 0;
    let end = (start..bytes.len()).find(|&at| {
        depth += match bytes[at] {
            b'{' => 1,
            b'}' => -1,
            _ => 0,
        };
        depth < 0
    });
    code.get(start..end.unwrap_or(code.len())).unwrap_or_default()
}

/// Pages that the plugins make of no file: categories, tags, archives.
fn read_made(site: &mut Site, files: &Files<'_>, code: &str, mounts: &[(String, String)]) {
    let folder = site.folder.clone();
    let names: Vec<&str> = files.below(&folder).filter(|path| file_name(path).starts_with("sidebars")).take(16).collect();
    let sidebars: Vec<String> = names.into_iter().filter_map(|path| files.text(path)).collect();
    for (path, base) in mounts {
        for text in &sidebars {
            let slugs: Vec<String> =
                text.match_indices("slug:").filter_map(|(at, _)| literal(&text[at..], "slug")?.ok()).collect();
            slugs.iter().for_each(|slug| site.redirects.add(&under(base, slug.trim_matches('/'))));
            // Without a slug, a category is called after its label.
            if text.matches("generated-index").count() > slugs.len() {
                site.redirects.add(&under(base, "category/*"));
            }
        }
        if !path.ends_with("src/pages") {
            let categories = files.below(path).filter(|path| file_name(path).starts_with("_category_."));
            categories.filter_map(|path| category(files, path)).for_each(|slug| site.redirects.add(&under(base, &slug)));
            ["tags/*", "archive", "authors/*", "page/*"].iter().for_each(|made| site.redirects.add(&under(base, made)));
        }
    }
    if code.contains("search") || code.contains("algolia") {
        site.redirects.add("/search");
    }
}

/// The address of the page that the file at `path` tells to make of its folder, from that of the folder of content.
fn category(files: &Files<'_>, path: &str) -> Option<String> {
    let data = files.data(path)?;
    let link = data.get("link")?;
    if link.get("type")?.as_str()? != "generated-index" {
        return None;
    }
    if let Some(slug) = link.get("slug").and_then(Node::as_str) {
        return Some(slug.trim_matches('/').to_owned());
    }
    let label = data.get("label").and_then(Node::as_str).unwrap_or_else(|| without_number(file_name(folder_of(path))));
    Some(format!("category/{}", Renderer::Github.slug_of_text(label)))
}

/// The folder of content with the file at `path`, the address of that folder, and the rest of the path.
pub(super) fn mount<'s, 'p>(site: &'s Site, path: &'p str) -> Option<(&'s str, &'s str, &'p str)> {
    let found = site.mounts.iter().filter_map(|(folder, base)| Some((&**folder, &**base, below(folder, path)?)));
    found.min_by_key(|(_, _, rest)| rest.len())
}

/// Whether a plugin reads the file at `path`: as it comes, of a version, or translated.
pub(super) fn is_content(site: &Site, path: &str) -> bool {
    let first = below(&site.folder, path).and_then(|inside| inside.split('/').next()).unwrap_or_default();
    first.ends_with("versioned_docs") || first == "i18n" || mount(site, path).is_some()
}

/// Whether no page is made of the file at `path` (`GlobExcludeDefault` of `@docusaurus/utils` 3): others import it.
pub(super) fn is_left_out(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('_'))
}

/// The addresses of the page at `path`, of which `on` is known.
pub(super) fn routes(site: &Site, path: &str, on: Option<&OnSite>) -> Vec<String> {
    if is_left_out(path) {
        return Vec::new();
    }
    if let Some((folder, base, rest)) = mount(site, path) {
        let blog = site.kept::<Content>().is_some_and(|content| content.blogs.iter().any(|(blog, _)| blog == folder));
        let pages = folder.ends_with("src/pages");
        let route = if blog {
            post(rest, on)
        } else if pages {
            plain(rest)
        } else {
            doc(rest, on)
        };
        let mut all = vec![under(base, &route)];
        if !blog && !pages {
            // Where there are versions, what is worked on is the next one.
            all.push(under(&under(base, "next"), &route));
        }
        return all;
    }
    let inside = below(&site.folder, path).unwrap_or(path);
    let parts: Vec<&str> = inside.split('/').collect();
    let docs = site.mounts.first().map_or("docs", |(_, base)| base);
    match parts.as_slice() {
        ["versioned_docs", version, rest @ ..] => {
            let version = version.strip_prefix("version-").unwrap_or(version);
            let route = doc(&rest.join("/"), on);
            vec![under(&under(docs, version), &route), under(docs, &route)]
        }
        ["i18n", language, plugin, rest @ ..] => translated(site, (language, plugin), rest, on),
        _ => Vec::new(),
    }
}

fn translated(site: &Site, (language, plugin): (&str, &str), rest: &[&str], on: Option<&OnSite>) -> Vec<String> {
    let joined = rest.join("/");
    let mounted = |at: usize, usual: &'static str| site.mounts.get(at).map_or(usual, |(_, base)| base);
    let all = if plugin.contains("content-docs") {
        let [version, rest @ ..] = rest else { return Vec::new() };
        let route = doc(&rest.join("/"), on);
        let name = version.strip_prefix("version-").unwrap_or("next");
        // Another instance of the plugin has its name at the end.
        let base = plugin.split_once("content-docs-").map_or_else(|| mounted(0, "docs"), |(_, name)| name);
        vec![under(base, &route), under(&under(base, name), &route)]
    } else if plugin.contains("content-blog") {
        // Another instance of the plugin has its name at the end.
        let name = plugin.split_once("content-blog-").map(|(_, name)| name);
        vec![under(name.unwrap_or_else(|| mounted(1, "blog")), &post(&joined, on))]
    } else {
        vec![plain(&joined)]
    };
    all.iter().map(|route| under(language, route)).chain(all.iter().cloned()).collect()
}

/// The address of a page of code or Markdown, from that of its folder of content.
fn plain(path: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    super::super::routes::index(stem, &["index"]).to_owned()
}

/// The address of a document.
fn doc(path: &str, on: Option<&OnSite>) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let parts: Vec<&str> = stem.split('/').map(without_number).collect();
    let whole = parts.join("/");
    let folder = folder_of(&whole);
    if let Some(slug) = on.and_then(|on| on.slug.as_deref()) {
        return match slug.strip_prefix('/') {
            Some(whole) => whole.trim_end_matches('/').to_owned(),
            None => join(folder, slug).unwrap_or_default(),
        };
    }
    // What is called so is the page of its folder, whatever its id.
    let is_index = match parts.as_slice() {
        [.., folder, name] if folder.eq_ignore_ascii_case(name) => true,
        [.., name] => ["index", "readme"].iter().any(|index| name.eq_ignore_ascii_case(index)),
        [] => false,
    };
    if is_index {
        return folder.to_owned();
    }
    // Without a slug, the last one known is the id.
    match on.and_then(|on| on.slugs.first()) {
        Some(id) => under(folder, id),
        None => whole,
    }
}

/// The address of a post.
fn post(path: &str, on: Option<&OnSite>) -> String {
    if let Some(slug) = on.and_then(|on| on.slug.as_deref()) {
        return slug.trim_matches('/').to_owned();
    }
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    let stem = super::super::routes::index(stem, &["index"]);
    // `2024-05-01-a` and `2024/5/1-a` are `2024/05/01/a` and `2024/5/1/a`.
    let mut starts = std::iter::once(0).chain(stem.match_indices('/').map(|(at, _)| at + 1));
    match starts.find_map(|at| Some((at, date(&stem[at..])?))) {
        Some((at, length)) => {
            let (before, date, name) = (&stem[..at], &stem[at..at + length], &stem[at + length + 1..]);
            format!("{before}{}/{name}", date.replace('-', "/"))
        }
        None => stem.to_owned(),
    }
}

/// How long the date is that `name` begins with: a month and a day may have one digit alone.
fn date(name: &str) -> Option<usize> {
    let digits = |from: usize| name[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mark = |at: usize| name[at..].starts_with(['-', '/']);
    let year = (digits(0) == 4 && mark(4)).then_some(5)?;
    let month = year + Some(digits(year)).filter(|length| matches!(length, 1 | 2))?;
    let day = mark(month).then_some(month + 1)?;
    let end = day + Some(digits(day)).filter(|length| matches!(length, 1 | 2))?;
    mark(end).then_some(end)
}

/// A name without the number that only orders it: `01-intro`, `2. intro`.
fn without_number(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == name.len() {
        return name;
    }
    let after = rest.trim_start_matches([' ', '-', '_', '.']);
    let date = after.starts_with(|c: char| c.is_ascii_digit());
    if after.is_empty() || after.len() == rest.len() || date { name } else { after }
}
