//! What the parse says of small documents, place by place.

use super::*;

fn parse(text: &str) -> Document {
    Document::parse(Source::new("a.md", text.to_owned()))
}

fn slice(document: &Document, span: Span) -> &str {
    &document.source.text()[span.range()]
}

/// Kind and plain text of every block, indented by depth.
fn outline(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        let depth = std::iter::successors(block.parent, |&p| document.block(p).parent).count();
        let kind = format!("{:?}", block.kind);
        let kind = kind.split(' ').next().unwrap_or_default();
        out.push_str(&format!("{}{kind} {:?}\n", "  ".repeat(depth), document.text_of(block)));
    }
    out
}

#[test]
fn tight_items_get_a_paragraph_of_their_own() {
    let document = parse("- a **b**\n- c\n\n  d\n  - e\n\n> f\n");
    assert_eq!(
        outline(&document),
        "List \"\"\n  Item \"\"\n    Paragraph \"a b\"\n  Item \"\"\n    Paragraph \"c\"\n    Paragraph \"d\"\n    List \"\"\n      Item \"\"\n        Paragraph \"e\"\nQuote \"\"\n  Paragraph \"f\"\n"
    );
    let inner = document.blocks.iter().find(|b| document.text_of(b) == "a b").unwrap();
    assert_eq!(slice(&document, inner.span), "a **b**");
    let children: Vec<_> = document.children(None).map(|i| document.block(i).kind).collect();
    assert_eq!(children, [BlockKind::List { ordered: false }, BlockKind::Quote]);
}

#[test]
fn plain_text_leads_back_to_the_source() {
    let document = parse("# Ré **b** &amp; `c d` \\* ![i](u) e\nf");
    let heading = &document.blocks[0];
    assert_eq!(document.text_of(heading), "Ré b & c d *  e");
    for (word, written) in [("Ré", "Ré"), ("b", "b"), ("&", "&amp;"), ("c d", "c d"), ("* ", "* ")] {
        let at = document.plain.text().find(word).unwrap();
        let span = Span::new(at, at + word.len());
        assert_eq!(slice(&document, document.place(span)), written, "{word}");
    }
}

#[test]
fn lines_of_a_paragraph_have_their_places() {
    let document = parse("a &amp; b\n    c d\ne");
    let lines: Vec<_> = document
        .lines_of(&document.blocks[0])
        .map(|(span, line)| (line.to_owned(), slice(&document, document.place(span)).to_owned()))
        .collect();
    assert_eq!(lines, [("a & b".into(), "a &amp; b".into()), ("c d".into(), "c d".into()), ("e".to_owned(), "e".to_owned())]);
}

#[test]
fn targets_stand_where_they_are_written() {
    let text = "[a `]` [b]](<x y> \"t\") ![i](u(1).png) [r][Lab El]\n\n[lab  el]: ./d.md 'x'\n<https://e.org/> x https://f.org/p). <a@b.fr> <a href=\"g.md\" id='h'>";
    let document = parse(text);
    let links: Vec<_> = document.links.iter().map(|l| (document.target(l), slice(&document, l.target_span))).collect();
    assert_eq!(
        links,
        [
            ("x y", "x y"),
            ("u(1).png", "u(1).png"),
            ("./d.md", "./d.md"),
            ("https://e.org/", "https://e.org/"),
            ("https://f.org/p", "https://f.org/p"),
            ("a@b.fr", "a@b.fr"),
            ("g.md", "g.md")
        ]
    );
    assert_eq!(document.definitions[0].uses, 1);
    assert_eq!(slice(&document, document.ids[0].span), "h");
}

#[test]
fn undefined_references_but_not_brackets_in_prose() {
    let document = parse("[x] [a][b] [c][] [^1] a[0][1] \\[d\\](e)");
    let labels: Vec<_> = document.undefined.iter().map(|u| &*u.label).collect();
    assert_eq!(labels, ["b", "c", "1"]);
}

#[test]
fn an_address_in_code_or_in_a_link_is_not_bare() {
    let document = parse("`https://a.org` [https://b.org](c) \"https://d.org/x_y\" https://e.org/*f*\n\n    https://g.org\n");
    let bare: Vec<_> = document.links.iter().filter(|l| l.kind == LinkKind::Bare).map(|l| slice(&document, l.span)).collect();
    assert_eq!(bare, ["https://d.org/x_y", "https://e.org/*f"]);
}

#[test]
fn an_address_without_a_scheme_is_bare_where_a_word_begins() {
    let document = parse("www.a.org/x, (www.b.org) xwww.c.org `www.d.org` www.e https://www.f.org [www.g.org](h) www..i.j\n");
    let bare: Vec<_> = document
        .links
        .iter()
        .filter(|l| l.kind == LinkKind::Bare)
        .map(|l| (document.target(l), slice(&document, l.span)))
        .collect();
    assert_eq!(
        bare,
        [("http://www.a.org/x", "www.a.org/x"), ("http://www.b.org", "www.b.org"), ("https://www.f.org", "https://www.f.org")]
    );
}

#[test]
fn bare_addresses_cost_no_more_than_their_length() {
    for hostile in ["_www.".repeat(100_000), format!("https://a.fr{}", ")".repeat(300_000)), "http://".repeat(80_000)] {
        parse(&hostile);
    }
    let document = parse("https://web.archive.org/_www.a.org/x (https://b.org/(c)),] https://d.org/e]).\n");
    let bare: Vec<_> = document.links.iter().map(|l| slice(&document, l.span)).collect();
    assert_eq!(bare, ["https://web.archive.org/_www.a.org/x", "https://b.org/(c)", "https://d.org/e"]);
}

#[test]
fn links_stand_in_every_form_that_a_reader_can_follow() {
    let text = "Note[^1] <img src=a.png srcset='b.png 1x,c.png 2x, d.png,e,f.png 3x'> ![i][r] [[g]] <!-- <a href=\"h\"> -->\n\n\
        [^1]: See [one](i.md) and https://j.org.\n\n[r]: k.png\n\n| [l](l.md) |\n|---|\n\n\
        <picture><source srcset=\"m.webp\"><img alt=''></picture>\n<video poster=n.png><track src=o.vtt></video>\n\
        <link rel=preconnect href=https://p.org><link rel=stylesheet href=q.css>\n\n- <svg><use href='r.svg#s'/></svg>\n";
    let document = parse(text);
    let links: Vec<_> = document.links.iter().map(|l| (document.target(l), slice(&document, l.target_span))).collect();
    let same = [
        "a.png",
        "b.png",
        "c.png",
        "d.png,e,f.png",
        "k.png",
        "i.md",
        "https://j.org",
        "l.md",
        "m.webp",
        "n.png",
        "o.vtt",
        "q.css",
    ];
    assert_eq!(links, same.map(|target| (target, target)));
    assert!(document.undefined.is_empty());
}

#[test]
fn the_parts_of_a_srcset_are_those_of_the_standard() {
    let targets = |value: &str| {
        let document = parse(&format!("<img srcset=\"{value}\">\n"));
        document.links.iter().map(|link| document.target(link).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(targets("a.png, b.png 2x"), ["a.png", "b.png"]);
    assert_eq!(targets(" a.png 1x,b.png 2x , , c,d.png 3x"), ["a.png", "b.png", "c,d.png"]);
    assert_eq!(targets("data:image/png;base64,AA== 1x, a.png?w=1&amp;h=2 2x"), ["data:image/png;base64,AA==", "a.png?w=1&h=2"]);
    assert_eq!(targets(",, ,"), Vec::<String>::new());
}

#[test]
fn stray_marks_are_facts_and_escaped_ones_are_not() {
    let document = parse("**a** b\"c\"**. \\*\\* PDMA** x");
    let stray: Vec<_> =
        document.marks.iter().filter(|m| m.kind == MarkKind::Stray).map(|m| (m.span.start, slice(&document, m.span))).collect();
    assert_eq!(stray, []);
    let document = parse("**a** b\"c\"**. d");
    let stray: Vec<_> = document.marks.iter().filter(|m| m.kind == MarkKind::Stray).map(|m| slice(&document, m.span)).collect();
    assert_eq!(stray, ["**"]);
}

#[test]
fn fenced_divs_nest_and_close_in_lists() {
    let document = parse("::: challenge\n## T\n- a\n\n:::: solution\nb\n\n- c\n::::\n\n:::\n\n::: {.note #x}\n");
    let divs: Vec<_> = document
        .divs
        .iter()
        .map(|d| (&*d.class, d.closed, d.parent, document.source.line(d.open.start), document.source.line(d.span.end)))
        .collect();
    assert_eq!(divs, [("challenge", true, None, 1, 11), ("solution", true, Some(0), 5, 9), ("note", false, None, 13, 14)]);
}

#[test]
fn rows_know_how_many_cells_are_written() {
    let document = parse("| a | b |\n|---|---|\n| c |\n| d | e | f |\n| g | |\ntext\n");
    let cells: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|b| if let BlockKind::Row { cells, .. } = b.kind { Some(cells) } else { None })
        .collect();
    assert_eq!(cells, [2, 1, 3, 2, 1]);
}

#[test]
fn directives_name_rules_and_a_reason() {
    let document = parse(
        "<!-- acquis-disable-next-line link-empty, heading-empty: on purpose -->\n[a]()\n\ntext <!-- acquis-enable --> <!-- other -->\n",
    );
    assert_eq!(document.directives.len(), 2);
    let first = &document.directives[0];
    assert_eq!(first.kind, DirectiveKind::DisableNextLine);
    let rules: Vec<_> = first.rules.iter().map(|(name, span)| (&**name, slice(&document, *span))).collect();
    assert_eq!(rules, [("link-empty", "link-empty"), ("heading-empty", "heading-empty")]);
    assert_eq!(first.reason.as_deref(), Some("on purpose"));
    assert_eq!(slice(&document, document.directives[1].span), "<!-- acquis-enable -->");
}

#[test]
fn unknown_elements_that_nothing_closes() {
    let document = parse("a <Todo> b <Tabs>c</Tabs> <br> <my-tag> <x y=z>\n");
    assert_eq!(document.unknown_elements.iter().map(|(n, _)| n.as_str()).collect::<Vec<_>>(), ["Todo"]);
}
