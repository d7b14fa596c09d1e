//! The options that fix what is found.

use super::{Words, flag};
use clap::{ArgGroup, Command};

/// `--fix`, `--diff`, `--suggested`. Files on the disk can be fixed, and no others.
pub(super) fn options(command: Command, w: Words) -> Command {
    let fix = flag(
        "fix",
        w.of(
            "Applique aux fichiers les corrections sûres des constats montrés, puis dit ce qui reste",
            "Applies the safe fixes of the findings shown to the files, then says what remains",
        ),
    );
    let diff = flag(
        "diff",
        w.of(
            "Montre ce que --fix changerait (diff unifié), sans rien changer\u{a0}; même code de sortie que sans cette option",
            "Shows what --fix would change (unified diff), and changes nothing; exit code as without this option",
        ),
    );
    let suggested = flag(
        "suggested",
        w.of(
            "Avec --fix ou --diff\u{a0}: applique aussi les corrections proposées, que vous devez relire (git diff)",
            "With --fix or --diff: applies suggested fixes too, which you have to read over (git diff)",
        ),
    );
    command
        .arg(fix.conflicts_with_all(["staged", "rev"]))
        .arg(diff.conflicts_with_all(["staged", "rev", "format"]))
        .arg(suggested.requires("fixing"))
        .group(ArgGroup::new("fixing").args(["fix", "diff"]))
}
