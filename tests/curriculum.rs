//! The content model over the fixtures: what was read by hand is what is found, and an assessment that is removed,
//! emptied or misspelt moves the figures by exactly that.

use acquis::config::{Config, ConfigFile, Overrides, load};
use acquis::curriculum::coverage::Summary;
use acquis::curriculum::{Curriculum, Models, link};
use acquis::document::{Document, Source};
use acquis::finding::Finding;
use acquis::rules::{Context, curriculum_findings};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Path and text of every Markdown file under `folder`.
fn documents(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                open.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "md") {
                let path = entry.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(path, std::fs::read_to_string(entry).unwrap());
            }
        }
    }
    found
}

struct Fixture {
    config: Config,
    documents: BTreeMap<String, String>,
}

impl Fixture {
    fn new(name: &str) -> Self {
        let folder = root().join("fixtures").join(name);
        let file = std::fs::read_to_string(folder.join(".acquis.yaml")).ok();
        let file = file.map(|text| ConfigFile { path: ".acquis.yaml".to_owned(), text });
        let profiles = expected(name)["profile"].as_str().map(|profile| vec![profile.to_owned()]);
        let config = load(file.as_ref(), &Overrides { profiles, ..Overrides::default() }, &[]).unwrap();
        Self { config, documents: documents(&folder) }
    }

    fn read(&self) -> Curriculum {
        let models = Models::new(&self.config);
        let parse = |(path, text): (&String, &String)| Document::parse(Source::new(path.as_str(), text.clone()));
        link(self.documents.iter().map(parse).flat_map(|document| models.read(&self.config, &document)).collect())
    }

    fn findings(&self, curriculum: &Curriculum) -> Vec<Finding> {
        curriculum_findings(curriculum, &Context { config: &self.config })
    }
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
        let unassessed = module.competencies.iter().filter(|competency| !competency.assessed);
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
        let found = told(&Fixture::new(&name).read());
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
        let fixture = Fixture::new(&name);
        let mut found: Vec<(String, String, u64)> = fixture
            .findings(&fixture.read())
            .iter()
            .filter(|finding| finding.rule != "module-without-objective" || name == "cloud-pi-native-gaps")
            .map(|f| (f.place.path().to_owned(), f.rule.to_owned(), u64::from(f.place.start().line)))
            .collect();
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
fn changed(name: &str, path: &str, numbers: &[usize], change: impl Fn(&str) -> String) -> Fixture {
    let mut fixture = Fixture::new(name);
    let text = fixture.documents.get_mut(path).unwrap();
    let lines = text.split('\n').enumerate();
    *text = lines
        .map(|(at, line)| if numbers.contains(&(at + 1)) { change(line) } else { line.to_owned() })
        .collect::<Vec<_>>()
        .join("\n");
    fixture
}

/// The figures before and after, and what is found now that was not before.
fn compare(name: &str, after: &Fixture) -> (Summary, Summary, Vec<(String, String, usize)>) {
    let before = Fixture::new(name);
    let (old, new) = (before.read(), after.read());
    let told = |fixture: &Fixture, curriculum: &Curriculum| -> Vec<(String, String, usize)> {
        let findings = fixture.findings(curriculum);
        findings.iter().map(|f| (f.rule.to_owned(), f.place.path().to_owned(), f.place.start().line as usize)).collect()
    };
    let known = told(&before, &old);
    let mut added = told(after, &new);
    added.retain(|finding| !known.contains(finding));
    (old.report.summary(), new.report.summary(), added)
}

const CLEAN: [&str; 3] = ["cloud-pi-native", "heading-modules", "odin"];

#[test]
fn an_emptied_assessment_is_told_at_its_marker_and_lowers_the_figures() {
    for name in CLEAN {
        let original = Fixture::new(name).read();
        for (index, one) in marked(&original).iter().enumerate() {
            let (old, new, added) = compare(name, &changed(name, &one.path, &one.items, |_| String::new()));
            let wanted = vec![("assessment-empty".to_owned(), one.path.clone(), one.line)];
            assert_eq!(added, wanted, "{name} {}", one.line);
            let closed = closed_by(&original, index);
            assert_eq!(new.competencies_assessed, old.competencies_assessed - closed, "{name} {}", one.line);
            assert_eq!(new.competencies, old.competencies, "{name} {}", one.line);
            assert_eq!(new.modules, old.modules);
        }
    }
}

#[test]
fn a_misspelt_assessment_is_told_at_its_marker_and_lowers_the_figures() {
    for name in CLEAN {
        let original = Fixture::new(name).read();
        for (index, one) in marked(&original).iter().enumerate() {
            let slip = |line: &str| line.replace("acquis", "acqis").replace("Évaluation", "Évalution").replace("check", "chek");
            let (old, new, added) = compare(name, &changed(name, &one.path, &[one.line], slip));
            let miss = ("assessment-near-miss".to_owned(), one.path.clone(), one.line);
            assert!(added.contains(&miss), "{name} {}: {added:?}", one.line);
            let others: Vec<_> = added.iter().filter(|finding| **finding != miss).collect();
            assert!(others.iter().all(|(rule, ..)| rule == "module-without-assessment"), "{name} {}: {others:?}", one.line);
            assert_eq!(others.len(), old.modules_assessed - new.modules_assessed, "{name} {}", one.line);
            assert_eq!(new.competencies_assessed, old.competencies_assessed - closed_by(&original, index), "{name} {}", one.line);
            assert_eq!(new.competencies, old.competencies, "{name} {}", one.line);
        }
    }
}

#[test]
fn a_removed_assessment_leaves_its_competencies_to_the_next() {
    for name in CLEAN {
        let original = Fixture::new(name).read();
        for (index, one) in marked(&original).iter().enumerate() {
            let lines: Vec<usize> = std::iter::once(one.line).chain(one.items.iter().copied()).collect();
            let (old, new, added) = compare(name, &changed(name, &one.path, &lines, |_| String::new()));
            let (module, at) = place_of(&original, index);
            let module = &original.report.modules[module];
            let last = at + 1 == module.assessments.len();
            let rules: Vec<&str> = added.iter().map(|(rule, ..)| rule.as_str()).collect();
            let (wanted, lost): (&[&str], usize) = match (module.assessments.len(), last) {
                (1, _) => (&["module-without-assessment"], module.competencies.len()),
                (_, true) => (&["competency-without-assessment"], closed_by(&original, index)),
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
