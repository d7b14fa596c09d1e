//! The blocks that documentation is made of.

use std::fmt::Write;

use crate::page::Page;
use crate::plan::Heading;
use crate::words::{self, NAMES};

/// YAML before the text.
pub(crate) fn front_matter(page: &mut Page<'_>, title: &Heading) {
    let tags: Vec<_> = (0..page.random.between(1, 4)).map(|_| page.random.pick(NAMES)).collect();
    let (month, day) = (page.random.between(1, 12), page.random.between(1, 28));
    let description = words::sentence(&mut page.random, page.tongue, tags[0]);
    let mut yaml = format!("---\ntitle: \"{}\"\n", title.markdown);
    put(&mut yaml, format_args!("description: >-\n  {description}\n"));
    put(&mut yaml, format_args!("date: 2024-{month:02}-{day:02}\n"));
    put(&mut yaml, format_args!("tags: [{}]\n", tags.join(", ")));
    put(&mut yaml, format_args!("niveau: {}\n---", page.random.between(1, 3)));
    page.block(&yaml);
}

/// Any block, as often as documentation has it; `room` bytes are left in the section.
pub(crate) fn any(page: &mut Page<'_>, room: usize) {
    let choice = if room < 300 { 0 } else { page.random.below(100) };
    match choice {
        0..52 => paragraph(page),
        52..72 => list(page),
        72..84 => code(page),
        84..90 => table(page),
        90..93 => quote(page),
        93..96 => picture(page),
        96..98 => html(page),
        _ => tasks(page),
    }
}

fn paragraph(page: &mut Page<'_>) {
    let mut text = page.sentence();
    for _ in 0..page.random.between(1, 5) {
        // Some authors break lines after a sentence, some do not.
        text.push(if page.random.one_in(3) { '\n' } else { ' ' });
        text.push_str(&page.sentence());
    }
    page.block(&text);
}

fn list(page: &mut Page<'_>) {
    let ordered = page.random.one_in(4);
    let mut text = String::new();
    for position in 1..=page.random.between(2, 7) {
        let (marker, indent) = if ordered { (format!("{position}. "), "   ") } else { ("- ".to_owned(), "  ") };
        let sentence = page.sentence();
        put(&mut text, format_args!("{marker}{sentence}\n"));
        if page.random.one_in(4) {
            for _ in 0..page.random.between(1, 3) {
                let inline = page.inline();
                put(&mut text, format_args!("{indent}- {inline}\n"));
            }
        }
    }
    page.block(text.trim_end());
}

fn code(page: &mut Page<'_>) {
    let language = page.random.pick(&["sh", "yaml", "js", "python"]);
    let mut text = format!("```{language}\n");
    for line in 1..=page.random.between(3, 16) {
        let (name, value) = (page.random.pick(NAMES), page.random.pick(NAMES));
        let amount = page.random.below(10_000);
        let indent = "  ".repeat(page.random.below(3));
        match language {
            "sh" => put(&mut text, format_args!("{name} --{value}={amount} # [{line}](pas-un-lien)\n")),
            "yaml" => put(&mut text, format_args!("{indent}{name}: {{ {value}: {amount} }}\n")),
            "js" => put(&mut text, format_args!("{indent}const {name} = {value}[{amount}]({line});\n")),
            _ => put(&mut text, format_args!("{indent}{name} = {value}({amount})  # **{line}**\n")),
        }
    }
    text.push_str("```");
    page.block(&text);
}

fn table(page: &mut Page<'_>) {
    let mut text = "| Outil | Rôle | Seuil |\n| --- | :-- | --: |".to_owned();
    for _ in 0..page.random.between(2, 9) {
        let (name, role) = (page.random.pick(NAMES), page.inline());
        put(&mut text, format_args!("\n| {name} | {role} | {} |", page.random.below(100)));
    }
    page.block(&text);
}

fn quote(page: &mut Page<'_>) {
    let (first, second) = (page.sentence(), page.sentence());
    let kind = page.random.pick(&["> [!NOTE]\n", "> [!TIP]\n", ""]);
    page.block(&format!("{kind}> {first}\n> {second}"));
}

fn picture(page: &mut Page<'_>) {
    let (thing, path) = (words::thing(&mut page.random, page.tongue), page.picture());
    let markdown = if page.random.one_in(5) {
        format!("<img src=\"{path}\" alt=\"{thing}\" width=\"640\">")
    } else {
        format!("![{thing}]({path})")
    };
    page.block(&markdown);
}

fn html(page: &mut Page<'_>) {
    let (summary, sentence) = (words::task(&mut page.random, page.tongue), page.sentence());
    page.block(&format!("<details>\n<summary>{summary}</summary>\n\n{sentence}\n\n</details>"));
}

fn tasks(page: &mut Page<'_>) {
    let mut text = String::new();
    for _ in 0..page.random.between(2, 5) {
        let mark = page.random.pick(&['x', ' ']);
        let task = words::task(&mut page.random, page.tongue);
        put(&mut text, format_args!("- [{mark}] {task}\n"));
    }
    page.block(text.trim_end());
}

/// Writes into a string, which cannot fail.
pub(crate) fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(what);
}
