//! Plugins and hooks of MkDocs: which make pages, which put text into them, which change links.

use super::super::files::{Files, at, text_at};
use super::super::{Cause, Kinds, Site, routes};
use super::config::{Config, named};
use super::text;
use crate::data::{Node, Value};
use crate::text::path::{join, under};
use std::collections::HashMap;

/// Plugins that neither make pages nor put headings into them nor change links.
const HARMLESS: &[&str] = &[
    "search",
    "awesome-pages",
    "awesome-nav",
    "literate-nav",
    "section-index",
    "nav",
    "nav-weight",
    "minify",
    "minify-html",
    "git-revision-date",
    "git-revision-date-localized",
    "git-authors",
    "git-committers",
    "git-committers-2",
    "glightbox",
    "mermaid2",
    "panzoom",
    "offline",
    "privacy",
    "social",
    "optimize",
    "meta",
    "info",
    "group",
    "typeset",
    "with-pdf",
    "to-pdf",
    "pdf-export",
    "page-pdf",
    "exporter",
    "exclude-search",
    "exclude",
    "file-filter",
    "table-reader",
    "open-in-new-tab",
    "rss",
    "llmstxt",
    "autorefs",
    "mike",
    "same-dir",
    "add-number",
    "enumerate-headings",
    "lightgallery",
    "resize-images",
    "image-captions",
    "caption",
    "img2fig",
    "img2figv2",
    "termynal",
    "kroki",
    "drawio",
    "d2",
    "plantuml",
    "build-plantuml",
    "puml",
    "graphviz",
    "charts",
    "mkdocs-video",
    "audiotag",
    "timetoread",
    "toggle-sidebar",
    "statistics",
    "spellcheck",
    "htmlproofer",
    "linkcheck",
    "encryptcontent",
    "tooltips",
    "badges",
    "document-dates",
    "git-latest-changes",
    "pagetree",
    "local-search",
    "callouts",
    "asciinema-player",
    "render-swagger",
    "swagger-ui-tag",
    "codeinclude",
    "bibtex",
    "no-sort-search",
    "unused-files",
    "site-urls",
    "quiz",
    "newsletter",
    "abbreviations",
    "ezglossary",
];
/// Plugins that put text into pages, with the marks of it.
const INSERTING: &[(&str, &[&str])] = &[
    ("macros", &["{{", text::TAG]),
    ("markdownextradata", &["{{", text::TAG]),
    ("include-markdown", &[text::TAG]),
    ("mkdocstrings", &[text::PROGRAM]),
    ("embed-external-markdown", &["{{"]),
    ("tags", &["material/tags", "[TAGS]"]),
];
/// Plugins that make pages and files of any kind.
const MAKING: &[&str] =
    &["gen-files", "gen-pages", "monorepo", "techdocs-core", "multirepo", "simple", "projects", "mkdoxy", "gallery"];
/// Plugins that make pages in a folder of their own, with the option that names it and its usual name.
const MAKING_BELOW: &[(&str, &str, &str)] = &[("api-autonav", "api_root_uri", "api"), ("autoapi", "autoapi_root", "autoapi")];
/// Plugins that find files by their names alone.
const BY_NAME: &[&str] = &["ezlinks", "roamlinks", "autolinks", "wikilinks", "obsidian-bridge"];
/// Plugins that make pages of notebooks.
const NOTEBOOKS: &[&str] = &["mkdocs-jupyter", "jupyter", "mknotebooks"];

/// Whatever a page may link to.
const ALL: Kinds = Kinds::PAGES.and(Kinds::ROOT).and(Kinds::RELATIVE);

/// Reads the plugins and hooks that `config` names.
pub(super) fn read(site: &mut Site, files: &Files<'_>, config: &Config) {
    for (name, options) in named(config.at(&["plugins"])) {
        // Material's own are called `material/blog` too; hyphens vary.
        let name = name.strip_prefix("material/").unwrap_or(name).to_ascii_lowercase().replace('_', "-");
        site.mkdocs.any_label |= ["autorefs", "mkdocstrings"].contains(&&*name);
        plugin(site, &name, options);
    }
    let hooks = config.at(&["hooks"]).into_iter().flat_map(|list| list.items().iter().chain([list]));
    for path in hooks.filter_map(Node::as_str) {
        let code = join(&site.folder, path).and_then(|path| files.text(&path));
        hook(site, path, code.as_deref());
    }
}

fn plugin(site: &mut Site, name: &str, options: Option<&Node>) {
    if let Some((_, marks)) = INSERTING.iter().find(|(known, _)| *known == name) {
        site.mkdocs.marks.extend(marks.iter().map(|mark| Box::from(*mark)));
        site.mkdocs.includes |= name == "include-markdown";
        return;
    }
    if let Some((_, option, usual)) = MAKING_BELOW.iter().find(|(known, ..)| *known == name) {
        let folder = options.and_then(|options| text_at(options, &[option])).unwrap_or(usual);
        return site.doubt_below(folder.trim_matches(['.', '/']), Cause::Plugin(name.into()), ALL);
    }
    match name {
        "redirects" => redirects(site, options),
        "i18n" => languages(site, options),
        "blog" => blog(site, options),
        "print-site" => site.redirects.add("print_page"),
        "coverage" => site.redirects.add("coverage"),
        _ if HARMLESS.contains(&name) => {}
        _ if BY_NAME.contains(&name) => site.mkdocs.by_name = true,
        _ if NOTEBOOKS.contains(&name) => site.mkdocs.notebooks = true,
        _ if MAKING.contains(&name) => site.doubt(Cause::Plugin(name.into()), ALL),
        _ => site.doubt(Cause::Plugin(name.into()), Kinds::PAGES.and(Kinds::ADDRESSES)),
    }
}

fn redirects(site: &mut Site, options: Option<&Node>) {
    let maps = options.and_then(|options| at(options, &["redirect_maps"])).map(Node::entries).unwrap_or_default();
    for rule in maps {
        let stem = rule.key.strip_suffix(".md").unwrap_or(&rule.key);
        site.redirects.add(routes::index(stem, super::INDEX));
    }
}

/// The languages of `i18n`, the default first; each has a suffix or a folder.
fn languages(site: &mut Site, options: Option<&Node>) {
    let Some(options) = options else { return };
    let all = at(options, &["languages"]);
    let is_default = |one: &Node| matches!(at(one, &["default"]).map(|node| &node.value), Some(Value::Bool(true)));
    let list = all.into_iter().flat_map(Node::items).filter_map(|one| Some((is_default(one), text_at(one, &["locale"])?)));
    let default = text_at(options, &["default_language"]);
    let keys = all.into_iter().flat_map(Node::entries).map(|entry| (Some(&*entry.key) == default, entry.key.as_str()));
    let mut found: Vec<(bool, &str)> = list.chain(keys).collect();
    found.sort_by_key(|(first, _)| !first);
    site.languages = found.into_iter().map(|(_, language)| language.into()).collect();
    site.mkdocs.language_folders = text_at(options, &["docs_structure"]) == Some("folder");
}

/// Posts have addresses of dates and titles; archives and categories are made.
fn blog(site: &mut Site, options: Option<&Node>) {
    let folder = options.and_then(|options| text_at(options, &["blog_dir"])).unwrap_or("blog").trim_matches(['.', '/']);
    site.mkdocs.posts = Some(under(&under(site.root(), folder), "posts").into());
    site.doubt_below(folder, Cause::Plugin("blog".into()), Kinds::PAGES);
}

/// What a hook does, as far as its functions tell.
fn hook(site: &mut Site, path: &str, code: Option<&str>) {
    let cause = || Cause::Plugin(path.into());
    let Some(code) = code else {
        site.mkdocs.any_label = true;
        return site.doubt(cause(), Kinds::FRAGMENTS.and(Kinds::PAGES));
    };
    let defines = |names: &[&str]| names.iter().any(|name| code.contains(&format!("def {name}(")));
    if defines(&["on_page_markdown", "on_page_read_source", "on_page_content", "on_post_page"]) {
        let marks = marks(code);
        if marks.is_empty() {
            site.mkdocs.any_label = true;
            site.doubt(cause(), Kinds::FRAGMENTS);
        }
        site.mkdocs.marks.extend(marks);
    }
    if called_by(code, &["on_files"], &["File(", "File.generated", "append("])
        || called_by(code, &["on_pre_build", "on_startup", "on_config"], WRITES)
    {
        site.doubt(cause(), ALL);
    } else if called_by(code, &["on_post_build"], WRITES) {
        site.doubt(cause(), Kinds::PAGES.and(Kinds::ADDRESSES));
    }
}

/// What a program that makes files says.
const WRITES: &[&str] = &["open(", "write_", "subprocess", "shutil", "os.system"];

/// Whether one of `events` has one of `words`, or a function or class of the module that it names, directly or not.
fn called_by(code: &str, events: &[&str], words: &[&str]) -> bool {
    let code = format!("\n{code}");
    let parts = code.split("\ndef ").flat_map(|part| part.split("\nclass ")).skip(1);
    let mut parts: HashMap<&str, &str> =
        parts.filter_map(|text| text.find(|c| !is_word(c)).map(|end| text.split_at(end))).collect();
    let mut waiting: Vec<&str> = events.iter().filter_map(|event| parts.remove(event)).collect();
    while let Some(body) = waiting.pop() {
        if words.iter().any(|word| body.contains(word)) {
            return true;
        }
        waiting.extend(body.split(|c| !is_word(c)).filter_map(|word| parts.remove(word)));
    }
    false
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// What opens a mark that a hook looks for.
const OPENS: &[&str] = &["<!-- ", "[[", "\n::: ", "{%"];

/// The marks that the patterns of a hook look for, up to where they vary: `<!-- md:(\w+)`.
fn marks(code: &str) -> Vec<Box<str>> {
    let mut found: Vec<Box<str>> = Vec::new();
    for open in OPENS {
        for (at, _) in code.match_indices(open) {
            let rest = &code[at..];
            let end = rest[open.len()..].find(|c: char| "\\([.*+?'\"{|$\n".contains(c)).map_or(0, |end| end + open.len());
            let mark = rest[..end].trim_end();
            if mark.len() > open.len() && !found.iter().any(|known| **known == *mark) {
                found.push(mark.into());
            }
        }
    }
    found
}
