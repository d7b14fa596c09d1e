//! What a value breaks of its schema: one violation for each constraint, with its words.

use super::Type;
use super::words::any_of;
use crate::language::Language;
use crate::say;
use crate::text::{Span, escape::visible};

/// One constraint of a schema that a value breaks.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// Which constraint.
    pub kind: ViolationKind,
    /// The place: the value; of an unknown key, the key; of a missing key, the mapping that lacks it, or what the
    /// caller gave for the top.
    pub span: Span,
    /// The key under which the value stands, if it stands directly under one.
    pub key_span: Option<Span>,
    /// All of the value at `path`.
    pub value: Span,
    /// The value's path: `a.b[0]`; empty at the top. Of an unknown or missing key, the path of its mapping.
    pub path: String,
}

/// Which constraint a value breaks.
#[derive(Clone, Debug, PartialEq)]
pub enum ViolationKind {
    /// A key that must stand in a mapping does not.
    Required {
        /// The key.
        key: String,
    },
    /// A key that may not stand in a mapping does.
    UnknownKey {
        /// The key.
        key: String,
        /// The known key that it looks like.
        did_you_mean: Option<String>,
    },
    /// A value of another type.
    Type {
        /// The types that are allowed.
        expected: Vec<Type>,
        /// The type that it has.
        found: Type,
    },
    /// A value that is none of a list.
    Enum {
        /// The list.
        allowed: Vec<String>,
        /// The one of the list that it looks like.
        did_you_mean: Option<String>,
    },
    /// A value that is not the one allowed.
    Const {
        /// The one allowed.
        expected: String,
    },
    /// A text that does not match a regular expression.
    Pattern {
        /// The expression.
        pattern: String,
    },
    /// A text that is not of a format.
    Format {
        /// JSON Schema's name of the format.
        format: String,
    },
    /// A text, list or mapping that is too short or too long.
    Size {
        /// What is counted.
        of: Counted,
        /// The smallest number allowed, if that is what it breaks.
        min: Option<u64>,
        /// The largest number allowed, if that is what it breaks.
        max: Option<u64>,
    },
    /// A number that is too small or too large.
    Range {
        /// `>=`, `>`, `<=` or `<`.
        relation: &'static str,
        /// The number it is compared with.
        limit: String,
    },
    /// A number that is no multiple of another.
    MultipleOf {
        /// The other.
        of: String,
    },
    /// A list that holds an item twice.
    Duplicates,
    /// A list that holds no item of the kind it must hold.
    Contains,
    /// A value where none may be, or one of a kind that is excluded.
    Forbidden,
    /// A value that fits several alternatives of which it may fit one.
    SeveralFit,
    /// A value that fits none of several alternatives.
    NoneFits,
    /// Anything else, in the validator's words (English).
    Other {
        /// Its words.
        message: String,
    },
}

/// What [`ViolationKind::Size`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// The characters of a text.
    Characters,
    /// The items of a list.
    Items,
    /// The keys of a mapping.
    Keys,
}

impl ViolationKind {
    /// Its name, for rules that word each kind by themselves.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Required { .. } => "required",
            Self::UnknownKey { .. } => "unknown-key",
            Self::Type { .. } => "type",
            Self::Enum { .. } => "enum",
            Self::Const { .. } => "const",
            Self::Pattern { .. } => "pattern",
            Self::Format { .. } => "format",
            Self::Size { .. } => "size",
            Self::Range { .. } => "range",
            Self::MultipleOf { .. } => "multiple-of",
            Self::Duplicates => "duplicates",
            Self::Contains => "contains",
            Self::Forbidden => "forbidden",
            Self::SeveralFit => "several-fit",
            Self::NoneFits => "none-fits",
            Self::Other { .. } => "other",
        }
    }

    /// What is wrong, in `language`: a clause without a capital or a final dot, safe for a terminal.
    pub fn message(&self, language: Language) -> String {
        let text = match self {
            Self::Required { key } => say!(language, fr: "la clé «\u{a0}{key}\u{a0}» manque", en: "the key `{key}` is missing"),
            Self::UnknownKey { key, .. } => {
                say!(language, fr: "la clé «\u{a0}{key}\u{a0}» n'est pas prévue", en: "the key `{key}` is not known")
            }
            Self::Type { expected, found } => {
                let names: Vec<_> = expected.iter().map(|kind| kind.name(language).to_owned()).collect();
                let part = *found == Type::Number && !expected.contains(&Type::Number);
                let found = match language {
                    Language::Fr if part => "un nombre à virgule",
                    Language::En if part => "one with decimals",
                    _ => found.name(language),
                };
                let expected = any_of(&names, language);
                say!(language, fr: "il faut {expected}, et non {found}", en: "this must be {expected}, not {found}")
            }
            Self::Enum { allowed, .. } => {
                let list = any_of(&allowed.iter().map(|word| quoted(word, language)).collect::<Vec<_>>(), language);
                say!(language, fr: "la valeur doit être {list}", en: "the value must be {list}")
            }
            Self::Const { expected } => {
                let expected = quoted(expected, language);
                say!(language, fr: "la valeur doit être {expected}", en: "the value must be {expected}")
            }
            Self::Pattern { pattern } => {
                say!(language, fr: "la valeur n'a pas la forme attendue\u{a0}: {pattern}", en: "the value does not have the expected form: {pattern}")
            }
            Self::Format { format } => format_message(format, language),
            Self::Size { of, min, max } => size_message(*of, *min, *max, language),
            Self::Range { relation, limit } => range_message(relation, limit, language),
            Self::MultipleOf { of } => {
                say!(language, fr: "le nombre doit être un multiple de {of}", en: "the number must be a multiple of {of}")
            }
            Self::Duplicates => say!(language, fr: "un élément de la liste est répété", en: "duplicate item in the list"),
            Self::Contains => {
                say!(language, fr: "la liste ne contient pas l'élément attendu", en: "the list does not hold the item it must hold")
            }
            Self::Forbidden => say!(language, fr: "cette valeur n'est pas permise ici", en: "this value is not allowed here"),
            Self::SeveralFit => {
                say!(language, fr: "cette valeur correspond à plusieurs formes, alors qu'une seule est permise", en: "this value fits several forms, and only one is allowed")
            }
            Self::NoneFits => {
                say!(language, fr: "cette valeur ne correspond à aucune des formes permises", en: "this value fits none of the allowed forms")
            }
            Self::Other { message } => {
                say!(language, fr: "cette valeur n'est pas permise\u{a0}: {message}", en: "this value is not allowed: {message}")
            }
        };
        visible(&text).into_owned()
    }

    /// What to do about it, in `language`; `None` where the message says it all.
    pub fn help(&self, language: Language) -> Option<String> {
        let text = match self {
            Self::UnknownKey { did_you_mean: Some(word), .. } | Self::Enum { did_you_mean: Some(word), .. } => {
                let word = quoted(word, language);
                say!(language, fr: "vouliez-vous dire {word}\u{a0}?", en: "did you mean {word}?")
            }
            Self::Type { expected, found: Type::Integer | Type::Number | Type::Boolean } if expected.contains(&Type::String) => {
                say!(language, fr: "mettez la valeur entre guillemets", en: "put the value in quotes")
            }
            Self::Type { expected, found: Type::String }
                if expected.contains(&Type::Integer) || expected.contains(&Type::Number) =>
            {
                say!(language, fr: "écrivez un nombre, sans guillemets", en: "write a number, without quotes")
            }
            Self::Type { expected, found: Type::String } if expected.contains(&Type::Boolean) => {
                say!(language, fr: "écrivez true ou false, sans guillemets", en: "write true or false, without quotes")
            }
            Self::Type { expected, found: Type::String } if expected.contains(&Type::Array) => {
                say!(language, fr: "mettez la valeur entre crochets\u{a0}: [ … ]", en: "put the value in brackets: [ … ]")
            }
            _ => return None,
        };
        Some(visible(&text).into_owned())
    }

    /// The arguments of its message, by name, for the pages of rules: `key`, `expected`, `found`, `suggestion`…
    pub fn arguments(&self, language: Language) -> Vec<(&'static str, String)> {
        let types =
            |kinds: &[Type]| any_of(&kinds.iter().map(|kind| kind.name(language).to_owned()).collect::<Vec<_>>(), language);
        let number = |value: &Option<u64>| value.map_or_else(String::new, |value| value.to_string());
        match self {
            Self::Required { key } => vec![("key", key.clone())],
            Self::UnknownKey { key, did_you_mean } => {
                vec![("key", key.clone()), ("suggestion", did_you_mean.clone().unwrap_or_default())]
            }
            Self::Type { expected, found } => vec![("expected", types(expected)), ("found", found.name(language).to_owned())],
            Self::Enum { allowed, did_you_mean } => {
                vec![("expected", any_of(allowed, language)), ("suggestion", did_you_mean.clone().unwrap_or_default())]
            }
            Self::Const { expected } => vec![("expected", expected.clone())],
            Self::Pattern { pattern } => vec![("pattern", pattern.clone())],
            Self::Format { format } => vec![("format", format.clone())],
            Self::Size { min, max, .. } => vec![("min", number(min)), ("max", number(max))],
            Self::Range { relation, limit } => vec![("relation", (*relation).to_owned()), ("limit", limit.clone())],
            Self::MultipleOf { of } => vec![("of", of.clone())],
            Self::Other { message } => vec![("message", message.clone())],
            Self::Duplicates | Self::Contains | Self::Forbidden | Self::SeveralFit | Self::NoneFits => Vec::new(),
        }
    }
}

impl Violation {
    /// What is wrong, in `language`, with the path of the value where it has one: `tags[0] : il faut un texte…`.
    pub fn message(&self, language: Language) -> String {
        let text = self.kind.message(language);
        if self.path.is_empty() {
            return text;
        }
        let path = visible(&self.path);
        say!(language, fr: "{path}\u{a0}: {text}", en: "{path}: {text}")
    }

    /// As [`ViolationKind::help`].
    pub fn help(&self, language: Language) -> Option<String> {
        self.kind.help(language)
    }
}

fn quoted(word: &str, language: Language) -> String {
    say!(language, fr: "«\u{a0}{word}\u{a0}»", en: "`{word}`")
}

fn format_message(format: &str, language: Language) -> String {
    match format {
        "date" => say!(language, fr: "il faut une date, comme 2024-05-31", en: "this must be a date, as 2024-05-31"),
        "date-time" => {
            say!(language, fr: "il faut une date et une heure, comme 2024-05-31T14:00:00Z", en: "this must be a date and time, as 2024-05-31T14:00:00Z")
        }
        "time" => say!(language, fr: "il faut une heure, comme 14:00:00Z", en: "this must be a time, as 14:00:00Z"),
        "email" | "idn-email" => say!(language, fr: "il faut une adresse électronique", en: "this must be an email address"),
        "uri" | "iri" => {
            say!(language, fr: "il faut une adresse complète, comme https://example.org/", en: "this must be a full address, as https://example.org/")
        }
        _ => {
            say!(language, fr: "la valeur n'est pas au format «\u{a0}{format}\u{a0}»", en: "the value is not in the format `{format}`")
        }
    }
}

fn size_message(of: Counted, min: Option<u64>, max: Option<u64>, language: Language) -> String {
    let number = min.or(max).unwrap_or_default();
    let (fr, en) = match (of, number > 1) {
        (Counted::Characters, false) => ("caractère", if number == 1 { "character" } else { "characters" }),
        (Counted::Characters, true) => ("caractères", "characters"),
        (Counted::Items, false) => ("élément", if number == 1 { "item" } else { "items" }),
        (Counted::Items, true) => ("éléments", "items"),
        (Counted::Keys, false) => ("clé", if number == 1 { "key" } else { "keys" }),
        (Counted::Keys, true) => ("clés", "keys"),
    };
    let noun = match language {
        Language::Fr => fr,
        Language::En => en,
    };
    if min.is_some() {
        say!(language, fr: "il faut au moins {number} {noun}", en: "at least {number} {noun} needed")
    } else {
        say!(language, fr: "il faut au plus {number} {noun}", en: "at most {number} {noun} allowed")
    }
}

fn range_message(relation: &str, limit: &str, language: Language) -> String {
    match relation {
        ">=" => say!(language, fr: "le nombre doit être au moins {limit}", en: "the number must be at least {limit}"),
        ">" => say!(language, fr: "le nombre doit être plus grand que {limit}", en: "the number must be greater than {limit}"),
        "<=" => say!(language, fr: "le nombre doit être au plus {limit}", en: "the number must be at most {limit}"),
        _ => say!(language, fr: "le nombre doit être plus petit que {limit}", en: "the number must be less than {limit}"),
    }
}
