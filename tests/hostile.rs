//! Input that nobody would write on purpose, unless to break the tool: each ends in a finding or a clear error within
//! seconds, and the other documents are still checked.

#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod common;

use common::TestRepository;
use serde_json::Value;
use std::time::{Duration, Instant};

/// Far more than any of these needs, even unoptimised on a busy machine; far less than a hang.
const SECONDS: Duration = Duration::from_secs(300);

/// A document beside the hostile one, with one finding of its own: proof that it was checked.
const WITNESS: &str = "# Carnet de semis\n\n### Matériel\n\nUne bêche, un râteau.\n";

/// Runs `acquis check --format json` and gives its exit code, standard output and standard error.
fn run(repository: &TestRepository, arguments: &[&str]) -> (Option<i32>, String, String) {
    let started = Instant::now();
    let output = repository.command(env!("CARGO_BIN_EXE_acquis")).args(arguments).output().unwrap();
    assert!(started.elapsed() < SECONDS, "{:?}", started.elapsed());
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8_lossy(&output.stderr).into_owned());
    assert!(!err.contains("panicked") && !err.contains("overflow"), "{err}");
    (output.status.code(), out, err)
}

/// The rules found per path; the witness must be among them.
fn check(repository: &TestRepository) -> Vec<(String, String)> {
    repository.write("temoin.md", WITNESS);
    let (code, out, err) = run(repository, &["check", "--format", "json"]);
    assert!(matches!(code, Some(0 | 1)), "{code:?} {err}");
    let report: Value = serde_json::from_str(&out).unwrap();
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let found: Vec<_> = report["findings"].as_array().unwrap().iter().map(|f| (text(f, "path"), text(f, "rule"))).collect();
    assert!(found.contains(&("temoin.md".into(), "heading-skipped-level".into())), "{found:?}");
    found
}

fn check_one(content: impl AsRef<[u8]>) -> Vec<String> {
    let repository = TestRepository::new();
    repository.write("page.md", content);
    check(&repository).into_iter().filter(|(path, _)| path == "page.md").map(|(_, rule)| rule).collect()
}

#[test]
fn bytes_that_are_not_text_are_said_where_they_stand() {
    assert_eq!(check_one(b"# Caf\xE9\n"), ["document-not-utf8"]);
    assert_eq!(check_one(b"# A\n\nb\0c\n"), ["document-nul"]);
    assert_eq!(check_one(b"\xFF\xFE#\0 \0A\0"), ["document-nul"]);

    let repository = TestRepository::new();
    repository.write("page.md", b"# Un\n\nd\xE9but\n");
    let (_, out, _) = run(&repository, &["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&out).unwrap();
    let start = &report["findings"][0]["start"];
    assert_eq!((&start["line"], &start["column"], &start["offset"]), (&3.into(), &2.into(), &7.into()));
}

#[test]
fn marks_and_line_endings_change_no_finding() {
    let plain = "---\ntitle: Semis\n---\n\n### Outils\n\n[vide]()\n";
    let expected = check_one(plain);
    assert!(expected.contains(&"link-empty".to_owned()), "{expected:?}");
    assert_eq!(check_one(format!("\u{feff}{plain}")), expected);
    assert_eq!(check_one(plain.replace('\n', "\r\n")), expected);
    assert_eq!(check_one(plain.replace('\n', "\r")), expected);
}

#[test]
fn huge_files_and_lines_are_checked() {
    let paragraph = "Une phrase de cours, *sans rien* de particulier, [les outils du cours](#outils) compris.\n\n";
    let large = format!("# Titre\n\n## Outils\n\n{}", paragraph.repeat(50_000_000 / paragraph.len()));
    assert_eq!(check_one(large), Vec::<String>::new());
    check_one(format!("# Titre\n\n{}\n", "mot *a* [b](c) ".repeat(70_000)));
}

#[test]
fn very_deep_nesting_overflows_nothing() {
    check_one("> ".repeat(100_000) + "fin");
    check_one("- ".repeat(100_000) + "fin");
    check_one((0..3000).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect::<String>());
    check_one("[".repeat(100_000) + &"](a)".repeat(100_000));
    check_one("*a **b ".repeat(100_000));
    check_one("<div>".repeat(100_000));
    check_one(":::: a\n\n".repeat(50_000));
    check_one("[a]: b\n".repeat(50_000) + &"[a] ".repeat(50_000));
    check_one(format!("|{}\n|{}\n{}", "a|".repeat(1000), "-|".repeat(1000), "|b\n".repeat(20_000)));
}

#[test]
fn front_matter_that_attacks_its_parser() {
    let never_closed = check_one("---\ntitle: Semis\n\n# Titre\n");
    assert!(never_closed.iter().any(|rule| rule.starts_with("front-matter-")), "{never_closed:?}");
    let bomb: String = (1..30).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(", "))).collect();
    check_one(format!("---\na0: &a0 x\n{bomb}---\n\n# Titre\n"));
    let deep = check_one(format!("---\ntitle: {}\n---\n\n# Titre\n", "[".repeat(1_000_000)));
    assert!(deep.contains(&"front-matter-syntax".to_owned()), "{deep:?}");
    check_one(format!("---\n{}x: 1\n---\n\n# Titre\n", (0..5000).map(|d| format!("{}k:\n", " ".repeat(d))).collect::<String>()));
    let twice = check_one("---\ntitle: a\ntitle: b\n---\n\n# Titre\n");
    assert!(twice.contains(&"front-matter-duplicate-key".to_owned()), "{twice:?}");
    check_one(format!("+++\na = {}\n+++\n\n# Titre\n", "[".repeat(100_000)));
}

#[test]
fn text_that_steers_a_terminal_does_not_reach_it() {
    let repository = TestRepository::new();
    repository.write("a\u{1b}[31m.md", "# T\n\n### \u{1b}]8;;https://example.org\u{7}x\u{202e}y\n\n::error file=a::b\n");
    for format in acquis::report::FORMATS {
        let format = format.name;
        let (_, out, err) = run(&repository, &["check", "--format", format]);
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!out.contains(bad) && !err.contains(bad), "{format}: {out:?} {err:?}");
    }
}

#[test]
fn json_steers_no_terminal_and_says_the_same() {
    let repository = TestRepository::new();
    repository.write("page.md", "# Page\n\n[x](perdu\u{9b}31m\u{202e}.md)\n");
    for format in ["json", "sarif", "rdjson", "rdjsonl", "gitlab"] {
        let (_, out, _) = run(&repository, &["check", "--format", format]);
        assert!(!out.contains(['\u{9b}', '\u{202e}']), "{format}: {out:?}");
    }
    let (_, out, _) = run(&repository, &["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&out).unwrap();
    let text = report["findings"][0]["excerpt"].to_string();
    assert!(text.contains("31m"), "{report:#}");
}

/// A contribution may put a link where the command line expects a file of the checkout.
#[cfg(unix)]
#[test]
fn a_file_of_the_checkout_is_neither_read_nor_written_through_a_link_out_of_it() {
    let repository = TestRepository::new();
    let outside = tempfile::tempdir().unwrap();
    let secret = outside.path().join("secret.md");
    std::fs::write(&secret, "mot de passe\n").unwrap();
    repository.write("page.md", "# Page\n").write(".acquis.yaml", "extends: cloud-pi-native\n");
    std::os::unix::fs::symlink(&secret, repository.path().join("formation.md")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", repository.path().join("zero.md")).unwrap();
    std::os::unix::fs::symlink(outside.path(), repository.path().join("rapports")).unwrap();
    std::os::unix::fs::symlink(&secret, repository.path().join("rapport.json")).unwrap();
    let refused: [&[&str]; 13] = [
        &["check", "--output", "json=formation.md"],
        &["check", "--output", "json=rapports/rapport.json"],
        &["syllabus", "--check", "formation.md"],
        &["syllabus", "--check", "zero.md"],
        &["check", "--config", "formation.md"],
        &["check", "--baseline", "formation.md"],
        &["baseline", "--file", "formation.md"],
        &["coverage", "--output", "json=rapports/couverture.json"],
        &["coverage", "merge", "rapport.json"],
        &["coverage", "merge", "rapports"],
        &["coverage", "merge", "zero.md"],
        &["anchors", "formation.md"],
        &["review", "--post", "--from", "rapport.json"],
    ];
    for arguments in refused {
        let (code, out, err) = run(&repository, arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {err}");
        assert!(!out.contains("mot de passe") && !err.contains("mot de passe"), "{arguments:?}");
    }
    assert_eq!(std::fs::read_to_string(&secret).unwrap(), "mot de passe\n");
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 1);
    let by_hand = format!("json={}", outside.path().join("rapport.json").display());
    assert_eq!(run(&repository, &["check", "--output", &by_hand]).0, Some(0), "outside, whoever names it may");
}

/// Nobody writes to this pipe, or reads from it.
#[cfg(unix)]
#[test]
fn no_pipe_of_the_checkout_is_waited_for() {
    let repository = TestRepository::new();
    repository.write("page.md", "# Page\n");
    repository.command("mkfifo").args(["tube", "tube.json"]).status().unwrap();
    let refused: [&[&str]; 8] = [
        &["check", "--output", "json=tube"],
        &["check", "--config", "tube"],
        &["check", "--baseline", "tube"],
        &["baseline", "--file", "tube"],
        &["syllabus", "--check", "tube"],
        &["coverage", "merge", "tube.json"],
        &["anchors", "tube"],
        &["review", "--post", "--from", "tube"],
    ];
    for arguments in refused {
        let (code, _, err) = run(&repository, arguments);
        assert_eq!(code, Some(2), "{arguments:?}: {err}");
    }
}

/// The file that says how to check, and what it names, may be links too.
#[cfg(unix)]
#[test]
fn neither_a_configuration_nor_a_schema_is_read_through_a_link() {
    let repository = TestRepository::new();
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.yaml"), "language: fr\nmot-de-passe: 1\n").unwrap();
    std::fs::write(outside.path().join("page.json"), "{ \"required\": [\"mot-de-passe\"] }\n").unwrap();
    repository.write("page.md", "---\nniveau: 1\n---\n\n# Page\n");
    std::os::unix::fs::symlink(outside.path().join("secret.yaml"), repository.path().join(".acquis.yaml")).unwrap();
    std::os::unix::fs::symlink(outside.path(), repository.path().join("schemas")).unwrap();
    let quiet = |(code, out, err): (Option<i32>, String, String)| {
        assert!(!out.contains("mot-de-passe") && !err.contains("mot-de-passe"), "{out} {err}");
        code
    };
    quiet(run(&repository, &["check"]));
    repository.remove(".acquis.yaml");
    let config = "content:\n  - { name: f, files: [\"*.md\"], front-matter: { schema: schemas/page.json } }\n";
    repository.write(".acquis.yaml", config);
    assert_eq!(quiet(run(&repository, &["check"])), Some(2), "what can't be read is said");
}

#[test]
fn nothing_of_a_repository_is_run() {
    let repository = TestRepository::new();
    let mark = repository.beside("mark");
    let run_me = format!("touch '{}'", mark.display());
    repository.write(".gitattributes", "*.md filter=f diff=f\n").write("page.md", "# Page\n\n[absent](absent.md)\n");
    repository.write("mkdocs.yml", "site_name: J\nhooks: [hook.py]\n").write("hook.py", "open('mark', 'w')\n");
    repository.write("conf.py", "open('mark', 'w')\n").write("docs/.vitepress/config.js", "require('fs')\n");
    repository.commit("base");
    repository.write("page.md", "# Page\n\nTexte. [absent](absent.md)\n").commit("next");
    for (key, value) in [("filter.f.clean", &run_me), ("filter.f.smudge", &run_me), ("diff.f.textconv", &run_me)] {
        repository.git(&["config", key, value]);
    }
    repository.git(&["config", "core.fsmonitor", &run_me]);
    let commands: [&[&str]; 4] =
        [&["check"], &["check", "--staged"], &["check", "--base", "HEAD~1", "--rev", "HEAD"], &["coverage", "--history"]];
    for arguments in commands {
        run(&repository, arguments);
        assert!(!mark.exists() && !repository.path().join("mark").exists(), "{arguments:?}");
    }
}

/// GitHub drops a summary of more than 1 MiB. Every finding stands in it, or it says how many more there are.
#[test]
fn a_summary_is_never_larger_than_what_is_shown() {
    let repository = TestRepository::new();
    let links = |n: usize| (0..400).map(|m| format!("[l](absent-{n}-{m}-{}.md)\n\n", "é".repeat(60))).collect::<String>();
    for n in 0..20 {
        repository.write(format!("p{n}.md"), format!("# Page\n\n{}", links(n)));
    }
    let (_, out, _) = run(&repository, &["check", "--format", "markdown", "--language", "en"]);
    assert!(out.len() < 1_000_000, "{}", out.len());
    let listed = out.matches("❌").count();
    let more: usize = out.split("… and ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    assert_eq!(listed + more, 8000, "{more} more");
    assert!(listed > 2000, "{listed}");
    assert!(out.contains("the JSON report") && out.trim_end().ends_with("</sub>"));
}

#[test]
fn no_line_of_a_log_is_a_command_of_the_content() {
    let repository = TestRepository::new();
    for name in ["::error ::a.md", "  ::warning file=x::b.md", "::group::c/d.md", "##[add-mask]e.md"] {
        repository.write(
            name,
            "### ::error::x\n\n::notice::y [::debug::](##[error]absent.md) ##[set-output name=a]b\n\r::set-output name=a::b\n",
        );
    }
    for format in ["text", "concise", "github", "junit"] {
        let (_, out, _) = run(&repository, &["check", "--format", format]);
        let command = |line: &&str| line.trim_start().starts_with("::");
        let commands: Vec<_> = out.split(['\n', '\r']).filter(command).collect();
        let ours = |line: &&str| {
            format == "github" && ["::error file=", "::warning file=", "::notice file="].iter().any(|ours| line.starts_with(ours))
        };
        assert!(commands.iter().all(ours), "{format}: {commands:#?}");
        assert_eq!(commands.is_empty(), format != "github", "{format}: {out}");
        assert!(!out.contains("##[") && out.contains("##\\["), "{format}: {out}");
    }
}

#[test]
fn strange_names_are_files_like_others() {
    let repository = TestRepository::new();
    let names = ["deux mots.md", "caf\u{e9}.md", "cafe\u{301}s.md", "ligne\nbrisee.md", "-f.md", "a:b.md", "#1.md", "100%.md"];
    for name in names {
        repository.write(name, WITNESS);
    }
    let found = check(&repository);
    for name in names {
        assert!(found.iter().any(|(path, rule)| path == name && rule == "heading-skipped-level"), "{name:?} {found:?}");
    }
    repository.commit("tout");
    let (_, out, _) = run(&repository, &["check", "--rev", "HEAD", "--format", "concise"]);
    assert_eq!(out.lines().count(), names.len() + 1, "{out}");
}

#[cfg(unix)]
#[test]
fn a_name_that_is_not_utf8_is_checked_too() {
    use std::os::unix::ffi::OsStrExt;
    let repository = TestRepository::new();
    repository.write(std::ffi::OsStr::from_bytes(b"caf\xE9.md"), WITNESS);
    let found = check(&repository);
    assert!(found.iter().any(|(path, _)| path == "caf\\xE9.md"), "{found:?}");
}

#[cfg(unix)]
#[test]
fn links_and_devices_are_not_followed() {
    use std::os::unix::fs::symlink;
    let repository = TestRepository::new();
    let secret = repository.beside("secret.md");
    std::fs::write(&secret, "### dehors\n\n[vide]()\n").unwrap();
    symlink(&secret, repository.path().join("dehors.md")).unwrap();
    symlink("boucle.md", repository.path().join("boucle.md")).unwrap();
    symlink(".", repository.path().join("tourne")).unwrap();
    repository.command("mkfifo").arg("tube.md").status().unwrap();
    let found = check(&repository);
    assert!(found.iter().all(|(path, _)| path != "dehors.md" && path != "boucle.md"), "{found:?}");
    repository.remove("tube.md");
    repository.commit("liens");
    check(&repository);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_a_finding() {
    use std::os::unix::fs::PermissionsExt;
    let repository = TestRepository::new();
    repository.write("page.md", "# A\n");
    let path = repository.path().join("page.md");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&path).is_ok() {
        return; // This user reads everything.
    }
    let found = check(&repository);
    assert!(found.contains(&("page.md".into(), "document-unreadable".into())), "{found:?}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_listed_is_a_finding_unless_it_is_excluded() {
    use std::os::unix::fs::PermissionsExt;
    let repository = TestRepository::new();
    repository.write("clos/page.md", "# A\n");
    let path = repository.path().join("clos");
    let allow = |mode| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
    allow(0o000);
    if std::fs::read_dir(&path).is_err() {
        let found = check(&repository);
        assert!(found.contains(&("clos".into(), "document-unreadable".into())), "{found:?}");
        repository.write(".acquis.yaml", "exclude: [\"clos/**\"]\n");
        assert_eq!(check(&repository).len(), 1);
    }
    allow(0o755);
}

#[test]
fn one_thread_or_two_give_the_same_bytes() {
    let repository = TestRepository::from_folder(std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures")));
    for n in 0..200 {
        repository.write(format!("p{n}.md"), format!("# Titre\n\n### Saut\n\n[a](p{}.md#b) [c](absent{n}.md)\n\nTODO\n", n + 1));
    }
    let outputs: Vec<_> =
        ["1", "2", "7"].map(|threads| run(&repository, &["check", "--format", "json", "--threads", threads]).1).into();
    assert!(outputs[0].len() > 10_000);
    assert!(outputs.iter().all(|output| output == &outputs[0]));
    let coverage: Vec<_> =
        ["1", "2"].map(|threads| run(&repository, &["coverage", "--format", "json", "--threads", threads]).1).into();
    assert_eq!(coverage[0], coverage[1]);
}

#[test]
fn places_without_a_snapshot_say_what_to_do() {
    let unborn = TestRepository::new();
    let (code, _, err) = run(&unborn, &["check", "--rev", "HEAD"]);
    assert_eq!(code, Some(2), "{err}");
    assert!(!err.is_empty());
    assert_eq!(run(&unborn, &["check"]).0, Some(0));

    let bare = TestRepository::bare();
    let (code, _, err) = run(&bare, &["check"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("--rev"), "{err}");
}
