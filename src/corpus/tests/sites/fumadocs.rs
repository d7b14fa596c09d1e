//! Fumadocs and Nextra.

use super::{names, unsure, wrong};

const PAGE: &str = "# Cache\n\n## Accéder au cache [#lire-cache]\n\n## Écrire\n\n[1](#lire-cache) [2](#accéder-au-cache-lire-cache) [3](#écrire) [4](#absent) [5](autre.mdx#deux-mots) [6](/docs/autre) [7](non.mdx) [8](/a.png)\n";

#[test]
fn brackets_at_the_end_of_a_heading_hold_its_id() {
    let source = "import { defineDocs } from 'fumadocs-mdx/config';\nexport const docs = defineDocs({ dir: 'content/docs' });\nexport const blog = defineDocs({ dir: 'content/blog' });\n";
    let files = [
        ("source.config.ts", source),
        ("next.config.ts", ""),
        ("content/docs/cache.mdx", PAGE),
        ("content/docs/autre.mdx", "## Deux [#Deux Mots]\n"),
        ("content/blog/a.mdx", "[1](../docs/cache.mdx#lire-cache)\n"),
        ("public/a.png", ""),
    ];
    assert_eq!(names(&files), ["/", "Fumadocs (content/docs)"]);
    let page = "content/docs/cache.mdx";
    let expected = [
        format!("{page}: #accéder-au-cache-lire-cache: anchor accéder-au-cache-lire-cache -"),
        format!("{page}: #absent: anchor absent -"),
        format!("{page}: autre.mdx#deux-mots: anchor deux-mots Deux Mots"),
        format!("{page}: non.mdx: missing content/docs/non.mdx -"),
    ];
    assert_eq!(wrong(&files), expected);
    assert_eq!(unsure(&files), [format!("{page}: /docs/autre: UnknownGenerator")]);
}

#[test]
fn nextra_makes_an_anchor_of_the_id() {
    let config = "import nextra from 'nextra'\nexport default nextra({})()\n";
    let files = [("next.config.mjs", config), ("pages/cache.mdx", PAGE), ("pages/autre.mdx", "## Deux [#Deux Mots]\n")];
    assert_eq!(names(&files), ["Nextra"]);
    let found = wrong(&files);
    assert!(!found.iter().any(|words| words.contains("autre.mdx#deux-mots")), "{found:?}");
    assert!(found.contains(&"pages/cache.mdx: #absent: anchor absent -".to_owned()), "{found:?}");
    // Another site of Next.js.
    let other = [("next.config.mjs", "export default {}"), ("pages/cache.mdx", PAGE)];
    assert_eq!(names(&other), ["/"]);
}
