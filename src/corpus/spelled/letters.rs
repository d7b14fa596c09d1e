//! Greek and Cyrillic letters, as generators write them in Latin ones.

use super::words::is_transliterated;

/// How long a word may be: a longer one is compared as far as that.
const LONGEST: usize = 127;

/// Each letter without accents, and the ways in which it is written, in all the languages that have it; `-` where it may be left
/// out. Where two letters are one sound (`μπ`), each has the spellings of both.
const SPELLINGS: &[(char, &str)] = &[
    ('α', "a"),
    ('β', "v b"),
    ('γ', "g gh y n"),
    ('δ', "d dh"),
    ('ε', "e"),
    ('ζ', "z"),
    ('η', "i e h"),
    ('θ', "th 8"),
    ('ι', "i"),
    ('κ', "k c g"),
    ('λ', "l"),
    ('μ', "m -"),
    ('ν', "n -"),
    ('ξ', "x ks"),
    ('ο', "o"),
    ('π', "p b"),
    ('ρ', "r rh"),
    ('ς', "s"),
    ('σ', "s"),
    ('τ', "t d"),
    ('υ', "y i u f v"),
    ('φ', "f ph"),
    ('χ', "ch h x kh"),
    ('ψ', "ps"),
    ('ω', "o w"),
    ('а', "a"),
    ('б', "b"),
    ('в', "v w f"),
    ('г', "g gh gj h v"),
    ('д', "d"),
    ('е', "e ye je ie yo jo io o"),
    ('ж', "zh j z g"),
    ('з', "z s"),
    ('и', "i y j -"),
    ('к', "k c q kj"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s ss"),
    ('т', "t"),
    ('у', "u ou oo y w"),
    ('ф', "f ph"),
    ('х', "h kh x ch"),
    ('ц', "c ts tz z cz"),
    ('ч', "ch c tch tsch cz"),
    ('ш', "sh s ch sch sz"),
    ('щ', "shch sch sht sc s chtch w"),
    ('ъ', "- a u y ie"),
    ('ы', "y i"),
    ('ь', "- y j i"),
    ('э', "e"),
    ('ю', "yu u ju iu iou"),
    ('я', "ya a ja ia"),
    ('ђ', "dj d"),
    ('є', "ye je ie e"),
    ('ѕ', "dz z"),
    ('і', "i y yi ji"),
    ('ј', "j y"),
    ('љ', "lj l"),
    ('њ', "nj n"),
    ('ћ', "c ch t"),
    ('џ', "dz dzh dj j"),
    ('ґ', "g"),
    ('ғ', "g gh"),
    ('җ', "zh j c"),
    ('қ', "q k"),
    ('ң', "n ng"),
    ('ү', "u ue y v"),
    ('ұ', "u"),
    ('һ', "h"),
    ('ә', "a ae e"),
    ('ө', "o oe u"),
];
/// How many Latin letters stand for one that is not listed, at most.
const ANY: usize = 3;

/// Whether `wanted` may be the Latin spelling of some letters of `word`, one after another.
pub(super) fn may_spell(word: &str, wanted: &str) -> bool {
    let wanted = &wanted.as_bytes()[..wanted.len().min(LONGEST)];
    let done = 1_u128 << wanted.len();
    // Bit `n`: the letters before may have spelled `n` bytes.
    let mut reached = 0_u128;
    for letter in word.chars() {
        reached = after(letter, reached | 1, wanted);
        if reached & done != 0 {
            return true;
        }
    }
    false
}

/// What is `reached` with one letter more.
fn after(letter: char, reached: u128, wanted: &[u8]) -> u128 {
    let step = |spelling: &[u8]| {
        let fits = |&at: &usize| reached >> at & 1 != 0 && wanted[at..].starts_with(spelling);
        (0..wanted.len()).filter(fits).fold(0, |next, at| next | 1_u128 << (at + spelling.len()))
    };
    if !is_transliterated(letter) {
        return step(letter.encode_utf8(&mut [0; 4]).as_bytes());
    }
    let Ok(known) = SPELLINGS.binary_search_by_key(&letter, |(known, _)| *known) else {
        return (0..=ANY).fold(0, |next, count| next | reached << count);
    };
    SPELLINGS[known]
        .1
        .split(' ')
        .fold(0, |next, spelling| next | if spelling == "-" { reached } else { step(spelling.as_bytes()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_latin_letters() {
        for (word, wanted) in [
            ("введение", "vvedenie"),
            ("что", "chto"),
            ("зїзд", "zizd"),
            ("щука", "shchuka"),
            ("μπαλα", "bala"),
            ("ευρω", "evro"),
            ("javaскрипт", "javaskript"),
            ("предисловие", "slovie"),
            ("қазақ", "qazaq"),
        ] {
            assert!(may_spell(word, wanted), "{word} {wanted}");
        }
        for (word, wanted) in
            [("русскии", "nowhere"), ("ελληνικα", "nowhere"), ("переход", "perehodnik"), ("зөвшөөрөх", "nowhere")]
        {
            assert!(!may_spell(word, wanted), "{word} {wanted}");
        }
        assert!(!may_spell(&"ъ".repeat(10_000), &"a-".repeat(100)));
    }

    #[test]
    fn letters_are_sorted_for_the_search() {
        assert!(SPELLINGS.is_sorted_by_key(|(letter, _)| letter));
    }
}
