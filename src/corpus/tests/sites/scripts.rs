//! What scripts put into the folder that a site is written to.

use super::{unsure, wrong};

const PAGE: &str = "[1](a.html) [2](a.pdf) [3](/slides/b.html) [4](../autre/c.html) [5](../slides.html) ![6](../slides/d.png)\n";

#[test]
fn what_a_script_writes_into_the_site_reaches_its_folder_and_no_further() {
    let workflow = "steps:\n  - run: mkdocs build\n  - uses: docker://marp\n    with:\n      args: -I slides/ -o site/slides/\n";
    let files = [
        ("mkdocs.yml", "site_url: https://example.org/\n"),
        (".github/workflows/main.yml", workflow),
        ("docs/slides.md", PAGE),
        ("docs/index.md", "[1](aula.pdf) [2](slides/e.pdf)\n"),
    ];
    let written = "Written(\"site/slides\")";
    let unsure_at = |page: &str, target: &str| format!("docs/{page}: {target}: {written}");
    let expected = [
        unsure_at("index.md", "slides/e.pdf"),
        unsure_at("slides.md", "a.html"),
        unsure_at("slides.md", "a.pdf"),
        unsure_at("slides.md", "/slides/b.html"),
        unsure_at("slides.md", "../slides/d.png"),
    ];
    assert_eq!(unsure(&files), expected);
    let expected =
        ["docs/index.md: aula.pdf: missing docs/aula.pdf -", "docs/slides.md: ../autre/c.html: no page on MkDocs (docs)"];
    assert_eq!(wrong(&files)[..2], expected);
}

#[test]
fn each_generator_has_an_output_of_its_own() {
    for (sign, page, output) in [
        (("mkdocs.yml", "site_dir: sortie\nsite_url: https://example.org/\n"), "docs/p.md", "sortie"),
        (("_config.yml", "title: x\n"), "p.md", "_site"),
        (("livre/book.toml", "[book]\n"), "livre/src/p.md", "livre/book"),
        (("hugo.toml", "title = 'x'\n"), "content/p.md", "public"),
        (("docs/.vitepress/config.ts", "export default {}"), "docs/p.md", "docs/.vitepress/dist"),
        (("docusaurus.config.js", "module.exports = {}"), "docs/p.md", "build"),
    ] {
        let script = format!("#!/bin/sh\ncp -r schemas {output}/schemas\n");
        // A book does not say where it is published.
        let slash = if page.starts_with("livre/") { "" } else { "/" };
        let links = format!("[1]({slash}schemas/a.pdf) [2]({slash}autre/a.pdf)\n");
        let files = [sign, ("bin/publie.sh", script.as_str()), (page, links.as_str())];
        let expected = format!("{page}: {slash}schemas/a.pdf: Written(\"{output}/schemas\")");
        assert!(unsure(&files).contains(&expected), "{sign:?}: {:?}", unsure(&files));
        let other = format!("{page}: {slash}autre/a.pdf");
        assert!(!unsure(&files).iter().any(|words| words.contains("Written") && words.starts_with(&other)), "{sign:?}");
    }
}

#[test]
fn gitlab_publishes_one_folder() {
    let files = [
        ("mkdocs.yml", "site_url: https://example.org/\n"),
        (".gitlab-ci.yml", "pages:\n  script:\n    - mkdocs build -d public\n    - cp -r tp public/tp\n"),
        ("docs/p.md", "[1](/tp/a.zip)\n"),
    ];
    assert_eq!(unsure(&files), ["docs/p.md: /tp/a.zip: Written(\"public/tp\")"]);
}
