//! `nginx.conf`: `location`, `return`, `rewrite`, `map`. One that only serves files says nothing of addresses.

use super::super::files::Files;
use super::{Rules, pattern};

/// A directive: its words, and what stands in its braces.
#[derive(Debug)]
struct Directive {
    words: Vec<String>,
    block: Option<Vec<Directive>>,
}

/// How deep blocks are followed.
const DEEPEST: u32 = 12;

pub(super) fn read(rules: &mut Rules, files: &Files<'_>, path: &str) {
    let text = files.text(path).unwrap_or_default();
    let mut tokens = tokens(&text).into_iter();
    let (all, closed) = block(&mut tokens, DEEPEST);
    if !closed {
        return rules.doubt("");
    }
    if !has_server(&all) {
        // Part of another file, or the rules are in others.
        let elsewhere = includes(&all);
        return if elsewhere { rules.doubt("") } else { directives(rules, &all, &Place::default()) };
    }
    directives(rules, &all, &Place::default());
}

/// Where a directive stands: the addresses that it is about.
#[derive(Clone, Debug, Default)]
struct Place {
    /// What they begin with.
    prefix: String,
    /// The pattern that they fit; `None` for the whole server.
    only: Option<Only>,
    /// Whether it is one that another refers to: it refers to no third, which could be itself.
    named: bool,
}

#[derive(Clone, Debug)]
enum Only {
    Exactly(String),
    Below(String),
    Fits(String),
}

fn has_server(all: &[Directive]) -> bool {
    all.iter().any(|one| one.name() == "server" || one.name() == "http" && one.block.as_deref().is_some_and(has_server))
}

fn includes(all: &[Directive]) -> bool {
    let types = |one: &Directive| one.words.last().is_some_and(|file| file.ends_with("mime.types"));
    all.iter().any(|one| one.name() == "include" && !types(one) || one.block.as_deref().is_some_and(includes))
}

impl Directive {
    fn name(&self) -> &str {
        self.words.first().map_or("", |name| name)
    }
}

fn directives(rules: &mut Rules, all: &[Directive], place: &Place) {
    for one in all {
        directive(rules, one, all, place);
    }
}

fn directive(rules: &mut Rules, one: &Directive, beside: &[Directive], place: &Place) {
    let words: Vec<&str> = one.words.iter().map(String::as_str).collect();
    let inner = one.block.as_deref().unwrap_or_default();
    match words[..] {
        ["http" | "server" | "events" | "stream" | "types", ..] => directives(rules, inner, place),
        // What others refer to is judged where they do.
        ["location", name] if name.starts_with('@') => {}
        ["location", ref rest @ ..] => directives(rules, inner, &Place { named: place.named, ..location(rest) }),
        ["return", ref rest @ ..] => answered(rules, place, rest),
        ["rewrite", from, to, ..] => rules.regex(from, Some(to)),
        ["map", of, _] if of.contains("uri") => map(rules, inner),
        ["if", ref condition @ ..] => condition_of(rules, condition, inner, place),
        ["try_files", .., last] | ["error_page", .., last] if last.starts_with('@') => {
            let named = beside.iter().find(|other| other.words.get(1).is_some_and(|name| name == last));
            match named.and_then(|named| named.block.as_deref()).filter(|_| !place.named) {
                Some(inner) => directives(rules, inner, &Place { named: true, ..place.clone() }),
                None => doubt(rules, place),
            }
        }
        ["include", file] if !file.ends_with("mime.types") && !file.ends_with("_params") && place.only.is_some() => {
            doubt(rules, place);
        }
        ["alias", ..] | ["stub_status" | "empty_gif" | "flv" | "mp4", ..] => doubt(rules, place),
        [name, ..] if name.ends_with("_pass") || name.contains("lua") || matches!(name, "js_content" | "perl") => {
            doubt(rules, place);
        }
        _ => {}
    }
}

/// The addresses that a `location` is about.
fn location(words: &[&str]) -> Place {
    match *words {
        ["=", path] => Place { prefix: path.to_owned(), only: Some(Only::Exactly(path.to_owned())), named: false },
        ["~", regex] => of_regex(regex.to_owned()),
        ["~*", regex] => of_regex(format!("(?i){regex}")),
        [.., "/"] | [] => Place { prefix: String::new(), only: Some(Only::Below(String::new())), named: false },
        [.., path] => {
            Place { prefix: path.to_owned(), only: Some(Only::Below(path.trim_end_matches('/').to_owned())), named: false }
        }
    }
}

fn of_regex(regex: String) -> Place {
    let plain = regex.strip_prefix("(?i)").unwrap_or(&regex).trim_start_matches('^');
    let anchored = regex.contains("^/");
    let prefix = if anchored { pattern::literal_start(plain).to_owned() } else { String::new() };
    Place { prefix, only: Some(Only::Fits(regex)), named: false }
}

/// `return` with its words: something answers every address of the place.
fn answered(rules: &mut Rules, place: &Place, words: &[&str]) {
    let status = words.first().copied().unwrap_or_default();
    if matches!(status, "403" | "404" | "410" | "444") {
        return;
    }
    // The same path under another name of the host is the other host's matter: it is alive where the path is.
    let to = words.last().copied().filter(|to| to.contains('/') || to.contains('$'));
    let same = to.is_some_and(|to| to.ends_with("$request_uri") || to.ends_with("$uri") || to.ends_with("$uri/"));
    match &place.only {
        Some(Only::Exactly(path)) => rules.address(path),
        Some(Only::Below(prefix)) if !prefix.is_empty() => rules.regex(&format!("^{}", regex::escape(prefix)), to),
        Some(Only::Fits(regex)) => rules.regex(regex, to),
        _ if same => {}
        _ if to.is_some_and(|to| to.contains("://")) => doubt(rules, place),
        _ => {}
    }
}

/// `map $uri $new { /old /new; }`: its keys lead elsewhere.
fn map(rules: &mut Rules, pairs: &[Directive]) {
    for pair in pairs {
        match &pair.words[..] {
            [from, to] if from.starts_with('/') && to.len() > 2 => rules.address(from),
            [from, to] if from.starts_with('~') && to.len() > 2 => {
                rules.regex(from.trim_start_matches(['~', '*', ' ']), Some(to));
            }
            _ => {}
        }
    }
}

/// `if`: on the path itself it is a pattern; otherwise it stands where it stands.
fn condition_of(rules: &mut Rules, condition: &[&str], inner: &[Directive], place: &Place) {
    let words: Vec<&str> = condition.iter().map(|word| word.trim_matches(['(', ')'])).filter(|word| !word.is_empty()).collect();
    match words[..] {
        ["$uri" | "$request_uri", "~" | "~*", regex] => {
            directives(rules, inner, &Place { named: place.named, ..of_regex(regex.to_owned()) });
        }
        ["$uri" | "$request_uri", "=", path] => {
            let only = Some(Only::Exactly(path.to_owned()));
            directives(rules, inner, &Place { prefix: path.to_owned(), only, named: place.named });
        }
        // The value of a map: its keys are known.
        [value] if value.starts_with('$') => {}
        _ => directives(rules, inner, place),
    }
}

fn doubt(rules: &mut Rules, place: &Place) {
    match &place.only {
        Some(Only::Exactly(path)) => rules.address(path),
        Some(Only::Below(prefix)) => rules.doubt_below(prefix),
        _ => rules.doubt(&place.prefix),
    }
}

/// The words, braces and semicolons of a configuration.
fn tokens(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        let mut word = String::new();
        let mut quote = None;
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match (quote, c) {
                (Some(mark), _) if c == mark => {
                    quote = None;
                    if word.is_empty() {
                        found.push(String::new());
                    }
                }
                (Some(_), _) => word.push(c),
                (None, '"' | '\'') if word.is_empty() => quote = Some(c),
                (None, '#') if word.is_empty() => break,
                (None, ' ' | '\t' | '\r') => push(&mut found, &mut word),
                (None, ';') => {
                    push(&mut found, &mut word);
                    found.push(";".to_owned());
                }
                // A brace inside a word belongs to an expression or to a variable.
                (None, '{' | '}') if word.is_empty() => found.push(c.to_string()),
                (None, '{') if chars.peek().is_none() => {
                    push(&mut found, &mut word);
                    found.push("{".to_owned());
                }
                (None, _) => word.push(c),
            }
        }
        push(&mut found, &mut word);
    }
    found
}

fn push(found: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        found.push(std::mem::take(word));
    }
}

/// The directives up to the end of a block, and whether it was understood to its end.
fn block(tokens: &mut impl Iterator<Item = String>, depth: u32) -> (Vec<Directive>, bool) {
    let mut all = Vec::new();
    let mut words = Vec::new();
    while let Some(token) = tokens.next() {
        match token.as_str() {
            ";" => all.push(Directive { words: std::mem::take(&mut words), block: None }),
            "}" => return (all, words.is_empty() && depth < DEEPEST),
            "{" if depth == 0 => return (all, false),
            "{" => {
                let (inner, closed) = block(tokens, depth - 1);
                all.push(Directive { words: std::mem::take(&mut words), block: Some(inner) });
                if !closed {
                    return (all, false);
                }
            }
            _ => words.push(token),
        }
    }
    (all, words.is_empty() && depth == DEEPEST)
}
