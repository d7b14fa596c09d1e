//! What stands in a file that nobody reads as a page, or that a program writes again, is worth knowing and no more: samples of
//! tests, copies, archives, forms to be filled in, chapters that a book leaves out.

use crate::corpus::{Corpus, Page};
use crate::document::Source;
use crate::finding::Finding;
use crate::rules::book::{self, About};
use crate::rules::{self, Care, RULES};
use crate::site::{Lookup as _, is_about_repository};
use crate::text::path::{NOTEBOOKS, below, file_name, folder_of, folders_above, under};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// Files that say of their folder that it is a program, or a part of one.
const MANIFESTS: &[&str] = &[
    "Cargo.toml",
    "_package.json",
    "composer.json",
    "go.mod",
    "package.json",
    "pom.xml",
    "pyproject.toml",
    "setup.py",
    "theme.toml",
];

/// Folders of which copies are made for something new.
const SCAFFOLDS: &[&str] = &["boilerplate", "scaffold", "scaffolds", "skeleton", "template", "templates"];

/// Which findings are worth knowing and no more in some file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lowered {
    /// Whatever is said of it: the site does without it.
    Draft,
    /// All that are about its text.
    All,
    /// Those about its wording.
    Wording,
    /// Those about its headings.
    Headings,
    /// All that are about its text but those about its links.
    Style,
}

/// Says which of `findings` are minor because of the file that they stand in. Where a contribution is `compared` with its base, the
/// path alone tells: what a file says of itself, or what is put beside it, is the contribution's own word.
///
/// What a book leaves out is told as a draft, its modules too, unless the repository's own configuration `describes` its modules: then
/// that says which files hold them.
pub(super) fn settle(findings: &mut [Finding], corpus: &Corpus, compared: bool, describes: bool) {
    let about_text: HashSet<&str> = RULES.iter().map(|rule| rule.id).filter(|id| rules::is_about_text(id)).collect();
    let is_of_headings = |rule: &&str| book::about(rule) == About::Heading;
    let headings: HashSet<&str> = about_text.iter().copied().filter(is_of_headings).collect();
    let sources: HashMap<&str, &Arc<Source>> =
        findings.iter().map(|finding| (finding.place.path(), &finding.place.source)).collect();
    let on_sites = corpus.pages.iter().filter_map(|page| page.site.as_deref());
    let parts: HashSet<&str> = on_sites.flat_map(|on| on.parts.iter().map(|path| &**path)).collect();
    let chapters = Chapters { parts, shown: OnceLock::new() };
    let skills = corpus.index.entries().filter_map(|path| path.strip_suffix("/SKILL.md")).collect();
    let notebooks = NOTEBOOKS.iter().copied().filter(|end| corpus.has_extension(end)).collect();
    let aside = Aside { chapters, skills, notebooks };
    let lowered = |(path, source): (&str, &Arc<Source>)| {
        let by_path = || by_text(&Source::new(path, String::new()));
        let lowered = if compared { by_path() } else { by_text(source).or_else(|| beside(path, corpus, &aside)) };
        Some((path.to_owned(), lowered?))
    };
    let lowered: HashMap<String, Lowered> = sources.into_par_iter().filter_map(lowered).collect();
    let shifted = shifted(findings);
    for finding in findings.iter_mut() {
        let lowered = lowered.get(finding.place.path());
        if !about_text.contains(finding.rule) {
            finding.minor |= lowered == Some(&Lowered::Draft) && !describes;
            continue;
        }
        let below = shifted.get(finding.place.path()).is_some_and(|&start| start < finding.place.span.start);
        finding.minor |= below && book::about(finding.rule) != book::About::Target;
        finding.minor |= match lowered {
            Some(Lowered::Draft | Lowered::All) => true,
            Some(Lowered::Wording) => book::page(finding.rule).is_some_and(|page| page.wording),
            Some(Lowered::Headings) => headings.contains(finding.rule),
            Some(Lowered::Style) => book::about(finding.rule) != book::About::Target,
            None => false,
        };
    }
}

/// Where, by file, the first of `findings` stands that puts all that follows out of step.
fn shifted(findings: &[Finding]) -> HashMap<String, u32> {
    let mut first: HashMap<String, u32> = HashMap::new();
    let shifts = findings.iter().filter(|finding| book::page(finding.rule).is_some_and(|page| page.shifts));
    // Whoever silences something on the page may silence this, and lower all that follows with it.
    for finding in shifts.filter(|finding| !finding.place.source.text().contains("acquis-disable")) {
        let start = first.entry(finding.place.path().to_owned()).or_insert(finding.place.span.start);
        *start = (*start).min(finding.place.span.start);
    }
    first
}

/// Takes out of `findings` what a rule asks of each page, where a file is a part of a book in which each title begins a page.
pub(super) fn drop_what_chapters_part(findings: &mut Vec<Finding>, corpus: &Corpus) {
    let begins_chapters = |path: &str| {
        let site = corpus.page_at(path).and_then(|page| corpus.site_of(page));
        site.is_some_and(|site| site.splits_at_titles(path))
    };
    let of_page = |finding: &Finding| finding.variant.is_none() && book::page(finding.rule).is_some_and(|page| page.one_a_page);
    findings.retain(|finding| !(of_page(finding) && begins_chapters(finding.place.path())));
}

/// What the file says of itself.
fn by_text(source: &Source) -> Option<Lowered> {
    match rules::care(source) {
        Care::Nothing => Some(Lowered::All),
        Care::NotWording => Some(Lowered::Wording),
        Care::Links => Some(Lowered::Style),
        Care::Whole => None,
    }
}

/// What the files beside it say, and the configuration of its site.
fn beside<'c>(path: &str, corpus: &'c Corpus, aside: &Aside<'c>) -> Option<Lowered> {
    if aside.chapters.leave_out(path, corpus) {
        return Some(Lowered::Draft);
    }
    if is_handed_out(path, corpus) || is_forgotten_copy(path, corpus) || aside.is_made(path, corpus) || is_copied(path, corpus) {
        return Some(Lowered::All);
    }
    if aside.is_of_skill(path) {
        return Some(Lowered::Style);
    }
    // What says what a program is, and teaches nothing.
    let is_readme = file_name(path).to_ascii_lowercase().starts_with("readme.");
    let has_site = || corpus.page_at(path).is_some_and(|page| corpus.site_of(page).is_some());
    (is_readme && has_manifest(folder_of(path), corpus) && !has_site()).then_some(Lowered::Headings)
}

/// What is looked for beside each file, as far as the repository has any: most have none.
struct Aside<'c> {
    chapters: Chapters<'c>,
    /// The folders of what a program is taught to do.
    skills: HashSet<&'c str>,
    /// The extensions of what pages are made of.
    notebooks: Vec<&'static str>,
}

impl Aside<'_> {
    /// Whether the file at `path` is of what a program is taught to do: it says so in a folder above it.
    fn is_of_skill(&self, path: &str) -> bool {
        !self.skills.is_empty() && folders_above(path).any(|folder| self.skills.contains(folder))
    }

    /// Whether the file at `path` is made of another one that stands beside it, or beside the folder that it is written to.
    fn is_made(&self, path: &str, corpus: &Corpus) -> bool {
        let Some(stem) = path.strip_suffix(".md").filter(|_| !self.notebooks.is_empty()) else { return false };
        let above = under(folder_of(folder_of(stem)), file_name(stem));
        let is = |stem: &str| self.notebooks.iter().any(|end| corpus.get(&format!("{stem}.{end}")).is_some());
        is(stem) || above != stem && is(&above)
    }
}

/// Whether a site hands the file at `path` out as it is, and makes no page of it.
fn is_handed_out(path: &str, corpus: &Corpus) -> bool {
    corpus.sites.iter().any(|site| {
        let is_page = |folder: &str| site.roots.iter().any(|root| below(folder, root).is_some() && below(root, path).is_some());
        site.public.iter().any(|folder| !folder.is_empty() && below(folder, path).is_some() && !is_page(folder))
    })
}

/// What systems add to the name of a copy, in lower case.
const COPIED: &[&str] = &["copia", "copie", "copy", "kopie"];

/// Whether the file at `path` is a copy of the one beside it that has no such end of its name: `plan - copie.md`, `plan (1).md`.
fn is_forgotten_copy(path: &str, corpus: &Corpus) -> bool {
    let Some((name, extension)) = path.rsplit_once('.') else { return false };
    let Some((original, end)) = name.rsplit_once(' ') else { return false };
    let number = end.strip_prefix('(').and_then(|end| end.strip_suffix(')')).is_some_and(|number| number.parse::<u32>().is_ok());
    let copied = number || COPIED.contains(&end.to_lowercase().as_str());
    copied && corpus.get(&format!("{}.{extension}", original.strip_suffix(" -").unwrap_or(original))).is_some()
}

/// Whether the file at `path` is a part of a program that is copied for each new one.
fn is_copied(path: &str, corpus: &Corpus) -> bool {
    folders_above(path)
        .filter(|folder| SCAFFOLDS.contains(&file_name(folder)) || file_name(folder).starts_with("template-"))
        .any(|folder| has_manifest(folder, corpus))
}

fn has_manifest(folder: &str, corpus: &Corpus) -> bool {
    MANIFESTS.iter().any(|name| corpus.get(&under(folder, name)).is_some())
}

/// The files that are read in a book beside the chapters that it lists.
struct Chapters<'c> {
    /// Those that are put into another page.
    parts: HashSet<&'c str>,
    /// Those that its chapters link to, where that shows them.
    shown: OnceLock<HashSet<&'c str>>,
}

impl<'c> Chapters<'c> {
    /// Whether the book whose folder holds the file lists its chapters, and not this one; nothing leads to it from there.
    fn leave_out(&self, path: &str, corpus: &'c Corpus) -> bool {
        let Some(site) = corpus.page_at(path).and_then(|page| corpus.site_of(page)) else { return false };
        let outside = site.is_unbuilt(path) && !is_about_repository(path, &site.folder) && !self.parts.contains(path);
        outside && !(site.generator.links_to_files() && self.shown.get_or_init(|| shown(corpus)).contains(path))
    }
}

/// The files that chapters of books link to, each chapter those of its own book.
fn shown<'c>(corpus: &'c Corpus) -> HashSet<&'c str> {
    let is_chapter = |page: &&Page| corpus.site_of(page).is_some_and(|site| !site.is_unbuilt(page.path()));
    let linked = |page: &'c Page| page.links.iter().filter_map(move |link| Some(corpus.destination(page, link)?.0));
    corpus.pages.iter().filter(is_chapter).flat_map(linked).collect()
}
