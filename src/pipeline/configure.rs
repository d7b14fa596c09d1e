//! Which configuration judges a snapshot: the one named, else the nearest of the snapshot itself, else evidence.

use super::{Error, Judge, ProfileChoice, Request, read};
use crate::config::{self, Config, ConfigFile, EvidenceSearch};
use crate::document::Source;
use crate::git::{Entry, ReadError, Snapshot};
use crate::rules::RULES;
use rayon::prelude::*;
use std::sync::Arc;

/// How many documents, evenly spread, are asked first which profile fits.
const SAMPLE: usize = 256;

/// The configuration of one run.
#[derive(Clone)]
pub(super) struct Configured {
    pub(super) config: Config,
    /// The profile chosen by evidence, if one was.
    pub(super) evidence: Option<ProfileChoice>,
    file: Option<ConfigFile>,
    /// Where the schemas and files are that it names, if that is not in what is checked.
    schemas: Option<Arc<Snapshot>>,
}

/// The configuration that `request` names, else the nearest `.acquis.yaml` of `snapshot` from the folder `prefix` up.
pub(super) fn configure(snapshot: &Snapshot, prefix: &str, request: &Request) -> Result<Configured, Error> {
    let file = match &request.config {
        Judge::Named { file, .. } => Some(file.clone()),
        Judge::Nearest => nearest(snapshot, prefix)?,
        Judge::Of(file, _) => file.clone(),
    };
    let schemas = if let Judge::Of(_, snapshot) = &request.config { Some(Arc::clone(snapshot)) } else { None };
    let from = schemas.as_deref().unwrap_or(snapshot);
    // A file that is none of the repository's extends none of its files: what is checked would say how it is judged.
    let apart = matches!(&request.config, Judge::Named { inside: None, .. });
    let config = load(file.as_ref(), &request.overrides, &|path| from.read(from.get(path)?).ok().filter(|_| !apart))?;
    Ok(Configured { config, evidence: None, file, schemas })
}

/// The nearest `.acquis.yaml` in the snapshot. One that can't be read is an error, never passed over.
fn nearest(snapshot: &Snapshot, prefix: &str) -> Result<Option<ConfigFile>, Error> {
    let mut unreadable = None;
    let found = config::find(prefix, |path| {
        let read = match snapshot.get(path) {
            Some(entry) => snapshot.read(entry),
            // A folder of that name is a mistake, not a repository without configuration.
            None if snapshot.has_folder(path) => Err(ReadError::NotAFile),
            None => return None,
        };
        read.map_err(|reason| unreadable = unreadable.take().or(Some((path.to_owned(), reason)))).ok()
    });
    if let Some((path, reason)) = unreadable {
        return Err(Error::Unreadable { path, reason });
    }
    let Some((path, bytes)) = found else { return Ok(None) };
    let shown = ConfigFile { path: path.clone(), text: String::from_utf8_lossy(&bytes).into_owned() };
    ConfigFile::new(path, bytes).map(Some).map_err(|error| Error::Config(vec![error], Some(shown)))
}

fn load(
    file: Option<&ConfigFile>,
    overrides: &config::Overrides,
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Config, Error> {
    let known: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    config::load_with(file, overrides, &known, read).map_err(|errors| Error::Config(errors, file.cloned()))
}

impl Configured {
    /// The path of the configuration file from which its own paths are given; empty where there is none.
    pub(super) fn name(&self) -> String {
        self.file.as_ref().map(|file| file.path.clone()).unwrap_or_default()
    }

    /// Takes the profile of `choice`, of which another snapshot is evidence.
    pub(super) fn take_profile(&mut self, choice: ProfileChoice, request: &Request) -> Result<(), Error> {
        let overrides = config::Overrides { profiles: Some(vec![choice.name.clone()]), ..request.overrides.clone() };
        self.config = load(self.file.as_ref(), &overrides, &|path| self.extended(path))?;
        self.evidence = Some(choice);
        Ok(())
    }

    /// The bytes of a file that it extends, which are known by now.
    fn extended(&self, path: &str) -> Option<Vec<u8>> {
        self.config.extended.iter().find(|file| file.path == path).map(|file| file.text.clone().into_bytes())
    }

    /// The configuration file, if there is one.
    pub(super) fn file(&self) -> Option<&ConfigFile> {
        self.file.as_ref()
    }

    /// The configuration file as a text to point into, if there is one.
    pub(super) fn source(&self) -> Option<Arc<Source>> {
        self.file.as_ref().map(|file| Source::new(file.path.as_str(), file.text.clone()))
    }

    /// Reads the schema files that the configuration names.
    pub(super) fn read_schemas(&mut self, snapshot: &Snapshot) -> Result<(), Error> {
        let snapshot = self.schemas.as_deref().unwrap_or(snapshot);
        let read = |path: &str| snapshot.get(path).and_then(|entry| snapshot.read(entry).ok());
        self.config.read_schemas(read).map_err(|errors| Error::Config(errors, self.file.clone()))
    }

    /// Whether no configuration says what modules look like, so that the repository itself must tell which profile fits. One that
    /// sets a language or the severity of a rule alone turns nothing off.
    pub(super) fn wants_evidence(&self) -> bool {
        !self.config.describes && self.config.profiles.is_empty()
    }

    /// Whether the repository itself told which profile fits, or could have.
    pub(super) fn chooses(&self) -> bool {
        !self.config.describes && (self.evidence.is_some() || self.config.profiles.is_empty())
    }

    /// Has a few of the documents at `entries` choose the profile, if the repository must, and reads the schemas. Whether all
    /// of them are still to be asked: what a few tell is what all of them tell, unless they tell nothing.
    pub(super) fn choose_by_sample(&mut self, snapshot: &Snapshot, entries: &[&Entry], request: &Request) -> Result<bool, Error> {
        let mut choosing = self.wants_evidence();
        if choosing {
            let search = EvidenceSearch::new();
            let look = |source: Arc<Source>| (Arc::clone(&source.path), search.look(source.path(), source.text()));
            let sample = entries.par_iter().step_by(entries.len().div_ceil(SAMPLE).max(1));
            let evidence: Vec<_> = sample.filter_map(|entry| read::source(snapshot, entry)?.ok().map(look)).collect();
            choosing = !self.choose_by_evidence(&evidence, request)? && entries.len() > SAMPLE;
        }
        self.read_schemas(snapshot)?;
        Ok(choosing)
    }

    /// Takes the profile of which most of the documents are evidence, if any is; each with its path and one bit for each
    /// shipped profile. Tells whether the configuration is another than before.
    pub(super) fn choose_by_evidence(&mut self, documents: &[(Arc<str>, u64)], request: &Request) -> Result<bool, Error> {
        let profiles = config::profiles();
        let mut counts: Vec<(usize, Option<&str>)> = vec![(0, None); profiles.len()];
        for (path, bits) in documents.iter().filter(|(_, bits)| *bits != 0) {
            for (at, (count, first)) in counts.iter_mut().enumerate().filter(|(at, _)| bits & (1 << at) != 0) {
                debug_assert!(at < 64);
                *count += 1;
                first.get_or_insert(path);
            }
        }
        let suffices = |count: usize, profile: &config::Profile| {
            profile.evidence.as_ref().is_some_and(|evidence| evidence.suffices(count, documents.len()))
        };
        let fitting = counts.into_iter().zip(profiles).filter(|((count, _), profile)| suffices(*count, profile));
        // Of equals, the first by name.
        let best = fitting.collect::<Vec<_>>().into_iter().rev().max_by_key(|((count, _), _)| *count);
        let choice = best.and_then(|((_, first), profile)| {
            first.map(|path| ProfileChoice { name: profile.name.clone(), path: path.to_owned() })
        });
        let name = |choice: &Option<ProfileChoice>| choice.as_ref().map(|choice| choice.name.clone());
        let changed = name(&choice) != name(&self.evidence);
        if changed {
            let overrides = config::Overrides { profiles: name(&choice).map(|name| vec![name]), ..request.overrides.clone() };
            self.config = load(self.file.as_ref(), &overrides, &|path| self.extended(path))?;
        }
        self.evidence = choice;
        Ok(changed)
    }
}
