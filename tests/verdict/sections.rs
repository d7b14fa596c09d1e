//! Links that nobody touched and that another section answers.

use super::{acquis, report, said};
use crate::common::TestRepository;

const HERBS: &str = "# Herbes\n\n## Thym\n\n### Récolte\n\nEn juin.\n\n## Sauge\n\n### Récolte\n\nEn mai.\n";
const MINT: &str = "## Menthe\n\n### Récolte\n\nTout l'été.\n\n";

/// A page of herbs, links to each of its parts, and a branch.
fn herbs() -> TestRepository {
    let links = "# Liens\n\n[Thym](herbes.md#récolte), [sauge](herbes.md#récolte-1), [encore elle][s].\n\n[s]: herbes.md#r%C3%A9colte-1\n";
    let repository = TestRepository::from_files(&[("herbes.md", HERBS), ("liens.md", links)]);
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository
}

/// What is said of a contribution in which the page of herbs has `text`.
fn told(repository: &TestRepository, text: &str) -> Vec<String> {
    repository.write("herbes.md", text).commit("Herbes");
    said(&report(repository.path(), &["--base", "main"]).0)
}

#[test]
fn each_link_is_told_at_what_turned_it() {
    let repository = herbs();
    let between = HERBS.replace("## Sauge", &format!("{MINT}## Sauge"));
    assert_eq!(told(&repository, &between), ["new link-section-changed herbes.md:11"; 2]);
    let (found, code) = report(repository.path(), &["--base", "main", "--language", "en"]);
    // The other one is a reference, whose definition holds the anchor.
    let first = found["findings"].as_array().unwrap().iter().find(|found| !found["fix"].is_null()).unwrap();
    let message = "The anchor `#récolte-1` of `herbes.md` leads to “Menthe › Récolte” now; before this contribution it led to “Sauge › Récolte”. The link at liens.md:3:36 still follows it.";
    assert_eq!((first["message"].as_str().unwrap(), code), (message, 0));
    assert_eq!((&first["related"][0]["path"], &first["related"][0]["start"]["line"]), (&"liens.md".into(), &3.into()));
    assert_eq!((&first["fix"]["edits"][0]["path"], &first["fix"]["edits"][0]["text"]), (&"liens.md".into(), &"récolte-2".into()));
    // Whoever asks about the page of links alone is told too.
    assert_eq!(said(&report(repository.path(), &["--base", "main", "liens.md"]).0).len(), 2);
    // Before all others, every link.
    assert_eq!(told(&repository, &HERBS.replace("## Thym", &format!("{MINT}## Thym"))).len(), 3);
    assert_eq!(told(&repository, &format!("{HERBS}\n{MINT}")), [""; 0]);
}

#[test]
fn a_part_that_is_gone_lets_others_answer() {
    let repository = TestRepository::from_files(&[
        ("herbes.md", &format!("{HERBS}\n{MINT}")),
        ("liens.md", "# Liens\n\n[Sauge](herbes.md#récolte-1)\n"),
    ]);
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    let (thyme, _) = HERBS.split_once("## Sauge").unwrap();
    assert_eq!(told(&repository, &format!("{thyme}{MINT}")), ["new link-section-changed herbes.md:9"]);
    let shown = acquis(repository.path(), &["check", "--base", "main", "--language", "en"]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("That section is no longer on the page"));
    // The last one: nothing answers at all.
    assert_eq!(told(&repository, thyme), ["new link-missing-anchor herbes.md:9"]);
}

#[test]
fn links_that_were_changed_or_went_along_are_left_alone() {
    let repository = herbs();
    let between = HERBS.replace("## Sauge", &format!("{MINT}## Sauge"));
    repository.write("liens.md", "# Liens\n\n[Menthe](herbes.md#récolte-1), [sauge](herbes.md#récolte-2).\n");
    assert_eq!(told(&repository, &between), [""; 0]);
    // In a page of another name, what leads to itself.
    let own = format!("{HERBS}\n## Liens\n\n[Sauge](#récolte-1)\n");
    let repository = TestRepository::from_files(&[("herbes.md", &own)]);
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository.git(&["mv", "herbes.md", "aromates.md"]);
    repository.write("aromates.md", own.replace("## Sauge", &format!("{MINT}## Sauge"))).commit("Renommer");
    assert_eq!(said(&report(repository.path(), &["--base", "main"]).0), ["new link-section-changed aromates.md:11"]);
}

#[test]
fn a_page_of_thousands_of_same_titles_is_compared_quickly() {
    let part = |at: usize| format!("## Partie {at}\n\n### Notes\n\nTexte {at}.\n\n");
    let text: String = (0..3000).map(part).collect();
    let links: String = (1..3000).map(|at| format!("[{at}](a.md#notes-{at})\n")).collect();
    let repository = TestRepository::from_files(&[("a.md", &format!("# A\n\n{text}")), ("b.md", &format!("# B\n\n{links}"))]);
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository.write("a.md", format!("# A\n\n{}{text}", part(9999))).commit("Avant");
    let found = said(&report(repository.path(), &["--base", "main"]).0);
    assert_eq!(found, vec!["new link-section-changed a.md:5"; 2999]);
}
