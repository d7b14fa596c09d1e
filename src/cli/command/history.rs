//! The options of the history of `acquis coverage`.

use super::{Words, flag, option};
use clap::Arg;

/// `--history`, and what restricts it.
pub(super) fn history(w: Words) -> [Arg; 3] {
    [
        flag(
            "history",
            w.of(
                "Dit, commit par commit, ce que deviennent les modules et leur validation des acquis ; part de HEAD, sans ce qui n'est pas dans un commit (svg : un graphique ; text et csv ne donnent alors que l'historique)",
                "Says, commit by commit, what becomes of the modules and their assessments; starts from HEAD, without what is in no commit (svg: a chart; text and csv then give the history alone)",
            ),
        ),
        option(
            "since",
            "DATE",
            w.of(
                "Ne montre que les commits depuis ce jour : 2024-05-02, 2024-05, 2024, 6.months",
                "Shows only the commits since that day: 2024-05-02, 2024-05, 2024, 6.months",
            ),
        )
        .requires("history"),
        flag(
            "first-parent",
            w.of(
                "Ne suit que le premier parent des fusions : ce que chacune apporte, en une fois",
                "Follows only the first parent of merges: what each of them brings, at once",
            ),
        )
        .requires("history"),
    ]
}
