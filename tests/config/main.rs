//! The configuration: what it means, and where it says that something is wrong with it.

mod several;

use acquis::config::{self, Config, ConfigError, ConfigFile, Kind, Level, NodeKind, Origin, Overrides, Renderer, SchemaSource};
use acquis::data::parse_yaml;
use acquis::finding::Severity;
use acquis::language::Language;
use acquis::text::Span;

const RULES: &[&str] = &["heading-duplicate", "link-text", "link-missing-file", "commit-message", "file-too-large"];

fn load_at(path: &str, text: &str) -> Result<Config, Vec<ConfigError>> {
    let file = ConfigFile { path: path.to_owned(), text: text.to_owned() };
    config::load(Some(&file), &Overrides::default(), RULES)
}

fn good(text: &str) -> Config {
    load_at(".acquis.yaml", text).unwrap_or_else(|errors| panic!("{:#?}", told(text, &errors)))
}

/// Each error with what its place holds, its message and its help.
fn told(text: &str, errors: &[ConfigError]) -> Vec<(String, String, String)> {
    let tell = |error: &ConfigError| {
        assert_ne!(error.message(Language::Fr), "");
        let place = text.get(error.span.range()).unwrap_or("?").to_owned();
        (place, error.message(Language::En), error.help(Language::En).unwrap_or_default())
    };
    errors.iter().map(tell).collect()
}

fn wrong(text: &str) -> Vec<(String, String, String)> {
    told(text, &load_at(".acquis.yaml", text).err().unwrap_or_default())
}

const WHOLE: &str = r#"# .acquis.yaml
extends: cloud-pi-native            # rules/profiles/cloud-pi-native.yaml
language: fr                        # of messages: fr | en
site: { renderer: github }
content:
  - name: certification
    files: ["competences-requises.md"]
    exclude: ["archive/**"]
    front-matter: { schema: schemas/page.json, required: true }
    sections:
      - { match: "^Introduction$", level: 2 }
      - { match: "^(Knowledge check|Quiz)$", level: 2, min-items: 1, required: false }
    announced:  { node: item, under: { node: paragraph, match: "domaines suivants de compétence" } }
    module:     { node: paragraph, match: "^Module\\b", strong: true }
    objective:  { node: line, match: "^Objectifs?\\s*:" }
    competency: { node: item }
    assessment: { node: paragraph, match: "^Validation des acquis\\b", min-items: 1 }
    kinds:      { quiz: "\\bQCM\\b", practical: "travaux? pratiques?", oral: "\\boral\\b|entretien" }
    exempt:     [{ module: "animation de communautés internes", reason: "…" }]
rules: { heading-duplicate: off, link-text: { severity: warning, words: [ici] } }
"#;

#[test]
fn the_whole_block_of_the_manual_is_read() {
    let config = good(WHOLE);
    assert_eq!(
        (config.language, config.sites[0].renderer, config.fail_on),
        (Some(Language::Fr), Some(Renderer::Github), Severity::Error)
    );
    assert_eq!(config.profiles, ["cloud-pi-native"]);
    let group = config.groups_for("competences-requises.md").find(|group| group.name == "certification").unwrap();
    let module = group.module.first().unwrap();
    assert!(
        module.node == NodeKind::Paragraph && module.strong && module.matches_text("module 1") && !module.matches_text("Modules")
    );
    let under = group.announced.as_ref().unwrap().under.first().unwrap();
    assert!(under.matches_text("les DOMAINES suivants de compétence :"));
    assert_eq!(group.assessment.first().unwrap().min_items, Some(1));
    assert_eq!(group.kinds.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [Kind::Quiz, Kind::Practical, Kind::Oral]);
    assert_eq!((group.sections.len(), group.sections[0].required, group.sections[1].required), (2, true, false));
    assert_eq!(group.sections[1].min_items, 1);
    assert!(matches!(&group.front_matter.schema, Some(SchemaSource::File { path, .. }) if path == "schemas/page.json"));
    assert_eq!(group.exempt[0].reason, "…");
    assert!(config.groups_for("archive/competences-requises.md").all(|group| group.name != "certification"));
    assert_eq!(config.rule_level("heading-duplicate"), Some(Level::Off));
    assert_eq!(config.rule_level("link-text"), Some(Level::Warning));
    assert_eq!(config.rule_option("link-text", "words"), Some(&serde_json::json!(["ici"])));
    assert_eq!(config.rule_option("link-text", "severity"), None);
}

#[test]
fn an_empty_configuration_says_nothing() {
    for text in ["", "# rien\n", "{}"] {
        let config = good(text);
        assert!(config.groups.is_empty() && config.in_scope("a.md") && config.groups_for("a.md").next().is_none());
    }
}

#[test]
fn keys_that_mean_something_elsewhere_alone_are_refused() {
    let text = "content:\n  - name: a\n    files: ['*.md']\n    module: {node: heading, assesses: {match: x}}\n    assessment: {node: heading, id: 'C\\d'}\n    competency: {node: item, id: '(C'}\n";
    let found = wrong(text);
    let message = |key, home| format!("the key `{key}` means something under `{home}` alone");
    assert_eq!((&*found[0].0, &found[0].1), ("{match: x}", &message("assesses", "assessment")));
    assert!(found.iter().any(|(place, text, _)| place == "'C\\d'" && *text == message("id", "competency")), "{found:#?}");
    assert!(found.iter().any(|(place, text, _)| place == "(" && text.contains("nothing closes a parenthesis")), "{found:#?}");
}

#[test]
fn paths_are_those_of_its_folder() {
    let text = "exclude: [old/]\nsite: {root: pages, public: ../static}\ncontent:\n  - name: a\n    files: ['**/*.md']\n    front-matter: {schema: page.json}\n    module: {node: file}\n    assessment: {node: file, path: 'x/{name}.md'}\n";
    let config = load_at("docs/fr/.acquis.yaml", text).unwrap();
    assert!(!config.in_scope("docs/fr/old/a.md") && config.in_scope("old/a.md") && config.in_scope("docs/fr/a.md"));
    assert_eq!(config.groups_for("docs/fr/a/b.md").count(), 1);
    assert_eq!(config.groups_for("docs/b.md").count(), 0);
    assert_eq!(config.sites[0].root.as_deref(), Some("docs/fr/pages"));
    assert_eq!(config.sites[0].public, ["docs/static"]);
    assert!(
        matches!(&config.groups[0].front_matter.schema, Some(SchemaSource::File { path, .. }) if path == "docs/fr/page.json")
    );
    let template = config.groups[0].assessment.first().unwrap().path.as_ref().unwrap();
    assert_eq!(template.expand("docs/fr/m/boucles.md", None).as_deref(), Some("docs/fr/x/boucles.md"));
}

#[test]
fn the_file_wins_over_its_profile_and_the_command_line_over_the_file() {
    let text = "extends: [cloud-pi-native]\nlanguage: en\ncontent:\n  - name: certification\n    files: [a.md]\n  - name: more\n    files: [b.md]\nrules: {link-text: {severity: info, words: [x]}}\n";
    let config = good(text);
    let group = &config.groups[0];
    assert_eq!((group.name.as_str(), config.language), ("certification", Some(Language::En)));
    assert!(!group.module.is_empty(), "what the file does not say stays the profile's");
    assert!(config.groups_for("a.md").any(|group| group.name == "certification"));
    assert!(config.groups_for("c.md").all(|group| group.name != "certification"));
    assert_eq!(config.groups.last().unwrap().name, "more");

    let file = ConfigFile { path: ".acquis.yaml".to_owned(), text: text.to_owned() };
    let overrides = Overrides {
        profiles: Some(vec!["odin".to_owned()]),
        language: Some(Language::Fr),
        fail_on: Some(Severity::Info),
        rules: vec![("link-text".to_owned(), Level::Off)],
    };
    let config = config::load(Some(&file), &overrides, RULES).unwrap();
    assert_eq!(
        (config.profiles.as_slice(), config.language, config.fail_on),
        (&["odin".to_owned()][..], Some(Language::Fr), Severity::Info)
    );
    assert_eq!(config.rule_level("link-text"), Some(Level::Off));
    assert!(config.rule_option("link-text", "words").is_some());
}

#[test]
fn every_error_is_told_at_its_place() {
    let text = r#"extends: cloud-pi-natif
langage: fr
fail-on: eror
content:
  - name: a
    files: ["*.md"]
    exclude: ["b["]
    front-matter: { schema: { type: strin }, require: true }
    module: { node: heding, match: "^Module(" }
    objective: { node: line, match: 'Objectif[s', level: 2 }
    assessment: { node: file }
    sections:
      - { match: "^A$", level: 9 }
      - { level: 2 }
      - { match: "^B$", count: { min: 3, max: 2 } }
    exempt: [{ module: "x", reason: "" }, { module: "y", reason: " " }]
    announced: { node: file, path: "{folder}/x.md" }
  - name: a
    files: [c.md]
  - name: nowhere
site: { renderer: vitpress, root: ../../x }
rules: { link-txt: error, link-text: eror, heading-duplicate: { severity: of } }
"#;
    let found = wrong(text);
    let brief: Vec<_> = found.iter().map(|(place, message, help)| (place.as_str(), message.as_str(), help.as_str())).collect();
    let expect = |place: &str, message: &str, help: &str| {
        assert!(
            brief.iter().any(|(p, m, h)| *p == place && m.contains(message) && h.contains(help)),
            "{place:?} {message:?} {help:?} is not in {brief:#?}"
        );
    };
    expect("cloud-pi-natif", "there is no profile", "did you mean `cloud-pi-native`?");
    expect("langage", "`langage` is not known", "did you mean `language`?");
    expect("eror", "fail-on: the value must be", "did you mean `error`?");
    expect("\"b[\"", "pattern of paths", "");
    expect("strin", "schema is not valid: type: the value must be", "");
    expect("require", "not known", "did you mean `required`?");
    expect("heding", "content[0].module.node: the value must be", "did you mean `heading`?");
    expect("[", "nothing closes a bracket", "");
    expect("2", "`level` means nothing with `node: line`", "");
    expect("{ node: file }", "needs the key `path`", "");
    expect("9", "at most 6", "");
    expect("{ level: 2 }", "the key `match` is missing", "");
    expect("{ min: 3, max: 2 }", "greater than", "");
    expect("\"\"", "at least 1 character", "");
    expect("\" \"", "must not be empty", "");
    expect("\"{folder}/x.md\"", "`{folder}` is not known", "use {dir}, {name} and {id}");
    expect("a", "two groups are named `a`", "");
    expect("nowhere", "does not say which files", "");
    expect("vitpress", "this value is not known", "did you mean `vitepress`?");
    expect("../../x", "leads out of the repository", "");
    expect("link-txt", "there is no rule", "did you mean `link-text`?");
    expect("eror", "rules.link-text: the value must be", "did you mean `error`?");
    expect("of", "rules.heading-duplicate.severity", "did you mean `off`?");
    assert_eq!(brief.len(), 23, "{brief:#?}");
}

#[test]
fn what_would_never_count_is_refused() {
    let text = "content:\n  - name: a\n    files: ['*.md']\n    module: { node: heading, match: \"^Module\\b\" }\n  - name: b\n    files: [c.md]\n    assessment: { node: heading }\n";
    let found = wrong(text);
    let brief: Vec<_> = found.iter().map(|(place, message, help)| (place.as_str(), message.as_str(), help.as_str())).collect();
    assert_eq!(brief.len(), 2, "{brief:?}");
    assert_eq!(brief[0].0, r#""^Module\b""#);
    assert!(brief[0].1.contains("control character (U+0008)") && brief[0].2.contains("single quotes"), "{brief:?}");
    assert_eq!(
        (brief[1].0, brief[1].1),
        ("{ node: heading }", "the group `b` has an assessment and no module: it assesses nothing")
    );
    assert!(brief[1].2.contains("module: { node: file }"), "{brief:?}");
}

#[test]
fn regular_expressions_are_pointed_into() {
    let place = |pattern: &str| {
        let text = format!("content:\n  - name: é\n    files: [a.md]\n    module: {{ node: heading, match: {pattern} }}\n");
        let errors = load_at(".acquis.yaml", &text).unwrap_err();
        let span = errors[0].span;
        (span.start as usize - text.find(pattern).unwrap(), text[span.range()].to_owned(), errors[0].message(Language::En))
    };
    assert_eq!(
        place("'é(x'"),
        (3, "(".to_owned(), "the regular expression is not valid: nothing closes a parenthesis".to_owned())
    );
    assert_eq!(place(r#""\\w\\(x(""#).1, r#""\\w\\(x(""#, "an escaped expression is shown whole");
    assert!(place("'(?=x)'").2.contains("look-around"));
    assert!(place("'\\w{1000}{1000}'").2.contains("too large"));
    assert!(place("'*'").2.contains("nothing stands before"));
}

#[test]
fn what_is_no_yaml_is_one_error() {
    assert_eq!(
        wrong("language: [fr\n"),
        [("[".into(), "nothing closes this `[`".into(), "add `]`, or put the whole value in quotes".into())]
    );
    let text = "language: fr\nlanguage: en\n";
    let errors = load_at(".acquis.yaml", text).unwrap_err();
    assert_eq!((errors[0].span, errors[0].related), (Span::new(13, 21), Some(Span::new(0, 8))));
    assert_eq!(wrong("- a\n")[0].1, "this must be a group of keys, not a list");
    assert_eq!(wrong("language:\n")[0].1, "language: this must be a text, not an empty value");
}

#[test]
fn an_unknown_profile_of_the_command_line_is_its_own() {
    let overrides = Overrides { profiles: Some(vec!["odinn".to_owned()]), ..Overrides::default() };
    let errors = config::load(None, &overrides, RULES).unwrap_err();
    assert_eq!(errors[0].origin, Origin::CommandLine);
    assert_eq!(errors[0].help(Language::En).as_deref(), Some("did you mean `odin`?"));
}

#[test]
fn inline_schemas_are_compiled() {
    let config = good("content:\n  - name: a\n    files: [a.md]\n    front-matter: {schema: {required: [title]}}\n");
    let Some(SchemaSource::Inline(schema)) = &config.groups[0].front_matter.schema else { panic!("{config:?}") };
    let tree = parse_yaml("x: 1", Span::new(0, 4)).unwrap();
    assert_eq!(schema.violations(&tree.root, Span::at(0)).len(), 1);
}

#[test]
fn shipped_schemas_are_those_of_the_types() {
    for (name, schema) in [("config", config::config_schema()), ("profile", config::profile_schema())] {
        let path = format!("{}/rules/schemas/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let fresh = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        if std::env::var_os("ACQUIS_UPDATE").is_some() {
            std::fs::write(&path, &fresh).unwrap();
        }
        let shipped = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(shipped == fresh, "{path} is stale: run `ACQUIS_UPDATE=1 cargo test --test config` and commit it");
    }
}

#[test]
fn options_of_rules_are_checked_at_their_places() {
    let places = |text: &str| wrong(text).into_iter().map(|(place, ..)| place).collect::<Vec<_>>();
    assert_eq!(
        places("rules:\n  commit-message: { style: conventionel }\n  file-too-large: { max: heavy }\n"),
        ["conventionel", "heavy"]
    );
    assert_eq!(places("rules:\n  commit-message: { max-sujet: 50 }\n"), ["max-sujet"]);
    good("rules:\n  commit-message: { severity: error, style: gitmoji, max-subject: 50 }\n  file-too-large: off\n");
}
