//! `acquis init`: a commented configuration that suits the repository.

use super::common::{self, Common};
use super::{Exit, Failure, Streams, files};
use crate::config::{FILE_NAME, profile};
use crate::curriculum::mine::{Proposal, pattern, propose};
use crate::git::At;
use crate::language::Language;
use crate::pipeline::seen;
use crate::say;
use crate::text::escape::visible;
use std::io::Write as _;

/// Writes `.acquis.yaml` at the root of the repository, unless there is one.
pub(super) fn run(common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
    let language = common.language;
    let repository = common.repository()?;
    let Some(root) = repository.workdir() else {
        return Err(Failure::plain(say!(language,
            fr: "Ce dépôt n'a pas de fichiers de travail\u{a0}: {FILE_NAME} ne peut pas y être écrit.",
            en: "This repository has no work tree: {FILE_NAME} can't be written in it.")));
    };
    let path = root.join(FILE_NAME);
    if path.symlink_metadata().is_ok() {
        let shown = path.display();
        return Err(Failure::new(
            say!(language, fr: "{shown} existe déjà\u{a0}; il n'a pas été modifié.", en: "{shown} exists already; it was not changed."),
            say!(language, fr: "modifiez-le, ou supprimez-le d'abord", en: "edit it, or remove it first"),
        ));
    }
    let (chosen, proposal) = match common.profile() {
        Some(name) => (Some(known(name, language)?), None),
        None => {
            let (outcome, _) = common.check(&repository, At::WorkTree, streams)?;
            let chosen = common::profile(&outcome).map(|profile| profile.name.to_owned());
            let seen = || seen::recurring(&repository, &At::WorkTree, &outcome.documents);
            let look = || propose(&seen(), &outcome.documents);
            let proposal = if chosen.is_none() { look() } else { None };
            (chosen, proposal)
        }
    };
    let text = template(chosen.as_deref(), proposal.as_ref(), language);
    files::whole(&path, language, |out| out.write_all(text.as_bytes()))?;
    let shown = visible(&path.to_string_lossy()).into_owned();
    let next = match (&chosen, &proposal) {
        (None, Some(proposal)) => told(proposal, &shown, language),
        (Some(name), _) => say!(language,
            fr: "{shown} est écrit, avec le profil «\u{a0}{name}\u{a0}». Ensuite\u{a0}: acquis coverage",
            en: "{shown} is written, with the profile `{name}`. Next: acquis coverage"),
        (None, None) => say!(language,
            fr: "{shown} est écrit. Décrivez-y à quoi on reconnaît un module, puis\u{a0}: acquis coverage",
            en: "{shown} is written. Describe in it what a module looks like, then: acquis coverage"),
    };
    writeln!(streams.out, "{next}")?;
    Ok(Exit::Clean)
}

/// How many files without an assessment are named.
const NAMED: usize = 5;

/// What is written into the file `shown`, and what the group would find.
fn told(proposal: &Proposal, shown: &str, language: Language) -> String {
    let Proposal { files, headings, of, without, .. } = proposal;
    let (files, with, more) = (visible(files), of - without.len(), without.len().saturating_sub(NAMED));
    let headings: Vec<String> = headings
        .iter()
        .map(|text| visible(text))
        .map(|text| say!(language, fr: "«\u{a0}{text}\u{a0}»", en: "“{text}”"))
        .collect();
    let headings = headings.join(", ");
    let mut text = say!(language,
        fr: "{shown} est écrit\u{a0}: chaque fichier {files} y est un module ({of}), évalué par {headings} ({with}).",
        en: "{shown} is written: each file {files} is a module in it ({of}), assessed by {headings} ({with}).");
    if !without.is_empty() {
        let named: Vec<String> = without.iter().take(NAMED).map(|path| visible(path).into_owned()).collect();
        let dots = if more > 0 { ", …" } else { "" };
        let named = named.join(", ");
        text.push_str(
            &say!(language, fr: "\nSans évaluation\u{a0}: {named}{dots}", en: "\nWithout an assessment: {named}{dots}"),
        );
    }
    text.push_str(&say!(language,
        fr: "\nSi ce n'est pas cela, corrigez le fichier. Ensuite\u{a0}: acquis coverage",
        en: "\nIf that is not so, edit the file. Next: acquis coverage"));
    text
}

/// The group that the pages suggest.
fn proposed(proposal: &Proposal, language: Language) -> String {
    let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
    let exclude: Vec<String> = proposal.exclude.iter().map(|path| quoted(path)).collect();
    let exclude = if exclude.is_empty() { String::new() } else { format!("\n    exclude: [{}]", exclude.join(", ")) };
    let (files, pattern) = (quoted(&proposal.files), quoted(&pattern(&proposal.headings)));
    let (of, with) = (proposal.of, proposal.of - proposal.without.len());
    say!(language,
        fr: "
# Ce que montrent les pages elles-mêmes\u{a0}: {of} fichiers, dont {with} ont un tel titre. Corrigez ce qui ne va pas.
content:
  - name: formation
    files: [{files}]{exclude}
    # Chaque fichier est un module.
    module: {{ node: file }}
    # Une section sous un de ces titres évalue le module.
    assessment: {{ node: heading, match: {pattern} }}
",
        en: "
# What the pages themselves show: {of} files, of which {with} have such a heading. Edit what is not so.
content:
  - name: training
    files: [{files}]{exclude}
    # Each file is a module.
    module: {{ node: file }}
    # A section under one of these headings assesses the module.
    assessment: {{ node: heading, match: {pattern} }}
")
}

/// `name`, if there is such a profile.
fn known(name: &str, language: Language) -> Result<String, Failure> {
    if profile(name).is_some() {
        return Ok(name.to_owned());
    }
    let names: Vec<&str> = crate::config::profiles().iter().map(|profile| profile.name.as_str()).collect();
    let names = names.join(", ");
    Err(Failure::new(
        say!(language, fr: "Il n'y a pas de profil «\u{a0}{name}\u{a0}».", en: "There is no profile `{name}`."),
        say!(language, fr: "profils\u{a0}: {names}", en: "profiles: {names}"),
    ))
}

/// The file's text; with neither a profile nor a proposal, how modules are described stands in it as an example.
fn template(profile: Option<&str>, proposal: Option<&Proposal>, language: Language) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{ConfigFile, Overrides, load};

    /// What is written must be valid as it is, and also with its comments opened.
    #[test]
    fn the_file_is_a_valid_configuration() {
        for language in [Language::Fr, Language::En] {
            let written = template(None, None, language);
            let headings = vec!["L'essai (fin)".to_owned(), "Quiz".to_owned()];
            let proposal = Proposal {
                files: "l'a/*/b.md".to_owned(),
                exclude: vec!["l'é.md".to_owned()],
                headings,
                of: 3,
                without: Vec::new(),
            };
            let opened: String = written
                .lines()
                .filter_map(|line| match line.strip_prefix("# ") {
                    None => Some(line),
                    Some(rest) => Some(rest).filter(|rest| rest.starts_with(' ') || rest.ends_with(':') && !rest.contains(' ')),
                })
                .fold(String::new(), |text, line| text + line + "\n");
            assert!(opened.contains("content:") && opened.contains("rules:"), "{opened}");
            for text in [written, opened, template(Some("odin"), None, language), template(None, Some(&proposal), language)] {
                let file = ConfigFile::new(FILE_NAME, text.clone().into_bytes()).unwrap();
                let config = load(Some(&file), &Overrides::default(), &[]).unwrap_or_else(|errors| panic!("{errors:?}\n{text}"));
                assert_eq!(config.language, Some(language));
            }
        }
    }
}
