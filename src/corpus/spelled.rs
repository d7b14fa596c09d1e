//! Whether what is put into a page could bring an anchor: a template, a component, a part of the repository writes the words
//! of the heading somewhere, else nothing can.

mod components;
mod letters;
mod programs;
mod words;

use super::fragment::wanted;
use super::page::Form;
use super::{Corpus, Page};
use crate::site::Cause;
use crate::text::path::{extension, file_name};
pub(super) use components::Writers;
use components::{Components, Shown};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap, HashSet};
use words::{Sought, has_word, is_of_other_script, is_transliterated, squeezed, without, words_of};

/// How many letters the words of an anchor must have that stand nowhere: fewer may be put together of others.
const LETTERS: usize = 6;
/// The largest file that is searched, in bytes.
const LARGEST: usize = 1 << 20;
/// How many bytes of the repository are searched at most; of a larger one nothing is said.
const ALL: usize = 1 << 23;
/// How many words in other letters are compared with those that are looked for, at most.
const COMPARED: usize = 1 << 22;
/// How many anchors are looked for: more than that is no slip.
const MANY: usize = 1024;
/// Files that generators take text from, by their extensions.
const TEXTS: &str = "html htm njk liquid hbs ejs pug j2 tmpl mustache yml yaml json json5 toml csv tsv xml txt js mjs cjs ts mts jsx tsx \
    vue astro svelte py rb r lua tex rst ipynb graphql gql proto go rs java kt cs php swift c h cpp adoc org sql sh ini \
    properties po bib";
/// Words that stand for signs in anchors: `c++ & d` may be `c-plus-plus-and-d`.
const SIGNS: &[&str] =
    &["and", "et", "und", "plus", "percent", "dollar", "euro", "hash", "sharp", "dot", "at", "or", "less", "greater"];
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

/// Which of `open` nothing in the repository could bring. The cost is that of reading its texts once, however many are open.
pub(super) fn impossible(corpus: &Corpus, open: &[Open<'_>]) -> Vec<bool> {
    let mut dead = vec![false; open.len()];
    let asked = &open[..open.len().min(MANY)];
    let components = Components::of(corpus, asked.iter().filter_map(component).map(|shown| shown.file()));
    // What one page has of one cause is asked once, and the words of its fragments are looked for together.
    let mut known: HashMap<(&str, &Cause), bool> = HashMap::new();
    let mut writers = Writers::default();
    let mut pages: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, one) in asked.iter().enumerate() {
        let own = || is_of_repository(corpus, &components, one) && !writers.are_on(corpus, one.to);
        if *known.entry((one.to.path(), one.cause)).or_insert_with(own) {
            pages.entry(one.to.path()).or_default().push(at);
        }
    }
    if pages.is_empty() {
        return dead;
    }
    let elsewhere = anchors_among(corpus, asked);
    let missing: Vec<(usize, Vec<String>)> =
        pages.into_values().par_bridge().flat_map_iter(|ats| missing_on_page(asked, &ats)).collect();
    let words = missing.iter().flat_map(|(_, words)| words).map(String::as_str);
    let Some(known) = Sought::new(words).and_then(|sought| seen_in_texts(corpus, sought)) else { return dead };
    for (at, words) in &missing {
        let absent = words.iter().filter(|word| !known.has(word));
        let letters = absent.map(|word| word.chars().count()).sum::<usize>();
        dead[*at] = letters >= LETTERS && !elsewhere.contains(&wanted(asked[*at].fragment).to_lowercase());
    }
    dead
}

/// How the anchors of pages are spelled, accents, blanks and marks aside; each page is read once.
#[derive(Default)]
pub(super) struct Spellings<'c>(HashMap<&'c str, HashSet<String>>);

impl<'c> Spellings<'c> {
    /// Whether `page` has an anchor of the letters and numbers of `fragment`.
    pub(super) fn has(&mut self, page: &'c Page, fragment: &str) -> bool {
        let letters = |text: &str| squeezed(&text.replace(char::is_whitespace, "").replace('_', ""));
        let known = self.0.entry(page.path()).or_insert_with(|| {
            let on_site = page.site.iter().filter_map(|on| on.anchors.as_ref()).flat_map(|anchors| anchors.iter());
            let all = page.anchors.iter().chain(on_site);
            all.flat_map(|anchor| letters(anchor).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
        });
        letters(&wanted(fragment)).split(' ').any(|spelling| !spelling.is_empty() && known.contains(spelling))
    }
}

/// The component that could bring an anchor.
fn component<'c>(open: &Open<'c>) -> Option<Shown<'c>> {
    let Cause::Inserted(mark) = open.cause else { return None };
    let name = mark.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'))?;
    Some(Shown::of(name, open.to.source.text()))
}

/// Whether what could bring it takes its text from the repository.
fn is_of_repository(corpus: &Corpus, components: &Components<'_>, open: &Open<'_>) -> bool {
    let text = || open.to.source.text();
    match open.cause {
        // Documentation made of programs, which may lie elsewhere.
        Cause::Inserted(mark) if ["::: ", "{auto"].iter().any(|made| mark.starts_with(made)) => false,
        // A part that a package has.
        Cause::Inserted(mark) if mark.starts_with('@') && mark.contains('/') => false,
        // A part that stands on another host.
        Cause::Inserted(mark) if text().lines().any(|line| line.contains("://") && line.contains(&**mark)) => false,
        Cause::Inserted(mark) => match component(open) {
            Some(shown) => components.is_of_repository(&shown),
            None => template(mark).is_none_or(|name| has_template(corpus, name)),
        },
        Cause::Plugin(name) => programs::is_own(corpus, name),
        Cause::Configuration(_) => true,
        _ => false,
    }
}

/// The template that a tag puts in by its name: `{% include a.html %}`, `{{< note`.
fn template(mark: &str) -> Option<&str> {
    let mut words = mark.split_whitespace();
    match words.next()? {
        "{{<" | "{{%" => words.next(),
        "{%" if words.next().is_some_and(|word| word.starts_with("include") || word.starts_with("render")) => words.next(),
        _ => None,
    }
    .map(|name| name.trim_matches(['"', '\'', '%', '}', '>', ',']))
}

/// Whether a file is called so, with an extension or without: what a theme has that lies elsewhere brings words of its own.
fn has_template(corpus: &Corpus, name: &str) -> bool {
    let name = file_name(name);
    ["", ".html", ".md", ".njk", ".liquid"].iter().any(|end| corpus.index.named(&format!("{name}{end}")).next().is_some())
}

/// Those of the fragments asked for, in lower case, that are anchors of some page.
fn anchors_among(corpus: &Corpus, open: &[Open<'_>]) -> HashSet<String> {
    let asked: HashSet<String> = open.iter().map(|one| wanted(one.fragment).to_lowercase()).collect();
    let of_page = |page: &Page| {
        let on_site = page.site.iter().flat_map(|on| on.all(&page.anchors));
        let all = page.anchors.iter().chain(on_site).map(str::to_lowercase);
        all.filter(|anchor| asked.contains(anchor)).collect::<Vec<_>>()
    };
    corpus.pages.par_iter().flat_map_iter(of_page).collect()
}

/// Of each of the places `ats` of one page, the words that are not in its text; nothing where it is written in other letters.
fn missing_on_page(open: &[Open<'_>], ats: &[usize]) -> Vec<(usize, Vec<String>)> {
    let Some(page) = ats.first().map(|&at| open[at].to) else { return Vec::new() };
    if has_word(page.source.text(), is_of_other_script) {
        return Vec::new();
    }
    let text = without_targets(page);
    // Links to them show nothing.
    let links: Vec<String> = ats.iter().map(|&at| format!("#{}", open[at].fragment)).collect();
    let all: Vec<Vec<String>> = ats.iter().map(|&at| words_of(&wanted(open[at].fragment))).collect();
    let sought = Sought::new(all.iter().flatten().map(String::as_str));
    let Some((mut sought, text)) = sought.zip(without(&text, &links)) else { return Vec::new() };
    sought.see(&squeezed(&text));
    let missing = |words: &Vec<String>| -> Vec<String> {
        words.iter().filter(|word| !sought.has(word) && !SIGNS.contains(&word.as_str())).cloned().collect()
    };
    ats.iter().copied().zip(all.iter().map(missing)).filter(|(_, words)| !words.is_empty()).collect()
}

/// The text of a page without the targets of its links, which are shown nowhere.
fn without_targets(page: &Page) -> String {
    let hidden = page.links.iter().filter(|link| matches!(link.form, Form::Inline | Form::Reference | Form::Html));
    let mut spans: Vec<_> = hidden.map(|link| link.target_span.range()).collect();
    spans.sort_unstable_by_key(|span| span.start);
    let text = page.source.text();
    let mut shown = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        shown.push_str(text.get(at..span.start).unwrap_or_default());
        at = at.max(span.end);
    }
    shown.push_str(text.get(at..).unwrap_or_default());
    shown
}

/// `sought`, looked for in the files of the repository which a generator could take text from, and in the names and the front
/// matter of pages of sites, in Greek and Cyrillic letters too; `None` where there is too much of that.
fn seen_in_texts<'w>(corpus: &Corpus, mut sought: Sought<'w>) -> Option<Sought<'w>> {
    let pages = corpus.pages.iter().filter(|page| page.site.is_some());
    let fronts = pages.map(|page| format!("{} {}", page.path(), front_of(page.source.text())));
    let files = corpus.index.entries().filter(|path| is_text(path)).filter_map(|path| corpus.paths.read(path, LARGEST));
    let mut bytes = 0;
    let mut others: HashSet<String> = HashSet::new();
    for text in fronts.chain(files) {
        if sought.is_done() {
            break;
        }
        bytes += text.len();
        if bytes > ALL {
            return None;
        }
        let plain = squeezed(&text);
        sought.see(&plain);
        if has_word(&text, is_transliterated) {
            let words = plain.split_whitespace().filter(|word| word.contains(is_transliterated) && !others.contains(*word));
            others.extend(words.map(str::to_owned).collect::<Vec<_>>());
        }
    }
    let compared = sought.missing() * others.len();
    (compared <= COMPARED).then(|| {
        sought.see_spelled(|wanted| others.iter().any(|word| letters::may_spell(word, wanted)));
        sought
    })
}

/// The front matter of a text; empty where it has none.
fn front_of(text: &str) -> &str {
    let Some(rest) = text.strip_prefix("---").or_else(|| text.strip_prefix("+++")) else { return "" };
    let end = rest.find("\n---").or_else(|| rest.find("\n+++")).unwrap_or_default();
    &rest[..end]
}

fn is_text(path: &str) -> bool {
    extension(path).is_some_and(|end| TEXTS.split(' ').any(|known| known == end))
        && !LOCKS.contains(&file_name(path))
        && !path.contains("node_modules/")
}
