//! What every command needs: the options for all, the repository, a run of the pipeline.

use super::progress::{Counted, Progress};
use super::{Failure, Streams};
use crate::config::{ConfigError, ConfigFile, Level, Origin, Overrides};
use crate::git::{At, Repository};
use crate::language::Language;
use crate::online;
use crate::pipeline::{self, Base, Judge, Known, Outcome, Request};
use crate::report::{Profile, Style};
use crate::say;
use crate::text::LineIndex;
use crate::text::escape::visible;
use clap::ArgMatches;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

/// The options that every command takes.
#[derive(Debug)]
pub(super) struct Common {
    /// The language of the session: of help, errors and messages.
    pub(super) language: Language,
    /// Whether anything says that it is this one. Where nothing does, what is read of the repository may.
    decided: bool,
    /// `--language`.
    asked: Option<Language>,
    /// `--config`.
    config: Option<PathBuf>,
    /// `--profile`.
    profile: Option<String>,
    /// Whether to colour the output.
    pub(super) colour: bool,
    /// `--quiet`.
    pub(super) quiet: bool,
    /// Where the command was typed, where `-C` works elsewhere.
    pub(super) started: Option<PathBuf>,
}

/// What may be asked of a check beside the place to look at.
#[derive(Clone, Default)]
pub(super) struct Asked {
    /// Severities of rules that win over the configuration's.
    pub(super) rules: Vec<(String, Level)>,
    /// Visits to external links.
    pub(super) online: Option<online::Request>,
    /// What to compare with.
    pub(super) base: Option<Base>,
    /// The known findings that are left out.
    pub(super) baseline: Known,
    /// Whether the report shows what became of missing files.
    pub(super) look_back: bool,
}

impl Common {
    /// Reads them, and goes to the folder of `-C`.
    pub(super) fn new(matches: &ArgMatches, decided: Option<Language>, streams: &mut Streams) -> Result<Self, Failure> {
        let language = decided.unwrap_or_default();
        // A global option stands where it was given: at the top or behind the subcommand.
        let mut at = matches;
        while let Some((_, options)) = at.subcommand() {
            at = options;
        }
        let directory = at.get_one::<PathBuf>("directory");
        let started = directory.and_then(|_| std::env::current_dir().ok());
        if let Some(folder) = directory {
            enter(folder, language)?;
        }
        let word = |name: &str| at.get_one::<String>(name).map(String::as_str);
        let always = |auto: bool| match word("color") {
            Some("always") => true,
            Some("never") => false,
            _ => auto,
        };
        streams.err_colour = always(streams.err_colour);
        if let Some(number) = word("threads") {
            // The pool of the whole process: a second run in it keeps the first one's threads.
            let _ = rayon::ThreadPoolBuilder::new().num_threads(threads(number, language)?).build_global();
        }
        Ok(Self {
            language,
            decided: decided.is_some(),
            asked: word("language").and_then(Language::parse),
            config: at.get_one::<PathBuf>("config").cloned(),
            profile: word("profile").map(str::to_owned),
            colour: always(streams.out_colour),
            quiet: at.get_flag("quiet"),
            started,
        })
    }

    /// `--language`.
    pub(super) fn asked(&self) -> Option<Language> {
        self.asked
    }

    /// Whether the language of the session was known before the repository was read.
    pub(super) fn decided(&self) -> bool {
        self.decided
    }

    /// `--profile`.
    pub(super) fn profile(&self) -> Option<&str> {
        self.profile.as_deref()
    }

    /// The repository that holds the current folder.
    pub(super) fn repository(&self) -> Result<Repository, Failure> {
        // A message names the folder: a dot would leave its reader to guess.
        let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        Repository::discover(&here).map_err(|error| Failure::plain(error.message(self.language)))
    }

    /// What the command line says beside the configuration, with these severities of `rules`.
    pub(super) fn overrides(&self, rules: Vec<(String, Level)>) -> Overrides {
        let profiles = self.profile.clone().map(|name| vec![name]);
        Overrides { profiles, language: self.asked, rules, ..Overrides::default() }
    }

    /// Runs the pipeline on the snapshot at `at`; gives the time it took too, in seconds.
    pub(super) fn check(&self, repository: &Repository, at: At, streams: &Streams) -> Result<(Outcome, f64), Failure> {
        self.check_with(repository, at, Asked::default(), streams)
    }

    /// The same with more that is `asked`.
    pub(super) fn check_with(
        &self,
        repository: &Repository,
        at: At,
        Asked { rules, online, base, baseline, look_back }: Asked,
        streams: &Streams,
    ) -> Result<(Outcome, f64), Failure> {
        let overrides = Overrides { language: self.decided.then_some(self.language), ..self.overrides(rules) };
        let config = match self.config.as_deref() {
            Some(path) => {
                let inside = super::paths::from_root(path, repository.prefix(), repository.workdir());
                Judge::Named { file: config_file(path, self.language)?, inside }
            }
            None => Judge::Nearest,
        };
        let visits = online.as_ref().map(|online| (Counted::Visits, Arc::clone(&online.progress)));
        let request = Request { at, config, overrides, locale: self.language, online, base, baseline, look_back };
        let started = Instant::now();
        let shown = streams.err_terminal && !self.quiet;
        let progress = Progress::begin(shown, self.language, visits);
        let outcome = pipeline::check(repository, &request);
        drop(progress);
        let outcome = outcome.map_err(|error| self.told(error))?;
        Ok((outcome, started.elapsed().as_secs_f64()))
    }

    /// A pipeline's error in words: of a configuration, everything that is wrong, each at its place.
    pub(super) fn told(&self, error: pipeline::Error) -> Failure {
        let language = self.language;
        match error {
            pipeline::Error::Git(error) => Failure::plain(error.message(language)),
            pipeline::Error::Unreadable { path, reason } => {
                Failure::plain(format!("{}: {}", visible(&path), reason.message(language)))
            }
            pipeline::Error::Baseline(path, error) => super::baseline::unreadable(&path, &error, language),
            pipeline::Error::Config(errors, file) => {
                let said: Vec<String> = errors.iter().map(|error| config_error(error, file.as_ref(), language)).collect();
                Failure::plain(said.join("\n"))
            }
        }
    }

    /// How reports for people are written to the output.
    pub(super) fn style(&self, repository: &Repository, language: Language, streams: &Streams) -> Style {
        Style {
            language,
            colour: self.colour,
            width: streams.width,
            folder: folder(repository),
            all: false,
            show: None,
            quiet: self.quiet,
            seconds: None,
            most_bytes: None,
        }
    }

    /// How they are written to a file: never in colours, never cut for a terminal, paths from where the command runs.
    pub(super) fn file_style(&self, repository: &Repository, language: Language) -> Style {
        Style { language, folder: folder(repository), all: true, ..Style::default() }
    }
}

/// The current folder from the root of the repository, with a final `/` unless it is the root.
fn folder(repository: &Repository) -> String {
    let prefix = repository.prefix().trim_matches('/');
    if prefix.is_empty() { String::new() } else { format!("{prefix}/") }
}

fn enter(folder: &Path, language: Language) -> Result<(), Failure> {
    std::env::set_current_dir(folder).map_err(|error| {
        let (folder, reason) = (folder.display(), system(&error, language));
        Failure::plain(say!(language,
            fr: "-C {folder}\u{a0}: impossible d'aller dans ce dossier ({reason}).",
            en: "-C {folder}: can't go to this folder ({reason})."))
    })
}

/// Why the system refuses, in `language`; what is rare, in the system's own words.
pub(super) fn system(error: &std::io::Error, language: Language) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => say!(language, fr: "il n'existe pas", en: "it does not exist"),
        ErrorKind::PermissionDenied => say!(language, fr: "vous n'en avez pas le droit", en: "you are not allowed to"),
        ErrorKind::NotADirectory => say!(language, fr: "ce n'est pas un dossier", en: "it is not a folder"),
        ErrorKind::CrossesDevices => {
            say!(language, fr: "un lien y mène hors du dépôt", en: "a link there leads out of the repository")
        }
        ErrorKind::InvalidInput => say!(language, fr: "ce n'est pas un fichier ordinaire", en: "it is no regular file"),
        ErrorKind::IsADirectory => say!(language, fr: "c'est un dossier", en: "it is a folder"),
        _ => error.to_string(),
    }
}

/// The most threads that make sense to ask for.
const MOST_THREADS: usize = 1024;

fn threads(number: &str, language: Language) -> Result<usize, Failure> {
    number.parse().ok().filter(|threads| (1..=MOST_THREADS).contains(threads)).ok_or_else(|| {
        Failure::plain(say!(language,
            fr: "--threads {number}\u{a0}: il faut un nombre entier de 1 à {MOST_THREADS}.",
            en: "--threads {number}: it takes a whole number from 1 to {MOST_THREADS}."))
    })
}

/// The profile that the content chose, where it did.
pub(super) fn profile(outcome: &Outcome) -> Option<Profile<'_>> {
    outcome.evidence.as_ref().map(|choice| Profile { name: &choice.name, path: &choice.path })
}

/// The file of `--config`.
fn config_file(path: &Path, language: Language) -> Result<ConfigFile, Failure> {
    let shown = path.display();
    let bytes = crate::files::read(path).map_err(|error| {
        let reason = system(&error, language);
        Failure::plain(say!(language,
            fr: "--config {shown}\u{a0}: ce fichier n'a pas pu être lu ({reason}).",
            en: "--config {shown}: this file can't be read ({reason})."))
    })?;
    // Its paths are given from the root of the repository, wherever it stands itself.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    ConfigFile::new(name, bytes).map_err(|error| Failure::plain(format!("--config {shown}: {}", error.message(language))))
}

/// One thing that is wrong with a configuration, with its place where it stands in a file.
fn config_error(error: &ConfigError, file: Option<&ConfigFile>, language: Language) -> String {
    let place = match (&error.origin, file) {
        (Origin::File, Some(file)) => {
            let start = LineIndex::new(&file.text).position(&file.text, error.span.start);
            format!("{}:{}:{}: ", visible(&file.path), start.line, start.column)
        }
        _ => String::new(),
    };
    let help = error.help(language).map(|help| say!(language, fr: "\n  aide\u{a0}: {help}", en: "\n  help: {help}"));
    format!("{place}{}{}", error.message(language), help.unwrap_or_default())
}
