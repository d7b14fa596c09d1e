//! Code that has no fence, by the line below what is its comment.

use crate::document::{Block, BlockKind, Document};

/// Whether the line below the heading at `index` is one of a program: the heading is its comment then.
pub(super) fn is_above_code(document: &Document, index: usize) -> bool {
    let below = document.blocks.get(index + 1).filter(|block| block.kind == BlockKind::Paragraph);
    below.is_some_and(|block| is_code(first_line(document, block))) || is_above_command(document, index)
}

/// Whether a line is one of a program, and no sentence: `x = 3`, `import honey`, `sow(bed)`, `$ git pull`.
fn is_code(line: &str) -> bool {
    let name = |text: &str| {
        let of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '[' | ']' | '$');
        text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$')) && text.chars().all(of_name)
    };
    let is_set = [" = ", " <- ", " := "].iter().any(|sign| line.split_once(sign).is_some_and(|(left, _)| name(left)));
    let is_called = line.split_once('(').is_some_and(|(left, rest)| name(left) && rest.trim_end_matches(';').ends_with(')'));
    let mut words = line.split_whitespace();
    let is_imported = match (words.next(), words.next(), words.next()) {
        (Some("import"), Some(module), None | Some("as")) => name(module.trim_end_matches(';')),
        (Some("from"), Some(module), Some("import")) => name(module),
        (Some("def"), Some(function), _) => function.contains('('),
        _ => false,
    };
    is_set
        || is_called
        || is_imported
        || ["$ ", "sudo ", "pip install ", "npm install "].iter().any(|begin| line.starts_with(begin))
}

fn first_line<'d>(document: &'d Document, block: &Block) -> &'d str {
    document.text_of(block).trim_start().lines().next().unwrap_or_default().trim_end()
}

/// Whether a command for a shell follows the heading at `index` without a blank line.
pub(super) fn is_above_command(document: &Document, index: usize) -> bool {
    let (Some(heading), Some(below)) = (document.blocks.get(index), document.blocks.get(index + 1)) else { return false };
    let between = document.source.text().get(heading.span.end as usize..below.span.start as usize).unwrap_or_default();
    let follows = below.kind == BlockKind::Paragraph && between.trim().is_empty() && between.matches('\n').count() <= 1;
    follows && is_command(first_line(document, below))
}

/// Commands of which the next word tells that they are no words of a sentence.
const COMMANDS: &[(&str, &str)] = &[
    ("apt", "install update upgrade remove purge"),
    ("apt-get", "install update upgrade remove purge"),
    ("brew", "install update upgrade tap"),
    ("cargo", "add build check install new run test"),
    ("conda", "activate create env install"),
    ("docker", "build compose exec image images login logs network ps pull push rm run start stop tag volume"),
    ("docker-compose", "build down exec logs pull up"),
    ("git", "add branch checkout clone commit config fetch init log merge pull push remote status switch"),
    ("kubectl", "apply create delete describe exec get logs"),
    ("npm", "ci i init install run start test"),
    ("npx", "create-react-app serve"),
    ("pip", "install freeze uninstall"),
    ("pip3", "install freeze uninstall"),
    ("pnpm", "add dlx i install run"),
    ("systemctl", "enable restart start status stop"),
    ("yarn", "add build dev install start"),
];

/// Whether a line is one for a shell, and no sentence: `docker pull rucher`, `echo $NOM`, `cd semis`.
fn is_command(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let known = COMMANDS.iter().any(|(command, next)| *command == first && next.split(' ').any(|word| word == second));
    known
        || matches!(first, "$" | "sudo")
        || first == "echo" && second.starts_with(['$', '"', '\'', '-', '\u{201c}'])
        || matches!(first, "curl" | "wget" | "ssh" | "chmod") && (second.starts_with('-') || second.contains(['/', '@', '+']))
        || matches!(first, "cd" | "mkdir") && (words.next().is_none() || second.starts_with('-'))
        || first == "export" && second.contains('=')
}
