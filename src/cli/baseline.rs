//! `acquis baseline`: writes down the findings that are known, or says how they changed since.

use super::common::{Asked, Common, system};
use super::{Exit, Failure, Streams, files};
use crate::git::{At, Repository};
use crate::language::Language;
use crate::pipeline::{Baselined, Known, Outcome, Reported};
use crate::report::{self, BaselineChange};
use crate::say;
use crate::select::baseline::{Baseline, BaselineError, Entry, beside, render};
use crate::text::escape::visible;
use clap::ArgMatches;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The known findings that `acquis check` leaves out, as its `options` say.
pub(super) fn asked(options: Option<&ArgMatches>, language: Language) -> Result<Known, Failure> {
    let Some(options) = options else { return Ok(Known::Beside) };
    match options.get_one::<PathBuf>("baseline") {
        _ if options.get_flag("no-baseline") => Ok(Known::Nowhere),
        Some(path) => named("--baseline", path, language).map(Known::File),
        None => Ok(Known::Beside),
    }
}

/// Writes the baseline where there is none; else changes it as `options` say, or says what would change.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let language = common.language;
    let repository = common.repository()?;
    let file = options.get_one::<PathBuf>("file");
    let baseline = match file {
        Some(path) if path.symlink_metadata().is_ok() => Known::File(named("--file", path, language)?),
        Some(_) => Known::Nowhere,
        None => Known::Beside,
    };
    let asked = Asked { baseline, ..Asked::default() };
    let (mut outcome, _) = common.check_with(&repository, At::WorkTree, asked, streams)?;
    let target = Target::new(file, &repository, &outcome)?;
    let (add, prune) = (options.get_flag("add"), options.get_flag("prune"));
    let findings: Vec<Reported> = outcome.findings().cloned().collect();
    let (change, exit) = match outcome.baseline.take() {
        Some(old) => {
            let (entries, change) = changed(&old, &findings, add, prune);
            let text = render(entries);
            if (add || prune) && text != old.baseline.text {
                target.write(&text, language)?;
            }
            let left = [change.new, change.gone, change.moved].iter().any(|(count, _)| *count > 0);
            (change, if left && !add && !prune { Exit::Findings } else { Exit::Clean })
        }
        None if findings.is_empty() || (prune && !add) => {
            let line = match findings.is_empty() {
                true => say!(outcome.language,
                    fr: "Rien à signaler\u{a0}: il n'y a pas de constats à écrire.",
                    en: "Nothing to report: there are no findings to write down."),
                false => say!(outcome.language,
                    fr: "Il n'y a pas encore de liste de constats connus. Pour l'écrire\u{a0}: acquis baseline{}",
                    en: "There is no baseline yet. To write one: acquis baseline{}",
                    visible(&target.option)),
            };
            writeln!(streams.out, "{line}")?;
            return Ok(Exit::Clean);
        }
        None => {
            target.refuse_ignored(&repository, language)?;
            let entries: Vec<Entry> = findings.iter().map(entry).collect();
            let known = entries.len();
            target.write(&render(entries), language)?;
            (BaselineChange { created: true, known, ..BaselineChange::default() }, Exit::Clean)
        }
    };
    let Target { shown, option, .. } = target;
    let change = BaselineChange { path: shown, option, ..change };
    report::baseline(&change, outcome.language, &mut streams.out)?;
    Ok(exit)
}

fn entry(reported: &Reported) -> Entry {
    Entry::new(&reported.finding, &reported.fingerprint)
}

/// The entries that the file should have, and what changes. Entries whose file was renamed are no others than before.
fn changed(old: &Baselined, new: &[Reported], add: bool, prune: bool) -> (Vec<Entry>, BaselineChange) {
    let mut entries = old.baseline.entries().to_vec();
    if prune {
        entries.retain(|entry| !old.gone.contains(entry));
    }
    if add || prune {
        for entry in &mut entries {
            if let Some((_, now)) = old.moved.iter().find(|(before, _)| before == entry) {
                *entry = now.clone();
            }
        }
    }
    if add {
        entries.extend(new.iter().map(entry));
    }
    let change = BaselineChange {
        known: entries.len(),
        new: (new.len(), add),
        gone: (old.gone.len(), prune),
        moved: (old.moved.len(), add || prune),
        ..BaselineChange::default()
    };
    (entries, change)
}

/// The file that is written.
struct Target {
    path: PathBuf,
    /// From the root of the repository, where the command line does not name it.
    inside: Option<String>,
    shown: String,
    option: String,
}

impl Target {
    fn new(file: Option<&PathBuf>, repository: &Repository, outcome: &Outcome) -> Result<Self, Failure> {
        if let Some(path) = file {
            let shown = path.display().to_string();
            return Ok(Self { path: path.clone(), inside: None, option: format!(" --file {shown}"), shown });
        }
        let inside = beside(&outcome.config.folder);
        let root = repository.workdir().ok_or_else(|| Failure::plain(inside.clone()))?;
        let path = root.join(&inside);
        Ok(Self { shown: path.display().to_string(), path, inside: Some(inside), option: String::new() })
    }

    fn write(&self, text: &str, language: Language) -> Result<(), Failure> {
        files::whole(&self.path, language, |out| out.write_all(text.as_bytes()))
    }

    /// A file that git ignores is in no snapshot, and nobody else would ever have it.
    fn refuse_ignored(&self, repository: &Repository, language: Language) -> Result<(), Failure> {
        let Some(inside) = &self.inside else { return Ok(()) };
        let snapshot = repository.snapshot(&At::WorkTree).map_err(|error| Failure::plain(error.message(language)))?;
        if !snapshot.is_ignored(inside) {
            return Ok(());
        }
        Err(Failure::new(
            say!(language,
                fr: "git ignore {inside}\u{a0}: la liste des constats connus n'y est pas écrite, personne d'autre ne l'aurait.",
                en: "git ignores {inside}: the baseline is not written there, nobody else would have it."),
            say!(language,
                fr: "«\u{a0}git check-ignore -v {inside}\u{a0}» dit à cause de quelle ligne",
                en: "`git check-ignore -v {inside}` tells which line does it"),
        ))
    }
}

/// The baseline in the file at `path`, which `option` names.
fn named(option: &str, path: &Path, language: Language) -> Result<Baseline, Failure> {
    let shown = path.display().to_string();
    let bytes = crate::files::read(path).map_err(|error| {
        let reason = system(&error, language);
        let message = say!(language,
            fr: "{option} {shown}\u{a0}: ce fichier n'a pas pu être lu ({reason}).",
            en: "{option} {shown}: this file can't be read ({reason}).");
        let help = say!(language, fr: "pour l'écrire\u{a0}: acquis baseline --file {shown}", en: "to write it: acquis baseline --file {shown}");
        Failure::new(message, help)
    })?;
    Baseline::parse(shown.as_str(), bytes).map_err(|error| unreadable(&shown, &error, language))
}

/// What is wrong with the baseline at `path`.
pub(super) fn unreadable(path: &str, error: &BaselineError, language: Language) -> Failure {
    let (path, message) = (visible(path), error.message(language));
    Failure::new(format!("{path}:{}: {message}", error.line), error.help(language))
}
