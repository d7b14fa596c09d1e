//! What Hugo's configuration says: languages, folders, which links its templates look at.

use super::super::files::{Files, at};
use super::mounts::{self, Mount};
use super::shortcodes::Known;
use crate::anchor::Typography;
use crate::data::{Node, Value};
use crate::text::path::{below, join, under};

/// Where the configuration may stand: one file, or one for each of its parts.
const FILES: &[&str] = &["hugo", "config"];
const ENDS: &[&str] = &["toml", "yaml", "yml", "json"];

/// What is kept of it.
#[derive(Debug, Default)]
pub(super) struct Settings {
    /// What becomes content, static files and resources.
    pub(super) mounts: Vec<Mount>,
    /// The languages, the default one first.
    pub(super) languages: Vec<Box<str>>,
    /// Whether addresses of the default language begin with its name too.
    pub(super) prefixed: bool,
    /// What looks at links.
    pub(super) links: Hook,
    /// What looks at images.
    pub(super) images: Hook,
    /// The names of taxonomies, in the plural.
    pub(super) taxonomies: Vec<Box<str>>,
    /// The shortcodes of which it is known which anchors they bring.
    pub(super) shortcodes: Vec<Known>,
    /// The shortcodes whose templates bring more.
    pub(super) bringing: Vec<Box<str>>,
    /// The keys of front matter, in lower case, of whose values templates make anchors.
    pub(super) keys: Vec<Box<str>>,
    /// The template of the project that looks at links.
    pub(super) template: Option<Box<str>>,
    /// What headings of each language show in place of typed signs; empty where that is as Hugo comes.
    pub(super) typographies: Vec<Typography>,
    /// Whether terms of definition lists are anchors.
    pub(super) terms: bool,
    /// Whether pages have other addresses than their places, made of what front matter says.
    pub(super) permalinks: bool,
}

impl super::super::generator::Kept for Settings {}

/// What looks at a link of Markdown before a browser does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Hook {
    /// Nothing: it is an address.
    #[default]
    Raw,
    /// Hugo's own template, which finds pages and resources.
    Embedded,
    /// A template of the project, or maybe one of a theme that is not here.
    Other,
}

/// The configuration of one project: all its files.
#[derive(Debug)]
pub(super) struct Config {
    mains: Vec<Node>,
    parts: Vec<(String, Node)>,
}

impl Config {
    /// That of the project in `folder`.
    pub(super) fn read(folder: &str, files: &Files<'_>) -> Self {
        let data = |name: &str| ENDS.iter().find_map(|end| files.data(&under(folder, &format!("{name}.{end}"))));
        let mut mains: Vec<Node> = FILES.iter().filter_map(|name| data(name)).collect();
        let mut parts = Vec::new();
        let own = under(folder, "config/_default");
        for path in files.below(&own).take(64) {
            let name = below(&own, path).unwrap_or_default();
            let Some((stem, end)) = name.rsplit_once('.').filter(|(stem, end)| !stem.contains('/') && ENDS.contains(end)) else {
                continue;
            };
            let Some(node) = files.data(&under(&own, &format!("{stem}.{end}"))) else { continue };
            if FILES.contains(&stem) { mains.push(node) } else { parts.push((stem.to_owned(), node)) }
        }
        Self { mains, parts }
    }

    /// Whether nothing could be read.
    pub(super) fn is_empty(&self) -> bool {
        self.mains.is_empty() && self.parts.is_empty()
    }

    /// The value under a path of keys, in whichever file.
    pub(super) fn find(&self, keys: &[&str]) -> Option<&Node> {
        let [first, rest @ ..] = keys else { return None };
        let in_parts = || {
            self.parts.iter().find_map(|(part, node)| match part.split_once('.') {
                // `languages.fr.toml` is what `languages.toml` says of `fr`.
                Some((part, language)) => {
                    let (name, rest) = rest.split_first()?;
                    (part == *first && name.eq_ignore_ascii_case(language)).then(|| at(node, rest)).flatten()
                }
                None => (part == first).then(|| at(node, rest)).flatten(),
            })
        };
        self.mains.iter().find_map(|node| at(node, keys)).or_else(in_parts)
    }

    /// The text there.
    pub(super) fn text(&self, keys: &[&str]) -> Option<&str> {
        self.find(keys).and_then(Node::as_str)
    }

    /// The texts there, one or several.
    pub(super) fn texts(&self, keys: &[&str]) -> Vec<String> {
        self.find(keys).map(texts).unwrap_or_default()
    }

    pub(super) fn is(&self, keys: &[&str]) -> Option<bool> {
        match self.find(keys).map(|node| &node.value) {
            Some(Value::Bool(value)) => Some(*value),
            _ => None,
        }
    }

    /// The languages, the default one first.
    pub(super) fn languages(&self) -> Vec<Box<str>> {
        let off = self.texts(&["disableLanguages"]);
        let mut found = self.named_languages();
        found.retain(|name| self.is(&["languages", name, "disabled"]) != Some(true));
        found.retain(|name| !off.iter().any(|off| **off == **name));
        let default = self.text(&["defaultContentLanguage"]).unwrap_or("en").to_lowercase();
        // Without that key, and without a language `en`, the first by weight is it.
        match found.iter().position(|name| **name == *default) {
            Some(place) => found.swap(0, place),
            None if !found.is_empty() && self.text(&["defaultContentLanguage"]).is_none() => {
                let weight = |name: &str| {
                    let weight = self.find(&["languages", name, "weight"]).and_then(Node::scalar_text);
                    weight.and_then(|text| text.parse::<i64>().ok()).unwrap_or(i64::MAX)
                };
                found.sort_by_key(|name| weight(name));
            }
            None => found.insert(0, default.into()),
        }
        found
    }

    /// The languages that are named, in lower case: in one file, or in one each.
    fn named_languages(&self) -> Vec<Box<str>> {
        let known = self.find(&["languages"]).map(Node::entries).unwrap_or_default();
        let files = self.parts.iter().filter_map(|(part, _)| part.strip_prefix("languages."));
        let mut found: Vec<Box<str>> = Vec::new();
        for name in known.iter().map(|entry| &*entry.key).chain(files).map(str::to_lowercase) {
            if !found.iter().any(|known| **known == *name) {
                found.push(name.into());
            }
        }
        found
    }

    /// Whether languages have hosts of their own.
    fn has_hosts(&self) -> bool {
        self.named_languages().iter().any(|name| self.find(&["languages", name, "baseURL"]).and_then(Node::as_str).is_some())
    }

    /// What is shown in place of typed signs in each of these languages; nothing where that is as Hugo comes.
    fn typographies(&self, languages: &[Box<str>]) -> Vec<Typography> {
        let of = |language: &str| {
            let option = ["markup", "goldmark", "extensions", "typographer"];
            let own = [&["languages", language], &option[..]].concat();
            let said = [self.find(&option), self.find(&own)].into_iter().flatten();
            said.fold(Typography::USUAL, typeset)
        };
        let all: Vec<Typography> = languages.iter().map(|language| of(language)).collect();
        if all.iter().all(|one| *one == Typography::USUAL) { Vec::new() } else { all }
    }

    fn taxonomies(&self) -> Vec<Box<str>> {
        let off = self.texts(&["disableKinds"]);
        if off.iter().any(|kind| kind == "taxonomy") && off.iter().any(|kind| kind == "term") {
            return Vec::new();
        }
        match self.find(&["taxonomies"]) {
            Some(named) => named.entries().iter().filter_map(|entry| entry.value.as_str()).map(Into::into).collect(),
            None => vec!["tags".into(), "categories".into()],
        }
    }

    /// What looks at links of this kind: `link` or `image`.
    fn hook(&self, kind: &str, languages: usize, layouts: &Layouts) -> Hook {
        if layouts.has(kind) {
            return Hook::Other;
        }
        let renderer = |key| ["markup", "goldmark", "renderHooks", kind, key];
        let embedded = match self.text(&renderer("useEmbedded")) {
            Some("always" | "fallback") => true,
            Some("never") => false,
            _ => self.is(&renderer("enableDefault")).unwrap_or(languages > 1 && !self.has_hosts()),
        };
        match embedded {
            true => Hook::Embedded,
            // Without templates there is no site: they come from somewhere.
            false if layouts.paths.is_empty() => Hook::Other,
            false => Hook::Raw,
        }
    }
}

/// `typography` with what these options of the typographer change.
fn typeset(mut typography: Typography, options: &Node) -> Typography {
    let off = |node: &Node, value: bool| matches!(node.value, Value::Bool(said) if said == value);
    if off(options, false) || at(options, &["disable"]).is_some_and(|node| off(node, true)) {
        return Typography::default();
    }
    for (number, name) in Typography::OPTIONS.iter().enumerate() {
        if let Some(sign) = at(options, &[name]).and_then(Node::as_str) {
            typography.set(number, sign);
        }
    }
    typography
}

/// The texts of a value: one or several.
pub(super) fn texts(node: &Node) -> Vec<String> {
    match &node.value {
        Value::String(one) => vec![one.clone()],
        Value::Sequence(items) => items.iter().filter_map(Node::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

/// The templates of the project and of its themes.
#[derive(Debug, Default)]
pub(super) struct Layouts {
    /// Their paths.
    pub(super) paths: Vec<String>,
    /// Whether a theme that is not here has others.
    pub(super) others: bool,
}

impl Layouts {
    fn has(&self, kind: &str) -> bool {
        self.others || self.hook(kind).is_some()
    }

    /// The template that looks at links of this kind.
    fn hook(&self, kind: &str) -> Option<&str> {
        let hook = format!("/_markup/render-{kind}");
        self.paths.iter().map(|path| &**path).find(|path| path.contains(&hook))
    }
}

impl Settings {
    /// What the configuration of the project in `folder` says; modules that are not here are handed to `lost`.
    pub(super) fn of(folder: &str, config: &Config, files: &Files<'_>, lost: &mut dyn FnMut(mounts::Lost)) -> Self {
        let mut languages = config.languages();
        let mut layouts = Layouts::default();
        let mut others = false;
        let mounts = mounts::all(folder, config, files, &mut languages, &mut |module| {
            others |= module.brings_layouts();
            lost(module);
        });
        for mount in mounts.iter().filter(|mount| mount.part == mounts::Part::Layouts) {
            layouts.paths.extend(files.below(&mount.source).map(str::to_owned));
        }
        layouts.others = others;
        let hook = |kind| config.hook(kind, languages.len(), &layouts);
        Self {
            prefixed: config.is(&["defaultContentLanguageInSubdir"]).unwrap_or(false),
            links: hook("link"),
            images: hook("image"),
            taxonomies: config.taxonomies(),
            permalinks: config.find(&["permalinks"]).is_some(),
            shortcodes: Vec::new(),
            bringing: Vec::new(),
            keys: Vec::new(),
            template: layouts.hook("link").map(Into::into),
            terms: config.is(&["markup", "goldmark", "parser", "autoDefinitionTermID"]).unwrap_or(false),
            typographies: config.typographies(&languages),
            languages,
            mounts,
        }
    }

    /// The mounts of one part.
    pub(super) fn part(&self, part: mounts::Part) -> impl Iterator<Item = &Mount> {
        self.mounts.iter().filter(move |mount| mount.part == part)
    }

    /// The number of a language.
    pub(super) fn language(&self, name: &str) -> Option<usize> {
        self.languages.iter().position(|known| known.eq_ignore_ascii_case(name))
    }

    /// What addresses in a language begin with.
    pub(super) fn prefix(&self, language: usize) -> &str {
        let own = language > 0 || self.prefixed;
        self.languages.get(language).filter(|_| own).map_or("", |name| name)
    }
}

/// `path` in the project `folder`, where that stays in the repository.
pub(super) fn within(folder: &str, path: &str) -> Option<String> {
    if path.starts_with('/') { None } else { join(folder, path) }
}
