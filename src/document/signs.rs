//! Signs that facts and rules begin at, found in one pass over the plain text: most texts have next to none, and each
//! search of its own would cost as much as this one.

use super::Plain;
use crate::text::needles::Needles;
use std::sync::LazyLock;

/// A sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `://`
    Scheme,
    /// `www.`
    Www,
    /// `:::`
    Fence,
    /// `**`
    Stars,
    /// `__`
    Underscores,
    /// `](`
    Target,
    /// `<<<<<<< `
    Conflict,
    /// `TBD`
    Tbd,
    /// `WIP`
    Wip,
    /// `XXX`
    Xxx,
}

impl Sign {
    const ALL: [Self; 10] = [
        Self::Scheme,
        Self::Www,
        Self::Fence,
        Self::Stars,
        Self::Underscores,
        Self::Target,
        Self::Conflict,
        Self::Tbd,
        Self::Wip,
        Self::Xxx,
    ];

    /// How it is written.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Scheme => "://",
            Self::Www => "www.",
            Self::Fence => ":::",
            Self::Stars => "**",
            Self::Underscores => "__",
            Self::Target => "](",
            Self::Conflict => "<<<<<<< ",
            Self::Tbd => "TBD",
            Self::Wip => "WIP",
            Self::Xxx => "XXX",
        }
    }
}

static SIGNS: LazyLock<Needles> = LazyLock::new(|| Needles::new(&Sign::ALL.map(Sign::text)));

impl Plain {
    /// Finds every sign of the text, which is whole now.
    pub(super) fn find_signs(&mut self) {
        let mut from = 0;
        while let Some((which, bytes)) = SIGNS.find(&self.text, from) {
            self.signs.push((Sign::ALL[which], bytes.start as u32));
            // Two signs may share a byte.
            from = bytes.start + 1;
        }
    }

    /// Where `sign` stands in the text, none of its places touching another's bytes, in order.
    pub fn places_of(&self, sign: Sign) -> impl Iterator<Item = usize> {
        let mut free = 0;
        self.signs.iter().filter(move |(other, _)| *other == sign).map(|(_, start)| *start as usize).filter(move |&start| {
            let fits = start >= free;
            free = if fits { start + sign.text().len() } else { free };
            fits
        })
    }
}
