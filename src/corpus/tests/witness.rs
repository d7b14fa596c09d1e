//! What a repository's own links show about those that nobody could decide.

use super::sites::{unsure, wrong};
use super::{corpus, troubles};

/// Pages `guide/0.md` to `guide/9.md`, and `there` links as written by `link`.
fn linked(there: usize, link: impl Fn(usize) -> String) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = (0..10).map(|n| (format!("guide/{n}.md"), "# Titre\n".to_owned())).collect();
    let links: Vec<String> = (0..there).map(|n| format!("[lien]({})", link(n))).collect();
    files.push(("liens.md".to_owned(), links.join("\n")));
    files
}

fn with<'a>(files: &'a [(String, String)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    files.iter().map(|(path, text)| (path.as_str(), text.as_str())).chain(more.iter().copied()).collect()
}

#[test]
fn where_most_of_a_class_are_answered_the_others_are_dead() {
    let right = linked(30, |n| format!("/guide/{}", n % 10));
    let site = ("gatsby-config.js", "");
    let files = with(&right, &[site, ("a.md", "[x](/guide/absent) [y](/ailleurs/x)\n")]);
    assert_eq!(wrong(&files), ["a.md: /guide/absent: no page on /", "a.md: /ailleurs/x: no page on /"]);
    // Too few show nothing.
    let few = linked(6, |n| format!("/guide/{n}"));
    let files = with(&few, &[site, ("a.md", "[x](/guide/absent)\n")]);
    assert_eq!((wrong(&files), unsure(&files)), (vec![], vec!["a.md: /guide/absent: UnknownGenerator".to_owned()]));
}

#[test]
fn a_name_of_which_nothing_is_answered_is_served_from_elsewhere() {
    let right = linked(10, |n| format!("/guide/{n}"));
    let page = "[1](/api/a) [2](/api/b) [3](/api/c) [4](/guid/1)\n";
    let files = with(&right, &[("gatsby-config.js", ""), ("a.md", page)]);
    assert_eq!(wrong(&files), ["a.md: /guid/1: no page on /"]);
    assert_eq!(unsure(&files).len(), 3);
}

#[test]
fn a_repository_that_another_application_shows() {
    let absolute: String = (0..10).map(|n| format!("[x](/guide/lecon-{n})\n")).collect();
    let files = [("guide/a.md", absolute.as_str()), ("b.md", "[x](guide/c.md) ![y](y.png)\n")];
    assert_eq!(wrong(&files), ["b.md: guide/c.md: missing guide/c.md -", "b.md: y.png: missing y.png -"]);
    assert_eq!(unsure(&files).len(), 10);
    // A single one is what a forge makes of it.
    assert_eq!(wrong(&[("guide/a.md", "[x](/guide/lecon)\n")]), ["guide/a.md: /guide/lecon: missing guide/lecon -"]);
}

#[test]
fn pages_that_are_linked_to_by_their_bare_names() {
    let names: Vec<(String, String)> = (0..9).map(|n| (format!("lecons/l{n}.md"), String::new())).collect();
    let links: String = (0..9).map(|n| format!("[x](l{n})\n")).chain(["[y](absente)\n".to_owned()]).collect();
    let bare = with(&names, &[("lecons/index.md", &links)]);
    assert_eq!(wrong(&bare), ["lecons/index.md: absente: missing lecons/absente -"]);
    assert_eq!(unsure(&bare).len(), 9);
    // A few are slips.
    assert_eq!(wrong(&[("a.md", "[x](b)\n"), ("b.md", "")]), ["a.md: b: missing b b.md"]);
}

#[test]
fn a_variable_in_place_of_a_folder_is_filled_in() {
    let page = "![a](ASSET_PATH/a.png) ![b](PHOTOS_ETE/b.png) ![c](IMAGES/c.png)\n";
    let files = [("a.md", page), ("PHOTOS_ETE/a.png", "")];
    assert_eq!(unsure(&files).len(), 1);
    let missing = ["PHOTOS_ETE/b.png", "IMAGES/c.png"].map(|path| format!("a.md: {path}: missing {path} -"));
    assert_eq!(wrong(&files), missing);
}

#[test]
fn a_generator_that_stands_apart_may_show_pages_without_their_extension() {
    let pages = [("lecons/a.md", "[1](/lecons/b) [2](/lecons/c)\n"), ("lecons/b.md", "")];
    let missing = "lecons/a.md: /lecons/c: missing lecons/c -";
    assert_eq!(wrong(&pages), ["lecons/a.md: /lecons/b: missing lecons/b /lecons/b.md", missing]);
    assert_eq!(wrong(&[pages[0], pages[1], ("web/gatsby-config.js", "")]), [missing]);
}

#[test]
fn the_renderer_that_the_fragments_fit_is_taken() {
    // kramdown drops what stands before the first letter.
    let text = |n: usize| format!("# Accueil\n\n## {n}. Semer & planter {n}\n\n[ici](#semer--planter-{n})\n");
    let files: Vec<(String, String)> = (0..9).map(|n| (format!("p{n}.md"), text(n))).collect();
    let files = with(&files, &[("q.md", "# Q\n\n[ici](#absente)\n")]);
    assert_eq!(wrong(&files), ["q.md: #absente: anchor absente -"]);
    let corpus = corpus(&files);
    let told: Vec<_> = corpus.inferred().iter().map(|found| (found.renderer.name(), found.fit.answered, found.fit.all)).collect();
    assert_eq!(told, [("jekyll-kramdown", 9, 10)]);
    assert_eq!(troubles(&corpus, "q.md").len(), 1);
}

#[test]
fn fragments_of_a_renderer_that_nobody_knows() {
    let files: Vec<(String, String)> = (0..9)
        .map(|n| (format!("p{n}.md"), format!("# Accueil\n\n## Semer puis planter {n}\n\n[ici](#semer_puis_planter_{n})\n")))
        .collect();
    let files = with(&files, &[("q.md", "# Quand semer\n\n[ici](#absente) [ici](#quand_semer)\n")]);
    assert_eq!(wrong(&files), ["q.md: #absente: anchor absente -"]);
    assert_eq!(unsure(&files).len(), 10);
}

#[test]
fn what_another_renderer_may_write_so_is_not_decided_by_the_other_links() {
    let right: Vec<(String, String)> = (0..30).map(|n| (format!("p{n}.md"), "# Titre\n\n[x](#titre)\n".to_owned())).collect();
    let page = "# A\n\n## Été à l'ombre ?\n\n[1](#ete-a-lombre) [2](#arrosage-du-soir) [3](#ete-a-lombr)\n";
    let files = with(&right, &[("gatsby-config.js", ""), ("a.md", page)]);
    let dead = ["arrosage-du-soir: anchor arrosage-du-soir -", "ete-a-lombr: anchor ete-a-lombr été-à-lombre-"];
    assert_eq!(wrong(&files), dead.map(|words| format!("a.md: #{words}")));
    assert_eq!(unsure(&files), ["a.md: #ete-a-lombre: Renderer"]);
}
