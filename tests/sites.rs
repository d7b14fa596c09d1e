//! Sites through the program: a small repository for each generator, what is broken in it, and how the output names it.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;

use common::TestRepository;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn run(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
    command.current_dir(folder).args(arguments).env_clear().env("LC_ALL", "C").env("HOME", folder);
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

/// The sites, `generator renderer root`, and the findings about where links lead, `path:line:column rule`.
fn checked(repository: &TestRepository) -> (Vec<String>, Vec<String>) {
    let json: Value = serde_json::from_str(&run(repository.path(), &["check", "--format", "json"])).unwrap();
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let site = |site: &Value| format!("{} {} {}", word(&site["generator"]), word(&site["renderer"]), word(&site["root"]));
    let found = |found: &Value| {
        format!("{}:{}:{} {}", word(&found["path"]), found["start"]["line"], found["start"]["column"], word(&found["rule"]))
    };
    let findings = json["findings"].as_array().unwrap();
    let links = findings.iter().filter(|finding| word(&finding["rule"]).starts_with("link-missing"));
    (json["sites"].as_array().unwrap().iter().map(site).collect(), links.map(found).collect())
}

const DOCSIFY: &str = "<script>window.$docsify = {}</script><script src=\"//unpkg.com/docsify@4\"></script>";

/// For each generator: its configuration, a page, its links (three lines: right, wrong, wrong anchor), and the site.
const GENERATORS: &[(&str, &str, &str, &str, &str)] = &[
    ("docs/.vitepress/config.mts", "export default {}", "docs/guide/semer.md", "/guide/semer", "vitepress vitepress docs"),
    ("mkdocs.yml", "site_name: Potager\n", "docs/guide/semer.md", "../semer/", "mkdocs mkdocs docs"),
    ("livre/book.toml", "[book]\n", "livre/src/guide/semer.md", "semer.html", "mdbook mdbook livre/src"),
    ("_config.yml", "baseurl: /x\n", "guide/semer.md", "/x/guide/semer", "jekyll jekyll "),
    ("hugo.toml", "baseURL = 'https://example.org/x/'\n", "content/guide/semer.md", "/x/guide/semer/", "hugo hugo content"),
    ("docusaurus.config.js", "module.exports = {}", "docs/guide/semer.md", "./semer.md", "docusaurus docusaurus docs"),
    ("astro.config.mjs", "starlight({})", "src/content/docs/guide/semer.md", "/guide/semer", "astro astro src/content/docs"),
    ("book.json", "{}", "guide/semer.md", "semer.md", "honkit honkit "),
    (".gitbook.yaml", "root: ./\n", "guide/semer.md", "semer.md", "gitbook github "),
    ("site/docfx.json", "{}", "site/guide/semer.md", "~/guide/semer.md", "docfx docfx site"),
    ("docs/index.html", DOCSIFY, "docs/guide/semer.md", "/guide/semer", "docsify github docs"),
    ("eleventy.config.js", "", "guide/semer.md", "semer.md", "eleventy eleventy "),
];

#[test]
fn every_generator_is_found_named_and_judged_by_its_own_routes() {
    for (path, config, page, link, site) in GENERATORS {
        let wrong = link.replace("semer", "recolter");
        let text = format!("# Semer\n\n[oui]({link}), [oui]({link}#semer)\n\n[non]({wrong})\n\n[non]({link}#bilan)\n");
        let other = page.replace("semer.md", "autre.md");
        let home = path.replace("index.html", "README.md");
        let mut files = vec![(*path, *config), (*page, "# Semer\n"), (&*other, &*text)];
        files.extend((home != *path).then_some((&*home, "# Potager\n")));
        let repository = TestRepository::from_files(&files);
        let (sites, found) = checked(&repository);
        assert_eq!(sites, [*site]);
        assert_eq!(found, [format!("{other}:5:7 link-missing-file"), format!("{other}:7:7 link-missing-anchor")], "{site}");
        let shown = run(repository.path(), &["check", "--language", "fr"]);
        assert!(shown.contains("Site reconnu\u{a0}:") && shown.contains(path), "{shown}");
    }
}

#[test]
fn the_configuration_wins_over_evidence() {
    let files = [("docs/.vitepress/config.ts", ""), ("docs/a.md", "[1](/b) [2](b)\n"), ("README.md", "[1](docs/c)\n")];
    let missing = |config: Option<&str>| {
        let config = config.map(|text| (".acquis.yaml", text));
        checked(&TestRepository::from_files(&files.iter().copied().chain(config).collect::<Vec<_>>()))
    };
    let here = "docs/a.md:1:5 link-missing-file";
    let (there, readme) = ("docs/a.md:1:13 link-missing-file", "README.md:1:5 link-missing-file");
    assert_eq!(missing(None), (vec!["vitepress vitepress docs".to_owned()], [readme, here, there].map(str::to_owned).to_vec()));
    // The forge alone: `/b` may be the path of a site that nobody knows here.
    assert_eq!(missing(Some("site: {renderer: github}")), (vec![], [readme, there].map(str::to_owned).to_vec()));
    let (sites, _) = missing(Some("site: {renderer: github, root: docs}"));
    assert_eq!(sites, ["vitepress github docs"]);
    let (sites, found) = missing(Some("sites: [{renderer: eleventy-slugify, root: docs}, {renderer: hugo, root: livret}]"));
    assert_eq!((sites, found), (vec!["eleventy eleventy-slugify docs".to_owned()], vec![readme.to_owned()]));
}

#[test]
fn configurations_of_generators_are_read_from_the_snapshot_alone() {
    // The folder of the pages is computed: nothing is known.
    let repository = TestRepository::from_files(&[
        ("docs/a.md", "[1](/b)\n"),
        ("docs/.vitepress/config.ts", "export default { srcDir: dir }"),
    ]);
    std::fs::write(repository.beside("secret.yml"), "docs_dir: docs\n").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.yml", repository.path().join("mkdocs.yml")).unwrap();
    repository.write("docs/.vitepress/config.ts", "export default {}");
    let at = |arguments: &[&str]| run(repository.path(), &[&["check", "--format", "concise"], arguments].concat());
    assert!(at(&[]).contains("link-missing-file"), "{}", at(&[]));
    assert!(!at(&["--rev", "HEAD"]).contains("link-missing-file"), "{}", at(&["--rev", "HEAD"]));
}

/// No file tells of the sites of one curriculum: their profile does.
#[test]
fn a_profile_names_the_renderer_of_its_lessons() {
    let lesson = "### Introduction\n\n[tools](#tools-gloves), [sow](#sow), [no](#1-sow), [no](soil.md)\n\n### Tools & gloves\n\n### 1. Sow\n";
    let check = "\n### Lesson overview\n\n- Sow\n\n### Knowledge check\n\n- [How?](#sow) [Elsewhere](/lessons/soil)\n";
    let repository = TestRepository::from_files(&[("garden/sow.md", &format!("{lesson}{check}"))]);
    let (sites, found) = checked(&repository);
    assert_eq!(sites, ["odin odin "]);
    assert_eq!(found, ["garden/sow.md:3:43 link-missing-anchor", "garden/sow.md:3:57 link-missing-file"]);
}

#[test]
fn pages_that_git_ignores_are_made_by_a_program() {
    let repository = TestRepository::from_files(&[
        ("astro.config.mjs", "export default {}\n"),
        (".gitignore", "src/content/docs/api/*.mdx\n!src/content/docs/api/index.mdx\n"),
        ("src/content/docs/api/index.mdx", "# API\n"),
        ("src/content/docs/a.mdx", "# A\n\n[1](/api/semer/#x) [2](/api/) [3](/ailleurs/)\n"),
    ]);
    assert_eq!(checked(&repository).1, ["src/content/docs/a.mdx:3:35 link-missing-file"]);
}

#[test]
fn what_gitbook_does_not_list_is_told_for_information() {
    let text = "# Page\n\n[1](absent.md)\n";
    let repository = TestRepository::from_files(&[
        (".gitbook.yaml", "structure:\n  summary: guide/contents.md\n"),
        ("guide/contents.md", "* [Semer](semer.md#page)\n"),
        ("guide/semer.md", "# Page\n\n[1](../linked.md) [2](absent.md)\n"),
        ("linked.md", text),
        ("draft.md", text),
    ]);
    let json: Value = serde_json::from_str(&run(repository.path(), &["check", "--all", "--format", "json"])).unwrap();
    let findings = json["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] == "link-missing-file");
    let said: Vec<_> =
        findings.map(|finding| (finding["path"].as_str().unwrap(), finding["severity"].as_str().unwrap())).collect();
    assert_eq!(said, [("draft.md", "info"), ("guide/semer.md", "error"), ("linked.md", "error")]);
}

#[test]
#[cfg(unix)]
fn a_symbolic_link_is_published_where_it_stands() {
    let repository = TestRepository::from_files(&[
        ("mkdocs.yml", "site_name: x\n"),
        ("CONDUITE.md", "# Conduite\n"),
        ("docs/index.md", "[1](conduite.md) [2](../CONDUITE.md)\n"),
    ]);
    repository.link("docs/conduite.md", "../CONDUITE.md");
    repository.git(&["add", "."]);
    assert_eq!(checked(&repository).1, ["docs/index.md:1:22 link-missing-file"]);
}

/// What a project does not render is no page of it: its faults are told for information.
#[test]
fn quarto_renders_what_it_lists() {
    let page = "# X\n\n[1](absent.qmd)\n";
    let config = "project:\n  type: website\n  render:\n  - '*.qmd'\n  - /cartes/**/*.qmd\n  - '!brouillon.qmd'\n";
    let paths = ["a.qmd", "brouillon.qmd", "cartes/b/c.qmd", "ancien/d.qmd"];
    let files: Vec<(&str, &str)> = [("_quarto.yml", config)].into_iter().chain(paths.map(|path| (path, page))).collect();
    let repository = TestRepository::from_files(&files);
    let found = run(repository.path(), &["check", "--format", "concise"]);
    let told = |path: &&str| found.lines().any(|line| line.starts_with(&format!("{path}:")) && line.contains(" error "));
    assert_eq!(paths.iter().copied().filter(told).collect::<Vec<_>>(), ["a.qmd", "cartes/b/c.qmd"], "{found}");
}

#[test]
fn a_page_that_is_made_stands_for_those_that_are_not_translated() {
    let config = "starlight({ defaultLocale: 'en', locales: { en: { label: 'English' }, fr: { label: 'Français' } } })";
    let repository = TestRepository::from_files(&[
        ("astro.config.mjs", config),
        (".gitignore", "src/content/docs/en/suivi/notes.md\n"),
        ("src/content/docs/en/suivi/a.md", "# A\n\n[1](/en/suivi/notes/) [2](/fr/suivi/notes/) [3](/en/suivi/ailleurs/)\n"),
        ("src/content/docs/fr/suivi/b.md", "# B\n\n[1](/fr/suivi/notes/#x) [2](../notes/)\n"),
    ]);
    assert_eq!(checked(&repository).1, ["src/content/docs/en/suivi/a.md:3:49 link-missing-file"]);
}

#[test]
fn an_episode_that_the_lesson_does_not_list_is_a_draft() {
    let files = [
        ("config.yaml", "carpentry: incubator\ntitle: Potager\nepisodes:\n- semer.md\nlearners:\n"),
        (
            "episodes/semer.md",
            "---\ntitle: Semer\n---\n\n::: objectives\n\n- Semer\n\n:::\n\n::: challenge\n\n## Quand ?\n\n::: solution\nEn mai.\n:::\n:::\n",
        ),
        ("episodes/plan.md", "# Plan\n\n[non](absent.md)\n"),
        ("learners/a.md", "# A\n\n[non](absent.md)\n"),
    ];
    let shown = |files: &[(&str, &str)]| -> Vec<String> {
        let repository = TestRepository::from_files(files);
        let json: Value = serde_json::from_str(&run(repository.path(), &["check", "--format", "json"])).unwrap();
        let shown = json["findings"].as_array().unwrap().iter().filter(|finding| finding["severity"] != "info");
        shown.map(|finding| format!("{}: {}", finding["path"], finding["rule"])).collect()
    };
    let of_learners = "\"learners/a.md\": \"link-missing-file\"";
    assert_eq!(shown(&files), [of_learners]);
    // Where the configuration says which files hold modules, a draft among them is one.
    let described = [&[(".acquis.yaml", "extends: carpentries\n")], &files[..]].concat();
    let without = "\"episodes/plan.md\": \"module-without-assessment\"".to_owned();
    assert!(shown(&described).contains(&without) && !shown(&files).contains(&without));
}
