//! The language before anything is parsed: help and usage errors need one too.

use crate::config::FILE_NAME;
use crate::files;
use crate::language::Language;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// How much of a configuration is looked at for its language.
const LOOKED_AT: u64 = 64 * 1024;

/// The language that `arguments` ask for, else that of the nearest configuration file, else that of the locale, which
/// `variable` gives.
///
/// It must not fail: what is wrong with arguments or configuration is said later, in the language found here.
pub(super) fn early(arguments: &[OsString], variable: impl Fn(&str) -> Option<String>) -> Language {
    value(arguments, "--language")
        .and_then(|name| Language::parse(&name))
        .or_else(|| configured(&value(arguments, "-C").map(PathBuf::from).unwrap_or_default()))
        .unwrap_or_else(|| Language::from_locale(variable))
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

/// The language in the nearest `.acquis.yaml` from `folder` up to the root of the repository.
fn configured(folder: &Path) -> Option<Language> {
    let folder = std::path::absolute(folder).or_else(|_| std::env::current_dir()).ok()?;
    for folder in folder.ancestors() {
        let path = folder.join(FILE_NAME);
        // What stands there may be a link to anywhere.
        if path.symlink_metadata().is_ok() {
            let text = files::read_most(&path, LOOKED_AT).ok()?;
            return written(&String::from_utf8_lossy(&text));
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
    let word = value.split('#').next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    Language::parse(word)
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
    }
}
