//! `acquis show [FILE]`: how a file is read, or the configuration in effect.

use super::common::{Asked, Common};
use super::{Exit, Failure, Streams, paths};
use crate::document::{Document, Source};
use crate::git::{At, EntryKind, Repository, Snapshot};
use crate::language::Language;
use crate::pipeline::Outcome;
use crate::report::show::{self, Maker};
use crate::say;
use crate::text::path::{MARKDOWN, is_markdown};
use clap::ArgMatches;
use std::path::{Path, PathBuf};

/// Shows it.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let rev = options.get_one::<String>("rev");
    let at = rev.map_or(At::WorkTree, |revision| At::Revision(revision.clone()));
    let repository = common.repository()?;
    let file = options.get_one::<PathBuf>("file").map(|path| File::new(path, &repository, &at, common.language)).transpose()?;
    let (outcome, _) = common.check_with(&repository, at, Asked::default(), streams)?;
    let document = file.as_ref().and_then(|file| file.document(&outcome));
    let shown = Maker::new(&outcome, &common.overrides(Vec::new()), common.decided());
    let shown = shown.show(file.as_ref().map(|file| (file.path.as_str(), document.as_ref())));
    if let (Some(file), Some(told)) = (&file, &shown.file)
        && !is_markdown(&file.path)
        && told.assesses.is_empty()
    {
        return Err(file.no_markdown(outcome.language));
    }
    if options.get_one::<String>("format").is_some_and(|format| format == "json") {
        show::json(&shown, &mut streams.out)?;
    } else {
        show::text(&shown, &common.style(&repository, outcome.language, streams), &mut streams.out)?;
    }
    Ok(Exit::Clean)
}

/// The file that is asked for.
struct File<'a> {
    /// As it is named on the command line.
    named: &'a Path,
    /// From the root of the repository.
    path: String,
    /// Its bytes; `None` where they can't be read.
    bytes: Option<Vec<u8>>,
}

impl<'a> File<'a> {
    /// The one at `named`, which must be a file of what is at `at`.
    fn new(named: &'a Path, repository: &Repository, at: &At, language: Language) -> Result<Self, Failure> {
        let path = paths::from_root(named, repository.prefix(), repository.workdir());
        let path = path.ok_or_else(|| paths::outside(named, language))?;
        let snapshot = repository.snapshot(at).map_err(|error| Failure::plain(error.message(language)))?;
        match snapshot.get(&path) {
            Some(entry) if matches!(entry.kind, EntryKind::File | EntryKind::Executable) => {
                let bytes = snapshot.read(entry).ok();
                Ok(Self { named, path, bytes })
            }
            Some(_) => Err(no_file(named, language)),
            None if path.is_empty() || snapshot.has_folder(&path) => Err(folder(named, &path, &snapshot, language)),
            None => {
                let configuration = say!(language,
                    fr: "sans fichier, la configuration est affichée\u{a0}: acquis show",
                    en: "without a file, the configuration is shown: acquis show");
                Err(paths::unknown(named, &path, &snapshot, configuration, language))
            }
        }
    }

    /// Its document, as `outcome` reads files; `None` where it is no text.
    fn document(&self, outcome: &Outcome) -> Option<Document> {
        let text = String::from_utf8(self.bytes.clone()?).ok().filter(|text| !text.contains('\0'))?;
        let source = Source::new(self.path.as_str(), text);
        is_markdown(&self.path).then(|| Document::parse_as(source, outcome.reading.dialect(&self.path)))
    }

    fn no_markdown(&self, language: Language) -> Failure {
        let (named, ends) = (self.named.display(), MARKDOWN.join(", ."));
        Failure::new(
            say!(language,
                fr: "{named}\u{a0}: ce n'est pas un fichier Markdown, et il n'évalue aucun module.",
                en: "{named}: this is not a Markdown file, and it assesses no module."),
            say!(language, fr: "acquis lit les fichiers .{ends}", en: "acquis reads files that end in .{ends}"),
        )
    }
}

fn no_file(named: &Path, language: Language) -> Failure {
    let named = named.display();
    Failure::plain(say!(language,
        fr: "{named}\u{a0}: ce n'est pas un fichier, mais un lien ou un sous-module, qu'acquis ne lit pas.",
        en: "{named}: this is no file but a link or a submodule, which acquis does not read."))
}

fn folder(named: &Path, path: &str, snapshot: &Snapshot, language: Language) -> Failure {
    let within = |entry: &&crate::git::Entry| is_markdown(&entry.path) && crate::text::path::below(path, &entry.path).is_some();
    let first = snapshot.entries().iter().find(within).map(|entry| entry.path.to_string());
    let shown = named.display();
    let message = say!(language,
        fr: "{shown}\u{a0}: c'est un dossier, il faut le nom d'un fichier.",
        en: "{shown}: this is a folder, a file's name is needed.");
    match first {
        Some(first) => Failure::new(
            message,
            say!(language,
                fr: "par exemple (depuis la racine du dépôt)\u{a0}: {first}",
                en: "for instance (from the root of the repository): {first}"),
        ),
        None => Failure::plain(message),
    }
}
