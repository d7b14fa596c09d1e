//! What Eleventy's templates print: files that tags put in, and shortcodes, as far as the functions that make them tell.

use super::Settings;
use crate::anchor::Renderer;
use crate::data::{Node, Value};
use crate::document::Document;
use crate::site::Site;
use crate::site::brought::{Put, Tag, Templates, written_ids};
use crate::site::files::Files;
use crate::site::liquid::{OWN, Values, evaluate};
use crate::site::named::{Named, Set};
use crate::text::path::{extension, folder_of, join};
use memchr::memmem;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// How many files are read.
const MANY: usize = 1_000;
/// How much of a shortcode's function is read, in bytes.
const LONGEST: usize = 4_000;
/// The tags of Liquid, Nunjucks and Eleventy that print nothing with an anchor.
const PLAIN: &[&str] = &[
    "if",
    "elif",
    "elsif",
    "elseif",
    "else",
    "unless",
    "case",
    "when",
    "switch",
    "default",
    "for",
    "asyncEach",
    "asyncAll",
    "each",
    "break",
    "continue",
    "cycle",
    "tablerow",
    "assign",
    "set",
    "setAsync",
    "capture",
    "increment",
    "decrement",
    "macro",
    "import",
    "from",
    "block",
    "extends",
    "call",
    "filter",
    "layout",
    "renderTemplate",
    "css",
    "js",
    "getBundle",
    "getBundleFileUrl",
    "",
];
/// What opens a page of HTML or Markdown in the text of a program.
const BRINGS: &[&str] = &[
    " id=",
    "\tid=",
    "\nid=",
    "`id=",
    "\"id=",
    "'id=",
    "<h1",
    "<h2",
    "<h3",
    "<h4",
    "<h5",
    "<h6",
    "# ",
    "innerHTML",
    "readFile",
    "fetch(",
];
/// Files that are put in and hold no anchors.
const SILENT: &[&str] = &["css", "js", "cjs", "mjs", "json", "txt"];

/// What is put into pages.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// Files by the names that tags give.
    includes: BTreeMap<Box<str>, String>,
    /// The ids that layouts write, whichever a page has.
    pub(super) layouts: Vec<String>,
    /// Shortcodes that print nothing with an anchor.
    plain: BTreeSet<Box<str>>,
    /// What the configuration makes anchors with, where it names it.
    pub(super) renderer: Option<Renderer>,
    /// The file that puts the content of pages into another page.
    pub(super) gathers: Option<Box<str>>,
}

impl Texts {
    /// Those of the project whose configuration is the file at `path`.
    pub(super) fn read(files: &Files<'_>, path: &str) -> Self {
        let folder = folder_of(path);
        let mut texts = Self::default();
        let inside = files.below(folder).filter(|path| !path.split('/').any(|part| part == "node_modules"));
        for file in inside.filter(|path| path.contains("_includes/")).take(MANY) {
            let Some((_, name)) = file.split_once("_includes/").filter(|(before, _)| before.is_empty() || before.ends_with('/'))
            else {
                continue;
            };
            if let Some(text) = files.text(file) {
                if text.contains("templateContent") {
                    texts.gathers.get_or_insert_with(|| file.into());
                }
                texts.includes.entry(name.into()).or_insert(text);
            }
        }
        texts.layouts = layouts(&texts.includes);
        let mut code = vec![files.text(path).unwrap_or_default()];
        let imported = modules(&code[0]).filter_map(|module| join(folder, module)).filter_map(|path| files.text(&path));
        code.extend(imported.take(MANY).collect::<Vec<_>>());
        let names = |name: &str| code.iter().any(|text| text.contains(name));
        texts.renderer = if names("@sindresorhus/slugify") {
            Some(Renderer::EleventySlugify)
        } else {
            names("IdAttributePlugin").then_some(Renderer::EleventyIdAttribute)
        };
        for text in &code {
            for (name, made) in shortcodes(text) {
                let body = body(made, &code);
                if body.is_some_and(|body| !BRINGS.iter().any(|mark| body.contains(mark))) {
                    texts.plain.insert(name.into());
                }
            }
        }
        // What two functions are called is whichever is registered.
        let brings = code
            .iter()
            .flat_map(|text| shortcodes(text))
            .filter(|(_, made)| body(made, &code).is_none_or(|body| BRINGS.iter().any(|mark| body.contains(mark))));
        let brings: Vec<&str> = brings.map(|(name, _)| name).collect();
        brings.into_iter().for_each(|name| {
            texts.plain.remove(name);
        });
        texts
    }
}

/// The ids that layouts write, and what they put in. A layout reads the content of a page.
fn layouts(includes: &BTreeMap<Box<str>, String>) -> Vec<String> {
    let reads = |text: &str, at: usize| text[..at].trim_end_matches(['-', ' ']).ends_with("{{");
    let is_layout = |text: &str| text.match_indices("content").any(|(at, _)| reads(text, at));
    let layouts = includes.iter().filter(|(name, text)| name.contains("layout") || is_layout(text));
    let mut open: Vec<&str> = layouts.map(|(name, _)| &**name).collect();
    let mut seen: BTreeSet<&str> = open.iter().copied().collect();
    let mut ids = BTreeSet::new();
    while let Some(text) = open.pop().and_then(|name| includes.get(name)) {
        ids.extend(written_ids(text));
        let quoted = text.split("{%").skip(1).filter_map(|tag| tag.split("%}").next()?.split(['"', '\'']).nth(1));
        let named = quoted.filter_map(|name| includes.get_key_value(name.trim_start_matches("./")));
        open.extend(named.map(|(name, _)| &**name).filter(|name| seen.insert(*name)));
    }
    ids.into_iter().collect()
}

/// The modules of the project that `code` takes in.
fn modules(code: &str) -> impl Iterator<Item = &str> {
    ["from ", "require(", "import("].into_iter().flat_map(move |word| {
        memmem::find_iter(code.as_bytes(), word).filter_map(move |at| {
            let rest = &code[at + word.len()..];
            let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            rest[1..].split(quote).next().filter(|module| module.starts_with('.'))
        })
    })
}

/// The shortcodes that `code` registers, each with what follows its name.
fn shortcodes(code: &str) -> impl Iterator<Item = (&str, &str)> {
    memmem::find_iter(code.as_bytes(), "hortcode(").filter_map(move |at| {
        let adds = code[..at].rsplit(|c: char| !c.is_alphanumeric()).next()?.starts_with("add");
        let rest = code[at + "hortcode(".len()..].trim_start();
        let quote = rest.chars().next().filter(|quote| adds && matches!(quote, '"' | '\'' | '`'))?;
        let (name, made) = rest[1..].split_once(quote)?;
        Some((name, made.trim_start().strip_prefix(',')?.trim_start()))
    })
}

/// The function that `made` begins with, or that it names; `None` where it stands nowhere in `code`.
fn body<'c>(made: &'c str, code: &'c [String]) -> Option<&'c str> {
    let cut = |text: &'c str, ends: &[&str]| {
        let near = (text.len().min(LONGEST)..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or_default();
        let end = ends.iter().filter_map(|end| text[..near].find(end)).min();
        // What is longer is not seen whole.
        (end.is_some() || near == text.len()).then(|| &text[..end.unwrap_or(near)])
    };
    let end = made.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$' | '.')).unwrap_or(made.len());
    let name = &made[..end];
    if matches!(name, "" | "function" | "async") || made[end..].trim_start().starts_with("=>") {
        return cut(made, &["onfig.add", "onfig.set", "onfig.amend", "\n}"]);
    }
    let name = name.rsplit('.').next()?;
    code.iter().find_map(|text| {
        let places = text.match_indices(name).filter(|(at, _)| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_'));
        let found = places.map(|(at, _)| at).find(|&at| {
            let after = text[at + name.len()..].trim_start();
            let before = text[..at].trim_end();
            let method =
                after.starts_with('(') && before.ends_with(['{', ',', '}', ';']) && text[..at].ends_with([' ', '\t', '\n']);
            before.ends_with("function")
                || before.ends_with("async")
                || after.starts_with("= ") && !after.contains("==")
                || method
        })?;
        cut(&text[found..], &["\n}", "\n\t},", "\n  },", "\n    },"])
    })
}

/// What is known while one page is filled in.
pub(super) struct Known<'a> {
    pub(super) site: &'a Site,
    pub(super) settings: &'a Settings,
    pub(super) document: &'a Document,
    /// The variables that the page sets.
    pub(super) named: Rc<Named<'a>>,
}

impl<'a> Known<'a> {
    pub(super) fn new(site: &'a Site, settings: &'a Settings, document: &'a Document) -> Self {
        Self { site, settings, document, named: Rc::new(Named::new(document.source.text())) }
    }
}

impl Values for Known<'_> {
    fn value(&self, name: &str) -> Option<String> {
        if name == "page.url" {
            return Some(OWN.to_owned());
        }
        let root = self.document.data_root()?;
        let node = name.split('.').try_fold(root, |node: &Node, key| node.get(key))?;
        node.scalar_text().filter(|_| !matches!(node.value, Value::Mapping(_) | Value::Sequence(_)))
    }

    fn filter(&self, name: &str, input: &str, arguments: &[String]) -> Option<String> {
        (name == "url" && arguments.is_empty()).then(|| input.to_owned())
    }

    fn home(&self) -> (&str, &str) {
        ("", "")
    }
}

impl Templates for Known<'_> {
    fn tag<'a>(&'a self, word: &str, written: &str) -> Tag<'a> {
        if PLAIN.contains(&word) || word.starts_with("end") {
            return Tag::Plain;
        }
        if self.settings.texts.plain.contains(word) {
            return Tag::Prints;
        }
        let rest = written[word.len()..].trim_start();
        let end = rest.char_indices().find(|&(at, c)| at > 0 && (c == '"' || c == '\'' || c == ',' || c.is_whitespace()));
        let operand = &rest[..end.map_or(rest.len(), |(at, c)| if matches!(c, '"' | '\'') { at + 1 } else { at })];
        let name = evaluate(operand, self).map_or(operand.to_owned(), |(name, _)| name);
        match word {
            "include" | "render" => self.put(&name),
            "renderFile" if extension(&name).is_some_and(|end| SILENT.contains(&end)) => self.program(&name),
            _ => Tag::Unknown,
        }
    }

    fn is_own(&self, name: &str) -> bool {
        self.named.get(name) == Some(Set::Text)
    }

    fn is_given(&self, _: &str) -> bool {
        false
    }

    fn site(&self) -> &Site {
        self.site
    }
}

impl Known<'_> {
    fn put(&self, name: &str) -> Tag<'_> {
        if extension(name).is_some_and(|end| SILENT.contains(&end)) {
            return Tag::Plain;
        }
        let includes = &self.settings.texts.includes;
        let text = includes.get(name).or_else(|| includes.get(format!("{name}.liquid").as_str()));
        let values = || Box::new(Known { named: Rc::clone(&self.named), ..*self });
        text.map_or(Tag::Unknown, |text| Tag::Puts(Put { text, values: values() }))
    }

    /// A file of program text that prints a part of the page.
    fn program(&self, name: &str) -> Tag<'_> {
        let text = name.split_once("_includes/").and_then(|(_, name)| self.settings.texts.includes.get(name));
        let plain = text.is_some_and(|text| !BRINGS.iter().any(|mark| text.contains(mark)));
        if plain { Tag::Plain } else { Tag::Unknown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_of_shortcodes() {
        let code = [
            "import { a } from './a.js';\nconst s = {\n\tone(x) {\n\t\treturn `<h2>`;\n\t},\n\ttwo(x) {\n\t\treturn x;\n\t},\n};\n\
             eleventyConfig.addShortcode('un', s.one);\neleventyConfig.addShortcode(\"deux\", s.two);\n\
             eleventyConfig.addPairedShortcode(\n  'trois',\n  (content) => `<div id=\"x\">`\n);\n\
             eleventyConfig.addShortcode('quatre', function (x) { return `<b>${x}</b>`; });\neleventyConfig.addAsyncShortcode('cinq', a);\n"
                .to_owned(),
            "export function a() {\n  return 1;\n}\n".to_owned(),
        ];
        let brings = |made| body(made, &code).map(|body| BRINGS.iter().any(|mark| body.contains(mark)));
        let found: Vec<_> = shortcodes(&code[0]).map(|(name, made)| (name, brings(made))).collect();
        let expected = [("un", true), ("deux", false), ("trois", true), ("quatre", false), ("cinq", false)];
        assert_eq!(found, expected.map(|(name, brings)| (name, Some(brings))));
        assert_eq!(modules(&code[0]).collect::<Vec<_>>(), ["./a.js"]);
    }
}
