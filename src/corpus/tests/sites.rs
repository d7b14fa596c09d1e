//! What each site generator makes of links, as data: a small repository, and what is wrong in it.

mod astro;
mod docfx;
mod docmd;
mod docsify;
mod docusaurus;
mod evidence;
mod fumadocs;
mod honkit;
mod hugo;
mod jekyll;
mod mdbook;
mod mkdocs;
mod pandoc;
mod parts;
mod repository;
mod scripts;
mod sphinx;
mod vitepress;

use super::{corpus, troubles};

/// What is wrong with the links of every page, `path: target: words`, in order.
pub(super) fn wrong(files: &[(&str, &str)]) -> Vec<String> {
    let corpus = corpus(files);
    let of_page = |page: &str| troubles(&corpus, page).into_iter().map(|words| format!("{page}: {words}")).collect::<Vec<_>>();
    corpus.pages.iter().flat_map(|page| of_page(page.path())).collect()
}

/// The links that nobody can decide, `page: target: cause`, sorted by page and place.
pub(super) fn unsure(files: &[(&str, &str)]) -> Vec<String> {
    let corpus = corpus(files);
    let mut all: Vec<(u32, u32, String)> = Vec::new();
    for found in corpus.settle() {
        for &(at, link) in &found.links {
            let page = &corpus.pages[at as usize];
            let target = page.target(&page.links[link as usize]);
            all.push((at, link, format!("{}: {target}: {:?}", page.path(), found.doubt.cause)));
        }
    }
    all.sort();
    all.into_iter().map(|(_, _, words)| words).collect()
}

fn names(files: &[(&str, &str)]) -> Vec<String> {
    corpus(files).sites.iter().map(|site| site.name()).collect()
}

#[test]
fn vitepress_serves_files_by_their_paths() {
    let files = [
        ("docs/.vitepress/config.ts", "export default { base: '/livret/', cleanUrls: true }"),
        ("docs/public/logo.png", ""),
        ("docs/public/_redirects", "/ancien /guide/semer 301\n/vieux/* /guide/:splat\n"),
        (
            "docs/index.md",
            "# Accueil\n[1](/guide/semer) [2](guide/semer.html) [3](/guide/) [4](./guide/absent) [5](/logo.png) [6](/guide/semer/)\n",
        ),
        (
            "docs/guide/semer.md",
            "# Semer\n[1](../index) [2](/) [3](../../LICENSE.md) [4](/guide/absente#x) [5](arroser.md) [6](./semer)\n\n![1](img/a.png) ![2](/logo.png) ![3](/absent.png) [7](/livret/guide/semer) [8](/ancien) [9](/vieux/x) [10](/feed.xml)\n",
        ),
        ("docs/guide/index.md", "[1](semer#semer) [2](../x.pdf) [3](/guide/Semer.md)\n"),
        ("LICENSE.md", ""),
        ("README.md", "[1](docs/guide/semer.md) [2](/guide/semer) [3](docs/guide/semer) [4](/docs/index.md)\n"),
    ];
    assert_eq!(names(&files), ["VitePress (docs)"]);
    let expected = [
        "README.md: /guide/semer: only on VitePress (docs), docs/guide/semer.md",
        "README.md: docs/guide/semer: missing docs/guide/semer docs/guide/semer.md",
        "docs/guide/index.md: ../x.pdf: missing docs/x.pdf -",
        "docs/guide/index.md: /guide/Semer.md: no page on VitePress (docs)",
        "docs/guide/semer.md: ../../LICENSE.md: not on VitePress (docs), LICENSE.md",
        "docs/guide/semer.md: /guide/absente#x: no page on VitePress (docs)",
        "docs/guide/semer.md: arroser.md: missing docs/guide/arroser.md -",
        "docs/guide/semer.md: img/a.png: missing docs/guide/img/a.png -",
        "docs/guide/semer.md: /absent.png: no page on VitePress (docs)",
        // It leads to `/guide/x`, which is not there.
        "docs/guide/semer.md: /vieux/x: no page on VitePress (docs)",
        "docs/index.md: ./guide/absent: no page on VitePress (docs)",
        "docs/index.md: /guide/semer/: no page on VitePress (docs)",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn vitepress_with_rewrites_or_a_computed_folder_says_little() {
    let page = ["docs/a/b.md: /b: Configuration(\"rewrites\")", "docs/a/b.md: ../c/b.md: Configuration(\"rewrites\")"];
    let folder = ["docs/a/b.md: /b: Configuration(\"srcDir\")"];
    for (config, expected) in [("rewrites: { 'a/:x': ':x' }", &page[..]), ("srcDir: dossier", &folder)] {
        let config = format!("export default {{ {config} }}");
        let files = [("docs/.vitepress/config.js", config.as_str()), ("docs/a/b.md", "[1](/b) [2](../c/b.md) [3](b.html)\n")];
        assert_eq!(unsure(&files), expected, "{config}");
    }
}

#[test]
fn mkdocs_publishes_what_stands_among_its_pages() {
    let files = [
        (
            "mkdocs.yml",
            "site_name: Potager\nsite_url: https://example.org/potager/\nplugins: [search, redirects: {redirect_maps: {old.md: b.md}}]\n",
        ),
        (
            "docs/index.md",
            "[1](guide/a.md) [2](guide/a/) [3](guide/a) [4](absent.md) [5](../src/x.py) [6](/potager/guide/a/) [7](/ailleurs/)\n",
        ),
        (
            "docs/guide/a.md",
            "[1](../b/) [2](../../b/) [3](img/p.png) [4](img/q.png) [5](../index.md#absent) <img src=\"../img/p.png\">\n",
        ),
        ("docs/guide/img/p.png", ""),
        ("docs/b.md", "[1](../old/) [2](../README.md) [3](old.md)\n"),
        ("src/x.py", ""),
        ("README.md", "[1](docs/guide/a.md) [2](docs/guide/a/)\n"),
    ];
    let expected = [
        "README.md: docs/guide/a/: missing docs/guide/a docs/guide/a.md",
        "docs/b.md: ../README.md: not on MkDocs (docs), README.md",
        "docs/b.md: old.md: missing docs/old.md -",
        "docs/guide/a.md: ../b/: no page on MkDocs (docs)",
        "docs/guide/a.md: img/q.png: missing docs/guide/img/q.png -",
        "docs/guide/a.md: ../index.md#absent: anchor absent -",
        "docs/index.md: absent.md: missing docs/absent.md -",
        "docs/index.md: ../src/x.py: not on MkDocs (docs), src/x.py",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn mkdocs_with_plugins_that_make_pages_says_little() {
    let config = "plugins:\n  - search\n  - gen-files: {scripts: [x.py]}\nmarkdown_extensions:\n  - pymdownx.emoji:\n      emoji_index: !!python/name:materialx.emoji.twemoji\n";
    let files = [("mkdocs.yml", config), ("docs/a.md", "[1](api/) [2](../src/x.py) [3](x.png) [4](no.md)\n"), ("src/x.py", "")];
    // Markdown files that a script writes are linked to as others are.
    let none: [&str; 0] = [];
    assert_eq!(wrong(&files), none);
}

#[test]
fn mkdocs_suffixes_of_languages() {
    let config = "plugins:\n  - i18n:\n      docs_structure: suffix\n      languages:\n        - {locale: fr, default: true}\n        - locale: en\n";
    let files = [("mkdocs.yml", config), ("docs/a.fr.md", "[1](b.md) [2](c.md)\n"), ("docs/b.fr.md", ""), ("docs/b.en.md", "")];
    assert_eq!(wrong(&files), ["docs/a.fr.md: c.md: missing docs/c.md -"]);
}

#[test]
fn jekyll_permalinks_posts_and_tags() {
    let files = [
        ("_config.yml", "baseurl: /jardin\nplugins: [jekyll-redirect-from]\n"),
        (
            "index.md",
            "[1](/jardin/semer/) [2](semer) [3](outils/beche.html) [4](/outils/rateau/) [5](no.md) [6](/feed.xml) [7](/assets/main.css)\n[8](/vieux/) [9](/2024/05/02/mai.html)\n\n{% link outils/beche.md %} {% link outils/non.md %} {% post_url 2024-05-02-mai %} [x]({% post_url 2024-06-02-juin %}) `{% link rien.md %}`\n",
        ),
        ("pages/a.md", "---\npermalink: /semer/\nredirect_from: [/vieux/]\n---\n[1](../outils/beche) [2](/recoltes/)\n"),
        ("outils/beche.md", ""),
        ("_posts/2024-05-02-mai.md", ""),
    ];
    let expected = [
        "index.md: /outils/rateau/: no page on Jekyll",
        "index.md: no.md: missing no.md -",
        "index.md: 2024-06-02-juin: no page on Jekyll",
        "index.md: outils/non.md: no page on Jekyll",
        "pages/a.md: /recoltes/: no page on Jekyll",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn hugo_sections_languages_and_refs() {
    let files = [
        ("hugo.toml", "baseURL = 'https://example.org/d/'\ndefaultContentLanguage = 'fr'\n[languages.fr]\n[languages.en]\n"),
        (
            "content/guide/semer.md",
            "---\nslug: semis\naliases: [/ancien/]\n---\n# Semer\n[1](../arroser/) [2](/guide/arroser) [3](/d/en/guide/arroser/) [4](/guide/semis/) [5](/ancien/) [6](/guide/recolter/) [7](arroser.md) [8](non.md) [9](/img/a.png)\n\n{{< ref \"arroser.md#eau\" >}} {{% relref \"/guide\" %}} {{< ref \"absente\" >}} {{</* ref \"montrée\" */>}}\n",
        ),
        ("content/guide/arroser.md", "# Eau\n"),
        ("content/guide/arroser.en.md", "# Water\n"),
        ("content/guide/_index.md", "![](schema.png)\n"),
        ("content/guide/schema.png", ""),
        ("static/img/a.png", ""),
    ];
    let expected = [
        "content/guide/semer.md: /guide/recolter/: no page on Hugo (content)",
        "content/guide/semer.md: non.md: missing content/guide/non.md -",
        "content/guide/semer.md: absente: no page on Hugo (content)",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn docusaurus_finds_files_from_the_page_and_from_its_content() {
    let files = [
        ("site/docusaurus.config.js", "module.exports = { baseUrl: '/' }"),
        (
            "site/docs/01-intro/02-a.md",
            "# A\n[1](../b.md) [2](b.md) [3](/docs/intro/a) [4](/docs/c) [5](non.md) [6](@site/docs/b.md)\n\n![1](./a.png) ![2](./b.png) ![3](/img/c.png) ![4](/img/d.png)\n",
        ),
        ("site/docs/01-intro/a.png", ""),
        ("site/docs/b.md", "---\nslug: /c\n---\n"),
        ("site/static/img/c.png", ""),
        ("site/i18n/fr/docusaurus-plugin-content-docs/current/b.md", "[1](01-intro/02-a.md) [2](non.md)\n"),
        ("site/README.md", "[1](docs/x)\n"),
    ];
    let expected = [
        "site/README.md: docs/x: missing site/docs/x -",
        "site/docs/01-intro/02-a.md: non.md: missing site/docs/01-intro/non.md -",
        "site/docs/01-intro/02-a.md: ./b.png: missing site/docs/01-intro/b.png -",
        "site/docs/01-intro/02-a.md: /img/d.png: no page on Docusaurus (site)",
        "site/i18n/fr/docusaurus-plugin-content-docs/current/b.md: non.md: missing site/i18n/fr/docusaurus-plugin-content-docs/current/non.md -",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn astro_with_starlight() {
    let files = [
        ("astro.config.mjs", "export default defineConfig({ base: '/d', integrations: [starlight({})] })"),
        (
            "src/content/docs/guide/semer.md",
            "[1](/d/guide/arroser/) [2](/guide/arroser) [3](/d/guide/recolter/) [4](../arroser/) [5](non.md) ![6](./x.png) ![7](/y.png)\n",
        ),
        ("src/content/docs/guide/arroser.md", ""),
    ];
    let expected = [
        "src/content/docs/guide/semer.md: /guide/arroser: no page on Astro",
        "src/content/docs/guide/semer.md: /d/guide/recolter/: no page on Astro",
        "src/content/docs/guide/semer.md: non.md: missing src/content/docs/guide/non.md -",
        "src/content/docs/guide/semer.md: ./x.png: missing src/content/docs/guide/x.png -",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn what_code_alone_knows_is_left_alone() {
    let files = [
        ("eleventy.config.js", ""),
        ("src/a.md", "[1](/b/) [2](c/) ![3](/img/x.png) ![4](y.png) [5](non.md)\n"),
        ("book/book.toml", "[preprocessor.own]\n"),
        ("book/src/a.md", "[1](b.html) [2](c.md) [3](#r-a) [4](../core/x.md)\n"),
    ];
    let expected = [
        "book/src/a.md: c.md: missing book/src/c.md -",
        "book/src/a.md: ../core/x.md: missing book/core/x.md -",
        "src/a.md: y.png: missing src/y.png -",
        "src/a.md: non.md: missing src/non.md -",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn the_nearest_root_decides_and_two_generators_decide_nothing() {
    let files = [
        ("_config.yml", ""),
        ("docs/.vitepress/config.ts", ""),
        ("docs/a.md", "[1](/b)\n"),
        ("handbook/mkdocs.yml", "docs_dir: .\n"),
        ("handbook/hugo.toml", "contentDir = '.'\n"),
        ("handbook/a.md", "[1](../../x/) [2](y/)\n"),
    ];
    assert_eq!(names(&files), ["Jekyll", "VitePress (docs)", "handbook"]);
    assert_eq!(wrong(&files), ["docs/a.md: /b: no page on VitePress (docs)"]);
}

#[test]
fn hostile_configurations_are_no_trouble() {
    let deep = "[".repeat(5_000);
    for config in [deep.as_str(), "docs_dir: ../../etc\n", "docs_dir: [a]\nplugins: 3\n", "a: &a [*a]\n", "\u{0}"] {
        let files = [
            ("mkdocs.yml", config),
            ("_config.yml", config),
            ("book.toml", config),
            ("hugo.toml", config),
            ("a.md", "[1](../x)"),
        ];
        let _ = wrong(&files);
    }
}

/// What is wrong with a link to an absent anchor of a page with `body`, beside `configuration`.
fn absent_anchor(configuration: &[(&str, &str)], page: &str, body: &str) -> bool {
    // What is in none of the words of the repository nothing can bring.
    let text = format!("# Semer\n\n[1](#absent)\n\n{body}\n\nabsent\n");
    let files: Vec<(&str, &str)> = configuration.iter().copied().chain([(page, text.as_str())]).collect();
    !wrong(&files).is_empty()
}

#[test]
fn vitepress_adds_no_anchors_for_values_and_containers() {
    let configuration = [("docs/.vitepress/config.ts", "export default {}")];
    let says = |body: &str| absent_anchor(&configuration, "docs/semer.md", body);
    for body in ["La version {{ version }}.", "```yaml\ntag: {{ .Values.tag }}\n```", "::: tip Astuce\nArrosez.\n:::"] {
        assert!(says(body), "{body}");
    }
    for body in [
        "## Version {{ version }}",
        "::: atelier\nArrosez.\n:::",
        "<!--@include: ./a.md-->",
        "<Etapes />",
        "<div :id=\"nom\"></div>",
    ] {
        assert!(!says(body), "{body}");
    }
}

#[test]
fn hugo_shortcodes_add_anchors_or_not() {
    let configuration = [
        ("hugo.toml", ""),
        ("layouts/_shortcodes/note.html", "{{/* {{ partial \"none\" }} */}}{{ partial \"boite\" (dict \"id\" (.Get \"id\")) }}"),
        ("layouts/_partials/boite.html", "<p{{ with .id }} id=\"{{ . }}\"{{ end }}>{{ partial \"icone\" . }}</p>"),
        ("layouts/_partials/icone.html", "{{ with resources.Get \"a.svg\" }}{{ .Content | safeHTML }}{{ end }}"),
        ("layouts/shortcodes/page.html", "{{ (site.GetPage (.Get 0)).Content }}"),
        ("layouts/shortcodes/fixe.html", "<p id=\"absent\"></p>"),
    ];
    let says = |body: &str| absent_anchor(&configuration, "content/semer.md", body);
    for body in ["{{< note >}}x{{< /note >}}", "{{</* page a */>}}", "`{{ .Values.tag }}`", "{{% figure src=\"a.png\" %}}"] {
        assert!(says(body), "{body}");
    }
    for body in ["{{< note id=\"absent\" >}}x{{< /note >}}", "{{< page \"a\" >}}", "{{< fixe >}}", "{{% du-theme %}}"] {
        assert!(!says(body), "{body}");
    }
}
