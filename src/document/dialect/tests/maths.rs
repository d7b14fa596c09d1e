//! Formulas, in which nothing is Markdown.

use super::{KRAMDOWN, headings, parse, targets};
use crate::document::Sign;
use crate::document::dialect::Dialect;

const ALL: [Dialect; 6] = [Dialect::Gfm, Dialect::PythonMarkdown, Dialect::Pandoc, Dialect::Myst, Dialect::Mdx, KRAMDOWN];

#[test]
fn formulas_hold_no_links_and_no_headings() {
    let text =
        "# A\n\n$$\nh\n=\n[(I - b)](x) *c\n$$ (eq:un)\n\n> $$ [f](y) $$ et [a](1.md)\n\n- $$\n  [f](z)\n  $$\n\n[b](2.md)\n";
    for dialect in ALL {
        let document = parse(text, dialect);
        assert_eq!((headings(&document), targets(&document)), (vec!["A"], vec!["1.md", "2.md"]), "{dialect:?}");
    }
}

#[test]
fn what_is_not_closed_is_no_formula() {
    let text = "$$ est un numéro.\n\n[a](1.md)\n\n```sh\necho $$\n```\n\n[b](2.md) coûte 5 $ ou $6 [c](3_4.md) et 7$\n\nFin $$\n";
    for dialect in ALL {
        let document = parse(text, dialect);
        assert_eq!(targets(&document), ["1.md", "2.md", "3_4.md"], "{dialect:?}");
    }
    let text = "$$\n[a](x)\n\n[b](y)\n$$\n";
    assert_eq!((targets(&parse(text, Dialect::Myst)).len(), targets(&parse(text, Dialect::Gfm)).len()), (0, 2));
}

#[test]
fn names_of_headings_keep_their_formulas() {
    let document = parse("## Le $a_1$ terme\n\nLe $b_2$ terme\n---\n\nUn chemin $c^*_t$ et $d^*$.\n", Dialect::Myst);
    assert_eq!(headings(&document), ["Le $a_1$ terme", "Le $b_2$ terme"]);
    assert_eq!(document.marks.len(), 0);
    let text = "Soit $\\mathbb{E}[x](\\omega)$ pour [5 $](1.md) et [6 $](2.md).\n";
    assert_eq!(targets(&parse(text, Dialect::Myst)), ["1.md", "2.md"]);
}

#[test]
fn what_leads_somewhere_or_is_in_conflict_is_shown() {
    let text = "# A\n\n$$ [a](1.md) $$\n\n$$\n[b](#un) <a href=\"2.md\">c</a>\n$$\n\n$$\nx\n<<<<<<< HEAD\n[d](3.md)\n$$\n";
    for dialect in ALL {
        assert_eq!(targets(&parse(text, dialect)), ["1.md", "#un", "2.md", "3.md"], "{dialect:?}");
    }
    let conflict = "$$\na\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> autre\n$$\n";
    for dialect in ALL {
        let document = parse(conflict, dialect);
        assert!(document.plain.places_of(Sign::Conflict).next().is_some(), "{dialect:?}");
    }
}
