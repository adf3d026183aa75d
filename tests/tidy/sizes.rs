//! Small and finished: sizes of files and functions, what each file says about itself, and words that must not be in one.

use std::collections::BTreeSet;

use super::exceptions;
use super::sources::{code_of, is_test, sources};

const MOST_LINES: usize = 400;
const MOST_LINES_OF_TESTS: usize = 600;
const MOST_LINES_OF_A_FUNCTION: usize = 60;
const WORDS_TO_AVOID: &[&str] = &["utils", "helpers", "common", "manager", "service", "misc"];

#[test]
fn every_source_says_what_it_is_for() {
    let silent: Vec<_> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//!")).map(|(name, _)| name).collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn files_and_functions_stay_small() {
    let excepted = exceptions::of("size");
    let (mut wrong, mut needed) = (Vec::new(), BTreeSet::new());
    for (name, text) in sources() {
        let mut faults = Vec::new();
        let lines = text.lines().count();
        let most = if is_test(&name) { MOST_LINES_OF_TESTS } else { MOST_LINES };
        if lines > most {
            faults.push(format!("{name}: {lines} lines"));
        }
        for (function, length) in function_lengths(&text) {
            if length > MOST_LINES_OF_A_FUNCTION && !is_test(&name) && !name.starts_with("migrations/") {
                faults.push(format!("{name}: {function} has {length} lines"));
            }
        }
        if !faults.is_empty() && excepted.contains(&name) {
            needed.insert(name);
        } else {
            wrong.append(&mut faults);
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let stale: Vec<_> = excepted.difference(&needed).collect();
    assert!(stale.is_empty(), "small by now, so take the lines out of the exceptions: {stale:#?}");
}

/// Functions and their lengths, by the indentation rustfmt gives: from `fn` to the closing brace of the same depth.
fn function_lengths(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let indent = line.len() - line.trim_start().len();
        let Some(after) = line.trim_start().split_once("fn ").filter(|(before, _)| {
            before.split_whitespace().all(|word| ["pub", "async", "const", "pub(crate)", "pub(super)"].contains(&word))
        }) else {
            continue;
        };
        let name: String = after.1.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        if line.trim_end().ends_with(['}', ';']) {
            continue; // on one line, or without a body
        }
        let closing = format!("{}}}", " ".repeat(indent));
        let end = lines.iter().skip(start).position(|each| *each == closing);
        if let Some(length) = end {
            found.push((name, length + 1));
        }
    }
    found
}

#[test]
fn nothing_is_left_undone_or_left_to_panic() {
    let mut wrong = Vec::new();
    for (name, text) in sources().into_iter().filter(|(name, _)| !is_test(name) && !name.ends_with("main.rs")) {
        let code = code_of(&text);
        for word in ["todo!(", "dbg!(", "unimplemented!(", ".unwrap()", ".expect("] {
            let lines = code.lines().filter(|line| line.contains(word) && !name.starts_with("benches/"));
            wrong.extend(lines.map(|line| format!("{name}: {}", line.trim())));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_file_has_a_name_that_says_nothing() {
    let vague = |name: &String| name.split(['/', '.', '_']).any(|part| WORDS_TO_AVOID.contains(&part));
    let wrong: Vec<_> = sources().into_iter().map(|(name, _)| name).filter(vague).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
