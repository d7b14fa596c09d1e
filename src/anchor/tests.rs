use super::*;

/// Made by `tests/tools/anchors-github.mjs`.
const GITHUB: &str = include_str!("../../tests/data/anchors-github.json");

#[test]
fn anchors_are_those_of_github() {
    let pages: Vec<Vec<(String, String)>> = serde_json::from_str(GITHUB).unwrap();
    assert!(pages.len() > 200);
    for page in pages {
        let mut slugger = Slugger::new(Renderer::Github);
        for (text, expected) in page {
            assert_eq!(slugger.anchor(&text), expected, "{text:?}");
        }
    }
}

#[test]
fn many_equal_headings_stay_cheap() {
    let mut slugger = Slugger::default();
    let last = (0..100_000).map(|_| slugger.anchor("Exercice")).last();
    assert_eq!(last.as_deref(), Some("exercice-99999"));
}
