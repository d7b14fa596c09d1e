//! A badge: the share of assessed modules as a small picture, or as what shields.io asks of an endpoint.

use super::v1::Coverage;
use super::words;
use crate::language::Language;
use crate::report::wire;
use crate::report::words::columns;
use crate::say;
use serde::Serialize;
use std::io::{self, Write};

/// What a badge says.
struct Badge {
    label: String,
    message: String,
    colour: Colour,
}

/// How good it is. Both the picture and the endpoint name it by a colour; the figure beside it says the same.
#[derive(Clone, Copy)]
enum Colour {
    Full,
    Half,
    Low,
    Unknown,
}

impl Colour {
    /// The name that shields.io knows, and a shade of it on which white text has the contrast that WCAG asks for (4.5).
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Full => ("brightgreen", "#18753c"),
            Self::Half => ("yellow", "#8a5a00"),
            Self::Low => ("red", "#b3261e"),
            Self::Unknown => ("lightgrey", "#5f6368"),
        }
    }
}

impl Badge {
    fn new(coverage: &Coverage, language: Language) -> Self {
        let ratio = coverage.summary.module_ratio();
        let colour = match ratio.percent() {
            None => Colour::Unknown,
            Some(_) if ratio.full() => Colour::Full,
            Some(percent) if percent >= 50.0 => Colour::Half,
            Some(_) => Colour::Low,
        };
        let message = match ratio.percent() {
            None => say!(language, fr: "aucun module", en: "no module"),
            Some(_) => words::percent(ratio, language),
        };
        Self { label: say!(language, fr: "modules évalués", en: "modules assessed"), message, colour }
    }
}

/// The endpoint of shields.io, version 1 of its format.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shield<'a> {
    schema_version: u32,
    label: &'a str,
    message: &'a str,
    color: &'a str,
}

/// Writes what shields.io reads from an endpoint.
///
/// # Errors
/// Those of `out`.
pub fn shields(coverage: &Coverage, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let badge = Badge::new(coverage, language);
    let (label, message, color) = (&*badge.label, &*badge.message, badge.colour.names().0);
    wire::write(&Shield { schema_version: 1, label, message, color }, out)
}

/// Pixels that a column of text takes at 11 pixels of height; `textLength` makes it so, whatever the font.
const COLUMN: usize = 7;
/// Pixels beside a text.
const BESIDE: usize = 6;

/// Writes a picture that needs no service.
///
/// # Errors
/// Those of `out`.
pub fn badge(coverage: &Coverage, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let Badge { label, message, colour } = Badge::new(coverage, language);
    let (left, right) = (columns(&label) * COLUMN, columns(&message) * COLUMN);
    let (split, width) = (left + 2 * BESIDE, left + right + 4 * BESIDE);
    let (second, fill) = (split + BESIDE, colour.names().1);
    let text = |x: usize, length: usize, words: &str| {
        format!(r#"<text x="{x}" y="14" textLength="{length}" lengthAdjust="spacingAndGlyphs">{words}</text>"#)
    };
    let (first, last) = (text(BESIDE, left, &label), text(second, right, &message));
    let rest = width - split;
    let colon = words::colon(language);
    writeln!(
        out,
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" role="img" aria-label="{label}{colon} {message}">
<title>{label}{colon} {message}</title>
<clipPath id="r"><rect width="{width}" height="20" rx="3"/></clipPath>
<g clip-path="url(#r)"><rect width="{split}" height="20" fill="#3a3a3a"/><rect x="{split}" width="{rest}" height="20" fill="{fill}"/></g>
<g fill="#fff" font-family="Verdana,'DejaVu Sans',Geneva,sans-serif" font-size="11">{first}{last}</g>
</svg>"##
    )
}
