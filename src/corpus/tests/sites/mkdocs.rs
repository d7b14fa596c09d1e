//! MkDocs, as its own builds show it.

use super::{unsure, wrong};

const PLAIN: &str = "site_name: Potager\nsite_url: https://example.org/potager/\n";

#[test]
fn raw_html_is_read_from_the_address_of_the_page() {
    let files = [
        ("mkdocs.yml", PLAIN),
        ("docs/index.md", "# I\n<img src=\"guide/p.png\"> <a href=\"b.md\">b</a> <a href=\"b/\">b</a>\n"),
        ("docs/b.md", "# B\n"),
        ("docs/guide/a.md", "# A\n![1](p.png) <img src=\"p.png\"> <img src=\"../p.png\"> <a href=\"../../b/\">b</a>\n"),
        ("docs/guide/p.png", ""),
    ];
    let expected = [
        "docs/guide/a.md: p.png: not on MkDocs (docs), docs/guide/p.png",
        "docs/index.md: b.md: not on MkDocs (docs), docs/b.md",
    ];
    assert_eq!(wrong(&files), expected);
    // Without folders of their own, pages stand beside their pictures.
    let config = format!("{PLAIN}use_directory_urls: false\n");
    let files = [
        ("mkdocs.yml", config.as_str()),
        ("docs/guide/a.md", "# A\n<img src=\"p.png\"> <a href=\"b.html\">b</a> [c](c.html)\n"),
        ("docs/guide/b.md", ""),
        ("docs/guide/p.png", ""),
    ];
    assert_eq!(wrong(&files), ["docs/guide/a.md: c.html: no page on MkDocs (docs)"]);
}

#[test]
fn what_is_no_address_of_a_folder_is_dead() {
    let files = [
        ("mkdocs.yml", PLAIN),
        (
            "docs/index.md",
            "# I\n[1](b.html) [2](b) [3](b/) [4](b/index.html) [5](b.md/) [6](guide/) [7](templates/t.md) [8](.x/y.md) [9](c/) [10](d.markdown)\n",
        ),
        ("docs/b.md", ""),
        ("docs/c/README.md", ""),
        ("docs/d.markdown", ""),
        ("docs/guide/a.md", ""),
        ("docs/templates/t.md", ""),
        ("docs/.x/y.md", ""),
    ];
    let expected = [
        "docs/index.md: b.html: no page on MkDocs (docs)",
        "docs/index.md: guide/: not on MkDocs (docs), docs/guide",
        "docs/index.md: templates/t.md: not on MkDocs (docs), docs/templates/t.md",
        "docs/index.md: .x/y.md: not on MkDocs (docs), docs/.x/y.md",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn absolute_links_are_decided_where_the_address_of_the_site_is_known() {
    let page = "# I\n[1](/potager/b/) [2](/potager/c/) [3](/c/) [4](/b.md) ![5](/potager/p.png)\n";
    let files = [("mkdocs.yml", PLAIN), ("docs/index.md", page), ("docs/b.md", "")];
    let expected = [
        "docs/index.md: /potager/c/: no page on MkDocs (docs)",
        "docs/index.md: /b.md: no page on MkDocs (docs)",
        "docs/index.md: /potager/p.png: no page on MkDocs (docs)",
    ];
    assert_eq!(wrong(&files), expected);
    assert_eq!(unsure(&files), ["docs/index.md: /c/: NoSite"]);
    let files = [
        ("mkdocs.yml", "validation:\n  links:\n    absolute_links: relative_to_docs\n"),
        ("docs/guide/a.md", "# A\n[1](/b.md) [2](/c.md) ![3](/p.png)\n"),
        ("docs/b.md", ""),
        ("docs/p.png", ""),
    ];
    assert_eq!(wrong(&files), ["docs/guide/a.md: /c.md: no page on MkDocs (docs)"]);
}

#[test]
fn anchors_mind_letter_case() {
    let files = [
        ("mkdocs.yml", PLAIN),
        ("docs/a.md", "[1](b.md#Conflits) [2](b.md#conflits) [3](b.md##conflits)\n"),
        ("docs/b.md", "# B\n\n## Conflits\n"),
    ];
    let expected = ["docs/a.md: b.md#Conflits: anchor Conflits conflits", "docs/a.md: b.md##conflits: anchor #conflits conflits"];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn labels_of_tabs_have_ids_where_a_function_makes_them() {
    let tabs = "# A\n\n## Outils\n\n=== \"Bêche à dents\"\n\n    x\n\n=== \"Râteau\"\n\n    y\n\n";
    let tagged = "markdown_extensions:\n  - pymdownx.tabbed:\n      alternate_style: true\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n";
    let combined = format!("{tagged}      combine_header_slug: true\n");
    for (config, fine, dead) in [
        (tagged, "bêche-à-dents", "outils-râteau"),
        (&*combined, "outils-râteau", "bêche-à-dents"),
        ("markdown_extensions: [pymdownx.tabbed]\n", "outils", "bêche-à-dents"),
    ] {
        let page = format!("{tabs}[1](#{fine}) [2](#{dead})\n");
        let found = wrong(&[("mkdocs.yml", config), ("docs/a.md", &page)]);
        assert!(found.len() == 1 && found[0].contains(dead), "{config}: {found:?}");
    }
}

#[test]
fn snippets_bring_the_anchors_of_their_files() {
    let config = "markdown_extensions: [pymdownx.snippets]\n";
    let files = [
        ("mkdocs.yml", config),
        ("docs/a.md", "# A\n\n--8<-- \"includes/b.md\"\n\n[1](#semis) [2](#absent)\n"),
        ("docs/c.md", "# C\n\n--8<-- \"https://example.org/x.md\"\n\n[1](#absent)\n"),
        ("docs/d.md", "# D\n\n[1](#absent)\n\n```\n--8<-- \"x.py\"\n```\n"),
        ("docs/data/x.png", ""),
        ("includes/b.md", "## Semis\n\n![](data/x.png) ![](data/y.png)\n"),
        ("includes/e.md", "![](data/x.png)\n"),
    ];
    assert_eq!(
        wrong(&files),
        [
            "docs/a.md: #absent: anchor absent -",
            "docs/d.md: #absent: anchor absent -",
            "includes/b.md: data/y.png: missing includes/data/y.png -"
        ]
    );
    assert_eq!(unsure(&files), ["docs/c.md: #absent: Inserted(\"-8<-\")", "includes/e.md: data/x.png: Included"]);
    let config = "plugins: [include-markdown]\n";
    let files = [
        ("mkdocs.yml", config),
        (
            "docs/a.md",
            "# A\n\n{% include-markdown \"./b.md\" %}\n\n{% include '../README.md' %}\n\n[1](#semis) [2](#absent) [3](#racine)\n",
        ),
        ("docs/b.md", "## Semis\n"),
        ("README.md", "# Racine\n"),
    ];
    assert_eq!(wrong(&files), ["docs/a.md: #absent: anchor absent -"]);
}

#[test]
fn a_plugin_reaches_what_it_can() {
    let page = "# A\n\n[1](api/x/) [2](non.md) ![3](non.png) [4](#non)\n";
    let of = |config: &str| {
        (wrong(&[("mkdocs.yml", config), ("docs/a.md", page)]), unsure(&[("mkdocs.yml", config), ("docs/a.md", page)]))
    };
    let (dead, open) = of("plugins: [inconnu]\n");
    assert_eq!(dead.len(), 3, "{dead:?}");
    assert_eq!(open, ["docs/a.md: api/x/: Plugin(\"inconnu\")"]);
    let (dead, _) = of("plugins: [search, material/social, git_committers]\n");
    assert_eq!(dead.len(), 4, "{dead:?}");
    let (dead, open) = of("plugins: {gen-files: {scripts: [x.py]}}\n");
    assert_eq!((dead.len(), open.len()), (1, 3), "{dead:?}");
}

#[test]
fn what_programs_write_has_headings() {
    let links = "[1](#un) ".repeat(20);
    let api = format!("# Un\n\n::: potager.semis\n\n{links}[2](#potager.semis.semer)\n");
    let files = [("mkdocs.yml", "plugins: [mkdocstrings]\n"), ("docs/api.md", api.as_str())];
    assert_eq!(unsure(&files), ["docs/api.md: #potager.semis.semer: Inserted(\"::: …\")"]);
}

#[test]
fn a_plugin_that_makes_pages_in_a_folder_reaches_no_other() {
    let page = "[1](ruche/Cadre/) [2](non.md) [3](../ruche/Cadre.md)\n";
    let check = |plugin: &str| {
        let config = format!("plugins:\n  - {plugin}\n");
        unsure(&[("mkdocs.yml", config.as_str()), ("docs/index.md", page), ("docs/guide/a.md", page)])
    };
    let below = check("api-autonav: {api_root_uri: ruche}");
    assert_eq!(
        below,
        ["docs/guide/a.md: ../ruche/Cadre.md: Plugin(\"api-autonav\")", "docs/index.md: ruche/Cadre/: Plugin(\"api-autonav\")"]
    );
    assert_eq!(check("autoapi"), [""; 0]);
}

#[test]
fn hooks_reach_what_their_functions_change() {
    let of = |code: &str, body: &str| {
        let page = format!("# A\n\n{body}[1](x/) [2](non.md) [3](#non)\n");
        unsure(&[("mkdocs.yml", "hooks: [outils/h.py]\n"), ("outils/h.py", code), ("docs/a.md", &page)])
    };
    assert_eq!(of("def on_nav(nav, **kw): pass\n", ""), [""; 0]);
    assert_eq!(
        of("def on_page_markdown(markdown, **kw): return f(markdown)\n", ""),
        ["docs/a.md: #non: Plugin(\"outils/h.py\")"]
    );
    let marked = "def on_page_markdown(markdown, **kw):\n    return re.sub(r\"<!-- fiche:(\\w+) -->\", f, markdown)\n";
    assert_eq!(of(marked, ""), [""; 0]);
    assert_eq!(of(marked, "#### <!-- fiche:x -->\n\n"), ["docs/a.md: #non: Inserted(\"<!-- fiche:\")"]);
    assert_eq!(of("def on_files(files, config):\n    files.append(File('x'))\n", "").len(), 2);
    let writes = "def on_config(config):\n    Fiches().make()\n\nclass Fiches:\n    def make(self):\n        open('f.md', 'w')\n";
    assert_eq!(of(writes, "").len(), 2);
    // The file is written when the site is there.
    let after = "def on_config(config): pass\n\ndef on_post_build(config):\n    open('site/f.txt', 'w')\n";
    assert_eq!(of(after, ""), ["docs/a.md: x/: Plugin(\"outils/h.py\")"]);
}

#[test]
fn posts_and_notebooks() {
    let files = [
        ("mkdocs.yml", "plugins: [material/blog, mkdocs-jupyter]\n"),
        ("docs/index.md", "[1](blog/2024/05/mai/) [2](carnet/) [3](blog/posts/mai.md) [4](non/)\n"),
        ("docs/carnet.ipynb", "{}"),
        ("docs/blog/posts/mai.md", "# Mai\n[1](../index.md) [2](non.md) <img src=\"../../x.png\">\n"),
        ("docs/blog/index.md", ""),
    ];
    assert_eq!(
        wrong(&files),
        [
            "docs/blog/posts/mai.md: non.md: missing docs/blog/posts/non.md -",
            "docs/blog/posts/mai.md: ../../x.png: missing docs/x.png -",
            "docs/index.md: non/: no page on MkDocs (docs)"
        ]
    );
}

#[test]
fn a_configuration_is_inherited() {
    let files = [
        ("base.yml", "site_url: https://example.org/\nmarkdown_extensions: [pymdownx.snippets]\nplugins: [search]\n"),
        ("mkdocs.yml", "INHERIT: base.yml\ndocs_dir: pages\n"),
        ("pages/a.md", "[1](/b/) [2](/c/)\n"),
        ("pages/b.md", ""),
    ];
    assert_eq!(wrong(&files), ["pages/a.md: /c/: no page on MkDocs (pages)"]);
}

#[test]
fn zensical_reads_the_same() {
    let files = [
        (
            "zensical.toml",
            "[project]\nsite_name = 'Potager'\ndocs_dir = 'pages'\n[project.markdown_extensions.pymdownx.snippets]\n",
        ),
        ("pages/a.md", "[1](b.md) [2](c.md) [3](../b/)\n\n<iframe src=\"./d.html\"></iframe> <img src=\"e.png\">\n"),
        ("pages/b.md", ""),
        ("pages/d.html", ""),
    ];
    assert_eq!(wrong(&files), ["pages/a.md: c.md: missing pages/c.md -", "pages/a.md: e.png: missing pages/e.png -"]);
    assert_eq!(super::names(&files), ["Zensical (pages)"]);
    assert_eq!(super::names(&[("mkdocs.yml", "docs_dir: pages\n"), files[2]]), ["MkDocs (pages)"]);
}

#[test]
fn the_theme_brings_files() {
    let files = [
        ("mkdocs.yml", "theme: {name: material, custom_dir: habits}\nsite_url: https://example.org/\n"),
        ("docs/a.md", "![1](img/p.png) ![2](/img/p.png) ![3](img/favicon.ico) ![4](img/q.png)\n"),
        ("habits/img/p.png", ""),
    ];
    assert_eq!(wrong(&files), ["docs/a.md: img/q.png: missing docs/img/q.png -"]);
}

#[test]
fn translations_beside_the_project_fall_back_to_it() {
    let files = [
        ("docs/fr/mkdocs.yml", "site_url: https://example.org/\n"),
        ("docs/fr/docs/a.md", "# A { #haut }\n"),
        ("docs/fr/docs/b.md", "# B\n"),
        ("docs/en/docs/a.md", "# A { #haut }\n\n[1](b.md) [2](c.md) [3](#haut) [4](/img/p.png) [5](../b/)\n"),
        ("docs/fr/docs/img/p.png", ""),
        ("docs/de/mkdocs.yml", "INHERIT: ../fr/mkdocs.yml\n"),
        ("docs/de/docs/a.md", "[1](b.md) [2](c.md) ![3](/img/p.png)\n"),
    ];
    let expected =
        ["docs/de/docs/a.md: c.md: missing docs/de/docs/c.md -", "docs/en/docs/a.md: c.md: missing docs/en/docs/c.md -"];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn languages_in_folders() {
    let config = "site_url: https://example.org/\nplugins:\n  - i18n:\n      docs_structure: folder\n      languages:\n        - locale: en\n        - {locale: fr, default: true}\n";
    let files = [
        ("mkdocs.yml", config),
        ("docs/fr/a.md", "[1](b.md) [2](/b/) [3](/en/a/) [4](non.md)\n"),
        ("docs/fr/b.md", ""),
        ("docs/en/a.md", "[1](b.md) [2](non.md)\n"),
    ];
    assert_eq!(
        wrong(&files),
        ["docs/en/a.md: non.md: missing docs/en/non.md -", "docs/fr/a.md: non.md: missing docs/fr/non.md -"]
    );
}

#[test]
fn references_that_something_else_may_define() {
    use crate::document::{Document, Source};
    let of = |config: &str, body: &str| {
        let files = [("mkdocs.yml", config), ("commun/liens.md", "[la Bêche]: https://example.org/\n"), ("docs/a.md", body)];
        let corpus = super::super::corpus(&files);
        let site = corpus.sites.get(corpus.sites.number("docs/a.md")).unwrap();
        let document = Document::parse(Source::new("docs/a.md", body.to_owned()));
        ["la bêche", "autre"].map(|label| site.generator.defines(site, label) || site.generator.may_define(&document, site))
    };
    assert_eq!(of("site_name: x\n", "# A\n"), [false, false]);
    let appended = "markdown_extensions:\n  - pymdownx.snippets:\n      auto_append: [commun/liens.md]\n";
    assert_eq!(of(appended, "# A\n"), [true, false]);
    assert_eq!(of("plugins: [autorefs]\n", "# A\n"), [true, true]);
    assert_eq!(of("plugins: [macros]\n", "# A\n\n{{ liens }}\n"), [true, true]);
}

#[test]
fn lines_of_code_have_anchors_where_they_are_numbered() {
    for (option, found) in [("true", 0), ("false", 1)] {
        let config = format!("markdown_extensions:\n  - pymdownx.highlight:\n      anchor_linenums: {option}\n");
        let files = [("mkdocs.yml", config.as_str()), ("docs/a.md", "[1](#__codelineno-0-14)\n")];
        assert_eq!(wrong(&files).len(), found, "{option}");
    }
}
