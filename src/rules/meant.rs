//! What a target that leads nowhere was meant to be, where its letters tell: an address with an invisible character or quotation
//! marks around it, one that changed places with its text, a whole link.

/// What was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meant<'a> {
    /// The variant that words it.
    pub(super) variant: &'static str,
    /// What to write in place of the target; for [`SWAPPED`] in place of the whole link.
    pub(super) right: std::borrow::Cow<'a, str>,
}

/// The variant of a link whose text and address changed places.
pub(super) const SWAPPED: &str = "swapped";

/// Ends of the names of sites that are no ends of the names of files, but `org`.
const DOMAINS: &[&str] = &[
    "academy", "at", "be", "biz", "br", "ca", "ch", "cn", "co", "com", "cz", "de", "dev", "dk", "edu", "es", "eu", "fi", "fr",
    "gouv", "gov", "gr", "ie", "info", "io", "it", "jp", "lu", "net", "nl", "no", "org", "pt", "ru", "se", "tech", "tv", "uk",
    "us",
];

/// The end of the name of a site that `target` begins with, if it may be one: `org` of `garden.org/plan`.
pub(super) fn domain(target: &str) -> Option<&str> {
    let host = target.split(['/', '?', '#']).next().filter(|host| host.is_ascii())?;
    let (labels, end) = host.rsplit_once('.')?;
    let label = |label: &str| {
        let fine = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        fine && label.starts_with(|c: char| c != '-') && !label.ends_with('-')
    };
    let known = DOMAINS.iter().any(|domain| domain.eq_ignore_ascii_case(end));
    (known && labels.split('.').all(label)).then_some(end)
}

/// What is seen nowhere: of no width, or a mark of direction or of bytes.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{202a}'..='\u{202e}')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '`')
}

/// Whether it is an address of the web and nothing else.
fn is_address(text: &str) -> bool {
    let host = ["https://", "http://"].iter().find_map(|scheme| text.strip_prefix(scheme));
    host.is_some_and(|host| host.starts_with(char::is_alphanumeric) && !host.contains(char::is_whitespace))
}

/// What `target` was meant to be, in the link that is `written` so.
pub(super) fn meant<'a>(target: &'a str, written: &'a str) -> Option<Meant<'a>> {
    let found = |variant, right: &'a str| Some(Meant { variant, right: right.into() });
    let seen = target.trim_matches(is_invisible);
    if seen.len() < target.len() && !seen.is_empty() {
        return found("invisible", seen);
    }
    let bare = target.trim_matches(|c: char| is_quote(c) || c.is_whitespace());
    if bare.len() < target.trim().len() && is_address(bare) && target.starts_with(is_quote) && target.ends_with(is_quote) {
        return found("quoted", bare);
    }
    let inner = target.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')).and_then(|rest| rest.split_once("]("));
    if let Some((_, address)) = inner.filter(|(_, address)| is_address(address)) {
        return found("nested", address);
    }
    let text = written.strip_prefix('[').and_then(|rest| rest.split_once("](")).map(|(text, _)| text.trim())?;
    let word = !target.contains(['/', '.', '#', '?']) && target.starts_with(char::is_alphabetic);
    (word && is_address(text)).then(|| Meant { variant: SWAPPED, right: format!("[{target}]({text})").into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sites_are_told_from_names_of_files() {
        for (target, end) in [
            ("bookdown.org", "org"),
            ("app.garden.com", "com"),
            ("beta.gouv.fr", "fr"),
            ("garden.io/plan?a#b", "io"),
            ("Garden-2.NET/", "NET"),
        ] {
            assert_eq!(domain(target), Some(end), "{target}");
        }
        for none in
            ["plan.md", "a/b.com", "./a.com", "../a.fr", "a_b.com", ".com", "a..com", "-a.com", "com", "main.rs", "é.fr", ""]
        {
            assert_eq!(domain(none), None, "{none}");
        }
    }

    #[test]
    fn letters_tell_what_was_meant() {
        let all = |target, written| meant(target, written).map(|meant| (meant.variant, meant.right.into_owned()));
        let told = |target| all(target, "[a](b)").map(|(variant, right)| format!("{variant} {right}"));
        assert_eq!(told("\u{200b}https://a.org/b").as_deref(), Some("invisible https://a.org/b"));
        assert_eq!(told("\u{feff}plan.md").as_deref(), Some("invisible plan.md"));
        assert_eq!(told("\"https://a.org/b\"").as_deref(), Some("quoted https://a.org/b"));
        assert_eq!(told("“https://a.org”").as_deref(), Some("quoted https://a.org"));
        assert_eq!(told("[https://a.org](https://a.org)").as_deref(), Some("nested https://a.org"));
        for none in ["plan.md", "l’été.md", "\"plan.md\"", "[a](b.md)", "Honey", "", "\u{200b}"] {
            assert_eq!(told(none), None, "{none}");
        }
        assert_eq!(all("Honey", "[https://a.org](Honey)"), Some((SWAPPED, "[Honey](https://a.org)".to_owned())));
        assert_eq!(all("honey.md", "[https://a.org](honey.md)"), None);
    }
}
