//! `acquis review`: what a contribution changes, also told where it is discussed.

use super::{Words, check_arguments, file, flag, links};
use clap::Command;

/// The command.
pub(super) fn review(w: Words) -> Command {
    let about = w.of(
        "Dit ce qu'une contribution change, et le publie sur sa demande de fusion",
        "Says what a contribution changes, and posts it on its pull request",
    );
    let post = flag(
        "post",
        w.of(
            "Publie une revue sur la demande de fusion du workflow en cours (GITHUB_TOKEN\u{a0}; accès au réseau)",
            "Posts a review on the pull request of the running workflow (GITHUB_TOKEN; network access)",
        ),
    )
    // A report of some files alone would call the comments on all others fixed.
    .conflicts_with("paths");
    let from = file(
        "from",
        w,
        w.of(
            "Publie un rapport JSON enregistré au lieu de vérifier\u{a0}: rien d'autre n'est lu",
            "Posts a saved JSON report instead of checking: nothing else is read",
        ),
    )
    .requires("post")
    .conflicts_with_all(["staged", "rev", "format", "output", "all", "show", "online"]);
    let after = w.of(
        "Le code de sortie est celui des constats, que la revue ait pu être publiée ou non\u{a0}; sans le droit de publier, ils \
         vont dans le résumé de l'étape et en annotations.",
        "The exit code is that of the findings, whether the review could be posted or not; without the right to post, they \
         go to the step's summary and to annotations.",
    );
    let command = check_arguments(Command::new("review").about(about).after_help(after), w);
    links::online(command, w).arg(from).arg(post)
}
