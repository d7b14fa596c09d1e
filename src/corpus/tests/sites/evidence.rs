//! What the repository itself tells of a link that nobody could decide: the words of an anchor, the names in scripts, the rules of
//! a host, the files of a part.

use super::{unsure, wrong};

/// A page of Jekyll whose template may bring anchors, beside other files.
fn asked<'a>(fragment: &'a str, page: &'a mut String, other: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    *page = format!("---\ntitle: Potager\n---\n\n## {{{{ site.data.x }}}}\n\n[1](#{fragment})\n");
    let mut files = vec![("_config.yml", "title: x\n"), ("a.md", page.as_str())];
    files.extend(other);
    files
}

#[test]
fn an_anchor_whose_words_stand_nowhere_is_missing() {
    for (fragment, other) in [
        ("arrosage-du-soir", None),
        // What stands in a file of locks is nobody's text, and what links to it is none.
        ("arrosage-du-soir", Some(("package-lock.json", "{\"arrosage\": \"soir\"}"))),
        ("arrosage-du-soir", Some(("b.md", "[1](a.md#arrosage-du-soir)\n"))),
        // Names of languages and classes of letters are no such words.
        ("arrosage-du-soir", Some(("_data/x.yml", "- Русский\n- Ελληνικά\n- [а-яё]\n"))),
    ] {
        let mut page = String::new();
        let files = asked(fragment, &mut page, other.as_slice());
        assert!(wrong(&files).contains(&format!("a.md: #{fragment}: anchor {fragment} -")), "{other:?}: {:?}", wrong(&files));
    }
}

#[test]
fn an_anchor_that_something_could_bring_is_not_decided() {
    for (fragment, other) in [
        ("arrosage-du-soir", ("_data/x.yml", "- Arrosage\n- du soir\n")),
        ("installation", ("_fiches/b.md", "---\ntitle: Installation\n---\n")),
        ("installation", ("_fiches/installation.md", "---\nlayout: x\n---\n")),
        ("prerequis-ete", ("_data/x.yml", "Prérequis de l'Été\n")),
        ("strasse-gross", ("_data/x.yml", "Straße groß\n")),
        ("vvedenie-obzor", ("_data/x.yml", "Введение, обзор\n")),
        ("c-plus-plus-and-d", ("_data/x.yml", "C++ & D\n")),
        ("options-graines", ("outils/schema.graphql", "type OptionsGraines {}\n")),
        // Too short to be told from what is put together.
        ("ruche", ("_data/x.yml", "- rucher\n")),
    ] {
        let mut page = String::new();
        let files = asked(fragment, &mut page, &[other]);
        assert_eq!(wrong(&files), Vec::<String>::new(), "{fragment} {other:?}");
        assert_eq!(unsure(&files).len(), 1, "{fragment} {other:?}");
    }
}

#[test]
fn a_component_is_of_the_repository_or_of_nobody_or_of_something_else() {
    let component =
        ("docs/.vitepress/theme/Plan.vue", "<template><p>Semer</p></template>\n<script>import x from './x'</script>\n");
    let foreign = ("docs/.vitepress/theme/Plan.vue", "<script>import { plans } from 'jardin'</script>\n");
    let registered = ("docs/.vitepress/theme/index.ts", "app.component('Plan', Autre)\n");
    for (other, dead) in [(Some(component), true), (Some(foreign), false), (Some(registered), false), (None, true)] {
        let page = "# A\n\n<Plan />\n\n[1](#arrosage-du-soir)\n";
        let mut files = vec![("docs/.vitepress/config.ts", "export default {}"), ("docs/a.md", page)];
        files.extend(other);
        assert_eq!(!wrong(&files).is_empty(), dead, "{other:?}");
        assert_eq!(unsure(&files).is_empty(), dead, "{other:?}");
    }
}

#[test]
fn a_page_says_where_its_component_comes_from() {
    let plan = ("docs/plans/Carte.vue", "<template><p>Semer</p></template>\n");
    for (import, dead) in [("'../plans/Carte.vue'", true), ("'jardin'", false), ("'jardin/Carte.vue'", false)] {
        let page =
            format!("# A\n\n<script setup>\n  import Plan from {import}\n</script>\n\n<Plan />\n\n[1](#arrosage-du-soir)\n");
        let files = [("docs/.vitepress/config.ts", "export default {}"), plan, ("docs/guide/a.md", page.as_str())];
        assert_eq!(!wrong(&files).is_empty(), dead, "{import}");
        assert_eq!(unsure(&files).is_empty(), dead, "{import}");
    }
}

#[test]
fn any_component_of_a_page_may_write_what_it_reads_elsewhere() {
    let head = "import Plan from '@components/Plan.astro';\nimport Droits from '@components/Droits.astro';\n\n<Plan />\n\n";
    let page = format!("# A\n\n{head}## Un\n\n{}\n\n<Droits />\n\n[1](#arrosage-du-soir)\n", "[x](#un)\n".repeat(300));
    let writes = "---\nconst code = await readFile('../plugins/droits.md');\n---\n<Fragment set:html={code} />\n";
    for (code, dead) in [(writes, false), ("<p>Semer</p>\n", true)] {
        let files = [
            ("astro.config.mjs", "import starlight from '@astrojs/starlight';\nexport default { integrations: [starlight()] }\n"),
            ("src/content/docs/a.mdx", page.as_str()),
            ("src/components/Plan.astro", "<p>Plan</p>\n"),
            ("src/components/Droits.astro", code),
        ];
        assert_eq!((!wrong(&files).is_empty(), unsure(&files).is_empty()), (dead, dead), "{code}");
    }
}

#[test]
fn a_part_of_a_package_brings_words_of_its_own() {
    let page = "# A\n\nimport Plan from '@jardin/plans/a.md'\n\n<Plan />\n\n[1](#arrosage-du-soir)\n";
    let files = [("docusaurus.config.js", "module.exports = { presets: ['classic'] }"), ("docs/a.mdx", page)];
    assert_eq!((wrong(&files).len(), unsure(&files).len()), (0, 1));
}

#[test]
fn the_target_of_another_link_is_no_text_of_the_page() {
    let mut page = String::new();
    let files = asked("arrosage-du-soir", &mut page, &[]);
    let text = format!("{}\n[2](arrosage-du-soir.md)\n", files[1].1);
    assert_eq!(wrong(&[files[0], ("a.md", &text)]).len(), 2);
    let text = format!("{}\nL'arrosage du soir\n", files[1].1);
    assert_eq!(wrong(&[files[0], ("a.md", &text)]), [""; 0]);
}

#[test]
fn a_template_of_a_theme_brings_words_of_its_own() {
    let page = "# A\n\n{% include carnet.html type=\"x\" %}\n\n[1](#arrosage-du-soir)\n";
    let files = [("_config.yml", "remote_theme: jardin/theme\n"), ("a.md", page)];
    assert_eq!((wrong(&files).len(), unsure(&files).len()), (0, 1));
}

#[test]
fn a_program_of_the_repository_brings_what_the_repository_says() {
    let page = "# A\n\n[1](#arrosage-du-soir)\n";
    for (command, program, dead) in [
        ("python3 outils/notes.py", "print('Semer')", true),
        ("cargo run --manifest-path=outils/Cargo.toml", "fn main() {}", true),
        ("python3 outils/notes.py", "print('Arrosage du soir')", false),
        ("python3 outils/notes.py", "urlopen(x)", false),
        ("python3 ailleurs.py", "print('Semer')", false),
        ("notes", "print('Semer')", false),
    ] {
        let book = format!("[preprocessor.notes]\ncommand = '{command}'\n");
        let code = [("outils/notes.py", program), ("outils/Cargo.toml", ""), ("outils/src/main.rs", program)];
        let mut files = vec![("book.toml", book.as_str()), ("src/SUMMARY.md", "[A](a.md)\n"), ("src/a.md", page)];
        files.extend(code);
        assert_eq!((wrong(&files).len(), unsure(&files).len()), if dead { (1, 0) } else { (0, 1) }, "{command} {program}");
    }
}

#[test]
fn a_file_that_a_script_names_is_not_decided() {
    let page = "[1](paquet.zip) [2](autre.zip) [3](b.md)\n";
    let files = [("README.md", page), (".github/workflows/build.yml", "run: zip -r ../paquet.zip site b.md\n")];
    assert_eq!(wrong(&files), ["README.md: autre.zip: missing autre.zip -", "README.md: b.md: missing b.md -"]);
    assert_eq!(unsure(&files), ["README.md: paquet.zip: Script"]);
}

#[test]
fn a_part_reads_its_links_where_something_is_called_so() {
    let files = [
        (
            "_quarto.yml",
            "project: { type: website }
",
        ),
        (
            "index.qmd",
            "# A
",
        ),
        (
            "_part.qmd",
            "![1](plan.png) ![2](absent.png)
",
        ),
        ("images/plan.png", ""),
    ];
    assert_eq!(wrong(&files), ["_part.qmd: absent.png: missing absent.png -"]);
    assert_eq!(unsure(&files), ["_part.qmd: plan.png: Included"]);
}

#[test]
fn the_front_matter_of_a_home_page_is_read_from_the_root() {
    let home = "---\nhero:\n  actions:\n    - { text: a, link: guide/semer }\n    - { text: b, link: guide/absent }\n---\n";
    let files =
        [("docs/.vitepress/config.ts", "export default {}"), ("docs/fr/index.md", home), ("docs/guide/semer.md", "# Semer\n")];
    assert_eq!(wrong(&files), ["docs/fr/index.md: /guide/absent: no page on VitePress (docs)"]);
}

#[test]
fn languages_of_hugo_may_have_files_of_their_own() {
    let files = [
        ("config/_default/hugo.toml", "defaultContentLanguage = 'fr'\n"),
        ("config/_default/languages.fr.toml", "contentDir = 'content/fr'\n"),
        ("config/_default/languages.en.toml", "contentDir = 'content/en'\n"),
        ("content/fr/documents/plan.pdf", ""),
        ("content/fr/posts/a.md", "<a href=\"/documents/plan.pdf\">1</a> <a href=\"/documents/absent.pdf\">2</a>\n"),
    ];
    let dead = wrong(&files);
    assert_eq!(dead.len(), 1, "{dead:?}");
    assert!(dead[0].contains("absent.pdf"), "{dead:?}");
}

#[test]
fn capitals_that_a_program_replaces_are_no_path() {
    let files = [("a.md", "[1](ENGLISH_VERSION_URL) [2](LICENSE_TEXT)\n")];
    assert_eq!(wrong(&files), ["a.md: LICENSE_TEXT: missing LICENSE_TEXT -"]);
    assert_eq!(unsure(&files), ["a.md: ENGLISH_VERSION_URL: Template"]);
}

#[test]
fn docfx_reads_what_it_puts_into_a_page_from_anywhere() {
    let page = "# A\n\n[!code-csharp[Main](../essais/a.cs?name=x)]\n\n[!code-csharp[Main](../essais/absent.cs)]\n\n[1](../essais/a.cs)\n";
    let files = [("site/docfx.json", "{}"), ("site/a.md", page), ("essais/a.cs", "")];
    let dead = wrong(&files);
    let starts = ["site/a.md: ../essais/absent.cs: missing", "site/a.md: ../essais/a.cs: not on docfx"];
    assert!(dead.len() == 2 && starts.iter().all(|start| dead.iter().any(|found| found.starts_with(start))), "{dead:?}");
}

#[test]
fn the_address_that_a_page_gives_itself_is_what_its_links_are_read_from() {
    let page = "---\npermalink: /index.html\n---\n[1](guide/) [2](nope/)\n";
    let files = [("eleventy.config.js", ""), ("src/pages/index.md", page), ("guide/index.md", "# Guide\n")];
    let found = wrong(&files);
    assert!(found.iter().all(|said| said.contains("nope")), "{found:?}");
    let page = "---\nurl: /plan/\n---\n<a href=\"semer/\">1</a> <a href=\"nope/\">2</a>\n";
    let files = [("hugo.toml", "title = 'x'\n"), ("content/a/b.md", page), ("content/plan/semer.md", "# Semer\n")];
    assert_eq!(wrong(&files), ["content/a/b.md: nope/: no page on Hugo (content)"]);
}
