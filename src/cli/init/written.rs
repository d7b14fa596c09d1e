//! The text of the configuration that `acquis init` writes.

use crate::curriculum::mine::{Form, Proposal, Shared, Way, usual};
use crate::language::Language;
use crate::say;

/// The file's text; with neither a profile nor a proposal, how modules are described stands in it as an example.
pub(super) fn template(profile: Option<&str>, proposal: Option<&Proposal>, language: Language) -> String {
    let head = say!(language,
        fr: "# Configuration d'acquis, qui vérifie les contenus de formation de ce dépôt.\n# Ses clés et leurs valeurs : « acquis schema config ».\n\n# Langue des messages : fr ou en.\nlanguage: fr\n",
        en: "# Configuration of acquis, which checks this repository's learning content.\n# Its keys and their values: `acquis schema config`.\n\n# Language of the messages: fr or en.\nlanguage: en\n");
    let content = match (profile, proposal) {
        (None, Some(proposal)) => proposed(proposal, language),
        (Some(name), _) => say!(language,
            fr: "\n# Le profil dit à quoi on reconnaît un module, ses compétences et leur validation.\nextends: {name}\n",
            en: "\n# The profile says what a module looks like, its competencies and how they are assessed.\nextends: {name}\n"),
        (None, None) => example(language),
    };
    let rules = say!(language,
        fr: "\n# Les règles : « acquis rules » les liste, « acquis explain RÈGLE » en explique une. Ôtez le # pour changer :\n# rules:\n#   heading-skipped-level: off          # ne plus vérifier\n#   link-missing-file: warning          # error, warning ou info\n",
        en: "\n# The rules: `acquis rules` lists them, `acquis explain RULE` explains one. Remove the # to change:\n# rules:\n#   heading-skipped-level: off          # no longer checked\n#   link-missing-file: warning          # error, warning or info\n");
    format!("{head}{content}{rules}")
}

/// How modules are described, commented out: each repository has its own way.
fn example(language: Language) -> String {
    say!(language,
        fr: "
# À quoi reconnaît-on un module ? Adaptez cet exemple et ôtez les # :
# content:
#   - name: formation
#     files: [\"modules/**/*.md\"]
#     # Un module commence à un titre « Module … ».
#     module: {{ node: heading, match: \"^Module\\\\b\" }}
#     # Ses compétences sont les éléments de ses listes.
#     competency: {{ node: item }}
#     # Un paragraphe « Validation des acquis … » et la liste qui le suit disent comment elles sont validées.
#     assessment: {{ node: paragraph, match: \"^Validation des acquis\\\\b\", min-items: 1 }}
#     kinds: {{ quiz: \"\\\\bQCM\\\\b\", practical: \"travaux? pratiques?\", oral: \"\\\\boral\\\\b\" }}
",
        en: "
# What does a module look like? Adapt this example and remove the # marks:
# content:
#   - name: training
#     files: [\"modules/**/*.md\"]
#     # A module begins at a heading \"Module …\".
#     module: {{ node: heading, match: \"^Module\\\\b\" }}
#     # Its competencies are the items of its lists.
#     competency: {{ node: item }}
#     # A paragraph \"Assessment …\" and the list after it say how they are assessed.
#     assessment: {{ node: paragraph, match: \"^Assessment\\\\b\", min-items: 1 }}
#     kinds: {{ quiz: \"\\\\bquiz\\\\b\", practical: \"exercise|lab\", oral: \"\\\\boral\\\\b|interview\" }}
")
}

/// The group that the pages suggest.
fn proposed(proposal: &Proposal, language: Language) -> String {
    let list = |globs: &[String]| globs.iter().map(|glob| quoted(glob)).collect::<Vec<_>>().join(", ");
    let exclude =
        if proposal.exclude.is_empty() { String::new() } else { format!("\n    exclude: [{}]", list(&proposal.exclude)) };
    let files = list(&proposal.files);
    let (of, with) = (proposal.of, proposal.of - proposal.without.len());
    let assessment =
        format!("{}{}{}", assessment(&proposal.ways, language), sections(proposal, language), keys(proposal, language));
    say!(language,
        fr: "
# Ce que montrent les pages elles-mêmes\u{a0}: {of} fichiers, dont {with} avec une évaluation. Corrigez ce qui ne va pas.
content:
  - name: formation
    files: [{files}]{exclude}
    # Chaque fichier est un module.
    module: {{ node: file }}
    # Ce qui évalue le module.
    assessment: {assessment}
",
        en: "
# What the pages themselves show: {of} files, of which {with} have an assessment. Edit what is not so.
content:
  - name: training
    files: [{files}]{exclude}
    # Each file is a module.
    module: {{ node: file }}
    # What assesses the module.
    assessment: {assessment}
")
}

/// `text` between single quotes.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The patterns that find assessments written in these ways.
fn assessment(ways: &[Way], language: Language) -> String {
    let code = say!(language, fr: "fr", en: "en");
    let usual = [usual(&code)];
    let pattern = |way: &Way| {
        let node = match way.form {
            Form::Heading => "heading",
            Form::Bold => "paragraph, strong: true",
            Form::Div => "div",
            Form::File => return format!("{{ node: file, path: {} }}", quoted(&way.words.concat())),
        };
        format!("{{ node: {node}, match: {} }}", quoted(&way.pattern()))
    };
    match if ways.is_empty() { &usual } else { ways } {
        [way] => pattern(way),
        ways => ways.iter().map(|way| format!("\n      - {}", pattern(way))).collect(),
    }
}

/// The sections that nearly all have.
fn sections(proposal: &Proposal, language: Language) -> String {
    if proposal.sections.is_empty() {
        return String::new();
    }
    let each = |one: &Shared<u8>| {
        let (pattern, level) = (quoted(&format!("^{}$", regex::escape(&one.name))), one.kind);
        let (with, of) = (proposal.of - one.without.len(), proposal.of);
        say!(language,
            fr: "\n      - {{ match: {pattern}, level: {level} }} # {with} sur {of}",
            en: "\n      - {{ match: {pattern}, level: {level} }} # {with} of {of}")
    };
    let all: String = proposal.sections.iter().map(each).collect();
    say!(language,
        fr: "\n    # Les sections que presque tous ont, dans cet ordre.\n    sections:{all}",
        en: "\n    # The sections that nearly all have, in this order.\n    sections:{all}")
}

/// What the front matter of nearly all has.
fn keys(proposal: &Proposal, language: Language) -> String {
    if proposal.keys.is_empty() {
        return String::new();
    }
    let names: Vec<String> = proposal.keys.iter().map(|one| quoted(&one.name)).collect();
    let names = names.join(", ");
    let typed = |one: &Shared<Option<&'static str>>| Some(format!("{}: {{ type: {} }}", quoted(&one.name), quoted(one.kind?)));
    let types: Vec<String> = proposal.keys.iter().filter_map(typed).collect();
    let types = types.join(", ");
    say!(language,
        fr: "\n    # Les clés que presque tous ont dans leur en-tête.\n    front-matter:\n      schema: {{ type: object, required: [{names}], properties: {{ {types} }} }}",
        en: "\n    # The keys that nearly all have in their front matter.\n    front-matter:\n      schema: {{ type: object, required: [{names}], properties: {{ {types} }} }}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{ConfigFile, FILE_NAME, Overrides, load};

    /// What is written must be valid as it is, and also with its comments opened.
    #[test]
    fn the_file_is_a_valid_configuration() {
        for language in [Language::Fr, Language::En] {
            let written = template(None, None, language);
            let words = vec!["L'essai (fin)".to_owned(), "Quiz".to_owned()];
            let proposal = |ways| Proposal {
                files: vec!["l'a/*/b.md".to_owned(), "c.md".to_owned()],
                exclude: vec!["l'é.md".to_owned()],
                translations: Vec::new(),
                sections: vec![Shared { name: "L'essai (a)".into(), kind: 2, without: Vec::new() }],
                keys: vec![
                    Shared { name: "l'é".into(), kind: Some("string"), without: Vec::new() },
                    Shared { name: "null".into(), kind: Some("null"), without: Vec::new() },
                    Shared { name: "b".into(), kind: None, without: Vec::new() },
                ],
                ways,
                of: 3,
                without: Vec::new(),
            };
            let way = |form| Way { form, words: words.clone(), of: 3 };
            let one = proposal(vec![way(Form::Heading)]);
            let (none, all) = (proposal(Vec::new()), proposal([Form::Heading, Form::Bold, Form::Div].map(way).to_vec()));
            let proposals = [one, none, all].map(|proposal| template(None, Some(&proposal), language));
            let opened: String = written
                .lines()
                .filter_map(|line| match line.strip_prefix("# ") {
                    None => Some(line),
                    Some(rest) => Some(rest).filter(|rest| rest.starts_with(' ') || rest.ends_with(':') && !rest.contains(' ')),
                })
                .fold(String::new(), |text, line| text + line + "\n");
            assert!(opened.contains("content:") && opened.contains("rules:"), "{opened}");
            for text in [written, opened, template(Some("odin"), None, language)].into_iter().chain(proposals) {
                let file = ConfigFile::new(FILE_NAME, text.clone().into_bytes()).unwrap();
                let config = load(Some(&file), &Overrides::default(), &[]).unwrap_or_else(|errors| panic!("{errors:?}\n{text}"));
                assert_eq!(config.language, Some(language));
            }
        }
    }
}
