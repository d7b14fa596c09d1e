//! What each dialect makes of small documents, as the real programs do.

mod code;
mod html;
mod hugo;
mod maths;
mod places;

use super::Dialect;
use crate::document::{BlockKind, Document, FenceFaultKind, Source};
use crate::text::Span;

/// kramdown as Jekyll has it by default.
const KRAMDOWN: Dialect = Dialect::Kramdown { github: true, html: false };

fn parse(text: &str, dialect: Dialect) -> Document {
    Document::parse_as(Source::new("a.md", text.to_owned()), dialect)
}

fn slice(document: &Document, span: Span) -> &str {
    &document.source.text()[span.range()]
}

fn targets(document: &Document) -> Vec<&str> {
    for link in &document.links {
        assert_eq!(slice(document, link.target_span), document.target(link));
    }
    document.links.iter().map(|link| document.target(link)).collect()
}

fn headings(document: &Document) -> Vec<&str> {
    document.headings().map(|(_, _, block)| document.text_of(block)).collect()
}

fn kinds(document: &Document) -> Vec<(usize, &'static str, &str)> {
    let depth = |parent: Option<u32>| std::iter::successors(parent, |&parent| document.block(parent).parent).count();
    let name = |kind| match kind {
        BlockKind::Container => "container",
        BlockKind::Paragraph => "text",
        BlockKind::Heading { .. } => "heading",
        BlockKind::List { .. } => "list",
        BlockKind::Item => "item",
        BlockKind::Code { .. } => "code",
        BlockKind::Html => "html",
        _ => "other",
    };
    document.blocks.iter().map(|block| (depth(block.parent), name(block.kind), document.text_of(block))).collect()
}

/// As `pymdownx.superfences` reads them.
#[test]
fn the_title_of_a_fence_may_hold_code() {
    let text =
        "# A\n\n```sh title=\"$ `ls`\"\n# non\n[a](no.md)\n```\n\n[b](1.md) ```x``` `y=\"z\"`\n\n```un``` et =\"\n\n[c](2.md)\n";
    for dialect in [Dialect::PythonMarkdown, Dialect::Betterem] {
        let document = parse(text, dialect);
        assert_eq!((headings(&document), targets(&document)), (vec!["A"], vec!["1.md", "2.md"]), "{dialect:?}");
    }
}

/// As MkDocs 1.6.1 shows them, with Material and pymdown-extensions.
#[test]
fn bodies_of_admonitions_are_markdown() {
    let document = parse(
        "Avant.\n!!! note\n    Collé [a](1.md)\n    ### Collé\n    fin\n\n!!! tip \"Un [titre](2.md)\"\n\n    ### Deux\n\n    - item\n\n\
         \x20       !!! warning inline end\n            Dans la liste [b](3.md)\n\n    ```\n    [code](no.md)\n    ```\n\n    suite [c](4.md)\n\n\
         ??? question\n\n    d [d](5.md)\n\n???+ success \"Ouvert\"\n    e [e](6.md)\n\n!!! danger \"\"\n    f [f](7.md)\n\n\
         !!!note\n    sans blanc [q](8.md)\n\n   !!! note\n       décalé [r](9.md)\n\n!!! note\n\ndehors [s](10.md)\n\n\
         \x20   !!! note \"code\"\n        [t](no.md)\n\n!!! note\n\ttabulé [u](11.md)\n\n\t### Tabulé\n",
        Dialect::PythonMarkdown,
    );
    assert_eq!(targets(&document), ["1.md", "2.md", "3.md", "4.md", "5.md", "6.md", "7.md", "8.md", "9.md", "10.md", "11.md"]);
    assert_eq!(headings(&document), ["Collé", "Deux", "Tabulé"]);
    assert_eq!(document.headings().next().map(|(_, _, block)| slice(&document, block.span)), Some("### Collé"));
}

#[test]
fn an_admonition_is_no_list() {
    let document = parse("!!! tip \"Le **tour**\"\n    Un\n    - deux\n\n!!! note\n\n    Trois\n", Dialect::PythonMarkdown);
    assert_eq!(
        kinds(&document),
        [
            (0, "container", ""),
            (1, "text", "Le tour"),
            (1, "text", "Un"),
            (1, "list", ""),
            (2, "item", ""),
            (3, "text", "deux"),
            (0, "container", ""),
            (1, "text", "Trois"),
        ]
    );
    assert_eq!(slice(&document, document.blocks[1].span), "Le **tour**");
    assert_eq!(document.outline().count(), 0);
}

#[test]
fn tabs_are_numbered_as_their_ids_are() {
    let document = parse(
        "=== \"C\"\n\n    ### Un\n\n    [g](1.md)\n\n=== \"C++\"\n\n    === \"Dedans\"\n\n        [h](2.md)\n\n    === \"Encore\"\n\n        x\n\n\
         === \"Rust\"\n    ok\n\n===! \"Neuf\"\n    y\n\ntexte\n\n=== \"Seul\"\n    z\n\n===\"rien\"\n",
        Dialect::PythonMarkdown,
    );
    let tabs: Vec<_> = document.tabs.iter().map(|tab| (&*tab.label, tab.set, tab.number)).collect();
    assert_eq!(
        tabs,
        [("C", 1, 1), ("C++", 1, 2), ("Dedans", 2, 1), ("Encore", 2, 2), ("Rust", 1, 3), ("Neuf", 3, 1), ("Seul", 4, 1)]
    );
    assert!(document.tabs.iter().all(|tab| slice(&document, tab.span) == &*tab.label));
    assert_eq!((targets(&document), headings(&document)), (vec!["1.md", "2.md"], vec!["Un"]));
}

#[test]
fn definitions_and_elements_with_markdown_hold_markdown() {
    let document = parse(
        "terme\n:   définition [i](1.md)\n\n    suite [j](2.md)\n\n    ### Dans\n\n<div class=\"grid\" markdown>\n- carte [k](3.md)\n</div>\n\
         Après [l](4.md)\n\n<figure markdown=\"span\" id=\"fig\">\n  ![m](5.png)\n  <figcaption>Texte</figcaption>\n</figure>\n",
        Dialect::PythonMarkdown,
    );
    assert_eq!(targets(&document), ["1.md", "2.md", "3.md", "4.md", "5.png"]);
    assert_eq!(headings(&document), ["Dans"]);
    assert_eq!(document.ids.iter().map(|id| &*id.value).collect::<Vec<_>>(), ["fig"]);
}

#[test]
fn python_markdown_knows_no_divs() {
    let document = parse("::: package.module\n\ntexte\n", Dialect::PythonMarkdown);
    assert!(document.divs.is_empty() && document.fence_faults.is_empty());
}

fn divs(document: &Document) -> Vec<(&str, bool, Option<u32>, u32, u32)> {
    let line = |at| document.source.line(at);
    document.divs.iter().map(|d| (&*d.class, d.closed, d.parent, line(d.span.start), line(d.span.end))).collect()
}

fn faults(document: &Document) -> Vec<(FenceFaultKind, u32)> {
    document.fence_faults.iter().map(|fault| (fault.kind, document.source.line(fault.span.start))).collect()
}

/// Each as `pandoc -t native` (3.9) reads it.
#[test]
fn pandoc_opens_a_div_where_a_block_begins() {
    use FenceFaultKind::{Indented, Stray, Stuck, Unclosed, Words};
    for (text, classes, expected) in [
        ("::: a\n\nx\n\n:::\n", "a", vec![]),
        ("::: a\nx\n:::\n", "a", vec![]),
        ("## H\n::: a\nx\n:::\n", "a", vec![]),
        ("T\n===\n::: a\nx\n:::\n", "a", vec![]),
        ("***\n::: a\nx\n:::\n", "a", vec![]),
        ("[r]: b\n::: a\nx\n:::\n", "a", vec![]),
        ("<!-- c -->\n::: a\nx\n:::\n", "a", vec![]),
        ("<div>\n::: a\nx\n:::\n</div>\n", "a", vec![]),
        ("```\nc\n```\n::: a\nx\n:::\n", "a", vec![]),
        ("::: a\n```\n:::\n```\n:::\n", "a", vec![]),
        ("::: a\n- x\n:::\n", "a", vec![]),
        ("::: a\n\n| a |\n|---|\n| b |\n:::\n\n::: b\nx\n:::\n", "a b", vec![]),
        ("::: a\n\n<br>\n:::\n\n::: b\nx\n:::\n", "a b", vec![]),
        ("::: a\n\n<details>x</details>\n:::\n::: b\nx\n:::\n", "a b", vec![]),
        ("- i\n\n  ::: a\n\n  x\n\n  :::\n", "a", vec![]),
        ("::: a\n\n1. x\n\n::: b\ny\n:::\n:::\n", "a b", vec![]),
        ("::: {#n .a\n.b}\n\nx\n\n:::\n", "a", vec![]),
        ("x\n::: a\n\ny\n\n:::\n", "", vec![(Stuck, 2)]),
        ("- x\n::: a\n\ny\n\n:::\n", "", vec![(Stuck, 2)]),
        ("> x\n::: a\n\ny\n\n:::\n", "", vec![(Stuck, 2)]),
        ("T\n***\n::: a\n\ny\n\n:::\n", "", vec![(Stuck, 3)]),
        ("::: a\nx\n::: b\ny\n:::\n:::\n", "a", vec![(Stuck, 3)]),
        ("::: a\n\n1. x\n::: b\ny\n:::\n:::\n", "a", vec![(Stuck, 4)]),
        ("::: a hard\n\nx\n\n:::\n", "", vec![(Words, 1)]),
        ("  ::: a\n\nx\n\n  :::\n", "", vec![(Indented, 1)]),
        ("    ::: a\n\n    x\n\n    :::\n", "", vec![]),
        ("- i\n\n    ::: a\n\n    x\n\n    :::\n", "", vec![(Indented, 3)]),
        ("::: a\n\nx\n\n :::\n", "a", vec![(Indented, 5)]),
        ("::: a\n\nx\n", "a", vec![(Unclosed, 1)]),
        ("::: a\n\n::: b\n\nx\n\n:::\n", "a b", vec![(Unclosed, 1)]),
        ("::: a\nx\n:::\n\n:::\n\ny\n", "a", vec![(Stray, 5)]),
        ("<!--\n\n::: a\n\nx\n\n:::\n\n-->\n", "", vec![]),
        ("````\n::: a\n\nx\n\n:::\n````\n", "", vec![]),
        (":: a\n\nx\n\n::\n", "", vec![]),
    ] {
        let document = parse(text, Dialect::Pandoc);
        let found: Vec<&str> = document.divs.iter().map(|div| &*div.class).collect();
        assert_eq!((found.join(" ").as_str(), faults(&document)), (classes, expected), "{text:?}");
    }
}

#[test]
fn divs_keep_lists_and_html_apart() {
    let document = parse(
        "::: a\n- x\n:::\n::: b\n- y [l](1.md)\n\n<br>\n:::\n# H\n\n::: {.c title=\"T\"}\n\nz\n\n:::: d\n\n- w\n\n::::\n\n:::\n",
        Dialect::Pandoc,
    );
    assert_eq!(
        divs(&document),
        [("a", true, None, 1, 3), ("b", true, None, 4, 8), ("c", true, None, 11, 21), ("d", true, Some(2), 15, 19)]
    );
    assert_eq!(document.divs[2].title.as_ref(), "T");
    assert_eq!(slice(&document, document.divs[2].open), "::: {.c title=\"T\"}");
    assert_eq!(document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::List { .. })).count(), 3);
    assert_eq!((headings(&document), targets(&document)), (vec!["H"], vec!["1.md"]));
    assert!(!document.plain.text().contains(":::"));
}

/// As myst-parser 5.1 shows them with Sphinx.
#[test]
fn myst_comments_labels_and_directives() {
    let document = parse(
        "# A\n\npara\n% TODO [no](no.md)\nafter\n\n(my-label)=\n## B\n\ntext\n(in-para)=\nmore\n\n```{note}\n:name: of-note\n:class: x\nBody [x](1.md)\n\n\
         ### C\n\n- a\n```\n\n```{tip}\n- b\n```\n\n:::{warning} Title [l](2.md)\ncolon [m](3.md)\n:::\n\n::: plain\n[n](4.md)\n:::\n\n\
         ````{note}\n```{tip}\n[q](5.md)\n```\n````\n\n```{figure} img.png\n:name: fig-a\n\nCaption [r](6.md)\n```\n\n```{image} 7.png\n```\n\n\
         ```{admonition} Argument [t](8.md)\n---\nclass: x\nname: of-t\n---\nbody\n```\n\n- item\n\n  ```{note}\n  in item [v](9.md)\n  ```\n\n\
         ```{code-block} python\n:name: listing\n[no](no.md)\n% no\n```\n\n:::{code-block} python\n[no](no.md)\n:::\n\n```{bar}\n[no](no.md)\n```\n\n\
         ```python\n(no)=\n```\n\n+++\n\nend [w](10.md)\n",
        Dialect::Myst,
    );
    assert_eq!(targets(&document), ["1.md", "2.md", "3.md", "4.md", "5.md", "img.png", "6.md", "7.png", "8.md", "9.md", "10.md"]);
    assert_eq!(headings(&document), ["A", "B", "C"]);
    let ids: Vec<_> = document.ids.iter().map(|id| (&*id.value, slice(&document, id.span))).collect();
    assert_eq!(ids, ["my-label", "in-para", "of-note", "fig-a", "of-t", "listing"].map(|id| (id, id)));
    let classes: Vec<_> = document.divs.iter().map(|div| (&*div.class, div.closed, div.parent)).collect();
    let expected = ["note", "tip", "warning", "plain", "note", "tip", "figure", "admonition", "note"];
    assert_eq!(classes.iter().map(|found| found.0).collect::<Vec<_>>(), expected);
    assert!(classes.iter().all(|found| found.1) && classes[5].2 == Some(4));
    assert_eq!(document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Code { .. })).count(), 5);
    assert_eq!(document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::List { .. })).count(), 3);
    assert!(["TODO", ":::", "```", "+++", "class"].iter().all(|gone| !document.plain.text().contains(gone)));
}

#[test]
fn a_directive_ends_what_is_open_in_it() {
    let document =
        parse("````{note}\n```{tip}\n[a](1.md)\n````\n\n(b)=\n[c](2.md)\n\n```{note}\n---\n```\n(d)=\n", Dialect::Myst);
    let closed: Vec<_> = document.divs.iter().map(|div| div.closed).collect();
    assert_eq!(closed, [true, false, true]);
    assert_eq!(targets(&document), ["1.md", "2.md"]);
    assert_eq!(document.ids.len(), 2);
}

#[test]
fn docfx_tabs_and_included_files() {
    let document = parse(
        "# T\n\n## [Windows](#tab/windows)\n\nText.\n\n# [Linux](#tab/linux/x)\n\n---\n\n[next](b.md?tabs=linux#tab/linux) [c](c.md#d)\n\n\
         [!INCLUDE [title](../inc/a.md)]\n\nIn [!include[](b.md)] line, `[!INCLUDE [x](no.md)]`.\n\n[!code-csharp[Main](P.cs?range=1-2#L3 \"t\")]\n\n\
         :::row:::\n:::image type=\"content\" source=\"m/é.png\" alt-text=\"x\":::\n:::row-end:::\n\n```\n# [no](#tab/no)\n[!INCLUDE [x](no.md)]\n```\n\n\
         [](xref:System.String)\n",
        Dialect::Docfx,
    );
    assert_eq!(headings(&document), ["T"]);
    let found: Vec<_> = document.links.iter().map(|link| document.target(link)).collect();
    assert_eq!(found, ["b.md?tabs=linux", "c.md#d", "../inc/a.md", "b.md", "P.cs", "m/é.png", "xref:System.String"]);
    assert!(document.plain.text().contains("Windows\n") && !document.plain.text().contains(":::"));
    assert!(document.divs.is_empty());
}

#[test]
fn lines_of_attributes_are_no_text_for_kramdown() {
    let document = parse(
        "# A\n{: #b .c}\n\n- T\n{:toc}\n\ntext [a]({{ site.baseurl }}/x.html) and ![b]({{ '/y.png' | relative_url }} \"t\")\n{: .lead }\n\n\
         {::comment}\nhidden [no](no.md)\n{:/comment}\n\n{% highlight ruby %}\n[no](no.md)\n{% endhighlight %}\n\n{% comment %}\n[no](no.md)\n{% endcomment %}\n\n\
         {% include x.html %}\n\n[r][d] {:#span}\n\n[d]: {{ site.url }}/z\n",
        KRAMDOWN,
    );
    assert_eq!(targets(&document), ["{{ site.baseurl }}/x.html", "{{ '/y.png' | relative_url }}", "{{ site.url }}/z"]);
    let texts = document.plain.text();
    assert!(["toc", "lead", "hidden", "include"].iter().all(|gone| !texts.contains(gone)), "{texts}");
}

#[test]
fn tags_of_gitbook_are_borders_of_blocks() {
    let document = parse(
        "# A\n\n{% hint style=\"info\" %}\n- a [x](1.md)\n{% endhint %}\n{% hint style=\"info\" %}\n- b\n{% endhint %}\n\n{% tabs %}\n\
         {% tab title=\"N\" %}\ntext\n{% endtab %}\n{% endtabs %}\n[y]({{ book.v }}/ref/)\n",
        Dialect::Gitbook,
    );
    assert_eq!(targets(&document), ["1.md", "{{ book.v }}/ref/"]);
    assert_eq!(document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::List { .. })).count(), 2);
    assert!(!document.plain.text().contains("{%"));
    assert_eq!(headings(&document), ["A"]);
}

/// As @mdx-js/mdx 3 reads them.
#[test]
fn between_the_tags_of_mdx_stands_markdown() {
    let document = parse(
        "import A from '../a.mdx'\nexport const b = [\n  '# no',\n]\n\n<Tabs>\n<TabItem value=\"a\">\n```sh\n# one\n\n# two\n```\n</TabItem>\n</Tabs>\n\n## Après [a](1.md)\n\
         <Box\n  icon=\"x\"\n  say={() => { return '>' }}\n>\n## Collé\n\n  [b](2.md)\n\n  ### Près\n</Box>\n<img src=\"3.png\" alt=\"c\" />\n## Sous l'image\n\
         <div className=\"long long long\">texte [c](4.md)</div>\n<details><summary>Un [d](5.md)</summary>\n\n- [e](6.md)\n\n  <Card>\n    [f](8.md)\n  </Card>\n</details>\n\
         <h2 id=\"x\">HTML</h2>\n\na <b>c</b> < d\n",
        Dialect::Mdx,
    );
    assert_eq!(headings(&document), ["Après a", "Collé", "Près", "Sous l'image"]);
    let mut targets = targets(&document);
    targets.sort_unstable();
    assert_eq!(targets, ["1.md", "2.md", "3.png", "4.md", "5.md", "6.md", "8.md"]);
    let document = parse("# T\n\n1. ```js\n   x\n   ```\n\n<Tabs c={/* it's */ 1}>\n\n    [x](1.md)\n\n</Tabs>\n", Dialect::Mdx);
    assert_eq!(super::tests::targets(&document), ["1.md"]);
}

/// As kramdown 2.4 reads them.
#[test]
fn kramdown_reads_between_tags_where_it_is_told_to() {
    let text = "# T\n\n<section class=\"a\">\n### Pair [a](1.md)\n* x\n\n<div>\ntext [b](2.md)\n</div>\n\n#### Ext\n</section>\n\n\
                ### After\n\n<p>\n### not [no](no.md)\n</p>\n\n<pre>\n### pre [no](no.md)\n</pre>\n\n```html\n<div>\n### code\n</div>\n```\n";
    let read = |html| parse(text, Dialect::Kramdown { github: true, html });
    assert_eq!(headings(&read(true)), ["T", "Pair a", "Ext", "After"]);
    assert_eq!(targets(&read(true)), ["1.md", "2.md"]);
    let marked = text.replace("class=\"a\"", "markdown=\"1\"");
    let document = parse(&marked, KRAMDOWN);
    assert_eq!(headings(&document), ["T", "Pair a", "Ext", "After"]);
    assert_eq!(targets(&document), ["1.md"]);
}
