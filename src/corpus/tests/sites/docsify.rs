//! Docsify.

use super::{names, unsure, wrong};

const SCRIPT: &str = "<script src=\"//cdn.jsdelivr.net/npm/docsify@4/lib/docsify.min.js\"></script>";

fn index(options: &str) -> String {
    format!("<div id=\"app\"></div><script>\nwindow.$docsify = {{ {options} }}\n</script>{SCRIPT}")
}

const PAGE: &str = "# Semer\n[1](a.md) [2](guide/a) [3](/guide/a.md#lune) [4](../README.md) [5](plan.pdf) [6](plan.pdf ':ignore') [7](guide/) [8](/) [9](sous/) [10](rien.md ':disabled') [11](part.md ':include') [12](/part.md ':include') [13](#/guide/a)\n\n![1](img/p.png) ![2](/img/p.png) ![3](/guide/img/p.png) ![4](../../logo.png) <img src=\"logo.png\"> <img src=\"img/p.png\"> <a href=\"plan.pdf\">x</a>\n";

fn files<'a>(index: &'a str, page: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("docs/index.html", index),
        ("docs/README.md", "# Potager\n"),
        ("docs/guide/README.md", "# Guide\n"),
        ("docs/guide/a.md", "# Lune\n"),
        ("docs/guide/semer.md", page),
        ("docs/guide/part.md", "## Partie\n"),
        ("docs/guide/img/p.png", ""),
        ("docs/plan.pdf", ""),
        ("docs/logo.png", ""),
    ]
}

#[test]
fn links_begin_at_the_root_and_pictures_at_the_page() {
    let index = index("// relativePath: true,\n loadSidebar: true");
    let files = files(&index, PAGE);
    assert_eq!(names(&files), ["Docsify (docs)"]);
    let expected = [
        "docs/guide/semer.md: a.md: not on Docsify (docs), docs/guide/a.md",
        "docs/guide/semer.md: plan.pdf: missing docs/guide/plan.pdf -",
        "docs/guide/semer.md: sous/: no page on Docsify (docs)",
        "docs/guide/semer.md: /guide/img/p.png: no page on Docsify (docs)",
        "docs/guide/semer.md: img/p.png: not on Docsify (docs), docs/guide/img/p.png",
    ];
    assert_eq!(wrong(&files), expected);
    assert_eq!(unsure(&files), ["docs/guide/semer.md: ../../logo.png: Above"]);
}

#[test]
fn relative_paths_begin_at_the_page() {
    let index = index("relativePath: true");
    let page = "[1](a.md) [2](guide/a) [3](/guide/a) [4](../README) [5](./) [6](../../README.md)\n";
    assert_eq!(wrong(&files(&index, page)), ["docs/guide/semer.md: guide/a: no page on Docsify (docs)"]);
}

#[test]
fn aliases_lead_to_other_files() {
    let index = index(
        "alias: { '/fr/(.*)': '/guide/$1', '.*?/journal': 'https://example.org/CHANGES.md' }, homepage: 'guide/a.md', fallbackLanguages: ['de'], routes: { '/calcul/(.*)': f }",
    );
    let page = "[1](/fr/a) [2](/fr/non) [3](x/journal) [4](README.md) [5](/de/guide/a) [6](/es/guide/a) [7](/calcul/1)\n";
    let expected = [
        "docs/guide/semer.md: /fr/non: no page on Docsify (docs)",
        "docs/guide/semer.md: /es/guide/a: no page on Docsify (docs)",
    ];
    assert_eq!(wrong(&files(&index, page)), expected);
}

#[test]
fn what_is_computed_is_a_doubt() {
    let base = index("basePath: base, loadSidebar: true");
    let page = "[1](/guide/non) ![2](non.png)\n";
    assert_eq!(unsure(&files(&base, page)), ["docs/guide/semer.md: /guide/non: Configuration(\"basePath\")"]);
    let plugin = index("plugins: [function (hook) { hook.beforeEach(t => t.replace(/a/g, 'b')) }]");
    let changed = "Configuration(\"beforeEach\")";
    let expected = [format!("docs/guide/semer.md: /guide/non: {changed}"), format!("docs/guide/semer.md: non.png: {changed}")];
    assert_eq!(unsure(&files(&plugin, page)), expected);
}

#[test]
fn another_index_page_tells_of_nothing() {
    let files = [
        ("docs/index.html", "<p>Docs are made with docsify: set <code>window.$docsify</code>.</p>"),
        ("docs/README.md", "[1](a.md)\n"),
        ("docs/a.md", ""),
    ];
    assert!(names(&files).is_empty());
}

#[test]
fn places_are_asked_for_in_queries() {
    let index = index("");
    let page = "[1](/guide/a?id=lune) [2](/guide/a.md?id=tout-autre-chose) [3](#/guide/a?id=lune) [4](#/guide/non) [5](?id=semer) [6](?x=1)\n";
    let expected = [
        "docs/guide/semer.md: /guide/a.md?id=tout-autre-chose: anchor tout-autre-chose -",
        "docs/guide/semer.md: #/guide/non: no page on Docsify (docs)",
    ];
    let page = format!("# Semer\n\n{page}");
    assert_eq!(wrong(&files(&index, &page)).len(), expected.len(), "{:?}", wrong(&files(&index, &page)));
    assert_eq!(unsure(&files(&index, &page)), [""; 0]);
}
