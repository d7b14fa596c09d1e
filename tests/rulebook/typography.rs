//! What French typography asks of the rule book: a no-break space before `: ; ! ?` and inside guillemets. Its apostrophes are
//! straight, as in the program's messages: one kind, so that a search finds a word wherever it stands.

use acquis::document::{BlockKind, Document, MarkKind, Source};

/// The texts of the paragraphs, headings and cells of a Markdown text, code left out.
pub(crate) fn paragraphs(text: String) -> Vec<String> {
    let document = Document::parse(Source::new("page.md", text));
    let texts = document.blocks.iter().enumerate().filter_map(|(index, block)| {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading { .. } | BlockKind::Cell) {
            return None;
        }
        let mut text = document.text_of(block).to_owned();
        let codes = document.marks_of(index as u32).filter(|mark| mark.kind == MarkKind::Code);
        // From the last to the first, so that the earlier places stay true.
        for code in codes.collect::<Vec<_>>().into_iter().rev() {
            let start = (code.plain.start - block.plain.start) as usize;
            text.replace_range(start..start + code.plain.len(), "code");
        }
        Some(text)
    });
    texts.collect()
}

/// The faults of a text, each with the words around it.
pub(crate) fn faults(text: &str) -> impl Iterator<Item = String> {
    let characters: Vec<char> = without_code(text).chars().collect();
    let mut faults = Vec::new();
    for (at, &c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| characters[before]);
        let after = characters.get(at + 1).copied();
        let fault = match c {
            // Glued to what follows, it is no punctuation: `3:1`, `https://`. Nor after an opening mark: `(?)`. Nor where a
            // word of a computer's is quoted: « mailto: », « [label]: ».
            ':' if before == Some(']') || characters[at + 1..].iter().find(|c| !no_break(**c)) == Some(&'»') => false,
            ':' | ';' | '!' | '?' if after.is_none_or(|c| c.is_whitespace() || c == ')') => {
                before.is_some_and(|c| !no_break(c) && !matches!(c, '!' | '?' | '(' | ':' | '…'))
            }
            '«' => after.is_some_and(|c| !no_break(c)),
            '»' => before.is_some_and(|c| !no_break(c)),
            '’' => true,
            _ => false,
        };
        if fault {
            let around: String = characters[at.saturating_sub(20)..characters.len().min(at + 10)].iter().collect();
            let what = if c == '’' { "a straight apostrophe, please" } else { "no-break space missing" };
            faults.push(format!("{what} at `{c}`: …{around}…"));
        }
    }
    faults.into_iter()
}

fn no_break(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// `text` with each `` `code` `` as one word.
fn without_code(text: &str) -> String {
    text.split('`').enumerate().map(|(at, part)| if at % 2 == 0 { part } else { "code" }).collect()
}
