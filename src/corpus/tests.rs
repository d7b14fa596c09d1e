//! Where links of small repositories lead.

mod programs;
mod sites;
mod suggest;
mod witness;

use super::*;
use crate::config::Config;
use crate::document::{Document, Source};
use crate::paths::PathKind;
use std::collections::BTreeMap;

/// A repository in memory: paths with texts; `-> target` is a symbolic link, `submodule` one, `untracked` not in git.
#[derive(Debug)]
struct Memory(BTreeMap<Arc<str>, String>);

impl Paths for Memory {
    fn visit(&self, see: &mut dyn FnMut(&Arc<str>, PathKind, bool)) {
        for (path, text) in &self.0 {
            let kind = match text.as_str() {
                "submodule" => PathKind::Submodule,
                text if text.starts_with("-> ") => PathKind::Link,
                _ => PathKind::File,
            };
            see(path, kind, text != "untracked");
        }
    }

    fn link_target(&self, path: &str) -> Option<String> {
        self.0.get(path)?.strip_prefix("-> ").map(str::to_owned)
    }

    fn is_ignored(&self, path: &str) -> bool {
        path.starts_with("ignored/") || path.ends_with(".produit")
    }

    fn is_on_disk(&self, path: &str) -> bool {
        path == "empty"
    }

    fn read(&self, path: &str, largest: usize) -> Option<String> {
        self.0.get(path).filter(|text| text.len() <= largest).cloned()
    }
}

fn corpus(files: &[(&str, &str)]) -> Corpus {
    let memory: BTreeMap<Arc<str>, String> = files.iter().map(|(path, text)| (Arc::from(*path), (*text).to_owned())).collect();
    let markdown = memory.iter().filter(|(path, text)| crate::text::path::is_markdown(path) && !text.starts_with("-> "));
    let paths = Memory(memory.clone());
    let sites = Sites::find(&paths, &Config::default());
    let page = |(path, text): (&Arc<str>, &String)| {
        let source = Source::new(Arc::clone(path), text.clone());
        Page::new(&Document::parse_as(source, sites.dialect(path)), &sites)
    };
    let pages = markdown.map(page).collect();
    let index = PathIndex::new(&paths);
    Corpus::new(pages, Arc::new(paths), index, sites)
}

/// What is wrong with the links of `path`, in few words.
fn troubles(corpus: &Corpus, path: &str) -> Vec<String> {
    let page = corpus.page_at(path).unwrap();
    let word = |(link, trouble): (&PageLink, &Trouble)| {
        let what = match trouble {
            Trouble::MissingFile { path, nearest } => format!("missing {path} {}", nearest.as_deref().unwrap_or("-")),
            Trouble::MissingAnchor { fragment, nearest, .. } => {
                format!("anchor {fragment} {}", nearest.as_deref().unwrap_or("-"))
            }
            Trouble::AnchorCase(right) => format!("anchor case {right}"),
            Trouble::PathCase { right, case, .. } => format!("{} {right}", if *case { "case" } else { "unicode" }),
            Trouble::Untracked(path) => format!("untracked {path}"),
            Trouble::Ignored(path) => format!("ignored {path}"),
            Trouble::Outside => "outside".to_owned(),
            Trouble::OutsideLink(link) => format!("outside by {link}"),
            Trouble::Url(_) => "address".to_owned(),
            Trouble::Draft(path) => format!("draft {path}"),
            Trouble::MarkedBroken => "marked as broken".to_owned(),
            Trouble::MissingPage { site, .. } => format!("no page on {site}"),
            Trouble::OneSided { path, only: Only::Forge(site) } => format!("not on {site}, {path}"),
            Trouble::OneSided { path, only: Only::Site(site) } => format!("only on {site}, {path}"),
            Trouble::Backslash(exists) => format!("backslash {exists}"),
        };
        format!("{}: {what}", page.target(link))
    };
    corpus.troubles(page).map(word).collect()
}

#[test]
fn what_exists_is_silent() {
    let corpus = corpus(&[
        (
            "a.md",
            "[1](b/c.md) [2](./b/../b/c.md#d-é) [3](b/) [4](b) [5](#top) [6](x%20y.png?raw=1) [7](sub/z.md) [8](/b/c.md)\n[9](l.md#d-é) [10](k/c.md) [11](../../issues) [12](loop) [13](b/c.md#L3) <img src=\"x%20y.png\" alt=\"\">\n[15](.) [16](/fr/page)",
        ),
        ("b/c.md", "# D é\n[1](../a.md) [2](..) [3](c.md#d-%C3%A9) [4](#user-content-d-é)"),
        ("x y.png", ""),
        ("sub", "submodule"),
        ("l.md", "-> b/c.md"),
        ("k", "-> b"),
        ("loop", "-> loop"),
    ]);
    assert_eq!(troubles(&corpus, "a.md"), Vec::<String>::new());
    assert_eq!(troubles(&corpus, "b/c.md"), Vec::<String>::new());
}

#[test]
fn what_is_wrong_is_said() {
    let corpus = corpus(&[
        (
            "a.md",
            "[1](b/d.md) [2](B/c.MD#x) [3](../x.md) [4](new.txt) [5](ignored/y) [6](.\\b\\c.md) [7](b\\no.md) [8](b/c.md#F) [9](b/c.md#ee) [10](#no)\n[11](/b/nope.md) [12](plan-formation.md) [13](1-semis.md) [14](bin.pdf) [15](empty) [16](en/x) [17](en)",
        ),
        ("en", "-> /etc"),
        ("b/c.md", "# F\n## eé\n"),
        ("new.txt", "untracked"),
        ("plan_formation.md", ""),
        ("semis.md", ""),
        ("deep/er/bin.pdf", ""),
        ("caf\u{e9}.md", "[1](cafe\u{301}.md)"),
    ]);
    assert_eq!(
        troubles(&corpus, "a.md"),
        [
            "b/d.md: missing b/d.md -",
            "B/c.MD#x: case b/c.md#x",
            "../x.md: outside",
            "new.txt: untracked new.txt",
            "ignored/y: ignored ignored/y",
            ".\\b\\c.md: backslash true",
            "b\\no.md: backslash false",
            "b/c.md#F: anchor case f",
            "b/c.md#ee: anchor ee eé",
            "#no: anchor no -",
            "/b/nope.md: missing b/nope.md -",
            "plan-formation.md: missing plan-formation.md plan_formation.md",
            "1-semis.md: missing 1-semis.md semis.md",
            "bin.pdf: missing bin.pdf deep/er/bin.pdf",
            "empty: untracked empty",
            "en/x: outside by en",
            "en: outside by en",
        ]
    );
    assert_eq!(troubles(&corpus, "caf\u{e9}.md"), ["cafe\u{301}.md: unicode caf\u{e9}.md"]);
}

#[test]
fn a_suggestion_is_written_from_the_page() {
    let corpus = corpus(&[
        ("docs/a/p.md", "[1](../c/t (1).pdf) [2](<../c/t (1).pdf>) [3](./q.md#h) [4](../../Z.md) [5](../B/u.md)"),
        ("docs/a/b/q.md", ""),
        ("docs/d/t (1).pdf", ""),
        ("docs/b/u.md", ""),
        ("z.md", ""),
    ]);
    assert_eq!(
        troubles(&corpus, "docs/a/p.md"),
        [
            "../c/t (1).pdf: missing docs/c/t (1).pdf ../d/t%20%281%29.pdf",
            "./q.md#h: missing docs/a/q.md ./b/q.md#h",
            "../../Z.md: case ../../z.md",
            "../B/u.md: case ../b/u.md",
        ]
    );
}

#[test]
fn in_a_site_only_what_is_surely_broken_is_said() {
    let corpus = corpus(&[
        ("site/next.config.mjs", ""),
        (
            "site/a.md",
            "[1](b) [2](b.html) [3](no.md) [4](/x/y.md) [5](img/p.png) [6](c.md#premiere-partie) [7](c.md#rien) [8](c.md#k) [9](Img/q.png)",
        ),
        ("site/c.md", "# 1. Première partie\n\n## Autre {#k}\n"),
        ("site/img/q.png", ""),
        ("readme.md", "[1](site/b) [2](/site/z.md)"),
    ]);
    let expected = [
        "no.md: missing site/no.md -",
        "img/p.png: missing site/img/p.png -",
        "c.md#rien: anchor rien -",
        "Img/q.png: case img/q.png",
    ];
    assert_eq!(troubles(&corpus, "site/a.md"), expected);
    // Outside of every site, the forge's rules.
    assert_eq!(troubles(&corpus, "readme.md"), ["site/b: missing site/b -", "/site/z.md: missing site/z.md -"]);
}

#[test]
fn raw_html_gives_anchors_too() {
    let corpus = corpus(&[(
        "a.md",
        "<h1 align=\"center\">Mon <b>jardin</b></h1>\n\n# Mon jardin\n\n<a name=\"Fin\"></a> <span id='x'></span>\n\n[1](#mon-jardin-1) [2](#Fin) [3](#x) [4](#fin)\n",
    )]);
    assert_eq!(troubles(&corpus, "a.md"), ["#fin: anchor case Fin"]);
}

#[test]
fn a_definition_is_resolved_at_each_use() {
    let corpus = corpus(&[("a.md", "[x][d] [y][d]\n\n[d]: no.md 'titre'\n")]);
    let page = corpus.page_at("a.md").unwrap();
    let places: Vec<_> = corpus.troubles(page).map(|(link, _)| (link.place().start, link.definition.unwrap().start)).collect();
    assert_eq!(places, [(0, 15), (7, 15)]);
}

#[test]
fn r_markdown_alone_has_the_anchors_of_pandoc() {
    let text = "# 1. Semer\n\n## Bilan {#bilan-final}\n\n[1](#semer) [2](#bilan-final) [3](#bilan) [4](#1-semer)\n";
    for path in ["lecon.Rmd", "lecon.qmd"] {
        assert_eq!(
            troubles(&corpus(&[(path, text)]), path),
            ["#bilan: anchor bilan bilan-final", "#1-semer: anchor 1-semer semer"]
        );
    }
}
