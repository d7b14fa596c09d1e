//! Astro with Starlight: each answer is that of its own build.

use super::{absent_anchor, unsure, wrong};

const CONFIG: (&str, &str) = ("astro.config.mjs", "export default defineConfig({ integrations: [starlight({})] })");

#[test]
fn slugs_drafts_and_names() {
    let files = [
        CONFIG,
        (
            "src/content/docs/index.md",
            "[1](/tout/recolte/) [2](/guide/recolter/) [3](/guide/brouillon/) [4](/mon-dossier/v12-été_x/) [5](/guide/semer) [6](guide/semer.md) [7](./guide/semer/) [8](#_top) [9](/Page_B/) [10](/code/) [11](/404) [12](/rss.xml) [13](/logo.svg) [14](/pagefind/pagefind.js)\n",
        ),
        ("src/content/docs/guide/recolter.md", "---\nslug: tout/recolte\n---\n[1](../autre/) [2](../../guide/semer/)\n"),
        ("src/content/docs/guide/brouillon.md", "---\ndraft: true\n---\n"),
        ("src/content/docs/guide/semer.md", "[1](recolter) [2](./) [3](../../guide/semer/#absent) [4](../../)\n"),
        ("src/content/docs/guide/_part.md", ""),
        ("src/content/docs/Mon Dossier/v1.2 Été_X.md", ""),
        ("src/pages/Page_B.md", ""),
        ("src/pages/code.astro", ""),
        ("public/logo.svg", ""),
    ];
    let expected = [
        "src/content/docs/guide/recolter.md: ../autre/: no page on Astro",
        "src/content/docs/guide/semer.md: recolter: no page on Astro",
        "src/content/docs/guide/semer.md: ../../guide/semer/#absent: anchor absent -",
        "src/content/docs/index.md: /guide/recolter/: no page on Astro",
        "src/content/docs/index.md: /guide/brouillon/: draft src/content/docs/guide/brouillon.md",
        "src/content/docs/index.md: guide/semer.md: not on Astro, src/content/docs/guide/semer.md",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn pages_that_are_not_translated_are_shown_in_the_default_language() {
    let config =
        "starlight({ defaultLocale: 'en', locales: { en: { label: 'English' }, fr: { label: 'Français' }, 'pt-br': {} } })";
    let files = [
        ("astro.config.mjs", config),
        ("src/content/docs/en/a.md", "[1](/fr/a/) [2](/fr/b/) [3](/pt-br/a/) [4](/de/a/) [5](/a/)\n"),
        ("src/content/docs/fr/b.md", "[1](/fr/c/) [2](../a/)\n"),
    ];
    let expected = [
        "src/content/docs/en/a.md: /de/a/: no page on Astro",
        "src/content/docs/en/a.md: /a/: no page on Astro",
        "src/content/docs/fr/b.md: /fr/c/: no page on Astro",
    ];
    assert_eq!(wrong(&files), expected);
    let files = [
        ("astro.config.mjs", "starlight({ locales: langues })"),
        ("src/content/docs/a.md", "[1](/fr/a/) [2](/fr/b/) [3](/fr/c/)\n"),
        ("src/content/docs/fr/b.md", ""),
    ];
    assert_eq!(wrong(&files), ["src/content/docs/a.md: /fr/c/: no page on Astro"]);
}

#[test]
fn folders_base_and_redirects_of_the_configuration() {
    let config = "defineConfig({ base: '/d', srcDir: './source', publicDir: 'fichiers', redirects: { '/vieux': '/d/a/', '/p/[...x]': '/' }, integrations: [starlight()] })";
    let files = [
        ("astro.config.mjs", config),
        (
            "source/content/docs/a.md",
            "[1](/d/vieux/) [2](/d/p/q/r) [3](/d/a/) [4](/a/) [5](/autre/) [6](/d/logo.svg) ![7](/logo.svg) ![8](/d/logo.svg) ![9](img/x.png) ![10](~/img/y.png) <img src=\"img/x.png\">\n",
        ),
        ("source/content/docs/img/x.png", ""),
        ("source/img/y.png", ""),
        ("fichiers/logo.svg", ""),
    ];
    let expected = [
        "source/content/docs/a.md: /a/: no page on Astro",
        "source/content/docs/a.md: /logo.svg: no page on Astro",
        "source/content/docs/a.md: img/x.png: not on Astro, source/content/docs/img/x.png",
    ];
    assert_eq!(wrong(&files), expected);
    assert_eq!(unsure(&files), ["source/content/docs/a.md: /autre/: Above"]);
}

#[test]
fn code_makes_the_pages_below_its_own_address() {
    let files = [
        ("astro.config.mjs", "defineConfig({})"),
        ("src/pages/blog/[...slug].astro", ""),
        ("src/pages/a.md", "[1](/blog/x/) [2](/b/) [3](/a)\n"),
        ("src/content/blog/x.md", "[1](../y/) ![2](p.png)\n"),
    ];
    assert_eq!(
        wrong(&files),
        ["src/content/blog/x.md: p.png: missing src/content/blog/p.png -", "src/pages/a.md: /b/: no page on Astro"]
    );
    let expected = [
        "src/content/blog/x.md: ../y/: Configuration(\"src/pages\")",
        "src/pages/a.md: /blog/x/: Configuration(\"src/pages/blog/[...slug].astro\")",
    ];
    assert_eq!(unsure(&files), expected);
}

#[test]
fn one_part_of_the_address_of_a_page_of_code_may_vary() {
    let files = [
        CONFIG,
        ("src/pages/[langue]/guides/semer.astro", ""),
        ("src/content/docs/a.md", "[1](/fr/guides/semer/) [2](/en/guides/semer) [3](/fr/guides/recolter/) [4](/guides/semer/)\n"),
    ];
    let dead = ["/fr/guides/recolter/", "/guides/semer/"];
    assert_eq!(wrong(&files), dead.map(|to| format!("src/content/docs/a.md: {to}: no page on Astro")));
}

#[test]
fn components_and_imported_parts() {
    let says = |body: &str| absent_anchor(&[CONFIG], "src/content/docs/a.mdx", body);
    let theme = "import { Tabs, Aside } from '@astrojs/starlight/components';\n\n<Tabs>x</Tabs>\n\n<Aside>y</Aside>";
    assert!(says(theme));
    assert!(says("`<Inconnu />`"));
    assert!(!says("<Inconnu />"));
    assert!(!says("import X from '../../x.astro';\n\n<X />"));
    assert!(says("<div>\n    ## Titre\n</div>"));
    let files = [
        CONFIG,
        ("src/content/docs/a.mdx", "import P from '~/parts/_p.mdx';\n\n<P />\n\n[1](#part) [2](#absent)\n"),
        ("src/parts/_p.mdx", "## Part\n"),
    ];
    assert_eq!(wrong(&files), ["src/content/docs/a.mdx: #absent: anchor absent -"]);
}

#[test]
fn links_of_components_and_of_the_front_matter() {
    let files = [
        CONFIG,
        (
            "src/content/docs/index.mdx",
            "---\nhero:\n  actions:\n    - {text: a, link: /a/}\n    - text: b\n      link: \"/b/\"\nnext:\n  link: /c/\n---\n\n<LinkCard title=\"a\" href=\"/a/\" />\n\n<LinkButton href=\"/d/\">d</LinkButton> [1](/a.html) [2](/a/index.html)\n",
        ),
        ("src/content/docs/a.md", ""),
    ];
    let page = |target: &str| format!("src/content/docs/index.mdx: {target}: no page on Astro");
    assert_eq!(wrong(&files), ["/b/", "/c/", "/d/", "/a.html"].map(page));
}

#[test]
fn anchors_are_known_beside_the_plugin_that_makes_the_same() {
    let check = |plugins: &str| {
        let config = format!("import rehypeSlug from 'rehype-slug';\nstarlight(); ({{ rehypePlugins: [{plugins}] }})");
        let page = "## a.bc\n\n[1](#abc) [2](#a-bc)\n";
        let files = [("astro.config.mjs", config.as_str()), ("src/content/docs/a.md", page)];
        (wrong(&files), unsure(&files).len())
    };
    assert_eq!(check("rehypeSlug"), (vec!["src/content/docs/a.md: #a-bc: anchor a-bc abc".to_owned()], 0));
    assert_eq!(check("[rehypeSlug, { prefix: 'x-' }]").0, [""; 0]);
}

#[test]
fn plugins_that_change_links_make_no_files() {
    let config = "import liens from './liens.mjs';\nstarlight(); ({ remarkPlugins: [liens] })";
    let page = "[1](./b.md) [2](./non.md) [3](non.md#x)\n";
    let files = [("astro.config.mjs", config), ("src/content/docs/a.md", page), ("src/content/docs/b.md", "")];
    assert_eq!(wrong(&files).len(), 2);
}

#[test]
fn drafts_lead_to_drafts() {
    let draft = "---\ndraft: true\n---\n[1](/a/) [2](/b/) [3](/c/)\n";
    let files = [
        CONFIG,
        ("src/content/docs/a.md", draft),
        ("src/content/docs/b.md", draft),
        ("src/content/docs/d.md", "[1](../a/) [2](/b/#x)\n"),
    ];
    let expected = [
        "src/content/docs/a.md: /c/: no page on Astro",
        "src/content/docs/b.md: /c/: no page on Astro",
        "src/content/docs/d.md: ../a/: draft src/content/docs/a.md",
        "src/content/docs/d.md: /b/#x: draft src/content/docs/b.md",
    ];
    assert_eq!(wrong(&files), expected);
}
