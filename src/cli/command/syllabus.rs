//! The options of `acquis syllabus`.

use super::{Words, choice, option, output, revision};
use crate::cli::syllabus::FORMAT_NAMES;
use clap::{Command, ValueHint};

pub(super) fn syllabus(w: Words) -> Command {
    let about = w.of(
        "Écrit le programme de formation : modules, objectifs, compétences, façons d'évaluer",
        "Writes the syllabus: modules, objectives, competencies, kinds of assessment",
    );
    let check = option(
        "check",
        w.of("FICHIER", "FILE"),
        w.of(
            "N'écrit rien : dit si ce fichier (.md, .html, .json, .jsonld) est à jour ; code de sortie 1 sinon",
            "Writes nothing: says whether this file (.md, .html, .json, .jsonld) is up to date; exit code 1 if not",
        ),
    );
    Command::new("syllabus")
        .about(about)
        .arg(revision(w))
        .arg(choice("format", w, &FORMAT_NAMES, "markdown", w.of("Format de la sortie", "Format of the output")))
        .arg(output(
            w,
            w.of(
                "Écrit aussi le programme dans un fichier, par exemple html=programme.html ; plusieurs fois possible",
                "Also writes the syllabus to a file, such as html=syllabus.html; may be given several times",
            ),
        ))
        .arg(
            check
                .value_parser(clap::value_parser!(std::path::PathBuf))
                .value_hint(ValueHint::FilePath)
                .conflicts_with_all(["format", "output"]),
        )
}
