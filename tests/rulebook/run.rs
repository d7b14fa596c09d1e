//! Runs the rule book's examples.

use crate::common::TestRepository;
use acquis::config::{Level, Overrides};
use acquis::finding::Finding;
use acquis::git::{At, Repository};
use acquis::language::Language;
use acquis::pipeline::{self, Base, Request, Status};
use acquis::rules::book::{self, Example, Expected, Page};
use rayon::prelude::*;
use std::sync::OnceLock;

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

/// Every example of every page, run once. Pages whose examples can't be read are left to another test.
pub(crate) fn outcomes() -> &'static [Outcome] {
    static OUTCOMES: OnceLock<Vec<Outcome>> = OnceLock::new();
    OUTCOMES.get_or_init(|| {
        let pages: Vec<&Page> = book::pages().collect();
        pages.into_par_iter().flat_map_iter(run).collect()
    })
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

/// What acquis finds in an example's repository.
fn findings_in(rule: &str, example: &Example) -> Vec<Finding> {
    let repository = repository_of(example);
    let opened = Repository::discover(repository.path()).unwrap();
    let at = match (example.committed.is_empty(), example.unstaged.is_empty()) {
        (true, true) => At::WorkTree,
        (true, false) => At::Index,
        (false, _) => At::Revision("HEAD".to_owned()),
    };
    // The first commit of a contribution is its base.
    let base = example.contributes().then(|| repository.git(&["rev-list", "--max-parents=0", "HEAD"]));
    let request = Request { base: base.map(|name| Base { name, all: false }), ..request(rule, at) };
    let outcome = pipeline::check(&opened, &request).unwrap_or_else(|error| panic!("{rule}: {error:?}"));
    let new = outcome.findings().filter(|reported| reported.status == Status::New);
    new.map(|reported| reported.finding.clone()).collect()
}

/// Commits the base of a contribution, and clears the work tree for what comes of it.
fn write_base(repository: &TestRepository, example: &Example) {
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
    repository.commit("Begin");
    for path in &paths {
        repository.remove(path);
    }
}

/// An example's repository, made for it.
pub(crate) fn repository_of(example: &Example) -> TestRepository {
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
    if example.contributes() {
        write_base(&repository, example);
    }
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
    if !example.was.is_empty() || example.contributes() {
        repository.commit(example.message.as_deref().unwrap_or("Amend the lesson"));
    }
    if !example.committed.is_empty() {
        commit_only(&repository, &example.committed);
    }
    for (path, text) in example.untracked.iter().chain(&example.unstaged) {
        repository.write(path, text);
    }
    repository
}

/// Commits files that never stand on the disk.
fn commit_only(repository: &TestRepository, files: &[(String, String)]) {
    for (path, text) in files {
        repository.write("content", text);
        let blob = repository.git(&["hash-object", "-w", "content"]);
        repository.remove("content");
        let entry = format!("100644,{blob},{path}");
        let settings = ["-c", "core.protectNTFS=false", "-c", "core.ignorecase=false"];
        repository.git(&[&settings[..], &["update-index", "--add", "--cacheinfo", &entry]].concat());
    }
    repository.git(&["commit", "--quiet", "--amend", "--no-edit", "--allow-empty-message"]);
}

/// How it is checked: an opt-in rule is switched on, as the example's `rule` is what it is about.
pub(crate) fn request(rule: &str, at: At) -> Request {
    let page = book::page(rule).unwrap();
    let level = if page.default_on { Vec::new() } else { vec![(rule.to_owned(), Level::Warning)] };
    let overrides = Overrides { rules: level, ..Overrides::default() };
    Request { overrides, ..Request::new(at, Language::Fr) }
}
