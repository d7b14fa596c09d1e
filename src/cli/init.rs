//! `acquis init`: a commented configuration that suits the repository.

mod told;
mod written;

use super::common::{self, Common};
use super::{Exit, Failure, Streams, files};
use crate::config::{FILE_NAME, Profile, profile};
use crate::curriculum::mine::propose;
use crate::git::At;
use crate::language::Language;
use crate::pipeline::seen;
use crate::say;
use crate::text::escape::visible;
use clap::ArgMatches;
use std::io::{BufRead as _, Write as _};

/// Writes `.acquis.yaml` at the root of the repository, unless there is one. What the pages suggest is shown before; on a terminal
/// it is asked for, unless `--yes` is given.
pub(super) fn run(options: &ArgMatches, common: &Common, streams: &mut Streams) -> Result<Exit, Failure> {
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
    let named = common.profile().map(|name| known(name, language)).transpose()?;
    let (outcome, _) = common.check(&repository, At::WorkTree, streams)?;
    let seen = || propose(&seen::pages(&repository, &At::WorkTree, &outcome.documents));
    let fits = common::profile(&outcome).map(|profile| profile.name.to_owned());
    let (chosen, proposal) = match (named, fits) {
        (Some(name), _) => (Some(name), None),
        (None, Some(fits)) => {
            // One marker may stand in a curriculum of another form: what finds more assessed modules is its form.
            let assessed = outcome.curriculum.report.modules.iter().filter(|module| module.assessed()).count();
            let better = seen().filter(|proposal| proposal.of - proposal.without.len() > assessed * BETTER);
            (better.is_none().then_some(fits), better)
        }
        (None, None) => (None, seen()),
    };
    // The file is for all who write here, whoever's terminal this is: unless somebody asks, its language is that of the content.
    let of_profile = || chosen.as_deref().and_then(profile).and_then(Profile::language);
    let of_content = || seen::language(&repository, &At::WorkTree, &outcome.documents);
    let written = common.asked().or_else(of_profile).or_else(of_content).unwrap_or(language);
    if let Some(proposal) = &proposal {
        writeln!(streams.out, "{}", told::told(proposal, language))?;
        if !options.get_flag("yes") && !confirmed(streams, language)? {
            writeln!(streams.out, "{}", say!(language, fr: "Rien n'est écrit.", en: "Nothing is written."))?;
            return Ok(Exit::Clean);
        }
    }
    let text = written::template(chosen.as_deref(), proposal.as_ref(), written);
    files::whole(&path, language, |out| out.write_all(text.as_bytes()))?;
    let shown = visible(&path.to_string_lossy()).into_owned();
    let next = match (&chosen, &proposal) {
        (None, Some(_)) => say!(language,
            fr: "{shown} est écrit. Si ce n'est pas cela, corrigez-le. Ensuite\u{a0}: acquis coverage",
            en: "{shown} is written. If that is not so, edit it. Next: acquis coverage"),
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

/// A form that finds so many times more assessed modules than a profile is the one of the curriculum.
const BETTER: usize = 2;

/// Asks on a terminal whether to write the proposal; yes, where input or output is no terminal.
fn confirmed(streams: &mut Streams, language: Language) -> Result<bool, Failure> {
    if !(streams.out_terminal && streams.in_terminal) {
        return Ok(true);
    }
    write!(streams.out, "{}", say!(language, fr: "Écrire cela\u{a0}? [O/n] ", en: "Write this? [Y/n] "))?;
    streams.out.flush()?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    let answer = answer.trim().to_lowercase();
    Ok(answer.is_empty() || answer.starts_with(['o', 'y']))
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
