//! What a page that belongs to a site says of its own address, gathered while it is parsed.

use super::{Cause, Site, Sites, generated, is_about_repository};
use crate::anchor::{Anchors, Match};
use crate::data::{Node, Value};
use crate::document::{BlockKind, Document};
use crate::text::Span;
use memchr::memmem;

/// What is known of a page of a site beside what the forge makes of it.
#[derive(Debug)]
pub struct OnSite {
    /// The number of its site.
    pub site: u32,
    /// Whether it is about the repository as well, and read on the forge.
    pub(crate) both: bool,
    /// Its anchors on the site; `None` where they are those of the forge.
    pub anchors: Option<Anchors>,
    /// What adds text to the page, and with it anchors that are not seen here.
    pub(crate) inserted: Option<Cause>,
    /// Anchors that templates make of what is not known, by what stands before and after that.
    guesses: Box<[(String, String)]>,
    /// The files whose text is put into the page.
    pub(crate) parts: Box<[Box<str>]>,
    /// Those of them of which some lines alone are, with what says which.
    pub(crate) cuts: Box<[(Box<str>, Box<str>)]>,
    /// Whether something that is not seen may define its references.
    pub(crate) may_define: bool,
    /// Its anchors that hold in the whole site, where others do not.
    pub(crate) labels: Option<Box<[Box<str>]>>,
    /// Whether it is put into other pages, and its links are read from there.
    pub(crate) included: bool,
    /// The names that attribute lists of the page set (`{#name}`), one after another, each after a `#`.
    pub(crate) explicit: Box<str>,
    /// Its whole address (`permalink`, `url`), as its front matter says.
    pub(super) permalink: Option<Box<str>>,
    /// Its `slug` alone.
    pub(super) slug: Option<Box<str>>,
    /// Whether it is a draft, which is not published.
    pub(crate) draft: bool,
    /// The last part of its address (`slug`, `id`).
    pub(super) slugs: Box<[Box<str>]>,
    /// Its title, where addresses may be made of titles.
    pub(super) title: Option<Box<str>>,
    /// Other addresses that lead to it (`aliases`, `redirect_from`).
    pub(super) aliases: Box<[Box<str>]>,
    /// Other addresses that its front matter makes: those of terms that it names.
    pub(super) made: Box<[String]>,
}

/// Keys of front matter that say something of addresses.
const KEYS: &[&str] = &["permalink", "slug", "url", "id", "draft", "aliases", "redirect_from"];

impl OnSite {
    /// What is known of `document`; `None` where no site has it.
    pub fn of(document: &Document, sites: &Sites) -> Option<Box<Self>> {
        let number = sites.number(document.source.path())?;
        let site = sites.get(Some(number))?;
        let differs = site.renderer != sites.renderer_alone(document.source.path());
        let own = site.generator.anchors(document, site).filter(|_| site.has_own_renderer());
        let anchors = own.map(|names| Anchors::named(&names)).or_else(|| differs.then(|| Anchors::of(document, site.renderer)));
        let brought = site.generator.brought(document, site);
        let inserted = match &brought {
            Some(brought) => brought.unseen.clone(),
            None => site.generator.adds_anchors(document, site),
        };
        let brought = brought.unwrap_or_default();
        let mut known = Self {
            site: number,
            both: is_about_repository(document.source.path(), ""),
            anchors,
            inserted,
            guesses: brought.guesses.into(),
            parts: site.generator.parts(document, site).into(),
            cuts: site.generator.cuts(document, site).into(),
            may_define: !document.undefined.is_empty() && site.generator.may_define(document, site),
            labels: site.generator.labels(site, document).map(Into::into),
            included: site.generator.is_included(site, document.source.path()),
            explicit: explicit(document, site, &brought.ids),
            permalink: None,
            slug: None,
            draft: false,
            slugs: Box::default(),
            title: None,
            aliases: Box::default(),
            made: Box::default(),
        };
        let wanted = site.titled || says_address(document, &site.generator.makes(site));
        if let Some(root) = wanted.then(|| document.data_root()).flatten() {
            known.read(root, site);
            known.made = site.generator.made(site, document.source.path(), root).into();
        }
        Some(Box::new(known))
    }

    fn read(&mut self, root: &Node, site: &Site) {
        let text = |key: &str| root.get(key).and_then(Node::scalar_text).filter(|text| !text.is_empty()).map(String::into);
        self.permalink = site.generator.permalink_key().and_then(text);
        self.slug = text("slug");
        self.draft = root.get("draft").and_then(Node::scalar_text).is_some_and(|text| text == "true");
        self.slugs = site.generator.slug_keys().iter().copied().filter_map(text).collect();
        self.title = if site.titled { text("title") } else { None };
        let aliases = |key: &str| match root.get(key).map(|node| &node.value) {
            Some(Value::Sequence(items)) => items.iter().filter_map(Node::scalar_text).map(String::into).collect(),
            Some(_) => text(key).into_iter().collect::<Vec<Box<str>>>(),
            None => Vec::new(),
        };
        self.aliases = [aliases("aliases"), aliases("redirect_from")].concat().into();
    }
}

/// Whether the front matter has a key that speaks of addresses: reading it costs more than looking.
fn says_address(document: &Document, others: &[Box<str>]) -> bool {
    let Some(front) = document.front_matter.filter(|front| front.closed) else { return false };
    let text = document.source.text().get(front.content.range()).unwrap_or_default();
    text.lines().any(|line| {
        let key = line.trim_start_matches(['"', '\'']);
        KEYS.iter().any(|known| key.starts_with(known)) || others.iter().any(|known| key.starts_with(&**known))
    })
}

/// The names in attribute lists; what the generator makes anchors of too; what its templates bring.
fn explicit(document: &Document, site: &Site, brought: &[String]) -> Box<str> {
    let mut names = String::new();
    let mut add = |word: &str| {
        names.push('#');
        names.push_str(word);
        names.push('#');
    };
    if site.generator.lists_attributes() {
        listed(document, &mut add);
    }
    site.generator.given_ids(site, document, &mut add);
    brought.iter().for_each(|word| add(word));
    names.into()
}

/// Calls `add` with the names in the attribute lists of `document`: `{#name}`, `{: #name}`, `{.class #name}`. What is shown as code
/// is no list, but for the one that opens a block of it.
pub(super) fn listed(document: &Document, add: &mut dyn FnMut(&str)) {
    let text = document.source.text();
    let fences = document.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Code { fenced: true }));
    let opening = fences.filter_map(|block| {
        let start = block.span.start as usize;
        Some(start + text.get(start..)?.lines().next()?.find('{')?)
    });
    for at in generated::places_outside_code(document, "{").into_iter().chain(opening) {
        let rest = &text[at + 1..];
        let end = rest.find(['}', '\n', '{']).unwrap_or(rest.len());
        // A colon after the brace belongs to the list, one in a name to the name.
        let list = rest[..end].strip_prefix(':').unwrap_or(&rest[..end]);
        list.split([' ', '\t']).filter_map(|word| word.strip_prefix('#')).for_each(&mut *add);
    }
}

impl OnSite {
    /// Whether the page has the anchor `name` on its site.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.sets(name) || self.anchors.as_ref().is_some_and(|anchors| anchors.find(name) == Match::Exact)
    }

    /// Whether a template may make the anchor `name` of what is not known.
    pub(crate) fn may_set(&self, name: &str) -> bool {
        let fits = |(before, after): &(String, String)| {
            name.len() >= before.len() + after.len() && name.starts_with(before.as_str()) && name.ends_with(after.as_str())
        };
        self.guesses.iter().any(fits)
    }

    /// All its anchors on its site: `forge` where these are those of the forge.
    pub(crate) fn all<'a>(&'a self, forge: &'a Anchors) -> impl Iterator<Item = &'a str> {
        let anchors = self.anchors.as_ref().unwrap_or(forge);
        anchors.iter().chain(self.explicit.split('#').filter(|name| !name.is_empty()))
    }

    /// Those of them that hold in the whole site.
    pub(crate) fn shared<'a>(&'a self, forge: &'a Anchors) -> impl Iterator<Item = &'a str> {
        let labels = self.labels.as_deref();
        let all = labels.is_none().then(|| self.all(forge)).into_iter().flatten();
        labels.unwrap_or_default().iter().map(|name| &**name).chain(all)
    }

    /// Whether an attribute list of the page sets the anchor `name`.
    pub(crate) fn sets(&self, name: &str) -> bool {
        !self.explicit.is_empty() && self.explicit.contains(&format!("#{name}#"))
    }
}

/// How a generator's own tags that name pages are written.
#[derive(Debug)]
pub struct TagForm {
    /// What opens one.
    pub opens: &'static [&'static str],
    /// What it begins with then.
    pub words: &'static [&'static str],
    /// What closes it.
    pub closes: &'static [&'static str],
    /// Whether a `#` in it begins a fragment.
    pub fragments: bool,
    /// The names of its path and of its language, where arguments may have names: `{{< ref path="a" lang="fr" >}}`.
    pub named: Option<(&'static str, &'static str)>,
}

/// A path that a generator's own tag names: `{% link a.md %}`, `{{< ref "a" >}}`.
pub(crate) struct Tag {
    /// The whole tag.
    pub(crate) span: Span,
    /// The path in it.
    pub(crate) target: Span,
    /// The language in which the page is looked for, where it says one.
    pub(crate) language: Option<Span>,
}

/// The tags of `document` that name a page of the site, where its generator has such tags. Those in code are left out.
pub(crate) fn tags(document: &Document, site: &Site) -> Vec<Tag> {
    let text = document.source.text();
    let Some(form) = site.generator.tags() else { return Vec::new() };
    let found = tags_of(text, form);
    let raw = |at: u32| {
        let before = &text[..at as usize];
        before.rfind("{% raw %}") > before.rfind("{% endraw %}") || before.rfind("<!--") > before.rfind("-->")
    };
    found.into_iter().filter(|tag| !in_code(document, tag.span) && !raw(tag.span.start)).collect()
}

fn in_code(document: &Document, span: Span) -> bool {
    use crate::document::MarkKind;
    let inside = |outer: Span| outer.start <= span.start && span.end <= outer.end;
    document.marks.iter().any(|mark| mark.kind == MarkKind::Code && inside(mark.span))
        || document.blocks.iter().any(|block| matches!(block.kind, BlockKind::Code { .. }) && inside(block.span))
}

fn tags_of(text: &str, form: &TagForm) -> Vec<Tag> {
    let mut found = Vec::new();
    for open in form.opens {
        for start in memmem::find_iter(text.as_bytes(), open.as_bytes()) {
            let from = start + open.len();
            let rest = text.get(from..).unwrap_or_default();
            let inner = rest.trim_start_matches(['-', ' ', '\t']);
            let Some(word) = form.words.iter().find(|word| inner.starts_with(**word)) else { continue };
            let argument = inner[word.len()..].trim_start();
            let begin = text.len() - argument.len();
            let line = argument.split('\n').next().unwrap_or_default();
            let Some(end) = form.closes.iter().filter_map(|close| line.find(close)).min() else { continue };
            let arguments = &line[..end];
            let named = || form.named.and_then(|names| named_arguments(arguments, begin, names));
            let target = argument_of(arguments, begin).map(|target| (target, None)).or_else(named);
            if let Some((target, language)) = target {
                found.push(Tag { span: Span::new(start, begin + end + 2), target, language });
            }
        }
    }
    found
}

/// The only argument of a tag, quoted or not; `None` where there are several, a variable or a filter.
fn argument_of(written: &str, begin: usize) -> Option<Span> {
    let written = written.trim_end().trim_end_matches('-').trim_end();
    let (from, to) = match written.chars().next()? {
        quote @ ('"' | '`' | '\'') => (1, 1 + written[1..].find(quote)?),
        _ => (0, written.len()),
    };
    let name = &written[from..to];
    let rest = written[to..].trim_start_matches(['"', '`', '\'']).trim();
    let plain = !name.is_empty() && !name.contains(['{', '}', '|', '=', '<', '>', '"']) && (from == 1 || !name.contains(' '));
    (plain && rest.is_empty()).then(|| Span::new(begin + from, begin + to))
}

/// The path and the language of a tag whose arguments have names; `None` where one is a variable.
fn named_arguments(written: &str, begin: usize, (path, language): (&str, &str)) -> Option<(Span, Option<Span>)> {
    let value = |key: &str| {
        let at = written.match_indices(key).map(|(at, _)| at).find(|&at| {
            let alone = !written[..at].ends_with(|c: char| c.is_alphanumeric());
            alone && written[at + key.len()..].trim_start().starts_with('=')
        })?;
        let equals = at + written[at..].find('=')?;
        let rest = written[equals + 1..].trim_start();
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '`' | '\''))?;
        let from = written.len() - rest.len() + 1;
        let to = from + written[from..].find(quote)?;
        (to > from).then(|| Span::new(begin + from, begin + to))
    };
    Some((value(path)?, value(language)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "what fails here fails the test")]
mod tests {
    use super::*;
    use crate::document::Source;
    use crate::site::Generator;

    fn names(text: &str, generator: &dyn Generator) -> Vec<String> {
        tags_of(text, generator.tags().unwrap()).iter().map(|tag| text[tag.target.range()].to_owned()).collect()
    }

    #[test]
    fn tags_that_name_a_page() {
        let text = "{{< ref \"a b.md#c\" >}} {{% relref `x` %}} {{< ref path=\"a\" lang=\"fr\" >}} {{</* ref \"n\" */>}} {{< ref \"a\" \"b\" >}}";
        assert_eq!(names(text, &crate::site::hugo::Hugo), ["a b.md#c", "a", "x"]);
        let text =
            "{% link _posts/a.md %} {%- post_url 2020-01-01-x -%} {% link {{ page.x }} %} {% linkage a %} {% link a | b %}";
        assert_eq!(names(text, &crate::site::jekyll::Jekyll), ["_posts/a.md", "2020-01-01-x"]);
    }

    #[test]
    fn names_in_attribute_lists() {
        let site = Site::new(&crate::site::mkdocs::Mkdocs, "");
        let text = "# A {#b}\n{: #c .d}\n{.e #f}\n{ #g\n} {:#h:i} `x {#non}` `y`{#j}\n\n```{.py #k}\n{#non}\n```\n\n    {#non}\n";
        let document = Document::parse(Source::new("a.md", text.to_owned()));
        assert_eq!(&*explicit(&document, &site, &[]), "#b##c##f##g##h:i##j##k#");
    }
}
