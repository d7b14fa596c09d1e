//! The syllabus on the shared sample: what stands in it, what does not, and what nobody can make it do.

use super::sample;
use crate::{snapshot, valid, written};
use acquis::language::Language;
use acquis::report::syllabus::{FORMATS, Syllabus};

fn made(format: &str, language: Language) -> String {
    let format = FORMATS.iter().find(|known| known.name == format).unwrap();
    written(|out| (format.write)(&Syllabus::new(&sample::coverage()), language, out))
}

#[test]
fn the_syllabus_in_each_format() {
    snapshot("syllabus_markdown_fr", &made("markdown", Language::Fr));
    snapshot("syllabus_jsonld_en", &made("jsonld", Language::En));
    let json = made("json", Language::Fr);
    snapshot("syllabus_json", &json);
    valid("syllabus-v1", &json);
}

#[test]
fn a_copy_changes_with_the_training_alone() {
    for format in FORMATS {
        for language in [Language::Fr, Language::En] {
            let text = made(format.name, language);
            for of_the_day in ["0123456789", "2024", "[VERSION]", "visite *guidée*", "visite \\*guidée"] {
                assert!(!text.contains(of_the_day), "{of_the_day} in {}", format.name);
            }
        }
    }
}

#[test]
fn text_of_documents_stays_text() {
    for language in [Language::Fr, Language::En] {
        let html = made("html", language);
        assert!(html.contains("&#60;b&#62;@tous&#60;/b&#62;"), "the title is there");
        assert!(!html.contains("<b>") && !html.contains("href=\"javascript:"));
        // What is in the page for search engines is no script: a browser runs nothing.
        assert_eq!(html.matches("<script").count(), html.matches("<script type=\"application/ld+json\">").count());
        assert!(!made("jsonld", language).contains('<'), "a page that it stands in could end");
        let markdown = made("markdown", language);
        assert!(!markdown.contains("<b>") && !markdown.contains("@tous"), "{markdown}");
        assert!(markdown.contains("- \\=1+1\n"));
        for text in [html, markdown] {
            assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "no control character");
        }
    }
}
