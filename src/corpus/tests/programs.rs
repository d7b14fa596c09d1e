//! What programs of the repository make, or show.

use super::sites::{unsure, wrong};

#[test]
fn an_application_tells_its_pages_apart_by_the_fragment() {
    let page = "# Sommaire\n\n[1](#docs/semer) [2](#README) [3](#docs/absent) [4](#!/docs/semer) [5](#docs/semer#printemps) [6](#docs/semer.md)\n";
    let mut files =
        vec![("index.html", "<script src=\"a.js\"></script>"), ("sommaire.md", page), ("docs/semer.md", ""), ("README.md", "")];
    assert_eq!(
        wrong(&files),
        ["sommaire.md: #docs/absent: anchor docs/absent -", "sommaire.md: #docs/semer.md: anchor docs/semer.md -"]
    );
    // A word alone is an anchor.
    files[1].1 = "# Sommaire\n\n[1](#README) [2](#docs/absent)\n";
    assert_eq!(wrong(&files), ["sommaire.md: #README: anchor README -", "sommaire.md: #docs/absent: anchor docs/absent -"]);
    // Nothing shows the pages.
    let files = [("sommaire.md", page), ("docs/index.html", ""), ("docs/semer.md", ""), ("README.md", "")];
    assert_eq!(wrong(&files).len(), 5);
}

#[test]
fn the_folder_of_the_application_is_where_the_paths_begin() {
    let page = "# A\n\n[1](#b/c) [2](#site/b/c)\n";
    let files = [("site/app.html", ""), ("site/x/a.md", page), ("site/b/c.md", ""), ("d.md", "[1](#site/b/c)\n")];
    let expected = ["d.md: #site/b/c: anchor site/b/c -", "site/x/a.md: #site/b/c: anchor site/b/c -"];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn slides_have_anchors_of_their_own() {
    let page = "# Titre\n\n[1](#10) [2](#titre) [3](notes.md#absente)\n";
    let html = "<script>remark.create({ sourceUrl: 'cours.md' })</script><a href=\"notes.md\">x</a>";
    let files = [("a/cours.md", page), ("a/notes.md", "# N\n\n[1](#absente)\n"), ("a/slides.html", html), ("b/cours.md", page)];
    assert_eq!(unsure(&files), ["a/cours.md: #10: Shown"]);
    let expected = [
        "a/cours.md: notes.md#absente: anchor absente -",
        "a/notes.md: #absente: anchor absente -",
        "b/cours.md: #10: anchor 10 -",
        "b/cours.md: notes.md#absente: missing b/notes.md ../a/notes.md#absente",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn a_page_is_made_of_the_template_that_lies_there() {
    let page = "[1](exemple/index.html) [2](b.html) [3](c.html) [4](d.html) [5](exemple/index.htm)\n";
    let files = [
        ("a.md", page),
        ("exemple/index.njk", ""),
        ("b.html.erb", ""),
        ("c.php", ""),
        ("d.html/x.pug", ""),
        ("d.twig", "-> a.md"),
    ];
    let expected =
        ["a.md: exemple/index.html: PageTemplate", "a.md: b.html: PageTemplate", "a.md: exemple/index.htm: PageTemplate"];
    assert_eq!(unsure(&files), expected);
    assert_eq!(wrong(&files), ["a.md: c.html: missing c.html -"]);
}

#[test]
fn a_folder_is_shown_under_the_name_before_its_extension() {
    let page = "[1](demo/index.html) [2](demo/absent.js) [3](demo/sous/a.js) [4](autre/a.js)\n";
    let files = [("1/a.md", page), ("1/demo.view/index.html", ""), ("1/demo.view/sous/a.js", ""), ("1/autre.vue/a.js", "")];
    assert_eq!(unsure(&files), ["1/a.md: demo/index.html: PageTemplate", "1/a.md: demo/sous/a.js: PageTemplate"]);
    assert_eq!(
        wrong(&files),
        ["1/a.md: demo/absent.js: missing 1/demo/absent.js -", "1/a.md: autre/a.js: missing 1/autre/a.js -"]
    );
}

#[test]
fn a_script_makes_the_files_of_a_kind_that_git_ignores() {
    let page = "[1](a.produit) [2](ignored/x.zip) [3](b.tar) [4](c.autre)\n";
    let script = "for d in *.md; do sed -n p $d > \"$(basename $d .md).produit\"; zip x *.zip *.tar; done\n";
    let copy = "cp *.produit out/\n";
    let files = [("a.md", page), ("bin/copie.sh", copy), ("bin/fais.sh", script)];
    assert_eq!(unsure(&files), ["a.md: a.produit: Written(\"*.produit\")"]);
    let ignored = ["a.md: a.produit: ignored a.produit", "a.md: ignored/x.zip: ignored ignored/x.zip"];
    let missing = ["a.md: b.tar: missing b.tar -", "a.md: c.autre: missing c.autre -"];
    assert_eq!(wrong(&files), [ignored[1], missing[0], missing[1]]);
    assert_eq!(wrong(&files[..1]), [ignored[0], ignored[1], missing[0], missing[1]]);
}

#[test]
fn what_publishes_a_folder_above_the_page_may_answer_paths_that_begin_at_a_root() {
    let page = "[1](/guide/b.md) [2](/guide/non.md) [3](/docs/guide/b.md)\n";
    let files = [("docs/exemples/a.md", page), ("docs/guide/b.md", ""), ("c.md", "[1](/guide/b.md)\n")];
    assert_eq!(unsure(&files), ["docs/exemples/a.md: /guide/b.md: NoSite"]);
    let expected =
        ["c.md: /guide/b.md: missing guide/b.md /docs/guide/b.md", "docs/exemples/a.md: /guide/non.md: missing guide/non.md -"];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn an_application_serves_pages_without_their_extension() {
    let files = [("notions/a.md", "[1](./b) [2](./c) [3](d)\n"), ("notions/b.md", ""), ("d", ""), ("config/routes.rb", "")];
    assert_eq!(unsure(&files), ["notions/a.md: ./b: NoSite"]);
    let missing = ["notions/a.md: ./c: missing notions/c -", "notions/a.md: d: missing notions/d ../d"];
    assert_eq!(wrong(&files), missing);
    assert_eq!(wrong(&files[..2])[0], "notions/a.md: ./b: missing notions/b ./b.md");
}

#[test]
fn what_a_server_takes_from_a_public_folder_may_be_meant() {
    let files = [
        ("lessons/a.md", "![1](./images/a.png) ![2](images/b.png) ![3](../images/a.png)\n"),
        ("public/images/a.png", ""),
        ("c.md", "[1](d) [2]({{base}}/d)\n"),
        ("d.md", ""),
    ];
    assert_eq!(unsure(&files)[0], "c.md: d: NoSite");
    assert_eq!(unsure(&files).last().unwrap(), "lessons/a.md: ./images/a.png: NoSite");
    let missing: Vec<String> =
        wrong(&files).into_iter().map(|told| told.split(": missing").next().unwrap_or_default().to_owned()).collect();
    assert_eq!(missing, ["lessons/a.md: images/b.png", "lessons/a.md: ../images/a.png"]);
    let next = [("next.config.js", ""), files[0], files[1]];
    assert_eq!(unsure(&next), ["lessons/a.md: ./images/a.png: UnknownGenerator"]);
}

#[test]
fn pages_that_say_their_address_are_read_on_a_site_that_is_built_elsewhere() {
    let page = "---\npermalink: semer.html\n---\n[1](recolter.html) [2](absent.png) [3](absent.md)\n";
    let files = [("semer/README.md", page), ("recolter/README.md", "---\npermalink: recolter.html\n---\n")];
    assert_eq!(unsure(&files), ["semer/README.md: recolter.html: NoSite"]);
    assert_eq!(wrong(&files).len(), 2);
    assert_eq!(wrong(&[("a.md", "[1](recolter.html)\n")]).len(), 1);
}
