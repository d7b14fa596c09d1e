//! What was found, written: one file per output format.
//!
//! A machine format copies into versioned types of its own, so that the program's inner types may change. No format
//! knows where it is written to, or how the findings came about.

pub mod anchors;
mod baseline;
mod causes;
mod concise;
mod contribution;
pub mod coverage;
mod excerpt;
pub mod explain;
mod folders;
mod forge;
mod github;
mod gitlab;
pub mod history;
mod json;
mod junit;
mod lines;
mod markdown;
mod paint;
mod rdjson;
pub mod rules;
mod sarif;
mod screen;
pub mod show;
mod sites;
mod snippet;
mod statistics;
mod summary;
pub mod syllabus;
mod text;
mod unchecked;
mod verdict_json;
mod wire;
mod words;

pub use baseline::{BaselineChange, baseline};
pub use concise::concise;
pub use github::github;
pub use gitlab::gitlab;
pub use json::{json, schema as findings_schema};
pub use junit::junit;
pub(crate) use lines::shortened;
pub use markdown::markdown;
pub use rdjson::{rdjson, rdjsonl};
pub use sarif::sarif;
pub use statistics::statistics;
pub use text::text;
pub use unchecked::unchecked;
pub(crate) use words::{count, unsaid};

use crate::document::is_commit;
use crate::finding::Severity;
use crate::language::Language;
use crate::pipeline::{Baselined, Counts, InferredRenderer, Ledger, Reported, SiteChoice, SnapshotInfo, Status, Unchecked};
use crate::verdict::Verdict;
use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::Arc;

/// A format of findings.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name on the command line.
    pub name: &'static str,
    /// Writes what a check found. Fails as the writer does.
    pub write: fn(&Checked<'_>, &Style, &mut dyn Write) -> io::Result<()>,
}

/// Every format of findings; the first where none is asked for.
pub const FORMATS: [Format; 10] = [
    Format { name: "text", write: text },
    Format { name: "concise", write: concise },
    Format { name: "json", write: |checked, style, out| json(checked, style.language, out) },
    Format { name: "github", write: github },
    Format { name: "gitlab", write: |checked, _, out| gitlab(checked, out) },
    Format { name: "junit", write: junit },
    Format { name: "markdown", write: markdown },
    Format { name: "rdjson", write: rdjson },
    Format { name: "rdjsonl", write: rdjsonl },
    Format { name: "sarif", write: sarif },
];

/// What a check found, as reports need it.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'a> {
    /// What was looked at.
    pub snapshot: &'a SnapshotInfo,
    /// Where the repository is published.
    pub origin: &'a Origin,
    /// The documents that were checked, sorted by path.
    pub documents: &'a [Arc<str>],
    /// What was found, and what became of each finding.
    pub ledger: &'a Ledger,
    /// The severity from which the check fails.
    pub fail_on: Severity,
    /// How much was read, and what was left out.
    pub counts: Counts,
    /// The profile that was chosen without being asked for, and the evidence for it.
    pub profile: Option<Profile<'a>>,
    /// The sites that links were read for.
    pub sites: &'a [SiteChoice],
    /// The renderers inferred from the fragments of the repository itself.
    pub inferred: &'a [InferredRenderer],
    /// The links that could not be decided, the largest classes first.
    pub unchecked: &'a [Unchecked],
    /// What a contribution changes, where it was compared with a base.
    pub verdict: Option<&'a Verdict>,
    /// What the baseline says, where there is one.
    pub baseline: Option<&'a Baselined>,
}

/// Where a repository is published, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The address of its page: `https://github.com/owner/name`.
    pub repository: Option<String>,
    /// The branch that was looked at.
    pub branch: Option<String>,
}

/// A profile that the content itself chose.
#[derive(Clone, Copy, Debug)]
pub struct Profile<'a> {
    /// Its name.
    pub name: &'a str,
    /// The first file that tells so.
    pub path: &'a str,
}

impl Profile<'_> {
    /// Says which profile was chosen, and why.
    fn sentence(self, style: &Style) -> String {
        let (name, path) = (shown(self.name), style.path(self.path));
        crate::say!(style.language,
            fr: "Profil «\u{a0}{name}\u{a0}» choisi d'après {path}. Pour le garder\u{a0}: «\u{a0}extends: {name}\u{a0}» dans .acquis.yaml (acquis init l'écrit).",
            en: "Profile `{name}` chosen because of {path}. To keep it: `extends: {name}` in .acquis.yaml (`acquis init` writes it).")
    }
}

/// How a report for people is written.
#[derive(Clone, Debug, Default)]
pub struct Style {
    /// The language of its own words.
    pub language: Language,
    /// Whether to colour.
    pub colour: bool,
    /// Columns of the terminal; `None` where it is written elsewhere, and lines need not be broken.
    pub width: Option<usize>,
    /// The current folder as a path from the root of the repository (`""` for the root, else ending in `/`): people get
    /// paths that they can open from where they are.
    pub folder: String,
    /// Whether every finding is shown by itself, however many there are.
    pub all: bool,
    /// The lowest severity that is listed, where somebody asked: all of it then, however long that is. Else errors and
    /// warnings are, as many as fit a screen.
    pub show: Option<Severity>,
    /// Whether the summary is left out.
    pub quiet: bool,
    /// How long the run took, where it is worth saying.
    pub seconds: Option<f64>,
    /// How many bytes a summary in Markdown may take, where somebody wants fewer than the pages that show it.
    pub most_bytes: Option<usize>,
}

impl Style {
    /// The width of a text that is not broken to a terminal's.
    const WIDE: usize = 140;

    /// Columns to write in.
    fn columns(&self) -> usize {
        self.width.unwrap_or(Self::WIDE).max(40)
    }

    /// `path`, given from the root of the repository, as seen from the current folder; safe to show. A commit is in no folder.
    pub fn path(&self, path: &str) -> String {
        if is_commit(path) {
            return path.to_owned();
        }
        let mut folder = self.folder.as_str();
        let mut up = String::new();
        loop {
            if let Some(below) = path.strip_prefix(folder) {
                // GitHub's runner takes a line of a log that begins so for a command.
                let guard = if up.is_empty() && below.trim_start().starts_with("::") { "./" } else { "" };
                return crate::text::escape::visible(&format!("{guard}{up}{below}")).into_owned();
            }
            up.push_str("../");
            folder = folder.trim_end_matches('/');
            folder = folder.rfind('/').map_or("", |slash| &folder[..=slash]);
        }
    }
}

impl Checked<'_> {
    /// The address of a line of a file on the forge, at the commit that was looked at, where both are known.
    fn link(&self, path: &str, line: u32) -> Option<String> {
        if is_commit(path) {
            return None;
        }
        let (home, commit) = (self.origin.repository.as_deref()?, self.snapshot.commit.as_deref()?);
        Some(forge::line(&forge::files(home, commit), path, line))
    }
}

/// How many findings there are of each severity; those that the contribution fixed do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Infos.
    pub infos: usize,
}

impl Totals {
    /// Counts `findings`.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Reported>) -> Self {
        let mut totals = Self::default();
        for finding in findings.into_iter().filter(|finding| finding.status != Status::Fixed) {
            match finding.severity {
                Severity::Error => totals.errors += 1,
                Severity::Warning => totals.warnings += 1,
                Severity::Info => totals.infos += 1,
            }
        }
        totals
    }

    /// How many are at least as grave as `severity`.
    pub fn at_least(self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.errors + self.warnings,
            Severity::Info => self.errors + self.warnings + self.infos,
        }
    }
}

/// The findings that stand: those that the contribution fixed are left out.
fn standing<'a>(checked: &Checked<'a>) -> impl Iterator<Item = &'a Reported> + use<'a> {
    checked.ledger.told().filter(|finding| finding.status != Status::Fixed)
}

/// The findings of the contribution itself: what review tools show beside its lines.
fn fresh<'a>(checked: &Checked<'a>) -> impl Iterator<Item = &'a Reported> + use<'a> {
    checked.ledger.told().filter(|finding| finding.status == Status::New)
}

/// The message and, on a line of its own, what to do; safe to show.
fn advice(reported: &Reported) -> String {
    let message = shown(&reported.message);
    match &reported.help {
        Some(help) => format!("{message}\n{}", shown(help)),
        None => message.into_owned(),
    }
}

/// The same where a reader may not be shown the path: the commit whose message it is about stands first.
fn whole_advice(reported: &Reported) -> String {
    let path = reported.finding.place.path();
    if is_commit(path) { format!("{}\n{}", shown(path), advice(reported)) } else { advice(reported) }
}

/// Text from the repository, made safe to show, on one line.
fn shown(text: &str) -> Cow<'_, str> {
    crate::text::escape::visible(text)
}
