//! Runs the rule book's examples.

use acquis::config::Config;
use acquis::document::{Document, Source};
use acquis::finding::Finding;
use acquis::rules::book::{self, Example, Expected, Page};
use acquis::rules::{Check, Context, document_findings, find};

/// What happened with one example.
pub struct Outcome {
    pub rule: String,
    pub example: Example,
    /// The findings of the page's own rule.
    pub findings: Vec<Finding>,
}

impl Outcome {
    /// What differs from the example's first line.
    pub fn complaint(&self) -> Option<String> {
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
    Expected { path: finding.place.path().to_owned(), line: start.line, column: start.column }
}

/// Every example of every page, run. Pages whose examples can't be read are left to another test.
pub fn outcomes() -> Vec<Outcome> {
    book::pages().filter(|page| runs(page)).flat_map(run).collect()
}

fn run(page: &Page) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for example in book::examples(page).unwrap_or_default() {
        let mut findings = findings_in(&example);
        findings.retain(|finding| finding.rule == page.id);
        outcomes.push(Outcome { rule: page.id.clone(), example, findings });
    }
    outcomes
}

/// Whether [`findings_in`] can run the rule of that page.
fn runs(page: &Page) -> bool {
    find(&page.id).is_some_and(|rule| matches!(rule.check, Check::Document(_)))
}

/// What acquis finds in an example's repository. The only function that knows how the checks are run.
fn findings_in(example: &Example) -> Vec<Finding> {
    let config = Config::default();
    let document = Document::parse(Source::new(example.path.as_str(), example.text.clone()));
    document_findings(&document, &Context { config: &config })
}
