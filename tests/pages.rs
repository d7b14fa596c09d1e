//! The page of coverage: what it says stands in the JSON, nothing of a document acts in it, and a browser shows it to
//! everybody. `tests/tools/pages/` says how to have the browser.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so")]

mod common;
#[allow(dead_code, reason = "the sample of all reports")]
#[path = "reports/sample.rs"]
mod sample;

use acquis::language::Language;
use acquis::report::coverage::v1::{Coverage, Part, merge};
use acquis::report::coverage::{html, json};
use acquis::report::syllabus::{self, Syllabus};
use common::TestRepository;
use regex::Regex;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Once;

fn page(coverage: &Coverage, language: Language) -> String {
    let mut out = Vec::new();
    html(coverage, language, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A report of `count` modules, one in three of them without an assessment.
fn many(count: usize, name: &str) -> Coverage {
    let module = |at: usize| {
        let assessed = !at.is_multiple_of(3);
        let item = json!({ "line": 5, "text": "QCM", "kind": "quiz" });
        let assessments = if assessed { json!([{ "line": 4, "items": [item], "competencies": [0] }]) } else { json!([]) };
        json!({ "group": "cours", "path": format!("cours/{at}.md"), "line": 1, "title": format!("Leçon {at}"), "marker": "file",
            "objective": null, "assessed": assessed, "exempt": null, "assessments": assessments,
            "competencies": [{ "line": 3, "text": "Semer à temps", "assessed": assessed, "assessments": if assessed { vec![0] } else { vec![] } }] })
    };
    let report = json!({ "schema": "acquis.coverage/v1", "tool": { "name": "acquis", "version": "0.1.0" },
        "snapshot": { "kind": "commit", "commit": "0123456789abcdef0123456789abcdef01234567" },
        "summary": { "modules": 0, "modules_assessed": 0, "competencies": 0, "competencies_assessed": 0, "exempt": 0 },
        "modules": (0..count).map(module).collect::<Vec<_>>() });
    let part = Part { file: format!("{name}.json"), name: name.to_owned(), coverage: serde_json::from_value(report).unwrap() };
    merge(vec![part]).unwrap()
}

fn merged() -> Coverage {
    let part = |name: &str, coverage| Part { file: format!("{name}.json"), name: name.to_owned(), coverage };
    merge(vec![part("verger", many(4, "verger")), part("potager", sample::coverage())]).unwrap()
}

#[test]
fn each_figure_is_that_of_the_json() {
    let figure = Regex::new(r#"<data value="([^"]+)" data-from="([^"]+)">"#).unwrap();
    let past: Coverage = serde_json::from_str(&made(&with_a_past(), "en", "json")).unwrap();
    assert!(page(&past, Language::En).contains("/history/commits/0/summary/modules_assessed"));
    for coverage in [sample::coverage(), past, merged(), many(2_000, "long")] {
        let mut out = Vec::new();
        json(&coverage, &mut out).unwrap();
        let json: Value = serde_json::from_slice(&out).unwrap();
        for language in [Language::Fr, Language::En] {
            let page = page(&coverage, language);
            let mut seen = 0;
            for found in figure.captures_iter(&page) {
                let here = match json.pointer(&found[2]).unwrap_or_else(|| panic!("{} is not in the JSON", &found[2])) {
                    Value::Array(all) => all.len().to_string(),
                    Value::Number(number) if number.is_f64() => number.as_f64().unwrap().to_string(),
                    other => other.to_string(),
                };
                assert_eq!(&found[1], here, "{}", &found[2]);
                seen += 1;
            }
            assert!(seen >= 9, "{seen} figures");
        }
    }
}

#[test]
fn text_of_documents_is_text() {
    for language in [Language::Fr, Language::En] {
        let page = page(&sample::coverage(), language);
        assert!(page.contains("&#60;b&#62;@tous&#60;/b&#62;"), "the title is there");
        assert!(!page.contains("<b>") && !page.contains("<script>alert"), "no markup of a document");
        assert!(!page.chars().any(|c| c.is_control() && c != '\n'), "no control character");
        assert_eq!(page.matches("<script").count(), 1);
    }
    let mut hostile = sample::coverage();
    hostile.repositories[0].files = Some("javascript:alert(1)//".to_owned());
    hostile.repositories[0].url = Some("javascript:alert(1)".to_owned());
    hostile.modules[0].id = "\"><script>alert(1)</script>".to_owned();
    hostile.modules[0].group = "</noscript><script>alert(1)</script>".to_owned();
    let page = page(&hostile, Language::En);
    assert!(!page.contains("href=\"javascript:") && !page.contains("<script>alert"));
}

#[test]
fn the_page_brings_all_it_needs_and_runs_no_other_script() {
    let page = page(&sample::coverage(), Language::Fr);
    for foreign in ["src=", "<link", "<img", "url(", "@import", "fetch(", "XMLHttpRequest", "eval("] {
        assert!(!page.contains(foreign), "{foreign} stands in the page");
    }
    let (_, rest) = page.split_once("<script>").unwrap();
    let (script, _) = rest.split_once("</script>").unwrap();
    let digest = ring::digest::digest(&ring::digest::SHA256, script.as_bytes());
    let wanted = Regex::new("script-src 'sha256-([^']+)'").unwrap().captures(&page).unwrap()[1].to_owned();
    assert_eq!(base64(digest.as_ref()), wanted, "SCRIPT_HASH is that of another page.js");
}

/// RFC 4648, for one hash.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |chunk: &[u8], at: usize| {
        let value = chunk.iter().fold(0u32, |value, byte| value << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        if at > chunk.len() { '=' } else { char::from(LETTERS[(value >> (18 - 6 * at)) as usize & 63]) }
    };
    bytes.chunks(3).flat_map(|chunk| (0..4).map(move |at| letter(chunk, at))).collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let ids = Regex::new(r#" id="([^"]+)""#).unwrap();
    let of = |language| {
        let page = page(&sample::coverage(), language);
        assert!(page.contains(&format!("<html lang=\"{}\">", if language == Language::Fr { "fr" } else { "en" })));
        ids.captures_iter(&page).map(|found| found[1].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(of(Language::Fr), of(Language::En));
}

#[test]
fn modules_of_the_same_title_have_names_of_their_own() {
    let mut twice = many(3, "cours");
    twice.modules.iter_mut().zip(["Semis", "Semis 1", "Semis"]).for_each(|(module, title)| module.title = title.to_owned());
    let named = merge(vec![Part { file: "a.json".into(), name: "a".into(), coverage: twice }]).unwrap();
    let ids: Vec<&str> = named.modules.iter().map(|module| module.id.as_str()).collect();
    assert_eq!(ids, ["module-semis", "module-semis-1", "module-semis-2"]);
}

/// What a browser saw of `pages`, by name; `None` where there is no browser.
fn browse(pages: &[(&str, String)]) -> Option<Value> {
    static INSTALL: Once = Once::new();
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/pages");
    // npm writes this file when all is in place. The tests of this program run side by side, and one of them installs.
    let there = || tools.join("node_modules/.package-lock.json").exists();
    INSTALL.call_once(|| {
        if !there() {
            let _ = Command::new("npm").args(["install", "--silent", "--no-audit", "--no-fund"]).current_dir(&tools).output();
        }
    });
    if !there() {
        println!("skipped: npm did not install what tests/tools/pages/README.md names");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new("node");
    command.arg(tools.join("check.mjs"));
    for (name, page) in pages {
        let path = folder.path().join(name);
        fs::write(&path, page).unwrap();
        command.arg(path);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let seen: Value = serde_json::from_slice(&output.stdout).unwrap();
    if seen.is_null() {
        println!("skipped: there is no Chromium; install it (Debian: apt install chromium)");
    }
    Some(seen).filter(|seen| !seen.is_null())
}

/// A repository with gaps, in its second commit.
fn with_a_past() -> TestRepository {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cloud-pi-native-gaps");
    let repository = TestRepository::from_folder(&folder);
    repository.git(&["remote", "add", "origin", "https://github.com/jardin/potager.git"]);
    repository.remove("second-cycle.md").commit("second");
    repository
}

/// What `acquis coverage --history` writes.
fn made(repository: &TestRepository, language: &str, format: &str) -> String {
    let mut command = repository.command(env!("CARGO_BIN_EXE_acquis"));
    let arguments = ["--language", language, "coverage", "--history", "--format", format];
    String::from_utf8(command.args(arguments).output().unwrap().stdout).unwrap()
}

#[test]
fn everybody_can_read_it_in_a_browser() {
    let repository = with_a_past();
    let made = |language| made(&repository, language, "html");
    let pages = [
        ("gaps-fr.html", made("fr")),
        ("gaps-en.html", made("en")),
        ("sample.html", page(&sample::coverage(), Language::Fr)),
        ("merged.html", page(&merged(), Language::En)),
        ("long.html", page(&many(2_000, "long"), Language::Fr)),
    ];
    let Some(seen) = browse(&pages) else { return };
    for (name, page) in &pages {
        let seen = &seen[name];
        let articles = page.matches("<article id=").count();
        for look in seen["looks"].as_array().unwrap() {
            assert_eq!(look["violations"], json!([]), "{name}: {look}");
            assert_eq!(look["wider"], 0, "{name} is wider than the screen: {look}");
            assert_eq!(look["wrong"], json!([]), "{name}: {look}");
        }
        assert_eq!(seen["withoutScripts"], json!({ "modules": articles, "filters": 0 }), "{name}");
        assert_eq!(seen["printed"]["controls"], 0, "{name}");
        assert_eq!(seen["linked"]["id"], seen["linked"]["wanted"], "{name}");
        if articles > 1_000 {
            assert_eq!(seen["linked"]["articles"], 50, "{name} is shown in parts");
            continue;
        }
        assert_eq!(seen["printed"]["modules"], articles, "{name}");
        let keys = &seen["keyboard"];
        assert_eq!(keys["wrong"], json!([]), "{name}");
        assert_eq!(keys["skipped"], "content", "{name}");
        assert_eq!((&keys["filter"], &keys["reset"], &keys["head"]), (&json!(true), &json!(true), &json!(true)), "{name}");
        assert!(keys["filtered"].as_u64().unwrap() < articles as u64, "{name}: {keys}");
        assert_eq!(keys["all"], articles, "{name}");
        assert_eq!((&keys["sorted"], &keys["first"]), (&json!("ascending"), &json!("missing")), "{name}");
        assert_eq!(keys["target"], "ARTICLE", "{name}");
    }
}

#[test]
fn everybody_can_read_the_syllabus_in_a_browser() {
    let of = |coverage: &Coverage, language| {
        let mut out = Vec::new();
        syllabus::html(&Syllabus::new(coverage), language, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cloud-pi-native");
    let repository = TestRepository::from_folder(&folder);
    let made =
        repository.command(env!("CARGO_BIN_EXE_acquis")).args(["--language", "fr", "syllabus", "--format", "html"]).output();
    let pages = [
        ("syllabus-fr.html", String::from_utf8(made.unwrap().stdout).unwrap()),
        ("syllabus-hostile.html", of(&sample::coverage(), Language::En)),
        ("syllabus-long.html", of(&many(200, "long"), Language::Fr)),
    ];
    let Some(seen) = browse(&pages) else { return };
    for (name, page) in &pages {
        let articles = page.matches("<article id=").count();
        for look in seen[name]["looks"].as_array().unwrap() {
            assert_eq!(
                (&look["violations"], &look["wider"], &look["wrong"]),
                (&json!([]), &json!(0), &json!([])),
                "{name}: {look}"
            );
        }
        assert_eq!(seen[name]["printed"]["modules"], articles, "{name}");
        assert_eq!(seen[name]["printed"]["controls"], 0, "{name}");
    }
}
