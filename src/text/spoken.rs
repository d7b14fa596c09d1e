//! In which of our two languages texts are written, by the small words that no text does without.

use crate::language::Language;

/// Words of French, and of English, that are rare in other languages and in programs.
const FR: &[&str] = &["les", "une", "est", "dans", "pour", "avec", "vous", "sur", "sont", "cette", "nous", "qui", "être", "aux"];
const EN: &[&str] = &["the", "and", "of", "to", "you", "your", "are", "that", "which", "we", "will", "how", "from", "have"];

/// Of so many words of a text one is such a word, at the least, where it is written in that language.
const SHARE: usize = 25;

/// At most so many words are counted.
const MOST: usize = 200_000;

/// The language in which most of `texts` are written; `None` where it is neither of ours, or too little stands there to tell.
pub fn spoken<'t>(texts: impl IntoIterator<Item = &'t str>) -> Option<Language> {
    let (mut words, mut fr, mut en) = (0, 0, 0);
    for word in texts.into_iter().flat_map(prose).flat_map(|line| line.split(|c: char| !c.is_alphabetic())).take(MOST) {
        if word.is_empty() {
            continue;
        }
        let is = |known: &[&str]| usize::from(known.iter().any(|known| known.eq_ignore_ascii_case(word)));
        (words, fr, en) = (words + 1, fr + is(FR), en + is(EN));
    }
    let (language, found) = if fr > en { (Language::Fr, fr) } else { (Language::En, en) };
    (fr != en && found * SHARE >= words).then_some(language)
}

/// The lines of `text` that stand in no fenced code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut code = false;
    text.lines().filter(move |line| {
        let fence = line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
        code ^= fence;
        !code && !fence
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_tell_the_language() {
        let cases = [
            ("# Le rucher\n\nVous ouvrez la ruche avec une fumée douce, pour les abeilles.", Some(Language::Fr)),
            ("# The hive\n\nYou open the hive gently, and the bees are calm.", Some(Language::En)),
            ("# Der Stock\n\nDie Bienen sind ruhig, wenn man den Stock langsam öffnet und dabei des Rauchs gedenkt.", None),
            (
                "# La colmena\n\nLas abejas están tranquilas si abres la colmena despacio, con humo y sin prisa por la mañana.",
                None,
            ),
            (
                "# Ruche\n\n```py\n# the loop of the hive that you are in\n```\n\nOuvrir la ruche pour les abeilles.",
                Some(Language::Fr),
            ),
            ("", None),
            ("# A\n", None),
        ];
        for (text, language) in cases {
            assert_eq!(spoken([text]), language, "{text}");
        }
    }
}
