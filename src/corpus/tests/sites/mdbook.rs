//! mdBook.

use super::{absent_anchor, names, unsure, wrong};

#[test]
fn mdbook_writes_html_for_markdown() {
    let files = [
        ("livre/book.toml", "[book]\nsrc = 'pages'\n[output.html.redirect]\n'vieux.html' = 'a.html'\n"),
        ("livre/pages/SUMMARY.md", "[A](a.md) [B](b/README.md) [C](c.md)\n"),
        (
            "livre/pages/a.md",
            "# A\n[1](b/index.html) [2](b/) [3](a.html#a) [4](no.html) [5](vieux.html) [6](../../LICENSE.md) [7](/x/) [8](../std/index.html) [9](print.html) [10](b/README.md) [11](d/)\n",
        ),
        ("livre/pages/b/README.md", "[1](../a.html) [2](index.html) [3](./)\n"),
        ("livre/pages/d/x.png", ""),
        ("LICENSE.md", ""),
    ];
    assert_eq!(names(&files), ["mdBook (livre/pages)"]);
    let expected = [
        "livre/pages/SUMMARY.md: c.md: missing livre/pages/c.md -",
        "livre/pages/a.md: no.html: no page on mdBook (livre/pages)",
        "livre/pages/a.md: ../../LICENSE.md: not on mdBook (livre/pages), LICENSE.md",
        // It becomes `b/index.html`, and the link asks for `b/README.html`.
        "livre/pages/a.md: b/README.md: not on mdBook (livre/pages), livre/pages/b/README.md",
        "livre/pages/a.md: d/: not on mdBook (livre/pages), livre/pages/d",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn mdbook_adds_no_anchors_for_included_code() {
    let configuration = [("book.toml", "")];
    let says = |body: &str| absent_anchor(&configuration, "src/semer.md", body);
    assert!(says("```rust\n{{#include ../a.rs}}\n```"));
    assert!(says("Écrivez `{{#include a.md}}`."));
}

#[test]
fn mdbook_reads_its_list_of_chapters_as_names_of_files() {
    let files = [
        ("book.toml", ""),
        (
            "src/SUMMARY.md",
            "# Livre\n\n- [A](a.md)\n- [A, fin](a.md#fin)\n- [À venir]()\n- [B](<b c.md>)\n- [B](b%20c.md)\n- [C](./d/README.md)\n- [D](/a.md)\n- [E](#fin)\n",
        ),
        (
            "src/a.md",
            "# A\n\n## Fin\n\n[1](a.md#fin) [2](d/index.html) [3](index.html) [4](d/print.html) [5](d/index.md#c) [6](index.md)\n",
        ),
        ("src/b c.md", "# B\n"),
        ("src/d/README.md", "# C\n\n[1](../a.md#non)\n"),
    ];
    let expected = [
        "src/SUMMARY.md: a.md#fin: missing src/a.md#fin a.md",
        "src/SUMMARY.md: /a.md: no page on mdBook (src)",
        "src/SUMMARY.md: #fin: missing src/#fin -",
        "src/a.md: d/print.html: no page on mdBook (src)",
        "src/d/README.md: ../a.md#non: anchor non -",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn mdbook_puts_files_into_its_pages() {
    let files = [
        ("book.toml", ""),
        ("src/SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n"),
        (
            "src/a.md",
            "# A\n\n{{#include parties/p.md}}\n\n[1](#part) [2](#deux) [3](#absent)\n\n```rust\n{{#rustdoc_include ../code/x.rs:12:14}}\n{{#include ../code/y.rs:ancre}}\n```\n\n{{#playground ../code/z.rs editable}}\n\n\\{{#include montré.md}} {{#include montré.md}}\n\n{{#include ../../dehors.md}}\n",
        ),
        ("src/parties/p.md", "## Part\n\n{{#include ../../commun/q.md}}\n\n[1](q.md) [2](b.md)\n"),
        ("commun/q.md", "## Deux\n"),
        ("src/b.md", "# B\n\n{{#include ../notice.txt}}\n\n[1](#licence) [2](#b)\n"),
        ("notice.txt", "Licence\n=======\n"),
        ("code/x.rs", ""),
    ];
    let expected = [
        "src/a.md: #absent: anchor absent -",
        "src/a.md: ../code/y.rs: missing code/y.rs -",
        "src/a.md: ../code/z.rs: missing code/z.rs -",
        "src/a.md: ../../dehors.md: outside",
        "src/parties/p.md: q.md: missing src/parties/q.md ../../commun/q.md",
    ];
    assert_eq!(wrong(&files), expected);
    let open = ["src/b.md: #licence: Inserted(\"include\")"];
    assert_eq!(unsure(&files), open);
}

#[test]
fn mdbook_preprocessors_reach_what_they_bring() {
    let page = "# A\n\n[1](#absent) [2](#admonition-note) [3](b.html)\n\n```admonish note id=\"mien\"\nx\n```\n\n[4](#mien)\n\n{{#quiz a.toml}}\n";
    let of = |name: &str| {
        let config = format!("[preprocessor.{name}]\n");
        unsure(&[
            ("book.toml", config.as_str()),
            ("src/SUMMARY.md", "- [A](a.md)\n"),
            ("src/a.md", page),
            ("src/a.toml", "absent = 'admonition note'"),
        ])
    };
    let none: [&str; 0] = [];
    assert_eq!(of("svgbob"), none);
    assert_eq!(of("admonish"), ["src/a.md: #admonition-note: Plugin(\"admonish\")"]);
    let brought = ["src/a.md: #absent: Inserted(\"{{#quiz\")", "src/a.md: #admonition-note: Inserted(\"{{#quiz\")"];
    assert_eq!(of("quiz"), brought);
    assert_eq!(of("own").len(), 3);
}

#[test]
fn mdbook_has_files_that_its_link_checker_leaves_out() {
    let files = [
        ("book.toml", "[output.linkcheck]\nexclude = ['livre.pdf', 'crates\\.io', 'plans/livre.zip']\n"),
        ("src/SUMMARY.md", "- [A](g/a.md)\n"),
        ("src/g/a.md", "# A\n\n[1](../livre.pdf) [2](livre.pdf) [3](../plans/livre.zip) [4](../autre.zip)\n"),
    ];
    let expected = ["src/g/a.md: livre.pdf: missing src/g/livre.pdf -", "src/g/a.md: ../autre.zip: missing src/autre.zip -"];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn mdbook_whose_configuration_is_not_read_says_little() {
    let files = [("book.toml", "[book\n"), ("src/SUMMARY.md", "- [A](a.md)\n"), ("src/a.md", "[1](#x) [2](b.html) [3](c.md)\n")];
    assert_eq!(names(&files), ["mdBook (src)"]);
    assert_eq!(wrong(&files), ["src/a.md: c.md: missing src/c.md -"]);
}

/// What is wrong in a book with this configuration, these chapters and this first one, beside other files.
fn book(config: &str, summary: &str, first: &str, others: &[(&str, &str)]) -> Vec<String> {
    let own = [("book.toml", config), ("src/SUMMARY.md", summary), ("src/a.md", first)];
    let files: Vec<(&str, &str)> = own.into_iter().chain(others.iter().copied()).collect();
    wrong(&files)
}

#[test]
fn mdbook_makes_index_pages_of_readmes() {
    let summary = "- [A](a.md)\n- [R](r/README.md)\n- [S](s/ReadMe.md)\n- [I](i/index.md)\n";
    let others = [
        ("src/r/README.md", "# R\n[1](a.md) [2](../a.md) [3](README.md#r) [4](index.md#r)\n"),
        ("src/s/ReadMe.md", "# S\n"),
        ("src/i/index.md", "# I\n[1](a.md#a) [2](../a.md#a)\n"),
    ];
    let first =
        "# A\n[1](r/README.md) [2](r/) [3](r/index.html) [4](r/index.md) [5](s/) [6](s/index.html) [7](i/) [8](i/README.md)\n";
    let expected = [
        "src/a.md: r/README.md: not on mdBook (src), src/r/README.md",
        "src/a.md: i/README.md: missing src/i/README.md -",
        "src/i/index.md: a.md#a: missing src/i/a.md ../a.md#a",
        "src/r/README.md: a.md: missing src/r/a.md ../a.md",
        "src/r/README.md: README.md#r: not on mdBook (src), src/r/README.md",
    ];
    assert_eq!(book("", summary, first, &others), expected);
    // Without the preprocessor they are pages as others.
    let config = "[build]\nuse-default-preprocessors = false\n";
    let first = "# A\n[1](r/README.md) [2](r/) {{#include non.md}}\n";
    let others = [("src/r/README.md", "# R\n")];
    let expected = ["src/a.md: r/: not on mdBook (src), src/r"];
    assert_eq!(book(config, "- [A](a.md)\n- [R](r/README.md)\n", first, &others), expected);
    // One that is not known may do the same for links, and a redirection answers them.
    for config in ["[preprocessor.own]\n", "[output.html.redirect]\n'/r/README.html' = 'index.html'\n"] {
        assert_eq!(book(config, "- [A](a.md)\n- [R](r/README.md)\n", "# A\n[1](r/README.md)\n", &others), [""; 0], "{config}");
    }
}

#[test]
fn mdbook_publishes_nothing_that_stands_beside_its_pages() {
    let others = [
        ("x.png", ""),
        ("l.rs", ""),
        ("autre/book.toml", ""),
        ("autre/src/i.png", ""),
        ("src/d/b.md", "# B\n[1](../../l.rs) [2](../x.png)\n"),
        ("src/x.png", ""),
    ];
    let first = "# A\n![1](../x.png) [2](../l.rs) [3](../m.rs) [4](../autre/src/i.png) [5](../autre/) [6](../autre/a.html) [7](../src/d/b.md)\n";
    let expected = [
        "src/a.md: ../x.png: not on mdBook (src), x.png",
        "src/a.md: ../l.rs: not on mdBook (src), l.rs",
        "src/a.md: ../m.rs: missing m.rs -",
        "src/a.md: ../src/d/b.md: not on mdBook (src), src/d/b.md",
        "src/d/b.md: ../../l.rs: not on mdBook (src), l.rs",
    ];
    assert_eq!(book("", "- [A](a.md)\n- [B](d/b.md)\n", first, &others), expected);
    // Kept built, it may be published with all that stands around it.
    let built = [("book/index.html", ""), ("l.rs", "")];
    assert_eq!(book("", "- [A](a.md)\n", "# A\n[1](../l.rs)\n", &built), [""; 0]);
}

#[test]
fn mdbook_makes_the_first_chapter_the_page_at_the_root() {
    let others = [("src/d/b.md", "# B\n[1](../) [2](../#a) [3](..) [4](../index.html#non) [5](b/) [6](b) [7](../d/b/)\n")];
    let expected = [
        "src/d/b.md: ../index.html#non: anchor non -",
        "src/d/b.md: b/: no page on mdBook (src)",
        "src/d/b.md: ../d/b/: no page on mdBook (src)",
    ];
    let found = book("", "- [A](a.md)\n- [B](d/b.md)\n", "# A\n[1](./) [2](d/../) [3](.) [4](./index.md#a)\n", &others);
    assert_eq!(found, expected);
}

#[test]
fn mdbook_makes_pages_of_its_own() {
    let others = [("src/404.md", "# Rien\n"), ("src/nf.md", "# Rien\n")];
    let first = "# A\n[1](print.html) [2](404.html) [3](nf.html) [4](toc.html) [5](vieux.md) [6](#vieux) [7](neuf.md)\n";
    let of = |config: &str| book(config, "- [A](a.md)\n- [N](neuf.md)\n", first, &others);
    let summary = "src/SUMMARY.md: neuf.md: missing src/neuf.md nf.md";
    let [print, missing, nf] = ["print", "404", "nf"].map(|name| format!("src/a.md: {name}.html: no page on mdBook (src)"));
    let (old, fragment) = ("src/a.md: vieux.md: missing src/vieux.md -", "src/a.md: #vieux: anchor vieux -");
    assert_eq!(of(""), [summary, &nf, old, fragment]);
    let config = "[build]\ncreate-missing = false\n[output.html]\ninput-404 = 'nf.md'\n[output.html.print]\nenable = false\n";
    assert_eq!(of(config), [summary, &print, &missing, old, fragment, "src/a.md: neuf.md: missing src/neuf.md nf.md"]);
    let config = "[output.html.redirect]\n'/vieux.html' = 'a.html'\n'/a.html#vieux' = 'a.html#a'\n";
    assert_eq!(of(config), [summary, &nf]);
}

#[test]
fn mdbook_makes_chapters_of_the_first_links_of_items() {
    let summary = "# Livre [C](c.md)\n\n[P](p.md)\n\n- [A](a.md) et [D](d.md)\n  - [E](e.txt)\n";
    let others = [("src/c.md", "# C\n"), ("src/d.md", "# D\n"), ("src/e.txt", "# E\n"), ("src/p.md", "# P\n")];
    let expected = ["src/a.md: c.md: not on mdBook (src), src/c.md", "src/a.md: d.md: not on mdBook (src), src/d.md"];
    assert_eq!(book("", summary, "# A\n[1](c.md) [2](d.md) [3](e.html) [4](p.md) [5](e.txt)\n", &others), expected);
}

#[test]
fn mdbook_runs_the_preprocessors_of_pages_alone() {
    let links = "# A\n[1](non.html) [2](#non)\n";
    let expected = ["src/a.md: non.html: no page on mdBook (src)", "src/a.md: #non: anchor non -"];
    assert_eq!(book("[preprocessor.own]\nrenderers = ['epub']\n", "- [A](a.md)\n", links, &[]), expected);
    assert_eq!(book("[preprocessor.own]\nrenderers = ['epub', 'html']\n", "- [A](a.md)\n", links, &[]), [""; 0]);
}

#[test]
fn mdbook_reads_links_of_parts_from_the_pages() {
    let others = [
        ("src/parties/p.md", "[1](q.png) [2](../a.md) [3](b.md) [4](r.png)\n"),
        ("src/parties/q.png", ""),
        ("src/r.png", ""),
        ("src/b.md", "# B\n"),
        ("src/notes/n.md", "[1](m.md) [2](non.md)\n"),
        ("src/notes/m.md", ""),
    ];
    let expected = [
        "src/notes/n.md: non.md: missing src/notes/non.md -",
        "src/parties/p.md: q.png: not on mdBook (src), src/parties/q.png",
        "src/parties/p.md: ../a.md: not on mdBook (src), src/a.md",
    ];
    assert_eq!(book("", "- [A](a.md)\n- [B](b.md)\n", "# A\n{{#include parties/p.md}}\n", &others), expected);
}

/// What is wrong with links to these fragments on the first page of a book, whose text is `first`.
fn fragments(config: &str, first: &str, links: &[&str], others: &[(&str, &str)]) -> Vec<String> {
    let links: String = links.iter().map(|fragment| format!("[x](#{fragment})\n")).collect();
    let found = book(config, "- [A](a.md)\n", &format!("# A\n\n{first}\n\n{links}"), others);
    let fragment = |words: &String| words.strip_prefix("src/a.md: #")?.split(": ").next().map(str::to_owned);
    let own: Vec<String> = found.iter().filter_map(fragment).collect();
    own
}

/// An option that version 0.5 refuses, and one that came with it.
const OLD: &str = "[book]\nmultilingual = false\n";
const NEW: &str = "[output.html]\nadmonitions = true\n";

#[test]
fn mdbook_gives_ids_to_terms() {
    let terms = "Terme\n: sens\n\n## Terme\n";
    let links = ["terme", "terme-1", "terme-2"];
    assert_eq!(fragments("", terms, &links, &[]), ["terme-2"]);
    assert_eq!(fragments(NEW, terms, &links, &[]), ["terme-2"]);
    assert_eq!(fragments(OLD, terms, &links, &[]), ["terme-1", "terme-2"]);
    assert_eq!(fragments("[output.html]\ndefinition-lists = false\n", terms, &links, &[]), ["terme-1", "terme-2"]);
}

#[test]
fn mdbook_gives_ids_to_footnotes() {
    let notes = "x[^n] y[^n] [^2]\n\n[^n]: n\n[^2]: deux\n[^u]: rien\n\n## Titre[^2]\n";
    let links = ["footnote-n", "fr-n-1", "fr-n-2", "fr-n-3", "fn1", "fn-2", "fnref:1", "n", "footnote-u", "titre2", "titre"];
    let dead = ["fr-n-3", "fn1", "fn-2", "fnref:1", "footnote-u", "titre"];
    assert_eq!(fragments("", notes, &links, &[]), dead);
    assert_eq!(fragments(NEW, notes, &links, &[]), ["fr-n-3", "fn1", "fn-2", "fnref:1", "n", "footnote-u", "titre"]);
}

#[test]
fn mdbook_makes_dashes_where_it_is_told_to() {
    let titles = "## Un -- deux\n\n## Été\n\n<h2>Brut</h2>\n\n## Fin {#fin} non\n\n## Bout {#un #deux}\n";
    let links = ["un--deux", "un----deux", "été", "Été", "brut", "fin", "un", "deux"];
    assert_eq!(fragments("", titles, &links, &[]), ["fin", "un"]);
    assert_eq!(fragments("[output.html]\nsmart-punctuation = false\n", titles, &links, &[]), ["un--deux", "fin", "un"]);
    assert_eq!(fragments("[output.html]\nsmart-punctuation = true\n", titles, &links, &[]), ["un----deux", "fin", "un"]);
    assert_eq!(fragments(NEW, titles, &links, &[]), ["un----deux", "Été", "brut", "fin", "un"]);
    assert_eq!(fragments("[output.html]\ncurly-quotes = true\n", titles, &links, &[]), ["un----deux", "été", "fin", "un"]);
}

#[test]
fn mdbook_numbers_headings_of_parts_with_those_of_the_page() {
    let others = [("src/p.md", "## Fin\n\n[1](#début) [2](#non)\n")];
    let first = "## Début\n\n## Fin\n\n{{#include\n  p.md\n}}\n";
    assert_eq!(fragments("", first, &["fin", "fin-1", "fin-2", "début-1"], &others), ["fin-2", "début-1"]);
    let all = book("", "- [A](a.md)\n", &format!("# A\n{first}"), &others);
    assert_eq!(all, ["src/p.md: #non: anchor non -"]);
}

#[test]
fn mdbook_puts_some_lines_of_files_into_its_pages() {
    let part = "## Un\n\n<!-- ANCHOR: milieu -->\n## Deux\n\n## Un\n<!-- ANCHOR_END: milieu -->\n## Quatre\n";
    let others = [("src/p.md", part)];
    let links = ["un", "deux", "quatre", "un-1"];
    let of = |lines: &str| fragments("", &format!("{{{{#include p.md{lines}}}}}"), &links, &others);
    assert_eq!(of(""), [""; 0]);
    assert_eq!(of(":1"), ["deux", "quatre", "un-1"]);
    assert_eq!(of(":2:5"), ["un", "quatre", "un-1"]);
    assert_eq!(of(":milieu"), ["quatre", "un-1"]);
    assert_eq!(of(":8:"), ["un", "deux", "un-1"]);
}

#[test]
fn mdbook_reads_links_of_parts_from_elsewhere_in_both_places() {
    let others = [("README.md", "# R\n[1](d/b.md) [2](src/d/b.md) [3](d/non.md)\n"), ("src/d/b.md", "# B\n")];
    let found = book("", "- [A](a.md)\n- [B](d/b.md)\n", "# A\n{{#include ../README.md}}\n", &others);
    assert_eq!(found, ["README.md: d/non.md: missing d/non.md -"]);
}

#[test]
fn mdbook_makes_a_print_of_the_same_pages_without_a_say() {
    let of = |output: &str| {
        let print = format!("[book]\nsrc = '../src'\n[preprocessor.own]\n{output}");
        book("", "- [A](a.md)\n", "# A\n[1](#non)\n", &[("papier/book.toml", print.as_str())])
    };
    assert_eq!(of("[output.markdown]\n"), ["src/a.md: #non: anchor non -"]);
    assert_eq!(of("[output.html]\n"), [""; 0]);
    assert_eq!(of(""), [""; 0]);
}
