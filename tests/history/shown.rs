//! What is shown of a history: a part of it, one that is cut short, none at all; in words and as a picture.

use super::*;

#[test]
fn since_a_day() {
    let repository = course();
    let report = history(repository.path(), &["--since", "2024-05"]);
    assert_eq!(figures(&report), ["add 2/3", "remove 2/2", "file 2/2", "move 2/2", "nothing 2/2"]);
    assert_eq!(said(&report)[0], "add: appeared greffe assessed");
    assert_eq!(
        (&report["history"]["since"], &report["history"]["before"]["summary"]["modules"]),
        (&"2024-05-01".into(), &2.into())
    );
    assert_eq!(turns(&repository, &report), ["greffe add add", "semis de printemps appear gain"], "known from before that day");
    let none = acquis(repository.path(), &["--history", "--since", "2099", "--language", "en"]);
    assert_eq!((none.status.code(), out(&none).contains("No commit since 2099-01-01.")), (Some(0), true), "{}", out(&none));
    let wrong = acquis(repository.path(), &["--history", "--since", "tomorrow", "--language", "en"]);
    assert_eq!((wrong.status.code(), err(&wrong).contains("--since 2024-05-02")), (Some(2), true), "{}", err(&wrong));
}

#[test]
fn a_shallow_clone_says_that_it_does_not_know() {
    let repository = course();
    let clone = repository.beside("shallow");
    let source = format!("file://{}", repository.path().display());
    repository.git(&["clone", "--quiet", "--depth", "5", &source, clone.to_str().unwrap()]);
    let report = history(&clone, &[]);
    assert_eq!(figures(&report)[0], "add 2/3");
    assert_eq!(said(&report)[0], "remove: removed taille", "nobody knows what the first one at hand changed");
    assert_eq!(report["history"]["complete"], false);
    assert_eq!(turns(&repository, &report), ["greffe unknown unknown", "semis de printemps unknown unknown"]);
    let text = out(&acquis(&clone, &["--history"]));
    assert!(text.contains("git fetch --unshallow"), "{text}");
}

#[test]
fn a_bare_repository_and_one_without_commit() {
    let repository = course();
    let bare = repository.beside("bare");
    repository.git(&["clone", "--quiet", "--bare", repository.path().to_str().unwrap(), bare.to_str().unwrap()]);
    assert_eq!(history(&bare, &[])["history"], history(repository.path(), &["--rev", "HEAD"])["history"]);
    assert_eq!(figures(&history(&bare, &["--rev", "HEAD~7"])), ["appear 1/2", "gain 2/2"]);
    let empty = acquis(TestRepository::new().path(), &["--history"]);
    // The profile that is named says the language, of errors too.
    assert_eq!((empty.status.code(), err(&empty).contains("pas encore de commit")), (Some(2), true), "{}", err(&empty));
}

#[test]
fn what_is_not_committed_does_not_count() {
    let repository = course();
    let before = history(repository.path(), &[]);
    repository.write("autre.md", page(&[("greffe", false), ("bouture", false)]));
    assert_eq!(history(repository.path(), &[]), before);
}

#[test]
fn options_that_need_the_history_say_so() {
    let repository = course();
    for arguments in [&["--format", "svg"][..], &["--output", "svg=chart.svg"], &["--since", "2024"], &["--first-parent"]] {
        let output = acquis(repository.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(err(&output).contains("--history"), "{}", err(&output));
    }
    assert!(!repository.path().join("chart.svg").exists());
    let low = acquis(repository.path(), &["--history", "--fail-under", "100", "--rev", "HEAD~5"]);
    assert_eq!(low.status.code(), Some(1), "the figures of the newest commit decide");
}

#[test]
fn each_format_tells_it_in_files_too() {
    let repository = course();
    let names = ["a.json", "a.csv", "a.md", "a.svg", "a.txt"];
    let outputs = ["json=a.json", "csv=a.csv", "markdown=a.md", "svg=a.svg", "text=a.txt"];
    let arguments: Vec<&str> = outputs.iter().flat_map(|output| ["--output", *output]).collect();
    let done = acquis(repository.path(), &[&["--history", "--language", "fr"], &*arguments].concat());
    assert_eq!(done.status.code(), Some(0), "{}", err(&done));
    let read = |name: &str| std::fs::read_to_string(repository.path().join(name)).unwrap();
    assert!(names.iter().all(|name| read(name).len() > 300));
    assert_eq!(read("a.txt"), out(&done));
    assert_eq!(read("a.csv").lines().count(), 10);
    assert!(read("a.csv").contains("renamed: semis -> semis de printemps"));
    assert!(read("a.md").contains("| 2024\\-03\\-10 |") || read("a.md").contains("| 2024-03-10 |"));
    assert!(read("a.svg").contains("Modules\u{a0}: 2 sur 2 (100\u{a0}%)"), "{}", read("a.svg"));
    let text = read("a.txt").replace('\u{a0}', " ");
    let gain = text.find("reçoit sa validation des acquis").unwrap();
    assert!(text.find("perd sa validation des acquis").unwrap() < gain, "the newest first");
}

#[test]
fn threads_change_no_byte() {
    let repository = course();
    let json = |threads| acquis(repository.path(), &["--history", "--format", "json", "--threads", threads]).stdout;
    assert_eq!(json("1"), json("4"));
}
