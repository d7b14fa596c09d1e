//! What forges and their review tools read: GitHub's workflow commands, GitLab's code quality, reviewdog's format.

use super::{sample, tools};
use crate::{snapshot, style, with, with_findings, written};
use acquis::finding::Severity;
use acquis::language::Language;
use acquis::pipeline::Status;
use acquis::report;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};

/// A command as the runner reads it.
struct Command {
    name: String,
    properties: BTreeMap<String, String>,
    data: String,
}

/// Reads a line as the runner does: the name, properties separated by commas, then the text; escapes undone last.
fn command(line: &str) -> Option<Command> {
    let (head, data) = line.strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ').unwrap_or((head, ""));
    let data_of = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n");
    let property = |pair: &str| {
        let (key, value) = pair.split_once('=')?;
        Some((key.to_owned(), data_of(value).replace("%3A", ":").replace("%2C", ",").replace("%25", "%")))
    };
    let properties = properties.split(',').filter_map(property).collect();
    Some(Command { name: name.to_owned(), properties, data: data_of(data).replace("%25", "%") })
}

fn github(language: Language) -> String {
    with_findings(|checked| written(|out| report::github(checked, &style(language), out)))
}

#[test]
fn annotations_for_github() {
    let (fr, en) = (github(Language::Fr), github(Language::En));
    snapshot("findings_github_fr", &fr);
    let new = sample::findings().1.told().filter(|reported| reported.status == Status::New).count();
    for text in [&fr, &en] {
        assert_eq!(text.lines().count(), new);
        assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "a control reaches the log");
    }
    let commands: Vec<_> = fr.lines().map(|line| command(line).unwrap()).collect();
    let grades: Vec<_> = commands.iter().map(|command| command.name.as_str()).collect();
    assert!(grades.is_sorted_by_key(|name| ["error", "warning", "notice"].iter().position(|known| known == name).unwrap()));
    let (of_commits, of_files): (Vec<_>, Vec<_>) = commands.iter().partition(|command| command.data.starts_with("commit "));
    let of_commits: Vec<_> = of_commits.iter().map(|command| (command.properties.len(), command.data.as_str())).collect();
    assert_eq!(of_commits, [(1, "commit 1a2b3c4\nLe message ne dit rien : `@tous <b>`.\nDites ce qui change.")]);
    for command in &of_files {
        let mut keys: Vec<_> = command.properties.keys().map(String::as_str).collect();
        keys.retain(|key| !["col", "endColumn"].contains(key));
        assert_eq!(keys, ["endLine", "file", "line", "title"], "content became a property");
        assert!(command.data.lines().count() <= 2);
    }
    let strange = of_files.iter().find(|command| command.properties["file"].contains("ruches")).unwrap();
    assert_eq!(strange.properties["file"], "cours d'été/::n°1, 100%, \\xE9 [ruches].md");
    assert_eq!(strange.data, "##\\[error]Ce passage\\r\\n::error::n'est pas un texte.");
}

#[test]
fn columns_are_left_out_where_an_annotation_has_several_lines() {
    let open = github(Language::En);
    let lines = open.lines().find(|line| line.contains("front-matter-open")).unwrap();
    assert!(lines.contains("line=1,endLine=8,title="), "{lines}");
}

#[test]
fn github_gets_no_more_annotations_than_it_shows() {
    let shown = |graded: &[(Severity, usize)]| {
        let text = with(&sample::flood(graded), |checked| written(|out| report::github(checked, &style(Language::En), out)));
        let commands: Vec<_> = text.lines().map(|line| command(line).unwrap()).collect();
        let count = |name: &str| commands.iter().filter(|command| command.name == name).count();
        let counts = (count("error"), count("warning"), count("notice"));
        (counts, commands.into_iter().last().unwrap().properties["title"].clone())
    };
    let (counts, last) = shown(&[(Severity::Info, 15), (Severity::Warning, 3), (Severity::Error, 12)]);
    assert_eq!((counts, last.as_str()), ((10, 3, 10), "8\u{a0}more findings"));
    let (counts, last) = shown(&[(Severity::Info, 10), (Severity::Error, 10)]);
    assert_eq!((counts, last.as_str()), ((10, 0, 10), "info"), "nothing is left out, and nothing said of it");
    let (counts, last) = shown(&[(Severity::Info, 10), (Severity::Warning, 11)]);
    assert_eq!((counts, last.as_str()), ((0, 10, 10), "2\u{a0}more findings"));
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn diagnostics_for_reviewdog() {
    let text = with_findings(|checked| written(|out| report::rdjson(checked, &style(Language::Fr), out)));
    snapshot("findings_rdjson", &text);
    let diagnostics = json(&text)["diagnostics"].as_array().unwrap().clone();
    let lines = with_findings(|checked| written(|out| report::rdjsonl(checked, &style(Language::Fr), out)));
    assert_eq!(lines.lines().map(json).collect::<Vec<_>>(), diagnostics);

    let (_, ledger, _) = sample::findings();
    let new = ledger.told().filter(|reported| reported.status == Status::New);
    for (reported, diagnostic) in new.zip(&diagnostics) {
        let place = &reported.finding.place;
        assert_eq!(diagnostic["code"]["value"], reported.finding.rule);
        let text = place.source.text();
        for (end, at) in [("start", place.span.start as usize), ("end", place.span.end as usize)] {
            // Bytes from the last line ending, whatever its form.
            let before = &text[..at];
            let line = before.rfind(['\n', '\r']).map_or(0, |ending| ending + 1);
            assert_eq!(diagnostic["location"]["range"][end]["column"], at - line + 1, "{end} of {}", reported.finding.rule);
        }
    }
    let of_commit = diagnostics.iter().find(|diagnostic| diagnostic["code"]["value"] == "commit-words").unwrap();
    assert!(of_commit["message"].as_str().unwrap().starts_with("commit 1a2b3c4\nLe message"), "{of_commit}");
    assert_eq!(of_commit["location"]["path"], "commit 1a2b3c4", "reviewdog falls over what has no path");
    let suggestion = &diagnostics.iter().find(|diagnostic| diagnostic["code"]["value"] == "link-text").unwrap()["suggestions"];
    assert_eq!(suggestion[0]["text"], "la page `là` 🐝");
}

#[test]
fn code_quality_for_gitlab() {
    let text = with_findings(|checked| written(|out| report::gitlab(checked, out)));
    snapshot("findings_gitlab", &text);
    let issues = json(&text).as_array().unwrap().clone();
    let prints: HashSet<_> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), issues.len());
    for issue in &issues {
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&issue["severity"].as_str().unwrap()));
        assert!(issue["location"]["lines"]["begin"].as_u64() <= issue["location"]["lines"]["end"].as_u64());
        assert!(!issue["description"].as_str().unwrap().contains(char::is_control));
    }
}

#[test]
fn a_validator_of_reviewdogs_format_has_nothing_against_it() {
    let Some(script) = tools::tool("node_modules/@umbrelladocs/rdformat-validator/bin/rdformat-validator.js") else { return };
    let script = script.to_str().unwrap();
    let node = std::path::Path::new("node");
    let arguments = [script, "--strict", "--no-extra-fields"];
    let text = with_findings(|checked| written(|out| report::rdjson(checked, &style(Language::En), out)));
    let output = tools::reads(node, &arguments, "rd.json", &text);
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    let broken = text.replacen("\"message\"", "\"massage\"", 1);
    assert!(!tools::reads(node, &arguments, "rd.json", &broken).status.success(), "it would accept anything");
}
