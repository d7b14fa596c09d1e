//! The rule book holds: every rule a page, every page complete in both languages, every example true.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

mod common;
mod rulebook {
    pub(crate) mod mended;
    pub(crate) mod run;
    pub(crate) mod typography;
}

use acquis::finding::Finding;
use acquis::language::Language;
use acquis::rules::book::{self, Page, Words, placeholders};
use acquis::rules::{Check, RULES, find};
use rulebook::run::{Outcome, outcomes};
use std::collections::BTreeSet;
use std::path::Path;

/// Fails with every problem, not with the first.
fn report(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

fn names_on_disk(folder: &str, extension: &str) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    entries.filter_map(|name| name.strip_suffix(extension).map(str::to_owned)).collect()
}

#[test]
fn every_rule_has_a_page_and_every_page_a_rule() {
    let rules: BTreeSet<String> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    assert_eq!(rules.len(), RULES.len(), "two rules have the same name");
    assert_eq!(rules, names_on_disk("rules", ".md"));
    let embedded: BTreeSet<String> = book::pages().map(|page| page.id.clone()).collect();
    assert_eq!(rules, embedded, "a page can't be read, or its front matter names another rule");
}

#[test]
fn pages_are_complete() {
    let mut problems = Vec::new();
    for name in names_on_disk("rules", ".md") {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(format!("{name}.md"));
        match book::read(&name, &std::fs::read_to_string(path).unwrap()) {
            Ok(page) => complete(&name, &page, &mut problems),
            Err(error) => problems.push(error.to_string()),
        }
    }
    report(&problems);
}

fn complete(name: &str, page: &Page, problems: &mut Vec<String>) {
    let mut ask = |holds: bool, what: &str| {
        if !holds {
            problems.push(format!("{name}: {what}"));
        }
    };
    ask(page.id == name, "the front matter's rule is not the file's name");
    ask(page.heading() == name, "the first heading is not the file's name");
    for (language, titles) in [
        (Language::Fr, ["### Ce que vérifie la règle", "### Pourquoi"]),
        (Language::En, ["### What it checks", "### Why it matters"]),
    ] {
        let section = page.section(language);
        for title in titles {
            ask(section.contains(title), &format!("no « {title} »"));
        }
        ask(page.words(language).help.is_some(), &format!("no help line in {}", language.code()));
        ask(page.words(language).templates().all(|text| !text.trim().is_empty()), "an empty message");
    }
    ask(page.fr.variants.keys().eq(page.en.variants.keys()), "variants differ between the languages");
    ask(page.fr.labels.keys().eq(page.en.labels.keys()), "labels differ between the languages");
    match book::examples(page) {
        Ok(examples) => {
            let passing = examples.iter().filter(|example| example.passes()).count();
            // What a stage finds (a byte that is not UTF-8) can't always be written in a page.
            let staged = find(name).is_some_and(|rule| matches!(rule.check, Check::Stage(_) | Check::Online));
            let least = if staged { passing >= 1 } else { passing >= 2 && examples.len() - passing >= 2 };
            ask(least, "at least two examples of each kind, please");
        }
        Err(error) => ask(false, &error.to_string()),
    }
}

#[test]
fn rule_files_are_where_their_names_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for family in std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()) {
        // `book` holds the rule book's own code, not a family.
        if !family.is_dir() || family.ends_with("book") {
            continue;
        }
        let folder = family.file_name().unwrap().to_str().unwrap().replace('_', "-");
        for file in std::fs::read_dir(&family).unwrap().map(|entry| entry.unwrap().path()) {
            let Ok(text) = std::fs::read_to_string(&file) else { continue };
            let Some(id) = text.split("pub const RULE: Rule").nth(1).and_then(|rest| rest.split('"').nth(1)) else { continue };
            let stem = file.file_stem().unwrap().to_str().unwrap().replace('_', "-");
            seen.insert(id.to_owned());
            if !id.ends_with(&stem) {
                problems.push(format!("{id}: stands in {}", file.display()));
            }
            if find(id).is_none() {
                problems.push(format!("{id}: not in the registry"));
            }
            match book::page(id) {
                Some(page) if page.family == folder => {}
                Some(page) => problems.push(format!("{id}: of family {} in folder {folder}", page.family)),
                None => problems.push(format!("{id}: no page")),
            }
        }
    }
    problems.extend(RULES.iter().filter(|rule| !seen.contains(rule.id)).map(|rule| format!("{}: no file", rule.id)));
    report(&problems);
}

#[test]
fn examples_say_what_happens() {
    report(&outcomes().iter().filter_map(Outcome::complaint).collect::<Vec<_>>());
}

/// Fixes that are applied until nothing changes do come to an end.
#[test]
fn fixes_of_examples_mend_them() {
    use rayon::prelude::*;
    let outcomes = outcomes();
    let failing: Vec<&Outcome> = outcomes.iter().filter(|outcome| !outcome.findings.is_empty()).collect();
    assert!(failing.len() > 100);
    report(&failing.into_par_iter().flat_map_iter(rulebook::mended::faults).collect::<Vec<_>>());
}

#[test]
fn pages_say_which_fix_their_rule_has() {
    let outcomes = outcomes();
    // What is found on other sites has no examples that run.
    let rules = RULES.iter().filter(|rule| !matches!(rule.check, Check::Online));
    report(&rules.filter_map(|rule| rulebook::mended::disagreement(rule.id, outcomes)).collect::<Vec<_>>());
}

/// Every message is one that some finding really is worded with, and gets every argument it asks for.
#[test]
fn messages_get_their_arguments() {
    let mut problems = BTreeSet::new();
    let outcomes = outcomes();
    for page in book::pages() {
        let findings: Vec<&Finding> =
            outcomes.iter().filter(|outcome| outcome.rule == page.id).flat_map(|outcome| &outcome.findings).collect();
        if findings.is_empty() {
            continue;
        }
        for finding in &findings {
            for language in [Language::Fr, Language::En] {
                lacking(page.words(language), finding, &mut |what| {
                    problems.insert(format!("{} ({}): {what}", page.id, language.code()));
                });
            }
        }
        for variant in page.en.variants.keys() {
            if !findings.iter().any(|finding| finding.variant == Some(variant)) {
                problems.insert(format!("{}: no example shows the variant « {variant} »", page.id));
            }
        }
        // A label without arguments can't lack one.
        for (label, _) in page.en.labels.iter().filter(|(_, text)| placeholders(text).next().is_some()) {
            if !findings.iter().any(|finding| finding.related.iter().any(|related| related.label == label)) {
                problems.insert(format!("{}: no example shows the label « {label} »", page.id));
            }
        }
    }
    report(&problems.into_iter().collect::<Vec<_>>());
}

fn lacking(words: &Words, finding: &Finding, complain: &mut dyn FnMut(String)) {
    if let Some(name) = finding.variant.filter(|name| !words.variants.contains_key(*name)) {
        complain(format!("no variant « {name} »"));
    }
    let mut texts = vec![words.message(finding.variant, &[])];
    texts.extend(words.help(finding.variant, &[]));
    for related in &finding.related {
        if !words.labels.contains_key(related.label) {
            complain(format!("no label « {} »", related.label));
        }
        texts.push(words.label(related.label, &[]));
    }
    let given: Vec<&str> = finding.arguments_in(Language::Fr).iter().map(|(name, _)| *name).collect();
    for text in &texts {
        for name in placeholders(text) {
            if !given.contains(&name) {
                complain(format!("a finding gives no {{{name}}}: {text}"));
            }
        }
    }
}

#[test]
fn french_is_set_as_french() {
    let mut problems = Vec::new();
    for page in book::pages() {
        for text in page.fr.templates() {
            problems.extend(rulebook::typography::faults(text).map(|fault| format!("{}: {fault}", page.id)));
        }
        let section = page.section(Language::Fr).to_owned();
        for text in rulebook::typography::paragraphs(section) {
            problems.extend(rulebook::typography::faults(&text).map(|fault| format!("{}: {fault}", page.id)));
        }
    }
    report(&problems);
}

#[test]
fn shipped_schemas_are_those_of_the_types() {
    for (name, schema) in [
        ("rules-v1", schemars::schema_for!(acquis::report::rules::RulesV1)),
        ("rule-v1", schemars::schema_for!(acquis::report::explain::PageV1)),
    ] {
        let path = format!("{}/rules/schemas/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let fresh = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        if std::env::var_os("ACQUIS_UPDATE").is_some() {
            std::fs::write(&path, &fresh).unwrap();
        }
        let shipped = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(shipped == fresh, "{path} is stale: run `ACQUIS_UPDATE=1 cargo test --test rulebook` and commit it");
    }
}
