//! What is written, made ready: regular expressions, globs and templates compiled, what contradicts itself refused.

use super::error::{ConfigError, PatternProblem, Problem};
use super::paths::{self, Files, PathSet, PathTemplate};
use super::pattern::{WrittenPatterns, levels};
use super::written::{
    OneOrMany, Written, WrittenExemption, WrittenFrontMatter, WrittenGroup, WrittenKinds, WrittenRule, WrittenSchema,
    WrittenSection, WrittenSite,
};
use super::{Config, Exemption, FrontMatterRules, Group, GroupFiles, Kind, RuleSetting, SchemaSource, Section, Sibling, Site};
use super::{merge, regexes};
use crate::data::{Node, Schema};
use crate::finding::Severity;
use crate::git::ForgeName;
use crate::text::Span;
use globset::Glob;
use regex::Regex;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Compiles one configuration and collects what is wrong with it. What a profile said has no node: it is known to be
/// right.
pub(super) struct Compiler<'a> {
    text: &'a str,
    folder: &'a str,
    root: Option<&'a Node>,
    regexes: regexes::Regexes,
    /// What is wrong.
    pub(super) errors: Vec<ConfigError>,
}

pub(super) type At<'n> = Option<&'n Node>;

pub(super) fn child<'n>(node: At<'n>, key: &str) -> At<'n> {
    node.and_then(|node| node.get(key))
}

pub(super) fn item(node: At<'_>, index: usize) -> At<'_> {
    node.and_then(|node| node.items().get(index))
}

impl<'a> Compiler<'a> {
    /// For the configuration in `text`, read as `root`, that stands in `folder`.
    pub(super) fn new(text: &'a str, folder: &'a str, root: At<'a>) -> Self {
        Self { text, folder, root, regexes: regexes::Regexes::default(), errors: Vec::new() }
    }

    /// The folder that paths are given from.
    pub(super) fn folder(&self) -> &str {
        self.folder
    }

    pub(super) fn wrong(&mut self, at: At<'_>, problem: Problem) {
        let at = at.or(self.root);
        self.errors.push(ConfigError::new(at.map(|node| node.span).unwrap_or_default(), problem));
    }

    pub(super) fn unfit(&mut self, at: At<'_>, problem: PatternProblem) {
        self.wrong(at, Problem::Pattern(problem));
    }

    /// Compiles all of it.
    pub(super) fn config(&mut self, written: Written) -> Config {
        let root = self.root;
        let exclude = self.globs(written.exclude.as_deref().unwrap_or_default(), child(root, "exclude"));
        let groups_at = child(root, "content");
        self.doubles(groups_at);
        let mut files = Vec::new();
        let mut globs = Vec::new();
        let mut groups = Vec::with_capacity(written.content.len());
        for (index, group) in written.content.into_iter().enumerate() {
            let named = |name: &str| {
                let mut all = groups_at.map(Node::items).unwrap_or_default().iter();
                all.find(|node| node.get("name").and_then(Node::as_str) == Some(name))
            };
            let at = named(&group.name);
            let mut like: Vec<&Node> = Vec::new();
            while let Some(next) = like.last().copied().or(at).and_then(|node| named(node.get("like")?.as_str()?))
                && like.len() < merge::LONGEST
                && !like.iter().any(|known| std::ptr::eq(*known, next))
            {
                like.push(next);
            }
            if group.files.as_ref().is_none_or(Vec::is_empty) {
                self.wrong(child(at, "files").or(child(at, "name")), Problem::NoFiles(group.name.clone()));
            }
            for (key, list, out) in [("files", &group.files, false), ("exclude", &group.exclude, true)] {
                let list = self.globs(list.as_deref().unwrap_or_default(), child(at, key));
                files.extend(list.iter().map(|_| (index, out)));
                globs.extend(list);
            }
            groups.push(self.group(group, at, &like));
        }
        let (overrides, takers) = self.overrides(written.overrides, child(root, "overrides"));
        Config {
            folder: self.folder.to_owned(),
            language: written.language,
            sites: self.sites(written.site.as_ref(), written.sites.as_deref().unwrap_or_default()),
            names: self.names(written.repository.as_ref().map(OneOrMany::as_slice).unwrap_or_default()),
            siblings: self.siblings(&written.repositories),
            online: self.online(written.online.unwrap_or_default(), child(root, "online")),
            fail_on: written.fail_on.unwrap_or(Severity::Error),
            groups,
            rules: rules(written.rules, child(root, "rules")),
            overrides,
            takers,
            effective: serde_json::Value::Null,
            exclude: self.set(&exclude),
            files: GroupFiles { set: self.set(&globs), globs: files },
            ..Config::default()
        }
    }

    /// Groups of the file that have the same name.
    fn doubles(&mut self, groups: At<'_>) {
        let names: Vec<_> = groups.map(Node::items).unwrap_or_default().iter().filter_map(|group| group.get("name")).collect();
        for (index, name) in names.iter().enumerate() {
            if let Some(first) = names[..index].iter().find(|first| first.value == name.value) {
                let problem = Problem::SameName(name.as_str().unwrap_or_default().to_owned());
                self.errors.push(ConfigError { related: Some(first.span), ..ConfigError::new(name.span, problem) });
            }
        }
    }

    pub(super) fn globs(&mut self, list: &[String], at: At<'_>) -> Vec<Glob> {
        let mut globs = Vec::with_capacity(list.len());
        for (index, text) in list.iter().enumerate() {
            match paths::glob(text) {
                Ok(glob) => globs.push(glob),
                Err(_) => self.wrong(item(at, index), Problem::Glob { text: text.clone() }),
            }
        }
        globs
    }

    /// The files that the globs in `list` take.
    pub(super) fn files(&mut self, list: &[String], at: At<'_>) -> Files {
        let globs = self.globs(list, at);
        Files::new(self.set(&globs), self.folder)
    }

    pub(super) fn set(&mut self, globs: &[Glob]) -> PathSet {
        PathSet::new(globs).unwrap_or_else(|error| {
            self.wrong(None, Problem::Glob { text: error.glob().unwrap_or_default().to_owned() });
            PathSet::default()
        })
    }

    fn sites(&mut self, one: Option<&WrittenSite>, several: &[WrittenSite]) -> Vec<Site> {
        let root = self.root;
        let mut sites: Vec<Site> = one.map(|site| self.site(site, child(root, "site"))).into_iter().collect();
        for (index, site) in several.iter().enumerate() {
            let at = item(child(root, "sites"), index);
            let site = self.site(site, at);
            if sites.iter().any(|known| known.root == site.root) {
                self.wrong(child(at, "root").or(at), Problem::SameRoot(site.root.clone().unwrap_or_default()));
            }
            sites.push(site);
        }
        sites
    }

    fn site(&mut self, written: &WrittenSite, at: At<'_>) -> Site {
        let root = written.root.as_ref().and_then(|path| self.path(path, child(at, "root")));
        let folders = written.public.as_ref().map(OneOrMany::as_slice).unwrap_or_default();
        let public_at = child(at, "public");
        let folder = |(index, path): (usize, &String)| self.path(path, item(public_at, index).or(public_at));
        let public = folders.iter().enumerate().filter_map(folder).collect();
        let base = written.base.as_ref().map(|base| base.trim_matches('/').to_owned());
        Site { renderer: written.renderer, root, public, base }
    }

    fn name(&mut self, text: &str, at: At<'_>) -> Option<ForgeName> {
        let name = ForgeName::parse(text);
        if name.is_none() {
            self.wrong(at, Problem::RepositoryName(text.to_owned()));
        }
        name
    }

    fn names(&mut self, written: &[String]) -> Vec<ForgeName> {
        let at = child(self.root, "repository");
        let names = written.iter().enumerate().map(|(index, text)| self.name(text, item(at, index).or(at)));
        names.collect::<Vec<_>>().into_iter().flatten().collect()
    }

    fn siblings(&mut self, written: &BTreeMap<String, String>) -> Vec<Sibling> {
        let all = child(self.root, "repositories");
        let mut siblings = Vec::with_capacity(written.len());
        for (name, path) in written {
            let at = child(all, name);
            // What is written for everyone who clones the repository fits no single machine's folders.
            let plain = !path.is_empty() && !path.starts_with(['/', '\\', '~']) && !path.contains(':');
            if !plain {
                self.wrong(at, Problem::SiblingPath(path.clone()));
            }
            if let Some(name) = self.name(name, at).filter(|_| plain) {
                siblings.push(Sibling { name, path: path.clone(), span: at.map(|node| node.span) });
            }
        }
        siblings
    }

    /// A path from the root of the repository.
    fn path(&mut self, path: &str, at: At<'_>) -> Option<String> {
        let joined = paths::join(self.folder, path);
        if joined.is_none() {
            self.wrong(at, Problem::LeadsOut(path.to_owned()));
        }
        joined
    }

    pub(super) fn regex(&mut self, text: &str, at: At<'_>) -> Option<Regex> {
        if let Some(control) = text.chars().find(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
            self.unfit(at, PatternProblem::Control(control));
            return None;
        }
        match self.regexes.compile(text) {
            Ok(regex) => Some(regex),
            Err(error) => {
                let place = at.map(|node| regexes::locate(&error, text, self.text, node));
                let (span, reason) =
                    place.unwrap_or_else(|| (Span::default(), super::error::RegexReason::parse(&error.to_string())));
                self.errors.push(ConfigError::new(span, Problem::Regex { reason }));
                None
            }
        }
    }

    pub(super) fn conditions(&mut self, written: &BTreeMap<String, String>, at: At<'_>) -> Vec<(String, Regex)> {
        written.iter().filter_map(|(key, text)| Some((key.clone(), self.regex(text, child(at, key))?))).collect()
    }

    /// Compiles the group at `at`, which shares what it does not say with those at `like`, the first of them that says it.
    fn group(&mut self, written: WrittenGroup, at: At<'_>, like: &[&Node]) -> Group {
        let shared = |key: &str| child(at, key).or_else(|| like.iter().find_map(|node| node.get(key)));
        let announced = written.announced.as_ref().map(|one| {
            self.misplaced(one, "announced", child(at, "announced"));
            self.pattern(one, child(at, "announced"))
        });
        let mut patterns = |written: &Option<WrittenPatterns>, key| self.patterns_of(written.as_ref(), key, shared(key));
        let module = patterns(&written.module, "module");
        let objective = patterns(&written.objective, "objective");
        let competency = patterns(&written.competency, "competency");
        let assessment = patterns(&written.assessment, "assessment");
        if module.is_empty() && assessment.iter().any(|assessment| assessment.assesses.is_none()) {
            self.unfit(child(at, "assessment").or_else(|| child(at, "like")), PatternProblem::NoModule(written.name.clone()));
        }
        if assessment.iter().any(|one| one.path.as_ref().is_some_and(PathTemplate::has_id))
            && module.iter().all(|one| one.id.is_none())
        {
            self.unfit(child(at, "assessment").or_else(|| child(at, "like")), PatternProblem::NoId);
        }
        let sections = self.sections(written.sections.as_deref().unwrap_or_default(), child(at, "sections"));
        let exempt_at = child(at, "exempt");
        let exempt = written.exempt.unwrap_or_default().into_iter().enumerate();
        let exempt = exempt.map(|(index, one)| self.exemption(one, item(exempt_at, index))).collect();
        let globs = written.files.unwrap_or_default().into_iter().enumerate();
        let files_at = child(at, "files");
        let span = |node: At<'_>| node.map(|node| node.span);
        Group {
            files: globs.map(|(index, glob)| (glob, span(item(files_at, index)))).collect(),
            module_span: span(child(at, "module")),
            name: written.name,
            front_matter: self.front_matter(&written.front_matter.unwrap_or_default(), child(at, "front-matter")),
            sections,
            extra_sections: written.extra_sections.unwrap_or(true),
            announced,
            module,
            objective,
            competency,
            assessment,
            kinds: self.kinds(&written.kinds.unwrap_or_default(), shared("kinds")),
            exempt,
            declared: written.declared.unwrap_or_default(),
        }
    }

    fn exemption(&mut self, written: WrittenExemption, at: At<'_>) -> Exemption {
        let front_matter = self.conditions(&written.front_matter, child(at, "front-matter"));
        let blank = |text: &str| text.trim().is_empty();
        if blank(&written.reason) {
            self.wrong(child(at, "reason"), Problem::Blank);
        }
        match &written.module {
            Some(title) if blank(title) => self.wrong(child(at, "module"), Problem::Blank),
            None if written.front_matter.is_empty() && written.files.is_none() => self.wrong(at, Problem::Blank),
            _ => {}
        }
        let globs = written.files.as_ref().map(OneOrMany::as_slice).unwrap_or_default().to_vec();
        let files = (!globs.is_empty()).then(|| self.files(&globs, child(at, "files")));
        let (span, teaches) = (at.map(|node| node.span), written.teaches.unwrap_or(true));
        Exemption { module: written.module, globs, files, front_matter, teaches, reason: written.reason, span }
    }

    fn front_matter(&mut self, written: &WrittenFrontMatter, at: At<'_>) -> FrontMatterRules {
        let schema_at = child(at, "schema");
        let schema = match &written.schema {
            None => None,
            Some(WrittenSchema::Path(path)) => {
                self.path(path, schema_at).map(|path| SchemaSource::File { path, span: schema_at.map(|node| node.span) })
            }
            Some(WrittenSchema::Inline(schema)) => match Schema::compile(&serde_json::Value::Object(schema.clone())) {
                Ok(schema) => Some(SchemaSource::Inline(Arc::new(schema))),
                Err(error) => {
                    let place = schema_at.map(|node| error.place(node));
                    self.errors.push(ConfigError::new(place.unwrap_or_default(), Problem::FrontMatterSchema(Box::new(error))));
                    None
                }
            },
        };
        let matches = self.conditions(&written.r#match, child(at, "match"));
        FrontMatterRules { schema, file: None, required: written.required, matches }
    }

    fn kinds(&mut self, written: &WrittenKinds, at: At<'_>) -> Vec<(Kind, Regex)> {
        let all = [
            (Kind::Quiz, "quiz", &written.quiz),
            (Kind::Practical, "practical", &written.practical),
            (Kind::Oral, "oral", &written.oral),
            (Kind::Written, "written", &written.written),
            (Kind::Project, "project", &written.project),
            (Kind::Other, "other", &written.other),
        ];
        all.into_iter().filter_map(|(kind, key, text)| Some((kind, self.regex(text.as_ref()?, child(at, key))?))).collect()
    }

    fn sections(&mut self, written: &[WrittenSection], at: At<'_>) -> Vec<Section> {
        written.iter().enumerate().filter_map(|(index, section)| self.section(section, item(at, index))).collect()
    }

    fn section(&mut self, written: &WrittenSection, at: At<'_>) -> Option<Section> {
        let children = self.sections(&written.children, child(at, "children"));
        let matches = self.regex(&written.r#match, child(at, "match"));
        let count = written.count.clone().unwrap_or_default();
        if count.max.is_some_and(|max| max < count.min.unwrap_or(0)) {
            self.unfit(child(at, "count"), PatternProblem::Count);
        }
        let required = written.required.unwrap_or(count.min != Some(0));
        Some(Section {
            matches: matches?,
            levels: levels(written.level.as_ref()),
            required,
            min_items: written.min_items.unwrap_or(0),
            min_count: if required { count.min.unwrap_or(1) } else { 0 },
            max_count: count.max,
            children,
        })
    }
}

fn rules(written: BTreeMap<String, WrittenRule>, at: At<'_>) -> BTreeMap<String, RuleSetting> {
    let setting = |id: &str, rule| {
        let span = at.and_then(|node| node.entry(id)).map(|entry| entry.key_span);
        match rule {
            WrittenRule::Level(level) => RuleSetting { level: Some(level), options: serde_json::Map::new(), span },
            WrittenRule::Options(written) => RuleSetting { level: written.severity, options: written.options, span },
        }
    };
    written.into_iter().map(|(id, rule)| (id.clone(), setting(&id, rule))).collect()
}
