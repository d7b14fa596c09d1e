//! `acquis links`, and the options that say how external links are visited.

use super::{Words, check_arguments, flag, option};
use clap::{Arg, ArgAction, Command, ValueHint};

/// The command.
pub(super) fn links(w: Words) -> Command {
    let about = w.of(
        "Vérifie les liens, ceux vers d'autres sites compris\u{a0}: fait pour une exécution planifiée",
        "Checks the links, those to other sites included: made for a scheduled run",
    );
    let offline = flag(
        "offline",
        w.of(
            "Laisse de côté les liens vers d'autres sites : aucun accès au réseau",
            "Leaves links to other sites out: no network access",
        ),
    );
    let unchecked = flag(
        "unchecked",
        w.of(
            "Liste les liens que le dépôt seul ne permet pas de vérifier, et pourquoi : aucun accès au réseau",
            "Lists the links that the repository alone can't decide, and why: no network access",
        ),
    );
    let after = w.of(
        "Ce qui est constaté sur d'autres sites est un avertissement ou une information : le code de sortie n'en dépend\n\
         pas, sauf avec --fail-on.",
        "What is found on other sites is a warning or an info: the exit code does not depend on it, except with --fail-on.",
    );
    let command = check_arguments(Command::new("links").about(about).after_help(after), w).arg(offline).arg(unchecked);
    visits(w).into_iter().fold(command, Command::arg)
}

/// The option of `acquis check` that has external links visited, and how.
pub(super) fn online(command: Command, w: Words) -> Command {
    let online = flag(
        "online",
        w.of("Visite aussi les liens vers d'autres sites (accès au réseau)", "Visits links to other sites too (network access)"),
    );
    visits(w).into_iter().fold(command.arg(online), |command, arg| command.arg(arg.requires("online")))
}

/// How external links are visited.
fn visits(w: Words) -> [Arg; 3] {
    let heading = w.of("Liens vers d'autres sites", "Links to other sites");
    let cache = option(
        "cache",
        w.of("DOSSIER", "DIR"),
        w.of(
            "Dossier où garder ce qui a été vérifié [par défaut\u{a0}: ACQUIS_CACHE_DIR, sinon le cache de l'utilisateur]",
            "Folder that keeps what was visited [default: ACQUIS_CACHE_DIR, else the user's cache]",
        ),
    )
    .value_hint(ValueHint::DirPath)
    .value_parser(clap::value_parser!(std::path::PathBuf));
    let no_cache =
        flag("no-cache", w.of("Visite tout de nouveau, et n'en garde rien", "Visits everything again, and keeps nothing of it"))
            .conflicts_with("cache");
    let private = option(
        "allow-private",
        w.of("HÔTE", "HOST"),
        w.of(
            "Visite cet hôte même à une adresse privée ou locale (*.domaine pour tous ceux d'un domaine)\u{a0}; plusieurs fois possible",
            "Visits this host even at a private or local address (*.domain for all of a domain's); may be given several times",
        ),
    )
    .action(ArgAction::Append);
    [cache, no_cache, private].map(|arg| arg.help_heading(heading))
}
