//! What stands between two tags of a template that make something else of it than a part of the page: code, a variable, a
//! comment, a box of its own.

use super::Document;
use crate::text::Span;
use std::collections::HashMap;

/// Tags of Liquid and Nunjucks whose inside is kept, shown as code, or set in a box of its own: a tag `end…` closes each.
const KEPT: &[&str] = &["callout", "capture", "code", "codeblock", "comment", "highlight", "hint", "set", "verbatim"];

impl Document {
    /// The insides of pairs of tags, in order, none in another: `{% set x %}…{% endset %}`, `{# … #}`, and Hugo's
    /// `{{< tab >}}…{{< /tab >}}`, of which the shortcode alone knows what becomes.
    pub fn between_tags(&self) -> &[Span] {
        self.tags.get_or_init(|| read(self.source.text()))
    }

    /// Whether `span` of the source stands between such tags.
    pub fn is_between_tags(&self, span: Span) -> bool {
        let between = self.between_tags();
        let after = between.partition_point(|inside| inside.start <= span.start);
        after > 0 && between[after - 1].contains(span)
    }
}

/// A tag that something closes, or the one that closes it.
struct Tag<'a> {
    name: &'a str,
    closes: bool,
    whole: Span,
}

fn read(text: &str) -> Box<[Span]> {
    let bytes = text.as_bytes();
    let liquid = memchr::memmem::find_iter(bytes, "{%").filter_map(|at| liquid(text, at));
    let hugo = memchr::memmem::find_iter(bytes, "{{<").filter_map(|at| hugo(text, at));
    let mut found = pairs(liquid);
    found.append(&mut pairs(hugo));
    found.append(&mut comments(text));
    found.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    // One that stands in another says nothing more.
    let mut end = 0;
    found.retain(|span| {
        let outside = span.end > end;
        end = end.max(span.end);
        outside
    });
    found.into()
}

/// What stands between tags of one name.
fn pairs<'a>(tags: impl Iterator<Item = Tag<'a>>) -> Vec<Span> {
    let mut open: HashMap<&str, u32> = HashMap::new();
    let mut found = Vec::new();
    for tag in tags {
        if !tag.closes {
            open.entry(tag.name).or_insert(tag.whole.end);
        } else if let Some(start) = open.remove(tag.name) {
            found.push(Span { start, end: tag.whole.start });
        }
    }
    found
}

/// Comments of Nunjucks and Jinja over several lines: `{#`, and `#}` at their end. Without the blank it is an attribute.
fn comments(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), "{#") {
        if found.last().is_some_and(|last| at < last.end as usize) {
            continue;
        }
        let rest = &text[at + 2..];
        if let Some(end) =
            rest.starts_with([' ', '\n', '\r', '-']).then(|| memchr::memmem::find(rest.as_bytes(), b"#}")).flatten()
        {
            found.push(Span::new(at + 2, at + 2 + end));
        }
    }
    found
}

/// The tag of Liquid or Nunjucks at `at`, if it is one that keeps what it holds, or its end.
fn liquid(text: &str, at: usize) -> Option<Tag<'_>> {
    // `{{% note %}}` is Hugo's, and its inside Markdown.
    let (inner, end) = if text[..at].ends_with('{') { return None } else { inside(text, at + 2, ["{%", "%}"])? };
    let inner = inner.trim_matches('-').trim();
    let (name, rest) = inner.split_at(inner.find(char::is_whitespace).unwrap_or(inner.len()));
    let whole = Span::new(at, end);
    if let Some(name) = name.strip_prefix("end") {
        return KEPT.contains(&name).then_some(Tag { name, closes: true, whole });
    }
    // `{% set a = 1 %}` holds nothing.
    let holds = KEPT.contains(&name) && !(name == "set" && rest.contains('='));
    holds.then_some(Tag { name, closes: false, whole })
}

/// The shortcode of Hugo at `at`, or its end; a comment in it, which shows the shortcode itself, is none.
fn hugo(text: &str, at: usize) -> Option<Tag<'_>> {
    let (inner, end) = inside(text, at + 3, ["{{<", ">}}"])?;
    let inner = inner.trim();
    let (closes, inner) = inner.strip_prefix('/').map_or((false, inner), |inner| (true, inner.trim_start()));
    let name = inner.split(char::is_whitespace).next().filter(|name| !name.is_empty() && !name.starts_with("/*"))?;
    (!inner.ends_with('/') || inner == name).then_some(Tag { name, closes, whole: Span::new(at, end) })
}

/// How many bytes a tag has at most.
const LONGEST: usize = 2000;

/// What stands from `start` to `close`, and where `close` ends; nothing where another tag opens before that.
fn inside<'a>(text: &'a str, start: usize, [open, close]: [&str; 2]) -> Option<(&'a str, usize)> {
    let near = &text.as_bytes()[start..text.len().min(start + LONGEST)];
    let end = start + memchr::memmem::find(near, close.as_bytes())?;
    let inner = text.get(start..end).filter(|inner| !inner.contains(open))?;
    Some((inner, end + close.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(text: &str) -> Vec<&str> {
        read(text).iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn what_pairs_of_tags_hold() {
        assert_eq!(between("{% set a %}\n# b\n{% endset %}{%- highlight sh -%}c{%- endhighlight %}"), ["\n# b\n", "c"]);
        assert_eq!(between("{{< tabs >}}a{{< tab \"x\" >}}b{{< /tab >}}c{{</tabs>}}d"), ["a{{< tab \"x\" >}}b{{< /tab >}}c"]);
        assert_eq!(between("{{< note >}}a{{< /note >}}b{{< note >}}c{{< /note >}}"), ["a", "c"]);
        assert_eq!(between("{{% comment %}} a {{% /comment %}}{{< comment >}}b{{< /comment >}}"), ["b"]);
        assert_eq!(between("# a {#id}\n{#\n# b\n#}\n{% hint %}c{% endhint %}"), ["\n# b\n", "c"]);
        for none in [
            "{% set a = 1 %}b{% endset %}",
            "{% if a %}# b{% endif %}",
            "{{< figure src=a >}}b{{< icon />}}c{{< /icon >}}",
            "{{</* tab */>}}a{{</* /tab */>}}",
            "{{% note %}}a{{% /note %}}",
            "{{< tab >}}a",
            "{{< tab > a {{< /tab >}}",
            "{% hint } a {% endhint %}",
            "{%",
            "{{<",
        ] {
            assert_eq!(between(none), Vec::<&str>::new(), "{none}");
        }
    }
}
