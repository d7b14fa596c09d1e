//! The content model over the fixtures: what was read by hand is what is found, and an assessment that is removed,
//! emptied or misspelt moves the figures by exactly that.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod common;

use acquis::config::Overrides;
use acquis::curriculum::Curriculum;
use acquis::curriculum::coverage::Summary;
use acquis::finding::Finding;
use acquis::git::{At, Repository};
use acquis::language::Language;
use acquis::pipeline::{self, Request};
use common::TestRepository;
use serde_json::{Value, json};
use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// What is checked: the figures, and the findings of the family.
struct Checked {
    curriculum: Curriculum,
    findings: Vec<Finding>,
}

/// Checks a copy of the fixture after `change`.
fn check(name: &str, change: impl Fn(&TestRepository)) -> Checked {
    let repository = TestRepository::from_folder(&root().join("fixtures").join(name));
    change(&repository);
    let own = repository.path().join(".acquis.yaml").exists();
    let profile = expected(name)["profile"].as_str().filter(|_| !own).map(|profile| vec![profile.to_owned()]);
    let overrides = Overrides { profiles: profile, ..Overrides::default() };
    let request = Request { overrides, ..Request::new(At::WorkTree, Language::Fr) };
    let outcome = pipeline::check(&Repository::discover(repository.path()).unwrap(), &request).unwrap();
    let family =
        |finding: &Finding| ["module-", "competency-", "assessment-"].iter().any(|start| finding.rule.starts_with(start));
    let findings = outcome.findings().map(|reported| reported.finding.clone()).filter(family).collect();
    Checked { curriculum: outcome.curriculum, findings }
}

fn expected(name: &str) -> Value {
    let text = std::fs::read_to_string(root().join("tests/expected").join(format!("{name}.yaml"))).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

fn names() -> Vec<String> {
    let files = std::fs::read_dir(root().join("tests/expected")).unwrap();
    let mut names: Vec<String> =
        files.filter_map(|file| file.unwrap().file_name().to_str()?.strip_suffix(".yaml").map(str::to_owned)).collect();
    names.sort();
    names
}

fn summary(summary: Summary) -> Value {
    json!({
        "modules": summary.modules,
        "modules_assessed": summary.modules_assessed,
        "competencies": summary.competencies,
        "competencies_assessed": summary.competencies_assessed,
        "exempt": summary.exempt,
    })
}

/// What was found, in the form of the expectations.
fn told(curriculum: &Curriculum) -> Value {
    let modules = curriculum.report.modules.iter().map(|module| {
        let line = |offset| module.source.line(offset);
        let assessments = module.assessments.iter().map(|assessment| {
            let source = assessment.source.as_ref().unwrap_or(&module.source);
            let items: Vec<u32> = assessment.items.iter().map(|item| source.line(item.text.span.start)).collect();
            let kinds: Vec<&str> = assessment.items.iter().map(|item| item.kind.as_str()).collect();
            let mut told = json!({"line": source.line(assessment.marker.span.start), "items": items, "kinds": kinds});
            if let Some(source) = &assessment.source {
                told["path"] = json!(source.path());
            }
            told
        });
        let unassessed = module.competencies.iter().filter(|competency| !competency.assessed());
        json!({
            "path": module.source.path(),
            "line": line(module.title.span.start),
            "title": module.title.text,
            "marker": module.marker,
            "objective": module.objective.as_ref().map(|objective| line(objective.span.start)),
            "competencies": module.competencies.iter().map(|one| line(one.text.span.start)).collect::<Vec<_>>(),
            "unassessed": unassessed.map(|one| line(one.text.span.start)).collect::<Vec<_>>(),
            "assessments": assessments.collect::<Vec<_>>(),
            "assessed": module.assessed(),
            "exempt": module.exempt,
        })
    });
    json!({"summary": summary(curriculum.report.summary()), "modules": modules.collect::<Vec<_>>()})
}

#[test]
fn what_is_found_is_what_was_read_by_hand() {
    for name in names() {
        let wanted = expected(&name);
        let found = told(&check(&name, |_| {}).curriculum);
        assert_eq!(found["summary"], wanted["summary"], "{name}");
        let (found, wanted) = (found["modules"].as_array().unwrap(), wanted["modules"].as_array().unwrap());
        assert_eq!(found.len(), wanted.len(), "{name}");
        for (found, wanted) in found.iter().zip(wanted) {
            assert_eq!(found, wanted, "{name}");
        }
    }
}

#[test]
fn findings_are_those_expected() {
    for name in names() {
        let findings = check(&name, |_| {}).findings;
        let mut found: Vec<(String, String, u64)> =
            findings.iter().map(|f| (f.place.path().to_owned(), f.rule.to_owned(), u64::from(f.place.start().line))).collect();
        found.sort();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let wanted = expected(&name);
        let wanted = wanted["findings"].as_array().unwrap().iter();
        let mut wanted: Vec<(String, String, u64)> = wanted
            .map(|finding| (text(&finding["path"]), text(&finding["rule"]), finding["line"].as_u64().unwrap()))
            .filter(|(_, rule, _)| ["module-", "competency-", "assessment-"].iter().any(|family| rule.starts_with(family)))
            .collect();
        wanted.sort();
        assert_eq!(found, wanted, "{name}");
    }
}

/// Where the marker of an assessment of the fixture stands, and the competencies that it closes.
struct Marked {
    path: String,
    line: usize,
    /// The lines that belong to it after its own.
    items: Vec<usize>,
}

fn marked(curriculum: &Curriculum) -> Vec<Marked> {
    let mut all = Vec::new();
    for module in &curriculum.report.modules {
        for assessment in module.assessments.iter().filter(|assessment| assessment.source.is_none()) {
            let line = module.source.line(assessment.marker.span.start) as usize;
            let first = assessment.items.iter().map(|item| module.source.line(item.text.span.start) as usize).min();
            let last = assessment.items.iter().map(|item| module.source.line(item.text.span.end) as usize).max();
            let items = first.zip(last).map_or_else(Vec::new, |(_, last)| (line + 1..=last).collect());
            all.push(Marked { path: module.source.path().to_owned(), line, items });
        }
    }
    all
}

/// The fixture with the lines `numbers` (from 1) of a file changed by `change`.
fn changed(name: &str, path: &str, numbers: &[usize], change: impl Fn(&str) -> String) -> Checked {
    check(name, |repository| {
        let text = std::fs::read_to_string(repository.path().join(path)).unwrap();
        let lines = text.split('\n').enumerate();
        let lines = lines.map(|(at, line)| if numbers.contains(&(at + 1)) { change(line) } else { line.to_owned() });
        repository.write(path, lines.collect::<Vec<_>>().join("\n"));
    })
}

/// What is found now that was not before.
fn added(before: &Checked, after: &Checked) -> Vec<(String, String, usize)> {
    let told = |checked: &Checked| -> Vec<(String, String, usize)> {
        let findings = checked.findings.iter();
        findings.map(|f| (f.rule.to_owned(), f.place.path().to_owned(), f.place.start().line as usize)).collect()
    };
    let known = told(before);
    told(after).into_iter().filter(|finding| !known.contains(finding)).collect()
}

const CLEAN: [&str; 3] = ["cloud-pi-native", "heading-modules", "odin"];

#[test]
fn an_emptied_assessment_is_told_at_its_marker_and_lowers_the_figures() {
    for name in CLEAN {
        let before = check(name, |_| {});
        let (original, old) = (&before.curriculum, before.curriculum.report.summary());
        for (index, one) in marked(original).iter().enumerate() {
            let after = changed(name, &one.path, &one.items, |_| String::new());
            let (new, added) = (after.curriculum.report.summary(), added(&before, &after));
            let wanted = vec![("assessment-empty".to_owned(), one.path.clone(), one.line)];
            assert_eq!(added, wanted, "{name} {}", one.line);
            let closed = closed_by(original, index);
            assert_eq!(new.competencies_assessed, old.competencies_assessed - closed, "{name} {}", one.line);
            assert_eq!(new.competencies, old.competencies, "{name} {}", one.line);
            assert_eq!(new.modules, old.modules);
        }
    }
}

#[test]
fn a_misspelt_assessment_is_told_at_its_marker_and_lowers_the_figures() {
    for name in CLEAN {
        let before = check(name, |_| {});
        let (original, old) = (&before.curriculum, before.curriculum.report.summary());
        for (index, one) in marked(original).iter().enumerate() {
            let slip = |line: &str| line.replace("acquis", "acqis").replace("Évaluation", "Évalution").replace("heck", "hek");
            let after = changed(name, &one.path, &[one.line], slip);
            let (new, added) = (after.curriculum.report.summary(), added(&before, &after));
            let miss = ("assessment-near-miss".to_owned(), one.path.clone(), one.line);
            assert!(added.contains(&miss), "{name} {}: {added:?}", one.line);
            let others: Vec<_> = added.iter().filter(|finding| **finding != miss).collect();
            assert!(others.iter().all(|(rule, ..)| rule == "module-without-assessment"), "{name} {}: {others:?}", one.line);
            assert_eq!(others.len(), old.modules_assessed - new.modules_assessed, "{name} {}", one.line);
            assert_eq!(new.competencies_assessed, old.competencies_assessed - closed_by(original, index), "{name} {}", one.line);
            assert_eq!(new.competencies, old.competencies, "{name} {}", one.line);
        }
    }
}

#[test]
fn a_removed_assessment_leaves_its_competencies_to_the_next() {
    for name in CLEAN {
        let before = check(name, |_| {});
        let (original, old) = (&before.curriculum, before.curriculum.report.summary());
        for (index, one) in marked(original).iter().enumerate() {
            let lines: Vec<usize> = std::iter::once(one.line).chain(one.items.iter().copied()).collect();
            let after = changed(name, &one.path, &lines, |_| String::new());
            let (new, added) = (after.curriculum.report.summary(), added(&before, &after));
            let (module, at) = place_of(original, index);
            let module = &original.report.modules[module];
            let last = at + 1 == module.assessments.len();
            let rules: Vec<&str> = added.iter().map(|(rule, ..)| rule.as_str()).collect();
            let (wanted, lost): (&[&str], usize) = match (module.assessments.len(), last) {
                (1, _) => (&["module-without-assessment"], module.competencies.len()),
                (_, true) => (&["competency-without-assessment"], closed_by(original, index)),
                (_, false) => (&[], 0),
            };
            assert_eq!(rules, wanted, "{name} {}", one.line);
            assert_eq!(new.competencies_assessed, old.competencies_assessed - lost, "{name} {}", one.line);
            assert_eq!(new.competencies, old.competencies, "{name} {}", one.line);
        }
    }
}

/// The module and the assessment in it that stand at `index` among all assessments.
fn place_of(curriculum: &Curriculum, index: usize) -> (usize, usize) {
    let modules = curriculum.report.modules.iter().enumerate();
    modules.flat_map(|(module, one)| (0..one.assessments.len()).map(move |at| (module, at))).nth(index).unwrap()
}

/// How many competencies the assessment at `index` closes.
fn closed_by(curriculum: &Curriculum, index: usize) -> usize {
    let (module, at) = place_of(curriculum, index);
    let module = &curriculum.report.modules[module];
    let start = |at: usize| module.assessments[at].marker.span.start;
    let from = at.checked_sub(1).map_or(0, start);
    module.competencies.iter().filter(|one| (from..start(at)).contains(&one.text.span.start)).count()
}
