//! The options of `acquis check` alone: which rules are checked, figures instead of findings, a document that is piped in.

use super::{Words, file, flag, option};
use crate::cli::completions;
use clap::{ArgAction, Command};

/// `command` with them.
pub(super) fn options(command: Command, w: Words) -> Command {
    let rules = |name, help| {
        option(name, w.of("RÈGLE", "RULE"), help).action(ArgAction::Append).value_delimiter(',').add(completions::rule_names(w.0))
    };
    let select = rules(
        "select",
        w.of(
            "Vérifie ces seules règles ou familles (links, modules…), même celles que la configuration désactive",
            "Checks these rules or families (links, modules…) alone, also those that the configuration turns off",
        ),
    );
    let ignore = rules("ignore", w.of("Laisse de côté ces règles ou familles", "Leaves these rules or families out"));
    let statistics = flag(
        "statistics",
        w.of(
            "Affiche le nombre de constats de chaque règle, au lieu des constats",
            "Prints how many findings each rule has, instead of the findings",
        ),
    )
    .conflicts_with_all(["format", "all", "show", "diff"]);
    let name = file(
        "stdin-filename",
        w,
        w.of(
            "Le fichier dont « - » apporte le texte par l'entrée standard, tel qu'un éditeur l'a\u{a0}; il n'est pas lu",
            "The file whose text `-` brings by the standard input, as an editor has it; it is not read itself",
        ),
    );
    command.arg(select).arg(ignore).arg(statistics).arg(name)
}
