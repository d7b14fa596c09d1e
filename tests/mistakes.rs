//! Mistakes that people make in a configuration, as data: where each is told, in which words, and what to write instead.
//! `ACQUIS_UPDATE=1` writes anew what is told: read the difference.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking, its helpers too")]

use acquis::config::{self, ConfigFile, Overrides};
use acquis::language::Language;
use acquis::rules::RULES;
use acquis::text::LineIndex;
use serde::{Deserialize, Serialize};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/configuration-mistakes.yaml");

#[derive(Debug, Deserialize, Serialize)]
struct Case {
    /// What somebody does wrong.
    mistake: String,
    /// The configuration.
    text: String,
    /// What is told of it, in the order of the file.
    #[serde(default)]
    told: Vec<Told>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
struct Told {
    /// Line and column, and the text there.
    at: String,
    en: Vec<String>,
    fr: Vec<String>,
}

fn told(text: &str) -> Vec<Told> {
    let file = ConfigFile { path: ".acquis.yaml".to_owned(), text: text.to_owned() };
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    let errors = config::load(Some(&file), &Overrides::default(), &rules).err().unwrap_or_default();
    let words = |error: &config::ConfigError, language| -> Vec<String> {
        [Some(error.message(language)), error.help(language)].into_iter().flatten().collect()
    };
    let tell = |error: &config::ConfigError| {
        let start = LineIndex::new(text).position(text, error.span.start);
        let place = text.get(error.span.range()).unwrap_or_default().lines().next().unwrap_or_default();
        Told {
            at: format!("{}:{} {place}", start.line, start.column),
            en: words(error, Language::En),
            fr: words(error, Language::Fr),
        }
    };
    errors.iter().map(tell).collect()
}

#[test]
fn each_mistake_is_told_once_at_its_place_with_what_to_write() {
    let mut cases: Vec<Case> = serde_yaml::from_str(&std::fs::read_to_string(PATH).unwrap()).unwrap();
    assert!(cases.len() > 60);
    if std::env::var_os("ACQUIS_UPDATE").is_some() {
        cases.iter_mut().for_each(|case| case.told = told(&case.text));
        std::fs::write(PATH, serde_yaml::to_string(&cases).unwrap()).unwrap();
    }
    for case in cases {
        let told = told(&case.text);
        assert_eq!(told, case.told, "{}:\n{}", case.mistake, case.text);
        for one in told {
            // Each has words of its own in both languages, and says what to do; French spacing is right.
            assert!(one.en.len() == 2 && one.fr.len() == 2, "{}: {one:?}", case.mistake);
            let fr = one.fr.concat();
            assert!(!fr.contains(" :") && !fr.contains("« ") && !fr.contains(" »") && !fr.contains(" ?"), "{fr}");
            assert!(!one.en.concat().ends_with(['.', '\u{a0}']), "{one:?}");
        }
    }
}
