//! What the target of a link says by itself, before any file is looked for.

use crate::text::path::folder_of;
use crate::text::path::{decoded, join_into};

/// A path with what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address<'a> {
    /// The path as written, percent-encoding kept; never empty.
    pub path: &'a str,
    /// What follows `#`, percent-encoding kept.
    pub fragment: Option<&'a str>,
}

/// A target that no browser takes as it was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// `http//…`, `http:/x`, `htps://…`: the scheme is misspelt; the bytes of the target before the host's name.
    Scheme(usize),
    /// `www.example.org` without a scheme, which is read as a file of the repository.
    Www,
    /// `name@example.org` without `mailto:`.
    Mail,
    /// It ends with a quotation mark or a bracket that nothing opens.
    Mark(char),
    /// An address of the web or of a person stands in brackets: see [`unbracketed`].
    Brackets,
}

/// What a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// Nothing.
    Empty,
    /// `#fragment`: a place on the same page.
    Fragment(&'a str),
    /// A path from the folder of the page.
    Relative(Address<'a>),
    /// A path from the root (`/x`), kept without its slash.
    Absolute(Address<'a>),
    /// An address with a scheme (`https:`, `tel:`…), or with a host alone (`//host/x`).
    External,
    /// `mailto:…`
    Mail,
    /// A template's variable or tag stands in it, or a placeholder in angle brackets.
    Templated,
    /// A path of one machine: `C:\…`, `file://…`, `/home/…`, `\\server\…`.
    Machine,
    /// None of these, but it was meant to be.
    Malformed(Malformed),
}

impl<'a> Target<'a> {
    /// A cheap test that comes before reading: whether `target` may be [`Target::Machine`].
    pub fn may_be_machine(target: &str) -> bool {
        let bytes = target.trim_start().as_bytes();
        matches!(bytes, [b'/' | b'\\' | b'f' | b'F', ..] | [_, b':', ..])
    }

    /// A cheap test that comes before reading: whether `target` may be [`Target::Malformed`].
    pub fn may_be_malformed(target: &str) -> bool {
        let (Some(first), Some(last)) = (target.trim_start().bytes().next(), target.trim_end().bytes().next_back()) else {
            return false;
        };
        let usual = target.strip_prefix("https://").is_some_and(|host| !host.starts_with(['h', 'H', 't', 'T', '/', '\\']));
        let scheme = matches!(first, b'h' | b'H' | b't' | b'T' | b'w' | b'W' | b'[' | b'(') && !usual;
        scheme || CLASSES[last as usize] & MARK != 0 || memchr::memchr(b'@', target.as_bytes()).is_some()
    }

    /// Reads `target`, in which escapes and entities are resolved.
    pub fn read(target: &'a str) -> Self {
        let target = target.trim();
        let Some(&first) = target.as_bytes().first() else { return Self::Empty };
        let seen = target.bytes().fold(0, |seen, byte| seen | CLASSES[byte as usize]);
        if seen & TEMPLATE != 0 {
            return Self::Templated;
        }
        if first.is_ascii_uppercase() && is_placeholder(target) {
            return Self::Templated;
        }
        if first == b'#' {
            return Self::Fragment(&target[1..]);
        }
        if let Some(special) = special(target, seen) {
            return special;
        }
        let split = |text: &'a str, mark, which: u8| {
            let at = if seen & which == 0 { None } else { memchr::memchr(mark, text.as_bytes()) };
            at.map_or((text, None), |at| (&text[..at], Some(&text[at + 1..])))
        };
        let (path, fragment) = split(target, b'#', HASH);
        let (path, _) = split(path, b'?', QUERY);
        if path.is_empty() {
            return fragment.map_or(Self::External, Self::Fragment);
        }
        match path.strip_prefix('/') {
            Some("") => Self::External,
            Some(path) => Self::Absolute(Address { path, fragment }),
            None => Self::Relative(Address { path, fragment }),
        }
    }
}

/// Whether it is a word in capitals that a program replaces: `ENGLISH_VERSION_URL`.
fn is_placeholder(target: &str) -> bool {
    let word = target.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    word && target.rsplit_once('_').is_some_and(|(_, last)| matches!(last, "URL" | "URI" | "LINK" | "HREF" | "PATH"))
}

impl Target<'_> {
    /// The path that it is, from the root of the repository, in a link of the file at `page`; `None` where it is no path,
    /// or leads out of the repository. No site is thought of.
    pub(crate) fn file(&self, page: &str) -> Option<String> {
        let (folder, address) = match self {
            Self::Relative(address) => (folder_of(page), address),
            Self::Absolute(address) => ("", address),
            _ => return None,
        };
        let mut path = String::new();
        join_into(folder, &decoded(address.path), &mut path).is_none().then_some(path)
    }
}

const TEMPLATE: u8 = 1;
const HASH: u8 = 2;
const COLON: u8 = 4;
const AT: u8 = 8;
const BACKSLASH: u8 = 16;
/// A quotation mark or closing bracket, or a character that may be one.
const MARK: u8 = 32;

const QUERY: u8 = 64;

/// [`class`] of every byte: targets are read by the hundred thousand.
static CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = class(byte as u8);
        byte += 1;
    }
    classes
};

const fn class(byte: u8) -> u8 {
    match byte {
        b'{' | b'<' => TEMPLATE,
        b'#' => HASH,
        b'?' => QUERY,
        b':' => COLON,
        b'@' => AT,
        b'\\' => BACKSLASH,
        b'"' | b'\'' | b']' | b'>' | b'}' | 0x80.. => MARK,
        _ => 0,
    }
}

/// What `target` is when it is no path of the repository.
fn special(target: &str, seen: u8) -> Option<Target<'_>> {
    if seen & BACKSLASH != 0 && target.starts_with("\\\\") {
        return Some(Target::Machine);
    }
    if target.starts_with("//") {
        return Some(Target::External);
    }
    if let Some(length) = misspelt_scheme(target) {
        return Some(Target::Malformed(Malformed::Scheme(length)));
    }
    if target.starts_with(['[', '(']) && unbracketed(target).is_some() {
        return Some(Target::Malformed(Malformed::Brackets));
    }
    if seen & MARK != 0
        && let Some(mark) = stray_mark(target)
    {
        return Some(Target::Malformed(Malformed::Mark(mark)));
    }
    if seen & COLON != 0
        && let Some(scheme) = scheme(target)
    {
        return Some(match scheme.to_ascii_lowercase().as_str() {
            "mailto" => Target::Mail,
            "file" => Target::Machine,
            drive if drive.len() == 1 => Target::Machine,
            _ => Target::External,
        });
    }
    if target.starts_with('/') && is_machine(target) {
        return Some(Target::Machine);
    }
    if target.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) && target[4..].contains('.') {
        return Some(Target::Malformed(Malformed::Www));
    }
    (seen & AT != 0 && is_mail(target)).then_some(Target::Malformed(Malformed::Mail))
}

/// The scheme before the first colon, if what stands there can be one.
fn scheme(target: &str) -> Option<&str> {
    let (scheme, _) = target.split_once(':')?;
    let fine = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'.' | b'-'));
    fine.then_some(scheme)
}

/// The address of the web or of a person that stands in brackets, or behind one: `[a@b.org]`, `(https://a.org)`.
pub fn unbracketed(target: &str) -> Option<&str> {
    let inner = target.trim().strip_prefix(['[', '('])?;
    let inner = inner.strip_suffix([']', ')']).unwrap_or(inner).trim();
    let host = ["https://", "http://"].iter().find_map(|scheme| inner.strip_prefix(scheme));
    let address = host.is_some_and(|host| host.starts_with(char::is_alphanumeric) && !host.contains(['[', ']', '(', ')', ' ']));
    (address || is_mail(inner.strip_prefix("mailto:").unwrap_or(inner))).then_some(inner)
}

/// The length of a misspelt `http://` or `https://` at the start of `target`, or of several.
fn misspelt_scheme(target: &str) -> Option<usize> {
    let (mut length, mut wrong) = scheme_in_letters(target)?;
    while let Some((more, _)) = scheme_in_letters(&target[length..]) {
        let again = &target[length..length + more];
        // `https://http:8080/x` names a host.
        if !again.contains("//") && !again.contains(":/") {
            break;
        }
        (length, wrong) = (length + more, true);
    }
    (wrong && target[length..].starts_with(|c: char| c.is_alphanumeric())).then_some(length)
}

/// The length of what stands for `http://` or `https://` at the start of `target`, and whether it is written wrongly.
fn scheme_in_letters(target: &str) -> Option<(usize, bool)> {
    if !target.starts_with(['h', 'H', 't', 'T']) {
        return None;
    }
    let letters = target.bytes().take(7).take_while(u8::is_ascii_alphabetic).count();
    if !(3..=6).contains(&letters) || !target[letters..].starts_with([':', '/', '\\', ';']) {
        return None;
    }
    let (word, rest) = target.split_at(letters);
    let word = word.to_ascii_lowercase();
    let marks = rest.len() - rest.trim_start_matches([':', '/', '\\', ';']).len();
    let marks = &rest[..marks];
    let right = matches!(word.as_str(), "http" | "https");
    let meant = if right {
        // `http/status.md` is a path.
        marks.len() >= 2 || marks == ":"
    } else {
        matches!(
            word.as_str(),
            "htp"
                | "htps"
                | "htpp"
                | "htpps"
                | "httt"
                | "httpp"
                | "htttp"
                | "htttps"
                | "httpss"
                | "ttp"
                | "ttps"
                | "hhtp"
                | "hhtps"
                | "hhttp"
                | "hhttps"
                | "hppt"
                | "hppts"
                | "hptt"
                | "hptts"
        ) && marks.contains("//")
    };
    meant.then(|| (letters + marks.len(), !right || marks != "://"))
}

/// A quotation mark or bracket at the end that has no partner in the target.
fn stray_mark(target: &str) -> Option<char> {
    let last = target.chars().next_back()?;
    let opener = match last {
        '"' | '\'' => last,
        '”' => '“',
        '»' => '«',
        '’' => '‘',
        ']' => '[',
        '>' => '<',
        '}' => '{',
        _ => return None,
    };
    let before = &target[..target.len() - last.len_utf8()];
    let alone = if opener == last { before.matches(last).count() % 2 == 0 } else { !before.contains(opener) };
    // An apostrophe may end a name: only after a slash or beside another mark it is surely none.
    let apostrophe = matches!(last, '\'' | '’') && !before.ends_with('/');
    (alone && !apostrophe && before.len() > 1).then_some(last)
}

/// Whether a path from the root is one of a person's own machine and not of a site.
fn is_machine(target: &str) -> bool {
    if let Some(rest) = target.strip_prefix("/Users/").or_else(|| target.strip_prefix("/home/")) {
        let mut parts = rest.split('/');
        let (user, next) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let folder =
            ["Desktop", "Documents", "Downloads", "Bureau", "Images", "Téléchargements", "Library", "Projects", "src", "git"];
        return !user.is_empty() && !next.is_empty() && (folder.contains(&next) || parts.next().is_some());
    }
    ["/tmp/", "/mnt/c/", "/C:/", "/c:/", "/var/www/"].iter().any(|root| target.starts_with(root))
}

fn is_mail(target: &str) -> bool {
    let Some((name, host)) = target.split_once('@') else { return false };
    !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+'))
        && host.contains('.')
        && !host.ends_with(".md")
        && host.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
        && host.rsplit('.').next().is_some_and(|end| end.len() >= 2 && end.bytes().all(|b| b.is_ascii_alphabetic()))
        // `logo@2x.png` is a picture for fine screens.
        && !host.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relative<'a>(path: &'a str, fragment: Option<&'a str>) -> Target<'a> {
        Target::Relative(Address { path, fragment })
    }

    #[test]
    fn paths_and_fragments() {
        assert_eq!(Target::read("a/b.md?x=1#c"), relative("a/b.md", Some("c")));
        assert_eq!(Target::read("http/status.md"), relative("http/status.md", None));
        assert_eq!(Target::read("https.md"), relative("https.md", None));
        assert_eq!(Target::read("logo@2x.png"), relative("logo@2x.png", None));
        assert_eq!(Target::read(".\\a.md"), relative(".\\a.md", None));
        assert_eq!(Target::read("l’été.md"), relative("l’été.md", None));
        assert_eq!(Target::read("/a.md#b"), Target::Absolute(Address { path: "a.md", fragment: Some("b") }));
        assert_eq!(Target::read("?x#b"), Target::Fragment("b"));
        assert_eq!(Target::read("#"), Target::Fragment(""));
        assert_eq!(Target::read(" "), Target::Empty);
    }

    #[test]
    fn what_is_no_path() {
        for (target, expected) in [
            ("https://example.org/a_(b)", Target::External),
            ("//example.org", Target::External),
            ("tel:+33", Target::External),
            ("mailto:a@b.fr", Target::Mail),
            ("{{ url }}", Target::Templated),
            ("a/{% link b.md %}", Target::Templated),
            ("C:\\a\\b.md", Target::Machine),
            ("c:/a", Target::Machine),
            ("file:///a", Target::Machine),
            ("/home/lea/Documents/a.md", Target::Machine),
            ("\\\\serveur\\a", Target::Machine),
            ("http//example.org", Target::Malformed(Malformed::Scheme(6))),
            ("http:/example.org", Target::Malformed(Malformed::Scheme(6))),
            ("htps://example.org", Target::Malformed(Malformed::Scheme(7))),
            ("https:https://example.org/a", Target::Malformed(Malformed::Scheme(14))),
            ("http://https://example.org", Target::Malformed(Malformed::Scheme(15))),
            ("https://http//example.org", Target::Malformed(Malformed::Scheme(14))),
            ("https://http:///https://example.org", Target::Malformed(Malformed::Scheme(24))),
            ("hhttps://example.org", Target::Malformed(Malformed::Scheme(9))),
            ("https:///example.org", Target::Malformed(Malformed::Scheme(9))),
            ("https://http.cat/404", Target::External),
            ("https://http:8080/a", Target::External),
            ("https://https", Target::External),
            ("https://https/a", Target::External),
            ("https://httpbin.org/anything/https://example.org", Target::External),
            ("www.example.org/a", Target::Malformed(Malformed::Www)),
            ("[lea@example.org]", Target::Malformed(Malformed::Brackets)),
            ("[https://example.org/", Target::Malformed(Malformed::Brackets)),
            ("(https://example.org/a)", Target::Malformed(Malformed::Brackets)),
            ("[mailto:lea@example.org]", Target::Malformed(Malformed::Brackets)),
            ("[a](https://example.org)", Target::Relative(Address { path: "[a](https://example.org)", fragment: None })),
            ("[id].md", Target::Relative(Address { path: "[id].md", fragment: None })),
            ("lea@example.org", Target::Malformed(Malformed::Mail)),
            ("https://example.org/\"", Target::Malformed(Malformed::Mark('"'))),
            ("https://example.org/»", Target::Malformed(Malformed::Mark('»'))),
            ("https://example.org/?q=\"a\"", Target::External),
        ] {
            assert_eq!(Target::read(target), expected, "{target}");
            assert!(expected != Target::Machine || Target::may_be_machine(target), "{target}");
            assert!(!matches!(expected, Target::Malformed(_)) || Target::may_be_malformed(target), "{target}");
        }
        assert!(matches!(Target::read("/home/about"), Target::Absolute(_)));
    }
}
