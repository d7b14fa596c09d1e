//! The options of `acquis coverage`, and of `acquis coverage merge`.

use super::{Words, base, choice, dressed, option, output, revision};
use crate::cli::coverage::FORMAT_NAMES;
use crate::report::coverage::CHART;
use clap::{Arg, ArgAction, Command, ValueHint};

pub(super) fn coverage(w: Words) -> Command {
    let about = w.of(
        "Dit, module par module, ce qui a une validation des acquis et ce qui manque",
        "Says, module by module, what has an assessment and what is missing",
    );
    let command = Command::new("coverage").about(about).arg(revision(w)).arg(base(w).help(w.of(
        "Montre aussi ce qui change par rapport à cette branche, module par module",
        "Also shows what changes compared with this branch, module by module",
    )));
    reports(command, &FORMAT_NAMES, w)
        .args(super::history::history(w))
        .subcommand(dressed(merge(w), w))
        .args_conflicts_with_subcommands(true)
}

fn merge(w: Words) -> Command {
    let about = w.of(
        "Fait un seul rapport de ceux de plusieurs dépôts (acquis coverage --format json)",
        "Makes one report of those of several repositories (acquis coverage --format json)",
    );
    let files = Arg::new("reports")
        .value_name(w.of("RAPPORTS", "REPORTS"))
        .action(ArgAction::Append)
        .num_args(1..)
        .required(true)
        .value_parser(clap::value_parser!(std::path::PathBuf))
        .value_hint(ValueHint::FilePath)
        .help(w.of(
            "Rapports en JSON, ou dossiers qui en contiennent (*.json)",
            "Reports in JSON, or folders that hold some (*.json)",
        ))
        .help_heading("Arguments");
    // One repository has a history; several together have none.
    let formats: Vec<&str> = FORMAT_NAMES.into_iter().filter(|name| *name != CHART).collect();
    reports(Command::new("merge").about(about).arg(files), &formats, w)
}

/// How coverage is written.
fn reports(command: Command, formats: &[&'static str], w: Words) -> Command {
    command
        .arg(choice("format", w, formats, "text", w.of("Format de la sortie", "Format of the output")))
        .arg(output(
            w,
            w.of(
                "Écrit aussi un rapport dans un fichier, par exemple html=couverture.html ; plusieurs fois possible",
                "Also writes a report to a file, such as html=coverage.html; may be given several times",
            ),
        ))
        .arg(option(
            "fail-under",
            w.of("POURCENT", "PERCENT"),
            w.of(
                "Code de sortie 1 si la part des modules évalués est en dessous",
                "Exit code 1 if the share of assessed modules is below",
            ),
        ))
}
