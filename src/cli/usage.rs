//! clap's errors in the reader's language, each with a way out.

use super::{Exit, Streams, lines};
use crate::cli::command::command;
use crate::language::Language;
use crate::say;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::ffi::OsString;
use std::io::Write as _;

/// Writes what clap stopped at: help and version on the output, anything else as an error.
pub(super) fn report(error: &Error, arguments: &[OsString], language: Language, streams: &mut Streams) -> Exit {
    if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        let text = error.render();
        let text = if streams.out_colour { text.ansi().to_string() } else { text.to_string() };
        let text = format!("{}\n", text.trim_end());
        // Whoever closed the output has seen enough.
        let _ = streams.out.write_all(text.as_bytes()).and_then(|()| streams.out.flush());
        return Exit::Clean;
    }
    let subcommand = subcommand(arguments, language);
    let message = message(error, language);
    let word = streams.error_word(language);
    let _ = writeln!(streams.err, "{word}{}", lines(&message));
    if let Some(help) = suggestion(error, subcommand.as_deref(), arguments, language) {
        let help = lines(&help);
        let _ = writeln!(streams.err, "{}", say!(language, fr: "  aide\u{a0}: {help}", en: "  help: {help}"));
    }
    let command = subcommand.map_or_else(|| "acquis".to_owned(), |name| format!("acquis {name}"));
    let _ = writeln!(
        streams.err,
        "\n{}",
        say!(language,
        fr: "Pour voir les options\u{a0}: {command} --help",
        en: "To see the options: {command} --help")
    );
    Exit::Failed
}

/// What is wrong.
fn message(error: &Error, language: Language) -> String {
    let argument = text(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = text(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = text(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            say!(language, fr: "Il n'y a pas de commande «\u{a0}{name}\u{a0}».", en: "There is no command `{name}`.")
        }
        ErrorKind::UnknownArgument if argument.starts_with('-') => {
            say!(language, fr: "L'option {argument} n'existe pas ici.", en: "There is no option {argument} here.")
        }
        ErrorKind::UnknownArgument => {
            say!(language, fr: "«\u{a0}{argument}\u{a0}» n'est pas attendu ici.", en: "`{argument}` is not expected here.")
        }
        ErrorKind::InvalidValue | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues if value.is_empty() => {
            say!(language, fr: "Il manque une valeur à {argument}.", en: "{argument} needs a value.")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => say!(language,
            fr: "«\u{a0}{value}\u{a0}» ne convient pas à {argument}.",
            en: "`{value}` does not suit {argument}."),
        ErrorKind::ArgumentConflict => {
            let prior = text(error, ContextKind::PriorArg).unwrap_or_default();
            if prior == argument {
                return twice(&argument, language);
            }
            say!(language,
                fr: "{argument} et {prior} ne vont pas ensemble.",
                en: "{argument} and {prior} do not go together.")
        }
        ErrorKind::MissingRequiredArgument => {
            // The dots of an argument that can stand several times would run into the end of the sentence.
            let argument = argument.trim_end_matches("...");
            say!(language, fr: "Il manque {argument}.", en: "{argument} is missing.")
        }
        ErrorKind::TooManyValues => twice(&argument, language),
        _ => say!(language, fr: "La ligne de commande n'a pas pu être lue.", en: "The command line can't be read."),
    }
}

fn twice(argument: &str, language: Language) -> String {
    say!(language, fr: "{argument} ne peut être donné qu'une fois.", en: "{argument} can be given only once.")
}

/// What to do instead.
fn suggestion(error: &Error, subcommand: Option<&str>, arguments: &[OsString], language: Language) -> Option<String> {
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().find_map(|kind| nearest(error, kind)) {
        return Some(say!(language, fr: "vouliez-vous dire {near}\u{a0}?", en: "did you mean {near}?"));
    }
    if let Some(values) = text(error, ContextKind::ValidValue) {
        return Some(say!(language, fr: "valeurs possibles\u{a0}: {values}", en: "possible values: {values}"));
    }
    if error.kind() == ErrorKind::ArgumentConflict {
        return apart(error, language);
    }
    if subcommand.is_some() {
        return None;
    }
    // `acquis docs/` and `acquis --format json` are meant for `acquis check`, which `acquis` alone runs.
    let unknown = text(error, ContextKind::InvalidSubcommand).or_else(|| text(error, ContextKind::InvalidArg))?;
    let check = command(language);
    let known = check.find_subcommand("check")?.get_arguments().filter_map(clap::Arg::get_long);
    let name = unknown.trim_start_matches('-').split(['=', ' ']).next().unwrap_or_default().to_owned();
    let meant = known.into_iter().any(|long| long == name) || std::path::Path::new(&unknown).exists();
    let rest: Vec<_> = arguments.iter().skip(1).map(|argument| argument.to_string_lossy()).collect();
    let line = rest.join(" ");
    meant.then(|| say!(language, fr: "essayez «\u{a0}acquis check {line}\u{a0}»", en: "try `acquis check {line}`"))
}

/// Which of two options that don't go together to leave out, where it is not plain.
fn apart(error: &Error, language: Language) -> Option<String> {
    let both = [ContextKind::InvalidArg, ContextKind::PriorArg].map(|kind| text(error, kind).unwrap_or_default());
    let has = |name: &str| both.iter().any(|option| option.split(' ').next() == Some(name));
    let mend = has("--fix") || has("--diff");
    (mend && (has("--rev") || has("--staged"))).then(|| {
        say!(language,
            fr: "les corrections vont dans les fichiers du dossier de travail\u{a0}: laissez de côté --rev ou --staged",
            en: "fixes go into the files of the work tree: leave out --rev or --staged")
    })
}

/// The words of one piece of an error's context; several are joined.
fn text(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join(", ")),
        _ => None,
    }
}

/// The likeliest of clap's suggestions: it gives them from the least likely to the most.
fn nearest(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::Strings(texts) => texts.last().cloned(),
        _ => text(error, kind),
    }
}

/// The subcommand that `arguments` name, and the one in it.
fn subcommand(arguments: &[OsString], language: Language) -> Option<String> {
    let command = command(language);
    let mut words = arguments.iter().skip(1).filter_map(|argument| argument.to_str());
    let (outer, name) = words.find_map(|word| Some((command.find_subcommand(word)?, word)))?;
    let inner = words.find(|word| outer.find_subcommand(word).is_some());
    Some(inner.map_or_else(|| name.to_owned(), |inner| format!("{name} {inner}")))
}
