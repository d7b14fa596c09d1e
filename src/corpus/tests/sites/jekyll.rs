//! Jekyll: what Liquid makes of targets, and what stands around the Markdown of a page.

use super::super::{corpus, troubles};
use super::{unsure, wrong};
use crate::corpus::Trouble;
use crate::site::Cause;

const CONFIG: (&str, &str) = (
    "_config.yml",
    "title: Verger\nurl: https://verger.example.org\nbaseurl: /verger\nforge: https://git.example.org/verger\nimages: /img\n\
     defaults:\n  - scope: {path: guide}\n    values: {top: ..}\n",
);

#[test]
fn a_page_of_html_says_its_address() {
    let files = [
        ("_config.yml", "title: Verger\n"),
        ("_outils/beche/beche.html", "---\npermalink: /outils/beche/\nredirect_from:\n  - /beche/\n---\n<h1>B</h1>\n"),
        ("_includes/note.html", "---\npermalink: /note/\n---\n"),
        ("page.md", "---\n---\n[1](/outils/beche/) [2](/beche/) [3](/outils/beche/index.html) [4](/note/) [5](/outils/)\n"),
    ];
    assert_eq!(unsure(&files), ["page.md: /note/: Named", "page.md: /outils/: Named"]);
}

#[test]
fn targets_are_filled_in_before_they_are_judged() {
    let files = [
        CONFIG,
        (
            "guide/semer.md",
            "---\ntitle: Semer\nfig: pomme\n---\n## Outils\n[1]({{ page.top }}/index.html) [2]({{page.top}}/absent.html) ![3]({{ site.images }}/{{ page.fig }}.png) ![4]({{ site.images }}/{{ page.title }}.png)\n",
        ),
        ("img/pomme.png", ""),
        (
            "index.md",
            "---\n---\n## Ici\n\
             [1]({{ site.baseurl }}/guide/semer.html) [2]({{site.baseurl}}/guide/semer.html#outils) [3]({{ site.baseurl }}/guide/semer.html#absent)\n\
             [4]({{ site.baseurl }}/guide/perdu.html \"Titre\") [5]({{ '/guide/semer' | relative_url }}) [6]({{ \"/guide/perdu\" | absolute_url }})\n\
             ![7]({{ site.url }}{{ site.baseurl }}/img/pomme.png) ![8]({{ '/img/poire.png' | prepend: site.baseurl }})\n\
             [9]({{ page.url | relative_url }}#ici) [10]({{ page.url }}#absent) [11]({{ site.baseurl }}{% link guide/semer.md %}#outils)\n\
             [12]({{ site.baseurl }}{% link guide/semer.md %}#absent) [13]({% link guide/perdu.md %}) [14]({{ site.forge }}/x) [15][r] [16][s]\n\n\
             <a href=\"{{ \"/guide/perdu.html\" | relative_url }}\">a</a> <img src='{{ '/img/pomme.png' | relative_url }}' alt=\"{{ x }}\">\n\
             {% assign dossier = '/img' %}![17]({{ dossier }}/prune.png)\n\n\
             [r]: {{ site.baseurl }}/guide/semer.html#perdu\n[s]: {{ site.baseurl }}{% link guide/perdu.md %}\n",
        ),
    ];
    let expected = [
        "guide/semer.md: ../absent.html: no page on Jekyll",
        "guide/semer.md: /img/Semer.png: no page on Jekyll",
        "index.md: /verger/guide/semer.html#absent: anchor absent -",
        "index.md: /verger/guide/perdu.html: no page on Jekyll",
        "index.md: /verger/guide/perdu: no page on Jekyll",
        "index.md: /verger/img/poire.png: no page on Jekyll",
        "index.md: #absent: anchor absent -",
        "index.md: guide/semer.md#absent: anchor absent -",
        "index.md: guide/perdu.md: no page on Jekyll",
        "index.md: /verger/guide/semer.html#perdu: anchor perdu -",
        "index.md: guide/perdu.md: no page on Jekyll",
        "index.md: /verger/guide/perdu.html: no page on Jekyll",
        "index.md: /img/prune.png: no page on Jekyll",
    ];
    assert_eq!(wrong(&files), expected);
    assert_eq!(unsure(&files), [""; 0]);
}

#[test]
fn templates_that_nobody_can_fill_in_are_said() {
    let files = [
        CONFIG,
        (
            "index.md",
            "[1]({{ site.absent }}/a.html) [2]({% if a %}b{% endif %}) [3]({{ \"/a\" | own_filter }}) [4](/img/{{ x }}.png)\n[5][r] <a href=\"{{ x }}\">a</a>\n\n[r]: {{ x }}/y\n",
        ),
        // What is put into pages has their variables.
        ("_includes/part.md", "---\ntop: ..\n---\n[1]({{ page.top }}/a.html) [2]({{ include.x }})\n"),
    ];
    assert_eq!(wrong(&files), [""; 0]);
    let expected = [
        "_includes/part.md: {{ page.top }}/a.html: Template",
        "_includes/part.md: {{ include.x }}: Template",
        "index.md: {{ site.absent }}/a.html: Template",
        "index.md: {% if a %}b{% endif %}: Template",
        "index.md: {{ \"/a\" | own_filter }}: Template",
        "index.md: /img/{{ x }}.png: Template",
        "index.md: {{ x }}/y: Template",
        "index.md: {{ x }}: Template",
    ];
    assert_eq!(unsure(&files), expected);
}

#[test]
fn a_near_name_is_spelled_as_the_target_is() {
    let files = [
        CONFIG,
        ("guide/semer.md", ""),
        (
            "index.md",
            "[1]({{ site.baseurl }}/guide/semr.html#x) [2]({{ '/guide/semr/' | relative_url }}) [3]({{ '/guide/semr.html' | upcase | downcase | relative_url }})\n",
        ),
    ];
    let corpus = corpus(&files);
    let page = corpus.page_at("index.md").unwrap();
    let near = corpus.troubles(page).map(|(link, trouble)| match trouble {
        Trouble::MissingPage { nearest: Some(near), .. } => (near.to_string(), link.takes(&page.source, near)),
        _ => (String::new(), false),
    });
    let expected = [
        "{{ site.baseurl }}/guide/semer.html#x",
        "{{ '/guide/semer/' | relative_url }}",
        "{{ '/guide/semer.html' | upcase | downcase | relative_url }}",
    ];
    assert_eq!(near.collect::<Vec<_>>(), expected.map(|near| (near.to_owned(), true)));
    assert_eq!(troubles(&corpus, "index.md").len(), 3);
}

#[test]
fn anchors_come_from_layouts_includes_and_attribute_lists() {
    let files = [
        CONFIG,
        (
            "_layouts/base.html",
            "<nav id=menu></nav><main id=\"{{ page.zone | default: \"zone\" }}\">{{ content }}</main>{% include pied.html %}",
        ),
        (
            "_layouts/fiche.html",
            "---\nlayout: base\n---\n<p id='fiche'></p>{% for p in site.pages %}<i id=\"page-{{ p.n }}\"></i>{% endfor %}{{ content }}",
        ),
        ("_includes/pied.html", "<footer id=\"pied\">{{ site.time }}</footer>"),
        ("_includes/note.md", "## Note {{ include.titre }}\n\n{{ include.texte }}\n{: #{{ include.nom }}}\n"),
        (
            "_includes/boite.html",
            "<div id=\"{{ include.nom }}\">{% include note.md titre=\"dedans\" %}</div>\n\n{% include note.md titre=\"du bas\" %}",
        ),
        (
            "fiche.md",
            "---\nlayout: fiche\ntitre: Le pommier\n---\n## {{ page.titre }} #1\n\nUn `{{ x }}` et {{ site.time | date: \"%Y\" }}.\n\nBloc\n{: .c #bloc}\n\n\
             * toc\n{:toc}\n\n{% include note.md titre=\"rouge\" nom=\"pomme\" texte=site.title %}\n{% include boite.html nom='poire' %}\n",
        ),
        (
            "index.md",
            "[1](fiche.html#menu) [2](fiche.html#zone) [3](fiche.html#pied) [4](fiche.html#fiche) [5](fiche.html#page-3) [6](fiche.html#le-pommier-1)\n\
             [7](fiche.html#bloc) [8](fiche.html#markdown-toc) [9](fiche.html#note-rouge) [10](fiche.html#pomme) [11](fiche.html#poire)\n\
             [12](fiche.html#note-du-bas) [13](fiche.html#absent) [14](fiche.html#note-dedans) [15](#menu)\n",
        ),
    ];
    assert_eq!(
        wrong(&files),
        [
            "index.md: fiche.html#absent: anchor absent -",
            "index.md: fiche.html#note-dedans: anchor note-dedans -",
            "index.md: #menu: anchor menu -"
        ]
    );
    assert_eq!(unsure(&files), ["index.md: fiche.html#page-3: Inserted(\"id=\\\"{{\")"]);
}

#[test]
fn what_templates_may_print_reaches_no_further() {
    let may = [
        ("{{ post.content }}", "{{ post.content }}"),
        ("## {{ x }}", "{{ x }}"),
        ("## Abs {{ x }} ent", "id=\"{{"),
        ("a {{ x | markdownify }} b", "{{ x | markdownify }}"),
        ("{{ corps }}", "{{ corps }}"),
        ("{% include theme.html a=1 %}", "{% include theme.html %}"),
        ("<b id=\"{{ x }}\"></b>", "id=\"{{"),
    ];
    for (text, cause) in may {
        let files = [CONFIG, ("_data/mots.yml", "absent: oui"), ("a.md", text), ("index.md", "[1](a.html#absent)\n")];
        assert_eq!(unsure(&files), [format!("index.md: a.html#absent: {:?}", Cause::Inserted(cause.into()))], "{text}");
    }
    let no = [
        "{{ site.title }}",
        "{{ page.url | relative_url }}",
        "## Présent {{ x }}",
        "Un {{ x }} dans une phrase",
        "- {{ post.title }}",
        "{{ post.date | date: '%Y' }}",
        "{% for x in y %}\n{{ x.name }}\n{% endfor %}",
        "{% assign a = b %}{% if a %}c{% endif %}",
        "{% capture x %}texte{% endcapture %}\n{{ x }}",
        "{% raw %}\n{{ contenu }}\n{% endraw %}",
        "```\n{{ contenu }}\n```",
        "{% hint %}\nd'une autre application\n{% endhint %}",
        "<b class=\"{{ x }}\">a</b>",
    ];
    for text in no {
        let files = [CONFIG, ("a.md", text), ("index.md", "[1](a.html#absent)\n")];
        assert_eq!(wrong(&files), ["index.md: a.html#absent: anchor absent -"], "{text}");
    }
    let labels = [CONFIG, ("a.md", "[1][un] [2][deux]\n\n{% for x in y %}\n[{{ x }}]: b.html\n{% endfor %}\n")];
    assert_eq!(wrong(&labels), [""; 0]);
    let own = [("_config.yml", ""), ("_plugins/x.rb", "# absent"), ("a.md", "{% boite %}"), ("index.md", "[1](a.html#absent)\n")];
    assert_eq!(unsure(&own), ["index.md: a.html#absent: Inserted(\"{% boite %}\")"]);
}

#[test]
fn a_plugin_that_is_not_known_reaches_what_it_may_make() {
    let links = "# A\n[1](/x/) [2](x.html) [3](/x.pdf) [4](x.md) ![5](x.png) ![6](/x.png) [7](#x) [8](x.pdf) [9](/x.md)\n";
    let files = [("_config.yml", "plugins: [jekyll-toc, some-maker]\n"), ("a.md", links), ("img/y.png", "")];
    let unknown = ["/x/", "x.html", "/x.pdf"].map(|target| format!("a.md: {target}: Plugin(\"some-maker\")"));
    assert_eq!(unsure(&files), unknown);
    assert_eq!(wrong(&files).len(), 6);
    let files = [("_config.yml", "plugins: [jekyll-toc]\n"), ("a.md", links), ("img/y.png", "")];
    assert_eq!(wrong(&files).len(), 9);
}

#[test]
fn eleventys_shortcodes_and_files_bring_what_they_print() {
    let config = "import slugify from '@sindresorhus/slugify';\nimport { pied } from './config/pied.js';\nexport default function (eleventyConfig) {\n\
                  \televentyConfig.addShortcode('neuf', (v) => `<b>${v}</b>`);\n\televentyConfig.addPairedShortcode('boite', (c) => `<i id=\"boite\">${c}</i>`);\n\
                  \televentyConfig.addShortcode('pied', pied);\n}\n";
    let page = "---\ntitle: Semer\n---\n## {{ title }} tôt\n\n## Récolter {% neuf \"2\" %}\n\n{% set code %}\n## Rien\n[x](perdu.md)\n{% endset %}\n\
                {{ code | highlight(\"md\") | safe }}\n\n{% include \"note.njk\" %}\n{% pied %}\nUn {{ mot }} et {{ \"/a/\" | url }}.\n";
    let files = [
        ("eleventy.config.js", config),
        ("config/pied.js", "export function pied() {\n  return '<footer>';\n}\n"),
        ("src/_includes/note.njk", "<p id=\"note\">{{ title }}</p><p id=\"{{ zone }}-fin\"></p>"),
        ("src/b.md", "{% boite %}a{% endboite %}\n"),
        ("config/boite.js", "// perdu\n"),
        ("src/a.md", page),
        (
            "src/index.md",
            "[1](a.md#semer-tot) [2](a.md#recolter-9) [3](a.md#note) [4](a.md#x-fin) [5](a.md#rien) [6](a.md#absent) [7](b.md#perdu) [8]({{ '/a/' | url }})\n",
        ),
    ];
    let guess = "Inserted(\"id=\\\"{{\")";
    let expected = [
        format!("src/index.md: a.md#recolter-9: {guess}"),
        format!("src/index.md: a.md#x-fin: {guess}"),
        "src/index.md: b.md#perdu: Inserted(\"{% boite %}\")".to_owned(),
        "src/index.md: /a/: Configuration(\"permalink\")".to_owned(),
    ];
    assert_eq!(unsure(&files), expected);
    assert_eq!(wrong(&files), ["src/index.md: a.md#rien: anchor rien -", "src/index.md: a.md#absent: anchor absent -"]);
}

#[test]
fn a_folder_is_an_address_where_it_has_a_page() {
    let files = [
        CONFIG,
        ("a/index.md", ""),
        ("b/c.md", ""),
        ("d/README.md", ""),
        ("img/e.png", ""),
        ("index.md", "[1]({{ site.baseurl }}/a/) [2](/b/) [3](/d) [4](b/) [5](/)\n"),
    ];
    assert_eq!(wrong(&files), [""; 0]);
    assert_eq!(unsure(&files), ["index.md: /b/: Named"]);
}

#[test]
fn markdown_stands_between_tags_where_the_configuration_says_so() {
    let page = ("a.md", "---\n---\n<section>\n## Ruche\n[1](absent.md)\n</section>\n\n[2](#ruche)\n");
    let absent = "a.md: absent.md: missing absent.md -";
    assert_eq!(wrong(&[("_config.yml", "kramdown:\n  parse_block_html: true\n"), page]), [absent]);
}

#[test]
fn links_of_an_index_are_read_from_its_folder() {
    let files = [
        ("_config.yml", "title: x\n"),
        ("ca/index.md", "---\npermalink: /ca/\n---\n[1](./mission) <a href=\"./mission\">2</a> [3](nope)\n"),
        ("ca/mission.md", "---\npermalink: /ca/mission\n---\n[1](./) [2](../ca/) [3](./mission)\n"),
        ("de/index.md", "---\ntitle: x\n---\n[1](./hilfe) [2](../ca/mission) [3](../de/nope)\n"),
        ("de/hilfe.md", "---\ntitle: x\n---\n[1](./)\n"),
    ];
    let expected = ["ca/index.md: nope: no page on Jekyll", "de/index.md: ../de/nope: no page on Jekyll"];
    assert_eq!(wrong(&files), expected);
}

#[test]
fn layouts_of_eleventy_bring_the_ids_that_they_write() {
    let layout = "<h2 id=\"suite\">x</h2>{% include 'pied.html' %}<b id=\"nav-{{ x }}\"></b>{{ content | safe }}";
    let page = "# A\n\n[1](#suite) [2](#pied) [3](#rien) [4](#autre-chose) [5](#liste) [6](#page)\n";
    let files = [
        ("site/.eleventy.js", ""),
        ("site/src/_includes/layouts/doc.html", layout),
        ("site/src/_includes/layouts/liste.html", "{% set tout = content %}<h2 id=\"liste\">x</h2>{{ tout | safe }}"),
        ("site/src/_includes/page.html", "<h2 id=\"page\">x</h2>{{- content -}}"),
        ("site/src/_includes/pied.html", "<footer id=pied></footer>"),
        ("site/src/_includes/seul.html", "<p id=\"rien\"></p>"),
        ("site/src/a.md", page),
    ];
    let dead = ["rien", "autre-chose"].map(|name| format!("site/src/a.md: #{name}: anchor {name} -"));
    assert_eq!(wrong(&files), dead);
}

#[test]
fn a_collection_is_published_where_its_permalink_says() {
    let config = "collections:\n  fiches: {output: true, permalink: '/:collection/:path.html'}\n  es: {output: true}\n  guides: {output: true}\n\
                  defaults:\n- {scope: {path: _guides/jardin}, values: {permalink: '/jardin/:title.html'}}\n";
    let files = [
        ("_config.yml", config),
        ("_es/fiches/semer.md", "---\n---\n# Semer\n"),
        ("_fiches/plan.md", "---\n---\n[1](semer.html#arroser) [2](semer.html#absent) [3](/jardin/tailler.html#haie)\n"),
        ("_fiches/semer.md", "---\n---\n## Arroser\n"),
        ("_guides/jardin/tailler.md", "---\n---\n## Haie\n\n[1](/outils/beche.html#pointe) [2](beche.html)\n"),
        ("_guides/beche.md", "---\npermalink: /outils/:title.html\n---\n## Pointe\n"),
    ];
    let expected = ["_fiches/plan.md: semer.html#absent: anchor absent -"];
    assert_eq!(wrong(&files), expected);
    // Whether something else of that name is meant, nobody can say.
    assert_eq!(unsure(&files), ["_guides/jardin/tailler.md: beche.html: Named"]);
}

#[test]
fn eleventy_puts_pages_into_another_one() {
    let page = "# Terme\n\n[1](#terme) [2](#autre-terme) [3](#encore-un)\n";
    let gathering = "{% for terme in collections.termes %}{{ terme.templateContent | safe }}{% endfor %}";
    let files = [(".eleventy.js", ""), ("_includes/glossaire.njk", gathering), ("termes/terme.md", page)];
    assert_eq!(wrong(&files), [""; 0]);
    assert_eq!(unsure(&files), ["#autre-terme", "#encore-un"].map(|to| format!("termes/terme.md: {to}: Included")));
    assert_eq!(wrong(&[files[0], files[2]]).len(), 2);
}

#[test]
fn links_of_a_collection_are_read_from_the_address_of_its_page() {
    let config = "permalink: pretty\ncollections:\n  notes: {output: true, permalink: /:slug}\n";
    let files = [
        ("_config.yml", config),
        ("_notes/a.md", "---\n---\n![1](assets/a.png) ![2](images/b.png) [3](b) [4](/b)\n"),
        ("_notes/b.md", "---\n---\n"),
        ("assets/a.png", ""),
    ];
    assert_eq!(wrong(&files), ["_notes/a.md: images/b.png: missing _notes/images/b.png -"]);
}

#[test]
fn a_link_in_double_brackets_may_name_a_heading_as_it_is_written() {
    let page = "[[b#Les Outils]] [[b#Absent]] [b#Outils]\n\n[b#Les Outils]: b.md#Les%20Outils\n[b#Absent]: b.md#Absent\n[b#Outils]: b.md#Outils\n";
    let files = [("_config.yml", "title: a\n"), ("a.md", page), ("b.md", "## Les outils\n\n## Outils\n")];
    let expected = ["a.md: b.md#Absent: anchor Absent -", "a.md: b.md#Outils: anchor Outils outils"];
    assert_eq!(wrong(&files), expected);
}
