//! What the page is evidence of: the indicators of a quality reference, from data, and where the figures come from.

use super::*;
use serde::Deserialize;
use std::sync::LazyLock;

/// A text in both languages.
#[derive(Debug, Deserialize)]
struct Both {
    fr: String,
    en: String,
}

/// `rules/evidence/qualiopi.yaml`.
#[derive(Debug, Deserialize)]
struct Reference {
    title: Both,
    words: Both,
    indicators: Vec<Asked>,
}

#[derive(Debug, Deserialize)]
struct Asked {
    number: u32,
    anchor: String,
    about: Both,
    part: Both,
    shows: Both,
    leaves: Both,
}

/// What the page shows of an indicator, and what it leaves open.
pub(super) struct Indicator<'a> {
    pub(super) number: u32,
    /// The part of the page.
    pub(super) anchor: &'a str,
    pub(super) about: String,
    pub(super) part: String,
    pub(super) shows: String,
    pub(super) leaves: String,
}

/// `None` would mean that the shipped file is broken; a test reads the page.
static QUALIOPI: LazyLock<Option<Reference>> =
    LazyLock::new(|| serde_yaml::from_str(include_str!("../../../../rules/evidence/qualiopi.yaml")).ok());

impl Page<'_> {
    fn both(&self, text: &Both) -> String {
        match self.language {
            Language::Fr => typeset(&text.fr),
            Language::En => text.en.clone(),
        }
    }

    pub(super) fn qualiopi_title(&self) -> String {
        QUALIOPI.as_ref().map(|reference| self.both(&reference.title)).unwrap_or_default()
    }

    pub(super) fn qualiopi_words(&self) -> String {
        QUALIOPI.as_ref().map(|reference| self.both(&reference.words)).unwrap_or_default()
    }

    pub(super) fn indicators(&self) -> Vec<Indicator<'static>> {
        let indicators = QUALIOPI.as_ref().map(|reference| reference.indicators.as_slice()).unwrap_or_default();
        let indicator = |asked: &'static Asked| Indicator {
            number: asked.number,
            anchor: &asked.anchor,
            about: self.both(&asked.about),
            part: self.both(&asked.part),
            shows: self.both(&asked.shows),
            leaves: self.both(&asked.leaves),
        };
        indicators.iter().map(indicator).collect()
    }

    /// Where the figures come from: terms and words.
    pub(super) fn sources(&self) -> Vec<(String, String)> {
        let tool = &self.coverage.tool;
        let mut sources = Vec::new();
        if let [only] = self.coverage.repositories.as_slice() {
            if let Some(name) = &only.name {
                sources.push((self.t("Dépôt", "Repository"), shown(name).into_owned()));
            }
            if let Some(commit) = &only.snapshot.commit {
                sources.push((self.t("Commit", "Commit"), shown(commit).into_owned()));
            }
            if let Some(date) = &only.snapshot.date {
                sources.push((self.t("Date du commit", "Date of the commit"), words::day(date, self.language)));
            }
            sources.push((self.t("Profil", "Profile"), self.profiles(only)));
        }
        sources.push((self.t("Outil", "Tool"), format!("{} {}", shown(&tool.name), shown(&tool.version))));
        sources.push((self.t("Format des données", "Format of the data"), shown(&self.coverage.schema).into_owned()));
        sources
    }

    fn profiles(&self, repository: &Repository) -> String {
        let profile = |profile: &super::super::v1::Profile| {
            let name = shown(&profile.name);
            match profile.evidence.as_deref().map(shown) {
                Some(path) => say!(self.language, fr: "{name} (choisi d'après {path})", en: "{name} (chosen because of {path})"),
                None => name.into_owned(),
            }
        };
        match repository.profiles.as_slice() {
            [] => self.t("aucun, la configuration du dépôt suffit", "none, the repository's configuration is enough"),
            profiles => profiles.iter().map(profile).collect::<Vec<_>>().join(", "),
        }
    }
}
