//! Liquid and Nunjucks, which Jekyll, HonKit and GitBook fill in before Markdown is read: tags on lines of their own are no
//! text, and blanks in the braces of a target do not end it.

use super::StandIn;
use super::draft::Draft;
use super::lines::Line;
use memchr::memmem;
use std::collections::HashSet;

/// What stands in braces has no more bytes than this: what is looked for is not far.
const LONGEST: usize = 1024;

/// What is left of a line of tags.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Left {
    /// An empty line.
    Nothing,
    /// The border of a block.
    Border,
}

/// Takes out the tags of Liquid.
pub(super) fn prepare(draft: &mut Draft<'_>, left: Left) {
    if memmem::find(draft.text.as_bytes(), b"{{").is_none() && memmem::find(draft.text.as_bytes(), b"{%").is_none() {
        return;
    }
    let code = if left == Left::Nothing { shown_as_code(draft.text) } else { HashSet::new() };
    // The tag that ends what is no text, or no Markdown.
    let mut until: Option<&str> = None;
    for line in draft.lines() {
        let tags = tags(line.written);
        if let Some(end) = until {
            // Attributes may follow the tag.
            let ended = has_tag(line.written, end);
            match end {
                "endhighlight" if ended => draft.write(line.range(), "~~~"),
                "endcomment" | "endset" | "endcapture" => draft.blank(line.range()),
                _ if ended => draft.blank(line.range()),
                _ => {}
            }
            until = until.filter(|_| !ended);
            continue;
        }
        match tags {
            Some("highlight") => {
                draft.write(line.range(), "~~~");
                until = Some("endhighlight");
            }
            Some(word @ ("comment" | "raw")) => {
                draft.blank(line.range());
                until = Some(if word == "raw" { "endraw" } else { "endcomment" });
            }
            // What is set here is shown elsewhere, as code.
            Some(word @ ("set" | "capture")) if code.contains(set(line.written)) => {
                draft.blank(line.range());
                until = Some(if word == "set" { "endset" } else { "endcapture" });
            }
            Some(_) if left == Left::Border => {
                draft.write(line.range(), "#");
                draft.stands(line.at, StandIn::Line);
            }
            Some(_) => draft.blank(line.range()),
            None => {
                targets(draft, &line);
                attributes(draft, &line);
            }
        }
    }
}

/// The word of the tag that is all of a line.
fn tags(written: &str) -> Option<&str> {
    let inner = written.strip_prefix("{%")?.strip_suffix("%}")?;
    let mut words = inner.trim_start_matches('-').split_whitespace();
    (!inner.contains("%}")).then(|| words.next().unwrap_or_default().trim_end_matches('-'))
}

/// The names of what outputs show as code.
fn shown_as_code(text: &str) -> HashSet<&str> {
    let places = memmem::find_iter(text.as_bytes(), b"| highlight");
    places.filter_map(|at| text[..at].trim_end().rsplit([' ', '{', '\n']).next()).collect()
}

/// What the tag sets that is all of a line.
fn set(written: &str) -> &str {
    let mut words = written.trim_matches(['{', '%', '}', '-', ' ']).split_whitespace();
    words.nth(1).filter(|_| words.next().is_none()).unwrap_or_default()
}

/// Whether the tag `word` stands on a line.
fn has_tag(written: &str, word: &str) -> bool {
    let mut tags = memmem::find_iter(written.as_bytes(), b"{%").map(|at| written[at + 2..].trim_start_matches(['-', ' ']));
    tags.any(|tag| tag.strip_prefix(word).is_some_and(|rest| rest.starts_with(['-', ' ', '%'])))
}

/// Leaves no blanks in the braces of the targets on `line`: CommonMark would end a target there.
fn targets(draft: &mut Draft<'_>, line: &Line<'_>) {
    let bytes = line.written.as_bytes();
    let definition = line.written.starts_with('[').then(|| memmem::find(bytes, b"]: ").map(|at| at + 3)).flatten();
    let inline = memmem::find_iter(bytes, b"](").map(|at| at + 2);
    let mut done = 0;
    for mut at in definition.into_iter().chain(inline) {
        // Every byte is looked at once, however many targets begin on the line.
        if at < done {
            continue;
        }
        while let Some(rest) = line.written.get(at..) {
            let close = match rest.as_bytes() {
                [b'{', b'{', ..] => "}}",
                [b'{', b'%', ..] => "%}",
                [b')' | b' ' | b'\t', ..] | [] => break,
                _ => {
                    at += rest.chars().next().map_or(1, char::len_utf8);
                    continue;
                }
            };
            let near = &rest.as_bytes()[..rest.len().min(LONGEST)];
            let Some(length) = memmem::find(near, close.as_bytes()).map(|length| length + close.len()) else { break };
            draft.join(line.at + at..line.at + at + length);
            at += length;
        }
        done = at;
    }
}

/// Leaves no marks in the braces of attribute values on `line`: HTML would end a value, or its tag, there.
fn attributes(draft: &mut Draft<'_>, line: &Line<'_>) {
    let bytes = line.written.as_bytes();
    if memmem::find(bytes, b"={{").or_else(|| memmem::find(bytes, b"=\"")).or_else(|| memmem::find(bytes, b"='")).is_none() {
        return;
    }
    let mut at = 0;
    // The mark that ends the value of the attribute, inside of one.
    let mut value: Option<u8> = None;
    while at < bytes.len() {
        let close: &[u8] = match (&bytes[at..], value) {
            ([b'{', b'{', ..], Some(_)) => b"}}",
            ([b'{', b'%', ..], Some(_)) => b"%}",
            ([b'=', quote @ (b'"' | b'\''), ..], None) => {
                value = Some(*quote);
                at += 2;
                continue;
            }
            (&[byte, ..], Some(quote)) if byte == quote => {
                value = None;
                at += 1;
                continue;
            }
            _ => {
                at += 1;
                continue;
            }
        };
        let near = &bytes[at..bytes.len().min(at + LONGEST)];
        let Some(length) = memmem::find(near, close) else { return };
        draft.unmark(line.at + at..line.at + at + length);
        at += length + close.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_one_tag() {
        assert_eq!(tags("{% hint style=\"info\" %}"), Some("hint"));
        assert_eq!(tags("{%- endcomment -%}"), Some("endcomment"));
        assert_eq!(tags("{%endtabs%}"), Some("endtabs"));
        assert_eq!((tags("{% a %} b"), tags("{% a %}{% b %}"), tags("a")), (None, None, None));
    }
}
