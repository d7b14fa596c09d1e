//! Files that are about the repository: they are read on the forge, whatever site lies beside them or has them.

use super::{unsure, wrong};

const PAGE: &str =
    "# Café !\n\n[1](docs/a.md) [2](outils/x.py) [3](docs/a) [4](#café-) [5](#cafe) [6](non.md) [7](/outils/x.py)\n";

/// What is wrong with `path`, written as [`PAGE`] is, beside the configuration `sign`.
fn of(sign: (&str, &str), path: &str) -> Vec<String> {
    let files = [sign, (path, PAGE), ("docs/a.md", "# A\n"), ("outils/x.py", "")];
    let mut all = wrong(&files);
    all.extend(unsure(&files));
    all.retain(|words| words.starts_with(path));
    all.into_iter().map(|words| words[path.len() + 2..].to_owned()).collect()
}

#[test]
fn they_are_read_on_the_forge_beside_every_site() {
    let forge = ["docs/a: missing docs/a docs/a.md", "#cafe: anchor cafe café-", "non.md: missing non.md -"];
    for sign in [
        ("docs/.vitepress/config.ts", ""),
        ("mkdocs.yml", "site_name: x\n"),
        ("_bookdown.yml", ""),
        ("_quarto.yml", "project: {type: website}\n"),
        ("book.toml", "[book]\nsrc = '.'\n"),
        ("docusaurus.config.js", ""),
    ] {
        assert_eq!(of(sign, "README.md"), forge, "{sign:?}");
    }
    for sign in [("_config.yml", ""), ("docs/.vitepress/config.ts", "")] {
        assert_eq!(of(sign, "CONTRIBUTING.md"), forge, "{sign:?}");
        assert_eq!(of(sign, "code_of_conduct.fr.md"), forge, "{sign:?}");
    }
}

#[test]
fn what_a_site_makes_a_page_of_is_read_in_both_places() {
    for sign in [("_config.yml", ""), (".vitepress/config.ts", ""), ("book.json", "{}"), ("_toc.yml", "root: README\n")] {
        let found = of(sign, "README.md");
        assert!(found.iter().any(|words| words.starts_with("non.md: missing")), "{sign:?}: {found:?}");
        let fine = ["docs/a.md", "outils/x.py", "/outils/x.py", "#café-"];
        let said = |target: &&str| found.iter().any(|words| words.starts_with(&format!("{target}: ")));
        assert!(!fine.iter().any(said), "{sign:?}: {found:?}");
    }
}

#[test]
fn what_the_forge_reads_in_its_own_folder_is_of_no_site() {
    let files = [
        ("_config.yml", ""),
        (".github/PULL_REQUEST_TEMPLATE/x.md", "[1](../../docs/a.md) [2](../../docs/a) [3](/docs/a)\n"),
        ("docs/a.md", ""),
        ("docs/README.md", "[1](a.html)\n"),
    ];
    let path = ".github/PULL_REQUEST_TEMPLATE/x.md";
    let said = format!("{path}: ../../docs/a: missing docs/a ../../docs/a.md");
    assert_eq!(wrong(&files), [said, format!("{path}: /docs/a: only on Jekyll, docs/a.md")]);
}
