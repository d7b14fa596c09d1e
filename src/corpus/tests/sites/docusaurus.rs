//! Docusaurus: each answer is that of its own build.

use super::{absent_anchor, unsure, wrong};

const CONFIG: (&str, &str) = ("docusaurus.config.js", "module.exports = { baseUrl: '/b/', presets: [['classic', {}]] }");

#[test]
fn routes_of_the_preset() {
    let files = [
        CONFIG,
        (
            "docs/01-intro/02-a.md",
            "[1](/docs/intro/zz) [2](/docs/intro/a) [3](/b/docs/intro/a) [4](/docs/c) [5](/docs/b) [6](non.md) [7](@site/docs/b.md) [8](/docs/b.md)\n[9](/docs/cat) [10](/docs/cat/sub) [11](./b2) [12](b) [13](../c) [14](/blog/2024/05/01/mai) [15](/blog/mai) [16](/blog/juin) [17](/page) [18](/docs/draft)\n[19](/docs/category/intro) [29](/docs/category/absent) [20](/blog/tags) [21](/docs/named) [22](/docs/moi) [23](../x.pdf) [24](pathname:///zz) [25](/img/a.png) [26](/docs/01-intro/02-a) [27](/accueil) [28](@site/docs/zz.md)\n",
        ),
        ("docs/01-intro/_category_.json", "{\"link\": {\"type\": \"generated-index\"}}"),
        ("docs/01-intro/b2.md", ""),
        ("docs/b.md", "---\nslug: /c\n---\n"),
        ("docs/draft.md", "---\ndraft: true\n---\n"),
        ("docs/named.md", "---\nid: moi\n---\n"),
        ("docs/cat/index.md", "[1](sub) [2](cat/sub) [3](./absent)\n"),
        ("docs/cat/sub.md", ""),
        ("docs/x.pdf", ""),
        ("blog/2024-05-01-mai.md", ""),
        ("blog/2024-06-01-juin.md", "---\nslug: juin\n---\n[1](/docs/cat) [2](/docs/absent)\n"),
        ("src/pages/page.md", ""),
        ("src/pages/accueil.tsx", ""),
        ("static/img/a.png", ""),
    ];
    let page = |target: &str| format!("docs/01-intro/02-a.md: {target}: no page on Docusaurus");
    let mut expected = vec!["blog/2024-06-01-juin.md: /docs/absent: no page on Docusaurus".to_owned()];
    expected.extend(["/docs/intro/zz", "/docs/b"].map(page));
    expected.push("docs/01-intro/02-a.md: non.md: missing docs/01-intro/non.md -".to_owned());
    expected.extend(["b", "/blog/mai"].map(page));
    expected.push("docs/01-intro/02-a.md: /docs/draft: draft docs/draft.md".to_owned());
    expected.extend(["/docs/category/absent", "/docs/named", "/docs/01-intro/02-a"].map(page));
    expected.push("docs/01-intro/02-a.md: @site/docs/zz.md: missing docs/01-intro/@site/docs/zz.md -".to_owned());
    expected.push("docs/cat/index.md: ./absent: no page on Docusaurus".to_owned());
    assert_eq!(wrong(&files), expected);
    assert_eq!(unsure(&files), [""; 0]);
}

#[test]
fn folders_and_addresses_of_the_configuration() {
    let config = "module.exports = { presets: [['classic', { docs: { path: '../textes', routeBasePath: '/' }, blog: false }]],\n plugins: [['@docusaurus/plugin-content-docs', { id: 'guide', path: 'guide', routeBasePath: 'aide' }], ['@docusaurus/plugin-client-redirects', { redirects: [{ from: '/vieux', to: '/a' }] }]] }";
    let files = [
        ("site/docusaurus.config.js", config),
        ("textes/a.md", "[1](/a) [2](/docs/a) [3](/aide/b) [4](/guide/b) [5](/vieux) [6](/c)\n"),
        ("site/guide/b.md", "[1](/a)\n"),
        ("site/versions.json", "[\"1.0\"]"),
        ("site/versioned_docs/version-1.0/c.md", "[1](/1.0/c) [2](./d.md) [3](/d)\n"),
    ];
    let expected = [
        "site/versioned_docs/version-1.0/c.md: ./d.md: missing site/versioned_docs/version-1.0/d.md -",
        "site/versioned_docs/version-1.0/c.md: /d: no page on Docusaurus (site)",
        "textes/a.md: /docs/a: no page on Docusaurus (site)",
        "textes/a.md: /guide/b: no page on Docusaurus (site)",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn components_and_imported_parts() {
    let says = |page: &str, body: &str| absent_anchor(&[CONFIG], page, body);
    assert!(says("docs/a.md", "import Tabs from '@theme/Tabs';\n\n<Tabs>x</Tabs>"));
    assert!(says("docs/a.mdx", "import url from './a.svg';\n\n<img src={url} />"));
    assert!(!says("docs/a.md", "import X from '@site/src/components/X';\n\n<X />"));
    let files = [
        CONFIG,
        ("docs/s.md", "# S\n\nimport P from \"./_p.mdx\"\n\n<P />\n\n### storeDir\n"),
        ("docs/_p.mdx", "### pp\n"),
        ("docs/a.md", "[1](s.md#storedir) [2](s.md#storeDir) [3](s.md#pp) [4](/docs/s#absent)\n"),
    ];
    assert_eq!(
        wrong(&files),
        ["docs/a.md: s.md#storeDir: anchor storeDir storedir", "docs/a.md: /docs/s#absent: anchor absent -"]
    );
}

#[test]
fn every_instance_of_the_blog_plugin_is_a_blog() {
    let config = "module.exports = { presets: [['classic', {}]], plugins: [['@docusaurus/plugin-content-blog', { id: 'sorties', path: './sorties', routeBasePath: 'sorties' }]] }";
    let files = [
        ("docusaurus.config.js", config),
        ("docs/a.md", "[1](/sorties) [2](/sorties/2024/05/01/mai) [3](/sorties/2024-05-01-mai) [4](/sorties/2024/6/1/juin)\n"),
        ("sorties/2024-05-01-mai.md", ""),
        ("sorties/2024-6-1-juin.md", ""),
    ];
    assert_eq!(wrong(&files), ["docs/a.md: /sorties/2024-05-01-mai: no page on Docusaurus"]);
}

#[test]
fn drafts_are_shown_together_in_a_preview() {
    let links = "[1](/docs/a) [2](b.md) [3](/docs/b) [4](c) [5](/docs/rien) [6](../blog/2024-05-01-mai.md)\n";
    let draft = format!("---\ndraft: true\n---\n{links}");
    let files = [
        CONFIG,
        ("docs/a.md", draft.as_str()),
        ("docs/b.md", "---\ndraft: true\n---\n"),
        ("docs/c.md", links),
        ("blog/2024-05-01-mai.md", "---\ndraft: true\n---\n"),
    ];
    let expected = [
        "docs/a.md: /docs/rien: no page on Docusaurus",
        "docs/c.md: /docs/a: draft docs/a.md",
        "docs/c.md: b.md: draft docs/b.md",
        "docs/c.md: /docs/b: draft docs/b.md",
        "docs/c.md: /docs/rien: no page on Docusaurus",
        "docs/c.md: ../blog/2024-05-01-mai.md: draft blog/2024-05-01-mai.md",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn nothing_but_an_underscore_leaves_a_page_out() {
    let files = [
        CONFIG,
        ("docs/templates/a.md", "[1](non.md)\n"),
        ("docs/_parts/c.md", "# C\n"),
        ("docs/b.md", "[1](/docs/templates/a) [2](/docs/_parts/c) [3](templates/a)\n"),
    ];
    let expected =
        ["docs/b.md: /docs/_parts/c: no page on Docusaurus", "docs/templates/a.md: non.md: missing docs/templates/non.md -"];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn a_comment_configures_nothing() {
    let config =
        "export default { presets: [['classic', { docs: {\n// routeBasePath: '/',\neditUrl: 'https://example.org' } }]] };\n";
    let files = [
        ("docusaurus.config.js", config),
        ("src/pages/plan.md", "[1](./docs/ruche/) [2](./docs/absente/)\n"),
        ("docs/ruche/index.md", "# Ruche\n"),
    ];
    assert_eq!(wrong(&files), ["src/pages/plan.md: ./docs/absente/: no page on Docusaurus"]);
}
