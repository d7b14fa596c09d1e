//! What Pandoc makes pages of: Quarto, bookdown, the Carpentries' Workbench, R Markdown alone.

use super::{names, unsure, wrong};

#[test]
fn r_markdown_alone_has_the_ids_of_its_lists() {
    let page =
        "# A\n\n![x](h.png){#fig-h} [mot]{#mot} `c`{#code}\n\n[1](#fig-h) [2](#mot) [3](#code) [4](#montré)\n\n`{#montré}`\n";
    assert_eq!(wrong(&[("a.Rmd", page), ("h.png", "")]), ["a.Rmd: #montré: anchor montré -"]);
}

#[test]
fn quarto_knows_the_labels_of_its_project() {
    let files = [
        ("_quarto.yml", "project: {type: website}\n"),
        (
            "a.qmd",
            "# A\n\n[1](@sec-b) [2](@fig-c) [3](@fig-non) [4](@tbl-carnet) [5](@autre) [6](#fig-c) [7](b.html) [8](c.html) [9](b.qmd#sec-b) [10](README.md) [11](#non)\n\n```{r}\n#| label: fig-c\n```\n",
        ),
        ("b.qmd", "# B {#sec-b}\n"),
        ("c.ipynb", "\"#| label: tbl-carnet\\n\",\n"),
        ("README.md", "[1](b)\n"),
    ];
    assert_eq!(names(&files), ["Quarto"]);
    let expected = ["README.md: b: missing b b.qmd", "a.qmd: @fig-non: no page on Quarto", "a.qmd: #non: anchor non -"];
    assert_eq!(wrong(&files), expected);
    assert_eq!(unsure(&files), ["a.qmd: @autre: Made"]);
}

#[test]
fn quarto_leads_links_of_a_book_to_the_chapter_that_has_the_heading() {
    let of = |kind: &str| {
        let config = format!("project:\n  type: {kind}\n");
        let a = "# A\n\n[1](#sec-b) [2](#semer-et-planter) [3](#nulle-part) [4](#refs) [5](@sec-b)\n";
        wrong(&[("_quarto.yml", config.as_str()), ("a.qmd", a), ("b.qmd", "# B {#sec-b}\n\n## Semer et planter\n")])
    };
    let nowhere = "a.qmd: #nulle-part: anchor nulle-part -";
    assert_eq!(of("book"), [nowhere]);
    let own = ["a.qmd: #sec-b: anchor sec-b -", "a.qmd: #semer-et-planter: anchor semer-et-planter -", nowhere];
    assert_eq!(of("website"), own);
}

#[test]
fn quarto_puts_files_into_its_pages() {
    let files = [
        ("_quarto.yml", "project: {type: website}\n"),
        (
            "guide/a.qmd",
            "# A\n\n{{< include _p.qmd >}}\n\n{{< include /commun/_q.qmd >}}\n\n{{< include _non.qmd >}}\n\n[1](#part) [2](#deux) [3](#absent-ailleurs)\n\n```\n{{< include montré.qmd >}}\n```\n",
        ),
        ("guide/_p.qmd", "## Part\n\n[1](a.qmd) [2](non.qmd)\n"),
        ("commun/_q.qmd", "## Deux\n\n[1](a.qmd) [2](non.qmd)\n"),
    ];
    let expected = [
        "commun/_q.qmd: non.qmd: missing commun/non.qmd -",
        "guide/_p.qmd: non.qmd: missing guide/non.qmd -",
        "guide/a.qmd: _non.qmd: missing guide/_non.qmd -",
        "guide/a.qmd: #absent-ailleurs: anchor absent-ailleurs -",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn bookdown_makes_ids_of_labels() {
    let files = [
        ("_bookdown.yml", ""),
        (
            "index.Rmd",
            "# A\n\n[1](#fig:ruche) [2](#tab:prix) [3](#fig:main) [4](#thm:pythagore) [5](#sec-b) [6](#fig:nulle-part) [7](#eq:e) [8](non.Rmd) [9](b.Rmd)\n\n```{r ruche, fig.cap='x'}\n```\n\n(\\#tab:prix) x\n\n<p>(\\#fig:main) y</p>\n\n::: {.theorem #pythagore}\nx\n:::\n\n```{r child='_p.Rmd'}\n```\n\n```{r, child=c('_non.Rmd')}\n```\n",
        ),
        ("b.Rmd", "# B {#sec-b}\n\n\\begin{equation}\na (\\#eq:e)\n\\end{equation}\n\n[1](#part) [2](#non-plus)\n"),
        ("_p.Rmd", "## Part\n"),
    ];
    let expected = [
        "b.Rmd: #non-plus: anchor non-plus -",
        "index.Rmd: #fig:nulle-part: anchor fig:nulle-part -",
        "index.Rmd: non.Rmd: missing non.Rmd -",
        "index.Rmd: _non.Rmd: missing _non.Rmd -",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn quarto_leaves_backslashes_to_browsers() {
    let files = [
        ("_quarto.yml", "project: {type: book}\n"),
        ("a/b.qmd", "# B\n\n![c](/img\\c.png) ![d](/img\\d.png)\n"),
        ("img/c.png", ""),
    ];
    assert_eq!(wrong(&files).len(), 1);
}

#[test]
fn bookdown_looks_for_pictures_from_its_root() {
    let files = [
        ("_bookdown.yml", "rmd_subdir: true\n"),
        ("index.Rmd", "# A\n"),
        ("chapitres/b.Rmd", "# B\n\n![c](img/c.png) ![d](d.png) ![e](img/e.png)\n"),
        ("img/c.png", ""),
        ("chapitres/d.png", ""),
    ];
    assert_eq!(wrong(&files), ["chapitres/b.Rmd: img/e.png: missing chapitres/img/e.png -"]);
}

#[test]
fn bookdown_numbers_what_is_called_alike_over_the_whole_book() {
    let files = [
        ("_bookdown.yml", ""),
        ("index.Rmd", "# A\n\n## Ruches\n\n[1](b.html#ruches-1) [2](#ruches-2) [3](#essaims-1)\n"),
        ("b.Rmd", "# B\n\n## Ruches\n\n## Essaims\n"),
    ];
    let expected = ["index.Rmd: #ruches-2: anchor ruches-2 ruches", "index.Rmd: #essaims-1: anchor essaims-1 -"];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn the_workbench_numbers_its_blocks() {
    let files = [
        ("config.yaml", "carpentry: swc\n"),
        (
            "episodes/a.md",
            "# A\n\n::: challenge\n\n## Essayer\n\nx\n\n::: solution\ny\n:::\n\n:::\n\n::: callout\nz\n:::\n\n[1](#challenge1) [2](#callout1) [3](#accordionSolution1) [4](#collapseSolution1) [5](#callout2) [6](#essayer) [7](b.html) [8](../learners/setup.md) [9](setup.html) [10](c.html)\n",
        ),
        ("episodes/b.Rmd", "# B\n"),
        ("learners/setup.md", "# Setup\n"),
    ];
    assert_eq!(names(&files), ["Carpentries Workbench (episodes)"]);
    let expected =
        ["episodes/a.md: #callout2: anchor callout2 -", "episodes/a.md: c.html: no page on Carpentries Workbench (episodes)"];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn quarto_completes_the_extension_of_a_picture() {
    let files = [
        ("_quarto.yml", "project:\n  type: book\nformat:\n  html:\n    default-image-extension: svg\n"),
        ("a.qmd", "![](img/plan) ![](img/carte)\n"),
        ("img/plan.svg", ""),
    ];
    assert_eq!(wrong(&files).len(), 1);
}
