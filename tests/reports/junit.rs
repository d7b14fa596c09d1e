//! JUnit's XML, as what shows tests reads it.

use super::{sample, tools};
use crate::{snapshot, style, with_findings, written};
use acquis::finding::Severity;
use acquis::language::Language;
use acquis::report::{self, Checked};

fn junit(fail_on: Severity) -> String {
    with_findings(|checked| written(|out| report::junit(&Checked { fail_on, ..*checked }, &style(Language::Fr), out)))
}

#[test]
fn each_document_is_a_test() {
    let text = junit(Severity::Error);
    snapshot("findings_junit", &text);
    assert_eq!(text.matches("<testcase ").count(), sample::documents().len() + 1, "a commit is one too");
    assert!(text.contains("tests=\"9\" skipped=\"0\" errors=\"0\" failures=\"3\""), "{text}");
    assert!(!text.contains("Déjà là") && !text.contains("Corrigé"), "what was there before fails no test");
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "XML knows no such character");
    assert!(text.contains("\\u{1b}[31mrouge"), "what XML forbids is seen all the same");
    assert!(text.contains("name=\"commit 1a2b3c4\"") && !text.contains("file=\"commit"), "a commit is no file: {text}");
}

#[test]
fn a_test_fails_from_the_severity_that_fails_the_check() {
    assert!(junit(Severity::Warning).contains("failures=\"5\""));
    assert!(junit(Severity::Info).contains("failures=\"7\""));
}

#[test]
fn readers_of_junit_read_it() {
    let Some(python) = tools::tool(".venv/bin/python") else { return };
    let read = "import sys; from junitparser import JUnitXml, Failure\n\
                xml = JUnitXml.fromfile(sys.argv[1])\n\
                cases = [case for suite in xml for case in suite]\n\
                print(len(cases), sum(any(isinstance(r, Failure) for r in case.result) for case in cases))\n\
                print('\\n'.join(case.name for case in cases))";
    let output = tools::reads(&python, &["-c", read], "junit.xml", &junit(Severity::Error));
    let said = String::from_utf8(output.stdout).unwrap();
    let (counts, names) = said.split_once('\n').unwrap();
    assert_eq!(counts, "9 3", "{}", String::from_utf8_lossy(&output.stderr));
    assert!(
        names.contains("docs/sans faute ]]>.md\n") && names.contains("cours d'été/::n°1, 100%, \\xE9 [ruches].md\n"),
        "{names}"
    );

    let page = tools::reads(&python, &["-m", "junit2htmlreport"], "junit.xml", &junit(Severity::Error));
    assert!(page.status.success(), "{}", String::from_utf8_lossy(&page.stderr));
}
