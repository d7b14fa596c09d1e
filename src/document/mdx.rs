//! Comments of MDX, `{/* … */}`: the only ones that it has. A reader of the page does not see them.

use memchr::memmem;

/// The text of the MDX file at `path` with its comments as those of HTML, every byte in its place; `None` where it has none
/// or is not MDX.
pub(super) fn with_html_comments(path: &str, text: &str) -> Option<String> {
    if !path.ends_with(".mdx") {
        return None;
    }
    let mut out: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(found) = memmem::find(text.get(at..)?.as_bytes(), b"{/*") {
        let start = at + found;
        let Some(length) = text.get(start + 3..).and_then(|rest| memmem::find(rest.as_bytes(), b"*/}")) else { break };
        let end = start + 3 + length;
        let inner = &text[start + 3..end];
        let bytes = out.get_or_insert_with(|| text.as_bytes().to_vec());
        if inner.strip_prefix(' ').is_some_and(|note| !note.starts_with(['>', '-']) && !note.contains("--")) {
            bytes[start..start + 4].copy_from_slice(b"<!--");
            bytes[end..end + 3].copy_from_slice(b"-->");
        } else {
            // No room for a comment of HTML: nothing stands there.
            bytes[start..end + 3].iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
        }
        at = end + 3;
    }
    out.and_then(|bytes| String::from_utf8(bytes).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_keeps_its_place() {
        let text = "é {/* a\nb */} {/*c*/} {/* -- */} {/* open";
        let read = with_html_comments("a.mdx", text).unwrap();
        assert_eq!(read, "é <!--a\nb --> ".to_owned() + &" ".repeat(8) + &" ".repeat(11) + "{/* open");
        assert_eq!(read.len(), text.len());
        assert_eq!(with_html_comments("a.md", text), None);
        assert_eq!(with_html_comments("a.mdx", "{/* open"), None);
    }
}
