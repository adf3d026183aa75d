//! The ratchet: dated exceptions from the rules, which may only become fewer.
//!
//! `tests/tidy-exceptions.txt` holds one exception a line: `rule path | day it was granted | why`. A line that is no longer needed
//! fails its rule's test, and no line may be dated after the ratchet was set, so nothing new comes in.

use std::collections::BTreeSet;

use super::sources::{root, text_of};

/// The day the list was closed.
const SET_ON: &str = "2026-11-22";
const RULES: &[&str] = &["circle", "size", "web-circle"];

struct Exception {
    rule: String,
    path: String,
    granted_on: String,
    why: String,
}

fn all() -> Vec<Exception> {
    let text = text_of("tests/tidy-exceptions.txt");
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|line| parse(line).unwrap_or_else(|| panic!("not `rule path | day | why`: {line}"))).collect()
}

fn parse(line: &str) -> Option<Exception> {
    let mut parts = line.split('|').map(str::trim);
    let (rule, path) = parts.next()?.split_once(' ')?;
    let (granted_on, why) = (parts.next()?, parts.next()?);
    let is_day = granted_on.len() == 10 && granted_on.split('-').all(|part| part.parse::<u16>().is_ok());
    (is_day && !why.is_empty()).then(|| Exception {
        rule: rule.to_owned(),
        path: path.to_owned(),
        granted_on: granted_on.to_owned(),
        why: why.to_owned(),
    })
}

/// The paths excepted from a rule.
pub fn of(rule: &str) -> BTreeSet<String> {
    all().into_iter().filter(|each| each.rule == rule).map(|each| each.path).collect()
}

#[test]
fn exceptions_are_dated_explained_and_closed_to_new_ones() {
    let mut seen = BTreeSet::new();
    for Exception { rule, path, granted_on, why } in all() {
        assert!(RULES.contains(&rule.as_str()), "{rule} is no rule that has exceptions");
        assert!(root().join(&path).exists(), "{path} is gone, so its exception goes too");
        assert!(granted_on.as_str() <= SET_ON, "{rule} {path}: no exceptions are granted after {SET_ON}");
        assert!(why.split_whitespace().count() > 2, "{rule} {path}: say why");
        assert!(seen.insert((rule, path.clone())), "{path} is listed twice");
    }
}

#[test]
fn an_exception_without_a_day_or_a_reason_is_no_exception() {
    assert!(parse("circle src/a.rs | 2026-11-22 | tied to its parent").is_some());
    for line in ["circle src/a.rs", "circle src/a.rs | soon | tied to its parent", "circle src/a.rs | 2026-11-22 | "] {
        assert!(parse(line).is_none(), "{line}");
    }
}
