//! What to write in place of a key or value that the schema of the configuration does not allow.

use crate::data::{Type, ViolationKind};
use crate::language::Language;
use crate::say;

/// How each key is written, as an example.
const EXAMPLES: &[(&str, &str)] = &[
    ("extends", "extends: odin"),
    ("language", "language: fr"),
    ("site", "site: { renderer: vitepress }"),
    ("sites", "sites: [{ renderer: vitepress, root: docs }]"),
    ("root", "root: docs"),
    ("public", "public: static"),
    ("base", "base: /handbook/"),
    ("renderer", "renderer: github"),
    ("online", "online: { timeout: 30 }"),
    ("exclude", "exclude: ['archive/**']"),
    ("repository", "repository: owner/name"),
    ("repositories", "repositories: { owner/name: ../name }"),
    ("fail-on", "fail-on: warning"),
    ("content", "content: [{ name: lessons, files: ['lessons/*.md'] }]"),
    ("name", "name: lessons"),
    ("files", "files: ['lessons/*.md']"),
    ("front-matter", "front-matter: { schema: schemas/page.json }"),
    ("schema", "schema: schemas/page.json"),
    ("sections", "sections: [{ match: '^Quiz$', level: 2 }]"),
    ("children", "children: [{ match: '^Quiz$', level: 3 }]"),
    ("announced", "announced: { node: item }"),
    ("module", "module: { node: heading, match: '^Module' }"),
    ("objective", "objective: { node: line, match: '^Objectif' }"),
    ("competency", "competency: { node: item }"),
    ("assessment", "assessment: { node: heading, match: '^Quiz' }"),
    ("under", "under: { node: heading, match: '^Quiz' }"),
    ("requires", "requires: { node: div, match: solution }"),
    ("node", "node: heading"),
    ("match", "match: '^Quiz'"),
    ("kinds", "kinds: { quiz: QCM }"),
    ("exempt", "exempt: [{ module: Introduction, reason: '…' }]"),
    ("reason", "reason: '…'"),
    ("count", "count: { min: 1, max: 2 }"),
    ("level", "level: 2"),
    ("strong", "strong: true"),
    ("required", "required: true"),
    ("extra-sections", "extra-sections: false"),
    ("teaches", "teaches: false"),
    ("min-items", "min-items: 1"),
    ("min", "min: 1"),
    ("max", "max: 2"),
    ("rules", "rules: { heading-duplicate: off }"),
    ("severity", "severity: warning"),
];

/// The keys of a content group that people write at the top.
const OF_GROUPS: &[&str] =
    &["files", "front-matter", "sections", "module", "objective", "competency", "assessment", "announced", "kinds", "exempt"];

/// The keys of the top that people write in a content group.
const OF_TOP: &[&str] = &["extends", "language", "site", "sites", "online", "repository", "fail-on", "content", "rules"];

/// What people write for the severities of rules, or for truth, in other programs and languages.
const MEANT: &[(&[&str], &str)] = &[
    (&["warn", "avertissement"], "warning"),
    (&["err", "erreur", "critical", "fatal"], "error"),
    (&["note", "notice", "hint", "information"], "info"),
    (&["disable", "disabled", "none", "never", "no", "non", "false", "0", "skip", "ignore"], "off"),
    (&["french", "français", "francais", "fr_fr", "fr-fr"], "fr"),
    (&["english", "anglais", "en_us", "en-us", "en_gb", "en-gb"], "en"),
    (&["title", "titre", "titel", "header", "section"], "heading"),
    (&["list", "liste", "bullet", "élément"], "item"),
    (&["page", "document", "fichier"], "file"),
    (&["paragraphe", "text", "bold"], "paragraph"),
    (&["ligne"], "line"),
    (&["lien", "url"], "link"),
];

/// What to write in place of what is `written` at `path` and breaks the schema by `kind`.
pub(super) fn advice(kind: &ViolationKind, path: &str, written: &str, language: Language) -> String {
    let word = written.trim_matches(['"', '\'']).to_lowercase();
    let key = last(path);
    let rule = path.strip_prefix("rules.").is_some_and(|rest| rest == key);
    match kind {
        ViolationKind::Type { found, .. } if path.is_empty() => return whole(*found, written, language),
        ViolationKind::Type { expected, found: Type::Object } if expected.contains(&Type::Array) => {
            return say!(language,
                fr: "mettez «\u{a0}-\u{a0}» et une espace devant la première clé de chaque élément",
                en: "put `- ` before the first key of each item");
        }
        ViolationKind::UnknownKey { did_you_mean: None, key: unknown } => return misplaced(unknown, path, language),
        ViolationKind::UnknownKey { did_you_mean: Some(_), .. } => {}
        ViolationKind::Enum { allowed, .. } => {
            let meant = MEANT.iter().find(|(words, meant)| words.contains(&&*word) && allowed.iter().any(|one| one == meant));
            if let Some((_, meant)) = meant {
                return say!(language, fr: "écrivez «\u{a0}{key}: {meant}\u{a0}»", en: "write `{key}: {meant}`");
            }
        }
        // Whoever turns a rule off by `false` is told how that is written.
        ViolationKind::Type { found: Type::Boolean, .. } if rule && word == "true" => {
            return say!(language, fr: "pour l'activer, écrivez «\u{a0}{key}: warning\u{a0}»", en: "to turn it on, write `{key}: warning`");
        }
        ViolationKind::Type { .. } if rule => {
            return say!(language,
                fr: "pour la désactiver, écrivez «\u{a0}{key}: off\u{a0}»\u{a0}; sinon error, warning ou info",
                en: "to turn it off, write `{key}: off`; else error, warning or info");
        }
        ViolationKind::Required { key } => return example(key, language).unwrap_or_else(|| bare(key, language)),
        _ => {}
    }
    if let Some(help) = named(kind, language) {
        return help;
    }
    example(key, language).unwrap_or_else(|| described(language))
}

/// What to do where the whole file is no group of keys.
fn whole(found: Type, written: &str, language: Language) -> String {
    match found {
        Type::Array => say!(language, fr: "retirez les «\u{a0}-\u{a0}» devant les clés", en: "remove the `-` before the keys"),
        _ if written.contains('=') => {
            say!(language, fr: "écrivez «\u{a0}:\u{a0}» et une espace à la place de «\u{a0}=\u{a0}»", en: "write `: ` in place of `=`")
        }
        _ if written.contains(':') => {
            say!(language, fr: "mettez une espace après les deux-points\u{a0}: «\u{a0}language: fr\u{a0}»", en: "put a space after the colon: `language: fr`")
        }
        _ => {
            say!(language, fr: "écrivez «\u{a0}clé: valeur\u{a0}», par exemple «\u{a0}language: fr\u{a0}»", en: "write `key: value`, for instance `language: fr`")
        }
    }
}

/// The help that the violation has by itself, where it names a word.
fn named(kind: &ViolationKind, language: Language) -> Option<String> {
    let suggests = matches!(
        kind,
        ViolationKind::UnknownKey { did_you_mean: Some(_), .. } | ViolationKind::Enum { did_you_mean: Some(_), .. }
    );
    suggests.then(|| kind.help(language)).flatten()
}

/// What to do about a key that stands where it means nothing.
fn misplaced(key: &str, path: &str, language: Language) -> String {
    if path.is_empty() && OF_GROUPS.contains(&key) {
        return say!(language,
            fr: "cette clé va dans un groupe de «\u{a0}content\u{a0}», sous son nom",
            en: "this key goes into a group of `content`, below its name");
    }
    if path.starts_with("content[") && OF_TOP.contains(&key) {
        return say!(language,
            fr: "cette clé va au début du fichier, sans espaces devant",
            en: "this key goes to the top of the file, without spaces before it");
    }
    if last(path) == "kinds" {
        return say!(language,
            fr: "les modalités sont quiz, practical, oral, written, project et other",
            en: "the kinds are quiz, practical, oral, written, project and other");
    }
    described(language)
}

/// The last key of `path`, without the number of an item.
fn last(path: &str) -> &str {
    let key = path.rsplit('.').next().unwrap_or_default();
    key.split('[').next().unwrap_or_default()
}

fn example(key: &str, language: Language) -> Option<String> {
    let (_, example) = EXAMPLES.iter().find(|(known, _)| *known == key)?;
    Some(say!(language, fr: "écrivez par exemple «\u{a0}{example}\u{a0}»", en: "write for instance `{example}`"))
}

fn bare(key: &str, language: Language) -> String {
    say!(language, fr: "ajoutez «\u{a0}{key}: …\u{a0}»", en: "add `{key}: …`")
}

fn described(language: Language) -> String {
    say!(language,
        fr: "«\u{a0}acquis schema config\u{a0}» décrit chaque clé et ses valeurs",
        en: "`acquis schema config` describes every key and its values")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{ConfigFile, Overrides, load};

    /// What people are told to write must be right.
    #[test]
    fn examples_are_valid_where_they_stand() {
        let group = "content:\n  - name: a\n    files: ['*.md']\n    ";
        for (key, example) in EXAMPLES {
            let text = match *key {
                "root" | "public" | "base" | "renderer" => format!("site: {{ {example} }}\n"),
                "schema" | "required" => format!("{group}front-matter: {{ {example} }}\n"),
                "children" | "count" => format!("{group}sections: [{{ match: x, {example} }}]\n"),
                "level" | "strong" | "match" | "min-items" | "under" | "requires" => {
                    let node = if *key == "strong" { "paragraph" } else { "heading" };
                    format!("{group}module: {{ node: {node}, {example} }}\n")
                }
                "node" => format!("{group}module: {{ {example} }}\n"),
                "reason" | "teaches" => {
                    let reason = if *key == "reason" { "" } else { ", reason: x" };
                    format!("{group}exempt: [{{ module: x, {example}{reason} }}]\n")
                }
                "min" | "max" => format!("{group}sections: [{{ match: x, count: {{ {example} }} }}]\n"),
                "severity" => format!("rules: {{ link-text: {{ {example} }} }}\n"),
                "name" => format!("content: [{{ {example}, files: ['*.md'] }}]\n"),
                "files" => format!("content: [{{ name: a, {example} }}]\n"),
                "assessment" => format!("{group}module: {{ node: file }}\n    {example}\n"),
                key if OF_GROUPS.contains(&key) || key == "extra-sections" => format!("{group}{example}\n"),
                _ => format!("{example}\n"),
            };
            let file = ConfigFile { path: ".acquis.yaml".to_owned(), text: text.clone() };
            let errors = load(Some(&file), &Overrides::default(), &[]).err();
            let said: Vec<String> = errors.into_iter().flatten().map(|error| error.message(Language::En)).collect();
            assert!(said.is_empty(), "{text}{said:?}");
        }
    }
}
