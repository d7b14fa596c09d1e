//! Whether what is put into a page could bring an anchor: a template, a component, a part of the repository writes the words
//! of the heading somewhere, else nothing can.

use super::fragment::wanted;
use super::{Corpus, Page};
use crate::anchor::Match;
use crate::site::{Cause, Site};
use crate::text::path::{extension, file_name, folder_of};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashSet};
use unicode_normalization::UnicodeNormalization as _;

/// How many letters the words of an anchor must have that stand nowhere: fewer may be put together of others.
const LETTERS: usize = 6;
/// The largest file that is searched, in bytes.
const LARGEST: usize = 1 << 20;
/// How many bytes of one site are searched at most; of a larger one nothing is said.
const ALL: usize = 1 << 23;
/// How many anchors are looked for: more than that is no slip.
const MANY: usize = 1024;
/// Files that generators take text from.
const TEXTS: &[&str] = &[
    "html",
    "htm",
    "njk",
    "liquid",
    "hbs",
    "ejs",
    "pug",
    "j2",
    "tmpl",
    "mustache",
    "yml",
    "yaml",
    "json",
    "json5",
    "toml",
    "csv",
    "tsv",
    "xml",
    "txt",
    "js",
    "mjs",
    "cjs",
    "ts",
    "mts",
    "jsx",
    "tsx",
    "vue",
    "astro",
    "svelte",
    "py",
    "rb",
    "r",
    "lua",
    "tex",
    "rst",
    "ipynb",
    "graphql",
    "gql",
    "proto",
    "go",
    "rs",
    "java",
    "kt",
    "cs",
    "php",
    "swift",
    "c",
    "h",
    "cpp",
    "adoc",
    "org",
    "sql",
    "sh",
    "ini",
    "properties",
    "po",
    "bib",
];
/// Beginnings of the modules that bring no text to a component.
const OWN: &[&str] = &[
    ".",
    "/",
    "~",
    "@/",
    "@site",
    "@theme",
    "@docusaurus",
    "react",
    "vue",
    "vitepress",
    "astro",
    "@astrojs",
    "clsx",
    "classnames",
];
/// Words that stand for signs in anchors: `c++ & d` may be `c-plus-plus-and-d`.
const SIGNS: &[&str] =
    &["and", "et", "und", "plus", "percent", "dollar", "euro", "hash", "sharp", "dot", "at", "or", "less", "greater"];
/// Of these, the components of a site.
const COMPONENTS: &[&str] = &["vue", "astro", "tsx", "jsx", "ts", "js", "svelte", "mdx"];
/// Files of those kinds that hold no text of anybody.
const LOCKS: &[&str] = &["package-lock.json", "npm-shrinkwrap.json", "pnpm-lock.yaml", "composer.lock"];

/// A place on a page that nobody could say is missing.
pub(super) struct Open<'c> {
    /// The page.
    pub(super) to: &'c Page,
    /// What a link asks of it.
    pub(super) fragment: &'c str,
    /// What could bring it.
    pub(super) cause: &'c Cause,
}

impl Open<'_> {
    /// Whether what could bring it takes its text from the repository.
    fn is_of_repository(&self, corpus: &Corpus) -> bool {
        match self.cause {
            // Documentation made of programs, which may lie elsewhere.
            Cause::Inserted(mark) if ["::: ", "{auto"].iter().any(|made| mark.starts_with(made)) => false,
            // A part that stands on another host.
            Cause::Inserted(mark) if self.to.source.text().lines().any(|line| line.contains(&**mark) && line.contains("://")) => {
                false
            }
            Cause::Inserted(mark) => match mark.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
                Some(component) => is_of_site(corpus, component) || is_none(corpus, self.to, component),
                None => true,
            },
            Cause::Plugin(name) => corpus.index.get(name).is_some(),
            Cause::Configuration(_) => true,
            _ => false,
        }
    }
}

/// Whether the component of that name stands in the repository, as a file or as a folder, and takes nothing from elsewhere.
fn is_of_site(corpus: &Corpus, component: &str) -> bool {
    let files = |name: String| corpus.index.named(&name).collect::<Vec<_>>();
    let mut paths: Vec<&str> = COMPONENTS.iter().flat_map(|end| files(format!("{component}.{end}"))).collect();
    let folders = COMPONENTS.iter().flat_map(|end| files(format!("index.{end}")));
    paths.extend(folders.filter(|path| file_name(folder_of(path)) == component));
    let own = |path: &&str| corpus.paths.read(path, LARGEST).is_some_and(|code| !takes_from_elsewhere(&code));
    !paths.is_empty() && paths.iter().all(own)
}

/// Whether no component has that name: the page imports none, and no program of the repository, which would have to make it known,
/// speaks of it. Such a tag is a placeholder.
fn is_none(corpus: &Corpus, page: &Page, component: &str) -> bool {
    let imports = |line: &str| line.trim_start().starts_with("import ") && line.contains(component);
    let program =
        |path: &&str| extension(path).is_some_and(|end| COMPONENTS.contains(&end) || matches!(end, "mts" | "mjs" | "cjs"));
    let mut bytes = 0;
    let mut named = corpus.index.entries().filter(program).any(|path| {
        let code = corpus.paths.read(path, LARGEST).unwrap_or_default();
        bytes += code.len();
        bytes > ALL || file_name(path).split('.').next() == Some(component) || code.contains(component)
    });
    named |= page.source.text().lines().any(imports);
    !named
}

/// Whether a component asks a server, or imports what is neither of the repository nor of what shows pages.
fn takes_from_elsewhere(code: &str) -> bool {
    let modules = code.match_indices("from ").chain(code.match_indices("import ")).chain(code.match_indices("require("));
    let foreign = |(at, word): (usize, &str)| {
        let rest = code[at + word.len()..].trim_start();
        let quoted = rest.strip_prefix(['"', '\'']);
        quoted.is_some_and(|module| !OWN.iter().any(|own| module.starts_with(own)))
    };
    code.contains("fetch(") || modules.into_iter().any(foreign)
}

/// Which of `open` nothing in the repository could bring.
pub(super) fn impossible(corpus: &Corpus, open: &[Open<'_>]) -> Vec<bool> {
    let mut dead = vec![false; open.len()];
    let mut sites: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, one) in open.iter().enumerate().take(MANY).filter(|(_, one)| one.is_of_repository(corpus)) {
        if let Some(on) = &one.to.site {
            sites.entry(on.site).or_default().push(at);
        }
    }
    if sites.is_empty() {
        return dead;
    }
    let elsewhere = anchors_among(corpus, open);
    for (site, ats) in sites {
        let Some(site) = corpus.sites.get(Some(site)) else { continue };
        let missing: Vec<(usize, Vec<String>)> = ats
            .par_iter()
            .filter(|&&at| !elsewhere.contains(&*wanted(open[at].fragment).to_lowercase()))
            .filter_map(|&at| Some((at, missing_on_page(&open[at])?)))
            .collect();
        let words: Vec<&str> = missing.iter().flat_map(|(_, words)| words).map(String::as_str).collect();
        let Some(known) = words_in_texts(corpus, site, words) else { continue };
        for (at, words) in &missing {
            let absent = words.iter().filter(|word| !known.contains(word.as_str()));
            dead[*at] = absent.map(|word| word.chars().count()).sum::<usize>() >= LETTERS;
        }
    }
    dead
}

/// Those of the fragments asked for, in lower case, that are anchors of some page.
fn anchors_among(corpus: &Corpus, open: &[Open<'_>]) -> HashSet<String> {
    let mut fragments: Vec<String> = open.iter().take(MANY).map(|one| wanted(one.fragment).to_lowercase()).collect();
    fragments.sort_unstable();
    fragments.dedup();
    let has = |page: &Page, fragment: &str| {
        let on = page.site.as_deref();
        page.anchors.find(fragment) != Match::None || on.is_some_and(|on| on.has(fragment))
    };
    fragments.into_par_iter().filter(|fragment| corpus.pages.iter().any(|page| has(page, fragment))).collect()
}

/// The words of the fragment that are not in the text of its page; `None` where they are written in other letters there.
fn missing_on_page(open: &Open<'_>) -> Option<Vec<String>> {
    let text = open.to.source.text();
    if has_word(text, is_of_other_script) {
        return None;
    }
    // Links to it show nothing.
    let text = squeezed(&text.replace(&format!("#{}", open.fragment), " "));
    let mut words = words_of(&wanted(open.fragment));
    words.retain(|word| !text.contains(word.as_str()) && !SIGNS.contains(&word.as_str()));
    Some(words).filter(|words| !words.is_empty())
}

/// Those of `words` that stand in a file of the repository which a generator could take text from, in the name of one, or in the
/// front matter of a page; `None` where there is too much of that, or where it is written in other letters.
fn words_in_texts<'w>(corpus: &Corpus, site: &Site, words: Vec<&'w str>) -> Option<HashSet<&'w str>> {
    let mut left: Vec<&str> = words;
    left.sort_unstable();
    left.dedup();
    let all = left.clone();
    let mut bytes = 0;
    let of_page = |page: &Page| {
        page.site.as_ref().and_then(|on| corpus.sites.get(Some(on.site))).is_some_and(|own| std::ptr::eq(own, site))
    };
    let fronts =
        corpus.pages.iter().filter(|page| of_page(page)).map(|page| format!("{} {}", page.path(), front_of(page.source.text())));
    let files = corpus.index.entries().filter(|path| is_text(path)).filter_map(|path| corpus.paths.read(path, LARGEST));
    for text in fronts.chain(files) {
        if left.is_empty() {
            break;
        }
        bytes += text.len();
        if bytes > ALL || has_word(&text, is_transliterated) {
            return None;
        }
        let text = squeezed(&text);
        left.retain(|word| !text.contains(word));
    }
    Some(all.into_iter().filter(|word| !left.contains(word)).collect())
}

/// The front matter of a text, or its first lines.
fn front_of(text: &str) -> &str {
    let end = text.get(3..).and_then(|rest| rest.find("\n---").or_else(|| rest.find("\n+++"))).map_or(0, |end| end + 3);
    if text.starts_with("---") || text.starts_with("+++") { text.get(..end).unwrap_or_default() } else { "" }
}

/// Whether two letters that are such stand side by side: one alone is a sign (`π`).
fn has_word(text: &str, is_such: impl Fn(char) -> bool) -> bool {
    let mut before = false;
    !text.is_ascii() && text.chars().any(|c| std::mem::replace(&mut before, is_such(c)) && before)
}

/// Whether it is a letter that generators write in Latin ones: Greek and Cyrillic.
fn is_transliterated(c: char) -> bool {
    ('\u{370}'..='\u{52f}').contains(&c) && c.is_alphabetic()
}

/// Whether anchors may have other letters than the text: some generators write Latin ones in their place.
fn is_of_other_script(c: char) -> bool {
    c.is_alphabetic() && c > '\u{24f}' && !('\u{1e00}'..='\u{1eff}').contains(&c)
}

fn is_text(path: &str) -> bool {
    extension(path).is_some_and(|end| TEXTS.contains(&end))
        && !LOCKS.contains(&file_name(path))
        && !path.contains("node_modules/")
}

/// The words of an anchor: `theAPI-key_2` has `the`, `api` and `key`.
fn words_of(fragment: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut lower = false;
    for c in fragment.chars() {
        if !c.is_alphabetic() || lower && c.is_uppercase() {
            words.push(squeezed(&std::mem::take(&mut word)));
        }
        lower = c.is_lowercase();
        if c.is_alphabetic() {
            word.push(c);
        }
    }
    words.push(squeezed(&word));
    words.retain(|word| word.len() > 1);
    words
}

/// Letters and digits in lower case without accents, blanks as they are: punctuation in a word does not part it in an anchor.
fn squeezed(text: &str) -> String {
    let keep = |c: char| c.is_alphanumeric() || c.is_whitespace();
    if text.is_ascii() {
        return text.chars().filter(|&c| keep(c)).map(|c| c.to_ascii_lowercase()).collect();
    }
    let plain: String = text.nfkd().filter(|&c| keep(c)).flat_map(char::to_lowercase).collect();
    // As German and Danish slugs write them.
    let long = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("æ", "ae"), ("ø", "oe"), ("œ", "oe"), ("å", "aa")];
    let lower = text.to_lowercase();
    if !long.iter().any(|(sign, _)| lower.contains(sign)) {
        return plain;
    }
    let spelled = long.iter().fold(lower, |text, (sign, letters)| text.replace(sign, letters));
    format!("{plain} {}", spelled.nfkd().filter(|&c| keep(c)).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_anchors() {
        assert_eq!(words_of("theAPI-key_2"), ["the", "api", "key"]);
        assert_eq!(words_of("prérequis--l'école"), ["prerequis", "ecole"]);
        assert_eq!(words_of("2-3"), [""; 0]);
        assert_eq!(squeezed("Don't **stop**: Node.js\nÉté"), "dont stop nodejs\nete");
    }
}
