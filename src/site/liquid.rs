//! Templates of Liquid and Nunjucks in the targets of links, filled in where all that they say is known.

use memchr::memmem;
use std::ops::Range;

/// What stands for the address of the page itself in what [`Values::value`] gives.
pub(super) const OWN: &str = "\u{1}";
/// How many filters, arguments or parts one template has at most.
const MANY: usize = 16;
/// How many bytes a template has at most: what closes it is not far.
const LONGEST: usize = 1 << 12;

/// A target whose templates are filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// What it says then.
    pub(crate) text: String,
    /// Whether that is the name of a page, as a tag of the generator gives it, and what follows the tag.
    pub(crate) tag: bool,
    /// The part of what is written that stands letter by letter in the text; all of the tag's name where it is one.
    pub(crate) part: Range<usize>,
    /// How many bytes of the text stand before that part, and how many after it.
    pub(crate) around: (usize, usize),
}

/// Fills in targets of the links of one page; what is not known is `None`.
pub type Filler<'a> = Box<dyn Fn(&str) -> Option<Filled> + 'a>;

/// What a generator knows of its templates.
pub(super) trait Values {
    /// What a variable holds.
    fn value(&self, name: &str) -> Option<String>;
    /// What a filter makes of `input`.
    fn filter(&self, name: &str, input: &str, arguments: &[String]) -> Option<String>;
    /// The address of the site, and the path under which it is published, as its configuration says them.
    fn home(&self) -> (&str, &str);
}

/// A piece of a text with templates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// What stands as it is written.
    Text(Range<usize>),
    /// `{{ … }}`: what stands between the braces.
    Output(Range<usize>),
    /// `{% … %}`: the same.
    Tag(Range<usize>),
}

/// The pieces of `text`, in order.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = Piece> + use<'_> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        if let Some(close) = closing(rest)
            && let Some(end) = memmem::find(&rest.as_bytes()[2..rest.len().min(LONGEST)], close.as_bytes())
        {
            at += end + 4;
            let inner = &rest[2..end + 2];
            let trimmed = inner.trim_start_matches('-');
            let from = start + 2 + inner.len() - trimmed.len();
            let inner = from..from + trimmed.trim_end_matches('-').len();
            return Some(if close == "}}" { Piece::Output(inner) } else { Piece::Tag(inner) });
        }
        let braces = memchr::memchr_iter(b'{', rest.as_bytes()).filter(|&at| at > 0);
        at += braces.into_iter().find(|&at| closing(&rest[at..]).is_some()).unwrap_or(rest.len());
        Some(Piece::Text(start..at))
    })
}

fn closing(text: &str) -> Option<&'static str> {
    match text.as_bytes() {
        [b'{', b'{', ..] => Some("}}"),
        [b'{', b'%', ..] => Some("%}"),
        _ => None,
    }
}

/// What `written` says once it is filled in; `None` where that is not known. `tags` are the words of tags that name a page.
pub(super) fn fill(written: &str, tags: &[&str], values: &dyn Values) -> Option<Filled> {
    let mut text = String::new();
    // The longest piece that stands as it is written, and where it begins in the text.
    let mut kept: (Range<usize>, usize) = (0..0, 0);
    let mut keep = |part: Range<usize>, at: usize| {
        if part.len() > kept.0.len() {
            kept = (part, at);
        }
    };
    for (at, piece) in pieces(written).enumerate() {
        match piece {
            _ if at >= MANY => return None,
            Piece::Text(range) => {
                keep(range.clone(), text.len());
                text.push_str(&written[range]);
            }
            Piece::Output(range) => {
                let (value, literal) = evaluate(&written[range.clone()], values)?;
                if let Some((literal, inside)) = literal {
                    keep(range.start + literal.start..range.start + literal.end, text.len() + inside);
                }
                text.push_str(&value);
            }
            Piece::Tag(range) => return tag(written, range, tags),
        }
    }
    let (part, mut before) = kept;
    let mut after = text.len() - before - part.len();
    if let Some((_, tail)) = text.split_once(OWN) {
        let own = tail.is_empty() || tail.starts_with(['#', '?']);
        let text = if tail.is_empty() { "#".to_owned() } else { tail.to_owned() };
        return own.then_some(Filled { around: (text.len(), 0), text, tag: false, part: 0..0 });
    }
    let (url, _) = values.home();
    if !url.is_empty()
        && let Some(path) = text.strip_prefix(url.trim_end_matches('/'))
        && (path.is_empty() || path.starts_with(['/', '#', '?']))
    {
        let cut = text.len() - path.len();
        text.replace_range(..cut, "");
        before = before.saturating_sub(cut);
    }
    if text.starts_with("//") {
        text.remove(0);
        before = before.saturating_sub(1);
    }
    if text.is_empty() {
        "/".clone_into(&mut text);
        after = 1;
    }
    if before + part.len() + after != text.len() {
        return Some(Filled { around: (text.len(), 0), text, tag: false, part: 0..0 });
    }
    Some(Filled { text, tag: false, part, around: (before, after) })
}

/// `text` with its outputs filled in, and without its tags; `None` where one is not known.
pub(super) fn said(text: &str, values: &dyn Values) -> Option<String> {
    let mut said = String::new();
    for piece in pieces(text) {
        match piece {
            Piece::Text(range) => said.push_str(&text[range]),
            Piece::Output(range) => said.push_str(&evaluate(&text[range], values)?.0),
            Piece::Tag(_) => {}
        }
    }
    Some(said)
}

/// What the tag says that stands in `range` of `written`, with a place after it; `None` where it names no page.
fn tag(written: &str, range: Range<usize>, tags: &[&str]) -> Option<Filled> {
    let inner = &written[range.clone()];
    let word = tags.iter().find(|word| inner.trim_start().starts_with(**word))?;
    let name = inner.trim_start()[word.len()..].trim();
    let name = unquoted(name).unwrap_or(name);
    let tail = written[range.end..].split_once("%}")?.1;
    let fine = tail.is_empty() || tail.starts_with('#') && closing(&tail[1..]).is_none();
    if !fine || name.is_empty() || name.contains(['{', '|', ' ']) {
        return None;
    }
    let from = range.start + inner.find(name)?;
    Some(Filled { text: format!("{name}{tail}"), tag: true, part: from..from + name.len(), around: (0, tail.len()) })
}

/// A value, and where a literal of the expression stands in both.
pub(super) type Evaluated = (String, Option<(Range<usize>, usize)>);

/// What an output says; with a literal that stands in it, where that is written and where it stands in the value.
pub(super) fn evaluate(expression: &str, values: &dyn Values) -> Option<Evaluated> {
    let mut parts = outside_quotes(expression, '|');
    let first = parts.next()?;
    let operand = expression[first].trim();
    let mut value = self::operand(operand, values)?;
    for (at, filter) in parts.enumerate() {
        let filter = &expression[filter];
        let (name, list) = filter.split_once([':', '(']).unwrap_or((filter, ""));
        let list = list.trim().trim_end_matches(')');
        let arguments = outside_quotes(list, ',').take(MANY).map(|range| list[range].trim()).filter(|word| !word.is_empty());
        let arguments = arguments.map(|word| self::operand(word, values)).collect::<Option<Vec<_>>>()?;
        if at >= MANY {
            return None;
        }
        value = self::filter(name.trim(), &value, &arguments).or_else(|| values.filter(name.trim(), &value, &arguments))?;
    }
    let literal = unquoted(operand).filter(|literal| !literal.is_empty());
    let place = literal.and_then(|literal| {
        let from = expression.find(literal)?;
        Some((from..from + literal.len(), value.find(literal)?))
    });
    Some((value, place))
}

fn operand(written: &str, values: &dyn Values) -> Option<String> {
    if let Some(literal) = unquoted(written) {
        return Some(literal.to_owned());
    }
    let number = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if number { Some(written.to_owned()) } else { values.value(written) }
}

fn unquoted(written: &str) -> Option<&str> {
    let quote = written.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    // What a backslash means differs between Liquid and Nunjucks.
    written[1..].strip_suffix(quote).filter(|inner| !inner.contains([quote, '\\']))
}

/// The parts of `text` between marks that stand in no quotes.
fn outside_quotes(text: &str, mark: char) -> impl Iterator<Item = Range<usize>> + use<'_> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let mut quote = None;
        let end = rest.char_indices().find(|&(_, c)| {
            match quote {
                Some(open) if open == c => quote = None,
                None if matches!(c, '"' | '\'') => quote = Some(c),
                None => return c == mark,
                _ => {}
            }
            false
        });
        let range = at..at + end.map_or(rest.len(), |(end, _)| end);
        at = range.end + 1;
        Some(range)
    })
}

/// What the filters make of a text that every one of these languages has.
fn filter(name: &str, input: &str, arguments: &[String]) -> Option<String> {
    let text = match (name, arguments) {
        ("prepend", [before]) => format!("{before}{input}"),
        ("append", [after]) => format!("{input}{after}"),
        ("replace", [from, to]) => input.replace(from.as_str(), to),
        ("replace_first", [from, to]) => input.replacen(from.as_str(), to, 1),
        ("remove", [what]) => input.replace(what.as_str(), ""),
        ("remove_first", [what]) => input.replacen(what.as_str(), "", 1),
        ("downcase" | "lower", []) => input.to_lowercase(),
        ("upcase" | "upper", []) => input.to_uppercase(),
        ("strip" | "trim" | "lstrip" | "rstrip", []) => input.trim().to_owned(),
        ("escape" | "escape_once" | "uri_escape" | "safe" | "to_s", []) => input.to_owned(),
        ("default", [other]) => (if input.is_empty() { other } else { input }).to_owned(),
        _ => return None,
    };
    (text.len() <= 1 << 12).then_some(text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "what fails here fails the test")]
mod tests {
    use super::*;

    struct Site;

    impl Values for Site {
        fn value(&self, name: &str) -> Option<String> {
            Some(
                match name {
                    "site.url" => "https://example.org",
                    "site.baseurl" => "/potager",
                    "page.url" => OWN,
                    _ => return None,
                }
                .to_owned(),
            )
        }

        fn filter(&self, name: &str, input: &str, _: &[String]) -> Option<String> {
            (name == "relative_url").then(|| format!("/potager{input}"))
        }

        fn home(&self) -> (&str, &str) {
            ("https://example.org", "/potager")
        }
    }

    fn filled(written: &str) -> Option<String> {
        let filled = fill(written, &["link ", "post_url "], &Site)?;
        let (before, after) = filled.around;
        assert_eq!(filled.text[before..filled.text.len() - after], written[filled.part.clone()], "{written}");
        Some(filled.text)
    }

    #[test]
    fn targets_that_are_known() {
        for (written, expected) in [
            ("{{ site.baseurl }}/a.html#b", "/potager/a.html#b"),
            ("{{-site.baseurl-}}/a.html", "/potager/a.html"),
            ("{{ site.url }}{{ site.baseurl }}/a/", "/potager/a/"),
            ("{{ site.url }}", "/"),
            ("{{ site.url }}/{{ site.baseurl }}/a", "/potager/a"),
            ("{{ '/a b.png' | relative_url }}", "/potager/a b.png"),
            ("{{\"/a|b\"|prepend: site.baseurl}}?x", "/potager/a|b?x"),
            ("{{ page.url | relative_url }}#x", "#x"),
            ("{{ page.url }}", "#"),
            ("{{ site.baseurl }}{% link a/b.md %}#c", "a/b.md#c"),
            ("{%- post_url 2020-01-01-x -%}", "2020-01-01-x"),
        ] {
            assert_eq!(filled(written).as_deref(), Some(expected), "{written}");
        }
    }

    #[test]
    fn targets_that_are_not() {
        for written in [
            "{{ x }}/a",
            "{{ site.baseurl | unknown }}/a",
            "{% if a %}b{% endif %}",
            "{{ page.url }}img/a.png",
            "{% link {{ x }} %}",
            "{% link a.md %}/b",
            "{{ '/a' | prepend: x }}",
        ] {
            assert_eq!(filled(written), None, "{written}");
        }
        assert_eq!(filled("{{ a").as_deref(), Some("{{ a"));
    }

    #[test]
    fn pieces_of_a_text() {
        let text = "é{{ a }}{%- b -%}{{c";
        let written = |range: Range<usize>| text[range].to_owned();
        let found: Vec<_> = pieces(text)
            .map(|piece| match piece {
                Piece::Text(range) => ("text", written(range)),
                Piece::Output(range) => ("output", written(range)),
                Piece::Tag(range) => ("tag", written(range)),
            })
            .collect();
        let expected = [("text", "é"), ("output", " a "), ("tag", " b "), ("text", "{{c")];
        assert_eq!(found, expected.map(|(kind, text)| (kind, text.to_owned())));
    }
}
