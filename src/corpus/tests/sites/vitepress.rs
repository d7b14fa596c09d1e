//! VitePress: each answer is that of its own build.

use super::{absent_anchor, unsure, wrong};

const CONFIG: (&str, &str) = ("docs/.vitepress/config.ts", "export default {}");

#[test]
fn files_beside_the_pages_are_not_published() {
    let files = [
        CONFIG,
        (
            "docs/a.md",
            "[1](data.xlsx) [2](/cle.crt) [3](./a.zip) [4](fiche.pdf) [5](/b.zip) [6](/list.txt) [7](/cle.crt){target=\"_self\"} [8](x.py) [9](/data.v2)\n\n![1](p.png) ![2](/p.png) ![3](/q.png) ![4](/r.png) <img src=\"p.png\"> <a href=\"fiche.pdf\">x</a> <a href=\"/b.zip\">x</a>\n",
        ),
        ("docs/data.xlsx", ""),
        ("docs/a.zip", ""),
        ("docs/fiche.pdf", ""),
        ("docs/p.png", ""),
        ("docs/x.py", ""),
        ("docs/data.v2.md", ""),
        ("docs/public/cle.crt", ""),
        ("docs/public/b.zip", ""),
        ("docs/public/list.txt", ""),
        ("docs/public/q.png", ""),
    ];
    let expected = [
        "docs/a.md: data.xlsx: not on VitePress (docs), docs/data.xlsx",
        "docs/a.md: /cle.crt: no page on VitePress (docs)",
        "docs/a.md: ./a.zip: not on VitePress (docs), docs/a.zip",
        "docs/a.md: fiche.pdf: not on VitePress (docs), docs/fiche.pdf",
        "docs/a.md: x.py: not on VitePress (docs), docs/x.py",
        "docs/a.md: /r.png: no page on VitePress (docs)",
        "docs/a.md: fiche.pdf: not on VitePress (docs), docs/fiche.pdf",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn folders_have_a_page_where_a_slash_ends_them() {
    let files = [
        CONFIG,
        (
            "docs/a.md",
            "---\nhero:\n  actions:\n    - link: /guide/\n    - link: /absent\n---\n[1](/guide/) [2](/guide) [3](guide/index) [4](guide/index.md) [5](b/) [6](b) [7](/page)\n\n<a href=\"b.md\">x</a>\n",
        ),
        ("docs/b.md", ""),
        ("docs/guide/index.md", ""),
        ("docs/public/page.html", ""),
    ];
    let expected = [
        "docs/a.md: /absent: no page on VitePress (docs)",
        "docs/a.md: /guide: no page on VitePress (docs)",
        "docs/a.md: b/: no page on VitePress (docs)",
        "docs/a.md: b.md: not on VitePress (docs), docs/b.md",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn a_folder_rewritten_to_the_root_is_one_more_root() {
    let files = [
        ("docs/.vitepress/config.ts", "export default { rewrites: { 'en/:rest*': ':rest*' } }"),
        ("docs/en/a.md", "[1](/b) [2](b) [3](/en/b) [4](/c) [5](./c.md)\n"),
        ("docs/en/b.md", ""),
        ("docs/fr/a.md", "[1](/fr/b) [2](/b)\n"),
    ];
    let expected = [
        "docs/en/a.md: /c: no page on VitePress (docs)",
        "docs/en/a.md: ./c.md: missing docs/en/c.md -",
        "docs/fr/a.md: /fr/b: no page on VitePress (docs)",
    ];
    assert_eq!(wrong(&files), expected);
    assert_eq!(unsure(&files), [""; 0]);
}

#[test]
fn what_a_page_includes_is_read_for_its_anchors() {
    let files = [
        CONFIG,
        (
            "docs/a.md",
            "# A\n\n[1](#b) [2](#c) [3](#a) [4](b.md#absent)\n\n<!--@include: ./_b.md{1,4}-->\n\n<Badge text=\"x\" />\n",
        ),
        ("docs/_b.md", "## B\n\n<!--@include: @/d.md-->\n"),
        ("docs/d.md", "## D\n"),
        ("docs/b.md", "<!-- @include: ./absent.md -->\n"),
    ];
    assert_eq!(wrong(&files), ["docs/a.md: #c: anchor c -"]);
    assert_eq!(unsure(&files), ["docs/a.md: b.md#absent: Inserted(\"include\")"]);
}

#[test]
fn its_own_components_add_no_anchors() {
    assert!(absent_anchor(&[CONFIG], "docs/a.md", "<Badge type=\"tip\" text=\"x\" />"));
    assert!(absent_anchor(&[CONFIG], "docs/a.md", "<script setup>\nconst x = 1\n</script>"));
    assert!(!absent_anchor(&[CONFIG], "docs/a.md", "<x-plan />"));
}

#[test]
fn an_option_of_a_plugin_names_no_folder_of_pages() {
    let files = [
        ("docs/.vitepress/config.ts", "export default { pwa: { srcDir: '.vitepress/' } }"),
        ("docs/a.md", "[1](/b) [2](/c)\n"),
        ("docs/b.md", ""),
    ];
    assert_eq!(wrong(&files), ["docs/a.md: /c: no page on VitePress (docs)"]);
}
