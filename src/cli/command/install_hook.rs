//! `acquis install-hook`.

use super::{Words, flag};
use clap::Command;

/// The command.
pub(super) fn install_hook(w: Words) -> Command {
    let about = w.of(
        "Fait vérifier par git ce que chaque commit contiendra, avant qu'il soit fait",
        "Has git check what each commit will hold, before it is made",
    );
    let force = flag(
        "force",
        w.of(
            "Remplace un hook pre-commit qui existe déjà ; l'ancien est gardé à côté",
            "Replaces a pre-commit hook that is there already; the old one is kept beside it",
        ),
    );
    let uninstall = flag(
        "uninstall",
        w.of(
            "Retire le hook d'acquis, et lui seul ; un ancien hook gardé reprend sa place",
            "Removes acquis's own hook and no other; an old one that was kept takes its place again",
        ),
    );
    Command::new("install-hook").about(about).arg(force).arg(uninstall.conflicts_with("force"))
}
