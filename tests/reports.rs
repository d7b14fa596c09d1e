//! Every report format on one shared sample, whose text is hostile: snapshots under `tests/snapshots/`.
#![allow(clippy::unwrap_used, reason = "what fails here fails the test")]

mod reports {
    mod forges;
    mod history;
    mod junit;
    pub(crate) mod sample;
    mod sarif;
    mod screen;
    mod syllabus;
    mod tools;
}

use acquis::finding::Severity;
use acquis::language::Language;
use acquis::pipeline::{Counts, Ledger, SnapshotInfo};
use acquis::report::coverage::{self, v1::Coverage};
use acquis::report::{self, Checked, Style};
use reports::sample;
use std::io::{self, Write};

/// What `write` writes, the program's version left out.
fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    text.replace(concat!("ersion\": \"", env!("CARGO_PKG_VERSION")), "ersion\": \"[VERSION]")
        .replace(concat!("acquis ", env!("CARGO_PKG_VERSION")), "acquis [VERSION]")
}

/// Compares with the committed file of that name.
fn snapshot(name: &str, text: &str) {
    insta::assert_snapshot!(name, text);
}

fn style(language: Language) -> Style {
    Style { language, ..Style::default() }
}

fn with_findings(use_it: impl FnOnce(&Checked<'_>) -> String) -> String {
    with(&sample::findings(), use_it)
}

fn with((snapshot, ledger, counts): &(SnapshotInfo, Ledger, Counts), use_it: impl FnOnce(&Checked<'_>) -> String) -> String {
    use_it(&Checked {
        snapshot,
        origin: &sample::origin(),
        documents: &sample::documents(),
        ledger,
        fail_on: Severity::Error,
        counts: *counts,
        profile: None,
        unchecked: &[],
        sites: &sample::sites(),
        inferred: &sample::inferred(),
        verdict: Some(&sample::verdict()),
        baseline: None,
    })
}

/// The sample's modules in the format of that name.
fn covered(coverage: &Coverage, format: &str, style: &Style) -> String {
    let format = coverage::FORMATS.iter().find(|known| known.name == format).unwrap();
    written(|out| (format.write)(coverage, style, out))
}

#[test]
fn findings_as_text() {
    let text = |style: &Style| with_findings(|checked| written(|out| report::text(checked, style, out)));
    let wide = Style { all: true, ..style(Language::Fr) };
    let narrow = Style { width: Some(60), folder: "docs/".into(), all: true, ..style(Language::En) };
    let (fr, en) = (text(&wide), text(&narrow));
    insta::assert_snapshot!("findings_text_fr", fr);
    insta::assert_snapshot!("findings_text_en_narrow", en);
    let (short_fr, short_en) = (text(&Style { all: false, ..wide }), text(&Style { all: false, ..narrow }));
    insta::assert_snapshot!("findings_short_fr", short_fr);
    insta::assert_snapshot!("findings_short_en_narrow", short_en);
    for line in [&fr, &en, &short_fr, &short_en].into_iter().flat_map(|text| text.lines()) {
        assert!(line.len() < 900, "a line is printed whole");
        assert!(!line.chars().any(|c| c.is_control() && c != '\t' || c == '\u{202e}'), "{line:?} steers the terminal");
    }
}

#[test]
fn colours_are_the_only_escapes() {
    for all in [true, false] {
        let plain = Style { all, ..style(Language::En) };
        let coloured = Style { colour: true, ..plain.clone() };
        let text = with_findings(|checked| written(|out| report::text(checked, &coloured, out)));
        assert!(text.contains("\u{1b}[1m") && text.contains("\\u{1b}[31m"));
        let plain = with_findings(|checked| written(|out| report::text(checked, &plain, out)));
        assert_eq!(anstream::adapter::strip_str(&text).to_string(), plain);
    }
}

#[test]
fn findings_in_one_line_each() {
    insta::assert_snapshot!(
        "findings_concise",
        with_findings(|checked| written(|out| report::concise(checked, &style(Language::Fr), out)))
    );
}

#[test]
fn findings_as_markdown() {
    insta::assert_snapshot!(with_findings(|checked| written(|out| report::markdown(checked, &style(Language::Fr), out))));
}

#[test]
fn findings_as_json() {
    let json = with_findings(|checked| written(|out| report::json(checked, Language::En, out)));
    insta::assert_snapshot!("findings_json", json);
    valid("findings-v1", &json);
}

#[test]
fn coverage_in_each_format() {
    let (coverage, fr) = (sample::coverage(), Style { width: Some(110), ..style(Language::Fr) });
    let narrow = Style { width: Some(60), ..style(Language::En) };
    insta::assert_snapshot!("coverage_text_fr", covered(&coverage, "text", &fr));
    insta::assert_snapshot!("coverage_text_en_narrow", covered(&coverage, "text", &narrow));
    insta::assert_snapshot!("coverage_markdown_fr", covered(&coverage, "markdown", &fr));
    insta::assert_snapshot!("coverage_csv", covered(&coverage, "csv", &fr));
    insta::assert_snapshot!("coverage_badge_fr", covered(&coverage, "badge", &fr));
    insta::assert_snapshot!("coverage_shields_en", covered(&coverage, "shields", &narrow));
    let json = covered(&coverage, "json", &fr);
    insta::assert_snapshot!("coverage_json", json);
    valid("coverage-v1", &json);
}

#[test]
fn a_report_that_is_read_back_is_the_same() {
    let json = covered(&sample::coverage(), "json", &Style::default());
    let read: Coverage = serde_json::from_str(&json).unwrap();
    assert_eq!(covered(&read, "json", &Style::default()), json);
}

/// `json` is what the schema of that name says.
fn valid(name: &str, json: &str) {
    let schema = serde_json::from_str(&shipped(name)).unwrap();
    let instance = serde_json::from_str(json).unwrap();
    jsonschema::validate(&schema, &instance).unwrap();
}

fn path(name: &str) -> String {
    format!("{}/rules/schemas/{name}.json", env!("CARGO_MANIFEST_DIR"))
}

fn shipped(name: &str) -> String {
    std::fs::read_to_string(path(name)).unwrap()
}

/// The shipped schemas are those of the types; `ACQUIS_UPDATE=1` writes them anew.
#[test]
fn shipped_schemas_are_up_to_date() {
    for (name, made) in [
        ("findings-v1", report::findings_schema()),
        ("coverage-v1", coverage::schema()),
        ("syllabus-v1", report::syllabus::schema()),
        ("show-v1", report::show::schema()),
    ] {
        let made = made.unwrap();
        if std::env::var_os("ACQUIS_UPDATE").is_some() {
            std::fs::write(path(name), &made).unwrap();
        }
        assert_eq!(shipped(name), made, "{name}.json is stale: run the tests with ACQUIS_UPDATE=1");
    }
}
