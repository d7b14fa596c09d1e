//! Addresses on forges of this repository and of its siblings, checked through the pipeline.

use super::*;
use acquis::pipeline::{self, Request};

/// What is said of the addresses in the repository: path of the link's page, and the English message.
fn said(repository: &TestRepository, at: At) -> Vec<String> {
    let request = Request::new(at, Language::En);
    let outcome = pipeline::check(&Repository::discover(repository.path()).unwrap(), &request).unwrap();
    let about = outcome.findings().filter(|found| ["link-own-url", "link-sibling-absent"].contains(&found.finding.rule));
    about
        .map(|found| {
            let fix = found.finding.fix.as_ref().map(|fix| format!(" → {}", fix.edits[0].text)).unwrap_or_default();
            format!("{}{fix}", found.message)
        })
        .collect()
}

fn links(addresses: &[&str]) -> String {
    addresses.iter().map(|address| format!("[lien]({address})\n\n")).collect()
}

#[test]
fn remotes_tell_the_names_and_refs_the_trees() {
    let repository = TestRepository::new();
    repository.write("old.md", "# Old\n\nWith enough text to be known again.\n").write("docs/A.md", "# A\n\n## Été\n");
    repository.commit("first");
    repository.git(&["tag", "-a", "v1", "-m", "v1"]);
    repository.git(&["branch", "feature/x"]);
    let first = repository.git(&["rev-parse", "HEAD"]);
    repository.git(&["mv", "old.md", "docs/new name.md"]);
    repository.git(&["remote", "add", "origin", "https://lea:secret@github.com/jardin/potager.git"]);
    repository.git(&["remote", "add", "miroir", "git@forge.example.org:groupe/sous/potager.git"]);
    let own = "https://github.com/jardin/potager";
    let mirror = "https://forge.example.org/groupe/sous/potager/-";
    repository.write(
        "page.md",
        links(&[
            &format!("{own}/blob/main/old.md#old"),
            &format!("{own}/blob/main/docs/a.md"),
            &format!("{own}/blob/main/docs/A.md#%C3%A9t%C3%A9"),
            &format!("{own}/blob/main/docs/A.md#ete"),
            &format!("{own}/blob/v1/old.md#old"),
            &format!("{own}/blob/v1/absent.md"),
            &format!("{own}/tree/feature/x/docs"),
            &format!("{own}/blob/feature/x/docs/B.md"),
            &format!("{own}/blob/{first}/old.md#gone"),
            &format!("{own}/blob/{}/old.md", &first[..8]),
            &format!("{own}/blob/0123456789abcdef/old.md"),
            &format!("{own}/blob/unknown/old.md"),
            &format!("{mirror}/blob/main/old.md"),
            &format!("{mirror}/tree/main/docs"),
        ]),
    );
    let expected = [
        format!(
            "The repository jardin/potager no longer has `old.md`: it was renamed to `docs/new name.md` in a change not committed yet. → {own}/blob/main/docs/new%20name.md#old"
        ),
        format!(
            "In the repository jardin/potager the file is called `docs/A.md`: the letter case or the encoding of accents differs. → {own}/blob/main/docs/A.md"
        ),
        format!("The page `docs/A.md` of the repository jardin/potager has no anchor `ete`. → {own}/blob/main/docs/A.md#été"),
        "The repository jardin/potager has no file `absent.md`.".to_owned(),
        "The repository jardin/potager has no file `docs/B.md`.".to_owned(),
        "The page `old.md` of the repository jardin/potager has no anchor `gone`.".to_owned(),
        format!(
            "The repository groupe/sous/potager no longer has `old.md`: it was renamed to `docs/new name.md` in a change not committed yet. → {mirror}/blob/main/docs/new%20name.md"
        ),
    ];
    assert_eq!(said(&repository, At::WorkTree), expected);
    // The token in the address of the remote is shown nowhere.
    let all = repository.command(env!("CARGO_BIN_EXE_acquis")).args(["check", "--format", "json"]).output().unwrap();
    assert!(!String::from_utf8_lossy(&all.stdout).contains("secret"));
}

#[test]
fn a_pull_request_checked_out_without_a_branch_is_taken_for_its_base() {
    let repository = TestRepository::new();
    repository.git(&["remote", "add", "origin", "https://github.com/jardin/potager"]);
    repository.write("a.md", "# A\n").write("page.md", links(&["https://github.com/jardin/potager/blob/main/b.md"]));
    repository.commit("first");
    repository.git(&["checkout", "--quiet", "--detach"]);
    repository.git(&["branch", "-D", "main"]);
    assert_eq!(said(&repository, At::WorkTree).len(), 1);
    repository.write("b.md", "# B\n");
    repository.commit("second");
    assert_eq!(said(&repository, At::WorkTree), Vec::<String>::new());
    assert_eq!(said(&repository, revision("HEAD~1")).len(), 1);
}

/// A clone beside `repository`, of which a remote has the name `jardin/rucher`.
fn sibling(repository: &TestRepository) -> TestRepository {
    let rucher = TestRepository::new();
    rucher.write("miel.md", "# Miel\n\n## Récolte\n").write("cire.md", "# Cire\n\nUn texte assez long pour être reconnu.\n");
    rucher.commit("first");
    rucher.git(&["mv", "cire.md", "produits.md"]);
    rucher.commit("second");
    let clone = repository.beside("rucher");
    rucher.git(&["clone", "--quiet", ".", clone.to_str().unwrap()]);
    let git = |arguments: &[&str]| {
        let done = rucher.command("git").current_dir(&clone).args(arguments).status().unwrap();
        assert!(done.success());
    };
    git(&["remote", "set-url", "origin", "git@github.com:jardin/rucher.git"]);
    // What only stands on the disk does not count.
    fs::write(clone.join("brouillon.md"), "# Brouillon\n").unwrap();
    rucher
}

#[test]
fn a_sibling_is_read_in_its_objects() {
    let repository = TestRepository::new();
    let _rucher = sibling(&repository);
    let address = "https://github.com/jardin/rucher/blob/main";
    repository.write(".acquis.yaml", "repositories:\n  Jardin/Rucher: ../rucher\n").write(
        "page.md",
        links(&[
            &format!("{address}/miel.md#récolte"),
            &format!("{address}/miel.md#recolte"),
            &format!("{address}/Miel.md"),
            &format!("{address}/cire.md"),
            &format!("{address}/brouillon.md"),
            "https://github.com/jardin/rucher/tree/main",
            "https://github.com/jardin/rucher/blob/essai/absent.md",
        ]),
    );
    repository.commit("first");
    for at in [At::WorkTree, revision("HEAD")] {
        let said = said(&repository, at);
        assert_eq!(said.len(), 4, "{said:#?}");
        assert!(said[0].ends_with(&format!("no anchor `recolte`. → {address}/miel.md#récolte")), "{}", said[0]);
        assert!(said[1].contains("called `miel.md`"), "{}", said[1]);
        assert!(said[2].contains("renamed to `produits.md` in ") && said[2].ends_with("/produits.md"), "{}", said[2]);
        assert!(said[3].contains("has no file `brouillon.md`"), "{}", said[3]);
    }
}

#[test]
fn nothing_is_learnt_of_folders_that_are_no_such_clone() {
    let repository = TestRepository::new();
    let _rucher = sibling(&repository);
    // Another repository, a folder without one, none, and one that pretends inside the repository.
    fs::create_dir(repository.beside("plain")).unwrap();
    repository.git(&["init", "--quiet", "--bare", "inside"]);
    repository.write("inside/config", "[core]\n\tbare = true\n[remote \"origin\"]\n\turl = https://github.com/jardin/verger\n");
    repository.write("page.md", links(&["https://github.com/jardin/verger/blob/main/absent.md"]));
    for path in ["../rucher", "../plain", "../absent", "../rucher/.git/objects", "inside", ".", "../repository", "page.md"] {
        repository.write(".acquis.yaml", format!("repositories:\n  jardin/verger: {path}\n"));
        let expected = format!("`{path}` is no clone of jardin/verger: links to that repository are not checked.");
        assert_eq!(said(&repository, At::WorkTree), [expected]);
    }
    for path in ["/srv/verger", "~/verger", "C:\\verger", "file:///srv/verger"] {
        repository.write(".acquis.yaml", format!("repositories:\n  jardin/verger: '{path}'\n"));
        let request = Request::new(At::WorkTree, Language::En);
        assert!(pipeline::check(&Repository::discover(repository.path()).unwrap(), &request).is_err(), "{path}");
    }
}

/// A contribution that names a clone beside it learns nothing of it, not even whether it is there.
#[test]
fn a_contribution_opens_no_clone_that_its_base_does_not_name() {
    let repository = TestRepository::new();
    let _rucher = sibling(&repository);
    let page =
        links(&["https://github.com/jardin/rucher/blob/main/mieel.md", "https://github.com/jardin/rucher/blob/main/cire.md"]);
    let against_base = || {
        let mut request = Request::new(revision("HEAD"), Language::En);
        request.base = Some(pipeline::Base { name: "base".to_owned(), all: true });
        let outcome = pipeline::check(&Repository::discover(repository.path()).unwrap(), &request).unwrap();
        let about = outcome.findings().filter(|found| ["link-own-url", "link-sibling-absent"].contains(&found.finding.rule));
        about.map(|found| found.message.clone()).collect::<Vec<String>>()
    };
    repository.write("page.md", "# Page\n").commit("base");
    repository.git(&["branch", "base"]);
    for path in ["../rucher", "../absent"] {
        repository.write(".acquis.yaml", format!("repositories:\n  jardin/rucher: {path}\n")).write("page.md", &page);
        repository.commit("contribution");
        let expected = format!("The base does not name the clone `{path}`: links to jardin/rucher are not checked here.");
        assert_eq!(against_base(), [expected]);
    }
    // What the base names is read, from the very folder that it names.
    repository.git(&["branch", "--force", "base"]);
    repository.write(".acquis.yaml", "repositories:\n  jardin/rucher: ../rucher\n").commit("again");
    assert_eq!(against_base().len(), 1);
    repository.git(&["branch", "--force", "base"]);
    repository.write("page.md", format!("{page}\nEncore.\n")).commit("more");
    let said = against_base();
    assert!(said.len() == 2 && said.iter().all(|said| !said.contains("does not name")), "{said:#?}");
}
