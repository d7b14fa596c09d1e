//! A target that is absent is found in whatever form the link is written, at the place where it is written.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;

use common::TestRepository;
use std::process::Command;

const PAGE: &str = "# Potager

[inline](inline.md) and ![image](image.png)
[reference][r], [collapsed][] and [shortcut]

<a href=\"anchor.md\">a</a> <img src=unquoted.png alt=''> <img src='set.png' srcset=\"one.png 1x, two.png 2x\" alt=\"\">
A note[^1].

[![nested](nested.png)](around.md)

| [cell](cell.md) |
|---|

- <picture><source srcset=\"source.webp\"></picture>

<video poster=\"poster.png\"><track src=\"track.vtt\"></video>

[r]: reference.md
[collapsed]: collapsed.md
[shortcut]: <shortcut file.md> 'title'
[^1]: See [the note](footnote.md).

[[wiki page]] and `[code](code.md)` and \\[escaped\\](escaped.md) and <!-- [comment](comment.md) -->
";

#[test]
fn absent_targets_are_found_in_every_form() {
    let repository = TestRepository::new();
    repository.write("a.md", PAGE).commit("first");
    let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
    command.current_dir(repository.path()).args(["check", "--format", "json"]).env_clear().env("LC_ALL", "C");
    let json: serde_json::Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    let missing: Vec<String> =
        json["findings"].as_array().unwrap().iter().filter(|f| f["rule"] == "link-missing-file").map(shown).collect();
    assert_eq!(
        missing,
        [
            "inline.md",
            "image.png",
            "[reference][r] ← [r]: reference.md",
            "[collapsed] ← [collapsed]: collapsed.md",
            "[shortcut] ← [shortcut]: <shortcut file.md> 'title'",
            "anchor.md",
            "unquoted.png",
            "set.png",
            "one.png",
            "two.png",
            "nested.png",
            "around.md",
            "cell.md",
            "source.webp",
            "poster.png",
            "track.vtt",
            "footnote.md",
        ]
    );
}

/// The text at a finding's place, and that of its definition.
fn shown(finding: &serde_json::Value) -> String {
    let text = |place: &serde_json::Value| {
        let offset = |end: &str| place[end]["offset"].as_u64().unwrap() as usize;
        PAGE[offset("start")..offset("end")].trim_end().to_owned()
    };
    match finding["related"].get(0) {
        Some(definition) => format!("{} ← {}", text(finding), text(definition)),
        None => text(finding),
    }
}
