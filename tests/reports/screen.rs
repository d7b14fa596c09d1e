//! Many findings on one screen: what is told and what is only counted add up to what was found, and the gravest stands first.

use crate::reports::sample;
use crate::{style, with, written};
use acquis::document::Source;
use acquis::finding::{Finding, Severity, sort_and_fingerprint};
use acquis::git::SnapshotKind;
use acquis::language::Language;
use acquis::pipeline::{Counts, Ledger, Reported, SnapshotInfo, Status};
use acquis::report::{self, Checked, FORMATS, Origin, Style, Totals};
use acquis::text::Span;
use proptest::prelude::*;
use regex::Regex;
use std::sync::Arc;

/// How many lines fit on a screen.
const SCREEN: usize = 50;

/// A finding as the tests make it: the rule, what it says, whether it gives advice of its own, and the file.
type Made = (usize, usize, bool, String);

const RULES: [(&str, Severity); 6] = [
    ("link-missing-file", Severity::Error),
    ("link-malformed", Severity::Error),
    ("link-text", Severity::Warning),
    ("image-alt-missing", Severity::Warning),
    ("heading-duplicate", Severity::Info),
    ("heading-emphasis", Severity::Info),
];

/// The findings, each on a line of its own.
fn reported(made: &[Made]) -> (SnapshotInfo, Ledger, Counts) {
    let mut paths: Vec<&str> = made.iter().map(|(.., path)| path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    let sources: Vec<Arc<Source>> = paths.iter().map(|path| Source::new(*path, "x\n".repeat(made.len()))).collect();
    let finding = |(line, (rule, said, advised, path)): (usize, &Made)| {
        let source = &sources[paths.binary_search(&path.as_str()).unwrap()];
        let finding = Finding::new(RULES[*rule].0, source, Span::new(2 * line, 2 * line + 1));
        // From 200 on it is no path with a folder.
        let path = if *said < 200 { format!("img/{said}.png") } else { format!("{said}.png") };
        finding.argument("path", path).argument("advised", advised)
    };
    let findings = sort_and_fingerprint(made.iter().enumerate().map(finding).collect());
    let words = |(finding, fingerprint): (Finding, String)| {
        let severity = RULES.iter().find(|(rule, _)| *rule == finding.rule).unwrap().1;
        let advised = finding.arguments[1].1 == "true";
        let help = advised.then(|| format!("Write {} of line {}.", finding.arguments[0].1, finding.place.start().line % 3));
        let message = format!("There is no {}.", finding.arguments[0].1);
        Reported { severity, message, help, ..Reported::new(finding, fingerprint, Status::New) }
    };
    let counts = Counts { documents: paths.len(), ..Counts::default() };
    (SnapshotInfo { kind: SnapshotKind::WorkTree, commit: None }, Ledger::new(findings.into_iter().map(words).collect()), counts)
}

/// What the format of that name writes.
fn report(format: &str, made: &[Made], style: &Style) -> String {
    let (snapshot, ledger, counts) = reported(made);
    let mut documents: Vec<Arc<str>> = made.iter().map(|(.., path)| path.as_str().into()).collect();
    documents.sort();
    documents.dedup();
    let checked = Checked {
        snapshot: &snapshot,
        origin: &Origin::default(),
        documents: &documents,
        ledger: &ledger,
        fail_on: Severity::Error,
        counts,
        profile: None,
        sites: &[],
        inferred: &[],
        unchecked: &[],
        verdict: None,
        baseline: None,
    };
    let format = FORMATS.iter().find(|known| known.name == format).unwrap();
    written(|out| (format.write)(&checked, style, out)).replace('\u{a0}', " ")
}

fn text(made: &[Made], style: &Style) -> String {
    report("text", made, style)
}

/// The sum of all numbers that the groups of `pattern` find in `text`.
fn sum(text: &str, pattern: &str) -> usize {
    Regex::new(pattern).unwrap().captures_iter(text).map(|found| found[1].parse::<usize>().unwrap()).sum()
}

/// How many findings of the severity named `word` (and, in the plural and in capitals, `many`) a report says there are.
fn said(text: &str, word: &str, many: &str) -> usize {
    let mut said = 0;
    for line in text.lines() {
        if line.starts_with(&format!("{word}[")) {
            // A block of the screen says its number; a snippet stands for one, unless a note says more.
            said += if line.ends_with(" finding") || line.ends_with(" findings") { sum(line, r": (\d+) finding") } else { 1 };
        } else if line.starts_with(&format!("More {many}: "))
            || line.starts_with(&format!("{}{}: ", many[..1].to_uppercase(), &many[1..]))
        {
            said += sum(line, r"(\d+) [a-z]+-");
        }
    }
    let mut within = false;
    for line in text.lines() {
        if !line.starts_with(' ') && line.contains("]: ") {
            within = line.starts_with(&format!("{word}["));
        } else if within {
            said += sum(line, r"^ *= (\d+) places$").saturating_sub(1);
        }
    }
    said
}

/// How many findings the entries of the screen stand for, and those that each rule has more of.
fn told(text: &str) -> usize {
    let entries = text.lines().filter(|line| line.starts_with("  ") && line.contains(": There is no "));
    entries
        .map(|line| {
            (sum(line, r" (\d+) times, also ")
                + sum(line, r" (\d+) more like it ")
                + usize::from(line.contains(" more like it ")))
            .max(1)
        })
        .sum::<usize>()
        + sum(text, r"… and (\d+) more\.")
}

fn totals(made: &[Made]) -> Totals {
    Totals::of(reported(made).1.told())
}

fn made() -> impl Strategy<Value = Vec<Made>> {
    let path =
        (0..4usize, 0..8usize).prop_map(|(folder, file)| format!("{}{file}.md", ["", "docs/", "docs/a/", "old/3f9ab2/"][folder]));
    let one = (0..RULES.len(), prop_oneof![0..3usize, 0..40usize], prop::bool::ANY, path);
    prop::collection::vec(one, 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_told_and_what_is_counted_are_all(made in made()) {
        let totals = totals(&made);
        for show in [None, Some(Severity::Error), Some(Severity::Warning), Some(Severity::Info)] {
            for all in [false, true] {
                let shown = text(&made, &Style { show, all, ..style(Language::En) });
                let counts = [said(&shown, "error", "errors"), said(&shown, "warning", "warnings"), said(&shown, "info", "infos")];
                prop_assert_eq!(counts, [totals.errors, totals.warnings, totals.infos], "{:?} {}\n{}", show, all, shown);
                let blocks = sum(&shown, r"(?m)^\w+\[[a-z-]+\]: (\d+) findings?$");
                prop_assert!(blocks == 0 || blocks == told(&shown), "{:?} {}\n{}", show, all, shown);
            }
        }
    }

    #[test]
    fn a_summary_in_markdown_adds_up(made in made()) {
        let totals = totals(&made);
        for show in [None, Some(Severity::Error), Some(Severity::Info)] {
            let shown = report("markdown", &made, &Style { show, ..style(Language::En) });
            let items = shown.lines().filter(|line| line.starts_with("- "));
            let items: usize = items.map(|line| sum(line, r"^- \S+ \w+, (\d+) places").max(1)).sum();
            let counted: usize = shown.lines().filter(|line| line.contains("acquis check --show")).map(|line| sum(line, r"(\d+) [a-z]+-")).sum();
            prop_assert_eq!(items + counted, totals.at_least(Severity::Info), "{}", shown);
        }
    }

    #[test]
    fn it_fits_a_screen_whatever_was_found(made in made(), width in prop_oneof![Just(None), (60..200usize).prop_map(Some)]) {
        let shown = text(&made, &Style { width, ..style(Language::En) });
        prop_assert!(shown.lines().count() <= SCREEN, "{}", shown);
        let places = |word: &str| shown.lines().position(|line| line.starts_with(word));
        if let (Some(error), Some(warning)) = (places("error["), places("warning[")) {
            prop_assert!(error < warning);
        }
        prop_assert!(places("info[").is_none());
    }
}

/// So many findings of `rule` (a number), each saying what `said` says, in `path`.
fn several(rule: usize, n: usize, said: impl Fn(usize) -> usize, path: impl Fn(usize) -> String) -> Vec<Made> {
    (0..n).map(|i| (rule, said(i), false, path(i))).collect()
}

#[test]
fn what_has_one_cause_is_told_once() {
    let made = several(0, 40, |_| 7, |i| format!("docs/{i:02}.md"));
    let shown = text(&made, &style(Language::En));
    assert_eq!(shown.matches("There is no img/7.png.").count(), 1, "{shown}");
    assert!(shown.contains("= 40 places") && shown.contains("docs/00.md:1:1") && shown.contains("docs/02.md:3:1"), "{shown}");
    assert!(!shown.contains("docs/03.md") && shown.contains("`--all` shows every finding."), "{shown}");
    let markdown = report("markdown", &made, &style(Language::En));
    assert_eq!(markdown.matches("There is no img/7.png.").count(), 1, "{markdown}");
    assert!(markdown.contains("❌ error, 40 places (docs/00.md"), "{markdown}");
    let all = text(&made, &Style { all: true, ..style(Language::En) });
    assert_eq!(all.matches("There is no img/7.png.").count(), 40, "{all}");
}

#[test]
fn what_one_folder_or_one_file_holds_is_told_in_a_line() {
    let mut made = several(2, 90, |i| 200 + i, |i| format!("build/3f9ab2/{}/{i}.md", i % 7));
    made.extend(several(2, 4, |i| 900 + i, |i| format!("docs/{i}.md")));
    // As frequent as elsewhere: no cause.
    made.extend((0..400).map(|i| (4, 1, false, format!("docs/{i}.md"))));
    let shown = text(&made, &style(Language::En));
    assert!(shown.contains("There is no 200.png. 89 more like it in build/3f9ab2/, such as build/3f9ab2/0/"), "{shown}");
    assert!((900..904).all(|said| shown.contains(&format!("There is no {said}.png."))), "{shown}");
    let mut made = several(3, 119, |i| 200 + i, |_| "README.md".to_owned());
    made.extend(several(3, 60, |i| 400 + i, |i| format!("docs/{i}.md")));
    let shown = text(&made, &style(Language::Fr));
    assert!(shown.contains("118 de plus de ce genre dans README.md, dont ligne 2, ligne 3 …"), "{shown}");
}

#[test]
fn a_folder_that_is_missing_is_told_in_a_line_and_hides_no_larger_cause() {
    let mut made = several(0, 60, |i| i, |i| format!("docs/{i}.md"));
    made.extend(several(0, 20, |_| 70, |i| format!("docs/{i}.md")));
    made.extend(several(0, 3, |i| 200 + i, |i| format!("docs/{i}.md")));
    let shown = text(&made, &style(Language::En));
    assert!(
        shown.contains("There is no img/0.png. 59 more like it about `img/`, such as docs/1.md:2:1, docs/10.md:11:1 …"),
        "{shown}"
    );
    assert!(shown.contains("There is no img/70.png. 20 times, also docs/1.md"), "{shown}");
    assert!((200..203).all(|said| shown.contains(&format!("There is no {said}.png."))), "{shown}");
}

#[test]
fn infos_are_counted_unless_they_are_asked_for() {
    let mut made = several(4, 73, |i| i, |i| format!("docs/{i}.md"));
    made.extend(several(5, 12, |_| 1, |i| format!("docs/{i}.md")));
    let shown = text(&made, &style(Language::En));
    assert!(shown.starts_with("Infos: 73 heading-duplicate, 12 heading-emphasis; `--show info` lists them.\n"), "{shown}");
    let shown = text(&made, &style(Language::Fr));
    assert!(
        shown.starts_with("Informations : 73 heading-duplicate, 12 heading-emphasis ; « --show info » en donne la liste.\n"),
        "{shown}"
    );
    let shown = text(&made, &Style { show: Some(Severity::Info), ..style(Language::En) });
    assert!((0..73).all(|said| shown.contains(&format!("There is no img/{said}.png."))), "{shown}");
    assert!(!shown.contains("Infos: "), "{shown}");
    let quiet = text(&made, &Style { quiet: true, ..style(Language::En) });
    assert_eq!(quiet.lines().count(), 1, "{quiet}");
    let shown = text(&several(2, 5, |i| i, |_| "a.md".into()), &Style { show: Some(Severity::Error), ..style(Language::En) });
    assert!(shown.starts_with("Warnings: 5 link-text; `--show warning` lists them.\n"), "{shown}");
}

#[test]
fn advice_is_not_lost() {
    // The help of each line of three differs: a suggestion from where the link stands.
    let few: Vec<Made> = several(0, 3, |_| 1, |_| "a.md".into()).into_iter().map(|(r, s, _, p)| (r, s, true, p)).collect();
    let shown = text(&few, &style(Language::En));
    assert!((0..3).all(|line| shown.contains(&format!("Write img/1.png of line {line}."))), "{shown}");
    let many: Vec<Made> = several(0, 30, |i| i, |i| format!("{i}.md")).into_iter().map(|(r, s, _, p)| (r, s, true, p)).collect();
    let shown = text(&many, &Style { show: Some(Severity::Error), ..style(Language::En) });
    assert_eq!(shown.matches("Write img/").count(), 30, "{shown}");
}

#[test]
fn the_sample_is_whole_where_all_is_asked_for() {
    let flood = sample::flood(&[(Severity::Warning, 25)]);
    let style = |all| Style { all, ..style(Language::En) };
    let shown = |all| with(&flood, |checked| written(|out| report::text(checked, &style(all), out)));
    assert_eq!(shown(false).matches("warning[").count(), 1);
    assert!(shown(false).replace('\u{a0}', " ").contains("= 25 places"));
    assert_eq!(shown(true).matches("warning[").count(), 25);
}
