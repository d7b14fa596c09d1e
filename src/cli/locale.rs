//! The language of a session: decided once, before anything is parsed, since help and usage errors need one too.

use crate::config::{self, FILE_NAME};
use crate::files;
use crate::language::Language;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// How much of a configuration is looked at for its language.
const LOOKED_AT: u64 = 64 * 1024;

/// The language that `arguments` ask for, else that of the configuration file (`--config`, or the nearest), else that of the
/// profile that the arguments or that file name, else that of the locale, which `variable` gives.
///
/// `None`: none of these says one. It must not fail: what is wrong with arguments or configuration is said later, in the language
/// found here.
pub(super) fn early(arguments: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Option<Language> {
    let asked = value(arguments, "--language").and_then(|name| Language::parse(&name));
    if asked.is_some() {
        return asked;
    }
    let folder = value(arguments, "-C").map(PathBuf::from).unwrap_or_default();
    let text = match value(arguments, "--config") {
        Some(path) => files::read_most(&folder.join(path), LOOKED_AT).ok(),
        None => nearest(&folder),
    };
    let text = text.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let profiles = || value(arguments, "--profile").map_or_else(|| extended(&text), |name| vec![name]);
    // Of several profiles, the later ones win.
    let of_profiles = || profiles().iter().rev().find_map(|name| config::profile(name)?.language());
    written(&text).or_else(of_profiles).or_else(|| Language::from_locale(variable))
}

/// The value of the option `name`, as `name value`, `name=value` or, for a short one, `-nvalue`.
fn value(arguments: &[OsString], name: &str) -> Option<String> {
    let mut found = None;
    let mut rest = arguments.iter().skip(1).map_while(|argument| (argument != "--").then(|| argument.to_string_lossy()));
    while let Some(argument) = rest.next() {
        if argument == name {
            found = rest.next().map(std::borrow::Cow::into_owned);
        } else if let Some(value) = argument.strip_prefix(name) {
            let value = value.strip_prefix('=').or((!name.starts_with("--")).then_some(value));
            found = value.map(str::to_owned).or(found);
        }
    }
    found
}

/// The beginning of the nearest `.acquis.yaml` from `folder` up to the root of the repository.
fn nearest(folder: &Path) -> Option<Vec<u8>> {
    let folder = std::path::absolute(folder).or_else(|_| std::env::current_dir()).ok()?;
    for folder in folder.ancestors() {
        let path = folder.join(FILE_NAME);
        // What stands there may be a link to anywhere.
        if path.symlink_metadata().is_ok() {
            return files::read_most(&path, LOOKED_AT).ok();
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// The value of the key `language` of the top level, as people write it. The configuration is read in full later: this
/// only has to be right where that one is valid.
fn written(text: &str) -> Option<Language> {
    let value = text.lines().find_map(|line| line.strip_prefix("language:"))?;
    Language::parse(word(value))
}

/// The profiles that the key `extends` of the top level names, as people write them: one, a list on its line, or one below.
fn extended(text: &str) -> Vec<String> {
    let mut lines = text.lines().skip_while(|line| !line.starts_with("extends:"));
    let Some(first) = lines.next().and_then(|line| line.strip_prefix("extends:")) else { return Vec::new() };
    let below = lines.map_while(|line| line.trim_start().strip_prefix("- "));
    let named = word(first).trim_matches(['[', ']']).split(',').chain(below).map(word).filter(|name| !name.is_empty());
    named.map(str::to_owned).collect()
}

/// A value without its comment and quotation marks.
fn word(value: &str) -> &str {
    value.split('#').next().unwrap_or_default().trim().trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_is_read_in_each_of_its_forms() {
        let read = |words: &[&str], name| value(&words.iter().map(OsString::from).collect::<Vec<_>>(), name);
        assert_eq!(read(&["acquis", "--language", "fr"], "--language").as_deref(), Some("fr"));
        assert_eq!(read(&["acquis", "check", "--language=en"], "--language").as_deref(), Some("en"));
        assert_eq!(read(&["acquis", "-Cdocs"], "-C").as_deref(), Some("docs"));
        assert_eq!(read(&["acquis", "--", "--language=en"], "--language"), None);
    }

    #[test]
    fn the_language_of_a_configuration_is_that_of_its_top_level() {
        assert_eq!(written("extends: odin\nlanguage: 'fr' # messages\n"), Some(Language::Fr));
        assert_eq!(written("content:\n  language: fr\n"), None);
        for text in ["extends: a # x\n", "extends: ['a']\n", "language: fr\nextends:\n  - \"a\"\nrules: {}\n"] {
            assert_eq!(extended(text), ["a"], "{text}");
        }
        assert_eq!(extended("extends: [a, b]\n"), ["a", "b"]);
        assert_eq!(extended("extends: []\n"), Vec::<String>::new());
    }
}
