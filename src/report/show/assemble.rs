//! What is shown, from what a run of the pipeline knows.

use super::v1::{
    Assessed, Because, By, Condition, Configuration, Evidence, Exempt, File, Group, LeftOut, Module, NAME, Origin, RuleOff,
    Setting, Show, Site,
};
use crate::config::{self, Origins, Overrides, Reach, Said};
use crate::curriculum::{self, Text};
use crate::document::Document;
use crate::pipeline::{Outcome, SiteChoice};
use crate::report::coverage::v1::{self as coverage, Line, Snapshot, Tool};
use crate::rules::RULES;
use crate::select;
use crate::site;
use crate::text::normalise;
use crate::text::path::{below, is_markdown};
use serde_json::{Value, json};

/// What is shown of `outcome`, whose configuration was made with `overrides`.
#[derive(Debug)]
pub struct Maker<'a> {
    outcome: &'a Outcome,
    origins: Origins,
    /// Whether the language was known before the repository was read.
    decided: bool,
}

impl<'a> Maker<'a> {
    /// For `outcome`; `decided`: its language was known before the repository was read.
    pub fn new(outcome: &'a Outcome, overrides: &Overrides, decided: bool) -> Self {
        let origins = Origins::new(&outcome.config, outcome.file.as_ref(), overrides);
        Self { outcome, origins, decided }
    }

    /// The configuration, and how the file at a path is read, whose document is given where it is one.
    pub fn show(&self, file: Option<(&str, Option<&Document>)>) -> Show {
        Show {
            schema: NAME,
            tool: Tool::this(),
            snapshot: Snapshot::new(&self.outcome.snapshot, None),
            configuration: self.configuration(),
            file: file.map(|(path, document)| self.file(path, document)),
        }
    }

    fn configuration(&self) -> Configuration {
        let (config, evidence) = (&self.outcome.config, self.outcome.evidence.as_ref());
        let settings = self.origins.settings(config).into_iter();
        let mut settings: Vec<Setting> =
            settings.map(|one| Setting { keys: one.keys, value: one.value, origin: one.said.into() }).collect();
        let mut lead = |key: &str, value: Value, origin: Origin| {
            settings.retain(|setting| setting.keys != [key]);
            settings.push(Setting { keys: vec![key.to_owned()], value, origin });
        };
        if let Some(choice) = evidence {
            let origin = Origin { path: Some(choice.path.clone()), ..Origin::of(By::Evidence) };
            lead("extends", json!([choice.name]), origin);
        }
        let origin = match self.origins.of(&["language"]) {
            Said::Default => Origin::of(By::Locale),
            // A profile that nobody named decides where nothing else does.
            Said::Profile { .. } if evidence.is_some() && self.decided => Origin::of(By::Locale),
            said => said.into(),
        };
        lead("language", json!(self.outcome.language), origin);
        lead("fail-on", json!(config.fail_on.name()), self.origins.of(&["fail-on"]).into());
        settings.sort_by_key(|setting| rank(setting.keys.first().map_or("", String::as_str)));
        Configuration {
            path: config.path.clone(),
            profiles: config.profiles.clone(),
            evidence: evidence.map(|choice| Evidence { profile: choice.name.clone(), path: choice.path.clone() }),
            settings,
        }
    }

    fn file(&self, path: &str, document: Option<&Document>) -> File {
        let outcome = self.outcome;
        let checked = outcome.documents.binary_search_by(|known| (**known).cmp(path)).is_ok();
        let site = outcome.reading.get(outcome.reading.number(path));
        let choice = site.map(SiteChoice::from);
        let told = outcome.inferred.iter().find(|told| told.site == site.map(site::Site::name));
        let renderer = match (told, &choice) {
            (Some(told), _) => told.renderer,
            (None, Some(choice)) => choice.renderer,
            (None, None) => outcome.reading.renderer_alone(path).name(),
        };
        let page = |site: &site::Site| !site.is_no_page(path) && !site.is_unbuilt(path);
        let curriculum = &outcome.curriculum;
        let modules = curriculum.report.modules.iter().filter(|module| module.source.path() == path);
        let orphans = curriculum.orphans.iter().filter(|(source, _)| source.path() == path);
        File {
            path: path.to_owned(),
            checked,
            left_out: (!checked && is_markdown(path)).then(|| self.left_out(path)),
            copy: document.is_some_and(|document| document.source.is_generated()),
            site: choice.zip(site).map(|(choice, site)| Site {
                name: choice.name,
                generator: choice.generator,
                root: choice.root,
                evidence: choice.evidence,
                page: page(site),
            }),
            renderer: renderer.to_owned(),
            groups: self.groups(path, document),
            modules: modules.map(|module| self.module(module)).collect(),
            outside: orphans
                .map(|(source, one)| Line { line: source.line(one.marker.span.start), text: one.marker.text.clone() })
                .collect(),
            assesses: self.assessed_by(path),
            rules_off: self.rules_off(document),
        }
    }

    fn left_out(&self, path: &str) -> LeftOut {
        let config = &self.outcome.config;
        match config.excluded_by(path) {
            Some((at, glob)) => LeftOut::Exclude { glob, origin: self.origins.of_item(&["exclude"], at).into() },
            None if below(&config.folder, path).is_none() => LeftOut::OutsideConfiguration { folder: config.folder.clone() },
            None => LeftOut::Unreadable,
        }
    }

    fn groups(&self, path: &str, document: Option<&Document>) -> Vec<Group> {
        let groups = self.outcome.config.reaches(path).into_iter().enumerate();
        groups.map(|(at, (group, reach))| self.group(at, group, reach, document)).collect()
    }

    fn group(&self, at: usize, group: &config::Group, reach: Reach, document: Option<&Document>) -> Group {
        let name = group.name.as_str();
        let said = |key: &str, item: usize| Origin::from(self.origins.of_item(&["content", name, key], item));
        let conditions = group.front_matter.matches.as_slice();
        // Of several descriptions, any may take it.
        let module = if let [module] = group.module.as_slice() { module.front_matter.as_slice() } else { &[] };
        let unmet = |conditions| document.and_then(|document| curriculum::unmet(document, conditions));
        let (because, glob, origin) = match reach {
            Reach::Takes(at, glob) => (Because::Files, Some(glob), said("files", at)),
            Reach::Excludes(at, glob) => (Because::Exclude, Some(glob), said("exclude", at)),
            Reach::Misses => (Because::NoGlob, group.files.first().map(|(glob, _)| glob.clone()), said("files", 0)),
        };
        let taken = because == Because::Files;
        let refused = if taken { unmet(conditions) } else { None };
        let (because, origin) = match &refused {
            Some(_) => (Because::FrontMatter, self.origins.of(&["content", name, "front-matter"]).into()),
            None => (because, origin),
        };
        // What only a module must say leaves the file in the group.
        let failed = refused.or_else(|| if taken { unmet(module) } else { None });
        let effective = &self.outcome.config.effective["content"][at]["module"];
        Group {
            name: name.to_owned(),
            takes: because == Because::Files,
            because,
            glob,
            front_matter: failed.map(|(key, regex, value)| Condition {
                key: key.to_owned(),
                pattern: regex.as_str().to_owned(),
                value,
            }),
            origin,
            module: config::said_of(effective),
        }
    }

    fn module(&self, module: &curriculum::Module) -> Module {
        let exempt =
            module.exempt.as_ref().map(|reason| Exempt { reason: reason.clone(), origin: self.exemption(module, reason) });
        let source = &module.source;
        // The end is that of the next line's beginning.
        let last = source
            .text()
            .get(module.span.range())
            .map_or(module.span.end, |text| module.span.start + u32::try_from(text.trim_end().len()).unwrap_or_default());
        let told = coverage::Module::from(module);
        Module {
            group: told.group,
            line: told.line,
            last_line: source.line(last).max(told.line),
            title: told.title,
            marker: told.marker,
            objective: told.objective,
            competencies: told.competencies,
            assessments: told.assessments,
            assessed: told.assessed,
            exempt,
        }
    }

    /// Who exempts `module` for that reason.
    fn exemption(&self, module: &curriculum::Module, reason: &str) -> Origin {
        let groups = &self.outcome.config.groups;
        let all = groups.iter().find(|group| *group.name == *module.group).map_or(&[][..], |group| group.exempt.as_slice());
        let key = |Text { text, .. }: &Text| normalise::key(text);
        let named = |title: &String| normalise::key(title) == key(&module.title);
        let by_name = all.iter().position(|one| one.reason == reason && one.module.as_ref().is_some_and(named));
        let at = by_name.or_else(|| all.iter().position(|one| one.reason == reason));
        self.origins.of_item(&["content", &module.group, "exempt"], at.unwrap_or(usize::MAX)).into()
    }

    /// The modules of other files that the one at `path` assesses.
    fn assessed_by(&self, path: &str) -> Vec<Assessed> {
        let from = |one: &curriculum::Assessment| one.source.as_ref().is_some_and(|source| source.path() == path);
        let modules = self.outcome.curriculum.report.modules.iter();
        let others = modules.filter(|module| module.source.path() != path && module.assessments.iter().any(from));
        let told = |module: &curriculum::Module| Assessed {
            path: module.source.path().to_owned(),
            line: module.source.line(module.title.span.start),
            title: module.title.text.clone(),
        };
        others.map(told).collect()
    }

    fn rules_off(&self, document: Option<&Document>) -> Vec<RuleOff> {
        let config = &self.outcome.config;
        let off = RULES.iter().filter(|rule| select::severity(rule.id, config).is_none()).map(|rule| RuleOff {
            rule: rule.id.to_owned(),
            lines: None,
            reason: None,
            origin: if config.rule_level(rule.id).is_some() {
                self.origins.of(&["rules", rule.id]).into()
            } else {
                Origin::of(By::Default)
            },
        });
        let mut all: Vec<RuleOff> = off.collect();
        if let Some(document) = document {
            let source = &document.source;
            let last = source.line(u32::try_from(source.text().len()).unwrap_or(u32::MAX));
            for reach in select::reach(source, &document.directives) {
                let (first, end) = ((*reach.lines.start()).max(1), (*reach.lines.end()).min(last));
                all.push(RuleOff {
                    rule: reach.rule.to_owned(),
                    lines: (first > 1 || end < last).then_some([first, end]),
                    reason: reach.directive.reason.as_deref().map(str::to_owned),
                    origin: Origin {
                        path: Some(source.path().to_owned()),
                        line: Some(source.line(reach.directive.span.start)),
                        ..Origin::of(By::Comment)
                    },
                });
            }
        }
        all.sort_by(|a, b| (&a.rule, a.lines).cmp(&(&b.rule, b.lines)));
        all
    }
}

/// The order in which people write a configuration.
fn rank(key: &str) -> usize {
    let order = ["extends", "language", "fail-on", "exclude", "site", "sites", "repository", "repositories", "online", "content"];
    order.iter().position(|known| *known == key).unwrap_or(order.len())
}
