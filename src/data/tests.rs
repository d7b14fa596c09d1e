use super::*;
use crate::language::Language;
use proptest::prelude::*;
use serde_json::json;

fn yaml(text: &str) -> Tree {
    parse_yaml(text, Span::new(0, text.len())).unwrap_or_else(|error| panic!("{text:?}: {error:?}"))
}

/// Every key and scalar with what its span holds, in order.
fn written(node: &Node, text: &str, out: &mut Vec<String>) {
    for entry in node.entries() {
        out.push(format!("{}:", &text[entry.key_span.range()]));
        written(&entry.value, text, out);
    }
    node.items().iter().for_each(|item| written(item, text, out));
    if node.entries().is_empty() && node.items().is_empty() {
        out.push(text[node.span.range()].to_owned());
    }
}

fn spans(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    written(&yaml(text).root, text, &mut out);
    out
}

fn refused(text: &str) -> (String, SyntaxReason) {
    let error = parse_yaml(text, Span::new(0, text.len())).expect_err(text);
    assert!(!error.message(Language::Fr).is_empty() && !error.message(Language::En).is_empty());
    (text[error.span.range()].to_owned(), error.reason)
}

#[test]
fn spans_hold_what_is_written() {
    let text = "\u{feff}é: \"l'été\" # note\r\n'clé à':   [ 1, {b: ~}, ]\r\nn:\r\n  - x  y\r\n  -\r\n  - z: |\r\n      long\r\n      texte\r\n\r\nvide:   # rien\r\nfin: 2024-05-01";
    let expected = [
        "é:",
        "\"l'été\"",
        "'clé à':",
        "1",
        "b:",
        "~",
        "n:",
        "x  y",
        "",
        "z:",
        "|\r\n      long\r\n      texte",
        "vide:",
        "",
        "fin:",
        "2024-05-01",
    ];
    assert_eq!(spans(text), expected);
    let root = yaml(text).root;
    assert_eq!(&text[root.get("clé à").unwrap().span.range()], "[ 1, {b: ~}, ]");
    assert_eq!(&text[root.get("n").unwrap().span.range()], "- x  y\r\n  -\r\n  - z: |\r\n      long\r\n      texte");
    // What is not written stands right after its colon.
    assert!(text[..root.get("vide").unwrap().span.start as usize].ends_with("vide:"));
}

#[test]
fn brackets_may_close_at_the_start_of_a_line() {
    let text = "é: [\n  a,\n  b\n]\nm:\n  x: {\r\n  k: v\r\n}\nlast: 1\n";
    assert_eq!(to_json(&yaml(text).root), json!({"é": ["a", "b"], "m": {"x": {"k": "v"}}, "last": 1}));
    assert_eq!(spans(text), ["é:", "a", "b", "m:", "x:", "k:", "v", "last:", "1"]);
}

#[test]
fn a_part_of_a_file_has_the_places_of_the_file() {
    let text = "---\r\ntitre: é\r\n---\r\n# x";
    let tree = parse_yaml(text, Span::new(5, 16)).unwrap();
    let entry = tree.root.entry("titre").unwrap();
    assert_eq!((&text[entry.key_span.range()], &text[entry.value.span.range()]), ("titre", "é"));
}

#[test]
fn the_core_schema_is_followed() {
    let tree = yaml("a: no\nb: 2024-01-01\nc: true\nd: 1.5\ne: 0x1F\nf: ~\ng: \"1\"\nh: !!str 12\ni: on\nj: [yes, null]\n12: x");
    let expected = json!({"a": "no", "b": "2024-01-01", "c": true, "d": 1.5, "e": 31, "f": null, "g": "1", "h": "12", "i": "on", "j": ["yes", null], "12": "x"});
    assert_eq!(to_json(&tree.root), expected);
    for empty in ["", "# note\n", "\u{feff}", "---\n"] {
        assert!(yaml(empty).root.is_null(), "{empty:?}");
    }
}

#[test]
fn a_key_that_stands_twice_is_told_with_both_places() {
    let text = "a: 1\nb: {c: 1, \"c\": 2}\na: 3\n";
    let tree = yaml(text);
    let told: Vec<_> =
        tree.duplicates.iter().map(|d| (d.key.as_str(), &text[d.span.range()], d.first.start, d.span.start)).collect();
    assert_eq!(told, [("c", "\"c\"", 9, 15), ("a", "a", 0, 23)]);
    assert_eq!(to_json(&tree.root), json!({"a": 1, "b": {"c": 1}}));
}

#[test]
fn aliases_are_followed_and_merge_keys_too() {
    let text = "base: &b {x: 1, y: 2}\nother:\n  <<: *b\n  y: 3\nsame: *b\nlast: &n\n  k:\nz: *n\n";
    let tree = yaml(text);
    assert_eq!(
        to_json(&tree.root),
        json!({"base": {"x": 1, "y": 2}, "other": {"y": 3, "x": 1}, "same": {"x": 1, "y": 2}, "last": {"k": null}, "z": {"k": null}})
    );
    assert_eq!(&text[tree.root.get("same").unwrap().span.range()], "*b");
    assert_eq!(&text[tree.root.get("same").unwrap().get("y").unwrap().span.range()], "2");
    assert!(tree.duplicates.is_empty());
}

#[test]
fn an_alias_bomb_is_refused_at_an_alias() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let before = format!("*a{}", level - 1);
        text.push_str(&format!("a{level}: &a{level} [{}]\n", [before.as_str(); 9].join(", ")));
    }
    let (place, reason) = refused(&text);
    assert_eq!(reason, SyntaxReason::AliasesTooLarge);
    assert!(place.starts_with("*a"), "{place}");
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), ["*a"; 50].join(", "));
    assert_eq!(refused(&long).1, SyntaxReason::AliasesTooLarge);
    assert_eq!(refused("a: &a [*a]\n"), ("*a".to_owned(), SyntaxReason::AliasesTooLarge));
}

#[test]
fn deep_nesting_is_refused_not_followed() {
    for text in ["[".repeat(1_000_000), "- ".repeat(1_000_000), "{a: ".repeat(300_000), "? ".repeat(1_000_000)] {
        assert_eq!(refused(&text).1, SyntaxReason::TooDeep, "{}: {:?}", &text[..4], refused(&text).0);
    }
    let deep = format!("a = {}1{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(parse_toml(&deep, Span::new(0, deep.len())).unwrap_err().reason, SyntaxReason::TooDeep);
    let dotted = format!("a{} = 1", ".a".repeat(100_000));
    assert!(parse_toml(&dotted, Span::new(0, dotted.len())).is_err());
    // Each limit of the format's parser alone is low; together they multiply.
    let (key, levels) = (format!("k{}", ".k".repeat(78)), 78);
    let product =
        format!("{}1{}", format!("{key} = {{").repeat(levels), "}".repeat(levels)).replace("{1}", &format!("{{{key} = 1}}"));
    assert_eq!(parse_toml(&product, Span::new(0, product.len())).unwrap_err().reason, SyntaxReason::TooDeep);
}

#[test]
fn what_is_no_yaml_is_told_at_its_place() {
    use SyntaxReason::*;
    let line = |text: &str| text.to_owned();
    for (text, place, reason) in [
        ("é: x\ntitle: \"abc\nb: c\n", "\"", UnclosedQuote),
        ("title: 'abc", "'", UnclosedQuote),
        ("title: a: b\nx: 1", ":", ColonInValue),
        ("é: 1\n\tb: 2\n", "\t", Tab),
        ("a:\n\tb: 2\n", "\t", Tab),
        ("a: 1\n  b: 2\n", "b: 2", Indentation),
        ("a:\n    b: 1\n   c: 2\n", "c: 2", Indentation),
        ("  a: 1\nb: 2\n", "b: 2", Indentation),
        ("a: [1, 2\nb: 3\n", "[", UnclosedBracket('[')),
        ("a: [1, 2", "[", UnclosedBracket('[')),
        ("a: {x: 1\n", "{", UnclosedBracket('{')),
        ("a: ]", "]", StrayBracket(']')),
        ("a: 1\n]", "]", StrayBracket(']')),
        ("title: 'l'apprenant'\nb: 1", "apprenant'", TextAfterValue),
        ("title: [été] b\nc: 1", "b", TextAfterValue),
        ("title: @foo\n", "@", ReservedStart('@')),
        ("title: %x\n", "%", ReservedStart('%')),
        ("a: - b\n", "-", ReservedStart('-')),
        ("title: **foo**\nb: 1", "**foo**", UnknownAlias),
        ("title: \"C:\\doc\"\n", "\\d", Escape),
        ("title\nb: 1\n", "title", MissingColon(line("title"))),
        ("title:foo\nb: 1\n", "title:foo", MissingColon(line("title:foo"))),
        ("b: 1\ntitle\nc: 2\n", "title", MissingColon(line("title"))),
        ("a: 1\n---\nb: 2\n", "---", SecondDocument),
        ("a: b\0c: d\n", "\0", ControlCharacter('\0')),
        ("- a\nb: 1\n", "b: 1", Indentation),
    ] {
        assert_eq!(refused(text), (place.to_owned(), reason), "{text:?}");
    }
}

#[test]
fn toml_has_places_too() {
    let text = "titre = \"é\"\ndate = 2024-01-01\nl = [1, {x = true}]\n[b.c]\nd = 0x10\n[[e]]\nf = 1.5\n";
    let tree = parse_toml(text, Span::new(0, text.len())).unwrap();
    assert_eq!(
        to_json(&tree.root),
        json!({"titre": "é", "date": "2024-01-01", "l": [1, {"x": true}], "b": {"c": {"d": 16}}, "e": [{"f": 1.5}]})
    );
    let entry = tree.root.entry("titre").unwrap();
    assert_eq!((&text[entry.key_span.range()], &text[entry.value.span.range()]), ("titre", "\"é\""));
    for (text, place, reason) in [
        ("a = 1\na = \"x\n", "\"", SyntaxReason::UnclosedQuote),
        ("a = x", "x", SyntaxReason::UnquotedText),
        ("a: 1", "a: 1", SyntaxReason::MissingEquals("a: 1".to_owned())),
        ("a = [1, [2]\n", "[", SyntaxReason::UnclosedBracket('[')),
        ("a = ", "", SyntaxReason::MissingValue),
    ] {
        let error = parse_toml(text, Span::new(0, text.len())).unwrap_err();
        assert_eq!((&text[error.span.range()], error.reason), (place, reason), "{text:?}");
    }
    let text = "a = 1\na = 2\n[t]\nx = 1\n[t]\n";
    let tree = parse_toml(text, Span::new(0, text.len())).unwrap();
    let told: Vec<_> = tree.duplicates.iter().map(|d| (d.key.as_str(), d.first.start, d.span.start)).collect();
    assert_eq!(told, [("a", 0, 6), ("t", 13, 23)]);
}

#[expect(clippy::needless_pass_by_value, reason = "the tests write their schemas in place")]
fn broken(schema: serde_json::Value, text: &str) -> Vec<(String, String, String, Option<String>)> {
    let schema = Schema::compile(&schema).unwrap();
    let found = schema.violations(&yaml(text).root, Span::at(0));
    let tell =
        |v: Violation| (text[v.span.range()].to_owned(), v.path.clone(), v.kind.message(Language::En), v.help(Language::En));
    found.into_iter().map(tell).collect()
}

fn one(schema: serde_json::Value, text: &str) -> (String, String) {
    let found = broken(schema, text);
    assert_eq!(found.len(), 1, "{found:#?}");
    (found[0].0.clone(), found[0].2.clone())
}

#[test]
fn each_broken_constraint_is_told_once_at_its_place() {
    let schema = json!({
        "type": "object", "required": ["title", "date"], "additionalProperties": false,
        "properties": {
            "title": {"type": "string", "minLength": 3}, "date": {"type": "string", "format": "date"},
            "level": {"enum": ["débutant", "avancé"]}, "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
            "hours": {"type": "integer", "minimum": 1}, "author": {"type": "object", "required": ["name"]}
        }
    });
    let text = "titel: é\nlevel: débutan\ntags: [a, 2, c]\nhours: 0\ndate: 31/05/2024\nauthor: {x: 1}\n";
    let found = broken(schema, text);
    let brief: Vec<_> = found.iter().map(|(at, path, message, _)| (at.as_str(), path.as_str(), message.as_str())).collect();
    assert_eq!(
        brief,
        [
            ("", "", "the key `title` is missing"),
            ("titel", "", "the key `titel` is not known"),
            ("débutan", "level", "the value must be `débutant` or `avancé`"),
            ("[a, 2, c]", "tags", "at most 2 items allowed"),
            ("2", "tags[1]", "this must be a text, not a whole number"),
            ("0", "hours", "the number must be at least 1"),
            ("31/05/2024", "date", "this must be a date, as 2024-05-31"),
            ("{x: 1}", "author", "the key `name` is missing"),
        ]
    );
    assert_eq!(found[1].3.as_deref(), Some("did you mean `title`?"));
    assert_eq!(found[2].3.as_deref(), Some("did you mean `débutant`?"));
    assert_eq!(found[4].3.as_deref(), Some("put the value in quotes"));
}

/// Found by the test below that no text makes it panic.
#[test]
fn places_of_errors_are_whole_characters() {
    for text in ["%éé\n'{é", "%é\n\"{é", "%éé\n- 'é"] {
        refused(text);
    }
    assert_eq!(refused("%éé\n'{é"), ("'".to_owned(), SyntaxReason::UnclosedQuote));
}

#[test]
fn alternatives_give_one_message() {
    let text_or_list =
        json!({"properties": {"a": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}}});
    assert_eq!(one(text_or_list.clone(), "a: 1"), ("1".into(), "this must be a text or a list, not a whole number".into()));
    assert_eq!(one(text_or_list, "a: [x, 2]"), ("2".into(), "this must be a text, not a whole number".into()));
    let words = json!({"properties": {"a": {"oneOf": [{"const": "off"}, {"const": "error"}]}}});
    assert_eq!(one(words, "a: eror"), ("eror".into(), "the value must be `off` or `error`".into()));
    let chosen = json!({"oneOf": [
        {"properties": {"kind": {"const": "file"}, "path": {"type": "string"}}, "required": ["kind", "path"]},
        {"properties": {"kind": {"const": "div"}, "class": {"type": "string"}}, "required": ["kind", "class"]}]});
    assert_eq!(one(chosen, "kind: div\nclass: 3"), ("3".into(), "this must be a text, not a whole number".into()));
}

#[test]
fn an_unexpected_key_is_not_told_twice_and_references_know_its_neighbours() {
    let schema = json!({"$ref": "#/$defs/page", "$defs": {"page": {"properties": {"title": {"type": "string"}}, "unevaluatedProperties": false}}});
    assert_eq!(one(schema.clone(), "title: 3"), ("3".into(), "this must be a text, not a whole number".into()));
    assert_eq!(broken(schema, "tittle: x")[0].3.as_deref(), Some("did you mean `title`?"));
}

#[test]
fn schemas_that_cannot_be_used_say_why() {
    let told = |schema: serde_json::Value| Schema::compile(&schema).unwrap_err().message(Language::En);
    assert!(told(json!({"properties": {"a": {"$ref": "https://example.org/a.json"}}})).contains("nothing is downloaded"));
    assert!(told(json!({"$ref": "#/$defs/none"})).contains("leads nowhere"));
    assert!(told(json!({"properties": {"a": {"x-acquis": "pathe"}}})).contains("`path` or `link`"));
    assert!(told(json!({"properties": {"a": {"type": "strin"}}})).starts_with("properties.a.type:"));
    assert!(told(json!({"$schema": "https://example.org/draft"})).contains("not a known version"));
    assert!(Schema::compile(&json!({"$schema": "http://json-schema.org/draft-07/schema#", "type": "object"})).is_ok());
    // References that turn in a circle end.
    let circle =
        Schema::compile(&json!({"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}}}))
            .unwrap();
    assert!(circle.violations(&yaml("x: 1").root, Span::at(0)).is_empty() && circle.marked(&yaml("x: 1").root).is_empty());
}

#[test]
fn marked_strings_are_listed_with_their_places() {
    let schema = json!({"properties": {
        "image": {"$ref": "#/$defs/path"}, "links": {"items": {"x-acquis": "link"}}, "x": {"allOf": [{"x-acquis": "path"}]}},
        "patternProperties": {"^file-": {"x-acquis": "path"}}, "$defs": {"path": {"type": "string", "x-acquis": "path"}}});
    let text = "image: \"a.png\"\nlinks: [b.md, 'c.md']\nx: d\nfile-1: e\ny: f\n";
    let marked = Schema::compile(&schema).unwrap().marked(&yaml(text).root);
    let told: Vec<_> = marked.iter().map(|m| (m.mark, m.value.as_str(), &text[m.span.range()])).collect();
    assert_eq!(
        told,
        [
            (Mark::Path, "a.png", "\"a.png\""),
            (Mark::Link, "b.md", "b.md"),
            (Mark::Link, "c.md", "'c.md'"),
            (Mark::Path, "d", "d"),
            (Mark::Path, "e", "e")
        ]
    );
}

proptest! {

    #[test]
    fn places_lead_back_to_what_was_written(
        entries in prop::collection::btree_map("[a-zé]{1,6}", prop_oneof!["[a-zé😀]{1,5}( [a-zé]{1,4})?", "\"[ a-zé:#]{0,8}\"", "'[ a-zé:#]{0,8}'", "\\[[a-zé]{1,3}, [a-z]{1,3}\\]", Just(String::new())], 1..6),
        comment in "( # [a-zé]{0,5})?", end in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")], bom in any::<bool>(),
    ) {
        let mut text = if bom { "\u{feff}".to_owned() } else { String::new() };
        for (key, value) in &entries {
            text.push_str(&format!("{key}: {value}{comment}{end}"));
        }
        let tree = parse_yaml(&text, Span::new(0, text.len()));
        prop_assert!(tree.is_ok(), "{text:?} {tree:?}");
        let root = tree.unwrap().root;
        prop_assert_eq!(root.entries().len(), entries.len());
        for (entry, (key, value)) in root.entries().iter().zip(&entries) {
            prop_assert_eq!(&text[entry.key_span.range()], key);
            prop_assert_eq!(&text[entry.value.span.range()], value);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "[ab:é\\-\\[\\]{},\"'\\\\#&*!|>%@`?~\t\r\n .=0]{0,60}") {
        for result in [parse_yaml(&text, Span::new(0, text.len())), parse_toml(&text, Span::new(0, text.len()))] {
            match result {
                Ok(tree) => written(&tree.root, &text, &mut Vec::new()),
                Err(error) => prop_assert!(text.get(error.span.range()).is_some(), "{error:?}"),
            }
        }
    }
}
