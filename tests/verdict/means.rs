//! The means of turning a check off for a single page, in the contribution that it would have stopped: each ends red, or is told
//! where it is done. A page gets a dead link, and something is done about the page or about what checks it.

use crate::common::TestRepository;
use crate::{acquis, report, said};

const PAGE: &str = "docs/lecon.md";
/// A page with a link that leads somewhere.
const BEFORE: &str = "# Leçon\n\nUne phrase de cours, et [le cours](index.md).\n";
const FAULT: &str = "\n[les outils](outils.md)\n";
/// What is said of it where nothing hides it: the line of the link is given.
const RED: &str = "new link-missing-file docs/lecon.md:";
const ASIDE: &str = "new checks-weakened .acquis.yaml:";

type Files<'a> = &'a [(&'a str, &'a str)];

/// Files that are there already, files that come with the fault, and what must be said.
struct Means<'a>(&'a str, Files<'a>, Files<'a>, &'a [&'a str]);

const FRENCH: Files<'_> = &[(".acquis.yaml", "language: fr\n")];
const JEKYLL: Files<'_> = &[("_config.yml", "title: Jardin\n")];

const GROUP: &str = "content:\n  - name: cours\n    files: [\"docs/l*.md\"]\n    front-matter: { schema: s/page.json }\n";

/// Settings of acquis.
const SETTINGS: &[Means<'_>] = &[
    Means("nothing", &[], &[], &[RED]),
    Means(
        "exclude",
        FRENCH,
        &[(".acquis.yaml", "language: fr\nexclude: [docs/lecon.md]\n")],
        &["new checks-weakened .acquis.yaml:2"],
    ),
    Means("a first configuration", &[], &[(".acquis.yaml", "exclude: [docs/lecon.md]\n")], &[ASIDE]),
    Means(
        "a rule turned off",
        FRENCH,
        &[(".acquis.yaml", "language: fr\nrules: { link-missing-file: off }\n")],
        &["new checks-weakened .acquis.yaml:2"],
    ),
    Means(
        "a severity lowered",
        FRENCH,
        &[(".acquis.yaml", "language: fr\nrules: { link-missing-file: info }\n")],
        &["new checks-weakened .acquis.yaml:2", RED],
    ),
    Means("a nested configuration", FRENCH, &[("docs/.acquis.yaml", "rules: { link-missing-file: off }\n")], &[RED]),
    Means(
        "the group narrowed",
        &[(".acquis.yaml", GROUP), ("s/page.json", "{}\n")],
        &[(
            ".acquis.yaml",
            "content:\n  - name: cours\n    files: [\"docs/lu*.md\"]\n    front-matter: { schema: s/page.json }\n",
        )],
        &["new checks-weakened .acquis.yaml:3", RED],
    ),
    Means(
        "the schema emptied",
        &[(".acquis.yaml", GROUP), ("s/page.json", "{ \"required\": [\"niveau\"] }\n")],
        &[("s/page.json", "{}\n")],
        &["new checks-weakened s/page.json:1", RED],
    ),
    Means(
        "a profile of another kind",
        &[(".acquis.yaml", "extends: cloud-pi-native\n")],
        &[(".acquis.yaml", "extends: carpentries\n")],
        &["new checks-weakened .acquis.yaml:1", RED],
    ),
    Means(
        "clones that the base does not name",
        FRENCH,
        &[(".acquis.yaml", "language: fr\nrepositories: { a/b: ../b }\n")],
        &["new link-sibling-absent .acquis.yaml:2", RED],
    ),
];

/// Files that other programs obey.
const OTHERS: &[Means<'_>] = &[
    Means("linguist-generated", &[], &[(".gitattributes", "docs/lecon.md linguist-generated linguist-vendored\n")], &[RED]),
    Means("export-ignore", &[], &[(".gitattributes", "docs/lecon.md export-ignore\n")], &[RED]),
    Means("binary", &[], &[(".gitattributes", "docs/lecon.md binary\n")], &[RED]),
    Means("-diff", &[], &[(".gitattributes", "docs/lecon.md -diff -text\n")], &[RED]),
    Means("a filter", &[], &[(".gitattributes", "docs/lecon.md filter=git-crypt diff=git-crypt\n")], &[RED]),
    Means(".gitignore of a tracked page", &[], &[(".gitignore", "docs/lecon.md\n")], &[RED]),
    Means(".gitignore of the target", &[], &[(".gitignore", "docs/outils.md\n*.md\n")], &[RED]),
    Means("markdownlint", &[], &[(".markdownlint.yaml", "default: false\n"), (".markdownlintignore", "docs/lecon.md\n")], &[RED]),
    Means("lychee", &[], &[(".lycheeignore", "outils.md\n")], &[RED]),
    Means(
        "exclude_docs of MkDocs",
        &[("mkdocs.yml", "site_name: J\n")],
        &[("mkdocs.yml", "site_name: J\nexclude_docs: lecon.md\n")],
        &[RED],
    ),
    Means(
        "validation of MkDocs",
        &[("mkdocs.yml", "site_name: J\n")],
        &[("mkdocs.yml", "site_name: J\nvalidation: { links: { not_found: ignore } }\n")],
        &[RED],
    ),
    Means(
        "plugins of MkDocs",
        &[("mkdocs.yml", "site_name: J\n")],
        &[("mkdocs.yml", "site_name: J\nplugins: [gen-files, macros]\n")],
        &["new checks-weakened mkdocs.yml:1"],
    ),
    Means("exclude of Jekyll", JEKYLL, &[("_config.yml", "title: Jardin\nexclude: [docs]\n")], &[RED]),
    Means(
        "exclude of Docusaurus",
        &[("docusaurus.config.js", "module.exports={presets:[[\"classic\",{docs:{path:\"docs\"}}]]}\n")],
        &[(
            "docusaurus.config.js",
            "module.exports={onBrokenLinks:\"ignore\",presets:[[\"classic\",{docs:{path:\"docs\",exclude:[\"lecon.md\"]}}]]}\n",
        )],
        &[RED],
    ),
    Means(
        "exclude_patterns of Sphinx",
        &[("conf.py", "extensions=[\"myst_parser\"]\n"), ("index.md", "# J\n")],
        &[("conf.py", "extensions=[\"myst_parser\"]\nexclude_patterns=[\"docs/lecon.md\"]\n")],
        &[RED],
    ),
    Means(
        "ignoreDeadLinks of VitePress",
        &[("docs/.vitepress/config.js", "export default {}\n")],
        &[("docs/.vitepress/config.js", "export default {srcExclude:[\"lecon.md\"],ignoreDeadLinks:true}\n")],
        &[RED],
    ),
    Means("redirections of everything", &[], &[("netlify.toml", "[[redirects]]\nfrom=\"/*\"\nto=\"/\"\nstatus=200\n")], &[RED]),
    Means("an owner", &[], &[(".github/CODEOWNERS", "docs/lecon.md @moi\n")], &[RED]),
    Means("a program beside it", &[], &[("docs/package.json", "{}\n"), ("docs/lecon.qmd", "# Leçon\n")], &[RED]),
];

/// What is put before the page's text with the fault, what behind it, and what must be said.
const AROUND: &[(&str, &str, &str)] = &[
    ("---\ndraft: true\npublished: false\nbuild: { render: never }\n---\n\n", "", RED),
    ("---\nmarkdownlint: false\nacquis: false\nlayout: false\nunlisted: true\n---\n\n", "", RED),
    ("<!-- DO NOT EDIT: generated -->\n\n", "", RED),
    ("<!-- @generated by acquis: x -->\n\n", "", "new suppression-added docs/lecon.md:1"),
    ("<!-- acquis-disable-file link-missing-file: bientôt -->\n\n", "", "new suppression-added docs/lecon.md:1"),
    ("<!-- acquis-disable link-missing-file -->\n\n", "", "new directive-without-reason docs/lecon.md:1"),
    ("<!-- acquis-disable link-missing-file: bientôt -->\n\n", "", "new suppression-added docs/lecon.md:1"),
    ("<!-- markdownlint-disable -->\n\n", "", RED),
    ("[//]: # (acquis-disable link-missing-file: bientôt)\n\n", "", RED),
    ("<!--\n", "\n-->\n", "new checks-weakened docs/lecon.md:1"),
    ("Début.\n\n<!--\n", "", "new checks-weakened docs/lecon.md:1"),
    ("```\n", "", "new checks-weakened docs/lecon.md:1"),
    ("~~~markdown\n", "\n~~~\n", "new checks-weakened docs/lecon.md:1"),
    ("<script>\n", "\n</script>\n", "new checks-weakened docs/lecon.md:1"),
    ("<style>\n", "", "new checks-weakened docs/lecon.md:1"),
    ("<![CDATA[\n", "", "new checks-weakened docs/lecon.md:1"),
    ("<?php\n", "", "new checks-weakened docs/lecon.md:1"),
    ("::: v-pre\n\n", "\n:::\n", RED),
    ("{% raw %}\n", "\n{% endraw %}\n", RED),
    ("<div hidden>\n\n", "\n</div>\n", RED),
    ("<template>\n\n", "\n</template>\n", RED),
];

/// What becomes of the page: its text goes to a file of that name, and that is said.
const ELSEWHERE: &[(&str, &str)] = &[
    ("docs/lecon.txt", "new checks-weakened docs/lecon.txt:1"),
    ("docs/lecon.mkd", "new checks-weakened docs/lecon.mkd:1"),
    ("docs/lecon.html", "new checks-weakened docs/lecon.html:1"),
    ("docs/lecon.md.erb", "new checks-weakened docs/lecon.md.erb:1"),
    ("docs/lecon", "new checks-weakened docs/lecon:1"),
    ("archive/lecon.md", "new checks-weakened archive/lecon.md:1"),
    (".claude/lecon.md", "new checks-weakened .claude/lecon.md:1"),
    ("vendor/lecon.md", "new checks-weakened vendor/lecon.md:1"),
    ("tests/fixtures/lecon.md", "new checks-weakened tests/fixtures/lecon.md:1"),
    (".cache/lecon.md", "new link-missing-file .cache/lecon.md:"),
    ("_drafts/lecon.md", "new link-missing-file _drafts/lecon.md:"),
];

fn faulty() -> String {
    format!("{BEFORE}{FAULT}")
}

/// What is said where `files` were there before, and `change` makes the contribution.
fn told(files: Files<'_>, arguments: &[&str], change: impl FnOnce(&TestRepository)) -> Vec<String> {
    let repository = TestRepository::new();
    repository.write(PAGE, BEFORE).write("docs/index.md", "# Cours\n\nTexte.\n");
    files.iter().for_each(|(path, text)| {
        repository.write(path, text);
    });
    repository.commit("base");
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    change(&repository);
    repository.commit("quiet");
    said(&report(repository.path(), &[&["--base", "main", "--rev", "HEAD"], arguments].concat()).0)
}

/// What is wrong with `said`.
fn missing(name: &str, wanted: &[&str], said: &[String]) -> Option<String> {
    let all = wanted.iter().all(|wanted| said.iter().any(|said| said.starts_with(wanted)));
    (!all).then(|| format!("{name}: wanted {wanted:?}, said {said:?}"))
}

#[test]
fn settings_and_files_of_other_programs_hide_nothing_unseen() {
    let wrong = SETTINGS.iter().chain(OTHERS).filter_map(|Means(name, before, after, wanted)| {
        let said = told(before, &[], |repository| {
            repository.write(PAGE, faulty());
            after.iter().for_each(|(path, text)| {
                repository.write(path, text);
            });
        });
        missing(name, wanted, &said)
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_stands_around_a_text_hides_nothing_unseen() {
    let around = AROUND.iter().map(|(before, after, wanted)| (JEKYLL.get(..0).unwrap_or_default(), before, after, wanted));
    let liquid = [(JEKYLL, &"{% comment %}\n", &"\n{% endcomment %}\n", &"new checks-weakened docs/lecon.md:1")];
    let wrong = around.chain(liquid).filter_map(|(files, before, after, wanted)| {
        let said = told(files, &[], |repository| {
            repository.write(PAGE, format!("{before}{}{after}", faulty()));
        });
        missing(before, &[wanted], &said)
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_text_that_goes_where_nobody_looks_is_told() {
    let wrong = ELSEWHERE.iter().filter_map(|(path, wanted)| {
        let said = told(&[], &[], |repository| {
            repository.remove(PAGE).write(path, faulty());
        });
        missing(path, &[wanted], &said)
    });
    let mut wrong: Vec<String> = wrong.collect();
    // A part of it, which the page puts into itself.
    let part = told(&[("mkdocs.yml", "site_name: J\nmarkdown_extensions: [pymdownx.snippets]\n")], &[], |repository| {
        let text = faulty();
        let (title, text) = text.split_once("\n\n").unwrap();
        repository.write(PAGE, format!("{title}\n\n--8<-- \"docs/lecon.inc\"\n")).write("docs/lecon.inc", text);
    });
    wrong.extend(missing("a part", &["new checks-weakened docs/lecon.inc:1"], &part));
    let indented = told(&[], &[], |repository| {
        let lines: Vec<String> = faulty().lines().skip(1).map(|line| format!("    {line}")).collect();
        repository.write(PAGE, format!("# Leçon\n\n{}\n", lines.join("\n")));
    });
    wrong.extend(missing("indented", &["new checks-weakened docs/lecon.md:"], &indented));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bytes_that_nobody_reads_are_told() {
    const POINTER: &str = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12\n";
    let text = faulty().into_bytes();
    let after = |byte: &[u8]| [&text[..], byte].concat();
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(faulty().encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let bytes: [(&str, Vec<u8>, &str); 6] = [
        ("invalid", after(b"\xE9\n"), "new document-not-utf8 docs/lecon.md:"),
        ("a mark", [b"\xFF", &text[..]].concat(), "new document-not-utf8 docs/lecon.md:1"),
        ("NUL", after(b"\0"), "new document-nul docs/lecon.md:"),
        ("UTF-16", utf16, "new document-nul docs/lecon.md:1"),
        ("encrypted", b"\0GITCRYPT\0\x01\xFE\x80abcdefgh".to_vec(), "new checks-weakened docs/lecon.md:1"),
        ("kept by Git LFS", POINTER.into(), "new checks-weakened docs/lecon.md:1"),
    ];
    let wrong = bytes.into_iter().filter_map(|(name, bytes, wanted)| {
        missing(
            name,
            &[wanted],
            &told(&[], &[], |repository| {
                repository.write(PAGE, bytes);
            }),
        )
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn git_and_the_command_line_hide_nothing_unseen() {
    let mut wrong = Vec::new();
    let write = |repository: &TestRepository| {
        repository.write(PAGE, faulty());
    };
    let named = told(&[("ci/acquis.yaml", "language: fr\n")], &["--config", "ci/acquis.yaml"], |repository| {
        write(repository);
        repository.write("ci/acquis.yaml", "language: fr\nrules: { link-missing-file: off }\n");
    });
    wrong.extend(missing("a configuration that is named", &["new checks-weakened ci/acquis.yaml:2"], &named));
    let baseline = told(&[], &[], |repository| {
        write(repository);
        assert!(acquis(repository.path(), &["baseline"]).status.success());
    });
    wrong.extend(missing("the baseline", &["new checks-weakened .acquis-baseline:"], &baseline));
    let untracked = told(&[("README.md", "# J\n\n[leçon](docs/lecon.md)\n")], &[], |repository| {
        repository.git(&["rm", "--quiet", "--cached", PAGE]);
        repository.write(".gitignore", "docs/lecon.md\n");
    });
    wrong.extend(missing("no longer tracked", &["new link-missing-file "], &untracked));
    let module = told(&[("README.md", "# J\n\n[leçon](docs/lecon.md)\n")], &[], |repository| {
        repository.remove(PAGE).remove("docs/index.md");
        let run = |arguments: &[&str]| {
            repository.git(&[&["-C", "docs"], arguments].concat());
        };
        run(&["init", "--quiet"]);
        repository.write(PAGE, faulty());
        run(&["add", "--all"]);
        run(&["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "--message", "a"]);
    });
    wrong.extend(missing("a submodule", &["new link-missing-file "], &module));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[cfg(unix)]
#[test]
fn a_link_of_the_file_system_hides_nothing_unseen() {
    let mut wrong = Vec::new();
    for target in ["/etc/hostname", "../README.md", "lecon.txt"] {
        let said = told(&[("README.md", "# J\n")], &[], |repository| {
            repository.write("docs/lecon.txt", faulty()).remove(PAGE);
            std::os::unix::fs::symlink(target, repository.path().join(PAGE)).unwrap();
        });
        wrong.extend(missing(target, &["new checks-weakened docs/lecon."], &said));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
