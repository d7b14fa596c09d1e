//! Coverage as one page for people: it needs no network, and no script to be read.
//!
//! The templates beside this file say what stands where; `page.js` filters, sorts and turns pages. Every figure has the
//! place in `acquis.coverage/v1` where it comes from beside it, as an attribute.

mod evidence;
mod figures;
mod history;
mod modules;

use super::v1::{Assessed, Base, Coverage, Figures, Place as Kind, Repository, Snapshot};
use super::words;
use crate::curriculum::coverage::Ratio;
use crate::language::Language;
use crate::report::shown;
use crate::report::words::count;
use crate::say;
use askama::Template;
use std::collections::HashMap;
use std::fmt;
use std::io::{self, Write};

/// The looks of the page; the page of the syllabus has them too.
pub(in crate::report) const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// What the page's policy lets run: this script and no other, whatever a document may have smuggled in. A test compares it.
const SCRIPT_HASH: &str = "sha256-Ylr34UhlavshVJNSG9laJyeqokbrAx3c4GSyVFocRG8=";

/// From how many modules on the page shows them in parts: more would take a browser seconds to lay out.
const LARGE: usize = 1_500;
/// How many missing things are listed: those of more are found by the filters.
const LISTED: usize = 1_000;

/// The whole page.
#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    coverage: &'a Coverage,
    language: Language,
    /// Indexes of the groups, by repository and name.
    groups: HashMap<(usize, &'a str), usize>,
    /// Indexes of the kinds, by name.
    kinds: HashMap<&'a str, usize>,
}

/// A text that may be a link.
struct Linked {
    text: String,
    url: Option<String>,
}

/// One thing that is missing.
struct ToDo<'a> {
    /// The module's id.
    anchor: &'a str,
    sentence: String,
    todo: String,
    place: Linked,
    since: Option<String>,
}

/// Writes the page in `language`.
///
/// # Errors
/// Those of `out`.
pub fn html(coverage: &Coverage, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let groups = coverage.groups.iter().enumerate().map(|(at, group)| ((group.repository, group.group.as_str()), at));
    let kinds = coverage.kinds.iter().enumerate().map(|(at, kind)| (kind.kind.as_str(), at));
    let page = Page { coverage, language, groups: groups.collect(), kinds: kinds.collect() };
    page.write_into(out)
}

impl<'a> Page<'a> {
    fn code(&self) -> &'static str {
        self.language.code()
    }

    /// One of two texts; the French one is given the no-break spaces of its typography.
    fn t(&self, fr: &str, en: &'static str) -> String {
        match self.language {
            Language::Fr => typeset(fr),
            Language::En => en.to_owned(),
        }
    }

    fn shown(&self, text: &'a str) -> std::borrow::Cow<'a, str> {
        shown(text)
    }

    fn heading(&self) -> String {
        self.t("Couverture des validations des acquis", "Assessment coverage")
    }

    fn title(&self) -> String {
        match self.coverage.repositories.as_slice() {
            [Repository { name: Some(name), .. }] => format!("{} – {}", self.heading(), shown(name)),
            _ => self.heading(),
        }
    }

    /// The repository, where it is one and has a name.
    fn names(&self) -> Option<Linked> {
        match self.coverage.repositories.as_slice() {
            [only] => Some(Linked { text: shown(only.name.as_deref()?).into_owned(), url: self.web(&only.url) }),
            _ => None,
        }
    }

    /// `url` if it is one of the web: a report that somebody else wrote can name anything.
    fn web(&self, url: &Option<String>) -> Option<String> {
        url.as_ref().filter(|url| url.starts_with("https://") || url.starts_with("http://")).cloned()
    }

    fn name(&self, repository: &'a Repository) -> std::borrow::Cow<'a, str> {
        shown(repository.name.as_deref().unwrap_or("–"))
    }

    /// The day of a snapshot's commit.
    fn day(&self, snapshot: &Snapshot) -> String {
        let day = snapshot.date.as_deref().and_then(|date| date.get(..10)).unwrap_or_default();
        shown(day).into_owned()
    }

    /// A commit and its day.
    fn commit(&self, snapshot: &Snapshot) -> String {
        let commit = snapshot.commit.as_deref().map_or("–", |commit| commit.get(..10).unwrap_or(commit));
        let commit = shown(commit);
        match snapshot.date.as_deref().map(|date| words::day(date, self.language)) {
            Some(day) => say!(self.language, fr: "{commit} du {day}", en: "{commit} of {day}"),
            None => commit.into_owned(),
        }
    }

    /// What was read, in one sentence.
    fn provenance(&self) -> String {
        let snapshot = &self.coverage.snapshot;
        let commit = self.commit(snapshot);
        let words = match snapshot.kind {
            Kind::Merged => {
                let n =
                    count(self.coverage.repositories.len(), self.language, ["dépôt", "dépôts"], ["repository", "repositories"]);
                say!(self.language, fr: "Rapport commun de {n}.", en: "Common report of {n}.")
            }
            Kind::Commit => say!(self.language, fr: "État au commit {commit}.", en: "As of commit {commit}."),
            _ if snapshot.commit.is_none() => {
                say!(self.language, fr: "Fichiers de travail, avant tout commit.", en: "Files of the work tree, before any commit.")
            }
            Kind::Index => say!(self.language,
                fr: "Fichiers prêts pour le prochain commit, après le commit {commit}.",
                en: "Files staged for the next commit, after commit {commit}."),
            Kind::Worktree => say!(self.language,
                fr: "Fichiers de travail, qui peuvent différer du dernier commit ({commit}).",
                en: "Files of the work tree, which may differ from the last commit ({commit})."),
        };
        typeset_in(self.language, words)
    }

    fn no_module(&self) -> String {
        words::no_module(self.language)
    }

    fn nature(&self) -> String {
        words::nature(self.language)
    }

    fn missing_heading(&self) -> String {
        words::missing_heading(self.coverage.missing.len(), self.language)
    }

    fn listed_missing(&self) -> Vec<ToDo<'_>> {
        let listed = self.coverage.missing.iter().take(LISTED);
        let todo = |missing: &'a super::v1::Missing| {
            let module = self.coverage.modules.get(missing.module)?;
            Some(ToDo {
                anchor: &module.id,
                sentence: words::missing(self.coverage, missing, self.language, |text| {
                    words::quoted(&shown(text), self.language)
                }),
                todo: words::todo(&missing.what, self.language),
                place: self.place(module, Some(&missing.path), &missing.line),
                since: self.standing_since(module),
            })
        };
        listed.filter_map(todo).collect()
    }

    fn more_missing(&self) -> Option<String> {
        let more = self.coverage.missing.len().checked_sub(LISTED).filter(|more| *more > 0)?;
        Some(say!(self.language,
            fr: "… et {more} de plus\u{a0}: les filtres des modules les montrent tous.",
            en: "… and {more} more: the filters of the modules show them all."))
    }

    fn since(&self, base: &str) -> String {
        words::since(&shown(base), self.language)
    }

    /// The totals of a base beside those of now: what they count, a label, before, after.
    fn before_and_after(&self, base: &Base) -> [(&'static str, String, Ratio, Ratio); 2] {
        let [(modules, a, b), (competencies, c, d)] = words::before_and_after(base.summary, self.coverage.summary, self.language);
        [("modules", modules, a, b), ("competencies", competencies, c, d)]
    }

    fn unchanged(&self) -> String {
        words::unchanged(self.language)
    }

    fn assessed(&self, state: &Option<Assessed>) -> String {
        words::state(*state, self.language)
    }
}

/// A French text with no-break spaces where its typography wants them.
fn typeset(text: &str) -> String {
    let mut out = text.replace("« ", "«\u{a0}");
    for mark in [":", ";", "!", "?", "»", "%", "×"] {
        out = out.replace(&format!(" {mark}"), &format!("\u{a0}{mark}"));
    }
    out
}

fn typeset_in(language: Language, text: String) -> String {
    if language == Language::Fr { typeset(&text) } else { text }
}
