//! `--fix` and `--diff`: what they change, what they leave alone, what they say.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;

use acquis::finding::{Edit, Fix};
use acquis::fix::{self, Change, Wanted, WriteError};
use acquis::git::{At, Repository};
use acquis::language::Language;
use acquis::pipeline::{self, Ledger, Request};
use acquis::text::Span;
use common::TestRepository;
use proptest::prelude::*;
use std::process::Output;

/// A heading without its blank, a link in another case, a backslash: safe fixes, among lines of all endings.
const PAGE: &str =
    "\u{feff}# Jardin\r\n\r\nVoir [le plan du jardin](Plan.md) et [les outils](.\\outils.md).\r\n\r\n##Semer\nLe [plan](PLAN.md)";
const MENDED: &str =
    "\u{feff}# Jardin\r\n\r\nVoir [le plan du jardin](plan.md) et [les outils](./outils.md).\r\n\r\n## Semer\nLe [plan](plan.md)";

fn repository() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("plan.md", "# Plan\n").write("outils.md", "# Outils\n").write("jardin.md", PAGE);
    repository.write("docs/été 1.md", "# Été\n\n##Arroser\n").commit("first");
    repository
}

fn run(repository: &TestRepository, arguments: &[&str]) -> Output {
    repository.command(env!("CARGO_BIN_EXE_acquis")).env_remove("GITHUB_ACTIONS").arg("check").args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn content(repository: &TestRepository, path: &str) -> String {
    std::fs::read_to_string(repository.path().join(path)).unwrap()
}

#[test]
fn fix_mends_what_is_safe_and_reports_the_rest() {
    let repository = repository();
    let ended = run(&repository, &["--fix", "--format", "concise", "--fail-on", "info"]);
    assert_eq!(content(&repository, "jardin.md"), MENDED);
    assert_eq!(content(&repository, "docs/été 1.md"), "# Été\n\n## Arroser\n");
    assert_eq!(text(&ended.stderr).replace('\u{a0}', " "), "5 findings fixed in 2 files.\n");
    assert!(!text(&ended.stdout).contains("link-case-mismatch"), "{}", text(&ended.stdout));
    let again = run(&repository, &["--fix", "--language", "fr"]);
    assert_eq!(text(&again.stderr).replace('\u{a0}', " "), "0 constat corrigé dans 0 fichier.\n");
    assert_eq!(content(&repository, "jardin.md"), MENDED);
    let files = std::fs::read_dir(repository.path()).unwrap().count();
    assert_eq!(files, 5, "a temporary file stays");
}

#[test]
fn diff_shows_what_fix_would_do_and_changes_nothing() {
    let repository = repository();
    let shown = run(&repository, &["--diff"]);
    assert_eq!((shown.status.code(), content(&repository, "jardin.md").as_str()), (Some(1), PAGE));
    assert_eq!(shown.status.code(), run(&repository, &[]).status.code());
    assert_eq!(text(&shown.stderr).replace('\u{a0}', " "), "5 findings would be fixed in 2 files.\n");
    // Beside the lines that keep a runner's log from obeying it, the patch is still one.
    let mut guarded = repository.command(env!("CARGO_BIN_EXE_acquis"));
    let guarded = guarded.env("GITHUB_ACTIONS", "true").args(["check", "--diff"]).output().unwrap().stdout;
    assert!(guarded.starts_with(b"::stop-commands::") && text(&guarded).contains(&text(&shown.stdout)));
    for patch in [&shown.stdout, &guarded] {
        repository.write("../patch", patch);
        repository.git(&["checkout", "--quiet", "."]);
        repository.git(&["apply", "../patch"]);
        assert_eq!(content(&repository, "jardin.md"), MENDED);
        assert_eq!(content(&repository, "docs/été 1.md"), "# Été\n\n## Arroser\n");
    }
    assert!(run(&repository, &["--diff", "--quiet"]).stderr.is_empty());
}

#[test]
fn suggestions_are_applied_only_when_asked_for() {
    let repository = TestRepository::new();
    let page = "# Plan\n\nVoir [les outils](outis.md).\n";
    repository.write("plan.md", page).write("outils.md", "# Outils\n").commit("first");
    let ended = run(&repository, &["--fix"]);
    assert_eq!(content(&repository, "plan.md"), page);
    assert!(text(&ended.stderr).contains("1\u{a0}suggested fix with --suggested"), "{}", text(&ended.stderr));
    assert_eq!(run(&repository, &["--fix", "--suggested"]).status.code(), Some(0));
    assert_eq!(content(&repository, "plan.md"), page.replace("outis", "outils"));
}

#[test]
fn paths_and_directives_keep_what_they_cover() {
    let repository = repository();
    let silenced = format!("<!-- acquis-disable-file heading-malformed: voulu -->\n\n{}", "# Été\n\n##Arroser\n");
    repository.write("docs/été 1.md", &silenced);
    run(&repository, &["--fix", "docs"]);
    assert_eq!(content(&repository, "docs/été 1.md"), silenced);
    assert_eq!(content(&repository, "jardin.md"), PAGE);
}

#[test]
fn only_files_of_the_work_tree_are_mended() {
    let repository = repository();
    for arguments in [&["--fix", "--rev", "HEAD"][..], &["--diff", "--staged"], &["--fix", "--staged"]] {
        let ended = run(&repository, arguments);
        assert_eq!(ended.status.code(), Some(2), "{arguments:?}");
        assert!(text(&ended.stderr).contains("work tree"), "{}", text(&ended.stderr));
    }
    assert_eq!(run(&repository, &["--suggested"]).status.code(), Some(2));
    assert_eq!(run(&repository, &["--fix", "--diff"]).status.code(), Some(2));
    assert_eq!(content(&repository, "jardin.md"), PAGE);
}

#[cfg(unix)]
#[test]
fn permissions_are_kept_and_respected() {
    use std::os::unix::fs::PermissionsExt as _;
    let repository = repository();
    let mode = |path: &str| std::fs::metadata(repository.path().join(path)).unwrap().permissions().mode() & 0o777;
    let set = |path: &str, mode| {
        std::fs::set_permissions(repository.path().join(path), std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set("jardin.md", 0o750);
    set("docs/été 1.md", 0o440);
    let ended = run(&repository, &["--fix"]);
    assert_eq!((mode("jardin.md"), content(&repository, "jardin.md").as_str()), (0o750, MENDED));
    assert_eq!((mode("docs/été 1.md"), content(&repository, "docs/été 1.md").as_str()), (0o440, "# Été\n\n##Arroser\n"));
    let said = text(&ended.stderr);
    assert_eq!(ended.status.code(), Some(2), "{said}");
    assert!(said.contains("docs/été 1.md: left as it was") && said.contains("4\u{a0}findings fixed in 1\u{a0}file."), "{said}");
    assert!(text(&ended.stdout).contains("heading-malformed"), "what was not written is still reported");
}

#[test]
fn a_file_that_is_no_longer_what_was_read_is_not_written() {
    let repository = repository();
    let snapshot = Repository::discover(repository.path()).unwrap().snapshot(&At::WorkTree).unwrap();
    let change = |before: &str| Change { before: before.to_owned(), after: "# Autre\n".to_owned(), fixes: 1 };
    repository.write("plan.md", "# Plan changé\n");
    assert!(matches!(fix::write(&snapshot, "plan.md", &change("# Plan\n")), Err(WriteError::Changed)));
    assert_eq!(content(&repository, "plan.md"), "# Plan changé\n");
    assert!(matches!(fix::write(&snapshot, "../plan.md", &change("")), Err(WriteError::Unreadable(_))));
    fix::write(&snapshot, "outils.md", &change("# Outils\n")).unwrap();
    assert_eq!(content(&repository, "outils.md"), "# Autre\n");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let repository = repository();
    let text = "# Été\n\n##Arroser\n";
    let snapshot = Repository::discover(repository.path()).unwrap().snapshot(&At::WorkTree).unwrap();
    // Read once, so that the folder is known to be a real one.
    snapshot.read(snapshot.get("docs/été 1.md").unwrap()).unwrap();
    let outside = repository.beside("outside");
    std::fs::rename(repository.path().join("docs"), &outside).unwrap();
    repository.link("docs", "../outside");
    std::fs::rename(repository.path().join("plan.md"), outside.join("plan.md")).unwrap();
    repository.link("plan.md", "../outside/plan.md");
    for (path, before) in [("docs/été 1.md", text), ("plan.md", "# Plan\n")] {
        let change = Change { before: before.to_owned(), after: "# Autre\n".to_owned(), fixes: 1 };
        assert!(matches!(fix::write(&snapshot, path, &change), Err(WriteError::Unreadable(_))), "{path}");
    }
    assert_eq!(std::fs::read_to_string(outside.join("été 1.md")).unwrap(), text);
    assert_eq!(std::fs::read_to_string(outside.join("plan.md")).unwrap(), "# Plan\n");
}

/// An outcome whose only findings carry these fixes: each a few edits of `plan.md` or `zones.md`.
fn outcome(repository: &TestRepository, at: At, fixes: &[&[(&str, usize, usize, &str)]]) -> pipeline::Outcome {
    let opened = Repository::discover(repository.path()).unwrap();
    let mut outcome = pipeline::check(&opened, &request(at)).unwrap();
    let of = |path: &str| outcome.findings().find(|reported| reported.finding.place.path() == path).unwrap().clone();
    let (plan, tools) = (of("plan.md"), of("zones.md"));
    let edit = |(path, start, end, text): &(&str, usize, usize, &str)| Edit {
        path: (*path).into(),
        span: Span::new(*start, *end),
        text: (*text).to_owned(),
    };
    let mended = fixes.iter().enumerate().map(|(at, edits)| {
        let mut reported = if at % 2 == 0 { plan.clone() } else { tools.clone() };
        reported.finding.fix = Some(Fix { safe: true, edits: edits.iter().map(edit).collect() });
        reported
    });
    outcome.ledger = Ledger::new(mended.collect());
    outcome
}

fn request(at: At) -> Request {
    Request::new(at, Language::En)
}

/// Two pages with a finding each, without a fix.
fn broken() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("plan.md", "# abcdef\n\n[plan](nowhere/a/b/c.md)\n").write("zones.md", "# A\n\n[plan](nowhere/a/b/c.md)\n");
    repository
}

#[test]
fn of_two_fixes_that_overlap_the_first_is_applied_and_a_fix_is_applied_whole_or_not_at_all() {
    let repository = broken();
    let first: &[&[_]] = &[
        &[("plan.md", 4, 6, "X")],
        // The first edit is free, the second is not.
        &[("zones.md", 2, 3, "Y"), ("plan.md", 5, 7, "Y")],
        &[("plan.md", 6, 8, "Z")],
        &[("plan.md", 2, 400, "beyond the end")],
    ];
    let mut rounds = 0;
    let check = |at| {
        rounds += 1;
        let next: &[&[_]] = if rounds == 1 { &[&[("plan.md", 2, 3, "W")]] } else { &[] };
        Ok::<_, ()>(outcome(&repository, at, next))
    };
    let first = outcome(&repository, At::WorkTree, first);
    let mended = fix::mend(&first, Wanted { suggested: false, path: &|_| true }, check).unwrap();
    assert_eq!(mended.changes.keys().map(|path| &**path).collect::<Vec<_>>(), ["plan.md"]);
    let change = &mended.changes["plan.md"];
    assert_eq!((change.after.lines().next(), change.fixes), (Some("# WbXZ"), 3));
}

#[test]
fn fixes_that_undo_one_another_leave_their_file_as_it_was() {
    let repository = broken();
    let always: &[&[_]] = &[&[("plan.md", 0, 0, "x")]];
    let once: &[&[_]] = &[&[("plan.md", 0, 0, "x")], &[("zones.md", 2, 3, "B")]];
    let check = |at| Ok::<_, ()>(outcome(&repository, at, always));
    let first = outcome(&repository, At::WorkTree, once);
    let mended = fix::mend(&first, Wanted { suggested: false, path: &|_| true }, check).unwrap();
    assert_eq!(mended.restless.iter().map(|path| &**path).collect::<Vec<_>>(), ["plan.md"]);
    assert_eq!(mended.changes.keys().map(|path| &**path).collect::<Vec<_>>(), ["zones.md"]);
}

/// Pieces of pages: what has fixes, what stands around it, and what makes them overlap.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "##Titre",
        "#",
        "# Jardin",
        "## Jardin",
        "[x](Plan.md)",
        "[x](.\\plan.md#Plan)",
        "[x](plan.md#PLAN)",
        "[x](#Jardin)",
        "[lien](outis.md)",
        "![](Plan.md)",
        "**mot**\"mot\"**",
        "**mot **mot",
        "| a | b |\n|---|---|\n| 1 | 2 |\ntexte",
        "<your-name>",
        "[a]: Plan.md",
        "[a][A]",
        "[b][a]",
        "<http://x.test\"",
        "[x](http://exemple.test/a b)",
        "`",
        "```",
        "> ",
        "- ",
        "\t",
        "\r",
        "é",
        "\u{a0}",
        "« mot » :",
        "mot ; mot !",
        "<!-- acquis-disable-next-line heading-malformd: voulu -->",
        "---\ntitle: x\n---",
    ];
    let piece = proptest::sample::select(pieces.to_vec());
    (piece, proptest::sample::select(vec!["\n", "\n\n", "\r\n", " ", ""])).prop_map(|(piece, end)| format!("{piece}{end}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever stands in a page, its fixes come to an end, and then there is none left.
    #[test]
    fn fixes_come_to_an_end(pieces in proptest::collection::vec(piece(), 1..24), suggested: bool) {
        let repository = TestRepository::new();
        repository.write("plan.md", "# Plan\n").write("outils.md", "# Outils\n").write("page.md", pieces.concat());
        repository.write(".acquis.yaml", "language: fr\nrules: { content-french-typography: info }\n");
        let opened = Repository::discover(repository.path()).unwrap();
        let check = |at| pipeline::check(&opened, &request(at));
        let mended = fix::mend(&check(At::WorkTree).unwrap(), Wanted { suggested, path: &|_| true }, check).unwrap();
        prop_assert!(mended.restless.is_empty(), "{:?}", pieces.concat());
        let left = mended.outcome.iter().flat_map(|outcome| outcome.findings()).filter_map(|reported| reported.finding.fix.as_ref());
        prop_assert_eq!(left.filter(|fix| fix.safe || suggested).count(), 0);
    }
}

/// What a page becomes with `.acquis.yaml` beside it: by its safe fixes, and by the suggested ones too.
fn becomes(config: &str, page: &str) -> (String, String) {
    let repository = TestRepository::new();
    repository.write(".acquis.yaml", config).write("page.md", page);
    run(&repository, &["--fix"]);
    let safe = content(&repository, "page.md");
    run(&repository, &["--fix", "--suggested"]);
    (safe, content(&repository, "page.md"))
}

#[test]
fn front_matter_gets_what_its_schema_gives() {
    let config = "content:\n  - name: fiches\n    files: ['*.md']\n    front-matter:\n      schema:\n        \
        required: [gabarit, langue, titre]\n        additionalProperties: false\n        properties:\n          \
        gabarit: { const: fiche }\n          langue: { default: 'no' }\n          titre: {}\n          niveau: { enum: [avance] }\n";
    let (safe, all) = becomes(config, "---\r\nniveau: Avance\r\n---\r\n\r\n# La cire\r\n");
    assert_eq!(safe, "---\r\nniveau: avance\r\ngabarit: \"fiche\"\r\n---\r\n\r\n# La cire\r\n");
    assert!(all.contains("\r\nlangue: \"no\"\r\n") && all.contains("\r\ntitre:\r\n"), "{all}");
    let (safe, all) = becomes(config, "+++\ntitel = \"La cire\"\n[x]\n+++\n\n# La cire\n");
    assert!(safe.starts_with("+++\ngabarit = \"fiche\"\ntitel"), "{safe}");
    assert!(all.contains("\ntitre = \"La cire\"\n") && all.contains("langue = \"no\"\n"), "{all}");
}

#[test]
fn what_is_of_no_use_is_taken_out_when_suggestions_are() {
    let page = "# Jardin\n\n<!-- acquis-disable-next-line link-empty: voulu -->\n\nRien.\n\n[a]: plan.md\n";
    assert_eq!(becomes("{}\n", page), (page.to_owned(), "# Jardin\n\nRien.\n\n".to_owned()));
}

#[test]
fn sections_get_their_names_and_levels_when_suggestions_are_applied() {
    let config = "content:\n  - name: leçons\n    files: ['*.md']\n    sections:\n      - { match: '^Objectifs$', level: 2 }\n      \
        - { match: '^Quiz$', level: 2 }\n";
    let (safe, all) = becomes(config, "# Semer\n\n## Objectif ##\n\nSavoir.\n\n### Quiz\n\nQuand ?\n");
    assert_eq!(safe, "# Semer\n\n## Objectif ##\n\nSavoir.\n\n### Quiz\n\nQuand ?\n");
    assert_eq!(all, "# Semer\n\n## Objectifs ##\n\nSavoir.\n\n## Quiz\n\nQuand ?\n");
}
