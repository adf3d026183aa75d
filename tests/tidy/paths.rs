//! The paths a source names: its imports, one by one, and the paths written out in its code.

use std::collections::{BTreeMap, BTreeSet};

use super::words::{Token, tokens};

/// A path as written, with the modules written out in the same file that stand around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub inside: Vec<String>,
    pub path: Vec<String>,
    /// What an import calls it; none for a path in the code.
    pub alias: Option<String>,
}

/// What a source says about modules.
#[derive(Debug, Default)]
pub struct Reading {
    pub named: Vec<Named>,
    /// Modules declared here, with the modules around them: `mod x;` and `mod x { … }`.
    pub declared: BTreeSet<Vec<String>>,
}

/// Reads a source, without its `#[cfg(test)]` modules.
pub fn read(text: &str) -> Reading {
    let mut walk = Walk { tokens: tokens(text), ..Walk::default() };
    walk.run();
    walk.reading
}

#[derive(Default)]
struct Walk {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// Modules around the present place, each with the depth of its braces.
    inside: Vec<(String, usize)>,
    reading: Reading,
}

impl Walk {
    fn run(&mut self) {
        let mut only_tests = false;
        while self.at < self.tokens.len() {
            let is_still_ahead = self.step(only_tests);
            only_tests = is_still_ahead;
        }
    }

    fn peek(&self, ahead: usize) -> &Token {
        self.tokens.get(self.at + ahead).unwrap_or(&Token::Sign('\0'))
    }

    fn around(&self) -> Vec<String> {
        self.inside.iter().map(|(name, _)| name.clone()).collect()
    }

    /// Goes one item or token on; true while `#[cfg(test)]` still speaks of what follows.
    fn step(&mut self, only_tests: bool) -> bool {
        match self.peek(0).clone() {
            Token::Sign('#') if self.peek(1).is_sign('[') || self.peek(2).is_sign('[') => {
                return self.attribute() || only_tests;
            }
            Token::Sign('{') => (self.depth, self.at) = (self.depth + 1, self.at + 1),
            Token::Sign('}') => {
                self.depth = self.depth.saturating_sub(1);
                self.inside.retain(|(_, depth)| *depth <= self.depth);
                self.at += 1;
            }
            Token::Word(word) if word == "pub" => {
                self.at += 1;
                if self.peek(0).is_sign('(')
                    && ["crate", "super", "self", "in"].iter().any(|each| self.peek(1).is(each))
                {
                    self.at = self.matching(self.at);
                }
                return only_tests;
            }
            Token::Word(word) if word == "mod" => self.module(only_tests),
            Token::Word(word) if word == "use" && !self.peek(1).is_sign('<') => {
                self.at += 1;
                self.tree(&mut Vec::new());
            }
            Token::Word(_) if *self.peek(1) == Token::Between && !self.follows_a_path() => self.path(),
            _ => self.at += 1,
        }
        false
    }

    fn follows_a_path(&self) -> bool {
        self.at.checked_sub(1).is_some_and(|before| self.tokens[before] == Token::Between)
    }

    /// Behind the bracket that closes the one at `open`.
    fn matching(&self, open: usize) -> usize {
        let mut depth = 0usize;
        for (index, token) in self.tokens.iter().enumerate().skip(open) {
            match token {
                Token::Sign('(' | '[' | '{') => depth += 1,
                Token::Sign(')' | ']' | '}') => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return index + 1;
            }
        }
        self.tokens.len()
    }

    /// An attribute; true for `#[cfg(test)]`. Quoted paths in it are paths: derives read them.
    fn attribute(&mut self) -> bool {
        let open = if self.peek(1).is_sign('[') { self.at + 1 } else { self.at + 2 };
        let end = self.matching(open);
        let inner: Vec<Token> = self.tokens[open + 1..end - 1].to_vec();
        for token in &inner {
            if let Token::Text(text) = token {
                let path: Vec<String> = text.split("::").map(str::to_owned).collect();
                let is_path = path.len() > 1
                    && path
                        .iter()
                        .all(|part| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_'));
                if is_path {
                    self.name(path, None);
                }
            }
        }
        let is_for_tests = inner == tokens("cfg(test)");
        let mut within = Walk { tokens: inner, inside: self.inside.clone(), ..Walk::default() };
        within.run();
        self.reading.named.append(&mut within.reading.named);
        self.at = end;
        is_for_tests
    }

    fn module(&mut self, only_tests: bool) {
        let name = self.peek(1).word().unwrap_or_default().to_owned();
        let has_body = self.peek(2).is_sign('{');
        if has_body && only_tests {
            self.at = self.matching(self.at + 2);
            return;
        }
        let mut declared = self.around();
        declared.push(name.clone());
        self.reading.declared.insert(declared);
        if has_body {
            self.depth += 1;
            self.inside.push((name, self.depth));
        }
        self.at += 3;
    }

    fn name(&mut self, path: Vec<String>, alias: Option<String>) {
        self.reading.named.push(Named { inside: self.around(), path, alias });
    }

    /// `a::b::{self, c as d, *}` behind `use`.
    fn tree(&mut self, before: &mut Vec<String>) {
        let length = before.len();
        loop {
            match self.peek(0).clone() {
                Token::Between => self.at += 1,
                Token::Word(word) if word == "as" => {
                    let alias = self.peek(1).word().unwrap_or_default().to_owned();
                    self.at += 2;
                    self.name(before.clone(), Some(alias));
                    break;
                }
                Token::Word(word) => {
                    self.at += 1;
                    if word != "self" || before.is_empty() {
                        before.push(word);
                    }
                    let goes_on = *self.peek(0) == Token::Between || self.peek(0).is("as");
                    if !goes_on {
                        self.name(before.clone(), before.last().cloned());
                        break;
                    }
                }
                Token::Sign('*') => {
                    self.at += 1;
                    before.push("*".to_owned());
                    self.name(before.clone(), Some("*".to_owned()));
                    break;
                }
                Token::Sign('{') => {
                    self.at += 1;
                    while !self.peek(0).is_sign('}') && self.at < self.tokens.len() {
                        self.tree(before);
                        if self.peek(0).is_sign(',') {
                            self.at += 1;
                        }
                    }
                    self.at += 1;
                    break;
                }
                _ => break,
            }
        }
        before.truncate(length);
    }

    /// `a::b::c` in the code.
    fn path(&mut self) {
        let mut path = Vec::new();
        while let Token::Word(word) = self.peek(0).clone() {
            path.push(word);
            self.at += 1;
            if *self.peek(0) != Token::Between || self.peek(1).word().is_none() {
                break;
            }
            self.at += 1;
        }
        self.name(path, None);
    }
}

/// Finds what a path in a file means, counted from the crate's root; none for another crate or a name of its own.
pub struct Scope<'a> {
    /// The module the file is.
    module: &'a [String],
    reading: &'a Reading,
    aliases: BTreeMap<(Vec<String>, String), &'a Named>,
}

impl<'a> Scope<'a> {
    pub fn new(module: &'a [String], reading: &'a Reading) -> Self {
        let aliases = reading
            .named
            .iter()
            .filter_map(|named| Some(((named.inside.clone(), named.alias.clone()?), named)))
            .filter(|((_, alias), _)| alias != "*" && alias != "_")
            .collect();
        Self { module, reading, aliases }
    }

    pub fn whole(&self, named: &Named) -> Option<Vec<String>> {
        self.follow(&named.inside, &named.path, 8)
    }

    fn follow(&self, inside: &[String], path: &[String], patience: u8) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let mut here: Vec<String> = self.module.iter().chain(inside).cloned().collect();
        let mut rest = rest;
        match first.as_str() {
            "crate" => here.clear(),
            "self" => {}
            "super" => {
                here.pop()?;
                while let Some(("super", further)) = rest.split_first().map(|(next, further)| (next.as_str(), further))
                {
                    here.pop()?;
                    rest = further;
                }
            }
            _ => return self.follow_a_name(inside, path, patience),
        }
        here.extend(rest.iter().cloned());
        Some(here)
    }

    fn follow_a_name(&self, inside: &[String], path: &[String], patience: u8) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        for depth in (0..=inside.len()).rev() {
            let around = &inside[..depth];
            if let Some(import) =
                self.aliases.get(&(around.to_vec(), first.clone())).filter(|import| import.path != path)
            {
                let mut whole = self.follow(&import.inside, &import.path, patience.checked_sub(1)?)?;
                whole.extend(rest.iter().cloned());
                return Some(whole);
            }
            let own: Vec<String> = around.iter().chain([first]).cloned().collect();
            if self.reading.declared.contains(&own) {
                return Some(self.module.iter().chain(&own).chain(rest).cloned().collect());
            }
        }
        None
    }
}
