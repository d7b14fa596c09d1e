//! `--fix` and `--diff`: what is fixed, and how it is told.

use super::paths::Selection;
use super::{Failure, Streams};
use crate::fix::{self, Mended, Wanted, WriteError};
use crate::git::{At, Repository};
use crate::language::Language;
use crate::pipeline::Outcome;
use crate::report::{Style, count};
use crate::say;
use crate::text::escape::visible;
use clap::ArgMatches;
use std::io::{self, Write};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// What the command line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Asked {
    /// `--diff`; else `--fix`.
    diff: bool,
    suggested: bool,
}

/// What came of it.
pub(super) struct Told {
    asked: Asked,
    mended: Mended,
    /// Files that could not be written, and why.
    refused: Vec<(Arc<str>, WriteError)>,
}

impl Asked {
    /// What `options` ask for; `None`: nothing is to be fixed.
    pub(super) fn of(options: Option<&ArgMatches>) -> Option<Self> {
        let flag = |name| options.is_some_and(|options| options.get_flag(name));
        (flag("fix") || flag("diff")).then(|| Self { diff: flag("diff"), suggested: flag("suggested") })
    }

    /// Fixes what `outcome` found in the files of `selection`; `check` checks again. The outcome becomes that of the
    /// files as they are then.
    pub(super) fn mend(
        self,
        outcome: &mut Outcome,
        selection: &Selection,
        repository: &Repository,
        mut check: impl FnMut(At) -> Result<Outcome, Failure>,
    ) -> Result<Told, Failure> {
        let wanted = Wanted { suggested: self.suggested, path: &|path| selection.holds(path) };
        let mut mended = fix::mend(outcome, wanted, &mut check)?;
        let mut refused = Vec::new();
        if !self.diff && !mended.changes.is_empty() {
            let language = outcome.language;
            let snapshot = repository.snapshot(&At::WorkTree).map_err(|error| Failure::plain(error.message(language)))?;
            for (path, change) in &mended.changes {
                if let Err(error) = fix::write(&snapshot, path, change) {
                    refused.push((Arc::clone(path), error));
                }
            }
        }
        match mended.outcome.take() {
            // Not all of it came true.
            Some(_) if !refused.is_empty() => *outcome = check(At::WorkTree)?,
            Some(last) if !self.diff => *outcome = last,
            _ => {}
        }
        Ok(Told { asked: self, mended, refused })
    }
}

impl Told {
    /// Whether some file could not be written.
    pub(super) fn failed(&self) -> bool {
        !self.refused.is_empty()
    }

    /// Whether a diff stands in place of the report.
    pub(super) fn is_diff(&self) -> bool {
        self.asked.diff
    }

    /// Writes the diff.
    pub(super) fn diff(&self, streams: &mut Streams) -> io::Result<()> {
        let mut text = Vec::new();
        for (path, change) in &self.mended.changes {
            fix::diff(path, change, &mut text)?;
        }
        if streams.out_terminal {
            let text = String::from_utf8_lossy(&text);
            text.split('\n').filter(|line| !line.is_empty()).try_for_each(|line| writeln!(streams.out, "{}", visible(line)))
        } else if streams.variable("GITHUB_ACTIONS").is_some() && !text.is_empty() {
            guarded(&text, &mut streams.out)
        } else {
            // A byte that is not the file's would be a patch that does not apply.
            streams.out.write_all(&text)
        }
    }

    /// Says in one line what was fixed, and before it what could not be; `remaining` is the outcome of now.
    pub(super) fn say(&self, remaining: &Outcome, style: &Style, err: &mut dyn Write) -> io::Result<()> {
        let language = style.language;
        for path in &self.mended.restless {
            let path = style.path(path);
            let line = say!(language,
                fr: "{path}\u{a0}: laissé en l'état, ses corrections se défont l'une l'autre.",
                en: "{path}: left as it was, its fixes undo one another.");
            writeln!(err, "{line}")?;
        }
        for (path, error) in &self.refused {
            let (path, reason) = (style.path(path), error.message(language));
            let line = say!(language,
                fr: "{path}\u{a0}: laissé en l'état, {reason}. Relancez acquis.",
                en: "{path}: left as it was, {reason}. Run acquis again.");
            writeln!(err, "{line}")?;
        }
        if style.quiet { Ok(()) } else { writeln!(err, "{}", self.sentence(remaining, language)) }
    }

    fn sentence(&self, remaining: &Outcome, language: Language) -> String {
        let made = || self.mended.changes.iter().filter(|(path, _)| self.refused.iter().all(|(refused, _)| refused != *path));
        let mended = made().map(|(_, change)| change.fixes).sum();
        let findings = count(mended, language, ["constat", "constats"], ["finding", "findings"]);
        let files = count(made().count(), language, ["fichier", "fichiers"], ["file", "files"]);
        let suggested =
            remaining.findings().filter(|reported| reported.finding.fix.as_ref().is_some_and(|fix| !fix.safe)).count();
        let more = if suggested == 0 || self.asked.suggested {
            String::new()
        } else {
            let fixes = ["correction proposée", "corrections proposées"];
            let fixes = count(suggested, language, fixes, ["suggested fix", "suggested fixes"]);
            say!(language, fr: "\u{a0}; {fixes} avec --suggested", en: "; {fixes} with --suggested")
        };
        let (would, plural) = if mended > 1 { ("seraient", "s") } else { ("serait", "") };
        if self.asked.diff {
            say!(language,
                fr: "{findings} {would} corrigé{plural} dans {files}{more}.", en: "{findings} would be fixed in {files}{more}.")
        } else {
            say!(language, fr: "{findings} corrigé{plural} dans {files}{more}.", en: "{findings} fixed in {files}{more}.")
        }
    }
}

/// Writes `text` between two lines that keep GitHub's runner from taking a line of it for a command; `git apply` and
/// `patch` skip them.
fn guarded(text: &[u8], out: &mut dyn Write) -> io::Result<()> {
    // Not to be guessed by whoever wrote the files.
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let token = xxhash_rust::xxh3::xxh3_128_with_seed(text, now as u64 ^ u64::from(std::process::id()));
    writeln!(out, "::stop-commands::{token:032x}")?;
    out.write_all(text)?;
    writeln!(out, "::{token:032x}::")
}
