//! Several descriptions of which any counts, groups that share, files that are extended, and severities by path.

use super::*;

/// The configuration in `text` with the files that it may extend.
fn extending(text: &str, files: &[(&str, &str)]) -> Result<Config, Vec<(String, String, String)>> {
    let file = ConfigFile { path: "docs/.acquis.yaml".to_owned(), text: text.to_owned() };
    let read = |path: &str| files.iter().find(|(known, _)| *known == path).map(|(_, text)| text.as_bytes().to_vec());
    config::load_with(Some(&file), &Overrides::default(), RULES, &read).map_err(|errors| told(text, &errors))
}

#[test]
fn a_file_of_the_repository_is_extended_as_a_profile_is() {
    let shared = "extends: [inner/base.yml, odin]\nlanguage: fr\ncontent:\n  - name: g\n    module: { node: file }\nrules: { link-text: error }\noverrides: [{ files: a.md, rules: { link-text: off } }]\n";
    let files = [
        ("common/acquis.yaml", shared),
        ("common/inner/base.yml", "language: en\nexclude: [old]\nrules: { heading-duplicate: off }\n"),
    ];
    let text = "extends: ../common/acquis.yaml\ncontent:\n  - name: g\n    files: ['*.md']\noverrides: [{ files: b/, rules: { link-text: info }, reason: x }]\n";
    let config = extending(text, &files).unwrap();
    assert_eq!((config.language, config.profiles.as_slice()), (Some(Language::Fr), ["odin".to_owned()].as_slice()));
    assert_eq!(
        config.extended.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(),
        ["common/inner/base.yml", "common/acquis.yaml"]
    );
    // Its paths start where those of the configuration do.
    assert!(!config.in_scope("docs/old") && config.in_scope("common/old"));
    assert!(config.groups_for("docs/a.md").any(|group| group.name == "g" && !group.module.is_empty()));
    let level = |path: &str| config.rule_level_at("link-text", path);
    assert_eq!(
        ["docs/a.md", "docs/b/c.md", "docs/c.md", "a.md"].map(level),
        [Some(Level::Off), Some(Level::Info), Some(Level::Error), Some(Level::Error)]
    );
    assert_eq!(config.rule_level("heading-duplicate"), Some(Level::Off));
    assert_eq!(config.overrides.iter().map(|one| one.span.is_some()).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn what_is_wrong_with_a_file_that_is_extended_is_told_where_it_is_named() {
    let cases: [(&str, &str, &str, &str); 8] = [
        ("./none.yaml", "", "there is no file `docs/none.yaml`", ""),
        ("../../out.yaml", "", "`../../out.yaml` leads out of the repository", ""),
        ("/etc/acquis.yaml", "", "`/etc/acquis.yaml` leads out of the repository", ""),
        ("./a.yaml", "extends: ./a.yaml\n", "the file `docs/a.yaml` ends up extending itself", ""),
        ("./a.yaml", "\nlanguag: en\n", "in docs/a.yaml, line 2: ", "did you mean `language`?"),
        (
            "./a.yaml",
            "\nrules: { link-txt: off }\n",
            "in docs/a.yaml, line 2: there is no rule `link-txt`",
            "did you mean `link-text`?",
        ),
        (
            "./a.yaml",
            "content:\n  - name: b\n    module: { node: heading, match: '(' }\n",
            "in docs/a.yaml, line 3: the regular expression",
            "put `\\`",
        ),
        ("./a.yaml", "extends: odinn\n", "there is no profile `odinn`", "did you mean `odin`?"),
    ];
    for (name, shared, message, help) in cases {
        let text = format!("language: en\nextends: [\"{name}\"]\ncontent: [{{ name: b, files: [b.md] }}]\n");
        let told = extending(&text, &[("docs/a.yaml", shared)]).err().unwrap_or_default();
        let [(place, said, advice)] = told.as_slice() else { panic!("{name} {shared}: {told:#?}") };
        assert!(place.contains(name) && said.contains(message) && advice.contains(help), "{name} {shared}: {told:?}");
    }
    // Many ways to one file are not walked one by one; a chain without end is.
    let twice: Vec<(String, String)> =
        (0..30).map(|n| (format!("docs/{n}.yaml"), format!("extends: [./{0}.yaml, ./{0}.yaml]\n", n + 1))).collect();
    let chain: Vec<(String, String)> =
        (0..40).map(|n| (format!("docs/{n}.yaml"), format!("extends: ./{}.yaml\n", n + 1))).collect();
    for (files, problem) in [(twice, "there is no file `docs/30.yaml`"), (chain, "ends up extending itself")] {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let told = extending("extends: ./0.yaml\n", &files).err().unwrap();
        assert!(!told.is_empty() && told.len() < 3 && told[0].1.contains(problem), "{told:#?}");
    }
    // Without a repository there is no file to extend.
    assert_eq!(wrong("extends: ./a.yaml\n").len(), 1);
}

#[test]
fn groups_share_patterns_and_kinds() {
    let text = "content:
  - name: a
    files: [a.md]
    exempt: [{ module: x, reason: y }]
    module: { node: file }
    assessment: [{ node: heading, match: [^Quiz, ^Test] }, { node: link }]
    kinds: { quiz: q }
  - { name: b, files: [b.md], like: a, module: { node: heading } }
  - { name: c, files: [c.md], like: b, kinds: { oral: o } }
";
    let config = good(text);
    let shown = |name: &str| {
        let group = config.groups.iter().find(|group| group.name == name).unwrap();
        let (module, kinds) = (group.module[0].node, group.kinds.iter().map(|(kind, _)| *kind).collect::<Vec<_>>());
        (module, group.assessment.len(), kinds, group.exempt.len())
    };
    assert_eq!(shown("b"), (NodeKind::Heading, 2, vec![Kind::Quiz], 0));
    assert_eq!(shown("c"), (NodeKind::Heading, 2, vec![Kind::Oral], 0));
    for (like, help) in [("bee", "did you mean `bees`?"), ("a", ""), ("zzz", "")] {
        let text = format!("content:\n  - {{ name: bees, files: [b.md] }}\n  - {{ name: a, files: [a.md], like: {like} }}\n");
        let told = wrong(&text);
        let message = match like {
            "a" => "the group `a` ends up being like itself, or like too many others in a row".to_owned(),
            like => format!("no other group is named `{like}`"),
        };
        let expected = (like.to_owned(), message, help.to_owned());
        assert_eq!(told, [expected]);
    }
    // What is wrong with what they share is told once.
    assert_eq!(wrong(&text.replace("^Test", "'^Test('")).len(), 1);
    // YAML's own way: an anchor, and a key that merges.
    let anchors = "content:\n  - { name: a, files: [a.md], module: &m { node: heading, level: 2 } }\n  - { name: b, files: [b.md], module: { <<: *m, level: 3 } }\n";
    assert_eq!(good(anchors).groups[1].module[0].levels, [3]);
}

#[test]
fn alternatives_are_told_each_at_its_place() {
    let group = |text: &str| {
        format!("content:\n  - name: a\n    files: ['*.md']\n    module: {{ node: file }}\n    assessment: {text}\n")
    };
    let cases = [
        ("[{ node: heading }, { node: headng }]", "headng", "content[0].assessment[1].node"),
        ("[{ node: heading, match: [a, '('] }]", "(", "nothing closes a parenthesis"),
        ("[{ node: heading }, { node: link, level: 2 }]", "2", "the key `level` means nothing with `node: link`"),
        ("[{ node: heading }, { node: file }]", "{ node: file }", "needs the key `path`"),
        ("[{ node: heading }, { node: folder }]", "folder", "`node: folder` means something under `module` alone"),
        ("{ node: div, requires: [{ node: div, match: ')' }] }", ")", "a parenthesis closes nothing"),
        ("[]", "[]", "content[0].assessment"),
        ("{ node: file, path: 'q/{id}.md' }", "{ node: file, path: 'q/{id}.md' }", "no module has one"),
        ("[{ node: heading, match: [] }]", "[]", "this text must not be empty"),
    ];
    for (text, place, message) in cases {
        let text = group(text);
        let told = wrong(&text);
        let [(at, said, _)] = told.as_slice() else { panic!("{text}: {told:#?}") };
        assert!(at == place && said.contains(message), "{text}: {told:?}");
    }
    // A flag in one of several holds in that one.
    let config = good(&group("{ node: heading, match: ['(?x)^Qu iz', '^A b'] }"));
    let pattern = &config.groups[0].assessment[0];
    assert!(pattern.matches_text("Quiz") && pattern.matches_text("a b") && !pattern.matches_text("ab"));
}

#[test]
fn overrides_name_rules_that_there_are() {
    let told = wrong("overrides:\n  - { files: [a, '['], rules: { link-txt: off }, reason: ' ' }\n");
    let brief: Vec<(&str, &str)> = told.iter().map(|(place, _, help)| (place.as_str(), help.as_str())).collect();
    assert_eq!(brief[0..1], [("'['", "write it as `docs/**/*.md`; a bracket that opens must close")]);
    assert_eq!(brief[1], ("link-txt", "did you mean `link-text`?"));
    assert_eq!(brief.len(), 3);
    // What the command line says of a rule holds for all files.
    let text = "overrides: [{ files: '**', rules: { link-text: off } }]\n";
    let file = ConfigFile { path: ".acquis.yaml".to_owned(), text: text.to_owned() };
    let overrides = Overrides { rules: vec![("link-text".to_owned(), Level::Error)], ..Overrides::default() };
    let config = config::load(Some(&file), &overrides, RULES).unwrap();
    assert_eq!(config.rule_level_at("link-text", "a.md"), Some(Level::Error));
}
