//! Sphinx with MyST-Parser, Jupyter Book and mystmd: what MyST-Parser 5.2 under Sphinx 9.0 says of the same files.

use super::{names, unsure, wrong};

const CONF: &str = "extensions = ['myst_parser']\nmyst_heading_anchors = 3\n";
const OUTILS: &str = "# Outils\n\n(fumoir)=\n## Le fumoir\n\n(Titre Libre)=\n## Été\n\n```{figure} ruche.png\n:name: fig-ruche\n:alt: x\nx\n```\n\n`code {#cité}`\n\n```\n(montré)=\n{#montré}\n```\n\n$$\na\n$$ (eq-a)\n";
const VIEUX: &str = "Vieux\n=====\n\n.. _coin:\n\nCoin\n----\n";

/// The targets of a page with `links`, a line each, that are wrong in a project with this `conf.py`.
fn dead(conf: &str, links: &str) -> Vec<String> {
    let page = format!("# Livre\n\n{}\n", links.replace(' ', "\n\n").replace('·', " "));
    let files = [
        ("docs/conf.py", conf),
        ("docs/index.md", page.as_str()),
        ("docs/outils.md", OUTILS),
        ("docs/vieux.rst", VIEUX),
        ("docs/sous/page.md", "# Page\n\n[1](/outils.md#le-fumoir) [2](/non.md)\n"),
        ("docs/ruche.png", ""),
        ("docs/table.csv", ""),
        ("docs/carnet.ipynb", "{\"source\": [\n\"(du-carnet)=\\n\"\n]}"),
    ];
    let of_page =
        |words: String| words.strip_prefix("docs/index.md: ").map(|words| words.split(": ").next().unwrap_or_default().into());
    let mut found: Vec<String> = wrong(&files).into_iter().filter_map(of_page).collect();
    found.extend(unsure(&files).into_iter().map(|words| format!("? {words}")));
    found
}

#[test]
fn sphinx_finds_documents_files_and_labels() {
    let fine = "[1](outils.md) [2](outils) [3](./outils) [4](vieux.rst) [5](vieux) [6](table.csv) [7](#fumoir) [8](fumoir) [9](<#Titre·Libre>) [10](#coin) [11](coin) [12](genindex) [13](#search) [14](#fig-ruche) [15](outils.md#le-fumoir) [16](outils.md#fumoir) [17](/outils.md) [18](#livre) [19](sous/page) [20](carnet) [21](#du-carnet) [22](#eq-a)";
    assert_eq!(dead(CONF, fine), [""; 0]);
    let roles = "{ref}`fumoir` {ref}`texte·<titre·libre>` {doc}`outils` {doc}`texte·</sous/page>` {doc}`sous/page` {download}`table.csv` {numref}`fig-ruche` {eq}`eq-a`";
    assert_eq!(dead(CONF, roles), [""; 0]);
}

#[test]
fn sphinx_finds_nothing_by_its_address() {
    let none = "[1](outils.html) [2](outils.html#le-fumoir) [3](outils#le-fumoir) [4](outils.md#non) [5](#le-fumoir) [6](non.md) [7](non) [8](vieux.md) [9](sous/) [10](sous) [11](genindex.html) [12](outils.md#Le-Fumoir) [13](#montré) [14](#cité) [15](non.csv) [16](/non.csv) ![17](non.png)";
    let expected = [
        "outils.html",
        "outils.html#le-fumoir",
        "outils#le-fumoir",
        "outils.md#non",
        "#le-fumoir",
        "non.md",
        "non",
        "vieux.md",
        "sous/",
        "sous",
        "genindex.html",
        "outils.md#Le-Fumoir",
        "#montré",
        "#cité",
        "non.csv",
        "/non.csv",
        "non.png",
    ];
    assert_eq!(dead(CONF, none), expected);
    let roles = "{ref}`non` {doc}`non` {doc}`../sous/page` {download}`non.csv` {numref}`fig-non` {ref}`le-fumoir`";
    assert_eq!(dead(CONF, roles), ["#non", "non", "../sous/page", "non.csv", "#fig-non", "#le-fumoir"]);
    // A browser reads HTML.
    assert_eq!(dead(CONF, "<a·href=\"outils.html#le-fumoir\">x</a>"), [""; 0]);
}

#[test]
fn sphinx_makes_slugs_where_it_is_told_to() {
    let links = "[1](outils.md#le-fumoir) [2](outils.md#été) [3](outils.md#ete)";
    assert_eq!(dead(CONF, links), [""; 0]);
    assert_eq!(dead("extensions = ['myst_parser']\n", links), ["outils.md#été"]);
    assert_eq!(dead("extensions = ['myst_parser']\nmyst_heading_anchors = 0  # none\n", links), ["outils.md#été"]);
    let own = "from commun import *\nextensions = ['myst_parser']\n";
    assert_eq!(dead(own, "[1](outils.md#été) [2](outils.md#le-fumoire)").len(), 1);
}

#[test]
fn sphinx_with_labels_of_elsewhere_says_little_of_labels() {
    let conf = "extensions = ['myst_parser', 'sphinx.ext.intersphinx']\n";
    let found = dead(conf, "[1](#non) [2](non) [3](outils.html) [4](non.md) {ref}`non`");
    let said: Vec<&String> = found.iter().filter(|words| !words.starts_with('?')).collect();
    assert_eq!(said, ["#non", "non.md"]);
    assert_eq!(found.len(), 5);
}

#[test]
fn sphinx_takes_labels_of_blocks_that_are_no_markdown() {
    let page = "# A\n\n```{eval-rst}\n.. figure:: a.png\n   :name: en-rst\n\n.. _cible:\n```\n\n[1](en-rst) [2](#cible) [3](autre) [4](autre){.external}\n";
    assert_eq!(unsure(&[("conf.py", CONF), ("a.md", page)]), ["a.md: autre: Named"]);
    assert_eq!(wrong(&[("conf.py", CONF), ("a.md", page)]), ["a.md: autre: no page on Sphinx"]);
}

#[test]
fn code_in_an_item_of_a_directive_does_not_end_it() {
    let page = "# A\n\n````{list-table}\n* - A\n  - B\n* - ````md\n    [1](non.md)\n    ````\n  - ```rst\n    x\n    ```\n````\n\n[2](absent.md)\n";
    assert_eq!(wrong(&[("conf.py", CONF), ("a.md", page)]), ["a.md: absent.md: missing absent.md -"]);
}

#[test]
fn what_a_comment_of_the_configuration_says_is_nothing() {
    let conf = "# to document with autodoc\nextensions = ['myst_parser']\n# myst_heading_anchors = 2\n";
    assert_eq!(dead(conf, "[1](#nulle-part) [2](outils.md#été)"), ["#nulle-part", "outils.md#été"]);
}

#[test]
fn sphinx_puts_files_into_its_pages() {
    let files = [
        ("conf.py", CONF),
        (
            "index.md",
            "# A\n\n```{include} parties/p.md\n:start-line: 2\n```\n\n[1](#partie) [2](#absent)\n\n```{literalinclude} non.py\n```\n\n```{include} /parties/q.rst\n```\n",
        ),
        ("parties/p.md", "## Partie\n\n[1](b.md)\n\n```{include} non.md\n```\n"),
        ("parties/q.rst", "Absent\n======\n"),
        ("b.md", "# B\n\n```{include} parties/p.md\n```\n\n[1](#absent)\n"),
    ];
    let expected = ["index.md: non.py: missing non.py conf.py", "parties/p.md: non.md: missing parties/non.md -"];
    assert_eq!(wrong(&files), expected);
    assert_eq!(unsure(&files), ["b.md: #absent: Inserted(\"include\")", "index.md: #absent: Inserted(\"include\")"]);
}

#[test]
fn tables_of_contents_are_of_whatever_stands_beside_them() {
    let toc = ("_toc.yml", "format: jb-book\nroot: index\n");
    assert_eq!(names(&[toc]), ["Jupyter Book"]);
    assert_eq!(names(&[toc, ("conf.py", CONF)]), ["Sphinx"]);
    assert_eq!(names(&[toc, ("myst.yml", "")]), ["MyST"]);
    let book = [toc, ("index.md", "# A\n\n[1](b.html) [2](b) [3](b.md#été) [4](b.md#ete)\n"), ("b.md", "# Été\n")];
    assert_eq!(wrong(&book), ["index.md: b.html: no page on Jupyter Book", "index.md: b.md#été: anchor été ete"]);
    let slugs = ("_config.yml", "sphinx:\n  config:\n    myst_heading_anchors: 3\n");
    let book = [&book[..], &[slugs]].concat();
    assert_eq!(wrong(&book), ["index.md: b.html: no page on Jupyter Book"]);
}

#[test]
fn mystmd_takes_addresses_too() {
    let files = [
        ("myst.yml", "version: 1\n"),
        (
            "index.md",
            "# A\n\n[1](b.md) [2](b) [3](c.md) [4](#lieu) [5](#absent) [6](#page-b) [7](#fig:x) [8](10.1000/x.y) [9](/autre/projet)\n",
        ),
        ("b.md", "---\nlabel: page-b\n---\n\n(lieu)=\n# B\n"),
        ("n.ipynb", "\"#| label: fig:x\\n\",\n"),
    ];
    assert_eq!(unsure(&files), ["index.md: /autre/projet: Above"]);
    assert_eq!(wrong(&files), ["index.md: c.md: missing c.md -", "index.md: #absent: anchor absent -"]);
}

#[test]
fn a_configuration_may_be_imported_and_a_role_may_name_a_heading() {
    let conf = "from jardin.defaults import *\n\nproject = 'Jardin'\nmyst_footnote_transition = False\n";
    let files = [
        ("docs/conf.py", conf),
        ("docs/a.md", "## Exercice {num}`exercice:miel`\n\n(semer)=\n## Semer\n"),
        ("docs/b.md", "# B\n\n{numref}`exercice:miel` [](#semer) {numref}`exercice:cire`\n"),
    ];
    assert_eq!(wrong(&files), ["docs/b.md: #exercice:cire: anchor exercice:cire -"]);
}

#[test]
fn figures_have_labels_and_pictures_any_format() {
    let page = ":::{figure-md} plan-nord\n![x](img/plan.*)\n:::\n\n```{figure-md} plan-sud\n![x](img/absent.*)\n```\n\n[1](#plan-nord) [2](#plan-sud) {ref}`plan-sud` [3](#plan-est) <img src=\"img/plan.*\"> <img src=\"img/rien.*\">\n";
    for config in [("docs/conf.py", "extensions = ['myst_parser']"), ("docs/_toc.yml", "root: a\n"), ("docs/myst.yml", "x: 1\n")]
    {
        let files = [config, ("docs/a.md", page), ("docs/img/plan.svg", "")];
        let starts = ["docs/a.md: img/absent.*:", "docs/a.md: #plan-est:", "docs/a.md: img/rien.*:"];
        let found = wrong(&files);
        assert!(found.len() == 3 && starts.iter().all(|start| found.iter().any(|words| words.starts_with(start))), "{found:?}");
    }
}
