//! Channels, purposes and territories of the second opinion: names looked up in the fixture again for every single point.

use chrono::NaiveDate;
use serde_json::{Map, Value};

/// Whether a rule's axis holds a point: surely, perhaps and why only perhaps, or not and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    Yes,
    Maybe(&'static str),
    No(&'static str),
}

impl Held {
    pub fn is_sure(self) -> bool {
        self == Self::Yes
    }

    pub fn is_possible(self) -> bool {
        !matches!(self, Self::No(_))
    }
}

/// The texts of a list; a single text is a list of one, nothing is no list.
pub fn names<'a>(rule: &'a Value, key: &str) -> Option<Vec<&'a str>> {
    match &rule[key] {
        Value::String(text) => Some(vec![text]),
        Value::Array(items) => Some(items.iter().filter_map(Value::as_str).collect()),
        _ => None,
    }
}

/// The texts of a list that holds any.
pub fn stated<'a>(rule: &'a Value, key: &str) -> Option<Vec<&'a str>> {
    names(rule, key).filter(|names| !names.is_empty())
}

/// The objects of a list; one object is a list of one.
pub fn objects<'a>(rule: &'a Value, key: &str) -> Vec<&'a Value> {
    match &rule[key] {
        Value::Array(items) => items.iter().collect(),
        Value::Object(_) => vec![&rule[key]],
        _ => Vec::new(),
    }
}

fn lists(holder: &Value, key: &str, name: &str) -> bool {
    names(holder, key).is_some_and(|list| list.contains(&name))
}

/// Whether a leaf, node or alias holds a leaf.
fn holds(tree: &Value, name: &str, leaf: &str) -> bool {
    name == leaf
        || name == "all"
        || name == "any"
        || (name == "online" && lists(tree, "online", leaf))
        || leaf.strip_prefix(name).is_some_and(|rest| rest.starts_with('.'))
        || lists(&tree["aliases"], name, leaf)
}

pub fn is_online(fixture: &Value, leaf: &str) -> bool {
    lists(&fixture["channels"], "online", leaf)
}

/// The day a rule was signed, in the fixture's default where it says nothing.
pub fn signed(fixture: &Value, rule: &Value) -> NaiveDate {
    let text = rule["signed"].as_str().or(fixture["defaults"]["signed"].as_str()).unwrap();
    text.parse().unwrap()
}

pub const CHANNEL: [&str; 3] = ["CHANNEL_NOT_GRANTED", "RESERVED_CHANNEL_NOT_NAMED", "CHANNEL_ADDED_AFTER_SIGNATURE"];
pub const PURPOSE: [&str; 3] = ["PURPOSE_NOT_GRANTED", "RESERVED_PURPOSE_NOT_NAMED", "PERIOD_UNCERTAIN"];

/// How a permission reads a list of names: a reserved leaf must be named, a leaf newer than the signature is only possible.
pub fn permitted(fixture: &Value, tree: &str, rule: &Value, leaf: &str, codes: [&'static str; 3]) -> Held {
    let nodes = &fixture[tree];
    if tree == "channels"
        && names(rule, "exclude_channels").is_some_and(|out| out.iter().any(|name| holds(nodes, name, leaf)))
    {
        return Held::No(codes[0]);
    }
    let Some(named) = names(rule, tree) else {
        return Held::Yes;
    };
    listed(nodes, &named, rule, leaf, signed(fixture, rule), codes)
}

pub fn listed(
    nodes: &Value,
    named: &[&str],
    rule: &Value,
    leaf: &str,
    signed: NaiveDate,
    codes: [&'static str; 3],
) -> Held {
    if named.contains(&leaf) {
        return Held::Yes;
    }
    if !named.iter().any(|name| holds(nodes, name, leaf)) {
        return Held::No(codes[0]);
    }
    if lists(nodes, "reserved", leaf) {
        return Held::No(codes[1]);
    }
    let introduced: Option<NaiveDate> = nodes["introduced_on"][leaf].as_str().map(|text| text.parse().unwrap());
    let newer = introduced.is_some_and(|day| signed < day) && rule["future_media"] != true;
    match (newer, rule["enumerated_only"] == true) {
        (false, _) => Held::Yes,
        (true, false) => Held::Maybe(codes[2]),
        (true, true) => Held::No(codes[0]),
    }
}

/// How a ban reads a list of names: everything under them, and everything there is where it names nothing.
pub fn banned(fixture: &Value, tree: &str, rule: &Value, leaf: &str) -> bool {
    let nodes = &fixture[tree];
    let under = |key: &str| stated(rule, key).map(|named| named.iter().any(|name| holds(nodes, name, leaf)));
    under(tree).unwrap_or(true) && !(tree == "channels" && under("exclude_channels").unwrap_or(false))
}

/// What a request asks for: a node does not ask for reserved leaves.
pub fn asked<'a>(fixture: &'a Value, tree: &str, named: &[&str]) -> Vec<&'a str> {
    let nodes = &fixture[tree];
    let leaves = names(nodes, "leaves").unwrap();
    let wanted = |leaf: &&str| {
        named.contains(leaf) || (named.iter().any(|name| holds(nodes, name, leaf)) && !lists(nodes, "reserved", leaf))
    };
    leaves.into_iter().filter(wanted).collect()
}

/// The (definite, possible) membership of a code in a group on a day.
fn member(group: &Value, code: &str, day: NaiveDate) -> (bool, bool) {
    let versions = group["versions"].as_array().unwrap();
    let begun = |version: &&Value| version["from"].as_str().unwrap().parse::<NaiveDate>().unwrap() <= day;
    let version = versions.iter().rev().find(begun).unwrap_or(&versions[0]);
    let sure = lists(version, "members", code);
    (sure, sure || lists(version, "possible", code))
}

/// One atom: a code under one clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Atom<'a> {
    pub code: &'a str,
    pub zone: &'a str,
}

/// Whether one name of a rule's territories holds an atom on a day, for a contract bound in one of the three ways.
fn named(
    groups: &Map<String, Value>,
    name: &str,
    atom: Atom<'_>,
    binding: &str,
    days: (NaiveDate, NaiveDate),
) -> (bool, bool) {
    let Some(group) = groups.get(name) else {
        let whole = name == "WORLD" || name == atom.code;
        let held = whole || name.split_once('@') == Some((atom.code, atom.zone));
        return (held, held);
    };
    let (then, now) = (member(group, atom.code, days.0), member(group, atom.code, days.1));
    match binding {
        _ if group["dated"] != true => now,
        "frozen" => then,
        "floating" => now,
        _ => (then.0 && now.0, then.1 || now.1),
    }
}

fn any(
    groups: &Map<String, Value>,
    list: &[&str],
    atom: Atom<'_>,
    binding: &str,
    days: (NaiveDate, NaiveDate),
) -> (bool, bool) {
    let pairs = list.iter().map(|name| named(groups, name, atom, binding, days));
    pairs.fold((false, false), |all, pair| (all.0 || pair.0, all.1 || pair.1))
}

/// Whether a rule's territories hold an atom on the day of use: `L(A-B) = L(A) - U(B)`, `U(A-B) = U(A) - L(B)`.
pub fn territory(fixture: &Value, rule: &Value, atom: Atom<'_>, day: NaiveDate) -> Held {
    let groups = fixture["groups"].as_object().unwrap();
    let binding = rule["territory_binding"].as_str().unwrap_or("asymmetric");
    let days = (signed(fixture, rule), day);
    let include = names(rule, "territories").unwrap_or_else(|| vec!["WORLD"]);
    let held = any(groups, &include, atom, binding, days);
    let out = any(groups, &names(rule, "exclude").unwrap_or_default(), atom, binding, days);
    match (held, out) {
        ((_, false), _) => Held::No("TERRITORY_NOT_GRANTED"),
        (_, (true, _)) => Held::No("TERRITORY_EXCLUDED"),
        ((true, _), (_, false)) => Held::Yes,
        _ => Held::Maybe("TERRITORY_GROUP_AMBIGUOUS"),
    }
}

/// The atoms a request names: definite members of groups on its first day, or every one that may belong.
pub fn atoms<'a>(fixture: &'a Value, list: &[&str], day: NaiveDate, perhaps: bool) -> Vec<Atom<'a>> {
    let groups = fixture["groups"].as_object().unwrap();
    let mut found = Vec::new();
    for (code, zones) in fixture["territories"].as_object().unwrap() {
        for zone in zones.as_array().unwrap() {
            let atom = Atom { code, zone: zone.as_str().unwrap() };
            let held = any(groups, list, atom, "floating", (day, day));
            if held.0 || (perhaps && held.1) {
                found.push(atom);
            }
        }
    }
    found
}

/// The least sure of several axes.
pub fn least(axes: impl IntoIterator<Item = Held>) -> Held {
    axes.into_iter().fold(Held::Yes, |worst, held| match (worst, held) {
        (Held::No(_), _) => worst,
        (_, Held::No(_)) | (Held::Yes, _) => held,
        _ => worst,
    })
}
