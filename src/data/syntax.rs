//! Why a text is no YAML or TOML, at which place, in words for people who write lessons, not programs.

use crate::language::Language;
use crate::say;
use crate::text::{Span, escape};

/// Where a text stops being YAML or TOML, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The exact place: the quote or bracket that nothing closes, the colon, the tab…
    pub span: Span,
    /// Why.
    pub reason: SyntaxReason,
}

/// Why a text is no YAML or TOML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxReason {
    /// A quotation mark that nothing closes.
    UnclosedQuote,
    /// A `[` or `{` (given) that nothing closes.
    UnclosedBracket(char),
    /// A `]` or `}` (given) that closes nothing.
    StrayBracket(char),
    /// A tab where blanks must be spaces.
    Tab,
    /// A line that begins at a column where nothing can begin.
    Indentation,
    /// `: ` inside a value without quotes.
    ColonInValue,
    /// A line where a key must stand, without `: ` (the line).
    MissingColon(String),
    /// A line of TOML without `=` (the line).
    MissingEquals(String),
    /// Text after a closing quotation mark or bracket.
    TextAfterValue,
    /// A value that begins with a character that means something else (given).
    ReservedStart(char),
    /// `*name` that no `&name` defines, or a value that begins with an asterisk.
    UnknownAlias,
    /// Aliases that, written out, would be too large.
    AliasesTooLarge,
    /// A `\` in double quotes before a character that it cannot escape.
    Escape,
    /// A second document in a place for one.
    SecondDocument,
    /// Values nested deeper than [`super::MAX_DEPTH`].
    TooDeep,
    /// A control character that may not stand in such a text.
    ControlCharacter(char),
    /// A value is missing (TOML: `key =`).
    MissingValue,
    /// Text without quotes where TOML wants them.
    UnquotedText,
    /// Anything else.
    Other,
}

impl SyntaxError {
    pub(super) fn new(span: Span, reason: SyntaxReason) -> Self {
        Self { span, reason }
    }

    /// What is wrong, in `language`: a clause without a capital or a final dot, with no control character in it.
    pub fn message(&self, language: Language) -> String {
        match &self.reason {
            SyntaxReason::UnclosedQuote => {
                say!(language, fr: "ce guillemet n'est jamais refermé", en: "nothing closes this quotation mark")
            }
            SyntaxReason::UnclosedBracket(bracket) => {
                say!(language, fr: "ce «\u{a0}{bracket}\u{a0}» n'est jamais refermé", en: "nothing closes this `{bracket}`")
            }
            SyntaxReason::StrayBracket(bracket) => {
                say!(language, fr: "ce «\u{a0}{bracket}\u{a0}» ne referme rien", en: "this `{bracket}` closes nothing")
            }
            SyntaxReason::Tab => {
                say!(language, fr: "une tabulation se trouve là où il faut des espaces", en: "a tab stands where spaces are needed")
            }
            SyntaxReason::Indentation => {
                say!(language, fr: "cette ligne n'est pas alignée avec celles qui l'entourent", en: "this line is not aligned with those around it")
            }
            SyntaxReason::ColonInValue => {
                say!(language, fr: "une valeur sans guillemets ne peut pas contenir «\u{a0}:\u{a0}» suivi d'une espace", en: "a value without quotes cannot hold `:` followed by a space")
            }
            SyntaxReason::MissingColon(line) => {
                let line = escape::visible(line);
                say!(language, fr: "«\u{a0}{line}\u{a0}» devrait être une clé suivie de «\u{a0}:\u{a0}» et d'une espace", en: "`{line}` should be a key followed by `:` and a space")
            }
            SyntaxReason::MissingEquals(line) => {
                let line = escape::visible(line);
                say!(language, fr: "«\u{a0}{line}\u{a0}» devrait être une clé suivie de «\u{a0}=\u{a0}»", en: "`{line}` should be a key followed by `=`")
            }
            SyntaxReason::TextAfterValue => {
                say!(language, fr: "du texte suit une valeur qui est déjà terminée", en: "text follows a value that has already ended")
            }
            SyntaxReason::ReservedStart(c) => {
                say!(language, fr: "une valeur sans guillemets ne peut pas commencer par «\u{a0}{c}\u{a0}»", en: "a value without quotes cannot start with `{c}`")
            }
            SyntaxReason::UnknownAlias => {
                say!(language, fr: "«\u{a0}*\u{a0}» au début d'une valeur renvoie à un nom qui n'est défini nulle part", en: "`*` at the start of a value refers to a name that nothing defines")
            }
            SyntaxReason::AliasesTooLarge => {
                say!(language, fr: "les renvois («\u{a0}*nom\u{a0}») de ce texte le rendent démesuré", en: "the aliases (`*name`) of this text make it far too large")
            }
            SyntaxReason::Escape => {
                say!(language, fr: "entre guillemets doubles, cette barre oblique inverse ne peut pas précéder ce caractère", en: "in double quotes, this backslash cannot stand before this character")
            }
            SyntaxReason::SecondDocument => {
                say!(language, fr: "un second document commence ici", en: "a second document starts here")
            }
            SyntaxReason::TooDeep => {
                say!(language, fr: "trop de niveaux sont imbriqués (plus de {})", en: "too many levels are nested (more than {})", super::MAX_DEPTH)
            }
            SyntaxReason::ControlCharacter(c) => {
                let c = c.escape_unicode();
                say!(language, fr: "le caractère invisible {c} n'est pas permis ici", en: "the invisible character {c} is not allowed here")
            }
            SyntaxReason::MissingValue => say!(language, fr: "il manque une valeur", en: "a value is missing"),
            SyntaxReason::UnquotedText => {
                say!(language, fr: "un texte doit être entre guillemets", en: "text must stand in quotes")
            }
            SyntaxReason::Other => {
                say!(language, fr: "la lecture s'arrête ici\u{a0}: ce qui suit n'a pas la forme attendue", en: "reading stops here: what follows does not have the expected form")
            }
        }
    }

    /// What to do about it, in `language`; `None` where the message says it all.
    pub fn help(&self, language: Language) -> Option<String> {
        Some(match &self.reason {
            SyntaxReason::UnclosedQuote => {
                say!(language, fr: "ajoutez le même guillemet à la fin de la valeur", en: "add the same quotation mark at the end of the value")
            }
            SyntaxReason::UnclosedBracket(open) => {
                let close = if *open == '[' { ']' } else { '}' };
                say!(language, fr: "ajoutez «\u{a0}{close}\u{a0}», ou mettez la valeur entière entre guillemets", en: "add `{close}`, or put the whole value in quotes")
            }
            SyntaxReason::SecondDocument => {
                say!(language, fr: "retirez cette ligne « --- », ou ce qui la suit", en: "remove this `---` line, or what follows it")
            }
            SyntaxReason::AliasesTooLarge => {
                say!(language, fr: "écrivez les valeurs en entier, sans « & » ni « * »", en: "write the values in full, without `&` and `*`")
            }
            SyntaxReason::Tab => say!(language, fr: "remplacez la tabulation par des espaces", en: "replace the tab by spaces"),
            SyntaxReason::Indentation => {
                say!(language, fr: "les clés d'un même niveau commencent à la même colonne", en: "keys of one level start at the same column")
            }
            SyntaxReason::ColonInValue
            | SyntaxReason::TextAfterValue
            | SyntaxReason::ReservedStart(_)
            | SyntaxReason::UnknownAlias
            | SyntaxReason::StrayBracket(_) => {
                say!(language, fr: "mettez la valeur entière entre guillemets", en: "put the whole value in quotes")
            }
            SyntaxReason::MissingColon(_) => say!(language, fr: "écrivez «\u{a0}clé: valeur\u{a0}»", en: "write `key: value`"),
            SyntaxReason::Escape => {
                say!(language, fr: "doublez la barre oblique inverse, ou utilisez des guillemets simples", en: "double the backslash, or use single quotes")
            }
            SyntaxReason::UnquotedText => {
                say!(language, fr: "mettez la valeur entre guillemets doubles", en: "put the value in double quotes")
            }
            SyntaxReason::MissingEquals(_) => say!(language, fr: "écrivez «\u{a0}clé = valeur\u{a0}»", en: "write `key = value`"),
            SyntaxReason::TooDeep => say!(language, fr: "retirez des niveaux", en: "remove some levels"),
            SyntaxReason::ControlCharacter(_) => say!(language, fr: "retirez ce caractère", en: "remove this character"),
            SyntaxReason::MissingValue => {
                say!(language, fr: "ajoutez une valeur, ou retirez la clé", en: "add a value, or remove the key")
            }
            SyntaxReason::Other => return None,
        })
    }
}
