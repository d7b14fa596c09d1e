//! What somebody does to the repository of a story.

use crate::model::{Block, File, Form, Kind, Random, State, Token, folder, joined, relative};

#[derive(Clone, Copy, Debug)]
pub(crate) enum Act {
    Reword,
    AddLink,
    AddBlock,
    RemoveBlock,
    Fix,
    Move,
    Copy,
    Reorder,
    Rename,
    RenameFolder,
    Delete,
    Merge,
    Split,
    Stub,
    ConvertLines,
    Rewrap,
    Create,
}

const ACTS: [Act; 21] = [
    Act::Reword,
    Act::Reword,
    Act::AddLink,
    Act::AddLink,
    Act::AddBlock,
    Act::RemoveBlock,
    Act::Fix,
    Act::Move,
    Act::Move,
    Act::Move,
    Act::Copy,
    Act::Reorder,
    Act::Rename,
    Act::RenameFolder,
    Act::Delete,
    Act::Merge,
    Act::Split,
    Act::Stub,
    Act::ConvertLines,
    Act::Rewrap,
    Act::Create,
];

/// What is done, and the numbers by which it is chosen where.
#[derive(Clone, Debug)]
pub(crate) struct Edit {
    act: Act,
    random: Random,
}

impl Edit {
    pub(crate) fn new(random: &mut Random) -> Self {
        Self { act: *random.pick(&ACTS), random: Random(random.next()) }
    }

    /// Does it, where there is something to do it to.
    pub(crate) fn apply(&self, state: &mut State) {
        let random = &mut self.random.clone();
        let paths: Vec<String> = state.all.keys().cloned().collect();
        if paths.is_empty() {
            return;
        }
        let (path, other) = (random.pick(&paths).clone(), random.pick(&paths).clone());
        match self.act {
            Act::Reword | Act::AddLink | Act::Fix => reword(state, random, &path, self.act),
            Act::AddBlock => add_block(state, random, &path),
            Act::RemoveBlock => drop(take(state, random, &path)),
            Act::Move => move_run(state, random, &path, &other),
            Act::Copy => copy(state, random, &path, &other),
            Act::Reorder => reorder(state, random, &path),
            Act::Rename => rename(state, random, &path),
            Act::RenameFolder => rename_folder(state, random, &path),
            Act::Delete if paths.len() > 1 => drop(state.all.remove(&path)),
            Act::Merge => merge(state, random, &path, &other),
            Act::Split => split(state, random, &path),
            Act::Stub => stub(state, random, &path),
            Act::ConvertLines => file(state, &path).crlf ^= true,
            Act::Rewrap => file(state, &path).width = 20 + random.below(100),
            Act::Create => create(state, random),
            Act::Delete => {}
        }
    }
}

fn file<'s>(state: &'s mut State, path: &str) -> &'s mut File {
    state.all.get_mut(path).unwrap()
}

fn empty() -> File {
    File { blocks: Vec::new(), crlf: false, width: 70, ended: true }
}

/// A path that no file has.
fn free(state: &State, random: &mut Random) -> String {
    let folder = *random.pick(&["", "docs/", "docs/x/", "neuf/"]);
    (0..).map(|at| format!("{folder}n{at}.md")).find(|path| !state.all.contains_key(path)).unwrap()
}

/// Other words, one more link, or one less, in a block of the file at `path`.
fn reword(state: &mut State, random: &mut Random, path: &str, act: Act) {
    let paths: Vec<String> = state.all.keys().cloned().collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let link = state.link(random, path, &paths);
    let blocks = &mut file(state, path).blocks;
    if blocks.is_empty() {
        return;
    }
    let at = random.below(blocks.len());
    let block = &mut blocks[at];
    let at = random.below(block.tokens.len() + 1);
    match act {
        Act::AddLink if block.kind != Kind::Title => block.tokens.insert(at, link),
        Act::Fix => {
            let Some(link) = block.tokens.iter_mut().find(|token| matches!(token, Token::Link { .. })) else { return };
            *link = Token::Word("réparé");
        }
        _ if at < block.tokens.len() && random.once_in(2) => match &mut block.tokens[at] {
            Token::Word(word) => *word = "autrement",
            Token::Link { .. } => block.tokens.insert(at, Token::Word("ici")),
        },
        _ => block.tokens.insert(at, Token::Word("encore")),
    }
    block.edited = true;
}

fn add_block(state: &mut State, random: &mut Random, path: &str) {
    let paths: Vec<String> = state.all.keys().cloned().collect();
    let block = state.block(random, path, &paths.iter().map(String::as_str).collect::<Vec<_>>());
    put(state, random, path, vec![block]);
}

fn take(state: &mut State, random: &mut Random, path: &str) -> Option<Block> {
    let blocks = &mut file(state, path).blocks;
    (!blocks.is_empty()).then(|| blocks.remove(random.below(blocks.len())))
}

fn put(state: &mut State, random: &mut Random, path: &str, blocks: Vec<Block>) {
    let held = &mut file(state, path).blocks;
    let at = random.below(held.len() + 1);
    held.splice(at..at, blocks);
}

/// Links of `blocks` for the page at `to`, to which they come from the one at `from`: written anew, or left as they are where
/// that leads nowhere outside.
fn carried(mut blocks: Vec<Block>, random: &mut Random, from: &str, to: &str) -> Vec<Block> {
    let anew = random.once_in(2);
    for token in blocks.iter_mut().flat_map(|block| &mut block.tokens) {
        let is_path = token.is_path();
        if let Token::Link { target, .. } = token
            && is_path
            && (anew || target.starts_with("..") || !random.once_in(4) && !target.contains("absent"))
        {
            *target = relative(folder(to), &joined(folder(from), target));
        }
    }
    blocks
}

/// Some blocks from one file to another, perhaps marked otherwise.
fn move_run(state: &mut State, random: &mut Random, from: &str, to: &str) {
    let blocks = &mut file(state, from).blocks;
    if blocks.is_empty() {
        return;
    }
    let at = random.below(blocks.len());
    let count = 1 + random.below(3.min(blocks.len() - at));
    let mut run: Vec<Block> = blocks.drain(at..at + count).collect();
    let kind = *random.pick(&[Kind::Paragraph, Kind::Item, Kind::Quote]);
    if random.once_in(3) {
        run.iter_mut().filter(|block| block.kind != Kind::Title).for_each(|block| block.kind = kind);
    }
    let run = carried(run, random, from, to);
    put(state, random, to, run);
}

fn copy(state: &mut State, random: &mut Random, from: &str, to: &str) {
    let blocks = &file(state, from).blocks;
    if blocks.is_empty() {
        return;
    }
    let block = random.pick(blocks).clone();
    let block = carried(vec![block], random, from, to);
    put(state, random, to, block);
}

fn reorder(state: &mut State, random: &mut Random, path: &str) {
    let blocks = &mut file(state, path).blocks;
    for at in (1..blocks.len()).rev() {
        blocks.swap(at, random.below(at + 1));
    }
}

/// Another name, perhaps in another folder; what leads there is perhaps told.
fn rename(state: &mut State, random: &mut Random, path: &str) {
    let now = free(state, random);
    let mut file = state.all.remove(path).unwrap();
    file.blocks = carried(file.blocks, random, path, &now);
    state.all.insert(now.clone(), file);
    if random.once_in(2) {
        return;
    }
    for (page, file) in &mut state.all {
        for token in file.blocks.iter_mut().flat_map(|block| &mut block.tokens) {
            let is_path = token.is_path();
            if let Token::Link { target, .. } = token
                && is_path
                && joined(folder(page), target) == path
            {
                *target = relative(folder(page), &now);
            }
        }
    }
}

/// Another name for the folder of the file at `path`; what leads there from outside is perhaps told.
fn rename_folder(state: &mut State, random: &mut Random, path: &str) {
    let Some((top, _)) = path.split_once('/') else { return };
    let paths: Vec<String> = state.all.keys().filter(|path| path.starts_with(&format!("{top}/"))).cloned().collect();
    let (told, before) = (random.once_in(2), state.all.clone());
    let now = |path: &str| path.replacen(top, "manuel", 1);
    if paths.iter().any(|path| state.all.contains_key(&now(path))) {
        return;
    }
    for path in &paths {
        let file = state.all.remove(path).unwrap();
        state.all.insert(now(path), file);
    }
    for (page, file) in state.all.iter_mut().filter(|(page, _)| told || page.starts_with("manuel/")) {
        let was = if page.starts_with("manuel/") { page.replacen("manuel", top, 1) } else { page.clone() };
        for token in file.blocks.iter_mut().flat_map(|block| &mut block.tokens) {
            let is_path = token.is_path();
            let Token::Link { target, .. } = token else { continue };
            let led = joined(folder(&was), target);
            if is_path && paths.contains(&led) && before.contains_key(&led) {
                *target = relative(folder(page), &now(&led));
            }
        }
    }
}

fn merge(state: &mut State, random: &mut Random, from: &str, to: &str) {
    if from != to {
        let blocks = state.all.remove(from).unwrap().blocks;
        let blocks = carried(blocks, random, from, to);
        file(state, to).blocks.extend(blocks);
    }
}

fn split(state: &mut State, random: &mut Random, path: &str) {
    let blocks = &mut file(state, path).blocks;
    let rest = blocks.split_off(random.below(blocks.len() + 1));
    let to = free(state, random);
    let rest = carried(rest, random, path, &to);
    state.all.insert(to, File { blocks: rest, ..empty() });
}

/// All of it goes to a new page, and a word on where it is stays.
fn stub(state: &mut State, random: &mut Random, path: &str) {
    let to = free(state, random);
    let blocks = std::mem::take(&mut file(state, path).blocks);
    let blocks = carried(blocks, random, path, &to);
    state.all.insert(to.clone(), File { blocks, ..empty() });
    let target = relative(folder(path), &to);
    let link = Token::Link { number: state.next, form: Form::Link, target, at_first: None };
    state.next += 1;
    let tokens = ["la", "page", "est", "maintenant", "ici"].into_iter().map(Token::Word).chain([link]).collect();
    file(state, path).blocks.push(Block { home: None, kind: Kind::Paragraph, tokens, edited: false });
}

/// The file that a dead link looks for.
fn create(state: &mut State, random: &mut Random) {
    let mut wanted = Vec::new();
    for (path, file) in &state.all {
        for token in file.blocks.iter().flat_map(|block| &block.tokens) {
            if let Token::Link { target, form: Form::Link | Form::Html, .. } = token {
                wanted.push(joined(folder(path), target));
            }
        }
    }
    wanted.retain(|path| !state.all.contains_key(path));
    if !wanted.is_empty() {
        state.all.insert(random.pick(&wanted).clone(), empty());
    }
}
