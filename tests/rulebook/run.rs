//! Runs the rule book's examples.

use crate::common::TestRepository;
use acquis::config::{Level, Overrides};
use acquis::finding::Finding;
use acquis::git::{At, Repository};
use acquis::language::Language;
use acquis::pipeline::{self, Base, Request, Status};
use acquis::rules::book::{self, Example, Expected, Page};
use rayon::prelude::*;

/// What happened with one example.
pub(crate) struct Outcome {
    pub(crate) rule: String,
    pub(crate) example: Example,
    /// The findings of the page's own rule.
    pub(crate) findings: Vec<Finding>,
}

impl Outcome {
    /// What differs from the example's first line.
    pub(crate) fn complaint(&self) -> Option<String> {
        let mut found: Vec<Expected> = self.findings.iter().map(expected).collect();
        found.sort();
        let show = |places: &[Expected]| {
            let places: Vec<String> = places.iter().map(|p| format!("{}:{}:{}", p.path, p.line, p.column)).collect();
            places.join(" ")
        };
        (found != self.example.expected).then(|| {
            let (body, wanted) = (self.example.line, show(&self.example.expected));
            format!("{}, line {body} of its body: expected [{wanted}], found [{}]", self.rule, show(&found))
        })
    }
}

fn expected(finding: &Finding) -> Expected {
    let start = finding.place.start();
    let path = finding.place.path();
    // The names of commits are not known beforehand.
    let path = if path.starts_with("commit ") { "commit" } else { path };
    Expected { path: path.to_owned(), line: start.line, column: start.column }
}

/// Every example of every page, run. Pages whose examples can't be read are left to another test.
pub(crate) fn outcomes() -> Vec<Outcome> {
    let pages: Vec<&Page> = book::pages().collect();
    pages.into_par_iter().flat_map_iter(run).collect()
}

fn run(page: &Page) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for example in book::examples(page).unwrap_or_default() {
        let mut findings = findings_in(&page.id, &example);
        findings.retain(|finding| finding.rule == page.id);
        outcomes.push(Outcome { rule: page.id.clone(), example, findings });
    }
    outcomes
}

/// What acquis finds in an example's repository, which is made for it. The only function that knows how checks are run.
/// An opt-in rule is switched on, as the example's `rule` is what it is about.
fn findings_in(rule: &str, example: &Example) -> Vec<Finding> {
    let repository = TestRepository::new();
    if !example.was.is_empty() {
        for (path, text) in &example.was {
            repository.write(path, text);
        }
        repository.commit("before");
        for (path, _) in &example.was {
            repository.remove(path);
        }
    }
    let base = example.contributes().then(|| write_base(&repository, example));
    for (path, text) in &example.files {
        repository.write(path, text);
    }
    for (path, target) in &example.links {
        repository.link(path, target);
    }
    repository.write(&example.path, &example.text);
    if let Some(config) = &example.config {
        repository.write(".acquis.yaml", config);
    }
    repository.git(&["add", "--all"]);
    if !example.was.is_empty() || base.is_some() {
        repository.commit(example.message.as_deref().unwrap_or("Amend the lesson"));
    }
    let at = if example.committed.is_empty() { At::WorkTree } else { commit_only(&repository, &example.committed) };
    for (path, text) in &example.untracked {
        repository.write(path, text);
    }
    let page = book::page(rule).unwrap();
    let level = if page.default_on { Vec::new() } else { vec![(rule.to_owned(), Level::Warning)] };
    let request = Request {
        at,
        config: None,
        overrides: Overrides { rules: level, ..Overrides::default() },
        locale: Language::Fr,
        online: None,
        base: base.map(|name| Base { name, all: false }),
    };
    let opened = Repository::discover(repository.path()).unwrap();
    let outcome = pipeline::check(&opened, &request).unwrap_or_else(|error| panic!("{rule}: {error:?}"));
    let new = outcome.findings.into_iter().filter(|reported| reported.status == Status::New);
    new.map(|reported| reported.finding).collect()
}

/// Commits files that never stand on the disk.
fn commit_only(repository: &TestRepository, files: &[(String, String)]) -> At {
    for (path, text) in files {
        repository.write("content", text);
        let blob = repository.git(&["hash-object", "-w", "content"]);
        repository.remove("content");
        let entry = format!("100644,{blob},{path}");
        repository.git(&[
            "-c",
            "core.protectNTFS=false",
            "-c",
            "core.ignorecase=false",
            "update-index",
            "--add",
            "--cacheinfo",
            &entry,
        ]);
    }
    repository.git(&["commit", "--quiet", "--amend", "--no-edit", "--allow-empty-message"]);
    At::Revision("HEAD".to_owned())
}

/// Commits the base of a contribution, and clears the work tree for what comes of it; gives the commit's name.
fn write_base(repository: &TestRepository, example: &Example) -> String {
    let path = |path: &str| if path.is_empty() { example.path.clone() } else { path.to_owned() };
    let config = example.base_config.as_ref().or(example.config.as_ref());
    let mut paths: Vec<String> = example.base.iter().map(|(name, _)| path(name)).collect();
    for (name, text) in &example.base {
        repository.write(path(name), text);
    }
    if let Some(config) = config {
        repository.write(".acquis.yaml", config);
        paths.push(".acquis.yaml".to_owned());
    }
    let base = repository.commit("Begin");
    for path in &paths {
        repository.remove(path);
    }
    base
}
