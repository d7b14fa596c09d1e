//! `.htaccess` of Apache: `Redirect`, `RedirectMatch` and `RewriteRule`. What only says how files are handed out says nothing of
//! addresses; any other word may.

use super::super::files::Files;
use super::{Rules, pattern};

/// Words that answer no address: of the core, and of modules that a host usually has.
const HARMLESS: &[&str] = &[
    "acceptpathinfo",
    "addcharset",
    "adddefaultcharset",
    "addencoding",
    "addlanguage",
    "addoutputfilter",
    "addoutputfilterbytype",
    "addtype",
    "allow",
    "authname",
    "authtype",
    "authuserfile",
    "browsermatch",
    "defaulttype",
    "deny",
    "directoryindex",
    "directoryslash",
    "errordocument",
    "expiresactive",
    "expiresbytype",
    "expiresdefault",
    "fallbackresource",
    "fileetag",
    "forcetype",
    "header",
    "indexignore",
    "indexoptions",
    "options",
    "order",
    "php_flag",
    "php_value",
    "removetype",
    "require",
    "requestheader",
    "rewritebase",
    "rewritecond",
    "rewriteengine",
    "rewriteoptions",
    "satisfy",
    "serversignature",
    "setenv",
    "setenvif",
    "setenvifnocase",
    "setoutputfilter",
    "unsetenv",
];

pub(super) fn read(rules: &mut Rules, files: &Files<'_>, path: &str) {
    let text = files.text(path).unwrap_or_default().replace("\\\n", " ");
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '<'])) {
        let words = words(line);
        let Some((name, arguments)) = words.split_first() else { continue };
        directive(rules, &name.to_ascii_lowercase(), arguments);
    }
}

/// The words of a line; quotation marks hold one together.
fn words(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"').and_then(|inner| inner.split_once('"')) {
            Some(split) => split,
            None => rest.split_once([' ', '\t']).unwrap_or((rest, "")),
        };
        found.push(word);
        rest = after.trim_start();
    }
    found
}

fn directive(rules: &mut Rules, name: &str, arguments: &[&str]) {
    // A status may stand before the address.
    let arguments = match (name, arguments) {
        ("redirect" | "redirectmatch", [status, rest @ ..]) if !status.contains(['/', '^']) => rest,
        _ => arguments,
    };
    match (name, arguments) {
        // It leads what stands below the address elsewhere as well.
        ("redirect" | "redirectpermanent" | "redirecttemp", [from, to @ ..]) => {
            rules.glob(from, to.first().copied());
            rules.glob(&format!("{}/*", from.trim_end_matches('/')), Some("/$1"));
        }
        ("redirectmatch", [from, to @ ..]) => rules.regex(from, to.first().copied()),
        ("rewriterule", [from, to, ..]) => rewrite(rules, from, to),
        _ if HARMLESS.contains(&name) => {}
        _ => rules.doubt(""),
    }
}

/// The pattern of a rewrite is about the path without its first slash.
fn rewrite(rules: &mut Rules, from: &str, to: &str) {
    if to == "-" {
        return;
    }
    let pattern = match from.strip_prefix('^') {
        Some(rest) => format!("^/{}", rest.trim_start_matches('/')),
        None => from.to_owned(),
    };
    if to.contains(".php") || to.contains(".cgi") {
        return rules.doubt(pattern::literal_start(pattern.trim_start_matches('^')));
    }
    let to = to.replace("%{REQUEST_URI}", "$uri").replace("%{HTTP_HOST}", "");
    // The same path on the host's other name is no other place.
    let to = to.strip_prefix("https://$").or_else(|| to.strip_prefix("https:///$")).map_or(to.clone(), |rest| format!("${rest}"));
    rules.regex(&pattern, Some(&to));
}
