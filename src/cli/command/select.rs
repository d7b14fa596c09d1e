//! The options that say which rules are checked, and that ask for figures alone.

use super::{Words, flag, option};
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
    command.arg(select).arg(ignore).arg(statistics)
}
