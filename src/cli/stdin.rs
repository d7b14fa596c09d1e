//! `acquis check -`: a document that is piped in, as an editor has it, in its place in the repository.

use super::common::Common;
use super::{Failure, paths};
use crate::git::{At, MAX_CONTENT, Repository};
use crate::language::Language;
use crate::say;
use crate::text::path::is_markdown;
use clap::ArgMatches;
use std::collections::HashMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The argument that means the standard input.
const DASH: &str = "-";
/// What it is called where nobody says so.
const NAME: &str = "stdin.md";

/// What to look at, and which paths to show, where one of `asked` is the standard input; `None` where none is.
pub(super) fn read(
    asked: &[PathBuf],
    options: Option<&ArgMatches>,
    repository: &Repository,
    common: &Common,
) -> Result<Option<(At, Vec<PathBuf>)>, Failure> {
    let language = common.language;
    let name = options.and_then(|options| options.try_get_one::<PathBuf>("stdin-filename").ok()?);
    if !asked.iter().any(|path| path == Path::new(DASH)) {
        return if name.is_some() { Err(without_dash(language)) } else { Ok(None) };
    }
    let flag = |name: &str| options.is_some_and(|options| options.get_flag(name));
    let elsewhere = options.is_some_and(|options| options.contains_id("rev")) || ["staged", "fix", "diff"].into_iter().any(flag);
    if asked.len() > 1 || elsewhere {
        return Err(not_alone(language));
    }
    let path = name.cloned().unwrap_or_else(|| PathBuf::from(NAME));
    if !is_markdown(&path.to_string_lossy()) {
        let shown = path.display();
        return Err(Failure::plain(say!(language,
            fr: "--stdin-filename {shown}\u{a0}: ce n'est pas le nom d'un fichier Markdown (.md).",
            en: "--stdin-filename {shown}: this is not the name of a Markdown file (.md).")));
    }
    let root = paths::from_root(&path, repository.prefix(), repository.workdir());
    let root = root.ok_or_else(|| paths::outside(&path, language))?;
    let texts = HashMap::from([(Arc::from(root), text(language)?)]);
    Ok(Some((At::WorkTreeWith(Arc::new(texts)), vec![path])))
}

/// What is piped in.
fn text(language: Language) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(MAX_CONTENT + 1).read_to_end(&mut bytes);
    let length = read.map_err(|error| {
        Failure::plain(say!(language,
            fr: "L'entrée standard n'a pas pu être lue\u{a0}: {error}.",
            en: "The standard input can't be read: {error}."))
    })?;
    if length as u64 > MAX_CONTENT {
        let most = MAX_CONTENT >> 20;
        return Err(Failure::plain(say!(language,
            fr: "L'entrée standard dépasse {most}\u{a0}Mio.",
            en: "The standard input is larger than {most} MiB.")));
    }
    String::from_utf8(bytes).map_err(|_| {
        Failure::plain(say!(language,
            fr: "L'entrée standard n'est pas un texte en UTF-8.",
            en: "The standard input is not text in UTF-8."))
    })
}

fn without_dash(language: Language) -> Failure {
    Failure::new(
        say!(language,
            fr: "--stdin-filename nomme ce qui arrive par l'entrée standard, et rien n'y est demandé.",
            en: "--stdin-filename names what comes by the standard input, and nothing is asked of it."),
        say!(language, fr: "ajoutez «\u{a0}-\u{a0}»\u{a0}: acquis check - --stdin-filename FICHIER", en: "add `-`: acquis check - --stdin-filename FILE"),
    )
}

fn not_alone(language: Language) -> Failure {
    Failure::plain(say!(language,
        fr: "«\u{a0}-\u{a0}» (l'entrée standard) ne va ni avec d'autres chemins, ni avec --rev, --staged, --fix ou --diff.",
        en: "`-` (the standard input) goes neither with other paths nor with --rev, --staged, --fix or --diff."))
}
