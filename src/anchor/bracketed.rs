//! The anchors of headings where `[#id]` at the end gives one: GitHub's otherwise.

use super::text::Reading;
use super::{Renderer, Slugger};
use crate::document::Document;
use crate::document::heading::{Heading, HeadingReader};

/// The anchors of the headings of `document`. `slugged`: an id that the author gives becomes an anchor as a text does, and is counted.
pub(crate) fn bracketed(document: &Document, slugged: bool) -> Vec<String> {
    let (reader, mut slugger) = (HeadingReader::new(document), Slugger::new(Renderer::Github));
    let headings = document.headings().map(|(_, _, block)| reader.read(block, Renderer::Github.dialect()));
    let name = |mut heading: Heading<'_>| match explicit(&mut heading) {
        Some(id) if !slugged => id,
        Some(id) => slugger.anchor(&id),
        None => slugger.anchor(&Reading::PLAIN.text(&heading)),
    };
    headings.map(name).collect()
}

/// The id at the end of `heading`, whose text loses it.
fn explicit(heading: &mut Heading<'_>) -> Option<String> {
    let start = heading.tail()?;
    let tail = heading.written.get(start..heading.text_end())?;
    let open = tail.find("[#")?;
    let id = tail[open + 2..].trim_end().strip_suffix(']').filter(|id| !id.is_empty())?.to_owned();
    heading.cut(start + tail[..open].trim_end().len());
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Source;

    fn anchors(slugged: bool) -> String {
        let text =
            "# Accéder au cache [#acces]\n## Deux  [#Deux Mots]\n## Deux\n## `x`[#y]\n## Vide [#]\n## Fin [#a] b\n## Acces\n";
        bracketed(&Document::parse(Source::new("a.mdx", text.to_owned())), slugged).join(" ")
    }

    #[test]
    fn ids_in_brackets() {
        assert_eq!(anchors(false), "acces Deux Mots deux y vide- fin-a-b acces");
        assert_eq!(anchors(true), "acces deux-mots deux y vide- fin-a-b acces-1");
    }
}
