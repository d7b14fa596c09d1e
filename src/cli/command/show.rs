//! The options of `acquis show`.

use super::{Words, choice, revision};
use clap::{Arg, Command, ValueHint};

pub(super) fn show(w: Words) -> Command {
    let about = w.of(
        "Dit comment un fichier est lu et pourquoi, ou d'où vient chaque réglage",
        "Says how a file is read and why, or where each setting comes from",
    );
    let file = Arg::new("file")
        .value_name(w.of("FICHIER", "FILE"))
        .value_parser(clap::value_parser!(std::path::PathBuf))
        .value_hint(ValueHint::FilePath)
        .help(w.of(
            "Fichier Markdown [par défaut : aucun, la configuration est affichée]",
            "Markdown file [default: none, the configuration is shown]",
        ))
        .help_heading("Arguments");
    Command::new("show").about(about).arg(file).arg(revision(w)).arg(choice(
        "format",
        w,
        &["text", "json"],
        "text",
        w.of("Format de la sortie", "Format of the output"),
    ))
}
