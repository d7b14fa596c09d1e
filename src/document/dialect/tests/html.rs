//! Raw HTML where dialects differ in it.

use super::*;

const MKDOCS: [Dialect; 2] = [Dialect::PythonMarkdown, Dialect::Betterem];

/// The code of a page.
fn codes(document: &Document) -> Vec<&str> {
    let codes = document.marks.iter().filter(|mark| mark.kind == crate::document::MarkKind::Code);
    codes.map(|mark| document.plain.get(mark.plain)).collect()
}

#[test]
fn what_a_program_in_an_attribute_says_is_no_html() {
    let page = "<a\n  starter={`f() {\n\n  <b x={() => a('d')}>D \\`</b>\n  <a href=\"/a\">P ${b(`c`)}</a>\n`}\n  on={() => 1} href=\"/b\" />\n\n[x](/c)\n";
    let document = parse(page, Dialect::Mdx);
    let targets: Vec<&str> = document.links.iter().map(|link| document.target(link)).collect();
    assert_eq!(targets, ["/b", "/c"]);
}

/// As Python-Markdown 3.11 shows them, with and without `md_in_html`.
#[test]
fn tags_in_a_body_begin_no_block() {
    let text = "!!! note \"Q\"\n    <p>Une `ruche` **à** [cadres](a.md)</p>\n\n    <form>\n    <input type=\"radio\">\n    \
                <label>`<img src=\"b.png\">`</label><br>\n    <label>**(le)** <miel> et `<p1>`</label> <a href=\"c.md\">c</a>\n    \
                </form>\n\n=== \"T\"\n\n    <div\n      class=\"`x`\" id=\"d\">`cire`\n    </div>\n\n- a\n\n    <img \
                src=\"d.png\"\n      alt=\"e\">\n\n- <div>`pollen`</div>\n\n> <p>`reine`</p>\n";
    for dialect in MKDOCS {
        let document = parse(text, dialect);
        assert_eq!(codes(&document), ["ruche", "<img src=\"b.png\">", "<p1>", "cire", "pollen", "reine"], "{dialect:?}");
        assert_eq!(targets(&document), ["a.md", "c.md", "d.png"]);
        let unknown: Vec<_> = document.unknown_elements.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(unknown, ["miel"]);
        assert_eq!(document.ids.iter().map(|id| &*id.value).collect::<Vec<_>>(), ["d"]);
        assert!(!document.plain.text().contains(';'), "{:?}", document.plain.text());
    }
}

#[test]
fn tags_that_begin_a_line_begin_a_block() {
    let text = "<div>\n`a` [b](no.md)\n    <p>`k`</p>\n</div>\n\n   <p>`b`</p>\n\n- c\n\n  <p>`d`</p>\n\n- e\n\n    <pre>`f` <x></pre>\n\n    \
                <!-- `g` -->\n\n```\n    <p>`h`</p>\n```\n\n!!! note\n\n    ```html\n    <p>`i`;</p>\n    <p>;</p>\n    ```\n\n        \
                <p>`j`</p>\n";
    for dialect in MKDOCS {
        let document = parse(text, dialect);
        assert_eq!((codes(&document), targets(&document)), (vec![], vec![]), "{dialect:?}");
        assert_eq!(kinds(&document).iter().filter(|(_, kind, _)| *kind == "code").count(), 3);
    }
}

#[test]
fn what_stands_below_a_tag_that_is_seen_is_raw() {
    let text = "<figure>\n    <img src=\"a.png\">\n    <figcaption id=\"b\">`c` <d>\n</figure>\n\n- e\n\n  <ul>\n      <li><a \
                href=\"f.md\">f</a></li>\n  </ul>\n";
    for dialect in MKDOCS {
        let document = parse(text, dialect);
        assert_eq!((targets(&document), codes(&document)), (vec!["a.png", "f.md"], vec![]), "{dialect:?}");
        assert_eq!((document.ids.len(), document.unknown_elements.len()), (1, 1));
    }
}

#[test]
fn fences_and_headings_between_tags_are_such() {
    let text = "??? tip\n    <details><summary>S</summary>\n    ## A\n    ```html\n    <div>`b`</div>\n    # no\n    ```\n    \
                </details>\n\n    <h2 id=\"c\">C</h2>\n\n    <table>\n    <tr><td>`d`</td>\n    <td title=\"1 > 0\">é</td></tr>\n    </table>\n";
    for dialect in MKDOCS {
        let document = parse(text, dialect);
        assert_eq!((headings(&document), codes(&document)), (vec!["A"], vec!["d"]), "{dialect:?}");
    }
}
