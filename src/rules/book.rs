//! The rule book: the pages under `rules/`, one a rule, embedded in the program.
//!
//! A page is read when it is first asked for, and its body only where someone wants to read it: wording three findings
//! costs three front matters. It must not know what any rule does.

mod examples;
mod words;

pub use examples::{Example, Expected, examples};
pub use words::{Variant, Words, placeholders};

use crate::document::{BlockKind, Document, Source};
use crate::finding::Severity;
use crate::language::Language;
use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};
use std::sync::{LazyLock, OnceLock};

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/rules");

static SHELF: LazyLock<Vec<Slot>> = LazyLock::new(shelve);

/// Whether a rule knows a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum FixKind {
    /// It does not.
    None,
    /// One that may be applied unseen.
    Safe,
    /// One that a person should look at.
    Suggested,
}

/// What the findings of a rule are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum About {
    /// Something else than the rest here.
    #[default]
    Other,
    /// A file by itself: whether it can be read.
    File,
    /// What a link or an image leads to: with another target, it is another link.
    Target,
    /// A heading.
    Heading,
    /// A module, which is the same in another place and under another title.
    Module,
}

/// A page of the rule book.
#[derive(Debug)]
pub struct Page {
    /// The rule's name.
    pub id: String,
    /// The family it belongs to.
    pub family: String,
    /// What its findings are about.
    pub about: About,
    /// Whether it says that what a link leads to is not there by that name: which of these rules says it may change with the place
    /// that is looked at, since a commit has nothing untracked or ignored.
    pub absent: bool,
    /// Whether no directive silences it.
    pub never_silenced: bool,
    /// Whether it says that a module has no assessment.
    pub lacks_assessment: bool,
    /// The rules of which nothing more is to be said where this one speaks.
    pub outranks: Vec<String>,
    /// How grave its findings are, unless the configuration says otherwise.
    pub severity: Severity,
    /// Whether it is checked where the configuration says nothing.
    pub default_on: bool,
    /// Whether what a whole repository does is its habit, and no slip: its findings are then worth knowing and no more.
    pub habit: bool,
    /// Whether it is about the wording of a text, which nobody changes in one that was taken over.
    pub wording: bool,
    /// Whether it asks each page to have one of something, and so nothing of a file of which several pages are made.
    pub one_a_page: bool,
    /// Whether what it finds puts all that follows on the page out of step, so that what is said of that is worth knowing and no more.
    pub shifts: bool,
    /// The rules that come first where both find something in one place.
    pub after: Vec<String>,
    /// The names, in lower case, that markdownlint has for the same.
    pub markdownlint: Vec<String>,
    /// Whether it knows a fix.
    pub fix: FixKind,
    /// Its words in French.
    pub fr: Words,
    /// Its words in English.
    pub en: Words,
    /// Everything after the front matter.
    pub body: String,
}

/// Why a page could not be read.
#[derive(Debug, thiserror::Error)]
pub enum BookError {
    /// The file does not begin with a closed front matter.
    #[error("{0}: no front matter")]
    NoFrontMatter(String),
    /// The front matter is not what a page needs.
    #[error("{0}: {1}")]
    FrontMatter(String, serde_yaml::Error),
    /// An example's first line can't be understood.
    #[error("{page}:{line}: {reason}")]
    Example {
        /// The rule's name.
        page: String,
        /// The line of the page's body, from 1.
        line: u32,
        /// What is wrong with it.
        reason: String,
    },
}

/// The front matter of a page, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    rule: String,
    family: String,
    #[serde(default)]
    about: About,
    #[serde(default)]
    absent: bool,
    #[serde(default, rename = "never-silenced")]
    never_silenced: bool,
    #[serde(default, rename = "lacks-assessment")]
    lacks_assessment: bool,
    #[serde(default)]
    outranks: Vec<String>,
    severity: Severity,
    #[serde(default)]
    default: Switch,
    #[serde(default)]
    habit: bool,
    #[serde(default)]
    wording: bool,
    #[serde(default, rename = "one-a-page")]
    one_a_page: bool,
    #[serde(default)]
    shifts: bool,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    markdownlint: Vec<String>,
    fix: FixKind,
    fr: Words,
    en: Words,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Switch {
    #[default]
    On,
    Off,
}

/// A page's place on the shelf: its name, its file, and what was read of it.
struct Slot {
    name: &'static str,
    text: &'static str,
    page: OnceLock<Option<Page>>,
}

impl Slot {
    fn page(&self) -> Option<&Page> {
        // The tests read every page, so that `None` is never met in a program that passed them.
        self.page.get_or_init(|| read(self.name, self.text).ok()).as_ref()
    }
}

fn shelve() -> Vec<Slot> {
    let mut slots: Vec<Slot> = FILES
        .files()
        .filter_map(|file| {
            let name = file.path().to_str()?.strip_suffix(".md")?;
            Some(Slot { name, text: file.contents_utf8()?, page: OnceLock::new() })
        })
        .collect();
    slots.sort_unstable_by_key(|slot| slot.name);
    slots
}

/// The page of the rule of that name.
pub fn page(rule: &str) -> Option<&'static Page> {
    let shelf: &'static [Slot] = &SHELF;
    let at = shelf.binary_search_by(|slot| slot.name.cmp(rule)).ok()?;
    shelf[at].page()
}

/// What the findings of the rule of that name are about.
pub fn about(rule: &str) -> About {
    page(rule).map_or(About::Other, |page| page.about)
}

/// Every page, by name.
pub fn pages() -> impl Iterator<Item = &'static Page> {
    let shelf: &'static [Slot] = &SHELF;
    shelf.iter().filter_map(Slot::page)
}

/// Reads the page `name` (its file's name without `.md`) out of the file's `text`.
///
/// # Errors
/// When the front matter is missing or lacks a key, holds an unknown one, or a value of the wrong kind.
pub fn read(name: &str, text: &str) -> Result<Page, BookError> {
    let none = || BookError::NoFrontMatter(name.to_owned());
    let inner = text.strip_prefix("---").and_then(|rest| rest.split_once('\n')).ok_or_else(none)?.1;
    let (data, body) = inner.split_once("\n---").ok_or_else(none)?;
    let head: FrontMatter = serde_yaml::from_str(data).map_err(|error| BookError::FrontMatter(name.to_owned(), error))?;
    Ok(Page {
        id: head.rule,
        family: head.family,
        about: head.about,
        absent: head.absent,
        never_silenced: head.never_silenced,
        lacks_assessment: head.lacks_assessment,
        outranks: head.outranks,
        severity: head.severity,
        default_on: head.default == Switch::On,
        habit: head.habit,
        wording: head.wording,
        one_a_page: head.one_a_page,
        shifts: head.shifts,
        after: head.after,
        markdownlint: head.markdownlint,
        fix: head.fix,
        fr: head.fr,
        en: head.en,
        body: body.trim_start_matches('-').trim_start().to_owned(),
    })
}

impl Page {
    /// Its words in that language.
    pub fn words(&self, language: Language) -> &Words {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
        }
    }

    /// Its body, parsed.
    pub fn document(&self) -> Document {
        Document::parse(Source::new(format!("rules/{}.md", self.id), self.body.clone()))
    }

    /// The part of its body written in that language, without that part's own heading: Markdown.
    pub fn section(&self, language: Language) -> &str {
        let heading = match language {
            Language::Fr => "Français",
            Language::En => "English",
        };
        let document = self.document();
        let mut parts = document.headings().filter(|(_, level, _)| *level <= 2);
        let Some((.., from)) = parts.find(|(.., block)| document.text_of(block) == heading) else { return "" };
        let end = parts.next().map_or(self.body.len(), |(.., block)| block.span.start as usize);
        self.body.get(from.span.end as usize..end).unwrap_or_default().trim()
    }

    /// Its first heading, without markup; empty if it has none.
    pub fn heading(&self) -> String {
        let document = self.document();
        document.headings().next().map(|(.., block)| document.text_of(block).to_owned()).unwrap_or_default()
    }
}

/// The code blocks of `document`, in order: the line each starts on, its info string, and its text.
fn fences(document: &Document) -> impl Iterator<Item = (u32, &str, &str)> {
    document.blocks.iter().filter(|block| block.kind == BlockKind::Code { fenced: true }).map(|block| {
        let written = document.source.text().get(block.span.range()).unwrap_or_default();
        let (first, rest) = written.split_once('\n').unwrap_or((written, ""));
        let inner = rest.rfind('\n').map_or("", |end| &rest[..=end]);
        (document.source.line(block.span.start), first.trim_start_matches(['`', '~']).trim(), inner)
    })
}
