//! A repository as a story knows it: files of blocks of words and links, and which of its links are dead.

use std::collections::{BTreeMap, BTreeSet};

/// Numbers that depend on the first alone.
#[derive(Clone, Debug)]
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// One of the numbers below `count`, which is not 0.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count as u64).unwrap()
    }

    /// True once in so many times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

const WORDS: [&str; 36] = [
    "le",
    "la",
    "des",
    "un",
    "et",
    "dans",
    "jardin",
    "semis",
    "terre",
    "compost",
    "haie",
    "pluie",
    "hiver",
    "printemps",
    "récolte",
    "serpe",
    "bêche",
    "arrosoir",
    "plantoir",
    "tamis",
    "chaque",
    "matin",
    "avant",
    "après",
    "sans",
    "couvrir",
    "tailler",
    "semer",
    "arroser",
    "éclaircir",
    "repiquer",
    "pailler",
    "graine",
    "racine",
    "feuille",
    "fruit",
];

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Link,
    Picture,
    Html,
    /// To an anchor of its own page.
    Anchor,
    /// To a file of the author's own machine.
    Local,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    Word(&'static str),
    Link { number: u32, form: Form, target: String, at_first: Option<(String, String)> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Title,
    Paragraph,
    Item,
    Quote,
}

/// A paragraph, an item, a quotation, a title.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    /// The file that it stands in at first; `None` where it is added.
    pub(crate) home: Option<String>,
    pub(crate) kind: Kind,
    pub(crate) tokens: Vec<Token>,
    /// Whether its words are others than at first.
    pub(crate) edited: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) blocks: Vec<Block>,
    pub(crate) crlf: bool,
    pub(crate) width: usize,
    /// Whether its last line is ended.
    pub(crate) ended: bool,
}

/// Every file, and the number of the next link.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(crate) all: BTreeMap<String, File>,
    pub(crate) next: u32,
}

pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The path that `target`, written in a page of `folder`, leads to.
pub(crate) fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// How `path` is written in a page of `folder`.
pub(crate) fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let same = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    "../".repeat(from.len() - same) + &to[same..].join("/")
}

impl Token {
    /// As it stands in a page.
    fn shown(&self) -> String {
        match self {
            Self::Word(word) => (*word).to_owned(),
            Self::Link { number, form, target, .. } => match form {
                Form::Link => format!("[lire]({target}?zq{number}z)"),
                Form::Picture => format!("![vue]({target}?zq{number}z)"),
                Form::Html => format!("<a href=\"{target}?zq{number}z\">voir</a>"),
                Form::Anchor => format!("[ici](#zq{number}z)"),
                Form::Local => format!("[copie](file:///tmp/zq{number}z.md)"),
            },
        }
    }

    pub(crate) fn is_path(&self) -> bool {
        matches!(self, Self::Link { form: Form::Link | Form::Picture | Form::Html, .. })
    }
}

impl Block {
    /// Whether its words are enough to know it by.
    fn is_telling(&self) -> bool {
        let letters = |token: &Token| if let Token::Word(word) = token { word.chars().count() } else { 0 };
        self.tokens.iter().map(letters).sum::<usize>() >= 12
    }

    fn shown(&self, width: usize) -> String {
        let (first, other) = match self.kind {
            Kind::Title => ("## ", ""),
            Kind::Paragraph => ("", ""),
            Kind::Item => ("- ", "  "),
            Kind::Quote => ("> ", "> "),
        };
        let (mut out, mut length) = (first.to_owned(), 0);
        for (at, token) in self.tokens.iter().enumerate() {
            let shown = token.shown();
            if at > 0 {
                let breaks = length + shown.len() > width && self.kind != Kind::Title;
                out.push_str(if breaks { "\n" } else { " " });
                out.push_str(if breaks { other } else { "" });
                length = if breaks { 0 } else { length };
            }
            length += shown.len() + 1;
            out.push_str(&shown);
        }
        out
    }
}

impl File {
    fn shown(&self, path: &str) -> String {
        let mut out = format!("# Page {}\n", path.replace(['/', '.'], " "));
        let mut before = Kind::Title;
        for block in &self.blocks {
            let tight = before == Kind::Item && block.kind == Kind::Item;
            out.push_str(if tight { "" } else { "\n" });
            out.push_str(&block.shown(self.width));
            out.push('\n');
            before = block.kind;
        }
        let out = if self.ended { &out } else { out.trim_end() };
        if self.crlf { out.replace('\n', "\r\n") } else { out.to_owned() }
    }
}

impl State {
    pub(crate) fn new(random: &mut Random) -> Self {
        let mut state = Self { all: BTreeMap::new(), next: 1 };
        let names = ["a.md", "b.md", "docs/c.md", "docs/d.md", "docs/x/e.md", "f.md"];
        let paths: Vec<&str> = names.into_iter().filter(|_| !random.once_in(3)).collect();
        let paths = if paths.is_empty() { vec!["a.md"] } else { paths };
        for path in &paths {
            let count = 2 + random.below(8);
            let blocks = (0..count).map(|_| state.block(random, path, &paths)).collect();
            let file = File { blocks, crlf: random.once_in(6), width: 30 + random.below(80), ended: !random.once_in(8) };
            state.all.insert((*path).to_owned(), file);
        }
        for (path, file) in &mut state.all {
            for block in &mut file.blocks {
                block.home = Some(path.clone());
                for token in &mut block.tokens {
                    if let Token::Link { target, at_first, .. } = token {
                        *at_first = Some((target.clone(), joined(folder(path), target)));
                    }
                }
            }
        }
        state
    }

    /// A block for the page at `path`, beside pages at `paths`.
    pub(crate) fn block(&mut self, random: &mut Random, path: &str, paths: &[&str]) -> Block {
        let kind =
            *random.pick(&[Kind::Paragraph, Kind::Paragraph, Kind::Paragraph, Kind::Item, Kind::Item, Kind::Quote, Kind::Title]);
        let count = if random.once_in(6) { 0 } else { 4 + random.below(20) };
        let mut tokens: Vec<Token> = (0..count).map(|_| Token::Word(random.pick::<&str>(&WORDS))).collect();
        if kind == Kind::Title {
            tokens.push(Token::Word("titre"));
        }
        let links = if kind == Kind::Title { 0 } else { random.below(3) };
        for _ in 0..links.max(usize::from(tokens.is_empty())) {
            let at = random.below(tokens.len() + 1);
            tokens.insert(at, self.link(random, path, paths));
        }
        Block { home: None, kind, tokens, edited: false }
    }

    /// A link for the page at `path`, which leads to one of `paths` or nowhere.
    pub(crate) fn link(&mut self, random: &mut Random, path: &str, paths: &[&str]) -> Token {
        let number = self.next;
        self.next += 1;
        let form = *random.pick(&[Form::Link, Form::Link, Form::Link, Form::Picture, Form::Html, Form::Anchor, Form::Local]);
        let lives = random.once_in(3) && form != Form::Picture;
        let cased = random.once_in(6);
        let absent = ["", "sub/"][random.below(2)];
        let target = match relative(folder(path), random.pick::<&str>(paths)) {
            page if lives => page,
            // In other letters than the file's own.
            page if cased && form != Form::Picture => page.replace(".md", ".MD"),
            _ => format!("{absent}absent{number}.md"),
        };
        let target = if form == Form::Picture { target.replace(".md", ".png") } else { target };
        Token::Link { number, form, target, at_first: None }
    }

    pub(crate) fn files(&self) -> BTreeMap<String, String> {
        self.all.iter().map(|(path, file)| (path.clone(), file.shown(path))).collect()
    }

    /// Every link with its number, the block and the path that it stands in.
    fn links(&self) -> impl Iterator<Item = (u32, &Token, &Block, &str)> {
        let blocks = self.all.iter().flat_map(|(path, file)| file.blocks.iter().map(move |block| (path, block)));
        blocks.flat_map(|(path, block)| {
            let number = |token: &Token| if let Token::Link { number, .. } = token { Some(*number) } else { None };
            block.tokens.iter().filter_map(move |token| Some((number(token)?, token, block, path.as_str())))
        })
    }

    /// The dead links by their numbers, and of each whether a reader knows it again: not the copy of what stays where it was.
    pub(crate) fn dead(&self) -> BTreeMap<u32, Vec<bool>> {
        let home = |block: &Block, path: &str| block.home.as_deref() == Some(path);
        let stay: BTreeSet<u32> =
            self.links().filter(|(_, _, block, path)| home(block, path)).map(|(number, ..)| number).collect();
        let leads = |token: &Token, path: &str| match token {
            Token::Link { target, .. } => token.is_path() && self.all.contains_key(&joined(folder(path), target)),
            Token::Word(_) => false,
        };
        // Where one of two copies leads somewhere now, that may be the old one, whatever its file is called.
        let live: BTreeSet<u32> =
            self.links().filter(|(_, token, _, path)| leads(token, path)).map(|(number, ..)| number).collect();
        let mut dead: BTreeMap<u32, Vec<bool>> = BTreeMap::new();
        for (number, token, block, path) in self.links() {
            let Token::Link { target, at_first, .. } = token else { continue };
            if leads(token, path) {
                continue;
            }
            let led = joined(folder(path), target);
            // Who writes a link anew may lose the file that it was meant for, in other letters: that is worse than before.
            let lost = target.ends_with(".MD");
            let same = at_first.as_ref().is_some_and(|(written, to)| written == target || *to == led && !lost);
            let came = !stay.contains(&number) && !live.contains(&number) && !block.edited && block.is_telling();
            dead.entry(number).or_default().push(same && (home(block, path) || came));
        }
        dead
    }

    /// The same without one of the files or blocks, each in turn.
    pub(crate) fn less(&self) -> Vec<Self> {
        let mut all = Vec::new();
        for (path, file) in &self.all {
            let mut less = self.clone();
            less.all.remove(path);
            all.push(less);
            for at in 0..file.blocks.len() {
                let mut less = self.clone();
                less.all.get_mut(path).unwrap().blocks.remove(at);
                all.push(less);
            }
        }
        all.retain(|less| !less.all.is_empty());
        all
    }
}
