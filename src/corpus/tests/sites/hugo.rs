//! Hugo: what each was tried with is version 0.168.

use super::{unsure, wrong};

#[test]
fn a_page_s_own_language_comes_first() {
    let files = [
        (
            "hugo.toml",
            "defaultContentLanguage = 'en'\n[languages.en]\ncontentDir = 'content/en'\n[languages.fr]\ncontentDir = 'content/fr'\n",
        ),
        ("content/en/cours/seul.md", "# Alone\n"),
        ("content/en/cours/ruche.md", "# Cold\n"),
        ("content/fr/cours/ruche.md", "# Froid\n"),
        (
            "content/fr/cours/semer.md",
            "[1](/fr/cours/ruche/#froid) [2](/fr/cours/ruche/#cold) [3](/cours/ruche/#cold) [4](ruche.md#froid) [5](ruche.md#cold) [6](/fr/) [7](/en/) [8](/de/)\n\n{{< ref \"/cours/ruche#froid\" >}} {{< ref \"/cours/ruche#cold\" >}} {{% relref \"ruche.md#froid\" %}} {{< ref \"/cours/seul\" >}} {{< ref path=\"/cours/seul\" lang=\"en\" >}} {{< ref path=\"/cours/seul#non\" lang=\"en\" >}} {{< ref \"#non\" >}} {{< ref \"seul\" >}}\n",
        ),
    ];
    let expected = [
        "content/fr/cours/semer.md: /fr/cours/ruche/#cold: anchor cold -",
        // The template finds the page in French.
        "content/fr/cours/semer.md: /cours/ruche/#cold: anchor cold -",
        "content/fr/cours/semer.md: ruche.md#cold: anchor cold -",
        "content/fr/cours/semer.md: /de/: no page on Hugo (content/en)",
        "content/fr/cours/semer.md: /cours/ruche#cold: anchor cold -",
        "content/fr/cours/semer.md: /cours/seul: no page on Hugo (content/en)",
        "content/fr/cours/semer.md: /cours/seul?lang=en#non: anchor non -",
        "content/fr/cours/semer.md: #non: anchor non -",
        "content/fr/cours/semer.md: seul: no page on Hugo (content/en)",
    ];
    assert_eq!(wrong(&files), expected);
}

/// A project of one language whose templates leave links alone.
const PLAIN: [(&str, &str); 2] = [("hugo.toml", "baseURL = 'https://example.org/d/'\n"), ("layouts/all.html", "{{ .Content }}")];

#[test]
fn without_templates_links_are_addresses() {
    let files = [
        PLAIN[0],
        PLAIN[1],
        (
            "content/guide/semer.md",
            "---\ntags: [Un Deux]\naliases: [vieux, /ancien/]\n---\n[1](arroser.md) [2](../arroser/) [3](/d/guide/arroser/) [4](../a.png) [5](/tags/) [6](/tags/un-deux/) [7](/tags/trois/) [8](/guide/) [9](/guide/page/2/) [10](../vieux/) [11](/ancien) [12](/non/) [13](/s.txt) [14](X/)\n\n![1](a.png)\n\n{{< ref \"arroser\" >}} {{< ref \"ARROSER.md\" >}} {{< ref \"guide\" >}} {{< ref \"lot\" >}} {{< ref \"x-y\" >}} {{< ref \"non\" >}}\n",
        ),
        ("content/guide/arroser.md", ""),
        ("content/guide/a.png", ""),
        ("content/guide/X Y.md", "[1](../x-y/) [2](../semer/)\n"),
        ("content/lot/index.md", "![1](b.png) ![2](c.png) [3](../guide/x-y/)\n"),
        ("content/lot/b.png", ""),
        ("static/s.txt", ""),
    ];
    let expected = [
        "content/guide/semer.md: arroser.md: not on Hugo (content), content/guide/arroser.md",
        "content/guide/semer.md: /tags/trois/: no page on Hugo (content)",
        "content/guide/semer.md: /non/: no page on Hugo (content)",
        "content/guide/semer.md: X/: no page on Hugo (content)",
        "content/guide/semer.md: a.png: not on Hugo (content), content/guide/a.png",
        "content/guide/semer.md: non: no page on Hugo (content)",
        "content/lot/index.md: c.png: missing content/lot/c.png -",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn templates_find_pages_and_resources() {
    for extra in [
        ("layouts/_markup/render-link.html", ""),
        ("hugo.yaml", "markup: {goldmark: {renderHooks: {link: {useEmbedded: always}, image: {useEmbedded: always}}}}"),
    ] {
        let files = [
            extra,
            ("layouts/all.html", ""),
            ("config.toml", "title = 'x'"),
            (
                "content/guide/semer.md",
                "[1](arroser.md) [2](arroser) [3](guide/arroser.md) [4](non.md) [5](/lot) [6](Arroser.md)\n",
            ),
            ("content/guide/arroser.md", ""),
            ("content/lot/index.md", "[1](guide/semer.md)\n"),
        ];
        let expected = [
            "content/guide/semer.md: non.md: missing content/guide/non.md -",
            "content/guide/semer.md: Arroser.md: case arroser.md",
        ];
        assert_eq!(wrong(&files), expected, "{extra:?}");
    }
}

#[test]
fn slugs_and_urls_replace_the_place() {
    let files = [
        ("hugo.toml", "defaultContentLanguage = 'fr'\ndefaultContentLanguageInSubdir = true\n[languages.fr]\n[languages.en]\n"),
        ("layouts/all.html", ""),
        (
            "content/guide/semer.md",
            "---\nslug: semis\n---\n[1](/fr/guide/semis/) [2](/fr/guide/semer/) [3](/guide/semis/) [4](../recolter/)\n",
        ),
        ("content/guide/a.md", "---\nurl: /ailleurs/\n---\n[1](/ailleurs/) [2](/fr/ici/) [3](/fr/guide/a/) [4](/en/guide/b/)\n"),
        ("content/guide/b.en.md", ""),
        ("content/guide/c.md", "---\nurl: ici\n---\n"),
    ];
    let expected = [
        "content/guide/a.md: /fr/guide/a/: no page on Hugo (content)",
        "content/guide/semer.md: /fr/guide/semer/: no page on Hugo (content)",
        "content/guide/semer.md: /guide/semis/: no page on Hugo (content)",
        "content/guide/semer.md: ../recolter/: no page on Hugo (content)",
    ];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn mounts_and_modules_of_the_repository() {
    let files = [
        (
            "site/hugo.toml",
            "theme = 'jardin'\n[[module.imports]]\npath = 'github.com/potager/cours/commun'\n[[module.imports.mounts]]\nsource = 'fr'\ntarget = 'content/commun'\n[[module.imports]]\npath = 'github.com/ailleurs/x'\n[[module.imports.mounts]]\nsource = 'docs'\ntarget = 'content/ext'\n",
        ),
        (
            "site/content/a.md",
            "[1](/commun/semer/) [2](/commun/non/) [3](/ext/non/) [4](/theme/) [5](/img/t.png) [6](/img/u.png)\n",
        ),
        ("site/themes/jardin/layouts/all.html", ""),
        ("site/themes/jardin/static/img/t.png", ""),
        ("site/themes/jardin/content/theme.md", ""),
        ("commun/fr/semer.md", "[1](../arroser/) [2](/a/) [3](../non/)\n"),
        ("commun/fr/arroser.md", ""),
    ];
    let expected = [
        "commun/fr/semer.md: ../non/: no page on Hugo (site/content)",
        "site/content/a.md: /commun/non/: no page on Hugo (site/content)",
        "site/content/a.md: /img/u.png: no page on Hugo (site/content)",
    ];
    assert_eq!(wrong(&files), expected);
    assert_eq!(unsure(&files), ["site/content/a.md: /ext/non/: Module(\"github.com/ailleurs/x\")"]);
}

#[test]
fn a_theme_that_is_not_here_may_bring_pictures_and_templates() {
    let files = [
        ("hugo.toml", "theme = 'ananke'\n"),
        ("content/a.md", "[1](b.md) [2](/non/) ![3](/img/t.png) [4](#x)\n\n{{< boite >}}\n"),
        ("content/b.md", "[1](#x)\n"),
    ];
    assert_eq!(wrong(&files), ["content/a.md: /non/: no page on Hugo (content)", "content/b.md: #x: anchor x -"]);
    let expected = ["content/a.md: /img/t.png: Plugin(\"ananke\")", "content/a.md: #x: Inserted(\"{{< boite\")"];
    let mut found = unsure(&files);
    found.sort();
    let mut sorted = expected.to_vec();
    sorted.sort_unstable();
    assert_eq!(found, sorted);
}

#[test]
fn an_adapter_makes_pages_below_its_folder() {
    let files =
        [PLAIN[0], PLAIN[1], ("content/livres/_content.gotmpl", ""), ("content/a.md", "[1](/livres/x/) [2](/films/x/)\n")];
    assert_eq!(wrong(&files), ["content/a.md: /films/x/: no page on Hugo (content)"]);
    assert_eq!(unsure(&files), ["content/a.md: /livres/x/: Configuration(\"_content.gotmpl\")"]);
}

#[test]
fn headings_with_shortcodes_files_as_mounts_and_terms() {
    let config = "[[module.mounts]]\nsource = 'content'\ntarget = 'content'\n[[module.mounts]]\nsource = 'NEWS.md'\ntarget = 'content/projet/news.md'\n[markup.goldmark.parser]\nautoDefinitionTermID = true\n";
    let files = [
        ("hugo.toml", config),
        PLAIN[1],
        ("layouts/shortcodes/icone.html", "<i></i>"),
        (
            "content/a.md",
            "## {{% icone %}} Semer {#semer}\n\n`Eau Froide`\n: claire\n\n[1](#semer) [2](#eau-froide) [3](#non) [4](/projet/news/) [5](/projet/non/)\n",
        ),
        ("content/b.md", "## {{% icone %}} Semer\n\n[1](#semer)\n"),
        ("NEWS.md", ""),
    ];
    let expected = ["content/a.md: #non: anchor non -", "content/a.md: /projet/non/: no page on Hugo (content)"];
    assert_eq!(wrong(&files), expected);
    assert_eq!(unsure(&files), ["content/b.md: #semer: Inserted(\"{{% icone\")"]);
}

#[test]
fn a_template_of_the_project_may_make_something_of_names() {
    let page = "[1](g) [2](g) [3](g) [4](b.md) [5](non.md)\n";
    let files = [PLAIN[0], ("layouts/_markup/render-link.html", ""), ("content/a.md", page), ("content/b.md", "")];
    assert_eq!(wrong(&files), ["content/a.md: non.md: missing content/non.md -"]);
    assert_eq!(unsure(&files), ["content/a.md: g: Configuration(\"render-link\")"; 3]);
}

#[test]
fn what_a_template_brings_is_beyond_what_other_links_show() {
    let own: String = (0..20).map(|n| format!("## T{n}\n\n[{n}](#t{n})\n\n")).collect();
    let page = format!("{own}{{{{% cours/inclure \"_x.md\" %}}}}\n\n[x](#eau)\n");
    let files = [
        PLAIN[0],
        PLAIN[1],
        ("layouts/shortcodes/cours/inclure.md", "{{ (site.GetPage (.Get 0)).RenderShortcodes }}"),
        ("content/a.md", &page),
        ("content/_includes/b.md", "[1](#eau)\n"),
    ];
    assert_eq!(wrong(&files), Vec::<String>::new());
    assert_eq!(
        unsure(&files),
        ["content/_includes/b.md: #eau: Inserted(\"{{% include\")", "content/a.md: #eau: Inserted(\"{{% cours/inclure\")"]
    );
}

#[test]
fn templates_in_markdown_are_read_on_pages() {
    let files = [
        PLAIN[0],
        PLAIN[1],
        ("layouts/shortcodes/cours.md", "[1](/guide/semer/) [2](/guide/non/) [3](semer/)\n"),
        ("archetypes/lecon.md", "![1](image.png)\n"),
        ("content/guide/semer.md", "[1](../non/)\n"),
        ("content/templates/rss.md", "![1](non.png)\n"),
    ];
    let expected = [
        "content/guide/semer.md: ../non/: no page on Hugo (content)",
        "content/templates/rss.md: non.png: missing content/templates/non.png -",
        "layouts/shortcodes/cours.md: /guide/non/: no page on Hugo (content)",
    ];
    assert_eq!(wrong(&files), expected);
    assert_eq!(unsure(&files), ["archetypes/lecon.md: image.png: Included", "layouts/shortcodes/cours.md: semer/: Included"]);
}

#[test]
fn a_folder_above_is_an_address_first() {
    let files = [
        PLAIN[0],
        ("layouts/_markup/render-link.html", ""),
        ("content/a/_index.md", ""),
        ("content/a/b/_index.md", "# Eau\n"),
        ("content/a/b/c.md", "[1](../#eau) [2](../#non) [3](./d) [4](d/)\n"),
        ("content/a/b/d.md", ""),
    ];
    assert_eq!(wrong(&files), ["content/a/b/c.md: ../#non: anchor non -"]);
}

#[test]
fn pages_in_html_have_addresses_in_each_language() {
    let files = [
        (
            "hugo.toml",
            "defaultContentLanguage = 'en'\n[languages.en]\ncontentDir = 'content/en'\n[languages.fr]\ncontentDir = 'content/fr'\n",
        ),
        ("content/en/give.html", "---\ntitle: Give\n---\n"),
        ("content/fr/give.html", "---\ntitle: Donner\n---\n"),
        ("content/fr/aide/index.html", "---\ntitle: Aide\n---\n"),
        (
            "content/en/post/a.md",
            "<p><a href=\"/give\">1</a> <a href=\"/give/\">2</a> <a href=\"/fr/give/\">3</a> <a href=\"/fr/aide/\">4</a> <a href=\"/aide/\">5</a></p>\n",
        ),
    ];
    assert_eq!(wrong(&files), ["content/en/post/a.md: /aide/: no page on Hugo (content/en)"]);
}

#[test]
fn functions_of_templates_have_two_names() {
    for (template, dead) in [
        ("{{ os.ReadFile (.Get \"chemin\") }}", false),
        ("{{ readFile (.Get 0) }}", false),
        ("{{ $x := data.GetJSON \"x\" }}<b>{{ $x }}</b>", false),
        ("<p id=\"{{ urls.Anchorize .Inner }}\"></p>", false),
        ("<p>{{ .Get 0 }}</p>", true),
    ] {
        let page = "# A\n\n{{< texte chemin=\"b.md\" >}}\n\n[1](#absent)\n\nabsent\n";
        let files = [("hugo.toml", ""), ("layouts/shortcodes/texte.html", template), ("content/a.md", page)];
        assert_eq!(!wrong(&files).is_empty(), dead, "{template}");
    }
}

#[test]
fn templates_make_anchors_of_what_front_matter_lists() {
    let page =
        "+++\nname = 'Dehors'\n[[blocs]]\nname = 'Semer au sud'\nlieu = 'Verger'\n+++\n\n[1](#semer-au-sud) [2](#verger)\n";
    for (template, dead) in [("<h2 id=\"{{ $bloc.Name |urlize }}\">", 1), ("<h2 id=\"{{ $bloc.name }}-x\">", 2)] {
        let files = [("hugo.toml", ""), ("layouts/partials/bloc.html", template), ("content/a.md", page)];
        assert_eq!(wrong(&files).len(), dead, "{template}: {:?}", wrong(&files));
    }
}

#[test]
fn an_address_may_be_made_of_a_title_whatever_other_links_show() {
    let pages: Vec<String> = (0..40).map(|n| format!("content/notes/note-{n}.md")).collect();
    let links: String = (0..40).map(|n| format!("[x](/notes/note-{n}/) ")).collect();
    let titled = links + "[1](/notes/2024/03/bilan-de-mars/) [2](/notes/2024/03/bilan-de-juin/)\n";
    let mut files = vec![("hugo.toml", "[permalinks]\nnotes = '/:section/:year/:month/:slug/'\n"), ("content/a.md", &*titled)];
    files.extend(pages.iter().map(|path| (path.as_str(), "")));
    files.push(("content/notes/2024-03-01-bilan.md", "---\ntitle: Bilan de mars\n---\n"));
    assert_eq!(wrong(&files), ["content/a.md: /notes/2024/03/bilan-de-juin/: no page on Hugo (content)"]);
    assert_eq!(unsure(&files), ["content/a.md: /notes/2024/03/bilan-de-mars/: Titled"]);
}

#[test]
fn headings_show_the_signs_that_the_typographer_is_told() {
    let page = "### --nom\n### a -- b\n### foo--bar\n### a --- b...\n### \\-- c \\---\n### l'\"un\" d'eau\n\n<p id=\"brut\">\n\n";
    let anchors = |options: &str| {
        let config = format!("markup: {{goldmark: {{extensions: {{typographer: {options}}}}}}}");
        let asked = ["--nom", "nom", "-nom", "a----b", "a---b", "a-----b", "a--b", "a--b-1", "foo--bar", "foo-bar", "foobar"];
        let asked = asked.iter().chain(&["---c--", "---c----", "lun-deau", "l-un--deau", "lun-dxeau", "brut"]);
        let links: String = asked.clone().map(|name| format!("[x](#{name}) ")).collect();
        let page = format!("{page}{links}\n");
        let wrong = wrong(&[("hugo.yaml", &config), ("content/a.md", &page)]);
        let dead = |name: &str| wrong.iter().any(|told| told.starts_with(&format!("content/a.md: #{name}: ")));
        asked.filter(|name| !dead(name)).copied().collect::<Vec<_>>().join(" ")
    };
    for usual in ["{}", "true", "{disable: false, enDash: '&ndash;', emDash: '&mdash;'}"] {
        assert_eq!(anchors(usual), "nom a--b a--b-1 foobar ---c-- lun-deau brut", "{usual}");
    }
    let untypeset = "--nom a----b a-----b foo--bar ---c---- lun-deau brut";
    assert_eq!((anchors("false"), anchors("{disable: true}")), (untypeset.to_owned(), untypeset.to_owned()));
    assert_eq!(anchors("{enDash: '--'}"), "--nom a----b a--b foo--bar ---c---- lun-deau brut");
    assert_eq!(anchors("{endash: '-'}"), "-nom a---b a--b foo-bar lun-deau brut");
    assert_eq!(anchors("{emDash: '---'}"), "nom a-----b a--b foobar ---c-- lun-deau brut");
    assert_eq!(anchors("{apostrophe: 'X', leftDoubleQuote: '&laquo;'}"), "nom a--b a--b-1 foobar ---c-- lun-dxeau brut");
    assert_eq!(anchors("{leftDoubleQuote: ' ', rightDoubleQuote: ' »'}"), "nom a--b a--b-1 foobar ---c-- l-un--deau brut");
}

#[test]
fn each_language_has_its_typographer() {
    let files = [
        (
            "hugo.toml",
            "[languages.fr]\ncontentDir = 'content/fr'\n[languages.fr.markup.goldmark.extensions]\ntypographer = false\n[languages.en]\ncontentDir = 'content/en'\n",
        ),
        ("content/fr/a.md", "# --nom\n\n[1](#--nom) [2](#nom)\n"),
        ("content/en/a.md", "# --nom\n\n[1](#--nom) [2](#nom)\n"),
    ];
    assert_eq!(wrong(&files), ["content/en/a.md: #--nom: anchor --nom nom", "content/fr/a.md: #nom: anchor nom --nom"]);
}
