//! What the `index.html` of Docsify says: the object `$docsify`, as far as it is written out.

use super::super::files::{Files, literal, object, object_keys, values, without_comments};
use super::super::generator::Kept;
use super::super::{Cause, Kinds, Shape, Site};
use crate::text::path::{extension, folder_of, join, under};
use regex::{Regex, RegexBuilder};

/// How many aliases are followed one after another.
const ALIASES: usize = 16;
/// How many patterns are read: each link is compared with each of them.
const PATTERNS: usize = 64;
/// The largest compiled pattern, in bytes.
const LARGEST: usize = 1 << 18;
/// Files of which one stands beside every `index.html` of Docsify: the home page, and what is shown around pages.
const BESIDE: &[&str] = &["README.md", "_sidebar.md", "_navbar.md", "_coverpage.md", ".nojekyll", "home.md", "index.md"];

/// What decides which file is fetched.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    /// Whether routes begin in the folder of the page.
    pub(super) relative: bool,
    /// Whether pages have addresses of their own.
    pub(super) history: bool,
    /// The extension of pages, with its dot, where it is not `.md`.
    ext: Option<String>,
    home: Option<String>,
    /// Routes that are those of other files.
    aliases: Vec<(Regex, String)>,
    /// Routes that programs answer.
    virtuals: Vec<Regex>,
    /// Languages whose missing pages are those of the default one.
    languages: Vec<String>,
    default: String,
}

impl Kept for Options {}

impl Options {
    /// The file that is fetched for `route`, from the root of the site; `None` where it is one of another site.
    pub(super) fn file(&self, route: &str) -> Option<String> {
        let ext = self.ext.as_deref().unwrap_or(".md");
        let mut route = route.strip_suffix(".md").unwrap_or(route).to_owned();
        for _ in 0..ALIASES {
            let Some((pattern, to)) = self.aliases.iter().find(|(pattern, _)| pattern.is_match(&route)) else { break };
            let next = pattern.replace(&route, to).into_owned();
            if next == route {
                break;
            }
            route = next;
        }
        let file = match route {
            route if route.ends_with(ext) || route.ends_with(".html") => route,
            route if route.ends_with('/') => format!("{route}README{ext}"),
            route => format!("{route}{ext}"),
        };
        let home = self.home.clone().filter(|_| file == format!("/README{ext}"));
        Some(home.unwrap_or(file)).filter(|file| !file.contains(':') && !file.contains("//"))
    }

    /// The route in the default language, where pages of that of `route` may be missing.
    pub(super) fn in_default_language(&self, route: &str) -> Option<String> {
        let (first, rest) = route.strip_prefix('/')?.split_once('/')?;
        self.languages.iter().any(|known| known == first).then(|| format!("{}/{rest}", self.default))
    }

    /// Whether a program answers `route`.
    pub(super) fn is_virtual(&self, route: &str) -> bool {
        self.virtuals.iter().any(|pattern| pattern.is_match(route))
    }
}

/// Whether the `index.html` at `path` is one of Docsify's.
pub(super) fn is_own(files: &Files<'_>, path: &str) -> bool {
    let folder = folder_of(path);
    if !BESIDE.iter().any(|name| files.has(&under(folder, name))) {
        return false;
    }
    let text = files.text(path).unwrap_or_default();
    let sets = || text.split("window.$docsify").skip(1).any(|rest| rest.trim_start().starts_with('='));
    text.contains("docsify") && (sources(&text).any(is_program) || sets())
}

/// The addresses of the scripts of a page.
fn sources(text: &str) -> impl Iterator<Item = &str> {
    text.split("<script").skip(1).filter_map(|rest| {
        let tag = rest.split('>').next()?;
        let value = tag.split_once("src=")?.1;
        Some(value.trim_start_matches(['"', '\'']).split(['"', '\'', ' ']).next().unwrap_or(value))
    })
}

/// Whether a script is Docsify itself: `//unpkg.com/docsify@4`, `lib/docsify.min.js`.
fn is_program(source: &str) -> bool {
    let last = source.split('?').next().unwrap_or(source).trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let name = last.split('@').next().unwrap_or(last);
    matches!(name, "docsify" | "docsify.js" | "docsify.min.js")
}

/// Reads what the page at `path`, and the scripts beside it, set.
pub(super) fn read(site: &mut Site, files: &Files<'_>, path: &str) {
    let text = files.text(path).unwrap_or_default();
    let mut code = without_comments(&text);
    for source in sources(&text).filter(|source| !source.contains("//") && extension(source) == Some("js")).take(16) {
        let script = join(&site.folder, source.trim_start_matches('/')).and_then(|path| files.text(&path));
        if let Some(script) = script.filter(|script| script.contains("$docsify") && !is_program(source)) {
            code.push_str(&without_comments(&script));
        }
    }
    // Where it is computed as a whole, anything may be set.
    let computed = matches!(object(&code, "window.$docsify"), Some(Err(()))) && (code.contains("...") || !written_out(&code));
    if computed {
        doubt(site, "$docsify", Kinds::RELATIVE.and(Kinds::ROOT).and(Kinds::FRAGMENTS));
    }
    let mut options = Options {
        relative: flag(&code, "relativePath"),
        history: word(site, &code, "routerMode").is_some_and(|mode| mode == "history"),
        ext: word(site, &code, "ext"),
        home: word(site, &code, "homepage").map(|home| if home.contains(':') { home } else { rooted(&home) }),
        ..Options::default()
    };
    read_base(site, files, &code);
    read_aliases(site, &code, &mut options);
    read_languages(site, &code, &mut options);
    read_programs(site, &code);
    site.kept = Some(Box::new(options));
}

fn rooted(path: &str) -> String {
    format!("/{}", path.trim_start_matches("./").trim_start_matches('/'))
}

/// Whether the options are an object that begins where they are set.
fn written_out(code: &str) -> bool {
    let set = code.split("window.$docsify").skip(1).find_map(|rest| rest.trim_start().strip_prefix('='));
    set.is_none_or(|value| value.trim_start().starts_with('{'))
}

fn doubt(site: &mut Site, option: &str, kinds: Kinds) {
    site.doubt(Cause::Configuration(option.into()), kinds);
}

/// What follows `key:`.
fn value<'c>(code: &'c str, key: &'c str) -> Option<&'c str> {
    values(code, key, &[':']).next()
}

/// Whether the option `key` is set; one that is computed is none.
fn flag(code: &str, key: &str) -> bool {
    let attribute = key == "relativePath" && code.contains("data-relative-path");
    attribute || value(code, key).is_some_and(|value| value.starts_with("true") || value.starts_with("!0"))
}

/// The text of the option `key`; a computed one is a doubt about pages.
fn word(site: &mut Site, code: &str, key: &str) -> Option<String> {
    match literal(code, key)? {
        Ok(text) => Some(text).filter(|text| !text.is_empty()),
        Err(()) => {
            doubt(site, key, pages());
            None
        }
    }
}

/// Links to pages, however they are written.
fn pages() -> Kinds {
    Kinds::PAGES.and(Kinds::one(Shape::Source, false)).and(Kinds::one(Shape::Source, true))
}

/// The folder of the pages, where it is not that of `index.html`.
fn read_base(site: &mut Site, files: &Files<'_>, code: &str) {
    let Some(base) = word(site, code, "basePath") else { return };
    if base.contains("//") {
        // The pages are those of another site.
        return doubt(site, "basePath", Kinds::RELATIVE.and(Kinds::ROOT));
    }
    // Of a path from the root of the host, the last part may be that of the site itself.
    let root = join(&site.folder, base.trim_matches('/'));
    if let Some(root) = root.filter(|root| files.below(root).next().is_some()) {
        site.roots = vec![root.into()];
    }
}

fn read_aliases(site: &mut Site, code: &str, options: &mut Options) {
    let whole =
        |pattern: &str| RegexBuilder::new(&format!("^{}$", pattern.replace("\\\\", "\\"))).size_limit(LARGEST).build().ok();
    match object(code, "alias") {
        Some(Ok(pairs)) if pairs.len() <= PATTERNS => {
            for (from, to) in pairs {
                match (whole(&from), to) {
                    // A number before a letter would be read as a name.
                    (Some(pattern), Some(to)) => options.aliases.push((pattern, numbered(&to))),
                    _ => doubt(site, "alias", pages()),
                }
            }
        }
        Some(_) => doubt(site, "alias", pages()),
        None => {}
    }
    match object_keys(code, "routes") {
        Some(Ok(keys)) if keys.len() <= PATTERNS => {
            options.virtuals = keys.iter().filter_map(|key| whole(key)).collect();
            // One that can't be read may answer any page.
            if options.virtuals.len() < keys.len() {
                doubt(site, "routes", pages());
            }
        }
        Some(_) => doubt(site, "routes", pages()),
        None => {}
    }
}

/// The replacement `to` with its groups as they are written here: `${1}`.
fn numbered(to: &str) -> String {
    let mut out = String::with_capacity(to.len());
    let mut rest = to;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        out.push_str(&if digits > 0 { format!("${{{}}}", &rest[..digits]) } else { "$$".to_owned() });
        rest = &rest[digits..];
    }
    out + rest
}

fn read_languages(site: &mut Site, code: &str, options: &mut Options) {
    let Some(list) = value(code, "fallbackLanguages") else { return };
    let inner = list.strip_prefix('[').and_then(|list| list.split_once(']')).map(|(inner, _)| inner);
    let Some(inner) = inner else { return doubt(site, "fallbackLanguages", pages()) };
    options.languages = inner.split(['\'', '"', '`']).skip(1).step_by(2).map(str::to_owned).collect();
    options.default = word(site, code, "fallbackDefaultLanguage").unwrap_or_default();
}

/// Programs that may change pages: a renderer of its own, and plugins that are written there.
fn read_programs(site: &mut Site, code: &str) {
    let own = value(code, "markdown").is_some_and(|value| value.contains("renderer") || !value.starts_with('{'));
    if own {
        let keys = object_keys(code, "renderer").and_then(Result::ok);
        let changes = |name: &str| keys.as_ref().is_none_or(|keys| keys.iter().any(|key| key == name));
        for (name, kinds) in [
            ("link", pages().and(Kinds::one(Shape::File, false)).and(Kinds::one(Shape::File, true))),
            ("image", Kinds::one(Shape::Image, false).and(Kinds::one(Shape::Image, true))),
            ("heading", Kinds::FRAGMENTS),
        ] {
            if changes(name) {
                doubt(site, "markdown", kinds);
            }
        }
    }
    if value(code, "noCompileLinks").is_some() {
        doubt(site, "noCompileLinks", pages().and(Kinds::one(Shape::File, false)).and(Kinds::one(Shape::File, true)));
    }
    for hook in ["beforeEach", "afterEach"] {
        let Some((_, body)) = code.split_once(hook) else { continue };
        let kinds =
            if body.contains(".replace") { Kinds::RELATIVE.and(Kinds::ROOT).and(Kinds::FRAGMENTS) } else { Kinds::FRAGMENTS };
        doubt(site, hook, kinds);
    }
}
