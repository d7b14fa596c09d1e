//! What stands in attribute lists and in commands beside the text: ids (`![Hive](hive.png){#fig-hive}`), and the files that others
//! are put together of (`{{< include part.qmd >}}`, `{r child="part.Rmd"}`).

use super::super::Shown;
use super::super::draft::Draft;
use super::super::lines::{Code, Line};
use crate::document::HtmlId;
use crate::text::Span;

/// Collects them from every line that is no code and no comment.
pub(super) fn read(draft: &mut Draft<'_>) {
    let (mut code, mut comment): (Option<Code>, bool) = (None, false);
    for line in draft.lines() {
        if let Some(open) = &code {
            if open.is_closed_by(line.written) {
                code = None;
            } else if let Some(rest) = line.written.strip_prefix("#|") {
                children(draft, &line, rest, "child:");
            }
            continue;
        }
        if comment {
            comment = !line.written.contains("-->");
            continue;
        }
        comment = line.written.starts_with("<!--") && !line.written.contains("-->");
        code = Code::opened_by(line.written);
        if code.is_some() {
            let info = line.written.trim_start_matches(['`', '~']).trim_start();
            match info.strip_prefix('{') {
                Some(list) if list.starts_with(['#', '.']) => ids(draft, &line, list),
                Some(_) => children(draft, &line, info, "child"),
                None => {}
            }
        } else if line.written.starts_with("{{<") {
            included(draft, &line);
        } else {
            lists(draft, &line);
        }
    }
}

/// The ids in the lists of `line` that follow a picture, a link, code, words in brackets, an equation or a caption.
fn lists(draft: &mut Draft<'_>, line: &Line<'_>) {
    let written = line.written;
    // Runs of backticks so far, and how far they were counted.
    let (mut ticks, mut counted) = (0, 0);
    for at in memchr::memchr_iter(b'{', written.as_bytes()) {
        let before = &written[..at];
        ticks += runs(&written[counted..at], written.as_bytes().get(counted.wrapping_sub(1)) == Some(&b'`'));
        counted = at;
        let follows = before.ends_with([')', ']', '`']) || before.trim_end().ends_with("$$");
        let caption = written.starts_with([':', 'T']) && (written.starts_with(": ") || written.starts_with("Table:"));
        if ticks % 2 == 0 && (follows || caption) {
            ids(draft, line, &written[at + 1..]);
        }
    }
}

/// How many runs of backticks begin in `text`; `inside`: it goes on with one.
fn runs(text: &str, inside: bool) -> usize {
    let mut before = inside;
    let begins = |byte: u8| {
        let tick = byte == b'`';
        let first = tick && !before;
        before = tick;
        first
    };
    text.bytes().map(begins).filter(|&first| first).count()
}

/// The ids of the list whose inner side `list` begins with, a piece of `line`.
fn ids(draft: &mut Draft<'_>, line: &Line<'_>, list: &str) {
    let Some(end) = list.find('}') else { return };
    for word in list[..end].split([' ', '\t']).filter_map(|word| word.strip_prefix('#')).filter(|word| !word.is_empty()) {
        draft.prepared.ids.push(HtmlId { value: word.into(), span: place(line, word) });
    }
}

/// `{{< include part.qmd >}}`, alone on its line.
fn included(draft: &mut Draft<'_>, line: &Line<'_>) {
    let inner = line.written.strip_prefix("{{<").and_then(|rest| rest.strip_suffix(">}}")).map(str::trim);
    let path = inner.and_then(|inner| inner.strip_prefix("include ")).map(|path| path.trim().trim_matches(['"', '\'']));
    if let Some(path) = path.filter(|path| !path.is_empty() && !path.contains(['<', '>', '{', ':'])) {
        draft.prepared.paths.push((place(line, path), Shown::File));
    }
}

/// The files in quotes, or after a colon, that the option `key` of a chunk names.
fn children(draft: &mut Draft<'_>, line: &Line<'_>, options: &str, key: &str) {
    let Some((before, rest)) = options.split_once(key) else { return };
    if before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_')) {
        return;
    }
    if key.ends_with(':') {
        let path = rest.trim().trim_matches(['"', '\'']);
        if is_path(path) {
            draft.prepared.paths.push((place(line, path), Shown::File));
        }
        return;
    }
    let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else { return };
    // One file, or several in `c("a", "b")`.
    let mut left = value.strip_prefix("c(").unwrap_or(value).trim_start();
    while let Some(quote) = left.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let Some(length) = left[1..].find(quote) else { return };
        let path = &left[1..=length];
        if is_path(path) {
            draft.prepared.paths.push((place(line, path), Shown::File));
        }
        left = left[length + 2..].trim_start().trim_start_matches(',').trim_start();
        if !value.starts_with("c(") {
            return;
        }
    }
}

fn is_path(path: &str) -> bool {
    !path.is_empty() && path.contains('.') && !path.contains(['{', '(', '<', ':', '!'])
}

/// Where `part`, a piece of what is written on `line`, stands.
fn place(line: &Line<'_>, part: &str) -> Span {
    let start = line.at + (part.as_ptr() as usize - line.written.as_ptr() as usize);
    Span::new(start, start + part.len())
}

#[cfg(test)]
mod tests {
    use super::super::super::Dialect;
    use crate::document::{Document, Source};

    fn parsed(text: &str) -> Document {
        Document::parse_as(Source::new("a.Rmd", text.to_owned()), Dialect::Pandoc)
    }

    /// As `pandoc -t html` (3.9) gives ids.
    #[test]
    fn ids_of_attribute_lists() {
        let text = "![A](h.png){#fig-a}\n\n`code`{#c}\n\n`{#no}` ``[x]{#no}``\n\n```{#blk .r}\nx\n```\n\n```\n[x]{#no2}\n```\n\n[span]{.k #s} text {#no3}\n\n[l](x){#l width=5}\n\n: Cap {#tbl-x}\n\n~~~ {.r #til}\n~~~\n\n<!--\n![x](y){#no5}\n-->\n";
        let document = parsed(text);
        let ids: Vec<&str> = document.ids.iter().map(|id| &*id.value).collect();
        assert_eq!(ids, ["fig-a", "c", "blk", "s", "l", "tbl-x", "til"]);
    }

    #[test]
    fn files_that_are_put_together() {
        let text = "{{< include _a.qmd >}}\n\n```{r child='b.Rmd'}\n```\n\n```{r, echo=FALSE, child = c(\"c.Rmd\", 'd/e.Rmd')}\n```\n\n```{r}\n#| child: f.Rmd\nx.child = 'no.Rmd'\n```\n\n```\n{{< include no.qmd >}}\n```\n\nx `{{< include no.qmd >}}` {{{< include no.qmd >}}}\n";
        let document = parsed(text);
        let targets: Vec<&str> = document.links.iter().map(|link| document.target(link)).collect();
        assert_eq!(targets, ["_a.qmd", "b.Rmd", "c.Rmd", "d/e.Rmd", "f.Rmd"]);
    }
}
