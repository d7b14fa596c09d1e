//! `acquis baseline`, and the options of `acquis check` that say which findings are known.

use super::{Words, file, flag};
use clap::Command;

/// The command.
pub(super) fn baseline(w: Words) -> Command {
    let about = w.of(
        "Écrit la liste des constats connus, que « acquis check » ne montre plus",
        "Writes the baseline: the known findings, which `acquis check` no longer shows",
    );
    let after = w.of(
        "Sans liste, l'écrit. Avec une liste et sans option, dit ce qui a changé depuis, n'écrit rien, et finit par 1 si quelque chose a changé. \
         La liste ne grandit qu'avec --add.",
        "Where there is none, writes it. Where there is one, without an option: says what changed since, writes nothing, and ends with 1 if \
         anything did. It grows with --add only.",
    );
    let add = flag("add", w.of("Ajoute les nouveaux constats", "Adds the new findings"));
    let prune = flag(
        "prune",
        w.of(
            "Retire les constats qui n'existent plus, suit les fichiers renommés",
            "Drops findings that are gone, follows renamed files",
        ),
    );
    let help = w.of(
        "Fichier à écrire [par défaut\u{a0}: .acquis-baseline à côté de la configuration, sinon à la racine]",
        "File to write [default: .acquis-baseline beside the configuration, else at the root]",
    );
    Command::new("baseline").about(about).after_help(after).arg(add).arg(prune).arg(file("file", w, help))
}

/// Which findings are known.
pub(super) fn known(command: Command, w: Words) -> Command {
    let help = w.of(
        "Fichier de constats connus à lire au lieu de .acquis-baseline",
        "File of known findings to read instead of .acquis-baseline",
    );
    let none =
        flag("no-baseline", w.of("Montre aussi les constats connus", "Shows known findings too")).conflicts_with("baseline");
    command.arg(file("baseline", w, help)).arg(none)
}
