use super::*;
#[test]
fn dump() {
    for text in [
        "title: \"abc\nb: c\n",
        "title: 'abc",
        "title: a: b\nx: 1",
        "a: 1\n\tb: 2\n",
        "a:\n\tb: 2\n",
        "a: 1\n  b: 2\n",
        "a:\n    b: 1\n   c: 2\n",
        "  a: 1\nb: 2\n",
        "a: [1, 2\nb: 3\n",
        "a: [1, 2",
        "a: {x: 1\n",
        "a: {x: 1\nb: 2\n",
        "a: ]",
        "a: 1\n]",
        "title: 'l'apprenant'\nb: 1",
        "title: \"x\" y\nb: 1",
        "title: [a] b\nc: 1",
        "title: @foo\n",
        "title: `foo`\n",
        "title: *foo*\nb: 1",
        "title: %x\n",
        "title: \"C:\\doc\"\n",
        "title\nb: 1\n",
        "b: 1\ntitle\n",
        "b: 1\ntitle\nc: 2\n",
        "title:foo\nb: 1\n",
        "title: foo\nb:bar\n",
        "a: 1\n---\nb: 2\n",
        "a: |\n\tx\n",
        "- a\nb: 1\n",
        "a: 1\n- b\n",
        "a: !foo!bar x\n",
        "a: \u{7}x",
        "a: - b\n",
        "a: &x\n  - *x\n",
        "a: [\n]\n",
        "a:\n- b\n -c\n",
        "? a\n: b\n",
        "a: \"x\nb: \"y\"\n",
        "a: b #c\n d: e\n",
        "%YAML 3\n---\na: 1",
        "a: > x\n y\n",
        "a: **b**\n",
        "a: &b\n",
        "key : x\n",
        "a: 'x\n---\n",
        "- [a, b\n- c",
        "a: x\n...\nb",
    ] {
        eprintln!("=== {text:?}");
        if let Ok(tree) = parse_yaml(text, Span::new(0, text.len())) {
            eprintln!("OK {:?}", to_json(&tree.root));
        }
    }
    for text in [
        "a = \"x\nb = 1",
        "a = x",
        "a = ",
        "a",
        "a b = 1",
        "a = [1, 2",
        "a = {x = 1",
        "a = 1 2",
        "a = 'x",
        "[a",
        "a = \"\\q\"",
        "a = 1\na = 2",
        "[t]\nx=1\n[t]\ny=1",
        "a: 1",
        "a = 01",
        "d = 2024-01-01\ne=[1,{x=1}]\n[b.c]\nd=1\n[[e2]]\nf=1\n[[e2]]\ng=1",
        "é = 1",
    ] {
        let (_, errors) = ::toml::de::DeTable::parse_recoverable(text);
        eprintln!("=== {text:?} {:?}", errors.iter().map(|e| (e.message().to_owned(), e.span())).collect::<Vec<_>>());
        eprintln!("{:?}", parse_toml(text, Span::new(0, text.len())));
    }
}
