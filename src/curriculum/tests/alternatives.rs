//! Several descriptions of which any counts, assessments that are no lists, and kinds that the marker tells.

use super::*;

/// `said` being the keys of the one group beside its files.
fn read(said: &str, text: &str) -> String {
    let config = format!("content:\n  - name: c\n    files: ['*.md']\n{said}");
    outline(&curriculum_of(&config, &[("a.md", text)]))
}

const ANY: &str = "    module: { node: file }
    competency: [{ node: item, under: { node: heading, match: [^Skills, ^Aims] } }, { node: heading, match: '^To ' }]
    assessment:
      - { node: heading, match: ['^Quiz', '^(?:Exercises?|Lab)$'] }
      - { node: div, match: quiz }
      - { node: paragraph, match: '^Quiz\\b' }
      - { node: link, target: 'quiz/*.json' }
    kinds: { quiz: '\\bquiz\\b', practical: '\\b(?:exercises?|lab)\\b' }
";

#[test]
fn any_of_several_descriptions_counts_and_each_place_once() {
    let cases = [
        ("# A\n\n## Skills\n\n- b\n\n## Aims\n\n- c\n\n## To d\n\n## Quiz\n\n- e?\n", "A | b; c; To d | [e?=quiz]"),
        ("# A\n\n## lab\n\n- e\n", "A |  | [e=practical]"),
        ("# A\n\n::: quiz\n- e\n:::\n", "A |  | [e=quiz]"),
        ("# A\n\nQuiz :\n- e\n", "A |  | [e=quiz]"),
        // A heading that two descriptions take is one; what stands in its section is its own.
        ("# A\n\n## Quiz\n\nQuiz:\n\n- e\n\n## Lab\n\n- f\n", "A |  | [e=quiz] [f=practical]"),
        // A misspelling of one that another takes is none.
        ("# A\n\n## Exercise\n\n- e\n", "A |  | [e=practical]"),
        // A section that only leads to a quiz is its label; one that has more takes the link for a part of it.
        ("# A\n\n## Quiz\n\n[Go](quiz/a.json)\n", "A |  | []"),
        ("# A\n\n## Quiz\n\n- [Go](quiz/a.json)\n", "A |  | []"),
        ("# A\n\n## Quiz\n\n- e\n- [Go](quiz/a.json)\n", "A |  | [e=quiz; Go=quiz]"),
        ("# A\n\nQuiz: [go](quiz/a.json)\n", "A |  | []"),
        ("# A\n\nQuiz:\n- e\n- [go](quiz/a.json)\n- f\n", "A |  | [e=quiz; go=quiz; f=quiz]"),
    ];
    for (text, expected) in cases {
        assert_eq!(read(ANY, text), expected, "{text}");
    }
}

#[test]
fn a_file_is_a_module_where_nothing_in_it_is() {
    let said = "    module: [{ node: file }, { node: heading, match: '^Module', level: 2 }]\n    competency: { node: item }\n";
    assert_eq!(read(said, "# A\n\n- b\n"), "A | !b | ");
    assert_eq!(read(said, "# A\n\n- x\n\n## Module: c\n\n- d\n"), "c | !d | ");
    let ids = "    module: { node: file }\n    competency: [{ node: item, id: '^C\\d+' }, { node: line, under: { node: heading, match: Aims } }]\n";
    assert_eq!(read(ids, "# A\n\n## Aims\n\nSow\nWater\n\n- C1 mow\n"), "A | !Sow; !Water; !C1 mow | ");
}

/// Whether the one assessment of a module whose section holds `text` counts, with the items that it has.
fn counts(said: &str, text: &str) -> (bool, String) {
    let config = format!(
        "content:\n  - name: c\n    files: ['*.md']\n    module: {{ node: file }}\n    kinds: {{ quiz: Quiz }}\n    assessment: {said}\n"
    );
    let curriculum = curriculum_of(&config, &[("a.md", text)]);
    let module = &curriculum.report.modules[0];
    assert_eq!(module.assessments.len(), 1, "{text}");
    (module.assessed(), module.assessments[0].items.iter().map(|item| item.text.text.as_str()).collect::<Vec<_>>().join("; "))
}

const TEXTS: [&str; 14] = [
    "Read the chapter again, close the book, and tell your neighbour what it says.",
    "| Question | Answer |\n|---|---|\n| What is a hive? | a home |",
    "```python\nprint(1)\n```",
    "```{quiz} bees\n```",
    "![A map to fill in](map.png)",
    "<iframe src=\"https://forms.example.org/1\"></iframe>",
    "<form><input></form>",
    "<Quiz id=\"bees\" />",
    "<p>What is a hive, and who lives in it when the winter is over?</p>",
    "{% include quiz.html id=3 %} and what follows of it is on the next page, where you find all.",
    "[Answer the questions about this chapter on the page of the club](https://example.org/quiz).",
    "> Explain in your own words what a hive is, and who lives in it when the winter is over.",
    "    print(1)",
    "$$ x = y $$ and what follows is for you to prove, with the means of the chapter before.",
];

const NOTHING: [&str; 8] = [
    "",
    "<!-- <iframe src=\"a\"></iframe> -->",
    "---",
    "| Question | Answer |\n|---|---|",
    "<a id=\"quiz\"></a>",
    "<br>\n<!-- a -->",
    "```\n```",
    "### Questions",
];

#[test]
fn only_nothing_or_a_placeholder_is_an_empty_assessment() {
    for marker in ["{ node: heading, match: ^Quiz }", "{ node: div, match: quiz }", "{ node: paragraph, match: ^Quiz }"] {
        let page = |text: &str| match marker {
            _ if marker.contains("div") => format!("# A\n\n::: quiz\n\n{text}\n\n:::\n\n## C\n\nD.\n"),
            _ if marker.contains("paragraph") => format!("# A\n\nQuiz:\n\n{text}\n\n## C\n\nD.\n"),
            _ => format!("# A\n\n## Quiz\n\n{text}\n\n## C\n\nD.\n"),
        };
        for text in TEXTS {
            assert!(counts(marker, &page(text)).0, "{marker}: {text}");
        }
        for text in NOTHING.into_iter().chain(["TODO", "Coming soon."]) {
            assert!(!counts(marker, &page(text)).0, "{marker}: {text}");
        }
        let asked = marker.replace('}', ", min-items: 1 }");
        assert!(!counts(&asked, &page(TEXTS[1])).0, "{asked}");
        let none = marker.replace('}', ", min-items: 0 }");
        assert!(counts(&none, &page("")).0, "{none}");
    }
    // The text of a div may stand right after its fence.
    let div = "{ node: div, match: quiz }";
    for (text, full) in [
        ("What is a hive?", true),
        ("![A map](m.png)", true),
        ("<Quiz />", true),
        ("TODO", false),
        ("<!-- a -->", false),
        ("", false),
    ] {
        for page in [format!("# A\n\n::: quiz\n{text}\n:::\n"), format!("# A\n\n::: quiz\n\n{text}\n:::\n\nEnd.\n")] {
            assert_eq!(counts(div, &page).0, full, "{page}");
        }
    }
    // A paragraph is no heading: another title, or bold text, begins something else.
    let line = "{ node: paragraph, match: ^Quiz }";
    for text in ["# A\n\nQuiz:\n\n**Next**\n\nText.\n", "# A\n\nQuiz:\n\n---\n\nText.\n", "# A\n\n- Quiz:\n\nText.\n"] {
        assert!(!counts(line, text).0, "{text}");
    }
}

#[test]
fn the_marker_tells_the_kind_where_no_item_does() {
    let said = |kinds: &str| {
        format!(
            "    module: {{ node: file }}\n    assessment: {{ node: heading, match: '^(?:Quiz|Assignment|Test)' }}\n    kinds: {kinds}\n"
        )
    };
    let kinds = said("{ quiz: quiz, practical: assignment, oral: aloud }");
    let cases = [
        ("# A\n\n## Assignment\n\n- mow\n- sow\n", "A |  | [mow=practical; sow=practical]"),
        ("# A\n\n## Assignment\n\n- mow\n- tell it aloud\n", "A |  | [mow=other; tell it aloud=oral]"),
        (
            "# A\n\n## Quiz 3\n\n[Answer the questions of the chapter on the page of the club](https://example.org/q).\n",
            "A |  | [Quiz 3=quiz]",
        ),
        ("# A\n\n## Test\n\n- mow\n", "A |  | [mow=other]"),
        ("# A\n\n## Quiz\n", "A |  | []"),
    ];
    for (text, expected) in cases {
        assert_eq!(read(&kinds, text), expected, "{text}");
    }
    // What takes anything names nothing.
    assert_eq!(
        read(&said("{ quiz: . }"), "# A\n\n## Test\n\nRead the chapter again, and tell your neighbour what the book says.\n"),
        "A |  | []"
    );
}
