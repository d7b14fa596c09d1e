//! Jekyll: what Liquid makes of targets, and what stands around the Markdown of a page.

use super::super::{corpus, troubles};
use super::{unsure, wrong};
use crate::corpus::Trouble;

const CONFIG: (&str, &str) = (
    "_config.yml",
    "title: Verger\nurl: https://verger.example.org\nbaseurl: /verger\nforge: https://git.example.org/verger\nimages: /img\n\
     defaults:\n  - scope: {path: guide}\n    values: {top: ..}\n",
);

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
        "index.md: /verger/guide/perdu.html: no page on Jekyll",
        "index.md: /verger/guide/perdu: no page on Jekyll",
        "index.md: /verger/img/poire.png: no page on Jekyll",
        "index.md: guide/perdu.md: no page on Jekyll",
        "index.md: guide/perdu.md: no page on Jekyll",
        "index.md: /verger/guide/perdu.html: no page on Jekyll",
        "index.md: /img/prune.png: no page on Jekyll",
    ];
    assert_eq!(wrong(&files), expected);
    let expected = ["/verger/guide/semer.html#absent", "#absent", "guide/semer.md#absent", "/verger/guide/semer.html#perdu"];
    assert_eq!(unsure(&files), expected.map(|target| format!("index.md: {target}: Inserted(\"{{{{\")")));
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
