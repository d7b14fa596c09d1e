//! Which configuration judges a snapshot: the one named, else the nearest of the snapshot itself, else evidence.

use super::{Error, ProfileChoice, Request};
use crate::config::{self, Config, ConfigFile};
use crate::document::Source;
use crate::git::{EntryKind, Snapshot};
use crate::rules::RULES;
use rayon::prelude::*;
use std::sync::Arc;

/// The configuration of one run.
pub(super) struct Configured {
    pub(super) config: Config,
    /// The profile chosen by evidence, if one was.
    pub(super) evidence: Option<ProfileChoice>,
    file: Option<ConfigFile>,
}

/// The configuration that `request` names, else the nearest `.acquis.yaml` of `snapshot` from the folder `prefix` up.
pub(super) fn configure(snapshot: &Snapshot, prefix: &str, request: &Request) -> Result<Configured, Error> {
    let file = match &request.config {
        Some(file) => Some(file.clone()),
        None => nearest(snapshot, prefix)?,
    };
    let config = load(file.as_ref(), &request.overrides)?;
    Ok(Configured { config, evidence: None, file })
}

/// The nearest `.acquis.yaml` in the snapshot. One that can't be read is an error, never passed over.
fn nearest(snapshot: &Snapshot, prefix: &str) -> Result<Option<ConfigFile>, Error> {
    let mut unreadable = None;
    let found = config::find(prefix, |path| {
        let entry = snapshot.get(path).filter(|entry| matches!(entry.kind, EntryKind::File | EntryKind::Executable))?;
        snapshot.read(entry).map_err(|reason| unreadable = Some((path.to_owned(), reason))).ok()
    });
    if let Some((path, reason)) = unreadable {
        return Err(Error::Unreadable { path, reason });
    }
    let Some((path, bytes)) = found else { return Ok(None) };
    let shown = ConfigFile { path: path.clone(), text: String::from_utf8_lossy(&bytes).into_owned() };
    ConfigFile::new(path, bytes).map(Some).map_err(|error| Error::Config(vec![error], Some(shown)))
}

fn load(file: Option<&ConfigFile>, overrides: &config::Overrides) -> Result<Config, Error> {
    let known: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    config::load(file, overrides, &known).map_err(|errors| Error::Config(errors, file.cloned()))
}

impl Configured {
    /// Reads the schema files that the configuration names.
    pub(super) fn read_schemas(&mut self, snapshot: &Snapshot) -> Result<(), Error> {
        let read = |path: &str| snapshot.get(path).and_then(|entry| snapshot.read(entry).ok());
        self.config.read_schemas(read).map_err(|errors| Error::Config(errors, self.file.clone()))
    }

    /// Where nothing describes modules, takes the shipped profile whose marks stand in most of the `sources`, if any.
    pub(super) fn choose_by_evidence(&mut self, sources: &[Arc<Source>], request: &Request) -> Result<(), Error> {
        if !self.config.groups.is_empty() || !self.config.profiles.is_empty() {
            return Ok(());
        }
        let mut best: Option<(usize, ProfileChoice)> = None;
        for profile in config::profiles() {
            let Some(evidence) = &profile.evidence else { continue };
            let tells = |source: &&Arc<Source>| evidence.in_path(source.path()) || evidence.in_text(source.text());
            let found: Vec<_> = sources.par_iter().filter(tells).collect();
            if let Some(first) = found.first()
                && best.as_ref().is_none_or(|(most, _)| found.len() > *most)
            {
                best = Some((found.len(), ProfileChoice { name: profile.name.clone(), path: first.path().to_owned() }));
            }
        }
        if let Some((_, choice)) = best {
            let overrides = config::Overrides { profiles: Some(vec![choice.name.clone()]), ..request.overrides.clone() };
            self.config = load(self.file.as_ref(), &overrides)?;
            self.evidence = Some(choice);
        }
        Ok(())
    }
}
