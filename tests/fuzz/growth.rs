//! What doubled inputs cost, measured on request: `cargo test --release --test fuzz -- --ignored --nocapture doubled`.

use crate::{input, numbers, runner, targets};
use acquis::document::{Document, Source};
use proptest::strategy::{Strategy, ValueTree as _};
use std::time::{Duration, Instant};

/// How long a text is made, in bytes, before it is doubled.
const LENGTH: usize = 40_000;

/// How much more twice the text may cost: some caches end meanwhile.
const MOST: f64 = 2.2;

/// The shortest of `times` runs.
fn shortest(times: usize, mut run: impl FnMut()) -> Duration {
    let once = |_| {
        let before = Instant::now();
        run();
        before.elapsed()
    };
    (0..times).map(once).min().unwrap_or_default()
}

/// How many times as much `read` takes for twice `text`; what looks too dear is measured again, as a busy machine misleads.
fn growth(text: &str, read: impl Fn(&str)) -> f64 {
    let once = text.repeat(LENGTH.div_ceil(text.len().max(1)));
    let twice = once.repeat(2);
    let measured = |times| shortest(times, || read(&twice)).as_secs_f64() / shortest(times, || read(&once)).as_secs_f64();
    let first = measured(1);
    if first > MOST { measured(9).min(first) } else { first }
}

#[test]
#[ignore = "a measurement, of use in a program that is optimised, on a machine that does nothing else"]
fn doubled_inputs_cost_twice() {
    let texts = input::Texts::of_pages().texts();
    let mut worst: Vec<(f64, u64, String)> = Vec::new();
    for number in numbers(500) {
        let text = texts.new_tree(&mut runner(number)).unwrap().current();
        let short: String = text.chars().take(200).collect();
        let dialect = targets::DIALECTS[usize::try_from(number % targets::DIALECTS.len() as u64).unwrap()];
        let read = |text: &str| drop(Document::parse_as(Source::new("page.md", text.to_owned()), dialect));
        let grown = growth(&short, read);
        if grown > MOST {
            worst.push((grown, number, format!("{dialect:?}: {short:?}")));
        }
    }
    worst.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("{} of {} cost more than {MOST} times", worst.len(), numbers(500).count());
    worst.iter().take(20).for_each(|(grown, number, text)| println!("{grown:.2} input {number}: {text}"));
}
