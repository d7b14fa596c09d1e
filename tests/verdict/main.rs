//! The verdict on a contribution, story by story, through the program.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

#[path = "../common/mod.rs"]
mod common;

mod habits;
mod less;
mod means;
mod minor;
mod moves;
mod quizzes;
mod sections;
mod told;
mod unread;
mod unseen;

use common::TestRepository;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn acquis(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
    command.current_dir(folder).args(arguments).env_clear().env("LC_ALL", "C").env("HOME", folder).output().unwrap()
}

/// The report of a contribution as JSON, and the exit code.
fn report(folder: &Path, arguments: &[&str]) -> (Value, i32) {
    let output = acquis(folder, &[&["check", "--format", "json"], arguments].concat());
    let errors = String::from_utf8_lossy(&output.stderr);
    let report = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {errors}"));
    (report, output.status.code().unwrap())
}

/// `status rule path:line` of each finding, sorted as the report has them, without those about the contribution itself.
fn said(report: &Value) -> Vec<String> {
    let own = ["commit-", "file-", "path-", "line-endings", "coverage-fell"];
    let findings = report["findings"].as_array().unwrap().iter();
    let findings = findings.filter(|finding| !own.iter().any(|own| finding["rule"].as_str().unwrap().starts_with(own)));
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    findings.map(|f| format!("{} {} {}:{}", word(&f["status"]), word(&f["rule"]), word(&f["path"]), f["start"]["line"])).collect()
}

fn verdict(repository: &TestRepository, arguments: &[&str]) -> Vec<String> {
    said(&report(repository.path(), arguments).0)
}

const GARDEN: &str = "# Jardin\n\n## Semer\n\nSemer en mars.\n\n## Récolter\n\nRécolter en août.\n";

const DEBT: &str = "# Dette\n\nVoir [le plan](plan.md).\n\nCe qui suit est long assez pour qu'on le reconnaisse sous un autre nom :\nla bêche, la fourche, le râteau, la serfouette, le plantoir, l'arrosoir,\nle cordeau, la brouette, le tamis, la serpe, le sécateur et le greffoir.\n";

/// A garden with old debt: a dead link in `dette.md`.
fn garden() -> TestRepository {
    let repository = TestRepository::new();
    repository.write("jardin.md", GARDEN).write("dette.md", DEBT);
    for name in ["un", "deux", "trois"] {
        repository.write(format!("{name}.md"), format!("# {name}\n\nLire [semer](jardin.md#semer).\n"));
    }
    repository.commit("base");
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository
}

#[test]
fn a_rename_breaks_three_links_in_files_that_it_does_not_touch() {
    let repository = garden();
    repository.git(&["mv", "jardin.md", "potager.md"]);
    repository.commit("rename");
    let (report, code) = report(repository.path(), &["--base", "main"]);
    assert_eq!(said(&report), ["new link-missing-file potager.md:1"; 3]);
    assert_eq!(code, 1);
    let broken: Vec<&str> =
        report["findings"].as_array().unwrap().iter().map(|finding| finding["related"][0]["path"].as_str().unwrap()).collect();
    assert_eq!(broken.iter().collect::<std::collections::BTreeSet<_>>().len(), 3, "{broken:?}");
    assert_eq!((&report["verdict"]["new"], &report["verdict"]["existing"]), (&3.into(), &1.into()));
    // The fix is where the link is.
    assert_eq!(report["findings"][0]["fix"]["edits"][0]["text"], "potager.md#semer");
}

#[test]
fn a_deleted_file_breaks_links_and_says_so_where_it_was() {
    let repository = garden();
    repository.remove("jardin.md");
    repository.commit("delete");
    assert_eq!(verdict(&repository, &["--base", "main"]), ["new link-missing-file jardin.md:1"; 3]);
}

#[test]
fn a_changed_heading_breaks_links_and_says_so_at_the_heading() {
    let repository = garden();
    repository.write("jardin.md", GARDEN.replace("## Semer", "Un mot.\n\n## Semis"));
    repository.commit("heading");
    assert_eq!(verdict(&repository, &["--base", "main"]), ["new link-missing-anchor jardin.md:3"; 3]);
    repository.write("jardin.md", "# Jardin\n\n## Récolter\n\nRécolter en août.\n");
    repository.commit("no heading");
    assert_eq!(verdict(&repository, &["--base", "main"]), ["new link-missing-anchor jardin.md:3"; 3]);
}

#[test]
fn old_debt_is_counted_and_not_shown() {
    let repository = garden();
    repository.write("jardin.md", format!("{GARDEN}\nUn mot de plus.\n"));
    repository.commit("untouched debt");
    let (untouched, code) = report(repository.path(), &["--base", "main"]);
    assert_eq!((said(&untouched), code), (Vec::new(), 0));
    // In a touched file, twenty lines further down, in a file of another name.
    let moved = DEBT.replace("# Dette\n", &format!("# Dette\n{}", "\nMot.\n".repeat(10)));
    repository.write("dette.md", &moved);
    repository.commit("moved down");
    assert_eq!(verdict(&repository, &["--base", "main"]), [""; 0]);
    repository.git(&["mv", "dette.md", "passif.md"]);
    repository.commit("renamed");
    let (report, code) = report(repository.path(), &["--base", "main"]);
    assert_eq!((said(&report), code), (Vec::new(), 0));
    assert_eq!(report["verdict"]["existing"], 1);
    assert_eq!(verdict(&repository, &["--base", "main", "--all"]), ["existing link-missing-file passif.md:23"]);
}

#[test]
fn of_two_alike_the_one_on_a_new_line_is_new() {
    let repository = garden();
    repository.write("dette.md", "# Dette\n\nVoir [le plan](plan.md).\n\nVoir [le plan](plan.md).\n");
    repository.commit("after");
    assert_eq!(verdict(&repository, &["--base", "main"]), ["new link-missing-file dette.md:5"]);
    repository.write("dette.md", "# Dette\n\nVoir d'abord [le plan](plan.md).\n\nVoir [le plan](plan.md).\n");
    repository.commit("before");
    assert_eq!(verdict(&repository, &["--base", "main"]).len(), 1);
}

#[test]
fn a_mended_link_is_told_and_fails_nothing() {
    let repository = garden();
    repository.write("dette.md", "# Dette\n\nVoir [le jardin](jardin.md).\n");
    repository.commit("fix");
    let (report, code) = report(repository.path(), &["--base", "main"]);
    assert_eq!((said(&report), code), (vec!["fixed link-missing-file dette.md:3".to_owned()], 0));
    assert_eq!(
        (&report["verdict"]["new"], &report["verdict"]["fixed"], &report["verdict"]["existing"]),
        (&0.into(), &1.into(), &0.into())
    );
}

const MODULES: &str = "# Compétences\n\n**Module « semis » :**\n\n- Lire un sachet\n- Préparer un lit\n\n  Validation des acquis par :\n  - QCM\n\n**Module « taille » :**\n\n- Tailler un poirier\n- Affûter une serpe\n";

#[test]
fn a_module_that_is_renamed_and_moved_keeps_its_debt() {
    let repository = TestRepository::new();
    repository.write("modules.md", MODULES).write(".acquis.yaml", "extends: cloud-pi-native\n").commit("base");
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    let (first, second) = MODULES.split_once("**Module « taille").unwrap();
    let moved = format!("# Compétences\n\n**Module « taille des fruitiers{second}\n{}", &first["# Compétences\n\n".len()..]);
    repository.write("modules.md", &moved);
    repository.commit("rename and move");
    let (report, code) = report(repository.path(), &["--base", "main"]);
    assert_eq!((said(&report), code), (Vec::new(), 0), "{report:#}");
}

#[test]
fn a_removed_assessment_is_new_and_moves_the_coverage() {
    let repository = TestRepository::new();
    repository.write("modules.md", MODULES).write(".acquis.yaml", "extends: cloud-pi-native\n").commit("base");
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository.write("modules.md", MODULES.replace("\n  Validation des acquis par :\n  - QCM\n", ""));
    repository.commit("remove");
    let (report, code) = report(repository.path(), &["--base", "main"]);
    assert!(said(&report).contains(&"new module-lost-assessment modules.md:3".to_owned()), "{:?}", said(&report));
    // Said once: not also that it has none; and not of the module that had none before.
    assert!(!said(&report).iter().any(|line| line.starts_with("new module-without-assessment")));
    assert_eq!(code, 1);
    let coverage = &report["verdict"]["coverage"];
    assert_eq!((&coverage["before"]["modules_assessed"], &coverage["after"]["modules_assessed"]), (&1.into(), &0.into()));
    let module = &report["verdict"]["modules"][0];
    assert_eq!(
        (&module["title"], &module["before"]["assessed"], &module["after"]["assessed"]),
        (&"semis".into(), &true.into(), &false.into())
    );
}

/// The same fault on the branch: a dead link in a new page.
fn new_page(repository: &TestRepository) {
    repository.write("page.md", "# Page\n\n[rien](rien.md)\n");
    repository.commit("page");
}

/// Faults that others bring to the base meanwhile.
fn base_moves_on(repository: &TestRepository) {
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("ailleurs.md", "# Ailleurs\n\n[perdu](perdu.md)\n");
    repository.commit("others");
    repository.git(&["checkout", "--quiet", "contribution"]);
}

#[test]
fn squashes_merges_and_rebases_change_nothing() {
    let only = ["new link-missing-file page.md:3"];
    let repository = garden();
    new_page(&repository);
    base_moves_on(&repository);
    assert_eq!(verdict(&repository, &["--base", "main"]), only, "the base moved on");
    repository.git(&["merge", "--quiet", "-m", "merge", "main"]);
    assert_eq!(verdict(&repository, &["--base", "main"]), only, "the base was merged into the branch");

    let repository = garden();
    new_page(&repository);
    base_moves_on(&repository);
    repository.git(&["rebase", "--quiet", "main"]);
    assert_eq!(verdict(&repository, &["--base", "main"]), only, "rebased");
    repository.write("page.md", "# Page\n\n[rien](rien.md)\n\nUn mot.\n");
    repository.commit("more");
    repository.git(&["reset", "--quiet", "--soft", "main"]);
    repository.git(&["commit", "--quiet", "-m", "squash"]);
    assert_eq!(verdict(&repository, &["--base", "main"]), only, "squashed");

    // As a forge tests it: the merge of both, checked out by itself.
    repository.git(&["checkout", "--quiet", "--detach", "main"]);
    repository.git(&["merge", "--quiet", "--no-ff", "-m", "merge", "contribution"]);
    assert_eq!(verdict(&repository, &["--base", "main"]), only, "the merge commit");
    assert_eq!(verdict(&repository, &["--base", "HEAD^1"]), only, "its first parent");
}

#[test]
fn criss_cross_merges_blame_nobody_twice() {
    let repository = garden();
    new_page(&repository);
    base_moves_on(&repository);
    // Each side merges the other's first commit, then goes on.
    let (ours, theirs) = (repository.git(&["rev-parse", "contribution"]), repository.git(&["rev-parse", "main"]));
    repository.git(&["merge", "--quiet", "-m", "cross", &theirs]);
    repository.git(&["checkout", "--quiet", "main"]);
    repository.git(&["merge", "--quiet", "-m", "criss", &ours]);
    repository.git(&["checkout", "--quiet", "contribution"]);
    repository.write("suite.md", "# Suite\n\n[nulle part](nulle-part.md)\n");
    repository.commit("suite");
    assert_eq!(repository.git(&["merge-base", "--all", "main", "contribution"]).lines().count(), 2);
    assert_eq!(verdict(&repository, &["--base", "main"]), ["new link-missing-file suite.md:3"]);
}

#[test]
fn the_work_tree_and_the_index_are_contributions_too() {
    let repository = garden();
    repository.write("page.md", "# Page\n\n[rien](rien.md)\n");
    assert_eq!(verdict(&repository, &["--base", "main"]), ["new link-missing-file page.md:3"], "untracked");
    assert_eq!(verdict(&repository, &["--base", "HEAD", "--staged"]), [""; 0]);
    repository.git(&["add", "page.md"]);
    repository.write("page.md", "# Page\n\nRien.\n");
    assert_eq!(verdict(&repository, &["--base", "HEAD", "--staged"]), ["new link-missing-file page.md:3"]);
    assert_eq!(verdict(&repository, &["--base", "HEAD"]), [""; 0]);
}

#[test]
fn what_a_commit_can_not_tell_is_no_news() {
    // A link to an ignored file: absent from a commit, ignored in a work tree; the same old debt.
    let repository = TestRepository::new();
    repository.write(".gitignore", "secret.md\n").write("a.md", "# A\n\n[secret](secret.md)\n").commit("base");
    repository.write("secret.md", "# Secret\n");
    let (report, code) = report(repository.path(), &["--base", "HEAD"]);
    assert_eq!((said(&report), code), (Vec::new(), 0), "{report:#}");
}

#[test]
fn a_shallow_clone_says_what_to_change_or_does_with_what_it_has() {
    let repository = garden();
    new_page(&repository);
    base_moves_on(&repository);
    let clone = |name: &str, depth: &str| {
        let url = format!("file://{}", repository.path().display());
        let place = repository.beside(name);
        let arguments = ["clone", "--quiet", "--depth", depth, "--no-single-branch", "-b", "contribution", &url];
        repository.git(&[&arguments[..], &[place.to_str().unwrap()]].concat());
        place
    };
    let short = acquis(&clone("short", "1"), &["check", "--base", "origin/main"]);
    let errors = String::from_utf8_lossy(&short.stderr).into_owned();
    assert_eq!(short.status.code(), Some(2));
    assert!(errors.contains("fetch-depth: 0") && errors.contains("origin/main"), "{errors}");
    let deep = report(&clone("deep", "2"), &["--base", "origin/main"]).0;
    assert_eq!(said(&deep), ["new link-missing-file page.md:3"]);
}

#[test]
fn a_fork_is_compared_with_the_branch_of_another_remote() {
    let repository = garden();
    let fork = repository.beside("fork");
    repository.git(&["clone", "--quiet", "-b", "main", &repository.path().display().to_string(), fork.to_str().unwrap()]);
    let git = |arguments: &[&str]| {
        let done = repository.command("git").current_dir(&fork).args(arguments).status().unwrap();
        assert!(done.success(), "{arguments:?}");
    };
    git(&["remote", "add", "upstream", &repository.path().display().to_string()]);
    std::fs::write(fork.join("page.md"), "# Page\n\n[rien](rien.md)\n").unwrap();
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "-m", "page"]);
    base_moves_on(&repository);
    git(&["fetch", "--quiet", "upstream"]);
    assert_eq!(said(&report(&fork, &["--base", "upstream/main"]).0), ["new link-missing-file page.md:3"]);
}

#[test]
fn a_base_that_is_none_is_told_with_its_cure() {
    let repository = garden();
    let wrong = acquis(repository.path(), &["check", "--base", "mian"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("mian"));
    repository.git(&["checkout", "--quiet", "--orphan", "other"]);
    repository.commit("other history");
    let alien = acquis(repository.path(), &["check", "--base", "main", "--language", "en"]);
    assert_eq!(alien.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&alien.stderr).contains("no commit in common"));
}

#[test]
fn the_threads_make_no_difference() {
    let repository = garden();
    repository.git(&["mv", "jardin.md", "potager.md"]);
    new_page(&repository);
    let with =
        |threads: &str| acquis(repository.path(), &["check", "--base", "main", "--format", "json", "--threads", threads]).stdout;
    assert_eq!(with("1"), with("2"));
}

/// `rule path` of the findings about commits and files, as `report` has them.
fn own(report: &Value) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap().iter();
    findings.map(|f| format!("{} {}", f["rule"].as_str().unwrap(), f["path"].as_str().unwrap())).collect()
}

#[test]
fn messages_that_programs_write_are_left_alone_and_hostile_ones_are_inert() {
    let repository = garden();
    let long = "Revert \"Présenter le potager, le compost, les semis et tout ce qui les suit avant les gelées\"";
    repository.write("a.md", "# A\n").commit(long);
    base_moves_on(&repository);
    repository.git(&["merge", "--quiet", "-m", &"Fusionner ".repeat(12), "main"]);
    assert_eq!(own(&report(repository.path(), &["--base", "main"]).0), [""; 0]);

    repository.write("b.md", "# B\n").commit("WIP: \u{1b}[2J ::error::mauvais %0A [x](y)");
    let short = repository.git(&["rev-parse", "--short", "HEAD"]);
    assert_eq!(own(&report(repository.path(), &["--base", "main"]).0), [format!("commit-fixup-left commit {short}")]);
    for format in ["text", "concise", "github", "markdown"] {
        let output = acquis(repository.path(), &["check", "--base", "main", "--format", format]).stdout;
        let output = String::from_utf8_lossy(&output).into_owned();
        assert!(!output.contains('\u{1b}') && !output.contains("\n::error::mauvais"), "{format}: {output}");
        assert!(output.contains(&short) && !output.contains("file=commit"), "{format}: {output}");
    }
}

#[test]
fn a_directive_silences_what_is_said_of_a_contribution() {
    let repository = TestRepository::new();
    repository.write("modules.md", MODULES).write(".acquis.yaml", "extends: cloud-pi-native\n").commit("base");
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    let lost = MODULES.replace("\n  Validation des acquis par :\n  - QCM\n", "");
    let directive = "<!-- acquis-disable-next-line module-lost-assessment, coverage-fell: visite -->\n**Module « semis";
    repository.write("modules.md", lost.replace("**Module « semis", directive)).commit("silence");
    let said = own(&report(repository.path(), &["--base", "main"]).0);
    assert!(said.contains(&"suppression-added modules.md".to_owned()), "{said:?}");
    assert!(!said.iter().any(|line| line.starts_with("module-lost") || line.starts_with("coverage")), "{said:?}");
    // By itself the page has no use for the directive, and is not told so.
    assert!(!own(&report(repository.path(), &[]).0).iter().any(|line| line.starts_with("directive-unused")));
}

#[test]
fn a_review_finds_the_main_branch_by_itself() {
    let repository = garden();
    new_page(&repository);
    let reviewed = acquis(repository.path(), &["review", "--format", "json"]);
    let report: Value = serde_json::from_slice(&reviewed.stdout).unwrap();
    assert_eq!(
        (said(&report), &report["verdict"]["base"]["ref"]),
        (vec!["new link-missing-file page.md:3".to_owned()], &"main".into())
    );
    repository.git(&["checkout", "--quiet", "-b", "travail"]);
    repository.git(&["branch", "--quiet", "-D", "main"]);
    let lost = acquis(repository.path(), &["review", "--language", "en"]);
    assert_eq!(lost.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&lost.stderr).contains("--base BRANCH"));
}

/// A page of `count` links to missing files; `from` begins their names.
fn dead_links(count: usize, from: &str) -> String {
    let lines: Vec<String> = (0..count).map(|at| format!("[l](x/{from}{at}.md)\n")).collect();
    format!("# A\n\n{}", lines.join("\n"))
}

#[test]
fn thousands_of_findings_in_one_file_find_each_other() {
    let repository = TestRepository::new();
    let same = "[l](x/y.md)\n\n".repeat(6_000);
    repository.write("a.md", dead_links(6_000, "a")).write("b.md", format!("# B\n\n{same}")).commit("base");
    repository.git(&["checkout", "--quiet", "-b", "contribution"]);
    repository.write("a.md", dead_links(6_000, "b")).write("b.md", format!("# B\n\nMot.\n\n{same}"));
    repository.commit("others");
    let (report, _) = report(repository.path(), &["--base", "main"]);
    assert_eq!((&report["verdict"]["new"], &report["verdict"]["fixed"]), (&6_000.into(), &6_000.into()));
    assert_eq!(report["verdict"]["existing"], 6_000);
}
