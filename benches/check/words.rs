//! An invented vocabulary, French and English, and the sentences made of it.

use crate::random::Random;

/// What a document is written in. Learning content of one repository is often written in both.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tongue {
    /// French.
    French,
    /// English.
    English,
}

struct Lexicon {
    things: &'static [&'static str],
    does: &'static [&'static str],
    to_do: &'static [&'static str],
    openers: &'static [&'static str],
    closers: &'static [&'static str],
}

const FRENCH: Lexicon = Lexicon {
    things: &[
        "l'équipe d'accueil",
        "la chaîne de livraison",
        "le carnet de bord",
        "la revue croisée",
        "l'atelier du matin",
        "le dépôt d'essai",
        "la grille d'évaluation",
        "le service à découvrir",
        "l'environnement éphémère",
        "la réunion de lancement",
        "le tableau des incidents",
        "la clé de déploiement",
        "l'image de référence",
        "le guide du nouvel arrivant",
        "la sauvegarde hebdomadaire",
        "le journal des événements",
        "la mesure de latence",
        "l'interface de programmation",
        "le schéma réseau",
        "la règle de nommage",
        "le parcours d'apprentissage",
        "la démonstration finale",
        "l'hébergement mutualisé",
        "le référentiel des pratiques",
    ],
    does: &[
        "prépare",
        "décrit",
        "complète",
        "vérifie",
        "remplace",
        "déclenche",
        "protège",
        "accompagne",
        "révèle",
        "précède",
        "mesure",
        "relie",
        "documente",
        "met à l'épreuve",
    ],
    to_do: &[
        "préparer",
        "décrire",
        "compléter",
        "vérifier",
        "remplacer",
        "déclencher",
        "protéger",
        "présenter",
        "mesurer",
        "relier",
        "documenter",
        "mettre à l'épreuve",
    ],
    openers: &[
        "Dans un premier temps,",
        "Le plus souvent,",
        "À l'issue de la séance,",
        "Sans attendre,",
        "En binôme,",
        "Pour aller plus loin,",
        "Après la première semaine,",
        "Côté hébergement,",
    ],
    closers: &[
        "avant chaque mise en service",
        "dès la première semaine",
        "sans interrompre les usagers",
        "comme le prévoit la charte",
        "à chaque nouvelle étape",
        "lorsque les délais le permettent",
        "au sein d'un même groupe",
        "et en conserve une trace écrite",
    ],
};

const ENGLISH: Lexicon = Lexicon {
    things: &[
        "the welcome team",
        "the delivery pipeline",
        "the field notebook",
        "the peer review",
        "the morning workshop",
        "the practice repository",
        "the grading sheet",
        "the sample service",
        "the short-lived environment",
        "the kick-off meeting",
        "the incident board",
        "the deployment key",
        "the reference image",
        "the newcomer's guide",
        "the weekly backup",
        "the event log",
        "the latency budget",
        "the public interface",
        "the network sketch",
        "the naming rule",
        "the learning path",
        "the closing demo",
        "the shared hosting",
        "the handbook of practices",
    ],
    does: &[
        "prepares",
        "describes",
        "completes",
        "checks",
        "replaces",
        "triggers",
        "protects",
        "supports",
        "reveals",
        "precedes",
        "measures",
        "connects",
        "documents",
        "puts to the test",
    ],
    to_do: &[
        "prepare", "describe", "complete", "check", "replace", "trigger", "protect", "present", "measure", "connect", "document",
        "try out",
    ],
    openers: &[
        "At first,",
        "Most of the time,",
        "Once the session is over,",
        "Without delay,",
        "In pairs,",
        "To go further,",
        "After the first week,",
        "On the hosting side,",
    ],
    closers: &[
        "before every release",
        "from the first week on",
        "without disturbing anyone",
        "as the charter asks for",
        "at every new step",
        "whenever time allows",
        "within one group",
        "and keeps a written trace of it",
    ],
};

/// Names that stand in code.
pub(crate) const NAMES: &[&str] =
    &["relais", "phare", "balise", "amarre", "voilure", "escale", "boussole", "sextant", "gabier", "quai", "cabestan", "hublot"];

fn lexicon(tongue: Tongue) -> &'static Lexicon {
    match tongue {
        Tongue::French => &FRENCH,
        Tongue::English => &ENGLISH,
    }
}

/// A noun with its article.
pub(crate) fn thing(random: &mut Random, tongue: Tongue) -> &'static str {
    random.pick(lexicon(tongue).things)
}

/// What can be done to something: "vérifier le carnet de bord".
pub(crate) fn task(random: &mut Random, tongue: Tongue) -> String {
    let words = lexicon(tongue);
    format!("{} {}", random.pick(words.to_do), random.pick(words.things))
}

/// A sentence with `inline` (Markdown, or nothing in particular) as its object.
pub(crate) fn sentence(random: &mut Random, tongue: Tongue, inline: &str) -> String {
    let words = lexicon(tongue);
    let mut text = String::new();
    if random.one_in(3) {
        text.push_str(random.pick(words.openers));
        text.push(' ');
        text.push_str(random.pick(words.things));
    } else {
        text.push_str(&capital(random.pick(words.things)));
    }
    for part in [random.pick(words.does), inline] {
        text.push(' ');
        text.push_str(part);
    }
    for _ in 0..random.below(3) {
        text.push(' ');
        text.push_str(random.pick(words.closers));
    }
    text.push('.');
    text
}

/// The text with its first letter in upper case.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
