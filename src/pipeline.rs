//! The only sequence: snapshot → documents → corpus → rules → findings → selection.
//!
//! The command line calls it, and so does whatever else runs acquis. It knows nothing of how an outcome is shown.

mod addresses;
mod compared;
mod configure;
mod decided;
mod exemptions;
mod first;
mod groups;
mod habits;
pub mod history;
mod known;
mod note;
mod purposes;
mod quizzes;
mod read;
pub mod seen;
mod silence;
mod stages;
mod unchecked;
mod weakened;

pub use crate::select::ledger::{Fate, Ledger, Reported, Status};
pub use note::Note;
pub use unchecked::{Unchecked, UncheckedLink};

use crate::config::{Config, ConfigError, ConfigFile, Overrides};
use crate::corpus::Corpus;
use crate::curriculum::Curriculum;
use crate::git::{At, GitError, ReadError, Repository, Snapshot, SnapshotKind};
use crate::language::Language;
use crate::online;
use crate::select::baseline::{Baseline, BaselineError, Entry};
use crate::site::{Site, Sites};
use crate::verdict::Verdict;
use std::sync::Arc;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// What to look at.
    pub at: At,
    /// Which configuration judges it.
    pub config: Judge,
    /// What the command line says beside it.
    pub overrides: Overrides,
    /// The language of the locale, where nothing else says one.
    pub locale: Language,
    /// How external links are visited; `None`: they are not.
    pub online: Option<online::Request>,
    /// What it is compared with: the findings are then those of a contribution.
    pub base: Option<Base>,
    /// Where the known findings stand that are left out.
    pub baseline: Known,
    /// Whether history is asked what became of missing files: where nobody is shown it, it need not be.
    pub look_back: bool,
}

impl Request {
    /// A check of what is at `at` as it is asked for by its own files: their configuration and their baseline, offline, compared
    /// with nothing.
    pub fn new(at: At, locale: Language) -> Self {
        let (config, baseline) = (Judge::Nearest, Known::Beside);
        Self { at, config, overrides: Overrides::default(), locale, online: None, base: None, baseline, look_back: true }
    }
}

/// Where the known findings stand that are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Known {
    /// Nowhere: nothing is left out.
    #[default]
    Nowhere,
    /// In the file beside the configuration, if the snapshot has one.
    Beside,
    /// In this one.
    File(Baseline),
}

/// Which configuration judges.
#[derive(Clone, Debug, Default)]
pub enum Judge {
    /// The nearest `.acquis.yaml` of what is looked at.
    #[default]
    Nearest,
    /// This one, wherever it comes from.
    Named {
        /// The file; its own paths are given from the folder of its path.
        file: ConfigFile,
        /// Where it stands in the repository, if it is one of its files: a contribution may change it.
        inside: Option<String>,
    },
    /// That of another snapshot (none where it has none), and the schemas that it names as they are there.
    Of(Option<ConfigFile>, Arc<Snapshot>),
}

/// What a contribution is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// Anything that names a commit: the branch that the contribution is for.
    pub name: String,
    /// Whether the findings that were there already are given too, and not only counted.
    pub all: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    /// What was looked at.
    pub snapshot: SnapshotInfo,
    /// The configuration that judged it.
    pub config: Config,
    /// The file that it was read from, if there is one.
    pub file: Option<ConfigFile>,
    /// The profile that was chosen because of what the repository holds, where nobody named one.
    pub evidence: Option<ProfileChoice>,
    /// The sites that links were read for.
    pub sites: Vec<SiteChoice>,
    /// The renderers inferred from the fragments of the repository itself, where no file names one.
    pub inferred: Vec<InferredRenderer>,
    /// The links that could not be decided, the largest classes first.
    pub unchecked: Vec<Unchecked>,
    /// How Markdown is read, file by file.
    pub reading: Sites,
    /// The paths of the documents that were read, sorted.
    pub documents: Vec<Arc<str>>,
    /// What was found, and what became of each finding.
    pub ledger: Ledger,
    /// What is assessed and what is not.
    pub curriculum: Curriculum,
    /// How much was read.
    pub counts: Counts,
    /// The language of the messages.
    pub language: Language,
    /// What the person who runs it should know beside the findings.
    pub notes: Vec<Note>,
    /// What the contribution changes, where it was compared with a base.
    pub verdict: Option<Verdict>,
    /// What the baseline says, where there is one.
    pub baseline: Option<Baselined>,
}

/// What a baseline says of the findings of one snapshot.
#[derive(Debug)]
pub struct Baselined {
    /// The known findings.
    pub baseline: Baseline,
    /// Whether the command line names its file.
    pub named: bool,
    /// The entries that name a file by its former name, each with the one that its finding would have now.
    pub moved: Vec<(Entry, Entry)>,
    /// The entries whose finding is gone. What was not looked for is not gone.
    pub gone: Vec<Entry>,
}

impl Outcome {
    /// The findings that are told, sorted by path, place and rule.
    pub fn findings(&self) -> impl Iterator<Item = &Reported> + Clone {
        self.ledger.told()
    }
}

impl Baselined {
    /// Keeps what is about the files whose path `holds` is true of.
    pub fn restrict(&mut self, holds: impl Fn(&str) -> bool) {
        self.moved.retain(|(_, now)| holds(&now.path));
        self.gone.retain(|entry| holds(&entry.path));
    }
}

/// A profile chosen by evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileChoice {
    /// Its name.
    pub name: String,
    /// The first file that tells so.
    pub path: String,
}

/// A site that links were read for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteChoice {
    /// Its generator's name, in lower case; empty where that is unknown.
    pub generator: String,
    /// The renderer that decides its anchors.
    pub renderer: &'static str,
    /// The folder of its pages, from the root of the repository.
    pub root: String,
    /// The file that tells of it; `None` where the configuration names it.
    pub evidence: Option<String>,
    /// How people are told of it: `VitePress (docs)`.
    pub name: String,
}

impl From<&Site> for SiteChoice {
    fn from(site: &Site) -> Self {
        Self {
            generator: site.generator.name().to_lowercase(),
            renderer: site.renderer.name(),
            root: site.root().to_owned(),
            evidence: site.evidence.as_deref().map(str::to_owned),
            name: site.name(),
        }
    }
}

/// A renderer inferred from the fragments of the repository itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InferredRenderer {
    /// The name of the site whose pages it renders; `None` for those that no site has.
    pub site: Option<String>,
    /// Its name.
    pub renderer: &'static str,
    /// How many fragments fit its anchors.
    pub fit: usize,
    /// How many were tried.
    pub all: usize,
}

impl InferredRenderer {
    /// Those of `corpus`.
    fn of(corpus: &Corpus) -> Vec<Self> {
        let told = |told: &crate::corpus::Inferred| Self {
            site: corpus.sites.get(told.site).map(Site::name),
            renderer: told.renderer.name(),
            fit: told.fit.answered as usize,
            all: told.fit.all as usize,
        };
        corpus.inferred().iter().map(told).collect()
    }
}

/// What was looked at.
#[derive(Clone, Debug)]
pub struct SnapshotInfo {
    /// The kind of place.
    pub kind: SnapshotKind,
    /// The commit read, or the one that HEAD is at; `None` before the first.
    pub commit: Option<String>,
}

/// How much was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents checked.
    pub documents: usize,
    /// Those among them whose findings are shown, where that is not all of them.
    pub shown: Option<usize>,
    /// External links, where they were visited.
    pub online: Option<online::Counts>,
}

/// Why nothing could be checked.
#[derive(Debug)]
pub enum Error {
    /// The repository or its snapshot.
    Git(GitError),
    /// The configuration: everything that is wrong with it, and its file, where the fault is in one.
    Config(Vec<ConfigError>, Option<ConfigFile>),
    /// The configuration or the baseline is there and can't be read.
    Unreadable {
        /// Its path.
        path: String,
        /// Why.
        reason: ReadError,
    },
    /// The baseline can't be understood: its path, and what is wrong.
    Baseline(String, BaselineError),
}

/// Checks one snapshot of `repository`, or what a contribution changes in it.
///
/// # Errors
/// When the snapshot or the base can't be read at all, or the configuration is not valid. What can't be read of single
/// files is a finding.
pub fn check(repository: &Repository, request: &Request) -> Result<Outcome, Error> {
    let fork = request.base.as_ref().map(|base| repository.fork(&base.name, &request.at));
    let fork = fork.transpose().map_err(Error::Git)?.flatten();
    let ahead = fork.as_ref().map(|fork| compared::Ahead::new(repository, fork));
    let snapshot = Arc::new(repository.snapshot(&request.at).map_err(Error::Git)?);
    let read = stages::read(repository, &snapshot, request)?;
    let baseline = known::baseline(&snapshot, &read.configured.config, request)?;
    let outcome = match (&request.base, fork, ahead) {
        (Some(base), Some(fork), Some(ahead)) => compared::outcome(repository, read, request, base, (&fork, ahead))?,
        _ => alone(stages::judge(repository, read, request.online.as_ref(), request.look_back), request),
    };
    Ok(match baseline {
        Some(baseline) => known::leave_out(outcome, baseline, &snapshot, request),
        None => outcome,
    })
}

/// What came of one snapshot by itself.
fn alone(mut judged: stages::Judged, request: &Request) -> Outcome {
    let language = judged.configured.config.language.unwrap_or(request.locale);
    let kept = std::mem::take(&mut judged.kept);
    let ledger = Ledger::of(kept, Status::New).worded(&judged.configured.config, language);
    let curriculum = std::mem::take(&mut judged.corpus.curriculum);
    finish(judged, language, ledger, curriculum, None)
}

/// The outcome, once what was found and all that is said beside it are known.
fn finish(
    judged: stages::Judged,
    language: Language,
    mut ledger: Ledger,
    curriculum: Curriculum,
    verdict: Option<Verdict>,
) -> Outcome {
    let counts = judged.counts();
    let stages::Judged { snapshot, configured, mut corpus, documents, silenced, notes, sites, inferred, unchecked, .. } = judged;
    ledger.append(Ledger::suppressed(silenced).worded(&configured.config, language));
    let snapshot = SnapshotInfo { kind: snapshot.kind(), commit: snapshot.commit().map(str::to_owned) };
    let reading = std::mem::take(&mut corpus.sites);
    // Nobody waits for a hundred thousand small pieces to be given back.
    rayon::spawn(move || drop(corpus));
    let file = configured.file().cloned();
    let configure::Configured { config, evidence, .. } = configured;
    Outcome {
        snapshot,
        documents,
        ledger,
        curriculum,
        counts,
        language,
        evidence,
        sites,
        inferred,
        unchecked,
        reading,
        config,
        file,
        notes,
        verdict,
        baseline: None,
    }
}
