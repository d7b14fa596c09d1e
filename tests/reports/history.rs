//! The history in each of its formats, made of hostile text.

use super::super::{snapshot, style, written};
use acquis::curriculum::coverage::Standing;
use acquis::language::Language;
use acquis::pipeline::history::Kind;
use acquis::report::Style;
use acquis::report::history::{self, Change, Commit, History, State};

/// Text that would steer a terminal, a log, a page, a spreadsheet or a picture.
const HOSTILE: &str = "=1+1 | \u{1b}[31m<script>alert('1')</script> @tous ##[error] \u{202e}";

fn state(title: &str, path: &str, state: Standing, (assessed, all): (usize, usize)) -> State {
    State {
        group: "cours".into(),
        path: path.into(),
        line: 3,
        title: title.into(),
        state,
        competencies: all,
        competencies_assessed: assessed,
    }
}

/// A commit of that number; `figures`: modules and competencies, assessed and all.
fn commit(number: usize, date: &str, figures: [usize; 4], changes: Vec<Change>) -> Commit {
    let mut commit = Commit {
        commit: format!("{number:04x}").repeat(10),
        date: date.into(),
        subject: if number == 2 { HOSTILE.into() } else { format!("commit {number}") },
        mainline: number != 3,
        summary: Default::default(),
        changes,
    };
    [
        commit.summary.modules_assessed,
        commit.summary.modules,
        commit.summary.competencies_assessed,
        commit.summary.competencies,
    ] = figures;
    commit
}

/// Every kind of change.
fn sample() -> History {
    use Standing::{Assessed, Exempt, Partly, Unassessed};
    let semis = |standing, part| Some(state("semis", "a.md", standing, part));
    let hostile = |path: &str| Some(state(HOSTILE, path, Assessed, (2, 2)));
    let change = |kind, before, after| Change { kind, before, after };
    History {
        complete: false,
        commits: vec![
            commit(1, "2024-01-31T23:30:00+01:00", [0, 1, 0, 2], vec![change(Kind::Appeared, None, semis(Unassessed, (0, 2)))]),
            commit(
                2,
                "2024-03-01T08:00:00-03:30",
                [1, 1, 2, 2],
                vec![
                    change(Kind::Renamed, semis(Unassessed, (0, 2)), hostile("a.md")),
                    change(Kind::Gained, semis(Unassessed, (0, 2)), hostile("a.md")),
                ],
            ),
            commit(
                3,
                "2024-03-02T08:00:00+00:00",
                [0, 1, 0, 2],
                vec![change(Kind::Lost, hostile("a.md"), semis(Unassessed, (0, 2)))],
            ),
            commit(
                4,
                "2024-04-10T08:00:00+00:00",
                [1, 2, 2, 4],
                vec![
                    change(Kind::Moved, hostile("a.md"), hostile("::error::/b.md")),
                    change(Kind::Exempted, semis(Unassessed, (0, 2)), semis(Exempt, (0, 2))),
                    change(Kind::Unexempted, semis(Exempt, (0, 2)), semis(Unassessed, (0, 2))),
                    change(Kind::Competencies, semis(Assessed, (2, 2)), semis(Partly, (2, 4))),
                    change(Kind::Removed, hostile("a.md"), None),
                ],
            ),
            commit(5, "2024-05-10T08:00:00+00:00", [1, 2, 2, 4], Vec::new()),
        ],
        ..History::default()
    }
}

#[test]
fn history_in_each_format() {
    let history = sample();
    let wide = Style { width: Some(110), ..style(Language::Fr) };
    let fr = written(|out| history::text(&history, &wide, out));
    snapshot("history_text_fr", &fr);
    let narrow = Style { width: Some(60), ..style(Language::En) };
    let en = written(|out| history::text(&history, &narrow, out));
    snapshot("history_text_en_narrow", &en);
    assert!(!fr.chars().chain(en.chars()).any(|c| c.is_control() && c != '\n' || c == '\u{202e}'));
    snapshot("history_markdown_fr", &written(|out| history::markdown(&history, Language::Fr, out)));
    snapshot("history_csv", &written(|out| history::csv(&history, out)));
    snapshot("history_svg_en", &written(|out| history::svg(&history, Language::En, out)).replace("><", ">\n<"));
}

#[test]
fn the_machine_form_is_read_again_as_it_was_written() {
    let history = sample();
    let json = serde_json::to_string(&history).unwrap();
    assert_eq!(serde_json::from_str::<History>(&json).unwrap(), history);
}

fn svg(history: &History) -> String {
    written(|out| history::svg(history, Language::Fr, out))
}

/// Every tag of the picture is closed, and none comes from the repository.
#[test]
fn the_picture_is_well_formed_and_holds_no_script() {
    let hostile = svg(&sample());
    assert!(!hostile.contains("<script") && hostile.contains("&lt;script&gt;"));
    let mut open = Vec::new();
    for tag in hostile.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()) {
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name.to_owned())),
            None if tag.ends_with('/') => {}
            None => open.push(tag.split(' ').next().unwrap().to_owned()),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn the_picture_of_nothing_of_one_commit_and_of_ten_thousand() {
    assert!(svg(&History::default()).contains("Aucun commit."));
    let one = History { commits: vec![commit(1, "2024-01-31T23:30:00+01:00", [1, 1, 1, 1], Vec::new())], ..History::default() };
    assert!(svg(&one).contains("Le 31\u{a0}janv.\u{a0}2024"));
    let at = |n: usize| format!("2024-{:02}-{:02}T{:02}:{:02}:00+00:00", n / 1000 + 1, n / 40 % 25 + 1, n % 24, n % 60);
    let commits = (0..10_000).map(|n| commit(n + 10, &at(n), [n % 7, 7, n % 11, 11], Vec::new())).collect();
    let many = svg(&History { commits, ..History::default() });
    assert!(many.len() < 60_000, "{} bytes", many.len());
    let wild = ["", "T", "0000-00-00T00:00:00+00:00", "999999-01-01T00:00:00+00:00", "é"];
    let commits = wild.iter().enumerate().map(|(n, date)| commit(n + 10, date, [n, 9, n, 9], Vec::new())).collect();
    assert!(svg(&History { commits, ..History::default() }).ends_with("</svg>\n"));
}
