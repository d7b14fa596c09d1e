//! Pages that are slides, of which each has a title.

use crate::document::{BlockKind, Document};

/// How many slides make a deck.
const SLIDES: usize = 2;

/// What front matter names that makes slides of a page.
const PRESENTERS: &[&str] =
    &["beamer", "ioslides", "marp: true", "moon_reader", "pptx", "powerpoint_presentation", "revealjs", "slidy", "xaringan"];

/// Words in the names of such pages.
const NAMES: &[&str] = &["slides", "slide", "diapos", "diapositives", "diapositivas", "diapositive", "folien"];

/// Whether the file is a deck of slides: it says so, by its name or in its front matter, or every further title stands below a rule,
/// or below the settings of its slide, which a rule ends as well.
pub(super) fn is_deck(document: &Document) -> bool {
    let front = document.front_matter.and_then(|front| document.source.text().get(front.content.range())).unwrap_or_default();
    let rules = || document.children(None).filter(|&index| document.block(index).kind == BlockKind::Break).count();
    let named = || {
        let path = document.source.path().to_lowercase();
        path.split('/').any(|part| part.split(['-', '_', '.']).any(|word| NAMES.contains(&word)))
    };
    // The settings of a cell that Jupyter shows as a slide.
    let cells = || document.source.text().matches("\"slide_type\"").take(SLIDES).count() == SLIDES;
    let presented = PRESENTERS.iter().any(|presenter| front.contains(presenter)) || is_spoken(document.source.text());
    if presented || named() && rules() >= SLIDES || cells() {
        return true;
    }
    let (mut titles, mut slides, mut ruled) = (0, 0, false);
    for block in document.children(None).map(|index| document.block(index)) {
        let text = document.text_of(block);
        ruled = match block.kind {
            BlockKind::Heading { level: 1, .. } => {
                titles += 1;
                slides += usize::from(ruled);
                false
            }
            // `layout: center` above `---` reads as a heading.
            BlockKind::Heading { level: 2, .. } => {
                !text.is_empty() && text.lines().all(|line| line.contains(": ") || line.ends_with(':'))
            }
            _ => block.kind == BlockKind::Break,
        };
    }
    slides >= SLIDES && slides + 1 >= titles || slides > SLIDES && slides * 2 >= titles
}

/// Whether it is a course of LiaScript, which shows each section as a slide: it begins with a comment that says who speaks, or what
/// is brought from elsewhere.
fn is_spoken(text: &str) -> bool {
    let comment = text.trim_start().strip_prefix("<!--").and_then(|rest| rest.split("-->").next()).unwrap_or_default();
    let says = |key: &str| comment.lines().any(|line| line.trim_start().starts_with(key));
    says("narrator:") || says("language:") && (says("import:") || says("version:"))
}
