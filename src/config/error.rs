//! What is wrong with a configuration, each at its place.

use super::advice::advice;
use crate::data::{SchemaError, SyntaxError, ViolationKind};
use crate::language::Language;
use crate::say;
use crate::text::{Span, escape::visible};

/// One thing that is wrong with a configuration.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigError {
    /// Where in the file.
    pub span: Span,
    /// Another place that explains it (the first of two equal keys).
    pub related: Option<Span>,
    /// What it stands in.
    pub origin: Origin,
    pub(super) problem: Problem,
}

/// What an error of configuration stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The configuration file: spans are bytes of it.
    #[default]
    File,
    /// The command line: the span means nothing.
    CommandLine,
    /// The shipped profile of that name: spans are bytes of its file.
    Profile(String),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Problem {
    NotUtf8,
    Syntax(SyntaxError),
    Duplicate(String),
    Schema { kind: Box<ViolationKind>, path: String, written: String },
    Typed(String),
    Regex { reason: RegexReason },
    Glob { text: String },
    Profile { name: String, did_you_mean: Option<String>, known: Vec<String> },
    ProfileCycle(String),
    Rule { name: String, did_you_mean: Option<String> },
    Like { name: String, did_you_mean: Option<String> },
    LikeItself(String),
    ExtendsFile(String),
    ExtendsItself(String),
    Extended { path: String, line: u32, error: Box<ConfigError> },
    FrontMatterSchema(Box<SchemaError>),
    SchemaFile(String),
    SameName(String),
    SameRoot(String),
    NoFiles(String),
    Blank,
    Placeholder(String),
    LeadsOut(String),
    RepositoryName(String),
    SiblingPath(String),
    Pattern(PatternProblem),
}

/// What is wrong with a group, or with one of its patterns.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum PatternProblem {
    NoPath,
    NoModule(String),
    NoId,
    Control(char),
    Unfit { key: &'static str, node: &'static str },
    Misplaced { key: &'static str, home: &'static str },
    Count,
}

impl PatternProblem {
    fn message(&self, language: Language) -> String {
        match self {
            Self::NoPath => {
                say!(language, fr: "une évaluation dans un autre fichier demande la clé «\u{a0}path\u{a0}»", en: "an assessment in another file needs the key `path`")
            }
            Self::NoModule(name) => {
                say!(language, fr: "le groupe «\u{a0}{name}\u{a0}» a une évaluation et pas de module\u{a0}: elle n'évalue rien", en: "the group `{name}` has an assessment and no module: it assesses nothing")
            }
            Self::NoId => {
                say!(language, fr: "«\u{a0}{{id}}\u{a0}» est l'identifiant du module, et aucun module n'en a", en: "`{{id}}` is the module's id, and no module has one")
            }
            Self::Control(c) => {
                let code = u32::from(*c);
                say!(language, fr: "cette expression contient un caractère de commande (U+{code:04X}), qu'aucun texte ne contient", en: "this expression holds a control character (U+{code:04X}), which no text holds")
            }
            Self::Unfit { key, node } => {
                say!(language, fr: "la clé «\u{a0}{key}\u{a0}» n'a pas de sens avec «\u{a0}node: {node}\u{a0}»", en: "the key `{key}` means nothing with `node: {node}`")
            }
            Self::Misplaced { key, home } => {
                say!(language, fr: "la clé «\u{a0}{key}\u{a0}» n'a de sens que sous «\u{a0}{home}\u{a0}»", en: "the key `{key}` means something under `{home}` alone")
            }
            Self::Count => {
                say!(language, fr: "«\u{a0}min\u{a0}» est plus grand que «\u{a0}max\u{a0}»", en: "`min` is greater than `max`")
            }
        }
    }

    fn help(&self, language: Language) -> Option<String> {
        Some(match self {
            Self::NoPath => {
                say!(language, fr: "ajoutez par exemple « path: \"evaluations/{{name}}.md\" »", en: "add for instance `path: \"assessments/{{name}}.md\"`")
            }
            Self::NoModule(_) => {
                say!(language, fr: "dites ce qu'est un module, par exemple «\u{a0}module: {{ node: file }}\u{a0}» si chaque fichier en est un", en: "say what a module is, for instance `module: {{ node: file }}` where each file is one")
            }
            Self::NoId => {
                say!(language, fr: "donnez une expression «\u{a0}id:\u{a0}» à «\u{a0}module\u{a0}»", en: "give `module` an expression `id:`")
            }
            Self::Control(_) => {
                say!(language, fr: "entre guillemets doubles, YAML lit «\u{a0}\\b\u{a0}» comme un retour arrière\u{a0}: écrivez l'expression entre apostrophes", en: "in double quotes YAML reads `\\b` as a backspace: write the expression in single quotes")
            }
            Self::Unfit { .. } | Self::Misplaced { .. } => say!(language, fr: "retirez cette clé", en: "remove this key"),
            Self::Count => {
                say!(language, fr: "échangez les deux nombres", en: "exchange the two numbers")
            }
        })
    }
}

/// Why a regular expression is not valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RegexReason {
    UnclosedGroup,
    UnopenedGroup,
    UnclosedClass,
    NothingToRepeat,
    LookAround,
    BackReference,
    Escape,
    TooLarge,
    Other,
}

impl RegexReason {
    /// Reads it from the engine's sentence.
    pub(super) fn parse(text: &str) -> Self {
        let has = |words: &str| text.contains(words);
        match () {
            () if has("unclosed group") => Self::UnclosedGroup,
            () if has("unopened group") => Self::UnopenedGroup,
            () if has("unclosed character class") => Self::UnclosedClass,
            () if has("repetition operator missing") => Self::NothingToRepeat,
            () if has("look-around") => Self::LookAround,
            () if has("backreferences") => Self::BackReference,
            () if has("escape") => Self::Escape,
            () if has("size limit") => Self::TooLarge,
            () => Self::Other,
        }
    }

    fn message(&self, language: Language) -> String {
        match self {
            Self::UnclosedGroup => say!(language, fr: "une parenthèse n'est jamais refermée", en: "nothing closes a parenthesis"),
            Self::UnopenedGroup => say!(language, fr: "une parenthèse ne referme rien", en: "a parenthesis closes nothing"),
            Self::UnclosedClass => say!(language, fr: "un crochet n'est jamais refermé", en: "nothing closes a bracket"),
            Self::NothingToRepeat => {
                say!(language, fr: "rien ne précède un signe de répétition (*, + ou ?)", en: "nothing stands before a sign of repetition (*, + or ?)")
            }
            Self::LookAround => {
                say!(language, fr: "les assertions autour, comme (?=…) ou (?!…), n'existent pas ici", en: "look-around, as (?=…) or (?!…), does not exist here")
            }
            Self::BackReference => {
                say!(language, fr: "les renvois à un groupe, comme \\1, n'existent pas ici", en: "back-references, as \\1, do not exist here")
            }
            Self::Escape => {
                say!(language, fr: "la barre oblique inverse précède un caractère qu'elle ne peut pas précéder", en: "a backslash stands before a character that it cannot escape")
            }
            Self::TooLarge => {
                say!(language, fr: "elle est trop grande, ou elles le sont toutes ensemble", en: "it is too large, or all of them together are")
            }
            Self::Other => say!(language, fr: "elle n'est pas bien formée", en: "it is not well formed"),
        }
    }

    /// What to do about it.
    fn help(&self, language: Language) -> String {
        match self {
            Self::UnclosedGroup | Self::UnopenedGroup | Self::UnclosedClass | Self::NothingToRepeat => {
                say!(language, fr: "un caractère à prendre tel quel se fait précéder de «\u{a0}\\\u{a0}»", en: "put `\\` before a character that stands for itself")
            }
            Self::LookAround => {
                say!(language, fr: "décrivez ce qui doit correspondre, et mettez le reste sous «\u{a0}exclude\u{a0}» ou «\u{a0}exempt\u{a0}»", en: "describe what must match, and put the rest under `exclude` or `exempt`")
            }
            Self::BackReference => {
                say!(language, fr: "écrivez les possibilités une à une, comme (a|b)", en: "write the choices one by one, as (a|b)")
            }
            Self::Escape => {
                say!(language, fr: "retirez cette barre, ou doublez-la si elle est dans le texte", en: "remove this backslash, or double it where it stands in the text")
            }
            Self::TooLarge => say!(language, fr: "raccourcissez-la", en: "make it shorter"),
            Self::Other => {
                say!(language, fr: "partez d'une expression simple, comme ^Module", en: "begin with a simple one, such as ^Module")
            }
        }
    }
}

/// What is wrong with a profile, a file or a group that is built upon; nothing for any other problem.
fn extension_message(problem: &Problem, language: Language) -> String {
    match problem {
        Problem::Profile { name, .. } => {
            say!(language, fr: "le profil «\u{a0}{name}\u{a0}» n'existe pas", en: "there is no profile `{name}`")
        }
        Problem::ProfileCycle(name) => {
            say!(language, fr: "le profil «\u{a0}{name}\u{a0}» finit par s'étendre lui-même", en: "the profile `{name}` ends up extending itself")
        }
        Problem::Like { name, .. } => {
            say!(language, fr: "aucun autre groupe ne se nomme «\u{a0}{name}\u{a0}»", en: "no other group is named `{name}`")
        }
        Problem::LikeItself(name) => {
            say!(language, fr: "le groupe «\u{a0}{name}\u{a0}» finit par se ressembler à lui-même, ou par trop de détours", en: "the group `{name}` ends up being like itself, or like too many others in a row")
        }
        Problem::ExtendsFile(path) => {
            say!(language, fr: "le fichier «\u{a0}{path}\u{a0}» n'existe pas, ou n'est pas un texte", en: "there is no file `{path}`, or it is not text")
        }
        Problem::ExtendsItself(path) => {
            say!(language, fr: "le fichier «\u{a0}{path}\u{a0}» finit par s'étendre lui-même", en: "the file `{path}` ends up extending itself")
        }
        Problem::Extended { path, line, error } => {
            let message = error.message(language);
            say!(language, fr: "dans {path}, ligne {line}\u{a0}: {message}", en: "in {path}, line {line}: {message}")
        }
        _ => String::new(),
    }
}

impl ConfigError {
    pub(super) fn new(span: Span, problem: Problem) -> Self {
        Self { span, related: None, origin: Origin::default(), problem }
    }

    /// What is wrong, in `language`: a clause without a capital or a final dot, safe for a terminal.
    pub fn message(&self, language: Language) -> String {
        let text = match &self.problem {
            Problem::NotUtf8 => {
                say!(language, fr: "la configuration n'est pas un texte en UTF-8", en: "the configuration is not text in UTF-8")
            }
            Problem::Syntax(error) => error.message(language),
            Problem::Duplicate(key) => {
                say!(language, fr: "la clé «\u{a0}{key}\u{a0}» se trouve deux fois", en: "duplicate key `{key}`")
            }
            Problem::Schema { kind, path, .. } => schema_message(kind, path, language),
            Problem::Typed(_) => {
                say!(language, fr: "la configuration ne peut pas être lue", en: "the configuration cannot be read")
            }
            Problem::Regex { reason } => {
                let reason = reason.message(language);
                say!(language, fr: "l'expression régulière n'est pas valide\u{a0}: {reason}", en: "the regular expression is not valid: {reason}")
            }
            Problem::Glob { text } => {
                say!(language, fr: "«\u{a0}{text}\u{a0}» n'est pas un motif de chemins valide", en: "`{text}` is not a valid pattern of paths")
            }
            Problem::Rule { name, .. } => {
                say!(language, fr: "la règle «\u{a0}{name}\u{a0}» n'existe pas", en: "there is no rule `{name}`")
            }
            Problem::FrontMatterSchema(error) => {
                let reason = error.message(language);
                say!(language, fr: "le schéma n'est pas valide\u{a0}: {reason}", en: "the schema is not valid: {reason}")
            }
            Problem::SchemaFile(path) => {
                say!(language, fr: "le fichier de schéma «\u{a0}{path}\u{a0}» n'existe pas, ou n'est pas un texte", en: "there is no schema file `{path}`, or it is not text")
            }
            Problem::SameName(name) => {
                say!(language, fr: "deux groupes se nomment «\u{a0}{name}\u{a0}»", en: "two groups are named `{name}`")
            }
            Problem::SameRoot(root) if root.is_empty() => {
                say!(language, fr: "deux sites ont la même racine", en: "two sites have the same root")
            }
            Problem::SameRoot(root) => {
                say!(language, fr: "deux sites ont la racine « {root} »", en: "two sites have the root `{root}`")
            }
            Problem::NoFiles(name) => {
                say!(language, fr: "le groupe «\u{a0}{name}\u{a0}» ne dit pas quels fichiers il contient", en: "the group `{name}` does not say which files it holds")
            }
            Problem::Blank => say!(language, fr: "ce texte ne doit pas être vide", en: "this text must not be empty"),
            Problem::Placeholder(name) => {
                say!(language, fr: "«\u{a0}{{{name}}}\u{a0}» n'est pas prévu dans un chemin", en: "`{{{name}}}` is not known in a path")
            }
            Problem::LeadsOut(path) => {
                say!(language, fr: "«\u{a0}{path}\u{a0}» sort du dépôt", en: "`{path}` leads out of the repository")
            }
            Problem::RepositoryName(name) => {
                say!(language, fr: "« {name} » n'est pas le nom d'un dépôt", en: "`{name}` is not the name of a repository")
            }
            Problem::SiblingPath(path) => {
                say!(language, fr: "« {path} » n'est pas un chemin relatif", en: "`{path}` is not a relative path")
            }
            Problem::Pattern(problem) => problem.message(language),
            problem => extension_message(problem, language),
        };
        visible(&text).into_owned()
    }

    /// What to do about it, in `language`; `None` where the message says it all.
    pub fn help(&self, language: Language) -> Option<String> {
        let text = match &self.problem {
            Problem::Syntax(error) => error.help(language)?,
            Problem::Schema { kind, path, written } => advice(kind, path, written, language),
            Problem::NotUtf8 => {
                say!(language, fr: "enregistrez le fichier en UTF-8 (l'éditeur le propose sous « Enregistrer avec l'encodage »)", en: "save the file as UTF-8 (editors offer it as \"Save with encoding\")")
            }
            Problem::Duplicate(_) => say!(language, fr: "gardez l'une des deux", en: "keep one of the two"),
            Problem::SameName(_) => {
                say!(language, fr: "renommez l'un des deux, ou réunissez-les", en: "rename one of them, or join them")
            }
            Problem::SameRoot(_) => {
                say!(language, fr: "donnez à chaque site le dossier de ses pages avec « root »", en: "give each site the folder of its pages with `root`")
            }
            Problem::Glob { .. } => {
                say!(language, fr: "écrivez-le comme « docs/**/*.md » ; un crochet ouvert se referme", en: "write it as `docs/**/*.md`; a bracket that opens must close")
            }
            Problem::NoFiles(_) => {
                say!(language, fr: "ajoutez par exemple « files: [\"**/*.md\"] », ou reprenez le nom d'un groupe du profil", en: "add for instance `files: [\"**/*.md\"]`, or take the name of a group of the profile")
            }
            Problem::LeadsOut(_) => {
                say!(language, fr: "donnez un chemin qui reste dans le dépôt", en: "give a path that stays in the repository")
            }
            Problem::RepositoryName(_) => {
                say!(language, fr: "écrivez « propriétaire/nom » pour GitHub, ou l'adresse d'un clone", en: "write `owner/name` for GitHub, or a clone's address")
            }
            Problem::SiblingPath(_) => {
                say!(language, fr: "donnez le chemin du clone depuis ce dossier, par exemple « ../documentation »", en: "give the clone's path from this folder, for instance `../documentation`")
            }
            Problem::Extended { error, .. } => error.help(language)?,
            Problem::SchemaFile(_) | Problem::ExtendsFile(_) => {
                say!(language, fr: "le chemin part du dossier de la configuration", en: "the path starts at the configuration's folder")
            }
            Problem::Blank => {
                say!(language, fr: "donnez-lui une valeur, ou retirez la clé", en: "give it a value, or remove the key")
            }
            Problem::Pattern(problem) => problem.help(language)?,
            Problem::Profile { did_you_mean: Some(word), .. }
            | Problem::Rule { did_you_mean: Some(word), .. }
            | Problem::Like { did_you_mean: Some(word), .. } => {
                say!(language, fr: "vouliez-vous dire «\u{a0}{word}\u{a0}»\u{a0}?", en: "did you mean `{word}`?")
            }
            Problem::Profile { known, .. } => {
                let known = known.join(", ");
                say!(language, fr: "profils disponibles\u{a0}: {known}", en: "profiles available: {known}")
            }
            Problem::Rule { .. } => {
                say!(language, fr: "«\u{a0}acquis rules\u{a0}» donne la liste des règles", en: "`acquis rules` lists the rules")
            }
            Problem::Placeholder(_) => {
                say!(language, fr: "utilisez {{dir}}, {{name}} et {{id}}", en: "use {{dir}}, {{name}} and {{id}}")
            }
            Problem::Regex { reason } => reason.help(language),
            Problem::FrontMatterSchema(error) => error.help(language),
            Problem::Typed(reason) => reason.clone(),
            _ => return None,
        };
        Some(visible(&text).into_owned())
    }
}

/// A list of more words is no message.
const FEW: usize = 9;

/// What is wrong at `path` of the configuration, which is empty at its root.
fn schema_message(kind: &ViolationKind, path: &str, language: Language) -> String {
    let text = match kind {
        // Of a rule, what it may be is said, not its type.
        ViolationKind::Type { .. } if path.starts_with("rules.") && !path["rules.".len()..].contains('.') => {
            say!(language, fr: "il faut off, info, warning ou error", en: "this must be off, info, warning or error")
        }
        ViolationKind::Enum { allowed, .. } if allowed.len() > FEW => {
            say!(language, fr: "cette valeur n'est pas prévue", en: "this value is not known")
        }
        kind => kind.message(language),
    };
    if path.is_empty() { text } else { say!(language, fr: "{path} : {text}", en: "{path}: {text}") }
}
