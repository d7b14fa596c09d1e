//! Code between fences.

use super::{KRAMDOWN, headings, parse, targets};
use crate::document::Dialect;

const CLOSED: [Dialect; 5] = [KRAMDOWN, Dialect::Pandoc, Dialect::PythonMarkdown, Dialect::Betterem, Dialect::Gitbook];

/// As kramdown 2.4, Pandoc 3, Python-Markdown 3 and kramed show them.
#[test]
fn what_no_fence_closes_is_text_where_the_grammar_says_so() {
    let pages = [
        "# A\n\n```\ncode\n\n[g](1.md)\n",
        "# A\n\n~~~ sh\ncode\n\n[g](1.md)\n",
        "# A\n\n```\n[code](no.md)\n```\n\n````\nb\n\n[g](1.md)\n",
        "# A\n\n- x\n\n  ```\n  code\n\n[g](1.md)\n\n```\n[code](no.md)\n```\n",
        "# A\n\n> ```\n> code\n\n[g](1.md)\n",
        // What leaves the item ends the first; the others change their places.
        "# A\n\n1. x\n\n   ```\n     o\n\n  o\n\n   ```\n\n2. y\n   ```\n\n   o\n\n   ```\n\nfin\n\n[g](1.md)\n",
    ];
    for page in pages {
        for dialect in CLOSED {
            assert_eq!((headings(&parse(page, dialect)), targets(&parse(page, dialect))), (vec!["A"], vec!["1.md"]), "{page}");
        }
    }
    assert_eq!(targets(&parse(pages[0], Dialect::Gfm)), [""; 0]);
}

#[test]
fn what_follows_is_read_in_its_dialect() {
    let document = parse("```\ncode\n\n::: note\n\n[g](1.md)\n\n:::\n", Dialect::Pandoc);
    assert_eq!((document.divs.len(), targets(&document)), (1, vec!["1.md"]));
    let document = parse("```\ncode\n\n!!! note\n\n    [g](1.md)\n\n    ## B\n", Dialect::PythonMarkdown);
    assert_eq!((headings(&document), targets(&document)), (vec!["B"], vec!["1.md"]));
}

#[test]
fn what_a_fence_closes_is_code() {
    for page in
        ["```\n[a](no.md)\n```", "~~~\n[a](no.md)\n~~~~\r\n", "> ```\n> [a](no.md)\n> ```\n", "- ```\n  [a](no.md)\n  ```\n\n"]
    {
        for dialect in CLOSED {
            assert_eq!(targets(&parse(page, dialect)), [""; 0], "{page}");
        }
    }
}

#[test]
fn an_export_in_the_code_of_mdx_is_no_program() {
    let page = "<Tab>\n```jsx\nimport a from 'a';\n\nexport default a;\n```\n</Tab>\n<Tab>\n```vue\nb\n```\n</Tab>\n\n## B\n\n[g](1.md)\n";
    let document = parse(page, Dialect::Mdx);
    assert_eq!((headings(&document), targets(&document)), (vec!["B"], vec!["1.md"]));
}

#[test]
fn tabs_after_the_marks_close_code_all_the_same() {
    let page = "```sh\na\n```\t\t\n\n[g](1.md)\n\n- b\n\n  ~~~\n  c\t\n  ~~~ \t\r\n\n[g](2.md)\n";
    for dialect in CLOSED.into_iter().chain([Dialect::Gfm, Dialect::Mdx, Dialect::Hugo]) {
        assert_eq!(targets(&parse(page, dialect)), ["1.md", "2.md"], "{dialect:?}");
    }
}
