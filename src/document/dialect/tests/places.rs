//! Whatever is written, in whatever dialect: no panic, and every place stands in the text, between two characters.

use super::parse;
use crate::document::{Dialect, Document};
use crate::text::Span;
use proptest::prelude::*;

const DIALECTS: [Dialect; 12] = [
    Dialect::Gfm,
    Dialect::PythonMarkdown,
    Dialect::Betterem,
    Dialect::Pandoc,
    Dialect::Myst,
    Dialect::Docfx,
    Dialect::Mdx,
    Dialect::Liquid,
    Dialect::Hugo,
    Dialect::Kramdown { github: true, html: true },
    Dialect::Kramdown { github: false, html: false },
    Dialect::Gitbook,
];

/// What dialects look at, and what surrounds it.
const PIECES: &[&str] = &[
    "[é]: {{< é \"é\" >}}\\",
    "[é](é{{% é ) %}}é\\",
    "<Tabs>",
    "  <A b={c > \"d\"}>é",
    "</Tabs>",
    "<>",
    "import A from 'é'",
    "!!! note",
    "!!! note \"Té [l](m.md)\"",
    "??? ",
    "???+ q \"é\"",
    "=== \"Té\"",
    "===! \"\"",
    ":   é",
    "<div markdown>",
    "<p id=é markdown=1>é",
    "</div>",
    "<br>",
    "<!--",
    "-->",
    ":::",
    "::: é",
    "::: a b",
    ":::: {.é #é title=\"é",
    "é\"}",
    "::: {.a}",
    ":::{note} é",
    "```{note} é",
    "```{figure} é.png",
    ":name: é",
    "---",
    "```",
    "````",
    "~~~é",
    "% é",
    "(é)=",
    "+++ é",
    "# é [é](#tab/é)",
    "# é",
    "é [!INCLUDE [é](é.md)] é",
    "[!code-é[](é)]",
    ":::image source=\"é.png\":::",
    "{: #é}",
    "{::comment}",
    "{:/}",
    "{% highlight é %}",
    "{% endhighlight %}",
    "{% hint %}",
    "[é]({{ é }}/é)",
    "[é]: {{ é }}",
    "[é][é] é",
    "- é",
    "1. é",
    "> é",
    "| é | é |",
    "|---|---|",
    "é",
    "",
];

fn text() -> impl Strategy<Value = String> {
    let indent = prop::sample::select(vec!["", "", "", " ", "  ", "    ", "\t", "        ", "- ", "> "]);
    let piece = prop_oneof![
        8 => prop::sample::select(PIECES).prop_map(str::to_owned),
        1 => "[!?=:`~%(){}<>é \"#\\[\\]-]{0,12}",
    ];
    let end = prop::sample::select(vec!["\n", "\n", "\n", "\n\n", "\r\n", "\r", ""]);
    prop::collection::vec((indent, piece, end), 0..24)
        .prop_map(|lines| lines.into_iter().map(|(indent, piece, end)| format!("{indent}{piece}{end}")).collect())
}

/// Every place of `document`, by what it is of.
fn places(document: &Document) -> Vec<(&'static str, Span)> {
    let mut all: Vec<(&'static str, Span)> = document.blocks.iter().map(|block| ("block", block.span)).collect();
    all.extend(document.blocks.iter().map(|block| ("text", document.place(block.plain))));
    all.extend(document.marks.iter().map(|mark| ("mark", mark.span)));
    all.extend(document.links.iter().flat_map(|link| [("link", link.span), ("target", link.target_span)]));
    all.extend(document.definitions.iter().flat_map(|found| [("definition", found.span), ("target", found.target_span)]));
    all.extend(document.undefined.iter().map(|found| ("undefined", found.span)));
    all.extend(document.ids.iter().map(|id| ("id", id.span)));
    all.extend(document.html_headings.iter().map(|(_, span)| ("html heading", *span)));
    all.extend(document.divs.iter().flat_map(|div| [("fence", div.open), ("div", div.span)]));
    all.extend(document.fence_faults.iter().map(|fault| ("fault", fault.span)));
    all.extend(document.tabs.iter().map(|tab| ("tab", tab.span)));
    all
}

proptest! {
    #[test]
    fn every_place_stands_in_the_text(text in text()) {
        for dialect in DIALECTS {
            let document = parse(&text, dialect);
            for (of, span) in places(&document) {
                prop_assert!(text.get(span.range()).is_some(), "{dialect:?}: {of} {span:?}");
            }
            for (index, block) in document.blocks.iter().enumerate() {
                prop_assert!(block.parent.is_none_or(|parent| (parent as usize) < index), "{dialect:?}: {index}");
                prop_assert!(block.end as usize > index && block.end as usize <= document.blocks.len(), "{dialect:?}: {index}");
            }
            prop_assert!(document.divs.is_sorted_by_key(|div| div.span.start));
            prop_assert!(document.fence_faults.is_sorted_by_key(|fault| fault.span.start));
        }
    }
}

#[test]
fn hostile_texts_cost_no_more_than_their_length() {
    for piece in [
        "::: a\n",
        "- ",
        "```{note}\n",
        "!!! a\n    ",
        "{{",
        "](",
        "[a]({{ a }}",
        "[!code[a](",
        "<a markdown>\n",
        "</a>",
        "::: {",
        "=== \"a\"\n",
    ] {
        let text = piece.repeat(200_000 / piece.len());
        for dialect in DIALECTS {
            parse(&text, dialect);
        }
    }
}
