//! The Carpentries' Workbench: the pages of `episodes/`, `learners/`, `instructors/` and `profiles/` stand side by side on
//! the site, whatever their folders; pictures and data are copied from the folders below them.

use super::ask::{Answer, Ask};
use super::evidence::Sign;
use super::files::Files;
use super::{Cause, Doubt, Generator, Kept, Kinds, Site, generated};
use crate::anchor::Renderer;
use crate::document::{Dialect, Document};
use crate::text::path::{ended, extension, file_name, folder_of, join, under};
use std::collections::{HashMap, HashSet};

/// The Carpentries' Workbench.
#[derive(Debug)]
pub(super) struct Workbench;

/// The extensions of what pages are made of.
const SOURCES: &[&str] = &["md", "Rmd"];
/// The folders whose pages the site has.
const FOLDERS: &[&str] = &["episodes", "learners", "instructors", "profiles"];
/// Pages that it makes of others.
const OWN: &[&str] = &["aio", "key-points", "instructor-notes", "images", "404", "instructor", "profiles", "reference", "setup"];

/// Blocks that are called after their class and their number: `callout1`.
const CALLOUTS: &[&str] = &["callout", "caution", "challenge", "prereq", "checklist", "discussion", "testimonial", "keypoints"];
/// Blocks that fold: `accordionSolution1`.
const FOLDED: &[&str] = &["solution", "hint", "spoiler", "instructor"];

/// The pages of each folder that the configuration lists: where it does, the others are drafts.
#[derive(Debug)]
struct Listed(HashMap<String, HashSet<String>>);

impl Kept for Listed {}

fn is_source(path: &str) -> bool {
    extension(path).is_some_and(|end| SOURCES.contains(&end))
}

fn listed(site: &Site, files: &Files<'_>) -> HashMap<String, HashSet<String>> {
    let config = files.data(&under(&site.folder, "config.yaml"));
    let of = |name: &&str| {
        let names = config.as_ref()?.get(name)?.items().iter().filter_map(|node| Some(node.as_str()?.to_owned()));
        let names: HashSet<String> = names.collect();
        (!names.is_empty()).then(|| (under(&site.folder, name), names))
    };
    FOLDERS.iter().filter_map(of).collect()
}

impl Generator for Workbench {
    fn name(&self) -> &'static str {
        "Carpentries Workbench"
    }

    fn renderers(&self) -> &'static [Renderer] {
        &[Renderer::Workbench]
    }

    fn dialect(&self) -> Dialect {
        Dialect::Pandoc
    }

    fn signs(&self) -> &'static [Sign] {
        &[Sign::Beside("config.yaml", "episodes")]
    }

    fn recognises(&self, files: &Files<'_>, path: &str) -> bool {
        // Hugo's configuration may have this name too; a lesson says which of the Carpentries it is of.
        files.data(path).is_some_and(|config| config.get("carpentry").is_some())
    }

    fn sources(&self) -> &'static [&'static str] {
        SOURCES
    }

    fn passes_over(&self, site: &Site, path: &str) -> bool {
        let lists = site.kept::<Listed>().and_then(|Listed(lists)| lists.get(folder_of(path)));
        lists.is_some_and(|names| is_source(path) && !names.contains(file_name(path)))
    }

    fn read(&self, site: &mut Site, files: &Files<'_>, _: &str) {
        let folders = FOLDERS.iter().map(|name| under(&site.folder, name)).filter(|folder| files.has(folder));
        site.roots = folders.map(Into::into).collect();
        site.kept = Some(Box::new(Listed(listed(site, files))));
        // Tabs have ids by their titles.
        site.doubt_below("nav-", Cause::Made, Kinds::FRAGMENTS);
    }

    fn routes(&self, site: &Site, path: &str) -> Vec<String> {
        site.stem(path).map(|stem| file_name(stem).to_owned()).into_iter().collect()
    }

    fn adds_anchors(&self, document: &Document, _: &Site) -> Option<Cause> {
        generated::any(document, &["results='asis'", "results = 'asis'", "results=\"asis\"", "results: asis", "child="])
    }

    fn given_ids(&self, _: &Site, document: &Document, add: &mut dyn FnMut(&str)) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for div in &document.divs {
            let class = &*div.class;
            let count = counts.entry(class).or_default();
            *count += 1;
            if CALLOUTS.contains(&class) {
                add(&format!("{class}{count}"));
            }
            // What follows the solution of a challenge is a block of its own.
            if class == "challenge" {
                add(&format!("discussion{count}"));
            }
            if FOLDED.contains(&class) {
                let (first, rest) = class.split_at(1);
                let name = format!("{}{rest}{count}", first.to_uppercase());
                ["accordion", "heading", "collapse"].iter().for_each(|part| add(&format!("{part}{name}")));
            }
        }
    }

    fn answer<'c>(&self, ask: &Ask<'_, 'c>) -> Answer<'c> {
        // A page is written for its own folder, and read beside all others: either path may be meant.
        let site = &ask.site;
        let folders = std::iter::once(folder_of(ask.page)).chain(site.roots.iter().map(|root| &**root)).chain([&*site.folder]);
        let stem = ask.path.strip_suffix(".html").unwrap_or(ask.path);
        let places = folders.filter_map(|folder| join(folder, ask.path).zip(join(folder, stem)));
        let found = places.flat_map(|(path, stem)| std::iter::once(path).chain(ended(&stem, &[".md", ".Rmd"])));
        if let Some(found) = found.into_iter().find_map(|path| ask.file(&path)) {
            return Answer::Found(found);
        }
        if let Some(answer) = ask.at_address() {
            return answer;
        }
        if OWN.contains(&stem.trim_start_matches("./").split('/').next().unwrap_or_default()) {
            return Answer::Unsure(Doubt::new(Cause::Made));
        }
        Answer::Dead
    }
}
