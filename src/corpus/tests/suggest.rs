//! What is said that a dead link may have meant.

use super::{corpus, troubles};
use crate::corpus::Trouble;

#[test]
fn a_name_with_another_number_is_not_meant() {
    let links = "[1](01.1.md)\n\n[2](03.1.md)\n\n[3](9-semer.md)\n\n[4](etape-3.md)\n\n[5](smer.md)\n";
    let corpus = corpus(&[("index.md", links), ("01.1.md", ""), ("8-semer.md", ""), ("etape-2.md", ""), ("semer.md", "")]);
    let expected = [
        "03.1.md: missing 03.1.md -",
        "9-semer.md: missing 9-semer.md 8-semer.md",
        "etape-3.md: missing etape-3.md -",
        "smer.md: missing smer.md semer.md",
    ];
    assert_eq!(troubles(&corpus, "index.md"), expected);
}

#[test]
fn what_the_same_list_leads_to_is_not_meant() {
    let lists = "- [1](semer.md)\n- Un texte\n  qui suit\n\n- [2](semr.md)\n\nAilleurs : [3](semmer.md)\n\n\
                 | a | b |\n|---|---|\n| [4](./arroser.md#a) | x |\n| [5](arrosr.md) | y |\n\n[6](arroser.md) [7](arosser.md)\n";
    let corpus = corpus(&[("index.md", lists), ("semer.md", ""), ("arroser.md", "# A\n")]);
    let expected = [
        "semr.md: missing semr.md -",
        "semmer.md: missing semmer.md semer.md",
        "arrosr.md: missing arrosr.md -",
        "arosser.md: missing arosser.md arroser.md",
    ];
    assert_eq!(troubles(&corpus, "index.md"), expected);
}

#[test]
fn an_address_without_extension_may_mean_the_page_of_that_name() {
    let links = "[1](./semer) [2](outils) [3](index) [4](guide/arroser) [5](seme)\n";
    let files = [
        ("README.md", links),
        ("docs/semer.md", ""),
        ("docs/index.md", ""),
        ("docs/outils.md", ""),
        ("fr/outils.md", ""),
        ("guide/arroser.md", ""),
        ("fr/arroser.html", ""),
    ];
    let expected = [
        "./semer: missing semer ./docs/semer.md",
        "outils: missing outils -",
        "index: missing index -",
        "guide/arroser: missing guide/arroser guide/arroser.md",
        "seme: missing seme -",
    ];
    assert_eq!(troubles(&corpus(&files), "README.md"), expected);
}

#[test]
fn a_fragment_may_be_the_path_of_a_file() {
    let files = [("a/b.md", "[1](#c/d.md) [2](#a/c/d.md) [3](#c/e.md)\n"), ("a/c/d.md", "")];
    let corpus = corpus(&files);
    let page = corpus.page_at("a/b.md").unwrap();
    let named = |trouble: &Trouble| match trouble {
        Trouble::MissingAnchor { file, .. } => file.as_deref().unwrap_or("-").to_owned(),
        _ => String::new(),
    };
    assert_eq!(corpus.troubles(page).map(|(_, trouble)| named(trouble)).collect::<Vec<_>>(), ["c/d.md", "c/d.md", "-"]);
}

#[test]
fn a_further_heading_is_not_the_first_one() {
    let page =
        "# Titre\n\n## Exemple\n\n- [1](#exemple)\n- [2](#exemple-1)\n\n[3](#exemple) et [4](#exemple-2)\n\n[5](#exemple-3)\n";
    let corpus = corpus(&[("a.md", page)]);
    let found = troubles(&corpus, "a.md");
    assert_eq!(found[..2], ["#exemple-1: anchor exemple-1 -", "#exemple-2: anchor exemple-2 -"]);
    assert_eq!(found[2], "#exemple-3: anchor exemple-3 exemple");
}

#[test]
fn the_beginning_of_an_anchor_and_its_kind_tell_more_than_a_letter() {
    let page = "# Instill\n\n## Installation guide\n\n## Sowing {#sec-sowing}\n\n## Tools\n\n\
                [1](#install) [2](#sowing) [3](#sec-tools) [4](#tools/)\n";
    let corpus = corpus(&[("_quarto.yml", "project: {type: website}\n"), ("a.qmd", page)]);
    let expected = [
        "#install: anchor install installation-guide",
        "#sowing: anchor sowing sec-sowing",
        "#sec-tools: anchor sec-tools tools",
        "#tools/: anchor tools/ tools",
    ];
    assert_eq!(troubles(&corpus, "a.qmd"), expected);
}

#[test]
fn the_words_of_a_link_tell_of_an_anchor() {
    let page = "# Semis\n\n## Medium (L2) launches\n\n## En pot, au chaud\n\n## Deux outils de bois\n\n## Outils de fer\n\n\
                [1](#l2-launch) [En pot, au *chaud*](#bookmark=id.a1) [3](#de-outil) [4](#fer-2) [Rien](#heading=h.b2)\n";
    let corpus = corpus(&[("a.md", page), ("b.md", "[Semis](a.md#terreau) et [Outils de fer](a.md#le-fer)\n")]);
    let expected = [
        "#l2-launch: anchor l2-launch medium-l2-launches",
        "#bookmark=id.a1: anchor bookmark=id.a1 en-pot-au-chaud",
        "#de-outil: anchor de-outil -",
        "#fer-2: anchor fer-2 -",
        "#heading=h.b2: anchor heading=h.b2 -",
    ];
    assert_eq!(troubles(&corpus, "a.md"), expected);
    let other = ["a.md#terreau: anchor terreau -", "a.md#le-fer: anchor le-fer outils-de-fer"];
    assert_eq!(troubles(&corpus, "b.md"), other);
}

#[test]
fn a_file_that_a_built_site_keeps_as_well_may_be_meant() {
    let links = "![1](data/a.png) ![2](data/b.png) ![3](autre/a.png) ![4](plan.png)\n\n[5](config.toml) [6](notes.json)\n";
    let files = ["docs/data/a.png", "site/data/a.png", "docs/u/data/b.png", "docs/v/data/b.png", "docs/x/y/plan.svg"];
    let beside = ["docs/x/y/config.yaml", "docs/x/y/notes.yml", "docs/x/y/notes.toml"];
    let mut all = vec![("docs/x/y/z.md", links)];
    all.extend(files.iter().chain(&beside).map(|path| (*path, "")));
    let expected = [
        "data/a.png: missing docs/x/y/data/a.png ../../data/a.png",
        "data/b.png: missing docs/x/y/data/b.png -",
        "autre/a.png: missing docs/x/y/autre/a.png -",
        "plan.png: missing docs/x/y/plan.png plan.svg",
        "config.toml: missing docs/x/y/config.toml config.yaml",
        "notes.json: missing docs/x/y/notes.json -",
    ];
    assert_eq!(troubles(&corpus(&all), "docs/x/y/z.md"), expected);
}

#[test]
fn numbers_that_a_renderer_parts_otherwise_are_the_same() {
    let page = "[1](#13-la-ruche) [2](#121-lessaim) [3](#14-autre)\n\n## 1.3. La ruche\n\n## 1.2.1. L’essaim\n\n## 1.5. Autre\n";
    let corpus = corpus(&[("docs/.vitepress/config.ts", "export default {}"), ("docs/a.md", page)]);
    let expected = [
        "#13-la-ruche: anchor 13-la-ruche _1-3-la-ruche",
        "#121-lessaim: anchor 121-lessaim _1-2-1-l-essaim",
        "#14-autre: anchor 14-autre -",
    ];
    assert_eq!(troubles(&corpus, "docs/a.md"), expected);
}
