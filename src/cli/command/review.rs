//! `acquis review`: what a contribution changes, also told where it is discussed.

use super::{Words, check_arguments, flag, links, option};
use clap::{Command, ValueHint};

/// The command.
pub(super) fn review(w: Words) -> Command {
    let about = w.of(
        "Dit ce qu'une contribution change, et le publie sur sa pull request",
        "Says what a contribution changes, and posts it on its pull request",
    );
    let post = flag(
        "post",
        w.of(
            "Publie une revue sur la pull request du workflow en cours (GITHUB_TOKEN ; accès au réseau)",
            "Posts a review on the pull request of the running workflow (GITHUB_TOKEN; network access)",
        ),
    );
    let from = option(
        "from",
        w.of("FICHIER", "FILE"),
        w.of(
            "Publie un rapport JSON enregistré au lieu de vérifier : rien d'autre n'est lu",
            "Posts a saved JSON report instead of checking: nothing else is read",
        ),
    )
    .value_hint(ValueHint::FilePath)
    .value_parser(clap::value_parser!(std::path::PathBuf))
    .requires("post")
    .conflicts_with_all(["paths", "staged", "rev", "format", "output", "all", "online"]);
    let after = w.of(
        "Le code de sortie est celui des constats, que la revue ait pu être publiée ou non ; sans le droit de publier, ils\n\
         vont dans le résumé de l'étape et en annotations.",
        "The exit code is that of the findings, whether the review could be posted or not; without the right to post, they\n\
         go to the step's summary and to annotations.",
    );
    let command = check_arguments(Command::new("review").about(about).after_help(after), w);
    links::online(command, w).arg(from).arg(post)
}
