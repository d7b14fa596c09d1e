//! The words that hold a place, and which of their uses do: the same words stand in honest sentences.

use crate::document::{Plain, Sign};
use crate::text::Span;
use crate::text::needles::Needles;
use std::ops::Range;
use std::sync::LazyLock;

/// What a phrase says of the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It will come.
    Coming,
    /// It is being made.
    Unfinished,
    /// It is yet to be written.
    Unwritten,
    /// It is yet to be decided.
    Undecided,
    /// A note of an author to themselves.
    Todo,
    /// Capitals that mean something else in a sentence.
    Capitals,
    /// Work in progress, which is also a term of its own.
    Progress,
    /// Text of printers.
    Lorem,
}

impl Kind {
    /// How many there are.
    pub(super) const COUNT: usize = 8;
}

/// A phrase where it stands in the plain text.
pub(super) struct Candidate {
    pub(super) kind: Kind,
    pub(super) span: Span,
}

static PHRASES: &[(&str, Kind)] = &[
    ("à venir", Kind::Coming),
    ("À venir", Kind::Coming),
    ("À VENIR", Kind::Coming),
    ("a venir", Kind::Coming),
    ("coming soon", Kind::Coming),
    ("en construction", Kind::Unfinished),
    ("under construction", Kind::Unfinished),
    ("en cours de rédaction", Kind::Unfinished),
    ("à compléter", Kind::Unwritten),
    ("À compléter", Kind::Unwritten),
    ("a compléter", Kind::Unwritten),
    ("à rédiger", Kind::Unwritten),
    ("À rédiger", Kind::Unwritten),
    ("to be completed", Kind::Unwritten),
    ("to be written", Kind::Unwritten),
    ("à définir", Kind::Undecided),
    ("À définir", Kind::Undecided),
    ("a définir", Kind::Undecided),
    ("to be defined", Kind::Undecided),
    ("to be determined", Kind::Undecided),
    ("todo", Kind::Todo),
    ("to do", Kind::Todo),
    ("fixme", Kind::Capitals),
    ("tbd", Kind::Capitals),
    ("xxx", Kind::Capitals),
    ("wip", Kind::Progress),
    ("work in progress", Kind::Progress),
    ("work-in-progress", Kind::Progress),
    ("lorem ipsum", Kind::Lorem),
];

/// Words that may stand beside a phrase without making a sentence of it.
static FILLERS: &[&str] = &[
    "article",
    "bientôt",
    "ce",
    "cette",
    "chapitre",
    "content",
    "contenu",
    "contenus",
    "description",
    "détails",
    "de",
    "doc",
    "documentation",
    "d",
    "encore",
    "en",
    "est",
    "exemple",
    "exemples",
    "infos",
    "informations",
    "is",
    "la",
    "le",
    "les",
    "lien",
    "liens",
    "more",
    "page",
    "partie",
    "plus",
    "ressource",
    "ressources",
    "section",
    "site",
    "sont",
    "still",
    "suite",
    "texte",
    "the",
    "this",
    "toujours",
    "très",
    "very",
    "vidéo",
    "video",
    "work",
    "in",
    "progress",
    "wip",
    "autres",
];

/// So many words may name what is missing; more of them announce it.
const ANNOUNCED: usize = 6;

/// What a learner, not the author, is asked to fill in.
static FORMS: &[&str] =
    &["exercice", "fiche", "tableau", "formulaire", "questionnaire", "schéma", "trous", "grille", "document", "modèle"];

/// Verbs that make an order to oneself of a line that begins with TODO.
static ORDERS: &[&str] = &[
    "add", "check", "complete", "describe", "document", "explain", "finish", "fix", "insert", "link", "more", "replace",
    "rewrite", "update", "write",
];

/// A word of a phrase that is rare in other text, and where it stands in the phrase: what is searched for.
///
/// Searching for the phrases themselves, in every letter case, costs ten times as much: too many begin like half of all
/// lines do.
fn rare(phrase: &str) -> (&str, usize) {
    let word = match phrase {
        "to do" => phrase,
        "work in progress" | "work-in-progress" => "progress",
        "en cours de rédaction" => "rédaction",
        _ => phrase.rsplit(' ').next().unwrap_or(phrase),
    };
    (word, phrase.find(word).unwrap_or_default())
}

/// The letter cases in which a rare word is searched for: those in which a phrase may stand.
///
/// Few needles keep the search on the vector instructions of the processor.
fn cases(phrase: &str, word: &str) -> Vec<String> {
    let capitals = word.to_ascii_uppercase();
    match phrase {
        "fixme" | "to do" => vec![capitals],
        "todo" => vec![word.to_owned(), capitals, "Todo".to_owned()],
        _ if !word.is_ascii() => vec![word.to_owned()],
        _ => vec![word.to_owned(), capitals],
    }
}

/// The sign that a phrase is: the shortest word searched for decides how many bytes a vector search compares at once, and
/// so these are left to the signs.
fn sign(phrase: &str) -> Option<Sign> {
    [Sign::Tbd, Sign::Wip, Sign::Xxx].into_iter().find(|sign| sign.text().eq_ignore_ascii_case(phrase))
}

/// A phrase that a rare word may be part of: its index, and where the word stands in it.
type Whole = (usize, usize);

/// The rare words, and the phrases that each may be part of.
struct Search {
    needles: Needles,
    phrases: Vec<Vec<Whole>>,
    /// The phrases that are signs.
    signs: Vec<(Sign, [Whole; 1])>,
}

impl Search {
    /// Where the rare words stand, in order: the start of each, and the phrases that it may be part of.
    fn words(&self, plain: &Plain) -> Vec<(usize, &[Whole])> {
        let (mut words, mut from) = (Vec::new(), 0);
        while let Some((needle, bytes)) = self.needles.find(plain.text(), from) {
            words.push((bytes.start, self.phrases[needle].as_slice()));
            from = bytes.end;
        }
        let long = words.len();
        for (sign, phrases) in &self.signs {
            words.extend(plain.places_of(*sign).map(|start| (start, phrases.as_slice())));
        }
        if words.len() > long {
            words.sort_by_key(|(start, _)| *start);
        }
        words
    }
}

static SEARCH: LazyLock<Search> = LazyLock::new(|| {
    let mut needles: Vec<String> = Vec::new();
    let mut phrases: Vec<Vec<Whole>> = Vec::new();
    let mut signs = Vec::new();
    for (index, (phrase, _)) in PHRASES.iter().enumerate() {
        if let Some(sign) = sign(phrase) {
            signs.push((sign, [(index, 0)]));
            continue;
        }
        let (word, at) = rare(phrase);
        for needle in cases(phrase, word) {
            match needles.iter().position(|known| *known == needle) {
                Some(known) => phrases[known].push((index, at)),
                None => {
                    needles.push(needle);
                    phrases.push(vec![(index, at)]);
                }
            }
        }
    }
    Search { needles: Needles::new(&needles), phrases, signs }
});

/// The phrases in `plain` that stand as whole words.
pub(super) fn find(plain: &Plain) -> impl Iterator<Item = Candidate> + '_ {
    let text = plain.text();
    let matches = SEARCH.words(plain).into_iter().flat_map(|(start, phrases)| phrases.iter().map(move |whole| (start, *whole)));
    matches.filter_map(move |(word, (index, at))| {
        let (phrase, kind) = PHRASES[index];
        let start = word.checked_sub(at)?;
        let range = start..start + phrase.len();
        let written = text.get(range.clone()).filter(|written| written.eq_ignore_ascii_case(phrase))?;
        let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '#' | '@');
        let before = text[..range.start].chars().next_back().is_some_and(word);
        let mut rest = text[range.end..].chars();
        let after = match rest.next() {
            Some('.') => rest.next().is_some_and(char::is_alphanumeric),
            Some(c) => word(c),
            None => false,
        };
        let capitals = match phrase {
            "fixme" | "tbd" | "xxx" | "wip" => written.bytes().all(|byte| byte.is_ascii_uppercase()),
            "to do" => written == "TO DO",
            _ => true,
        };
        (!before && !after && capitals).then(|| Candidate { kind, span: Span::from(range) })
    })
}

/// The part of `line` that holds a place, `at` being where `candidate` stands in it; `None` when it is part of a sentence.
pub(super) fn judge(line: &str, at: usize, candidate: &Candidate, heading: bool) -> Option<Range<usize>> {
    let phrase = at..at + candidate.span.len();
    let (before, after) = (&line[..phrase.start], &line[phrase.end..]);
    let kind = candidate.kind;
    if before.ends_with(['"', '«', '“', '\'', '\u{2018}']) || before.trim_end().ends_with('«') || after.starts_with(['"', '”'])
    {
        return None;
    }
    // A part of a name: `Test2::Todo`.
    if before.ends_with("::") || after.starts_with("::") {
        return None;
    }
    // The kind of a box (`[!TODO]`, `:::{todo}`), and a comment of MyST's.
    if before.ends_with("[!") || before.trim_start_matches(':').trim_start_matches('`') == "{" || line.starts_with("% ") {
        return None;
    }
    if kind == Kind::Lorem {
        return (silent(before) && after.starts_with(" dolor")).then(|| trimmed(line));
    }
    if kind == Kind::Unwritten && words(line).any(|word| FORMS.contains(&word.to_lowercase().as_str())) {
        return None;
    }
    if kind == Kind::Capitals && are_initials(before, &line[phrase.clone()]) {
        return None;
    }
    if let Some(group) = bracketed(line, &phrase, kind) {
        // `[TODO: …]` is the form of such a note, and none.
        let inner = line[phrase.end..group.end].trim_start();
        if inner.starts_with(':') && silent(inner) && inner.contains(['.', '…']) {
            return None;
        }
        // Within a sentence it is the reader who completes: « Créez un fichier (à compléter) pour … ».
        let within = !silent(&line[..group.start]) && !silent(&line[group.end..]);
        if kind == Kind::Unwritten && within {
            return None;
        }
        return (kind != Kind::Progress || (heading && !abbreviates(before))).then_some(group);
    }
    if words(before).chain(words(after)).all(|word| FILLERS.contains(&word.to_lowercase().as_str())) {
        let named = kind != Kind::Progress || heading || silent(before) && silent(after);
        return named.then(|| trimmed(line));
    }
    if silent(before) && introduces(after, kind, &line[phrase.clone()]) {
        return Some(phrase);
    }
    let value = before.trim_end().ends_with(':') && silent(after) && kind != Kind::Progress;
    // Three crosses also stand for what a program prints.
    (value && &line[phrase.clone()] != "XXX").then_some(phrase)
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn silent(text: &str) -> bool {
    words(text).next().is_none()
}

fn trimmed(line: &str) -> Range<usize> {
    let start = line.len() - line.trim_start().len();
    start..start + line.trim().len()
}

/// The brackets around the phrase with what else is in them: « (à venir) », « (nom à définir) », « (todo : proposer …) ».
fn bracketed(line: &str, phrase: &Range<usize>, kind: Kind) -> Option<Range<usize>> {
    let open = line[..phrase.start].rfind(['(', '[', '{'])?;
    let close = phrase.end + line[phrase.end..].find([')', ']', '}'])? + 1;
    let before = &line[open + 1..phrase.start];
    let after = line[phrase.end..close - 1].trim_start();
    let filler = |word: &str| FILLERS.contains(&word.to_lowercase().as_str());
    let mut others = words(before).filter(|word| !filler(word));
    let named = others.next().is_none() || kind == Kind::Undecided && others.next().is_none();
    let ends = silent(after) || (after.starts_with(':') && silent(before));
    (named && ends).then_some(open..close)
}

/// Whether `capitals` are the initials of the last words `before` them: `trunk-based development (TBD)`.
fn are_initials(before: &str, capitals: &str) -> bool {
    let Some(named) = before.strip_suffix('(') else { return false };
    let initials = |named: &str| words(named).filter_map(|word| word.chars().next()).collect::<String>().to_lowercase();
    initials(named).ends_with(&capitals.to_lowercase())
}

/// « Work in progress (WIP) » explains a term.
fn abbreviates(before: &str) -> bool {
    let before = before.to_lowercase();
    ["progress", "en cours", "encours", "wip"].iter().any(|word| before.contains(word))
}

/// Whether what follows a phrase at the beginning of a line says what is missing.
fn introduces(after: &str, kind: Kind, phrase: &str) -> bool {
    let rest = after.trim_start();
    let colon = rest.strip_prefix(':').is_some_and(|rest| !rest.starts_with(':'));
    match kind {
        // A whole sentence after the colon tells what will come.
        Kind::Coming => colon && words(rest).count() <= ANNOUNCED,
        Kind::Undecided | Kind::Unfinished => colon,
        Kind::Capitals => colon && phrase != "XXX",
        Kind::Todo if phrase == "TODO" => colon || rest.starts_with("- ") || words(rest).next().is_some_and(is_order),
        Kind::Todo => colon && phrase == "todo" && !silent(rest),
        _ => false,
    }
}

fn is_order(word: &str) -> bool {
    let lower = word.to_lowercase();
    ORDERS.contains(&lower.as_str())
        || (lower == word && word.len() > 4 && ["er", "ir", "re"].iter().any(|end| word.ends_with(end)))
}
