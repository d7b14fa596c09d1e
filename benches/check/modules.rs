//! Modules as bold paragraphs, with their objective, competencies and assessment.

use crate::blocks::put;
use crate::page::Page;
use crate::words::{self, Tongue};

/// One module in so many has no assessment.
const UNASSESSED: usize = 10;

/// The modules of one document, always in French: the shape is a French programme's.
pub(crate) fn write(page: &mut Page<'_>) {
    for _ in 0..page.random.between(1, 4) {
        page.planted.modules += 1;
        let assessed = !page.random.one_in(UNASSESSED);
        if !assessed {
            page.planted.unassessed += 1;
        }
        module(page, assessed);
    }
}

fn module(page: &mut Page<'_>, assessed: bool) {
    let title = task(page);
    let objective = task(page);
    // Guillemets stand with no-break spaces, plain ones, or not at all; the objective in a paragraph of its own, or not.
    let marker = match page.random.below(3) {
        0 => format!("**Module «\u{a0}{title}\u{a0}» :**"),
        1 => format!("**Module « {title} » :**"),
        _ => format!("**Module {title}**"),
    };
    let gap = page.random.pick(&["\n", "\n\n"]);
    let mut text = format!("{marker}{gap}Objectif : savoir {objective}\n\n");
    for _ in 0..page.random.between(2, 6) {
        let competency = task(page);
        put(&mut text, format_args!("- {}\n", words::capital(&competency)));
        if page.random.one_in(4) {
            let detail = task(page);
            put(&mut text, format_args!("  - {detail}\n"));
        }
    }
    if assessed {
        assessment(page, &mut text);
    }
    page.block(text.trim_end());
}

fn assessment(page: &mut Page<'_>, text: &mut String) {
    // At the margin, or inside the last item of the list.
    let indent = page.random.pick(&["", "  "]);
    let practical = task(page);
    put(text, format_args!("\n{indent}Validation des acquis par :\n\n"));
    put(text, format_args!("{indent}- QCM\n"));
    put(text, format_args!("{indent}- Travaux pratiques : {practical}\n"));
    if page.random.one_in(3) {
        put(text, format_args!("{indent}- Entretien à l'oral avec l'équipe d'accueil\n"));
    }
}

fn task(page: &mut Page<'_>) -> String {
    words::task(&mut page.random, Tongue::French)
}
