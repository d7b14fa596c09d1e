//! `acquis completions SHELL`, and what a shell is answered that asks how a command line may go on.
//!
//! The script that a shell loads is short: it asks the program, which knows the branches of the repository in which one stands,
//! and its own rules.

use super::{Exit, Failure, Streams, command};
use crate::git::Repository;
use crate::language::Language;
use crate::{config, rules::book};
use clap::ArgMatches;
use clap_complete::engine::{ArgValueCandidates, CompletionCandidate};
use clap_complete::env::Shells;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::Path;

/// The shells.
pub(super) const NAMES: [&str; 5] = ["bash", "elvish", "fish", "powershell", "zsh"];

/// The variable in which a shell that asks gives its name.
const VARIABLE: &str = "ACQUIS_COMPLETE";

/// Prints the completion script of a shell.
pub(super) fn run(options: &ArgMatches, streams: &mut Streams) -> Result<Exit, Failure> {
    let name = options.get_one::<String>("shell").map_or(NAMES[0], String::as_str);
    let shells = Shells::builtins();
    let Some(shell) = shells.completer(name) else { return Ok(Exit::Failed) };
    let mut script = Vec::new();
    shell.write_registration(VARIABLE, "acquis", "acquis", "acquis", &mut script)?;
    streams.out.write_all(script.trim_ascii())?;
    streams.out.write_all(b"\n")?;
    Ok(Exit::Clean)
}

/// Answers the shell that asks, if one does: `arguments` are then the program, `--` and the words of the line.
pub(super) fn answer(arguments: &[OsString], language: Language, streams: &mut Streams) -> Option<io::Result<()>> {
    let asking = streams.variable(VARIABLE).filter(|name| !name.is_empty())?;
    let words = arguments.iter().skip_while(|word| *word != "--").skip(1).cloned().collect();
    let shells = Shells::builtins();
    let shell = shells.completer(&asking)?;
    let here = std::env::current_dir().ok();
    let mut answer = Vec::new();
    let written = shell.write_complete(&mut command(language), words, here.as_deref(), &mut answer);
    Some(written.and_then(|()| streams.out.write_all(&answer)).and_then(|()| streams.out.flush()))
}

/// The rules, each with its title.
pub(super) fn rule_names(language: Language) -> ArgValueCandidates {
    ArgValueCandidates::new(move || {
        let named = book::pages().map(|page| {
            let title = page.words(language).title.clone();
            CompletionCandidate::new(page.id.as_str()).help(Some(title.into()))
        });
        named.collect()
    })
}

/// The profiles that are shipped.
pub(super) fn profile_names() -> ArgValueCandidates {
    ArgValueCandidates::new(|| config::profiles().iter().map(|profile| CompletionCandidate::new(&profile.name)).collect())
}

/// The branches and tags of the repository in which one stands.
pub(super) fn revisions() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let names = Repository::discover(Path::new(".")).map(|repository| repository.revision_names()).unwrap_or_default();
        // The shell puts the name into the line as it is: one that means something to a shell is left to be typed.
        let plain = names.into_iter().filter(|name| name.chars().all(|c| c.is_alphanumeric() || "-_./@+#".contains(c)));
        plain.map(CompletionCandidate::new).collect()
    })
}
