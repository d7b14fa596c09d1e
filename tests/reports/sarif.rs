//! SARIF, as its schema, Microsoft's validator and GitHub's limits ask.

use super::{sample, tools};
use crate::{snapshot, style, with, with_findings, written};
use acquis::finding::Severity;
use acquis::language::Language;
use acquis::pipeline::Status;
use acquis::report::{self, Checked};
use serde_json::Value;
use std::collections::BTreeMap;

fn sarif(checked: &Checked<'_>, language: Language) -> String {
    written(|out| report::sarif(checked, &style(language), out))
}

/// The one run of a log.
fn run(text: &str) -> Value {
    let log: Value = serde_json::from_str(text).unwrap();
    assert_eq!(log["runs"].as_array().unwrap().len(), 1);
    log["runs"][0].clone()
}

fn results(text: &str) -> Vec<Value> {
    run(text)["results"].as_array().unwrap().clone()
}

#[test]
fn sarif_holds_every_finding_with_its_state() {
    let text = with_findings(|checked| sarif(checked, Language::Fr));
    snapshot("findings_sarif", &text);
    let run = run(&text);
    let (_, ledger, _) = sample::findings();
    let results = results(&text);
    assert_eq!(results.len(), ledger.told().count() - 1 + ledger.silenced().count());
    for result in &results {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(result["locations"].as_array().unwrap().len(), 1, "GitHub refuses a result without a place");
    }
    let states = |of: &str| results.iter().filter(|result| result["baselineState"] == of).count();
    let found = |status| ledger.told().filter(|reported| reported.status == status).count();
    assert_eq!((states("unchanged"), states("absent")), (found(Status::Existing), found(Status::Fixed)));
    let silenced: Vec<_> = results.iter().filter(|result| result["suppressions"] != serde_json::json!([])).collect();
    assert_eq!(silenced.len(), 2);
    assert_eq!(silenced[0]["suppressions"][0]["justification"], "la <image> vient d'ailleurs\\u{1b}[0m");
    assert!(silenced[1]["suppressions"][0]["justification"].is_null());
}

/// GitHub refuses a whole log for one result that is in no file.
#[test]
fn what_is_said_of_a_commit_stands_beside_the_results() {
    let run = run(&with_findings(|checked| sarif(checked, Language::Fr)));
    let said = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!((said.len(), &said[0]["level"]), (1, &"warning".into()));
    assert_eq!(said[0]["message"]["text"], "commit 1a2b3c4\nLe message ne dit rien : `@tous <b>`.\nDites ce qui change.");
    assert_eq!(said[0]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"], "commit 1a2b3c4");
    let rule = &said[0]["associatedRule"];
    assert_eq!(
        (&rule["id"], &run["tool"]["driver"]["rules"][rule["index"].as_u64().unwrap() as usize]["id"]),
        (&"commit-words".into(), &"commit-words".into())
    );
    assert!(run["results"].as_array().unwrap().iter().all(|result| result["ruleId"] != "commit-words"));
}

#[test]
fn without_a_base_nothing_is_new_or_mended() {
    let text = with_findings(|checked| sarif(&Checked { verdict: None, ..*checked }, Language::En));
    assert!(!text.contains("baselineState"));
    assert!(results(&text).iter().all(|result| result["ruleId"] != "mended-since"));
}

#[test]
fn rules_bring_their_pages_in_the_language_of_the_report() {
    for (language, title) in [(Language::Fr, "Lien vers un fichier absent"), (Language::En, "Link to a missing file")] {
        let run = run(&with_findings(|checked| sarif(checked, language)));
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let rule = rules.iter().find(|rule| rule["id"] == "link-missing-file").unwrap();
        assert_eq!(rule["shortDescription"]["text"], title);
        assert!(rule["help"]["markdown"].as_str().unwrap().starts_with(&format!("# link-missing-file: {title}\n")));
        assert!(rule["fullDescription"]["text"].as_str().unwrap().len() > 60);
        assert_eq!(rule["properties"]["tags"], serde_json::json!(["links"]));
        assert_eq!(run["language"], language.code());
    }
}

#[test]
fn places_lead_back_to_the_text() {
    let (_, ledger, _) = sample::findings();
    let texts: BTreeMap<&str, &str> =
        ledger.told().map(|reported| (reported.finding.rule, reported.finding.place.text())).collect();
    let sources: BTreeMap<&str, &str> =
        ledger.told().map(|reported| (reported.finding.rule, reported.finding.place.source.text())).collect();
    let mut fixes = 0;
    for result in results(&with_findings(|checked| sarif(checked, Language::En))) {
        let Some(rule) = texts.keys().find(|rule| result["ruleId"] == **rule) else { continue };
        let slice = |region: &Value| {
            let start = region["byteOffset"].as_u64().unwrap() as usize;
            &sources[rule][start..start + region["byteLength"].as_u64().unwrap() as usize]
        };
        assert_eq!(slice(&result["locations"][0]["physicalLocation"]["region"]), texts[rule]);
        if *rule == "link-text" {
            let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
            assert_eq!(
                (slice(&replacement["deletedRegion"]), &replacement["insertedContent"]["text"]),
                ("ici", &"la page `là` 🐝".into())
            );
            fixes += 1;
        }
    }
    assert_eq!(fixes, 1);
}

#[test]
fn github_gets_no_more_results_than_it_takes() {
    let flood = sample::flood(&[(Severity::Info, 25_100), (Severity::Error, 1), (Severity::Warning, 2)]);
    let run = run(&with(&flood, |checked| sarif(checked, Language::En)));
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 25_000);
    let of = |level: &str| results.iter().filter(|result| result["level"] == level).count();
    assert_eq!((of("error"), of("warning")), (1, 2), "the gravest are there");
    assert_eq!(results.iter().filter(|result| result["suppressions"] != serde_json::json!([])).count(), 0);
    let said = &run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
    assert!(said.as_str().unwrap().starts_with("105 results"), "{said}");
    let few = with(&sample::flood(&[(Severity::Info, 3)]), |checked| sarif(checked, Language::En));
    assert!(!few.contains("toolExecutionNotifications"));
}

#[test]
fn sarif_is_what_its_schema_says() {
    let Some(schema) = tools::tool(&format!("{PACKAGE}/sarif-2.1.0.json")) else { return };
    let schema = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    let empty = with(&sample::flood(&[]), |checked| sarif(checked, Language::En));
    for text in [with_findings(|checked| sarif(checked, Language::Fr)), empty] {
        jsonschema::validate(&schema, &serde_json::from_str(&text).unwrap()).unwrap();
    }
}

/// Where npm puts Microsoft's SARIF Multitool.
#[cfg(target_os = "macos")]
const PACKAGE: &str = "node_modules/@microsoft/sarif-multitool-darwin";
#[cfg(windows)]
const PACKAGE: &str = "node_modules/@microsoft/sarif-multitool-win32";
#[cfg(not(any(target_os = "macos", windows)))]
const PACKAGE: &str = "node_modules/@microsoft/sarif-multitool-linux";

/// The rule of the validator that asks for the tool's web page: acquis has none.
const NO_PAGE: &str = "SARIF2005";

/// What the validator has against `text`, warnings included.
fn faults(program: &std::path::Path, text: &str) -> Vec<String> {
    let arguments = ["validate", "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning"];
    let output = tools::reads(program, &arguments, "log.sarif", text);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("1 files scanned"), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let fault = |line: &&str| (line.contains(": error ") || line.contains(": warning ")) && !line.contains(NO_PAGE);
    said.lines().filter(fault).map(str::to_owned).collect()
}

#[test]
fn the_sarif_multitool_has_nothing_against_it() {
    let Some(program) = tools::tool(&format!("{PACKAGE}/Sarif.Multitool{}", std::env::consts::EXE_SUFFIX)) else { return };
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // npm may have been told to run no script of the package, and one of them does this.
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let text = with_findings(written_whole);
    assert_eq!(faults(&program, &text), Vec::<String>::new());
    let broken = text.replacen("\"ruleIndex\": ", "\"ruleIndex\": 99", 1);
    assert_ne!(faults(&program, &broken), Vec::<String>::new(), "it would accept anything");
}

/// As it is written, with the program's version.
fn written_whole(checked: &Checked<'_>) -> String {
    sarif(checked, Language::En).replace("[VERSION]", env!("CARGO_PKG_VERSION"))
}
