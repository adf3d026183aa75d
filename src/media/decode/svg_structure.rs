//! How large an SVG becomes when everything in it that points to something is followed: counted before a parser that
//! recurses and copies sees it. References in style sheets count like those in attributes.

use std::collections::HashMap;

use resvg::usvg::roxmltree::{Document, Node, NodeId};

/// How long a chain of references and elements may become: whoever follows it needs a stack as deep.
const MAX_HEIGHT: u32 = 1_000;

/// What there is once all references are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Expanded {
    pub elements: u64,
    /// The longest chain; over [`MAX_HEIGHT`] when it was given up.
    height: u32,
}

impl Expanded {
    pub(super) fn is_too_deep(&self) -> bool {
        self.height > MAX_HEIGHT
    }
}

/// Counts. References that go in circles count once; the drawing library breaks those by itself.
pub(super) fn expanded(document: &Document<'_>) -> Expanded {
    let by_id = document.descendants().filter_map(|node| Some((node.attribute("id")?, node))).collect();
    let sheets: Vec<String> = document
        .descendants()
        .filter(|node| node.tag_name().name() == "style")
        .map(|node| node.descendants().filter_map(|part| part.text()).collect())
        .collect();
    Counter { by_id, rules: &Rules::read(&sheets), known: HashMap::new() }.count(document.root(), 0)
}

struct Counter<'a, 'input> {
    by_id: HashMap<&'a str, Node<'a, 'input>>,
    rules: &'a Rules<'a>,
    known: HashMap<NodeId, Expanded>,
}

impl<'a, 'input> Counter<'a, 'input> {
    fn count(&mut self, node: Node<'a, 'input>, depth: u32) -> Expanded {
        if let Some(known) = self.known.get(&node.id()) {
            return *known;
        }
        let mut total = Expanded { elements: 1, height: 1 };
        self.known.insert(node.id(), total);
        if depth > MAX_HEIGHT {
            return Expanded { elements: 1, height: MAX_HEIGHT + 1 };
        }
        let mut add = |below: Expanded, times: u64| {
            total.elements = total.elements.saturating_add(below.elements.saturating_mul(times));
            total.height = total.height.max(below.height.saturating_add(1));
        };
        for child in node.children().filter(Node::is_element) {
            add(self.count(child, depth + 1), 1);
        }
        for (id, is_marker) in self.named(node) {
            let Some(target) = self.by_id.get(id).copied() else { continue };
            // A marker stands on every corner of every line below.
            let times = if is_marker { corners(node) } else { 1 };
            add(self.count(target, depth + 1), times);
        }
        self.known.insert(node.id(), total);
        total
    }

    /// The ids that an element's attributes, or rules of style sheets about it, name, and whether as markers.
    fn named(&self, node: Node<'a, 'input>) -> Vec<(&'a str, bool)> {
        let mut named = Vec::new();
        for attribute in node.attributes() {
            let is_marker = attribute.name().starts_with("marker") || attribute.value().contains("marker");
            named.extend(references(attribute.value()).map(|id| (id, is_marker)));
        }
        self.rules.of(node, &mut named);
        named
    }
}

/// How many points the lines of an element and of everything in it have, at most.
fn corners(node: Node<'_, '_>) -> u64 {
    let lines = node.descendants().flat_map(|each| [each.attribute("d"), each.attribute("points")]);
    let is_between = |byte: &u8| matches!(byte, b' ' | b',' | b'-' | b'.') || byte.is_ascii_alphabetic();
    let numbers = |line: &str| line.bytes().filter(is_between).count();
    lines.flatten().fold(2, |sum, line| sum + numbers(line) as u64)
}

/// Rules of style sheets that name something: the words of their selectors, the ids, and whether as markers.
#[derive(Default)]
struct Rules<'a> {
    /// Of selectors that words do not describe: taken to be about everything.
    any: Vec<(&'a str, bool)>,
    by_word: HashMap<&'a str, Vec<(&'a str, bool)>>,
}

impl<'a> Rules<'a> {
    fn read(sheets: &'a [String]) -> Rules<'a> {
        let mut rules = Rules::default();
        for rule in sheets.iter().flat_map(|sheet| sheet.split('}')) {
            let Some((selector, body)) = rule.rsplit_once('{') else { continue };
            let named: Vec<(&str, bool)> = references(body).map(|id| (id, body.contains("marker"))).collect();
            if named.is_empty() {
                continue;
            }
            if selector.contains(['*', '[', ':', '\\']) {
                rules.any.extend(&named);
            }
            let is_word = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
            for word in selector.split(|letter| !is_word(letter)).filter(|word| !word.is_empty()) {
                rules.by_word.entry(word).or_default().extend(&named);
            }
        }
        rules
    }

    /// What the rules that may be about an element name.
    fn of(&self, node: Node<'_, '_>, named: &mut Vec<(&'a str, bool)>) {
        let classes = node.attribute("class").unwrap_or_default().split_whitespace();
        let words = classes.chain(node.attribute("id")).chain(node.is_element().then(|| node.tag_name().name()));
        named.extend(&self.any);
        words.filter_map(|word| self.by_word.get(word)).for_each(|rule| named.extend(rule));
    }
}

/// The ids an attribute names: `#id` on its own, or any number of `url(#id)`.
fn references(value: &str) -> impl Iterator<Item = &str> {
    let whole = value.trim().strip_prefix('#').into_iter();
    let inside = value.split("url(").skip(1).filter_map(|rest| {
        let rest = rest.trim_start_matches(['"', '\'', ' ']).strip_prefix('#')?;
        rest.split([')', '"', '\'', ' ']).next()
    });
    whole.chain(inside)
}
